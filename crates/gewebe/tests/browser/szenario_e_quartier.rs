//! S-E, the quarter: three places and what is known about them, a visit that finds out, a project out of what is missing
//! with money of its own, and the Kurzskizze that tells of it. Nobody here learns who asked.

use anyhow::{Context, ensure};
use serde_json::json;

use crate::{hand::Hand, stadt::Stadt};

const HEUTE: &str = "2026-11-18";
const PROJEKT: &str = "Sport für alle in Mitte";
const TOPF: &str = "Projekte in Mitte";

/// Title, step-free, width of the door, toilet: not everything is known of each.
const ORTE: [(&str, &str, &str, &str); 3] = [
    ("Café Paletti, offener Tisch", "", "", ""),
    ("anna Mitte", "ja", "95", "nein"),
    ("Treff am Kleinen Kiel", "ja", "100", "ja"),
];

/// The editors enter the three places.
pub async fn orte(s: &Stadt, b: &Hand) -> anyhow::Result<()> {
    for (titel, stufenlos, tuer, wc) in ORTE {
        b.geh("/angebote/neu").await?;
        let js = "const s = document.querySelector('#feld-akteur'); return s.options[1].text";
        let akteur = b.b.client.execute(js, vec![]).await?;
        let akteur = akteur.as_str().context("kein Akteur")?.to_owned();
        let strasse = s.strasse.split(',').next().unwrap_or_default();
        let mut felder = vec![
            ("titel", titel),
            ("akteur", akteur.as_str()),
            ("art", "Offener Treff"),
            ("kurzbeschreibung", "Zusammen am Tisch, wer mag, erzählt."),
            ("themen", "Freizeit und Begegnung"),
            ("anschrift", strasse),
            ("ort", "Kiel"),
            ("zeiten_text", "Dienstag und Donnerstag am Nachmittag"),
            ("geprueft_am", HEUTE),
        ];
        for (feld, wert) in [
            ("b-STUFENLOS", stufenlos),
            ("b-TUERBREITE", tuer),
            ("b-WC_BARRIEREFREI", wc),
        ] {
            if !wert.is_empty() {
                felder.push((feld, wert));
            }
        }
        b.sende("/angebote/neu", &felder).await.context(titel)?;
        b.sagt(&[titel]).await?;
    }
    Ok(())
}

/// Searches with what she needs; the words below are those beside the place.
async fn suche(b: &Hand, seite: &str, (wort, ort): (&str, &str), sagt: &str) -> anyhow::Result<()> {
    b.form(seite, "/sozialraum/suche", &[("suchwort", wort)]).await?;
    let js =
        "const z = [...document.querySelectorAll('main li')].find(z => z.innerText.includes(arguments[0]));
        if (z) z.id = 'der-ort'; return z && z.innerText";
    let zeile = b.b.client.execute(js, vec![json!(ort)]).await?;
    let zeile = zeile.as_str().with_context(|| format!("{ort} fehlt"))?;
    ensure!(zeile.contains(sagt), "{ort}: {zeile}");
    Ok(())
}

