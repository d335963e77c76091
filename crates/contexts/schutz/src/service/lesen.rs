//! Reads procedures; every look is noted in the journal.

use amt::{
    App, Error, Kontext, Result,
    recht::{Bearbeiten, Befugnis, Bezug, Entscheiden, Lesen, Sicht},
};
use base::{Id, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use super::zugang::{self, Zugang};
use crate::{
    model::{
        Anhaltspunkt, Anlass, Bereichswechsel, Einschaetzung, Gericht, Hinweis, Kind, Konzept, Melder,
        Meldung, Mitwirkung, Obhut, Rueckmeldung, Stand, Verlaufszeile,
    },
    nachbarn::nachbarn,
    rules::{
        fachkraefte::Teilnahme,
        frist,
        lage::{KindLage, Lage, ObhutLage},
    },
    store::{akte as ablage, einschaetzung, massnahmen, meldung as db},
};

/// Everything of a procedure except who told it.
#[derive(Debug, Clone)]
pub struct Akte {
    /// Head.
    pub meldung: Meldung,
    /// Children.
    pub kinder: Vec<Kind>,
    /// Assessments.
    pub einschaetzungen: Vec<Einschaetzung>,
    /// What points to danger.
    pub punkte: Vec<Anhaltspunkt>,
    /// Who judged.
    pub mitwirkungen: Vec<Mitwirkung>,
    /// Newest first.
    pub konzepte: Vec<Konzept>,
    /// Newest first.
    pub gerichte: Vec<Gericht>,
    /// Newest first.
    pub obhuten: Vec<Obhut>,
    /// Feedback.
    pub rueckmeldung: Option<Rueckmeldung>,
    /// Changes of the area.
    pub bereiche: Vec<Bereichswechsel>,
    /// History.
    pub verlauf: Vec<Verlaufszeile>,
    /// May the user write?
    pub bearbeiten: bool,
    /// May the user hand it out?
    pub leiten: bool,
    /// Read by break-glass.
    pub notzugriff: bool,
}

impl Akte {
    /// Who took part in this.
    #[must_use]
    pub fn wer(&self, anlass: Anlass, bezug: Uuid) -> Vec<Teilnahme> {
        self.mitwirkungen
            .iter()
            .filter(|m| m.anlass == anlass && m.bezug == bezug)
            .map(|m| Teilnahme {
                fachkraft: m.fachkraft,
                name: m.name.clone(),
                asd: m.asd,
            })
            .collect()
    }

    /// The assessment of a child.
    #[must_use]
    pub fn zu_kind(&self, kind: Id<Kind>) -> Option<&Einschaetzung> {
        self.einschaetzungen.iter().find(|e| e.kind == kind)
    }

    /// What points to danger for this assessment.
    #[must_use]
    pub fn punkte_zu(&self, e: &Einschaetzung) -> Vec<&Anhaltspunkt> {
        self.punkte.iter().filter(|p| p.einschaetzung == e.id).collect()
    }

    /// The running plan.
    #[must_use]
    pub fn konzept(&self) -> Option<&Konzept> {
        self.konzepte.iter().find(|k| k.beendet_am.is_none())
    }

    /// Name of a child.
    #[must_use]
    pub fn name(&self, kind: &Id<Kind>) -> String {
        self.kinder
            .iter()
            .find(|k| k.id == *kind)
            .map_or_else(String::new, Kind::name)
    }

    /// The facts the guards ask for.
    #[must_use]
    pub fn lage(&self) -> Lage {
        let m = &self.meldung;
        let kind = |k: &Kind| {
            let e = self.zu_kind(k.id);
            KindLage {
                fachkraefte: self.wer(Anlass::Einschaetzung, k.id.uuid()),
                ergebnis: e.and_then(|e| e.ergebnis.0),
                begruendet: e.is_some_and(|e| !e.begruendung.is_empty()),
                angebot: e.is_some_and(|e| !e.angebot.is_empty()),
                in_obhut: self.obhuten.iter().any(|o| o.kind == k.id),
            }
        };
        let obhut = |o: &Obhut| ObhutLage {
            unterrichtet: o.psb_am.is_some(),
            widerspruch: o.widerspruch.0,
            gericht: o.gericht_am.is_some(),
            ende: o.endegrund.0,
        };
        Lage {
            melderart: m.melder_art.0.is_some(),
            wann_wo: !m.wann_wo.is_empty(),
            akut: m.akut.0.is_some(),
            gewichtig: m.gewichtig,
            erst_grund: !m.erst_grund.is_empty(),
            erst: self.wer(Anlass::Erstbewertung, m.id.uuid()),
            kinder: self.kinder.iter().map(kind).collect(),
            konzept: self.konzept().is_some(),
            gericht: !self.gerichte.is_empty(),
            obhut: self.obhuten.iter().map(obhut).collect(),
        }
    }
}

/// What is due next in a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faellig {
    /// What.
    pub was: String,
    /// Until when.
    pub bis: Zeitpunkt,
    /// In words.
    pub bis_text: String,
    /// Too late.
    pub spaet: bool,
}

