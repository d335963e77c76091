//! Scenario S-E of the Fachkonzept, Kiel: a woman of 34 who uses a wheelchair applies for assistance. From the first
//! question over nine areas of life and the Gesamtplankonferenz to the Bescheid, with assistance at home for herself
//! alone and in her leisure together with others, as she wishes; and what she looked for in vain becomes a project.
//! Eight people at their own windows; what happens in the quarter is in `szenario_e_quartier`.

use anyhow::Context;

use crate::{hand::Hand, stadt::Stadt, szenario_e_quartier};

const SERVICE: &str = "timo.holunder";
/// Teilhabeplanung.
const PLANUNG: &str = "ulrike.erlenkamp";
/// Stands in.
const VERTRETUNG: &str = "viktor.fichtelberg";
/// Netz- und Quartiersredaktion.
const NETZ: &str = "wanda.meisenbrink";
/// A free Träger in the Sozialraumteam: goes and looks.
const TEAM: &str = "mehmet.amselberg";
/// Wirtschaftliche Hilfen.
const VERSAND: &str = "hatice.abendroth";
/// Controlling.
const GELD: &str = "gitta.zypresse";
/// Sozialraumkoordination: decides on projects of the quarter and on what is published about it.
const AMT: &str = "samira.bachmeyer";

const HEUTE: &str = "2026-11-18";
/// The day of the Antrag.
const ANTRAG: &str = "2026-03-03";
const WILLE: &str =
    "Ich will in meiner Wohnung leben und nicht immer fragen müssen. Den Weg zum Café übe ich selbst.";

/// Goes the whole way.
pub async fn gehen(s: &Stadt) -> anyhow::Result<()> {
    let leute = [
        Hand::anmelden(s, SERVICE).await?,
        Hand::anmelden(s, PLANUNG).await?,
        Hand::anmelden(s, VERTRETUNG).await?,
        Hand::anmelden(s, NETZ).await?,
        Hand::anmelden(s, TEAM).await?,
    ];
    let ergebnis = alles(s, &leute).await;
    for h in leute {
        h.zu(ergebnis.is_ok()).await?;
    }
    ergebnis
}

/// After the Bescheid: it goes out, the benefit begins, and the quarter gets what was missing.
async fn danach([b, netz]: [&Hand; 2], fall: &str, [versand, geld, amt]: &[Hand; 3]) -> anyhow::Result<()> {
    versenden(versand, fall).await.context("Versand")?;
    beginnen(b, versand, fall).await.context("Leistung beginnt")?;
    let projekt = szenario_e_quartier::projekt(netz)
        .await
        .context("Projekt aus der Lücke")?;
    szenario_e_quartier::geld(geld, netz, amt, &projekt)
        .await
        .context("Geld für das Projekt")?;
    szenario_e_quartier::kurzskizze(netz, amt)
        .await
        .context("Kurzskizze")
}

async fn alles(s: &Stadt, [service, b, vertretung, netz, team]: &[Hand; 5]) -> anyhow::Result<()> {
    let anliegen = aufnehmen(s, service).await.context("Anliegen")?;
    b.geh(&anliegen).await?;
    let eingang = [
        ("norm", "Assistenz, § 78 SGB IX"),
        ("bezug", "erwachsene Person"),
        ("vertretung", "Viktor Fichtelberg"),
    ];
    let fall = b.falleingang(&eingang).await?;
    antrag(b, vertretung, &fall).await.context("Antrag")?;
    bedarf(b, &fall).await.context("Bedarf")?;
    szenario_e_quartier::orte(s, netz).await.context("Angebote")?;
    szenario_e_quartier::suchen(b, team, &fall)
        .await
        .context("Suche mit Profil")?;
    sozialraum(b, &fall).await.context("Sozialraum")?;
    konferenz(b, &fall).await.context("Gesamtplankonferenz")?;
    bausteine(b, &fall).await.context("Bausteine")?;
    plan(b, &fall).await.context("Gesamtplan")?;
    bescheid(b, &fall).await.context("Bescheid")?;
    let spaeter = [
        Hand::anmelden(s, VERSAND).await?,
        Hand::anmelden(s, GELD).await?,
        Hand::anmelden(s, AMT).await?,
    ];
    let ergebnis = danach([b, netz], &fall, &spaeter).await;
    for h in spaeter {
        h.zu(ergebnis.is_ok()).await?;
    }
    ergebnis
}

