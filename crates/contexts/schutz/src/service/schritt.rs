//! Takes one step of the table.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::Befund;
use store::Tx;

use super::{
    eintragen::sichern,
    informieren,
    lesen::{self, Akte},
    zugang::Zugang,
};
use crate::{
    model::{Meldung, Stand, Statistiksatz},
    nachbarn::nachbarn,
    rules::{sm, sm::Wirkung, statistik},
    store::{akte as ablage, einschaetzung, massnahmen},
};

/// Takes it.
///
/// # Errors
/// `SCHUTZ-E20` from a wrong state; what the row asks for and is not there; [`Error::Konflikt`] on a stale version;
/// [`Error::NichtGefunden`] when there is no such row or the user's roles do not allow it.
pub async fn schritt(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    m: Meldung,
    version: i64,
    welcher: &str,
) -> Result<Stand> {
    let u = sm::finde(welcher)
        .filter(|u| u.darf(z.kontext()))
        .ok_or(Error::NichtGefunden)?;
    if m.version != version {
        return Err(Error::Konflikt);
    }
    if !u.von.contains(&m.stand) {
        return Err(Error::regel(
            "SCHUTZ-E20",
            format!("„{}“ geht nicht, solange der Stand „{}“ ist.", u.text, m.stand),
        ));
    }
    let a = lesen::laden(tx, m).await?;
    let fehlt: Vec<Befund> = u.fehlt(&a.lage()).into_iter().map(|g| g.befund()).collect();
    if !fehlt.is_empty() {
        return Err(Error::Regel(fehlt));
    }
    let mut neu = a.meldung.clone();
    neu.stand = u.nach;
    neu.stand_am = app.uhr.jetzt();
    for w in u.wirkungen {
        match w {
            Wirkung::Uebernehmen => uebernehmen(app, tx, z, &mut neu).await?,
            Wirkung::LeitungInformieren => {
                informieren::leitung(app, tx, &neu, &format!("Neuer Stand: {}.", u.nach)).await?;
            }
            Wirkung::Statistik => abschliessen(app, tx, &a).await?,
            // the clock was set by the first look; the state makes it count
            Wirkung::KontaktUhr => {}
        }
    }
    sichern(app, tx, z, &mut neu, u.id, u.text).await?;
    Ok(u.nach)
}

/// Personal acceptance: whoever takes it over is responsible, a Fachkraft by their key, others by their account.
async fn uebernehmen(app: &App, tx: &mut Tx, z: &Zugang<Bearbeiten>, m: &mut Meldung) -> Result<()> {
    let ich = z.kontext().benutzer().uuid();
    match nachbarn(app)?.fachkraft_von(app, tx, ich).await? {
        Some((id, name)) => {
            if m.verantwortlich != Some(id) {
                m.verantwortlich = Some(id);
                m.verantwortlich_telefon = String::new();
            }
            m.verantwortlich_name = name;
            Ok(())
        }
        None => Err(Error::regel(
            "SCHUTZ-E02",
            "Ihr Konto gehört zu keiner Fachkraft. Bitte lassen Sie es verbinden, oder eine Kollegin oder ein Kollege übernimmt.",
        )),
    }
}

/// Closes the assessments and writes one record of the official statistics per child (T-061), without name and key.
async fn abschliessen(app: &App, tx: &mut Tx, a: &Akte) -> Result<()> {
    let heute = app.uhr.heute();
    for k in &a.kinder {
        let Some(e) = a.zu_kind(k.id) else { continue };
        let Some(ergebnis) = e.ergebnis.0 else { continue };
        let mut e = e.clone();
        e.abgeschlossen_am = Some(heute);
        e.wiederholt = statistik::wiederholt(&ablage::frueher(tx, k).await?, heute);
        einschaetzung::abschliessen(tx, &e).await?;
        let formen: Vec<&str> = a.punkte_zu(&e).into_iter().map(|p| p.form.code()).collect();
        let satz = Statistiksatz {
            jahr: i64::from(heute.0.year()),
            abgeschlossen_am: heute,
            hinweisgeber: a.meldung.melder_art.0.map_or("", |m| m.code()).to_owned(),
            geburtsmonat: k
                .geburtsdatum
                .map_or_else(String::new, |g| format!("{:04}-{:02}", g.0.year(), g.0.month())),
            formen: formen.join(" "),
            verursacher: e.verursacher.0.map_or("", |v| v.code()).to_owned(),
            mitwirkung: e.mitwirkung.0.map_or("", |v| v.code()).to_owned(),
            ergebnis,
            wiederholt: e.wiederholt,
            gericht: !a.gerichte.is_empty(),
            obhut: massnahmen::obhuten(tx, a.meldung.id)
                .await?
                .iter()
                .any(|o| o.kind == k.id),
        };
        einschaetzung::statistik(tx, app.ids.uuid(), &satz).await?;
    }
    Ok(())
}
