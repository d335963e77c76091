//! Leading a case along SM-3 by its pages, as the people of the office do.

use amt::{App, Kontext, recht::Rolle};
use base::Id;
use fall::{
    model::{Fall, Hinweis},
    service::fall::lesen,
};

use crate::gemeinsam::{
    NORD, asd, aufnahme, nimm,
    schritte::{akte, geh, voll},
    seiten::senden_als,
    wer,
};

/// The leader of Nord.
pub fn leitung() -> Kontext {
    wer(0x98, Rolle::R04, vec![NORD])
}

pub async fn lies(app: &App, id: Id<Fall>) -> lesen::Akte {
    let mut tx = app.db.write().await.unwrap();
    let a = lesen::akte(app, &mut tx, &asd(), id).await.unwrap();
    tx.commit().await.unwrap();
    a
}

/// Sends a form as somebody, with the version the case has now.
pub async fn post_als(
    app: &App,
    id: Id<Fall>,
    weg: &str,
    felder: &[(&str, &str)],
    k: Kontext,
) -> (u16, String) {
    let version = lies(app, id).await.fall.version.to_string();
    let mut alle = vec![("version", version.as_str())];
    alle.extend(felder);
    senden_als(app, &format!("/faelle/{id}/{weg}"), &alle, k).await
}

pub async fn post(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)]) -> (u16, String) {
    post_als(app, id, weg, felder, asd()).await
}

/// Sends a form that must be taken.
pub async fn ja(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)]) {
    let (status, seite) = post(app, id, weg, felder).await;
    assert_eq!(status, 303, "{weg}: {}", fehler(&seite));
}

/// The errors of a page.
pub fn fehler(seite: &str) -> String {
    let ab = seite.find("kern-alert__body").unwrap_or(0);
    seite[ab..].chars().take(900).collect()
}

pub async fn stand(app: &App, id: Id<Fall>) -> &'static str {
    lies(app, id).await.fall.stand.code()
}

pub async fn angabe(app: &App, id: Id<Fall>, name: &str, worte: &str) {
    let (t, w) = (format!("{name}-tag"), format!("{name}-worte"));
    let felder = [(t.as_str(), "2026-11-20"), (w.as_str(), worte)];
    ja(app, id, &format!("angabe/{name}"), &felder).await;
}

