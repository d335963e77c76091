//! What the files of a model hold, after reading.

use base::{Datum, Gueltigkeit, Punkt};

use crate::go::{Beschluss, Geschaeftsordnung, Sektor, Stelle, typen::liste};

/// A whole municipality as data: one folder with `go.toml`, `raeume.toml`, `organisation.toml`, `lage.toml`.
#[derive(Debug, Clone)]
pub struct Modell {
    /// Name of the folder, such as `isar`.
    pub kennung: String,
    /// The rule book.
    pub go: Geschaeftsordnung,
    /// The municipality and its spaces.
    pub raeume: Raeume,
    /// Organisations, people and who is responsible for what.
    pub organisation: Belegschaft,
    /// Map and texts.
    pub lage: Lage,
}

/// `raeume.toml`
#[derive(Debug, Clone)]
pub struct Raeume {
    /// The tenant.
    pub gebietskoerperschaft: Gebietskoerperschaft,
    /// The version of the boundaries.
    pub gliederung: Gliederung,
    /// All units, parents before their children.
    pub raeume: Vec<RaumEintrag>,
}

/// The municipality.
#[derive(Debug, Clone)]
pub struct Gebietskoerperschaft {
    /// Official name.
    pub name: String,
    /// Amtlicher Gemeindeschluessel, 8 digits (a Kreis ends with 000); Austria: 5 digits.
    pub ags: String,
    /// Residents and the day they were counted.
    pub einwohner: Option<(u32, Datum)>,
    /// Where the numbers of residents come from.
    pub quelle: String,
    /// AGS of all Kommunen; empty when the municipality is one Kommune.
    pub kommunen: Vec<String>,
}

/// One version of all boundaries.
#[derive(Debug, Clone)]
pub struct Gliederung {
    /// What it is called.
    pub bezeichnung: String,
    /// Days on which it holds.
    pub gueltigkeit: Gueltigkeit,
    /// Where it stands.
    pub status: GliederungStatus,
    /// The decision; always there from BESCHLOSSEN on.
    pub beschluss: Option<Beschluss>,
    /// Reasons by criterion.
    pub begruendung: Begruendung,
    /// Criticism that is still open.
    pub kritik_offen: Option<String>,
}

/// Reasons of a Gliederung by the criteria of Graz (Fachkonzept 3.10).
#[derive(Debug, Clone)]
pub struct Begruendung {
    /// Geography.
    pub geografisch: String,
    /// Politics.
    pub politisch: String,
    /// Infrastructure.
    pub infrastrukturell: String,
    /// Numbers of cases.
    pub fallzahlen: String,
}

/// One unit of a Gliederung.
#[derive(Debug, Clone)]
pub struct RaumEintrag {
    /// Level, one of `raum.ebenen`.
    pub ebene: String,
    /// Unique code, also the sort key.
    pub code: String,
    /// Name.
    pub name: String,
    /// Code of the parent; `None` only on the top level.
    pub eltern: Option<String>,
    /// State of development.
    pub ausbaustatus: Ausbaustatus,
    /// Reason, always there with AUSGESETZT.
    pub grund: Option<String>,
    /// Address of the office in the quarter.
    pub standort: Option<String>,
    /// State of that office.
    pub standort_status: Option<StandortStatus>,
    /// AGS when the unit is a Kommune or lies in one.
    pub kommune_ags: Option<String>,
    /// Anmeldename of the person who leads the unit.
    pub leitung: Option<String>,
    /// Residents, or a weight for the demo generator where no count is published; see `quelle`.
    pub einwohner: Option<u32>,
}

/// `organisation.toml`
#[derive(Debug, Clone)]
pub struct Belegschaft {
    /// Organisations.
    pub organisationen: Vec<OrganisationEintrag>,
    /// People with a login; all made up.
    pub personen: Vec<PersonEintrag>,
    /// Teams.
    pub teams: Vec<TeamEintrag>,
    /// Positions.
    pub stellen: Vec<StelleEintrag>,
    /// Raum × Sektor → Stelle.
    pub zustaendigkeiten: Vec<ZustaendigkeitEintrag>,
    /// Letters × Sektor → Stelle.
    pub abc: Vec<AbcEintrag>,
    /// Special services.
    pub spezial: Vec<SpezialEintrag>,
    /// Who coordinates which spaces.
    pub regionalmanagement: Vec<RegionalmanagementEintrag>,
}

/// One organisation.
#[derive(Debug, Clone)]
pub struct OrganisationEintrag {
    /// Unique code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub art: OrganisationArt,
    /// Recognised under § 75 SGB VIII.
    pub anerkannt_75: bool,
}

