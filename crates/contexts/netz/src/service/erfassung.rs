//! Surveys of a space: begin, write, note, agree, release, publish.

use amt::{
    App, Error, Result, journal,
    recht::{Aktion, Anlegen, Bearbeiten, Befugnis, Bezug, Entscheiden, Lesen, OrganisationsArt, Sicht},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::Tx;

use super::{idee::gut, kurzskizze::zusammenstellen};
use crate::{
    ablage::{
        erfassung::{self as ablage, Weiter},
        foto,
    },
    codes::{EintragArt, ErfassungAbschnitt, ErfassungStatus},
    erfassung::{
        EintragDaten, EintragGespeichert, Erfassung, ErfassungDaten, ErfassungEintrag, ErfassungGespeichert,
    },
    kurzskizze::Kurzskizze,
    rules::erfassung::{Bestand, Wer, abgestimmt, fehlt, schritt},
};

/// Entries of one survey, at most.
const EINTRAEGE: usize = 400;

/// All surveys, by space, the newest Fassung first.
///
/// # Errors
/// When the database cannot be read.
pub async fn erfassungen(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<ErfassungGespeichert>> {
    ablage::alle(tx).await
}

/// Those of one space, the newest Fassung first.
///
/// # Errors
/// When the database cannot be read.
pub async fn erfassungen_von(
    tx: &mut Tx,
    _sicht: &Sicht,
    raum: Id<Raumeinheit>,
) -> Result<Vec<ErfassungGespeichert>> {
    ablage::von_raum(tx, raum).await
}

/// One survey with its entries and the Kurzskizze: as it would become, or as it was agreed to.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn erfassung_laden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Lesen, Erfassung>,
) -> Result<(ErfassungGespeichert, Vec<EintragGespeichert>, Kurzskizze)> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let g = ablage::laden(tx, id).await?;
    let eintraege = ablage::eintraege(tx, id).await?;
    let kurz = match ablage::kurz(tx, id).await? {
        Some(k) => k,
        None => zusammenstellen(app, tx, may.kontext(), &g, &eintraege).await?,
    };
    Ok((g, eintraege, kurz))
}

/// Begins a survey: the first of a space is empty, a later one takes over what the last said.
///
/// # Errors
/// `NichtGefunden` when there is no such space; `NETZ-E131` while one is under way; `NETZ-E121`.
pub async fn erfassung_beginnen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Erfassung>,
    raum: Id<Raumeinheit>,
    stichtag: Datum,
) -> Result<Id<Erfassung>> {
    raum::service::steckbrief(tx, raum).await?;
    let frueher = ablage::von_raum(tx, raum).await?;
    if frueher
        .iter()
        .any(|e| e.status != ErfassungStatus::Veroeffentlicht)
    {
        let text = "Für diesen Raum ist schon eine Erfassung in Arbeit.";
        return Err(base::Befund::neu("NETZ-E131", text).an("raum").into());
    }
    let mut daten = ErfassungDaten::neu(stichtag);
    let mut eintraege = Vec::new();
    if let Some(letzte) = frueher.first() {
        daten = ablage::laden(tx, letzte.id).await?.daten;
        daten.stichtag = stichtag;
        eintraege = ablage::eintraege(tx, letzte.id).await?;
    }
    gut(daten.pruefen(app.uhr.heute()))?;
    let g = ErfassungGespeichert {
        id: app.ids.neu(),
        raumeinheit: raum,
        fassung: frueher.first().map_or(1, |e| e.fassung + 1),
        status: ErfassungStatus::Entwurf,
        daten,
        team_am: None,
        runde_am: None,
        freigegeben: None,
        veroeffentlicht_am: None,
        grund: String::new(),
        version: 1,
    };
    ablage::einfuegen(tx, &g, may.kontext().benutzer(), app.uhr.jetzt()).await?;
    for e in eintraege {
        ablage::eintragen(tx, g.id, app.ids.neu(), &e.daten).await?;
    }
    if let Some(letzte) = frueher.first() {
        // shown to everybody again only after somebody looked at them again
        for f in foto::von(tx, letzte.id).await? {
            foto::uebernehmen(tx, f.id, app.ids.neu(), g.id).await?;
        }
    }
    journal::notieren(tx, &*app.uhr, may, g.id, format!("Fassung {}", g.fassung));
    Ok(g.id)
}

