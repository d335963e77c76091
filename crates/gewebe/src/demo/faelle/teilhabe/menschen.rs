//! What the two say, want and can do.

/// One person.
pub struct Mensch {
    /// Days before today on which the Antrag came.
    pub vor_tagen: i64,
    pub vorname: &'static str,
    pub nachname: &'static str,
    pub geboren: &'static str,
    pub anliegen: &'static str,
    pub wille: &'static str,
    pub selbst: &'static str,
    pub grobziel: &'static str,
    pub ziel: &'static str,
    pub merkmal: &'static str,
    pub staerken: [&'static str; 4],
    /// The nine areas of § 118 SGB IX in their order: whether support is needed, and in words.
    pub bereiche: [(bool, &'static str); 9],
    pub sozialraum: &'static str,
    /// The benefits run already.
    pub laeuft: bool,
}

/// The one who has just come, and the one whose plan is due for review.
pub const MENSCHEN: [Mensch; 2] = [
    Mensch {
        vor_tagen: 9,
        vorname: "Silke",
        nachname: "Moorhagen",
        geboren: "1988-02-17",
        anliegen: "Seit dem Unfall komme ich kaum noch aus dem Haus. Ich möchte wieder arbeiten und unter Leute.",
        wille: "Ich will wieder allein mit dem Bus zur Arbeit fahren. Ich übe den Weg jede Woche einmal mehr.",
        selbst: "übt den Weg zur Haltestelle",
        grobziel: "Silke Moorhagen ist wieder unterwegs",
        ziel: "Den Weg zur Haltestelle allein schaffen",
        merkmal: "dreimal in einer Woche ohne Begleitung",
        staerken: [
            "gibt nicht auf und lacht über sich selbst",
            "Schwester ruft jeden Abend an",
            "Wohnung im Erdgeschoss",
            "Nachbarschaftstreff in derselben Straße",
        ],
        bereiche: [
            (false, "liest viel und lernt gern"),
            (true, "drei Dinge am Tag gelingen, mehr strengt an"),
            (false, "spricht offen und hört zu"),
            (true, "kommt bis zur Haustür, der Weg zum Bus ist noch zu weit"),
            (false, "sorgt gut für sich"),
            (true, "Einkäufe sind zu schwer"),
            (false, "Schwester und zwei Freundinnen"),
            (true, "will zurück in den alten Beruf"),
            (true, "vermisst den Chor"),
        ],
        sozialraum: "Der Nachbarschaftstreff hat einen Chor. Eine Sängerin holt Frau Moorhagen ab.",
        laeuft: false,
    },
    Mensch {
        vor_tagen: 110,
        vorname: "Thore",
        nachname: "Wellenbrink",
        geboren: "1984-09-30",
        anliegen: "Meine Mutter ist gestorben. Ich möchte in unserer Wohnung bleiben und nicht den ganzen Tag allein sein.",
        wille: "Ich will in meiner Wohnung bleiben und mittwochs im Café mitkochen. Ich kaufe dafür selbst ein.",
        selbst: "kauft jeden Dienstag für das Kochen am Mittwoch ein",
        grobziel: "Thore Wellenbrink lebt in seiner Wohnung und hat Leute um sich",
        ziel: "Mittwochs im Café mitkochen",
        merkmal: "an drei von vier Mittwochen im Monat dabei",
        staerken: [
            "kocht gern und merkt sich jedes Rezept",
            "Nachbarin Frau Amsel klingelt jeden Morgen",
            "die Wohnung ist gut zu bezahlen",
            "Café mit Kochgruppe zwei Straßen weiter",
        ],
        bereiche: [
            (true, "liest einfache Texte, Briefe vom Amt nicht"),
            (true, "mit einem Wochenplan an der Wand gelingt der Tag"),
            (false, "erzählt gern, fragt nach, wenn etwas unklar ist"),
            (true, "kennt zwei Buslinien, neue Wege macht er nicht allein"),
            (false, "wäscht, kocht und achtet auf sich"),
            (true, "Post, Geld und Termine hat bisher die Mutter gemacht"),
            (true, "die Nachbarin ist da, Freunde fehlen"),
            (false, "arbeitet vormittags in der Gärtnerei"),
            (true, "möchte mitkochen und zum Stadtteilfest"),
        ],
        sozialraum: "Kochgruppe im Café zwei Straßen weiter. In den ersten sechs Wochen geht jemand mit, danach geht Herr Wellenbrink allein.",
        laeuft: true,
    },
];
