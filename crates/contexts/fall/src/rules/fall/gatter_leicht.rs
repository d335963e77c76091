//! The guards of the two light tracks as data: SM-5 (Pflege and Altenhilfe) and the Jugendgerichtshilfe, and the facts
//! they ask for.

use super::{
    gatter::{Angaben, a},
    lage::FallLage,
};
use crate::model::{Angabe, Entscheidungsart};

/// What must be there before a row of SM-5 or of the Jugendgerichtshilfe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words stand in `angaben`")]
pub enum LeichtGatter {
    Kenntnis,
    Worte,
    Bedarf,
    KleineAnfrage,
    Ehrenamt,
    Altenhilfe,
    Vorrang,
    Einkommen,
    Entwurf,
    Bewilligt,
    Begonnen,
    Termin,
    NichtsLaeuft,
    NeuAngesehen,
    Begruendet,
    Ende,
    Zustaendigkeit87b,
    Abgabe,
    Kontakt,
    Leistungspruefung,
    JustizInformiert,
    Bericht,
    Hauptverhandlung,
    Weisung,
    WeisungFrist,
    WeisungErledigt,
    VerfahrenEnde,
}

/// The facts that are more than an Angabe that is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one fact each")]
pub struct Leicht {
    /// Everybody the help is about said something, in their words.
    pub worte: bool,
    /// The result of the review that runs is noted.
    pub angesehen: bool,
    /// The next review is after today.
    pub termin: bool,
    /// The Weisung has a day it must be done by.
    pub frist: bool,
    /// The last decision ended a running benefit.
    pub eingestellt: bool,
}

impl LeichtGatter {
    /// The words, the norm and the place.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one line per guard: this is the table")]
    pub const fn angaben(self) -> Angaben {
        match self {
            Self::Kenntnis => a(
                "FALL-E260",
                "Den Tag eintragen, an dem der Bedarf hier bekannt wurde.",
                "§ 18 Abs. 1 SGB XII",
                "klaerung#KENNTNIS",
            ),
            Self::Worte => a(
                "FALL-E106",
                "Die Wünsche der Person wörtlich festhalten oder sagen, warum sie noch offen sind.",
                "§ 9 Abs. 2 SGB XII",
                "wille#feld-wortlaut",
            ),
            Self::Bedarf => a(
                "FALL-E261",
                "Festhalten, welcher Bedarf ermittelt ist, bei Pflege mit dem Pflegegrad.",
                "§§ 62, 63a SGB XII",
                "klaerung#BEDARF_XII",
            ),
            Self::KleineAnfrage => a(
                "FALL-E262",
                "Sagen, was gebraucht wird. Geht es um mehr als eine kleine Anfrage, wird zuerst der Bedarf ermittelt.",
                "Fachkonzept 4.7",
                "klaerung#KLEINE_ANFRAGE",
            ),
            Self::Ehrenamt => a(
                "FALL-E263",
                "Nachbarschaft und Ehrenamt fragen und die Antwort festhalten.",
                "§ 5, § 71 Abs. 2 Nr. 1 SGB XII",
                "klaerung#EHRENAMT_GEFRAGT",
            ),
            Self::Altenhilfe => a(
                "FALL-E264",
                "Beratung oder Unterstützung der Altenhilfe eintragen.",
                "§ 71 SGB XII",
                "klaerung#ALTENHILFE_71",
            ),
            Self::Vorrang => a(
                "FALL-E265",
                "Prüfen, was Pflegekasse und andere leisten.",
                "§§ 2, 63b SGB XII",
                "klaerung#PFLEGEKASSE",
            ),
            Self::Einkommen => a(
                "FALL-E266",
                "Einkommen und Vermögen prüfen oder sagen, warum es darauf nicht ankommt.",
                "§§ 19, 82 bis 91 SGB XII",
                "klaerung#EINKOMMEN_VERMOEGEN",
            ),
            Self::Entwurf => a(
                "FALL-E118",
                "Die Entscheidung mit Rechtsgrundlage und Inhalt vorbereiten.",
                "§§ 31, 33, 35 SGB X",
                "entscheidung#feld-art",
            ),
            Self::Bewilligt => a(
                "FALL-E184",
                "Nur eine bewilligte Leistung beginnt.",
                "§ 17 SGB XII; § 31 SGB X",
                "entscheidung#feld-art",
            ),
            Self::Begonnen => a(
                "FALL-E267",
                "Eintragen, wann die Leistung begonnen hat und wer sie erbringt.",
                "§§ 63 bis 66, 71 SGB XII",
                "klaerung#LEISTUNG_BEGONNEN",
            ),
            Self::Termin => a(
                "FALL-E123",
                "Den Tag der nächsten Überprüfung festlegen.",
                "§ 48 SGB X",
                "klaerung#NAECHSTE_UEBERPRUEFUNG",
            ),
            Self::NichtsLaeuft => a(
                "FALL-E247",
                "Ohne Überprüfung endet der Fall hier nur, wenn nichts bewilligt ist oder die Leistung eingestellt wurde.",
                "§ 31 SGB X",
                "entscheidung#entschieden-titel",
            ),
            Self::NeuAngesehen => a(
                "FALL-E268",
                "Das Ergebnis dieser Überprüfung festhalten, auch wie die Person es sieht.",
                "§§ 47, 48 SGB X",
                "klaerung#LEISTUNG_UEBERPRUEFT",
            ),
            Self::Begruendet => a(
                "FALL-E126",
                "Begründen, was sich an der Leistung ändert oder warum sie endet.",
                "§ 35 SGB X",
                "entscheidung#feld-begruendung",
            ),
            Self::Ende => a(
                "FALL-E188",
                "Eintragen, warum die Leistung endet.",
                "§ 48 SGB X",
                "klaerung#LEISTUNG_ENDE",
            ),
            Self::Zustaendigkeit87b => a(
                "FALL-E270",
                "Festhalten, welches Jugendamt zuständig ist.",
                "§ 87b, § 86 Abs. 1 bis 4 SGB VIII",
                "klaerung#ZUSTAENDIGKEIT_87B",
            ),
            Self::Abgabe => a(
                "FALL-E271",
                "Eintragen, an welches Jugendamt und warum abgegeben wird.",
                "§ 87b SGB VIII",
                "klaerung#ABGABE_87B",
            ),
            Self::Kontakt => a(
                "FALL-E272",
                "Den Kontakt mit dem jungen Menschen eintragen, oder was dafür versucht wurde.",
                "§ 52 Abs. 1, 3 SGB VIII; § 38 Abs. 3 JGG",
                "klaerung#JGH_KONTAKT",
            ),
            Self::Leistungspruefung => a(
                "FALL-E273",
                "Prüfen, ob eine Leistung passt oder schon läuft, und das Ergebnis festhalten.",
                "§ 52 Abs. 2 S. 1 SGB VIII",
                "klaerung#LEISTUNG_GEEIGNET",
            ),
            Self::JustizInformiert => a(
                "FALL-E274",
                "Eine Leistung passt oder läuft: sofort Staatsanwaltschaft oder Gericht unterrichten.",
                "§ 52 Abs. 2 S. 2 SGB VIII",
                "klaerung#JUSTIZ_INFORMIERT",
            ),
            Self::Bericht => a(
                "FALL-E275",
                "Den Bericht mit Tag und Vorschlag eintragen.",
                "§ 38 Abs. 2, 3 JGG",
                "klaerung#JGH_BERICHT",
            ),
            Self::Hauptverhandlung => a(
                "FALL-E276",
                "Tag und Ausgang der Hauptverhandlung eintragen.",
                "§ 38 Abs. 4, § 50 Abs. 3 JGG",
                "klaerung#HAUPTVERHANDLUNG",
            ),
            Self::Weisung => a(
                "FALL-E277",
                "Die Weisung oder Auflage im Wortlaut eintragen.",
                "§§ 10, 15 JGG",
                "klaerung#WEISUNG",
            ),
            Self::WeisungFrist => a(
                "FALL-E278",
                "Eintragen, bis wann die Weisung oder Auflage zu erfüllen ist.",
                "§ 11 Abs. 1, § 38 Abs. 5 JGG",
                "klaerung#WEISUNG_BIS",
            ),
            Self::WeisungErledigt => a(
                "FALL-E279",
                "Eintragen, wie es mit der Weisung oder Auflage ausging.",
                "§ 38 Abs. 5 JGG",
                "klaerung#WEISUNG_ERLEDIGT",
            ),
            Self::VerfahrenEnde => a(
                "FALL-E280",
                "Eintragen, wie das Verfahren geendet hat.",
                "§§ 45, 47 JGG",
                "klaerung#VERFAHREN_ENDE",
            ),
        }
    }

