//! GUETE S1: every route of the router and who may go it.

use amt::recht::{Bereich, Recht, Rolle};

/// Who may go a way.
#[derive(Debug, Clone, Copy)]
pub enum Darf {
    /// Everybody, signed in or not.
    Oeffentlich,
    /// Nobody is asked who they are; what comes does not depend on a role, a miss included.
    OhneRolle,
    /// Everybody who is signed in.
    Jeder,
    /// Whose right reaches anything at all: a page without a thing, or a thing that belongs to no space.
    Recht(Bereich, Recht),
    /// The same, and whoever has the right for their own things only.
    RechtOderEigenes(Bereich, Recht),
    /// Whose right reaches this thing: all, the own spaces, or what is their own.
    Ding(Bereich, Recht),
    /// Who sees anything in lists.
    Liste(Bereich),
    /// What belongs to the account.
    Eigenes,
    /// Whoever has this right in one of two rooms.
    EinesVon(Bereich, Bereich, Recht),
    /// Roles named by the Fachkonzept (10.5).
    Rollen(&'static [Rolle]),
    /// Whoever has no right at all in these rooms is told nothing. Who of the others sees which file (statute,
    /// protective circle, releases, four eyes) is tested in the room itself.
    Mindestens(&'static [Bereich]),
}

use Bereich::{Amt, Budget, FallIx, FallViii, Kurzberatung, Netz, PflegeXii, Raum, Schutz, Service, Team};
use Darf::{
    Ding, Eigenes, EinesVon, Jeder, Liste, Mindestens, Oeffentlich, OhneRolle, Recht as Hat,
    RechtOderEigenes, Rollen,
};
use Recht::{Anlegen, Bearbeiten, Entscheiden, Lesen, Verwalten};

/// Who reads the network as somebody who works here: whoever reads more than the public does.
const DRINNEN: &[Rolle] = &[
    Rolle::R01,
    Rolle::R02,
    Rolle::R03,
    Rolle::R04,
    Rolle::R05,
    Rolle::R06,
    Rolle::R07,
    Rolle::R08,
    Rolle::R09,
    Rolle::R10,
    Rolle::R11,
    Rolle::R13,
    Rolle::R14,
    Rolle::R15,
    Rolle::R16,
    Rolle::R17,
    Rolle::R18,
    Rolle::R19,
    Rolle::R20,
    Rolle::R21,
    Rolle::R22,
    Rolle::R23,
    Rolle::R25,
    Rolle::R26,
    Rolle::R30,
];

/// Every route. A new one that is not named here makes the test fail.
pub const TABELLE: &[(&str, &str, Darf)] = &[
    ("GET POST", "/anmelden", Oeffentlich),
    (
        "GET",
        "/hilfe /barrierefreiheit /datenschutz /impressum /lizenzen /health /assets/{*pfad}",
        Oeffentlich,
    ),
    (
        "GET",
        "/ /konto /konto/kennwort /ordnung /ordnung/{id} /api/v1/ich /api/v1/ordnung",
        Jeder,
    ),
    ("GET", "/api/openapi.json", Oeffentlich),
    ("POST", "/konto/schluessel", Jeder),
    ("POST", "/konto/schluessel/{id}/loeschen", Eigenes),
    (
        "POST",
        "/konto /konto/kennwort /konto/sitzungen/beenden /abmelden /entwurf/{formular}/{objekt}
         /entwurf/{formular}/{objekt}/verwerfen",
        Jeder,
    ),
    ("GET", "/entwurf/{formular}/{objekt}", Jeder),
    ("POST", "/konto/sitzungen/{id}/beenden", Eigenes),
    (
        "GET POST",
        "/benutzer /benutzer/neu /benutzer/{id} /ordnung/neu",
        Hat(Amt, Verwalten),
    ),
    (
        "POST",
        "/benutzer/{id}/{version}/sperren /benutzer/{id}/{version}/entsperren /benutzer/{id}/{version}/kennwort
         /ordnung/{id}/weiter",
        Hat(Amt, Verwalten),
    ),
    (
        "GET POST",
        "/journal /journal/csv",
        Rollen(&[Rolle::R04, Rolle::R24, Rolle::R25]),
    ),
    (
        "GET",
        "/raeume /raeume.csv /raeume/karte.geojson /raeume/pruefung /raeume/pruefung.csv /raeume/gliederungen
         /raeume/gliederungen/vergleich /raeume/ausnahmen /raeume/{id} /raeume/{id}/karte.geojson /api/v1/raeume /api/v1/raeume/{id}
         /api/v1/adressen",
        Hat(Raum, Lesen),
    ),
    // boundaries and addresses, or offers
    (
        "GET POST",
        "/einlesen /einlesen/neu",
        EinesVon(Raum, Netz, Bearbeiten),
    ),
    (
        "GET POST",
        "/raeume/ausnahmen/{id}/aufheben /raeume/bereiche/{id} /raeume/bereiche/{id}/entfernen",
        Mindestens(&[Raum]),
    ),
    ("GET POST", "/adresse", Hat(Raum, Lesen)),
    ("POST", "/adresse/vorschlaege /api/v1/zuordnung", Hat(Raum, Lesen)),
    (
        "GET POST",
        "/adresse/{id}/festlegen /raeume/gliederungen/neu /raeume/gliederungen/{id}/schritt /raeume/{id}/bearbeiten
         /einlesen/{id} /einlesen/{id}/start /einlesen/{id}/abbrechen
         /einlesen/{id}/bericht.csv /raeume/{id}/bereiche",
        Hat(Raum, Bearbeiten),
    ),
    (
        "GET POST",
        "/team /team/personen /zustaendigkeit /zustaendigkeit.csv /zustaendigkeit/pruefung /abwesenheiten
         /api/v1/zustaendigkeit /api/v1/teams",
        Hat(Team, Lesen),
    ),
    (
        "GET",
        "/team/{id} /team/person/{id} /team/stelle/{id} /zustaendigkeit/regel/{id}",
        Hat(Team, Lesen),
    ),
    (
        "GET POST",
        "/team/neu /team/person/neu /team/stelle/neu /zustaendigkeit/regel/neu",
        Hat(Team, Bearbeiten),
    ),
    (
        "GET POST",
        "/team/{id}/bearbeiten /team/person/{id}/bearbeiten /team/{id}/mitglied
         /team/{id}/mitglied/{mitglied}/beenden /team/stelle/{id}/besetzen /zustaendigkeit/regel/{id}/beenden
         /abwesenheiten/{id}/zurueck",
        Ding(Team, Bearbeiten),
    ),
    (
        "POST",
        "/team/stelle/{id} /zustaendigkeit/regel/{id}",
        Ding(Team, Bearbeiten),
    ),
    (
        "GET POST",
        "/angebote /angebote.csv /angebote.xlsx /angebote.geojson /angebote/verzeichnis.csv
         /angebote/verzeichnis.xlsx /angebote/verzeichnis.geojson /angebote/druck /angebote/treffer /akteure /api/v1/angebote /api/v1/hsds/services",
        Liste(Netz),
    ),
    (
        "GET",
        "/angebote/{id} /akteure/{id} /api/v1/angebote/{id} /api/v1/hsds/services/{id}",
        Hat(Netz, Lesen),
    ),
    (
        "GET POST",
        "/angebote/neu /angebote/{id}/bearbeiten /angebote/{id}/tat /angebote/verlauf/{id} /akteure/neu
         /akteure/{id}/bearbeiten",
        Hat(Netz, Bearbeiten),
    ),
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
    ("GET POST", "/kurzberatung/neu", Hat(Kurzberatung, Anlegen)),
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
         /faelle/{id}/sozialraum/blick /faelle/{id}/sozialraum/suche /faelle/{id}/ziele /faelle/{id}/wille
         /faelle/{id}/ressourcen /faelle/{id}/sozialraum /faelle/{id}/konferenz",
        // the Servicebereich may ask who is in charge, and learns nothing else (T-147)
        Mindestens(&[FallViii, FallIx, PflegeXii, Service]),
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
        "GET POST",
        "/notzugriff",
        Rollen(&[Rolle::R02, Rolle::R03, Rolle::R04, Rolle::R05]),
    ),
    (
        "GET",
        "/rufbereitschaft",
        Rollen(&[Rolle::R02, Rolle::R03, Rolle::R04, Rolle::R05]),
    ),
    ("POST", "/rufbereitschaft", Rollen(&[Rolle::R04])),
    (
        "GET POST",
        "/ief-beratung",
        Rollen(&[Rolle::R02, Rolle::R03, Rolle::R17]),
    ),
    // plan, decision, order, review and end of a case
    (
        "GET POST",
        "/faelle/{id}/hilfeplan /faelle/{id}/baustein /faelle/{id}/baustein/{baustein}/streichen
         /faelle/{id}/entscheidung /faelle/{id}/mitzeichnen /faelle/{id}/bekanntgabe /faelle/{id}/bescheid
         /faelle/{id}/auftrag /faelle/{id}/auftrag/ende /faelle/{id}/kontakte /faelle/{id}/ueberpruefung /faelle/{id}/bewertung/{bewerter}
         /faelle/{id}/rechtsbehelf /faelle/{id}/rechtsbehelf/{rechtsbehelf} /fristen /fristen/kalender
         /fristen/kalender/ende /faelle/{id}/abschluss /faelle/{id}/notizen /faelle/{id}/notizen/freigabe /faelle/{id}/notizen/schwaerzen
         /faelle/{id}/uebergabe /uebergaben /uebergaben/{id} /uebergaben/{id}/schritt/{schritt}
         /uebergaben/{id}/brief.pdf /uebergaben/{id}/brief.docx /faelle/{id}/bedarf /faelle/{id}/nebenpruefung /faelle/{id}/gesamtplankonferenz /faelle/{id}/gesamtplan
         /faelle/{id}/gesamtplan/baustein /faelle/{id}/gesamtplan/baustein/{baustein}/streichen
         /faelle/{id}/gesamtplan/baustein/{baustein}/gemeinsam /faelle/{id}/gesamtplan.pdf /faelle/{id}/gesamtplan.docx",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // the own orders of a Träger
    (
        "GET POST",
        "/auftraege /auftraege/{id} /auftraege/{id}/antwort /auftraege/{id}/kontakt /auftraege/{id}/umfang
         /auftraege/{id}/bewertung",
        Mindestens(&[FallViii]),
    ),
    (
        "GET POST",
        "/budget /budget/buchung/{id} /budget/buchung/{id}/storno /budget/topf/{id} /budget/topf/{id}/prognose
         /budget/verteilung/{id} /budget/verteilung/{id}/beschliessen /budget/verteilung/{id}/loeschen
         /budget/verteilung/{id}/protokoll /budget/{jahr} /budget/{jahr}/abschluss /budget/{jahr}/buchen
         /budget/{jahr}/buchungen /budget/{jahr}/buchungen.csv /budget/{jahr}/einlesen /budget/{jahr}/einspielen
         /budget/{jahr}/freigaben /budget/{jahr}/freigaben/{id}/ja /budget/{jahr}/freigaben/{id}/nein
         /budget/{jahr}/topf/neu /budget/{jahr}/umbuchen /budget/{jahr}/verteilung /budget/{jahr}/verteilung/neu
         /budget/{jahr}/weiter",
        Mindestens(&[Budget]),
    ),
    // the public site
    (
        "GET",
        "/quartier /quartier/{sprache} /quartier/{sprache}/angebote /quartier/{sprache}/angebote/{id}
         /quartier/{sprache}/fragen /sitemap.xml /robots.txt /hsds/v3 /hsds/v3/openapi.json /hsds/v3/services
         /hsds/v3/services/{id} /hsds/v3/organizations /hsds/v3/organizations/{id} /hsds/v3/service_at_locations
         /hsds/v3/taxonomies /hsds/v3/taxonomy_terms
         /einbetten/{sprache}/angebote /einbetten/{sprache}/angebote/{id} /einbetten/{sprache}/termine",
        Oeffentlich,
    ),
    ("GET POST", "/wer-hilft-mir/{sprache}", Oeffentlich),
    // the secret is in the address, and the test makes one up
    ("GET", "/kalender/{geheim}/fristen.ics", OhneRolle),
    // fixed lists, no thing of the database: the key the test makes up is not among them
    (
        "GET",
        "/hsds/v3/taxonomies/{id} /hsds/v3/taxonomy_terms/{id} /hsds/v3/service_at_locations/{id}",
        OhneRolle,
    ),
    (
        "GET",
        "/quartier/{sprache}/termine /quartier/termine.ics /quartier/termine.atom",
        Oeffentlich,
    ),
    ("GET", "/veranstaltungen", Liste(Netz)),
    ("GET", "/veranstaltungen/{id}", Hat(Netz, Lesen)),
    (
        "GET POST",
        "/veranstaltungen/neu /veranstaltungen/{id}/bearbeiten /veranstaltungen/{id}/tat",
        Hat(Netz, Bearbeiten),
    ),
    // keeping offers true: lists and decisions of the editors; the link of an Akteur opens one page to everybody
    (
        "GET POST",
        "/angebote/zu-bestaetigen /angebote/vorschlaege /angebote/vorschlaege/{id} /angebote/{id}/verlauf
         /bedarfsluecken",
        Hat(Netz, Bearbeiten),
    ),
    // the network of the Akteure and the plans of courts: for those who work here, not for the public
    ("GET", "/akteure/netz /akteure/netz/pdf /gerichte", Rollen(DRINNEN)),
    ("POST", "/akteure/netz", Hat(Netz, Bearbeiten)),
    ("GET POST", "/gerichte/neu /gerichte/{id}", Hat(Netz, Bearbeiten)),
    // training before access: leaders see who is missing, the administration enters
    ("GET POST", "/nachweise", Hat(Team, Bearbeiten)),
    ("GET POST", "/nachweise/{id}", Hat(Amt, Verwalten)),
    ("GET POST", "/angebot-pruefen", Oeffentlich),
    ("GET", "/fragen", Liste(Netz)),
    ("GET POST", "/fragen/neu /fragen/{id}/bearbeiten", Hat(Netz, Bearbeiten)),
    (
        "POST",
        "/weg-weisung /weg-weisung/senden",
        EinesVon(Service, Kurzberatung, Anlegen),
    ),
    // the Rechner knows nobody and stores nothing
    ("GET POST", "/rechner/{name}", Jeder),
    ("GET", "/rechner /api/v1/rechner", Jeder),
    ("POST", "/api/v1/rechner/{name}", Jeder),
    // the documents as PDF: whoever may see the page
    ("GET", "/ordnung/{id}/pdf", Jeder),
    (
        "GET",
        "/faelle/{id}/bescheid.pdf /faelle/{id}/hilfeplan.pdf /faelle/{id}/ressourcenkarte.pdf /faelle/{id}/konferenz/blatt.pdf
         /faelle/{id}/konferenz/{konferenz}/protokoll.pdf /faelle/{id}/bescheid.docx /faelle/{id}/hilfeplan.docx /faelle/{id}/konferenz/blatt.docx /faelle/{id}/konferenz/{konferenz}/protokoll.docx",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    (
        "GET",
        "/budget/verteilung/{id}/protokoll.pdf",
        Mindestens(&[Budget]),
    ),
    ("POST", "/weg-weisung/pdf", EinesVon(Service, Kurzberatung, Anlegen)),
    // Träger: agreements belong to no space
    (
        "GET",
        "/traeger /traeger/schwerpunkt /traeger/{id}",
        Hat(Team, Lesen),
    ),
    (
        "POST",
        "/traeger/schwerpunkt /traeger/{id}",
        Hat(Team, Bearbeiten),
    ),
    (
        "GET POST",
        "/traeger/neu /traeger/vereinbarung/{id}",
        Hat(Team, Bearbeiten),
    ),
    // the week of a team: its Leitung; its members may look too, which is tested in the room itself
    (
        "GET POST",
        "/team/{id}/woche /team/{id}/auslastung",
        Ding(Team, Bearbeiten),
    ),
    // the own working time
    ("GET POST", "/zeit", RechtOderEigenes(Team, Lesen)),
    // a Schwerpunkt belongs to a space
    ("GET POST", "/traeger/schwerpunkt/{id}", Ding(Team, Bearbeiten)),
    // ideas of the people who live here, and projects
    (
        "GET",
        "/quartier/{sprache}/ideen /quartier/{sprache}/projekte /quartier/{sprache}/projekte/{id}",
        Oeffentlich,
    ),
    ("GET POST", "/idee/{sprache}", Oeffentlich),
    ("GET", "/ideen /projekte", Liste(Netz)),
    ("GET", "/projekte/{id}", Hat(Netz, Lesen)),
    // what nobody looked at yet, with the address of who wrote it: only those who decide about it
    ("GET POST", "/ideen/{id}", Hat(Netz, Entscheiden)),
    (
        "GET POST",
        "/angebote/doppelt /projekte/neu /projekte/{id}/bearbeiten /projekte/{id}/tat",
        Hat(Netz, Bearbeiten),
    ),
    // who volunteers is known to the Koordination only
    (
        "GET",
        "/ehrenamt /ehrenamt/{id} /ehrenamt/{id}/nachweis.pdf",
        Rollen(&[Rolle::R19, Rolle::R20]),
    ),
    (
        "GET POST",
        "/ehrenamt/neu /ehrenamt/{id}/bearbeiten /ehrenamt/{id}/tat /ehrenamt/anfragen/neu /ehrenamt/anfragen/{id}",
        Rollen(&[Rolle::R19, Rolle::R20]),
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
    ("GET", "/umsteuerung /umsteuerung.csv", Mindestens(&[Bereich::Wirkung])),
    // the agenda of a team, many helps at once, a round on one page: who sees which is tested in the room itself
    (
        "GET POST",
        "/agenda /agenda/{id} /agenda/{id}/folge /mehrfachhilfen /mehrfachhilfen/{id} /mehrfachhilfen/{id}/agenda
         /faelle/{id}/agenda /faelle/{id}/konferenz/tafel",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // contact cards across Ämter: by the case, or by a consent that holds; who sees which is tested in the room itself
    (
        "GET",
        "/koordinationskarten",
        Rollen(&[
            Rolle::R02,
            Rolle::R03,
            Rolle::R04,
            Rolle::R11,
            Rolle::R13,
            Rolle::R14,
            Rolle::R15,
            Rolle::R16,
            Rolle::R18,
            Rolle::R30,
        ]),
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
    // invoices, prices, payments: the office all, a Träger its own; who sees which is tested in the room itself
    (
        "GET POST",
        "/budget/{jahr}/traeger /entgelte /rechnungen /rechnungen/neu /rechnungen/zahllauf /rechnungen/zahllauf/{id} /rechnungen/{id}
         /rechnungen/{id}/einreichen /rechnungen/{id}/entscheiden /rechnungen/{id}/oeffnen /rechnungen/{id}/storno
         /rechnungen/{id}/verwerfen",
        Mindestens(&[Budget]),
    ),
    // surveys of the quarter and their Kurzskizzen; trainings; links that lead nowhere
    (
        "GET",
        "/quartier/{sprache}/kurzskizzen /quartier/{sprache}/kurzskizzen/{id} /quartier/{sprache}/kurzskizzen/{id}/pdf",
        Oeffentlich,
    ),
    ("GET", "/erfassungen", Liste(Netz)),
    ("GET", "/erfassungen/{id} /erfassungen/{id}/kurzskizze.pdf", Hat(Netz, Lesen)),
    ("POST", "/erfassungen /erfassungen/{id}/tat", Hat(Netz, Bearbeiten)),
    ("GET POST", "/erfassungen/{id}/bearbeiten", Hat(Netz, Bearbeiten)),
    ("GET POST", "/angebote/links", Hat(Netz, Bearbeiten)),
    ("GET", "/trainings", Liste(Netz)),
    ("GET", "/trainings/{id} /trainings/laeufe/{id}", Hat(Netz, Lesen)),
    // a place for oneself; who comes is seen by those who work on it
    ("POST", "/trainings/laeufe/{id}/platz", Hat(Netz, Lesen)),
    (
        "GET POST",
        "/trainings/neu /trainings/{id}/bearbeiten /trainings/{id}/tat /trainings/laeufe/{id}/tat",
        Hat(Netz, Bearbeiten),
    ),
    // the own one, or any for those who hand them out; tested in the room itself
    ("GET", "/trainings/zertifikate/{id}/pdf", Mindestens(&[Netz])),
    // instalments of a budget of a Träger
    (
        "GET POST",
        "/budget/{jahr}/traeger/{id} /budget/{jahr}/traeger/raten",
        Mindestens(&[Budget]),
    ),
    // the year as a workbook; an invoice whose Storno was refused counts again
    ("GET", "/budget/{jahr}/controlling.xlsx /budget/{jahr}/prognose.pdf", Mindestens(&[Budget])),
    ("POST", "/rechnungen/{id}/heilen", Mindestens(&[Budget])),
    // the same invoices for the program of a Träger
    (
        "GET POST",
        "/api/v1/rechnungen /api/v1/rechnungen/{id} /api/v1/rechnungen/{id}/einreichen",
        Mindestens(&[Budget]),
    ),
    // the walk with a phone: an empty sheet for everybody, its drafts and what it brings back for those who work on them
    (
        "GET",
        "/unterwegs/blatt /unterwegs/dienst.js /unterwegs/app.webmanifest",
        Oeffentlich,
    ),
    ("GET", "/erfassungen/unterwegs", Hat(Netz, Bearbeiten)),
    ("POST", "/erfassungen/{id}/unterwegs", Hat(Netz, Bearbeiten)),
    // pictures of a survey; approved ones of a published Fassung for everybody
    ("POST", "/erfassungen/{id}/fotos", Hat(Netz, Bearbeiten)),
    ("GET", "/erfassungen/fotos/{id}", Hat(Netz, Lesen)),
    ("POST", "/erfassungen/fotos/{id}", Hat(Netz, Bearbeiten)),
    ("GET", "/quartier/kurzskizzen/fotos/{id}", Oeffentlich),
];
