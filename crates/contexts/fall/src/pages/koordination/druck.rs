//! The card on paper: the person can carry it to whom they like, without any consent.

use amt::{
    App, Error, Kontext,
    druck::{Blatt, antwort, geltender_kopf},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::{Datum, Id};
use web::Ergebnis;

use crate::{
    model::{Karteneintrag, Kartenkategorie, Koordinationskarte},
    service::koordination::{self as dienst, Eigene},
};

#[derive(Template)]
#[template(path = "koordinationskarte.xml")]
struct Papier<'a> {
    e: &'a Eigene,
    heute: Datum,
}

impl Papier<'_> {
    fn im(&self, art: Kartenkategorie) -> Vec<&Karteneintrag> {
        self.e.b.eintraege.iter().filter(|e| e.art == art).collect()
    }

    fn ziele(&self) -> Vec<&Karteneintrag> {
        self.im(Kartenkategorie::Ziele)
    }

    fn termine(&self) -> Vec<&Karteneintrag> {
        self.im(Kartenkategorie::Termine)
    }

    fn aufgaben(&self) -> Vec<&Karteneintrag> {
        self.im(Kartenkategorie::Aufgaben)
    }

    fn sieht(&self, stelle: &uuid::Uuid) -> String {
        let worte: Vec<_> = self.e.b.sichtbar(*stelle).iter().map(|k| k.wort()).collect();
        worte.join(", ")
    }
}

/// The card as PDF; the look is noted by the service.
pub(crate) async fn papier(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Koordinationskarte>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let e = dienst::mitnehmen(&app, &mut tx, &kontext, id).await?;
    let kopf = geltender_kopf(&app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let heute = app.uhr.heute();
    let blatt = Blatt {
        titel: "Koordinationskarte".to_owned(),
        kennung: e.b.karte.name(),
        vermerk: "Für die Person selbst".to_owned(),
        datei: "koordinationskarte".to_owned(),
        tag: heute,
    };
    Ok(antwort(kopf, &blatt, &Papier { e: &e, heute }).await?)
}
