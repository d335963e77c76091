//! Kurzberatung: saved in any case, the question „Hilfe beantragen anbieten?“ is asked and its answer kept (T-059).

use amt::{
    App, Error, Kontext, Result,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Altersgruppe, Angebotsantwort, KbErgebnis, KbNorm, KbOrt, Kurzberatung, Thema},
    rules::{
        freitext,
        kurz::{Verlauf, frage},
        sm2,
    },
    store::kurz as db,
};

/// What the form says. It has no field for a person.
#[derive(Debug, Clone)]
pub struct Angaben {
    /// Key against double submits.
    pub einmal: Uuid,
    /// Day.
    pub datum: Datum,
    /// Where.
    pub ort: Option<KbOrt>,
    /// Minutes, 1 to 600.
    pub dauer: i64,
    /// At least one.
    pub themen: Vec<Thema>,
    /// At least one.
    pub altersgruppen: Vec<Altersgruppe>,
    /// 1 to 20.
    pub personen_anzahl: i64,
    /// First contact in this week.
    pub erstkontakt_in_woche: bool,
    /// Mark to come back with.
    pub merkzeichen: String,
    /// What came of it.
    pub ergebnis: KbErgebnis,
    /// Offers shown.
    pub weg_weisungen: i64,
    /// Legal basis.
    pub norm: KbNorm,
    /// A child's own counselling.
    pub elterninfo_gesperrt: bool,
    /// Short note without personal data.
    pub notiz: String,
    /// The warning FALL-E05 was seen and the note is meant so.
    pub trotzdem: bool,
}

impl Angaben {
    /// The guard "Beratung" of both tables.
    #[must_use]
    pub fn vollstaendig(&self) -> bool {
        self.ort.is_some() && (1..=600).contains(&self.dauer) && !self.themen.is_empty()
    }

    /// What is wrong, FALL-E05 included unless it was answered.
    #[must_use]
    pub fn pruefen(&self, heute: Datum) -> Vec<Befund> {
        let mut b = Vec::new();
        let mut fehlt = |da: bool, feld: &str, text: &str| {
            if !da {
                b.push(Befund::neu("FALL-E71", text).an(feld));
            }
        };
        fehlt(self.ort.is_some(), "ort", "Bitte angeben, wo die Beratung war.");
        fehlt(
            (1..=600).contains(&self.dauer),
            "dauer",
            "Bitte die Dauer in Minuten angeben, von 1 bis 600.",
        );
        fehlt(
            !self.themen.is_empty(),
            "themen",
            "Bitte mindestens ein Thema angeben.",
        );
        fehlt(
            !self.altersgruppen.is_empty(),
            "altersgruppen",
            "Bitte mindestens eine Altersgruppe angeben.",
        );
        fehlt(
            (1..=20).contains(&self.personen_anzahl),
            "personen_anzahl",
            "Bitte die Zahl der Personen angeben, von 1 bis 20.",
        );
        fehlt(
            self.datum <= heute,
            "datum",
            "Das Datum liegt in der Zukunft. Bitte prüfen.",
        );
        if !self.trotzdem {
            b.extend(freitext::personenbezug("notiz", &self.notiz).into_iter().next());
            b.extend(
                freitext::personenbezug("merkzeichen", &self.merkzeichen)
                    .into_iter()
                    .next(),
            );
        }
        b
    }
}

/// What was stored, and the question to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gespeichert {
    /// Key.
    pub id: Id<Kurzberatung>,
    /// Why to offer an application for help; `None` when there is nothing to ask.
    pub frage: Option<String>,
}

/// Stores a Kurzberatung.
///
/// # Errors
/// The findings of [`Angaben::pruefen`].
pub async fn festhalten(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Kurzberatung>,
    cmd: &Angaben,
    raum: (Uuid, &str),
) -> Result<Gespeichert> {
    let id = if let Some(id) = db::mit_einmal(tx, cmd.einmal).await? {
        id
    } else {
        let befunde = cmd.pruefen(app.uhr.heute());
        if !befunde.is_empty() {
            return Err(befunde.into());
        }
        let id = einfuegen(app, tx, may.kontext(), cmd, raum).await?;
        amt::journal::notieren(tx, &*app.uhr, may, id, "festgehalten");
        id
    };
    Ok(Gespeichert {
        id,
        frage: frage_zu(app, tx, &cmd.merkzeichen).await?,
    })
}

/// The effect of step A04: the same record, without a way back to the Anliegen.
pub(crate) async fn aus_anliegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    cmd: &Angaben,
    raum: Uuid,
    raum_name: &str,
) -> Result<()> {
    let may = Befugnis::<Anlegen, Kurzberatung>::pruefen(
        kontext,
        None,
        Bezug {
            raum: Some(raum),
            ..Bezug::default()
        },
    )?;
    festhalten(app, tx, &may, cmd, (raum, raum_name)).await?;
    Ok(())
}

async fn einfuegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    cmd: &Angaben,
    (raum, raum_name): (Uuid, &str),
) -> Result<Id<Kurzberatung>> {
    let Some(ort) = cmd.ort else {
        return Err(Befund::neu("FALL-E71", "Bitte angeben, wo die Beratung war.")
            .an("ort")
            .into());
    };
    let text = |codes: Vec<&str>| codes.join(" ");
    let k = Kurzberatung {
        id: app.ids.neu(),
        version: 1,
        stand: sm2::nach_ergebnis(cmd.ergebnis),
        datum: cmd.datum,
        raumeinheit: raum,
        raum_name: raum_name.to_owned(),
        ort,
        dauer: cmd.dauer,
        themen: text(cmd.themen.iter().map(|t| t.code()).collect()),
        altersgruppen: text(cmd.altersgruppen.iter().map(|t| t.code()).collect()),
        personen_anzahl: cmd.personen_anzahl,
        erstkontakt_in_woche: cmd.erstkontakt_in_woche,
        merkzeichen: cmd.merkzeichen.trim().to_owned(),
        ergebnis: cmd.ergebnis,
        weg_weisungen: cmd.weg_weisungen,
        norm: cmd.norm,
        elterninfo_gesperrt: cmd.elterninfo_gesperrt,
        hilfe_antwort: None,
    };
    let von = kontext.benutzer().uuid();
    db::insert(tx, &k, cmd.notiz.trim(), cmd.einmal, von, app.uhr.jetzt()).await?;
    Ok(k.id)
}

/// Whether the question is to be asked for this Merkzeichen.
///
/// # Errors
/// When the database refuses.
pub async fn frage_zu(app: &App, tx: &mut Tx, merkzeichen: &str) -> Result<Option<String>> {
    let m = db::merkstand(tx, merkzeichen.trim()).await?;
    let go = amt::ordnung::geltende(app, tx).await?;
    Ok(frage(
        &go.fall,
        Verlauf {
            kontakte: m.kontakte,
            minuten: m.minuten,
        },
    ))
}

/// Keeps the answer to the question.
///
/// # Errors
/// [`Error::NichtGefunden`], [`Error::Konflikt`].
pub async fn beantworten(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Kurzberatung>,
    antwort: Angebotsantwort,
) -> Result<()> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let mut k = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    k.hilfe_antwort = Some(antwort.code().to_owned());
    db::update(tx, &k, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    amt::journal::notieren(tx, &*app.uhr, may, id, "hilfe_antwort");
    Ok(())
}
