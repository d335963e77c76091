//! Surveys of three quarters: one published, one agreed to, one just begun; the figures they rest on; and trainings.

use ::netz::{
    EintragDaten, Erfassung, ErfassungDaten, LaufDaten, TrainingDaten,
    codes::{EintragArt, ErfassungAbschnitt, ErfassungPunktArt, ErfassungStatus, TrainingZielgruppe},
    service::{self, ErfassungSchritt},
};
use amt::{
    App, Kontext,
    recht::{Befugnis, Bezug},
};
use base::{Datum, Id, Punkt, Text};
use raum::{Gliederung, Raumeinheit, service::NeuerIndikatorwert};
use store::{Tx, werte};

/// Shares of the ages in thousandths.
const ALTER: [(&str, i64); 10] = [
    ("ALTER_0_2", 26),
    ("ALTER_3_5", 27),
    ("ALTER_6_9", 36),
    ("ALTER_10_13", 37),
    ("ALTER_14_17", 38),
    ("ALTER_18_20", 33),
    ("ALTER_21_26", 79),
    ("ALTER_27_64", 502),
    ("ALTER_65_79", 151),
    ("ALTER_80", 71),
];

const STAERKEN: [&str; 4] = [
    "Die Schule öffnet nachmittags ihre Sporthalle für alle.",
    "Viele wohnen seit Jahrzehnten hier und helfen einander.",
    "Am Markt trifft man sich, auch ohne Geld auszugeben.",
    "Der Sportverein nimmt jedes Kind mit, das kommen will.",
];

const WORTE: [(&str, &str); 3] = [
    (
        "Abends ist der Weg zur Haltestelle zu dunkel.",
        "Gespräch an der Haltestelle",
    ),
    ("Ich weiß gar nicht, wen ich fragen kann.", "Begegnungscafé"),
    ("Hier lässt man niemanden allein.", "Hausflur"),
];

const ORTE: [(&str, ErfassungPunktArt, &str, f64, f64); 4] = [
    (
        "Bank am Brunnen",
        ErfassungPunktArt::Informell,
        "Treffpunkt der Älteren am Vormittag",
        0.35,
        0.4,
    ),
    (
        "Haltestelle Markt",
        ErfassungPunktArt::Halt,
        "stufenlos, Linie 2 und 7",
        0.5,
        0.55,
    ),
    (
        "Unterführung",
        ErfassungPunktArt::Barriere,
        "nur Treppen, abends dunkel",
        0.62,
        0.3,
    ),
    (
        "Kiosk am Eck",
        ErfassungPunktArt::Treffpunkt,
        "kennt alle, eine Stufe",
        0.42,
        0.68,
    ),
];

/// Key, residents, west, south, east, north.
type Raum = (
    Id<Raumeinheit>,
    Option<i64>,
    Option<f64>,
    Option<f64>,
    Option<f64>,
    Option<f64>,
);

/// Tells all of it, as planners and editors would have entered it.
///
/// # Errors
/// When a room refuses something.
pub async fn erzaehlen(
    app: &App,
    tx: &mut Tx,
    redaktion: &Kontext,
    planung: &Kontext,
    gliederung: Id<Gliederung>,
) -> anyhow::Result<()> {
    let raeume: Vec<Raum> = tx
        .fetch_all(
            "SELECT r.id, r.einwohner, r.west, r.sued, r.ost, r.nord FROM raumeinheit r WHERE r.gliederung = $1
             AND NOT EXISTS (SELECT 1 FROM raumeinheit k WHERE k.eltern = r.id) ORDER BY r.code LIMIT 3",
            werte![gliederung],
        )
        .await?;
    let heute = app.uhr.heute();
    for (nr, r) in raeume.iter().enumerate() {
        zahlen(app, tx, planung, r, nr, heute.plus_tage(-120)).await?;
        let may = Befugnis::pruefen(redaktion, None, Bezug::default())?;
        let stichtag = heute.plus_tage(-40);
        let id = service::erfassung_beginnen(app, tx, &may, r.0, stichtag).await?;
        if nr < 2 {
            schreiben(app, tx, redaktion, (id, r), stichtag).await?;
        }
        let weg: &[ErfassungStatus] = match nr {
            0 => &[
                ErfassungStatus::Abgestimmt,
                ErfassungStatus::Freigegeben,
                ErfassungStatus::Veroeffentlicht,
            ],
            1 => &[ErfassungStatus::Abgestimmt],
            _ => &[],
        };
        let angaben = ErfassungSchritt {
            team_am: Some(heute.plus_tage(-30)),
            runde_am: Some(heute.plus_tage(-21)),
            grund: String::new(),
        };
        for nach in weg {
            service::erfassung_weiter(app, tx, redaktion, id, *nach, &angaben).await?;
        }
    }
    Ok(())
}

