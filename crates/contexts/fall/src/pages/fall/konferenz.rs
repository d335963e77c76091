//! `/faelle/{id}/konferenz`: the sheet of the Fallkonferenz, with the last one beside the new one.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{
        Anmeldung, Einigkeit, Fall, Familienbeteiligung, Idee, Ideenart, Konferenz, Konferenztyp,
        Konferenzwahl, Teilnehmer,
    },
    rules::fall::konferenz::{Regeln, Teilnahme, dauer, pseudonym},
    service::fall::{
        agenda,
        bedarf::{self, Konferenzdaten as Gesamtplankonferenz},
        konferenz::{Konferenzdaten, festhalten},
        lesen::{self, Akte},
    },
};

/// Rows for participants.
const PLAETZE: usize = 8;

const NAMEN: &[(&str, &str)] = &[
    ("gpk", "Gesamtplankonferenz"),
    ("gpk-tag", "Tag"),
    ("gpk-worte", "In Worten"),
    ("moderation", "Wer moderiert?"),
    ("falleinbringer", "Wer bringt den Fall ein?"),
    ("teilnehmer-1", "Teilnehmende"),
    ("frage", "Frage an die Runde"),
    ("ressourcen", "Stärken und Ressourcen"),
    ("idee-EINZELFALL", "Ideen"),
    ("empfehlung", "Votum"),
    ("datum", "Tag"),
    ("dauer", "Dauer"),
];

/// One row for a participant.
pub(super) struct Platz {
    pub(super) name: String,
    pub(super) art: String,
    pub(super) titel: String,
}

/// One field for ideas of a kind.
pub(super) struct Ideenfeld {
    pub(super) name: String,
    pub(super) titel: String,
}

/// What the form about a round offers, here and on the page for the projector.
pub(super) struct Felder {
    pub(super) plaetze: Vec<Platz>,
    pub(super) ideenfelder: Vec<Ideenfeld>,
    pub(super) typen: Vec<Wahl>,
    pub(super) traeger: Vec<Wahl>,
    pub(super) einigkeiten: Vec<Wahl>,
    pub(super) familie: Vec<Wahl>,
}

impl Felder {
    pub(super) fn neu() -> Self {
        Self {
            plaetze: (1..=PLAETZE)
                .map(|n| Platz {
                    name: format!("teilnehmer-{n}"),
                    art: format!("traeger-{n}"),
                    titel: format!("Person {n}"),
                })
                .collect(),
            ideenfelder: Ideenart::ALLE
                .iter()
                .map(|a| Ideenfeld {
                    name: format!("idee-{}", a.code()),
                    titel: format!("Ideen {a}"),
                })
                .collect(),
            typen: Konferenztyp::wahlen(),
            traeger: vec![
                Wahl::neu("OEFFENTLICH", "vom Amt"),
                Wahl::neu("FREI", "von einem freien Träger oder anderswo"),
            ],
            einigkeiten: Einigkeit::wahlen(),
            familie: Familienbeteiligung::wahlen(),
        }
    }
}

#[derive(Template)]
#[template(path = "fall/fall/konferenz.html")]
struct KonferenzSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    phasen: Vec<(String, u32)>,
    minuten: u32,
    felder: Felder,
    /// What stands on the agenda of the team about this case.
    angemeldet: Vec<Anmeldung>,
    /// The choices about a Gesamtplankonferenz while they can be made.
    gpk: Option<Vec<Wahl>>,
    /// People as a round with free Träger hears of them (RL-07).
    rollen: Vec<String>,
}

impl KonferenzSeite {
    fn ideen(&self, k: &Konferenz) -> Vec<&Idee> {
        self.akte.ideen.iter().filter(|i| i.konferenz == k.id).collect()
    }

