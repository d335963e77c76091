//! Tickets of the Servicebereich (Fachkonzept 10.9).

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Sicht},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{hilfe, melden};
use crate::{
    model::{Beschwerdeart, Hinweis, Kanal, KontaktErgebnis, Kontaktvorgang, Ortsart, Ortsfrage, Ueberlauf},
    rules::{erreichbarkeit::Zahlen, frist},
    store::kontakt as db,
};

/// What the form of a contact says.
#[derive(Debug, Clone)]
pub struct Kontaktangaben {
    /// Key against double submits.
    pub einmal: Uuid,
    /// How.
    pub kanal: Kanal,
    /// How it came over.
    pub ueberlauf: Ueberlauf,
    /// Seconds until somebody answered.
    pub wartezeit: Option<i64>,
    /// Who; may be empty.
    pub anrufer: String,
    /// Number; may be empty.
    pub telefon: String,
    /// One line.
    pub anliegen_kurz: String,
    /// Danger hint.
    pub gefaehrdungshinweis: Hinweis,
    /// Address, if it was asked for; only the space is kept.
    pub ort: Ortsfrage,
    /// Result, if there is one already.
    pub ergebnis: Option<KontaktErgebnis>,
    /// Promised day; without one the SLA gives it.
    pub rueckruf_bis: Option<Datum>,
    /// What a complaint is about.
    pub beschwerdeart: Option<Beschwerdeart>,
}

/// SCHUTZ-E10 and what belongs to a result.
///
/// # Errors
/// Everything that is missing for this result.
pub fn pruefe_ergebnis(
    hinweis: Hinweis,
    ergebnis: KontaktErgebnis,
    telefon: &str,
    beschwerde: bool,
) -> std::result::Result<(), Vec<Befund>> {
    let mut b = Vec::new();
    if hinweis != Hinweis::Nein && ergebnis != KontaktErgebnis::Meldung8a {
        b.push(
            Befund::neu(
                "SCHUTZ-E10",
                "Bei einem Hinweis auf eine Gefährdung bitte sofort mit dem ASD verbinden. Der Vorgang endet nur als Meldung nach § 8a oder nach der Beratung mit dem ASD als Anliegen.",
            )
            .an("ergebnis"),
        );
    }
    if ergebnis == KontaktErgebnis::RueckrufZugesagt && telefon.trim().is_empty() {
        b.push(Befund::neu("FALL-E81", "Für den Rückruf bitte die Telefonnummer eintragen.").an("telefon"));
    }
    if ergebnis == KontaktErgebnis::Beschwerde && !beschwerde {
        b.push(
            Befund::neu("FALL-E82", "Bitte angeben, worum es bei der Beschwerde geht.").an("beschwerdeart"),
        );
    }
    if b.is_empty() { Ok(()) } else { Err(b) }
}

/// Stores a contact. With a danger hint the Meldung is made in the same transaction.
///
/// # Errors
/// `FALL-E83` without a concern; see [`pruefe_ergebnis`].
pub async fn notieren(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Kontaktvorgang>,
    cmd: Kontaktangaben,
) -> Result<Id<Kontaktvorgang>> {
    if let Some(id) = db::mit_einmal(tx, cmd.einmal).await? {
        return Ok(id);
    }
    let mut b = Vec::new();
    if cmd.anliegen_kurz.trim().is_empty() {
        b.push(Befund::neu("FALL-E83", "Bitte in einer Zeile sagen, worum es geht.").an("anliegen_kurz"));
    }
    let akut = cmd.gefaehrdungshinweis == Hinweis::Ja;
    let ergebnis = if akut {
        Some(KontaktErgebnis::Meldung8a)
    } else {
        cmd.ergebnis
    };
    if let Some(e) = ergebnis {
        b.extend(
            pruefe_ergebnis(
                cmd.gefaehrdungshinweis,
                e,
                &cmd.telefon,
                cmd.beschwerdeart.is_some(),
            )
            .err()
            .unwrap_or_default(),
        );
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let jetzt = app.uhr.jetzt();
    let ohne_ort = cmd.ort.text.trim().is_empty() && cmd.ort.adresse.is_none();
    let art = if ohne_ort {
        Ortsart::Unbekannt
    } else {
        Ortsart::Adresse
    };
    let lage = hilfe::orten(app, tx, art, cmd.ort.clone(), "").await?;
    let raum = lage.ort.as_ref().and_then(|o| o.raum()).cloned();
    let zustaendig = go
        .sektoren
        .iter()
        .find_map(|s| lage.gesicht(*s))
        .map_or_else(String::new, |g| format!("{}, {}", g.name, g.telefon));
    let rueckruf = ergebnis == Some(KontaktErgebnis::RueckrufZugesagt);
    let beschwerde = ergebnis == Some(KontaktErgebnis::Beschwerde);
    let fertig = ergebnis.is_some() && !rueckruf && !beschwerde;
    let k = Kontaktvorgang {
        id: app.ids.neu(),
        version: 1,
        eingang: jetzt,
        kanal: cmd.kanal,
        ueberlauf: cmd.ueberlauf,
        wartezeit: cmd.wartezeit,
        anrufer: cmd.anrufer.trim().to_owned(),
        telefon: cmd.telefon.trim().to_owned(),
        anliegen_kurz: cmd.anliegen_kurz.trim().to_owned(),
        gefaehrdungshinweis: cmd.gefaehrdungshinweis,
        raumeinheit: raum.as_ref().map(|r| r.id),
        raum_name: raum.as_ref().map_or_else(String::new, |r| r.name.clone()),
        zustaendig,
        ergebnis: ergebnis.map(|e| e.code().to_owned()),
        rueckruf_bis: match cmd.rueckruf_bis {
            Some(tag) if rueckruf => Some(tag),
            _ if rueckruf => Some(frist::rueckruf_bis(&go, jetzt)?),
            _ => None,
        },
        rueckruf_am: None,
        beschwerdeart: cmd
            .beschwerdeart
            .filter(|_| beschwerde)
            .map(|b| b.code().to_owned()),
        beschwerde_bis: beschwerde
            .then(|| frist::beschwerde_bis(&go, jetzt))
            .transpose()?,
        beschwerde_am: None,
        anliegen: None,
        geschlossen_am: fertig.then_some(jetzt),
        angelegt_von: may.kontext().benutzer().uuid(),
    };
    db::insert(tx, &k, &lage.ebenen(), cmd.einmal, jetzt).await?;
    if akut {
        melden::aus_kontakt(app, tx, may.kontext(), &k, &go).await?;
    }
    amt::journal::notieren(tx, &*app.uhr, may, k.id, "notiert");
    Ok(k.id)
}

/// Proof that the user may do this with a ticket, and the ticket.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none or it is out of reach.
pub async fn befugt<A: Aktion>(
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Kontaktvorgang>,
) -> Result<(Befugnis<A, Kontaktvorgang>, Kontaktvorgang)> {
    let k = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let raeume = db::raeume(tx, id).await?;
    let bezug = Bezug {
        raum: hilfe::naechster_raum(kontext, &raeume, k.raumeinheit),
        eigenes: k.angelegt_von == kontext.benutzer().uuid(),
        ..Bezug::default()
    };
    Ok((Befugnis::pruefen(kontext, Some(id), bezug)?, k))
}

/// Reads one ticket and notes it in the journal; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn vorgang(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Kontaktvorgang>,
) -> Result<Kontaktvorgang> {
    let (may, k) = befugt::<Lesen>(tx, kontext, id).await?;
    amt::journal::notieren(tx, &*app.uhr, &may, id, "");
    Ok(k)
}

