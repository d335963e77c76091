//! Changes of an account: data, lock, password.

use base::{Id, suchform};
use store::{Tx, werte};

use super::{Angaben, Benutzer, Rollenzeit, anlegen, rollen};
use crate::{
    App, Error, Kontext, Result,
    anmeldung::{Kennwort, bremse, kennwort},
    journal,
    recht::{Befugnis, Verwalten},
    sitzung,
};

/// Changes what is said about an account together with its roles, which must fit the organisation it names.
///
/// # Errors
/// `AMT-E01`, `AMT-E02`, `AMT-E26` … `AMT-E28`, `AMT-E30`, or [`Error::Konflikt`].
pub async fn aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    id: Id<Benutzer>,
    version: i64,
    a: &Angaben,
    neue: &[Rollenzeit],
) -> Result<()> {
    rollen::sperre(tx).await?;
    let alt = super::laden(tx, id).await?.angaben;
    let alte_rollen = rollen(tx, id).await?;
    let mut befunde = anlegen::angaben_pruefen(a);
    befunde.extend(super::rollen_pruefen(a.organisation_art, neue));
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    tx.execute_one(
        "UPDATE benutzer SET kennung = $3, kennung_such = $4, name = $5, name_such = $6, organisation_art = $7,
         organisation = $8, telefon = $9, email = $10, version = version + 1, geaendert_am = $11, geaendert_von = $12
         WHERE id = $1 AND version = $2",
        werte![
            id,
            version,
            &a.kennung,
            suchform(&a.kennung),
            &a.name,
            suchform(&a.name),
            a.organisation_art.code(),
            &a.organisation,
            &a.telefon,
            &a.email,
            app.uhr.jetzt(),
            may.kontext().benutzer()
        ],
    )
    .await
    .map_err(anlegen::doppelt)?;
    rollen::schreiben(app, tx, id, neue).await?;
    rollen::r26_bleibt(app, tx, &alte_rollen).await?;
    let geaendert = [
        ("kennung", alt.kennung != a.kennung),
        ("name", alt.name != a.name),
        ("organisation_art", alt.organisation_art != a.organisation_art),
        ("organisation", alt.organisation != a.organisation),
        ("telefon", alt.telefon != a.telefon),
        ("email", alt.email != a.email),
    ];
    let felder: Vec<&str> = geaendert.iter().filter(|(_, g)| *g).map(|(f, _)| *f).collect();
    let mut text = felder.join(",");
    if alte_rollen != neue {
        text.push_str(&format!(";rollen={}", rollen::codes(neue)));
    }
    journal::notieren(tx, &*app.uhr, may, id, text);
    Ok(())
}

async fn status(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    id: Id<Benutzer>,
    version: i64,
    neu: &'static str,
) -> Result<()> {
    tx.execute_one(
        "UPDATE benutzer SET status = $3, version = version + 1, geaendert_am = $4, geaendert_von = $5
         WHERE id = $1 AND version = $2",
        werte![id, version, neu, app.uhr.jetzt(), may.kontext().benutzer()],
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, id, format!("status={neu}"));
    Ok(())
}

/// Closes an account; its sessions end at once.
///
/// # Errors
/// `AMT-E30` when nobody with R26 would be left; [`Error::Konflikt`].
pub async fn sperren(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    id: Id<Benutzer>,
    version: i64,
) -> Result<()> {
    rollen::sperre(tx).await?;
    let ihre = rollen(tx, id).await?;
    status(app, tx, may, id, version, "GESPERRT").await?;
    rollen::r26_bleibt(app, tx, &ihre).await?;
    sitzung::alle_beenden(tx, id, None).await?;
    sitzung::programm::alle_loeschen(tx, id).await?;
    Ok(())
}

/// Opens a closed account again.
///
/// # Errors
/// [`Error::Konflikt`].
pub async fn entsperren(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    id: Id<Benutzer>,
    version: i64,
) -> Result<()> {
    status(app, tx, may, id, version, "AKTIV").await
}

/// Starts a reset: a new start password, shown this once; all sessions end. Nobody but the person learns the one
/// chosen afterwards (ASVS 6.4.6).
///
/// # Errors
/// [`Error::Konflikt`].
pub async fn kennwort_zuruecksetzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Benutzer>,
    id: Id<Benutzer>,
    version: i64,
) -> Result<Kennwort> {
    let neu = Kennwort::zufaellig(&app.rahmen.zufall);
    let hash = kennwort::hash(&app.rahmen.zufall, neu.clone()).await?;
    tx.execute_one(
        "UPDATE benutzer SET kennwort_hash = $3, kennwort_aendern = $4, version = version + 1, geaendert_am = $5,
         geaendert_von = $6 WHERE id = $1 AND version = $2",
        werte![id, version, hash, true, app.uhr.jetzt(), may.kontext().benutzer()],
    )
    .await?;
    sitzung::alle_beenden(tx, id, None).await?;
    sitzung::programm::alle_loeschen(tx, id).await?;
    journal::notieren(tx, &*app.uhr, may, id, "kennwort_zurueckgesetzt");
    Ok(neu)
}

