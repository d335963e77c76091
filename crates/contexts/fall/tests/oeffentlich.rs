//! RL-02 with the real people of the team room: only who works for the public Träger can be named case leader.

use crate::gemeinsam::stadt;
use fall::{Nachbarn, Raeume};
use store::{Migrationen, werte};
use uuid::Uuid;

const MIT_TEAM: [Migrationen; 6] = [
    store::MIGRATIONEN,
    amt::MIGRATIONEN,
    raum::MIGRATIONEN,
    team::MIGRATIONEN,
    schutz::MIGRATIONEN,
    fall::MIGRATIONEN,
];

testkit::auf_beiden!(
    rl_02_zur_wahl_stehen_nur_leute_des_oeffentlichen_traegers,
    MIT_TEAM,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let [amt, frei, anna, bernd, carla] = [1, 2, 3, 4, 5].map(|n| Uuid::from_u128(0x900 + n));
        let mut tx = app.db.write().await.unwrap();
        for (id, name, art) in [
            (amt, "Stadt", "OEFFENTLICH"),
            (frei, "Verein", "FREI_GEMEINNUETZIG"),
        ] {
            tx.execute(
                "INSERT INTO organisation (id, name, art, anerkannt_75, suche, version, angelegt_am, angelegt_von,
                    geaendert_am, geaendert_von) VALUES ($1, $2, $3, $4, '', 1, 0, $1, 0, $1)",
                werte![id, name, art, false],
            )
            .await
            .unwrap();
        }
        for (id, name, organisation) in [
            (anna, "Anna Abel", Some(amt)),
            (bernd, "Bernd Beck", Some(frei)),
            (carla, "Carla Conrad", None),
        ] {
            tx.execute(
                "INSERT INTO fachkraft (id, name, telefon, email, sprachen, qualifikation, ief, organisation, suche,
                    version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
                 VALUES ($1, $2, '', '', '', '', $3, $4, '', 1, 0, $1, 0, $1)",
                werte![id, name, false, organisation],
            )
            .await
            .unwrap();
        }
        let wahl = Raeume.fachkraefte(&app, &mut tx).await.unwrap();
        assert_eq!(wahl, [(anna, "Anna Abel".to_owned())]);
        assert_eq!(Raeume.fachkraft_von(&app, &mut tx, carla).await.unwrap(), None);
    }
);
