//! `/anliegen`: the queue. The filter lies in the address, the search for a person never does.

use amt::{
    App, Huelle, Kontext,
    navigation::darf,
    recht::{Bereich, Recht},
};
use askama::Template;
use axum::{
    extract::{RawQuery, State},
    http::header,
    response::{IntoResponse, Response},
};
use base::Datum;
use store::Tx;
use web::{Blaettern, Eingaben, Ergebnis, Formular, Seite, Shell, Sortierung, Status, Wahl};

use super::wahlen;
use crate::{
    model::{Kanal, Stand},
    nachbarn::nachbarn,
    service::lesen,
    store::{Filter, GEZAEHLT, Spalte, Zeile},
};

const JE_SEITE: i64 = 50;
/// Rows of a CSV at most.
const CSV_ZEILEN: i64 = 10_000;

#[derive(Template)]
#[template(path = "fall/liste.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    darf_neu: bool,
    csv_url: String,
    wer: Vec<Wahl>,
    staende: Vec<Wahl>,
    raeume: Vec<Wahl>,
    teams: Vec<Wahl>,
    sektoren: Vec<Wahl>,
    kanaele: Vec<Wahl>,
    zeilen: Vec<Zeile>,
    gesamt_text: String,
    sortierung: Sortierung,
    blaettern: Blaettern,
    suche_laeuft: bool,
    ueberfaellig: Status,
    heute: Datum,
}

/// The filter as it stands in the address.
struct Anfrage {
    e: Eingaben,
    filter: Filter,
    seite: i64,
}

async fn anfrage(app: &App, tx: &mut Tx, kontext: &Kontext, query: &str) -> Ergebnis<Anfrage> {
    let e = Eingaben::aus_bytes(query.as_bytes())?;
    let (ab, spalte) = e
        .roh("sort")
        .strip_prefix('-')
        .map_or((false, e.roh("sort")), |s| (true, s));
    let mut filter = Filter {
        raum: e.roh("raum").parse().ok(),
        team: e.roh("team").parse().ok(),
        sektor: Some(e.roh("sektor").to_owned()).filter(|s| !s.is_empty()),
        stand: e.roh("stand").parse().ok(),
        nur_offen: e.roh("stand").is_empty(),
        kanal: e.roh("kanal").parse().ok(),
        ueberfaellig: e.haken("faellig"),
        in_der_zeit: e.haken("puenktlich"),
        rueckruf: e.haken("rueckruf"),
        sortierung: Spalte::aus(spalte),
        absteigend: ab,
        ..Filter::default()
    };
    if e.roh("wer") == "meine" {
        let ich = kontext.benutzer().uuid();
        filter.meine = Some((nachbarn(app)?.fachkraft_von(app, tx, ich).await?, ich));
    }
    if filter.rueckruf || filter.ueberfaellig {
        filter.nur_offen = false;
    }
    let seite = e.roh("seite").parse().unwrap_or(1).clamp(1, 100_000);
    Ok(Anfrage { e, filter, seite })
}

