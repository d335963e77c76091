//! S-B, the end: another child of the same house is in danger. A Meldung at once, the area of the Gefährdung by two
//! Fachkräfte, and the child is taken into care although the parents do not take part: what they want opens and closes
//! nothing here (RL-12).

use anyhow::{Context, ensure};

use crate::{hand::Hand, stadt::Stadt};

/// Decides with the Leitung, and has the Meldung from then on.
const ZWEITER: &str = "emre.ulmenhof";
const HEUTE: &str = "2026-11-18";

/// Goes it: `andere` leads the case next door.
pub async fn gehen(s: &Stadt, service: &Hand, leitung: &Hand, andere: &Hand) -> anyhow::Result<()> {
    let meldung = melden(s, service, leitung).await.context("Meldung")?;
    // the protective circle is those it is meant for: not whoever leads the case next door
    andere.geh(&meldung).await?;
    ensure!(andere.status().await? == Some(404), "die Meldung ist offen");
    andere.schweigt(&[WORUM]).await?;
    let zweiter = Hand::anmelden(s, ZWEITER).await?;
    let ergebnis = handeln(leitung, &zweiter, &meldung).await;
    zweiter.zu(ergebnis.is_ok()).await?;
    ergebnis
}

const WORUM: &str =
    "Das kleine Kind steht abends allein im Treppenhaus und weint. Die Mutter macht nicht auf.";

async fn melden(s: &Stadt, service: &Hand, leitung: &Hand) -> anyhow::Result<String> {
    service.geh("/anliegen/neu").await?;
    service.feld("#feld-worte", WORUM).await?;
    service.feld("#feld-kanal", "Telefon").await?;
    service.feld("#feld-melderrolle", "Umfeld").await?;
    service.feld("#feld-gefaehrdungshinweis", "ja").await?;
    service.anschrift(&s.strasse).await?;
    service
        .druecke("main form[action^='/anliegen/neu/'] button[type=submit]:not([name])")
        .await?;
    service.sagt(&["Die Meldung nach § 8a ist angelegt"]).await?;
    leitung.geh("/meldungen").await?;
    leitung
        .sagt(&["Eine neue Meldung nach § 8a ist eingegangen."])
        .await?;
    let js = "const a = [...document.querySelectorAll('main a[href^=\"/meldungen/\"]')].filter(a => a.getAttribute('href').length === 47);
        return a.length ? a[0].getAttribute('href') : null";
    let meldung = leitung.b.client.execute(js, vec![]).await?;
    leitung.makellos("Meldungen").await?;
    let meldung = meldung
        .as_str()
        .context("keine Meldung auf der Seite der Leitung")?;
    Ok(meldung.to_owned())
}

async fn handeln(leitung: &Hand, zweiter: &Hand, meldung: &str) -> anyhow::Result<()> {
    leitung.form(meldung, "/schritt/K01", &[]).await?;
    let an = [("fachkraft", "Emre Ulmenhof")];
    leitung.form(meldung, "/zuteilen", &an).await?;
    zweiter.geh(meldung).await?;
    zweiter.sagt(&[WORUM]).await?;
    let seite = |weg: &str| format!("{meldung}{weg}");
    let angaben = [
        ("melder_art", "Bekannte, Nachbarn"),
        ("wann_wo", "Seit einer Woche jeden Abend, im Treppenhaus"),
        ("akut", "ja, jetzt"),
        ("weitere_kinder", "ja"),
    ];
    zweiter.form(&seite("/angaben"), "/angaben", &angaben).await?;
    let kind = [
        ("vorname", "Lina"),
        ("nachname", "Kastanienhof"),
        ("geburtsdatum", "2023-02-11"),
    ];
    zweiter.form(&seite("/angaben"), "/kind", &kind).await?;
    let zu_zweit = [
        ("fachkraft-1", "Emre Ulmenhof"),
        ("fachkraft-2", "Viktor Kornblum"),
    ];
    let mut erst = zu_zweit.to_vec();
    erst.extend([
        ("gewichtig", "ja"),
        ("erst_grund", "Dreijährig, allein, mehrmals. Niemand öffnet."),
        ("dringlichkeit", "sofort"),
    ]);
    zweiter
        .form(&seite("/erstbewertung"), "/erstbewertung", &erst)
        .await?;
    zweiter.form(meldung, "/schritt/K02", &[]).await?;
    bereich(zweiter, &seite("/bereich"), &zu_zweit)
        .await
        .context("Bereich")?;
    zweiter.geh(meldung).await?;
    let kind = zweiter.adresse(&seite("/kind/")).await?;
    einschaetzen(zweiter, &kind, &zu_zweit)
        .await
        .context("Einschätzung")?;
    obhut(zweiter, meldung).await.context("Inobhutnahme")?;
    leitung.geh(meldung).await?;
    leitung
        .sagt(&["Gefährdungsbereich", "Inobhutnahme", "Lina Kastanienhof"])
        .await?;
    leitung.makellos("Schutzverfahren, in Obhut").await
}

