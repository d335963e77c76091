//! The look-up itself: one precedence for every entry path.

use super::auswahl::Auswahl;
use super::bauer::plz_schreiben;
use super::frage::{Frage, OrtLage};
use super::stufen::{Fund, Fundort, Stufenergebnis};
use super::vorschlag::{Bewertet, SCHWELLE_ANNAHME};
use super::{KEINE, Register};
use crate::spur::{Beleg, Spur, Stufe};
use crate::{AdressStatus, Anfrage, Auskunftssperre, Code, Ergebnis, damerau};

/// Suggestions that go with a refusal.
const VORSCHLAEGE: usize = 5;
/// A point this near to a unit lies in a gap between polygons rather than outside the territory, metres.
const NAHE_M: f64 = 100.0;

impl Register {
    /// Finds the unit of a person's address or point. Pure: the same question gives the same answer (INV-R4).
    #[must_use]
    pub fn zuordnen(&self, anfrage: &Anfrage) -> Ergebnis {
        let mut spur = Spur::neu();
        if anfrage.sperre == Auskunftssperre::Gesperrt {
            let text = "Für diese Anschrift besteht eine Auskunftssperre (§ 51 BMG). Sie ist geschützt.";
            spur.schritt(Stufe::Eingabe, "3.3.6 Auskunftssperre", Beleg::Eingabe, text);
            return Ergebnis::Geschuetzt { spur };
        }
        if let Some(a) = anfrage.person.as_deref().and_then(|p| self.personen.get(p)) {
            let text = [
                "Für diese Person ist ",
                &self.einheit_text(a.einheit),
                " festgelegt.",
            ]
            .concat();
            spur.schritt(
                Stufe::Person,
                "Ausnahme für die Person",
                Beleg::Ausnahme(a.notiz.to_string()),
                text,
            );
            let einheit = a.einheit;
            return Ergebnis::Eindeutig {
                einheit,
                stufe: Stufe::Person,
                adresse: None,
                aehnlichkeit: 1.0,
                spur,
            };
        }
        let a = &anfrage.anschrift;
        if [&a.strasse, &a.hausnummer, &a.plz, &a.ort, &a.ortsteil]
            .iter()
            .all(|t| t.trim().is_empty())
        {
            return self.nur_punkt(anfrage, spur);
        }
        let frage = match Frage::neu(self, a, anfrage.punkt) {
            Ok(frage) => frage,
            Err(fehler) => {
                spur.schritt(
                    Stufe::Eingabe,
                    "3.3.1 Hausnummer",
                    Beleg::Eingabe,
                    fehler.to_string(),
                );
                return self.unbekannt(Code::E01, anfrage, spur);
            }
        };
        self.nach_text(anfrage, frage, spur)
    }

    /// What each stage on its own would say about the address, strongest first. With more than one unit the
    /// sources disagree; the look-up still answers by precedence, and this lists what it overruled.
    #[must_use]
    pub fn alle_stufen(&self, anfrage: &Anfrage) -> Vec<Stufenergebnis> {
        let Ok(frage) = Frage::neu(self, &anfrage.anschrift, anfrage.punkt) else {
            return Vec::new();
        };
        let mut funde = Vec::new();
        match self.namen.finde(&frage.form).map(|n| self.auswahl(n, &frage)) {
            Some(Auswahl::Passend(strassen)) => {
                for ort in self.fundorte(&strassen, &frage) {
                    funde.extend(self.funde(&ort, &frage.umstand(), false));
                }
            }
            _ => {
                self.fund_ortsteil([frage.ortsteil, frage.ort_nr()], &mut funde);
                self.fund_polygon(frage.punkt, &mut funde);
            }
        }
        funde.sort_by_key(|f| (f.quelle.stufe(), f.einheit));
        funde.dedup();
        let ergebnis = |f: Fund| Stufenergebnis {
            stufe: f.quelle.stufe(),
            einheit: f.einheit,
            beleg: self.beleg(f.quelle),
        };
        funde.into_iter().map(ergebnis).collect()
    }

