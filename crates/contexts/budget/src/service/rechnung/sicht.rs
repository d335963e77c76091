//! Who sees and sends which invoice: the office all, a Träger its own.

use amt::{
    Error, Kontext, Result,
    recht::{Aktion, Bearbeiten, Befugnis, Bezug, Lesen, Objektart, OrganisationsArt, Recht},
};
use base::Id;
use store::Tx;
use uuid::Uuid;

use crate::model::Rechnung;

/// Sending an invoice: whoever may see the own ones may send one.
#[derive(Debug, Clone, Copy)]
pub struct Einreichen;
impl Aktion for Einreichen {
    const NAME: &'static str = "einreichen";
    const RECHT: Recht = Recht::Lesen;
}

/// How somebody stands to invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rolle {
    /// Of the office.
    Amt {
        /// May check and decide.
        bearbeiten: bool,
    },
    /// Leads this Träger.
    Traeger {
        /// Key.
        id: Uuid,
        /// Name.
        name: String,
    },
}

impl Rolle {
    /// Whose invoices; `None` for all.
    #[must_use]
    pub const fn traeger(&self) -> Option<Uuid> {
        match self {
            Self::Amt { .. } => None,
            Self::Traeger { id, .. } => Some(*id),
        }
    }
}

/// Belongs to no space: a role for some spaces does not reach it.
fn bezug(eigenes: bool) -> Bezug {
    Bezug {
        eigener_fall: false,
        raum: Some(Uuid::nil()),
        eigenes,
    }
}

/// The Träger the user works for; `None` for the office. An account from outside that works for nobody here has nothing
/// to do with invoices, whatever roles it was given.
async fn eigener(tx: &mut Tx, kontext: &Kontext) -> Result<Option<(Uuid, String)>> {
    if kontext.organisation() == OrganisationsArt::Oeffentlich {
        return Ok(None);
    }
    let (id, name) = team::service::arbeitgeber(tx, kontext.benutzer())
        .await?
        .ok_or(Error::NichtGefunden)?;
    Ok(Some((id.uuid(), name)))
}

/// How the user stands to invoices.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever has nothing to do with them.
pub async fn rolle(tx: &mut Tx, kontext: &Kontext) -> Result<Rolle> {
    if let Some((id, name)) = eigener(tx, kontext).await? {
        Befugnis::<Lesen, Rechnung>::pruefen(kontext, None, bezug(true))?;
        return Ok(Rolle::Traeger { id, name });
    }
    Befugnis::<Lesen, Rechnung>::pruefen(kontext, None, bezug(false))?;
    Ok(Rolle::Amt {
        bearbeiten: Befugnis::<Bearbeiten, Rechnung>::pruefen(kontext, None, bezug(false)).is_ok(),
    })
}

/// Proof for what belongs to a Träger.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn befugt<A: Aktion, K: Objektart>(
    tx: &mut Tx,
    kontext: &Kontext,
    objekt: Option<Id<K>>,
    traeger: Uuid,
) -> Result<Befugnis<A, K>> {
    let eigenes = match eigener(tx, kontext).await? {
        Some((id, _)) if id == traeger => true,
        // a Träger sees nothing of another, whatever roles it was given
        Some(_) => return Err(Error::NichtGefunden),
        None => false,
    };
    Befugnis::pruefen(kontext, objekt, bezug(eigenes))
}

/// Proof for sending: the Träger itself, or who works on invoices in the office.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn darf_einreichen(
    tx: &mut Tx,
    kontext: &Kontext,
    objekt: Option<Id<Rechnung>>,
    traeger: Uuid,
) -> Result<Befugnis<Einreichen, Rechnung>> {
    if kontext.organisation() == OrganisationsArt::Oeffentlich {
        befugt::<Bearbeiten, Rechnung>(tx, kontext, objekt, traeger).await?;
    }
    befugt(tx, kontext, objekt, traeger).await
}
