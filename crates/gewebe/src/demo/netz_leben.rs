//! What makes a directory alive: questions and answers, meetings, an offer nobody looked at for long, a proposal of an
//! Akteur that waits, and free places with their day.

use ::netz::{
    Angebot, AngebotDaten, FaqDaten, Suchprofil, VeranstaltungDaten, VereinbarungDaten,
    codes::{
        Ablehnungsgrund, AkteurArt, FaqStatus, FaqZielgruppe, PlatzEinheit, Sichtbarkeit,
        VeranstaltungStatus, VeranstaltungTyp, VermittlungAnliegen, Vorschlagsfeld, WegQuelle,
    },
    rules::vorschlag::wert,
    service::{self, selbstpruefung},
};
use amt::{
    App, Kontext,
    recht::{Befugnis, Bezug, Lesen},
};
use anyhow::{Context as _, ensure};
use base::{Datum, Id};
use store::Tx;

/// Question, answer, for whom, where it stands.
const FRAGEN: [(&str, &str, FaqZielgruppe, FaqStatus); 6] = [
    (
        "Kostet die Beratung etwas?",
        "Nein. Die Beratung ist kostenlos, und Sie müssen dafür keinen Antrag stellen.",
        FaqZielgruppe::Familien,
        FaqStatus::Beantwortet,
    ),
    (
        "Muss ich meinen Namen nennen?",
        "Für eine erste Auskunft nicht. Wenn wir länger mit Ihnen arbeiten, brauchen wir Ihren Namen.",
        FaqZielgruppe::Familien,
        FaqStatus::Beantwortet,
    ),
    (
        "Wer ist für meine Straße zuständig?",
        "Geben Sie Ihre Straße unter „Wer hilft mir?“ ein. Dann sehen Sie Ihr Team mit Telefonnummer.",
        FaqZielgruppe::Bewohner,
        FaqStatus::Beantwortet,
    ),
    (
        "Kann unser Haus einen Raum für eine Nachbarschaftsgruppe stellen?",
        "",
        FaqZielgruppe::Bewohner,
        FaqStatus::Offen,
    ),
    (
        "Wie kommt unser Angebot in das Verzeichnis?",
        "Rufen Sie die Quartiersredaktion an. Danach bekommen Sie regelmäßig einen Link und prüfen Ihre Angaben selbst.",
        FaqZielgruppe::Traeger,
        FaqStatus::Beantwortet,
    ),
    (
        "Werden Fahrzeiten in der aufsuchenden Arbeit mitgerechnet?",
        "",
        FaqZielgruppe::Traeger,
        FaqStatus::InBearbeitung,
    ),
];

struct Treffen {
    typ: VeranstaltungTyp,
    titel: &'static str,
    /// Days from today.
    tage: i32,
    stunden: (u16, u16),
    rrule: &'static str,
    sichtbar: Sichtbarkeit,
    status: VeranstaltungStatus,
    absage: &'static str,
    ergebnis: &'static str,
}

const TREFFEN: [Treffen; 5] = [
    Treffen {
        typ: VeranstaltungTyp::Stadtteilkonferenz,
        titel: "Stadtteilkonferenz",
        tage: 12,
        stunden: (17, 19),
        rrule: "",
        sichtbar: Sichtbarkeit::Oeffentlich,
        status: VeranstaltungStatus::Eingeladen,
        absage: "",
        ergebnis: "",
    },
    Treffen {
        typ: VeranstaltungTyp::Buergerbeteiligung,
        titel: "Offene Runde: Was fehlt in unserem Viertel?",
        tage: 5,
        stunden: (16, 18),
        rrule: "FREQ=MONTHLY;COUNT=6",
        sichtbar: Sichtbarkeit::Oeffentlich,
        status: VeranstaltungStatus::Geplant,
        absage: "",
        ergebnis: "",
    },
    Treffen {
        typ: VeranstaltungTyp::Sozialraumdialog,
        titel: "Sozialraumdialog",
        tage: -20,
        stunden: (14, 17),
        rrule: "",
        sichtbar: Sichtbarkeit::Fachkraefte,
        status: VeranstaltungStatus::Nachbereitet,
        absage: "",
        ergebnis: "Schulen und Kitas wollen ihre Sprechzeiten aufeinander abstimmen.",
    },
    Treffen {
        typ: VeranstaltungTyp::Sozialraumrunde,
        titel: "Sozialraumrunde",
        tage: 19,
        stunden: (9, 11),
        rrule: "",
        sichtbar: Sichtbarkeit::Fachkraefte,
        status: VeranstaltungStatus::Geplant,
        absage: "",
        ergebnis: "",
    },
    Treffen {
        typ: VeranstaltungTyp::Vortrag,
        titel: "Vortrag: Pflege zu Hause",
        tage: 8,
        stunden: (18, 19),
        rrule: "",
        sichtbar: Sichtbarkeit::Oeffentlich,
        status: VeranstaltungStatus::Abgesagt,
        absage: "Die Referentin ist erkrankt.",
        ergebnis: "",
    },
];

