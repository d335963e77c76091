//! Organisations, people, teams, positions and who is responsible for what.

use std::collections::HashMap;

use amt::{
    App, Kontext,
    go::modell::Modell,
    recht::{Bearbeiten, Befugnis, Bezug, Objektart},
};
use anyhow::Context;
use base::{Datum, Gueltigkeit, Id, Zeitraum};
use store::Tx;
use team::{
    Fachkraft, Inhalt, Mitglied, Organisation, Stelle, Team, Zustaendigkeitsregel,
    service::{
        RegelAngaben, abwesenheit_melden, besetzen, darf_melden, fachkraft_speichern, mitglied_aufnehmen,
        organisation_speichern, regel_anlegen, stelle_speichern, team_speichern,
    },
};
use uuid::Uuid;

use super::{Leute, raeume::Orte};

/// Every so many people one is away today.
const JEDE_N_TE: usize = 9;

/// The Fachkräfte by login name.
pub type Kraefte = HashMap<String, Id<Fachkraft>>;

struct Werk<'a> {
    app: &'a App,
    modell: &'a Modell,
    orte: &'a Orte,
    verwaltung: &'a Kontext,
    ab: Datum,
}

impl Werk<'_> {
    fn darf<K: Objektart>(&self, id: Option<Id<K>>) -> anyhow::Result<Befugnis<Bearbeiten, K>> {
        Ok(Befugnis::pruefen(self.verwaltung, id, Bezug::default())?)
    }

    fn immer(&self) -> anyhow::Result<Gueltigkeit> {
        Gueltigkeit::neu(self.ab, None).context("Gültigkeit")
    }
}

/// Sets up everything the model says about the office, valid from `ab`.
///
/// # Errors
/// What the room refuses.
pub async fn anlegen(
    app: &App,
    tx: &mut Tx,
    modell: &Modell,
    orte: &Orte,
    leute: &Leute,
    verwaltung: &Kontext,
    ab: Datum,
) -> anyhow::Result<Kraefte> {
    let werk = Werk {
        app,
        modell,
        orte,
        verwaltung,
        ab,
    };
    let kraefte = werk.menschen(tx, leute).await?;
    // nobody of a Träger joins a team before the agreement on protection holds
    super::traeger::vereinbaren(app, tx, verwaltung, ab).await?;
    let teams = werk.teams(tx, &kraefte).await?;
    let stellen = werk.stellen(tx, &teams, &kraefte).await?;
    werk.regeln(tx, &stellen).await?;
    Ok(kraefte)
}

