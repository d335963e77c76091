//! What is entered step by step: the facts of the Meldung, children, the first look, who is responsible.

use amt::{
    App, Error, Result,
    recht::{Bearbeiten, Entscheiden},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{melden::NeuesKind, zugang::Zugang};
use crate::{
    model::{Akut, Anlass, Dringlichkeit, Hinweis, Kind, Melder, Melderart, Meldung, Stand, Vielleicht},
    nachbarn::nachbarn,
    rules::{fachkraefte, fachkraefte::Teilnahme, frist},
    store::{akte, meldung as db},
};

/// Codes of the three-valued question about more children.
pub const WEITERE: [&str; 3] = ["JA", "NEIN", "UNBEKANNT"];

/// Saves the head, adds a line to the history, notes it in the journal.
pub(crate) async fn sichern(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    m: &mut Meldung,
    schritt: &str,
    text: &str,
) -> Result<()> {
    let w = z.wann(app);
    db::update(tx, m, w).await?;
    akte::verlauf(tx, app.ids.uuid(), m.id, w, schritt, text).await?;
    z.notieren(app, tx, m.id, schritt);
    Ok(())
}

/// Only a running procedure is written in.
pub(crate) fn laufend(m: &Meldung) -> Result<()> {
    if m.laeuft() {
        Ok(())
    } else {
        Err(Error::regel(
            "SCHUTZ-E20",
            format!(
                "Das Verfahren ist beendet ({}). Es wird nichts mehr eingetragen.",
                m.stand
            ),
        ))
    }
}

/// The Fachkräfte of these keys, in order and without doubles.
///
/// # Errors
/// When the database refuses.
pub async fn teilnehmende(app: &App, tx: &mut Tx, wer: &[Uuid]) -> Result<Vec<Teilnahme>> {
    let alle = nachbarn(app)?.fachkraefte(app, tx).await?;
    let mut aus: Vec<Teilnahme> = Vec::new();
    for id in wer {
        if let Some(t) = alle.iter().find(|t| t.fachkraft == *id)
            && !aus.contains(t)
        {
            aus.push(t.clone());
        }
    }
    Ok(aus)
}

/// Facts of the Meldung.
#[derive(Debug, Clone)]
pub struct Angaben {
    /// Kind of who told it.
    pub melder_art: Melderart,
    /// Bound to secrecy.
    pub geheimnistraeger: bool,
    /// Who; `None` leaves it.
    pub melder: Option<Melder>,
    /// When and where.
    pub wann_wo: String,
    /// Whether at once.
    pub akut: Akut,
    /// More children.
    pub weitere_kinder: String,
}

/// Saves the facts.
///
/// # Errors
/// `SCHUTZ-E20` when it is over; [`Error::Konflikt`].
pub async fn angaben(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    a: Angaben,
) -> Result<()> {
    laufend(&m)?;
    if !WEITERE.contains(&a.weitere_kinder.as_str()) {
        return Err(Befund::neu("WEB-E06", "Bitte wählen.")
            .an("weitere_kinder")
            .into());
    }
    m.melder_art = Vielleicht(Some(a.melder_art));
    m.geheimnistraeger = a.geheimnistraeger;
    m.wann_wo = a.wann_wo;
    m.akut = Vielleicht(Some(a.akut));
    m.weitere_kinder = a.weitere_kinder;
    if let Some(wer) = a.melder {
        akte::melder_setzen(tx, m.id, &wer).await?;
    }
    sichern(app, tx, z, &mut m, "angaben", "Angaben zur Meldung ergänzt").await
}

/// Adds a child.
///
/// # Errors
/// `SCHUTZ-E20`; a birthday in the future.
pub async fn kind(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    k: NeuesKind,
) -> Result<Id<Kind>> {
    laufend(&m)?;
    if k.geburtsdatum.is_some_and(|g| g > app.uhr.heute()) {
        return Err(
            Befund::neu("SCHUTZ-E21", "Das Geburtsdatum liegt in der Zukunft.")
                .an("geburtsdatum")
                .into(),
        );
    }
    let da = akte::kinder(tx, m.id).await?;
    let id = app.ids.neu();
    let kind = Kind {
        id,
        nummer: da.last().map_or(1, |k| k.nummer + 1),
        vorname: k.vorname,
        nachname: k.nachname,
        geburtsdatum: k.geburtsdatum,
    };
    akte::kind(tx, m.id, &kind).await?;
    sichern(app, tx, z, &mut m, "kind", "Kind hinzugefügt").await?;
    Ok(id)
}

/// The first look.
#[derive(Debug, Clone)]
pub struct Erstbewertung {
    /// Whether it weighs.
    pub gewichtig: bool,
    /// Reasons.
    pub grund: String,
    /// Who looked.
    pub fachkraefte: Vec<Uuid>,
    /// Urgency.
    pub dringlichkeit: Dringlichkeit,
}

/// Records the first look of two Fachkräfte; the Dringlichkeit sets the clock for the contact from the arrival on.
///
/// # Errors
/// `SCHUTZ-E01`, `SCHUTZ-E02`; `SCHUTZ-E09` when one person alone says "nicht gewichtig"; `SCHUTZ-E20` outside S1.
pub async fn erstbewerten(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    e: Erstbewertung,
) -> Result<()> {
    if m.stand != Stand::S1 {
        return Err(Error::regel(
            "SCHUTZ-E20",
            "Die erste Bewertung beginnt, wenn jemand die Meldung persönlich übernommen hat, und endet mit der Einschätzung.",
        ));
    }
    let wer = teilnehmende(app, tx, &e.fachkraefte).await?;
    let mut b: Vec<Befund> = fachkraefte::pruefen(&wer)
        .map(|b| match (e.gewichtig, b.code) {
            (false, "SCHUTZ-E01") => Befund::neu(
                "SCHUTZ-E09",
                "„Nicht gewichtig“ entscheidet niemand allein. Bitte eine zweite Fachkraft nennen.",
            )
            .an("fachkraft-2"),
            _ => b,
        })
        .into_iter()
        .collect();
    if e.grund.trim().is_empty() {
        b.push(Befund::neu("SCHUTZ-E22", "Bitte kurz begründen.").an("erst_grund"));
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    m.gewichtig = Some(e.gewichtig);
    e.grund.trim().clone_into(&mut m.erst_grund);
    m.erst_am = Some(app.uhr.jetzt());
    m.dringlichkeit = e.dringlichkeit;
    m.frist = frist::meldung_bis(&go.schutz, m.eingang, e.dringlichkeit)?;
    akte::mitwirkung_setzen(tx, m.id, Anlass::Erstbewertung, m.id.uuid(), &wer).await?;
    sichern(
        app,
        tx,
        z,
        &mut m,
        "erstbewertung",
        "Erste Bewertung festgehalten",
    )
    .await
}

/// The Leitung hands a procedure to a Fachkraft.
///
/// # Errors
/// [`Error::NichtGefunden`] for somebody who is not of the ASD; `SCHUTZ-E20` when it is over.
pub async fn zuteilen(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Entscheiden>,
    mut m: Meldung,
    fachkraft: Uuid,
) -> Result<()> {
    laufend(&m)?;
    let wer = nachbarn(app)?.fachkraefte(app, tx).await?;
    let Some(t) = wer.into_iter().find(|t| t.fachkraft == fachkraft && t.asd) else {
        return Err(
            Befund::neu("SCHUTZ-E02", "Bitte eine Fachkraft aus dem ASD wählen.")
                .an("fachkraft")
                .into(),
        );
    };
    m.verantwortlich = Some(t.fachkraft);
    m.verantwortlich_name = t.name;
    m.verantwortlich_telefon = String::new();
    let w = z.wann(app);
    db::update(tx, &mut m, w).await?;
    akte::verlauf(
        tx,
        app.ids.uuid(),
        m.id,
        w,
        "zuteilen",
        "Von der Leitung zugeteilt",
    )
    .await?;
    z.notieren(app, tx, m.id, "zuteilen");
    Ok(())
}

/// The Leitung took note.
///
/// # Errors
/// [`Error::NichtGefunden`] when it is out of reach.
pub async fn zur_kenntnis(app: &App, tx: &mut Tx, kontext: &amt::Kontext, id: Id<Hinweis>) -> Result<()> {
    let h = akte::hinweis_zu(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let (z, m) = super::zugang::befugt::<Entscheiden>(app, tx, kontext, h.meldung).await?;
    let w = z.wann(app);
    akte::hinweis_gelesen(tx, id, w).await?;
    akte::verlauf(
        tx,
        app.ids.uuid(),
        m.id,
        w,
        "kenntnis",
        "Leitung hat Kenntnis genommen",
    )
    .await?;
    z.notieren(app, tx, m.id, "kenntnis");
    Ok(())
}

/// A day that may not lie in the future.
pub(crate) fn nicht_kuenftig(b: &mut Vec<Befund>, tag: Option<Datum>, heute: Datum, feld: &str) {
    if tag.is_some_and(|t| t > heute) {
        b.push(Befund::neu("SCHUTZ-E21", "Der Tag liegt in der Zukunft. Bitte prüfen.").an(feld));
    }
}

/// A text that must be there.
pub(crate) fn noetig(b: &mut Vec<Befund>, text: &str, feld: &str, satz: &str) {
    if text.trim().is_empty() {
        b.push(Befund::neu("SCHUTZ-E21", satz).an(feld));
    }
}
