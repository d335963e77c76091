//! Taking back that two Akteure became one: everything that moved goes home, and nothing that was done since is lost.

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use base::{Id, Zeitpunkt};
use serde_json::Value;
use store::Tx;

use super::{akteur_aendern, angebot::festhalten};
use crate::{
    Akteur, AkteurDaten, Angebot, ablage,
    ablage::zusammen::{Spur, Zusammen},
    codes::KooperationArt,
};

/// So many days a merge can be taken back; after that its trace is deleted.
pub const TRENNEN_TAGE: i64 = 30;

/// Every column that refers to an Akteur; for the test that holds the list against the schema.
pub fn akteur_verweise() -> impl Iterator<Item = (&'static str, &'static str)> {
    ablage::zusammen::VERWEISE.iter().copied()
}

/// A merge of the last days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zusammengelegt {
    /// Key.
    pub id: Id<Zusammen>,
    /// The entry that stayed.
    pub bleibt: Id<Akteur>,
    /// Its name before.
    pub name: String,
    /// The name of the entry that went.
    pub ging: String,
    /// How many offers moved.
    pub angebote: usize,
    /// When.
    pub zeit: Zeitpunkt,
    /// Who.
    pub wer: String,
}

fn ab(app: &App) -> Zeitpunkt {
    app.uhr.jetzt().plus_sekunden(-TRENNEN_TAGE * 24 * 60 * 60)
}

fn lesen(spur: &str) -> Result<Spur> {
    serde_json::from_str(spur).map_err(|e| Error::Intern(e.to_string()))
}

/// The merges that can be taken back, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn zusammengelegte(
    app: &App,
    tx: &mut Tx,
    _may: &Befugnis<Bearbeiten, Angebot>,
) -> Result<Vec<Zusammengelegt>> {
    ablage::zusammen::seit(tx, ab(app))
        .await?
        .into_iter()
        .map(|z| {
            let s = lesen(&z.spur)?;
            Ok(Zusammengelegt {
                id: z.id,
                bleibt: z.bleibt,
                name: s.davor.name,
                ging: s.ging.name,
                angebote: s.angebote.len(),
                zeit: z.zeit,
                wer: z.benutzer_name,
            })
        })
        .collect()
}

/// Deletes the traces nobody can use any more. How many.
///
/// # Errors
/// When the database cannot be written.
pub async fn zusammen_vergessen(app: &App, tx: &mut Tx) -> Result<u64> {
    ablage::zusammen::vergessen(tx, ab(app)).await
}

/// Makes two of one again. Offers, plans and keys go back if they are still where the merge brought them. A field of the
/// entry that stayed goes back if nobody changed it since; the names of the others are answered.
///
/// # Errors
/// `NichtGefunden` after the time; `NETZ-E123` when the entry that stayed was merged again or taken away.
pub async fn trennen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Zusammen>) -> Result<Vec<String>> {
    let z = ablage::zusammen::eine(tx, id).await?;
    if z.zeit < ab(app) {
        return Err(Error::NichtGefunden);
    }
    let (bleibt, geht) = (z.bleibt, z.geht);
    let may = Befugnis::<Bearbeiten, Akteur>::pruefen(kontext, Some(bleibt), Bezug::default())?;
    let s = lesen(&z.spur)?;
    let jetzt = match ablage::akteur::laden(tx, bleibt).await {
        Ok(g) => g.daten,
        Err(Error::NichtGefunden) => {
            let text = format!(
                "„{}“ gibt es nicht mehr. Wurde der Eintrag noch einmal zusammengelegt, trennen Sie zuerst das.",
                s.davor.name
            );
            return Err(Error::regel("NETZ-E123", text));
        }
        Err(e) => return Err(e),
    };
    let (neu, geblieben) = zurueck(&s, &jetzt)?;
    if neu != jetzt {
        akteur_aendern(app, tx, &may, None, neu).await?;
    }
    let (wer, um) = (kontext.benutzer().uuid(), app.uhr.jetzt());
    ablage::akteur::einfuegen(tx, &[(geht, &s.ging, s.hsds.as_str())], wer, um).await?;
    ablage::zusammen::anfang_setzen(tx, geht, &s).await?;
    let was = format!("Wieder getrennt: „{}“", s.ging.name);
    for angebot in &s.angebote {
        let angebot: Id<Angebot> = Id::von(*angebot);
        match ablage::angebot::laden(tx, angebot).await {
            Ok(g) if g.daten.akteur == bleibt => {
                festhalten(app, tx, (angebot, None), kontext.into(), &was, |a| {
                    a.akteur = geht;
                })
                .await?;
            }
            Ok(_) | Err(Error::NichtGefunden) => {}
            Err(e) => return Err(e),
        }
    }
    for einladung in &s.einladungen {
        ablage::einladung::zurueckgeben(tx, *einladung, bleibt, geht).await?;
    }
    for vereinbarung in &s.vereinbarungen {
        ablage::vereinbarung::umhaengen(tx, *vereinbarung, (bleibt, geht)).await?;
    }
    for plan in &s.plaene {
        ablage::zusammen::plan_umhaengen(tx, *plan, (bleibt, geht)).await?;
    }
    for (quelle, fremd) in &s.fremd {
        ablage::zusammen::fremdschluessel_zurueck(tx, (quelle, fremd), (bleibt, geht)).await?;
    }
    for andere in &s.neue_partner {
        ablage::kooperation::weg(tx, (bleibt.uuid(), *andere)).await?;
    }
    kanten_setzen(tx, &s, (wer, um)).await?;
    ablage::zusammen::weg(tx, id).await?;
    ablage::stand::geaendert(app, tx).await?;
    journal::notieren(tx, &*app.uhr, &may, bleibt, format!("wieder getrennt von {geht}"));
    Ok(geblieben)
}

/// The connections of the entry that went, with those who are still there.
async fn kanten_setzen(tx: &mut Tx, s: &Spur, wer: (uuid::Uuid, Zeitpunkt)) -> Result<()> {
    for k in &s.kanten {
        let beide = ablage::kooperation::mit_schluessel(tx, &[k.a, k.b]).await?;
        if beide.len() == 2 {
            let art: KooperationArt = k.art.parse().map_err(Error::Intern)?;
            ablage::kooperation::setzen(tx, (k.a, k.b), (art, &k.notiz), wer).await?;
        }
    }
    Ok(())
}

/// The entry that stayed without what the merge did to it, and the fields somebody changed since.
fn zurueck(s: &Spur, jetzt: &AkteurDaten) -> Result<(AkteurDaten, Vec<String>)> {
    let wert = |d: &AkteurDaten| serde_json::to_value(d).map_err(|e| Error::Intern(e.to_string()));
    let (davor, danach, mut neu) = (wert(&s.davor)?, wert(&s.danach)?, wert(jetzt)?);
    let mut geblieben = Vec::new();
    for (feld, vorher) in davor.as_object().into_iter().flatten() {
        if danach.get(feld) == Some(vorher) {
            continue;
        }
        if neu.get(feld) == danach.get(feld) {
            if let Some(platz) = neu.get_mut(feld) {
                *platz = Value::clone(vorher);
            }
        } else {
            geblieben.push(feld.clone());
        }
    }
    let neu = serde_json::from_value(neu).map_err(|e| Error::Intern(e.to_string()))?;
    Ok((neu, geblieben))
}
