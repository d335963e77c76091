//! What an order to a Träger and a contact must hold (Fachkonzept 4.13).

use base::{Befund, Datum};

use crate::model::{Kontaktart, Traegerrang};

/// An order as the form says it.
#[derive(Debug, Clone, Copy)]
pub struct Anfrage<'a> {
    /// A Träger of the list was chosen; what is not agreed on with it.
    pub traeger: Option<&'a [String]>,
    /// Why this one, and words to it.
    pub rang: (Traegerrang, &'a str),
    /// The family named a Träger it wishes, and this is another one.
    pub wunsch_uebergangen: bool,
    /// First and last day.
    pub zeitraum: (Datum, Datum),
    /// Corridor.
    pub korridor: (i64, i64),
    /// What is done in the Sozialraum.
    pub sozialraumanteil: &'a str,
    /// Day of the report.
    pub berichtstermin: Datum,
    /// How many categories of data are handed over.
    pub kategorien: usize,
}

/// FALL-E40 and what else is missing. A Träger without preference is no reason to refuse (RL-03).
#[must_use]
pub fn anfrage(a: &Anfrage<'_>) -> Vec<Befund> {
    let mut aus = Vec::new();
    let mut fehlt = |da: bool, code, feld: &str, text: &str| {
        if !da {
            aus.push(Befund::neu(code, text).an(feld));
        }
    };
    fehlt(
        a.traeger.is_some(),
        "FALL-E160",
        "traeger",
        "Bitte den Träger wählen.",
    );
    if let Some(offen) = a.traeger {
        let text = format!("Mit diesem Träger fehlt eine Vereinbarung: {}.", offen.join(", "));
        fehlt(offen.is_empty(), "FALL-E40", "traeger", &text);
    }
    fehlt(
        !a.wunsch_uebergangen || !a.rang.1.trim().is_empty(),
        "FALL-E122",
        "rang_grund",
        "Die Familie wünscht einen anderen Träger. Bitte begründen, warum dem nicht entsprochen wird (§ 5 SGB VIII).",
    );
    fehlt(
        a.zeitraum.0 <= a.zeitraum.1,
        "FALL-E142",
        "ende",
        "Das Ende liegt vor dem Beginn.",
    );
    fehlt(
        0 < a.korridor.0 && a.korridor.0 <= a.korridor.1,
        "FALL-E141",
        "hoechstens",
        "Bitte Minuten in der Woche eintragen: mindestens und höchstens.",
    );
    fehlt(
        !a.sozialraumanteil.trim().is_empty(),
        "FALL-E121",
        "sozialraumanteil",
        "Bitte eintragen, was im Stadtteil getan wird.",
    );
    fehlt(
        a.berichtstermin >= a.zeitraum.0,
        "FALL-E162",
        "berichtstermin",
        "Der Bericht kommt nach dem Beginn.",
    );
    fehlt(
        a.kategorien > 0,
        "FALL-E163",
        "datenpaket",
        "Bitte wählen, welche Daten der Träger bekommt.",
    );
    aus
}

/// FALL-E164 to E166, E169, E171: a contact lies in the past, within the order, and says why it did not take place.
#[must_use]
pub fn kontakt(
    (datum, heute): (Datum, Datum),
    (von, bis): (Datum, Datum),
    beginn: &str,
    minuten: i64,
    art: Kontaktart,
    ausfall: &str,
    rollen: &str,
) -> Vec<Befund> {
    let mut aus = Vec::new();
    if datum > heute {
        aus.push(Befund::neu("FALL-E90", "Der Tag liegt in der Zukunft. Bitte prüfen.").an("datum"));
    }
    if datum < von || datum > bis {
        let text = format!("Der Auftrag geht vom {von} bis {bis}. Bitte einen Tag daraus eintragen.");
        aus.push(Befund::neu("FALL-E169", text).an("datum"));
    }
    if !beginn.is_empty() && jiff::civil::Time::strptime("%H:%M", beginn).is_err() {
        aus.push(Befund::neu("FALL-E164", "Bitte die Uhrzeit so eintragen: 14:30.").an("beginn"));
    }
    if !(1..=720).contains(&minuten) {
        aus.push(Befund::neu("FALL-E164", "Bitte 1 bis 720 Minuten eintragen.").an("minuten"));
    }
    if art == Kontaktart::Ausfall && ausfall.trim().is_empty() {
        aus.push(Befund::neu("FALL-E165", "Warum ist der Kontakt ausgefallen?").an("ausfall"));
    }
    if art != Kontaktart::Ausfall && rollen.trim().is_empty() {
        aus.push(Befund::neu("FALL-E166", "Wer war dabei? Bitte nur Rollen, keine Namen.").an("rollen"));
    }
    aus
}

/// FALL-E131: an order does not begin before and not end after what was granted.
#[must_use]
pub fn im_zeitraum((ab, bis): (Datum, Datum), (beginn, ende): (Datum, Datum)) -> Vec<Befund> {
    let text = format!("Bewilligt ist die Hilfe vom {ab} bis {bis}. Bitte bleiben Sie in diesem Zeitraum.");
    let felder = [(beginn < ab, "beginn"), (ende > bis, "ende")];
    let falsch = felder.into_iter().filter(|(falsch, _)| *falsch);
    falsch
        .map(|(_, feld)| Befund::neu("FALL-E131", text.clone()).an(feld))
        .collect()
}

