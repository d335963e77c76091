//! "Is this person there already?" – one question against a register in memory, while someone types.
//!
//! Every different name of the register is compared once with the names of the question. From how alike they are
//! follows who can be meant at all: only those who bear such a name are weighed. Nobody is missed by this, a test
//! weighs all persons and finds the same.

use rustc_hash::FxHashMap;

use crate::{
    bestand::Datensatz,
    datum::Geburtstag,
    text::{falten::falten, rufnamen::Rufnamen},
    werte::spur,
};
use name::{Grad, Name, vergleichen, vorbereiten};

mod name;
#[cfg(test)]
mod tests;

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
    /// Who bears a name as given name, and who as surname or name at birth; in order.
    mit_vorname: Vec<Vec<u32>>,
    mit_familienname: Vec<Vec<Traeger>>,
    /// Who has neither surname nor name at birth.
    ohne_familienname: Vec<Traeger>,
}

/// Somebody who bears a surname, with their given name: enough to weigh the names without opening the person, which
/// lies anywhere in memory.
#[derive(Clone, Copy)]
struct Traeger {
    nr: u32,
    vorname: u32,
}

/// What is known beside the names.
#[derive(Clone, Copy)]
struct Person {
    geburtstag: Geburtstag,
    /// Street and number; 0 = missing.
    anschrift: u32,
    geschlecht: u8,
}

/// From here on a person is shown, in tenths of a nat: about one in eight. Missing a double costs more than a glance.
const SCHWELLE: f64 = -20.0;

