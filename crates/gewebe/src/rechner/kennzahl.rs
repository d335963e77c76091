//! Figures of a space (Fachkonzept 3.9): ratio, shares, deviation from the mean, projection. They hold no person.

use base::{Befund, kaufm};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Dezimal, quotient},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "kennzahl",
                titel: "Kennzahl",
                zweck: "Was ergibt Zähler durch Nenner, zum Beispiel je 100 oder je 1000?",
                norm: "Fachkonzept 3.9",
            },
            json!({"zaehler": 74, "nenner": 1000, "faktor": 100}),
            kennzahl,
        ),
        Rechner::neu(
            Kopf {
                name: "anteile",
                titel: "Summe, Anteile, Abweichung",
                zweck: "Welchen Anteil haben die Werte, und wie weit liegen sie vom Mittel?",
                norm: "Fachkonzept 3.9",
            },
            json!({"werte": [133, 85, 104, 95, 50]}),
            anteile,
        ),
        Rechner::neu(
            Kopf {
                name: "projektion",
                titel: "Projektion",
                zweck: "Welcher Wert ist in einem Jahr zwischen Basis und Ziel zu erwarten?",
                norm: "Fachkonzept 3.9",
            },
            json!({"basisjahr": 2021, "basiswert": 12377, "zieljahr": 2036, "zielwert": 15100, "jahr": 2026, "methode": "LINEAR"}),
            projektion,
        ),
    ]
}

fn falsch(code: &'static str, ort: &str, text: &str) -> Vec<Befund> {
    vec![Befund::neu(code, text).an(ort)]
}

/// Zähler und Nenner.
#[derive(Debug, Deserialize, ToSchema)]
struct KennzahlEin {
    /// Zähler.
    zaehler: Dezimal,
    /// Nenner.
    nenner: Dezimal,
    /// Faktor. 100 für Prozent, 1000 für Promille; ohne Angabe 1.
    faktor: Option<u32>,
    /// Stellen hinter dem Komma. Ohne Angabe 2.
    stellen: Option<u32>,
}

/// Der Wert.
#[derive(Debug, Serialize, ToSchema)]
struct KennzahlAus {
    /// Wert; leer heißt „kein Wert“, nicht null.
    wert: Option<f64>,
}

fn genauigkeit(stellen: Option<u32>, sonst: u32) -> Result<u32, Vec<Befund>> {
    let s = stellen.unwrap_or(sonst);
    if s <= 6 {
        Ok(s)
    } else {
        Err(falsch("RAUM-E52", "stellen", "Bitte höchstens sechs Stellen."))
    }
}

fn kennzahl(e: KennzahlEin) -> Gerechnet<KennzahlAus> {
    let stellen = genauigkeit(e.stellen, 2)?;
    let faktor = i128::from(e.faktor.unwrap_or(1));
    let (z, n) = (
        i128::from(e.zaehler.millionstel()),
        i128::from(e.nenner.millionstel()),
    );
    let wert = quotient(z * faktor, n, stellen);
    let text = match wert {
        Some(w) => format!("Zähler × {faktor} / Nenner = {w}, auf {stellen} Stellen gerundet."),
        None => "Der Nenner ist null: kein Wert.".to_owned(),
    };
    Ok(Fertig {
        ergebnis: KennzahlAus { wert },
        schritte: vec![schritt(text, "Fachkonzept 3.9, 0.4")],
    })
}

/// Werte.
#[derive(Debug, Deserialize, ToSchema)]
struct AnteileEin {
    /// Werte.
    werte: Vec<i64>,
    /// Stellen hinter dem Komma. Ohne Angabe 2.
    stellen: Option<u32>,
}

/// Summe, Mittel, Anteile und Abweichungen.
#[derive(Debug, Serialize, ToSchema)]
struct AnteileAus {
    /// Summe.
    summe: i64,
    /// Mittel.
    mittel: Option<f64>,
    /// Anteile in Prozent.
    anteile_prozent: Vec<Option<f64>>,
    /// Abweichungen vom Mittel in Prozent.
    abweichungen_prozent: Vec<Option<f64>>,
}

