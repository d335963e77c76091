use amt::{
    RolleJetzt,
    recht::{Befugnis, Bezug, OrganisationsArt, Rolle},
};
use base::{Id, Text};
use clap::Parser;
use raum::service::{self, Begruendung, NeueGliederung};
use store::werte;
use tempfile::TempDir;

use super::*;

#[derive(Parser)]
struct Zeile {
    #[command(flatten)]
    args: Args,
}

fn args(worte: &[&str]) -> Args {
    Zeile::try_parse_from([&["import"], worte].concat()).unwrap().args
}

/// A folder with a configuration, an empty database with two accounts, and a draft.
async fn ort() -> (TempDir, PathBuf) {
    let ordner = tempfile::tempdir().unwrap();
    let pfad = |n: &str| ordner.path().join(n).display().to_string();
    let konfig = ordner.path().join("gewebe.toml");
    let text = format!(
        "datenbank = \"sqlite:{}\"\nschluessel_datei = \"{}\"\n",
        pfad("g.db"),
        pfad("g.schluessel")
    );
    fs::write(&konfig, text).unwrap();
    let app = dienst::app(&Konfig::lesen(&konfig).unwrap()).await.unwrap();
    let mut tx = app.db.write().await.unwrap();
    for (n, kennung, rolle, status) in [
        (1_u128, "planung", Rolle::R22, "AKTIV"),
        (2, "redaktion", Rolle::R19, "AKTIV"),
        (3, "weg", Rolle::R22, "GESPERRT"),
    ] {
        let id: Id<amt::Benutzer> = Id::von(uuid::Uuid::from_u128(n));
        tx.execute(
            "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
                organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
             VALUES ($1, $2, $2, $2, $2, '', $3, 'OEFFENTLICH', '', $4, '', '', 1, $5, $5)",
            werte![id, kennung, false, status, app.uhr.jetzt()],
        )
        .await
        .unwrap();
        tx.execute(
            "INSERT INTO benutzer_rolle (id, benutzer, rolle, ab) VALUES ($1, $2, $3, '2020-01-01')",
            werte![app.ids.uuid(), id, rolle.code()],
        )
        .await
        .unwrap();
    }
    let kontext = Kontext::neu(
        Id::von(uuid::Uuid::from_u128(1)),
        String::new(),
        OrganisationsArt::Oeffentlich,
        vec![RolleJetzt {
            rolle: Rolle::R22,
            raeume: Vec::new(),
        }],
    );
    let may = Befugnis::pruefen(&kontext, None, Bezug::default()).unwrap();
    let neu = NeueGliederung {
        bezeichnung: Text::neu("Entwurf").unwrap(),
        gueltig_ab: "2027-01-01".parse().unwrap(),
        gueltig_bis: None,
        begruendung: Begruendung::default(),
        kritik_offen: None,
    };
    service::gliederung_anlegen(&app, &mut tx, &may, &neu)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    app.db.schliessen().await;
    (ordner, konfig)
}

async fn zahl(konfig: &Path, sql: &'static str) -> i64 {
    let app = dienst::app(&Konfig::lesen(konfig).unwrap()).await.unwrap();
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx.fetch_one(sql, werte![]).await.unwrap();
    drop(tx);
    app.db.schliessen().await;
    n
}

fn datei(ordner: &TempDir, name: &str, inhalt: &[u8]) -> String {
    let pfad = ordner.path().join(name);
    fs::write(&pfad, inhalt).unwrap();
    pfad.display().to_string()
}

