//! Steps several use cases share.

use amt::{
    App, Kontext, Result,
    go::{Geschaeftsordnung, Sektor},
    recht::Bezug,
};
use base::{Befund, Id};
use store::Tx;
use uuid::Uuid;

use super::aufnehmen::Abweichung;
use crate::{
    model::{Anliegen, Gesicht, Ort, Ortsantwort, Ortsart, Ortsfrage, Schritt, Spur, Thema, Zustaendig},
    nachbarn::nachbarn,
    store::anliegen as db,
};

/// Place and responsibility of an Anliegen.
#[derive(Debug, Clone, Default)]
pub struct Ortslage {
    /// The answer about the place; `None` when the address is not known.
    pub ort: Option<Ort>,
    /// Who is responsible, by Sektor.
    pub zustaendig: Vec<Zustaendig>,
}

impl Ortslage {
    /// The space and all above it.
    #[must_use]
    pub fn ebenen(&self) -> Vec<Uuid> {
        self.ort
            .iter()
            .flat_map(|o| o.ebenen.iter().map(|r| r.id))
            .collect()
    }

    /// The address as found, else as typed.
    #[must_use]
    pub fn anschrift(&self, getippt: &str) -> String {
        match &self.ort {
            Some(o) if !o.anschrift.is_empty() => o.anschrift.clone(),
            _ => getippt.trim().to_owned(),
        }
    }

    /// Writes space, team, face and trace into the Anliegen. Nothing is silently kept from before.
    pub fn eintragen(&self, a: &mut Anliegen) {
        let raum = self.ort.as_ref().and_then(Ort::raum);
        a.raumeinheit = raum.map(|r| r.id);
        a.raum_name = raum.map_or_else(String::new, |r| r.name.clone());
        let region = self.ort.as_ref().and_then(Ort::region);
        a.region_name = region.map_or_else(String::new, |r| r.name.clone());
        let z = self.zustaendig.iter().find(|z| z.sektor.code() == a.sektor);
        let team = z.and_then(|z| z.team.clone());
        a.team = team.as_ref().map(|t| t.0);
        a.team_name = team.map_or_else(String::new, |t| t.1);
        let gesicht = z.and_then(|z| z.fallfuehrend.as_ref().or(z.gesicht.as_ref()));
        a.fachkraft = gesicht.map(|g| g.fachkraft);
        a.fachkraft_name = gesicht.map_or_else(String::new, |g| g.name.clone());
        a.zustaendig_grund = String::new();
        let spur = Spur {
            stichtag: a.eingang.datum(),
            raum: self.ort.as_ref().map_or_else(Vec::new, |o| o.schritte.clone()),
            zustaendig: z.map_or_else(Vec::new, |z| z.schritte.clone()),
        };
        a.spur = serde_json::to_string(&spur).unwrap_or_default();
    }

    /// Whom to talk to in this Sektor today.
    #[must_use]
    pub fn gesicht(&self, sektor: Sektor) -> Option<&Gesicht> {
        self.zustaendig
            .iter()
            .find(|z| z.sektor == sektor)
            .and_then(|z| z.gesicht.as_ref())
    }
}

/// Resolves a place and who is responsible there.
///
/// # Errors
/// When a room below fails.
pub async fn orten(
    app: &App,
    tx: &mut Tx,
    art: Ortsart,
    frage: Ortsfrage,
    nachname: &str,
) -> Result<Ortslage> {
    let n = nachbarn(app)?;
    let heute = app.uhr.heute();
    let ohne_adresse = frage.text.trim().is_empty() && frage.adresse.is_none();
    if let Some(raum) = frage.raum.filter(|_| ohne_adresse) {
        return nur_raum(app, tx, raum, nachname).await;
    }
    let frage = match art {
        Ortsart::Unbekannt => return Ok(Ortslage::default()),
        Ortsart::OhneWohnsitz => Ortsfrage::default(),
        Ortsart::Adresse => Ortsfrage {
            geschuetzt: false,
            ..frage
        },
        // without any address a protected person has no place to find: not the same as no fixed abode
        Ortsart::Geschuetzt if ohne_adresse => return Ok(Ortslage::default()),
        Ortsart::Geschuetzt => Ortsfrage {
            geschuetzt: true,
            ..frage
        },
    };
    if art == Ortsart::Adresse && ohne_adresse {
        return Ok(Ortslage::default());
    }
    let ort = n.orten(app, tx, frage, heute).await?;
    mit_zustaendigen(app, tx, ort, nachname).await
}

