//! From checked values to the typed [`Geschaeftsordnung`], with the rules between two keys.

use std::{cell::RefCell, collections::BTreeMap};

use base::{Bp, Cent, Code, Gueltigkeit};

use super::{
    Altersband, GoFehler, Mobilitaet, Regel, Sektor, Status, Stelle, Traegermodell, Traegerschaft,
    katalog::Art,
    ordnung::{
        AbcRegeln, Beschluss, FallRegeln, Geschaeftsordnung, Mandant, Nachweispflicht, Radien, RaumRegeln,
        SchutzRegeln, Service, TeamRegeln, Zuweisung, finde_ort,
    },
    quelle::Quelle,
    typen::{Land, MandantTyp},
    wert::Wert,
};
use crate::recht::Bereich;

/// The head of the file.
pub(super) const META: Art = Art::Satz(&[
    ("bezeichnung", "Bezeichnung", Art::Text(120)),
    ("version", "Version", Art::Zahl(1, 9_999, "")),
    ("gueltig_ab", "gültig ab", Art::Datum),
    (
        "gueltig_bis",
        "gültig bis (erster Tag, an dem sie nicht mehr gilt)",
        Art::Datum,
    ),
    ("status", "Stand", Art::Auswahl(Status::PAARE)),
    (
        "beschluss",
        "Beschluss",
        Art::Satz(&[
            ("gremium", "Gremium", Art::Text(120)),
            ("datum", "Datum", Art::Datum),
            ("vorlage", "Vorlage", Art::Text(60)),
        ]),
    ),
    ("nachtrag_grund", "Grund des Nachtrags", Art::Text(4_000)),
]);

pub(super) const ERLAUBT_KOPF: &str =
    "[go] mit bezeichnung, version, gueltig_ab, status und ab BESCHLOSSEN beschluss.";

/// Builds the typed form. `None` only when errors are recorded.
pub(super) fn ordnung(
    quelle: &Quelle<'_>,
    datei: &str,
    orte: &RefCell<BTreeMap<String, Stelle>>,
    meta: Option<&Wert>,
    freitext: [String; 9],
    werte: BTreeMap<&'static str, Wert>,
) -> Option<Geschaeftsordnung> {
    let b = Bau {
        quelle,
        orte: orte.borrow().clone(),
        werte,
    };
    b.zwischen_schluesseln();
    let kopf = b.kopf(meta?);
    let mandant = Mandant {
        typ: MandantTyp::von_code(b.text("mandant.typ"))?,
        land: Land::von_code(b.text("mandant.land"))?,
        traegerschaften: b.codes("mandant.traegerschaften", Traegerschaft::von_code),
    };
    let (bezeichnung, version, gueltigkeit, status, beschluss) = kopf?;
    Some(Geschaeftsordnung {
        bezeichnung,
        version,
        gueltigkeit,
        status,
        beschluss,
        nachtrag_grund: meta?
            .feld("nachtrag_grund")
            .and_then(Wert::text)
            .map(str::to_owned),
        freitext,
        mandant,
        sektoren: b.codes("sektoren.aktiv", Sektor::von_code),
        raum: RaumRegeln {
            ebenen: b.texte("raum.ebenen"),
            kommunen_je_raum: b.spanne("raum.kommunen_je_raum"),
            raeume_je_regionalmanagement: b.werte.get("raum.raeume_je_regionalmanagement").map(u),
            einwohner_korridor: b.spanne("raum.einwohner_korridor"),
            auffang_raum: b
                .werte
                .get("raum.auffang_raum")
                .and_then(Wert::text)
                .map(str::to_owned),
        },
        zuweisung: b.zuweisungen(),
        abc: AbcRegeln {
            partikel_ignorieren: b.wahr("abc.partikel_ignorieren"),
            partikel: b.texte("abc.partikel"),
        },
        radien: b.radien(),
        fall: FallRegeln {
            erstreaktion_arbeitstage: b.zahl("fall.erstreaktion_arbeitstage"),
            kurzberatung_max_kontakte: b.zahl("fall.kurzberatung_max_kontakte"),
            kurzberatung_max_min: b.zahl("fall.kurzberatung_max_min"),
            grobziele_max: b.zahl("fall.grobziele_max"),
            sozialraumanteil_pflicht: b.wahr("fall.sozialraumanteil_pflicht"),
            leitung_ab: Cent(b.zahl("fall.leitung_ab_cent_monat").into()),
        },
        schutz: SchutzRegeln {
            reaktion_sofort: b.in_tabelle("schutz.reaktion", "SOFORT"),
            reaktion_dringend: b.in_tabelle("schutz.reaktion", "DRINGEND"),
            reaktion_zeitnah: b.in_tabelle("schutz.reaktion", "ZEITNAH"),
            erstbewertung: b.zahl("schutz.erstbewertung_stunden"),
        },
        team: TeamRegeln {
            fua_anteil: Bp(b.zahl("team.fua_anteil_bp").into()),
            fue_anteil: Bp(b.zahl("team.fue_anteil_bp").into()),
            traegermodell: b
                .tabelle("team.traegermodell")
                .iter()
                .filter_map(|(r, m)| Some((r.clone(), Traegermodell::von_code(m.text()?)?)))
                .collect(),
        },
        netz_veraltet_tage: b.zahl("netz.veraltet_tage"),
        k_anonymitaet: b.zahl("wirkung.k_anonymitaet"),
        notzugriff_stunden: b.zahl("amt.notzugriff_stunden"),
        service: b.service(),
        nachweise: b.nachweise(),
        datei: datei.to_owned(),
        orte: b.orte,
        werte: b.werte,
    })
}

