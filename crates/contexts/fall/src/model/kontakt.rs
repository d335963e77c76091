use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Hinweis, Kanal, Ueberlauf};

/// A ticket of the Servicebereich: a call or e-mail that a Fachkraft did not take (Fachkonzept 10.9). One line, no
/// details.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kontaktvorgang {
    /// Key.
    pub id: Id<Kontaktvorgang>,
    /// Optimistic lock.
    pub version: i64,
    /// When.
    pub eingang: Zeitpunkt,
    /// How.
    #[sqlx(try_from = "String")]
    pub kanal: Kanal,
    /// How it came over.
    #[sqlx(try_from = "String")]
    pub ueberlauf: Ueberlauf,
    /// Seconds until somebody answered.
    pub wartezeit: Option<i64>,
    /// Who called; may be empty.
    pub anrufer: String,
    /// Number for the call-back.
    pub telefon: String,
    /// Concern in one line.
    pub anliegen_kurz: String,
    /// Whether a child may be in danger.
    #[sqlx(try_from = "String")]
    pub gefaehrdungshinweis: Hinweis,
    /// The space, if known.
    pub raumeinheit: Option<Uuid>,
    /// Name of the space, if known.
    pub raum_name: String,
    /// Who is responsible.
    pub zustaendig: String,
    /// Code of the result; `None` while open.
    pub ergebnis: Option<String>,
    /// Promised call-back.
    pub rueckruf_bis: Option<Datum>,
    /// Done.
    pub rueckruf_am: Option<Zeitpunkt>,
    /// What a complaint is about.
    pub beschwerdeart: Option<String>,
    /// Until when it is answered.
    pub beschwerde_bis: Option<Datum>,
    /// Answered.
    pub beschwerde_am: Option<Zeitpunkt>,
    /// Anliegen it became.
    pub anliegen: Option<Uuid>,
    /// Closed.
    pub geschlossen_am: Option<Zeitpunkt>,
    /// Who took it down.
    pub angelegt_von: Uuid,
}

impl Objektart for Kontaktvorgang {
    const NAME: &'static str = "kontaktvorgang";
    const BEREICH: Bereich = Bereich::Service;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z01;
}

impl Kontaktvorgang {
    /// Until when something is promised and not done.
    #[must_use]
    pub fn bis(&self) -> Option<&Datum> {
        let rueckruf = self.rueckruf_bis.as_ref().filter(|_| self.rueckruf_am.is_none());
        rueckruf.or_else(|| {
            self.beschwerde_bis
                .as_ref()
                .filter(|_| self.beschwerde_am.is_none())
        })
    }

    /// Whether a promise is late on this day.
    #[must_use]
    pub fn spaet(&self, heute: Datum) -> bool {
        self.bis().is_some_and(|b| *b < heute)
    }
}