/// Tells all of it, as the editors would have entered it.
///
/// # Errors
/// When a room refuses something.
pub async fn erzaehlen(app: &App, tx: &mut Tx, redaktion: &Kontext) -> anyhow::Result<()> {
    let heute = app.uhr.heute();
    fragen(app, tx, redaktion, heute).await?;
    treffen(app, tx, redaktion, heute).await?;
    kalender(app, tx, redaktion, heute).await?;
    let profil = Suchprofil {
        nur_oeffentlich: true,
        limit: 8,
        ..Suchprofil::default()
    };
    let angebote: Vec<Id<Angebot>> = service::suchen(app, tx, &profil)
        .await?
        .into_iter()
        .map(|t| t.id)
        .collect();
    ensure!(angebote.len() == 8, "zu wenige Angebote für die Geschichten");
    aendern(app, tx, redaktion, angebote[0], |d| {
        d.geprueft_am = heute.plus_tage(-400);
        "treff@beispiel.example".clone_into(&mut d.email);
    })
    .await?;
    aendern(app, tx, redaktion, angebote[1], |d| {
        d.geprueft_am = heute.plus_tage(-120);
        d.pruef_tage = Some(90);
    })
    .await?;
    plaetze(app, tx, redaktion, &angebote[2..6], heute).await?;
    vorschlag(app, tx, redaktion, angebote[6]).await
}

async fn fragen(app: &App, tx: &mut Tx, redaktion: &Kontext, heute: Datum) -> anyhow::Result<()> {
    for (frage, antwort, zielgruppe, status) in FRAGEN {
        let may = Befugnis::pruefen(redaktion, None, Bezug::default())?;
        let daten = FaqDaten {
            frage: frage.to_owned(),
            antwort: antwort.to_owned(),
            leichte_sprache: String::new(),
            zielgruppe,
            go_kapitel: String::new(),
            status,
            stand: heute.plus_tage(-10),
        };
        service::faq_anlegen(app, tx, &may, daten).await?;
    }
    Ok(())
}

async fn treffen(app: &App, tx: &mut Tx, redaktion: &Kontext, heute: Datum) -> anyhow::Result<()> {
    for t in TREFFEN {
        let may = Befugnis::pruefen(redaktion, None, Bezug::default())?;
        let daten = VeranstaltungDaten {
            typ: t.typ,
            titel: t.titel.to_owned(),
            beschreibung: String::new(),
            ort: "Bürgerhaus, großer Saal".to_owned(),
            veranstalter: "Quartiersredaktion".to_owned(),
            tag: heute.plus_tage(t.tage),
            von: t.stunden.0 * 60,
            bis: t.stunden.1 * 60,
            rrule: t.rrule.to_owned(),
            ausser: Vec::new(),
            dazu: Vec::new(),
            sichtbarkeit: t.sichtbar,
            status: t.status,
            absagegrund: t.absage.to_owned(),
            ergebnis: t.ergebnis.to_owned(),
        };
        let id = service::veranstaltung_anlegen(app, tx, &may, daten).await?;
        if t.status == VeranstaltungStatus::Nachbereitet {
            let may = Befugnis::pruefen(redaktion, Some(id), Bezug::default())?;
            // T-084: thirty people of three kinds of institutions
            let da = [
                (AkteurArt::Jugendhaus, 14),
                (AkteurArt::Schule, 9),
                (AkteurArt::Kita, 7),
            ];
            service::anwesenheit(app, tx, &may, 1, da.into()).await?;
            let was = VereinbarungDaten {
                was: "Gemeinsame Sprechzeiten aushängen".to_owned(),
                wer: "Schulen und Kitas".to_owned(),
                bis: Some(heute.plus_tage(30)),
                ..VereinbarungDaten::default()
            };
            service::vereinbaren(app, tx, &may, was).await?;
            let wer = service::vereinbarung_wer(tx, &may).await?;
            let was = VereinbarungDaten {
                was: "Karte der Treffpunkte ergänzen".to_owned(),
                fachkraft: wer.first().map(|(id, _)| *id),
                bis: Some(heute.plus_tage(-3)),
                ..VereinbarungDaten::default()
            };
            service::vereinbaren(app, tx, &may, was).await?;
        }
    }
    Ok(())
}

