//! Create and change an offer.

use amt::{
    App, Error, Huelle, Kontext, entwurf,
    go::Sektor,
    meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Id, Punkt, Tri};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{aus_entwurf, noch_einmal};
use crate::{
    Akteur, Angabe, Angebot, AngebotDaten, Ort, Zeit,
    codes::{
        AngebotArt, AngebotStatus, Anmeldung, Fallbezug, Merkmal, Ortsform, PlatzEinheit, Sichtbarkeit,
        Thema, Wochentag,
    },
    service,
};

#[derive(Template)]
#[template(path = "netz/angebot_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    /// Key in the drafts: the id, or `neu`.
    objekt: String,
    entwurf: bool,
    akteure: Vec<Wahl>,
    arten: Vec<Wahl>,
    themen: Vec<Wahl>,
    sektoren: Vec<Wahl>,
    ortsformen: Vec<Wahl>,
    tage: Vec<Wahl>,
    anmeldungen: Vec<Wahl>,
    fallbezuege: Vec<Wahl>,
    sichtbarkeiten: Vec<Wahl>,
    platz_einheiten: Vec<Wahl>,
    antworten: Vec<Wahl>,
    /// Field, words, unit; features that are measured have no yes or no.
    merkmale: Vec<(String, Merkmal)>,
}

/// Name of the form in the drafts.
pub(super) const FORMULAR: &str = "angebot";

fn objekt(id: Option<Id<Angebot>>) -> String {
    id.map_or_else(|| "neu".to_owned(), |id| id.to_string())
}

const NAMEN: [(&str, &str); 18] = [
    ("titel", "Titel"),
    ("akteur", "Akteur"),
    ("art", "Art"),
    ("kurzbeschreibung", "Kurzbeschreibung"),
    ("themen", "Themen"),
    ("alter_von", "Alter von"),
    ("alter_bis", "Alter bis"),
    ("frei", "Freie Plätze"),
    ("web", "Internet"),
    ("zeiten", "Zeiten"),
    ("b-TUERBREITE", "Türbreite"),
    ("plaetze", "Plätze"),
    ("warteliste", "Warteliste"),
    ("platz_stand", "Stand der Plätze"),
    ("pruef_tage", "Prüfen nach"),
    ("tage", "Jede Woche am"),
    ("lat", "Breitengrad"),
    ("lon", "Längengrad"),
];

async fn bogen(
    tx: &mut Tx,
    kontext: &Kontext,
    shell: Shell,
    f: Formular,
    id: Option<Id<Angebot>>,
) -> amt::Result<Bogen> {
    let sicht = Sicht::auf::<Akteur>(kontext)?;
    let (akteure, _) = service::akteure(tx, &sicht, "", "", 0, 5_000).await?;
    let paare = [Tri::Unbekannt, Tri::Ja, Tri::Teilweise, Tri::Nein];
    Ok(Bogen {
        shell,
        f: f.benannt(&NAMEN),
        objekt: objekt(id),
        entwurf: false,
        ziel: id.map_or_else(
            || "/angebote/neu".to_owned(),
            |id| format!("/angebote/{id}/bearbeiten"),
        ),
        zurueck: id.map_or_else(|| "/angebote".to_owned(), |id| format!("/angebote/{id}")),
        akteure: akteure.into_iter().map(|a| Wahl::neu(a.id, a.name)).collect(),
        arten: wahlen!(AngebotArt),
        themen: wahlen!(Thema),
        sektoren: Sektor::PAARE.iter().map(|(c, w)| Wahl::neu(c, *w)).collect(),
        ortsformen: wahlen!(Ortsform),
        tage: wahlen!(Wochentag),
        anmeldungen: wahlen!(Anmeldung),
        fallbezuege: wahlen!(Fallbezug),
        platz_einheiten: wahlen!(PlatzEinheit),
        sichtbarkeiten: wahlen!(Sichtbarkeit),
        antworten: paare.iter().map(|t| Wahl::neu(t.code(), t.to_string())).collect(),
        merkmale: Merkmal::ALLE
            .iter()
            .map(|m| (format!("b-{}", m.code()), *m))
            .collect(),
    })
}

/// What the list of gaps knows already about the offer it proposes.
#[derive(serde::Deserialize)]
pub(super) struct Vorgabe {
    #[serde(default)]
    thema: String,
    #[serde(default)]
    fallbezug: String,
}

