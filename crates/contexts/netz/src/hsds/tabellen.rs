//! A directory in three tables (organizations, locations, services) becomes HSDS documents by a mapping file.

use std::collections::BTreeMap;

use base::Befund;
use serde_json::{Map, Value, json};

use super::{Bestand, Vorgabe, lesen, stuecke::kennung};
use crate::einlesen::Datensatz;

/// Which column is which field of the standard. Fields that hold objects have names of their own: `address`
/// (one line), `phone`, and, separated by semicolons, `terms` and `areas`. A value that starts with `=` is fixed.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tabellen {
    /// What the tables do not say.
    pub vorgabe: Vorgabe,
    organization: BTreeMap<String, String>,
    location: BTreeMap<String, String>,
    service: BTreeMap<String, String>,
}

/// An organisation with its locations and its services.
type Organisation = (Map<String, Value>, Vec<Value>, Vec<Value>);

impl Tabellen {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// `NETZ-E29` with the place and what is wrong.
    pub fn neu(toml: &str) -> Result<Self, Befund> {
        toml::from_str(toml)
            .map_err(|e| Befund::neu("NETZ-E29", format!("Die Zuordnungsdatei stimmt nicht: {e}")))
    }

    /// Puts the three tables together. Rows of an organization that is not there are refused (`NETZ-E35`).
    ///
    /// # Errors
    /// As [`lesen`].
    pub fn anwenden(
        &self,
        organisationen: &[Datensatz],
        orte: &[Datensatz],
        angebote: &[Datensatz],
    ) -> Result<Bestand, Befund> {
        let mut stellen: BTreeMap<String, usize> = BTreeMap::new();
        let mut alle: Vec<Organisation> = Vec::new();
        for o in organisationen {
            let objekt = objekt(o, &self.organization);
            stellen.insert(schluessel(&objekt, "id"), alle.len());
            alle.push((objekt, Vec::new(), Vec::new()));
        }
        let mut abgelehnt = Vec::new();
        let mut herkunft = BTreeMap::new();
        let paare = orte
            .iter()
            .map(|s| (s, &self.location))
            .chain(angebote.iter().map(|s| (s, &self.service)));
        for (i, (satz, felder)) in paare.enumerate() {
            let tabelle = if i < orte.len() { "Orte" } else { "Angebote" };
            let stelle = format!("{tabelle}, {}", satz.stelle);
            let mut objekt = objekt(satz, felder);
            let bei = stellen.get(&schluessel(&objekt, "organization_id"));
            let Some(ziel) = bei.and_then(|n| alle.get_mut(*n)) else {
                abgelehnt.push(Befund::neu("NETZ-E35", "Die Organisation dazu fehlt.").an(stelle));
                continue;
            };
            objekt.remove("organization_id");
            if i < orte.len() {
                ziel.1.push(objekt.into());
            } else {
                herkunft.insert(schluessel(&objekt, "id"), stelle);
                ziel.2.push(objekt.into());
            }
        }
        let seite: Vec<Value> = alle
            .into_iter()
            .map(|(mut o, orte, angebote)| {
                o.insert("locations".to_owned(), orte.into());
                o.insert("services".to_owned(), angebote.into());
                o.into()
            })
            .collect();
        let mut aus = lesen(Value::from(seite.clone()).to_string().as_bytes(), &self.vorgabe)?;
        for b in &mut aus.abgelehnt {
            if let Some(zeile) = zeile_von(&seite, &b.ort, &herkunft) {
                b.ort = zeile;
            }
        }
        for e in &mut aus.eintraege {
            if let Some(zeile) = herkunft.get(&e.extern_id) {
                e.stelle.clone_from(zeile);
            }
        }
        aus.abgelehnt.extend(abgelehnt);
        Ok(aus)
    }
}

/// The row of the table for a place in the document such as `Eintrag 3, Angebot 2`.
fn zeile_von(seite: &[Value], ort: &str, herkunft: &BTreeMap<String, String>) -> Option<String> {
    let (eintrag, angebot) = ort.split_once(", ").unwrap_or((ort, "Angebot 1"));
    let nummer = |t: &str| t.rsplit(' ').next()?.parse::<usize>().ok()?.checked_sub(1);
    let id = seite
        .get(nummer(eintrag)?)?
        .get("services")?
        .get(nummer(angebot)?)?
        .get("id")?;
    herkunft.get(id.as_str()?).cloned()
}

fn schluessel(o: &Map<String, Value>, feld: &str) -> String {
    o.get(feld).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn objekt(satz: &Datensatz, felder: &BTreeMap<String, String>) -> Map<String, Value> {
    let mut aus = Map::new();
    let zelle = |spalte: &str| match spalte.strip_prefix('=') {
        Some(fest) => fest.to_owned(),
        None => satz
            .spalten
            .get(spalte)
            .map(|w| w.trim().to_owned())
            .unwrap_or_default(),
    };
    let id = felder.get("id").map(|s| zelle(s)).unwrap_or_default();
    for (feld, spalte) in felder {
        let wert = zelle(spalte);
        if wert.is_empty() {
            continue;
        }
        let (feld, wert) = match feld.as_str() {
            "url" | "website" => (
                feld.as_str(),
                super::felder::web(&json!({"url": wert}), "url").into(),
            ),
            "minimum_age" | "maximum_age" | "year_incorporated" => (
                feld.as_str(),
                wert.parse::<u32>()
                    .map_or_else(|_| wert.clone().into(), Value::from),
            ),
            "address" => (
                "addresses",
                json!([{
                    "id": kennung(&[&id, "address"]), "address_1": wert, "city": "", "state_province": "",
                    "postal_code": "", "country": "", "address_type": "physical",
                }]),
            ),
            "phone" => (
                "phones",
                json!([{"id": kennung(&[&id, "phone"]), "number": wert}]),
            ),
            "areas" => (
                "service_areas",
                teile(&wert, |t| json!({"id": kennung(&[&id, "area", t]), "name": t})),
            ),
            "terms" => (
                "attributes",
                teile(&wert, |t| {
                    json!({
                        "id": kennung(&[&id, "attribute", t]), "link_entity": "service",
                        "taxonomy_term": {"id": kennung(&["term", t]), "name": t, "description": t},
                    })
                }),
            ),
            _ => (feld.as_str(), wert.into()),
        };
        // what is no address of the web cannot be said in a field of the standard that must be one
        if wert != "" {
            aus.insert(feld.to_owned(), wert);
        }
    }
    aus
}

fn teile(wert: &str, je: impl Fn(&str) -> Value) -> Value {
    wert.split(';')
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(je)
        .collect::<Vec<_>>()
        .into()
}
