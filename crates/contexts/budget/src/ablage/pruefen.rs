//! Recomputes everything the ledger says from its lines alone, for `gewebe budget pruefen` and the year end.

use amt::Result;
use base::{Befund, Cent, Id};
use store::{Tx, werte};

use crate::model::Topf;

/// How many lines and Töpfe were looked at, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bericht {
    /// Lines of the ledger.
    pub buchungen: i64,
    /// Töpfe whose balances were recomputed.
    pub toepfe: i64,
    /// Everything that does not fit; empty when the ledger is sound.
    pub befunde: Vec<Befund>,
}

/// Checks one year, or all.
///
/// # Errors
/// When the database refuses.
pub async fn pruefen(tx: &mut Tx, jahr: Option<i64>) -> Result<Bericht> {
    let mut bericht = Bericht::default();
    salden(tx, jahr, &mut bericht).await?;
    nummern(tx, jahr, &mut bericht).await?;
    gegenbuchungen(tx, jahr, &mut bericht).await?;
    verschiebungen(tx, jahr, &mut bericht).await?;
    tage(tx, jahr, &mut bericht).await?;
    Ok(bericht)
}

/// INV-B3: every stored balance is the sum of its lines.
async fn salden(tx: &mut Tx, jahr: Option<i64>, bericht: &mut Bericht) -> Result<()> {
    type Zeile = (Id<Topf>, String, i64, Cent, Cent, Cent, Cent, Cent);
    let gespeichert: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, bezeichnung, jahr, ist, obligo, umbuchung, uebertrag, einnahme FROM topf
             WHERE $1 = 0 OR jahr = $1 ORDER BY jahr, sortier",
            werte![jahr.unwrap_or(0)],
        )
        .await?;
    let gerechnet: Vec<(Id<Topf>, String, Cent)> = tx
        .fetch_all(
            "SELECT topf, konto, CAST(SUM(betrag) AS BIGINT) FROM buchung WHERE $1 = 0 OR jahr = $1 GROUP BY topf, konto",
            werte![jahr.unwrap_or(0)],
        )
        .await?;
    let summen: std::collections::HashMap<(Id<Topf>, &str), Cent> =
        gerechnet.iter().map(|(t, k, c)| ((*t, k.as_str()), *c)).collect();
    for (id, name, jahr, ist, obligo, umbuchung, uebertrag, einnahme) in &gespeichert {
        let alle = [
            ("IST", ist),
            ("OBLIGO", obligo),
            ("UMBUCHUNG", umbuchung),
            ("UEBERTRAG", uebertrag),
            ("EINNAHME", einnahme),
        ];
        for (konto, steht) in alle {
            let soll = summen.get(&(*id, konto)).copied().unwrap_or_default();
            if soll != *steht {
                let text = format!("{konto}: gespeichert sind {steht}, die Buchungen ergeben {soll}.");
                bericht
                    .befunde
                    .push(Befund::neu("BUDGET-P01", text).an(format!("{jahr}, {name}")));
            }
        }
    }
    bericht.toepfe = i64::try_from(gespeichert.len()).unwrap_or(i64::MAX);
    Ok(())
}

/// No gap, none twice, none beyond the counter.
async fn nummern(tx: &mut Tx, jahr: Option<i64>, bericht: &mut Bericht) -> Result<()> {
    let zeilen: Vec<(i64, i64, i64, i64, i64)> = tx
        .fetch_all(
            "SELECT h.jahr, h.letzte_nr, COUNT(b.nr), COALESCE(MIN(b.nr), 1), COALESCE(MAX(b.nr), 0)
             FROM haushaltsjahr h LEFT JOIN buchung b ON b.jahr = h.jahr WHERE $1 = 0 OR h.jahr = $1
             GROUP BY h.jahr, h.letzte_nr ORDER BY h.jahr",
            werte![jahr.unwrap_or(0)],
        )
        .await?;
    for (jahr, letzte, anzahl, kleinste, groesste) in zeilen {
        bericht.buchungen += anzahl;
        if kleinste != 1 || groesste != letzte || anzahl != letzte {
            let text = format!(
                "Die Nummern sind nicht lückenlos: {anzahl} Buchungen von {kleinste} bis {groesste}, gezählt wurde bis {letzte}."
            );
            bericht
                .befunde
                .push(Befund::neu("BUDGET-P02", text).an(jahr.to_string()));
        }
    }
    Ok(())
}

/// INV-B4: a Storno negates exactly its original, in the same Topf and balance, and only once.
async fn gegenbuchungen(tx: &mut Tx, jahr: Option<i64>, bericht: &mut Bericht) -> Result<()> {
    let falsche: Vec<(i64, i64)> = tx
        .fetch_all(
            "SELECT s.jahr, s.nr FROM buchung s LEFT JOIN buchung o ON o.id = s.storno_von
             WHERE ($1 = 0 OR s.jahr = $1) AND s.art = 'STORNO'
               AND (o.id IS NULL OR o.art = 'STORNO' OR o.topf <> s.topf OR o.konto <> s.konto OR o.betrag <> -s.betrag)
             ORDER BY s.jahr, s.nr LIMIT 100",
            werte![jahr.unwrap_or(0)],
        )
        .await?;
    for (jahr, nr) in falsche {
        let text = "Das Storno nimmt seine Buchung nicht genau zurück.";
        bericht
            .befunde
            .push(Befund::neu("BUDGET-P03", text).an(format!("{jahr}/{nr}")));
    }
    Ok(())
}

/// Money moved between Töpfe neither appears nor disappears.
async fn verschiebungen(tx: &mut Tx, jahr: Option<i64>, bericht: &mut Bericht) -> Result<()> {
    let falsche: Vec<(i64, i64, Cent)> = tx
        .fetch_all(
            "SELECT jahr, MIN(nr), CAST(SUM(betrag) AS BIGINT) FROM buchung
             WHERE ($1 = 0 OR jahr = $1) AND konto = 'UMBUCHUNG' GROUP BY jahr, vorgang HAVING SUM(betrag) <> 0
             ORDER BY 1, 2 LIMIT 100",
            werte![jahr.unwrap_or(0)],
        )
        .await?;
    for (jahr, nr, summe) in falsche {
        let text = format!("Geben und Nehmen der Umbuchung ergeben {summe} statt null.");
        bericht
            .befunde
            .push(Befund::neu("BUDGET-P04", text).an(format!("{jahr}/{nr}")));
    }
    Ok(())
}

/// Every line lies in its year.
async fn tage(tx: &mut Tx, jahr: Option<i64>, bericht: &mut Bericht) -> Result<()> {
    let falsche: Vec<(i64, i64)> = tx
        .fetch_all(
            "SELECT b.jahr, b.nr FROM buchung b JOIN haushaltsjahr h ON h.jahr = b.jahr
             WHERE ($1 = 0 OR b.jahr = $1) AND (b.datum < h.beginn OR b.datum > h.ende) ORDER BY b.jahr, b.nr LIMIT 100",
            werte![jahr.unwrap_or(0)],
        )
        .await?;
    for (jahr, nr) in falsche {
        let text = "Der Tag liegt nicht im Haushaltsjahr.";
        bericht
            .befunde
            .push(Befund::neu("BUDGET-P05", text).an(format!("{jahr}/{nr}")));
    }
    Ok(())
}
