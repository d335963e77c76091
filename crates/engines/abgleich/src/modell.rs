//! The probabilities: classes of pairs, their parameters, and how they are learnt without examples.
//!
//! Fellegi–Sunter tells two classes apart, "same" and "random". Registers hold more: neighbours, families at one
//! address, twins, father and son of one name, people who have moved. Each is a class here, put together from few
//! parts (how names differ within one person, how they differ at random, …), so that a brother is explained by
//! "family" and not taken for a badly written twin of himself.

use crate::{
    bestand::Bestand,
    datum::{
        D_EIN_TEIL, D_GENERATION, D_GETAUSCHT, D_GLEICH, D_JAHR_ANDERS, D_NUR_JAHR, D_PLATZHALTER,
        D_VERSCHIEDEN, D_ZIFFER, D_ZWEI_ZIFFERN,
    },
    vergleich::{
        DOB, FEHLT, FELDER, GEB, HAUS, Muster, NACH, ORT, PLZ, SEX, STR, STUFEN, T_GLEICH, VOR, Vergleicher,
        WEITERE,
    },
};

mod vorwissen;

use vorwissen::vorwissen;

/// What a pair may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Klasse {
    /// strangers
    Fremd,
    /// strangers in one quarter
    Gebiet,
    /// strangers at one address
    Nachbar,
    /// one person at one address
    Gleich,
    /// one person at two addresses
    Umzug,
    /// two of one family
    Familie,
    /// twins
    Zwilling,
    /// father and son of one name
    Namensgleich,
}
pub(crate) const KLASSEN: usize = 8;

type Verteilung = [f64; STUFEN];

/// How a field behaves in a class.
#[derive(Clone, Debug)]
struct Rolle([Verteilung; FELDER]);

/// The learnt model.
#[derive(Clone, Debug)]
pub(crate) struct Modell {
    zufall: Rolle,
    gleich: Rolle,
    umzug: Rolle,
    gebiet: Rolle,
    familie: Rolle,
    generation: Verteilung,
    /// share of each class among all pairs
    anteil: [f64; KLASSEN],
    /// share of "same" among the pairs within a register and across: 0 across, 1.. within
    gleich_anteil: Vec<f64>,
    umzugsquote: f64,
}

/// The probability of each class.
pub(crate) type Klassen = [f64; KLASSEN];

/// "Same" in either form.
pub(crate) fn gleich(k: &Klassen) -> f64 {
    k[Klasse::Gleich as usize] + k[Klasse::Umzug as usize]
}

/// A pair kept for learning.
struct Probe {
    muster: Muster,
    gruppe: u8,
}

const GRUPPEN: usize = 16;

/// Which register pair two records belong to.
fn gruppe(bestand: &Bestand, i: u32, j: u32) -> u8 {
    let (a, b) = (
        bestand.saetze[i as usize].quelle,
        bestand.saetze[j as usize].quelle,
    );
    if a != b {
        return 0;
    }
    u8::try_from(usize::from(a).min(GRUPPEN - 2) + 1).unwrap_or(1)
}

/// So many pairs of twins, or namesakes, there may be for each pair of one family.
const JE_FAMILIENPAAR: f64 = 0.04;
/// Weight of what is expected, in pairs.
const VORGEWICHT: f64 = 40.0;

impl Modell {
    /// Learns from the candidate pairs of a share of the records (`pairs` calls its argument for each of them and
    /// says the share).
    pub(crate) fn lernen(
        vergleicher: &mut Vergleicher,
        paare: impl FnOnce(&mut dyn FnMut(u32, u32)) -> f64,
    ) -> Self {
        let mut modell = Self::anfang(vergleicher);
        let mut proben: Vec<Probe> = Vec::new();
        let ohne_gleich = modell.clone();
        let anteil = paare(&mut |i, j| {
            let muster = vergleicher.vergleichen(i, j);
            let gruppe = gruppe(vergleicher.bestand, i, j);
            // strangers teach nothing: their behaviour is known from random pairs
            if gleich_moeglich(&ohne_gleich.klassen(&muster, gruppe)) {
                proben.push(Probe { muster, gruppe });
            }
        });
        let gruppen = gruppen_groessen(vergleicher.bestand);
        for _ in 0..20 {
            let vorher = modell.anteil[Klasse::Gleich as usize];
            modell.schritt(&proben, anteil, &gruppen);
            let jetzt = modell.anteil[Klasse::Gleich as usize];
            if (jetzt - vorher).abs() < 1e-3 * vorher {
                break;
            }
        }
        modell
    }

