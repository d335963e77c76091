//! GUETE R4: every statement of a use case fails once. Nothing panics, nothing is half saved, and the page says that
//! nothing was saved.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use amt::recht::Rolle;
use gewebe::anwendung;
use store::{Beobachter, Db, Error, sicherung};
use testkit::db::{Art, laufen};

use crate::{besucher::Besucher, stadt::Stadt};

/// Lets the n-th statement fail, and remembers which it was.
#[derive(Debug, Default)]
struct Stolperdraht {
    /// Statements until the one that fails; at rest far away.
    rest: AtomicI64,
    was: Mutex<String>,
}

const FERN: i64 = i64::MAX / 2;

impl Stolperdraht {
    fn spannen(&self, n: i64) {
        self.was.lock().unwrap().clear();
        self.rest.store(n, Ordering::SeqCst);
    }

    /// What failed since; nothing when the use case was shorter than that.
    fn loesen(&self) -> Option<String> {
        self.rest.store(FERN, Ordering::SeqCst);
        let was = self.was.lock().unwrap().clone();
        (!was.is_empty()).then_some(was)
    }
}

impl Beobachter for Stolperdraht {
    fn vor(&self, sql: &str) -> store::Result<()> {
        if self.rest.fetch_sub(1, Ordering::SeqCst) != 1 {
            return Ok(());
        }
        sql.clone_into(&mut self.was.lock().unwrap());
        Err(Error::DatentraegerVoll)
    }
}

/// Somebody does something, and this is how it goes well.
struct Tat {
    name: &'static str,
    rolle: Rolle,
    pfad: fn(&str) -> String,
    felder: &'static [(&'static str, &'static str)],
    gut: u16,
}

const WORTE: (&str, &str) = ("worte", "Wir suchen eine Tagesmutter.");
const TATEN: [Tat; 5] = [
    Tat {
        name: "Anliegen mit Hinweis auf Gefahr",
        rolle: Rolle::R01,
        pfad: |einmal| format!("/anliegen/neu/{einmal}"),
        felder: &[
            WORTE,
            ("kanal", "TELEFON"),
            ("melderrolle", "SELBST"),
            ("gefaehrdungshinweis", "JA"),
            ("ortsart", "ADRESSE"),
            ("adresse-text", "Ahornweg 1, Taufkirchen"),
            ("nachname", "Störung"),
            ("rueckruf", "on"),
        ],
        gut: 303,
    },
    Tat {
        name: "Anruf notieren",
        rolle: Rolle::R01,
        pfad: |_| "/servicebereich".to_owned(),
        felder: &[
            ("anliegen_kurz", "Frage zum Kindergarten"),
            ("kanal", "TELEFON"),
            ("ueberlauf", "DIREKT"),
            ("gefaehrdungshinweis", "JA"),
            ("anrufer", "Störung"),
            ("adresse-text", "Ahornweg 1, Taufkirchen"),
        ],
        gut: 303,
    },
    Tat {
        name: "Entwurf sichern",
        rolle: Rolle::R01,
        pfad: |_| "/entwurf/anliegen/stoerung".to_owned(),
        felder: &[WORTE],
        gut: 204,
    },
    Tat {
        name: "Kontaktdaten ändern",
        rolle: Rolle::R02,
        pfad: |_| "/konto".to_owned(),
        felder: &[("telefon", "0431 1234"), ("email", "")],
        gut: 303,
    },
    Tat {
        name: "Konto anlegen",
        rolle: Rolle::R26,
        pfad: |_| "/benutzer/neu".to_owned(),
        felder: &[
            ("kennung", "stoerung.neu"),
            ("name", "Stella Störung"),
            ("art", "OEFFENTLICH"),
            ("organisation", "Amt"),
            ("rolle-1", "R01"),
            ("ab-1", "2026-11-18"),
        ],
        gut: 200,
    },
];

async fn pruefsumme(s: &Stadt) -> String {
    sicherung::sichern(&s.app.db, &mut std::io::sink())
        .await
        .unwrap()
        .pruefsumme
}

static PANIKEN: AtomicU64 = AtomicU64::new(0);

async fn stolpern(s: &Stadt, draht: &Stolperdraht, tat: &Tat) -> i64 {
    let mut b: Besucher = s.besucher(tat.rolle).await;
    let vorher = pruefsumme(s).await;
    for n in 1..500 {
        let einmal = s.app.ids.uuid().to_string();
        let mut felder = tat.felder.to_vec();
        felder.push(("einmal", &einmal));
        draht.spannen(n);
        let a = b.post(&(tat.pfad)(&einmal), &felder).await;
        let Some(was) = draht.loesen() else {
            assert_eq!(a.status, tat.gut, "{}: {}", tat.name, a.text);
            assert_ne!(
                pruefsumme(s).await,
                vorher,
                "{}: nothing was saved at all",
                tat.name
            );
            return n - 1;
        };
        let wo = format!("{} bei Anweisung {n}: {was}", tat.name);
        assert_eq!(a.status, 503, "{wo}\n{}", a.text);
        assert!(a.text.contains("nichts gespeichert"), "{wo}\n{}", a.text);
        assert!(a.kopf.contains_key("retry-after"), "{wo}");
        assert_eq!(pruefsumme(s).await, vorher, "{wo}: half saved");
    }
    unreachable!("{}: no end", tat.name);
}

async fn alle(db: Db) {
    let draht = Arc::new(Stolperdraht::default());
    draht.loesen();
    let s = Stadt::gruenden(db.beobachtet(draht.clone())).await;
    let vorher = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |wie| {
        PANIKEN.fetch_add(1, Ordering::SeqCst);
        vorher(wie);
    }));
    let mut gesamt = 0;
    for tat in &TATEN {
        let n = stolpern(&s, &draht, tat).await;
        assert!(n >= 4, "{}: only {n} statements", tat.name);
        gesamt += n;
    }
    assert_eq!(PANIKEN.load(Ordering::SeqCst), 0);
    eprintln!("{gesamt} Anweisungen scheiterten je einmal, nichts blieb halb");
}

#[test]
fn r_4_jede_anweisung_scheitert_einmal() {
    laufen(Art::Sqlite, &anwendung::RAEUME, alle);
}