async fn code(konfig: &Path, worte: &[&str]) -> ExitCode {
    ausfuehren(konfig, args(worte)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn ansehen_einlesen_berichten() {
    let (ordner, konfig) = ort().await;
    let grenzen = datei(
        &ordner,
        "g.csv",
        b"code;name;ebene;eltern\nN;Nord;REGION;\nA;Altstadt;SOZIALRAUM;N\n",
    );
    let wer = ["--konto", "planung", "--still"];
    let mit =
        |mehr: &[&'static str]| -> Vec<String> { wer.iter().chain(mehr).map(|s| (*s).to_owned()).collect() };
    let lauf = |art: &str, dateien: &[&str], mehr: Vec<String>| {
        let worte: Vec<String> = [art]
            .iter()
            .chain(dateien)
            .map(|s| (*s).to_owned())
            .chain(mehr)
            .collect();
        let konfig = konfig.clone();
        async move {
            let worte: Vec<&str> = worte.iter().map(String::as_str).collect();
            code(&konfig, &worte).await
        }
    };
    assert_eq!(
        lauf("grenzen", &[&grenzen], mit(&["--vorschau"])).await,
        ExitCode::SUCCESS
    );
    assert_eq!(
        zahl(&konfig, "SELECT COUNT(*) FROM raumeinheit").await,
        0,
        "nur angesehen"
    );
    assert_eq!(lauf("grenzen", &[&grenzen], mit(&[])).await, ExitCode::SUCCESS);

    // old office programs: Windows-1252 and a delimiter that has to be said
    let strassen = datei(
        &ordner,
        "s.csv",
        b"Stra\xdfe|Code|Hausnr von|Hausnr bis\nM\xfchlweg|A|1|9\nM\xfchlweg|X|11|19\n",
    );
    let zuordnung = datei(
        &ordner,
        "z.toml",
        "[felder]\nname = \"Straße\"\nraum = \"Code\"\nvon = \"Hausnr von\"\nbis = \"Hausnr bis\"\n"
            .as_bytes(),
    );
    let bericht = ordner.path().join("b.csv").display().to_string();
    let alles = [
        "--zuordnung",
        &zuordnung,
        "--trenner",
        "strich",
        "--kodierung",
        "windows-1252",
    ];
    let mut worte = mit(&["--zuschnitt", "Entwurf"]);
    worte.extend(alles.map(str::to_owned));
    worte.extend(["--bericht", &bericht].map(str::to_owned));
    assert_eq!(
        lauf("strassen", &[&strassen], worte.clone()).await,
        ExitCode::from(1)
    );
    assert_eq!(
        zahl(&konfig, "SELECT COUNT(*) FROM strasse WHERE name = 'Mühlweg'").await,
        1
    );
    assert_eq!(zahl(&konfig, "SELECT COUNT(*) FROM hausnummernbereich").await, 1);
    let csv = fs::read_to_string(&bericht).unwrap();
    assert!(csv.contains("3;;RAUM-E24;abgewiesen;"), "{csv}");
    // the report of yesterday is not overwritten, and nothing is read in
    assert_eq!(lauf("strassen", &[&strassen], worte).await, ExitCode::from(2));

    // two files: one of them unusable, so none of them
    let gut = datei(
        &ordner,
        "a.csv",
        "Straße;Hausnummer;PLZ;Ort\nHauptstraße;1;8010;Graz\n".as_bytes(),
    );
    let kaputt = datei(&ordner, "leer.csv", b"");
    assert_eq!(
        lauf("adressen", &[&gut, &kaputt], mit(&[])).await,
        ExitCode::from(2)
    );
    assert_eq!(zahl(&konfig, "SELECT COUNT(*) FROM adresse").await, 0);
    assert_eq!(lauf("adressen", &[&gut], mit(&[])).await, ExitCode::SUCCESS);
    assert_eq!(
        zahl(&konfig, "SELECT COUNT(*) FROM adresse WHERE plz = '8010'").await,
        1
    );

    let zahlen = datei(&ordner, "e.csv", b"Raum;Einwohner;Stichtag\nA;1200;31.12.2025\n");
    let zuordnung = datei(
        &ordner,
        "e.toml",
        b"[felder]\nraum = \"Raum\"\neinwohner = \"Einwohner\"\nstichtag = \"Stichtag\"\n",
    );
    let mut worte = mit(&[]);
    worte.extend(["--zuordnung", &zuordnung].map(str::to_owned));
    assert_eq!(lauf("zahlen", &[&zahlen], worte).await, ExitCode::SUCCESS);
    assert_eq!(
        zahl(&konfig, "SELECT COUNT(*) FROM raumeinheit WHERE einwohner = 1200").await,
        1
    );
    // every import stands in the journal under the account
    let noten =
        "SELECT COUNT(DISTINCT aktion) FROM journal WHERE benutzer = X'00000000000000000000000000000001'";
    assert!(zahl(&konfig, noten).await >= 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn nur_wer_darf() {
    let (ordner, konfig) = ort().await;
    let grenzen = datei(
        &ordner,
        "g.csv",
        b"code;name;ebene;eltern\nN;Nord;REGION;\nA;Altstadt;SOZIALRAUM;N\n",
    );
    for konto in ["gibtsnicht", "weg", "redaktion"] {
        let worte = ["grenzen", &grenzen, "--konto", konto, "--still"];
        assert_eq!(code(&konfig, &worte).await, ExitCode::from(2), "{konto}");
    }
    let angebote = datei(
        &ordner,
        "a.csv",
        "Titel;Art;Thema;Straße;PLZ;Ort\nElterncafé;OFFENER_TREFF;Erziehung;Markt 1;22844;Norderstedt\nX;Zauberei;Erziehung;;;\n"
            .as_bytes(),
    );
    let zuordnung = datei(
        &ordner,
        "z.toml",
        "[felder]\nquelle = { fest = \"Liste\" }\ngeprueft_am = { fest = \"2026-01-01\" }\ntitel = \"Titel\"\nart = \"Art\"\nthemen = \"Thema\"\nanschrift = \"Straße\"\nplz = \"PLZ\"\nort = \"Ort\"\n"
            .as_bytes(),
    );
    let mut worte = vec![
        "angebote",
        &angebote,
        "--konto",
        "redaktion",
        "--still",
        "--zuordnung",
        &zuordnung,
    ];
    worte.push("--vorschau");
    assert_eq!(code(&konfig, &worte).await, ExitCode::from(1));
    assert_eq!(zahl(&konfig, "SELECT COUNT(*) FROM angebot").await, 0);
    worte.pop();
    assert_eq!(
        code(&konfig, &worte).await,
        ExitCode::from(1),
        "eine Zeile abgewiesen"
    );
    assert_eq!(zahl(&konfig, "SELECT COUNT(*) FROM angebot").await, 1);
    assert_eq!(code(&konfig, &worte).await, ExitCode::from(1));
    assert_eq!(
        zahl(&konfig, "SELECT COUNT(*) FROM angebot").await,
        1,
        "zweimal ist wie einmal"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn strg_c_laesst_nichts_halbes() {
    let (ordner, konfig) = ort().await;
    let mut text = String::from("Straße;Hausnummer;PLZ;Ort\n");
    (1..=12_000).for_each(|i| writeln!(text, "Weg {};{};22844;Ort", i / 500, i % 500 + 1).unwrap());
    let pfad = datei(&ordner, "a.csv", text.as_bytes());
    let app = dienst::app(&Konfig::lesen(&konfig).unwrap()).await.unwrap();
    let wer = konto(&app, "planung").await.unwrap();
    let art = import::nach_code(&app, "adressen").unwrap();
    // asked to stop at each step there is, the last one before the commit included
    let mut schritte = 0;
    for ab in 1.. {
        let halt = Arc::new(AtomicBool::new(false));
        let innen = fortschritt(halt.clone(), ProgressBar::hidden());
        let mal = std::sync::atomic::AtomicU32::new(0);
        let zaehlend: Fortschritt = Arc::new(move |s| {
            if mal.fetch_add(1, Ordering::SeqCst) + 1 == ab {
                halt.store(true, Ordering::SeqCst);
            }
            innen(s)
        });
        let pfade = [PathBuf::from(&pfad)];
        let e = import::einlesen_datei(&app, &wer, &*art, &pfade, "", Umgang::Speichern, zaehlend).await;
        let Err(e) = e else { break };
        assert_eq!(e.befunde()[0].code, "EINLESEN-E50");
        schritte = ab;
        let mut tx = app.db.read().await.unwrap();
        let (n,): (i64,) = tx
            .fetch_one(
                "SELECT (SELECT COUNT(*) FROM adresse) + (SELECT COUNT(*) FROM strasse)",
                werte![],
            )
            .await
            .unwrap();
        assert_eq!(n, 0, "Schritt {ab}");
    }
    assert!(schritte >= 5, "{schritte}");
}
