//! Lays blocks out as pieces one below the other, each too small to be torn, and notes what each means.

mod bilder;
mod reihen;

use krilla::{image::Image, tagging::ArtifactType};

use crate::{
    Angaben,
    baum::{Block, Lauf, Text},
    bild::{Bild, Farbe, Form},
    schrift::{OBERLAENGE, Schriften},
    seiten::{BREITE, LINKS},
    umbruch::{Textzeile, umbrechen},
};

pub(crate) const SCHWARZ: Farbe = [0, 0, 0];
/// 7:1 on white.
pub(crate) const GRAU: Farbe = [84, 84, 84];
const HELL: Farbe = [240, 242, 245];
const RAND: Farbe = [130, 138, 150];
const AKZENT: Farbe = [23, 26, 117];

/// Size and height of a line.
type Grad = (f32, f32);
const TEXT: Grad = (10.5, 15.0);
const KLEIN: Grad = (9.0, 12.5);
const TITEL: [Grad; 3] = [(18.0, 23.0), (13.0, 18.0), (11.0, 15.5)];
/// Room inside of cells and frames.
const INNEN: f32 = 5.0;
/// Rows of names and values with more lines may be torn.
const REIHE_GANZ: usize = 12;

/// What a node of the document means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Art {
    Titel(u16, String),
    Absatz,
    Zitat,
    Liste(bool),
    Punkt,
    Marke,
    Inhalt,
    Tabelle,
    Tabellentitel,
    Tabellenkopf,
    Tabellenkoerper,
    Zeile,
    Kopfzelle { spalte: bool, weite: usize },
    Zelle { weite: usize },
    Kasten,
    Bild(String),
}

#[derive(Debug)]
pub(crate) struct Knoten {
    pub art: Art,
    pub kinder: Vec<usize>,
}

/// What a mark on paper belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Marke {
    Knoten(usize),
    Schmuck(ArtifactType),
}

#[derive(Debug, Clone)]
pub(crate) enum Zug {
    Text {
        x: f32,
        y: f32,
        groesse: f32,
        farbe: Farbe,
        zeile: Textzeile,
    },
    Form {
        x: f32,
        y: f32,
        mass: f32,
        form: Form,
    },
    Foto {
        x: f32,
        y: f32,
        breite: f32,
        hoehe: f32,
        foto: Image,
    },
}

/// One piece that stays whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stueck {
    /// Room above, unless it comes first on a page.
    pub vor: f32,
    pub hoehe: f32,
    pub zuege: Vec<(Marke, Zug)>,
    /// Stays on one page with the next.
    pub haelt: bool,
    /// The head that is drawn again when this comes first on a page.
    pub kopf: Option<usize>,
    /// A new page begins here.
    pub neue_seite: bool,
}

pub(crate) struct Satz {
    pub knoten: Vec<Knoten>,
    pub stuecke: Vec<Stueck>,
    pub wiederholt: Vec<Stueck>,
}

/// What a frame around blocks draws beside each of its pieces.
#[derive(Clone, Copy)]
enum Rahmen {
    Ohne,
    Balken,
    Flaeche,
}

struct Setzer<'a> {
    schriften: &'a Schriften,
    fotos: Vec<Image>,
    s: Satz,
    links: f32,
    breite: f32,
    rahmen: Rahmen,
    /// The node blocks are put into; the first is the document.
    in_knoten: usize,
}

pub(crate) fn setzen(
    schriften: &Schriften,
    angaben: &Angaben,
    zeichen: Option<Bild>,
    fotos: Vec<Image>,
    bloecke: Vec<Block>,
) -> Satz {
    let wurzel = Knoten {
        art: Art::Kasten,
        kinder: Vec::new(),
    };
    let mut setzer = Setzer {
        schriften,
        fotos,
        s: Satz {
            knoten: vec![wurzel],
            stuecke: Vec::new(),
            wiederholt: Vec::new(),
        },
        links: LINKS,
        breite: BREITE,
        rahmen: Rahmen::Ohne,
        in_knoten: 0,
    };
    setzer.briefkopf(angaben, zeichen);
    for b in bloecke {
        setzer.block(b);
    }
    setzer.s
}

fn einfach(text: &str, fett: bool) -> Text {
    vec![Lauf {
        text: text.to_owned(),
        fett,
    }]
}

