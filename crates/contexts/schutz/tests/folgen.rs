//! S0 to S7 as a property: any sequence of legal and illegal steps through the real store does what the table says and
//! never ends a danger without a consequence.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{
    ALLE, FRAU_A, HERR_B, TRAEGER_Y, TRAEGER_Z, amt as stadt, asd, codes,
    daten::{anruf, aufnahme, erst, plan, urteil},
    lies, melde, neu, tu, zahl,
};
use amt::{App, Error};
use base::Id;
use proptest::{prelude::*, strategy::ValueTree};
use schutz::{
    model::{Ergebnis, Meldung, Stand, Widerspruch},
    rules::sm::SM,
    service::{
        einschaetzen::einschaetzen,
        eintragen, gericht,
        konzept::vereinbaren,
        obhut::{self, Fortgang},
        schritt::schritt,
    },
};

#[derive(Debug, Clone, Copy)]
enum Tat {
    /// Row of the table, whether the version is stale.
    Schritt(usize, bool),
    /// Weighs or not; who.
    Erst(bool, u8),
    /// Result of the one child; who.
    Urteil(Option<Ergebnis>, u8),
    Konzept,
    Gericht,
    Obhut,
    /// What the parents say, whether the court was asked.
    Fortgang(Widerspruch, bool),
}

fn taten() -> impl Strategy<Value = Vec<Tat>> {
    let ergebnis = prop_oneof![
        1 => Just(None),
        4 => prop::sample::select(Ergebnis::ALLE).prop_map(Some),
    ];
    let wer = prop_oneof![6 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)];
    let tat = prop_oneof![
        12 => (0..SM.len(), prop::bool::weighted(0.05)).prop_map(|(u, alt)| Tat::Schritt(u, alt)),
        3 => (prop::bool::weighted(0.8), wer.clone()).prop_map(|(g, w)| Tat::Erst(g, w)),
        3 => (ergebnis, wer).prop_map(|(e, w)| Tat::Urteil(e, w)),
        1 => Just(Tat::Konzept),
        1 => Just(Tat::Gericht),
        1 => Just(Tat::Obhut),
        2 => (prop::sample::select(Widerspruch::ALLE), any::<bool>()).prop_map(|(w, g)| Tat::Fortgang(w, g)),
    ];
    // most sequences begin where most of the rows are, some where the first look may end it
    let anfang = prop_oneof![
        3 => Just(vec![]),
        6 => Just(vec![Tat::Schritt(0, false), Tat::Erst(true, 0), Tat::Schritt(1, false)]),
        1 => Just(vec![Tat::Schritt(0, false), Tat::Erst(false, 0)]),
    ];
    (anfang, prop::collection::vec(tat, 4..20)).prop_map(|(mut anfang, rest)| {
        anfang.extend(rest);
        anfang
    })
}

/// What must be true, kept beside the store. Written down from Fachkonzept 5.4, not from the code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Soll {
    stand: Stand,
    gewichtig: Option<bool>,
    beurteilt: bool,
    ergebnis: Option<Ergebnis>,
    konzept: bool,
    gericht: bool,
    /// Care: what the parents say and whether the court was asked.
    obhut: Option<(Option<Widerspruch>, bool)>,
}

impl Soll {
    fn laeuft(&self) -> bool {
        !matches!(self.stand, Stand::S6 | Stand::S7)
    }

    fn schritt(&self, id: &str) -> Result<Stand, ()> {
        use Stand::{S0, S1, S2, S3, S4, S5, S6, S7};
        let s = self.stand;
        match id {
            "K01" if s == S0 => Ok(S1),
            "K02" if s == S1 && self.gewichtig == Some(true) => Ok(S2),
            "K03" if s == S1 && self.gewichtig == Some(false) => Ok(S7),
            "K04" if s == S2 && self.konzept => Ok(S3),
            "K05" if matches!(s, S2 | S3) && self.gericht => Ok(S4),
            "K06" if matches!(s, S2 | S3 | S4) && self.obhut.is_some() => Ok(S5),
            "K07" if matches!(s, S2 | S3 | S4 | S5) && self.darf_enden() => Ok(S6),
            _ => Err(()),
        }
    }