async fn zahlen(
    app: &App,
    tx: &mut Tx,
    planung: &Kontext,
    r: &Raum,
    nr: usize,
    tag: Datum,
) -> anyhow::Result<()> {
    let alle = r.1.unwrap_or(4_000).max(60);
    let wert = |indikator: &str,
                zaehler: i64,
                nenner: i64,
                unterdrueckt: bool|
     -> anyhow::Result<NeuerIndikatorwert> {
        Ok(NeuerIndikatorwert {
            raum: r.0,
            indikator: Text::neu(indikator)?,
            stichtag: tag,
            zaehler,
            nenner,
            anteil: true,
            unterdrueckt,
            quelle: Text::neu("Melderegister und Sozialbericht")?,
            zeile: 1,
        })
    };
    let mut neue = Vec::new();
    let mut rest = alle;
    for (i, (band, tausendstel)) in ALTER.iter().enumerate() {
        let n = if i + 1 == ALTER.len() {
            rest
        } else {
            (alle * tausendstel / 1000).min(rest)
        };
        rest -= n;
        neue.push(wert(band, n, alle, false)?);
    }
    neue.push(wert(
        "SGB_II_QUOTE_U18",
        alle * 23 / 1000,
        alle * 164 / 1000,
        false,
    )?);
    neue.push(wert("SCHWERBEHINDERTENQUOTE", alle * 108 / 1000, alle, false)?);
    neue.push(wert("VON_WOHNUNGSLOSIGKEIT_BEDROHT", 0, alle, nr == 0)?);
    let may = Befugnis::pruefen(planung, None, Bezug::default())?;
    let bericht = raum::service::indikatorwerte_einspielen(app, tx, &may, neue).await?;
    anyhow::ensure!(
        bericht.abgewiesen.is_empty(),
        "Zahlen abgewiesen: {:?}",
        bericht.abgewiesen.first()
    );
    Ok(())
}

async fn schreiben(
    app: &App,
    tx: &mut Tx,
    redaktion: &Kontext,
    (id, r): (Id<Erfassung>, &Raum),
    stichtag: Datum,
) -> anyhow::Result<()> {
    let may = Befugnis::pruefen(redaktion, Some(id), Bezug::default())?;
    let mut d = ErfassungDaten::neu(stichtag);
    "Sozialraumteam mit der Sozialraumrunde".clone_into(&mut d.verfasser);
    "Begehung im Herbst, Gespräche mit Bewohnerinnen und Bewohnern, Melderegister, Sozialbericht"
        .clone_into(&mut d.quellen);
    for (a, text) in [
        (
            ErfassungAbschnitt::Wohnen,
            "Mehrfamilienhäuser der sechziger Jahre, am Rand Reihenhäuser. Barrierefreie Wohnungen sind selten.",
        ),
        (
            ErfassungAbschnitt::Mobilitaet,
            "Zwei Buslinien, alle zehn Minuten. Die Bahn trennt das Viertel vom Park.",
        ),
        (
            ErfassungAbschnitt::Bildung,
            "Der Ganztag hat eine Warteliste. Der Schulweg führt über die Hauptstraße.",
        ),
        (
            ErfassungAbschnitt::Treffpunkte,
            "Markt, Bolzplatz und der Kiosk am Eck sind die Orte, an denen man sich kennt.",
        ),
        (
            ErfassungAbschnitt::Gesundheit,
            "Eine Hausarztpraxis. Zur Therapie fährt man in die Stadt.",
        ),
        (
            ErfassungAbschnitt::Beratung,
            "Das Sozialraumbüro berät dienstags und donnerstags ohne Termin.",
        ),
        (
            ErfassungAbschnitt::Gemeinschaft,
            "Sportverein und Gemeinde öffnen ihre Räume füreinander.",
        ),
        (
            ErfassungAbschnitt::Luecken,
            "Es fehlt ein Ort für Jugendliche am Abend.",
        ),
        (ErfassungAbschnitt::Barrieren, "Die Unterführung hat nur Treppen."),
        (
            ErfassungAbschnitt::Netz,
            "Sozialraumrunde alle sechs Wochen, Stadtteilkonferenz zweimal im Jahr.",
        ),
        (
            ErfassungAbschnitt::Projekte,
            "Die Runde plant eine Leihkiste im Park.",
        ),
    ] {
        d.texte.insert(a, text.to_owned());
    }
    service::erfassung_aendern(app, tx, &may, 1, d).await?;
    for s in STAERKEN {
        service::erfassung_eintragen(app, tx, &may, EintragDaten::neu(EintragArt::Staerke, s)).await?;
    }
    for (i, (wort, wo)) in WORTE.iter().enumerate() {
        let mut e = EintragDaten::neu(EintragArt::Thema, *wort);
        (e.zusatz, e.am) = ((*wo).to_owned(), Some(stichtag.plus_tage(-i32::try_from(i)? * 3)));
        service::erfassung_eintragen(app, tx, &may, e).await?;
    }
    let mut e = EintragDaten::neu(EintragArt::Schluesselperson, "Hausmeister der Schule");
    "Telefon im Sekretariat".clone_into(&mut e.zusatz);
    service::erfassung_eintragen(app, tx, &may, e).await?;
    if let (_, _, Some(west), Some(sued), Some(ost), Some(nord)) = *r {
        for (name, art, hinweis, x, y) in ORTE {
            let mut e = EintragDaten::neu(EintragArt::Punkt, name);
            (e.zusatz, e.punkt_art) = (hinweis.to_owned(), Some(art));
            e.punkt = Some(Punkt {
                lat: sued + (nord - sued) * y,
                lon: west + (ost - west) * x,
            });
            service::erfassung_eintragen(app, tx, &may, e).await?;
        }
    }
    Ok(())
}

