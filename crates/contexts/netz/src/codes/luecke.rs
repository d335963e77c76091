//! What becomes of a gap (Fachkonzept 7.1).

codes! {
    /// Where a Bedarfslücke stands.
    LueckenStatus {
        Gemeldet = "GEMELDET", "Gemeldet";
        Gesichtet = "GESICHTET", "Gesichtet";
        Projekt = "PROJEKT", "Daraus wird ein Projekt";
        Erledigt = "ERLEDIGT", "Erledigt";
        NichtVerfolgt = "NICHT_VERFOLGT", "Wird nicht verfolgt";
    }
}
