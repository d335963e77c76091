//! `/faelle`: the list of cases. The filter lies in the address, the search for a person never does. For the
//! Servicebereich the same address only finds the contact person (T-147).

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{RawQuery, State},
    http::header,
    response::{IntoResponse, Response},
};
use store::Tx;
use web::{Blaettern, Eingaben, Ergebnis, Formular, Seite, Shell, Sortierung, Wahl};

use super::{liste::zelle, wahlen};
use crate::{
    model::FallStand,
    nachbarn::nachbarn,
    service::fall::{
        liste::{self, Auskunft},
        zugang,
    },
    store::{FallFilter, FallSpalte, FallZeile, GEZAEHLT},
};

const JE_SEITE: i64 = 50;
/// Rows of a CSV at most.
const CSV_ZEILEN: i64 = 10_000;

#[derive(Template)]
#[template(path = "fall/faelle.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    csv_url: String,
    wer: Vec<Wahl>,
    staende: Vec<Wahl>,
    raeume: Vec<Wahl>,
    sektoren: Vec<Wahl>,
    zeilen: Vec<FallZeile>,
    gesamt_text: String,
    sortierung: Sortierung,
    blaettern: Blaettern,
    suche_laeuft: bool,
}

#[derive(Template)]
#[template(path = "fall/ansprechpersonen.html")]
struct Ansprechpersonen {
    shell: Shell,
    f: Formular,
    gesucht: bool,
    treffer: Vec<Auskunft>,
}

struct Anfrage {
    e: Eingaben,
    filter: FallFilter,
    seite: i64,
}

async fn anfrage(app: &App, tx: &mut Tx, kontext: &Kontext, query: &str) -> Ergebnis<Anfrage> {
    let e = Eingaben::aus_bytes(query.as_bytes())?;
    let (ab, spalte) = e
        .roh("sort")
        .strip_prefix('-')
        .map_or((false, e.roh("sort")), |s| (true, s));
    let mut filter = FallFilter {
        raum: e.roh("raum").parse().ok(),
        sektor: Some(e.roh("sektor").to_owned()).filter(|s| !s.is_empty()),
        stand: e.roh("stand").parse().ok(),
        auch_beendete: e.haken("beendete"),
        sortierung: FallSpalte::aus(spalte),
        absteigend: ab,
        ..FallFilter::default()
    };
    if e.roh("wer") == "meine" {
        let ich = kontext.benutzer().uuid();
        // whoever is no Fachkraft leads no case
        let fachkraft = nachbarn(app)?.fachkraft_von(app, tx, ich).await?;
        filter.meine = Some(fachkraft.unwrap_or_default());
    }
    let seite = e.roh("seite").parse().unwrap_or(1).clamp(1, 100_000);
    Ok(Anfrage { e, filter, seite })
}

fn pfad(e: &Eingaben, basis: &str) -> String {
    let mut aus = form_urlencoded::Serializer::new(String::new());
    for feld in ["wer", "stand", "raum", "sektor", "beendete"] {
        if !e.roh(feld).is_empty() {
            aus.append_pair(feld, e.roh(feld));
        }
    }
    let query = aus.finish();
    if query.is_empty() {
        basis.to_owned()
    } else {
        format!("{basis}?{query}")
    }
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    RawQuery(query): RawQuery,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    if nur_auskunft(&app, &mut tx, &kontext).await {
        drop(tx);
        return ansprechpersonen(&app, &kontext, huelle, Eingaben::default()).await;
    }
    let a = anfrage(&app, &mut tx, &kontext, query.as_deref().unwrap_or("")).await?;
    Ok(seite(&app, tx, &kontext, huelle, a, false).await?)
}

/// Whether the user may know who to talk to and nothing else.
async fn nur_auskunft(app: &App, tx: &mut Tx, kontext: &Kontext) -> bool {
    zugang::nur_ansprechperson(kontext) && zugang::sicht(app, tx, kontext).await.is_err()
}

async fn ansprechpersonen(app: &App, kontext: &Kontext, huelle: Huelle, e: Eingaben) -> Ergebnis<Response> {
    let name = e.roh("suche").to_owned();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let treffer = liste::ansprechpersonen(app, &mut tx, kontext, &name).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(Seite::neu(Ansprechpersonen {
        shell: huelle.titel("Ansprechperson finden"),
        gesucht: !name.is_empty(),
        treffer,
        f: e.formular(),
    })
    .into_response())
}

