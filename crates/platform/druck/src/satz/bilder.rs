//! Pieces with a fixed place for everything: letterhead, pictures, the window of a letter, lines to sign on.

use super::{
    AKZENT, Art, GRAU, KLEIN, LAYOUT, Marke, SCHWARZ, Setzer, Stueck, TEXT, TITEL, Zug, einfach, linie,
};
use crate::{
    Angaben,
    baum::Text,
    bild::{Anker, Bild, Form},
    seiten::HOEHE,
    umbruch::umbrechen,
};

/// Photos side by side, the room between them, and how high one may be.
const FOTOS_JE_REIHE: usize = 3;
const FOTO_ABSTAND: f32 = 10.0;
const FOTO_HOEHE: f32 = 120.0;

impl Setzer<'_> {
    pub(super) fn briefkopf(&mut self, a: &Angaben, zeichen: Option<Bild>) {
        if a.kopf.name.is_empty() {
            return;
        }
        let bild_breite = zeichen.as_ref().map_or(0.0, |b| 48.0 * b.breite / b.hoehe);
        let breite = self.breite
            - if zeichen.is_some() {
                bild_breite + 12.0
            } else {
                0.0
            };
        let mut st = Stueck::default();
        let name = self.knoten(Art::Absatz);
        for z in self.zeilen(&einfach(&a.kopf.name, true), true, TITEL[1], breite) {
            st.zuege.push((
                Marke::Knoten(name),
                Self::zug(z, TITEL[1], AKZENT, self.links, st.hoehe),
            ));
            st.hoehe += TITEL[1].1;
        }
        for zeile in a.kopf.zeilen.iter().filter(|z| !z.trim().is_empty()) {
            let k = self.knoten(Art::Absatz);
            for z in self.zeilen(&einfach(zeile, false), false, KLEIN, breite) {
                st.zuege
                    .push((Marke::Knoten(k), Self::zug(z, KLEIN, GRAU, self.links, st.hoehe)));
                st.hoehe += KLEIN.1;
            }
        }
        if let Some(b) = zeichen {
            let k = self.knoten(Art::Bild(b.alt.clone()));
            let x = self.links + self.breite - bild_breite;
            st.hoehe = st.hoehe.max(48.0);
            self.formen(&mut st, k, &b, x, 0.0, 48.0 / b.hoehe);
        }
        st.hoehe += 6.0;
        st.zuege
            .push((LAYOUT, linie(self.links, st.hoehe, self.breite, AKZENT, 1.2)));
        st.hoehe += 10.0;
        self.legen(st);
    }

    pub(super) fn formen(&self, st: &mut Stueck, knoten: usize, b: &Bild, x: f32, y: f32, mass: f32) {
        for form in &b.formen {
            let zug = match form {
                // words become lines of text, so that they are set in the same way as all others
                Form::Wort {
                    x: wx,
                    y: wy,
                    groesse,
                    anker,
                    fett,
                    farbe,
                    text,
                } => {
                    let zeile = umbrechen(self.schriften, &einfach(text, *fett), *fett, 1.0e6).remove(0);
                    let weite = zeile.breite * groesse * mass;
                    let vor = match anker {
                        Anker::Anfang => 0.0,
                        Anker::Mitte => weite / 2.0,
                        Anker::Ende => weite,
                    };
                    Zug::Text {
                        x: x + wx * mass - vor,
                        y: y + wy * mass,
                        groesse: groesse * mass,
                        farbe: *farbe,
                        zeile,
                    }
                }
                form => Zug::Form {
                    x,
                    y,
                    mass,
                    form: form.clone(),
                },
            };
            st.zuege.push((Marke::Knoten(knoten), zug));
        }
    }

    pub(super) fn bild(&mut self, b: &Bild) {
        let k = self.knoten(Art::Bild(b.alt.clone()));
        let mass = (self.breite / b.breite).min((HOEHE - 80.0) / b.hoehe).min(1.5);
        let mut st = Stueck {
            vor: 9.0,
            hoehe: b.hoehe * mass + 4.0,
            ..Stueck::default()
        };
        self.formen(&mut st, k, b, self.links, 0.0, mass);
        self.legen(st);
    }

    /// Photos in rows, each with its words below. The words are a part of the figure: whoever listens hears them once.
    pub(super) fn fotos(&mut self, fotos: &[(usize, String)]) {
        let breite = (self.breite - 2.0 * FOTO_ABSTAND) / 3.0;
        for reihe in fotos.chunks(FOTOS_JE_REIHE) {
            let mut st = Stueck {
                vor: 9.0,
                ..Stueck::default()
            };
            for ((nr, alt), spalte) in reihe.iter().zip([0.0, 1.0, 2.0]) {
                let Some(foto) = self.fotos.get(*nr).cloned() else {
                    continue;
                };
                let k = Marke::Knoten(self.knoten(Art::Bild(alt.clone())));
                // a JPEG has at most 65,535 dots on a side, and a broken one none
                let seite = |n: u32| f32::from(u16::try_from(n).unwrap_or(u16::MAX).max(1));
                let (b, h) = foto.size();
                let mass = (breite / seite(b)).min(FOTO_HOEHE / seite(h));
                let x = self.links + spalte * (breite + FOTO_ABSTAND);
                let hoehe = seite(h) * mass;
                let zug = Zug::Foto {
                    x,
                    y: 0.0,
                    breite: seite(b) * mass,
                    hoehe,
                    foto,
                };
                st.zuege.push((k, zug));
                let mut y = hoehe + 2.0;
                for z in self.zeilen(&einfach(alt, false), false, KLEIN, breite) {
                    st.zuege.push((k, Self::zug(z, KLEIN, GRAU, x, y)));
                    y += KLEIN.1;
                }
                st.hoehe = st.hoehe.max(y);
            }
            self.legen(st);
        }
    }

    pub(super) fn unterschriften(&mut self, felder: &[Text]) {
        let breite = (self.breite - 30.0) / 2.0;
        // nobody signs on an empty page
        self.letztes_haelt();
        for (reihe, paar) in felder.chunks(2).enumerate() {
            let mut st = Stueck {
                vor: if reihe == 0 { 10.0 } else { 0.0 },
                hoehe: 44.0,
                ..Stueck::default()
            };
            for (i, text) in paar.iter().enumerate() {
                let k = Marke::Knoten(self.knoten(Art::Absatz));
                let x = self.links + if i == 0 { 0.0 } else { breite + 30.0 };
                st.zuege.push((LAYOUT, linie(x, 40.0, breite, SCHWARZ, 0.7)));
                let mut y = 42.0;
                for z in self.zeilen(text, false, KLEIN, breite) {
                    st.zuege.push((k, Self::zug(z, KLEIN, GRAU, x, y)));
                    y += KLEIN.1;
                }
                st.hoehe = st.hoehe.max(y);
            }
            self.legen(st);
        }
    }

    /// The window of a letter (DIN 5008): 85 mm wide, always the same height.
    pub(super) fn anschrift(&mut self, zeilen: &[Text]) {
        let k = Marke::Knoten(self.knoten(Art::Absatz));
        let mut st = Stueck {
            vor: 6.0,
            ..Stueck::default()
        };
        for text in zeilen {
            for z in self.zeilen(text, false, TEXT, 241.0) {
                st.zuege
                    .push((k, Self::zug(z, TEXT, SCHWARZ, self.links, st.hoehe)));
                st.hoehe += TEXT.1;
            }
        }
        st.hoehe = st.hoehe.max(100.0);
        self.legen(st);
    }
}
