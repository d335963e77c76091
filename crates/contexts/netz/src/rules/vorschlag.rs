//! What an Akteur proposes to change: the fields that differ, and putting them into the offer. Nothing else of the
//! offer can be reached this way.

use base::{Befund, Datum};

use crate::{
    AngebotDaten,
    codes::{AngebotStatus, Vorschlagsfeld},
};

/// One field that is to change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Unterschied {
    /// Which.
    pub feld: Vorschlagsfeld,
    /// What stood there when it was proposed.
    pub alt: String,
    /// What shall stand there.
    pub neu: String,
}

const ENDE: &str = "ja";

/// What stands in a field, as the form shows it.
#[must_use]
pub fn wert(d: &AngebotDaten, feld: Vorschlagsfeld) -> String {
    let zahl = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
    match feld {
        Vorschlagsfeld::Titel => d.titel.clone(),
        Vorschlagsfeld::Kurzbeschreibung => d.kurzbeschreibung.clone(),
        Vorschlagsfeld::Zielgruppen => d.zielgruppen.clone(),
        Vorschlagsfeld::Zeiten => d.zeiten_text.clone(),
        Vorschlagsfeld::Telefon => d.telefon.clone(),
        Vorschlagsfeld::Email => d.email.clone(),
        Vorschlagsfeld::Web => d.web.clone(),
        Vorschlagsfeld::Plaetze => zahl(d.plaetze),
        Vorschlagsfeld::Frei => zahl(d.frei),
        Vorschlagsfeld::Warteliste => zahl(d.warteliste),
        Vorschlagsfeld::Ende if d.status == AngebotStatus::Beendet => ENDE.to_owned(),
        Vorschlagsfeld::Ende => String::new(),
    }
}

/// What differs from the offer as it stands, in the order of the form.
#[must_use]
pub fn unterschiede(d: &AngebotDaten, neu: impl Fn(Vorschlagsfeld) -> String) -> Vec<Unterschied> {
    let einer = |feld: &Vorschlagsfeld| {
        let (alt, neu) = (wert(d, *feld), neu(*feld).trim().to_owned());
        (alt != neu).then_some(Unterschied {
            feld: *feld,
            alt,
            neu,
        })
    };
    Vorschlagsfeld::ALLE.iter().filter_map(einer).collect()
}

/// Puts the fields into the offer; `vom` is the day the Akteur said so.
///
/// # Errors
/// `NETZ-E41` when a number is none.
pub fn einsetzen(d: &mut AngebotDaten, alle: &[Unterschied], vom: Datum) -> Result<(), Vec<Befund>> {
    let mut befunde = Vec::new();
    for u in alle {
        let text = u.neu.clone();
        match u.feld {
            Vorschlagsfeld::Titel => d.titel = text,
            Vorschlagsfeld::Kurzbeschreibung => d.kurzbeschreibung = text,
            Vorschlagsfeld::Zielgruppen => d.zielgruppen = text,
            Vorschlagsfeld::Zeiten => d.zeiten_text = text,
            Vorschlagsfeld::Telefon => d.telefon = text,
            Vorschlagsfeld::Email => d.email = text,
            Vorschlagsfeld::Web => d.web = text,
            Vorschlagsfeld::Ende if text == ENDE => d.status = AngebotStatus::Beendet,
            Vorschlagsfeld::Ende => {}
            Vorschlagsfeld::Plaetze | Vorschlagsfeld::Frei | Vorschlagsfeld::Warteliste => {
                let zahl = match text.as_str() {
                    "" => None,
                    t => match t.parse::<i64>() {
                        Ok(n) if n >= 0 => Some(n),
                        _ => {
                            let text = "Bitte eine ganze Zahl, oder das Feld leer lassen.";
                            befunde.push(Befund::neu("NETZ-E41", text).an(u.feld.code()));
                            continue;
                        }
                    },
                };
                match u.feld {
                    Vorschlagsfeld::Plaetze => d.plaetze = zahl,
                    Vorschlagsfeld::Frei => d.frei = zahl,
                    _ => d.warteliste = zahl,
                }
                d.platz_stand = Some(vom);
            }
        }
    }
    if befunde.is_empty() { Ok(()) } else { Err(befunde) }
}

#[cfg(test)]
mod tests {
    use base::Id;
    use uuid::Uuid;

    use super::*;
    use crate::codes::AngebotArt;

    fn angebot() -> AngebotDaten {
        let tag = "2026-01-15".parse().unwrap();
        let mut d = AngebotDaten::neu(Id::von(Uuid::nil()), "Treff", AngebotArt::OffenerTreff, tag);
        d.telefon = "0431 1".to_owned();
        d.frei = Some(4);
        d
    }

    #[test]
    fn nur_was_anders_ist_wird_vorgeschlagen() {
        let d = angebot();
        let neu = |f| match f {
            Vorschlagsfeld::Telefon => "0431 2 ".to_owned(),
            Vorschlagsfeld::Frei => "0".to_owned(),
            f => wert(&d, f),
        };
        let u = unterschiede(&d, neu);
        let kurz: Vec<_> = u.iter().map(|u| (u.feld, &*u.alt, &*u.neu)).collect();
        let soll = [
            (Vorschlagsfeld::Telefon, "0431 1", "0431 2"),
            (Vorschlagsfeld::Frei, "4", "0"),
        ];
        assert_eq!(kurz, soll);
    }

    #[test]
    fn eingesetzt_wird_nur_das_vorgeschlagene_mit_seinem_tag() {
        let mut d = angebot();
        let vom: Datum = "2026-11-20".parse().unwrap();
        let u = |feld, neu: &str| Unterschied {
            feld,
            alt: String::new(),
            neu: neu.to_owned(),
        };
        let alle = [u(Vorschlagsfeld::Frei, ""), u(Vorschlagsfeld::Ende, "ja")];
        einsetzen(&mut d, &alle, vom).unwrap();
        assert_eq!(
            (d.frei, d.platz_stand, d.status),
            (None, Some(vom), AngebotStatus::Beendet)
        );
        assert_eq!((d.telefon.as_str(), d.titel.as_str()), ("0431 1", "Treff"));
        let schlecht = einsetzen(&mut d, &[u(Vorschlagsfeld::Plaetze, "viele")], vom).unwrap_err();
        assert_eq!(
            (schlecht[0].code, schlecht[0].ort.as_str()),
            ("NETZ-E41", "plaetze")
        );
    }
}
