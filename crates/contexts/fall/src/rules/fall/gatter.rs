//! The guards of SM-3 and SM-4 as data: what is missing in words, which norm asks for it, and where it is filled in.

use base::Befund;

use super::{gatter_egh::EghGatter, gatter_leicht::LeichtGatter};
use crate::rules::ablauf::Punkt;

/// What must be there before a row of a case. The letters are those of H05 in the Fachkonzept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words stand in `angaben`")]
pub enum Gatter {
    AufenthaltEltern,
    Zustaendigkeit,
    AndereStelle,
    Screening,
    Beratung,
    KindGehoert,
    Wille,
    Grobziel,
    Persoenlich,
    Sozial,
    Materiell,
    Infrastrukturell,
    WunschUndWahl,
    Sozialraumpruefung,
    ErgebnisA,
    ZustimmungPerson,
    KeinOffenerAntrag,
    Fallkonferenz,
    Votum,
    Anspruchsinhaber,
    Begehren,
    Handlungsziel,
    Staerken,
    Bewilligung,
    Ablehnung,
    Baustein,
    BausteinZiel,
    Hilfeplan,
    SozialraeumlicherAnteil,
    WunschErgebnis,
    Pruefdatum,
    Mitzeichnung,
    Anhoerung,
    Begruendung,
    Leitung,
    Beauftragung,
    ErsterKontakt,
    Zielbewertung,
    NaechstePruefung,
    ImKorridor,
    Abschlussgrund,
    NichtsOffen,
    Anschluss,
    Nachbetreuung,
    Ruecknahme,
    BereichLeistung,
    Aenderung,
    AenderungAngehoert,
    AenderungBegruendet,
    EtwasGeaendert,
    NichtsGeaendert,
    NeueBeratung,
    Einstellung,
    Abhilfe,
    /// A guard of SM-4.
    Egh(EghGatter),
    /// A guard of one of the light tracks.
    Leicht(LeichtGatter),
}

/// One guard in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Angaben {
    /// Code when it is missing.
    pub code: &'static str,
    /// One plain sentence: what to do.
    pub text: &'static str,
    /// Norm or GO key that asks for it.
    pub norm: &'static str,
    /// Page of the case it is filled in on, and the place there: `klaerung#feld-screening`.
    pub ort: &'static str,
}

pub(super) const fn a(
    code: &'static str,
    text: &'static str,
    norm: &'static str,
    ort: &'static str,
) -> Angaben {
    Angaben {
        code,
        text,
        norm,
        ort,
    }
}

