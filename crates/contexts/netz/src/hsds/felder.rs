//! From HSDS objects to our fields. What we have no field for stays in the kept entry.

use base::{Cent, Datum, Id, Punkt, Tri};
use serde_json::Value;

use crate::{
    AkteurDaten, AngebotDaten, Ort, Zeit,
    codes::{AkteurArt, AngebotArt, AngebotStatus, Ortsform},
    rules::{
        pruefen::auf_der_erde,
        zeiten::{Regel, minuten},
    },
};

/// Text of a field: numbers as they are written, control characters and runs of blanks as one blank.
pub(super) fn text(v: &Value, feld: &str) -> String {
    let roh = match v.get(feld) {
        Some(Value::String(s)) => s.clone(),
        Some(Value::Number(n)) => n.to_string(),
        _ => String::new(),
    };
    roh.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn kurz(v: &Value, feld: &str, zeichen: usize) -> String {
    kuerzen(text(v, feld), zeichen)
}

fn kuerzen(t: String, zeichen: usize) -> String {
    if t.chars().count() <= zeichen {
        return t;
    }
    t.chars().take(zeichen - 1).chain(['…']).collect()
}

pub(super) fn liste<'a>(v: &'a Value, feld: &str) -> &'a [Value] {
    v.get(feld).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn tag(v: &Value, feld: &str) -> Option<Datum> {
    text(v, feld).get(..10)?.parse().ok().map(Datum)
}

/// Our status of one of the standard's; `None` when it is none of them.
pub(super) fn status(wert: &str) -> Option<AngebotStatus> {
    Some(match wert {
        "active" => AngebotStatus::Aktiv,
        "inactive" => AngebotStatus::Entwurf,
        "defunct" => AngebotStatus::Beendet,
        "temporarily closed" => AngebotStatus::Pausiert,
        _ => return None,
    })
}

/// The standard's word for a status.
pub(super) const fn status_wort(s: AngebotStatus) -> &'static str {
    match s {
        AngebotStatus::Aktiv => "active",
        AngebotStatus::Entwurf => "inactive",
        AngebotStatus::Beendet => "defunct",
        AngebotStatus::Pausiert => "temporarily closed",
    }
}

/// Age in full years; an error when there is something that is no age.
pub(super) fn alter(v: &Value, feld: &str) -> Result<Option<u16>, String> {
    let t = text(v, feld);
    if t.is_empty() {
        return Ok(None);
    }
    let jahre = t.split_once('.').map_or(t.as_str(), |(vorn, _)| vorn);
    jahre.parse().map(Some).map_err(|_| t)
}

/// When the source last made sure of it.
pub(super) fn geprueft(v: &Value) -> Option<Datum> {
    tag(v, "assured_date").or_else(|| tag(v, "last_modified"))
}

/// A service. Themes and everything the standard does not say are set by the caller.
pub(super) fn angebot(v: &Value, art: AngebotArt, geprueft_am: Datum) -> AngebotDaten {
    let name = kurz(v, "name", 200);
    let mut d = AngebotDaten::neu(Id::von(uuid::Uuid::nil()), name.clone(), art, geprueft_am);
    d.kurzbeschreibung = Some(kurz(v, "description", 500))
        .filter(|t| !t.is_empty())
        .unwrap_or(name);
    d.zielgruppen = kurz(v, "eligibility_description", 300);
    d.alter_von = alter(v, "minimum_age").unwrap_or_default();
    d.alter_bis = alter(v, "maximum_age").unwrap_or_default();
    d.status = status(&text(v, "status")).unwrap_or(AngebotStatus::Entwurf);
    (d.web, d.email) = (web(v, "url"), email(v));
    d.telefon = telefon(v);
    d.geprueft_am = geprueft(v).unwrap_or(geprueft_am);
    d.sprachen = liste(v, "languages")
        .iter()
        .map(|s| text(s, "code").to_ascii_lowercase())
        .filter(|c| (2..=3).contains(&c.len()) && c.chars().all(|c| c.is_ascii_lowercase()))
        .collect();
    orte(&mut d, v);
    zeiten(&mut d, v);
    kosten(&mut d, v);
    d
}

fn orte(d: &mut AngebotDaten, v: &Value) {
    let orte: Vec<&Value> = liste(v, "service_at_locations")
        .iter()
        .filter_map(|s| s.get("location"))
        .collect();
    let virtuell = |l: &&Value| text(l, "location_type") == "virtual";
    if !orte.is_empty() && orte.iter().all(virtuell) {
        d.ortsform = Ortsform::Online;
    }
    d.orte = orte.iter().filter(|l| !virtuell(l)).map(|l| ort(l)).collect();
    let hinweise: Vec<String> = orte
        .iter()
        .flat_map(|l| liste(l, "accessibility"))
        .flat_map(|a| [text(a, "description"), text(a, "details")])
        .filter(|t| !t.is_empty())
        .collect();
    d.barriere_hinweis = kuerzen(hinweise.join(" "), 500);
}

