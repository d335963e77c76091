//! Several Fachkräfte together (§ 8a Abs. 1 S. 1 SGB VIII, RL-05).

use std::collections::BTreeSet;

use base::Befund;
use uuid::Uuid;

/// Somebody who takes part in a judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teilnahme {
    /// Who.
    pub fachkraft: Uuid,
    /// Name.
    pub name: String,
    /// Of the ASD of the Jugendamt.
    pub asd: bool,
}

/// `SCHUTZ-E01`: fewer than two different ones; `SCHUTZ-E02`: none of the ASD.
#[must_use]
pub fn pruefen(wer: &[Teilnahme]) -> Option<Befund> {
    let verschiedene: BTreeSet<Uuid> = wer.iter().map(|t| t.fachkraft).collect();
    if verschiedene.len() < 2 {
        return Some(
            Befund::neu(
                "SCHUTZ-E01",
                "Bitte mindestens zwei verschiedene Fachkräfte nennen, die gemeinsam eingeschätzt haben.",
            )
            .an("fachkraft-2"),
        );
    }
    (!wer.iter().any(|t| t.asd)).then(|| {
        Befund::neu(
            "SCHUTZ-E02",
            "Mindestens eine der Fachkräfte muss aus dem ASD des Jugendamts sein.",
        )
        .an("fachkraft-1")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wer(n: u128, asd: bool) -> Teilnahme {
        Teilnahme {
            fachkraft: Uuid::from_u128(n),
            name: "x".to_owned(),
            asd,
        }
    }

    #[test]
    fn t_060_zwei_verschiedene_und_eine_aus_dem_asd() {
        let (x, y, z) = (wer(1, true), wer(2, false), wer(3, false));
        assert_eq!(pruefen(&[x.clone(), x.clone()]).unwrap().code, "SCHUTZ-E01");
        assert_eq!(pruefen(&[x, y.clone()]), None);
        assert_eq!(pruefen(&[y, z]).unwrap().code, "SCHUTZ-E02");
        assert_eq!(pruefen(&[]).unwrap().code, "SCHUTZ-E01");
    }
}
