//! Changes an Anliegen: words, danger hint, person, place. One version wins; the other sees both texts.

use amt::{
    App, Error, Result,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Text};
use store::Tx;

use super::{
    aufnehmen::Abweichung,
    hilfe::{self, Ortslage},
    melden,
    person::register,
};
use crate::{
    model::{
        Anliegen, Dringlichkeit, Hinweis, Konsultationsergebnis, Ortsart, Ortsfrage, Person,
        RUECKGAENGIG_TAGE, Stand, WORTE_MAX,
    },
    rules::{frist, person::geburtsdatum},
    store::anliegen as db,
};

/// A change of the content.
#[derive(Debug, Clone)]
pub struct Aenderung {
    /// Version the user saw.
    pub version: i64,
    /// Words.
    pub worte: Text<WORTE_MAX>,
    /// Danger hint.
    pub gefaehrdungshinweis: Hinweis,
    /// Name and contact; address and protection are kept.
    pub person: Person,
}

async fn laden(tx: &mut Tx, may: &Befugnis<Bearbeiten, Anliegen>, version: i64) -> Result<Anliegen> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let a = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if a.version == version {
        Ok(a)
    } else {
        Err(Error::Konflikt)
    }
}

/// INV-F10: after a Kurzberatung nothing may lead back to a person, so nothing about one is taken in again. Whoever
/// comes back with consent becomes a new Anliegen (K04).
fn mit_person(person: Option<Person>) -> Result<Person> {
    person.ok_or_else(|| {
        Error::regel(
            "FALL-E85",
            "Zu diesem Anliegen gab es eine Kurzberatung. Angaben zur Person werden hier nicht mehr gespeichert. Mit Einwilligung der Person kann aus der Kurzberatung ein neues Anliegen werden.",
        )
    })
}

