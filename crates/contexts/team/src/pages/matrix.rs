//! Who is responsible for what: Raum × Sektor.

use amt::{
    App, Error, Huelle, Kontext,
    go::{Regel, Sektor, Zuweisung},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use raum::{RaumKurz, Raumeinheit};
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl, bausteine::Status};

use super::hilfen::{darf_bearbeiten, darf_lesen, lesen, raeume_wahl, zelle};
use crate::{
    model::{Buchstabe, Gesicht, Regelart, Zustaendigkeit, Zustaendigkeitsregel},
    service,
};

/// Most spaces on one page.
const JE_SEITE: usize = 15;

/// The filter of the matrix, as the address carries it. Never a name.
#[derive(Debug, Default, Clone, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    sektor: String,
    raum: String,
    stichtag: String,
    seite: usize,
}

impl Filter {
    fn tag(&self, app: &App) -> Datum {
        self.stichtag.parse().unwrap_or_else(|_| app.uhr.heute())
    }

    fn anfrage(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .append_pair("sektor", &self.sektor)
            .append_pair("raum", &self.raum)
            .append_pair("stichtag", &self.stichtag)
            .finish()
    }
}

/// One row: a space and what is to be said per Sektor.
struct Zeile {
    raum: RaumKurz,
    zellen: Vec<Zelle>,
}

/// One column: what is the same for all spaces of a Sektor is said here once.
struct Spalte {
    sektor: Sektor,
    /// Until when letters decide and what comes then, while the Sektor goes over to spaces.
    uebergang: Option<Uebergang>,
    /// Where letters decide and no surname was given.
    buchstaben: Vec<Buchstabe>,
}

struct Uebergang {
    marke: Status,
    danach: &'static str,
}

impl Uebergang {
    fn am(tag: Datum, z: Zuweisung) -> Option<Self> {
        let ab = z.stichtag.filter(|_| z.regel == Regel::Misch)?;
        Some(if tag < ab {
            Self {
                marke: Status::info(format!("nach Buchstaben bis {}", ab.plus_tage(-1))),
                danach: "dann nach Raum",
            }
        } else {
            Self {
                marke: Status::info(format!("nach Raum seit {ab}")),
                danach: "vorher nach Buchstaben",
            }
        })
    }
}

struct Zelle {
    z: Zustaendigkeit,
    befund: Option<Status>,
    /// For the building block "Warum?".
    warum: Vec<(String, String)>,
}

impl Zelle {
    fn neu(z: Zustaendigkeit) -> Self {
        let befund = z.befunde.first().map(|b| match b.code {
            "TEAM-E01" | "TEAM-E04" => Status::ernst(b.code),
            _ => Status::achtung(b.code),
        });
        let schritt = |s: &raum::Schritt| {
            let beleg = if s.beleg.is_empty() {
                String::new()
            } else {
                format!(" [{}]", s.beleg)
            };
            (format!("{}{beleg}", s.text), s.norm.clone())
        };
        let befunde = z.befunde.iter().map(|b| (b.text.clone(), b.code.to_owned()));
        let warum = z.schritte.iter().map(schritt).chain(befunde).collect();
        Self { z, befund, warum }
    }

    /// Whom the space gives on this day, as long as letters still decide.
    fn nach_raum(&self) -> Option<&Gesicht> {
        let nach_raum = self.z.beide.as_ref().map(|b| &b.1)?;
        nach_raum
            .gesicht
            .as_ref()
            .filter(|_| self.z.regel == Regelart::Abc)
    }
}

#[derive(Template)]
#[template(path = "team/matrix.html")]
struct Matrix {
    shell: Shell,
    f: Formular,
    sektoren: Vec<Wahl>,
    raeume: Vec<Wahl>,
    spalten: Vec<Spalte>,
    zeilen: Vec<Zeile>,
    stichtag: Datum,
    csv: String,
    blaettern: web::Blaettern,
    bearbeiten: bool,
}

struct Daten {
    raeume: service::Raeume,
    alle: usize,
    zeilen: Vec<(RaumKurz, Vec<Zustaendigkeit>)>,
    aktive: Vec<(Sektor, Zuweisung)>,
}

