//! Periods (Fachkonzept 11), notice and remedy (4.10).

use base::{Befund, Datum};
use fall::rules::rechnen::bekanntgabe::{Versand, Weg, bekanntgabe};
use fristen::{Angaben, Ende, Frist, Kalender, Laenge, Land, Merkmal, Optionen, Schluessel, Zeitmarke};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Fertig, Gerechnet, Kopf, Rechner, Schritt, schritt, werte::Tag};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "frist",
                titel: "Frist",
                zweck: "Wann endet eine Frist, und warum?",
                norm: "Fachkonzept 11; § 26 SGB X, §§ 187, 188 BGB",
            },
            json!({"schluessel": "REHA_ENTSCHEIDUNG_OHNE_GA", "beginn": "2026-03-03", "land": "SH"}),
            frist,
        ),
        Rechner::neu(
            Kopf {
                name: "bekanntgabe",
                titel: "Bekanntgabe und Widerspruch",
                zweck: "Ab wann gilt ein Bescheid als bekannt, und bis wann kann man widersprechen?",
                norm: "§ 37 SGB X, § 84 SGG, § 70 VwGO",
            },
            json!({"weg": "POST", "am": "2026-03-31", "land": "SH"}),
            bescheid,
        ),
    ]
}

/// Eine Frist aus dem Katalog oder mit eigener Länge.
#[derive(Debug, Deserialize, ToSchema)]
struct FristEin {
    /// Schlüssel aus dem Fristenkatalog. Zum Beispiel REHA_ZUSTAENDIGKEIT oder WIDERSPRUCH. Leer, wenn die Länge angegeben wird.
    schluessel: Option<String>,
    /// Beginn der Frist. Der Tag des Ereignisses, zum Beispiel der Eingang; bei Stunden mit Uhrzeit: 2026-05-22T16:45.
    #[serde(alias = "ereignis", alias = "start", alias = "datum")]
    beginn: String,
    /// Land. Kürzel wie SH, BY, BW oder SL; ohne Angabe SH.
    land: Option<String>,
    /// Länge. P14D, P2W, P1M, P1Y, PT24H, 7WT (Werktage) oder 10AT (Arbeitstage).
    laenge: Option<String>,
    /// Tage. Statt der Länge.
    tage: Option<u32>,
    /// Wochen. Statt der Länge.
    wochen: Option<u32>,
    /// Monate. Statt der Länge.
    monate: Option<u32>,
    /// Werktage. Montag bis Freitag ohne Feiertage, statt der Länge.
    werktage: Option<u32>,
    /// Stunden. Statt der Länge; Nächte und Feiertage zählen mit.
    stunden: Option<u32>,
    /// Auf den nächsten Werktag verschieben. Nur bei eigener Länge; ohne Angabe ja.
    verschiebung: Option<bool>,
    /// Abweichende Länge des Katalogs. Zum Beispiel drei Monate bei Untätigkeit nach Widerspruch.
    abweichend: Option<bool>,
    /// Voraussetzungen liegen vor ab. Nur für EGH_LEISTUNGSBEGINN.
    voraussetzungen_ab: Option<Tag>,
    /// Tag, dessen Recht gilt. Ohne Angabe der Beginn.
    stichtag: Option<Tag>,
    /// Örtliche Feiertage. MARIAE_HIMMELFAHRT, FRONLEICHNAM, AUGSBURGER_FRIEDENSFEST; in Bayern ohne Angabe mit Mariä Himmelfahrt.
    merkmale: Option<Vec<String>>,
}

/// Das Ende der Frist.
#[derive(Debug, Serialize, ToSchema)]
struct FristAus {
    /// Ende der Frist. Letzter Tag; bei Stunden der Zeitpunkt; leer bei „unverzüglich“.
    ende: Option<String>,
    /// Wochentag des Endes.
    wochentag: Option<&'static str>,
    /// Das Ende, bevor es verschoben wurde.
    ohne_verschiebung: Option<String>,
    /// Ob das Ende verschoben wurde.
    verschoben: bool,
    /// Die Frist hat keine Zahl: unverzüglich.
    unverzueglich: bool,
    /// Letzter Arbeitstag, an dem noch jemand handeln kann.
    erinnerung_am: Option<String>,
    /// Ab wann gewarnt wird.
    warnung_ab: Option<String>,
    /// Name der Frist.
    name: String,
    /// Art der Frist. GESETZLICH, FACHLICH, WARNUNG oder ERINNERUNG.
    art: String,
}

