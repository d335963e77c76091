//! Scenario S-C of the Fachkonzept, Norderstedt, as seven people walk it: the budget and its allocation, a Verbund in the
//! north, a family that moves, a Träger of its own choice, a forecast in red that stops nobody, help from the
//! Vorwegabzug, and a Familienzentrum from what the other region has left.

use anyhow::{Context, ensure};
use serde_json::Value;
use testkit::browser::{Browser, SCHREIBTISCH};

use crate::{stadt::Stadt, weg};

/// Servicebereich.
const SERVICE: &str = "heike.ostersee";
/// ASD of the Sozialraum the family leaves.
const ASD_SUED: &str = "viktor.ackerknecht";
/// ASD of the one it moves to; leads cases of her own.
const ASD_NORD: &str = "nora.rosenau";
/// Leitung of the ASD in the south.
const LEITUNG_SUED: &str = "ilka.moosbach";
/// Leads the region in the north.
const REGION_NORD: &str = "jonas.nordhoff";
/// Controlling.
const GELD: &str = "uta.eschenlohe";
/// Wirtschaftliche Hilfen: the second person.
const KASSE: &str = "vera.farnwald";
/// Fachadministration.
const VERWALTUNG: &str = "mehmet.ulmenhof";

/// What the family told one person only.
const ANVERTRAUT: &str = "Unter vier Augen: die Sorge mit der Miete.";
/// What the team may read.
const TEAM: &str = "Die Kinder gehen gern in die Schule.";

/// Goes the whole way.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let b = Browser::starten(SCHREIBTISCH).await?;
    let ergebnis = alles(&b, stadt).await;
    if ergebnis.is_err() {
        weg::bild(&b, "fehler-szenario-c").await?;
    }
    b.zu().await?;
    ergebnis
}

async fn alles(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    verteilung(b, s).await.context("Verteilung")?;
    traeger(b, s).await.context("Träger und Verbund")?;
    umzug(b, s).await.context("Umzug")?;
    rot(b, s).await.context("Prognose rot")?;
    wunsch(b, s).await.context("Hilfe und Träger nach Wunsch")?;
    vorweg(b, s).await.context("Vorweg-Freigabe")?;
    abschluss(b, s).await.context("Jahresabschluss und Projekt")
}

/// T-090 and T-091 for the next year, from the empty form to the resolution.
async fn verteilung(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, s, GELD).await?;
    b.geh(&s.url("/budget")).await?;
    b.tippe("#feld-gesamt", "4.000.000,00").await?;
    b.klick_text("Anlegen").await?;
    b.warte_auf_text("Budget 2027").await?;
    b.geh(&s.url("/budget/2027/verteilung")).await?;
    b.klick_text("Szenario anlegen").await?;
    b.warte("#feld-wert-0-0").await?;
    let werte = [("6500", "7300"), ("620", "1010"), ("180", "260")];
    for (k, (nord, sued)) in werte.into_iter().enumerate() {
        b.tippe(&format!("#feld-wert-{k}-0"), nord).await?;
        b.tippe(&format!("#feld-wert-{k}-1"), sued).await?;
    }
    b.klick_text("Speichern und rechnen").await?;
    let soll = ["43,1436 %", "1.639.456,26 €", "2.160.543,74 €", "200.000,00 €"];
    weg::sagt(b, &soll).await?;
    b.tippe("#feld-beschluss", "JHA 27.11.2026, Vorlage 9").await?;
    b.klick_text("Als beschlossen eintragen").await?;
    b.warte_auf_text("Verteilungsprotokoll 2027").await?;
    weg::sagt(b, &soll).await?;
    weg::makellos(b, "Verteilungsprotokoll").await?;
    for stand in ["beschlossen", "läuft"] {
        b.geh(&s.url("/budget/2027")).await?;
        b.tippe("#feld-beschluss", "Haushaltssatzung 2027").await?;
        b.klick("form[action$='/weiter'] button").await?;
        b.warte_auf_text(stand).await?;
    }
    Ok(())
}

