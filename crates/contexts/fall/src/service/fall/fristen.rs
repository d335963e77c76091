//! The periods of everything a Fachkraft leads or stands in for, on one list and as a calendar to subscribe to.

use std::collections::{BTreeMap, HashMap};

use amt::{App, Error, Kontext, Result, benutzer::kontext_von, recht::Rolle, sitzung};
use base::{Datum, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use super::{liste, zugang};
use crate::{
    nachbarn::nachbarn,
    rules::{
        fall::{
            frist_egh::{Lauf, Zeile},
            fristen::{self as regel, Fakten},
        },
        frist,
    },
    store::{
        FallZeile,
        frist::{self as ablage, Bestand, Kreis},
    },
};

/// One period of one case.
#[derive(Debug, Clone)]
pub struct Fallfrist {
    /// The case.
    pub fall: FallZeile,
    /// The user stands in for whoever leads it.
    pub vertreten: bool,
    /// The period.
    pub zeile: Zeile,
}

impl Fallfrist {
    /// The page of the case that is meant, behind its address; empty for the overview.
    #[must_use]
    pub const fn seite(&self) -> &'static str {
        if self.zeile.worte.is_empty() {
            ""
        } else {
            "/wiedervorlage"
        }
    }
}

fn fakten(b: &Bestand) -> Vec<(usize, Fakten)> {
    let mut alle: Vec<Fakten> = b
        .faelle
        .iter()
        .map(|(z, norm)| Fakten {
            stand: z.stand,
            norm: norm.clone(),
            angaben: BTreeMap::new(),
            entschieden: None,
            plan: None,
            teilhabeplankonferenz: false,
            rechtsbehelfe: vec![],
            wiedervorlagen: vec![],
        })
        .collect();
    let wo: HashMap<Uuid, usize> = (0..).zip(&b.faelle).map(|(i, (z, _))| (z.id.uuid(), i)).collect();
    let mut mit = |fall: &Uuid, tun: &mut dyn FnMut(&mut Fakten)| {
        if let Some(f) = wo.get(fall).and_then(|i| alle.get_mut(*i)) {
            tun(f);
        }
    };
    // newest first: the first of a kind counts
    for a in &b.angaben {
        mit(&a.fall, &mut |f| {
            f.angaben.entry(a.angabe).or_insert(a.tag);
        });
    }
    for (fall, zeit) in &b.entschieden {
        mit(fall, &mut |f| f.entschieden = Some(zeit.datum()));
    }
    for p in &b.plaene {
        mit(&p.fall, &mut |f| {
            f.plan.get_or_insert((p.zeit.datum(), p.pruefdatum));
        });
    }
    let mut gesehen = std::collections::HashSet::new();
    for (fall, ja) in &b.teilhabeplan {
        if gesehen.insert(*fall) {
            mit(fall, &mut |f| f.teilhabeplankonferenz = *ja);
        }
    }
    for r in &b.rechtsbehelfe {
        let tage = r.rechtsbehelf.zu_beantworten(&b.schritte);
        mit(&r.fall, &mut |f| f.rechtsbehelfe.extend(tage));
    }
    for z in &b.wiedervorlagen {
        mit(&z.fall, &mut |f| f.wiedervorlagen.push(z.wiedervorlage.clone()));
    }
    (0..).zip(alle).collect()
}

