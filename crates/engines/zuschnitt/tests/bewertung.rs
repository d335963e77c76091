//! The measure against numbers of the neutral scorer.

use crate::gemeinsam::gitter;
use zuschnitt::bewerten;

type Erwartet = (usize, usize, f64, f64, usize, f64, f64, usize, f64, bool, f64);

#[test]
fn gleicht_dem_neutralen_pruefer() {
    let a = gitter(12, 9, 6, 0.2);
    let plan = |f: &dyn Fn(usize, usize) -> usize| (0..108).map(|i| f(i % 12, i / 12)).collect::<Vec<_>>();
    // zones, extra components, maxdev, rms_dev, cut_edges, cut_norm, pp_mean, split_units, extra_pieces, feasible, J
    let faelle: [(Vec<usize>, Erwartet); 3] = [
        (
            plan(&|x, y| x / 4 + 3 * (y / 5)),
            (6, 0, 0.1855, 0.1252, 30, 0.5928, 0.7966, 8, 1.0, true, 1.5928),
        ),
        (
            plan(&|x, y| x * y % 6),
            (
                6, 65, 1.75, 0.8301, 157, 3.0952, 0.0766, 12, 3.6667, false, 146.0952,
            ),
        ),
        (
            plan(&|x, _| x / 3 + 7),
            (4, 0, 1.0, 0.5029, 27, 0.5317, 0.6049, 0, 0.0, false, 16.5317),
        ),
    ];
    for (plan, e) in faelle {
        let b = bewerten(&a, &plan);
        let gerundet = |x: f64| (x * 1e4).round() / 1e4;
        let ist = (
            b.zonen,
            b.zusatzteile,
            gerundet(b.max_abweichung),
            gerundet(b.mittlere_abweichung),
            b.schnittkanten,
            gerundet(b.schnitt),
            gerundet(b.kompaktheit),
            b.geteilte,
            gerundet(b.politisch),
            b.zulaessig,
            gerundet(b.j),
        );
        assert_eq!(ist, e);
    }
}
