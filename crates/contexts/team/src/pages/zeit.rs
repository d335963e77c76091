//! The own week: what one did, in a form for the phone, and the sums by space and kind of work.

use std::{collections::BTreeMap, fmt::Write as _};

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Befugnis, Bezug, Lesen},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id, Min};
use jiff::civil::Time;
use raum::Raumeinheit;
use store::Tx;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{
    hilfen::{als_fehler, erstes_mal, fertig, lesen, pflichtdatum, raeume_wahl, schluessel, schreiben},
    woche::montag,
};
use crate::{
    ablage,
    kalender::Kalendereintrag,
    model::{Arbeitsart, Fachkraft, Zeitbuchung},
    rules::zeit::{HOECHSTENS, OHNE_NAMEN, aufteilen},
    service::{self, Raeume, Zeitangabe},
};

/// Most characters of the few words beside a booking.
const STICHWORT: usize = 200;

/// The week, a booking to do again, or an entry of the calendar to change first.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Frage {
    tag: String,
    wie: String,
    aus: String,
}

struct Zeile {
    b: Zeitbuchung,
    ort: String,
    dauer: String,
}

/// An entry of the calendar that is not booked yet.
struct Vorschlag {
    e: Kalendereintrag,
    wann: String,
    /// Where it can be changed before it is booked.
    aendern: String,
}

#[derive(Template)]
#[template(path = "team/zeit.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    bekannt: bool,
    montag: Datum,
    sonntag: Datum,
    frueher: String,
    spaeter: String,
    zeilen: Vec<Zeile>,
    vorschlaege: Vec<Vorschlag>,
    /// Address and words of what was booked lately.
    zuletzt: Vec<(String, String)>,
    /// Space, minutes for a case, across cases, without a case, everything else, together.
    summen: Vec<(String, [String; 5])>,
    arten: Vec<Wahl>,
    raeume: Vec<Wahl>,
}

/// `95` as `1:35`.
fn dauer(minuten: i64) -> String {
    format!("{}:{:02}", minuten / 60, minuten % 60)
}

fn ort(raeume: &Raeume, raum: Option<Id<Raumeinheit>>) -> String {
    match raum {
        None => "ohne Raum".to_owned(),
        Some(r) => raeume.raum(r).map_or("anderer Zuschnitt".to_owned(), |r| {
            format!("{} {}", r.code, r.name)
        }),
    }
}

/// `18.11.2026, 09:00 Uhr, 1:30 Stunden`, as far as it is known.
fn wann(e: &Kalendereintrag) -> String {
    let mut s = e.tag.to_string();
    if let Some(b) = e.beginn {
        let _ = write!(s, ", {:02}:{:02} Uhr", b.hour(), b.minute());
    }
    if let Some(m) = e.minuten {
        let _ = write!(s, ", {} Stunden", dauer(m.0));
    }
    s
}

/// The form as the calendar fills it. Where nobody knows the space it is mostly the one of the last booking.
fn aus_kalender(e: &Kalendereintrag, zuletzt: Option<Id<Raumeinheit>>) -> Formular {
    let f = Formular::leer()
        .setze("aus", e.schluessel())
        .setze("art", e.art.code())
        .setze("datum", e.tag.0)
        .setze_wenn("minuten", e.minuten.map(|m| m.0))
        .setze_wenn("raum", e.raum.or(zuletzt))
        .setze("kurztext", stichwort(e));
    if e.bezug == OHNE_NAMEN {
        f.setze("ohne_namen", "ja")
    } else {
        f.setze("bezug", &e.bezug)
    }
}

/// At most so much as fits beside a booking.
fn stichwort(e: &Kalendereintrag) -> String {
    e.stichwort.chars().take(STICHWORT).collect()
}

