//! The closed lists of this room (Fachkonzept 5.3, 5.4): a stored code and the words a person reads.

/// One list. Unknown codes are refused when read, so that a typing error never becomes a state. The code is a `tt`: a
/// `literal` reaches the derive of the API description wrapped, and it would name the variant instead.
macro_rules! codes {
    ($($(#[$doc:meta])* $typ:ident { $($var:ident $code:tt $wort:literal,)+ })+) => {$(
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
    /// Urgency of a Meldung (keys of `schutz.reaktion`): set by people, never computed (RL-05).
    Dringlichkeit {
        Sofort "SOFORT" "sofort",
        Dringend "DRINGEND" "dringend",
        Zeitnah "ZEITNAH" "zeitnah",
    }
    /// States of the protective procedure (Fachkonzept 5.4).
    Stand {
        S0 "S0_EINGEGANGEN" "eingegangen",
        S1 "S1_ERSTBEWERTUNG" "erste Bewertung",
        S2 "S2_EINSCHAETZUNG" "Einschätzung",
        S3 "S3_SCHUTZKONZEPT" "Schutzkonzept",
        S4 "S4_FAMILIENGERICHT" "Familiengericht",
        S5 "S5_INOBHUTNAHME" "Inobhutnahme",
        S6 "S6_ABGESCHLOSSEN" "abgeschlossen",
        S7 "S7_NICHT_GEWICHTIG" "nicht gewichtig",
    }
    /// Who told it (code list of the official statistics).
    Melderart {
        Jugendamt "SOZIALER_DIENST" "Sozialer Dienst, Jugendamt",
        Beratungsstelle "BERATUNGSSTELLE" "Beratungsstelle",
        Jugendarbeit "JUGENDARBEIT" "Einrichtung der Jugendarbeit",
        HzeDienst "HZE" "Einrichtung oder Dienst der Hilfen zur Erziehung",
        Kita "KITA" "Kita oder Tagespflege",
        Schule "SCHULE" "Schule",
        Gesundheit "GESUNDHEIT" "Gesundheitswesen",
        PolizeiGericht "POLIZEI_GERICHT" "Polizei, Gericht, Staatsanwaltschaft",
        Eltern "ELTERN" "Eltern oder Personensorgeberechtigte",
        Selbst "SELBST" "das Kind oder die Jugendliche selbst",
        Verwandte "VERWANDTE" "Verwandte",
        Bekannte "BEKANNTE" "Bekannte, Nachbarn",
        Anonym "ANONYM" "anonym",
        Sonstige "SONSTIGE" "Sonstige",
    }
    /// Whether something must happen at once.
    Akut {
        Ja "JA" "ja, jetzt",
        Nein "NEIN" "nein",
        Unklar "UNKLAR" "unklar",
    }
    /// How the child was seen.
    Kontaktart {
        Zuhause "ZUHAUSE" "zu Hause gesehen",
        Kita "KITA_SCHULE" "in Kita oder Schule gesehen",
        Amt "AMT" "im Amt gesehen",
        Klinik "KLINIK" "in Klinik oder Praxis gesehen",
        Woanders "WOANDERS" "an einem anderen Ort gesehen",
    }
    /// Form of what points to danger.
    Form {
        Vernachlaessigung "VERNACHLAESSIGUNG" "Vernachlässigung",
        Koerperlich "KOERPERLICH" "körperliche Misshandlung",
        Psychisch "PSYCHISCH" "psychische Misshandlung",
        Sexuell "SEXUELL" "sexuelle Gewalt",
    }
    /// Whom the danger comes from, as a role (statistics).
    Verursacher {
        Mutter "MUTTER" "Mutter",
        Vater "VATER" "Vater",
        Eltern "ELTERN" "beide Eltern",
        Partner "PARTNER" "Partnerin oder Partner eines Elternteils",
        Verwandte "VERWANDTE" "andere Verwandte",
        Betreuung "BETREUUNG" "Betreuungs- oder Lehrperson",
        Andere "ANDERE" "andere Person",
        Unbekannt "UNBEKANNT" "nicht bekannt",
        Niemand "NIEMAND" "niemand",
    }
    /// How the parents take part in averting the danger.
    Elternmitwirkung {
        Bereit "BEREIT_IN_DER_LAGE" "bereit und in der Lage",
        NichtInDerLage "BEREIT_NICHT_IN_DER_LAGE" "bereit, aber nicht in der Lage",
        NichtBereit "NICHT_BEREIT" "nicht bereit",
    }
    /// Result of an assessment: a human judgement (RL-05).
    Ergebnis {
        Kwg "KWG" "Gefährdung, akut oder eindeutig",
        Latent "LATENT" "Gefährdung nicht auszuschließen (latent)",
        Hilfebedarf "KEINE_ABER_HILFEBEDARF" "keine Gefährdung, aber Hilfebedarf",
        KeinBedarf "KEINE_KEIN_BEDARF" "keine Gefährdung, kein Hilfebedarf",
    }
    /// Whether the family signed the Schutzkonzept.
    Unterschrift {
        Unterschrieben "UNTERSCHRIEBEN" "unterschrieben",
        Verweigert "VERWEIGERT" "nicht unterschrieben",
    }
    /// Why a child was taken into care (§ 42 Abs. 1 SGB VIII).
    Obhutgrund {
        Bitte "BITTE_DES_KINDES" "das Kind bittet darum",
        Gefahr "DRINGENDE_GEFAHR" "dringende Gefahr",
        Uma "UMA" "unbegleitet eingereist",
    }
    /// Whether a trusted person was told (§ 42 Abs. 2 S. 2).
    Vertrauensperson {
        Ja "JA" "ja, benachrichtigt",
        Abgelehnt "ABGELEHNT" "das Kind möchte es nicht",
        NichtMoeglich "NICHT_MOEGLICH" "nicht möglich",
    }
    /// What the Personensorgeberechtigten say to it (§ 42 Abs. 3).
    Widerspruch {
        Ja "JA" "sie widersprechen",
        Nein "NEIN" "sie sind einverstanden",
        NichtErreichbar "NICHT_ERREICHBAR" "nicht erreichbar",
    }
    /// How an Inobhutnahme ended (§ 42 Abs. 4).
    Endegrund {
        Uebergabe "UEBERGABE" "Übergabe an die Sorgeberechtigten",
        Hilfe "HILFEENTSCHEIDUNG" "Entscheidung über Hilfe",
    }
    /// Working area (Fachkonzept 5.2).
    Bereich {
        Leistung "LEISTUNG" "Leistungsbereich",
        Grau "GRAU" "Graubereich, Gefährdung unklar",
        Gefaehrdung "GEFAEHRDUNG" "Gefährdungsbereich",
    }
    /// What Fachkraefte did together.
    Anlass {
        Erstbewertung "ERSTBEWERTUNG" "erste Bewertung",
        Einschaetzung "EINSCHAETZUNG" "Einschätzung",
        Bereich "BEREICH" "Wechsel des Bereichs",
    }
    /// What a second person says to a Notzugriff.
    Notpruefung {
        Bestaetigt "BESTAETIGT" "bestätigt",
        Widersprochen "WIDERSPROCHEN" "nicht in Ordnung",
    }
}
