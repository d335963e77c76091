//! `/faelle/{id}/hilfeplan`: the Leistungsbausteine, the versions of the plan, and a new one.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Cent, Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{super::textbaustein, Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Bausteinstand, Bausteintyp, Fall, FallStand, Fallrolle, Leistungsart, Textzweck, Umfangsart},
    service::fall::{
        hilfeplan::{self as dienst, Bausteindaten, Plandaten},
        lesen::{self, Akte},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("ziele", "Welchem Ziel dient er?"),
    ("text", "Was wird getan?"),
    ("hoechstens", "Höchstens"),
    ("bis", "Bis"),
    ("bedarf", "Bedarf"),
    ("ohne_sozialraum", "Warum nichts im Stadtteil?"),
    ("aufgabe_familie", "Das übernimmt die Familie"),
    ("aufgabe_amt", "Das übernimmt das Amt"),
    ("geschwister", "Geschwister"),
    ("getrennt", "Elternteil ohne Sorgerecht"),
    ("schutz", "Schutz und Auflagen"),
    ("perspektive", "Perspektive"),
    ("pruefdatum", "Nächste Überprüfung"),
    ("meinungen", "Meinungen und Unterschriften"),
];

#[derive(Template)]
#[template(path = "fall/fall/hilfeplan.html")]
struct HilfeplanSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    planen: bool,
    arten: Vec<Wahl>,
    typen: Vec<Wahl>,
    einheiten: Vec<Wahl>,
    ziele: Vec<Wahl>,
    geschwister: bool,
    getrennt: bool,
    schutz: bool,
    texte: Vec<Wahl>,
}

impl HilfeplanSeite {
    fn geplant(&self, stand: &Bausteinstand) -> bool {
        self.planen && *stand == Bausteinstand::Geplant
    }

