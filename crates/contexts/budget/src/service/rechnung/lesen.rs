//! Looking at invoices, with the check as it is today.

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Befugnis, Lesen},
};
use base::{Cent, Datum, Id};
use raum::Raumeinheit;
use store::Tx;
use uuid::Uuid;

use super::sicht::{Rolle, befugt};
use crate::{
    ablage,
    auftraege::auftraege,
    model::{
        Abgegolten, Auftrag, Buchung, NeueRechnung, Rechnung, Rechnungsstand, Rechnungszeile, Traegerbudget,
    },
    rules::rechnung::{Grundlage, Pruefung, pruefen},
    service::Regeln,
};

/// What of an invoice stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buchungsstand {
    /// Key of the act.
    pub vorgang: Uuid,
    /// Fiscal year.
    pub jahr: i64,
    /// Payments that were booked, with number and amount.
    pub gezahlt: Vec<(Id<Buchung>, i64, Cent)>,
    /// Waits for a second person.
    pub wartet: bool,
    /// Taken back by counter-booking.
    pub zurueck: bool,
}

/// An invoice with everything that is known about it.
#[derive(Debug, Clone)]
pub struct Rechnungsakte {
    /// The invoice.
    pub r: Rechnung,
    /// Its lines.
    pub zeilen: Vec<Rechnungszeile>,
    /// The check with the prices and contacts of now; of decided lines what was found then is kept.
    pub pruefung: Pruefung,
    /// Its orders.
    pub auftraege: Vec<Auftrag>,
    /// Its acts in the ledger.
    pub buchungen: Vec<Buchungsstand>,
}

/// The invoices somebody may see, noted.
///
/// # Errors
/// When the database refuses.
pub async fn liste(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    rolle: &Rolle,
    stand: Option<Rechnungsstand>,
    seite: (i64, i64),
) -> Result<(i64, Vec<Rechnung>)> {
    let wer = kontext.benutzer().uuid();
    let (n, alle) = ablage::rechnung::liste(tx, rolle.traeger(), stand, wer, seite).await?;
    if let Some(erste) = alle.first() {
        let may: Befugnis<Lesen, Rechnung> = befugt(tx, kontext, Some(erste.id), erste.traeger).await?;
        journal::notieren(tx, &*app.uhr, &may, erste.id, format!("liste,treffer={n}"));
    }
    Ok((n, alle))
}

/// One with its check, noted; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Rechnung>) -> Result<Rechnungsakte> {
    let r = ablage::rechnung::laden(tx, id).await?;
    let may: Befugnis<Lesen, Rechnung> = befugt(tx, kontext, Some(id), r.traeger).await?;
    let eigener = super::rolle(tx, kontext).await?.traeger().is_some();
    if r.stand == Rechnungsstand::Entwurf && !eigener && r.angelegt_von != kontext.benutzer().uuid() {
        return Err(Error::NichtGefunden);
    }
    journal::notieren(tx, &*app.uhr, &may, id, "");
    geprueft(app, tx, r).await
}

