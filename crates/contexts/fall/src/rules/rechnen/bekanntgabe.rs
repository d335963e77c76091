//! When a Bescheid counts as known, and until when it can be challenged (Fachkonzept 4.10, § 37 SGB X).

use base::Datum;
use fristen::{Angaben, Fehler, Frist, Fristergebnis, Kalender, Norm, Schluessel, Schritt, tag_text};

/// How the Bescheid reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weg {
    /// By post: the day of posting counts.
    Post,
    /// Sent electronically: the day of sending counts.
    Elektronisch,
    /// Ready to be called up: the day of the notice counts.
    Abruf,
    /// Handed over: known on the same day.
    Uebergabe,
}

impl Weg {
    /// The provision that says when the Bescheid counts as known.
    #[must_use]
    pub const fn norm(self) -> Norm {
        let paragraf = Norm::par("SGB X", "37");
        match self {
            Self::Post => paragraf.abs("2").satz("1"),
            Self::Elektronisch => paragraf.abs("2").satz("2"),
            Self::Abruf => paragraf.abs("2a"),
            Self::Uebergabe => paragraf.abs("1").satz("1"),
        }
    }
}

/// What happened with the Bescheid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versand {
    /// How.
    pub weg: Weg,
    /// Posted, sent, notified or handed over on this day.
    pub am: Datum,
    /// A later day on which it really arrived, if known: then this one counts.
    pub zugang: Option<Datum>,
}

/// When it counts as known, and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bekanntgabe {
    /// The day.
    pub am: Datum,
    /// Why.
    pub schritte: Vec<Schritt>,
    /// The period of the remedy, one month from that day, moved to a Werktag.
    pub widerspruch: Fristergebnis,
}

impl Bekanntgabe {
    /// Last day of the remedy.
    #[must_use]
    pub fn widerspruch_bis(&self) -> Option<Datum> {
        self.widerspruch.ende.tag().map(Datum)
    }
}

/// Computes both.
///
/// # Errors
/// Outside the calendar.
pub fn bekanntgabe(versand: &Versand, kalender: &Kalender) -> Result<Bekanntgabe, Fehler> {
    let (fiktion, mut schritte) = fiktion(versand, kalender)?;
    let am = match versand.zugang {
        Some(zugang) if zugang > fiktion => {
            let text = format!(
                "Der Bescheid ist erst am {} angekommen; dann zählt dieser Tag.",
                tag_text(zugang.0)
            );
            let norm = Norm::par("SGB X", "37").abs("2").satz("3");
            schritte.push(Schritt { text, norm });
            zugang
        }
        _ => fiktion,
    };
    let widerspruch = Frist::berechnen(Schluessel::Widerspruch, am.0, kalender, &Angaben::default())?;
    Ok(Bekanntgabe {
        am,
        schritte,
        widerspruch,
    })
}

fn fiktion(versand: &Versand, kalender: &Kalender) -> Result<(Datum, Vec<Schritt>), Fehler> {
    let norm = versand.weg.norm();
    if versand.weg == Weg::Uebergabe {
        let text = format!(
            "Der Bescheid wurde am {} übergeben und ist damit bekannt.",
            tag_text(versand.am.0)
        );
        return Ok((versand.am, vec![Schritt { text, norm }]));
    }
    let f = Frist::berechnen(
        Schluessel::Bekanntgabe,
        versand.am.0,
        kalender,
        &Angaben::default(),
    )?;
    let mut schritte = f.schritte;
    if versand.weg != Weg::Post {
        let text = "Für elektronisch übermittelte und zum Abruf bereitgestellte Bescheide gilt dieselbe Zahl von Tagen."
            .to_owned();
        schritte.push(Schritt { text, norm });
    }
    Ok((f.ende.tag().map_or(versand.am, Datum), schritte))
}

#[cfg(test)]
mod tests {
    use fristen::Land;

    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn rechne(weg: Weg, am: &str, zugang: Option<&str>) -> (String, String) {
        let v = Versand {
            weg,
            am: tag(am),
            zugang: zugang.map(tag),
        };
        let b = bekanntgabe(&v, &Kalender::fuer(Land::Sh)).unwrap();
        (b.am.0.to_string(), b.widerspruch_bis().unwrap().0.to_string())
    }

    #[test]
    fn t_006_post_am_31_03() {
        assert_eq!(
            rechne(Weg::Post, "2026-03-31", None),
            ("2026-04-04".into(), "2026-05-04".into())
        );
    }

    #[test]
    fn t_007_ostersonntag_verschiebt_nichts() {
        for weg in [Weg::Post, Weg::Elektronisch, Weg::Abruf] {
            assert_eq!(
                rechne(weg, "2026-04-01", None),
                ("2026-04-05".into(), "2026-05-05".into())
            );
        }
    }

    #[test]
    fn uebergabe_gilt_am_selben_tag_und_spaeterer_zugang_zaehlt() {
        assert_eq!(
            rechne(Weg::Uebergabe, "2026-03-31", None),
            ("2026-03-31".into(), "2026-04-30".into())
        );
        let spaet = ("2026-04-10".into(), "2026-05-11".into());
        assert_eq!(rechne(Weg::Post, "2026-03-31", Some("2026-04-10")), spaet);
        let frueh = ("2026-04-04".into(), "2026-05-04".into());
        assert_eq!(
            rechne(Weg::Post, "2026-03-31", Some("2026-04-02")),
            frueh,
            "vor dem vierten Tag"
        );
    }
}
