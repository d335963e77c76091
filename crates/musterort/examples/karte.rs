//! Draws a made-up town as SVG: `cargo run -p musterort --example karte -- 42 25000 > karte.svg`.

use musterort::{Ort, RaumVorgabe, Vorgabe, erzeugen};
use std::io::Write;

/// Pixels per degree of latitude.
const MASSSTAB: f64 = 4_000.0;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut zahlen = std::env::args().skip(1);
    let seed = zahlen.next().map_or(Ok(42), |z| z.parse())?;
    let einwohner = zahlen.next().map_or(Ok(25_000), |z| z.parse())?;
    let mut raeume = Vec::new();
    for (region, teile) in [("Nord", 4), ("Süd", 5)] {
        raeume.push(RaumVorgabe {
            gewicht: 0,
            ..RaumVorgabe::blatt(region, region, "", "")
        });
        for teil in 1..=teile {
            let code = format!("{region}{teil}");
            raeume.push(RaumVorgabe {
                gewicht: teil,
                ..RaumVorgabe::blatt(&code, &code, "Musterstadt", "24000").unter(region)
            });
        }
    }
    let mut vorgabe = Vorgabe::neu(seed, einwohner, (54.32, 10.13), (2026, 11, 21), raeume);
    vorgabe.adressen = zahlen.next().map(|z| z.parse()).transpose()?;
    let ort = erzeugen(&vorgabe)?;
    eprintln!(
        "{} Straßen, {} Adressen, {} Haushalte, {} Akteure, {} Angebote",
        ort.strassen.len(),
        ort.adressen.len(),
        ort.haushalte().count(),
        ort.akteure.len(),
        ort.angebote.len()
    );
    zeichnen(&ort, &mut std::io::stdout().lock())
}

fn zeichnen(ort: &Ort, aus: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let xy = |lat: f64, lon: f64| ((lon - 10.13) * MASSSTAB * 0.583, (54.32 - lat) * MASSSTAB);
    writeln!(
        aus,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-600 -600 1200 1200'>"
    )?;
    for (nummer, raum) in ort.raeume.iter().enumerate().filter(|(_, r)| r.blatt) {
        write!(
            aus,
            "<path fill='hsl({},50%,85%)' stroke='#444' d='",
            nummer * 47 % 360
        )?;
        for ring in raum
            .geometrie
            .iter()
            .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
        {
            for (i, c) in ring.coords().enumerate() {
                let (x, y) = xy(c.y, c.x);
                write!(aus, "{}{x:.2} {y:.2}", if i == 0 { "M" } else { "L" })?;
            }
        }
        writeln!(aus, "Z'/>")?;
    }
    for strasse in &ort.strassen {
        let punkte = strasse.linie.iter().map(|k| xy(k.lat(), k.lon()));
        let text: Vec<String> = punkte.map(|(x, y)| format!("{x:.2},{y:.2}")).collect();
        writeln!(
            aus,
            "<polyline fill='none' stroke='#fff' stroke-width='.6' points='{}'/>",
            text.join(" ")
        )?;
    }
    for adresse in &ort.adressen {
        let (x, y) = xy(adresse.lage.lat(), adresse.lage.lon());
        writeln!(aus, "<rect x='{x:.2}' y='{y:.2}' width='.5' height='.5'/>")?;
    }
    writeln!(aus, "</svg>")?;
    Ok(())
}
