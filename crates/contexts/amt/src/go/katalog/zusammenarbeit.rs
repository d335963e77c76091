//! Chapter 1, Verfahren der Zusammenarbeit.

use super::{
    Art::{Auswahl, Datum, FreieTabelle, Liste, Satz, Spanne, Tabelle, Text, Uhrzeiten, Wahr, Zahl},
    Schluessel,
    Vorgabe::{Keine, Wert},
    neu,
};
use crate::go::Traegermodell;

/// Days of the week as keys of opening hours.
const WOCHENTAGE: &[(&str, &str)] = &[
    ("MO", "Montag"),
    ("DI", "Dienstag"),
    ("MI", "Mittwoch"),
    ("DO", "Donnerstag"),
    ("FR", "Freitag"),
    ("SA", "Samstag"),
    ("SO", "Sonntag"),
];

/// Whom a training can be demanded of. Not in the list: the Rufbereitschaft, who watches over the others, who
/// administers, and who uses the portal.
const ROLLEN_MIT_NACHWEIS: &[(&str, &str)] = &[
    ("R01", "Servicebereich"),
    ("R02", "ASD-Fachkraft"),
    ("R03", "ASD-Vertretung"),
    ("R04", "ASD-Teamleitung"),
    ("R06", "Sozialraum- oder Regionalleitung"),
    ("R07", "Regionalmanagement"),
    ("R08", "Sozialraumteam"),
    ("R09", "Träger-Fachkraft"),
    ("R10", "Träger-Leitung"),
    ("R11", "Teilhabeplanung"),
    ("R12", "Wirtschaftliche Hilfe"),
    ("R13", "Hilfe zur Pflege"),
    ("R14", "Sozialdienst für Erwachsene"),
    ("R15", "Jobcenter"),
    ("R16", "Jugendgerichtshilfe"),
    ("R18", "Verfahrenslotse"),
    ("R21", "Controlling"),
    ("R22", "Jugendhilfe- und Sozialplanung"),
    ("R30", "Gemeinde"),
];

/// What can rest. Not in the list: child protection, so that nobody is kept from a Meldung or a Notzugriff; the network,
/// where one signs up; spaces, responsibilities and the own account.
pub(super) const BEREICHE_MIT_NACHWEIS: &[(&str, &str)] = &[
    ("SERVICE", "Anliegen"),
    ("KURZBERATUNG", "Kurzberatung"),
    ("FALL_VIII", "Fälle nach SGB VIII"),
    ("FALL_IX", "Fälle nach SGB IX"),
    ("PFLEGE_XII", "Fälle nach SGB XII"),
    ("BUDGET", "Budget"),
    ("WIRKUNG", "Wirkung und Berichte"),
];

