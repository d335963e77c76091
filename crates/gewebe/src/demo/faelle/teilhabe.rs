//! Two people of the Eingliederungshilfe on one desk: one whose need is being found out, one whose benefits run and
//! whose Gesamtplan is due for review. All made up; every step is taken by the Teilhabeplanung through its pages' use
//! cases.

mod menschen;
mod plan;

use ::fall::model::{Bezug, Fall, Ortsfrage, Thema};
use amt::{App, go::Sektor, recht::Rolle};
use anyhow::Context;
use base::{FesteUhr, Id, Zeitpunkt};
use musterort::Ort;
use store::Tx;

use self::menschen::{MENSCHEN, Mensch};
use super::{super::Leute, super::raeume::Orte, Anfang, TAG, Tisch, adressen, hand::Hand, tisch};

const SEKTOR: &str = "EGH";
/// Addresses looked at to find one the desk is responsible for.
const VERSUCHE: usize = 60;

/// One person's way.
struct Weg<'a> {
    hand: Hand<'a>,
    uhr: &'a FesteUhr,
    jetzt: Zeitpunkt,
    m: &'a Mensch,
    /// Who sits at the Gesamtplankonferenz.
    runde: Vec<String>,
}

impl Weg<'_> {
    /// So many days after the beginning, but never later than today.
    fn am_tag(&self, tag: i64) {
        let da = self.jetzt.plus_sekunden((tag - self.m.vor_tagen) * TAG);
        self.uhr.stelle(da.min(self.jetzt));
    }
}

/// Tells them; a model without Teilhabeplanung has none.
///
/// # Errors
/// What the room refuses.
pub async fn erzaehlen(
    app: &App,
    uhr: &FesteUhr,
    tx: &mut Tx,
    (ort, orte): (&Ort, &Orte),
    leute: &Leute,
    jetzt: Zeitpunkt,
) -> anyhow::Result<()> {
    let Some(tisch) = tisch(app, tx, leute, (SEKTOR, [Rolle::R11, Rolle::R11])).await? else {
        return Ok(());
    };
    let Some(service) = leute.mit_rolle(Rolle::R01).next() else {
        return Ok(());
    };
    uhr.stelle(jetzt);
    let eigene = eigene_adressen(app, tx, &adressen(ort, orte, tisch.wer), &tisch).await?;
    let runde: Vec<String> = [Rolle::R11, Rolle::R13, Rolle::R14, Rolle::R08]
        .iter()
        .filter_map(|r| leute.mit_rolle(*r).next())
        .map(|k| k.name().to_owned())
        .collect();
    for (m, adresse) in MENSCHEN.iter().zip(&eigene) {
        uhr.stelle(jetzt.plus_sekunden(-m.vor_tagen * TAG));
        let anfang = Anfang {
            worte: m.anliegen,
            name: (m.vorname, m.nachname),
            geboren: m.geboren,
            adresse,
            thema: Thema::BehinderungTeilhabe,
            sektor: SEKTOR,
            norm: "§ 113 SGB IX",
            bezug: Bezug::Erwachsene,
            rolle: "LEISTUNGSBERECHTIGT",
        };
        let fall: Id<Fall> = anfang.beginnen(app, tx, service, &tisch).await?;
        let weg = Weg {
            hand: Hand {
                app,
                wer: tisch.wer,
                fall,
            },
            uhr,
            jetzt,
            m,
            runde: runde.clone(),
        };
        weg.ermitteln(tx).await.context(m.nachname)?;
        if m.laeuft {
            weg.planen(tx).await.context(m.nachname)?;
        }
    }
    uhr.stelle(jetzt);
    Ok(())
}

/// Addresses in the spaces this desk is responsible for.
async fn eigene_adressen(
    app: &App,
    tx: &mut Tx,
    alle: &[String],
    tisch: &Tisch<'_>,
) -> anyhow::Result<Vec<String>> {
    let unten = app.teil::<::fall::Umgebung>().context("fall::Umgebung")?;
    let heute = app.uhr.heute();
    let mut aus = Vec::new();
    for zeile in alle.iter().step_by((alle.len() / VERSUCHE).max(1)) {
        let frage = Ortsfrage {
            text: zeile.clone(),
            ..Ortsfrage::default()
        };
        let ort = unten.0.orten(app, tx, frage, heute).await?;
        let Some(raum) = ort.raum() else { continue };
        let wer = unten.0.zustaendig(app, tx, raum.id, None, heute).await?;
        let meins = wer.iter().any(|z| {
            z.sektor == Sektor::Egh
                && z.fallfuehrend
                    .as_ref()
                    .is_some_and(|g| g.fachkraft == tisch.fachkraft)
        });
        if meins {
            aus.push(zeile.clone());
        }
        if aus.len() == MENSCHEN.len() {
            break;
        }
    }
    Ok(aus)
}
