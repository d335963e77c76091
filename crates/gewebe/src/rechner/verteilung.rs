//! Allocation of the regional budgets (Fachkonzept 8.3), and a total split into parts (0.4).

use base::{Befund, Cent};
use budget::rules::verteilung::{
    Eingabe, Grundlage, Indikator, Kappung, Konvergenz, Region, Vorwegabzug, verteilen,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Anteil, Betrag, Dezimal},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "verteilung",
                titel: "Verteilung der Regionalbudgets",
                zweck: "Wie viel bekommt jede Region nach M1 bis M4?",
                norm: "Fachkonzept 8.3; § 80 Abs. 1 Nr. 3 SGB VIII",
            },
            json!({
                "gesamt": "4000000.00",
                "vorwegabzug_bp": 500,
                "methode": "M1",
                "regionen": ["Nord", "Süd"],
                "indikatoren": [
                    {"name": "Minderjährige", "gewicht_bp": 5000, "werte": [6500, 7300]},
                    {"name": "Minderjährige im SGB II", "gewicht_bp": 3000, "werte": [620, 1010]},
                    {"name": "Hilfen zur Erziehung", "gewicht_bp": 2000, "werte": [180, 260]}
                ]
            }),
            verteilung,
        ),
        Rechner::neu(
            Kopf {
                name: "teilung",
                titel: "Teilung auf den Cent",
                zweck: "Wie teilt man einen Betrag, ohne einen Cent zu verlieren?",
                norm: "Fachkonzept 0.4 (größter Rest)",
            },
            json!({"betrag": "100.00", "gewichte": [2, 1, 1, 3]}),
            teilung,
        ),
    ]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
enum Methode {
    M1,
    M2,
}

/// Ein Merkmal mit seinem Gewicht.
#[derive(Debug, Deserialize, ToSchema)]
struct IndikatorEin {
    /// Merkmal. Was gezählt wird.
    #[serde(default)]
    name: String,
    /// Gewicht. In Basispunkten, alle zusammen 10000.
    #[serde(alias = "gewicht")]
    gewicht_bp: Anteil,
    /// Werte je Region. In der Reihenfolge der Regionen.
    werte: Vec<Dezimal>,
}

/// Was verteilt wird und wonach.
#[derive(Debug, Deserialize, ToSchema)]
struct VerteilungEin {
    /// Gesamtbudget.
    #[serde(alias = "gesamtbudget", alias = "g")]
    gesamt: Betrag,
    /// Vorwegabzug als Anteil. In Basispunkten; 500 sind 5 Prozent.
    vorwegabzug_bp: Option<Anteil>,
    /// Vorwegabzug als Betrag. Statt des Anteils.
    vorwegabzug: Option<Betrag>,
    /// Methode. M1 nach Merkmalen, M2 nach gewichteten Einwohnern; ohne Angabe nach dem, was ausgefüllt ist.
    methode: Option<Methode>,
    /// Regionen. In der Reihenfolge der Werte; der erste bekommt bei gleichem Rest den Cent.
    #[serde(default)]
    regionen: Vec<String>,
    /// Merkmale. Für M1.
    #[serde(default)]
    indikatoren: Vec<IndikatorEin>,
    /// Einwohner je Region. Für M2.
    #[serde(default)]
    einwohner: Vec<Dezimal>,
    /// Quote je Region. Für M2.
    #[serde(default, alias = "quoten")]
    quote: Vec<Dezimal>,
    /// Alpha. Für M2: wie stark die Quote zählt, in Basispunkten.
    #[serde(alias = "alpha")]
    alpha_bp: Option<Anteil>,
    /// Beta. Für M3: wie viel der alte Anteil noch zählt, in Basispunkten.
    #[serde(alias = "beta")]
    beta_bp: Option<Anteil>,
    /// Ist des Vorjahres je Region. Für M3.
    #[serde(default, alias = "historie")]
    ist_vorjahr: Vec<Betrag>,
    /// Kappung. Für M4: größte Änderung in Basispunkten.
    #[serde(alias = "kappung")]
    kappung_bp: Option<Anteil>,
    /// Budget des Vorjahres je Region. Für M4.
    #[serde(default)]
    budget_vorjahr: Vec<Betrag>,
}

