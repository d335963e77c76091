//! New accounts, and the first one.

use base::{Befund, Id, suchform};
use store::{Tx, werte};

use super::{Angaben, Benutzer, Rollenzeit, rollen};
use crate::{
    App, Error, Result,
    anmeldung::{Kennwort, kennwort},
    journal,
    recht::{Befugnis, OrganisationsArt, Rolle, Verwalten},
};

/// A new account and the start password, which is shown this once.
#[derive(Debug)]
pub struct Angelegt {
    /// Key.
    pub id: Id<Benutzer>,
    /// To be handed over; the person must replace it at the first sign-in.
    pub startkennwort: Kennwort,
}

pub(super) fn angaben_pruefen(a: &Angaben) -> Vec<Befund> {
    let mut befunde = Vec::new();
    let mut fehlt = |feld: &str, text: &str| befunde.push(Befund::neu("AMT-E27", text).an(feld));
    let kennung_gut = (2..=100).contains(&a.kennung.chars().count())
        && a.kennung
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@'));
    if !kennung_gut {
        fehlt(
            "kennung",
            "Bitte 2 bis 100 Zeichen ohne Leerzeichen: Buchstaben, Ziffern und . - _ @",
        );
    }
    if a.name.trim().is_empty() || a.name.chars().count() > 200 {
        fehlt("name", "Bitte den Namen eingeben, höchstens 200 Zeichen.");
    }
    if a.organisation_art == OrganisationsArt::Andere && a.organisation.trim().is_empty() {
        fehlt("organisation", "Bitte den Namen der Organisation eingeben.");
    }
    if !a.email.is_empty() && !a.email.contains('@') {
        fehlt(
            "email",
            "Bitte eine E-Mail-Adresse wie name@stadt.example eingeben.",
        );
    }
    befunde
}

/// The database's own word on a name that is taken.
pub(super) fn doppelt(e: store::Error) -> Error {
    match e {
        store::Error::Doppelt(_) => Befund::neu(
            "AMT-E28",
            "Diese Kennung gibt es schon. Bitte wählen Sie eine andere.",
        )
        .an("kennung")
        .into(),
        e => e.into(),
    }
}

async fn einfuegen(app: &App, tx: &mut Tx, von: Option<Id<Benutzer>>, a: &Angaben) -> Result<Angelegt> {
    let startkennwort = Kennwort::zufaellig(&app.rahmen.zufall);
    let hash = kennwort::hash(&app.rahmen.zufall, startkennwort.clone()).await?;
    let id = app.ids.neu::<Benutzer>();
    tx.execute(
        "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
         organisation_art, organisation, status, telefon, email, version, angelegt_am, angelegt_von, geaendert_am,
         geaendert_von)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'AKTIV', $10, $11, 1, $12, $13, $12, $13)",
        werte![
            id,
            &a.kennung,
            suchform(&a.kennung),
            &a.name,
            suchform(&a.name),
            hash,
            true,
            a.organisation_art.code(),
            &a.organisation,
            &a.telefon,
            &a.email,
            app.uhr.jetzt(),
            von
        ],
    )
    .await
    .map_err(doppelt)?;
    Ok(Angelegt { id, startkennwort })
}

/// Opens an account with its roles.
///
/// # Errors
/// [`Error::Regel`] with all reasons: `AMT-E01`, `AMT-E02`, `AMT-E26` … `AMT-E28`.
pub async fn anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    angaben: &Angaben,
    neue: &[Rollenzeit],
) -> Result<Angelegt> {
    let mut befunde = angaben_pruefen(angaben);
    befunde.extend(super::rollen_pruefen(angaben.organisation_art, neue));
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let angelegt = einfuegen(app, tx, Some(may.kontext().benutzer()), angaben).await?;
    rollen::schreiben(app, tx, angelegt.id, neue).await?;
    journal::notieren(
        tx,
        &*app.uhr,
        may,
        angelegt.id,
        format!("angelegt,{}", rollen::codes(neue)),
    );
    Ok(angelegt)
}

/// Opens the first account, with the role of Fachadministration, when there is none at all.
///
/// # Errors
/// `AMT-E29` when there is one already; `AMT-E27` for a bad name.
pub async fn ersteinrichtung(app: &App, kennung: &str, name: &str) -> Result<Kennwort> {
    let angaben = Angaben {
        kennung: kennung.to_owned(),
        name: name.to_owned(),
        organisation_art: OrganisationsArt::Oeffentlich,
        organisation: String::new(),
        telefon: String::new(),
        email: String::new(),
    };
    let befunde = angaben_pruefen(&angaben);
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let mut tx = app.db.write().await?;
    rollen::sperre(&mut tx).await?;
    let (anzahl,): (i64,) = tx.fetch_one("SELECT count(*) FROM benutzer", werte![]).await?;
    if anzahl > 0 {
        return Err(Error::regel(
            "AMT-E29",
            "Es gibt schon Konten. Das erste Konto wird nur einmal angelegt.",
        ));
    }
    let angelegt = einfuegen(app, &mut tx, None, &angaben).await?;
    let rolle = Rollenzeit {
        rolle: Rolle::R26,
        ab: app.uhr.heute(),
        bis: None,
        raeume: Vec::new(),
    };
    rollen::schreiben(app, &mut tx, angelegt.id, &[rolle]).await?;
    journal::ereignis(
        &mut tx,
        &*app.uhr,
        Some(angelegt.id),
        "benutzer.ersteinrichtung",
        true,
        "angelegt,R26",
    );
    tx.commit().await?;
    Ok(angelegt.startkennwort)
}