type Kopf = (String, u32, Gueltigkeit, Status, Option<Beschluss>);

struct Bau<'a, 't> {
    quelle: &'a Quelle<'t>,
    orte: BTreeMap<String, Stelle>,
    werte: BTreeMap<&'static str, Wert>,
}

/// A checked number; the catalogue allows none that is negative.
fn u(wert: &Wert) -> u32 {
    wert.zahl()
        .and_then(|z| u32::try_from(z).ok())
        .unwrap_or_default()
}

impl Bau<'_, '_> {
    fn melde(&self, code: Code, pfad: &str, text: impl Into<String>, erlaubt: impl Into<String>) {
        let stelle = finde_ort(&self.orte, pfad);
        self.quelle.nimm(GoFehler {
            code,
            datei: self.quelle.datei.to_owned(),
            zeile: stelle.zeile,
            spalte: stelle.spalte,
            schluessel: pfad.to_owned(),
            text: text.into(),
            erlaubt: erlaubt.into(),
        });
    }

    fn text(&self, s: &str) -> &str {
        self.werte.get(s).and_then(Wert::text).unwrap_or_default()
    }

    fn zahl(&self, s: &str) -> u32 {
        self.werte.get(s).map(u).unwrap_or_default()
    }

    fn wahr(&self, s: &str) -> bool {
        self.werte.get(s).and_then(Wert::wahr).unwrap_or_default()
    }

    fn tabelle(&self, s: &str) -> &[(String, Wert)] {
        self.werte.get(s).map_or(&[], Wert::tabelle)
    }

    fn in_tabelle(&self, s: &str, name: &str) -> u32 {
        self.werte
            .get(s)
            .and_then(|w| w.feld(name))
            .map(u)
            .unwrap_or_default()
    }

    fn texte(&self, s: &str) -> Vec<String> {
        let liste = self.werte.get(s).map_or(&[][..], Wert::liste);
        liste.iter().filter_map(Wert::text).map(str::to_owned).collect()
    }

    fn codes<T>(&self, s: &str, von_code: fn(&str) -> Option<T>) -> Vec<T> {
        self.texte(s).iter().filter_map(|c| von_code(c)).collect()
    }

    fn spanne(&self, s: &str) -> Option<(u32, u32)> {
        match self.werte.get(s)?.liste() {
            [von, bis] => Some((u(von), u(bis))),
            _ => None,
        }
    }

