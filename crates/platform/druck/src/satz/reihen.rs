//! Cells side by side: names with their values, and tables.

use krilla::tagging::ArtifactType;

use super::{
    Art, HELL, INNEN, LAYOUT, Marke, RAND, REIHE_GANZ, SCHWARZ, Setzer, Stueck, TEXT, flaeche, linie,
};
use crate::{
    baum::{Tabelle, Text, Zeile},
    seiten::HOEHE,
    umbruch::Textzeile,
};

impl Setzer<'_> {
    /// Cells side by side. One piece, unless it would be higher than it may be.
    pub(super) fn reihe(
        &mut self,
        zellen: &[(f32, f32, Vec<Textzeile>, Marke, bool)],
        oben: f32,
        innen: f32,
        hoechstens: f32,
    ) -> Vec<Stueck> {
        let n = zellen.iter().map(|z| z.2.len()).max().unwrap_or(1);
        #[expect(clippy::cast_precision_loss, reason = "few lines")]
        let hoehe = |zeilen: usize| zeilen as f32 * TEXT.1 + 2.0 * innen;
        let je = if hoehe(n) <= hoechstens { n } else { 1 };
        let mut aus = Vec::new();
        for ab in (0..n).step_by(je) {
            let mut st = Stueck {
                vor: if ab == 0 { oben } else { 0.0 },
                hoehe: if je == n { hoehe(n) } else { TEXT.1 },
                ..Stueck::default()
            };
            for (x, breite, zeilen, marke, rechts) in zellen {
                for (i, z) in zeilen.iter().skip(ab).take(je).enumerate() {
                    let x = if *rechts {
                        x + breite - z.breite * TEXT.0
                    } else {
                        *x
                    };
                    #[expect(clippy::cast_precision_loss, reason = "few lines")]
                    let y = if je == n { innen } else { 0.0 } + i as f32 * TEXT.1;
                    st.zuege.push((*marke, Self::zug(z.clone(), TEXT, SCHWARZ, x, y)));
                }
            }
            aus.push(st);
        }
        aus
    }

    pub(super) fn angaben(&mut self, paare: Vec<(Text, Text)>) {
        let k = self.knoten(Art::Liste(false));
        let name_breite = (self.breite * 0.3).min(150.0);
        #[expect(clippy::cast_precision_loss, reason = "a small constant")]
        let hoechstens = REIHE_GANZ as f32 * TEXT.1;
        for (i, (dt, dd)) in paare.into_iter().enumerate() {
            let punkt = self.knoten_in(k, Art::Punkt);
            let marke = Marke::Knoten(self.knoten_in(punkt, Art::Marke));
            let inhalt = Marke::Knoten(self.knoten_in(punkt, Art::Inhalt));
            let x = self.links + name_breite + 10.0;
            let breite = self.breite - name_breite - 10.0;
            let zellen = [
                (
                    self.links,
                    name_breite,
                    self.zeilen(&dt, true, TEXT, name_breite),
                    marke,
                    false,
                ),
                (x, breite, self.zeilen(&dd, false, TEXT, breite), inhalt, false),
            ];
            for st in self.reihe(&zellen, if i == 0 { 7.0 } else { 3.0 }, 0.0, hoechstens) {
                self.legen(st);
            }
        }
    }

    pub(super) fn tabelle(&mut self, t: &Tabelle) {
        let k = self.knoten(Art::Tabelle);
        let titel = self.knoten_in(k, Art::Tabellentitel);
        let zeilen = self.zeilen(&t.titel, true, TEXT, self.breite);
        let ab = self.s.stuecke.len();
        self.fliessen(zeilen, TEXT, SCHWARZ, Marke::Knoten(titel), 10.0);
        for st in &mut self.s.stuecke[ab..] {
            st.haelt = true;
        }
        let summe: f32 = t.spalten.iter().map(|s| s.breite.max(0.1)).sum();
        let mut x = self.links;
        let spalten: Vec<(f32, f32, bool)> = t
            .spalten
            .iter()
            .map(|s| {
                let breite = self.breite * s.breite.max(0.1) / summe;
                let links = x;
                x += breite;
                (links, breite, s.rechts)
            })
            .collect();
        let gruppe = self.knoten_in(k, Art::Tabellenkopf);
        let kopf = self.tabellenzeile(gruppe, &t.kopf, &spalten, true);
        let wiederholt = self.s.wiederholt.len();
        for (i, mut st) in kopf.into_iter().enumerate() {
            if i == 0 {
                let mut noch_einmal = st.clone();
                noch_einmal.vor = 0.0;
                for (m, _) in &mut noch_einmal.zuege {
                    *m = Marke::Schmuck(ArtifactType::PaginationOther);
                }
                self.s.wiederholt.push(noch_einmal);
            }
            st.haelt = true;
            self.legen(st);
        }
        let koerper = self.knoten_in(k, Art::Tabellenkoerper);
        for (i, z) in t.zeilen.iter().enumerate() {
            // neither the sum nor the last row stands alone on a page
            if z.summe || (i > 0 && i + 1 == t.zeilen.len()) {
                self.letztes_haelt();
            }
            for mut st in self.tabellenzeile(koerper, z, &spalten, false) {
                st.kopf = Some(wiederholt);
                self.legen(st);
            }
        }
    }

    pub(super) fn tabellenzeile(
        &mut self,
        eltern: usize,
        z: &Zeile,
        spalten: &[(f32, f32, bool)],
        oben: bool,
    ) -> Vec<Stueck> {
        let zeile = self.knoten_in(eltern, Art::Zeile);
        let mut ab = 0;
        let mut zellen = Vec::new();
        for c in &z.zellen {
            let bis = (ab + c.spalten).min(spalten.len());
            let Some(&(x, _, rechts)) = spalten.get(ab) else {
                break;
            };
            let breite: f32 = spalten[ab..bis].iter().map(|s| s.1).sum();
            let art = if c.kopf {
                Art::Kopfzelle {
                    spalte: oben,
                    weite: c.spalten,
                }
            } else {
                Art::Zelle { weite: c.spalten }
            };
            let k = self.knoten_in(zeile, art);
            let fett = oben || z.summe;
            let breite = breite - 2.0 * INNEN;
            let zeilen = self.zeilen(&c.text, fett, TEXT, breite);
            zellen.push((x + INNEN, breite, zeilen, Marke::Knoten(k), rechts));
            ab = bis;
        }
        let mut aus = self.reihe(&zellen, if oben { 5.0 } else { 0.0 }, 3.5, HOEHE - 60.0);
        let letzte = aus.len() - 1;
        for (i, st) in aus.iter_mut().enumerate() {
            if oben || z.summe {
                st.zuege
                    .insert(0, (LAYOUT, flaeche(self.links, 0.0, self.breite, st.hoehe, HELL)));
            }
            if z.summe && i == 0 {
                st.zuege
                    .push((LAYOUT, linie(self.links, 0.0, self.breite, SCHWARZ, 1.0)));
            }
            if i == letzte {
                let (farbe, dicke) = if oben { (SCHWARZ, 1.0) } else { (RAND, 0.5) };
                st.zuege
                    .push((LAYOUT, linie(self.links, st.hoehe, self.breite, farbe, dicke)));
            }
        }
        aus
    }
}
