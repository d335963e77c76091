//! The closed lists of a help that is granted (Fachkonzept 4.2, 4.10, 4.13, 4.15, Annex B.1).

use super::codes::codes;

codes! {
    /// Kind of a help under SGB VIII (Annex B.1).
    Leistungsart {
        J20 "J20" "Hilfe in Notsituationen, Patenschaft (§ 20)",
        J27f "J27F" "Flexible oder kombinierte Hilfe (§ 27 Abs. 2)",
        J27g "J27G" "Gruppenangebot an der Schule (§ 27 Abs. 3)",
        J28 "J28" "Erziehungsberatung (§ 28)",
        J29 "J29" "Soziale Gruppenarbeit (§ 29)",
        J30 "J30" "Erziehungsbeistand, Betreuungshilfe (§ 30)",
        J31 "J31" "Sozialpädagogische Familienhilfe (§ 31)",
        J32 "J32" "Tagesgruppe (§ 32)",
        J33 "J33" "Vollzeitpflege (§ 33)",
        J34 "J34" "Heimerziehung, betreutes Wohnen (§ 34)",
        J35 "J35" "Intensive Einzelbetreuung (§ 35)",
        J35aA "J35A-a" "Eingliederungshilfe, ambulant (§ 35a)",
        J35aT "J35A-t" "Eingliederungshilfe, teilstationär (§ 35a)",
        J35aS "J35A-s" "Eingliederungshilfe, stationär (§ 35a)",
        J41 "J41" "Hilfe für junge Volljährige (§ 41)",
        E1131 "E113-1" "Leistungen für Wohnraum (§ 113 Abs. 2 Nr. 1)",
        E1132 "E113-2" "Assistenz (§ 113 Abs. 2 Nr. 2)",
        E1133 "E113-3" "Heilpädagogische Leistungen (§ 113 Abs. 2 Nr. 3)",
        E1134 "E113-4" "Betreuung in einer Pflegefamilie (§ 113 Abs. 2 Nr. 4)",
        E1135 "E113-5" "Praktische Kenntnisse und Fähigkeiten (§ 113 Abs. 2 Nr. 5)",
        E1136 "E113-6" "Förderung der Verständigung (§ 113 Abs. 2 Nr. 6)",
        E1137 "E113-7" "Mobilität (§ 113 Abs. 2 Nr. 7)",
        E1138 "E113-8" "Hilfsmittel (§ 113 Abs. 2 Nr. 8)",
        E1139 "E113-9" "Besuchsbeihilfen (§ 113 Abs. 2 Nr. 9)",
        E112 "E112" "Teilhabe an Bildung, Schulbegleitung (§ 112)",
        E116p "E116P" "Pauschale Geldleistung (§ 116 Abs. 1)",
        E29 "E29" "Persönliches Budget (§ 29)",
        SrB "SR-B" "Befähigung: Begleitung zu einem Angebot im Stadtteil",
        SrP "SR-P" "Angebot oder Projekt im Stadtteil",
    }
    /// How a Leistungsbaustein works.
    Bausteintyp {
        Einzel "EINZEL" "für die Familie allein",
        Gruppe "GRUPPE" "in einer Gruppe",
        Sozialraum "SOZIALRAUM" "im Stadtteil",
        Pool "POOL" "gemeinsam mit anderen",
        Geld "GELD" "Geldleistung",
        Stationaer "STATIONAER" "Unterbringung",
        Befaehigung "BEFAEHIGUNG" "Befähigung",
    }
    /// How much is granted.
    Umfangsart {
        MinutenWoche "MINUTEN_WOCHE" "Minuten in der Woche",
        Pauschale "PAUSCHALE" "Pauschale",
        Platz "PLATZ" "Platz",
    }
    /// Where a Leistungsbaustein stands.
    Bausteinstand {
        Geplant "GEPLANT" "geplant",
        Bewilligt "BEWILLIGT" "bewilligt",
        Gestrichen "GESTRICHEN" "gestrichen",
        Auslaufend "AUSLAUFEND" "läuft, soll mit der Änderung enden",
        Beendet "BEENDET" "beendet",
    }
    /// Kind of a decision (§ 31 SGB X).
    Entscheidungsart {
        Bewilligung "BEWILLIGUNG" "Bewilligung",
        Teilbewilligung "TEILBEWILLIGUNG" "teilweise Bewilligung",
        Ablehnung "ABLEHNUNG" "Ablehnung",
        Aenderung "AENDERUNG" "Änderung der Hilfe",
        Einstellung "EINSTELLUNG" "Einstellung der Hilfe",
        Versagung66 "VERSAGUNG_66" "Versagung wegen fehlender Mitwirkung (§ 66 SGB I)",
    }
    /// Where a decision stands.
    Entscheidungsstand {
        Entwurf "ENTWURF" "Entwurf",
        Entschieden "ENTSCHIEDEN" "entschieden",
        Ersetzt "ERSETZT" "durch einen neuen Entwurf ersetzt",
    }
    /// Why nobody was heard (§ 24 Abs. 2 SGB X).
    Anhoerungsausnahme {
        Nr1 "NR1" "Nr. 1: sofort nötig, Gefahr im Verzug",
        Nr2 "NR2" "Nr. 2: eine Frist ließe sich nicht einhalten",
        Nr3 "NR3" "Nr. 3: es wird nicht von den Angaben abgewichen",
        Nr4 "NR4" "Nr. 4: Allgemeinverfügung oder viele gleiche Bescheide",
        Nr5 "NR5" "Nr. 5: Leistung wird an geändertes Einkommen angepasst",
        Nr6 "NR6" "Nr. 6: Vollstreckung",
        Nr7 "NR7" "Nr. 7: Aufrechnung gegen weniger als 70 Euro",
    }
    /// How a Bescheid reaches the person (§ 37 SGB X).
    Bekanntgabeweg {
        Post "POST" "mit der Post",
        Elektronisch "ELEKTRONISCH" "elektronisch gesendet",
        Abruf "ABRUF" "zum Abruf bereitgestellt, Benachrichtigung gesendet",
        Uebergabe "UEBERGABE" "persönlich übergeben",
    }
    /// How a remedy reached the office or the court (§ 70 VwGO, § 84 SGG).
    Rechtsbehelfsform {
        Schriftlich "SCHRIFTLICH" "Widerspruch, schriftlich",
        Niederschrift "NIEDERSCHRIFT" "Widerspruch, bei uns aufgeschrieben",
        Elektronisch "ELEKTRONISCH" "Widerspruch, elektronisch",
        Klage "KLAGE" "Klage ohne Widerspruch (wo das Land keinen vorsieht)",
    }
    /// State of a remedy (H22).
    Rechtsbehelfsstand {
        Eingelegt "EINGELEGT" "eingelegt",
        Abhilfe "ABHILFE" "abgeholfen",
        Nichtabhilfe "NICHTABHILFE" "nicht abgeholfen, bei der Widerspruchsstelle",
        Widerspruchsbescheid "WIDERSPRUCHSBESCHEID" "zurückgewiesen, Klage ist möglich",
        Klage "KLAGE" "Klage ist erhoben",
        Stattgegeben "STATTGEGEBEN" "der Person wurde recht gegeben",
        Rechtskraft "RECHTSKRAFT" "abgeschlossen, der Bescheid bleibt",
        Zurueckgenommen "ZURUECKGENOMMEN" "zurückgenommen",
    }
    /// What became of the wish (§ 5 SGB VIII).
    Wunschergebnis {
        Keiner "KEINER" "Es wurde gefragt; es gab keinen besonderen Wunsch.",
        Entsprochen "ENTSPROCHEN" "Dem Wunsch wird entsprochen.",
        Teilweise "TEILWEISE" "Dem Wunsch wird zum Teil entsprochen.",
        Nicht "NICHT" "Dem Wunsch wird nicht entsprochen.",
    }
    /// Where an order to a Träger stands (4.13).
    Auftragsstand {
        Angefragt "ANGEFRAGT" "angefragt",
        Angenommen "ANGENOMMEN" "angenommen",
        Abgelehnt "ABGELEHNT" "abgelehnt",
        Verfallen "VERFALLEN" "nicht rechtzeitig beantwortet",
        Aktiv "AKTIV" "läuft",
        Beendet "BEENDET" "beendet",
    }
    /// Why this Träger: an order of preference, never an exclusivity (RL-03).
    Traegerrang {
        Wunsch "WUNSCH" "die Familie wünscht diesen Träger",
        Schwerpunkt "SCHWERPUNKT" "Schwerpunktträger des Sozialraums",
        Anderer "ANDERER" "anderer geeigneter Träger",
    }
    /// What of a case a Träger gets (§§ 64, 65 SGB VIII). Never: other people's files, costs, notes of the office.
    Datenkategorie {
        Namen "NAMEN" "Namen und Rollen der Beteiligten",
        Ziele "ZIELE" "Ziele und eigene Schritte",
        Worte "WORTE" "Wille und Wünsche, wörtlich",
        Aufgaben "AUFGABEN" "Aufgaben aus dem Hilfeplan",
        Schutz "SCHUTZ" "Schutzvereinbarungen",
    }
    /// Kind of a contact (4.2).
    Kontaktart {
        Persoenlich "PERSOENLICH" "persönlich",
        Telefon "TELEFON" "am Telefon",
        Video "VIDEO" "per Video",
        Schrift "SCHRIFT" "schriftlich",
        Ausfall "AUSFALL" "ausgefallen",
    }
    /// Who rates goals (4.15).
    Bewerter {
        Familie "FAMILIE" "Familie",
        JungerMensch "JUNGER_MENSCH" "junger Mensch",
        Amt "ASD" "ASD",
        Traeger "TRAEGER" "Träger",
    }
    /// How a goal is rated.
    Wertung {
        Voll "VOLL" "erreicht",
        Teilweise "TEILWEISE" "zum Teil erreicht",
        Nicht "NICHT" "nicht erreicht",
    }
    /// Why a help ends (4.15).
    Abschlussgrund {
        Ziele "GEMAESS_ZIELEN" "wie im Hilfeplan vereinbart",
        Familie "ABWEICHEND_FAMILIE" "anders als vereinbart, durch die Familie",
        Traeger "ABWEICHEND_TRAEGER" "anders als vereinbart, durch den Träger",
        JungerMensch "ABWEICHEND_JUNGER_MENSCH" "anders als vereinbart, durch den jungen Menschen",
        Wechsel "ZUSTAENDIGKEITSWECHSEL" "ein anderes Jugendamt ist zuständig",
        Volljaehrig "VOLLJAEHRIG" "volljährig geworden",
        Adoption "ADOPTION" "Adoption",
        Sonstiges "SONSTIGES" "anderer Grund",
    }
    /// What comes after a help.
    Anschluss {
        Keine "KEINE" "nichts, es wird nichts mehr gebraucht",
        Sozialraum "SOZIALRAUM" "ein Angebot im Stadtteil",
        AndereHilfe "ANDERE_HILFE" "eine andere Hilfe",
        AndererTraeger "ANDERER_TRAEGER_LEISTUNG" "Leistung einer anderen Stelle",
    }
}