/// A place. A point that is not on earth counts as none.
pub(super) fn ort(l: &Value) -> Ort {
    let anschriften = liste(l, "addresses");
    let anschrift = anschriften
        .iter()
        .find(|a| text(a, "address_type") == "physical")
        .or_else(|| anschriften.first())
        .unwrap_or(&Value::Null);
    let strasse = [text(anschrift, "address_1"), text(anschrift, "address_2")];
    let zahl = |f: &str| l.get(f).and_then(Value::as_f64);
    Ort {
        name: kurz(l, "name", 200),
        anschrift: kuerzen(
            strasse
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            300,
        ),
        plz: kurz(anschrift, "postal_code", 20),
        ort: kurz(anschrift, "city", 100),
        punkt: zahl("latitude")
            .zip(zahl("longitude"))
            .map(|(lat, lon)| Punkt { lat, lon })
            .filter(|p| auf_der_erde(*p)),
        raumeinheit: None,
    }
}

fn zeiten(d: &mut AngebotDaten, v: &Value) {
    let eigene = liste(v, "schedules");
    let alle: Vec<&Value> = if eigene.is_empty() {
        liste(v, "service_at_locations")
            .iter()
            .flat_map(|s| liste(s, "schedules"))
            .collect()
    } else {
        eigene.iter().collect()
    };
    let mut worte = Vec::new();
    for s in alle {
        match zeit(s) {
            Some(z) => d.zeiten.push(z),
            None => worte.push(text(s, "description")),
        }
    }
    worte.retain(|t| !t.is_empty());
    d.zeiten_text = kuerzen(worte.join(" "), 500);
}

/// `None` when it is not understood; then it is said in words.
fn zeit(s: &Value) -> Option<Zeit> {
    let felder = [
        "freq",
        "interval",
        "byday",
        "bymonthday",
        "byweekno",
        "byyearday",
        "wkst",
    ];
    let mut regel: Vec<String> = felder
        .iter()
        .map(|f| (f, text(s, f).replace(' ', "")))
        .filter(|(_, w)| !w.is_empty())
        .map(|(f, w)| format!("{}={w}", f.to_ascii_uppercase()))
        .collect();
    // RFC 5545 allows only one of the two; a count is the more exact one
    let (anzahl, bis) = (text(s, "count"), text(s, "until").replace('-', ""));
    if !anzahl.is_empty() {
        regel.push(format!("COUNT={anzahl}"));
    } else if !bis.is_empty() {
        regel.push(format!("UNTIL={bis}"));
    }
    let uhr = |f: &str| minuten(text(s, f).get(..5)?);
    let z = Zeit {
        beginn: tag(s, "dtstart").or_else(|| tag(s, "valid_from")),
        ende: tag(s, "valid_to"),
        rrule: regel.join(";"),
        von: uhr("opens_at"),
        bis: uhr("closes_at"),
    };
    let rueckwaerts = matches!((z.von, z.bis), (Some(a), Some(b)) if b <= a)
        || matches!((z.beginn, z.ende), (Some(a), Some(b)) if b < a);
    let verstanden = if z.rrule.is_empty() {
        z.beginn.is_some()
    } else {
        z.rrule.parse::<Regel>().is_ok()
    };
    (verstanden && !rueckwaerts).then_some(z)
}

/// Only prices in euros are ours; without any price nothing is known.
fn kosten(d: &mut AngebotDaten, v: &Value) {
    let preise: Vec<(f64, bool)> = liste(v, "cost_options")
        .iter()
        .filter_map(|k| {
            Some((
                k.get("amount")?.as_f64()?,
                text(k, "currency").eq_ignore_ascii_case("eur"),
            ))
        })
        .collect();
    d.kostenlos = match preise.as_slice() {
        [] => Tri::Unbekannt,
        p if p.iter().all(|(b, _)| *b <= 0.0) => Tri::Ja,
        p if p.iter().all(|(b, _)| *b > 0.0) => Tri::Nein,
        _ => Tri::Teilweise,
    };
    if let [(betrag, true)] = preise.as_slice() {
        d.kosten = format!("{:.0}", betrag * 100.0)
            .parse()
            .ok()
            .filter(|c| *c > 0)
            .map(Cent);
    }
}

fn telefon(v: &Value) -> String {
    let von_kontakten = liste(v, "contacts").iter().flat_map(|k| liste(k, "phones"));
    let nummer = liste(v, "phones")
        .iter()
        .chain(von_kontakten)
        .map(|t| text(t, "number"))
        .find(|t| !t.is_empty());
    kuerzen(nummer.unwrap_or_default().trim_matches('"').to_owned(), 100)
}

fn email(v: &Value) -> String {
    Some(text(v, "email"))
        .filter(|t| t.contains('@') && t.chars().count() <= 200)
        .unwrap_or_default()
}

/// Only addresses that lead into the web.
pub(super) fn web(v: &Value, feld: &str) -> String {
    let t = text(v, feld);
    if t.chars().count() > 490 || t.contains(' ') {
        String::new()
    } else if t.starts_with("https://") || t.starts_with("http://") {
        t
    } else if t.contains('.') && !t.contains(':') {
        format!("https://{t}")
    } else {
        String::new()
    }
}

/// An organization.
pub(super) fn akteur(v: &Value, art: AkteurArt) -> AkteurDaten {
    let mut d = AkteurDaten::neu(kurz(v, "name", 200), art);
    d.beschreibung = kurz(v, "description", 2000);
    (d.web, d.email, d.telefon) = (web(v, "website"), email(v), telefon(v));
    let erster = liste(v, "locations").first().map(ort).unwrap_or_default();
    let stadt = format!("{} {}", erster.plz, erster.ort);
    let teile = [erster.anschrift.as_str(), stadt.trim()];
    d.anschrift = kuerzen(
        teile
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        300,
    );
    d
}
