//! `/faelle/{id}/gesamtplan`: Bausteine with what is said about getting them together, the versions, and a new one.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{
    Kopf, Schreibt,
    hilfeplan::{arten, bausteindaten},
    kopf, mit_befunden, pfad, shell,
};
use crate::{
    model::{
        Baustein, Bausteinstand, Bausteintyp, Fall, FallStand, Gesamtplan, Hilfeplan, Poolwunsch, Umfangsart,
    },
    rules::fall::{gesamtplan as regel, pooling},
    service::fall::{
        gesamtplan::{self as dienst, Plandaten, Pooldaten},
        hilfeplan as planung,
        lesen::{self, Akte},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("art", "Art der Leistung"),
    ("ziele", "Welchem Ziel dient er?"),
    ("text", "Was wird getan?"),
    ("hoechstens", "Höchstens"),
    ("bis", "Bis"),
    ("wunsch", "Wunsch"),
    ("grund", "Begründung"),
    ("bedarf", "Bedarf"),
    ("massstaebe", "Woran merken alle, dass es wirkt?"),
    ("wirkungskontrolle_am", "Die Wirkung wird angesehen am"),
    ("aktivitaeten", "Das übernimmt die Person"),
    ("selbsthilfe", "Selbsthilfe"),
    ("ohne_leistung", "Warum keine Leistung?"),
    ("wunsch_wahl", "Wunsch- und Wahlrecht"),
    ("barmittel", "Barmittel"),
    ("krankenhaus", "Begleitung im Krankenhaus"),
    ("sozialraum", "Sozialraum"),
    ("wirkung", "Ergebnis der Überprüfung"),
    ("meinungen", "Meinungen und Unterschriften"),
    ("pruefdatum", "Nächste Überprüfung"),
    ("pooling", "Gemeinsam mit anderen"),
];

/// One Baustein, what is said about it, and what goes against the table.
struct Zeile {
    b: Baustein,
    aussage: Option<String>,
    befund: Option<Befund>,
    /// Tells the fields of its form from those of the others.
    nr: usize,
    /// Its form was sent and comes back with what was typed.
    gesendet: bool,
}

/// Which Baustein a form about getting it together belongs to, while it comes back.
const POOLING_ZU: &str = "pooling_zu";

#[derive(Template)]
#[template(path = "fall/fall/gesamtplan.html")]
struct GesamtplanSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    /// A version may be written.
    offen: bool,
    /// Bausteine may be planned.
    planen: bool,
    review: bool,
    zeilen: Vec<Zeile>,
    arten: Vec<Wahl>,
    typen: Vec<Wahl>,
    einheiten: Vec<Wahl>,
    ziele: Vec<Wahl>,
    wuensche: Vec<Wahl>,
    spaetestens: String,
}

impl GesamtplanSeite {
    fn geplant(&self, stand: &Bausteinstand) -> bool {
        self.planen && *stand == Bausteinstand::Geplant
    }

