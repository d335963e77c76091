//! S-B, the help itself: one order to the Träger of the Sozialraum, seven helps that become two by a Bescheid, what that
//! sets free in the Topf, the end, and what the Träger reads about it.

use anyhow::{Context, ensure};
use base::Zeitpunkt;
use serde_json::json;

use crate::{hand::Hand, stadt::Stadt, weg};

/// After the last day for a Widerspruch against the change.
const SPAETER: &str = "2026-12-28T09:00:00Z";
const HEUTE: &str = "2026-11-18";
/// What takes the place of seven: kind, what is done, cost by the month (T-055).
const ZWEI: [(&str, &str, &str); 2] = [
    (
        "Sozialpädagogische Familienhilfe",
        "Eine Person für alles, dreimal in der Woche",
        "980,00",
    ),
    ("Soziale Gruppenarbeit", "Die Gruppe am Freitag bleibt", "615,00"),
];

/// The Träger is asked, takes the order and comes for the first time; returns the page of the order.
pub async fn beginnen(b: &Hand, traeger: &Hand, fall: &str) -> anyhow::Result<String> {
    let auftrag = [
        ("traeger", "Trägerverbund Murbogen"),
        ("rang", "die Familie wünscht diesen Träger"),
        ("beginn", HEUTE),
        ("ende", "2027-05-31"),
        // the sum of the seven
        ("mindestens", "840"),
        ("hoechstens", "1680"),
        ("sozialraumanteil", "Begleitung zum Fußball am Samstag"),
        ("berichtstermin", "2027-02-01"),
        ("datenpaket-1", "ja"),
        ("datenpaket-2", "ja"),
    ];
    b.form(&format!("{fall}/auftrag"), "/auftrag", &auftrag).await?;
    traeger.geh("/auftraege").await?;
    let hier = traeger.adresse("/auftraege/").await?;
    traeger.geh(&hier).await?;
    // names come with the order, not with the question
    traeger.schweigt(&["Kastanienhof"]).await?;
    traeger
        .druecke("main form[action$='/antwort'] button[value=ANNEHMEN]")
        .await?;
    traeger.sagt(&["Kastanienhof"]).await?;
    traeger.makellos("Auftrag beim Träger").await?;
    b.schritt(fall, "H11").await?;
    let kontakt = [
        ("datum", HEUTE),
        ("beginn", "09:00"),
        ("minuten", "45"),
        ("art", "persönlich"),
        ("rollen", "Mutter, Kind"),
    ];
    // with the first contact the help has begun
    traeger.form(&hier, "/kontakt", &kontakt).await?;
    b.geh(fall).await?;
    b.sagt(&["Durchführung (F8)", "Georg Wacholder"]).await?;
    Ok(hier)
}

/// Everybody says how the goals stand; `zu` what the Träger thinks.
async fn bewerten(b: &Hand, (traeger, auftrag): (&Hand, &str), fall: &str) -> anyhow::Result<()> {
    traeger.geh(auftrag).await?;
    wertung(traeger, "main form[action$='/bewertung']", "zum Teil").await?;
    for (wer, wert) in [
        ("FAMILIE", "erreicht"),
        ("JUNGER_MENSCH", "erreicht"),
        ("ASD", "zum Teil"),
    ] {
        b.geh(&format!("{fall}/ueberpruefung")).await?;
        let form = format!("main form[action$='/bewertung/{wer}']");
        wertung(b, &form, wert).await.context(wer)?;
    }
    b.geh(&format!("{fall}/ueberpruefung")).await?;
    b.makellos("Überprüfung").await
}

async fn wertung(b: &Hand, form: &str, wert: &str) -> anyhow::Result<()> {
    let js = "const f = document.querySelector(arguments[0]);
        return f && f.querySelector('select[id*=\"wertung-\"]').id";
    let id = b.b.client.execute(js, vec![json!(form)]).await?;
    let id = id.as_str().with_context(|| format!("{form} fehlt"))?;
    b.feld(&format!("{form} [id='{id}']"), wert).await?;
    b.druecke(&format!("{form} button[type=submit]")).await
}

