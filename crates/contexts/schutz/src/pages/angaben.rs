//! `/meldungen/{id}/angaben`: the facts of the Meldung and the children.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, kopf, mit_befunden, neu::weitere, pfad, shell};
use crate::{
    model::{Akut, Melder, Melderart, Meldung},
    service::{
        eintragen::{self, Angaben},
        lesen::Akte,
        melden::NeuesKind,
        zugang::Zugang,
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("melder_art", "Wer hat gemeldet?"),
    ("wann_wo", "Wann und wo?"),
    ("akut", "Muss sofort etwas geschehen?"),
    ("weitere_kinder", "Weitere Kinder im Haushalt?"),
    ("geburtsdatum", "Geburtsdatum"),
    ("", "Das Verfahren"),
];

#[derive(Template)]
#[template(path = "schutz/angaben.html")]
struct AngabenSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    /// The form of another child: an error there leaves the facts as they are.
    k: Formular,
    offen: bool,
    akut: Vec<Wahl>,
    arten: Vec<Wahl>,
    weitere: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    (f, k): (Option<Formular>, Option<Formular>),
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let m = &a.meldung;
    let (zu_f, zu_k) = if k.is_some() {
        (vec![], befunde)
    } else {
        (befunde, vec![])
    };
    let f = f.unwrap_or_else(|| {
        Formular::leer()
            .setze_wenn("melder_art", m.melder_art.0.map(Melderart::code))
            .setze_wenn("akut", m.akut.0.map(Akut::code))
            .setze("wann_wo", &m.wann_wo)
            .setze("weitere_kinder", &m.weitere_kinder)
            .setze_wenn("geheimnistraeger", m.geheimnistraeger.then_some("ja"))
    });
    let f = mit_befunden(f, zu_f).benannt(NAMEN);
    let k = mit_befunden(k.unwrap_or_default(), zu_k).benannt(NAMEN);
    let ungueltig = !f.alle_fehler().is_empty() || !k.alle_fehler().is_empty();
    let seite = AngabenSeite {
        shell: shell(huelle, &a, "Angaben"),
        kopf: kopf(kontext, &a, "angaben"),
        f,
        k,
        offen: a.bearbeiten && m.laeuft(),
        akut: Akut::wahlen(),
        arten: Melderart::wahlen(),
        weitere: weitere(),
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
    rendern(&app, &kontext, huelle, id, (None, None), vec![]).await
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let art = e.pflichtauswahl("melder_art");
    let akut = e.pflichtauswahl("akut");
    let wann_wo = e.pflichttext("wann_wo", 1000);
    let weitere = e.pflichttext("weitere_kinder", 20);
    let wer = Melder {
        name: e.text("melder_name", 120),
        erreichbar: e.text("melder_erreichbar", 200),
    };
    let (Some(melder_art), Some(akut), false) = (art, akut, e.hat_fehler()) else {
        // whoever may not write here learns nothing from the form either
        return rendern(&app, &kontext, huelle, id, (Some(e.formular()), None), vec![]).await;
    };
    let cmd = Angaben {
        melder_art,
        geheimnistraeger: e.haken("geheimnistraeger"),
        melder: (wer != Melder::default()).then_some(wer),
        wann_wo,
        akut,
        weitere_kinder: weitere,
    };
    let tun = async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| eintragen::angaben(&app, tx, z, m, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, ""), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (Some(e.formular()), None), b).await,
    }
}

pub(super) async fn kind(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let k = NeuesKind {
        vorname: e.text("vorname", 80),
        nachname: e.text("nachname", 80),
        geburtsdatum: e.datum("geburtsdatum").map(Datum),
    };
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, (None, Some(e.formular())), vec![]).await;
    }
    let tun =
        async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| eintragen::kind(&app, tx, z, m, k).await.map(drop);
    match super::speichern(&app, &kontext, id, &e, pfad(id, "angaben"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (None, Some(e.formular())), b).await,
    }
}