async fn notieren_falsch(app: &App, id: Id<Benutzer>, angaben: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    journal::ereignis(&mut tx, &*app.uhr, Some(id), "benutzer.kennwort", false, angaben);
    tx.commit().await?;
    Ok(())
}

/// Sets the user's own password after the old one was given. All their sessions end; the new token is for the one
/// that goes on.
///
/// # Errors
/// `AMT-E34` when the old one is wrong, `AMT-E31` … `AMT-E33` and `AMT-E35` about the new one.
pub async fn eigenes_kennwort(
    app: &App,
    kontext: &Kontext,
    alt: Kennwort,
    neu: Kennwort,
    geraet: &str,
) -> Result<String> {
    let id = kontext.benutzer();
    let mut tx = app.db.read().await?;
    let konto = super::laden(&mut tx, id).await?;
    let (gespeichert,): (String,) = tx
        .fetch_one("SELECT kennwort_hash FROM benutzer WHERE id = $1", werte![id])
        .await?;
    drop(tx);
    let eigenes = [
        konto.angaben.kennung.as_str(),
        konto.angaben.name.as_str(),
        &app.rahmen.behoerde,
    ];
    let mut befunde = neu.pruefen(&eigenes);
    if neu == alt {
        befunde.push(base::Befund::neu("AMT-E35", "Bitte ein anderes als das bisherige.").an("kennwort_neu"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    // whoever finds a session open must not guess the password here, where signing in would stop them
    let falsch = |text: &str| Err(base::Befund::neu("AMT-E34", text).an("kennwort_alt").into());
    let quelle = format!("konto {id}");
    let Some(versuch) = bremse::nehmen(app, &konto.angaben.kennung, &quelle).await? else {
        notieren_falsch(app, id, "gebremst").await?;
        return falsch("Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde.");
    };
    if !kennwort::vergleichen(Some(gespeichert.clone()), alt).await?.passt {
        notieren_falsch(app, id, "").await?;
        return falsch("Das bisherige Kennwort stimmt nicht.");
    }
    let hash = kennwort::hash(&app.rahmen.zufall, neu).await?;
    let mut tx = app.db.write().await?;
    bremse::gelungen(&mut tx, &versuch).await?;
    // a reset in between wins
    tx.execute_one(
        "UPDATE benutzer SET kennwort_hash = $3, kennwort_aendern = $4, version = version + 1, geaendert_am = $5,
         geaendert_von = $1 WHERE id = $1 AND kennwort_hash = $2",
        werte![id, gespeichert, hash, false, app.uhr.jetzt()],
    )
    .await?;
    sitzung::alle_beenden(&mut tx, id, None).await?;
    sitzung::programm::alle_loeschen(&mut tx, id).await?;
    let token = sitzung::beginnen(app, &mut tx, id, geraet).await?;
    journal::ereignis(
        &mut tx,
        &*app.uhr,
        Some(id),
        "benutzer.kennwort",
        true,
        "kennwort",
    );
    tx.commit().await?;
    Ok(token)
}

/// Changes the user's own office contact.
///
/// # Errors
/// `AMT-E27` for a bad address; [`Error::NichtGefunden`].
pub async fn kontakt_aendern(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    telefon: &str,
    email: &str,
) -> Result<()> {
    if !email.is_empty() && !email.contains('@') {
        let text = "Bitte eine E-Mail-Adresse wie name@stadt.example eingeben.";
        return Err(base::Befund::neu("AMT-E27", text).an("email").into());
    }
    let id = kontext.benutzer();
    let n = tx
        .execute(
            "UPDATE benutzer SET telefon = $2, email = $3, version = version + 1, geaendert_am = $4, geaendert_von = $1
             WHERE id = $1",
            werte![id, telefon, email, app.uhr.jetzt()],
        )
        .await?;
    if n != 1 {
        return Err(Error::NichtGefunden);
    }
    journal::ereignis(tx, &*app.uhr, Some(id), "benutzer.kontakt", true, "telefon,email");
    Ok(())
}