impl Leistungsart {
    /// The provision it rests on.
    #[must_use]
    pub const fn norm(self) -> &'static str {
        match self {
            Self::J20 => "§ 20 SGB VIII",
            Self::J27f => "§ 27 Abs. 2 SGB VIII",
            Self::J27g => "§ 27 Abs. 3 S. 3 SGB VIII",
            Self::J28 => "§ 28 SGB VIII",
            Self::J29 => "§ 29 SGB VIII",
            Self::J30 => "§ 30 SGB VIII",
            Self::J31 => "§ 31 SGB VIII",
            Self::J32 => "§ 32 SGB VIII",
            Self::J33 => "§ 33 SGB VIII",
            Self::J34 => "§ 34 SGB VIII",
            Self::J35 => "§ 35 SGB VIII",
            Self::J35aA => "§ 35a Abs. 2 Nr. 1 SGB VIII",
            Self::J35aT => "§ 35a Abs. 2 Nr. 2 SGB VIII",
            Self::J35aS => "§ 35a Abs. 2 Nr. 4 SGB VIII",
            Self::J41 => "§ 41 SGB VIII",
            Self::E1131 => "§ 113 Abs. 2 Nr. 1 SGB IX",
            Self::E1132 => "§ 113 Abs. 2 Nr. 2, § 78 SGB IX",
            Self::E1133 => "§ 113 Abs. 2 Nr. 3, § 79 SGB IX",
            Self::E1134 => "§ 113 Abs. 2 Nr. 4, § 80 SGB IX",
            Self::E1135 => "§ 113 Abs. 2 Nr. 5, § 81 SGB IX",
            Self::E1136 => "§ 113 Abs. 2 Nr. 6, § 82 SGB IX",
            Self::E1137 => "§ 113 Abs. 2 Nr. 7, § 83 SGB IX",
            Self::E1138 => "§ 113 Abs. 2 Nr. 8, § 84 SGB IX",
            Self::E1139 => "§ 113 Abs. 2 Nr. 9, § 115 SGB IX",
            Self::E112 => "§ 112 SGB IX",
            Self::E116p => "§ 116 Abs. 1, § 105 Abs. 3 SGB IX",
            Self::E29 => "§ 29 SGB IX",
            Self::SrB => "§ 27 Abs. 2, § 36 Abs. 2 SGB VIII",
            Self::SrP => "§ 27 Abs. 2 SGB VIII",
        }
    }

    /// Code of the official statistics, as far as the mapping of Annex B.6 names it.
    #[must_use]
    pub const fn statistik(self) -> Option<&'static str> {
        Some(match self {
            Self::J29 => "04",
            Self::J30 => "05",
            Self::J31 => "07",
            Self::J32 => "08",
            Self::J33 => "09",
            Self::J34 => "11",
            Self::J35 => "12",
            Self::J35aA => "13",
            Self::J27f => "14",
            _ => return None,
        })
    }

    /// Outside the family: the plan then says how it goes on (§ 37c SGB VIII).
    #[must_use]
    pub const fn ausserhalb(self) -> bool {
        matches!(self, Self::J33 | Self::J34 | Self::J35aS)
    }

    /// Whether it belongs to the track: SGB IX (`egh`) or SGB VIII. What happens in the Sozialraum belongs to both.
    #[must_use]
    pub fn passt(self, egh: bool) -> bool {
        self.sozialraum() || self.code().starts_with('E') == egh
    }

    /// The provision in a case of this track.
    #[must_use]
    pub const fn norm_in(self, egh: bool) -> &'static str {
        if egh && self.sozialraum() {
            "§ 113 Abs. 1, § 117 Abs. 1 Nr. 3 Buchst. g SGB IX"
        } else {
            self.norm()
        }
    }

    /// A share in the Sozialraum by itself.
    #[must_use]
    pub const fn sozialraum(self) -> bool {
        matches!(self, Self::SrB | Self::SrP)
    }
}

