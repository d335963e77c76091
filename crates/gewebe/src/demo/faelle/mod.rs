//! Five families on the way through the help: in clarification, ready to be decided, with a running help, in a review,
//! at the end. All people are made up; every step is taken by whoever would take it.

mod gang;
mod geschichten;
mod uebergabe;
mod verwandte;

use ::fall::{
    model::{Anliegen, Bezug, Fall, Kanal, Melderrolle, Ortsart, Ortsfrage, Person},
    service::{
        aufnehmen::{Aufnahme, aufnehmen},
        lesen::{akte, befugt},
        schritt::{Falldaten, Schritt, schritt},
    },
};
use amt::{
    App, Kontext,
    recht::{Anlegen, Bearbeiten, Befugnis, Rolle},
};
use anyhow::Context;
use base::{FesteUhr, Id, Text, Zeitpunkt};
use musterort::Ort;
use store::Tx;
use uuid::Uuid;

use self::{
    gang::Gang,
    geschichten::{GESCHICHTEN, Geschichte},
};
use super::{Leute, raeume::Orte};

const TAG: i64 = 86_400;
const SEKTOR: &str = "JUGENDHILFE";

/// Tells them on one desk, so that somebody who looks around sees a case in every state. A model without an ASD, or
/// without anybody to stand in, has none.
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
    let go = amt::ordnung::geltende(app, tx).await?;
    if !go.sektoren.iter().any(|s| s.code() == SEKTOR) {
        return Ok(());
    }
    let unten = app.teil::<::fall::Umgebung>().context("fall::Umgebung")?;
    let Some(asd) = leute.mit_rolle(Rolle::R02).next() else {
        return Ok(());
    };
    let Some(ich) = unten.0.fachkraft_von(app, tx, asd.benutzer().uuid()).await? else {
        return Ok(());
    };
    let mut vertretung = None;
    for k in leute
        .mit_rolle(Rolle::R02)
        .skip(1)
        .chain(leute.mit_rolle(Rolle::R03))
    {
        let f = unten.0.fachkraft_von(app, tx, k.benutzer().uuid()).await?;
        vertretung = vertretung.or(f.filter(|f| *f != ich));
    }
    let Some(vertretung) = vertretung else {
        return Ok(());
    };
    let adressen = adressen(ort, orte, asd);
    let mut erster = None;
    for (nr, g) in GESCHICHTEN.iter().enumerate() {
        let Some(adresse) = adressen.get(nr * adressen.len() / GESCHICHTEN.len()) else {
            break;
        };
        uhr.stelle(jetzt.plus_sekunden(-g.vor_tagen * TAG));
        let anliegen = anliegen(app, tx, leute.erste(Rolle::R01)?, g, adresse).await?;
        let fall = falleingang(app, tx, asd, anliegen, (ich, vertretung)).await?;
        let gang = Gang {
            app,
            uhr,
            asd,
            leute,
            fall,
            jetzt,
            g,
        };
        gang.gehen(tx).await.with_context(|| g.nachname.to_owned())?;
        if let Some(f) = verwandte::FAMILIEN.get(nr) {
            let stift = verwandte::Stift { app, asd, fall };
            uhr.stelle(jetzt.plus_sekunden(-(g.vor_tagen / 2) * TAG));
            stift.zeichnen(tx, g, f).await.context(g.nachname)?;
            uhr.stelle(jetzt);
            stift.nachtragen(tx, f).await.context(g.nachname)?;
        }
        erster = erster.or(Some(fall));
    }
    uhr.stelle(jetzt);
    if let Some(fall) = erster {
        uebergabe::erzaehlen(app, tx, leute, (asd, fall), [ich, vertretung]).await?;
    }
    Ok(())
}

/// Lines of addresses in the spaces of this Fachkraft, spread over the town.
fn adressen(ort: &Ort, orte: &Orte, asd: &Kontext) -> Vec<String> {
    let eigene: Vec<Uuid> = asd.rollen().iter().flat_map(|r| r.raeume.clone()).collect();
    let meine = ort.adressen.iter().filter(|a| {
        let raum = orte.raum(&ort.raeume[usize::from(a.raum)].code);
        a.status == musterort::AdressStatus::Aktiv
            && (eigene.is_empty() || raum.is_some_and(|r| eigene.contains(&r.uuid())))
    });
    meine
        .map(|a| format!("{}, {} {}", ort.zeile(a), ort.plz(a), ort.ortsname(a)))
        .collect()
}

async fn anliegen(
    app: &App,
    tx: &mut Tx,
    service: &Kontext,
    g: &Geschichte,
    adresse: &str,
) -> anyhow::Result<Id<Anliegen>> {
    let cmd = Aufnahme {
        einmal: app.ids.uuid(),
        kanal: Kanal::Telefon,
        worte: Text::neu(g.anliegen)?,
        melderrolle: Melderrolle::Selbst,
        gefaehrdungshinweis: ::fall::model::Hinweis::Nein,
        ortsart: Ortsart::Adresse,
        ort: Ortsfrage {
            text: adresse.to_owned(),
            ..Ortsfrage::default()
        },
        person: Person {
            vorname: g.vorname.to_owned(),
            nachname: g.nachname.to_owned(),
            ..Person::default()
        },
        sektor: SEKTOR.to_owned(),
        themen: vec![::fall::model::Thema::Erziehung],
        rueckruf: false,
        abweichung: None,
        eingang: None,
    };
    let may = Befugnis::<Anlegen, Anliegen>::pruefen(service, None, amt::recht::Bezug::default())?;
    Ok(aufnehmen(app, tx, &may, cmd).await?.id)
}

async fn falleingang(
    app: &App,
    tx: &mut Tx,
    asd: &Kontext,
    id: Id<Anliegen>,
    (ich, vertretung): (Uuid, Uuid),
) -> anyhow::Result<Id<Fall>> {
    let (may, a) = befugt::<Bearbeiten>(app, tx, asd, id).await?;
    let cmd = Schritt {
        version: a.version,
        fall: Some(Falldaten {
            sektor: SEKTOR.to_owned(),
            norm: "§ 27 SGB VIII".to_owned(),
            bezug: Bezug::Familie,
            rolle: "MUTTER".to_owned(),
            fallfuehrend: Some(ich),
            vertretung: Some(vertretung),
        }),
        ..Schritt::default()
    };
    schritt(app, tx, &may, "A05", &cmd).await?;
    let fall = akte(app, tx, asd, id)
        .await?
        .fall
        .context("kein Fall entstanden")?;
    Ok(fall.id)
}

#[cfg(test)]
mod tests {
    use super::{geschichten::Weit, *};

    #[test]
    fn jede_geschichte_ist_weiter_als_die_vorige() {
        assert!(GESCHICHTEN.windows(2).all(|p| p[0].weit < p[1].weit));
        assert!(matches!(GESCHICHTEN.last().map(|g| g.weit), Some(Weit::Ende)));
    }
}
