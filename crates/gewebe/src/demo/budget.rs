//! Money: a fiscal year split by the Geschäftsordnung of the model, some months of bookings, a forecast.

use amt::{App, Kontext, recht::Rolle};
use anyhow::Context;
use base::{Bp, Cent, Datum, Id};
use budget::{
    model::{
        Arbeitsart, Bezug, Buchung, BuchungsArt, NeueBuchung, NeuesJahr, Szenario, Topf, TopfArt, Vorgang,
    },
    rules::verteilung::{Grundlage, Konvergenz},
    service,
};
use musterort::Ort;
use store::Tx;

use super::Leute;

/// Total for one inhabitant when the model's own is not known from its sources.
const JE_EINWOHNER: i64 = 5_000;
/// The total of Norderstedt, as the local press names it (T-090).
const NORDERSTEDT: Cent = Cent(400_000_000);
/// Minors, minors in SGB II and helps in its two regions (T-091).
const NORDERSTEDT_WERTE: [[i64; 2]; 3] = [[6_500, 7_300], [620, 1_010], [180, 260]];

/// Opens the year of today with its allocation, and books up to today. A model without people for money gets none.
///
/// # Errors
/// What the room refuses.
pub async fn anlegen(app: &App, tx: &mut Tx, kennung: &str, ort: &Ort, leute: &Leute) -> anyhow::Result<()> {
    let (Some(controlling), Some(zahlung)) = (
        leute.mit_rolle(Rolle::R21).next(),
        leute.mit_rolle(Rolle::R12).next(),
    ) else {
        return Ok(());
    };
    let heute = app.uhr.heute();
    let jahr = heute.0.year();
    let einwohner: i64 = ort
        .raeume
        .iter()
        .filter(|r| r.blatt)
        .map(|r| i64::from(r.einwohner))
        .sum();
    let gesamt = if kennung == "norderstedt" {
        NORDERSTEDT
    } else {
        Cent(einwohner * JE_EINWOHNER)
    };
    let tag = |j: i16, m, t| Datum::neu(j, m, t).context("Kalender");
    let neu = NeuesJahr {
        jahr: i64::from(jahr),
        beginn: tag(jahr, 1, 1)?,
        ende: tag(jahr, 12, 31)?,
        nachperiode_bis: tag(jahr + 1, 1, 31)?,
        gesamt,
        produkt: "36.3.01".to_owned(),
        beschluss: String::new(),
    };
    service::jahr_anlegen(app, tx, &service::darf_ueberall(controlling, None)?, &neu).await?;
    verteilen(app, tx, controlling, kennung, neu.jahr, ort).await?;
    for _ in 0..2 {
        let may = service::darf_ueberall(controlling, None)?;
        service::jahr_weiter(app, tx, &may, neu.jahr, "Beispiel, Haushaltssatzung").await?;
    }
    buchen(app, tx, controlling, zahlung, neu.jahr, heute).await
}

async fn verteilen(
    app: &App,
    tx: &mut Tx,
    wer: &Kontext,
    kennung: &str,
    jahr: i64,
    ort: &Ort,
) -> anyhow::Result<()> {
    let mut eingabe = service::vorgabe(app, tx, jahr).await?;
    let einwohner: Vec<i64> = eingabe
        .regionen
        .iter()
        .map(|r| {
            let raum = ort.raeume.iter().find(|x| x.code == r.schluessel);
            raum.map_or(1, |x| i64::from(x.einwohner.max(1)))
        })
        .collect();
    // made up, but steady: every region differs a little from the mean
    let anteil = |promille: i64, r: usize| {
        let schwankt = promille * (90 + 7 * i64::try_from(r % 4).unwrap_or(0)) / 100;
        (einwohner[r] * schwankt / 1_000).max(1) * 1_000
    };
    match &mut eingabe.grundlage {
        Grundlage::M1 { indikatoren } => {
            for (k, i) in indikatoren.iter_mut().enumerate() {
                let eigene = NORDERSTEDT_WERTE
                    .get(k)
                    .filter(|w| kennung == "norderstedt" && w.len() == einwohner.len());
                i.werte = match eigene {
                    Some(w) => w.iter().map(|x| x * 1_000).collect(),
                    None => (0..einwohner.len())
                        .map(|r| anteil([165, 24, 9, 30][k % 4], r))
                        .collect(),
                };
            }
        }
        Grundlage::M2 {
            einwohner: e, quote, ..
        } => {
            *e = (0..einwohner.len()).map(|r| anteil(165, r)).collect();
            *quote = (0..einwohner.len())
                .map(|r| 8_000 + 2_500 * i64::try_from(r % 5).unwrap_or(0))
                .collect();
        }
    }
    let mut szenario = Szenario {
        id: Id::von(uuid::Uuid::nil()),
        jahr,
        name: "Nach der Geschäftsordnung".to_owned(),
        eingabe,
        ergebnis: None,
        beschlossen: false,
        beschluss: String::new(),
        version: 0,
        geaendert_am: app.uhr.jetzt(),
    };
    let may = service::darf_ueberall(wer, None)?;
    let id = service::szenario_speichern(app, tx, &may, szenario.clone()).await?;
    if szenario.eingabe.konvergenz.is_none() {
        szenario.name = "Mit Übergang vom Vorjahr".to_owned();
        szenario.eingabe.konvergenz = Some(Konvergenz {
            beta: Bp(6_000),
            ist: vec![Cent(100_000_000); einwohner.len()],
        });
        let may = service::darf_ueberall(wer, None)?;
        service::szenario_speichern(app, tx, &may, szenario).await?;
    }
    let may = service::darf_ueberall(wer, Some(id))?;
    let beschluss = format!(
        "Jugendhilfeausschuss, {}, Beispiel {jahr}/1",
        Datum(app.uhr.heute().0.first_of_year())
    );
    service::beschliessen(app, tx, &may, &beschluss).await?;
    Ok(())
}

