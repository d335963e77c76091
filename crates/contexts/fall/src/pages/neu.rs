//! `/anliegen/neu`: the intake on one page.

use amt::{
    App, Huelle, Kontext, einmal, entwurf,
    meldung::weiter,
    recht::{Bearbeiten, Befugnis},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl};

use super::{neu_lesen, wahlen};
use crate::{
    model::{Angebot, Anliegen, Hinweis, Kanal, Melderrolle, Ortsart},
    nachbarn::nachbarn,
    service::{
        aufnehmen::{Aufgenommen, aufnehmen},
        hilfe::Ortslage,
        kontakt::{Erledigung, befugt, erledigen, vorgang},
        person::suchen::{self, Kandidat},
    },
};

/// Form name of the drafts.
pub const FORMULAR: &str = "anliegen";

/// Where people already known were shown, for the journal.
const BEKANNT: &str = "personensuche";

/// Words of the fields in the list of errors.
const NAMEN: &[(&str, &str)] = &[
    ("worte", "Worum geht es?"),
    ("kanal", "Wie kam das Anliegen?"),
    ("melderrolle", "Wer spricht?"),
    ("gefaehrdungshinweis", "Hinweis auf Gefahr"),
    ("ortsart", "Wo wohnt die Person?"),
    ("adresse", "Adresse"),
    ("abweichung_grund", "Grund der anderen Zuständigkeit"),
    ("email", "E-Mail"),
    ("bekannte_person", "Schon bekannt?"),
];

/// What the side column shows.
#[derive(Debug, Default)]
pub(crate) struct Beiseite {
    pub(crate) lage: Ortslage,
    pub(crate) angebote: Vec<Angebot>,
    pub(crate) gesucht: bool,
}

#[derive(Template)]
#[template(path = "fall/neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    einmal: Uuid,
    kanaele: Vec<Wahl>,
    melderrollen: Vec<Wahl>,
    hinweise: Vec<Wahl>,
    ortsarten: Vec<Wahl>,
    adress_quelle: String,
    adressen: Vec<Wahl>,
    mobilitaeten: Vec<Wahl>,
    bedarfe: Vec<Wahl>,
    wochentage: Vec<Wahl>,
    themen: Vec<Wahl>,
    sektoren: Vec<Wahl>,
    fachkraefte: Vec<Wahl>,
    mehr_offen: bool,
    bekannte: Vec<Kandidat>,
    seite: Beiseite,
}

#[derive(Template)]
#[template(path = "fall/neu_seite.html")]
struct NurSeite {
    f: Formular,
    seite: Beiseite,
}

#[derive(Template)]
#[template(path = "fall/adressen.html")]
struct Adressen {
    f: Formular,
    adressen: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "fall/person/nur_bekannte.html")]
struct NurBekannte {
    f: Formular,
    bekannte: Vec<Kandidat>,
}

async fn bauen(
    app: &App,
    tx: &mut Tx,
    huelle: Huelle,
    einmal: Uuid,
    f: Formular,
    (seite, bekannte): (Beiseite, Vec<Kandidat>),
    adressen: Vec<Wahl>,
) -> amt::Result<Neu> {
    let go = amt::ordnung::geltende(app, tx).await?;
    let fachkraefte = nachbarn(app)?.fachkraefte(app, tx).await?;
    let adressen = if adressen.is_empty() {
        gewaehlte(app, &f).await?
    } else {
        adressen
    };
    let mehr = [
        "alter",
        "mobilitaet",
        "bedarfe",
        "sprache",
        "themen",
        "sektor",
        "abweichung",
        "suchwort",
        "wochentag",
    ];
    Ok(Neu {
        shell: huelle.titel("Anliegen aufnehmen").ueber("Anliegen", "/anliegen"),
        einmal,
        kanaele: Kanal::wahlen(),
        melderrollen: Melderrolle::wahlen(),
        hinweise: Hinweis::wahlen(),
        ortsarten: Ortsart::wahlen(),
        adress_quelle: format!("/anliegen/neu/{einmal}/adressen"),
        adressen,
        mobilitaeten: wahlen::mobilitaeten(),
        bedarfe: wahlen::bedarfe(),
        wochentage: wahlen::wochentage(),
        themen: wahlen::themen(),
        sektoren: wahlen::sektoren(&go),
        fachkraefte: wahlen::paare(fachkraefte),
        mehr_offen: mehr.iter().any(|feld| !f.wert(feld).is_empty()),
        f: f.benannt(NAMEN),
        bekannte,
        seite,
    })
}

#[derive(serde::Deserialize)]
pub(crate) struct Woher {
    kontakt: Option<Uuid>,
}

