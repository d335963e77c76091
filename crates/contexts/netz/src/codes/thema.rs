//! Themes and age bands (Fachkonzept 16, B.2 and B.3).

codes! {
    /// What it is about.
    Thema {
        Erziehung = "ERZIEHUNG", "Erziehung";
        TrennungUmgang = "TRENNUNG_UMGANG", "Trennung und Umgang";
        FinanzenSchulden = "FINANZEN_SCHULDEN", "Finanzen und Schulden";
        Wohnen = "WOHNEN", "Wohnen";
        ArbeitAusbildung = "ARBEIT_AUSBILDUNG", "Arbeit und Ausbildung";
        Schule = "SCHULE", "Schule";
        KitaBetreuung = "KITA_BETREUUNG", "Kita und Betreuung";
        PsychischeBelastung = "PSYCHISCHE_BELASTUNG", "Psychische Belastung";
        Sucht = "SUCHT", "Sucht";
        Straffaelligkeit = "STRAFFAELLIGKEIT", "Straffälligkeit";
        Gewalt = "GEWALT", "Gewalt";
        BehinderungTeilhabe = "BEHINDERUNG_TEILHABE", "Behinderung und Teilhabe";
        Pflege = "PFLEGE", "Pflege";
        AlterEinsamkeit = "ALTER_EINSAMKEIT", "Alter und Einsamkeit";
        MigrationSprache = "MIGRATION_SPRACHE", "Migration und Sprache";
        Gesundheit = "GESUNDHEIT", "Gesundheit";
        FreizeitBegegnung = "FREIZEIT_BEGEGNUNG", "Freizeit und Begegnung";
        Mobilitaet = "MOBILITAET", "Mobilität";
        Medien = "MEDIEN", "Medien";
        Nachbarschaft = "NACHBARSCHAFT", "Nachbarschaft";
        Ehrenamt = "EHRENAMT", "Ehrenamt";
        Behoerdenkontakt = "BEHOERDENKONTAKT", "Behördenkontakt";
    }
}

codes! {
    /// Age band for counting; coarse enough to say nothing about a person.
    Altersband {
        Bis2 = "0-2", "0 bis 2 Jahre";
        Bis5 = "3-5", "3 bis 5 Jahre";
        Bis9 = "6-9", "6 bis 9 Jahre";
        Bis13 = "10-13", "10 bis 13 Jahre";
        Bis17 = "14-17", "14 bis 17 Jahre";
        Bis20 = "18-20", "18 bis 20 Jahre";
        Bis26 = "21-26", "21 bis 26 Jahre";
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
            0..=2 => Self::Bis2,
            3..=5 => Self::Bis5,
            6..=9 => Self::Bis9,
            10..=13 => Self::Bis13,
            14..=17 => Self::Bis17,
            18..=20 => Self::Bis20,
            21..=26 => Self::Bis26,
            27..=64 => Self::Bis64,
            65..=79 => Self::Bis79,
            80.. => Self::Ab80,
        }
    }
}
