//! Breaks a text into lines: at blanks, after hyphens, between German syllables, and in need anywhere.

use std::rc::Rc;

use hypher::{Lang, hyphenate};

use crate::{
    baum::Text,
    schrift::{Schriften, Wortbild},
};

/// Syllables before and after a hyphen are at least this long.
const RAND: usize = 3;
/// Shorter words are not divided.
const TEILBAR: usize = 9;

#[derive(Debug, Clone)]
pub(crate) struct Teil {
    pub bild: Rc<Wortbild>,
    pub fett: bool,
}

/// One line, for font size 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Textzeile {
    pub teile: Vec<Teil>,
    pub breite: f32,
}

/// A piece between two places where a line may end.
struct Stueck {
    teile: Vec<(String, bool)>,
    danach: Danach,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Danach {
    Nichts,
    Leer,
    Zeile,
}

fn stuecke(text: &Text) -> Vec<Stueck> {
    let mut aus: Vec<Stueck> = Vec::new();
    let mut teile: Vec<(String, bool)> = Vec::new();
    let mut schliessen = |teile: &mut Vec<(String, bool)>, danach| {
        let leer = teile.is_empty();
        match aus.last_mut() {
            // several blanks are one; a blank at the beginning is none
            _ if leer && danach == Danach::Nichts => {}
            Some(v) if leer && danach == Danach::Leer && v.danach != Danach::Nichts => {}
            None if leer && danach == Danach::Leer => {}
            Some(v) if leer && v.danach != Danach::Zeile => v.danach = danach,
            _ => aus.push(Stueck {
                teile: std::mem::take(teile),
                danach,
            }),
        }
    };
    for lauf in text {
        let mut vorher = ' ';
        for c in lauf.text.chars() {
            match c {
                '\n' => schliessen(&mut teile, Danach::Zeile),
                ' ' | '\t' | '\r' => schliessen(&mut teile, Danach::Leer),
                c => {
                    match teile.last_mut() {
                        Some((t, fett)) if *fett == lauf.fett => t.push(c),
                        _ => teile.push((c.to_string(), lauf.fett)),
                    }
                    // not between a number and its minus, nor in "- und"
                    if matches!(c, '-' | '/' | '–') && vorher.is_alphanumeric() {
                        schliessen(&mut teile, Danach::Nichts);
                    }
                }
            }
            vorher = c;
        }
    }
    schliessen(&mut teile, Danach::Zeile);
    aus
}

pub(crate) struct Umbrecher<'a> {
    schriften: &'a Schriften,
    breite: f32,
    zeilen: Vec<Textzeile>,
    jetzt: Textzeile,
    /// A blank waits for the next word of this line.
    leer: Option<bool>,
}

/// Lines of at most this width, for font size 1. Never none.
pub(crate) fn umbrechen(schriften: &Schriften, text: &Text, fett: bool, breite: f32) -> Vec<Textzeile> {
    let mut u = Umbrecher {
        schriften,
        breite,
        zeilen: Vec::new(),
        jetzt: Textzeile::default(),
        leer: None,
    };
    for s in stuecke(text) {
        let teile: Vec<(String, bool)> = s.teile.into_iter().map(|(t, f)| (t, f || fett)).collect();
        let schrift = teile.last().is_some_and(|(_, f)| *f);
        u.stellen(teile);
        match s.danach {
            Danach::Nichts => u.leer = None,
            Danach::Leer => u.leer = Some(schrift),
            Danach::Zeile => u.schliessen(),
        }
    }
    // blank lines at the end say nothing
    while u.zeilen.len() > 1 && u.zeilen.last().is_some_and(|z| z.teile.is_empty()) {
        u.zeilen.pop();
    }
    if u.zeilen.is_empty() {
        u.zeilen.push(Textzeile::default());
    }
    u.zeilen
}

