//! Koordinationskarte (SM-6, Fachkonzept 4.7; consent 10.4): its states as a table, who is shown what, which decisions
//! run beside each other, what must not stand on it. Without consent nothing is shown to anybody else.

use amt::recht::Rolle::{self, R02, R03, R11, R13, R14, R16};
use base::{Befund, Datum, Zeitpunkt};
use uuid::Uuid;

use super::ablauf::{Punkt, Uebergang};
use crate::model::{
    Einwilligung, Einwilligungsform, Karteneintrag, Kartenfreigabe, Kartenkategorie as K, Kartenstand as S,
    LaufendeEntscheidung, Thema,
};

/// Months a consent holds unless the person says otherwise.
const MONATE: i32 = 12;

/// What must be there before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bedingung {
    /// Another unit with a named contact.
    Beteiligt,
    /// The person was asked and told what the card is for.
    Aufgeklaert,
    /// At least one consent that holds now.
    Einwilligung,
    /// Why it ends, in words.
    Grund,
    /// There was a consent, and none holds any more.
    Widerruf,
}

impl Punkt for Bedingung {
    fn befund(self) -> Befund {
        let (code, feld, text) = match self {
            Self::Beteiligt => (
                "FALL-E230",
                "fachkraft",
                "Bitte zuerst eine andere Stelle mit Ansprechperson eintragen.",
            ),
            Self::Aufgeklaert => (
                "FALL-E231",
                "aufgeklaert",
                "Bitte mit der Person besprechen, wofür die Karte da ist, und das bestätigen.",
            ),
            Self::Einwilligung => (
                "FALL-E232",
                "kategorien",
                "Ohne Einwilligung sieht niemand sonst die Karte. Bitte zuerst eine eintragen.",
            ),
            Self::Grund => (
                "FALL-E90",
                "grund_ende",
                "Bitte aufschreiben, warum die Karte endet.",
            ),
            Self::Widerruf => (
                "FALL-E236",
                "",
                "Es gilt noch eine Einwilligung, oder es gab noch keine.",
            ),
        };
        Befund::neu(code, text).an(feld)
    }
}

/// What a step does besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Folge {
    /// Others see what the consents cover.
    Sichtbar,
    /// Nobody else sees anything any more.
    Unsichtbar,
}

/// A row of SM-6.
pub type Zeile = Uebergang<S, Bedingung, Folge>;

/// Whoever leads a case of the person in a public body.
const FALLFUEHREND: &[Rolle] = &[R02, R03, R11, R13, R14, R16];

/// SM-6. A card begins as VORGESCHLAGEN.
pub const SM6: &[Zeile] = &[
    Uebergang {
        id: "K01",
        text: "Einwilligung einholen",
        von: &[S::Vorgeschlagen],
        nach: S::Einwilligung,
        wer: FALLFUEHREND,
        bedingungen: &[Bedingung::Beteiligt, Bedingung::Aufgeklaert],
        wirkungen: &[],
        norm: "§ 67b SGB X",
    },
    Uebergang {
        id: "K02",
        text: "Karte freischalten",
        von: &[S::Einwilligung],
        nach: S::Aktiv,
        wer: FALLFUEHREND,
        bedingungen: &[Bedingung::Einwilligung],
        wirkungen: &[Folge::Sichtbar],
        norm: "§ 67b SGB X, RL-08",
    },
    Uebergang {
        id: "K03",
        text: "Karte beenden",
        von: &[S::Vorgeschlagen, S::Einwilligung, S::Aktiv],
        nach: S::Beendet,
        wer: FALLFUEHREND,
        bedingungen: &[Bedingung::Grund],
        wirkungen: &[Folge::Unsichtbar],
        norm: "4.7",
    },
    Uebergang {
        id: WIDERRUF,
        text: "Letzte Einwilligung widerrufen",
        von: &[S::Einwilligung, S::Aktiv],
        nach: S::Beendet,
        wer: FALLFUEHREND,
        bedingungen: &[Bedingung::Widerruf],
        wirkungen: &[Folge::Unsichtbar],
        norm: "§ 67b Abs. 2 SGB X, 10.4",
    },
];

