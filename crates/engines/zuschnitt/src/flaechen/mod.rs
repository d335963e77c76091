//! Units from polygons: who touches whom along which length is worked out from the borders themselves.
//!
//! Real borders are dirty. Points nearer than `snap_m` are one point, a corner on the neighbour's straight line splits
//! that line, and gaps up to `gap_m` are bridged. Everything mended is counted in the [`Topologie`].

mod grenzen;

use std::collections::HashMap;

use geojson::{Feature, GeoJson, GeometryValue, Position};
use serde::{Deserialize, Serialize};

use crate::{
    aufgabe::{Aufgabe, Einheit},
    lesen::{Auftrag, Dateien, LeseFehler, ergaenzen},
};

/// Which property of the features means what: `mapping.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Abbildung {
    /// Property with the id; features of one id are one unit.
    pub unit_id: String,
    /// Residents; without it 0.
    pub pop: Option<String>,
    /// Load; without it the residents, or 1 where they are missing too.
    pub load: Option<String>,
    /// Staff of today.
    pub staff: Option<String>,
    /// The political unit; without it every unit is its own.
    pub political_id: Option<Feld>,
    /// Points nearer than this are one point, in metres.
    #[serde(default = "halber_meter")]
    pub snap_m: f64,
    /// Gaps up to this width are bridged, in metres.
    #[serde(default = "fuenf_meter")]
    pub gap_m: f64,
    /// The coordinates are metres already, not degrees.
    #[serde(default)]
    pub metric: bool,
}

fn halber_meter() -> f64 {
    0.5
}

fn fuenf_meter() -> f64 {
    5.0
}

/// A property, whole or its first signs.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Feld {
    /// The whole text.
    Ganz(String),
    /// Its first signs, as in hierarchical keys.
    Anfang {
        /// Name of the property.
        field: String,
        /// Number of signs.
        prefix: usize,
    },
}

/// What was found and mended.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Topologie {
    /// Features read.
    pub flaechen: usize,
    /// Units made of them.
    pub einheiten: usize,
    /// Features without usable polygon.
    pub ohne_flaeche: Vec<String>,
    /// Ids that occur several times; their parts were put together.
    pub zusammengelegt: Vec<String>,
    /// Values that were no number and count as 0.
    pub unlesbare_werte: usize,
    /// Points drawn onto a near one.
    pub verschmolzene_punkte: usize,
    /// Corners put into the straight line of a neighbour.
    pub eingefuegte_ecken: usize,
    /// Pieces of border claimed by more than two units.
    pub ueberdeckte_grenzen: usize,
    /// Pairs that touch only across a gap.
    pub ueberbrueckte_luecken: usize,
    /// Pairs of units linked without shared border, so that everything hangs together.
    pub virtuelle_verbindungen: Vec<(String, String)>,
}

/// The rings of a unit.
struct Form {
    ringe: Vec<Vec<(f64, f64)>>,
}

