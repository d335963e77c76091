//! `/meldungen/{id}/obhut`: Inobhutnahmen.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
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
    /// The child in care the form is about, and its form.
    laufende: Option<(Obhut, Formular)>,
    /// The others about whom something is left to enter.
    weitere: Vec<Obhut>,
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
    welche: Option<Id<Obhut>>,
    (f, g): (Option<Formular>, Option<(Id<Obhut>, Formular)>),
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let darf = a.bearbeiten && a.meldung.stand != Stand::S0;
    let (zu_f, zu_g) = if g.is_some() {
        (vec![], befunde)
    } else {
        (befunde, vec![])
    };
    let mut weitere: Vec<Obhut> = a
        .obhuten
        .iter()
        .filter(|o| darf && !o.fertig())
        .cloned()
        .collect();
    let welche = g.as_ref().map(|(id, _)| *id).or(welche);
    let stelle = weitere.iter().position(|o| Some(o.id) == welche).unwrap_or(0);
    let laufende = (stelle < weitere.len()).then(|| weitere.remove(stelle)).map(|o| {
        let g = match g {
            Some((id, g)) if id == o.id => mit_befunden(g, zu_g).benannt(FORTGANG),
            _ => vorbelegt(&o),
        };
        (o, g)
    });
    let f = f.unwrap_or_else(|| zeit::setzen(Formular::leer(), "beginn", Some(app.uhr.jetzt())));
    let f = mit_befunden(f, zu_f).benannt(&[("freiheit", "Freiheitsentzug seit")]);
    let ungueltig = !f.alle_fehler().is_empty() || laufende.iter().any(|(_, g)| !g.alle_fehler().is_empty());
    let seite = ObhutSeite {
        shell: shell(huelle, &a, "Inobhutnahme"),
        kopf: kopf(kontext, &a, "obhut"),
        f,
        laufende,
        weitere,
        offen: darf && a.meldung.laeuft(),
        kinder: a.kinder.iter().map(|k| Wahl::neu(k.id, k.name())).collect(),
        gruende: Obhutgrund::wahlen(),
        vertrauensperson: Vertrauensperson::wahlen(),
        widerspruch: Widerspruch::wahlen(),
        enden: Endegrund::wahlen(),
        akte: a,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

#[derive(serde::Deserialize)]
pub(super) struct Welche {
    obhut: Option<Id<Obhut>>,
}

pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    Query(w): Query<Welche>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, w.obhut, (None, None), vec![]).await
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
        return rendern(
            &app,
            &kontext,
            huelle,
            id,
            None,
            (Some(e.formular()), None),
            vec![],
        )
        .await;
    };
    let tun =
        async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| obhut::beginnen(&app, tx, z, m, cmd).await.map(drop);
    match super::speichern(&app, &kontext, id, &e, pfad(id, "obhut"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, None, (Some(e.formular()), None), b).await,
    }
}

const FORTGANG: &[(&str, &str)] = &[
    ("psb_am", "Sorgeberechtigte unterrichtet"),
    ("widerspruch", "Was sagen sie?"),
    ("ende", "Beendet am"),
    ("endegrund", "Wie beendet?"),
];

/// What is known already, so that saving one thing does not wipe out another.
fn vorbelegt(o: &Obhut) -> Formular {
    let g = zeit::setzen(Formular::leer(), "psb_am", o.psb_am);
    zeit::setzen(g, "ende", o.ende)
        .setze_wenn("endegrund", o.endegrund.0.map(Endegrund::code))
        .setze_wenn("widerspruch", o.widerspruch.0.map(Widerspruch::code))
        .setze_wenn("gericht_am", o.gericht_am.map(|d| d.0))
        .setze_wenn("gerichtsbeschluss", o.gerichtsbeschluss.then_some("ja"))
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
        return rendern(
            &app,
            &kontext,
            huelle,
            id,
            None,
            (None, Some((nr, e.formular()))),
            vec![],
        )
        .await;
    }
    let tun =
        async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| obhut::fortschreiben(&app, tx, z, m, nr, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "obhut"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => {
            rendern(
                &app,
                &kontext,
                huelle,
                id,
                None,
                (None, Some((nr, e.formular()))),
                b,
            )
            .await
        }
    }
}
