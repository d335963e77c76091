//! SM-1 as a property: any sequence of steps through the real store does what the table and the danger hint say.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use crate::gemeinsam::{
    ALLE, asd, aufnahme, nimm,
    schritte::{akte, codes, geh, voll},
    stadt,
};
use amt::{App, Error, recht::Bearbeiten};
use base::Id;
use fall::{
    model::{Anliegen, Hinweis, Konsultationsergebnis, Stand},
    rules::sm1::SM1,
    service::{bearbeiten, lesen},
};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Tat {
    /// Row of the table, hint said with it, whether the version is stale.
    Schritt(usize, Option<Hinweis>, bool),
    Konsultation,
}

fn taten() -> impl Strategy<Value = Vec<Tat>> {
    let hinweis = prop_oneof![
        4 => Just(None),
        1 => Just(Some(Hinweis::Nein)),
        1 => Just(Some(Hinweis::Unklar)),
        2 => Just(Some(Hinweis::Ja)),
    ];
    let schritt = (0..SM1.len(), hinweis, prop::bool::weighted(0.1));
    let tat = prop_oneof![
        8 => schritt.prop_map(|(u, h, alt)| Tat::Schritt(u, h, alt)),
        1 => Just(Tat::Konsultation),
    ];
    prop::collection::vec(tat, 1..10)
}

/// What must be true, kept beside the store. Written down from Fachkonzept 4.3, not from the code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Soll {
    stand: Stand,
    version: i64,
    hinweis: Hinweis,
    konsultiert: bool,
    gemeldet: bool,
    fall: bool,
    person: bool,
    zeilen: usize,
}

impl Soll {
    /// Codes of the refusal, or the state after the step.
    fn gehe(&self, zeile: usize, gesagt: Option<Hinweis>) -> Result<Self, &'static str> {
        let u = &SM1[zeile];
        if !u.von.contains(&self.stand) {
            return Err("FALL-E74");
        }
        // a hint said with a step counts for the Meldung only: no other step may talk it away or raise it in passing
        let hinweis = gesagt.filter(|_| u.id == "A02").unwrap_or(self.hinweis);
        let geklaert = match hinweis {
            Hinweis::Nein => true,
            Hinweis::Unklar => self.konsultiert,
            Hinweis::Ja => self.gemeldet,
        };
        match u.id {
            "A02" if hinweis != Hinweis::Ja => return Err("FALL-E60"),
            "A03" | "A04" | "A05" | "A06" | "A07" if !geklaert => return Err("FALL-E01"),
            _ => {}
        }
        let mut n = self.clone();
        n.stand = u.nach;
        n.version += 1;
        n.zeilen += 1;
        n.hinweis = hinweis;
        n.gemeldet |= u.id == "A02";
        n.fall |= u.id == "A05";
        n.person &= u.id != "A04";
        Ok(n)
    }
}

async fn ist(app: &App, id: Id<Anliegen>) -> Soll {
    let a = akte(app, &asd(), id).await;
    Soll {
        stand: a.anliegen.stand,
        version: a.anliegen.version,
        hinweis: a.anliegen.gefaehrdungshinweis,
        konsultiert: a.anliegen.konsultation_am.is_some(),
        gemeldet: a.gemeldet,
        fall: a.fall.is_some(),
        person: a.person.is_some(),
        zeilen: a.verlauf.len(),
    }
}

async fn laufe(app: &App, anfang: Hinweis, folge: &[Tat]) {
    let id = nimm(app, aufnahme(anfang)).await.unwrap().id;
    let mut soll = ist(app, id).await;
    assert_eq!((soll.stand, soll.version), (Stand::Neu, 1));
    for tat in folge {
        match *tat {
            Tat::Schritt(zeile, hinweis, alt) => {
                let mut cmd = voll(soll.version + i64::from(alt));
                cmd.hinweis = hinweis;
                let ergebnis = geh(app, &asd(), id, SM1[zeile].id, &cmd).await;
                match (alt, soll.gehe(zeile, hinweis)) {
                    (true, _) => assert!(matches!(ergebnis, Err(Error::Konflikt)), "{tat:?}"),
                    (false, Ok(danach)) => {
                        assert_eq!(ergebnis.unwrap(), danach.stand, "{tat:?}");
                        soll = danach;
                    }
                    (false, Err(code)) => assert_eq!(codes(&ergebnis.unwrap_err()), [code], "{tat:?}"),
                }
            }
            Tat::Konsultation => {
                let mut tx = app.db.write().await.unwrap();
                let (may, _) = lesen::befugt::<Bearbeiten>(app, &mut tx, &asd(), id)
                    .await
                    .unwrap();
                let kein = Konsultationsergebnis::KeinHinweis;
                bearbeiten::konsultiert(app, &mut tx, &may, soll.version, "Anna Abel", kein)
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
                soll.konsultiert = true;
                soll.version += 1;
                soll.zeilen += 1;
            }
        }
        assert_eq!(ist(app, id).await, soll, "nach {tat:?}");
        // the red line behind all of it
        assert!(
            soll.hinweis != Hinweis::Ja || soll.gemeldet,
            "Gefahr ohne Meldung"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn jede_folge_haelt_sich_an_die_tabelle(
        folgen in prop::collection::vec((prop_oneof![Just(Hinweis::Nein), Just(Hinweis::Unklar)], taten()), 1..5),
    ) {
        testkit::db::laufen(testkit::db::Art::Sqlite, &ALLE, |db| async move {
            let (app, _) = stadt(&db).await;
            for (anfang, folge) in folgen {
                laufe(&app, anfang, &folge).await;
            }
        });
    }
}