/// The row that follows by itself from the withdrawal of the last consent.
pub const WIDERRUF: &str = "K04";

/// The last day of a consent given on this day.
#[must_use]
pub fn gueltig_bis(erteilt: Datum) -> Datum {
    use jiff::ToSpan as _;
    Datum(erteilt.0.saturating_add(MONATE.months()))
}

/// What is checked before a consent is written down.
#[derive(Debug, Clone)]
pub struct Pruefling<'a> {
    /// Told what it is for, what follows from a refusal, that it can be withdrawn.
    pub hinweise: [bool; 3],
    /// How it was given.
    pub form: Einwilligungsform,
    /// Why by mouth only.
    pub grund: &'a str,
    /// What it covers.
    pub kategorien: &'a [K],
    /// First and last day.
    pub zeitraum: (Datum, Datum),
    /// The person is a minor.
    pub minderjaehrig: bool,
    /// How the capacity of insight was assessed.
    pub einsicht: &'a str,
}

/// AMT-E04 without the three hints, AMT-E05 by mouth without a reason, FALL-E233 for nothing at all, FALL-E235 for a
/// time that is none, FALL-E237 for a young person nobody has looked at.
#[must_use]
pub fn erteilen(e: &Pruefling<'_>, heute: Datum) -> Vec<Befund> {
    let mut b = Vec::new();
    if e.hinweise != [true; 3] {
        let text =
            "Bitte über Zweck, Folgen einer Verweigerung und Widerruf informieren und alle drei bestätigen.";
        b.push(Befund::neu("AMT-E04", text).an("hinweise"));
    }
    if e.form == Einwilligungsform::Muendlich && e.grund.trim().is_empty() {
        b.push(Befund::neu("AMT-E05", "Bitte sagen, warum die Einwilligung nur mündlich ist.").an("grund"));
    }
    if e.kategorien.is_empty() {
        b.push(Befund::neu("FALL-E233", "Bitte wählen, was gezeigt werden darf.").an("kategorien"));
    }
    let (von, bis) = e.zeitraum;
    if von > heute {
        b.push(Befund::neu("FALL-E235", "Der Tag liegt in der Zukunft.").an("erteilt_am"));
    }
    if bis < von || bis < heute {
        b.push(Befund::neu("FALL-E235", "Die Einwilligung wäre schon abgelaufen.").an("gueltig_bis"));
    }
    if e.minderjaehrig && e.einsicht.trim().is_empty() {
        let text = "Bitte aufschreiben, ob das Kind oder der junge Mensch versteht, worum es geht. Eine feste Altersgrenze gibt es nicht.";
        b.push(Befund::neu("FALL-E237", text).an("einsicht"));
    }
    b
}

/// Whether a consent holds at a moment: given, not withdrawn, not run out.
#[must_use]
pub fn gilt(e: &Einwilligung, wann: Zeitpunkt) -> bool {
    let tag = wann.datum();
    e.erteilt_am <= tag && tag <= e.gueltig_bis && e.widerrufen_am.is_none_or(|w| wann < w)
}

/// The consent by which a recipient may be told something.
///
/// # Errors
/// `AMT-E06`: none covers it.
pub fn grundlage(
    alle: &[Einwilligung],
    stelle: Uuid,
    was: K,
    wann: Zeitpunkt,
) -> Result<&Einwilligung, Befund> {
    alle.iter()
        .find(|e| e.stelle == stelle && e.kategorien.0.contains(&was) && gilt(e, wann))
        .ok_or_else(|| {
            let text = format!("{was}: Dafür liegt für diese Stelle keine Einwilligung vor.");
            Befund::neu("AMT-E06", text)
        })
}

/// Whether a recipient is shown something of a card now.
#[must_use]
pub fn sieht(stand: S, alle: &[Einwilligung], stelle: Uuid, was: K, wann: Zeitpunkt) -> bool {
    stand == S::Aktiv && grundlage(alle, stelle, was, wann).is_ok()
}

