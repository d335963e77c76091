//! `/anliegen/{id}`: one Anliegen and its next steps. Every look at it is noted in the journal.

use amt::{
    App, Huelle, Kontext,
    recht::{Bearbeiten, Lesen},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use uuid::Uuid;
use web::{Ergebnis, Feldfehler, Formular, Seite, Shell, Status, Wahl};

use super::{kurz_lesen, wahlen};
use crate::{
    model::{Anliegen, Bezug, Konsultationsergebnis, Ortsart, Spur, Stand},
    nachbarn::nachbarn,
    service::{lesen, schritt::naechste},
};

/// Words of the fields in the list of errors.
const NAMEN: &[(&str, &str)] = &[
    ("gefaehrdungshinweis", "Hinweis auf Gefahr"),
    ("antrag_eingang", "Antrag eingegangen am"),
    ("grund", "Worte der Person"),
    ("empfaenger", "An wen?"),
    ("sektor", "Bereich"),
    ("norm", "Was wird gewünscht?"),
    ("fallfuehrend", "Fallführend"),
    ("nachname", "Name"),
    ("konsultation_mit", "ASD-Fachkraft"),
    ("abweichung_grund", "Grund der anderen Zuständigkeit"),
];

/// One possible step in words.
struct SchrittZeile {
    id: &'static str,
    text: &'static str,
    norm: &'static str,
    fehlt: Vec<String>,
    wirkung: String,
}

#[derive(Template)]
#[template(path = "fall/akte.html")]
struct AkteSeite {
    shell: Shell,
    f: Formular,
    akte: lesen::Akte,
    abzeichen: Status,
    spur: Option<Spur>,
    schritte: Vec<SchrittZeile>,
    /// Id of the step whose form stands open.
    offen: String,
    bearbeiten: bool,
    einmal: Uuid,
    konsultationsergebnisse: Vec<Wahl>,
    ortsarten: Vec<Wahl>,
    sektoren: Vec<Wahl>,
    bezuege: Vec<Wahl>,
    fachkraefte: Vec<Wahl>,
    themen: Vec<Wahl>,
    orte: Vec<Wahl>,
    altersgruppen: Vec<Wahl>,
    ergebnisse: Vec<Wahl>,
    normen: Vec<Wahl>,
}

fn abzeichen(a: &Anliegen, heute: base::Datum) -> Status {
    match a.stand {
        Stand::Meldung8a => Status::ernst(a.stand.wort()),
        _ if a.ueberfaellig(heute) => Status::ernst(format!("{}, erste Antwort überfällig", a.stand)),
        Stand::Neu => Status::achtung(format!("neu, erste Antwort bis {}", a.erstreaktion_bis)),
        Stand::InKlaerung => Status::info(a.stand.wort()),
        _ => Status::gut(a.stand.wort()),
    }
}

/// The form as it stands when nobody has typed yet.
fn vorbelegt(akte: &lesen::Akte, heute: base::Datum) -> Formular {
    let a = &akte.anliegen;
    let mut f = Formular::leer()
        .setze("sektor", &a.sektor)
        .setze("datum", heute.0)
        .setze("personen_anzahl", 1)
        .setze_wenn("fallfuehrend", a.fachkraft);
    for t in a.themen() {
        f = f.setze("themen", t.code());
    }
    f
}

impl AkteSeite {
    /// A03 and A04 both ask for themes: the ids of the one that did not come back with errors begin with its step, so
    /// that labels and the summary of errors lead to the right boxes.
    fn vor(&self, schritt: &str) -> &'static str {
        match schritt {
            "A03" if self.offen == "A04" => "a03-",
            "A04" if self.offen != "A04" => "a04-",
            _ => "",
        }
    }
}

/// Renders the page; with findings as 422 and the form of the step open.
pub(crate) async fn rendern(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Anliegen>,
    eingabe: Option<(Formular, Vec<Befund>, &str)>,
) -> amt::Result<Response> {
    let akte = lesen::akte(app, tx, kontext, id).await?;
    let bearbeiten = lesen::befugt::<Bearbeiten>(app, tx, kontext, id).await.is_ok();
    let go = amt::ordnung::geltende(app, tx).await?;
    let fachkraefte = wahlen::paare(nachbarn(app)?.fachkraefte(app, tx).await?);
    let jetzt = app.uhr.jetzt();
    let schritte = if bearbeiten {
        naechste(
            kontext,
            &akte.anliegen,
            akte.person.as_ref(),
            akte.gemeldet,
            jetzt,
        )
        .into_iter()
        .filter(|(u, fehlt)| u.id != "A08" || fehlt.is_empty())
        .map(|(u, fehlt)| SchrittZeile {
            id: u.id,
            text: u.text,
            norm: u.norm,
            // what the form of the step asks for anyway is not named twice
            fehlt: fehlt
                .into_iter()
                .filter(|b| !im_formular(u.id, &b.ort))
                .map(|b| b.text)
                .collect(),
            wirkung: u
                .wirkungen
                .iter()
                .map(|w| w.wort())
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect()
    } else {
        Vec::new()
    };
    let (f, befunde, offen) = match eingabe {
        Some((f, b, offen)) => (f, b, offen.to_owned()),
        None => (vorbelegt(&akte, jetzt.datum()), vec![], String::new()),
    };
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let fehler = befunde.into_iter().map(|b| Feldfehler {
        feld: b.ort,
        code: b.code.to_owned(),
        text: b.text,
    });
    let titel = akte
        .person
        .as_ref()
        .map_or_else(|| "Anliegen ohne Person".to_owned(), |p| p.name());
    let seite = AkteSeite {
        shell: huelle.titel(titel).ueber("Anliegen", "/anliegen"),
        f: f.mit_fehlern(fehler).benannt(NAMEN),
        abzeichen: abzeichen(&akte.anliegen, jetzt.datum()),
        spur: akte.anliegen.spur(),
        schritte,
        offen,
        bearbeiten,
        einmal: app.ids.uuid(),
        konsultationsergebnisse: Konsultationsergebnis::wahlen(),
        ortsarten: Ortsart::wahlen(),
        sektoren: wahlen::sektoren(&go),
        bezuege: Bezug::wahlen(),
        fachkraefte,
        themen: wahlen::themen(),
        orte: kurz_lesen::orte(),
        altersgruppen: kurz_lesen::altersgruppen(),
        ergebnisse: kurz_lesen::ergebnisse(),
        normen: kurz_lesen::normen(),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

fn im_formular(schritt: &str, feld: &str) -> bool {
    match schritt {
        "A02" => feld == "gefaehrdungshinweis",
        "A03" => feld == "themen",
        "A04" => feld == "dauer",
        "A05" => matches!(feld, "sektor" | "fallfuehrend" | "vertretung"),
        "A06" => matches!(feld, "empfaenger" | "antrag_eingang"),
        "A07" => feld == "grund",
        _ => false,
    }
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Anliegen>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(amt::Error::from)?;
    lesen::befugt::<Lesen>(&app, &mut tx, &kontext, id).await?;
    let antwort = rendern(&app, &mut tx, &kontext, huelle, id, None).await?;
    tx.commit().await.map_err(amt::Error::from)?;
    Ok(antwort)
}
