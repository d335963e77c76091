//! Hands a case from one Fachkraft to another. Until it is taken over the one who had it stays responsible (RL-13).

use amt::{
    App, Error, Kontext, Result,
    recht::{
        Bearbeiten, Entscheiden, Lesen,
        Rolle::{R04, R05, R11, R13},
    },
};
use base::{Befund, Datum, Id};
use store::Tx;
use team::rules::garantenstellung::{self, Garant};
use uuid::Uuid;

use super::fall::{
    lesen::{self, Akte},
    zugang::{self, FallMay, befugt},
};
use crate::{
    model::{
        Arbeitsbereich, Auftragsstand, Fall, Fallspur, Uebergabe, Uebergabegrund, Uebergabestand,
        Uebergabezeile, Zielstatus,
    },
    nachbarn::nachbarn,
    rules::{
        ablauf::Punkt,
        fall::notiz::{Leser, sehen},
        uebergabe::{self as regeln, Bedingung, Ich, Wer, Zeile},
    },
    store::{fall as db_fall, notiz as db_notiz, uebergabe as db},
};

/// What a plan says.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Who takes over.
    pub an: Uuid,
    /// Who stands in then.
    pub vertretung: Uuid,
    /// Why.
    pub grund: Uebergabegrund,
    /// The day.
    pub zum: Datum,
    /// Where the case belongs then; `None` when it stays.
    pub raum: Option<Uuid>,
    /// What is still to do.
    pub offene_punkte: String,
}

/// What the form of a step says; each step takes what it needs.
#[derive(Debug, Clone, Default)]
pub struct Schrittangaben {
    /// The day the family was told.
    pub familie_informiert_am: Option<Datum>,
    /// Its wish, in its words.
    pub familie_wunsch: String,
    /// The day of the talk.
    pub gespraech_am: Option<Datum>,
    /// Who was there.
    pub teilnehmende: String,
    /// What was agreed.
    pub protokoll: String,
    /// What is still open.
    pub offene_punkte: String,
    /// Read and accepted.
    pub annahme: bool,
    /// Reason in words.
    pub worte: String,
    /// The new day of a handover put off.
    pub neuer_tag: Option<Datum>,
    /// Both signed face to face.
    pub unterschrieben: bool,
}

/// A handover as its page shows it: what is needed to take over, and not the file.
#[derive(Debug, Clone)]
pub struct Einsicht {
    /// The handover.
    pub uebergabe: Uebergabe,
    /// The case.
    pub fall: Fall,
    /// Names of the people.
    pub familie: Vec<String>,
    /// What runs, the next first.
    pub fristen: Vec<(Datum, String)>,
    /// History.
    pub verlauf: Vec<Uebergabezeile>,
    /// There is a Hilfeplan.
    pub hilfeplan: bool,
    /// Whoever looks.
    pub ich: Ich,
    /// Whoever looks may open the case itself.
    pub akte_offen: bool,
    /// Entrusted notes that would stay.
    pub anvertraut_bleibt: usize,
    /// Days between the last day of the one and the planned first of the other (`TEAM-E30`). The one who has the case
    /// stays responsible all the same (RL-13).
    pub luecken: Vec<Befund>,
}

impl Einsicht {
    /// The steps this person can take now.
    #[must_use]
    pub fn schritte(&self) -> Vec<&'static Zeile> {
        regeln::ab(self.uebergabe.stand)
            .filter(|z| self.ich.darf(z, &self.uebergabe))
            .filter(|z| !z.bedingungen.contains(&Bedingung::OhneHilfeplan) || !self.hilfeplan)
            .filter(|z| {
                !z.bedingungen.contains(&Bedingung::Gefaehrdung)
                    || self.fall.bereich == Arbeitsbereich::Gefaehrdung
            })
            .collect()
    }
}

fn leitung(kontext: &Kontext, fall: &Fall) -> bool {
    // the matrix knows no leader of a team under SGB IX or XII: there whoever decides plans
    let plant = match fall.stand.spur() {
        Fallspur::Eingliederung => kontext.hat(R11),
        Fallspur::Pflege => kontext.hat(R13),
        Fallspur::Erziehung | Fallspur::Jugendgericht => false,
    };
    plant || [R04, R05].iter().any(|r| kontext.hat(*r))
}

