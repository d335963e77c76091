//! Akteur and Angebot with the fields of Fachkonzept 7.1.

use crate::codes::{Sektor, codes};
use jiff::civil::{Date, DateTime};
use serde::Serialize;

codes! {
    /// Kind of an Akteur.
    pub enum AkteurArt {
        /// Association.
        Verein = "VEREIN",
        /// Day care.
        Kita = "KITA",
        /// Family centre.
        Familienzentrum = "FAMILIENZENTRUM",
        /// School.
        Schule = "SCHULE",
        /// Youth club.
        Jugendhaus = "JUGENDHAUS",
        /// Day centre for old people.
        Altentagesstaette = "ALTENTAGESSTAETTE",
        /// Library.
        Buecherei = "BUECHEREI",
        /// Meeting place.
        Begegnungsstaette = "BEGEGNUNGSSTAETTE",
        /// Neighbourhood meeting place.
        Nachbarschaftstreff = "NACHBARSCHAFTSTREFF",
        /// Contact point of the Kiel kind ("anna").
        Anlaufstelle = "ANLAUFSTELLE",
        /// Church or religious community.
        KircheReligion = "KIRCHE_RELIGION",
        /// Initiative of residents.
        Initiative = "INITIATIVE",
        /// Self-organised group (§ 4a SGB VIII).
        Selbsthilfe4a = "SELBSTHILFE_4A",
        /// Care service.
        Pflegedienst = "PFLEGEDIENST",
        /// Provider of Eingliederungshilfe.
        Leistungsanbieter = "LEISTUNGSANBIETER",
        /// Non-public provider of youth help.
        FreierTraeger = "FREIER_TRAEGER",
        /// The municipality itself.
        Kommune = "KOMMUNE",
        /// Health.
        Gesundheit = "GESUNDHEIT",
    }
}

codes! {
    /// Kind of an offer.
    pub enum AngebotArt {
        /// Open meeting.
        OffenerTreff = "OFFENER_TREFF",
        /// Group.
        Gruppe = "GRUPPE",
        /// Course.
        Kurs = "KURS",
        /// Advice.
        Beratung = "BERATUNG",
        /// Prevention.
        Praevention = "PRAEVENTION",
        /// Assistance.
        Assistenz = "ASSISTENZ",
        /// Support in care.
        PflegeUnterstuetzend = "PFLEGE_UNTERSTUETZEND",
        /// Help by volunteers.
        EhrenamtHilfe = "EHRENAMT_HILFE",
        /// Room to use.
        Raum = "RAUM",
        /// Event.
        Veranstaltung = "VERANSTALTUNG",
        /// Project.
        Projekt = "PROJEKT",
    }
}

codes! {
    /// What is known about one point of accessibility.
    pub enum ZustandTri {
        /// Yes.
        Ja = "JA",
        /// No.
        Nein = "NEIN",
        /// In part.
        Teilweise = "TEILWEISE",
        /// Nobody has looked: neither yes nor no.
        Unbekannt = "UNBEKANNT",
    }
}

codes! {
    /// How one gets in.
    pub enum Anmeldung {
        /// Just come.
        Keine = "KEINE",
        /// By telephone.
        Telefon = "TELEFON",
        /// By form.
        Formular = "FORMULAR",
        /// Through a professional.
        Vermittlung = "VERMITTLUNG",
    }
}

codes! {
    /// How an offer relates to single cases.
    pub enum Fallbezug {
        /// For one case.
        Fallspezifisch = "FALLSPEZIFISCH",
        /// Across cases.
        Falluebergreifend = "FALLUEBERGREIFEND",
        /// For everyone.
        Fallunabhaengig = "FALLUNABHAENGIG",
    }
}

codes! {
    /// Who sees an offer.
    pub enum Sichtbarkeit {
        /// Everyone.
        Oeffentlich = "OEFFENTLICH",
        /// Professionals.
        Fachkraefte = "FACHKRAEFTE",
    }
}

codes! {
    /// State of an offer.
    pub enum AngebotStatus {
        /// Takes place.
        Aktiv = "AKTIV",
        /// Paused.
        Pausiert = "PAUSIERT",
        /// Over.
        Beendet = "BEENDET",
    }
}

/// Institution, association or initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Akteur {
    /// Name, unique in the town.
    pub name: String,
    /// Kind.
    pub art: AkteurArt,
    /// Positions in `Ort::raeume` of the leaves it works in, its home first.
    pub raeume: Vec<u16>,
    /// Position of its house in `Ort::adressen`; an active address.
    pub adresse: u32,
    /// How to reach it.
    pub kontakt: Kontaktdaten,
}