/// Promises in every month, invoices for what was promised, one invoice above the limit that waits, and a forecast.
async fn buchen(
    app: &App,
    tx: &mut Tx,
    controlling: &Kontext,
    zahlung: &Kontext,
    jahr: i64,
    heute: Datum,
) -> anyhow::Result<()> {
    const LEISTUNGEN: [&str; 4] = ["J31", "J30", "J27F", "J32"];
    let toepfe: Vec<Topf> = service::blick(app, tx, controlling, jahr)
        .await?
        .toepfe
        .into_iter()
        .filter(|t| t.art == TopfArt::Regional)
        .collect();
    let vorgang = |anlass: &str| Vorgang {
        id: app.ids.uuid(),
        anlass: anlass.to_owned(),
    };
    for (r, topf) in toepfe.iter().enumerate() {
        // the third region spends more than it has, so that every Ampel can be seen
        let stark = [60_i64, 78, 104][r % 3];
        let je_hilfe = (topf.ansatz.0 * stark / 100 / 12 / 4).max(100);
        for monat in 1..=heute.0.month() {
            let tag = Datum::neu(heute.0.year(), monat, 1).context("Kalender")?;
            for (n, leistung) in LEISTUNGEN.iter().enumerate() {
                let fall = format!("F-{}-{monat:02}{n}", topf.sortier);
                let zusage = eine(topf, BuchungsArt::Obligo, je_hilfe, tag, leistung, &fall);
                let may = service::darf_ueberall::<_, Buchung>(zahlung, None)?;
                service::buchen(app, tx, &may, jahr, &vorgang("entscheidung"), vec![zusage]).await?;
                // two thirds of it are paid, in invoices below the limit
                let rechnung = (je_hilfe * 2 / 3).min(499_900);
                let zahlt = eine(topf, BuchungsArt::Ist, rechnung, tag, leistung, &fall);
                service::buchen(app, tx, &may, jahr, &vorgang("rechnung"), vec![zahlt]).await?;
            }
        }
        let jetzt = service::blick(app, tx, controlling, jahr)
            .await?
            .topf(topf.id)?
            .clone();
        let may = service::darf_topf(app, tx, controlling, Some(topf.id), &[&jetzt]).await?;
        let neu = service::vorschlag(app, tx, &jetzt).await?.neufaelle;
        service::prognose_festhalten(app, tx, &may, &jetzt, (neu, ""), (Cent(0), "")).await?;
    }
    if let Some(topf) = toepfe.first() {
        let gross = eine(topf, BuchungsArt::Ist, 1_250_000, heute, "J34", "");
        let may = service::darf_ueberall::<_, Buchung>(zahlung, None)?;
        service::buchen(app, tx, &may, jahr, &vorgang("rechnung"), vec![gross]).await?;
    }
    Ok(())
}

fn eine(topf: &Topf, art: BuchungsArt, betrag: i64, datum: Datum, leistung: &str, fall: &str) -> NeueBuchung {
    NeueBuchung {
        datum,
        topf: topf.id,
        art,
        arbeitsart: Some(Arbeitsart::Fallspezifisch),
        betrag: Cent(betrag),
        beleg: if art == BuchungsArt::Ist {
            format!("R {leistung}")
        } else {
            String::new()
        },
        bezug: Bezug {
            fall: fall.to_owned(),
            ..Bezug::default()
        },
        leistungsart: leistung.to_owned(),
        text: String::new(),
    }
}
