//! How the Angaben of the two light tracks are asked for: Pflege and Altenhilfe (Fachkonzept 4.7), Jugendgerichtshilfe
//! (4.14).

use super::{Angabe, Angabeform, FallStand as F, angabe::f};

const VOR_BESCHEID: &[F] = &[F::P0, F::P1, F::P2];
const BIS_URTEIL: &[F] = &[F::J0, F::J1, F::J2, F::J3, F::J4];

/// The form; an empty one for what belongs to another track.
#[expect(clippy::too_many_lines, reason = "one line per Angabe: this is the table")]
pub(super) const fn form(a: Angabe) -> Angabeform {
    match a {
        Angabe::Kenntnis => f(
            "Bekannt seit",
            "Wodurch wurde der Bedarf bekannt?",
            "Ein Antrag ist nicht nötig: Leistungen beginnen mit dem Tag, an dem der Bedarf hier bekannt wurde. Hat eine andere Stelle ihn früher gekannt und an uns weitergegeben, zählt ihr Tag.",
            "§ 18 Abs. 1, 2 SGB XII",
            VOR_BESCHEID,
        ),
        Angabe::KleineAnfrage => f(
            "",
            "Was wird gebraucht?",
            "Zum Beispiel Begleitung zum Arzt, Hilfe beim Einkaufen, jemand zum Reden. Dafür werden zuerst der Sozialraum und das Ehrenamt gefragt, eine Bedarfsermittlung braucht es nicht.",
            "Fachkonzept 4.7; § 71 SGB XII",
            &[F::P0],
        ),
        Angabe::Ehrenamt => f(
            "Gefragt am",
            "Wer kann helfen, und womit?",
            "Nachbarschaft, Angehörige, Ehrenamt. Auch „niemand gefunden“ ist eine Antwort.",
            "§ 5, § 71 Abs. 2 Nr. 1 SGB XII",
            VOR_BESCHEID,
        ),
        Angabe::Altenhilfe71 => f(
            "Beraten am",
            "Worüber wurde beraten, und was ist vereinbart?",
            "Beratung und Unterstützung gibt es für alle älteren Menschen, ohne Blick auf Einkommen und Vermögen.",
            "§ 71 Abs. 2, 4 SGB XII",
            &[F::P0, F::P1, F::P2, F::P4, F::P5],
        ),
        Angabe::BedarfXii => f(
            "Ermittelt am",
            "Was wird gebraucht? Bei Pflege auch: welcher Pflegegrad, festgestellt von wem?",
            "An den Pflegegrad der Pflegekasse sind wir gebunden. Ohne Pflegekasse wird er hier festgestellt.",
            "§§ 62, 62a, 63a SGB XII",
            VOR_BESCHEID,
        ),
        Angabe::Pflegekasse => f(
            "Geprüft am",
            "Was leisten Pflegekasse und andere?",
            "Sie gehen vor. Was dann noch fehlt, ist Hilfe zur Pflege.",
            "§§ 2, 63b SGB XII",
            VOR_BESCHEID,
        ),
        Angabe::Einkommen => f(
            "Geprüft am",
            "Ergebnis, oder warum es darauf nicht ankommt",
            "Auf Beratung und Unterstützung im Einzelfall kommt es dafür nicht an (§ 71 Abs. 4 SGB XII).",
            "§§ 19 Abs. 3, 82 bis 91 SGB XII",
            VOR_BESCHEID,
        ),
        Angabe::LeistungBegonnen => f(
            "Begonnen am",
            "Wer leistet was?",
            "",
            "§§ 63 bis 66, 71 SGB XII",
            &[F::P3],
        ),
        Angabe::NaechsterBlick => f(
            "Am",
            "",
            "Der Tag steht danach als nächster Termin im Fall.",
            "§ 48 SGB X",
            &[F::P3, F::P5],
        ),
        Angabe::NeuAngesehen => f(
            "Gesprochen am",
            "Was hat sich geändert, und wie sieht es die Person?",
            "",
            "§§ 47, 48 SGB X",
            &[F::P5],
        ),
        Angabe::LeistungEnde => f(
            "Ende am",
            "Warum endet die Leistung, und wie sieht es die Person?",
            "Ist die Person nicht einverstanden, braucht das Ende einen eigenen Bescheid.",
            "§§ 24, 48 SGB X",
            &[F::P5],
        ),
        Angabe::Zustaendigkeit87b => f(
            "Geprüft am",
            "Welches Jugendamt, und wo leben die Eltern?",
            "Es gilt dasselbe wie für Leistungen. Ein Umzug während des Verfahrens ändert nichts mehr.",
            "§ 87b, § 86 Abs. 1 bis 4 SGB VIII",
            &[F::J0, F::J1],
        ),
        Angabe::Abgabe87b => f(
            "Abgegeben am",
            "An welches Jugendamt, und warum?",
            "Unverzüglich. Staatsanwaltschaft oder Gericht erfahren davon.",
            "§ 87b SGB VIII",
            &[F::J0],
        ),
        Angabe::JghKontakt => f(
            "Am",
            "Wie kam der Kontakt zustande? Bleibt er aus: was wurde versucht?",
            "So früh wie möglich, auch mit den Eltern. Die Teilnahme ist freiwillig.",
            "§ 52 Abs. 1, 3 SGB VIII; § 38 Abs. 3 JGG",
            &[F::J0, F::J1],
        ),
        Angabe::LeistungGeeignet => f(
            "Geprüft am",
            "Welche Leistung passt oder hat schon begonnen?",
            "Danach sofort Staatsanwaltschaft oder Gericht unterrichten, damit sie ein Absehen von der Verfolgung oder eine Einstellung prüfen können.",
            "§ 52 Abs. 2 SGB VIII",
            &[F::J0, F::J1, F::J2, F::J3],
        ),
        Angabe::KeineLeistung => f(
            "Geprüft am",
            "Welche Leistungen wurden geprüft, und warum passt keine?",
            "",
            "§ 52 Abs. 2 SGB VIII",
            &[F::J1, F::J2],
        ),
        Angabe::JustizInformiert => f(
            "Unterrichtet am",
            "Wer wurde worüber unterrichtet?",
            "Nur, was für die Entscheidung nötig ist.",
            "§ 52 Abs. 2 S. 2 SGB VIII",
            BIS_URTEIL,
        ),
        Angabe::JghBericht => f(
            "Erstattet am",
            "An wen, und was wird vorgeschlagen?",
            "Möglichst früh und vor der Anklage. Ändert sich etwas, wird er ergänzt.",
            "§ 38 Abs. 2, 3 JGG",
            &[F::J2, F::J3, F::J4],
        ),
        Angabe::Hauptverhandlung => f(
            "Am",
            "Wer hat teilgenommen, und wie wurde entschieden?",
            "Teilnehmen soll, wer den jungen Menschen kennt.",
            "§ 38 Abs. 4, § 50 Abs. 3 JGG",
            &[F::J3, F::J4],
        ),
        Angabe::Weisung => f(
            "Erteilt am",
            "Was soll der junge Mensch tun oder lassen?",
            "Der Wortlaut des Gerichts.",
            "§§ 10, 15 JGG",
            &[F::J3, F::J4, F::J5],
        ),
        Angabe::WeisungBis => f(
            "Zu erfüllen bis",
            "",
            "Der Tag steht danach als nächster Termin im Fall.",
            "§ 11 Abs. 1, § 38 Abs. 5 JGG",
            &[F::J3, F::J4, F::J5],
        ),
        Angabe::WeisungHilfe => f(
            "",
            "In welchem Fall entscheidet das Jugendamt darüber? Bitte das Aktenzeichen",
            "Nur wenn die Weisung zu einer Hilfe verpflichtet. Das Gericht bewilligt keine Hilfe: Ob sie geleistet und bezahlt wird, entscheidet das Jugendamt selbst, in einem eigenen Fall.",
            "§ 36a Abs. 1 SGB VIII; § 12 JGG",
            &[F::J4, F::J5],
        ),
        Angabe::Zuwiderhandlung => f(
            "Mitgeteilt am",
            "Was wurde mitgeteilt, und was sagt der junge Mensch dazu?",
            "Nur erhebliche Zuwiderhandlungen.",
            "§ 38 Abs. 5 S. 2 JGG",
            &[F::J5],
        ),
        Angabe::WeisungErledigt => f(
            "Am",
            "Erfüllt, geändert oder aufgehoben: wie ging es aus?",
            "",
            "§§ 11, 15 Abs. 3, § 38 Abs. 5 JGG",
            &[F::J5],
        ),
        Angabe::VerfahrenEnde => f(
            "Am",
            "Eingestellt, von der Verfolgung abgesehen, freigesprochen, ohne Weisung entschieden?",
            "",
            "§§ 45, 47 JGG",
            BIS_URTEIL,
        ),
        _ => f("", "", "", "", &[]),
    }
}

/// What is asked for in several tracks, with the words of SGB XII.
pub(super) const fn anders(a: Angabe, form: Angabeform) -> Angabeform {
    match a {
        Angabe::Begehren => Angabeform {
            hinweis: "Nur wenn ein Antrag gestellt ist. Nötig ist er nicht, aber über einen Antrag wird entschieden.",
            norm: "§ 18 Abs. 1 SGB XII; § 20 Abs. 3 SGB X",
            ..form
        },
        _ => form,
    }
}