/// Seven end and two begin: reviewed, talked about, heard, signed by the Leitung, decided.
pub async fn aendern(b: &Hand, leitung: &Hand, traeger: (&Hand, &str), fall: &str) -> anyhow::Result<()> {
    b.schritt(fall, "H13").await?;
    bewerten(b, traeger, fall).await.context("Bewertung")?;
    let plan = format!("{fall}/hilfeplan");
    b.geh(&plan).await?;
    for n in 0..7 {
        let js = "const f = [...document.querySelectorAll('main form[action$=\"/streichen\"]')].find(f => f.innerText.startsWith('Soll enden'));
            if (f) f.id = 'naechster'; return Boolean(f)";
        let da = b.b.client.execute(js, vec![]).await?;
        ensure!(da == json!(true), "nur {n} Bausteine lassen sich beenden");
        b.druecke("#naechster button").await?;
    }
    for (art, text, kosten) in ZWEI {
        let baustein = [
            ("art", art),
            ("typ", "für die Familie allein"),
            ("text", text),
            ("ziele-1", "ja"),
            ("umfang", "Minuten in der Woche"),
            ("mindestens", "420"),
            ("hoechstens", "840"),
            ("von", "2026-12-01"),
            ("bis", "2027-05-31"),
            ("kosten", kosten),
        ];
        b.form(&plan, "/baustein", &baustein).await?;
    }
    b.angabe(fall, "BERATUNG", HEUTE, "Über zwei Hilfen statt sieben.")
        .await?;
    fassung(b, &plan, "Alle sind einverstanden und haben unterschrieben.").await?;
    let entwurf = [
        ("art", "Änderung"),
        ("norm", "§§ 27, 29, 31 SGB VIII, § 48 SGB X"),
        (
            "tenor",
            "Statt sieben Hilfen gibt es zwei: eine zu Hause und die Gruppe.",
        ),
        ("von", "2026-12-01"),
        ("wunsch", "Dem Wunsch wird entsprochen."),
        ("wunsch_worte", "eine Person statt sieben, und die Gruppe bleibt"),
        (
            "begruendung",
            "Aus einer Hand geht es ruhiger. Die Runde riet von der Gruppe ab; Mio will sie behalten und hält sich dort gut.",
        ),
        ("anhoerung_am", HEUTE),
    ];
    b.form(&format!("{fall}/entscheidung"), "/entscheidung", &entwurf)
        .await?;
    b.sagt(&["Es entscheidet die Fachkraft."]).await?;
    b.makellos("Änderung, Entwurf").await?;
    leitung
        .form(&format!("{fall}/entscheidung"), "/mitzeichnen", &[])
        .await?;
    b.schritt(fall, "H14-AENDERUNG").await?;
    b.geh(&format!("{fall}/bescheid")).await?;
    b.sagt(&["Statt sieben Hilfen gibt es zwei", "Mio will sie behalten"])
        .await?;
    b.makellos("Änderungsbescheid").await
}

async fn fassung(b: &Hand, plan: &str, meinungen: &str) -> anyhow::Result<()> {
    let felder = [
        (
            "bedarf",
            "Ruhe am Abend, jemand für alles zu Hause und die Gruppe.",
        ),
        ("aufgabe_familie", "liest jeden Abend vor"),
        ("aufgabe_amt", "Anruf alle vier Wochen"),
        ("ohne_sozialraum", "Die Müttergruppe läuft schon."),
        ("meinungen", meinungen),
        ("pruefdatum", "2027-02-17"),
    ];
    b.form(plan, "/hilfeplan", &felder).await
}

/// What Controlling has left in the Topf of the Sozialraum, in cents.
pub async fn verfuegbar(b: &Hand) -> anyhow::Result<i64> {
    b.geh("/budget/2026").await?;
    let js = "const a = [...document.querySelectorAll('main a[href^=\"/budget/topf/\"]')].find(a => a.innerText.includes('Nordost'));
        return a && a.getAttribute('href')";
    let topf = b.b.client.execute(js, vec![]).await?;
    b.geh(topf.as_str().context("kein Topf für Graz-Nordost")?)
        .await?;
    b.makellos("Topf").await?;
    b.bild("topf").await?;
    let js =
        "const z = [...document.querySelectorAll('main tr')].find(z => z.innerText.includes('= Verfügbar'));
        return z.querySelector('td').innerText";
    let wert = b.b.client.execute(js, vec![]).await?;
    let ziffern: String = wert
        .as_str()
        .context("kein Betrag")?
        .chars()
        .filter(|z| z.is_ascii_digit() || matches!(z, '-' | '−'))
        .map(|z| if z == '−' { '-' } else { z })
        .collect();
    Ok(ziffern.parse()?)
}

/// The goals are reached, the help ends as planned. Nothing closes while a Widerspruch is possible: the page says until
/// when, and the clock goes on. Then the Träger reads what became of it, in counts.
pub async fn beenden(
    s: &Stadt,
    b: &Hand,
    (traeger, auftrag): (&Hand, &str),
    fall: &str,
) -> anyhow::Result<()> {
    b.schritt(fall, "H13").await?;
    bewerten(b, (traeger, auftrag), fall).await?;
    b.schritt(fall, "H16").await?;
    b.form(&format!("{fall}/auftrag"), "/kontakte", &[]).await?;
    let ende = [
        ("grund", "wie im Hilfeplan vereinbart"),
        ("anschluss", "ein Angebot im Stadtteil"),
        ("anschluss_worte", "Fußball am Samstag und die Müttergruppe"),
    ];
    b.form(&format!("{fall}/abschluss"), "/abschluss", &ende).await?;
    b.geh(&format!("{fall}/abschluss")).await?;
    b.sagt(&["ein Widerspruch möglich"]).await?;
    b.makellos("Abschluss").await?;
    s.uhr.stelle(SPAETER.parse().map(Zeitpunkt)?);
    for h in [b, traeger] {
        weg::anmelden(&h.b, s, h.wer).await?;
    }
    b.schritt(fall, "H17").await?;
    b.makellos("Fall, abgeschlossen").await?;
    traeger.geh("/auftraege").await?;
    traeger
        .sagt(&[
            "Was daraus wurde",
            // one of them ended before, in the demo
            "davon 2 wie im Hilfeplan vereinbart",
            "Anteil",
        ])
        .await?;
    traeger.schweigt(&["Kastanienhof"]).await?;
    traeger.makellos("Rückblick beim Träger").await?;
    // what it knew for the order it knows no more
    traeger.geh(auftrag).await?;
    traeger.schweigt(&["Kastanienhof"]).await
}
