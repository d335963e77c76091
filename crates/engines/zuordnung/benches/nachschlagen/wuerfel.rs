//! Seeded randomness for made-up towns and typing errors.
#![expect(clippy::cast_possible_truncation, reason = "the numbers thrown are small")]

/// Small generator with a fixed seed (xorshift), so that two runs measure the same town.
pub struct Wuerfel(pub u64);

impl Wuerfel {
    pub fn bis(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    pub fn aus<'a>(&mut self, liste: &[&'a str]) -> &'a str {
        liste[self.bis(liste.len())]
    }
}

/// One random edit: insert, delete, replace, or swap neighbours.
pub fn vertippt(w: &mut Wuerfel, text: &str) -> (String, usize) {
    let mut z: Vec<char> = text.chars().collect();
    if z.is_empty() {
        return (String::new(), 0);
    }
    let i = w.bis(z.len());
    let neu = char::from(b"abcdefghijklmnopqrstuvwxyz"[w.bis(26)]);
    match w.bis(4) {
        0 => z.insert(i, neu),
        1 => _ = z.remove(i),
        2 => z[i] = neu,
        _ => {
            let j = (i + 1) % z.len();
            z.swap(i, j);
        }
    }
    (z.into_iter().collect(), i)
}
