//! The use cases on both engines: dated changes, absence, coverage, two people at once.

use crate::gemeinsam::{
    Amt, MIGRATIONEN, amt as amt_einrichten, angaben, app, benutzer, darf, kontext, neues_team, person, tag,
};
use amt::{
    Error,
    go::{Sektor, modell::OrganisationArt},
    recht::{Bearbeiten, Befugnis, Rolle},
};
use base::Id;
use raum::abschnitt::Abschnitt;
use team::{Frage, Inhalt, Zustaendigkeitsregel, service};

fn codes(e: &Error) -> Vec<&str> {
    e.befunde().iter().map(|b| b.code).collect()
}

testkit::auf_beiden!(
    regeln_werden_beendet_und_neu_begonnen,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt {
            nord,
            stellen,
            regel,
            leute,
            ..
        } = amt_einrichten(&app, &mut tx).await;
        let frage = |am| Frage::neu(nord, Sektor::Jugendhilfe, tag(am));
        let name = |z: team::Zustaendigkeit| z.gesicht.unwrap().name;

        let wer = (stellen[2], Some(stellen[0]));
        service::regel_aendern(&app, &mut tx, &darf(Some(regel)), 1, wer, tag("2026-12-01"))
            .await
            .unwrap();
        assert_eq!(
            name(
                service::zustaendig(&app, &mut tx, &frage("2026-11-30"))
                    .await
                    .unwrap()
            ),
            "Anna Erste"
        );
        let z = service::zustaendig(&app, &mut tx, &frage("2026-12-01"))
            .await
            .unwrap();
        assert_eq!(z.vertretung.as_ref().unwrap().name, "Anna Erste");
        assert_eq!(name(z), "Cem Dritter");

        // the same version a second time: somebody saved in between
        let e = service::regel_aendern(&app, &mut tx, &darf(Some(regel)), 1, wer, tag("2026-11-25"))
            .await
            .unwrap_err();
        assert!(matches!(e, Error::Konflikt));
        let e = service::regel_beenden(&app, &mut tx, &darf(Some(regel)), 2, tag("2026-01-01"))
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["TEAM-E02"]);

        // who would change
        let fragen = [(frage("2026-12-01"), leute[0]), (frage("2026-12-01"), leute[2])];
        let neue = service::neue_zustaendige(&app, &mut tx, &fragen).await.unwrap();
        assert_eq!(neue[0].as_ref().unwrap().name, "Cem Dritter");
        assert!(neue[1].is_none());
        tx.commit().await.unwrap();
        let mut tx = app.db.read().await.unwrap();
        assert!(
            store::journal::pruefen(&mut tx, &[])
                .await
                .unwrap()
                .bruch
                .is_none()
        );
    }
);

testkit::auf_beiden!(
    falsche_regeln_werden_mit_allen_gruenden_abgelehnt,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt {
            region,
            nord,
            stellen,
            ..
        } = amt_einrichten(&app, &mut tx).await;
        let anlegen = |a| {
            let may: Befugnis<Bearbeiten, Zustaendigkeitsregel> = darf(None);
            (may, a)
        };
        let (may, a) = anlegen(service::RegelAngaben {
            vertretung: Some(stellen[0]),
            ..angaben(&stellen, Inhalt::Raum(region), "2027-01-01")
        });
        let e = service::regel_anlegen(&app, &mut tx, &may, a).await.unwrap_err();
        assert_eq!(codes(&e), ["TEAM-E03", "TEAM-E02"]);
        for (text, erwartet) in [
            ("F–A", vec!["RAUM-E30"]),
            ("A–M", vec![]),
            ("M–Z", vec!["RAUM-E30"]),
            ("N–Z", vec![]),
        ] {
            let (may, a) = anlegen(angaben(&stellen, Inhalt::Abc(text.into()), "2026-01-01"));
            let ergebnis = service::regel_anlegen(&app, &mut tx, &may, a).await;
            assert_eq!(
                ergebnis.as_ref().err().map(codes).unwrap_or_default(),
                erwartet,
                "{text}"
            );
        }
        // an own line for a lower space goes before the inherited one
        let (may, a) = anlegen(service::RegelAngaben {
            stelle: stellen[2],
            ..angaben(&stellen, Inhalt::Raum(nord), "2026-01-01")
        });
        service::regel_anlegen(&app, &mut tx, &may, a).await.unwrap();
        let z = service::zustaendig(
            &app,
            &mut tx,
            &Frage::neu(nord, Sektor::Jugendhilfe, tag("2026-11-23")),
        )
        .await
        .unwrap();
        assert_eq!(z.gesicht.unwrap().name, "Cem Dritter");
    }
);