async fn aufnehmen(s: &Stadt, b: &Hand) -> anyhow::Result<String> {
    b.geh("/anliegen/neu").await?;
    b.feld("#feld-worte", "Ich möchte allein wohnen und wieder Sport machen.")
        .await?;
    b.feld("#feld-kanal", "Telefon").await?;
    b.feld("#feld-melderrolle", "die Person selbst").await?;
    b.feld("#feld-gefaehrdungshinweis", "nein").await?;
    b.anschrift(&s.strasse).await?;
    b.sagt(&["Ulrike Erlenkamp", "Gibt es schon etwas, das Sie kennen?"])
        .await?;
    b.feld("#feld-vorname", "Wencke").await?;
    b.feld("#feld-nachname", "Ahrensburg").await?;
    b.feld("#feld-geburtsdatum", "1992-02-02").await?;
    b.feld("#feld-sektor", "Eingliederungshilfe").await?;
    b.druecke("main form[action^='/anliegen/neu/'] button[type=submit]:not([name])")
        .await?;
    b.sagt(&["Wencke Ahrensburg"]).await?;
    Ok(b.b.client.current_url().await?.to_string())
}

/// T-001: the periods run from the day the Antrag came in; whoever stands in sees them as well.
async fn antrag(b: &Hand, vertretung: &Hand, fall: &str) -> anyhow::Result<()> {
    b.angabe(
        fall,
        "BERATUNG_106",
        ANTRAG,
        "Im Stadtteilbüro, in Leichter Sprache.",
    )
    .await?;
    b.angabe(fall, "EUTB_HINWEIS", ANTRAG, "").await?;
    b.angabe(
        fall,
        "ANTRAG",
        ANTRAG,
        "Schriftlich: Assistenz zu Hause und in der Freizeit.",
    )
    .await?;
    b.schritt(fall, "EG02").await?;
    b.sagt(&["17.03.2026", "24.03.2026"]).await?;
    vertretung.geh("/fristen").await?;
    vertretung
        .sagt(&[
            "Ahrensburg, Wencke",
            "17.03.2026",
            "Sie vertreten Ulrike Erlenkamp",
        ])
        .await?;
    vertretung.makellos("Fristen").await?;
    b.angabe(
        fall,
        "EGH_ZUSTAENDIGKEIT",
        "2026-03-10",
        "Wohnt hier, § 98 SGB IX.",
    )
    .await?;
    b.angabe(
        fall,
        "REHA_TRAEGER_GEPRUEFT",
        "2026-03-10",
        "Kein anderer Träger kommt in Betracht.",
    )
    .await?;
    b.schritt(fall, "EG03").await
}

