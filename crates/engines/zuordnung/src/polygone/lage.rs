//! On which side of a line a point lies, exactly: floats where their error bound allows, Shewchuk's predicate else.

use geo::Coord;
use robust::Coord as Genau;

/// Bound of the rounding error of the determinant, relative to the sum of its parts (Shewchuk 1997).
const SCHRANKE: f64 = (3.0 + 16.0 * EPS) * EPS;
const EPS: f64 = f64::EPSILON / 2.0;

/// Positive: `p` lies left of the line a→b. Negative: right. Zero: exactly on the line.
#[inline]
pub(super) fn seite(a: Coord<f64>, b: Coord<f64>, p: Coord<f64>) -> f64 {
    let links = (a.x - p.x) * (b.y - p.y);
    let rechts = (a.y - p.y) * (b.x - p.x);
    let det = links - rechts;
    if det.abs() > SCHRANKE * (links.abs() + rechts.abs()) {
        return det;
    }
    seite_genau(a, b, p)
}

#[cold]
#[inline(never)]
fn seite_genau(a: Coord<f64>, b: Coord<f64>, p: Coord<f64>) -> f64 {
    let g = |c: Coord<f64>| Genau { x: c.x, y: c.y };
    robust::orient2d(g(a), g(b), g(p))
}

/// Whether `p`, known to lie on the line, lies on the edge.
#[inline]
pub(super) fn im_kasten(a: Coord<f64>, b: Coord<f64>, p: Coord<f64>) -> bool {
    a.x.min(b.x) <= p.x && p.x <= a.x.max(b.x) && a.y.min(b.y) <= p.y && p.y <= a.y.max(b.y)
}

/// Whether the way from `von` to `nach` crosses the edge; a corner on the way counts for one of its two edges only.
///
/// Neither end may lie on the edge itself. An end that lies on the edge's line beyond the edge is no crossing: then
/// both corners are on the same side of the way.
#[inline]
pub(super) fn kreuzt(von: Coord<f64>, nach: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> bool {
    let (v, n) = (seite(a, b, von), seite(a, b, nach));
    if v == 0.0 || n == 0.0 || (v > 0.0) == (n > 0.0) {
        return false;
    }
    trennt(von, nach, a, b)
}

/// Whether the line through `von` and `nach` has the two corners on different sides. A corner on the line counts as
/// left: that is the line moved aside by nothing, so the parity of crossings stays right.
#[inline]
pub(super) fn trennt(von: Coord<f64>, nach: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> bool {
    (seite(von, nach, a) >= 0.0) != (seite(von, nach, b) >= 0.0)
}
