//! T-043 to T-047, T-055, T-057, T-070 to T-077, T-139.

use serde_json::{Value, json};

use super::{Beispiel, gut, nicht};

fn gas(t: &'static str, gewichte: &[i64], ergebnisse: &[i64], soll: f64) -> Beispiel {
    let ziele: Vec<Value> = gewichte
        .iter()
        .zip(ergebnisse)
        .map(|(g, e)| json!({"gewicht": g, "ergebnis": e}))
        .collect();
    gut(t, "gas", json!({"ziele": ziele}), json!({"t": soll}))
}

fn pool(uebrige: i64) -> Value {
    json!({
        "pool": 6000,
        "faelle": [
            {"aktenzeichen": "G1", "bereich": "GEFAEHRDUNG", "min": 300, "angefragt": 600},
            {"aktenzeichen": "L1", "bereich": "LEISTUNG", "min": 240, "angefragt": 480},
            {"aktenzeichen": "L2", "bereich": "LEISTUNG", "min": 180, "angefragt": 180},
            {"aktenzeichen": "übrige", "bereich": "LEISTUNG", "min": uebrige, "angefragt": uebrige + 200}
        ],
        "gruppen": [{"name": "Gruppen", "minuten": 900}]
    })
}

fn stunden() -> Value {
    json!({
        "arbeitstage": 250, "urlaub": 30, "krankheit": 10, "fortbildung": 5, "stunden_je_tag": "7.8",
        "vzae": "4,5", "fua_anteil_bp": "10 %", "fue_anteil_bp": 1500
    })
}

pub fn alle() -> Vec<Beispiel> {
    vec![
        gas("T-043", &[1, 1, 1], &[0, 0, 0], 50.00),
        gas("T-044", &[3, 2, 1], &[1, 0, -1], 54.41),
        gut(
            "T-045",
            "gas",
            json!({"ziele": [
                {"gewicht": 3, "ergebnis": 1, "ausgang": -1},
                {"gewicht": 2, "ergebnis": 0, "ausgang": -1},
                {"gewicht": 1, "ergebnis": -1, "ausgang": -1}
            ]}),
            json!({"t": 54.41, "t_ausgang": 36.78, "veraenderung": 17.63}),
        ),
        gas("T-046", &[1, 1], &[2, 2], 74.81),
        gas("T-046", &[1], &[1], 60.00),
        gas("T-046", &[2, 2, 1], &[1, 1, 2], 66.15),
        gut(
            "T-047",
            "zielerreichung",
            json!({"voll": 3, "teilweise": 2, "nicht": 1}),
            json!({"grad": 66.67}),
        ),
        gut(
            "T-047",
            "zielerreichung",
            json!({"bewertungen": ["VOLL", "VOLL", "VOLL", "TEILWEISE", "TEILWEISE", "NICHT"]}),
            json!({"grad": 66.67, "ziele": 6}),
        ),
        gut(
            "T-055",
            "mehrfachhilfen",
            json!({
                "vorher": ["420.00", "385.00", "610.00", "299.00", "540.00", "475.00", "331.00"],
                "nachher": [98000, 61500], "schwelle": 3
            }),
            json!({
                "empfohlen": true, "vorher": 306_000, "nachher": 159_500,
                "ersparnis_monat": 146_500, "ersparnis_jahr": 1_758_000
            }),
        ),
        gut(
            "T-057 A",
            "pooling",
            json!({"leistung": "ASSISTENZ_SOZIALE_BEZIEHUNGEN", "wohnbezogen": true, "wunsch": "EINZELN", "zumutbar": "JA", "vereinbarung_vorhanden": true}),
            json!({"antwort": "NICHT", "poolbar": false, "norm": "§ 104 Abs. 3 S. 4 SGB IX"}),
        ),
        gut(
            "T-057 B",
            "pooling",
            json!({"leistung": "FREIZEIT", "wunsch": "GEMEINSAM", "zumutbar": "JA", "ziele_erreichbar": true}),
            json!({"antwort": "GEMEINSAM", "norm": "§ 116 Abs. 3 SGB IX"}),
        ),
        gut(
            "T-057 C",
            "pooling",
            json!({"leistung": "ASSISTENZ", "wunsch": "EGAL", "zumutbar": "NEIN", "vereinbarung_vorhanden": true}),
            json!({"antwort": "NICHT", "poolbar": false}),
        ),
        gut(
            "T-070",
            "kapazitaet",
            stunden(),
            json!({"tage": 205, "stunden_je_vzae": 1599.0}),
        ),
        gut(
            "T-071",
            "kapazitaet",
            stunden(),
            json!({
                "stunden_gesamt": 7195.5, "fua": 719.55, "fue": 1079.325, "fallspezifisch": 5396.625,
                "fallspezifisch_je_woche": 103.78, "minuten_je_woche": 6227
            }),
        ),
        gut(
            "T-072",
            "pool",
            pool(4000),
            json!({
                "mindestens": 5620, "verteilt": 380, "uebrig": 0,
                "faelle": [{"minuten": 600}, {"minuten": 320}, {"minuten": 180}, {"minuten": 4000}],
                "gruppen": [{"minuten": 900}]
            }),
        ),
        nicht("T-073", "pool", pool(4500), "TEAM-E10", "/pool"),
        gut(
            "T-074",
            "pool",
            json!({"pool": 6000, "faelle": [{"aktenzeichen": "L2", "min": 120, "max": 240, "angefragt": 300}]}),
            json!({"faelle": [{"an_asd": true}]}),
        ),
        gut(
            "T-139",
            "pseudonymisieren",
            json!({"stichtag": "2026-11-21", "personen": [{
                "name": "Leon Müller", "geburtsdatum": "14.03.2015", "adresse": "Buchenweg 17",
                "einrichtung": "Grundschule X"
            }]}),
            json!({"zeilen": ["Kind 1, 11 Jahre, Sozialraum …, Grundschule"]}),
        ),
        gut(
            "T-139",
            "pseudonymisieren",
            json!({
                "stichtag": "2026-11-21",
                "personen": [{
                    "name": "Leon Müller", "rolle": "KIND", "geburtsdatum": "2015-03-14",
                    "adresse": "Buchenweg 17", "sozialraum": "Süd", "einrichtung": "Grundschule X"
                }],
                "text": "Leon Müller, 14.03.2015, Buchenweg 17, Grundschule X"
            }),
            json!({
                "zeilen": ["Kind 1, 11 Jahre, Sozialraum Süd, Grundschule"],
                "text": "Kind 1, 11 Jahre, Sozialraum Süd, Grundschule"
            }),
        ),
    ]
}