impl Entscheidungsart {
    /// Whether help is granted, in full or in part.
    #[must_use]
    pub const fn bewilligt(self) -> bool {
        matches!(self, Self::Bewilligung | Self::Teilbewilligung)
    }

    /// Whether the person gets less than they asked for: then they are heard and told why. A change burdens when
    /// something of the help ends; that the decision alone does not say.
    #[must_use]
    pub const fn belastet(self) -> bool {
        !matches!(self, Self::Bewilligung | Self::Aenderung)
    }

    /// Whether nothing is granted of what was asked for.
    #[must_use]
    pub const fn lehnt_ab(self) -> bool {
        matches!(self, Self::Ablehnung | Self::Versagung66)
    }

    /// A decision about a help that runs already.
    #[must_use]
    pub const fn ueber_laufende(self) -> bool {
        matches!(self, Self::Aenderung | Self::Einstellung)
    }

    /// Whether there is a help after it.
    #[must_use]
    pub const fn mit_hilfe(self) -> bool {
        self.bewilligt() || matches!(self, Self::Aenderung)
    }

    /// Those that can be prepared in this state of a case: about a running help in its review.
    #[must_use]
    pub fn moeglich(in_ueberpruefung: bool) -> Vec<Self> {
        let alle = Self::ALLE.iter().copied();
        alle.filter(|a| a.ueber_laufende() == in_ueberpruefung).collect()
    }
}

impl Bausteintyp {
    /// A share in the Sozialraum.
    #[must_use]
    pub const fn sozialraum(self) -> bool {
        matches!(self, Self::Sozialraum | Self::Befaehigung)
    }
}

impl Rechtsbehelfsstand {
    /// Nobody has the last word yet.
    #[must_use]
    pub const fn offen(self) -> bool {
        matches!(
            self,
            Self::Eingelegt | Self::Nichtabhilfe | Self::Widerspruchsbescheid | Self::Klage
        )
    }

    /// The decision falls and is taken anew.
    #[must_use]
    pub const fn neu_entscheiden(self) -> bool {
        matches!(self, Self::Abhilfe | Self::Stattgegeben)
    }
}
