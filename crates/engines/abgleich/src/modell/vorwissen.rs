//! What is expected of pairs before any record is seen.

use crate::{
    datum::{
        D_EIN_TEIL, D_GENERATION, D_GETAUSCHT, D_GLEICH, D_JAHR_ANDERS, D_NUR_JAHR, D_PLATZHALTER,
        D_VERSCHIEDEN, D_ZIFFER, D_ZWEI_ZIFFERN,
    },
    vergleich::{DOB, FELDER, GEB, HAUS, NACH, ORT, PLZ, SEX, STR, STUFEN, VOR},
};

use super::{Rolle, Verteilung};

pub(super) fn v(werte: &[f64]) -> Verteilung {
    let mut d = [1e-4; STUFEN];
    let summe: f64 = werte.iter().sum();
    for (ziel, w) in d.iter_mut().zip(werte) {
        *ziel = (w / summe).max(1e-4);
    }
    d
}

/// What is expected before any record is seen.
pub(super) fn vorwissen() -> (Rolle, Rolle, Rolle, Rolle, Verteilung) {
    // level order of names: equal, variant, part, typo rare/known, alike rare/known, different, swapped, birth name
    let weitere = v(&[0.85, 0.07, 0.02, 0.06]);
    let mut gleich = [weitere; FELDER];
    gleich[VOR] = v(&[0.80, 0.05, 0.03, 0.05, 0.004, 0.012, 0.003, 0.015, 0.01]);
    gleich[NACH] = v(&[0.82, 0.03, 0.02, 0.05, 0.004, 0.012, 0.003, 0.02, 1e-4, 0.02]);
    gleich[GEB] = v(&[0.90, 0.06, 0.01, 0.03]);
    let mut dob = [0.0; STUFEN];
    for (stufe, w) in [
        (D_GLEICH, 0.88),
        (D_GETAUSCHT, 0.015),
        (D_ZIFFER, 0.05),
        (D_EIN_TEIL, 0.015),
        (D_PLATZHALTER, 0.01),
        (D_ZWEI_ZIFFERN, 0.01),
        (D_JAHR_ANDERS, 0.005),
        (D_NUR_JAHR, 0.003),
        (D_GENERATION, 0.004),
        (D_VERSCHIEDEN, 0.004),
    ] {
        dob[usize::from(stufe)] = w;
    }
    gleich[DOB] = v(&dob);
    gleich[SEX] = v(&[0.48, 0.02, 0.985, 0.015]);
    gleich[STR] = v(&[0.88, 0.08, 0.01, 0.03]);
    gleich[HAUS] = v(&[0.90, 0.04, 0.03, 0.03]);
    gleich[PLZ] = v(&[0.92, 0.05, 0.01, 0.02]);
    gleich[ORT] = v(&[0.92, 0.05, 0.01, 0.02]);

    let mut umzug = [v(&[0.5, 0.05, 0.05, 0.4]); FELDER];
    umzug[STR] = v(&[0.02, 0.005, 0.02, 0.95]);
    umzug[HAUS] = v(&[0.03, 0.01, 0.12, 0.84]);
    umzug[PLZ] = v(&[0.20, 0.05, 0.3, 0.45]);
    umzug[ORT] = v(&[0.55, 0.03, 0.02, 0.4]);

    let mut gebiet = [v(&[0.25, 0.25, 0.25, 0.25]); FELDER];
    gebiet[STR] = v(&[0.05, 0.01, 0.02, 0.92]);
    gebiet[HAUS] = v(&[0.02, 0.01, 0.12, 0.85]);
    gebiet[PLZ] = v(&[0.96, 0.03, 0.005, 0.005]);
    gebiet[ORT] = v(&[0.92, 0.05, 0.01, 0.02]);

    let mut familie = [v(&[0.6, 0.05, 0.05, 0.3]); FELDER];
    familie[NACH] = v(&[0.86, 0.02, 0.02, 0.03, 0.004, 0.01, 0.003, 0.04, 1e-4, 0.02]);
    familie[GEB] = v(&[0.40, 0.03, 0.02, 0.55]);
    let mut generation = [0.0; STUFEN];
    generation[usize::from(D_GENERATION)] = 0.93;
    generation[usize::from(D_JAHR_ANDERS)] = 0.01;
    generation[usize::from(D_VERSCHIEDEN)] = 0.04;
    generation[usize::from(D_ZWEI_ZIFFERN)] = 0.01;
    (
        Rolle(gleich),
        Rolle(umzug),
        Rolle(gebiet),
        Rolle(familie),
        v(&generation),
    )
}
