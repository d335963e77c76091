//! What the quarter already offers: directory of Akteure and Angebote, their search, and the way to them.
//!
//! Other rooms ask [`service::suchen`] with a [`Suchprofil`] that holds no name and no address, and note a
//! [`WegWeisung`] that says which offer was shown and nothing about whom. The directory is searched in memory, in an
//! [`AngebotsHalter`] that the program adds to its [`amt::App`]; everything in it is rebuilt from the database.

pub mod a11yjson;
mod ablage;
mod abschnitt;
mod api;
mod api_hsds;
pub mod codes;
mod dinge;
mod ehrenamt;
mod einladung;
pub mod einlesen;
mod erfassung;
mod faq;
mod feld;
mod geojson;
mod halter;
pub mod hsds;
pub mod ical;
mod idee;
pub mod kalender;
mod kandidat;
mod kurzskizze;
mod luecke;
mod oeffentlich;
mod pages;
mod projekt;
pub mod rules;
pub mod service;
mod suchprofil;
mod termine;
mod training;
mod veranstaltung;
mod vereinbarung;
mod vermittlung;

pub use abschnitt::{AngeboteImRaum, KurzskizzeImRaum};
pub use api::api;
pub use dinge::{
    Akteur, AkteurDaten, Anfrage, Angabe, Angebot, AngebotDaten, Barrieren, FaqEintrag, Ort, Pruefbesuch,
    Verlauf, Vorschlag, WegWeisung, Zeit,
};
pub use ehrenamt::{AnfrageDaten, EhrenamtAnfrage, Einsatz, Freiwillige, FreiwilligeDaten, Stunde, Zeugnis};
pub use einladung::{Einladung, EinladungGespeichert, Rueckmeldungen};
pub use erfassung::{
    EintragDaten, EintragGespeichert, Erfassung, ErfassungDaten, ErfassungEintrag, ErfassungFoto,
    ErfassungGespeichert, FotoGespeichert,
};
pub use faq::FaqDaten;
pub use halter::{AngebotsHalter, stamm as wortstamm};
pub use idee::{Idee, IdeeAntwort, IdeeNeu};
pub use kurzskizze::{Altersgruppe, Kartenort, Kennzahl, Kurzskizze, Stueck, Wort};
pub use luecke::{Luecken, Lueckenliste, Lueckenquelle, Lueckenzahl};
pub use oeffentlich::{Adressbremse, OFFEN, basis, oeffentliche_routen};
pub use pages::{FORMULARE, routen};
pub use projekt::{Indikator, Projekt, ProjektDaten};
pub use rules::{
    barrierefreiheit::{Bedarf, Passung},
    finanzierung::{Anteil, Finanzteil},
    frische::Frische,
    zeiten::Wann,
};
pub use suchprofil::{Suchergebnis, Suchprofil, Treffer};
pub use termine::KalenderDesNetzes;
pub use training::{
    Anmeldung, AnmeldungGespeichert, Lauf, LaufDaten, LaufGespeichert, TerminGespeichert, Trainer,
    TrainerGespeichert, Training, TrainingDaten, TrainingGespeichert, Trainingstermin,
};
pub use veranstaltung::{Anwesend, Veranstaltung, VeranstaltungDaten};
pub use vereinbarung::{
    Vereinbarung, VereinbarungDaten, VereinbarungFilter, VereinbarungGespeichert, VereinbarungStand,
};

pub use vermittlung::{Vermittlung, VermittlungGespeichert};

/// The tables of this room.
pub const MIGRATIONEN: store::Migrationen = store::Migrationen {
    raum: "netz",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

/// The entries of the main navigation.
#[must_use]
pub fn navigation() -> Vec<amt::navigation::Eintrag> {
    use amt::recht::{Bereich, Recht};
    vec![amt::navigation::Eintrag {
        text: "Angebote",
        url: "/angebote",
        gruppe: amt::navigation::Gruppe::Taeglich,
        braucht: (Bereich::Netz, Recht::Lesen),
    }]
}