/// Der Anteil einer Region.
#[derive(Debug, Serialize, ToSchema)]
struct RegionAus {
    /// Region.
    name: String,
    /// Budget in Cent.
    betrag: i64,
    /// Anteil in Prozent, auf vier Stellen.
    prozent: f64,
    /// Anteil als genauer Bruch.
    bruch: String,
}

/// Die Verteilung.
#[derive(Debug, Serialize, ToSchema)]
struct VerteilungAus {
    /// Gesamtbudget in Cent.
    gesamt: i64,
    /// Vorwegabzug in Cent.
    vorwegabzug: i64,
    /// Verteilt in Cent.
    verteilt: i64,
    /// Methoden in ihrer Reihenfolge.
    methode: String,
    /// Regionen in der Reihenfolge der Eingabe.
    regionen: Vec<RegionAus>,
    /// Nur die Beträge in Cent, in derselben Reihenfolge.
    betraege: Vec<i64>,
}

/// Thousandths, as the allocation counts.
fn tausendstel(werte: &[Dezimal], ort: &str) -> Result<Vec<i64>, Vec<Befund>> {
    werte
        .iter()
        .enumerate()
        .map(|(i, d)| {
            d.teile(3).ok_or_else(|| {
                let text = "Bitte höchstens drei Stellen hinter dem Komma.";
                vec![Befund::neu("BUDGET-E30", text).an(format!("/{ort}/{i}"))]
            })
        })
        .collect()
}

fn verteilung(e: VerteilungEin) -> Gerechnet<VerteilungAus> {
    let fehlt = |ort: &str, text: &str| vec![Befund::neu("BUDGET-E30", text).an(ort)];
    let m2 = match e.methode {
        Some(m) => m == Methode::M2,
        None => e.indikatoren.is_empty() && !e.einwohner.is_empty(),
    };
    let anzahl = if m2 {
        e.einwohner.len()
    } else {
        e.indikatoren.first().map_or(0, |k| k.werte.len())
    };
    let namen: Vec<String> = if e.regionen.is_empty() {
        (1..=anzahl).map(|n| format!("Region {n}")).collect()
    } else {
        e.regionen
    };
    let cent = |b: &[Betrag]| b.iter().map(|b| b.0).collect::<Vec<Cent>>();
    let grundlage = if m2 {
        Grundlage::M2 {
            einwohner: tausendstel(&e.einwohner, "einwohner")?,
            quote: tausendstel(&e.quote, "quote")?,
            alpha: e
                .alpha_bp
                .ok_or_else(|| fehlt("alpha_bp", "Für M2 fehlt Alpha."))?
                .0,
        }
    } else {
        let mut indikatoren = Vec::new();
        for (i, k) in e.indikatoren.iter().enumerate() {
            if !(0..=10_000).contains(&k.gewicht_bp.0.0) {
                let text = "Ein Gewicht liegt zwischen 0 und 10000 Basispunkten.";
                return Err(vec![
                    Befund::neu("BUDGET-E04", text).an(format!("/indikatoren/{i}/gewicht_bp")),
                ]);
            }
            indikatoren.push(Indikator {
                name: k.name.clone(),
                gewicht: k.gewicht_bp.0,
                werte: tausendstel(&k.werte, &format!("indikatoren/{i}/werte"))?,
            });
        }
        Grundlage::M1 { indikatoren }
    };
    let eingabe = Eingabe {
        gesamt: e.gesamt.0,
        vorwegabzug: match (e.vorwegabzug, e.vorwegabzug_bp) {
            (Some(_), Some(_)) => {
                return Err(fehlt(
                    "vorwegabzug",
                    "Bitte den Vorwegabzug als Betrag oder als Anteil angeben.",
                ));
            }
            (Some(b), None) => Vorwegabzug::Cent(b.0),
            (None, Some(a)) => Vorwegabzug::Bp(a.0),
            (None, None) => Vorwegabzug::Cent(Cent(0)),
        },
        // the place decides ties, so it is the sort key
        regionen: namen
            .into_iter()
            .enumerate()
            .map(|(i, name)| Region {
                schluessel: format!("{i:06}"),
                name,
            })
            .collect(),
        grundlage,
        konvergenz: e.beta_bp.map(|b| Konvergenz {
            beta: b.0,
            ist: cent(&e.ist_vorjahr),
        }),
        kappung: e.kappung_bp.map(|c| Kappung {
            grenze: c.0,
            vorjahr: cent(&e.budget_vorjahr),
        }),
    };
    let v = verteilen(&eingabe).map_err(orte)?;
    let schritte = v
        .schritte
        .iter()
        .map(|s| {
            let zeilen: Vec<String> = s
                .zeilen
                .iter()
                .map(|z| {
                    let paare = s.spalten.iter().zip(z).filter(|(_, w)| !w.is_empty());
                    paare
                        .map(|(k, w)| format!("{k}: {w}"))
                        .collect::<Vec<_>>()
                        .join(", ")
                })
                .collect();
            schritt(format!("{} – {}", s.titel, zeilen.join("; ")), &s.regel)
        })
        .collect();
    Ok(Fertig {
        ergebnis: VerteilungAus {
            gesamt: v.gesamt.0,
            vorwegabzug: v.vorweg.0,
            verteilt: v.verteilt.0,
            methode: v.methode,
            betraege: v.anteile.iter().map(|a| a.betrag.0).collect(),
            regionen: v
                .anteile
                .into_iter()
                .map(|a| RegionAus {
                    name: a.name,
                    betrag: a.betrag.0,
                    prozent: prozent(&a.prozent),
                    bruch: a.bruch,
                })
                .collect(),
        },
        schritte,
    })
}

