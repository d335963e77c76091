//! Names with up to two typing errors by symmetric deletion (Garbe, SymSpell): two names within two edits share a form
//! with at most two letters of the beginning left out. Only the beginning is indexed; the distance is checked after.

/// Letters of a name that enter the index.
const KOPF: usize = 8;
/// Forms of one beginning: itself, one letter out, two letters out.
const FORMEN_MAX: usize = 1 + KOPF + KOPF * (KOPF - 1) / 2;

const BASIS: u32 = 0x0100_0193;
const POTENZEN: [u32; KOPF + 1] = {
    let mut p = [1_u32; KOPF + 1];
    let mut i = 1;
    while i <= KOPF {
        p[i] = p[i - 1].wrapping_mul(BASIS);
        i += 1;
    }
    p
};

#[derive(Debug, Default)]
pub(super) struct Kuerzungen {
    /// Start of each bucket; its number of buckets is a power of two.
    anfang: Vec<u32>,
    /// (rest of the hash, name)
    eintraege: Vec<(u32, u32)>,
    /// A bit for each hash that is there, so small that it stays near the processor: most forms of a question are in no
    /// name at all.
    da: Vec<u64>,
}

impl Kuerzungen {
    pub fn bauen<'a>(namen: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut alle: Vec<(u32, u32)> = Vec::new();
        let mut formen = Formen::default();
        for (nr, name) in (0_u32..).zip(namen) {
            formen.setzen(name, 2);
            alle.extend(formen.alle().iter().map(|h| (*h, nr)));
        }
        let faecher = (alle.len() / 2).next_power_of_two().max(2);
        let mut anfang = vec![0_u32; faecher + 1];
        for (h, _) in &alle {
            anfang[fach(*h, faecher) + 1] += 1;
        }
        for i in 1..anfang.len() {
            anfang[i] += anfang[i - 1];
        }
        let mut da = vec![0_u64; (faecher / 4).max(1)];
        for (h, _) in &alle {
            let (wort, bit) = stelle(*h, da.len());
            da[wort] |= bit;
        }
        let mut naechste = anfang.clone();
        let mut eintraege = vec![(0, 0); alle.len()];
        for (h, nr) in alle {
            let platz = &mut naechste[fach(h, faecher)];
            eintraege[*platz as usize] = (h, nr);
            *platz += 1;
        }
        Self {
            anfang,
            eintraege,
            da,
        }
    }

    /// Calls `tun` with names that may be within `grenze` edits; a name may come several times.
    pub fn suchen(&self, name: &[u8], grenze: u8, formen: &mut Formen, mut tun: impl FnMut(u32)) {
        let Some(faecher) = self.anfang.len().checked_sub(1) else {
            return;
        };
        formen.setzen(name, grenze);
        // Each step for all forms, so that the processor waits for their memory at once.
        let Formen { hashes, zahl, orte } = formen;
        let mut da = 0;
        for i in 0..*zahl {
            let h = hashes[i];
            let (wort, bit) = stelle(h, self.da.len());
            hashes[da] = h;
            da += usize::from(self.da[wort] & bit != 0);
        }
        for (h, ort) in hashes[..da].iter().zip(orte.iter_mut()) {
            let f = fach(*h, faecher);
            *ort = (self.anfang[f], self.anfang[f + 1]);
        }
        for (h, (von, bis)) in hashes[..da].iter().zip(orte.iter()) {
            for (hash, nr) in &self.eintraege[*von as usize..*bis as usize] {
                if hash == h {
                    tun(*nr);
                }
            }
        }
    }

    pub fn speicher_bytes(&self) -> usize {
        size_of_val(&*self.anfang) + size_of_val(&*self.eintraege) + size_of_val(&*self.da)
    }
}

/// Word and bit of a hash; taken from its upper part, the bucket is the lower one.
const fn stelle(hash: u32, worte: usize) -> (usize, u64) {
    let h = hash.wrapping_mul(0x9e37_79b1);
    ((h >> 6) as usize & (worte - 1), 1 << (h & 63))
}

const fn fach(hash: u32, faecher: usize) -> usize {
    hash as usize & (faecher - 1)
}

/// Hashes of the shortened beginnings, each once.
pub(super) struct Formen {
    hashes: [u32; FORMEN_MAX],
    zahl: usize,
    /// Where the entries of each begin and end.
    orte: [(u32, u32); FORMEN_MAX],
}

impl Default for Formen {
    fn default() -> Self {
        Self {
            hashes: [0; FORMEN_MAX],
            zahl: 0,
            orte: [(0, 0); FORMEN_MAX],
        }
    }
}

impl Formen {
    /// The hash is a polynomial, so that a form without some letters comes from the parts before, between and behind them.
    fn setzen(&mut self, name: &[u8], grenze: u8) {
        self.zahl = 0;
        let kopf = &name[..name.len().min(KOPF)];
        let n = kopf.len();
        // vorn[i]: the first i letters
        let mut vorn = [0_u32; KOPF + 1];
        for (i, b) in kopf.iter().enumerate() {
            vorn[i + 1] = vorn[i].wrapping_mul(BASIS).wrapping_add(u32::from(*b) + 1);
        }
        let mal = |h: u32, stellen: usize| h.wrapping_mul(POTENZEN[stellen]);
        // letters from i to before j
        let teil = |i: usize, j: usize| vorn[j].wrapping_sub(mal(vorn[i], j - i));
        self.dazu(vorn[n]);
        if grenze == 0 {
            return;
        }
        for (i, davor) in vorn.iter().take(n).enumerate() {
            self.dazu(mal(*davor, n - i - 1).wrapping_add(teil(i + 1, n)));
            if grenze > 1 {
                for j in i + 1..n {
                    let mitte = mal(*davor, j - i - 1).wrapping_add(teil(i + 1, j));
                    self.dazu(mal(mitte, n - j - 1).wrapping_add(teil(j + 1, n)));
                }
            }
        }
    }

    fn dazu(&mut self, h: u32) {
        let h = (h ^ h >> 15).wrapping_mul(0x2c1b_3c6d);
        if let Some(platz) = self.hashes.get_mut(self.zahl) {
            *platz = h ^ h >> 13;
            self.zahl += 1;
        }
    }

    fn alle(&self) -> &[u32] {
        &self.hashes[..self.zahl]
    }
}
