//! A small town for the tests: two regions, three Sozialräume, two streets.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test program uses its own part of this"
)]

use std::sync::Arc;

use amt::{
    App, Kontext, RolleJetzt,
    navigation::Navigation,
    recht::{Aktion, Befugnis, Bezug, Objektart, OrganisationsArt, Rolle},
};
use base::{Datum, FesteUhr, Id, Punkt, SeedIds, Text, Zeitpunkt};
use geo::{MultiPolygon, Rect, coord};
use raum::{
    AdressStatus, Gliederung, GliederungStatus, Paritaet, Raumeinheit, RegisterHalter, Vorgaben,
    service::{
        self, Begruendung, Beschluss, NeueAdresse, NeueGliederung, NeueRaumeinheit, NeueStrasse, NeuerBereich,
    },
};
use store::{Db, Tx};
use uuid::Uuid;
use web::{Rahmen, Schluessel, Zufall};

pub const MIGRATIONEN: [store::Migrationen; 3] = [store::MIGRATIONEN, amt::MIGRATIONEN, raum::MIGRATIONEN];

pub fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

pub fn text<const N: usize>(s: &str) -> Text<N> {
    Text::neu(s).unwrap()
}

pub fn app(db: Db) -> App {
    let jetzt = Zeitpunkt::von_mikros(1_795_000_000_000_000).unwrap(); // 18.11.2026
    let rahmen = Rahmen::neu(
        "Stadt Musterort",
        Schluessel::neu([7; 32]),
        Zufall::neu(|b| b.fill(9)),
    );
    App::neu(
        db,
        Arc::new(FesteUhr::bei(jetzt)),
        Arc::new(SeedIds::neu(1)),
        rahmen,
        Navigation::neu(raum::navigation()),
    )
    .mit(RegisterHalter::default())
    .mit(Vorgaben {
        auffang_raum: Some("SR-SUED".to_owned()),
        ..Vorgaben::default()
    })
}

pub fn kontext(rolle: Rolle) -> Kontext {
    let rollen = vec![RolleJetzt {
        rolle,
        raeume: Vec::new(),
    }];
    let wer = Id::von(Uuid::from_u128(u128::from(rolle as u8) + 1));
    Kontext::neu(
        wer,
        "Testperson".to_owned(),
        OrganisationsArt::Oeffentlich,
        rollen,
    )
}

/// R22, Jugendhilfe- und Sozialplanung, may do everything in this room.
pub fn darf<A: Aktion, K: Objektart>() -> Befugnis<A, K> {
    Befugnis::pruefen(&kontext(Rolle::R22), None, Bezug::default()).unwrap()
}

pub fn neue_gliederung(name: &str, ab: &str) -> NeueGliederung {
    NeueGliederung {
        bezeichnung: text(name),
        gueltig_ab: tag(ab),
        gueltig_bis: None,
        begruendung: Begruendung::default(),
        kritik_offen: None,
    }
}

pub fn beschluss() -> Beschluss {
    Beschluss {
        gremium: text("Jugendhilfeausschuss"),
        datum: tag("2025-10-01"),
        vorlage: text("2025/17"),
    }
}

pub async fn beschliessen(app: &App, tx: &mut Tx, id: Id<Gliederung>) -> amt::Result<()> {
    service::gliederung_abstimmen(app, tx, &darf(), id, 1, GliederungStatus::Abstimmung).await?;
    service::gliederung_beschliessen(app, tx, &darf(), id, 2, &beschluss()).await
}

pub fn feld(west: f64, sued: f64, breite: f64, hoehe: f64) -> MultiPolygon<f64> {
    let ecke = coord! {x: west + breite, y: sued + hoehe};
    MultiPolygon::new(vec![Rect::new(coord! {x: west, y: sued}, ecke).to_polygon()])
}

pub async fn raum_anlegen(
    app: &App,
    tx: &mut Tx,
    g: Id<Gliederung>,
    (ebene, code, name): (&str, &str, &str),
    eltern: Option<Id<Raumeinheit>>,
    flaeche: Option<MultiPolygon<f64>>,
) -> Id<Raumeinheit> {
    let mut neu = NeueRaumeinheit::neu(g, ebene.to_owned(), text(code), text(name));
    neu.eltern = eltern;
    neu.geometrie = flaeche;
    neu.einwohner = Some((12_345, tag("2025-12-31")));
    service::raumeinheit_anlegen(app, tx, &darf(), &neu)
        .await
        .unwrap()
        .0
}

