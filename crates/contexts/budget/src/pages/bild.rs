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

/// A bar where it stands, in the units of the picture.
pub struct Zeile {
    /// The name in one or two lines, each with its height.
    pub name: Vec<(i64, String)>,
    pub y: i64,
    pub fest: i64,
    pub dazu_x: i64,
    pub dazu: i64,
    pub marke: Option<i64>,
    worte: String,
}

/// The bars of a picture: the same for the page and for a document.
pub struct Bild {
    pub zeilen: Vec<Zeile>,
    pub hoehe: i64,
}

impl Bild {
    /// What the picture says, in words.
    pub fn worte(&self) -> String {
        let alle: Vec<&str> = self.zeilen.iter().map(|z| z.worte.as_str()).collect();
        alle.join(". ")
    }
}

#[derive(Template)]
#[template(path = "budget/balken.svg.html")]
struct Seitenbild {
    titel: String,
    kennung: &'static str,
    bild: Bild,
}

const BREITE: i128 = 560;
const LINKS: i64 = 220;
/// From one bar to the next.
const SCHRITT: i64 = 40;
/// Characters that stand beside a bar in one line.
const ZEICHEN: usize = 27;

/// The name in at most two lines, broken between words; what is longer still stands whole in the table.
fn zweizeilig(name: &str) -> Vec<String> {
    let mut zeilen: Vec<String> = vec![String::new()];
    for wort in name.split_whitespace() {
        let mut rest: Vec<char> = wort.chars().collect();
        while !rest.is_empty() {
            let hier = zeilen.last().map_or(0, |z| z.chars().count());
            let luecke = usize::from(hier > 0);
            if hier + luecke + rest.len() <= ZEICHEN {
                if let Some(z) = zeilen.last_mut() {
                    z.extend(std::iter::repeat_n(' ', luecke).chain(rest.drain(..)));
                }
            } else if hier > 0 {
                zeilen.push(String::new());
            } else {
                // one word longer than a line
                let stueck: String = rest.drain(..ZEICHEN.min(rest.len())).collect();
                if let Some(z) = zeilen.last_mut() {
                    z.push_str(&stueck);
                }
                zeilen.push(String::new());
            }
        }
    }
    zeilen.retain(|z| !z.is_empty());
    if zeilen.len() > 2 {
        zeilen.truncate(2);
        if let Some(z) = zeilen.last_mut() {
            *z = z.chars().take(ZEICHEN - 1).chain(['…']).collect();
        }
    }
    zeilen
}

/// Where the bars stand; `None` when there is nothing to draw.
pub fn bild(alle: &[Balken]) -> Option<Bild> {
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
            let y = i * SCHRITT + 8;
            let namen = zweizeilig(&b.name);
            let oben = if namen.len() > 1 { y + 8 } else { y + 16 };
            Zeile {
                name: (0_i64..).map(|n| oben + n * 17).zip(namen).collect(),
                y,
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
    Some(Bild {
        hoehe: i64::try_from(alle.len()).unwrap_or(0) * SCHRITT + 4,
        zeilen,
    })
}

/// Draws them for a page; `None` when there is nothing to draw.
pub fn balken(kennung: &'static str, titel: &str, alle: &[Balken]) -> Option<Fertig> {
    let bild = Seitenbild {
        titel: titel.to_owned(),
        kennung,
        bild: bild(alle)?,
    };
    Fertig::aus(&bild).ok()
}

#[cfg(test)]
mod tests {
    use super::zweizeilig;

    #[test]
    fn lange_namen_stehen_in_zwei_zeilen() {
        assert_eq!(zweizeilig("Region Nord"), ["Region Nord"]);
        assert_eq!(
            zweizeilig("Projekte aus dem Überschuss 2026: Region Süd"),
            ["Projekte aus dem Überschuss", "2026: Region Süd"]
        );
        assert_eq!(
            zweizeilig(&"x".repeat(60)),
            ["x".repeat(27), format!("{}…", "x".repeat(26))]
        );
        assert_eq!(zweizeilig("  "), Vec::<String>::new());
        let lang = zweizeilig("Familienzentrum Garstedt mit Werkstatt und Garten hinter dem Haus");
        assert!(lang.len() == 2 && lang[1].ends_with('…'), "{lang:?}");
    }
}
