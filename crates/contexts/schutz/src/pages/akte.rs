//! `/meldungen/{id}`: the procedure on one page, with what is missing for the next step beside it.

use amt::{
    App, Error, Huelle, Kontext,
    meldung::weiter,
    recht::{Bearbeiten, Entscheiden},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::{Kopf, abgewiesen, kopf, liste::dringlich, pfad, shell};
use crate::{
    model::{Anlass, Bereich, Kind, Melder, Meldung},
    rules::frist::tagesende,
    service::{
        eintragen,
        lesen::{self, Akte, Faellig},
        schritt::schritt,
        zugang,
    },
};

#[derive(Template)]
#[template(path = "schutz/akte.html")]
struct Uebersicht {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    dringlichkeit: Status,
    stand: Status,
    bereich: Status,
    spaet: Status,
    faellig: Option<Faellig>,
    fehler: Vec<String>,
    kraefte: Vec<Wahl>,
    leer: Formular,
}

#[derive(Template)]
#[template(path = "schutz/melder.html")]
struct MelderSeite {
    shell: Shell,
    melder: Melder,
    id: Id<Meldung>,
}

impl Uebersicht {
    /// Names of those who took the first look.
    fn erst(&self) -> String {
        self.namen(Anlass::Erstbewertung, self.akte.meldung.id.uuid())
    }

    /// Names of those who judged about a child.
    fn wer(&self, kind: &Kind) -> String {
        self.namen(Anlass::Einschaetzung, kind.id.uuid())
    }

    fn namen(&self, anlass: Anlass, bezug: Uuid) -> String {
        let namen: Vec<String> = self
            .akte
            .wer(anlass, bezug)
            .into_iter()
            .map(|t| {
                if t.asd {
                    format!("{} (ASD)", t.name)
                } else {
                    t.name
                }
            })
            .collect();
        namen.join(", ")
    }

    fn ende(&self, z: &base::Zeitpunkt) -> String {
        tagesende(*z)
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    fehler: Vec<String>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let faellig = lesen::faellig(app, &mut tx, &a.meldung).await?;
    drop(tx);
    let kraefte = if a.leiten {
        super::kraefte(app).await?
    } else {
        vec![]
    };
    let m = &a.meldung;
    let seite = Uebersicht {
        shell: shell(huelle, &a, ""),
        kopf: kopf(kontext, &a, ""),
        dringlichkeit: dringlich(m.dringlichkeit),
        stand: if m.laeuft() {
            Status::info(m.stand.wort())
        } else {
            Status::gut(m.stand.wort())
        },
        bereich: match m.bereich {
            Bereich::Leistung => Status::gut(m.bereich.wort()),
            Bereich::Grau => Status::achtung(m.bereich.wort()),
            Bereich::Gefaehrdung => Status::ernst(m.bereich.wort()),
        },
        spaet: Status::ernst("überfällig"),
        faellig,
        fehler,
        kraefte: kraefte
            .into_iter()
            .filter(|w| w.text.ends_with("(ASD)"))
            .collect(),
        leer: Formular::leer(),
        akte: a,
    };
    Ok(if seite.fehler.is_empty() {
        Seite::neu(seite)
    } else {
        Seite::ungueltig(seite)
    }
    .into_response())
}

pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, vec![]).await
}

pub(super) async fn melder(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match lesen::melder(&app, &mut tx, &kontext, id).await {
        Ok(melder) => {
            tx.commit().await.map_err(Error::from)?;
            let shell = huelle
                .titel("Wer gemeldet hat")
                .ueber("Kinderschutz", "/meldungen")
                .ueber("Meldung", pfad(id, ""));
            Ok(Seite::neu(MelderSeite { shell, melder, id }).into_response())
        }
        Err(e) => {
            drop(tx);
            Err(abgewiesen(&app, &kontext, id.uuid(), e, "melder").await)
        }
    }
}

pub(super) async fn gehen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, welcher)): Path<(Id<Meldung>, String)>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let version = e.roh("version").parse().unwrap_or(0);
    let ergebnis = async {
        let (z, m) = zugang::befugt::<Bearbeiten>(&app, &mut tx, &kontext, id).await?;
        schritt(&app, &mut tx, &z, m, version, &welcher).await
    }
    .await;
    match ergebnis {
        Ok(stand) => {
            tx.commit().await.map_err(Error::from)?;
            let text = format!("Der Schritt ist gespeichert. Stand: {stand}.");
            Ok(weiter(pfad(id, ""), MeldungArt::Erfolg, &text))
        }
        Err(Error::Konflikt) => Ok(weiter(
            pfad(id, ""),
            MeldungArt::Warnung,
            "Jemand anderes hat das Verfahren inzwischen geändert. Bitte sehen Sie den neuen Stand an und wiederholen Sie den Schritt.",
        )),
        Err(Error::Regel(befunde)) => {
            drop(tx);
            let fehler = befunde
                .into_iter()
                .map(|b| format!("{} ({})", b.text, b.code))
                .collect();
            rendern(&app, &kontext, huelle, id, fehler).await
        }
        Err(andere) => {
            drop(tx);
            Err(abgewiesen(&app, &kontext, id.uuid(), andere, "bearbeiten").await)
        }
    }
}

pub(super) async fn zuteilen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let wer = e.auswahl::<Uuid>("fachkraft").unwrap_or_default();
    let ergebnis = async {
        let (z, m) = zugang::befugt::<Entscheiden>(&app, &mut tx, &kontext, id).await?;
        if !kontext.hat(amt::recht::Rolle::R04) {
            return Err(Error::NichtGefunden);
        }
        eintragen::zuteilen(&app, &mut tx, &z, m, wer).await
    }
    .await;
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                pfad(id, ""),
                MeldungArt::Erfolg,
                "Zugeteilt. Bitte rufen Sie die Fachkraft an.",
            ))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            let fehler = b
                .into_iter()
                .map(|b| format!("{} ({})", b.text, b.code))
                .collect();
            rendern(&app, &kontext, huelle, id, fehler).await
        }
        Err(andere) => {
            drop(tx);
            Err(abgewiesen(&app, &kontext, id.uuid(), andere, "entscheiden").await)
        }
    }
}
