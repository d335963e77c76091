//! Whatever another directory sends as HSDS, reading it names what is wrong and never panics.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use netz::{
    codes::{AkteurArt, AngebotArt, Anmeldung},
    hsds::{Vorgabe, lesen},
};
use proptest::prelude::*;
use serde_json::Value;

fn vorgabe() -> Vorgabe {
    Vorgabe {
        quelle: "Probe".to_owned(),
        geprueft_am: "2026-01-02".parse().unwrap(),
        geprueft_von: "Probe".to_owned(),
        akteur_art: AkteurArt::ALLE[0],
        art: AngebotArt::ALLE[0],
        anmeldung: Anmeldung::ALLE[0],
        themen: Vec::new(),
        begriffe: BTreeMap::new(),
    }
}

/// Names of the standard, so that the made-up documents get past the first check.
const NAMEN: &str = "id|name|status|organization|services|service|contents|description|email|url|locations|schedules|\
                     service_at_locations|taxonomy_terms|attributes|phones|number|valid_from|opens_at|byday|cost_options";

fn wert() -> impl Strategy<Value = Value> {
    let blatt = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "(active|2026-13-45|25:61|MO,XX|https://example.org)".prop_map(Value::from),
    ];
    blatt.prop_recursive(5, 60, 6, |innen| {
        prop_oneof![
            prop::collection::vec(innen.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(NAMEN, innen, 0..6)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn beliebige_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = lesen(&bytes, &vorgabe());
    }

    #[test]
    fn beliebiges_json_mit_den_namen_der_norm(w in wert()) {
        let _ = lesen(w.to_string().as_bytes(), &vorgabe());
    }
}
