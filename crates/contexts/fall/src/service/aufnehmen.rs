//! Takes in an Anliegen: place, responsibility, danger hint, all in one transaction.

use amt::{
    App, Result,
    recht::{Anlegen, Befugnis},
};
use base::{Befund, Id, Text, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use super::{hilfe, melden, person::register};
use crate::{
    model::{
        Anliegen, Dringlichkeit, Hinweis, Kanal, Melderrolle, Meldung, Ortsart, Ortsfrage, Person, Stand,
        Stelle, Thema, WORTE_MAX,
    },
    rules::{frist, person::geburtsdatum},
    store::anliegen as db,
};

/// What the intake says.
#[derive(Debug, Clone)]
pub struct Aufnahme {
    /// Key of the form against double submits.
    pub einmal: Uuid,
    /// How it came.
    pub kanal: Kanal,
    /// Verbatim.
    pub worte: Text<WORTE_MAX>,
    /// Who speaks.
    pub melderrolle: Melderrolle,
    /// Danger hint.
    pub gefaehrdungshinweis: Hinweis,
    /// What is known about the place.
    pub ortsart: Ortsart,
    /// The place itself.
    pub ort: Ortsfrage,
    /// Name and contact; place and protection are filled in here.
    pub person: Person,
    /// Code of the supposed Sektor; empty for the first active one.
    pub sektor: String,
    /// Topics.
    pub themen: Vec<Thema>,
    /// A call-back was promised.
    pub rueckruf: bool,
    /// Somebody else than the rule says, with the reason.
    pub abweichung: Option<Abweichung>,
    /// When it came in, if not now.
    pub eingang: Option<Zeitpunkt>,
}

/// Another responsible person than the rule gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abweichung {
    /// Who.
    pub fachkraft: Uuid,
    /// Why.
    pub grund: String,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aufgenommen {
    /// The Anliegen.
    pub id: Id<Anliegen>,
    /// The Meldung that was made at once.
    pub meldung: Option<Id<Meldung>>,
    /// Whether it was stored now; `false` for the second submit of the same form.
    pub neu: bool,
}

/// Checks what needs no database.
#[must_use]
pub fn pruefen(cmd: &Aufnahme, heute: base::Datum) -> Vec<Befund> {
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
    let ohne_adresse = cmd.ort.text.trim().is_empty() && cmd.ort.adresse.is_none();
    if cmd.ortsart == Ortsart::Adresse && ohne_adresse {
        b.push(Befund::neu("FALL-E76", "Bitte die Adresse eintragen oder „unbekannt“ wählen.").an("adresse"));
    }
    if let Some(tag) = cmd.person.geburtsdatum {
        b.extend(geburtsdatum(tag, heute));
    }
    if cmd.abweichung.as_ref().is_some_and(|a| a.grund.trim().is_empty()) {
        b.push(
            Befund::neu(
                "FALL-E73",
                "Bitte begründen, warum jemand anderes zuständig sein soll.",
            )
            .an("abweichung_grund"),
        );
    }
    b
}

/// Stores an Anliegen. With a danger hint the Meldung is made in the same transaction (FALL-E01).
///
/// # Errors
/// The findings of [`pruefen`]; database errors.
pub async fn aufnehmen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Anliegen>,
    cmd: Aufnahme,
) -> Result<Aufgenommen> {
    mit_herkunft(app, tx, may, cmd, "Anliegen aufgenommen").await
}

/// As [`aufnehmen`]; the history begins with these words.
pub(crate) async fn mit_herkunft(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Anliegen>,
    cmd: Aufnahme,
    herkunft: &str,
) -> Result<Aufgenommen> {
    let von = may.kontext().benutzer().uuid();
    if let Some(id) = db::mit_einmal(tx, cmd.einmal, von).await? {
        return Ok(Aufgenommen {
            id,
            meldung: None,
            neu: false,
        });
    }
    let jetzt = app.uhr.jetzt();
    let befunde = pruefen(&cmd, jetzt.datum());
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let eingang = cmd.eingang.unwrap_or(jetzt);
    let mut person = cmd.person;
    let lage = hilfe::orten(app, tx, cmd.ortsart, cmd.ort.clone(), &person.nachname).await?;
    // a protected address is used to find the space and not kept
    if cmd.ortsart == Ortsart::Adresse {
        person.anschrift = lage.anschrift(&cmd.ort.text);
        person.adresse = lage.ort.as_ref().and_then(|o| o.adresse).or(cmd.ort.adresse);
    }
    person.geschuetzt = cmd.ortsart == Ortsart::Geschuetzt;
    let mut a = Anliegen {
        id: app.ids.neu(),
        version: 1,
        eingang,
        kanal: cmd.kanal,
        worte: cmd.worte.into_string(),
        melderrolle: cmd.melderrolle,
        gefaehrdungshinweis: cmd.gefaehrdungshinweis,
        ortsart: cmd.ortsart,
        stand: Stand::Neu,
        erstreaktion_am: None,
        erstreaktion_bis: frist::erstreaktion_bis(&go, eingang)?,
        stand_am: jetzt,
        raumeinheit: None,
        raum_name: String::new(),
        region_name: String::new(),
        sektor: hilfe::sektor(&go, &cmd.sektor).to_owned(),
        team: None,
        team_name: String::new(),
        fachkraft: None,
        fachkraft_name: String::new(),
        zustaendig_grund: String::new(),
        spur: String::new(),
        rueckruf_bis: cmd
            .rueckruf
            .then(|| frist::rueckruf_bis(&go, eingang))
            .transpose()?,
        rueckruf_am: None,
        themen: hilfe::codes(&cmd.themen),
        empfaenger: String::new(),
        weiter_am: None,
        antrag_eingang: None,
        grund: String::new(),
        konsultation_bis: None,
        konsultation_am: None,
        konsultation_mit: String::new(),
        konsultation_ergebnis: None,
        angelegt_von: von,
        angelegt_am: jetzt,
    };
    lage.eintragen(&mut a);
    if let Some(abw) = &cmd.abweichung {
        hilfe::abweichen(app, tx, &mut a, abw).await?;
    }
    if a.gefaehrdungshinweis == Hinweis::Unklar {
        a.konsultation_bis = Some(frist::konsultation_bis(jetzt));
    }
    let akut = a.gefaehrdungshinweis == Hinweis::Ja;
    if akut {
        a.stand = Stand::Meldung8a;
        a.erstreaktion_am = Some(jetzt);
    }
    if let Some(id) = person.register {
        let stelle = Stelle::von_sektor(&a.sektor);
        let bekannt = register::gewaehlt(app, tx, may.kontext(), id, stelle).await?;
        register::uebernehmen(&mut person, &bekannt);
    }
    db::insert(tx, &a, cmd.einmal).await?;
    register::fuer_anliegen(app, tx, &a, &mut person).await?;
    db::person_setzen(tx, a.id, &person).await?;
    db::raeume_setzen(tx, a.id, &lage.ebenen()).await?;
    hilfe::verlauf(app, tx, may.kontext(), a.id, "A00", herkunft, "").await?;
    let meldung = if akut {
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
        Some(melden::aus_anliegen(app, tx, may.kontext(), &a, &go, Dringlichkeit::Sofort).await?)
    } else {
        None
    };
    amt::journal::notieren(tx, &*app.uhr, may, a.id, "aufgenommen");
    Ok(Aufgenommen {
        id: a.id,
        meldung,
        neu: true,
    })
}
