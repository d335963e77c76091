/// A point on the earth, WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Punkt {
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// Longitude in degrees, east positive.
    pub lon: f64,
}

/// Great-circle distance in whole metres, R = 6 371 000 m (Fachkonzept 3.4).
#[must_use]
pub fn abstand_m(a: Punkt, b: Punkt) -> u32 {
    const R: f64 = 6_371_000.0;
    let (phi1, phi2) = (a.lat.to_radians(), b.lat.to_radians());
    let (dphi, dlambda) = (phi2 - phi1, (b.lon - a.lon).to_radians());
    let h = (dphi / 2.0).sin().powi(2) + phi1.cos() * phi2.cos() * (dlambda / 2.0).sin().powi(2);
    let meter = 2.0 * R * h.sqrt().min(1.0).asin();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ..= half the circumference"
    )]
    {
        meter.round() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_032_abstaende() {
        let zuhause = Punkt {
            lat: 54.3233,
            lon: 10.1394,
        };
        let a = Punkt {
            lat: 54.3213,
            lon: 10.1349,
        };
        let b = Punkt {
            lat: 54.34,
            lon: 10.12,
        };
        let c = Punkt {
            lat: 54.3525,
            lon: 10.151,
        };
        assert_eq!([a, b, c].map(|p| abstand_m(zuhause, p)), [367, 2243, 3333]);
    }
}