    fn nach_text(&self, anfrage: &Anfrage, mut frage: Frage<'_>, mut spur: Spur) -> Ergebnis {
        let mut name = self.namen.finde(&frage.form);
        if name.is_none() {
            let andere = frage.lesarten(self).into_iter();
            if let Some((f, n)) = andere
                .filter_map(|f| self.namen.finde(&f.form).map(|n| (f, n)))
                .next()
            {
                let text = "Die Zeile wurde anders aufgeteilt, weil es die Straße sonst nicht gibt.";
                spur.schritt(Stufe::Eingabe, "Lesart", Beleg::Eingabe, text);
                (frage, name) = (f, Some(n));
            }
        }
        if self.ist_auswaertig(&frage, name.is_some()) {
            let text = "Ort und Postleitzahl liegen außerhalb des Gebiets (Weiterleitung, § 16 SGB I).";
            spur.schritt(Stufe::Eingabe, "3.3.6 Auswärtig", Beleg::Eingabe, text);
            return Ergebnis::Auswaertig { spur };
        }
        match frage.ort {
            OrtLage::Aehnlich(o) => {
                let text = ["Der Ort wurde als „", self.ort_name(o), "“ gelesen."].concat();
                spur.schritt(Stufe::Eingabe, "Ort", Beleg::Eingabe, text);
            }
            OrtLage::Unklar => {
                let text = "Der Ort ist nicht eindeutig zu lesen; es zählt die Postleitzahl.";
                spur.schritt(Stufe::Eingabe, "Ort", Beleg::Eingabe, text);
            }
            OrtLage::Fremd => {
                let text = "Der Ort steht nicht im Register; es zählt die Postleitzahl.";
                spur.schritt(Stufe::Eingabe, "Ort", Beleg::Eingabe, text);
            }
            OrtLage::Offen | OrtLage::Bekannt(_) => {}
        }
        let Some(name) = name else {
            return self.strasse_unbekannt(anfrage, &frage, spur);
        };
        let strassen = match self.auswahl(name, &frage) {
            Auswahl::Passend(strassen) => strassen,
            Auswahl::PlzPasstNicht => {
                let text = [
                    "Die Postleitzahl ",
                    frage.anschrift.plz.trim(),
                    " passt nicht zu dieser Straße.",
                ];
                spur.schritt(
                    Stufe::Eingabe,
                    "3.3.4 Postleitzahl",
                    Beleg::Eingabe,
                    text.concat(),
                );
                return self.unbekannt(Code::E04, anfrage, spur);
            }
        };
        let orte = self.fundorte(&strassen, &frage);
        let je_ort: Vec<(Fundort, Vec<Fund>)> = orte
            .into_iter()
            .map(|o| (o, self.funde(&o, &frage.umstand(), true)))
            .collect();
        self.entscheide(anfrage, &frage, &je_ort, 1.0, spur)
    }

    /// One unit, several, or none.
    fn entscheide(
        &self,
        anfrage: &Anfrage,
        frage: &Frage<'_>,
        je_ort: &[(Fundort, Vec<Fund>)],
        aehnlichkeit: f32,
        mut spur: Spur,
    ) -> Ergebnis {
        let erster = je_ort.iter().find_map(|(o, f)| f.first().map(|f| (*o, *f)));
        if let Some((ort, _)) = erster.or(je_ort.first().map(|(o, _)| (*o, LEER))) {
            self.schritt_strasse(&ort, &mut spur);
        }
        let Some((ort, fund)) = erster else {
            let text = match frage.nummer {
                Some(nr) => [
                    "Die Hausnummer ",
                    &nr.to_string(),
                    " liegt in keinem Bereich der Straße.",
                ]
                .concat(),
                None => "Zu dieser Straße ist keine Einheit hinterlegt.".to_owned(),
            };
            spur.schritt(Stufe::Strasse, "3.3.4 Straßenbereich", Beleg::Eingabe, text);
            return self.unbekannt(Code::E03, anfrage, spur);
        };
        let alle = || je_ort.iter().flat_map(|(o, fs)| fs.iter().map(move |f| (o, f)));
        if alle().all(|(_, f)| f.einheit == fund.einheit) {
            self.schritt_fund(fund, &mut spur);
            let adresse = Some(Box::new(self.vorschlag_mit(
                &ort,
                aehnlichkeit,
                Some(fund.einheit),
            )));
            let stufe = fund.quelle.stufe();
            return Ergebnis::Eindeutig {
                einheit: fund.einheit,
                stufe,
                adresse,
                aehnlichkeit,
                spur,
            };
        }
        let widerspruch = je_ort
            .iter()
            .any(|(_, fs)| fs.iter().any(|f| f.einheit != fs[0].einheit));
        let (code, text) = if widerspruch && frage.nummer.is_some() {
            (
                Some(Code::E05),
                "Das Register nennt für diese Adresse mehrere Einheiten.",
            )
        } else if frage.nummer.is_none() {
            (
                None,
                "Die Straße liegt in mehreren Einheiten; die Hausnummer entscheidet.",
            )
        } else {
            (
                None,
                "Es gibt diese Adresse mehrmals; Postleitzahl oder Ortsteil entscheiden.",
            )
        };
        spur.schritt(Stufe::Strasse, "3.3.4 Eindeutigkeit", Beleg::Eingabe, text);
        let mut kandidaten: Vec<_> = Vec::new();
        for (ort, fund) in alle() {
            let k = self.vorschlag_mit(ort, aehnlichkeit, Some(fund.einheit));
            if !kandidaten.contains(&k) {
                self.schritt_fund(*fund, &mut spur);
                kandidaten.push(k);
            }
        }
        Ergebnis::Mehrdeutig {
            code,
            kandidaten,
            spur,
        }
    }

