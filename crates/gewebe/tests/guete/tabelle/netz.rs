//! The network of the quarter, its public site included.

use amt::recht::{
    Bereich::{Amt, Kurzberatung, Netz, Service, Team},
    Recht::{Anlegen, Bearbeiten, Entscheiden, Lesen, Verwalten},
    Rolle,
};

use super::{
    DRINNEN,
    Darf::{EinesVon, Liste, Mindestens, Oeffentlich, OhneRolle, Recht as Hat, Rollen},
    Zeile,
};

pub const WEGE: &[Zeile] = &[
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
    ("GET", "/veranstaltungen /fragen", Liste(Netz)),
    ("GET", "/veranstaltungen/{id}", Hat(Netz, Lesen)),
    (
        "GET POST",
        "/veranstaltungen/neu /veranstaltungen/{id}/bearbeiten /veranstaltungen/{id}/tat
         /veranstaltungen/{id}/einladen /veranstaltungen/kalender /veranstaltungen/kalender/{id}/zurueck",
        Hat(Netz, Bearbeiten),
    ),
    // what was agreed at meetings; whoever is in charge of one says what came of it, tested in the room itself
    ("GET POST", "/vereinbarungen", Rollen(DRINNEN)),
    ("GET", "/vereinbarungen/{id}", Rollen(DRINNEN)),
    ("POST", "/vereinbarungen/{id}", Hat(Netz, Bearbeiten)),
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
    ("GET POST", "/gerichte/neu /gerichte/{id} /fragen/neu /fragen/{id}/bearbeiten", Hat(Netz, Bearbeiten)),
    // training before access: leaders see who is missing, the administration enters
    ("GET POST", "/nachweise", Hat(Team, Bearbeiten)),
    ("GET POST", "/nachweise/{id}", Hat(Amt, Verwalten)),
    ("GET POST", "/vermittlungen/{id}", Hat(Kurzberatung, Bearbeiten)),
    (
        "POST",
        "/weg-weisung /weg-weisung/senden",
        EinesVon(Service, Kurzberatung, Anlegen),
    ),
    ("POST", "/weg-weisung/pdf", EinesVon(Service, Kurzberatung, Anlegen)),
    // ideas of the people who live here, and projects
    (
        "GET",
        "/quartier/{sprache}/ideen /quartier/{sprache}/projekte /quartier/{sprache}/projekte/{id}",
        Oeffentlich,
    ),
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
