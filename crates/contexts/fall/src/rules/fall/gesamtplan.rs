//! What a version of the Gesamtplan must hold (Fachkonzept 4.12, § 121 Abs. 4 SGB IX).

use base::{Befund, Datum};

use super::pooling;
use crate::model::{Baustein, Poolaussage};

/// What the case and the form say together.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Each Baustein, how many goals it serves, what is said about getting it together.
    pub bausteine: &'a [(&'a Baustein, usize, Option<&'a Poolaussage>)],
    /// Teilhabeziele and those without a Handlungsziel.
    pub ziele: (usize, usize),
    /// Strengths and resources.
    pub ressourcen: usize,
    /// All nine areas have an answer.
    pub bereiche: Option<&'a Befund>,
    /// The need.
    pub bedarf: &'a str,
    /// How one will see that it helps.
    pub massstaebe: &'a str,
    /// When that is looked at.
    pub wirkungskontrolle: Option<Datum>,
    /// What the person does.
    pub aktivitaeten: &'a str,
    /// Selbsthilferessourcen.
    pub selbsthilfe: &'a str,
    /// Wish and choice, money in place of a benefit included.
    pub wunsch_wahl: &'a str,
    /// Barmittel.
    pub barmittel: &'a str,
    /// Accompaniment in hospital.
    pub krankenhaus: &'a str,
    /// Share in the Sozialraum: in every Gesamtplan, whatever the Geschäftsordnung says about other helps.
    pub sozialraum: &'a str,
    /// Why there is no benefit.
    pub ohne_leistung: &'a str,
    /// What the review came to; asked for in a review only.
    pub wirkung: Option<&'a str>,
    /// Opinions and signatures.
    pub meinungen: &'a str,
    /// Next review.
    pub pruefdatum: Option<Datum>,
}

/// All that is missing, in the order of 4.12. `bis`: the last day a review may have.
#[must_use]
pub fn pruefen(p: &Plan<'_>, heute: Datum, bis: Datum) -> Vec<Befund> {
    let mut aus: Vec<Befund> = p.bereiche.cloned().map(|b| b.an("bedarf")).into_iter().collect();
    let da = |t: &str| !t.trim().is_empty();
    let mut fehlt = |da: bool, code, feld: &str, text: &str| {
        if !da {
            aus.push(Befund::neu(code, text).an(feld));
        }
    };
    fehlt(
        da(p.bedarf),
        "FALL-E144",
        "bedarf",
        "Bitte den Bedarf feststellen.",
    );
    fehlt(
        da(p.massstaebe),
        "FALL-E189",
        "massstaebe",
        "Woran merken alle, dass die Leistung wirkt?",
    );
    fehlt(
        p.wirkungskontrolle.is_some_and(|d| d > heute),
        "FALL-E189",
        "wirkungskontrolle_am",
        "Bitte den Tag eintragen, an dem die Wirkung angesehen wird; er liegt nach heute.",
    );
    fehlt(
        da(p.aktivitaeten),
        "FALL-E145",
        "aktivitaeten",
        "Was übernimmt die Person selbst?",
    );
    fehlt(
        p.ressourcen > 0,
        "FALL-E117",
        "selbsthilfe",
        "Ein Plan ohne eine einzige Stärke oder Ressource wird nicht freigegeben.",
    );
    fehlt(
        da(p.selbsthilfe),
        "FALL-E145",
        "selbsthilfe",
        "Welche Selbsthilfe ist da, welche lässt sich wecken?",
    );
    fehlt(
        !p.bausteine.is_empty() || da(p.ohne_leistung),
        "FALL-E120",
        "ohne_leistung",
        "Bitte einen Baustein planen oder sagen, warum es keine Leistung gibt.",
    );
    fehlt(
        p.bausteine.is_empty() || p.ziele.0 > 0 && p.ziele.1 == 0,
        "FALL-E116",
        "bedarf",
        "Zu jedem Teilhabeziel gehört mindestens ein Handlungsziel.",
    );
    fehlt(
        p.bausteine.iter().all(|(_, n, _)| *n > 0),
        "FALL-E41",
        "ziele",
        "Jeder Leistungsbaustein braucht ein Ziel.",
    );
    fehlt(
        da(p.wunsch_wahl),
        "FALL-E122",
        "wunsch_wahl",
        "Was wünscht die Person? Wurden Persönliches Budget und Geldleistung besprochen?",
    );
    fehlt(
        da(p.barmittel),
        "FALL-E189",
        "barmittel",
        "Welcher Teil des Regelsatzes bleibt als Barmittel? Oder: nicht zutreffend.",
    );
    fehlt(
        da(p.krankenhaus),
        "FALL-E189",
        "krankenhaus",
        "Wird im Krankenhaus eine Begleitung gebraucht? Oder: nicht zutreffend.",
    );
    fehlt(
        da(p.sozialraum),
        "FALL-E121",
        "sozialraum",
        "Was trägt der Sozialraum bei, und was hilft der Person, ihn zu nutzen?",
    );
    fehlt(
        p.wirkung.is_none_or(da),
        "FALL-E189",
        "wirkung",
        "Was hat die Überprüfung ergeben?",
    );
    fehlt(
        da(p.meinungen),
        "FALL-E150",
        "meinungen",
        "Bitte Meinungen und Unterschriften festhalten, auch eine Ablehnung.",
    );
    fehlt(
        p.pruefdatum.is_some_and(|d| heute < d && d <= bis),
        "FALL-E123",
        "pruefdatum",
        &format!("Die nächste Überprüfung liegt nach heute und spätestens am {bis} (§ 121 Abs. 2 SGB IX)."),
    );
    aus.extend(
        p.bausteine
            .iter()
            .filter_map(|(b, _, a)| pooling::baustein(b, *a)),
    );
    aus
}

