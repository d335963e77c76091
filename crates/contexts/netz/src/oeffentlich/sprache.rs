//! The languages of the public pages, and their texts from the files in `sprachen/` (Project Fluent).

use std::{borrow::Cow, collections::HashMap, str::FromStr, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

type Buendel = FluentBundle<FluentResource>;

/// A language one can read the public pages in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sprache {
    De,
    /// Leichte Sprache.
    Leicht,
    En,
    Tr,
    Ar,
    Uk,
}

impl Sprache {
    pub const ALLE: [Self; 6] = [Self::De, Self::Leicht, Self::En, Self::Tr, Self::Ar, Self::Uk];

    /// As in the address of the page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::Leicht => "ls",
            Self::En => "en",
            Self::Tr => "tr",
            Self::Ar => "ar",
            Self::Uk => "uk",
        }
    }

    /// As the attribute `lang` wants it.
    pub const fn lang(self) -> &'static str {
        match self {
            // "simple" is a registered variant (BCP 47)
            Self::Leicht => "de-simple",
            s => s.code(),
        }
    }

    pub const fn richtung(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// What the language calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::Leicht => "Leichte Sprache",
            Self::En => "English",
            Self::Tr => "Türkçe",
            Self::Ar => "العربية",
            Self::Uk => "Українська",
        }
    }

    const fn datei(self) -> &'static str {
        match self {
            Self::De => include_str!("../../sprachen/de.ftl"),
            Self::Leicht => include_str!("../../sprachen/ls.ftl"),
            Self::En => include_str!("../../sprachen/en.ftl"),
            Self::Tr => include_str!("../../sprachen/tr.ftl"),
            Self::Ar => include_str!("../../sprachen/ar.ftl"),
            Self::Uk => include_str!("../../sprachen/uk.ftl"),
        }
    }

    /// The first language of `Accept-Language` that there is, German otherwise.
    pub fn gewuenscht(kopf: &str) -> Self {
        let mut wuensche: Vec<(u16, &str)> = kopf
            .split(',')
            .take(20)
            .filter_map(|teil| {
                let mut stuecke = teil.trim().split(';');
                let sprache = stuecke.next()?.trim();
                let guete = stuecke.find_map(|s| s.trim().strip_prefix("q=")?.parse::<f32>().ok());
                let promille = guete.unwrap_or(1.0).clamp(0.0, 1.0) * 1000.0;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 1000"
                )]
                Some((promille as u16, sprache))
            })
            .collect();
        wuensche.sort_by_key(|(guete, _)| std::cmp::Reverse(*guete));
        let kurz = |s: &str| s.split('-').next().unwrap_or_default().to_ascii_lowercase();
        wuensche
            .into_iter()
            .find_map(|(_, s)| kurz(s).parse().ok())
            .unwrap_or(Self::De)
    }

    fn buendel(self) -> Option<&'static Buendel> {
        BUENDEL.get(&self)
    }

    /// The text of this key.
    pub fn t(self, schluessel: &str) -> String {
        self.text(schluessel, None)
    }

    /// The text of this key with one value put in.
    pub fn mit(self, schluessel: &str, name: &str, wert: &str) -> String {
        let mut werte = FluentArgs::new();
        werte.set(name.to_owned(), FluentValue::from(wert));
        self.text(schluessel, Some(&werte))
    }

    /// A key that is missing is shown as it is: better an odd word than an error. A test keeps it from happening.
    fn text(self, schluessel: &str, werte: Option<&FluentArgs<'_>>) -> String {
        let gefunden = self.buendel().and_then(|b| {
            let muster = b.get_message(schluessel)?.value()?;
            let mut fehler = Vec::new();
            let text: Cow<'_, str> = b.format_pattern(muster, werte, &mut fehler);
            Some(text.into_owned())
        });
        gefunden.unwrap_or_else(|| schluessel.to_owned())
    }
}

impl FromStr for Sprache {
    type Err = amt::Error;

    fn from_str(s: &str) -> Result<Self, amt::Error> {
        Self::ALLE
            .into_iter()
            .find(|l| l.code() == s)
            .ok_or(amt::Error::NichtGefunden)
    }
}

