//! Scenario S-A of the Fachkonzept, Landkreis: a call that nobody took, the Servicebereich that does, the case by its
//! place and not by a letter, and one card with the Jobcenter and the Jugendgerichtshilfe instead of a common file; the
//! Zwischenbericht counts that two offices have talked before they decided (W23). Five people at their own windows.

use anyhow::{Context, ensure};
use gewebe::demo::KENNWORT;
use testkit::mensch::Mensch;

use crate::{
    hand::Hand,
    stadt::{self, Stadt},
};

const JOBCENTER: &str = "cem.erlenkamp";
const JUGENDGERICHT: &str = "frauke.heidtmann";

/// What the mother wants, in her words.
const ZIEL: &str = "Ich will meine Schulden loswerden, und mein Sohn soll wieder zur Schule gehen.";
/// What she will do herself.
const BEITRAG: &str = "Ich gehe am Donnerstag zur Schuldnerberatung und nehme alle Briefe mit.";

struct Fuenf {
    service: Hand,
    asd: Hand,
    jobcenter: Hand,
    gericht: Hand,
    planung: Hand,
}

/// Goes the whole way.
pub async fn gehen(s: &Stadt) -> anyhow::Result<()> {
    let v = Fuenf {
        service: Hand::anmelden(s, stadt::SERVICE).await?,
        asd: Hand::anmelden(s, stadt::ASD).await?,
        jobcenter: Hand::anmelden(s, JOBCENTER).await?,
        gericht: Hand::anmelden(s, JUGENDGERICHT).await?,
        planung: Hand::anmelden(s, stadt::PLANUNG).await?,
    };
    let ergebnis = alles(s, &v).await;
    for h in [v.service, v.asd, v.jobcenter, v.gericht, v.planung] {
        h.zu(ergebnis.is_ok()).await?;
    }
    ergebnis
}

async fn alles(s: &Stadt, v: &Fuenf) -> anyhow::Result<()> {
    let anliegen = anruf(s, &v.service).await.context("Anruf")?;
    v.asd.geh(&anliegen).await?;
    v.asd.sagt(&["Elfriede Kranich"]).await?;
    // MISCH, and the Stichtag of the Geschäftsordnung is behind us: the space counts, not the letter
    let auf = "document.querySelectorAll('main details.gw-warum').forEach(d => { d.open = true; })";
    v.asd.b.client.execute(auf, vec![]).await?;
    v.asd
        .sagt(&["Seit dem 01.07.2026 wird nach Sozialraum zugewiesen, vorher nach Anfangsbuchstaben."])
        .await?;
    let felder = [
        ("norm", "noch offen"),
        ("bezug", "Familie"),
        ("vertretung", "Quentin"),
    ];
    let fall = v.asd.falleingang(&felder).await?;
    v.asd.makellos("Anliegen mit Fall").await?;
    let karte = karte(v, &fall).await.context("Koordinationskarte")?;
    abstimmen(v, &karte).await.context("Abstimmen")?;
    zwischenbericht(&v.planung).await.context("Zwischenbericht")?;
    keine_akte(v, &fall).await.context("Keine gemeinsame Akte")?;
    richterin(&v.asd).await.context("Gericht")?;
    widerruf(s, v, &karte).await.context("Widerruf")
}

/// The Fachkraft does not answer; the call comes to the Servicebereich, with a face and a promised call.
async fn anruf(s: &Stadt, b: &Hand) -> anyhow::Result<String> {
    let worum = "Schulden; der Sohn, 15, hat eine Anzeige und fehlt in der Schule";
    let notiz = [
        ("anliegen_kurz", worum),
        ("kanal", "Telefon"),
        ("ueberlauf", "nach einigen Sekunden übergelaufen"),
        ("gefaehrdungshinweis", "nein"),
        ("ergebnis", "Rückruf zugesagt"),
        ("anrufer", "Frau Kranich"),
        ("telefon", "089 4711"),
        ("adresse-text", &s.strasse),
    ];
    b.form("/servicebereich", "/servicebereich", &notiz).await?;
    b.sagt(&["Der Vorgang ist notiert.", worum, "Petra Perlinger", &s.ort])
        .await?;
    b.makellos("Servicebereich").await?;
    let js =
        "const z = [...document.querySelectorAll('main tr')].find(z => z.innerText.includes('Frau Kranich'));
        return z && z.querySelector('a[href^=\"/anliegen/neu\"]').getAttribute('href')";
    let weiter = b.b.client.execute(js, vec![]).await?;
    b.geh(weiter.as_str().context("kein Weg zum Anliegen")?).await?;
    b.feld(
        "#feld-worte",
        "Wir haben Schulden, und mein Sohn geht nicht mehr zur Schule. Die Polizei war auch schon da.",
    )
    .await?;
    b.feld("#feld-kanal", "Telefon").await?;
    b.feld("#feld-melderrolle", "die Person selbst").await?;
    b.feld("#feld-gefaehrdungshinweis", "nein").await?;
    b.anschrift(&s.strasse).await?;
    b.sagt(&["Petra Perlinger", "Cem Erlenkamp", "Frauke Heidtmann", &s.ort])
        .await?;
    b.feld("#feld-vorname", "Elfriede").await?;
    b.feld("#feld-nachname", "Kranich").await?;
    b.druecke("main form[action^='/anliegen/neu/'] button[type=submit]:not([name])")
        .await?;
    b.sagt(&["Elfriede Kranich"]).await?;
    Ok(b.b.client.current_url().await?.to_string())
}

