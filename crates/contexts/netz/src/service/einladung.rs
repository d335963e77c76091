//! Inviting Akteure to a meeting by letter, with a link to say how many come, and afterwards how it was.

use amt::{
    App, Error, Result, journal,
    recht::{Bearbeiten, Befugnis, Lesen, Objektart as _},
};
use base::{Befund, Datum, Id};
use store::{Tx, journal::Eintrag};

use super::{
    VeranstaltungGespeichert,
    erinnern::{abdruck, brief},
};
use crate::{
    Akteur, Veranstaltung,
    ablage::{akteur, einladung as tabelle, veranstaltung},
    codes::{EinladungAntwort, VeranstaltungStatus},
    einladung::{
        EINLADUNG_AUFBEWAHREN_TAGE, EinladungGespeichert, PERSONEN_HOECHSTENS, RUECKMELDUNG_TAGE,
        Rueckmeldungen, pruefen,
    },
    rules::zeiten::uhrzeit,
};

/// What became of an attempt to invite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Eingeladen {
    /// Letters on their way.
    pub neu: usize,
    /// Names of Akteure without an address.
    pub ohne_adresse: Vec<String>,
}

/// Invites these Akteure; whoever is invited already gets no second letter. The meeting counts as `EINGELADEN` then.
///
/// # Errors
/// `NichtGefunden` when there is no such meeting; `NETZ-E168` when it is called off or over.
pub async fn einladen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Veranstaltung>,
    akteure: &[Id<Akteur>],
    basis: &str,
) -> Result<Eingeladen> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let g = veranstaltung::laden(tx, id).await?;
    let naechster = g.daten.termine(app.uhr.heute(), 1).first().copied();
    let (Some(tag), true) = (naechster, g.daten.status != VeranstaltungStatus::Abgesagt) else {
        let text = "Diese Veranstaltung ist abgesagt oder vorbei. Dazu kann niemand mehr eingeladen werden.";
        return Err(Befund::neu("NETZ-E168", text).into());
    };
    let mut aus = Eingeladen::default();
    let jetzt = app.uhr.jetzt();
    for a in akteure {
        let k = akteur::laden(tx, *a).await?.daten;
        if k.email.is_empty() {
            aus.ohne_adresse.push(k.name);
            continue;
        }
        let token = web::schluessel::hex(&app.rahmen.zufall.bytes::<32>());
        if !tabelle::dazu(tx, (app.ids.neu(), id, *a), abdruck(&token), jetzt).await? {
            continue;
        }
        let betreff = format!("Einladung: {}", g.daten.titel);
        brief(app, tx, &k.email, &betreff, &text(app, &g, tag, basis, &token)).await?;
        aus.neu += 1;
    }
    if aus.neu > 0 {
        if g.daten.status == VeranstaltungStatus::Geplant {
            let mut d = g.daten.clone();
            d.status = VeranstaltungStatus::Eingeladen;
            veranstaltung::ersetzen(tx, id, g.version, &d, may.kontext().benutzer().uuid(), jetzt).await?;
        }
        journal::notieren(tx, &*app.uhr, may, id, "eingeladen");
    }
    Ok(aus)
}

fn text(app: &App, g: &VeranstaltungGespeichert, tag: Datum, basis: &str, token: &str) -> String {
    let d = &g.daten;
    let zeile = |name: &str, wert: &str| {
        if wert.is_empty() {
            String::new()
        } else {
            format!("{name}: {wert}\n")
        }
    };
    format!(
        "Guten Tag,\n\nwir laden Sie herzlich ein.\n\n{was}\nWann: {tag}, {von} bis {bis} Uhr\n{wo}{wer}{worum}\n\
         Kommen Sie? Bitte sagen Sie es uns über diesen Link. Sie brauchen kein Konto:\n\n\
         {basis}/einladung-beantworten?k={token}\n\nUns genügt, mit wie vielen Menschen Sie kommen. Namen brauchen wir \
         nicht. Nach dem Treffen können Sie dort auch sagen, wie es war.\n\nFreundliche Grüße\n{behoerde}\n",
        was = d.titel,
        von = uhrzeit(d.von),
        bis = uhrzeit(d.bis),
        wo = zeile("Wo", &d.ort),
        wer = zeile("Wer einlädt", &d.veranstalter),
        worum = zeile("Worum es geht", &d.beschreibung),
        behoerde = app.rahmen.behoerde,
    )
}

/// Who is invited to a meeting, what they answered, and how it was.
///
/// # Errors
/// `NichtGefunden` for those who read only what is public.
pub async fn einladungen(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Veranstaltung>,
) -> Result<(Vec<EinladungGespeichert>, Rueckmeldungen)> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    if super::nur_oeffentlich(may.kontext()) {
        return Ok((Vec::new(), Rueckmeldungen::default()));
    }
    let (skalen, texte): (Vec<i64>, Vec<String>) = tabelle::rueckmeldungen(tx, id).await?.into_iter().unzip();
    let texte = texte.into_iter().filter(|t| !t.is_empty()).collect();
    Ok((tabelle::von(tx, id).await?, Rueckmeldungen::aus(&skalen, texte)))
}

