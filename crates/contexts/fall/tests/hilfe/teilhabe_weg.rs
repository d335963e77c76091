//! Leading a case along SM-4 by its pages, as the Teilhabeplanung does.

use amt::{App, Kontext, recht::Rolle};
use base::Id;
use fall::{
    model::{Fall, Hinweis},
    service::fall::lesen,
};

use crate::{
    gemeinsam::{
        aufnahme, nimm,
        schritte::{akte as anliegen, geh, voll},
        seiten::senden_als,
        wer,
    },
    hilfe::weg::fehler,
};

/// Frau A as Teilhabeplanung.
pub fn egh() -> Kontext {
    wer(0xE2, Rolle::R11, vec![])
}

pub async fn lies(app: &App, id: Id<Fall>) -> lesen::Akte {
    let mut tx = app.db.write().await.unwrap();
    let a = lesen::akte(app, &mut tx, &egh(), id).await.unwrap();
    tx.commit().await.unwrap();
    a
}

pub async fn post(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)]) -> (u16, String) {
    let version = lies(app, id).await.fall.version.to_string();
    let mut alle = vec![("version", version.as_str())];
    alle.extend(felder);
    senden_als(app, &format!("/faelle/{id}/{weg}"), &alle, egh()).await
}

pub async fn ja(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)]) {
    let (status, seite) = post(app, id, weg, felder).await;
    assert_eq!(status, 303, "{weg}: {}", fehler(&seite));
}

pub async fn nein(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)], wort: &str) {
    let (status, seite) = post(app, id, weg, felder).await;
    assert!(
        status == 422 && seite.contains(wort),
        "{weg} {status}: {}",
        fehler(&seite)
    );
}

pub async fn angabe(app: &App, id: Id<Fall>, name: &str, worte: &str) {
    let (t, w) = (format!("{name}-tag"), format!("{name}-worte"));
    let felder = [(t.as_str(), "2026-11-20"), (w.as_str(), worte)];
    ja(app, id, &format!("angabe/{name}"), &felder).await;
}

