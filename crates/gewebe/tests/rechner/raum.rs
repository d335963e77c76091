//! T-028 to T-039 and T-067, T-068, T-078, T-080 to T-082, T-085, T-110.

use serde_json::{Value, json};

use super::{Beispiel, gut, nicht};

fn abc() -> Value {
    let zeile = |b: &str, s: &str| json!({"bereich": b, "stelle": s});
    json!([
        zeile("A–F", "SB1"),
        zeile("G–K", "SB2"),
        zeile("L–R", "SB3"),
        zeile("S, St", "SB4"),
        zeile("Sch", "SB5"),
        zeile("T–Z", "SB6")
    ])
}

fn misch(datum: &str) -> Value {
    json!({
        "regel": "MISCH", "stichtag": "2026-07-01", "datum": datum, "nachname": "Stein", "raum": "R3",
        "buchstaben": abc(), "raeume": [{"raum": "R3", "stelle": "Team R3"}]
    })
}

fn para86(ein: Value, ort: &str, norm: &str) -> Beispiel {
    gut(
        "T-038",
        "zustaendigkeit86",
        ein,
        json!({"zustaendig": ort, "norm": norm}),
    )
}

fn barriere(t: &'static str, bedarf: &str, angebot: &Value, soll: &str) -> Beispiel {
    let ein = json!({"bedarf": [bedarf], "dauer_minuten": 120, "angebot": angebot});
    gut(t, "barrierefreiheit", ein, json!({"passung": soll}))
}

fn zahl(t: &'static str, zaehler: i64, nenner: i64, faktor: u32, wert: f64) -> Beispiel {
    gut(
        t,
        "kennzahl",
        json!({"zaehler": zaehler, "nenner": nenner, "faktor": faktor}),
        json!({"wert": wert}),
    )
}

