//! SCHUTZ-E06: what a Geheimnisträger who reported may learn: three answers, and no more (§ 4 Abs. 4 KKG, § 64 Abs. 4
//! SGB VIII).

use base::Befund;

/// The names of the only fields a feedback may carry.
pub const FELDER: [&str; 3] = ["bestaetigt", "taetig", "noch_taetig"];

/// Reads three answers out of what was sent; anything else in it refuses the whole.
///
/// # Errors
/// `SCHUTZ-E06`.
pub fn lesen<'a>(gesendet: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<[bool; 3], Befund> {
    let mut antworten = [None; 3];
    for (feld, wert) in gesendet {
        let stelle = FELDER.iter().position(|f| *f == feld);
        let antwort = match wert {
            "JA" => Some(true),
            "NEIN" => Some(false),
            _ => None,
        };
        match (stelle, antwort) {
            (Some(i), Some(a)) => antworten[i] = Some(a),
            (Some(i), None) => return Err(e06("Bitte nur mit ja oder nein antworten.").an(FELDER[i])),
            (None, _) => {
                return Err(e06(
                    "Eine Rückmeldung enthält nur die drei Antworten: bestätigt, tätig geworden, noch tätig. Nichts sonst über die Familie.",
                ));
            }
        }
    }
    match antworten {
        [Some(a), Some(b), Some(c)] => Ok([a, b, c]),
        _ => Err(e06("Bitte alle drei Fragen mit ja oder nein beantworten.").an(FELDER[0])),
    }
}

fn e06(text: &str) -> Befund {
    Befund::neu("SCHUTZ-E06", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_065_nur_die_drei_antworten() {
        let drei = [("bestaetigt", "JA"), ("taetig", "JA"), ("noch_taetig", "JA")];
        assert_eq!(lesen(drei), Ok([true; 3]));
        let mehr = drei.into_iter().chain([("hilfe", "Familie erhält SPFH")]);
        assert_eq!(lesen(mehr).unwrap_err().code, "SCHUTZ-E06");
        let statt = [
            ("bestaetigt", "JA"),
            ("taetig", "Familie erhält SPFH"),
            ("noch_taetig", "JA"),
        ];
        assert_eq!(lesen(statt).unwrap_err().code, "SCHUTZ-E06");
        assert_eq!(lesen(drei[..2].to_vec()).unwrap_err().code, "SCHUTZ-E06");
    }
}
