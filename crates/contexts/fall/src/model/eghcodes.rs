//! The closed lists of the Eingliederungshilfe (Fachkonzept 4.6, 4.12).

use super::codes::codes;

codes! {
    /// The nine areas of § 118 Abs. 1 S. 3 SGB IX.
    Lebensbereich {
        Lernen "LERNEN" "Lernen und Wissensanwendung",
        Aufgaben "AUFGABEN" "Allgemeine Aufgaben und Anforderungen",
        Kommunikation "KOMMUNIKATION" "Kommunikation",
        Mobilitaet "MOBILITAET" "Mobilität",
        Selbstversorgung "SELBSTVERSORGUNG" "Selbstversorgung",
        Haeuslich "HAEUSLICH" "häusliches Leben",
        Beziehungen "BEZIEHUNGEN" "interpersonelle Interaktionen und Beziehungen",
        Bedeutend "BEDEUTEND" "bedeutende Lebensbereiche",
        Gemeinschaft "GEMEINSCHAFT" "Gemeinschafts-, soziales und staatsbürgerliches Leben",
    }
    /// Whether somebody is held back in an area.
    Beeintraechtigung {
        Ja "JA" "ja, hier wird Unterstützung gebraucht",
        Nein "NEIN" "nein, hier gelingt der Alltag",
        NichtRelevant "NICHT_RELEVANT" "nicht von Bedeutung",
    }
    /// Other bodies that are asked, each with consent (§ 117 Abs. 3 to 6 SGB IX).
    Nebenpruefung {
        Pflege "PFLEGE" "Pflege: Pflegekasse oder Hilfe zur Pflege",
        Lebensunterhalt "LEBENSUNTERHALT" "Lebensunterhalt",
        Betreuung "BETREUUNG" "rechtliche Betreuung",
        Jugendamt "JUGENDAMT" "Jugendamt",
    }
    /// What came of asking.
    Nebenergebnis {
        NichtNoetig "NICHT_NOETIG" "geprüft, nicht nötig",
        Beteiligt "BETEILIGT" "nötig, mit Einwilligung beteiligt",
        OhneEinwilligung "OHNE_EINWILLIGUNG" "nötig, aber die Person willigt nicht ein",
    }
    /// Whether there is a Gesamtplankonferenz, and why not (§ 119 SGB IX).
    Konferenzwahl {
        Zustimmung "ZUSTIMMUNG" "Es gibt eine Konferenz. Die Person stimmt zu.",
        KeinVorschlag "KEIN_VORSCHLAG" "Niemand hat eine Konferenz vorgeschlagen.",
        Schriftlich "SACHVERHALT_SCHRIFTLICH" "Abgelehnt: Der Sachverhalt lässt sich schriftlich ermitteln.",
        Aufwand "AUFWAND_UNVERHAELTNISMAESSIG" "Abgelehnt: Der Aufwand steht in keinem Verhältnis.",
        KeineZustimmung "KEINE_ZUSTIMMUNG" "Die Person stimmt nicht zu.",
    }
    /// What the person wishes for one benefit (4.12).
    Poolwunsch {
        Gemeinsam "GEMEINSAM" "gemeinsam mit anderen",
        Einzeln "EINZELN" "allein",
        Egal "EGAL" "beides ist recht",
    }
}

impl Nebenpruefung {
    /// The provision behind it.
    #[must_use]
    pub const fn norm(self) -> &'static str {
        match self {
            Self::Pflege => "§ 117 Abs. 3 SGB IX",
            Self::Lebensunterhalt => "§ 117 Abs. 4 SGB IX",
            Self::Betreuung => "§ 117 Abs. 5 SGB IX",
            Self::Jugendamt => "§ 117 Abs. 6 SGB IX",
        }
    }
}
