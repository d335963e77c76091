//! `/veranstaltungen`: meetings of the network, who came, and what was agreed.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::noch_einmal;
use crate::{
    EinladungGespeichert, Rueckmeldungen,
    codes::{AkteurArt, Sichtbarkeit, VeranstaltungStatus, VeranstaltungTyp},
    rules::zeiten::{minuten, uhrzeit},
    service::{self, VeranstaltungGespeichert},
    veranstaltung::{Anwesend, Veranstaltung, VeranstaltungDaten},
    vereinbarung::{Vereinbarung, VereinbarungGespeichert},
};

/// Open agreements below the list of meetings; all stand on a page of their own.
const OFFENE: usize = 10;

#[derive(Template)]
#[template(path = "netz/veranstaltungen.html")]
struct Liste {
    shell: Shell,
    darf_anlegen: bool,
    veranstaltungen: Vec<VeranstaltungGespeichert>,
    /// Whether the user reads more than the public, and with it what was agreed.
    intern: bool,
    /// The open agreements that come first, how many there are, and how many of them are the user's.
    offen: Vec<VereinbarungGespeichert>,
    offen_gesamt: usize,
    meine: usize,
    jahr: i16,
    je_status: Vec<(VeranstaltungStatus, i64)>,
    heute: Datum,
}

/// `GET /veranstaltungen`
pub(super) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Veranstaltung>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let heute = app.uhr.heute();
    let jahr = heute.0.year();
    let tag = |m, t| jiff::civil::Date::new(jahr, m, t).map_or(heute, Datum);
    let nur_oeffentlich = service::nur_oeffentlich(&kontext);
    let mut offen = if nur_oeffentlich {
        Vec::new()
    } else {
        service::vereinbarungen(&mut tx, &sicht).await?
    };
    offen.retain(VereinbarungGespeichert::offen);
    let offen_gesamt = offen.len();
    offen.truncate(OFFENE);
    let vorlage = Liste {
        shell: huelle.titel("Veranstaltungen").ueber("Angebote", "/angebote"),
        darf_anlegen: Befugnis::<Anlegen, Veranstaltung>::pruefen(&kontext, None, Bezug::default()).is_ok(),
        veranstaltungen: if nur_oeffentlich {
            service::oeffentlich::veranstaltungen(&mut tx).await?
        } else {
            service::veranstaltungen(&mut tx, &sicht).await?
        },
        intern: !nur_oeffentlich,
        offen,
        offen_gesamt,
        meine: service::meine_vereinbarungen(&mut tx, &kontext).await?.len(),
        jahr,
        je_status: service::veranstaltungen_je_status(&mut tx, &sicht, tag(1, 1), tag(12, 31)).await?,
        heute,
    };
    Ok(Seite::neu(vorlage).into_response())
}

#[derive(Template)]
#[template(path = "netz/veranstaltung.html")]
struct Eine {
    shell: Shell,
    f: Formular,
    g: VeranstaltungGespeichert,
    wann: String,
    naechste: Vec<Datum>,
    darf_aendern: bool,
    /// Name of the field, kind, number so far or what was typed.
    anwesend: Vec<(String, &'static str, String)>,
    summe: i64,
    arten: usize,
    vereinbarungen: Vec<VereinbarungGespeichert>,
    /// What is still open from earlier meetings of the series.
    von_frueher: Vec<VereinbarungGespeichert>,
    /// Whom a new agreement can be given to: institutions that are invited, and people of the office.
    akteure: Vec<Wahl>,
    fachkraefte: Vec<Wahl>,
    heute: Datum,
    einladungen: Vec<EinladungGespeichert>,
    angemeldet: i64,
    wie: Rueckmeldungen,
    /// Key against sending the same agreement twice.
    einmal: uuid::Uuid,
}

async fn eine(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Veranstaltung>,
    f: Formular,
) -> Ergebnis<Eine> {
    let may = Befugnis::<Lesen, Veranstaltung>::pruefen(kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, a, vereinbarungen) = service::veranstaltung_laden(&mut tx, &may).await?;
    let (einladungen, wie) = service::einladungen(&mut tx, &may).await?;
    let von_frueher = service::offene_der_reihe(&mut tx, &may, &g).await?;
    let darf_aendern =
        Befugnis::<Bearbeiten, Veranstaltung>::pruefen(kontext, Some(id), Bezug::default()).is_ok();
    let fachkraefte = if darf_aendern {
        super::vereinbarung::fachkraft_wahlen(&mut tx, kontext, id, None).await?
    } else {
        Vec::new()
    };
    let eingeladen = |e: &EinladungGespeichert| Some(Wahl::neu(e.akteur?, e.name.clone()));
    let d = &g.daten;
    // one number that cannot be read must not cost the others
    let getippt = f.wert("tat") == "anwesend";
    let feld = |art: &AkteurArt| {
        let name = format!("anzahl-{}", art.code());
        let wert = match a.get(art) {
            _ if getippt => f.wert(&name).to_owned(),
            Some(n) if *n > 0 => n.to_string(),
            _ => String::new(),
        };
        (name, art.text(), wert)
    };
    let anwesend: Vec<_> = AkteurArt::ALLE.iter().map(feld).collect();
    Ok(Eine {
        shell: huelle
            .titel(&d.titel)
            .ueber("Veranstaltungen", "/veranstaltungen"),
        f: f.benannt(&super::vereinbarung::NAMEN)
            .benannt(&[("anzahl", "Teilnehmende")]),
        wann: format!("{}, {}–{} Uhr", d.tag, uhrzeit(d.von), uhrzeit(d.bis)),
        naechste: if d.rrule.is_empty() && d.dazu.is_empty() {
            Vec::new()
        } else {
            d.termine(app.uhr.heute(), 5)
        },
        darf_aendern,
        anwesend,
        summe: a.values().sum(),
        arten: a.len(),
        vereinbarungen,
        von_frueher,
        akteure: einladungen.iter().filter_map(eingeladen).collect(),
        fachkraefte,
        heute: app.uhr.heute(),
        angemeldet: einladungen.iter().map(|e| e.personen).sum(),
        einladungen,
        wie,
        einmal: app.ids.uuid(),
        g,
    })
}

/// `GET /veranstaltungen/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Veranstaltung>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(eine(&app, &kontext, huelle, id, Formular::leer()).await?).into_response())
}

