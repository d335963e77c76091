//! A grid as a task.

use zuschnitt::{Aufgabe, Einheit, Kante, Vorgaben};

/// `b` × `h` cells of 100 m in political blocks of 3 × 3 with uneven loads, to be cut in `k`.
pub fn gitter(b: usize, h: usize, k: usize, toleranz: f64) -> Aufgabe {
    let mut a = Aufgabe {
        vorgaben: Vorgaben {
            k,
            toleranz,
            ..Vorgaben::default()
        },
        ..Aufgabe::default()
    };
    let bloecke = b.div_ceil(3);
    a.politisch = (0..bloecke * h.div_ceil(3)).map(|i| i.to_string()).collect();
    for y in 0..h {
        for x in 0..b {
            let i = y * b + x;
            let last = (1 + (i * 7919) % 13) as f64;
            a.einheiten.push(Einheit {
                kennung: i.to_string(),
                einwohner: last * 10.0,
                last,
                flaeche: 10_000.0,
                umfang: 400.0,
                politisch: (y / 3) * bloecke + x / 3,
                x: x as f64 * 100.0 + 50.0,
                y: y as f64 * 100.0 + 50.0,
            });
            let laenge = 100.0 + 0.25 * (i % 4) as f64;
            if x + 1 < b {
                a.kanten.push(Kante {
                    a: i,
                    b: i + 1,
                    laenge,
                });
            }
            if y + 1 < h {
                a.kanten.push(Kante {
                    a: i,
                    b: i + b,
                    laenge,
                });
            }
        }
    }
    a
}