pub(super) const SCHLUESSEL: &[Schluessel] = &[
    neu(
        "konferenz.phasen",
        1,
        "Ablauf der kollegialen Beratung",
        Liste(
            &Satz(&[
                ("name", "Schritt", Text(80)),
                ("min", "Dauer", Zahl(1, 120, "Minuten")),
            ]),
            1,
            20,
        ),
        Wert(
            r#"[{ name = "Rollen verteilen", min = 2 }, { name = "Fallvorstellung", min = 10 }, { name = "Verständnisfragen", min = 5 }, { name = "Sichtweisen und Vermutungen", min = 10 }, { name = "Stellungnahme", min = 3 }, { name = "Ideen", min = 10 }, { name = "Auswahl", min = 5 }, { name = "Abschluss", min = 2 }]"#,
        ),
        "Schritte und ihre Dauer.",
    ),
    neu(
        "konferenz.mindestteilnehmer",
        1,
        "Teilnehmende einer Fallkonferenz",
        Zahl(2, 30, "Personen"),
        Wert("3"),
        "So viele Personen nehmen mindestens teil.",
    ),
    neu(
        "team.fua_anteil_bp",
        1,
        "Zeit für fallunabhängige Arbeit",
        Zahl(0, 10_000, "Bp"),
        Wert("1000"),
        "Anteil der Arbeitszeit, der für den Sozialraum ohne Fall frei bleibt.",
    ),
    neu(
        "team.fue_anteil_bp",
        1,
        "Zeit für fallübergreifende Arbeit",
        Zahl(0, 10_000, "Bp"),
        Wert("1500"),
        "Anteil der Arbeitszeit für Lösungen, die mehreren Familien helfen.",
    ),
    neu(
        "team.schwerpunkttraeger_je_region",
        1,
        "Schwerpunktträger je Region",
        Spanne(0, 20, "Träger"),
        Wert("[1, 2]"),
        "Ein Schwerpunktträger hat Vorrang, aber kein alleiniges Recht.",
    ),
    neu(
        "team.traegermodell",
        1,
        "Trägermodell je Region",
        FreieTabelle(&Auswahl(Traegermodell::PAARE)),
        Keine,
        "Kürzel der Region und ihr Modell. Wo nichts steht, gilt „offen“.",
    ),
    neu(
        "traeger.annahmefrist_werktage",
        1,
        "Frist des Trägers für die Annahme",
        Zahl(1, 60, "Werktage"),
        Wert("5"),
        "So lange hat der Träger Zeit, einen Auftrag anzunehmen.",
    ),
    neu(
        "netz.veraltet_tage",
        1,
        "Angebote gelten als aktuell",
        Zahl(1, 3_650, "Tage"),
        Wert("180"),
        "Danach wird ein Angebot als „lange nicht geprüft“ gezeigt.",
    ),
    neu(
        "netz.erinnerung_automatisch",
        1,
        "Angebote von selbst abfragen",
        Wahr,
        Wert("true"),
        "Ist ein Angebot lange nicht geprüft, bekommt der Akteur einmal von selbst eine E-Mail mit einem Link.",
    ),
    neu(
        "netz.idee_antwort_tage",
        1,
        "Antwort auf Ideen aus dem Quartier",
        Zahl(1, 90, "Tage"),
        Wert("30"),
        "So lange darf es dauern, bis eine Idee öffentlich beantwortet ist.",
    ),
    neu(
        "netz.projekt_grenze",
        1,
        "Projekte ohne Gremium bis",
        Zahl(0, 100_000_000_000, "Cent"),
        Wert("500000"),
        "Bis zu dieser Summe entscheiden die Raumverantwortlichen. Darüber braucht es einen Beschluss des Gremiums.",
    ),
    neu(
        "training.zugang",
        1,
        "Training vor Zugang",
        Liste(
            &Satz(&[
                ("nachweis", "Kurzname", Text(20)),
                ("titel", "Training", Text(120)),
                ("rollen", "Für wen", Liste(&Auswahl(ROLLEN_MIT_NACHWEIS), 1, 20)),
                (
                    "bereiche",
                    "Was sonst ruht",
                    Liste(&Auswahl(BEREICHE_MIT_NACHWEIS), 1, 7),
                ),
                ("ab", "ab", Datum),
                ("monate", "Gilt so lange (0: ohne Ende)", Zahl(0, 600, "Monate")),
                ("hilfe", "Wer hilft", Text(300)),
            ]),
            0,
            20,
        ),
        Wert("[]"),
        "Ohne diesen Nachweis ruht der genannte Zugang. Kinderschutz und Rufbereitschaft ruhen nie.",
    ),
    neu(
        "service.aktiv",
        1,
        "Servicebereich",
        Wahr,
        Wert("true"),
        "Der Servicebereich nimmt Anrufe und Nachrichten an, die die Fachkräfte nicht annehmen.",
    ),
    neu(
        "service.sla",
        1,
        "Zusagen des Servicebereichs",
        Satz(&[
            (
                "anruf_sekunden",
                "Warten am Telefon, höchstens",
                Zahl(1, 600, "Sekunden"),
            ),
            (
                "email_arbeitstage",
                "Bestätigung einer E-Mail, höchstens",
                Zahl(0, 20, "Arbeitstage"),
            ),
            (
                "rueckruf_arbeitstage",
                "Rückruf, höchstens",
                Zahl(0, 20, "Arbeitstage"),
            ),
            (
                "beschwerde_arbeitstage",
                "Antwort auf eine Beschwerde, höchstens",
                Zahl(1, 60, "Arbeitstage"),
            ),
        ]),
        Wert(
            "{ anruf_sekunden = 60, email_arbeitstage = 1, rueckruf_arbeitstage = 2, beschwerde_arbeitstage = 10 }",
        ),
        "Was der Servicebereich den Menschen zusagt. Die Zahlen zeigen, ob er es hält.",
    ),
    neu(
        "service.zeiten",
        1,
        "Öffnungszeiten des Servicebereichs",
        Tabelle(WOCHENTAGE, &Liste(&Uhrzeiten, 0, 4)),
        Wert(
            r#"{ MO = ["08:00-16:00"], DI = ["08:00-16:00"], MI = ["08:00-16:00"], DO = ["08:00-18:00"], FR = ["08:00-12:30"] }"#,
        ),
        "In diesen Zeiten gelten die Zusagen für Anrufe.",
    ),
    neu(
        "brief.name",
        7,
        "Briefkopf: Name",
        Text(120),
        Keine,
        "Steht oben auf jedem Schreiben. Ohne Angabe der Name, mit dem das Programm eingerichtet ist.",
    ),
    neu(
        "brief.stelle",
        7,
        "Briefkopf: Amt oder Fachbereich",
        Text(120),
        Keine,
        "Die Zeile unter dem Namen.",
    ),
    neu(
        "brief.anschrift",
        7,
        "Briefkopf: Anschrift",
        Text(160),
        Keine,
        "Straße, Hausnummer, Postleitzahl und Ort in einer Zeile.",
    ),
    neu(
        "brief.kontakt",
        7,
        "Briefkopf: Kontakt",
        Text(200),
        Keine,
        "Telefon, E-Mail und Öffnungszeiten in einer Zeile.",
    ),
];