/// Nobody changes the area alone; the family is told, or it is said why not.
async fn bereich(b: &Hand, seite: &str, zu_zweit: &[(&str, &str); 2]) -> anyhow::Result<()> {
    let mut wechsel = zu_zweit.to_vec();
    wechsel.extend([
        ("nach", "Gefährdungsbereich"),
        ("grund", "Das Kind ist ohne Aufsicht und in Gefahr."),
        ("familie", "An der Tür gesagt: Wir nehmen Lina heute mit."),
    ]);
    b.form(seite, "/bereich", &wechsel).await?;
    b.geh(seite).await?;
    b.sagt(&["Jetzt: Gefährdungsbereich", "Wir nehmen Lina heute mit."])
        .await?;
    b.makellos("Bereich").await
}

/// One child, two people, words and no points.
async fn einschaetzen(b: &Hand, kind: &str, zu_zweit: &[(&str, &str); 2]) -> anyhow::Result<()> {
    let mut felder = zu_zweit.to_vec();
    felder.extend([
        ("schutzfaktoren", "Die große Schwester der Mutter wohnt im Haus."),
        ("kontakt_am", HEUTE),
        ("kontakt_art", "zu Hause gesehen"),
        ("hausbesuch_am", HEUTE),
        ("hausbesuch_wer", "Emre Ulmenhof und Viktor Kornblum"),
        ("eb_beteiligt", "ja"),
        ("kind_beteiligt", "ja"),
        (
            "tatsache-VERNACHLAESSIGUNG",
            "Allein im kalten Treppenhaus, ohne Jacke",
        ),
        ("quelle-VERNACHLAESSIGUNG", "selbst gesehen"),
        ("datum-VERNACHLAESSIGUNG", HEUTE),
        ("verursacher", "Mutter"),
        ("mitwirkung", "nicht bereit"),
        ("ergebnis", "Gefährdung, akut"),
        ("begruendung", "Ohne Schutz heute Nacht wäre das Kind in Gefahr."),
    ]);
    b.form(kind, kind, &felder).await?;
    b.geh(kind).await?;
    b.makellos("Einschätzung").await?;
    b.bild("einschaetzung").await
}

/// The mother objects: the court is called at once, and the child is safe meanwhile.
async fn obhut(b: &Hand, meldung: &str) -> anyhow::Result<()> {
    let seite = format!("{meldung}/obhut");
    let genommen = [
        ("kind", "Lina"),
        ("grund", "dringende Gefahr"),
        ("beginn", HEUTE),
        ("beginn_zeit", "09:30"),
        ("unterbringung", "Bereitschaftspflege"),
        (
            "aufklaerung",
            "Du schläfst heute bei einer netten Frau. Mama weiß das.",
        ),
        ("vertrauensperson", "ja, benachrichtigt"),
    ];
    b.form(&seite, "/obhut", &genommen).await?;
    b.form(meldung, "/schritt/K06", &[]).await?;
    b.geh(&seite).await?;
    let laufend = b.b.client.execute(
        "return document.querySelector(\"main form[action*='/obhut/']\").getAttribute('action')",
        vec![],
    );
    let laufend = laufend.await?;
    let laufend = laufend.as_str().context("die Obhut läuft nicht")?.to_owned();
    let stand = [
        ("psb_am", HEUTE),
        ("psb_am_zeit", "09:40"),
        ("widerspruch", "sie widersprechen"),
        ("gericht_am", HEUTE),
    ];
    b.sende(&laufend, &stand).await?;
    b.sagt(&["sie widersprechen", "angerufen am 18.11.2026"]).await?;
    b.makellos("Inobhutnahme").await
}
