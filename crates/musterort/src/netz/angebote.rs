//! Offers of the Akteure, from templates.

use super::zeiten::{zeiten, zurueck};
use super::{
    Akteur, Angebot, AngebotOrt, AngebotStatus, Anmeldung, Barrierefreiheit, Fallbezug, Sichtbarkeit,
    barrieren,
};
use crate::menschen;
use crate::ort::Ort;
use crate::woerter::angebote::{Vorlage, Wo, vorlagen};
use crate::wuerfel::{Strom, Wuerfel};

/// Makes `anzahl` offers; none without an Akteur.
pub fn angebote(ort: &Ort, akteure: &[Akteur], anzahl: u32) -> Vec<Angebot> {
    if akteure.is_empty() {
        return Vec::new();
    }
    let aktive = ort.aktive_je_raum();
    // one building has one block, whatever happens in it
    let haeuser: Vec<Barrierefreiheit> = (0u32..)
        .zip(akteure)
        .map(|(i, _)| barrieren::gebaeude(&mut Wuerfel::neu(ort.seed, Strom::Angebote, i + 1)))
        .collect();
    let mut wuerfel = Wuerfel::neu(ort.seed, Strom::Angebote, 0);
    let mut werk = Werk {
        ort,
        aktive,
        akteure,
        haeuser,
    };
    (0..anzahl).map(|_| werk.angebot(&mut wuerfel)).collect()
}

struct Werk<'a> {
    ort: &'a Ort,
    aktive: Vec<Vec<u32>>,
    akteure: &'a [Akteur],
    haeuser: Vec<Barrierefreiheit>,
}

impl Werk<'_> {
    fn angebot(&mut self, wuerfel: &mut Wuerfel) -> Angebot {
        let nummer = wuerfel.unter(u32::try_from(self.akteure.len()).unwrap_or(u32::MAX));
        let akteur = &self.akteure[nummer as usize];
        let passende: Vec<&Vorlage> = vorlagen().filter(|v| v.arten.contains(&akteur.art)).collect();
        // every kind of Akteur has templates (tested)
        let vorlage = *wuerfel.aus(&passende);
        let (ort, block) = self.wo(vorlage, nummer, wuerfel);
        let raum = &self.ort.raeume[usize::from(akteur.raeume[0])].name;
        let fuellen = |text: &str| text.replace("{raum}", raum).replace("{akteur}", &akteur.name);
        let leicht = wuerfel.promille(400).then(|| fuellen(vorlage.leicht));
        let plaetze = vorlage.plaetze.map(|(von, bis)| wuerfel.zwischen(von, bis));
        let frei = plaetze.map(|p| {
            if wuerfel.promille(250) {
                0
            } else {
                wuerfel.unter(p + 1)
            }
        });
        let klein = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
        let (person, _, _) = menschen::name(wuerfel);
        Angebot {
            titel: fuellen(wuerfel.aus::<&str>(vorlage.titel)),
            akteur: nummer,
            kurzbeschreibung: fuellen(vorlage.kurz),
            barrierefreiheit: barrieren::angebot(block, leicht.is_some(), wuerfel),
            leichte_sprache: leicht,
            art: vorlage.art,
            themen: vorlage.themen.to_vec(),
            zielgruppe: vorlage.zielgruppe,
            alter_von: vorlage.alter.0,
            alter_bis: vorlage.alter.1,
            sektoren: vorlage.sektoren.to_vec(),
            ort,
            zeiten: zeiten(vorlage.tageszeit, self.ort.stichtag, wuerfel),
            plaetze: plaetze.map(klein),
            frei: frei.map(klein),
            kosten_cent: *wuerfel.aus(vorlage.kosten),
            anmeldung: anmeldung(vorlage, wuerfel),
            sprachen: sprachen(wuerfel),
            fallbezug: if vorlage.anmeldung == Anmeldung::Vermittlung {
                Fallbezug::Falluebergreifend
            } else {
                Fallbezug::Fallunabhaengig
            },
            geprueft_am: zurueck(self.ort.stichtag, pruefalter(wuerfel)),
            geprueft_von: format!("{} {}", person.vorname, person.nachname),
            sichtbarkeit: *wuerfel
                .gewichtet(&[(94, Sichtbarkeit::Oeffentlich), (6, Sichtbarkeit::Fachkraefte)]),
            status: *wuerfel.gewichtet(&[
                (92, AngebotStatus::Aktiv),
                (5, AngebotStatus::Pausiert),
                (3, AngebotStatus::Beendet),
            ]),
        }
    }

    /// Mostly at the Akteur's own house, sometimes as a guest in another of its leaf, or where the template says.
    fn wo(&self, vorlage: &Vorlage, akteur: u32, wuerfel: &mut Wuerfel) -> (AngebotOrt, Barrierefreiheit) {
        let eigenes = &self.haeuser[akteur as usize];
        let zuhause = &self.akteure[akteur as usize];
        match vorlage.wo {
            Wo::Aufsuchend => (AngebotOrt::Aufsuchend, eigenes.clone()),
            Wo::Online => (AngebotOrt::Online, eigenes.clone()),
            Wo::Haus if wuerfel.promille(120) => {
                let gast = *wuerfel.aus(&self.aktive[usize::from(zuhause.raeume[0])]);
                (AngebotOrt::Adresse(gast), barrieren::gebaeude(wuerfel))
            }
            Wo::Haus => (AngebotOrt::Adresse(zuhause.adresse), eigenes.clone()),
        }
    }
}

fn anmeldung(vorlage: &Vorlage, wuerfel: &mut Wuerfel) -> Anmeldung {
    if vorlage.anmeldung == Anmeldung::Telefon && wuerfel.promille(300) {
        return Anmeldung::Formular;
    }
    vorlage.anmeldung
}

fn sprachen(wuerfel: &mut Wuerfel) -> Vec<&'static str> {
    let mut sprachen = vec!["de"];
    while wuerfel.promille(280) {
        let weitere = *wuerfel.gewichtet(&[
            (30, "en"),
            (22, "tr"),
            (18, "ar"),
            (14, "uk"),
            (12, "ru"),
            (8, "pl"),
            (6, "fa"),
            (5, "ro"),
            (4, "fr"),
            (3, "ti"),
            (2, "vi"),
        ]);
        if !sprachen.contains(&weitere) {
            sprachen.push(weitere);
        }
    }
    sprachen
}

/// Days since the last check: most are fresh, a quarter is older than the 180 days of `netz.veraltet_tage`.
fn pruefalter(wuerfel: &mut Wuerfel) -> u32 {
    let (von, bis) = *wuerfel.gewichtet(&[(45, (0, 60)), (30, (61, 180)), (18, (181, 365)), (7, (366, 900))]);
    wuerfel.zwischen(von, bis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::THEMEN;
    use crate::netz::AkteurArt;

    #[test]
    fn templates_are_complete() {
        for art in AkteurArt::ALLE {
            assert!(
                vorlagen().any(|v| v.arten.contains(art)),
                "{art:?} offers nothing"
            );
        }
        for v in vorlagen() {
            assert!(
                v.themen.iter().all(|t| THEMEN.iter().any(|(code, _)| code == t)),
                "{:?}",
                v.themen
            );
            assert!(v.kurz.chars().count() <= 400 && v.leicht.chars().count() <= 400);
            assert!(v.alter.0 <= v.alter.1 && !v.sektoren.is_empty() && !v.kosten.is_empty());
        }
    }
}
