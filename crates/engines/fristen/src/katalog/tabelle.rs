//! Rows of SGB VIII and of procedure in general.

use jiff::civil::{Date, date};

use super::eintrag::{Art, Eintrag, Laengenregel as L, Schluessel as S, Verschiebung};
use crate::{Laenge, Norm};

const STUNDEN: Verschiebung = Verschiebung::Keine(
    "Bei Stunden zählen Samstage, Sonntage und Feiertage mit.",
    Norm::par("SGB X", "26").abs("6"),
);
const FACHLICH: Verschiebung =
    Verschiebung::Keine("Fachliche Termine werden nicht verschoben.", Norm::go("4"));
const KJSG: Option<Date> = Some(date(2021, 6, 10));

/// A row by its essentials: statutory, without deviation, hint or dates.
const fn zeile(
    schluessel: S,
    name: &'static str,
    ausloeser: &'static str,
    laenge: L,
    verschiebung: Verschiebung,
    norm: Norm,
) -> Eintrag {
    Eintrag {
        schluessel,
        name,
        ausloeser,
        laenge,
        abweichung: None,
        art: Art::Gesetzlich,
        verschiebung,
        norm,
        hinweis: "",
        gilt_ab: None,
        gilt_bis: None,
    }
}

const fn sgb8(paragraph: &'static str, absatz: &'static str) -> Norm {
    Norm::par("SGB VIII", paragraph).abs(absatz)
}

/// A clock of the child-protection procedure: its hours are a value of the Geschäftsordnung.
const fn kwg(schluessel: S, name: &'static str, parameter: &'static str) -> Eintrag {
    let norm = sgb8("8a", "1").satz("1");
    let zeile = zeile(
        schluessel,
        name,
        "Eingang der Meldung",
        L::Geschaeftsordnung(parameter),
        STUNDEN,
        norm,
    );
    Eintrag {
        art: Art::Fachlich,
        ..zeile
    }
}

