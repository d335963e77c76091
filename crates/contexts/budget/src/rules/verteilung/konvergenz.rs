//! M3: `share = β · share_hist + (1 − β) · share_neu`, so that nobody falls at once.

use base::{Befund, Bp, Cent};
use num_bigint::BigInt;
use num_traits::Zero;

use super::{Schritt, anteile::Anteile};
use crate::rules::bruch::{bruch, prozent, prozent_von};

/// β by year, when the GO says nothing else.
pub const BETA_STUFEN: [Bp; 5] = [Bp(8_000), Bp(6_000), Bp(4_000), Bp(2_000), Bp(0)];

pub(super) fn anteile(
    neu: &Anteile,
    ist: &[Cent],
    beta: Bp,
    namen: &[&str],
) -> Result<(Anteile, Schritt), Vec<Befund>> {
    let summe: BigInt = ist.iter().map(|c| BigInt::from(c.0)).sum();
    if summe.is_zero() {
        let text = "Das Ist des Vorjahres ist in allen Regionen null.";
        return Err(vec![Befund::neu("BUDGET-E05", text).an("ist")]);
    }
    // β · ist/S + (1 − β) · neu, over 10 000 · S · the old denominator
    let vom_alten = BigInt::from(beta.0) * &neu.nenner;
    let vom_neuen = BigInt::from(10_000 - beta.0) * &summe;
    let anteile = Anteile {
        zaehler: (ist.iter().zip(&neu.zaehler))
            .map(|(ist, neu)| &vom_alten * BigInt::from(ist.0) + &vom_neuen * neu)
            .collect(),
        nenner: BigInt::from(10_000) * &summe * &neu.nenner,
    };
    let zeilen = namen
        .iter()
        .enumerate()
        .map(|(r, name)| {
            vec![
                (*name).to_owned(),
                ist[r].to_string(),
                prozent_von(&BigInt::from(ist[r].0), &summe, 4),
                neu.prozent(r, 4),
                anteile.prozent(r, 4),
            ]
        })
        .collect();
    let schritt = Schritt {
        titel: format!(
            "Schrittweiser Übergang (M3), alter Anteil zählt {}",
            prozent(&bruch(beta.0, 10_000), 0)
        ),
        regel: "GO budget.verteilmethode, Fachkonzept 8.3".into(),
        spalten: [
            "Region",
            "Ist des Vorjahres",
            "Alter Anteil",
            "Neuer Anteil",
            "Anteil",
        ]
        .map(Into::into)
        .to_vec(),
        zeilen,
    };
    Ok((anteile, schritt))
}
