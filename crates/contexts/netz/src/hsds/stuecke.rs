//! Small pieces of HSDS objects.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Angabe, AngebotDaten, Ort, Zeit, a11yjson,
    codes::{Merkmal, Thema},
    rules::zeiten::in_worten,
};

/// Name of our list of themes as a taxonomy.
pub(super) const THEMEN: &str = "Themen (Gewebe)";

/// A key that stays the same as long as what it stands for does (RFC 9562, version 8).
pub(super) fn kennung(teile: &[&str]) -> String {
    let summe = Sha256::digest(teile.join("\u{1f}"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(summe.iter()).for_each(|(b, s)| *b = *s);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// The key of the source when it is one as the standard wants it, else ours.
pub(super) fn eigene_oder(quelle: &Map<String, Value>, unsere: Uuid) -> String {
    quelle
        .get("id")
        .and_then(Value::as_str)
        .filter(|t| t.parse::<Uuid>().is_ok())
        .map_or_else(|| unsere.to_string(), str::to_owned)
}

/// Sets a text, or takes the field away.
pub(super) fn setzen(ziel: &mut Map<String, Value>, feld: &str, text: &str) {
    if text.is_empty() {
        ziel.remove(feld);
    } else {
        ziel.insert(feld.to_owned(), text.into());
    }
}

/// Sets a list, or takes the field away.
pub(super) fn setzen_liste(ziel: &mut Map<String, Value>, feld: &str, liste: Vec<Value>) {
    if liste.is_empty() {
        ziel.remove(feld);
    } else {
        ziel.insert(feld.to_owned(), liste.into());
    }
}

/// One telephone.
pub(super) fn telefone(id: &str, nummer: &str) -> Vec<Value> {
    if nummer.is_empty() {
        return Vec::new();
    }
    vec![json!({"id": kennung(&[id, "phone", nummer]), "number": nummer, "type": "voice"})]
}

/// Keys the places of an offer may have: those of its source, and those that follow from the offer.
pub(crate) fn stellen(angebot: Uuid, quelle: &str, orte: i64) -> Vec<String> {
    let quelle: Map<String, Value> = serde_json::from_str(quelle).unwrap_or_default();
    let id = eigene_oder(&quelle, angebot);
    let fremde = quelle.get("service_at_locations").and_then(Value::as_array);
    let fremde = fremde.into_iter().flatten().filter_map(|s| s.get("id")?.as_str());
    let mut aus: Vec<String> = fremde.map(str::to_owned).collect();
    aus.extend((0..orte).map(|nr| stelle(&id, &nr.to_string())));
    let unsere = angebot.to_string();
    if unsere != id {
        // of private people nothing of the source leaves, its key neither
        aus.extend((0..orte).map(|nr| stelle(&unsere, &nr.to_string())));
    }
    aus
}

fn stelle(id: &str, nr: &str) -> String {
    kennung(&[id, "service_at_location", nr])
}

/// Places of an offer, with what is known about their accessibility.
pub(super) fn orte(id: &str, d: &AngebotDaten) -> Vec<Value> {
    let eine = |(i, o): (usize, &Ort)| {
        let nr = i.to_string();
        let ort_id = kennung(&[id, "location", &nr]);
        let mut ort = Map::new();
        ort.insert("id".to_owned(), ort_id.clone().into());
        ort.insert("location_type".to_owned(), "physical".into());
        setzen(&mut ort, "name", &o.name);
        if let Some(p) = o.punkt {
            ort.insert("latitude".to_owned(), p.lat.into());
            ort.insert("longitude".to_owned(), p.lon.into());
        }
        if !(o.anschrift.is_empty() && o.plz.is_empty() && o.ort.is_empty()) {
            let anschrift = json!({
                "id": kennung(&[id, "address", &nr]), "address_1": o.anschrift, "city": o.ort,
                "state_province": "", "postal_code": o.plz, "country": "DE", "address_type": "physical",
            });
            ort.insert("addresses".to_owned(), vec![anschrift].into());
        }
        setzen_liste(&mut ort, "accessibility", barrieren(&ort_id, d));
        json!({"id": stelle(id, &nr), "location": ort})
    };
    d.orte.iter().enumerate().map(eine).collect()
}

fn barrieren(id: &str, d: &AngebotDaten) -> Vec<Value> {
    let mut aus: Vec<Value> = d
        .barrieren
        .iter()
        .map(|(m, a)| {
            let eintrag = kennung(&[id, Merkmal::code(*m)]);
            let mut aus = json!({"id": eintrag, "description": a11yjson::in_worten(*m, a)});
            if let (Some(objekt), Some(eigenschaft)) = (aus.as_object_mut(), eigenschaft(&eintrag, *m, a)) {
                objekt.insert("attributes".to_owned(), vec![eigenschaft].into());
            }
            aus
        })
        .collect();
    if !d.barriere_hinweis.is_empty() {
        aus.push(json!({"id": kennung(&[id, "hinweis"]), "description": d.barriere_hinweis}));
    }
    aus
}

/// The same for programs: name and value as A11yJSON has them.
fn eigenschaft(id: &str, m: Merkmal, a: &Angabe) -> Option<Value> {
    let (name, wert) = (a11yjson::name(m)?, a11yjson::wert(m, a)?);
    let begriff = json!({
        "id": kennung(&["a11yjson", name]), "code": name, "name": name, "taxonomy": "A11yJSON",
        "description": m.text(), "language": "de",
    });
    let wert = match wert {
        Value::String(text) => text,
        anders => anders.to_string(),
    };
    Some(json!({
        "id": kennung(&[id, "a11yjson"]), "link_entity": "accessibility", "link_type": "A11yJSON",
        "value": wert, "taxonomy_term": begriff,
    }))
}

/// When it takes place. The standard only counts in weeks and months; other rules are said in words.
pub(super) fn zeiten(id: &str, zeiten: &[Zeit]) -> Vec<Value> {
    let eine = |(i, z): (usize, &Zeit)| {
        let mut aus = Map::new();
        aus.insert("id".to_owned(), kennung(&[id, "schedule", &i.to_string()]).into());
        let tag = |d: Option<base::Datum>| d.map(|d| d.0.to_string()).unwrap_or_default();
        setzen(&mut aus, "dtstart", &tag(z.beginn));
        setzen(&mut aus, "valid_from", &tag(z.beginn));
        setzen(&mut aus, "valid_to", &tag(z.ende));
        let uhr = |m: Option<u16>| {
            m.map(|m| format!("{:02}:{:02}", m / 60, m % 60))
                .unwrap_or_default()
        };
        setzen(&mut aus, "opens_at", &uhr(z.von));
        setzen(&mut aus, "closes_at", &uhr(z.bis));
        setzen(&mut aus, "description", &in_worten(z));
        regel(&mut aus, &z.rrule);
        Value::Object(aus)
    };
    zeiten.iter().enumerate().map(eine).collect()
}

fn regel(aus: &mut Map<String, Value>, rrule: &str) {
    let teile: Vec<(&str, &str)> = rrule.split(';').filter_map(|t| t.split_once('=')).collect();
    let ausdrueckbar = teile.iter().all(|(n, w)| match *n {
        "FREQ" => matches!(*w, "WEEKLY" | "MONTHLY"),
        n => matches!(
            n,
            "INTERVAL" | "COUNT" | "UNTIL" | "WKST" | "BYDAY" | "BYMONTHDAY"
        ),
    });
    if !ausdrueckbar {
        return;
    }
    for (name, wert) in teile {
        let zahl = wert.parse::<u32>().ok();
        let wert = match (name, zahl) {
            ("INTERVAL" | "COUNT", Some(n)) => n.into(),
            _ => wert.into(),
        };
        aus.insert(name.to_ascii_lowercase(), wert);
    }
}

/// Our theme as an attribute of a service.
pub(super) fn thema(id: &str, t: Thema) -> Value {
    json!({
        "id": kennung(&[id, "attribute", t.code()]), "link_entity": "service",
        "taxonomy_term": thema_als_begriff(t),
    })
}

/// Our theme as a term of our taxonomy.
pub(crate) fn thema_als_begriff(t: Thema) -> Value {
    json!({
        "id": thema_id(t), "code": t.code(), "name": t.text(), "description": t.text(), "taxonomy": THEMEN,
        "language": "de",
    })
}

/// Key of the term of a theme.
pub(crate) fn thema_id(t: Thema) -> String {
    kennung(&["thema", t.code()])
}

/// Our list of themes as a taxonomy.
pub(crate) fn taxonomie() -> Value {
    json!({
        "id": taxonomie_id(), "name": THEMEN,
        "description": "Die Themen, nach denen Angebote im Sozialraum geordnet sind", "version": "1",
    })
}

/// Its key.
pub(crate) fn taxonomie_id() -> String {
    kennung(&["taxonomie", THEMEN])
}