    /// The rules that hold between two keys.
    fn zwischen_schluesseln(&self) {
        let summe = self.zahl("team.fua_anteil_bp") + self.zahl("team.fue_anteil_bp");
        if summe > 10_000 {
            let pfad = if self.orte.contains_key("team.fue_anteil_bp") {
                "team.fue_anteil_bp"
            } else {
                "team.fua_anteil_bp"
            };
            let text = format!("fua_anteil_bp und fue_anteil_bp ergeben zusammen {summe} Bp.");
            self.melde("GO-E06", pfad, text, "zusammen höchstens 10000 Bp (100 %).");
        }
        self.radien_in_folge();
        let aktiv = self.texte("sektoren.aktiv");
        for (sektor, regel) in self
            .tabelle("zuweisung.regel")
            .iter()
            .filter(|(s, _)| aktiv.contains(s))
        {
            let stichtag = self.werte.get("zuweisung.stichtag").and_then(|w| w.feld(sektor));
            if regel.text() == Some(Regel::Misch.code()) && stichtag.is_none() {
                let pfad = format!("zuweisung.regel.{sektor}");
                let text = format!("MISCH braucht einen Stichtag, für {sektor} fehlt er.");
                let erlaubt = format!("zuweisung.stichtag.{sektor} = ein Datum wie 2026-07-01.");
                self.melde("GO-E02", &pfad, text, erlaubt);
            }
        }
    }

    /// RAUM-E20: young people get about at least as far as old people, those at least as far as the very old.
    fn radien_in_folge(&self) {
        if !self.werte.contains_key("aktionsraum.radien") {
            return;
        }
        let basis = self.radien().basis;
        let folge = [Altersband::Bis17, Altersband::Bis79, Altersband::Ab80];
        for paar in folge.windows(2) {
            let [jung, alt] = [paar[0], paar[1]].map(|b| basis.get(&b).copied().unwrap_or_default());
            if jung < alt {
                let km = |h: u32| format!("{},{} km", h / 10, h % 10);
                let pfad = format!("aktionsraum.radien.basis_km.{}", paar[0].code());
                let text = format!(
                    "Der Umkreis {} ({}) ist kleiner als {} ({}).",
                    paar[0],
                    km(jung),
                    paar[1],
                    km(alt)
                );
                self.melde("RAUM-E20", &pfad, text, "14-17 ≥ 65-79 ≥ 80+.");
            }
        }
    }

    fn kopf(&self, meta: &Wert) -> Option<Kopf> {
        for name in ["bezeichnung", "version", "gueltig_ab", "status"] {
            if meta.feld(name).is_none() {
                self.melde(
                    "GO-E02",
                    &format!("go.{name}"),
                    "Diese Angabe fehlt.",
                    ERLAUBT_KOPF,
                );
            }
        }
        let status = Status::von_code(meta.feld("status")?.text()?)?;
        let ab = meta.feld("gueltig_ab")?.datum()?;
        let bis = meta.feld("gueltig_bis").and_then(Wert::datum);
        let beschluss = self.beschluss(meta, status);
        let Some(gueltigkeit) = Gueltigkeit::neu(ab, bis) else {
            let text = "Das Ende liegt nicht nach dem Anfang.";
            self.melde(
                "GO-E02",
                "go.gueltig_bis",
                text,
                format!("ein Datum nach dem {ab}."),
            );
            return None;
        };
        if status == Status::Abgeloest && bis.is_none() {
            let text = "Eine abgelöste Fassung braucht ein Ende.";
            self.melde(
                "GO-E02",
                "go.status",
                text,
                "gueltig_bis = ein Datum wie 2026-07-01.",
            );
        }
        let bezeichnung = meta.feld("bezeichnung")?.text()?.to_owned();
        Some((
            bezeichnung,
            u(meta.feld("version")?),
            gueltigkeit,
            status,
            beschluss,
        ))
    }

    fn beschluss(&self, meta: &Wert, status: Status) -> Option<Beschluss> {
        let Some(b) = meta.feld("beschluss") else {
            if status >= Status::Beschlossen {
                let text = format!(
                    "Im Stand {} braucht die Geschäftsordnung einen Beschluss.",
                    status.code()
                );
                self.melde(
                    "GO-E02",
                    "go.beschluss",
                    text,
                    "beschluss = { gremium, datum, vorlage }.",
                );
            }
            return None;
        };
        let gelesen = (|| {
            Some(Beschluss {
                gremium: b.feld("gremium")?.text()?.to_owned(),
                datum: b.feld("datum")?.datum()?,
                vorlage: b.feld("vorlage")?.text()?.to_owned(),
            })
        })();
        if gelesen.is_none() {
            self.melde(
                "GO-E02",
                "go.beschluss",
                "Der Beschluss ist nicht vollständig.",
                "gremium, datum und vorlage.",
            );
        }
        gelesen
    }