/// A Träger that is nobody's preferred one, and a Verbund of three in the north (T-076).
async fn traeger(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, s, VERWALTUNG).await?;
    b.geh(&s.url("/traeger/neu")).await?;
    b.tippe("#feld-name", "Haus Eiche gGmbH").await?;
    b.klick("label[for=feld-art-1]").await?;
    b.klick_text("Anlegen").await?;
    b.warte_auf_text("Kein neuer Auftrag möglich").await?;
    // the five that are needed are ticked already
    weg::datum(b, "#feld-ab", "2026-01-01").await?;
    b.klick_text("Eintragen").await?;
    b.warte_auf_text("Eingetragen.").await?;
    b.geh(&s.url("/traeger/schwerpunkt")).await?;
    // the first line is the north
    b.klick("main a[href^='/traeger/schwerpunkt/']").await?;
    b.warte_auf_text("Region Nord").await?;
    weg::datum(b, "#feld-letzter", "2026-10-31").await?;
    b.klick_text("Beenden").await?;
    b.warte_auf_text("Das Ende ist eingetragen.").await?;
    weg::waehle(b, "#feld-raum", "N Region Nord").await?;
    weg::waehle(b, "#feld-federfuehrung", "Schwerpunktträger Nordlicht").await?;
    b.tippe("#feld-bezeichnung", "Verbund Nord").await?;
    b.klick("label[for=feld-verfahren-1]").await?;
    b.tippe("#feld-beschluss", "JHA 2026/3").await?;
    weg::datum(b, "#feld-beschluss_am", "2026-09-01").await?;
    weg::datum(b, "#feld-ab", "2026-11-01").await?;
    anteile(b, ["45", "35", "19"]).await?;
    b.klick_text("Eintragen").await?;
    b.warte_auf_text("zusammen 99 Prozent, nicht 100").await?;
    weg::makellos(b, "Anteile").await?;
    // what was typed is still there: only the one share changes
    anteile(b, ["45", "35", "20"]).await?;
    b.klick_text("Eintragen").await?;
    weg::sagt(
        b,
        &[
            "Andere Träger bleiben wählbar",
            "Nordlicht gGmbH: 45 %",
            "Moorbek: 20 %",
        ],
    )
    .await
}

async fn anteile(b: &Browser, prozent: [&str; 3]) -> anyhow::Result<()> {
    for (name, p) in ["Nordlicht", "Südstern", "Moorbek"].into_iter().zip(prozent) {
        let js = "return [...document.querySelectorAll('input[name^=anteil-]')].find(e => e.labels[0].innerText.includes(arguments[0])).id";
        let id = b.client.execute(js, vec![name.into()]).await?;
        let id = id.as_str().context("kein Feld für den Anteil")?.to_owned();
        b.tippe(&format!("[id='{id}']"), p).await?;
    }
    Ok(())
}

/// From the south to the north, with a talk; what was entrusted stays where it is.
async fn umzug(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, s, SERVICE).await?;
    b.geh(&s.url("/anliegen/neu")).await?;
    b.tippe(
        "#feld-worte",
        "Wir ziehen um und brauchen weiter Hilfe mit den Kindern.",
    )
    .await?;
    weg::waehle(b, "#feld-kanal", "Telefon").await?;
    b.klick("label[for=feld-melderrolle-1]").await?;
    b.klick("label[for=feld-gefaehrdungshinweis-1]").await?;
    b.tippe("#feld-adresse", &s.strasse).await?;
    b.klick("#liste-adresse [role=option]").await?;
    b.warte("#seite .gw-gesicht").await?;
    weg::sagt(b, &["Garstedt", "Viktor Ackerknecht"]).await?;
    b.tippe("#feld-vorname", "Ronja").await?;
    b.tippe("#feld-nachname", "Buchwald").await?;
    let vorher = b.client.current_url().await?.to_string();
    b.klick_text("Anliegen speichern").await?;
    let anliegen = weg::bis_weiter(b, &vorher).await?;
    weg::anmelden(b, s, ASD_SUED).await?;
    b.geh(&anliegen).await?;
    b.klick("details.gw-schritt:has(form[action$='/A05']) > summary")
        .await?;
    let css = |feld: &str| format!("form[action$='/A05'] #feld-{feld}");
    weg::waehle(b, &css("sektor"), "Jugend").await?;
    b.tippe(&css("norm"), "§ 27 SGB VIII").await?;
    b.klick(&format!("{} option:nth-of-type(2)", css("bezug")))
        .await?;
    weg::waehle(b, &css("fallfuehrend"), "Viktor Ackerknecht").await?;
    weg::waehle(b, &css("vertretung"), "Wiebke Bachmeyer").await?;
    b.klick("form[action$='/A05'] button[type=submit]").await?;
    b.warte_auf_text("Der Schritt ist gespeichert.").await?;
    let fall = fall_der_seite(b).await?;
    for (art, text) in [(2, TEAM), (4, ANVERTRAUT)] {
        b.geh(&s.url(&format!("{fall}/notizen"))).await?;
        b.klick(&format!("label[for=feld-art-{art}]")).await?;
        b.tippe("#feld-text", text).await?;
        b.klick_text("Festhalten").await?;
        b.warte_auf_text("Gespeichert.").await?;
    }
    uebergabe(b, s, &fall).await
}

