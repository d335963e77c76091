//! The call to the Familiengericht, and its Auszug: a fixed projection of what the court needs.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Datum, Id};
use store::Tx;

use super::{
    eintragen::{laufend, nicht_kuenftig, noetig, sichern},
    informieren,
    lesen::Akte,
    zugang::Zugang,
};
use crate::{
    model::{Gericht, Meldung, Stand},
    rules::frist,
    store::massnahmen as db,
};

/// What the form says.
#[derive(Debug, Clone)]
pub struct Daten {
    /// Court.
    pub gericht: String,
    /// Day.
    pub angerufen_am: Datum,
    /// Reasons.
    pub gruende: String,
    /// Offered helps.
    pub hilfen: String,
    /// Who of the Leitung.
    pub leitung: String,
}

/// Records the call.
///
/// # Errors
/// What is missing; `SCHUTZ-E20` before S2.
pub async fn anrufen(app: &App, tx: &mut Tx, z: &Zugang<Bearbeiten>, mut m: Meldung, d: Daten) -> Result<()> {
    laufend(&m)?;
    if matches!(m.stand, Stand::S0 | Stand::S1) {
        return Err(Error::regel(
            "SCHUTZ-E20",
            "Das Gericht wird nach der ersten Bewertung angerufen. Bei dringender Gefahr zuerst die Inobhutnahme.",
        ));
    }
    let mut b = Vec::new();
    noetig(&mut b, &d.gericht, "gericht", "Welches Gericht?");
    noetig(&mut b, &d.gruende, "gruende", "Warum ist das Gericht nötig?");
    noetig(
        &mut b,
        &d.hilfen,
        "hilfen",
        "Welche Hilfen wurden angeboten, und warum reichen sie nicht?",
    );
    noetig(
        &mut b,
        &d.leitung,
        "leitung",
        "Wer von der Leitung ist beteiligt?",
    );
    nicht_kuenftig(&mut b, Some(d.angerufen_am), app.uhr.heute(), "angerufen_am");
    if !b.is_empty() {
        return Err(b.into());
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let w = z.wann(app);
    let g = Gericht {
        id: app.ids.neu(),
        gericht: d.gericht,
        angerufen_am: d.angerufen_am,
        gruende: d.gruende,
        hilfen: d.hilfen,
        leitung: d.leitung,
        termin_bis: frist::termin_bis(&go, d.angerufen_am)?,
        termin_am: None,
        entschieden_am: None,
        entscheidung: String::new(),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    db::gericht(tx, m.id, &g).await?;
    informieren::leitung(app, tx, &m, "Das Familiengericht wird angerufen.").await?;
    sichern(app, tx, z, &mut m, "gericht", "Familiengericht angerufen").await
}

/// Records hearing and decision.
///
/// # Errors
/// [`Error::NichtGefunden`] for a call of another Meldung; `SCHUTZ-E20` when it is over.
pub async fn fortschreiben(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    id: Id<Gericht>,
    (termin, entschieden, entscheidung): (Option<Datum>, Option<Datum>, String),
) -> Result<()> {
    let alle = db::gerichte(tx, m.id).await?;
    let mut g = alle
        .into_iter()
        .find(|g| g.id == id)
        .ok_or(Error::NichtGefunden)?;
    // the court may decide after the procedure is closed
    if g.entschieden_am.is_some() {
        laufend(&m)?;
    }
    let mut b = Vec::new();
    nicht_kuenftig(&mut b, entschieden, app.uhr.heute(), "entschieden_am");
    if entschieden.is_some() {
        noetig(
            &mut b,
            &entscheidung,
            "entscheidung",
            "Was hat das Gericht entschieden?",
        );
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    g.termin_am = termin;
    g.entschieden_am = entschieden;
    g.entscheidung = entscheidung;
    db::gericht(tx, m.id, &g).await?;
    sichern(
        app,
        tx,
        z,
        &mut m,
        "gericht",
        "Stand beim Familiengericht ergänzt",
    )
    .await
}

/// What goes to the court: reasons, facts, helps, the view of parents and child. Never who told it, never notes of
/// colleagues, never what is entrusted (RL-06).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auszug {
    /// Short name.
    pub kennzeichen: String,
    /// Court and day of the call.
    pub gericht: Option<(String, Datum)>,
    /// Reasons.
    pub gruende: String,
    /// Offered helps.
    pub hilfen: String,
    /// Per child.
    pub kinder: Vec<AuszugKind>,
    /// Running Auflagen.
    pub auflagen: String,
}

/// One child in the Auszug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuszugKind {
    /// Name.
    pub name: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// Facts: form, what, since when.
    pub tatsachen: Vec<(&'static str, String, Datum)>,
    /// What protects.
    pub schutzfaktoren: String,
    /// The parents' part.
    pub mitwirkung: &'static str,
    /// Result.
    pub ergebnis: &'static str,
    /// Reasons.
    pub begruendung: String,
}

/// The projection.
#[must_use]
pub fn auszug(a: &Akte) -> Auszug {
    let g = a.gerichte.first();
    let kind = |k: &crate::model::Kind| {
        let e = a.zu_kind(k.id);
        AuszugKind {
            name: k.name(),
            geburtsdatum: k.geburtsdatum,
            tatsachen: e.map_or_else(Vec::new, |e| {
                a.punkte_zu(e)
                    .into_iter()
                    .map(|p| (p.form.wort(), p.tatsache.clone(), p.datum))
                    .collect()
            }),
            schutzfaktoren: e.map_or_else(String::new, |e| e.schutzfaktoren.clone()),
            mitwirkung: e.and_then(|e| e.mitwirkung.0).map_or("", |m| m.wort()),
            ergebnis: e.and_then(|e| e.ergebnis.0).map_or("", |m| m.wort()),
            begruendung: e.map_or_else(String::new, |e| e.begruendung.clone()),
        }
    };
    Auszug {
        kennzeichen: a.meldung.kennzeichen.clone(),
        gericht: g.map(|g| (g.gericht.clone(), g.angerufen_am)),
        gruende: g.map_or_else(String::new, |g| g.gruende.clone()),
        hilfen: g.map_or_else(String::new, |g| g.hilfen.clone()),
        kinder: a.kinder.iter().map(kind).collect(),
        auflagen: a.konzept().map_or_else(String::new, |k| k.auflagen.clone()),
    }
}
