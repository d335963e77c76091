//! Levels of a version: each unit stands below one of the level above (INV-R3).

use base::Befund;

/// What is asked of a new or moved unit.
#[derive(Debug, Clone, Copy)]
pub struct Einzug<'a> {
    /// Levels of the Geschäftsordnung, largest first.
    pub ebenen: &'a [String],
    /// Level of the unit.
    pub ebene: &'a str,
    /// Level of its parent, if it has one.
    pub eltern_ebene: Option<&'a str>,
}

/// Depth of the level, 0 at the top. Since a parent is always exactly one level higher, there is no cycle.
///
/// # Errors
/// `RAUM-E18` when the level is unknown, the parent is missing or stands on another level than the one above.
pub fn tiefe(e: Einzug<'_>) -> Result<u16, Befund> {
    let Some(tiefe) = e.ebenen.iter().position(|x| x == e.ebene) else {
        let text = format!(
            "Die Ebene „{}“ gibt es nicht. Erlaubt sind {}.",
            e.ebene,
            e.ebenen.join(", ")
        );
        return Err(Befund::neu("RAUM-E18", text).an("ebene"));
    };
    let soll = tiefe.checked_sub(1).and_then(|t| e.ebenen.get(t));
    match (soll.map(String::as_str), e.eltern_ebene) {
        (soll, ist) if soll == ist => Ok(u16::try_from(tiefe).unwrap_or(u16::MAX)),
        (None, _) => Err(Befund::neu(
            "RAUM-E18",
            "Auf der obersten Ebene gibt es keinen übergeordneten Raum.",
        )
        .an("eltern")),
        (Some(soll), _) => {
            let text = format!("Bitte einen übergeordneten Raum der Ebene {soll} angeben.");
            Err(Befund::neu("RAUM-E18", text).an("eltern"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// INV-R3: a unit is accepted exactly when its parent stands one level higher.
        #[test]
        fn inv_r3_eltern_stehen_genau_eine_ebene_hoeher(n in 1usize..5, i in 0usize..6, eltern in prop::option::of(0usize..6)) {
            let ebenen: Vec<String> = (0..n).map(|k| format!("E{k}")).collect();
            let name = |k: usize| format!("E{k}");
            let (ebene, eltern_name) = (name(i), eltern.map(name));
            let gut = tiefe(Einzug { ebenen: &ebenen, ebene: &ebene, eltern_ebene: eltern_name.as_deref() });
            prop_assert_eq!(gut.is_ok(), i < n && i.checked_sub(1) == eltern);
        }
    }
}
