//! Prints the public holidays of all territories: `feiertage 1990 2100`.

use std::error::Error;

use fristen::{Kalender, Land, dateien};

fn main() -> Result<(), Box<dyn Error>> {
    let jahre: Vec<i16> = std::env::args()
        .skip(1)
        .map(|t| t.parse())
        .collect::<Result<_, _>>()?;
    let [von, bis] = jahre.as_slice() else {
        return Err("Aufruf: feiertage VON BIS".into());
    };
    let kalender: Vec<Kalender> = Land::ALLE.iter().map(|l| Kalender::fuer(*l)).collect();
    dateien::feiertage(&kalender, *von..=*bis, std::io::stdout().lock())?;
    Ok(())
}
