//! A help under § 27 SGB VIII as it mostly goes, from the call to the Bescheid, by two people at once; prints how many
//! fields they fill in and how often they press something.
#![expect(clippy::print_stdout, reason = "the count is asked for")]

use anyhow::{Context, ensure};

use crate::{
    hand::Hand,
    stadt::{self, Stadt},
};

/// Today in the town of these walks.
const HEUTE: &str = "2026-11-18";
/// What one page asks at most: more is a form nobody fills in with a family at the table.
const HOECHSTENS: u32 = 140;

/// Goes the whole way.
pub async fn gehen(s: &Stadt) -> anyhow::Result<()> {
    let service = Hand::anmelden(s, stadt::SERVICE).await?;
    let asd = Hand::anmelden(s, stadt::ASD).await?;
    let ergebnis = alles(s, &service, &asd).await;
    let (a, b) = (service.gezaehlt(), asd.gezaehlt());
    service.zu(ergebnis.is_ok()).await?;
    asd.zu(ergebnis.is_ok()).await?;
    ergebnis?;
    let (felder, klicks) = (a.0 + b.0, a.1 + b.1);
    println!(
        "Hilfe zur Erziehung vom Anliegen bis zum Bescheid: {felder} Felder und {klicks} Klicks; davon im Servicebereich {} und {}, im ASD {} und {}",
        a.0, a.1, b.0, b.1
    );
    ensure!(felder <= HOECHSTENS, "{felder} Felder bis zum Bescheid");
    Ok(())
}

/// Who comes to the round, and from where.
pub type Runde<'a> = [(&'a str, &'a str)];

const AMT: &str = "vom Amt";

async fn alles(s: &Stadt, service: &Hand, asd: &Hand) -> anyhow::Result<()> {
    let anliegen = aufnehmen(s, service).await.context("Anliegen")?;
    asd.geh(&anliegen).await?;
    let fall = asd
        .falleingang(&[
            ("norm", "§ 27 SGB VIII"),
            ("bezug", "Familie"),
            ("vertretung", "Quentin"),
        ])
        .await?;
    klaeren(asd, &fall).await.context("Klärung")?;
    let runde = [
        ("Petra Perlinger", AMT),
        ("Quentin Quellbach", AMT),
        ("Anna Abendroth", AMT),
    ];
    beraten(asd, &fall, &runde).await.context("Beratung")?;
    let hilfe = (
        "Sozialpädagogische Familienhilfe",
        "Zweimal in der Woche zu Hause",
        "620,00",
    );
    planen(asd, &fall, ("2026-12-01", "2027-05-31"), &[hilfe])
        .await
        .context("Plan")?;
    asd.schritt(&fall, "H09").await?;
    asd.sagt(&["bewilligt (F6)"]).await?;
    asd.makellos("Fall, bewilligt").await?;
    asd.bild("fall").await?;
    asd.geh(&format!("{fall}/bescheid")).await?;
    asd.sagt(&[
        "Sie bekommen eine Familienhilfe.",
        "Wenn Sie nicht einverstanden sind",
    ])
    .await?;
    asd.makellos("Bescheid").await?;
    asd.bild("bescheid").await
}

/// The call; returns the address of the Anliegen.
pub async fn aufnehmen(s: &Stadt, b: &Hand) -> anyhow::Result<String> {
    b.geh("/anliegen/neu").await?;
    b.feld(
        "#feld-worte",
        "Die Kinder streiten jeden Abend. Ich schaffe es nicht mehr allein.",
    )
    .await?;
    b.feld("#feld-kanal", "Telefon").await?;
    b.feld("#feld-melderrolle", "die Person selbst").await?;
    b.feld("#feld-gefaehrdungshinweis", "nein").await?;
    b.anschrift(&s.strasse).await?;
    b.feld("#feld-vorname", "Berta").await?;
    b.feld("#feld-nachname", "Kastanienhof").await?;
    b.druecke("main form[action^='/anliegen/neu/'] button[type=submit]:not([name])")
        .await?;
    b.sagt(&["Berta Kastanienhof"]).await?;
    Ok(b.b.client.current_url().await?.to_string())
}