/// The address of the case a page leads to.
async fn fall_der_seite(b: &Browser) -> anyhow::Result<String> {
    b.warte("main a[href^='/faelle/']").await?;
    let js = "return [...document.querySelectorAll('main a[href^=\"/faelle/\"]')].map(a => a.getAttribute('href').slice(0, 44)).find(h => h.length === 44)";
    let fall = b.client.execute(js, vec![]).await?;
    Ok(fall.as_str().context("kein Fall")?.to_owned())
}

async fn uebergabe(b: &Browser, s: &Stadt, fall: &str) -> anyhow::Result<()> {
    weg::anmelden(b, s, LEITUNG_SUED).await?;
    b.geh(&s.url(&format!("{fall}/uebergabe"))).await?;
    weg::waehle(b, "#feld-grund", "die Familie ist umgezogen").await?;
    weg::waehle(b, "#feld-an", "Nora Rosenau").await?;
    weg::waehle(b, "#feld-vertretung", "Ole Steinfurt").await?;
    weg::waehle(b, "#feld-raum", "Friedrichsgabe").await?;
    weg::datum(b, "#feld-geplant_zum", "2026-11-20").await?;
    let vorher = b.client.current_url().await?.to_string();
    b.klick("main form button[type=submit]").await?;
    let hier = weg::bis_weiter(b, &vorher).await?;
    weg::anmelden(b, s, ASD_SUED).await?;
    b.geh(&hier).await?;
    b.warte_auf_text("1 anvertrauter Eintrag bleibt bei der bisherigen Fachkraft")
        .await?;
    weg::datum(b, "#feld-familie_informiert_am", "2026-11-18").await?;
    b.tippe("#feld-familie_wunsch", "Bitte kommen Sie zu zweit.")
        .await?;
    b.klick_text("Familie ist informiert").await?;
    b.warte_auf_text("Festgehalten.").await?;
    weg::anmelden(b, s, ASD_NORD).await?;
    b.geh(&hier).await?;
    // until then nobody else is responsible
    b.warte_auf_text("Zuständig heute").await?;
    weg::datum(b, "#feld-gespraech_am", "2026-11-18").await?;
    b.tippe(
        "#feld-teilnehmende",
        "Frau Buchwald, Viktor Ackerknecht, Nora Rosenau",
    )
    .await?;
    b.klick_text("Gespräch festhalten").await?;
    b.warte_auf_text("Übergabegespräch am 18.11.2026").await?;
    b.klick("label[for=feld-annahme]").await?;
    b.klick_text("Fall übernehmen").await?;
    b.warte_auf_text("1 anvertrauter Eintrag nicht übergeben (§ 65 SGB VIII).")
        .await?;
    weg::makellos(b, "Übergabe").await?;
    b.geh(&s.url(&format!("{fall}/notizen"))).await?;
    b.warte_auf_text(TEAM).await?;
    ensure!(
        !b.text("body").await?.contains(ANVERTRAUT),
        "Anvertrautes ist mitgegangen"
    );
    b.geh(&s.url(fall)).await?;
    weg::sagt(b, &["Nora Rosenau", "Friedrichsgabe"]).await?;
    weg::anmelden(b, s, ASD_SUED).await?;
    b.geh(&s.url(fall)).await?;
    let js = "return performance.getEntriesByType('navigation')[0].responseStatus";
    let status = b.client.execute(js, vec![]).await?;
    ensure!(status == 404, "der Zugang der alten Fachkraft endet: {status}");
    Ok(())
}

