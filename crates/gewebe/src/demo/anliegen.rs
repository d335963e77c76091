//! Two weeks of Anliegen, told in the order in which things happened: the clock of the demo goes along.

use amt::{
    App, Kontext, Result,
    recht::{Anlegen, Bearbeiten, Befugnis, Rolle},
};
use anyhow::Context;
use base::{FesteUhr, Id, Text, Zeitpunkt};
use fall::{
    model::{Altersgruppe, Anliegen, Bezug, KbErgebnis, KbNorm, KbOrt, Ortsart, Ortsfrage, Person, Thema},
    service::{
        aufnehmen::{Aufnahme, aufnehmen},
        bearbeiten::zurueckgerufen,
        kurz,
        lesen::befugt,
        schritt::{Falldaten, Schritt, schritt},
    },
};
use musterort::{Adressangabe, AnliegenStatus, Gefaehrdungshinweis, Ort, Sektor};
use store::Tx;

use super::Leute;

/// Fewest Anliegen: enough for every state.
const MINDESTENS: u32 = 60;
/// Most: more than anybody looks at.
const HOECHSTENS: u32 = 400;

/// What happens to an Anliegen after it came in.
#[derive(Clone, Copy)]
enum Tat {
    Aufnehmen,
    Klaeren,
    Zurueckrufen,
    Ausgang,
}

/// Takes them all in and leads each as far as the town says it is.
///
/// # Errors
/// What the room refuses, except that a step which is not possible yet (an address that leads nowhere) is left out.
pub async fn erzaehlen(
    app: &App,
    uhr: &FesteUhr,
    tx: &mut Tx,
    ort: &Ort,
    leute: &Leute,
) -> anyhow::Result<()> {
    let go = amt::ordnung::geltende(app, tx).await?;
    let aktiv = |s: &&Sektor| go.sektoren.iter().any(|g| g.code() == s.code());
    let sektoren: Vec<Sektor> = Sektor::ALLE.iter().filter(aktiv).copied().collect();
    let einwohner: u32 = ort.raeume.iter().filter(|r| r.blatt).map(|r| r.einwohner).sum();
    let alle = ort.anliegen((einwohner / 250).clamp(MINDESTENS, HOECHSTENS), &sektoren);

    let mut taten: Vec<(Zeitpunkt, usize, Tat)> = Vec::new();
    for (nr, a) in alle.iter().enumerate() {
        let zeit = |t: &jiff::civil::DateTime| berlin(*t).map(|z| (z, nr));
        let mut dazu = |t: Option<(Zeitpunkt, usize)>, tat| taten.extend(t.map(|(z, nr)| (z, nr, tat)));
        dazu(zeit(&a.eingang), Tat::Aufnehmen);
        dazu(a.erstreaktion_am.as_ref().and_then(zeit), Tat::Klaeren);
        dazu(
            a.rueckruf
                .as_ref()
                .and_then(|r| r.erledigt_am.as_ref())
                .and_then(zeit),
            Tat::Zurueckrufen,
        );
        dazu(a.ausgang_am.as_ref().and_then(zeit), Tat::Ausgang);
    }
    // stable: of things at one instant the intake comes first
    taten.sort_by_key(|(zeit, nr, _)| (*zeit, *nr));
    let service: Vec<&Kontext> = leute.mit_rolle(Rolle::R01).collect();
    let mut ids: Vec<Option<Id<Anliegen>>> = vec![None; alle.len()];
    for (zeit, nr, tat) in taten {
        uhr.stelle(zeit);
        let wer = service
            .get(nr % service.len().max(1))
            .context("Niemand im Servicebereich")?;
        let gang = Gang {
            app,
            ort,
            leute,
            wer,
            a: &alle[nr],
            nr,
        };
        match (tat, ids[nr]) {
            (Tat::Aufnehmen, _) => ids[nr] = Some(gang.aufnehmen(tx).await?),
            (_, None) => {}
            (Tat::Klaeren, Some(id)) => moeglich(gang.klaeren(tx, id).await)?,
            (Tat::Zurueckrufen, Some(id)) => moeglich(gang.zurueckrufen(tx, id).await)?,
            (Tat::Ausgang, Some(id)) => moeglich(gang.ausgang(tx, id).await)?,
        }
    }
    Ok(())
}

/// A rule that says "not yet" is part of the story.
fn moeglich(ergebnis: Result<()>) -> Result<()> {
    match ergebnis {
        Err(amt::Error::Regel(_)) => Ok(()),
        e => e,
    }
}

struct Gang<'a> {
    app: &'a App,
    ort: &'a Ort,
    leute: &'a Leute,
    wer: &'a Kontext,
    a: &'a musterort::Anliegen,
    nr: usize,
}

