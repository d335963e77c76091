//! Two Träger, an order with contacts, and what was granted for it: the ground of the invoices.
#![expect(clippy::unwrap_used, reason = "a test without its data must fail")]
#![allow(dead_code, reason = "not every test uses everything")]

use std::sync::Arc;

use amt::{
    App, Kontext, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use base::{Cent, Id};
use budget::{
    Auftraege, Auftragsquelle, Zukunft,
    model::{
        Auftrag, Einheit, KontaktKurz, NeuesEntgelt, Rechnung, Topf, Vorgang, Vorlage,
        Zeilenentscheidung as Z,
    },
    service::{
        self, Folge, Zusage,
        rechnung::{self, Kopf},
    },
};
use store::{Tx, werte};
use uuid::Uuid;

use crate::gemeinsam::{Amt, amt as einrichten, tag, uta, vera};

pub const NORD: u128 = 0xa0;
pub const SUED: u128 = 0xa1;

/// Two orders of one case in the north with their contacts, as the room of the cases would tell them.
pub struct Probe {
    raum: Uuid,
}

impl Auftragsquelle for Probe {
    fn auftraege<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        traeger: Uuid,
        nummern: Vec<String>,
    ) -> Zukunft<'a, Vec<Auftrag>> {
        let kontakt = |d: &str, minuten| KontaktKurz {
            datum: tag(d),
            minuten,
            ausfall: false,
            bestaetigt: true,
        };
        let erster = Auftrag {
            id: Uuid::from_u128(7),
            nummer: "J-2026-1/1".into(),
            aktenzeichen: "J-2026-1".into(),
            fall: "F-abc".into(),
            raum: self.raum,
            leistungsart: "J31".into(),
            beginn: tag("2026-01-01"),
            ende: tag("2026-12-31"),
            hoechstens: 240,
            angenommen: true,
            kontakte: vec![
                kontakt("2026-10-05", 95),
                kontakt("2026-10-06", 50),
                kontakt("2026-10-20", 60),
            ],
        };
        let zweiter = Auftrag {
            id: Uuid::from_u128(8),
            nummer: "J-2026-1/2".into(),
            leistungsart: "J29".into(),
            beginn: tag("2026-11-01"),
            kontakte: vec![kontakt("2026-11-03", 60)],
            ..erster.clone()
        };
        let mut alle = vec![erster, zweiter];
        alle.retain(|a| {
            traeger == Uuid::from_u128(NORD)
                && (nummern.contains(&a.nummer) || nummern.contains(&a.aktenzeichen))
        });
        Box::pin(async move { Ok(alle) })
    }
}

pub async fn buero(app: App) -> (App, Amt) {
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    let jetzt = app.uhr.jetzt();
    for (id, name) in [(NORD, "Träger Nord"), (SUED, "Träger Süd")] {
        tx.execute(
            "INSERT INTO organisation (id, name, suche, art, anerkannt_75, version, angelegt_am, angelegt_von,
                geaendert_am, geaendert_von) VALUES ($1,$2,$2,'FREI_GEMEINNUETZIG',$3,1,$4,$1,$4,$1)",
            werte![Uuid::from_u128(id), name, true, jetzt],
        )
        .await
        .unwrap();
    }
    for (n, org) in [(0x11_u128, NORD), (0x12, SUED)] {
        tx.execute(
            "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
                organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
             VALUES ($1, $2, $2, $2, $2, '', $3, 'ANDERE', '', 'AKTIV', '', '', 1, $4, $4)",
            werte![Uuid::from_u128(n), format!("t{n}"), false, jetzt],
        )
        .await
        .unwrap();
        tx.execute(
            "INSERT INTO fachkraft (id, name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer, suche,
                version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
             VALUES ($1,'L','','','','',$2,$3,$1,'l',1,$4,$1,$4,$1)",
            werte![Uuid::from_u128(n), false, Uuid::from_u128(org), jetzt],
        )
        .await
        .unwrap();
    }
    // what was granted: 500.00 for this case
    let z = Zusage {
        vorgang: Vorgang {
            id: app.ids.uuid(),
            anlass: "Bewilligung".into(),
        },
        datum: tag("2026-01-02"),
        raum: Some(a.n1),
        fall: "F-abc".into(),
        traeger: String::new(),
        leistungsart: "J31".into(),
        betrag: Cent(50_000),
    };
    let may = service::darf_ueberall::<amt::recht::Bearbeiten, Topf>(&uta(), None).unwrap();
    let folge = service::zusage_buchen(&app, &mut tx, &may, &z).await.unwrap();
    assert!(matches!(folge, Folge::Gebucht { .. }), "{folge:?}");
    tx.commit().await.unwrap();
    let app = app.mit(Auftraege(Arc::new(Probe { raum: a.n1.uuid() })));
    (app, a)
}

