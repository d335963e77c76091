//! Filled forms.

use base::{Datum, Id, Zeitpunkt};
use schutz::{
    model::{
        Dringlichkeit, Elternmitwirkung, Ergebnis, Form, Kind, Kontaktart, Obhutgrund, Unterschrift,
        Vertrauensperson, Verursacher,
    },
    service::{einschaetzen, eintragen::Erstbewertung, gericht, konzept, obhut},
};
use uuid::Uuid;

use super::{FRAU_A, HERR_B};

pub fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

pub fn erst(gewichtig: bool, wer: &[Uuid]) -> Erstbewertung {
    Erstbewertung {
        gewichtig,
        grund: "Mehrere Nachbarn hören es.".to_owned(),
        fachkraefte: wer.to_vec(),
        dringlichkeit: Dringlichkeit::Dringend,
    }
}

pub fn urteil(ergebnis: Option<Ergebnis>, heute: Datum) -> einschaetzen::Daten {
    einschaetzen::Daten {
        fachkraefte: vec![FRAU_A, HERR_B],
        ief: String::new(),
        kontakt: Some((heute, Kontaktart::Zuhause)),
        hausbesuch: Ok((heute, "Abel, Beck".to_owned())),
        eltern: Ok(()),
        kind: Ok(()),
        melder_beteiligt: "Gespräch mit der Lehrerin".to_owned(),
        punkte: vec![(
            Form::Vernachlaessigung,
            "kein Essen im Haus".to_owned(),
            "Hausbesuch".to_owned(),
            heute,
        )],
        schutzfaktoren: "Die Großmutter kommt jeden Tag.".to_owned(),
        verursacher: Verursacher::Eltern,
        mitwirkung: Elternmitwirkung::Bereit,
        ergebnis,
        begruendung: "Gemeinsam beraten.".to_owned(),
        angebot: "Familienhilfe angeboten".to_owned(),
    }
}

pub fn plan(heute: Datum) -> konzept::Daten {
    konzept::Daten {
        gefahren: "Hunger".to_owned(),
        massnahmen: "Essen, Großmutter, täglich".to_owned(),
        auflagen: "Kind geht zur Schule".to_owned(),
        kontrolle_am: heute.plus_tage(3),
        folgen: "Das Gericht wird angerufen.".to_owned(),
        familie_weiss: true,
        unterschrift: Unterschrift::Unterschrieben,
        unterschrift_grund: String::new(),
        pruefung_am: heute.plus_tage(14),
    }
}

pub fn anruf(heute: Datum) -> gericht::Daten {
    gericht::Daten {
        gericht: "Amtsgericht Kiel".to_owned(),
        angerufen_am: heute,
        gruende: "Die Eltern wirken nicht mit.".to_owned(),
        hilfen: "Familienhilfe, abgelehnt".to_owned(),
        leitung: "Frau Leitung".to_owned(),
    }
}

pub fn aufnahme(kind: Id<Kind>, jetzt: Zeitpunkt) -> obhut::Beginn {
    obhut::Beginn {
        kind,
        beginn: jetzt,
        grund: Obhutgrund::Gefahr,
        unterbringung: "Bereitschaftspflege".to_owned(),
        aufklaerung: "Ruhig erklärt".to_owned(),
        vertrauensperson: Vertrauensperson::Ja,
        vertrauensperson_grund: String::new(),
        freiheit_beginn: None,
    }
}