impl Gang<'_> {
    async fn aufnehmen(&self, tx: &mut Tx) -> anyhow::Result<Id<Anliegen>> {
        let a = self.a;
        let (ortsart, text) = self.adresse();
        let mut person = Person {
            telefon: a.rueckruf.as_ref().map(|r| r.telefon.clone()).unwrap_or_default(),
            ..Person::default()
        };
        match &a.name {
            Some(name) => (person.vorname, person.nachname) = (name.vorname.clone(), name.nachname.clone()),
            None => person.unbekannt_grund = "Die Person wollte ihren Namen nicht nennen.".to_owned(),
        }
        let cmd = Aufnahme {
            einmal: self.app.ids.uuid(),
            kanal: code(a.kanal.code())?,
            worte: Text::neu(&a.worte)?,
            melderrolle: code(a.melderrolle.code())?,
            gefaehrdungshinweis: code(a.gefaehrdungshinweis.code())?,
            ortsart,
            ort: Ortsfrage {
                text,
                adresse: None,
                geschuetzt: ortsart == Ortsart::Geschuetzt,
                ..Ortsfrage::default()
            },
            person,
            sektor: a.sektor_vermutet.first().map_or("", |s| s.code()).to_owned(),
            themen: Vec::new(),
            rueckruf: a.rueckruf.is_some(),
            abweichung: None,
            eingang: None,
        };
        let may = Befugnis::<Anlegen, Anliegen>::pruefen(self.wer, None, amt::recht::Bezug::default())?;
        let worte = || a.worte.chars().take(60).collect::<String>();
        Ok(aufnehmen(self.app, tx, &may, cmd).await.with_context(worte)?.id)
    }

    fn adresse(&self) -> (Ortsart, String) {
        match &self.a.adresse {
            Adressangabe::Bekannt(i) => {
                let adresse = &self.ort.adressen[*i as usize];
                let zeile = self.ort.zeile(adresse);
                (
                    Ortsart::Adresse,
                    format!(
                        "{zeile}, {} {}",
                        self.ort.plz(adresse),
                        self.ort.ortsname(adresse)
                    ),
                )
            }
            Adressangabe::Text(text) => (Ortsart::Adresse, text.clone()),
            Adressangabe::Geschuetzt => (Ortsart::Geschuetzt, String::new()),
            Adressangabe::Auswaertig => (Ortsart::Adresse, "Fernweg 3, 99999 Anderswo".to_owned()),
            // of those without an address every other one has no home at all
            Adressangabe::Ohne if self.nr.is_multiple_of(2) => (Ortsart::OhneWohnsitz, String::new()),
            Adressangabe::Ohne => (Ortsart::Unbekannt, String::new()),
        }
    }

    async fn klaeren(&self, tx: &mut Tx, id: Id<Anliegen>) -> Result<()> {
        if self.a.gefaehrdungshinweis == Gefaehrdungshinweis::Ja {
            return Ok(());
        }
        self.gehen(tx, id, self.wer, "A01", |_| Schritt::default()).await
    }

    async fn zurueckrufen(&self, tx: &mut Tx, id: Id<Anliegen>) -> Result<()> {
        let (may, a) = befugt::<Bearbeiten>(self.app, tx, self.wer, id).await?;
        zurueckgerufen(self.app, tx, &may, a.version).await
    }

    async fn ausgang(&self, tx: &mut Tx, id: Id<Anliegen>) -> Result<()> {
        let themen = thema(self.a.thema).into_iter().collect::<Vec<_>>();
        match self.a.status {
            AnliegenStatus::AuskunftErteilt => {
                let mit = |_: &Anliegen| Schritt {
                    themen,
                    ..Schritt::default()
                };
                self.gehen(tx, id, self.wer, "A03", mit).await
            }
            AnliegenStatus::Weitergeleitet => {
                let ziele = [
                    "Jobcenter",
                    "Wohngeldstelle",
                    "Schuldnerberatung",
                    "Krankenkasse",
                    "Nachbargemeinde",
                ];
                let empfaenger = ziele[self.nr % ziele.len()].to_owned();
                let mit = |_: &Anliegen| Schritt {
                    themen,
                    empfaenger,
                    ..Schritt::default()
                };
                self.gehen(tx, id, self.wer, "A06", mit).await
            }
            AnliegenStatus::Zurueckgezogen => {
                let grund = "Es hat sich erledigt, vielen Dank.".to_owned();
                self.gehen(tx, id, self.wer, "A07", |_| Schritt {
                    grund,
                    ..Schritt::default()
                })
                .await
            }
            AnliegenStatus::Kurzberatung => {
                let Some(wer) = self.fachkraft() else {
                    return Ok(());
                };
                let kurz = Some(self.beratung(themen));
                self.gehen(tx, id, wer, "A04", |_| Schritt {
                    kurz,
                    ..Schritt::default()
                })
                .await
            }
            AnliegenStatus::Falleingang => self.falleingang(tx, id).await,
            AnliegenStatus::Neu | AnliegenStatus::InKlaerung | AnliegenStatus::Meldung8a => Ok(()),
        }
    }

    async fn falleingang(&self, tx: &mut Tx, id: Id<Anliegen>) -> Result<()> {
        let Some(wer) = self.fachkraft() else {
            return Ok(());
        };
        let (_, a) = befugt::<Bearbeiten>(self.app, tx, wer, id).await?;
        let Some(raum) = a.raumeinheit else { return Ok(()) };
        let tag = self.app.uhr.heute();
        let person = self.a.name.as_ref().map(|n| n.nachname.as_str());
        let alle = team::service::matrix(self.app, tx, &[Id::von(raum)], tag, person).await?;
        let zustaendig = alle
            .into_iter()
            .flat_map(|(_, z)| z)
            .find(|z| z.sektor.code() == a.sektor);
        let erwachsen = a.sektor != "JUGENDHILFE" && a.sektor != "JGH";
        let fall = Falldaten {
            sektor: a.sektor.clone(),
            norm: norm(&a.sektor).to_owned(),
            bezug: if erwachsen {
                Bezug::Erwachsene
            } else {
                Bezug::Familie
            },
            rolle: if erwachsen {
                "leistungsberechtigte Person"
            } else {
                "Elternteil"
            }
            .to_owned(),
            fallfuehrend: zustaendig
                .as_ref()
                .and_then(|z| Some(z.zustaendig.as_ref()?.fachkraft.uuid())),
            vertretung: zustaendig
                .as_ref()
                .and_then(|z| Some(z.vertretung.as_ref()?.fachkraft.uuid())),
        };
        self.gehen(tx, id, wer, "A05", |_| Schritt {
            fall: Some(fall),
            ..Schritt::default()
        })
        .await
    }

    async fn gehen(
        &self,
        tx: &mut Tx,
        id: Id<Anliegen>,
        wer: &Kontext,
        welcher: &str,
        mit: impl FnOnce(&Anliegen) -> Schritt,
    ) -> Result<()> {
        let (may, a) = befugt::<Bearbeiten>(self.app, tx, wer, id).await?;
        let cmd = Schritt {
            version: a.version,
            ..mit(&a)
        };
        schritt(self.app, tx, &may, welcher, &cmd).await?;
        Ok(())
    }

    /// Somebody who counsels and leads cases in the Sektor.
    fn fachkraft(&self) -> Option<&Kontext> {
        let rolle = match self.a.sektor_vermutet.first() {
            Some(Sektor::Egh) => Rolle::R11,
            Some(Sektor::Pflege | Sektor::Altenhilfe) => Rolle::R13,
            Some(Sektor::Erwachsene) => Rolle::R14,
            _ => Rolle::R02,
        };
        let alle: Vec<&Kontext> = self.leute.mit_rolle(rolle).collect();
        alle.get(self.nr % alle.len().max(1)).copied()
    }

    fn beratung(&self, themen: Vec<Thema>) -> kurz::Angaben {
        let norm = if self.a.sektor_vermutet.contains(&Sektor::Jugendhilfe) {
            KbNorm::Sgb8P16
        } else {
            KbNorm::Sgb1P14
        };
        let ergebnisse = [
            KbErgebnis::Informiert,
            KbErgebnis::WegWeisung,
            KbErgebnis::KeinWeitererBedarf,
        ];
        kurz::Angaben {
            einmal: self.app.ids.uuid(),
            datum: self.app.uhr.heute(),
            ort: Some([KbOrt::Telefon, KbOrt::Sozialraumbuero, KbOrt::Anna][self.nr % 3]),
            dauer: [20, 35, 50][self.nr % 3],
            themen,
            altersgruppen: vec![Altersgruppe::Bis64],
            personen_anzahl: 1,
            erstkontakt_in_woche: true,
            merkzeichen: String::new(),
            ergebnis: ergebnisse[self.nr % 3],
            weg_weisungen: i64::from(self.nr % 3 == 1),
            norm,
            elterninfo_gesperrt: false,
            notiz: String::new(),
            trotzdem: false,
        }
    }
}

