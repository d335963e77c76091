//! The documents of a case as PDF, and those an office writes on also as DOCX. Each look is noted in the journal with the name of the document.

use amt::{
    App, Error, Kontext,
    druck::{Blatt, Dateiart, antwort, antwort_als, geltender_kopf},
    meldung::weiter,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::{Datum, Id};
use web::{Ergebnis, MeldungArt};

use super::{karte::Karte, pfad};
use crate::{
    model::{Fall, FallBeteiligter, Handlungsziel, Idee, Konferenz, Ressource, Ressourcenfeld, Zielstatus},
    rules::fall::{
        konferenz::{Regeln, dauer},
        ohne_namen::{Benannt, OhneNamen},
    },
    service::fall::lesen::{self, Akte},
};

const VERTRAULICH: &str = "Vertraulich. Enthält Sozialdaten (§ 35 SGB I).";

/// One field of the Ressourcenkarte with its entries.
struct Feld<'a> {
    feld: Ressourcenfeld,
    eintraege: Vec<&'a Ressource>,
}

fn felder(akte: &Akte) -> Vec<Feld<'_>> {
    let feld = |f: &Ressourcenfeld| Feld {
        feld: *f,
        eintraege: akte.im_feld(f),
    };
    Ressourcenfeld::ALLE.iter().map(feld).collect()
}

/// One line of what was agreed.
struct Vereinbarung<'a> {
    was: &'a str,
    wer: &'a str,
    bis: Datum,
}

#[derive(Template)]
#[template(path = "hilfeplan.xml")]
struct Hilfeplan<'a> {
    akte: &'a Akte,
    heute: Datum,
    felder: Vec<Feld<'a>>,
    vereinbarungen: Vec<Vereinbarung<'a>>,
    unterschriften: Vec<String>,
}

impl Hilfeplan<'_> {
    fn klein(&self, h: &Handlungsziel) -> bool {
        h.status == Zielstatus::Aktiv
    }
}

#[derive(Template)]
#[template(path = "ressourcenkarte.xml")]
struct Ressourcenkarte<'a> {
    karte: Karte,
    felder: Vec<Feld<'a>>,
    heute: Datum,
    aktenzeichen: &'a str,
}

/// What a round sees: with names, or with roles in their place.
pub(super) struct Runde {
    ohne_namen: bool,
    pub(super) leute: Vec<String>,
    pub(super) worte: Vec<(String, String)>,
    pub(super) ressourcen: Vec<(Ressourcenfeld, String)>,
    pub(super) ziele: Vec<String>,
}

pub(super) fn runde(akte: &Akte, ersatz: &OhneNamen, ohne_namen: bool) -> Runde {
    let t = |text: &str| {
        if ohne_namen {
            ersatz.text(text)
        } else {
            text.to_owned()
        }
    };
    let wer = |b: &FallBeteiligter| {
        if ohne_namen {
            ersatz.zeile(b.id)
        } else {
            format!("{} ({})", b.name(), b.rolle_wort())
        }
    };
    Runde {
        ohne_namen,
        leute: akte.beteiligte.iter().map(wer).collect(),
        worte: akte
            .aeusserungen
            .iter()
            .map(|a| {
                let von = akte
                    .beteiligte
                    .iter()
                    .find(|b| b.id == a.person)
                    .map_or(String::new(), wer);
                (t(&a.wortlaut), von)
            })
            .collect(),
        ressourcen: akte
            .ressourcen
            .iter()
            .map(|r| (r.feld, t(&r.bezeichnung)))
            .collect(),
        ziele: akte.grobziele.iter().map(|z| t(&z.text)).collect(),
    }
}

pub(super) fn ersatz(akte: &Akte, heute: Datum) -> OhneNamen {
    OhneNamen::neu(
        akte.beteiligte.iter().map(|b| Benannt {
            id: b.id,
            vorname: &b.person.vorname,
            nachname: &b.person.nachname,
            rolle: b.rolle_wort(),
            geboren: b.person.geburtsdatum,
        }),
        heute,
    )
}

#[derive(Template)]
#[template(path = "konferenz_blatt.xml")]
struct Konferenzblatt {
    runde: Runde,
    phasen: Vec<(String, u32)>,
    minuten: u32,
    heute: Datum,
}

#[derive(Template)]
#[template(path = "konferenz_protokoll.xml")]
struct Protokoll<'a> {
    k: &'a Konferenz,
    runde: Runde,
    ersatz: OhneNamen,
    ideen: Vec<&'a Idee>,
    dabei: Vec<&'a str>,
}

impl Protokoll<'_> {
    fn t(&self, text: &str) -> String {
        if self.runde.ohne_namen {
            self.ersatz.text(text)
        } else {
            text.to_owned()
        }
    }
}

/// Without any recorded strength nothing is handed out (RL-15).
pub(super) fn staerken_fehlen(akte: &Akte) -> Option<Response> {
    akte.ressourcen.is_empty().then(|| {
        weiter(
            pfad(akte.fall.id, "ressourcen"),
            MeldungArt::Warnung,
            "Bitte zuerst mindestens eine Stärke oder Ressource eintragen. Ein Blatt, auf dem nur Probleme stehen, geben wir nicht heraus.",
        )
    })
}

/// A case read for a document: the file, the letterhead, the day. Committed.
pub(super) async fn gelesen(
    app: &App,
    kontext: &Kontext,
    id: Id<Fall>,
    dokument: &str,
) -> Result<(Akte, ::druck::Briefkopf, Datum), Error> {
    let mut tx = app.db.write().await?;
    let akte = lesen::akte_fuer(app, &mut tx, kontext, id, dokument).await?;
    let kopf = geltender_kopf(app, &mut tx).await?;
    tx.commit().await?;
    Ok((akte, kopf, app.uhr.heute()))
}

