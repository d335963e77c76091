//! A small office: a region with two spaces, one team, three people, positions and lines.
#![expect(clippy::unwrap_used, reason = "a test without its data must fail")]

use std::sync::Arc;

use amt::{
    App, Benutzer, Kontext, RolleJetzt,
    go::{Sektor, modell::TeamTyp},
    navigation::Navigation,
    recht::{Befugnis, Bezug, OrganisationsArt, Rolle},
};
use base::{Datum, FesteUhr, Gueltigkeit, Id, SeedIds, Zeitpunkt};
use raum::Raumeinheit;
use store::{Db, Migrationen, Tx, werte};
use team::{Fachkraft, Inhalt, Stelle, Team, Zustaendigkeitsregel, service};
use uuid::Uuid;
use web::{Rahmen, Schluessel, Zufall};

pub const MIGRATIONEN: [Migrationen; 4] = [
    store::MIGRATIONEN,
    amt::MIGRATIONEN,
    raum::MIGRATIONEN,
    team::MIGRATIONEN,
];

const GO: &str = r#"
[go]
bezeichnung = "Probe"
version = 1
gueltig_ab = 2024-01-01
status = "IN_KRAFT"
beschluss = { gremium = "Ausschuss", datum = 2023-11-27, vorlage = "1" }
[mandant]
typ = "LANDKREIS"
land = "BY"
traegerschaften = ["JUGENDHILFE"]
[sektoren]
aktiv = ["JUGENDHILFE", "JGH"]
[raum]
ebenen = ["REGIONALRAUM", "KOMMUNE"]
[zuweisung]
regel = { JUGENDHILFE = "RAUM", JGH = "MISCH" }
stichtag = { JGH = 2027-01-01 }
"#;

pub fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

pub fn app(db: Db) -> App {
    let uhr = FesteUhr::bei(Zeitpunkt("2026-11-23T09:00:00Z".parse().unwrap()));
    let zaehler = std::sync::atomic::AtomicU8::new(0);
    let zufall = Zufall::neu(move |b| b.fill(zaehler.fetch_add(1, std::sync::atomic::Ordering::Relaxed)));
    let rahmen = Rahmen::neu("Probeamt", Schluessel::neu([5; 32]), zufall);
    App::neu(
        db,
        Arc::new(uhr),
        Arc::new(SeedIds::neu(1)),
        rahmen,
        Navigation::neu(team::navigation()),
    )
}

pub fn benutzer(n: u128) -> Id<Benutzer> {
    Id::von(Uuid::from_u128(n))
}

pub fn kontext(rolle: Rolle, n: u128, raeume: Vec<Uuid>) -> Kontext {
    let rollen = vec![RolleJetzt { rolle, raeume }];
    Kontext::neu(
        benutzer(n),
        "Wer Auch Immer".into(),
        OrganisationsArt::Oeffentlich,
        rollen,
    )
}

pub fn darf<A: amt::recht::Aktion, K: amt::recht::Objektart>(id: Option<Id<K>>) -> Befugnis<A, K> {
    Befugnis::pruefen(&kontext(Rolle::R26, 1, vec![]), id, Bezug::default()).unwrap()
}

#[expect(clippy::allow_attributes, reason = "not every test asks for everything")]
#[allow(dead_code)]
pub struct Amt {
    pub region: Id<Raumeinheit>,
    pub nord: Id<Raumeinheit>,
    pub sued: Id<Raumeinheit>,
    pub team: Id<Team>,
    pub leute: Vec<Id<Fachkraft>>,
    pub stellen: Vec<Id<Stelle>>,
    pub regel: Id<Zustaendigkeitsregel>,
}