impl Umbrecher<'_> {
    fn formen(&self, teile: &[(String, bool)]) -> Vec<Teil> {
        teile
            .iter()
            .map(|(t, fett)| Teil {
                bild: self.schriften.formen(t, *fett),
                fett: *fett,
            })
            .collect()
    }

    fn anfuegen(&mut self, teile: Vec<Teil>) {
        for t in teile {
            self.jetzt.breite += t.bild.breite;
            self.jetzt.teile.push(t);
        }
    }

    /// Ends the line. The blank stays in it, unseen, so that words do not run together when the text is read out.
    fn schliessen(&mut self) {
        if let Some(fett) = self.leer.take() {
            let bild = self.schriften.formen(" ", fett);
            self.jetzt.teile.push(Teil { bild, fett });
        }
        self.zeilen.push(std::mem::take(&mut self.jetzt));
    }

    fn stellen(&mut self, teile: Vec<(String, bool)>) {
        if teile.is_empty() {
            return;
        }
        let geformt = self.formen(&teile);
        let weite: f32 = geformt.iter().map(|t| t.bild.breite).sum();
        let blank = self.leer.filter(|_| !self.jetzt.teile.is_empty());
        let blank_bild = blank.map(|fett| Teil {
            bild: self.schriften.formen(" ", fett),
            fett,
        });
        let blank_weite = blank_bild.as_ref().map_or(0.0, |b| b.bild.breite);
        if self.jetzt.breite + blank_weite + weite <= self.breite {
            self.leer = None;
            self.anfuegen(blank_bild.into_iter().collect());
            self.anfuegen(geformt);
            return;
        }
        let rest = self.breite - self.jetzt.breite - blank_weite;
        if let [(wort, fett)] = &teile[..]
            && rest > self.breite / 5.0
            && let Some((vorn, hinten)) = self.trennen(wort, *fett, rest)
        {
            self.leer = None;
            self.anfuegen(blank_bild.into_iter().collect());
            let kopf = self.formen(&[(vorn, *fett)]);
            self.anfuegen(kopf);
            self.schliessen();
            self.stellen(vec![(hinten, *fett)]);
            return;
        }
        if !self.jetzt.teile.is_empty() {
            if self.leer.is_none() && blank.is_none() {
                // after a hyphen: the line ends without a blank
                self.zeilen.push(std::mem::take(&mut self.jetzt));
            } else {
                self.schliessen();
            }
            self.stellen(teile);
            return;
        }
        // alone on its line and still too wide
        for (text, fett) in teile {
            self.brechen(&text, fett);
        }
    }

    /// The longest beginning of the word that fits with its hyphen, and the rest.
    fn trennen(&self, wort: &str, fett: bool, rest: f32) -> Option<(String, String)> {
        let kern = wort.trim_end_matches(|c: char| !c.is_alphabetic());
        if kern.chars().count() < TEILBAR || !kern.chars().all(|c| c.is_alphabetic() || c == '-') {
            return None;
        }
        let mut bis = 0;
        let mut beste = None;
        for silbe in hyphenate(kern, Lang::German) {
            bis += silbe.len();
            let (vorn, hinten) = (&kern[..bis], &kern[bis..]);
            if vorn.chars().count() < RAND || hinten.chars().count() < RAND {
                continue;
            }
            let mit_strich = format!("{vorn}\u{ad}");
            if self.schriften.formen(&mit_strich, fett).breite > rest {
                break;
            }
            beste = Some((mit_strich, wort[bis..].to_owned()));
        }
        beste
    }

    fn brechen(&mut self, text: &str, fett: bool) {
        let mut stueck = String::new();
        for c in text.chars() {
            stueck.push(c);
            let zu_breit = self.schriften.formen(&stueck, fett).breite > self.breite;
            if zu_breit && stueck.chars().count() > 1 {
                stueck.pop();
                let fertig = self.formen(&[(std::mem::take(&mut stueck), fett)]);
                self.anfuegen(fertig);
                self.zeilen.push(std::mem::take(&mut self.jetzt));
                stueck.push(c);
            }
        }
        let ende = self.formen(&[(stueck, fett)]);
        self.anfuegen(ende);
    }
}
