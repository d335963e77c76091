//! Sets of offers by their number.

/// A set of numbers below a fixed size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Menge(Vec<u64>);

impl Menge {
    /// Nothing of so many.
    pub fn leer(anzahl: usize) -> Self {
        Self(vec![0; anzahl.div_ceil(64)])
    }

    /// Adds one.
    pub fn setze(&mut self, nummer: usize) {
        if let Some(wort) = self.0.get_mut(nummer / 64) {
            *wort |= 1 << (nummer % 64);
        }
    }

    /// Adds those of a list.
    pub fn setze_alle(&mut self, nummern: &[u32]) {
        for n in nummern {
            self.setze(*n as usize);
        }
    }

    /// Whether it is in.
    pub fn hat(&self, nummer: usize) -> bool {
        self.0
            .get(nummer / 64)
            .is_some_and(|wort| wort & (1 << (nummer % 64)) != 0)
    }

    /// Whether there is none.
    pub fn ist_leer(&self) -> bool {
        self.0.iter().all(|wort| *wort == 0)
    }

    /// Keeps what is in both.
    pub fn und(&mut self, andere: &Self) {
        self.0.iter_mut().zip(&andere.0).for_each(|(a, b)| *a &= b);
    }

    /// Takes in what is in the other.
    pub fn oder(&mut self, andere: &Self) {
        self.0.iter_mut().zip(&andere.0).for_each(|(a, b)| *a |= b);
    }
}

#[cfg(test)]
mod tests {
    use super::Menge;

    #[test]
    fn mengen_rechnen() {
        let (mut a, mut b) = (Menge::leer(130), Menge::leer(130));
        a.setze_alle(&[0, 64, 129, 500]);
        b.setze_alle(&[64, 1]);
        let mut c = a.clone();
        c.und(&b);
        assert!(c.hat(64) && !c.hat(0) && !c.ist_leer());
        a.oder(&b);
        assert!(a.hat(1) && a.hat(129) && !a.hat(500) && !a.hat(2));
        assert!(Menge::leer(3).ist_leer());
    }
}
