//! `/bedarfsluecken`: what is missing where, held against what there is.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use raum::karte::{Karte, Kartenpunkt, PunktArt, space_map_svg};
use store::Tx;
use web::{Blaettern, Eingaben, Ergebnis, Fertig, Formular, MeldungArt, Seite, Shell, Wahl};

use crate::{
    Angebot,
    codes::{LueckenStatus, Thema},
    rules::luecke::{FENSTER_MONATE, MUSTER_MINDESTENS, MUSTER_VON, lesbar},
    service::{self, Luecke, LueckenFilter},
};

const JE_SEITE: usize = 50;
/// Spaces a map shows at most; each costs a question.
const RAEUME_AUF_DER_KARTE: usize = 120;

#[derive(Template)]
#[template(path = "netz/luecken.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    raeume: Vec<Wahl>,
    themen: Vec<Wahl>,
    stati: Vec<Wahl>,
    /// Each with its months in words.
    zeilen: Vec<(Luecke, String)>,
    /// Needs and offers on the map, when the spaces have areas.
    karte: Option<Fertig>,
    blaettern: Blaettern,
    /// The page of the list, to come back to.
    seite: usize,
    monate: usize,
    mindestens: usize,
    von: usize,
}

#[derive(serde::Deserialize, Default)]
pub(super) struct Frage {
    #[serde(default)]
    raum: String,
    #[serde(default)]
    thema: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    seite: usize,
}

impl Frage {
    /// The filter the form was sent from.
    fn aus(e: &Eingaben) -> Self {
        Self {
            raum: e.roh("raum").to_owned(),
            thema: e.roh("thema").to_owned(),
            status: e.roh("status").to_owned(),
            seite: e.roh("seite").parse().unwrap_or_default(),
        }
    }

    fn pfad(&self) -> String {
        const LISTE: &str = "/bedarfsluecken?";
        form_urlencoded::Serializer::for_suffix(LISTE.to_owned(), LISTE.len())
            .append_pair("raum", &self.raum)
            .append_pair("thema", &self.thema)
            .append_pair("status", &self.status)
            .finish()
    }
}

/// Spaces by what is missing there: light where nothing was reported, darker where there are offers for it, dark where
/// there is none, darkest where it comes again and again without one. The numbers are those of the table, hidden ones
/// stay hidden.
fn dringlich(hier: &[&Luecke]) -> usize {
    hier.iter()
        .map(|l| match (l.belege.is_some(), l.angebote) {
            (_, n) if n > 0 => 1,
            (false, _) => 2,
            (true, _) => 3,
        })
        .max()
        .unwrap_or(0)
}

/// Offers against needs on the map. The points are the offers for the theme asked for; without one they would cover the
/// map and say nothing.
async fn karte(
    app: &App,
    tx: &mut Tx,
    sicht: &Sicht,
    filter: LueckenFilter,
    alle: &[Luecke],
) -> amt::Result<Option<Fertig>> {
    let ids: Vec<_> = raum::service::unterste_raeume(app)
        .await?
        .into_iter()
        .map(|r| r.id)
        .take(RAEUME_AUF_DER_KARTE)
        .collect();
    let mut flaechen = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(mut f) = raum::service::flaechen_von(tx, &[id]).await?.pop() else {
            continue;
        };
        let hier: Vec<&Luecke> = alle.iter().filter(|l| l.raum == id).collect();
        f.gruppe = dringlich(&hier);
        f.betont = filter.raum == Some(id);
        let frage = Frage {
            raum: id.to_string(),
            thema: filter.thema.map_or("", Thema::code).to_owned(),
            ..Frage::default()
        };
        f.url = Some(frage.pfad());
        let saetze: Vec<String> = hier
            .iter()
            .take(5)
            .map(|l| format!("{}: {} gemeldet, {} Angebote", l.thema, l.anzahl, l.angebote))
            .collect();
        f.name = if saetze.is_empty() {
            format!("{}: nichts gemeldet", f.name)
        } else {
            format!("{}. {}", f.name, saetze.join("; "))
        };
        flaechen.push(f);
    }
    let mut punkte = Vec::new();
    if let Some(thema) = filter.thema {
        for (id, titel, ort) in service::angebote_zum_thema(app, tx, sicht, thema).await? {
            punkte.push(Kartenpunkt {
                name: titel,
                url: Some(format!("/angebote/{id}")),
                art: PunktArt::Angebot,
                ort,
            });
        }
    }
    if flaechen.is_empty() {
        return Ok(None);
    }
    Ok(space_map_svg(&Karte {
        titel: "Bedarf und Angebote je Raum",
        beschreibung: "Je dunkler ein Raum, desto eher fehlt dort etwas. Die Tabelle darunter nennt dasselbe.",
        flaechen: &flaechen,
        punkte: &punkte,
    }))
}

