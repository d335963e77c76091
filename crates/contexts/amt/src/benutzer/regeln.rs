//! Which roles may meet in one account (Fachkonzept 10.3, RL-02).

use base::{Befund, Gueltigkeit};

use super::Rollenzeit;
use crate::recht::OrganisationsArt;

/// Checks the roles of one account: `AMT-E01` a deciding role outside the public body, `AMT-E02` two roles that must
/// not meet on any day, `AMT-E26` an end that lies not after the beginning.
#[must_use]
pub fn pruefen(art: OrganisationsArt, rollen: &[Rollenzeit]) -> Vec<Befund> {
    let mut befunde = Vec::new();
    for (i, r) in rollen.iter().enumerate() {
        if r.rolle.entscheidet() && art != OrganisationsArt::Oeffentlich {
            let text = format!(
                "„{}“ entscheidet über Hilfen. Das darf nur, wer beim öffentlichen Träger arbeitet (RL-02).",
                r.rolle.name()
            );
            befunde.push(Befund::neu("AMT-E01", text).an("rollen"));
        }
        let Some(zeit) = Gueltigkeit::neu(r.ab, r.bis) else {
            let text = format!("„{}“ endet, bevor die Rolle beginnt.", r.rolle.name());
            befunde.push(Befund::neu("AMT-E26", text).an("rollen"));
            continue;
        };
        for andere in &rollen[..i] {
            let zugleich = Gueltigkeit::neu(andere.ab, andere.bis).is_some_and(|z| z.ueberlappt(&zeit));
            if zugleich && r.rolle.vertraegt_sich_nicht_mit(andere.rolle) {
                let text = format!(
                    "„{}“ und „{}“ dürfen nicht in einem Konto zusammenkommen.",
                    andere.rolle.name(),
                    r.rolle.name()
                );
                befunde.push(Befund::neu("AMT-E02", text).an("rollen"));
            }
        }
    }
    befunde
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recht::Rolle;

    fn rolle(rolle: Rolle, ab: &str, bis: Option<&str>) -> Rollenzeit {
        Rollenzeit {
            rolle,
            ab: ab.parse().unwrap(),
            bis: bis.map(|b| b.parse().unwrap()),
            raeume: Vec::new(),
        }
    }

    fn codes(art: OrganisationsArt, rollen: &[Rollenzeit]) -> Vec<&'static str> {
        pruefen(art, rollen).into_iter().map(|b| b.code).collect()
    }

    #[test]
    fn t_135_ein_traeger_bekommt_keine_entscheidende_rolle() {
        let (oeffentlich, traeger) = (OrganisationsArt::Oeffentlich, OrganisationsArt::Andere);
        for r in Rolle::ALLE {
            let eine = [rolle(r, "2026-01-01", None)];
            assert_eq!(codes(oeffentlich, &eine), [""; 0], "{r:?}");
            let erwartet: &[&str] = if r.entscheidet() { &["AMT-E01"] } else { &[] };
            assert_eq!(codes(traeger, &eine), erwartet, "{r:?}");
        }
        let leitung = [
            rolle(Rolle::R10, "2026-01-01", None),
            rolle(Rolle::R04, "2026-01-01", None),
        ];
        assert_eq!(codes(traeger, &leitung), ["AMT-E01"]);
    }

    #[test]
    fn amt_e02_trifft_jedes_verbotene_paar_und_nur_dieses() {
        for a in Rolle::ALLE {
            for b in Rolle::ALLE.into_iter().filter(|b| *b != a) {
                let paar = [rolle(a, "2026-01-01", None), rolle(b, "2026-01-01", None)];
                let fach = |r: Rolle| (Rolle::R02..=Rolle::R16).contains(&r);
                let verboten = a == Rolle::R27
                    || b == Rolle::R27
                    || (a == Rolle::R26 && fach(b))
                    || (b == Rolle::R26 && fach(a));
                let e02 = codes(OrganisationsArt::Oeffentlich, &paar) == ["AMT-E02"];
                assert_eq!(e02, verboten, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn nacheinander_duerfen_sie_sein() {
        let wechsel = [
            rolle(Rolle::R02, "2026-01-01", Some("2026-07-01")),
            rolle(Rolle::R26, "2026-07-01", None),
        ];
        assert_eq!(codes(OrganisationsArt::Oeffentlich, &wechsel), [""; 0]);
        let verkehrt = [rolle(Rolle::R01, "2026-07-01", Some("2026-07-01"))];
        assert_eq!(codes(OrganisationsArt::Oeffentlich, &verkehrt), ["AMT-E26"]);
    }
}
