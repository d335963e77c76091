//! Made-up German registers with a known truth, for measuring: same size and seed, same files.
//!
//! Nobody in them exists. Households live in made-up towns; every person stands in one to four registers, each time
//! with the mistakes registers make.

mod fehler;
mod listen;
mod menschen;
mod wuerfel;

use std::io::{self, Write};

use fehler::Schreiber;
use menschen::Bevoelkerung;
use wuerfel::Wuerfel;

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Auftrag {
    /// How many records.
    pub datensaetze: usize,
    /// Start of the random numbers.
    pub seed: u64,
    /// How badly the registers are kept: 1 ordinary, 2 and more worse.
    pub haerte: usize,
}

/// Writes `records.csv` and `truth.csv` (`rec_id,entity_id,household_id,flags`).
///
/// ```
/// use abgleich::erzeugen::{Auftrag, erzeugen};
/// let (mut saetze, mut wahrheit) = (Vec::new(), Vec::new());
/// erzeugen(&Auftrag { datensaetze: 100, seed: 1, haerte: 1 }, &mut saetze, &mut wahrheit)?;
/// assert_eq!(abgleich::formate::lesen(&saetze).unwrap().anzahl(), 100);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the writers say.
pub fn erzeugen(auftrag: &Auftrag, saetze: &mut impl Write, wahrheit: &mut impl Write) -> io::Result<()> {
    let mut w = Wuerfel::neu(auftrag.seed);
    let volk = Bevoelkerung::neu(&mut w, auftrag.datensaetze * 64 / 100 + 8);
    let mut liste: Vec<(u32, u8)> = Vec::with_capacity(auftrag.datensaetze + 4);
    'alle: for runde in 0.. {
        for person in 0..u32::try_from(volk.menschen.len()).unwrap_or(0) {
            if liste.len() >= auftrag.datensaetze {
                break 'alle;
            }
            let anzahl = match w.bis(100) {
                0..=59 => 1,
                60..=86 => 2,
                87..=96 => 3,
                _ => 4,
            };
            if runde > 0 {
                // the rest of a small order: one more record each
                liste.push((person, 2));
                continue;
            }
            let erstes = w.bis(3);
            for k in 0..anzahl {
                // the third register holds duplicates, the others hold a person once
                let quelle = if k < 3 { (erstes + k) % 3 } else { 2 };
                liste.push((person, u8::try_from(quelle).unwrap_or(0)));
            }
        }
    }
    liste.truncate(auftrag.datensaetze);
    w.mischen(&mut liste);
    writeln!(
        saetze,
        "rec_id,source,first_name,last_name,birth_name,dob,sex,street,house_no,postcode,city"
    )?;
    writeln!(wahrheit, "rec_id,entity_id,household_id,flags")?;
    let mut schreiber = Schreiber::neu(&volk, auftrag.haerte.clamp(1, 5));
    for (nr, (person, quelle)) in liste.iter().enumerate() {
        let satz = schreiber.satz(&mut w, *person as usize, *quelle);
        let quelle = ["A", "B", "C"][usize::from(*quelle)];
        write!(saetze, "r{nr},{quelle}")?;
        for feld in &satz {
            write!(saetze, ",{feld}")?;
        }
        writeln!(saetze)?;
        writeln!(
            wahrheit,
            "r{nr},e{person},h{},{}",
            volk.menschen[*person as usize].haushalt,
            schreiber.merkmale.join("|")
        )?;
    }
    Ok(())
}
