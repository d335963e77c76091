//! A fiscal year that is not the calendar year: from July to June.

use crate::gemeinsam;
use crate::gemeinsam::{
    MIGRATIONEN, app_um, codes, darf, ist, jahr, neuer_topf, sauber, tag, uhr_bei, uta, vera, weiter,
};
use crate::traeger::{NORD, buero};
use amt::recht::Bearbeiten;
use base::{Cent, Zeitpunkt};
use budget::{
    model::{NeueBuchung, NeuesJahr, Topf, TopfArt, Traegerbudget, Traegerbudgetart},
    service::{self, Ratenlauf},
};
use uuid::Uuid;

testkit::auf_beiden!(von_juli_bis_juni, MIGRATIONEN, |db| async move {
    let uhr = uhr_bei("2026-11-23T09:00:00Z");
    let (app, a) = buero(app_um(db, uhr.clone())).await;
    let mut tx = app.db.write().await.unwrap();
    let may = service::darf_ueberall(&uta(), None).unwrap();
    let neu = NeuesJahr {
        beginn: tag("2027-07-01"),
        ende: tag("2028-06-30"),
        nachperiode_bis: tag("2028-07-31"),
        ..jahr(2027)
    };
    service::jahr_anlegen(&app, &mut tx, &may, &neu).await.unwrap();
    let may = service::darf_ueberall::<Bearbeiten, Topf>(&uta(), None).unwrap();
    let topf = neuer_topf(2027, TopfArt::Regional, Some(a.nord), "N", 100_000_000);
    let topf = service::topf_anlegen(&app, &mut tx, &may, &topf).await.unwrap();
    weiter(&app, &mut tx, 2027, 2).await;
    for (wann, jahr) in [
        ("2026-12-31", Some("2026-01-01")),
        ("2027-03-01", None),
        ("2027-07-01", Some("2027-07-01")),
        ("2028-06-30", Some("2027-07-01")),
        ("2028-07-01", None),
    ] {
        let gefunden = service::haushaltsjahr_am(&mut tx, tag(wann)).await.unwrap();
        assert_eq!(gefunden.map(|(beginn, _)| beginn), jahr.map(tag), "{wann}");
    }
    // a booking lies in the year by its day, not by its number
    let am = |wann: &str| NeueBuchung {
        datum: tag(wann),
        ..ist(topf, 1_000)
    };
    let buchen = async |tx: &mut store::Tx, wann: &str| {
        let v = gemeinsam::vorgang(&app, "probe");
        service::buchen(&app, tx, &darf(&vera()), 2027, &v, vec![am(wann)]).await
    };
    buchen(&mut tx, "2028-02-29").await.unwrap();
    for wann in ["2027-03-01", "2028-07-01"] {
        assert_eq!(
            codes(&buchen(&mut tx, wann).await.unwrap_err()),
            ["BUDGET-E02"],
            "{wann}"
        );
    }
    // twelve instalments over the turn of the calendar year; in March nine are due
    let b = Traegerbudget {
        id: app.ids.neu(),
        jahr: 2027,
        traeger: Uuid::from_u128(NORD),
        traeger_name: String::new(),
        raum: None,
        topf: Some(topf),
        art: Traegerbudgetart::Pauschal,
        menge: 0,
        satz: Cent(1_200_000),
        sachkosten: Cent(0),
        betrag: Cent(0),
        leistungsart: "J31".into(),
        von: tag("2027-07-01"),
        bis: tag("2028-06-30"),
        berichte: String::new(),
        aufgehoben: String::new(),
    };
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::traegerbudget_eintragen(&app, &mut tx, &may, b)
        .await
        .unwrap();
    uhr.stelle(Zeitpunkt("2028-03-15T09:00:00Z".parse().unwrap()));
    let lauf = service::raten_buchen(&app, &mut tx, &darf(&vera()), 2027)
        .await
        .unwrap();
    assert_eq!(
        lauf,
        Ratenlauf {
            gebucht: 9,
            warten: 0
        }
    );
    // from March the forecast still has April, May and June
    let blick = service::blick(&app, &mut tx, &uta(), 2027).await.unwrap();
    let t = blick.topf(topf).unwrap().clone();
    assert_eq!(t.stand.ist, Cent(901_000));
    let v = service::vorschlag(&app, &mut tx, &t).await.unwrap();
    assert_eq!(v.restmonate, 3);
    sauber(&mut tx).await;
});