async fn sichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    a: &Anliegen,
    was: &str,
) -> Result<()> {
    db::update(tx, a, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    amt::journal::notieren(tx, &*app.uhr, may, a.id, was);
    Ok(())
}

/// Saves changed content. A hint that becomes JA makes the Meldung at once, one that becomes UNKLAR the consultation.
///
/// # Errors
/// [`Error::Konflikt`] on a stale version; `FALL-E75`, `FALL-E06`; `FALL-E79` when a JA is taken back;
/// `FALL-E85` after a Kurzberatung.
pub async fn aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    cmd: Aenderung,
) -> Result<()> {
    let mut a = laden(tx, may, cmd.version).await?;
    let alt = mit_person(db::person(tx, a.id).await?)?;
    let mut b = Vec::new();
    if cmd.worte.is_empty() {
        b.push(
            Befund::neu(
                "FALL-E75",
                "Bitte aufschreiben, worum es geht, möglichst mit den Worten der Person.",
            )
            .an("worte"),
        );
    }
    if let Some(tag) = cmd.person.geburtsdatum {
        b.extend(geburtsdatum(tag, app.uhr.heute()));
    }
    let meldung = schutz::service::melden::zu_anliegen(tx, a.id.uuid()).await?;
    let gemeldet = meldung.is_some();
    if let Some(m) = meldung
        && a.angelegt_von != may.kontext().benutzer().uuid()
        && schutz::service::lesen::wenn_lesbar(app, tx, may.kontext(), m)
            .await?
            .is_none()
    {
        // nobody overwrites words that are hidden from them
        return Err(Befund::neu(
            "FALL-E79",
            "Zu diesem Anliegen läuft eine Meldung nach § 8a. Änderungen trägt der ASD im Schutzverfahren ein. Bitte rufen Sie dort an.",
        )
        .an("worte")
        .into());
    }
    if gemeldet && cmd.gefaehrdungshinweis != Hinweis::Ja {
        b.push(
            Befund::neu(
                "FALL-E79",
                "Zu diesem Anliegen läuft eine Meldung nach § 8a. Sie endet nur im Schutzverfahren.",
            )
            .an("gefaehrdungshinweis"),
        );
    }
    if a.konsultation_offen() && cmd.gefaehrdungshinweis == Hinweis::Nein {
        b.push(
            Befund::neu(
                "FALL-E01",
                "Ein unklarer Hinweis wird erst mit einer Fachkraft des ASD besprochen. Bitte halten Sie das Gespräch unter „Beratung mit dem ASD“ fest.",
            )
            .an("gefaehrdungshinweis"),
        );
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    let mut neu = Person {
        register: alt.register,
        anschrift: alt.anschrift,
        adresse: alt.adresse,
        geschuetzt: alt.geschuetzt,
        ..cmd.person
    };
    register::fuer_anliegen(app, tx, &a, &mut neu).await?;
    db::person_setzen(tx, a.id, &neu).await?;
    a.worte = cmd.worte.into_string();
    let vorher = a.gefaehrdungshinweis;
    a.gefaehrdungshinweis = cmd.gefaehrdungshinweis;
    if vorher != a.gefaehrdungshinweis {
        hinweis_geaendert(app, tx, may, &mut a).await?;
    }
    let text = if vorher == a.gefaehrdungshinweis {
        "Angaben geändert".to_owned()
    } else {
        format!(
            "Angaben geändert; Hinweis auf Gefährdung vorher „{vorher}“, jetzt „{}“",
            a.gefaehrdungshinweis
        )
    };
    hilfe::verlauf(app, tx, may.kontext(), a.id, "aendern", &text, "").await?;
    sichern(app, tx, may, &a, "worte,gefaehrdungshinweis,person").await
}

async fn hinweis_geaendert(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    a: &mut Anliegen,
) -> Result<()> {
    let jetzt = app.uhr.jetzt();
    match a.gefaehrdungshinweis {
        Hinweis::Nein => {}
        Hinweis::Unklar => {
            a.konsultation_bis = Some(frist::konsultation_bis(jetzt));
            a.konsultation_am = None;
            a.konsultation_mit = String::new();
            a.konsultation_ergebnis = None;
        }
        Hinweis::Ja => {
            let go = amt::ordnung::geltende(app, tx).await?;
            a.stand = Stand::Meldung8a;
            a.stand_am = jetzt;
            a.erstreaktion_am = a.erstreaktion_am.or(Some(jetzt));
            melden::aus_anliegen(app, tx, may.kontext(), a, &go, Dringlichkeit::Sofort).await?;
            hilfe::verlauf(
                app,
                tx,
                may.kontext(),
                a.id,
                "A02",
                "Meldung nach § 8a angelegt",
                "",
            )
            .await?;
        }
    }
    Ok(())
}

/// Notes the consultation with an ASD-Fachkraft about an unclear hint.
///
/// # Errors
/// `FALL-E80` without a name; [`Error::Konflikt`] on a stale version.
pub async fn konsultiert(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    version: i64,
    mit: &str,
    ergebnis: Konsultationsergebnis,
) -> Result<()> {
    let mut a = laden(tx, may, version).await?;
    if mit.trim().is_empty() {
        return Err(Befund::neu(
            "FALL-E80",
            "Bitte die ASD-Fachkraft nennen, mit der gesprochen wurde.",
        )
        .an("konsultation_mit")
        .into());
    }
    a.konsultation_am = Some(app.uhr.jetzt());
    a.konsultation_mit = mit.trim().to_owned();
    a.konsultation_ergebnis = Some(ergebnis.code().to_owned());
    if ergebnis == Konsultationsergebnis::Meldung8a {
        a.gefaehrdungshinweis = Hinweis::Ja;
        hinweis_geaendert(app, tx, may, &mut a).await?;
    }
    let text = format!("Beratung mit ASD-Fachkraft: {ergebnis}");
    hilfe::verlauf(app, tx, may.kontext(), a.id, "konsultation", &text, "").await?;
    sichern(app, tx, may, &a, "konsultation").await
}

/// Notes that the promised call-back was made.
///
/// # Errors
/// [`Error::Konflikt`] on a stale version.
pub async fn zurueckgerufen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    version: i64,
) -> Result<()> {
    let mut a = laden(tx, may, version).await?;
    a.rueckruf_am = Some(app.uhr.jetzt());
    a.erstreaktion_am = a.erstreaktion_am.or(Some(app.uhr.jetzt()));
    hilfe::verlauf(app, tx, may.kontext(), a.id, "rueckruf", "Rückruf erledigt", "").await?;
    sichern(app, tx, may, &a, "rueckruf_am").await
}

