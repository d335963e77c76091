//! Why two records were taken for one person, in words.

use std::fmt;

use crate::{
    bestand::Bestand,
    datum::{
        D_EIN_TEIL, D_GENERATION, D_GETAUSCHT, D_GLEICH, D_JAHR_ANDERS, D_NUR_JAHR, D_PLATZHALTER, D_ZIFFER,
        D_ZWEI_ZIFFERN,
    },
    modell::Modell,
    vergleich::{
        DOB, FEHLT, FELDER, GEB, HAUS, Muster, NACH, ORT, PLZ, SEX, STR, T_AEHNLICH_BEKANNT,
        T_AEHNLICH_SELTEN, T_GEBURT, T_GLEICH, T_TAUSCH, T_TEIL, T_TIPP_BEKANNT, T_TIPP_SELTEN, T_VARIANTE,
        VOR, WEITERE,
    },
};

/// What one field says.
#[derive(Clone, Debug, PartialEq)]
pub struct Grund {
    /// The finding as a person reads it, for example "Nachname gleich".
    pub text: String,
    /// Weight in bits: above 0 it speaks for one person, below against. 1 doubles the odds.
    pub bits: f32,
}

/// All that was weighed for a pair, the strongest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Begruendung {
    /// The findings.
    pub gruende: Vec<Grund>,
    /// The pair alone would not have been enough: other records of the same person tie the two together.
    pub ueber_andere: bool,
}

impl Begruendung {
    pub(crate) fn neu(bestand: &Bestand, modell: &Modell, m: &Muster, ueber_andere: bool) -> Self {
        let mut gruende: Vec<Grund> = (0..FELDER)
            .filter(|f| m.stufe[*f] != FEHLT)
            .map(|f| {
                let befund = befund(f, m.stufe[f]);
                #[expect(clippy::cast_possible_truncation, reason = "a weight for people")]
                let bits = modell.gewicht(f, m) as f32;
                let selten =
                    if m.haeufig[f] > 0.0 && m.haeufig[f] < 0.001 && f <= NACH && m.stufe[f] == T_GLEICH {
                        " und selten"
                    } else {
                        ""
                    };
                Grund {
                    text: format!("{} {befund}{selten}", name(bestand, f)),
                    bits,
                }
            })
            .collect();
        gruende.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
        Self {
            gruende,
            ueber_andere,
        }
    }
}

impl fmt::Display for Begruendung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let liste = |dafuer: bool| {
            let teile = self
                .gruende
                .iter()
                .filter(|g| if dafuer { g.bits >= 0.5 } else { g.bits <= -0.5 });
            teile
                .map(|g| format!("{} ({})", g.text, staerke(g.bits)))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let (dafuer, dagegen) = (liste(true), liste(false));
        if !dafuer.is_empty() {
            write!(f, "Dafür: {dafuer}.")?;
        }
        if !dagegen.is_empty() {
            write!(
                f,
                "{}Dagegen: {dagegen}.",
                if dafuer.is_empty() { "" } else { " " }
            )?;
        }
        if self.ueber_andere {
            write!(f, " Erst zusammen mit weiteren Datensätzen derselben Person.")?;
        }
        Ok(())
    }
}

fn staerke(bits: f32) -> &'static str {
    match bits.abs() {
        b if b >= 10.0 => "sehr stark",
        b if b >= 5.0 => "stark",
        b if b >= 2.0 => "mäßig",
        _ => "schwach",
    }
}

fn name(bestand: &Bestand, f: usize) -> String {
    match f {
        VOR => "Vorname",
        NACH => "Nachname",
        GEB => "Geburtsname",
        DOB => "Geburtstag",
        SEX => "Geschlecht",
        STR => "Straße",
        HAUS => "Hausnummer",
        PLZ => "Postleitzahl",
        ORT => "Ort",
        _ => {
            return bestand
                .weitere
                .get(f - WEITERE)
                .map(|w| w.name.clone())
                .unwrap_or_default();
        }
    }
    .to_owned()
}

fn befund(f: usize, s: u8) -> &'static str {
    match f {
        VOR | NACH => match s {
            T_GLEICH => "gleich",
            T_VARIANTE => "gleich in anderer Schreibweise oder Kurzform",
            T_TEIL => "teilweise gleich",
            T_TIPP_SELTEN => "bis auf Tippfehler gleich",
            T_TIPP_BEKANNT => "sehr ähnlich, aber ein anderer bekannter Name",
            T_AEHNLICH_SELTEN | T_AEHNLICH_BEKANNT => "ähnlich",
            T_TAUSCH => "und Nachname vertauscht",
            T_GEBURT => "über den Geburtsnamen gleich",
            _ => "verschieden",
        },
        DOB => match s {
            D_GLEICH => "gleich",
            D_GETAUSCHT => "gleich mit vertauschtem Tag und Monat",
            D_ZIFFER => "bis auf eine Ziffer gleich",
            D_EIN_TEIL => "bis auf Tag oder Monat gleich",
            D_JAHR_ANDERS => "gleich, aber in einem anderen Jahr",
            D_PLATZHALTER => "im Jahr gleich, einmal als 1. Januar oder unvollständig",
            D_ZWEI_ZIFFERN => "bis auf zwei Ziffern gleich",
            D_NUR_JAHR => "nur im Jahr gleich",
            D_GENERATION => "um eine Generation verschieden",
            _ => "verschieden",
        },
        SEX => match s {
            0 | 2 => "gleich",
            _ => "verschieden",
        },
        HAUS => match s {
            0 => "gleich",
            1 => "bis auf den Zusatz gleich",
            2 => "bis auf Tippfehler gleich",
            _ => "verschieden",
        },
        PLZ => match s {
            0 => "gleich",
            1 => "bis auf Tippfehler gleich",
            2 => "in derselben Gegend",
            _ => "verschieden",
        },
        _ => match s {
            0 => "gleich",
            1 => "fast gleich",
            2 => "ähnlich",
            _ => "verschieden",
        },
    }
}