/// Fachkräfte of the public body with the number of running cases each leads.
///
/// # Errors
/// When the database cannot be read.
pub async fn auswahl(app: &App, tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let zahlen = db::laufende_faelle(tx).await?;
    let namen = nachbarn(app)?.fachkraefte(app, tx).await?;
    Ok(namen
        .into_iter()
        .map(|(id, name)| {
            let n = zahlen.iter().find(|z| z.0 == id).map_or(0, |z| z.1);
            let wort = if n == 1 { "Fall" } else { "Fälle" };
            (id, format!("{name}, {n} {wort}"))
        })
        .collect())
}

/// Whether the user may plan the handover of a case.
///
/// # Errors
/// When the database cannot be read.
pub async fn darf_planen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<bool> {
    match befugt::<Entscheiden>(app, tx, kontext, id).await {
        Ok((_, fall)) => Ok(leitung(kontext, &fall)),
        Err(Error::NichtGefunden) => Ok(false),
        Err(e) => Err(e),
    }
}

/// U01: plans a handover. Only whoever leads the team does.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever may not; `RAUM-E65`, `RAUM-E68`, `RAUM-E69`, `FALL-E68`, `FALL-E77` as the
/// rules say; `RAUM-E70` when one is planned already; `FALL-E74` when the case has ended.
pub async fn planen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    cmd: Plan,
) -> Result<Id<Uebergabe>> {
    let (may, fall) = befugt::<Entscheiden>(app, tx, kontext, id).await?;
    if !leitung(kontext, &fall) {
        return Err(Error::NichtGefunden);
    }
    let heute = app.uhr.heute();
    let mut b = regeln::planen(fall.fallfuehrend, cmd.an, cmd.vertretung, cmd.zum, heute);
    if fall.stand.beendet() {
        b.push(Befund::neu(
            "FALL-E74",
            "Der Fall ist beendet und wird nicht mehr übergeben.",
        ));
    }
    if db::von_fall(tx, id).await?.iter().any(|u| u.stand.offen()) {
        b.push(Befund::neu(
            "RAUM-E70",
            "Für diesen Fall ist schon eine Übergabe geplant.",
        ));
    }
    let n = nachbarn(app)?;
    let namen = n.fachkraefte(app, tx).await?;
    let mut name = |wer: Uuid, feld: &str| {
        let gefunden = namen.iter().find(|(i, _)| *i == wer).map(|(_, n)| n.clone());
        if gefunden.is_none() {
            let text = "Fallführend und Vertretung sind nur Fachkräfte des öffentlichen Trägers (RL-02).";
            b.push(Befund::neu("FALL-E77", text).an(feld));
        }
        gefunden.unwrap_or_default()
    };
    let (an_name, vertretung_name) = (name(cmd.an, "an"), name(cmd.vertretung, "vertretung"));
    let raum_name = match cmd.raum {
        Some(raum) => match n.kette(app, tx, raum).await?.into_iter().find(|r| r.id == raum) {
            Some(r) => r.name,
            None => {
                b.push(Befund::neu("FALL-E65", "Diesen Sozialraum gibt es nicht.").an("raum"));
                String::new()
            }
        },
        None => String::new(),
    };
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let jetzt = app.uhr.jetzt();
    let u = Uebergabe {
        id: app.ids.neu(),
        version: 1,
        fall: id,
        von: fall.fallfuehrend,
        von_name: fall.fallfuehrend_name.clone(),
        an: cmd.an,
        an_name,
        vertretung: cmd.vertretung,
        vertretung_name,
        grund: cmd.grund,
        stand: Uebergabestand::Geplant,
        geplant_zum: cmd.zum,
        raumeinheit: cmd.raum,
        raum_name,
        familie_informiert_am: None,
        familie_wunsch: String::new(),
        gespraech_am: None,
        teilnehmende: String::new(),
        protokoll: String::new(),
        offene_punkte: cmd.offene_punkte.trim().to_owned(),
        anvertraut_ausgenommen: 0,
        angelegt_am: jetzt,
    };
    db::insert(tx, &u).await?;
    let wer = (app.ids.uuid(), jetzt, kontext.name());
    db::anfuegen(tx, u.id, wer, ("geplant", u.grund.wort())).await?;
    may.notieren(app, tx, "uebergabe=GEPLANT");
    Ok(u.id)
}

