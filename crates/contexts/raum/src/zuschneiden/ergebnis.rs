//! The plans as they are kept and shown: the four panels of Fachkonzept 3.10, measured, never a verdict.

use std::collections::{BTreeMap, HashMap};

use amt::{Error, Result};
use geo::{MultiPolygon, bool_ops::unary_union};
use serde::{Deserialize, Serialize};
use zuschnitt::{Aufgabe, Bericht, Gesamtbericht, Plan, Topologie};

use crate::geometrie;

/// Tints of the map.
const TOENE: usize = 4;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ergebnis {
    /// Keys of the units, in the order of [`PlanErgebnis::zone`].
    pub kennungen: Vec<String>,
    /// The plans.
    pub plaene: Vec<PlanErgebnis>,
    /// Demands that contradict each other, and what was mended in the borders, in words.
    pub bemerkungen: Vec<String>,
    /// Somebody ended the search before its time.
    pub angehalten: bool,
    /// The whole report of the engine.
    pub bericht: serde_json::Value,
}

/// One plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanErgebnis {
    /// Space of each unit, an index into `raeume`.
    pub zone: Vec<usize>,
    /// The spaces.
    pub raeume: Vec<RaumErgebnis>,
    /// Whether all demands hold.
    pub zulaessig: bool,
    /// Which do not, and why no plan could hold them.
    pub verletzungen: Vec<String>,
    /// Compactness and whole political units in one number, lower is better.
    pub j: f64,
    /// Largest deviation from the mean, as share.
    pub abweichung: f64,
    /// Every space is in one piece.
    pub zusammenhaengend: bool,
    /// Barriers inside a space, and in all.
    pub hindernisse: (usize, usize),
    /// Share of the residents whose Ortsteil or Kommune stays whole.
    pub politisch_gewahrt: f64,
    /// Those that are cut, with their spaces.
    pub geteilt: Vec<(String, Vec<String>)>,
    /// Kinds of institutions there are.
    pub arten: Vec<String>,
    /// Against today; `None` when today is not known.
    pub aenderung: Option<Aenderung>,
    /// Share of the load in other company than in the most similar plan before.
    pub unterschied: f64,
}

/// What changes for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aenderung {
    /// Units that change their space.
    pub einheiten: usize,
    /// Their residents.
    pub einwohner: f64,
    /// Their cases.
    pub faelle: f64,
    /// Share of all cases.
    pub anteil: f64,
    /// Their staff, where known.
    pub personal: Option<f64>,
}

/// One space of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RaumErgebnis {
    /// Its label.
    pub name: String,
    /// Number of units.
    pub einheiten: usize,
    /// Residents.
    pub einwohner: f64,
    /// Cases.
    pub faelle: f64,
    /// Deviation from the mean, as share.
    pub abweichung: f64,
    /// Residents within the corridor; `None` when there is none.
    pub im_korridor: Option<bool>,
    /// Square kilometres.
    pub flaeche_km2: f64,
    /// Pieces.
    pub teile: usize,
    /// Kinds of institutions it lacks.
    pub fehlt: Vec<String>,
    /// Unit in the middle of its residents.
    pub mitte: String,
    /// Mean way of a resident there, in metres as the crow flies.
    pub weg_m: f64,
    /// Tint on the map.
    pub ton: usize,
    /// Its area as GeoJSON.
    pub form: String,
}

/// Puts everything together that the page shows.
///
/// # Errors
/// When the units are no GeoJSON.
pub(super) fn fassen(
    geojson: &[u8],
    kennung: &str,
    a: &Aufgabe,
    e: &zuschnitt::Ergebnis,
    (topologie, angehalten): (&Topologie, bool),
) -> Result<Ergebnis> {
    let intern = |e: serde_json::Error| Error::Intern(e.to_string());
    let formen = formen(geojson, kennung)?;
    let mut bemerkungen = e.bedenken.clone();
    bemerkungen.extend(gerichtet(topologie));
    Ok(Ergebnis {
        kennungen: a.einheiten.iter().map(|e| e.kennung.clone()).collect(),
        plaene: e.plaene.iter().map(|p| plan(a, p, &formen)).collect(),
        bemerkungen,
        angehalten,
        bericht: serde_json::to_value(Gesamtbericht::neu(e, Some(topologie))).map_err(intern)?,
    })
}

/// Areas by key; those of one key together.
pub(super) fn formen(geojson: &[u8], kennung: &str) -> Result<HashMap<String, MultiPolygon<f64>>> {
    let alle = super::aufgabe::flaechen(geojson)?;
    let mut aus: HashMap<String, MultiPolygon<f64>> = HashMap::new();
    for (i, f) in alle.features.into_iter().enumerate() {
        let id = f.property(kennung).and_then(|w| w.as_str()).map(str::to_owned);
        // the engine names units without a key the same way
        let id = id.unwrap_or_else(|| format!("Fläche {}", i + 1));
        let Some(form) = f.geometry.and_then(geometrie::aus_geojson) else {
            continue;
        };
        aus.entry(id)
            .or_insert_with(|| MultiPolygon::new(Vec::new()))
            .0
            .extend(form);
    }
    Ok(aus)
}

