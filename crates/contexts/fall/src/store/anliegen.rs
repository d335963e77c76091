use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Anliegen, Person, Verlaufszeile};

/// All columns of [`Anliegen`], for every statement that reads it.
macro_rules! spalten {
    () => {
        "a.id, a.version, a.eingang, a.kanal, a.worte, a.melderrolle, a.gefaehrdungshinweis, a.ortsart, a.stand, \
         a.erstreaktion_am, a.erstreaktion_bis, a.stand_am, a.raumeinheit, a.raum_name, a.region_name, a.sektor, \
         a.team, a.team_name, a.fachkraft, a.fachkraft_name, a.zustaendig_grund, a.spur, a.rueckruf_bis, \
         a.rueckruf_am, a.themen, a.empfaenger, a.weiter_am, a.antrag_eingang, a.grund, a.konsultation_bis, \
         a.konsultation_am, a.konsultation_mit, a.konsultation_ergebnis, a.angelegt_von, a.angelegt_am"
    };
}

pub(crate) async fn insert(tx: &mut Tx, a: &Anliegen, einmal: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO anliegen (id, version, einmal, eingang, kanal, worte, melderrolle, gefaehrdungshinweis, ortsart,
            stand, erstreaktion_am, erstreaktion_bis, stand_am, raumeinheit, raum_name, region_name, sektor, team,
            team_name, fachkraft, fachkraft_name, zustaendig_grund, spur, rueckruf_bis, rueckruf_am, themen,
            empfaenger, weiter_am, antrag_eingang, grund, konsultation_bis, konsultation_am, konsultation_mit,
            konsultation_ergebnis, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,
            $28,$29,$30,$31,$32,$33,$34,$35,$36,$35,$36)",
        werte![
            a.id,
            a.version,
            einmal,
            a.eingang,
            a.kanal,
            &a.worte,
            a.melderrolle,
            a.gefaehrdungshinweis,
            a.ortsart,
            a.stand,
            a.erstreaktion_am,
            a.erstreaktion_bis,
            a.stand_am,
            a.raumeinheit,
            &a.raum_name,
            &a.region_name,
            &a.sektor,
            a.team,
            &a.team_name,
            a.fachkraft,
            &a.fachkraft_name,
            &a.zustaendig_grund,
            &a.spur,
            a.rueckruf_bis,
            a.rueckruf_am,
            &a.themen,
            &a.empfaenger,
            a.weiter_am,
            a.antrag_eingang,
            &a.grund,
            a.konsultation_bis,
            a.konsultation_am,
            &a.konsultation_mit,
            a.konsultation_ergebnis.clone(),
            a.angelegt_am,
            a.angelegt_von
        ],
    )
    .await?;
    Ok(())
}

/// Saves all that can change; fails on a stale version.
pub(crate) async fn update(tx: &mut Tx, a: &Anliegen, von: Uuid, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute_one(
        "UPDATE anliegen SET version = version + 1, worte = $3, gefaehrdungshinweis = $4, stand = $5,
            erstreaktion_am = $6, stand_am = $7, raumeinheit = $8, raum_name = $9, region_name = $10, sektor = $11,
            team = $12, team_name = $13, fachkraft = $14, fachkraft_name = $15, zustaendig_grund = $16, spur = $17,
            rueckruf_bis = $18, rueckruf_am = $19, themen = $20, empfaenger = $21, weiter_am = $22,
            antrag_eingang = $23, grund = $24, konsultation_bis = $25, konsultation_am = $26, konsultation_mit = $27,
            konsultation_ergebnis = $28, ortsart = $29, melderrolle = $30, geaendert_von = $31, geaendert_am = $32
         WHERE id = $1 AND version = $2",
        werte![
            a.id,
            a.version,
            &a.worte,
            a.gefaehrdungshinweis,
            a.stand,
            a.erstreaktion_am,
            a.stand_am,
            a.raumeinheit,
            &a.raum_name,
            &a.region_name,
            &a.sektor,
            a.team,
            &a.team_name,
            a.fachkraft,
            &a.fachkraft_name,
            &a.zustaendig_grund,
            &a.spur,
            a.rueckruf_bis,
            a.rueckruf_am,
            &a.themen,
            &a.empfaenger,
            a.weiter_am,
            a.antrag_eingang,
            &a.grund,
            a.konsultation_bis,
            a.konsultation_am,
            &a.konsultation_mit,
            a.konsultation_ergebnis.clone(),
            a.ortsart,
            a.melderrolle,
            von,
            jetzt
        ],
    )
    .await
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Anliegen>) -> Result<Option<Anliegen>> {
    tx.fetch_optional(
        concat!("SELECT ", spalten!(), " FROM anliegen a WHERE a.id = $1"),
        werte![id],
    )
    .await
}