/// `GET /angebote/neu`
pub(super) async fn neu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(vorgabe): Query<Vorgabe>,
) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let shell = huelle.titel("Neues Angebot").ueber("Angebote", "/angebote");
    let gemerkt = entwurf::laden(&mut tx, &kontext, FORMULAR, "neu").await?;
    let entwurf = gemerkt.is_some();
    let leer = || {
        Formular::leer()
            .setze("geprueft_am", app.uhr.heute())
            .setze("status", AngebotStatus::Aktiv.code())
            .setze_wenn("themen", vorgabe.thema.parse::<Thema>().ok().map(Thema::code))
            .setze_wenn(
                "fallbezug",
                vorgabe.fallbezug.parse::<Fallbezug>().ok().map(Fallbezug::code),
            )
    };
    let f = gemerkt
        .map_or_else(leer, |e| e.als_formular())
        .setze("einmal", app.ids.uuid());
    let seite = bogen(&mut tx, &kontext, shell, f, None).await?;
    Ok(Seite::neu(Bogen { entwurf, ..seite }).into_response())
}

/// `POST /angebote/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let einmal = e.roh("einmal").parse().unwrap_or_else(|_| app.ids.uuid());
    if !amt::einmal::verbrauchen(&mut tx, einmal, &kontext).await? {
        let pfad = amt::einmal::pfad(&mut tx, einmal, &kontext).await?;
        return Ok(web::Umleitung::nach(pfad.unwrap_or_default()).into_response());
    }
    let ergebnis = match lesen(&app, &mut e, None) {
        Some(daten) => service::angebot_anlegen(&app, &mut tx, &may, daten).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(id) => {
            let pfad = format!("/angebote/{id}");
            amt::einmal::ergebnis(&mut tx, einmal, &kontext, &pfad).await?;
            entwurf::verwerfen(&mut tx, &kontext, FORMULAR, "neu").await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                pfad,
                MeldungArt::Erfolg,
                "Das Angebot ist gespeichert.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            let shell = huelle.titel("Neues Angebot").ueber("Angebote", "/angebote");
            befunde.into_iter().for_each(|b| e.melde(&b.ort, b.code, b.text));
            Ok(Seite::ungueltig(bogen(&mut tx, &kontext, shell, e.formular(), None).await?).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}

/// `GET /angebote/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Angebot>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let g = service::angebot_laden(&mut tx, &liest).await?;
    let shell = huelle.titel("Angebot bearbeiten").ueber("Angebote", "/angebote");
    let gemerkt = entwurf::laden(&mut tx, &kontext, FORMULAR, &objekt(Some(id))).await?;
    let entwurf = gemerkt.is_some();
    let f = match gemerkt {
        Some(e) => aus_entwurf(e.als_formular(), g.version, "titel"),
        None => vorbelegt(&g.daten).setze("version", g.version),
    };
    let seite = bogen(&mut tx, &kontext, shell, f, Some(id)).await?;
    Ok(Seite::neu(Bogen { entwurf, ..seite }).into_response())
}

/// `POST /angebote/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Angebot>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let alt = service::angebot_laden(&mut tx, &liest).await?;
    let version = e.pflichtzahl("version", 0, i64::MAX).unwrap_or(-1);
    let ergebnis = match lesen(&app, &mut e, Some(&alt.daten)) {
        Some(daten) => service::angebot_aendern(&app, &mut tx, &may, version, daten).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            entwurf::verwerfen(&mut tx, &kontext, FORMULAR, &objekt(Some(id))).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                format!("/angebote/{id}"),
                MeldungArt::Erfolg,
                "Gespeichert.",
            ))
        }
        Err(fehler) => {
            let shell = huelle.titel("Angebot bearbeiten").ueber("Angebote", "/angebote");
            let f = noch_einmal(e, fehler, "titel", Some(alt.version))?;
            Ok(Seite::ungueltig(bogen(&mut tx, &kontext, shell, f, Some(id)).await?).into_response())
        }
    }
}