    fn teilnehmer(&self, k: &Konferenz) -> Vec<&Teilnehmer> {
        self.akte
            .teilnehmer
            .iter()
            .filter(|t| t.konferenz == k.id)
            .collect()
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    let angemeldet = agenda::offen(&mut tx, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let regeln = Regeln::von(&go);
    let heute = app.uhr.heute();
    let rollen = (1..)
        .zip(&akte.beteiligte)
        .map(|(n, b)| {
            let alter = b
                .person
                .geburtsdatum
                .and_then(|g| fristen::alter_am(g.0, heute.0));
            pseudonym(b.rolle_wort(), n, alter)
        })
        .collect();
    let gpk = akte.bearbeiten && bedarf::KONFERENZ.contains(&akte.fall.stand);
    let f = match akte.egh.as_ref().and_then(|e| e.konferenzwahl.first()) {
        // what was agreed is not filled in twice
        Some(k) if f.werte().is_empty() => f
            .setze("gpk", k.wahl.code())
            .setze("gpk-tag", k.tag.0)
            .setze("gpk-worte", &k.worte)
            .setze_wenn("gpk-kinder", k.mit_kindern.then_some("ja"))
            .setze_wenn("gpk-teilhabeplan", k.teilhabeplan.then_some("ja")),
        _ => f,
    };
    let seite = KonferenzSeite {
        gpk: gpk.then(Konferenzwahl::wahlen),
        shell: shell(huelle, &akte, "Fallkonferenz"),
        kopf: kopf(kontext, &akte, "konferenz"),
        offen: akte.bearbeiten && akte.fall.stand.konferenz(),
        minuten: dauer(&regeln.phasen),
        phasen: regeln.phasen,
        felder: Felder::neu(),
        angemeldet,
        rollen,
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
    let f = super::entwurf(&app, &kontext, "fall-konferenz", id).await?;
    let f = f.unwrap_or_else(|| Formular::leer().setze("datum", app.uhr.heute().0));
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

fn daten(e: &mut Eingaben) -> Option<Konferenzdaten> {
    let typ = e.pflichtauswahl("typ");
    let datum = e.pflichtdatum("datum");
    let dauer = e.pflichtzahl("dauer", 1, 600);
    let einigkeit = e.pflichtauswahl("einigkeit");
    let familie = e.pflichtauswahl("familie");
    let teilnehmende = (1..=PLAETZE)
        .filter_map(|n| {
            let wer = e.text(&format!("teilnehmer-{n}"), 80);
            let oeffentlich = e.roh(&format!("traeger-{n}")) == "OEFFENTLICH";
            (!wer.is_empty()).then_some(Teilnahme { wer, oeffentlich })
        })
        .collect();
    let mut ideen = Vec::new();
    for art in Ideenart::ALLE {
        let text = e.text(&format!("idee-{}", art.code()), 1000);
        ideen.extend(
            text.lines()
                .map(str::trim)
                .filter(|z| !z.is_empty())
                .map(|z| (z.to_owned(), *art)),
        );
    }
    Some(Konferenzdaten {
        typ: typ?,
        datum: Datum(datum?),
        dauer: dauer?,
        moderation: e.text("moderation", 80),
        falleinbringer: e.text("falleinbringer", 80),
        teilnehmende,
        frage: e.text("frage", 500),
        ressourcen: e.text("ressourcen", 1000),
        ideen,
        empfehlung: e.text("empfehlung", 1000),
        einigkeit: einigkeit?,
        abweichend: e.text("abweichend", 1000),
        familie: familie?,
        einwilligung: e.haken("einwilligung"),
    })
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = daten(&mut e);
    let (Some(cmd), false) = (cmd, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        festhalten(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "konferenz"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}

/// What is agreed about the Gesamtplankonferenz (EG07, EG08).
pub(crate) async fn gesamtplankonferenz(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let wahl = e.pflichtauswahl::<Konferenzwahl>("gpk");
    let tag = e.pflichtdatum("gpk-tag").map(Datum);
    let worte = e.text("gpk-worte", 1000);
    let (Some(wahl), Some(tag), false) = (wahl, tag, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Gesamtplankonferenz {
        wahl,
        tag,
        worte,
        mit_kindern: e.haken("gpk-kinder"),
        teilhabeplan: e.haken("gpk-teilhabeplan"),
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        bedarf::konferenz(&app, tx, may, &akte, cmd).await
    };
    let ziel = pfad(id, "konferenz#gesamtplankonferenz");
    match super::speichern(&app, &kontext, id, &e, ziel, tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}