pub(super) static JUGEND: &[Eintrag] = &[
    Eintrag {
        art: Art::Fachlich,
        ..zeile(
            S::HilfeplanUeberpruefung,
            "Überprüfung des Hilfeplans",
            "Beginn der Hilfe oder letzte Überprüfung",
            L::Geschaeftsordnung("fall.ueberpruefung_monate"),
            FACHLICH,
            sgb8("36", "2").satz("2"),
        )
    },
    Eintrag {
        hinweis: "Bis dahin soll die Teilhabeplanung mit dem neuen Träger beginnen.",
        gilt_ab: KJSG,
        ..zeile(
            S::UebergangEgh,
            "Übergang in die Eingliederungshilfe vorbereiten",
            "erwarteter Wechsel der Zuständigkeit",
            L::Zurueck(Laenge::Jahre(1)),
            Verschiebung::Keine(
                "Rückwärts gerechnete Tage werden nicht verschoben.",
                sgb8("36b", "2").satz("2"),
            ),
            sgb8("36b", "2").satz("2"),
        )
    },
    Eintrag {
        hinweis: "Ab diesem Tag ist zu prüfen, ob die Zuständigkeit auf andere Träger übergehen soll.",
        gilt_ab: KJSG,
        ..zeile(
            S::UebergangJv,
            "Übergang nach der Hilfe für junge Volljährige vorbereiten",
            "geplantes Ende der Hilfe",
            L::Zurueck(Laenge::Jahre(1)),
            Verschiebung::Keine(
                "Rückwärts gerechnete Tage werden nicht verschoben.",
                sgb8("41", "3"),
            ),
            sgb8("41", "3"),
        )
    },
    Eintrag {
        gilt_ab: Some(date(2015, 11, 1)),
        ..zeile(
            S::UmaMitteilung,
            "Mitteilung über die vorläufige Inobhutnahme",
            "Beginn der vorläufigen Inobhutnahme",
            L::Fest(Laenge::Werktage(7)),
            Verschiebung::Keine(
                "Gezählt werden nur Werktage, das Ende ist schon einer.",
                sgb8("7", "4"),
            ),
            sgb8("42a", "4"),
        )
    },
    Eintrag {
        hinweis: "Ohne Entscheidung des Gerichts endet die Freiheitsentziehung mit Ablauf dieses Tages.",
        ..zeile(
            S::Freiheitsentzug,
            "Ende der Freiheitsentziehung ohne Gericht",
            "Beginn der Freiheitsentziehung",
            L::Fest(Laenge::Tage(1)),
            Verschiebung::Keine("Freiheit wartet nicht auf einen Werktag.", sgb8("42", "5")),
            sgb8("42", "5"),
        )
    },
    kwg(
        S::KwgErstbewertung,
        "Erstbewertung der Meldung",
        "schutz.erstbewertung_stunden",
    ),
    kwg(S::KwgSofort, "Kontakt zum Kind: sofort", "schutz.reaktion.SOFORT"),
    kwg(
        S::KwgDringend,
        "Kontakt zum Kind: dringend",
        "schutz.reaktion.DRINGEND",
    ),
    kwg(
        S::KwgZeitnah,
        "Kontakt zum Kind: zeitnah",
        "schutz.reaktion.ZEITNAH",
    ),
    Eintrag {
        gilt_ab: Some(date(2024, 1, 1)),
        gilt_bis: Some(date(2028, 1, 1)),
        ..zeile(
            S::LotseBericht,
            "Bericht des Verfahrenslotsen",
            "letzter Bericht",
            L::Fest(Laenge::Monate(6)),
            Verschiebung::Keine("Der Bericht ist halbjährlich fällig.", sgb8("10b", "2")),
            sgb8("10b", "2"),
        )
    },
    Eintrag {
        art: Art::Erinnerung,
        hinweis: "Die Frist bindet das Gericht; hier wird nur nachgefragt.",
        ..zeile(
            S::FamgTermin,
            "Erörterungstermin beim Familiengericht",
            "Beginn des Verfahrens",
            L::Fest(Laenge::Monate(1)),
            Verschiebung::Keine(
                "Eine Erinnerung wird nicht verschoben.",
                Norm::par("FamFG", "155").abs("2"),
            ),
            Norm::par("FamFG", "155").abs("2"),
        )
    },
];

const FIKTION: Verschiebung = Verschiebung::Keine(
    "Die Bekanntgabe gilt auch an Samstagen, Sonntagen und Feiertagen (BSG, B 14 AS 12/09 R).",
    Norm::par("SGB X", "37").abs("2"),
);
const ZUGANG: &str = "Das gilt nicht, wenn der Bescheid gar nicht oder später angekommen ist.";
/// What "unverzüglich" means wherever a statute says it.
pub(super) const UNVERZUEGLICH: Norm = Norm::par("BGB", "121").abs("1").satz("1");
const WARNUNG: &str = "Eine Warnung wird nicht verschoben, damit sie nicht zu spät kommt.";

const fn bekanntgabe(tage: u32, gilt_ab: Option<Date>, gilt_bis: Option<Date>) -> Eintrag {
    let norm = Norm::par("SGB X", "37").abs("2").satz("1");
    let laenge = L::Fest(Laenge::Tage(tage));
    let zeile = zeile(
        S::Bekanntgabe,
        "Bekanntgabe des Bescheids",
        "Aufgabe zur Post",
        laenge,
        FIKTION,
        norm,
    );
    Eintrag {
        hinweis: ZUGANG,
        gilt_ab,
        gilt_bis,
        ..zeile
    }
}

const fn buero(
    schluessel: S,
    name: &'static str,
    ausloeser: &'static str,
    parameter: &'static str,
) -> Eintrag {
    let zeile = zeile(
        schluessel,
        name,
        ausloeser,
        L::Geschaeftsordnung(parameter),
        FACHLICH,
        Norm::go("4"),
    );
    Eintrag {
        art: Art::Fachlich,
        ..zeile
    }
}

