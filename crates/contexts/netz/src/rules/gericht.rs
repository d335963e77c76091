//! The published Geschäftsverteilung of a court: reading it, looking something up in it (Fachkonzept 3.5). It says what
//! the court has decided; nothing here assigns anybody (RL-14).

use base::Befund;

use crate::codes::VerteilungArt;

/// Most departments of a plan.
pub const HOECHSTENS: usize = 200;

/// One department and what it is for. No name of a judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abteilung {
    /// What the court calls it, for example `Abteilung 12`.
    pub name: String,
    /// First letters it begins with, in capitals; empty in a plan by space.
    pub von: String,
    /// First letters it ends with, included; empty in a plan by space.
    pub bis: String,
    /// Codes of spaces, separated by commas; empty in a plan by letter.
    pub raum: String,
    /// How to reach the office of the department.
    pub kontakt: String,
}

impl Abteilung {
    /// For what it is, in words.
    #[must_use]
    pub fn wofuer(&self) -> String {
        match (&*self.von, &*self.bis) {
            ("", _) => self.raum.clone(),
            (von, bis) if von == bis => von.to_owned(),
            (von, bis) => format!("{von} bis {bis}"),
        }
    }

    /// Whether it is named for a space with this code. A court that divides by letters is there for every space with
    /// all its departments.
    #[must_use]
    pub fn fuer_raum(&self, code: &str) -> bool {
        self.raum.is_empty() || self.raum.split(',').any(|r| r.trim().eq_ignore_ascii_case(code))
    }

    /// Whether a name that begins like this may be theirs. In a plan by space no letter decides.
    #[must_use]
    pub fn fuer_buchstaben(&self, anfang: &str) -> bool {
        if self.von.is_empty() {
            return false;
        }
        let ende = |s: &str| format!("{s}ZZZZ");
        *self.von <= *ende(anfang) && *anfang <= *ende(&self.bis)
    }
}

/// One to three first letters as the plans order them; `None` for anything else, such as a whole name.
#[must_use]
pub fn anfang(text: &str) -> Option<String> {
    let mut aus = String::new();
    for z in text.trim().chars() {
        match z {
            'ä' | 'Ä' => aus.push('A'),
            'ö' | 'Ö' => aus.push('O'),
            'ü' | 'Ü' => aus.push('U'),
            z if z.is_ascii_alphabetic() => aus.push(z.to_ascii_uppercase()),
            _ => return None,
        }
    }
    (1..=3).contains(&aus.len()).then_some(aus)
}

/// Reads a plan as it is typed: one department in each line, `Abteilung | A–K | Telefon`, or with codes of spaces in
/// the middle.
///
/// # Errors
/// `NETZ-E119` with the number of the line.
pub fn lesen(text: &str, art: VerteilungArt) -> Result<Vec<Abteilung>, Vec<Befund>> {
    let (mut aus, mut fehler) = (Vec::new(), Vec::new());
    for (nr, zeile) in (1..).zip(text.lines()).filter(|(_, z)| !z.trim().is_empty()) {
        match eine(zeile, art) {
            Ok(a) => aus.push(a),
            Err(was) => fehler.push(Befund::neu("NETZ-E119", format!("Zeile {nr}: {was}")).an("plan")),
        }
    }
    if aus.is_empty() && fehler.is_empty() || aus.len() > HOECHSTENS {
        let was = format!("Bitte tragen Sie eine bis {HOECHSTENS} Abteilungen ein, jede in einer Zeile.");
        fehler.push(Befund::neu("NETZ-E119", was).an("plan"));
    }
    if fehler.is_empty() { Ok(aus) } else { Err(fehler) }
}

fn eine(zeile: &str, art: VerteilungArt) -> Result<Abteilung, String> {
    let teile: Vec<&str> = zeile.split('|').map(str::trim).collect();
    let (name, wofuer, kontakt) = match teile[..] {
        [name, wofuer] => (name, wofuer, ""),
        [name, wofuer, kontakt] => (name, wofuer, kontakt),
        _ => return Err("Bitte schreiben Sie Abteilung | wofür | Telefon.".to_owned()),
    };
    if name.is_empty() || name.chars().count() > 120 || kontakt.chars().count() > 120 {
        return Err(
            "Abteilung und Telefon haben höchstens 120 Zeichen, die Abteilung mindestens eines.".to_owned(),
        );
    }
    let mut a = Abteilung {
        name: name.to_owned(),
        von: String::new(),
        bis: String::new(),
        raum: String::new(),
        kontakt: kontakt.to_owned(),
    };
    match art {
        VerteilungArt::Raum => {
            let codes: Vec<&str> = wofuer
                .split(',')
                .map(str::trim)
                .filter(|c| !c.is_empty())
                .collect();
            if codes.is_empty() || wofuer.chars().count() > 500 {
                return Err("Bitte nennen Sie die Kürzel der Räume, mit Komma getrennt.".to_owned());
            }
            a.raum = codes.join(", ");
        }
        VerteilungArt::Buchstabe => {
            let (von, bis) = wofuer
                .split_once(['–', '-'])
                .map_or((wofuer, wofuer), |(v, b)| (v, b));
            let (Some(von), Some(bis)) = (anfang(von), anfang(bis)) else {
                return Err(format!("„{wofuer}“ ist kein Buchstabe und keine Spanne wie A–K."));
            };
            if von > format!("{bis}ZZZZ") {
                return Err(format!("„{wofuer}“ endet vor dem Anfang."));
            }
            (a.von, a.bis) = (von, bis);
        }
    }
    Ok(a)
}

