use amt::Result;
use base::{Datum, Zeitraum};
use store::Tx;

use super::{abwesenheit, fachkraft, regel, stelle, team};
use crate::{model::StelleKurz, rules::Lage};

/// Everything the rules look at, for the days from `von` to `bis`. Absences are read a month further, so that the
/// end of one that has begun is known.
///
/// # Errors
/// When the database refuses.
pub async fn laden(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Lage> {
    let mut lage = Lage {
        regeln: regel::zwischen(tx, von, bis).await?,
        ..Lage::default()
    };
    for s in stelle::alle(tx).await? {
        lage.stellen.insert(
            s.id,
            StelleKurz {
                id: s.id,
                bezeichnung: s.bezeichnung,
                team: s.team,
            },
        );
    }
    for b in stelle::besetzungen(tx, von, bis).await? {
        lage.besetzungen.entry(b.stelle).or_default().push(b);
    }
    for a in abwesenheit::zwischen(tx, von, bis.plus_tage(31)).await? {
        let zeit = Zeitraum::neu(a.von, Some(a.bis));
        lage.abwesenheiten.entry(a.fachkraft).or_default().extend(zeit);
    }
    lage.fachkraefte = fachkraft::alle_kurz(tx)
        .await?
        .into_iter()
        .map(|f| (f.id, f))
        .collect();
    lage.teams = team::alle(tx).await?.into_iter().map(|t| (t.id, t)).collect();
    Ok(lage)
}
