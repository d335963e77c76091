//! Accessibility as an honest register knows it: much of it nobody has looked at.

use super::{Barrierefreiheit, ZustandTri};
use crate::wuerfel::Wuerfel;

/// The block of a building. How well a house has been looked at differs from house to house.
pub fn gebaeude(wuerfel: &mut Wuerfel) -> Barrierefreiheit {
    // share of points nobody knows, in 1,000: well surveyed, so-so, hardly at all
    let unbekannt = *wuerfel.gewichtet(&[(35, 120), (40, 450), (25, 880)]);
    let stufenlos = punkt(wuerfel, unbekannt / 2, 580);
    let zugaenglich = stufenlos == ZustandTri::Ja;
    let bekannt = |w: &mut Wuerfel| !w.promille(unbekannt);
    let tuer = if zugaenglich { (88, 120) } else { (68, 95) };
    let zahl = |von, bis, wuerfel: &mut Wuerfel| {
        bekannt(wuerfel).then(|| u16::try_from(wuerfel.zwischen(von, bis)).unwrap_or_default())
    };
    let tuerbreite_cm = zahl(tuer.0, tuer.1, wuerfel);
    let oepnv_entfernung_m = zahl(40, 900, wuerfel);
    let rampe_prozent = if zugaenglich {
        None
    } else {
        zahl(4, 14, wuerfel).filter(|p| p % 3 == 0)
    };
    let aufzug_cm = zahl(90, 120, wuerfel).filter(|b| b % 3 == 0).map(|b| (b, b + 30));
    let wc = punkt(wuerfel, unbekannt, if zugaenglich { 650 } else { 150 });
    Barrierefreiheit {
        stufenloser_zugang: stufenlos,
        tuerbreite_cm,
        rampe_prozent,
        aufzug_cm,
        wc_barrierefrei: wc,
        wc_im_selben_geschoss: punkt(wuerfel, unbekannt, 700),
        behindertenparkplatz: punkt(wuerfel, unbekannt, 400),
        oepnv_halt_barrierefrei: punkt(wuerfel, unbekannt, 600),
        oepnv_entfernung_m,
        leitsystem_braille: punkt(wuerfel, unbekannt, 120),
        kontrast_beleuchtung: punkt(wuerfel, unbekannt, 500),
        induktive_hoeranlage: punkt(wuerfel, unbekannt, 120),
        dgs: ZustandTri::Unbekannt,
        schriftdolmetschen: ZustandTri::Unbekannt,
        leichte_sprache: ZustandTri::Unbekannt,
        reizarmer_raum: punkt(wuerfel, unbekannt, 250),
        assistenzhund: punkt(wuerfel, unbekannt, 700),
        begleitperson_kostenfrei: ZustandTri::Unbekannt,
        wickelmoeglichkeit: punkt(wuerfel, unbekannt, 500),
        sitzgelegenheiten: punkt(wuerfel, unbekannt, 900),
        digital_barrierefrei: punkt(wuerfel, unbekannt.max(600), 350),
        telefon_und_text: punkt(wuerfel, unbekannt, 600),
        hinweis: hinweis(wc, stufenlos, wuerfel),
    }
}

/// Fills in what depends on the offer, not on the house.
pub fn angebot(
    mut block: Barrierefreiheit,
    leichte_sprache: bool,
    wuerfel: &mut Wuerfel,
) -> Barrierefreiheit {
    block.dgs = punkt(wuerfel, 600, 120);
    block.schriftdolmetschen = punkt(wuerfel, 750, 60);
    block.leichte_sprache = if leichte_sprache {
        ZustandTri::Ja
    } else {
        punkt(wuerfel, 550, 250)
    };
    block.begleitperson_kostenfrei = punkt(wuerfel, 400, 850);
    block
}

fn punkt(wuerfel: &mut Wuerfel, unbekannt: u32, ja: u32) -> ZustandTri {
    if wuerfel.promille(unbekannt) {
        ZustandTri::Unbekannt
    } else if wuerfel.promille(ja) {
        ZustandTri::Ja
    } else if wuerfel.promille(300) {
        ZustandTri::Teilweise
    } else {
        ZustandTri::Nein
    }
}

fn hinweis(wc: ZustandTri, stufenlos: ZustandTri, wuerfel: &mut Wuerfel) -> Option<&'static str> {
    if wc == ZustandTri::Nein && wuerfel.promille(400) {
        return Some("Die Toiletten sind im Keller und nur über eine Treppe zu erreichen.");
    }
    if stufenlos == ZustandTri::Teilweise {
        return Some("Der stufenlose Eingang ist auf der Rückseite; bitte klingeln.");
    }
    None
}