fn anteile(e: AnteileEin) -> Gerechnet<AnteileAus> {
    const GRENZE: u64 = 1_000_000_000_000;
    let stellen = genauigkeit(e.stellen, 2)?;
    if let Some(i) = e.werte.iter().position(|w| w.unsigned_abs() > GRENZE) {
        return Err(falsch(
            "RAUM-E52",
            &format!("/werte/{i}"),
            "Der Wert ist zu groß.",
        ));
    }
    let n = i128::try_from(e.werte.len()).unwrap_or(0);
    let summe: i64 = e.werte.iter().sum();
    let s = i128::from(summe);
    Ok(Fertig {
        ergebnis: AnteileAus {
            summe,
            mittel: quotient(s, n, stellen),
            anteile_prozent: e
                .werte
                .iter()
                .map(|w| quotient(i128::from(*w) * 100, s, stellen))
                .collect(),
            // (x − S/n) / (S/n) = (nx − S) / S
            abweichungen_prozent: e
                .werte
                .iter()
                .map(|w| quotient((i128::from(*w) * n - s) * 100, s, stellen))
                .collect(),
        },
        schritte: vec![schritt(
            "Anteil = Wert / Summe; Abweichung = (Wert − Mittel) / Mittel; erst das Ergebnis wird gerundet.",
            "Fachkonzept 3.9, 0.4",
        )],
    })
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Methode {
    #[default]
    Linear,
    Geometrisch,
}

/// Basis und Ziel.
#[derive(Debug, Deserialize, ToSchema)]
struct ProjektionEin {
    /// Basisjahr.
    basisjahr: Option<i32>,
    /// Basiswert. Leer, wenn nur das Wachstum bekannt ist.
    basiswert: Option<u32>,
    /// Wachstum bis zum Ziel in Prozent. Rechnet die Basis zurück.
    wachstum_prozent: Option<Dezimal>,
    /// Zieljahr.
    zieljahr: Option<i32>,
    /// Zielwert.
    zielwert: u32,
    /// Jahr. Für das gefragt wird.
    jahr: Option<i32>,
    /// Methode. Ohne Angabe linear.
    methode: Option<Methode>,
}

/// Die Projektion.
#[derive(Debug, Serialize, ToSchema)]
struct ProjektionAus {
    /// Basiswert in ganzen Personen.
    basiswert: i64,
    /// Basiswert auf zwei Stellen.
    basiswert_genau: f64,
    /// Die Basis wurde aus Ziel und Wachstum zurückgerechnet.
    rueckgerechnet: bool,
    /// Wachstum von Basis zu Ziel in Prozent, auf zwei Stellen.
    wachstum_prozent: Option<f64>,
    /// Wert im gefragten Jahr in ganzen Personen.
    wert: Option<i64>,
    /// Wert auf zwei Stellen.
    wert_genau: Option<f64>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "whole persons, checked against the range of the input"
)]
fn projektion(e: ProjektionEin) -> Gerechnet<ProjektionAus> {
    let ziel = i128::from(e.zielwert);
    let (basis, basis_genau, rueck) = match (e.basiswert, e.wachstum_prozent) {
        (Some(b), _) => (i64::from(b), f64::from(b), false),
        (None, Some(r)) => {
            let nenner = 100_000_000 + i128::from(r.millionstel());
            let kein = || falsch("RAUM-E52", "wachstum_prozent", "Dieses Wachstum geht nicht.");
            let genau = quotient(ziel * 100_000_000, nenner, 2)
                .filter(|_| nenner > 0)
                .ok_or_else(kein)?;
            (kaufm(ziel * 100_000_000, nenner).ok_or_else(kein)?, genau, true)
        }
        (None, None) => {
            return Err(falsch(
                "RAUM-E52",
                "basiswert",
                "Bitte den Basiswert oder das Wachstum angeben.",
            ));
        }
    };
    let mut weg = Vec::new();
    if rueck {
        weg.push(schritt(
            format!("Basis rückgerechnet: Ziel / (1 + Wachstum) = {basis_genau}."),
            "Fachkonzept 3.9",
        ));
    }
    let methode = e.methode.unwrap_or_default();
    let (mut wert, mut genau) = (None, None);
    if let Some(jahr) = e.jahr {
        let (Some(y0), Some(y1)) = (e.basisjahr, e.zieljahr) else {
            return Err(falsch(
                "RAUM-E52",
                "basisjahr",
                "Bitte Basisjahr und Zieljahr angeben.",
            ));
        };
        if y1 <= y0 {
            return Err(falsch(
                "RAUM-E52",
                "zieljahr",
                "Das Zieljahr liegt nicht nach dem Basisjahr.",
            ));
        }
        let (schritte, spanne) = (i128::from(jahr) - i128::from(y0), i128::from(y1) - i128::from(y0));
        if methode == Methode::Linear {
            let b = i128::from(basis);
            wert = kaufm(b * spanne + (ziel - b) * schritte, spanne);
            genau = quotient(b * spanne + (ziel - b) * schritte, spanne, 2);
            weg.push(schritt(
                format!("{basis} + ({ziel} − {basis}) × {schritte} / {spanne}, auf ganze Personen gerundet."),
                "Fachkonzept 3.9 LINEAR",
            ));
        } else {
            if basis <= 0 {
                return Err(falsch(
                    "RAUM-E52",
                    "basiswert",
                    "Der Basiswert muss mehr als null sein.",
                ));
            }
            let anteil = (f64::from(jahr) - f64::from(y0)) / (f64::from(y1) - f64::from(y0));
            let x = f64::from(u32::try_from(basis).unwrap_or(u32::MAX));
            let w = x * (f64::from(e.zielwert) / x).powf(anteil);
            if !w.is_finite() || w > 1e15 {
                return Err(falsch("RAUM-E52", "jahr", "Der Wert wird zu groß."));
            }
            wert = Some(w.round() as i64);
            genau = Some((w * 100.0).round() / 100.0);
            weg.push(schritt(
                format!("{basis} × ({ziel} / {basis})^({schritte}/{spanne}), auf ganze Personen gerundet."),
                "Fachkonzept 3.9 GEOMETRISCH",
            ));
        }
    }
    Ok(Fertig {
        ergebnis: ProjektionAus {
            basiswert: basis,
            basiswert_genau: basis_genau,
            rueckgerechnet: rueck,
            wachstum_prozent: quotient((ziel - i128::from(basis)) * 100, i128::from(basis), 2),
            wert,
            wert_genau: genau,
        },
        schritte: weg,
    })
}
