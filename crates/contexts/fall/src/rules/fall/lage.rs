//! What is known of a case, as far as the guards of the tables ask: facts only, no texts.

use std::collections::BTreeSet;

use base::Befund;

use super::{
    eingliederung::Eingliederung, gatter::Gatter as G, gatter_leicht::Leicht, sm3::Zeile, spur,
    weiter::Weiter,
};
use crate::{
    model::{Angabe, Arbeitsbereich, FallStand, Gesamtergebnis, Ressourcenfeld},
    rules::ablauf::{self, Punkt},
};

/// The facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FallLage {
    /// State.
    pub stand: FallStand,
    /// Working area.
    pub bereich: Arbeitsbereich,
    /// What was noted.
    pub angaben: BTreeSet<Angabe>,
    /// People the help is about.
    pub hauptpersonen: usize,
    /// Of them with a Wille.
    pub mit_wille: usize,
    /// Active Grobziele.
    pub grobziele: usize,
    /// Of them without an active Handlungsziel.
    pub ohne_handlungsziel: usize,
    /// Fields of the Ressourcenkarte with an entry.
    pub felder: BTreeSet<Ressourcenfeld>,
    /// Result of the Sozialraumprüfung, and whether the person agreed to it.
    pub pruefung: Option<(Gesamtergebnis, bool)>,
    /// A Fallkonferenz took place; its sheet always holds the Votum.
    pub konferenz: bool,
    /// From the plan on.
    pub weiter: Weiter,
    /// In a case of the Eingliederungshilfe.
    pub egh: Eingliederung,
    /// In a case of a light track.
    pub leicht: Leicht,
}

impl FallLage {
    /// RL-12: in the Gefährdungsbereich nobody waits for what is voluntary; the reason is noted (INV-F7).
    fn uebersprungen(&self) -> bool {
        self.bereich == Arbeitsbereich::Gefaehrdung && self.angaben.contains(&Angabe::OhneFreiwilligkeit)
    }

    fn feld(&self, feld: Ressourcenfeld) -> bool {
        self.felder.contains(&feld) || self.angaben.contains(&Angabe::nichts(feld))
    }

    /// Whether a guard is met.
    #[must_use]
    pub fn erfuellt(&self, g: G) -> bool {
        let da = |a| self.angaben.contains(&a);
        match g {
            G::AufenthaltEltern => da(Angabe::ElternAufenthalt),
            G::Zustaendigkeit => da(Angabe::Zustaendigkeit),
            G::AndereStelle => da(Angabe::AndereStelle),
            G::Screening => da(Angabe::Screening),
            G::Beratung => da(Angabe::Beratung),
            G::KindGehoert => da(Angabe::KindGehoert),
            G::Wille => {
                self.hauptpersonen > 0 && self.mit_wille == self.hauptpersonen
                    || da(Angabe::WilleOffen)
                    || self.uebersprungen()
            }
            G::Grobziel => self.grobziele > 0,
            G::Persoenlich => self.feld(Ressourcenfeld::Persoenlich),
            G::Sozial => self.feld(Ressourcenfeld::Sozial),
            G::Materiell => self.feld(Ressourcenfeld::Materiell),
            G::Infrastrukturell => self.feld(Ressourcenfeld::Infrastrukturell),
            G::WunschUndWahl => da(Angabe::WunschWahlHinweis),
            G::Sozialraumpruefung => self.pruefung.is_some() || self.uebersprungen(),
            G::Fallkonferenz | G::Votum => self.konferenz,
            G::ErgebnisA => self
                .pruefung
                .is_some_and(|(e, _)| e == Gesamtergebnis::OhneEinzelfallhilfe),
            G::ZustimmungPerson => self.pruefung.is_some_and(|(_, z)| z),
            G::Anspruchsinhaber => da(Angabe::Anspruchsinhaber),
            G::Begehren => da(Angabe::Begehren),
            G::Handlungsziel => self.grobziele > 0 && self.ohne_handlungsziel == 0,
            G::Staerken => !self.felder.is_empty(),
            G::KeinOffenerAntrag => !da(Angabe::Begehren) || da(Angabe::AntragZurueck),
            G::Ruecknahme => da(Angabe::Ruecknahme),
            G::BereichLeistung => self.bereich == Arbeitsbereich::Leistung,
            G::Egh(g) => self.egh.erfuellt(g, self),
            G::Leicht(g) => g.erfuellt(self),
            g => self.weiter.erfuellt(g).unwrap_or(false),
        }
    }