pub(crate) async fn mit_einmal(tx: &mut Tx, einmal: Uuid, von: Uuid) -> Result<Option<Id<Anliegen>>> {
    let zeile: Option<(Id<Anliegen>,)> = tx
        .fetch_optional(
            "SELECT id FROM anliegen WHERE einmal = $1 AND angelegt_von = $2",
            werte![einmal, von],
        )
        .await?;
    Ok(zeile.map(|z| z.0))
}

pub(crate) async fn person(tx: &mut Tx, id: Id<Anliegen>) -> Result<Option<Person>> {
    tx.fetch_optional(
        "SELECT vorname, nachname, unbekannt_grund, geburtsdatum, telefon, email, anschrift, adresse, geschuetzt,
            person FROM anliegen_person WHERE anliegen = $1",
        werte![id],
    )
    .await
}

pub(crate) async fn person_setzen(tx: &mut Tx, id: Id<Anliegen>, p: &Person) -> Result<()> {
    tx.execute(
        "INSERT INTO anliegen_person (anliegen, vorname, nachname, unbekannt_grund, geburtsdatum, telefon, email,
            anschrift, adresse, geschuetzt, suchtext, person) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)
         ON CONFLICT (anliegen) DO UPDATE SET vorname = excluded.vorname, nachname = excluded.nachname,
            unbekannt_grund = excluded.unbekannt_grund, geburtsdatum = excluded.geburtsdatum,
            telefon = excluded.telefon, email = excluded.email, anschrift = excluded.anschrift,
            adresse = excluded.adresse, geschuetzt = excluded.geschuetzt, suchtext = excluded.suchtext, person = excluded.person",
        werte![
            id,
            &p.vorname,
            &p.nachname,
            &p.unbekannt_grund,
            p.geburtsdatum,
            &p.telefon,
            &p.email,
            &p.anschrift,
            p.adresse,
            p.geschuetzt,
            p.suchtext(),
            p.register
        ],
    )
    .await?;
    Ok(())
}

/// Drops the person and everything in the history that could name them.
pub(crate) async fn person_entfernen(tx: &mut Tx, id: Id<Anliegen>) -> Result<()> {
    let register = person(tx, id).await?.and_then(|p| p.register);
    if register.is_some() {
        // first, as everybody does who changes a person: two at once wait for each other and never in a circle
        super::person::naechster(tx).await?;
    }
    tx.execute("DELETE FROM anliegen_person WHERE anliegen = $1", werte![id])
        .await?;
    // what a merge noted about this row holds its words
    tx.execute(
        "DELETE FROM person_umzug WHERE tabelle = 'anliegen_person' AND schluessel = $1",
        werte![id],
    )
    .await?;
    if let Some(p) = register {
        super::person::vergessen(tx, p).await?;
    }
    tx.execute(
        "UPDATE anliegen_verlauf SET text = '', vorher = '' WHERE anliegen = $1",
        werte![id],
    )
    .await?;
    Ok(())
}

pub(crate) async fn raeume_setzen(tx: &mut Tx, id: Id<Anliegen>, raeume: &[Uuid]) -> Result<()> {
    tx.execute("DELETE FROM anliegen_raum WHERE anliegen = $1", werte![id])
        .await?;
    let zeilen = raeume.iter().map(|r| werte![id, *r]).collect();
    tx.insert_many(
        "INSERT INTO anliegen_raum (anliegen, raumeinheit) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

pub(crate) async fn raeume(tx: &mut Tx, id: Id<Anliegen>) -> Result<Vec<Uuid>> {
    let zeilen: Vec<(Uuid,)> = tx
        .fetch_all(
            "SELECT raumeinheit FROM anliegen_raum WHERE anliegen = $1",
            werte![id],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

/// One line for the history.
pub(crate) struct Neu<'a> {
    pub(crate) id: Uuid,
    pub(crate) zeit: Zeitpunkt,
    pub(crate) benutzer: Uuid,
    pub(crate) name: &'a str,
    pub(crate) schritt: &'a str,
    pub(crate) text: &'a str,
    pub(crate) vorher: &'a str,
}

pub(crate) async fn verlauf_anfuegen(tx: &mut Tx, anliegen: Id<Anliegen>, v: Neu<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO anliegen_verlauf (id, anliegen, zeit, benutzer, benutzer_name, schritt, text, vorher)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![
            v.id, anliegen, v.zeit, v.benutzer, v.name, v.schritt, v.text, v.vorher
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn verlauf(tx: &mut Tx, id: Id<Anliegen>) -> Result<Vec<Verlaufszeile>> {
    tx.fetch_all(
        "SELECT zeit, benutzer_name, schritt, text, vorher FROM anliegen_verlauf WHERE anliegen = $1
         ORDER BY zeit DESC, id DESC",
        werte![id],
    )
    .await
}
