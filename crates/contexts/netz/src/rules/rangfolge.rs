//! Which offers are shown, in which order, and why (Fachkonzept 3.4, 7.2).
//!
//! The order is open and neutral: inside the Aktionsraum first, then known accessibility before unknown, then the
//! distance, then the title. The price never decides the order.

use std::cmp::Ordering;

use amt::go::Mobilitaet;
use base::{Cent, Datum, Tri, abstand_m};

use super::{
    barrierefreiheit::{Bedarf, Besuch, Passung, lage, passung},
    frische::frische,
    zeiten::Fenster,
};
use crate::{
    codes::Ortsform,
    kandidat::{Kandidat, Stelle, sektor_bit, thema_bit},
    suchprofil::Suchprofil,
};

/// What the Geschäftsordnung and the calendar say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Umstand {
    pub heute: Datum,
    pub veraltet_tage: u32,
    /// Radius for this age and mobility, in metres.
    pub radius_m: u32,
}

/// How an offer stands to a profile; its order is the order of the list, the title decides between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rang {
    pub ausserhalb: bool,
    pub passung: Passung,
    /// `u32::MAX` when unknown.
    pub entfernung: u32,
    /// Which of the places is the nearest.
    pub stelle: usize,
}

impl Rang {
    pub fn entfernung_m(self) -> Option<u32> {
        (self.entfernung != u32::MAX).then_some(self.entfernung)
    }

    /// The order of the list.
    pub fn vergleichen(self, a: &Kandidat, andere: Self, b: &Kandidat) -> Ordering {
        (self.ausserhalb, self.passung, self.entfernung)
            .cmp(&(andere.ausserhalb, andere.passung, andere.entfernung))
            .then_with(|| a.sortierung.cmp(&b.sortierung))
            .then_with(|| a.id.cmp(&b.id))
    }
}

/// `None` when the offer is not for this profile.
pub(crate) fn bewerten(k: &Kandidat, p: &Suchprofil, u: &Umstand) -> Option<Rang> {
    if p.nur_oeffentlich && !k.oeffentlich {
        return None;
    }
    if p.mobilitaet == Mobilitaet::ZuHause && k.ortsform == Ortsform::VorOrt {
        return None;
    }
    if !p.themen.is_empty() && p.themen.iter().all(|t| k.themen & thema_bit(*t) == 0) {
        return None;
    }
    if p.sektor
        .is_some_and(|s| k.sektoren != 0 && k.sektoren & sektor_bit(s) == 0)
    {
        return None;
    }
    if let Some(alter) = p.alter
        && (k.alter.0.is_some_and(|von| alter < von) || k.alter.1.is_some_and(|bis| alter > bis))
    {
        return None;
    }
    if !p.sprachen.is_empty() && !k.sprachen.is_empty() && !spricht(k, p) {
        return None;
    }
    if let Some(grenze) = p.kosten_hoechstens
        && k.kostenlos != Tri::Ja
        && k.kosten.is_some_and(|c| c > grenze)
    {
        return None;
    }
    if let Some(wann) = p.wann
        && !k.zeiten_unklar
        && !k.fenster.iter().any(|f: &Fenster| f.passt(wann))
    {
        return None;
    }
    if let Some(raum) = p.raum
        && !k.stellen.iter().any(|s| s.raumeinheit == Some(raum))
    {
        return None;
    }
    let passung = passung(&k.barrieren, &bedarfe(k, p), besuch(p));
    if passung == Passung::Nicht {
        return None;
    }
    let (entfernung, stelle) = naechste(k, p);
    let ausserhalb = k.ortsform == Ortsform::VorOrt && hat_ausgangspunkt(p) && entfernung > u.radius_m;
    Some(Rang {
        ausserhalb,
        passung,
        entfernung,
        stelle,
    })
}

fn spricht(k: &Kandidat, p: &Suchprofil) -> bool {
    k.sprachen
        .split(' ')
        .any(|s| p.sprachen.iter().any(|gesucht| gesucht == s))
}

pub(crate) fn hat_ausgangspunkt(p: &Suchprofil) -> bool {
    p.punkt.is_some() || !p.eigene_orte.is_empty()
}

