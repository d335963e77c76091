//! `/erfassungen`: the survey of each space, from the walk through the quarter to the published Kurzskizze.

use std::collections::BTreeMap;

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
use raum::Raumeinheit;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use crate::{
    codes::{EintragArt, ErfassungAbschnitt, ErfassungPunktArt, ErfassungStatus},
    erfassung::{
        EintragDaten, EintragGespeichert, Erfassung, ErfassungGespeichert, FotoGespeichert, punkt_lesen,
    },
    rules::erfassung::{TABELLE, Wer, fehlt, veraltet_ab},
    service::{self, ErfassungSchritt},
};

/// A space with where it stands.
struct Zeile {
    raum: String,
    /// The newest Fassung of all.
    neueste: Option<ErfassungGespeichert>,
    /// The newest everybody can read.
    offen: Option<ErfassungGespeichert>,
    stand: Status,
}

#[derive(Template)]
#[template(path = "netz/erfassungen.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    zeilen: Vec<Zeile>,
    /// Spaces for which one can be begun.
    raeume: Vec<Wahl>,
    darf_anlegen: bool,
}

pub(super) fn stand(s: ErfassungStatus) -> Status {
    match s {
        ErfassungStatus::Veroeffentlicht => Status::gut(s.text()),
        _ => Status::info(s.text()),
    }
}

/// The list, with the form below it as it was filled in.
pub(super) async fn liste_mit(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
) -> Ergebnis<impl Template> {
    let sicht = Sicht::auf::<Erfassung>(kontext)?;
    let raeume = raum::service::unterste_raeume(app).await?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut je_raum: BTreeMap<Id<Raumeinheit>, Vec<ErfassungGespeichert>> = BTreeMap::new();
    for e in service::erfassungen(&mut tx, &sicht).await? {
        je_raum.entry(e.raumeinheit).or_default().push(e);
    }
    let (heute, mut waehlbar, mut zeilen) = (app.uhr.heute(), Vec::new(), Vec::new());
    for r in raeume {
        let alle = je_raum.remove(&r.id).unwrap_or_default();
        let offen = alle
            .iter()
            .find(|e| e.status == ErfassungStatus::Veroeffentlicht)
            .cloned();
        let neueste = alle.into_iter().next();
        let stand = match &neueste {
            None => Status::achtung("Fehlt noch"),
            Some(e)
                if e.status == ErfassungStatus::Veroeffentlicht && heute >= veraltet_ab(e.daten.stichtag) =>
            {
                Status::achtung("Veraltet")
            }
            Some(e) => stand(e.status),
        };
        if neueste
            .as_ref()
            .is_none_or(|e| e.status == ErfassungStatus::Veroeffentlicht)
        {
            waehlbar.push(Wahl::neu(r.id, r.name.clone()));
        }
        zeilen.push(Zeile {
            raum: r.name,
            neueste,
            offen,
            stand,
        });
    }
    Ok(Liste {
        shell: huelle.titel("Kurzskizzen").ueber("Angebote", "/angebote"),
        f: f.benannt(&[("raum", "Raum"), ("stichtag", "Stichtag")]),
        zeilen,
        raeume: waehlbar,
        darf_anlegen: Befugnis::<Anlegen, Erfassung>::pruefen(kontext, None, Bezug::default()).is_ok(),
    })
}

/// `GET /erfassungen`
pub(super) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let f = Formular::leer().setze("stichtag", app.uhr.heute().0);
    Ok(Seite::neu(liste_mit(&app, &kontext, huelle, f).await?).into_response())
}

/// A step the page offers.
struct Knopf {
    nach: ErfassungStatus,
    wort: &'static str,
    /// What is missing, in words.
    fehlt: Vec<String>,
    tage: bool,
    zurueck: bool,
    darf: bool,
}

#[derive(Template)]
#[template(path = "netz/erfassung.html")]
pub(super) struct Eine {
    shell: Shell,
    f: Formular,
    einmal: Uuid,
    g: ErfassungGespeichert,
    stand: Status,
    veraltet: bool,
    texte: Vec<(ErfassungAbschnitt, String, Vec<String>)>,
    staerken: Vec<EintragGespeichert>,
    themen: Vec<EintragGespeichert>,
    personen: Vec<EintragGespeichert>,
    orte: Vec<EintragGespeichert>,
    fotos: Vec<FotoGespeichert>,
    kennzahlen: usize,
    altersgruppen: usize,
    punkt_arten: Vec<Wahl>,
    knoepfe: Vec<Knopf>,
    /// The other Fassungen of this space.
    andere: Vec<ErfassungGespeichert>,
    darf_aendern: bool,
    entwurf: bool,
}

