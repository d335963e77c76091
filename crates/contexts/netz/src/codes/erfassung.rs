//! The survey of a space (Fachkonzept 3.8).

codes! {
    /// Where an Erfassung stands.
    ErfassungStatus {
        Entwurf = "ENTWURF", "Entwurf";
        Abgestimmt = "ABGESTIMMT", "Abgestimmt";
        Freigegeben = "FREIGEGEBEN", "Freigegeben";
        Veroeffentlicht = "VEROEFFENTLICHT", "Veröffentlicht";
    }
}

codes! {
    /// A section that is written by people; the numbers are those of the Fachkonzept.
    ErfassungAbschnitt {
        Wohnen = "WOHNEN", "Wohnen";
        Mobilitaet = "MOBILITAET", "Unterwegs sein";
        Bildung = "BILDUNG", "Bildung und Betreuung";
        Treffpunkte = "TREFFPUNKTE", "Treffpunkte";
        Gesundheit = "GESUNDHEIT", "Gesundheit und Pflege";
        Beratung = "BERATUNG", "Beratung und Hilfen";
        Gemeinschaft = "GEMEINSCHAFT", "Kirchen, Vereine, Initiativen, Ehrenamt";
        Wirtschaft = "WIRTSCHAFT", "Wirtschaft und Arbeit";
        Luecken = "LUECKEN", "Was fehlt";
        Barrieren = "BARRIEREN", "Barrieren";
        Netz = "NETZ", "Wer sich wann trifft";
        Projekte = "PROJEKTE", "Projekte";
    }
}

impl ErfassungAbschnitt {
    /// Whether the Kurzskizze must say something about it.
    #[must_use]
    pub const fn pflicht(self) -> bool {
        matches!(
            self,
            Self::Bildung
                | Self::Treffpunkte
                | Self::Beratung
                | Self::Gemeinschaft
                | Self::Luecken
                | Self::Netz
                | Self::Projekte
        )
    }

    /// Whether it stands in the Kurzskizze at all.
    #[must_use]
    pub const fn oeffentlich(self) -> bool {
        !matches!(self, Self::Wirtschaft)
    }

    /// What to write, as a hint beside the field.
    #[must_use]
    pub const fn hinweis(self) -> &'static str {
        match self {
            Self::Wohnen => {
                "Wie wohnt man hier? Sozialwohnungen, barrierefreie Wohnungen, Mieten, was gebaut wird"
            }
            Self::Mobilitaet => {
                "Haltestellen und Linien, ob man stufenlos hinkommt, Bahn oder Straße als Grenze, Rad"
            }
            Self::Bildung => "Was das Verzeichnis nicht weiß: Ganztag, fehlende Plätze, Schulwege",
            Self::Treffpunkte => "Auch das Informelle: der Kiosk, die Bank, der Bolzplatz",
            Self::Gesundheit => "Praxen, Pflegedienste, was Angehörige entlastet, Therapie",
            Self::Beratung => "Wo berät wer? Auch Stellen im Nachbarviertel, zu denen man geht",
            Self::Gemeinschaft => "Was das Verzeichnis nicht weiß: wer sich kümmert, wer sich trifft",
            Self::Wirtschaft => "Läden und Betriebe. Steht nicht in der Kurzskizze",
            Self::Luecken => "Was fehlt aus Sicht der Runde? Gemeldete Lücken kommen von selbst dazu",
            Self::Barrieren => "Wo kommt wer nicht hin?",
            Self::Netz => "Runden, wie oft, wer kommt",
            Self::Projekte => "Geplantes. Bewilligte Projekte kommen von selbst dazu",
        }
    }
}

codes! {
    /// A single entry of a survey.
    EintragArt {
        Thema = "THEMA", "Was Menschen hier sagen";
        Staerke = "STAERKE", "Stärke";
        Schluesselperson = "SCHLUESSELPERSON", "Schlüsselperson";
        Punkt = "PUNKT", "Ort auf der Karte";
    }
}

codes! {
    /// What a point of interest is.
    ErfassungPunktArt {
        Treffpunkt = "TREFFPUNKT", "Treffpunkt";
        Informell = "INFORMELL", "Ort, an dem man sich trifft, ohne Schild";
        Halt = "HALT", "Haltestelle";
        Barriere = "BARRIERE", "Barriere";
        Einkauf = "EINKAUF", "Laden oder Dienst";
        Sonstiges = "SONSTIGES", "Anderes";
    }
}
