//! The lines of the ledger: list with filter, one line, its Storno, and the file for other programs.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Id};
use web::{Blaettern, Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{
    ausgabe,
    hilfen::{an_felder, datei, fertig, schreiben, vorgang},
};
use crate::{
    ablage,
    model::{Buchung, Konto, Topf},
    service::{self, Blick, Gebucht},
};

const JE_SEITE: u32 = 50;
/// Most lines of a file.
const DATEI_HOECHSTENS: u32 = 2_000_000;

/// The filter, as the address carries it: no names, only keys, dates and words of vouchers.
#[derive(Debug, Default, Clone, serde::Deserialize)]
#[serde(default)]
pub struct Frage {
    topf: String,
    konto: String,
    von: String,
    bis: String,
    q: String,
    seite: u64,
    layout: String,
}

impl Frage {
    fn filter(&self) -> service::Filter {
        service::Filter {
            topf: self.topf.parse().ok(),
            konto: Konto::von_code(&self.konto),
            von: self.von.parse().ok(),
            bis: self.bis.parse().ok(),
            suche: self.q.chars().take(80).collect(),
            nur: None,
        }
    }

    fn anhang(&self) -> String {
        let mut s = form_urlencoded::Serializer::new(String::new());
        for (name, wert) in [
            ("topf", &self.topf),
            ("konto", &self.konto),
            ("von", &self.von),
            ("bis", &self.bis),
            ("q", &self.q),
        ] {
            if !wert.is_empty() {
                s.append_pair(name, wert);
            }
        }
        s.finish()
    }
}

struct Zeile {
    b: Buchung,
    topf: String,
}

#[derive(Template)]
#[template(path = "budget/buchungen.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    jahr: i64,
    zeilen: Vec<Zeile>,
    anzahl: i64,
    summe: Cent,
    toepfe: Vec<Wahl>,
    konten: Vec<Wahl>,
    blaettern: Blaettern,
    anhang: String,
}

fn konten() -> Vec<Wahl> {
    [
        (Konto::Ist, "Gezahlt"),
        (Konto::Obligo, "Zugesagt"),
        (Konto::Umbuchung, "Umbuchungen"),
        (Konto::Uebertrag, "Übertrag"),
        (Konto::Einnahme, "Einnahmen"),
    ]
    .into_iter()
    .map(|(k, w)| Wahl::neu(k.code(), w))
    .collect()
}

fn name(blick: &Blick, id: Id<Topf>) -> String {
    blick
        .topf(id)
        .map_or_else(|_| String::new(), |t| t.bezeichnung.clone())
}

/// The list.
pub async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    Query(q): Query<Frage>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    ablage::jahr::laden(&mut tx, jahr).await?;
    let blick = service::blick(&app, &mut tx, &kontext, jahr).await?;
    let seite = q.seite.max(1);
    let ab = (seite - 1).saturating_mul(u64::from(JE_SEITE));
    let (buchungen, anzahl, summe) =
        service::buchungen(&app, &mut tx, &kontext, &blick, jahr, &q.filter(), ab, JE_SEITE).await?;
    fertig(tx).await?;
    let anhang = q.anhang();
    let pfad = if anhang.is_empty() {
        format!("/budget/{jahr}/buchungen")
    } else {
        format!("/budget/{jahr}/buchungen?{anhang}")
    };
    Ok(Seite::neu(Liste {
        shell: huelle
            .titel(format!("Buchungen {jahr}"))
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: Formular::leer()
            .setze("topf", &q.topf)
            .setze("konto", &q.konto)
            .setze("von", &q.von)
            .setze("bis", &q.bis)
            .setze("q", &q.q),
        jahr,
        zeilen: buchungen
            .into_iter()
            .map(|b| Zeile {
                topf: name(&blick, b.topf),
                b,
            })
            .collect(),
        anzahl,
        summe,
        toepfe: blick
            .toepfe
            .iter()
            .map(|t| Wahl::neu(t.id, t.bezeichnung.as_str()))
            .collect(),
        konten: konten(),
        blaettern: Blaettern::seiten(
            &pfad,
            seite,
            u64::from(JE_SEITE),
            u64::try_from(anzahl).unwrap_or(0),
        ),
        anhang,
    })
    .into_response())
}

