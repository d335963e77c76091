//! Puts pieces on pages: A4, margins as in a letter.

use crate::satz::Stueck;

/// A4 in points.
pub(crate) const SEITE: (f32, f32) = (595.28, 841.89);
/// 25 mm, so that a file can be punched.
pub(crate) const LINKS: f32 = 70.87;
/// 20 mm on the right.
pub(crate) const BREITE: f32 = SEITE.0 - LINKS - 56.69;
/// Where the first piece begins.
pub(crate) const OBEN: f32 = 68.0;
/// Room for pieces.
pub(crate) const HOEHE: f32 = SEITE.1 - OBEN - 62.0;

/// A piece with the distance of its top from the top of the page.
pub(crate) type Gelegt = (f32, Stueck);

/// Pieces that hold together stay on one page as long as they fit on one.
pub(crate) fn umbrechen(stuecke: Vec<Stueck>, wiederholt: &[Stueck]) -> Vec<Vec<Gelegt>> {
    let mut seiten: Vec<Vec<Gelegt>> = vec![Vec::new()];
    let mut y = 0.0_f32;
    let mut rest = stuecke.into_iter().peekable();
    let mut gruppe: Vec<Stueck> = Vec::new();
    while let Some(st) = rest.next() {
        let haelt = st.haelt && rest.peek().is_some();
        gruppe.push(st);
        if haelt {
            continue;
        }
        let hoehe: f32 = gruppe.iter().map(|s| s.vor + s.hoehe).sum();
        let erstes_vor = gruppe.first().map_or(0.0, |s| s.vor);
        // what fits on no page is laid out piece by piece
        let ganz = hoehe - erstes_vor <= HOEHE - 30.0;
        if ganz && y > 0.0 && y + hoehe > HOEHE {
            neue(&mut seiten, &mut y);
        }
        for mut st in gruppe.drain(..) {
            let leer = st.zuege.is_empty();
            if st.neue_seite {
                if y > 0.0 {
                    neue(&mut seiten, &mut y);
                }
                continue;
            }
            if y > 0.0 && y + st.vor + st.hoehe > HOEHE {
                neue(&mut seiten, &mut y);
            }
            if y == 0.0 {
                // room above says nothing on top of a page, and what is drawn into it would stick out
                oben_kappen(&mut st);
                if let Some(kopf) = st.kopf.and_then(|k| wiederholt.get(k)) {
                    let kopf = kopf.clone();
                    y += kopf.hoehe;
                    ablegen(&mut seiten, 0.0, kopf);
                }
            }
            if leer && y == 0.0 {
                continue;
            }
            y += st.vor;
            let (oben, hoehe) = (y, st.hoehe);
            if !leer {
                ablegen(&mut seiten, oben, st);
            }
            y += hoehe;
        }
    }
    seiten
}

fn oben_kappen(st: &mut Stueck) {
    use crate::{bild::Form, satz::Zug};
    let vor = std::mem::take(&mut st.vor);
    for (_, z) in &mut st.zuege {
        if let Zug::Form {
            y,
            form: Form::Rechteck { hoehe, .. },
            ..
        } = z
            && *y < 0.0
        {
            *y += vor;
            *hoehe -= vor;
        }
    }
}

fn neue(seiten: &mut Vec<Vec<Gelegt>>, y: &mut f32) {
    seiten.push(Vec::new());
    *y = 0.0;
}

fn ablegen(seiten: &mut [Vec<Gelegt>], y: f32, st: Stueck) {
    if let Some(s) = seiten.last_mut() {
        s.push((OBEN + y, st));
    }
}
