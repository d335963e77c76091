//! `/faelle/{id}/auftrag`: who may do the help, in which order they are asked, what they answered, their contacts.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Status, Wahl};

use super::mehrkosten::{Satzzeile, vergleich};
use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Auftragsstand, Beauftragung, Datenkategorie, Fall, FallStand, Traegerrang, Traegerwahl},
    nachbarn::nachbarn,
    service::fall::{
        beauftragen::{self as dienst, Anfrage},
        lesen::{self, Akte},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("traeger", "Träger"),
    ("rang_grund", "Warum?"),
    ("ende", "Bis"),
    ("beginn", "Von"),
    ("ende_tag", "Letzter Tag"),
    ("ende_grund", "Warum endet er früher?"),
    ("hoechstens", "Höchstens"),
    ("sozialraumanteil", "Im Stadtteil"),
    ("berichtstermin", "Bericht"),
    ("datenpaket", "Daten"),
];

#[derive(Template)]
#[template(path = "fall/fall/auftrag.html")]
struct AuftragSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    traeger: Vec<Traegerwahl>,
    saetze: Vec<Satzzeile>,
    wahl: Vec<Wahl>,
    raenge: Vec<Wahl>,
    daten: Vec<Wahl>,
}

impl AuftragSeite {
    fn stand(&self, b: &Beauftragung) -> Status {
        let s = b.stand_am(self.akte.heute);
        match s {
            Auftragsstand::Angenommen | Auftragsstand::Aktiv | Auftragsstand::Beendet => {
                Status::gut(s.wort())
            }
            Auftragsstand::Angefragt => Status::info(s.wort()),
            Auftragsstand::Abgelehnt | Auftragsstand::Verfallen => Status::achtung(s.wort()),
        }
    }

    /// An order that is being done and can end early.
    fn endet(&self, b: &Beauftragung) -> bool {
        self.akte.bearbeiten && b.gilt() && b.laeuft(self.akte.heute)
    }

    fn unbestaetigt(&self) -> usize {
        self.akte.kontakte.iter().filter(|k| !k.bestaetigt).count()
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let (zeitraum, korridor) = dienst::bewilligt(&akte);
    let traeger = dienst::auswahl(app, &mut tx, &akte, zeitraum).await?;
    let art = akte.geltende().next().map_or("", |b| b.art.code());
    let saetze = nachbarn(app)?
        .stundensaetze(app, &mut tx, art, zeitraum.0)
        .await?;
    let saetze = vergleich(&saetze, &traeger);
    tx.commit().await.map_err(Error::from)?;
    let f = f.unwrap_or_else(|| {
        let kategorien = dienst::pflichtdaten(&akte);
        let f = Formular::leer()
            .setze("beginn", zeitraum.0.0)
            .setze("ende", zeitraum.1.0)
            .setze("mindestens", korridor.0)
            .setze("hoechstens", korridor.1)
            .setze_wenn("berichtstermin", akte.plaene.first().map(|p| p.pruefdatum.0));
        kategorien.iter().fold(f, |f, k| f.setze("datenpaket", k.code()))
    });
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let laeuft = akte.auftraege.iter().any(|b| b.laeuft(akte.heute));
    let seite = AuftragSeite {
        shell: shell(huelle, &akte, "Auftrag"),
        kopf: kopf(kontext, &akte, "auftrag"),
        offen: akte.bearbeiten
            && !laeuft
            && matches!(akte.fall.stand, FallStand::F6 | FallStand::F7 | FallStand::F8),
        wahl: traeger
            .iter()
            .map(|t| {
                let mehr = match (t.schwerpunkt, t.fehlt.is_empty()) {
                    (_, false) => " (Vereinbarung fehlt)",
                    (true, true) => " (Schwerpunktträger)",
                    (false, true) => "",
                };
                Wahl::neu(t.id, format!("{}{mehr}", t.name))
            })
            .collect(),
        traeger,
        saetze,
        raenge: Traegerrang::wahlen(),
        daten: Datenkategorie::wahlen(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, None, vec![]).await
}

fn daten(e: &mut Eingaben) -> Option<Anfrage> {
    let rang = e.pflichtauswahl("rang");
    let beginn = e.pflichtdatum("beginn");
    let ende = e.pflichtdatum("ende");
    let mindestens = e.pflichtzahl("mindestens", 0, 10_080);
    let hoechstens = e.pflichtzahl("hoechstens", 0, 10_080);
    let bericht = e.pflichtdatum("berichtstermin");
    Some(Anfrage {
        traeger: e.auswahl("traeger"),
        rang_grund: e.text("rang_grund", 1000),
        sozialraumanteil: e.text("sozialraumanteil", 500),
        datenpaket: e.auswahlliste("datenpaket"),
        rang: rang?,
        zeitraum: (Datum(beginn?), Datum(ende?)),
        korridor: (mindestens?, hoechstens?),
        berichtstermin: Datum(bericht?),
    })
}

pub(crate) async fn anfragen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = daten(&mut e);
    let (Some(cmd), false) = (cmd, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::anfragen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "auftrag"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}

pub(crate) async fn bestaetigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::bestaetigen(&app, tx, may, &akte).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "auftrag#kontakte"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, None, befunde).await,
    }
}

/// Ends an order before its last day.
pub(crate) async fn beenden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let auftrag = e.auswahl("auftrag");
    let tag = e.pflichtdatum("ende_tag");
    let grund = e.text("ende_grund", 500);
    let (Some(auftrag), Some(tag), false) = (auftrag, tag, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let cmd = dienst::Auftragsende {
        auftrag,
        tag: Datum(tag),
        grund,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::beenden(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "auftrag"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}