fn plan(a: &Aufgabe, p: &Plan, formen: &HashMap<String, MultiPolygon<f64>>) -> PlanErgebnis {
    let b = &p.bericht;
    let toene = toene(a, p);
    let raeume = p
        .namen
        .iter()
        .enumerate()
        .map(|(z, name)| {
            let teile: Vec<&MultiPolygon<f64>> = (a.einheiten.iter().zip(&p.zone))
                .filter(|(_, zone)| **zone == z)
                .filter_map(|(e, _)| formen.get(&e.kennung))
                .collect();
            raum(b, z, name, toene[z], &unary_union(teile))
        })
        .collect();
    let mut verletzungen: Vec<String> = b
        .verletzungen
        .iter()
        .map(|v| match &v.zone {
            Some(z) => format!("Raum {z}: {}", v.text),
            None => v.text.clone(),
        })
        .collect();
    verletzungen.extend(b.unmoeglich.iter().map(|u| format!("So geht es nie: {u}")));
    PlanErgebnis {
        zone: p.zone.clone(),
        raeume,
        zulaessig: b.zulaessig,
        verletzungen,
        j: b.bewertung.j,
        abweichung: b.bewertung.max_abweichung,
        zusammenhaengend: b.geografisch.zusammenhaengend,
        hindernisse: (b.geografisch.barrieren_ueberschritten, b.geografisch.barrieren),
        politisch_gewahrt: b.politisch.anteil_gewahrt,
        geteilt: (b.politisch.geteilt.iter())
            .map(|g| (g.politisch.clone(), g.zonen.clone()))
            .collect(),
        arten: b.infrastrukturell.arten.clone(),
        aenderung: b.aenderungen.as_ref().map(|w| Aenderung {
            einheiten: w.einheiten,
            einwohner: w.einwohner,
            faelle: w.faelle,
            anteil: w.anteil_faelle,
            personal: w.personal,
        }),
        unterschied: p.unterschied,
    }
}

fn raum(b: &Bericht, z: usize, name: &str, ton: usize, form: &MultiPolygon<f64>) -> RaumErgebnis {
    let (g, f, i) = (
        &b.geografisch.zonen[z],
        &b.fallzahlen.zonen[z],
        &b.infrastrukturell.zonen[z],
    );
    RaumErgebnis {
        name: name.to_owned(),
        einheiten: f.einheiten,
        einwohner: f.einwohner,
        faelle: f.faelle,
        abweichung: f.abweichung,
        im_korridor: f.im_korridor,
        flaeche_km2: g.flaeche_km2,
        teile: g.teile,
        fehlt: i.fehlt.clone(),
        mitte: i.zentrum.clone(),
        weg_m: i.weg_zum_zentrum,
        ton,
        form: geometrie::schreiben(form),
    }
}

/// Neighbours get different tints where four are enough.
fn toene(a: &Aufgabe, p: &Plan) -> Vec<usize> {
    let mut nachbarn: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for k in &a.kanten {
        let (x, y) = (p.zone[k.a], p.zone[k.b]);
        if x != y {
            nachbarn.entry(x).or_default().push(y);
            nachbarn.entry(y).or_default().push(x);
        }
    }
    let mut toene = vec![TOENE; p.namen.len()];
    for z in 0..toene.len() {
        let belegt = |t: usize| nachbarn.get(&z).is_some_and(|n| n.iter().any(|x| toene[*x] == t));
        toene[z] = (0..TOENE).find(|t| !belegt(*t)).unwrap_or(z % TOENE);
    }
    toene
}

/// What was mended in the borders, in words.
fn gerichtet(t: &Topologie) -> Vec<String> {
    let mut aus = Vec::new();
    let mut dazu = |zahl: usize, worte: &str| {
        if zahl > 0 {
            aus.push(format!("{zahl} {worte}"));
        }
    };
    dazu(
        t.ohne_flaeche.len(),
        "Einheiten haben keine brauchbare Fläche und fehlen.",
    );
    dazu(
        t.zusammengelegt.len(),
        "Flächen haben dieselbe Kennung wie eine andere und zählen zu ihr.",
    );
    dazu(t.unlesbare_werte, "Werte sind keine Zahl und zählen als 0.");
    dazu(
        t.ueberbrueckte_luecken,
        "Lücken zwischen Nachbarn wurden überbrückt.",
    );
    dazu(
        t.ueberdeckte_grenzen,
        "Grenzstücke gehören zu mehr als zwei Einheiten.",
    );
    dazu(
        t.virtuelle_verbindungen.len(),
        "Einheiten ohne gemeinsame Grenze wurden verbunden, damit alles zusammenhängt.",
    );
    aus
}