/// A series of trainings with a run that is over and one to come.
///
/// # Errors
/// When the room refuses something.
pub async fn trainings(app: &App, tx: &mut Tx, redaktion: &Kontext) -> anyhow::Result<()> {
    let heute = app.uhr.heute();
    let mut d = TrainingDaten::neu("Sozialraumorientiert arbeiten");
    "Sieben Module für alle, die im Quartier arbeiten. Wer in jedem war, bekommt ein Zertifikat."
        .clone_into(&mut d.beschreibung);
    d.zielgruppen = vec![
        TrainingZielgruppe::Verwaltung,
        TrainingZielgruppe::Kommunen,
        TrainingZielgruppe::Verbaende,
        TrainingZielgruppe::Gericht,
    ];
    let module = i64::try_from(d.module.len())?;
    let neu = Befugnis::pruefen(redaktion, None, Bezug::default())?;
    let id = service::training_anlegen(app, tx, &neu, d).await?;
    let may = Befugnis::pruefen(redaktion, Some(id), Bezug::default())?;
    let mut trainer = Vec::new();
    for (name, stelle) in [
        ("Ayla Trainerin", "Sozialraumteam Nord"),
        ("Bernd Trainer", "Fachberatung"),
        ("Chidi Trainer", "Verein am Markt"),
    ] {
        trainer.push(service::trainer_dazu(app, tx, &may, (name, stelle)).await?);
    }
    for (titel, ab, wer) in [
        ("Frühjahrslauf", -60, &trainer[..2]),
        ("Winterlauf", 14, &trainer[1..]),
    ] {
        let beginn = heute.plus_tage(ab);
        let lauf = LaufDaten {
            titel: titel.to_owned(),
            ort: "Rathaus, Saal 2".to_owned(),
            beginn,
            plaetze: 14,
            trainer: wer.to_vec(),
        };
        let lauf = service::lauf_anlegen(app, tx, &may, lauf).await?;
        let mut leute = Vec::new();
        for (name, stelle) in [("Dana Beispiel", "Jugendgericht"), ("Emil Beispiel", "Jobcenter")] {
            leute.push(service::anmelden(app, tx, &may, lauf, (name, stelle)).await?);
        }
        for modul in 1..=module {
            let tag = beginn.plus_tage(i32::try_from(modul)? * 7 - 7);
            let termin = service::termin_dazu(app, tx, &may, lauf, (modul, tag, 540, 720)).await?;
            if tag <= heute {
                let da = if modul == 3 { &leute[..1] } else { &leute[..] };
                service::teilnahme(app, tx, &may, (lauf, termin), da).await?;
            }
        }
        if ab < 0 {
            service::lauf_abschliessen(app, tx, &may, lauf).await?;
        }
    }
    Ok(())
}
