//! The session cookie, and what a request says about where it comes from.

use axum::http::{HeaderMap, HeaderValue, header};
use web::Rahmen;

/// Where a request comes from: the address of the client as far as the server can trust it. The binary puts it into
/// the extensions; without it all requests count as one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quelle(pub String);

const fn name(https: bool) -> &'static str {
    if https { "__Host-gewebe" } else { "gewebe" }
}

/// The token of the request, when it has the right shape.
pub(super) fn lesen(rahmen: &Rahmen, kopf: &HeaderMap) -> Option<String> {
    let gesucht = name(rahmen.https());
    kopf.get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|zeile| zeile.split(';'))
        .filter_map(|paar| paar.trim().split_once('='))
        .find(|(n, w)| *n == gesucht && w.len() == 64 && w.bytes().all(|b| b.is_ascii_hexdigit()))
        .map(|(_, w)| w.to_owned())
}

fn zeile(rahmen: &Rahmen, wert: &str, rest: &str) -> Option<HeaderValue> {
    let sicher = if rahmen.https() { "; Secure" } else { "" };
    let name = name(rahmen.https());
    let mut zeile = HeaderValue::from_str(&format!(
        "{name}={wert}; Path=/; HttpOnly; SameSite=Lax{sicher}{rest}"
    ))
    .ok()?;
    zeile.set_sensitive(true);
    Some(zeile)
}

/// The header that hands the token to the browser; it lives as long as the browser.
pub(crate) fn setzen(rahmen: &Rahmen, token: &str) -> Option<HeaderValue> {
    zeile(rahmen, token, "")
}

/// The header that takes it back.
pub(crate) fn loeschen(rahmen: &Rahmen) -> Option<HeaderValue> {
    zeile(rahmen, "", "; Max-Age=0")
}

/// "Firefox unter Linux": enough to recognise one's own device, too little to follow it.
pub(crate) fn geraet(kopf: &HeaderMap) -> String {
    let agent = kopf
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let finde =
        |paare: &[(&str, &'static str)]| paare.iter().find(|(m, _)| agent.contains(m)).map(|(_, n)| *n);
    let browser = finde(&[
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = finde(&[
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iOS"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(b), Some(s)) => format!("{b} unter {s}"),
        (Some(b), None) => b.to_owned(),
        _ => "unbekanntes Gerät".to_owned(),
    }
}
