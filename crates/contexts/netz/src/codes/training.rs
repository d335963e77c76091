//! Trainings (Fachkonzept 7.1).

codes! {
    /// For whom a training is.
    TrainingZielgruppe {
        Verwaltung = "VERWALTUNG", "Eigene Verwaltung";
        Kommunen = "KOMMUNEN", "Kommunen";
        Verbaende = "VERBAENDE", "Sozialverbände und Träger";
        Gericht = "GERICHT", "Jugendgericht";
        Jobcenter = "JOBCENTER", "Jobcenter";
        Multiplikatoren = "MULTIPLIKATOREN", "Künftige Trainerinnen und Trainer";
    }
}

codes! {
    /// Where a run stands.
    LaufStatus {
        Geplant = "GEPLANT", "Geplant";
        Abgeschlossen = "ABGESCHLOSSEN", "Abgeschlossen";
        Abgesagt = "ABGESAGT", "Abgesagt";
    }
}
