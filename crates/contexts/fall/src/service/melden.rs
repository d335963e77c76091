//! Makes a Meldung under § 8a from a danger hint: responsible ASD-Fachkraft on duty and deadline, at once.

use amt::{
    App, Kontext, Result,
    go::{Geschaeftsordnung, Sektor},
    recht::{Anlegen, Befugnis, Bezug},
};
use base::Id;
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Anliegen, Dringlichkeit, Kanal, Kontaktvorgang, Kurzberatung, Meldung},
    nachbarn::nachbarn,
    rules::frist,
    store::meldung as db,
};

/// First state of the protective procedure (SM of chapter 5.4).
pub const EINGEGANGEN: &str = "S0_EINGEGANGEN";
/// Who decides when nobody is set up for the place.
const LEITUNG: &str = "ASD-Leitung (niemand eingetragen, bitte sofort zuteilen)";

struct Kopf<'a> {
    anliegen: Option<Uuid>,
    kontaktvorgang: Option<Uuid>,
    kanal: Kanal,
    beobachtung: &'a str,
    raum: Option<Uuid>,
    raum_name: &'a str,
    dringlichkeit: Dringlichkeit,
}

/// From an Anliegen.
///
/// # Errors
/// When the user may not create a Meldung, or the database refuses.
pub async fn aus_anliegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    a: &Anliegen,
    go: &Geschaeftsordnung,
    dringlichkeit: Dringlichkeit,
) -> Result<Id<Meldung>> {
    if let Some(m) = db::zu_anliegen(tx, a.id.uuid()).await? {
        return Ok(m.id);
    }
    let kopf = Kopf {
        anliegen: Some(a.id.uuid()),
        kontaktvorgang: None,
        kanal: a.kanal,
        beobachtung: &a.worte,
        raum: a.raumeinheit,
        raum_name: &a.raum_name,
        dringlichkeit,
    };
    anlegen(app, tx, kontext, go, kopf).await
}

/// From a ticket of the Servicebereich.
///
/// # Errors
/// When the user may not create a Meldung, or the database refuses.
pub async fn aus_kontakt(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    k: &Kontaktvorgang,
    go: &Geschaeftsordnung,
) -> Result<Id<Meldung>> {
    let kopf = Kopf {
        anliegen: None,
        kontaktvorgang: Some(k.id.uuid()),
        kanal: k.kanal,
        beobachtung: &k.anliegen_kurz,
        raum: k.raumeinheit,
        raum_name: &k.raum_name,
        dringlichkeit: Dringlichkeit::Sofort,
    };
    anlegen(app, tx, kontext, go, kopf).await
}

/// From a Kurzberatung: what was seen, and where. The Meldung names neither the Kurzberatung nor its Merkzeichen, so
/// that the one record never leads to the other (INV-F10).
///
/// # Errors
/// When the user may not create a Meldung, or the database refuses.
pub(crate) async fn aus_kurzberatung(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    k: &Kurzberatung,
    beobachtung: &str,
    go: &Geschaeftsordnung,
) -> Result<Id<Meldung>> {
    let kopf = Kopf {
        anliegen: None,
        kontaktvorgang: None,
        kanal: Kanal::Persoenlich,
        beobachtung,
        raum: Some(k.raumeinheit),
        raum_name: &k.raum_name,
        dringlichkeit: Dringlichkeit::Sofort,
    };
    let id = anlegen(app, tx, kontext, go, kopf).await?;
    let kette = nachbarn(app)?.kette(app, tx, k.raumeinheit).await?;
    let raeume: Vec<Uuid> = kette.into_iter().map(|r| r.id).collect();
    db::raeume_setzen(tx, id, &raeume).await?;
    Ok(id)
}

async fn anlegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    go: &Geschaeftsordnung,
    kopf: Kopf<'_>,
) -> Result<Id<Meldung>> {
    // whoever takes it in creates it: for "own cases only" roles it is theirs until it is taken over
    let bezug = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    let may = Befugnis::<Anlegen, Meldung>::pruefen(kontext, None, bezug)?;
    let jetzt = app.uhr.jetzt();
    let gesicht = match kopf.raum {
        Some(r) => nachbarn(app)?
            .zustaendig(app, tx, r, None, jetzt.datum())
            .await?
            .into_iter()
            .find(|z| z.sektor == Sektor::Jugendhilfe)
            .and_then(|z| z.gesicht),
        None => None,
    };
    let m = Meldung {
        id: app.ids.neu(),
        eingang: jetzt,
        anliegen: kopf.anliegen,
        kontaktvorgang: kopf.kontaktvorgang,
        beobachtung: kopf.beobachtung.to_owned(),
        dringlichkeit: kopf.dringlichkeit,
        verantwortlich: gesicht.as_ref().map(|g| g.fachkraft),
        verantwortlich_name: gesicht
            .as_ref()
            .map_or_else(|| LEITUNG.to_owned(), |g| g.name.clone()),
        verantwortlich_telefon: gesicht.map_or_else(String::new, |g| g.telefon),
        raumeinheit: kopf.raum,
        raum_name: kopf.raum_name.to_owned(),
        frist: frist::meldung_bis(&go.schutz, jetzt, kopf.dringlichkeit)?,
        erstbewertung_bis: frist::erstbewertung_bis(&go.schutz, jetzt)?,
        stand: EINGEGANGEN.to_owned(),
        angelegt_von: kontext.benutzer().uuid(),
    };
    db::insert(tx, &m, kopf.kanal, jetzt).await?;
    amt::journal::notieren(tx, &*app.uhr, &may, m.id, "angelegt");
    Ok(m.id)
}
