use std::{
    fs::File,
    io::{BufRead, BufReader, Cursor, Read},
    path::PathBuf,
    sync::Arc,
};

use flate2::bufread::MultiGzDecoder;

use crate::{Fehler, codes};

/// Most bytes a file may have after unpacking: a packed file of a few kilobytes can unpack to terabytes.
const HOECHSTENS: u64 = 4 << 30;
/// Most bytes of a file that has to be held in memory as a whole.
const HOECHSTENS_IM_SPEICHER: u64 = 1 << 30;

/// Something to read from the beginning, several times over; gzip is unpacked on the way.
#[derive(Debug, Clone)]
pub enum Quelle {
    /// A file.
    Pfad(PathBuf),
    /// Bytes.
    Bytes(Arc<[u8]>),
}

impl From<PathBuf> for Quelle {
    fn from(p: PathBuf) -> Self {
        Self::Pfad(p)
    }
}

impl From<Vec<u8>> for Quelle {
    fn from(b: Vec<u8>) -> Self {
        Self::Bytes(b.into())
    }
}

impl Quelle {
    /// The bytes from the beginning, unpacked.
    ///
    /// # Errors
    /// `EINLESEN-E01` when the file cannot be opened.
    pub fn oeffnen(&self) -> Result<Box<dyn BufRead + Send>, Fehler> {
        let mut roh: Box<dyn BufRead + Send> = match self {
            Self::Pfad(p) => Box::new(BufReader::with_capacity(1 << 16, File::open(p)?)),
            Self::Bytes(b) => Box::new(Cursor::new(b.clone())),
        };
        let gepackt = roh.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let innen: Box<dyn Read + Send> = if gepackt {
            Box::new(MultiGzDecoder::new(roh))
        } else {
            roh
        };
        let begrenzt = Begrenzt {
            innen,
            rest: HOECHSTENS,
        };
        Ok(Box::new(BufReader::with_capacity(1 << 16, begrenzt)))
    }

    /// All bytes, unpacked, in memory.
    ///
    /// # Errors
    /// `EINLESEN-E01` when the file cannot be read, `EINLESEN-E02` when it is too large for that.
    pub fn alles(&self) -> Result<Vec<u8>, Fehler> {
        let mut aus = Vec::new();
        self.oeffnen()?
            .take(HOECHSTENS_IM_SPEICHER + 1)
            .read_to_end(&mut aus)?;
        if aus.len() as u64 > HOECHSTENS_IM_SPEICHER {
            return Err(Fehler::neu(
                codes::ZU_GROSS,
                "Die Datei ist größer als 1 GB. Bitte teilen Sie sie.",
            ));
        }
        Ok(aus)
    }
}

struct Begrenzt {
    innen: Box<dyn Read + Send>,
    rest: u64,
}

impl Read for Begrenzt {
    fn read(&mut self, puffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.innen.read(puffer)?;
        match self.rest.checked_sub(n as u64) {
            Some(rest) => self.rest = rest,
            None => {
                return Err(std::io::Error::other(Fehler::neu(
                    codes::ZU_GROSS,
                    "Die Datei ist entpackt größer als 4 GB. Bitte teilen Sie sie.",
                )));
            }
        }
        Ok(n)
    }
}
