//! One line of responsibility: begin it, change it from a day on, end it.

use amt::{App, Error, Huelle, Kontext, entwurf, go::Sektor, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Gueltigkeit, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::hilfen::{
    an_felder, darf_lesen, erstes_mal, fertig, in_reichweite, lesen, pflichtdatum, raeume_wahl, schluessel,
    schreiben, sektor, stellen, version, wahlen,
};
use crate::{
    ablage,
    model::{Inhalt, Regelart, Zustaendigkeitsregel},
    service::{self, RegelAngaben},
};

const FORMULAR: &str = "zustaendigkeitsregel";
const NAMEN: [(&str, &str); 6] = [
    ("typ", "Art der Regel"),
    ("ab", "Gültig ab"),
    ("bis", "Gültig bis vor"),
    ("stelle", "Zuständige Stelle"),
    ("spezial", "Spezialdienst"),
    ("raum", "Raum"),
];

#[derive(Template)]
#[template(path = "team/regel_neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    entwurf: bool,
    sektoren: Vec<Wahl>,
    arten: Vec<Wahl>,
    raeume: Vec<Wahl>,
    stellen: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "team/regel.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    regel: Zustaendigkeitsregel,
    wofuer: String,
    stelle: String,
    vertretung: String,
    stellen: Vec<Wahl>,
    bearbeiten: bool,
}

async fn neue_seite(app: &App, huelle: Huelle, f: Formular, entwurf: bool) -> Result<Neu, Error> {
    let mut tx = lesen(app).await?;
    let raeume = service::raeume(app, &mut tx, app.uhr.heute()).await?;
    // before a version is decided somebody has to be responsible for its units (RAUM-E14)
    let entwuerfe = raum::service::entwurfsraeume(&mut tx).await?;
    let entwuerfe = entwuerfe
        .into_iter()
        .map(|(g, r)| Wahl::neu(r.id, format!("Entwurf „{g}“: {} {}", r.code, r.name)));
    let arten = [
        (Regelart::Raum, "Ein Raum mit allen Räumen darunter"),
        (Regelart::Abc, "Anfangsbuchstaben des Nachnamens"),
        (
            Regelart::Spezial,
            "Geht allen anderen Regeln vor, zum Beispiel UMA",
        ),
    ];
    Ok(Neu {
        shell: huelle
            .titel("Regel anlegen")
            .ueber("Zuständigkeit", "/zustaendigkeit"),
        f: f.benannt(&NAMEN),
        entwurf,
        sektoren: wahlen(Sektor::PAARE),
        arten: arten
            .map(|(a, hinweis)| Wahl::neu(a.code(), a.wort()).hinweis(hinweis))
            .to_vec(),
        raeume: raeume_wahl(&raeume).into_iter().chain(entwuerfe).collect(),
        stellen: stellen(&mut tx).await?,
    })
}

/// The empty form.
pub async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    service::darf_regel(&app, &mut tx, &kontext, None, None).await?;
    let gemerkt = entwurf::laden(&mut tx, &kontext, FORMULAR, "neu").await?;
    drop(tx);
    let da = gemerkt.is_some();
    let leer = || {
        Formular::leer()
            .setze("typ", Regelart::Raum.code())
            .setze("ab", app.uhr.heute().0)
    };
    let f = gemerkt
        .map_or_else(leer, |e| e.als_formular())
        .setze("einmal", app.ids.uuid());
    Ok(Seite::neu(neue_seite(&app, huelle, f, da).await?).into_response())
}

fn gelesen(e: &mut Eingaben) -> Option<RegelAngaben> {
    e.pflichtauswahl::<String>("sektor");
    let sektor = sektor(e, "sektor");
    let typ = e.pflichtauswahl::<Regelart>("typ");
    let raum = schluessel(e, "raum");
    let inhalt = match typ {
        Some(Regelart::Abc) => Some(Inhalt::Abc(e.pflichttext("buchstaben", 80))),
        Some(Regelart::Spezial) => Some(Inhalt::Spezial(e.pflichttext("spezial", 40), raum)),
        Some(_) => {
            e.pflichtauswahl::<uuid::Uuid>("raum");
            raum.map(Inhalt::Raum)
        }
        None => None,
    };
    e.pflichtauswahl::<uuid::Uuid>("stelle");
    e.pflichtauswahl::<uuid::Uuid>("vertretung");
    let stelle = schluessel(e, "stelle");
    let vertretung = schluessel(e, "vertretung");
    let ab = pflichtdatum(e, "ab");
    let bis = e.datum("bis").map(Datum);
    let gueltigkeit = ab.and_then(|ab| Gueltigkeit::neu(ab, bis));
    if ab.is_some() && gueltigkeit.is_none() {
        e.melde("bis", "WEB-E04", "Das Ende liegt nicht nach dem Beginn.");
    }
    if e.hat_fehler() {
        return None;
    }
    Some(RegelAngaben {
        sektor: sektor?,
        inhalt: inhalt?,
        stelle: stelle?,
        vertretung,
        gueltigkeit: gueltigkeit?,
    })
}