async fn grund(app: &App, tx: &mut Tx) -> [Id<Raumeinheit>; 3] {
    let (jetzt, ich) = (app.uhr.jetzt(), Uuid::from_u128(1));
    tx.execute(
        "INSERT INTO geschaeftsordnung (id, nummer, bezeichnung, toml, gueltig_ab, status, beschluss, version, angelegt_am,
            geaendert_am) VALUES ($1, 1, 'Probe', $2, '2024-01-01', 'IN_KRAFT', '', 1, $3, $3)",
        werte![app.ids.uuid(), GO, jetzt],
    )
    .await
    .unwrap();
    for n in [1u128, 2, 3] {
        tx.execute(
            "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
                organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
             VALUES ($1, $2, $2, $2, $2, '', $3, 'OEFFENTLICH', '', 'AKTIV', '', '', 1, $4, $4)",
            werte![benutzer(n), format!("b{n}"), false, jetzt],
        )
        .await
        .unwrap();
    }
    let g = app.ids.uuid();
    tx.execute(
        "INSERT INTO gliederung (id, bezeichnung, gueltig_ab, status, begruendung_geografisch, begruendung_politisch,
            begruendung_infrastrukturell, begruendung_fallzahlen, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, 'Zuschnitt', '2024-01-01', 'IN_KRAFT', '', '', '', '', 1, $2, $3, $2, $3)",
        werte![g, jetzt, ich],
    )
    .await
    .unwrap();
    let ids: [Id<Raumeinheit>; 3] = [app.ids.neu(), app.ids.neu(), app.ids.neu()];
    let raeume = [
        ("R", "Region", "REGIONALRAUM", None),
        ("R-1", "Nord", "KOMMUNE", Some(ids[0])),
        ("R-2", "Süd", "KOMMUNE", Some(ids[0])),
    ];
    for (id, (code, name, ebene, eltern)) in ids.iter().zip(raeume) {
        tx.execute(
            "INSERT INTO raumeinheit (id, gliederung, ebene, tiefe, code, name, suchform, eltern, ausbaustatus, version,
                angelegt_am, angelegt_von, geaendert_am, geaendert_von)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7, 'REGELBETRIEB', 1, $8, $9, $8, $9)",
            werte![*id, g, ebene, i64::from(eltern.is_some()), code, name, eltern, jetzt, ich],
        )
        .await
        .unwrap();
    }
    ids
}

pub fn person(name: &str, benutzer: Option<Id<Benutzer>>) -> Fachkraft {
    Fachkraft {
        id: Id::von(Uuid::nil()),
        name: name.into(),
        telefon: "089 1234".into(),
        email: "wer@amt.example".into(),
        sprachen: vec!["de".into()],
        qualifikation: "Sozialpädagogik".into(),
        ief: false,
        organisation: None,
        benutzer,
        version: 0,
    }
}

pub fn neues_team(name: &str, leitung: Option<Id<Fachkraft>>, raum: Id<Raumeinheit>) -> Team {
    Team {
        id: Id::von(Uuid::nil()),
        name: name.into(),
        typ: TeamTyp::Asd,
        leitung,
        standort: "Marktplatz 1".into(),
        telefon: "089 99".into(),
        email: String::new(),
        sektoren: vec![Sektor::Jugendhilfe],
        raeume: vec![raum],
        version: 0,
    }
}

pub fn angaben(amt: &[Id<Stelle>], inhalt: Inhalt, ab: &str) -> service::RegelAngaben {
    service::RegelAngaben {
        sektor: Sektor::Jugendhilfe,
        inhalt,
        stelle: amt[0],
        vertretung: Some(amt[1]),
        gueltigkeit: Gueltigkeit::neu(tag(ab), None).unwrap(),
    }
}

pub async fn amt(app: &App, tx: &mut Tx) -> Amt {
    let [region, nord, sued] = grund(app, tx).await;
    let mut leute = Vec::new();
    for (name, konto) in [
        ("Anna Erste", Some(benutzer(2))),
        ("Ben Zweiter", None),
        ("Cem Dritter", None),
    ] {
        leute.push(
            service::fachkraft_speichern(app, tx, &darf(None), person(name, konto))
                .await
                .unwrap(),
        );
    }
    let neu = neues_team("Team Mitte", Some(leute[2]), region);
    let team = service::team_speichern(app, tx, &darf(None), neu).await.unwrap();
    let mut stellen = Vec::new();
    for (i, wer) in leute.iter().enumerate() {
        let neu = Stelle {
            id: Id::von(Uuid::nil()),
            bezeichnung: format!("ASD {i}"),
            team,
            sektor: None,
            version: 0,
        };
        let id = service::stelle_speichern(app, tx, &darf(None), neu)
            .await
            .unwrap();
        service::besetzen(app, tx, &darf(Some(id)), 1, Some(*wer), tag("2026-01-01"))
            .await
            .unwrap();
        stellen.push(id);
    }
    let regel = angaben(&stellen, Inhalt::Raum(region), "2026-01-01");
    let regel = service::regel_anlegen(app, tx, &darf(None), regel).await.unwrap();
    Amt {
        region,
        nord,
        sued,
        team,
        leute,
        stellen,
        regel,
    }
}
