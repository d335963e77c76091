use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::Id;
use store::Tx;

use super::{
    Regeln, abschliessen,
    buchen::{Wer, eintragen, notieren, pruefen},
    rechnung,
    sicht::{darf_topf, darf_ueberall},
    stornieren::{gegenbuchen, originale},
};
use crate::{
    ablage::{self, Wann},
    model::{Antrag, Buchung, Topf, Vorgang, Vorlage, VorlageStatus},
    rules::buchen as regel,
};

/// Releases what a first person entered: everything is checked again on the state of now, and booked in both names.
///
/// # Errors
/// `BUDGET-E07` for the first person, [`Error::NichtGefunden`] when it was decided already or is not theirs, and what
/// the booking itself refuses.
pub async fn freigeben(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Vorlage>) -> Result<Vec<i64>> {
    let regeln = Regeln::geltende(app, tx).await?;
    let vorlage = ablage::vorlage::laden(tx, id).await?;
    let may = darf_entscheiden(app, tx, kontext, &vorlage).await?;
    regel::vier_augen(vorlage.gebucht_von, kontext.benutzer().uuid())?;
    let jahr = ablage::jahr::sperren(tx, vorlage.jahr).await?;
    // after the lock: somebody may have decided while this one waited
    ablage::vorlage::entscheiden(tx, id, VorlageStatus::Freigegeben, Wann::jetzt(app, kontext)).await?;
    let wer = Wer {
        gebucht_von: vorlage.gebucht_von,
        freigegeben_von: Some(kontext.benutzer().uuid()),
    };
    let vorgang = Vorgang {
        id: id.uuid(),
        anlass: vorlage.anlass.clone(),
    };
    let gebucht = match &vorlage.antrag {
        Antrag::Buchen { posten } => {
            let toepfe = pruefen(app, tx, &jahr, posten).await?;
            eintragen(app, tx, &vorgang, posten, &toepfe, wer, regeln.vier_augen).await?
        }
        Antrag::Storno { buchung, grund } => {
            let alle = originale(app, tx, &jahr, *buchung).await?;
            let gebucht = gegenbuchen(app, tx, &jahr, &alle, &vorgang, grund, wer, regeln.vier_augen).await?;
            rechnung::storno_freigegeben(tx, vorgang.id, Wann::jetzt(app, kontext)).await?;
            gebucht
        }
        Antrag::Abschluss {
            ermaechtigung,
            beschluss,
        } => {
            abschliessen::ausfuehren(app, tx, &jahr, &regeln, *ermaechtigung, beschluss, &vorgang, wer)
                .await?
        }
    };
    journal::notieren(tx, &*app.uhr, &may, id.als(), "freigegeben");
    notieren(app, tx, &may, &gebucht);
    Ok(gebucht.iter().map(|b| b.nr).collect())
}

/// Refuses it, or takes back what one entered oneself. Nothing is booked.
///
/// # Errors
/// [`Error::NichtGefunden`] when it was decided already or is not theirs.
pub async fn verwerfen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Vorlage>) -> Result<()> {
    let vorlage = ablage::vorlage::laden(tx, id).await?;
    let may = darf_entscheiden(app, tx, kontext, &vorlage).await?;
    ablage::vorlage::entscheiden(tx, id, VorlageStatus::Verworfen, Wann::jetzt(app, kontext)).await?;
    rechnung::storno_verworfen(tx, id.uuid()).await?;
    journal::notieren(tx, &*app.uhr, &may, id.als(), "verworfen");
    Ok(())
}

/// Whoever could have booked it may decide on it.
async fn darf_entscheiden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    vorlage: &Vorlage,
) -> Result<Befugnis<Bearbeiten, Buchung>> {
    let mut toepfe: Vec<Topf> = Vec::new();
    match &vorlage.antrag {
        Antrag::Buchen { posten } => {
            for p in posten {
                toepfe.push(ablage::topf::laden(tx, p.topf).await?);
            }
        }
        Antrag::Storno { buchung, .. } => {
            let b = ablage::buchung::laden(tx, *buchung).await?;
            for b in ablage::buchung::vom_vorgang(tx, b.vorgang.id).await? {
                toepfe.push(ablage::topf::laden(tx, b.topf).await?);
            }
        }
        Antrag::Abschluss { .. } => return darf_ueberall(kontext, None),
    }
    let alle: Vec<&Topf> = toepfe.iter().collect();
    match darf_topf(app, tx, kontext, None, &alle).await {
        // help for a region is approved by its lead, although the central Topf is not theirs
        Err(Error::NichtGefunden) => {
            let eigene: Vec<&Topf> = alle.iter().copied().filter(|t| t.raum.is_some()).collect();
            let zentral = alle.len() > eigene.len();
            if zentral && !eigene.is_empty() {
                darf_topf(app, tx, kontext, None, &eigene).await
            } else {
                Err(Error::NichtGefunden)
            }
        }
        sonst => sonst,
    }
}
