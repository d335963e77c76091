//! The check of a version before it is decided (Fachkonzept 3.3.5): gaps, overlaps, Kommunen, counts, responsibility.

use std::collections::BTreeMap;

use amt::{App, Error, Result};
use base::{Befund, Id};
use geo::MultiPolygon;
use store::Tx;
use zuordnung::{
    Code,
    pruefung::{Art, Befund as EngineBefund, Flaechenpruefung, flaechen_pruefen},
};

use crate::{
    Gliederung, RegisterHalter, Vorgaben,
    abdeckung::{Abdeckungspruefung, Anfang},
    ablage::liste,
    geometrie,
    halter::{Zuschnitt, halter},
    vorgaben,
};

/// One finding with everything it is about.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Pruefbefund {
    /// Code, such as `RAUM-E11`.
    pub code: String,
    /// Sentence.
    pub text: String,
    /// Lines of the register.
    pub zeilen: Vec<u32>,
    /// Addresses concerned.
    pub adressen: Vec<String>,
    /// Names of the units concerned.
    pub raeume: Vec<String>,
    /// Whether it bars the decision.
    pub sperrt: bool,
}

/// The whole check.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Pruefbericht {
    /// Findings, those that bar first.
    pub befunde: Vec<Pruefbefund>,
    /// Streets looked at.
    pub strassen: usize,
    /// Addresses looked at.
    pub adressen: usize,
    /// Units looked at.
    pub raeume: usize,
    /// Its units, for the question who is responsible.
    #[serde(skip)]
    pub(crate) anfang: Anfang,
}

const CODES: [&str; 6] = [
    "RAUM-E05", "RAUM-E10", "RAUM-E11", "RAUM-E12", "RAUM-E13", "RAUM-E14",
];

impl Pruefbericht {
    /// What bars the decision, at most a hundred findings: nobody reads more in one message.
    pub fn sperrende(&self) -> impl Iterator<Item = Befund> + '_ {
        self.befunde.iter().filter(|b| b.sperrt).take(100).map(|b| {
            let code = CODES.into_iter().find(|c| *c == b.code).unwrap_or("RAUM-E10");
            let adressen = b.adressen.iter().take(20).map(String::as_str).collect::<Vec<_>>();
            let mehr = if adressen.is_empty() {
                String::new()
            } else {
                format!(" {}", adressen.join(", "))
            };
            Befund::neu(code, format!("{}{mehr}", b.text)).an("pruefung")
        })
    }
}

/// Checks a version, whatever its status.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is no such version.
pub async fn pruefen(app: &App, tx: &mut Tx, id: Id<Gliederung>) -> Result<Pruefbericht> {
    let zuschnitt = RegisterHalter::entwurf(tx, id).await?;
    let vorgaben = vorgaben::geltende(app, tx).await?;
    let anfang = anfang(app, tx, &zuschnitt).await?;
    let raeume = liste::raeume(tx, id).await?;
    let kommunen = liste::kommunen(tx).await?;
    let flaechen: Vec<(u32, MultiPolygon<f64>)> = liste::flaechen(tx, id)
        .await?
        .into_iter()
        .filter(|f| !raeume.iter().any(|r| r.eltern == Some(f.id)))
        .filter_map(|f| {
            let nr = zuschnitt.nummer(Id::von(f.id))?;
            Some((nr, geometrie::lesen_gespeichert(&f.geometrie)?))
        })
        .collect();
    let mut bericht = Pruefbericht {
        strassen: zuschnitt.register.strassen_zahl(),
        adressen: zuschnitt.register.adressen_zahl(),
        raeume: raeume.len(),
        anfang,
        befunde: kommunen_pruefen(&raeume, &kommunen, &vorgaben),
    };
    // a few seconds of computing for a big town: not on the threads that answer requests
    let gerechnet = tokio::task::spawn_blocking(move || {
        let mut befunde: Vec<Pruefbefund> = zuschnitt
            .register
            .pruefen()
            .into_iter()
            .map(|b| uebersetzen(b, &zuschnitt))
            .collect();
        let flaechen = flaechen_pruefen(&flaechen, Flaechenpruefung::default());
        befunde.extend(flaechen.into_iter().map(|b| uebersetzen(b, &zuschnitt)));
        befunde
    })
    .await
    .map_err(|e| Error::Intern(e.to_string()))?;
    bericht.befunde.extend(gerechnet);
    if let Some(abdeckung) = app.teil::<Abdeckungspruefung>() {
        // before there is a first version nobody can be in office; from then on nobody may be left without a face
        let erster = bericht.anfang.bisher.is_empty();
        let luecken = abdeckung.0.luecken(app, tx, &bericht.anfang).await?;
        bericht.befunde.extend(luecken.into_iter().map(|b| Pruefbefund {
            code: b.code.to_owned(),
            raeume: if b.ort.is_empty() { Vec::new() } else { vec![b.ort] },
            text: b.text,
            zeilen: Vec::new(),
            adressen: Vec::new(),
            sperrt: !(erster && b.code == "RAUM-E14"),
        }));
    }
    bericht
        .befunde
        .sort_by(|a, b| b.sperrt.cmp(&a.sperrt).then_with(|| a.code.cmp(&b.code)));
    Ok(bericht)
}

