//! The guards of SM-4 as data, and the facts they ask for.

use super::gatter::{Angaben, a};

/// What must be there before a row of SM-4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words stand in `angaben`")]
pub enum EghGatter {
    Antrag,
    Zustaendigkeit,
    RehaTraeger,
    Weiterleitung,
    Weiterleitungsfrist,
    Beratung106,
    Eutb,
    Bedarfsinstrument,
    Lebensbereiche,
    Wuensche,
    Vertrauensperson,
    Nebenpruefungen,
    KonferenzZustimmung,
    KonferenzVerzicht,
    KonferenzPflicht,
    Konferenz,
    Feststellung,
    Pooling,
    Gesamtplan,
    Entwurf,
    Baustein,
    Bewilligt,
    PlanUebergeben,
    Leistungsform,
    Fortschreibung,
    Ende,
    Abgelehnt,
    EtwasGeaendert,
    NichtsGeaendert,
    BausteinBleibt,
    Begruendet,
}

impl EghGatter {
    /// All, for the tests.
    pub const ALLE: &'static [Self] = &[
        Self::Antrag,
        Self::Zustaendigkeit,
        Self::RehaTraeger,
        Self::Weiterleitung,
        Self::Weiterleitungsfrist,
        Self::Beratung106,
        Self::Eutb,
        Self::Bedarfsinstrument,
        Self::Lebensbereiche,
        Self::Wuensche,
        Self::Vertrauensperson,
        Self::Nebenpruefungen,
        Self::KonferenzZustimmung,
        Self::KonferenzVerzicht,
        Self::KonferenzPflicht,
        Self::Konferenz,
        Self::Feststellung,
        Self::Pooling,
        Self::Gesamtplan,
        Self::Entwurf,
        Self::Baustein,
        Self::Bewilligt,
        Self::PlanUebergeben,
        Self::Leistungsform,
        Self::Fortschreibung,
        Self::Ende,
        Self::Abgelehnt,
        Self::EtwasGeaendert,
        Self::NichtsGeaendert,
        Self::BausteinBleibt,
        Self::Begruendet,
    ];

    /// The words, the norm and the place.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one line per guard: this is the table")]
    pub const fn angaben(self) -> Angaben {
        match self {
            Self::Abgelehnt => a(
                "FALL-E247",
                "Ohne Leistung endet der Fall hier nur, wenn nichts bewilligt oder die Leistung eingestellt wurde.",
                "§ 31 SGB X",
                "entscheidung#entschieden-titel",
            ),
            Self::Antrag => a(
                "FALL-E170",
                "Den Antrag mit dem Tag des Eingangs eintragen, oder den Bedarf, der sich in einem laufenden Verfahren gezeigt hat.",
                "§ 108 Abs. 1, 2 SGB IX",
                "klaerung#ANTRAG",
            ),
            Self::Zustaendigkeit => a(
                "FALL-E171",
                "Örtliche und sachliche Zuständigkeit prüfen und das Ergebnis festhalten.",
                "§ 14 Abs. 1, § 98 SGB IX",
                "klaerung#EGH_ZUSTAENDIGKEIT",
            ),
            Self::RehaTraeger => a(
                "FALL-E171",
                "Prüfen, ob andere Reha-Träger in Betracht kommen.",
                "§§ 14, 15 SGB IX",
                "klaerung#REHA_TRAEGER_GEPRUEFT",
            ),
            Self::Weiterleitung => a(
                "FALL-E172",
                "Eintragen, wohin und warum weitergeleitet wird und wie die Person davon erfährt.",
                "§ 14 Abs. 1 S. 2 SGB IX",
                "klaerung#WEITERLEITUNG_14",
            ),
            Self::Weiterleitungsfrist => a(
                "FALL-E173",
                "Nach zwei Wochen wird nicht mehr weitergeleitet: Ihre Behörde ist leistender Träger.",
                "§ 14 Abs. 2 S. 1 SGB IX",
                "klaerung#WEITERLEITUNG_14",
            ),
            Self::Beratung106 => a(
                "FALL-E174",
                "In einer Form beraten, die die Person wahrnehmen kann, und das festhalten.",
                "§ 106 SGB IX",
                "klaerung#BERATUNG_106",
            ),
            Self::Eutb => a(
                "FALL-E174",
                "Auf unabhängige Teilhabeberatung und auf Angebote im Sozialraum hinweisen.",
                "§ 106 Abs. 2 Nr. 5, 6, Abs. 4, § 32 SGB IX",
                "klaerung#EUTB_HINWEIS",
            ),
            Self::Bedarfsinstrument => a(
                "FALL-E175",
                "Das Instrument nennen, mit dem der Bedarf ermittelt wird.",
                "§ 118 Abs. 1 SGB IX",
                "klaerung#BEDARFSINSTRUMENT",
            ),
            Self::Lebensbereiche => a(
                "FALL-E07",
                "Alle neun Lebensbereiche beantworten.",
                "§ 118 Abs. 1 S. 3 SGB IX",
                "bedarf#lebensbereiche",
            ),
            Self::Wuensche => a(
                "FALL-E106",
                "Die Wünsche der Person wörtlich festhalten.",
                "§ 117 Abs. 1 Nr. 2 SGB IX",
                "wille#feld-wortlaut",
            ),
            Self::Vertrauensperson => a(
                "FALL-E177",
                "Fragen, ob eine Vertrauensperson dabei sein soll.",
                "§ 117 Abs. 2 SGB IX",
                "klaerung#VERTRAUENSPERSON_GEFRAGT",
            ),
            Self::Nebenpruefungen => a(
                "FALL-E178",
                "Pflege, Lebensunterhalt, rechtliche Betreuung und bei Minderjährigen das Jugendamt prüfen, jeweils mit Einwilligung.",
                "§ 117 Abs. 3 bis 6 SGB IX",
                "bedarf#nebenpruefungen",
            ),
            Self::KonferenzZustimmung => a(
                "FALL-E179",
                "Eintragen, dass die Person einer Gesamtplankonferenz zustimmt.",
                "§ 119 Abs. 1 SGB IX",
                "konferenz#gesamtplankonferenz",
            ),
            Self::KonferenzVerzicht => a(
                "FALL-E179",
                "Eintragen, warum es keine Gesamtplankonferenz gibt.",
                "§ 119 Abs. 1 S. 3 SGB IX",
                "konferenz#gesamtplankonferenz",
            ),
            Self::KonferenzPflicht => a(
                "FALL-E180",
                "Ein Elternteil mit Behinderung bittet um Hilfe mit den eigenen Kindern: Ohne Konferenz geht es nur, wenn die Person nicht zustimmt.",
                "§ 119 Abs. 4 SGB IX",
                "konferenz#gesamtplankonferenz",
            ),
            Self::Konferenz => a(
                "FALL-E181",
                "Die Gesamtplankonferenz mit ihren Ergebnissen festhalten.",
                "§ 119 Abs. 2, § 120 Abs. 1 SGB IX",
                "konferenz#neu",
            ),
            Self::Feststellung => a(
                "FALL-E182",
                "Festhalten, welche Leistungen festgestellt sind.",
                "§ 120 Abs. 1 SGB IX",
                "klaerung#FESTSTELLUNG",
            ),
            Self::Pooling => a(
                "FALL-E42",
                "Zu jedem Baustein sagen, ob er gemeinsam mit anderen geht, und ihn so planen.",
                "§ 116 Abs. 2, 3, § 104 Abs. 3 S. 4 SGB IX, RL-11",
                "gesamtplan#pooling",
            ),
            Self::Gesamtplan => a(
                "FALL-E183",
                "Eine Fassung des Gesamtplans festhalten, die alle Bausteine enthält.",
                "§ 121 Abs. 1, 2, 4 SGB IX",
                "gesamtplan#fassung",
            ),
            Self::Entwurf => a(
                "FALL-E118",
                "Die Entscheidung mit Rechtsgrundlage und Inhalt vorbereiten.",
                "§ 120 Abs. 2 SGB IX; §§ 33, 35 SGB X",
                "entscheidung#feld-art",
            ),
            Self::Baustein => a(
                "FALL-E120",
                "Was bewilligt wird, steht als Baustein im Gesamtplan.",
                "§ 121 Abs. 4 SGB IX",
                "gesamtplan#bausteine",
            ),
            Self::Bewilligt => a(
                "FALL-E184",
                "Nur eine bewilligte Leistung beginnt.",
                "§ 120 Abs. 2 SGB IX",
                "entscheidung#feld-art",
            ),
            Self::PlanUebergeben => a(
                "FALL-E185",
                "Eintragen, wann die Person den Gesamtplan bekommen hat.",
                "§ 121 Abs. 5 SGB IX",
                "klaerung#GESAMTPLAN_UEBERGEBEN",
            ),
            Self::Leistungsform => a(
                "FALL-E186",
                "Vereinbarung mit dem Leistungserbringer, Persönliches Budget oder pauschale Geldleistung eintragen.",
                "§§ 125, 29, § 116 Abs. 1 SGB IX",
                "klaerung#VEREINBARUNG_125",
            ),
            Self::Fortschreibung => a(
                "FALL-E187",
                "Den Gesamtplan fortschreiben und die nächste Überprüfung festlegen.",
                "§ 121 Abs. 2 S. 2 SGB IX",
                "gesamtplan#fassung",
            ),
            Self::Ende => a(
                "FALL-E188",
                "Eintragen, warum die Leistung endet.",
                "§ 104 Abs. 1 S. 2 SGB IX",
                "klaerung#TEILHABE_ENDE",
            ),
            Self::EtwasGeaendert => a(
                "FALL-E243",
                "Einen Baustein hinzufügen oder einen enden lassen. Ohne Änderung wird der Gesamtplan fortgeschrieben.",
                "§ 121 Abs. 2 SGB IX",
                "gesamtplan#bausteine",
            ),
            Self::NichtsGeaendert => a(
                "FALL-E244",
                "Die Bausteine sind geändert. Das geht mit „Leistung ändern“ und einem Bescheid, oder die Änderung wird zurückgenommen.",
                "§ 31 SGB X",
                "gesamtplan#bausteine",
            ),
            Self::BausteinBleibt => a(
                "FALL-E284",
                "Mindestens ein Baustein bleibt. Soll alles enden, heißt die Entscheidung „Einstellung der Hilfe“.",
                "§ 48 SGB X",
                "gesamtplan#bausteine",
            ),
            Self::Begruendet => a(
                "FALL-E126",
                "Begründen, warum die Leistung endet.",
                "§ 35 SGB X",
                "entscheidung#feld-begruendung",
            ),
        }
    }
}
