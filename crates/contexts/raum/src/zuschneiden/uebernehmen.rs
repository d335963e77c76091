//! From a plan to a draft of the boundaries. The draft is checked, discussed and decided like any other.

use amt::{
    App, Error, Result,
    recht::{Anlegen, Befugnis},
};
use base::{Befund, Id, Text};
use store::Tx;

use super::{
    PLAN, Vorschlag,
    ablage::{self, Dateiart},
    aufgabe,
    ergebnis::{Ergebnis, PlanErgebnis},
};
use crate::{
    Gliederung, Raumeinheit, geometrie,
    service::{self, NeueGliederung, NeueRaumeinheit},
    vorgaben,
};

/// Rights it takes: a version and its units.
#[derive(Debug, Clone, Copy)]
pub struct Rechte<'a> {
    /// To create the version.
    pub gliederung: &'a Befugnis<Anlegen, Gliederung>,
    /// To create its units.
    pub raum: &'a Befugnis<Anlegen, Raumeinheit>,
}

/// Creates a draft with the spaces of the plan on the level `ebene`. Above them one unit per level holds all; if there is
/// a level below, it gets the small units.
///
/// # Errors
/// `RAUM-E32` when the plan or the level does not exist; what creating a draft refuses.
pub async fn uebernehmen(
    app: &App,
    tx: &mut Tx,
    may: Rechte<'_>,
    id: Id<Vorschlag>,
    (plan, ebene): (usize, &str),
    neu: &NeueGliederung,
) -> Result<Id<Gliederung>> {
    let v = ablage::laden(tx, id).await?;
    let ergebnis = v.ergebnis()?;
    let Some((ergebnis, gewaehlt)) = ergebnis.as_ref().and_then(|e| Some((e, e.plaene.get(plan)?))) else {
        return Err(
            Befund::neu(PLAN, "Diesen Plan gibt es nicht mehr. Bitte rechnen Sie neu.")
                .an("plan")
                .into(),
        );
    };
    let ebenen = vorgaben::geltende(app, tx).await?.ebenen;
    let Some(tiefe) = ebenen.iter().position(|e| e == ebene) else {
        let text = format!(
            "Die Ebene „{ebene}“ gibt es nicht. Erlaubt sind {}.",
            ebenen.join(", ")
        );
        return Err(Befund::neu(PLAN, text).an("ebene").into());
    };
    let g = service::gliederung_anlegen(app, tx, may.gliederung, neu).await?;
    let mut eltern = None;
    for oben in &ebenen[..tiefe] {
        let code = format!("G{}", &oben.chars().take(8).collect::<String>());
        let mut r = einheit(g, oben, &code, "Ganzes Gebiet")?;
        r.eltern = eltern;
        eltern = Some(service::raumeinheit_anlegen(app, tx, may.raum, &r).await?.0);
    }
    let mut raeume = Vec::with_capacity(gewaehlt.raeume.len());
    for (i, raum) in gewaehlt.raeume.iter().enumerate() {
        let name = if raum.name.bytes().all(|b| b.is_ascii_digit()) {
            format!("Raum {}", raum.name)
        } else {
            raum.name.clone()
        };
        let mut r = einheit(g, ebene, &format!("R{:02}", i + 1), &name)?;
        r.eltern = eltern;
        r.geometrie = geometrie::lesen_gespeichert(&raum.form);
        raeume.push(service::raumeinheit_anlegen(app, tx, may.raum, &r).await?.0);
    }
    if let Some(unten) = ebenen.get(tiefe + 1) {
        kleine(
            app,
            tx,
            may.raum,
            (g, unten),
            (id, &v.planung()?.merkmale.kennung),
            (ergebnis, gewaehlt, &raeume),
        )
        .await?;
    }
    Ok(g)
}

/// The small units below their spaces, with the names they brought along.
async fn kleine(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Raumeinheit>,
    (g, ebene): (Id<Gliederung>, &str),
    (id, kennung): (Id<Vorschlag>, &str),
    (ergebnis, plan, raeume): (&Ergebnis, &PlanErgebnis, &[Id<Raumeinheit>]),
) -> Result<()> {
    let geojson = ablage::datei(tx, id, Dateiart::Einheiten).await?;
    let formen = super::ergebnis::formen(&geojson, kennung)?;
    let mut namen = std::collections::HashMap::new();
    for (k, merkmale) in aufgabe::je_einheit(&geojson, kennung)? {
        let name = merkmale
            .iter()
            .find(|(m, _)| base::suchform(m) == "name")
            .and_then(|(_, w)| w.as_str())
            .unwrap_or(&k)
            .to_owned();
        namen.entry(k).or_insert(name);
    }
    for (i, (k, z)) in ergebnis.kennungen.iter().zip(&plan.zone).enumerate() {
        // keys of maps may be longer than a code
        let code = if k.chars().count() <= 12 {
            k.clone()
        } else {
            format!("E{:05}", i + 1)
        };
        let mut r = einheit(g, ebene, &code, namen.get(k).unwrap_or(k))?;
        r.eltern = raeume.get(*z).copied();
        r.geometrie = formen.get(k).cloned();
        service::raumeinheit_anlegen(app, tx, may, &r).await?;
    }
    Ok(())
}

fn einheit(g: Id<Gliederung>, ebene: &str, code: &str, name: &str) -> Result<NeueRaumeinheit> {
    let lang = |e: base::TextFehler| Error::regel(PLAN, e.to_string());
    let name: String = name.chars().take(80).collect();
    Ok(NeueRaumeinheit::neu(
        g,
        ebene.to_owned(),
        Text::neu(code).map_err(lang)?,
        Text::neu(&name).map_err(lang)?,
    ))
}

/// Reasons for a draft, from what was measured.
#[must_use]
pub fn gruende(p: &PlanErgebnis) -> service::Begruendung {
    let prozent = |x: f64| format!("{:.1} %", x * 100.0).replace('.', ",");
    let fehlt = p.raeume.iter().filter(|r| !r.fehlt.is_empty()).count();
    service::Begruendung {
        geografisch: format!(
            "{} {} von {} Hindernissen liegen innerhalb eines Raums.",
            if p.zusammenhaengend {
                "Jeder Raum hängt zusammen."
            } else {
                "Nicht jeder Raum hängt zusammen."
            },
            p.hindernisse.0,
            p.hindernisse.1
        ),
        politisch: format!(
            "Für {} der Einwohner bleibt ihr Ortsteil oder ihre Kommune ganz.",
            prozent(p.politisch_gewahrt)
        ),
        infrastrukturell: if p.arten.is_empty() {
            "Einrichtungen wurden nicht berücksichtigt.".to_owned()
        } else {
            format!(
                "In {fehlt} von {} Räumen fehlt mindestens eine Art von Einrichtung.",
                p.raeume.len()
            )
        },
        fallzahlen: format!(
            "Kein Raum weicht um mehr als {} vom Mittel ab.",
            prozent(p.abweichung)
        ),
    }
}