pub(super) async fn eine(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Erfassung>,
    f: Formular,
) -> Ergebnis<Eine> {
    let may = Befugnis::<Lesen, Erfassung>::pruefen(kontext, Some(id), Bezug::default())?;
    let darf_aendern =
        Befugnis::<Bearbeiten, Erfassung>::pruefen(kontext, Some(id), Bezug::default()).is_ok();
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, eintraege, kurz) = service::erfassung_laden(app, &mut tx, &may).await?;
    let fotos = service::fotos(&mut tx, &may).await?;
    let sicht = Sicht::auf::<Erfassung>(kontext)?;
    let mut andere = service::erfassungen_von(&mut tx, &sicht, g.raumeinheit).await?;
    andere.retain(|e| e.id != id);
    let bestand = service::erfassung_bestand(&g, &eintraege, &kurz);
    let knoepfe = TABELLE
        .iter()
        .filter(|s| darf_aendern && s.von == g.status)
        .map(|s| {
            let zum_abstimmen = s.nach == ErfassungStatus::Abgestimmt;
            Knopf {
                nach: s.nach,
                wort: s.wort,
                fehlt: if zum_abstimmen {
                    fehlt(&bestand).into_iter().map(|b| b.text).collect()
                } else {
                    Vec::new()
                },
                tage: zum_abstimmen,
                zurueck: s.zurueck,
                darf: s.wer == Wer::Bearbeitende || service::gibt_frei(kontext, id).is_ok(),
            }
        })
        .collect();
    let texte = ErfassungAbschnitt::ALLE
        .iter()
        .map(|a| {
            let zeilen = kurz.stuecke.iter().find(|s| s.titel == a.text());
            (
                *a,
                g.daten.texte.get(a).cloned().unwrap_or_default(),
                zeilen.map(|s| s.zeilen.clone()).unwrap_or_default(),
            )
        })
        .collect();
    let von = |art| {
        eintraege
            .iter()
            .filter(|e| e.daten.art == art)
            .cloned()
            .collect::<Vec<_>>()
    };
    let namen = [
        ("staerke", "Stärke"),
        ("thema", "Was jemand gesagt hat"),
        ("thema_wo", "Wo"),
        ("thema_am", "Tag"),
        ("person", "Aufgabe oder Rolle"),
        ("person_kontakt", "Kontakt"),
        ("person_einwilligung", "Einverstanden"),
        ("ort_name", "Name des Ortes"),
        ("ort_art", "Was dort ist"),
        ("ort_punkt", "Breite und Länge"),
        ("ort_hinweis", "Hinweis"),
        ("foto", "Bild"),
        ("foto_titel", "Was zu sehen ist"),
        ("team_am", "Tag der Zustimmung im Team"),
        ("runde_am", "Tag der Zustimmung in der Runde"),
        ("grund", "Was noch zu ändern ist"),
        ("schritt", "Nächster Schritt"),
    ];
    let heute = app.uhr.heute();
    Ok(Eine {
        shell: huelle
            .titel(format!("Erfassung {}", kurz.raum))
            .ueber("Kurzskizzen", "/erfassungen"),
        f: f.benannt(&namen),
        einmal: app.ids.uuid(),
        stand: stand(g.status),
        veraltet: heute >= veraltet_ab(g.daten.stichtag),
        texte,
        staerken: von(EintragArt::Staerke),
        themen: von(EintragArt::Thema),
        personen: von(EintragArt::Schluesselperson),
        orte: von(EintragArt::Punkt),
        fotos,
        kennzahlen: kurz.kennzahlen.len(),
        altersgruppen: kurz.alter.len(),
        punkt_arten: wahlen!(ErfassungPunktArt),
        knoepfe,
        andere,
        darf_aendern,
        entwurf: g.status == ErfassungStatus::Entwurf,
        g,
    })
}

/// `GET /erfassungen/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Erfassung>>,
) -> Ergebnis<Response> {
    let f = Formular::leer().setze("thema_am", app.uhr.heute().0);
    Ok(Seite::neu(eine(&app, &kontext, huelle, id, f).await?).into_response())
}

/// `GET /erfassungen/{id}/kurzskizze.pdf`: two pages, as the round reads them.
pub(super) async fn pdf(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Erfassung>>,
) -> Ergebnis<Response> {
    let may = Befugnis::<Lesen, Erfassung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, _, kurz) = service::erfassung_laden(&app, &mut tx, &may).await?;
    let entwurf = g.status != ErfassungStatus::Veroeffentlicht;
    let fotos = service::fotos(&mut tx, &may).await?;
    Ok(super::kurzskizze::pdf(&app, &mut tx, g.raumeinheit, (&kurz, &fotos), entwurf).await?)
}

