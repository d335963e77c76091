//! "Is this person there already?" – one question against a register in memory, while someone types.
//!
//! Every different name of the register is compared once with the names of the question; then all persons are weighed
//! by looking the results up. So nothing is missed by an index, and 100,000 persons take a few milliseconds.

use rustc_hash::FxHashMap;

use crate::{
    bestand::Datensatz,
    datum::Geburtstag,
    text::{
        distanz::tippfehler,
        falten::{enger, falten},
        phonetik::koelner,
        rufnamen::{Rufnamen, ist_beiwort},
    },
    werte::spur,
};

/// A person who may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fund {
    /// Number of the person in the order of adding.
    pub nr: u32,
    /// How likely it is the same person, 0 to 1. A hint to look, never a finding about a person.
    pub wahrscheinlichkeit: f64,
}

/// A register to be asked.
///
/// ```
/// use abgleich::{Datensatz, Nachschlagewerk};
/// let mut werk = Nachschlagewerk::neu();
/// werk.aufnehmen(&Datensatz { vorname: "Jürgen", nachname: "Groß", geburtstag: "1961-03-04", ..Datensatz::default() });
/// werk.aufnehmen(&Datensatz { vorname: "Petra", nachname: "Wendt", geburtstag: "1980-11-23", ..Datensatz::default() });
/// let frage = Datensatz { vorname: "GROSS", nachname: "Juergen", geburtstag: "4.3.1961", ..Datensatz::default() };
/// let funde = werk.suchen(&frage, 5);
/// assert_eq!(funde.iter().map(|f| f.nr).collect::<Vec<_>>(), [0]);
/// ```
pub struct Nachschlagewerk {
    rufnamen: Rufnamen,
    nummern: FxHashMap<Box<[u8]>, u32>,
    namen: Vec<Name>,
    /// How many persons bear a name, as any of theirs.
    traeger: Vec<u32>,
    personen: Vec<Person>,
}

#[derive(Clone, Copy)]
struct Person {
    vorname: u32,
    nachname: u32,
    geburtsname: u32,
    geburtstag: Geburtstag,
    /// Street and number; 0 = missing.
    anschrift: u32,
    geschlecht: u8,
}

/// A name with what comparing needs.
#[derive(Default)]
struct Name {
    ganz: Vec<u8>,
    worte: Vec<Vec<u8>>,
    eng: u32,
    laut: u32,
    gruppen: [u16; 3],
}

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grad {
    Anders,
    /// One of them is an initial or the beginning of the other.
    Anfang,
    /// They sound alike, or are forms of one given name.
    Klang,
    /// A typing error, another spelling, or one part of a double name.
    Nah,
    Gleich,
    /// One of them is missing.
    Offen,
}

/// From here on a person is shown, in tenths of a nat: about one in eight. Missing a double costs more than a glance.
const SCHWELLE: f64 = -20.0;

/// No name.
const OHNE: u32 = 0;

impl Default for Nachschlagewerk {
    fn default() -> Self {
        Self::neu()
    }
}

impl Nachschlagewerk {
    /// An empty register.
    #[must_use]
    pub fn neu() -> Self {
        Self {
            rufnamen: Rufnamen::neu(),
            nummern: FxHashMap::default(),
            namen: vec![Name::default()],
            traeger: vec![0],
            personen: Vec::new(),
        }
    }

    /// Adds a person; it gets the next number from 0.
    pub fn aufnehmen(&mut self, d: &Datensatz) {
        let [vorname, nachname, geburtsname] =
            [d.vorname, d.nachname, d.geburtsname].map(|text| self.nummer(text));
        for (i, n) in [vorname, nachname, geburtsname].iter().enumerate() {
            if i < 2 || *n != nachname {
                self.traeger[*n as usize] += 1;
            }
        }
        self.personen.push(Person {
            vorname,
            nachname,
            geburtsname,
            geburtstag: Geburtstag::lesen(d.geburtstag),
            anschrift: anschrift(d),
            geschlecht: geschlecht(d),
        });
    }

    /// How many persons there are.
    #[must_use]
    pub fn anzahl(&self) -> usize {
        self.personen.len()
    }

    /// The persons who may be meant, the likeliest first, at most `hoechstens`; those far less likely than not are left out.
    #[must_use]
    pub fn suchen(&self, frage: &Datensatz, hoechstens: usize) -> Vec<Fund> {
        self.ab((SCHWELLE, 20.0), frage, hoechstens)
    }

