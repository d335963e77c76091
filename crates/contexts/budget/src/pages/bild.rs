//! Bars as a picture. The table with the same numbers stands beside it; without it the picture says the same in words.

use base::Cent;
use web::Fertig;

use askama::Template;

/// One bar: solid for the first amount, hatched by a lighter tone up to the second, a mark at the third.
#[derive(Debug, Clone)]
pub struct Balken {
    /// Name beside it.
    pub name: String,
    /// Solid part.
    pub fest: Cent,
    /// Lighter part after it.
    pub dazu: Cent,
    /// A line across, such as the frame.
    pub marke: Option<Cent>,
}

struct Zeile {
    name: String,
    y: i64,
    text_y: i64,
    fest: i64,
    dazu_x: i64,
    dazu: i64,
    marke: Option<i64>,
    worte: String,
}

#[derive(Template)]
#[template(path = "budget/balken.svg.html")]
struct Bild {
    titel: String,
    kennung: &'static str,
    hoehe: i64,
    zeilen: Vec<Zeile>,
}

const BREITE: i128 = 560;
const LINKS: i64 = 220;

/// Draws them; `None` when there is nothing to draw.
pub fn balken(kennung: &'static str, titel: &str, alle: &[Balken]) -> Option<Fertig> {
    let groesste = alle
        .iter()
        .flat_map(|b| [b.fest.0.max(0) + b.dazu.0.max(0), b.marke.map_or(0, |m| m.0)])
        .max()
        .filter(|g| *g > 0)?;
    let breit = |c: Cent| -> i64 {
        let px = i128::from(c.0.max(0)) * BREITE / i128::from(groesste);
        i64::try_from(px).unwrap_or(0)
    };
    let zeilen = (0_i64..)
        .zip(alle)
        .map(|(i, b)| {
            let fest = breit(b.fest);
            let bis = breit(Cent(b.fest.0.max(0) + b.dazu.0.max(0)));
            Zeile {
                name: b.name.chars().take(26).collect(),
                y: i * 34 + 8,
                text_y: i * 34 + 25,
                fest,
                dazu_x: LINKS + fest,
                dazu: bis - fest,
                marke: b.marke.map(|m| LINKS + breit(m)),
                worte: match b.marke {
                    Some(m) => format!("{}: {} und {}, Rahmen {m}", b.name, b.fest, b.dazu),
                    None => format!("{}: {}", b.name, b.fest),
                },
            }
        })
        .collect::<Vec<_>>();
    let bild = Bild {
        titel: titel.to_owned(),
        kennung,
        hoehe: i64::try_from(alle.len()).unwrap_or(0) * 34 + 12,
        zeilen,
    };
    Fertig::aus(&bild).ok()
}
