//! From a catalogue row and an event to a result with its steps.

use jiff::civil::Date;

use super::eintrag::{Eintrag, Laengenregel, Schluessel, Verschiebung, eintrag};
use super::ergebnis::{Ende, Fristergebnis, Schritt, Zeitmarke};
use super::tabelle::UNVERZUEGLICH;
use crate::rechnung::{beginn_vor, ende_nach, minus_arbeitstage, plus_stunden};
use crate::text::{tag_text, zeitpunkt_text};
use crate::{Fehler, Kalender, Laenge, Norm};

/// Arbeitstage before the reminder from which a day period warns unless told otherwise.
pub const VORWARNUNG_ARBEITSTAGE: u32 = 3;

const EREIGNISTAG: Norm = Norm::par("BGB", "187").abs("1");
const STUNDEN_ZAEHLEN: Norm = Norm::par("SGB X", "26").abs("6");

/// What the caller adds to key, event and calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Angaben {
    /// length from the Geschäftsordnung; for "unverzüglich" the hours after which to warn; for a
    /// statutory maximum a shorter length
    pub laenge: Option<Laenge>,
    /// use the deviating length of the row (Widerspruch instead of Antrag, extended period)
    pub abweichend: bool,
    /// `EGH_LEISTUNGSBEGINN` only: day since which the conditions are met, if later than the first
    /// of the month
    pub voraussetzungen_ab: Option<Date>,
    /// Arbeitstage before the reminder from which to warn; [`VORWARNUNG_ARBEITSTAGE`] if absent
    pub vorwarnung_arbeitstage: Option<u32>,
    /// day whose law applies (RL-20); the day of the event if absent
    pub stichtag: Option<Date>,
}

impl Angaben {
    /// Only a length from the Geschäftsordnung.
    #[must_use]
    pub fn mit_laenge(laenge: Laenge) -> Self {
        Self {
            laenge: Some(laenge),
            ..Self::default()
        }
    }
}

/// Entry point of the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Frist;

impl Frist {
    /// Computes a period of the catalogue from its event.
    ///
    /// # Errors
    /// A [`Fehler`] that says what is missing or does not fit; never a guessed date.
    pub fn berechnen(
        schluessel: Schluessel,
        start: impl Into<Zeitmarke>,
        kalender: &Kalender,
        angaben: &Angaben,
    ) -> Result<Fristergebnis, Fehler> {
        let beginn = start.into();
        let stichtag = angaben.stichtag.unwrap_or_else(|| beginn.tag());
        let zeile = eintrag(schluessel, stichtag)?;
        let lauf = Lauf {
            zeile,
            beginn,
            kalender,
            angaben,
        };
        match lauf.laenge()? {
            Gewaehlt::Vor(Laenge::Stunden(0)) | Gewaehlt::Unverzueglich => lauf.unverzueglich(),
            Gewaehlt::Vor(Laenge::Stunden(n)) => lauf.stunden(n),
            Gewaehlt::Vor(laenge) => lauf.vorwaerts(laenge),
            Gewaehlt::Zurueck(laenge) => lauf.rueckwaerts(laenge),
            Gewaehlt::ErsterDesMonats => lauf.monatserster(),
        }
    }
}

enum Gewaehlt {
    Vor(Laenge),
    Zurueck(Laenge),
    ErsterDesMonats,
    Unverzueglich,
}

struct Lauf<'a> {
    zeile: &'static Eintrag,
    beginn: Zeitmarke,
    kalender: &'a Kalender,
    angaben: &'a Angaben,
}

