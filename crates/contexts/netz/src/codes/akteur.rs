//! Lists about an Akteur (Fachkonzept 7.1).

codes! {
    /// Kind of institution.
    AkteurArt {
        Verein = "VEREIN", "Verein";
        Kita = "KITA", "Kindertagesstätte";
        Familienzentrum = "FAMILIENZENTRUM", "Familienzentrum";
        Schule = "SCHULE", "Schule";
        Jugendhaus = "JUGENDHAUS", "Jugendhaus";
        Altentagesstaette = "ALTENTAGESSTAETTE", "Altentagesstätte";
        Buecherei = "BUECHEREI", "Bücherei";
        Begegnungsstaette = "BEGEGNUNGSSTAETTE", "Begegnungsstätte";
        Nachbarschaftstreff = "NACHBARSCHAFTSTREFF", "Nachbarschaftstreff";
        Anlaufstelle = "ANLAUFSTELLE", "Anlaufstelle";
        KircheReligion = "KIRCHE_RELIGION", "Kirche oder Religionsgemeinschaft";
        Initiative = "INITIATIVE", "Initiative";
        Selbsthilfe4a = "SELBSTHILFE_4A", "Selbsthilfe (§ 4a SGB VIII)";
        Pflegedienst = "PFLEGEDIENST", "Pflegedienst";
        Leistungsanbieter = "LEISTUNGSANBIETER", "Leistungsanbieter";
        FreierTraeger = "FREIER_TRAEGER", "Freier Träger";
        Verband = "VERBAND", "Verband";
        Kommune = "KOMMUNE", "Kommune";
        Gericht = "GERICHT", "Gericht";
        Polizei = "POLIZEI", "Polizei";
        Gesundheit = "GESUNDHEIT", "Gesundheit";
        Jobcenter = "JOBCENTER", "Jobcenter";
        Wirtschaft = "WIRTSCHAFT", "Wirtschaft";
        Hochschule = "HOCHSCHULE", "Hochschule";
        Stadtplanung = "STADTPLANUNG", "Stadtplanung";
        Einzelperson = "EINZELPERSON", "Einzelperson";
    }
}

codes! {
    /// How far an institution has come on its way, for example from Kita to Familienzentrum.
    Entwicklungsstufe {
        Idee = "IDEE", "Idee";
        Konzept = "KONZEPT", "Konzept";
        ImAufbau = "IM_AUFBAU", "Im Aufbau";
        Anerkannt = "ANERKANNT", "Anerkannt";
    }
}

codes! {
    /// How the institution takes part. It says nothing about the attitude of a person.
    Beteiligungsstand {
        NichtAngesprochen = "NICHT_ANGESPROCHEN", "Noch nicht angesprochen";
        Informiert = "INFORMIERT", "Informiert";
        Teilgenommen = "TEILGENOMMEN", "Hat teilgenommen";
        Vereinbart = "VEREINBART", "Zusammenarbeit vereinbart";
    }
}

codes! {
    /// Kind of meeting.
    VeranstaltungTyp {
        Sozialraumdialog = "SOZIALRAUMDIALOG", "Sozialraumdialog";
        Stadtteilkonferenz = "STADTTEILKONFERENZ", "Stadtteilkonferenz";
        Sozialraumrunde = "SOZIALRAUMRUNDE", "Sozialraumrunde";
        NetzwerkFrueheHilfen = "NETZWERK_FRUEHE_HILFEN", "Netzwerk Frühe Hilfen (§ 3 KKG)";
        Ag78 = "AG_78", "Arbeitsgemeinschaft (§ 78 SGB VIII)";
        Training = "TRAINING", "Training";
        Fachtag = "FACHTAG", "Fachtag";
        Studienreise = "STUDIENREISE", "Studienreise";
        Vortrag = "VORTRAG", "Vortrag";
        AustauschModellgemeinden = "AUSTAUSCH_MODELLGEMEINDEN", "Austausch der Modellgemeinden";
        Richtertreffen = "RICHTERTREFFEN", "Richtertreffen";
        Buergerbeteiligung = "BUERGERBETEILIGUNG", "Bürgerbeteiligung";
    }
}

codes! {
    /// Where a meeting stands.
    VeranstaltungStatus {
        Geplant = "GEPLANT", "Geplant";
        Eingeladen = "EINGELADEN", "Eingeladen";
        Durchgefuehrt = "DURCHGEFUEHRT", "Durchgeführt";
        Abgesagt = "ABGESAGT", "Abgesagt";
        Nachbereitet = "NACHBEREITET", "Nachbereitet";
    }
}