#[derive(Template)]
#[template(path = "netz/veranstaltung_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    typen: Vec<Wahl>,
    status: Vec<Wahl>,
    sichtbarkeiten: Vec<Wahl>,
}

fn bogen(huelle: Huelle, id: Option<Id<Veranstaltung>>, f: Formular) -> Bogen {
    let titel = if id.is_some() {
        "Veranstaltung bearbeiten"
    } else {
        "Neue Veranstaltung"
    };
    let namen = [
        ("titel", "Titel"),
        ("typ", "Art"),
        ("tag", "Tag"),
        ("von", "Von"),
        ("bis", "Bis"),
        ("rrule", "Wiederholung"),
        ("ausser", "Fällt aus am"),
        ("dazu", "Zusätzlich am"),
        ("absagegrund", "Grund der Absage"),
    ];
    let zurueck = id.map_or_else(
        || "/veranstaltungen".to_owned(),
        |id| format!("/veranstaltungen/{id}"),
    );
    Bogen {
        shell: huelle.titel(titel).ueber("Veranstaltungen", "/veranstaltungen"),
        f: f.benannt(&namen),
        ziel: id.map_or_else(
            || "/veranstaltungen/neu".to_owned(),
            |id| format!("/veranstaltungen/{id}/bearbeiten"),
        ),
        zurueck,
        typen: wahlen!(VeranstaltungTyp),
        status: wahlen!(VeranstaltungStatus),
        sichtbarkeiten: wahlen!(Sichtbarkeit),
    }
}

fn uhr(e: &mut Eingaben, feld: &str) -> Option<u16> {
    let zeit = minuten(e.roh(feld));
    if zeit.is_none() {
        e.melde(
            feld,
            "NETZ-E24",
            "Bitte eine Uhrzeit eintragen, zum Beispiel 17:30.",
        );
    }
    zeit
}

/// Several days in one field, with commas between them.
fn tage(e: &mut Eingaben, feld: &str) -> Vec<Datum> {
    let text = e.text(feld, 4000);
    let (mut aus, mut falsch) = (Vec::new(), Vec::new());
    for teil in text.split([',', ';', ' ', '\n']).filter(|t| !t.is_empty()) {
        match teil.parse() {
            Ok(tag) => aus.push(tag),
            Err(_) => falsch.push(teil.to_owned()),
        }
    }
    if let Some(erstes) = falsch.first() {
        let text =
            format!("„{erstes}“ ist kein Tag. Bitte schreiben Sie zum Beispiel 24.12.2026, 31.12.2026.");
        e.melde(feld, "NETZ-E163", text);
    }
    aus
}

fn tage_text(tage: &[Datum]) -> String {
    tage.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn lesen(e: &mut Eingaben) -> Option<VeranstaltungDaten> {
    let titel = e.pflichttext("titel", 120);
    let typ: Option<VeranstaltungTyp> = e.pflichtauswahl("typ");
    let beschreibung = e.text("beschreibung", 4000);
    let ort = e.text("ort", 300);
    let veranstalter = e.text("veranstalter", 200);
    let tag = e.pflichtdatum("tag").map(Datum);
    let von = uhr(e, "von");
    let bis = uhr(e, "bis");
    let rrule = e.text("rrule", 200);
    let ausser = tage(e, "ausser");
    let dazu = tage(e, "dazu");
    let sichtbarkeit: Option<Sichtbarkeit> = e.pflichtauswahl("sichtbarkeit");
    let status: Option<VeranstaltungStatus> = e.pflichtauswahl("status");
    let absagegrund = e.text("absagegrund", 500);
    let ergebnis = e.text("ergebnis", 4000);
    if e.hat_fehler() {
        return None;
    }
    Some(VeranstaltungDaten {
        typ: typ?,
        titel,
        beschreibung,
        ort,
        veranstalter,
        tag: tag?,
        von: von?,
        bis: bis?,
        rrule,
        ausser,
        dazu,
        sichtbarkeit: sichtbarkeit?,
        status: status?,
        absagegrund,
        ergebnis,
    })
}

/// `GET /veranstaltungen/neu`
pub(super) async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Veranstaltung>::pruefen(&kontext, None, Bezug::default())?;
    let f = Formular::leer()
        .setze("status", VeranstaltungStatus::Geplant.code())
        .setze("sichtbarkeit", Sichtbarkeit::Fachkraefte.code());
    let f = f.setze("einmal", app.ids.uuid());
    Ok(Seite::neu(bogen(huelle, None, f)).into_response())
}

