//! M3: `share = β · share_hist + (1 − β) · share_neu`, so that nobody falls at once.

use base::{Befund, Bp, Cent};
use num_bigint::BigInt;
use num_traits::Zero;

use super::Schritt;
use crate::rules::bruch::{Bruch, bruch, prozent};

/// β by year, when the GO says nothing else.
pub const BETA_STUFEN: [Bp; 5] = [Bp(8_000), Bp(6_000), Bp(4_000), Bp(2_000), Bp(0)];

pub(super) fn anteile(
    neu: &[Bruch],
    ist: &[Cent],
    beta: Bp,
    namen: &[&str],
) -> Result<(Vec<Bruch>, Schritt), Vec<Befund>> {
    let summe: BigInt = ist.iter().map(|c| BigInt::from(c.0)).sum();
    if summe.is_zero() {
        let text = "Das Ist des Vorjahres ist in allen Regionen null.";
        return Err(vec![Befund::neu("BUDGET-E05", text).an("ist")]);
    }
    let b = bruch(beta.0, 10_000);
    let rest = bruch(10_000 - beta.0, 10_000);
    let mut zeilen = Vec::with_capacity(namen.len());
    let mut aus = Vec::with_capacity(namen.len());
    for (r, name) in namen.iter().enumerate() {
        let alt = bruch(ist[r].0, summe.clone());
        let anteil = &b * &alt + &rest * &neu[r];
        zeilen.push(vec![
            (*name).to_owned(),
            ist[r].to_string(),
            prozent(&alt, 4),
            prozent(&neu[r], 4),
            prozent(&anteil, 4),
        ]);
        aus.push(anteil);
    }
    let schritt = Schritt {
        titel: format!(
            "Schrittweiser Übergang (M3), alter Anteil zählt {}",
            prozent(&b, 0)
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
    Ok((aus, schritt))
}
