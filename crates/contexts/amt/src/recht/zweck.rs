use std::{fmt, str::FromStr};

/// Purpose of Fachkonzept 10.2; every access carries exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Zweck {
    /// Auskunft und Beratung (§§ 13–15 SGB I).
    Z01,
    /// Leistung nach SGB VIII.
    Z02,
    /// Schutzauftrag (§§ 8a, 42 SGB VIII).
    Z03,
    /// Eingliederungshilfe (SGB IX).
    Z04,
    /// Pflege und Altenhilfe (SGB XII).
    Z05,
    /// Leistungen nach SGB II.
    Z06,
    /// Jugendgerichtshilfe (§ 52 SGB VIII).
    Z07,
    /// Leistungserbringung durch Träger.
    Z08,
    /// Zahlung und Abrechnung.
    Z09,
    /// Fachaufsicht und Leitung.
    Z10,
    /// Rechnungsprüfung.
    Z11,
    /// Planung, ohne Personenbezug.
    Z12,
    /// Statistik.
    Z13,
    /// Vernetzung, ohne Klientendaten.
    Z14,
    /// Rechte der Betroffenen.
    Z15,
    /// Betrieb und Fehlerbehebung.
    Z16,
    /// Datenschutzkontrolle.
    Z17,
}

impl Zweck {
    /// All, in order.
    pub const ALLE: [Self; 17] = [
        Self::Z01,
        Self::Z02,
        Self::Z03,
        Self::Z04,
        Self::Z05,
        Self::Z06,
        Self::Z07,
        Self::Z08,
        Self::Z09,
        Self::Z10,
        Self::Z11,
        Self::Z12,
        Self::Z13,
        Self::Z14,
        Self::Z15,
        Self::Z16,
        Self::Z17,
    ];

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Z01 => "Z01",
            Self::Z02 => "Z02",
            Self::Z03 => "Z03",
            Self::Z04 => "Z04",
            Self::Z05 => "Z05",
            Self::Z06 => "Z06",
            Self::Z07 => "Z07",
            Self::Z08 => "Z08",
            Self::Z09 => "Z09",
            Self::Z10 => "Z10",
            Self::Z11 => "Z11",
            Self::Z12 => "Z12",
            Self::Z13 => "Z13",
            Self::Z14 => "Z14",
            Self::Z15 => "Z15",
            Self::Z16 => "Z16",
            Self::Z17 => "Z17",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Z01 => "Auskunft und Beratung (§§ 13–15 SGB I)",
            Self::Z02 => "Leistung nach SGB VIII",
            Self::Z03 => "Schutzauftrag (§§ 8a, 42 SGB VIII)",
            Self::Z04 => "Eingliederungshilfe (SGB IX)",
            Self::Z05 => "Pflege und Altenhilfe (SGB XII)",
            Self::Z06 => "Leistungen nach SGB II",
            Self::Z07 => "Jugendgerichtshilfe (§ 52 SGB VIII)",
            Self::Z08 => "Leistungserbringung durch Träger",
            Self::Z09 => "Zahlung und Abrechnung",
            Self::Z10 => "Fachaufsicht und Leitung",
            Self::Z11 => "Rechnungsprüfung",
            Self::Z12 => "Planung, ohne Personenbezug",
            Self::Z13 => "Statistik",
            Self::Z14 => "Vernetzung, ohne Klientendaten",
            Self::Z15 => "Rechte der Betroffenen",
            Self::Z16 => "Betrieb und Fehlerbehebung",
            Self::Z17 => "Datenschutzkontrolle",
        }
    }
}

impl fmt::Display for Zweck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Zweck {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALLE
            .into_iter()
            .find(|x| x.code() == s)
            .ok_or_else(|| format!("„{s}“ gibt es nicht"))
    }
}