pub(super) fn befund(ort: &str, text: impl ToString) -> Vec<Befund> {
    vec![Befund::neu("FRIST-E01", text.to_string()).an(ort)]
}

fn kalender(land: Option<&str>, merkmale: Option<&[String]>) -> Result<Kalender, Vec<Befund>> {
    let land: Land = land
        .unwrap_or("SH")
        .trim()
        .to_uppercase()
        .parse()
        .map_err(|f| befund("land", f))?;
    let merkmale = match merkmale {
        Some(alle) => alle
            .iter()
            .enumerate()
            .map(|(i, m)| {
                merkmal(m).ok_or_else(|| {
                    befund(
                        &format!("/merkmale/{i}"),
                        "Diesen örtlichen Feiertag gibt es nicht.",
                    )
                })
            })
            .collect::<Result<_, _>>()?,
        // most municipalities of Bavaria keep it; who does not says so
        None if land == Land::By => vec![Merkmal::MariaeHimmelfahrt],
        None => Vec::new(),
    };
    let optionen = Optionen {
        merkmale,
        ..Optionen::default()
    };
    Kalender::neu(land, optionen).map_err(|f| befund("merkmale", f))
}

fn merkmal(text: &str) -> Option<Merkmal> {
    match text.trim().to_uppercase().as_str() {
        "MARIAE_HIMMELFAHRT" => Some(Merkmal::MariaeHimmelfahrt),
        "FRONLEICHNAM" => Some(Merkmal::Fronleichnam),
        "AUGSBURGER_FRIEDENSFEST" => Some(Merkmal::AugsburgerFriedensfest),
        _ => None,
    }
}

fn beginn(text: &str) -> Result<Zeitmarke, Vec<Befund>> {
    let text = text.trim();
    if let Ok(z) = text.parse::<jiff::Zoned>() {
        return Ok(z.into());
    }
    if let Ok(t) = text.parse::<jiff::Timestamp>() {
        return t
            .in_tz("Europe/Berlin")
            .map(Into::into)
            .map_err(|f| befund("beginn", f));
    }
    if text.len() > 10 {
        let ort = text.replace(' ', "T").parse::<jiff::civil::DateTime>();
        return ort
            .and_then(|t| t.in_tz("Europe/Berlin"))
            .map(Into::into)
            .map_err(|_| befund("beginn", "Das ist weder ein Tag noch ein Zeitpunkt."));
    }
    let tag: Datum = text.parse().map_err(|f| befund("beginn", f))?;
    Ok(tag.0.into())
}

impl FristEin {
    fn gewaehlt(&self) -> Result<Option<Laenge>, Vec<Befund>> {
        let einzeln = [
            self.tage.map(Laenge::Tage),
            self.wochen.map(Laenge::Wochen),
            self.monate.map(Laenge::Monate),
            self.werktage.map(Laenge::Werktage),
            self.stunden.map(Laenge::Stunden),
        ];
        let text = match self.laenge.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(t) => Some(fristen::dateien::laenge_lesen(t).ok_or_else(|| {
                befund(
                    "laenge",
                    "Die Länge ist nicht zu lesen, zum Beispiel P2W oder P1M.",
                )
            })?),
        };
        let mut alle = einzeln.into_iter().flatten().chain(text);
        let erste = alle.next();
        if alle.next().is_some() {
            return Err(befund("laenge", "Bitte nur eine Länge angeben."));
        }
        Ok(erste)
    }
}

const WOCHENTAGE: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];