/// A key of its own for every form: it names the draft and stops a second submit.
pub(crate) async fn anfang(
    State(app): State<App>,
    kontext: Kontext,
    Query(woher): Query<Woher>,
) -> Ergebnis<Response> {
    darf_aufnehmen(&kontext)?;
    let kontakt = woher
        .kontakt
        .map_or_else(String::new, |k| format!("?kontakt={k}"));
    Ok(Umleitung::nach(format!("/anliegen/neu/{}{kontakt}", app.ids.uuid())).into_response())
}

fn darf_aufnehmen(kontext: &Kontext) -> amt::Result<Befugnis<amt::recht::Anlegen, Anliegen>> {
    Befugnis::pruefen(
        kontext,
        None,
        amt::recht::Bezug {
            eigenes: true,
            ..Default::default()
        },
    )
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(einmal): Path<Uuid>,
    Query(woher): Query<Woher>,
) -> Ergebnis<Response> {
    darf_aufnehmen(&kontext)?;
    // only the reading of a ticket is noted with the page itself; without one, no writer is kept from writing
    let mut tx = match woher.kontakt {
        Some(_) => app.db.write().await,
        None => app.db.read().await,
    }
    .map_err(amt::Error::from)?;
    let f = match entwurf::laden(&mut tx, &kontext, FORMULAR, &einmal.to_string()).await? {
        Some(e) => e.als_formular(),
        None => vorbelegt(&app, &mut tx, &kontext, woher.kontakt).await?,
    };
    let mut e = Eingaben::aus_paaren(f.werte().to_vec());
    let seite = neu_lesen::beiseite(&app, &mut tx, &mut e).await?;
    let bekannt = neu_lesen::bekannte(&app, &mut tx, &kontext, &e).await?;
    let neu = bauen(&app, &mut tx, huelle, einmal, f, (seite, bekannt.clone()), vec![]).await?;
    if woher.kontakt.is_some() {
        tx.commit().await.map_err(amt::Error::from)?;
    } else {
        drop(tx);
    }
    suchen::gezeigt(&app, &kontext, &bekannt, BEKANNT).await?;
    Ok(Seite::neu(neu).into_response())
}

/// The form as a ticket fills it. One that is gone or out of reach is not found.
async fn vorbelegt(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    kontakt: Option<Uuid>,
) -> amt::Result<Formular> {
    let leer = Formular::leer().setze("ortsart", Ortsart::Adresse.code());
    let Some(id) = kontakt else { return Ok(leer) };
    let k = vorgang(app, tx, kontext, base::Id::von(id)).await?;
    Ok(leer
        .setze("kontakt", id)
        .setze("kanal", k.kanal.code())
        .setze("worte", &k.anliegen_kurz)
        .setze("telefon", &k.telefon)
        .setze("nachname", &k.anrufer)
        .setze("gefaehrdungshinweis", k.gefaehrdungshinweis.code()))
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(schluessel): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = darf_aufnehmen(&kontext)?;
    let suche = e.roh("suche").to_owned();
    if !suche.is_empty() {
        return Ok(nochmal(&app, &kontext, huelle, schluessel, e, suche == "adresse").await?);
    }
    let cmd = neu_lesen::aufnahme(&mut e, schluessel);
    let (Some(cmd), false) = (cmd, e.hat_fehler()) else {
        return Ok(fehler(&app, &kontext, huelle, schluessel, e, vec![]).await?);
    };
    let kontakt: Option<Uuid> = e.roh("kontakt").parse().ok();
    let mut tx = app.db.write().await.map_err(amt::Error::from)?;
    if !einmal::verbrauchen(&mut tx, schluessel, &kontext).await? {
        let pfad = einmal::pfad(&mut tx, schluessel, &kontext)
            .await?
            .unwrap_or_else(|| "/anliegen".to_owned());
        return Ok(weiter(
            pfad,
            MeldungArt::Hinweis,
            "Dieses Anliegen war schon gespeichert.",
        ));
    }
    match aufnehmen(&app, &mut tx, &may, cmd).await {
        Ok(neu) => {
            let pfad = ziel(&kontext, &neu);
            if let Some(k) = kontakt {
                kontakt_schliessen(&app, &mut tx, &kontext, k, neu.id.uuid()).await?;
            }
            einmal::ergebnis(&mut tx, schluessel, &kontext, &pfad).await?;
            entwurf::verwerfen(&mut tx, &kontext, FORMULAR, &schluessel.to_string()).await?;
            tx.commit().await.map_err(amt::Error::from)?;
            Ok(antwort(pfad, &neu))
        }
        Err(amt::Error::Regel(befunde)) => {
            drop(tx);
            Ok(fehler(&app, &kontext, huelle, schluessel, e, befunde).await?)
        }
        Err(andere) => Err(andere.into()),
    }
}

async fn kontakt_schliessen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    kontakt: Uuid,
    anliegen: Uuid,
) -> amt::Result<()> {
    let (may, _) = befugt::<Bearbeiten>(tx, kontext, base::Id::von(kontakt)).await?;
    erledigen(app, tx, &may, Erledigung::Anliegen(anliegen)).await
}

