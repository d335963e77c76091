//! Which entries of the directory may be the same: the engine `abgleich` weighs names and addresses, and a few things
//! that speak for themselves are said besides. It is about institutions and offers, never about people who seek help,
//! and nothing is merged by it: a human decides.

use std::collections::{BTreeMap, HashMap};

use abgleich::{BestandBauer, Datensatz, Einstellung, abgleichen};
use base::suchform;
use uuid::Uuid;

/// What is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vergleichbar {
    /// Key.
    pub id: Uuid,
    /// Name or title.
    pub name: String,
    /// For an offer the name of its Akteur.
    pub von: String,
    /// Street and number, or the address in one line.
    pub anschrift: String,
    /// Postal code.
    pub plz: String,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
    /// Address in the web.
    pub web: String,
}

/// Two entries, the lower key first, and why they may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paar {
    /// Place of the first in what was given.
    pub a: usize,
    /// Place of the second.
    pub b: usize,
    /// What speaks for it, in words.
    pub gruende: Vec<String>,
}

/// Words that say the form of an institution and not which one it is.
const RECHTSFORMEN: [&str; 7] = [
    "e v",
    "ev",
    "ggmbh",
    "gmbh",
    "gug",
    "ag",
    "stiftung des buergerlichen rechts",
];

/// A name without its legal form.
fn kern(name: &str) -> String {
    let mut s: String = suchform(name)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    s = s.split_whitespace().collect::<Vec<_>>().join(" ");
    for f in RECHTSFORMEN {
        if let Some(vorn) = s.strip_suffix(f).and_then(|v| v.strip_suffix(' ')) {
            s = vorn.to_owned();
        }
    }
    s
}

fn ziffern(t: &str) -> String {
    let z: String = t.chars().filter(char::is_ascii_digit).collect();
    // the same number from abroad and from here
    let z = z
        .strip_prefix("0049")
        .or_else(|| z.strip_prefix("49"))
        .unwrap_or(&z);
    z.trim_start_matches('0').to_owned()
}

fn wirt(web: &str) -> String {
    let s = web.trim().to_lowercase();
    let s = s.split_once("://").map_or(s.as_str(), |(_, r)| r);
    let s = s.strip_prefix("www.").unwrap_or(s);
    s.trim_end_matches('/').to_owned()
}

/// Most entries that may share something and still be told: a number of the town hall says nothing.
const HOECHSTENS_GLEICH: usize = 4;

/// All pairs, the one with the most reasons first. `nur_gleiche_von`: offers count by what speaks for itself only when
/// they are of the same Akteur or at the same place, for many hold a Sprechstunde.
#[must_use]
pub fn paare(alle: &[Vergleichbar], nur_gleiche_von: bool) -> Vec<Paar> {
    let mut gruende: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    gleiches(alle, nur_gleiche_von, &mut gruende);
    let mut bauer = BestandBauer::neu(&["Telefon", "E-Mail", "Internet", "Akteur"]);
    for v in alle {
        let (name, von) = (kern(&v.name), kern(&v.von));
        let (telefon, web) = (ziffern(&v.telefon), wirt(&v.web));
        bauer.aufnehmen(&Datensatz {
            nachname: &name,
            strasse: &v.anschrift,
            plz: &v.plz,
            weitere: &[&telefon, &v.email, &web, &von],
            ..Datensatz::default()
        });
    }
    let wie = Einstellung {
        gruende: true,
        ..Einstellung::default()
    };
    let ergebnis = abgleichen(&bauer.fertig(), &wie);
    for (p, warum) in ergebnis.paare.iter().zip(&ergebnis.gruende) {
        let (a, b) = (p.a as usize, p.b as usize);
        let (Some(x), Some(y)) = (alle.get(a), alle.get(b)) else {
            continue;
        };
        // the engine knows persons, of whom many live in one house; institutions have to be called alike as well
        if !aehnlich(&kern(&x.name), &kern(&y.name)) || (nur_gleiche_von && !verbunden(x, y)) {
            continue;
        }
        let liste = gruende.entry(ordnung(alle, a, b)).or_default();
        for g in warum.gruende.iter().filter(|g| g.bits >= 0.5) {
            let text = g.text.replace("Nachname", "Name");
            let wort = text.split(' ').next().unwrap_or_default();
            // what was said already in plain words is not said twice
            if !liste.iter().any(|da| da.starts_with(wort)) {
                liste.push(text);
            }
        }
        if liste.is_empty() {
            liste.push("Name ähnlich".to_owned());
        }
    }
    let mut aus: Vec<Paar> = gruende
        .into_iter()
        .map(|((a, b), gruende)| Paar { a, b, gruende })
        .collect();
    aus.sort_by_key(|p| (std::cmp::Reverse(p.gruende.len()), p.a, p.b));
    aus
}

