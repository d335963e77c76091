//! T-086 and T-090 to T-114 as far as they are calculations.

use serde_json::{Value, json};

use super::{Beispiel, gut, nicht};

fn m1(mehr: &Value) -> Value {
    let mut ein = json!({
        "gesamt": "4000000.00", "vorwegabzug_bp": 500, "methode": "M1", "regionen": ["Nord", "Süd"],
        "indikatoren": [
            {"name": "Minderjährige", "gewicht_bp": 5000, "werte": [6500, 7300]},
            {"name": "SGB II", "gewicht_bp": 3000, "werte": [620, 1010]},
            {"name": "HzE", "gewicht_bp": 2000, "werte": [180, 260]}
        ]
    });
    if let (Some(o), Some(m)) = (ein.as_object_mut(), mehr.as_object()) {
        o.extend(m.clone());
    }
    ein
}

fn m3(beta: i64, soll: [i64; 2]) -> Beispiel {
    let ein = m1(&json!({"beta_bp": beta, "ist_vorjahr": ["1900000.00", "1900000.00"]}));
    gut("T-094", "verteilung", ein, json!({"betraege": soll}))
}

fn m4(mehr: &Value, soll: [i64; 3]) -> Beispiel {
    let mut ein = json!({
        "gesamt": "1000000.00", "regionen": ["A", "B", "C"],
        "indikatoren": [{"name": "roh", "gewicht_bp": 10000, "werte": [50, 30, 20]}]
    });
    if let (Some(o), Some(m)) = (ein.as_object_mut(), mehr.as_object()) {
        o.extend(m.clone());
    }
    gut("T-095", "verteilung", ein, json!({"betraege": soll}))
}

fn teilung(t: &'static str, betrag: &str, gewichte: &[i64], soll: &[i64]) -> Beispiel {
    gut(
        t,
        "teilung",
        json!({"betrag": betrag, "gewichte": gewichte}),
        json!({"teile": soll}),
    )
}

fn topf(neu: &str) -> Value {
    json!({"ansatz": "1800000.00", "ist": "612345.67", "obligo": "780000.00", "neufaelle": neu, "beendigungen": "65000.00"})
}

fn umbuchung(betrag: &str) -> Value {
    json!({"ansatz": "1800000.00", "prognose": "1677345.67", "betrag": betrag})
}

