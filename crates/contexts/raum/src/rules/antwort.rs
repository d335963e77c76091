//! From the engine's answer to the answer of this room: levels, trace in plain words, protection. Pure (INV-R4).

use base::{Befund, Id};
use zuordnung::{Anfrage, Auskunftssperre, Beleg, Ergebnis, Spur, Stufe};

use crate::{
    Adresse, GESCHUETZT, GliederungKurz, Ortsangabe, Schritt, Zuordnung, ZuordnungsArt,
    halter::{Zuschnitt, punkt},
};

/// A register point somebody chose.
#[derive(Debug, Clone)]
pub struct Registerpunkt {
    /// Its key.
    pub id: Id<Adresse>,
    /// Key of its street; tells streets of the same name apart.
    pub schluessel: String,
}

fn leer(ort: &Ortsangabe, art: ZuordnungsArt, gliederung: Option<GliederungKurz>) -> Zuordnung {
    Zuordnung {
        art,
        raumeinheit: None,
        ebenen: Vec::new(),
        gliederung,
        stichtag: ort.stichtag,
        punkt: None,
        anschrift: if ort.person_geschuetzt {
            GESCHUETZT.to_owned()
        } else {
            ort.text.clone().unwrap_or_default()
        },
        adresse: None,
        vorschlaege: Vec::new(),
        befunde: Vec::new(),
        schritte: Vec::new(),
    }
}

/// No version of the boundaries holds on the day.
#[must_use]
pub fn ohne_gliederung(ort: &Ortsangabe) -> Zuordnung {
    let art = if ort.person_geschuetzt {
        ZuordnungsArt::Geschuetzt
    } else {
        ZuordnungsArt::Unbekannt
    };
    let text = format!("Am {} gilt kein Zuschnitt der Sozialräume.", ort.stichtag);
    let mut z = leer(ort, art, None);
    z.schritte.push(Schritt::neu(text.clone(), ""));
    z.befunde.push(Befund::neu("RAUM-E06", text));
    z
}

/// Somebody without a fixed abode.
#[must_use]
pub fn auffang(zuschnitt: &Zuschnitt, ort: &Ortsangabe, code: Option<&str>) -> Zuordnung {
    let mut z = leer(ort, ZuordnungsArt::Auffang, Some(zuschnitt.gliederung.clone()));
    z.schritte.push(zuschnitt_schritt(zuschnitt, ort));
    let raum = code.and_then(|c| zuschnitt.mit_code(c));
    if let Some(nr) = raum.and_then(|r| zuschnitt.nummer(r.id)) {
        setze_raum(&mut z, zuschnitt, nr);
        z.schritte.push(Schritt::neu(
            "Es ist keine Anschrift angegeben. Die Geschäftsordnung bestimmt dafür einen Auffang-Raum.",
            "Geschäftsordnung, raum.auffang_raum",
        ));
    } else {
        let text = "Es ist keine Anschrift angegeben, und die Geschäftsordnung bestimmt keinen Auffang-Raum. \
                    Bitte ordnen Sie von Hand zu.";
        z.schritte
            .push(Schritt::neu(text, "Geschäftsordnung, raum.auffang_raum"));
        z.befunde.push(Befund::neu("RAUM-E07", text));
    }
    z
}

/// Asks the register.
#[must_use]
pub fn antworten(
    zuschnitt: &Zuschnitt,
    anfrage: &Anfrage,
    ort: &Ortsangabe,
    gewaehlt: Option<Registerpunkt>,
) -> Zuordnung {
    let anfrage = Anfrage {
        sperre: if ort.person_geschuetzt {
            Auskunftssperre::ImSchutzbereich
        } else {
            Auskunftssperre::Keine
        },
        ..anfrage.clone()
    };
    let ergebnis = zuschnitt.register.zuordnen(&anfrage);
    let mut z = leer(ort, ZuordnungsArt::Unbekannt, Some(zuschnitt.gliederung.clone()));
    z.schritte.push(zuschnitt_schritt(zuschnitt, ort));
    schritte(ergebnis.spur(), &mut z);
    if let Some(code) = ergebnis.code() {
        let text = ergebnis.spur().schritte().last().map_or("", |s| &*s.text);
        z.befunde.push(Befund::neu(code.als_text(), text).an("anschrift"));
    }
    match ergebnis {
        Ergebnis::Eindeutig { einheit, adresse, .. } => {
            z.art = ZuordnungsArt::Eindeutig;
            setze_raum(&mut z, zuschnitt, einheit);
            if let Some(a) = adresse {
                z.anschrift = a.zeile();
                z.punkt = a.punkt.map(punkt);
                z.adresse = zuschnitt.adresse(&a.schluessel, a.hausnummer);
            }
            z.punkt = z.punkt.or(ort.punkt);
        }
        Ergebnis::Mehrdeutig { kandidaten, .. } => {
            mehrdeutig(&mut z, zuschnitt, &kandidaten, gewaehlt.as_ref());
        }
        Ergebnis::Unbekannt { vorschlaege, .. } => {
            z.vorschlaege = vorschlaege.iter().map(|v| zuschnitt.vorschlag(v)).collect();
        }
        Ergebnis::Geschuetzt { .. } => z.art = ZuordnungsArt::Geschuetzt,
        Ergebnis::Auswaertig { .. } => {
            z.art = ZuordnungsArt::Auswaertig;
            z.befunde.push(Befund::neu(
                "RAUM-AUSWAERTIG",
                "Die Anschrift liegt außerhalb. Bitte leiten Sie das Anliegen an die zuständige Stelle weiter und \
                 sagen Sie der Person, an wen (§ 16 SGB I).",
            ));
        }
    }
    if let Some(g) = gewaehlt {
        z.adresse = Some(g.id);
    }
    if ort.person_geschuetzt {
        schuetzen(&mut z);
    }
    z
}