async fn laden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Uebergabe>,
) -> Result<(Uebergabe, Fall, Ich)> {
    let u = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let fall = db_fall::load(tx, u.fall).await?.ok_or(Error::NichtGefunden)?;
    let fachkraft = nachbarn(app)?
        .fachkraft_von(app, tx, kontext.benutzer().uuid())
        .await?;
    let ich = Ich {
        fachkraft,
        leitung: darf_planen(app, tx, kontext, fall.id).await?,
    };
    Ok((u, fall, ich))
}

/// What whoever hands over, takes over or leads sees of a handover; noted in the journal.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn einsehen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Uebergabe>) -> Result<Einsicht> {
    let (u, fall, ich) = laden(app, tx, kontext, id).await?;
    // once it is over, only the right to the case opens it
    let may: FallMay<Lesen> = if u.stand.offen() {
        zugang::uebergebend(app, tx, kontext, &fall, &u).await?
    } else {
        befugt::<Lesen>(app, tx, kontext, fall.id).await?.0
    };
    may.notieren(app, tx, "uebergabe");
    let akte = lesen::laden(app, tx, fall.clone(), false).await?;
    Ok(Einsicht {
        familie: akte
            .beteiligte
            .iter()
            .map(|b| format!("{} ({})", b.name(), b.rolle_wort()))
            .collect(),
        fristen: fristen(&akte)?,
        verlauf: db::verlauf(tx, id).await?,
        hilfeplan: !akte.plaene.is_empty(),
        akte_offen: befugt::<Lesen>(app, tx, kontext, fall.id).await.is_ok(),
        anvertraut_bleibt: bleibt(tx, &u).await?,
        luecken: luecken(app, tx, &u).await?,
        ich,
        uebergabe: u,
        fall,
    })
}

/// Everything that runs in a case, the next day first; no words of the family.
fn fristen(akte: &Akte) -> Result<Vec<(Datum, String)>> {
    let mut aus = Vec::new();
    if let Some(t) = akte.fall.naechster_termin {
        aus.push((t, "nächster Termin".to_owned()));
    }
    if let Some(p) = akte.plaene.first() {
        aus.push((p.pruefdatum, "Überprüfung des Plans".to_owned()));
    }
    let ziele = akte.handlungsziele.iter();
    for h in ziele.filter(|h| h.status == Zielstatus::Aktiv) {
        aus.push((h.frist, "ein Handlungsziel läuft ab".to_owned()));
    }
    if let Some(bis) = akte.entschieden().and_then(|e| e.rechtsbehelf_bis)
        && bis >= akte.heute
    {
        aus.push((bis, "bis dahin ist ein Widerspruch möglich".to_owned()));
    }
    for a in &akte.auftraege {
        match a.stand_am(akte.heute) {
            Auftragsstand::Angefragt => {
                aus.push((
                    a.antwort_bis,
                    format!("{} antwortet auf die Anfrage", a.traeger_name),
                ));
            }
            Auftragsstand::Angenommen | Auftragsstand::Aktiv => {
                aus.push((a.berichtstermin, format!("Bericht von {}", a.traeger_name)));
            }
            _ => {}
        }
    }
    let offene = akte.fristen()?.into_iter().filter(|z| z.erledigt.is_none());
    // the day of a Wiedervorlage, never its words
    let gezeigt = offene.filter(|z| akte.egh.is_some() || !z.worte.is_empty());
    aus.extend(gezeigt.map(|z| (z.bis, z.name)));
    aus.sort();
    aus.dedup();
    Ok(aus)
}

