//! T-001 to T-016, and what of T-060 to T-069 and T-140 to T-146 is a period.

use serde_json::{Value, json};

use super::{Beispiel, gut};

fn frist(t: &'static str, schluessel: &str, beginn: &str, land: &str, ende: &str) -> Beispiel {
    gut(
        t,
        "frist",
        json!({"schluessel": schluessel, "beginn": beginn, "land": land}),
        json!({"ende": ende}),
    )
}

fn lang(t: &'static str, laenge: &str, beginn: &str, land: &str, ende: &str) -> Beispiel {
    gut(
        t,
        "frist",
        json!({"laenge": laenge, "beginn": beginn, "land": land}),
        json!({"ende": ende}),
    )
}

fn post(t: &'static str, am: &str, soll: Value) -> Beispiel {
    gut(
        t,
        "bekanntgabe",
        json!({"weg": "POST", "am": am, "land": "SH"}),
        soll,
    )
}

pub fn alle() -> Vec<Beispiel> {
    vec![
        frist("T-001", "REHA_ZUSTAENDIGKEIT", "2026-03-03", "SH", "2026-03-17"),
        frist(
            "T-001",
            "REHA_ENTSCHEIDUNG_OHNE_GA",
            "2026-03-03",
            "SH",
            "2026-03-24",
        ),
        frist(
            "T-001",
            "REHA_ENTSCHEIDUNG_MEHRHEIT",
            "2026-03-03",
            "SH",
            "2026-04-14",
        ),
        gut(
            "T-001",
            "frist",
            json!({"schluessel": "REHA_ENTSCHEIDUNG_TPK", "beginn": "03.03.2026", "land": "SH"}),
            json!({"ende": "2026-05-04", "ohne_verschiebung": "2026-05-03", "verschoben": true, "wochentag": "Montag"}),
        ),
        frist("T-002", "REHA_ZUSTAENDIGKEIT", "2026-12-11", "SH", "2026-12-28"),
        frist(
            "T-002",
            "REHA_ENTSCHEIDUNG_OHNE_GA",
            "2026-12-11",
            "SH",
            "2027-01-04",
        ),
        frist("T-003", "REHA_ZUSTAENDIGKEIT", "2025-10-17", "SH", "2025-11-03"),
        lang("T-003", "P2W", "2025-10-17", "BY", "2025-10-31"),
        lang("T-004", "P2W", "2025-08-01", "BY", "2025-08-18"),
        lang("T-004", "P2W", "2025-08-01", "SH", "2025-08-15"),
        gut(
            "T-004 ohne Mariä Himmelfahrt",
            "frist",
            json!({"wochen": 2, "beginn": "2025-08-01", "land": "BY", "merkmale": []}),
            json!({"ende": "2025-08-15"}),
        ),
        lang("T-005", "P1M", "2026-01-31", "BY", "2026-03-02"),
        post(
            "T-006",
            "2026-03-31",
            json!({"bekanntgabe": "2026-04-04", "bekanntgabe_wochentag": "Samstag", "widerspruch_bis": "2026-05-04"}),
        ),
        post(
            "T-007",
            "2026-04-01",
            json!({"bekanntgabe": "2026-04-05", "bekanntgabe_wochentag": "Sonntag", "widerspruch_bis": "2026-05-05"}),
        ),
        frist(
            "T-008",
            "GESAMTPLAN_UEBERPRUEFUNG",
            "2026-02-10",
            "SH",
            "2028-02-10",
        ),
        frist("T-009", "EGH_LEISTUNGSBEGINN", "2026-03-17", "SH", "2026-03-01"),
        frist("T-010", "UEBERGANG_EGH", "2027-09-01", "SH", "2026-09-01"),
        gut(
            "T-011",
            "rechtsstand",
            json!({"regel": "GENEHMIGUNGSFIKTION_EGH_JUGENDHILFE", "stichtag": "2026-06-01"}),
            json!({"stand": "IN_KRAFT", "gilt": false}),
        ),
        gut(
            "T-012",
            "rechtsstand",
            json!({"regel": "VERFAHRENSLOTSE", "stichtag": "2027-12-31"}),
            json!({"stand": "IN_KRAFT", "gilt": true}),
        ),
        gut(
            "T-012",
            "rechtsstand",
            json!({"regel": "VERFAHRENSLOTSE", "stichtag": "2028-01-01"}),
            json!({"stand": "ABGELAUFEN", "aufgabe": "Rechtsstand prüfen"}),
        ),
        gut(
            "T-013",
            "frist",
            json!({"schluessel": "HILFEPLAN_UEBERPRUEFUNG", "beginn": "2026-08-31", "monate": 6, "land": "SH"}),
            json!({"ende": "2027-02-28", "verschoben": false, "erinnerung_am": "2027-02-26"}),
        ),
        frist(
            "T-014",
            "REHA_ENTSCHEIDUNG_OHNE_GA",
            "2026-03-16",
            "SH",
            "2026-04-07",
        ),
        frist("T-015", "REHA_GUTACHTEN", "2026-06-15", "SL", "2026-06-29"),
        gut(
            "T-016",
            "alter",
            json!({"geburtsdatum": "2011-11-21", "stichtag": "2026-11-20"}),
            json!({"handlungsfaehig": false, "alter": 14}),
        ),
        gut(
            "T-016",
            "alter",
            json!({"geburtsdatum": "2011-11-21", "stichtag": "2026-11-21"}),
            json!({"handlungsfaehig": true, "alter": 15}),
        ),
        gut(
            "T-058",
            "alter",
            json!({"geburtsdatum": "2011-11-22", "stichtag": "2026-11-21"}),
            json!({"handlungsfaehig": false}),
        ),
        gut(
            "T-062",
            "frist",
            json!({"schluessel": "KWG_DRINGEND", "beginn": "2026-05-22T16:45", "stunden": 24, "land": "SH"}),
            json!({"ende": "2026-05-23T16:45:00"}),
        ),
        frist("T-063", "FREIHEITSENTZUG", "2026-07-10", "SH", "2026-07-11"),
        frist("T-069", "UMA_MITTEILUNG", "2026-12-18", "SH", "2026-12-30"),
        gut(
            "T-083",
            "frist",
            json!({"tage": 180, "beginn": "2026-01-15", "verschiebung": false}),
            json!({"ende": "2026-07-14"}),
        ),
        gut(
            "T-142",
            "alter",
            json!({"geburtsdatum": "2015-06-15", "stichtag": "2026-11-21", "jahre": 30}),
            json!({"alter_ab": "2045-06-15"}),
        ),
        gut(
            "T-142",
            "alter",
            json!({"geburtsdatum": "2015-06-15", "stichtag": "2026-11-21", "jahre": 100}),
            json!({"alter_ab": "2115-06-15"}),
        ),
        frist("T-145", "DSGVO_AUSKUNFT", "2026-01-31", "BY", "2026-03-02"),
        gut(
            "T-145",
            "frist",
            json!({"schluessel": "DSGVO_AUSKUNFT", "beginn": "2026-01-31", "land": "BY", "abweichend": true}),
            json!({"ende": "2026-04-30"}),
        ),
        gut(
            "T-146",
            "alter",
            json!({"geburtsdatum": "2008-02-29", "stichtag": "2026-02-28"}),
            json!({"alter": 17, "alter_ab": "2026-03-01"}),
        ),
    ]
}