/// Roles that may only hand something in do not see it afterwards.
fn ziel(kontext: &Kontext, neu: &Aufgenommen) -> String {
    let liest = amt::recht::Sicht::auf::<Anliegen>(kontext).is_ok();
    if liest {
        format!("/anliegen/{}", neu.id)
    } else {
        "/".to_owned()
    }
}

fn antwort(pfad: String, neu: &Aufgenommen) -> Response {
    if neu.meldung.is_some() {
        weiter(
            pfad,
            MeldungArt::Warnung,
            "Gespeichert. Die Meldung nach § 8a ist angelegt. Bitte rufen Sie jetzt die zuständige Fachkraft an.",
        )
    } else {
        weiter(pfad, MeldungArt::Erfolg, "Das Anliegen ist gespeichert.")
    }
}

/// The same page again, all input kept: for the buttons that work without script.
async fn nochmal(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    einmal: Uuid,
    mut e: Eingaben,
    adressen: bool,
) -> amt::Result<Response> {
    let mut tx = app.db.read().await?;
    let liste = if adressen {
        vorschlaege(app, e.roh("adresse-text")).await?
    } else {
        vec![]
    };
    let seite = neu_lesen::beiseite(app, &mut tx, &mut e).await?;
    let bekannt = neu_lesen::bekannte(app, &mut tx, kontext, &e).await?;
    // nothing is wrong yet: it was not sent
    let f = e.formular();
    let f = f
        .werte()
        .iter()
        .filter(|(n, _)| n != "suche")
        .fold(Formular::leer(), |f, (n, w)| f.setze(n, w));
    let neu = bauen(app, &mut tx, huelle, einmal, f, (seite, bekannt.clone()), liste).await?;
    drop(tx);
    suchen::gezeigt(app, kontext, &bekannt, BEKANNT).await?;
    Ok(Seite::neu(neu).into_response())
}

async fn fehler(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    einmal: Uuid,
    mut e: Eingaben,
    befunde: Vec<base::Befund>,
) -> amt::Result<Response> {
    let mut tx = app.db.read().await?;
    let seite = neu_lesen::beiseite(app, &mut tx, &mut e).await?;
    let bekannt = neu_lesen::bekannte(app, &mut tx, kontext, &e).await?;
    let f = e.formular().mit_fehlern(befunde.into_iter().map(|b| Feldfehler {
        feld: b.ort,
        code: b.code.to_owned(),
        text: b.text,
    }));
    let neu = bauen(app, &mut tx, huelle, einmal, f, (seite, bekannt.clone()), vec![]).await?;
    drop(tx);
    suchen::gezeigt(app, kontext, &bekannt, BEKANNT).await?;
    Ok(Seite::ungueltig(neu).into_response())
}

pub(crate) async fn vorschlaege(app: &App, text: &str) -> amt::Result<Vec<Wahl>> {
    if text.trim().chars().count() < 2 {
        return Ok(vec![]);
    }
    let alle = nachbarn(app)?.vorschlaege(app, text, 8).await?;
    Ok(alle
        .into_iter()
        .map(|v| Wahl::neu(v.id, v.zeile).hinweis(v.hinweis))
        .collect())
}

/// The address chosen before: the choice stays with the form, however the page comes back.
async fn gewaehlte(app: &App, f: &Formular) -> amt::Result<Vec<Wahl>> {
    let id = f.wert("adresse");
    if id.is_empty() {
        return Ok(vec![]);
    }
    let mut liste = vorschlaege(app, f.wert("adresse-text")).await?;
    liste.retain(|w| w.wert == id);
    Ok(liste)
}

pub(crate) async fn adressen(State(app): State<App>, kontext: Kontext, e: Eingaben) -> Ergebnis<Response> {
    darf_aufnehmen(&kontext)?;
    let adressen = vorschlaege(&app, e.roh("adresse-text")).await?;
    Ok(Seite::neu(Adressen {
        f: e.formular(),
        adressen,
    })
    .into_response())
}

pub(crate) async fn nur_seite(
    State(app): State<App>,
    kontext: Kontext,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    darf_aufnehmen(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let seite = neu_lesen::beiseite(&app, &mut tx, &mut e).await?;
    drop(tx);
    Ok(Seite::neu(NurSeite {
        f: e.formular(),
        seite,
    })
    .into_response())
}

/// "Kennen wir diese Person schon?", while somebody types.
pub(crate) async fn bekannt(State(app): State<App>, kontext: Kontext, e: Eingaben) -> Ergebnis<Response> {
    darf_aufnehmen(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let bekannte = neu_lesen::bekannte(&app, &mut tx, &kontext, &e).await?;
    drop(tx);
    suchen::gezeigt(&app, &kontext, &bekannte, BEKANNT).await?;
    Ok(Seite::neu(NurBekannte {
        f: e.formular(),
        bekannte,
    })
    .into_response())
}
