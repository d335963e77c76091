use std::collections::BTreeMap;

use base::{Bp, Cent, Datum, Gueltigkeit};

use crate::recht::{Bereich, Rolle};

use super::{
    Altersband, GoFehler, Land, MandantTyp, Mobilitaet, Regel, Sektor, Status, Stelle, Traegermodell,
    Traegerschaft, wert::Wert,
};

/// One version of the Geschaeftsordnung: the local rule book, read and checked.
///
/// The fields hold what the rooms work with; [`Self::wert`] gives every key of the catalogue.
#[derive(Debug, Clone)]
pub struct Geschaeftsordnung {
    /// What the office calls it.
    pub bezeichnung: String,
    /// Number of the version, from 1.
    pub version: u32,
    /// Days on which it is in force.
    pub gueltigkeit: Gueltigkeit,
    /// Where it stands.
    pub status: Status,
    /// The decision; always there from [`Status::Beschlossen`] on.
    pub beschluss: Option<Beschluss>,
    /// Why it starts in the past, when it does (GO-E05).
    pub nachtrag_grund: Option<String>,
    /// The free text of chapters 1 to 9, empty where nothing is said.
    pub freitext: [String; 9],
    /// What the municipality is.
    pub mandant: Mandant,
    /// Sektoren in which Anliegen are taken in.
    pub sektoren: Vec<Sektor>,
    /// How space is divided.
    pub raum: RaumRegeln,
    /// How each Sektor finds its Stelle; holds every Sektor.
    pub zuweisung: BTreeMap<Sektor, Zuweisung>,
    /// Rules of the assignment by letters.
    pub abc: AbcRegeln,
    /// The dynamic social space.
    pub radien: Radien,
    /// Rules for Anliegen and Kurzberatung.
    pub fall: FallRegeln,
    /// Reaction times of child protection.
    pub schutz: SchutzRegeln,
    /// Shares of working time and Traeger models.
    pub team: TeamRegeln,
    /// Days after which an offer counts as not checked for long (`netz.veraltet_tage`).
    pub netz_veraltet_tage: u32,
    /// Counts below this are not shown (`wirkung.k_anonymitaet`).
    pub k_anonymitaet: u32,
    /// Hours after which a Notzugriff ends (`amt.notzugriff_stunden`).
    pub notzugriff_stunden: u32,
    /// Promises and hours of the Servicebereich.
    pub service: Service,
    /// Trainings demanded before access (`training.zugang`).
    pub nachweise: Vec<Nachweispflicht>,
    pub(super) werte: BTreeMap<&'static str, Wert>,
    pub(super) orte: BTreeMap<String, Stelle>,
    pub(super) datei: String,
}

/// Who decided on a version, when, on which paper.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Beschluss {
    /// Committee.
    pub gremium: String,
    /// Day of the decision.
    pub datum: Datum,
    /// Number of the paper.
    pub vorlage: String,
}

/// `mandant.*`
#[derive(Debug, Clone)]
pub struct Mandant {
    /// Kind of municipality.
    pub typ: MandantTyp,
    /// Land, for holidays and Landesrecht.
    pub land: Land,
    /// What it is the public body for.
    pub traegerschaften: Vec<Traegerschaft>,
}

/// `raum.*`
#[derive(Debug, Clone)]
pub struct RaumRegeln {
    /// 1 to 4 levels from the largest to the smallest; the last is the assignment level.
    pub ebenen: Vec<String>,
    /// Least and greatest number of Kommunen per Raum.
    pub kommunen_je_raum: Option<(u32, u32)>,
    /// Raeume per person in the Regionalmanagement.
    pub raeume_je_regionalmanagement: Option<u32>,
    /// Residents per Raum: a hint, never a bar.
    pub einwohner_korridor: Option<(u32, u32)>,
    /// Code of the Raum for people without an address.
    pub auffang_raum: Option<String>,
}

/// `zuweisung.*` of one Sektor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zuweisung {
    /// The rule.
    pub regel: Regel,
    /// First day of the space rule; always there with [`Regel::Misch`].
    pub stichtag: Option<Datum>,
    /// Months for which open cases stay where they are.
    pub bestandsschutz_monate: u32,
}

impl Zuweisung {
    /// Whether the space decides on this day; else the letter does (Fachkonzept 3.5).
    #[must_use]
    pub fn nach_raum(&self, tag: Datum) -> bool {
        match self.regel {
            Regel::Raum => true,
            Regel::Abc => false,
            Regel::Misch => self.stichtag.is_some_and(|s| tag >= s),
        }
    }
}

/// `abc.*`
#[derive(Debug, Clone)]
pub struct AbcRegeln {
    /// Whether name particles are skipped.
    pub partikel_ignorieren: bool,
    /// The particles.
    pub partikel: Vec<String>,
}

/// `aktionsraum.radien`, in tenths of a kilometre and tenths of a factor: whole numbers, as in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Radien {
    /// Radius by age in 100 m.
    pub basis: BTreeMap<Altersband, u32>,
    /// Factor by mobility in tenths.
    pub faktor: BTreeMap<Mobilitaet, u32>,
}

