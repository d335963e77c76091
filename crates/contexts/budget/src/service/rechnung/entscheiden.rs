//! What is paid of an invoice: line by line, by a person, booked against the Obligo in the same transaction.

use std::collections::BTreeMap;

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Id};
use store::Tx;

use super::{
    lesen::{buchungen, geprueft},
    sicht::befugt,
};
use crate::{
    ablage::{self, Wann},
    model::{
        Arbeitsart, Auftrag, Bezug, Buchung, BuchungsArt, NeueBuchung, Rechnung, Rechnungsstand, Topf,
        Vorgang, Zeilenentscheidung as Z,
    },
    service::{
        Gebucht, Regeln, Zusage, buchen, darf_ueberall,
        zusage::{jahr_am, topf_fuer},
    },
};

/// What came of deciding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entschieden {
    /// Where the invoice stands now.
    pub stand: Rechnungsstand,
    /// What is paid.
    pub angewiesen: Cent,
    /// A part is above the limit and waits for a second person.
    pub wartet: bool,
}

/// Decides on every line and books what is paid. A line with a difference is paid as it was asked for only with a
/// reason. No balance is asked.
///
/// # Errors
/// `BUDGET-E70` for a line nobody decided on, `E71` where nothing could be computed, `E72` without a reason where one
/// is needed, `E73` for a line without order, `E75` without Topf or open year, [`Error::Konflikt`] when somebody was
/// faster.
pub async fn entscheiden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Rechnung>, i64),
    wahl: &[(i64, Z)],
    grund: &str,
) -> Result<Entschieden> {
    let r = ablage::rechnung::laden(tx, id).await?;
    let may: Befugnis<Bearbeiten, Rechnung> = befugt(tx, kontext, Some(id), r.traeger).await?;
    if r.stand != Rechnungsstand::Eingereicht || r.version != version {
        return Err(Error::Konflikt);
    }
    let mut akte = geprueft(app, tx, r).await?;
    let mut befunde = Vec::new();
    let mut grund_noetig = akte.pruefung.befunde.iter().any(|b| b.hart);
    for (z, p) in akte.zeilen.iter_mut().zip(&akte.pruefung.zeilen) {
        let ort = format!("zeile-{}", z.nr);
        z.entscheidung = wahl.iter().find(|(nr, _)| *nr == z.nr).map_or(Z::Offen, |w| w.1);
        z.befunde.clone_from(&p.befunde);
        z.gezahlt = match z.entscheidung {
            Z::Offen => {
                let text = format!("Bitte für Zeile {} entscheiden.", z.nr);
                befunde.push(Befund::neu("BUDGET-E70", text).an(ort));
                continue;
            }
            Z::Nein => Cent(0),
            Z::Gefordert | Z::Berechnet if p.auftrag.is_none() => {
                let text = format!(
                    "Zeile {} gehört zu keinem Auftrag. Sie kann nicht gebucht werden.",
                    z.nr
                );
                befunde.push(Befund::neu("BUDGET-E73", text).an(ort));
                continue;
            }
            Z::Gefordert => z.zeile.betrag,
            Z::Berechnet => {
                if let Some(s) = p.soll {
                    s
                } else {
                    let text = format!("Für Zeile {} fehlt ein vereinbarter Satz.", z.nr);
                    befunde.push(Befund::neu("BUDGET-E71", text).an(ort));
                    continue;
                }
            }
        };
        grund_noetig |= z.entscheidung == Z::Nein || (z.entscheidung == Z::Gefordert && !p.gut());
    }
    if grund_noetig && grund.is_empty() {
        let text = "Bitte sagen, warum: eine Zeile wird nicht oder trotz einer Abweichung bezahlt.";
        befunde.push(Befund::neu("BUDGET-E72", text).an("grund"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let angewiesen = Cent(akte.zeilen.iter().map(|z| z.gezahlt.0).sum());
    let voll = akte.zeilen.iter().all(|z| z.gezahlt == z.zeile.betrag);
    let stand = match (angewiesen.0, voll) {
        (0, _) => Rechnungsstand::Abgelehnt,
        (_, true) => Rechnungsstand::Angenommen,
        _ => Rechnungsstand::Teilweise,
    };
    // the version first: of two at once only one goes on
    let wann = Wann::jetzt(app, kontext);
    ablage::rechnung::weiter(tx, &akte.r, stand, grund, angewiesen, wann).await?;
    ablage::rechnung::zeilen_entscheiden(tx, id, &akte.zeilen).await?;
    let mut posten: BTreeMap<i64, Vec<NeueBuchung>> = BTreeMap::new();
    for (z, p) in akte.zeilen.iter().zip(&akte.pruefung.zeilen) {
        let Some(a) = p
            .auftrag
            .and_then(|i| akte.auftraege.get(i))
            .filter(|_| z.gezahlt.0 > 0)
        else {
            continue;
        };
        let (jahr, topf) = ziel(app, tx, &akte.r, a, z.zeile.von).await?;
        let liste = posten.entry(jahr).or_default();
        // one booking for each case and Topf: the lines stand in the invoice
        match liste
            .iter_mut()
            .find(|b| b.topf == topf && b.bezug.fall == a.fall)
        {
            Some(b) => {
                b.betrag.0 += z.gezahlt.0;
                b.datum = b.datum.max(z.zeile.von);
            }
            None => liste.push(NeueBuchung {
                datum: z.zeile.von,
                topf,
                art: BuchungsArt::Ist,
                arbeitsart: Some(Arbeitsart::Fallspezifisch),
                betrag: z.gezahlt,
                beleg: akte.r.nummer.clone(),
                bezug: Bezug {
                    fall: a.fall.clone(),
                    traeger: akte.r.traeger_name.clone(),
                    ..Bezug::default()
                },
                leistungsart: a.leistungsart.clone(),
                text: format!("Rechnung {}", akte.r.nummer),
            }),
        }
    }
    let mut wartet = false;
    for (jahr, posten) in posten {
        let vorgang = Vorgang {
            id: app.ids.uuid(),
            anlass: "rechnung".to_owned(),
        };
        let darf: Befugnis<Bearbeiten, Buchung> = darf_ueberall(kontext, None)?;
        wartet |= matches!(
            buchen(app, tx, &darf, jahr, &vorgang, posten).await?,
            Gebucht::Wartet(_)
        );
        ablage::rechnung::vorgang(tx, id, vorgang.id, jahr).await?;
    }
    journal::notieren(tx, &*app.uhr, &may, id, format!("entschieden={}", stand.code()));
    Ok(Entschieden {
        stand,
        angewiesen,
        wartet,
    })
}

/// Where a line is booked: where its case has its Obligo, else where a promise for it would stand.
async fn ziel(
    app: &App,
    tx: &mut Tx,
    r: &Rechnung,
    a: &Auftrag,
    tag: base::Datum,
) -> Result<(i64, Id<Topf>)> {
    let fehlt = |text: String| Error::from(Befund::neu("BUDGET-E75", text).an("grund"));
    let Some(jahr) = jahr_am(tx, tag).await? else {
        return Err(fehlt(format!("Für den {tag} gibt es kein Haushaltsjahr.")));
    };
    let offen = ablage::buchung::obligo_des_falls(tx, jahr.jahr, &a.fall).await?;
    let obligo = offen
        .iter()
        .find(|o| o.2 == a.leistungsart)
        .or_else(|| offen.first())
        .map(|o| o.0);
    if let Some(topf) = obligo {
        return Ok((jahr.jahr, topf));
    }
    let frage = Zusage {
        vorgang: Vorgang {
            id: r.id.uuid(),
            anlass: String::new(),
        },
        datum: tag,
        raum: Some(Id::von(a.raum)),
        fall: a.fall.clone(),
        traeger: String::new(),
        leistungsart: a.leistungsart.clone(),
        betrag: Cent(0),
    };
    let regeln = Regeln::geltende(app, tx).await?;
    match topf_fuer(app, tx, &regeln, jahr.jahr, &frage).await? {
        Some(t) => Ok((jahr.jahr, t.id)),
        None => Err(fehlt(format!(
            "Für diesen Raum gibt es im Haushaltsjahr {} noch keinen Topf.",
            jahr.jahr
        ))),
    }
}

/// Opens a decision again whose bookings the second person refused.
///
/// # Errors
/// `BUDGET-E78` when something is booked or still waits.
pub async fn wieder_oeffnen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Rechnung>) -> Result<()> {
    let r = ablage::rechnung::laden(tx, id).await?;
    let may: Befugnis<Bearbeiten, Rechnung> = befugt(tx, kontext, Some(id), r.traeger).await?;
    let stand = buchungen(tx, id).await?;
    if !r.gebucht() || stand.iter().any(|b| b.wartet || !b.gezahlt.is_empty()) {
        let text = "Die Rechnung ist gebucht oder wartet auf Freigabe. Zurück geht es nur über ein Storno.";
        return Err(Befund::neu("BUDGET-E78", text).an("grund").into());
    }
    let wann = Wann::jetzt(app, kontext);
    ablage::rechnung::weiter(tx, &r, Rechnungsstand::Eingereicht, "", Cent(0), wann).await?;
    journal::notieren(tx, &*app.uhr, &may, id, "wieder offen");
    Ok(())
}