/// From the responsibility to the strengths: F1 and F2.
pub async fn klaeren(b: &Hand, fall: &str) -> anyhow::Result<()> {
    b.angabe(fall, "ELTERN_AUFENTHALT", "", "Beide leben hier im Ort.")
        .await?;
    b.schritt(fall, "H02").await?;
    b.angabe(
        fall,
        "ZUSTAENDIGKEIT",
        HEUTE,
        "Unser Jugendamt, § 86 Abs. 1 SGB VIII",
    )
    .await?;
    b.schritt(fall, "H03").await?;
    let kind = [
        ("rolle", "Kind"),
        ("vorname", "Mio"),
        ("nachname", "Kastanienhof"),
        ("geburtsdatum", "2016-05-04"),
    ];
    b.form(&format!("{fall}/wille"), "/person", &kind).await?;
    b.angabe(fall, "SCREENING", HEUTE, "Kein Hinweis auf eine Gefährdung.")
        .await?;
    b.angabe(fall, "BERATUNG", HEUTE, "Im Gespräch, auch über die Folgen.")
        .await?;
    b.angabe(
        fall,
        "KIND_GEHOERT",
        HEUTE,
        "Mio möchte, dass abends vorgelesen wird.",
    )
    .await?;
    b.angabe(fall, "WUNSCH_WAHL_HINWEIS", HEUTE, "").await?;
    for (wer, worte, selbst) in [
        (
            "Berta",
            "Ich will abends ruhig bleiben. Ich gehe dafür in die Müttergruppe.",
            "geht dienstags in die Müttergruppe",
        ),
        (
            "Mio",
            "Ich will, dass Mama vorliest. Ich ziehe mich allein um.",
            "zieht sich allein um",
        ),
    ] {
        let gesagt = [
            ("person", wer),
            ("wortlaut", worte),
            ("art", "Wille"),
            ("eigenaktivitaet", selbst),
            ("quelle", "im Gespräch"),
            ("bestaetigt", "ja"),
        ];
        b.form(&format!("{fall}/wille"), "/wille", &gesagt).await?;
    }
    b.form(
        &format!("{fall}/ziele"),
        "/grobziel",
        &[("aus-1", "ja"), ("grobziel", "Zu Hause geht es ruhig zu")],
    )
    .await?;
    for (feld, was) in [
        ("bei mir selbst", "merkt selbst, wann es zu viel wird"),
        ("Menschen um mich", "Schwester wohnt im Haus"),
        ("Geld, Wohnung", "Garten hinter dem Haus"),
        ("im Stadtteil", "Müttergruppe im Familienzentrum"),
    ] {
        let da = [
            ("bezeichnung", was),
            ("feld", feld),
            ("aktivierbarkeit", "sofort"),
            ("quelle", "die Person selbst"),
        ];
        b.form(&format!("{fall}/ressourcen"), "/ressourcen", &da).await?;
    }
    b.schritt(fall, "H05").await
}