/// The same lines as a file, in the layout asked for, with a control total.
pub async fn csv(
    State(app): State<App>,
    kontext: Kontext,
    Path(jahr): Path<i64>,
    Query(q): Query<Frage>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let blick = service::blick(&app, &mut tx, &kontext, jahr).await?;
    let (zeilen, anzahl, summe) = service::buchungen(
        &app,
        &mut tx,
        &kontext,
        &blick,
        jahr,
        &q.filter(),
        0,
        DATEI_HOECHSTENS,
    )
    .await?;
    fertig(tx).await?;
    let layout = ausgabe::Layout::lesen(&q.layout)?;
    let inhalt = ausgabe::schreiben(&layout, &zeilen, &blick, &j, anzahl, summe)?;
    Ok(datei(
        &format!("buchungen-{jahr}.csv"),
        "text/csv; charset=utf-8",
        inhalt,
    ))
}

#[derive(Template)]
#[template(path = "budget/buchung.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    b: Buchung,
    topf: String,
    zurueck: Option<Buchung>,
    original: Option<Id<Buchung>>,
    storno: bool,
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Buchung>,
    f: Formular,
) -> Result<Blatt, Error> {
    let mut tx = schreiben(app).await?;
    let jahr = ablage::buchung::laden(&mut tx, id).await?.jahr;
    let blick = service::blick(app, &mut tx, kontext, jahr).await?;
    let (b, zurueck) = service::buchung_lesen(app, &mut tx, kontext, &blick, id).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let topf = blick.topf(b.topf)?.clone();
    let darf =
        service::darf_topf::<amt::recht::Bearbeiten, Buchung>(app, &mut tx, kontext, Some(id), &[&topf])
            .await;
    fertig(tx).await?;
    Ok(Blatt {
        shell: huelle
            .titel(format!("Buchung {jahr}/{}", b.nr))
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}"))
            .ueber("Buchungen", format!("/budget/{jahr}/buchungen")),
        f: f.setze("einmal", app.ids.uuid()),
        topf: topf.bezeichnung,
        storno: darf.is_ok() && zurueck.is_none() && b.storno_von.is_none() && j.offen(),
        original: b.storno_von,
        b,
        zurueck,
    })
}

/// One line.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Buchung>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, id, Formular::leer()).await?).into_response())
}

/// Takes it back.
pub async fn stornieren(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Buchung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let b = ablage::buchung::laden(&mut tx, id).await?;
    let mut toepfe = Vec::new();
    for zeile in ablage::buchung::vom_vorgang(&mut tx, b.vorgang.id).await? {
        toepfe.push(ablage::topf::laden(&mut tx, zeile.topf).await?);
    }
    let alle: Vec<&Topf> = toepfe.iter().collect();
    let may = service::darf_topf(&app, &mut tx, &kontext, Some(id), &alle).await?;
    let grund = e.pflichttext("grund", 200);
    let vorgang = vorgang(&app, &mut e, "storno");
    if !e.hat_fehler() {
        match service::stornieren(&app, &mut tx, &may, id, &vorgang, &grund).await {
            Ok(was) => {
                fertig(tx).await?;
                return Ok(antwort(b.jahr, &was));
            }
            Err(fehler) => an_felder(fehler, &mut e, "grund")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, e.formular()).await?).into_response())
}

/// Where a booking leads, and what is said about it.
pub fn antwort(jahr: i64, was: &Gebucht) -> Response {
    match was {
        Gebucht::Ja(_) => meldung::weiter(
            format!("/budget/{jahr}/buchungen"),
            MeldungArt::Erfolg,
            "Gebucht.",
        ),
        Gebucht::Wartet(_) => meldung::weiter(
            format!("/budget/{jahr}/freigaben"),
            MeldungArt::Hinweis,
            "Der Betrag liegt über der Grenze. Eine zweite Person muss freigeben.",
        ),
        Gebucht::Schon => meldung::weiter(
            format!("/budget/{jahr}/buchungen"),
            MeldungArt::Hinweis,
            "Das war schon gebucht.",
        ),
    }
}
