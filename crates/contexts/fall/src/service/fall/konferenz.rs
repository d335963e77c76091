//! Records a Fallkonferenz. Its Votum changes no state: whoever leads the case decides.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Befund, Datum};
use store::Tx;

use super::{lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{Einigkeit, Familienbeteiligung, Idee, Ideenart, Konferenz, Konferenztyp, Teilnehmer},
    rules::fall::konferenz::{self as regel, Blatt, Teilnahme},
    store::{agenda, fall as db, konferenz as ablage},
};

/// What the form says.
#[derive(Debug, Clone)]
pub struct Konferenzdaten {
    /// Kind.
    pub typ: Konferenztyp,
    /// Day.
    pub datum: Datum,
    /// Minutes.
    pub dauer: i64,
    /// Who led the conversation.
    pub moderation: String,
    /// Who brought the case.
    pub falleinbringer: String,
    /// Everybody, those two included.
    pub teilnehmende: Vec<Teilnahme>,
    /// The question.
    pub frage: String,
    /// Strengths.
    pub ressourcen: String,
    /// Ideas.
    pub ideen: Vec<(String, Ideenart)>,
    /// Recommendation.
    pub empfehlung: String,
    /// How it came about.
    pub einigkeit: Einigkeit,
    /// Another opinion.
    pub abweichend: String,
    /// How the family took part.
    pub familie: Familienbeteiligung,
    /// The family agreed that its names are said in a round with free Träger.
    pub einwilligung: bool,
}

/// Records it. With a free Träger at the table and without consent the sheet is pseudonymised (RL-07); no setting
/// changes that.
///
/// # Errors
/// `FALL-E30`, `FALL-E31` and what else the sheet misses; `FALL-E74` in a state without rounds.
pub async fn festhalten(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Konferenzdaten,
) -> Result<()> {
    let fall = &akte.fall;
    if !fall.stand.konferenz() {
        return Err(Error::regel(
            "FALL-E74",
            "In diesem Stand des Falls berät keine Runde.",
        ));
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let mut b = regel::pruefen(&Blatt {
        typ: cmd.typ,
        moderation: &cmd.moderation,
        falleinbringer: &cmd.falleinbringer,
        teilnehmende: &cmd.teilnehmende,
        frage: &cmd.frage,
        ressourcen: &cmd.ressourcen,
        ideen: &cmd.ideen,
        empfehlung: &cmd.empfehlung,
        mindestens: regel::Regeln::von(&go).mindestens,
    });
    if cmd.datum > app.uhr.heute() {
        b.push(Befund::neu("FALL-E90", "Der Tag liegt in der Zukunft. Bitte prüfen.").an("datum"));
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let k = Konferenz {
        id: app.ids.neu(),
        typ: cmd.typ,
        datum: cmd.datum,
        dauer: cmd.dauer,
        moderation: cmd.moderation.trim().to_owned(),
        falleinbringer: cmd.falleinbringer.trim().to_owned(),
        // the office discusses its own case by name; outside it, only with consent
        pseudonym: !cmd.einwilligung && cmd.teilnehmende.iter().any(|t| !t.oeffentlich),
        frage: cmd.frage.trim().to_owned(),
        ressourcen: cmd.ressourcen.trim().to_owned(),
        empfehlung: cmd.empfehlung.trim().to_owned(),
        einigkeit: cmd.einigkeit,
        abweichend: cmd.abweichend.trim().to_owned(),
        familie: cmd.familie,
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    let teilnehmer: Vec<Teilnehmer> = cmd
        .teilnehmende
        .into_iter()
        .map(|t| Teilnehmer {
            konferenz: k.id,
            wer: t.wer,
            oeffentlich: t.oeffentlich,
        })
        .collect();
    let ideen: Vec<Idee> = cmd
        .ideen
        .into_iter()
        .map(|(text, art)| Idee {
            konferenz: k.id,
            art,
            text,
        })
        .collect();
    ablage::insert(tx, fall.id, &k, &teilnehmer, &ideen, w).await?;
    agenda::erledigen(tx, fall.id, w.zeit).await?;
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "fallkonferenz");
    Ok(())
}
