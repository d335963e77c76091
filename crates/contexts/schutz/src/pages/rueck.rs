//! `/meldungen/{id}/rueckmeldung`: three answers and no more; `/meldungen/{id}/bereich`: the working area.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, NAMEN, gewaehlte, ja_nein, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Bereich, Meldung},
    rules::rueckmeldung::{self, FELDER},
    service::{
        bereich,
        lesen::Akte,
        rueckmelden::{self, Daten},
        zugang::Zugang,
    },
};

#[derive(Template)]
#[template(path = "schutz/rueckmeldung.html")]
struct RueckSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    ja_nein: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "schutz/bereich.html")]
struct BereichSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    kraefte: Vec<Wahl>,
    bereiche: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = RueckSeite {
        shell: shell(huelle, &a, "Rückmeldung"),
        kopf: kopf(kontext, &a, "rueckmeldung"),
        f: mit_befunden(f, befunde).benannt(&[
            ("bestaetigt", "Anhaltspunkte bestätigt?"),
            ("taetig", "Tätig geworden?"),
            ("noch_taetig", "Noch tätig?"),
            ("familie_grund", "Familie nicht vorher informiert"),
            ("", "Die Rückmeldung"),
        ]),
        offen: a.bearbeiten && a.meldung.geheimnistraeger && a.rueckmeldung.is_none(),
        ja_nein: ja_nein(),
        akte: a,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, Formular::leer(), vec![]).await
}

/// What belongs to the form besides the feedback itself.
const NEBENBEI: [&str; 4] = ["_csrf", "version", "familie_vorher", "familie_grund"];

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let grund = e.text("familie_grund", 1000);
    let familie = if e.haken("familie_vorher") {
        Ok(())
    } else {
        Err(grund)
    };
    let alle: Vec<(String, String)> = e
        .mit_vorsatz("")
        .filter(|(n, _)| !NEBENBEI.contains(n))
        .filter(|(n, w)| !w.is_empty() || !FELDER.contains(n))
        .map(|(n, w)| (n.to_owned(), w.to_owned()))
        .collect();
    let antworten = rueckmeldung::lesen(alle.iter().map(|(n, w)| (n.as_str(), w.as_str())));
    let cmd = match antworten {
        Ok(antworten) if !e.hat_fehler() => Daten { antworten, familie },
        Ok(_) => return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await,
        Err(b) => return rendern(&app, &kontext, huelle, id, e.formular(), vec![b]).await,
    };
    let tun = async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| rueckmelden::geben(&app, tx, z, m, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "rueckmeldung"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, e.formular(), b).await,
    }
}

async fn bereich_rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let f = match f {
        Some(f) => f,
        None => Formular::leer().setze_wenn("fachkraft-1", super::ich(app, kontext).await?),
    };
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = BereichSeite {
        shell: shell(huelle, &a, "Bereich"),
        kopf: kopf(kontext, &a, "bereich"),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        offen: a.bearbeiten && a.meldung.laeuft(),
        kraefte: super::kraefte(app).await?,
        bereiche: Bereich::wahlen(),
        akte: a,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn bereich_zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
) -> Ergebnis<Response> {
    bereich_rendern(&app, &kontext, huelle, id, None, vec![]).await
}

pub(super) async fn bereich_speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let nach = e.pflichtauswahl("nach");
    let wer = gewaehlte(&mut e);
    let texte = (e.text("grund", 2000), e.text("familie", 2000));
    let (Some(nach), false) = (nach, e.hat_fehler()) else {
        return bereich_rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let tun = async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| {
        bereich::wechseln(&app, tx, z, m, nach, &wer, texte).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "bereich"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => bereich_rendern(&app, &kontext, huelle, id, Some(e.formular()), b).await,
    }
}