    fn anfang(vergleicher: &mut Vergleicher) -> Self {
        let (gleich, umzug, gebiet, familie, generation) = vorwissen();
        let bestand = vergleicher.bestand;
        let n = zahl(bestand.anzahl());
        let paare = (n * (n - 1.0) / 2.0).max(1.0);
        let zufall = zufall(vergleicher);
        let (gebietspaare, hauspaare) = ortspaare(bestand);
        let mut anteil = [0.0; KLASSEN];
        anteil[Klasse::Fremd as usize] = 1.0;
        anteil[Klasse::Gebiet as usize] = gebietspaare / paare;
        anteil[Klasse::Nachbar as usize] = (hauspaare + 0.05 * n) / paare;
        anteil[Klasse::Gleich as usize] = 0.15 * n / paare;
        anteil[Klasse::Familie as usize] = (0.5 * hauspaare).max(0.05 * n) / paare;
        anteil[Klasse::Zwilling as usize] = 0.002 * n / paare;
        anteil[Klasse::Namensgleich as usize] = 0.002 * n / paare;
        let ohne_anschrift =
            bestand.strassen.anzahl() == 1 && bestand.plz.anzahl() == 1 && bestand.orte.anzahl() == 1;
        if ohne_anschrift {
            // nothing tells a family from strangers; the few twins and namesakes are left to the field weights
            anteil[Klasse::Gebiet as usize] = 0.0;
            anteil[Klasse::Nachbar as usize] = 0.0;
            anteil[Klasse::Familie as usize] = 0.1 * n / paare;
            anteil[Klasse::Zwilling as usize] = 0.0005 * n / paare;
            anteil[Klasse::Namensgleich as usize] = 0.0005 * n / paare;
        }
        let quellen = bestand.quellen.len().min(GRUPPEN - 1);
        Self {
            zufall,
            gleich,
            umzug,
            gebiet,
            familie,
            generation,
            gleich_anteil: vec![anteil[Klasse::Gleich as usize]; quellen + 1],
            anteil,
            umzugsquote: if ohne_anschrift { 0.0 } else { 0.15 },
        }
    }

    /// How much more likely each class makes the pattern than chance, times the share of the class; sums to 1.
    pub(crate) fn klassen(&self, m: &Muster, gruppe: u8) -> Klassen {
        let g = |f: usize| self.quotient(&self.gleich, f, m);
        let fam = |f: usize| self.quotient(&self.familie, f, m);
        let (vor, nach, geb, dob, sex) = (g(VOR), g(NACH), g(GEB), g(DOB), g(SEX));
        let (fam_nach, fam_geb) = (fam(NACH), fam(GEB));
        let wo = |r: &Rolle| {
            self.quotient(r, STR, m)
                * self.quotient(r, HAUS, m)
                * self.quotient(r, PLZ, m)
                * self.quotient(r, ORT, m)
        };
        let (hier, dort, nah) = (wo(&self.gleich), wo(&self.umzug), wo(&self.gebiet));
        let (mut w_gleich, mut w_umzug, mut w_haus) = (1.0, 1.0, 1.0);
        for f in WEITERE..FELDER {
            if m.stufe[f] != FEHLT {
                w_gleich *= g(f);
                w_umzug *= self.quotient(&self.umzug, f, m);
                w_haus *= fam(f);
            }
        }
        let generation = self.generation(m);
        let gleich_anteil = self
            .gleich_anteil
            .get(usize::from(gruppe))
            .copied()
            .unwrap_or(self.anteil[Klasse::Gleich as usize]);
        let person = vor * nach * geb * dob * sex;
        let mut k = [
            self.anteil[0],
            self.anteil[1] * nah,
            self.anteil[2] * hier * w_haus,
            gleich_anteil * (1.0 - self.umzugsquote) * person * hier * w_gleich,
            gleich_anteil * self.umzugsquote * person * dort * w_umzug,
            self.anteil[5] * fam_nach * fam_geb * hier * w_haus,
            self.anteil[6] * fam_nach * fam_geb * dob * hier * w_haus,
            self.anteil[7] * vor * fam_nach * sex * generation * hier * w_haus,
        ];
        let summe: f64 = k.iter().sum();
        for x in &mut k {
            *x /= summe;
        }
        k
    }

