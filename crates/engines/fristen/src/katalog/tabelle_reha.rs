//! Rows of SGB IX: rehabilitation procedure and Eingliederungshilfe.

use jiff::civil::{Date, date};

use super::eintrag::{Art, Eintrag, Laengenregel as L, Schluessel as S, Verschiebung};
use crate::{Laenge, Norm};

/// § 26 Abs. 3 S. 1 SGB X: the ordinary shift.
const SGB_X_26: Verschiebung = Verschiebung::Werktag(Norm::par("SGB X", "26").abs("3").satz("1"));
const TEIL_1: Option<Date> = Some(date(2018, 1, 1));
const TEIL_2: Option<Date> = Some(date(2020, 1, 1));

const fn sgb9(paragraph: &'static str, absatz: &'static str, satz: &'static str) -> Norm {
    Norm::par("SGB IX", paragraph).abs(absatz).satz(satz)
}

/// A statutory row with the ordinary shift; the others deviate from it field by field.
const fn reha(
    schluessel: S,
    name: &'static str,
    ausloeser: &'static str,
    laenge: Laenge,
    norm: Norm,
) -> Eintrag {
    Eintrag {
        schluessel,
        name,
        ausloeser,
        laenge: L::Fest(laenge),
        abweichung: None,
        art: Art::Gesetzlich,
        verschiebung: SGB_X_26,
        norm,
        hinweis: "",
        gilt_ab: TEIL_1,
        gilt_bis: None,
    }
}

const KEINE_FIKTION: &str = "Läuft die Frist ab, gilt die Leistung in der Eingliederungshilfe und in der \
                             Jugendhilfe nicht als genehmigt (§ 18 Abs. 7 SGB IX).";

pub(super) static REHA: &[Eintrag] = &[
    Eintrag {
        hinweis: "Wird der Antrag nicht bis dahin weitergeleitet, ist das Amt leistender Träger.",
        ..reha(
            S::RehaZustaendigkeit,
            "Zuständigkeit klären",
            "Eingang des Antrags",
            Laenge::Wochen(2),
            sgb9("14", "1", "1"),
        )
    },
    reha(
        S::RehaEntscheidungOhneGa,
        "Entscheidung ohne Gutachten",
        "Eingang des Antrags beim leistenden Träger",
        Laenge::Wochen(3),
        sgb9("14", "2", "2"),
    ),
    reha(
        S::RehaGutachten,
        "Gutachten liegt vor",
        "Auftrag an die sachverständige Person",
        Laenge::Wochen(2),
        sgb9("17", "2", "1"),
    ),
    reha(
        S::RehaEntscheidungNachGa,
        "Entscheidung nach Gutachten",
        "Eingang des Gutachtens",
        Laenge::Wochen(2),
        sgb9("14", "2", "3"),
    ),
    Eintrag {
        hinweis: "Ist ein Gutachten nötig, laufen die zwei Wochen ab dessen Eingang.",
        ..reha(
            S::RehaFeststellungBeteiligte,
            "Feststellungen der beteiligten Träger",
            "Anforderung der Feststellungen",
            Laenge::Wochen(2),
            sgb9("15", "2", "2"),
        )
    },
    reha(
        S::RehaEntscheidungMehrheit,
        "Entscheidung bei mehreren Trägern",
        "Eingang des Antrags",
        Laenge::Wochen(6),
        sgb9("15", "4", "1"),
    ),
    Eintrag {
        hinweis: KEINE_FIKTION,
        ..reha(
            S::RehaEntscheidungTpk,
            "Entscheidung mit Teilhabeplankonferenz",
            "Eingang des Antrags",
            Laenge::Monate(2),
            sgb9("15", "4", "2"),
        )
    },
    Eintrag {
        laenge: L::ErsterDesMonats,
        verschiebung: Verschiebung::Keine(
            "Leistungszeiträume werden nicht verschoben.",
            Norm::par("SGB X", "26").abs("4"),
        ),
        gilt_ab: TEIL_2,
        ..reha(
            S::EghLeistungsbeginn,
            "Frühester Leistungsbeginn",
            "Antrag",
            Laenge::Tage(0),
            sgb9("108", "1", "2"),
        )
    },
    Eintrag {
        hinweis: "Steht der gewöhnliche Aufenthalt dann nicht fest, ist vorläufig zu entscheiden.",
        gilt_ab: TEIL_2,
        ..reha(
            S::EghGaUnklar,
            "Gewöhnlicher Aufenthalt ungeklärt",
            "Eingang des Antrags",
            Laenge::Wochen(4),
            sgb9("98", "2", "1"),
        )
    },
    Eintrag {
        laenge: L::Hoechstens(Laenge::Jahre(2)),
        verschiebung: Verschiebung::Keine(
            "Zwei Jahre sind die Höchstdauer; sie wird nicht verlängert.",
            sgb9("121", "2", "2"),
        ),
        gilt_ab: TEIL_2,
        ..reha(
            S::GesamtplanUeberpruefung,
            "Überprüfung des Gesamtplans",
            "Datum des Gesamtplans",
            Laenge::Jahre(2),
            sgb9("121", "2", "2"),
        )
    },
];