/// T-051 as she meets it: a place nobody knows, one without a toilet for her, one that fits; the team goes and looks.
pub async fn suchen(b: &Hand, team: &Hand, fall: &str) -> anyhow::Result<()> {
    let seite = format!("{fall}/sozialraum");
    let [cafe, anna, treff] = ORTE.map(|o| o.0);
    // asked once, it stays with the case
    b.form(&seite, "/sozialraum/suche", &[("profil", "Rollstuhl")])
        .await?;
    suche(b, &seite, ("Treff", treff), "barrierefrei wie gebraucht").await?;
    suche(b, &seite, ("anna", anna), "nicht barrierefrei wie gebraucht").await?;
    let luecke = [
        ("angebot", anna),
        ("ergebnis", "nicht barrierefrei"),
        ("thema", "Freizeit und Begegnung"),
        ("warum", "Die Toilette ist im Keller"),
    ];
    b.sende("/sozialraum/blick", &luecke).await?;
    suche(b, &seite, ("Paletti", cafe), "nicht bekannt").await?;
    b.makellos("Sozialraumprüfung mit Profil").await?;
    b.druecke("#der-ort form button").await?;
    b.sagt(&["Es erfährt nicht, für wen."]).await?;
    team.geh("/angebote/zu-bestaetigen").await?;
    team.sagt(&["Hingehen und nachsehen", cafe, "Rollstuhl", "Türbreite"])
        .await?;
    team.schweigt(&["Ahrensburg", "Wencke", "EGH-"]).await?;
    team.makellos("Hingehen und nachsehen").await?;
    let js =
        "const z = [...document.querySelectorAll('main li')].find(z => z.innerText.includes(arguments[0]));
        return z.querySelector('a[href$=\"/bearbeiten\"]').getAttribute('href')";
    let wo = team.b.client.execute(js, vec![json!(cafe)]).await?;
    let wo = wo.as_str().context("kein Weg zum Eintragen")?.to_owned();
    let gesehen = [
        ("b-STUFENLOS", "ja"),
        ("b-TUERBREITE", "98"),
        ("b-WC_BARRIEREFREI", "ja"),
        (
            "barriere_hinweis",
            "Am 18.11. dort gewesen. Die Tür zum Hof ist die breite.",
        ),
    ];
    team.form(&wo, "/bearbeiten", &gesehen).await?;
    team.geh("/angebote/zu-bestaetigen").await?;
    team.schweigt(&["Hingehen und nachsehen"]).await?;
    suche(b, &seite, ("Paletti", cafe), "barrierefrei wie gebraucht").await?;
    b.schweigt(&["Barrierefreiheit nicht bekannt"]).await?;
    let bruecke = [
        ("angebot", cafe),
        ("ergebnis", "mit Begleitung am Anfang"),
        ("warum", "Den Weg will sie sechsmal zu zweit gehen"),
    ];
    b.sende("/sozialraum/blick", &bruecke).await?;
    b.sagt(&[cafe, "mit Begleitung am Anfang"]).await
}

/// The gap has neither her name nor her case; it becomes a project.
pub async fn projekt(b: &Hand) -> anyhow::Result<String> {
    b.geh("/bedarfsluecken").await?;
    b.schweigt(&["Ahrensburg", "Wencke", "EGH-2026"]).await?;
    let js = "const z = [...document.querySelectorAll('#feld-luecke tbody tr')].find(z => z.innerText.includes(arguments[0]) && z.innerText.includes('Mitte'));
        if (z) z.id = 'diese'; return Boolean(z)";
    let da =
        b.b.client
            .execute(js, vec![json!("Freizeit und Begegnung")])
            .await?;
    ensure!(da == json!(true), "die Lücke fehlt: {}", b.b.text("main").await?);
    b.feld("#diese select", "Daraus wird ein Projekt").await?;
    b.feld("#diese form input[name=grund]", "Sport ohne Stufen")
        .await?;
    b.druecke("#diese form button[type=submit]").await?;
    b.sagt(&["Sport ohne Stufen"]).await?;
    b.makellos("Bedarfslücken").await?;
    b.geh("/projekte/neu?thema=FREIZEIT_BEGEGNUNG").await?;
    for (feld, wert) in [
        ("titel", PROJEKT),
        ("idee_von-2", "ja"),
        ("raumeinheit", "Mitte"),
        (
            "ziel",
            "Einmal in der Woche Sport, bei dem alle mitmachen können.",
        ),
        ("traeger", "Sportverein in Mitte"),
        ("art-1", "ja"),
        ("ersetzt-1", "ja"),
        ("beginn", "2027-01-11"),
        ("merkmal-1", "Menschen, die mitmachen"),
        ("ausgang-1", "0"),
        ("soll-1", "12"),
        ("kosten", "2.400,00"),
        ("topf-1", TOPF),
        ("anteil-1", "100 %"),
    ] {
        b.feld(&format!("#feld-{feld}"), wert).await?;
    }
    b.druecke("main form button[type=submit]:not([name])").await?;
    b.sagt(&["Gespeichert", PROJEKT]).await?;
    b.makellos("Projekt").await?;
    Ok(b.b.client.current_url().await?.path().to_owned())
}

