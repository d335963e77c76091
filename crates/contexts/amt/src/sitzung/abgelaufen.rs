//! What travels through the sign-in page, sealed: where the person wanted to go, or the whole form whose session had
//! ended (GUETE R7). Only the same person opens it, when it is known whose it was.

use base::Id;
use web::{Rahmen, csrf::AbgewieseneEingabe};

use crate::Benutzer;

const ZWECK: &str = "anmeldung-v1";
const WEITER: &[u8] = b"weiter";

/// Given to the sign-in page in the request's extensions: a sealed form to carry along.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wiederaufnahme {
    /// Sealed form; empty when there is none.
    pub eingabe: String,
    /// Sealed target; empty when there is none.
    pub weiter: String,
}

fn bezug(wem: Option<Id<Benutzer>>) -> Vec<u8> {
    wem.map_or_else(
        || b"eingabe:niemand".to_vec(),
        |id| format!("eingabe:{id}").into_bytes(),
    )
}

/// Seals a form for the person it belonged to, or for whoever signs in when that is unknown.
pub(super) fn versiegeln(rahmen: &Rahmen, wem: Option<Id<Benutzer>>, eingabe: &AbgewieseneEingabe) -> String {
    let mut klartext = eingabe.ziel.clone().into_bytes();
    klartext.push(b'\n');
    klartext.extend_from_slice(&eingabe.rumpf);
    rahmen
        .schluessel
        .unterschluessel(ZWECK)
        .versiegeln(&rahmen.zufall, &bezug(wem), &klartext)
        .unwrap_or_default()
}

/// Opens a form for the person who signed in now; `None` when it was somebody else's.
pub(crate) fn oeffnen(rahmen: &Rahmen, wer: Id<Benutzer>, siegel: &str) -> Option<AbgewieseneEingabe> {
    let schluessel = rahmen.schluessel.unterschluessel(ZWECK);
    let klartext = schluessel
        .entsiegeln(&bezug(Some(wer)), siegel)
        .or_else(|_| schluessel.entsiegeln(&bezug(None), siegel))
        .ok()?;
    let trenner = klartext.iter().position(|b| *b == b'\n')?;
    Some(AbgewieseneEingabe {
        ziel: String::from_utf8(klartext[..trenner].to_vec()).ok()?,
        rumpf: klartext[trenner + 1..].to_vec().into(),
    })
}

/// Seals the page the person asked for.
pub(super) fn ziel_versiegeln(rahmen: &Rahmen, pfad: &str) -> String {
    rahmen
        .schluessel
        .unterschluessel(ZWECK)
        .versiegeln(&rahmen.zufall, WEITER, pfad.as_bytes())
        .unwrap_or_default()
}

/// The page the person asked for.
pub(crate) fn ziel_lesen(rahmen: &Rahmen, siegel: &str) -> Option<String> {
    let klartext = rahmen
        .schluessel
        .unterschluessel(ZWECK)
        .entsiegeln(WEITER, siegel)
        .ok()?;
    String::from_utf8(klartext).ok()
}
