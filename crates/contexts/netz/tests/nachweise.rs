//! Training before access: a run that ends gives the proof the Geschaeftsordnung demands, and not to everybody who edits.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, app, tag, wer};
use amt::{
    Benutzer, Kontext, RolleJetzt,
    benutzer::{Angaben, Rollenzeit},
    nachweis,
    recht::{Bearbeiten, Befugnis, Bezug, OrganisationsArt, Rolle},
};
use base::Id;
use netz::{LaufDaten, Training, TrainingDaten, service};
use store::{Tx, werte};

const ZUGANG: &str = "\n[training]\nzugang = [{ nachweis = \"SRO\", titel = \"Grundkurs\", rollen = [\"R02\"], \
    bereiche = [\"FALL_VIII\"], ab = 2026-07-01, monate = 36, hilfe = \"Regionalmanagement\" }]\n";

async fn konto(app: &amt::App, tx: &mut Tx, kennung: &str) -> Id<Benutzer> {
    let may = Befugnis::pruefen(&wer(Rolle::R26), None, Bezug::default()).unwrap();
    let angaben = Angaben {
        kennung: kennung.to_owned(),
        name: format!("Frau {kennung}"),
        organisation_art: OrganisationsArt::Oeffentlich,
        organisation: String::new(),
        telefon: String::new(),
        email: String::new(),
    };
    let rolle = Rollenzeit {
        rolle: Rolle::R02,
        ab: tag("2026-01-01"),
        bis: None,
        raeume: Vec::new(),
    };
    amt::benutzer::anlegen(app, tx, &may, &angaben, &[rolle])
        .await
        .unwrap()
        .id
}

fn als(id: Id<Benutzer>, rolle: Rolle) -> Kontext {
    let rollen = vec![RolleJetzt {
        rolle,
        raeume: Vec::new(),
    }];
    Kontext::neu(id, "Frau".to_owned(), OrganisationsArt::Oeffentlich, rollen)
}

fn darf<A: amt::recht::Aktion>(k: &Kontext, id: Option<Id<Training>>) -> Befugnis<A, Training> {
    Befugnis::pruefen(k, id, Bezug::default()).unwrap()
}

fn codes<T: std::fmt::Debug>(r: amt::Result<T>) -> Vec<String> {
    r.unwrap_err()
        .befunde()
        .iter()
        .map(|b| b.code.to_string())
        .collect()
}

testkit::auf_beiden!(
    ein_abgeschlossener_lauf_gibt_den_nachweis,
    RAEUME,
    |db| async move {
        let (app, uhr) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let sql = "UPDATE geschaeftsordnung SET toml = toml || $1, version = version + 1";
        tx.execute(sql, werte![ZUGANG]).await.unwrap();
        let (asd, red) = (wer(Rolle::R02), wer(Rolle::R19));
        // who only edits the network may write a series, but not say that it opens an access
        let mut d = TrainingDaten::neu("Grundkurs");
        d.module = vec!["Haltung".to_owned()];
        d.trainer_je_lauf = 1;
        d.nachweis = "SRO".to_owned();
        let id = service::training_anlegen(&app, &mut tx, &darf(&asd, None), d.clone())
            .await
            .unwrap();
        let jetzt = async |tx: &mut Tx| {
            let may = darf(&red, Some(id));
            service::training_laden(&app, tx, &may).await.unwrap().training
        };
        assert_eq!(jetzt(&mut tx).await.daten.nachweis, "");
        service::training_aendern(&app, &mut tx, &darf(&red, Some(id)), 1, d.clone())
            .await
            .unwrap();
        d.nachweis.clear();
        service::training_aendern(&app, &mut tx, &darf(&asd, Some(id)), 2, d)
            .await
            .unwrap();
        assert_eq!(jetzt(&mut tx).await.daten.nachweis, "SRO");

        let may = darf::<Bearbeiten>(&asd, Some(id));
        let t = service::trainer_dazu(&app, &mut tx, &may, ("Trainerin", ""))
            .await
            .unwrap();
        let lauf = LaufDaten {
            titel: "Herbst".to_owned(),
            ort: String::new(),
            beginn: tag("2026-11-20"),
            plaetze: 9,
            trainer: vec![t],
        };
        let l = service::lauf_anlegen(&app, &mut tx, &may, lauf).await.unwrap();
        let termin = (1, tag("2026-11-20"), 540, 600);
        let termin = service::termin_dazu(&app, &mut tx, &may, l, termin)
            .await
            .unwrap();
        let (eine, andere) = (
            konto(&app, &mut tx, "eine").await,
            konto(&app, &mut tx, "andere").await,
        );
        let mut da = Vec::new();
        for wer in [als(eine, Rolle::R02), als(andere, Rolle::R19)] {
            let p = service::sich_anmelden(&app, &mut tx, &darf(&wer, None), l)
                .await
                .unwrap();
            da.push(p);
        }
        service::teilnahme(&app, &mut tx, &may, (l, termin), &da)
            .await
            .unwrap();
        // nobody opens the own access by editing, and nobody gives the proof to themselves
        assert_eq!(
            codes(service::lauf_abschliessen(&app, &mut tx, &may, l).await),
            ["NETZ-E115"]
        );
        let redaktion = als(andere, Rolle::R19);
        let n = service::lauf_abschliessen(&app, &mut tx, &darf(&redaktion, Some(id)), l).await;
        assert_eq!(n.unwrap(), 2);
        let am = async |tx: &mut Tx, wer| nachweis::von(&app, tx, wer).await.unwrap()[0].am;
        assert_eq!(am(&mut tx, eine).await, Some(tag("2026-11-21")));
        assert_eq!(am(&mut tx, andere).await, None);
        // the list goes after a year, the fact stays
        uhr.stelle(base::Zeitpunkt("2027-12-21T09:00:00Z".parse().unwrap()));
        service::trainingslisten_loeschen(&app, &mut tx).await.unwrap();
        assert_eq!(am(&mut tx, eine).await, Some(tag("2026-11-21")));
    }
);
