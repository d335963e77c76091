//! `gewebe zuordnen --polygone … --punkte …`: points to the areas of a map.

use std::{fs::File, path::Path, process::ExitCode, time::Instant};

use anyhow::Context;
use einlesen::{
    Quelle,
    geodaten::{Bezug, Optionen, unveraendert},
};
use geo::Coord;
use zuordnung::{
    dateien::{Umrechnung, punkte_csv, punkte_f64},
    polygone::Polygone,
};

use super::{alles, schreiben};

/// Coordinate systems that were named.
pub struct Bezuege {
    pub polygone: Option<u32>,
    pub punkte: Option<u32>,
}

/// Points are brought into the system of the map; the map itself stays as it is.
pub async fn ausfuehren(
    karte: &Path,
    punkte: &Path,
    aus: &Path,
    bezuege: Bezuege,
) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let wie = Optionen {
        epsg: bezuege.polygone,
        ..Optionen::default()
    };
    let umrisse = unveraendert(&Quelle::from(karte.to_owned()), &wie)
        .await
        .with_context(|| karte.display().to_string())?;
    let gelesen = start.elapsed();
    let polygone = Polygone::neu(&umrisse.flaechen);
    let gebaut = start.elapsed();
    // GeoJSON that names no system is WGS 84
    let ziel = umrisse.epsg.unwrap_or(4326);
    let wechsel = match bezuege.punkte {
        Some(p) if p != ziel => Some((Bezug::neu(p, false)?, Bezug::neu(ziel, false)?)),
        _ => None,
    };
    let umrechnen = wechsel.as_ref().map(|(von, nach)| {
        move |[x, y]: [f64; 2]| {
            let c = nach.von_84(von.nach_84(Coord { x, y })?)?;
            Some([c.x, c.y])
        }
    });
    let wie = umrechnen.as_ref().map(|f| f as Umrechnung<'_>);
    let endung = |p: &Path, e: &str| p.extension().is_some_and(|x| x.eq_ignore_ascii_case(e));
    let zahl = if endung(punkte, "f64") {
        anyhow::ensure!(
            endung(aus, "i32"),
            "Zu Punkten als .f64 gehört eine Ergebnisdatei .i32."
        );
        let ein = File::open(punkte).with_context(|| punkte.display().to_string())?;
        schreiben(aus, |ziel| Ok(punkte_f64(&polygone, ein, ziel.get_mut(), wie)?))?
    } else {
        let ein = alles(punkte)?;
        schreiben(aus, |ziel| Ok(punkte_csv(&polygone, &ein, ziel, wie)?))?
    };
    let fertig = start.elapsed();
    eprintln!(
        "{zahl} Punkte, {} Flächen ({} ohne Fläche). Karte lesen {:.3} s, Index {:.3} s, Abfrage {:.3} s",
        polygone.anzahl(),
        umrisse.ohne_flaeche,
        gelesen.as_secs_f64(),
        (gebaut - gelesen).as_secs_f64(),
        (fertig - gebaut).as_secs_f64(),
    );
    Ok(ExitCode::SUCCESS)
}