pub async fn beginn(app: &App) -> Id<Fall> {
    let id = nimm(app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    let mut cmd = voll(1);
    let f = cmd.fall.as_mut().unwrap();
    f.sektor = "EGH".to_owned();
    f.norm = "§ 113 SGB IX".to_owned();
    f.rolle = "LEISTUNGSBERECHTIGT".to_owned();
    f.bezug = fall::model::Bezug::Erwachsene;
    geh(app, &egh(), id, "A05", &cmd).await.unwrap();
    anliegen(app, &egh(), id).await.fall.unwrap().id
}

pub const BEREICHE: [&str; 9] = [
    "LERNEN",
    "AUFGABEN",
    "KOMMUNIKATION",
    "MOBILITAET",
    "SELBSTVERSORGUNG",
    "HAEUSLICH",
    "BEZIEHUNGEN",
    "BEDEUTEND",
    "GEMEINSCHAFT",
];

pub async fn bereiche(app: &App, id: Id<Fall>, n: usize) {
    let texte: Vec<String> = BEREICHE.iter().map(|b| format!("{b}-text")).collect();
    let mut felder = Vec::new();
    for (b, t) in BEREICHE.iter().zip(&texte).take(n) {
        felder.push((*b, "NEIN"));
        felder.push((t.as_str(), "das gelingt gut"));
    }
    ja(app, id, "bedarf", &felder).await;
}

pub async fn bis_g2(app: &App) -> Id<Fall> {
    let id = beginn(app).await;
    angabe(app, id, "ANTRAG", "Assistenz beim Einkaufen, mündlich").await;
    ja(app, id, "schritt/EG02", &[]).await;
    angabe(app, id, "EGH_ZUSTAENDIGKEIT", "Kiel, § 98; zuständig").await;
    angabe(app, id, "REHA_TRAEGER_GEPRUEFT", "keine anderen").await;
    ja(app, id, "schritt/EG03", &[]).await;
    id
}

pub async fn bis_g4(app: &App) -> Id<Fall> {
    let id = bis_g2(app).await;
    angabe(app, id, "BERATUNG_106", "in Leichter Sprache").await;
    angabe(app, id, "EUTB_HINWEIS", "").await;
    angabe(app, id, "BEDARFSINSTRUMENT", "Instrument SH").await;
    angabe(app, id, "VERTRAUENSPERSON_GEFRAGT", "ja, die Nachbarin").await;
    bereiche(app, id, 9).await;
    let neben = [
        ("PFLEGE", "BETEILIGT"),
        ("PFLEGE-am", "2026-11-20"),
        ("LEBENSUNTERHALT", "NICHT_NOETIG"),
        ("BETREUUNG", "OHNE_EINWILLIGUNG"),
    ];
    ja(app, id, "nebenpruefung", &neben).await;
    let person = lies(app, id).await.beteiligte[0].id.to_string();
    let wunsch = [
        ("person", person.as_str()),
        ("wortlaut", "Ich will allein einkaufen gehen"),
        ("datum", "2026-11-20"),
        ("art", "WILLE"),
        ("quelle", "GESPRAECH"),
        ("eigenaktivitaet", "Ich übe jeden Freitag"),
    ];
    ja(app, id, "wille", &wunsch).await;
    let worte = lies(app, id).await.aeusserungen[0].id.to_string();
    ja(
        app,
        id,
        "grobziel",
        &[("grobziel", "Allein einkaufen"), ("aus", &worte)],
    )
    .await;
    let ziel = lies(app, id).await.grobziele[0].id.to_string();
    let klein = [
        ("zu", ziel.as_str()),
        ("handlungsziel", "Den Weg zum Laden kennen"),
        ("messkriterium", "dreimal ohne Hilfe"),
        ("frist", "2027-01-31"),
        ("schritt_wer", "Frau Müller"),
        ("schritt_was", "jeden Freitag üben"),
        ("schritt_bis", "2026-12-01"),
        ("realistisch", "Nachbarin kommt mit"),
        ("akzeptiert", "ja"),
    ];
    ja(app, id, "handlungsziel", &klein).await;
    let staerke = [
        ("feld", "PERSOENLICH"),
        ("bezeichnung", "kann gut rechnen"),
        ("aktivierbarkeit", "SOFORT"),
        ("quelle", "PERSON_SELBST"),
    ];
    ja(app, id, "ressourcen", &staerke).await;
    ja(app, id, "schritt/EG05", &[]).await;
    let c = [("gesamtergebnis", "UEBERSPRUNGEN"), ("grund", "PERSON_LEHNT_AB")];
    ja(app, id, "sozialraum", &c).await;
    ja(app, id, "schritt/EG06", &[]).await;
    id
}

/// Without a conference to the Feststellung.
pub async fn bis_g6(app: &App) -> Id<Fall> {
    let id = bis_g4(app).await;
    let ohne = [("gpk", "KEIN_VORSCHLAG"), ("gpk-tag", "2026-11-20")];
    ja(app, id, "gesamtplankonferenz", &ohne).await;
    ja(app, id, "schritt/EG08", &[]).await;
    angabe(app, id, "FESTSTELLUNG", "Assistenz zwei Stunden in der Woche").await;
    id
}

pub async fn baustein(app: &App, id: Id<Fall>, art: &str, typ: &str) -> (u16, String) {
    let ziel = lies(app, id).await.handlungsziele[0].id.to_string();
    let felder = [
        ("art", art),
        ("typ", typ),
        ("text", "Begleitung zum Laden"),
        ("umfang", "MINUTEN_WOCHE"),
        ("mindestens", "60"),
        ("hoechstens", "120"),
        ("von", "2026-12-01"),
        ("bis", "2027-11-30"),
        ("kosten", "9000,00"),
        ("ziele", &ziel),
    ];
    post(app, id, "gesamtplan/baustein", &felder).await
}

pub const EINZELN: [(&str, &str); 6] = [
    ("wunsch", "EINZELN"),
    ("wohnen", "ja"),
    ("zumutbar", "ja"),
    ("grund", "Sie braucht Ruhe"),
    ("vereinbarung", "ja"),
    ("ziele_erreichbar", "ja"),
];

pub const PLAN: [(&str, &str); 12] = [
    ("bedarf", "Begleitung beim Einkaufen"),
    ("massstaebe", "Sie kauft allein ein"),
    ("wirkungskontrolle_am", "2027-11-01"),
    ("aktivitaeten", "übt jeden Freitag"),
    ("selbsthilfe", "die Nachbarin kommt mit"),
    ("wunsch_wahl", "kein Persönliches Budget"),
    ("barmittel", "nicht zutreffend"),
    ("krankenhaus", "nicht zutreffend"),
    ("sozialraum", "Café Paletti am Markt"),
    ("person_selbst", "Ich schaffe das bald allein."),
    ("meinungen", "einverstanden"),
    ("pruefdatum", "2028-11-21"),
];

pub const ENTWURF: [(&str, &str); 8] = [
    ("art", "BEWILLIGUNG"),
    ("norm", "§ 113 Abs. 2 Nr. 2 SGB IX"),
    ("tenor", "Sie bekommen eine Assistenz."),
    ("von", "2026-12-01"),
    ("bis", "2027-11-30"),
    ("wunsch", "ENTSPROCHEN"),
    ("wunsch_worte", "eine Frau"),
    ("weg", "POST"),
];

pub async fn geplant(app: &App, id: Id<Fall>) {
    let (status, seite) = baustein(app, id, "E113-2", "EINZEL").await;
    assert_eq!(status, 303, "{}", fehler(&seite));
    let b = lies(app, id).await.bausteine[0].id;
    ja(app, id, &format!("gesamtplan/baustein/{b}/gemeinsam"), &EINZELN).await;
    ja(app, id, "gesamtplan", &PLAN).await;
    ja(app, id, "schritt/EG10", &[]).await;
}

pub async fn bis_g9(app: &App) -> Id<Fall> {
    let id = bis_g6(app).await;
    geplant(app, id).await;
    ja(app, id, "entscheidung", &ENTWURF).await;
    ja(app, id, "schritt/EG11", &[]).await;
    angabe(app, id, "GESAMTPLAN_UEBERGEBEN", "").await;
    angabe(app, id, "VEREINBARUNG_125", "Haus Nord").await;
    ja(app, id, "schritt/EG12", &[]).await;
    id
}
