//! A register of addresses and lines of free text in, addresses out.

use std::io::Write;
use std::ops::Range;

use super::tabelle::tabelle;
use super::{DateiFehler, text, zelle};
use crate::verzeichnis::{Suche, Treffer, Verzeichnis, VerzeichnisBauer};

/// A register with the ids of its table.
#[derive(Debug)]
pub struct Register {
    /// The addresses.
    pub verzeichnis: Verzeichnis,
    /// The ids as they are written.
    ids: Vec<u8>,
    enden: Vec<u32>,
}

impl Register {
    /// Where the id of an address stands.
    fn stelle(&self, adresse: u32) -> Range<usize> {
        let i = adresse as usize;
        let von = i.checked_sub(1).and_then(|v| self.enden.get(v));
        let ende = |e: Option<&u32>| e.map_or(0, |e| *e as usize);
        ende(von)..ende(self.enden.get(i))
    }
}

/// Reads `addr_id,street,house_no,suffix,postcode[,…]`; of the columns only `street` must be there.
///
/// # Errors
/// [`DateiFehler`] for a table without a street or with more than four milliards of lines.
pub fn register_lesen(ein: &[u8]) -> Result<Register, DateiFehler> {
    let (mut leser, kopf) = tabelle(ein)?;
    let strasse = kopf.muss(&["street", "strasse", "straße", "str_name"])?;
    let id = kopf.finden(&["addr_id", "id", "adresse_id"]);
    let nummer = kopf.finden(&["house_no", "hausnummer", "hnr", "number"]);
    let zusatz = kopf.finden(&["suffix", "zusatz", "hnr_zusatz", "hausnummernzusatz"]);
    let plz = kopf.finden(&["postcode", "plz", "postleitzahl"]);
    let mut bauer = VerzeichnisBauer::neu();
    let (mut ids, mut enden) = (Vec::new(), Vec::new());
    while leser.weiter()? {
        let feld = |i: Option<usize>| text(i.and_then(|i| leser.feld(i)).unwrap_or_default());
        bauer.adresse(&feld(Some(strasse)), &feld(nummer), &feld(zusatz), &feld(plz));
        match id {
            Some(i) => zelle(&mut ids, leser.feld(i).unwrap_or_default()),
            None => ids.extend_from_slice(enden.len().to_string().as_bytes()),
        }
        enden.push(u32::try_from(ids.len()).map_err(|_| DateiFehler::ZuViele)?);
        if u32::try_from(enden.len()).is_err() {
            return Err(DateiFehler::ZuViele);
        }
    }
    Ok(Register {
        verzeichnis: bauer.bauen(),
        ids,
        enden,
    })
}

/// Reads `query_id,text` and writes `query_id,addr_id,score`; `addr_id` is empty where nothing is found. Returns how many
/// lines there were and how many were answered.
///
/// # Errors
/// [`DateiFehler`] for a table without a text, and what the stream says.
pub fn anfragen_zuordnen(
    register: &Register,
    ein: &[u8],
    mut aus: impl Write,
) -> Result<(u64, u64), DateiFehler> {
    let (mut leser, kopf) = tabelle(ein)?;
    let frage = kopf.muss(&["text", "address", "adresse", "anschrift", "query"])?;
    let id = kopf.finden(&["query_id", "id", "anfrage_id"]);
    let mut suche = register.verzeichnis.suche();
    let mut block = Block::default();
    let mut zeilen: Vec<u8> = b"query_id,addr_id,score\n".to_vec();
    let (mut alle, mut gefunden) = (0_u64, 0_u64);
    loop {
        let weiter = leser.weiter()?;
        if weiter {
            match id {
                Some(i) => zelle(&mut block.ids, leser.feld(i).unwrap_or_default()),
                None => block.ids.extend_from_slice(alle.to_string().as_bytes()),
            }
            block.texte.push_str(&text(leser.feld(frage).unwrap_or_default()));
            block.enden.push((block.ids.len(), block.texte.len()));
            alle += 1;
        }
        if !weiter || block.enden.len() == BLOCK {
            gefunden += block.beantworten(register, &mut suche, &mut zeilen);
            aus.write_all(&zeilen)?;
            zeilen.clear();
        }
        if !weiter {
            aus.flush()?;
            return Ok((alle, gefunden));
        }
    }
}

