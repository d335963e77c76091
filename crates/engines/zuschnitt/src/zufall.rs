//! Randomness from a seed. Own lines instead of a library, because the same seed must give the same plan for years;
//! the generators of the libraries may change between versions.

/// `SplitMix64`.
#[derive(Clone, Debug)]
pub(crate) struct Zufall(u64);

impl Zufall {
    pub(crate) fn neu(saat: u64) -> Self {
        Self(saat.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    pub(crate) fn zahl(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Even in `0..n`; `n` must not be 0.
    pub(crate) fn unter(&mut self, n: usize) -> usize {
        (((self.zahl() >> 32) * n as u64) >> 32) as usize
    }

    /// Even in `(0, 1]`, so that its logarithm is finite.
    pub(crate) fn eins(&mut self) -> f64 {
        ((self.zahl() >> 11) + 1) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    pub(crate) fn mischen<T>(&mut self, liste: &mut [T]) {
        for i in (1..liste.len()).rev() {
            let j = self.unter(i + 1);
            liste.swap(i, j);
        }
    }
}
