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
        Arbeitsart, Auftrag, Bezug, Buchung, BuchungsArt, NeueBuchung, Rechnung, Rechnungsstand,
        Rechnungszeile, Topf, Vorgang, Zeilenentscheidung as Z,
    },
    rules::{betrag, rechnung::Pruefzeile},
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
/// reason, and never more than was asked for. No balance is asked. `gesehen` is what the person saw as computed, by line:
/// a price that changed since is noticed.
///
/// # Errors
/// `BUDGET-E70` for a line nobody decided on, `E71` where nothing less could be computed, `E72` without a reason where
/// one is needed, `E73` for a line without order, `E74` where the computed amount is another one than was seen, `E75`
/// without Topf or open year, [`Error::Konflikt`] when somebody was faster.
pub async fn entscheiden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Rechnung>, i64),
    wahl: &[(i64, Z)],
    gesehen: &[(i64, Option<Cent>)],
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
        z.entscheidung = wahl.iter().find(|(nr, _)| *nr == z.nr).map_or(Z::Offen, |w| w.1);
        z.befunde.clone_from(&p.befunde);
        let vorher = gesehen.iter().find(|(nr, _)| *nr == z.nr).map(|(_, c)| *c);
        match zu_zahlen(z, p, vorher) {
            Ok(c) => z.gezahlt = c,
            Err(b) => befunde.push(b.an(format!("zeile-{}", z.nr))),
        }
        grund_noetig |= z.entscheidung == Z::Nein || (z.entscheidung == Z::Gefordert && !p.gut());
    }
    if grund_noetig && grund.is_empty() {
        let text = "Bitte sagen, warum: eine Zeile wird nicht oder trotz einer Abweichung bezahlt.";
        befunde.push(Befund::neu("BUDGET-E72", text).an("grund"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let angewiesen = betrag::summe(akte.zeilen.iter().map(|z| z.gezahlt)).map_err(|b| b.an("grund"))?;
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
        // one booking for each case, Leistung and Topf: the lines stand in the invoice
        match liste
            .iter_mut()
            .find(|b| b.topf == topf && b.bezug.fall == a.fall && b.leistungsart == a.leistungsart)
        {
            Some(b) => {
                b.betrag = betrag::summe([b.betrag, z.gezahlt])?;
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

/// What is paid of a line.
fn zu_zahlen(
    z: &Rechnungszeile,
    p: &Pruefzeile,
    gesehen: Option<Option<Cent>>,
) -> std::result::Result<Cent, Befund> {
    let nr = z.nr;
    match z.entscheidung {
        Z::Offen => {
            let text = format!("Bitte für Zeile {nr} entscheiden.");
            return Err(Befund::neu("BUDGET-E70", text));
        }
        Z::Nein => return Ok(Cent(0)),
        Z::Gefordert | Z::Berechnet => {}
    }
    if p.auftrag.is_none() {
        let text =
            format!("Zeile {nr} gehört zu keinem Auftrag. Bitte „nicht bezahlen“ wählen und sagen, warum.");
        return Err(Befund::neu("BUDGET-E73", text));
    }
    if let Some(vorher) = gesehen.filter(|v| *v != p.soll) {
        let wort = |c: Option<Cent>| c.map_or_else(|| "nichts".to_owned(), |c| c.to_string());
        let text = format!(
            "Für Zeile {nr} wird jetzt {} berechnet, vorher {}: Satz oder Auftrag wurden geändert. Bitte noch einmal ansehen.",
            wort(p.soll),
            wort(vorher)
        );
        return Err(Befund::neu("BUDGET-E74", text));
    }
    match (z.entscheidung, p.soll) {
        (Z::Berechnet, Some(s)) if s < z.zeile.betrag => Ok(s),
        (Z::Berechnet, Some(s)) => {
            let text = format!(
                "Für Zeile {nr} sind {s} berechnet und {} gefordert. Mehr als gefordert wird nicht bezahlt: bitte „wie gefordert“ wählen.",
                z.zeile.betrag
            );
            Err(Befund::neu("BUDGET-E71", text))
        }
        (Z::Berechnet, None) => {
            let text = format!(
                "Für Zeile {nr} fehlt ein vereinbarter Satz. Bitte unter „Entgelte“ eintragen oder anders entscheiden."
            );
            Err(Befund::neu("BUDGET-E71", text))
        }
        _ => Ok(z.zeile.betrag),
    }
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
        return Err(fehlt(format!(
            "Für den {tag} gibt es kein Haushaltsjahr. Bitte zuerst unter „Budget“ anlegen lassen."
        )));
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
            "Für den Raum des Falls gibt es im Haushaltsjahr {0} noch keinen Topf. Bitte zuerst unter „Budget {0}“ anlegen lassen.",
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
        return Err(Befund::neu("BUDGET-E78", text).an("rechnung").into());
    }
    let wann = Wann::jetzt(app, kontext);
    ablage::rechnung::weiter(tx, &r, Rechnungsstand::Eingereicht, "", Cent(0), wann).await?;
    // what was refused must not stand in the way of what is decided next
    ablage::rechnung::vorgaenge_loesen(tx, id).await?;
    journal::notieren(tx, &*app.uhr, &may, id, "wieder offen");
    Ok(())
}
