//! What asking a link brought.

codes! {
    /// What came back.
    LinkBefund {
        Gut = "GUT", "Antwortet";
        Weg = "WEG", "Die Seite gibt es nicht mehr";
        Fehler = "FEHLER", "Der Server meldet einen Fehler";
        KeinServer = "KEIN_SERVER", "Den Server gibt es nicht, oder er antwortet nicht";
        Unsicher = "UNSICHER", "Das Zertifikat stimmt nicht";
        Gesperrt = "GESPERRT", "Führt in ein internes Netz und wird nicht gefragt";
        KeinLink = "KEIN_LINK", "Das ist keine Adresse im Netz";
        NichtGefragt = "NICHT_GEFRAGT", "Will nicht von Programmen gefragt werden";
    }
}

impl LinkBefund {
    /// Whether somebody should look at it.
    #[must_use]
    pub const fn tot(self) -> bool {
        !matches!(self, Self::Gut | Self::NichtGefragt)
    }
}