pub(super) async fn entwurf(
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
) -> Result<ErfassungGespeichert> {
    let g = ablage::laden(tx, may.objekt().ok_or(Error::NichtGefunden)?).await?;
    if g.status == ErfassungStatus::Entwurf {
        return Ok(g);
    }
    let text = "Diese Fassung ist abgestimmt. Ändern geht erst wieder, wenn sie zum Entwurf zurückgeht.";
    Err(Error::regel("NETZ-E132", text))
}

/// Saves the texts over the version the user saw.
///
/// # Errors
/// `Konflikt` when somebody else saved since; `NETZ-E132` when it is no draft; `NETZ-E22`, `E121`.
pub async fn erfassung_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
    version: i64,
    mut daten: ErfassungDaten,
) -> Result<()> {
    let g = entwurf(tx, may).await?;
    gut(daten.pruefen(app.uhr.heute()))?;
    ablage::ersetzen(
        tx,
        g.id,
        version,
        &daten,
        may.kontext().benutzer(),
        app.uhr.jetzt(),
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, g.id, "geändert");
    Ok(())
}

/// Adds a strength, a topic, a person or a point.
///
/// # Errors
/// What is wrong with it; `NETZ-E132`; `NETZ-E133` when a point lies far away from the space.
pub async fn erfassung_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
    mut daten: EintragDaten,
) -> Result<Id<ErfassungEintrag>> {
    let g = entwurf(tx, may).await?;
    gut(daten.pruefen(app.uhr.heute()))?;
    if ablage::eintraege(tx, g.id).await?.len() >= EINTRAEGE {
        let text = format!("Mehr als {EINTRAEGE} Einträge liest niemand. Bitte fassen Sie zusammen.");
        return Err(base::Befund::neu("NETZ-E134", text).an("text").into());
    }
    if daten.art == EintragArt::Punkt
        && let Some(p) = daten.punkt
        && raum::service::weit_weg(tx, g.raumeinheit, p).await?
    {
        let text = "Dieser Ort liegt weit außerhalb. Sind Breite und Länge vertauscht?";
        return Err(base::Befund::neu("NETZ-E133", text).an("ort").into());
    }
    let id = app.ids.neu();
    ablage::eintragen(tx, g.id, id, &daten).await?;
    ablage::beruehrt(tx, g.id, may.kontext().benutzer(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, g.id, format!("{} dazu", daten.art.code()));
    Ok(id)
}

/// Takes an entry out of a draft.
///
/// # Errors
/// `NichtGefunden` when it is not in this survey; `NETZ-E132`.
pub async fn erfassung_entfernen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
    eintrag: Id<ErfassungEintrag>,
) -> Result<()> {
    let g = entwurf(tx, may).await?;
    ablage::entfernen(tx, g.id, eintrag).await?;
    ablage::beruehrt(tx, g.id, may.kontext().benutzer(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, g.id, "Eintrag entfernt");
    Ok(())
}

/// What is said at a step.
#[derive(Debug, Clone, Default)]
pub struct ErfassungSchritt {
    /// When the team agreed.
    pub team_am: Option<Datum>,
    /// When the round agreed.
    pub runde_am: Option<Datum>,
    /// Why it goes back.
    pub grund: String,
}

/// What a survey has, for the table of steps.
#[must_use]
pub fn erfassung_bestand(
    g: &ErfassungGespeichert,
    eintraege: &[EintragGespeichert],
    k: &Kurzskizze,
) -> Bestand {
    let zahl = |art| eintraege.iter().filter(|e| e.daten.art == art).count();
    let leer = ErfassungAbschnitt::ALLE
        .iter()
        .filter(|a| a.pflicht())
        .filter(|a| !k.stuecke.iter().any(|s| s.titel == a.text()))
        .map(|a| a.text())
        .collect();
    Bestand {
        staerken: zahl(EintragArt::Staerke),
        themen: zahl(EintragArt::Thema),
        leer,
        quellen: !g.daten.quellen.is_empty(),
        verfasser: !g.daten.verfasser.is_empty(),
    }
}

/// Whether the user decides for the space: the right, and a desk of the public body (RL-02).
///
/// # Errors
/// `NETZ-E135` for everybody else.
pub fn gibt_frei(kontext: &amt::Kontext, id: Id<Erfassung>) -> Result<Befugnis<Entscheiden, Erfassung>> {
    let text = "Freigeben dürfen die Raumverantwortlichen der Verwaltung.";
    let may = Befugnis::<Entscheiden, Erfassung>::pruefen(kontext, Some(id), Bezug::default())
        .map_err(|_| Error::regel("NETZ-E135", text))?;
    if kontext.organisation() != OrganisationsArt::Oeffentlich {
        return Err(Error::regel("NETZ-E135", text));
    }
    Ok(may)
}

/// Takes a step. When team and round agree, the Kurzskizze is frozen as they read it.
///
/// # Errors
/// `NichtGefunden` when the user may not work on it; `NETZ-E136` when there is no such step; what is missing for it;
/// `NETZ-E97` for a way back without a reason.
pub async fn erfassung_weiter(
    app: &App,
    tx: &mut Tx,
    kontext: &amt::Kontext,
    id: Id<Erfassung>,
    nach: ErfassungStatus,
    angaben: &ErfassungSchritt,
) -> Result<()> {
    // the right first: who may change nothing does not learn that there is one
    let may = Befugnis::<Bearbeiten, Erfassung>::pruefen(kontext, Some(id), Bezug::default())?;
    let g = ablage::laden(tx, id).await?;
    let Some(s) = schritt(g.status, nach) else {
        let text = format!("Von „{}“ führt kein Schritt nach „{nach}“.", g.status);
        return Err(Error::regel("NETZ-E136", text));
    };
    let heute = app.uhr.heute();
    let entscheidet = match s.wer {
        Wer::Entscheidende => Some(gibt_frei(kontext, id)?),
        Wer::Bearbeitende => None,
    };
    let grund = angaben.grund.trim();
    if s.zurueck && grund.is_empty() {
        let text = "Bitte sagen Sie, was noch zu ändern ist.";
        return Err(base::Befund::neu("NETZ-E97", text).an("grund").into());
    }
    let mut w = Weiter {
        nach,
        team_am: g.team_am,
        runde_am: g.runde_am,
        freigegeben: g.freigegeben.as_ref().map(|(wer, am)| (wer.as_str(), *am)),
        veroeffentlicht_am: None,
        grund: "",
        kurz: None,
    };
    let kurz = ablage::kurz(tx, id).await?;
    let neu;
    match nach {
        ErfassungStatus::Entwurf => {
            (w.team_am, w.runde_am, w.freigegeben, w.grund) = (None, None, None, grund);
        }
        ErfassungStatus::Abgestimmt => {
            let eintraege = ablage::eintraege(tx, id).await?;
            neu = zusammenstellen(app, tx, kontext, &g, &eintraege).await?;
            let mut fehlt = fehlt(&erfassung_bestand(&g, &eintraege, &neu));
            fehlt.extend(abgestimmt(
                angaben.team_am,
                angaben.runde_am,
                g.daten.stichtag,
                heute,
            ));
            gut(fehlt)?;
            (w.team_am, w.runde_am, w.kurz) = (angaben.team_am, angaben.runde_am, Some(&neu));
        }
        ErfassungStatus::Freigegeben => {
            (w.freigegeben, w.kurz) = (Some((kontext.name(), heute)), kurz.as_ref());
        }
        ErfassungStatus::Veroeffentlicht => {
            (w.veroeffentlicht_am, w.kurz) = (Some(heute), kurz.as_ref());
        }
    }
    ablage::weiter(tx, &g, w, kontext.benutzer(), app.uhr.jetzt()).await?;
    let text = format!("{} → {}", g.status.code(), nach.code());
    match entscheidet {
        Some(may) => notiert(app, tx, &may, id, text),
        None => notiert(app, tx, &may, id, text),
    }
    Ok(())
}

fn notiert<A: Aktion>(app: &App, tx: &mut Tx, may: &Befugnis<A, Erfassung>, id: Id<Erfassung>, text: String) {
    journal::notieren(tx, &*app.uhr, may, id, text);
}