async fn liste(app: &App, kontext: &Kontext, huelle: Huelle, frage: Frage, f: Formular) -> Ergebnis<Liste> {
    Befugnis::<Bearbeiten, Angebot>::pruefen(kontext, None, Bezug::default())?;
    let sicht = Sicht::auf::<Angebot>(kontext)?;
    let filter = LueckenFilter {
        raum: frage.raum.parse::<uuid::Uuid>().ok().map(Id::von),
        thema: frage.thema.parse().ok(),
        status: frage.status.parse().ok(),
    };
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = service::luecken(app, &mut tx, &sicht, filter).await?;
    let karte = karte(app, &mut tx, &sicht, filter, &alle).await?;
    let (seite, gesamt) = (frage.seite.clamp(1, 10_000), alle.len());
    let pfad = frage.pfad();
    let belegt = |l: Luecke| {
        let monate: Vec<String> = l.belege.iter().flatten().map(|m| lesbar(m)).collect();
        (l, monate.join(", "))
    };
    Ok(Liste {
        shell: huelle.titel("Bedarfslücken").ueber("Angebote", "/angebote"),
        raeume: raum::service::unterste_raeume(app)
            .await?
            .into_iter()
            .map(|r| Wahl::neu(r.id, format!("{} ({})", r.name, r.code)))
            .collect(),
        themen: wahlen!(Thema),
        stati: wahlen!(LueckenStatus),
        zeilen: alle
            .into_iter()
            .skip((seite - 1) * JE_SEITE)
            .take(JE_SEITE)
            .map(belegt)
            .collect(),
        karte,
        blaettern: Blaettern::seiten(&pfad, seite as u64, JE_SEITE as u64, gesamt as u64),
        seite,
        monate: FENSTER_MONATE,
        mindestens: MUSTER_MINDESTENS,
        von: MUSTER_VON,
        f: f.setze("raum", &frage.raum)
            .setze("thema", &frage.thema)
            .setze("status", &frage.status),
    })
}

/// `GET /bedarfsluecken`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    let vorlage = liste(&app, &kontext, huelle, frage, Formular::leer()).await?;
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /bedarfsluecken`: what becomes of one of them.
pub(super) async fn einordnen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let raum: Option<uuid::Uuid> = e.roh("luecke_raum").parse().ok();
    let thema: Option<Thema> = e.roh("luecke_thema").parse().ok();
    let status: Option<LueckenStatus> = e.roh("neu").parse().ok();
    let grund = e.text("grund", 500);
    let (Some(raum), Some(thema), Some(status)) = (raum, thema, status) else {
        let text = "Bitte wählen Sie bei einer Lücke, was daraus wird.";
        e.melde("luecke", "NETZ-E49", text);
        return falsch(&app, &kontext, huelle, e).await;
    };
    if e.hat_fehler() {
        return falsch(&app, &kontext, huelle, e).await;
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match service::luecke_einordnen(&app, &mut tx, &may, (Id::von(raum), thema), status, &grund).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let frage = Frage::aus(&e);
            let pfad = format!("{}&seite={}", frage.pfad(), frage.seite.max(1));
            Ok(meldung::weiter(pfad, MeldungArt::Erfolg, "Vermerkt."))
        }
        Err(Error::Regel(befunde)) => {
            drop(tx);
            for b in befunde {
                e.melde("luecke", b.code, b.text);
            }
            falsch(&app, &kontext, huelle, e).await
        }
        Err(fehler) => Err(fehler.into()),
    }
}

async fn falsch(app: &App, kontext: &Kontext, huelle: Huelle, e: Eingaben) -> Ergebnis<Response> {
    let frage = Frage::aus(&e);
    let f = e
        .formular()
        .benannt(&[("luecke", "Bedarfslücke"), ("grund", "Grund")]);
    let vorlage = liste(app, kontext, huelle, frage, f).await?;
    Ok(Seite::ungueltig(vorlage).into_response())
}
