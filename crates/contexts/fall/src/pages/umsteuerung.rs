//! `/umsteuerung`: helps inside and outside the Sozialraumteams over time, and what bundled helps set free, as pictures
//! with their tables and as a file.

use amt::{
    App, Error, Huelle, Kontext,
    navigation::darf,
    recht::{Bereich, Recht},
};
use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use web::{Ergebnis, Fertig, Seite, Shell};

use crate::{
    rules::umsteuerung::{Frei, KLEINSTE, Stand, gezeigt, veraenderung},
    service::umsteuerung::{Runde, einzelne, freigeworden, umsteuerung},
};

struct Zeile {
    tag: String,
    drinnen: String,
    draussen: String,
    stunden_drinnen: String,
    stunden_draussen: String,
}

#[derive(Template)]
#[template(path = "fall/umsteuerung.html")]
struct Blatt {
    shell: Shell,
    zeilen: Vec<Zeile>,
    satz: String,
    pool: String,
    bild: Option<Fertig>,
    frei: Vec<Freizeile>,
    frei_satz: String,
    frei_bild: Option<Fertig>,
    /// Rounds one by one, for whoever keeps the books.
    runden: Vec<Runde>,
    /// May move money between Töpfe.
    umbuchen: bool,
}

struct Freizeile {
    tag: String,
    anzahl: String,
    monat: String,
    bisher: String,
}

struct Balken {
    x: i64,
    y: i64,
    hoch: i64,
    tag: String,
    beschriftet: bool,
}

#[derive(Template)]
#[template(path = "fall/umsteuerung_frei.svg.html")]
struct Freibild {
    balken: Vec<Balken>,
    worte: String,
}

struct Saeule {
    x: i64,
    unten_y: i64,
    unten: i64,
    oben_y: i64,
    oben: i64,
    tag: String,
    beschriftet: bool,
}

#[derive(Template)]
#[template(path = "fall/umsteuerung.svg.html")]
struct Bild {
    saeulen: Vec<Saeule>,
    worte: String,
}

const HOEHE: i64 = 200;
const BREITE: i64 = 33;

/// Hours a week with one decimal; hidden with the count they belong to.
fn stunden(minuten: i64, anzahl: i64) -> String {
    if (1..KLEINSTE).contains(&anzahl) {
        return "•".to_owned();
    }
    let zehntel = (minuten + 3) / 6;
    format!("{},{}", zehntel / 10, zehntel % 10)
}

fn zeile(s: &Stand) -> Zeile {
    Zeile {
        tag: s.tag.to_string(),
        drinnen: gezeigt(s.drinnen),
        draussen: gezeigt(s.draussen),
        stunden_drinnen: stunden(s.minuten_drinnen, s.drinnen),
        stunden_draussen: stunden(s.minuten_draussen, s.draussen),
    }
}

fn satz(alle: &[Stand]) -> String {
    let sichtbar = |s: &&Stand| s.draussen == 0 || s.draussen >= KLEINSTE;
    let (Some(a), Some(b)) = (alle.first().filter(sichtbar), alle.last().filter(sichtbar)) else {
        return "Die Zahlen sind noch zu klein, um eine Veränderung zu zeigen.".to_owned();
    };
    let (mehr, prozent) = veraenderung(a.draussen, b.draussen);
    let wie = match prozent {
        Some(p) => format!(
            " ({}{},{} %)",
            if p < 0 { "−" } else { "+" },
            p.abs() / 100,
            p.abs() % 100 / 10
        ),
        None => String::new(),
    };
    format!(
        "Außerhalb der Sozialraumteams: {} am {}, {} am {}; Veränderung {mehr}{wie}.",
        a.draussen, a.tag, b.draussen, b.tag
    )
}

/// The hours that went into the pool of the teams.
fn pool(alle: &[Stand]) -> String {
    let sichtbar = |s: &&Stand| s.drinnen == 0 || s.drinnen >= KLEINSTE;
    let (Some(a), Some(b)) = (alle.first().filter(sichtbar), alle.last().filter(sichtbar)) else {
        return String::new();
    };
    format!(
        "Im Pool der Teams: {} Stunden je Woche am {}, {} am {}.",
        stunden(a.minuten_drinnen, a.drinnen),
        a.tag,
        stunden(b.minuten_drinnen, b.drinnen),
        b.tag
    )
}

/// An amount can point at somebody as a count can.
fn geld(c: base::Cent, anzahl: i64) -> String {
    if (1..KLEINSTE).contains(&anzahl) {
        "•".to_owned()
    } else {
        c.to_string()
    }
}

fn freizeilen(alle: &[Frei]) -> Vec<Freizeile> {
    alle.iter()
        .map(|f| Freizeile {
            tag: f.tag.to_string(),
            anzahl: gezeigt(f.anzahl),
            monat: geld(f.monat, f.anzahl),
            bisher: f.bisher.to_string(),
        })
        .collect()
}