/// Reads polygons and their mapping. `d.einheiten` may hold a CSV with further values, its first column the id;
/// `d.kanten` is not used.
///
/// # Errors
/// If the GeoJSON or the mapping cannot be read, or no unit is left.
pub fn aus_geojson(geo: &[u8], abbildung: &[u8], d: &Dateien) -> Result<(Aufgabe, Topologie), LeseFehler> {
    let auftrag = Auftrag::lesen(d.aufgabe)?;
    let falsch = |datei, grund: String| LeseFehler::Inhalt { datei, grund };
    let wie: Abbildung =
        serde_json::from_slice(abbildung).map_err(|e| falsch("mapping.json", e.to_string()))?;
    if !(0.0..=1e4).contains(&wie.snap_m) || !(0.0..=1e4).contains(&wie.gap_m) {
        return Err(falsch(
            "mapping.json",
            "„snap_m“ und „gap_m“ sind Meter von 0 bis 10000.".to_owned(),
        ));
    }
    let GeoJson::FeatureCollection(alle) =
        serde_json::from_slice::<GeoJson>(geo).map_err(|e| falsch("units.geojson", e.to_string()))?
    else {
        return Err(falsch(
            "units.geojson",
            "Erwartet wird eine FeatureCollection.".to_owned(),
        ));
    };
    let werte = Werte::lesen(d.einheiten)?;
    let mut t = Topologie {
        flaechen: alle.features.len(),
        ..Topologie::default()
    };
    let mut a = Aufgabe::default();
    let mut personal = Vec::new();
    let mut formen: Vec<Form> = Vec::new();
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut politisch: HashMap<String, usize> = HashMap::new();
    for (i, f) in alle.features.iter().enumerate() {
        let id = werte
            .text(f, &wie.unit_id, "")
            .unwrap_or_else(|| format!("Fläche {}", i + 1));
        let ringe = ringe(f);
        if ringe.is_empty() {
            t.ohne_flaeche.push(id);
            continue;
        }
        let mut zahl = |feld: &Option<String>| -> Option<f64> {
            let text = werte.text(f, feld.as_ref()?, &id)?;
            let x = text
                .trim()
                .parse::<f64>()
                .ok()
                .filter(|x| (0.0..1e15).contains(x));
            t.unlesbare_werte += usize::from(x.is_none());
            Some(x.unwrap_or(0.0))
        };
        let einwohner = zahl(&wie.pop);
        let last = match &wie.load {
            Some(_) => zahl(&wie.load).unwrap_or(0.0),
            None => einwohner.unwrap_or(1.0),
        };
        let dienst = zahl(&wie.staff).unwrap_or(0.0);
        if let Some(&u) = ids.get(&id) {
            formen[u].ringe.extend(ringe);
            let e: &mut Einheit = &mut a.einheiten[u];
            // values of the whole come from a table once, values of parts add up
            if !werte.kennt(&id) {
                e.einwohner += einwohner.unwrap_or(0.0);
                e.last += last;
                personal[u] += dienst;
            }
            t.zusammengelegt.push(id);
            continue;
        }
        let pol = match &wie.political_id {
            None => id.clone(),
            Some(Feld::Ganz(feld)) => werte.text(f, feld, &id).unwrap_or_default(),
            Some(Feld::Anfang { field, prefix }) => werte
                .text(f, field, &id)
                .unwrap_or_default()
                .chars()
                .take(*prefix)
                .collect(),
        };
        let naechstes = a.politisch.len();
        let pol_nr = *politisch.entry(pol.clone()).or_insert(naechstes);
        if pol_nr == naechstes {
            a.politisch.push(pol);
        }
        ids.insert(id.clone(), formen.len());
        a.einheiten.push(Einheit {
            kennung: id,
            einwohner: einwohner.unwrap_or(0.0),
            last,
            flaeche: 0.0,
            umfang: 0.0,
            politisch: pol_nr,
            x: 0.0,
            y: 0.0,
        });
        personal.push(dienst);
        formen.push(Form { ringe });
    }
    if formen.is_empty() {
        return Err(falsch("units.geojson", "Keine Fläche ist brauchbar.".to_owned()));
    }
    t.einheiten = formen.len();
    let projektion = projizieren(&mut formen, wie.metric);
    masse(&mut a, &formen);
    a.kanten = grenzen::kanten(&formen, &wie, &mut t);
    grenzen::inseln_verbinden(&mut a, &mut t);
    let personal = if wie.staff.is_some() { personal } else { Vec::new() };
    ergaenzen(&mut a, d, auftrag, personal)?;
    if let Some(p) = projektion {
        for e in &mut a.einrichtungen {
            // institutions come in the coordinates of the polygons
            (e.x, e.y) = p.meter(e.x, e.y);
        }
    }
    Ok((a, t))
}

/// Further values by id.
struct Werte {
    spalten: Vec<String>,
    zeilen: HashMap<String, Vec<String>>,
}

impl Werte {
    fn lesen(roh: &[u8]) -> Result<Self, LeseFehler> {
        let mut w = Self {
            spalten: Vec::new(),
            zeilen: HashMap::new(),
        };
        if roh.is_empty() {
            return Ok(w);
        }
        let roh = roh.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(roh);
        let falsch = |e: csv::Error| LeseFehler::Tabelle {
            datei: "values.csv",
            fehler: e.to_string(),
        };
        let mut leser = csv::ReaderBuilder::new().flexible(true).from_reader(roh);
        w.spalten = leser
            .headers()
            .map_err(falsch)?
            .iter()
            .map(str::to_owned)
            .collect();
        for zeile in leser.records() {
            let zeile = zeile.map_err(falsch)?;
            let id = zeile.get(0).unwrap_or_default().to_owned();
            w.zeilen.insert(id, zeile.iter().map(str::to_owned).collect());
        }
        Ok(w)
    }

