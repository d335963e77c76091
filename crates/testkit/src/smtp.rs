//! A mail server that takes every message and keeps it: enough of SMTP for a real client to deliver by.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// A message as it came over the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brief {
    /// `MAIL FROM`.
    pub von: String,
    /// `RCPT TO`.
    pub an: Vec<String>,
    /// Header and body, dots unstuffed.
    pub text: String,
}

/// The server; it listens until the test ends.
#[derive(Debug)]
pub struct Briefkasten {
    /// `smtp://127.0.0.1:port`.
    pub url: String,
    briefe: Arc<Mutex<Vec<Brief>>>,
}

impl Briefkasten {
    /// Begins to listen.
    ///
    /// # Errors
    /// When there is no free port.
    pub fn oeffnen() -> anyhow::Result<Self> {
        let zuhoerer = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("smtp://{}", zuhoerer.local_addr()?);
        let briefe = Arc::new(Mutex::new(Vec::new()));
        let ablage = briefe.clone();
        thread::spawn(move || {
            for strom in zuhoerer.incoming().flatten() {
                let ablage = ablage.clone();
                // a client that hangs up in the middle delivered nothing
                thread::spawn(move || drop(gespraech(&strom, &ablage)));
            }
        });
        Ok(Self { url, briefe })
    }

    /// What arrived so far.
    #[must_use]
    pub fn briefe(&self) -> Vec<Brief> {
        self.briefe.lock().map(|b| b.clone()).unwrap_or_default()
    }

    /// Waits until so many arrived.
    ///
    /// # Errors
    /// With what did arrive in half a minute.
    pub fn warte_auf(&self, anzahl: usize) -> anyhow::Result<Vec<Brief>> {
        let anfang = Instant::now();
        while anfang.elapsed() < Duration::from_secs(30) {
            if self.briefe().len() >= anzahl {
                return Ok(self.briefe());
            }
            thread::sleep(Duration::from_millis(50));
        }
        anyhow::bail!(
            "{} statt {anzahl} Briefe: {:?}",
            self.briefe().len(),
            self.briefe()
        )
    }
}

fn gespraech(strom: &TcpStream, ablage: &Mutex<Vec<Brief>>) -> anyhow::Result<()> {
    let mut hin = strom.try_clone()?;
    let mut sagen = |zeile: &str| hin.write_all(format!("{zeile}\r\n").as_bytes());
    let mut zeilen = BufReader::new(strom).lines();
    let mut brief = Brief::default();
    let adresse = |z: &str| z.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
    sagen("220 testkit")?;
    while let Some(zeile) = zeilen.next().transpose()? {
        let wort = zeile.get(..4).unwrap_or_default().to_ascii_uppercase();
        match wort.as_str() {
            "EHLO" => sagen("250-testkit\r\n250 8BITMIME")?,
            "MAIL" => {
                brief.von = adresse(&zeile);
                sagen("250 ok")?;
            }
            "RCPT" => {
                brief.an.push(adresse(&zeile));
                sagen("250 ok")?;
            }
            "DATA" => {
                sagen("354 go on")?;
                for zeile in zeilen.by_ref() {
                    let zeile = zeile?;
                    if zeile == "." {
                        break;
                    }
                    brief.text.push_str(zeile.strip_prefix('.').unwrap_or(&zeile));
                    brief.text.push('\n');
                }
                if let Ok(mut ablage) = ablage.lock() {
                    ablage.push(std::mem::take(&mut brief));
                }
                sagen("250 kept")?;
            }
            "QUIT" => {
                sagen("221 bye")?;
                return Ok(());
            }
            _ => sagen("250 ok")?,
        }
    }
    Ok(())
}
