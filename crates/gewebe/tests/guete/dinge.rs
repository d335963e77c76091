//! One thing of every kind that a path can name: one within the reach of the accounts, one outside it.

use amt::recht::{Befugnis, Bezug, Rolle};
use base::Text;
use raum::import::{Bericht, Importart, lauf};
use store::{Sql, Wert, werte};
use uuid::Uuid;

use crate::{
    stadt::{Stadt, kontext},
    wege::Weg,
};

/// The keys by the beginning of the path.
pub struct Dinge {
    paare: Vec<(&'static str, [Uuid; 2])>,
    mitglieder: [Uuid; 2],
}

/// Kinds of which nothing belongs to a space: the same thing twice.
const OHNE_RAUM: [(&str, &str); 35] = [
    (
        "/textbausteine/",
        "SELECT id FROM textbaustein ORDER BY id LIMIT 1",
    ),
    (
        "/erfassungen/fotos/",
        "SELECT f.id FROM erfassung_foto f JOIN erfassung e ON e.id = f.erfassung WHERE e.status = 'ENTWURF' ORDER BY f.id LIMIT 1",
    ),
    (
        "/quartier/kurzskizzen/fotos/",
        "SELECT f.id FROM erfassung_foto f JOIN erfassung e ON e.id = f.erfassung WHERE e.status = 'VEROEFFENTLICHT' ORDER BY f.id LIMIT 1",
    ),
    ("/ehrenamt/", "SELECT id FROM freiwillige ORDER BY id LIMIT 1"),
    (
        "/ehrenamt/anfragen/",
        "SELECT id FROM ehrenamt_anfrage ORDER BY id LIMIT 1",
    ),
    ("/ideen/", "SELECT id FROM idee ORDER BY id LIMIT 1"),
    (
        "/erfassungen/",
        "SELECT id FROM erfassung WHERE status = 'ENTWURF' ORDER BY id LIMIT 1",
    ),
    ("/gerichte/", "SELECT id FROM gericht_plan ORDER BY id LIMIT 1"),
    ("/nachweise/", "SELECT id FROM benutzer ORDER BY id LIMIT 1"),
    ("/trainings/", "SELECT id FROM training ORDER BY id LIMIT 1"),
    (
        "/trainings/laeufe/",
        "SELECT id FROM training_lauf ORDER BY id LIMIT 1",
    ),
    (
        "/trainings/zertifikate/",
        "SELECT id FROM training_anmeldung WHERE benutzer IS NULL ORDER BY id LIMIT 1",
    ),
    (
        "/quartier/{sprache}/kurzskizzen/",
        "SELECT raumeinheit FROM erfassung WHERE status = 'VEROEFFENTLICHT' ORDER BY id LIMIT 1",
    ),
    ("/projekte/", "SELECT id FROM projekt ORDER BY id LIMIT 1"),
    (
        "/quartier/{sprache}/projekte/",
        "SELECT id FROM projekt WHERE status = 'LAEUFT' ORDER BY id LIMIT 1",
    ),
    ("/angebote/", "SELECT id FROM angebot ORDER BY id LIMIT 1"),
    (
        "/quartier/{sprache}/angebote/",
        "SELECT id FROM angebot WHERE sichtbarkeit = 'OEFFENTLICH' AND status = 'AKTIV' ORDER BY id LIMIT 1",
    ),
    (
        "/einbetten/{sprache}/angebote/",
        "SELECT id FROM angebot WHERE sichtbarkeit = 'OEFFENTLICH' AND status = 'AKTIV' ORDER BY id LIMIT 1",
    ),
    (
        "/hsds/v3/services/",
        "SELECT id FROM angebot WHERE sichtbarkeit = 'OEFFENTLICH' AND status = 'AKTIV' ORDER BY id LIMIT 1",
    ),
    (
        "/hsds/v3/organizations/",
        "SELECT k.id FROM akteur k JOIN angebot a ON a.akteur = k.id WHERE k.art <> 'EINZELPERSON'
         AND NOT k.kontakt_privat AND a.sichtbarkeit = 'OEFFENTLICH' AND a.status = 'AKTIV' ORDER BY k.id LIMIT 1",
    ),
    (
        "/veranstaltungen/",
        "SELECT id FROM veranstaltung ORDER BY id LIMIT 1",
    ),
    (
        "/vereinbarungen/",
        "SELECT id FROM vereinbarung ORDER BY id LIMIT 1",
    ),
    (
        "/veranstaltungen/kalender/",
        "SELECT id FROM kalender_stapel ORDER BY id LIMIT 1",
    ),
    (
        "/vermittlungen/",
        "SELECT id FROM vermittlung ORDER BY id LIMIT 1",
    ),
    ("/fragen/", "SELECT id FROM faq_eintrag ORDER BY id LIMIT 1"),
    // some roles read of those only that have something public
    (
        "/akteure/",
        "SELECT k.id FROM akteur k JOIN angebot a ON a.akteur = k.id WHERE k.art <> 'EINZELPERSON'
         AND NOT k.kontakt_privat AND a.sichtbarkeit = 'OEFFENTLICH' AND a.status = 'AKTIV' ORDER BY k.id LIMIT 1",
    ),
    ("/adresse/", "SELECT id FROM adresse ORDER BY id LIMIT 1"),
    ("/einlesen/", "SELECT id FROM import_lauf ORDER BY id LIMIT 1"),
    (
        "/raeume/zuschneiden/",
        "SELECT id FROM zuschnitt_vorschlag ORDER BY id LIMIT 1",
    ),
    (
        "/ordnung/",
        "SELECT id FROM geschaeftsordnung ORDER BY id LIMIT 1",
    ),
    (
        "/angebote/vorschlaege/",
        "SELECT id FROM angebot_vorschlag ORDER BY id LIMIT 1",
    ),
    (
        "/angebote/verlauf/",
        "SELECT id FROM netz_verlauf ORDER BY id LIMIT 1",
    ),
    (
        "/kurzberatung/",
        "SELECT id FROM kurzberatung ORDER BY id LIMIT 1",
    ),
    (
        "/traeger/",
        "SELECT id FROM organisation WHERE art = 'FREI_GEMEINNUETZIG' ORDER BY id LIMIT 1",
    ),
    (
        "/traeger/vereinbarung/",
        "SELECT id FROM traeger_vereinbarung WHERE schwerpunkt IS NULL ORDER BY id LIMIT 1",
    ),
];

async fn ids(s: &Stadt, sql: &'static str, werte: Vec<Wert>) -> Vec<Uuid> {
    let mut tx = s.app.db.read().await.unwrap();
    let zeilen: Vec<(Uuid,)> = tx.fetch_all(Sql::from(sql), werte).await.unwrap();
    zeilen.into_iter().map(|(id,)| id).collect()
}

/// Things the demo has none of: a draft of the boundaries, an upload, a state to go back to.
async fn anlegen(s: &Stadt) -> Uuid {
    let sql = "SELECT id FROM gliederung WHERE status = 'ENTWURF' ORDER BY id LIMIT 1";
    if let Some(id) = ids(s, sql, werte![]).await.first() {
        return *id;
    }
    let wer = kontext(Uuid::from_u128(0xE1), Rolle::R22);
    let (mut tx, jetzt) = (s.app.db.write().await.unwrap(), s.app.uhr.jetzt());
    let neu = raum::service::NeueGliederung {
        bezeichnung: Text::neu("Entwurf").unwrap(),
        gueltig_ab: "2027-01-01".parse().unwrap(),
        gueltig_bis: None,
        begruendung: raum::service::Begruendung::default(),
        kritik_offen: None,
    };
    let may = Befugnis::pruefen(&wer, None, Bezug::default()).unwrap();
    raum::service::gliederung_anlegen(&s.app, &mut tx, &may, &neu)
        .await
        .unwrap();
    let was: (&dyn raum::import::Einleser, _, _) = (&Importart::Adressen, "adressen.csv", "");
    let mut datei = "Straße;Hausnummer;PLZ;Ort\nWeg;1;22844;Ort\n".as_bytes();
    let id = s.app.ids.neu();
    lauf::anlegen(&mut tx, &wer, id, was, &mut datei, jetzt)
        .await
        .unwrap();
    crate::zuschnittsvorschlag::anlegen(s, &mut tx).await;
    tx.execute(
        "INSERT INTO faq_eintrag (id, frage, antwort, leichte_sprache, zielgruppe, go_kapitel, status, stand, version,
         angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, 'Wann?', '', '', 'FAMILIEN', '', 'OFFEN', '2026-01-01', 1, $2, $3, $2, $3)",
        werte![s.app.ids.uuid(), jetzt, wer.benutzer()],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO veranstaltung (id, typ, titel, beschreibung, ort, veranstalter, tag, von, bis, rrule,
         sichtbarkeit, status, absagegrund, ergebnis, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, 'FACHTAG', 'Fachtag', '', '', '', '2026-01-01', 600, 660, '', 'OEFFENTLICH', 'GEPLANT', '', '', 1,
         $2, $3, $2, $3)",
        werte![s.app.ids.uuid(), jetzt, wer.benutzer()],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO netz_verlauf (id, art, objekt, was, vorher, version, zeit, benutzer, benutzer_name)
         SELECT $1, 'ANGEBOT', id, 'x', '{}', 1, $2, $3, 'x' FROM angebot ORDER BY id LIMIT 1",
        // too old to be taken back: the rule says so, and nothing changes
        werte![
            s.app.ids.uuid(),
            jetzt.plus_sekunden(-30 * 24 * 3600),
            wer.benutzer()
        ],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO angebot_vorschlag (id, angebot, version, felder, bemerkung, status, grund, eingegangen_am,
         entschieden_name) SELECT $1, id, 1, '[]', 'x', 'OFFEN', '', $2, '' FROM angebot ORDER BY id LIMIT 1",
        werte![s.app.ids.uuid(), jetzt],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO freiwillige (id, name, telefon, email, einwilligung_am, worte, themen, tage, versichert, version,
         angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, 'Kim', '', '', '2026-01-01', '', '', '', $2, 1, $3, $4, $3, $4)",
        werte![s.app.ids.uuid(), true, jetzt, wer.benutzer()],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO ehrenamt_anfrage (id, worte, art, thema, mit_kindern, offen, angelegt_am)
         VALUES ($1, 'Vorlesen', 'PATE', 'WOHNEN', $2, $3, $4)",
        werte![s.app.ids.uuid(), false, true, jetzt],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO idee (id, titel, text, gekuerzt, email, status, eingegangen_am, faellig_am, antwort, grund, version,
         geaendert_am) VALUES ($1, 'Bank', 'Bank', $2, '', 'EINGEGANGEN', $3, '2026-12-31', '', '', 1, $3)",
        werte![s.app.ids.uuid(), false, jetzt],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO projekt (id, titel, idee_von, themen, ziel, traeger, art, ersetzt, kosten, beschluss, ergebnis,
         stopp_grund, status, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, 'Café', 'TEAM', '', 'x', 'x', 'FALLUNABHAENGIG', 'ERGAENZEND', 0, '', '', '', 'LAEUFT', 1, $2, $3, $2,
         $3)",
        werte![s.app.ids.uuid(), jetzt, wer.benutzer()],
    )
    .await
    .unwrap();
    let (training, lauf) = (s.app.ids.uuid(), s.app.ids.uuid());
    for (text, werte) in [
        (
            "INSERT INTO training (id, titel, beschreibung, zielgruppen, trainer_je_lauf, laeufe_je_trainer, version,
             angelegt_am, angelegt_von, geaendert_am, geaendert_von) VALUES ($1, 'x', '', '', 2, 2, 1, $2, $3, $2, $3)",
            werte![training, jetzt, wer.benutzer()],
        ),
        (
            "INSERT INTO training_lauf (id, training, titel, ort, beginn, plaetze, status, grund, teilnehmende,
             bestanden, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
             VALUES ($1, $2, 'x', '', '2026-01-01', 9, 'GEPLANT', '', 0, 0, 1, $3, $4, $3, $4)",
            werte![lauf, training, jetzt, wer.benutzer()],
        ),
        (
            "INSERT INTO training_anmeldung (id, lauf, name, stelle, lfd, abgeschlossen_am)
             VALUES ($1, $2, 'x', '', 1, '2026-01-01')",
            werte![s.app.ids.uuid(), lauf],
        ),
    ] {
        tx.execute(Sql::from(text), werte).await.unwrap();
    }
    for (fassung, status) in [(98_i64, "VEROEFFENTLICHT"), (99, "ENTWURF")] {
        let erfassung = s.app.ids.uuid();
        let kurz = r#"{"raum":"x","code":"x","ebene":"x","hektar":null,"nachbarn":[],"stichtag":"2026-01-01","verfasser":"",
            "einwohner":null,"einwohner_stand":null,"alter":[],"alter_quelle":"","k":5,"kennzahlen":[],"staerken":[],
            "worte":[],"stuecke":[],"orte":[],"quellen":""}"#;
        tx.execute(
            "INSERT INTO erfassung (id, raumeinheit, fassung, status, stichtag, verfasser, quellen, freigegeben_von, grund,
             kurz, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
             VALUES ($1, $2, $3, $4, '2026-01-01', '', '', '', '', $5, 1, $6, $7, $6, $7)",
            werte![
                erfassung,
                s.raeume[0],
                fassung,
                status,
                if fassung == 98 { kurz } else { "" },
                jetzt,
                wer.benutzer()
            ],
        )
        .await
        .unwrap();
        tx.execute(
            "INSERT INTO erfassung_foto (id, erfassung, titel, breite, hoehe, bild, offen, lfd)
             VALUES ($1, $2, 'x', 1, 1, $3, $4, 1)",
            werte![s.app.ids.uuid(), erfassung, &b"x"[..], true],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    ids(s, sql, werte![]).await[0]
}