pub(super) async fn geprueft(app: &App, tx: &mut Tx, r: Rechnung) -> Result<Rechnungsakte> {
    let zeilen = ablage::rechnung::zeilen(tx, r.id).await?;
    let nummern = zeilen.iter().map(|z| z.zeile.auftrag.clone()).collect();
    let auftraege = auftraege(app, tx, r.traeger, nummern).await?;
    let von = zeilen.iter().map(|z| z.zeile.von).min().unwrap_or(r.datum);
    let bis = zeilen.iter().map(|z| z.zeile.bis).max().unwrap_or(r.datum);
    // a week reaches before the first and behind the last day
    let zeit: (Datum, Datum) = (von.plus_tage(-7), bis.plus_tage(7));
    let schon = ablage::rechnung::schon(tx, r.traeger, r.id, zeit).await?;
    let entgelte = ablage::entgelt::alle(tx, Some(r.traeger)).await?;
    let nummern = ablage::rechnung::nummern(tx, r.traeger, r.id).await?;
    let gelesen = NeueRechnung {
        nummer: r.nummer.clone(),
        datum: r.datum,
        quelle: r.quelle,
        datei: r.datei.clone(),
        steller: r.steller.clone(),
        summe: r.summe,
        zeilen: zeilen.iter().map(|z| z.zeile.clone()).collect(),
    };
    let abgegolten = abgegolten(app, tx, r.traeger, von, &auftraege).await?;
    let mut pruefung = pruefen(
        &gelesen,
        &Grundlage {
            traeger: &r.traeger_name,
            auftraege: &auftraege,
            entgelte: &entgelte,
            abgegolten: &abgegolten,
            schon: &schon,
            nummern: &nummern,
            zahlungsweise: Regeln::geltende(app, tx).await?.zahlungsweise,
            heute: app.uhr.heute(),
        },
    );
    if !r.offen() {
        for (p, z) in pruefung.zeilen.iter_mut().zip(&zeilen) {
            p.befunde.clone_from(&z.befunde);
        }
    }
    let buchungen = buchungen(tx, r.id).await?;
    Ok(Rechnungsakte {
        r,
        zeilen,
        pruefung,
        auftraege,
        buchungen,
    })
}

/// What the budgets of the Träger pay already; one of a region pays for who lives there.
async fn abgegolten(
    app: &App,
    tx: &mut Tx,
    traeger: Uuid,
    tag: Datum,
    auftraege: &[Auftrag],
) -> Result<Vec<Abgegolten>> {
    let mut alle = ablage::traegerbudget::alle(tx, None, Some(traeger)).await?;
    alle.retain(Traegerbudget::gilt);
    let raeume = if alle.iter().any(|b| b.raum.is_some()) {
        team::service::raeume(app, tx, tag).await?
    } else {
        team::service::Raeume::default()
    };
    let dort = |region: Id<Raumeinheit>| {
        let liegt = |a: &&Auftrag| {
            let raum = Id::von(a.raum);
            raum == region || raeume.kette(raum).iter().any(|r| r.id == region)
        };
        auftraege.iter().filter(liegt).map(|a| a.id).collect()
    };
    Ok(alle
        .into_iter()
        .map(|b| Abgegolten {
            nur: b.raum.map(dort),
            leistungsart: b.leistungsart,
            von: b.von,
            bis: b.bis,
        })
        .collect())
}

pub(super) async fn buchungen(tx: &mut Tx, id: Id<Rechnung>) -> Result<Vec<Buchungsstand>> {
    let mut aus = Vec::new();
    for (vorgang, jahr) in ablage::rechnung::vorgaenge(tx, id).await? {
        let alle = ablage::buchung::vom_vorgang(tx, vorgang).await?;
        let mut gezahlt = Vec::new();
        let mut zurueck = false;
        for b in alle.iter().filter(|b| b.konto == crate::model::Konto::Ist) {
            zurueck |= ablage::buchung::storno(tx, b.id).await?.is_some();
            gezahlt.push((b.id, b.nr, b.betrag));
        }
        let wartet = gezahlt.is_empty() && ablage::vorlage::offen(tx, vorgang).await?;
        aus.push(Buchungsstand {
            vorgang,
            jahr,
            gezahlt,
            wartet,
            zurueck,
        });
    }
    Ok(aus)
}

/// Invoices whose money can go out now, or is asked back: booked, and nothing waits.
///
/// # Errors
/// When the database refuses.
pub(super) async fn offene_zum_zahlen(tx: &mut Tx) -> Result<Vec<Rechnung>> {
    let mut aus = Vec::new();
    for r in ablage::rechnung::zu_zahlen(tx).await? {
        let stand = buchungen(tx, r.id).await?;
        let zurueck = r.stand == Rechnungsstand::Storniert;
        let fertig = |b: &Buchungsstand| !b.wartet && !b.gezahlt.is_empty() && b.zurueck == zurueck;
        if !stand.is_empty() && stand.iter().all(fertig) {
            aus.push(r);
        }
    }
    Ok(aus)
}
