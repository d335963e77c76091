//! `/meldungen/neu`: a Meldung in two minutes. Only the words are needed; what else the procedure asks for is named
//! beside it afterwards.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::{Befund, Datum};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl, WebFehler};

use super::{FORM_NEU, mit_befunden};
use crate::{
    model::{Akut, Dringlichkeit, Kanal, Melder, Melderart, Meldung, TEXT_MAX},
    nachbarn::nachbarn,
    service::{
        dienst,
        melden::{self, NeuesKind, Neumeldung},
    },
};

/// Rows for children.
const KINDER: usize = 3;

const NAMEN: &[(&str, &str)] = &[
    ("beobachtung", "Was wurde beobachtet oder gesagt?"),
    ("wann_wo", "Wann und wo?"),
    ("melder_art", "Wer meldet?"),
    ("akut", "Muss sofort etwas geschehen?"),
];

struct Kindfeld {
    vorname: String,
    nachname: String,
    geboren: String,
    titel: String,
}

#[derive(Template)]
#[template(path = "schutz/neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    akut: Vec<Wahl>,
    arten: Vec<Wahl>,
    kanaele: Vec<Wahl>,
    weitere: Vec<Wahl>,
    raeume: Vec<Wahl>,
    kinder: Vec<Kindfeld>,
    dienste: Vec<crate::model::Dienst>,
    entwurf: &'static str,
}

pub(super) fn weitere() -> Vec<Wahl> {
    vec![
        Wahl::neu("JA", "ja"),
        Wahl::neu("NEIN", "nein"),
        Wahl::neu("UNBEKANNT", "nicht bekannt"),
    ]
}

async fn rendern(app: &App, huelle: Huelle, f: Formular, befunde: Vec<Befund>) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let raeume = nachbarn(app)?.raeume(app, &mut tx).await?;
    let dienste = dienst::jetzt(app, &mut tx).await?;
    drop(tx);
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = Neu {
        shell: huelle
            .titel("Meldung nach § 8a aufnehmen")
            .ueber("Kinderschutz", "/meldungen"),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akut: Akut::wahlen(),
        arten: Melderart::wahlen(),
        kanaele: Kanal::wahlen(),
        weitere: weitere(),
        raeume: raeume.into_iter().map(|(id, n)| Wahl::neu(id, n)).collect(),
        kinder: (1..=KINDER)
            .map(|n| Kindfeld {
                vorname: format!("vorname-{n}"),
                nachname: format!("nachname-{n}"),
                geboren: format!("geboren-{n}"),
                titel: format!("Kind {n}"),
            })
            .collect(),
        dienste,
        entwurf: FORM_NEU,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    if !melden::darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let f = Formular::leer()
        .setze("einmal", app.ids.uuid())
        .setze("kanal", Kanal::Telefon.code())
        .setze("weitere_kinder", "UNBEKANNT");
    rendern(&app, huelle, f, vec![]).await
}

fn lesen(e: &mut Eingaben) -> Neumeldung {
    let kanal = e.pflichtauswahl("kanal").unwrap_or(Kanal::Telefon);
    let worte = e.pflichttext("beobachtung", TEXT_MAX);
    // until two Fachkräfte say otherwise every Meldung is for now; nothing is guessed from the fields (RL-05)
    let mut n = Neumeldung::aus(kanal, &worte, Dringlichkeit::Sofort);
    n.einmal = e.auswahl("einmal");
    n.wann_wo = e.text("wann_wo", 1000);
    n.akut = e.auswahl("akut");
    n.melder_art = e.auswahl("melder_art");
    n.geheimnistraeger = e.haken("geheimnistraeger");
    n.melder = Melder {
        name: e.text("melder_name", 120),
        erreichbar: e.text("melder_erreichbar", 200),
    };
    let w = e.roh("weitere_kinder").to_owned();
    if ["JA", "NEIN"].contains(&w.as_str()) {
        n.weitere_kinder = w;
    }
    for i in 1..=KINDER {
        let kind = NeuesKind {
            vorname: e.text(&format!("vorname-{i}"), 80),
            nachname: e.text(&format!("nachname-{i}"), 80),
            geburtsdatum: e.datum(&format!("geboren-{i}")).map(Datum),
        };
        if kind != NeuesKind::default() {
            n.kinder.push(kind);
        }
    }
    n.raum = e.auswahl::<Uuid>("raum");
    n
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    if !melden::darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let mut n = lesen(&mut e);
    let heute = app.uhr.heute();
    for (i, k) in (1..).zip(&n.kinder) {
        if k.geburtsdatum.is_some_and(|g| g > heute) {
            e.melde(
                &format!("geboren-{i}"),
                "SCHUTZ-E21",
                "Das Geburtsdatum liegt in der Zukunft.",
            );
        }
    }
    if e.hat_fehler() {
        return rendern(&app, huelle, e.formular(), vec![]).await;
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let go = amt::ordnung::geltende(&app, &mut tx).await?;
    if let Some(raum) = n.raum {
        let da = nachbarn(&app)?.raeume(&app, &mut tx).await?;
        if let Some((_, name)) = da.into_iter().find(|(id, _)| *id == raum) {
            n.raum_name = name;
            n.raeume = nachbarn(&app)?.kette(&app, &mut tx, raum).await?;
            n.verantwortlich = nachbarn(&app)?.zustaendig(&app, &mut tx, raum).await?;
        } else {
            n.raum = None;
        }
    }
    let entwurf = n.einmal;
    match melden::melden(&app, &mut tx, &kontext, &go, n).await {
        Ok(id) => {
            if let Some(einmal) = entwurf {
                amt::entwurf::verwerfen(&mut tx, &kontext, FORM_NEU, &einmal.to_string()).await?;
            }
            tx.commit().await.map_err(Error::from)?;
            let liest = amt::recht::Sicht::auf::<Meldung>(&kontext).is_ok();
            let ziel = if liest {
                format!("/meldungen/{id}")
            } else {
                "/meldungen".to_owned()
            };
            Ok(weiter(
                ziel,
                MeldungArt::Warnung,
                "Gespeichert, die Leitung weiß Bescheid. Bitte rufen Sie jetzt die verantwortliche Fachkraft oder die Rufbereitschaft an: Eine Meldung wird persönlich übergeben.",
            ))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, huelle, e.formular(), b).await
        }
        Err(f) => Err(f.into()),
    }
}
