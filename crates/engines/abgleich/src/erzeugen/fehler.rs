//! How registers write down people: with mistakes.

use super::{
    menschen::{Anschrift, Bevoelkerung, Mensch, Namen},
    wuerfel::Wuerfel,
};
use crate::text::rufnamen::Rufnamen;

pub(super) struct Schreiber<'a> {
    volk: &'a Bevoelkerung,
    namen: Namen,
    rufnamen: Rufnamen,
    haerte: usize,
    /// what was done to the last record
    pub merkmale: Vec<&'static str>,
}

/// First name, last name, birth name, date, sex, street, number, postcode, place.
type Felder = [String; 9];

impl<'a> Schreiber<'a> {
    pub(super) fn neu(volk: &'a Bevoelkerung, haerte: usize) -> Self {
        Self {
            volk,
            namen: Namen::neu(),
            rufnamen: Rufnamen::neu(),
            haerte,
            merkmale: Vec::new(),
        }
    }

    pub(super) fn satz(&mut self, w: &mut Wuerfel, person: usize, quelle: u8) -> Felder {
        self.merkmale.clear();
        let m = &self.volk.menschen[person];
        let a = self.anschrift(w, m, quelle);
        let mut f = [
            m.vorname.clone(),
            m.nachname.clone(),
            if w.promille(450) {
                m.geburtsname.clone()
            } else {
                String::new()
            },
            format!("{:04}-{:02}-{:02}", m.jahr, m.monat, m.tag),
            if m.frau { "w" } else { "m" }.to_owned(),
            a.strasse,
            a.haus,
            a.plz,
            a.ort,
        ];
        // careful, ordinary and careless clerks; the first register is the best kept
        let stufe = w.bis(100) + if quelle == 0 { 0 } else { 12 };
        let mal = match stufe {
            0..=44 => 1,
            45..=84 => 3,
            _ => 7,
        } * self.haerte;
        self.name(w, m, &mut f, mal);
        self.datum(w, m, &mut f, mal);
        self.adresse(w, &mut f, mal);
        self.fehlendes(w, &mut f, mal);
        self.merkmale.sort_unstable();
        self.merkmale.dedup();
        f
    }

    fn anschrift(&mut self, w: &mut Wuerfel, m: &Mensch, quelle: u8) -> Anschrift {
        let h = &self.volk.haushalte[m.haushalt as usize];
        if let Some(vorher) = &h.vorher {
            // registers learn of a move at different times, but of the whole household at once
            let alt = (m.haushalt.wrapping_mul(2_654_435_761) >> (8 + quelle)) & 1 == 0;
            if alt != w.promille(50) {
                self.merkmale.push("moved");
                return vorher.clone();
            }
        }
        if w.promille(25 * self.haerte) {
            self.merkmale.push("moved");
            let ort = w.promille(600).then_some(h.anschrift.ort.as_str());
            return self.volk.orte.anschrift(w, ort);
        }
        h.anschrift.clone()
    }

