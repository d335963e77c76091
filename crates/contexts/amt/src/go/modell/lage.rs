//! `lage.toml`: map, texts, and the places of the demo town.

use base::Punkt;

use super::{
    knoten::Knoten,
    typen::{Lage, OrtEintrag},
};
use crate::go::{Stelle, quelle::Quelle};

/// The file as read, with the place of every town.
pub(super) fn lesen(quelle: &Quelle<'_>) -> (Lage, Vec<Stelle>) {
    let tabelle = quelle.tabelle();
    let w = Knoten::wurzel(quelle, &tabelle);
    let karte = w.tabelle("karte");
    let mitte = punkt(&karte);
    let zoom = karte
        .zahl_optional("zoom", 19)
        .and_then(|z| u8::try_from(z).ok())
        .unwrap_or(11);
    karte.fertig();
    let a = w.tabelle("anzeige");
    let mut orte = Vec::new();
    let ortsliste = w.tabellen("ort").into_iter().map(|k| {
        orte.push(k.stelle());
        let ort = OrtEintrag {
            name: k.text("name", 80),
            plz: k.text("plz", 5),
            raum: k.text("raum", 12),
            mitte: punkt(&k),
        };
        k.fertig();
        ort
    });
    let lage = Lage {
        mitte,
        zoom,
        amt_name: a.text("amt_name", 120),
        amt_kurz: a.text("amt_kurz", 40),
        anschrift: a.texte("anschrift"),
        telefon: a.text("telefon", 40),
        email: a.text("email", 120),
        oeffnungszeiten: a.texte("oeffnungszeiten"),
        begruessung: a.text("begruessung", 500),
        orte: ortsliste.collect(),
        strassennamen: w.texte("strassennamen"),
    };
    a.fertig();
    if lage.strassennamen.len() < 20 {
        let text = "Für den Musterort fehlen Straßennamen.";
        w.melde("GO-E02", "strassennamen", text, "mindestens 20 Namen.");
    }
    w.fertig();
    (lage, orte)
}

fn punkt(k: &Knoten<'_, '_>) -> Punkt {
    Punkt {
        lat: k.grad("lat", 90.0),
        lon: k.grad("lon", 180.0),
    }
}
