//! A small town for the tests: two spaces, two Fachkräfte, one offer. The lower rooms' own tests try out the real
//! answers; here the questions and what is done with the answers are tried out.
// every test file is a crate of its own and uses a part
#![allow(dead_code)]
#![expect(clippy::unwrap_used, reason = "a test without its data must fail")]

pub mod schritte;
pub mod schutzkreis;
pub mod seiten;

use std::sync::Arc;

use amt::{
    App, Kontext, Result, RolleJetzt,
    go::Sektor,
    navigation::Navigation,
    recht::{Entscheiden, OrganisationsArt, Rolle},
};
use base::{Cent, Datum, FesteUhr, Id, Punkt, SystemIds, Text, Zeitpunkt};
use fall::{
    Nachbarn, Umgebung, Zukunft,
    model::{
        Adressvorschlag, Angebot, Geldlage, Gesicht, Hinweis, Kanal, Melderrolle, Ort, Ortsantwort, Ortsart,
        Ortsfrage, Passung, Person, Raum, Runde, Schritt, Suchprofil, Traegerwahl, Vorgemerkt, Vormerkung,
        Zustaendig,
    },
    service::{aufnehmen::Aufnahme, fall::zugang::FallMay},
};
use store::{Db, Migrationen, Tx, werte};
use uuid::Uuid;

pub const ALLE: [Migrationen; 4] = [
    store::MIGRATIONEN,
    amt::MIGRATIONEN,
    schutz::MIGRATIONEN,
    fall::MIGRATIONEN,
];

pub const NORD: Uuid = Uuid::from_u128(0xA1);
pub const SUED: Uuid = Uuid::from_u128(0xA2);
pub const REGION: Uuid = Uuid::from_u128(0xA0);
pub const TEAM: Uuid = Uuid::from_u128(0xB1);
pub const FRAU_A: Uuid = Uuid::from_u128(0xC1);
pub const HERR_B: Uuid = Uuid::from_u128(0xC2);
/// Her user is 0xE4.
pub const FRAU_C: Uuid = Uuid::from_u128(0xC3);
pub const ANGEBOT: Uuid = Uuid::from_u128(0xD1);
pub const TRAEGER_1: Uuid = Uuid::from_u128(0x71);
pub const TRAEGER_2: Uuid = Uuid::from_u128(0x72);
/// A Träger with whom an agreement is missing.
pub const TRAEGER_3: Uuid = Uuid::from_u128(0x73);
/// A help whose money is booked in the real room `budget`.
pub const MIT_BUDGET: &str = "J32";
/// A help at whose booking the money room fails.
pub const KAPUTT: &str = "J35";
/// The user who is Frau A.
pub const ASD: Uuid = Uuid::from_u128(0xE2);

const GO: &str = r#"[go]
bezeichnung = "Muster"
version = 1
gueltig_ab = 2026-01-01
status = "IN_KRAFT"
beschluss = { gremium = "Rat", datum = 2025-12-01, vorlage = "1/2025" }
[mandant]
typ = "KREISFREIE_STADT"
land = "SH"
traegerschaften = ["JUGENDHILFE", "EGH", "SOZIALHILFE"]
[sektoren]
aktiv = ["JUGENDHILFE", "EGH", "PFLEGE", "ALTENHILFE", "JGH"]
"#;

struct Ort1;

fn schritt(text: &str) -> Schritt {
    Schritt {
        text: text.to_owned(),
        beleg: "Verzeichnis, Zeile 7".to_owned(),
        norm: String::new(),
    }
}

fn gesicht(id: Uuid, name: &str) -> Gesicht {
    Gesicht {
        fachkraft: id,
        name: name.to_owned(),
        stelle: "ASD".to_owned(),
        telefon: "0431 1".to_owned(),
        email: String::new(),
        hinweis: String::new(),
    }
}

