//! GUETE S4, R14, U12, U15: hostile text in every text field of every form, names as people have them, and the HTML of
//! every page.
//!
//! The intake gets every string; the other forms take turns, so that a plain run stays short. `GUETE_BOESES=alle`
//! gives every string to every form.

use std::collections::{BTreeMap, BTreeSet};

use amt::recht::Rolle;
use gewebe::anwendung;
use testkit::db::{Art, laufen};

use crate::{
    besucher::{Antwort, Besucher},
    boeses,
    dinge::Dinge,
    seite::{self, Feldart, Form},
    stadt::Stadt,
    wege::{self, Weg},
};

/// Between them they see every page.
const ROLLEN: [Rolle; 6] = [
    Rolle::R01,
    Rolle::R02,
    Rolle::R19,
    Rolle::R22,
    Rolle::R24,
    Rolle::R26,
];
/// Strings each form gets in a plain run.
const JE_FORM: usize = 24;

fn ist_html(a: &Antwort) -> bool {
    let art = a.kopf.get("content-type").map_or("", |t| t.to_str().unwrap());
    art.starts_with("text/html")
}

/// A cell a spreadsheet would reckon, unless it is a plain number.
fn zellen(csv: &str, wo: &str) {
    let mut leser = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(b';')
        .from_reader(csv.as_bytes());
    for zeile in leser.records() {
        for zelle in &zeile.unwrap() {
            let zelle = zelle.trim_start_matches('\u{feff}');
            let formel = zelle.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let zahl = zelle.replace(',', ".").parse::<f64>().is_ok() || zelle == "-";
            assert!(!formel || zahl, "{wo}: {zelle:?}");
        }
    }
}

fn pruefen(a: &Antwort, wo: &str) {
    assert!(!a.status.is_server_error(), "{wo}: {} {}", a.status, a.text);
    if ist_html(a) {
        let funde = seite::laeuft(&a.text);
        assert!(funde.is_empty(), "{wo}: {funde:#?}");
    }
}

/// Every page of the router that this role can open, by its route.
async fn seiten(b: &mut Besucher, dinge: &Dinge, alle: &[Weg], ich: uuid::Uuid) -> BTreeMap<String, Antwort> {
    let mut aus = BTreeMap::new();
    for weg in alle.iter().filter(|w| !w.aendert()) {
        let a = b.get(&dinge.pfad(weg, false, ich)).await;
        if a.status == 200 {
            aus.insert(weg.pfad.clone(), a);
        }
    }
    aus
}

/// Forms that end the session or lock somebody out; their text fields are those of others as well.
fn lieber_nicht(form: &Form) -> bool {
    [
        "/abmelden",
        "/konto/kennwort",
        "/konto/sitzungen",
        "sperren",
        "/kennwort",
        "/ordnung",
    ]
    .iter()
    .any(|p| form.ziel.contains(p))
}

fn gefuellt<'a>(form: &'a Form, boese: &'a str, runde: usize) -> Vec<(&'a str, &'a str)> {
    form.felder
        .iter()
        .map(|(name, wert, art)| {
            // every other time the e-mail field is sound, so that the rest gets past it
            let mail = runde.is_multiple_of(2) && name.contains("mail");
            let wert = match art {
                Feldart::Text if mail => "wer@example.org",
                Feldart::Text => boese,
                Feldart::Fest => wert,
            };
            (name.as_str(), wert)
        })
        .filter(|(name, _)| *name != "_csrf" && *name != "suche")
        .collect()
}

