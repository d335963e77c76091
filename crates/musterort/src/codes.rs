//! Closed lists with the codes of the Fachkonzept.

/// Declares an enum whose values have a code, as text and in serde.
macro_rules! codes {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $wert:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $wert,)* }

        impl $name {
            /// All values in the order of the Fachkonzept.
            pub const ALLE: &'static [Self] = &[$(Self::$wert),*];

            /// The code of the Fachkonzept.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$wert => $code,)* }
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Field of help (`sektoren.aktiv` of the Geschäftsordnung).
    pub enum Sektor {
        /// Help for children, young people and families (SGB VIII).
        Jugendhilfe = "JUGENDHILFE",
        /// Eingliederungshilfe (SGB IX).
        Egh = "EGH",
        /// Hilfe zur Pflege.
        Pflege = "PFLEGE",
        /// Altenhilfe (§ 71 SGB XII).
        Altenhilfe = "ALTENHILFE",
        /// Jobcenter.
        Sgb2 = "SGB2",
        /// Jugendgerichtshilfe.
        Jgh = "JGH",
        /// Social service for adults.
        Erwachsene = "ERWACHSENE",
    }
}

/// Topics of Fachkonzept annex B.2: code and name.
pub const THEMEN: &[(&str, &str)] = &[
    ("ERZIEHUNG", "Erziehung"),
    ("TRENNUNG_UMGANG", "Trennung/Umgang"),
    ("FINANZEN_SCHULDEN", "Finanzen/Schulden"),
    ("WOHNEN", "Wohnen"),
    ("ARBEIT_AUSBILDUNG", "Arbeit/Ausbildung"),
    ("SCHULE", "Schule"),
    ("KITA_BETREUUNG", "Kita/Betreuung"),
    ("PSYCHISCHE_BELASTUNG", "psychische Belastung"),
    ("SUCHT", "Sucht"),
    ("STRAFFAELLIGKEIT", "Straffälligkeit"),
    ("GEWALT", "Gewalt"),
    ("BEHINDERUNG_TEILHABE", "Behinderung/Teilhabe"),
    ("PFLEGE", "Pflege"),
    ("ALTER_EINSAMKEIT", "Alter/Einsamkeit"),
    ("MIGRATION_SPRACHE", "Migration/Sprache"),
    ("GESUNDHEIT", "Gesundheit"),
    ("FREIZEIT_BEGEGNUNG", "Freizeit/Begegnung"),
    ("MOBILITAET", "Mobilität"),
    ("MEDIEN", "Medien"),
    ("NACHBARSCHAFT", "Nachbarschaft"),
    ("EHRENAMT", "Ehrenamt"),
    ("BEHOERDENKONTAKT", "Behördenkontakt"),
];
