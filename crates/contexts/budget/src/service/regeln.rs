//! What the Geschäftsordnung says about money.

use amt::{App, Result, go::Geschaeftsordnung, ordnung};
use base::{Bp, Cent, Datum};
use store::Tx;

use crate::{
    model::Finanzierung,
    rules::{entgelt::Zahlungsweise, verteilung::Vorwegabzug},
};

/// `budget.*`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regeln {
    /// `budget.vorwegabzug`
    pub vorwegabzug: Vorwegabzug,
    /// `budget.verteilmethode`: the method.
    pub methode: String,
    /// `budget.verteilmethode`: weights of the indicators.
    pub gewichte: Vec<(String, Bp)>,
    /// `budget.verteilmethode`: α of M2.
    pub alpha: Bp,
    /// `budget.verteilmethode`: β of M3.
    pub beta: Bp,
    /// `budget.verteilmethode`: bound of M4.
    pub grenze: Bp,
    /// `budget.leistungsarten`
    pub leistungsarten: Vec<(String, Finanzierung)>,
    /// `budget.bonus_bp`
    pub bonus: Bp,
    /// `budget.ampel_bp`
    pub ampel: (Bp, Bp),
    /// `budget.zahlungsweise_pauschale`
    pub zahlungsweise: Zahlungsweise,
    /// `budget.vier_augen_ab_cent`
    pub vier_augen: Cent,
    /// `budget.raten_ab`: what was due before is paid by hand.
    pub raten_ab: Option<Datum>,
}

impl Regeln {
    /// Reads them from a version of the Geschäftsordnung.
    #[must_use]
    pub fn aus(go: &Geschaeftsordnung) -> Self {
        let zahl = |k: &str| go.wert(k).and_then(amt::go::Wert::zahl);
        let vorweg = go.wert("budget.vorwegabzug");
        let feld = |name: &str| vorweg.and_then(|w| w.feld(name)).and_then(amt::go::Wert::zahl);
        let methode = go.wert("budget.verteilmethode");
        let bp = |name: &str, sonst: i64| {
            Bp(methode
                .and_then(|w| w.feld(name))
                .and_then(amt::go::Wert::zahl)
                .unwrap_or(sonst))
        };
        let gewichte = methode
            .and_then(|w| w.feld("gewichte_bp"))
            .map_or_else(Vec::new, |w| {
                let paare = w.tabelle().iter();
                paare
                    .filter_map(|(n, w)| Some((n.clone(), Bp(w.zahl()?))))
                    .collect()
            });
        let leistungsarten = go.wert("budget.leistungsarten").map_or_else(Vec::new, |w| {
            let eine = |w: &amt::go::Wert| w.feld("topf").and_then(amt::go::Wert::text)?.parse().ok();
            w.tabelle()
                .iter()
                .filter_map(|(n, w)| Some((n.clone(), eine(w)?)))
                .collect()
        });
        let ampel: Vec<i64> = go.wert("budget.ampel_bp").map_or_else(Vec::new, |w| {
            w.liste().iter().filter_map(amt::go::Wert::zahl).collect()
        });
        Self {
            vorwegabzug: feld("cent").map_or_else(
                || Vorwegabzug::Bp(Bp(feld("bp").unwrap_or(500))),
                |c| Vorwegabzug::Cent(Cent(c)),
            ),
            methode: methode
                .and_then(|w| w.feld("methode"))
                .and_then(amt::go::Wert::text)
                .unwrap_or("M1")
                .to_owned(),
            gewichte,
            alpha: bp("alpha_bp", 2_500),
            beta: bp("beta_bp", 8_000),
            grenze: bp("grenze_bp", 500),
            leistungsarten,
            bonus: Bp(zahl("budget.bonus_bp").unwrap_or(5_000)),
            ampel: match ampel[..] {
                [gelb, rot] => (Bp(gelb), Bp(rot)),
                _ => (Bp(9_500), Bp(10_000)),
            },
            zahlungsweise: match go
                .wert("budget.zahlungsweise_pauschale")
                .and_then(amt::go::Wert::text)
            {
                Some("DREISSIGSTEL") => Zahlungsweise::Dreissigstel,
                _ => Zahlungsweise::Taggenau,
            },
            vier_augen: Cent(zahl("budget.vier_augen_ab_cent").unwrap_or(500_000)),
            raten_ab: go.wert("budget.raten_ab").and_then(amt::go::Wert::datum),
        }
    }

    /// Those in force today.
    ///
    /// # Errors
    /// When no Geschäftsordnung is in force.
    pub async fn geltende(app: &App, tx: &mut Tx) -> Result<Self> {
        Ok(Self::aus(&*ordnung::geltende(app, tx).await?))
    }
}