/// The address of the list with this filter, without page and order.
fn pfad(e: &Eingaben, basis: &str) -> String {
    let mut aus = form_urlencoded::Serializer::new(String::new());
    for feld in [
        "wer",
        "stand",
        "raum",
        "team",
        "sektor",
        "kanal",
        "faellig",
        "puenktlich",
        "rueckruf",
    ] {
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
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let a = anfrage(&app, &mut tx, &kontext, query.as_deref().unwrap_or("")).await?;
    Ok(seite(&app, tx, &kontext, huelle, a, false).await?)
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
    let (zeilen, gesamt) = lesen::liste(app, &mut tx, kontext, &a.filter, (ab, JE_SEITE)).await?;
    let (teams, raeume) = lesen::filterlisten(&mut tx).await?;
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    drop(tx);
    lesen::gezeigt_jetzt(app, kontext, &zeilen, if suche { "suche" } else { "liste" }).await?;
    let pfad_liste = pfad(&a.e, "/anliegen");
    let sortierung = Sortierung::aus(&pfad_liste, a.e.roh("sort"), &Spalte::SCHLUESSEL);
    let anzahl = u64::try_from(gesamt.min(GEZAEHLT)).unwrap_or(0);
    let mit_sort = sortierung.url_jetzt(a.e.roh("sort"));
    let blaettern = Blaettern::seiten(
        &mit_sort,
        u64::try_from(a.seite).unwrap_or(1),
        JE_SEITE.unsigned_abs(),
        anzahl,
    );
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Anliegen"),
        darf_neu: darf(kontext, Bereich::Service, Recht::Anlegen),
        csv_url: pfad(&a.e, "/anliegen.csv"),
        wer: vec![Wahl::neu("meine", "meine")],
        staende: Stand::wahlen(),
        raeume: wahlen::paare(raeume),
        teams: wahlen::paare(teams),
        sektoren: wahlen::sektoren(&go),
        kanaele: Kanal::wahlen(),
        gesamt_text: wahlen::gezaehlt(gesamt, "1 Anliegen", "Anliegen"),
        zeilen,
        sortierung,
        blaettern,
        suche_laeuft: suche,
        ueberfaellig: Status::ernst("überfällig"),
        heute: app.uhr.heute(),
        f: a.e.formular(),
    })
    .into_response())
}

trait MitSort {
    fn url_jetzt(&self, sort: &str) -> String;
}

impl MitSort for Sortierung {
    /// The address with the order as it is, for the pages of the list.
    fn url_jetzt(&self, sort: &str) -> String {
        let bekannt = Spalte::SCHLUESSEL.contains(&sort.trim_start_matches('-'));
        if !bekannt {
            return self.pfad.clone();
        }
        let trenner = if self.pfad.contains('?') { '&' } else { '?' };
        format!("{}{trenner}sort={sort}", self.pfad)
    }
}

/// By POST: names stay out of addresses, histories and logs.
pub(crate) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    let tx = app.db.read().await.map_err(amt::Error::from)?;
    let roh = e.roh("suche");
    let nur_ziffern = !roh.is_empty() && roh.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
    let suche = if nur_ziffern {
        roh.chars().filter(char::is_ascii_digit).collect()
    } else {
        crate::rules::suchwort(roh)
    };
    let filter = Filter {
        suche,
        absteigend: true,
        sortierung: Spalte::Eingang,
        ..Filter::default()
    };
    let a = Anfrage { e, filter, seite: 1 };
    Ok(seite(&app, tx, &kontext, huelle, a, true).await?)
}

/// A cell that a spreadsheet must not run as a formula.
pub(crate) fn zelle(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

pub(crate) async fn csv(
    State(app): State<App>,
    kontext: Kontext,
    RawQuery(query): RawQuery,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let a = anfrage(&app, &mut tx, &kontext, query.as_deref().unwrap_or("")).await?;
    let (zeilen, _) = lesen::liste(&app, &mut tx, &kontext, &a.filter, (0, CSV_ZEILEN)).await?;
    drop(tx);
    lesen::gezeigt_jetzt(&app, &kontext, &zeilen, "csv ohne personen").await?;
    let mut aus = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    let intern = |e: &dyn std::fmt::Display| amt::Error::Intern(e.to_string());
    aus.write_record([
        "Eingang",
        "Weg",
        "Stand",
        "Erste Antwort bis",
        "Sozialraum",
        "Bereich",
        "Team",
        "Themen",
    ])
    .map_err(|e| intern(&e))?;
    for z in zeilen {
        let felder = [
            z.eingang.datum().to_string(),
            z.kanal.wort().to_owned(),
            z.stand.wort().to_owned(),
            z.erstreaktion_bis.to_string(),
            zelle(&z.raum_name),
            z.sektor,
            zelle(&z.team_name),
            z.themen,
        ];
        aus.write_record(&felder).map_err(|e| intern(&e))?;
    }
    let bytes = aus.into_inner().map_err(|e| intern(&e))?;
    let kopf = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"anliegen.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kopf, bytes).into_response())
}
