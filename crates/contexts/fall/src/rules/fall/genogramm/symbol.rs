//! The symbol of one person with age and name.

use base::Datum;

use super::{HALB, Mensch};
use crate::{
    model::{Geschlecht, Lebt},
    rules::fall::zeichnung::{Form, zeilen},
};

pub(super) fn formen(m: &Mensch, (x, y): (i64, i64), heute: Datum) -> Vec<Form> {
    let mut aus = Vec::new();
    umriss(m.geschlecht, (x, y), HALB, true, &mut aus);
    if m.im_mittelpunkt {
        umriss(m.geschlecht, (x, y), HALB + 5, false, &mut aus);
    }
    if m.lebt == Lebt::Nein {
        let r = HALB - 2;
        aus.push(Form::strich((x - r, y - r), (x + r, y + r)));
        aus.push(Form::strich((x - r, y + r), (x + r, y - r)));
    } else if let Some(alter) = m.geboren.and_then(|g| fristen::alter_am(g.0, heute.0)) {
        aus.push(Form::Wort {
            ort: (x, y + 5),
            groesse: 14,
            fett: false,
            text: alter.to_string(),
        });
    }
    let mut zeile = y + HALB + 16;
    for text in zeilen(&m.name, 16) {
        aus.push(Form::Wort {
            ort: (x, zeile),
            groesse: 12,
            fett: m.im_mittelpunkt,
            text,
        });
        zeile += 13;
    }
    let jahr = |d: Option<Datum>, davor: &str| d.map(|d| format!("{davor}{}", d.0.year()));
    let jahre: Vec<String> = [
        jahr(m.geboren, "* "),
        match m.lebt {
            Lebt::Nein => jahr(m.verstorben_am, "† ").or(Some("†".to_owned())),
            _ => None,
        },
    ]
    .into_iter()
    .flatten()
    .collect();
    if !jahre.is_empty() {
        aus.push(Form::Wort {
            ort: (x, zeile),
            groesse: 10,
            fett: false,
            text: jahre.join("  "),
        });
    }
    aus
}

fn umriss(g: Geschlecht, (x, y): (i64, i64), r: i64, gefuellt: bool, aus: &mut Vec<Form>) {
    match g {
        Geschlecht::M => aus.push(Form::Kasten {
            ecke: (x - r, y - r),
            mass: (2 * r, 2 * r),
            dicke: 2,
            gefuellt,
        }),
        Geschlecht::W => aus.push(Form::Kreis {
            mitte: (x, y),
            radius: r,
            dicke: 2,
            gefuellt,
        }),
        Geschlecht::D | Geschlecht::Ohne => {
            let r = r + 2;
            let ecken = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
            for i in 0..4 {
                aus.push(Form::strich(ecken[i], ecken[(i + 1) % 4]));
            }
        }
    }
}
