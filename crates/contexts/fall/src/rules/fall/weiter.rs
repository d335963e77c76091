//! What is known of a case from the plan to its end: facts for the guards of H09 to H20.

use super::gatter::Gatter as G;
use crate::model::Entscheidungsart;

/// A prepared decision, as far as the guards ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vorbereitet {
    /// What is decided.
    pub art: Entscheidungsart,
    /// Somebody of the leaders signed it too.
    pub mitgezeichnet: bool,
    /// Heard, or the exception named.
    pub angehoert: bool,
    /// It has reasons.
    pub begruendet: bool,
}

/// The facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one fact each")]
pub struct Weiter {
    /// Bausteine that hold.
    pub bausteine: usize,
    /// Of them without a goal.
    pub ohne_ziel: usize,
    /// Something in the Sozialraum is planned, or need not be, or it is said why not.
    pub sozialraum: bool,
    /// The newest version of the plan holds these Bausteine.
    pub plan_aktuell: bool,
    /// It names the next review, after today.
    pub pruefdatum: bool,
    /// A draft lies there.
    pub entwurf: Option<Vorbereitet>,
    /// The cost is above the limit of the Geschäftsordnung.
    pub leitung_noetig: bool,
    /// A Träger accepted.
    pub angenommen: bool,
    /// The first contact took place.
    pub erster_kontakt: bool,
    /// Family, ASD and Träger rated every goal, or it is said why not.
    pub bewertet: bool,
    /// Bausteine were added to a running help, or are to end before their time.
    pub geaendert: bool,
    /// Some are to end: that burdens.
    pub entfaellt: bool,
    /// Advised anew within this review (§ 36 Abs. 1 SGB VIII).
    pub neu_beraten: bool,
    /// A plan was made within this review.
    pub neuer_plan: bool,
    /// The last decision grants something.
    pub bewilligt: bool,
    /// The last decision grants nothing of what was asked for.
    pub abgelehnt: bool,
    /// The end is prepared: reason and what comes then.
    pub abschluss: bool,
    /// Nothing is open that would be cut off (E50).
    pub nichts_offen: bool,
    /// A remedy against the last decision was successful.
    pub abgeholfen: bool,
    /// Period and extent of the care afterwards.
    pub nachbetreuung: bool,
}

impl Weiter {
    /// Whether a guard is met; `None` when it is not one of these.
    #[must_use]
    pub fn erfuellt(&self, g: G) -> Option<bool> {
        let entwurf = |f: fn(&Vorbereitet) -> bool| self.entwurf.as_ref().is_some_and(f);
        Some(match g {
            G::Baustein => self.bausteine > 0,
            G::BausteinZiel => self.ohne_ziel == 0,
            G::SozialraeumlicherAnteil => self.sozialraum,
            G::Hilfeplan => self.plan_aktuell,
            G::Pruefdatum => self.pruefdatum,
            G::Bewilligung | G::WunschErgebnis => entwurf(|e| e.art.bewilligt()),
            G::Mitzeichnung => !self.leitung_noetig || entwurf(|e| e.mitgezeichnet),
            G::Ablehnung => entwurf(|e| e.art.lehnt_ab()),
            G::Anhoerung => entwurf(|e| e.angehoert),
            G::Begruendung => entwurf(|e| e.begruendet),
            G::Leitung => entwurf(|e| e.mitgezeichnet),
            G::Aenderung => entwurf(|e| e.art == Entscheidungsart::Aenderung),
            G::Einstellung => entwurf(|e| e.art == Entscheidungsart::Einstellung),
            G::AenderungAngehoert => !self.entfaellt || entwurf(|e| e.angehoert),
            G::AenderungBegruendet => !self.entfaellt || entwurf(|e| e.begruendet),
            G::EtwasGeaendert => self.geaendert,
            G::NichtsGeaendert => !self.geaendert,
            G::NeueBeratung => self.neu_beraten,
            G::Beauftragung => self.angenommen,
            G::ErsterKontakt => self.erster_kontakt,
            G::Zielbewertung => self.bewertet,
            G::NaechstePruefung => self.neuer_plan && self.pruefdatum,
            G::Abschlussgrund | G::Anschluss => self.abschluss,
            G::NichtsOffen => self.nichts_offen,
            G::Nachbetreuung => self.nachbetreuung,
            G::Abhilfe => self.abgeholfen,
            _ => return None,
        })
    }
}
