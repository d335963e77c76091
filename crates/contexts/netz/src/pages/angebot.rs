//! `/angebote/{id}`: one offer with everything known about it, its history, and what can be done with it.

use amt::{
    App, Huelle, Kontext, meldung,
    navigation::darf,
    recht::{Bearbeiten, Befugnis, Bereich, Bezug, Lesen, Recht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Id, Tri};
use web::{Eingaben, Ergebnis, MeldungArt, Seite, Shell, WebFehler};

use crate::{
    Angebot, Frische, Verlauf,
    codes::{AngebotStatus, Merkmal, Ortsform},
    rules::{
        aenderung::plaetze,
        frische::{abstand, frische},
        rangfolge::kosten,
        zeiten::in_worten,
    },
    service::{self, VerlaufZeile},
};

#[derive(Template)]
#[template(path = "netz/angebot.html")]
struct AngebotSeite {
    shell: Shell,
    g: service::Gespeichert,
    frische: Frische,
    darf_aendern: bool,
    darf_vermitteln: bool,
    /// Words of the link to the user's questions to Akteure.
    anfragen: String,
    zeiten: Vec<String>,
    kosten: String,
    plaetze: Option<String>,
    barrieren: Vec<(&'static str, String)>,
    /// Each with whether it can be taken back.
    verlauf: Vec<(VerlaufZeile, bool)>,
}

/// What is known about every feature; what is unknown is said so.
fn barrieren(g: &service::Gespeichert) -> Vec<(&'static str, String)> {
    let eintrag = |m: &Merkmal| {
        let a = g.daten.barrieren.get(m).copied().unwrap_or_default();
        let zahl = match (a.zahl, a.zahl2) {
            (Some(x), Some(y)) => format!("{x} × {y} cm"),
            (Some(x), None) => format!("{x} {}", m.einheit().zeichen()),
            _ => String::new(),
        };
        let text = match (a.wert, zahl.is_empty()) {
            (Tri::Unbekannt, false) => zahl,
            (w, true) => w.to_string(),
            (w, false) => format!("{w}, {zahl}"),
        };
        (m.text(), text)
    };
    Merkmal::ALLE.iter().map(eintrag).collect()
}

/// `GET /angebote/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Angebot>>,
) -> Ergebnis<Response> {
    let may = Befugnis::<Lesen, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let g = service::angebot_laden(&mut tx, &may).await?;
    let go = amt::ordnung::geltende(&app, &mut tx).await?;
    let darf_aendern = darf(&kontext, Bereich::Netz, Recht::Bearbeiten);
    let verlauf = if darf_aendern {
        let zeilen = service::verlauf(&mut tx, id.uuid()).await?;
        let moeglich = service::ruecknehmbar(&app, &zeilen, &g.daten)?;
        zeilen.into_iter().zip(moeglich).collect()
    } else {
        Vec::new()
    };
    let ungesehen = service::vermittlungen_ungesehen(&mut tx, &kontext).await?;
    let seite = AngebotSeite {
        shell: huelle.titel(&g.daten.titel).ueber("Angebote", "/angebote"),
        frische: frische(
            g.daten.geprueft_am,
            app.uhr.heute(),
            abstand(g.daten.pruef_tage, go.netz_veraltet_tage),
        ),
        plaetze: plaetze(&g.daten, app.uhr.heute()),
        darf_aendern,
        darf_vermitteln: g.daten.status == AngebotStatus::Aktiv && ungesehen.is_some(),
        anfragen: super::vermittlung::knopf(ungesehen.unwrap_or(0)),
        zeiten: g.daten.zeiten.iter().map(in_worten).collect(),
        kosten: kosten(g.daten.kostenlos, g.daten.kosten),
        barrieren: barrieren(&g),
        verlauf,
        g,
    };
    Ok(Seite::neu(seite).into_response())
}

/// `POST /angebote/{id}/tat`: confirm, pause, take up again, end.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Angebot>>,
    eingaben: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(amt::Error::from)?;
    let text = match eingaben.roh("tat") {
        "pruefen" => {
            service::angebot_pruefen(&app, &mut tx, &may, kontext.name()).await?;
            "Vermerkt: stimmt noch."
        }
        "pausieren" => {
            service::pausieren(&app, &mut tx, &may).await?;
            "Das Angebot pausiert."
        }
        "aufnehmen" => {
            service::wieder_aufnehmen(&app, &mut tx, &may).await?;
            "Das Angebot ist wieder in der Suche."
        }
        "beenden" => {
            service::beenden(&app, &mut tx, &may).await?;
            "Das Angebot ist beendet."
        }
        _ => return Err(WebFehler::nicht_gefunden()),
    };
    tx.commit().await.map_err(amt::Error::from)?;
    Ok(meldung::weiter(
        format!("/angebote/{id}"),
        MeldungArt::Erfolg,
        text,
    ))
}

/// `POST /angebote/verlauf/{id}`: takes one change back.
pub(super) async fn zuruecknehmen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Verlauf>>,
    eingaben: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(amt::Error::from)?;
    service::zuruecknehmen(&app, &mut tx, &kontext, id).await?;
    tx.commit().await.map_err(amt::Error::from)?;
    let weiter = eingaben.roh("weiter");
    Ok(meldung::weiter(
        weiter,
        MeldungArt::Erfolg,
        "Die Änderung ist zurückgenommen.",
    ))
}
