//! The budget stream: where the money of a year comes from, through which Topf it goes, and what becomes of it.
//!
//! Every Topf balances to the cent: what flows in (Ansatz, Übertrag, from other Töpfe) is what flows out (gezahlt,
//! zugesagt, verfügbar, to other Töpfe). The table with the same numbers stands on the page.

use askama::Template;
use base::Cent;
use web::Fertig;

use crate::model::Topf;

/// Height of all the money, in units of the picture.
const HOEHE: i128 = 320;
/// Between two bars one above the other.
const LUECKE: i64 = 12;
/// A bar and its two lines of text need this much.
const ZEILE: i64 = 40;
/// Width of a bar.
const DICK: i64 = 14;
/// Left edges of the three columns of bars.
const SPALTEN: [i64; 3] = [4, 400, 630];
/// Töpfe drawn one by one; the smaller ones together.
const EINZELN: usize = 9;
/// Characters of a name.
const ZEICHEN: usize = 26;

const WOHER: [&str; 5] = [
    "Ansatz",
    "Übertrag",
    "Von anderen Töpfen",
    "Einnahmen",
    "Über dem Rahmen",
];
const WOHIN: [&str; 5] = [
    "Gezahlt",
    "Zugesagt",
    "Verfügbar",
    "An andere Töpfe",
    "Übertrag abgegeben",
];
/// How dark the streams out of a Topf are; the darkest is gone, the lightest still free.
const TOENE: [&str; 5] = ["0.7", "0.45", "0.2", "0.3", "0.3"];

/// What goes through one Topf, in cents.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Durchfluss {
    name: String,
    ein: [i64; 5],
    aus: [i64; 5],
}

impl Durchfluss {
    fn aus(t: &Topf) -> Self {
        // what is less than nothing flows the other way
        let teile = |c: Cent| (c.0.max(0), (-c.0).max(0));
        let s = &t.stand;
        let (ansatz, gekuerzt) = teile(t.ansatz);
        let (uebertrag, abgegeben) = teile(s.uebertrag);
        let (von, an) = teile(s.umbuchung);
        let (einnahme, zurueck) = teile(s.einnahme);
        let (gezahlt, erstattet) = teile(s.ist);
        let (zugesagt, geloest) = teile(s.obligo);
        let (frei, ueber) = teile(t.verfuegbar());
        Self {
            name: t.bezeichnung.clone(),
            ein: [ansatz, uebertrag, von, einnahme + erstattet + geloest, ueber],
            aus: [gezahlt + zurueck, zugesagt, frei, an + gekuerzt, abgegeben],
        }
    }

    fn menge(&self) -> i64 {
        self.ein.iter().sum()
    }

    fn dazu(&mut self, anderer: &Self) {
        for (a, b) in (self.ein.iter_mut().chain(&mut self.aus)).zip(anderer.ein.iter().chain(&anderer.aus)) {
            *a += b;
        }
    }
}

/// The Töpfe in their order; when there are many, the small ones as one.
fn durchfluesse(toepfe: &[Topf]) -> Vec<Durchfluss> {
    let mut alle: Vec<Durchfluss> = toepfe.iter().map(Durchfluss::aus).collect();
    alle.retain(|d| d.menge() > 0);
    if alle.len() <= EINZELN + 1 {
        return alle;
    }
    let mut mengen: Vec<i64> = alle.iter().map(Durchfluss::menge).collect();
    mengen.sort_unstable_by(|a, b| b.cmp(a));
    let grenze = mengen[EINZELN - 1];
    let (mut einzeln, mut klein) = (Vec::new(), Vec::new());
    for d in alle {
        if d.menge() >= grenze && einzeln.len() < EINZELN {
            einzeln.push(d);
        } else {
            klein.push(d);
        }
    }
    let mut zusammen = Durchfluss {
        name: format!("{} kleinere Töpfe", klein.len()),
        ein: [0; 5],
        aus: [0; 5],
    };
    for d in &klein {
        zusammen.dazu(d);
    }
    einzeln.push(zusammen);
    einzeln
}

/// A bar with its name and amount.
struct Knoten {
    name: String,
    betrag: Cent,
    x: i64,
    y: i64,
    hoehe: i64,
    text_y: i64,
}

