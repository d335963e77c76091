use std::path::Path;

use super::{
    lage, organisation,
    pruefen::{self, Orte},
    raeume,
    typen::Modell,
};
use crate::go::{self, GoFehler, quelle::Quelle};

/// The models that ship with the program, by the name of their folder.
pub const EINGEBAUT: [&str; 5] = ["isar", "graz", "norderstedt", "saarbruecken", "kiel"];

const DATEIEN: [&str; 4] = ["go.toml", "raeume.toml", "organisation.toml", "lage.toml"];

#[derive(rust_embed::RustEmbed)]
#[folder = "../../../modelle"]
struct Ablage;

impl Modell {
    /// Reads one of the models built into the program.
    ///
    /// # Errors
    /// GO-E02 for a name that is none of [`EINGEBAUT`]; otherwise as [`Self::aus_texten`].
    pub fn eingebaut(kennung: &str) -> Result<Self, Vec<GoFehler>> {
        if !EINGEBAUT.contains(&kennung) {
            let text = format!("Das Modell „{kennung}“ ist nicht eingebaut.");
            let mut fehler = ganze_datei("GO-E02", kennung, text);
            fehler.erlaubt = format!(
                "{} oder ein Ordner mit einem eigenen Modell.",
                EINGEBAUT.join(", ")
            );
            return Err(vec![fehler]);
        }
        Self::aus(kennung, &format!("modelle/{kennung}"), |name| {
            let datei = Ablage::get(&format!("{kennung}/{name}"));
            datei
                .map(|d| d.data.into_owned())
                .ok_or_else(|| "Die Datei fehlt.".to_owned())
        })
    }

    /// Reads a model from a folder: a municipality's own, without a change in the program.
    ///
    /// # Errors
    /// GO-E00 for files that cannot be read; otherwise as [`Self::aus_texten`].
    pub fn aus_ordner(ordner: &Path) -> Result<Self, Vec<GoFehler>> {
        let kennung = ordner
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let anzeige = ordner.to_string_lossy();
        Self::aus(&kennung, anzeige.trim_end_matches('/'), |name| {
            std::fs::read(ordner.join(name)).map_err(|f| match f.kind() {
                std::io::ErrorKind::NotFound => "Die Datei fehlt.".to_owned(),
                _ => format!("Die Datei kann nicht gelesen werden: {f}."),
            })
        })
    }

    /// Reads what a person names on the command line: a built-in model by its name, else a folder.
    ///
    /// # Errors
    /// As [`Self::eingebaut`] and [`Self::aus_ordner`].
    pub fn laden(name_oder_ordner: &str) -> Result<Self, Vec<GoFehler>> {
        let ordner = Path::new(name_oder_ordner);
        if ordner.is_dir() && !EINGEBAUT.contains(&name_oder_ordner) {
            Self::aus_ordner(ordner)
        } else {
            Self::eingebaut(name_oder_ordner)
        }
    }

    fn aus(
        kennung: &str,
        anzeige: &str,
        lies: impl Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Self, Vec<GoFehler>> {
        let mut fehler = Vec::new();
        let gelesen = DATEIEN.map(|name| {
            let pfad = format!("{anzeige}/{name}");
            let text = lies(name).and_then(|bytes| {
                String::from_utf8(bytes).map_err(|_| "Die Datei ist nicht in UTF-8 gespeichert.".to_owned())
            });
            let text = text.map_err(|text| fehler.push(ganze_datei("GO-E00", &pfad, text)));
            (pfad, text.unwrap_or_default())
        });
        if !fehler.is_empty() {
            return Err(fehler);
        }
        Self::aus_texten(kennung, &gelesen)
    }

    /// Reads a model from the texts of its four files, each with the name for messages: `go.toml`, `raeume.toml`,
    /// `organisation.toml`, `lage.toml`.
    ///
    /// # Errors
    /// All findings of all files at once: those of [`go::lesen`], GO-E01/GO-E02 for keys, values and references,
    /// RAUM-E12, RAUM-E13, RAUM-E30, TEAM-E01 … E03, AMT-E01, AMT-E02. References between files are checked
    /// once every file can be read by itself.
    pub fn aus_texten(kennung: &str, dateien: &[(String, String); 4]) -> Result<Self, Vec<GoFehler>> {
        let [go_datei, raeume_datei, organisation_datei, lage_datei] = dateien;
        let go = go::lesen(&go_datei.0, &go_datei.1);
        let quellen =
            [raeume_datei, organisation_datei, lage_datei].map(|(name, text)| Quelle::neu(name, text));
        let (raeume, orte_raeume) = raeume::lesen(&quellen[0]);
        let (organisation, orte_organisation) = organisation::lesen(&quellen[1]);
        let (lage, orte_lage) = lage::lesen(&quellen[2]);
        let mut fehler = Vec::new();
        let go = go.map_err(|f| fehler.extend(f)).ok();
        for quelle in quellen {
            fehler.extend(quelle.fehler());
        }
        let (Some(go), Some(raeume), true) = (go, raeume, fehler.is_empty()) else {
            return Err(fehler);
        };
        let modell = Self {
            kennung: kennung.to_owned(),
            go,
            raeume,
            organisation,
            lage,
        };
        let orte = Orte {
            dateien: [&raeume_datei.0, &organisation_datei.0, &lage_datei.0],
            raeume: orte_raeume,
            organisation: orte_organisation,
            lage: orte_lage,
        };
        let fehler = pruefen::alles(&modell, &orte);
        if fehler.is_empty() {
            Ok(modell)
        } else {
            Err(fehler)
        }
    }
}

fn ganze_datei(code: base::Code, datei: &str, text: String) -> GoFehler {
    GoFehler {
        code,
        datei: datei.to_owned(),
        zeile: 1,
        spalte: 1,
        schluessel: String::new(),
        text,
        erlaubt: String::new(),
    }
}
