//! Chance, in two kinds: a stream that is drawn from in order, and noise that depends only on a place.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// The parts of the town; each has its own stream, so that more of one does not move another.
#[derive(Clone, Copy)]
pub enum Strom {
    Strassen = 2,
    Akteure = 3,
    Angebote = 4,
    Anliegen = 5,
    Personal = 6,
    Haushalte = 7,
}

/// A stream of chance.
pub struct Wuerfel(ChaCha8Rng);

impl Wuerfel {
    /// The stream `strom` of the town `seed`, for its part number `teil` (a leaf, say).
    pub fn neu(seed: u64, strom: Strom, teil: u32) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream((strom as u64) << 32 | u64::from(teil));
        Self(rng)
    }

    /// A number from 0 up to, not including, `n`; 0 if `n` is 0.
    ///
    /// Own multiply-and-shift instead of `random_range`: rand may change its sampling between versions,
    /// and then every town would change.
    pub fn unter(&mut self, n: u32) -> u32 {
        // below 2^32 by construction
        u32::try_from((u64::from(self.0.next_u32()) * u64::from(n)) >> 32).unwrap_or_default()
    }

    /// A number from `von` to `bis`, both inclusive.
    pub fn zwischen(&mut self, von: u32, bis: u32) -> u32 {
        von + self.unter(bis.saturating_sub(von) + 1)
    }

    /// True in `promille` of 1,000 cases.
    pub fn promille(&mut self, promille: u32) -> bool {
        self.unter(1000) < promille
    }

    /// One of the entries; the lists of this crate are never empty.
    pub fn aus<'a, T>(&mut self, liste: &'a [T]) -> &'a T {
        &liste[self.unter(laenge(liste)) as usize]
    }

    /// One of the entries, each as likely as its weight says.
    pub fn gewichtet<'a, T>(&mut self, liste: &'a [(u32, T)]) -> &'a T {
        let mut wurf = self.unter(liste.iter().map(|(g, _)| g).sum());
        for (gewicht, wert) in liste {
            if wurf < *gewicht {
                return wert;
            }
            wurf -= gewicht;
        }
        &liste[0].1
    }
}

fn laenge<T>(liste: &[T]) -> u32 {
    u32::try_from(liste.len()).unwrap_or(u32::MAX)
}

/// Noise of a place: the same place always gives the same number (SplitMix64 finaliser).
pub fn rauschen(seed: u64, a: i64, b: i64, art: u64) -> u64 {
    let mut z = seed
        ^ a.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ b.cast_unsigned()
            .wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
            .rotate_left(31)
        ^ art.wrapping_mul(0x1656_67B1_9E37_79F9);
    for _ in 0..2 {
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
    }
    z
}

/// Noise as a number from `-spanne` to `spanne`.
pub fn abweichung(rauschen: u64, spanne: i64) -> i64 {
    let breite = 2 * spanne.unsigned_abs() + 1;
    i64::try_from(rauschen % breite).unwrap_or_default() - spanne
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_repeatable_and_differ() {
        let zug = |strom, teil| {
            let mut w = Wuerfel::neu(1, strom, teil);
            (0..8).map(|_| w.unter(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(zug(Strom::Angebote, 0), zug(Strom::Angebote, 0));
        assert_ne!(zug(Strom::Angebote, 0), zug(Strom::Angebote, 1));
        assert_ne!(zug(Strom::Angebote, 0), zug(Strom::Strassen, 0));
    }

    #[test]
    fn weights_are_respected() {
        let mut w = Wuerfel::neu(1, Strom::Angebote, 0);
        let treffer = (0..10_000)
            .filter(|_| *w.gewichtet(&[(9, true), (1, false)]))
            .count();
        assert!((8_800..9_200).contains(&treffer), "{treffer}");
        assert!((0..1000).all(|_| (3..=5).contains(&w.zwischen(3, 5))));
    }

    #[test]
    fn noise_stays_in_its_span() {
        let werte: Vec<i64> = (0..1000).map(|i| abweichung(rauschen(3, i, -i, 1), 5)).collect();
        assert!(werte.iter().all(|w| (-5..=5).contains(w)));
        assert!((-5..=5).all(|w| werte.contains(&w)));
    }
}