/// A person sees more cases coming than the numbers do.
async fn rot(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, s, GELD).await?;
    b.geh(&s.url("/budget/2026")).await?;
    b.klick_text("Region Nord").await?;
    b.tippe("#feld-neufaelle", "1.000.000,00").await?;
    b.klick_text("Prognose festhalten").await?;
    b.warte_auf_text("Bitte begründen").await?;
    b.tippe("#feld-neufaelle_grund", "Neubaugebiet am Park").await?;
    b.klick_text("Prognose festhalten").await?;
    weg::sagt(
        b,
        &[
            "Die Prognose ist festgehalten.",
            "Das Geld wird voraussichtlich nicht reichen",
        ],
    )
    .await?;
    weg::makellos(b, "Prognose").await
}

/// RL-01 and RL-03: the help is granted all the same, and by whom the family wishes.
async fn wunsch(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, s, ASD_NORD).await?;
    b.geh(&s.url("/faelle")).await?;
    let js =
        "const z = [...document.querySelectorAll('main tr')].find(z => z.innerText.includes('Ulmenrauch'));
        return z && z.querySelector('a[href^=\"/faelle/\"]').getAttribute('href')";
    let fall = b.client.execute(js, vec![]).await?;
    let fall = fall.as_str().context("der Fall fehlt in der Liste")?.to_owned();
    b.geh(&s.url(&format!("{fall}/entscheidung"))).await?;
    weg::sagt(
        b,
        &[
            "Das Budget, nur zur Kenntnis",
            "rot",
            "auch dann, wenn das Budget ausgeschöpft ist",
        ],
    )
    .await?;
    weg::makellos(b, "Entscheidung mit rotem Budget").await?;
    b.geh(&s.url(&fall)).await?;
    b.klick("form[action$='/schritt/H09'] button[type=submit]")
        .await?;
    b.warte_auf_text("bewilligt (F6)").await?;
    b.geh(&s.url(&format!("{fall}/auftrag"))).await?;
    // nobody is missing in the choice, and the one outside the Verbund needs no words
    weg::waehle(
        b,
        "#feld-traeger",
        "Schwerpunktträger Nordlicht gGmbH (Schwerpunktträger)",
    )
    .await?;
    weg::waehle(b, "#feld-traeger", "Haus Eiche gGmbH").await?;
    weg::waehle(b, "#feld-rang", "die Familie wünscht").await?;
    b.tippe("#feld-sozialraumanteil", "Jugendtreff am Nachmittag")
        .await?;
    b.klick_text("Anfragen").await?;
    weg::sagt(b, &["Gespeichert.", "Haus Eiche gGmbH", "angefragt"]).await?;
    weg::makellos(b, "Auftrag").await
}

/// The lead of the region asks, somebody else releases.
async fn vorweg(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, s, REGION_NORD).await?;
    b.geh(&s.url("/budget/2026/umbuchen")).await?;
    weg::waehle(b, "#feld-von", "Vorwegabzug").await?;
    weg::waehle(b, "#feld-nach", "Region Nord").await?;
    b.tippe("#feld-betrag", "50.000,00").await?;
    b.tippe("#feld-text", "Neubaugebiet am Park").await?;
    weg::waehle(b, "#feld-grund", "unerwartet viele").await?;
    weg::makellos(b, "Vorweg-Freigabe").await?;
    b.klick("main form button[type=submit]").await?;
    b.warte_auf_text("zweite Person").await?;
    freigeben(b, s, GELD, "/budget/2026/freigaben", "Vorweg").await?;
    b.geh(&s.url("/budget/2026")).await?;
    weg::sagt(b, &["150.000,00 €", "50.000,00 €"]).await
}