    /// What can be done with a Baustein of a running help in its review; empty for nothing.
    fn aendern(&self, stand: &Bausteinstand) -> &'static str {
        match stand {
            _ if !self.planen || self.akte.fall.stand != FallStand::F9 => "",
            Bausteinstand::Bewilligt => "Soll enden",
            Bausteinstand::Auslaufend => "Soll doch bleiben",
            _ => "",
        }
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
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    let texte = textbaustein::wahlen(&mut tx, Textzweck::HILFEPLAN).await?;
    tx.commit().await.map_err(Error::from)?;
    let f = f.unwrap_or_default().ergaenzt(&vorbelegt(&akte, &go));
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let hat = |r: Fallrolle| akte.beteiligte.iter().any(|b| b.rolle() == Some(r));
    let seite = HilfeplanSeite {
        shell: shell(huelle, &akte, "Hilfeplan"),
        kopf: kopf(kontext, &akte, "hilfeplan"),
        offen: akte.bearbeiten
            && matches!(
                akte.fall.stand,
                FallStand::F3 | FallStand::F4 | FallStand::F5 | FallStand::F9
            ),
        planen: akte.bearbeiten
            && matches!(
                akte.fall.stand,
                FallStand::F3 | FallStand::F4 | FallStand::F5 | FallStand::F9
            ),
        arten: arten(false),
        typen: Bausteintyp::wahlen(),
        einheiten: Umfangsart::wahlen(),
        ziele: akte
            .handlungsziele
            .iter()
            .map(|h| Wahl::neu(h.id, h.text.clone()))
            .collect(),
        geschwister: hat(Fallrolle::Geschwister),
        getrennt: hat(Fallrolle::NichtSorgeberechtigt),
        schutz: akte.fall.bereich != crate::model::Arbeitsbereich::Leistung,
        f: mit_befunden(f, befunde).benannt(NAMEN),
        texte,
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

/// The last version to write on from, and the day the Geschäftsordnung asks for.
fn vorbelegt(akte: &Akte, go: &amt::go::Geschaeftsordnung) -> Formular {
    let monate = |art: &str| {
        let m = go.wert("fall.ueberpruefung_monate")?.feld(art)?.zahl()?;
        akte.heute.0.checked_add(jiff::Span::new().months(m)).ok()
    };
    let erste = if akte.plaene.is_empty() { "ERSTE" } else { "ALLE" };
    let f = Formular::leer().setze_wenn("pruefdatum", monate(erste));
    let Some(p) = akte.plaene.first() else {
        return f;
    };
    f.setze("bedarf", &p.bedarf)
        .setze("aufgabe_familie", &p.aufgabe_familie)
        .setze("aufgabe_traeger", &p.aufgabe_traeger)
        .setze("aufgabe_amt", &p.aufgabe_amt)
        .setze("aufgabe_umfeld", &p.aufgabe_umfeld)
        .setze("geschwister", &p.geschwister)
        .setze("getrennt", &p.getrennt)
        .setze("schutz", &p.schutz)
        .setze("perspektive", &p.perspektive)
        .setze("uebergang", &p.uebergang)
        .setze("nachbetreuung", &p.nachbetreuung)
        .setze("ohne_sozialraum", &p.ohne_sozialraum)
}

/// The form as it was sent, with a text of the office in its field.
pub(crate) async fn mit_textbaustein(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let (f, befunde) = textbaustein::einsetzen(&app, &kontext, id, Textzweck::HILFEPLAN, e).await?;
    rendern(&app, &kontext, huelle, id, Some(f), befunde).await
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let f = super::entwurf(&app, &kontext, "fall-hilfeplan", id).await?;
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

/// The kinds of help of a track.
pub(super) fn arten(egh: bool) -> Vec<Wahl> {
    let art = |a: &&Leistungsart| a.passt(egh);
    Leistungsart::ALLE
        .iter()
        .filter(art)
        .map(|a| Wahl::neu(a.code(), a.wort()))
        .collect()
}

pub(super) fn bausteindaten(e: &mut Eingaben) -> Option<Bausteindaten> {
    let art = e.pflichtauswahl("art");
    let typ = e.pflichtauswahl("typ");
    let umfang = e.pflichtauswahl("umfang");
    let von = e.pflichtdatum("von");
    let bis = e.pflichtdatum("bis");
    let mindestens = e.zahl("mindestens", 0, 10_080).unwrap_or(0);
    let hoechstens = e.zahl("hoechstens", 0, 10_080).unwrap_or(mindestens);
    let roh = e.text("kosten", 20);
    let kosten = if roh.is_empty() {
        Cent(0)
    } else {
        match budget::rules::betrag::lesen(&roh) {
            Ok(c) => c,
            Err(b) => {
                e.melde("kosten", b.code, b.text);
                Cent(0)
            }
        }
    };
    if kosten.0 < 0 {
        e.melde("kosten", "FALL-E141", "Der Betrag ist negativ. Bitte prüfen.");
    }
    Some(Bausteindaten {
        art: art?,
        typ: typ?,
        text: e.text("text", 300),
        umfang: umfang?,
        menge: (mindestens, hoechstens),
        zeitraum: (Datum(von?), Datum(bis?)),
        kosten,
        ziele: e.auswahlliste("ziele"),
    })
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
        dienst::planen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "hilfeplan#bausteine"), tun).await? {
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
        dienst::streichen(&app, tx, may, &akte, baustein).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "hilfeplan#bausteine"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, None, befunde).await,
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
        aufgabe_familie: text("aufgabe_familie"),
        aufgabe_traeger: text("aufgabe_traeger"),
        aufgabe_amt: text("aufgabe_amt"),
        aufgabe_umfeld: text("aufgabe_umfeld"),
        geschwister: text("geschwister"),
        getrennt: text("getrennt"),
        schutz: text("schutz"),
        perspektive: text("perspektive"),
        uebergang: text("uebergang"),
        nachbetreuung: text("nachbetreuung"),
        ohne_sozialraum: text("ohne_sozialraum"),
        meinungen: text("meinungen"),
        familie_selbst: text("familie_selbst"),
        pruefdatum: None,
    };
    cmd.pruefdatum = e.datum("pruefdatum").map(Datum);
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    }
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::fassung(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "hilfeplan"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}