    fn name(&mut self, w: &mut Wuerfel, m: &Mensch, f: &mut Felder, mal: usize) {
        if !m.geburtsname.is_empty() && w.promille(120) {
            // still under the name of birth
            self.merkmale.push("married");
            f[1].clone_from(&m.geburtsname);
            f[2] = String::new();
        } else if m.frau && m.jahr < 2003 && w.promille(8) {
            self.merkmale.push("married");
            f[2] = if w.promille(500) {
                f[1].clone()
            } else {
                String::new()
            };
            f[1] = self.namen.nachname(w, false);
        } else if m.frau && w.promille(8) {
            self.merkmale.push("double");
            f[1] = format!("{}-{}", f[1], self.namen.nachname(w, false));
        }
        if f[1].contains('-') && w.promille(200) {
            self.merkmale.push("double");
            let teile: Vec<&str> = f[1].split('-').collect();
            f[1] = (*w.aus(&teile)).to_owned();
        }
        if f[1].contains(' ') && w.promille(300) {
            self.merkmale.push("particle");
            f[1] = f[1].rsplit(' ').next().unwrap_or_default().to_owned();
        }
        if f[0].contains([' ', '-']) && w.promille(400) {
            self.merkmale.push("partname");
            f[0] = f[0].split([' ', '-']).next().unwrap_or_default().to_owned();
        }
        if w.promille(12 * mal)
            && let Some(kurz) = self.kurzform(w, &f[0])
        {
            self.merkmale.push("nickname");
            f[0] = kurz;
        }
        for name in &mut f[..2] {
            if w.promille(14 * mal) {
                self.merkmale.push("typo");
                *name = vertippt(w, name);
            }
            if w.promille(3 * mal) {
                self.merkmale.push("phonetic");
                *name = gehoert(w, name);
            }
            if !name.is_ascii() && w.promille(180) {
                self.merkmale.push("umlaut");
                let ausgeschrieben = w.promille(650);
                *name = umschrift(name, ausgeschrieben);
            }
        }
        if w.promille(4 * mal) {
            self.merkmale.push("swapped");
            f.swap(0, 1);
        }
        if w.promille(2 * mal) {
            self.merkmale.push("initial");
            f[0] = f[0].chars().take(1).collect::<String>() + ".";
        }
        if w.promille(30) {
            f[0] = f[0].to_uppercase();
            f[1] = f[1].to_uppercase();
        }
    }

    fn kurzform(&self, w: &mut Wuerfel, name: &str) -> Option<String> {
        let klein = crate::text::falten::gefaltet(name);
        let gruppe = self.rufnamen.gruppen(klein.as_bytes())[0];
        if gruppe == 0 {
            return None;
        }
        let mitglieder = Rufnamen::mitglieder(gruppe);
        let andere: Vec<&str> = mitglieder
            .take(6)
            .filter(|n| *n != klein && n.len() > 2)
            .collect();
        let neu = andere.get(w.bis(andere.len()))?;
        Some(neu[..1].to_uppercase() + &neu[1..])
    }

    fn datum(&mut self, w: &mut Wuerfel, m: &Mensch, f: &mut Felder, mal: usize) {
        let (mut j, mut mo, mut t) = (m.jahr, m.monat, m.tag);
        if w.promille(5 * mal) {
            self.merkmale.push("jan01");
            (mo, t) = (1, 1);
        } else if t <= 12 && w.promille(6 * mal) {
            self.merkmale.push("daymonth");
            std::mem::swap(&mut mo, &mut t);
        }
        if w.promille(10 * mal) {
            self.merkmale.push("dobtypo");
            match w.bis(4) {
                0 => t = w.zwischen(1, 29),
                1 => mo = w.zwischen(1, 13),
                2 => j = j / 10 * 10 + w.zwischen(0, 10),
                _ => j = (j + 20).saturating_sub(w.zwischen(1, 5) * 10),
            }
        }
        f[3] = if w.promille(20) {
            format!("{t:02}.{mo:02}.{j:04}")
        } else {
            format!("{j:04}-{mo:02}-{t:02}")
        };
    }

    fn adresse(&mut self, w: &mut Wuerfel, f: &mut Felder, mal: usize) {
        if w.promille(80) && f[5].ends_with("straße") {
            self.merkmale.push("street_abbr");
            f[5] = f[5].replace("straße", if w.promille(700) { "str." } else { "strasse" });
        }
        if w.promille(15 * mal) {
            self.merkmale.push("typo");
            f[5] = vertippt(w, &f[5]);
        }
        if w.promille(8 * mal) {
            self.merkmale.push("typo");
            f[8] = vertippt(w, &f[8]);
        }
        if w.promille(8 * mal) {
            self.merkmale.push("plztypo");
            f[7] = ziffer_falsch(w, &f[7]);
        }
        if w.promille(9 * mal) {
            self.merkmale.push("houseno");
            f[6] = if w.promille(500) {
                f[6].trim_end_matches(|c: char| c.is_ascii_alphabetic())
                    .to_owned()
            } else {
                w.zwischen(1, 80).to_string()
            };
        }
        if w.promille(2 * mal) {
            self.merkmale.push("sex");
            f[4] = if f[4] == "m" { "w" } else { "m" }.to_owned();
        }
    }