    /// Who two records are if their households are known to be one that has moved: the address says nothing then.
    pub(crate) fn klassen_im_haushalt(&self, m: &Muster) -> Klassen {
        let g = |f: usize| self.quotient(&self.gleich, f, m);
        let fam = self.quotient(&self.familie, NACH, m) * self.quotient(&self.familie, GEB, m);
        let (vor, dob, sex) = (g(VOR), g(DOB), g(SEX));
        let mut k = [0.0; KLASSEN];
        k[Klasse::Fremd as usize] = 0.05;
        k[Klasse::Umzug as usize] = 0.35 * vor * g(NACH) * g(GEB) * dob * sex;
        k[Klasse::Familie as usize] = 0.57 * fam;
        k[Klasse::Zwilling as usize] = 0.015 * fam * dob;
        k[Klasse::Namensgleich as usize] = 0.015 * fam * vor * sex * self.generation(m);
        let summe: f64 = k.iter().sum();
        k.map(|x| x / summe)
    }

    fn generation(&self, m: &Muster) -> f64 {
        if m.stufe[DOB] == FEHLT {
            1.0
        } else {
            let s = usize::from(m.stufe[DOB]);
            self.generation[s] / self.zufall.0[DOB][s]
        }
    }

    /// How much more likely the finding is in a role than between strangers.
    fn quotient(&self, rolle: &Rolle, f: usize, m: &Muster) -> f64 {
        let s = m.stufe[f];
        if s == FEHLT {
            return 1.0;
        }
        let s = usize::from(s);
        let zufall = if m.haeufig[f] > 0.0 {
            f64::from(m.haeufig[f])
        } else {
            self.zufall.0[f][s]
        };
        rolle.0[f][s] / zufall
    }

    /// Weight of a field for "same person" against "strangers", in bits.
    pub(crate) fn gewicht(&self, f: usize, m: &Muster) -> f64 {
        self.quotient(&self.gleich, f, m).log2()
    }

    /// Expected share of "same" between two records of one register, and across.
    pub(crate) fn anteil_gleich(&self, gruppe: usize) -> f64 {
        self.gleich_anteil.get(gruppe).copied().unwrap_or(0.0)
    }

    fn schritt(&mut self, proben: &[Probe], anteil: f64, gruppen: &[f64]) {
        let leer = || [[0.0; STUFEN]; FELDER];
        let (mut s_gleich, mut s_umzug, mut s_familie) = (leer(), leer(), leer());
        let mut summe = [0.0; KLASSEN];
        let mut je_gruppe = vec![0.0; gruppen.len()];
        for p in proben {
            let k = self.klassen(&p.muster, p.gruppe);
            for (s, w) in summe.iter_mut().zip(k) {
                *s += w;
            }
            let person = gleich(&k);
            je_gruppe[usize::from(p.gruppe)] += person;
            let hier =
                k[Klasse::Gleich as usize] + k[Klasse::Zwilling as usize] + k[Klasse::Namensgleich as usize];
            let umzug = k[Klasse::Umzug as usize];
            let familie = k[Klasse::Familie as usize];
            let haus = familie + k[Klasse::Zwilling as usize] + k[Klasse::Namensgleich as usize];
            for f in 0..FELDER {
                let s = p.muster.stufe[f];
                if s == FEHLT {
                    continue;
                }
                let s = usize::from(s);
                match f {
                    VOR | DOB | SEX => s_gleich[f][s] += person,
                    NACH | GEB => {
                        s_gleich[f][s] += person;
                        s_familie[f][s] += haus;
                    }
                    STR | HAUS | PLZ | ORT => {
                        s_gleich[f][s] += hier;
                        s_umzug[f][s] += umzug;
                    }
                    _ => {
                        s_gleich[f][s] += k[Klasse::Gleich as usize];
                        s_umzug[f][s] += umzug;
                        s_familie[f][s] += haus;
                    }
                }
            }
        }
        let (gleich0, umzug0, _, familie0, _) = vorwissen();
        erneuern(&mut self.gleich, &gleich0, &s_gleich, 0..FELDER);
        erneuern(&mut self.umzug, &umzug0, &s_umzug, STR..FELDER);
        erneuern(&mut self.familie, &familie0, &s_familie, NACH..DOB);
        erneuern(&mut self.familie, &familie0, &s_familie, WEITERE..FELDER);
        self.datum_binden();
        geschlecht_teilen(&mut self.gleich, &s_gleich);
        let n: f64 = gruppen.iter().sum();
        let personen = summe[Klasse::Gleich as usize] + summe[Klasse::Umzug as usize];
        // a few pairs of weight keep the shares off zero
        let gesamt = (personen / anteil + 2.0) / n;
        self.anteil[Klasse::Gleich as usize] = gesamt;
        if self.umzugsquote > 0.0 {
            self.umzugsquote = (summe[Klasse::Umzug as usize] + 6.0) / (personen + 40.0);
        }
        for (g, groesse) in gruppen.iter().enumerate() {
            // small groups lean on the whole
            let vorgabe = 20.0_f64.min(0.01 * groesse);
            let gefunden = je_gruppe[g] / anteil;
            self.gleich_anteil[g] =
                ((gefunden + vorgabe * gesamt.min(0.01)) / (groesse + vorgabe)).max(1e-3 / n);
        }
        for k in [Klasse::Familie, Klasse::Zwilling, Klasse::Namensgleich] {
            let i = k as usize;
            let boden = if k == Klasse::Familie { 50.0 } else { 1.0 };
            self.anteil[i] = (summe[i] / anteil + boden) / n;
        }
        // Twins and namesakes come with brothers and sisters: where there are none, who differs in the given name only
        // is one person with a wrong given name.
        let familien = (summe[Klasse::Familie as usize] / anteil + 1.0) / n;
        for k in [Klasse::Zwilling, Klasse::Namensgleich] {
            let i = k as usize;
            self.anteil[i] = self.anteil[i].min(JE_FAMILIENPAAR * familien);
        }
    }