impl Werk<'_> {
    async fn menschen(&self, tx: &mut Tx, leute: &Leute) -> anyhow::Result<Kraefte> {
        let mut organisationen = HashMap::new();
        for o in &self.modell.organisation.organisationen {
            let neu = Organisation {
                id: leer(),
                name: o.name.clone(),
                art: o.art,
                anerkannt_75: o.anerkannt_75,
                groesse_vzae: None,
                version: 1,
            };
            let id = organisation_speichern(self.app, tx, &self.darf(None)?, neu).await?;
            organisationen.insert(o.code.as_str(), id);
        }
        let mut kraefte = Kraefte::new();
        for p in &self.modell.organisation.personen {
            let neu = Fachkraft {
                id: leer(),
                name: format!("{} {}", p.vorname, p.nachname),
                telefon: p.telefon.clone(),
                email: p.email.clone(),
                sprachen: p.sprachen.clone(),
                qualifikation: p.funktion.clone(),
                ief: p.rollen.iter().any(|r| r == "R17"),
                organisation: organisationen.get(p.organisation.as_str()).copied(),
                benutzer: leute.konto(&p.anmeldename).map(Kontext::benutzer),
                version: 1,
            };
            let id = fachkraft_speichern(self.app, tx, &self.darf(None)?, neu)
                .await
                .with_context(|| p.anmeldename.clone())?;
            kraefte.insert(p.anmeldename.clone(), id);
        }
        Ok(kraefte)
    }

    async fn teams(&self, tx: &mut Tx, kraefte: &Kraefte) -> anyhow::Result<HashMap<&str, Id<Team>>> {
        let mut teams = HashMap::new();
        for t in &self.modell.organisation.teams {
            let leitung = t
                .leitung
                .as_deref()
                .and_then(|l| self.modell.organisation.person(l));
            let neu = Team {
                id: leer(),
                name: t.name.clone(),
                typ: t.typ,
                leitung: t.leitung.as_ref().and_then(|l| kraefte.get(l)).copied(),
                standort: t.standort.clone().unwrap_or_default(),
                telefon: leitung.map(|l| l.telefon.clone()).unwrap_or_default(),
                email: self.modell.lage.email.clone(),
                sektoren: t.sektoren.clone(),
                raeume: t.raeume.iter().filter_map(|r| self.orte.raum(r)).collect(),
                version: 1,
            };
            let id = team_speichern(self.app, tx, &self.darf(None)?, neu).await?;
            teams.insert(t.code.as_str(), id);
            for (fachkraft, p) in t
                .mitglieder
                .iter()
                .filter_map(|m| Some((*kraefte.get(m)?, self.modell.organisation.person(m)?)))
            {
                let neu = Mitglied {
                    id: leer(),
                    team: id,
                    fachkraft,
                    funktion: p.funktion.clone(),
                    zeitraum: Zeitraum::neu(self.ab, None).context("Zeitraum")?,
                    vzae: None,
                    version: 1,
                };
                mitglied_aufnehmen(self.app, tx, &self.darf(Some(id))?, neu)
                    .await
                    .with_context(|| format!("{} in {}", p.anmeldename, t.code))?;
            }
        }
        Ok(teams)
    }

    async fn stellen(
        &self,
        tx: &mut Tx,
        teams: &HashMap<&str, Id<Team>>,
        kraefte: &Kraefte,
    ) -> anyhow::Result<HashMap<&str, Id<Stelle>>> {
        let mut stellen = HashMap::new();
        for s in &self.modell.organisation.stellen {
            let team = *teams
                .get(s.team.as_str())
                .with_context(|| format!("Team {}", s.team))?;
            let neu = Stelle {
                id: leer(),
                bezeichnung: s.bezeichnung.clone(),
                team,
                sektor: None,
                version: 1,
            };
            let id = stelle_speichern(self.app, tx, &self.darf(None)?, neu).await?;
            let wer = kraefte.get(&s.person).copied();
            besetzen(self.app, tx, &self.darf(Some(id))?, 1, wer, self.ab).await?;
            stellen.insert(s.code.as_str(), id);
        }
        Ok(stellen)
    }

    async fn regeln(&self, tx: &mut Tx, stellen: &HashMap<&str, Id<Stelle>>) -> anyhow::Result<()> {
        let o = &self.modell.organisation;
        let mut regeln = Vec::new();
        for z in &o.zustaendigkeiten {
            let raum = self
                .orte
                .raum(&z.raum)
                .with_context(|| format!("Raum {}", z.raum))?;
            regeln.push((z.sektor, Inhalt::Raum(raum), &z.stelle, &z.vertretung));
        }
        for a in &o.abc {
            let bereich = if a.von == a.bis {
                a.von.clone()
            } else {
                format!("{}–{}", a.von, a.bis)
            };
            regeln.push((a.sektor, Inhalt::Abc(bereich), &a.stelle, &a.vertretung));
        }
        for s in &o.spezial {
            let raum = s.raum.as_deref().and_then(|r| self.orte.raum(r));
            regeln.push((
                s.sektor,
                Inhalt::Spezial(s.merkmal.clone(), raum),
                &s.stelle,
                &s.vertretung,
            ));
        }
        for (sektor, inhalt, stelle, vertretung) in regeln {
            let finden = |code: &String| stellen.get(code.as_str()).copied();
            let wofuer = format!("{sektor:?} {inhalt:?}");
            let angaben = RegelAngaben {
                sektor,
                inhalt,
                stelle: finden(stelle).with_context(|| format!("Stelle {stelle}"))?,
                vertretung: finden(vertretung),
                gueltigkeit: self.immer()?,
            };
            let may = self.darf::<Zustaendigkeitsregel>(None)?;
            regel_anlegen(self.app, tx, &may, angaben)
                .await
                .with_context(|| wofuer)?;
        }
        Ok(())
    }
}

/// Some people are away today; whose absence would leave a place with nobody stays.
///
/// # Errors
/// What the room refuses besides that.
pub async fn abwesenheiten(
    app: &App,
    tx: &mut Tx,
    modell: &Modell,
    kraefte: &Kraefte,
    verwaltung: &Kontext,
) -> anyhow::Result<()> {
    let heute = app.uhr.heute();
    let zweite = modell
        .organisation
        .stellen
        .iter()
        .map(|s| &s.person)
        .skip(1)
        .step_by(JEDE_N_TE);
    for (nr, wer) in (1..).zip(zweite.filter_map(|p| kraefte.get(p))) {
        let darf = darf_melden(app, tx, verwaltung, *wer).await?;
        let tage = (heute.plus_tage(-nr % 3), heute.plus_tage(2 + nr % 7));
        match abwesenheit_melden(app, tx, &darf, *wer, tage, false).await {
            Ok(_) => {}
            Err(fehler)
                if fehler.befunde().iter().all(|b| b.code == "TEAM-E04") && !fehler.befunde().is_empty() => {}
            Err(fehler) => return Err(fehler.into()),
        }
    }
    Ok(())
}

/// The key is drawn when the record is stored.
const fn leer<T>() -> Id<T> {
    Id::von(Uuid::nil())
}
