//! What becomes of an idea of the people who live here.

codes! {
    /// Where an idea stands.
    IdeeStatus {
        Eingegangen = "EINGEGANGEN", "Neu";
        Veroeffentlicht = "VEROEFFENTLICHT", "Öffentlich, wartet auf Antwort";
        Beantwortet = "BEANTWORTET", "Beantwortet";
        Zurueckgewiesen = "ZURUECKGEWIESEN", "Nicht veröffentlicht";
    }
}

codes! {
    /// What the answer says.
    IdeeErgebnis {
        Umgesetzt = "UMGESETZT", "Das machen wir";
        Projekt = "PROJEKT", "Daraus wird ein Projekt";
        Weitergegeben = "WEITERGEGEBEN", "Das haben wir weitergegeben";
        GehtNicht = "GEHT_NICHT", "Das geht nicht";
    }
}