/// What is still to be done, the next day first. The look is not noted: see [`gezeigt`].
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever sees no cases.
pub async fn offene(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Fallfrist>> {
    let sicht = zugang::sicht(app, tx, kontext).await?;
    let Some(ich) = sicht.fachkraft else {
        return Ok(Vec::new());
    };
    let bestand = ablage::bestand(tx, &sicht, Kreis::Betreut(ich)).await?;
    laufende(app, tx, &bestand, |f| f.fallfuehrend != ich).await
}

/// What is over in the cases of the people somebody leads and nobody has done yet, the oldest day first: so that it is
/// not found out from outside. A list of cases, never of people: nothing is counted for one of them (RL-05). The look
/// is not noted: see [`gezeigt`].
///
/// # Errors
/// When the database refuses. Nothing for whoever leads nobody.
pub async fn im_team(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Fallfrist>> {
    if !kontext.hat(Rolle::R04) {
        return Ok(Vec::new());
    }
    let sicht = match zugang::sicht(app, tx, kontext).await {
        Err(Error::NichtGefunden) => return Ok(Vec::new()),
        s => s?,
    };
    let mut bestand = ablage::bestand(tx, &sicht, Kreis::Team(sicht.fachkraft)).await?;
    // a reminder is a help for whoever set it; only that a case rests too long is something for others
    bestand.wiedervorlagen.retain(|z| z.wiedervorlage.ruht);
    let heute = app.uhr.heute();
    let mut alle = laufende(app, tx, &bestand, |_| false).await?;
    alle.retain(|f| f.zeile.lauf(heute) == Lauf::Ueberschritten);
    Ok(alle)
}

/// How to reach whoever leads this case today: empty when they are there, otherwise in words who stands in.
///
/// # Errors
/// When the database refuses.
pub async fn vertreten_durch(app: &App, tx: &mut Tx, fall: &FallZeile) -> Result<String> {
    let wer = nachbarn(app)?.gesicht(app, tx, fall.fallfuehrend).await?;
    let da = wer.is_some_and(|g| g.hinweis.is_empty());
    Ok(if da {
        String::new()
    } else {
        format!("heute nicht da, es vertritt {}", fall.vertretung_name)
    })
}

async fn laufende(
    app: &App,
    tx: &mut Tx,
    bestand: &Bestand,
    vertreten: impl Fn(&FallZeile) -> bool,
) -> Result<Vec<Fallfrist>> {
    if bestand.faelle.is_empty() {
        return Ok(Vec::new());
    }
    let kalender = frist::kalender(&*amt::ordnung::geltende(app, tx).await?)?;
    let mut aus = Vec::new();
    for (i, f) in fakten(bestand) {
        let zeilen = regel::alle(&f, &kalender).map_err(|e| Error::Intern(e.to_string()))?;
        let Some((fall, _)) = bestand.faelle.get(i) else {
            continue;
        };
        let offen = zeilen.into_iter().filter(|z| z.erledigt.is_none());
        aus.extend(offen.map(|zeile| Fallfrist {
            fall: fall.clone(),
            vertreten: vertreten(fall),
            zeile,
        }));
    }
    aus.sort_by(|a, b| {
        (a.zeile.bis, &a.fall.aktenzeichen, &a.zeile.name).cmp(&(
            b.zeile.bis,
            &b.fall.aktenzeichen,
            &b.zeile.name,
        ))
    });
    Ok(aus)
}

/// What must not wait: over, or little time left.
#[must_use]
pub fn dringend(alle: &[Fallfrist], heute: Datum) -> Vec<Fallfrist> {
    alle.iter()
        .filter(|f| heute >= f.zeile.warnen_ab)
        .cloned()
        .collect()
}

/// Notes which cases were named.
///
/// # Errors
/// When the database refuses.
pub async fn gezeigt(app: &App, kontext: &Kontext, alle: &[Fallfrist], wo: &str) -> Result<()> {
    let mut faelle: Vec<FallZeile> = alle.iter().map(|f| f.fall.clone()).collect();
    faelle.sort_by_key(|f| f.id.uuid());
    faelle.dedup_by_key(|f| f.id);
    liste::gezeigt(app, kontext, &faelle, wo).await
}

/// Since when the user's calendar can be subscribed to.
///
/// # Errors
/// When the database refuses.
pub async fn kalender_seit(tx: &mut Tx, kontext: &Kontext) -> Result<Option<Zeitpunkt>> {
    Ok(ablage::kalender::seit(tx, kontext.benutzer().uuid()).await?)
}

/// Makes a new secret address and returns its secret, which exists nowhere else; the one before no longer works.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever sees no cases.
pub async fn kalender_anlegen(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<String> {
    zugang::sicht(app, tx, kontext).await?;
    let geheimnis = web::schluessel::hex(&app.rahmen.zufall.bytes::<32>());
    let summe = web::schluessel::hex(&sitzung::hash(&geheimnis));
    ablage::kalender::setzen(tx, kontext.benutzer().uuid(), &summe, app.uhr.jetzt()).await?;
    let wer = Some(kontext.benutzer());
    amt::journal::ereignis(tx, &*app.uhr, wer, "fristenkalender.anlegen", true, "");
    Ok(geheimnis)
}

/// The address no longer works.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever sees no cases.
pub async fn kalender_beenden(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<()> {
    zugang::sicht(app, tx, kontext).await?;
    ablage::kalender::loeschen(tx, kontext.benutzer().uuid()).await?;
    let wer = Some(kontext.benutzer());
    amt::journal::ereignis(tx, &*app.uhr, wer, "fristenkalender.beenden", true, "");
    Ok(())
}

/// The periods behind a secret address: days and keys of cases, nothing else.
///
/// # Errors
/// [`Error::NichtGefunden`] for an unknown secret, a locked account, or one without cases any more.
pub async fn kalender(app: &App, tx: &mut Tx, geheimnis: &str) -> Result<Vec<Fallfrist>> {
    let summe = web::schluessel::hex(&sitzung::hash(geheimnis));
    let wer = ablage::kalender::wessen(tx, &summe)
        .await?
        .ok_or(Error::NichtGefunden)?;
    let kontext = kontext_von(tx, wer, app.uhr.heute())
        .await?
        .ok_or(Error::NichtGefunden)?;
    offene(app, tx, &kontext).await
}
