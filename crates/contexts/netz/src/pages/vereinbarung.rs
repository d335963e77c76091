//! `/vereinbarungen`: what was agreed at all meetings, as tasks; and one of them with what came of it.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use web::{Blaettern, Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::noch_einmal;
use crate::{
    Akteur,
    codes::VereinbarungStatus,
    service::{self, DarfVereinbarung},
    vereinbarung::{
        Vereinbarung, VereinbarungDaten, VereinbarungFilter, VereinbarungGespeichert, VereinbarungStand,
    },
};

const JE_SEITE: usize = 50;
/// Institutions to choose from, as in the form of an offer.
const AKTEURE: i64 = 5_000;

#[derive(Template)]
#[template(path = "netz/vereinbarungen.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    stand: Vec<Wahl>,
    /// Empty for whoever cannot be in charge of anything.
    wer: Vec<Wahl>,
    ordnung: Vec<Wahl>,
    zeilen: Vec<VereinbarungGespeichert>,
    ueberfaellig: usize,
    blaettern: Blaettern,
    zurueck: Option<usize>,
    weiter: Option<usize>,
    heute: Datum,
}

/// What somebody looks for. Words stand in the body only: they may name somebody.
#[derive(Default)]
struct Frage {
    text: String,
    stand: String,
    meine: bool,
    spaete_zuerst: bool,
    seite: usize,
}

#[derive(serde::Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    wer: String,
}

/// `GET /vereinbarungen`: the open ones, or with `wer=meine` the user's own.
pub(super) async fn zeigen_alle(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(l): Query<Link>,
) -> Ergebnis<Response> {
    let frage = Frage {
        stand: VereinbarungStatus::Offen.code().to_owned(),
        meine: l.wer == "meine",
        ..Frage::default()
    };
    liste(&app, &kontext, huelle, frage).await
}

/// `POST /vereinbarungen`: the search, and its pages.
pub(super) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let frage = Frage {
        text: e.text("text", 200),
        stand: e.roh("stand").to_owned(),
        meine: e.roh("wer") == "meine",
        spaete_zuerst: e.roh("ordnung") == "spaete",
        seite: e.roh("seite").parse().unwrap_or(1),
    };
    liste(&app, &kontext, huelle, frage).await
}

async fn liste(app: &App, kontext: &Kontext, huelle: Huelle, frage: Frage) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let ich = service::fachkraft_selbst(&mut tx, kontext).await?;
    let status = frage.stand.parse::<VereinbarungStatus>().ok();
    let filter = VereinbarungFilter {
        status,
        fachkraft: ich.filter(|_| frage.meine),
        text: frage.text.clone(),
        absteigend: frage.spaete_zuerst,
    };
    let alle = service::vereinbarungen_liste(&mut tx, kontext, &filter).await?;
    let heute = app.uhr.heute();
    let seite = frage.seite.clamp(1, alle.len().div_ceil(JE_SEITE).max(1));
    let zahl = |n: usize| u64::try_from(n).unwrap_or(0);
    let blaettern = Blaettern::seiten("/vereinbarungen", zahl(seite), zahl(JE_SEITE), zahl(alle.len()));
    let f = Formular::leer()
        .setze("text", &frage.text)
        .setze("stand", status.map_or("", VereinbarungStatus::code))
        .setze("wer", if frage.meine { "meine" } else { "" })
        .setze("ordnung", if frage.spaete_zuerst { "spaete" } else { "" });
    let vorlage = Liste {
        shell: huelle
            .titel("Vereinbarungen")
            .ueber("Veranstaltungen", "/veranstaltungen"),
        f,
        stand: wahlen!(VereinbarungStatus),
        wer: ich.map_or_else(Vec::new, |_| vec![Wahl::neu("meine", "nur meine")]),
        ordnung: vec![Wahl::neu("spaete", "der späteste zuerst")],
        ueberfaellig: alle.iter().filter(|v| v.ueberfaellig(heute)).count(),
        zeilen: alle
            .into_iter()
            .skip((seite - 1) * JE_SEITE)
            .take(JE_SEITE)
            .collect(),
        zurueck: blaettern.zurueck.as_ref().map(|_| seite - 1),
        weiter: blaettern.weiter.as_ref().map(|_| seite + 1),
        blaettern,
        heute,
    };
    Ok(Seite::neu(vorlage).into_response())
}

#[derive(Template)]
#[template(path = "netz/vereinbarung.html")]
struct Eine {
    shell: Shell,
    f: Formular,
    v: VereinbarungGespeichert,
    darf_stand: bool,
    darf_alles: bool,
    stand: Vec<Wahl>,
    akteure: Vec<Wahl>,
    fachkraefte: Vec<Wahl>,
    heute: Datum,
}

