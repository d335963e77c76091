//! Going there to see whether a place can be used: asked for where somebody is advised, done by whoever knows the
//! quarter (Fachkonzept 4.8, T-051). What is asked says which need, never whose.

use amt::{
    App, Error, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis},
};
use base::{Datum, Id};
use store::Tx;

use crate::{
    Angebot, Barrieren, Pruefbesuch, ablage,
    codes::{AngebotStatus, Merkmal},
    rules::barrierefreiheit::{Bedarf, Besuch, Passung, lage, passung},
};

/// An offer somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffenerBesuch {
    /// Key.
    pub id: Id<Angebot>,
    /// Title.
    pub titel: String,
    /// Name of the Akteur.
    pub akteur: String,
    /// Where it is.
    pub ort: String,
    /// Who could use it or not.
    pub bedarfe: Vec<Bedarf>,
    /// What nobody knows about it.
    pub unbekannt: Vec<Merkmal>,
    /// Asked for since.
    pub seit: Datum,
}

impl OffenerBesuch {
    /// The needs in words.
    #[must_use]
    pub fn bedarf(&self) -> String {
        self.bedarfe
            .iter()
            .map(|b| b.text())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The features in words.
    #[must_use]
    pub fn fehlt(&self) -> String {
        self.unbekannt
            .iter()
            .map(|m| m.text())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

fn unklar(b: &Barrieren, bedarf: Bedarf) -> bool {
    passung(b, &[bedarf], Besuch::default()) == Passung::Unklar
}

/// Asks that somebody goes there for these needs; for a need whose answer is known nothing is asked.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is no such offer; `NETZ-E180` when everything is known already.
pub async fn besuch_bitten(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Pruefbesuch>,
    angebot: Id<Angebot>,
    bedarfe: &[Bedarf],
) -> Result<()> {
    let g = ablage::angebot::laden(tx, angebot).await?;
    let offen: Vec<Bedarf> = bedarfe
        .iter()
        .copied()
        .filter(|b| unklar(&g.daten.barrieren, *b))
        .collect();
    if offen.is_empty() {
        let text = "Zu diesem Angebot ist schon bekannt, was gebraucht wird. Ein Besuch ist nicht nötig.";
        return Err(Error::regel("NETZ-E180", text));
    }
    for bedarf in offen {
        let id = app.ids.neu();
        ablage::besuch::einfuegen(tx, id, (angebot, bedarf), app.uhr.heute()).await?;
        journal::notieren(tx, &*app.uhr, may, id, "gebeten");
    }
    Ok(())
}

/// What waits to be looked at, the oldest first. What became known in another way no longer waits.
///
/// # Errors
/// When the database cannot be read.
pub async fn besuche_offen(
    app: &App,
    tx: &mut Tx,
    _may: &Befugnis<Bearbeiten, Angebot>,
) -> Result<Vec<OffenerBesuch>> {
    let bestand = super::suchen::bestand(app, tx).await?;
    let mut aus: Vec<OffenerBesuch> = Vec::new();
    for z in ablage::besuch::alle(tx).await? {
        let Ok(bedarf) = z.bedarf.parse::<Bedarf>() else {
            continue;
        };
        let Some(k) = bestand.kandidaten.iter().find(|k| k.id == z.angebot) else {
            continue;
        };
        if k.status == AngebotStatus::Beendet || !unklar(&k.barrieren, bedarf) {
            continue;
        }
        let unbekannt = lage(&k.barrieren, &[bedarf], Besuch::default())
            .into_iter()
            .filter(|l| l.passung == Passung::Unklar)
            .map(|l| l.merkmal);
        if let Some(da) = aus.iter_mut().find(|b| b.id == z.angebot) {
            da.bedarfe.push(bedarf);
            let neu: Vec<Merkmal> = unbekannt.filter(|m| !da.unbekannt.contains(m)).collect();
            da.unbekannt.extend(neu);
            continue;
        }
        aus.push(OffenerBesuch {
            id: k.id,
            titel: k.titel.to_string(),
            akteur: k.akteur.to_string(),
            ort: k
                .stellen
                .first()
                .map_or_else(String::new, |s| s.zeile.to_string()),
            bedarfe: vec![bedarf],
            unbekannt: unbekannt.collect(),
            seit: z.seit,
        });
    }
    Ok(aus)
}

/// What was asked is answered by what is known now.
pub(super) async fn beantworten(tx: &mut Tx, angebot: Id<Angebot>, b: &Barrieren) -> Result<()> {
    for z in ablage::besuch::zu(tx, angebot).await? {
        let offen = z.bedarf.parse::<Bedarf>().is_ok_and(|bedarf| unklar(b, bedarf));
        if !offen {
            ablage::besuch::weg(tx, angebot, &z.bedarf).await?;
        }
    }
    Ok(())
}
