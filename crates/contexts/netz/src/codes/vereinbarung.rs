//! Lists about what was agreed at a meeting.

codes! {
    /// Where it stands.
    VereinbarungStatus {
        Offen = "OFFEN", "Offen";
        Erledigt = "ERLEDIGT", "Erledigt";
        Verworfen = "VERWORFEN", "Fallen gelassen";
    }
}