fn summen(raeume: &Raeume, alle: &[Zeitbuchung]) -> Vec<(String, [String; 5])> {
    let mut je: BTreeMap<String, [i64; 5]> = BTreeMap::new();
    let mut gesamt = [0; 5];
    for b in alle {
        let spalte = match b.art {
            Arbeitsart::Fallspezifisch => 0,
            Arbeitsart::Falluebergreifend => 1,
            Arbeitsart::Fallunabhaengig => 2,
            Arbeitsart::TeamLeitung | Arbeitsart::Fahrt | Arbeitsart::Fortbildung => 3,
        };
        let zeile = je.entry(ort(raeume, b.raum)).or_default();
        for summe in [zeile, &mut gesamt] {
            summe[spalte] += b.minuten.0;
            summe[4] += b.minuten.0;
        }
    }
    let mut aus: Vec<_> = je.into_iter().map(|(o, s)| (o, s.map(dauer))).collect();
    if aus.len() > 1 {
        aus.push(("Zusammen".to_owned(), gesamt.map(dauer)));
    }
    aus
}

fn darf(kontext: &Kontext, wer: Option<Id<Fachkraft>>) -> Result<(), Error> {
    let eigen = Bezug {
        eigenes: true,
        ..Bezug::default()
    };
    Befugnis::<Lesen, Fachkraft>::pruefen(kontext, wer, eigen).map(drop)
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    q: &Frage,
    f: Option<Formular>,
) -> Result<Blatt, Error> {
    let heute = app.uhr.heute();
    let montag = montag(q.tag.parse().unwrap_or(heute));
    let sonntag = montag.plus_tage(6);
    let mut tx = lesen(app).await?;
    let ich = ablage::fachkraft::von_benutzer(&mut tx, kontext.benutzer()).await?;
    darf(kontext, ich.as_ref().map(|i| i.id))?;
    let raeume = service::raeume(app, &mut tx, heute).await?;
    let (alle, lange, offen) = match &ich {
        Some(i) => (
            ablage::zeit::zwischen(&mut tx, i.id, montag, sonntag).await?,
            ablage::zeit::zwischen(&mut tx, i.id, heute.plus_tage(-28), heute).await?,
            service::zeit_vorschlaege(app, &mut tx, kontext, (montag, sonntag)).await?,
        ),
        None => (Vec::new(), Vec::new(), Vec::new()),
    };
    let mut zuletzt: Vec<(String, String)> = Vec::new();
    for b in &lange {
        let was = if b.bezug.is_empty() {
            b.art.wort()
        } else {
            b.bezug.as_str()
        };
        let text = format!("{was}, {} h", dauer(b.minuten.0));
        if zuletzt.len() < 5 && !zuletzt.iter().any(|(_, t)| *t == text) {
            zuletzt.push((format!("/zeit?wie={}", b.id), text));
        }
    }
    let wie = q.wie.parse().ok();
    let zuletzt_in = lange.iter().find_map(|b| b.raum);
    let aus = offen.iter().find(|e| e.schluessel() == q.aus);
    let vorlage = || match lange.iter().find(|b| Some(b.id) == wie) {
        Some(b) => {
            let f = Formular::leer()
                .setze("art", b.art.code())
                .setze("minuten", b.minuten.0)
                .setze_wenn("raum", b.raum)
                .setze("kurztext", &b.kurztext);
            if b.bezug == OHNE_NAMEN {
                f.setze("ohne_namen", "ja")
            } else {
                f.setze("bezug", &b.bezug)
            }
        }
        // the space of the last booking: mostly it is the same one
        None => Formular::leer().setze_wenn("raum", zuletzt_in),
    };
    let f = f.unwrap_or_else(|| match aus {
        Some(e) => aus_kalender(e, zuletzt_in),
        None => vorlage().setze("datum", heute.0),
    });
    let ziel = |tage: i32| format!("/zeit?tag={}", montag.plus_tage(tage).0);
    Ok(Blatt {
        shell: huelle.titel("Meine Zeit"),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[
            ("art", "Wofür"),
            ("datum", "Tag"),
            ("minuten", "Minuten"),
            ("von", "Von"),
            ("bis", "Bis"),
            ("raum", "Raum"),
            ("bezug", "Aktenzeichen, Gruppe oder Projekt"),
            ("kurztext", "Stichwort"),
        ]),
        bekannt: ich.is_some(),
        frueher: ziel(-7),
        spaeter: ziel(7),
        summen: summen(&raeume, &alle),
        zeilen: alle
            .into_iter()
            .map(|b| Zeile {
                ort: ort(&raeume, b.raum),
                dauer: dauer(b.minuten.0),
                b,
            })
            .collect(),
        vorschlaege: offen
            .into_iter()
            .map(|e| Vorschlag {
                wann: wann(&e),
                aendern: format!("/zeit?tag={}&aus={}#eintragen", montag.0, e.schluessel()),
                e,
            })
            .collect(),
        zuletzt,
        arten: Arbeitsart::ALLE
            .into_iter()
            .map(|a| Wahl {
                hinweis: a.beispiel().to_owned(),
                ..Wahl::neu(a.code(), a.wort())
            })
            .collect(),
        raeume: raeume_wahl(&raeume),
        montag,
        sonntag,
    })
}

