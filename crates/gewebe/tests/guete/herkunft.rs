//! GUETE S6, S2, S5: foreign requests change nothing, what is not yours looks like what is not there, and every
//! answer carries its headers.

use amt::recht::Rolle;
use axum::{
    body::Body,
    http::{Request, header},
};
use gewebe::anwendung;
use store::sicherung;
use testkit::db::{Art, laufen};
use uuid::Uuid;

use crate::{
    besucher::{Antwort, Besucher},
    dinge::Dinge,
    stadt::Stadt,
    wege::{self, Weg, fragen},
};

async fn pruefsumme(s: &Stadt) -> String {
    sicherung::sichern(&s.app.db, &mut std::io::sink())
        .await
        .unwrap()
        .pruefsumme
}

/// One way of asking that no page of ours would.
struct Angriff {
    name: &'static str,
    kopf: &'static [(&'static str, &'static str)],
    token: Token,
    art: &'static str,
}

enum Token {
    Gut,
    Keins,
    /// Of a session of somebody else.
    Fremd,
    /// The right one with one sign changed.
    Verdreht,
}

const FORM: &str = "application/x-www-form-urlencoded";
const ANGRIFFE: [Angriff; 11] = [
    Angriff {
        name: "ohne Token",
        kopf: &[],
        token: Token::Keins,
        art: FORM,
    },
    Angriff {
        name: "Token einer anderen Sitzung",
        kopf: &[],
        token: Token::Fremd,
        art: FORM,
    },
    Angriff {
        name: "Token verdreht",
        kopf: &[],
        token: Token::Verdreht,
        art: FORM,
    },
    Angriff {
        name: "fremder Origin",
        kopf: &[("origin", "https://boese.example")],
        token: Token::Gut,
        art: FORM,
    },
    Angriff {
        name: "Origin null",
        kopf: &[("origin", "null")],
        token: Token::Gut,
        art: FORM,
    },
    Angriff {
        name: "Origin mit unserem Namen darin",
        kopf: &[("origin", "https://gewebe.example.boese.example")],
        token: Token::Gut,
        art: FORM,
    },
    Angriff {
        name: "cross-site",
        kopf: &[("sec-fetch-site", "cross-site")],
        token: Token::Gut,
        art: FORM,
    },
    Angriff {
        name: "same-site",
        kopf: &[("sec-fetch-site", "same-site")],
        token: Token::Gut,
        art: FORM,
    },
    Angriff {
        name: "same-origin, aber fremder Origin",
        kopf: &[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://boese.example"),
        ],
        token: Token::Gut,
        art: FORM,
    },
    Angriff {
        name: "als Text",
        kopf: &[],
        token: Token::Gut,
        art: "text/plain",
    },
    Angriff {
        name: "JSON ohne Token",
        kopf: &[],
        token: Token::Keins,
        art: "application/json",
    },
];

fn anfrage(a: &Angriff, weg: &Weg, pfad: &str, gut: &str, fremd: &str) -> Request<Body> {
    let verdreht = gut.chars().rev().collect::<String>();
    let token = match a.token {
        Token::Gut => gut,
        Token::Keins => "",
        Token::Fremd => fremd,
        Token::Verdreht => &verdreht,
    };
    let mut req = Request::builder()
        .method(weg.methode.as_str())
        .uri(pfad)
        .header(header::CONTENT_TYPE, a.art);
    for (name, wert) in a.kopf {
        req = req.header(*name, *wert);
    }
    req.body(Body::from(format!("_csrf={token}&name=x&worte=x")))
        .unwrap()
}

#[test]
fn s_6_fremde_anfragen_aendern_nichts() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let wege: Vec<Weg> = wege::alle(&s.routen).into_iter().filter(Weg::aendert).collect();
        assert!(wege.len() >= 45, "{}", wege.len());
        let admin = s.leute.iter().find(|p| p.rolle == Rolle::R26).unwrap().id.uuid();
        let dinge = Dinge::fuer(&s, admin).await;
        let fremd = s.besucher(Rolle::R01).await;
        for rolle in [Rolle::R26, Rolle::R02] {
            let mut b = s.besucher(rolle).await;
            let (gut, vorher) = (b.csrf.clone(), pruefsumme(&s).await);
            for weg in &wege {
                let pfad = dinge.pfad(weg, false, admin);
                for a in &ANGRIFFE {
                    let antwort = b.senden(anfrage(a, weg, &pfad, &gut, &fremd.csrf)).await;
                    assert_eq!(antwort.status, 403, "{} {pfad}: {}", weg.methode, a.name);
                }
            }
            assert_eq!(pruefsumme(&s).await, vorher, "{rolle:?}: something was saved");
            // the session itself is still good, so the refusals were not for lack of one
            assert_eq!(b.get("/konto").await.status, 200);
        }
    });
}