impl Knoten {
    /// Names of Töpfe stand before their bar, on the light streams that come in; the others behind theirs.
    const fn davor(&self) -> bool {
        self.x == SPALTEN[1]
    }

    const fn text_x(&self) -> i64 {
        if self.davor() {
            self.x - 6
        } else {
            self.x + DICK + 6
        }
    }

    fn betrag_y(&self) -> i64 {
        self.text_y + 17
    }
}

/// A stream from one bar to another.
struct Fluss {
    form: String,
    ton: &'static str,
    worte: String,
}

#[derive(Template)]
#[template(path = "budget/strom.svg.html")]
struct Bild {
    titel: String,
    worte: String,
    hoehe: i64,
    fluesse: Vec<Fluss>,
    knoten: Vec<Knoten>,
}

/// From cents to units of the picture.
struct Massstab(i128);

impl Massstab {
    fn hoch(&self, cent: i64) -> i64 {
        i64::try_from(i128::from(cent) * HOEHE / self.0).unwrap_or(0)
    }

    /// Bars of a column, one below the other; nothing is drawn for nothing.
    fn spalte<'a>(&self, x: i64, alle: impl Iterator<Item = (&'a str, i64)>) -> (Vec<Option<Knoten>>, i64) {
        let mut y = 4;
        let knoten = alle
            .map(|(name, menge)| {
                (menge > 0).then(|| {
                    let hoehe = self.hoch(menge).max(1);
                    let platz = hoehe.max(ZEILE);
                    let k = Knoten {
                        name: gekuerzt(name),
                        betrag: Cent(menge),
                        x,
                        y: y + (platz - hoehe) / 2,
                        hoehe,
                        text_y: y + platz / 2 - 3,
                    };
                    y += platz + LUECKE;
                    k
                })
            })
            .collect();
        (knoten, y)
    }
}

fn gekuerzt(name: &str) -> String {
    if name.chars().count() <= ZEICHEN {
        return name.to_owned();
    }
    name.chars().take(ZEICHEN - 1).chain(['…']).collect()
}

/// A band between two bars, thick at both ends as its amount says.
fn band((x1, y1): (i64, i64), (x2, y2): (i64, i64), dick: i64) -> String {
    let m = i64::midpoint(x1, x2);
    let (u1, u2) = (y1 + dick, y2 + dick);
    format!("M{x1} {y1}C{m} {y1} {m} {y2} {x2} {y2}V{u2}C{m} {u2} {m} {u1} {x1} {u1}Z")
}

/// Draws the stream; `None` when there is no money yet.
pub fn strom(titel: &str, toepfe: &[Topf]) -> Option<Fertig> {
    let alle = durchfluesse(toepfe);
    let gesamt: i128 = alle.iter().map(|d| i128::from(d.menge())).sum();
    if gesamt <= 0 {
        return None;
    }
    let mass = Massstab(gesamt);
    let summe =
        |teil: fn(&Durchfluss) -> &[i64; 5], i: usize| -> i64 { alle.iter().map(|d| teil(d)[i]).sum() };
    let (links, h1) = mass.spalte(
        SPALTEN[0],
        (WOHER.iter().enumerate()).map(|(i, n)| (*n, summe(|d| &d.ein, i))),
    );
    let (mitte, h2) = mass.spalte(SPALTEN[1], alle.iter().map(|d| (d.name.as_str(), d.menge())));
    let (rechts, h3) = mass.spalte(
        SPALTEN[2],
        (WOHIN.iter().enumerate()).map(|(i, n)| (*n, summe(|d| &d.aus, i))),
    );
    let mut fluesse = Vec::new();
    let (mut von, mut nach) = ([0_i64; 5], [0_i64; 5]);
    for (d, k) in alle.iter().zip(&mitte) {
        let Some(k) = k else { continue };
        let (mut hinein, mut hinaus) = (0, 0);
        for (i, menge) in d.ein.into_iter().enumerate().filter(|(_, m)| *m > 0) {
            if let Some(q) = &links[i] {
                fluesse.push(Fluss {
                    form: band(
                        (q.x + DICK, q.y + mass.hoch(von[i])),
                        (k.x, k.y + mass.hoch(hinein)),
                        mass.hoch(menge).max(1),
                    ),
                    ton: "0.2",
                    worte: format!("{} an {}: {}", WOHER[i], d.name, Cent(menge)),
                });
            }
            von[i] += menge;
            hinein += menge;
        }
        for (i, menge) in d.aus.into_iter().enumerate().filter(|(_, m)| *m > 0) {
            if let Some(z) = &rechts[i] {
                fluesse.push(Fluss {
                    form: band(
                        (k.x + DICK, k.y + mass.hoch(hinaus)),
                        (z.x, z.y + mass.hoch(nach[i])),
                        mass.hoch(menge).max(1),
                    ),
                    ton: TOENE[i],
                    worte: format!("{}, {}: {}", d.name, WOHIN[i], Cent(menge)),
                });
            }
            nach[i] += menge;
            hinaus += menge;
        }
    }
    let worte: Vec<&str> = fluesse.iter().map(|f| f.worte.as_str()).collect();
    let bild = Bild {
        titel: titel.to_owned(),
        worte: worte.join(". "),
        hoehe: h1.max(h2).max(h3) - LUECKE + 4,
        knoten: (links.into_iter().chain(mitte).chain(rechts)).flatten().collect(),
        fluesse,
    };
    Fertig::aus(&bild).ok()
}