/// Releases the act whose line says this.
async fn freigeben(b: &Browser, s: &Stadt, wer: &str, pfad: &str, wort: &str) -> anyhow::Result<()> {
    weg::anmelden(b, s, wer).await?;
    b.geh(&s.url(pfad)).await?;
    b.warte("form[action$='/ja'] button").await?;
    let js = "const z = [...document.querySelectorAll('main tr')].find(z => z.innerText.includes(arguments[0]) && z.querySelector('form[action$=\"/ja\"]'));
        if (z) z.querySelector('form[action$=\"/ja\"]').id = 'freigabe'; return Boolean(z)";
    let da = b.client.execute(js, vec![wort.into()]).await?;
    ensure!(da == Value::Bool(true), "nichts mit „{wort}“ wartet");
    b.klick("#freigabe button").await?;
    b.warte_auf_text("Freigegeben und gebucht.").await
}

/// What the south has left becomes a Familienzentrum there.
async fn abschluss(b: &Browser, s: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, s, KASSE).await?;
    // what still waits in the old year is decided before it closes
    b.geh(&s.url("/budget/2026/freigaben")).await?;
    let wartet = b.text("main").await?.contains("12.500,00 €");
    if wartet {
        freigeben(b, s, GELD, "/budget/2026/freigaben", "12.500,00 €").await?;
    }
    weg::anmelden(b, s, GELD).await?;
    b.geh(&s.url("/budget/2026")).await?;
    b.klick_text("In die Nachperiode gehen").await?;
    b.warte_auf_text("Der neue Stand ist eingetragen.").await?;
    b.geh(&s.url("/budget/2026/abschluss")).await?;
    b.klick("label[for=feld-ermaechtigung]").await?;
    b.tippe("#feld-beschluss", "JHA 2027/1").await?;
    weg::makellos(b, "Jahresabschluss").await?;
    b.klick_text("Jahresabschluss beantragen").await?;
    b.warte_auf_text("wartet auf eine zweite Person").await?;
    freigeben(b, s, KASSE, "/budget/2026/freigaben", "Jahresabschluss").await?;
    weg::anmelden(b, s, GELD).await?;
    b.geh(&s.url("/budget/2026")).await?;
    weg::sagt(b, &["abgeschlossen", "Jahresabschluss 2026"]).await?;
    b.geh(&s.url("/budget/2027/topf/neu")).await?;
    b.tippe("#feld-bezeichnung", "Familienzentrum Garstedt").await?;
    weg::waehle(b, "#feld-art", "Projekt").await?;
    weg::waehle(b, "#feld-arbeitsart", "fallunabhängig").await?;
    weg::waehle(b, "#feld-raum", "S Region Süd").await?;
    b.tippe("#feld-sortier", "P-FZ").await?;
    b.klick("main form button[type=submit]").await?;
    b.warte_auf_text("Der Topf ist angelegt.").await?;
    b.geh(&s.url("/budget/2027/umbuchen")).await?;
    weg::waehle(b, "#feld-von", "Projekte aus dem Überschuss 2026: Region Süd").await?;
    weg::waehle(b, "#feld-nach", "Familienzentrum Garstedt").await?;
    b.tippe("#feld-betrag", "100.000,00").await?;
    weg::datum(b, "#feld-datum", "2027-01-15").await?;
    b.tippe("#feld-text", "Umbau der Räume").await?;
    b.klick("main form button[type=submit]").await?;
    b.warte_auf_text("zweite Person").await?;
    freigeben(b, s, KASSE, "/budget/2027/freigaben", "Familienzentrum").await?;
    b.geh(&s.url("/budget/2027")).await?;
    weg::sagt(b, &["Familienzentrum Garstedt", "100.000,00 €"]).await?;
    // long names of projects wrap, nothing is cut off
    weg::makellos(b, "Budget mit Projekten").await
}
