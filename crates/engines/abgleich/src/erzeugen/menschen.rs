//! Households and the people in them, as they really are.

use super::{listen, wuerfel::Wuerfel};

#[derive(Clone)]
pub(super) struct Mensch {
    pub haushalt: u32,
    pub vorname: String,
    pub nachname: String,
    /// surname at birth, if another
    pub geburtsname: String,
    pub jahr: u32,
    pub monat: u32,
    pub tag: u32,
    pub frau: bool,
}

#[derive(Clone)]
pub(super) struct Anschrift {
    pub strasse: String,
    pub haus: String,
    pub plz: String,
    pub ort: String,
}

pub(super) struct Haushalt {
    pub anschrift: Anschrift,
    pub vorher: Option<Anschrift>,
}

pub(super) struct Bevoelkerung {
    pub menschen: Vec<Mensch>,
    pub haushalte: Vec<Haushalt>,
    /// for persons that moved alone
    pub orte: Orte,
}

pub(super) struct Orte {
    orte: Vec<(String, Vec<Viertel>)>,
}

struct Viertel {
    plz: String,
    strassen: Vec<String>,
}

fn worte(text: &'static str) -> Vec<&'static str> {
    text.split(' ').collect()
}

pub(super) struct Namen {
    maenner: Vec<&'static str>,
    frauen: Vec<&'static str>,
    maenner_welt: Vec<&'static str>,
    frauen_welt: Vec<&'static str>,
    nach: Vec<&'static str>,
    nach_welt: Vec<&'static str>,
    stamm: Vec<&'static str>,
    endung: Vec<&'static str>,
    beiwort: Vec<&'static str>,
}

impl Namen {
    pub(super) fn neu() -> Self {
        Self {
            maenner: worte(listen::MAENNER),
            frauen: worte(listen::FRAUEN),
            maenner_welt: worte(listen::MAENNER_WELT),
            frauen_welt: worte(listen::FRAUEN_WELT),
            nach: worte(listen::NACHNAMEN),
            nach_welt: worte(listen::NACHNAMEN_WELT),
            stamm: worte(listen::STAMM),
            endung: worte(listen::ENDUNG),
            beiwort: worte(listen::BEIWORT),
        }
    }
    pub(super) fn vorname(&self, w: &mut Wuerfel, frau: bool, welt: bool, jahr: u32) -> String {
        let liste = match (frau, welt) {
            (false, false) => &self.maenner,
            (true, false) => &self.frauen,
            (false, true) => &self.maenner_welt,
            (true, true) => &self.frauen_welt,
        };
        let mut i = w.haeufig(liste.len());
        if !welt && jahr > 1975 && w.promille(750) {
            // names of the younger stand in the second half
            i = liste.len() / 2 + i / 2;
        }
        let erster = liste[i.min(liste.len() - 1)];
        if w.promille(90) {
            let zweiter = liste[w.haeufig(liste.len())];
            if zweiter != erster {
                let strich = if w.promille(300) { '-' } else { ' ' };
                return format!("{erster}{strich}{zweiter}");
            }
        }
        erster.to_owned()
    }
    pub(super) fn nachname(&self, w: &mut Wuerfel, welt: bool) -> String {
        if welt {
            return self.nach_welt[w.haeufig(self.nach_welt.len())].to_owned();
        }
        let name = if w.promille(520) {
            self.nach[w.haeufig(self.nach.len())].to_owned()
        } else {
            format!("{}{}", w.aus(&self.stamm), w.aus(&self.endung))
        };
        if w.promille(15) {
            return format!("{} {name}", w.aus(&self.beiwort).replace('_', " "));
        }
        name
    }
}

impl Orte {
    fn neu(w: &mut Wuerfel, menschen: usize) -> Self {
        let (stamm, ende) = (worte(listen::ORTSSTAMM), worte(listen::ORTSENDE));
        let (s_stamm, s_ende) = (worte(listen::STRASSENSTAMM), worte(listen::STRASSENENDE));
        let viele = (menschen / 12_000).clamp(12, 400);
        let mut orte = Vec::new();
        for nr in 0..viele {
            let a = w.aus(&stamm);
            let name = if *a == "Bad" {
                format!("Bad {}{}", w.aus(&stamm), w.aus(&ende))
            } else {
                format!("{a}{}", w.aus(&ende))
            };
            // a few cities and many small towns
            let viertel = (40 / (nr + 1)).max(1);
            let erste = w.zwischen(10_000, 99_000);
            let viertel = (0..viertel)
                .map(|v| {
                    let strassen = (0..w.zwischen(25, 90))
                        .map(|_| {
                            let ende = w.aus(&s_ende);
                            let s = w.aus(&s_stamm);
                            if s.ends_with('-') {
                                let gross = ende[..1].to_uppercase() + &ende[1..];
                                format!("{s}{gross}")
                            } else if w.promille(40) {
                                format!("Am {s}{}", if ende.len() > 4 { "hof" } else { ende })
                            } else {
                                format!("{s}{ende}")
                            }
                        })
                        .collect();
                    Viertel {
                        plz: (erste + u32::try_from(v).unwrap_or(0) * 2).to_string(),
                        strassen,
                    }
                })
                .collect();
            orte.push((name, viertel));
        }
        Self { orte }
    }

    pub(super) fn anschrift(&self, w: &mut Wuerfel, ort: Option<&str>) -> Anschrift {
        let gewollt = ort.and_then(|o| self.orte.iter().find(|(n, _)| n == o));
        let (name, viertel) = match gewollt {
            Some(o) => o,
            None => &self.orte[w.haeufig(self.orte.len())],
        };
        let v = w.aus(viertel);
        let nummer = 1 + w.haeufig(120);
        let zusatz = if w.promille(120) {
            *w.aus(&["a", "b", "c", "d"])
        } else {
            ""
        };
        Anschrift {
            strasse: w.aus(&v.strassen).clone(),
            haus: format!("{nummer}{zusatz}"),
            plz: v.plz.clone(),
            ort: name.clone(),
        }
    }
}

impl Bevoelkerung {
    pub(super) fn neu(w: &mut Wuerfel, anzahl: usize) -> Self {
        let mut volk = Self {
            menschen: Vec::with_capacity(anzahl + 8),
            haushalte: Vec::new(),
            orte: Orte::neu(w, anzahl),
        };
        let namen = Namen::neu();
        while volk.menschen.len() < anzahl {
            volk.haushalt(w, &namen);
        }
        volk
    }

    fn haushalt(&mut self, w: &mut Wuerfel, namen: &Namen) {
        let nr = u32::try_from(self.haushalte.len()).unwrap_or(0);
        let anschrift = self.orte.anschrift(w, None);
        let vorher = w.promille(110).then(|| {
            let selber_ort = w.promille(650);
            self.orte.anschrift(w, selber_ort.then_some(&anschrift.ort))
        });
        self.haushalte.push(Haushalt { anschrift, vorher });
        let welt = w.promille(260);
        let jahr = w.zwischen(1935, 2003);
        let nachname = namen.nachname(w, welt);
        let groesse = *w.aus(&[1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5]);
        let erste_frau = w.promille(if groesse == 1 { 530 } else { 350 });
        let mut erster = mensch(w, namen, nr, &nachname, jahr, erste_frau, welt);
        if w.promille(150) && erste_frau {
            erster.geburtsname = namen.nachname(w, welt);
        }
        let vater = erster.vorname.clone();
        self.menschen.push(erster);
        if groesse == 1 {
            return;
        }
        let jahr_zwei = (jahr + w.zwischen(0, 11)).saturating_sub(4);
        let welt_zwei = if w.promille(850) { welt } else { !welt };
        let mut zweiter = mensch(w, namen, nr, &nachname, jahr_zwei, !erste_frau, welt_zwei);
        let eigener = namen.nachname(w, welt_zwei);
        if w.promille(250) {
            zweiter.nachname = eigener;
        } else if w.promille(100) {
            zweiter.nachname = format!("{eigener}-{nachname}");
            zweiter.geburtsname = eigener;
        } else {
            zweiter.geburtsname = eigener;
        }
        self.menschen.push(zweiter);
        let juengster = jahr.max(jahr_zwei);
        let mut geboren = juengster + w.zwischen(19, 36);
        for _ in 2..groesse {
            geboren = geboren.min(2026);
            let frau = w.promille(490);
            let mut kind = mensch(w, namen, nr, &nachname, geboren, frau, welt);
            if !frau && !erste_frau && w.promille(25) {
                kind.vorname.clone_from(&vater);
            }
            let zwilling = w.promille(30);
            if let (true, Some(voriges)) = (zwilling, self.menschen.last())
                && voriges.haushalt == nr
                && voriges.jahr > juengster + 15
            {
                (kind.jahr, kind.monat, kind.tag) = (voriges.jahr, voriges.monat, voriges.tag);
            }
            if self
                .menschen
                .iter()
                .rev()
                .take(4)
                .any(|m| m.haushalt == nr && m.vorname == kind.vorname && m.jahr == kind.jahr)
            {
                kind.vorname.push_str(if frau { " Ida" } else { " Max" });
            }
            self.menschen.push(kind);
            geboren += w.zwischen(1, 6);
        }
    }
}

fn mensch(
    w: &mut Wuerfel,
    namen: &Namen,
    haushalt: u32,
    nachname: &str,
    jahr: u32,
    frau: bool,
    welt: bool,
) -> Mensch {
    let neujahr = welt && w.promille(110);
    Mensch {
        haushalt,
        vorname: namen.vorname(w, frau, welt, jahr),
        nachname: nachname.to_owned(),
        geburtsname: String::new(),
        jahr,
        monat: if neujahr { 1 } else { w.zwischen(1, 13) },
        tag: if neujahr { 1 } else { w.zwischen(1, 29) },
        frau,
    }
}
