//! The finished town and the ways to read it.

use crate::adressen::{AdressStatus, Adresse, bauen};
use crate::anliegen::{Anliegen, anliegen};
use crate::codes::Sektor;
use crate::haushalte::{Haushalt, haushalte};
use crate::netz::{Akteur, Angebot, netz};
use crate::personal::{Fachkraft, personal};
use crate::raeume::{Raum, boden, raeume};
use crate::strassen::Strasse;
use crate::vorgabe::{Vorgabe, VorgabeFehler};
use jiff::civil::Date;
use serde::Serialize;

/// A made-up municipality.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ort {
    /// The seed it came from.
    pub seed: u64,
    /// The day it is seen on.
    pub stichtag: Date,
    /// The spaces in the order of the wish.
    pub raeume: Vec<Raum>,
    /// The streets.
    pub strassen: Vec<Strasse>,
    /// The addresses, street by street, numbers rising on each side.
    pub adressen: Vec<Adresse>,
    /// Postcodes the addresses point to.
    pub postleitzahlen: Vec<String>,
    /// Names of places the addresses point to.
    pub ortsnamen: Vec<String>,
    /// Institutions, associations, initiatives.
    pub akteure: Vec<Akteur>,
    /// What they offer.
    pub angebote: Vec<Angebot>,
}

/// Makes the town.
///
/// # Errors
/// What is wrong with the wish; see [`VorgabeFehler`].
pub fn erzeugen(vorgabe: &Vorgabe) -> Result<Ort, VorgabeFehler> {
    vorgabe.pruefen()?;
    let boden = boden(vorgabe)?;
    let bau = bauen(vorgabe, &boden);
    let mut ort = Ort {
        seed: vorgabe.seed,
        stichtag: vorgabe.tag()?,
        raeume: raeume(vorgabe, &boden),
        strassen: bau.strassen,
        adressen: bau.adressen,
        postleitzahlen: bau.postleitzahlen,
        ortsnamen: bau.ortsnamen,
        akteure: Vec::new(),
        angebote: Vec::new(),
    };
    (ort.akteure, ort.angebote) = netz(&ort, vorgabe.anzahl_angebote());
    Ok(ort)
}

impl Ort {
    /// The street of an address of this town.
    #[must_use]
    pub fn strasse(&self, adresse: &Adresse) -> &Strasse {
        &self.strassen[adresse.strasse as usize]
    }

    /// The leaf an address of this town lies in.
    #[must_use]
    pub fn raum(&self, adresse: &Adresse) -> &Raum {
        &self.raeume[usize::from(adresse.raum)]
    }

    /// The postcode of an address of this town.
    #[must_use]
    pub fn plz(&self, adresse: &Adresse) -> &str {
        &self.postleitzahlen[usize::from(adresse.plz)]
    }

    /// The place name of an address of this town.
    #[must_use]
    pub fn ortsname(&self, adresse: &Adresse) -> &str {
        &self.ortsnamen[usize::from(adresse.ort)]
    }

    /// Street and number as people write them: "Buchenweg 17 b".
    #[must_use]
    pub fn zeile(&self, adresse: &Adresse) -> String {
        let name = &self.strasse(adresse).name;
        match adresse.zusatz {
            Some(zusatz) => format!("{name} {} {zusatz}", adresse.nr),
            None => format!("{name} {}", adresse.nr),
        }
    }

    /// The households, made while they are read; the same ones every time.
    pub fn haushalte(&self) -> impl Iterator<Item = Haushalt> + '_ {
        haushalte(self)
    }

    /// Staff: `je_raum` people for every leaf and Sektor.
    #[must_use]
    pub fn personal(&self, je_raum: u32, sektoren: &[Sektor]) -> Vec<Fachkraft> {
        personal(self, je_raum, sektoren)
    }

    /// `anzahl` Anliegen of the 14 days before the Stichtag, oldest first, for the given Sektoren.
    #[must_use]
    pub fn anliegen(&self, anzahl: u32, sektoren: &[Sektor]) -> Vec<Anliegen> {
        anliegen(self, anzahl, sektoren)
    }

    /// Positions of the active addresses per position of their leaf.
    pub(crate) fn aktive_je_raum(&self) -> Vec<Vec<u32>> {
        let mut je_raum = vec![Vec::new(); self.raeume.len()];
        for (i, adresse) in (0u32..).zip(&self.adressen) {
            if adresse.status == AdressStatus::Aktiv {
                je_raum[usize::from(adresse.raum)].push(i);
            }
        }
        je_raum
    }
}
