//! A small office for the tests: two Fachkräfte of the ASD, one of a Träger, two spaces.
// not every test uses everything
#![allow(dead_code)]
#![expect(clippy::unwrap_used, reason = "a test without its data must fail")]

pub mod daten;

use std::sync::Arc;

use amt::{
    App, Kontext, RolleJetzt,
    navigation::Navigation,
    recht::{Bearbeiten, OrganisationsArt, Rolle},
};
use axum::{body::Body, http::Request, response::Response};
use base::{FesteUhr, Id, SystemIds, Zeitpunkt};
use http_body_util::BodyExt;
use schutz::{
    Empfaenger, Nachbarn, Umgebung, Zukunft,
    model::{Akut, Dringlichkeit, Kanal, Kind, Melderart, Meldung, Stand},
    rules::fachkraefte::Teilnahme,
    service::{
        lesen::{self, Akte},
        melden::{NeuesKind, Neumeldung, melden},
        schritt, zugang,
    },
};
use store::{Db, Migrationen, Tx, werte};
use tower::ServiceExt;
use uuid::Uuid;

pub const ALLE: [Migrationen; 3] = [store::MIGRATIONEN, amt::MIGRATIONEN, schutz::MIGRATIONEN];

pub const NORD: Uuid = Uuid::from_u128(0xA1);
pub const SUED: Uuid = Uuid::from_u128(0xA2);
pub const FRAU_A: Uuid = Uuid::from_u128(0xC1);
pub const HERR_B: Uuid = Uuid::from_u128(0xC2);
pub const TRAEGER_Y: Uuid = Uuid::from_u128(0xC3);
pub const TRAEGER_Z: Uuid = Uuid::from_u128(0xC4);

const GO: &str = r#"[go]
bezeichnung = "Muster"
version = 1
gueltig_ab = 2026-01-01
status = "IN_KRAFT"
beschluss = { gremium = "Rat", datum = 2025-12-01, vorlage = "1/2025" }
[mandant]
typ = "KREISFREIE_STADT"
land = "SH"
traegerschaften = ["JUGENDHILFE"]
[sektoren]
aktiv = ["JUGENDHILFE"]
"#;

struct Amt;

fn jetzt<'a, T: Send + 'a>(wert: T) -> Zukunft<'a, T> {
    Box::pin(async move { Ok(wert) })
}

fn leute() -> Vec<Teilnahme> {
    [
        (FRAU_A, "Anna Abel", true),
        (HERR_B, "Bernd Beck", true),
        (TRAEGER_Y, "Yara Träger", false),
        (TRAEGER_Z, "Zoe Träger", false),
    ]
    .map(|(fachkraft, name, asd)| Teilnahme {
        fachkraft,
        name: name.to_owned(),
        asd,
    })
    .into()
}

impl Nachbarn for Amt {
    fn fachkraft_von<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        benutzer: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String)>> {
        jetzt(match benutzer.as_u128() {
            0xE2 => Some((FRAU_A, "Anna Abel".to_owned())),
            0xE3 => Some((HERR_B, "Bernd Beck".to_owned())),
            _ => None,
        })
    }
    fn fachkraefte<'a>(&'a self, _: &'a App, _: &'a mut Tx) -> Zukunft<'a, Vec<Teilnahme>> {
        jetzt(leute())
    }
    fn mit_rolle<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        rollen: &'a [Rolle],
        _: &'a [Uuid],
    ) -> Zukunft<'a, Vec<Empfaenger>> {
        let alle = [
            (Rolle::R04, 0xE4, "leitung@stadt.example"),
            (Rolle::R24, 0xE7, "datenschutz@stadt.example"),
            (Rolle::R05, 0xE5, ""),
            (Rolle::R05, 0xE6, ""),
        ];
        jetzt(
            alle.into_iter()
                .filter(|(r, _, _)| rollen.contains(r))
                .map(|(_, n, email)| Empfaenger {
                    benutzer: Uuid::from_u128(n),
                    name: format!("Person {n:x}"),
                    email: email.to_owned(),
                    telefon: "0431 9".to_owned(),
                })
                .collect(),
        )
    }
    fn raeume<'a>(&'a self, _: &'a App, _: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        jetzt(vec![(NORD, "Nord".to_owned()), (SUED, "Süd".to_owned())])
    }
    fn kette<'a>(&'a self, _: &'a App, _: &'a mut Tx, raum: Uuid) -> Zukunft<'a, Vec<Uuid>> {
        jetzt(vec![raum])
    }
    fn zustaendig<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String, String)>> {
        jetzt(Some((FRAU_A, "Anna Abel".to_owned(), "0431 1".to_owned())))
    }
}

/// Saturday 21 November 2026, 22:10 in Kiel.
pub fn zeit() -> Zeitpunkt {
    Zeitpunkt("2026-11-21T21:10:00Z".parse().unwrap())
}

