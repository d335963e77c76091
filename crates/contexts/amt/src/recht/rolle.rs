use std::{fmt, str::FromStr};

/// Role of Fachkonzept 10.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Rolle {
    /// Servicebereich.
    R01,
    /// ASD-Fachkraft.
    R02,
    /// ASD-Vertretung.
    R03,
    /// ASD-Teamleitung.
    R04,
    /// Rufbereitschaft.
    R05,
    /// Sozialraum- oder Regionalleitung.
    R06,
    /// Regionalmanagement.
    R07,
    /// Sozialraumteam.
    R08,
    /// Träger-Fachkraft.
    R09,
    /// Träger-Leitung.
    R10,
    /// Teilhabeplanung.
    R11,
    /// Wirtschaftliche Hilfe.
    R12,
    /// Hilfe zur Pflege.
    R13,
    /// Sozialdienst für Erwachsene.
    R14,
    /// Jobcenter.
    R15,
    /// Jugendgerichtshilfe.
    R16,
    /// Insoweit erfahrene Fachkraft.
    R17,
    /// Verfahrenslotse.
    R18,
    /// Netz- und Quartiersredaktion.
    R19,
    /// Ehrenamtskoordination.
    R20,
    /// Controlling.
    R21,
    /// Jugendhilfe- und Sozialplanung.
    R22,
    /// Gremium.
    R23,
    /// Datenschutzbeauftragte.
    R24,
    /// Rechnungsprüfung.
    R25,
    /// Fachadministration.
    R26,
    /// Technische Administration.
    R27,
    /// Bürgerin oder Bürger.
    R28,
    /// Kind oder Jugendliche.
    R29,
    /// Gemeinde.
    R30,
    /// Öffentlichkeit.
    R31,
}

impl Rolle {
    /// All, in order.
    pub const ALLE: [Self; 31] = [
        Self::R01,
        Self::R02,
        Self::R03,
        Self::R04,
        Self::R05,
        Self::R06,
        Self::R07,
        Self::R08,
        Self::R09,
        Self::R10,
        Self::R11,
        Self::R12,
        Self::R13,
        Self::R14,
        Self::R15,
        Self::R16,
        Self::R17,
        Self::R18,
        Self::R19,
        Self::R20,
        Self::R21,
        Self::R22,
        Self::R23,
        Self::R24,
        Self::R25,
        Self::R26,
        Self::R27,
        Self::R28,
        Self::R29,
        Self::R30,
        Self::R31,
    ];

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::R01 => "R01",
            Self::R02 => "R02",
            Self::R03 => "R03",
            Self::R04 => "R04",
            Self::R05 => "R05",
            Self::R06 => "R06",
            Self::R07 => "R07",
            Self::R08 => "R08",
            Self::R09 => "R09",
            Self::R10 => "R10",
            Self::R11 => "R11",
            Self::R12 => "R12",
            Self::R13 => "R13",
            Self::R14 => "R14",
            Self::R15 => "R15",
            Self::R16 => "R16",
            Self::R17 => "R17",
            Self::R18 => "R18",
            Self::R19 => "R19",
            Self::R20 => "R20",
            Self::R21 => "R21",
            Self::R22 => "R22",
            Self::R23 => "R23",
            Self::R24 => "R24",
            Self::R25 => "R25",
            Self::R26 => "R26",
            Self::R27 => "R27",
            Self::R28 => "R28",
            Self::R29 => "R29",
            Self::R30 => "R30",
            Self::R31 => "R31",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::R01 => "Servicebereich",
            Self::R02 => "ASD-Fachkraft",
            Self::R03 => "ASD-Vertretung",
            Self::R04 => "ASD-Teamleitung",
            Self::R05 => "Rufbereitschaft",
            Self::R06 => "Sozialraum- oder Regionalleitung",
            Self::R07 => "Regionalmanagement",
            Self::R08 => "Sozialraumteam",
            Self::R09 => "Träger-Fachkraft",
            Self::R10 => "Träger-Leitung",
            Self::R11 => "Teilhabeplanung",
            Self::R12 => "Wirtschaftliche Hilfe",
            Self::R13 => "Hilfe zur Pflege",
            Self::R14 => "Sozialdienst für Erwachsene",
            Self::R15 => "Jobcenter",
            Self::R16 => "Jugendgerichtshilfe",
            Self::R17 => "Insoweit erfahrene Fachkraft",
            Self::R18 => "Verfahrenslotse",
            Self::R19 => "Netz- und Quartiersredaktion",
            Self::R20 => "Ehrenamtskoordination",
            Self::R21 => "Controlling",
            Self::R22 => "Jugendhilfe- und Sozialplanung",
            Self::R23 => "Gremium",
            Self::R24 => "Datenschutzbeauftragte",
            Self::R25 => "Rechnungsprüfung",
            Self::R26 => "Fachadministration",
            Self::R27 => "Technische Administration",
            Self::R28 => "Bürgerin oder Bürger",
            Self::R29 => "Kind oder Jugendliche",
            Self::R30 => "Gemeinde",
            Self::R31 => "Öffentlichkeit",
        }
    }

    /// Whether this role may only be held by people of a public body (RL-02): it can decide on help.
    #[must_use]
    pub const fn entscheidet(self) -> bool {
        matches!(
            self,
            Self::R02 | Self::R03 | Self::R04 | Self::R05 | Self::R11 | Self::R13
        )
    }

    /// Whether the two roles must not meet in one account (`AMT-E02`).
    #[must_use]
    pub fn vertraegt_sich_nicht_mit(self, andere: Self) -> bool {
        let fach = |r: Self| (Self::R02..=Self::R16).contains(&r);
        let technik = |a: Self, b: Self| a == Self::R27 && b != Self::R27;
        (self == Self::R26 && fach(andere))
            || (andere == Self::R26 && fach(self))
            || technik(self, andere)
            || technik(andere, self)
    }
}

impl fmt::Display for Rolle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Rolle {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALLE
            .into_iter()
            .find(|x| x.code() == s)
            .ok_or_else(|| format!("„{s}“ gibt es nicht"))
    }
}

/// What kind of body somebody works for; decides which roles they may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrganisationsArt {
    /// The public Träger.
    Oeffentlich,
    /// Everybody else.
    Andere,
}

impl OrganisationsArt {
    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Oeffentlich => "OEFFENTLICH",
            Self::Andere => "ANDERE",
        }
    }
}

impl FromStr for OrganisationsArt {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "OEFFENTLICH" => Ok(Self::Oeffentlich),
            _ => Ok(Self::Andere),
        }
    }
}