    /// Everybody whose names are like these, the likeliest first, at most `hoechstens`: for a search that begins with no
    /// more than a common surname, where [`Self::suchen`] would rightly say that nobody in particular is meant.
    ///
    /// ```
    /// use abgleich::{Datensatz, Nachschlagewerk};
    /// let mut werk = Nachschlagewerk::neu();
    /// for vorname in ["Anna", "Bernd", "Clara"] {
    ///     werk.aufnehmen(&Datensatz { vorname, nachname: "Maier", ..Datensatz::default() });
    /// }
    /// let frage = Datensatz { nachname: "Meyer", ..Datensatz::default() };
    /// assert_eq!(werk.aehnliche(&frage, 10).len(), 3);
    /// ```
    #[must_use]
    pub fn aehnliche(&self, frage: &Datensatz, hoechstens: usize) -> Vec<Fund> {
        // a slip in a name of a small register weighs 17: there every name is a common one
        self.ab((f64::NEG_INFINITY, 15.0), frage, hoechstens)
    }

    fn ab(&self, (schwelle, namen_ab): (f64, f64), frage: &Datensatz, hoechstens: usize) -> Vec<Fund> {
        let vor = self.grade(frage.vorname);
        let nach = self.grade(frage.nachname);
        let geburt = self.grade(frage.geburtsname);
        let (tag, wohnt, sexus) = (
            Geburtstag::lesen(frage.geburtstag),
            anschrift(frage),
            geschlecht(frage),
        );
        let grund = -10.0 * self.zahl().max(2.0).ln();
        let mut funde: Vec<(f64, u32)> = Vec::new();
        for (nr, p) in (0_u32..).zip(&self.personen) {
            let familie = |frage: &[Grad]| {
                let paare = [(frage, p.nachname), (frage, p.geburtsname)];
                paare.map(|(g, n)| self.familienname(g[n as usize], n))
            };
            let gerade = self.vorname(vor[p.vorname as usize], p.vorname)
                + bestes(familie(&nach).into_iter().chain(familie(&geburt)));
            // first and last name in each other's field
            let getauscht =
                self.vorname(nach[p.vorname as usize], p.vorname) + bestes(familie(&vor).into_iter()) - 10.0;
            let namen = gerade.max(getauscht);
            // without the names nothing else makes it the same person
            if namen < namen_ab {
                continue;
            }
            let mut wert = grund + namen + geburtstag(tag, p.geburtstag);
            if wohnt != 0 && p.anschrift != 0 {
                wert += if wohnt == p.anschrift { 25.0 } else { -3.0 };
            }
            if sexus != 0 && p.geschlecht != 0 && sexus != p.geschlecht {
                wert -= 15.0;
            }
            if wert >= schwelle {
                funde.push((wert, nr));
            }
        }
        funde.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        funde.truncate(hoechstens);
        let fund = |(wert, nr): (f64, u32)| Fund {
            nr,
            wahrscheinlichkeit: 1.0 / (1.0 + (-wert / 10.0).exp()),
        };
        funde.into_iter().map(fund).collect()
    }

    fn zahl(&self) -> f64 {
        u32::try_from(self.personen.len()).map_or(f64::from(u32::MAX), f64::from)
    }

    fn nummer(&mut self, text: &str) -> u32 {
        let name = vorbereiten(text, &self.rufnamen);
        if name.ganz.is_empty() {
            return OHNE;
        }
        if let Some(nr) = self.nummern.get(name.ganz.as_slice()) {
            return *nr;
        }
        let nr = u32::try_from(self.namen.len()).unwrap_or(OHNE);
        self.nummern.insert(name.ganz.as_slice().into(), nr);
        self.namen.push(name);
        self.traeger.push(0);
        nr
    }

    /// How alike each name of the register is to this one.
    fn grade(&self, text: &str) -> Vec<Grad> {
        let frage = vorbereiten(text, &self.rufnamen);
        if frage.ganz.is_empty() {
            return vec![Grad::Offen; self.namen.len()];
        }
        let mut grade: Vec<Grad> = self.namen.iter().map(|n| vergleichen(&frage, n)).collect();
        grade[OHNE as usize] = Grad::Offen;
        grade
    }

    /// What an equal name says, in tenths of a nat: much where it is rare.
    fn selten(&self, nr: u32, hoechstens: f64) -> f64 {
        let anteil = self.zahl().max(1.0) / f64::from(self.traeger[nr as usize].max(1));
        (10.0 * anteil.ln()).clamp(25.0, hoechstens)
    }

    fn familienname(&self, grad: Grad, nr: u32) -> Option<f64> {
        Some(match grad {
            Grad::Offen => return None,
            Grad::Gleich => self.selten(nr, 75.0),
            Grad::Nah => self.selten(nr, 60.0) - 8.0,
            Grad::Klang => 28.0,
            Grad::Anfang => 5.0,
            Grad::Anders => -40.0,
        })
    }