pub async fn satz(app: &App, tx: &mut Tx, betrag: i64, ab: &str) -> service::Eingetragen {
    let may = service::darf_ueberall(&vera(), None).unwrap();
    let neu = NeuesEntgelt {
        traeger: Uuid::from_u128(NORD),
        leistungsart: String::new(),
        einheit: Einheit::Stunde,
        betrag: Cent(betrag),
        ab: tag(ab),
        bis: None,
        fundstelle: "Akte 4".into(),
    };
    service::entgelt_eintragen(app, tx, &may, &neu).await.unwrap()
}

pub fn leitung(n: u128) -> Kontext {
    Kontext::neu(
        Id::von(Uuid::from_u128(n)),
        format!("Person {n}"),
        OrganisationsArt::Andere,
        vec![RolleJetzt {
            rolle: Rolle::R10,
            raeume: vec![],
        }],
    )
}

pub async fn einlesen(
    app: &App,
    tx: &mut Tx,
    wer: &Kontext,
    name: &str,
    bytes: &[u8],
    kopf: &Kopf,
) -> amt::Result<Id<Rechnung>> {
    let org = Uuid::from_u128(NORD);
    let may = rechnung::darf_einreichen(tx, wer, None, org).await?;
    rechnung::aus_datei(app, tx, &may, (org, "Träger Nord"), name, bytes.to_vec(), kopf).await
}

pub fn kopf(nummer: &str) -> Kopf {
    Kopf {
        nummer: nummer.into(),
        datum: Some(tag("2026-11-02")),
        summe: None,
    }
}

pub const CSV: &str = "auftrag;datum;menge;satz;betrag\nJ-2026-1;05.10.2026;95;69,80;110,52\nJ-2026-1;2026-10-06;50;69,80;58,17\n";

pub async fn eingereicht(app: &App, tx: &mut Tx, nummer: &str, csv: &str) -> Id<Rechnung> {
    let id = einlesen(app, tx, &leitung(0x11), "r.csv", csv.as_bytes(), &kopf(nummer))
        .await
        .unwrap();
    rechnung::einreichen(app, tx, &leitung(0x11), id).await.unwrap();
    id
}

pub async fn alle_wie(
    app: &App,
    tx: &mut Tx,
    id: Id<Rechnung>,
    z: Z,
    grund: &str,
) -> amt::Result<rechnung::Entschieden> {
    let a = rechnung::akte(app, tx, &vera(), id).await?;
    let wahl: Vec<(i64, Z)> = a.zeilen.iter().map(|x| (x.nr, z)).collect();
    rechnung::entscheiden(app, tx, &vera(), (id, a.r.version), &wahl, &[], grund).await
}

/// The one act that waits for a second person.
pub async fn wartende(tx: &mut Tx) -> Id<Vorlage> {
    let (id,): (Uuid,) = tx
        .fetch_one("SELECT id FROM buchung_vorlage WHERE status = 'OFFEN'", werte![])
        .await
        .unwrap();
    Id::von(id)
}
