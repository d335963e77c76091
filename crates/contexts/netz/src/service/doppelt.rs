//! What is in the directory twice: look, merge, or say that it is two.

use amt::{
    App, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use base::Id;
use store::Tx;
use uuid::Uuid;

use super::{AkteurGespeichert, akteur_aendern, angebot::festhalten};
use crate::{
    Akteur, AkteurDaten, Angebot, ablage,
    ablage::zusammen::Spur,
    codes::{AngebotStatus, DoppeltArt, KooperationArt},
    rules::doppelt::{Vergleichbar, paare},
};

/// Two entries that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doppelt {
    /// What they are.
    pub art: DoppeltArt,
    /// The first.
    pub a: Vergleichbar,
    /// The second.
    pub b: Vergleichbar,
    /// Why they may be one.
    pub gruende: Vec<String>,
}

/// All pairs nobody has decided about yet, those with the most reasons first.
///
/// # Errors
/// When the database cannot be read.
pub async fn doppelte(tx: &mut Tx, _may: &Befugnis<Bearbeiten, Angebot>) -> Result<Vec<Doppelt>> {
    let mut aus = Vec::new();
    for art in DoppeltArt::ALLE {
        let alle = ablage::doppelt::alle(tx, *art).await?;
        let verschieden = ablage::doppelt::verschiedene(tx, *art).await?;
        let nur_gleiche_von = *art == DoppeltArt::Angebot;
        // some computing with many entries: not on a thread that answers other people
        let (alle, gefunden) = tokio::task::spawn_blocking(move || {
            let gefunden = paare(&alle, nur_gleiche_von);
            (alle, gefunden)
        })
        .await
        .map_err(|e| amt::Error::Intern(e.to_string()))?;
        for p in gefunden {
            let (Some(a), Some(b)) = (alle.get(p.a), alle.get(p.b)) else {
                continue;
            };
            if !verschieden.contains(&(a.id.min(b.id), a.id.max(b.id))) {
                aus.push(Doppelt {
                    art: *art,
                    a: a.clone(),
                    b: b.clone(),
                    gruende: p.gruende,
                });
            }
        }
    }
    Ok(aus)
}

/// Notes that these are two; they are not shown again.
///
/// # Errors
/// When the database refuses.
pub async fn sind_verschieden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    art: DoppeltArt,
    (a, b): (Uuid, Uuid),
) -> Result<()> {
    let wer = may.kontext().benutzer();
    ablage::doppelt::verschieden(tx, art, (a, b), wer, app.uhr.jetzt()).await?;
    journal::notieren(
        tx,
        &*app.uhr,
        may,
        Id::von(a),
        format!("{} sind verschieden", art.code()),
    );
    Ok(())
}

/// Makes one of two. What the one that stays does not know it takes from the other; offers move, keys of imports too;
/// every step stands in the history.
///
/// # Errors
/// `NichtGefunden` when one of them is not there; `NETZ-E72` for twice the same.
pub async fn zusammenlegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    art: DoppeltArt,
    (bleibt, geht): (Uuid, Uuid),
) -> Result<()> {
    if bleibt == geht {
        return Err(amt::Error::regel("NETZ-E72", "Das ist derselbe Eintrag."));
    }
    match art {
        DoppeltArt::Akteur => akteure(app, tx, kontext, Id::von(bleibt), Id::von(geht)).await?,
        DoppeltArt::Angebot => angebote(app, tx, kontext, Id::von(bleibt), Id::von(geht)).await?,
    }
    ablage::doppelt::fremdschluessel_umhaengen(tx, art, geht, bleibt).await?;
    ablage::stand::geaendert(app, tx).await
}

fn fuellen(da: &mut String, dort: String) {
    if da.is_empty() {
        *da = dort;
    }
}

