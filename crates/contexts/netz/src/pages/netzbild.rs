//! `/akteure/netz`: the institutions of a space and who works with whom, as a picture, as a table and on paper.

use amt::{
    App, Error, Huelle, Kontext, druck, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use crate::{
    Akteur,
    codes::KooperationArt,
    rules::netzbild::{Netzbild, Punkt, zeichnen},
    service::{self, Netzstelle, Netzwerk},
};

#[derive(Template)]
#[template(path = "netz/netzbild.html")]
struct Bildseite {
    shell: Shell,
    f: Formular,
    raeume: Vec<Wahl>,
    bild: Netzbild,
    worte: String,
    stellen: Vec<Netzstelle>,
    wahl: Vec<Wahl>,
    arten: Vec<Wahl>,
    pdf: String,
    darf_aendern: bool,
}

#[derive(Template)]
#[template(path = "netz/netzbild.xml")]
struct Blatt {
    wo: String,
    bild: Netzbild,
    worte: String,
    stellen: Vec<Netzstelle>,
}

#[derive(serde::Deserialize, Default)]
pub(super) struct Frage {
    #[serde(default)]
    raum: String,
}

impl Frage {
    fn raum(&self) -> Option<Id<Raumeinheit>> {
        self.raum.parse::<uuid::Uuid>().ok().map(Id::von)
    }

    fn pfad(&self, vorn: &str) -> String {
        match self.raum() {
            Some(r) => format!("{vorn}?raum={r}"),
            None => vorn.to_owned(),
        }
    }
}

fn punkte(n: &Netzwerk) -> Vec<Punkt> {
    n.stellen
        .iter()
        .map(|s| {
            let fern = if s.hier { "" } else { ", in einem anderen Raum" };
            let mit = match s.mit.len() {
                0 => "keine Verbindung eingetragen".to_owned(),
                1 => "eine Verbindung".to_owned(),
                n => format!("{n} Verbindungen"),
            };
            Punkt {
                id: s.id.uuid(),
                name: s.name.clone(),
                beschreibung: format!("{}, {}{fern}, {mit}", s.name, s.art),
            }
        })
        .collect()
}

fn in_worten(n: &Netzwerk, bild: &Netzbild) -> String {
    let mehr = match bild.ohne_platz {
        0 => String::new(),
        n => format!(" {n} weitere stehen nur in der Tabelle."),
    };
    format!(
        "{} Akteure, {} Verbindungen. Innen steht, wer die meisten hat. Gestrichelt: kennen sich. Dünn: tauschen sich \
         aus. Dick: machen etwas gemeinsam. Zwei Linien: haben es vereinbart.{mehr}",
        n.stellen.len(),
        n.kanten.len()
    )
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    frage: &Frage,
    f: Formular,
) -> Ergebnis<Bildseite> {
    let sicht = Sicht::auf::<Akteur>(kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let netz = service::netzwerk(&mut tx, kontext, &sicht, frage.raum()).await?;
    let bild = zeichnen(&punkte(&netz), &netz.kanten);
    let namen = [
        ("a", "Erster Akteur"),
        ("b", "Zweiter Akteur"),
        ("art", "Wie"),
        ("notiz", "Wobei"),
    ];
    Ok(Bildseite {
        shell: huelle.titel("Wer arbeitet mit wem?").ueber("Akteure", "/akteure"),
        raeume: raum::service::unterste_raeume(app)
            .await?
            .into_iter()
            .map(|r| Wahl::neu(r.id, format!("{} ({})", r.name, r.code)))
            .collect(),
        worte: in_worten(&netz, &bild),
        wahl: netz
            .stellen
            .iter()
            .map(|s| Wahl::neu(s.id, s.name.clone()))
            .collect(),
        bild,
        stellen: netz.stellen,
        arten: wahlen!(KooperationArt),
        pdf: frage.pfad("/akteure/netz/pdf"),
        darf_aendern: Befugnis::<Bearbeiten, Akteur>::pruefen(kontext, None, Bezug::default()).is_ok(),
        f: f.setze("raum", &frage.raum).benannt(&namen),
    })
}

/// `GET /akteure/netz`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(seite(&app, &kontext, huelle, &frage, Formular::leer()).await?).into_response())
}

/// `GET /akteure/netz/pdf`
pub(super) async fn pdf(
    State(app): State<App>,
    kontext: Kontext,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Akteur>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let netz = service::netzwerk(&mut tx, &kontext, &sicht, frage.raum()).await?;
    let kopf = druck::geltender_kopf(&app, &mut tx).await?;
    drop(tx);
    let bild = zeichnen(&punkte(&netz), &netz.kanten);
    let wo = super::raumname(&app, frage.raum()).await?;
    let tag: Datum = app.uhr.heute();
    let blatt = druck::Blatt {
        titel: "Wer arbeitet mit wem?".to_owned(),
        kennung: String::new(),
        vermerk: String::new(),
        datei: "netz".to_owned(),
        tag,
    };
    let vorlage = Blatt {
        wo,
        worte: in_worten(&netz, &bild),
        bild,
        stellen: netz.stellen,
    };
    Ok(druck::antwort(kopf, &blatt, &vorlage).await?)
}

/// `POST /akteure/netz`: two work together, or no longer do.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Akteur>::pruefen(&kontext, None, Bezug::default())?;
    let frage = Frage {
        raum: e.roh("raum").to_owned(),
    };
    let id = |text: &str| text.parse::<uuid::Uuid>().ok().map(Id::<Akteur>::von);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = if let Some((a, b)) = e.roh("loesen").split_once(' ') {
        let (Some(a), Some(b)) = (id(a), id(b)) else {
            return Err(Error::NichtGefunden.into());
        };
        service::kooperation_loesen(&app, &mut tx, &kontext, (a, b)).await
    } else {
        let (a, b) = (id(e.roh("a")), id(e.roh("b")));
        let art: Option<KooperationArt> = e.roh("art").parse().ok();
        let notiz = e.text("notiz", 200);
        for (feld, fehlt) in [("a", a.is_none()), ("b", b.is_none()), ("art", art.is_none())] {
            if fehlt {
                e.melde(feld, "NETZ-E117", "Bitte wählen Sie etwas aus.");
            }
        }
        match (a, b, art) {
            (Some(a), Some(b), Some(art)) if !e.hat_fehler() => {
                service::kooperation_setzen(&app, &mut tx, &kontext, (a, b), (art, &notiz)).await
            }
            _ => Err(Error::Regel(Vec::new())),
        }
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let ziel = frage.pfad("/akteure/netz");
            Ok(meldung::weiter(ziel, MeldungArt::Erfolg, "Gespeichert."))
        }
        Err(fehler) => {
            drop(tx);
            let f = super::noch_einmal(e, fehler, "a", None)?;
            Ok(Seite::ungueltig(seite(&app, &kontext, huelle, &frage, f).await?).into_response())
        }
    }
}