async fn bedarf(b: &Hand, fall: &str) -> anyhow::Result<()> {
    b.angabe(
        fall,
        "BEDARFSINSTRUMENT",
        "",
        "Instrument des Landes, nach der ICF",
    )
    .await?;
    b.angabe(
        fall,
        "VERTRAUENSPERSON_GEFRAGT",
        "2026-03-12",
        "Ja, ihre Schwester.",
    )
    .await?;
    let gesagt = [
        ("person", "Wencke"),
        ("wortlaut", WILLE),
        ("art", "Wille"),
        ("eigenaktivitaet", "übt den Weg zum Café"),
        ("quelle", "im Gespräch"),
        ("bestaetigt", "ja"),
    ];
    b.form(&format!("{fall}/wille"), "/wille", &gesagt).await?;
    let ziel = [
        ("aus-1", "ja"),
        ("grobziel", "Ich lebe in meiner Wohnung und unter Leuten"),
    ];
    b.form(&format!("{fall}/ziele"), "/grobziel", &ziel).await?;
    for (feld, was) in [
        ("bei mir selbst", "plant gern"),
        ("Menschen um mich", "Schwester wohnt im Stadtteil"),
        ("Geld, Wohnung", "eigene Wohnung im Erdgeschoss"),
        ("im Stadtteil", "Café Paletti um die Ecke"),
    ] {
        let da = [
            ("bezeichnung", was),
            ("feld", feld),
            ("aktivierbarkeit", "sofort"),
            ("quelle", "die Person selbst"),
        ];
        b.form(&format!("{fall}/ressourcen"), "/ressourcen", &da).await?;
    }
    let ja = ("ja, hier", "Hier hilft jemand, der dabei ist.");
    let nein = ("nein, hier", "Das gelingt.");
    let bereiche = [
        ("LERNEN", nein),
        ("AUFGABEN", nein),
        ("KOMMUNIKATION", nein),
        ("MOBILITAET", ja),
        ("SELBSTVERSORGUNG", nein),
        ("HAEUSLICH", ja),
        ("BEZIEHUNGEN", nein),
        ("BEDEUTEND", nein),
        ("GEMEINSCHAFT", ja),
    ];
    let texte: Vec<String> = bereiche.iter().map(|(b, _)| format!("{b}-text")).collect();
    let mut felder = Vec::new();
    for ((bereich, (antwort, worte)), text) in bereiche.iter().zip(&texte) {
        felder.extend([(*bereich, *antwort), (text.as_str(), *worte)]);
    }
    b.form(&format!("{fall}/bedarf"), "/bedarf", &felder).await?;
    b.makellos("neun Lebensbereiche").await?;
    b.bild("lebensbereiche").await?;
    let neben = ["PFLEGE", "LEBENSUNTERHALT", "BETREUUNG"].map(|n| (n, "geprüft, nicht nötig"));
    b.form(&format!("{fall}/bedarf"), "/nebenpruefung", &neben)
        .await?;
    let klein = [
        ("zu", "Ich lebe"),
        ("handlungsziel", "Ich fahre allein ins Café"),
        ("messkriterium", "einmal in der Woche, ohne Begleitung"),
        ("frist", "2027-05-01"),
        ("schritt_wer", "Wencke Ahrensburg"),
        ("schritt_was", "übt den Weg"),
        ("schritt_bis", "2026-12-15"),
        ("realistisch", "Die Schwester fährt am Anfang mit"),
        ("akzeptiert", "ja"),
    ];
    b.form(&format!("{fall}/ziele"), "/handlungsziel", &klein).await?;
    b.schritt(fall, "EG05").await
}

/// What she knows herself comes first; what is missing is noted without her name.
async fn sozialraum(b: &Hand, fall: &str) -> anyhow::Result<()> {
    let seite = format!("{fall}/sozialraum");
    let blick = [
        ("titel", "Sportgruppe in der Turnhalle"),
        ("ergebnis", "nicht barrierefrei"),
        ("thema", "Freizeit und Begegnung"),
        ("warum", "Nur über Stufen"),
    ];
    b.form(&seite, "/sozialraum/blick", &blick).await?;
    b.sagt(&["Sportgruppe in der Turnhalle"]).await?;
    b.makellos("Sozialraumprüfung").await?;
    let ergebnis = [
        ("frage_bekannt", "Ja: das Café Paletti, ich war früher oft dort."),
        ("themen", "Behinderung und Teilhabe"),
        ("gesamtergebnis", "Sozialraum und Einzelfallhilfe"),
    ];
    b.form(&seite, "/sozialraum", &ergebnis).await?;
    b.schritt(fall, "EG06").await
}

