//! Lists about keeping an offer true: places, what an Akteur may propose, and what became of it.

codes! {
    /// What the places of an offer are counted in.
    #[derive(Default)]
    PlatzEinheit {
        #[default]
        Platz = "PLATZ", "Plätze";
        Stunde = "STUNDE", "Stunden je Woche";
        Termin = "TERMIN", "Termine je Woche";
        Wohnplatz = "WOHNPLATZ", "Wohnplätze";
    }
}

impl PlatzEinheit {
    /// Whether it is what most offers count in. By reference, as the writer of JSON asks.
    #[must_use]
    pub const fn ist_ueblich(&self) -> bool {
        matches!(self, Self::Platz)
    }
}

codes! {
    /// What an Akteur may propose to change over the link, each with the name of its field.
    Vorschlagsfeld {
        Titel = "titel", "Titel";
        Kurzbeschreibung = "kurzbeschreibung", "Beschreibung";
        Zielgruppen = "zielgruppen", "Für wen";
        Zeiten = "zeiten_text", "Zeiten in Worten";
        Telefon = "telefon", "Telefon";
        Email = "email", "E-Mail";
        Web = "web", "Internet";
        Plaetze = "plaetze", "Plätze";
        Frei = "frei", "Freie Plätze";
        Warteliste = "warteliste", "Personen auf der Warteliste";
        Ende = "ende", "Das Angebot gibt es nicht mehr";
    }
}

codes! {
    /// What became of a proposal.
    VorschlagStatus {
        Offen = "OFFEN", "Offen";
        Angenommen = "ANGENOMMEN", "Übernommen";
        Abgelehnt = "ABGELEHNT", "Abgelehnt";
    }
}

codes! {
    /// Which offers the list of those to be confirmed shows.
    Faelligkeit {
        Ueberfaellig = "UEBERFAELLIG", "Überfällig";
        Bald = "BALD", "In den nächsten 30 Tagen";
        Alle = "ALLE", "Alle";
    }
}