    fn zuweisungen(&self) -> BTreeMap<Sektor, Zuweisung> {
        Sektor::ALLE
            .iter()
            .map(|s| {
                let wert = |k: &str| self.werte.get(k).and_then(|w| w.feld(s.code()));
                let zuweisung = Zuweisung {
                    regel: wert("zuweisung.regel")
                        .and_then(Wert::text)
                        .and_then(Regel::von_code)
                        .unwrap_or(Regel::Raum),
                    stichtag: wert("zuweisung.stichtag").and_then(Wert::datum),
                    bestandsschutz_monate: wert("zuweisung.bestandsschutz_monate").map(u).unwrap_or_default(),
                };
                (*s, zuweisung)
            })
            .collect()
    }

    fn radien(&self) -> Radien {
        let radien = |feld: &str, name: &str| {
            let tabelle = self.werte.get("aktionsraum.radien").and_then(|w| w.feld(feld));
            tabelle.and_then(|t| t.feld(name)).map(u).unwrap_or_default()
        };
        Radien {
            basis: Altersband::ALLE
                .iter()
                .map(|b| (*b, radien("basis_km", b.code())))
                .collect(),
            faktor: Mobilitaet::ALLE
                .iter()
                .map(|m| (*m, radien("faktor", m.code())))
                .collect(),
        }
    }

    fn nachweise(&self) -> Vec<Nachweispflicht> {
        let zeilen = self.werte.get("training.zugang").map_or(&[][..], Wert::liste);
        let codes = |w: &Wert, feld: &str| -> Vec<String> {
            let liste = w.feld(feld).map_or(&[][..], Wert::liste);
            liste.iter().filter_map(Wert::text).map(str::to_owned).collect()
        };
        zeilen
            .iter()
            .filter_map(|w| {
                let text = |feld: &str| w.feld(feld).and_then(Wert::text).map(str::to_owned);
                Some(Nachweispflicht {
                    kennung: text("nachweis")?,
                    titel: text("titel")?,
                    rollen: codes(w, "rollen").iter().filter_map(|r| r.parse().ok()).collect(),
                    bereiche: codes(w, "bereiche")
                        .iter()
                        .filter_map(|c| Bereich::ALLE.into_iter().find(|b| b.code() == c.to_lowercase()))
                        .collect(),
                    ab: w.feld("ab")?.datum()?,
                    monate: w.feld("monate").map(u)?,
                    hilfe: text("hilfe")?,
                })
            })
            .collect()
    }

    fn service(&self) -> Service {
        let minuten = |u: &str| -> u16 {
            let (h, m) = u.split_once(':').unwrap_or_default();
            h.parse::<u16>().unwrap_or_default() * 60 + m.parse::<u16>().unwrap_or_default()
        };
        let zeiten = |tag: &str| -> Vec<(u16, u16)> {
            let spannen = self
                .werte
                .get("service.zeiten")
                .and_then(|w| w.feld(tag))
                .map_or(&[][..], Wert::liste);
            spannen
                .iter()
                .filter_map(|s| s.text()?.split_once('-'))
                .map(|(von, bis)| (minuten(von), minuten(bis)))
                .collect()
        };
        Service {
            aktiv: self.wahr("service.aktiv"),
            anruf_sekunden: self.in_tabelle("service.sla", "anruf_sekunden"),
            email_arbeitstage: self.in_tabelle("service.sla", "email_arbeitstage"),
            rueckruf_arbeitstage: self.in_tabelle("service.sla", "rueckruf_arbeitstage"),
            beschwerde_arbeitstage: self.in_tabelle("service.sla", "beschwerde_arbeitstage"),
            zeiten: ["MO", "DI", "MI", "DO", "FR", "SA", "SO"].map(zeiten),
        }
    }
}
