//! `/faelle/{id}/notizen`: notes of four kinds, each with who reads it beside the field.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{Kopf, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Anvertrautgrund, Fall, Freigabe, NOTIZ_MAX, Notiz, Notizart},
    nachbarn::nachbarn,
    service::fall::{
        lesen::{self, Akte},
        notiz::{self, Freigabedaten, Notizdaten, Notizen},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("art", "Wer soll das lesen?"),
    ("text", "Notiz"),
    ("tag", "Tag"),
    ("grund", "Grund"),
    ("worte", "Begründung"),
    ("fachkraft", "Für wen"),
    ("notiz", "Welche Notiz?"),
    ("welche", "Welche Notiz?"),
    ("schwaerzen_grund", "Warum?"),
];

#[derive(Template)]
#[template(path = "fall/fall/notizen.html")]
struct NotizenSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    notizen: Notizen,
    arten: Vec<Wahl>,
    gruende: Vec<Wahl>,
    leute: Vec<Wahl>,
    /// My entrusted notes, and all my notes, to choose from.
    anvertraute: Vec<Wahl>,
    eigene: Vec<Wahl>,
    offen: Wasoffen,
    einmal: Uuid,
}

/// Which form was sent, so that it stays open with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wasoffen {
    Nichts,
    Freigabe,
    Schwaerzung,
}

impl NotizenSeite {
    fn freigaben(&self, n: &Notiz) -> Vec<&Freigabe> {
        let id = n.id.uuid();
        self.notizen.freigaben.iter().filter(|f| f.notiz == id).collect()
    }
}

/// Own notes as choices: the day and how they begin.
fn zur_wahl<'a>(notizen: impl Iterator<Item = &'a Notiz>) -> Vec<Wahl> {
    notizen
        .map(|n| {
            let anfang: String = n.text.chars().take(40).collect();
            Wahl::neu(n.id, format!("{}: {anfang}", n.tag))
        })
        .collect()
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    (f, befunde, offen): (Formular, Vec<Befund>, Wasoffen),
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let notizen = notiz::lesen(app, &mut tx, kontext, id).await?;
    let leute = nachbarn(app)?.fachkraefte(app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let ich = kontext.benutzer().uuid();
    let meine = || {
        let alle = notizen.gesehen.lesbar.iter();
        alle.filter(|n| n.verfasser == ich && !n.geschwaerzt())
    };
    let einmal = f.wert("einmal").parse().unwrap_or_else(|_| app.ids.uuid());
    let seite = NotizenSeite {
        shell: shell(huelle, &akte, "Notizen"),
        kopf: kopf(kontext, &akte, "notizen"),
        arten: notizen
            .arten
            .iter()
            .map(|a| Wahl {
                hinweis: a.leser().to_owned(),
                ..Wahl::neu(a.code(), a.wort())
            })
            .collect(),
        anvertraute: zur_wahl(meine().filter(|n| n.art == Notizart::Anvertraut)),
        eigene: zur_wahl(meine()),
        gruende: Anvertrautgrund::wahlen(),
        leute: leute.into_iter().map(|(id, n)| Wahl::neu(id, n)).collect(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        einmal,
        notizen,
        offen,
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
    let f = super::entwurf(&app, &kontext, "fall-notiz", id).await?;
    let f = f.unwrap_or_else(|| Formular::leer().setze("tag", app.uhr.heute().0));
    rendern(&app, &kontext, huelle, id, (f, vec![], Wasoffen::Nichts)).await
}

/// Saves in one transaction and goes back, or shows the page again with what was typed.
async fn speichern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    (e, offen): (Eingaben, Wasoffen),
    tun: impl AsyncFnOnce(&mut store::Tx) -> amt::Result<()>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let doppelt = match e.roh("einmal").parse() {
        Ok(schluessel) => !amt::einmal::verbrauchen(&mut tx, schluessel, kontext).await?,
        Err(_) => false,
    };
    let ergebnis = if doppelt { Ok(()) } else { tun(&mut tx).await };
    match ergebnis {
        Ok(()) => {
            super::abgeschickt(&mut tx, kontext, id, &e).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(pfad(id, "notizen"), MeldungArt::Erfolg, "Gespeichert."))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(app, kontext, huelle, id, (e.formular(), b, offen)).await
        }
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn schreiben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let art = e.pflichtauswahl::<Notizart>("art");
    let text = e.pflichttext("text", NOTIZ_MAX);
    let tag = e.pflichtdatum("tag");
    let (Some(art), Some(tag), false) = (art, tag, e.hat_fehler()) else {
        return rendern(
            &app,
            &kontext,
            huelle,
            id,
            (e.formular(), vec![], Wasoffen::Nichts),
        )
        .await;
    };
    let cmd = Notizdaten {
        art,
        text,
        tag: Datum(tag),
    };
    let tun = async |tx: &mut store::Tx| notiz::schreiben(&app, tx, &kontext, id, cmd).await;
    speichern(&app, &kontext, huelle, id, (e, Wasoffen::Nichts), tun).await
}

pub(crate) async fn freigeben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let welche = e.pflichtauswahl::<Id<Notiz>>("notiz");
    let fachkraft = e.pflichtauswahl::<Uuid>("fachkraft");
    let grund = e.auswahl("grund");
    let worte = e.text("worte", 1_000);
    let (Some(welche), Some(fachkraft), false) = (welche, fachkraft, e.hat_fehler()) else {
        return rendern(
            &app,
            &kontext,
            huelle,
            id,
            (e.formular(), vec![], Wasoffen::Freigabe),
        )
        .await;
    };
    let cmd = Freigabedaten {
        fachkraft,
        grund,
        worte,
        anhaltspunkte: e.haken("anhaltspunkte"),
        erforderlich: e.haken("erforderlich"),
    };
    let tun = async |tx: &mut store::Tx| notiz::freigeben(&app, tx, &kontext, (id, welche), cmd).await;
    speichern(&app, &kontext, huelle, id, (e, Wasoffen::Freigabe), tun).await
}

pub(crate) async fn schwaerzen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let welche = e.pflichtauswahl::<Id<Notiz>>("welche");
    let grund = e.text("schwaerzen_grund", 500);
    let (Some(welche), false) = (welche, e.hat_fehler()) else {
        return rendern(
            &app,
            &kontext,
            huelle,
            id,
            (e.formular(), vec![], Wasoffen::Schwaerzung),
        )
        .await;
    };
    let tun = async |tx: &mut store::Tx| notiz::schwaerzen(&app, tx, &kontext, (id, welche), &grund).await;
    speichern(&app, &kontext, huelle, id, (e, Wasoffen::Schwaerzung), tun).await
}
