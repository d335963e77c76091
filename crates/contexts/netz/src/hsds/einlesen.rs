//! Reading HSDS 3 documents: a whole organization, a whole service, or a page of either.

use std::collections::BTreeMap;

use base::{Befund, Datum};
use serde_json::Value;

use super::{
    felder::{self, liste, text},
    stuecke::THEMEN,
};
use crate::{
    codes::{AkteurArt, AngebotArt, Anmeldung, Thema},
    service::{AkteurEintrag, Einspielung},
};

/// What the standard does not say and a source needs: to be read from a mapping file.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vorgabe {
    /// Name of the source: the same entries under the same name update instead of doubling.
    pub quelle: String,
    /// When the source as a whole was looked at, for entries that do not say it themselves.
    pub geprueft_am: Datum,
    /// By whom: name of an office or source.
    pub geprueft_von: String,
    /// Kind of all institutions of the source.
    pub akteur_art: AkteurArt,
    /// Kind of all offers of the source.
    pub art: AngebotArt,
    /// How one gets in.
    pub anmeldung: Anmeldung,
    /// Themes of an offer none of whose terms is known.
    pub themen: Vec<Thema>,
    /// Our themes by code or name of the source's terms.
    #[serde(default)]
    pub begriffe: BTreeMap<String, Thema>,
}

/// What a document holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bestand {
    /// Offers, each with its institution.
    pub eintraege: Vec<Einspielung>,
    /// Institutions, those without an offer included.
    pub akteure: Vec<AkteurEintrag>,
    /// What was refused, with place and reason.
    pub abgelehnt: Vec<Befund>,
}

/// Reads a document. Entries without a required field of the standard are refused and named; the rest is returned.
///
/// # Errors
/// `NETZ-E28` when it is no JSON.
pub fn lesen(json: &[u8], vorgabe: &Vorgabe) -> Result<Bestand, Befund> {
    let wurzel: Value = serde_json::from_slice(json)
        .map_err(|e| Befund::neu("NETZ-E28", format!("Die Datei kann nicht gelesen werden: {e}")))?;
    let alle: Vec<&Value> = match (&wurzel, wurzel.get("contents")) {
        (_, Some(Value::Array(seite))) | (Value::Array(seite), _) => seite.iter().collect(),
        _ => vec![&wurzel],
    };
    let mut aus = Bestand::default();
    for (i, e) in alle.into_iter().enumerate() {
        let stelle = format!("Eintrag {}", i + 1);
        let einzeln = e
            .get("organization")
            .or_else(|| e.get("status").map(|_| &Value::Null));
        let ergebnis = match einzeln {
            Some(organisation) => aus.organisation(organisation, &[e], vorgabe, &stelle),
            None => aus.organisation(
                e,
                &liste(e, "services").iter().collect::<Vec<_>>(),
                vorgabe,
                &stelle,
            ),
        };
        if let Err(b) = ergebnis {
            aus.abgelehnt.push(b.an(stelle));
        }
    }
    Ok(aus)
}

fn pflicht(v: &Value, was: &str, pflichtfelder: &[&str]) -> Result<(), Befund> {
    match pflichtfelder.iter().find(|f| text(v, f).is_empty()) {
        Some(f) => Err(Befund::neu(
            "NETZ-E33",
            format!("{was}: Das Pflichtfeld „{f}“ fehlt."),
        )),
        None => Ok(()),
    }
}

impl Bestand {
    fn organisation(
        &mut self,
        organisation: &Value,
        angebote: &[&Value],
        vorgabe: &Vorgabe,
        stelle: &str,
    ) -> Result<(), Befund> {
        pflicht(organisation, "Organisation", &["id", "name", "description"])?;
        let akteur = AkteurEintrag {
            stelle: stelle.to_owned(),
            extern_id: text(organisation, "id"),
            daten: felder::akteur(organisation, vorgabe.akteur_art),
            hsds: ohne(organisation, "services"),
        };
        for (i, s) in angebote.iter().enumerate() {
            let stelle = if angebote.len() > 1 {
                format!("{stelle}, Angebot {}", i + 1)
            } else {
                stelle.to_owned()
            };
            match einer(&akteur, s, vorgabe, &stelle) {
                Ok(e) => self.eintraege.push(e),
                Err(b) => self.abgelehnt.push(b.an(stelle)),
            }
        }
        self.akteure.push(akteur);
        Ok(())
    }
}

fn einer(akteur: &AkteurEintrag, s: &Value, vorgabe: &Vorgabe, stelle: &str) -> Result<Einspielung, Befund> {
    pflicht(s, "Angebot", &["id", "name", "status"])?;
    let status = text(s, "status");
    if felder::status(&status).is_none() {
        return Err(Befund::neu(
            "NETZ-E34",
            format!("„{status}“ ist kein Stand, den HSDS kennt."),
        ));
    }
    for feld in ["minimum_age", "maximum_age"] {
        felder::alter(s, feld)
            .map_err(|t| Befund::neu("NETZ-E36", format!("„{t}“ in „{feld}“ ist kein Alter.")))?;
    }
    let mut d = felder::angebot(s, vorgabe.art, vorgabe.geprueft_am);
    d.anmeldung = vorgabe.anmeldung;
    d.geprueft_von.clone_from(&vorgabe.geprueft_von);
    d.themen = themen(s, vorgabe);
    Ok(Einspielung {
        stelle: stelle.to_owned(),
        extern_id: text(s, "id"),
        akteur_extern: akteur.extern_id.clone(),
        akteur: akteur.daten.clone(),
        angebot: d,
        hsds_angebot: ohne(s, "organization"),
        hsds_akteur: akteur.hsds.clone(),
    })
}

fn themen(s: &Value, vorgabe: &Vorgabe) -> Vec<Thema> {
    let begriffe = liste(s, "attributes")
        .iter()
        .filter_map(|a| a.get("taxonomy_term"));
    let mut aus: Vec<Thema> = begriffe
        .filter_map(|b| {
            let (code, name) = (text(b, "code"), text(b, "name"));
            if text(b, "taxonomy") == THEMEN {
                return code.parse().ok();
            }
            vorgabe
                .begriffe
                .get(&code)
                .or_else(|| vorgabe.begriffe.get(&name))
                .copied()
        })
        .collect();
    if aus.is_empty() {
        aus.clone_from(&vorgabe.themen);
    }
    aus.sort_unstable();
    aus.dedup();
    aus
}

/// The object as JSON without this field, and without the people in it.
fn ohne(v: &Value, feld: &str) -> String {
    let mut objekt = v.as_object().cloned().unwrap_or_default();
    objekt.remove(feld);
    let mut wert = Value::Object(objekt);
    ohne_personen(&mut wert);
    wert.to_string()
}

/// Of a contact the function stays (title, department, the number of the desk); name and e-mail are somebody's. They were
/// published there for a purpose that is not ours, and nobody here would learn when that person leaves.
fn ohne_personen(v: &mut Value) {
    match v {
        Value::Object(o) => {
            if let Some(Value::Array(kontakte)) = o.get_mut("contacts") {
                for k in kontakte.iter_mut().filter_map(Value::as_object_mut) {
                    if k.remove("name").is_some() {
                        k.remove("email");
                    }
                }
            }
            o.values_mut().for_each(ohne_personen);
        }
        Value::Array(a) => a.iter_mut().for_each(ohne_personen),
        _ => {}
    }
}
