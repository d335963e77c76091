//! What the rooms note in the journal, in one form.

use base::Clock;
use store::{Tx, journal::Eintrag};

use crate::recht::{Aktion, Befugnis, Klasse, Objektart, Zweck};

/// Notes an act under its authorisation. `angaben` names fields or codes, never content.
///
/// Reads are noted by the function that hands the record out, writes by the use case, in the same transaction.
pub fn notieren<A: Aktion, K: Objektart>(
    tx: &mut Tx,
    uhr: &dyn Clock,
    befugnis: &Befugnis<A, K>,
    objekt: base::Id<K>,
    angaben: impl Into<String>,
) {
    tx.journal(Eintrag {
        zeit: uhr.jetzt(),
        benutzer: Some(befugnis.kontext().benutzer().uuid()),
        rolle: befugnis.rolle().code().to_owned(),
        zweck: befugnis.zweck().code().to_owned(),
        aktion: format!("{}.{}", K::NAME, A::NAME),
        objektart: K::NAME.to_owned(),
        objekt: Some(objekt.uuid()),
        klasse: K::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: angaben.into(),
    });
}

/// Notes that somebody asked for a record they may not see: a guessed address, or a case that is not theirs.
pub fn verweigert<K: Objektart>(tx: &mut Tx, uhr: &dyn Clock, kontext: &crate::Kontext, objekt: uuid::Uuid) {
    tx.journal(Eintrag {
        zeit: uhr.jetzt(),
        benutzer: Some(kontext.benutzer().uuid()),
        rolle: String::new(),
        zweck: K::ZWECK.code().to_owned(),
        aktion: format!("{}.zugriff", K::NAME),
        objektart: K::NAME.to_owned(),
        objekt: Some(objekt),
        klasse: K::KLASSE.code().to_owned(),
        ergebnis: "VERWEIGERT".to_owned(),
        notzugriff: None,
        angaben: String::new(),
    });
}

/// Notes something that happened around an account before or without an authorisation: sign-in, sign-out, a refused
/// try. `angaben` as in [`notieren`].
pub fn ereignis(
    tx: &mut Tx,
    uhr: &dyn Clock,
    wer: Option<base::Id<crate::Benutzer>>,
    aktion: &str,
    erlaubt: bool,
    angaben: &str,
) {
    tx.journal(Eintrag {
        zeit: uhr.jetzt(),
        benutzer: wer.map(base::Id::uuid),
        rolle: String::new(),
        zweck: Zweck::Z16.code().to_owned(),
        aktion: aktion.to_owned(),
        objektart: "benutzer".to_owned(),
        objekt: wer.map(base::Id::uuid),
        klasse: Klasse::D2.code().to_owned(),
        ergebnis: if erlaubt { "ERLAUBT" } else { "VERWEIGERT" }.to_owned(),
        notzugriff: None,
        angaben: angaben.to_owned(),
    });
}
