//! `/faelle/{id}/rechtsbehelf`: Widerspruch and Klage against what was decided, step by step, with the clock.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Status, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{
        Entscheidung, Entscheidungsstand, Fall, FallStand, RECHTSBEHELF_MAX, Rechtsbehelf, Rechtsbehelfsform,
        Rechtsbehelfsschritt, Rechtsbehelfsstand,
    },
    rules::fall::rechtsbehelf as regel,
    service::fall::{
        lesen::{self, Akte},
        rechtsbehelf::{self as dienst, Einlegung, Weiterfuehrung},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("entscheidung", "Gegen welche Entscheidung?"),
    ("form", "Wie?"),
    ("eingelegt_am", "Eingegangen am"),
    ("worte", "In Worten"),
];

/// One remedy as the page shows it.
struct Zeile {
    r: Rechtsbehelf,
    gegen: String,
    /// A sign, and what to do when it came late.
    rechtzeitig: Option<(Status, &'static str)>,
    stand: Status,
    schritte: Vec<Rechtsbehelfsschritt>,
    /// Names of the fields of its form.
    felder: [String; 3],
    /// The form was sent and comes back.
    offen: bool,
    wege: Vec<Wahl>,
    hinweise: Vec<(&'static str, &'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "fall/fall/rechtsbehelf.html")]
struct RechtsbehelfSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    alle: Vec<Zeile>,
    /// Decisions that can be fought now.
    entscheidungen: Vec<Wahl>,
    formen: Vec<Wahl>,
    /// The help runs: what was won is put into practice in its review.
    laeuft: bool,
}

/// The name of a field of the form of one remedy: more than one may stand on the page.
fn feld(was: &str, id: Id<Rechtsbehelf>) -> String {
    format!("{was}-{id}")
}

fn name(e: &Entscheidung) -> String {
    let am = e
        .entschieden_am
        .map_or_else(String::new, |z| format!(" vom {}", z.datum()));
    format!("{}{am}", e.art)
}

fn zeile(akte: &Akte, r: &Rechtsbehelf, f: &Formular) -> Zeile {
    let e = akte.entscheidungen.iter().find(|e| r.gegen(e));
    let stand = r.stand.wort();
    let felder = ["nach", "am", "worte"].map(|x| feld(x, r.id));
    Zeile {
        gegen: e.map_or_else(String::new, name),
        rechtzeitig: e.and_then(|e| r.rechtzeitig(e)).map(|ja| {
            if ja {
                (Status::gut("rechtzeitig"), "")
            } else {
                (
                    Status::achtung("nach Ablauf der Frist"),
                    "Bitte prüfen, ob die Person ohne Verschulden gehindert war (§ 27 SGB X), und ob der Bescheid nach § 44 SGB X zu überprüfen ist.",
                )
            }
        }),
        stand: if r.stand.offen() {
            Status::info(stand)
        } else {
            Status::gut(stand)
        },
        schritte: akte
            .rechtsbehelf_schritte
            .iter()
            .filter(|s| s.rechtsbehelf == r.id.uuid())
            .cloned()
            .collect(),
        offen: felder.iter().any(|x| f.fehler(x).is_some()),
        felder,
        wege: regel::ab(r.stand)
            .map(|w| Wahl::neu(w.nach.code(), w.text))
            .collect(),
        hinweise: regel::ab(r.stand)
            .map(|w| (w.text, w.hinweis, w.norm))
            .collect(),
        r: r.clone(),
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
    let f = f.unwrap_or_else(|| {
        let leer = Formular::leer().setze("eingelegt_am", akte.heute.0);
        let heute = |f: Formular, r: &Rechtsbehelf| f.setze(&feld("am", r.id), akte.heute.0);
        akte.rechtsbehelfe.iter().fold(leer, heute)
    });
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let f = mit_befunden(f, befunde);
    let alle: Vec<Zeile> = akte.rechtsbehelfe.iter().map(|r| zeile(&akte, r, &f)).collect();
    let namen: Vec<(&str, &str)> = alle
        .iter()
        .flat_map(|z| {
            z.felder
                .iter()
                .map(String::as_str)
                .zip(["Was ist geschehen?", "Tag", "In Worten"])
        })
        .chain(NAMEN.iter().copied())
        .collect();
    let frei = |e: &&Entscheidung| {
        e.stand == Entscheidungsstand::Entschieden
            && !akte.rechtsbehelfe.iter().any(|r| r.gegen(e) && r.stand.offen())
    };
    let seite = RechtsbehelfSeite {
        shell: shell(huelle, &akte, "Widerspruch und Klage"),
        kopf: kopf(kontext, &akte, "rechtsbehelf"),
        entscheidungen: akte
            .entscheidungen
            .iter()
            .filter(frei)
            .map(|e| Wahl::neu(e.id, name(e)))
            .collect(),
        formen: Rechtsbehelfsform::wahlen(),
        laeuft: matches!(
            akte.fall.stand,
            FallStand::F7
                | FallStand::F8
                | FallStand::F9
                | FallStand::F10
                | FallStand::G9
                | FallStand::G10
                | FallStand::P4
                | FallStand::P5
        ),
        f: f.benannt(&namen),
        alle,
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

pub(crate) async fn einlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let form = e.pflichtauswahl::<Rechtsbehelfsform>("form");
    let tag = e.pflichtdatum("eingelegt_am").map(Datum);
    let worte = e.text("worte", RECHTSBEHELF_MAX);
    let gegen = e.roh("entscheidung").parse().ok();
    let (Some(form), Some(eingelegt_am), false) = (form, tag, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let cmd = Einlegung {
        // an unknown one is refused like one that was not chosen
        entscheidung: gegen.unwrap_or_else(|| Id::von(uuid::Uuid::nil())),
        form,
        eingelegt_am,
        worte,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::einlegen(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "rechtsbehelf"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}

pub(crate) async fn weiter(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, rechtsbehelf)): Path<(Id<Fall>, Id<Rechtsbehelf>)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let nach = e.pflichtauswahl::<Rechtsbehelfsstand>(&feld("nach", rechtsbehelf));
    let am = e.pflichtdatum(&feld("am", rechtsbehelf)).map(Datum);
    let worte = e.text(&feld("worte", rechtsbehelf), RECHTSBEHELF_MAX);
    let (Some(nach), Some(am), false) = (nach, am, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let cmd = Weiterfuehrung {
        rechtsbehelf,
        nach,
        am,
        worte,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::weiter(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "rechtsbehelf"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(mut befunde) => {
            for b in &mut befunde {
                if !b.ort.is_empty() {
                    b.ort = feld(&b.ort, rechtsbehelf);
                }
            }
            rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await
        }
    }
}