    fn fehlendes(&mut self, w: &mut Wuerfel, f: &mut Felder, mal: usize) {
        for (feld, p) in [(0, 2), (1, 1), (3, 9), (4, 14), (6, 8), (7, 12), (8, 6)] {
            if w.promille(p * mal) {
                self.merkmale.push("missing");
                f[feld].clear();
            }
        }
        if w.promille(10 * mal) {
            self.merkmale.push("missing");
            for feld in &mut f[5..8] {
                feld.clear();
            }
        }
    }
}

fn vertippt(w: &mut Wuerfel, text: &str) -> String {
    let mut z: Vec<char> = text.chars().collect();
    if z.len() < 2 {
        return text.to_owned();
    }
    let i = w.bis(z.len());
    let neu = *w.aus(&[
        'a', 'e', 'i', 'o', 'u', 'n', 'r', 's', 't', 'l', 'm', 'h', 'd', 'g', 'b', 'k',
    ]);
    match w.bis(5) {
        0 => z.insert(i, neu),
        1 => {
            z.remove(i);
        }
        2 => z[i] = neu,
        3 if i + 1 < z.len() => z.swap(i, i + 1),
        _ => {
            let doppelt = z[i];
            z.insert(i, doppelt);
        }
    }
    z.into_iter().collect()
}

/// As one hears it.
fn gehoert(w: &mut Wuerfel, text: &str) -> String {
    let tausch = [
        ("ei", "ai"),
        ("ai", "ei"),
        ("ey", "ei"),
        ("tz", "z"),
        ("ck", "k"),
        ("dt", "tt"),
        ("th", "t"),
        ("ph", "f"),
        ("ss", "ß"),
        ("nn", "n"),
        ("mm", "m"),
        ("ll", "l"),
        ("v", "f"),
        ("c", "k"),
        ("y", "i"),
        ("ie", "i"),
        ("ah", "a"),
        ("eh", "e"),
        ("d", "t"),
        ("b", "p"),
    ];
    let ab = w.bis(tausch.len());
    for k in 0..tausch.len() {
        let (von, nach) = tausch[(ab + k) % tausch.len()];
        if text.contains(von) {
            return text.replacen(von, nach, 1);
        }
    }
    text.to_owned()
}

fn umschrift(text: &str, ausgeschrieben: bool) -> String {
    let mut aus = String::new();
    for c in text.chars() {
        let (lang, kurz) = match c {
            'ä' => ("ae", "a"),
            'ö' => ("oe", "o"),
            'ü' => ("ue", "u"),
            'Ä' => ("Ae", "A"),
            'Ö' => ("Oe", "O"),
            'Ü' => ("Ue", "U"),
            'ß' => ("ss", "s"),
            _ => {
                let mut rein = String::new();
                if c.is_ascii() {
                    rein.push(c);
                } else {
                    rein = crate::text::falten::gefaltet(&c.to_string());
                }
                aus.push_str(&rein);
                continue;
            }
        };
        aus.push_str(if ausgeschrieben { lang } else { kurz });
    }
    aus
}

fn ziffer_falsch(w: &mut Wuerfel, plz: &str) -> String {
    let mut z: Vec<char> = plz.chars().collect();
    if z.len() < 2 {
        return plz.to_owned();
    }
    let i = w.bis(z.len() - 1);
    if w.promille(500) {
        z.swap(i, i + 1);
    } else {
        z[i] = *w.aus(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    }
    z.into_iter().collect()
}
