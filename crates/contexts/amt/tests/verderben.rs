//! Whatever stands in a Geschäftsordnung, reading it names what is wrong and never panics.

use std::path::Path;

use amt::go;
use proptest::prelude::*;

fn gute() -> String {
    let datei = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../modelle/norderstedt/go.toml");
    std::fs::read_to_string(datei).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn beliebiger_text(text in "\\PC{0,300}") {
        let _ = go::lesen("go.toml", &text);
    }

    #[test]
    fn beschaedigte_ordnung(stelle in any::<prop::sample::Index>(), weg in 0_usize..40, statt in "[\\PC\n]{0,12}") {
        let gut = gute();
        let zeichen: Vec<char> = gut.chars().collect();
        let von = stelle.index(zeichen.len() + 1);
        let bis = (von + weg).min(zeichen.len());
        let text: String = zeichen[..von].iter().copied().chain(statt.chars()).chain(zeichen[bis..].iter().copied()).collect();
        let _ = go::lesen("go.toml", &text);
    }
}
