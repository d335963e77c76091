//! Points in, numbers of polygons out.

use std::io::{Read, Write};

use super::tabelle::tabelle;
use super::{DateiFehler, zelle};
use crate::polygone::Polygone;

/// Points read at once; a block stays in the processor's cache.
const BLOCK: usize = 8_192;

/// From the coordinate system of the points to that of the polygons; `None` outside of its area.
pub type Umrechnung<'a> = &'a dyn Fn([f64; 2]) -> Option<[f64; 2]>;

/// A point that lies nowhere.
const NIRGENDS: [f64; 2] = [f64::NAN; 2];

fn umgerechnet(p: [f64; 2], wie: Option<Umrechnung<'_>>) -> [f64; 2] {
    wie.map_or(p, |w| w(p).unwrap_or(NIRGENDS))
}

/// Little-endian pairs of 64-bit floats in, little-endian 32-bit numbers out, −1 for none. Returns how many.
///
/// # Errors
/// [`DateiFehler::Laenge`], and what the streams say.
pub fn punkte_f64(
    polygone: &Polygone,
    mut ein: impl Read,
    mut aus: impl Write,
    wie: Option<Umrechnung<'_>>,
) -> Result<u64, DateiFehler> {
    let mut roh = vec![0_u8; BLOCK * 16];
    let mut punkte = vec![[0.0; 2]; BLOCK];
    let mut nummern = vec![0_i32; BLOCK];
    let mut bytes = vec![0_u8; BLOCK * 4];
    let mut zahl = 0;
    loop {
        let mut voll = 0;
        while voll < roh.len() {
            match ein.read(&mut roh[voll..])? {
                0 => break,
                n => voll += n,
            }
        }
        if voll == 0 {
            aus.flush()?;
            return Ok(zahl);
        }
        let (paare, rest) = roh[..voll].as_chunks::<16>();
        if !rest.is_empty() {
            return Err(DateiFehler::Laenge);
        }
        for (p, b) in punkte.iter_mut().zip(paare) {
            let (hoch, tief) = b.split_at(8);
            let wert = |b: &[u8]| <[u8; 8]>::try_from(b).map_or(f64::NAN, f64::from_le_bytes);
            *p = umgerechnet([wert(hoch), wert(tief)], wie);
        }
        let n = paare.len();
        polygone.finde_alle(&punkte[..n], &mut nummern[..n]);
        for (b, nr) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(&nummern[..n]) {
            *b = nr.to_le_bytes();
        }
        aus.write_all(&bytes[..n * 4])?;
        zahl += n as u64;
    }
}

/// A table with the columns x and y (or lon and lat) in; out come `point_id,polygon_id`, −1 for none. The id is that of
/// the table, or the number of the line from 0. Returns how many.
///
/// # Errors
/// [`DateiFehler`] for a table without these columns, and what the stream says. A coordinate that is no number lies in
/// no polygon.
pub fn punkte_csv(
    polygone: &Polygone,
    ein: &[u8],
    mut aus: impl Write,
    wie: Option<Umrechnung<'_>>,
) -> Result<u64, DateiFehler> {
    let (mut leser, kopf) = tabelle(ein)?;
    let x = kopf.muss(&[
        "x",
        "lon",
        "lng",
        "longitude",
        "laenge",
        "länge",
        "ost",
        "rechtswert",
        "e",
    ])?;
    let y = kopf.muss(&["y", "lat", "latitude", "breite", "nord", "hochwert", "n"])?;
    let id = kopf.finden(&["point_id", "id", "nr", "punkt_id"]);
    aus.write_all(b"point_id,polygon_id\n")?;
    let mut punkte = Vec::with_capacity(BLOCK);
    let mut ids: Vec<u8> = Vec::new();
    let mut enden: Vec<usize> = Vec::with_capacity(BLOCK);
    let mut nummern = vec![0_i32; BLOCK];
    let mut zeilen = Vec::new();
    let mut zahl = 0_u64;
    let mut ende = false;
    while !ende {
        ende = !leser.weiter()?;
        if !ende {
            let wert = |i: usize| leser.feld(i).and_then(koordinate).unwrap_or(f64::NAN);
            punkte.push(umgerechnet([wert(x), wert(y)], wie));
            match id {
                Some(i) => zelle(&mut ids, leser.feld(i).unwrap_or_default()),
                None => dezimal(&mut ids, zahl),
            }
            enden.push(ids.len());
            zahl += 1;
        }
        if punkte.len() == BLOCK || ende {
            let n = punkte.len();
            polygone.finde_alle(&punkte, &mut nummern[..n]);
            let mut von = 0;
            for (bis, nr) in enden.iter().zip(&nummern) {
                zeilen.extend_from_slice(&ids[von..*bis]);
                zeilen.push(b',');
                match u64::try_from(*nr) {
                    Ok(nr) => dezimal(&mut zeilen, nr),
                    Err(_) => zeilen.extend_from_slice(b"-1"),
                }
                zeilen.push(b'\n');
                von = *bis;
            }
            aus.write_all(&zeilen)?;
            punkte.clear();
            ids.clear();
            enden.clear();
            zeilen.clear();
        }
    }
    aus.flush()?;
    Ok(zahl)
}