    fn kennt(&self, id: &str) -> bool {
        self.zeilen.contains_key(id)
    }

    fn text(&self, f: &Feature, feld: &str, id: &str) -> Option<String> {
        if let Some(w) = f.property(feld).filter(|w| !w.is_null()) {
            return Some(w.as_str().map_or_else(|| w.to_string(), str::to_owned));
        }
        let stelle = self.spalten.iter().position(|s| s == feld)?;
        self.zeilen.get(id)?.get(stelle).cloned()
    }
}

fn ringe(f: &Feature) -> Vec<Vec<(f64, f64)>> {
    let mut alle = Vec::new();
    let mut polygon = |p: &[Vec<Position>]| {
        for ring in p {
            let punkte: Vec<(f64, f64)> = ring
                .iter()
                .filter_map(|q| Some((*q.as_slice().first()?, *q.as_slice().get(1)?)))
                .filter(|(x, y)| x.is_finite() && y.is_finite() && x.abs() < 1e9 && y.abs() < 1e9)
                .collect();
            if punkte.len() >= 3 {
                alle.push(punkte);
            }
        }
    };
    match f.geometry.as_ref().map(|g| &g.value) {
        Some(GeometryValue::Polygon { coordinates }) => polygon(coordinates),
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates.iter().for_each(|p| polygon(p)),
        _ => {}
    }
    alle
}

/// Lambert's equal-area projection of the sphere around the middle of the data: areas are right, lengths to about a
/// thousandth within 500 km.
#[derive(Clone, Copy)]
struct Projektion {
    l0: f64,
    b0: f64,
}

impl Projektion {
    fn meter(self, laenge: f64, breite: f64) -> (f64, f64) {
        const R: f64 = 6_371_007.2;
        let (l, b) = (laenge.to_radians() - self.l0, breite.to_radians());
        let nenner = 1.0 + self.b0.sin() * b.sin() + self.b0.cos() * b.cos() * l.cos();
        let k = (2.0 / nenner.max(1e-6)).sqrt();
        (
            R * k * b.cos() * l.sin(),
            R * k * (self.b0.cos() * b.sin() - self.b0.sin() * b.cos() * l.cos()),
        )
    }
}

/// Degrees to metres; `None` if they were metres already.
fn projizieren(formen: &mut [Form], metrisch: bool) -> Option<Projektion> {
    let punkte = || formen.iter().flat_map(|f| &f.ringe).flatten();
    if metrisch || punkte().any(|(x, y)| x.abs() > 180.0 || y.abs() > 90.0) {
        return None;
    }
    let grenzen = |w: &dyn Fn(&(f64, f64)) -> f64| {
        let (lo, hi) = punkte()
            .map(w)
            .fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
        f64::midpoint(lo, hi).to_radians()
    };
    let p = Projektion {
        l0: grenzen(&|p| p.0),
        b0: grenzen(&|p| p.1),
    };
    for punkt in formen.iter_mut().flat_map(|f| &mut f.ringe).flatten() {
        *punkt = p.meter(punkt.0, punkt.1);
    }
    Some(p)
}

/// Area, perimeter and centre of every unit.
fn masse(a: &mut Aufgabe, formen: &[Form]) {
    for (e, f) in a.einheiten.iter_mut().zip(formen) {
        let (mut flaeche, mut umfang) = (0.0_f64, 0.0);
        let (mut sx, mut sy) = (0.0, 0.0);
        // near the first point, so that large coordinates do not eat the digits
        let (ox, oy) = f.ringe[0][0];
        for ring in &f.ringe {
            for (i, &(x1, y1)) in ring.iter().enumerate() {
                let (x2, y2) = ring[(i + 1) % ring.len()];
                let kreuz = (x1 - ox) * (y2 - oy) - (x2 - ox) * (y1 - oy);
                flaeche += kreuz / 2.0;
                sx += (x1 + x2 - 2.0 * ox) * kreuz / 6.0;
                sy += (y1 + y2 - 2.0 * oy) * kreuz / 6.0;
                umfang += (x2 - x1).hypot(y2 - y1);
            }
        }
        e.flaeche = flaeche.abs();
        e.umfang = umfang;
        (e.x, e.y) = if flaeche.abs() > 1e-9 {
            (ox + sx / flaeche, oy + sy / flaeche)
        } else {
            (ox, oy)
        };
    }
}
