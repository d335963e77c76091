//! Random numbers that are the same everywhere.

/// SplitMix64.
pub(super) struct Wuerfel(u64);

impl Wuerfel {
    pub(super) fn neu(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(1))
    }
    pub(super) fn roh(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
    /// 0 … grenze − 1
    pub(super) fn bis(&mut self, grenze: usize) -> usize {
        let produkt = (u128::from(self.roh()) * grenze.max(1) as u128) >> 64;
        usize::try_from(produkt).unwrap_or(0)
    }
    /// von … bis − 1
    pub(super) fn zwischen(&mut self, von: u32, bis: u32) -> u32 {
        von + u32::try_from(self.bis((bis - von) as usize)).unwrap_or(0)
    }
    pub(super) fn promille(&mut self, p: usize) -> bool {
        self.bis(1000) < p
    }
    pub(super) fn aus<'a, T>(&mut self, liste: &'a [T]) -> &'a T {
        &liste[self.bis(liste.len())]
    }
    /// An early place of a list more often than a late one, as names are given (Zipf with an offset).
    pub(super) fn haeufig(&mut self, laenge: usize) -> usize {
        #[expect(clippy::cast_precision_loss, reason = "a random number")]
        let u = (self.roh() >> 11) as f64 / (1_u64 << 53) as f64;
        #[expect(clippy::cast_precision_loss, reason = "a short list")]
        let n = laenge as f64;
        let offset = 6.0_f64;
        let x = offset * ((n + offset) / offset).powf(u) - offset;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and n"
        )]
        let i = x as usize;
        i.min(laenge - 1)
    }
    pub(super) fn mischen<T>(&mut self, liste: &mut [T]) {
        for i in (1..liste.len()).rev() {
            liste.swap(i, self.bis(i + 1));
        }
    }
}
