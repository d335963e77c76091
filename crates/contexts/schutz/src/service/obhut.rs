//! The Inobhutnahme (§ 42 SGB VIII): beginning, the view of the Personensorgeberechtigten, court, end.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Befund, Datum, Id, Zeitpunkt};
use store::Tx;

use super::{
    eintragen::{laufend, noetig, sichern},
    informieren,
    zugang::Zugang,
};
use crate::{
    model::{Endegrund, Kind, Meldung, Obhut, Obhutgrund, Stand, Vertrauensperson, Vielleicht, Widerspruch},
    rules::frist,
    store::{akte, massnahmen as db},
};

/// What the form of the beginning says.
#[derive(Debug, Clone)]
pub struct Beginn {
    /// The child.
    pub kind: Id<Kind>,
    /// When.
    pub beginn: Zeitpunkt,
    /// Why.
    pub grund: Obhutgrund,
    /// Where.
    pub unterbringung: String,
    /// How it was explained.
    pub aufklaerung: String,
    /// Trusted person.
    pub vertrauensperson: Vertrauensperson,
    /// Why not possible.
    pub vertrauensperson_grund: String,
    /// Deprived of liberty from this instant.
    pub freiheit_beginn: Option<Zeitpunkt>,
}

/// Records the beginning and tells the Leitung.
///
/// # Errors
/// What is missing; `SCHUTZ-E28` for a child in care already; `SCHUTZ-E20` before the Meldung was taken over.
pub async fn beginnen(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    d: Beginn,
) -> Result<Id<Obhut>> {
    laufend(&m)?;
    if m.stand == Stand::S0 {
        return Err(Error::regel(
            "SCHUTZ-E20",
            "Bitte die Meldung zuerst persönlich übernehmen.",
        ));
    }
    if !akte::kinder(tx, m.id).await?.iter().any(|k| k.id == d.kind) {
        return Err(Error::NichtGefunden);
    }
    let mut b = Vec::new();
    noetig(&mut b, &d.unterbringung, "unterbringung", "Wo ist das Kind?");
    noetig(
        &mut b,
        &d.aufklaerung,
        "aufklaerung",
        "Wie wurde dem Kind erklärt, was geschieht?",
    );
    if d.vertrauensperson == Vertrauensperson::NichtMoeglich {
        noetig(
            &mut b,
            &d.vertrauensperson_grund,
            "vertrauensperson_grund",
            "Warum war es nicht möglich?",
        );
    }
    let jetzt = app.uhr.jetzt();
    for (zeit, feld) in [(Some(d.beginn), "beginn"), (d.freiheit_beginn, "freiheit")] {
        if zeit.is_some_and(|t| t > jetzt) {
            b.push(Befund::neu("SCHUTZ-E21", "Der Zeitpunkt liegt in der Zukunft. Bitte prüfen.").an(feld));
        }
    }
    let schon = db::obhuten(tx, m.id).await?;
    if schon.iter().any(|o| o.kind == d.kind && o.ende.is_none()) {
        b.push(Befund::neu("SCHUTZ-E28", "Dieses Kind ist bereits in Obhut.").an("kind"));
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    let w = z.wann(app);
    let o = Obhut {
        id: app.ids.neu(),
        kind: d.kind,
        beginn: d.beginn,
        grund: d.grund,
        unterbringung: d.unterbringung,
        aufklaerung: d.aufklaerung,
        vertrauensperson: d.vertrauensperson,
        vertrauensperson_grund: d.vertrauensperson_grund,
        psb_am: None,
        widerspruch: Vielleicht(None),
        gericht_am: None,
        freiheit_beginn: d.freiheit_beginn,
        freiheit_ende: d.freiheit_beginn.map(frist::freiheit_bis).transpose()?,
        gerichtsbeschluss: false,
        ende: None,
        endegrund: Vielleicht(None),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    db::obhut(tx, m.id, &o).await?;
    informieren::leitung(app, tx, &m, "Ein Kind wurde in Obhut genommen.").await?;
    sichern(app, tx, z, &mut m, "obhut", "Inobhutnahme eingetragen").await?;
    Ok(o.id)
}

/// What comes after the beginning.
#[derive(Debug, Clone, Default)]
pub struct Fortgang {
    /// The Personensorgeberechtigten were told.
    pub psb_am: Option<Zeitpunkt>,
    /// What they say.
    pub widerspruch: Option<Widerspruch>,
    /// The court was asked.
    pub gericht_am: Option<Datum>,
    /// A court decided on the deprivation of liberty.
    pub gerichtsbeschluss: bool,
    /// The end.
    pub ende: Option<(Zeitpunkt, Endegrund)>,
}

/// Records it.
///
/// # Errors
/// `SCHUTZ-E26` when it would end without a word of the Sorgeberechtigten; `SCHUTZ-E21` for an end before the beginning; [`Error::NichtGefunden`].
pub async fn fortschreiben(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    id: Id<Obhut>,
    f: Fortgang,
) -> Result<()> {
    let alle = db::obhuten(tx, m.id).await?;
    let mut o = alle
        .into_iter()
        .find(|o| o.id == id)
        .ok_or(Error::NichtGefunden)?;
    // a child may still be in care when the procedure is closed: its end is written down all the same
    if o.fertig() {
        laufend(&m)?;
    }
    let jetzt = app.uhr.jetzt();
    let mut b = Vec::new();
    for (zeit, feld) in [(f.psb_am, "psb_am"), (f.ende.map(|e| e.0), "ende")] {
        if zeit.is_some_and(|t| t > jetzt || t < o.beginn) {
            b.push(
                Befund::neu(
                    "SCHUTZ-E21",
                    "Der Zeitpunkt liegt vor dem Beginn oder in der Zukunft. Bitte prüfen.",
                )
                .an(feld),
            );
        }
    }
    if f.ende.is_some() && f.widerspruch.is_none() {
        let text = "Bitte eintragen, was die Sorgeberechtigten sagen, bevor die Inobhutnahme endet.";
        b.push(Befund::neu("SCHUTZ-E26", text).an("widerspruch"));
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    o.psb_am = f.psb_am;
    o.widerspruch = Vielleicht(f.widerspruch);
    o.gericht_am = f.gericht_am;
    o.gerichtsbeschluss = f.gerichtsbeschluss;
    o.ende = f.ende.map(|e| e.0);
    o.endegrund = Vielleicht(f.ende.map(|e| e.1));
    db::obhut(tx, m.id, &o).await?;
    sichern(app, tx, z, &mut m, "obhut", "Inobhutnahme fortgeschrieben").await
}
