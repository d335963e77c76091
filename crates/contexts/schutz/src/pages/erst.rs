//! `/meldungen/{id}/erstbewertung`: the first look of two Fachkräfte.

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
    model::{Anlass, Dringlichkeit, Meldung, Stand, TEXT_MAX},
    service::{
        eintragen::{self, Erstbewertung},
        lesen::Akte,
        zugang::Zugang,
    },
};

#[derive(Template)]
#[template(path = "schutz/erst.html")]
struct ErstSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    kraefte: Vec<Wahl>,
    ja_nein: Vec<Wahl>,
    dringlichkeiten: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let m = &a.meldung;
    let f = match f {
        Some(f) => f,
        None => {
            let mut wer: Vec<_> = a
                .wer(Anlass::Erstbewertung, id.uuid())
                .into_iter()
                .map(|t| t.fachkraft)
                .collect();
            if wer.is_empty() {
                wer.extend(super::ich(app, kontext).await?);
            }
            let f = Formular::leer()
                .setze_wenn("gewichtig", m.gewichtig.map(|g| if g { "JA" } else { "NEIN" }))
                .setze("erst_grund", &m.erst_grund)
                .setze_wenn("dringlichkeit", m.gewichtig.map(|_| m.dringlichkeit.code()));
            (1..)
                .zip(wer)
                .fold(f, |f, (n, w)| f.setze(&format!("fachkraft-{n}"), w))
        }
    };
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let mut dringlichkeiten = Dringlichkeit::wahlen();
    for (w, h) in dringlichkeiten.iter_mut().zip([
        "Kind unverzüglich sehen",
        "Kind spätestens nach 24 Stunden sehen, auch am Wochenende",
        "Kind spätestens nach sieben Tagen sehen",
    ]) {
        h.clone_into(&mut w.hinweis);
    }
    let seite = ErstSeite {
        shell: shell(huelle, &a, "Erste Bewertung"),
        kopf: kopf(kontext, &a, "erstbewertung"),
        f: mit_befunden(f, befunde).benannt(NAMEN).benannt(&[
            ("gewichtig", "Gewichtige Anhaltspunkte?"),
            ("erst_grund", "Begründung"),
            ("dringlichkeit", "Wie dringend?"),
        ]),
        offen: a.bearbeiten && m.stand == Stand::S1,
        kraefte: super::kraefte(app).await?,
        ja_nein: ja_nein(),
        dringlichkeiten,
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
    rendern(&app, &kontext, huelle, id, None, vec![]).await
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let gewichtig = e.pflichttext("gewichtig", 8);
    let grund = e.text("erst_grund", TEXT_MAX);
    let fachkraefte = gewaehlte(&mut e);
    let dringlichkeit = if gewichtig == "JA" {
        e.pflichtauswahl("dringlichkeit")
    } else {
        e.auswahl("dringlichkeit")
    };
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    }
    let cmd = Erstbewertung {
        gewichtig: gewichtig == "JA",
        grund,
        fachkraefte,
        dringlichkeit: dringlichkeit.unwrap_or(Dringlichkeit::Zeitnah),
    };
    let tun =
        async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| eintragen::erstbewerten(&app, tx, z, m, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, ""), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, Some(e.formular()), b).await,
    }
}