/// What of an answer may differ from one request to the next.
fn ohne_zufall(a: &Antwort, pfad: &str) -> String {
    let mut text = a.text.clone();
    if let Some(csrf) = a.feld("_csrf") {
        text = text.replace(&csrf, "");
    }
    text.replace(pfad, "")
}

/// Every id of every path, changed to that of somebody else's thing: the same answer as for a thing that never was.
#[test]
fn s_2_was_mir_nicht_gehoert_gibt_es_nicht() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let wege: Vec<Weg> = wege::alle(&s.routen)
            .into_iter()
            .filter(|w| w.pfad.contains("{id}"))
            .collect();
        let nirgends = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_dead_beef);
        let mut verglichen = 0;
        for rolle in Rolle::ALLE {
            let ich = s.leute.iter().find(|p| p.rolle == rolle).unwrap().id.uuid();
            let dinge = Dinge::fuer(&s, ich).await;
            let mut b = s.besucher(rolle).await;
            for weg in &wege {
                let fremd = dinge.pfad(weg, true, s.leute[7].id.uuid());
                let a = fragen(&mut b, weg, &fremd).await;
                assert!(
                    !a.status.is_server_error(),
                    "{rolle:?} {} {fremd}: {}",
                    weg.methode,
                    a.status
                );
                let erlaubt = a.status != 404;
                let (vorn, hinten) = weg.pfad.split_once("{id}").unwrap();
                let leer = dinge.pfad(
                    &Weg {
                        methode: weg.methode.clone(),
                        pfad: format!("{vorn}{nirgends}{hinten}"),
                    },
                    false,
                    ich,
                );
                let nichts = fragen(&mut b, weg, &leer).await;
                assert!(!nichts.status.is_success(), "{rolle:?} {} {leer}", weg.methode);
                if !erlaubt {
                    assert_eq!(
                        ohne_zufall(&a, &fremd),
                        ohne_zufall(&nichts, &leer),
                        "{rolle:?} {} {}",
                        weg.methode,
                        weg.pfad
                    );
                    verglichen += 1;
                }
            }
        }
        assert!(verglichen > 500, "{verglichen}");
    });
}

/// Without signing in: pages lead to the sign-in, the interface says 401, forms too, and only the public ones open.
#[test]
fn ohne_anmeldung_oeffnet_sich_nur_das_oeffentliche() {
    const OFFEN: [&str; 7] = [
        "/anmelden",
        "/hilfe",
        "/barrierefreiheit",
        "/datenschutz",
        "/impressum",
        "/lizenzen",
        "/health",
    ];
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let app = crate::stadt::leer(db);
        let routen = anwendung::routen(&app);
        let mut b = Besucher::neu(&routen);
        for weg in wege::alle(&routen) {
            let pfad = weg
                .pfad
                .split('/')
                .map(|t| {
                    if t.starts_with('{') {
                        "0190c2a0-0000-7000-8000-000000000000"
                    } else {
                        t
                    }
                })
                .collect::<Vec<_>>()
                .join("/");
            let oeffentlich = [
                "/assets/",
                "/api/openapi.json",
                "/quartier",
                "/wer-hilft-mir/",
                "/angebot-pruefen",
                "/vermittlung-beantworten",
                "/einladung-beantworten",
                "/hsds/v3",
                "/einbetten/",
                "/idee/",
                "/sitemap.xml",
                "/robots.txt",
                "/unterwegs/",
                "/kalender/",
            ];
            if OFFEN.contains(&weg.pfad.as_str()) || oeffentlich.iter().any(|o| weg.pfad.starts_with(o)) {
                continue;
            }
            // a valid token of the sign-in page opens nothing either
            b.get("/anmelden").await;
            let a = fragen(&mut b, &weg, &pfad).await;
            if weg.pfad.starts_with("/api/") || weg.aendert() {
                assert_eq!(a.status, 401, "{} {pfad}", weg.methode);
            } else {
                assert_eq!(a.status, 303, "{} {pfad}", weg.methode);
                assert!(a.ort().starts_with("/anmelden"), "{pfad}: {}", a.ort());
            }
        }
        for pfad in OFFEN {
            assert_eq!(b.get(pfad).await.status, 200, "{pfad}");
        }
    });
}
