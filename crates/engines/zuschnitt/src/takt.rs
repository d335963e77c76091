//! How far a run is. The engine has no clock: the caller's answer to each report says how much of its time is used.

/// What the caller hears during a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fortschritt {
    /// Steps tried so far.
    pub schritte: u64,
    /// Share of the run, 0 to 1.
    pub anteil: f64,
    /// Whether a plan within all limits is known.
    pub zulaessig: bool,
    /// Cost of the best plan so far: J plus the planner's wishes.
    pub kosten: f64,
}

/// Answers each report with the share of the time that is used; 1 or more stops the run, 0 = no clock.
pub type Melden<'m> = &'m mut dyn FnMut(&Fortschritt) -> f64;

pub(crate) struct Takt<'m> {
    grenze: Option<u64>,
    melden: Melden<'m>,
    stand: Fortschritt,
}

impl<'m> Takt<'m> {
    pub(crate) fn neu(grenze: Option<u64>, melden: Melden<'m>) -> Self {
        let mut t = Self {
            grenze,
            melden,
            stand: Fortschritt {
                schritte: 0,
                anteil: 0.0,
                zulaessig: false,
                kosten: f64::INFINITY,
            },
        };
        t.weiter(0);
        t
    }

    pub(crate) fn anteil(&self) -> f64 {
        self.stand.anteil
    }

    /// Whether a plan within all limits is known.
    pub(crate) fn zulaessig(&self) -> bool {
        self.stand.zulaessig
    }

    pub(crate) fn schritte(&self) -> u64 {
        self.stand.schritte
    }

    pub(crate) fn gefunden(&mut self, kosten: f64) {
        if !self.stand.zulaessig || kosten < self.stand.kosten {
            self.stand.zulaessig = true;
            self.stand.kosten = kosten;
        }
    }

    /// Counts steps and asks the caller.
    pub(crate) fn weiter(&mut self, schritte: u64) -> f64 {
        self.stand.schritte += schritte;
        let uhr = (self.melden)(&self.stand);
        let gezaehlt = self
            .grenze
            .map_or(0.0, |g| self.stand.schritte as f64 / g.max(1) as f64);
        // the share never runs backwards, whatever the caller says
        self.stand.anteil = self.stand.anteil.max(uhr).max(gezaehlt);
        self.stand.anteil
    }

    pub(crate) fn zu_ende(&self) -> bool {
        self.stand.anteil >= 1.0
    }
}