impl Radien {
    /// Radius in metres, rounded to 100 m (Fachkonzept 3.4); 0 means: only offers that come to the person or
    /// are digital. Never used to determine responsibility (RL-19).
    #[must_use]
    pub fn radius_m(&self, alter_jahre: u16, mobilitaet: Mobilitaet) -> u32 {
        let basis = self
            .basis
            .get(&Altersband::von_alter(alter_jahre))
            .copied()
            .unwrap_or(0);
        let faktor = self.faktor.get(&mobilitaet).copied().unwrap_or(0);
        // hectometres × tenths = 10 m; half a hectometre rounds up
        (basis * faktor + 5) / 10 * 100
    }
}

/// `fall.*` as far as the room of the cases needs it.
#[derive(Debug, Clone, Copy)]
pub struct FallRegeln {
    /// Working days until the first answer.
    pub erstreaktion_arbeitstage: u32,
    /// Contacts after which a Kurzberatung is asked whether it is a case.
    pub kurzberatung_max_kontakte: u32,
    /// Minutes after which a Kurzberatung is asked whether it is a case.
    pub kurzberatung_max_min: u32,
    /// Grobziele after which the page says that fewer are easier.
    pub grobziele_max: u32,
    /// Whether every help agrees on something in the Sozialraum too.
    pub sozialraumanteil_pflicht: bool,
    /// Cost by the month from which the leader signs too.
    pub leitung_ab: Cent,
}

/// `schutz.*`, all in hours.
#[derive(Debug, Clone, Copy)]
pub struct SchutzRegeln {
    /// Reaction to SOFORT; 0 means unverzueglich.
    pub reaktion_sofort: u32,
    /// Reaction to DRINGEND.
    pub reaktion_dringend: u32,
    /// Reaction to ZEITNAH.
    pub reaktion_zeitnah: u32,
    /// First assessment.
    pub erstbewertung: u32,
}

/// `team.*`
#[derive(Debug, Clone)]
pub struct TeamRegeln {
    /// Share of working time for work without a case.
    pub fua_anteil: Bp,
    /// Share of working time for work across cases.
    pub fue_anteil: Bp,
    /// Model by code of the Region; [`Traegermodell::Offen`] where nothing is said.
    pub traegermodell: BTreeMap<String, Traegermodell>,
}

/// `service.*`
#[derive(Debug, Clone)]
pub struct Service {
    /// Whether there is a Servicebereich.
    pub aktiv: bool,
    /// Calls are answered within so many seconds in opening hours.
    pub anruf_sekunden: u32,
    /// E-mails are confirmed within so many working days.
    pub email_arbeitstage: u32,
    /// Call-backs happen within so many working days.
    pub rueckruf_arbeitstage: u32,
    /// Complaints are answered within so many working days.
    pub beschwerde_arbeitstage: u32,
    /// Opening hours as minutes of the day, from and to, by day of the week from Monday.
    pub zeiten: [Vec<(u16, u16)>; 7],
}

/// One row of `training.zugang`: without this proof these roles do not reach these rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nachweispflicht {
    /// Short name the training series carries.
    pub kennung: String,
    /// What people call it.
    pub titel: String,
    /// The roles it is demanded of.
    pub rollen: Vec<Rolle>,
    /// The rooms that rest without it.
    pub bereiche: Vec<Bereich>,
    /// First day on which the access rests without it.
    pub ab: Datum,
    /// Months a proof counts; 0 is without end.
    pub monate: u32,
    /// Who helps and where to sign up, in plain words.
    pub hilfe: String,
}

impl Geschaeftsordnung {
    /// The checked value of a key of the catalogue; `None` when it is unknown or not in use.
    #[must_use]
    pub fn wert(&self, schluessel: &str) -> Option<&Wert> {
        self.werte.get(schluessel)
    }

    /// The assignment rule of a Sektor; the plain space rule when the Sektor is not in use.
    #[must_use]
    pub fn zuweisung(&self, sektor: Sektor) -> Zuweisung {
        self.zuweisung.get(&sektor).copied().unwrap_or(Zuweisung {
            regel: Regel::Raum,
            stichtag: None,
            bestandsschutz_monate: 0,
        })
    }

    /// The lowest level, on which addresses are assigned.
    #[must_use]
    pub fn unterste_ebene(&self) -> &str {
        self.raum.ebenen.last().map_or("", String::as_str)
    }

    /// Name of the file it was read from.
    #[must_use]
    pub fn datei(&self) -> &str {
        &self.datei
    }

    /// An error at the place of a key, or of the nearest key above it that the file names.
    pub(super) fn fehler_bei(
        &self,
        code: base::Code,
        pfad: &str,
        text: impl Into<String>,
        erlaubt: impl Into<String>,
    ) -> GoFehler {
        let stelle = finde_ort(&self.orte, pfad);
        GoFehler {
            code,
            datei: self.datei.clone(),
            zeile: stelle.zeile,
            spalte: stelle.spalte,
            schluessel: pfad.to_owned(),
            text: text.into(),
            erlaubt: erlaubt.into(),
        }
    }
}

/// The place of a path or of the nearest path above it; the top of the file when nothing of it is named.
pub(super) fn finde_ort(orte: &BTreeMap<String, Stelle>, pfad: &str) -> Stelle {
    let mut pfad = pfad;
    loop {
        if let Some(stelle) = orte.get(pfad) {
            return *stelle;
        }
        match pfad.rfind(['.', '[']) {
            Some(i) => pfad = &pfad[..i],
            None => return Stelle { zeile: 1, spalte: 1 },
        }
    }
}