/// What a surname says that is unlike the one asked for.
const ANDERS: f64 = -40.0;
/// What it costs that first and last name stand in each other's field.
const GETAUSCHT: f64 = 10.0;

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
            mit_vorname: vec![Vec::new()],
            mit_familienname: vec![Vec::new()],
            ohne_familienname: Vec::new(),
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
        let nr = u32::try_from(self.personen.len()).unwrap_or(u32::MAX);
        let traeger = Traeger { nr, vorname };
        self.mit_vorname[vorname as usize].push(nr);
        if nachname == OHNE && geburtsname == OHNE {
            self.ohne_familienname.push(traeger);
        }
        if nachname != OHNE {
            self.mit_familienname[nachname as usize].push(traeger);
        }
        if geburtsname != OHNE && geburtsname != nachname {
            self.mit_familienname[geburtsname as usize].push(traeger);
        }
        self.personen.push(Person {
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
        let (namen, rest) = self.gefragt(frage);
        let mut funde: Vec<(f64, u32)> = self
            // without the names nothing else makes it the same person
            .moegliche(&namen, namen_ab, rest.leer().then_some(hoechstens))
            .into_iter()
            .filter_map(|(nr, namen)| {
                let rest = if rest.leer() {
                    rest.grund
                } else {
                    rest.wert(self.personen.get(nr as usize)?)
                };
                let wert = namen + rest;
                (wert >= schwelle).then_some((wert, nr))
            })
            .collect();
        let folge = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if funde.len() > hoechstens && hoechstens > 0 {
            funde.select_nth_unstable_by(hoechstens - 1, folge);
        }
        funde.truncate(hoechstens);
        funde.sort_by(folge);
        let fund = |(wert, nr): (f64, u32)| Fund {
            nr,
            wahrscheinlichkeit: 1.0 / (1.0 + (-wert / 10.0).exp()),
        };
        funde.into_iter().map(fund).collect()
    }

    /// What a question says: of names how alike they are to those of the register, and the rest.
    fn gefragt(&self, frage: &Datensatz) -> (Namen, Rest) {
        let namen = Namen {
            vor: self.grade(frage.vorname),
            nach: self.grade(frage.nachname),
            geburt: self.grade(frage.geburtsname),
        };
        let rest = Rest {
            geburtstag: Geburtstag::lesen(frage.geburtstag),
            anschrift: anschrift(frage),
            geschlecht: geschlecht(frage),
            grund: -10.0 * self.zahl().max(2.0).ln(),
        };
        (namen, rest)
    }

    /// Everybody whose names say at least this much, with what they say in tenths of a nat, in order. Where nothing but
    /// names counts, of each list no more than are asked for: the later ones are no likelier.
    fn moegliche(&self, frage: &Namen, ab: f64, genug: Option<usize>) -> Vec<(u32, f64)> {
        let mut aus = Vec::new();
        let wie = |getauscht| Richtung { getauscht, ab, genug };
        self.in_richtung(&wie(0.0), &frage.vor, &[&frage.nach, &frage.geburt], &mut aus);
        // first and last name in each other's field
        self.in_richtung(&wie(GETAUSCHT), &frage.nach, &[&frage.vor], &mut aus);
        aus.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        aus.dedup_by_key(|(nr, _)| *nr);
        aus
    }

    /// Who bears a surname that can be enough together with the best given name, and who bears a given name that is
    /// enough whatever the surname. Who is named twice counts with the better of both.
    fn in_richtung(&self, wie: &Richtung, vor: &Grade, familie: &[&Grade], aus: &mut Vec<(u32, f64)>) {
        let vornamen: Vec<f64> = (0_u32..)
            .zip(&self.mit_vorname)
            .map(|(n, _)| self.vorname(vor.zu(n), n))
            .collect();
        let bester = vornamen
            .iter()
            .zip(&self.mit_vorname)
            .filter(|(_, wer)| !wer.is_empty())
            .fold(f64::NEG_INFINITY, |m, (wert, _)| m.max(*wert));
        let gefragt = familie.iter().any(|g| g.gefragt());
        if gefragt {
            for (n, wer) in (0_u32..).zip(&self.mit_familienname) {
                let wert = bestes(familie.iter().map(|g| self.familienname(g.zu(n), n)));
                if wert > ANDERS {
                    wie.sammeln(wer, wert, (&vornamen, bester), aus);
                }
            }
            wie.sammeln(&self.ohne_familienname, 0.0, (&vornamen, bester), aus);
        }
        // what a surname says that is unlike all asked for; nothing where none was asked for
        let sonst = if gefragt { ANDERS } else { 0.0 };
        for (vorname, wer) in vornamen.iter().zip(&self.mit_vorname) {
            let wert = vorname + sonst - wie.getauscht;
            if wert >= wie.ab {
                let genug = wie.genug.unwrap_or(wer.len());
                aus.extend(wer.iter().take(genug).map(|nr| (*nr, wert)));
            }
        }
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
        self.mit_vorname.push(Vec::new());
        self.mit_familienname.push(Vec::new());
        nr
    }

    /// How alike each name of the register is to this one.
    fn grade(&self, text: &str) -> Grade {
        let frage = vorbereiten(text, &self.rufnamen);
        if frage.ganz.is_empty() {
            return Grade(Vec::new());
        }
        let mut grade: Vec<Grad> = self.namen.iter().map(|n| vergleichen(&frage, n)).collect();
        grade[OHNE as usize] = Grad::Offen;
        Grade(grade)
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
            Grad::Anders => ANDERS,
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

/// How alike the names of the register are to one of the question; nothing where the question has none.
struct Grade(Vec<Grad>);

impl Grade {
    fn zu(&self, nr: u32) -> Grad {
        self.0.get(nr as usize).copied().unwrap_or(Grad::Offen)
    }

    const fn gefragt(&self) -> bool {
        !self.0.is_empty()
    }
}

/// The names of a question.
struct Namen {
    vor: Grade,
    nach: Grade,
    geburt: Grade,
}

/// In which field of the question which name is looked for.
struct Richtung {
    /// What it costs.
    getauscht: f64,
    /// What the names have to say at least.
    ab: f64,
    /// No more of the best of one list.
    genug: Option<usize>,
}

impl Richtung {
    /// Those of one list whose names say enough; `familie` is what its surname says, `vornamen` what each given name does
    /// and the best of them.
    fn sammeln(
        &self,
        wer: &[Traeger],
        familie: f64,
        (vornamen, bester): (&[f64], f64),
        aus: &mut Vec<(u32, f64)>,
    ) {
        let mehr_geht_nicht = bester + familie - self.getauscht;
        if mehr_geht_nicht < self.ab {
            return;
        }
        let mut beste = 0;
        for t in wer {
            let wert = vornamen[t.vorname as usize] + familie - self.getauscht;
            if wert < self.ab {
                continue;
            }
            aus.push((t.nr, wert));
            beste += usize::from(wert >= mehr_geht_nicht);
            if self.genug.is_some_and(|g| beste >= g) {
                return;
            }
        }
    }
}

/// What else a question says.
struct Rest {
    geburtstag: Geburtstag,
    anschrift: u32,
    geschlecht: u8,
    grund: f64,
}

impl Rest {
    /// Whether it says nothing about anybody.
    fn leer(&self) -> bool {
        self.geburtstag.fehlt() && self.anschrift == 0 && self.geschlecht == 0
    }

    fn wert(&self, p: &Person) -> f64 {
        let mut wert = self.grund + geburtstag(self.geburtstag, p.geburtstag);
        if self.anschrift != 0 && p.anschrift != 0 {
            wert += if self.anschrift == p.anschrift { 25.0 } else { -3.0 };
        }
        if self.geschlecht != 0 && p.geschlecht != 0 && self.geschlecht != p.geschlecht {
            wert -= 15.0;
        }
        wert
    }
}

/// The best of what is known; 0 if nothing is.
fn bestes(werte: impl Iterator<Item = Option<f64>>) -> f64 {
    werte.flatten().reduce(f64::max).unwrap_or(0.0)
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