testkit::auf_beiden!(
    abwesenheit_mit_blick_auf_die_vertretung,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt { nord, leute, .. } = amt_einrichten(&app, &mut tx).await;
        // Anna reports her own absence, a colleague may not
        let anna = kontext(Rolle::R02, 2, vec![]);
        let may = service::darf_melden(&app, &mut tx, &anna, leute[0])
            .await
            .unwrap();
        assert!(matches!(
            service::darf_melden(&app, &mut tx, &anna, leute[1]).await,
            Err(Error::NichtGefunden)
        ));
        let zeit = (tag("2026-11-23"), tag("2026-11-27"));
        let (id, luecken) = service::abwesenheit_melden(&app, &mut tx, &may, leute[0], zeit, false)
            .await
            .unwrap();
        assert_eq!(luecken, []);
        let frage = Frage::neu(nord, Sektor::Jugendhilfe, tag("2026-11-24"));
        let g = service::zustaendig(&app, &mut tx, &frage)
            .await
            .unwrap()
            .gesicht
            .unwrap();
        assert_eq!(
            (g.name.as_str(), g.vertritt.as_deref()),
            ("Ben Zweiter", Some("Anna Erste"))
        );
        let e = service::abwesenheit_melden(&app, &mut tx, &may, leute[0], zeit, false)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["WEB-E06"]);

        // the lead reports the substitute: both away on the 27th, in both spaces
        let leitung = kontext(Rolle::R04, 3, vec![]);
        let may = service::darf_melden(&app, &mut tx, &leitung, leute[1])
            .await
            .unwrap();
        let zeit = (tag("2026-11-27"), tag("2026-11-30"));
        let e = service::abwesenheit_melden(&app, &mut tx, &may, leute[1], zeit, false)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["TEAM-E04", "TEAM-E04"]);
        let (_, luecken) = service::abwesenheit_melden(&app, &mut tx, &may, leute[1], zeit, true)
            .await
            .unwrap();
        assert_eq!(luecken.len(), 2);
        let frage = Frage::neu(nord, Sektor::Jugendhilfe, tag("2026-11-27"));
        let z = service::zustaendig(&app, &mut tx, &frage).await.unwrap();
        assert_eq!(
            (z.gesicht.unwrap().name.as_str(), z.befunde[0].code),
            ("Cem Dritter", "TEAM-E04")
        );

        // taken back, everything is as before
        let may = service::darf_melden(&app, &mut tx, &anna, leute[0])
            .await
            .unwrap();
        service::abwesenheit_zurueckziehen(&app, &mut tx, &may, id, leute[0])
            .await
            .unwrap();
        let g = service::zustaendig(&app, &mut tx, &frage)
            .await
            .unwrap()
            .gesicht
            .unwrap();
        assert_eq!(g.name, "Anna Erste");
    }
);

testkit::auf_beiden!(
    abdeckung_nennt_sektor_raum_und_tage,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        amt_einrichten(&app, &mut tx).await;
        let luecken = service::abdeckung_pruefen(&app, &mut tx, tag("2026-11-01"), tag("2027-02-01"))
            .await
            .unwrap();
        let gefunden: Vec<_> = luecken
            .iter()
            .map(|l| (l.sektor, l.ort.as_str(), l.von.to_string(), l.bis.to_string()))
            .collect();
        let soll = |s, ort, von: &str, bis: &str| (s, ort, von.to_owned(), bis.to_owned());
        assert_eq!(
            gefunden,
            [
                soll(Sektor::Jugendhilfe, "", "01.11.2026", "01.02.2027"), // nobody on call
                soll(Sektor::Jgh, "", "01.11.2026", "31.12.2026"),         // no letters
                soll(Sektor::Jgh, "R-1 Nord", "01.01.2027", "01.02.2027"), // no line from the cut-over on
                soll(Sektor::Jgh, "R-2 Süd", "01.01.2027", "01.02.2027"),
            ]
        );
    }
);

testkit::auf_beiden!(
    zwei_zugleich_speichern_nur_einer_gewinnt,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt {
            team,
            region,
            stellen,
            leute,
            ..
        } = amt_einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let einer = async |name: &str| {
            let mut tx = app.db.write().await.unwrap();
            let neu = team::Team {
                version: 1,
                ..neues_team(name, None, region)
            };
            service::team_speichern(&app, &mut tx, &darf(Some(team)), neu).await?;
            tx.commit().await.map_err(Error::from)
        };
        let (a, b) = tokio::join!(einer("A"), einer("B"));
        assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|x| **x).count(), 1);
        let besetzt = async |wer: usize| {
            let mut tx = app.db.write().await.unwrap();
            service::besetzen(
                &app,
                &mut tx,
                &darf(Some(stellen[0])),
                2,
                Some(leute[wer]),
                tag("2026-12-01"),
            )
            .await?;
            tx.commit().await.map_err(Error::from)
        };
        let (a, b) = tokio::join!(besetzt(1), besetzt(2));
        assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|x| **x).count(), 1);
    }
);