    /// Whether it is met.
    #[must_use]
    pub fn erfuellt(self, lage: &FallLage) -> bool {
        let da = |a| lage.angaben.contains(&a);
        let (l, w) = (lage.leicht, &lage.weiter);
        match self {
            Self::Kenntnis => da(Angabe::Kenntnis),
            Self::Worte => l.worte || da(Angabe::WilleOffen),
            Self::Bedarf => da(Angabe::BedarfXii),
            Self::KleineAnfrage => da(Angabe::KleineAnfrage),
            Self::Ehrenamt => da(Angabe::Ehrenamt),
            Self::Altenhilfe => da(Angabe::Altenhilfe71),
            Self::Vorrang => da(Angabe::Pflegekasse),
            Self::Einkommen => da(Angabe::Einkommen),
            Self::Entwurf => w.entwurf.is_some_and(|e| !e.art.ueber_laufende()),
            Self::Bewilligt => w.bewilligt,
            Self::Begonnen => da(Angabe::LeistungBegonnen),
            Self::Termin => l.termin,
            Self::NichtsLaeuft => w.abgelehnt || l.eingestellt,
            Self::NeuAngesehen => l.angesehen,
            Self::Begruendet => w.entwurf.is_some_and(|e| e.begruendet),
            Self::Ende => da(Angabe::LeistungEnde),
            Self::Zustaendigkeit87b => da(Angabe::Zustaendigkeit87b),
            Self::Abgabe => da(Angabe::Abgabe87b),
            Self::Kontakt => da(Angabe::JghKontakt),
            Self::Leistungspruefung => da(Angabe::LeistungGeeignet) || da(Angabe::KeineLeistung),
            Self::JustizInformiert => !da(Angabe::LeistungGeeignet) || da(Angabe::JustizInformiert),
            Self::Bericht => da(Angabe::JghBericht),
            Self::Hauptverhandlung => da(Angabe::Hauptverhandlung),
            Self::Weisung => da(Angabe::Weisung),
            Self::WeisungFrist => l.frist,
            Self::WeisungErledigt => da(Angabe::WeisungErledigt),
            Self::VerfahrenEnde => da(Angabe::VerfahrenEnde),
        }
    }
}

/// Whether a decision of this kind ends a running benefit.
#[must_use]
pub fn stellt_ein(art: Entscheidungsart) -> bool {
    art == Entscheidungsart::Einstellung
}
