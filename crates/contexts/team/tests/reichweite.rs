//! What a lead of one space may change, and what not: over HTTP, on both engines.

#![expect(clippy::unwrap_used, reason = "a test without its answer must fail")]

use crate::gemeinsam::{
    Amt, MIGRATIONEN, amt as amt_einrichten, app, darf, kontext, neues_team, person, tag,
};
use amt::{App, recht::Rolle};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::{Gueltigkeit, Id};
use team::{Inhalt, service};
use tower::ServiceExt;
use uuid::Uuid;

/// Somebody who leads in these spaces; in all of them when there are none.
struct Leitung(Router);

impl Leitung {
    fn neu(app: &App, raeume: Vec<Uuid>) -> Self {
        let wer = kontext(Rolle::R04, 3, raeume);
        Self(team::routen().layer(Extension(wer)).with_state(app.clone()))
    }

    async fn holt(&self, pfad: &str) -> StatusCode {
        let anfrage = Request::get(pfad).body(Body::empty()).unwrap();
        self.0.clone().oneshot(anfrage).await.unwrap().status()
    }

    async fn schickt(&self, pfad: &str, rumpf: String) -> StatusCode {
        let anfrage = Request::post(pfad).header("content-type", "application/x-www-form-urlencoded");
        let anfrage = anfrage.body(Body::from(rumpf)).unwrap();
        self.0.clone().oneshot(anfrage).await.unwrap().status()
    }
}

testkit::auf_beiden!(personen_nur_im_eigenen_raum, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let Amt {
        nord, sued, leute, ..
    } = amt_einrichten(&app, &mut tx).await;
    let neu = person("Dora Vierte", None);
    let dora = service::fachkraft_speichern(&app, &mut tx, &darf(None), neu)
        .await
        .unwrap();
    let neu = neues_team("Team Süd", Some(dora), sued);
    service::team_speichern(&app, &mut tx, &darf(None), neu)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (in_sued, in_nord) = (
        Leitung::neu(&app, vec![sued.uuid()]),
        Leitung::neu(&app, vec![nord.uuid()]),
    );
    let ueberall = Leitung::neu(&app, vec![]);

    let pfad = |id| format!("/team/person/{id}/bearbeiten");
    let rumpf = |version: i64| format!("version={version}&name=Dora+Neu&sprachen=de");
    assert_eq!(in_nord.holt(&pfad(dora)).await, 404);
    assert_eq!(in_nord.schickt(&pfad(dora), rumpf(1)).await, 404);
    assert_eq!(in_sued.holt(&pfad(dora)).await, 200);
    assert_eq!(in_sued.schickt(&pfad(dora), rumpf(1)).await, 303);
    // the team of these works in the region above, which is more than the own space
    assert_eq!(in_sued.schickt(&pfad(leute[0]), rumpf(1)).await, 404);
    assert_eq!(ueberall.schickt(&pfad(leute[0]), rumpf(1)).await, 303);
    // a new person has no team yet: entering is allowed, changing only once somebody took the person in
    assert_eq!(
        in_sued
            .schickt("/team/person/neu", "name=Emil&sprachen=de".into())
            .await,
        303
    );
    let mut tx = app.db.read().await.unwrap();
    let emil: (Id<team::Fachkraft>,) = tx
        .fetch_one("SELECT id FROM fachkraft WHERE name = 'Emil'", store::werte![])
        .await
        .unwrap();
    drop(tx);
    assert_eq!(in_sued.holt(&pfad(emil.0)).await, 404);
    assert_eq!(ueberall.holt(&pfad(emil.0)).await, 200);
});