/// The statement about one Baustein, as the plan says it.
#[must_use]
pub fn aussage(b: &Baustein, a: &Poolaussage) -> String {
    let frage = pooling::Frage::von(b.art, a);
    let folge = match pooling::antwort(&frage) {
        pooling::Antwort::Gemeinsam(norm) => format!("wird gemeinsam erbracht ({norm})"),
        pooling::Antwort::Moeglich(norm) => format!("kann gemeinsam erbracht werden ({norm})"),
        pooling::Antwort::Nicht(norm) => format!("wird nicht gemeinsam erbracht ({norm})"),
    };
    let zumutbar = if a.zumutbar { "zumutbar" } else { "nicht zumutbar" };
    let vertrag = if a.vereinbarung {
        "mit Vereinbarung"
    } else {
        "ohne Vereinbarung"
    };
    format!(
        "Wunsch: {}; gemeinsam {zumutbar}: {}; {vertrag}; {folge}",
        a.wunsch, a.grund
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn voll() -> Plan<'static> {
        Plan {
            bausteine: &[],
            ziele: (1, 0),
            ressourcen: 2,
            bereiche: None,
            bedarf: "Begleitung beim Einkaufen",
            massstaebe: "Sie kauft allein ein",
            wirkungskontrolle: Some(tag("2027-11-01")),
            aktivitaeten: "übt jeden Freitag",
            selbsthilfe: "Nachbarin kommt mit",
            wunsch_wahl: "kein Persönliches Budget gewünscht",
            barmittel: "nicht zutreffend",
            krankenhaus: "nicht zutreffend",
            sozialraum: "Café Paletti",
            ohne_leistung: "Das Café genügt.",
            wirkung: None,
            meinungen: "einverstanden",
            pruefdatum: Some(tag("2028-11-21")),
        }
    }

    #[test]
    fn ein_voller_plan_wird_freigegeben_und_jede_luecke_wird_genannt() {
        let codes = |f: fn(&mut Plan<'static>)| {
            let mut p = voll();
            f(&mut p);
            pruefen(&p, tag("2026-11-21"), tag("2028-11-21"))
                .iter()
                .map(|b| b.code)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(|_| ()), [] as [&str; 0]);
        assert_eq!(codes(|p| p.bedarf = ""), ["FALL-E144"]);
        assert_eq!(codes(|p| p.massstaebe = ""), ["FALL-E189"]);
        assert_eq!(codes(|p| p.wirkungskontrolle = None), ["FALL-E189"]);
        assert_eq!(codes(|p| p.aktivitaeten = ""), ["FALL-E145"]);
        // RL-15
        assert_eq!(codes(|p| p.ressourcen = 0), ["FALL-E117"]);
        assert_eq!(codes(|p| p.ohne_leistung = " "), ["FALL-E120"]);
        assert_eq!(codes(|p| p.wunsch_wahl = ""), ["FALL-E122"]);
        assert_eq!(codes(|p| p.barmittel = ""), ["FALL-E189"]);
        assert_eq!(codes(|p| p.krankenhaus = ""), ["FALL-E189"]);
        assert_eq!(codes(|p| p.sozialraum = ""), ["FALL-E121"]);
        assert_eq!(codes(|p| p.wirkung = Some("")), ["FALL-E189"]);
        assert_eq!(codes(|p| p.meinungen = ""), ["FALL-E150"]);
        // § 121 Abs. 2 S. 2: two years at most
        assert_eq!(codes(|p| p.pruefdatum = Some(tag("2028-11-22"))), ["FALL-E123"]);
        assert_eq!(codes(|p| p.pruefdatum = Some(tag("2026-11-21"))), ["FALL-E123"]);
    }
}
