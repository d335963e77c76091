//! `/angebote/zu-bestaetigen`: which offers somebody has to ask about, and sending the links.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Blaettern, Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use crate::{
    Angebot,
    codes::Faelligkeit,
    oeffentlich::basis,
    service::{self, BestaetigenFilter, ERINNERUNG_PAUSE_TAGE, LINK_TAGE, OffenerBesuch, ZuBestaetigen},
};

const JE_SEITE: usize = 25;

#[derive(Template)]
#[template(path = "netz/zu_bestaetigen.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    raeume: Vec<Wahl>,
    faelligkeiten: Vec<Wahl>,
    besuche: Vec<OffenerBesuch>,
    zeilen: Vec<ZuBestaetigen>,
    gesamt: usize,
    blaettern: Blaettern,
    zurueck: Option<usize>,
    weiter: Option<usize>,
    link_tage: i64,
    pause_tage: i64,
}

#[derive(Default)]
struct Frage {
    name: String,
    raum: String,
    faellig: String,
    seite: usize,
}

/// What may stand in the address: never a name, which may be that of a private person.
#[derive(serde::Deserialize, Default)]
pub(super) struct Adresse {
    #[serde(default)]
    raum: String,
    #[serde(default)]
    faellig: String,
}

async fn liste(app: &App, kontext: &Kontext, huelle: Huelle, frage: Frage, f: Formular) -> Ergebnis<Liste> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(kontext, None, Bezug::default())?;
    let sicht = Sicht::auf::<Angebot>(kontext)?;
    let faellig = frage.faellig.parse().unwrap_or(Faelligkeit::Ueberfaellig);
    let filter = BestaetigenFilter {
        name: frage.name.clone(),
        raum: frage.raum.parse::<uuid::Uuid>().ok().map(Id::von),
        faellig: Some(faellig),
    };
    let seite = frage.seite.clamp(1, 10_000);
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let teil = ((seite - 1) * JE_SEITE, JE_SEITE);
    let (zeilen, gesamt) = service::zu_bestaetigen(app, &mut tx, &sicht, &filter, teil).await?;
    let pfad = "/angebote/zu-bestaetigen";
    let besuche = service::besuche_offen(app, &mut tx, &may).await?;
    let blaettern = Blaettern::seiten(pfad, seite as u64, JE_SEITE as u64, gesamt as u64);
    Ok(Liste {
        shell: huelle.titel("Angebote bestätigen").ueber("Angebote", "/angebote"),
        raeume: raum::service::unterste_raeume(app)
            .await?
            .into_iter()
            .map(|r| Wahl::neu(r.id, format!("{} ({})", r.name, r.code)))
            .collect(),
        faelligkeiten: wahlen!(Faelligkeit),
        besuche,
        zeilen,
        gesamt,
        zurueck: blaettern.zurueck.as_ref().map(|_| seite - 1),
        weiter: blaettern.weiter.as_ref().map(|_| seite + 1),
        blaettern,
        link_tage: LINK_TAGE,
        pause_tage: ERINNERUNG_PAUSE_TAGE,
        f: f.setze("name", &frage.name)
            .setze("raum", &frage.raum)
            .setze("faellig", faellig.code()),
    })
}

/// `GET /angebote/zu-bestaetigen`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(a): Query<Adresse>,
) -> Ergebnis<Response> {
    let frage = Frage {
        raum: a.raum,
        faellig: a.faellig,
        ..Frage::default()
    };
    let vorlage = liste(&app, &kontext, huelle, frage, Formular::leer()).await?;
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /angebote/zu-bestaetigen`: the search and its pages; with `tat=senden` a link to the Akteur of each chosen
/// offer. All letters go out, or none.
pub(super) async fn senden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    kopf: HeaderMap,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let frage = Frage {
        name: e.text("name", 200),
        raum: e.roh("raum").to_owned(),
        faellig: e.roh("faellig").to_owned(),
        seite: e.roh("seite").parse().unwrap_or(1),
    };
    if e.roh("tat") != "senden" {
        let vorlage = liste(&app, &kontext, huelle, frage, Formular::leer()).await?;
        return Ok(Seite::neu(vorlage).into_response());
    }
    let gewaehlt: Vec<Id<Angebot>> = e
        .liste("angebot")
        .iter()
        .filter_map(|id| id.parse::<uuid::Uuid>().ok())
        .map(Id::von)
        .take(JE_SEITE)
        .collect();
    if gewaehlt.is_empty() {
        e.melde(
            "angebot",
            "NETZ-E46",
            "Bitte wählen Sie mindestens ein Angebot aus.",
        );
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let basis = basis(&app, &kopf);
    for id in &gewaehlt {
        let may = Befugnis::pruefen(&kontext, Some(*id), Bezug::default())?;
        match service::erinnern(&app, &mut tx, &may, &basis).await {
            Ok(()) => {}
            Err(Error::Regel(befunde)) => befunde
                .into_iter()
                .for_each(|b| e.melde("angebot", b.code, b.text)),
            Err(fehler) => return Err(fehler.into()),
        }
    }
    if e.hat_fehler() {
        drop(tx);
        let f = e.formular().benannt(&[("angebot", "Auswahl")]);
        let vorlage = liste(&app, &kontext, huelle, frage, f).await?;
        return Ok(Seite::ungueltig(vorlage).into_response());
    }
    tx.commit().await.map_err(Error::from)?;
    let text = match gewaehlt.len() {
        1 => "Ein Link ist unterwegs.".to_owned(),
        n => format!("{n} Links sind unterwegs."),
    };
    Ok(meldung::weiter(
        "/angebote/zu-bestaetigen",
        MeldungArt::Erfolg,
        &text,
    ))
}