/// The next clock of a procedure.
///
/// # Errors
/// When the database refuses.
pub async fn faellig(app: &App, tx: &mut Tx, m: &Meldung) -> Result<Option<Faellig>> {
    let jetzt = app.uhr.jetzt();
    let uhr = |was: &str, bis: Zeitpunkt, text: String| Faellig {
        was: was.to_owned(),
        bis,
        bis_text: text,
        spaet: jetzt > bis,
    };
    let am_tag = |was: &str, tag: base::Datum| -> Result<Faellig> {
        let ende = tag.plus_tage(1).0.in_tz("Europe/Berlin");
        let ende = ende.map_err(|e| Error::Intern(e.to_string()))?;
        Ok(uhr(was, Zeitpunkt(ende.timestamp()), tag.to_string()))
    };
    let obhut = if m.stand == Stand::S0 {
        None
    } else {
        obhut_uhr(&massnahmen::obhuten(tx, m.id).await?)
    };
    let sonst = match m.stand {
        Stand::S0 if m.dringlichkeit == crate::model::Dringlichkeit::Sofort => {
            Some(uhr("sofort übernehmen", m.frist, "unverzüglich".to_owned()))
        }
        Stand::S0 | Stand::S1 => Some(uhr(
            "erste Bewertung",
            m.erstbewertung_bis,
            m.erstbewertung_bis.lang(),
        )),
        Stand::S2 => {
            let kinder = ablage::kinder(tx, m.id).await?.len();
            let gesehen = einschaetzung::alle(tx, m.id)
                .await?
                .iter()
                .filter(|e| e.kontakt_am.is_some())
                .count();
            if gesehen < kinder {
                let text = if m.frist == m.eingang {
                    "unverzüglich".to_owned()
                } else {
                    m.frist.lang()
                };
                Some(uhr("Kind sehen", m.frist, text))
            } else {
                None
            }
        }
        Stand::S3 => match massnahmen::konzepte(tx, m.id)
            .await?
            .iter()
            .find(|k| k.beendet_am.is_none())
        {
            Some(k) => Some(am_tag("Schutzkonzept prüfen", k.pruefung_am.min(k.kontrolle_am))?),
            None => None,
        },
        Stand::S4 => match massnahmen::gerichte(tx, m.id).await?.first() {
            Some(g) if g.entschieden_am.is_none() && g.termin_am.is_none() => {
                Some(am_tag("Termin beim Gericht erinnern", g.termin_bis)?)
            }
            _ => None,
        },
        Stand::S5 | Stand::S6 | Stand::S7 => None,
    };
    // a child in care has its clocks in whatever state the procedure is
    let obhut = obhut.map(|(was, bis, text)| uhr(was, bis, text));
    Ok([obhut, sonst].into_iter().flatten().min_by_key(|f| f.bis))
}

/// The first clock of the children in care: the deprivation of liberty that no court has allowed, or the
/// Sorgeberechtigten who do not know yet.
fn obhut_uhr(alle: &[Obhut]) -> Option<(&'static str, Zeitpunkt, String)> {
    let offen = || alle.iter().filter(|o| o.ende.is_none());
    let frei = offen()
        .filter(|o| !o.gerichtsbeschluss)
        .filter_map(|o| o.freiheit_ende)
        .min();
    let ungesagt = offen().filter(|o| o.psb_am.is_none()).map(|o| o.beginn).min();
    match (frei, ungesagt) {
        (Some(bis), _) => Some(("Freiheitsentzug endet", bis, frist::tagesende(bis))),
        (None, Some(seit)) => Some(("Sorgeberechtigte unterrichten", seit, "unverzüglich".to_owned())),
        (None, None) => None,
    }
}