/// The calendar of the neighbouring parish, read in: a round every two weeks with a day left out.
async fn kalender(app: &App, tx: &mut Tx, redaktion: &Kontext, heute: Datum) -> anyhow::Result<()> {
    let tag = |n: i32| heute.plus_tage(n).0.strftime("%Y%m%d").to_string();
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Beispiel//DE\r\nBEGIN:VEVENT\r\nUID:runde@gemeinde.example\r\n\
         SUMMARY:Nachbarschaftsrunde\r\nLOCATION:Gemeindehaus\r\nDTSTART:{}T173000\r\nDTEND:{}T190000\r\n\
         RRULE:FREQ=WEEKLY;INTERVAL=2\r\nEXDATE:{}T173000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        tag(3),
        tag(3),
        tag(31)
    );
    let gelesen = ::netz::kalender::lesen(text.as_bytes()).map_err(|b| anyhow::anyhow!("{b}"))?;
    let vorgabe = service::KalenderVorgabe {
        typ: VeranstaltungTyp::Sozialraumrunde,
        sichtbarkeit: Sichtbarkeit::Oeffentlich,
        veranstalter: "Kirchengemeinde".to_owned(),
    };
    service::kalender_einspielen(app, tx, redaktion, gelesen.termine, &vorgabe).await?;
    Ok(())
}

/// Two questions to Akteure: one waits, one was refused over the link, and the one who asked has not seen it yet.
///
/// # Errors
/// When a room refuses something.
pub async fn vermittlungen(app: &App, tx: &mut Tx, fachkraft: &Kontext) -> anyhow::Result<()> {
    let profil = Suchprofil {
        nur_oeffentlich: true,
        limit: 2,
        ..Suchprofil::default()
    };
    let angebote = service::suchen(app, tx, &profil).await?;
    for (i, treffer) in angebote.into_iter().enumerate() {
        let neu = service::VermittlungNeu {
            angebot: treffer.id,
            anliegen: VermittlungAnliegen::Platz,
            raum: None,
            altersband: None,
            quelle: WegQuelle::Kurzberatung,
        };
        let may = Befugnis::pruefen(fachkraft, None, Bezug::default())?;
        let id = service::vermitteln(app, tx, &may, &neu, "http://127.0.0.1:8080").await?;
        if i == 1 {
            let may = Befugnis::pruefen(fachkraft, Some(id), Bezug::default())?;
            let g = service::vermittlung_laden(tx, &may).await?;
            service::vermittlung_beantworten(app, tx, &g, Some(Ablehnungsgrund::Voll), false).await?;
        }
    }
    Ok(())
}

async fn aendern(
    app: &App,
    tx: &mut Tx,
    redaktion: &Kontext,
    id: Id<Angebot>,
    wie: impl FnOnce(&mut AngebotDaten),
) -> anyhow::Result<()> {
    let liest = Befugnis::<Lesen, Angebot>::pruefen(redaktion, Some(id), Bezug::default())?;
    let g = service::angebot_laden(tx, &liest).await?;
    let may = Befugnis::pruefen(redaktion, Some(id), Bezug::default())?;
    let mut daten = g.daten;
    wie(&mut daten);
    service::angebot_aendern(app, tx, &may, g.version, daten).await?;
    Ok(())
}

type Zahl = Option<i64>;

/// Places, free places, waiting list, unit, days since the report.
const PLAETZE: [(Zahl, Zahl, Zahl, PlatzEinheit, i32); 4] = [
    (Some(12), Some(3), None, PlatzEinheit::Platz, 4),
    (Some(8), Some(0), Some(5), PlatzEinheit::Platz, 11),
    (None, Some(6), None, PlatzEinheit::Stunde, 30),
    (Some(20), None, None, PlatzEinheit::Platz, 200),
];

async fn plaetze(
    app: &App,
    tx: &mut Tx,
    redaktion: &Kontext,
    angebote: &[Id<Angebot>],
    heute: Datum,
) -> anyhow::Result<()> {
    for (id, (plaetze, frei, warteliste, einheit, vor)) in angebote.iter().zip(PLAETZE) {
        aendern(app, tx, redaktion, *id, |d| {
            (d.plaetze, d.frei, d.warteliste) = (plaetze, frei, warteliste);
            (d.platz_einheit, d.platz_stand) = (einheit, Some(heute.plus_tage(-vor)));
        })
        .await?;
    }
    Ok(())
}

/// An Akteur got a link and proposes something; nobody has decided yet.
async fn vorschlag(app: &App, tx: &mut Tx, redaktion: &Kontext, id: Id<Angebot>) -> anyhow::Result<()> {
    let may = Befugnis::pruefen(redaktion, Some(id), Bezug::default())?;
    let (geheimnis, _) = service::link(app, tx, &may).await?;
    let g = selbstpruefung::oeffnen(app, tx, &geheimnis)
        .await?
        .context("der eigene Link")?;
    let neu = |f| match f {
        Vorschlagsfeld::Zeiten => "In den Ferien geschlossen".to_owned(),
        Vorschlagsfeld::Warteliste => "2".to_owned(),
        f => wert(&g.daten, f),
    };
    let bemerkung = "Ab dem neuen Jahr gibt es eine zweite Gruppe.";
    selbstpruefung::vorschlagen(app, tx, &g, neu, bemerkung).await?;
    Ok(())
}
