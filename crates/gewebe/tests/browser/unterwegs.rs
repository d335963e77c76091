//! The walk through the quarter without network: the server goes away, three points are entered, the server comes
//! back, and three points are there. Signing out leaves nothing on the device.

use std::net::SocketAddr;

use anyhow::{Context, ensure};
use axum::Router;
use serde_json::Value;
use testkit::browser::{Browser, TELEFON};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{stadt::Stadt, weg};

/// Netz (R19).
const NETZ: &str = "mehmet.pappelreuter";

/// A server that can go away and come back at the same address.
struct Funk {
    routen: Router,
    wo: SocketAddr,
    laeuft: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Funk {
    async fn an(&mut self) -> anyhow::Result<()> {
        let zuhoerer = TcpListener::bind(self.wo).await?;
        self.wo = zuhoerer.local_addr()?;
        let (aus, ende) = oneshot::channel::<()>();
        let routen = self
            .routen
            .clone()
            .into_make_service_with_connect_info::<SocketAddr>();
        let lauf = tokio::spawn(async move {
            let server = axum::serve(zuhoerer, routen).with_graceful_shutdown(async move {
                let _ = ende.await;
            });
            let _ = server.await;
        });
        self.laeuft = Some((aus, lauf));
        Ok(())
    }

    async fn aus(&mut self) -> anyhow::Result<()> {
        let (aus, lauf) = self.laeuft.take().context("läuft nicht")?;
        let _ = aus.send(());
        // connections the browser keeps open end with their task
        let _ = tokio::time::timeout(std::time::Duration::from_secs(5), lauf).await;
        Ok(())
    }
}

/// Walks.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let mut funk = Funk {
        routen: stadt.routen.clone(),
        wo: "127.0.0.1:0".parse()?,
        laeuft: None,
    };
    funk.an().await?;
    let unterwegs = Stadt {
        adresse: format!("http://{}", funk.wo),
        strasse: String::new(),
        ort: String::new(),
        routen: stadt.routen.clone(),
        uhr: stadt.uhr.clone(),
    };
    let b = Browser::starten(TELEFON).await?;
    let ergebnis = ansehen(&b, &unterwegs, &mut funk).await;
    b.zu().await?;
    ergebnis
}

/// How many entries lie on the device, and whether one of them can be read as it lies there.
async fn auf_dem_geraet(b: &Browser) -> anyhow::Result<Value> {
    let js = "const fertig = arguments[arguments.length - 1];
        indexedDB.databases().then(alle => {
            if (!alle.some(d => d.name === 'gewebe-unterwegs')) return fertig({ da: 0, lager: false });
            const f = indexedDB.open('gewebe-unterwegs');
            f.onsuccess = () => {
                const z = f.result.transaction('eintrag').objectStore('eintrag').getAll();
                z.onsuccess = () => {
                    const lesbar = z.result.some(e => new TextDecoder('latin1').decode(e.geheim).includes('Kiosk'));
                    f.result.close();
                    fertig({ da: z.result.length, lager: true, lesbar });
                };
            };
        });";
    Ok(b.client.execute_async(js, vec![]).await?)
}

async fn ort(b: &Browser, name: &str, wo: &str) -> anyhow::Result<()> {
    b.tippe("#feld-ort_name", name).await?;
    weg::waehle(b, "#feld-ort_art", "Ort, an dem man sich trifft").await?;
    b.tippe("#feld-ort_punkt", wo).await?;
    b.klick("[data-blatt] button[type=submit]").await?;
    weg::bis(b, "document.querySelector('#feld-ort_name').value === ''").await
}