/// The number in `43,1436 %`.
fn prozent(text: &str) -> f64 {
    let zahl = text.trim_end_matches(['%', ' ']).replace(',', ".");
    zahl.parse().unwrap_or_default()
}

/// The places of the findings, in the words of this input.
fn orte(befunde: Vec<Befund>) -> Vec<Befund> {
    let um = |ort: &str| match ort {
        "gewichte" => "indikatoren",
        "ist" => "ist_vorjahr",
        "vorjahr" => "budget_vorjahr",
        "beta" => "beta_bp",
        "kappung" | "grenze" => "kappung_bp",
        "alpha" => "alpha_bp",
        _ => "",
    };
    befunde
        .into_iter()
        .map(|b| match um(&b.ort) {
            "" => b,
            neu => b.an(neu),
        })
        .collect()
}

/// Ein Betrag und wie er geteilt wird.
#[derive(Debug, Deserialize, ToSchema)]
struct TeilungEin {
    /// Betrag. Auch negativ.
    #[serde(alias = "summe", alias = "gesamt")]
    betrag: Betrag,
    /// Gewichte. Eines je Teil; bei gleichem Rest bekommt der erste den Cent.
    gewichte: Vec<Dezimal>,
}

/// Die Teile.
#[derive(Debug, Serialize, ToSchema)]
struct TeilungAus {
    /// Teile in Cent; zusammen genau der Betrag.
    teile: Vec<i64>,
    /// Summe der Teile in Cent.
    summe: i64,
}

fn teilung(e: TeilungEin) -> Gerechnet<TeilungAus> {
    let gewichte: Vec<i64> = e.gewichte.iter().map(|d| d.millionstel()).collect();
    let teile = base::groesster_rest(e.betrag.0.0, &gewichte).ok_or_else(|| {
        let text = "Kein Gewicht ist größer als null, oder eines ist negativ.";
        vec![Befund::neu("BUDGET-E05", text).an("gewichte")]
    })?;
    let schritte = vec![
        schritt(
            format!(
                "{} werden auf {} Teile nach ihren Gewichten geteilt und abgerundet.",
                e.betrag.0,
                teile.len()
            ),
            "Fachkonzept 0.4",
        ),
        schritt(
            "Die übrigen Cent gehen an die Teile mit dem größten Rest; bei gleichem Rest an den vorderen.",
            "Fachkonzept 0.4",
        ),
    ];
    Ok(Fertig {
        ergebnis: TeilungAus {
            summe: teile.iter().sum(),
            teile,
        },
        schritte,
    })
}