fn frei_satz(alle: &[Frei]) -> String {
    match alle.last() {
        Some(f) if f.anzahl >= KLEINSTE => format!(
            "Gebündelt in den letzten zwölf Monaten: {} Runden. Sie machen {} im Monat frei, {} in den gezeigten Monaten.",
            f.anzahl, f.monat, f.bisher
        ),
        Some(f) if f.anzahl > 0 => "Die Zahlen sind noch zu klein, um sie zu zeigen.".to_owned(),
        _ => "In den letzten zwölf Monaten wurde nichts gebündelt.".to_owned(),
    }
}

fn frei_bild(alle: &[Frei]) -> Option<Fertig> {
    let hoch = |f: &Frei| {
        if f.anzahl < KLEINSTE { 0 } else { f.monat.0.max(0) }
    };
    let groesste = alle.iter().map(hoch).max().filter(|g| *g > 0)?;
    let balken = (0_i64..)
        .zip(alle)
        .map(|(i, f)| {
            let h = base::kaufm(i128::from(hoch(f)) * i128::from(HOEHE), i128::from(groesste)).unwrap_or(0);
            Balken {
                x: i * BREITE + 4,
                y: HOEHE - h,
                hoch: h,
                tag: format!("{:02}/{:02}", f.tag.0.month(), f.tag.0.year() % 100),
                beschriftet: i % 3 == 0,
            }
        })
        .collect();
    let worte = freizeilen(alle)
        .iter()
        .map(|z| format!("{}: {}", z.tag, z.monat))
        .collect::<Vec<_>>()
        .join(". ");
    Fertig::aus(&Freibild { balken, worte }).ok()
}

fn bild(alle: &[Stand]) -> Option<Fertig> {
    // what must not be read in the table must not be read off the picture
    let hoch = |n: i64| if n < KLEINSTE { 0 } else { n };
    let groesste = alle
        .iter()
        .map(|s| hoch(s.drinnen) + hoch(s.draussen))
        .max()
        .filter(|g| *g > 0)?;
    let px = |n: i64| hoch(n) * HOEHE / groesste;
    let saeulen: Vec<Saeule> = (0_i64..)
        .zip(alle)
        .map(|(i, s)| Saeule {
            x: i * BREITE + 4,
            unten: px(s.drinnen),
            unten_y: HOEHE - px(s.drinnen),
            oben: px(s.draussen),
            oben_y: HOEHE - px(s.drinnen) - px(s.draussen),
            tag: format!("{:02}/{:02}", s.tag.0.month(), s.tag.0.year() % 100),
            beschriftet: i % 3 == 0,
        })
        .collect();
    let worte = alle
        .iter()
        .map(|s| {
            format!(
                "{}: {} im Team, {} außerhalb",
                s.tag,
                gezeigt(s.drinnen),
                gezeigt(s.draussen)
            )
        })
        .collect::<Vec<_>>()
        .join(". ");
    Fertig::aus(&Bild { saeulen, worte }).ok()
}

pub(crate) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = umsteuerung(&app, &mut tx, &kontext).await?;
    let frei = freigeworden(&app, &mut tx, &kontext).await?;
    let runden = einzelne(&mut tx, &kontext).await?;
    Ok(Seite::neu(Blatt {
        shell: huelle.titel("Hilfen im Team und außerhalb"),
        satz: satz(&alle),
        pool: pool(&alle),
        frei_satz: frei_satz(&frei),
        frei_bild: frei_bild(&frei),
        frei: if frei.iter().any(|f| f.anzahl > 0) {
            freizeilen(&frei).into_iter().rev().collect()
        } else {
            Vec::new()
        },
        runden,
        umbuchen: darf(&kontext, Bereich::Budget, Recht::Bearbeiten),
        bild: bild(&alle),
        zeilen: alle.iter().rev().map(zeile).collect(),
    })
    .into_response())
}

pub(crate) async fn csv(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = umsteuerung(&app, &mut tx, &kontext).await?;
    let frei = freigeworden(&app, &mut tx, &kontext).await?;
    let intern = |e: &dyn std::fmt::Display| Error::Intern(e.to_string());
    let mut aus = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    aus.write_record([
        "Tag",
        "Hilfen im Team",
        "Hilfen außerhalb",
        "Stunden je Woche im Team",
        "Stunden je Woche außerhalb",
        "Bündelungen",
        "frei im Monat",
        "frei bisher",
    ])
    .map_err(|e| intern(&e))?;
    // both are told on the same days
    for (z, f) in alle.iter().map(zeile).zip(freizeilen(&frei)) {
        aus.write_record([
            z.tag,
            z.drinnen,
            z.draussen,
            z.stunden_drinnen,
            z.stunden_draussen,
            f.anzahl,
            f.monat,
            f.bisher,
        ])
        .map_err(|e| intern(&e))?;
    }
    let bytes = aus.into_inner().map_err(|e| intern(&e))?;
    let kopf = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"umsteuerung.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kopf, bytes).into_response())
}
