//! Asks the links of the directory whether they still answer. Politely: few at a time, with a pause, the head before the
//! whole. And never inside: an address of the own network is not asked, whatever name stands for it and whoever
//! redirects there.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
    time::Duration,
};

use amt::App;
use netz::{codes::LinkBefund, rules::link::bedeutet, service};
use tokio::sync::watch;
use ureq::{
    Agent, Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

/// How long one question may take altogether.
const FRIST: Duration = Duration::from_secs(10);
/// Between two questions.
const PAUSE: Duration = Duration::from_secs(2);
/// After the start: whoever only tries the program asks nobody.
const ANLAUF: Duration = Duration::from_secs(300);
/// Between two rounds.
const STUNDE: Duration = Duration::from_secs(3600);
/// Redirects that are followed.
const WEITER: u32 = 5;

/// Which servers may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erlaubt {
    /// Only addresses of the open internet, only the usual ports.
    NurOeffentlich,
    /// Everything: for a test with a server on this machine.
    AuchDieserRechner,
}

/// Whether an address belongs to the open internet.
#[must_use]
pub fn ist_oeffentlich(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => oeffentlich_v4(v4),
        IpAddr::V6(v6) => oeffentlich_v6(v6),
    }
}

fn oeffentlich_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let geteilt = a == 100 && (64..128).contains(&b);
    let messung = a == 198 && (b == 18 || b == 19);
    let protokoll = a == 192 && b == 0 && (c == 0 || c == 2);
    let anycast = a == 192 && b == 88 && c == 99;
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || geteilt
        || messung
        || protokoll
        || anycast)
}

/// Only the part of the address space that is given out, and of it nothing that carries another address inside.
fn oeffentlich_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let vergeben = s[0] & 0xe000 == 0x2000;
    let dokumentation = s[0] == 0x2001 && s[1] == 0x0db8 || s[0] == 0x3fff;
    let besonderes = s[0] == 0x2001 && s[1] < 0x0200;
    let traegt_v4 = s[0] == 0x2002;
    vergeben && !dokumentation && !besonderes && !traegt_v4
}

/// Looks names up and hands out only addresses that may be asked. The connection goes to what was looked up here, so a
/// name cannot point elsewhere in between.
#[derive(Debug)]
struct NurDraussen {
    erlaubt: Erlaubt,
    sonst: DefaultResolver,
}

/// Why nothing was asked.
#[derive(Debug)]
struct Drinnen;

impl std::fmt::Display for Drinnen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an address inside")
    }
}
impl std::error::Error for Drinnen {}

impl Resolver for NurDraussen {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let streng = self.erlaubt == Erlaubt::NurOeffentlich;
        if streng && !matches!(uri.port_u16(), None | Some(80 | 443)) {
            return Err(Error::Other(Box::new(Drinnen)));
        }
        let gefunden = self.sonst.resolve(uri, config, timeout)?;
        // one inside is enough: who mixes them means no good
        if streng && !gefunden.iter().all(|a| ist_oeffentlich(a.ip())) {
            return Err(Error::Other(Box::new(Drinnen)));
        }
        Ok(gefunden)
    }
}

/// Asks links.
#[derive(Debug, Clone)]
pub struct Pruefer(Agent);

impl Pruefer {
    /// Says who it is: `kennung` stands in every question.
    #[must_use]
    pub fn neu(erlaubt: Erlaubt, kennung: &str) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(FRIST))
            .http_status_as_error(false)
            .max_redirects(WEITER)
            .max_redirects_will_error(false)
            .user_agent(kennung)
            // a proxy of the environment would look names up itself
            .proxy(None)
            .max_idle_connections(0)
            .build();
        let wege = NurDraussen {
            erlaubt,
            sonst: DefaultResolver::default(),
        };
        Self(Agent::with_parts(config, DefaultConnector::default(), wege))
    }

    /// Asks one, first for its head, then for the whole where the head says no. Blocks for at most twice the time a
    /// question may take.
    #[must_use]
    pub fn fragen(&self, url: &str) -> (LinkBefund, Option<u16>) {
        let status = |r: Result<ureq::http::Response<ureq::Body>, Error>| r.map(|a| a.status().as_u16());
        let mut antwort = status(self.0.head(url).call());
        // many servers do not know the question for the head, or answer it wrongly
        if antwort.as_ref().is_ok_and(|s| *s >= 300) {
            antwort = status(self.0.get(url).call());
        }
        match antwort {
            Ok(s) => (bedeutet(s), Some(s)),
            Err(Error::Other(e)) if e.is::<Drinnen>() => (LinkBefund::Gesperrt, None),
            Err(Error::BadUri(_) | Error::Http(_)) => (LinkBefund::KeinLink, None),
            Err(Error::Rustls(_) | Error::Tls(_)) => (LinkBefund::Unsicher, None),
            Err(Error::Io(e)) if ist_tls(&e) => (LinkBefund::Unsicher, None),
            Err(_) => (LinkBefund::KeinServer, None),
        }
    }
}