    /// What a row still lacks, in the order of the table.
    #[must_use]
    pub fn fehlt(&self, u: &Zeile) -> Vec<G> {
        u.bedingungen
            .iter()
            .copied()
            .filter(|g| !self.erfuellt(*g))
            .collect()
    }

    /// Takes a row: the state it leads to. Who may take it is asked apart from this.
    ///
    /// # Errors
    /// `FALL-E74` from a wrong state, else one reason per missing guard.
    pub fn gehe(&self, u: &Zeile) -> Result<FallStand, Vec<Befund>> {
        if !u.von.contains(&self.stand) {
            let text = format!("„{}“ geht nicht, solange der Fall „{}“ ist.", u.text, self.stand);
            return Err(vec![Befund::neu("FALL-E74", text)]);
        }
        let fehlt = self.fehlt(u);
        if fehlt.is_empty() {
            Ok(u.nach)
        } else {
            Err(fehlt.into_iter().map(Punkt::befund).collect())
        }
    }

    /// The rows that leave this state, each with what it lacks.
    #[must_use]
    pub fn naechste(&self) -> Vec<(&'static Zeile, Vec<G>)> {
        ablauf::ab(spur::tabelle(self.stand), self.stand)
            .map(|u| (u, self.fehlt(u)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fall::sm3::finde;

    fn f2() -> FallLage {
        FallLage {
            stand: FallStand::F2,
            bereich: Arbeitsbereich::Leistung,
            angaben: [
                Angabe::Screening,
                Angabe::Beratung,
                Angabe::KindGehoert,
                Angabe::WunschWahlHinweis,
                Angabe::NichtsMateriell,
            ]
            .into(),
            hauptpersonen: 1,
            mit_wille: 1,
            grobziele: 1,
            ohne_handlungsziel: 1,
            felder: [Ressourcenfeld::Persoenlich, Ressourcenfeld::Sozial].into(),
            pruefung: None,
            konferenz: false,
            weiter: Weiter::default(),
            egh: Eingliederung::default(),
            leicht: Leicht::default(),
        }
    }

    #[test]
    fn t_049_das_leere_feld_der_ressourcenkarte_wird_genannt() {
        let h05 = finde("H05").unwrap();
        let fehlt = f2().fehlt(h05);
        assert_eq!(fehlt, [G::Infrastrukturell]);
        assert!(fehlt[0].angaben().text.contains("im Stadtteil"));
        let mut voll = f2();
        voll.felder.insert(Ressourcenfeld::Infrastrukturell);
        assert_eq!(voll.fehlt(h05), []);
    }

    #[test]
    fn rl_12_im_gefaehrdungsbereich_wird_nicht_auf_den_willen_gewartet() {
        let mut l = f2();
        l.mit_wille = 0;
        assert!(!l.erfuellt(G::Wille));
        l.angaben.insert(Angabe::OhneFreiwilligkeit);
        assert!(!l.erfuellt(G::Wille), "nicht im Leistungsbereich");
        l.bereich = Arbeitsbereich::Gefaehrdung;
        assert!(l.erfuellt(G::Wille) && l.erfuellt(G::Sozialraumpruefung));
    }

    #[test]
    fn t_050_ohne_einzelfallhilfe_nur_ohne_offenen_antrag() {
        let h07 = finde("H07").unwrap();
        let mut l = f2();
        l.stand = FallStand::F3;
        l.pruefung = Some((Gesamtergebnis::OhneEinzelfallhilfe, false));
        assert_eq!(l.fehlt(h07), [G::ZustimmungPerson]);
        l.pruefung = Some((Gesamtergebnis::OhneEinzelfallhilfe, true));
        assert_eq!(l.fehlt(h07), [], "kein Antrag gestellt");
        l.angaben.insert(Angabe::Begehren);
        assert_eq!(l.fehlt(h07), [G::KeinOffenerAntrag]);
        assert!(G::KeinOffenerAntrag.angaben().text.starts_with("Antrag offen"));
        l.angaben.insert(Angabe::AntragZurueck);
        assert_eq!(l.fehlt(h07), []);
        // RL-04: any finished result opens the way to the Fallberatung
        assert_eq!(l.fehlt(finde("H06").unwrap()), []);
    }

    #[test]
    fn h21_geht_nicht_solange_eine_gefaehrdung_geklaert_wird() {
        let mut l = f2();
        l.angaben.insert(Angabe::Ruecknahme);
        assert_eq!(l.fehlt(finde("H21").unwrap()), []);
        l.bereich = Arbeitsbereich::Grau;
        assert_eq!(l.fehlt(finde("H21").unwrap()), [G::BereichLeistung]);
    }
}
