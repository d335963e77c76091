//! Somebody at a browser, straight at the router: keeps cookies and the token of the last page.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

pub struct Antwort {
    pub status: StatusCode,
    pub kopf: HeaderMap,
    pub text: String,
}

impl Antwort {
    pub fn ort(&self) -> &str {
        self.kopf
            .get(header::LOCATION)
            .map_or("", |v| v.to_str().unwrap())
    }

    /// Value of a hidden field.
    pub fn feld(&self, name: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\" value=\""))?;
        Some(rest.split('"').next()?.to_owned())
    }
}

/// GUETE S5: on every single answer these tests get.
fn kopfzeilen(pfad: &str, status: StatusCode, kopf: &HeaderMap) {
    let wert = |n: &str| kopf.get(n).map_or("", |w| w.to_str().unwrap());
    let csp = wert("content-security-policy");
    assert!(
        csp.starts_with("default-src 'none'") && csp.matches("frame-ancestors").count() == 1,
        "{kopf:?}"
    );
    // only the pages made for it may stand in a frame, and then only of https origins that are named
    let (_, rahmen) = csp.split_once("frame-ancestors ").unwrap();
    let rahmen = rahmen.split(';').next().unwrap();
    let eingebettet = rahmen != "'none'";
    assert!(
        eingebettet || status != 200 || !pfad.starts_with("/einbetten/"),
        "{pfad}: {rahmen}"
    );
    if eingebettet {
        assert!(pfad.starts_with("/einbetten/"), "{pfad}: {rahmen}");
        assert!(
            rahmen
                .split(' ')
                .all(|s| s.starts_with("https://") && !s.contains('*')),
            "{rahmen}"
        );
        assert!(!kopf.contains_key(header::SET_COOKIE), "{pfad}");
    }
    assert!(
        !csp.contains("unsafe") && csp.contains("require-trusted-types-for"),
        "{csp}"
    );
    for (name, soll) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", if eingebettet { "" } else { "DENY" }),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(wert(name), soll, "{name}: {kopf:?}");
    }
    assert!(wert("permissions-policy").contains("camera=()"), "{kopf:?}");
}

#[derive(Clone)]
pub struct Besucher {
    router: Router,
    cookies: BTreeMap<String, String>,
    pub csrf: String,
}

impl Besucher {
    pub fn neu(router: &Router) -> Self {
        Self {
            router: router.clone(),
            cookies: BTreeMap::new(),
            csrf: String::new(),
        }
    }

    pub async fn angemeldet(router: &Router, kennung: &str, kennwort: &str) -> Self {
        let mut b = Self::neu(router);
        b.get("/anmelden").await;
        let a = b
            .post("/anmelden", &[("kennung", kennung), ("kennwort", kennwort)])
            .await;
        assert_eq!((a.status.as_u16(), a.ort()), (303, "/"), "{kennung}: {}", a.text);
        // the token of the sign-in page is not that of the session
        let seite = b.get("/konto").await;
        assert_eq!(seite.status, 200, "{kennung}: {}", seite.text);
        b
    }

    /// The session cookie as the browser holds it.
    pub fn sitzung(&self) -> Option<&str> {
        self.cookies.get("gewebe").map(String::as_str)
    }

    pub async fn senden(&mut self, mut req: Request<Body>) -> Antwort {
        let pfad = req.uri().path().to_owned();
        let cookies: Vec<String> = self.cookies.iter().map(|(n, w)| format!("{n}={w}")).collect();
        let kopf = req.headers_mut();
        kopf.entry(header::HOST)
            .or_insert("gewebe.example".parse().unwrap());
        kopf.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        let antwort = self.router.clone().oneshot(req).await.unwrap();
        let (teile, koerper) = antwort.into_parts();
        for zeile in teile.headers.get_all(header::SET_COOKIE) {
            let paar = zeile.to_str().unwrap().split(';').next().unwrap();
            let (name, wert) = paar.split_once('=').unwrap();
            if wert.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), wert.to_owned());
            }
        }
        let bytes = koerper.collect().await.unwrap().to_bytes();
        kopfzeilen(&pfad, teile.status, &teile.headers);
        let antwort = Antwort {
            status: teile.status,
            kopf: teile.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        };
        if let Some(csrf) = antwort.feld("_csrf") {
            self.csrf = csrf;
        }
        antwort
    }

    pub async fn get(&mut self, pfad: &str) -> Antwort {
        self.senden(Request::get(pfad).body(Body::empty()).unwrap()).await
    }

    /// A form of our own page.
    pub fn formular(&self, pfad: &str, felder: &[(&str, &str)]) -> Request<Body> {
        let rumpf = form_urlencoded::Serializer::new(String::new())
            .append_pair("_csrf", &self.csrf)
            .extend_pairs(felder)
            .finish();
        Request::post(pfad)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(rumpf))
            .unwrap()
    }

    pub async fn post(&mut self, pfad: &str, felder: &[(&str, &str)]) -> Antwort {
        let req = self.formular(pfad, felder);
        self.senden(req).await
    }

    /// JSON to the interface, as a program of our own origin sends it.
    pub async fn json(&mut self, pfad: &str, rumpf: &str) -> Antwort {
        let req = Request::post(pfad)
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("x-csrf-token", &self.csrf)
            .body(Body::from(rumpf.to_owned()))
            .unwrap();
        self.senden(req).await
    }

    /// An upload without a file.
    pub async fn hochladen(&mut self, pfad: &str) -> Antwort {
        let req = Request::post(format!("{pfad}?_csrf={}", self.csrf))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grenze")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from("--grenze--\r\n"))
            .unwrap();
        self.senden(req).await
    }
}
