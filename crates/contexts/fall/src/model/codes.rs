//! The closed lists of this room (Fachkonzept 4.2, 10.9, Annex B): a stored code and the words a person reads.

/// One list. Unknown codes are refused when read, so that a typing error never becomes a state.
macro_rules! codes {
    ($($(#[$doc:meta])* $typ:ident { $($var:ident $code:literal $wort:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        pub enum $typ { $(#[doc = $wort] #[serde(rename = $code)] $var,)+ }

        impl $typ {
            /// All members in the order of the Fachkonzept.
            pub const ALLE: &'static [Self] = &[$(Self::$var,)+];
            /// The stored code.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$var => $code,)+ } }
            /// What a person reads.
            #[must_use]
            pub const fn wort(self) -> &'static str { match self { $(Self::$var => $wort,)+ } }
            /// The choices of a form.
            #[must_use]
            pub fn wahlen() -> Vec<web::Wahl> {
                Self::ALLE.iter().map(|x| web::Wahl::neu(x.code(), x.wort())).collect()
            }
        }
        impl std::fmt::Display for $typ {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.wort()) }
        }
        impl std::str::FromStr for $typ {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s { $($code => Ok(Self::$var),)+ _ => Err(format!("„{s}“ steht nicht in der Liste")) }
            }
        }
        impl TryFrom<String> for $typ {
            type Error = String;
            fn try_from(s: String) -> Result<Self, String> { s.parse() }
        }
        impl From<$typ> for store::Wert {
            fn from(x: $typ) -> Self { x.code().into() }
        }
    )+};
}

