//! Training before access on both engines: what rests, what never does, who sees it, who enters it.
#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use crate::gemeinsam::{Browser, KENNWORT, RAEUME, Server, darf, konto, server, verwalter};
use amt::{
    Error, Kontext, nachweis, ordnung,
    recht::{Befugnis, Bereich, Bezug, Klasse, Lesen, Objektart, Rolle, Sicht, Zweck},
};
use base::Id;

/// Three kinds of things of rooms above: a case, child protection, the network.
struct Akte;
struct Meldung;
struct Netz;

macro_rules! art {
    ($typ:ty, $bereich:ident) => {
        impl Objektart for $typ {
            const NAME: &'static str = "probe";
            const BEREICH: Bereich = Bereich::$bereich;
            const KLASSE: Klasse = Klasse::D1;
            const ZWECK: Zweck = Zweck::Z10;
        }
    };
}
art!(Akte, FallViii);
art!(Meldung, Schutz);
art!(Netz, Netz);

fn go(zugang: &str) -> String {
    format!(
        "[go]\nbezeichnung = \"Probe\"\nversion = 1\ngueltig_ab = 2026-01-01\nstatus = \"IN_KRAFT\"\n\
         beschluss = {{ gremium = \"JHA\", datum = 2026-01-01, vorlage = \"1/26\" }}\n\
         nachtrag_grund = \"Probe\"\n[mandant]\ntyp = \"STADT_MIT_JUGENDAMT\"\nland = \"SH\"\n\
         traegerschaften = [\"JUGENDHILFE\"]\n[training]\nzugang = [{zugang}]\n"
    )
}

fn pflicht(rollen: &str, bereiche: &str, ab: &str) -> String {
    format!(
        "{{ nachweis = \"SRO\", titel = \"Grundkurs Sozialraum\", rollen = [{rollen}], bereiche = [{bereiche}], \
         ab = {ab}, monate = 36, hilfe = \"Regionalmanagement, Telefon 100\" }}"
    )
}

async fn in_kraft(s: &Server, zugang: &str) {
    let mut tx = s.app.db.write().await.unwrap();
    ordnung::uebernehmen(&s.app, &mut tx, &go(zugang)).await.unwrap();
    tx.commit().await.unwrap();
}

fn codes(e: &Error) -> Vec<&'static str> {
    e.befunde().iter().map(|b| b.code).collect()
}

fn eigene<K: Objektart>(k: &Kontext) -> bool {
    let bezug = Bezug {
        eigener_fall: true,
        ..Bezug::default()
    };
    Befugnis::<Lesen, K>::pruefen(k, None, bezug).is_ok()
}

/// The account as the next request finds it.
async fn jetzt(s: &Server, id: Id<amt::Benutzer>, rollen: &[Rolle]) -> Kontext {
    let mut tx = s.app.db.read().await.unwrap();
    let da = nachweis::von(&s.app, &mut tx, id).await.unwrap();
    let paare: Vec<_> = da
        .iter()
        .filter_map(|l| Some((l.pflicht.kennung.clone(), l.am?)))
        .collect();
    let alle = nachweis::pflichten(&s.app, &mut tx).await.unwrap();
    let ruht = nachweis::ruhende(&alle, rollen, &paare, s.app.uhr.heute());
    let rollen = rollen
        .iter()
        .map(|r| amt::RolleJetzt {
            rolle: *r,
            raeume: Vec::new(),
        })
        .collect();
    Kontext::neu(
        id,
        String::new(),
        amt::recht::OrganisationsArt::Oeffentlich,
        rollen,
    )
    .mit_ruhenden(ruht)
}