#[cfg(test)]
mod tests {
    use base::Cent;

    use super::{Durchfluss, band, durchfluesse};
    use crate::model::{Stand, Topf};

    fn topf(name: &str, ansatz: i64, stand: Stand) -> Topf {
        Topf {
            id: base::Id::von(uuid::Uuid::nil()),
            jahr: 2026,
            art: crate::model::TopfArt::Regional,
            raum: None,
            arbeitsart: crate::model::Arbeitsart::Gemischt,
            bezeichnung: name.to_owned(),
            sortier: name.to_owned(),
            traeger: String::new(),
            ansatz: Cent(ansatz),
            stand,
            elterntopf: None,
            version: 1,
        }
    }

    fn stand(uebertrag: i64, umbuchung: i64, ist: i64, obligo: i64) -> Stand {
        Stand {
            uebertrag: Cent(uebertrag),
            umbuchung: Cent(umbuchung),
            ist: Cent(ist),
            obligo: Cent(obligo),
            ..Stand::default()
        }
    }

    #[test]
    fn jeder_topf_geht_auf_den_cent_auf() {
        for (ansatz, u, m, ist, obligo, einnahme) in [
            (1_000, 0, 0, 300, 200, 40),
            (1_000, 50, -200, 900, 100, -5),
            (1_000, -50, 70, -30, 0, 0),
            (0, 0, 0, 500, 1, 0),
            (10, 0, -10, 0, 0, 0),
        ] {
            let mut stand = stand(u, m, ist, obligo);
            stand.einnahme = Cent(einnahme);
            let d = Durchfluss::aus(&topf("x", ansatz, stand));
            assert_eq!(d.menge(), d.aus.iter().sum::<i64>(), "{d:?}");
            assert!(d.ein.iter().chain(&d.aus).all(|c| *c >= 0), "{d:?}");
        }
    }

    #[test]
    fn viele_toepfe_werden_zusammengefasst_und_keiner_geht_verloren() {
        let alle: Vec<Topf> = (1..=50)
            .map(|i| topf(&format!("T{i:02}"), i * 100, stand(0, 0, i, i * 2)))
            .collect();
        let d = durchfluesse(&alle);
        assert_eq!(d.len(), 10);
        assert_eq!(
            (d[0].name.as_str(), d[9].name.as_str()),
            ("T42", "41 kleinere Töpfe")
        );
        assert_eq!(d.iter().map(Durchfluss::menge).sum::<i64>(), 127_500);
        // all of one size: still nine and the rest
        let gleich: Vec<Topf> = (0..20)
            .map(|i| topf(&i.to_string(), 7, Stand::default()))
            .collect();
        assert_eq!(durchfluesse(&gleich).len(), 10);
        assert!(durchfluesse(&[topf("leer", 0, Stand::default())]).is_empty());
    }

    #[test]
    fn ein_band_ist_an_beiden_enden_gleich_dick() {
        assert_eq!(
            band((0, 10), (100, 30), 5),
            "M0 10C50 10 50 30 100 30V35C50 35 50 15 0 15Z"
        );
    }
}