/// FALL-E210, E142: an order ends early for a reason and on one of its days.
#[must_use]
pub fn ende((von, bis): (Datum, Datum), tag: Datum, grund: &str) -> Vec<Befund> {
    let mut aus = Vec::new();
    if tag < von || tag > bis {
        let text = format!("Bitte einen Tag zwischen {von} und {bis} wählen.");
        aus.push(Befund::neu("FALL-E142", text).an("ende_tag"));
    }
    if grund.trim().is_empty() {
        let text = "Bitte aufschreiben, warum der Auftrag früher endet.";
        aus.push(Befund::neu("FALL-E210", text).an("ende_grund"));
    }
    aus
}

/// FALL-E131: H15 stays within what was granted.
#[must_use]
pub fn im_korridor((min, max): (i64, i64), umfang: i64) -> Option<Befund> {
    (!(min..=max).contains(&umfang)).then(|| {
        let text = format!(
            "Bewilligt sind {min} bis {max} Minuten in der Woche. Mehr oder weniger braucht eine neue Entscheidung des Amts."
        );
        Befund::neu("FALL-E131", text).an("umfang")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn gut() -> Anfrage<'static> {
        Anfrage {
            traeger: Some(&[]),
            rang: (Traegerrang::Anderer, ""),
            wunsch_uebergangen: false,
            zeitraum: (tag("2026-12-01"), tag("2027-05-31")),
            korridor: (120, 240),
            sozialraumanteil: "Begleitung ins Haus",
            berichtstermin: tag("2027-02-01"),
            kategorien: 2,
        }
    }

    fn codes(a: &Anfrage<'_>) -> Vec<&'static str> {
        anfrage(a).iter().map(|b| b.code).collect()
    }

    #[test]
    fn e40_ohne_vereinbarung_kein_auftrag() {
        assert_eq!(codes(&gut()), [] as [&str; 0]);
        let fehlt = ["Schutzauftrag".to_owned()];
        let a = Anfrage {
            traeger: Some(&fehlt),
            ..gut()
        };
        assert_eq!(codes(&a), ["FALL-E40"]);
        assert!(anfrage(&a)[0].text.contains("Schutzauftrag"));
    }

    #[test]
    fn rl_03_jeder_geeignete_traeger_geht_nur_der_wunsch_verlangt_gruende() {
        for rang in Traegerrang::ALLE {
            assert_eq!(
                codes(&Anfrage {
                    rang: (*rang, ""),
                    ..gut()
                }),
                [] as [&str; 0]
            );
        }
        let a = Anfrage {
            wunsch_uebergangen: true,
            ..gut()
        };
        assert_eq!(codes(&a), ["FALL-E122"]);
        let a = Anfrage {
            rang: (Traegerrang::Anderer, "unverhältnismäßige Mehrkosten, weil …"),
            ..a
        };
        assert_eq!(codes(&a), [] as [&str; 0]);
    }

    #[test]
    fn h15_nur_im_korridor() {
        assert_eq!(im_korridor((120, 240), 120), None);
        assert_eq!(im_korridor((120, 240), 240), None);
        assert_eq!(im_korridor((120, 240), 241).map(|b| b.code), Some("FALL-E131"));
        assert_eq!(im_korridor((120, 240), 0).map(|b| b.code), Some("FALL-E131"));
    }

    #[test]
    fn ein_kontakt_nennt_rollen_und_beim_ausfall_den_grund() {
        let heute = tag("2026-11-21");
        let k = |minuten, art, ausfall, rollen| {
            kontakt(
                (heute, heute),
                (heute, heute),
                "14:30",
                minuten,
                art,
                ausfall,
                rollen,
            )
            .iter()
            .map(|b| b.code)
            .collect::<Vec<_>>()
        };
        assert_eq!(
            k(60, Kontaktart::Persoenlich, "", "Mutter, Kind"),
            [] as [&str; 0]
        );
        assert_eq!(k(0, Kontaktart::Persoenlich, "", ""), ["FALL-E164", "FALL-E166"]);
        assert_eq!(k(60, Kontaktart::Ausfall, " ", ""), ["FALL-E165"]);
        let wann = |datum, beginn| {
            let auftrag = (tag("2026-11-01"), tag("2026-11-20"));
            let b = kontakt(
                (tag(datum), heute),
                auftrag,
                beginn,
                60,
                Kontaktart::Persoenlich,
                "",
                "Kind",
            );
            b.iter().map(|b| (b.code, b.ort.clone())).collect::<Vec<_>>()
        };
        assert_eq!(wann("2026-11-20", ""), []);
        assert_eq!(wann("2026-11-21", ""), [("FALL-E169", "datum".to_owned())]);
        assert_eq!(wann("2026-10-31", ""), [("FALL-E169", "datum".to_owned())]);
        assert_eq!(wann("2026-11-20", "halb"), [("FALL-E164", "beginn".to_owned())]);
    }

    #[test]
    fn ein_auftrag_bleibt_im_bewilligten_zeitraum() {
        let bewilligt = (tag("2026-12-01"), tag("2027-05-31"));
        let orte = |von, bis| {
            let b = im_zeitraum(bewilligt, (tag(von), tag(bis)));
            b.iter().map(|b| b.ort.clone()).collect::<Vec<_>>()
        };
        assert_eq!(orte("2026-12-01", "2027-05-31"), [] as [&str; 0]);
        assert_eq!(orte("2026-11-30", "2027-06-01"), ["beginn", "ende"]);
    }
}