    fn vorname(&self, grad: Grad, nr: u32) -> f64 {
        match grad {
            Grad::Offen => 0.0,
            Grad::Gleich => self.selten(nr, 60.0),
            Grad::Nah => self.selten(nr, 45.0) - 5.0,
            Grad::Klang => 25.0,
            Grad::Anfang => 8.0,
            Grad::Anders => -70.0,
        }
    }
}

/// The best of what is known; 0 if nothing is.
fn bestes(werte: impl Iterator<Item = Option<f64>>) -> f64 {
    werte.flatten().reduce(f64::max).unwrap_or(0.0)
}

fn vorbereiten(text: &str, rufnamen: &Rufnamen) -> Name {
    let mut gefaltet = Vec::with_capacity(text.len() + 4);
    falten(text, &mut gefaltet);
    let worte: Vec<&[u8]> = gefaltet.split(|b| *b == b' ').filter(|w| !w.is_empty()).collect();
    // a name of nothing but particles (Le, Van) is a name
    let nur_beiworte = worte.iter().all(|w| ist_beiwort(w));
    let worte: Vec<Vec<u8>> = worte
        .into_iter()
        .filter(|w| nur_beiworte || !ist_beiwort(w))
        .map(<[u8]>::to_vec)
        .collect();
    let ganz = worte.concat();
    let mut puffer = Vec::new();
    enger(&ganz, &mut puffer);
    Name {
        eng: spur(&puffer),
        laut: koelner(&ganz),
        gruppen: worte.first().map_or([0; 3], |w| rufnamen.gruppen(w)),
        ganz,
        worte,
    }
}

fn vergleichen(a: &Name, b: &Name) -> Grad {
    if a.ganz == b.ganz {
        return Grad::Gleich;
    }
    let kuerzere = a.ganz.len().min(b.ganz.len());
    let grenze = match kuerzere {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    if a.eng == b.eng
        || a.ganz.len().abs_diff(b.ganz.len()) <= usize::from(grenze)
            && grenze > 0
            && tippfehler(&a.ganz, &b.ganz, grenze) <= grenze
    {
        return Grad::Nah;
    }
    // a double name and one of its parts; the second given name
    if a.worte.len() != b.worte.len() {
        let (viele, wenige) = if a.worte.len() > b.worte.len() {
            (a, b)
        } else {
            (b, a)
        };
        if wenige.worte.iter().all(|w| {
            viele
                .worte
                .iter()
                .any(|v| v == w || w.len() > 4 && tippfehler(v, w, 1) <= 1)
        }) {
            return Grad::Nah;
        }
    }
    let gemeinsam = a.gruppen.iter().any(|g| *g != 0 && b.gruppen.contains(g));
    if gemeinsam || a.laut != 0 && a.laut == b.laut {
        return Grad::Klang;
    }
    let anfang = a.ganz.starts_with(&b.ganz) || b.ganz.starts_with(&a.ganz);
    if anfang && (kuerzere == 1 || kuerzere >= 3) {
        return Grad::Anfang;
    }
    Grad::Anders
}

fn geburtstag(a: Geburtstag, b: Geburtstag) -> f64 {
    if a.fehlt() || b.fehlt() {
        return 0.0;
    }
    let [jahr, monat, tag] = [a.jahr() == b.jahr(), a.monat() == b.monat(), a.tag() == b.tag()];
    if a.platzhalter() || b.platzhalter() {
        return if jahr { 25.0 } else { -45.0 };
    }
    let gedreht = jahr && a.monat() == b.tag() && a.tag() == b.monat();
    match u8::from(jahr) + u8::from(monat) + u8::from(tag) {
        3 => 90.0,
        _ if gedreht => 65.0,
        2 => 45.0,
        _ => -60.0,
    }
}

fn anschrift(d: &Datensatz) -> u32 {
    let mut text = Vec::new();
    falten(d.strasse, &mut text);
    if text.is_empty() {
        return 0;
    }
    if let Some(kurz) = text.strip_suffix(b"asse").map(<[u8]>::len)
        && text[..kurz].ends_with(b"str")
    {
        text.truncate(kurz);
    }
    falten(d.hausnummer, &mut text);
    spur(&text)
}

fn geschlecht(d: &Datensatz) -> u8 {
    d.geschlecht
        .bytes()
        .next()
        .map_or(0, |b| match b.to_ascii_lowercase() {
            b'f' => b'w',
            b => b,
        })
}
