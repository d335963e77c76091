//! The week of a team: time, shares, who gets what; one button plans it, a plain form changes it.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id, Min};
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use super::hilfen::{als_fehler, erstes_mal, fertig, lesen, leute, schluessel, schreiben, version, wahlen};
use crate::{
    ablage,
    model::{Fachkraft, Posten, Postenart, Team, Woche, Zug},
    rules::{pool::Bereich, woche::FUA_WOCHEN},
    service,
};

/// Nobody asks for more in a week.
const HOECHSTENS: i64 = 100_000;

/// The week, as the address carries it: any of its days.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Tag {
    pub tag: String,
}

struct Zeile {
    p: Posten,
    /// Name of its field.
    feld: String,
    art: &'static str,
    korridor: String,
    /// How far a hand can draw it: the corridor of a case, the pool of the rest.
    bis: i64,
    asd: bool,
}

#[derive(Template)]
#[template(path = "team/woche.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    team: Team,
    montag: Datum,
    sonntag: Datum,
    frueher: String,
    spaeter: String,
    woche: Option<Woche>,
    /// Name of the field, name of the person.
    leute: Vec<(String, String, Min)>,
    zeilen: Vec<Zeile>,
    zuege: Vec<Zug>,
    uebrig: i64,
    /// Why more is planned than there is; empty when it is not.
    ueber: String,
    gekuerzt: usize,
    arten: Vec<Wahl>,
    bereiche: Vec<Wahl>,
    bearbeiten: bool,
    offen: bool,
}

/// The Monday of the week of a day.
pub fn montag(tag: Datum) -> Datum {
    tag.plus_tage(-i32::from(tag.0.weekday().to_monday_zero_offset()))
}

fn korridor(p: &Posten) -> String {
    match p.max {
        Some(max) => format!("{} bis {}", p.min.0, max.0),
        None => format!("ab {}", p.min.0),
    }
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Team>,
    montag: Datum,
    f: Option<Formular>,
) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let team = ablage::team::laden(&mut tx, id).await?;
    let bearbeiten = service::darf_woche(app, &mut tx, kontext, id).await?.is_some();
    let woche = ablage::woche::laden(&mut tx, id, montag).await?;
    let alle = leute(&mut tx).await?;
    let name = |wer: Id<Fachkraft>| {
        let schluessel = wer.to_string();
        alle.iter()
            .find(|w| w.wert == schluessel)
            .map_or_else(String::new, |w| w.text.clone())
    };
    let zuege = match &woche {
        Some(w) => ablage::woche::zuege(&mut tx, w.id).await?,
        None => Vec::new(),
    };
    let wochen = i32::try_from(FUA_WOCHEN).unwrap_or(0);
    let vorher = ablage::woche::gekuerzt_vor(&mut tx, id, montag, wochen).await?;
    let mut f = f.unwrap_or_else(Formular::leer);
    if let Some(w) = &woche {
        f = f.setze("version", w.version).setze("fua", w.fua.0);
        for (wer, minuten) in &w.kapazitaet {
            f = f.setze(&format!("kapazitaet-{wer}"), minuten.0);
        }
        for p in &w.posten {
            f = f.setze(&format!("minuten-{}", p.id), p.minuten.0);
        }
    }
    let ziel = |tage: i32| format!("/team/{id}/woche?tag={}", montag.plus_tage(tage).0);
    Ok(Blatt {
        shell: huelle
            .titel("Woche des Teams")
            .ueber("Teams", "/team")
            .ueber(&team.name, format!("/team/{id}")),
        offen: f.alle_fehler().iter().any(|x| x.code == "TEAM-E10"),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[
            ("fua", "Zeit für den Sozialraum"),
            ("kennzeichen", "Aktenzeichen oder Name"),
            ("min", "Mindestens"),
            ("max", "Höchstens"),
            ("angefragt", "Gewünscht"),
            ("art", "Art"),
            ("bereich", "Bereich"),
            ("prioritaet", "Vorrang"),
            ("grund", "Grund"),
            ("trotzdem", "Mehr als im Pool"),
            ("pool", "Pool"),
        ]),
        leute: woche.as_ref().map_or_else(Vec::new, |w| {
            w.kapazitaet
                .iter()
                .map(|(wer, m)| (format!("kapazitaet-{wer}"), name(*wer), *m))
                .collect()
        }),
        zeilen: woche.as_ref().map_or_else(Vec::new, |w| {
            w.posten
                .iter()
                .map(|p| Zeile {
                    feld: format!("minuten-{}", p.id),
                    art: match p.art {
                        Postenart::Fall => p.bereich.map_or("Fall", |b| {
                            Bereich::PAARE
                                .iter()
                                .find(|(c, _)| *c == b.code())
                                .map_or("Fall", |(_, w)| w)
                        }),
                        Postenart::Gruppe => "Gruppe",
                        Postenart::Projekt => "Projekt",
                    },
                    korridor: korridor(p),
                    bis: p.max.unwrap_or(w.pool()).0.max(p.minuten.0),
                    asd: p.art == Postenart::Fall
                        && (p.angefragt < p.min || p.max.is_some_and(|max| p.angefragt > max)),
                    p: p.clone(),
                })
                .collect()
        }),
        zuege,
        ueber: woche
            .as_ref()
            .filter(|w| !w.grund.is_empty())
            .map_or_else(String::new, |w| format!("Grund: {}", w.grund)),
        uebrig: woche.as_ref().map_or(0, |w| w.pool().0 - w.verplant().0),
        gekuerzt: vorher.iter().take_while(|r| **r).count(),
        arten: wahlen(Postenart::PAARE),
        bereiche: wahlen(Bereich::PAARE),
        sonntag: montag.plus_tage(6),
        frueher: ziel(-7),
        spaeter: ziel(7),
        montag,
        woche,
        team,
        bearbeiten,
    })
}