pub fn strasse(schluessel: &str, name: &str) -> NeueStrasse {
    NeueStrasse {
        schluessel: text(schluessel),
        name: text(name),
        kommune_ags: text("01060063"),
        ort: text("Musterort"),
        aliase: Vec::new(),
        zeile: 1,
    }
}

pub fn bereich(schluessel: &str, von: &str, bis: &str, p: Paritaet, raum: &str, zeile: u32) -> NeuerBereich {
    NeuerBereich {
        strassenschluessel: schluessel.to_owned(),
        nummern: Some((von.parse().unwrap(), bis.parse().unwrap())),
        paritaet: p,
        plz: String::new(),
        raum: raum.to_owned(),
        zeile,
    }
}

pub fn adresse(schluessel: &str, nr: &str, zeile: u32, punkt: Option<(f64, f64)>) -> NeueAdresse {
    NeueAdresse {
        strassenschluessel: schluessel.to_owned(),
        hausnummer: Some(nr.parse().unwrap()),
        plz: "22844".to_owned(),
        ort: text("Musterort"),
        ortsteil: text(""),
        punkt: punkt.map(|(lat, lon)| Punkt { lat, lon }),
        status: AdressStatus::Aktiv,
        zeile,
    }
}

/// Buchenweg of T-024 and Musterallee of T-025; the third Sozialraum is known by its polygon only.
pub async fn stadt(app: &App, tx: &mut Tx) -> Id<Gliederung> {
    let g = service::gliederung_anlegen(app, tx, &darf(), &neue_gliederung("Zuschnitt 2026", "2026-01-01"))
        .await
        .unwrap();
    let nord = raum_anlegen(app, tx, g, ("REGION", "NORD", "Region Nord"), None, None).await;
    let sued = raum_anlegen(app, tx, g, ("REGION", "SUED", "Region Süd"), None, None).await;
    let f = |x, y| Some(feld(x, y, 0.02, 0.01));
    raum_anlegen(
        app,
        tx,
        g,
        ("SOZIALRAUM", "SR-N1", "Nordstadt"),
        Some(nord),
        f(10.00, 53.71),
    )
    .await;
    raum_anlegen(
        app,
        tx,
        g,
        ("SOZIALRAUM", "SR-N2", "Heidberg"),
        Some(nord),
        f(10.02, 53.71),
    )
    .await;
    raum_anlegen(
        app,
        tx,
        g,
        ("SOZIALRAUM", "SR-SUED", "Südviertel"),
        Some(sued),
        f(10.00, 53.70),
    )
    .await;
    let strassen = vec![strasse("0100", "Buchenweg"), strasse("0200", "Musterallee")];
    service::strassen_einspielen(app, tx, &darf(), strassen)
        .await
        .unwrap();
    let bereiche = vec![
        bereich("0100", "1", "9999", Paritaet::Ungerade, "SR-N1", 2),
        bereich("0100", "1", "9999", Paritaet::Gerade, "SR-SUED", 3),
        bereich("0200", "1", "49", Paritaet::Ungerade, "SR-N1", 4),
        bereich("0200", "2", "50", Paritaet::Gerade, "SR-N2", 5),
        bereich("0200", "51", "9999", Paritaet::Alle, "SR-SUED", 6),
    ];
    let b = service::hausnummernbereiche_einspielen(app, tx, &darf(), g, bereiche)
        .await
        .unwrap();
    assert_eq!((b.neu, b.abgewiesen.len()), (5, 0));
    let adressen = vec![
        adresse("0100", "17", 2, Some((53.715, 10.01))),
        adresse("0100", "17b", 3, None),
        adresse("0100", "18", 4, Some((53.705, 10.01))),
        adresse("0200", "49a", 5, None),
        adresse("0200", "50", 6, None),
        adresse("0200", "51", 7, None),
    ];
    let b = service::adressen_einspielen(app, tx, &darf(), adressen)
        .await
        .unwrap();
    assert_eq!((b.neu, b.abgewiesen.len()), (6, 0));
    g
}

/// The pages as somebody in this role sees them, without sign-in and CSRF.
pub fn seiten(app: &App, rolle: Rolle) -> axum::Router {
    let kontext = kontext(rolle);
    let innen = raum::routen()
        .merge(raum::zuschneiden::routen())
        .merge(raum::api().split_for_parts().0)
        .layer(axum::Extension(kontext))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}
