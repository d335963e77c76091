//! Two volunteers, something that is asked for, and a deployment that runs.

use ::netz::{
    AnfrageDaten, FreiwilligeDaten, Zeugnis,
    codes::{EhrenamtArt, EinsatzStand, Thema, Wochentag},
    service,
};
use amt::{App, Kontext, recht::Lesen};
use anyhow::Context as _;
use base::Cent;
use store::Tx;

type Person = (
    &'static str,
    &'static str,
    &'static [Thema],
    &'static [Wochentag],
    bool,
);

/// Name, own words, themes, days, whether the Führungszeugnis was looked at.
const LEUTE: [Person; 2] = [
    (
        "Bruno Beispielmann",
        "Ich lese gern vor und kenne jeden Weg im Viertel.",
        &[Thema::FreizeitBegegnung, Thema::AlterEinsamkeit],
        &[Wochentag::Dienstag, Wochentag::Donnerstag],
        true,
    ),
    (
        "Mara Musterfrau",
        "Einkaufen, zum Arzt mitgehen, reden.",
        &[Thema::AlterEinsamkeit],
        &[],
        false,
    ),
];

/// Tells all of it, as the Koordination would have entered it.
///
/// # Errors
/// When a room refuses something.
pub async fn erzaehlen(app: &App, tx: &mut Tx, koordination: &Kontext) -> anyhow::Result<()> {
    let heute = app.uhr.heute();
    let neu = service::koordination(koordination, None)?;
    let mut erste = None;
    for (name, worte, themen, tage, gesehen) in LEUTE {
        let zeugnis = if gesehen {
            Zeugnis {
                eingesehen_am: Some(heute.plus_tage(-40)),
                datum: Some(heute.plus_tage(-60)),
                einschlaegig: Some(false),
            }
        } else {
            Zeugnis::default()
        };
        let daten = FreiwilligeDaten {
            name: name.to_owned(),
            telefon: "0000 12345".to_owned(),
            email: String::new(),
            einwilligung_am: Some(heute.plus_tage(-50)),
            worte: worte.to_owned(),
            themen: themen.to_vec(),
            tage: tage.to_vec(),
            raumeinheit: None,
            versichert: gesehen,
            schulung_am: None,
            zeugnis,
        };
        let id = service::freiwillige_anlegen(app, tx, &neu, daten).await?;
        erste.get_or_insert(id);
    }
    let anfrage = |worte: &str, art, thema, mit_kindern| AnfrageDaten {
        worte: worte.to_owned(),
        art,
        thema,
        tag: None,
        raumeinheit: None,
        mit_kindern,
    };
    let vorlesen = anfrage(
        "Jemand zum Vorlesen in der Kita",
        EhrenamtArt::Begleitung,
        Thema::FreizeitBegegnung,
        true,
    );
    let vorlesen = service::ehrenamt_anfragen_neu(app, tx, &neu, vorlesen).await?;
    let wer = erste.context("eine Person")?;
    let may = service::koordination(koordination, Some(wer))?;
    service::vorschlagen(app, tx, &may, vorlesen).await?;
    let liest = service::koordination::<Lesen>(koordination, Some(wer))?;
    let (_, einsaetze) = service::freiwillige_laden(app, tx, &liest).await?;
    let einsatz = einsaetze.first().context("ein Einsatz")?.id;
    for nach in [EinsatzStand::Vorgestellt, EinsatzStand::Zugesagt] {
        service::einsatz_schritt(app, tx, &may, einsatz, nach).await?;
    }
    service::stunden_eintragen(app, tx, &may, einsatz, (heute, 90, Cent(350))).await?;
    let begleiten = anfrage(
        "Begleitung zum Einkaufen, einmal in der Woche",
        EhrenamtArt::Nachbarschaft,
        Thema::AlterEinsamkeit,
        false,
    );
    service::ehrenamt_anfragen_neu(app, tx, &neu, begleiten).await?;
    Ok(())
}
