//! `/personen`: the search over all persons the user may see. Names are sent, never written into an address (ASVS
//! 14.2.1), so page and order are buttons of the form.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::Datum;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Umleitung, bausteine::tausender};

use super::schnell;
use crate::service::person::suchen::{self, HOECHSTENS, Kandidat, Suchfrage};

const JE_SEITE: usize = 20;

/// Orders that can be chosen: key and words.
const FOLGEN: [(&str, &str); 4] = [
    ("passend", "am besten passend"),
    ("name", "Name"),
    ("geboren", "Geburtsdatum"),
    ("zuletzt", "zuletzt gekommen"),
];

#[derive(Template)]
#[template(path = "fall/person/suche.html")]
struct Suche {
    shell: Shell,
    f: Formular,
    gesucht: bool,
    zu_wenig: bool,
    zeilen: Vec<Kandidat>,
    gesamt_text: String,
    stand: String,
    zurueck: Option<usize>,
    weiter: Option<usize>,
    folgen: [(&'static str, &'static str); 4],
    folge: String,
}

fn leer(huelle: Huelle, f: Formular) -> Suche {
    Suche {
        shell: huelle.titel("Personen"),
        f,
        gesucht: false,
        zu_wenig: false,
        zeilen: vec![],
        gesamt_text: String::new(),
        stand: String::new(),
        zurueck: None,
        weiter: None,
        folgen: FOLGEN,
        folge: FOLGEN[0].0.to_owned(),
    }
}

pub(crate) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    // nobody to be seen: there is no such page
    suchen::suchen(&app, &mut tx, &kontext, &Suchfrage::default()).await?;
    drop(tx);
    Ok(Seite::neu(leer(huelle, Formular::leer())).into_response())
}

pub(crate) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let alles = e.text("alles", 160);
    if !alles.is_empty() {
        return ueberall(&app, &kontext, huelle, &alles).await;
    }
    let frage = Suchfrage {
        nachname: e.text("name", 160),
        geburtsdatum: e.datum("geburtsdatum").map(Datum),
        anschrift: e.text("strasse", 120),
        aktenzeichen: e.text("aktenzeichen", 40),
        ..Suchfrage::default()
    };
    if e.hat_fehler() {
        return Ok(Seite::ungueltig(leer(huelle, e.formular())).into_response());
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = suchen::suchen(&app, &mut tx, &kontext, &frage).await?;
    drop(tx);
    let wie = (e.roh("folge").to_owned(), e.roh("seite").parse().unwrap_or(1));
    liste(&app, &kontext, huelle, e.formular(), (&frage, alle), &wie).await
}

/// From the search of the header: to the only place found, or to the list of all.
async fn ueberall(app: &App, kontext: &Kontext, huelle: Huelle, alles: &str) -> Ergebnis<Response> {
    let frage = schnell::aus_einem(alles);
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = suchen::suchen(app, &mut tx, kontext, &frage).await?;
    drop(tx);
    if let Some(ziel) = schnell::einziges(&alle) {
        suchen::gezeigt(app, kontext, &alle, "kopfsuche").await?;
        return Ok(Umleitung::nach(ziel).into_response());
    }
    let f = Formular::leer()
        .setze("name", &frage.nachname)
        .setze("aktenzeichen", &frage.aktenzeichen)
        .setze_wenn("geburtsdatum", frage.geburtsdatum.map(|d| d.0));
    liste(app, kontext, huelle, f, (&frage, alle), &(String::new(), 1)).await
}

/// One page of what was found, in the order wished.
async fn liste(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
    (frage, mut alle): (&Suchfrage, Vec<Kandidat>),
    (folge, seite): &(String, usize),
) -> Ergebnis<Response> {
    let folge = FOLGEN
        .iter()
        .find(|(s, _)| s == folge)
        .map_or(FOLGEN[0].0, |f| f.0);
    match folge {
        "name" => alle.sort_by_cached_key(|k| base::suchform(&k.person.name())),
        "geboren" => alle.sort_by_key(|k| (k.person.geburtsdatum.is_none(), k.person.geburtsdatum)),
        "zuletzt" => alle.sort_by_key(|k| std::cmp::Reverse(k.fundstellen.iter().map(|f| f.seit).max())),
        _ => {}
    }
    let gesamt = alle.len();
    let letzte = gesamt.div_ceil(JE_SEITE).max(1);
    let seite = (*seite).clamp(1, letzte);
    let von = (seite - 1) * JE_SEITE;
    let zeilen: Vec<Kandidat> = alle.into_iter().skip(von).take(JE_SEITE).collect();
    suchen::gezeigt(app, kontext, &zeilen, "personensuche").await?;
    let zahl = |n: usize| tausender(u64::try_from(n).unwrap_or(0));
    let seite = Suche {
        gesucht: !frage.leer(),
        zu_wenig: frage.leer(),
        gesamt_text: match gesamt {
            1 => "1 Person".to_owned(),
            n if n >= HOECHSTENS => format!("Die ersten {} Personen. Bitte genauer suchen.", zahl(n)),
            n => format!("{} Personen", zahl(n)),
        },
        stand: format!(
            "{} bis {} von {}",
            zahl(von + 1),
            zahl(von + zeilen.len()),
            zahl(gesamt)
        ),
        zurueck: (seite > 1).then(|| seite - 1),
        weiter: (seite < letzte).then(|| seite + 1),
        folge: folge.to_owned(),
        zeilen,
        ..leer(huelle, f)
    };
    Ok(Seite::neu(seite).into_response())
}