/// Sozialraum and Fallkonferenz: F3 and F4.
pub async fn beraten(b: &Hand, fall: &str, dabei: &Runde<'_>) -> anyhow::Result<()> {
    let geprueft = [
        ("frage_bekannt", "Die Müttergruppe im Familienzentrum."),
        ("themen", "Erziehung"),
        ("keine_treffer", "ja"),
        ("gesamtergebnis", "Sozialraum und Einzelfallhilfe"),
    ];
    b.form(&format!("{fall}/sozialraum"), "/sozialraum", &geprueft)
        .await?;
    b.schritt(fall, "H06").await?;
    let runde = [
        ("typ", "kollegiale Beratung"),
        ("dauer", "47"),
        ("falleinbringer", dabei[0].0),
        ("moderation", dabei[1].0),
        ("ressourcen", "Schwester, Garten, Müttergruppe"),
        ("frage", "Was hilft am Abend?"),
        ("idee-EINZELFALL", "Jemand kommt zweimal in der Woche nach Hause"),
        ("idee-FALLUEBERGREIFEND", "Elterncafé am Abend"),
        ("idee-SOZIALRAUM", "Begleitung in die Müttergruppe"),
        ("empfehlung", "Familienhilfe für ein halbes Jahr"),
        ("einigkeit", "einstimmig"),
        ("familie", "war dabei"),
    ];
    let namen: Vec<[String; 2]> = (1..=dabei.len())
        .map(|n| ["teilnehmer", "traeger"].map(|f| format!("{f}-{n}")))
        .collect();
    let mut runde = runde.to_vec();
    for ([name, woher], (wer, von)) in namen.iter().zip(dabei) {
        runde.extend([(name.as_str(), *wer), (woher.as_str(), *von)]);
    }
    b.form(&format!("{fall}/konferenz"), "/konferenz", &runde).await?;
    b.schritt(fall, "H08").await
}

/// Goal, helps for this time (kind, what is done, cost by the month), plan and draft: F5.
pub async fn planen(
    b: &Hand,
    fall: &str,
    (von, bis): (&str, &str),
    hilfen: &[(&str, &str, &str)],
) -> anyhow::Result<()> {
    let ziel = [
        ("zu", "Zu Hause"),
        (
            "handlungsziel",
            "An fünf Abenden in der Woche gibt es keinen lauten Streit",
        ),
        ("messkriterium", "Strichliste, die Frau Kastanienhof selbst führt"),
        ("frist", "2027-02-01"),
        ("schritt_wer", "Berta Kastanienhof"),
        ("schritt_was", "liest jeden Abend vor"),
        ("schritt_bis", "2026-12-15"),
        ("realistisch", "Die Schwester nimmt in der Zeit den Kleinen"),
        ("akzeptiert", "ja"),
    ];
    b.form(&format!("{fall}/ziele"), "/handlungsziel", &ziel).await?;
    b.angabe(fall, "ANSPRUCHSINHABER", "", "Berta Kastanienhof")
        .await?;
    b.angabe(
        fall,
        "BEGEHREN",
        HEUTE,
        "Jemand, der abends hilft, bis wir es allein können.",
    )
    .await?;
    let plan = format!("{fall}/hilfeplan");
    for (art, text, kosten) in hilfen {
        let baustein = [
            ("art", *art),
            ("typ", "für die Familie allein"),
            ("text", *text),
            ("ziele-1", "ja"),
            ("umfang", "Minuten in der Woche"),
            ("mindestens", "120"),
            ("hoechstens", "240"),
            ("von", von),
            ("bis", bis),
            ("kosten", *kosten),
        ];
        b.form(&plan, "/baustein", &baustein).await?;
    }
    let fassung = [
        (
            "bedarf",
            "Entlastung am Abend, bis gelingt, was die Familie sich vorgenommen hat.",
        ),
        ("aufgabe_familie", "liest jeden Abend vor"),
        ("aufgabe_amt", "Anruf alle vier Wochen"),
        ("ohne_sozialraum", "Die Müttergruppe läuft schon."),
        ("meinungen", "Alle sind einverstanden und haben unterschrieben."),
    ];
    b.form(&plan, "/hilfeplan", &fassung).await?;
    let entwurf = [
        ("art", "Bewilligung"),
        ("norm", "§§ 27, 31 SGB VIII"),
        ("tenor", "Sie bekommen eine Familienhilfe."),
        ("von", von),
        ("bis", bis),
        ("wunsch", "Dem Wunsch wird entsprochen."),
        ("wunsch_worte", "jemand, der abends kommen kann"),
    ];
    b.form(&format!("{fall}/entscheidung"), "/entscheidung", &entwurf)
        .await
}