/// What a link shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Einladungsblatt {
    /// The invitation.
    pub einladung: EinladungGespeichert,
    /// The meeting.
    pub veranstaltung: VeranstaltungGespeichert,
    /// Its next day, while there is one and it was not called off: then they can say whether they come.
    pub naechster: Option<Datum>,
    /// Whether words about it are taken: it began, at most thirty days ago, and they said nothing yet.
    pub rueckmeldung: bool,
}

/// The invitation of a link; `None` when there is none, or the meeting is long over.
///
/// # Errors
/// When the database cannot be read.
pub async fn einladung_oeffnen(app: &App, tx: &mut Tx, token: &str) -> Result<Option<Einladungsblatt>> {
    let Some(einladung) = tabelle::hinter(tx, abdruck(token)).await? else {
        return Ok(None);
    };
    let v = veranstaltung::laden(tx, einladung.veranstaltung).await?;
    let (heute, abgesagt) = (app.uhr.heute(), v.daten.status == VeranstaltungStatus::Abgesagt);
    let naechster = v.daten.termine(heute, 1).first().copied().filter(|_| !abgesagt);
    let tage = i32::try_from(RUECKMELDUNG_TAGE).unwrap_or(0);
    let seit = v.daten.termine(heute.plus_tage(-tage), 1).first().copied();
    let war = seit.is_some_and(|t| t <= heute) && !abgesagt;
    if naechster.is_none() && !war && !abgesagt {
        return Ok(None);
    }
    Ok(Some(Einladungsblatt {
        rueckmeldung: war && einladung.skala.is_none(),
        einladung,
        veranstaltung: v,
        naechster,
    }))
}

fn notieren(app: &App, tx: &mut Tx, id: Id<Veranstaltung>, was: &str) {
    tx.journal(Eintrag {
        zeit: app.uhr.jetzt(),
        benutzer: None,
        rolle: String::new(),
        zweck: Veranstaltung::ZWECK.code().to_owned(),
        aktion: "veranstaltung.einladung".to_owned(),
        objektart: Veranstaltung::NAME.to_owned(),
        objekt: Some(id.uuid()),
        klasse: Veranstaltung::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: was.to_owned(),
    });
}

/// The Akteur says whether they come and how many; until the day of the meeting they may change their mind.
///
/// # Errors
/// `NETZ-E169` for a number that cannot be; `Konflikt` when the meeting is over or called off.
pub async fn einladung_beantworten(app: &App, tx: &mut Tx, b: &Einladungsblatt, personen: i64) -> Result<()> {
    if b.naechster.is_none() {
        return Err(Error::Konflikt);
    }
    if !(0..=PERSONEN_HOECHSTENS).contains(&personen) {
        let text = format!("Bitte eine Zahl zwischen 0 und {PERSONEN_HOECHSTENS}.");
        return Err(Befund::neu("NETZ-E169", text).an("personen").into());
    }
    let antwort = if personen > 0 {
        EinladungAntwort::Kommt
    } else {
        EinladungAntwort::KommtNicht
    };
    tabelle::antworten(tx, b.einladung.id, (antwort, personen), app.uhr.jetzt()).await?;
    notieren(app, tx, b.einladung.veranstaltung, antwort.code());
    Ok(())
}

/// The Akteur says how it was, once.
///
/// # Errors
/// `NETZ-E170` and `NETZ-E22` for what is wrong with it; `Konflikt` when it is too early, too late, or said already.
pub async fn einladung_rueckmelden(
    app: &App,
    tx: &mut Tx,
    b: &Einladungsblatt,
    skala: i64,
    mut text: String,
) -> Result<()> {
    let befunde = pruefen(skala, &mut text);
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    if !b.rueckmeldung || !tabelle::rueckmelden(tx, b.einladung.id, skala, &text).await? {
        return Err(Error::Konflikt);
    }
    notieren(app, tx, b.einladung.veranstaltung, "rueckmeldung");
    Ok(())
}

/// Once an hour: a year after the day they were invited to nobody can tell any more who was invited; of how many
/// invitations. Of a meeting that repeats this is the first day after the letter, or after their last answer: a series
/// without an end does not keep anybody for ever, and whoever is forgotten can be invited anew.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn einladungen_vergessen(app: &App, tx: &mut Tx) -> Result<u64> {
    let tage = EINLADUNG_AUFBEWAHREN_TAGE;
    let vor = app.uhr.heute().plus_tage(-tage);
    let stille = app.uhr.jetzt().plus_sekunden(-i64::from(tage) * 24 * 3600);
    let (mut anzahl, mut treffen) = (0, None::<VeranstaltungGespeichert>);
    for (id, von, zuletzt) in tabelle::bekannte(tx, stille).await? {
        let v = match treffen.take().filter(|v| v.id == von) {
            Some(v) => v,
            None => veranstaltung::laden(tx, von).await?,
        };
        let zuletzt = zuletzt.datum();
        // without a day since then the meeting was moved or shortened, and the letter is what is left
        let tag = v.daten.termine(zuletzt, 1).first().copied().unwrap_or(zuletzt);
        treffen = Some(v);
        if tag < vor {
            tabelle::vergessen(tx, id).await?;
            anzahl += 1;
        }
    }
    Ok(anzahl)
}
