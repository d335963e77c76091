//! Anliegen of the last fourteen days: who came with what, and how far it is.

mod ablauf;
mod typen;

use crate::codes::Sektor;
use crate::kontakt;
use crate::menschen;
use crate::ort::Ort;
use crate::woerter::anliegen::{WORTE, Worte};
use crate::woerter::menschen::HERKUNFT;
use crate::wuerfel::{Strom, Wuerfel};

pub use typen::{Adressangabe, Anliegen, AnliegenStatus, Gefaehrdungshinweis, Kanal, Melderrolle, Rueckruf};

/// `anzahl` Anliegen, oldest first. Words that belong to none of `sektoren` are left out, general ones stay.
pub fn anliegen(ort: &Ort, anzahl: u32, sektoren: &[Sektor]) -> Vec<Anliegen> {
    let passt = |w: &Worte| w.sektoren.is_empty() || w.sektoren.iter().any(|s| sektoren.contains(s));
    let mit = |hinweis| {
        WORTE
            .iter()
            .filter(|w| w.hinweis == hinweis && passt(w))
            .collect::<Vec<_>>()
    };
    let nein = mit(Gefaehrdungshinweis::Nein);
    let (unklar, ja) = (mit(Gefaehrdungshinweis::Unklar), mit(Gefaehrdungshinweis::Ja));
    let aktive: Vec<u32> = ort.aktive_je_raum().into_iter().flatten().collect();
    let mut wuerfel = Wuerfel::neu(ort.seed, Strom::Anliegen, 0);
    let mut alle: Vec<Anliegen> = (0..anzahl)
        .map(|nummer| {
            let gewuerfelt = *wuerfel.gewichtet(&[(88, &nein), (9, &unklar), (3, &ja)]);
            // without youth help there is no word about danger; the general ones always exist
            let worte = *wuerfel.aus(if gewuerfelt.is_empty() { &nein } else { gewuerfelt });
            eines(ort, worte, sektoren, &aktive, nummer, &mut wuerfel)
        })
        .collect();
    alle.sort_by(|a, b| (a.eingang, &a.worte).cmp(&(b.eingang, &b.worte)));
    alle
}

fn eines(
    ort: &Ort,
    worte: &Worte,
    sektoren: &[Sektor],
    aktive: &[u32],
    nummer: u32,
    wuerfel: &mut Wuerfel,
) -> Anliegen {
    let rolle = *wuerfel.aus(worte.rollen);
    let kanal = ablauf::kanal(rolle, wuerfel);
    let eingang = ablauf::eingang(ort.stichtag, kanal, wuerfel);
    let stand = ablauf::stand(worte.hinweis, eingang, ort.stichtag, wuerfel);
    let telefon = kontakt::mobil(nummer);
    let (person, _, _) = menschen::name(wuerfel);
    let kind = *wuerfel.aus(if worte.text.contains(" er ") || worte.text.contains("Sohn") {
        HERKUNFT[0].maenner
    } else {
        HERKUNFT[0].frauen
    });
    let alter = wuerfel.zwischen(5, 15).to_string();
    Anliegen {
        eingang,
        kanal,
        worte: worte.text.replace("{name}", kind).replace("{alter}", &alter),
        melderrolle: rolle,
        // who stays anonymous has no name; some others do not give theirs at once either
        name: (rolle != Melderrolle::Anonym && wuerfel.promille(920)).then_some(person),
        rueckruf: ablauf::rueckruf(&stand, kanal, telefon, ort.stichtag, wuerfel),
        adresse: adressangabe(ort, rolle, aktive, wuerfel),
        thema: worte.thema,
        sektor_vermutet: worte
            .sektoren
            .iter()
            .copied()
            .filter(|s| sektoren.contains(s))
            .collect(),
        gefaehrdungshinweis: worte.hinweis,
        status: stand.status,
        erstreaktion_am: stand.erstreaktion_am,
        ausgang_am: stand.ausgang_am,
    }
}

/// What is known of where the person lives: usually an address, as they say it.
fn adressangabe(ort: &Ort, rolle: Melderrolle, aktive: &[u32], wuerfel: &mut Wuerfel) -> Adressangabe {
    if aktive.is_empty() {
        return Adressangabe::Ohne;
    }
    let adresse = *wuerfel.aus(aktive);
    let zeile = ort.zeile(&ort.adressen[adresse as usize]);
    match wuerfel.unter(100) {
        0..82 => Adressangabe::Bekannt(adresse),
        // as people write: abbreviated, which the resolver must understand
        82..90 => Adressangabe::Text(zeile.replace("straße", "str.").replace("Straße", "Str.")),
        90..92 => Adressangabe::Text(format!("{} 0", ort.strasse(&ort.adressen[adresse as usize]).name)),
        92..94 if rolle != Melderrolle::Anonym => Adressangabe::Geschuetzt,
        94..97 => Adressangabe::Auswaertig,
        _ => Adressangabe::Ohne,
    }
}