/// The own week with the form.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(q): Query<Frage>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, &q, None).await?).into_response())
}

fn uhr(e: &mut Eingaben, feld: &str) -> Option<Time> {
    let roh = e.roh(feld).trim().replace('.', ":");
    if roh.is_empty() {
        return None;
    }
    let (stunde, minute) = roh.split_once(':').unwrap_or((&roh, "0"));
    let zeit = match (stunde.parse(), minute.parse()) {
        (Ok(h), Ok(m)) => Time::new(h, m, 0, 0).ok(),
        _ => None,
    };
    if zeit.is_none() {
        e.melde(feld, "WEB-E05", "Bitte eine Uhrzeit wie 14:30 eingeben.");
    }
    zeit
}

/// Minutes by day: typed, or from two clock times.
fn teile(e: &mut Eingaben, datum: Datum) -> Option<Vec<(Datum, Min)>> {
    let (von, bis) = (uhr(e, "von"), uhr(e, "bis"));
    let minuten = e.zahl("minuten", 1, HOECHSTENS);
    if e.hat_fehler() {
        return None;
    }
    let teile = match (minuten, von, bis) {
        (Some(m), None, None) => Some(vec![(datum, Min(m))]),
        (None, Some(von), Some(bis)) => aufteilen(datum, von, bis),
        _ => None,
    };
    if teile.is_none() {
        let text = "Bitte die Minuten eintragen, oder Anfang und Ende.";
        e.melde("minuten", "TEAM-E22", text);
    }
    teile
}

fn gelesen(e: &mut Eingaben) -> Option<Zeitangabe> {
    let art = Arbeitsart::von_code(e.roh("art"));
    if art.is_none() {
        e.melde("art", "WEB-E01", "Bitte wählen, wofür die Zeit war.");
    }
    let datum = pflichtdatum(e, "datum");
    let raum = schluessel(e, "raum");
    let mut bezug = e.text("bezug", 80);
    if e.haken("ohne_namen") && art == Some(Arbeitsart::Fallspezifisch) {
        OHNE_NAMEN.clone_into(&mut bezug);
    }
    let kurztext = e.text("kurztext", STICHWORT);
    let quelle = Some(e.text("aus", 60)).filter(|q| !q.is_empty());
    let teile = datum.and_then(|d| teile(e, d));
    let angabe = Zeitangabe {
        teile: teile?,
        art: art?,
        raum,
        bezug,
        kurztext,
        quelle,
    };
    (!e.hat_fehler()).then_some(angabe)
}

