//! Whole lists in plain tables: from bytes to bytes. Who opens the files is the caller's business.
//!
//! **Periods.** In: `id,beginn,laenge` or `id,beginn,schluessel`, and as you like `land` and `merkmale`. `beginn` is a day
//! (2026-03-16) or, for hours, an instant with its zone (2026-03-16T10:30+01:00[Europe/Berlin]); `laenge` is P14D, P2W,
//! P1M, P1Y, 5WT (Werktage) or 5AT (Arbeitstage); `schluessel` is one of the catalogue. Out: `id,ende,grund,fehler`, where
//! `grund` holds the steps, one after the other.
//!
//! **Holidays.** Out: `land,tag,name`.

use std::io::Write;

use csv::{ReaderBuilder, StringRecord, Writer};
use jiff::{Zoned, civil::Date};

use crate::{
    Angaben, Ende, Frist, Kalender, Laenge, Land, Merkmal, Optionen, Schluessel, Zeitmarke, ende_nach,
    tag_text,
};

/// Why a list cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DateiFehler {
    /// The table is broken, or the stream failed.
    #[error("Die Tabelle lässt sich nicht lesen oder schreiben: {0}")]
    Tabelle(#[from] csv::Error),
    /// The stream failed at the end.
    #[error(transparent)]
    Strom(#[from] std::io::Error),
    /// A column is missing.
    #[error("In der Tabelle fehlt die Spalte „{0}“.")]
    Spalte(&'static str),
}

struct Spalten {
    id: Option<usize>,
    beginn: usize,
    laenge: Option<usize>,
    schluessel: Option<usize>,
    land: Option<usize>,
    merkmale: Option<usize>,
}

/// Computes every line; a line that cannot be computed says why in `fehler` and stops nothing. Returns how many lines
/// there were and how many of them were refused.
///
/// # Errors
/// [`DateiFehler`] for a table without `beginn` or without both `laenge` and `schluessel`.
pub fn fristen(ein: &[u8], land: Land, aus: impl Write) -> Result<(u64, u64), DateiFehler> {
    let ein = ein.strip_prefix(b"\xef\xbb\xbf").unwrap_or(ein);
    let semikolon = ein
        .split(|b| *b == b'\n')
        .next()
        .is_some_and(|z| z.contains(&b';'));
    let trenner = if semikolon { b';' } else { b',' };
    let mut leser = ReaderBuilder::new()
        .flexible(true)
        .delimiter(trenner)
        .from_reader(ein);
    let kopf = leser.headers()?.clone();
    let finde = |name: &str| kopf.iter().position(|k| k.trim().eq_ignore_ascii_case(name));
    let spalten = Spalten {
        id: finde("id"),
        beginn: finde("beginn").ok_or(DateiFehler::Spalte("beginn"))?,
        laenge: finde("laenge"),
        schluessel: finde("schluessel"),
        land: finde("land"),
        merkmale: finde("merkmale"),
    };
    if spalten.laenge.or(spalten.schluessel).is_none() {
        return Err(DateiFehler::Spalte("laenge"));
    }
    let mut schreiber = Writer::from_writer(aus);
    schreiber.write_record(["id", "ende", "grund", "fehler"])?;
    let (mut alle, mut abgelehnt) = (0_u64, 0_u64);
    for satz in leser.records() {
        let satz = satz?;
        let nummer = alle.to_string();
        let id = spalten.id.and_then(|i| satz.get(i)).unwrap_or(&nummer);
        match zeile(&satz, &spalten, land) {
            Ok((ende, grund)) => schreiber.write_record([id, &ende, &grund, ""])?,
            Err(fehler) => {
                abgelehnt += 1;
                schreiber.write_record([id, "", "", &fehler])?;
            }
        }
        alle += 1;
    }
    schreiber.flush()?;
    Ok((alle, abgelehnt))
}

fn zeile(satz: &StringRecord, s: &Spalten, land: Land) -> Result<(String, String), String> {
    let feld = |i: Option<usize>| i.and_then(|i| satz.get(i)).map_or("", str::trim);
    let land = match feld(s.land) {
        "" => land,
        code => code.parse().map_err(|f| format!("{f}"))?,
    };
    let merkmale = feld(s.merkmale)
        .split_whitespace()
        .map(merkmal)
        .collect::<Result<Vec<_>, _>>()?;
    let optionen = Optionen {
        merkmale,
        ..Optionen::default()
    };
    let kalender = Kalender::neu(land, optionen).map_err(|f| f.to_string())?;
    let beginn = zeitmarke(feld(Some(s.beginn)))?;
    match feld(s.schluessel) {
        "" => {
            let laenge = laenge_lesen(feld(s.laenge)).ok_or("Die Länge ist nicht zu lesen.")?;
            if let (Laenge::Stunden(n), Zeitmarke::Zeitpunkt(z)) = (laenge, &beginn) {
                let ende = crate::plus_stunden(z, n).map_err(|f| f.to_string())?;
                return Ok((ende.to_string(), format!("{} nach dem Beginn.", laenge.text())));
            }
            let roh = ende_nach(beginn.tag(), laenge, &kalender).map_err(|f| f.to_string())?;
            let ende = kalender.naechster_werktag(roh).map_err(|f| f.to_string())?;
            let mut grund = format!(
                "{} nach dem {}: {}.",
                laenge.text(),
                tag_text(beginn.tag()),
                tag_text(roh)
            );
            if let Some(hindernis) = kalender.hindernis(roh) {
                grund.push_str(&format!(
                    " Das ist {hindernis}; die Frist endet am {}.",
                    tag_text(ende)
                ));
            }
            Ok((ende.to_string(), grund))
        }
        schluessel => {
            let schluessel: Schluessel = schluessel.parse().map_err(|f| format!("{f}"))?;
            let angaben = match feld(s.laenge) {
                "" => Angaben::default(),
                text => Angaben::mit_laenge(laenge_lesen(text).ok_or("Die Länge ist nicht zu lesen.")?),
            };
            let e = Frist::berechnen(schluessel, beginn, &kalender, &angaben).map_err(|f| f.to_string())?;
            let ende = match &e.ende {
                Ende::Tag(t) => t.to_string(),
                Ende::Zeitpunkt(z) => z.to_string(),
                _ => String::new(),
            };
            let schritte: Vec<String> = e
                .schritte
                .iter()
                .map(|s| format!("{} [{}]", s.text, s.norm))
                .collect();
            Ok((ende, schritte.join(" ")))
        }
    }
}

fn zeitmarke(text: &str) -> Result<Zeitmarke, String> {
    if let Ok(z) = text.parse::<Zoned>() {
        return Ok(z.into());
    }
    let tag: Result<Date, _> = text.parse();
    tag.map(Into::into)
        .map_err(|_| "Der Beginn ist weder ein Tag noch ein Zeitpunkt mit Zeitzone.".to_owned())
}

fn merkmal(text: &str) -> Result<Merkmal, String> {
    match text.to_ascii_uppercase().as_str() {
        "MARIAE_HIMMELFAHRT" => Ok(Merkmal::MariaeHimmelfahrt),
        "FRONLEICHNAM" => Ok(Merkmal::Fronleichnam),
        "AUGSBURGER_FRIEDENSFEST" => Ok(Merkmal::AugsburgerFriedensfest),
        _ => Err(format!("„{text}“ ist kein örtlicher Feiertag.")),
    }
}

/// "P14D", "P2W", "P1M", "P1Y", "PT24H", "5WT", "5AT"; nothing that mixes units.
#[must_use]
pub fn laenge_lesen(text: &str) -> Option<Laenge> {
    let text = text.trim().to_ascii_uppercase();
    let zahl = |t: &str| {
        t.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| t.parse::<u32>().ok())
            .flatten()
    };
    let mit = |vorn: &str, hinten: &str| zahl(text.strip_prefix(vorn)?.strip_suffix(hinten)?);
    None.or_else(|| mit("PT", "H").map(Laenge::Stunden))
        .or_else(|| mit("P", "D").map(Laenge::Tage))
        .or_else(|| mit("P", "W").map(Laenge::Wochen))
        .or_else(|| mit("P", "M").map(Laenge::Monate))
        .or_else(|| mit("P", "Y").map(Laenge::Jahre))
        .or_else(|| mit("", "WT").map(Laenge::Werktage))
        .or_else(|| mit("", "AT").map(Laenge::Arbeitstage))
}

/// All public holidays of the years, `land,tag,name`.
///
/// # Errors
/// [`DateiFehler`] when the stream fails.
pub fn feiertage(
    kalender: &[Kalender],
    jahre: std::ops::RangeInclusive<i16>,
    aus: impl Write,
) -> Result<(), DateiFehler> {
    let mut schreiber = Writer::from_writer(aus);
    schreiber.write_record(["land", "tag", "name"])?;
    for k in kalender {
        for jahr in jahre.clone() {
            for (tag, name) in k.feiertage(jahr) {
                schreiber.write_record([k.land().kuerzel(), &tag.to_string(), name])?;
            }
        }
    }
    schreiber.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn liste_rein_liste_raus() {
        let ein = "id,land,beginn,laenge,schluessel\n\
            a,SH,2026-03-16,P3W,\n\
            b,,2026-03-16,,REHA_ENTSCHEIDUNG_OHNE_GA\n\
            c,SH,morgen,P3W,\n\
            d,XX,2026-03-16,P3W,\n\
            e,SH,2026-03-28T12:00+01:00[Europe/Berlin],PT24H,\n";
        let mut aus = Vec::new();
        assert_eq!(fristen(ein.as_bytes(), Land::Sh, &mut aus).unwrap(), (5, 2));
        let text = String::from_utf8(aus).unwrap();
        let zeilen: Vec<&str> = text.lines().collect();
        assert!(
            zeilen[1].starts_with("a,2026-04-07,") && zeilen[1].contains("Ostermontag"),
            "{text}"
        );
        assert!(
            zeilen[2].starts_with("b,2026-04-07,") && zeilen[2].contains("SGB IX"),
            "{text}"
        );
        assert!(zeilen[3].starts_with("c,,,Der Beginn"), "{text}");
        assert!(zeilen[4].starts_with("d,,,"), "{text}");
        assert!(
            zeilen[5].starts_with("e,2026-03-29T13:00:00+02:00[Europe/Berlin],"),
            "{text}"
        );
    }

    #[test]
    fn laengen_sind_eindeutig() {
        assert_eq!(laenge_lesen("p2w"), Some(Laenge::Wochen(2)));
        assert_eq!(laenge_lesen("10AT"), Some(Laenge::Arbeitstage(10)));
        for text in [
            "",
            "P",
            "PD",
            "P-1D",
            "P1Y2M",
            "2 Wochen",
            "P1.5D",
            "P99999999999D",
        ] {
            assert_eq!(laenge_lesen(text), None, "{text}");
        }
    }
}
