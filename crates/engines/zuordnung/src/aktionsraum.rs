//! Dynamic social space (Fachkonzept 3.4): radius by age and mobility, distances, check of the table.
//!
//! It suggests offers and never decides responsibility (RL-19); nothing in [`crate::Register`] uses it.

use serde::{Deserialize, Serialize};

use crate::flaeche::ERDRADIUS_M;
use crate::{Code, Punkt};

/// Base radii per age group in tenths of a kilometre. The fields are the age groups of 3.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basisradien {
    /// Age 0–5.
    pub bis_5: u32,
    /// Age 6–9.
    pub bis_9: u32,
    /// Age 10–13.
    pub bis_13: u32,
    /// Age 14–17.
    pub bis_17: u32,
    /// Age 18–26.
    pub bis_26: u32,
    /// Age 27–64.
    pub bis_64: u32,
    /// Age 65–79.
    pub bis_79: u32,
    /// Age 80 and over.
    pub ab_80: u32,
}

impl Default for Basisradien {
    /// The table of 3.4.
    fn default() -> Self {
        Self {
            bis_5: 5,
            bis_9: 10,
            bis_13: 25,
            bis_17: 60,
            bis_26: 100,
            bis_64: 100,
            bis_79: 30,
            ab_80: 8,
        }
    }
}

/// How a person gets about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Mobilitaet {
    /// Nothing special.
    #[default]
    Unveraendert,
    /// Ticket for public transport.
    OepnvTicket,
    /// Car.
    Auto,
    /// Rollator or slow walking.
    Rollator,
    /// Wheelchair without accessible public transport.
    RollstuhlOhneOepnv,
    /// Does not leave home: only visiting or digital offers.
    ImHaus,
}

/// Factors on the base radius, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faktoren {
    /// Ticket for public transport.
    pub oepnv_ticket: u32,
    /// Car.
    pub auto: u32,
    /// Rollator or slow walking.
    pub rollator: u32,
    /// Wheelchair without accessible public transport.
    pub rollstuhl_ohne_oepnv: u32,
    /// Does not leave home.
    pub im_haus: u32,
}

impl Default for Faktoren {
    /// The factors of 3.4.
    fn default() -> Self {
        Self {
            oepnv_ticket: 150,
            auto: 200,
            rollator: 50,
            rollstuhl_ohne_oepnv: 50,
            im_haus: 0,
        }
    }
}

/// The whole table as the Geschäftsordnung sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Radien {
    /// Base radii.
    pub basis: Basisradien,
    /// Factors.
    pub faktor: Faktoren,
}

/// A radius in tenths of a kilometre, so that it is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Radius(pub u32);

impl Radius {
    /// Metres.
    #[must_use]
    pub const fn meter(self) -> u32 {
        self.0.saturating_mul(100)
    }

    /// Radius 0: only visiting or digital offers come into question.
    #[must_use]
    pub const fn nur_aufsuchend(self) -> bool {
        self.0 == 0
    }
}

impl std::fmt::Display for Radius {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{},{} km", self.0 / 10, self.0 % 10)
    }
}

/// Refusal of a table: `RAUM-E20`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{jung} ist kleiner als {alt}: Der Grundradius muss mit {jung_name} mindestens so groß sein wie mit {alt_name}."
)]
pub struct RadienFehler {
    jung: Radius,
    alt: Radius,
    jung_name: &'static str,
    alt_name: &'static str,
}

impl RadienFehler {
    /// Always `RAUM-E20`.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::E20
    }
}

