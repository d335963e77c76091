//! The form of demands and wishes, in both directions.

use web::{Eingaben, Formular, Wahl};

use crate::zuschneiden::planung::{Gewicht, Merkmale, Planung};

/// Words of the fields.
const NAMEN: &[(&str, &str)] = &[
    ("raeume", "Zahl der Räume"),
    ("toleranz", "Höchste Abweichung vom Mittel"),
    ("ausgleich", "Ausgeglichen wird"),
    ("einwohner_von", "Einwohner je Raum, mindestens"),
    ("einwohner_bis", "Einwohner je Raum, höchstens"),
    ("einheiten_von", "Einheiten je Raum, mindestens"),
    ("einheiten_bis", "Einheiten je Raum, höchstens"),
    ("kennung", "Kennung der Einheit"),
    ("fest", "Feste Zuordnung"),
    ("zusammen", "Bleibt zusammen"),
    ("getrennt", "Bleibt getrennt"),
    ("plaene", "Zahl der Pläne"),
    ("sekunden", "Rechenzeit"),
    ("anfang", "Startzahl"),
    ("politisch_zeichen", "Nur die ersten Zeichen"),
];

/// The choices of a wish.
pub fn gewichte() -> Vec<Wahl> {
    ["egal", "wenig wichtig", "wichtig", "sehr wichtig"]
        .into_iter()
        .zip(Gewicht::ALLE)
        .map(|(w, g)| Wahl::neu(g.code(), w))
        .collect()
}

/// The form as it is stored.
pub fn formular(p: &Planung, version: i64) -> Formular {
    let m = &p.merkmale;
    let ausgleich = if p.nach_einwohnern { "einwohner" } else { "faelle" };
    benannt(
        Formular::leer()
            .setze("version", version)
            .setze("raeume", p.raeume)
            .setze("toleranz", prozent(p.toleranz_promille))
            .setze("ausgleich", ausgleich)
            .setze_wenn("einwohner_von", p.einwohner.0)
            .setze_wenn("einwohner_bis", p.einwohner.1)
            .setze_wenn("einheiten_von", p.einheiten.0)
            .setze_wenn("einheiten_bis", p.einheiten.1)
            .setze("kompakt", p.kompakt)
            .setze("politisch_wunsch", p.politisch)
            .setze("hindernisse", p.hindernisse)
            .setze("einrichtungen", p.einrichtungen)
            .setze("aenderung", p.aenderung)
            .setze("fest", &p.fest)
            .setze("zusammen", &p.zusammen)
            .setze("getrennt", &p.getrennt)
            .setze("plaene", p.plaene)
            .setze("sekunden", p.sekunden)
            .setze("anfang", p.anfang)
            .setze("kennung", &m.kennung)
            .setze("einwohner", &m.einwohner)
            .setze("faelle", &m.faelle)
            .setze("personal", &m.personal)
            .setze("politisch", &m.politisch)
            .setze_wenn("politisch_zeichen", m.politisch_zeichen)
            .setze("heute", &m.heute),
    )
}

/// The form with the words of its fields.
pub fn benannt(f: Formular) -> Formular {
    f.benannt(NAMEN)
}

fn prozent(promille: u16) -> String {
    if promille.is_multiple_of(10) {
        (promille / 10).to_string()
    } else {
        format!("{},{}", promille / 10, promille % 10)
    }
}

