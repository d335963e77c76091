//! `/angebote`: search, list, and the part of it that the intake page shows.

use amt::{
    App, Huelle, Kontext,
    go::Mobilitaet,
    navigation::darf,
    recht::{Bereich, Recht, Sicht},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use raum::karte::{Karte, Kartenpunkt, PunktArt, space_map_svg};
use web::{Eingaben, Ergebnis, Fertig, Formular, Seite, Shell, Wahl};

use super::{nur_oeffentlich, profil};
use crate::{
    Angebot, Bedarf, Suchergebnis, Suchprofil,
    codes::{Thema, Wochentag},
    rules::rangfolge::strecke,
    service,
};

const JE_SEITE: usize = 25;
const IM_FORMULAR: usize = 8;

/// The hits alone: what htmx swaps in, and what the page includes.
#[derive(Template)]
#[template(path = "netz/treffer.html")]
struct Liste {
    e: Suchergebnis,
    /// Whether each hit has a box to be put on a slip.
    mit_auswahl: bool,
    /// Number of the first hit, from 1.
    von: usize,
    /// Radius of the Aktionsraum in words.
    umkreis: Option<String>,
    zurueck: Option<usize>,
    weiter: Option<usize>,
}

#[derive(Template)]
#[template(path = "netz/suche.html")]
struct Suche {
    shell: Shell,
    f: Formular,
    koordiniert: bool,
    /// Words of the link to the user's questions to Akteure, with how many answers are new; for those who may ask.
    anfragen: Option<String>,
    darf_anlegen: bool,
    mobilitaet: Vec<Wahl>,
    bedarfe: Vec<Wahl>,
    themen: Vec<Wahl>,
    tage: Vec<Wahl>,
    sprachen: Vec<Wahl>,
    raeume: Vec<Wahl>,
    treffer: Fertig,
    /// The hits of this page on a map; nothing when none of them has a point.
    karte: Option<Fertig>,
    darf_einlesen: bool,
    zurueck: Option<usize>,
    weiter: Option<usize>,
}

const SPRACHEN: [(&str, &str); 10] = [
    ("de", "Deutsch"),
    ("ar", "Arabisch"),
    ("bg", "Bulgarisch"),
    ("en", "Englisch"),
    ("fa", "Persisch"),
    ("pl", "Polnisch"),
    ("ru", "Russisch"),
    ("tr", "Türkisch"),
    ("uk", "Ukrainisch"),
    ("gsg", "Deutsche Gebärdensprache"),
];

fn liste(e: Suchergebnis, seite: usize, je_seite: usize, mit_auswahl: bool) -> Liste {
    let von = (seite - 1) * je_seite;
    Liste {
        mit_auswahl,
        von: von + 1,
        umkreis: e.radius_m.map(strecke),
        zurueck: (seite > 1).then_some(seite - 1),
        weiter: (von + e.treffer.len() < e.gesamt).then_some(seite + 1),
        e,
    }
}

/// The hits of this page and the spaces they lie in. Only these: the way from page to page stays short.
async fn karte(tx: &mut store::Tx, e: &Suchergebnis) -> amt::Result<Option<Fertig>> {
    let punkte: Vec<Kartenpunkt> = e
        .treffer
        .iter()
        .filter_map(|t| {
            Some(Kartenpunkt {
                name: t.titel.clone(),
                url: Some(format!("/angebote/{}", t.id)),
                art: PunktArt::Angebot,
                ort: t.punkt?,
            })
        })
        .collect();
    if punkte.is_empty() {
        return Ok(None);
    }
    let raeume: Vec<_> = e.treffer.iter().filter_map(|t| t.raumeinheit).collect();
    let flaechen = raum::service::flaechen_von(tx, &raeume).await?;
    Ok(space_map_svg(&Karte {
        titel: "Karte der Angebote auf dieser Seite",
        beschreibung: &format!(
            "{} Punkte. Die Liste daneben nennt dieselben Angebote.",
            punkte.len()
        ),
        flaechen: &flaechen,
        punkte: &punkte,
    }))
}

/// `GET /angebote`
pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    antworten(&app, &kontext, huelle, Eingaben::default()).await
}

/// `POST /angebote`
pub(super) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    eingaben: Eingaben,
) -> Ergebnis<Response> {
    antworten(&app, &kontext, huelle, eingaben).await
}

async fn antworten(app: &App, kontext: &Kontext, huelle: Huelle, mut e: Eingaben) -> Ergebnis<Response> {
    Sicht::auf::<Angebot>(kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let profil = profil::lesen(app, &mut tx, &mut e).await?;
    let seite = e
        .zahl("seite", 1, 10_000)
        .and_then(|s| usize::try_from(s).ok())
        .unwrap_or(1);
    let profil = Suchprofil {
        nur_oeffentlich: nur_oeffentlich(kontext),
        ueberspringen: (seite - 1) * JE_SEITE,
        limit: JE_SEITE,
        ..profil
    };
    let ergebnis = service::suche(app, &mut tx, &profil).await?;
    let namen = [
        ("text", "Suchwörter"),
        ("ort", "Adresse"),
        ("alter", "Alter"),
        ("kosten", "Kosten"),
        ("ab", "Uhrzeit"),
    ];
    let karte = karte(&mut tx, &ergebnis).await?;
    let liste = liste(ergebnis, seite, JE_SEITE, false);
    let ungesehen = service::vermittlungen_ungesehen(&mut tx, kontext).await?;
    let vorlage = Suche {
        shell: huelle.titel("Angebote"),
        koordiniert: service::koordination::<amt::recht::Lesen>(kontext, None).is_ok(),
        anfragen: ungesehen.map(super::vermittlung::knopf),
        darf_anlegen: darf(kontext, Bereich::Netz, Recht::Anlegen),
        mobilitaet: Mobilitaet::PAARE.iter().map(|(c, w)| Wahl::neu(c, *w)).collect(),
        bedarfe: wahlen!(Bedarf),
        themen: wahlen!(Thema),
        tage: wahlen!(Wochentag),
        sprachen: SPRACHEN.iter().map(|(c, w)| Wahl::neu(c, *w)).collect(),
        karte,
        darf_einlesen: darf(kontext, Bereich::Netz, Recht::Anlegen)
            && app.teil::<raum::import::Einleseliste>().is_some(),
        raeume: raum::service::unterste_raeume(app)
            .await?
            .into_iter()
            .map(|r| Wahl::neu(r.id, format!("{} ({})", r.name, r.code)))
            .collect(),
        treffer: Fertig::aus(&liste)?,
        zurueck: liste.zurueck,
        weiter: liste.weiter,
        f: e.formular().benannt(&namen),
    };
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /angebote/treffer`: the list with boxes, for the intake page. The boxes are named `angebot`.
pub(super) async fn treffer(
    State(app): State<App>,
    kontext: Kontext,
    mut eingaben: Eingaben,
) -> Ergebnis<Response> {
    Sicht::auf::<Angebot>(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let profil = Suchprofil {
        nur_oeffentlich: nur_oeffentlich(&kontext),
        limit: IM_FORMULAR,
        ..profil::lesen(&app, &mut tx, &mut eingaben).await?
    };
    let e = service::suche(&app, &mut tx, &profil).await?;
    Ok(Seite::neu(liste(e, 1, IM_FORMULAR, true)).into_response())
}