/// A case of Frau Müller-Șerban, ready to be decided.
pub async fn bis_f5(app: &App) -> Id<Fall> {
    let id = nimm(app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    geh(app, &asd(), id, "A05", &voll(1)).await.unwrap();
    let id = akte(app, &asd(), id).await.fall.unwrap().id;
    angabe(app, id, "ELTERN_AUFENTHALT", "Kiel").await;
    ja(app, id, "schritt/H02", &[]).await;
    angabe(app, id, "ZUSTAENDIGKEIT", "Kiel, § 86 Abs. 1").await;
    ja(app, id, "schritt/H03", &[]).await;
    for a in ["SCREENING", "BERATUNG", "KIND_GEHOERT", "WUNSCH_WAHL_HINWEIS"] {
        angabe(app, id, a, "ja").await;
    }
    for a in ["MATERIELL", "SOZIAL", "INFRASTRUKTURELL"] {
        ja(app, id, &format!("angabe/NICHTS_{a}"), &[]).await;
    }
    let person = lies(app, id).await.beteiligte[0].id.to_string();
    let wille = [
        ("person", person.as_str()),
        ("wortlaut", "Ich will, dass Leon die Klasse schafft"),
        ("datum", "2026-11-20"),
        ("art", "WILLE"),
        ("quelle", "GESPRAECH"),
        ("eigenaktivitaet", "20 Minuten jeden Abend"),
    ];
    ja(app, id, "wille", &wille).await;
    let worte = lies(app, id).await.aeusserungen[0].id.to_string();
    ja(
        app,
        id,
        "grobziel",
        &[("grobziel", "Leon schafft die Klasse"), ("aus", &worte)],
    )
    .await;
    let ziel = lies(app, id).await.grobziele[0].id.to_string();
    let klein = [
        ("zu", ziel.as_str()),
        ("handlungsziel", "Hausaufgaben sind abends fertig"),
        ("messkriterium", "Heft ist vollständig"),
        ("frist", "2027-01-31"),
        ("schritt_wer", "Mutter"),
        ("schritt_was", "20 Minuten mit Leon"),
        ("schritt_bis", "2026-12-01"),
        ("realistisch", "Großmutter kocht"),
        ("akzeptiert", "ja"),
    ];
    ja(app, id, "handlungsziel", &klein).await;
    let staerke = [
        ("feld", "PERSOENLICH"),
        ("bezeichnung", "kann gut zuhören"),
        ("aktivierbarkeit", "SOFORT"),
        ("quelle", "PERSON_SELBST"),
    ];
    ja(app, id, "ressourcen", &staerke).await;
    ja(app, id, "schritt/H05", &[]).await;
    let c = [("gesamtergebnis", "UEBERSPRUNGEN"), ("grund", "EILFALL")];
    ja(app, id, "sozialraum", &c).await;
    ja(app, id, "schritt/H06", &[]).await;
    let runde = [
        ("typ", "KOLLEGIALE_BERATUNG"),
        ("datum", "2026-11-20"),
        ("dauer", "47"),
        ("falleinbringer", "Anna Abel"),
        ("moderation", "Bernd Beck"),
        ("teilnehmer-1", "Anna Abel"),
        ("traeger-1", "OEFFENTLICH"),
        ("teilnehmer-2", "Bernd Beck"),
        ("traeger-2", "OEFFENTLICH"),
        ("teilnehmer-3", "Carla Cem"),
        ("traeger-3", "OEFFENTLICH"),
        ("ressourcen", "kann gut zuhören"),
        ("frage", "Was trägt?"),
        ("idee-EINZELFALL", "Hausaufgaben gemeinsam"),
        ("idee-SOZIALRAUM", "Lernpaten im Haus"),
        ("idee-FALLUEBERGREIFEND", "Elterncafé"),
        ("empfehlung", "Familienhilfe"),
        ("einigkeit", "EINSTIMMIG"),
        ("familie", "ANWESEND"),
    ];
    ja(app, id, "konferenz", &runde).await;
    ja(app, id, "schritt/H08", &[]).await;
    angabe(app, id, "ANSPRUCHSINHABER", "Ayşe Müller-Șerban").await;
    angabe(app, id, "BEGEHREN", "Ich möchte Familienhilfe").await;
    id
}

/// Plans one Baustein.
pub async fn baustein(app: &App, id: Id<Fall>, art: &str, typ: &str, kosten: &str) -> (u16, String) {
    let ziel = lies(app, id).await.handlungsziele[0].id.to_string();
    let felder = [
        ("art", art),
        ("typ", typ),
        ("text", "Hilfe am Nachmittag"),
        ("umfang", "MINUTEN_WOCHE"),
        ("mindestens", "120"),
        ("hoechstens", "240"),
        ("von", "2026-12-01"),
        ("bis", "2027-05-31"),
        ("kosten", kosten),
        ("ziele", &ziel),
    ];
    post(app, id, "baustein", &felder).await
}

pub const PLAN: [(&str, &str); 6] = [
    ("bedarf", "Entlastung am Abend"),
    ("aufgabe_familie", "20 Minuten lernen"),
    ("aufgabe_amt", "Termin im Haus"),
    ("meinungen", "alle einverstanden"),
    ("familie_selbst", "Wir schaffen das, wenn jemand mitlernt."),
    ("pruefdatum", "2027-02-21"),
];

pub const BEWILLIGUNG: [(&str, &str); 8] = [
    ("art", "BEWILLIGUNG"),
    ("norm", "§§ 27, 31 SGB VIII"),
    ("tenor", "Sie bekommen eine Familienhilfe."),
    ("von", "2026-12-01"),
    ("bis", "2027-05-31"),
    ("wunsch", "ENTSPROCHEN"),
    ("wunsch_worte", "eine Frau, die Türkisch spricht"),
    ("weg", "POST"),
];

/// Planned and drafted, everything there for H09.
pub async fn zum_entscheiden(app: &App, art: &str, kosten: &str) -> Id<Fall> {
    let id = bis_f5(app).await;
    for (a, t, k) in [(art, "EINZEL", kosten), ("SR-B", "BEFAEHIGUNG", "")] {
        let (status, seite) = baustein(app, id, a, t, k).await;
        assert_eq!(status, 303, "{}", fehler(&seite));
    }
    ja(app, id, "hilfeplan", &PLAN).await;
    ja(app, id, "entscheidung", &BEWILLIGUNG).await;
    id
}
