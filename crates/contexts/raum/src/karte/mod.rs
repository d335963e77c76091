//! Maps drawn by the server: they work without script, on paper, in the dark, and for screen readers. The browser may
//! put a movable map on top, fed by [`geojson`].

mod geojson;
mod papier;
mod svg;

use base::Punkt;
use geo::MultiPolygon;

pub use geojson::geojson;
pub use papier::karte_auf_papier;
pub use svg::{Karte, space_map_svg};

/// An area on a map.
#[derive(Debug, Clone)]
pub struct Flaeche {
    /// Name, read aloud and shown where there is room.
    pub name: String,
    /// Shorter label.
    pub code: String,
    /// Where a click leads; nowhere when absent.
    pub url: Option<String>,
    /// Areas with the same number get the same tint, for example those of one region.
    pub gruppe: usize,
    /// Whether this is the one the page is about.
    pub betont: bool,
    /// The polygon, WGS 84.
    pub form: MultiPolygon<f64>,
}

/// What a point stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PunktArt {
    /// An offer: a circle.
    Angebot,
    /// An office: a square.
    Buero,
}

/// A point on a map.
#[derive(Debug, Clone)]
pub struct Kartenpunkt {
    /// Name.
    pub name: String,
    /// Where a click leads.
    pub url: Option<String>,
    /// What it stands for.
    pub art: PunktArt,
    /// Where.
    pub ort: Punkt,
}
