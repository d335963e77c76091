//! `/quartier/{sprache}/angebote/{id}`: one public offer.

use amt::App;
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::{Id, Tri};
use web::{Ergebnis, Fertig};

use super::{
    rahmen::{Ansicht, Rahmen, ansicht, datum},
    schema_org,
    sprache::Sprache,
};
use crate::{
    Angebot,
    codes::{Merkmal, Ortsform},
    rules::zeiten::in_worten,
    service::{self, oeffentlich::Offen},
};

#[derive(Template)]
#[template(path = "netz/oeffentlich/angebot.html")]
struct Detail {
    r: Rahmen,
    o: Offen,
    wo: Vec<String>,
    wann: Vec<String>,
    kosten: String,
    anmeldung: String,
    themen: Vec<String>,
    geprueft: String,
    /// Free places and waiting list as reported, with the day of the report.
    plaetze: Option<String>,
    /// Features of accessibility that are known.
    bekannt: Vec<(&'static str, String)>,
    unbekannt: String,
    daten: Fertig,
}

/// `GET /quartier/{sprache}/angebote/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    Path((sprache, id)): Path<(String, Id<Angebot>)>,
    wie: Ansicht,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let o = service::oeffentlich::angebot(&app, &mut tx, id).await?;
    let d = &o.angebot;
    let r = Rahmen::neu(&app, s, &d.titel, &format!("/angebote/{id}"), "angebote")
        .beschrieben(&d.kurzbeschreibung)
        .in_ansicht(wie);
    let mut wo = Vec::new();
    match d.ortsform {
        Ortsform::Aufsuchend => wo.push(s.t("kommt-nach-hause")),
        Ortsform::Online => wo.push(s.t("telefon-oder-internet")),
        Ortsform::VorOrt => {}
    }
    wo.extend(d.orte.iter().map(crate::Ort::zeile).filter(|z| !z.is_empty()));
    if wo.is_empty() {
        wo.push(s.t("ort-unbekannt"));
    }
    let mut wann: Vec<String> = d.zeiten.iter().map(in_worten).collect();
    wann.extend((!d.zeiten_text.is_empty()).then(|| d.zeiten_text.clone()));
    if wann.is_empty() {
        wann.push(s.t("zeiten-unbekannt"));
    }
    let kosten = match (d.kostenlos, d.kosten) {
        (Tri::Ja, _) => s.t("kostenlos"),
        (_, Some(c)) => s.mit("kostet", "preis", &c.to_string()),
        _ => s.t("kosten-unbekannt"),
    };
    let (bekannt, unbekannt) = barrieren(d);
    let vorlage = Detail {
        wo,
        wann,
        kosten,
        anmeldung: s.t(&format!("anmeldung-{}", d.anmeldung.code())),
        themen: d
            .themen
            .iter()
            .map(|t| s.t(&format!("thema-{}", t.code())))
            .collect(),
        geprueft: datum(d.geprueft_am),
        plaetze: plaetze(s, d),
        bekannt,
        unbekannt: unbekannt.join(", "),
        daten: schema_org::angebot(&app, &r, &o),
        o,
        r,
    };
    Ok(ansicht(vorlage, wie))
}

/// Free places as they were reported; what nobody reported is not mentioned.
fn plaetze(s: Sprache, d: &crate::AngebotDaten) -> Option<String> {
    let mut teile = Vec::new();
    match (d.frei, d.plaetze) {
        (Some(f), Some(p)) => teile.push(format!("{f} / {p}")),
        (Some(f), None) => teile.push(f.to_string()),
        (None, _) => {}
    }
    if let Some(n) = d.warteliste {
        teile.push(s.mit("warteliste", "anzahl", &n.to_string()));
    }
    if teile.is_empty() {
        return None;
    }
    teile.push(d.platz_stand.map_or_else(
        || s.t("plaetze-stand-unbekannt"),
        |vom| s.mit("plaetze-stand", "datum", &datum(vom)),
    ));
    Some(teile.join(" · "))
}

/// What is known about accessibility, and the names of what is not.
fn barrieren(d: &crate::AngebotDaten) -> (Vec<(&'static str, String)>, Vec<&'static str>) {
    let (mut bekannt, mut unbekannt) = (Vec::new(), Vec::new());
    for m in Merkmal::ALLE {
        let a = d.barrieren.get(m).copied().unwrap_or_default();
        let zahl = match (a.zahl, a.zahl2) {
            (Some(x), Some(y)) => format!("{x} × {y} cm"),
            (Some(x), None) => format!("{x} {}", m.einheit().zeichen()),
            _ => String::new(),
        };
        match (a.wert, zahl.is_empty()) {
            (Tri::Unbekannt, true) => unbekannt.push(m.text()),
            (Tri::Unbekannt, false) => bekannt.push((m.text(), zahl)),
            (w, true) => bekannt.push((m.text(), w.to_string())),
            (w, false) => bekannt.push((m.text(), format!("{w}, {zahl}"))),
        }
    }
    (bekannt, unbekannt)
}
