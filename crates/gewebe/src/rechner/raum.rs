//! The dynamic social space (Fachkonzept 3.4): what lies within reach. It suggests, it never decides (RL-19).

use amt::go::{self, Altersband, Mobilitaet};
use base::{Befund, Punkt, abstand_m};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Dezimal, zahl},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![Rechner::neu(
        Kopf {
            name: "aktionsraum",
            titel: "Aktionsraum",
            zweck: "Wie weit reicht der Alltag einer Person, und welche Orte liegen darin?",
            norm: "Fachkonzept 3.4, GO aktionsraum.radien",
        },
        json!({
            "alter": 82, "mobilitaet": "ROLLATOR",
            "zuhause": {"lat": 54.3233, "lon": 10.1394},
            "orte": [{"name": "a", "lat": 54.3213, "lon": 10.1349}, {"name": "b", "lat": 54.34, "lon": 10.12}]
        }),
        aktionsraum,
    )]
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum MobilitaetEin {
    OepnvTicket,
    Auto,
    #[default]
    Unveraendert,
    Rollator,
    Rollstuhl,
    ZuHause,
}

/// Ein Punkt.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
struct PunktEin {
    /// Breite in Grad.
    #[schema(minimum = -90, maximum = 90)]
    lat: f64,
    /// Länge in Grad.
    #[schema(minimum = -180, maximum = 180)]
    lon: f64,
}

/// Ein Ort.
#[derive(Debug, Deserialize, ToSchema)]
struct OrtEin {
    /// Name.
    #[serde(default)]
    name: String,
    /// Breite in Grad.
    lat: f64,
    /// Länge in Grad.
    lon: f64,
}

/// Umkreise nach Alter in km, statt der üblichen.
#[derive(Debug, Default, Deserialize, ToSchema)]
struct BasisEin {
    /// 0 bis 5 Jahre.
    #[serde(rename = "0-5")]
    bis_5: Option<Dezimal>,
    /// 6 bis 9 Jahre.
    #[serde(rename = "6-9")]
    bis_9: Option<Dezimal>,
    /// 10 bis 13 Jahre.
    #[serde(rename = "10-13")]
    bis_13: Option<Dezimal>,
    /// 14 bis 17 Jahre.
    #[serde(rename = "14-17")]
    bis_17: Option<Dezimal>,
    /// 18 bis 26 Jahre.
    #[serde(rename = "18-26")]
    bis_26: Option<Dezimal>,
    /// 27 bis 64 Jahre.
    #[serde(rename = "27-64")]
    bis_64: Option<Dezimal>,
    /// 65 bis 79 Jahre.
    #[serde(rename = "65-79")]
    bis_79: Option<Dezimal>,
    /// Ab 80 Jahren.
    #[serde(rename = "80+")]
    ab_80: Option<Dezimal>,
}

/// Eine Person, ihr Zuhause und Orte.
#[derive(Debug, Deserialize, ToSchema)]
struct AktionsraumEin {
    /// Alter in Jahren.
    #[schema(minimum = 0, maximum = 120)]
    alter: Option<u16>,
    /// Beweglichkeit. Ohne Angabe ohne Besonderheit.
    mobilitaet: Option<MobilitaetEin>,
    /// Umkreis in km. Statt Alter und Beweglichkeit.
    radius_km: Option<Dezimal>,
    /// Zuhause.
    zuhause: Option<PunktEin>,
    /// Orte.
    #[serde(default, alias = "angebote")]
    orte: Vec<OrtEin>,
    /// Umkreise der Geschäftsordnung. Nur wenn sie von den üblichen abweichen.
    basis_km: Option<BasisEin>,
}

/// Ein Ort mit seiner Entfernung.
#[derive(Debug, Serialize, ToSchema)]
struct OrtAus {
    /// Name.
    name: String,
    /// Entfernung in Metern.
    meter: u32,
    /// Liegt im Umkreis.
    im_aktionsraum: bool,
}

/// Der Umkreis.
#[derive(Debug, Serialize, ToSchema)]
struct AktionsraumAus {
    /// Umkreis in km, auf eine Stelle.
    radius_km: f64,
    /// Nur was nach Hause kommt oder digital ist.
    nur_aufsuchend_oder_digital: bool,
    /// Die Orte in der Reihenfolge der Eingabe.
    orte: Vec<OrtAus>,
}

/// The least a Geschäftsordnung needs, so that its own defaults and checks apply.
const KOPF: &str = "[go]\nbezeichnung = \"Rechner\"\nversion = 1\ngueltig_ab = 2026-01-01\nstatus = \"ENTWURF\"\n[mandant]\ntyp = \"LANDKREIS\"\nland = \"SH\"\ntraegerschaften = [\"JUGENDHILFE\"]\n";