/// Lines answered together.
const BLOCK: usize = 1024;

/// What the register knows of a line lies anywhere in memory; looked up one right after the other the processor waits for
/// many of them at once.
#[derive(Default)]
struct Block {
    ids: Vec<u8>,
    texte: String,
    /// Where the id and the text of each line end.
    enden: Vec<(usize, usize)>,
    treffer: Vec<Option<Treffer>>,
    stellen: Vec<Range<usize>>,
}

impl Block {
    /// Writes the answers; how many lines have one.
    fn beantworten(&mut self, register: &Register, suche: &mut Suche<'_>, zeilen: &mut Vec<u8>) -> u64 {
        let mut von = 0;
        let texte = self.enden.iter().map(|(_, bis)| {
            let text = self.texte.get(von..*bis).unwrap_or_default();
            von = *bis;
            text
        });
        self.treffer.clear();
        suche.finde_alle(texte, |t| self.treffer.push(t));
        self.stellen.clear();
        let stelle = |t: &Option<Treffer>| t.map_or(0..0, |t| register.stelle(t.adresse));
        self.stellen.extend(self.treffer.iter().map(stelle));
        let (mut von, mut gefunden) = (0, 0);
        for (((bis, _), treffer), stelle) in self.enden.iter().zip(&self.treffer).zip(&self.stellen) {
            zeilen.extend_from_slice(self.ids.get(von..*bis).unwrap_or_default());
            zeilen.push(b',');
            zeilen.extend_from_slice(register.ids.get(stelle.clone()).unwrap_or_default());
            match treffer {
                Some(t) => {
                    tausendstel(zeilen, t.guete);
                    gefunden += 1;
                }
                None => zeilen.push(b','),
            }
            zeilen.push(b'\n');
            von = *bis;
        }
        self.ids.clear();
        self.texte.clear();
        self.enden.clear();
        gefunden
    }
}

/// ",0.987"
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a thousand"
)]
fn tausendstel(aus: &mut Vec<u8>, guete: f32) {
    let n = (guete.clamp(0.0, 1.0) * 1000.0).round() as u32;
    let ziffer = |n: u32| b'0' + u8::try_from(n % 10).unwrap_or(0);
    aus.extend([
        b',',
        ziffer(n / 1000),
        b'.',
        ziffer(n / 100),
        ziffer(n / 10),
        ziffer(n),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabellen_rein_tabelle_raus() {
        let register = "addr_id,street,house_no,suffix,postcode,area_id\n\
            a1,Ackerstraße,12,,10115,1\n\"a,2\",Ackerstraße,12,A,10115,1\na3,Ackerstraße,12,,13585,2\n";
        let register = register_lesen(register.as_bytes()).unwrap();
        let mut aus = Vec::new();
        let fragen = "query_id,text\n1,\"Ackerstr. 12a, 10115 Berlin\"\n2,Akcerstraße 12 13585\n3,Ackerstr. 12\n4,Beerenweg 3\n";
        let zahlen = anfragen_zuordnen(&register, fragen.as_bytes(), &mut aus).unwrap();
        assert_eq!(zahlen, (4, 3));
        let soll = "query_id,addr_id,score\n1,\"a,2\",1.000\n2,a3,0.909\n3,a1,0.500\n4,,\n";
        assert_eq!(String::from_utf8(aus).unwrap(), soll);
    }

    #[test]
    fn alte_zeichensaetze_und_fehlende_spalten() {
        let register = register_lesen(b"street;house_no;postcode\nM\xfcllerstra\xdfe;3;13353\n").unwrap();
        let mut aus = Vec::new();
        anfragen_zuordnen(&register, "text\nMüllerstr 3\n".as_bytes(), &mut aus).unwrap();
        assert_eq!(aus, b"query_id,addr_id,score\n0,0,1.000\n");
        assert!(matches!(
            register_lesen(b"a,b\n"),
            Err(DateiFehler::Spalte("street", _))
        ));
        assert!(register_lesen(b"").is_err());
    }
}
