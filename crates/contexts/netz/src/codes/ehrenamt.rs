//! What volunteers do, and where a deployment stands (Fachkonzept 7.1).

codes! {
    /// What is asked for.
    EhrenamtArt {
        Pate = "PATE", "Patenschaft für eine Familie";
        Nachbarschaft = "NACHBARSCHAFTSHILFE", "Hilfe in der Nachbarschaft";
        Begleitung = "BEGLEITUNG", "Begleitung auf einem Weg";
    }
}

codes! {
    /// Where a deployment stands. The volunteer decides.
    EinsatzStand {
        Vorgeschlagen = "VORGESCHLAGEN", "Vorgeschlagen";
        Vorgestellt = "VORGESTELLT", "Vorgestellt";
        Zugesagt = "ZUGESAGT", "Zugesagt, läuft";
        Abgelehnt = "ABGELEHNT", "Nicht zustande gekommen";
        Beendet = "BEENDET", "Beendet";
    }
}