/// A number with point or, as German tables have it, with comma.
fn koordinate(feld: &[u8]) -> Option<f64> {
    if let Some(wert) = schlichte_zahl(feld) {
        return Some(wert);
    }
    let text = std::str::from_utf8(feld).ok()?.trim();
    text.parse().ok().or_else(|| text.replace(',', ".").parse().ok())
}

/// "-12.345678" with at most 15 digits: both parts of the fraction are exact, so that one division rounds as the
/// library does.
fn schlichte_zahl(feld: &[u8]) -> Option<f64> {
    let (minus, ziffern) = match feld {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, feld),
    };
    if ziffern.is_empty() || ziffern.len() > 16 {
        return None;
    }
    let (mut zahl, mut stellen, mut punkt) = (0_u64, 0_usize, None);
    for (i, b) in ziffern.iter().enumerate() {
        match b {
            b'0'..=b'9' => {
                zahl = zahl * 10 + u64::from(b - b'0');
                stellen += 1;
            }
            b'.' if punkt.is_none() && i > 0 => punkt = Some(i),
            _ => return None,
        }
    }
    let dahinter = punkt.map_or(0, |p| ziffern.len() - p - 1);
    if stellen > 15 || punkt.is_some() && dahinter == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "15 digits fit")]
    let wert = zahl as f64 / ZEHNER.get(dahinter)?;
    Some(if minus { -wert } else { wert })
}

const ZEHNER: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

fn dezimal(aus: &mut Vec<u8>, mut n: u64) {
    let mut ziffern = [0_u8; 20];
    let mut ab = ziffern.len();
    loop {
        ab -= 1;
        ziffern[ab] = b'0' + u8::try_from(n % 10).unwrap_or(0);
        n /= 10;
        if n == 0 {
            break;
        }
    }
    aus.extend_from_slice(&ziffern[ab..]);
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Rect, coord};

    use super::*;

    fn feld() -> Polygone {
        let feld = |x: f64| {
            MultiPolygon::new(vec![
                Rect::new(coord! {x: x, y: 0.0}, coord! {x: x + 1.0, y: 1.0}).to_polygon(),
            ])
        };
        Polygone::neu(&[feld(0.0), feld(1.0)])
    }

    #[test]
    fn tabelle_rein_tabelle_raus() {
        for (ein, soll) in [
            (
                "x,y\n0.5,0.5\n1.5,0.5\n9,9\n",
                "point_id,polygon_id\n0,0\n1,1\n2,-1\n",
            ),
            (
                "id;lat;lon\r\na;0,5;1,5\r\nb;;\r\n",
                "point_id,polygon_id\na,1\nb,-1\n",
            ),
            (
                "\u{feff}id,x,y\n\"a,b\",0.5,0.5",
                "point_id,polygon_id\n\"a,b\",0\n",
            ),
        ] {
            let mut aus = Vec::new();
            punkte_csv(&feld(), ein.as_bytes(), &mut aus, None).unwrap();
            assert_eq!(String::from_utf8(aus).unwrap(), soll);
        }
        assert!(matches!(
            punkte_csv(&feld(), b"a,b\n1,2", Vec::new(), None),
            Err(DateiFehler::Spalte("x", _))
        ));
    }

    proptest::proptest! {
        #[test]
        fn koordinate_wie_die_bibliothek(text in "-?[0-9]{0,9}(\\.[0-9]{0,9})?(e2)?") {
            proptest::prop_assert_eq!(
                koordinate(text.as_bytes()).map(f64::to_bits),
                text.parse::<f64>().ok().map(f64::to_bits)
            );
        }
    }

    #[test]
    fn zahlen_rein_zahlen_raus() {
        let mut ein = Vec::new();
        for i in 0..20_000_u32 {
            ein.extend((f64::from(i % 4) * 0.5 + 0.25).to_le_bytes());
            ein.extend(0.5_f64.to_le_bytes());
        }
        let mut aus = Vec::new();
        assert_eq!(punkte_f64(&feld(), &*ein, &mut aus, None).unwrap(), 20_000);
        let nummern: Vec<i32> = aus
            .as_chunks::<4>()
            .0
            .iter()
            .map(|b| i32::from_le_bytes(*b))
            .collect();
        assert_eq!(nummern[..5], [0, 0, 1, 1, 0]);
        let verschoben = |[x, y]: [f64; 2]| (x < 1.0).then_some([x + 1.0, y]);
        aus.clear();
        punkte_f64(&feld(), &*ein, &mut aus, Some(&verschoben)).unwrap();
        assert_eq!(aus[..4], 1_i32.to_le_bytes());
        assert_eq!(aus[8..12], (-1_i32).to_le_bytes());
        ein.pop();
        assert!(matches!(
            punkte_f64(&feld(), &*ein, Vec::new(), None),
            Err(DateiFehler::Laenge)
        ));
    }
}
