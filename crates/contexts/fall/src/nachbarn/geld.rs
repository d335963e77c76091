//! The room `budget` as it is: a sign beside the decision, a booking with it. Nothing here says no (RL-01).

use amt::{App, Result, recht::Entscheiden};
use base::{Cent, Datum, Id};
use budget::{
    model::{Einheit, Vorgang},
    rules::{obligo, prognose::Ampel, rechnung::entgelt_am},
    service::{Folge, Regeln, Zusage, entgelte, zusage_aufloesen, zusage_buchen},
};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Geldlage, Vorgemerkt, Vormerkung},
    service::fall::zugang::FallMay,
};

pub(super) async fn geldlage(
    app: &App,
    tx: &mut Tx,
    datum: Datum,
    raum: Uuid,
    leistungsart: &str,
) -> Result<Option<Geldlage>> {
    let s = budget::service::signal(app, tx, datum, Some(Id::von(raum)), leistungsart).await?;
    Ok(s.map(|s| Geldlage {
        topf: s.topf,
        ampel: s.ampel.wort().to_owned(),
        stufe: match s.ampel {
            Ampel::Gruen => 0,
            Ampel::Gelb => 1,
            Ampel::Rot => 2,
        },
        verfuegbar: s.verfuegbar,
        prognose: s.prognose,
        rahmen: s.rahmen,
    }))
}

/// What an hour costs on a day, by Träger.
pub(super) async fn stundensaetze(tx: &mut Tx, leistungsart: &str, tag: Datum) -> Result<Vec<(Uuid, Cent)>> {
    let alle = entgelte(tx, None).await?;
    let mut traeger: Vec<Uuid> = alle.iter().map(|e| e.traeger).collect();
    traeger.sort();
    traeger.dedup();
    let satz = |t: Uuid| {
        let eigene: Vec<_> = alle.iter().filter(|e| e.traeger == t).cloned().collect();
        entgelt_am(&eigene, leistungsart, Einheit::Stunde, tag).map(|e| (t, e.betrag))
    };
    Ok(traeger.into_iter().filter_map(satz).collect())
}

/// What these parts of a help will cost until the end of the fiscal year, by the month and with first and last day; the
/// same computation that books it once it is decided.
pub(crate) async fn kosten_im_jahr(
    app: &App,
    tx: &mut Tx,
    datum: Datum,
    teile: &[(Cent, Datum, Datum)],
) -> Result<Cent> {
    let Some(jahr) = budget::service::haushaltsjahr_am(tx, datum).await? else {
        return Ok(Cent(0));
    };
    let wie = Regeln::geltende(app, tx).await?.zahlungsweise;
    let je_teil = teile
        .iter()
        .filter_map(|(je_monat, von, bis)| obligo::pauschale(*je_monat, *von, *bis, jahr, wie));
    Ok(Cent(je_teil.map(|c| c.0).sum()))
}

pub(super) async fn vormerken(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Entscheiden>,
    v: Vormerkung,
) -> Result<Vorgemerkt> {
    let wie = Regeln::geltende(app, tx).await?.zahlungsweise;
    let kalender = || {
        Some((
            Datum::neu(v.datum.0.year(), 1, 1)?,
            Datum::neu(v.datum.0.year(), 12, 31)?,
        ))
    };
    // without a fiscal year there is nowhere to book; the answer says so
    let jahr = budget::service::haushaltsjahr_am(tx, v.datum)
        .await?
        .or_else(kalender);
    let betrag = jahr.and_then(|j| obligo::pauschale(v.je_monat, v.zeitraum.0, v.zeitraum.1, j, wie));
    let zusage = Zusage {
        vorgang: Vorgang {
            id: v.vorgang,
            anlass: "Bewilligung".to_owned(),
        },
        datum: v.datum,
        raum: Some(Id::von(v.raum)),
        fall: v.fall,
        traeger: String::new(),
        leistungsart: v.leistungsart,
        betrag: betrag.unwrap_or_default(),
    };
    let folge = match may {
        FallMay::Viii(b) => zusage_buchen(app, tx, b, &zusage).await?,
        FallMay::Jgh(b) => zusage_buchen(app, tx, b, &zusage).await?,
        FallMay::Ix(b) => zusage_buchen(app, tx, b, &zusage).await?,
        FallMay::Xii(b) => zusage_buchen(app, tx, b, &zusage).await?,
    };
    Ok(match folge {
        Folge::Gebucht {
            nachher, schwelle, ..
        } => Vorgemerkt {
            text: format!(
                "{} vorgemerkt im Topf „{}“ (Ampel {}).",
                zusage.betrag,
                nachher.topf,
                nachher.ampel.wort()
            ),
            schwelle,
        },
        Folge::Schon => Vorgemerkt {
            text: "War schon vorgemerkt.".to_owned(),
            schwelle: false,
        },
        Folge::Offen(warum) => Vorgemerkt {
            text: format!("Noch nicht vorgemerkt: {warum}"),
            schwelle: false,
        },
    })
}

pub(super) async fn freigeben(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Entscheiden>,
    vorgang: Uuid,
    datum: Datum,
    fall: &str,
) -> Result<Cent> {
    let vorgang = Vorgang {
        id: vorgang,
        anlass: "Abschluss".to_owned(),
    };
    match may {
        FallMay::Viii(b) => zusage_aufloesen(app, tx, b, &vorgang, datum, fall).await,
        FallMay::Jgh(b) => zusage_aufloesen(app, tx, b, &vorgang, datum, fall).await,
        FallMay::Ix(b) => zusage_aufloesen(app, tx, b, &vorgang, datum, fall).await,
        FallMay::Xii(b) => zusage_aufloesen(app, tx, b, &vorgang, datum, fall).await,
    }
}
