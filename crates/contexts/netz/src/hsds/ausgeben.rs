//! Writing HSDS 3: the entry of the source with our changes over it, or one made from our fields alone.

use base::{Cent, Datum};
use serde_json::{Map, Value, json};

use super::{
    felder,
    stuecke::{self, THEMEN, eigene_oder, kennung, setzen, setzen_liste},
};
use crate::{
    codes::{AkteurArt, AngebotArt, Anmeldung},
    rules::{pruefen, rangfolge::kosten},
    service::{AkteurGespeichert, Gespeichert},
};

/// How much of an object is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Umfang {
    /// Only what there is one of, as pages of lists do.
    Liste,
    /// Everything.
    Voll,
}

fn quelle(hsds: &str) -> Map<String, Value> {
    serde_json::from_str(hsds).unwrap_or_default()
}

fn knapp(mut objekt: Map<String, Value>, umfang: Umfang) -> Value {
    if umfang == Umfang::Liste {
        objekt.retain(|_, w| !w.is_array());
    }
    objekt.into()
}

/// An offer as `service`, with its organization inside.
#[must_use]
pub fn service(g: &Gespeichert, akteur: &AkteurGespeichert, umfang: Umfang) -> Value {
    let mut aus = quelle(&g.hsds);
    let d = &g.daten;
    let spaet = Datum(jiff::civil::Date::MAX);
    let basis = (!aus.is_empty()).then(|| {
        let mut b = felder::angebot(&Value::Object(aus.clone()), AngebotArt::Beratung, spaet);
        // puts the texts into the same normal form as ours; what is wrong with them was said when they came in
        let _befunde = pruefen::angebot(&mut b, spaet);
        b
    });
    macro_rules! anders {
        ($($feld:ident),+) => { basis.as_ref().is_none_or(|b| $(b.$feld != d.$feld)||+) };
    }
    let id = eigene_oder(&aus, g.id.uuid());
    aus.insert("id".to_owned(), id.clone().into());
    if anders!(titel) {
        setzen(&mut aus, "name", &d.titel);
    }
    if anders!(kurzbeschreibung) {
        setzen(&mut aus, "description", &d.kurzbeschreibung);
    }
    if anders!(web) {
        setzen(&mut aus, "url", &d.web);
    }
    if anders!(email) {
        setzen(&mut aus, "email", &d.email);
    }
    if anders!(status) {
        setzen(&mut aus, "status", felder::status_wort(d.status));
    }
    if anders!(zielgruppen) {
        setzen(&mut aus, "eligibility_description", &d.zielgruppen);
    }
    if anders!(alter_von, alter_bis) {
        for (feld, wert) in [("minimum_age", d.alter_von), ("maximum_age", d.alter_bis)] {
            match wert {
                Some(jahre) => aus.insert(feld.to_owned(), jahre.into()),
                None => aus.remove(feld),
            };
        }
    }
    if anders!(geprueft_am) {
        setzen(&mut aus, "assured_date", &d.geprueft_am.0.to_string());
    }
    if g.version > 1 || !aus.contains_key("last_modified") {
        setzen(&mut aus, "last_modified", &g.geaendert_am.0.to_string());
    }
    if basis.is_none() && d.anmeldung != Anmeldung::Keine {
        setzen(&mut aus, "application_process", d.anmeldung.text());
    }
    if anders!(kostenlos, kosten) {
        setzen(&mut aus, "fees_description", &kosten(d.kostenlos, d.kosten));
        setzen_liste(&mut aus, "cost_options", preise(&id, d.kosten, d.kostenlos));
    }
    if anders!(telefon) {
        setzen_liste(&mut aus, "phones", stuecke::telefone(&id, &d.telefon));
    }
    if anders!(zeiten) {
        setzen_liste(&mut aus, "schedules", stuecke::zeiten(&id, &d.zeiten));
    }
    if anders!(sprachen) {
        let eine = |c: &String| json!({"id": kennung(&[&id, "language", c]), "code": c});
        setzen_liste(&mut aus, "languages", d.sprachen.iter().map(eine).collect());
    }
    // the Raum is our own knowledge and no part of the standard
    let orte = |o: &[crate::Ort]| {
        o.iter()
            .map(|o| crate::Ort {
                raumeinheit: None,
                ..o.clone()
            })
            .collect::<Vec<_>>()
    };
    let verlegt = basis.as_ref().is_none_or(|b| orte(&b.orte) != orte(&d.orte));
    if verlegt || anders!(barrieren, barriere_hinweis) {
        setzen_liste(&mut aus, "service_at_locations", stuecke::orte(&id, d));
    }
    let mut begriffe: Vec<Value> = felder::liste(&Value::Object(aus.clone()), "attributes").to_vec();
    begriffe.retain(|a| {
        a.get("taxonomy_term")
            .is_none_or(|b| felder::text(b, "taxonomy") != THEMEN)
    });
    begriffe.extend(d.themen.iter().map(|t| stuecke::thema(&id, *t)));
    setzen_liste(&mut aus, "attributes", begriffe);
    aus.insert(
        "organization".to_owned(),
        organisation(akteur, Vec::new(), umfang),
    );
    knapp(aus, umfang)
}

fn preise(id: &str, preis: Option<Cent>, kostenlos: base::Tri) -> Vec<Value> {
    let cent = match (preis, kostenlos) {
        (Some(c), _) => c.0,
        (None, base::Tri::Ja) => 0,
        _ => return Vec::new(),
    };
    let euro: serde_json::Number = match format!("{}.{:02}", cent / 100, cent % 100).parse() {
        Ok(n) => n,
        Err(_) => cent.into(),
    };
    vec![json!({"id": kennung(&[id, "cost_option"]), "currency": "EUR", "amount": euro})]
}

/// An institution as `organization`, with these services inside.
#[must_use]
pub fn organisation(a: &AkteurGespeichert, services: Vec<Value>, umfang: Umfang) -> Value {
    let mut aus = quelle(&a.hsds);
    let d = &a.daten;
    let basis = (!aus.is_empty()).then(|| {
        let mut b = felder::akteur(&Value::Object(aus.clone()), AkteurArt::Verein);
        let _befunde = pruefen::akteur(&mut b);
        b
    });
    macro_rules! anders {
        ($feld:ident) => {
            basis.as_ref().is_none_or(|b| b.$feld != d.$feld)
        };
    }
    let id = eigene_oder(&aus, a.id.uuid());
    aus.insert("id".to_owned(), id.clone().into());
    if anders!(name) {
        setzen(&mut aus, "name", &d.name);
    }
    if anders!(beschreibung) || !aus.contains_key("description") {
        // the standard requires a description; where we have none, the kind of institution is one
        let text = if d.beschreibung.is_empty() {
            d.art.text()
        } else {
            &d.beschreibung
        };
        setzen(&mut aus, "description", text);
    }
    if anders!(web) {
        setzen(&mut aus, "website", &d.web);
    }
    // the contact of a private person without consent does not leave, even if it should ever have come in
    let privat = d.kontakt_privat && !d.einwilligung;
    if anders!(email) || privat {
        setzen(&mut aus, "email", if privat { "" } else { &d.email });
    }
    if anders!(telefon) || privat {
        let telefon = if privat { "" } else { &d.telefon };
        setzen_liste(&mut aus, "phones", stuecke::telefone(&id, telefon));
    }
    if !services.is_empty() {
        aus.insert("services".to_owned(), services.into());
    }
    knapp(aus, umfang)
}
