//! `/faelle/{id}/sozialraum`: what the quarter offers, looked at together before a help in the single case.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Angebot, Fall, Gesamtergebnis, Passung, Pruefergebnis, Suchprofil, Ueberspringgrund},
    pages::wahlen,
    service::fall::{
        lesen::{self, Akte},
        pruefung::{
            Blick, Pruefdaten, abschliessen, ansehen, besuch_bitten, profil, profil_merken, suchen, unpassend,
        },
        zugang::befugt,
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("profil", "Was muss barrierefrei sein?"),
    ("angebot", "Angebot"),
    ("ergebnis", "Ergebnis"),
    ("thema", "Thema"),
    ("frage_bekannt", "Gibt es schon etwas, das Sie kennen?"),
    ("themen", "Themen"),
    ("keine_treffer", "Geprüfte Angebote"),
    ("zustimmung", "Zustimmung"),
    ("gesamtergebnis", "Gesamtergebnis"),
    ("grund", "Grund"),
];
/// Offers shown to choose from.
const ZUR_WAHL: usize = 12;

#[derive(Template)]
#[template(path = "fall/fall/sozialraum.html")]
struct SozialraumSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    /// What the person needs is noted: then each hit says whether it fits.
    mit_profil: bool,
    treffer: Vec<Angebot>,
    unpassend: Vec<Angebot>,
    angebote: Vec<Wahl>,
    bedarfe: Vec<Wahl>,
    themen: Vec<Wahl>,
    ergebnisse: Vec<Wahl>,
    gesamt: Vec<Wahl>,
    gruende: Vec<Wahl>,
}

impl SozialraumSeite {
    fn passung(&self, a: &Angebot) -> web::Status {
        match a.passung {
            Passung::Erfuellt => web::Status::gut(a.passung.wort()),
            Passung::Unklar => web::Status::achtung(a.passung.wort()),
            Passung::Nicht => web::Status::ernst(a.passung.wort()),
        }
    }

    fn unklar(&self, a: &Angebot) -> bool {
        a.passung == Passung::Unklar
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let offen = akte.bearbeiten && akte.fall.stand.sozialraumpruefung();
    let braucht = if offen {
        profil(&mut tx, &akte.fall).await?
    } else {
        Vec::new()
    };
    let (treffer, unpassend) = if offen {
        let p = Suchprofil {
            text: f.wert("suchwort").to_owned(),
            bedarfe: braucht.clone(),
            limit: ZUR_WAHL,
            ..Suchprofil::default()
        };
        let treffer = suchen(app, &mut tx, &p).await?;
        let andere = unpassend(app, &mut tx, &p, &treffer).await?;
        (treffer, andere)
    } else {
        (Vec::new(), Vec::new())
    };
    // asked once, it need not be ticked again for each offer
    let getippt = f.werte().iter().any(|(n, _)| n == "ergebnis");
    let f = braucht.iter().fold(f, |f, b| {
        let f = f.setze("profil", b);
        if getippt { f } else { f.setze("bedarfe", b) }
    });
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = SozialraumSeite {
        shell: shell(huelle, &akte, "Sozialraumprüfung"),
        kopf: kopf(kontext, &akte, "sozialraum"),
        offen,
        mit_profil: !braucht.is_empty(),
        angebote: treffer
            .iter()
            .chain(&unpassend)
            .map(|a| Wahl::neu(a.id, a.titel.clone()).hinweis(a.akteur.clone()))
            .collect(),
        treffer,
        unpassend,
        bedarfe: wahlen::bedarfe(),
        themen: wahlen::themen(),
        ergebnisse: Pruefergebnis::wahlen(),
        gesamt: Gesamtergebnis::wahlen(),
        gruende: Ueberspringgrund::wahlen(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, Formular::leer(), vec![]).await
}

/// By POST: what somebody needs because of a disability stands in no address.
pub(crate) async fn suche(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let bedarfe: Vec<netz::Bedarf> = e.auswahlliste("profil");
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    }
    let bedarfe: Vec<String> = bedarfe.iter().map(|b| b.code().to_owned()).collect();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    // whoever only reads searches as well, and keeps nothing
    match befugt::<amt::recht::Bearbeiten>(&app, &mut tx, &kontext, id).await {
        Ok((may, fall)) if fall.stand.sozialraumpruefung() => {
            profil_merken(&app, &mut tx, &may, &fall, &bedarfe).await?;
            tx.commit().await.map_err(Error::from)?;
        }
        _ => drop(tx),
    }
    let f = Formular::leer().setze("suchwort", e.roh("suchwort"));
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

/// Somebody of the quarter shall go and see whether the place can be used.
pub(crate) async fn besuch(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let angebot: Option<uuid::Uuid> = e.auswahl("angebot");
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, fall) = befugt::<amt::recht::Bearbeiten>(&app, &mut tx, &kontext, id).await?;
    let angebot = angebot.ok_or(Error::NichtGefunden)?;
    let befunde = match besuch_bitten(&app, &mut tx, &may, &fall, angebot).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            return Ok(amt::meldung::weiter(
                pfad(id, "sozialraum"),
                web::MeldungArt::Erfolg,
                "Das Team vor Ort ist gebeten nachzusehen. Es erfährt nicht, für wen.",
            ));
        }
        Err(Error::Regel(b)) => b,
        Err(andere) => return Err(andere.into()),
    };
    drop(tx);
    rendern(&app, &kontext, huelle, id, Formular::leer(), befunde).await
}

pub(crate) async fn blick(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let ergebnis: Option<Pruefergebnis> = e.pflichtauswahl("ergebnis");
    let angebot = e.auswahl("angebot");
    let titel = e.text("titel", 120);
    let grund = e.text("warum", 300);
    let thema = e.auswahl("thema");
    let bedarfe: Vec<netz::Bedarf> = e.auswahlliste("bedarfe");
    let bedarfe = bedarfe.iter().map(|b| b.code().to_owned()).collect();
    let (Some(ergebnis), false) = (ergebnis, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Blick {
        angebot,
        titel,
        ergebnis,
        grund,
        bedarfe,
        thema,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        ansehen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "sozialraum"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}

pub(crate) async fn fertig(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let ergebnis: Option<Gesamtergebnis> = e.pflichtauswahl("gesamtergebnis");
    let frage_bekannt = e.text("frage_bekannt", 1000);
    let umfeld = e.text("umfeld", 1000);
    let themen = e.auswahlliste("themen");
    let grund = e.auswahl("grund");
    let (Some(ergebnis), false) = (ergebnis, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Pruefdaten {
        frage_bekannt,
        themen,
        umfeld,
        keine_treffer: e.haken("keine_treffer"),
        ergebnis,
        zustimmung: e.haken("zustimmung"),
        grund,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        abschliessen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "sozialraum"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}