/// Whether a line is shown to a recipient now: it was opened to them by a consent that still holds and still covers it.
#[must_use]
pub fn gezeigt(
    stand: S,
    (alle, freigaben): (&[Einwilligung], &[Kartenfreigabe]),
    stelle: Uuid,
    eintrag: &Karteneintrag,
    wann: Zeitpunkt,
) -> bool {
    stand == S::Aktiv
        && freigaben
            .iter()
            .filter(|f| f.eintrag == eintrag.id && f.stelle == stelle)
            .any(|f| {
                alle.iter().any(|e| {
                    e.id == f.einwilligung
                        && e.stelle == stelle
                        && e.kategorien.0.contains(&eintrag.art)
                        && gilt(e, wann)
                })
            })
}

/// Topics on which two units or more are about to decide, and who (`None` is the one that leads the case): each of them
/// gets the task to agree with the others. A unit that may not be told of the others is left out, and with fewer than two
/// there is nothing to agree on.
#[must_use]
pub fn abstimmen(
    laufend: &[LaufendeEntscheidung],
    darf_wissen: impl Fn(Uuid) -> bool,
) -> Vec<(Thema, Vec<Option<Uuid>>)> {
    let offen: Vec<_> = laufend
        .iter()
        .filter(|l| l.abgestimmt_am.is_none() && l.entschieden_am.is_none())
        .filter(|l| l.stelle.is_none_or(&darf_wissen))
        .collect();
    let mut themen: Vec<Thema> = offen.iter().map(|l| l.thema).collect();
    themen.sort_unstable();
    themen.dedup();
    let stellen = |t: Thema| {
        let mut s: Vec<Option<Uuid>> = offen.iter().filter(|l| l.thema == t).map(|l| l.stelle).collect();
        s.sort_unstable();
        s.dedup();
        s
    };
    themen
        .into_iter()
        .map(|t| (t, stellen(t)))
        .filter(|(_, s)| s.len() > 1)
        .collect()
}

