//! When two people walked the same street: which entries a person has to look at before both stand in the survey.

use base::abstand_m;

use crate::{codes::EintragArt, erfassung::EintragDaten};

/// Points of one kind nearer than this may be the same place; a phone between houses knows no better.
pub const NAH_M: u32 = 15;

/// The words without what people write now like this, now like that.
fn kern(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Whether the second may say the same as the first. A person decides; nothing is thrown away for it.
#[must_use]
pub fn aehnlich(a: &EintragDaten, b: &EintragDaten) -> bool {
    if a.art != b.art {
        return false;
    }
    if kern(&a.text) == kern(&b.text) {
        return true;
    }
    let ort = a.art == EintragArt::Punkt && a.punkt_art == b.punkt_art;
    ort && a
        .punkt
        .zip(b.punkt)
        .is_some_and(|(x, y)| abstand_m(x, y) <= NAH_M)
}

/// What becomes of a section two people wrote on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Textfolge {
    /// Nobody wrote since: the new text takes the place of the old one.
    Ersetzen,
    /// It says so already.
    Gleich,
    /// Somebody wrote something else since: a person brings both together.
    Anders,
}

/// Looks at what stood there at the beginning of the walk, what stands there now, and what was written on the walk.
#[must_use]
pub fn textfolge(vorher: &str, jetzt: &str, neu: &str) -> Textfolge {
    if jetzt == neu {
        Textfolge::Gleich
    } else if jetzt == vorher {
        Textfolge::Ersetzen
    } else {
        Textfolge::Anders
    }
}

#[cfg(test)]
mod tests {
    use base::Punkt;

    use super::*;
    use crate::codes::ErfassungPunktArt;

    fn ort(name: &str, art: ErfassungPunktArt, lon: f64) -> EintragDaten {
        let mut d = EintragDaten::neu(EintragArt::Punkt, name);
        d.punkt_art = Some(art);
        d.punkt = Some(Punkt { lat: 54.3, lon });
        d
    }

    #[test]
    fn gleiches_wort_oder_gleicher_ort_fragt_nach() {
        let kiosk = ort("Kiosk am Markt", ErfassungPunktArt::Informell, 10.0);
        assert!(aehnlich(
            &kiosk,
            &ort("kiosk, am markt", ErfassungPunktArt::Einkauf, 10.1)
        ));
        // one second of longitude there is about 18 m
        assert!(aehnlich(
            &kiosk,
            &ort("Bude", ErfassungPunktArt::Informell, 10.0001)
        ));
        assert!(!aehnlich(
            &kiosk,
            &ort("Bude", ErfassungPunktArt::Barriere, 10.0001)
        ));
        assert!(!aehnlich(
            &kiosk,
            &ort("Bude", ErfassungPunktArt::Informell, 10.001)
        ));
        assert!(!aehnlich(
            &EintragDaten::neu(EintragArt::Staerke, "Grün"),
            &EintragDaten::neu(EintragArt::Thema, "Grün")
        ));
    }

    #[test]
    fn ein_text_geht_nie_verloren() {
        assert_eq!(textfolge("a", "a", "b"), Textfolge::Ersetzen);
        assert_eq!(textfolge("a", "b", "b"), Textfolge::Gleich);
        assert_eq!(textfolge("a", "c", "b"), Textfolge::Anders);
        assert_eq!(textfolge("", "", "b"), Textfolge::Ersetzen);
    }
}