async fn seite(
    app: &App,
    mut tx: Tx,
    kontext: &Kontext,
    huelle: Huelle,
    a: Anfrage,
    suche: bool,
) -> amt::Result<Response> {
    let ab = (a.seite - 1) * JE_SEITE;
    let (zeilen, gesamt) = liste::liste(app, &mut tx, kontext, &a.filter, (ab, JE_SEITE)).await?;
    let raeume = liste::raeume(&mut tx).await?;
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    // one connection at a time: whoever reads does not wait for the writer
    drop(tx);
    liste::gezeigt(app, kontext, &zeilen, if suche { "suche" } else { "liste" }).await?;
    let pfad_liste = pfad(&a.e, "/faelle");
    let sort = a.e.roh("sort");
    let sortierung = Sortierung::aus(&pfad_liste, sort, &FallSpalte::SCHLUESSEL);
    let mit_sort = match FallSpalte::SCHLUESSEL.contains(&sort.trim_start_matches('-')) {
        true if pfad_liste.contains('?') => format!("{pfad_liste}&sort={sort}"),
        true => format!("{pfad_liste}?sort={sort}"),
        false => pfad_liste,
    };
    let anzahl = u64::try_from(gesamt.min(GEZAEHLT)).unwrap_or(0);
    let blaettern = Blaettern::seiten(
        &mit_sort,
        u64::try_from(a.seite).unwrap_or(1),
        JE_SEITE.unsigned_abs(),
        anzahl,
    );
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Fälle"),
        csv_url: pfad(&a.e, "/faelle.csv"),
        wer: vec![Wahl::neu("meine", "meine und in Vertretung")],
        staende: FallStand::wahlen(),
        raeume: wahlen::paare(raeume),
        sektoren: wahlen::sektoren(&go),
        gesamt_text: wahlen::gezaehlt(gesamt, "1 Fall", "Fälle"),
        zeilen,
        sortierung,
        blaettern,
        suche_laeuft: suche,
        f: a.e.formular(),
    })
    .into_response())
}

/// By POST: names stay out of addresses, histories and logs (ASVS 14.2.1).
pub(crate) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    if nur_auskunft(&app, &mut tx, &kontext).await {
        drop(tx);
        return ansprechpersonen(&app, &kontext, huelle, e).await;
    }
    let filter = FallFilter {
        suche: crate::rules::suchwort(e.roh("suche")),
        auch_beendete: true,
        ..FallFilter::default()
    };
    let a = Anfrage { e, filter, seite: 1 };
    Ok(seite(&app, tx, &kontext, huelle, a, true).await?)
}

pub(crate) async fn csv(
    State(app): State<App>,
    kontext: Kontext,
    RawQuery(query): RawQuery,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let a = anfrage(&app, &mut tx, &kontext, query.as_deref().unwrap_or("")).await?;
    let (zeilen, _) = liste::liste(&app, &mut tx, &kontext, &a.filter, (0, CSV_ZEILEN)).await?;
    drop(tx);
    liste::gezeigt(&app, &kontext, &zeilen, "csv ohne personen").await?;
    let mut aus = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    let intern = |e: &dyn std::fmt::Display| Error::Intern(e.to_string());
    aus.write_record([
        "Aktenzeichen",
        "Bereich",
        "Stand",
        "Im Stand seit",
        "Sozialraum",
        "Fallführend",
        "Vertretung",
        "Nächster Termin",
    ])
    .map_err(|e| intern(&e))?;
    for z in zeilen {
        aus.write_record([
            zelle(&z.aktenzeichen),
            z.sektor_wort().to_owned(),
            z.stand.wort().to_owned(),
            z.stand_am.datum().to_string(),
            zelle(&z.raum_name),
            zelle(&z.fallfuehrend_name),
            zelle(&z.vertretung_name),
            z.naechster_termin.map_or_else(String::new, |t| t.to_string()),
        ])
        .map_err(|e| intern(&e))?;
    }
    let bytes = aus.into_inner().map_err(|e| intern(&e))?;
    let kopf = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"faelle.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kopf, bytes).into_response())
}
