//! From the fields of the intake to the command, and to what the side column shows.

use amt::{App, Kontext};
use base::{Datum, Text};
use store::Tx;
use uuid::Uuid;
use web::Eingaben;

use super::neu::Beiseite;
use crate::{
    model::{Ortsart, Ortsfrage, Person, Stelle, Suchprofil, Thema, WORTE_MAX},
    nachbarn::nachbarn,
    service::{
        aufnehmen::{Abweichung, Aufnahme},
        hilfe,
        person::suchen::{self, Kandidat, Suchfrage},
    },
};

/// Offers shown beside the form.
const ANGEBOTE: usize = 6;

/// The command; `None` when a required choice is missing. Errors lie in `e`.
pub(crate) fn aufnahme(e: &mut Eingaben, einmal: Uuid) -> Option<Aufnahme> {
    let worte = e.pflichttext("worte", WORTE_MAX);
    let kanal = e.pflichtauswahl("kanal");
    let melderrolle = e.pflichtauswahl("melderrolle");
    let gefaehrdungshinweis = e.pflichtauswahl("gefaehrdungshinweis");
    let ortsart = e.pflichtauswahl("ortsart");
    let person = person(e);
    let ort = ort(e);
    e.text("adresse-text", 200);
    let grund = e.text("abweichung_grund", 500);
    let fachkraft: Option<Uuid> = e.auswahl("abweichung");
    let themen: Vec<Thema> = e.auswahlliste("themen");
    Some(Aufnahme {
        einmal,
        kanal: kanal?,
        worte: Text::neu(&worte).ok()?,
        melderrolle: melderrolle?,
        gefaehrdungshinweis: gefaehrdungshinweis?,
        ortsart: ortsart?,
        ort,
        person,
        sektor: e.roh("sektor").to_owned(),
        themen,
        rueckruf: e.haken("rueckruf"),
        abweichung: fachkraft.map(|fachkraft| Abweichung { fachkraft, grund }),
        eingang: None,
    })
}

/// Name and contact.
pub(crate) fn person(e: &mut Eingaben) -> Person {
    Person {
        vorname: e.text("vorname", 80),
        nachname: e.text("nachname", 80),
        unbekannt_grund: e.text("unbekannt_grund", 200),
        geburtsdatum: e.datum("geburtsdatum").map(Datum),
        telefon: e.text("telefon", 60),
        email: e.text("email", 200),
        register: e.roh("bekannte_person").parse().ok(),
        ..Person::default()
    }
}

/// The place.
pub(crate) fn ort(e: &Eingaben) -> Ortsfrage {
    Ortsfrage {
        text: e.roh("adresse-text").to_owned(),
        adresse: e.roh("adresse").parse().ok(),
        ..Ortsfrage::default()
    }
}

/// What the side column shows for these fields. Records no errors: somebody is still typing.
pub(crate) async fn beiseite(app: &App, tx: &mut Tx, e: &mut Eingaben) -> amt::Result<Beiseite> {
    let still = e.clone();
    let art = still.roh("ortsart").parse().unwrap_or(Ortsart::Adresse);
    let lage = hilfe::orten(app, tx, art, ort(&still), still.roh("nachname")).await?;
    let geboren = still.roh("geburtsdatum").parse::<Datum>().ok();
    let heute = app.uhr.heute();
    let alter = still
        .roh("alter")
        .parse()
        .ok()
        .or_else(|| geboren.and_then(|g| fristen::alter_am(g.0, heute.0)));
    let profil = Suchprofil {
        punkt: lage.ort.as_ref().and_then(|o| o.punkt),
        alter,
        mobilitaet: still.roh("mobilitaet").to_owned(),
        bedarfe: still.liste("bedarfe"),
        sprache: still.roh("sprache").to_lowercase(),
        wochentag: still
            .roh("wochentag")
            .parse()
            .ok()
            .filter(|t| (1..=7).contains(t)),
        kostenfrei: still.haken("kostenfrei"),
        text: still.roh("suchwort").to_owned(),
        limit: ANGEBOTE,
    };
    let gesucht = profil.punkt.is_some()
        || profil.alter.is_some()
        || !profil.text.is_empty()
        || !profil.bedarfe.is_empty();
    let angebote = if gesucht {
        nachbarn(app)?.angebote(app, tx, profil).await?
    } else {
        Vec::new()
    };
    Ok(Beiseite {
        lage,
        angebote,
        gesucht,
    })
}

/// Who may be meant by the names of a form. The place is compared where it was typed.
pub(crate) fn suchfrage(e: &Eingaben) -> Suchfrage {
    Suchfrage {
        vorname: e.roh("vorname").trim().to_owned(),
        nachname: e.roh("nachname").trim().to_owned(),
        geburtsdatum: e.roh("geburtsdatum").parse().ok(),
        anschrift: e.roh("adresse-text").trim().to_owned(),
        ..Suchfrage::default()
    }
}

/// Persons known already, for the office the Anliegen goes to.
pub(crate) async fn bekannte(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    e: &Eingaben,
) -> amt::Result<Vec<Kandidat>> {
    // an address that is protected is not compared with others either
    if e.roh("ortsart") == Ortsart::Geschuetzt.code() {
        return Ok(Vec::new());
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let stelle = Stelle::von_sektor(hilfe::sektor(&go, e.roh("sektor")));
    suchen::bekannte(app, tx, kontext, &suchfrage(e), stelle, None).await
}