async fn konferenz(b: &Hand, fall: &str) -> anyhow::Result<()> {
    let seite = format!("{fall}/konferenz");
    let zustimmung = [
        ("gpk", "Es gibt eine Konferenz."),
        ("gpk-tag", HEUTE),
        ("gpk-worte", "Ihre Schwester soll dabei sein."),
    ];
    b.form(&seite, "/gesamtplankonferenz", &zustimmung).await?;
    b.schritt(fall, "EG07").await?;
    let runde = [
        ("typ", "Gesamtplankonferenz"),
        ("dauer", "60"),
        ("falleinbringer", "Ulrike Erlenkamp"),
        ("moderation", "Viktor Fichtelberg"),
        ("teilnehmer-1", "Ulrike Erlenkamp"),
        ("traeger-1", "vom Amt"),
        ("teilnehmer-2", "Viktor Fichtelberg"),
        ("traeger-2", "vom Amt"),
        ("teilnehmer-3", "Wencke Ahrensburg"),
        ("traeger-3", "von einem freien Träger oder anderswo"),
        ("einwilligung", "ja"),
        ("ressourcen", "plant gern; Schwester; Café Paletti"),
        (
            "frage",
            "Was braucht es, damit die Wohnung und die Leute bleiben?",
        ),
        ("idee-EINZELFALL", "Assistenz zu Hause"),
        ("idee-FALLUEBERGREIFEND", "Sport, bei dem alle mitmachen können"),
        ("idee-SOZIALRAUM", "Sechsmal gemeinsam ins Café"),
        (
            "empfehlung",
            "Assistenz zu Hause, Freizeit gemeinsam, sechs begleitete Besuche",
        ),
        ("einigkeit", "einstimmig"),
        ("familie", "war dabei"),
    ];
    b.form(&seite, "/konferenz", &runde).await?;
    b.angabe(
        fall,
        "FESTSTELLUNG",
        HEUTE,
        "Assistenz zu Hause, Freizeit gemeinsam, sechs begleitete Besuche.",
    )
    .await?;
    b.schritt(fall, "EG09").await
}

