//! Makes a Meldung under § 8a from a danger hint, in the room of the protective procedure and in the same transaction:
//! responsible ASD-Fachkraft on duty and deadline, at once.

use amt::{
    App, Kontext, Result,
    go::{Geschaeftsordnung, Sektor},
};
use base::Id;
use schutz::service::melden::{Neumeldung, melden, zu_anliegen};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Anliegen, Dringlichkeit, Kanal, Kontaktvorgang, Kurzberatung, Meldung},
    nachbarn::nachbarn,
};

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
    if let Some(m) = zu_anliegen(tx, a.id.uuid()).await? {
        return Ok(m.id);
    }
    let neu = Neumeldung {
        anliegen: Some(a.id.uuid()),
        ..Neumeldung::aus(a.kanal, &a.worte, dringlichkeit)
    };
    anlegen(app, tx, kontext, go, neu, (a.raumeinheit, &a.raum_name)).await
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
    let neu = Neumeldung {
        kontaktvorgang: Some(k.id.uuid()),
        ..Neumeldung::aus(k.kanal, &k.anliegen_kurz, Dringlichkeit::Sofort)
    };
    anlegen(app, tx, kontext, go, neu, (k.raumeinheit, &k.raum_name)).await
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
    let neu = Neumeldung::aus(Kanal::Persoenlich, beobachtung, Dringlichkeit::Sofort);
    anlegen(app, tx, kontext, go, neu, (Some(k.raumeinheit), &k.raum_name)).await
}

async fn anlegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    go: &Geschaeftsordnung,
    mut neu: Neumeldung,
    (raum, raum_name): (Option<Uuid>, &str),
) -> Result<Id<Meldung>> {
    if let Some(r) = raum {
        let unten = nachbarn(app)?;
        neu.verantwortlich = unten
            .zustaendig(app, tx, r, None, app.uhr.heute())
            .await?
            .into_iter()
            .find(|z| z.sektor == Sektor::Jugendhilfe)
            .and_then(|z| z.gesicht)
            .map(|g| (g.fachkraft, g.name, g.telefon));
        let kette = unten.kette(app, tx, r).await?;
        neu.raeume = kette.into_iter().map(|r| r.id).collect();
    }
    neu.raum = raum;
    raum_name.clone_into(&mut neu.raum_name);
    melden(app, tx, kontext, go, neu).await
}
