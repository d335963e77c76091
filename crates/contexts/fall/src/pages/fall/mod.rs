//! The pages of one case, in the order of its life. Every look is noted in the journal.

pub(crate) mod abschluss;
pub(crate) mod auftrag;
pub(crate) mod bedarf;
pub(crate) mod bescheid_druck;
pub(crate) mod beziehungen;
pub(crate) mod druck;
pub(crate) mod entscheidung;
pub(crate) mod gesamtplan;
pub(crate) mod gesamtplan_druck;
pub(crate) mod hilfeplan;
mod karte;
pub(crate) mod klaerung;
pub(crate) mod konferenz;
pub(crate) mod koordination;
mod mehrkosten;
pub(crate) mod notizen;
pub(crate) mod rechtsbehelf;
pub(crate) mod ressourcen;
pub(crate) mod sozialraum;
pub(crate) mod tafel;
pub(crate) mod uebergabe;
pub(crate) mod ueberpruefung;
pub(crate) mod uebersicht;
pub(crate) mod wiedervorlage;
pub(crate) mod wille;
pub(crate) mod ziele;

use amt::{App, Error, Huelle, Kontext, meldung::weiter, recht::Bearbeiten};
use axum::response::Response;
use base::{Befund, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Shell, Weg};

use crate::{
    model::{Fall, FallBeteiligter, FallStand, Fallspur},
    rules::fall::gatter::Gatter,
    service::fall::{
        lesen::Akte,
        zugang::{FallMay, befugt},
    },
};

/// Proof that somebody may write in a case.
type Schreibt = FallMay<Bearbeiten>;

/// The address of a page of a case; the empty name is the overview.
fn pfad(id: Id<Fall>, seite: &str) -> String {
    if seite.is_empty() {
        format!("/faelle/{id}")
    } else {
        format!("/faelle/{id}/{seite}")
    }
}

/// The pages of a case, in the order of its life.
const SEITEN: [(&str, &str); 20] = [
    ("", "Überblick"),
    ("klaerung", "Klärung"),
    ("wille", "Wille"),
    ("beziehungen", "Beziehungen"),
    ("ressourcen", "Ressourcen"),
    ("ziele", "Ziele"),
    ("bedarf", "Bedarf"),
    ("sozialraum", "Sozialraum"),
    ("konferenz", "Fallkonferenz"),
    ("hilfeplan", "Hilfeplan"),
    ("gesamtplan", "Gesamtplan"),
    ("entscheidung", "Entscheidung"),
    ("rechtsbehelf", "Widerspruch"),
    ("auftrag", "Auftrag"),
    ("ueberpruefung", "Überprüfung"),
    ("abschluss", "Abschluss"),
    ("notizen", "Notizen"),
    ("wiedervorlage", "Wiedervorlage"),
    ("koordination", "Andere Ämter"),
    ("uebergabe", "Übergabe"),
];

/// The tabs that mean something in this state: what comes later is not offered before.
fn reiter(akte: &Akte) -> Vec<Weg> {
    let fall = &akte.fall;
    let hzep = |s: &FallStand| s.code().starts_with('F');
    let (jetzt, spur) = (fall.stand.rang(), fall.stand.spur());
    SEITEN
        .iter()
        .filter(|(s, _)| match *s {
            "hilfeplan" => hzep(&fall.stand) && jetzt >= FallStand::F3.rang(),
            "bedarf" => fall.stand.egh(),
            "gesamtplan" => fall.stand.egh() && jetzt >= FallStand::G4.rang() && fall.stand != FallStand::Gx,
            "entscheidung" if fall.stand.egh() => {
                jetzt >= FallStand::G6.rang() && fall.stand != FallStand::Gx
            }
            "entscheidung" if spur == Fallspur::Pflege => jetzt >= FallStand::P1.rang(),
            "entscheidung" => hzep(&fall.stand) && jetzt >= FallStand::F4.rang(),
            // a decision lies there
            "rechtsbehelf" => {
                !akte.rechtsbehelfe.is_empty()
                    || jetzt >= FallStand::G8.rang() && fall.stand.egh() && fall.stand != FallStand::Gx
                    || spur == Fallspur::Pflege && jetzt >= FallStand::P3.rang()
                    || hzep(&fall.stand) && jetzt >= FallStand::F6.rang() && fall.stand != FallStand::Fx
            }
            // the Jugendgerichtshilfe helps in the proceedings; it plans no help of its own
            "ziele" | "sozialraum" => spur != Fallspur::Jugendgericht,
            "auftrag" => hzep(&fall.stand) && jetzt >= FallStand::F6.rang(),
            "ueberpruefung" => hzep(&fall.stand) && jetzt >= FallStand::F8.rang(),
            "abschluss" => hzep(&fall.stand) && jetzt >= FallStand::F9.rang(),
            _ => true,
        })
        .map(|(s, t)| Weg::neu(*t, pfad(fall.id, s)))
        .collect()
}

/// What every page of a case carries.
struct Kopf {
    /// Tabs.
    reiter: Vec<Weg>,
    /// Address of this page.
    hier: String,
    /// The steps and what each lacks.
    schritte: Vec<Naechster>,
}