    /// A date wrong altogether is as likely one generation off as chance has it; what exceeds that are other people.
    fn datum_binden(&mut self) {
        let z = &self.zufall.0[DOB];
        let d = &mut self.gleich.0[DOB];
        let (alter, versch) = (usize::from(D_GENERATION), usize::from(D_VERSCHIEDEN));
        let gebunden = d[versch] * z[alter] / z[versch].max(1e-9);
        d[alter] = d[alter].min(gebunden).max(1e-5);
    }
}

/// Sex is one question if the given names agree, another if not.
fn geschlecht_teilen(rolle: &mut Rolle, s: &[Verteilung; FELDER]) {
    for von in [0, 2] {
        let (ja, nein) = (
            s[SEX][von] + 0.98 * VORGEWICHT,
            s[SEX][von + 1] + 0.02 * VORGEWICHT,
        );
        rolle.0[SEX][von] = ja / (ja + nein);
        rolle.0[SEX][von + 1] = nein / (ja + nein);
    }
}

fn erneuern(rolle: &mut Rolle, vorher: &Rolle, s: &[Verteilung; FELDER], felder: std::ops::Range<usize>) {
    for f in felder {
        let summe: f64 = s[f].iter().sum::<f64>() + VORGEWICHT;
        for ((ziel, gesehen), erwartet) in rolle.0[f].iter_mut().zip(s[f]).zip(vorher.0[f]) {
            *ziel = (gesehen + VORGEWICHT * erwartet) / summe;
        }
    }
}

fn gleich_moeglich(k: &Klassen) -> bool {
    k[Klasse::Fremd as usize] + k[Klasse::Gebiet as usize] + k[Klasse::Nachbar as usize] < 0.999
}

#[expect(clippy::cast_precision_loss, reason = "counts of records and pairs")]
fn zahl(n: usize) -> f64 {
    n as f64
}

fn gruppen_groessen(bestand: &Bestand) -> Vec<f64> {
    let quellen = bestand.quellen.len().min(GRUPPEN - 1);
    let mut je = vec![0_usize; quellen];
    for s in &bestand.saetze {
        je[usize::from(s.quelle).min(GRUPPEN - 2)] += 1;
    }
    let alle = zahl(bestand.anzahl());
    let innen = je.iter().map(|n| zahl(*n) * (zahl(*n) - 1.0).max(0.0) / 2.0);
    let mut g = vec![0.0];
    g.extend(innen);
    g[0] = (alle * (alle - 1.0) / 2.0 - g.iter().sum::<f64>()).max(0.0);
    g
}