/// One person with a login.
#[derive(Debug, Clone)]
pub struct PersonEintrag {
    /// Login name, unique; also the code other tables use.
    pub anmeldename: String,
    /// First name.
    pub vorname: String,
    /// Last name.
    pub nachname: String,
    /// Code of the organisation.
    pub organisation: String,
    /// What the person does, in plain German.
    pub funktion: String,
    /// Codes of the roles, `R01` to `R31`.
    pub rollen: Vec<String>,
    /// Telephone, from the numbers reserved for fiction.
    pub telefon: String,
    /// E-mail under a reserved domain.
    pub email: String,
    /// Languages, ISO 639-1.
    pub sprachen: Vec<String>,
}

/// One team.
#[derive(Debug, Clone)]
pub struct TeamEintrag {
    /// Unique code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub typ: TeamTyp,
    /// Codes of the spaces it works in.
    pub raeume: Vec<String>,
    /// Its Sektoren.
    pub sektoren: Vec<Sektor>,
    /// Anmeldename of the lead.
    pub leitung: Option<String>,
    /// Anmeldenamen of the members.
    pub mitglieder: Vec<String>,
    /// Address.
    pub standort: Option<String>,
}

/// One position.
#[derive(Debug, Clone)]
pub struct StelleEintrag {
    /// Unique code.
    pub code: String,
    /// What it is called.
    pub bezeichnung: String,
    /// Code of the team.
    pub team: String,
    /// Anmeldename of the person who holds it.
    pub person: String,
}

/// Who is responsible in a Raum for a Sektor. Holds for all spaces below that have no line of their own.
#[derive(Debug, Clone)]
pub struct ZustaendigkeitEintrag {
    /// Code of the Raum, on any level.
    pub raum: String,
    /// Sektor.
    pub sektor: Sektor,
    /// Code of the responsible Stelle.
    pub stelle: String,
    /// Code of the substitute Stelle, held by another person.
    pub vertretung: String,
    /// Where the line stands in its file.
    pub ort: Stelle,
}

/// Who is responsible for a range of letters.
#[derive(Debug, Clone)]
pub struct AbcEintrag {
    /// Sektor.
    pub sektor: Sektor,
    /// First prefix, upper case, such as `A` or `Sch`.
    pub von: String,
    /// Last prefix, included; equal to `von` for a single prefix.
    pub bis: String,
    /// Code of the responsible Stelle.
    pub stelle: String,
    /// Code of the substitute Stelle.
    pub vertretung: String,
    /// Where the line stands in its file.
    pub ort: Stelle,
}

/// A special service that goes before every other rule (Fachkonzept 3.5).
#[derive(Debug, Clone)]
pub struct SpezialEintrag {
    /// Mark on the Anliegen that leads here, such as `JGH`, `UMA`.
    pub merkmal: String,
    /// What it is called.
    pub bezeichnung: String,
    /// Sektor.
    pub sektor: Sektor,
    /// Code of the Raum it is for, with all below; `None` for everywhere.
    pub raum: Option<String>,
    /// Code of the responsible Stelle.
    pub stelle: String,
    /// Code of the substitute Stelle.
    pub vertretung: String,
    /// Where the line stands in its file.
    pub ort: Stelle,
}

/// The spaces one person coordinates.
#[derive(Debug, Clone)]
pub struct RegionalmanagementEintrag {
    /// Anmeldename.
    pub person: String,
    /// Codes of the spaces.
    pub raeume: Vec<String>,
    /// Where the line stands in its file.
    pub ort: Stelle,
}

/// `lage.toml`
#[derive(Debug, Clone)]
pub struct Lage {
    /// Middle of the map.
    pub mitte: Punkt,
    /// Zoom level of the map, 1 to 19.
    pub zoom: u8,
    /// Name of the office on every page.
    pub amt_name: String,
    /// Short name.
    pub amt_kurz: String,
    /// Postal address, lines.
    pub anschrift: Vec<String>,
    /// Number of the Servicebereich, reserved for fiction.
    pub telefon: String,
    /// E-mail of the Servicebereich.
    pub email: String,
    /// Opening hours as shown, lines.
    pub oeffnungszeiten: Vec<String>,
    /// One or two sentences on the public page.
    pub begruessung: String,
    /// Places for the demo town, at least one per lowest Raum.
    pub orte: Vec<OrtEintrag>,
    /// Street names for the demo town, without house numbers.
    pub strassennamen: Vec<String>,
}

/// A place in which the demo generator lays streets.
#[derive(Debug, Clone)]
pub struct OrtEintrag {
    /// Name as in a postal address.
    pub name: String,
    /// Postal code: 5 digits, Austria 4.
    pub plz: String,
    /// Code of the lowest Raum.
    pub raum: String,
    /// Middle of the place, rounded to about one kilometre.
    pub mitte: Punkt,
}

