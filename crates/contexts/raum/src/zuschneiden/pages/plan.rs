//! A plan in words and numbers: a map and the four panels.

use base::Id;
use web::Fertig;

use crate::{
    geometrie,
    karte::{Flaeche, Karte, space_map_svg},
    worte::zahl,
    zuschneiden::{
        Vorschlag,
        ergebnis::{PlanErgebnis, RaumErgebnis},
    },
};

/// A row: one space.
pub struct RaumZeile {
    pub name: String,
    pub einheiten: usize,
    pub einwohner: String,
    pub faelle: String,
    pub abweichung: String,
    pub korridor: &'static str,
    pub flaeche: String,
    pub teile: usize,
    pub fehlt: String,
    pub mitte: String,
    pub weg: String,
}

/// A plan as the page shows it.
pub struct PlanAnsicht {
    pub nummer: usize,
    pub zulaessig: bool,
    pub verletzungen: Vec<String>,
    pub zusammenhaengend: bool,
    pub hindernisse: (usize, usize),
    pub politisch: String,
    pub geteilt: Vec<(String, String)>,
    pub arten: String,
    pub abweichung: String,
    pub j: String,
    pub aenderung: Vec<(&'static str, String)>,
    pub korridor: bool,
    pub raeume: Vec<RaumZeile>,
    pub svg: Option<Fertig>,
    pub csv: String,
    pub entwurf: String,
}

/// Whole numbers as the office writes them; halves only where there are some.
fn menge(x: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "counts of people")]
    let ganz = x.round() as i64;
    if (x - x.round()).abs() < 0.05 {
        zahl(ganz)
    } else {
        format!("{x:.1}").replace('.', ",")
    }
}

fn prozent(x: f64) -> String {
    format!("{:.1} %", x * 100.0).replace('.', ",")
}

/// With its sign, because below and above the mean are different things.
fn abweichung(x: f64) -> String {
    let text = prozent(x.abs());
    if text == "0,0 %" {
        text
    } else if x < 0.0 {
        format!("−{text}")
    } else {
        format!("+{text}")
    }
}

pub fn ansicht(id: Id<Vorschlag>, stelle: usize, p: &PlanErgebnis) -> PlanAnsicht {
    let pfad = super::pfad(id.uuid());
    let nummer = stelle + 1;
    PlanAnsicht {
        nummer,
        zulaessig: p.zulaessig,
        verletzungen: p.verletzungen.clone(),
        zusammenhaengend: p.zusammenhaengend,
        hindernisse: p.hindernisse,
        politisch: prozent(p.politisch_gewahrt),
        geteilt: p.geteilt.iter().map(|(o, z)| (o.clone(), z.join(", "))).collect(),
        arten: p.arten.join(", "),
        abweichung: prozent(p.abweichung),
        j: format!("{:.3}", p.j).replace('.', ","),
        aenderung: aenderung(p),
        korridor: p.raeume.iter().any(|r| r.im_korridor.is_some()),
        raeume: p.raeume.iter().map(zeile).collect(),
        svg: karte(nummer, p),
        csv: format!("{pfad}/plan.csv?plan={nummer}"),
        entwurf: format!("{pfad}/entwurf?plan={nummer}"),
    }
}

fn zeile(r: &RaumErgebnis) -> RaumZeile {
    RaumZeile {
        name: r.name.clone(),
        einheiten: r.einheiten,
        einwohner: menge(r.einwohner),
        faelle: menge(r.faelle),
        abweichung: abweichung(r.abweichung),
        korridor: match r.im_korridor {
            Some(true) => "im Rahmen",
            Some(false) => "außerhalb",
            None => "",
        },
        flaeche: format!("{:.2} km²", r.flaeche_km2).replace('.', ","),
        teile: r.teile,
        fehlt: r.fehlt.join(", "),
        mitte: r.mitte.clone(),
        weg: format!("{} m", menge(r.weg_m.round())),
    }
}

fn aenderung(p: &PlanErgebnis) -> Vec<(&'static str, String)> {
    let Some(a) = &p.aenderung else { return Vec::new() };
    let mut aus = vec![
        ("Einheiten in einem anderen Raum", a.einheiten.to_string()),
        ("Einwohner in einem anderen Raum", menge(a.einwohner)),
        (
            "Fälle in einem anderen Raum",
            format!("{} ({})", menge(a.faelle), prozent(a.anteil)),
        ),
    ];
    if let Some(personal) = a.personal {
        aus.push(("Stellen, deren Raum sich ändert", menge(personal)));
    }
    aus
}

fn karte(nummer: usize, p: &PlanErgebnis) -> Option<Fertig> {
    let flaechen: Vec<Flaeche> = p
        .raeume
        .iter()
        .filter_map(|r| {
            Some(Flaeche {
                name: r.name.clone(),
                code: r.name.clone(),
                url: None,
                gruppe: r.ton,
                betont: false,
                form: geometrie::lesen_gespeichert(&r.form)?,
            })
        })
        .collect();
    let titel = format!("Karte von Plan {nummer}");
    let beschreibung = format!("{} Räume. Die Tabelle darunter nennt sie alle.", flaechen.len());
    space_map_svg(&Karte {
        titel: &titel,
        beschreibung: &beschreibung,
        flaechen: &flaechen,
        punkte: &[],
    })
}
