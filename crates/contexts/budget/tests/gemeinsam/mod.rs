//! A small office: two regions with a space each, three people with money, a fiscal year with its Töpfe.
#![expect(clippy::unwrap_used, reason = "a test without its data must fail")]
#![allow(dead_code, reason = "not every test uses everything")]

use std::sync::Arc;

use amt::{
    App, Kontext, RolleJetzt,
    navigation::Navigation,
    recht::{Bearbeiten, Befugnis, OrganisationsArt, Rolle},
};
use base::{Cent, Datum, FesteUhr, Id, SystemIds, Zeitpunkt};
use budget::{
    model::{
        Arbeitsart, Bezug, Buchung, BuchungsArt, NeueBuchung, NeuerTopf, NeuesJahr, Topf, TopfArt, Vorgang,
    },
    service::{self, Gebucht},
};
use raum::Raumeinheit;
use store::{Db, Migrationen, Tx, werte};
use uuid::Uuid;
use web::{Rahmen, Schluessel, Zufall};

pub const MIGRATIONEN: [Migrationen; 5] = [
    store::MIGRATIONEN,
    amt::MIGRATIONEN,
    raum::MIGRATIONEN,
    team::MIGRATIONEN,
    budget::MIGRATIONEN,
];

const GO: &str = r#"
[go]
bezeichnung = "Probe"
version = 1
gueltig_ab = 2024-01-01
status = "IN_KRAFT"
beschluss = { gremium = "Ausschuss", datum = 2023-11-27, vorlage = "1" }
[mandant]
typ = "STADT_MIT_JUGENDAMT"
land = "SH"
traegerschaften = ["JUGENDHILFE"]
[sektoren]
aktiv = ["JUGENDHILFE"]
[raum]
ebenen = ["REGION", "SOZIALRAUM"]
[zuweisung]
regel = { JUGENDHILFE = "RAUM" }
"#;

/// The limit of the GO's default.
pub const GRENZE: i64 = 500_000;

pub fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

pub fn uhr_bei(s: &str) -> Arc<FesteUhr> {
    Arc::new(FesteUhr::bei(Zeitpunkt(s.parse().unwrap())))
}

pub fn app(db: Db) -> App {
    app_um(db, uhr_bei("2026-11-23T09:00:00Z"))
}

pub fn app_um(db: Db, uhr: Arc<FesteUhr>) -> App {
    let zaehler = std::sync::atomic::AtomicU8::new(0);
    let zufall = Zufall::neu(move |b| b.fill(zaehler.fetch_add(1, std::sync::atomic::Ordering::Relaxed)));
    let rahmen = Rahmen::neu("Probeamt", Schluessel::neu([5; 32]), zufall);
    App::neu(
        db,
        uhr,
        Arc::new(SystemIds),
        rahmen,
        Navigation::neu(budget::navigation()),
    )
}

pub fn kontext(rolle: Rolle, n: u128, raeume: Vec<Uuid>) -> Kontext {
    Kontext::neu(
        Id::von(Uuid::from_u128(n)),
        format!("Person {n}"),
        OrganisationsArt::Oeffentlich,
        vec![RolleJetzt { rolle, raeume }],
    )
}

/// Controlling.
pub fn uta() -> Kontext {
    kontext(Rolle::R21, 1, vec![])
}
/// Wirtschaftliche Hilfen.
pub fn vera() -> Kontext {
    kontext(Rolle::R12, 2, vec![])
}
/// A case leader.
pub fn nora() -> Kontext {
    kontext(Rolle::R02, 3, vec![])
}

pub struct Amt {
    pub nord: Id<Raumeinheit>,
    pub sued: Id<Raumeinheit>,
    pub n1: Id<Raumeinheit>,
    pub vorweg: Id<Topf>,
    pub topf_nord: Id<Topf>,
    pub topf_sued: Id<Topf>,
    pub topf_fua: Id<Topf>,
}