pub fn angebot() -> Angebot {
    Angebot {
        id: ANGEBOT,
        titel: "Café Paletti".to_owned(),
        akteur: "Nachbarschaftshaus".to_owned(),
        ort: "Marktplatz 1".to_owned(),
        kontakt: "0431 2".to_owned(),
        entfernung: "300 m".to_owned(),
        frische: "geprüft vor 10 Tagen".to_owned(),
        passung: Passung::Unklar,
        gruende: vec!["in der Nähe".to_owned()],
    }
}

fn jetzt<'a, T: Send + 'a>(wert: T) -> Zukunft<'a, T> {
    Box::pin(async move { Ok(wert) })
}

impl Nachbarn for Ort1 {
    fn vorschlaege<'a>(&'a self, _: &'a App, text: &'a str, _: usize) -> Zukunft<'a, Vec<Adressvorschlag>> {
        let da = base::suchform("Lindenstraße 5").contains(&base::suchform(text));
        let v = Adressvorschlag {
            id: Uuid::from_u128(0xF1),
            zeile: "Lindenstraße 5, 24103 Kiel".to_owned(),
            hinweis: "Nord".to_owned(),
        };
        jetzt(if da { vec![v] } else { vec![] })
    }
    fn orten<'a>(&'a self, _: &'a App, _: &'a mut Tx, frage: Ortsfrage, _: Datum) -> Zukunft<'a, Ort> {
        let unbekannt = frage.text.contains("Nirgendwo");
        let ohne = frage.text.is_empty() && frage.adresse.is_none();
        let raum = |id, name: &str, ebene: &str| Raum {
            id,
            name: name.to_owned(),
            ebene: ebene.to_owned(),
        };
        let sued = ohne || frage.text.contains("Süd");
        let unten = if sued {
            raum(SUED, "Süd", "Sozialraum")
        } else {
            raum(NORD, "Nord", "Sozialraum")
        };
        jetzt(Ort {
            art: if unbekannt {
                Ortsantwort::Unbekannt
            } else {
                Ortsantwort::Eindeutig
            },
            art_text: if unbekannt { "Nicht gefunden" } else { "Zugeordnet" }.to_owned(),
            ebenen: if unbekannt {
                vec![]
            } else {
                vec![raum(REGION, "Mitte", "Region"), unten]
            },
            anschrift: if frage.geschuetzt {
                "geschützt".to_owned()
            } else {
                frage.text
            },
            adresse: frage.adresse,
            punkt: Some(Punkt { lat: 54.3, lon: 10.1 }),
            vorschlaege: vec![],
            hinweise: vec![],
            schritte: vec![schritt("Lindenstraße 1 bis 9 gehört zu Nord.")],
        })
    }
    fn zustaendig<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: Uuid,
        _: Option<String>,
        _: Datum,
    ) -> Zukunft<'a, Vec<Zustaendig>> {
        let z = |sektor| Zustaendig {
            sektor,
            team: Some((TEAM, "Team Nord".to_owned())),
            fallfuehrend: Some(gesicht(FRAU_A, "Anna Abel")),
            gesicht: Some(gesicht(FRAU_A, "Anna Abel")),
            vertretung: Some(gesicht(HERR_B, "Bernd Beck")),
            regel: "nach Sozialraum".to_owned(),
            hinweise: vec![],
            schritte: vec![schritt("Nord und Jugendhilfe: Stelle 1.")],
        };
        jetzt(vec![z(Sektor::Jugendhilfe), z(Sektor::Egh)])
    }
    fn angebote<'a>(&'a self, _: &'a App, _: &'a mut Tx, _: Suchprofil) -> Zukunft<'a, Vec<Angebot>> {
        jetzt(vec![angebot()])
    }
    fn angebote_mit<'a>(&'a self, _: &'a App, _: &'a mut Tx, ids: Vec<Uuid>) -> Zukunft<'a, Vec<Angebot>> {
        jetzt(if ids.contains(&ANGEBOT) {
            vec![angebot()]
        } else {
            vec![]
        })
    }
    fn weg_weisung<'a>(&'a self, _: &'a App, _: &'a mut Tx, _: &'a Kontext, _: Vec<Uuid>) -> Zukunft<'a, ()> {
        jetzt(())
    }
    fn fachkraft_von<'a>(&'a self, _: &'a App, _: &'a mut Tx, benutzer: Uuid) -> Zukunft<'a, Option<Uuid>> {
        jetzt(match benutzer.as_u128() {
            0xE2 => Some(FRAU_A),
            0xE4 => Some(FRAU_C),
            0xE5 => Some(HERR_B),
            _ => None,
        })
    }
    fn gesicht<'a>(&'a self, _: &'a App, _: &'a mut Tx, fachkraft: Uuid) -> Zukunft<'a, Option<Gesicht>> {
        jetzt((fachkraft == FRAU_A).then(|| gesicht(FRAU_A, "Anna Abel")))
    }
    fn fachkraefte<'a>(&'a self, _: &'a App, _: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        jetzt(vec![
            (FRAU_A, "Anna Abel".to_owned()),
            (HERR_B, "Bernd Beck".to_owned()),
            (FRAU_C, "Carla Conrad".to_owned()),
        ])
    }
    fn kette<'a>(&'a self, _: &'a App, _: &'a mut Tx, raum: Uuid) -> Zukunft<'a, Vec<Raum>> {
        let r = |id, name: &str, ebene: &str| Raum {
            id,
            name: name.to_owned(),
            ebene: ebene.to_owned(),
        };
        jetzt(match raum {
            NORD => vec![r(REGION, "Mitte", "Region"), r(NORD, "Nord", "Sozialraum")],
            SUED => vec![r(REGION, "Mitte", "Region"), r(SUED, "Süd", "Sozialraum")],
            _ => vec![],
        })
    }
    fn raeume<'a>(&'a self, _: &'a App, _: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        jetzt(vec![(NORD, "Nord".to_owned()), (SUED, "Süd".to_owned())])
    }
    fn geldlage<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        datum: Datum,
        raum: Uuid,
        art: &'a str,
    ) -> Zukunft<'a, Option<Geldlage>> {
        if art == MIT_BUDGET {
            return Box::pin(async move { fall::Raeume.geldlage(app, tx, datum, raum, art).await });
        }
        jetzt(None)
    }
    fn vormerken<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        may: &'a FallMay<Entscheiden>,
        v: Vormerkung,
    ) -> Zukunft<'a, Vorgemerkt> {
        match v.leistungsart.as_str() {
            MIT_BUDGET => Box::pin(async move { fall::Raeume.vormerken(app, tx, may, v).await }),
            // the money room is killed in the middle of the decision
            KAPUTT => Box::pin(async { Err(amt::Error::Intern("killed".to_owned())) }),
            _ => jetzt(Vorgemerkt {
                text: format!("vorgemerkt für {}", v.fall),
                schwelle: false,
            }),
        }
    }
    fn traeger<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: (Datum, Datum),
        _: Uuid,
    ) -> Zukunft<'a, Vec<Traegerwahl>> {
        let t = |id, name: &str, schwerpunkt, fehlt: &[&str]| Traegerwahl {
            id,
            name: name.to_owned(),
            schwerpunkt,
            fehlt: fehlt.iter().map(|f| (*f).to_owned()).collect(),
        };
        jetzt(vec![
            t(TRAEGER_1, "Haus Nord", true, &[]),
            t(TRAEGER_2, "Hilfe Süd", false, &[]),
            t(
                TRAEGER_3,
                "Ohne Vertrag",
                false,
                &["Schutzauftrag (§ 8a Abs. 4 SGB VIII)"],
            ),
        ])
    }
    fn stundensaetze<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: &'a str,
        _: Datum,
    ) -> Zukunft<'a, Vec<(Uuid, Cent)>> {
        jetzt(vec![(TRAEGER_1, Cent(8_120)), (TRAEGER_2, Cent(6_980))])
    }
    fn traeger_in_teams<'a>(&'a self, _: &'a App, _: &'a mut Tx) -> Zukunft<'a, Vec<fall::ImTeam>> {
        jetzt(vec![])
    }
    fn runden_von<'a>(&'a self, _: &'a App, _: &'a mut Tx, benutzer: Uuid) -> Zukunft<'a, Vec<Runde>> {
        // Frau A, and somebody of a free Träger who sits in the same team
        jetzt(if matches!(benutzer.as_u128(), 0xE2 | 0xF1) {
            vec![Runde {
                team: TEAM,
                name: "Team Nord".to_owned(),
                raeume: vec![NORD],
                sektoren: vec!["JUGENDHILFE".to_owned(), "EGH".to_owned()],
            }]
        } else {
            vec![]
        })
    }
    /// Frau A leaves at the end of November.
    fn letzter_tag<'a>(&'a self, _: &'a mut Tx, wer: Uuid) -> Zukunft<'a, Option<Datum>> {
        jetzt((wer == FRAU_A).then(|| "2026-11-30".parse().unwrap()))
    }
    fn pruefbesuch<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: &'a Kontext,
        _: Uuid,
        _: Vec<String>,
    ) -> Zukunft<'a, ()> {
        jetzt(())
    }
    fn arbeitgeber<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        wer: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String)>> {
        jetzt(match wer.as_u128() {
            0xF1 => Some((TRAEGER_1, "Haus Nord".to_owned())),
            0xF2 => Some((TRAEGER_2, "Hilfe Süd".to_owned())),
            _ => None,
        })
    }
    fn freigeben<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: &'a FallMay<Entscheiden>,
        _: Uuid,
        _: Datum,
        _: &'a str,
    ) -> Zukunft<'a, Cent> {
        jetzt(Cent(4_200))
    }
}