fn vorbelegt(d: &AngebotDaten) -> Formular {
    let ort = d.orte.first().cloned().unwrap_or_default();
    let zeit = d.zeiten.first().cloned().unwrap_or_default();
    let mut f = Formular::leer()
        .setze("akteur", d.akteur)
        .setze("titel", &d.titel)
        .setze("kurzbeschreibung", &d.kurzbeschreibung)
        .setze("leichte_sprache", &d.leichte_sprache)
        .setze("art", d.art.code())
        .setze("zielgruppen", &d.zielgruppen)
        .setze_wenn("alter_von", d.alter_von)
        .setze_wenn("alter_bis", d.alter_bis)
        .setze("ortsform", d.ortsform.code())
        .setze("ort_name", &ort.name)
        .setze("anschrift", &ort.anschrift)
        .setze("plz", &ort.plz)
        .setze("ort", &ort.ort)
        .setze_wenn("lat", ort.punkt.map(|p| p.lat))
        .setze_wenn("lon", ort.punkt.map(|p| p.lon))
        .setze("rrule", &zeit.rrule)
        .setze_wenn("von", zeit.von.map(crate::rules::zeiten::uhrzeit))
        .setze_wenn("bis", zeit.bis.map(crate::rules::zeiten::uhrzeit))
        .setze("zeiten_text", &d.zeiten_text)
        .setze_wenn("plaetze", d.plaetze)
        .setze_wenn("frei", d.frei)
        .setze("platz_einheit", d.platz_einheit.code())
        .setze("platz_zielgruppe", &d.platz_zielgruppe)
        .setze_wenn("platz_stand", d.platz_stand)
        .setze_wenn("warteliste", d.warteliste)
        .setze_wenn("pruef_tage", d.pruef_tage)
        .setze("kostenlos", d.kostenlos.code())
        .setze_wenn("cent", d.kosten.map(|c| c.0))
        .setze("anmeldung", d.anmeldung.code())
        .setze("telefon", &d.telefon)
        .setze("email", &d.email)
        .setze("web", &d.web)
        .setze("sprachen", d.sprachen.join(" "))
        .setze("barriere_hinweis", &d.barriere_hinweis)
        .setze("fallbezug", d.fallbezug.code())
        .setze("sichtbarkeit", d.sichtbarkeit.code())
        .setze("geprueft_am", d.geprueft_am);
    for t in &d.themen {
        f = f.setze("themen", t.code());
    }
    for s in &d.sektoren {
        f = f.setze("sektoren", s);
    }
    for (m, a) in &d.barrieren {
        let feld = format!("b-{}", m.code());
        f = if m.nur_zahl() {
            f.setze_wenn(&feld, a.zahl)
        } else {
            f.setze(&feld, a.wert.code())
        };
    }
    f
}

/// Reads the form over what is there: places and times beyond the first stay as they are.
fn lesen(app: &App, e: &mut Eingaben, alt: Option<&AngebotDaten>) -> Option<AngebotDaten> {
    let akteur: Option<Id<Akteur>> = e.pflichtauswahl("akteur");
    let art: Option<AngebotArt> = e.pflichtauswahl("art");
    let titel = e.pflichttext("titel", 200);
    let heute = app.uhr.heute();
    let jahre = |e: &mut Eingaben, feld| e.zahl(feld, 0, 120).and_then(|a| u16::try_from(a).ok());
    let (alter_von, alter_bis) = (jahre(e, "alter_von"), jahre(e, "alter_bis"));
    let geprueft_am = e.datum("geprueft_am").map_or(heute, base::Datum);
    let neu = AngebotDaten::neu(akteur?, titel, art?, geprueft_am);
    let mut d = alt.cloned().unwrap_or_else(|| neu.clone());
    (d.akteur, d.titel, d.art, d.geprueft_am) = (neu.akteur, neu.titel, neu.art, geprueft_am);
    d.kurzbeschreibung = e.text("kurzbeschreibung", 500);
    d.leichte_sprache = e.text("leichte_sprache", 500);
    d.zielgruppen = e.text("zielgruppen", 300);
    (d.alter_von, d.alter_bis) = (alter_von, alter_bis);
    d.themen = e.auswahlliste::<Thema>("themen");
    d.sektoren = e
        .liste("sektoren")
        .into_iter()
        .filter(|s| Sektor::von_code(s).is_some())
        .collect();
    d.ortsform = e.auswahl("ortsform").unwrap_or(Ortsform::VorOrt);
    ort(e, &mut d);
    zeit(e, &mut d);
    d.zeiten_text = e.text("zeiten_text", 500);
    plaetze(e, &mut d);
    d.kostenlos = e.auswahl("kostenlos").unwrap_or_default();
    d.kosten = e.zahl("cent", 0, 10_000_000).map(Cent);
    d.anmeldung = e.auswahl("anmeldung").unwrap_or(Anmeldung::Keine);
    d.telefon = e.text("telefon", 100);
    d.email = e.text("email", 200);
    d.web = e.text("web", 500);
    d.sprachen = e
        .text("sprachen", 200)
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    d.barriere_hinweis = e.text("barriere_hinweis", 500);
    d.fallbezug = e.auswahl("fallbezug").unwrap_or(Fallbezug::Fallunabhaengig);
    d.sichtbarkeit = e.auswahl("sichtbarkeit").unwrap_or(Sichtbarkeit::Oeffentlich);
    for m in Merkmal::ALLE {
        let feld = format!("b-{}", m.code());
        let mut a = d.barrieren.get(m).copied().unwrap_or_default();
        if m.nur_zahl() {
            a.zahl = e.zahl(&feld, 0, 1_000);
        } else {
            a.wert = e.auswahl(&feld).unwrap_or_default();
        }
        if a == Angabe::default() {
            d.barrieren.remove(m);
        } else {
            d.barrieren.insert(*m, a);
        }
    }
    (!e.hat_fehler()).then_some(d)
}

