use std::sync::Arc;

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use base::Id;
use einlesen::{
    Quelle,
    abbildung::{self, Abbildung},
};
use uuid::Uuid;
use web::{
    Eingaben, Ergebnis, Fertig, Formular, Hx, MeldungArt, Seite, Shell, Status, Wahl, WebFehler,
    bausteine::tausender,
};

use super::zustand;
use crate::import::{
    Bericht, Einleser, Vorschau, auftrag,
    lauf::{self, Lauf},
    vorschau,
};

/// How many refused lines the page shows; the file has them all.
const ZEIGEN: usize = 100;

/// The part that renews itself while the job runs.
#[derive(Template)]
#[template(path = "import/stand.html")]
struct StandTeil {
    shell: Shell,
    id: String,
    weg: String,
    status: Status,
    laeuft: bool,
    fortschritt: String,
    grund: String,
    bericht: Option<Bericht>,
    zusammenfassung: String,
}

struct Feld {
    name: &'static str,
    titel: &'static str,
    pflicht: bool,
    wahlen: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "import/lauf.html")]
struct LaufSeite {
    shell: Shell,
    stand_html: Fertig,
    laeuft: bool,
    id: String,
    start: String,
    version: i64,
    art: &'static str,
    dateiname: String,
    format: String,
    f: Formular,
    felder: Vec<Feld>,
    /// The mapping comes from a file and no column can be chosen.
    fest: bool,
    /// The file has columns that can be chosen.
    hat_spalten: bool,
    zuschnitte: Vec<Wahl>,
    spalten: Vec<&'static str>,
    zeilen: Vec<(u64, Vec<String>)>,
    meldungen: Vec<String>,
    unbrauchbar: String,
}

struct Geladen {
    was: Lauf,
    art: Arc<dyn Einleser>,
    auftrag: Option<store::auftrag::Auftrag>,
}

async fn laden(app: &App, kontext: &Kontext, id: Uuid) -> Result<Geladen, WebFehler> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let was = lauf::laden(&mut tx, Id::von(id)).await?;
    let art = was.einleser(app)?;
    art.darf(kontext)?;
    let auftrag = match was.auftrag {
        Some(a) => store::auftrag::laden(&mut tx, Id::von(a))
            .await
            .map_err(Error::from)?,
        None => None,
    };
    Ok(Geladen { was, art, auftrag })
}

fn stand(g: &Geladen, shell: Shell) -> Result<StandTeil, WebFehler> {
    let bericht = auftrag::bericht(&g.was)?;
    let a = g.auftrag.as_ref();
    let laeuft = a.is_some_and(|a| matches!(a.status.as_str(), "OFFEN" | "LAEUFT"));
    let zahl = |n: i64| tausender(u64::try_from(n).unwrap_or(0));
    let fortschritt = match a {
        Some(a) if laeuft && a.gesamt > 0 => format!("{} von {} Schritten", zahl(a.erledigt), zahl(a.gesamt)),
        Some(a) if laeuft => format!("{} Zeilen gelesen", zahl(a.erledigt)),
        _ => String::new(),
    };
    let grund = match a {
        Some(a) if matches!(a.status.as_str(), "FEHLER" | "ABGEBROCHEN") => a.ergebnis.clone(),
        _ => String::new(),
    };
    let zusammenfassung = bericht.as_ref().map(Bericht::zusammenfassung).unwrap_or_default();
    let bericht = bericht.map(|mut b| {
        b.abgewiesen.truncate(ZEIGEN);
        b
    });
    Ok(StandTeil {
        shell,
        id: g.was.id.to_string(),
        weg: format!("/einlesen/{}/abbrechen", g.was.id),
        status: zustand(a),
        laeuft,
        fortschritt,
        grund,
        bericht,
        zusammenfassung,
    })
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    hx: Hx,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    let g = laden(&app, &kontext, id).await?;
    let shell = huelle.titel(g.art.titel()).ueber("Daten einlesen", "/einlesen");
    let teil = stand(&g, shell.clone())?;
    if hx.nach("stand") {
        return Ok(Seite::neu(teil).into_response());
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let art = &*g.art;
    let ergebnis = match lauf::datei(&mut tx, Id::von(id)).await {
        Ok(datei) => vorschau(art, Quelle::from(datei.path().to_owned()), &g.was.abbildung).await,
        Err(e) => Err(e),
    };
    let (v, unbrauchbar) = match ergebnis {
        Ok(v) => (Some(v), String::new()),
        Err(e @ Error::Regel(_)) => (None, e.to_string()),
        Err(e) => return Err(e.into()),
    };
    let entwuerfe: Vec<(Uuid, String)> = if art.in_entwurf() {
        tx.fetch_all(
            "SELECT id, bezeichnung FROM gliederung WHERE status IN ('ENTWURF', 'ABSTIMMUNG') ORDER BY bezeichnung",
            store::werte![],
        )
        .await
        .map_err(Error::from)?
    } else {
        Vec::new()
    };
    let wahl = |(id, titel): &(Uuid, String)| Wahl::neu(id, titel.as_str());
    let v = v.unwrap_or_else(|| Vorschau {
        format: String::new(),
        spalten: Vec::new(),
        abbildung: Some(Abbildung::default()),
        saetze: Vec::new(),
        meldungen: Vec::new(),
    });
    let spalten: Vec<&'static str> = v
        .saetze
        .first()
        .map(|(_, s)| s.iter().map(|(f, _)| titel(art.felder(), f)).collect())
        .unwrap_or_default();
    let seite = LaufSeite {
        laeuft: teil.laeuft,
        stand_html: Fertig::aus(&teil)?,
        shell,
        id: id.to_string(),
        start: format!("/einlesen/{id}/start"),
        version: g.was.version,
        art: art.titel(),
        dateiname: g.was.dateiname.clone(),
        format: v.format,
        fest: v.abbildung.is_none(),
        hat_spalten: !v.spalten.is_empty(),
        f: formular(&v.abbildung.unwrap_or_default(), art.felder()),
        felder: art
            .felder()
            .iter()
            .map(|z| Feld {
                name: z.name,
                titel: z.titel,
                pflicht: z.pflicht,
                wahlen: v.spalten.iter().map(|s| Wahl::neu(s, s.as_str())).collect(),
            })
            .collect(),
        zuschnitte: entwuerfe.iter().map(wahl).collect(),
        spalten,
        zeilen: v
            .saetze
            .into_iter()
            .map(|(nr, s)| (nr, s.into_iter().map(|(_, w)| w).collect()))
            .collect(),
        meldungen: v.meldungen.iter().take(ZEIGEN).map(ToString::to_string).collect(),
        unbrauchbar,
    };
    Ok(Seite::neu(seite).into_response())
}

/// What a person reads over a column of the preview; a kind of data may name columns that are no fields.
fn titel(ziel: &'static [abbildung::Zielfeld], feld: &'static str) -> &'static str {
    ziel.iter().find(|z| z.name == feld).map_or(feld, |z| z.titel)
}