pub fn alle() -> Vec<Beispiel> {
    let vorjahr = json!([40_000_000, 35_000_000, 25_000_000]);
    vec![
        teilung("T-086", "24999.99", &[50, 30, 20], &[1_249_999, 750_000, 500_000]),
        gut(
            "T-090",
            "verteilung",
            m1(&json!({})),
            json!({"vorwegabzug": 20_000_000, "verteilt": 380_000_000}),
        ),
        gut(
            "T-091",
            "verteilung",
            m1(&json!({})),
            json!({
                "betraege": [163_945_626, 216_054_374],
                "regionen": [{"name": "Nord", "prozent": 43.1436}, {"name": "Süd", "prozent": 56.8564}]
            }),
        ),
        teilung("T-092", "100.00", &[1, 1, 1], &[3334, 3333, 3333]),
        teilung("T-092", "-100.00", &[1, 1, 1], &[-3334, -3333, -3333]),
        teilung("T-092", "0.01", &[1, 1, 1], &[1, 0, 0]),
        teilung("T-093", "100.00", &[2, 1, 1, 3], &[2857, 1429, 1428, 4286]),
        m3(8000, [184_789_125, 195_210_875]),
        m3(6000, [179_578_250, 200_421_750]),
        m3(4000, [174_367_376, 205_632_624]),
        m3(2000, [169_156_501, 210_843_499]),
        m3(0, [163_945_626, 216_054_374]),
        m4(
            &json!({"kappung_bp": 500, "budget_vorjahr": vorjahr}),
            [42_000_000, 34_250_000, 23_750_000],
        ),
        m4(
            &json!({"kappung_bp": 1000, "budget_vorjahr": vorjahr}),
            [44_000_000, 33_500_000, 22_500_000],
        ),
        m4(&json!({}), [50_000_000, 30_000_000, 20_000_000]),
        gut(
            "T-096",
            "verteilung",
            json!({
                "gesamt": "1000000.00", "methode": "M2",
                "einwohner": [3200, 2800, 3500, 3500], "quote": [8.0, 14.0, 11.0, 23.0], "alpha_bp": 2500
            }),
            json!({"betraege": [17_927_130, 21_405_893, 23_182_582, 37_484_395]}),
        ),
        nicht(
            "T-097",
            "verteilung",
            json!({"gesamt": 100, "indikatoren": [
                {"gewicht_bp": 5000, "werte": [1]}, {"gewicht_bp": 3000, "werte": [1]}, {"gewicht_bp": 1500, "werte": [1]}
            ]}),
            "BUDGET-E04",
            "/indikatoren",
        ),
        gut(
            "T-098",
            "fls",
            json!({"personal": "68400.00", "sach_bp": 1500, "verwaltung_bp": 1000, "stunden": 1599, "abrechenbar_bp": 7000}),
            json!({"kosten": 8_550_000, "abrechenbare_stunden": 1119.3, "satz": 7639}),
        ),
        gut(
            "T-099",
            "rechnung",
            json!({"satz": "69.80", "zeilen": [{"minuten": 95}, {"minuten": 50}]}),
            json!({"zeilen": [11_052, 5_817], "summe": 16_869}),
        ),
        gut(
            "T-100",
            "rechnung",
            json!({"satz": 6980, "zeilen": [{"minuten": 25}, {"minuten": 25}, {"minuten": 25}]}),
            json!({"zeilen": [2908, 2908, 2908], "summe": 8724}),
        ),
        gut(
            "T-100",
            "rechnung",
            json!({"satz": 6980, "zeilen": [{"minuten": 75}]}),
            json!({"summe": 8725}),
        ),
        gut(
            "T-101",
            "rechnung",
            json!({
                "saetze": [{"ab": "2023-01-01", "satz": "66.56"}, {"ab": "2024-07-01", "satz": "69.80"}],
                "zeilen": [{"minuten": 60, "datum": "2024-06-30"}, {"minuten": 60, "datum": "2024-07-01"}]
            }),
            json!({"zeilen": [6656, 6980]}),
        ),
        gut(
            "T-101",
            "mehrkosten",
            json!({"gewuenscht": "69.80", "vergleich": "66.56"}),
            json!({"mehrkosten": 324, "prozent": 4.87}),
        ),
        gut(
            "T-102",
            "pauschale",
            json!({"pauschale": "1250.00", "von": "2026-02-10", "zahlungsweise": "TAGGENAU"}),
            json!({"betrag": 84_821}),
        ),
        gut(
            "T-102",
            "pauschale",
            json!({"pauschale": "1250.00", "von": "2026-02-10", "zahlungsweise": "DREISSIGSTEL"}),
            json!({"betrag": 87_500}),
        ),
        gut(
            "T-103",
            "raten",
            json!({"betrag": "500000.00"}),
            json!({"raten": [
                4_166_667, 4_166_667, 4_166_667, 4_166_667, 4_166_667, 4_166_667,
                4_166_667, 4_166_667, 4_166_667, 4_166_667, 4_166_667, 4_166_663
            ]}),
        ),
        gut(
            "T-104",
            "prognose",
            topf("350000.00"),
            json!({
                "verfuegbar": 40_765_433, "prognose": 167_734_567, "prozent": 93.19,
                "reserve": 12_265_433, "ampel": "GRUEN"
            }),
        ),
        gut(
            "T-105",
            "prognose",
            topf("500000.00"),
            json!({"prognose": 182_734_567, "prozent": 101.52, "ampel": "ROT", "bewilligung_moeglich": true}),
        ),
        nicht(
            "T-106",
            "umbuchung",
            umbuchung("130000.00"),
            "BUDGET-E10",
            "/betrag",
        ),
        gut(
            "T-106",
            "umbuchung",
            umbuchung("120000.00"),
            json!({"erlaubt": true, "bleibt": 168_000_000}),
        ),
        gut(
            "T-107",
            "jahresabschluss",
            json!({"ueberschuss": "37501.01", "bonus_bp": 5000}),
            json!({"art": "UEBERSCHUSS", "region": 1_875_051, "kommune": 1_875_050}),
        ),
        gut(
            "T-108",
            "poolpreis",
            json!({"minuten": 120, "satz": "48.50", "personen": 3}),
            json!({"betrag": 9700, "teile": [3234, 3233, 3233]}),
        ),
        gut(
            "T-109",
            "zuschlag",
            json!({"betrag": "12345.67", "zuschlag_bp": "5 %"}),
            json!({"zuschlag": 61_728, "summe": 1_296_295}),
        ),
        gut(
            "T-112",
            "obligo",
            json!({"pauschale": "1250.00", "von": "2026-02-10", "bis": "2026-11-30", "zahlungsweise": "TAGGENAU"}),
            json!({"obligo": 1_209_821}),
        ),
        gut(
            "T-113",
            "mehrkosten",
            json!({"gewuenscht": "81.20", "vergleich": "69.80"}),
            json!({"prozent": 16.33, "mehrkosten_bp": 1633, "urteil": null}),
        ),
        gut(
            "T-113 nicht zumutbar",
            "mehrkosten",
            json!({"gewuenscht": "81.20", "vergleich": "69.80", "alternative_zumutbar": false}),
            json!({"verglichen": false, "prozent": null}),
        ),
        nicht(
            "T-114",
            "vorwegfreigabe",
            json!({"vorwegabzug": "200000.00", "freigaben": ["150000.00", "60000.00"]}),
            "BUDGET-E11",
            "/freigaben/1",
        ),
        gut(
            "T-114",
            "vorwegfreigabe",
            json!({"vorwegabzug": "200000.00", "freigaben": ["150000.00"]}),
            json!({"rest": 5_000_000}),
        ),
    ]
}
