//! A draft that begins with what somebody found out: the version in force as a new draft, with the reason on top.

use base::{Datum, Id};
use store::Tx;

use super::{Fassung, einspielen};
use crate::{
    App, Error, Result,
    go::Status,
    recht::{Befugnis, Verwalten},
};

/// Longest reason.
const HOECHSTENS: usize = 500;

/// Creates a draft out of the version in force, with the next free number. Nothing in it is changed yet: the reason
/// stands as a remark on top, and whoever keeps the Geschäftsordnung writes the change. Nothing takes effect by this.
///
/// # Errors
/// `AMT-E20` without a version in force; the errors of the file as [`einspielen`] has them.
pub async fn entwurf_aus_anlass(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Fassung>,
    anlass: &str,
) -> Result<Id<Fassung>> {
    let alle = super::alle(tx).await?;
    let Some(gilt) = alle.iter().find(|f| f.stand() == Status::InKraft) else {
        return Err(Error::regel(
            "AMT-E20",
            "Es gilt noch keine Geschäftsordnung. Bringen Sie zuerst eine Fassung ein.",
        ));
    };
    let nummer = alle.iter().map(|f| f.nummer).max().unwrap_or(0) + 1;
    let neu = umschreiben(&gilt.toml, nummer, app.uhr.heute(), anlass);
    einspielen(app, tx, may, &neu).await
}

/// The file with another head: number, first day, state; the decision of the old one is not that of the new one.
fn umschreiben(toml: &str, nummer: i64, heute: Datum, anlass: &str) -> String {
    let anlass: String = anlass
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(HOECHSTENS)
        .collect();
    let mut drin = vec![format!("# Entwurf vom {heute}. Anlass: {}", anlass.trim())];
    let (mut im_kopf, mut im_text) = (false, false);
    for zeile in toml.lines() {
        if !im_text && zeile.starts_with('[') {
            im_kopf = zeile.trim_end() == "[go]";
        }
        let name = zeile.split('=').next().unwrap_or_default().trim();
        match name {
            "version" if im_kopf => drin.push(format!("version = {nummer}")),
            "status" if im_kopf => drin.push("status = \"ENTWURF\"".to_owned()),
            "gueltig_ab" if im_kopf => drin.push(format!("gueltig_ab = {:04}-01-01", heute.0.year() + 1)),
            "beschluss" | "gueltig_bis" | "nachtrag_grund" if im_kopf => {}
            _ => drin.push(zeile.to_owned()),
        }
        // a bracket at the start of a line of text is no table
        if zeile.matches("\"\"\"").count() % 2 == 1 {
            im_text = !im_text;
        }
    }
    drin.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::umschreiben;
    use crate::go::{Status, lesen};

    #[test]
    fn jedes_modell_wird_zum_entwurf_und_sonst_bleibt_alles() {
        for modell in ["graz", "isar", "kiel", "norderstedt", "saarbruecken"] {
            let datei = format!("{}/../../../modelle/{modell}/go.toml", env!("CARGO_MANIFEST_DIR"));
            let alt = std::fs::read_to_string(datei).unwrap();
            let neu = umschreiben(
                &alt,
                7,
                "2026-11-23".parse().unwrap(),
                "Zu lang:\n[go]\nversion = 9",
            );
            let (vorher, nachher) = (lesen("alt", &alt).unwrap(), lesen("neu", &neu).unwrap());
            assert_eq!(
                (nachher.version, nachher.status),
                (7, Status::Entwurf),
                "{modell}"
            );
            assert_eq!(nachher.gueltigkeit.ab(), "2027-01-01".parse().unwrap());
            assert!(nachher.beschluss.is_none(), "{modell}");
            assert!(neu.starts_with("# Entwurf vom 23.11.2026. Anlass: Zu lang: [go] version = 9\n"));
            assert!(
                crate::ordnung::vergleichen(&vorher, &nachher).is_empty(),
                "{modell}"
            );
        }
    }
}