fn wochentag(tag: jiff::civil::Date) -> &'static str {
    WOCHENTAGE[usize::from(tag.weekday().to_monday_zero_offset().unsigned_abs()) % 7]
}

fn frist(e: FristEin) -> Gerechnet<FristAus> {
    let kalender = kalender(e.land.as_deref(), e.merkmale.as_deref())?;
    let start = beginn(&e.beginn)?;
    let laenge = e.gewaehlt()?;
    let schluessel = e.schluessel.as_deref().map(str::trim).filter(|s| !s.is_empty());
    let Some(schluessel) = schluessel else {
        let laenge =
            laenge.ok_or_else(|| befund("schluessel", "Bitte einen Schlüssel oder eine Länge angeben."))?;
        return frei(&start, laenge, e.verschiebung.unwrap_or(true), &kalender);
    };
    let schluessel: Schluessel = schluessel
        .to_uppercase()
        .parse()
        .map_err(|f| befund("schluessel", f))?;
    let angaben = Angaben {
        laenge,
        abweichend: e.abweichend.unwrap_or(false),
        voraussetzungen_ab: e.voraussetzungen_ab.map(|t| t.0.0),
        stichtag: e.stichtag.map(|t| t.0.0),
        ..Angaben::default()
    };
    let f = Frist::berechnen(schluessel, start, &kalender, &angaben).map_err(|f| befund("schluessel", f))?;
    let roh = f.ohne_verschiebung;
    let ende = match &f.ende {
        Ende::Tag(t) => Some(t.to_string()),
        Ende::Zeitpunkt(z) => Some(z.datetime().to_string()),
        Ende::Unverzueglich => None,
    };
    let warnung_ab = f.warnung_ab.as_ref().map(|w| match w {
        Zeitmarke::Tag(t) => t.to_string(),
        Zeitmarke::Zeitpunkt(z) => z.datetime().to_string(),
    });
    Ok(Fertig {
        ergebnis: FristAus {
            wochentag: f.ende.tag().map(wochentag),
            verschoben: roh.is_some() && roh != f.ende.tag(),
            unverzueglich: ende.is_none(),
            ende,
            ohne_verschiebung: roh.map(|t| t.to_string()),
            erinnerung_am: f.erinnerung_am.map(|t| t.to_string()),
            warnung_ab,
            name: f.name.to_owned(),
            art: serde_json::to_value(f.art)
                .ok()
                .and_then(|a| a.as_str().map(str::to_owned))
                .unwrap_or_default(),
        },
        schritte: schritte(&f.schritte),
    })
}

fn schritte(alle: &[fristen::Schritt]) -> Vec<Schritt> {
    alle.iter().map(|s| schritt(s.text.clone(), s.norm)).collect()
}

