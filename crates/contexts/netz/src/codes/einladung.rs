//! Lists about inviting Akteure to a meeting.

codes! {
    /// What an invited Akteur answered.
    EinladungAntwort {
        Offen = "OFFEN", "Noch keine Antwort";
        Kommt = "KOMMT", "Kommt";
        KommtNicht = "KOMMT_NICHT", "Kommt nicht";
    }
}