/// Reads the form; what is wrong is noted in `e`.
pub fn lesen(e: &mut Eingaben) -> Planung {
    let ueblich = Planung::default();
    let raeume = e
        .pflichtzahl("raeume", 1, 2000)
        .and_then(|n| u16::try_from(n).ok());
    let toleranz_promille = toleranz(e);
    let ausgleich = e.text("ausgleich", 20);
    let mut paar = |von: &str, bis: &str| {
        let mut eine = |f: &str| e.zahl(f, 0, 100_000_000).and_then(|n| u32::try_from(n).ok());
        let werte = (eine(von), eine(bis));
        if matches!(werte, (Some(a), Some(b)) if a > b) {
            e.melde(
                bis,
                "RAUM-E31",
                "Diese Zahl muss mindestens so groß sein wie die davor.",
            );
        }
        werte
    };
    let einwohner = paar("einwohner_von", "einwohner_bis");
    let einheiten = paar("einheiten_von", "einheiten_bis");
    let mut wunsch = |f: &str| e.auswahl::<Gewicht>(f).unwrap_or_default();
    let (kompakt, politisch, hindernisse, einrichtungen, aenderung) = (
        wunsch("kompakt"),
        wunsch("politisch_wunsch"),
        wunsch("hindernisse"),
        wunsch("einrichtungen"),
        wunsch("aenderung"),
    );
    Planung {
        raeume: raeume.unwrap_or(ueblich.raeume),
        toleranz_promille,
        nach_einwohnern: ausgleich == "einwohner",
        einwohner,
        einheiten,
        kompakt,
        politisch,
        hindernisse,
        einrichtungen,
        aenderung,
        fest: e.text("fest", 100_000),
        zusammen: e.text("zusammen", 100_000),
        getrennt: e.text("getrennt", 100_000),
        plaene: (e.zahl("plaene", 1, 5).and_then(|n| u8::try_from(n).ok())).unwrap_or(ueblich.plaene),
        sekunden: (e.zahl("sekunden", 1, 600).and_then(|n| u16::try_from(n).ok()))
            .unwrap_or(ueblich.sekunden),
        anfang: (e.zahl("anfang", 0, 1_000_000).and_then(|n| u32::try_from(n).ok()))
            .unwrap_or(ueblich.anfang),
        merkmale: Merkmale {
            kennung: e.pflichttext("kennung", 200),
            einwohner: e.text("einwohner", 200),
            faelle: e.text("faelle", 200),
            personal: e.text("personal", 200),
            politisch: e.text("politisch", 200),
            politisch_zeichen: e
                .zahl("politisch_zeichen", 1, 100)
                .and_then(|n| u16::try_from(n).ok()),
            heute: e.text("heute", 200),
        },
    }
}

/// A share in percent with at most one decimal, as tenths of a percent.
fn toleranz(e: &mut Eingaben) -> u16 {
    let text = e.pflichttext("toleranz", 10);
    let text = text.trim_end_matches('%').trim();
    let (ganz, rest) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let wert = match (ganz.parse::<u16>(), rest.parse::<u16>(), rest.len()) {
        (Ok(g), Ok(r), 1) if g <= 500 => Some(g * 10 + r),
        _ => None,
    };
    if wert.is_none() && !text.is_empty() {
        e.melde(
            "toleranz",
            "RAUM-E31",
            "Bitte eine Zahl von 0 bis 500 angeben, höchstens eine Stelle nach dem Komma.",
        );
    }
    wert.unwrap_or(Planung::default().toleranz_promille)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn was_gespeichert_ist_kommt_so_zurueck() {
        let p = Planung {
            raeume: 12,
            toleranz_promille: 55,
            nach_einwohnern: true,
            einwohner: (Some(1000), None),
            politisch: Gewicht::Egal,
            fest: "a = Nord".to_owned(),
            merkmale: Merkmale {
                kennung: "code".to_owned(),
                politisch: "plr".to_owned(),
                politisch_zeichen: Some(4),
                ..Merkmale::default()
            },
            ..Planung::default()
        };
        let f = formular(&p, 3);
        let mut e = Eingaben::aus_paaren(f.werte().iter().map(|(n, w)| (n.clone(), w.clone())));
        assert_eq!(lesen(&mut e), p);
        assert!(!e.hat_fehler());
    }

    #[test]
    fn unsinn_wird_mit_seinem_feld_gemeldet() {
        let mut e = Eingaben::aus_paaren([
            ("raeume", "0"),
            ("toleranz", "zehn"),
            ("einwohner_von", "9"),
            ("einwohner_bis", "3"),
            ("kompakt", "sehr"),
        ]);
        lesen(&mut e);
        let felder: Vec<&str> = e.fehler().iter().map(|f| &*f.feld).collect();
        assert_eq!(
            felder,
            ["raeume", "toleranz", "einwohner_bis", "kompakt", "kennung"]
        );
    }
}
