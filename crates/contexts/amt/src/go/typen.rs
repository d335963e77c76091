//! The closed lists of the Geschaeftsordnung.

/// A closed list of codes with the word a person reads.
macro_rules! liste {
    ($(#[$doku:meta])* $name:ident { $($(#[$d:meta])* $variante:ident = $code:literal, $wort:literal;)+ }) => {
        $(#[$doku])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub enum $name { $(#[doc = $wort] #[serde(rename = $code)] $variante,)+ }

        impl $name {
            /// All codes, in the order of the Fachkonzept.
            pub const CODES: &'static [&'static str] = &[$($code),+];
            /// All codes with the word a person reads.
            pub const PAARE: &'static [(&'static str, &'static str)] = &[$(($code, $wort)),+];
            /// All members, in the order of the Fachkonzept.
            pub const ALLE: &'static [Self] = &[$(Self::$variante),+];

            /// The stored code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variante => $code,)+ }
            }

            /// The word a person reads.
            #[must_use]
            pub const fn wort(self) -> &'static str {
                match self { $(Self::$variante => $wort,)+ }
            }

            /// The member with this code.
            #[must_use]
            pub fn von_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variante),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.wort()) }
        }
    };
}
pub(super) use liste;

liste! {
    /// A Bundesland or the Austrian Steiermark: drives the holiday calendar and Landesrecht.
    Land {
        Bw = "BW", "Baden-Württemberg";
        By = "BY", "Bayern";
        Be = "BE", "Berlin";
        Bb = "BB", "Brandenburg";
        Hb = "HB", "Bremen";
        Hh = "HH", "Hamburg";
        He = "HE", "Hessen";
        Mv = "MV", "Mecklenburg-Vorpommern";
        Ni = "NI", "Niedersachsen";
        Nw = "NW", "Nordrhein-Westfalen";
        Rp = "RP", "Rheinland-Pfalz";
        Sl = "SL", "Saarland";
        Sn = "SN", "Sachsen";
        St = "ST", "Sachsen-Anhalt";
        Sh = "SH", "Schleswig-Holstein";
        Th = "TH", "Thüringen";
        At6 = "AT-6", "Steiermark (Österreich)";
    }
}

impl Land {
    /// Whether German federal law applies; for Graz norm-dependent rules are off and shown as „nicht anwendbar“
    /// (Fachkonzept 12.2).
    #[must_use]
    pub const fn deutsches_recht(self) -> bool {
        !matches!(self, Self::At6)
    }
}

liste! {
    /// Kind of municipality (Fachkonzept 3.2).
    MandantTyp {
        Landkreis = "LANDKREIS", "Landkreis";
        KreisfreieStadt = "KREISFREIE_STADT", "kreisfreie Stadt";
        StadtMitJugendamt = "STADT_MIT_JUGENDAMT", "Stadt mit eigenem Jugendamt";
        Regionalverband = "REGIONALVERBAND", "Regionalverband";
        Landeshauptstadt = "LANDESHAUPTSTADT", "Landeshauptstadt";
        Ausland = "AUSLAND", "Gemeinde außerhalb Deutschlands";
    }
}

liste! {
    /// What the municipality is the responsible public body for.
    Traegerschaft {
        Jugendhilfe = "JUGENDHILFE", "Jugendhilfe";
        Egh = "EGH", "Eingliederungshilfe";
        Sozialhilfe = "SOZIALHILFE", "Sozialhilfe";
        JobcenterZkt = "JOBCENTER_ZKT", "Jobcenter als zugelassener kommunaler Träger";
        JobcenterGe = "JOBCENTER_GE", "Jobcenter als gemeinsame Einrichtung";
    }
}

liste! {
    /// A field of work in which Anliegen are taken in and assigned.
    Sektor {
        Jugendhilfe = "JUGENDHILFE", "Jugendhilfe";
        Egh = "EGH", "Eingliederungshilfe";
        Pflege = "PFLEGE", "Hilfe zur Pflege";
        Altenhilfe = "ALTENHILFE", "Altenhilfe";
        Sgb2 = "SGB2", "Jobcenter (SGB II)";
        Jgh = "JGH", "Jugendgerichtshilfe";
        Erwachsene = "ERWACHSENE", "Sozialdienst für Erwachsene";
    }
}

liste! {
    /// How a Sektor finds the responsible Stelle (Fachkonzept 3.5).
    Regel {
        Raum = "RAUM", "nach Sozialraum";
        Abc = "ABC", "nach Anfangsbuchstaben";
        Misch = "MISCH", "nach Anfangsbuchstaben bis zum Stichtag, danach nach Sozialraum";
    }
}

liste! {
    /// Where a version of the Geschaeftsordnung stands.
    Status {
        Entwurf = "ENTWURF", "Entwurf";
        Abgestimmt = "ABGESTIMMT", "abgestimmt";
        Beschlossen = "BESCHLOSSEN", "beschlossen";
        InKraft = "IN_KRAFT", "in Kraft";
        Abgeloest = "ABGELOEST", "abgelöst";
    }
}

liste! {
    /// Which Traeger work in a Region (`team.traegermodell`).
    Traegermodell {
        Einzeltraeger = "EINZELTRAEGER", "ein Träger";
        Verbund = "VERBUND", "Trägerverbund";
        Offen = "OFFEN", "offen";
    }
}

liste! {
    /// What changes how far a person gets about (Fachkonzept 3.4).
    Mobilitaet {
        OepnvTicket = "OEPNV_TICKET", "mit Fahrkarte für Bus und Bahn";
        Auto = "AUTO", "mit Auto";
        Unveraendert = "UNVERAENDERT", "ohne Besonderheit";
        Rollator = "ROLLATOR", "mit Rollator oder langsamem Gang";
        Rollstuhl = "ROLLSTUHL", "im Rollstuhl ohne barrierefreien Nahverkehr";
        ZuHause = "ZU_HAUSE", "kann die Wohnung nicht verlassen";
    }
}

liste! {
    /// The bands of `aktionsraum.radien` by age in years.
    Altersband {
        Bis5 = "0-5", "0 bis 5 Jahre";
        Bis9 = "6-9", "6 bis 9 Jahre";
        Bis13 = "10-13", "10 bis 13 Jahre";
        Bis17 = "14-17", "14 bis 17 Jahre";
        Bis26 = "18-26", "18 bis 26 Jahre";
        Bis64 = "27-64", "27 bis 64 Jahre";
        Bis79 = "65-79", "65 bis 79 Jahre";
        Ab80 = "80+", "ab 80 Jahren";
    }
}

impl Altersband {
    /// The band of a person of this age in years.
    #[must_use]
    pub const fn von_alter(jahre: u16) -> Self {
        match jahre {
            0..=5 => Self::Bis5,
            6..=9 => Self::Bis9,
            10..=13 => Self::Bis13,
            14..=17 => Self::Bis17,
            18..=26 => Self::Bis26,
            27..=64 => Self::Bis64,
            65..=79 => Self::Bis79,
            80.. => Self::Ab80,
        }
    }
}