/// The week.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Team>>,
    Query(q): Query<Tag>,
) -> Ergebnis<Response> {
    let tag = q.tag.parse().unwrap_or_else(|_| app.uhr.heute());
    Ok(Seite::neu(blatt(&app, &kontext, huelle, id, montag(tag), None).await?).into_response())
}

/// Minutes of the fields with this beginning.
fn minuten<T>(e: &mut Eingaben, vorsatz: &str) -> Vec<(Id<T>, Min)> {
    let namen: Vec<String> = e.mit_vorsatz(vorsatz).map(|(n, _)| n.to_owned()).collect();
    namen
        .into_iter()
        .filter_map(|n| {
            let minuten = e.pflichtzahl(&format!("{vorsatz}{n}"), 0, HOECHSTENS)?;
            Some((n.parse().ok()?, Min(minuten)))
        })
        .collect()
}

fn posten(e: &mut Eingaben) -> Option<Posten> {
    let art = Postenart::von_code(e.roh("art"));
    if art.is_none() {
        e.melde("art", "WEB-E06", "Bitte einen Eintrag aus der Liste wählen.");
    }
    let bereich = Bereich::von_code(e.roh("bereich"));
    if art == Some(Postenart::Fall) && bereich.is_none() {
        e.melde("bereich", "WEB-E06", "Bitte bei einem Fall den Bereich wählen.");
    }
    let kennzeichen = e.pflichttext("kennzeichen", 80);
    let min = e.pflichtzahl("min", 0, HOECHSTENS);
    let max = e.zahl("max", 0, HOECHSTENS);
    let angefragt = e.zahl("angefragt", 0, HOECHSTENS).or(min);
    let prioritaet = e.zahl("prioritaet", 1, 3).unwrap_or(2);
    let posten = Posten {
        id: Id::von(uuid::Uuid::nil()),
        art: art?,
        kennzeichen,
        bereich: bereich.filter(|_| art == Some(Postenart::Fall)),
        prioritaet: u8::try_from(prioritaet).unwrap_or(2),
        min: Min(min?),
        max: max.map(Min),
        angefragt: Min(angefragt?),
        minuten: Min(0),
    };
    (!e.hat_fehler()).then_some(posten)
}