/// Books time, or an entry of the calendar as it is when `vorschlag` names one, or takes a booking back when `loeschen`
/// does.
pub async fn buchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(q): Query<Frage>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let ich = ablage::fachkraft::von_benutzer(&mut tx, kontext.benutzer()).await?;
    darf(&kontext, ich.as_ref().map(|i| i.id))?;
    let ziel = |tag: Datum| format!("/zeit?tag={}", tag.0);
    if let (Some(id), Some(_)) = (schluessel::<Zeitbuchung>(&mut e, "loeschen"), &ich) {
        service::zeit_loeschen(&app, &mut tx, &kontext, id).await?;
        fertig(tx).await?;
        let tag = q.tag.parse().unwrap_or_else(|_| app.uhr.heute());
        return Ok(meldung::weiter(ziel(tag), MeldungArt::Erfolg, "Gelöscht."));
    }
    let vorschlag = e.roh("vorschlag").to_owned();
    if !vorschlag.is_empty() && ich.is_some() {
        return eintragen(&app, tx, &kontext, huelle, &q, &vorschlag).await;
    }
    let mut mehr: Vec<Feldfehler> = Vec::new();
    if let (Some(angabe), Some(_)) = (gelesen(&mut e), &ich) {
        let tag = angabe.teile.first().map_or_else(|| app.uhr.heute(), |(t, _)| *t);
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            let text = "Das war schon gespeichert.";
            return Ok(meldung::weiter(ziel(tag), MeldungArt::Hinweis, text));
        }
        if let Some(raum) = angabe.raum {
            let raeume = service::raeume(&app, &mut tx, app.uhr.heute()).await?;
            if raeume.raum(raum).is_none() {
                e.melde("raum", "WEB-E06", "Bitte einen Eintrag aus der Liste wählen.");
            }
        }
        if !e.hat_fehler() {
            match service::zeit_buchen(&app, &mut tx, &kontext, &angabe).await {
                Ok(()) => {
                    fertig(tx).await?;
                    return Ok(meldung::weiter(ziel(tag), MeldungArt::Erfolg, "Gespeichert."));
                }
                Err(Error::Regel(befunde)) => mehr = als_fehler(&befunde, "minuten"),
                Err(anders) => Err(anders)?,
            }
        }
    }
    drop(tx);
    let f = e.formular().mit_fehlern(mehr);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, &q, Some(f)).await?).into_response())
}

/// Books an entry of the calendar as it is. What is missing is asked in the form.
async fn eintragen(
    app: &App,
    mut tx: Tx,
    kontext: &Kontext,
    huelle: Huelle,
    q: &Frage,
    schluessel: &str,
) -> Ergebnis<Response> {
    let heute = app.uhr.heute();
    let montag = montag(q.tag.parse().unwrap_or(heute));
    let ziel = format!("/zeit?tag={}", montag.0);
    let woche = (montag, montag.plus_tage(6));
    let offen = service::zeit_vorschlaege(app, &mut tx, kontext, woche).await?;
    let Some(e) = offen.into_iter().find(|e| e.schluessel() == schluessel) else {
        let text = "Das ist schon eingetragen oder steht nicht mehr im Kalender.";
        return Ok(meldung::weiter(ziel, MeldungArt::Hinweis, text));
    };
    let zuletzt = service::zeit_zuletzt_in(app, &mut tx, kontext).await?;
    let angabe = Zeitangabe {
        teile: e.minuten.map(|m| vec![(e.tag, m)]).unwrap_or_default(),
        art: e.art,
        raum: e.raum.or(zuletzt),
        bezug: e.bezug.clone(),
        kurztext: stichwort(&e),
        quelle: Some(e.schluessel()),
    };
    let befunde = if angabe.teile.is_empty() {
        vec![Befund::neu("TEAM-E22", "Bitte eintragen, wie lange es war.").an("minuten")]
    } else {
        match service::zeit_buchen(app, &mut tx, kontext, &angabe).await {
            Ok(()) => {
                fertig(tx).await?;
                return Ok(meldung::weiter(ziel, MeldungArt::Erfolg, "Eingetragen."));
            }
            Err(Error::Regel(befunde)) => befunde,
            Err(anders) => Err(anders)?,
        }
    };
    drop(tx);
    let f = aus_kalender(&e, zuletzt).mit_fehlern(als_fehler(&befunde, "minuten"));
    Ok(Seite::ungueltig(blatt(app, kontext, huelle, q, Some(f)).await?).into_response())
}