pub fn alle() -> Vec<Beispiel> {
    let namen = [
        ("Özdemir", "SB3"),
        ("von Schmidt", "SB5"),
        ("Stein", "SB4"),
        ("Ähren", "SB1"),
        ("Şahin", "SB4"),
        ("Tietz-Auer", "SB6"),
    ];
    let mut alle: Vec<Beispiel> = namen
        .into_iter()
        .map(|(name, soll)| {
            let ein = json!({"regel": "ABC", "nachname": name, "buchstaben": abc()});
            gut("T-028", "zuweisung", ein, json!({"stelle": soll, "regel": "ABC"}))
        })
        .collect();
    let orte = json!([
        {"name": "a", "lat": 54.3213, "lon": 10.1349},
        {"name": "b", "lat": 54.34, "lon": 10.12},
        {"name": "c", "lat": 54.3525, "lon": 10.151}
    ]);
    let nah =
        |radius: f64| json!({"radius_km": radius, "zuhause": {"lat": 54.3233, "lon": 10.1394}, "orte": orte});
    alle.extend([
        gut("T-029", "zuweisung", misch("2026-06-30"), json!({"stelle": "SB4", "regel": "ABC", "nach_raum": "Team R3"})),
        gut("T-029", "zuweisung", misch("2026-07-01"), json!({"stelle": "Team R3", "regel": "RAUM", "nach_abc": "SB4"})),
        gut("T-030", "aktionsraum", json!({"alter": 16, "mobilitaet": "OEPNV_TICKET"}), json!({"radius_km": 9.0})),
        gut("T-030", "aktionsraum", json!({"alter": 82, "mobilitaet": "ROLLATOR"}), json!({"radius_km": 0.4})),
        gut(
            "T-030",
            "aktionsraum",
            json!({"alter": 85, "mobilitaet": "ZU_HAUSE"}),
            json!({"radius_km": 0.0, "nur_aufsuchend_oder_digital": true}),
        ),
        nicht(
            "T-031",
            "aktionsraum",
            json!({"alter": 16, "basis_km": {"14-17": 2.0, "65-79": 3.0}}),
            "RAUM-E20",
            "/basis_km",
        ),
        gut(
            "T-032",
            "aktionsraum",
            nah(0.4),
            json!({"orte": [
                {"meter": 367, "im_aktionsraum": true},
                {"meter": 2243, "im_aktionsraum": false},
                {"meter": 3333, "im_aktionsraum": false}
            ]}),
        ),
        gut(
            "T-032",
            "aktionsraum",
            nah(3.0),
            json!({"orte": [{"im_aktionsraum": true}, {"im_aktionsraum": true}, {"im_aktionsraum": false}]}),
        ),
        gut(
            "T-033",
            "anteile",
            json!({"werte": [133, 85, 104, 95, 50]}),
            json!({"summe": 467, "mittel": 93.4, "abweichungen_prozent": [42.40, -8.99, 11.35, 1.71, -46.47]}),
        ),
        zahl("T-034", 27_000, 249_000, 100, 10.84),
        zahl("T-034", 3_900, 249_000, 1_000, 15.66),
        zahl("T-034", 8_700, 249_000, 1_000, 34.94),
        zahl("T-034", 249_000, 18, 1, 13_833.33),
        gut(
            "T-035",
            "projektion",
            json!({"zielwert": 15100, "wachstum_prozent": 22}),
            json!({"basiswert": 12377, "basiswert_genau": 12377.05, "rueckgerechnet": true, "wachstum_prozent": 22.00}),
        ),
        gut(
            "T-036",
            "projektion",
            json!({"basisjahr": 2021, "basiswert": 12377, "zieljahr": 2036, "zielwert": 15100, "jahr": 2026, "methode": "LINEAR"}),
            json!({"wert": 13285, "wert_genau": 13284.67}),
        ),
        gut(
            "T-036",
            "projektion",
            json!({"basisjahr": 2021, "basiswert": 12377, "zieljahr": 2036, "zielwert": 15100, "jahr": 2026, "methode": "GEOMETRISCH"}),
            json!({"wert": 13225}),
        ),
        zahl("T-037", 74, 1_000, 100, 7.40),
        zahl("T-037", 312, 9_876, 100, 3.16),
        para86(
            json!({"mutter": {"ort": "Norderstedt"}, "vater": {"ort": "Norderstedt"}}),
            "Norderstedt",
            "§ 86 Abs. 1 S. 1 SGB VIII",
        ),
        para86(
            json!({"mutter": {"ort": "Norderstedt"}, "vater": {"ort": "Hamburg"}, "sorge": "MUTTER"}),
            "Norderstedt",
            "§ 86 Abs. 2 S. 1 SGB VIII",
        ),
        para86(
            json!({"mutter": {"ort": "Norderstedt"}, "vater": {"ort": "Hamburg"}, "sorge": "GEMEINSAM", "kind_zuletzt_bei": "VATER"}),
            "Hamburg",
            "§ 86 Abs. 2 S. 2 SGB VIII",
        ),
        para86(
            json!({"mutter": {"lage": "AUSLAND"}, "vater": {"lage": "AUSLAND"}, "kind_ort": "Norderstedt"}),
            "Norderstedt",
            "§ 86 Abs. 4 S. 1 SGB VIII",
        ),
        gut(
            "T-067",
            "anteile",
            json!({"werte": [951, 723, 1926, 2377], "stellen": 1}),
            json!({"summe": 5977, "anteile_prozent": [15.9, 12.1, 32.2, 39.8]}),
        ),
        gut(
            "T-067",
            "kennzahl",
            json!({"zaehler": 1674, "nenner": 5977, "faktor": 100, "stellen": 1}),
            json!({"wert": 28.0}),
        ),
        gut("T-068", "anteile", json!({"werte": [187, 274, 832, 1432]}), json!({"summe": 2725})),
        gut("T-068", "anteile", json!({"werte": [3238, 2760, 7498, 7606]}), json!({"summe": 21102})),
        zahl("T-078", 3_900, 70, 1, 55.71),
        zahl("T-078", 8_700, 40, 1, 217.50),
        barriere(
            "T-051 A",
            "ROLLSTUHL",
            &json!({"stufenlos": "JA", "tuerbreite_cm": 95, "wc_barrierefrei": "UNBEKANNT"}),
            "UNKLAR",
        ),
        barriere(
            "T-051 B",
            "ROLLSTUHL",
            &json!({"stufenlos": "JA", "tuerbreite_cm": 95, "wc_barrierefrei": "NEIN"}),
            "NICHT",
        ),
        barriere(
            "T-051 C",
            "ROLLSTUHL",
            &json!({"stufenlos": "JA", "tuerbreite_cm": 95, "wc_barrierefrei": "JA"}),
            "ERFUELLT",
        ),
        barriere(
            "T-080",
            "ROLLSTUHL",
            &json!({"stufenlos": "JA", "tuerbreite_cm": 95, "wc_barrierefrei": "NEIN"}),
            "NICHT",
        ),
        barriere(
            "T-081",
            "ROLLSTUHL",
            &json!({"stufenlos": "JA", "tuerbreite_cm": "UNBEKANNT", "wc_barrierefrei": "JA"}),
            "UNKLAR",
        ),
        barriere("T-082", "ROLLATOR", &json!({"stufenlos": "NEIN", "rampe_prozent": 5}), "ERFUELLT"),
        barriere("T-082", "ROLLATOR", &json!({"stufenlos": "NEIN", "rampe_prozent": 8}), "NICHT"),
        zahl("T-110", 90_000_000, 3_900, 1, 23_076.92),
        zahl("T-110", 90_000_000, 249_000, 1, 361.45),
    ]);
    alle.push(gut(
        "T-085",
        "trainingslaeufe",
        json!({"trainer": 15, "trainer_je_lauf": 2, "laeufe_je_trainer": 2}),
        json!({"laeufe": 15}),
    ));
    alle
}