impl Lauf<'_> {
    fn laenge(&self) -> Result<Gewaehlt, Fehler> {
        let schluessel = self.zeile.schluessel;
        let norm = self.zeile.norm;
        if self.angaben.abweichend {
            let (laenge, _) = self.zeile.abweichung.ok_or(Fehler::KeineAbweichung(schluessel))?;
            if self.angaben.laenge.is_some() {
                return Err(Fehler::LaengeNichtWaehlbar { schluessel, norm });
            }
            return Ok(Gewaehlt::Vor(laenge));
        }
        match (self.zeile.laenge, self.angaben.laenge) {
            (Laengenregel::Fest(laenge), None) => Ok(Gewaehlt::Vor(laenge)),
            (Laengenregel::Zurueck(laenge), None) => Ok(Gewaehlt::Zurueck(laenge)),
            (Laengenregel::ErsterDesMonats, None) => Ok(Gewaehlt::ErsterDesMonats),
            (Laengenregel::Unverzueglich, _) => Ok(Gewaehlt::Unverzueglich),
            (Laengenregel::Hoechstens(max), wunsch) => {
                let laenge = wunsch.unwrap_or(max);
                let start = self.beginn.tag();
                if ende_nach(start, laenge, self.kalender)? > ende_nach(start, max, self.kalender)? {
                    return Err(Fehler::LaengerAlsErlaubt { schluessel, norm });
                }
                Ok(Gewaehlt::Vor(laenge))
            }
            (Laengenregel::Geschaeftsordnung(_), Some(laenge)) => Ok(Gewaehlt::Vor(laenge)),
            (Laengenregel::Geschaeftsordnung(parameter), None) => Err(Fehler::LaengeFehlt {
                schluessel,
                parameter,
            }),
            (_, Some(_)) => Err(Fehler::LaengeNichtWaehlbar { schluessel, norm }),
        }
    }

    fn vorwaerts(&self, laenge: Laenge) -> Result<Fristergebnis, Fehler> {
        let start = self.beginn.tag();
        let roh = ende_nach(start, laenge, self.kalender)?;
        let mut schritte = vec![
            Schritt {
                text: format!("{} Dieser Tag zählt nicht mit.", self.ausloeser(&tag_text(start))),
                norm: EREIGNISTAG,
            },
            Schritt {
                text: format!(
                    "Die Frist beträgt {}{}: bis {}.",
                    laenge.text(),
                    self.anlass(),
                    tag_text(roh)
                ),
                norm: self.zeile.norm,
            },
        ];
        if matches!(laenge, Laenge::Monate(_) | Laenge::Jahre(_)) && roh.day() != start.day() {
            schritte.push(Schritt {
                text: format!(
                    "Einen {}. gibt es in diesem Monat nicht; es gilt der letzte Tag des Monats.",
                    start.day()
                ),
                norm: Norm::par("BGB", "188").abs("3"),
            });
        }
        let ende = self.verschieben(roh, &mut schritte)?;
        self.tagesergebnis(ende, roh, schritte)
    }

    fn verschieben(&self, roh: Date, schritte: &mut Vec<Schritt>) -> Result<Date, Fehler> {
        let Some(grund) = self.kalender.hindernis(roh) else {
            return Ok(roh);
        };
        let (ende, folge, norm) = match self.zeile.verschiebung {
            Verschiebung::Werktag(norm) => {
                let ende = self.kalender.naechster_werktag(roh)?;
                (
                    ende,
                    format!("Die Frist endet am nächsten Werktag: {}.", tag_text(ende)),
                    norm,
                )
            }
            Verschiebung::Keine(warum, norm) => (roh, format!("Es bleibt dabei. {warum}"), norm),
        };
        let text = match grund {
            "Samstag" | "Sonntag" => format!("Dieser Tag ist ein {grund}. {folge}"),
            name => format!(
                "Auf {} fällt „{name}“ ({}). {folge}",
                tag_text(roh),
                self.kalender.land()
            ),
        };
        schritte.push(Schritt { text, norm });
        Ok(ende)
    }

    fn rueckwaerts(&self, laenge: Laenge) -> Result<Fristergebnis, Fehler> {
        let ziel = self.beginn.tag();
        let ende = beginn_vor(ziel, laenge, self.kalender)?;
        let schritte = vec![Schritt {
            text: format!(
                "{} {} vorher ist {}.",
                self.ausloeser(&tag_text(ziel)),
                laenge.text(),
                tag_text(ende)
            ),
            norm: self.zeile.norm,
        }];
        self.tagesergebnis(ende, ende, schritte)
    }

    fn monatserster(&self) -> Result<Fristergebnis, Fehler> {
        let antrag = self.beginn.tag();
        let erster = antrag.first_of_month();
        let mut schritte = vec![Schritt {
            text: format!(
                "{} Leistungen beginnen frühestens am Ersten dieses Monats: {}.",
                self.ausloeser(&tag_text(antrag)),
                tag_text(erster)
            ),
            norm: self.zeile.norm,
        }];
        let ende = self
            .angaben
            .voraussetzungen_ab
            .map_or(erster, |ab| ab.max(erster));
        if ende > erster {
            schritte.push(Schritt {
                text: format!("Die Voraussetzungen liegen erst ab {} vor.", tag_text(ende)),
                norm: self.zeile.norm,
            });
        }
        self.tagesergebnis(ende, ende, schritte)
    }

    fn tagesergebnis(&self, ende: Date, roh: Date, schritte: Vec<Schritt>) -> Result<Fristergebnis, Fehler> {
        let erinnerung = self.kalender.voriger_arbeitstag(ende)?;
        let vorlauf = self
            .angaben
            .vorwarnung_arbeitstage
            .unwrap_or(VORWARNUNG_ARBEITSTAGE);
        let warnung = minus_arbeitstage(erinnerung, vorlauf, self.kalender)?;
        Ok(Fristergebnis {
            ohne_verschiebung: Some(roh),
            erinnerung_am: Some(erinnerung),
            ..self.ergebnis(Ende::Tag(ende), Some(Zeitmarke::Tag(warnung)), schritte)
        })
    }

    fn stunden(&self, stunden: u32) -> Result<Fristergebnis, Fehler> {
        let Zeitmarke::Zeitpunkt(start) = &self.beginn else {
            return Err(Fehler::BrauchtUhrzeit);
        };
        let ende = plus_stunden(start, stunden)?;
        let mut schritte = vec![
            Schritt {
                text: self.ausloeser(&zeitpunkt_text(start)),
                norm: self.zeile.norm,
            },
            Schritt {
                text: format!(
                    "Die Frist beträgt {}: bis {}. Nächte, Wochenenden und Feiertage zählen mit.",
                    Laenge::Stunden(stunden).text(),
                    zeitpunkt_text(&ende)
                ),
                norm: STUNDEN_ZAEHLEN,
            },
        ];
        if start.offset() != ende.offset() {
            schritte.push(Schritt {
                text: "Dazwischen wird die Uhr umgestellt; gezählt werden die wirklich vergangenen Stunden."
                    .to_owned(),
                norm: STUNDEN_ZAEHLEN,
            });
        }
        // Half the time gone is the moment at which somebody can still do something about it.
        let warnung = plus_stunden(start, stunden / 2)?;
        Ok(self.ergebnis(
            Ende::Zeitpunkt(ende),
            Some(Zeitmarke::Zeitpunkt(warnung)),
            schritte,
        ))
    }

    fn unverzueglich(&self) -> Result<Fristergebnis, Fehler> {
        let schritte = vec![
            Schritt {
                text: self.ausloeser(&self.beginn.text()),
                norm: self.zeile.norm,
            },
            Schritt {
                text: "Das Gesetz nennt keine Zahl: unverzüglich, also ohne schuldhaftes Zögern.".to_owned(),
                norm: UNVERZUEGLICH,
            },
        ];
        let warnung = match (&self.beginn, self.angaben.laenge) {
            (_, None) => None,
            (Zeitmarke::Zeitpunkt(start), Some(Laenge::Stunden(n))) => {
                Some(Zeitmarke::Zeitpunkt(plus_stunden(start, n)?))
            }
            (beginn, Some(laenge)) => Some(Zeitmarke::Tag(ende_nach(beginn.tag(), laenge, self.kalender)?)),
        };
        Ok(self.ergebnis(Ende::Unverzueglich, warnung, schritte))
    }

    fn ergebnis(&self, ende: Ende, warnung_ab: Option<Zeitmarke>, schritte: Vec<Schritt>) -> Fristergebnis {
        let mut schritte = schritte;
        if !self.zeile.hinweis.is_empty() {
            schritte.push(Schritt {
                text: self.zeile.hinweis.to_owned(),
                norm: self.zeile.norm,
            });
        }
        Fristergebnis {
            schluessel: self.zeile.schluessel,
            name: self.zeile.name,
            art: self.zeile.art,
            beginn: self.beginn.clone(),
            ende,
            ohne_verschiebung: None,
            erinnerung_am: None,
            warnung_ab,
            schritte,
        }
    }

    fn ausloeser(&self, wann: &str) -> String {
        format!("Auslöser – {}: {wann}.", self.zeile.ausloeser)
    }

    fn anlass(&self) -> String {
        match self.zeile.abweichung {
            Some((_, wann)) if self.angaben.abweichend => format!(" ({wann})"),
            _ => String::new(),
        }
    }
}
