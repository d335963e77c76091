//! The spaces: who lies where, how large, how many people.

use crate::gelaende::{Gitter, Massstab, flaeche, flaeche_m2, teilen, umriss};
use crate::verteilung::verteilen;
use crate::vorgabe::{Vorgabe, VorgabeFehler};
use geo::MultiPolygon;
use serde::Serialize;

/// One space with its outline. Parents are exactly the union of their children.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raum {
    /// Code as in the wish.
    pub code: String,
    /// Name as in the wish.
    pub name: String,
    /// Code of the space above.
    pub eltern: Option<String>,
    /// Whether addresses belong to it directly.
    pub blatt: bool,
    /// Outline in WGS 84, one polygon; neighbours share every point of their border.
    pub geometrie: MultiPolygon<f64>,
    /// Area in square metres; a parent's is the sum of its children's.
    pub flaeche_m2: u64,
    /// Inhabitants; a parent's are the sum of its children's.
    pub einwohner: u32,
    /// Kommune of a leaf.
    pub kommune: Option<String>,
    /// Municipality key of a leaf's Kommune.
    pub kommune_ags: Option<String>,
}

/// The ground with every cell given to a leaf.
pub struct Boden {
    pub gitter: Gitter,
    /// The leaves in the order of the wish.
    pub blaetter: Vec<Blatt>,
    /// Leaf number per cell.
    pub blatt_von: Vec<u16>,
}

/// One leaf while building.
pub struct Blatt {
    /// Position in `Vorgabe::raeume`, and in `Ort::raeume`.
    pub raum: usize,
    pub zellen: Vec<u32>,
    pub einwohner: u32,
    pub adressen: u32,
    /// Number of the Kommune among those of the wish.
    pub kommune: usize,
}

/// Cells each leaf gets at least on average: enough for an outline that looks like one.
const ZELLEN_JE_BLATT: usize = 60;
/// Addresses a cell carries on average.
const ADRESSEN_JE_ZELLE: u32 = 20;
/// Smaller parts than this per leaf are not accepted.
const MINDESTENS_JE_BLATT: usize = 4;

/// Lays out the territory and cuts it along the tree of spaces.
pub fn boden(vorgabe: &Vorgabe) -> Result<Boden, VorgabeFehler> {
    let blatt_indizes: Vec<usize> = (0..vorgabe.raeume.len())
        .filter(|i| vorgabe.ist_blatt(&vorgabe.raeume[*i].code))
        .collect();
    let adressen = vorgabe.anzahl_adressen();
    let anzahl = (adressen / ADRESSEN_JE_ZELLE).max(300) as usize;
    let anzahl = anzahl.max(blatt_indizes.len() * ZELLEN_JE_BLATT);
    let quadratkilometer = u64::from((vorgabe.einwohner / 1000).max(adressen / 350).max(20));
    // 1 km² = 10^8 dm²; a cell of a honeycomb covers 0.866 of the square of the distance of centres
    let abstand = (quadratkilometer * 100_000_000_000 / (anzahl as u64 * 866)).isqrt();
    let zellen = flaeche(vorgabe.seed, anzahl);
    let massstab = Massstab::neu(vorgabe.mittelpunkt);
    let gitter = Gitter::neu(
        vorgabe.seed,
        i64::try_from(abstand).unwrap_or(i64::MAX),
        massstab,
        zellen,
    );

    let gewichte: Vec<u64> = blatt_indizes
        .iter()
        .map(|i| u64::from(vorgabe.raeume[*i].gewicht))
        .collect();
    let einwohner = verteilen(vorgabe.einwohner, &gewichte);
    let anteile: Vec<u64> = einwohner.iter().map(|e| u64::from(*e)).collect();
    let adressen = verteilen(adressen, &anteile);
    let kommunen = kommunen(vorgabe);
    let mut blaetter: Vec<Blatt> = blatt_indizes
        .iter()
        .zip(einwohner.iter().zip(adressen))
        .map(|(raum, (einwohner, adressen))| Blatt {
            raum: *raum,
            zellen: Vec::new(),
            einwohner: *einwohner,
            adressen,
            kommune: kommunen
                .iter()
                .position(|k| *k == vorgabe.raeume[*raum].orte[0])
                .unwrap_or_default(),
        })
        .collect();

    let alle: Vec<u32> = (0..).take(gitter.len()).collect();
    zuschneiden(vorgabe, &gitter, None, alle, &mut blaetter)?;
    let mut blatt_von = vec![0; gitter.len()];
    for (nummer, blatt) in (0..).zip(&blaetter) {
        for z in &blatt.zellen {
            blatt_von[*z as usize] = nummer;
        }
    }
    Ok(Boden {
        gitter,
        blaetter,
        blatt_von,
    })
}

