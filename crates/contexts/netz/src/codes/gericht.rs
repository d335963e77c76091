//! Lists about courts (Fachkonzept 3.5).

codes! {
    /// What the plan is about.
    GerichtSache {
        Familie = "FAMILIE", "Familiensachen";
        Jugendstraf = "JUGENDSTRAF", "Jugendstrafsachen";
        Betreuung = "BETREUUNG", "Betreuungssachen";
    }
}

codes! {
    /// By what the court divides its work.
    VerteilungArt {
        Buchstabe = "BUCHSTABE", "nach Anfangsbuchstaben";
        Raum = "RAUM", "nach Sozialraum";
    }
}