    fn darf_enden(&self) -> bool {
        let gefahr = matches!(self.ergebnis, Some(Ergebnis::Kwg | Ergebnis::Latent));
        let folge = self.konzept || self.gericht || self.obhut.is_some();
        let obhut = match self.obhut {
            None => true,
            // told them and they agree; or the court decides
            Some((Some(Widerspruch::Nein), _)) => true,
            Some((Some(_), gericht)) => gericht,
            Some((None, _)) => false,
        };
        self.beurteilt && self.ergebnis.is_some() && (!gefahr || folge) && obhut
    }
}

async fn tue(app: &App, id: Id<Meldung>, soll: &mut Soll, tat: Tat) {
    let paar = |wer: u8| match wer {
        0 => [FRAU_A, HERR_B],
        1 => [FRAU_A, FRAU_A],
        _ => [TRAEGER_Y, TRAEGER_Z],
    };
    let heute = app.uhr.heute();
    let akte = lies(app, &asd(), id).await;
    let kind = akte.kinder[0].id;
    match tat {
        Tat::Schritt(n, alt) => {
            let u = &SM[n];
            let e = tu(app, &asd(), id, async |tx, z, m| {
                let v = m.version + i64::from(alt);
                schritt(app, tx, z, m, v, u.id).await
            })
            .await;
            match (alt, soll.schritt(u.id)) {
                (true, _) => assert!(matches!(e, Err(Error::Konflikt)), "{tat:?} {soll:?}"),
                (false, Ok(nach)) => {
                    assert_eq!(e.unwrap(), nach, "{tat:?} {soll:?}");
                    soll.stand = nach;
                }
                (false, Err(())) => assert!(
                    codes(&e.unwrap_err()).iter().all(|c| c.starts_with("SCHUTZ-E")),
                    "{tat:?} {soll:?}"
                ),
            }
        }
        Tat::Erst(gewichtig, wer) => {
            let e = tu(app, &asd(), id, async |tx, z, m| {
                eintragen::erstbewerten(app, tx, z, m, erst(gewichtig, &paar(wer))).await
            })
            .await;
            let gut = soll.stand == Stand::S1 && wer == 0;
            assert_eq!(e.is_ok(), gut, "{tat:?} {soll:?}");
            if gut {
                soll.gewichtig = Some(gewichtig);
            }
        }
        Tat::Urteil(ergebnis, wer) => {
            let mut d = urteil(ergebnis, heute);
            d.fachkraefte = paar(wer).into();
            let e = tu(app, &asd(), id, async |tx, z, m| {
                einschaetzen(app, tx, z, m, kind, d).await
            })
            .await;
            let gut = soll.laeuft() && !matches!(soll.stand, Stand::S0 | Stand::S1) && wer == 0;
            assert_eq!(e.is_ok(), gut, "{tat:?} {soll:?}");
            if gut {
                (soll.beurteilt, soll.ergebnis) = (true, ergebnis);
            }
        }
        Tat::Konzept | Tat::Gericht => {
            let e = tu(app, &asd(), id, async |tx, z, m| match tat {
                Tat::Konzept => vereinbaren(app, tx, z, m, plan(heute)).await,
                _ => gericht::anrufen(app, tx, z, m, anruf(heute)).await,
            })
            .await;
            let gut = soll.laeuft() && !matches!(soll.stand, Stand::S0 | Stand::S1);
            assert_eq!(e.is_ok(), gut, "{tat:?} {soll:?}");
            if gut {
                match tat {
                    Tat::Konzept => soll.konzept = true,
                    _ => soll.gericht = true,
                }
            }
        }
        Tat::Obhut => {
            let b = aufnahme(kind, app.uhr.jetzt());
            let e = tu(app, &asd(), id, async |tx, z, m| {
                obhut::beginnen(app, tx, z, m, b).await
            })
            .await;
            let gut = soll.laeuft() && soll.stand != Stand::S0 && soll.obhut.is_none();
            assert_eq!(e.is_ok(), gut, "{tat:?} {soll:?}");
            if gut {
                soll.obhut = Some((None, false));
            }
        }
        Tat::Fortgang(widerspruch, gericht) => {
            let Some(o) = akte.obhuten.first().map(|o| o.id) else {
                return;
            };
            let f = Fortgang {
                psb_am: (widerspruch != Widerspruch::NichtErreichbar).then(|| app.uhr.jetzt()),
                widerspruch: Some(widerspruch),
                gericht_am: gericht.then_some(heute),
                ..Fortgang::default()
            };
            let e = tu(app, &asd(), id, async |tx, z, m| {
                obhut::fortschreiben(app, tx, z, m, o, f).await
            })
            .await;
            assert_eq!(e.is_ok(), soll.laeuft(), "{tat:?} {soll:?}");
            if soll.laeuft() {
                soll.obhut = Some((Some(widerspruch), gericht));
            }
        }
    }
}

