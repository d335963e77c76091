//! The life of a project, from the idea to permanence (Fachkonzept 7.1).

codes! {
    /// Where a project stands.
    ProjektStatus {
        Idee = "IDEE", "Idee";
        Skizze = "SKIZZE", "Skizze";
        Geprueft = "GEPRUEFT", "Geprüft";
        Bewilligt = "BEWILLIGT", "Bewilligt";
        Laeuft = "LAEUFT", "Läuft";
        Verstetigt = "VERSTETIGT", "Dauerhaft";
        Beendet = "BEENDET", "Beendet";
        Gestoppt = "GESTOPPT", "Gestoppt";
    }
}

codes! {
    /// Whose idea it was.
    IdeeVon {
        Bewohner = "RESIDENTS", "Menschen, die hier wohnen";
        Team = "TEAM", "Team";
        Akteur = "AKTEUR", "Akteur";
    }
}

codes! {
    /// For a group whose needs are known from cases, or for everybody.
    ProjektArt {
        Falluebergreifend = "FALLUEBERGREIFEND", "Fallübergreifend";
        Fallunabhaengig = "FALLUNABHAENGIG", "Fallunabhängig";
    }
}

codes! {
    /// Whether it stands beside help for single persons or in its place. It never takes anybody's claim away.
    Ersetzt {
        Ergaenzend = "ERGAENZEND", "Ergänzt die Hilfe im Einzelfall";
        Anstatt = "ANSTATT", "Kann Hilfe im Einzelfall unnötig machen";
    }
}
