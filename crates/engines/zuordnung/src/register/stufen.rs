//! The stages of the precedence for one address that was found.

use serde::Serialize;

use super::{AdresseEintrag, BereichEintrag, EinheitNr, KEINE, Register};
use crate::flaeche::Lage;
use crate::spur::{Beleg, Spur, Stufe};
use crate::{Hausnummer, Punkt};

/// A street and, where the register has it, one address in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fundort {
    pub strasse: u32,
    pub notiz: u32,
    pub adresse: Option<AdresseEintrag>,
    pub nummer: Option<Hausnummer>,
}

/// What the question adds beyond street and number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Umstand {
    pub plz: Option<u32>,
    pub ort: Option<u32>,
    pub ortsteil: Option<u32>,
    pub punkt: Option<Punkt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quelle {
    Ausnahme { strasse: u32, nr: u16, zusatz: u8 },
    Punkt { zeile: u32 },
    Bereich { index: u32 },
    Ortsteil { ort: u32 },
    Polygon { polygon: u32, grenze: bool },
}

impl Quelle {
    pub(super) const fn stufe(self) -> Stufe {
        match self {
            Self::Ausnahme { .. } | Self::Punkt { .. } => Stufe::Hausnummer,
            Self::Bereich { .. } => Stufe::Strasse,
            Self::Ortsteil { .. } => Stufe::Ortsteil,
            Self::Polygon { .. } => Stufe::Polygon,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fund {
    pub einheit: u32,
    pub quelle: Quelle,
}

/// What one stage on its own says; see [`Register::alle_stufen`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stufenergebnis {
    /// The stage.
    pub stufe: Stufe,
    /// Its unit.
    pub einheit: EinheitNr,
    /// What it rests on.
    pub beleg: Beleg,
}

impl Register {
    /// What each stage from the house number down says, in order of precedence. An empty entry is left out;
    /// several entries of one stage are a contradiction.
    pub(super) fn funde(&self, ort: &Fundort, um: &Umstand, nur_erste_stufe: bool) -> Vec<Fund> {
        let mut funde = Vec::with_capacity(1);
        self.fund_hausnummer(ort, &mut funde);
        if funde.is_empty() || !nur_erste_stufe {
            self.fund_bereich(ort, um, &mut funde);
        }
        if funde.is_empty() || !nur_erste_stufe {
            let ortsteil = ort.adresse.map(|a| a.ortsteil).filter(|o| *o != KEINE);
            let kommune = self.strassen.get(ort.strasse as usize).map(|s| s.ort);
            self.fund_ortsteil([ortsteil, um.ortsteil, um.ort, kommune], &mut funde);
        }
        if funde.is_empty() || !nur_erste_stufe {
            let punkt = ort.adresse.and_then(|a| a.punkt()).or(um.punkt);
            self.fund_polygon(punkt, &mut funde);
        }
        funde
    }

    fn fund_hausnummer(&self, ort: &Fundort, funde: &mut Vec<Fund>) {
        if let Some(nummer) = ort.nummer
            && !self.ausnahmen.is_empty()
        {
            let (nr, zusatz) = nummer.gepackt();
            if let Some(a) = self.ausnahmen.get(&(ort.strasse, nr, zusatz)) {
                let quelle = Quelle::Ausnahme {
                    strasse: ort.strasse,
                    nr,
                    zusatz,
                };
                funde.push(Fund {
                    einheit: a.einheit,
                    quelle,
                });
                return;
            }
        }
        if let Some(a) = ort.adresse
            && a.einheit != KEINE
        {
            funde.push(Fund {
                einheit: a.einheit,
                quelle: Quelle::Punkt { zeile: a.zeile },
            });
        }
    }

    fn fund_bereich(&self, ort: &Fundort, um: &Umstand, funde: &mut Vec<Fund>) {
        let start = self
            .strassen
            .get(ort.strasse as usize)
            .map_or(0, |s| s.bereiche.start);
        let stuecke = || (start..).zip(self.bereiche_von(ort.strasse));
        let vorher = funde.len();
        let plz = ort.adresse.map(|a| a.plz).filter(|p| *p != KEINE).or(um.plz);
        let mut nimm = |i: u32, einheit: u32| {
            funde.push(Fund {
                einheit,
                quelle: Quelle::Bereich { index: i },
            });
        };
        if let Some(n) = ort.nummer {
            let passende = || stuecke().filter(|(_, s)| s.bereich.is_some_and(|b| b.enthaelt(n)));
            // The PLZ helps only where the register gives several stretches for one number.
            let eng = plz.is_some_and(|p| passende().any(|(_, s)| s.plz == p));
            let hier = || passende().filter(|(_, s)| !eng || s.plz == KEINE || Some(s.plz) == plz);
            let genau = |s: &BereichEintrag| s.bereich.is_some_and(|b| b.ist_genau(n));
            let nur_genau = hier().any(|(_, s)| genau(s));
            for (i, s) in hier().filter(|(_, s)| !nur_genau || genau(s)) {
                nimm(i, s.einheit);
            }
        }
        if funde.len() == vorher {
            let ganze = || stuecke().filter(|(_, s)| s.bereich.is_none());
            let eng = plz.is_some_and(|p| ganze().any(|(_, s)| s.plz == p));
            for (i, s) in ganze().filter(|(_, s)| !eng || Some(s.plz) == plz) {
                funde.push(Fund {
                    einheit: s.einheit,
                    quelle: Quelle::Bereich { index: i },
                });
            }
        }
    }

    pub(super) fn fund_ortsteil<const N: usize>(&self, orte: [Option<u32>; N], funde: &mut Vec<Fund>) {
        for ort in orte.into_iter().flatten() {
            if let Some(e) = self
                .orte
                .get(ort as usize)
                .map(|o| o.einheit)
                .filter(|e| *e != KEINE)
            {
                funde.push(Fund {
                    einheit: e,
                    quelle: Quelle::Ortsteil { ort },
                });
                return;
            }
        }
    }

    pub(super) fn fund_polygon(&self, punkt: Option<Punkt>, funde: &mut Vec<Fund>) {
        let Some(punkt) = punkt.filter(|_| !self.flaechen.ist_leer()) else {
            return;
        };
        match self.flaechen.finde(punkt) {
            Lage::In {
                einheit,
                polygon,
                grenze,
            } => {
                funde.push(Fund {
                    einheit,
                    quelle: Quelle::Polygon { polygon, grenze },
                });
            }
            Lage::Mehrere(alle) => funde.extend(alle.into_iter().map(|(einheit, polygon)| Fund {
                einheit,
                quelle: Quelle::Polygon {
                    polygon,
                    grenze: false,
                },
            })),
            Lage::Keine => {}
        }
    }

    /// The evidence of a find.
    pub(super) fn beleg(&self, quelle: Quelle) -> Beleg {
        match quelle {
            Quelle::Ausnahme { strasse, nr, zusatz } => {
                let notiz = self
                    .ausnahmen
                    .get(&(strasse, nr, zusatz))
                    .map(|a| a.notiz.to_string());
                Beleg::Ausnahme(notiz.unwrap_or_default())
            }
            Quelle::Punkt { zeile } => Beleg::Registerzeile(zeile),
            Quelle::Bereich { index } => {
                Beleg::Registerzeile(self.bereiche.get(index as usize).map_or(0, |b| b.zeile))
            }
            Quelle::Ortsteil { ort } => Beleg::Ortsteil(self.ort_name(ort).to_owned()),
            Quelle::Polygon { polygon, .. } => Beleg::Polygon(polygon),
        }
    }

    /// Writes the deciding step.
    pub(super) fn schritt_fund(&self, fund: Fund, spur: &mut Spur) {
        let e = self.einheit_text(fund.einheit);
        let (regel, text) = match fund.quelle {
            Quelle::Ausnahme { .. } => (
                "Ausnahme für die Adresse",
                format!("Für diese Adresse ist {e} festgelegt."),
            ),
            Quelle::Punkt { zeile } => (
                "Adressregister",
                format!("Das Adressregister (Zeile {zeile}) nennt {e}."),
            ),
            Quelle::Bereich { index } => ("Straßenverzeichnis", self.text_bereich(index, &e)),
            Quelle::Ortsteil { ort } => ("Ortsteil", format!("{} gehört ganz zu {e}.", self.ort_name(ort))),
            Quelle::Polygon { grenze: true, .. } => (
                "Fläche",
                format!("Der Punkt liegt auf einer Grenze; es zählt die kleinste Nummer: {e}."),
            ),
            Quelle::Polygon { .. } => ("Fläche", format!("Der Punkt liegt in der Fläche von {e}.")),
        };
        spur.schritt(fund.quelle.stufe(), regel, self.beleg(fund.quelle), text);
    }

    fn text_bereich(&self, index: u32, einheit: &str) -> String {
        let Some(b) = self.bereiche.get(index as usize) else {
            return String::new();
        };
        let zeile = b.zeile;
        b.bereich.map_or_else(
            || format!("Die ganze Straße gehört zu {einheit} (Zeile {zeile})."),
            |bereich| format!("Die Nummern {bereich} gehören zu {einheit} (Zeile {zeile})."),
        )
    }
}

impl Register {
    /// Whether any stage gives the register point a unit.
    pub(crate) fn hat_einheit(&self, strasse: u32, adresse: &AdresseEintrag) -> bool {
        let nummer = adresse.hausnummer();
        let ort = Fundort {
            strasse,
            notiz: KEINE,
            adresse: Some(*adresse),
            nummer,
        };
        !self.funde(&ort, &Umstand::default(), true).is_empty()
    }
}