/// What comes to the person's home or is on the screen needs no ramp.
fn bedarfe(k: &Kandidat, p: &Suchprofil) -> Vec<Bedarf> {
    let weg =
        |b: &&Bedarf| k.ortsform == Ortsform::VorOrt || !matches!(b, Bedarf::Rollstuhl | Bedarf::Rollator);
    p.bedarfe.iter().filter(weg).copied().collect()
}

fn besuch(p: &Suchprofil) -> Besuch {
    Besuch {
        minuten: p.aufenthalt_minuten,
        mit_oepnv: p.mobilitaet == Mobilitaet::OepnvTicket,
    }
}

fn naechste(k: &Kandidat, p: &Suchprofil) -> (u32, usize) {
    let von = || p.punkt.iter().chain(&p.eigene_orte);
    k.stellen
        .iter()
        .enumerate()
        .filter_map(|(i, s): (usize, &Stelle)| {
            let ziel = s.punkt?;
            Some((von().map(|a| abstand_m(*a, ziel)).min()?, i))
        })
        .min()
        .unwrap_or((u32::MAX, 0))
}

/// Why the offer is shown and what is not known about it, in plain German.
pub(crate) fn gruende(k: &Kandidat, p: &Suchprofil, u: &Umstand, rang: Rang) -> Vec<String> {
    let mut g = Vec::new();
    match (k.ortsform, rang.entfernung_m()) {
        (Ortsform::Aufsuchend, _) => g.push("kommt nach Hause".to_owned()),
        (Ortsform::Online, _) => g.push("per Telefon oder Internet".to_owned()),
        (Ortsform::VorOrt, Some(m)) => {
            let zusatz = if rang.ausserhalb {
                ", weiter als der übliche Weg"
            } else {
                ""
            };
            g.push(format!("{} Luftlinie{zusatz}", strecke(m)));
        }
        (Ortsform::VorOrt, None) if hat_ausgangspunkt(p) => {
            g.push("Lage unbekannt – Entfernung nicht berechnet".to_owned());
        }
        (Ortsform::VorOrt, None) => {}
    }
    if let Some(alter) = p.alter {
        g.push(match k.alter {
            (None, None) => "keine Altersgrenze angegeben".to_owned(),
            _ => format!("passt zum Alter {alter}"),
        });
    }
    for l in lage(&k.barrieren, &bedarfe(k, p), besuch(p)) {
        g.push(match l.passung {
            Passung::Erfuellt => format!("{}: {} vorhanden", l.bedarf, l.merkmal),
            _ => format!("{}: {} unbekannt – bitte nachfragen", l.bedarf, l.merkmal),
        });
    }
    if !p.sprachen.is_empty() {
        let text = if k.sprachen.is_empty() {
            "Sprachen unbekannt – bitte nachfragen"
        } else {
            "Sprache passt"
        };
        g.push(text.to_owned());
    }
    if p.wann.is_some() {
        let text = if k.zeiten_unklar {
            "Zeiten unbekannt – bitte nachfragen"
        } else {
            "zur gewünschten Zeit geöffnet"
        };
        g.push(text.to_owned());
    }
    g.push(kosten(k.kostenlos, k.kosten));
    for t in p.themen.iter().filter(|t| k.themen & thema_bit(**t) != 0) {
        g.push(format!("Thema {t}"));
    }
    g.push(frische(k.geprueft_am, u.heute, u.veraltet_tage).text());
    g
}

/// Such as `kostenlos`, `kostet 2,50 €`.
pub(crate) fn kosten(kostenlos: Tri, kosten: Option<Cent>) -> String {
    match (kostenlos, kosten) {
        (Tri::Ja, _) => "kostenlos".to_owned(),
        (_, Some(c)) => format!("kostet {c}"),
        (Tri::Teilweise, None) => "zum Teil kostenlos".to_owned(),
        (Tri::Nein, None) => "kostet etwas – bitte nachfragen".to_owned(),
        (Tri::Unbekannt, None) => "Kosten unbekannt".to_owned(),
    }
}

/// Such as `340 m`, `2,2 km`.
pub(crate) fn strecke(m: u32) -> String {
    if m < 1000 {
        format!("{m} m")
    } else {
        let zehntel = (m + 50) / 100;
        format!("{},{} km", zehntel / 10, zehntel % 10)
    }
}
