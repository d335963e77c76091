//! The codes of Fachkonzept 8.8 by page, on both engines: each with the words people read, the input kept and nothing
//! booked. By import they stand in `jahr` and `mappe`, invoices by file in `rechnungen`, by the interface in `api`.

use crate::browser::{absenden, holen, router};
use crate::gemeinsam::{
    MIGRATIONEN, amt as einrichten, app, buchen, ist, jahr, kontext, sauber, tag, topf, uta, vera, weiter,
};
use amt::recht::{Bearbeiten, Rolle};
use axum::http::StatusCode;
use base::Cent;
use budget::service::{self, Gebucht};
use store::werte;

testkit::auf_beiden!(schlechte_buchungen_auf_der_seite, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::jahr_anlegen(&app, &mut tx, &may, &jahr(2027))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = router(&app, uta());
    let form = |betrag: &str, datum: &str, mehr: &str| {
        let betrag = betrag
            .replace('+', "%2B")
            .replace(' ', "+")
            .replace('€', "%E2%82%AC");
        format!(
            "topf={}&art=IST&betrag={betrag}&datum={datum}&beleg=Beleg+7{mehr}",
            a.topf_nord
        )
    };
    const MIT: &str = "&arbeitsart=FALLSPEZIFISCH";
    for (code, betrag, datum, mehr, wort) in [
        (
            "E01",
            "0,00",
            "2026-03-02",
            MIT,
            "Der Betrag darf nicht null sein",
        ),
        ("E02", "5", "2025-12-31", MIT, "liegt nicht im Haushaltsjahr 2026"),
        ("E02", "5", "2027-01-01", MIT, "liegt nicht im Haushaltsjahr 2026"),
        ("E06", "5", "2026-03-02", "", "Bitte die Arbeitsart wählen"),
        ("E09", "1,005", "2026-03-02", MIT, "mehr als zwei Stellen"),
        ("E09", "1.234,567", "2026-03-02", MIT, "mehr als zwei Stellen"),
        ("E31", "5 Dollar", "2026-03-02", MIT, "5 Dollar"),
        ("E31", "fünf Euro", "2026-03-02", MIT, "fünf Euro"),
        ("E31", "1.23.456", "2026-03-02", MIT, "1.23.456"),
        ("E31", "--5", "2026-03-02", MIT, "--5"),
        ("E31", "1e3", "2026-03-02", MIT, "1e3"),
        (
            "E31",
            "99999999999999999999",
            "2026-03-02",
            MIT,
            "99999999999999999999",
        ),
    ] {
        let (status, html) = absenden(&r, "/budget/2026/buchen", &form(betrag, datum, mehr)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{code} {betrag}");
        assert!(
            html.contains(wort) && html.contains("value=\"Beleg 7\""),
            "{code} {betrag}: {html}"
        );
    }
    // E34: what comes in is never negative, and a Storno is a step of its own
    for (art, betrag) in [("EINNAHME", "-5"), ("OBLIGO", "5,00-"), ("STORNO", "5")] {
        let falsch = form(betrag, "2026-03-02", MIT).replace("art=IST", &format!("art={art}"));
        let (status, html) = absenden(&r, "/budget/2026/buchen", &falsch).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("passt nicht zu diesem Vorzeichen"),
            "{art}: {html}"
        );
    }
    // E20: a year that is not opened yet
    let (status, html) = absenden(&r, "/budget/2027/buchen", &form("5", "2027-03-02", MIT)).await;
    assert!(
        status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("nimmt keine Buchungen an"),
        "{html}"
    );
    let mut tx = app.db.write().await.unwrap();
    assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(0));
    // as people write amounts: with separators, signs and the word for the currency
    for (betrag, cent) in [
        ("1.234,56", 123_456),
        ("1 234,56 €", 123_456),
        ("1234.56 EUR", 123_456),
        ("+3", 300),
        ("-12,00", -1_200),
        ("12,00-", -1_200),
    ] {
        drop(tx);
        let vorher = {
            let mut tx = app.db.write().await.unwrap();
            topf(&mut tx, &app, a.topf_nord).await.stand.ist.0
        };
        let (status, html) = absenden(&r, "/budget/2026/buchen", &form(betrag, "2026-03-02", MIT)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{betrag}: {html}");
        tx = app.db.write().await.unwrap();
        let nachher = topf(&mut tx, &app, a.topf_nord).await.stand.ist.0;
        assert_eq!(nachher - vorher, cent, "{betrag}");
    }
    sauber(&mut tx).await;
});