/// A card for the mother; the two other offices see nothing until she has agreed, each to what she named.
async fn karte(v: &Fuenf, fall: &str) -> anyhow::Result<String> {
    let b = &v.asd;
    b.form(
        &format!("{fall}/koordination"),
        "/koordination",
        &[("beteiligter", "Elfriede")],
    )
    .await?;
    b.geh(&format!("{fall}/koordination")).await?;
    let karte = b.adresse("/koordinationskarten/").await?;
    b.geh(&karte).await?;
    for (amt, wer) in [
        ("Jobcenter", "Cem Erlenkamp"),
        ("Jugendgerichtshilfe", "Frauke Heidtmann"),
    ] {
        b.sende("/stelle", &[("amt", amt), ("fachkraft", wer)]).await?;
    }
    b.sende("/schritt/K01", &[("aufgeklaert", "ja")]).await?;
    for amt in ["Jobcenter", "Jugendgerichtshilfe"] {
        let erlaubt = [
            ("stelle", amt),
            ("kategorien-1", "ja"),
            ("kategorien-3", "ja"),
            ("kategorien-4", "ja"),
            ("kategorien-5", "ja"),
            ("erteilt_von", "die Person selbst"),
            ("einsicht", "Ja, sie ist erwachsen."),
            ("form", "schriftlich"),
            ("hinweise-1", "ja"),
            ("hinweise-2", "ja"),
            ("hinweise-3", "ja"),
        ];
        b.sende("/einwilligung", &erlaubt).await?;
    }
    v.jobcenter.geh(&karte).await?;
    ensure!(v.jobcenter.status().await? == Some(404), "vor dem Freischalten");
    b.sende(
        "/eintrag",
        &[
            ("art", "gemeinsame"),
            ("text", ZIEL),
            ("stellen-1", "ja"),
            ("stellen-2", "ja"),
        ],
    )
    .await?;
    b.sende(
        "/eintrag",
        &[
            ("art", "wer was bis wann tut"),
            ("text", BEITRAG),
            ("wer", "Elfriede Kranich"),
            ("bis", "2026-11-26"),
            ("stellen-1", "ja"),
            ("stellen-2", "ja"),
        ],
    )
    .await?;
    b.sende("/schritt/K02", &[]).await?;
    b.makellos("Koordinationskarte").await?;
    b.bild("koordinationskarte").await?;
    zielblatt(b, &karte).await?;
    for h in [&v.jobcenter, &v.gericht] {
        h.geh("/koordinationskarten").await?;
        h.sagt(&["Elfriede Kranich"]).await?;
        h.geh(&karte).await?;
        h.sagt(&[ZIEL, BEITRAG, "Elfriede Kranich", "Petra Perlinger"])
            .await?;
        h.makellos("Koordinationskarte beim anderen Amt").await?;
    }
    Ok(karte)
}

/// One common sheet of goals, which is hers to take along.
async fn zielblatt(b: &Hand, karte: &str) -> anyhow::Result<()> {
    let js = "const fertig = arguments[arguments.length - 1];
        fetch(arguments[0] + '/karte.pdf').then(a => a.arrayBuffer().then(t => fertig([a.status, new TextDecoder().decode(t.slice(0, 5))])));";
    let blatt = b.b.client.execute_async(js, vec![karte.into()]).await?;
    ensure!(blatt == serde_json::json!([200, "%PDF-"]), "das Blatt: {blatt}");
    Ok(())
}

