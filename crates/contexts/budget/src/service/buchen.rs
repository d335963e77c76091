use amt::{
    App, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Id};
use store::Tx;
use uuid::Uuid;

use super::{Regeln, prognose};
use crate::{
    ablage::{self, buchung::Satz},
    model::{
        Antrag, Arbeitsart, Buchung, BuchungsArt, Haushaltsjahr, Konto, NeueBuchung, Topf, Vorgang, Vorlage,
    },
    rules::{bewegung, buchen as regel, obligo},
};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gebucht {
    /// Booked, with these numbers.
    Ja(Vec<i64>),
    /// Above the limit: waits for a second person.
    Wartet(Id<Vorlage>),
    /// The same act came before; nothing was booked again.
    Schon,
}

/// Who stands for a booking.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wer {
    pub gebucht_von: Uuid,
    pub freigegeben_von: Option<Uuid>,
}

/// Books the lines of one act, all or none. Above the limit of the GO they wait for a second person. An `IST` with the
/// pseudonym of a case dissolves what was promised for it, as far as it reaches. No balance is asked (RL-01).
///
/// `may` must come from [`super::darf_topf`] for all Töpfe of the lines.
///
/// # Errors
/// `BUDGET-E01`, `E02`, `E06`, `E10`, `E11`, `E20`, `E34`.
pub async fn buchen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Buchung>,
    jahr: i64,
    vorgang: &Vorgang,
    posten: Vec<NeueBuchung>,
) -> Result<Gebucht> {
    let regeln = Regeln::geltende(app, tx).await?;
    let j = ablage::jahr::sperren(tx, jahr).await?;
    if schon(tx, vorgang.id).await? {
        return Ok(Gebucht::Schon);
    }
    let toepfe = pruefen(app, tx, &j, &posten).await?;
    if posten
        .iter()
        .any(|p| regel::braucht_zweite(p.art, p.betrag, regeln.vier_augen))
    {
        let vorlage = Vorlage {
            id: Id::von(vorgang.id),
            jahr,
            antrag: Antrag::Buchen { posten },
            anlass: vorgang.anlass.clone(),
            gebucht_von: may.kontext().benutzer().uuid(),
            angelegt_am: app.uhr.jetzt(),
        };
        return wartet(app, tx, may, &vorlage).await;
    }
    let wer = Wer {
        gebucht_von: may.kontext().benutzer().uuid(),
        freigegeben_von: None,
    };
    let gebucht = eintragen(app, tx, vorgang, &posten, &toepfe, wer, regeln.vier_augen).await?;
    notieren(app, tx, may, &gebucht);
    Ok(Gebucht::Ja(gebucht.iter().map(|b| b.nr).collect()))
}

/// Whether this act booked or waits already.
pub(super) async fn schon(tx: &mut Tx, vorgang: Uuid) -> Result<bool> {
    Ok(!ablage::buchung::vom_vorgang(tx, vorgang).await?.is_empty()
        || ablage::vorlage::gibt_es(tx, vorgang).await?)
}

pub(super) async fn wartet(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Buchung>,
    vorlage: &Vorlage,
) -> Result<Gebucht> {
    ablage::vorlage::anlegen(tx, vorlage).await?;
    journal::notieren(tx, &*app.uhr, may, vorlage.id.als(), "wartet auf Freigabe");
    Ok(Gebucht::Wartet(vorlage.id))
}

pub(super) fn notieren(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Buchung>, gebucht: &[Buchung]) {
    for b in gebucht {
        journal::notieren(
            tx,
            &*app.uhr,
            may,
            b.id,
            format!("nr={}/{},art={}", b.jahr, b.nr, b.art.code()),
        );
    }
}

/// All lines against their year and Töpfe, and against each other. Returns the Topf of each line.
pub(super) async fn pruefen(
    app: &App,
    tx: &mut Tx,
    j: &Haushaltsjahr,
    posten: &[NeueBuchung],
) -> Result<Vec<Topf>> {
    let heute = app.uhr.heute();
    let mut befunde = Vec::new();
    let mut toepfe = Vec::with_capacity(posten.len());
    for p in posten {
        if let Err(mehr) = regel::pruefen(p, j, heute) {
            befunde.extend(mehr);
        }
        let topf = ablage::topf::laden(tx, p.topf).await?;
        if topf.jahr != j.jahr {
            befunde.push(
                Befund::neu("BUDGET-E02", "Der Topf gehört zu einem anderen Haushaltsjahr.").an("topf"),
            );
        }
        toepfe.push(topf);
    }
    if posten.is_empty() {
        befunde.push(Befund::neu("BUDGET-E01", "Es ist nichts zu buchen."));
    }
    befunde.dedup();
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    verschiebung(app, tx, posten, &toepfe).await?;
    Ok(toepfe)
}