/// A plan as it is typed.
#[must_use]
pub fn schreiben(abteilungen: &[Abteilung]) -> String {
    let zeile = |a: &Abteilung| {
        let wofuer = if a.von.is_empty() {
            a.raum.clone()
        } else {
            format!("{}–{}", a.von, a.bis)
        };
        let kontakt = if a.kontakt.is_empty() {
            String::new()
        } else {
            format!(" | {}", a.kontakt)
        };
        format!("{} | {wofuer}{kontakt}", a.name)
    };
    abteilungen.iter().map(zeile).collect::<Vec<_>>().join("\n")
}

/// The letters a plan by letter says nothing about: a hint, not an error, for the plan is that of the court.
#[must_use]
pub fn ohne_abteilung(abteilungen: &[Abteilung]) -> Vec<char> {
    if abteilungen.iter().all(|a| a.von.is_empty()) {
        return Vec::new();
    }
    ('A'..='Z')
        .filter(|z| !abteilungen.iter().any(|a| a.fuer_buchstaben(&z.to_string())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ein_plan_nach_buchstaben() {
        let text = "Abteilung 1 | A–K | 089 1\nAbteilung 2 | L - Me\n\nAbteilung 3 | Mi–Sch\nAbteilung 4 | T";
        let plan = lesen(text, VerteilungArt::Buchstabe).unwrap();
        let wer = |anfang: &str| -> Vec<&str> {
            let da = plan.iter().filter(|a| a.fuer_buchstaben(anfang));
            da.map(|a| a.name.as_str()).collect()
        };
        assert_eq!(wer("A"), ["Abteilung 1"]);
        assert_eq!(wer("KZ"), ["Abteilung 1"]);
        // one letter may lie in two departments; three letters decide
        assert_eq!(wer("M"), ["Abteilung 2", "Abteilung 3"]);
        assert_eq!(
            (wer("MEY"), wer("MIC")),
            (vec!["Abteilung 2"], vec!["Abteilung 3"])
        );
        assert_eq!((wer("SCH"), wer("SM").is_empty()), (vec!["Abteilung 3"], true));
        assert_eq!(ohne_abteilung(&plan), ['U', 'V', 'W', 'X', 'Y', 'Z']);
        // whoever works by space asks all of them
        assert!(plan.iter().all(|a| a.fuer_raum("R4")));
        assert_eq!(lesen(&schreiben(&plan), VerteilungArt::Buchstabe).unwrap(), plan);
    }

    #[test]
    fn ein_plan_nach_raeumen_kennt_keine_buchstaben() {
        let plan = lesen(
            "Abteilung 1 | R1, R2\nAbteilung 2 | R3 | Zimmer 4",
            VerteilungArt::Raum,
        )
        .unwrap();
        assert!(plan[0].fuer_raum("r2") && !plan[1].fuer_raum("R2"));
        assert!(!plan.iter().any(|a| a.fuer_buchstaben("M")));
        assert!(ohne_abteilung(&plan).is_empty());
    }

    #[test]
    fn was_nicht_passt_wird_mit_der_zeile_genannt() {
        let fehler = lesen(
            "Abteilung 1 | A–K\nAbteilung 2\nAbteilung 3 | Müller",
            VerteilungArt::Buchstabe,
        )
        .unwrap_err();
        let texte: Vec<&str> = fehler.iter().map(|b| b.text.as_str()).collect();
        assert!(texte[0].starts_with("Zeile 2:") && texte[1].starts_with("Zeile 3:"));
        assert!(lesen("A | K–B", VerteilungArt::Buchstabe).is_err());
        assert!(lesen(" \n", VerteilungArt::Raum).is_err());
        // never a whole name
        assert_eq!(
            (anfang("Müller"), anfang("Mü").as_deref(), anfang("")),
            (None, Some("MU"), None)
        );
    }
}
