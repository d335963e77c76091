//! Moving money between Töpfe (Fachkonzept 8.6).

use base::{Befund, Cent};

use crate::model::{Arbeitsart, Topf};

/// Whether an Umbuchung may leave this Topf. A Topf for single cases must keep what its forecast needs: entitlements
/// first. `prognose` is the forecast of the giving Topf.
///
/// # Errors
/// `BUDGET-E01` for zero or less, `BUDGET-E10` when it would starve entitlements, `BUDGET-E33` between regions without
/// the decision of a committee.
pub fn umbuchung(
    von: &Topf,
    nach: &Topf,
    betrag: Cent,
    prognose: Cent,
    beschluss: bool,
) -> Result<(), Vec<Befund>> {
    let mut befunde = Vec::new();
    if betrag.0 <= 0 {
        befunde.push(Befund::neu("BUDGET-E01", "Bitte einen Betrag größer als null angeben.").an("betrag"));
    }
    if von.id == nach.id {
        let text = "Geben und Nehmen muss in verschiedenen Töpfen sein.";
        befunde.push(Befund::neu("BUDGET-E32", text).an("nach"));
    }
    if von.jahr != nach.jahr {
        befunde.push(
            Befund::neu(
                "BUDGET-E02",
                "Die Töpfe gehören zu verschiedenen Haushaltsjahren.",
            )
            .an("nach"),
        );
    }
    if von.raum != nach.raum && !beschluss {
        let text = "Zwischen Regionen bucht nur die zentrale Leitung mit Beschluss um.";
        befunde.push(Befund::neu("BUDGET-E33", text).an("beschluss"));
    }
    if matches!(von.arbeitsart, Arbeitsart::Fallspezifisch | Arbeitsart::Gemischt) {
        let bleibt = von.rahmen().0 - betrag.0;
        if bleibt < prognose.0 {
            let text = format!(
                "Dann blieben {} für Hilfen, gebraucht werden nach der Prognose {prognose}. Ansprüche gehen vor.",
                Cent(bleibt)
            );
            befunde.push(Befund::neu("BUDGET-E10", text).an("betrag"));
        }
    }
    if befunde.is_empty() { Ok(()) } else { Err(befunde) }
}

/// Whether the Vorwegabzug can release so much.
///
/// # Errors
/// `BUDGET-E01`, `BUDGET-E11`.
pub fn vorweg_freigabe(verfuegbar: Cent, betrag: Cent) -> Result<(), Befund> {
    if betrag.0 <= 0 {
        return Err(Befund::neu("BUDGET-E01", "Bitte einen Betrag größer als null angeben.").an("betrag"));
    }
    if betrag.0 > verfuegbar.0 {
        let text = format!("Im Vorwegabzug sind nur noch {verfuegbar}.");
        return Err(Befund::neu("BUDGET-E11", text).an("betrag"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use base::Id;
    use uuid::Uuid;

    use super::*;
    use crate::model::{Stand, TopfArt};

    fn topf(n: u128, arbeitsart: Arbeitsart, ansatz: i64) -> Topf {
        Topf {
            id: Id::von(Uuid::from_u128(n)),
            jahr: 2026,
            art: TopfArt::Regional,
            raum: Some(Id::von(Uuid::from_u128(99))),
            arbeitsart,
            bezeichnung: "Region".into(),
            sortier: n.to_string(),
            traeger: String::new(),
            ansatz: Cent(ansatz),
            stand: Stand::default(),
            elterntopf: None,
            version: 1,
        }
    }

    #[test]
    fn t_106_ansprueche_gehen_vor() {
        let prognose = Cent(167_734_567);
        let von = topf(1, Arbeitsart::Fallspezifisch, 180_000_000);
        let nach = topf(2, Arbeitsart::Fallunabhaengig, 0);
        let zuviel = umbuchung(&von, &nach, Cent(13_000_000), prognose, false).unwrap_err();
        assert_eq!(zuviel[0].code, "BUDGET-E10");
        assert!(umbuchung(&von, &nach, Cent(12_000_000), prognose, false).is_ok());
        // the other way nobody's entitlement is touched
        assert!(umbuchung(&nach, &von, Cent(12_000_000), Cent(0), false).is_ok());
    }

    #[test]
    fn zwischen_regionen_nur_mit_beschluss() {
        let von = topf(1, Arbeitsart::Fallunabhaengig, 1_000);
        let nach = Topf {
            raum: None,
            ..topf(2, Arbeitsart::Fallunabhaengig, 0)
        };
        let fehler = umbuchung(&von, &nach, Cent(1), Cent(0), false).unwrap_err();
        assert_eq!(fehler[0].code, "BUDGET-E33");
        assert!(umbuchung(&von, &nach, Cent(1), Cent(0), true).is_ok());
        let selbst = umbuchung(&von, &von, Cent(0), Cent(0), true).unwrap_err();
        assert_eq!(
            selbst.iter().map(|b| b.code).collect::<Vec<_>>(),
            ["BUDGET-E01", "BUDGET-E32"]
        );
    }

    #[test]
    fn t_114_vorweg_wird_nie_negativ() {
        let vorweg = Cent(20_000_000);
        assert!(vorweg_freigabe(vorweg, Cent(15_000_000)).is_ok());
        let rest = Cent(vorweg.0 - 15_000_000);
        let zweite = vorweg_freigabe(rest, Cent(6_000_000)).unwrap_err();
        assert_eq!(zweite.code, "BUDGET-E11");
        assert!(zweite.text.contains("50.000,00 €"), "{zweite}");
    }
}