/// One page of the open tickets the user may see. The rows name people and their numbers, so each one handed out is
/// noted in the journal; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see none.
pub async fn offene(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    seite: (i64, i64),
) -> Result<(Vec<Kontaktvorgang>, i64)> {
    let sicht = Sicht::auf::<Kontaktvorgang>(kontext)?;
    let (zeilen, gesamt) = db::offene(tx, &sicht, seite).await?;
    let mut gezeigt = Vec::with_capacity(zeilen.len());
    for k in zeilen {
        match befugt::<Lesen>(tx, kontext, k.id).await {
            Ok((may, _)) => {
                amt::journal::notieren(tx, &*app.uhr, &may, k.id, "liste");
                gezeigt.push(k);
            }
            // one row out of reach must not hide the others
            Err(Error::NichtGefunden) => {}
            Err(e) => return Err(e),
        }
    }
    Ok((gezeigt, gesamt))
}

/// What ends a ticket, or the next thing done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erledigung {
    /// With this result.
    Ergebnis(KontaktErgebnis),
    /// The promised call was made.
    Rueckruf,
    /// The complaint was answered.
    Beschwerde,
    /// It became an Anliegen.
    Anliegen(Uuid),
}

/// Goes on with a ticket.
///
/// # Errors
/// `SCHUTZ-E10` when it would end without the ASD; [`Error::NichtGefunden`].
pub async fn erledigen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Kontaktvorgang>,
    was: Erledigung,
) -> Result<()> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let mut k = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let jetzt = app.uhr.jetzt();
    match was {
        Erledigung::Ergebnis(e) => {
            pruefe_ergebnis(k.gefaehrdungshinweis, e, &k.telefon, k.beschwerdeart.is_some())?;
            let go = amt::ordnung::geltende(app, tx).await?;
            if e == KontaktErgebnis::Meldung8a {
                melden::aus_kontakt(app, tx, may.kontext(), &k, &go).await?;
            }
            let rueckruf = e == KontaktErgebnis::RueckrufZugesagt;
            k.ergebnis = Some(e.code().to_owned());
            k.rueckruf_bis = if rueckruf {
                Some(frist::rueckruf_bis(&go, jetzt)?)
            } else {
                k.rueckruf_bis
            };
            k.geschlossen_am = (!rueckruf).then_some(jetzt);
        }
        Erledigung::Rueckruf | Erledigung::Beschwerde => {
            if k.gefaehrdungshinweis != Hinweis::Nein {
                pruefe_ergebnis(k.gefaehrdungshinweis, KontaktErgebnis::Erledigt, &k.telefon, true)?;
            }
            if was == Erledigung::Rueckruf {
                k.rueckruf_am = Some(jetzt);
            } else {
                k.beschwerde_am = Some(jetzt);
            }
            k.geschlossen_am = Some(jetzt);
        }
        Erledigung::Anliegen(a) => {
            // the danger hint goes on with the Anliegen, where FALL-E01 holds it
            k.anliegen = Some(a);
            k.ergebnis = k
                .ergebnis
                .or_else(|| Some(KontaktErgebnis::Erledigt.code().to_owned()));
            k.geschlossen_am = Some(jetzt);
        }
    }
    db::update(tx, &k, may.kontext().benutzer().uuid(), jetzt).await?;
    amt::journal::notieren(tx, &*app.uhr, may, id, "erledigt");
    Ok(())
}

/// W14 for a span and for the same number of days before it.
///
/// # Errors
/// When the database refuses.
pub async fn zahlen(app: &App, tx: &mut Tx, von: Datum, bis: Datum) -> Result<Zahlen> {
    let go = amt::ordnung::geltende(app, tx).await?;
    Ok(db::zahlen(tx, von, bis, i64::from(go.service.anruf_sekunden)).await?)
}
