//! Lists about an Angebot and a Weg-Weisung (Fachkonzept 7.1).

codes! {
    /// What it is.
    AngebotArt {
        OffenerTreff = "OFFENER_TREFF", "Offener Treff";
        Gruppe = "GRUPPE", "Gruppe";
        Kurs = "KURS", "Kurs";
        Beratung = "BERATUNG", "Beratung";
        Praevention = "PRAEVENTION", "Prävention";
        Assistenz = "ASSISTENZ", "Assistenz";
        PflegeUnterstuetzend = "PFLEGE_UNTERSTUETZEND", "Unterstützung bei Pflege";
        EhrenamtHilfe = "EHRENAMT_HILFE", "Ehrenamtliche Hilfe";
        Raum = "RAUM", "Raum zum Nutzen";
        Veranstaltung = "VERANSTALTUNG", "Veranstaltung";
        Projekt = "PROJEKT", "Projekt";
    }
}

codes! {
    /// Where it takes place.
    Ortsform {
        VorOrt = "VOR_ORT", "Vor Ort";
        Aufsuchend = "AUFSUCHEND", "Kommt nach Hause";
        Online = "ONLINE", "Telefon oder Internet";
    }
}

codes! {
    /// How one gets in.
    Anmeldung {
        Keine = "KEINE", "Keine Anmeldung nötig";
        Telefon = "TELEFON", "Anmeldung per Telefon";
        Formular = "FORMULAR", "Anmeldung mit Formular";
        Vermittlung = "VERMITTLUNG", "Nur über Vermittlung";
    }
}

codes! {
    /// How it stands to single cases.
    Fallbezug {
        Fallspezifisch = "FALLSPEZIFISCH", "Fallspezifisch";
        Falluebergreifend = "FALLUEBERGREIFEND", "Fallübergreifend";
        Fallunabhaengig = "FALLUNABHAENGIG", "Fallunabhängig";
    }
}

codes! {
    /// Who may see it.
    Sichtbarkeit {
        Oeffentlich = "OEFFENTLICH", "Öffentlich";
        Fachkraefte = "FACHKRAEFTE", "Nur für Fachkräfte";
    }
}

codes! {
    /// Where it stands.
    AngebotStatus {
        Entwurf = "ENTWURF", "Entwurf";
        Aktiv = "AKTIV", "Aktiv";
        Pausiert = "PAUSIERT", "Pausiert";
        Beendet = "BEENDET", "Beendet";
    }
}

codes! {
    /// Day of the week.
    Wochentag {
        Montag = "MO", "Montag";
        Dienstag = "TU", "Dienstag";
        Mittwoch = "WE", "Mittwoch";
        Donnerstag = "TH", "Donnerstag";
        Freitag = "FR", "Freitag";
        Samstag = "SA", "Samstag";
        Sonntag = "SU", "Sonntag";
    }
}

codes! {
    /// From where somebody was shown the way.
    WegQuelle {
        Kurzberatung = "KURZBERATUNG", "Kurzberatung";
        Fall = "FALL", "Fall";
        Service = "SERVICE", "Servicebereich";
        Anna = "ANNA", "Anlaufstelle";
    }
}

codes! {
    /// What became of a Weg-Weisung.
    Rueckmeldung {
        Angenommen = "ANGENOMMEN", "Angenommen";
        NichtAngenommen = "NICHT_ANGENOMMEN", "Nicht angenommen";
        Unbekannt = "UNBEKANNT", "Unbekannt";
    }
}

codes! {
    /// For whom an entry of the questions and answers is.
    FaqZielgruppe {
        Familien = "FAMILIEN", "Für Familien";
        Bewohner = "BEWOHNER", "Für alle, die hier wohnen";
        Traeger = "TRAEGER", "Für Träger und Fachkräfte";
    }
}

codes! {
    /// Where a question stands. Open ones are shown as open.
    FaqStatus {
        Offen = "OFFEN", "Offen";
        InBearbeitung = "IN_BEARBEITUNG", "In Bearbeitung";
        Beantwortet = "BEANTWORTET", "Beantwortet";
    }
}