/// Days for which nobody is entered as planned; nothing once the case is taken over.
async fn luecken(app: &App, tx: &mut Tx, u: &Uebergabe) -> Result<Vec<Befund>> {
    let ende = nachbarn(app)?.letzter_tag(tx, u.von).await?;
    let (Some(ende), true) = (ende, u.stand.offen()) else {
        return Ok(Vec::new());
    };
    let ab = u.angelegt_am.datum().min(u.geplant_zum);
    let glied = |wer, von, bis| Garant {
        fachkraft: Id::von(wer),
        von,
        bis,
        uebernommen: None,
    };
    let kette = [
        // whoever stays longer hands over on the planned day
        glied(u.von, ab, Some(ende.min(u.geplant_zum.plus_tage(-1)))),
        glied(u.an, u.geplant_zum, None),
    ];
    Ok(garantenstellung::pruefen(&kette, ab, u.geplant_zum))
}

/// Entrusted notes the new Fachkraft would not read.
async fn bleibt(tx: &mut Tx, u: &Uebergabe) -> Result<usize> {
    let neu = Leser {
        benutzer: Uuid::nil(),
        fachkraft: Some(u.an),
    };
    let freigaben = db_notiz::freigaben(tx, u.fall).await?;
    Ok(sehen(db_notiz::alle(tx, u.fall).await?, &freigaben, neu).anvertraut_verborgen)
}

fn eintragen(u: &mut Uebergabe, cmd: &Schrittangaben) {
    let nimm = |ziel: &mut String, text: &str| {
        if !text.trim().is_empty() {
            text.trim().clone_into(ziel);
        }
    };
    u.familie_informiert_am = cmd.familie_informiert_am.or(u.familie_informiert_am);
    u.gespraech_am = cmd.gespraech_am.or(u.gespraech_am);
    nimm(&mut u.familie_wunsch, &cmd.familie_wunsch);
    nimm(&mut u.teilnehmende, &cmd.teilnehmende);
    nimm(&mut u.protokoll, &cmd.protokoll);
    nimm(&mut u.offene_punkte, &cmd.offene_punkte);
}

/// Takes one row of the table. When the case changes hands, leader and substitute change in the same transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever may not; `FALL-E74` from a wrong state; one reason per missing guard;
/// [`Error::Konflikt`] on a stale version.
pub async fn gehen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Uebergabe>, i64),
    welcher: &str,
    cmd: Schrittangaben,
) -> Result<Uebergabestand> {
    let (mut u, fall, ich) = laden(app, tx, kontext, id).await?;
    let z = regeln::UEBERGABE
        .iter()
        .find(|z| z.id == welcher)
        .filter(|z| ich.darf(z, &u))
        .ok_or(Error::NichtGefunden)?;
    let recht = Recht::pruefen(app, tx, kontext, (&fall, &u), z).await?;
    if u.version != version {
        return Err(Error::Konflikt);
    }
    if !z.von.contains(&u.stand) {
        let text = format!("„{}“ geht in diesem Stand nicht: {}.", z.text, u.stand);
        return Err(Befund::neu("FALL-E74", text).into());
    }
    eintragen(&mut u, &cmd);
    let heute = app.uhr.heute();
    let namen = nachbarn(app)?.fachkraefte(app, tx).await?;
    let da = |wer: Uuid| namen.iter().any(|(i, _)| *i == wer);
    let hilfeplan = !lesen::laden(app, tx, fall.clone(), false)
        .await?
        .plaene
        .is_empty();
    let erfuellt = |b: Bedingung| match b {
        Bedingung::FamilieInformiert => {
            u.familie_informiert_am.is_some_and(|t| t <= heute) && !u.familie_wunsch.is_empty()
        }
        Bedingung::Gespraech => u.gespraech_am.is_some_and(|t| t <= heute) && !u.teilnehmende.is_empty(),
        Bedingung::OhneHilfeplan => !hilfeplan,
        Bedingung::Annahme => cmd.annahme,
        Bedingung::Einsetzbar => da(u.an) && da(u.vertretung),
        Bedingung::Grund => !cmd.worte.trim().is_empty(),
        Bedingung::NeuerTag => cmd.neuer_tag.is_some_and(|t| t > heute),
        Bedingung::Gefaehrdung => fall.bereich == Arbeitsbereich::Gefaehrdung,
        Bedingung::BeideUnterschrieben => cmd.unterschrieben,
    };
    let fehlt: Vec<Befund> = z
        .bedingungen
        .iter()
        .filter(|b| !erfuellt(**b))
        .map(|b| b.befund())
        .collect();
    if !fehlt.is_empty() {
        return Err(Error::Regel(fehlt));
    }
    if let Some(t) = cmd.neuer_tag.filter(|_| z.id == "U05") {
        u.geplant_zum = t;
    }
    u.stand = z.nach;
    let jetzt = app.uhr.jetzt();
    if z.uebernimmt() {
        uebernehmen(app, tx, kontext, &fall, &mut u).await?;
    }
    db::update(tx, &u, jetzt).await?;
    let wer = (app.ids.uuid(), jetzt, kontext.name());
    db::anfuegen(tx, id, wer, (z.text, cmd.worte.trim())).await?;
    recht.notieren(app, tx, &format!("uebergabe={}", z.nach.code()));
    Ok(z.nach)
}

