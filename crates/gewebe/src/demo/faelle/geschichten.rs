//! What the five families say and want.

/// How far a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub enum Weit {
    /// F2: the conversation has begun.
    Klaerung,
    /// F5: plan and draft are there.
    Reif,
    /// F8: the help runs.
    Laeuft,
    /// F9: the family has rated, the others not yet.
    Ueberpruefung,
    /// F11.
    Ende,
}

/// One family.
#[derive(Debug, Clone, Copy)]
pub struct Geschichte {
    /// Days before today on which somebody called.
    pub vor_tagen: i64,
    pub vorname: &'static str,
    pub nachname: &'static str,
    pub kind: &'static str,
    pub geboren: &'static str,
    pub anliegen: &'static str,
    pub wille: &'static str,
    pub selbst: &'static str,
    /// What the child says, and does for it.
    pub kind_will: (&'static str, &'static str),
    pub grobziel: &'static str,
    pub ziel: &'static str,
    pub merkmal: &'static str,
    /// Strengths: the person, people around, things, the quarter.
    pub staerken: [&'static str; 4],
    pub weit: Weit,
}

/// In the order of how far they are.
pub const GESCHICHTEN: [Geschichte; 5] = [
    Geschichte {
        vor_tagen: 9,
        vorname: "Nesrin",
        nachname: "Quittenbaum",
        kind: "Deniz",
        geboren: "2017-04-11",
        anliegen: "Deniz geht seit den Ferien nicht mehr gern in die Schule. Morgens gibt es nur noch Streit.",
        wille: "Ich will, dass wir morgens ohne Streit aus dem Haus kommen. Ich stehe dafür eine halbe Stunde früher auf.",
        selbst: "steht um sechs auf und deckt am Abend vorher den Tisch",
        kind_will: (
            "Ich will morgens nicht immer angeschrien werden. Ich packe den Ranzen abends.",
            "packt den Ranzen am Abend",
        ),
        grobziel: "Der Morgen ist ruhig, und Deniz geht zur Schule",
        ziel: "Deniz ist an vier von fünf Tagen pünktlich im Unterricht",
        merkmal: "Eintrag im Hausaufgabenheft",
        staerken: [
            "behält in Krisen den Überblick",
            "Nachbarin bringt ihre Tochter zur selben Schule",
            "große Küche, in der alle Platz haben",
            "Frühstücksangebot der Schule",
        ],
        weit: Weit::Klaerung,
    },
    Geschichte {
        vor_tagen: 32,
        vorname: "Marek",
        nachname: "Ulmenrauch",
        kind: "Pola",
        geboren: "2014-12-02",
        anliegen: "Seit meine Frau ausgezogen ist, schaffe ich Schichtdienst und Haushalt nicht zusammen.",
        wille: "Ich will abends Zeit für Pola haben. Ich habe meinen Chef schon nach der Frühschicht gefragt.",
        selbst: "spricht mit dem Betrieb über die Frühschicht",
        kind_will: (
            "Ich will mit Papa essen, nicht allein vor dem Fernseher. Ich decke den Tisch.",
            "deckt den Tisch",
        ),
        grobziel: "Vater und Tochter haben jeden Abend Zeit füreinander",
        ziel: "An drei Abenden in der Woche essen sie gemeinsam",
        merkmal: "Wochenplan am Kühlschrank",
        staerken: [
            "hält Zusagen ein",
            "Großeltern kommen am Wochenende",
            "festes Einkommen",
            "Jugendtreff drei Straßen weiter",
        ],
        weit: Weit::Reif,
    },
    Geschichte {
        vor_tagen: 95,
        vorname: "Aylin",
        nachname: "Tannhuber",
        kind: "Mert",
        geboren: "2015-08-19",
        anliegen: "Mert soll die Klasse wiederholen. Die Lehrerin hat gesagt, wir sollen uns Hilfe holen.",
        wille: "Ich will, dass Mert die Klasse schafft, und setze mich jeden Abend 20 Minuten mit ihm hin.",
        selbst: "lernt jeden Abend 20 Minuten mit Mert",
        kind_will: (
            "Ich will nicht sitzen bleiben. Ich mache die Hausaufgaben vor dem Training.",
            "macht die Hausaufgaben vor dem Training",
        ),
        grobziel: "Mert schafft die Klasse",
        ziel: "Die Hausaufgaben sind abends fertig",
        merkmal: "Heft ist vollständig",
        staerken: [
            "kann gut erklären",
            "Onkel holt Mert vom Training ab",
            "eigener Schreibtisch",
            "Lernpaten im Nachbarschaftshaus",
        ],
        weit: Weit::Laeuft,
    },
    Geschichte {
        vor_tagen: 108,
        vorname: "Svenja",
        nachname: "Lindgruber",
        kind: "Jette",
        geboren: "2019-01-23",
        anliegen: "Ich bin mit den drei Kleinen den ganzen Tag allein und werde zu schnell laut.",
        wille: "Ich will ruhig bleiben, wenn alle drei gleichzeitig etwas wollen. Ich gehe dafür in die Müttergruppe.",
        selbst: "geht jeden Dienstag in die Müttergruppe",
        kind_will: (
            "Ich will, dass Mama mir abends vorliest. Ich ziehe mich schon allein um.",
            "zieht sich allein um",
        ),
        grobziel: "Zu Hause geht es ruhig zu",
        ziel: "An fünf Tagen in der Woche gibt es keinen lauten Streit beim Zubettgehen",
        merkmal: "Strichliste, die Frau Lindgruber selbst führt",
        staerken: [
            "merkt selbst, wann es zu viel wird",
            "Schwester wohnt im selben Haus",
            "Garten hinter dem Haus",
            "Müttergruppe im Familienzentrum",
        ],
        weit: Weit::Ueberpruefung,
    },
    Geschichte {
        vor_tagen: 260,
        vorname: "Goran",
        nachname: "Weidenhof",
        kind: "Luka",
        geboren: "2012-06-30",
        anliegen: "Luka hängt nur noch mit den Älteren am Bahnhof herum und redet nicht mehr mit uns.",
        wille: "Ich will, dass Luka wieder mit mir redet. Samstags fahren wir zusammen zum Fußball.",
        selbst: "hält sich den Samstag frei",
        kind_will: (
            "Ich will in der Mannschaft spielen. Ich komme zu jedem Training.",
            "kommt zu jedem Training",
        ),
        grobziel: "Vater und Sohn reden wieder miteinander",
        ziel: "Luka trainiert zweimal in der Woche im Verein",
        merkmal: "Anwesenheitsliste des Trainers",
        staerken: [
            "gibt nicht auf",
            "Trainer kennt die Familie seit Jahren",
            "Fahrrad und Fußballschuhe sind da",
            "Sportverein im Viertel",
        ],
        weit: Weit::Ende,
    },
];