/// W23: one card is no figure to be shown, one agreement is one.
async fn zwischenbericht(b: &Hand) -> anyhow::Result<()> {
    let kopf = [
        ("art", "Zwischenbericht"),
        ("nummer", "0117/2026"),
        ("betreff", "Zusammenarbeit der Ämter im Sozialraum"),
        ("gremium", "Sozialausschuss"),
        ("sitzung_am", "2026-12-08"),
    ];
    b.form("/vorlagen", "/vorlagen", &kopf).await?;
    b.sagt(&[
        "Zwischenbericht 0117/2026",
        "Doppelte Wege vermeiden",
        "Vor der Entscheidung abgestimmt\n1",
    ])
    .await?;
    b.schweigt(&["Kranich", "Erlenkamp"]).await?;
    b.makellos("Zwischenbericht, Entwurf").await?;
    let hier = b.b.client.current_url().await?.path().to_owned();
    b.sende(
        &hier,
        &[("anlass", "Was die Zusammenarbeit der Ämter bisher bringt.")],
    )
    .await?;
    b.sende("/freigeben", &[]).await?;
    b.sagt(&[
        "Die Zahlen sind festgeschrieben.",
        "Vor der Entscheidung abgestimmt\n1",
    ])
    .await?;
    b.makellos("Zwischenbericht").await
}

/// Two offices will decide the same thing: both are told, before either has decided.
async fn abstimmen(v: &Fuenf, karte: &str) -> anyhow::Result<()> {
    let thema = [("thema", "Finanzen und Schulden")];
    v.jobcenter.form(karte, "/entscheidung", &thema).await?;
    v.jobcenter.schweigt(&["Bitte abstimmen"]).await?;
    v.asd.form(karte, "/entscheidung", &thema).await?;
    for h in [&v.asd, &v.jobcenter] {
        h.geh(karte).await?;
        h.sagt(&[
            "Bitte abstimmen",
            "Finanzen und Schulden",
            "Sprechen Sie vorher miteinander.",
        ])
        .await?;
        h.makellos("Bitte abstimmen").await?;
    }
    // it is not the matter of the third
    v.gericht.geh(karte).await?;
    v.gericht.schweigt(&["Bitte abstimmen"]).await?;
    let einig = [
        ("abgestimmt_thema", "Finanzen und Schulden"),
        ("worte", "Erst die Schuldnerberatung, dann der Bescheid."),
    ];
    v.jobcenter.sende("/abgestimmt", &einig).await?;
    v.jobcenter
        .sagt(&["Erst die Schuldnerberatung, dann der Bescheid."])
        .await
}

/// RL-08: a card, and never the file behind it.
async fn keine_akte(v: &Fuenf, fall: &str) -> anyhow::Result<()> {
    v.asd.geh(fall).await?;
    let az = v.asd.b.text("h1").await?.replace("Fall ", "");
    for h in [&v.jobcenter, &v.gericht] {
        h.schweigt(&[&az]).await?;
        h.geh(fall).await?;
        ensure!(h.status().await? == Some(404), "die Akte ist offen");
        h.schweigt(&["Kranich"]).await?;
    }
    Ok(())
}

/// What the court published for this year, by the letter the name begins with.
async fn richterin(b: &Hand) -> anyhow::Result<()> {
    b.geh("/gerichte").await?;
    b.feld("#feld-buchstabe", "K").await?;
    b.druecke("main form[action='/gerichte'] button[type=submit]")
        .await?;
    b.sagt(&["Jugendstrafsachen 2026", "K bis ME"]).await?;
    b.makellos("Gericht").await
}

/// The mother takes back what she allowed while the other office has the page open.
async fn widerruf(s: &Stadt, v: &Fuenf, karte: &str) -> anyhow::Result<()> {
    v.jobcenter.geh(karte).await?;
    v.jobcenter.sagt(&[ZIEL]).await?;
    v.asd.geh(karte).await?;
    v.asd.druecke("main form[action$='/widerruf'] button").await?;
    let js = "return document.querySelector(\"main form[action$='/entscheidung'] input[name=_csrf]\").value";
    let csrf = v.jobcenter.b.client.execute(js, vec![]).await?;
    ensure!(csrf.is_string(), "die Seite ist noch offen");
    let thema = "main form[action$='/entscheidung'] [id='feld-thema']";
    v.jobcenter.feld(thema, "Wohnen").await?;
    v.jobcenter
        .druecke("main form[action$='/entscheidung'] button[type=submit]")
        .await?;
    ensure!(v.jobcenter.status().await? == Some(404), "nach dem Widerruf");
    v.gericht.geh(karte).await?;
    v.gericht.sagt(&[ZIEL]).await?;
    // by the address alone as little
    let (server, dort) = (s.adresse.clone(), karte.to_owned());
    let status = tokio::task::spawn_blocking(move || {
        anyhow::Ok(
            Mensch::angemeldet(&server, JOBCENTER, KENNWORT)?
                .hole(&dort)?
                .status,
        )
    });
    ensure!(status.await?? == 404, "der Widerruf gilt nicht überall");
    Ok(())
}