/// A period of its own length.
fn frei(start: &Zeitmarke, laenge: Laenge, verschieben: bool, k: &Kalender) -> Gerechnet<FristAus> {
    let falsch = |f: fristen::Fehler| befund("laenge", f);
    let leer = FristAus {
        ende: None,
        wochentag: None,
        ohne_verschiebung: None,
        verschoben: false,
        unverzueglich: false,
        erinnerung_am: None,
        warnung_ab: None,
        name: format!("Frist von {}", laenge.text()),
        art: "FREI".to_owned(),
    };
    let anfang = schritt(
        format!("Beginn: {}. Dieser Tag zählt nicht mit.", start.text()),
        "§ 187 Abs. 1 BGB",
    );
    if let Laenge::Stunden(n) = laenge {
        let Zeitmarke::Zeitpunkt(z) = start else {
            return Err(befund("beginn", fristen::Fehler::BrauchtUhrzeit));
        };
        let ende = fristen::plus_stunden(z, n).map_err(falsch)?;
        return Ok(Fertig {
            schritte: vec![schritt(
                format!(
                    "{} nach {}: {}.",
                    laenge.text(),
                    start.text(),
                    fristen::zeitpunkt_text(&ende)
                ),
                "§ 26 Abs. 6 SGB X",
            )],
            ergebnis: FristAus {
                ende: Some(ende.datetime().to_string()),
                wochentag: Some(wochentag(ende.date())),
                ..leer
            },
        });
    }
    let roh = fristen::ende_nach(start.tag(), laenge, k).map_err(falsch)?;
    let ende = if verschieben {
        k.naechster_werktag(roh).map_err(falsch)?
    } else {
        roh
    };
    let mut weg = vec![
        anfang,
        schritt(
            format!("{} später: {}.", laenge.text(), fristen::tag_text(roh)),
            "§ 188 Abs. 2, 3 BGB",
        ),
    ];
    if let Some(grund) = k.hindernis(roh) {
        weg.push(if verschieben {
            let text = format!(
                "Das ist: {grund}. Die Frist endet am nächsten Werktag: {}.",
                fristen::tag_text(ende)
            );
            schritt(text, "§ 26 Abs. 3 S. 1 SGB X")
        } else {
            schritt(format!("Das ist: {grund}. Es wird nicht verschoben."), "")
        });
    }
    let erinnerung = k.voriger_arbeitstag(ende).map_err(falsch)?;
    Ok(Fertig {
        ergebnis: FristAus {
            ende: Some(ende.to_string()),
            wochentag: Some(wochentag(ende)),
            ohne_verschiebung: Some(roh.to_string()),
            verschoben: ende != roh,
            erinnerung_am: Some(erinnerung.to_string()),
            ..leer
        },
        schritte: weg,
    })
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum WegEin {
    Post,
    Elektronisch,
    Abruf,
    Uebergabe,
}

/// Wie und wann ein Bescheid auf den Weg ging.
#[derive(Debug, Deserialize, ToSchema)]
struct BescheidEin {
    /// Weg. Wie der Bescheid zur Person kommt; ohne Angabe mit der Post.
    weg: Option<WegEin>,
    /// Tag. Aufgegeben, abgesendet, benachrichtigt oder übergeben.
    #[serde(
        alias = "aufgegeben_am",
        alias = "abgesendet_am",
        alias = "benachrichtigt_am",
        alias = "datum"
    )]
    am: Tag,
    /// Wirklich angekommen am. Nur wenn der Bescheid später ankam.
    zugang_am: Option<Tag>,
    /// Land. Kürzel; ohne Angabe SH.
    land: Option<String>,
}

/// Bekanntgabe und Rechtsbehelfsfrist.
#[derive(Debug, Serialize, ToSchema)]
struct BescheidAus {
    /// Ab diesem Tag gilt der Bescheid als bekannt.
    bekanntgabe: String,
    /// Wochentag der Bekanntgabe.
    bekanntgabe_wochentag: &'static str,
    /// Letzter Tag für den Widerspruch.
    widerspruch_bis: Option<String>,
    /// Wochentag des letzten Tages.
    widerspruch_wochentag: Option<&'static str>,
}

fn bescheid(e: BescheidEin) -> Gerechnet<BescheidAus> {
    let k = kalender(e.land.as_deref(), None)?;
    let weg = match e.weg.unwrap_or(WegEin::Post) {
        WegEin::Post => Weg::Post,
        WegEin::Elektronisch => Weg::Elektronisch,
        WegEin::Abruf => Weg::Abruf,
        WegEin::Uebergabe => Weg::Uebergabe,
    };
    let versand = Versand {
        weg,
        am: e.am.0,
        zugang: e.zugang_am.map(|t| t.0),
    };
    let b = bekanntgabe(&versand, &k).map_err(|f| befund("am", f))?;
    let mut weg = schritte(&b.schritte);
    weg.extend(schritte(&b.widerspruch.schritte));
    let bis = b.widerspruch_bis();
    Ok(Fertig {
        ergebnis: BescheidAus {
            bekanntgabe: b.am.0.to_string(),
            bekanntgabe_wochentag: wochentag(b.am.0),
            widerspruch_bis: bis.map(|t| t.0.to_string()),
            widerspruch_wochentag: bis.map(|t| wochentag(t.0)),
        },
        schritte: weg,
    })
}