/// The field of the form a finding belongs to.
fn feld(art: EintragArt, ort: &str) -> &'static str {
    match (art, ort) {
        (EintragArt::Staerke, _) => "staerke",
        (EintragArt::Thema, "am") => "thema_am",
        (EintragArt::Thema, "zusatz") => "thema_wo",
        (EintragArt::Thema, _) => "thema",
        (EintragArt::Schluesselperson, "einwilligung") => "person_einwilligung",
        (EintragArt::Schluesselperson, "zusatz") => "person_kontakt",
        (EintragArt::Schluesselperson, _) => "person",
        (EintragArt::Punkt, "ort") => "ort_punkt",
        (EintragArt::Punkt, "punkt_art") => "ort_art",
        (EintragArt::Punkt, "zusatz") => "ort_hinweis",
        (EintragArt::Punkt, _) => "ort_name",
    }
}

pub(super) fn eintrag(e: &mut Eingaben, art: EintragArt) -> EintragDaten {
    let mut d = EintragDaten::neu(art, "");
    match art {
        EintragArt::Staerke => d.text = e.pflichttext("staerke", 500),
        EintragArt::Thema => {
            d.text = e.pflichttext("thema", 500);
            d.zusatz = e.text("thema_wo", 300);
            d.am = e.pflichtdatum("thema_am").map(Datum);
        }
        EintragArt::Schluesselperson => {
            d.text = e.pflichttext("person", 500);
            d.zusatz = e.text("person_kontakt", 300);
            d.privat = e.haken("person_privat");
            d.einwilligung = e.haken("person_einwilligung");
        }
        EintragArt::Punkt => {
            d.text = e.pflichttext("ort_name", 120);
            d.zusatz = e.text("ort_hinweis", 300);
            d.punkt_art = e.pflichtauswahl("ort_art");
            let punkt = e.pflichttext("ort_punkt", 60);
            d.punkt = punkt_lesen(&punkt);
            if d.punkt.is_none() && !punkt.is_empty() {
                let text = "Bitte geben Sie Breite und Länge an, zum Beispiel 54,3233 10,1394.";
                e.melde("ort_punkt", "NETZ-E124", text);
            }
        }
    }
    d
}

async fn tat(app: &App, kontext: &Kontext, id: Id<Erfassung>, e: &mut Eingaben) -> amt::Result<Response> {
    let may = Befugnis::<Bearbeiten, Erfassung>::pruefen(kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await?;
    if let Some(antwort) = super::schon_da(&mut tx, kontext, e).await? {
        return Ok(antwort);
    }
    let text = if let Ok(art) = e.roh("dazu").parse::<EintragArt>() {
        let d = eintrag(e, art);
        if e.hat_fehler() {
            return Err(Error::Regel(Vec::new()));
        }
        if let Err(fehler) = service::erfassung_eintragen(app, &mut tx, &may, d).await {
            for b in fehler.befunde() {
                e.melde(feld(art, &b.ort), b.code, b.text.clone());
            }
            return Err(if matches!(fehler, Error::Regel(_)) {
                Error::Regel(Vec::new())
            } else {
                fehler
            });
        }
        "Eingetragen."
    } else if !e.roh("weg").is_empty() {
        let eintrag = e.roh("weg").parse().map_err(|_| Error::NichtGefunden)?;
        service::erfassung_entfernen(app, &mut tx, &may, eintrag).await?;
        "Entfernt."
    } else if let Ok(nach) = e.roh("nach").parse::<ErfassungStatus>() {
        let angaben = ErfassungSchritt {
            team_am: e.datum("team_am").map(Datum),
            runde_am: e.datum("runde_am").map(Datum),
            grund: e.text("grund", 500),
        };
        if e.hat_fehler() {
            return Err(Error::Regel(Vec::new()));
        }
        service::erfassung_weiter(app, &mut tx, kontext, id, nach, &angaben).await?;
        "Gespeichert."
    } else {
        return Err(Error::regel("NETZ-E136", "Bitte wählen Sie, was geschehen soll."));
    };
    let pfad = format!("/erfassungen/{id}");
    super::gefuehrt(&mut tx, kontext, e, &pfad).await?;
    tx.commit().await?;
    Ok(meldung::weiter(pfad, MeldungArt::Erfolg, text))
}

/// `POST /erfassungen/{id}/tat`: an entry, or a step.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Erfassung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    match tat(&app, &kontext, id, &mut e).await {
        Ok(antwort) => Ok(antwort),
        Err(Error::Regel(befunde)) => {
            for b in befunde {
                let ort = match b.ort.as_ref() {
                    ort @ ("team_am" | "runde_am" | "grund") => ort.to_owned(),
                    _ => "schritt".to_owned(),
                };
                e.melde(&ort, b.code, b.text);
            }
            let vorlage = eine(&app, &kontext, huelle, id, e.formular()).await?;
            Ok(Seite::ungueltig(vorlage).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