liste! {
    /// Where a Gliederung stands.
    GliederungStatus {
        Entwurf = "ENTWURF", "Entwurf";
        Abstimmung = "ABSTIMMUNG", "in Abstimmung";
        Beschlossen = "BESCHLOSSEN", "beschlossen";
        InKraft = "IN_KRAFT", "in Kraft";
        Abgeloest = "ABGELOEST", "abgelöst";
    }
}

liste! {
    /// State of development of a Raum.
    Ausbaustatus {
        Planung = "PLANUNG", "in Planung";
        Pilot = "PILOT", "Pilot";
        Experimentierraum = "EXPERIMENTIERRAUM", "Experimentierraum";
        Regelbetrieb = "REGELBETRIEB", "Regelbetrieb";
        Ausgesetzt = "AUSGESETZT", "ausgesetzt";
    }
}

liste! {
    /// State of an office in the quarter.
    StandortStatus {
        Vorhanden = "VORHANDEN", "vorhanden";
        InSuche = "IN_SUCHE", "wird gesucht";
        Geplant = "GEPLANT", "geplant";
        ImBau = "IM_BAU", "im Bau";
        InBetrieb = "IN_BETRIEB", "in Betrieb";
        Fehlt = "FEHLT", "fehlt";
    }
}

liste! {
    /// Kind of organisation (Fachkonzept 6.1).
    OrganisationArt {
        Oeffentlich = "OEFFENTLICH", "öffentlicher Träger";
        FreiGemeinnuetzig = "FREI_GEMEINNUETZIG", "freier gemeinnütziger Träger";
        PrivatGewerblich = "PRIVAT_GEWERBLICH", "privater Träger";
        Kirchlich = "KIRCHLICH", "kirchlicher Träger";
        Kommune = "KOMMUNE", "Gemeinde";
        Gericht = "GERICHT", "Gericht";
        Jobcenter = "JOBCENTER", "Jobcenter";
        Schule = "SCHULE", "Schule";
    }
}

liste! {
    /// Kind of team (Fachkonzept 6.1).
    TeamTyp {
        Sozialraumteam = "SOZIALRAUMTEAM", "Sozialraumteam";
        Asd = "ASD", "Allgemeiner Sozialer Dienst";
        Egh = "EGH", "Eingliederungshilfe";
        Pflege = "PFLEGE", "Hilfe zur Pflege";
        Backoffice = "BACKOFFICE", "Verwaltung der Hilfen";
        Servicebereich = "SERVICEBEREICH", "Servicebereich";
        Rufbereitschaft = "RUFBEREITSCHAFT", "Rufbereitschaft";
        Projekt = "PROJEKT", "Projekt";
    }
}

impl Raeume {
    /// The unit with this code.
    #[must_use]
    pub fn raum(&self, code: &str) -> Option<&RaumEintrag> {
        self.raeume.iter().find(|r| r.code == code)
    }

    /// The direct children of a unit.
    pub fn kinder<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a RaumEintrag> {
        self.raeume
            .iter()
            .filter(move |r| r.eltern.as_deref() == Some(code))
    }

    /// The unit itself and all above it, from the bottom up.
    pub fn aufwaerts<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a RaumEintrag> {
        // A loop of parents is refused on reading; the bound keeps even unread data from running for ever.
        std::iter::successors(self.raum(code), |r| self.raum(r.eltern.as_deref()?)).take(8)
    }
}

impl Modell {
    /// The units of the lowest level, to which addresses are assigned.
    pub fn unterste(&self) -> impl Iterator<Item = &RaumEintrag> {
        self.raeume
            .raeume
            .iter()
            .filter(|r| r.ebene == self.go.unterste_ebene())
    }

    /// The line of responsibility that holds for a Raum and Sektor: its own, else that of the nearest above.
    #[must_use]
    pub fn zustaendigkeit(&self, raum: &str, sektor: Sektor) -> Option<&ZustaendigkeitEintrag> {
        self.raeume.aufwaerts(raum).find_map(|r| {
            let alle = &self.organisation.zustaendigkeiten;
            alle.iter().find(|z| z.raum == r.code && z.sektor == sektor)
        })
    }
}

impl Belegschaft {
    /// The person with this login name.
    #[must_use]
    pub fn person(&self, anmeldename: &str) -> Option<&PersonEintrag> {
        self.personen.iter().find(|p| p.anmeldename == anmeldename)
    }

    /// The position with this code.
    #[must_use]
    pub fn stelle(&self, code: &str) -> Option<&StelleEintrag> {
        self.stellen.iter().find(|s| s.code == code)
    }

    /// The organisation with this code.
    #[must_use]
    pub fn organisation(&self, code: &str) -> Option<&OrganisationEintrag> {
        self.organisationen.iter().find(|o| o.code == code)
    }
}
