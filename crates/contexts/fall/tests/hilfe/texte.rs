//! Texts of the office: kept with every wording, offered in forms, copied into what is decided.

use super::weg::{bis_f5, leitung};
use crate::gemeinsam::{
    ALLE, asd,
    seiten::{holen_als, senden_als},
    service, stadt,
};
use amt::App;

async fn anlegen(app: &App, felder: &[(&str, &str)]) -> (u16, String) {
    senden_als(app, "/textbausteine", felder, leitung()).await
}

testkit::auf_beiden!(textbausteine_mit_allen_fassungen, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let (status, leer) = holen_als(&app, "/textbausteine", asd()).await;
    assert!(status == 200 && leer.contains("Kein Textbaustein") && !leer.contains("Neuer Textbaustein"));
    assert_eq!(holen_als(&app, "/textbausteine", service()).await.0, 404);
    let neu = [
        ("zweck", "BEGRUENDUNG"),
        ("titel", "Anders als gewünscht"),
        ("text", "Die Hilfe beginnt am {von}."),
    ];
    assert_eq!(
        senden_als(&app, "/textbausteine", &neu, asd()).await.0,
        404,
        "nur die Leitung"
    );
    let (status, pfad) = anlegen(&app, &neu).await;
    assert_eq!(status, 303);
    // twice the same name, and a word no form fills in: what was typed stays
    let (status, seite) = anlegen(&app, &neu).await;
    assert!(
        status == 422
            && seite.contains("schon einen Textbaustein mit diesem Namen")
            && seite.contains("beginnt am {von}")
    );
    let falsch = [
        ("zweck", "TENOR"),
        ("titel", "Gruß"),
        ("text", "Liebe Familie {name}"),
    ];
    let (status, seite) = anlegen(&app, &falsch).await;
    assert!(status == 422 && seite.contains("kennt das Formular nicht") && seite.contains("Liebe Familie"));
    assert_eq!(anlegen(&app, &[("zweck", "TENOR")]).await.0, 422);
    // a new wording; the old one stays and can come back
    let lang = format!("Ab {{von}}. {}", "wort ".repeat(21).trim());
    let felder = [("version", "1"), ("titel", "Anders"), ("text", lang.as_str())];
    assert_eq!(senden_als(&app, &pfad, &felder, asd()).await.0, 404);
    assert_eq!(senden_als(&app, &pfad, &felder, leitung()).await.0, 303);
    let (_, seite) = holen_als(&app, &pfad, asd()).await;
    assert!(seite.contains("Fassung 2") && seite.contains("Fassung 1") && seite.contains("Das geht kürzer"));
    assert!(!seite.contains("Neue Fassung speichern"), "der ASD liest");
    let (status, seite) = senden_als(&app, &pfad, &felder, leitung()).await;
    assert!(
        status == 422 && seite.contains("inzwischen geändert"),
        "eine alte Seite"
    );
    let zurueck = [("version", "2"), ("nummer", "1")];
    assert_eq!(
        senden_als(&app, &format!("{pfad}/fassung"), &zurueck, leitung())
            .await
            .0,
        303
    );
    let (_, seite) = holen_als(&app, &pfad, leitung()).await;
    assert!(seite.contains("Fassung 3") && seite.contains("Anders als gewünscht"));
    let keine = [("version", "3"), ("nummer", "9")];
    assert_eq!(
        senden_als(&app, &format!("{pfad}/fassung"), &keine, leitung())
            .await
            .0,
        404
    );
    // out of the forms: gone for whoever only reads
    let weg = [("version", "3"), ("angeboten", "nein")];
    assert_eq!(
        senden_als(&app, &format!("{pfad}/angebot"), &weg, leitung())
            .await
            .0,
        303
    );
    assert_eq!(holen_als(&app, &pfad, asd()).await.0, 404);
    assert_eq!(holen_als(&app, &pfad, leitung()).await.0, 200);
    let (_, liste) = holen_als(&app, "/textbausteine?nur=BEGRUENDUNG", leitung()).await;
    assert!(liste.contains("Anders als gewünscht"));
    let (_, liste) = holen_als(&app, "/textbausteine?nur=TENOR", leitung()).await;
    assert!(!liste.contains("Anders als gewünscht"));
});

testkit::auf_beiden!(ein_textbaustein_kommt_in_die_begruendung, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = bis_f5(&app).await;
    let neu = [
        ("zweck", "BEGRUENDUNG"),
        ("titel", "Beginn"),
        ("text", "Die Hilfe beginnt am {von} nach {norm}."),
    ];
    let (_, pfad) = anlegen(&app, &neu).await;
    let baustein = pfad.rsplit('/').next().unwrap_or_default().to_owned();
    let (_, seite) = holen_als(&app, &format!("/faelle/{id}/entscheidung"), asd()).await;
    assert!(seite.contains("Begründung – Beginn"));
    // the button that saves answers the Enter key
    assert!(seite.find("Entwurf festhalten") < seite.find("In den Text einsetzen"));
    let version = seite
        .split("name=\"version\" value=\"")
        .nth(1)
        .and_then(|t| t.split('"').next())
        .unwrap_or("")
        .to_owned();
    let felder = [
        ("version", version.as_str()),
        ("textbaustein", baustein.as_str()),
        ("begruendung", "Schon geschrieben."),
        ("tenor", "Noch nicht gespeichert"),
        ("von", "2027-02-01"),
        ("norm", "§ 31 SGB VIII"),
    ];
    let ziel = format!("/faelle/{id}/entscheidung/textbaustein");
    let (status, seite) = senden_als(&app, &ziel, &felder, asd()).await;
    assert_eq!(status, 200);
    for da in [
        "Schon geschrieben.",
        "Die Hilfe beginnt am 01.02.2027 nach § 31 SGB VIII.",
        "Noch nicht gespeichert",
    ] {
        assert!(seite.contains(da), "{da}");
    }
    // nothing was kept
    let (_, seite) = holen_als(&app, &format!("/faelle/{id}/entscheidung"), asd()).await;
    assert!(!seite.contains("Schon geschrieben"));
    // somebody else changed the case: it says so, and what was typed stays
    let alt = [("version", "1"), felder[1], ("begruendung", "Alte Seite.")];
    let (status, seite) = senden_als(&app, &ziel, &alt, asd()).await;
    assert!(status == 422 && seite.contains("inzwischen geändert") && seite.contains("Alte Seite."));
    let ohne = [felder[0], ("tenor", "Bleibt stehen")];
    let (status, seite) = senden_als(&app, &ziel, &ohne, asd()).await;
    assert!(
        status == 422 && seite.contains("Bitte einen Textbaustein wählen") && seite.contains("Bleibt stehen")
    );
    assert_eq!(senden_als(&app, &ziel, &felder, service()).await.0, 404);
});
