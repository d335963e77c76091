//! How far goals were reached (Fachkonzept 4.15).

use base::Befund;
use fall::rules::rechnen::{
    gas::{self, Stufe},
    hundertstel,
    zielerreichung::{Bewertung, Zaehlung},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Anteil, zahl},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "gas",
                titel: "Zielerreichung nach Stufen (GAS)",
                zweck: "Was ergibt sich aus den Stufen der Ziele als T-Wert?",
                norm: "Fachkonzept 4.15",
            },
            json!({
                "ziele": [
                    {"gewicht": 3, "ergebnis": 1, "ausgang": -1},
                    {"gewicht": 2, "ergebnis": 0, "ausgang": -1},
                    {"gewicht": 1, "ergebnis": -1, "ausgang": -1}
                ]
            }),
            gas_rechnen,
        ),
        Rechner::neu(
            Kopf {
                name: "zielerreichung",
                titel: "Zielerreichungsgrad",
                zweck: "Welcher Teil der Ziele wurde erreicht?",
                norm: "Fachkonzept 4.15",
            },
            json!({"voll": 3, "teilweise": 2, "nicht": 1}),
            zielerreichung,
        ),
    ]
}

/// Ein Ziel mit Gewicht und Stufe.
#[derive(Debug, Deserialize, ToSchema)]
struct ZielEin {
    /// Gewicht. 1 bis 5.
    #[schema(minimum = 1, maximum = 5)]
    gewicht: u8,
    /// Ergebnis. Stufe von -2 bis +2.
    #[serde(alias = "ist", alias = "stufe")]
    #[schema(minimum = -2, maximum = 2)]
    ergebnis: i8,
    /// Ausgang. Stufe am Anfang, für die Veränderung.
    #[schema(minimum = -2, maximum = 2)]
    ausgang: Option<i8>,
}

/// Die Ziele.
#[derive(Debug, Deserialize, ToSchema)]
struct GasEin {
    /// Ziele.
    ziele: Vec<ZielEin>,
    /// Rho. Zusammenhang der Ziele in Basispunkten; ohne Angabe 3000.
    #[serde(alias = "gas_rho_bp")]
    rho_bp: Option<Anteil>,
}

/// Der T-Wert.
#[derive(Debug, Serialize, ToSchema)]
struct GasAus {
    /// T-Wert auf zwei Stellen; 50 heißt: wie vereinbart.
    t: f64,
    /// T-Wert am Anfang.
    t_ausgang: Option<f64>,
    /// Veränderung.
    veraenderung: Option<f64>,
    /// Summe der gewichteten Stufen.
    summe_gewichtet: i64,
    /// Was unter der Wurzel steht.
    unter_der_wurzel: f64,
}

fn gas_rechnen(e: GasEin) -> Gerechnet<GasAus> {
    let ziele: Vec<Stufe> = e
        .ziele
        .iter()
        .map(|z| Stufe {
            gewicht: z.gewicht,
            ergebnis: z.ergebnis,
        })
        .collect();
    let ausgang: Option<Vec<Stufe>> = e
        .ziele
        .iter()
        .map(|z| {
            z.ausgang.map(|a| Stufe {
                gewicht: z.gewicht,
                ergebnis: a,
            })
        })
        .collect();
    let rho = e.rho_bp.map_or(gas::RHO_BP, |a| a.0.0);
    let mut befunde = stellen(gas::pruefen(&ziele), "ergebnis");
    if let Some(a) = &ausgang {
        befunde.extend(
            stellen(gas::pruefen(a), "ausgang")
                .into_iter()
                .filter(|b| b.ort.ends_with("ausgang")),
        );
    }
    if !(0..=10_000).contains(&rho) {
        befunde.push(Befund::neu("FALL-E140", "Rho liegt zwischen 0 und 10000 Basispunkten.").an("rho_bp"));
    }
    if ziele.is_empty() {
        befunde.push(Befund::neu("FALL-E140", "Bitte mindestens ein Ziel angeben.").an("ziele"));
    }
    if !befunde.is_empty() {
        return Err(befunde);
    }
    let kein = || vec![Befund::neu("FALL-E140", "Das lässt sich nicht rechnen.").an("ziele")];
    let s = gas::summen(&ziele, rho).ok_or_else(kein)?;
    let t = gas::t_wert(&ziele, rho).ok_or_else(kein)?;
    let ausgang = ausgang
        .filter(|a| !a.is_empty())
        .and_then(|a| gas::t_wert(&a, rho));
    let mut weg = vec![
        schritt(
            format!(
                "Σ(Gewicht × Stufe) = {}; Σ Gewicht² = {}; (Σ Gewicht)² = {}.",
                s.gewichtet, s.quadrate, s.quadrat
            ),
            "Fachkonzept 4.15",
        ),
        schritt(
            format!(
                "T = 50 + 10 · {} / √{} = {}.",
                s.gewichtet,
                zahl(s.wurzel_bp, 4).to_string().replace('.', ","),
                hundertstel(t)
            ),
            "Fachkonzept 4.15, 0.4",
        ),
    ];
    if let Some(a) = ausgang {
        weg.push(schritt(
            format!(
                "Am Anfang T = {}; Veränderung {}.",
                hundertstel(a),
                hundertstel(t - a)
            ),
            "Fachkonzept 4.15",
        ));
    }
    weg.push(schritt(
        "Eine Zahl zum Gespräch, keine Bewertung einer Person.",
        "RL-05",
    ));
    Ok(Fertig {
        ergebnis: GasAus {
            t: zahl(t, 2),
            t_ausgang: ausgang.map(|a| zahl(a, 2)),
            veraenderung: ausgang.map(|a| zahl(t - a, 2)),
            summe_gewichtet: s.gewichtet,
            unter_der_wurzel: zahl(s.wurzel_bp, 4),
        },
        schritte: weg,
    })
}

