//! The types of this room.

mod agenda;
mod akte;
mod angabe;
mod angabe_egh;
mod angabe_leicht;
mod anliegen;
mod beauftragung;
mod beziehung;
mod codes;
mod eghcodes;
mod entscheidung;
mod fall;
mod geld;
mod gesamtplan;
mod hilfecodes;
mod hilfeplan;
mod konferenz;
mod kontakt;
mod koordination;
mod kurzberatung;
mod notiz;
mod person;
mod pruefung;
mod rechtsbehelf;
mod textbaustein;
mod uebergabe;
mod ueberpruefung;
mod umgebung;
mod versand;
mod vorlage;
mod wiedervorlage;

pub use agenda::{Agendafall, Agendagrund, Anmeldung, Buendelung, Hilfezeile, Richtung, Runde};
pub use akte::{Aeusserung, FallBeteiligter, Grobziel, Handlungsziel, Ressource, WORTLAUT_MAX, ZIEL_MAX};
pub use angabe::{Angabeform, Eintrag};
pub use anliegen::{Anliegen, Person, RUECKGAENGIG_TAGE, Verlaufszeile, WORTE_MAX};
pub use beauftragung::{Beauftragung, Kontakt, Traegerwahl, auftragsnummer};
pub use beziehung::{Beziehung, Beziehungsart, Geschlecht, Guete, Lebt, Merkmal, Netz, Umfeld, Umfeldart};
pub use codes::*;
pub use eghcodes::*;
pub use entscheidung::{BescheidDaten, Entscheidung};
pub use fall::{Beteiligter, Fall, Fallspur};
pub use geld::{Geldlage, Vorgemerkt, Vormerkung};
pub use gesamtplan::{Bereichsantwort, Gesamtplan, Konferenzantwort, Nebenantwort, Poolaussage};
pub use hilfecodes::*;
pub(crate) use hilfeplan::schluessel;
pub use hilfeplan::{Baustein, Hilfeplan, Planbaustein, Planinhalt, Planziel};
pub use konferenz::{Idee, Konferenz, Teilnehmer};
pub use kontakt::Kontaktvorgang;
pub use koordination::*;
pub use kurzberatung::{Gespraech, Kurzberatung, Merkstand};
pub use notiz::{Anvertrautgrund, Freigabe, NOTIZ_MAX, Notiz, Notizart};
pub use person::{Fundart, Fundstelle, Registerperson, Stelle};
pub use pruefung::{Bedarfsluecke, Geprueft, Sozialraumpruefung};
pub use rechtsbehelf::{RECHTSBEHELF_MAX, Rechtsbehelf, Rechtsbehelfsschritt};
pub use textbaustein::{Textbaustein, Textfassung, Textzweck};
pub use uebergabe::{Uebergabe, Uebergabegrund, Uebergabestand, Uebergabezeile};
pub use ueberpruefung::{Abschluss, Bewertung, Ueberpruefung};
pub use umgebung::*;
pub use versand::Versandzeile;
pub use vorlage::*;
pub use wiedervorlage::{VORLAUF_MAX, WIEDERVORLAGE_MAX, Wiedervorlage};

/// What a Meldung is, how something reaches the office and how urgent it is, the protective room says.
pub use schutz::model::{Dringlichkeit, Kanal, Meldung};

/// Themes and age bands are those of the Netz, so that an Angebot and an Anliegen speak of the same (Annex B.2, B.3).
pub use netz::codes::{Altersband as Altersgruppe, Thema};