/// Saturday 21 November 2026, 10:00 in Kiel.
pub fn zeit() -> Zeitpunkt {
    Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap())
}

pub async fn stadt(db: &Db) -> (App, Arc<FesteUhr>) {
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
        Navigation::neu(fall::navigation()),
    )
    .mit(fall::PersonenHalter::default())
    .mit(Umgebung(Arc::new(Ort1)))
    .mit(schutz::Umgebung(Arc::new(schutzkreis::Kreis)));
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

pub fn asd() -> Kontext {
    wer(0xE2, Rolle::R02, vec![])
}

pub fn aufnahme(hinweis: Hinweis) -> Aufnahme {
    Aufnahme {
        einmal: Uuid::now_v7_test(),
        kanal: Kanal::Telefon,
        worte: Text::neu("Ich brauche jemanden zum Reden.").unwrap(),
        melderrolle: Melderrolle::Selbst,
        gefaehrdungshinweis: hinweis,
        ortsart: Ortsart::Adresse,
        ort: Ortsfrage {
            text: "Lindenstraße 5".to_owned(),
            ..Ortsfrage::default()
        },
        person: Person {
            vorname: "Ayşe".to_owned(),
            nachname: "Müller-Șerban".to_owned(),
            telefon: "0431 55".to_owned(),
            ..Person::default()
        },
        sektor: String::new(),
        themen: vec![],
        rueckruf: false,
        abweichung: None,
        eingang: None,
    }
}

/// A fresh key for each call.
pub trait Frisch {
    fn now_v7_test() -> Uuid;
}
impl Frisch for Uuid {
    fn now_v7_test() -> Uuid {
        base::Ids::uuid(&SystemIds)
    }
}

/// Takes in an Anliegen as the Servicebereich does.
pub async fn nimm(app: &App, cmd: Aufnahme) -> Result<fall::service::aufnehmen::Aufgenommen> {
    let kontext = service();
    let may = amt::recht::Befugnis::pruefen(&kontext, None, amt::recht::Bezug::default())?;
    let mut tx = app.db.write().await?;
    let a = fall::service::aufnehmen::aufnehmen(app, &mut tx, &may, cmd).await?;
    tx.commit().await?;
    Ok(a)
}
