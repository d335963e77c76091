//! Offers, staff, Anliegen: plausible, and never a real person's contact.

#![expect(clippy::expect_used, reason = "a helper of tests may fail like a test")]

use crate::common;
use jiff::ToSpan;
use musterort::{
    AdressStatus, Adressangabe, AngebotOrt, AnliegenStatus, Gefaehrdungshinweis, Ort, Sektor, ZustandTri,
    erzeugen,
};
use std::collections::BTreeSet;

fn town() -> Ort {
    erzeugen(&common::stadt(1, 10_000)).expect("a valid wish")
}

/// Numbers outside the blocks the Bundesnetzagentur reserves, and mail outside RFC 2606, might be someone's.
fn telefon_ist_erfunden(nummer: &str) -> bool {
    let bloecke = [
        "030 23125-",
        "069 90009-",
        "040 66969-",
        "0221 4710-",
        "089 99998-",
    ];
    let ortsnetz = bloecke.iter().any(|b| {
        nummer
            .strip_prefix(b)
            .is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|c| c.is_ascii_digit()))
    });
    ortsnetz || ["0172 9925904", "0152 28817386"].contains(&nummer)
}

fn email_ist_erfunden(email: &str) -> bool {
    email.ends_with("@example.org") && email.is_ascii() && !email.contains([' ', '/', ','])
}

#[test]
fn no_contact_can_reach_a_real_person() {
    for ort in [
        town(),
        erzeugen(&common::kreis(5, 10_000, 12)).expect("a valid wish"),
    ] {
        contacts_are_invented(&ort);
    }
}

fn contacts_are_invented(ort: &Ort) {
    for akteur in &ort.akteure {
        assert!(
            telefon_ist_erfunden(&akteur.kontakt.telefon),
            "{}",
            akteur.kontakt.telefon
        );
        assert!(
            email_ist_erfunden(&akteur.kontakt.email),
            "{}",
            akteur.kontakt.email
        );
        assert!(akteur.kontakt.website.iter().all(|w| w.ends_with(".example")));
    }
    for kraft in ort.personal(4, Sektor::ALLE) {
        assert!(
            telefon_ist_erfunden(&kraft.telefon) && email_ist_erfunden(&kraft.email),
            "{kraft:?}"
        );
    }
    for anliegen in ort.anliegen(300, Sektor::ALLE) {
        assert!(anliegen.rueckruf.iter().all(|r| telefon_ist_erfunden(&r.telefon)));
        assert!(!anliegen.worte.contains(['@', '{', '}']), "{}", anliegen.worte);
    }
}

#[test]
fn offers_are_plausible() {
    let ort = town();
    assert_eq!(ort.angebote.len(), 83);
    for angebot in &ort.angebote {
        assert!(angebot.alter_von <= angebot.alter_bis && angebot.frei <= angebot.plaetze);
        assert!(angebot.geprueft_am <= ort.stichtag && angebot.kosten_cent >= 0);
        assert!(angebot.kurzbeschreibung.chars().count() <= 500 && !angebot.titel.contains('{'));
        assert!(
            angebot
                .barrierefreiheit
                .tuerbreite_cm
                .is_none_or(|cm| (50..=300).contains(&cm))
        );
        assert!(!angebot.sektoren.is_empty() && angebot.sprachen[0] == "de");
        if let AngebotOrt::Adresse(i) = angebot.ort {
            assert_eq!(ort.adressen[i as usize].status, AdressStatus::Aktiv);
        }
    }
    let grenze = ort.stichtag.checked_sub(180.days()).expect("a day");
    let veraltet = ort.angebote.iter().filter(|a| a.geprueft_am < grenze).count();
    assert!((8..40).contains(&veraltet), "{veraltet}");
    let unbekannt = |a: &&musterort::Angebot| a.barrierefreiheit.wc_barrierefrei == ZustandTri::Unbekannt;
    let unbekannte = ort.angebote.iter().filter(unbekannt).count();
    assert!((15..70).contains(&unbekannte), "{unbekannte}");
    let namen: BTreeSet<_> = ort.akteure.iter().map(|a| &a.name).collect();
    assert_eq!(namen.len(), ort.akteure.len());
}

#[test]
fn staff_covers_every_leaf_and_sektor() {
    let ort = town();
    let sektoren = [Sektor::Jugendhilfe, Sektor::Egh];
    let personal = ort.personal(3, &sektoren);
    assert_eq!(personal.len(), 5 * 2 * 3);
    let emails: BTreeSet<_> = personal.iter().map(|p| &p.email).collect();
    assert_eq!(emails.len(), personal.len());
    // one Sektor more changes no name
    let mehr = ort.personal(3, Sektor::ALLE);
    for kraft in &personal {
        assert!(
            mehr.iter()
                .any(|m| (m.raum, m.sektor, &m.name) == (kraft.raum, kraft.sektor, &kraft.name))
        );
    }
}

#[test]
fn anliegen_keep_the_rules_of_the_chain() {
    let ort = town();
    let alle = ort.anliegen(400, Sektor::ALLE);
    let anfang = ort.stichtag.checked_sub(17.days()).expect("a day").at(0, 0, 0, 0);
    let jetzt = ort.stichtag.at(0, 0, 0, 0);
    for a in &alle {
        assert!(a.eingang >= anfang && a.eingang < jetzt, "{}", a.eingang);
        let zeiten = [Some(a.eingang), a.erstreaktion_am, a.ausgang_am];
        assert!(zeiten.into_iter().flatten().is_sorted(), "{a:?}");
        assert_eq!(a.erstreaktion_am.is_none(), a.status == AnliegenStatus::Neu);
        let ist_8a = a.status == AnliegenStatus::Meldung8a;
        assert_eq!(a.gefaehrdungshinweis == Gefaehrdungshinweis::Ja, ist_8a);
        let offen = [AnliegenStatus::Neu, AnliegenStatus::InKlaerung].contains(&a.status);
        assert!(a.gefaehrdungshinweis != Gefaehrdungshinweis::Unklar || offen);
        if let Adressangabe::Bekannt(i) = a.adresse {
            assert_eq!(ort.adressen[i as usize].status, AdressStatus::Aktiv);
        }
    }
    let zahl = |h| alle.iter().filter(|a| a.gefaehrdungshinweis == h).count();
    assert!(zahl(Gefaehrdungshinweis::Nein) > 300);
    assert!(zahl(Gefaehrdungshinweis::Unklar) > zahl(Gefaehrdungshinweis::Ja));
    assert!(zahl(Gefaehrdungshinweis::Ja) > 0);
    let offene = alle
        .iter()
        .filter_map(|a| a.rueckruf.as_ref())
        .filter(|r| r.erledigt_am.is_none());
    let (ueberfaellig, zugesagt): (Vec<_>, Vec<_>) = offene.partition(|r| r.bis < jetzt);
    assert!(!ueberfaellig.is_empty() && !zugesagt.is_empty());
    let nur_egh = ort.anliegen(50, &[Sektor::Egh]);
    assert!(
        nur_egh
            .iter()
            .all(|a| a.sektor_vermutet.iter().all(|s| *s == Sektor::Egh))
    );
}