async fn laufe(app: &App, folge: &[Tat]) {
    let id = melde(app, neu(1)).await;
    let mut soll = Soll {
        stand: Stand::S0,
        gewichtig: None,
        beurteilt: false,
        ergebnis: None,
        konzept: false,
        gericht: false,
        obhut: None,
    };
    for tat in folge {
        tue(app, id, &mut soll, *tat).await;
    }
    assert_eq!(lies(app, &asd(), id).await.meldung.stand, soll.stand);
}

/// No danger ended without plan, court or care; every end has its record; every open one has somebody responsible.
async fn invarianten(app: &App) {
    let ohne_folge = zahl(
        app,
        "SELECT count(*) FROM schutz_einschaetzung e JOIN schutz_meldung m ON m.id = e.meldung
         WHERE m.stand = 'S6_ABGESCHLOSSEN' AND e.ergebnis IN ('KWG', 'LATENT')
            AND NOT EXISTS (SELECT 1 FROM schutz_konzept k WHERE k.meldung = m.id)
            AND NOT EXISTS (SELECT 1 FROM schutz_gericht g WHERE g.meldung = m.id)
            AND NOT EXISTS (SELECT 1 FROM schutz_obhut o WHERE o.kind = e.kind)",
    )
    .await;
    assert_eq!(ohne_folge, 0);
    let allein = zahl(
        app,
        "SELECT count(*) FROM schutz_meldung m WHERE m.stand NOT IN ('S0_EINGEGANGEN', 'S1_ERSTBEWERTUNG')
            AND (SELECT count(*) FROM schutz_mitwirkung w WHERE w.meldung = m.id AND w.anlass = 'ERSTBEWERTUNG') < 2",
    )
    .await;
    assert_eq!(allein, 0);
    assert_eq!(
        zahl(app, "SELECT count(*) FROM schutz_statistik").await,
        zahl(
            app,
            "SELECT count(*) FROM schutz_meldung WHERE stand = 'S6_ABGESCHLOSSEN'"
        )
        .await,
    );
    let niemand = zahl(
        app,
        "SELECT count(*) FROM schutz_meldung WHERE verantwortlich_name = ''",
    )
    .await;
    assert_eq!(niemand, 0);
}

/// Sequences; `SCHUTZ_FOLGEN` asks for more.
fn wie_viele() -> u32 {
    std::env::var("SCHUTZ_FOLGEN")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(120)
}

testkit::auf_beiden!(
    beliebige_folgen_von_schritten_halten_die_tabelle_ein,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let mut laeufer = proptest::test_runner::TestRunner::deterministic();
        for _ in 0..wie_viele() {
            let folge = taten().new_tree(&mut laeufer).unwrap().current();
            laufe(&app, &folge).await;
        }
        invarianten(&app).await;
        // what a sequence ends in is chance; that every row of the table was taken at least once is not
        let mut tx = app.db.read().await.unwrap();
        let zeilen: Vec<(String,)> = tx
            .fetch_all(
                "SELECT DISTINCT schritt FROM schutz_verlauf WHERE schritt BETWEEN 'K01' AND 'K07' ORDER BY schritt",
                store::werte![],
            )
            .await
            .unwrap();
        let zeilen: Vec<String> = zeilen.into_iter().map(|z| z.0).collect();
        assert_eq!(
            zeilen,
            SM.iter().map(|u| u.id).collect::<Vec<_>>(),
            "every row of the table was taken"
        );
    }
);