    /// What can be done with a Baustein of a running benefit in its review; empty for nothing.
    fn aendern(&self, stand: &Bausteinstand) -> &'static str {
        match stand {
            _ if !self.planen || !self.review => "",
            Bausteinstand::Bewilligt => "Soll enden",
            Bausteinstand::Auslaufend => "Soll doch bleiben",
            _ => "",
        }
    }

    fn inhalt(&self, p: &Hilfeplan) -> Gesamtplan {
        p.als_gesamtplan().unwrap_or_default()
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
    tx.commit().await.map_err(Error::from)?;
    let Some(egh) = &akte.egh else {
        return Err(Error::NichtGefunden.into());
    };
    let f = f.unwrap_or_default().ergaenzt(&vorbelegt(&akte));
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let zeilen = (1..)
        .zip(&akte.bausteine)
        .map(|(nr, b)| {
            let a = egh.poolaussage(b.id.uuid());
            Zeile {
                b: b.clone(),
                aussage: a.map(|a| regel::aussage(b, a)),
                befund: pooling::baustein(b, a).filter(|_| b.gilt()),
                nr,
                gesendet: f.wert(POOLING_ZU) == b.id.to_string(),
            }
        })
        .collect();
    let seite = GesamtplanSeite {
        shell: shell(huelle, &akte, "Gesamtplan"),
        kopf: kopf(kontext, &akte, "gesamtplan"),
        offen: akte.bearbeiten && dienst::SCHREIBEN.contains(&akte.fall.stand),
        planen: akte.bearbeiten && dienst::PLANEN.contains(&akte.fall.stand),
        review: akte.fall.stand == FallStand::G10,
        zeilen,
        arten: arten(true),
        typen: Bausteintyp::wahlen(),
        einheiten: Umfangsart::wahlen(),
        ziele: akte
            .handlungsziele
            .iter()
            .map(|h| Wahl::neu(h.id, h.text.clone()))
            .collect(),
        wuensche: Poolwunsch::wahlen(),
        spaetestens: format!("Spätestens am {}.", akte.ueberpruefung_bis()?),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

/// The last version to write on from.
fn vorbelegt(akte: &Akte) -> Formular {
    let f = Formular::leer();
    let Some(p) = akte.plaene.first() else {
        return f;
    };
    let g = p.als_gesamtplan().unwrap_or_default();
    f.setze("bedarf", &p.bedarf)
        .setze("massstaebe", &g.massstaebe)
        .setze("aktivitaeten", &p.aufgabe_familie)
        .setze("selbsthilfe", &g.selbsthilfe)
        .setze("aufgabe_traeger", &p.aufgabe_traeger)
        .setze("aufgabe_amt", &p.aufgabe_amt)
        .setze("wunsch_wahl", &g.wunsch_wahl)
        .setze("gutachten", &g.gutachten)
        .setze("barmittel", &g.barmittel)
        .setze("krankenhaus", &g.krankenhaus)
        .setze("sozialraum", &g.sozialraum)
        .setze("ohne_leistung", &g.ohne_leistung)
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let f = super::entwurf(&app, &kontext, "fall-gesamtplan", id).await?;
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

pub(crate) async fn baustein(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = bausteindaten(&mut e);
    let (Some(cmd), false) = (cmd, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        planung::planen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "gesamtplan#bausteine"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}

pub(crate) async fn streichen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, baustein)): Path<(Id<Fall>, Uuid)>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        planung::streichen(&app, tx, may, &akte, baustein).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "gesamtplan#bausteine"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, None, befunde).await,
    }
}

/// What is said about getting one Baustein together with others.
pub(crate) async fn gemeinsam(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, baustein)): Path<(Id<Fall>, Uuid)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let wunsch = e.pflichtauswahl::<Poolwunsch>("wunsch");
    let grund = e.text("grund", 1000);
    let gesendet = |e: Eingaben| Some(e.formular().setze(POOLING_ZU, baustein));
    let (Some(wunsch), false) = (wunsch, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, gesendet(e), vec![]).await;
    };
    let cmd = Pooldaten {
        wunsch,
        wohnen: e.haken("wohnen"),
        zumutbar: e.haken("zumutbar"),
        grund,
        vereinbarung: e.haken("vereinbarung"),
        ziele_erreichbar: e.haken("ziele_erreichbar"),
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::pooling(&app, tx, may, &akte, baustein, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "gesamtplan#pooling"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, gesendet(e), befunde).await,
    }
}

pub(crate) async fn fassung(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut text = |feld: &str| e.text(feld, 2000);
    let mut cmd = Plandaten {
        bedarf: text("bedarf"),
        massstaebe: text("massstaebe"),
        aktivitaeten: text("aktivitaeten"),
        selbsthilfe: text("selbsthilfe"),
        aufgabe_traeger: text("aufgabe_traeger"),
        aufgabe_amt: text("aufgabe_amt"),
        wunsch_wahl: text("wunsch_wahl"),
        gutachten: text("gutachten"),
        barmittel: text("barmittel"),
        krankenhaus: text("krankenhaus"),
        sozialraum: text("sozialraum"),
        ohne_leistung: text("ohne_leistung"),
        wirkung: text("wirkung"),
        meinungen: text("meinungen"),
        person_selbst: text("person_selbst"),
        wirkungskontrolle_am: None,
        pruefdatum: None,
    };
    cmd.wirkungskontrolle_am = e.datum("wirkungskontrolle_am").map(Datum);
    cmd.pruefdatum = e.datum("pruefdatum").map(Datum);
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    }
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::fassung(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "gesamtplan"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}