/// Half of the words of the shorter name stand in the other one too.
fn aehnlich(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (kurz, lang) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let gemeinsam = kurz
        .iter()
        .filter(|w| {
            lang.iter()
                .any(|l| l == *w || (w.len() > 4 && strsim::osa_distance(w, l) <= 2))
        })
        .count();
    gemeinsam > 0 && gemeinsam * 2 >= kurz.len()
}

fn verbunden(x: &Vergleichbar, y: &Vergleichbar) -> bool {
    let ort = |v: &Vergleichbar| kern(&v.anschrift);
    kern(&x.von) == kern(&y.von) || (!x.anschrift.is_empty() && ort(x) == ort(y))
}

fn ordnung(alle: &[Vergleichbar], a: usize, b: usize) -> (usize, usize) {
    if alle[a].id <= alle[b].id { (a, b) } else { (b, a) }
}

/// What of an entry is compared.
type Merkmal = fn(&Vergleichbar) -> String;

/// What speaks for itself: the same name, number, address in the web.
fn gleiches(alle: &[Vergleichbar], nur_gleiche_von: bool, aus: &mut BTreeMap<(usize, usize), Vec<String>>) {
    let schluessel: [(&str, Merkmal); 4] = [
        ("Name gleich", |v| kern(&v.name)),
        ("Telefon gleich", |v| ziffern(&v.telefon)),
        ("E-Mail gleich", |v| v.email.trim().to_lowercase()),
        ("Internet gleich", |v| wirt(&v.web)),
    ];
    for (i, (grund, wie)) in schluessel.into_iter().enumerate() {
        // offers of one Akteur share its number
        if nur_gleiche_von && i > 0 {
            break;
        }
        let mut gruppen: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, v) in alle.iter().enumerate() {
            let k = wie(v);
            if k.len() > 3 {
                gruppen.entry(k).or_default().push(n);
            }
        }
        for g in gruppen
            .into_values()
            .filter(|g| nur_gleiche_von || g.len() <= HOECHSTENS_GLEICH)
        {
            for (n, a) in g.iter().enumerate() {
                for b in g.iter().skip(n + 1).take(HOECHSTENS_GLEICH) {
                    let (x, y) = (&alle[*a], &alle[*b]);
                    if nur_gleiche_von && !verbunden(x, y) {
                        continue;
                    }
                    let liste = aus.entry(ordnung(alle, *a, *b)).or_default();
                    liste.push(grund.to_owned());
                    if nur_gleiche_von {
                        let wo = if kern(&x.von) == kern(&y.von) {
                            "Akteur gleich"
                        } else {
                            "Ort gleich"
                        };
                        liste.push(wo.to_owned());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn akteur(n: u128, name: &str, anschrift: &str, telefon: &str) -> Vergleichbar {
        Vergleichbar {
            id: Uuid::from_u128(n),
            name: name.to_owned(),
            anschrift: anschrift.to_owned(),
            telefon: telefon.to_owned(),
            ..Vergleichbar::default()
        }
    }

    #[test]
    fn name_ohne_rechtsform_und_nummer_aus_dem_ausland() {
        assert_eq!(kern("Sonnenhof e. V."), "sonnenhof");
        assert_eq!(kern("Haus am Markt gGmbH"), "haus am markt");
        assert_eq!(ziffern("+49 431 123-45"), ziffern("0431 / 12345"));
        assert_eq!(wirt("https://www.Sonnenhof.example/"), "sonnenhof.example");
    }

    #[test]
    fn zweimal_derselbe_und_zwei_die_nur_aehnlich_heissen() {
        let alle = [
            akteur(3, "Familienzentrum Sonnenhof e. V.", "Hauptstr. 5", "0431 12345"),
            akteur(1, "Familienzentrum Sonnenhof", "Hauptstraße 5", "+49 431 12345"),
            akteur(2, "Jugendhaus Nord", "Ring 1", "0431 777"),
            akteur(4, "Kita Regenbogen", "Am See 2", "0431 888888"),
        ];
        let p = paare(&alle, false);
        assert_eq!(p.len(), 1, "{p:?}");
        assert_eq!((p[0].a, p[0].b), (1, 0));
        assert!(
            p[0].gruende
                .starts_with(&["Name gleich".to_owned(), "Telefon gleich".to_owned()])
        );
        assert!(paare(&[], false).is_empty());
    }

    #[test]
    fn sprechstunden_verschiedener_haeuser_sind_zwei() {
        let angebot = |n, von: &str, wo: &str| Vergleichbar {
            von: von.to_owned(),
            ..akteur(n, "Offene Sprechstunde", wo, "0431 5555")
        };
        let alle = [
            angebot(1, "Haus A", "Weg 1"),
            angebot(2, "Haus B", "Weg 2"),
            angebot(3, "Haus A", "Weg 9"),
        ];
        let p = paare(&alle, true);
        assert_eq!(p.len(), 1, "{p:?}");
        assert_eq!((p[0].a, p[0].b), (0, 2));
    }
}
