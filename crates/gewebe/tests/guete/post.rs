//! A Weg-Weisung by mail, from the page through the queue to a real mail server; and GUETE S13: what was typed leaves
//! the server by no other door.

use gewebe::{anwendung, demo};
use store::{sicherung, werte};
use testkit::{
    db::{Art, Frisch},
    mensch::Mensch,
    server::Server,
    smtp::Briefkasten,
};

use crate::stadt;

const PROGRAMM: &str = env!("CARGO_BIN_EXE_gewebe");
const EMPFAENGER: &str = "kanarie.empfaengerin@example.org";
const NAME: &str = "Kanarienvogelsang";
const WORTE: &str = "Kanarienworte über ein Problem";

/// Words of quoted-printable, as far as German needs it.
fn klartext(brief: &str) -> String {
    let (kopf, rumpf) = brief.split_once("\n\n").unwrap();
    let kopf = kopf.to_ascii_lowercase();
    let mut bytes = Vec::new();
    if !kopf.contains("quoted-printable") {
        return rumpf.to_owned();
    }
    let mut zeichen = rumpf.replace("=\n", "").into_bytes().into_iter();
    while let Some(z) = zeichen.next() {
        if z == b'=' {
            let hex: Vec<u8> = zeichen.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(z);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn weg_weisung_kommt_an_und_kein_kanarienvogel_entkommt() {
    let rt = tokio::runtime::Runtime::new().unwrap();
    let frisch = rt.block_on(async {
        let frisch = Frisch::neu(Art::Sqlite, &anwendung::RAEUME).await.unwrap();
        stadt::fuellen(frisch.db.clone()).await;
        frisch
    });
    let (angebot, titel): (uuid::Uuid, String) = rt.block_on(async {
        let mut tx = frisch.db.read().await.unwrap();
        tx.fetch_one(
            "SELECT id, titel FROM angebot WHERE status = 'AKTIV' ORDER BY id LIMIT 1",
            werte![],
        )
        .await
        .unwrap()
    });
    let kasten = Briefkasten::oeffnen().unwrap();
    let ordner = tempfile::tempdir().unwrap();
    let server = Server::starten(
        PROGRAMM,
        &frisch.url,
        ordner.path(),
        &[
            ("GEWEBE_POST__SMTP", &kasten.url),
            ("GEWEBE_POST__ABSENDER", "Amt <amt@example.org>"),
            ("GEWEBE_PROTOKOLL__STUFE", "trace"),
        ],
    )
    .unwrap();
    let m = Mensch::angemeldet(&server.adresse, "jule.muehlbrink", demo::KENNWORT).unwrap();
    let csrf = m.hole("/konto").unwrap().feld("_csrf").unwrap();
    let (einmal, angebot) = (base::Ids::uuid(&base::SystemIds).to_string(), angebot.to_string());
    let felder = [
        ("_csrf", csrf.as_str()),
        ("weg", &angebot),
        ("email", EMPFAENGER),
        ("einmal", &einmal),
    ];
    // pressed twice: sent once
    for _ in 0..2 {
        assert_eq!(m.sende("/weg-weisung/senden", &felder).unwrap().status, 303);
    }
    let briefe = kasten.warte_auf(1).unwrap();
    assert_eq!(
        (briefe[0].von.as_str(), &briefe[0].an[..]),
        ("amt@example.org", &[EMPFAENGER.to_owned()][..])
    );
    let text = klartext(&briefe[0].text);
    assert!(text.contains("Guten Tag") && text.contains(&titel), "{text}");
    assert!(
        !briefe[0].text.to_lowercase().contains("text/html"),
        "plain text only"
    );

    let person = format!("/anliegen/neu/{}", base::Ids::uuid(&base::SystemIds));
    let felder = [
        ("_csrf", csrf.as_str()),
        ("worte", WORTE),
        ("kanal", "TELEFON"),
        ("melderrolle", "SELBST"),
        ("gefaehrdungshinweis", "JA"),
        ("ortsart", "ADRESSE"),
        ("adresse-text", "Ahornweg 1, Taufkirchen"),
        ("nachname", NAME),
    ];
    let a = m.sende(&person, &felder).unwrap();
    assert_eq!(a.status, 303, "{}", a.text);
    assert!(m.hole(a.kopf("location").unwrap()).unwrap().text.contains(NAME));
    // searches, wrong fields and wrong passwords
    m.sende("/anliegen/suche", &[("_csrf", &csrf), ("suche", NAME)])
        .unwrap();
    m.sende(
        &person,
        &[("_csrf", csrf.as_str()), ("nachname", NAME), ("worte", "a\0b")],
    )
    .unwrap();
    let falsch = Mensch::neu(&server.adresse);
    falsch
        .formular(
            "/anmelden",
            &[("kennung", NAME), ("kennwort", "kanarienkennwort-eins")],
        )
        .unwrap();
    // the Meldung of the danger hint is told to the Leitung: that there is one, and nothing about anybody (P5)
    let briefe = kasten.warte_auf(2).unwrap();
    let (slips, hinweise): (Vec<_>, Vec<_>) = briefe
        .iter()
        .partition(|b| b.an.iter().any(|an| an == EMPFAENGER));
    assert_eq!(slips.len(), 1);
    for b in hinweise {
        assert!(b.text.contains("Kinderschutz KS-"), "{}", b.text);
        let text = klartext(&b.text);
        assert!(!text.contains(NAME) && !text.contains("Kanarien"), "{text}");
    }
    let umgebung = std::fs::read(format!("/proc/{}/environ", server.pid())).unwrap();
    let protokoll = server.protokoll();
    server.anhalten().unwrap();
    assert!(protokoll.len() > 1_000, "the log says something: {protokoll}");
    let schluessel = std::fs::read_to_string(ordner.path().join("schluessel")).unwrap();
    for kanarie in [
        NAME,
        WORTE,
        EMPFAENGER,
        "kanarienkennwort",
        demo::KENNWORT,
        schluessel.trim(),
    ] {
        assert!(!protokoll.contains(kanarie), "in the log: {kanarie}");
        let umgebung = String::from_utf8_lossy(&umgebung);
        assert!(!umgebung.contains(kanarie), "in the environment: {kanarie}");
    }
    // a backup holds the records, but no password, no secret and no address of a slip that is gone
    let mut datei = Vec::new();
    rt.block_on(sicherung::sichern(&frisch.db, &mut datei)).unwrap();
    let datei = String::from_utf8(datei).unwrap();
    assert!(datei.contains(NAME));
    for kanarie in ["kanarienkennwort", demo::KENNWORT, EMPFAENGER, schluessel.trim()] {
        assert!(!datei.contains(kanarie), "in the backup: {kanarie}");
    }
    // the journal names fields, never what stood in them
    let angaben: Vec<(String, String)> = rt.block_on(async {
        let mut tx = frisch.db.read().await.unwrap();
        tx.fetch_all("SELECT aktion, angaben FROM journal", werte![])
            .await
            .unwrap()
    });
    for (aktion, angaben) in angaben {
        assert!(!angaben.to_lowercase().contains("kanarie"), "{aktion}: {angaben}");
    }
    rt.block_on(frisch.weg());
}
