//! Ideas of the people who live here, and two projects that came of it.

use ::netz::{
    Anteil, Finanzteil, Idee, IdeeAntwort, IdeeNeu, Indikator, ProjektDaten,
    codes::{Ersetzt, IdeeErgebnis, IdeeVon, ProjektArt, ProjektStatus, Thema},
    service::{self, SchrittAngaben},
};
use amt::{
    App, Kontext,
    recht::{Befugnis, Bezug},
};
use base::{Cent, Id};
use store::Tx;

type Vorgebracht = (
    &'static str,
    &'static str,
    bool,
    Option<(IdeeErgebnis, &'static str)>,
);

/// Title, words, whether it is public already, the answer.
const IDEEN: [Vorgebracht; 4] = [
    (
        "Eine Bank am Brunnen",
        "Auf dem Weg zum Markt gibt es keine Bank. Meine Mutter muss unterwegs sitzen können.",
        true,
        Some((
            IdeeErgebnis::Umgesetzt,
            "Die Bank kommt im Frühjahr. Sie hat Armlehnen, damit man gut aufstehen kann.",
        )),
    ),
    (
        "Ein Café für alle",
        "Wir brauchen einen Ort, an dem man auch ohne Geld sitzen darf. Ich würde mithelfen.",
        true,
        Some((
            IdeeErgebnis::Projekt,
            "Das probieren wir aus. Die Seite des Projekts zeigt, wie es weitergeht.",
        )),
    ),
    (
        "Licht auf dem Weg zur Schule",
        "Im Winter ist der Weg hinter der Turnhalle ganz dunkel.",
        true,
        None,
    ),
    (
        "Spielgeräte zum Ausleihen",
        "Im Park könnte eine Kiste mit Bällen und Seilen stehen.",
        false,
        None,
    ),
];

/// Tells all of it, as residents and editors would have entered it.
///
/// # Errors
/// When a room refuses something.
pub async fn erzaehlen(app: &App, tx: &mut Tx, redaktion: &Kontext) -> anyhow::Result<()> {
    let mut cafe = None;
    for (titel, text, oeffentlich, antwort) in IDEEN {
        let neu = IdeeNeu {
            titel: titel.to_owned(),
            text: text.to_owned(),
            ..IdeeNeu::default()
        };
        let id = service::idee_einreichen(app, tx, neu).await?;
        let may = Befugnis::pruefen(redaktion, Some(id), Bezug::default())?;
        if oeffentlich {
            service::idee_veroeffentlichen(app, tx, &may, titel, text).await?;
        }
        if let Some((ergebnis, worte)) = antwort {
            if ergebnis == IdeeErgebnis::Projekt {
                cafe = Some(id);
            }
            let antwort = IdeeAntwort {
                ergebnis,
                antwort: worte.to_owned(),
            };
            service::idee_beantworten(app, tx, &may, antwort).await?;
        }
    }
    projekte(app, tx, redaktion, cafe).await
}

async fn projekte(app: &App, tx: &mut Tx, redaktion: &Kontext, cafe: Option<Id<Idee>>) -> anyhow::Result<()> {
    let heute = app.uhr.heute();
    let mut d = ProjektDaten::neu("Café Paletti");
    (d.idee, d.idee_von) = (cafe, IdeeVon::Bewohner);
    d.themen = vec![Thema::FreizeitBegegnung];
    "Menschen aus der Nachbarschaft kennen einander und helfen sich im Alltag.".clone_into(&mut d.ziel);
    "Nachbarschaftsverein".clone_into(&mut d.traeger);
    (d.art, d.ersetzt) = (ProjektArt::Fallunabhaengig, Ersetzt::Anstatt);
    // T-086
    d.kosten = Cent(2_499_999);
    let anteil = |(topf, bp): (&str, i64)| Finanzteil {
        topf: topf.to_owned(),
        anteil: Anteil::Bp(bp),
    };
    d.finanzierung = [
        ("Topf für Projekte im Raum", 5_000),
        ("Stiftung", 3_000),
        ("Eigenmittel des Vereins", 2_000),
    ]
    .map(anteil)
    .into();
    d.indikatoren = vec![
        Indikator {
            name: "Gäste an einem Nachmittag".to_owned(),
            ausgang: "0".to_owned(),
            soll: "20".to_owned(),
            ist: String::new(),
        },
        Indikator {
            name: "Menschen, die selbst mitmachen".to_owned(),
            ausgang: "2".to_owned(),
            soll: "8".to_owned(),
            ist: String::new(),
        },
    ];
    d.beginn = Some(heute.plus_tage(-60));
    let may = Befugnis::pruefen(redaktion, None, Bezug::default())?;
    let id = service::projekt_anlegen(app, tx, &may, d).await?;
    let angaben = SchrittAngaben {
        beschluss: "Sozialausschuss 4/2026".to_owned(),
        beschluss_am: Some(heute.plus_tage(-70)),
        ..SchrittAngaben::default()
    };
    for nach in [
        ProjektStatus::Skizze,
        ProjektStatus::Geprueft,
        ProjektStatus::Bewilligt,
        ProjektStatus::Laeuft,
    ] {
        service::projekt_schritt(app, tx, redaktion, id, nach, &angaben).await?;
    }
    let mut d = ProjektDaten::neu("Leihkiste im Park");
    (d.idee_von, d.art) = (IdeeVon::Team, ProjektArt::Falluebergreifend);
    "Kinder bewegen sich mehr und treffen andere.".clone_into(&mut d.ziel);
    service::projekt_anlegen(app, tx, &may, d).await?;
    Ok(())
}