/// The certificate is refused inside of reading and writing.
fn ist_tls(e: &std::io::Error) -> bool {
    e.kind() == std::io::ErrorKind::InvalidData
}

/// One round: what is due, one after the other. How many were asked.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn runde(app: &App, pruefer: &Pruefer, hoechstens: usize, pause: Duration) -> amt::Result<usize> {
    let mut tx = app.db.write().await?;
    let faellig = service::links_faellig(app, &mut tx, hoechstens).await?;
    tx.commit().await?;
    let anzahl = faellig.len();
    for (i, url) in faellig.into_iter().enumerate() {
        if i > 0 {
            tokio::time::sleep(pause).await;
        }
        let (wer, ziel) = (pruefer.clone(), url.clone());
        // the answer is waited for outside of any transaction
        let gefragt = tokio::task::spawn_blocking(move || wer.fragen(&ziel)).await;
        let (befund, http) = gefragt.map_err(|e| amt::Error::Intern(e.to_string()))?;
        let mut tx = app.db.write().await?;
        service::link_merken(app, &mut tx, &url, befund, http).await?;
        tx.commit().await?;
    }
    Ok(anzahl)
}

/// Once an hour, as long as the server runs.
pub async fn schleife(app: App, je_lauf: usize, mut halt: watch::Receiver<bool>) {
    let basis: Option<Arc<str>> = app.rahmen.oeffentliche_adresse.clone();
    let kennung = format!(
        "Gewebe-Linkpruefung/{} ({})",
        env!("CARGO_PKG_VERSION"),
        basis.as_deref().unwrap_or("Verzeichnis sozialer Angebote")
    );
    let pruefer = Pruefer::neu(Erlaubt::NurOeffentlich, &kennung);
    tokio::select! {
        () = tokio::time::sleep(ANLAUF) => {}
        _ = halt.changed() => return,
    }
    while !*halt.borrow() {
        tokio::select! {
            ergebnis = runde(&app, &pruefer, je_lauf, PAUSE) => match ergebnis {
                Ok(0) => {}
                Ok(n) => tracing::info!(n, "asked links"),
                Err(fehler) => tracing::warn!(%fehler, "asking links"),
            },
            _ = halt.changed() => return,
        }
        tokio::select! {
            () = tokio::time::sleep(STUNDE) => {}
            _ = halt.changed() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read as _, Write as _},
        net::TcpListener,
        sync::{Arc, Mutex},
    };

    use super::*;

    /// A server on this machine that knows a few paths and remembers what it was asked.
    fn server() -> (u16, Arc<Mutex<Vec<String>>>) {
        let horcher = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = horcher.local_addr().unwrap().port();
        let gefragt = Arc::new(Mutex::new(Vec::new()));
        let merken = Arc::clone(&gefragt);
        std::thread::spawn(move || {
            for strom in horcher.incoming() {
                let mut strom = strom.unwrap();
                let mut kopf = Vec::new();
                let mut b = [0; 512];
                while !kopf.windows(4).any(|w| w == b"\r\n\r\n") {
                    let n = strom.read(&mut b).unwrap();
                    if n == 0 {
                        break;
                    }
                    kopf.extend_from_slice(&b[..n]);
                }
                let text = String::from_utf8_lossy(&kopf).into_owned();
                let frage = text.lines().next().unwrap_or_default().to_owned();
                let (methode, pfad) = frage.split_once(' ').unwrap_or_default();
                let pfad = pfad.split(' ').next().unwrap_or_default();
                let (status, mehr) = match (methode, pfad) {
                    (_, "/gut") | ("GET", "/nur-ganz") => ("200 OK", String::new()),
                    ("HEAD", "/nur-ganz") => ("405 Method Not Allowed", String::new()),
                    (_, "/weg") => ("404 Not Found", String::new()),
                    (_, "/kaputt") => ("500 Internal Server Error", String::new()),
                    (_, "/nicht-fuer-dich") => ("403 Forbidden", String::new()),
                    (_, "/um") => ("302 Found", "Location: /gut\r\n".to_owned()),
                    (_, "/im-kreis") => ("302 Found", "Location: /im-kreis\r\n".to_owned()),
                    _ => ("410 Gone", String::new()),
                };
                merken
                    .lock()
                    .unwrap()
                    .push(format!("{methode} {pfad} {}", text.contains("Probe/1")));
                let _ = write!(
                    strom,
                    "HTTP/1.1 {status}\r\n{mehr}Content-Length: 0\r\nConnection: close\r\n\r\n"
                );
            }
        });
        (port, gefragt)
    }

    #[test]
    fn ein_echter_server_wird_hoeflich_gefragt() {
        let (port, gefragt) = server();
        let p = Pruefer::neu(Erlaubt::AuchDieserRechner, "Probe/1");
        let fragen = |pfad: &str| p.fragen(&format!("http://127.0.0.1:{port}{pfad}"));
        assert_eq!(fragen("/gut"), (LinkBefund::Gut, Some(200)));
        assert_eq!(fragen("/nur-ganz"), (LinkBefund::Gut, Some(200)));
        assert_eq!(fragen("/weg"), (LinkBefund::Weg, Some(404)));
        assert_eq!(fragen("/kaputt"), (LinkBefund::Fehler, Some(500)));
        assert_eq!(fragen("/nicht-fuer-dich"), (LinkBefund::NichtGefragt, Some(403)));
        assert_eq!(fragen("/um"), (LinkBefund::Gut, Some(200)));
        assert!(fragen("/im-kreis").0.tot());
        assert_eq!(fragen("/sonst"), (LinkBefund::Weg, Some(410)));
        let alle = gefragt.lock().unwrap().clone();
        assert_eq!(
            alle[..3],
            ["HEAD /gut true", "HEAD /nur-ganz true", "GET /nur-ganz true"]
        );
        // nobody listens here any more
        let frei = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        assert_eq!(
            p.fragen(&format!("http://127.0.0.1:{frei}/")),
            (LinkBefund::KeinServer, None)
        );
        assert_eq!(
            p.fragen("http://gibt-es-nicht.invalid/"),
            (LinkBefund::KeinServer, None)
        );
    }

    #[test]
    fn nach_innen_wird_nie_gefragt() {
        let (port, gefragt) = server();
        let p = Pruefer::neu(Erlaubt::NurOeffentlich, "Probe/1");
        for url in [
            format!("http://127.0.0.1:{port}/gut"),
            format!("http://localhost:{port}/gut"),
            "http://127.0.0.1/".to_owned(),
            "http://localhost/".to_owned(),
            "http://[::1]/".to_owned(),
            "http://[::ffff:127.0.0.1]/".to_owned(),
            "http://10.0.0.1/".to_owned(),
            "http://192.168.1.1/".to_owned(),
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            "http://0.0.0.0/".to_owned(),
            "https://8.8.8.8:22/".to_owned(),
        ] {
            assert_eq!(p.fragen(&url), (LinkBefund::Gesperrt, None), "{url}");
        }
        assert!(gefragt.lock().unwrap().is_empty());
    }

    #[test]
    fn was_zum_offenen_netz_gehoert() {
        for ip in [
            "8.8.8.8",
            "193.99.144.80",
            "2a00:1450:4001:80b::200e",
            "2001:4860:4860::8888",
        ] {
            assert!(ist_oeffentlich(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "203.0.113.5",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
        ] {
            assert!(!ist_oeffentlich(ip.parse().unwrap()), "{ip}");
        }
    }
}
