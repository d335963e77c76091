//! Lists about asking an Akteur for a place.

codes! {
    /// What is asked for.
    VermittlungAnliegen {
        Platz = "PLATZ", "Ein freier Platz";
        Termin = "TERMIN", "Ein Termin zum Kennenlernen";
        Rueckruf = "RUECKRUF", "Ein Rückruf bei uns";
    }
}

codes! {
    /// Where it stands.
    VermittlungStatus {
        Offen = "OFFEN", "Wartet auf Antwort";
        Angenommen = "ANGENOMMEN", "Angenommen";
        Abgelehnt = "ABGELEHNT", "Abgelehnt";
        Verfallen = "VERFALLEN", "Keine Antwort";
        Zurueckgezogen = "ZURUECKGEZOGEN", "Zurückgezogen";
    }
}

codes! {
    /// Why an Akteur refuses. There is no field to write in: words about a person have no place here.
    Ablehnungsgrund {
        Voll = "VOLL", "Zurzeit ist kein Platz frei";
        Zielgruppe = "ZIELGRUPPE", "Das Angebot ist für andere gedacht";
        Barriere = "BARRIERE", "Wir können nicht bieten, was gebraucht wird";
        Pause = "PAUSE", "Das Angebot macht gerade Pause";
        Ende = "ENDE", "Das Angebot gibt es nicht mehr";
        Anderer = "ANDERER", "Ein anderer Grund, bitte rufen Sie an";
    }
}
