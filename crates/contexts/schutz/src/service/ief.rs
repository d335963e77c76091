//! Advice of the insoweit erfahrene Fachkraft: pseudonymised, without a file (§ 8b SGB VIII, § 4 Abs. 2 KKG).

use amt::{
    App, Error, Kontext, Result,
    recht::{Bereich, OrganisationsArt, Rolle, matrix},
};
use base::{Befund, Datum};
use store::Tx;

use super::zugang;
use crate::{
    model::IefBeratung,
    rules::pseudonym,
    store::{Wann, zugriff},
};

/// Who notes and reads them: ieF (pseudonymised, 10.3) and the ASD.
#[must_use]
pub fn darf(kontext: &Kontext) -> bool {
    let asd = kontext.organisation() == OrganisationsArt::Oeffentlich
        && [Rolle::R02, Rolle::R03].iter().any(|r| kontext.hat(*r));
    asd || kontext
        .rollen()
        .iter()
        .any(|r| matrix(r.rolle, Bereich::Schutz).pseudonym)
}

/// Notes a question with its answer.
///
/// # Errors
/// `SCHUTZ-E07` when it names somebody; what is missing; [`Error::NichtGefunden`] for others.
pub async fn notieren(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    stelle: String,
    anfrage: String,
    antwort: String,
    datum: Datum,
) -> Result<()> {
    if !darf(kontext) {
        return Err(Error::NichtGefunden);
    }
    let mut b: Vec<Befund> = pseudonym::pruefen(&anfrage).into_iter().collect();
    b.extend(pseudonym::pruefen(&antwort).map(|b| Befund::neu(b.code, b.text).an("antwort")));
    super::eintragen::noetig(&mut b, &stelle, "stelle", "Welche Stelle fragt?");
    super::eintragen::noetig(&mut b, &anfrage, "anfrage", "Was ist die Frage?");
    super::eintragen::nicht_kuenftig(&mut b, Some(datum), app.uhr.heute(), "datum");
    if !b.is_empty() {
        return Err(b.into());
    }
    let w = Wann {
        zeit: app.uhr.jetzt(),
        von: kontext.benutzer().uuid(),
        name: kontext.name(),
    };
    let beratung = IefBeratung {
        id: app.ids.neu(),
        datum,
        stelle,
        anfrage,
        beantwortet_am: (!antwort.trim().is_empty()).then(|| app.uhr.heute()),
        antwort,
        benutzer_name: w.name.to_owned(),
    };
    zugriff::ief(tx, &beratung, w).await?;
    let rolle = kontext
        .rollen()
        .first()
        .map_or_else(String::new, |r| r.rolle.code().to_owned());
    tx.journal(zugang::eintrag(
        w.zeit,
        kontext,
        rolle,
        "ief",
        Some(beratung.id.uuid()),
        "ERLAUBT",
        "",
    ));
    Ok(())
}

/// All, newest first.
///
/// # Errors
/// [`Error::NichtGefunden`] for others.
pub async fn alle(tx: &mut Tx, kontext: &Kontext) -> Result<Vec<IefBeratung>> {
    if !darf(kontext) {
        return Err(Error::NichtGefunden);
    }
    Ok(zugriff::iefs(tx).await?)
}