async fn mit_zustaendigen(app: &App, tx: &mut Tx, ort: Ort, nachname: &str) -> Result<Ortslage> {
    let zustaendig = match ort.raum() {
        Some(r) => {
            let name = Some(nachname.trim().to_owned()).filter(|s| !s.is_empty());
            nachbarn(app)?
                .zustaendig(app, tx, r.id, name, app.uhr.heute())
                .await?
        }
        None => Vec::new(),
    };
    Ok(Ortslage {
        ort: Some(ort),
        zustaendig,
    })
}

/// The quarter is known, the address is not (`Anliegen.raumeinheit`).
async fn nur_raum(app: &App, tx: &mut Tx, raum: Uuid, nachname: &str) -> Result<Ortslage> {
    let ebenen = nachbarn(app)?.kette(app, tx, raum).await?;
    let Some(unten) = ebenen.last() else {
        return Err(Befund::neu("FALL-E65", "Diesen Sozialraum gibt es nicht.")
            .an("raum")
            .into());
    };
    let schritt = Schritt {
        text: format!("Der Sozialraum {} wurde genannt, eine Adresse nicht.", unten.name),
        beleg: String::new(),
        norm: "Angabe der Person".to_owned(),
    };
    let ort = Ort {
        art: Ortsantwort::Eindeutig,
        art_text: "Sozialraum bekannt, Adresse nicht".to_owned(),
        ebenen,
        anschrift: String::new(),
        adresse: None,
        punkt: None,
        vorschlaege: vec![],
        hinweise: vec![],
        schritte: vec![schritt],
    };
    mit_zustaendigen(app, tx, ort, nachname).await
}

/// Writes another responsible person into the Anliegen, with the reason.
///
/// # Errors
/// `FALL-E77` when there is no such Fachkraft.
pub async fn abweichen(app: &App, tx: &mut Tx, a: &mut Anliegen, abw: &Abweichung) -> Result<()> {
    let alle = nachbarn(app)?.fachkraefte(app, tx).await?;
    let Some((id, name)) = alle.into_iter().find(|(id, _)| *id == abw.fachkraft) else {
        return Err(Befund::neu("FALL-E77", "Diese Fachkraft gibt es nicht.")
            .an("abweichung")
            .into());
    };
    a.fachkraft = Some(id);
    a.fachkraft_name = name;
    a.zustaendig_grund = abw.grund.trim().to_owned();
    Ok(())
}

/// The code of the Sektor: as given if it is active, else the first active one.
#[must_use]
pub fn sektor(go: &Geschaeftsordnung, code: &str) -> &'static str {
    let gewuenscht = Sektor::von_code(code).filter(|s| go.sektoren.contains(s));
    gewuenscht
        .or_else(|| go.sektoren.first().copied())
        .unwrap_or(Sektor::Jugendhilfe)
        .code()
}

/// Codes of topics as stored.
#[must_use]
pub fn codes(themen: &[Thema]) -> String {
    themen.iter().map(|t| t.code()).collect::<Vec<_>>().join(" ")
}

/// How a user stands to an Anliegen.
#[must_use]
pub fn bezug(kontext: &Kontext, a: &Anliegen, raeume: &[Uuid], fachkraft: Option<Uuid>) -> Bezug {
    Bezug {
        eigener_fall: fachkraft.is_some() && a.fachkraft == fachkraft,
        raum: naechster_raum(kontext, raeume, a.raumeinheit),
        eigenes: a.angelegt_von == kontext.benutzer().uuid(),
    }
}

/// Of a space and all above it the one a role of the user names, else the space itself.
#[must_use]
pub fn naechster_raum(kontext: &Kontext, raeume: &[Uuid], unten: Option<Uuid>) -> Option<Uuid> {
    raeume
        .iter()
        .copied()
        .find(|r| kontext.rollen().iter().any(|x| x.raeume.contains(r)))
        .or(unten)
}

/// Adds a line to the history.
///
/// # Errors
/// When the database refuses.
pub async fn verlauf(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Anliegen>,
    schritt: &str,
    text: &str,
    vorher: &str,
) -> Result<()> {
    db::verlauf_anfuegen(
        tx,
        id,
        db::Neu {
            id: app.ids.uuid(),
            zeit: app.uhr.jetzt(),
            benutzer: kontext.benutzer().uuid(),
            name: kontext.name(),
            schritt,
            text,
            vorher,
        },
    )
    .await?;
    Ok(())
}