/// What is put back when an assignment is undone.
#[derive(serde::Serialize, serde::Deserialize)]
struct Zuordnung {
    ortsart: Ortsart,
    raumeinheit: Option<uuid::Uuid>,
    raum_name: String,
    region_name: String,
    sektor: String,
    team: Option<uuid::Uuid>,
    team_name: String,
    fachkraft: Option<uuid::Uuid>,
    fachkraft_name: String,
    zustaendig_grund: String,
    spur: String,
    ebenen: Vec<uuid::Uuid>,
    anschrift: String,
    adresse: Option<uuid::Uuid>,
}

impl Zuordnung {
    fn von(a: &Anliegen, person: &Person, ebenen: Vec<uuid::Uuid>) -> Self {
        let a = a.clone();
        Self {
            ortsart: a.ortsart,
            raumeinheit: a.raumeinheit,
            raum_name: a.raum_name,
            region_name: a.region_name,
            sektor: a.sektor,
            team: a.team,
            team_name: a.team_name,
            fachkraft: a.fachkraft,
            fachkraft_name: a.fachkraft_name,
            zustaendig_grund: a.zustaendig_grund,
            spur: a.spur,
            ebenen,
            anschrift: person.anschrift.clone(),
            adresse: person.adresse,
        }
    }

    fn zurueck(self, a: &mut Anliegen, person: &mut Person) -> Vec<uuid::Uuid> {
        person.anschrift = self.anschrift;
        person.adresse = self.adresse;
        person.geschuetzt = self.ortsart == Ortsart::Geschuetzt;
        a.ortsart = self.ortsart;
        a.raumeinheit = self.raumeinheit;
        a.raum_name = self.raum_name;
        a.region_name = self.region_name;
        a.sektor = self.sektor;
        a.team = self.team;
        a.team_name = self.team_name;
        a.fachkraft = self.fachkraft;
        a.fachkraft_name = self.fachkraft_name;
        a.zustaendig_grund = self.zustaendig_grund;
        a.spur = self.spur;
        self.ebenen
    }
}

/// A new place, Sektor or responsible person.
#[derive(Debug, Clone)]
pub struct Neuzuordnung {
    /// Version the user saw.
    pub version: i64,
    /// Another Sektor; empty keeps it.
    pub sektor: String,
    /// Another place.
    pub ort: Option<(Ortsart, Ortsfrage)>,
    /// Another responsible person than the rule gives.
    pub abweichung: Option<Abweichung>,
}