fn formular(a: &Abbildung, ziel: &[abbildung::Zielfeld]) -> Formular {
    let mut f = Formular::leer()
        .setze_wenn("epsg", a.karte.epsg)
        .setze_wenn("zuschnitt", a.ziel("zuschnitt"));
    for z in ziel {
        let h = a.herkunft(z.name);
        f = f
            .setze_wenn(&format!("spalte_{}", z.name), h.and_then(|h| h.spalte.as_ref()))
            .setze_wenn(&format!("fest_{}", z.name), h.and_then(|h| h.fest.as_ref()));
    }
    f
}

pub async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut g = laden(&app, &kontext, id).await?;
    let art = g.art.clone();
    // what the form does not show (word lists, patterns) stays as it was
    let mut a = abbildung::lesen(&g.was.abbildung, art.felder()).unwrap_or_default();
    for z in art.felder() {
        let spalte = e.text(&format!("spalte_{}", z.name), 300);
        let fest = e.text(&format!("fest_{}", z.name), 300);
        if fest.is_empty() {
            if a.herkunft(z.name).is_some_and(|h| h.fest.is_some()) {
                a.felder.retain(|(f, _)| f != z.name);
            }
            a.setze_spalte(z.name, Some(&*spalte).filter(|s| !s.is_empty()));
        } else {
            a.setze_fest(z.name, &fest);
        }
    }
    a.karte.epsg = e.zahl("epsg", 1, 65_535).and_then(|n| u32::try_from(n).ok());
    let zuschnitt = e.text("zuschnitt", 60);
    a.ziel.retain(|(k, _)| k != "zuschnitt");
    if !zuschnitt.is_empty() {
        a.ziel.push(("zuschnitt".to_owned(), zuschnitt));
    }
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(0);
    if e.hat_fehler() {
        return Err(WebFehler::ungueltig(e.formular().alle_fehler().to_vec()));
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    // the version the form was made with, not the one of now
    g.was.version = version;
    lauf::abbildung_setzen(&mut tx, &g.was, &a.schreiben()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        format!("/einlesen/{id}"),
        MeldungArt::Erfolg,
        "Die Zuordnung der Spalten ist gespeichert.",
    ))
}

pub async fn starten(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let g = laden(&app, &kontext, id).await?;
    let pfad = format!("/einlesen/{id}");
    let version = e.zahl("version", 0, i64::MAX);
    // pressing the button twice starts it once, even when the first start is done already: starting counts the version up
    let laeuft = g
        .auftrag
        .as_ref()
        .is_some_and(|a| matches!(a.status.as_str(), "OFFEN" | "LAEUFT"));
    if version != Some(g.was.version) && g.auftrag.is_some() && !laeuft {
        return Ok(meldung::weiter(
            pfad,
            MeldungArt::Hinweis,
            "Das Einlesen wurde schon gestartet.",
        ));
    }
    if laeuft {
        return Ok(meldung::weiter(
            pfad,
            MeldungArt::Hinweis,
            "Das Einlesen läuft schon.",
        ));
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    auftrag::starten(&app, &mut tx, &kontext, &g.was).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        pfad,
        MeldungArt::Erfolg,
        "Das Einlesen ist gestartet.",
    ))
}

pub async fn abbrechen(State(app): State<App>, kontext: Kontext, Path(id): Path<Uuid>) -> Ergebnis<Response> {
    let g = laden(&app, &kontext, id).await?;
    if let Some(a) = g.auftrag {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        store::auftrag::abbrechen(&mut tx, a.id, app.uhr.jetzt())
            .await
            .map_err(Error::from)?;
        tx.commit().await.map_err(Error::from)?;
    }
    Ok(meldung::weiter(
        format!("/einlesen/{id}"),
        MeldungArt::Hinweis,
        "Das Einlesen wird abgebrochen.",
    ))
}

pub async fn bericht_csv(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    let g = laden(&app, &kontext, id).await?;
    let bericht = auftrag::bericht(&g.was)?.ok_or_else(WebFehler::nicht_gefunden)?;
    let csv = bericht.als_csv().map_err(WebFehler::intern)?;
    let kopf = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"bericht.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kopf, csv).into_response())
}