/// A Topf for projects gets its money; then the project is granted and promised from it, to the last cent.
pub async fn geld(b: &Hand, netz: &Hand, amt: &Hand, projekt: &str) -> anyhow::Result<()> {
    let topf = [
        ("bezeichnung", TOPF),
        ("art", "Projekt"),
        ("arbeitsart", "fallübergreifend"),
        ("sortier", "P-MITTE"),
        ("ansatz", "0,00"),
    ];
    b.form("/budget/2026/topf/neu", "/topf/neu", &topf).await?;
    // what the helps of the region need stays with them (BUDGET-E10): this money comes from elsewhere
    let zuschuss = [
        ("topf", TOPF),
        ("art", "Einnahme"),
        ("arbeitsart", "fallübergreifend"),
        ("betrag", "2.400,00"),
        ("datum", HEUTE),
        ("beleg", "Zusage der Stiftung"),
        ("text", "Für Projekte in Mitte"),
    ];
    b.form("/budget/2026/buchen", "/buchen", &zuschuss).await?;
    b.makellos("Einnahme gebucht").await?;
    for nach in ["SKIZZE", "GEPRUEFT"] {
        netz.geh(projekt).await?;
        netz.druecke(&format!("main form button[value={nach}]")).await?;
    }
    amt.geh(projekt).await?;
    amt.druecke("main form button[value=BEWILLIGT]").await?;
    amt.sagt(&["Bewilligt", TOPF, "2.400,00 €"]).await?;
    amt.makellos("Projekt, bewilligt").await?;
    let zusage = [
        ("topf", TOPF),
        ("art", "Obligo"),
        ("arbeitsart", "fallübergreifend"),
        ("betrag", "2.400,00"),
        ("datum", HEUTE),
        ("traeger", "Sportverein in Mitte"),
        ("text", PROJEKT),
    ];
    b.form("/budget/2026/buchen", "/buchen", &zusage).await?;
    b.geh("/budget/2026").await?;
    let js = "return [...document.querySelectorAll('main a[href^=\"/budget/topf/\"]')].find(a => a.innerText.includes(arguments[0])).getAttribute('href')";
    let topf = b.b.client.execute(js, vec![json!(TOPF)]).await?;
    b.geh(topf.as_str().context("der Topf fehlt")?).await?;
    b.sagt(&["2.400,00 €", "0,00 €"]).await?;
    b.makellos("Topf des Projekts").await
}

/// The next version of the Kurzskizze of Kiel-Mitte tells of it, and everybody may read it.
pub async fn kurzskizze(netz: &Hand, amt: &Hand) -> anyhow::Result<()> {
    let neu = [("raum", "Mitte"), ("stichtag", "2026-11-10")];
    netz.form("/erfassungen", "/erfassungen", &neu).await?;
    let hier = netz.b.client.current_url().await?.path().to_owned();
    let tat = "main form[action$='/tat']";
    netz.feld(
        "#feld-staerke",
        "Im Café Paletti kommen jetzt alle durch die Tür.",
    )
    .await?;
    netz.druecke(&format!("{tat} button[value=STAERKE]")).await?;
    netz.feld("#feld-thema", "Ich möchte wieder Sport machen, ohne Stufen.")
        .await?;
    netz.feld("#feld-thema_wo", "Gespräch im Stadtteil").await?;
    netz.feld("#feld-thema_am", "2026-11-10").await?;
    netz.druecke(&format!("{tat} button[value=THEMA]")).await?;
    netz.feld("#feld-team_am", "2026-11-12").await?;
    netz.feld("#feld-runde_am", "2026-11-17").await?;
    netz.druecke(&format!("{tat} button[value=ABGESTIMMT]")).await?;
    amt.geh(&hier).await?;
    amt.druecke(&format!("{tat} button[value=FREIGEGEBEN]")).await?;
    netz.geh(&hier).await?;
    netz.druecke(&format!("{tat} button[value=VEROEFFENTLICHT]"))
        .await?;
    netz.makellos("Erfassung, veröffentlicht").await?;
    let js =
        "return document.querySelector('main a[href^=\"/quartier/de/kurzskizzen/\"]').getAttribute('href')";
    let offen = netz.b.client.execute(js, vec![]).await?;
    netz.geh(offen.as_str().context("nicht öffentlich")?).await?;
    netz.sagt(&[
        "Im Café Paletti kommen jetzt alle durch die Tür.",
        "Ich möchte wieder Sport machen, ohne Stufen.",
        PROJEKT,
    ])
    .await?;
    netz.schweigt(&["Ahrensburg", "Wencke"]).await?;
    netz.makellos("Kurzskizze").await?;
    netz.bild("kurzskizze").await
}