/// Several candidates: when a register point was chosen, its street key settles it.
fn mehrdeutig(
    z: &mut Zuordnung,
    zuschnitt: &Zuschnitt,
    kandidaten: &[zuordnung::Vorschlag],
    gewaehlt: Option<&Registerpunkt>,
) {
    z.art = ZuordnungsArt::Mehrdeutig;
    let eigene: Vec<_> = kandidaten
        .iter()
        .filter(|k| gewaehlt.is_none_or(|g| g.schluessel == k.schluessel))
        .collect();
    if let (Some(g), [k]) = (gewaehlt, &eigene[..])
        && let Some(einheit) = k.einheit
    {
        z.art = ZuordnungsArt::Eindeutig;
        z.befunde.clear();
        z.anschrift = k.zeile();
        z.punkt = k.punkt.map(punkt);
        setze_raum(z, zuschnitt, einheit);
        z.schritte.push(Schritt::neu(
            "Die gewählte Adresse gehört zu genau einer dieser Straßen.",
            format!("Straßenschlüssel {}", g.schluessel),
        ));
        return;
    }
    z.vorschlaege = eigene.into_iter().map(|k| zuschnitt.vorschlag(k)).collect();
}

fn setze_raum(z: &mut Zuordnung, zuschnitt: &Zuschnitt, nr: u32) {
    z.raumeinheit = zuschnitt.raum(nr).cloned();
    z.ebenen = zuschnitt.ebenen(nr);
}

fn zuschnitt_schritt(zuschnitt: &Zuschnitt, ort: &Ortsangabe) -> Schritt {
    let g = &zuschnitt.gliederung;
    let bis = g
        .gueltig_bis
        .map(|b| format!(" bis {}", b.plus_tage(-1)))
        .unwrap_or_default();
    Schritt::neu(
        format!(
            "Am Stichtag {} gilt der Zuschnitt „{}“ (vom {}{bis}).",
            ort.stichtag, g.bezeichnung, g.gueltig_ab
        ),
        format!("Registerstand {}", zuschnitt.registerstand),
    )
}

fn schritte(spur: &Spur, z: &mut Zuordnung) {
    for s in spur.schritte() {
        let norm = ["§ 51 BMG", "§ 16 SGB I"]
            .into_iter()
            .find(|n| s.text.contains(n))
            .unwrap_or_default();
        z.schritte
            .push(Schritt::neu(s.text.clone(), beleg(&s.beleg, s.stufe)).norm(norm));
    }
}

fn beleg(b: &Beleg, stufe: Stufe) -> String {
    match b {
        Beleg::Eingabe => match stufe {
            Stufe::Eingabe => "Ihre Eingabe".to_owned(),
            _ => String::new(),
        },
        Beleg::Registerzeile(0) => "Adressregister".to_owned(),
        Beleg::Registerzeile(n) => format!("Adressregister, Zeile {n}"),
        Beleg::Strassenschluessel(s) => format!("Straßenschlüssel {s}"),
        Beleg::Ortsteil(o) => format!("Ortsteil {o}"),
        Beleg::Polygon(_) => "Fläche auf der Karte".to_owned(),
        Beleg::Ausnahme(grund) => format!("Festlegung: {grund}"),
    }
}

/// Takes away everything that would tell where the person lives. The Raum stays: somebody has to be responsible.
fn schuetzen(z: &mut Zuordnung) {
    let gefunden = z.raumeinheit.is_some();
    z.art = ZuordnungsArt::Geschuetzt;
    GESCHUETZT.clone_into(&mut z.anschrift);
    z.punkt = None;
    z.adresse = None;
    z.vorschlaege.clear();
    z.schritte.truncate(1);
    z.befunde.clear();
    z.schritte.push(
        Schritt::neu(
            if gefunden {
                "Für die Anschrift besteht eine Auskunftssperre. Der Raum wurde im geschützten Bereich bestimmt."
            } else {
                "Für die Anschrift besteht eine Auskunftssperre. Ein Raum konnte nicht bestimmt werden."
            },
            "",
        )
        .norm("§ 51 BMG"),
    );
    if !gefunden {
        let text = "Der Raum konnte für die geschützte Anschrift nicht bestimmt werden. Bitte ordnen Sie von Hand zu.";
        z.befunde.push(Befund::neu("RAUM-E08", text));
    }
}