/// The upload has its report again, whatever was started on it.
async fn berichtet(s: &Stadt) {
    let mut tx = s.app.db.write().await.unwrap();
    let bericht = serde_json::to_string(&Bericht::default()).unwrap();
    tx.execute("UPDATE import_lauf SET bericht = $1", werte![bericht])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Another session of somebody.
async fn sitzung(s: &Stadt, wer: Uuid) -> Uuid {
    let (id, jetzt) = (s.app.ids.uuid(), s.app.uhr.jetzt());
    let mut tx = s.app.db.write().await.unwrap();
    tx.execute(
        "INSERT INTO sitzung (id, token, benutzer, angelegt, zuletzt, geraet) VALUES ($1, $2, $3, $4, $4, 'x')",
        werte![id, &id.as_bytes()[..], wer, jetzt],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

/// A key of a program of somebody.
async fn schluessel(s: &Stadt, wer: Uuid) -> Uuid {
    let (id, jetzt) = (s.app.ids.uuid(), s.app.uhr.jetzt());
    let mut tx = s.app.db.write().await.unwrap();
    tx.execute(
        "INSERT INTO zugangsschluessel (id, token, benutzer, name, angelegt, bis) VALUES ($1, $2, $3, 'x', $4, $5)",
        werte![id, &id.as_bytes()[..], wer, jetzt, jetzt.plus_sekunden(86_400)],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

/// Somebody's leave, long after everything else.
async fn abwesenheit(s: &Stadt, wer: Uuid) -> Uuid {
    let (id, jetzt) = (s.app.ids.uuid(), s.app.uhr.jetzt());
    let mut tx = s.app.db.write().await.unwrap();
    tx.execute(
        "INSERT INTO abwesenheit (id, fachkraft, von, bis, version, angelegt_am, angelegt_von, geaendert_am,
         geaendert_von) VALUES ($1, $2, '2027-08-02', '2027-08-03', 1, $3, $4, $3, $4)",
        werte![id, wer, jetzt, Uuid::from_u128(0xE1)],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

/// A Schwerpunkt of a space.
async fn schwerpunkt(s: &Stadt, raum: Uuid) -> Uuid {
    let (id, jetzt) = (s.app.ids.uuid(), s.app.uhr.jetzt());
    let mut tx = s.app.db.write().await.unwrap();
    tx.execute(
        "INSERT INTO schwerpunkttraegerschaft (id, raumeinheit, bezeichnung, verfahren, beschluss, beschluss_am,
         gueltig_ab, angelegt_am, angelegt_von) VALUES ($1, $2, '', 'DIALOG', '1', '2026-01-01', '2026-02-01', $3, $4)",
        werte![id, raum, jetzt, Uuid::from_u128(0xE1)],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

impl Dinge {
    /// For one account: `[own, other]` of each kind.
    pub async fn fuer(s: &Stadt, wer: Uuid) -> Self {
        let entwurf = anlegen(s).await;
        berichtet(s).await;
        let mut paare = vec![("/raeume/gliederungen/", [entwurf; 2])];
        let anderer = s.leute.iter().map(|p| p.id.uuid()).find(|id| *id != wer).unwrap();
        paare.push((
            "/konto/sitzungen/",
            [sitzung(s, wer).await, sitzung(s, anderer).await],
        ));
        paare.push((
            "/konto/schluessel/",
            [schluessel(s, wer).await, schluessel(s, anderer).await],
        ));
        for (art, sql) in OHNE_RAUM {
            let id = ids(s, sql, werte![])
                .await
                .first()
                .copied()
                .unwrap_or(Uuid::nil());
            paare.push((art, [id; 2]));
        }
        let mut bevorzugt = [Uuid::nil(); 2];
        for (id, raum) in bevorzugt.iter_mut().zip(s.raeume) {
            *id = schwerpunkt(s, raum).await;
        }
        paare.push(("/traeger/schwerpunkt/", bevorzugt));
        let anliegen = [
            s.anliegen(&s.zeilen[0], Some(wer)).await,
            s.anliegen(&s.zeilen[1], None).await,
        ];
        paare.push(("/anliegen/", anliegen));
        paare.push(("/raeume/", s.raeume));
        let mut je_raum = |art, alle: [Vec<Uuid>; 2]| {
            let drin = alle[0].first().copied();
            let draussen = alle[1].iter().find(|id| !alle[0].contains(id)).copied();
            paare.push((
                art,
                [drin.unwrap_or(Uuid::nil()), draussen.unwrap_or(Uuid::nil())],
            ));
        };
        for (art, sql) in [
            (
                "/team/",
                "SELECT t.id FROM team t JOIN team_raum r ON r.team = t.id WHERE r.raumeinheit = $1 ORDER BY t.id",
            ),
            (
                "/team/stelle/",
                "SELECT s.id FROM stelle s JOIN team_raum r ON r.team = s.team WHERE r.raumeinheit = $1 ORDER BY s.id",
            ),
            (
                "/team/person/",
                "SELECT m.fachkraft FROM team_mitglied m JOIN team_raum r ON r.team = m.team WHERE r.raumeinheit = $1
                 ORDER BY m.id",
            ),
            (
                "/zustaendigkeit/regel/",
                "SELECT id FROM zustaendigkeitsregel WHERE raumeinheit = $1 ORDER BY id",
            ),
            (
                "/servicebereich/",
                "SELECT kontaktvorgang FROM kontakt_raum WHERE raumeinheit = $1 ORDER BY kontaktvorgang",
            ),
        ] {
            let mut alle = [Vec::new(), Vec::new()];
            for (liste, (raum, region)) in alle.iter_mut().zip(s.raeume.into_iter().zip(s.regionen)) {
                // teams stand for a whole region
                *liste = ids(s, sql, werte![raum]).await;
                liste.extend(ids(s, sql, werte![region]).await);
            }
            je_raum(art, alle);
        }
        let von = |art: &str| paare.iter().find(|(a, _)| *a == art).unwrap().1;
        let mut abwesend = [Uuid::nil(); 2];
        for (id, wer) in abwesend.iter_mut().zip(von("/team/person/")) {
            *id = abwesenheit(s, wer).await;
        }
        let mut mitglieder = [Uuid::nil(); 2];
        for (id, team) in mitglieder.iter_mut().zip(von("/team/")) {
            let sql = "SELECT id FROM team_mitglied WHERE team = $1 ORDER BY id DESC LIMIT 1";
            *id = ids(s, sql, werte![team]).await[0];
        }
        paare.push(("/abwesenheiten/", abwesend));
        for (art, [eigen, fremd]) in &paare {
            assert!(
                !eigen.is_nil() && !fremd.is_nil(),
                "nothing to ask for under {art}"
            );
        }
        Self { paare, mitglieder }
    }

    fn schluessel(&self, pfad: &str, welches: usize) -> Uuid {
        let pfad = pfad.strip_prefix("/api/v1").unwrap_or(pfad);
        let pfad = pfad.replace("/hsds/services/", "/angebote/");
        let laengste = self
            .paare
            .iter()
            .filter(|(art, _)| pfad.starts_with(art))
            .max_by_key(|(art, _)| art.len());
        laengste.map_or(Uuid::nil(), |(_, ids)| ids[welches])
    }

    /// The path with its parameters filled in; `fremd` takes the thing outside the reach.
    pub fn pfad(&self, weg: &Weg, fremd: bool, eigenes_konto: Uuid) -> String {
        let frisch = Uuid::from_u128(0x0190_c2a0_0000_7000_8000_0000_0000_0001);
        let mut aus = String::new();
        for teil in weg.pfad.split('/').skip(1) {
            aus.push('/');
            aus.push_str(&match teil {
                "{id}" if weg.pfad.starts_with("/benutzer/") => eigenes_konto.to_string(),
                "{id}" => self.schluessel(&weg.pfad, usize::from(fremd)).to_string(),
                "{einmal}" | "{baustein}" | "{andere}" | "{zeile}" | "{eintrag}" | "{stelle}"
                | "{einwilligung}" | "{entscheidung}" | "{rechtsbehelf}" | "{massnahme}" => {
                    frisch.to_string()
                }
                "{bewerter}" => "ASD".to_owned(),
                "{konferenz}" => Uuid::nil().to_string(),
                "{mitglied}" => self.mitglieder[usize::from(fremd)].to_string(),
                "{version}" => "999".to_owned(),
                "{jahr}" => "2026".to_owned(),
                "{nr}" => frisch.to_string(),
                "{sprache}" => "de".to_owned(),
                "{geheim}" => "unbekannt".to_owned(),
                "{schritt}" => "A07".to_owned(),
                // a Rechner
                "{name}" => "teilung".to_owned(),
                "{formular}" => "anliegen".to_owned(),
                "{objekt}" => "x".to_owned(),
                "{*pfad}" => "app.css".to_owned(),
                "vergleich" => {
                    let id = self.schluessel("/raeume/gliederungen/", 0);
                    format!("vergleich?a={id}&b={id}")
                }
                sonst => sonst.to_owned(),
            });
        }
        aus
    }
}
