//! Five families on the way through the help: in clarification, ready to be decided, with a running help, in a review,
//! at the end. All people are made up; every step is taken by whoever would take it.

mod gang;
mod geschichten;
mod hand;
mod leicht;
mod teilhabe;
mod texte;
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

use self::{gang::Gang, geschichten::GESCHICHTEN};
use super::{Leute, raeume::Orte};

const TAG: i64 = 86_400;
const SEKTOR: &str = "JUGENDHILFE";

/// Whoever leads the cases of one statute in the demo, and who stands in.
struct Tisch<'a> {
    wer: &'a Kontext,
    fachkraft: Uuid,
    vertretung: Uuid,
}

/// The first with the first of these roles; none in a model without one, or without anybody to stand in.
async fn tisch<'a>(
    app: &App,
    tx: &mut Tx,
    leute: &'a Leute,
    (sektor, rollen): (&str, [Rolle; 2]),
) -> anyhow::Result<Option<Tisch<'a>>> {
    let go = amt::ordnung::geltende(app, tx).await?;
    let Some(wer) = leute
        .mit_rolle(rollen[0])
        .next()
        .filter(|_| go.sektoren.iter().any(|s| s.code() == sektor))
    else {
        return Ok(None);
    };
    let unten = app.teil::<::fall::Umgebung>().context("fall::Umgebung")?;
    let Some(fachkraft) = unten.0.fachkraft_von(app, tx, wer.benutzer().uuid()).await? else {
        return Ok(None);
    };
    let mut vertretung = None;
    for k in rollen.iter().flat_map(|r| leute.mit_rolle(*r)) {
        let f = unten.0.fachkraft_von(app, tx, k.benutzer().uuid()).await?;
        vertretung = vertretung.or(f.filter(|f| *f != fachkraft));
    }
    Ok(vertretung.map(|vertretung| Tisch {
        wer,
        fachkraft,
        vertretung,
    }))
}

/// Tells them on one desk, so that somebody who looks around sees a case in every state. A model without an ASD, or
/// without anybody to stand in, has none; one with Teilhabeplanung has the people of the Eingliederungshilfe.
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
    texte::erzaehlen(app, tx, leute).await?;
    teilhabe::erzaehlen(app, uhr, tx, (ort, orte), leute, jetzt).await?;
    leicht::erzaehlen(app, uhr, tx, (ort, orte), leute, jetzt).await?;
    let Some(tisch) = tisch(app, tx, leute, (SEKTOR, [Rolle::R02, Rolle::R03])).await? else {
        return Ok(());
    };
    let (asd, ich, vertretung) = (tisch.wer, tisch.fachkraft, tisch.vertretung);
    let adressen = adressen(ort, orte, asd);
    let mut erster = None;
    for (nr, g) in GESCHICHTEN.iter().enumerate() {
        let Some(adresse) = adressen.get(nr * adressen.len() / GESCHICHTEN.len()) else {
            break;
        };
        uhr.stelle(jetzt.plus_sekunden(-g.vor_tagen * TAG));
        let anfang = Anfang {
            worte: g.anliegen,
            name: (g.vorname, g.nachname),
            geboren: "",
            adresse,
            thema: ::fall::model::Thema::Erziehung,
            sektor: SEKTOR,
            norm: "§ 27 SGB VIII",
            bezug: Bezug::Familie,
            rolle: "MUTTER",
        };
        let fall = anfang.beginnen(app, tx, leute.erste(Rolle::R01)?, &tisch).await?;
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

/// How a case begins: somebody calls, and the case is opened.
struct Anfang<'a> {
    worte: &'a str,
    name: (&'a str, &'a str),
    /// Birth date; empty when nobody asked.
    geboren: &'a str,
    adresse: &'a str,
    thema: ::fall::model::Thema,
    sektor: &'a str,
    norm: &'a str,
    bezug: Bezug,
    rolle: &'a str,
}

impl Anfang<'_> {
    async fn beginnen(
        &self,
        app: &App,
        tx: &mut Tx,
        service: &Kontext,
        tisch: &Tisch<'_>,
    ) -> anyhow::Result<Id<Fall>> {
        let cmd = Aufnahme {
            einmal: app.ids.uuid(),
            kanal: Kanal::Telefon,
            worte: Text::neu(self.worte)?,
            melderrolle: Melderrolle::Selbst,
            gefaehrdungshinweis: ::fall::model::Hinweis::Nein,
            ortsart: Ortsart::Adresse,
            ort: Ortsfrage {
                text: self.adresse.to_owned(),
                ..Ortsfrage::default()
            },
            person: Person {
                vorname: self.name.0.to_owned(),
                nachname: self.name.1.to_owned(),
                geburtsdatum: self.geboren.parse().ok(),
                ..Person::default()
            },
            sektor: self.sektor.to_owned(),
            themen: vec![self.thema],
            rueckruf: false,
            abweichung: None,
            eingang: None,
        };
        let may = Befugnis::<Anlegen, Anliegen>::pruefen(service, None, amt::recht::Bezug::default())?;
        let id = aufnehmen(app, tx, &may, cmd).await?.id;
        let (may, a) = befugt::<Bearbeiten>(app, tx, tisch.wer, id).await?;
        let cmd = Schritt {
            version: a.version,
            fall: Some(Falldaten {
                sektor: self.sektor.to_owned(),
                norm: self.norm.to_owned(),
                bezug: self.bezug,
                rolle: self.rolle.to_owned(),
                fallfuehrend: Some(tisch.fachkraft),
                vertretung: Some(tisch.vertretung),
            }),
            ..Schritt::default()
        };
        schritt(app, tx, &may, "A05", &cmd).await?;
        let fall = akte(app, tx, tisch.wer, id)
            .await?
            .fall
            .context("kein Fall entstanden")?;
        Ok(fall.id)
    }
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
