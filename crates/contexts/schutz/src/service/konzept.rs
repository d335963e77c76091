//! The Schutzkonzept: a new one replaces the running one.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Befund, Datum};
use store::Tx;

use super::{
    eintragen::{laufend, noetig, sichern},
    zugang::Zugang,
};
use crate::{
    model::{Konzept, Meldung, Stand, Unterschrift},
    rules::frist::KONZEPT_TAGE,
    store::massnahmen as db,
};

/// What the form says.
#[derive(Debug, Clone)]
pub struct Daten {
    /// Dangers.
    pub gefahren: String,
    /// Measures.
    pub massnahmen: String,
    /// Auflagen.
    pub auflagen: String,
    /// Day of control.
    pub kontrolle_am: Datum,
    /// What happens otherwise.
    pub folgen: String,
    /// The family was told what happens otherwise.
    pub familie_weiss: bool,
    /// Signed?
    pub unterschrift: Unterschrift,
    /// Why not.
    pub unterschrift_grund: String,
    /// Next review.
    pub pruefung_am: Datum,
}

/// Saves it.
///
/// # Errors
/// `SCHUTZ-E27` for a review later than in 14 days or in the past; what is missing; `SCHUTZ-E20` before S2.
pub async fn vereinbaren(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    d: Daten,
) -> Result<()> {
    laufend(&m)?;
    if matches!(m.stand, Stand::S0 | Stand::S1) {
        return Err(Error::regel(
            "SCHUTZ-E20",
            "Ein Schutzkonzept beginnt nach der ersten Bewertung.",
        ));
    }
    let heute = app.uhr.heute();
    let mut b = Vec::new();
    noetig(
        &mut b,
        &d.gefahren,
        "gefahren",
        "Wovor muss das Kind geschützt werden?",
    );
    noetig(
        &mut b,
        &d.massnahmen,
        "massnahmen",
        "Was wird getan, von wem, bis wann?",
    );
    noetig(
        &mut b,
        &d.auflagen,
        "auflagen",
        "Woran muss die Familie sich halten?",
    );
    noetig(
        &mut b,
        &d.folgen,
        "folgen",
        "Was geschieht, wenn es nicht eingehalten wird?",
    );
    if !d.familie_weiss {
        b.push(
            Befund::neu(
                "SCHUTZ-E27",
                "Die Familie muss wissen, was bei Nichteinhaltung geschieht. Bitte bestätigen.",
            )
            .an("familie_weiss"),
        );
    }
    if d.unterschrift == Unterschrift::Verweigert {
        noetig(
            &mut b,
            &d.unterschrift_grund,
            "unterschrift_grund",
            "Warum hat die Familie nicht unterschrieben?",
        );
    }
    for (tag, feld) in [(d.pruefung_am, "pruefung_am"), (d.kontrolle_am, "kontrolle_am")] {
        if tag < heute || tag > heute.plus_tage(KONZEPT_TAGE) {
            b.push(
                Befund::neu(
                    "SCHUTZ-E27",
                    format!(
                        "Bitte einen Tag bis zum {} wählen: spätestens nach 14 Tagen wird geprüft.",
                        heute.plus_tage(KONZEPT_TAGE)
                    ),
                )
                .an(feld),
            );
        }
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    let w = z.wann(app);
    let k = Konzept {
        id: app.ids.neu(),
        gefahren: d.gefahren,
        massnahmen: d.massnahmen,
        auflagen: d.auflagen,
        kontrolle_am: d.kontrolle_am,
        folgen: d.folgen,
        unterschrift: d.unterschrift,
        unterschrift_grund: d.unterschrift_grund,
        pruefung_am: d.pruefung_am,
        beendet_am: None,
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    db::konzept(tx, m.id, &k, heute).await?;
    sichern(app, tx, z, &mut m, "konzept", "Schutzkonzept vereinbart").await
}