impl Radien {
    /// Radius for an age in whole years and a mobility: base × factor, rounded to 0.1 km, half up.
    #[must_use]
    pub const fn radius(&self, alter: u16, mobilitaet: Mobilitaet) -> Radius {
        let b = &self.basis;
        let basis = match alter {
            0..=5 => b.bis_5,
            6..=9 => b.bis_9,
            10..=13 => b.bis_13,
            14..=17 => b.bis_17,
            18..=26 => b.bis_26,
            27..=64 => b.bis_64,
            65..=79 => b.bis_79,
            80.. => b.ab_80,
        };
        let f = &self.faktor;
        let faktor = match mobilitaet {
            Mobilitaet::Unveraendert => 100,
            Mobilitaet::OepnvTicket => f.oepnv_ticket,
            Mobilitaet::Auto => f.auto,
            Mobilitaet::Rollator => f.rollator,
            Mobilitaet::RollstuhlOhneOepnv => f.rollstuhl_ohne_oepnv,
            Mobilitaet::ImHaus => f.im_haus,
        };
        Radius(basis.saturating_mul(faktor).saturating_add(50) / 100)
    }

    /// Checks basis(14–17) ≥ basis(65–79) ≥ basis(80+).
    ///
    /// # Errors
    /// [`RadienFehler`], code `RAUM-E20`.
    pub const fn pruefen(&self) -> Result<(), RadienFehler> {
        let b = &self.basis;
        let (jugend, alt, hoch) = (Radius(b.bis_17), Radius(b.bis_79), Radius(b.ab_80));
        if jugend.0 < alt.0 {
            let (jung_name, alt_name) = ("14–17 Jahren", "65–79 Jahren");
            return Err(RadienFehler {
                jung: jugend,
                alt,
                jung_name,
                alt_name,
            });
        }
        if alt.0 < hoch.0 {
            let (jung_name, alt_name) = ("65–79 Jahren", "80 und mehr Jahren");
            return Err(RadienFehler {
                jung: alt,
                alt: hoch,
                jung_name,
                alt_name,
            });
        }
        Ok(())
    }
}

/// Great-circle distance in whole metres on the sphere of 3.4 (R = 6 371 000 m).
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "half the earth's circumference in metres fits into u32; a distance is never negative"
)]
pub fn entfernung_m(a: Punkt, b: Punkt) -> u32 {
    let (breite_a, breite_b) = (a.lat.to_radians(), b.lat.to_radians());
    let halb_breite = ((breite_b - breite_a) / 2.0).sin();
    let halb_laenge = ((b.lon - a.lon).to_radians() / 2.0).sin();
    let h = halb_breite * halb_breite + breite_a.cos() * breite_b.cos() * halb_laenge * halb_laenge;
    (2.0 * ERDRADIUS_M * h.sqrt().min(1.0).asin()).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_030_radien() {
        let r = Radien::default();
        assert_eq!(r.radius(16, Mobilitaet::OepnvTicket).to_string(), "9,0 km");
        assert_eq!(r.radius(82, Mobilitaet::Rollator).to_string(), "0,4 km");
        assert!(r.radius(85, Mobilitaet::ImHaus).nur_aufsuchend());
    }

    #[test]
    fn t_031_tabelle_widerspricht_sich() {
        let basis = Basisradien {
            bis_17: 20,
            bis_79: 30,
            ..Basisradien::default()
        };
        let fehler = Radien {
            basis,
            ..Radien::default()
        }
        .pruefen()
        .unwrap_err();
        assert_eq!(fehler.code(), Code::E20);
        assert_eq!(Radien::default().pruefen(), Ok(()));
    }

    #[test]
    fn t_032_entfernungen() {
        let p = |lat, lon| Punkt { lat, lon };
        let heim = p(54.323_300, 10.139_400);
        let orte = [
            p(54.321_300, 10.134_900),
            p(54.340_000, 10.120_000),
            p(54.352_500, 10.151_000),
        ];
        let meter = orte.map(|o| entfernung_m(heim, o));
        assert_eq!(meter, [367, 2243, 3333]);
        let nah = |r: Radius| meter.iter().filter(|m| **m <= r.meter()).count();
        assert_eq!((nah(Radius(4)), nah(Radius(30))), (1, 2));
    }
}