    fn strasse_unbekannt(&self, anfrage: &Anfrage, frage: &Frage<'_>, mut spur: Spur) -> Ergebnis {
        let aehnliche = self.bewertete(frage, VORSCHLAEGE);
        if let Some(b) = self.annehmbar(frage, &aehnliche) {
            let v = self.vorschlag(&b);
            let prozent = (b.aehnlichkeit * 100.0).floor();
            let text = format!(
                "Tippfehler überbrückt: gemeint ist wohl „{}“ ({prozent} % gleich).",
                v.zeile()
            );
            spur.schritt(
                Stufe::Eingabe,
                "Ähnlichkeit",
                Beleg::Strassenschluessel(v.schluessel),
                text,
            );
            let funde = self.funde(&b.fundort, &frage.umstand(), true);
            return self.entscheide(anfrage, frage, &[(b.fundort, funde)], b.aehnlichkeit, spur);
        }
        if frage.form.is_empty() {
            let text = "Es wurde keine Straße angegeben.";
            spur.schritt(Stufe::Eingabe, "3.3.4 Straße", Beleg::Eingabe, text);
        } else {
            let text = [
                "„",
                kurz(&frage.anschrift.strasse),
                "“ steht nicht im Straßenverzeichnis.",
            ]
            .concat();
            spur.schritt(Stufe::Strasse, "3.3.4 Straße", Beleg::Eingabe, text);
        }
        let mut funde = Vec::new();
        self.fund_ortsteil([frage.ortsteil, frage.ort_nr()], &mut funde);
        if funde.is_empty() {
            self.fund_polygon(frage.punkt, &mut funde);
        }
        if let [fund] = funde.as_slice() {
            self.schritt_fund(*fund, &mut spur);
            let (einheit, stufe) = (fund.einheit, fund.quelle.stufe());
            return Ergebnis::Eindeutig {
                einheit,
                stufe,
                adresse: None,
                aehnlichkeit: 1.0,
                spur,
            };
        }
        let vorschlaege = aehnliche.iter().map(|b| self.vorschlag(b)).collect();
        Ergebnis::Unbekannt {
            code: Code::E02,
            vorschlaege,
            spur,
        }
    }

    /// The one similar address that may be taken without asking; see [`SCHWELLE_ANNAHME`].
    fn annehmbar(&self, frage: &Frage<'_>, aehnliche: &[Bewertet]) -> Option<Bewertet> {
        let bester = aehnliche.first()?;
        if bester.aehnlichkeit < SCHWELLE_ANNAHME || !bester.nur_name || bester.fundort.nummer != frage.nummer
        {
            return None;
        }
        let einheit = self.vorschlag(bester).einheit?;
        let eindeutig = aehnliche[1..]
            .iter()
            .take_while(|b| b.kosten < bester.kosten + super::vorschlag::ABSTAND_ANNAHME)
            .all(|b| self.vorschlag(b).einheit == Some(einheit));
        eindeutig.then_some(*bester)
    }

    fn ist_auswaertig(&self, frage: &Frage<'_>, strasse_bekannt: bool) -> bool {
        let plz_bekannt = frage.plz.map(|p| self.plz_alle.binary_search(&p).is_ok());
        match (frage.ort, plz_bekannt) {
            (OrtLage::Fremd, Some(true))
            | (OrtLage::Bekannt(_) | OrtLage::Aehnlich(_) | OrtLage::Unklar, _) => false,
            (OrtLage::Fremd, _) => true,
            (OrtLage::Offen, Some(false)) if !self.plz_alle.is_empty() => {
                // One wrong digit is a typing error, not another town.
                let text = frage.anschrift.plz.trim();
                let nahe = || {
                    self.plz_alle
                        .iter()
                        .any(|p| damerau(text, &plz_schreiben(*p), 1).is_some())
                };
                !(strasse_bekannt && nahe())
            }
            (OrtLage::Offen, _) => false,
        }
    }