impl Gatter {
    /// The words, the norm and the place.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one line per guard: this is the table")]
    pub const fn angaben(self) -> Angaben {
        match self {
            Self::AufenthaltEltern => a(
                "FALL-E100",
                "Aufenthalt der Eltern eintragen.",
                "§ 86 SGB VIII",
                "klaerung#ELTERN_AUFENTHALT",
            ),
            Self::Zustaendigkeit => a(
                "FALL-E101",
                "Örtliche Zuständigkeit mit Träger und Norm bestätigen.",
                "§§ 86, 86d SGB VIII",
                "klaerung#ZUSTAENDIGKEIT",
            ),
            Self::AndereStelle => a(
                "FALL-E102",
                "Andere Stelle und Grund nennen.",
                "§ 16 Abs. 2 SGB I",
                "klaerung#ANDERE_STELLE",
            ),
            Self::Screening => a(
                "FALL-E103",
                "Prüfen und mit Datum festhalten, ob es Hinweise auf eine Gefährdung gibt.",
                "§ 8a SGB VIII",
                "klaerung#SCREENING",
            ),
            Self::Beratung => a(
                "FALL-E104",
                "Verständlich beraten, auch über die Folgen, und das festhalten.",
                "§ 36 Abs. 1, § 10a SGB VIII",
                "klaerung#BERATUNG",
            ),
            Self::KindGehoert => a(
                "FALL-E105",
                "Das Kind oder die Jugendlichen anhören oder sagen, warum nicht.",
                "§ 8 SGB VIII",
                "klaerung#KIND_GEHOERT",
            ),
            Self::Wille => a(
                "FALL-E106",
                "Den Willen jeder Hauptperson mit ihren Worten festhalten oder sagen, warum er noch offen ist.",
                "Prinzip 1; § 36 Abs. 1 SGB VIII",
                "wille#feld-wortlaut",
            ),
            Self::Grobziel => a(
                "FALL-E107",
                "Mindestens ein Grobziel aus einem Willen ableiten.",
                "§ 36 Abs. 2 SGB VIII",
                "ziele#feld-grobziel",
            ),
            Self::Persoenlich => a(
                "FALL-E108",
                "Ressourcenkarte: Im Feld „bei mir selbst“ fehlt ein Eintrag oder „geprüft, nichts gefunden“.",
                "Prinzip 3, RL-15",
                "ressourcen#PERSOENLICH",
            ),
            Self::Sozial => a(
                "FALL-E108",
                "Ressourcenkarte: Im Feld „Menschen um mich herum“ fehlt ein Eintrag oder „geprüft, nichts gefunden“.",
                "Prinzip 3, RL-15",
                "ressourcen#SOZIAL",
            ),
            Self::Materiell => a(
                "FALL-E108",
                "Ressourcenkarte: Im Feld „Geld, Wohnung, Dinge“ fehlt ein Eintrag oder „geprüft, nichts gefunden“.",
                "Prinzip 3, RL-15",
                "ressourcen#MATERIELL",
            ),
            Self::Infrastrukturell => a(
                "FALL-E108",
                "Ressourcenkarte: Im Feld „im Stadtteil“ fehlt ein Eintrag oder „geprüft, nichts gefunden“.",
                "Prinzip 3, RL-15",
                "ressourcen#INFRASTRUKTURELL",
            ),
            Self::WunschUndWahl => a(
                "FALL-E109",
                "Auf das Wunsch- und Wahlrecht hinweisen und das festhalten.",
                "§ 5 Abs. 1 S. 2 SGB VIII",
                "klaerung#WUNSCH_WAHL_HINWEIS",
            ),
            Self::Sozialraumpruefung => a(
                "FALL-E110",
                "Die Sozialraumprüfung abschließen oder mit Grund überspringen.",
                "Fachkonzept 4.8, RL-04, RL-12",
                "sozialraum#feld-gesamtergebnis",
            ),
            Self::ErgebnisA => a(
                "FALL-E111",
                "Die Sozialraumprüfung muss ergeben haben: ohne Einzelfallhilfe.",
                "RL-04",
                "sozialraum#feld-gesamtergebnis",
            ),
            Self::ZustimmungPerson => a(
                "FALL-E112",
                "Die Person muss zustimmen, dass es ohne Einzelfallhilfe geht.",
                "RL-04",
                "sozialraum#feld-zustimmung",
            ),
            Self::KeinOffenerAntrag => a(
                "FALL-E113",
                "Antrag offen: Er muss schriftlich zurückgenommen oder entschieden sein.",
                "§ 20 Abs. 3 SGB X, RL-04",
                "klaerung#ANTRAG_ZURUECK",
            ),
            Self::Fallkonferenz => a(
                "FALL-E114",
                "Mit mehreren Fachkräften beraten (Fallkonferenz).",
                "§ 36 Abs. 2 S. 1 SGB VIII",
                "konferenz#feld-datum",
            ),
            Self::Votum => a(
                "FALL-E115",
                "Das Votum der Fallkonferenz festhalten.",
                "§ 36 Abs. 2 S. 1 SGB VIII",
                "konferenz#feld-empfehlung",
            ),
            Self::Anspruchsinhaber => a(
                "FALL-E11",
                "Festhalten, wem der Anspruch zusteht.",
                "§ 27 Abs. 1, §§ 35a, 41 SGB VIII",
                "klaerung#ANSPRUCHSINHABER",
            ),
            Self::Begehren => a(
                "FALL-E11",
                "Festhalten, wann die Hilfe gewünscht oder beantragt wurde.",
                "§ 27 Abs. 1 SGB VIII",
                "klaerung#BEGEHREN",
            ),
            Self::Handlungsziel => a(
                "FALL-E116",
                "Zu jedem Grobziel mindestens ein Handlungsziel vereinbaren.",
                "§ 36 Abs. 2 S. 2 SGB VIII",
                "ziele#feld-handlungsziel",
            ),
            Self::Staerken => a(
                "FALL-E117",
                "Mindestens eine Stärke oder Ressource nennen.",
                "RL-15",
                "ressourcen#PERSOENLICH",
            ),
            Self::Bewilligung => a(
                "FALL-E118",
                "Die Entscheidung vorbereiten: Rechtsgrundlage, Tenor und Zeitraum.",
                "§§ 27, 36 SGB VIII; § 33 SGB X",
                "entscheidung#feld-art",
            ),
            Self::Ablehnung => a(
                "FALL-E119",
                "Die Ablehnung vorbereiten: Rechtsgrundlage und Tenor.",
                "§ 33 SGB X",
                "entscheidung#feld-art",
            ),
            Self::Baustein => a(
                "FALL-E120",
                "Mindestens einen Leistungsbaustein eintragen.",
                "§ 36 Abs. 2 S. 2 SGB VIII",
                "hilfeplan#bausteine",
            ),
            Self::BausteinZiel => a(
                "FALL-E41",
                "Jeder Leistungsbaustein braucht ein Ziel.",
                "§ 36 Abs. 2 S. 2 SGB VIII",
                "hilfeplan#bausteine",
            ),
            Self::SozialraeumlicherAnteil => a(
                "FALL-E121",
                "Einen Anteil im Sozialraum oder eine Befähigung vereinbaren oder die Ausnahme begründen.",
                "Geschäftsordnung, sozialräumlicher Anteil",
                "hilfeplan#bausteine",
            ),
            Self::Hilfeplan => a(
                "FALL-E155",
                "Eine Fassung des Hilfeplans festhalten, die alle Bausteine enthält.",
                "§ 36 Abs. 2 S. 2 SGB VIII",
                "hilfeplan#fassung",
            ),
            Self::WunschErgebnis => a(
                "FALL-E122",
                "Festhalten, was gewünscht war und ob dem entsprochen wird.",
                "§ 5 SGB VIII, RL-03",
                "entscheidung#feld-wunsch",
            ),
            Self::Pruefdatum => a(
                "FALL-E123",
                "Den Tag der nächsten Überprüfung festlegen.",
                "§ 36 Abs. 2 S. 2 SGB VIII",
                "hilfeplan#feld-pruefdatum",
            ),
            Self::Mitzeichnung => a(
                "FALL-E124",
                "Über der Grenze der Geschäftsordnung zeichnet die Leitung mit.",
                "Geschäftsordnung, zweite Unterschrift",
                "entscheidung#mitzeichnung",
            ),
            Self::Anhoerung => a(
                "FALL-E125",
                "Anhören oder die Ausnahme nennen.",
                "§ 24 SGB X",
                "entscheidung#feld-anhoerung_am",
            ),
            Self::Begruendung => a(
                "FALL-E126",
                "Die Ablehnung begründen.",
                "§ 35 SGB X",
                "entscheidung#feld-begruendung",
            ),
            Self::Leitung => a(
                "FALL-E127",
                "Bei einer Ablehnung zeichnet die Leitung mit.",
                "Fachkonzept H10",
                "entscheidung#mitzeichnung",
            ),
            Self::Beauftragung => a(
                "FALL-E128",
                "Ein Träger muss den Auftrag angenommen haben.",
                "§§ 5, 36a SGB VIII",
                "auftrag#neu",
            ),
            Self::ErsterKontakt => a(
                "FALL-E129",
                "Den Tag des ersten Kontakts eintragen.",
                "Hilfeplan",
                "auftrag#kontakte",
            ),
            Self::Zielbewertung => a(
                "FALL-E130",
                "Familie, ASD und Träger bewerten jedes Ziel; wer fehlt, braucht einen Grund.",
                "§ 36 Abs. 2 SGB VIII",
                "ueberpruefung#bewertung",
            ),
            Self::NaechstePruefung => a(
                "FALL-E123",
                "Den Hilfeplan fortschreiben und den Tag der nächsten Überprüfung festlegen.",
                "§ 36 Abs. 2 S. 2 SGB VIII",
                "hilfeplan#fassung",
            ),
            Self::ImKorridor => a(
                "FALL-E131",
                "Der neue Umfang muss im bewilligten Korridor liegen.",
                "Geschäftsordnung, Spielraum im flexiblen Einsatz",
                "auftrag#umfang",
            ),
            Self::Abschlussgrund => a(
                "FALL-E132",
                "Den Grund des Abschlusses wählen.",
                "§ 99 SGB VIII",
                "abschluss#feld-grund",
            ),
            Self::NichtsOffen => a(
                "FALL-E50",
                "Es ist noch etwas offen: eine Anfrage an einen Träger, unbestätigte Kontakte oder eine laufende Frist.",
                "INV-F8",
                "abschluss#offen",
            ),
            Self::Anschluss => a(
                "FALL-E133",
                "Festhalten, was danach kommt.",
                "Fachkonzept 4.15",
                "abschluss#feld-anschluss",
            ),
            Self::Nachbetreuung => a(
                "FALL-E134",
                "Zeitraum und Umfang der Nachbetreuung eintragen.",
                "§ 41a SGB VIII",
                "abschluss#feld-nachbetreuung",
            ),
            Self::Ruecknahme => a(
                "FALL-E69",
                "Mit den Worten der Person und dem Tag festhalten, dass sie die Hilfe nicht mehr möchte.",
                "Fachkonzept H21",
                "klaerung#RUECKNAHME",
            ),
            Self::BereichLeistung => a(
                "FALL-E135",
                "Solange eine Gefährdung geklärt wird, endet der Fall nicht auf Wunsch.",
                "§ 8a SGB VIII, RL-12",
                "klaerung#SCREENING",
            ),
            Self::Aenderung => a(
                "FALL-E242",
                "Den Bescheid über die Änderung vorbereiten: Art „Änderung der Hilfe“.",
                "§§ 47, 48 SGB X",
                "entscheidung#feld-art",
            ),
            Self::AenderungAngehoert => a(
                "FALL-E125",
                "Ein Teil der Hilfe endet vorzeitig: vorher anhören oder die Ausnahme nennen.",
                "§ 24 SGB X",
                "entscheidung#feld-anhoerung_am",
            ),
            Self::AenderungBegruendet => a(
                "FALL-E126",
                "Ein Teil der Hilfe endet vorzeitig: das begründen.",
                "§ 35 SGB X",
                "entscheidung#feld-begruendung",
            ),
            Self::EtwasGeaendert => a(
                "FALL-E243",
                "Einen Baustein hinzufügen oder einen enden lassen. Ohne Änderung wird die Hilfe weitergeführt.",
                "§ 36 Abs. 1 SGB VIII",
                "hilfeplan#bausteine",
            ),
            Self::NichtsGeaendert => a(
                "FALL-E244",
                "Die Bausteine sind geändert. Das geht mit „Hilfe ändern“ und einem Bescheid, oder die Änderung wird zurückgenommen.",
                "§ 31 SGB X",
                "hilfeplan#bausteine",
            ),
            Self::NeueBeratung => a(
                "FALL-E245",
                "Vor einer Änderung neu beraten und das in dieser Überprüfung festhalten.",
                "§ 36 Abs. 1 S. 1 SGB VIII",
                "klaerung#BERATUNG",
            ),
            Self::Einstellung => a(
                "FALL-E246",
                "Den Bescheid über die Einstellung vorbereiten: Art „Einstellung der Hilfe“.",
                "§§ 47, 48 SGB X",
                "entscheidung#feld-art",
            ),
            Self::Abhilfe => a(
                "FALL-E255",
                "Der Person ist im Widerspruch oder vor Gericht recht gegeben.",
                "§§ 72, 73 VwGO; § 85 SGG",
                "rechtsbehelf",
            ),
            Self::Egh(g) => g.angaben(),
            Self::Leicht(g) => g.angaben(),
        }
    }
}

impl Punkt for Gatter {
    fn befund(self) -> Befund {
        let a = self.angaben();
        Befund::neu(a.code, a.text).an(a.ort)
    }
}