/// FALL-E234: words that belong on no card, because every unit would learn of a benefit or of a protective procedure.
#[must_use]
pub fn verboten(text: &str, feld: &str) -> Option<Befund> {
    let klein = text.to_lowercase();
    let eng: String = klein.chars().filter(|c| !c.is_whitespace()).collect();
    let hat = |worte: &[&str]| worte.iter().any(|w| eng.contains(w));
    let schutz = hat(&["§8a", "kindeswohl", "gefährdung", "inobhutnahme", "schutzkonzept"]);
    // „Bescheid geben“ is no benefit
    let geld = hat(&[
        "€",
        "euro",
        "bescheidvom",
        "bescheidüber",
        "leistungshöhe",
        "regelsatz",
        "bürgergeld",
    ]);
    let was = match (schutz, geld) {
        (true, _) => "Der Kinderschutz gehört nicht auf die Karte. Dafür gibt es das Schutzverfahren.",
        (_, true) => "Beträge und Bescheide gehören nicht auf die Karte.",
        _ => return None,
    };
    Some(Befund::neu("FALL-E234", was).an(feld))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Erteilende, Kategorien};

    const JOBCENTER: Uuid = Uuid::from_u128(15);

    fn zeit(s: &str) -> Zeitpunkt {
        // as the office reads its clock
        let z: jiff::civil::DateTime = s.parse().unwrap();
        Zeitpunkt(z.in_tz("Europe/Berlin").unwrap().timestamp())
    }

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn einwilligung(kategorien: &[K]) -> Einwilligung {
        Einwilligung {
            id: Uuid::from_u128(1),
            stelle: JOBCENTER,
            kategorien: Kategorien(kategorien.to_vec()),
            erteilt_von: Erteilende::Selbst,
            einsicht: String::new(),
            form: Einwilligungsform::Schriftlich,
            grund: String::new(),
            text_version: "1".to_owned(),
            erteilt_am: tag("2026-03-01"),
            gueltig_bis: gueltig_bis(tag("2026-03-01")),
            widerrufen_am: None,
            erfasst_von: String::new(),
        }
    }

    #[test]
    fn t_136_das_ziel_bleibt_verborgen_die_ansprechperson_nicht() {
        let e = [einwilligung(&[K::Termine, K::Ansprechpersonen])];
        let wann = zeit("2026-04-01T10:00");
        let code = |k| {
            grundlage(&e, JOBCENTER, k, wann)
                .map(|e| e.id)
                .map_err(|b| b.code)
        };
        assert_eq!(code(K::Ziele), Err("AMT-E06"));
        assert_eq!(code(K::Ansprechpersonen), Ok(Uuid::from_u128(1)));
        assert!(sieht(S::Aktiv, &e, JOBCENTER, K::Termine, wann));
        assert!(!sieht(S::Aktiv, &e, JOBCENTER, K::Ziele, wann));
        // for this recipient, on an active card, and for nobody else
        assert!(!sieht(S::Aktiv, &e, Uuid::from_u128(16), K::Termine, wann));
        for s in [S::Vorgeschlagen, S::Einwilligung, S::Beendet] {
            assert!(!sieht(s, &e, JOBCENTER, K::Termine, wann), "{s}");
        }
    }

    #[test]
    fn t_137_widerruf_wirkt_sofort_und_nach_zwoelf_monaten_ist_schluss() {
        let mut e = einwilligung(&[K::Termine]);
        assert!(gilt(&e, zeit("2027-03-01T23:59")));
        assert!(!gilt(&e, zeit("2027-03-02T00:01")), "abgelaufen");
        e.widerrufen_am = Some(zeit("2026-06-10T09:00"));
        assert!(gilt(&e, zeit("2026-06-10T08:59")));
        assert!(!gilt(&e, zeit("2026-06-10T09:01")));
        assert!(!gilt(&e, zeit("2026-02-28T12:00")), "noch nicht erteilt");
    }

    #[test]
    fn eine_zeile_haengt_an_ihrer_einwilligung_nicht_an_irgendeiner() {
        let z = Karteneintrag {
            id: Uuid::from_u128(9),
            art: K::Ziele,
            text: "Ich will eine Wohnung".to_owned(),
            wer: String::new(),
            bis: None,
        };
        let f = [Kartenfreigabe {
            eintrag: z.id,
            stelle: JOBCENTER,
            einwilligung: Uuid::from_u128(1),
        }];
        let wann = zeit("2026-04-01T10:00");
        let mut alle = vec![einwilligung(&[K::Ziele])];
        assert!(gezeigt(S::Aktiv, (&alle, &f), JOBCENTER, &z, wann));
        assert!(!gezeigt(S::Einwilligung, (&alle, &f), JOBCENTER, &z, wann));
        assert!(!gezeigt(S::Aktiv, (&alle, &[]), JOBCENTER, &z, wann));
        // withdrawn, and another consent given later: the line has to be opened again
        alle[0].widerrufen_am = Some(zeit("2026-03-20T09:00"));
        alle.push(Einwilligung {
            id: Uuid::from_u128(2),
            ..einwilligung(&[K::Ziele])
        });
        assert!(!gezeigt(S::Aktiv, (&alle, &f), JOBCENTER, &z, wann));
    }

    #[test]
    fn ohne_hinweise_ohne_grund_ohne_inhalt_keine_einwilligung() {
        let heute = tag("2026-03-01");
        let gut = Pruefling {
            hinweise: [true; 3],
            form: Einwilligungsform::Schriftlich,
            grund: "",
            kategorien: &[K::Termine],
            zeitraum: (heute, gueltig_bis(heute)),
            minderjaehrig: false,
            einsicht: "",
        };
        let codes = |e: &Pruefling<'_>| erteilen(e, heute).iter().map(|b| b.code).collect::<Vec<_>>();
        assert_eq!(codes(&gut), [] as [&str; 0]);
        let schlecht = Pruefling {
            hinweise: [true, true, false],
            form: Einwilligungsform::Muendlich,
            kategorien: &[],
            minderjaehrig: true,
            zeitraum: (tag("2026-03-02"), tag("2026-02-28")),
            ..gut
        };
        assert_eq!(
            codes(&schlecht),
            [
                "AMT-E04",
                "AMT-E05",
                "FALL-E233",
                "FALL-E235",
                "FALL-E235",
                "FALL-E237"
            ]
        );
    }

    #[test]
    fn sm_6_geht_in_einer_richtung_und_niemals_am_willen_vorbei() {
        assert!(SM6.iter().all(|u| !u.norm.is_empty() && !u.wer.is_empty()));
        for u in SM6.iter().filter(|u| u.nach == S::Aktiv) {
            assert_eq!(u.von, [S::Einwilligung]);
            assert!(u.bedingungen.contains(&Bedingung::Einwilligung) && u.wirkt(Folge::Sichtbar));
        }
        for u in SM6.iter().filter(|u| u.nach == S::Beendet) {
            assert!(u.wirkt(Folge::Unsichtbar));
        }
        for s in S::ALLE {
            let weiter = SM6.iter().any(|u| u.von.contains(s));
            assert_eq!(weiter, *s != S::Beendet, "{s}");
        }
        // RL-02: nobody of a free Träger
        assert!(
            SM6.iter()
                .all(|u| u.wer.iter().all(|r| !matches!(r, Rolle::R09 | Rolle::R10)))
        );
        // the consents a row of the table can be reached by are those of 4.7, in this order
        let d = super::super::ablauf::mermaid(SM6, S::Vorgeschlagen, S::code);
        for zeile in [
            "[*] --> VORGESCHLAGEN",
            "VORGESCHLAGEN --> EINWILLIGUNG: K01",
            "EINWILLIGUNG --> AKTIV: K02",
            "AKTIV --> BEENDET: K03",
        ] {
            assert!(d.contains(zeile), "{d}");
        }
    }

    #[test]
    fn zwei_entscheidungen_zum_selben_thema_geben_eine_aufgabe() {
        let l = |stelle: u128, thema| LaufendeEntscheidung {
            id: Uuid::nil(),
            stelle: (stelle > 0).then(|| Uuid::from_u128(stelle)),
            thema,
            angemeldet_am: zeit("2026-04-01T10:00"),
            abgestimmt_am: None,
            worte: String::new(),
            entschieden_am: None,
        };
        let mut alle = vec![
            l(0, Thema::Wohnen),
            l(2, Thema::Wohnen),
            l(2, Thema::Wohnen),
            l(3, Thema::Schule),
            l(2, Thema::Pflege),
            l(4, Thema::Pflege),
        ];
        let wer = |n: &[u128]| -> Vec<Option<Uuid>> {
            n.iter().map(|n| (*n > 0).then(|| Uuid::from_u128(*n))).collect()
        };
        let (wohnen, pflege) = ((Thema::Wohnen, wer(&[0, 2])), (Thema::Pflege, wer(&[2, 4])));
        let alles = abstimmen(&alle, |_| true);
        assert!(alles.len() == 2 && alles.contains(&wohnen) && alles.contains(&pflege));
        // unit 4 has no consent: then nobody learns that it decides
        assert_eq!(abstimmen(&alle, |s| s != Uuid::from_u128(4)), [wohnen]);
        // once they have agreed, or decided, the task is done
        alle[0].entschieden_am = Some(zeit("2026-04-02T10:00"));
        alle[5].abgestimmt_am = Some(zeit("2026-04-02T10:00"));
        assert!(abstimmen(&alle, |_| true).is_empty());
    }

    #[test]
    fn rl_08_keine_leistung_und_kein_kinderschutz_auf_der_karte() {
        for nicht in [
            "Meldung nach § 8 a",
            "§8a läuft",
            "Kindeswohl prüfen",
            "Gefährdungseinschätzung am Montag",
            "bekommt 540 €",
            "1.200 Euro im Monat",
            "Bescheid vom Jobcenter",
        ] {
            assert_eq!(
                verboten(nicht, "text").map(|b| b.code),
                Some("FALL-E234"),
                "{nicht}"
            );
        }
        for gut in [
            "Ich will eine Wohnung mit zwei Zimmern",
            "Termin am 8. April um 9 Uhr",
            "gibt bis Freitag Bescheid, ob es klappt",
        ] {
            assert_eq!(verboten(gut, "text"), None, "{gut}");
        }
    }
}
