//! `/faelle/{id}/entscheidung`: plan, wish and money as a sign on one page; the draft, the second signature, what was
//! decided, and the Bescheid to print.

use amt::{
    App, Error, Huelle, Kontext,
    meldung::weiter,
    recht::{Entscheiden, Rolle},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Cent, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::{super::textbaustein, Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{
        Angabe, Anhoerungsausnahme, Bausteinstand, Bekanntgabeweg, BescheidDaten, Eintrag, Entscheidungsart,
        Fall, Fallspur, Geldlage, Textzweck, Wunschergebnis,
    },
    nachbarn::{geld::kosten_im_jahr, nachbarn},
    service::fall::{
        entscheidung::{self as dienst, Vorlage},
        lesen::{self, Akte},
        versand::back_office,
        zugang,
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("norm", "Rechtsgrundlage"),
    ("tenor", "Was wird entschieden?"),
    ("von", "Ab"),
    ("bis", "Bis"),
    ("begruendung", "Begründung"),
    ("anhoerung_am", "Angehört am"),
    ("warnung_am", "Schriftlicher Hinweis am"),
    ("wunsch_worte", "Wunsch"),
    ("versandt_am", "Tag"),
];

#[derive(Template)]
#[template(path = "fall/fall/entscheidung.html")]
struct EntscheidungSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    leitung: bool,
    grenze: Cent,
    geld: Option<(Geldlage, Status)>,
    /// What the draft costs in this fiscal year; nothing once it is decided, then it is part of what is expected.
    folge: Cent,
    arten: Vec<Wahl>,
    ausnahmen: Vec<Wahl>,
    wuensche: Vec<Wahl>,
    wege: Vec<Wahl>,
    texte: Vec<Wahl>,
}

impl EntscheidungSeite {
    fn mit(&self, c: &Cent) -> Cent {
        Cent(c.0.saturating_add(self.folge.0))
    }

    fn ohne(&self, c: &Cent) -> Cent {
        Cent(c.0.saturating_sub(self.folge.0))
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let leitung = kontext.hat(Rolle::R04)
        && zugang::befugt::<Entscheiden>(app, &mut tx, kontext, id)
            .await
            .is_ok();
    let art = akte.geltende().next().map_or("", |b| b.art.code());
    let geld = nachbarn(app)?
        .geldlage(app, &mut tx, akte.heute, akte.fall.raumeinheit, art)
        .await?;
    let teile: Vec<_> = akte
        .geltende()
        .filter(|b| b.stand == Bausteinstand::Geplant && b.kosten_monat > 0)
        .map(|b| (b.kosten(), b.von, b.bis))
        .collect();
    let folge = match &geld {
        Some(_) => kosten_im_jahr(app, &mut tx, akte.heute, &teile).await?,
        None => Cent(0),
    };
    let texte = textbaustein::wahlen(&mut tx, Textzweck::ENTSCHEIDUNG).await?;
    tx.commit().await.map_err(Error::from)?;
    let f = f.unwrap_or_else(|| vorbelegt(&akte));
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = EntscheidungSeite {
        shell: shell(huelle, &akte, "Entscheidung"),
        kopf: kopf(kontext, &akte, "entscheidung"),
        offen: akte.bearbeiten && dienst::VORBEREITEN.contains(&akte.fall.stand),
        leitung,
        grenze: akte.regeln.leitung_ab,
        geld: geld.map(|g| {
            let wort = format!("Ampel {}", g.ampel);
            let s = match g.stufe {
                0 => Status::gut(wort),
                1 => Status::achtung(wort),
                _ => Status::ernst(wort),
            };
            (g, s)
        }),
        folge,
        arten: Entscheidungsart::moeglich(dienst::UEBERPRUEFEN.contains(&akte.fall.stand))
            .into_iter()
            .map(|a| Wahl::neu(a.code(), a.wort()))
            .collect(),
        ausnahmen: Anhoerungsausnahme::wahlen(),
        wuensche: Wunschergebnis::wahlen(),
        wege: Bekanntgabeweg::wahlen(),
        texte,
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

impl EntscheidungSeite {
    /// The benefits stand in a plan, and a leader may have to sign; the light track of SGB XII knows neither.
    fn mit_plan(&self) -> bool {
        self.akte.fall.stand.spur() != Fallspur::Pflege
    }

    fn bedarf(&self) -> Option<&Eintrag> {
        self.akte.angabe(Angabe::BedarfXii)
    }
}

/// The draft to write on from; without one, what follows from the plan.
fn vorbelegt(akte: &Akte) -> Formular {
    let f = Formular::leer()
        .setze("versandt_am", akte.heute.0)
        .setze("weg", Bekanntgabeweg::Post.code());
    if let Some(e) = akte.entwurf() {
        return f
            .setze("art", e.art.code())
            .setze("norm", &e.norm)
            .setze("tenor", &e.tenor)
            .setze_wenn("von", e.von.map(|d| d.0))
            .setze_wenn("bis", e.bis.map(|d| d.0))
            .setze("begruendung", &e.begruendung)
            .setze("ermessen", &e.ermessen)
            .setze_wenn("anhoerung_am", e.anhoerung_am.map(|d| d.0))
            .setze("ausnahme", &e.anhoerung_ausnahme)
            .setze_wenn("warnung_am", e.warnung_am.map(|d| d.0))
            .setze("wunsch", e.wunsch.code())
            .setze("wunsch_worte", &e.wunsch_worte)
            .setze("weg", e.weg.code());
    }
    if akte.fall.stand.spur() == Fallspur::Pflege {
        return f
            .setze("norm", &akte.fall.norm_beantragt)
            .setze_wenn("von", akte.kenntnis().map(|d| d.0));
    }
    let mut normen: Vec<&str> = akte
        .geltende()
        .map(|b| b.art.norm_in(akte.egh.is_some()))
        .collect();
    normen.dedup();
    let von = akte.geltende().map(|b| b.von).min();
    let bis = akte.geltende().map(|b| b.bis).max();
    f.setze("norm", normen.join(", "))
        .setze_wenn("von", von.map(|d| d.0))
        .setze_wenn("bis", bis.map(|d| d.0))
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let f = super::entwurf(&app, &kontext, "fall-entscheidung", id).await?;
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

fn daten(e: &mut Eingaben) -> Option<Vorlage> {
    let art = e.pflichtauswahl("art");
    let wunsch = e.pflichtauswahl("wunsch");
    let weg = e.pflichtauswahl("weg");
    Some(Vorlage {
        norm: e.text("norm", 200),
        tenor: e.text("tenor", 2000),
        von: e.datum("von").map(Datum),
        bis: e.datum("bis").map(Datum),
        begruendung: e.text("begruendung", 4000),
        ermessen: e.text("ermessen", 2000),
        anhoerung_am: e.datum("anhoerung_am").map(Datum),
        ausnahme: e.auswahl("ausnahme"),
        warnung_am: e.datum("warnung_am").map(Datum),
        wunsch_worte: e.text("wunsch_worte", 1000),
        art: art?,
        wunsch: wunsch?,
        weg: weg?,
    })
}

pub(crate) async fn vorbereiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = daten(&mut e);
    let (Some(cmd), false) = (cmd, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::vorbereiten(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "entscheidung"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}

/// The form as it was sent, with a text of the office in its field.
pub(crate) async fn mit_textbaustein(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let (f, befunde) = textbaustein::einsetzen(&app, &kontext, id, Textzweck::ENTSCHEIDUNG, e).await?;
    rendern(&app, &kontext, huelle, id, Some(f), befunde).await
}

pub(crate) async fn mitzeichnen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, fall) = zugang::befugt::<Entscheiden>(&app, &mut tx, &kontext, id).await?;
    let version = e.roh("version").parse().unwrap_or(0);
    let (art, text) = match dienst::mitzeichnen(&app, &mut tx, &may, &fall, version).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            (MeldungArt::Erfolg, "Mitgezeichnet.".to_owned())
        }
        Err(Error::Konflikt) => (
            MeldungArt::Warnung,
            "Der Fall wurde inzwischen geändert. Bitte sehen Sie den neuen Stand an.".to_owned(),
        ),
        Err(Error::Regel(b)) => {
            let texte: Vec<String> = b.into_iter().map(|b| b.text).collect();
            (MeldungArt::Warnung, texte.join(" "))
        }
        Err(andere) => return Err(andere.into()),
    };
    Ok(weiter(pfad(id, "entscheidung"), art, &text))
}

pub(crate) async fn bekanntgeben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let wann = (
        e.pflichtauswahl::<Bekanntgabeweg>("weg"),
        e.pflichtdatum("versandt_am").map(Datum),
    );
    let (Some(weg), Some(tag)) = wann else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::bekanntgeben(&app, tx, may, &akte, (weg, tag)).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "entscheidung"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}

#[derive(Template)]
#[template(path = "fall/fall/bescheid.html")]
struct BescheidSeite {
    shell: Shell,
    pdf: String,
    docx: String,
    d: BescheidDaten,
}

/// The Bescheid to print.
pub(crate) async fn bescheid(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let d = dienst::bescheid(&app, &mut tx, &kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let shell = huelle.titel(format!("Bescheid, Fall {}", d.aktenzeichen));
    // whoever only sends it has no file to go back to
    let shell = if back_office(&kontext) {
        shell
            .ueber("Bescheide", "/bescheide")
            .ueber(d.aktenzeichen.clone(), pfad(id, "versand"))
    } else {
        shell
            .ueber("Fälle", "/faelle")
            .ueber(d.aktenzeichen.clone(), pfad(id, ""))
    };
    let seite = BescheidSeite {
        shell,
        pdf: pfad(id, "bescheid.pdf"),
        docx: pfad(id, "bescheid.docx"),
        d,
    };
    Ok(Seite::neu(seite).into_response())
}
