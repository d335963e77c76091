//! `/meldungen/{id}/obhut`: Inobhutnahmen.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id, Zeitpunkt};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, kopf, mit_befunden, pfad, shell, zeit};
use crate::{
    model::{Endegrund, Meldung, Obhut, Obhutgrund, Stand, TEXT_MAX, Vertrauensperson, Widerspruch},
    rules::frist::tagesende,
    service::{
        lesen::Akte,
        obhut::{self, Beginn, Fortgang},
        zugang::Zugang,
    },
};

#[derive(Template)]
#[template(path = "schutz/obhut.html")]
struct ObhutSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    /// The form of the one Inobhutnahme that runs.
    g: Formular,
    laufende: Option<Obhut>,
    offen: bool,
    kinder: Vec<Wahl>,
    gruende: Vec<Wahl>,
    vertrauensperson: Vec<Wahl>,
    widerspruch: Vec<Wahl>,
    enden: Vec<Wahl>,
}

impl ObhutSeite {
    fn ende(&self, z: &Zeitpunkt) -> String {
        tagesende(*z)
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    f: Option<Formular>,
    g: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let ungueltig = !befunde.is_empty()
        || [&f, &g]
            .into_iter()
            .flatten()
            .any(|f| !f.alle_fehler().is_empty());
    let laufende = a.obhuten.iter().find(|o| o.ende.is_none()).cloned();
    let (f, g) = match (f, g) {
        (_, Some(g)) => (Formular::leer(), mit_befunden(g, befunde)),
        (f, None) => {
            let mut g = Formular::leer();
            if let Some(o) = &laufende {
                g = zeit::setzen(g, "psb_am", o.psb_am)
                    .setze_wenn("widerspruch", o.widerspruch.0.map(Widerspruch::code))
                    .setze_wenn("gericht_am", o.gericht_am.map(|d| d.0))
                    .setze_wenn("gerichtsbeschluss", o.gerichtsbeschluss.then_some("ja"));
            }
            let f = f.unwrap_or_else(|| zeit::setzen(Formular::leer(), "beginn", Some(app.uhr.jetzt())));
            (mit_befunden(f, befunde), g)
        }
    };
    let seite = ObhutSeite {
        shell: shell(huelle, &a, "Inobhutnahme"),
        kopf: kopf(kontext, &a, "obhut"),
        f: f.benannt(&[("freiheit", "Freiheitsentzug seit")]),
        g,
        laufende,
        offen: a.bearbeiten && a.meldung.laeuft() && a.meldung.stand != Stand::S0,
        kinder: a.kinder.iter().map(|k| Wahl::neu(k.id, k.name())).collect(),
        gruende: Obhutgrund::wahlen(),
        vertrauensperson: Vertrauensperson::wahlen(),
        widerspruch: Widerspruch::wahlen(),
        enden: Endegrund::wahlen(),
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
    rendern(&app, &kontext, huelle, id, None, None, vec![]).await
}

fn beginn(e: &mut Eingaben) -> Option<Beginn> {
    let kind = e.pflichtauswahl("kind");
    let beginn = zeit::lesen(e, "beginn", true);
    let grund = e.pflichtauswahl("grund");
    let vertrauensperson = e.pflichtauswahl("vertrauensperson");
    let freiheit = zeit::lesen(e, "freiheit", false);
    Some(Beginn {
        kind: kind?,
        beginn: beginn?,
        grund: grund?,
        unterbringung: e.text("unterbringung", 300),
        aufklaerung: e.text("aufklaerung", TEXT_MAX),
        vertrauensperson: vertrauensperson?,
        vertrauensperson_grund: e.text("vertrauensperson_grund", 1000),
        freiheit_beginn: freiheit,
    })
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = beginn(&mut e);
    let (Some(cmd), false) = (cmd, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), None, vec![]).await;
    };
    let tun =
        async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| obhut::beginnen(&app, tx, z, m, cmd).await.map(drop);
    match super::speichern(&app, &kontext, id, &e, pfad(id, "obhut"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, Some(e.formular()), None, b).await,
    }
}

pub(super) async fn fortschreiben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, nr)): Path<(Id<Meldung>, Id<Obhut>)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let psb_am = zeit::lesen(&mut e, "psb_am", false);
    let ende = zeit::lesen(&mut e, "ende", false);
    let endegrund = if ende.is_some() {
        e.pflichtauswahl("endegrund")
    } else {
        e.auswahl("endegrund")
    };
    let cmd = Fortgang {
        psb_am,
        widerspruch: e.auswahl("widerspruch"),
        gericht_am: e.datum("gericht_am").map(Datum),
        gerichtsbeschluss: e.haken("gerichtsbeschluss"),
        ende: ende.zip(endegrund),
    };
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, None, Some(e.formular()), vec![]).await;
    }
    let tun =
        async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| obhut::fortschreiben(&app, tx, z, m, nr, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "obhut"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, None, Some(e.formular()), b).await,
    }
}
