//! Sending a Bescheid, the work of the Back-Office (Fachkonzept 4.6 EG11, 10.3 R12).

use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Entscheidungsart, Fall};

/// A decided Bescheid that is still to be sent or was: no name of anybody it is about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Versandzeile {
    /// The case.
    pub fall: Id<Fall>,
    /// Number of the file.
    pub aktenzeichen: String,
    /// Sozialraum.
    pub raum_name: String,
    /// Kind of decision.
    #[sqlx(try_from = "String")]
    pub art: Entscheidungsart,
    /// When it was decided.
    pub entschieden_am: Zeitpunkt,
    /// When it went out.
    pub versandt_am: Option<Datum>,
    /// Until when a remedy is possible.
    pub rechtsbehelf_bis: Option<Datum>,
    /// The user who took it over.
    pub bearbeiter: Option<Uuid>,
    /// Name.
    pub bearbeiter_name: Option<String>,
}