pub(super) static VERFAHREN: &[Eintrag] = &[
    Eintrag {
        hinweis: "In der Jugendhilfe folgt dieselbe Frist aus § 70 Abs. 1 S. 1 VwGO.",
        ..zeile(
            S::Widerspruch,
            "Widerspruch",
            "Bekanntgabe des Bescheids",
            L::Fest(Laenge::Monate(1)),
            Verschiebung::Werktag(Norm::par("SGG", "64").abs("3")),
            Norm::par("SGG", "84").abs("1").satz("1"),
        )
    },
    bekanntgabe(3, None, Some(date(2025, 1, 1))),
    bekanntgabe(4, Some(date(2025, 1, 1)), None),
    Eintrag {
        art: Art::Warnung,
        abweichung: Some((Laenge::Monate(3), "Widerspruch")),
        hinweis: "Danach ist eine Untätigkeitsklage zulässig.",
        ..zeile(
            S::UntaetigkeitSgb9Sgb12,
            "Untätigkeit (SGB IX und XII)",
            "Eingang des Antrags oder des Widerspruchs",
            L::Fest(Laenge::Monate(6)),
            Verschiebung::Keine(WARNUNG, Norm::par("SGG", "88")),
            Norm::par("SGG", "88"),
        )
    },
    Eintrag {
        art: Art::Warnung,
        hinweis: "Danach ist eine Untätigkeitsklage zulässig.",
        ..zeile(
            S::UntaetigkeitSgb8,
            "Untätigkeit (SGB VIII)",
            "Eingang des Antrags oder des Widerspruchs",
            L::Fest(Laenge::Monate(3)),
            Verschiebung::Keine(WARNUNG, Norm::par("VwGO", "75")),
            Norm::par("VwGO", "75"),
        )
    },
    Eintrag {
        abweichung: Some((
            Laenge::Monate(3),
            "verlängert um zwei Monate, der Person mit Gründen mitgeteilt",
        )),
        gilt_ab: Some(date(2018, 5, 25)),
        ..zeile(
            S::DsgvoAuskunft,
            "Auskunft an die betroffene Person",
            "Eingang des Auskunftsersuchens",
            L::Fest(Laenge::Monate(1)),
            Verschiebung::Werktag(Norm::art("VO (EWG, Euratom) 1182/71", "3").abs("4")),
            Norm::art("DSGVO", "12").abs("3"),
        )
    },
    Eintrag {
        gilt_ab: Some(date(2018, 5, 25)),
        ..zeile(
            S::DsgvoPanne,
            "Meldung der Datenpanne",
            "Kenntnis von der Datenpanne",
            L::Fest(Laenge::Stunden(72)),
            Verschiebung::Keine(
                "Bei Stunden zählen Samstage, Sonntage und Feiertage mit.",
                Norm::art("DSGVO", "33").abs("1"),
            ),
            Norm::art("DSGVO", "33").abs("1"),
        )
    },
    Eintrag {
        hinweis: "Für Anträge auf Teilhabe gilt § 14 Abs. 1 S. 2 SGB IX.",
        ..zeile(
            S::Weiterleitung,
            "Weiterleitung an die zuständige Stelle",
            "Eingang bei der unzuständigen Stelle",
            L::Unverzueglich,
            Verschiebung::Keine("Unverzüglich heißt: ohne schuldhaftes Zögern.", UNVERZUEGLICH),
            Norm::par("SGB I", "16").abs("2"),
        )
    },
    buero(
        S::Erstreaktion,
        "Erste Reaktion auf das Anliegen",
        "Eingang des Anliegens",
        "fall.erstreaktion_arbeitstage",
    ),
    buero(
        S::Rueckruf,
        "Zugesagter Rückruf",
        "Zusage des Rückrufs",
        "service.sla",
    ),
];
