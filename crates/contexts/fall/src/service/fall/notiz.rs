//! Notes of a case: written, read, opened under § 65 SGB VIII, redacted. A note is its own record: writing one does
//! not stop somebody who works in the case beside it.

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Bearbeiten, Befugnis, Bereich, Bezug, Klasse, Lesen, Objektart, Zweck},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::zugang::{FallMay, befugt};
use crate::{
    model::{Anvertrautgrund, Fall, Freigabe, Notiz, Notizart},
    nachbarn::nachbarn,
    rules::fall::notiz::{self as regeln, Gesehen, Leser},
    store::notiz as db,
};

/// An entrusted note, for the journal: its class is its own.
#[derive(Debug, Clone, Copy)]
pub struct Anvertrautes;
impl Objektart for Anvertrautes {
    const NAME: &'static str = "fall_anvertrautes";
    const BEREICH: Bereich = Bereich::FallViii;
    const KLASSE: Klasse = Klasse::D5;
    const ZWECK: Zweck = Zweck::Z02;
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Notizen {
    /// What this person reads.
    pub gesehen: Gesehen,
    /// To whom entrusted notes were opened, of those read.
    pub freigaben: Vec<Freigabe>,
    /// Kinds that may be written here.
    pub arten: Vec<Notizart>,
}

/// What the form says.
#[derive(Debug, Clone)]
pub struct Notizdaten {
    /// Who is to read it.
    pub art: Notizart,
    /// Words.
    pub text: String,
    /// The day it is about.
    pub tag: Datum,
}

/// What the form of an opening says.
#[derive(Debug, Clone)]
pub struct Freigabedaten {
    /// To whom.
    pub fachkraft: Uuid,
    /// Why.
    pub grund: Option<Anvertrautgrund>,
    /// In words.
    pub worte: String,
    /// There are signs of danger.
    pub anhaltspunkte: bool,
    /// The note is needed to judge them.
    pub erforderlich: bool,
}

async fn leser(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Leser> {
    let benutzer = kontext.benutzer().uuid();
    Ok(Leser {
        benutzer,
        fachkraft: nachbarn(app)?.fachkraft_von(app, tx, benutzer).await?,
    })
}

fn anvertrautes<A: Aktion>(kontext: &Kontext, id: Id<Notiz>) -> Result<Befugnis<A, Anvertrautes>> {
    // that the case may be seen, and that the note is theirs, was asked before
    let bezug = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    Befugnis::pruefen(kontext, Some(Id::von(id.uuid())), bezug)
}

/// § 65 SGB VIII holds for help under SGB VIII only.
fn arten<A>(may: &FallMay<A>) -> Vec<Notizart> {
    let alle = Notizart::ALLE.iter().copied();
    alle.filter(|a| *a != Notizart::Anvertraut || matches!(may, FallMay::Viii(_) | FallMay::Jgh(_)))
        .collect()
}

/// Notes this person reads, and how many entrusted ones stay closed. Reading an entrusted one is noted by itself.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn lesen(app: &App, tx: &mut Tx, kontext: &Kontext, fall: Id<Fall>) -> Result<Notizen> {
    let (may, _) = befugt::<Lesen>(app, tx, kontext, fall).await?;
    let l = leser(app, tx, kontext).await?;
    let freigaben = db::freigaben(tx, fall).await?;
    let gesehen = regeln::sehen(db::alle(tx, fall).await?, &freigaben, l);
    may.notieren(app, tx, "notizen");
    for n in &gesehen.lesbar {
        if n.art == Notizart::Anvertraut {
            let b = anvertrautes::<Lesen>(kontext, n.id)?;
            amt::journal::notieren(tx, &*app.uhr, &b, Id::von(n.id.uuid()), "");
        }
    }
    Ok(Notizen {
        arten: arten(&may),
        freigaben: freigaben
            .into_iter()
            .filter(|f| gesehen.lesbar.iter().any(|n| n.id.uuid() == f.notiz))
            .collect(),
        gesehen,
    })
}

/// Keeps a note.
///
/// # Errors
/// `FALL-E90` without words or with a day to come; `AMT-E07` an entrusted note outside SGB VIII.
pub async fn schreiben(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    fall: Id<Fall>,
    cmd: Notizdaten,
) -> Result<()> {
    let (may, fall) = befugt::<Bearbeiten>(app, tx, kontext, fall).await?;
    let mut b = Vec::new();
    if cmd.text.trim().is_empty() {
        b.push(Befund::neu("FALL-E90", "Bitte die Notiz aufschreiben.").an("text"));
    }
    if cmd.tag > app.uhr.heute() {
        b.push(Befund::neu("FALL-E90", "Der Tag liegt in der Zukunft. Bitte prüfen.").an("tag"));
    }
    if !arten(&may).contains(&cmd.art) {
        let text = "Anvertrautes nach § 65 SGB VIII gibt es nur in der Jugendhilfe.";
        b.push(Befund::neu("AMT-E07", text).an("art"));
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let n = Notiz {
        id: app.ids.neu(),
        art: cmd.art,
        text: cmd.text.trim().to_owned(),
        tag: cmd.tag,
        zeit: app.uhr.jetzt(),
        verfasser: kontext.benutzer().uuid(),
        verfasser_name: kontext.name().to_owned(),
        geschwaerzt_am: None,
        geschwaerzt_von: String::new(),
        geschwaerzt_grund: String::new(),
    };
    db::insert(tx, fall.id, &n).await?;
    may.notieren(app, tx, &format!("notiz={}", n.art.code()));
    Ok(())
}

/// A note of this case that the user reads.
async fn finden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    fall: Id<Fall>,
    id: Id<Notiz>,
) -> Result<(FallMay<Bearbeiten>, Notiz, Leser)> {
    let (may, fall) = befugt::<Bearbeiten>(app, tx, kontext, fall).await?;
    let l = leser(app, tx, kontext).await?;
    let freigaben = db::freigaben(tx, fall.id).await?;
    let n = db::alle(tx, fall.id)
        .await?
        .into_iter()
        .find(|n| n.id == id && regeln::liest(n, &freigaben, l))
        .ok_or(Error::NichtGefunden)?;
    Ok((may, n, l))
}

/// Opens an entrusted note to one Fachkraft, with the ground of § 65 SGB VIII.
///
/// # Errors
/// `AMT-E07` without a ground; `FALL-E77` when there is no such Fachkraft.
pub async fn freigeben(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (fall, id): (Id<Fall>, Id<Notiz>),
    cmd: Freigabedaten,
) -> Result<()> {
    let (_, n, l) = finden(app, tx, kontext, fall, id).await?;
    let mut b = regeln::freigeben(
        &n,
        l,
        cmd.grund,
        &cmd.worte,
        (cmd.anhaltspunkte, cmd.erforderlich),
    );
    let namen = nachbarn(app)?.fachkraefte(app, tx).await?;
    let name = namen.into_iter().find(|(f, _)| *f == cmd.fachkraft);
    if name.is_none() {
        b.push(Befund::neu("FALL-E77", "Bitte eine Fachkraft des Amtes wählen.").an("fachkraft"));
    }
    let (Some((fachkraft, fachkraft_name)), Some(grund), true) = (name, cmd.grund, b.is_empty()) else {
        return Err(Error::Regel(b));
    };
    let f = Freigabe {
        notiz: n.id.uuid(),
        fachkraft,
        fachkraft_name,
        grund,
        worte: cmd.worte.trim().to_owned(),
        zeit: app.uhr.jetzt(),
        benutzer_name: kontext.name().to_owned(),
    };
    db::freigeben(tx, &f).await?;
    let may = anvertrautes::<Bearbeiten>(kontext, id)?;
    let angaben = format!("freigegeben={} an={}", grund.code(), fachkraft);
    amt::journal::notieren(tx, &*app.uhr, &may, Id::von(id.uuid()), angaben);
    Ok(())
}

/// Takes the words of an own note away; that there was one stays visible.
///
/// # Errors
/// `FALL-E90` without a reason; [`Error::NichtGefunden`] for a note of somebody else; [`Error::Konflikt`] when it is
/// redacted already.
pub async fn schwaerzen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (fall, id): (Id<Fall>, Id<Notiz>),
    grund: &str,
) -> Result<()> {
    let (may, n, l) = finden(app, tx, kontext, fall, id).await?;
    if n.verfasser != l.benutzer {
        return Err(Error::NichtGefunden);
    }
    if grund.trim().is_empty() {
        return Err(Befund::neu("FALL-E90", "Bitte den Grund aufschreiben.")
            .an("schwaerzen_grund")
            .into());
    }
    db::schwaerzen(tx, id.uuid(), (app.uhr.jetzt(), kontext.name(), grund.trim())).await?;
    may.notieren(app, tx, &format!("notiz_geschwaerzt={}", n.art.code()));
    Ok(())
}