fn radien(basis: Option<&BasisEin>) -> Result<go::Radien, Vec<Befund>> {
    let mut text = KOPF.to_owned();
    if let Some(b) = basis {
        let felder = [
            ("0-5", b.bis_5),
            ("6-9", b.bis_9),
            ("10-13", b.bis_13),
            ("14-17", b.bis_17),
            ("18-26", b.bis_26),
            ("27-64", b.bis_64),
            ("65-79", b.bis_79),
            ("80+", b.ab_80),
        ];
        let mut zeilen = Vec::new();
        for (band, km) in felder {
            let Some(km) = km else { continue };
            let zehntel = km.teile(1).filter(|z| (0..=1_000).contains(z)).ok_or_else(|| {
                let text = "Bitte 0 bis 100 km mit einer Stelle hinter dem Komma.";
                vec![Befund::neu("GO-E02", text).an(format!("/basis_km/{band}"))]
            })?;
            zeilen.push(format!("\"{band}\" = {}.{}", zehntel / 10, zehntel % 10));
        }
        if !zeilen.is_empty() {
            text.push_str(&format!(
                "[aktionsraum]\nradien = {{ basis_km = {{ {} }} }}\n",
                zeilen.join(", ")
            ));
        }
    }
    go::lesen("rechner.toml", &text)
        .map(|g| g.radien)
        .map_err(|alle| {
            alle.iter()
                .map(|f| Befund::neu(f.code, f.text.clone()).an("basis_km"))
                .collect()
        })
}

fn punkt(lat: f64, lon: f64, ort: &str) -> Result<Punkt, Vec<Befund>> {
    if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
        Ok(Punkt { lat, lon })
    } else {
        let text = "Breite oder Länge liegen nicht auf der Erde.";
        Err(vec![Befund::neu("RAUM-E51", text).an(ort)])
    }
}

fn aktionsraum(e: AktionsraumEin) -> Gerechnet<AktionsraumAus> {
    let radien = radien(e.basis_km.as_ref())?;
    let mut weg = Vec::new();
    let radius_m = if let Some(km) = e.radius_km {
        let zehntel = km.teile(1).and_then(|z| u32::try_from(z).ok()).ok_or_else(|| {
            let text = "Bitte den Umkreis in km mit höchstens einer Stelle hinter dem Komma angeben.";
            vec![Befund::neu("RAUM-E51", text).an("radius_km")]
        })?;
        weg.push(schritt("Der Umkreis ist vorgegeben.", "Fachkonzept 3.4"));
        zehntel.saturating_mul(100)
    } else {
        let alter = e.alter.filter(|a| *a <= 120).ok_or_else(|| {
            let text = "Bitte das Alter (0 bis 120) oder einen Umkreis angeben.";
            vec![Befund::neu("FALL-E06", text).an("alter")]
        })?;
        let m = match e.mobilitaet.unwrap_or_default() {
            MobilitaetEin::OepnvTicket => Mobilitaet::OepnvTicket,
            MobilitaetEin::Auto => Mobilitaet::Auto,
            MobilitaetEin::Unveraendert => Mobilitaet::Unveraendert,
            MobilitaetEin::Rollator => Mobilitaet::Rollator,
            MobilitaetEin::Rollstuhl => Mobilitaet::Rollstuhl,
            MobilitaetEin::ZuHause => Mobilitaet::ZuHause,
        };
        let band = Altersband::von_alter(alter);
        let zehntel = |z: u32| format!("{},{}", z / 10, z % 10);
        let basis = radien.basis.get(&band).copied().unwrap_or(0);
        let faktor = radien.faktor.get(&m).copied().unwrap_or(0);
        let r = radien.radius_m(alter, m);
        weg.push(schritt(
            format!(
                "{band}: {} km × {} ({m}) = {} km.",
                zehntel(basis),
                zehntel(faktor),
                zehntel(r / 100)
            ),
            "GO aktionsraum.radien",
        ));
        r
    };
    let mut orte = Vec::with_capacity(e.orte.len());
    if !e.orte.is_empty() {
        let z = e
            .zuhause
            .ok_or_else(|| vec![Befund::neu("RAUM-E51", "Bitte das Zuhause angeben.").an("zuhause")])?;
        let zuhause = punkt(z.lat, z.lon, "zuhause")?;
        for (i, o) in e.orte.into_iter().enumerate() {
            let meter = abstand_m(zuhause, punkt(o.lat, o.lon, &format!("/orte/{i}"))?);
            orte.push(OrtAus {
                im_aktionsraum: radius_m > 0 && meter <= radius_m,
                name: o.name,
                meter,
            });
        }
        weg.push(schritt(
            "Entfernungen in der Luftlinie, auf Meter gerundet.",
            "Fachkonzept 3.4",
        ));
    }
    weg.push(schritt(
        "Der Umkreis schlägt Angebote vor. Über die Zuständigkeit entscheidet er nie.",
        "RL-19",
    ));
    Ok(Fertig {
        ergebnis: AktionsraumAus {
            radius_km: zahl(i64::from(radius_m), 3),
            nur_aufsuchend_oder_digital: radius_m == 0,
            orte,
        },
        schritte: weg,
    })
}