/// What was done, in words; `None` when the form has errors.
async fn tun(
    app: &App,
    tx: &mut store::Tx,
    may: &Befugnis<Bearbeiten, Team>,
    montag: Datum,
    e: &mut Eingaben,
) -> Result<Option<String>, Error> {
    let stand = (montag, version(e));
    let tat = e.roh("tat").to_owned();
    let text = match tat.as_str() {
        "beginnen" => {
            service::woche_vorbereiten(app, tx, may, montag).await?;
            "Die Woche ist begonnen. Zeiten und Liste sind ein Vorschlag.".to_owned()
        }
        "zeiten" => {
            let zeiten = minuten(e, "kapazitaet-");
            // an empty field takes the share of the Geschäftsordnung
            let fua = e.zahl("fua", 0, HOECHSTENS).map(Min);
            if e.hat_fehler() {
                return Ok(None);
            }
            service::kapazitaet_setzen(app, tx, may, stand, &zeiten, fua).await?;
            "Die Zeiten sind gespeichert.".to_owned()
        }
        "aufnehmen" => {
            let Some(p) = posten(e) else {
                return Ok(None);
            };
            service::posten_anlegen(app, tx, may, stand, p).await?;
            "Aufgenommen.".to_owned()
        }
        "entfernen" => {
            let Some(id) = schluessel(e, "posten") else {
                return Err(Error::NichtGefunden);
            };
            service::posten_entfernen(app, tx, may, stand, id).await?;
            "Herausgenommen.".to_owned()
        }
        "verteilen" => {
            let asd = service::verteilen(app, tx, may, stand).await?;
            if asd.is_empty() {
                "Der Pool ist verteilt.".to_owned()
            } else {
                format!(
                    "Der Pool ist verteilt. Über den Wunsch bei {} entscheidet der ASD, weil er außerhalb des Hilfeplans liegt.",
                    asd.join(", ")
                )
            }
        }
        "von-hand" => {
            let neu = minuten(e, "minuten-");
            let grund = e.text("grund", 200);
            let trotzdem = e.haken("trotzdem");
            if e.hat_fehler() {
                return Ok(None);
            }
            match service::von_hand(app, tx, may, stand, &neu, (&grund, trotzdem)).await? {
                0 => "Es war nichts zu ändern.".to_owned(),
                1 => "Eine Änderung ist gespeichert.".to_owned(),
                n => format!("{n} Änderungen sind gespeichert."),
            }
        }
        _ => {
            e.melde("tat", "WEB-E06", "Bitte einen Knopf auf der Seite drücken.");
            return Ok(None);
        }
    };
    Ok(Some(text))
}

/// Everything that changes the week; the button says what.
pub async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Team>>,
    Query(q): Query<Tag>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let montag = montag(q.tag.parse().unwrap_or_else(|_| app.uhr.heute()));
    let mut tx = schreiben(&app).await?;
    let may = service::darf_team(&app, &mut tx, &kontext, Some(id), None).await?;
    let ziel = format!("/team/{id}/woche?tag={}", montag.0);
    if !erstes_mal(&mut tx, &kontext, &mut e).await? {
        let text = "Das war schon gespeichert.";
        return Ok(meldung::weiter(ziel, MeldungArt::Hinweis, text));
    }
    let mut mehr: Vec<Feldfehler> = Vec::new();
    match tun(&app, &mut tx, &may, montag, &mut e).await {
        Ok(Some(text)) => {
            fertig(tx).await?;
            return Ok(meldung::weiter(ziel, MeldungArt::Erfolg, &text));
        }
        Ok(None) => {}
        Err(Error::Regel(befunde)) => mehr = als_fehler(&befunde, "grund"),
        Err(anders) => Err(anders)?,
    }
    drop(tx);
    let f = e.formular().mit_fehlern(mehr);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, montag, Some(f)).await?).into_response())
}
