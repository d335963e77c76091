//! `/faelle/{id}`: the case on one page. It begins with strengths and the family's own words.

use amt::{App, Error, Huelle, Kontext, meldung::weiter, recht::Bearbeiten};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use web::{Eingaben, Ergebnis, MeldungArt, Seite, Shell, Status};

use super::{Kopf, kopf, pfad, shell};
use crate::{
    model::{Angabe, Arbeitsbereich, Fall, Fallspur},
    rules::fall::frist_egh::{Lauf, Zeile},
    service::fall::{
        lesen::{self, Akte},
        liste::{self, Auskunft},
        schritt::schritt,
        zugang,
    },
};

#[derive(Template)]
#[template(path = "fall/fall/uebersicht.html")]
struct Uebersicht {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    abzeichen: Status,
    bereich: Status,
    fehler: Vec<String>,
    anliegen: bool,
    fristen: Vec<(Zeile, Status)>,
    beginn: Option<(Datum, Vec<(String, String)>)>,
    /// Cases a Weisung leads to: number, and the way there for whoever may see it.
    hilfe: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "fall/ansprechperson.html")]
struct NurAnsprechperson {
    shell: Shell,
    a: Auskunft,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    fehler: Vec<String>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = match lesen::akte(app, &mut tx, kontext, id).await {
        Ok(a) => a,
        // T-147: the Servicebereich learns who to talk to
        Err(Error::NichtGefunden) => {
            let a = liste::ansprechperson(app, &mut tx, kontext, id).await?;
            tx.commit().await.map_err(Error::from)?;
            let shell = huelle
                .titel("Ansprechperson")
                .ueber("Ansprechperson finden", "/faelle");
            return Ok(Seite::neu(NurAnsprechperson { shell, a }).into_response());
        }
        Err(e) => return Err(e.into()),
    };
    let anliegen = crate::service::lesen::befugt::<amt::recht::Lesen>(
        app,
        &mut tx,
        kontext,
        Id::von(akte.fall.anliegen),
    )
    .await
    .is_ok();
    let hilfe = hilfefaelle(app, &mut tx, kontext, &akte).await?;
    tx.commit().await.map_err(Error::from)?;
    let fristen = akte
        .fristen()?
        .into_iter()
        .map(|z| ampel(z, akte.heute))
        .collect();
    let seite = Uebersicht {
        fristen,
        beginn: akte.leistungsbeginn()?,
        shell: shell(huelle, &akte, ""),
        kopf: kopf(kontext, &akte, ""),
        abzeichen: Status::info(akte.fall.stand.wort()),
        bereich: match akte.fall.bereich {
            Arbeitsbereich::Leistung => Status::gut(akte.fall.bereich.wort()),
            Arbeitsbereich::Grau => Status::achtung(akte.fall.bereich.wort()),
            Arbeitsbereich::Gefaehrdung => Status::ernst(akte.fall.bereich.wort()),
        },
        anliegen,
        hilfe,
        akte,
        fehler,
    };
    Ok(if seite.fehler.is_empty() {
        Seite::neu(seite)
    } else {
        Seite::ungueltig(seite)
    }
    .into_response())
}

/// A period with its sign.
pub(crate) fn ampel(z: Zeile, heute: Datum) -> (Zeile, Status) {
    let s = match z.lauf(heute) {
        Lauf::Erledigt => Status::gut("rechtzeitig erledigt"),
        Lauf::Spaet => Status::achtung("zu spät erledigt"),
        Lauf::Laeuft => Status::info("läuft"),
        Lauf::Bald => Status::achtung("bald fällig"),
        Lauf::Ueberschritten => Status::ernst("überschritten"),
    };
    (z, s)
}

/// The cases in which the Jugendamt decides about a help a Weisung obliges to (§ 36a Abs. 1 SGB VIII). The link is what
/// the Fachkraft wrote; whoever may not see the case sees only the number.
async fn hilfefaelle(
    app: &App,
    tx: &mut store::Tx,
    kontext: &Kontext,
    akte: &Akte,
) -> amt::Result<Vec<(String, String)>> {
    let Some(e) = akte.angabe(Angabe::WeisungHilfe) else {
        return Ok(vec![]);
    };
    let mut aus = Vec::new();
    for az in aktenzeichen_in(&e.worte) {
        let weg = match crate::store::fall::mit_aktenzeichen(tx, &az).await? {
            Some(id) => zugang::befugt::<amt::recht::Lesen>(app, tx, kontext, id)
                .await
                .map_or_else(|_| String::new(), |_| pfad(id, "")),
            None => String::new(),
        };
        aus.push((az, weg));
    }
    Ok(aus)
}

/// Numbers of files in a text: `JH-2026-00012`.
fn aktenzeichen_in(text: &str) -> Vec<String> {
    let zeichen = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    text.split(zeichen)
        .filter(|w| w.split('-').count() == 3 && w.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(str::to_owned)
        .collect()
}

impl Uebersicht {
    /// Only help under SGB VIII has a Hilfeplan.
    fn mit_hilfeplan(&self) -> bool {
        self.akte.fall.stand.spur() == Fallspur::Erziehung
    }

    /// What was noted, without "nothing found" of the Ressourcenkarte; each kind once, the newest.
    fn angaben(&self) -> Vec<&crate::model::Eintrag> {
        Angabe::ALLE
            .iter()
            .filter(|a| !a.in_ressourcenkarte())
            .filter_map(|a| self.akte.angabe(*a))
            .collect()
    }
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, vec![]).await
}

pub(crate) async fn gehen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, welcher)): Path<(Id<Fall>, String)>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, fall) = zugang::befugt::<Bearbeiten>(&app, &mut tx, &kontext, id).await?;
    let version = e.roh("version").parse().unwrap_or(0);
    match schritt(&app, &mut tx, &may, fall, version, &welcher).await {
        Ok(stand) => {
            tx.commit().await.map_err(Error::from)?;
            let text = format!("Der Schritt ist gespeichert. Stand: {stand}.");
            Ok(weiter(pfad(id, ""), MeldungArt::Erfolg, &text))
        }
        Err(Error::Konflikt) => Ok(weiter(
            // two people deciding at once: the second one sees what the first one decided
            pfad(
                id,
                if matches!(
                    welcher.as_str(),
                    "H09"
                        | "H10"
                        | "H14-AENDERUNG"
                        | "H16-EINSTELLUNG"
                        | "EG11"
                        | "EG14-AENDERUNG"
                        | "EG14-EINSTELLUNG"
                        | "PF04"
                        | "PF07-AENDERUNG"
                        | "PF07-EINSTELLUNG"
                ) {
                    "entscheidung"
                } else {
                    ""
                },
            ),
            MeldungArt::Warnung,
            "Jemand anderes hat den Fall inzwischen geändert. Bitte sehen Sie den neuen Stand an und wiederholen Sie den Schritt.",
        )),
        Err(Error::Regel(befunde)) => {
            drop(tx);
            let fehler = befunde.into_iter().map(|b| b.text).collect();
            rendern(&app, &kontext, huelle, id, fehler).await
        }
        Err(andere) => Err(andere.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aktenzeichen_stehen_im_text() {
        assert_eq!(
            aktenzeichen_in("Erziehungsbeistand, siehe JH-2026-00012 (Frau A) und Test-Wort."),
            ["JH-2026-00012"]
        );
    }
}
