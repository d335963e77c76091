//! What others did in the cases of one Fachkraft.

use base::{Id, Zeitpunkt};
use store::{Result, Sql, Tx, Wert};
use uuid::Uuid;

use super::{
    Fallsicht,
    fall_liste::{Bau, sichtbar},
};
use crate::model::Fall;

/// One line of the history of a case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Neues {
    /// The case.
    pub fall: Id<Fall>,
    /// Its Sektor.
    pub sektor: String,
    /// First person of the case, "surname, first name".
    pub person: Option<String>,
    /// When.
    pub zeit: Zeitpunkt,
    /// Who.
    pub benutzer_name: String,
    /// What, in words.
    pub text: String,
}

impl Neues {
    /// Name of the first person.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.person.as_deref().map(|p| p.trim_matches([',', ' '])) {
            None | Some("") => "ohne Namen",
            Some(n) => n,
        }
    }
}

/// The newest first, without what the user did.
pub(crate) async fn neues(
    tx: &mut Tx,
    sicht: &Fallsicht,
    (fachkraft, benutzer): (Uuid, Uuid),
    seit: Zeitpunkt,
    hoechstens: usize,
) -> Result<Vec<Neues>> {
    let mut b = Bau {
        wo: "1 = 1".to_owned(),
        werte: Vec::<Wert>::new(),
    };
    let wo = sichtbar(&mut b, sicht);
    b.und(&wo);
    let (p, q) = (b.platz(fachkraft), b.platz(fachkraft));
    b.und(&format!("(f.fallfuehrend = {p} OR f.vertretung = {q})"));
    let (ich, ab) = (b.platz(benutzer), b.platz(seit));
    b.und(&format!("v.benutzer <> {ich} AND v.zeit >= {ab}"));
    let limit = b.platz(i64::try_from(hoechstens).unwrap_or(i64::MAX));
    let text = format!(
        "SELECT v.fall, f.sektor, v.zeit, v.benutzer_name, v.text,
            (SELECT p.nachname || ', ' || p.vorname FROM fall_person p WHERE p.fall = f.id ORDER BY p.id LIMIT 1)
                AS person
         FROM fall f JOIN fall_verlauf v ON v.fall = f.id WHERE {} ORDER BY v.zeit DESC, v.id LIMIT {limit}",
        b.wo
    );
    tx.fetch_all(Sql::aus_konstanten(text), b.werte).await
}