async fn ansehen(b: &Browser, s: &Stadt, funk: &mut Funk) -> anyhow::Result<()> {
    weg::anmelden(b, s, NETZ).await?;
    b.geh(&s.url("/erfassungen")).await?;
    // a draft of the demo, how many points it has, and a corner of its space
    let js = "const fertig = arguments[arguments.length - 1];
        const json = (a) => a.json();
        Promise.all([fetch('/erfassungen/unterwegs').then(json), fetch('/raeume/karte.geojson').then(json)]).then(([a, k]) => {
            const e = a.erfassungen[0];
            const f = k.features.find(f => f.properties.name.includes(e.raum) || e.raum.includes(f.properties.name));
            let c = f.geometry.coordinates;
            while (Array.isArray(c[0])) c = c[0];
            fertig([e.id, e.eintraege.filter(x => x.art === 'PUNKT').length, c[1], c[0]]);
        }, e => fertig(String(e)));";
    let (id, vorher, lat, lon): (String, usize, f64, f64) =
        serde_json::from_value(b.client.execute_async(js, vec![]).await?)?;
    let stelle = |nr: i32| format!("{:.5} {lon:.5}", lat + f64::from(nr) / 1000.0);
    b.geh(&s.url(&format!("/erfassungen/{id}"))).await?;
    let punkt = b
        .client
        .execute("return document.querySelectorAll('main ol li').length", vec![])
        .await?;
    ensure!(
        punkt.as_u64() == Some(u64::try_from(vorher)?),
        "{punkt} statt {vorher}"
    );
    b.klick_text("Unterwegs erfassen").await?;
    weg::bis(b, "document.querySelector('[data-unterwegs][data-bereit]')").await?;
    weg::makellos(b, "Blatt für unterwegs").await?;
    weg::bild_hoch(b, "unterwegs", 1700).await?;

    // away: the sheet opens again from the device alone
    funk.aus().await?;
    b.client.refresh().await?;
    b.warte_auf_text("Gerade ohne Verbindung").await?;
    for (nr, name) in (0..).zip(["Kiosk am Eck", "Bank unter der Linde", "Mauer vor dem Laden"]) {
        ort(b, name, &stelle(nr)).await?;
    }
    weg::waehle(b, "#feld-dazu", "Ein Bild").await?;
    let ordner = tempfile::tempdir()?;
    let datei = ordner.path().join("vom-telefon.png");
    b.bild(&datei).await?;
    b.tippe("#feld-foto_titel", "Der Kiosk von vorn").await?;
    b.warte("#feld-foto")
        .await?
        .send_keys(&datei.to_string_lossy())
        .await?;
    b.klick("[data-blatt] button[type=submit]").await?;
    b.warte_auf_text("Bild: Der Kiosk von vorn").await?;
    // one more time from the device, as when the phone was switched off in between
    b.client.refresh().await?;
    b.warte_auf_text("Mauer vor dem Laden").await?;
    let geraet = auf_dem_geraet(b).await?;
    ensure!(
        geraet["da"] == 4 && geraet["lesbar"] == false,
        "auf dem Gerät: {geraet}"
    );

    // back
    funk.an().await?;
    b.klick_text("Jetzt übertragen").await?;
    b.warte_auf_text("Einträge sind übertragen").await?;
    b.warte_auf_text("Alles ist übertragen.").await?;
    ensure!(auf_dem_geraet(b).await?["da"] == 0, "es liegt noch etwas da");
    b.klick_text("Jetzt übertragen").await?;
    b.geh(&s.url(&format!("/erfassungen/{id}"))).await?;
    let js = "return [...document.querySelectorAll('main ol li bdi:first-child')].map(e => e.textContent)";
    let namen: Vec<String> = serde_json::from_value(b.client.execute(js, vec![]).await?)?;
    ensure!(namen.len() == vorher + 3, "{namen:?}");
    ensure!(
        namen[vorher..] == ["Kiosk am Eck", "Bank unter der Linde", "Mauer vor dem Laden"],
        "{namen:?}"
    );
    let js = "const b = document.querySelector('.gw-bild img'); b.loading = 'eager';
        const fertig = arguments[arguments.length - 1]; b.decode().then(() => fertig(b.alt + ' ' + (b.naturalWidth > 100)), e => fertig(String(e)));";
    let bild = b.client.execute_async(js, vec![]).await?;
    ensure!(bild == "Der Kiosk von vorn true", "{bild}");

    // somebody wrote the same point meanwhile: a person decides
    b.klick_text("Unterwegs erfassen").await?;
    weg::bis(b, "!document.querySelector('[data-offen]').hidden").await?;
    ort(b, "kiosk am eck", &stelle(0)).await?;
    b.warte_auf_text("Ist es dasselbe?").await?;
    weg::makellos(b, "Entscheiden").await?;
    b.klick_text("Dasselbe: so zusammenführen").await?;
    b.warte_auf_text("Alles ist übertragen.").await?;

    // away once more; then signing out asks first, and leaves nothing
    funk.aus().await?;
    ort(b, "Bleibt liegen", &stelle(9)).await?;
    b.warte_auf_text("Gerade ohne Verbindung").await?;
    funk.an().await?;
    b.geh(&s.url("/impressum")).await?;
    ensure!(auf_dem_geraet(b).await?["da"] == 1, "wartet nicht");
    b.geh(&s.url("/erfassungen")).await?;
    b.klick_text("Abmelden").await?;
    let frage = warnung(b).await?;
    ensure!(frage.contains("Ein Eintrag von unterwegs"), "{frage}");
    b.client.dismiss_alert().await?;
    ensure!(
        auf_dem_geraet(b).await?["da"] == 1,
        "verloren, obwohl nicht abgemeldet"
    );
    b.klick_text("Abmelden").await?;
    warnung(b).await?;
    b.client.accept_alert().await?;
    b.warte("#feld-kennwort").await?;
    let geraet = auf_dem_geraet(b).await?;
    ensure!(
        geraet["da"] == 0 && geraet["lager"] == false,
        "nach dem Abmelden: {geraet}"
    );
    let js = "const fertig = arguments[arguments.length - 1];
        Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([a, b]) => fertig([a.length, b.length]));";
    let rest = b.client.execute_async(js, vec![]).await?;
    ensure!(rest == serde_json::json!([0, 0]), "nach dem Abmelden: {rest}");
    // and the sheet opens nothing any more
    b.geh(&s.url("/unterwegs/blatt")).await?;
    b.warte_auf_text("Bitte melden Sie sich an.").await
}

async fn warnung(b: &Browser) -> anyhow::Result<String> {
    for _ in 0..100 {
        if let Ok(text) = b.client.get_alert_text().await {
            return Ok(text);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("Beim Abmelden wird nicht gefragt")
}
