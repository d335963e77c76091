//! Which offers are shown, in which order, and why (Fachkonzept 3.4, 7.2).
//!
//! The order is open and neutral: inside the Aktionsraum first, then known accessibility before unknown, then the
//! distance, then the title. The price never decides the order.

use amt::go::Mobilitaet;
use base::{Cent, Datum, Tri};

use super::{
    aenderung::stand,
    barrierefreiheit::{Bedarf, Besuch, Passung, lage},
    frische::{abstand, frische},
};
use crate::{
    codes::Ortsform,
    halter::Wertung,
    kandidat::{Kandidat, thema_bit},
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

pub(crate) fn hat_ausgangspunkt(p: &Suchprofil) -> bool {
    p.punkt.is_some() || !p.eigene_orte.is_empty()
}

/// Whether a need is about getting there: what comes to the person's home or is on the screen needs no ramp.
pub(crate) const fn zaehlt_unterwegs(b: Bedarf) -> bool {
    matches!(b, Bedarf::Rollstuhl | Bedarf::Rollator)
}

fn bedarfe(k: &Kandidat, p: &Suchprofil) -> Vec<Bedarf> {
    let weg = |b: &&Bedarf| k.ortsform == Ortsform::VorOrt || !zaehlt_unterwegs(**b);
    p.bedarfe.iter().filter(weg).copied().collect()
}

pub(crate) fn besuch(p: &Suchprofil) -> Besuch {
    Besuch {
        minuten: p.aufenthalt_minuten,
        mit_oepnv: p.mobilitaet == Mobilitaet::OepnvTicket,
    }
}

/// Why the offer is shown and what is not known about it, in plain German.
pub(crate) fn gruende(k: &Kandidat, p: &Suchprofil, u: &Umstand, wertung: Wertung) -> Vec<String> {
    let mut g = Vec::new();
    let entfernung = (wertung.entfernung != u32::MAX).then_some(wertung.entfernung);
    match (k.ortsform, entfernung) {
        (Ortsform::Aufsuchend, _) => g.push("kommt nach Hause".to_owned()),
        (Ortsform::Online, _) => g.push("per Telefon oder Internet".to_owned()),
        (Ortsform::VorOrt, Some(m)) => {
            let zusatz = if wertung.ausserhalb {
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
    if let Some((n, vom)) = k.frei {
        let platz = if n == 1 { "freier Platz" } else { "freie Plätze" };
        g.push(format!("{n} {platz} gemeldet, {}", stand(vom, u.heute)));
    }
    g.push(frische(k.geprueft_am, u.heute, abstand(k.pruef_tage, u.veraltet_tage)).text());
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