/// The right a step is taken by.
enum Recht {
    Leitung(FallMay<Entscheiden>),
    Eigenes(FallMay<Bearbeiten>),
}

impl Recht {
    async fn pruefen(
        app: &App,
        tx: &mut Tx,
        kontext: &Kontext,
        (fall, u): (&Fall, &Uebergabe),
        z: &Zeile,
    ) -> Result<Self> {
        Ok(if z.wer == Wer::Leitung {
            Self::Leitung(befugt(app, tx, kontext, fall.id).await?.0)
        } else {
            Self::Eigenes(zugang::uebergebend(app, tx, kontext, fall, u).await?)
        })
    }

    fn notieren(&self, app: &App, tx: &mut Tx, angaben: &str) {
        match self {
            Self::Leitung(may) => may.notieren(app, tx, angaben),
            Self::Eigenes(may) => may.notieren(app, tx, angaben),
        }
    }
}

/// The case changes hands: leader, substitute and, after a move, the space; what was entrusted stays.
async fn uebernehmen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    fall: &Fall,
    u: &mut Uebergabe,
) -> Result<()> {
    u.anvertraut_ausgenommen = i64::try_from(bleibt(tx, u).await?).unwrap_or(i64::MAX);
    let (von, jetzt) = (kontext.benutzer().uuid(), app.uhr.jetzt());
    db::uebernehmen(tx, fall, u, (von, jetzt)).await?;
    if let Some(raum) = u.raumeinheit {
        let kette = nachbarn(app)?.kette(app, tx, raum).await?;
        let ids: Vec<Uuid> = kette.into_iter().map(|r| r.id).collect();
        db::raeume_leeren(tx, fall.id).await?;
        db_fall::raeume_setzen(tx, fall.id, &ids).await?;
    }
    let text = format!("Fall von {} an {} übergeben", u.von_name, u.an_name);
    let wer = (von, kontext.name());
    db_fall::verlauf_anfuegen(tx, fall.id, (app.ids.uuid(), jetzt), wer, ("UEBERGABE", &text)).await?;
    Ok(())
}

/// Open handovers somebody gives or takes, the next day first, with the number of the case: no name, so nothing of it is noted.
///
/// # Errors
/// When the database cannot be read.
pub async fn meine(tx: &mut Tx, fachkraft: Uuid) -> Result<Vec<(Uebergabe, String)>> {
    let mut aus = Vec::new();
    for u in db::offene(tx, fachkraft).await? {
        if let Some(f) = db_fall::load(tx, u.fall).await? {
            aus.push((u, f.aktenzeichen));
        }
    }
    Ok(aus)
}

/// All handovers of a case, the newest first. That the user sees the case was asked before.
pub(crate) async fn von_fall(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Uebergabe>> {
    Ok(db::von_fall(tx, fall).await?)
}