async fn grund(app: &App, tx: &mut Tx) -> [Id<Raumeinheit>; 4] {
    let (jetzt, ich) = (app.uhr.jetzt(), Uuid::from_u128(1));
    tx.execute(
        "INSERT INTO geschaeftsordnung (id, nummer, bezeichnung, toml, gueltig_ab, status, beschluss, version, angelegt_am,
            geaendert_am) VALUES ($1, 1, 'Probe', $2, '2024-01-01', 'IN_KRAFT', '', 1, $3, $3)",
        werte![app.ids.uuid(), GO, jetzt],
    )
    .await
    .unwrap();
    for n in 1u128..=3 {
        tx.execute(
            "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
                organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
             VALUES ($1, $2, $2, $2, $2, '', $3, 'OEFFENTLICH', '', 'AKTIV', '', '', 1, $4, $4)",
            werte![Uuid::from_u128(n), format!("b{n}"), false, jetzt],
        )
        .await
        .unwrap();
    }
    let g = app.ids.uuid();
    tx.execute(
        "INSERT INTO gliederung (id, bezeichnung, gueltig_ab, status, begruendung_geografisch, begruendung_politisch,
            begruendung_infrastrukturell, begruendung_fallzahlen, version, angelegt_am, angelegt_von, geaendert_am,
            geaendert_von)
         VALUES ($1, 'Zuschnitt', '2024-01-01', 'IN_KRAFT', '', '', '', '', 1, $2, $3, $2, $3)",
        werte![g, jetzt, ich],
    )
    .await
    .unwrap();
    let ids: [Id<Raumeinheit>; 4] = std::array::from_fn(|_| app.ids.neu());
    let raeume = [
        ("N", "Nord", "REGION", None),
        ("S", "Süd", "REGION", None),
        ("N1", "Friedrichsgabe", "SOZIALRAUM", Some(ids[0])),
        ("S1", "Garstedt", "SOZIALRAUM", Some(ids[1])),
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

pub fn jahr(n: i64) -> NeuesJahr {
    NeuesJahr {
        jahr: n,
        beginn: tag(&format!("{n}-01-01")),
        ende: tag(&format!("{n}-12-31")),
        nachperiode_bis: tag(&format!("{}-01-31", n + 1)),
        gesamt: Cent(400_000_000),
        produkt: "36.3.01".into(),
        beschluss: String::new(),
    }
}

pub fn neuer_topf(
    jahr: i64,
    art: TopfArt,
    raum: Option<Id<Raumeinheit>>,
    sortier: &str,
    ansatz: i64,
) -> NeuerTopf {
    NeuerTopf {
        jahr,
        art,
        raum,
        arbeitsart: Arbeitsart::Gemischt,
        bezeichnung: format!("Topf {sortier}"),
        sortier: sortier.into(),
        traeger: String::new(),
        ansatz: Cent(ansatz),
        elterntopf: None,
    }
}

/// The office with a running year 2026 and its Töpfe: Vorweg 200 000.00, Nord 1 800 000.00, Süd 2 000 000.00.
pub async fn amt(app: &App, tx: &mut Tx) -> Amt {
    let [nord, sued, n1, _] = grund(app, tx).await;
    service::jahr_anlegen(
        app,
        tx,
        &service::darf_ueberall(&uta(), None).unwrap(),
        &jahr(2026),
    )
    .await
    .unwrap();
    let mut toepfe = Vec::new();
    for neu in [
        neuer_topf(2026, TopfArt::ZentralVorweg, None, "0-VORWEG", 20_000_000),
        neuer_topf(2026, TopfArt::Regional, Some(nord), "N", 180_000_000),
        neuer_topf(2026, TopfArt::Regional, Some(sued), "S", 200_000_000),
        NeuerTopf {
            arbeitsart: Arbeitsart::Fallunabhaengig,
            ..neuer_topf(2026, TopfArt::Regional, Some(nord), "N-FUA", 0)
        },
    ] {
        let may = service::darf_ueberall::<Bearbeiten, Topf>(&uta(), None).unwrap();
        toepfe.push(service::topf_anlegen(app, tx, &may, &neu).await.unwrap());
    }
    weiter(app, tx, 2026, 2).await;
    Amt {
        nord,
        sued,
        n1,
        vorweg: toepfe[0],
        topf_nord: toepfe[1],
        topf_sued: toepfe[2],
        topf_fua: toepfe[3],
    }
}

pub async fn weiter(app: &App, tx: &mut Tx, jahr: i64, schritte: usize) {
    for _ in 0..schritte {
        let may = service::darf_ueberall(&uta(), None).unwrap();
        service::jahr_weiter(app, tx, &may, jahr, "JHA, 27.11.2025, Vorlage 1")
            .await
            .unwrap();
    }
}

pub fn ist(topf: Id<Topf>, betrag: i64) -> NeueBuchung {
    NeueBuchung {
        datum: tag("2026-03-02"),
        topf,
        art: BuchungsArt::Ist,
        arbeitsart: Some(Arbeitsart::Fallspezifisch),
        betrag: Cent(betrag),
        beleg: "R-1".into(),
        bezug: Bezug::default(),
        leistungsart: "J31".into(),
        text: "Rechnung".into(),
    }
}

pub fn vorgang(app: &App, anlass: &str) -> Vorgang {
    Vorgang {
        id: app.ids.uuid(),
        anlass: anlass.into(),
    }
}

pub fn darf(wer: &Kontext) -> Befugnis<Bearbeiten, Buchung> {
    service::darf_ueberall(wer, None).unwrap()
}

pub async fn buchen(app: &App, tx: &mut Tx, wer: &Kontext, posten: Vec<NeueBuchung>) -> amt::Result<Gebucht> {
    let v = vorgang(app, "probe");
    service::buchen(app, tx, &darf(wer), 2026, &v, posten).await
}

pub fn codes(e: &amt::Error) -> Vec<&'static str> {
    e.befunde().iter().map(|b| b.code).collect()
}

pub async fn topf(tx: &mut Tx, app: &App, id: Id<Topf>) -> Topf {
    let blick = service::blick(app, tx, &uta(), 2026).await.unwrap();
    blick.topf(id).unwrap().clone()
}

pub async fn sauber(tx: &mut Tx) {
    let bericht = service::pruefen(tx, None).await.unwrap();
    assert!(bericht.befunde.is_empty(), "{:#?}", bericht.befunde);
}

pub async fn laden(tx: &mut Tx, jahr: i64) -> budget::model::Haushaltsjahr {
    let (beginn, ende): (Datum, Datum) = tx
        .fetch_one(
            "SELECT beginn, ende FROM haushaltsjahr WHERE jahr = $1",
            werte![jahr],
        )
        .await
        .unwrap();
    budget::model::Haushaltsjahr {
        id: Id::von(Uuid::nil()),
        jahr,
        beginn,
        ende,
        nachperiode_bis: ende,
        status: budget::model::JahrStatus::Planung,
        gesamt: Cent(0),
        produkt: String::new(),
        beschluss: String::new(),
        letzte_nr: 0,
        version: 1,
    }
}