/// The Kommunen of the wish in order of first appearance.
pub fn kommunen(vorgabe: &Vorgabe) -> Vec<String> {
    let mut namen: Vec<String> = Vec::new();
    for raum in vorgabe.raeume.iter().filter(|r| vorgabe.ist_blatt(&r.code)) {
        if !namen.contains(&raum.orte[0]) {
            namen.push(raum.orte[0].clone());
        }
    }
    namen
}

/// Cuts the cells of one space among its children, down to the leaves.
fn zuschneiden(
    vorgabe: &Vorgabe,
    gitter: &Gitter,
    eltern: Option<&str>,
    zellen: Vec<u32>,
    blaetter: &mut [Blatt],
) -> Result<(), VorgabeFehler> {
    let kinder: Vec<usize> = (0..vorgabe.raeume.len())
        .filter(|i| vorgabe.raeume[*i].eltern.as_deref() == eltern)
        .collect();
    let unter: Vec<Vec<usize>> = kinder
        .iter()
        .map(|k| blaetter_unter(vorgabe, *k, blaetter))
        .collect();
    // Half of the land goes by people, half evenly: the country is wide, the town is dense.
    let gleich = u64::from(vorgabe.einwohner) / blaetter.len() as u64 + 1;
    let ziele: Vec<u64> = unter
        .iter()
        .map(|u| u.iter().map(|b| gleich + u64::from(blaetter[*b].einwohner)).sum())
        .collect();
    let teile = if kinder.len() == 1 {
        vec![zellen]
    } else {
        teilen(gitter, &zellen, &ziele)
    };
    for ((kind, unter), teil) in kinder.iter().zip(&unter).zip(teile) {
        if teil.len() < unter.len() * MINDESTENS_JE_BLATT {
            return Err(VorgabeFehler::Zuschnitt(vorgabe.raeume[*kind].code.clone()));
        }
        if let Some(blatt) = blaetter.iter_mut().find(|b| b.raum == *kind) {
            blatt.zellen = teil;
        } else {
            zuschneiden(vorgabe, gitter, Some(&vorgabe.raeume[*kind].code), teil, blaetter)?;
        }
    }
    Ok(())
}

/// Numbers of the leaves at or below the space.
fn blaetter_unter(vorgabe: &Vorgabe, raum: usize, blaetter: &[Blatt]) -> Vec<usize> {
    let gehoert = |blatt: &Blatt| {
        let mut hier = Some(blatt.raum);
        while let Some(i) = hier {
            if i == raum {
                return true;
            }
            let eltern = vorgabe.raeume[i].eltern.as_ref();
            hier = eltern.and_then(|e| vorgabe.raeume.iter().position(|r| r.code == *e));
        }
        false
    };
    (0..blaetter.len()).filter(|b| gehoert(&blaetter[*b])).collect()
}

/// The finished spaces, in the order of the wish.
pub fn raeume(vorgabe: &Vorgabe, boden: &Boden) -> Vec<Raum> {
    let kommunen = kommunen(vorgabe);
    (0..vorgabe.raeume.len())
        .map(|i| {
            let unter = blaetter_unter(vorgabe, i, &boden.blaetter);
            let blaetter = || unter.iter().map(|b| &boden.blaetter[*b]);
            let zellen: Vec<u32> = blaetter().flat_map(|b| b.zellen.iter().copied()).collect();
            let gehoert = |z: u32| unter.contains(&usize::from(boden.blatt_von[z as usize]));
            let wunsch = &vorgabe.raeume[i];
            let kommune = blaetter().find(|b| b.raum == i).map(|b| b.kommune);
            Raum {
                code: wunsch.code.clone(),
                name: wunsch.name.clone(),
                eltern: wunsch.eltern.clone(),
                blatt: kommune.is_some(),
                geometrie: umriss(&boden.gitter, &zellen, gehoert),
                flaeche_m2: blaetter().map(|b| flaeche_m2(&boden.gitter, &b.zellen)).sum(),
                einwohner: blaetter().map(|b| b.einwohner).sum(),
                kommune: kommune.map(|k| kommunen[k].clone()),
                kommune_ags: kommune.map(|k| ags(vorgabe, &kommunen, k)),
            }
        })
        .collect()
}

/// The municipality key of a Kommune: the first one given, else one beginning with 99.
pub fn ags(vorgabe: &Vorgabe, kommunen: &[String], kommune: usize) -> String {
    let eigene = vorgabe
        .raeume
        .iter()
        .filter(|r| r.orte.first() == Some(&kommunen[kommune]));
    let gegeben = eigene.filter_map(|r| r.kommune_ags.clone()).next();
    gegeben.unwrap_or_else(|| format!("99{:06}", kommune + 1))
}