/// `ergebnis-1` of the rule is `/ziele/1/ergebnis` of the input.
fn stellen(befunde: Vec<Befund>, feld: &str) -> Vec<Befund> {
    befunde
        .into_iter()
        .map(|b| {
            let (name, nummer) = b.ort.split_once('-').unwrap_or((&b.ort, "0"));
            let name = if name == "ergebnis" { feld } else { name };
            let ort = format!("/ziele/{nummer}/{name}");
            b.an(ort)
        })
        .collect()
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum BewertungEin {
    Voll,
    Teilweise,
    Nicht,
}

/// Wie viele Ziele wie bewertet wurden.
#[derive(Debug, Deserialize, ToSchema)]
struct ZielerreichungEin {
    /// Voll erreicht.
    voll: Option<u32>,
    /// Teilweise erreicht.
    teilweise: Option<u32>,
    /// Nicht erreicht.
    nicht: Option<u32>,
    /// Bewertungen einzeln. Statt der Zahlen: VOLL, TEILWEISE oder NICHT.
    #[serde(default, alias = "ziele")]
    bewertungen: Vec<BewertungEin>,
}

/// Der Grad.
#[derive(Debug, Serialize, ToSchema)]
struct ZielerreichungAus {
    /// Zielerreichungsgrad in Prozent, auf zwei Stellen.
    grad: f64,
    /// Bewertete Ziele.
    ziele: u64,
}

fn zielerreichung(e: ZielerreichungEin) -> Gerechnet<ZielerreichungAus> {
    let z = if e.bewertungen.is_empty() {
        Zaehlung {
            voll: e.voll.unwrap_or(0),
            teilweise: e.teilweise.unwrap_or(0),
            nicht: e.nicht.unwrap_or(0),
        }
    } else {
        let b: Vec<Bewertung> = e
            .bewertungen
            .iter()
            .map(|b| match b {
                BewertungEin::Voll => Bewertung::Voll,
                BewertungEin::Teilweise => Bewertung::Teilweise,
                BewertungEin::Nicht => Bewertung::Nicht,
            })
            .collect();
        Zaehlung::von(&b)
    };
    let grad = z
        .grad()
        .ok_or_else(|| vec![Befund::neu("FALL-E141", "Es ist noch kein Ziel bewertet.").an("voll")])?;
    Ok(Fertig {
        ergebnis: ZielerreichungAus {
            grad: zahl(grad, 2),
            ziele: z.alle(),
        },
        schritte: vec![schritt(
            format!(
                "({} × 100 + {} × 50) / {} = {} %.",
                z.voll,
                z.teilweise,
                z.alle(),
                hundertstel(grad)
            ),
            "Fachkonzept 4.15",
        )],
    })
}
