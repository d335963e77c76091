//! GUETE S1: every route of the router for every role, with a thing in reach and one out of it, held against the matrix
//! of rights, and the matrix held against the last reviewed one.

use std::collections::BTreeSet;

use amt::recht::{Art, Bereich, Recht, Rolle, Umfang, matrix, uebersicht};
use gewebe::anwendung;
use testkit::db;

use crate::{
    besucher::Besucher,
    dinge::Dinge,
    stadt::Stadt,
    wege::{self, Weg, fragen},
};

/// Who may go a way.
#[derive(Debug, Clone, Copy)]
enum Darf {
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
use Recht::{Anlegen, Bearbeiten, Lesen, Verwalten};

/// Every route. A new one that is not named here makes the test fail.
const TABELLE: &[(&str, &str, Darf)] = &[
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
        "/angebote /angebote.csv /angebote/druck /angebote/treffer /akteure /api/v1/angebote /api/v1/hsds/services",
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
         /faelle/{id}/auftrag /faelle/{id}/kontakte /faelle/{id}/ueberpruefung /faelle/{id}/bewertung/{bewerter}
         /faelle/{id}/abschluss",
        Mindestens(&[FallViii, FallIx, PflegeXii]),
    ),
    // Eingliederungshilfe: need, conference and Gesamtplan of a case
    (
        "GET POST",
        "/faelle/{id}/bedarf /faelle/{id}/nebenpruefung /faelle/{id}/gesamtplankonferenz /faelle/{id}/gesamtplan
         /faelle/{id}/gesamtplan/baustein /faelle/{id}/gesamtplan/baustein/{baustein}/streichen
         /faelle/{id}/gesamtplan/baustein/{baustein}/gemeinsam",
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
         /hsds/v3/taxonomies /hsds/v3/taxonomy_terms",
        Oeffentlich,
    ),
    ("GET POST", "/wer-hilft-mir/{sprache}", Oeffentlich),
    // fixed lists, no thing of the database: the key the test makes up is not among them
    ("GET", "/hsds/v3/taxonomies/{id} /hsds/v3/taxonomy_terms/{id}", OhneRolle),
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
         /faelle/{id}/konferenz/{konferenz}/protokoll.pdf",
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
    ("GET POST", "/team/{id}/woche", Ding(Team, Bearbeiten)),
    // the own working time
    ("GET POST", "/zeit", RechtOderEigenes(Team, Lesen)),
    // a Schwerpunkt belongs to a space
    ("GET POST", "/traeger/schwerpunkt/{id}", Ding(Team, Bearbeiten)),
];

fn darf(weg: &Weg) -> Darf {
    let passt = |(methoden, pfade, _): &&(&str, &str, Darf)| {
        methoden.split(' ').any(|m| m == weg.methode) && pfade.split_whitespace().any(|p| p == weg.pfad)
    };
    let mut zeilen = TABELLE.iter().filter(passt);
    let zeile = zeilen.next();
    assert!(
        zeile.is_some() && zeilen.next().is_none(),
        "nobody thought about it, or twice: {weg:?}"
    );
    zeile.unwrap().2
}

/// What the matrix says.
fn soll(rolle: Rolle, darf: Darf, fremd: bool) -> bool {
    let umfang = |b, r| matrix(rolle, b).umfang(r);
    match darf {
        Oeffentlich | OhneRolle | Jeder => true,
        Eigenes => !fremd,
        Hat(b, r) => matches!(umfang(b, r), Umfang::Alles | Umfang::EigeneRaeume),
        RechtOderEigenes(b, r) => matches!(
            umfang(b, r),
            Umfang::Alles | Umfang::EigeneRaeume | Umfang::Eigenes
        ),
        Ding(b, r) => match umfang(b, r) {
            Umfang::Alles => true,
            Umfang::EigeneRaeume | Umfang::Eigenes => !fremd,
            Umfang::EigeneFaelle | Umfang::Freigegebenes | Umfang::Nichts => false,
        },
        Liste(b) => matches!(
            umfang(b, Lesen),
            Umfang::Alles | Umfang::EigeneRaeume | Umfang::EigeneFaelle
        ),
        EinesVon(a, b, r) => [a, b].iter().any(|b| umfang(*b, r) != Umfang::Nichts),
        Rollen(wer) => wer.contains(&rolle),
        Mindestens(bereiche) => bereiche.iter().any(|b| {
            [Lesen, Anlegen, Bearbeiten, Recht::Entscheiden, Verwalten]
                .iter()
                .any(|r| umfang(*b, *r) != Umfang::Nichts)
        }),
    }
}

/// Ends what the next request needs.
fn am_schluss(weg: &Weg) -> u8 {
    match weg.pfad.as_str() {
        "/abmelden" => 3,
        "/konto/sitzungen/beenden" => 2,
        "/konto/sitzungen/{id}/beenden" => 1,
        _ => 0,
    }
}