async fn daten(app: &App, filter: &Filter, nachname: Option<&str>, je_seite: usize) -> Result<Daten, Error> {
    let mut tx = lesen(app).await?;
    let tag = filter.tag(app);
    let raeume = service::raeume(app, &mut tx, tag).await?;
    let gewaehlt: Option<Id<Raumeinheit>> = filter.raum.parse().ok();
    let treffer: Vec<RaumKurz> = raeume
        .unterste()
        .into_iter()
        .filter(|k| gewaehlt.is_none_or(|g| k.iter().any(|r| r.id == g)))
        .filter_map(|k| k.into_iter().next())
        .collect();
    let alle = treffer.len();
    let treffer: Vec<RaumKurz> = treffer
        .into_iter()
        .skip(filter.seite.saturating_sub(1) * je_seite)
        .take(je_seite)
        .collect();
    let ids: Vec<_> = treffer.iter().map(|r| r.id).collect();
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    let aktive = go.sektoren.iter().map(|s| (*s, go.zuweisung(*s))).collect();
    let nur = Sektor::von_code(&filter.sektor);
    let antworten = service::matrix(app, &mut tx, &ids, tag, nachname).await?;
    let zeilen = treffer
        .into_iter()
        .zip(antworten)
        .map(|(r, (_, z))| {
            (
                r,
                z.into_iter()
                    .filter(|z| nur.is_none_or(|n| n == z.sektor))
                    .collect(),
            )
        })
        .collect();
    Ok(Daten {
        raeume,
        alle,
        zeilen,
        aktive,
    })
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    filter: Filter,
    name: Option<&str>,
) -> Ergebnis<Response> {
    darf_lesen::<Zustaendigkeitsregel>(kontext, None)?;
    let d = daten(app, &filter, name, JE_SEITE).await?;
    let nur = Sektor::von_code(&filter.sektor);
    let stichtag = filter.tag(app);
    let buchstaben = |s: Sektor| {
        let alle = d.zeilen.iter().flat_map(|(_, z)| z);
        alle.filter(|z| z.sektor == s)
            .find(|z| !z.buchstaben.is_empty())
            .map_or_else(Vec::new, |z| z.buchstaben.clone())
    };
    let spalten = d
        .aktive
        .iter()
        .filter(|(s, _)| nur.is_none_or(|n| n == *s))
        .map(|(s, z)| Spalte {
            sektor: *s,
            uebergang: Uebergang::am(stichtag, *z),
            buchstaben: buchstaben(*s),
        })
        .collect();
    let zeilen = d
        .zeilen
        .into_iter()
        .map(|(raum, alle)| Zeile {
            raum,
            zellen: alle.into_iter().map(Zelle::neu).collect(),
        })
        .collect();
    let f = Formular::leer()
        .setze("sektor", &filter.sektor)
        .setze("raum", &filter.raum)
        .setze("stichtag", stichtag.0)
        .setze_wenn("nachname", name);
    let anfrage = filter.anfrage();
    let gesamt = d.alle as u64;
    Ok(Seite::neu(Matrix {
        shell: huelle.titel("Wer ist zuständig?"),
        f,
        sektoren: d
            .aktive
            .iter()
            .map(|(s, _)| Wahl::neu(s.code(), s.wort()))
            .collect(),
        raeume: raeume_wahl(&d.raeume),
        spalten,
        zeilen,
        stichtag,
        csv: format!("/zustaendigkeit.csv?{anfrage}"),
        blaettern: web::Blaettern::seiten(
            &format!("/zustaendigkeit?{anfrage}"),
            filter.seite as u64,
            JE_SEITE as u64,
            gesamt,
        ),
        bearbeiten: darf_bearbeiten(kontext),
    })
    .into_response())
}

/// The matrix.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(filter): Query<Filter>,
) -> Ergebnis<Response> {
    seite(&app, &kontext, huelle, filter, None).await
}

/// The matrix for a surname, which must not stand in an address: by post, and not stored.
pub async fn zeigen_mit_namen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    let filter = Filter {
        sektor: e.roh("sektor").to_owned(),
        raum: e.roh("raum").to_owned(),
        stichtag: e.roh("stichtag").to_owned(),
        seite: 0,
    };
    let name: String = e.roh("nachname").chars().take(120).collect();
    seite(
        &app,
        &kontext,
        huelle,
        filter,
        Some(name.as_str()).filter(|n| !n.is_empty()),
    )
    .await
}

/// The whole matrix as a file for a spreadsheet, one line per space and Sektor.
pub async fn csv(
    State(app): State<App>,
    kontext: Kontext,
    Query(filter): Query<Filter>,
) -> Ergebnis<Response> {
    darf_lesen::<Zustaendigkeitsregel>(&kontext, None)?;
    let filter = Filter { seite: 0, ..filter };
    let d = daten(&app, &filter, None, usize::MAX).await?;
    let mut datei = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    let kopf = [
        "Raum",
        "Name",
        "Sektor",
        "Regel",
        "Team",
        "Zuständig",
        "Telefon",
        "E-Mail",
        "Vertretung",
        "Telefon Vertretung",
        "Hinweise",
    ];
    datei.write_record(kopf).map_err(web::WebFehler::intern)?;
    for (raum, antworten) in &d.zeilen {
        for z in antworten {
            let feld = |g: &Option<Gesicht>, was: fn(&Gesicht) -> &str| zelle(g.as_ref().map_or("", was));
            let team = z.team.as_ref().map_or("", |t| t.name.as_str());
            let hinweise: Vec<String> = z.befunde.iter().map(ToString::to_string).collect();
            let zeile = [
                zelle(&raum.code),
                zelle(&raum.name),
                z.sektor.to_string(),
                z.regel.wort().to_owned(),
                zelle(team),
                feld(&z.zustaendig, |g| &g.name),
                feld(&z.zustaendig, |g| &g.telefon),
                feld(&z.zustaendig, |g| &g.email),
                feld(&z.vertretung, |g| &g.name),
                feld(&z.vertretung, |g| &g.telefon),
                zelle(&hinweise.join(" ")),
            ];
            datei.write_record(zeile).map_err(web::WebFehler::intern)?;
        }
    }
    let inhalt = datei.into_inner().map_err(web::WebFehler::intern)?;
    let kopf = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"zustaendigkeit.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kopf, inhalt).into_response())
}