async fn akteure(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    bleibt: Id<Akteur>,
    geht: Id<Akteur>,
) -> Result<()> {
    let may = Befugnis::<Bearbeiten, Akteur>::pruefen(kontext, Some(bleibt), Bezug::default())?;
    let alt = ablage::akteur::laden(tx, bleibt).await?;
    let ging = ablage::akteur::laden(tx, geht).await?;
    let mut spur = spuren(tx, &alt.daten, &ging).await?;
    let anderer = ging.daten;
    let mut d = alt.daten;
    // the name and the place of a private person must not become public by moving their offers to somebody else, nor
    // the contact of an institution become that of a private person
    if d.kontakt_offen() != anderer.kontakt_offen() {
        let text =
            "Einer der beiden Einträge ist eine Privatperson ohne Einwilligung. Bitte klären Sie das zuerst.";
        return Err(amt::Error::regel("NETZ-E91", text));
    }
    if anderer.kontakt_offen() {
        fuellen(&mut d.telefon, anderer.telefon);
        fuellen(&mut d.email, anderer.email);
        fuellen(&mut d.web, anderer.web);
        fuellen(&mut d.anschrift, anderer.anschrift);
    }
    fuellen(&mut d.beschreibung, anderer.beschreibung);
    for r in anderer.raeume {
        if !d.raeume.contains(&r) {
            d.raeume.push(r);
        }
    }
    akteur_aendern(app, tx, &may, None, d).await?;
    spur.danach = ablage::akteur::laden(tx, bleibt).await?.daten;
    let was = format!("Akteur zusammengelegt: „{}“", anderer.name);
    for id in &spur.angebote {
        festhalten(app, tx, (Id::von(*id), None), kontext.into(), &was, |a| {
            a.akteur = bleibt;
        })
        .await?;
    }
    for plan in &spur.plaene {
        ablage::zusammen::plan_umhaengen(tx, *plan, (geht, bleibt)).await?;
    }
    let jetzt = app.uhr.jetzt();
    let hat: Vec<_> = ablage::kooperation::von(tx, bleibt.uuid()).await?;
    for k in &spur.kanten {
        ablage::kooperation::weg(tx, (k.a, k.b)).await?;
        let andere = if k.a == geht.uuid() { k.b } else { k.a };
        // what the one that stays says about a partner itself, stays
        if andere == bleibt.uuid() || hat.iter().any(|h| h.a == andere || h.b == andere) {
            continue;
        }
        let art = k.art.parse::<KooperationArt>().map_err(amt::Error::Intern)?;
        let wer = (kontext.benutzer().uuid(), jetzt);
        ablage::kooperation::setzen(tx, (bleibt.uuid(), andere), (art, &k.notiz), wer).await?;
        spur.neue_partner.push(andere);
    }
    ablage::einladung::umhaengen(tx, geht, bleibt).await?;
    for vereinbarung in &spur.vereinbarungen {
        ablage::vereinbarung::umhaengen(tx, *vereinbarung, (geht, bleibt)).await?;
    }
    ablage::doppelt::akteur_loeschen(tx, geht).await?;
    ablage::zusammen::merken(tx, app.ids.neu(), (bleibt, geht), &spur, (kontext, jetzt)).await?;
    journal::notieren(tx, &*app.uhr, &may, bleibt, format!("zusammengelegt mit {geht}"));
    Ok(())
}

/// Where the entry that goes stands everywhere, before it goes.
async fn spuren(tx: &mut Tx, bleibt: &AkteurDaten, ging: &AkteurGespeichert) -> Result<Spur> {
    let (angelegt_am, angelegt_von) = ablage::zusammen::anfang(tx, ging.id).await?;
    Ok(Spur {
        ging: ging.daten.clone(),
        hsds: ging.hsds.clone(),
        version: ging.version,
        angelegt_am,
        angelegt_von,
        davor: bleibt.clone(),
        danach: bleibt.clone(),
        angebote: ablage::doppelt::angebote_von(tx, ging.id).await?,
        plaene: ablage::zusammen::plaene(tx, ging.id).await?,
        einladungen: ablage::einladung::wovon(tx, ging.id).await?,
        vereinbarungen: ablage::vereinbarung::des_akteurs(tx, ging.id).await?,
        fremd: ablage::zusammen::fremdschluessel(tx, ging.id).await?,
        kanten: ablage::kooperation::von(tx, ging.id.uuid()).await?,
        neue_partner: Vec::new(),
    })
}

async fn angebote(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    bleibt: Id<Angebot>,
    geht: Id<Angebot>,
) -> Result<()> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(kontext, Some(bleibt), Bezug::default())?;
    let g = ablage::angebot::laden(tx, bleibt).await?;
    let anderes = ablage::angebot::laden(tx, geht).await?.daten;
    let titel = anderes.titel.clone();
    let was = format!("Zusammengelegt mit „{titel}“");
    festhalten(app, tx, (bleibt, None), kontext.into(), &was, |d| {
        fuellen(&mut d.kurzbeschreibung, anderes.kurzbeschreibung);
        fuellen(&mut d.leichte_sprache, anderes.leichte_sprache);
        fuellen(&mut d.zielgruppen, anderes.zielgruppen);
        fuellen(&mut d.zeiten_text, anderes.zeiten_text);
        fuellen(&mut d.telefon, anderes.telefon);
        fuellen(&mut d.email, anderes.email);
        fuellen(&mut d.web, anderes.web);
        if d.zeiten.is_empty() {
            d.zeiten = anderes.zeiten;
        }
        for (merkmal, angabe) in anderes.barrieren {
            d.barrieren.entry(merkmal).or_insert(angabe);
        }
    })
    .await?;
    let was = format!("Doppelt: aufgegangen in „{}“", g.daten.titel);
    festhalten(app, tx, (geht, None), kontext.into(), &was, |d| {
        d.status = AngebotStatus::Beendet;
    })
    .await?;
    journal::notieren(tx, &*app.uhr, &may, bleibt, format!("zusammengelegt mit {geht}"));
    Ok(())
}
