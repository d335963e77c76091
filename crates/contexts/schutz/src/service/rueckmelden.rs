//! The feedback to a Geheimnisträger: three answers, once (§ 4 Abs. 4 KKG, § 64 Abs. 4 SGB VIII).

use amt::{App, Error, Result, recht::Bearbeiten};
use base::Befund;
use store::Tx;

use super::{eintragen::sichern, zugang::Zugang};
use crate::{
    model::{Meldung, Rueckmeldung, Stand},
    store::massnahmen as db,
};

/// What the form says.
#[derive(Debug, Clone)]
pub struct Daten {
    /// Confirmed, acted, still acting.
    pub antworten: [bool; 3],
    /// The family was told before, or why not.
    pub familie: std::result::Result<(), String>,
}

/// Records it.
///
/// # Errors
/// `SCHUTZ-E06` for somebody who gets none or a second one; `SCHUTZ-E03` when the family was not told and nobody says why;
/// `SCHUTZ-E20` before the first look is done.
pub async fn geben(app: &App, tx: &mut Tx, z: &Zugang<Bearbeiten>, mut m: Meldung, d: Daten) -> Result<()> {
    if !m.geheimnistraeger {
        return Err(Error::regel(
            "SCHUTZ-E06",
            "Eine Rückmeldung bekommen nur Geheimnisträger nach § 4 KKG, die selbst gemeldet haben.",
        ));
    }
    if matches!(m.stand, Stand::S0 | Stand::S1) {
        return Err(Error::regel(
            "SCHUTZ-E20",
            "Eine Rückmeldung gibt es nach der ersten Bewertung.",
        ));
    }
    if d.familie.as_ref().is_err_and(|g| g.trim().is_empty()) {
        return Err(Befund::neu(
            "SCHUTZ-E03",
            "Die Familie wird vorher informiert. Wenn nicht: Bitte begründen, warum das den Schutz gefährdet hätte.",
        )
        .an("familie_grund")
        .into());
    }
    let w = z.wann(app);
    let [bestaetigt, taetig, noch_taetig] = d.antworten;
    let r = Rueckmeldung {
        bestaetigt,
        taetig,
        noch_taetig,
        familie_vorher: d.familie.is_ok(),
        familie_grund: d.familie.err().unwrap_or_default(),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    if db::rueckmeldung(tx, m.id, &r).await? == 0 {
        return Err(Error::regel("SCHUTZ-E06", "Die Rückmeldung wurde schon gegeben."));
    }
    sichern(
        app,
        tx,
        z,
        &mut m,
        "rueckmeldung",
        "Rückmeldung an die meldende Fachstelle gegeben",
    )
    .await
}
