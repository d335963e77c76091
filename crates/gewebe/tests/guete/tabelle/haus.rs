//! The house itself: accounts, orders, journal, spaces, teams, the Rechner.

use amt::recht::{
    Bereich::{Amt, Netz, Raum, Team},
    Recht::{Bearbeiten, Lesen, Verwalten},
    Rolle,
};

use super::{
    Darf::{Ding, Eigenes, EinesVon, Jeder, Mindestens, Oeffentlich, Recht as Hat, RechtOderEigenes, Rollen},
    Zeile,
};

pub const WEGE: &[Zeile] = &[
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
         /einlesen/{id}/bericht.csv /raeume/{id}/bereiche /raeume/zuschneiden /raeume/zuschneiden/neu
         /raeume/zuschneiden/{id} /raeume/zuschneiden/{id}/anhalten /raeume/zuschneiden/{id}/loeschen
         /raeume/zuschneiden/{id}/datei /raeume/zuschneiden/{id}/plan.csv /raeume/zuschneiden/{id}/bericht.json
         /raeume/zuschneiden/{id}/entwurf",
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
        "/notzugriff",
        Rollen(&[Rolle::R02, Rolle::R03, Rolle::R04, Rolle::R05]),
    ),
    (
        "GET POST",
        "/ief-beratung",
        Rollen(&[Rolle::R02, Rolle::R03, Rolle::R17]),
    ),
    ("GET POST", "/wer-hilft-mir/{sprache}", Oeffentlich),
    ("GET POST", "/angebot-pruefen /vermittlung-beantworten /einladung-beantworten", Oeffentlich),
    // the Rechner knows nobody and stores nothing
    ("GET POST", "/rechner/{name}", Jeder),
    ("GET", "/rechner /api/v1/rechner", Jeder),
    ("POST", "/api/v1/rechner/{name}", Jeder),
    // the documents as PDF: whoever may see the page
    ("GET", "/ordnung/{id}/pdf", Jeder),
    // the week of a team: its Leitung; its members may look too, which is tested in the room itself
    (
        "GET POST",
        "/team/{id}/woche /team/{id}/auslastung",
        Ding(Team, Bearbeiten),
    ),
    // the own working time
    ("GET POST", "/zeit", RechtOderEigenes(Team, Lesen)),
    ("GET POST", "/idee/{sprache}", Oeffentlich),
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
];
