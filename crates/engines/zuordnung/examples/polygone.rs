//! Times the polygon index: `polygone KARTE.geojson[.gz] PUNKTE.f64 [AUS.i32]`, figures as JSON lines.
#![expect(clippy::print_stdout, reason = "prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

use std::error::Error;
use std::io::Read;
use std::time::Instant;

use flate2::read::GzDecoder;
use geo::MultiPolygon;
use geojson::GeoJson;
use zuordnung::polygone::Polygone;

fn main() -> Result<(), Box<dyn Error>> {
    let mut worte = std::env::args().skip(1);
    let (karte, punkte) = worte
        .next()
        .zip(worte.next())
        .ok_or("Aufruf: polygone KARTE PUNKTE [AUS]")?;
    let roh = std::fs::read(&karte)?;
    let mut text = String::new();
    if roh.starts_with(&[0x1f, 0x8b]) {
        GzDecoder::new(&*roh).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(roh)?;
    }
    let GeoJson::FeatureCollection(alle) = text.parse()? else {
        return Err("keine FeatureCollection".into());
    };
    let mut flaechen = Vec::with_capacity(alle.features.len());
    for f in alle.features {
        flaechen.push(match f.geometry.map(TryInto::try_into).transpose()? {
            Some(geo::Geometry::Polygon(p)) => MultiPolygon::new(vec![p]),
            Some(geo::Geometry::MultiPolygon(m)) => m,
            _ => MultiPolygon::new(vec![]),
        });
    }
    let zeige = |was: &str, wert: f64, einheit: &str| {
        println!("{{\"figure\":\"{was}\",\"value\":{wert:.4},\"unit\":\"{einheit}\"}}");
    };
    let cpu = || {
        let t = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        t.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok())
            .map_or(0.0, |ns| ns / 1e9)
    };
    let (uhr, start) = (Instant::now(), cpu());
    let index = Polygone::neu(&flaechen);
    zeige("index", cpu() - start, "s");
    zeige("speicher", index.speicher_bytes() as f64 / 1e6, "MB");
    let bytes = std::fs::read(&punkte)?;
    let zahl = |b: &[u8]| <[u8; 8]>::try_from(b).map_or(f64::NAN, f64::from_le_bytes);
    let punkte: Vec<[f64; 2]> = bytes
        .chunks_exact(16)
        .map(|b| [zahl(&b[..8]), zahl(&b[8..])])
        .collect();
    let mut aus = vec![0_i32; punkte.len()];
    let start = cpu();
    index.finde_alle(&punkte, &mut aus);
    zeige("abfrage", cpu() - start, "s");
    zeige("punkte", punkte.len() as f64, "1");
    zeige("uhr", uhr.elapsed().as_secs_f64(), "s");
    if let Some(ziel) = worte.next() {
        let bytes: Vec<u8> = aus.iter().flat_map(|w| w.to_le_bytes()).collect();
        std::fs::write(ziel, bytes)?;
    }
    Ok(())
}