/// What is asked for, as the law names it.
fn norm(sektor: &str) -> &'static str {
    match sektor {
        "EGH" => "§ 113 SGB IX",
        "PFLEGE" => "§ 61 SGB XII",
        "ALTENHILFE" => "§ 71 SGB XII",
        "ERWACHSENE" => "§ 67 SGB XII",
        "SGB2" => "§ 16a SGB II",
        "JGH" => "§ 52 SGB VIII",
        _ => "§ 27 SGB VIII",
    }
}

/// The topic for a code of annex B.2.
pub(super) fn thema(code: &str) -> Option<Thema> {
    code.parse().ok()
}

/// An instant of German local time.
pub(super) fn berlin(zeit: jiff::civil::DateTime) -> Option<Zeitpunkt> {
    zeit.in_tz("Europe/Berlin").ok().map(|z| Zeitpunkt(z.timestamp()))
}

/// The same code in the list of the room.
pub(super) fn code<T: std::str::FromStr<Err = String>>(code: &str) -> anyhow::Result<T> {
    code.parse().map_err(anyhow::Error::msg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jedes_thema_des_musterorts_hat_eines_im_raum() {
        let alle: Vec<Thema> = musterort::THEMEN.iter().filter_map(|(c, _)| thema(c)).collect();
        assert_eq!(alle.len(), musterort::THEMEN.len());
        assert_eq!(
            alle.iter().collect::<std::collections::BTreeSet<_>>().len(),
            alle.len()
        );
    }
}
