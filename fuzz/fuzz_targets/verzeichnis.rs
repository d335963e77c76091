#![no_main]
//! Lines of text, the first ones as addresses, all of them as questions: one by one and many at once must answer the same.
use libfuzzer_sys::fuzz_target;
use zuordnung::verzeichnis::VerzeichnisBauer;

fuzz_target!(|text: &str| {
    let mut bauer = VerzeichnisBauer::neu();
    for zeile in text.lines().take(50) {
        let mut felder = zeile.split('|');
        let mut feld = || felder.next().unwrap_or_default();
        bauer.adresse(feld(), feld(), feld(), feld());
    }
    let verzeichnis = bauer.bauen();
    let mut suche = verzeichnis.suche();
    let einzeln: Vec<_> = text.lines().map(|z| suche.finde(z)).collect();
    let mut viele = Vec::new();
    suche.finde_alle(text.lines(), |t| viele.push(t));
    assert_eq!(einzeln, viele);
});
