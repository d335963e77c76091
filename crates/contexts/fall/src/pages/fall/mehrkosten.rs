//! What the Träger to choose from cost by the hour, beside each other (Fachkonzept 8.7, T-113). There is no verdict here:
//! whether more is too much a person says, with reasons (§ 5 Abs. 2 SGB VIII, § 104 Abs. 2, 3 SGB IX).

use base::Cent;
use budget::rules::entgelt::mehrkosten;
use uuid::Uuid;

use crate::model::Traegerwahl;

/// One Träger.
pub(super) struct Satzzeile {
    pub(super) name: String,
    pub(super) satz: Cent,
    /// `16,33 %`; empty for the lowest.
    pub(super) mehr: String,
}

/// The rates beside each other; none when there are not two to compare. Whoever lacks an agreement is nobody to compare
/// with.
pub(super) fn vergleich(alle: &[(Uuid, Cent)], traeger: &[Traegerwahl]) -> Vec<Satzzeile> {
    let saetze: Vec<(&str, Cent)> = traeger
        .iter()
        .filter(|t| t.fehlt.is_empty())
        .filter_map(|t| {
            let (_, satz) = alle.iter().find(|(wer, _)| *wer == t.id)?;
            Some((t.name.as_str(), *satz))
        })
        .collect();
    let Some(niedrigster) = saetze.iter().map(|s| s.1).min().filter(|_| saetze.len() > 1) else {
        return Vec::new();
    };
    saetze
        .into_iter()
        .map(|(name, satz)| Satzzeile {
            name: name.to_owned(),
            mehr: mehrkosten(satz, niedrigster, true)
                .filter(|m| m.betrag.0 > 0)
                .map_or_else(String::new, |m| m.prozent),
            satz,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_113_mehrkosten_ohne_urteil() {
        let eins = |n: u128, betrag| (Uuid::from_u128(n), Cent(betrag));
        let wahl = |n: u128, fehlt: &[&str]| Traegerwahl {
            id: Uuid::from_u128(n),
            name: format!("T{n}"),
            schwerpunkt: false,
            fehlt: fehlt.iter().map(|f| (*f).to_owned()).collect(),
        };
        let alle = [eins(1, 8_120), eins(2, 6_980), eins(3, 5_000)];
        let traeger = [
            wahl(1, &[]),
            wahl(2, &[]),
            wahl(3, &["Schutzauftrag"]),
            wahl(4, &[]),
        ];
        let z = vergleich(&alle, &traeger);
        let gezeigt: Vec<(&str, &str)> = z.iter().map(|z| (z.name.as_str(), z.mehr.as_str())).collect();
        assert_eq!(gezeigt, [("T1", "16,33 %"), ("T2", "")]);
        assert!(vergleich(&alle, &traeger[..1]).is_empty());
    }
}