fn flach(text: &Text) -> String {
    let ganz: String = text.iter().map(|l| l.text.as_str()).collect();
    ganz.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn flaeche(x: f32, y: f32, breite: f32, hoehe: f32, farbe: Farbe) -> Zug {
    Zug::Form {
        x,
        y,
        mass: 1.0,
        form: Form::Rechteck {
            x: 0.0,
            y: 0.0,
            breite,
            hoehe,
            fuellung: Some(farbe),
            strich: None,
        },
    }
}

fn linie(x: f32, y: f32, breite: f32, farbe: Farbe, dicke: f32) -> Zug {
    Zug::Form {
        x,
        y,
        mass: 1.0,
        form: Form::Strich {
            von: (0.0, 0.0),
            bis: (breite, 0.0),
            strich: (farbe, dicke),
        },
    }
}

const LAYOUT: Marke = Marke::Schmuck(ArtifactType::Layout);

impl Setzer<'_> {
    fn knoten(&mut self, art: Art) -> usize {
        self.knoten_in(self.in_knoten, art)
    }

    fn knoten_in(&mut self, eltern: usize, art: Art) -> usize {
        let neu = self.s.knoten.len();
        self.s.knoten.push(Knoten {
            art,
            kinder: Vec::new(),
        });
        self.s.knoten[eltern].kinder.push(neu);
        neu
    }

    fn legen(&mut self, mut st: Stueck) {
        match self.rahmen {
            Rahmen::Ohne => {}
            Rahmen::Balken => st.zuege.insert(
                0,
                (
                    LAYOUT,
                    flaeche(self.links - 12.0, -st.vor, 3.0, st.hoehe + st.vor, AKZENT),
                ),
            ),
            Rahmen::Flaeche => {
                let f = flaeche(
                    self.links - 10.0,
                    -st.vor,
                    self.breite + 20.0,
                    st.hoehe + st.vor,
                    HELL,
                );
                st.zuege.insert(0, (LAYOUT, f));
            }
        }
        self.s.stuecke.push(st);
    }

    fn zeilen(&self, text: &Text, fett: bool, grad: Grad, breite: f32) -> Vec<Textzeile> {
        umbrechen(self.schriften, text, fett, breite / grad.0)
    }

    fn zug(zeile: Textzeile, grad: Grad, farbe: Farbe, x: f32, oben: f32) -> Zug {
        // the text sits in the middle of its line
        let luft = (grad.1 - grad.0 * (OBERLAENGE + 0.293)) / 2.0;
        Zug::Text {
            x,
            y: oben + luft + grad.0 * OBERLAENGE,
            groesse: grad.0,
            farbe,
            zeile,
        }
    }

    /// Lines one below the other; the first two and the last two stay together.
    fn fliessen(&mut self, zeilen: Vec<Textzeile>, grad: Grad, farbe: Farbe, marke: Marke, vor: f32) {
        let n = zeilen.len();
        for (i, z) in zeilen.into_iter().enumerate() {
            let st = Stueck {
                vor: if i == 0 { vor } else { 0.0 },
                hoehe: grad.1,
                zuege: vec![(marke, Self::zug(z, grad, farbe, self.links, 0.0))],
                haelt: n > 1 && i + 1 < n && (i == 0 || i + 2 == n),
                ..Stueck::default()
            };
            self.legen(st);
        }
    }

    fn letztes_haelt(&mut self) {
        if let Some(l) = self.s.stuecke.last_mut() {
            l.haelt = true;
        }
    }

    fn block(&mut self, b: Block) {
        match b {
            Block::Titel(stufe, text) => self.titel(stufe, &text),
            Block::Absatz { text, klein } => {
                let k = self.knoten(Art::Absatz);
                let (grad, farbe) = if klein { (KLEIN, GRAU) } else { (TEXT, SCHWARZ) };
                let zeilen = self.zeilen(&text, false, grad, self.breite);
                self.fliessen(
                    zeilen,
                    grad,
                    farbe,
                    Marke::Knoten(k),
                    if klein { 3.0 } else { 7.0 },
                );
            }
            Block::Zitat(text) => self.zitat(&text),
            Block::Liste { punkte, nummern } => self.liste(punkte, nummern),
            Block::Angaben(paare) => self.angaben(paare),
            Block::Tabelle(t) => self.tabelle(&t),
            Block::Kasten(innen) => self.kasten(innen),
            Block::Bild(b) => self.bild(&b),
            Block::Fotos(f) => self.fotos(&f),
            Block::Unterschriften(felder) => self.unterschriften(&felder),
            Block::Anschrift(zeilen) => self.anschrift(&zeilen),
            Block::Umbruch => self.s.stuecke.push(Stueck {
                neue_seite: true,
                ..Stueck::default()
            }),
        }
    }

    fn titel(&mut self, stufe: u16, text: &Text) {
        let grad = TITEL[usize::from(stufe.clamp(1, 3)) - 1];
        let vor = [14.0, 18.0, 12.0][usize::from(stufe.clamp(1, 3)) - 1];
        let k = self.knoten(Art::Titel(stufe, flach(text)));
        let zeilen = self.zeilen(text, true, grad, self.breite);
        let farbe = if stufe == 3 { SCHWARZ } else { AKZENT };
        let ab = self.s.stuecke.len();
        self.fliessen(zeilen, grad, farbe, Marke::Knoten(k), vor);
        for st in &mut self.s.stuecke[ab..] {
            st.haelt = true;
        }
    }

    fn eingerueckt(
        &mut self,
        um: f32,
        rechts: f32,
        rahmen: Rahmen,
        knoten: usize,
        tun: impl FnOnce(&mut Self),
    ) {
        let vorher = (self.links, self.breite, self.rahmen, self.in_knoten);
        self.links += um;
        self.breite -= um + rechts;
        self.rahmen = rahmen;
        self.in_knoten = knoten;
        tun(self);
        (self.links, self.breite, self.rahmen, self.in_knoten) = vorher;
    }

    fn luft(&mut self, hoehe: f32) {
        self.s.stuecke.push(Stueck {
            vor: hoehe,
            haelt: true,
            ..Stueck::default()
        });
    }

    fn zitat(&mut self, text: &Text) {
        let k = self.knoten(Art::Zitat);
        self.luft(7.0);
        self.eingerueckt(14.0, 0.0, Rahmen::Balken, k, |s| {
            let p = s.knoten(Art::Absatz);
            let zeilen = s.zeilen(text, false, TEXT, s.breite);
            s.fliessen(zeilen, TEXT, SCHWARZ, Marke::Knoten(p), 0.0);
        });
    }

    fn kasten(&mut self, innen: Vec<Block>) {
        let k = self.knoten(Art::Kasten);
        self.luft(9.0);
        self.eingerueckt(10.0, 10.0, Rahmen::Flaeche, k, |s| {
            let rand = |s: &mut Self| {
                s.legen(Stueck {
                    hoehe: 6.0,
                    haelt: true,
                    ..Stueck::default()
                });
            };
            rand(s);
            let ab = s.s.stuecke.len();
            for b in innen {
                s.block(b);
            }
            // a short frame stays whole
            if s.s.stuecke.len() - ab <= REIHE_GANZ {
                for st in &mut s.s.stuecke[ab..] {
                    st.haelt = true;
                }
            } else {
                s.letztes_haelt();
            }
            rand(s);
            if let Some(l) = s.s.stuecke.last_mut() {
                l.haelt = false;
            }
        });
    }

    fn liste(&mut self, punkte: Vec<Text>, nummern: bool) {
        let k = self.knoten(Art::Liste(nummern));
        let einzug = if nummern { 20.0 } else { 14.0 };
        for (i, text) in punkte.into_iter().enumerate() {
            let punkt = self.knoten_in(k, Art::Punkt);
            let marke = self.knoten_in(punkt, Art::Marke);
            let inhalt = self.knoten_in(punkt, Art::Inhalt);
            let ab = self.s.stuecke.len();
            self.eingerueckt(einzug, 0.0, self.rahmen, inhalt, |s| {
                let zeilen = s.zeilen(&text, false, TEXT, s.breite);
                s.fliessen(
                    zeilen,
                    TEXT,
                    SCHWARZ,
                    Marke::Knoten(inhalt),
                    if i == 0 { 6.0 } else { 3.0 },
                );
            });
            let zeichen = if nummern {
                format!("{}.", i + 1)
            } else {
                "•".to_owned()
            };
            let z = self
                .zeilen(&einfach(&zeichen, false), false, TEXT, einzug)
                .remove(0);
            let zug = Self::zug(z, TEXT, SCHWARZ, self.links, 0.0);
            // the mark comes first in the order of reading
            if let Some(st) = self.s.stuecke.get_mut(ab) {
                let vor_text = st
                    .zuege
                    .iter()
                    .position(|(m, _)| *m == Marke::Knoten(inhalt))
                    .unwrap_or(0);
                st.zuege.insert(vor_text, (Marke::Knoten(marke), zug));
            }
        }
    }
}
