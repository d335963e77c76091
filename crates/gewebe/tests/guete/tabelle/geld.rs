//! Budgets, Träger and their invoices.

use amt::recht::{
    Bereich::{Budget, Team},
    Recht::{Bearbeiten, Lesen},
};

use super::{
    Darf::{Ding, Mindestens, Recht as Hat},
    Zeile,
};

pub const WEGE: &[Zeile] = &[
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
    (
        "GET",
        "/budget/verteilung/{id}/protokoll.pdf",
        Mindestens(&[Budget]),
    ),
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
    // a Schwerpunkt belongs to a space
    ("GET POST", "/traeger/schwerpunkt/{id}", Ding(Team, Bearbeiten)),
    // invoices, prices, payments: the office all, a Träger its own; who sees which is tested in the room itself
    (
        "GET POST",
        "/budget/{jahr}/traeger /entgelte /rechnungen /rechnungen/neu /rechnungen/zahllauf /rechnungen/zahllauf/{id} /rechnungen/{id}
         /rechnungen/{id}/einreichen /rechnungen/{id}/entscheiden /rechnungen/{id}/oeffnen /rechnungen/{id}/storno
         /rechnungen/{id}/verwerfen",
        Mindestens(&[Budget]),
    ),
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
];