testkit::auf_beiden!(
    umbuchung_vorweg_und_storno_auf_der_seite,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        let gebucht = buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 12_345)]).await;
        assert!(matches!(gebucht, Ok(Gebucht::Ja(_))), "{gebucht:?}");
        let (erste,): (uuid::Uuid,) = tx.fetch_one("SELECT id FROM buchung", werte![]).await.unwrap();
        // T-104 in small: what is expected stands against what is asked for
        let t = topf(&mut tx, &app, a.topf_nord).await;
        let may =
            service::darf_topf::<Bearbeiten, budget::model::Topf>(&app, &mut tx, &uta(), Some(t.id), &[&t])
                .await
                .unwrap();
        service::prognose_festhalten(
            &app,
            &mut tx,
            &may,
            &t,
            (Cent(179_000_000), "viele"),
            (Cent(0), ""),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let r = router(&app, uta());
        let form = |von, nach, betrag: &str, mehr: &str| {
            format!("von={von}&nach={nach}&betrag={betrag}&datum=2026-03-02&text=Mein+Grund{mehr}")
        };
        for (code, rumpf, wort) in [
            ("E01", form(a.topf_nord, a.topf_fua, "0", ""), "größer als null"),
            ("E01", form(a.topf_nord, a.topf_fua, "-5", ""), "größer als null"),
            (
                "E10",
                form(a.topf_nord, a.topf_fua, "1.000.000,00", ""),
                "Ansprüche gehen vor",
            ),
            (
                "E11",
                form(a.vorweg, a.topf_nord, "200.000,01", "&grund=FALLZAHLEN"),
                "200.000,00",
            ),
            (
                "E30",
                form(a.vorweg, a.topf_nord, "5", ""),
                "wofür der Vorwegabzug hilft",
            ),
            (
                "E02",
                form(a.topf_nord, a.topf_fua, "5", "").replace("2026-03-02", "2027-03-02"),
                "2027",
            ),
        ] {
            let (status, html) = absenden(&r, "/budget/2026/umbuchen", &rumpf).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
            assert!(
                html.contains(wort) && html.contains("value=\"Mein Grund\""),
                "{code} {wort}: {html}"
            );
        }
        // E08: taken back once, and a Storno never
        let pfad = format!("/budget/buchung/{erste}/storno");
        let (status, _) = absenden(&r, &pfad, "grund=falsch").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let mut tx = app.db.read().await.unwrap();
        let (storno,): (uuid::Uuid,) = tx
            .fetch_one("SELECT id FROM buchung WHERE storno_von IS NOT NULL", werte![])
            .await
            .unwrap();
        drop(tx);
        for (welche, wort) in [
            (erste, "schon storniert"),
            (storno, "lässt sich nicht stornieren"),
        ] {
            let pfad = format!("/budget/buchung/{welche}/storno");
            let (status, html) = absenden(&r, &pfad, "grund=noch+einmal").await;
            assert!(
                status == StatusCode::UNPROCESSABLE_ENTITY && html.contains(wort),
                "{wort}: {html}"
            );
        }
        // E07: the same person, over the address of the button nobody showed them
        let (_, ort) = absenden(
            &r,
            "/budget/2026/umbuchen",
            &form(a.vorweg, a.topf_nord, "5.000,00", "&grund=FALLZAHLEN"),
        )
        .await;
        assert_eq!(ort, "/budget/2026/freigaben");
        let mut tx = app.db.write().await.unwrap();
        let id = crate::traeger::wartende(&mut tx).await;
        drop(tx);
        let (status, _) = absenden(&r, &format!("/budget/2026/freigaben/{id}/ja"), "").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let mut tx = app.db.write().await.unwrap();
        assert_eq!(
            topf(&mut tx, &app, a.topf_nord).await.stand.umbuchung,
            Cent(0),
            "it still waits"
        );
        sauber(&mut tx).await;
        drop(tx);
        // E20 once more: closed for ever
        let mut tx = app.db.write().await.unwrap();
        service::verwerfen(&app, &mut tx, &uta(), id).await.unwrap();
        weiter(&app, &mut tx, 2026, 1).await;
        tx.execute_one(
            "UPDATE haushaltsjahr SET status = 'ABGESCHLOSSEN' WHERE jahr = 2026",
            werte![],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for (pfad, rumpf) in [
            (
                "/budget/2026/umbuchen",
                form(a.topf_sued, a.topf_nord, "5", "&beschluss=JHA+1"),
            ),
            (
                "/budget/2026/buchen",
                format!(
                    "topf={}&art=IST&arbeitsart=GEMISCHT&betrag=1&datum=2026-03-01",
                    a.topf_nord
                ),
            ),
        ] {
            let (status, html) = absenden(&r, pfad, &rumpf).await;
            assert!(
                status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("Haushaltsjahr"),
                "{pfad}: {html}"
            );
        }
        let mut tx = app.db.read().await.unwrap();
        let (n,): (i64,) = tx
            .fetch_one(
                "SELECT COUNT(*) FROM buchung WHERE datum > $1",
                werte![tag("2026-01-01")],
            )
            .await
            .unwrap();
        assert_eq!(n, 2, "the booking and its Storno, nothing else");
    }
);

testkit::auf_beiden!(
    die_leitung_einer_region_fragt_nach_dem_vorwegabzug,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let lead = router(&app, kontext(Rolle::R06, 3, vec![a.nord.uuid()]));
        let (status, html) = holen(&lead, "/budget/2026/umbuchen").await;
        assert_eq!(status, StatusCode::OK);
        // the Topf to ask, without what is in it; no other region
        assert_eq!(html.matches(&a.vorweg.to_string()).count(), 1, "{html}");
        assert!(
            !html.contains("200.000,00") && !html.contains(&a.topf_sued.to_string()),
            "{html}"
        );
        let form = |von| {
            format!(
                "von={von}&nach={}&betrag=5.000,00&datum=2026-03-02&text=x&grund=FALLZAHLEN",
                a.topf_nord
            )
        };
        let (status, ort) = absenden(&lead, "/budget/2026/umbuchen", &form(a.vorweg)).await;
        assert_eq!(
            (status, ort.as_str()),
            (StatusCode::SEE_OTHER, "/budget/2026/freigaben"),
            "it waits, however small"
        );
        let (status, _) = absenden(&lead, "/budget/2026/umbuchen", &form(a.topf_sued)).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
);