    fn nur_punkt(&self, anfrage: &Anfrage, mut spur: Spur) -> Ergebnis {
        let Some(punkt) = anfrage.punkt else {
            spur.schritt(
                Stufe::Eingabe,
                "Eingabe",
                Beleg::Eingabe,
                "Es wurde keine Adresse angegeben.",
            );
            return Ergebnis::Unbekannt {
                code: Code::E02,
                vorschlaege: Vec::new(),
                spur,
            };
        };
        let mut funde = Vec::new();
        self.fund_polygon(Some(punkt), &mut funde);
        for f in &funde {
            self.schritt_fund(*f, &mut spur);
        }
        match funde.as_slice() {
            [] => {}
            [f, rest @ ..] if rest.iter().all(|r| r.einheit == f.einheit) => {
                let (einheit, stufe) = (f.einheit, Stufe::Polygon);
                return Ergebnis::Eindeutig {
                    einheit,
                    stufe,
                    adresse: None,
                    aehnlichkeit: 1.0,
                    spur,
                };
            }
            _ => {
                let text = "Die Flächen mehrerer Einheiten überlappen sich an diesem Punkt.";
                spur.schritt(Stufe::Polygon, "3.3.4 Eindeutigkeit", Beleg::Eingabe, text);
                return Ergebnis::Mehrdeutig {
                    code: Some(Code::E05),
                    kandidaten: Vec::new(),
                    spur,
                };
            }
        }
        if let Some((einheit, meter)) = self.flaechen.naechste(punkt, NAHE_M) {
            let name = self.einheit_text(einheit);
            let text = format!("Der Punkt liegt in keiner Fläche; {name} beginnt in {meter:.0} m.");
            spur.schritt(Stufe::Polygon, "Fläche", Beleg::Eingabe, text);
            return Ergebnis::Unbekannt {
                code: Code::E03,
                vorschlaege: Vec::new(),
                spur,
            };
        }
        spur.schritt(
            Stufe::Polygon,
            "3.3.6 Auswärtig",
            Beleg::Eingabe,
            "Der Punkt liegt außerhalb des Gebiets.",
        );
        Ergebnis::Auswaertig { spur }
    }

    fn unbekannt(&self, code: Code, anfrage: &Anfrage, spur: Spur) -> Ergebnis {
        Ergebnis::Unbekannt {
            code,
            vorschlaege: self.aehnliche(anfrage, VORSCHLAEGE),
            spur,
        }
    }

    fn schritt_strasse(&self, ort: &Fundort, spur: &mut Spur) {
        let Some(s) = self.strassen.get(ort.strasse as usize) else {
            return;
        };
        let beleg = || Beleg::Strassenschluessel(s.schluessel.to_string());
        spur.schritt(
            Stufe::Eingabe,
            "3.3.3 Straße",
            beleg(),
            ["Straße gefunden: ", &s.name, "."].concat(),
        );
        if let Some(notiz) = self.namen.notiz(ort.notiz) {
            let anderer = notiz.strip_prefix("auch ").unwrap_or(notiz);
            let text = [
                "Gefunden über den anderen Namen ",
                anderer,
                "; im Verzeichnis heißt die Straße „",
                &s.name,
                "“.",
            ]
            .concat();
            spur.schritt(Stufe::Eingabe, "Anderer Name", beleg(), text);
        }
        if ort.adresse.is_some_and(|a| a.status == AdressStatus::Abgebrochen) {
            let text = "Das Gebäude ist als abgebrochen geführt.";
            spur.schritt(Stufe::Eingabe, "Adressregister", beleg(), text);
        }
    }
}

/// Stands in for a find where there is none; only its street is read.
const LEER: Fund = Fund {
    einheit: KEINE,
    quelle: super::stufen::Quelle::Punkt { zeile: 0 },
};

/// A text as it may be repeated in a sentence.
fn kurz(text: &str) -> &str {
    let ende = text.char_indices().nth(60).map_or(text.len(), |(i, _)| i);
    text[..ende].trim()
}
