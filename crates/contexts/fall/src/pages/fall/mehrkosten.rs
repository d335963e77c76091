//! What the Träger to choose from cost by the hour, beside each other (Fachkonzept 8.7, T-113). There is no verdict here:
//! whether more is too much a person says, with reasons (§ 5 Abs. 2 SGB VIII, § 104 Abs. 2, 3 SGB IX).

use amt::Result;
use base::{Cent, Datum};
use budget::{
    model::{Einheit, Entgelt},
    rules::{entgelt::mehrkosten, rechnung::entgelt_am},
    service::entgelte,
};
use store::Tx;

use crate::model::Traegerwahl;

/// One Träger.
pub(super) struct Satzzeile {
    pub(super) name: String,
    pub(super) satz: Cent,
    /// `16,33 %`; empty for the lowest.
    pub(super) mehr: String,
}

/// The rates of a Leistung on a day; none when there are not two to compare.
pub(super) async fn vergleich(
    tx: &mut Tx,
    traeger: &[Traegerwahl],
    leistungsart: &str,
    tag: Datum,
) -> Result<Vec<Satzzeile>> {
    Ok(zeilen(&entgelte(tx, None).await?, traeger, leistungsart, tag))
}

fn zeilen(alle: &[Entgelt], traeger: &[Traegerwahl], leistungsart: &str, tag: Datum) -> Vec<Satzzeile> {
    let satz = |t: &Traegerwahl| {
        let eigene: Vec<Entgelt> = alle.iter().filter(|e| e.traeger == t.id).cloned().collect();
        entgelt_am(&eigene, leistungsart, Einheit::Stunde, tag).map(|e| e.betrag)
    };
    let saetze: Vec<(&str, Cent)> = traeger
        .iter()
        .filter(|t| t.fehlt.is_empty())
        .filter_map(|t| Some((t.name.as_str(), satz(t)?)))
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
    use base::{Id, Zeitpunkt};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn t_113_mehrkosten_ohne_urteil() {
        let tag: Datum = "2026-11-22".parse().unwrap();
        let eins = |n: u128, betrag| Entgelt {
            id: Id::von(Uuid::from_u128(n)),
            traeger: Uuid::from_u128(n),
            leistungsart: String::new(),
            einheit: Einheit::Stunde,
            betrag: Cent(betrag),
            ab: tag,
            bis: None,
            fundstelle: String::new(),
            angelegt_am: Zeitpunkt("2026-01-01T00:00:00Z".parse().unwrap()),
        };
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
        let z = zeilen(&alle, &traeger, "J31", tag);
        // whoever lacks an agreement is nobody to compare with
        let gezeigt: Vec<(&str, &str)> = z.iter().map(|z| (z.name.as_str(), z.mehr.as_str())).collect();
        assert_eq!(gezeigt, [("T1", "16,33 %"), ("T2", "")]);
        assert!(zeilen(&alle, &traeger[..1], "J31", tag).is_empty());
    }
}
