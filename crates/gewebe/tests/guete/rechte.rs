//! GUETE S1: every route of the router for every role, with a thing in reach and one out of it, held against the matrix
//! of rights, and the matrix held against the last reviewed one.

use std::collections::BTreeSet;

use amt::recht::{Art, Recht, Rolle, Umfang, matrix, uebersicht};
use gewebe::anwendung;
use testkit::db;

use crate::{
    besucher::Besucher,
    dinge::Dinge,
    stadt::Stadt,
    tabelle::{Darf, tabelle},
    wege::{self, Weg, fragen},
};

use Darf::{
    Ding, Eigenes, EinesVon, Jeder, Liste, Mindestens, Oeffentlich, OhneRolle, Recht as Hat,
    RechtOderEigenes, Rollen,
};
use Recht::{Anlegen, Bearbeiten, Lesen, Verwalten};

fn darf(weg: &Weg) -> Darf {
    let passt = |(methoden, pfade, _): &&(&str, &str, Darf)| {
        methoden.split(' ').any(|m| m == weg.methode) && pfade.split_whitespace().any(|p| p == weg.pfad)
    };
    let mut zeilen = tabelle().filter(passt);
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
        for (_, genannt, _) in tabelle() {
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
        Art::von::<amt::nachweis::Nachweis>(),
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
        Art::von::<netz::Idee>(),
        Art::von::<netz::Projekt>(),
        Art::von::<netz::Freiwillige>(),
        Art::von::<netz::Erfassung>(),
        Art::von::<netz::Training>(),
        Art::von::<netz::service::Gerichtsplan>(),
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