/// What moves money gives as much as it takes, starves nobody and does not overdraw the Vorwegabzug.
async fn verschiebung(app: &App, tx: &mut Tx, posten: &[NeueBuchung], toepfe: &[Topf]) -> Result<()> {
    let bewegt: Vec<(&NeueBuchung, &Topf)> = posten
        .iter()
        .zip(toepfe)
        .filter(|(p, _)| matches!(p.art, BuchungsArt::Umbuchung | BuchungsArt::VorwegFreigabe))
        .collect();
    let (von, nach) = match bewegt[..] {
        [] => return Ok(()),
        [a, b] if a.0.art == b.0.art && a.0.betrag.0 == -b.0.betrag.0 => {
            if a.0.betrag.0 < 0 {
                (a, b)
            } else {
                (b, a)
            }
        }
        _ => {
            let text = "Eine Umbuchung nimmt aus genau einem Topf, was sie einem anderen gibt.";
            return Err(Befund::neu("BUDGET-E32", text).an("betrag").into());
        }
    };
    if von.0.art == BuchungsArt::VorwegFreigabe {
        bewegung::vorweg_freigabe(von.1.verfuegbar(), nach.0.betrag)?;
        return Ok(());
    }
    let prognose = prognose::lage(app, tx, von.1).await?.prognose.betrag;
    // the voucher of an Umbuchung between regions is the decision of the committee
    bewegung::umbuchung(von.1, nach.1, nach.0.betrag, prognose, !von.0.beleg.is_empty())?;
    Ok(())
}

/// Writes the checked lines. The year must be locked.
pub(super) async fn eintragen(
    app: &App,
    tx: &mut Tx,
    vorgang: &Vorgang,
    posten: &[NeueBuchung],
    toepfe: &[Topf],
    wer: Wer,
    grenze: Cent,
) -> Result<Vec<Buchung>> {
    let mut saetze: Vec<Satz> = Vec::with_capacity(posten.len() + 1);
    for (p, topf) in posten.iter().zip(toepfe) {
        let b = zeile(app, p, topf.jahr, vorgang, wer)?;
        let ist = (p.art == BuchungsArt::Ist && !p.bezug.fall.is_empty()).then(|| b.clone());
        saetze.push(Satz {
            buchung: b,
            grenze,
            original: None,
        });
        if let Some(ist) = ist {
            // what earlier lines of the same act dissolved is not there a second time
            let schon: i64 = saetze
                .iter()
                .map(|s| &s.buchung)
                .filter(|b| {
                    b.art == BuchungsArt::ObligoAufloesung
                        && b.topf == ist.topf
                        && b.bezug.fall == ist.bezug.fall
                })
                .map(|b| b.betrag.0)
                .sum();
            let offen = ablage::buchung::offenes_obligo(tx, ist.topf, &ist.bezug.fall).await?;
            let weg = obligo::aufloesung(Cent(offen.0 + schon), ist.betrag);
            if weg.0 > 0 {
                saetze.push(Satz {
                    buchung: Buchung {
                        id: app.ids.neu(),
                        art: BuchungsArt::ObligoAufloesung,
                        konto: Konto::Obligo,
                        betrag: Cent(-weg.0),
                        text: "durch Zahlung erledigt".to_owned(),
                        ..ist
                    },
                    grenze,
                    original: None,
                });
            }
        }
    }
    ablage::buchung::schreiben(tx, &mut saetze).await?;
    Ok(saetze.into_iter().map(|s| s.buchung).collect())
}

fn zeile(app: &App, p: &NeueBuchung, jahr: i64, vorgang: &Vorgang, wer: Wer) -> Result<Buchung> {
    let eigener_weg = || Befund::neu("BUDGET-E34", "Ein Storno hat seinen eigenen Schritt.").an("art");
    Ok(Buchung {
        id: app.ids.neu(),
        jahr,
        nr: 0,
        datum: p.datum,
        topf: p.topf,
        art: p.art,
        konto: Konto::von(p.art).ok_or_else(eigener_weg)?,
        arbeitsart: p.arbeitsart.unwrap_or(Arbeitsart::Gemischt),
        betrag: p.betrag,
        beleg: p.beleg.clone(),
        bezug: p.bezug.clone(),
        leistungsart: p.leistungsart.clone(),
        text: p.text.clone(),
        vorgang: vorgang.clone(),
        gebucht_am: app.uhr.jetzt(),
        gebucht_von: wer.gebucht_von,
        freigegeben_von: wer.freigegeben_von,
        storno_von: None,
    })
}

/// The account of a context, for bookings made in the name of another room.
pub(super) fn ohne_zweite(kontext: &Kontext) -> Wer {
    Wer {
        gebucht_von: kontext.benutzer().uuid(),
        freigegeben_von: None,
    }
}