#[test]
fn s_4_boeser_text_bleibt_ueberall_text() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let (texte, alle) = (
            boeses::alle(),
            wege::alle(&s.routen).into_iter().collect::<Vec<_>>(),
        );
        let voll = std::env::var("GUETE_BOESES").is_ok_and(|w| w == "alle");
        let (mut gesendet, mut angenommen, mut gesehen) = (0, BTreeSet::new(), BTreeSet::new());
        let mut naechster = 0;
        for rolle in ROLLEN {
            let ich = s.leute.iter().find(|p| p.rolle == rolle).unwrap().id.uuid();
            let dinge = Dinge::fuer(&s, ich).await;
            let mut b = s.besucher(rolle).await;
            for (pfad, a) in seiten(&mut b, &dinge, &alle, ich).await {
                for form in seite::formen(&a.text) {
                    let kurz = form.ziel.split('?').next().unwrap_or_default();
                    let art: String = kurz
                        .split('/')
                        .map(|t| if t.len() > 30 { "*" } else { t })
                        .collect::<Vec<_>>()
                        .join("/");
                    if !form.hat_text() || lieber_nicht(&form) || !gesehen.insert((pfad.clone(), art.clone()))
                    {
                        continue;
                    }
                    let anzahl = if voll { texte.len() } else { JE_FORM };
                    for runde in 0..anzahl {
                        let boese = &texte[naechster % texte.len()];
                        naechster += 1;
                        let antwort = b.post(&form.ziel, &gefuellt(&form, boese, runde)).await;
                        let wo = format!("{rolle:?} {pfad} → {} mit {boese:?}", form.ziel);
                        pruefen(&antwort, &wo);
                        gesendet += 1;
                        if antwort.status == 303 && antwort.ort().starts_with('/') {
                            angenommen.insert(art.clone());
                            let ziel = b.get(antwort.ort()).await;
                            pruefen(&ziel, &format!("{wo} → {}", antwort.ort()));
                        }
                    }
                }
            }
        }
        assert!(
            gesendet >= texte.len(),
            "every string was sent at least once: {gesendet}"
        );
        assert!(
            angenommen.len() >= 6,
            "forms that took some of it: {angenommen:?}"
        );
        // and now every page of every role, with all of that stored
        for rolle in ROLLEN {
            let ich = s.leute.iter().find(|p| p.rolle == rolle).unwrap().id.uuid();
            let dinge = Dinge::fuer(&s, ich).await;
            let mut b = s.besucher(rolle).await;
            for (pfad, a) in seiten(&mut b, &dinge, &alle, ich).await {
                pruefen(&a, &format!("{rolle:?} {pfad}"));
                if pfad.ends_with(".csv") {
                    zellen(&a.text, &pfad);
                }
            }
            for pfad in ["/angebote.csv", "/journal/csv"] {
                let a = b.post(pfad, &[]).await;
                if a.status == 200 {
                    zellen(&a.text, pfad);
                }
            }
        }
        eprintln!("{gesendet} Formulare, angenommen von {angenommen:?}");
    });
}

/// Every string through the main job: intake, record, edit form, lists, search.
#[test]
fn s_4_jeder_boese_text_durch_die_aufnahme() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let mut b = s.besucher(Rolle::R01).await;
        let (mut gespeichert, mut abgelehnt) = (0, 0);
        for boese in boeses::alle() {
            let pfad = format!("/anliegen/neu/{}", s.app.ids.uuid());
            let felder = [
                ("worte", boese.as_str()),
                ("kanal", "TELEFON"),
                ("melderrolle", "SELBST"),
                ("gefaehrdungshinweis", "NEIN"),
                ("ortsart", "ADRESSE"),
                ("adresse-text", &boese),
                ("vorname", &boese),
                ("nachname", &boese),
                ("telefon", &boese),
            ];
            let a = b.post(&pfad, &felder).await;
            pruefen(&a, &boese);
            let rein = web::eingaben::rein(&boese);
            if a.status != 303 {
                assert_eq!(a.status, 422, "{boese:?}");
                assert!(seite::text(&a.text).contains(&rein), "input is lost: {boese:?}");
                abgelehnt += 1;
                continue;
            }
            gespeichert += 1;
            let ort = a.ort().to_owned();
            for weg in [ort.clone(), format!("{ort}/bearbeiten")] {
                let a = b.get(&weg).await;
                pruefen(&a, &format!("{weg}: {boese:?}"));
                assert!(
                    seite::text(&a.text).contains(&rein),
                    "{weg} does not show {boese:?}"
                );
            }
        }
        for pfad in ["/", "/anliegen", "/anliegen?seite=2", "/servicebereich"] {
            pruefen(&b.get(pfad).await, pfad);
        }
        zellen(&b.get("/anliegen.csv").await.text, "/anliegen.csv");
        assert!(gespeichert > 300 && abgelehnt > 10, "{gespeichert} {abgelehnt}");
    });
}

/// U12, U15: what a parser stumbles over on any page any role can open.
#[test]
fn u_12_jede_seite_ist_heiles_html() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let alle: Vec<Weg> = wege::alle(&s.routen).into_iter().collect();
        let (mut funde, mut gesehen) = (BTreeSet::new(), BTreeSet::new());
        for rolle in ROLLEN {
            let ich = s.leute.iter().find(|p| p.rolle == rolle).unwrap().id.uuid();
            let dinge = Dinge::fuer(&s, ich).await;
            let mut b = s.besucher(rolle).await;
            for (pfad, a) in seiten(&mut b, &dinge, &alle, ich).await {
                if ist_html(&a) {
                    // embedded in the page of somebody else, which has head and navigation of its own
                    let teil = pfad.starts_with("/einbetten/");
                    let fremd = |m: &String| teil && (m.ends_with("kein header") || m.contains("kein nav["));
                    funde.extend(
                        seite::maengel(&a.text)
                            .into_iter()
                            .filter(|m| !fremd(m))
                            .map(|m| format!("{pfad}: {m}")),
                    );
                    gesehen.insert(pfad);
                }
            }
        }
        assert!(gesehen.len() >= 35, "{gesehen:#?}");
        assert!(funde.is_empty(), "{funde:#?}");
    });
}
