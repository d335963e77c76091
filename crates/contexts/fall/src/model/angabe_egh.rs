//! How the Angaben of the Eingliederungshilfe are asked for (Fachkonzept 4.6).

use super::{Angabe, Angabeform, FallStand as F, angabe::f};

const VOR_BEDARF: &[F] = &[F::G0, F::G1, F::G2];
const ERMITTELN: &[F] = &[F::G1, F::G2, F::G3, F::G4, F::G5, F::G6];
const LEISTEN: &[F] = &[F::G8, F::G9];

/// The form; an empty one for what is not of the Eingliederungshilfe.
pub(super) const fn form(a: Angabe) -> Angabeform {
    match a {
        Angabe::Beratung106 => f(
            "Beraten am",
            "Worüber, und in welcher Form?",
            "In einer Form, die die Person wahrnehmen kann: zum Beispiel Leichte Sprache, Gebärdensprache, Vorlesen.",
            "§ 106 SGB IX",
            VOR_BEDARF,
        ),
        Angabe::Eutb => f(
            "Hingewiesen am",
            "",
            "Auf die Beratung durch die unabhängige Teilhabeberatung und auf andere Angebote im Sozialraum.",
            "§ 106 Abs. 2 Nr. 5, 6, Abs. 4, § 32 SGB IX",
            VOR_BEDARF,
        ),
        Angabe::Antrag => f(
            "Bei uns eingegangen am",
            "Was wird beantragt, und wie kam der Antrag?",
            "Jede Form genügt. Ab diesem Tag laufen die Fristen. Wurde der Antrag an uns weitergeleitet, zählt der Eingang bei uns.",
            "§ 108 Abs. 1, § 14 SGB IX",
            &[F::G0, F::G1],
        ),
        Angabe::BedarfImVerfahren => f(
            "Festgestellt am",
            "Welcher Bedarf hat sich in welchem Verfahren gezeigt?",
            "Nur wenn sich der Bedarf in einem laufenden Gesamtplanverfahren gezeigt hat. Dann braucht es keinen Antrag.",
            "§ 108 Abs. 2 SGB IX",
            &[F::G0],
        ),
        Angabe::EghZustaendigkeit => f(
            "Geprüft am",
            "Örtlich und sachlich: mit welchem Ergebnis?",
            "Wird der Antrag nicht innerhalb von zwei Wochen weitergeleitet, leistet Ihre Behörde.",
            "§ 14 Abs. 1, § 98 SGB IX",
            &[F::G1, F::G2],
        ),
        Angabe::RehaTraeger => f(
            "Geprüft am",
            "Kommen andere Reha-Träger in Betracht? Welche?",
            "Zum Beispiel Krankenkasse, Rentenversicherung, Agentur für Arbeit.",
            "§§ 6, 14, 15 SGB IX",
            &[F::G1, F::G2],
        ),
        Angabe::RehaMehrheit => f(
            "Beteiligt am",
            "Welche Reha-Träger sind beteiligt?",
            "Nur wenn andere Reha-Träger beteiligt werden. Die Entscheidung hat dann sechs Wochen Zeit.",
            "§ 15 SGB IX",
            ERMITTELN,
        ),
        Angabe::Weiterleitung14 => f(
            "Weitergeleitet am",
            "An welche Stelle, und warum? Wie wurde die Person unterrichtet?",
            "Nur wenn Ihre Behörde insgesamt nicht zuständig ist, und nur innerhalb von zwei Wochen nach Eingang.",
            "§ 14 Abs. 1 S. 2 SGB IX",
            &[F::G2],
        ),
        Angabe::Bedarfsinstrument => f(
            "",
            "Mit welchem Instrument wird der Bedarf ermittelt?",
            "Ein Instrument, das sich an der ICF orientiert.",
            "§ 118 Abs. 1 SGB IX",
            &[F::G1, F::G2, F::G3],
        ),
        Angabe::VertrauenspersonGefragt => f(
            "Gefragt am",
            "Soll jemand dabei sein? Wer?",
            "Die Person bestimmt selbst, ob eine Vertrauensperson beteiligt wird.",
            "§ 117 Abs. 2 SGB IX",
            &[F::G0, F::G1, F::G2, F::G3, F::G4],
        ),
        Angabe::GutachtenAuftrag => f(
            "Beauftragt am",
            "Welche drei Sachverständigen wurden vorgeschlagen, wer wurde gewählt?",
            "Nur wenn ein Gutachten nötig ist. Es soll innerhalb von zwei Wochen vorliegen.",
            "§ 17 Abs. 1, 2 SGB IX",
            ERMITTELN,
        ),
        Angabe::GutachtenEingang => f(
            "Eingegangen am",
            "",
            "Ab hier bleiben zwei Wochen für die Entscheidung.",
            "§ 14 Abs. 2 S. 3 SGB IX",
            ERMITTELN,
        ),
        Angabe::Eilfall => f(
            "Begonnen am",
            "Warum eilt es, und was wird vorläufig geleistet?",
            "Was fehlt, wird danach nachgeholt. Das Verfahren geht weiter.",
            "§ 120 Abs. 4 SGB IX",
            ERMITTELN,
        ),
        Angabe::Feststellung => f(
            "Festgestellt am",
            "Welche Leistungen sind nach den Ergebnissen nötig?",
            "Die Feststellungen der beteiligten Stellen sind für den Gesamtplan bindend.",
            "§ 120 Abs. 1, § 14 Abs. 2 SGB IX",
            &[F::G5, F::G6],
        ),
        Angabe::PlanUebergeben => f(
            "Ausgehändigt am",
            "",
            "Die Person bekommt den Gesamtplan.",
            "§ 121 Abs. 5 SGB IX",
            LEISTEN,
        ),
        Angabe::Vereinbarung125 => f(
            "Geprüft am",
            "Welcher Leistungserbringer, welche Vereinbarung?",
            "Eine von drei Möglichkeiten: Vereinbarung, Persönliches Budget oder pauschale Geldleistung.",
            "§§ 123, 125 SGB IX",
            LEISTEN,
        ),
        Angabe::PersoenlichesBudget => f(
            "Zielvereinbarung vom",
            "Was wurde vereinbart?",
            "Auf Wunsch der Person. Sie ist sechs Monate daran gebunden; der Bedarf wird in der Regel alle zwei Jahre neu ermittelt.",
            "§ 29 SGB IX",
            LEISTEN,
        ),
        Angabe::PauschaleGeldleistung => f(
            "Zugestimmt am",
            "Wofür?",
            "Nur mit Zustimmung der Person.",
            "§ 116 Abs. 1, § 105 Abs. 3 SGB IX",
            LEISTEN,
        ),
        Angabe::TeilhabeEnde => f(
            "Ende am",
            "Teilhabeziele erreicht, nicht mehr erreichbar oder nicht mehr nötig: warum, und wie sieht es die Person?",
            "Danach werden die Bausteine beendet.",
            "§ 104 Abs. 1 S. 2 SGB IX",
            &[F::G10],
        ),
        _ => f("", "", "", "", &[]),
    }
}