static BUENDEL: LazyLock<HashMap<Sprache, Buendel>> = LazyLock::new(|| {
    let eines = |s: Sprache| {
        // numbers and plurals of Leichte Sprache are those of German
        let lang = if s == Sprache::Leicht { "de" } else { s.code() };
        let mut b = Buendel::new_concurrent(vec![lang.parse().ok()?]);
        let datei = match FluentResource::try_new(s.datei().to_owned()) {
            Ok(d) => d,
            // what could be read counts; a test finds the rest
            Err((d, _)) => d,
        };
        b.add_resource(datei).ok()?;
        Some((s, b))
    };
    Sprache::ALLE.into_iter().filter_map(eines).collect()
});

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        Bedarf,
        codes::{Anmeldung, Thema, Wochentag},
    };

    /// Keys of a file with the values they take.
    fn inhalt(s: Sprache) -> BTreeSet<(String, Vec<String>)> {
        s.datei()
            .lines()
            .filter(|z| !z.starts_with('#') && !z.is_empty())
            .map(|z| {
                let (k, text) = z.split_once(" = ").unwrap_or_else(|| panic!("{}: {z}", s.code()));
                assert!(!text.trim().is_empty(), "{} {k}", s.code());
                let werte: BTreeSet<String> = text
                    .split("{ $")
                    .skip(1)
                    .map(|t| t.split(' ').next().unwrap().to_owned())
                    .collect();
                (k.to_owned(), werte.into_iter().collect())
            })
            .collect()
    }

    #[test]
    fn keiner_sprache_fehlt_ein_schluessel() {
        let deutsch = inhalt(Sprache::De);
        for s in Sprache::ALLE {
            assert!(
                FluentResource::try_new(s.datei().to_owned()).is_ok(),
                "{}",
                s.code()
            );
            let hier = inhalt(s);
            let fehlt: Vec<_> = deutsch.symmetric_difference(&hier).collect();
            assert!(fehlt.is_empty(), "{}: {fehlt:?}", s.code());
        }
    }

    #[test]
    fn jeder_schluessel_der_seiten_ist_da_und_keiner_zu_viel() {
        let da: BTreeSet<String> = inhalt(Sprache::De).into_iter().map(|(k, _)| k).collect();
        let mut gebraucht: BTreeSet<String> = BTreeSet::new();
        let wurzel = env!("CARGO_MANIFEST_DIR");
        for ordner in ["templates/netz/oeffentlich", "src/oeffentlich"] {
            for datei in std::fs::read_dir(format!("{wurzel}/{ordner}")).unwrap() {
                let text = std::fs::read_to_string(datei.unwrap().path()).unwrap();
                for anfang in [".t(\"", ".mit(\"", "Schluessel(\""] {
                    gebraucht.extend(
                        text.split(anfang)
                            .skip(1)
                            .map(|t| t.split('"').next().unwrap().to_owned()),
                    );
                }
            }
        }
        gebraucht.extend(Thema::ALLE.iter().map(|t| format!("thema-{}", t.code())));
        gebraucht.extend(Wochentag::ALLE.iter().map(|t| format!("tag-{}", t.code())));
        gebraucht.extend(Bedarf::ALLE.iter().map(|t| format!("bedarf-{}", t.code())));
        gebraucht.extend(
            crate::codes::IdeeErgebnis::ALLE
                .iter()
                .map(|e| format!("idee-ergebnis-{}", e.code())),
        );
        let sichtbar = crate::codes::ProjektStatus::ALLE
            .iter()
            .filter(|s| crate::rules::projekt::oeffentlich(**s));
        gebraucht.extend(sichtbar.map(|s| format!("projekt-status-{}", s.code())));
        gebraucht.extend(Anmeldung::ALLE.iter().map(|t| format!("anmeldung-{}", t.code())));
        let fehlt: Vec<_> = gebraucht.difference(&da).collect();
        assert!(fehlt.is_empty(), "{fehlt:?}");
        let zu_viel: Vec<_> = da.difference(&gebraucht).collect();
        assert!(zu_viel.is_empty(), "{zu_viel:?}");
    }

    #[test]
    fn texte_und_werte() {
        assert_eq!(Sprache::De.t("suche-knopf"), "Suchen");
        assert_eq!(Sprache::Ar.t("suche-knopf"), "بحث");
        assert_eq!(
            Sprache::Tr
                .mit("ergebnis-anzahl", "anzahl", "3")
                .replace(['\u{2068}', '\u{2069}'], ""),
            "3 hizmet bulundu."
        );
        assert_eq!(Sprache::Ar.richtung(), "rtl");
    }

    #[test]
    fn der_browser_sagt_welche_sprache() {
        for (kopf, soll) in [
            ("tr-TR,tr;q=0.9,de;q=0.5", Sprache::Tr),
            ("fr, uk;q=0.3, en;q=0.8", Sprache::En),
            ("fr", Sprache::De),
            ("", Sprache::De),
            (";;;q=x", Sprache::De),
        ] {
            assert_eq!(Sprache::gewuenscht(kopf), soll, "{kopf}");
        }
    }
}
