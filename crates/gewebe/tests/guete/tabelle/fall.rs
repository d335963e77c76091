//! The work with people: Anliegen, persons, cases, Kinderschutz, meetings, handovers.

use amt::recht::{
    Bereich::{FallIx, FallViii, Kurzberatung, PflegeXii, Schutz, Service, Wirkung},
    Recht::{Anlegen, Bearbeiten, Lesen},
    Rolle,
};

use super::{
    Darf::{Ding, Liste, Mindestens, OhneRolle, Recht as Hat, RechtOderEigenes, Rollen},
    Zeile,
};

pub const WEGE: &[Zeile] = &[
    (
        "GET POST",
        "/anliegen/neu /anliegen/neu/{einmal} /anliegen/neu/{einmal}/adressen /anliegen/neu/{einmal}/seite",
        RechtOderEigenes(Service, Anlegen),
    ),
    ("POST", "/api/v1/anliegen", RechtOderEigenes(Service, Anlegen)),
    (
        "GET POST",
        "/anliegen /anliegen.csv /anliegen/suche",
        Liste(Service),
    ),
    ("GET", "/servicebereich /api/v1/anliegen", Liste(Service)),
    ("POST", "/servicebereich", Hat(Service, Anlegen)),
    ("GET", "/anliegen/{id} /api/v1/anliegen/{id}", Ding(Service, Lesen)),
    (
        "GET POST",
        "/anliegen/{id}/bearbeiten /anliegen/{id}/konsultation /anliegen/{id}/rueckruf
         /anliegen/{id}/schritt/{schritt} /anliegen/{id}/zuordnen /anliegen/{id}/zuordnung-zurueck
         /servicebereich/{id}",
        Ding(Service, Bearbeiten),
    ),
    ("GET POST", "/kurzberatung", Liste(Kurzberatung)),
    ("GET POST", "/kurzberatung/neu /vermittlungen /angebote/{id}/vermitteln", Hat(Kurzberatung, Anlegen)),
    ("POST", "/kurzberatung/{id}/antwort", Ding(Kurzberatung, Bearbeiten)),
    (
        "GET POST",
        "/kurzberatung/{id} /kurzberatung/{id}/schritt/{schritt}",
        Mindestens(&[Kurzberatung]),
    ),
    (
        "GET POST",
        "/faelle /faelle.csv /faelle/suche /faelle/{id} /faelle/{id}/angabe/{angabe} /faelle/{id}/grobziel
         /faelle/{id}/handlungsziel /faelle/{id}/klaerung /faelle/{id}/person /faelle/{id}/schritt/{schritt}
         /faelle/{id}/sozialraum/besuch /faelle/{id}/sozialraum/blick /faelle/{id}/sozialraum/suche
         /faelle/{id}/ziele /faelle/{id}/wille
         /faelle/{id}/ressourcen /faelle/{id}/sozialraum /faelle/{id}/konferenz",
        // the Servicebereich may ask who is in charge, and learns nothing else (T-147)
        Mindestens(&[FallViii, FallIx, PflegeXii, Service]),
    ),
    (
        "GET POST",
        "/faelle/worte",
        // only in cases somebody leads or stands in for
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // Kinderschutz: who of those with a right sees which Meldung is tested in the room itself
    (
        "GET POST",
        "/meldungen /meldungen/neu /meldungen/{id} /meldungen/{id}/angaben /meldungen/{id}/auszug
         /meldungen/{id}/bereich /meldungen/{id}/erstbewertung /meldungen/{id}/gericht /meldungen/{id}/gericht/{nr}
         /meldungen/{id}/kind /meldungen/{id}/kind/{nr} /meldungen/{id}/konzept /meldungen/{id}/melder
         /meldungen/{id}/obhut /meldungen/{id}/obhut/{nr} /meldungen/{id}/rueckmeldung
         /meldungen/{id}/schritt/{schritt} /meldungen/{id}/zuteilen /notzugriff/{id}/{wie}
         /rufbereitschaft/{id}/entfernen /schutz-hinweise/{id}",
        Mindestens(&[Schutz]),
    ),
    (
        "GET",
        "/meldungen/statistik",
        Rollen(&[Rolle::R04, Rolle::R06, Rolle::R10, Rolle::R22]),
    ),
    (
        "GET",
        "/rufbereitschaft",
        Rollen(&[Rolle::R02, Rolle::R03, Rolle::R04, Rolle::R05]),
    ),
    ("POST", "/rufbereitschaft", Rollen(&[Rolle::R04])),
    // plan, decision, order, review and end of a case
    (
        "GET POST",
        "/faelle/{id}/hilfeplan /faelle/{id}/baustein /faelle/{id}/baustein/{baustein}/streichen
         /faelle/{id}/entscheidung /faelle/{id}/mitzeichnen /faelle/{id}/bekanntgabe /faelle/{id}/bescheid
         /faelle/{id}/auftrag /faelle/{id}/auftrag/ende /faelle/{id}/kontakte /faelle/{id}/ueberpruefung /faelle/{id}/bewertung/{bewerter}
         /faelle/{id}/rechtsbehelf /faelle/{id}/rechtsbehelf/{rechtsbehelf} /fristen /fristen/kalender
         /fristen/kalender/ende /faelle/{id}/abschluss /faelle/{id}/notizen /faelle/{id}/notizen/freigabe /faelle/{id}/notizen/schwaerzen
         /faelle/{id}/wiedervorlage /faelle/{id}/wiedervorlage/{eintrag}/erledigt /faelle/{id}/wiedervorlage/{eintrag}/verschieben
         /faelle/{id}/uebergabe /uebergaben /uebergaben/{id} /uebergaben/{id}/schritt/{schritt}
         /uebergaben/{id}/brief.pdf /uebergaben/{id}/brief.docx /faelle/{id}/bedarf /faelle/{id}/nebenpruefung /faelle/{id}/gesamtplankonferenz /faelle/{id}/gesamtplan
         /faelle/{id}/gesamtplan/baustein /faelle/{id}/gesamtplan/baustein/{baustein}/streichen
         /faelle/{id}/gesamtplan/baustein/{baustein}/gemeinsam /faelle/{id}/gesamtplan.pdf
         /faelle/{id}/gesamtplan.docx",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // who keeps the texts of the office is tested in the room itself
    (
        "GET POST",
        "/textbausteine /textbausteine/{id} /textbausteine/{id}/fassung /textbausteine/{id}/angebot
         /faelle/{id}/entscheidung/textbaustein /faelle/{id}/hilfeplan/textbaustein",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // sending Bescheide is the work of the Back-Office; which of them is whose is tested in the room itself
    ("GET", "/bescheide /bescheide/versandt", Rollen(&[Rolle::R12])),
    (
        "GET POST",
        "/faelle/{id}/versand /faelle/{id}/versand/uebernehmen /faelle/{id}/versand/nachtrag
         /faelle/{id}/versand/widerspruch /faelle/{id}/versand/leistung",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // the own orders of a Träger
    (
        "GET POST",
        "/auftraege /auftraege/{id} /auftraege/{id}/antwort /auftraege/{id}/kontakt /auftraege/{id}/umfang
         /auftraege/{id}/bewertung",
        Mindestens(&[FallViii]),
    ),
    // the secret is in the address, and the test makes one up
    ("GET", "/kalender/{geheim}/fristen.ics", OhneRolle),
    (
        "GET",
        "/faelle/{id}/bescheid.pdf /faelle/{id}/hilfeplan.pdf /faelle/{id}/ressourcenkarte.pdf /faelle/{id}/konferenz/blatt.pdf
         /faelle/{id}/konferenz/{konferenz}/protokoll.pdf /faelle/{id}/bescheid.docx /faelle/{id}/hilfeplan.docx
         /faelle/{id}/konferenz/blatt.docx /faelle/{id}/konferenz/{konferenz}/protokoll.docx",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // persons: search, likely duplicates, merge and un-merge; Genogramm and Netzwerkkarte. Who sees whom is tested in
    // the room itself
    (
        "POST",
        "/anliegen/neu/{einmal}/bekannt",
        RechtOderEigenes(Service, Anlegen),
    ),
    (
        "GET POST",
        "/personen /personen/schnell /personen/doppelt /personen/zusammengefuehrt /personen/zusammengefuehrt/{id}
         /personen/{id}/zusammen/{andere} /personen/{id}/verschieden/{andere}",
        Mindestens(&[FallViii, FallIx, PflegeXii, Service]),
    ),
    (
        "GET POST",
        "/faelle/{id}/person/bekannt /faelle/{id}/beziehungen /faelle/{id}/beziehungen/{zeile}/ende
         /faelle/{id}/merkmal /faelle/{id}/umfeld /faelle/{id}/genogramm.pdf /faelle/{id}/netzwerkkarte.pdf",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // counts of the whole body, small ones hidden
    ("GET", "/umsteuerung /umsteuerung.csv", Mindestens(&[Wirkung])),
    // papers for a committee: released ones for all who see figures, drafts for those who write them, and a draft of the
    // Geschäftsordnung for whoever keeps it; tested in the room itself
    (
        "GET POST",
        "/vorlagen /vorlagen/{id} /vorlagen/{id}/zahl /vorlagen/{id}/massnahme /vorlagen/{id}/freigeben
         /vorlagen/{id}/massnahme/{massnahme}/ordnung /vorlagen/{id}/pdf",
        Mindestens(&[Wirkung]),
    ),
    // the agenda of a team, many helps at once, a round on one page: who sees which is tested in the room itself
    (
        "GET POST",
        "/agenda /agenda/{id} /agenda/{id}/folge /mehrfachhilfen /mehrfachhilfen/{id} /mehrfachhilfen/{id}/agenda
         /faelle/{id}/agenda /faelle/{id}/konferenz/tafel",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    (
        "GET POST",
        "/faelle/{id}/koordination /koordinationskarten/{id} /koordinationskarten/{id}/karte.pdf
         /koordinationskarten/{id}/stelle /koordinationskarten/{id}/einwilligung
         /koordinationskarten/{id}/einwilligung/{einwilligung}/widerruf /koordinationskarten/{id}/eintrag
         /koordinationskarten/{id}/eintrag/{eintrag}/zeigen/{stelle} /koordinationskarten/{id}/entscheidung
         /koordinationskarten/{id}/entscheidung/{entscheidung}/entschieden /koordinationskarten/{id}/abgestimmt
         /koordinationskarten/{id}/schritt/{schritt}",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
];