/// Begins a line.
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let angaben = gelesen(&mut e);
    service::darf_regel(&app, &mut tx, &kontext, None, None).await?;
    let inhalt = angaben.as_ref().map(|a| &a.inhalt);
    let may = service::darf_regel(&app, &mut tx, &kontext, None, inhalt).await;
    let may = in_reichweite(
        may,
        &mut e,
        "raum",
        "Bitte einen Ihrer Räume wählen. Regeln nach Buchstaben oder für alle Räume legt an, wer für alle Räume \
         zuständig ist.",
    )?;
    if let (Some(angaben), Some(may)) = (angaben, may) {
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter(
                "/zustaendigkeit",
                MeldungArt::Hinweis,
                "Das war schon gespeichert.",
            ));
        }
        match service::regel_anlegen(&app, &mut tx, &may, angaben).await {
            Ok(id) => {
                entwurf::verwerfen(&mut tx, &kontext, FORMULAR, "neu").await?;
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/zustaendigkeit/regel/{id}"),
                    MeldungArt::Erfolg,
                    "Gespeichert.",
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "typ")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(neue_seite(&app, huelle, e.formular(), false).await?).into_response())
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Zustaendigkeitsregel>,
    f: Option<Formular>,
) -> Result<Blatt, Error> {
    darf_lesen(kontext, Some(id))?;
    let mut tx = lesen(app).await?;
    let regel = ablage::regel::laden(&mut tx, id).await?;
    let raeume = service::raeume(app, &mut tx, regel.gueltigkeit.ab()).await?;
    let ort = |r| {
        raeume
            .raum(r)
            .map_or("Raum eines anderen Zuschnitts".to_owned(), |r| {
                format!("{} {}", r.code, r.name)
            })
    };
    let wofuer = match &regel.inhalt {
        Inhalt::Raum(r) => ort(*r),
        Inhalt::Abc(b) => format!("Nachnamen {b}"),
        Inhalt::Spezial(m, r) => format!("{m}, {}", r.map_or("überall".to_owned(), ort)),
    };
    let stellen = stellen(&mut tx).await?;
    let name = |id: String| {
        stellen
            .iter()
            .find(|w| w.wert == id)
            .map_or_else(String::new, |w| w.text.clone())
    };
    let morgen = app.uhr.heute().plus_tage(1);
    let f = f.unwrap_or_else(|| {
        Formular::leer()
            .setze("version", regel.version)
            .setze("stelle", regel.stelle)
            .setze_wenn("vertretung", regel.vertretung)
            .setze("ab", morgen.0)
    });
    let bearbeiten = service::darf_regel(app, &mut tx, kontext, Some(id), Some(&regel.inhalt))
        .await
        .is_ok();
    Ok(Blatt {
        shell: huelle
            .titel(format!("Regel: {wofuer}"))
            .ueber("Zuständigkeit", "/zustaendigkeit"),
        f: f.benannt(&NAMEN),
        stelle: name(regel.stelle.to_string()),
        vertretung: regel.vertretung.map_or_else(String::new, |v| name(v.to_string())),
        wofuer,
        regel,
        stellen,
        bearbeiten,
    })
}

/// A line with the forms to change and to end it.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Zustaendigkeitsregel>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, id, None).await?).into_response())
}

/// Somebody else from a day on.
pub async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Zustaendigkeitsregel>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let alt = ablage::regel::laden(&mut tx, id).await?;
    let may = service::darf_regel(&app, &mut tx, &kontext, Some(id), Some(&alt.inhalt)).await?;
    e.pflichtauswahl::<uuid::Uuid>("stelle");
    e.pflichtauswahl::<uuid::Uuid>("vertretung");
    let stelle = schluessel(&mut e, "stelle");
    let vertretung = schluessel(&mut e, "vertretung");
    let ab = pflichtdatum(&mut e, "ab");
    let version = version(&mut e);
    if let (Some(stelle), Some(ab), false) = (stelle, ab, e.hat_fehler()) {
        match service::regel_aendern(&app, &mut tx, &may, version, (stelle, vertretung), ab).await {
            Ok(neue) => {
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/zustaendigkeit/regel/{neue}"),
                    MeldungArt::Erfolg,
                    "Gespeichert.",
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "ab")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, Some(e.formular())).await?).into_response())
}

/// Nobody any more from a day on.
pub async fn beenden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Zustaendigkeitsregel>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let alt = ablage::regel::laden(&mut tx, id).await?;
    let may = service::darf_regel(&app, &mut tx, &kontext, Some(id), Some(&alt.inhalt)).await?;
    let version = version(&mut e);
    if let (Some(ab), false) = (pflichtdatum(&mut e, "ende"), e.hat_fehler()) {
        match service::regel_beenden(&app, &mut tx, &may, version, ab).await {
            Ok(()) => {
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/zustaendigkeit/regel/{id}"),
                    MeldungArt::Erfolg,
                    "Die Regel endet.",
                ));
            }
            Err(Error::Regel(b)) => b.into_iter().for_each(|b| e.melde("ende", b.code, b.text)),
            Err(anders) => Err(anders)?,
        }
    }
    drop(tx);
    let f = e
        .formular()
        .setze("stelle", alt.stelle)
        .setze_wenn("vertretung", alt.vertretung);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, Some(f)).await?).into_response())
}
