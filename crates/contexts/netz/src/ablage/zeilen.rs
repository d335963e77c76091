//! Rows of the tables below an offer.

use amt::Result;
use base::{Datum, Id, Punkt, Tri};
use raum::Raumeinheit;

use crate::{Angabe, Angebot, Ort, Zeit, codes::Merkmal};

#[derive(sqlx::FromRow)]
pub(crate) struct OrtZeile {
    angebot: Id<Angebot>,
    name: String,
    anschrift: String,
    plz: String,
    ort: String,
    lat: Option<f64>,
    lon: Option<f64>,
    raumeinheit: Option<Id<Raumeinheit>>,
}

impl OrtZeile {
    pub fn teilen(self) -> (Id<Angebot>, Ort) {
        let punkt = self.lat.zip(self.lon).map(|(lat, lon)| Punkt { lat, lon });
        let ort = Ort {
            name: self.name,
            anschrift: self.anschrift,
            plz: self.plz,
            ort: self.ort,
            punkt,
            raumeinheit: self.raumeinheit,
        };
        (self.angebot, ort)
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct ZeitZeile {
    angebot: Id<Angebot>,
    beginn: Option<Datum>,
    ende: Option<Datum>,
    rrule: String,
    von: Option<i64>,
    bis: Option<i64>,
}

impl ZeitZeile {
    pub fn teilen(self) -> (Id<Angebot>, Zeit) {
        let zeit = Zeit {
            beginn: self.beginn,
            ende: self.ende,
            rrule: self.rrule,
            von: minuten(self.von),
            bis: minuten(self.bis),
        };
        (self.angebot, zeit)
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct BarriereZeile {
    angebot: Id<Angebot>,
    merkmal: String,
    wert: Tri,
    zahl: Option<i64>,
    zahl2: Option<i64>,
}

impl BarriereZeile {
    pub fn teilen(self) -> Result<(Id<Angebot>, Merkmal, Angabe)> {
        let merkmal = self.merkmal.parse().map_err(amt::Error::Intern)?;
        let angabe = Angabe {
            wert: self.wert,
            zahl: self.zahl,
            zahl2: self.zahl2,
        };
        Ok((self.angebot, merkmal, angabe))
    }
}

/// A small number of a column: minutes of a day, years of age.
pub(crate) fn minuten(zahl: Option<i64>) -> Option<u16> {
    zahl.and_then(|z| u16::try_from(z).ok())
}
