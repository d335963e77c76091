//! Addresses in the web: what may be asked, and what an answer means.

use crate::codes::LinkBefund;

/// A link is asked again after so many days.
pub const TAGE: i64 = 7;
/// A dead one sooner: it may have been a bad day.
pub const TAGE_TOT: i64 = 1;

/// The address as a browser would open it, without what leads only inside the page; `None` when it is none. Without a
/// scheme it is `https`.
#[must_use]
pub fn adresse(eingabe: &str) -> Option<String> {
    let roh = eingabe.trim();
    let roh = roh.split('#').next().unwrap_or_default();
    let url = match roh.split_once("://") {
        Some((s, _)) if s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https") => roh.to_owned(),
        Some(_) => return None,
        None if roh.starts_with("mailto:") || roh.starts_with("javascript:") => return None,
        None => format!("https://{roh}"),
    };
    let (_, rest) = url.split_once("://")?;
    let wirt = rest.split(['/', '?']).next().unwrap_or_default();
    // a name with a password in front hides where it leads
    let gut = wirt.contains('.')
        && !wirt.contains('@')
        && !url.chars().any(|c| c.is_whitespace() || c.is_control())
        && url.len() <= 2000;
    gut.then_some(url)
}

/// What a status means. Being refused is no sign that the page is gone: many do not want to be asked by programs.
#[must_use]
pub const fn bedeutet(status: u16) -> LinkBefund {
    match status {
        200..=299 => LinkBefund::Gut,
        404 | 410 => LinkBefund::Weg,
        401 | 403 | 405 | 406 | 429 | 501 | 999 => LinkBefund::NichtGefragt,
        _ => LinkBefund::Fehler,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nur_adressen_im_netz() {
        for (ein, aus) in [
            ("verein.example", Some("https://verein.example")),
            (" http://verein.example/a#oben ", Some("http://verein.example/a")),
            ("HTTPS://verein.example", Some("HTTPS://verein.example")),
            ("javascript:alert(1)", None),
            ("mailto:a@b.example", None),
            ("ftp://verein.example", None),
            ("file:///etc/passwd", None),
            ("https://nutzer:geheim@verein.example", None),
            ("siehe Aushang", None),
            ("localhost", None),
            ("", None),
        ] {
            assert_eq!(adresse(ein).as_deref(), aus, "{ein}");
        }
    }

    #[test]
    fn abgewiesen_ist_nicht_tot() {
        for (status, tot) in [
            (200, false),
            (204, false),
            (403, false),
            (429, false),
            (404, true),
            (410, true),
            (500, true),
            (302, true),
        ] {
            assert_eq!(bedeutet(status).tot(), tot, "{status}");
        }
    }
}