testkit::auf_beiden!(regeln_ueberall_nur_ohne_grenze, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let Amt {
        nord,
        sued,
        stellen,
        regel,
        ..
    } = amt_einrichten(&app, &mut tx).await;
    let abc = service::RegelAngaben {
        sektor: amt::go::Sektor::Jgh,
        inhalt: Inhalt::Abc("A–K".into()),
        stelle: stellen[0],
        vertretung: Some(stellen[1]),
        gueltigkeit: Gueltigkeit::neu(tag("2026-01-01"), None).unwrap(),
    };
    let abc = service::regel_anlegen(&app, &mut tx, &darf(None), abc)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (in_sued, ueberall) = (Leitung::neu(&app, vec![sued.uuid()]), Leitung::neu(&app, vec![]));

    let wer = format!("stelle={}&vertretung={}&ab=2026-12-01", stellen[2], stellen[1]);
    let neu = |was: &str| format!("sektor=JGH&{was}&{wer}");
    let ziel = "/zustaendigkeit/regel/neu";
    for verboten in [
        "typ=ABC&buchstaben=L-Z".to_owned(),
        "typ=SPEZIAL&spezial=UMA".to_owned(),
        format!("typ=SPEZIAL&spezial=UMA&raum={nord}"),
        format!("typ=RAUM&raum={nord}"),
    ] {
        assert_eq!(in_sued.schickt(ziel, neu(&verboten)).await, 422, "{verboten}");
    }
    let mut tx = app.db.read().await.unwrap();
    let zahl: (i64,) = tx
        .fetch_one("SELECT COUNT(*) FROM zustaendigkeitsregel", store::werte![])
        .await
        .unwrap();
    assert_eq!(zahl.0, 2);
    drop(tx);
    assert_eq!(
        in_sued
            .schickt(ziel, neu(&format!("typ=SPEZIAL&spezial=UMA&raum={sued}")))
            .await,
        303
    );
    assert_eq!(ueberall.schickt(ziel, neu("typ=ABC&buchstaben=L-Z")).await, 303);
    assert_eq!(ueberall.schickt(ziel, neu("typ=SPEZIAL&spezial=UMA")).await, 303);
    // neither the letters nor the line of the region above the own space
    for (id, was, feld) in [
        (abc, "/beenden", "ende"),
        (abc, "", "ab"),
        (regel, "/beenden", "ende"),
        (regel, "", "ab"),
    ] {
        let rumpf = format!(
            "version=1&{feld}=2026-12-01&stelle={}&vertretung={}",
            stellen[2], stellen[1]
        );
        let pfad = format!("/zustaendigkeit/regel/{id}{was}");
        assert_eq!(in_sued.schickt(&pfad, rumpf).await, 404, "{was}");
    }
});

testkit::auf_beiden!(stelle_und_team_von_beiden_seiten, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let Amt {
        region,
        nord,
        sued,
        team,
        stellen,
        ..
    } = amt_einrichten(&app, &mut tx).await;
    let neu = neues_team("Team Süd", None, sued);
    let team_sued = service::team_speichern(&app, &mut tx, &darf(None), neu)
        .await
        .unwrap();
    let mut neu = neues_team("Team ohne Raum", None, sued);
    neu.raeume.clear();
    let ohne = service::team_speichern(&app, &mut tx, &darf(None), neu)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (in_sued, ueberall) = (Leitung::neu(&app, vec![sued.uuid()]), Leitung::neu(&app, vec![]));

    let stelle = |team, version: i64| format!("bezeichnung=ASD&team={team}&version={version}");
    let pfad = format!("/team/stelle/{}", stellen[0]);
    // neither fetched from a team of others nor given to one
    assert_eq!(in_sued.schickt(&pfad, stelle(team_sued, 2)).await, 404);
    assert_eq!(ueberall.schickt(&pfad, stelle(team_sued, 2)).await, 303);
    for fremd in [team, ohne] {
        assert_eq!(in_sued.schickt(&pfad, stelle(fremd, 3)).await, 422);
        assert_eq!(in_sued.schickt("/team/stelle/neu", stelle(fremd, 0)).await, 422);
    }
    assert_eq!(in_sued.schickt(&pfad, stelle(team_sued, 3)).await, 303);
    assert_eq!(
        in_sued.schickt("/team/stelle/neu", stelle(team_sued, 0)).await,
        303
    );

    let angaben = |version: i64, raeume: &[String]| {
        format!(
            "version={version}&name=Team&typ=ASD&sektoren=JUGENDHILFE{}",
            raeume.concat()
        )
    };
    let raum = |r: Id<raum::Raumeinheit>| format!("&raeume={r}");
    let pfad = |id| format!("/team/{id}/bearbeiten");
    assert_eq!(in_sued.schickt(&pfad(team), angaben(1, &[raum(sued)])).await, 404);
    assert_eq!(in_sued.schickt(&pfad(ohne), angaben(1, &[raum(sued)])).await, 404);
    for fremd in [
        vec![],
        vec![raum(nord)],
        vec![raum(sued), raum(nord)],
        vec![raum(sued), raum(region)],
    ] {
        assert_eq!(
            in_sued.schickt(&pfad(team_sued), angaben(1, &fremd)).await,
            422,
            "{fremd:?}"
        );
        assert_eq!(
            in_sued.schickt("/team/neu", angaben(0, &fremd)).await,
            422,
            "{fremd:?}"
        );
    }
    assert_eq!(
        in_sued.schickt(&pfad(team_sued), angaben(1, &[raum(sued)])).await,
        303
    );
    assert_eq!(in_sued.schickt("/team/neu", angaben(0, &[raum(sued)])).await, 303);
    assert_eq!(ueberall.schickt("/team/neu", angaben(0, &[])).await, 303);
    assert_eq!(
        ueberall
            .schickt(&pfad(team_sued), angaben(2, &[raum(sued), raum(nord)]))
            .await,
        303
    );
    // what others gave to the team stays when the lead of one space saves, and cannot be taken away
    assert_eq!(
        in_sued.schickt(&pfad(team_sued), angaben(3, &[raum(sued)])).await,
        422
    );
    assert_eq!(
        in_sued
            .schickt(&pfad(team_sued), angaben(3, &[raum(sued), raum(nord)]))
            .await,
        303
    );
});