/// The units of a version as the question about responsibility needs them.
pub(super) async fn anfang(app: &App, tx: &mut Tx, z: &Zuschnitt) -> Result<Anfang> {
    let ab = z.gliederung.gueltig_ab;
    let vorher = halter(app).am(app, tx, ab.plus_tage(-1)).await?;
    let bisher = vorher
        .filter(|v| v.gliederung.id != z.gliederung.id)
        .map(|v| v.alle_raeume().map(|r| (r.code.clone(), r.id)).collect());
    Ok(Anfang {
        ab,
        ketten: z.ketten(),
        bisher: bisher.unwrap_or_default(),
    })
}

/// Kommunen in no Raum or in several (E12), and counts out of their bounds (E13).
fn kommunen_pruefen(
    raeume: &[liste::RaumListe],
    kommunen: &[(String, String)],
    vorgaben: &Vorgaben,
) -> Vec<Pruefbefund> {
    if kommunen.is_empty() {
        return Vec::new();
    }
    // the Raum of a Kommune is the unit above it; a Kommune without one is a Raum of its own
    let mut je_raum: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let mut orte: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for r in raeume {
        let Some(ags) = r.kommune_ags.as_deref() else {
            continue;
        };
        let eltern = raeume.iter().find(|e| Some(e.id) == r.eltern).unwrap_or(r);
        je_raum
            .entry((eltern.code.clone(), eltern.name.clone()))
            .or_default()
            .push(r.name.clone());
        orte.entry(ags).or_default().push(eltern.name.clone());
    }
    let befund = |code: &str, text: String, namen: Vec<String>| Pruefbefund {
        code: code.to_owned(),
        text,
        zeilen: Vec::new(),
        adressen: Vec::new(),
        raeume: namen,
        sperrt: true,
    };
    let mut aus = Vec::new();
    for (ags, name) in kommunen {
        let mut in_raeumen = orte.remove(ags.as_str()).unwrap_or_default();
        in_raeumen.sort();
        in_raeumen.dedup();
        match &in_raeumen[..] {
            [_] => {}
            [] => aus.push(befund(
                "RAUM-E12",
                format!("{name} gehört zu keinem Raum."),
                Vec::new(),
            )),
            mehrere => {
                let text = format!("{name} gehört zu mehreren Räumen: {}.", mehrere.join(", "));
                aus.push(befund("RAUM-E12", text, mehrere.to_vec()));
            }
        }
    }
    for (ags, namen) in orte {
        let text = format!("Der Gemeindeschlüssel {ags} steht nicht im Verzeichnis der Kommunen.");
        aus.push(befund("RAUM-E12", text, namen));
    }
    if let Some((von, bis)) = vorgaben.kommunen_je_raum {
        // units above a Kommune that hold none at all are out of bounds as well
        let ueber = raeume.iter().filter(|r| {
            r.kommune_ags.is_none()
                && !raeume
                    .iter()
                    .any(|k| k.eltern == Some(r.id) && k.kommune_ags.is_none())
        });
        for r in ueber {
            let n = je_raum.get(&(r.code.clone(), r.name.clone())).map_or(0, Vec::len);
            if n < von as usize || n > bis as usize {
                let text = format!("Raum {} hat {n} Kommunen; erlaubt sind {von} bis {bis}.", r.name);
                aus.push(befund("RAUM-E13", text, vec![r.name.clone()]));
            }
        }
    }
    aus
}

fn uebersetzen(b: EngineBefund, z: &Zuschnitt) -> Pruefbefund {
    let raeume: Vec<String> = b
        .einheiten
        .iter()
        .filter_map(|e| z.raum(*e))
        .map(|r| r.name.clone())
        .collect();
    let sperrt = b.sperrt() && b.code.is_some();
    let m2 = b.flaeche_m2.unwrap_or(0.0);
    let text = match b.art {
        Art::UngueltigeFlaeche => format!(
            "Die Fläche von „{}“ ist ungültig: Ein Ring schneidet oder berührt sich selbst, oder sie hat keinen Inhalt.",
            raeume.join("“, „")
        ),
        Art::Flaechenueberlappung => {
            format!(
                "Die Flächen von „{}“ überlappen sich auf {m2:.0} m².",
                raeume.join("“ und „")
            )
        }
        _ => b.text,
    };
    Pruefbefund {
        code: b.code.map_or("RAUM-E15", Code::als_text).to_owned(),
        text,
        zeilen: b.zeilen,
        adressen: b.adressen,
        raeume,
        sperrt,
    }
}