/// Loads a procedure, without asking anybody.
pub(crate) async fn laden(tx: &mut Tx, meldung: Meldung) -> Result<Akte> {
    let id = meldung.id;
    Ok(Akte {
        kinder: ablage::kinder(tx, id).await?,
        einschaetzungen: einschaetzung::alle(tx, id).await?,
        punkte: einschaetzung::anhaltspunkte(tx, id).await?,
        mitwirkungen: ablage::mitwirkungen(tx, id).await?,
        konzepte: massnahmen::konzepte(tx, id).await?,
        gerichte: massnahmen::gerichte(tx, id).await?,
        obhuten: massnahmen::obhuten(tx, id).await?,
        rueckmeldung: massnahmen::rueckmeldung_zu(tx, id).await?,
        bereiche: massnahmen::bereiche(tx, id).await?,
        verlauf: ablage::verlaeufe(tx, id).await?,
        bearbeiten: false,
        leiten: false,
        notzugriff: false,
        meldung,
    })
}

/// One procedure, noted in the journal; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Meldung>) -> Result<Akte> {
    let (z, m): (Zugang<Lesen>, _) = zugang::befugt(app, tx, kontext, id).await?;
    z.notieren(app, tx, id, "");
    let bearbeiten = zugang::auf::<Bearbeiten>(app, tx, kontext, &m).await.is_ok();
    let leiten =
        zugang::auf::<Entscheiden>(app, tx, kontext, &m).await.is_ok() && kontext.hat(amt::recht::Rolle::R04);
    let mut a = laden(tx, m).await?;
    a.bearbeiten = bearbeiten;
    a.leiten = leiten;
    a.notzugriff = z.notzugriff().is_some();
    Ok(a)
}

/// The head of one Meldung, noted in the journal; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn meldung(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Meldung>) -> Result<Meldung> {
    let (z, m): (Zugang<Lesen>, _) = zugang::befugt(app, tx, kontext, id).await?;
    z.notieren(app, tx, id, "");
    Ok(m)
}

/// The Meldung of an Anliegen for whoever may read it, noted in the journal; `None` for everybody else.
///
/// # Errors
/// When the database refuses.
pub async fn wenn_lesbar(app: &App, tx: &mut Tx, kontext: &Kontext, m: Meldung) -> Result<Option<Meldung>> {
    match zugang::auf::<Lesen>(app, tx, kontext, &m).await {
        Ok(z) => {
            z.notieren(app, tx, m.id, "");
            Ok(Some(m))
        }
        Err(Error::NichtGefunden) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Who told it: a look of its own (protection of informants).
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn melder(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Meldung>) -> Result<Melder> {
    let (z, _): (Zugang<Bearbeiten>, _) = zugang::befugt(app, tx, kontext, id).await?;
    z.notieren(app, tx, id, "melder");
    Ok(ablage::melder(tx, id).await?.unwrap_or_default())
}

/// Running procedures the user has to look after; empty outside the protective circle.
///
/// # Errors
/// When the database refuses.
pub async fn laufende(app: &App, tx: &mut Tx, kontext: &Kontext, nur: Option<Stand>) -> Result<Vec<Meldung>> {
    let wer = zugang::wirksam(app, tx, kontext).await?;
    let Ok(sicht) = Sicht::auf::<Meldung>(&wer) else {
        return Ok(Vec::new());
    };
    let benutzer = kontext.benutzer().uuid();
    let ich = nachbarn(app)?
        .fachkraft_von(app, tx, benutzer)
        .await?
        .map(|f| f.0);
    let wessen = db::Wessen {
        fachkraft: ich,
        benutzer,
        alle: sicht.alles,
        raeume: &sicht.raeume,
    };
    Ok(db::laufende(tx, wessen, nur).await?)
}

/// Notes that these rows were shown.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see none.
pub fn gezeigt(app: &App, tx: &mut Tx, kontext: &Kontext, zeilen: &[Meldung], wo: &str) -> Result<()> {
    let gesehen = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    for m in zeilen {
        let may = Befugnis::<Lesen, Meldung>::pruefen(kontext, Some(m.id), gesehen)?;
        amt::journal::notieren(tx, &*app.uhr, &may, m.id, wo);
    }
    Ok(())
}

/// Notices for the Leitung about procedures in reach, each with its Meldung.
///
/// # Errors
/// When the database refuses.
pub async fn hinweise(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<(Hinweis, Meldung)>> {
    let mut aus = Vec::new();
    if !kontext.hat(amt::recht::Rolle::R04) {
        return Ok(aus);
    }
    for h in ablage::hinweise(tx).await? {
        let Some(m) = db::load(tx, h.meldung).await? else {
            continue;
        };
        if zugang::auf::<Entscheiden>(app, tx, kontext, &m).await.is_ok() {
            aus.push((h, m));
        }
    }
    Ok(aus)
}