/// Assigns anew; what was before is kept for seven days of undoing.
///
/// # Errors
/// `FALL-E73` without a reason; `FALL-E85` after a Kurzberatung; [`Error::Konflikt`] on a stale version.
pub async fn zuordnen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    cmd: Neuzuordnung,
) -> Result<()> {
    let mut a = laden(tx, may, cmd.version).await?;
    if cmd.abweichung.as_ref().is_some_and(|x| x.grund.trim().is_empty()) {
        return Err(Befund::neu(
            "FALL-E73",
            "Bitte begründen, warum jemand anderes zuständig sein soll.",
        )
        .an("abweichung_grund")
        .into());
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let mut person = mit_person(db::person(tx, a.id).await?)?;
    let vorher = Zuordnung::von(&a, &person, db::raeume(tx, a.id).await?);
    if !cmd.sektor.is_empty() {
        hilfe::sektor(&go, &cmd.sektor).clone_into(&mut a.sektor);
    }
    let lage = if let Some((art, frage)) = cmd.ort {
        a.ortsart = art;
        let lage = hilfe::orten(app, tx, art, frage.clone(), &person.nachname).await?;
        person.anschrift = if art == Ortsart::Adresse {
            lage.anschrift(&frage.text)
        } else {
            String::new()
        };
        person.adresse = if art == Ortsart::Adresse {
            lage.ort.as_ref().and_then(|o| o.adresse)
        } else {
            None
        };
        person.geschuetzt = art == Ortsart::Geschuetzt;
        register::fuer_anliegen(app, tx, &a, &mut person).await?;
        db::person_setzen(tx, a.id, &person).await?;
        db::raeume_setzen(tx, a.id, &lage.ebenen()).await?;
        lage.eintragen(&mut a);
        schutz::service::melden::verlegen(tx, a.id.uuid(), a.raumeinheit, &a.raum_name, &lage.ebenen())
            .await?;
        Some(lage)
    } else {
        None
    };
    if lage.is_none() && a.sektor != vorher.sektor {
        // another Sektor may be another office
        register::fuer_anliegen(app, tx, &a, &mut person).await?;
        db::person_setzen(tx, a.id, &person).await?;
        sektor_neu(app, tx, &mut a, &person).await?;
    }
    if let Some(abw) = &cmd.abweichung {
        hilfe::abweichen(app, tx, &mut a, abw).await?;
    }
    let vorher = serde_json::to_string(&vorher).map_err(|e| Error::Intern(e.to_string()))?;
    hilfe::verlauf(
        app,
        tx,
        may.kontext(),
        a.id,
        "zuordnen",
        "Neu zugeordnet",
        &vorher,
    )
    .await?;
    sichern(app, tx, may, &a, "raumeinheit,sektor,fachkraft").await
}

async fn sektor_neu(app: &App, tx: &mut Tx, a: &mut Anliegen, person: &Person) -> Result<()> {
    let Some(raum) = a.raumeinheit else { return Ok(()) };
    let name = Some(person.nachname.clone()).filter(|n| !n.is_empty());
    let zustaendig = crate::nachbarn::nachbarn(app)?
        .zustaendig(app, tx, raum, name, app.uhr.heute())
        .await?;
    let (id, raum_name, region, spur) = (
        a.raumeinheit,
        a.raum_name.clone(),
        a.region_name.clone(),
        a.spur(),
    );
    Ortslage {
        ort: None,
        zustaendig,
    }
    .eintragen(a);
    (a.raumeinheit, a.raum_name, a.region_name) = (id, raum_name, region);
    if let (Some(alt), Some(mut neu)) = (spur, a.spur()) {
        neu.raum = alt.raum;
        a.spur = serde_json::to_string(&neu).unwrap_or_default();
    }
    Ok(())
}

/// Undoes the last assignment, within seven days.
///
/// # Errors
/// `FALL-E70` when there is none or it is too old; [`Error::Konflikt`] on a stale version.
pub async fn zuordnung_zurueck(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Anliegen>,
    version: i64,
) -> Result<()> {
    let mut a = laden(tx, may, version).await?;
    let grenze = app.uhr.heute().plus_tage(-RUECKGAENGIG_TAGE);
    let letzte = db::verlauf(tx, a.id)
        .await?
        .into_iter()
        .find(|z| !z.vorher.is_empty() || z.schritt == "zuordnung_zurueck")
        .filter(|z| z.zeit.datum() >= grenze);
    let vorher: Option<Zuordnung> = letzte.and_then(|z| serde_json::from_str(&z.vorher).ok());
    let Some(vorher) = vorher else {
        return Err(Error::regel(
            "FALL-E70",
            "Es gibt keine Zuordnung der letzten 7 Tage, die rückgängig gemacht werden kann.",
        ));
    };
    let mut person = mit_person(db::person(tx, a.id).await?)?;
    let ebenen = vorher.zurueck(&mut a, &mut person);
    register::fuer_anliegen(app, tx, &a, &mut person).await?;
    db::person_setzen(tx, a.id, &person).await?;
    db::raeume_setzen(tx, a.id, &ebenen).await?;
    schutz::service::melden::verlegen(tx, a.id.uuid(), a.raumeinheit, &a.raum_name, &ebenen).await?;
    hilfe::verlauf(
        app,
        tx,
        may.kontext(),
        a.id,
        "zuordnung_zurueck",
        "Zuordnung rückgängig gemacht",
        "",
    )
    .await?;
    sichern(app, tx, may, &a, "raumeinheit,sektor,fachkraft").await
}
