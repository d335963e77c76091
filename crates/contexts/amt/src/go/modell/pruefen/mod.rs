//! What must hold between the files of a model.

mod abc;
mod personen;
mod raeume;
mod zustaendig;

use std::cell::RefCell;

use base::Code;

use super::{organisation, typen::Modell};
use crate::go::{GoFehler, Stelle, quelle::naechster};

/// Where the entries of the model stand.
pub(super) struct Orte<'a> {
    /// Names of `raeume.toml`, `organisation.toml`, `lage.toml`.
    pub dateien: [&'a str; 3],
    pub raeume: Vec<Stelle>,
    pub organisation: organisation::Orte,
    pub lage: Vec<Stelle>,
}

/// Which file an error is in.
#[derive(Clone, Copy)]
enum Datei {
    Raeume = 0,
    Organisation = 1,
    Lage = 2,
}

/// The model, its places, and the findings so far.
struct Pruefung<'a> {
    m: &'a Modell,
    orte: &'a Orte<'a>,
    fehler: RefCell<Vec<GoFehler>>,
}

/// All findings between the files, file by file in the order of the lines.
pub(super) fn alles(m: &Modell, orte: &Orte<'_>) -> Vec<GoFehler> {
    let p = Pruefung {
        m,
        orte,
        fehler: RefCell::default(),
    };
    raeume::pruefe(&p);
    personen::pruefe(&p);
    zustaendig::pruefe(&p);
    abc::pruefe(&p);
    let mut fehler = p.fehler.into_inner();
    fehler.sort_by(|a, b| (&a.datei, a.zeile, a.spalte).cmp(&(&b.datei, b.zeile, b.spalte)));
    fehler
}

impl Pruefung<'_> {
    fn melde(
        &self,
        code: Code,
        (datei, ort): (Datei, Stelle),
        schluessel: impl Into<String>,
        text: impl Into<String>,
        erlaubt: impl Into<String>,
    ) {
        self.fehler.borrow_mut().push(GoFehler {
            code,
            datei: self.orte.dateien[datei as usize].to_owned(),
            zeile: ort.zeile,
            spalte: ort.spalte,
            schluessel: schluessel.into(),
            text: text.into(),
            erlaubt: erlaubt.into(),
        });
    }

    /// An error at a key of `go.toml`.
    fn melde_go(&self, schluessel: &str, text: impl Into<String>, erlaubt: impl Into<String>) {
        let fehler = self.m.go.fehler_bei("GO-E02", schluessel, text, erlaubt);
        self.fehler.borrow_mut().push(fehler);
    }

    /// GO-E02 when `code` is none of `bekannte`; whether it is one.
    fn verweis<'n>(
        &self,
        ort: (Datei, Stelle),
        schluessel: &str,
        code: &str,
        bekannte: impl Iterator<Item = &'n str> + Clone,
    ) -> bool {
        if bekannte.clone().any(|b| b == code) {
            return true;
        }
        let text = format!("„{code}“ gibt es nicht.{}", nah(code, bekannte));
        self.melde("GO-E02", ort, schluessel, text, "");
        false
    }

    /// GO-E02 for every code that stands twice.
    fn doppelte<'n>(&self, datei: Datei, schluessel: &str, codes: impl Iterator<Item = (&'n str, Stelle)>) {
        let mut gesehen = std::collections::BTreeMap::new();
        for (code, ort) in codes {
            if let Some(erste) = gesehen.insert(code, ort) {
                let text = format!("„{code}“ gibt es schon in Zeile {}.", erste.zeile);
                self.melde(
                    "GO-E02",
                    (datei, ort),
                    schluessel,
                    text,
                    "ein Kürzel, das nur einmal vorkommt.",
                );
            }
        }
    }

    fn raumcodes(&self) -> impl Iterator<Item = &str> + Clone {
        self.m.raeume.raeume.iter().map(|r| r.code.as_str())
    }

    fn anmeldenamen(&self) -> impl Iterator<Item = &str> + Clone {
        self.m
            .organisation
            .personen
            .iter()
            .map(|p| p.anmeldename.as_str())
    }

    fn stellencodes(&self) -> impl Iterator<Item = &str> + Clone {
        self.m.organisation.stellen.iter().map(|s| s.code.as_str())
    }
}

fn nah<'n>(code: &str, bekannte: impl IntoIterator<Item = &'n str>) -> String {
    naechster(code, bekannte).map_or(String::new(), |n| format!(" Meinten Sie „{n}“?"))
}
