//! Many lines at once. Most lines are an address as the register writes it, and what takes the time is not work but waiting
//! for memory: the name's place in the table, its numbers, its address lie far from each other. So the lines of a block take
//! each of these steps together, one right after the other, and the processor waits for all of them at once.

use std::hint::black_box;

use super::form::Form;
use super::lesen::{Lesart, Lesarten};
use super::suchen::{Suche, Treffer};
use super::{KEINE, Tafel, Verzeichnis};

/// Lines of a block; their readings stay in the cache next to the processor.
pub(super) const BLOCK: usize = 32;

/// A line on its way.
#[derive(Debug, Default)]
pub(super) struct Zwischenstand {
    lesarten: Lesarten,
    /// The name of the first reading.
    form: Form,
    platz: usize,
    marke: u32,
    name: u32,
}

impl Zwischenstand {
    fn erste(&self) -> Option<Lesart> {
        self.lesarten.alle().first().copied()
    }
}

impl Suche<'_> {
    /// [`Suche::finde`] for many lines: the same answers in the same order, and sooner.
    pub fn finde_alle<'t>(
        &mut self,
        texte: impl IntoIterator<Item = &'t str>,
        mut tun: impl FnMut(Option<Treffer>),
    ) {
        let mut texte = texte.into_iter();
        let mut block = std::mem::take(&mut self.block);
        block.resize_with(BLOCK, Zwischenstand::default);
        let mut zeilen: [&str; BLOCK] = [""; BLOCK];
        loop {
            let mut zahl = 0;
            for (ziel, text) in zeilen.iter_mut().zip(&mut texte) {
                *ziel = text;
                zahl += 1;
            }
            if zahl == 0 {
                break;
            }
            let block = &mut block[..zahl];
            self.v.vorbereiten(&zeilen, block);
            for (text, z) in zeilen.iter().zip(block) {
                tun(self.v.genau_getroffen(z).or_else(|| {
                    std::mem::swap(&mut self.lesarten, &mut z.lesarten);
                    self.gelesen(text)
                }));
            }
        }
        self.block = block;
    }
}

impl Verzeichnis {
    /// Reads the lines and walks to the address of each first reading, so that it lies near when it is asked for.
    fn vorbereiten(&self, zeilen: &[&str], block: &mut [Zwischenstand]) {
        for (text, z) in zeilen.iter().zip(block.iter_mut()) {
            z.lesarten.lesen(text, |p| self.kennt_plz(p));
            let name = z.erste().map_or("", |l| &text[l.name.0..l.name.1]);
            z.form.setzen(name);
            (z.platz, z.marke) = Tafel::ort(&z.form.fein, self.fein_tafel.plaetze.len().max(1));
        }
        for z in block.iter_mut() {
            z.name = self.fein_tafel.vermuten(z.platz, z.marke);
        }
        let mut nah = 0_usize;
        let bekannt = || block.iter().filter(|z| z.name != KEINE);
        for n in bekannt().map(|z| z.name as usize) {
            nah ^= self.anfang[n] as usize ^ self.fein.enden[n] as usize;
        }
        for n in bekannt().map(|z| z.name) {
            let (ab, bis) = self.grenzen(n);
            let zahl = |i: usize| self.nummern.get(i).map_or(0, |n| usize::from(*n));
            nah ^= zahl(ab) ^ zahl(ab.midpoint(bis)) ^ zahl(bis);
            nah ^= self.fein.von(n).first().map_or(0, |b| usize::from(*b));
        }
        for z in bekannt() {
            if let Some(l) = z.erste() {
                let stelle = self.stelle(z.name, l.nummer).start;
                nah ^= self.zeilen.get(stelle).map_or(0, |z| z.adresse as usize);
            }
        }
        black_box(nah);
    }

    /// The answer, if the first reading is an address to the letter.
    fn genau_getroffen(&self, z: &Zwischenstand) -> Option<Treffer> {
        let l = z.erste()?;
        if z.name == KEINE || self.fein.von(z.name) != z.form.fein {
            return None;
        }
        self.genauer_treffer(z.name, &l, z.lesarten.plz)
    }
}

#[cfg(test)]
mod tests {
    use super::super::VerzeichnisBauer;

    #[test]
    fn viele_zeilen_wie_jede_fuer_sich() {
        let mut bauer = VerzeichnisBauer::neu();
        for i in 1..200 {
            let nr = i.to_string();
            bauer.adresse("Ackerstraße", &nr, if i % 3 == 0 { "a" } else { "" }, "10115");
            bauer.adresse("Straße des 17. Juni", &nr, "", "10623");
            bauer.adresse("Am Weiher", &nr, "", "");
        }
        let verzeichnis = bauer.bauen();
        let mut suche = verzeichnis.suche();
        let mut zeilen = vec![String::new(), "10115".into(), "Am".into(), "ß".repeat(300)];
        for i in 0..250 {
            zeilen.push(format!("Ackerstr. {i}a, 10115 Berlin"));
            zeilen.push(format!("Akcerstraße {i} 10115"));
            zeilen.push(format!("Straße des 17. Juni {i}"));
            zeilen.push(format!("{i} Am Weiher, 10623 Berlin"));
        }
        let soll: Vec<_> = zeilen.iter().map(|z| suche.finde(z)).collect();
        let mut ist = Vec::new();
        suche.finde_alle(zeilen.iter().map(String::as_str), |t| ist.push(t));
        assert_eq!(soll, ist);
        assert!(ist.iter().flatten().count() > 300);
    }
}