/// One after the other; whether it goes together with others is said with each, and at home her wish decides (RL-11).
async fn bausteine(b: &Hand, fall: &str) -> anyhow::Result<()> {
    let seite = format!("{fall}/gesamtplan");
    for (nr, (art, typ, text, minuten, wunsch)) in [
        (
            "Assistenz (§ 113",
            "für die Familie allein",
            "Assistenz zu Hause, vier Stunden in der Woche",
            "240",
            "allein",
        ),
        (
            "Praktische Kenntnisse",
            "gemeinsam mit anderen",
            "Begleitung in der Freizeit, zu dritt",
            "120",
            "gemeinsam mit anderen",
        ),
        (
            "Befähigung",
            "Befähigung",
            "Sechs begleitete Besuche im Café, dann allein",
            "60",
            "beides ist recht",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let baustein = [
            ("art", art),
            ("typ", typ),
            ("text", text),
            ("ziele-1", "ja"),
            ("umfang", "Minuten in der Woche"),
            ("mindestens", minuten),
            ("hoechstens", minuten),
            ("von", "2026-12-01"),
            ("bis", "2027-11-30"),
            ("kosten", "250,00"),
        ];
        b.form(&seite, "/gesamtplan/baustein", &baustein).await?;
        // each with a form of its own, in the order they were planned
        let n = nr + 1;
        let css = |feld: &str| format!("main [id='{feld}-{n}']");
        b.feld(&css("wunsch"), wunsch).await?;
        if nr == 0 {
            b.feld(&css("wohnen"), "ja").await?;
        }
        for was in ["zumutbar", "vereinbarung", "ziele_erreichbar"] {
            b.feld(&css(was), "ja").await?;
        }
        b.feld(&css("grund"), "So hat sie es in der Konferenz gesagt.")
            .await?;
        b.druecke(&format!("main form:has([id='wunsch-{n}']) button[type=submit]"))
            .await?;
    }
    b.makellos("Bausteine").await
}

async fn plan(b: &Hand, fall: &str) -> anyhow::Result<()> {
    let fassung = [
        ("bedarf", "Assistenz zu Hause und in der Freizeit"),
        ("selbsthilfe", "plant gern; die Schwester hilft"),
        ("aktivitaeten", "übt den Weg zum Café"),
        ("aufgabe_amt", "Anruf alle acht Wochen"),
        (
            "sozialraum",
            "Café Paletti; ein Sportangebot ohne Stufen wird gesucht",
        ),
        (
            "wunsch_wahl",
            "Zu Hause allein, in der Freizeit gemeinsam. So ist es geplant.",
        ),
        ("massstaebe", "einmal in der Woche ohne Begleitung im Café"),
        ("wirkungskontrolle_am", "2027-05-18"),
        ("barmittel", "nicht zutreffend"),
        ("krankenhaus", "nicht zutreffend"),
        ("meinungen", "Alle sind einverstanden und haben unterschrieben."),
        ("pruefdatum", "2028-03-01"),
    ];
    b.form(&format!("{fall}/gesamtplan"), "/gesamtplan", &fassung)
        .await?;
    b.sagt(&["01.03.2028"]).await?;
    b.makellos("Gesamtplan").await?;
    b.bild("gesamtplan").await?;
    b.schritt(fall, "EG10").await
}

async fn bescheid(b: &Hand, fall: &str) -> anyhow::Result<()> {
    let entwurf = [
        ("art", "Bewilligung"),
        ("norm", "§§ 99, 113 SGB IX"),
        ("tenor", "Sie bekommen Assistenz zu Hause und in der Freizeit."),
        ("von", "2026-12-01"),
        ("bis", "2027-11-30"),
        ("wunsch", "Dem Wunsch wird entsprochen."),
        ("wunsch_worte", "zu Hause allein, in der Freizeit gemeinsam"),
    ];
    b.form(&format!("{fall}/entscheidung"), "/entscheidung", &entwurf)
        .await?;
    b.schritt(fall, "EG11").await?;
    b.geh(&format!("{fall}/bescheid")).await?;
    b.sagt(&[
        "Assistenz zu Hause, vier Stunden in der Woche",
        "Sechs begleitete Besuche im Café, dann allein",
        "Auf Ihren Wunsch vom 03.03.2026",
        "01.03.2028",
    ])
    .await?;
    b.makellos("Bescheid").await
}

/// The back office prints and posts it: it takes the Bescheid over, and reads nothing else of the case.
async fn versenden(b: &Hand, fall: &str) -> anyhow::Result<()> {
    b.geh("/bescheide").await?;
    b.schweigt(&["Ahrensburg", "Wencke"]).await?;
    b.makellos("Bescheide").await?;
    b.druecke(&format!("main form[action='{fall}/versand/uebernehmen'] button"))
        .await?;
    let hinaus = [("weg", "mit der Post"), ("versandt_am", HEUTE)];
    b.form(&format!("{fall}/versand"), "/versand", &hinaus).await?;
    b.geh(&format!("{fall}/versand")).await?;
    b.sagt(&[
        "Wencke Ahrensburg",
        "Gilt als bekannt gegeben",
        "Widerspruch möglich bis",
    ])
    .await?;
    b.makellos("Versand").await?;
    b.geh(&format!("{fall}/wille")).await?;
    b.schweigt(&[WILLE]).await
}

/// The Teilhabeplanung hands the Gesamtplan over; only then the back office can let the benefit begin.
async fn beginnen(b: &Hand, versand: &Hand, fall: &str) -> anyhow::Result<()> {
    let weg = format!("{fall}/versand");
    versand.geh(&weg).await?;
    versand
        .sagt(&[
            "Die Leistung kann noch nicht beginnen",
            "wann die Person den Gesamtplan bekommen hat",
        ])
        .await?;
    b.angabe(fall, "GESAMTPLAN_UEBERGEBEN", HEUTE, "").await?;
    let felder = [
        ("angabe", "Vereinbarung mit dem Leistungserbringer"),
        ("tag", HEUTE),
        ("vereinbart", "Assistenzdienst am Ostufer, Vereinbarung von 2025"),
    ];
    versand.form(&weg, "/leistung", &felder).await?;
    versand.geh(&weg).await?;
    versand
        .sagt(&[
            "Die Leistung läuft",
            "Assistenzdienst am Ostufer",
            "Gegen diesen Bescheid ist nichts eingegangen",
        ])
        .await?;
    versand.makellos("Leistung").await?;
    versand.geh("/bescheide/versandt?aktenzeichen=egh-").await?;
    versand.sagt(&["EGH-2026-", "Öffnen"]).await?;
    versand.schweigt(&["Ahrensburg", "Wencke"]).await?;
    versand.makellos("Versandte Bescheide").await?;
    b.geh(fall).await?;
    b.sagt(&["Überprüfen"]).await
}
