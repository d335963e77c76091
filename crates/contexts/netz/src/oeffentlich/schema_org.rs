//! Offers as schema.org data, so that search engines understand them.
//!
//! JSON-LD stands in a `script` element of a type no browser runs: the HTML standard leaves such an element before
//! the security policy is even asked. What could end the element is escaped.

use amt::App;
use base::Tri;
use serde_json::{Map, Value, json};
use web::Fertig;

use super::rahmen::Rahmen;
use crate::{
    Zeit,
    codes::{Ortsform, Wochentag},
    rules::zeiten::{fenster, uhrzeit},
    service::oeffentlich::Offen,
};

const TAGE: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn setzen(o: &mut Map<String, Value>, feld: &str, text: &str) {
    if !text.is_empty() {
        o.insert(feld.to_owned(), text.into());
    }
}

/// When it is open, as far as it repeats every week.
fn zeiten(z: &Zeit, heute: base::Datum) -> Option<Value> {
    let woechentlich = z.rrule.contains("FREQ=WEEKLY") || z.rrule.contains("FREQ=DAILY");
    if !woechentlich || z.rrule.contains("INTERVAL=") && !z.rrule.contains("INTERVAL=1;") {
        return None;
    }
    let f = fenster(z, heute)?;
    let tage: Vec<String> = Wochentag::ALLE
        .iter()
        .zip(TAGE)
        .filter(|(t, _)| f.tage & (1 << (**t as u8)) != 0)
        .map(|(_, name)| format!("https://schema.org/{name}"))
        .collect();
    let mut aus = Map::new();
    aus.insert("@type".to_owned(), "OpeningHoursSpecification".into());
    aus.insert("dayOfWeek".to_owned(), tage.into());
    if let (Some(von), Some(bis)) = (z.von, z.bis) {
        aus.insert("opens".to_owned(), uhrzeit(von).into());
        aus.insert("closes".to_owned(), uhrzeit(bis).into());
    }
    Some(aus.into())
}

fn als_json(app: &App, r: &Rahmen, o: &Offen) -> Value {
    let d = &o.angebot;
    let mut aus = Map::new();
    aus.insert("@context".to_owned(), "https://schema.org".into());
    aus.insert("@type".to_owned(), "Service".into());
    setzen(&mut aus, "name", &d.titel);
    setzen(&mut aus, "description", &d.kurzbeschreibung);
    setzen(&mut aus, "serviceType", d.art.text());
    if let Some(basis) = app.rahmen.oeffentliche_adresse.as_deref() {
        setzen(
            &mut aus,
            "url",
            &format!("{}{}", basis.trim_end_matches('/'), r.hier()),
        );
    }
    aus.insert(
        "provider".to_owned(),
        json!({"@type": "Organization", "name": o.akteur_name}),
    );
    let mut publikum = Map::new();
    publikum.insert("@type".to_owned(), "PeopleAudience".into());
    setzen(&mut publikum, "audienceType", &d.zielgruppen);
    if let Some(a) = d.alter_von {
        publikum.insert("suggestedMinAge".to_owned(), a.into());
    }
    if let Some(a) = d.alter_bis {
        publikum.insert("suggestedMaxAge".to_owned(), a.into());
    }
    if publikum.len() > 1 {
        aus.insert("audience".to_owned(), publikum.into());
    }
    let mut weg = Map::new();
    weg.insert("@type".to_owned(), "ServiceChannel".into());
    setzen(&mut weg, "servicePhone", "");
    if !d.telefon.is_empty() {
        weg.insert(
            "servicePhone".to_owned(),
            json!({"@type": "ContactPoint", "telephone": d.telefon}),
        );
    }
    setzen(&mut weg, "serviceUrl", &d.web);
    if !d.sprachen.is_empty() {
        weg.insert("availableLanguage".to_owned(), json!(d.sprachen));
    }
    if d.ortsform == Ortsform::VorOrt {
        let orte: Vec<Value> = d
            .orte
            .iter()
            .map(|ort| {
                let mut p = Map::new();
                p.insert("@type".to_owned(), "Place".into());
                setzen(&mut p, "name", &ort.name);
                p.insert(
                    "address".to_owned(),
                    json!({"@type": "PostalAddress", "streetAddress": ort.anschrift, "postalCode": ort.plz,
                           "addressLocality": ort.ort, "addressCountry": "DE"}),
                );
                if let Some(punkt) = ort.punkt {
                    p.insert(
                        "geo".to_owned(),
                        json!({"@type": "GeoCoordinates", "latitude": punkt.lat, "longitude": punkt.lon}),
                    );
                }
                p.into()
            })
            .collect();
        weg.insert("serviceLocation".to_owned(), orte.into());
    }
    aus.insert("availableChannel".to_owned(), weg.into());
    let wann: Vec<Value> = d
        .zeiten
        .iter()
        .filter_map(|z| zeiten(z, app.uhr.heute()))
        .collect();
    if !wann.is_empty() {
        aus.insert("hoursAvailable".to_owned(), wann.into());
    }
    let preis = match (d.kostenlos, d.kosten) {
        (Tri::Ja, _) => Some(0),
        (_, Some(c)) => Some(c.0),
        _ => None,
    };
    if let Some(cent) = preis {
        let betrag = format!("{}.{:02}", cent / 100, cent % 100);
        aus.insert(
            "offers".to_owned(),
            json!({"@type": "Offer", "price": betrag, "priceCurrency": "EUR"}),
        );
    }
    aus.into()
}

/// The element for the page of an offer.
pub(super) fn angebot(app: &App, r: &Rahmen, o: &Offen) -> Fertig {
    element(&als_json(app, r, o))
}

fn element(daten: &Value) -> Fertig {
    let sicher = daten
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    Fertig::neu(format!("<script type=\"application/ld+json\">{sicher}</script>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn niemand_verlaesst_das_element() {
        let boese = json!({"name": "</script><script>alert(1)</script> & <!--"});
        let html = element(&boese).to_string();
        assert_eq!(html.matches("</script>").count(), 1);
        assert_eq!(html.matches('<').count(), 2);
        let innen = html
            .trim_start_matches("<script type=\"application/ld+json\">")
            .trim_end_matches("</script>");
        assert_eq!(serde_json::from_str::<Value>(innen).unwrap(), boese);
    }
}