/// One step of the box "was fehlt".
struct Naechster {
    id: &'static str,
    text: &'static str,
    norm: &'static str,
    folgen: String,
    /// (words, norm, address of the field).
    fehlt: Vec<(&'static str, &'static str, String)>,
    /// Whether the user's role takes this step.
    darf: bool,
}

fn kopf(kontext: &Kontext, akte: &Akte, seite: &str) -> Kopf {
    let id = akte.fall.id;
    let zeile = |g: &Gatter| {
        let a = g.angaben();
        // what no page asks for yet is named without a link
        let da = SEITEN
            .iter()
            .any(|(s, _)| !s.is_empty() && a.ort.split('#').next() == Some(s));
        let ort = if da {
            format!("/faelle/{id}/{}", a.ort)
        } else {
            String::new()
        };
        (a.text, a.norm, ort)
    };
    let schritte = akte
        .lage()
        .naechste()
        .into_iter()
        .map(|(u, fehlt)| Naechster {
            id: u.id,
            text: u.text,
            norm: u.norm,
            folgen: u
                .wirkungen
                .iter()
                .map(|w| w.wort())
                .collect::<Vec<_>>()
                .join(", "),
            fehlt: fehlt.iter().map(zeile).collect(),
            darf: akte.bearbeiten && crate::rules::fall::spur::pruefe_wer(u, kontext).is_ok(),
        })
        .collect();
    Kopf {
        reiter: reiter(akte),
        hier: pfad(id, seite),
        schritte,
    }
}

fn shell(huelle: Huelle, akte: &Akte, was: &str) -> Shell {
    let fall = &akte.fall;
    let s = huelle.titel(if was.is_empty() {
        format!("Fall {}", fall.aktenzeichen)
    } else {
        format!("{was}, Fall {}", fall.aktenzeichen)
    });
    let s = s.ueber("Fälle", "/faelle");
    if was.is_empty() {
        s
    } else {
        s.ueber(fall.aktenzeichen.clone(), pfad(fall.id, ""))
    }
}

pub(super) fn mit_befunden(f: Formular, befunde: Vec<Befund>) -> Formular {
    f.mit_fehlern(befunde.into_iter().map(|b| Feldfehler {
        feld: b.ort,
        code: b.code.to_owned(),
        text: b.text,
    }))
}

/// The name of a person with their role, to choose from.
fn leute(akte: &Akte) -> Vec<web::Wahl> {
    let wahl = |b: &FallBeteiligter| web::Wahl::neu(b.id, format!("{} ({})", b.name(), b.rolle_wort()));
    akte.beteiligte.iter().map(wahl).collect()
}

/// What the user typed into this form last time and did not send.
pub(super) async fn entwurf(
    app: &App,
    kontext: &Kontext,
    formular: &str,
    id: Id<Fall>,
) -> amt::Result<Option<Formular>> {
    let mut tx = app.db.read().await?;
    let e = amt::entwurf::laden(&mut tx, kontext, formular, &id.to_string()).await?;
    Ok(e.map(|e| e.als_formular()))
}

/// A draft dies when it is sent; the form names it.
pub(super) async fn abgeschickt(
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    e: &Eingaben,
) -> amt::Result<()> {
    let formular = e.roh("entwurf");
    if formular.is_empty() {
        return Ok(());
    }
    amt::entwurf::verwerfen(tx, kontext, formular, &id.to_string()).await
}

/// Saves one form of a case in one transaction: the proof, the case as the form saw it (a form filled in beside somebody
/// else's change is a conflict), the use case, and back to the page. Refused by a rule: the findings, so that the page
/// comes again with the input.
async fn speichern<T>(
    app: &App,
    kontext: &Kontext,
    id: Id<Fall>,
    e: &Eingaben,
    ziel: String,
    tun: T,
) -> Ergebnis<Result<Response, Vec<Befund>>>
where
    T: AsyncFnOnce(&mut Tx, &Schreibt, Fall) -> amt::Result<()>,
{
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, fall) = befugt::<Bearbeiten>(app, &mut tx, kontext, id).await?;
    let ergebnis = if e.roh("version").parse() == Ok(fall.version) {
        tun(&mut tx, &may, fall).await
    } else {
        Err(Error::Konflikt)
    };
    match ergebnis {
        Ok(()) => {
            abgeschickt(&mut tx, kontext, id, e).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(Ok(weiter(ziel, MeldungArt::Erfolg, "Gespeichert.")))
        }
        Err(Error::Regel(b)) => Ok(Err(b)),
        Err(Error::Konflikt) => Ok(Err(vec![inzwischen()])),
        Err(andere) => Err(andere.into()),
    }
}

/// Somebody was faster; the form shows the new state beside what was typed.
pub(crate) fn inzwischen() -> Befund {
    Befund::neu(
        "WEB-E09",
        "Jemand anderes hat den Fall inzwischen geändert. Ihre Eingaben stehen noch hier; bitte prüfen und noch einmal speichern.",
    )
}