/// How strangers differ: measured on random pairs.
fn zufall(vergleicher: &mut Vergleicher) -> Rolle {
    let n = vergleicher.bestand.anzahl();
    let ziehungen = 150_000.min(n * n.saturating_sub(1) / 2);
    let mut zaehlung = [[0.0; STUFEN]; FELDER];
    let mut wuerfel = 0x1234_5678_9abc_def1_u64;
    let mut naechste = |grenze: usize| {
        wuerfel = wuerfel.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = wuerfel;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        let produkt = (u128::from(z) * grenze as u128) >> 64;
        u32::try_from(produkt).unwrap_or(0)
    };
    for _ in 0..ziehungen {
        let (i, j) = (naechste(n), naechste(n));
        if i == j {
            continue;
        }
        let m = vergleicher.vergleichen(i, j);
        // a pair that agrees in name and birthday is no stranger
        if m.stufe[DOB] == D_GLEICH && (m.stufe[VOR] == T_GLEICH || m.stufe[NACH] == T_GLEICH) {
            continue;
        }
        for f in 0..FELDER {
            if m.stufe[f] != FEHLT {
                zaehlung[f][usize::from(m.stufe[f])] += 1.0;
            }
        }
    }
    // what chance rarely shows is bounded from below by half an observation, spread as experience has it
    let boden = [1.0, 0.3, 0.3, 0.15, 0.15, 0.3, 0.3, 1.0, 0.02, 0.1];
    let mut rolle = Rolle(zaehlung);
    for (f, d) in rolle.0.iter_mut().enumerate() {
        if f == SEX {
            let andere = d[0] + d[1] + 4.0;
            let selbe = d[2] + d[3] + 20.0;
            *d = [
                (d[0] + 2.0) / andere,
                (d[1] + 2.0) / andere,
                (d[2] + 19.0) / selbe,
                (d[3] + 1.0) / selbe,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
            ];
            continue;
        }
        if f == DOB {
            datum_glaetten(d);
            continue;
        }
        let summe: f64 = d.iter().sum::<f64>() + 50.0;
        for (w, b) in d.iter_mut().zip(boden) {
            *w = (*w + b) / summe;
        }
    }
    rolle
}

/// Rare agreements of dates between strangers follow from the calendar; few random pairs would measure them badly.
fn datum_glaetten(d: &mut Verteilung) {
    let mut kalender = [0.0; STUFEN];
    for (stufe, w) in [
        (D_GLEICH, 4e-5),
        (D_GETAUSCHT, 1.5e-5),
        (D_ZIFFER, 1.1e-3),
        (D_EIN_TEIL, 1.2e-3),
        (D_PLATZHALTER, 2e-4),
        (D_ZWEI_ZIFFERN, 1.2e-2),
        (D_JAHR_ANDERS, 2.2e-3),
        (D_NUR_JAHR, 1.1e-2),
        (D_GENERATION, 0.45),
        (D_VERSCHIEDEN, 0.52),
    ] {
        kalender[usize::from(stufe)] = w;
    }
    const GEWICHT: f64 = 20_000.0;
    let summe: f64 = d.iter().sum::<f64>() + GEWICHT;
    for (w, k) in d.iter_mut().zip(kalender) {
        *w = (*w + GEWICHT * k) / summe;
    }
}

/// Pairs within one postcode (or place), and at one address.
fn ortspaare(bestand: &Bestand) -> (f64, f64) {
    let paare = |mut k: Vec<u64>| {
        k.sort_unstable();
        let mut summe = 0.0;
        for lauf in k.chunk_by(|a, b| a == b) {
            let n = zahl(lauf.len());
            summe += n * (n - 1.0) / 2.0;
        }
        summe
    };
    let gebiet = |s: &crate::bestand::Satz| if s.plz != 0 { s.plz } else { s.ort };
    let gebiete = bestand
        .saetze
        .iter()
        .map(gebiet)
        .filter(|g| *g != 0)
        .map(u64::from)
        .collect();
    let haeuser = bestand
        .saetze
        .iter()
        .filter(|s| s.strasse != 0)
        .map(|s| u64::from(s.strasse) << 32 | u64::from(s.haus.wrapping_mul(0x85eb_ca6b) ^ gebiet(s)))
        .collect();
    (paare(gebiete), paare(haeuser))
}

pub(crate) fn paargruppe(bestand: &Bestand, i: u32, j: u32) -> u8 {
    gruppe(bestand, i, j)
}