/// How to reach an institution; never a real number or address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kontaktdaten {
    /// Contact, made up.
    pub ansprechperson: String,
    /// Telephone (reserved number).
    pub telefon: String,
    /// Mail (reserved domain).
    pub email: String,
    /// Web (reserved domain).
    pub website: Option<String>,
}

/// Where an offer takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AngebotOrt {
    /// At a position of `Ort::adressen`; an active address.
    Adresse(u32),
    /// People are visited.
    Aufsuchend,
    /// On the net.
    Online,
}

/// A repeating time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Zeit {
    /// First time, local time; falls on a day of the rule (`DTSTART`).
    pub beginn: DateTime,
    /// Minutes.
    pub dauer_min: u16,
    /// Rule of RFC 5545 without the `RRULE:` in front.
    pub rrule: String,
}

/// What one offers whom, where, when, for how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Angebot {
    /// Title.
    pub titel: String,
    /// Position in `Ort::akteure`.
    pub akteur: u32,
    /// At most 500 characters.
    pub kurzbeschreibung: String,
    /// At most 500 characters in Leichte Sprache.
    pub leichte_sprache: Option<String>,
    /// Kind.
    pub art: AngebotArt,
    /// Codes of [`THEMEN`](crate::THEMEN).
    pub themen: Vec<&'static str>,
    /// Whom it is for, in words.
    pub zielgruppe: &'static str,
    /// Youngest age.
    pub alter_von: u8,
    /// Oldest age; 120 = no limit.
    pub alter_bis: u8,
    /// Fields of help it belongs to.
    pub sektoren: Vec<Sektor>,
    /// Where.
    pub ort: AngebotOrt,
    /// When; empty for visits and advice by appointment.
    pub zeiten: Vec<Zeit>,
    /// Places.
    pub plaetze: Option<u16>,
    /// Free places, not more than places.
    pub frei: Option<u16>,
    /// Cost per visit in euro cents; 0 = free of charge.
    pub kosten_cent: i64,
    /// How to join.
    pub anmeldung: Anmeldung,
    /// Languages, ISO 639-1, German first.
    pub sprachen: Vec<&'static str>,
    /// What is known about barriers.
    pub barrierefreiheit: Barrierefreiheit,
    /// Relation to single cases.
    pub fallbezug: Fallbezug,
    /// Last check, never after the Stichtag; a part is older than 180 days.
    pub geprueft_am: Date,
    /// Who checked.
    pub geprueft_von: String,
    /// Who sees it.
    pub sichtbarkeit: Sichtbarkeit,
    /// State.
    pub status: AngebotStatus,
}

/// The accessibility block of Fachkonzept 7.1. Measures are missing where nobody has measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Barrierefreiheit {
    /// Entrance without step.
    pub stufenloser_zugang: ZustandTri,
    /// Clear width of the narrowest door in cm, 50–300.
    pub tuerbreite_cm: Option<u16>,
    /// Slope of the ramp in percent; missing also where there is none.
    pub rampe_prozent: Option<u16>,
    /// Cabin of the lift in cm (width, depth).
    pub aufzug_cm: Option<(u16, u16)>,
    /// Accessible toilet.
    pub wc_barrierefrei: ZustandTri,
    /// Toilet on the same floor.
    pub wc_im_selben_geschoss: ZustandTri,
    /// Parking for disabled people.
    pub behindertenparkplatz: ZustandTri,
    /// Accessible stop.
    pub oepnv_halt_barrierefrei: ZustandTri,
    /// Distance to the stop in metres.
    pub oepnv_entfernung_m: Option<u16>,
    /// Guidance for blind people, Braille.
    pub leitsystem_braille: ZustandTri,
    /// Contrast and light.
    pub kontrast_beleuchtung: ZustandTri,
    /// Induction loop.
    pub induktive_hoeranlage: ZustandTri,
    /// German Sign Language possible.
    pub dgs: ZustandTri,
    /// Speech-to-text interpreting.
    pub schriftdolmetschen: ZustandTri,
    /// Leichte Sprache.
    pub leichte_sprache: ZustandTri,
    /// Room with few stimuli.
    pub reizarmer_raum: ZustandTri,
    /// Assistance dogs welcome.
    pub assistenzhund: ZustandTri,
    /// Companion free of charge.
    pub begleitperson_kostenfrei: ZustandTri,
    /// Baby changing.
    pub wickelmoeglichkeit: ZustandTri,
    /// Seats.
    pub sitzgelegenheiten: ZustandTri,
    /// Web presence accessible (BITV).
    pub digital_barrierefrei: ZustandTri,
    /// Reachable by telephone and text.
    pub telefon_und_text: ZustandTri,
    /// Note.
    pub hinweis: Option<&'static str>,
}
