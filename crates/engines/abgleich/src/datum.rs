//! Dates of birth as registers hold them: complete, partial, or with a placeholder day.

/// A date packed into one number that sorts by time; parts may be 0 (unknown). The whole is 0 if nothing is known.
///
/// Impossible days (31 February, month 17) are kept: they agree with their copies and may be a swapped day and month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Geburtstag(u32);

impl Geburtstag {
    /// From year, month and day; what is out of range counts as unknown.
    #[must_use]
    pub fn neu(jahr: u32, monat: u32, tag: u32) -> Self {
        let jahr = if (1..=9999).contains(&jahr) { jahr } else { 0 };
        let monat = if monat <= 31 { monat } else { 0 };
        let tag = if tag <= 31 { tag } else { 0 };
        Self(jahr << 10 | monat << 5 | tag)
    }

    /// Reads `1980-02-01`, `19800201`, `1.2.1980`, `01/02/1980`, `1980` and the like; otherwise nothing is known.
    #[must_use]
    pub fn lesen(text: &str) -> Self {
        let mut zahlen = [0_u32; 3];
        let mut stellen = [0_u8; 3];
        let mut n = 0;
        let mut in_zahl = false;
        for b in text.bytes() {
            if b.is_ascii_digit() {
                if !in_zahl {
                    if n == 3 {
                        // a time of day behind the date
                        break;
                    }
                    n += 1;
                    in_zahl = true;
                }
                if stellen[n - 1] >= 8 {
                    return Self::default();
                }
                zahlen[n - 1] = zahlen[n - 1] * 10 + u32::from(b - b'0');
                stellen[n - 1] += 1;
            } else if in_zahl && b == b'T' && n == 3 {
                break;
            } else {
                in_zahl = false;
            }
        }
        match (n, stellen) {
            (1, [8, ..]) => {
                let [z, ..] = zahlen;
                let iso = Self::neu(z / 10_000, z / 100 % 100, z % 100);
                if (1850..=2150).contains(&(z / 10_000)) || z % 10_000 < 1850 {
                    iso
                } else {
                    // DDMMYYYY
                    Self::neu(z % 10_000, z / 10_000 % 100, z / 1_000_000)
                }
            }
            (1, [4, ..]) => Self::neu(zahlen[0], 0, 0),
            (2, [4, ..]) => Self::neu(zahlen[0], zahlen[1], 0),
            (2, [_, 4, _]) => Self::neu(zahlen[1], zahlen[0], 0),
            (3, [4, ..]) => Self::neu(zahlen[0], zahlen[1], zahlen[2]),
            (3, [_, _, 4]) if text.contains('/') && zahlen[1] > 12 => {
                Self::neu(zahlen[2], zahlen[0], zahlen[1])
            }
            (3, [_, _, 4]) => Self::neu(zahlen[2], zahlen[1], zahlen[0]),
            (3, [_, _, 2]) => Self::neu(
                zahlen[2] + if zahlen[2] > 30 { 1900 } else { 2000 },
                zahlen[1],
                zahlen[0],
            ),
            _ => Self::default(),
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn fehlt(self) -> bool {
        self.0 == 0
    }
    /// The year, 0 = unknown.
    #[must_use]
    pub fn jahr(self) -> u32 {
        self.0 >> 10
    }
    /// The month, 0 = unknown.
    #[must_use]
    pub fn monat(self) -> u32 {
        self.0 >> 5 & 31
    }
    /// The day, 0 = unknown.
    #[must_use]
    pub fn tag(self) -> u32 {
        self.0 & 31
    }
    /// 1 January stands for "unknown" in many registers; so does a missing day or month.
    #[must_use]
    pub fn platzhalter(self) -> bool {
        self.0 != 0 && (self.tag() <= 1 && self.monat() <= 1 || self.monat() == 0)
    }
    /// The packed number.
    #[must_use]
    pub fn zahl(self) -> u32 {
        self.0
    }
    /// As a person writes it.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:02}.{:02}.{:04}", self.tag(), self.monat(), self.jahr())
    }
}

/// How two dates of birth differ; 0 is equal.
pub(crate) const D_GLEICH: u8 = 0;
pub(crate) const D_GETAUSCHT: u8 = 1;
pub(crate) const D_ZIFFER: u8 = 2;
pub(crate) const D_EIN_TEIL: u8 = 3;
pub(crate) const D_PLATZHALTER: u8 = 4;
pub(crate) const D_ZWEI_ZIFFERN: u8 = 5;
pub(crate) const D_NUR_JAHR: u8 = 6;
pub(crate) const D_GENERATION: u8 = 7;
pub(crate) const D_VERSCHIEDEN: u8 = 8;
pub(crate) const D_JAHR_ANDERS: u8 = 9;
pub(crate) const D_STUFEN: usize = 10;

pub(crate) fn datum_stufe(a: Geburtstag, b: Geburtstag) -> u8 {
    if a == b {
        return D_GLEICH;
    }
    let (ja, ma, ta) = (a.jahr(), a.monat(), a.tag());
    let (jb, mb, tb) = (b.jahr(), b.monat(), b.tag());
    if ja == jb && ma == tb && ta == mb {
        return D_GETAUSCHT;
    }
    if ja == jb && (a.platzhalter() || b.platzhalter()) {
        return D_PLATZHALTER;
    }
    let gleiche = u8::from(ja == jb) + u8::from(ma == mb) + u8::from(ta == tb);
    let ziffern = ziffern_anders(ja, jb, 4) + ziffern_anders(ma, mb, 2) + ziffern_anders(ta, tb, 2);
    let abstand = ja.abs_diff(jb);
    if gleiche == 2 {
        if ziffern == 1 {
            return D_ZIFFER;
        }
        return if ja == jb || abstand <= 1 {
            D_EIN_TEIL
        } else {
            D_JAHR_ANDERS
        };
    }
    if ziffern <= 2 {
        return D_ZWEI_ZIFFERN;
    }
    if ja == jb {
        return D_NUR_JAHR;
    }
    if (16..=50).contains(&abstand) {
        D_GENERATION
    } else {
        D_VERSCHIEDEN
    }
}

/// Typing errors between two numbers of so many digits; two neighbours swapped count once.
fn ziffern_anders(mut a: u32, mut b: u32, stellen: usize) -> u8 {
    let mut x = [0_u8; 4];
    let mut y = [0_u8; 4];
    if a == b {
        return 0;
    }
    for i in (0..stellen).rev() {
        x[i] = u8::try_from(a % 10).unwrap_or(0);
        y[i] = u8::try_from(b % 10).unwrap_or(0);
        a /= 10;
        b /= 10;
    }
    let mut anders = 0;
    let mut i = 0;
    while i < stellen {
        if x[i] != y[i] {
            anders += 1;
            if i + 1 < stellen && x[i] == y[i + 1] && x[i + 1] == y[i] {
                i += 1;
            }
        }
        i += 1;
    }
    anders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn liest_was_in_registern_steht() {
        let d = Geburtstag::neu(1980, 2, 1);
        for text in [
            "1980-02-01",
            "19800201",
            "1.2.1980",
            "01.02.1980",
            "01/02/1980",
            "1980-02-01T00:00:00",
            "01.02.80",
        ] {
            assert_eq!(Geburtstag::lesen(text), d, "{text}");
        }
        assert_eq!(Geburtstag::lesen("1980"), Geburtstag::neu(1980, 0, 0));
        assert_eq!(Geburtstag::lesen("01021980"), d);
        for leer in ["", "unbekannt", "123456789012"] {
            assert!(Geburtstag::lesen(leer).fehlt(), "{leer}");
        }
        assert!(Geburtstag::lesen("1980-01-01").platzhalter());
        assert!(!d.platzhalter());
    }

    #[test]
    fn stufen() {
        let d = Geburtstag::lesen;
        for (a, b, s) in [
            ("1980-02-01", "1980-02-01", D_GLEICH),
            ("1980-02-11", "1980-11-02", D_GETAUSCHT),
            ("1980-02-11", "1980-02-12", D_ZIFFER),
            ("1980-02-11", "1908-02-11", D_ZIFFER),
            ("1980-02-11", "1980-02-28", D_EIN_TEIL),
            ("1980-02-11", "1957-02-11", D_JAHR_ANDERS),
            ("1980-02-11", "1980-01-01", D_PLATZHALTER),
            ("1980-02-11", "1981-02-12", D_ZWEI_ZIFFERN),
            ("1980-02-11", "1980-07-29", D_NUR_JAHR),
            ("1980-02-11", "1952-07-29", D_GENERATION),
            ("1980-02-11", "1985-07-29", D_VERSCHIEDEN),
        ] {
            assert_eq!(datum_stufe(d(a), d(b)), s, "{a} {b}");
            assert_eq!(datum_stufe(d(b), d(a)), s, "{b} {a}");
        }
    }
}