/// All roles; `GUETE_ROLLEN=R01,R26` looks at some only.
fn rollen() -> Vec<Rolle> {
    let wunsch = std::env::var("GUETE_ROLLEN").unwrap_or_default();
    let gewuenscht = |r: &Rolle| wunsch.is_empty() || wunsch.split(',').any(|w| w == r.code());
    Rolle::ALLE.into_iter().filter(gewuenscht).collect()
}

async fn eine_rolle(s: &Stadt, wege: &[Weg], rolle: Rolle, fehler: &mut Vec<String>) {
    let wer = s.leute.iter().find(|p| p.rolle == rolle).unwrap().id.uuid();
    let dinge = Dinge::fuer(s, wer).await;
    let mut b: Besucher = s.besucher(rolle).await;
    // something of the account's own to come back to
    b.post("/entwurf/anliegen/x", &[("worte", "x")]).await;
    for weg in wege {
        let darf = darf(weg);
        for fremd in [false, true] {
            let konto = if fremd { s.leute[0].id.uuid() } else { wer };
            let pfad = dinge.pfad(weg, fremd, konto);
            let a = fragen(&mut b, weg, &pfad).await;
            let status = a.status.as_u16();
            let gut = match darf {
                // whether a sign-in succeeds is not a question of roles
                Oeffentlich => status < 500 && status != 404,
                OhneRolle => status < 500 && status != 401,
                Mindestens(_) if soll(rolle, darf, fremd) => status < 500 && status != 401,
                _ if soll(rolle, darf, fremd) => status < 500 && ![401, 403, 404].contains(&status),
                _ => status == 404,
            };
            if !gut {
                let wort = if fremd { "fremd" } else { "eigen" };
                fehler.push(format!(
                    "{} {} {} {wort}: {status} ({darf:?})",
                    rolle.code(),
                    weg.methode,
                    weg.pfad
                ));
            }
            if !weg.hat_parameter() {
                break;
            }
        }
    }
}

#[test]
fn s_1_jeder_weg_fuer_jede_rolle() {
    db::laufen(db::Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let mut wege: Vec<Weg> = wege::alle(&s.routen).into_iter().collect();
        wege.sort_by_key(am_schluss);
        let mut fehler = Vec::new();
        for rolle in rollen() {
            eine_rolle(&s, &wege, rolle, &mut fehler).await;
        }
        assert!(
            fehler.is_empty(),
            "{} deviations\n{}",
            fehler.len(),
            fehler.join("\n")
        );
    });
}

/// No route was forgotten, and none is named that is not there.
#[test]
fn s_1_die_liste_ist_die_des_routers() {
    db::laufen(db::Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let routen = anwendung::routen(&crate::stadt::leer(db));
        let wege = wege::alle(&routen);
        assert!(wege.len() >= 110, "{}", wege.len());
        for weg in &wege {
            // panics where nobody thought about it
            let _ = darf(weg);
        }
        let pfade: BTreeSet<&str> = wege.iter().map(|w| w.pfad.as_str()).collect();
        for (_, genannt, _) in TABELLE {
            for pfad in genannt.split_whitespace() {
                assert!(pfade.contains(pfad), "named and not there: {pfad}");
            }
        }
    });
}

/// Every right of every role on every kind of thing, of all rooms together.
#[test]
fn s_1_keine_rechte_aendern_sich_ungesehen() {
    let arten = [
        Art::von::<amt::Benutzer>(),
        Art::von::<amt::ordnung::Fassung>(),
        Art::von::<amt::protokoll::Protokoll>(),
        Art::von::<raum::Raumeinheit>(),
        Art::von::<raum::Gliederung>(),
        Art::von::<raum::Strasse>(),
        Art::von::<raum::Adresse>(),
        Art::von::<raum::Ausnahme>(),
        Art::von::<raum::Gebietskoerperschaft>(),
        Art::von::<team::Organisation>(),
        Art::von::<team::Team>(),
        Art::von::<team::Fachkraft>(),
        Art::von::<team::Stelle>(),
        Art::von::<team::Besetzung>(),
        Art::von::<team::Zustaendigkeitsregel>(),
        Art::von::<team::Abwesenheit>(),
        Art::von::<netz::Akteur>(),
        Art::von::<netz::Angebot>(),
        Art::von::<netz::WegWeisung>(),
        Art::von::<netz::FaqEintrag>(),
        Art::von::<netz::Veranstaltung>(),
        Art::von::<fall::model::Anliegen>(),
        Art::von::<fall::model::Kontaktvorgang>(),
        Art::von::<fall::model::Kurzberatung>(),
        Art::von::<schutz::model::Meldung>(),
        Art::von::<schutz::model::Dienst>(),
        Art::von::<fall::model::Fall>(),
        Art::von::<fall::model::Beauftragung>(),
        Art::von::<fall::service::falleingang::FallIx>(),
        Art::von::<fall::service::falleingang::FallXii>(),
    ];
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("rechte", uebersicht(&arten));
    });
}