testkit::auf_beiden!(
    leitung_nur_im_eigenen_raum_und_der_abschnitt_des_raums,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt {
            region, nord, sued, ..
        } = amt_einrichten(&app, &mut tx).await;
        let raeume = service::raeume(&app, &mut tx, tag("2026-11-23")).await.unwrap();
        let darf_in = |k: &amt::Kontext, r| {
            service::befugnis::<Bearbeiten, Zustaendigkeitsregel>(k, &raeume, None, &[r]).is_ok()
        };
        let nur_sued = kontext(Rolle::R04, 3, vec![sued.uuid()]);
        assert!(darf_in(&nur_sued, sued) && !darf_in(&nur_sued, nord) && !darf_in(&nur_sued, region));
        assert!(darf_in(&kontext(Rolle::R04, 3, vec![region.uuid()]), nord));
        let html = team::MenschenUndZustaendigkeit
            .html(&app, &mut tx, &nur_sued, nord)
            .await
            .unwrap()
            .unwrap();
        assert!(html.contains("Anna Erste") && html.contains("Ben Zweiter") && html.contains("Team Mitte"));
        let fremd = kontext(Rolle::R27, 3, vec![]);
        assert_eq!(
            team::MenschenUndZustaendigkeit
                .html(&app, &mut tx, &fremd, nord)
                .await
                .unwrap(),
            None
        );
    }
);

testkit::auf_beiden!(
    nur_oeffentlich_beschaeftigte_entscheiden,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt { leute, .. } = amt_einrichten(&app, &mut tx).await;
        // no employer known: nobody of the public Träger
        let anna = service::fachkraft_von(&mut tx, benutzer(2))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (anna.id, anna.name.as_str(), anna.organisation_oeffentlich),
            (leute[0], "Anna Erste", false)
        );
        assert_eq!(service::oeffentliche_fachkraefte(&mut tx).await.unwrap(), []);

        for (name, art, wer) in [
            ("Landkreis", OrganisationArt::Oeffentlich, &leute[..2]),
            ("Verein", OrganisationArt::FreiGemeinnuetzig, &leute[2..]),
        ] {
            let neu = team::Organisation {
                id: Id::von(uuid::Uuid::nil()),
                name: name.into(),
                art,
                anerkannt_75: false,
                groesse_vzae: None,
                version: 0,
            };
            let organisation = service::organisation_speichern(&app, &mut tx, &darf(None), neu)
                .await
                .unwrap();
            for (i, id) in wer.iter().enumerate() {
                let konto = (wer.len() == 2 && i == 0).then(|| benutzer(2));
                let neu = team::Fachkraft {
                    organisation: Some(organisation),
                    version: 1,
                    ..person(&format!("{name} {i}"), konto)
                };
                service::fachkraft_speichern(&app, &mut tx, &darf(Some(*id)), neu)
                    .await
                    .unwrap();
            }
        }
        let erste = (leute[0], "Landkreis 0".to_owned());
        let zweite = (leute[1], "Landkreis 1".to_owned());
        assert_eq!(
            service::oeffentliche_fachkraefte(&mut tx).await.unwrap(),
            [erste.clone(), zweite.clone()]
        );
        // the Jobcenter is a public body too, but leads no case here; a Verein is neither
        let jobcenter = team::Organisation {
            id: Id::von(uuid::Uuid::nil()),
            name: "Jobcenter".into(),
            art: OrganisationArt::Jobcenter,
            anerkannt_75: false,
            groesse_vzae: None,
            version: 0,
        };
        let jobcenter = service::organisation_speichern(&app, &mut tx, &darf(None), jobcenter)
            .await
            .unwrap();
        let kontakt = team::Fachkraft {
            organisation: Some(jobcenter),
            ..person("Jobcenter Kontakt", None)
        };
        let kontakt = service::fachkraft_speichern(&app, &mut tx, &darf(None), kontakt)
            .await
            .unwrap();
        assert_eq!(
            service::fachkraefte_der_aemter(&mut tx).await.unwrap(),
            [
                (kontakt, "Jobcenter Kontakt".to_owned()),
                erste.clone(),
                zweite.clone()
            ]
        );
        assert_eq!(
            service::oeffentliche_fachkraefte(&mut tx).await.unwrap(),
            [erste, zweite.clone()]
        );
        assert!(
            service::fachkraft_von(&mut tx, benutzer(2))
                .await
                .unwrap()
                .unwrap()
                .organisation_oeffentlich
        );
        assert_eq!(service::fachkraft_von(&mut tx, benutzer(3)).await.unwrap(), None);
        // a locked account is not given anything to decide
        tx.execute(
            "UPDATE benutzer SET status = 'GESPERRT' WHERE id = $1",
            store::werte![benutzer(2)],
        )
        .await
        .unwrap();
        assert_eq!(
            service::oeffentliche_fachkraefte(&mut tx).await.unwrap(),
            [zweite]
        );
    }
);
