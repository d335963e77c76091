//! What a relation must be, before it is drawn.

use std::collections::HashSet;

use base::{Befund, Datum};
use uuid::Uuid;

use crate::model::{Beziehung, Beziehungsart};

/// Checks a new relation against those there are. `geboren` knows the dates of birth of the case.
#[must_use]
pub fn pruefen(neu: &Beziehung, da: &[Beziehung], geboren: impl Fn(Uuid) -> Option<Datum>) -> Vec<Befund> {
    let mut b = Vec::new();
    let familie = neu.art.eltern() || neu.art.paar() || neu.art == Beziehungsart::Geschwister;
    let Some(nach) = neu.nach else {
        if neu.umfeld.is_none() {
            b.push(Befund::neu("FALL-E205", "Bitte wählen, zu wem oder wohin.").an("nach"));
        } else if familie {
            b.push(
                Befund::neu(
                    "FALL-E205",
                    "Verwandt oder ein Paar sind nur Menschen. Bitte „hat zu tun mit“ wählen.",
                )
                .an("art"),
            );
        }
        zeitraum(neu, &mut b);
        return b;
    };
    if nach == neu.von {
        b.push(
            Befund::neu(
                "FALL-E205",
                "Eine Beziehung verbindet zwei verschiedene Menschen.",
            )
            .an("nach"),
        );
        return b;
    }
    let gleiche = |x: &Beziehung| {
        let gerade = x.von == neu.von && x.nach == Some(nach);
        let umgekehrt = x.von == nach && x.nach == Some(neu.von);
        if neu.art.eltern() {
            gerade && x.art == neu.art
        } else {
            (gerade || umgekehrt) && (x.art == neu.art || x.art.paar() && neu.art.paar())
        }
    };
    if da.iter().any(gleiche) {
        b.push(
            Befund::neu(
                "FALL-E208",
                "Diese Beziehung steht schon da. Bitte beenden Sie zuerst die alte.",
            )
            .an("art"),
        );
    }
    if neu.art.eltern() {
        if vorfahr(nach, neu.von, da) {
            b.push(
                Befund::neu(
                    "FALL-E206",
                    "So wäre jemand sein eigener Vorfahr. Bitte die Richtung prüfen.",
                )
                .an("nach"),
            );
        }
        if let (Some(eltern), Some(kind)) = (geboren(neu.von), geboren(nach))
            && eltern >= kind
        {
            b.push(
                Befund::neu(
                    "FALL-E207",
                    "Der Elternteil wäre jünger als das Kind. Bitte Richtung und Geburtsdaten prüfen.",
                )
                .an("nach"),
            );
        }
    }
    zeitraum(neu, &mut b);
    b
}

fn zeitraum(neu: &Beziehung, b: &mut Vec<Befund>) {
    if let (Some(seit), Some(bis)) = (neu.seit, neu.bis)
        && bis < seit
    {
        b.push(Befund::neu("FALL-E209", "Das Ende liegt vor dem Anfang. Bitte prüfen.").an("bis"));
    }
}

/// Whether `oben` is an ancestor of `unten`.
fn vorfahr(oben: Uuid, unten: Uuid, da: &[Beziehung]) -> bool {
    let mut gesehen = HashSet::new();
    let mut offen = vec![oben];
    while let Some(p) = offen.pop() {
        if p == unten {
            return true;
        }
        if gesehen.insert(p) {
            offen.extend(
                da.iter()
                    .filter(|x| x.art.eltern() && x.von == p)
                    .filter_map(|x| x.nach),
            );
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use base::Zeitpunkt;

    use super::*;
    use crate::model::Guete;

    fn b(von: u128, nach: u128, art: Beziehungsart) -> Beziehung {
        Beziehung {
            id: Uuid::from_u128(von * 100 + nach),
            von: Uuid::from_u128(von),
            nach: Some(Uuid::from_u128(nach)),
            umfeld: None,
            art,
            guete: Guete::Gut,
            seit: None,
            bis: None,
            zeit: Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap()),
        }
    }

    fn codes(neu: &Beziehung, da: &[Beziehung]) -> Vec<&'static str> {
        let geboren = |id: Uuid| match id.as_u128() {
            1 => "1960-01-01".parse().ok(),
            2 => "1985-01-01".parse().ok(),
            _ => None,
        };
        pruefen(neu, da, geboren).into_iter().map(|b| b.code).collect()
    }

    #[test]
    fn keine_kreise_und_keine_doppelten() {
        use Beziehungsart::{Ehe, Elternteil, Getrennt};
        let da = [b(1, 2, Elternteil), b(2, 3, Elternteil), b(4, 5, Ehe)];
        assert_eq!(codes(&b(3, 1, Elternteil), &da), ["FALL-E206"]);
        assert_eq!(codes(&b(3, 4, Elternteil), &da), Vec::<&str>::new());
        assert_eq!(codes(&b(1, 2, Elternteil), &da), ["FALL-E208"]);
        assert_eq!(
            codes(&b(5, 4, Getrennt), &da),
            ["FALL-E208"],
            "one couple, one state"
        );
        assert_eq!(codes(&b(2, 1, Elternteil), &[]), ["FALL-E207"]);
        assert_eq!(codes(&b(2, 2, Ehe), &[]), ["FALL-E205"]);
        let mut zeit = b(1, 2, Ehe);
        (zeit.seit, zeit.bis) = ("2020-01-02".parse().ok(), "2020-01-01".parse().ok());
        assert_eq!(codes(&zeit, &[]), ["FALL-E209"]);
        let mut umfeld = b(1, 2, Elternteil);
        (umfeld.nach, umfeld.umfeld) = (None, Some(Uuid::from_u128(9)));
        assert_eq!(codes(&umfeld, &[]), ["FALL-E205"]);
    }
}
