//! `/meldungen/{id}/gericht` and its Auszug for the court.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell};

use super::{Kopf, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Gericht, Meldung, TEXT_MAX},
    service::{
        gericht::{self, Auszug, Daten},
        lesen::Akte,
        zugang::Zugang,
    },
};

#[derive(Template)]
#[template(path = "schutz/gericht.html")]
struct GerichtSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    /// The court the form is about.
    welches: Option<Id<Gericht>>,
}

impl GerichtSeite {
    /// Something may still be entered; a court may decide after the procedure is closed.
    fn ergaenzbar(&self, g: &Gericht) -> bool {
        self.offen || self.akte.bearbeiten && g.entschieden_am.is_none()
    }

    fn hier(&self, g: &Gericht) -> bool {
        self.welches == Some(g.id)
    }
}

#[derive(Template)]
#[template(path = "schutz/auszug.html")]
struct AuszugSeite {
    shell: Shell,
    x: Auszug,
    heute: Datum,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    (f, welches): (Option<Formular>, Option<Id<Gericht>>),
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    // what is there already stands in the form: saving one thing must not wipe out another
    let mut vor = Formular::leer().setze("angerufen_am", app.uhr.heute().0);
    let welches = gewaehlt(&a, welches);
    if let Some(g) = welches {
        vor = vor
            .setze_wenn("termin_am", g.termin_am.map(|d| d.0))
            .setze_wenn("entschieden_am", g.entschieden_am.map(|d| d.0))
            .setze("entscheidung", &g.entscheidung);
    }
    let welches = welches.map(|g| g.id);
    let f = f.unwrap_or_default().ergaenzt(&vor);
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = GerichtSeite {
        shell: shell(huelle, &a, "Familiengericht"),
        kopf: kopf(kontext, &a, "gericht"),
        f: mit_befunden(f, befunde),
        welches,
        offen: a.bearbeiten && a.meldung.laeuft(),
        akte: a,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

#[derive(serde::Deserialize)]
pub(super) struct Welches {
    gericht: Option<Id<Gericht>>,
}

pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    Query(w): Query<Welches>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, (None, w.gericht), vec![]).await
}

pub(super) async fn auszug(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
) -> Ergebnis<Response> {
    let a = super::akte(&app, &kontext, id).await?;
    let seite = AuszugSeite {
        shell: shell(huelle, &a, "Auszug für das Familiengericht"),
        x: gericht::auszug(&a),
        heute: app.uhr.heute(),
    };
    Ok(Seite::neu(seite).into_response())
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let tag = e.pflichtdatum("angerufen_am").map(Datum);
    let gericht = e.text("gericht", 200);
    let gruende = e.text("gruende", TEXT_MAX);
    let hilfen = e.text("hilfen", TEXT_MAX);
    let leitung = e.text("leitung", 120);
    let (Some(angerufen_am), false) = (tag, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, (Some(e.formular()), None), vec![]).await;
    };
    let cmd = Daten {
        gericht,
        angerufen_am,
        gruende,
        hilfen,
        leitung,
    };
    let tun = async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| gericht::anrufen(&app, tx, z, m, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "gericht"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (Some(e.formular()), None), b).await,
    }
}

pub(super) async fn fortschreiben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, nr)): Path<(Id<Meldung>, Id<Gericht>)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let termin = e.datum("termin_am").map(Datum);
    let entschieden = e.datum("entschieden_am").map(Datum);
    let text = e.text("entscheidung", TEXT_MAX);
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, (Some(e.formular()), Some(nr)), vec![]).await;
    }
    let tun = async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| {
        gericht::fortschreiben(&app, tx, z, m, nr, (termin, entschieden, text)).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "gericht"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (Some(e.formular()), Some(nr)), b).await,
    }
}

/// Which court the form is about: the one asked for, else the newest that has not decided, else the newest.
fn gewaehlt(a: &Akte, welches: Option<Id<Gericht>>) -> Option<&Gericht> {
    let alle = || a.gerichte.iter();
    alle()
        .find(|g| Some(g.id) == welches)
        .or_else(|| alle().find(|g| g.entschieden_am.is_none()))
        .or_else(|| alle().next())
}