async fn eine(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Vereinbarung>,
    f: Option<Formular>,
) -> Ergebnis<Eine> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (v, darf) = service::vereinbarung_laden(&mut tx, kontext, id).await?;
    let (mut akteure, mut fachkraefte) = (Vec::new(), Vec::new());
    if darf == DarfVereinbarung::Alles {
        let sicht = amt::recht::Sicht::auf::<Akteur>(kontext)?;
        let (alle, _) = service::akteure(&mut tx, &sicht, "", "", 0, AKTEURE).await?;
        akteure = alle.into_iter().map(|a| Wahl::neu(a.id, a.name)).collect();
        fachkraefte = fachkraft_wahlen(&mut tx, kontext, v.veranstaltung, Some(&v)).await?;
    }
    let f = f.unwrap_or_else(|| {
        Formular::leer()
            .setze("was", &v.daten.was)
            .setze("wer", &v.daten.wer)
            .setze_wenn("akteur", v.daten.akteur)
            .setze_wenn("fachkraft", v.daten.fachkraft)
            .setze_wenn("bis", v.daten.bis.map(|t| t.0))
            .setze("stand", v.stand.status.code())
            .setze("notiz", &v.stand.notiz)
            .setze("version", v.version)
    });
    Ok(Eine {
        shell: huelle
            .titel("Vereinbarung")
            .ueber("Vereinbarungen", "/vereinbarungen"),
        f: f.benannt(&NAMEN),
        darf_stand: darf != DarfVereinbarung::Lesen,
        darf_alles: darf == DarfVereinbarung::Alles,
        stand: wahlen!(VereinbarungStatus),
        akteure,
        fachkraefte,
        heute: app.uhr.heute(),
        v,
    })
}

/// Names of the fields.
pub(super) const NAMEN: [(&str, &str); 7] = [
    ("was", "Was ist vereinbart?"),
    ("wer", "Wer macht es?"),
    ("akteur", "Einrichtung"),
    ("fachkraft", "Jemand aus dem Amt"),
    ("bis", "Bis wann?"),
    ("stand", "Stand"),
    ("notiz", "Was daraus wurde"),
];

/// Whom of the office it can be given to; whoever is in charge already stays among them.
pub(super) async fn fachkraft_wahlen(
    tx: &mut store::Tx,
    kontext: &Kontext,
    id: Id<crate::Veranstaltung>,
    v: Option<&VereinbarungGespeichert>,
) -> Ergebnis<Vec<Wahl>> {
    let may = amt::recht::Befugnis::pruefen(kontext, Some(id), amt::recht::Bezug::default())?;
    let mut alle = service::vereinbarung_wer(tx, &may).await?;
    if let Some((f, name)) = v.and_then(|v| Some((v.daten.fachkraft?, v.fachkraft_name.clone())))
        && alle.iter().all(|(id, _)| *id != f)
    {
        alle.push((f, name));
    }
    Ok(alle.into_iter().map(|(id, name)| Wahl::neu(id, name)).collect())
}

/// `GET /vereinbarungen/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vereinbarung>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(eine(&app, &kontext, huelle, id, None).await?).into_response())
}

/// What, who and when, from the fields of a form.
pub(super) fn lesen(e: &mut Eingaben) -> VereinbarungDaten {
    VereinbarungDaten {
        was: e.pflichttext("was", 500),
        wer: e.text("wer", 200),
        akteur: e.auswahl("akteur"),
        fachkraft: e.auswahl("fachkraft"),
        bis: e.datum("bis").map(Datum),
    }
}

/// `POST /vereinbarungen/{id}`: what came of it; those who write the minutes also change what was agreed.
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vereinbarung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (_, darf) = service::vereinbarung_laden(&mut tx, &kontext, id).await?;
    if darf == DarfVereinbarung::Lesen {
        return Err(Error::NichtGefunden.into());
    }
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let daten = (darf == DarfVereinbarung::Alles).then(|| lesen(&mut e));
    let status: Option<VereinbarungStatus> = e.pflichtauswahl("stand");
    let notiz = e.text("notiz", 1000);
    let ergebnis = match status.filter(|_| !e.hat_fehler()) {
        Some(status) => {
            let stand = VereinbarungStand { status, notiz };
            service::vereinbarung_aendern(&app, &mut tx, &kontext, (id, version), daten, stand).await
        }
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let pfad = format!("/vereinbarungen/{id}");
            Ok(meldung::weiter(pfad, MeldungArt::Erfolg, "Gespeichert."))
        }
        Err(fehler) => {
            let jetzt = match fehler {
                Error::Konflikt => Some(
                    service::vereinbarung_laden(&mut tx, &kontext, id)
                        .await?
                        .0
                        .version,
                ),
                _ => None,
            };
            drop(tx);
            let f = noch_einmal(e, fehler, "stand", jetzt)?;
            Ok(Seite::ungueltig(eine(&app, &kontext, huelle, id, Some(f)).await?).into_response())
        }
    }
}
