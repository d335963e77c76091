//! The closed lists of this room (Fachkonzept 4.2, 10.9, Annex B): a stored code and the words a person reads.

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
pub(super) use codes;

codes! {
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
    /// States of a case: SM-3 (F), SM-4 (G), SM-5 (P) and the track of the Jugendgerichtshilfe (J).
    FallStand {
        F0 "F0_EINGANG" "Eingang (F0)",
        F1 "F1_ZUSTAENDIGKEIT" "Zuständigkeit (F1)",
        F2 "F2_KLAERUNG" "Klärung mit der Familie (F2)",
        F3 "F3_SOZIALRAUMPRUEFUNG" "Sozialraumprüfung (F3)",
        F4 "F4_FALLBERATUNG" "Fallberatung (F4)",
        F5 "F5_ENTSCHEIDUNGSREIF" "entscheidungsreif (F5)",
        F6 "F6_BEWILLIGT" "bewilligt (F6)",
        F6Abgelehnt "F6_ABGELEHNT" "abgelehnt (F6)",
        F7 "F7_BEAUFTRAGT" "beauftragt (F7)",
        F8 "F8_DURCHFUEHRUNG" "Durchführung (F8)",
        F9 "F9_UEBERPRUEFUNG" "Überprüfung (F9)",
        F10 "F10_ABSCHLUSS_VORBEREITUNG" "Abschluss wird vorbereitet (F10)",
        F11 "F11_ABGESCHLOSSEN" "abgeschlossen (F11)",
        F12 "F12_NACHBETREUUNG" "Nachbetreuung (F12)",
        Fx "FX_WEITERGELEITET" "weitergeleitet (FX)",
        G0 "G0_BERATUNG" "Beratung (G0)",
        G1 "G1_ANTRAG" "Antrag gestellt (G1)",
        G2 "G2_ZUSTAENDIGKEIT" "Zuständigkeit geprüft (G2)",
        G3 "G3_BEDARFSERMITTLUNG" "Bedarf ermittelt (G3)",
        G4 "G4_SOZIALRAUMPRUEFUNG" "Sozialraum geprüft (G4)",
        G5 "G5_GESAMTPLANKONFERENZ" "Gesamtplankonferenz (G5)",
        G6 "G6_FESTSTELLUNG" "Feststellung (G6)",
        G7 "G7_GESAMTPLAN" "Gesamtplan steht (G7)",
        G8 "G8_BESCHEID" "Bescheid (G8)",
        G9 "G9_LEISTUNG" "Leistung läuft (G9)",
        G10 "G10_UEBERPRUEFUNG" "Gesamtplan wird überprüft (G10)",
        G11 "G11_BEENDET" "beendet (G11)",
        Gx "GX_WEITERGELEITET" "weitergeleitet (GX)",
        P0 "P0_KENNTNIS" "Bedarf ist bekannt (P0)",
        P1 "P1_BEDARF" "Bedarf ermittelt (P1)",
        P2 "P2_SOZIALRAUMPRUEFUNG" "Sozialraum geprüft (P2)",
        P3 "P3_BESCHEID" "Bescheid (P3)",
        P4 "P4_LEISTUNG" "Leistung läuft (P4)",
        P5 "P5_UEBERPRUEFUNG" "Leistung wird überprüft (P5)",
        P6 "P6_BEENDET" "beendet (P6)",
        J0 "J0_MITTEILUNG" "Mitteilung (J0)",
        J1 "J1_KONTAKT" "Kontakt besteht (J1)",
        J2 "J2_LEISTUNGSPRUEFUNG" "Leistungen geprüft (J2)",
        J3 "J3_BERICHT" "Bericht erstattet (J3)",
        J4 "J4_HAUPTVERHANDLUNG" "Hauptverhandlung war (J4)",
        J5 "J5_WEISUNG" "Weisung oder Auflage läuft (J5)",
        J6 "J6_ABGESCHLOSSEN" "abgeschlossen (J6)",
        Jx "JX_ABGEGEBEN" "abgegeben (JX)",
    }
    /// Role of somebody in a case (Fachkonzept 4.2).
    Fallrolle {
        Leistungsberechtigt "LEISTUNGSBERECHTIGT" "leistungsberechtigt",
        Kind "KIND" "Kind",
        Jugendlicher "JUGENDLICHER" "Jugendliche oder Jugendlicher",
        JungerVolljaehriger "JUNGER_VOLLJAEHRIGER" "junge Volljährige oder junger Volljähriger",
        Mutter "MUTTER" "Mutter",
        Vater "VATER" "Vater",
        Psb "PSB" "personensorgeberechtigt",
        Erziehungsberechtigt "ERZIEHUNGSBERECHTIGT" "erziehungsberechtigt",
        NichtSorgeberechtigt "NICHT_SORGEBERECHTIGTER_ELTERNTEIL" "Elternteil ohne Sorgerecht",
        Geschwister "GESCHWISTER" "Geschwister",
        Betreuer "BETREUER" "rechtliche Betreuung",
        Vertrauensperson "VERTRAUENSPERSON" "Vertrauensperson",
        Umfeld "UMFELD" "Umfeld",
    }
    /// What kind of utterance (Fachkonzept 4.2).
    Aeusserungsart {
        Wille "WILLE" "Wille: das will ich, und das tue ich selbst dafür",
        Wunsch "WUNSCH" "Wunsch: das sollen andere tun",
        AuftragDritter "AUFTRAG_DRITTER" "Auftrag von Dritten",
        Auflage "AUFLAGE" "Auflage",
    }
    /// How the words came to the paper.
    Aeusserungsquelle {
        Gespraech "GESPRAECH" "im Gespräch",
        Selbst "SELBST_GESCHRIEBEN" "selbst geschrieben",
        Diktiert "DIKTIERT" "diktiert",
        Dolmetscher "DOLMETSCHER" "über eine Dolmetscherin oder einen Dolmetscher",
    }
    /// State of a goal.
    Zielstatus {
        Aktiv "AKTIV" "aktiv",
        Erreicht "ERREICHT" "erreicht",
        Teilweise "TEILWEISE" "teilweise erreicht",
        Aufgegeben "AUFGEGEBEN" "aufgegeben",
        Ersetzt "ERSETZT" "ersetzt",
    }
    /// The four fields of the Ressourcenkarte.
    Ressourcenfeld {
        Persoenlich "PERSOENLICH" "bei mir selbst",
        Sozial "SOZIAL" "Menschen um mich herum",
        Materiell "MATERIELL" "Geld, Wohnung, Dinge",
        Infrastrukturell "INFRASTRUKTURELL" "im Stadtteil",
    }
    /// How soon a resource can be used.
    Aktivierbarkeit {
        Sofort "SOFORT" "sofort",
        MitUnterstuetzung "MIT_UNTERSTUETZUNG" "mit Unterstützung",
        DerzeitNicht "DERZEIT_NICHT" "zurzeit nicht",
    }
    /// What a look at one offer gave (Fachkonzept 4.8).
    Pruefergebnis {
        DecktVoll "DECKT_VOLL" "deckt den Bedarf",
        DecktTeilweise "DECKT_TEILWEISE" "deckt einen Teil",
        BrueckeNoetig "BRUECKE_NOETIG" "mit Begleitung am Anfang",
        Ungeeignet "UNGEEIGNET" "passt nicht",
        NichtVerfuegbar "NICHT_VERFUEGBAR" "zurzeit nicht verfügbar",
        NichtBarrierefrei "NICHT_BARRIEREFREI" "nicht barrierefrei",
        KeinWunsch "KEIN_WUNSCH" "von der Person nicht gewünscht",
    }
    /// What the whole Sozialraumprüfung gave.
    Gesamtergebnis {
        OhneEinzelfallhilfe "A_OHNE_EINZELFALLHILFE" "ohne Einzelfallhilfe",
        Kombiniert "B_KOMBINIERT" "Sozialraum und Einzelfallhilfe zusammen",
        Einzelfallhilfe "C_EINZELFALLHILFE" "Einzelfallhilfe",
        Uebersprungen "UEBERSPRUNGEN" "übersprungen",
    }
    /// Why the Sozialraumprüfung was skipped.
    Ueberspringgrund {
        Gefaehrdung "GEFAEHRDUNG" "Gefährdung",
        Eilfall "EILFALL" "Eilfall",
        Stationaer "STATIONAER_NOTWENDIG" "eine Unterbringung ist nötig",
        Abgelehnt "PERSON_LEHNT_AB" "die Person möchte es nicht",
    }
    /// Kind of a Fallkonferenz (Fachkonzept 4.9).
    Konferenztyp {
        KollegialeBeratung "KOLLEGIALE_BERATUNG" "kollegiale Beratung im Team",
        Hilfeplangespraech "HILFEPLANGESPRAECH" "Hilfeplangespräch",
        Gesamtplankonferenz "GESAMTPLANKONFERENZ" "Gesamtplankonferenz",
        Teilhabeplankonferenz "TEILHABEPLANKONFERENZ" "Teilhabeplankonferenz",
        Helferkonferenz "HELFERKONFERENZ" "Helferkonferenz",
        Gefaehrdungskonferenz "GEFAEHRDUNGSKONFERENZ" "Gefährdungskonferenz",
        Familienrat "FAMILIENRAT" "Familienrat",
        Jgg "JGG_KONFERENZ" "Konferenz nach § 52 SGB VIII",
    }
    /// The three kinds of work an idea belongs to.
    Ideenart {
        Einzelfall "EINZELFALL" "im Einzelfall",
        Fallunabhaengig "FALLUEBERGREIFEND" "fallübergreifend",
        Sozialraum "SOZIALRAUM" "im Sozialraum",
    }
    /// How a Votum came about.
    Einigkeit {
        Einstimmig "EINSTIMMIG" "einstimmig",
        Mehrheit "MEHRHEIT" "mit Mehrheit",
        Offen "OFFEN" "offen geblieben",
    }
    /// How the family took part.
    Familienbeteiligung {
        Anwesend "ANWESEND" "war dabei",
        Informiert "INFORMIERT" "ist informiert",
    }
    /// What is noted about a case once, with day and words; the last entry counts, the earlier ones stay.
    Angabe {
        ElternAufenthalt "ELTERN_AUFENTHALT" "Gewöhnlicher Aufenthalt der Eltern",
        Zustaendigkeit "ZUSTAENDIGKEIT" "Örtlich zuständig bestätigt",
        AndereStelle "ANDERE_STELLE" "Andere Stelle ist zuständig",
        Anspruchsinhaber "ANSPRUCHSINHABER" "Wem der Anspruch zusteht",
        Begehren "BEGEHREN" "Hilfe gewünscht oder beantragt",
        Screening "SCREENING" "Hinweise auf eine Gefährdung geprüft",
        Beratung "BERATUNG" "Beratung und Aufklärung",
        KindGehoert "KIND_GEHOERT" "Kind oder Jugendliche angehört",
        WunschWahlHinweis "WUNSCH_WAHL_HINWEIS" "Hinweis auf das Wunsch- und Wahlrecht",
        WilleOffen "WILLE_OFFEN" "Wille noch offen",
        NichtsPersoenlich "NICHTS_PERSOENLICH" "Bei mir selbst: geprüft, nichts gefunden",
        NichtsSozial "NICHTS_SOZIAL" "Menschen um mich herum: geprüft, nichts gefunden",
        NichtsMateriell "NICHTS_MATERIELL" "Geld, Wohnung, Dinge: geprüft, nichts gefunden",
        NichtsInfrastrukturell "NICHTS_INFRASTRUKTURELL" "Im Stadtteil: geprüft, nichts gefunden",
        OhneFreiwilligkeit "OHNE_FREIWILLIGKEIT" "Freiwillige Schritte übersprungen",
        AntragZurueck "ANTRAG_ZURUECK" "Antrag zurückgenommen",
        Ruecknahme "RUECKNAHME" "Die Hilfe wird nicht mehr gewünscht",
        Eilhilfe "EILHILFE" "Eilhilfe vor der Entscheidung",
        Ruhend "RUHEND" "Der Fall ruht",
        Beratung106 "BERATUNG_106" "Beratung zur Eingliederungshilfe",
        Eutb "EUTB_HINWEIS" "Hinweis auf unabhängige Teilhabeberatung und Angebote im Sozialraum",
        Antrag "ANTRAG" "Antrag",
        BedarfImVerfahren "BEDARF_IM_VERFAHREN" "Bedarf ohne eigenen Antrag",
        EghZustaendigkeit "EGH_ZUSTAENDIGKEIT" "Zuständigkeit geprüft",
        RehaTraeger "REHA_TRAEGER_GEPRUEFT" "Andere Reha-Träger geprüft",
        RehaMehrheit "REHA_MEHRHEIT" "Andere Reha-Träger sind beteiligt",
        Weiterleitung14 "WEITERLEITUNG_14" "Antrag weitergeleitet",
        Bedarfsinstrument "BEDARFSINSTRUMENT" "Instrument der Bedarfsermittlung",
        VertrauenspersonGefragt "VERTRAUENSPERSON_GEFRAGT" "Vertrauensperson",
        GutachtenAuftrag "GUTACHTEN_AUFTRAG" "Gutachten in Auftrag gegeben",
        GutachtenEingang "GUTACHTEN_EINGANG" "Gutachten liegt vor",
        Eilfall "EILFALL" "Eilfall: vorläufige Leistung",
        Feststellung "FESTSTELLUNG" "Feststellung der Leistungen",
        PlanUebergeben "GESAMTPLAN_UEBERGEBEN" "Gesamtplan ausgehändigt",
        Vereinbarung125 "VEREINBARUNG_125" "Vereinbarung mit dem Leistungserbringer",
        PersoenlichesBudget "PERSOENLICHES_BUDGET" "Persönliches Budget",
        PauschaleGeldleistung "PAUSCHALE_GELDLEISTUNG" "Pauschale Geldleistung",
        TeilhabeEnde "TEILHABE_ENDE" "Ende der Leistung",
        Kenntnis "KENNTNIS" "Bedarf ist bekannt seit",
        KleineAnfrage "KLEINE_ANFRAGE" "Kleine Anfrage",
        Ehrenamt "EHRENAMT_GEFRAGT" "Nachbarschaft und Ehrenamt gefragt",
        Altenhilfe71 "ALTENHILFE_71" "Beratung der Altenhilfe",
        BedarfXii "BEDARF_XII" "Ermittelter Bedarf",
        Pflegekasse "PFLEGEKASSE" "Leistungen der Pflegekasse geprüft",
        Einkommen "EINKOMMEN_VERMOEGEN" "Einkommen und Vermögen geprüft",
        LeistungBegonnen "LEISTUNG_BEGONNEN" "Leistung hat begonnen",
        NeuAngesehen "LEISTUNG_UEBERPRUEFT" "Ergebnis der Überprüfung",
        NaechsterBlick "NAECHSTE_UEBERPRUEFUNG" "Nächste Überprüfung",
        LeistungEnde "LEISTUNG_ENDE" "Ende der Leistung nach SGB XII",
        Zustaendigkeit87b "ZUSTAENDIGKEIT_87B" "Zuständiges Jugendamt",
        Abgabe87b "ABGABE_87B" "Abgabe an ein anderes Jugendamt",
        JghKontakt "JGH_KONTAKT" "Kontakt mit dem jungen Menschen",
        LeistungGeeignet "LEISTUNG_GEEIGNET" "Eine Leistung passt oder läuft schon",
        KeineLeistung "KEINE_LEISTUNG" "Keine Leistung passt",
        JustizInformiert "JUSTIZ_INFORMIERT" "Staatsanwaltschaft oder Gericht unterrichtet",
        JghBericht "JGH_BERICHT" "Bericht der Jugendgerichtshilfe",
        Hauptverhandlung "HAUPTVERHANDLUNG" "Hauptverhandlung",
        Weisung "WEISUNG" "Weisung oder Auflage",
        WeisungBis "WEISUNG_BIS" "Frist der Weisung oder Auflage",
        WeisungHilfe "WEISUNG_HILFE" "Hilfe, zu der die Weisung verpflichtet",
        Zuwiderhandlung "ZUWIDERHANDLUNG" "Dem Gericht mitgeteilt: Weisung nicht befolgt",
        WeisungErledigt "WEISUNG_ERLEDIGT" "Weisung oder Auflage erledigt",
        VerfahrenEnde "VERFAHREN_ENDE" "Das Verfahren ist beendet",
    }
    /// Who named a resource.
    Ressourcenquelle {
        Selbst "PERSON_SELBST" "die Person selbst",
        Umfeld "UMFELD" "das Umfeld",
        Fachkraft "FACHKRAFT" "die Fachkraft",
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
            (
                crate::model::Thema::ALLE.len(),
                crate::model::Altersgruppe::ALLE.len()
            ),
            (22, 10),
            "Annex B.2, B.3"
        );
    }
}