pub async fn amt(db: &Db) -> (App, Arc<FesteUhr>) {
    let mut tx = db.write().await.unwrap();
    tx.execute(
        "INSERT INTO geschaeftsordnung (id, nummer, bezeichnung, toml, gueltig_ab, status, beschluss, version,
            angelegt_am, geaendert_am) VALUES ($1, 1, 'Muster', $2, '2026-01-01', 'IN_KRAFT', '', 1, 0, 0)",
        werte![Uuid::from_u128(1), GO],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let uhr = Arc::new(FesteUhr::bei(zeit()));
    let n = std::sync::atomic::AtomicU8::new(0);
    let zufall = web::Zufall::neu(move |b| b.fill(n.fetch_add(1, std::sync::atomic::Ordering::Relaxed)));
    let rahmen = web::Rahmen::neu("Stadt Muster", web::Schluessel::neu([5; 32]), zufall);
    let app = App::neu(
        db.clone(),
        uhr.clone(),
        Arc::new(SystemIds),
        rahmen,
        Navigation::neu(schutz::navigation()),
    )
    .mit(Umgebung(Arc::new(Amt)));
    (app, uhr)
}

pub fn wer(benutzer: u128, rolle: Rolle, raeume: Vec<Uuid>) -> Kontext {
    Kontext::neu(
        Id::von(Uuid::from_u128(benutzer)),
        format!("{} {benutzer:x}", rolle.name()),
        OrganisationsArt::Oeffentlich,
        vec![RolleJetzt { rolle, raeume }],
    )
}

pub fn service() -> Kontext {
    wer(0xE1, Rolle::R01, vec![])
}

/// Frau A, responsible in Nord.
pub fn asd() -> Kontext {
    wer(0xE2, Rolle::R02, vec![])
}

/// Herr B, of another team.
pub fn asd_b() -> Kontext {
    wer(0xE3, Rolle::R02, vec![])
}

pub fn leitung() -> Kontext {
    wer(0xE4, Rolle::R04, vec![NORD])
}

pub fn neu(kinder: usize) -> Neumeldung {
    Neumeldung {
        wann_wo: "gestern, Spielplatz".to_owned(),
        akut: Some(Akut::Unklar),
        melder_art: Some(Melderart::Schule),
        geheimnistraeger: true,
        raum: Some(NORD),
        raum_name: "Nord".to_owned(),
        raeume: vec![NORD],
        verantwortlich: Some((FRAU_A, "Anna Abel".to_owned(), "0431 1".to_owned())),
        kinder: (0..kinder)
            .map(|n| NeuesKind {
                vorname: format!("Kind{n}"),
                nachname: "Șerban".to_owned(),
                geburtsdatum: "2019-04-05".parse().ok(),
            })
            .collect(),
        ..Neumeldung::aus(
            Kanal::Telefon,
            "Ein Kind weint jeden Abend.",
            Dringlichkeit::Sofort,
        )
    }
}

pub async fn melde(app: &App, n: Neumeldung) -> Id<Meldung> {
    let mut tx = app.db.write().await.unwrap();
    let go = amt::ordnung::geltende(app, &mut tx).await.unwrap();
    let id = melden(app, &mut tx, &service(), &go, n).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub async fn lies(app: &App, k: &Kontext, id: Id<Meldung>) -> Akte {
    let mut tx = app.db.write().await.unwrap();
    let a = lesen::akte(app, &mut tx, k, id).await.unwrap();
    tx.commit().await.unwrap();
    a
}

/// Does something with the newest version of the Meldung, as this user.
pub async fn tu<T, R>(app: &App, k: &Kontext, id: Id<Meldung>, tun: T) -> amt::Result<R>
where
    T: AsyncFnOnce(&mut Tx, &zugang::Zugang<Bearbeiten>, Meldung) -> amt::Result<R>,
{
    let mut tx = app.db.write().await?;
    let (z, m) = zugang::befugt::<Bearbeiten>(app, &mut tx, k, id).await?;
    let r = tun(&mut tx, &z, m).await?;
    tx.commit().await?;
    Ok(r)
}

pub async fn geh(app: &App, k: &Kontext, id: Id<Meldung>, welcher: &str) -> amt::Result<Stand> {
    tu(app, k, id, async |tx, z, m| {
        let v = m.version;
        schritt::schritt(app, tx, z, m, v, welcher).await
    })
    .await
}

pub fn codes(e: &amt::Error) -> Vec<&'static str> {
    e.befunde().iter().map(|b| b.code).collect()
}

pub fn kind(a: &Akte, n: usize) -> Id<Kind> {
    a.kinder[n].id
}

pub async fn zahl(app: &App, sql: &'static str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx.fetch_one(sql, werte![]).await.unwrap();
    n
}

/// Status, and the page or where it leads to.
pub async fn senden(app: &App, pfad: &str, felder: &[(&str, &str)], wer: Kontext) -> (u16, String) {
    let rumpf = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(felder)
        .finish();
    let mut req = Request::post(pfad)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(rumpf))
        .unwrap();
    req.extensions_mut().insert(wer);
    text(
        schutz::routen()
            .with_state(app.clone())
            .oneshot(req)
            .await
            .unwrap(),
    )
    .await
}

pub async fn holen(app: &App, pfad: &str, wer: Kontext) -> (u16, String) {
    let mut req = Request::get(pfad).body(Body::empty()).unwrap();
    req.extensions_mut().insert(wer);
    text(
        schutz::routen()
            .with_state(app.clone())
            .oneshot(req)
            .await
            .unwrap(),
    )
    .await
}

async fn text(a: Response) -> (u16, String) {
    let ort = a
        .headers()
        .get("location")
        .map(|l| l.to_str().unwrap().to_owned());
    let status = a.status().as_u16();
    let rumpf = a.into_body().collect().await.unwrap().to_bytes();
    (
        status,
        ort.unwrap_or_else(|| String::from_utf8_lossy(&rumpf).into_owned()),
    )
}