codes! {
    /// How it reached the office.
    Kanal {
        Telefon "TELEFON" "Telefon",
        Persoenlich "PERSOENLICH" "persönlich",
        Email "EMAIL" "E-Mail",
        Brief "BRIEF" "Brief",
        Portal "PORTAL" "Portal",
        Traeger "TRAEGER" "Träger",
        SchuleKita "SCHULE_KITA" "Schule oder Kita",
        PolizeiGericht "POLIZEI_GERICHT" "Polizei oder Gericht",
        Servicebereich "SERVICEBEREICH" "über den Servicebereich",
    }
    /// Who speaks.
    Melderrolle {
        Selbst "SELBST" "die Person selbst",
        Familie "FAMILIE" "Familie",
        Umfeld "UMFELD" "Umfeld, Nachbarschaft",
        Fachstelle "FACHSTELLE" "Fachstelle",
        Anonym "ANONYM" "anonym",
    }
    /// Whether something points to danger for a child.
    Hinweis {
        Nein "NEIN" "nein",
        Unklar "UNKLAR" "unklar",
        Ja "JA" "ja",
    }
    /// What is known about the place.
    Ortsart {
        Adresse "ADRESSE" "Adresse",
        Unbekannt "UNBEKANNT" "Adresse unbekannt",
        OhneWohnsitz "OHNE_WOHNSITZ" "ohne festen Wohnsitz",
        Geschuetzt "GESCHUETZT" "Adresse geschützt (§ 51 BMG)",
    }
    /// States of SM-1.
    Stand {
        Neu "NEU" "neu",
        InKlaerung "IN_KLAERUNG" "in Klärung",
        AuskunftErteilt "AUSKUNFT_ERTEILT" "Auskunft erteilt",
        Kurzberatung "KURZBERATUNG" "Kurzberatung",
        Falleingang "FALLEINGANG" "Falleingang",
        Weitergeleitet "WEITERGELEITET" "weitergeleitet",
        Meldung8a "MELDUNG_8A" "Meldung nach § 8a",
        Zurueckgezogen "ZURUECKGEZOGEN" "zurückgezogen",
    }
    /// States of SM-2.
    KbStand {
        Offen "OFFEN" "offen",
        Beraten "BERATEN" "beraten",
        Folgetermin "FOLGETERMIN" "Folgetermin",
        Abgeschlossen "ABGESCHLOSSEN" "abgeschlossen",
        Uebergefuehrt "UEBERGEFUEHRT" "als Anliegen weitergeführt",
        Meldung8a "MELDUNG_8A" "Meldung nach § 8a",
    }
    /// Where a Kurzberatung took place.
    KbOrt {
        Sozialraumbuero "SOZIALRAUMBUERO" "Sozialraumbüro",
        Anna "ANNA" "Anlaufstelle Nachbarschaft",
        Kita "KITA" "Kita",
        Schule "SCHULE" "Schule",
        Telefon "TELEFON" "Telefon",
        Aufsuchend "AUFSUCHEND" "aufsuchend",
        Online "ONLINE" "online",
        Kooperationspartner "KOOPERATIONSPARTNER" "bei einem Kooperationspartner",
    }
    /// What came of a Kurzberatung.
    KbErgebnis {
        Informiert "INFORMIERT" "informiert",
        WegWeisung "WEG_WEISUNG" "Weg-Weisung zu einem Angebot",
        Folgetermin "FOLGETERMIN" "Folgetermin",
        HilfeGewuenscht "HILFE_GEWUENSCHT" "Hilfe gewünscht",
        KeinWeitererBedarf "KEIN_WEITERER_BEDARF" "kein weiterer Bedarf",
    }
    /// Legal basis of a Kurzberatung.
    KbNorm {
        Sgb1P14 "SGB1_14" "§ 14 SGB I",
        Sgb8P8 "SGB8_8_3" "§ 8 Abs. 3 SGB VIII",
        Sgb8P10a "SGB8_10A" "§ 10a SGB VIII",
        Sgb8P16 "SGB8_16" "§ 16 SGB VIII",
        Sgb8P17 "SGB8_17" "§ 17 SGB VIII",
        Sgb8P18 "SGB8_18" "§ 18 SGB VIII",
        Sgb8P28 "SGB8_28" "§ 28 i. V. m. § 36a Abs. 2 SGB VIII",
        Sgb9P106 "SGB9_106" "§ 106 SGB IX",
        Sgb12P11 "SGB12_11" "§ 11 oder § 71 SGB XII",
    }
    /// Answer to the question „Hilfe beantragen anbieten?“.
    Angebotsantwort {
        Gewuenscht "GEWUENSCHT" "angeboten, die Person möchte Hilfe beantragen",
        Abgelehnt "ABGELEHNT" "angeboten, die Person möchte nicht",
        Spaeter "SPAETER" "wird beim nächsten Mal angeboten",
    }
    /// Topics (Annex B.2).
    Thema {
        Erziehung "ERZIEHUNG" "Erziehung",
        Trennung "TRENNUNG" "Trennung und Umgang",
        Finanzen "FINANZEN" "Finanzen, Schulden",
        Wohnen "WOHNEN" "Wohnen",
        Arbeit "ARBEIT" "Arbeit, Ausbildung",
        Schule "SCHULE" "Schule",
        Kita "KITA" "Kita, Betreuung",
        Psyche "PSYCHE" "psychische Belastung",
        Sucht "SUCHT" "Sucht",
        Straffaelligkeit "STRAFFAELLIGKEIT" "Straffälligkeit",
        Gewalt "GEWALT" "Gewalt",
        Behinderung "BEHINDERUNG" "Behinderung, Teilhabe",
        Pflege "PFLEGE" "Pflege",
        Alter "ALTER" "Alter, Einsamkeit",
        Migration "MIGRATION" "Migration, Sprache",
        Gesundheit "GESUNDHEIT" "Gesundheit",
        Freizeit "FREIZEIT" "Freizeit, Begegnung",
        Mobilitaet "MOBILITAET" "Mobilität",
        Medien "MEDIEN" "Medien",
        Nachbarschaft "NACHBARSCHAFT" "Nachbarschaft",
        Ehrenamt "EHRENAMT" "Ehrenamt",
        Behoerde "BEHOERDE" "Behördenkontakt",
    }
    /// Age bands (Annex B.3).
    Altersgruppe {
        A0 "0-2" "0 bis 2",
        A3 "3-5" "3 bis 5",
        A6 "6-9" "6 bis 9",
        A10 "10-13" "10 bis 13",
        A14 "14-17" "14 bis 17",
        A18 "18-20" "18 bis 20",
        A21 "21-26" "21 bis 26",
        A27 "27-64" "27 bis 64",
        A65 "65-79" "65 bis 79",
        A80 "80+" "80 und älter",
    }
    /// How a call came over to the Servicebereich (Fachkonzept 10.9).
    Ueberlauf {
        Direkt "DIREKT" "direkt gewählt",
        NachSekunden "NACH_SEKUNDEN" "nach einigen Sekunden übergelaufen",
        Besetzt "BESETZT" "Anschluss war besetzt",
        AusserhalbZeit "AUSSERHALB_ZEIT" "außerhalb der Zeiten",
    }
    /// What came of a contact.
    KontaktErgebnis {
        Erledigt "ERLEDIGT" "erledigt",
        Verbunden "VERBUNDEN" "verbunden",
        RueckrufZugesagt "RUECKRUF_ZUGESAGT" "Rückruf zugesagt",
        Termin "TERMIN" "Termin vereinbart",
        AnKurzberatung "AN_KURZBERATUNG" "an die Kurzberatung gegeben",
        Meldung8a "MELDUNG_8A" "Meldung nach § 8a",
        Beschwerde "BESCHWERDE" "Beschwerde",
    }
    /// What a complaint is about.
    Beschwerdeart {
        NichtErreichbar "NICHT_ERREICHBAR" "nicht erreichbar",
        Dauer "DAUER" "dauert zu lange",
        Verhalten "VERHALTEN" "Verhalten",
        Entscheidung "ENTSCHEIDUNG" "Entscheidung",
    }
    /// Whom a case is about.
    Bezug {
        Familie "FAMILIE" "Familie",
        JungerMensch "JUNGER_MENSCH" "junger Mensch",
        Erwachsene "ERWACHSENE_PERSON" "erwachsene Person",
    }
    /// Working area of a case (Fachkonzept 5.2).
    Arbeitsbereich {
        Leistung "LEISTUNG" "Leistungsbereich",
        Grau "GRAU" "Graubereich",
        Gefaehrdung "GEFAEHRDUNG" "Gefährdungsbereich",
    }
    /// First state of a case.
    FallStand {
        F0 "F0_EINGANG" "Eingang (F0)",
        G0 "G0_BERATUNG" "Beratung (G0)",
        P0 "KENNTNIS" "Kenntnis (SGB XII)",
    }
    /// Urgency of a Meldung (keys of `schutz.reaktion`).
    Dringlichkeit {
        Sofort "SOFORT" "sofort",
        Dringend "DRINGEND" "dringend",
        Zeitnah "ZEITNAH" "zeitnah",
    }
    /// Result of a consultation with an ASD-Fachkraft about an unclear hint.
    Konsultationsergebnis {
        KeinHinweis "KEIN_HINWEIS" "kein Hinweis auf eine Gefährdung",
        Meldung8a "MELDUNG_8A" "Meldung nach § 8a",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jeder_code_kommt_zurueck_und_unbekanntes_wird_abgelehnt() {
        for s in Stand::ALLE {
            assert_eq!(s.code().parse::<Stand>(), Ok(*s));
        }
        assert!("neu".parse::<Stand>().is_err());
        assert_eq!(
            (Thema::ALLE.len(), Altersgruppe::ALLE.len()),
            (22, 10),
            "Annex B.2, B.3"
        );
    }
}