/// `POST /veranstaltungen/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Veranstaltung>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = super::schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::veranstaltung_anlegen(&app, &mut tx, &may, d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(id) => {
            super::gefuehrt(&mut tx, &kontext, &e, &format!("/veranstaltungen/{id}")).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(id, "Die Veranstaltung ist gespeichert."))
        }
        Err(fehler) => zurueck(huelle, None, e, fehler, None),
    }
}

/// `GET /veranstaltungen/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Veranstaltung>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Veranstaltung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, ..) = service::veranstaltung_laden(&mut tx, &liest).await?;
    let d = g.daten;
    let f = Formular::leer()
        .setze("titel", d.titel)
        .setze("typ", d.typ.code())
        .setze("beschreibung", d.beschreibung)
        .setze("ort", d.ort)
        .setze("veranstalter", d.veranstalter)
        .setze("tag", d.tag.0)
        .setze("von", uhrzeit(d.von))
        .setze("bis", uhrzeit(d.bis))
        .setze("rrule", d.rrule)
        .setze("ausser", tage_text(&d.ausser))
        .setze("dazu", tage_text(&d.dazu))
        .setze("sichtbarkeit", d.sichtbarkeit.code())
        .setze("status", d.status.code())
        .setze("absagegrund", d.absagegrund)
        .setze("ergebnis", d.ergebnis)
        .setze("version", g.version);
    Ok(Seite::neu(bogen(huelle, Some(id), f)).into_response())
}

/// `POST /veranstaltungen/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Veranstaltung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Veranstaltung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::veranstaltung_aendern(&app, &mut tx, &may, version, d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(id, "Gespeichert."))
        }
        Err(fehler) => {
            let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
            let jetzt = match fehler {
                Error::Konflikt => Some(service::veranstaltung_laden(&mut tx, &liest).await?.0.version),
                _ => None,
            };
            zurueck(huelle, Some(id), e, fehler, jetzt)
        }
    }
}

fn weiter(id: Id<Veranstaltung>, text: &'static str) -> Response {
    meldung::weiter(format!("/veranstaltungen/{id}"), MeldungArt::Erfolg, text)
}

/// The form again, with input and errors; any other error stays one.
fn zurueck(
    huelle: Huelle,
    id: Option<Id<Veranstaltung>>,
    e: Eingaben,
    fehler: Error,
    jetzt: Option<i64>,
) -> Ergebnis<Response> {
    let f = noch_einmal(e, fehler, "titel", jetzt)?;
    Ok(Seite::ungueltig(bogen(huelle, id, f)).into_response())
}

/// `POST /veranstaltungen/{id}/tat`: who came, what was agreed, what is done.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Veranstaltung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Veranstaltung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = super::schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match e.roh("tat") {
        "anwesend" => {
            let mut a = Anwesend::new();
            for art in AkteurArt::ALLE {
                if let Some(n) = e.zahl(&format!("anzahl-{}", art.code()), 0, 100_000) {
                    a.insert(*art, n);
                }
            }
            if e.hat_fehler() {
                Err(Error::Regel(Vec::new()))
            } else {
                let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
                service::anwesenheit(&app, &mut tx, &may, version, a).await
            }
        }
        "vereinbaren" => {
            let d = super::vereinbarung::lesen(&mut e);
            if e.hat_fehler() {
                Err(Error::Regel(Vec::new()))
            } else {
                service::vereinbaren(&app, &mut tx, &may, d).await.map(|_| ())
            }
        }
        tat @ ("erledigt" | "offen") => {
            let erledigt = tat == "erledigt";
            let was: Id<Vereinbarung> = e.roh("vereinbarung").parse().map_err(|_| Error::NichtGefunden)?;
            service::vereinbarung_erledigen(&app, &mut tx, &may, was, erledigt).await
        }
        // nothing asked for
        _ => Ok(()),
    };
    match ergebnis {
        Ok(()) => {
            super::gefuehrt(&mut tx, &kontext, &e, &format!("/veranstaltungen/{id}")).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(id, "Gespeichert."))
        }
        Err(fehler) => {
            drop(tx);
            // the page below has the new version itself
            let f = noch_einmal(e, fehler, "anzahl", None)?;
            Ok(Seite::ungueltig(eine(&app, &kontext, huelle, id, f).await?).into_response())
        }
    }
}