/// What is said about free places needs the day it was said: it is shown with its age, and never guessed.
fn plaetze(e: &mut Eingaben, d: &mut AngebotDaten) {
    d.plaetze = e.zahl("plaetze", 0, 100_000);
    d.frei = e.zahl("frei", 0, 100_000);
    d.warteliste = e.zahl("warteliste", 0, 100_000);
    d.platz_einheit = e.auswahl("platz_einheit").unwrap_or_default();
    d.platz_zielgruppe = e.text("platz_zielgruppe", 200);
    d.platz_stand = e.datum("platz_stand").map(base::Datum);
    if d.platz_stand.is_none() && (d.frei.is_some() || d.warteliste.is_some()) {
        e.melde(
            "platz_stand",
            "NETZ-E47",
            "Bitte den Tag eintragen, von dem diese Meldung ist.",
        );
    }
    d.pruef_tage = e.zahl("pruef_tage", 14, 730).and_then(|t| u16::try_from(t).ok());
}

fn ort(e: &mut Eingaben, d: &mut AngebotDaten) {
    let (lat, lon) = (e.roh("lat").replace(',', "."), e.roh("lon").replace(',', "."));
    let punkt = match (lat.trim().parse::<f64>(), lon.trim().parse::<f64>()) {
        (Ok(lat), Ok(lon)) => Some(Punkt { lat, lon }),
        (lat, _) => {
            // half a point, or one that cannot be read, is not the same as none
            if !(e.roh("lat").is_empty() && e.roh("lon").is_empty()) {
                let feld = if lat.is_err() { "lat" } else { "lon" };
                let text = "Bitte zwei Zahlen wie 54.3233 und 10.1394, oder beide Felder leer lassen.";
                e.melde(feld, "NETZ-E21", text);
            }
            None
        }
    };
    let raumeinheit = d.orte.first().and_then(|o| o.raumeinheit);
    let neu = Ort {
        name: e.text("ort_name", 200),
        anschrift: e.text("anschrift", 300),
        plz: e.text("plz", 20),
        ort: e.text("ort", 100),
        punkt,
        raumeinheit,
    };
    if neu == Ort::default() {
        d.orte.drain(..d.orte.len().min(1));
    } else if let Some(erster) = d.orte.first_mut() {
        *erster = neu;
    } else {
        d.orte.push(neu);
    }
}

fn zeit(e: &mut Eingaben, d: &mut AngebotDaten) {
    let tage: Vec<Wochentag> = e.auswahlliste("tage");
    let codes: Vec<&str> = tage.iter().map(|t| t.code()).collect();
    let getippt = e.text("rrule", 300);
    let alt = d.zeiten.first().cloned().unwrap_or_default();
    let rrule = if codes.is_empty() {
        getippt
    } else {
        format!("FREQ=WEEKLY;BYDAY={}", codes.join(","))
    };
    let (von, bis) = (uhr(e, "von"), uhr(e, "bis"));
    let neu = Zeit {
        rrule,
        von,
        bis,
        ..alt
    };
    if neu.rrule.is_empty() && neu.beginn.is_none() && (von.is_some() || bis.is_some()) {
        let text = "Bitte wählen Sie, an welchen Tagen diese Uhrzeiten gelten.";
        e.melde("tage", "NETZ-E90", text);
    }
    if neu.rrule.is_empty() && neu.beginn.is_none() {
        d.zeiten.drain(..d.zeiten.len().min(1));
    } else if let Some(erste) = d.zeiten.first_mut() {
        *erste = neu;
    } else {
        d.zeiten.push(neu);
    }
}

fn uhr(e: &mut Eingaben, feld: &str) -> Option<u16> {
    let wert = e.roh(feld).to_owned();
    if wert.is_empty() {
        return None;
    }
    let minuten = crate::rules::zeiten::minuten(&wert);
    if minuten.is_none() {
        e.melde(feld, "WEB-E05", "Bitte eine Uhrzeit wie 14:30 eingeben.");
    }
    minuten
}