testkit::auf_beiden!(
    ohne_nachweis_ruht_der_fall_und_nie_der_schutz,
    RAEUME,
    |db| async move {
        let s = server(db);
        in_kraft(&s, &pflicht("\"R02\"", "\"FALL_VIII\"", "2026-07-01")).await;
        let frau = konto(&s, "frau", &[Rolle::R02]).await;
        let k = jetzt(&s, frau, &[Rolle::R02]).await;
        assert!(!eigene::<Akte>(&k));
        assert!(Sicht::auf::<Akte>(&k).is_err());
        assert!(eigene::<Meldung>(&k) && eigene::<Netz>(&k));
        assert!(!amt::navigation::darf(
            &k,
            Bereich::FallViii,
            amt::recht::Recht::Lesen
        ));
        // on duty the same person reaches what the duty needs
        let dienst = jetzt(&s, frau, &[Rolle::R02, Rolle::R05]).await;
        assert_eq!(dienst.ruht().len(), 1);
        assert_eq!(
            dienst.zelle(Rolle::R05, Bereich::FallViii),
            *amt::recht::matrix(Rolle::R05, Bereich::FallViii)
        );
        // the page says so, with who helps
        let mut b = Browser::neu(&s);
        b.anmelden("frau", KENNWORT).await;
        let seite = b.get("/konto").await;
        assert!(
            seite.text.contains("Ein Teil Ihres Zugangs ruht"),
            "{}",
            seite.text
        );
        assert!(seite.text.contains("Fälle nach SGB VIII") && seite.text.contains("Telefon 100"));

        // a training elsewhere, entered by the administration, counts with the next request
        let admin = verwalter(s.app.ids.neu());
        let mut tx = s.app.db.write().await.unwrap();
        let von_hand = async |tx: &mut store::Tx, wem, kennung, am: &str, quelle| {
            let was = (kennung, am.parse().unwrap(), quelle);
            nachweis::von_hand(&s.app, tx, &darf(&admin), wem, was).await
        };
        let e = von_hand(&mut tx, frau, "ANDERS", "2026-12-01", " ")
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E43", "AMT-E44", "AMT-E46"]);
        von_hand(&mut tx, frau, "SRO", "2026-11-01", "Zertifikat")
            .await
            .unwrap();
        // an older one does not take its place
        von_hand(&mut tx, frau, "SRO", "2020-11-01", "Zertifikat")
            .await
            .unwrap();
        let selbst = Kontext::neu(
            frau,
            String::new(),
            amt::recht::OrganisationsArt::Oeffentlich,
            admin.rollen().to_vec(),
        );
        let was = ("SRO", "2026-11-02".parse().unwrap(), "ich");
        let e = nachweis::von_hand(&s.app, &mut tx, &darf(&selbst), frau, was)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E45"]);
        assert!(
            !nachweis::aus_training(&s.app, &mut tx, &selbst, frau, was)
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
        assert!(eigene::<Akte>(&jetzt(&s, frau, &[Rolle::R02]).await));
        assert!(!b.get("/konto").await.text.contains("Ein Teil Ihres Zugangs ruht"));

        // three years later it is over
        s.uhr.stelle(crate::gemeinsam::zeit("2029-11-02T09:00:00Z"));
        assert!(!eigene::<Akte>(&jetzt(&s, frau, &[Rolle::R02]).await));
    }
);

testkit::auf_beiden!(
    leitende_sehen_wer_fehlt_und_nur_die_verwaltung_traegt_ein,
    RAEUME,
    |db| async move {
        let s = server(db);
        let zwei = format!(
            "{}, {}",
            pflicht("\"R02\", \"R04\"", "\"FALL_VIII\", \"SERVICE\"", "2026-07-01"),
            pflicht("\"R01\"", "\"SERVICE\"", "2027-01-01").replace("SRO", "TELEFON")
        );
        in_kraft(&s, &zwei).await;
        let frau = konto(&s, "fachkraft", &[Rolle::R02]).await;
        konto(&s, "service", &[Rolle::R01]).await;
        konto(&s, "leitung", &[Rolle::R04]).await;
        konto(&s, "admin", &[Rolle::R26]).await;
        let mut b = Browser::neu(&s);
        // whoever leads sees it even while the own access rests
        b.anmelden("leitung", KENNWORT).await;
        let seite = b.get("/nachweise").await;
        assert_eq!(seite.status, 200);
        assert!(seite.text.contains("Frau fachkraft") && seite.text.contains("der Zugang ruht"));
        assert!(seite.text.contains("nötig ab 01.01.2027"));
        assert_eq!(b.get(&format!("/nachweise/{frau}")).await.status, 404);
        let ruht = b
            .post("/nachweise", &[("suche", "SERVICE"), ("stand", "ruht")])
            .await;
        assert!(ruht.text.contains("Niemand gefunden"));
        let mut b = Browser::neu(&s);
        b.anmelden("fachkraft", KENNWORT).await;
        assert_eq!(b.get("/nachweise").await.status, 404);
        let mut b = Browser::neu(&s);
        b.anmelden("admin", KENNWORT).await;
        let pfad = format!("/nachweise/{frau}");
        assert_eq!(b.get(&pfad).await.status, 200);
        let e = b
            .post(
                &pfad,
                &[("kennung", "SRO"), ("am", ""), ("quelle", "Zertifikat B")],
            )
            .await;
        assert_eq!(e.status, 422);
        assert!(e.text.contains("Zertifikat B"), "{}", e.text);
        let da = [("kennung", "SRO"), ("am", "2026-11-01"), ("quelle", "Zertifikat")];
        assert_eq!(b.post(&pfad, &da).await.status, 303);
        assert!(b.get(&pfad).await.text.contains("bis 01.11.2029"));
        assert_eq!(b.post(&pfad, &[("streichen", "SRO")]).await.status, 303);
        assert!(b.get(&pfad).await.text.contains("der Zugang ruht"));
        assert_eq!(b.post(&pfad, &[("streichen", "SRO")]).await.status, 404);
    }
);

#[test]
fn was_nie_ruht_laesst_sich_nicht_eintragen() {
    // no role of the duty, of the control or of the administration, and no child protection (GO-E02)
    for (rollen, bereiche) in [
        ("\"R05\"", "\"FALL_VIII\""),
        ("\"R26\"", "\"FALL_VIII\""),
        ("\"R24\"", "\"FALL_VIII\""),
        ("\"R02\"", "\"SCHUTZ\""),
        ("\"R02\"", "\"NETZ\""),
        ("\"R02\"", "\"AMT\""),
    ] {
        let fehler = amt::go::lesen("go.toml", &go(&pflicht(rollen, bereiche, "2026-07-01"))).unwrap_err();
        assert!(fehler.iter().all(|f| f.code == "GO-E02"), "{fehler:?}");
    }
    let fehlt = "{ nachweis = \"SRO\", titel = \"Grundkurs\" }";
    assert!(amt::go::lesen("go.toml", &go(fehlt)).is_err());
    let gut = amt::go::lesen(
        "go.toml",
        &go(&pflicht("\"R02\"", "\"PFLEGE_XII\"", "2026-07-01")),
    )
    .unwrap();
    assert_eq!(gut.nachweise[0].bereiche, [Bereich::PflegeXii]);
}