pub(super) fn blatt(akte: &Akte, titel: &str, heute: Datum) -> Blatt {
    let az = &akte.fall.aktenzeichen;
    Blatt {
        titel: format!("{titel}, Fall {az}"),
        kennung: format!("Az. {az}"),
        vermerk: VERTRAULICH.to_owned(),
        datei: format!("{titel} {az}"),
        tag: heute,
    }
}

/// Lines to sign on: the people the help is about, and whoever leads the case.
pub(super) fn unterschriften(akte: &Akte) -> Vec<String> {
    let mut aus: Vec<String> = akte
        .beteiligte
        .iter()
        .filter(|b| b.hauptperson())
        .map(|b| format!("Datum, {} ({})", b.name(), b.rolle_wort()))
        .collect();
    aus.push(format!("Datum, {} (fallführend)", akte.fall.fallfuehrend_name));
    aus
}

/// The Hilfeplan as far as it is recorded.
pub(crate) async fn hilfeplan(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
    art: Dateiart,
) -> Ergebnis<Response> {
    let dokument = format!("hilfeplan.{}", art.endung());
    let (akte, kopf, heute) = gelesen(&app, &kontext, id, &dokument).await?;
    if let Some(zurueck) = staerken_fehlen(&akte) {
        return Ok(zurueck);
    }
    let mut vereinbarungen = Vec::new();
    for h in akte
        .handlungsziele
        .iter()
        .filter(|h| h.status == Zielstatus::Aktiv)
    {
        vereinbarungen.push(Vereinbarung {
            was: &h.schritt_was,
            wer: &h.schritt_wer,
            bis: h.schritt_bis,
        });
        if !h.unterstuetzung.is_empty() {
            vereinbarungen.push(Vereinbarung {
                was: &h.unterstuetzung,
                wer: "Unterstützung",
                bis: h.frist,
            });
        }
    }
    let b = blatt(&akte, "Hilfeplan", heute);
    let vorlage = Hilfeplan {
        felder: felder(&akte),
        heute,
        vereinbarungen,
        unterschriften: unterschriften(&akte),
        akte: &akte,
    };
    Ok(antwort_als(art, kopf, &b, &vorlage).await?)
}

/// The Ressourcenkarte as a picture and as a list.
pub(crate) async fn ressourcenkarte(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let (akte, kopf, heute) = gelesen(&app, &kontext, id, "ressourcenkarte.pdf").await?;
    let vorlage = Ressourcenkarte {
        karte: Karte::von(&akte),
        felder: felder(&akte),
        heute,
        aktenzeichen: &akte.fall.aktenzeichen,
    };
    Ok(antwort(kopf, &blatt(&akte, "Ressourcenkarte", heute), &vorlage).await?)
}

/// A sheet without names carries no Aktenzeichen either: it would lead back to them.
#[expect(
    clippy::needless_pass_by_value,
    reason = "nothing of the sheet with names shall be left over"
)]
fn ohne_kennung(b: Blatt, titel: &str, heute: Datum) -> Blatt {
    Blatt {
        titel: titel.to_owned(),
        kennung: "Blatt ohne Namen".to_owned(),
        vermerk: "Ohne Namen der Familie (§ 64 Abs. 2a SGB VIII).".to_owned(),
        datei: format!("{titel} {heute}"),
        ..b
    }
}

/// The sheet for the next round: always without names, because nobody knows yet who will sit at the table.
pub(crate) async fn konferenz_blatt(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
    art: Dateiart,
) -> Ergebnis<Response> {
    let dokument = format!("fallkonferenz-blatt.{}", art.endung());
    let (akte, kopf, heute) = gelesen(&app, &kontext, id, &dokument).await?;
    if let Some(zurueck) = staerken_fehlen(&akte) {
        return Ok(zurueck);
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let go = amt::ordnung::geltende(&app, &mut tx).await?;
    drop(tx);
    let regeln = Regeln::von(&go);
    let vorlage = Konferenzblatt {
        runde: runde(&akte, &ersatz(&akte, heute), true),
        minuten: dauer(&regeln.phasen),
        phasen: regeln.phasen,
        heute,
    };
    let b = ohne_kennung(
        blatt(&akte, "Fallkonferenz", heute),
        "Blatt für die Fallkonferenz",
        heute,
    );
    Ok(antwort_als(art, kopf, &b, &vorlage).await?)
}

/// The minutes of a round, without names when a free Träger took part without consent (RL-07).
pub(crate) async fn protokoll(
    State(app): State<App>,
    kontext: Kontext,
    Path((id, konferenz)): Path<(Id<Fall>, Id<Konferenz>)>,
    art: Dateiart,
) -> Ergebnis<Response> {
    let dokument = format!("fallkonferenz-protokoll.{}", art.endung());
    let (akte, kopf, heute) = gelesen(&app, &kontext, id, &dokument).await?;
    let k = akte
        .konferenzen
        .iter()
        .find(|k| k.id == konferenz)
        .ok_or(Error::NichtGefunden)?;
    let ersatz = ersatz(&akte, k.datum);
    let mut b = blatt(&akte, "Protokoll der Fallkonferenz", heute);
    if k.pseudonym {
        b = ohne_kennung(b, "Protokoll der Fallkonferenz", k.datum);
    }
    let vorlage = Protokoll {
        runde: runde(&akte, &ersatz, k.pseudonym),
        ersatz,
        ideen: akte.ideen.iter().filter(|i| i.konferenz == k.id).collect(),
        dabei: akte
            .teilnehmer
            .iter()
            .filter(|t| t.konferenz == k.id)
            .map(|t| t.wer.as_str())
            .collect(),
        k,
    };
    Ok(antwort_als(art, kopf, &b, &vorlage).await?)
}
