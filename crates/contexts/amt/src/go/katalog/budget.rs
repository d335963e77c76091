//! Chapter 2, Budgetentwicklung.

use super::{
    Art::{Auswahl, Datum, Entweder, FreieTabelle, Satz, Spanne, Wahr, Zahl},
    Schluessel,
    Vorgabe::{Keine, Wert},
    neu,
};

const METHODEN: &[(&str, &str)] = &[
    ("M1", "Anteile nach Indikatoren"),
    ("M2", "gewichtete Einwohner"),
    ("M3", "schrittweiser Übergang vom bisherigen Anteil"),
    ("M4", "begrenzte Änderung zum Vorjahr"),
];
const TOEPFE: &[(&str, &str)] = &[("REGIONAL", "Budget der Region"), ("ZENTRAL", "zentrales Budget")];
const ZAHLUNG: &[(&str, &str)] = &[("TAGGENAU", "taggenau"), ("DREISSIGSTEL", "in Dreißigsteln")];

pub(super) const SCHLUESSEL: &[Schluessel] = &[
    neu(
        "budget.vorwegabzug",
        2,
        "Vorwegabzug",
        Entweder(&[
            ("cent", "fester Betrag", Zahl(0, 100_000_000_000, "Cent")),
            ("bp", "Anteil", Zahl(0, 10_000, "Bp")),
        ]),
        Wert("{ bp = 500 }"),
        "Zentrale Rücklage vor der Aufteilung: entweder ein fester Betrag oder ein Anteil.",
    ),
    neu(
        "budget.verteilmethode",
        2,
        "Verteilung auf die Regionen",
        Satz(&[
            ("methode", "Methode", Auswahl(METHODEN)),
            (
                "gewichte_bp",
                "Gewichte der Indikatoren",
                FreieTabelle(&Zahl(0, 10_000, "Bp")),
            ),
            ("alpha_bp", "Gewicht der Quote (M2)", Zahl(0, 100_000, "Bp")),
            (
                "beta_bp",
                "alter Anteil im ersten Jahr (M3)",
                Zahl(0, 10_000, "Bp"),
            ),
            (
                "grenze_bp",
                "größte Änderung zum Vorjahr (M4)",
                Zahl(0, 10_000, "Bp"),
            ),
        ]),
        Wert(r#"{ methode = "M1" }"#),
        "Wie das Budget auf die Regionen verteilt wird.",
    ),
    neu(
        "budget.leistungsarten",
        2,
        "Leistungen und Töpfe",
        FreieTabelle(&Satz(&[
            ("topf", "Topf", Auswahl(TOEPFE)),
            ("vorrangig_im_sozialraum", "zuerst im Sozialraum suchen", Wahr),
        ])),
        Wert(r#"{ INOBHUTNAHME = { topf = "ZENTRAL" }, AMTSVORMUNDSCHAFT = { topf = "ZENTRAL" } }"#),
        "Aus welchem Topf eine Leistung bezahlt wird. Wo nichts steht: aus dem Budget der Region.",
    ),
    neu(
        "budget.bonus_bp",
        2,
        "Anteil an Ersparnissen",
        Zahl(0, 10_000, "Bp"),
        Wert("5000"),
        "Anteil der Ersparnis, der beim Träger oder in der Region bleibt.",
    ),
    neu(
        "budget.ampel_bp",
        2,
        "Ampel (gelb bis rot)",
        Spanne(0, 20_000, "Bp"),
        Wert("[9500, 10000]"),
        "Ab hier zeigt das Budget gelb und rot. Die Ampel warnt. Sie verhindert keine Entscheidung.",
    ),
    neu(
        "budget.zahlungsweise_pauschale",
        2,
        "Pauschalen werden gezahlt",
        Auswahl(ZAHLUNG),
        Wert(r#""TAGGENAU""#),
        "Wie angebrochene Monate berechnet werden.",
    ),
    neu(
        "budget.vier_augen_ab_cent",
        2,
        "Zweite Person ab",
        Zahl(0, 100_000_000_000, "Cent"),
        Wert("500000"),
        "Über diesem Betrag gibt eine zweite Person die Buchung frei. Zusagen für Hilfen warten nie darauf.",
    ),
    neu(
        "budget.raten_ab",
        2,
        "Raten im Zahllauf ab",
        Datum,
        Keine,
        "Raten der Trägerbudgets, die vor diesem Tag fällig waren, sind schon von Hand bezahlt: Sie werden gebucht, aber nicht noch einmal gezahlt.",
    ),
];
