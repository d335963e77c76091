use base::Datum;

use super::{Ausbaustatus, EINGEBAUT, Modell};
use crate::go::{GoFehler, Regel, Sektor, Traegermodell, bericht};

fn eingebaut(kennung: &str) -> Modell {
    Modell::eingebaut(kennung).map_err(|f| bericht(&f)).unwrap()
}

/// The four files of a model as they lie in the repository.
fn dateien(kennung: &str) -> [(String, String); 4] {
    let ordner = format!("{}/../../../modelle/{kennung}", env!("CARGO_MANIFEST_DIR"));
    ["go.toml", "raeume.toml", "organisation.toml", "lage.toml"].map(|n| {
        (
            n.to_owned(),
            std::fs::read_to_string(format!("{ordner}/{n}")).unwrap(),
        )
    })
}

const GO: usize = 0;
const RAEUME: usize = 1;
const ORGANISATION: usize = 2;

/// The errors of a model after one text in one file is replaced by another.
fn geaendert(kennung: &str, datei: usize, alt: &str, neu: &str) -> Vec<GoFehler> {
    let mut dateien = dateien(kennung);
    assert!(dateien[datei].1.contains(alt), "{alt}");
    dateien[datei].1 = dateien[datei].1.replacen(alt, neu, 1);
    Modell::aus_texten(kennung, &dateien)
        .map(|_| ())
        .err()
        .unwrap_or_default()
}

/// The line on which a text stands, counted from 1.
fn zeile(kennung: &str, datei: usize, text: &str) -> usize {
    let (_, inhalt) = &dateien(kennung)[datei];
    inhalt.lines().position(|z| z.contains(text)).unwrap() + 1
}

#[test]
fn alle_fuenf_modelle_laden_ohne_befund() {
    let groesse = EINGEBAUT.map(|k| {
        let m = eingebaut(k);
        assert_eq!(m.kennung, k);
        (m.raeume.raeume.len(), m.unterste().count())
    });
    assert_eq!(groesse, [(35, 29), (21, 17), (6, 4), (13, 9), (19, 18)]);
}

#[test]
fn jedes_modell_hat_je_rolle_zwei_menschen_und_je_raum_zwei_gesichter() {
    for k in EINGEBAUT {
        let m = eingebaut(k);
        for rolle in ["R01", "R02", "R04", "R07", "R08", "R19", "R24", "R26", "R27"] {
            let anzahl = m
                .organisation
                .personen
                .iter()
                .filter(|p| p.rollen.iter().any(|r| r == rolle))
                .count();
            assert!(anzahl >= 2, "{k} {rolle}: {anzahl}");
        }
        for raum in m.unterste() {
            for sektor in &m.go.sektoren {
                let z = m.zustaendigkeit(&raum.code, *sektor).unwrap();
                let person = |s: &str| &m.organisation.stelle(s).unwrap().person;
                assert_ne!(
                    person(&z.stelle),
                    person(&z.vertretung),
                    "{k} {} {sektor}",
                    raum.code
                );
            }
        }
    }
}

#[test]
fn die_profile_tragen_ihre_besonderheiten() {
    let isar = eingebaut("isar").go;
    let tag = |s: &str| s.parse::<Datum>().unwrap();
    let stein = isar.zuweisung(Sektor::Jugendhilfe);
    assert_eq!(stein.regel, Regel::Misch);
    // the rule book's part of T-029: which rule holds on which day
    assert!(!stein.nach_raum(tag("2026-06-30")) && stein.nach_raum(tag("2026-07-01")));
    assert!(isar.zuweisung(Sektor::Sgb2).nach_raum(tag("2023-12-31")));
    let graz = eingebaut("graz").go;
    assert!(!graz.mandant.land.deutsches_recht());
    assert_eq!(graz.team.traegermodell["S4"], Traegermodell::Verbund);
    let kiel = eingebaut("kiel");
    let ohne: Vec<_> = kiel
        .unterste()
        .filter(|r| r.ausbaustatus != Ausbaustatus::Ausgesetzt)
        .collect();
    assert_eq!(ohne.len(), 1);
    assert_eq!(
        (ohne[0].name.as_str(), ohne[0].ausbaustatus),
        ("Mitte", Ausbaustatus::Pilot)
    );
    let norderstedt = eingebaut("norderstedt");
    assert_eq!(norderstedt.go.raum.einwohner_korridor, Some((15_000, 20_000)));
    assert!(
        ["N", "S"]
            .iter()
            .all(|r| norderstedt.raeume.kinder(r).count() == 2)
    );
}

#[test]
fn t_020_isar_29_kommunen_in_sechs_raeumen() {
    let m = eingebaut("isar");
    let groessen: Vec<_> = (1..=6)
        .map(|i| m.raeume.kinder(&format!("R{i}")).count())
        .collect();
    assert_eq!(groessen, [5, 6, 6, 4, 5, 3]);
    assert_eq!(m.raeume.gebietskoerperschaft.kommunen.len(), 29);
    let je: Vec<_> = m
        .organisation
        .regionalmanagement
        .iter()
        .map(|r| r.raeume.len())
        .collect();
    assert_eq!(je, [2, 2, 2]);
}

#[test]
fn t_021_neuried_verlaesst_das_wuermtal() {
    let f = geaendert(
        "isar",
        RAEUME,
        "name = \"Neuried\"\neltern = \"R6\"",
        "name = \"Neuried\"\neltern = \"R5\"",
    );
    assert_eq!(f.len(), 1, "{}", bericht(&f));
    assert_eq!((f[0].code, f[0].datei.as_str()), ("RAUM-E13", "raeume.toml"));
    assert!(
        f[0].text.contains("Würmtal") && f[0].text.contains("2 < 3"),
        "{}",
        f[0]
    );
    assert_eq!(f[0].zeile as usize, zeile("isar", RAEUME, "code = \"R6\"") - 2);
}

#[test]
fn t_022_ein_raum_mit_neun_kommunen() {
    let mut d = dateien("isar");
    for name in ["Aschheim", "Feldkirchen", "Haar", "Grasbrunn"] {
        let alt = format!("name = \"{name}\"\neltern = \"R2\"");
        assert!(d[RAEUME].1.contains(&alt));
        d[RAEUME].1 = d[RAEUME]
            .1
            .replace(&alt, &format!("name = \"{name}\"\neltern = \"R1\""));
    }
    let f = Modell::aus_texten("isar", &d).unwrap_err();
    let texte: Vec<_> = f.iter().map(|f| (f.code, f.text.as_str())).collect();
    assert_eq!(
        texte,
        [
            ("RAUM-E13", "Nord hat 9 Kommunen (9 > 8)."),
            ("RAUM-E13", "Ost hat 2 Kommunen (2 < 3)."),
        ]
    );
}

#[test]
fn t_023_eine_regionalmanagerin_mit_drei_raeumen() {
    let f = geaendert(
        "isar",
        ORGANISATION,
        "raeume = [\"R1\", \"R2\"] },\n    { person",
        "raeume = [\"R1\", \"R2\", \"R3\"] },\n    { person",
    );
    assert_eq!(f.len(), 1, "{}", bericht(&f));
    assert_eq!(
        (f[0].code, f[0].datei.as_str()),
        ("RAUM-E13", "organisation.toml")
    );
    assert!(f[0].text.contains("betreut 3 Räume"));
    assert_eq!(
        f[0].zeile as usize,
        zeile("isar", ORGANISATION, "regionalmanagement = [") + 1
    );
}

#[test]
fn raum_e12_jede_kommune_in_genau_einem_raum() {
    let f = geaendert(
        "isar",
        RAEUME,
        "kommune_ags = \"09184149\"",
        "kommune_ags = \"09184135\"",
    );
    let codes: Vec<_> = f.iter().map(|f| f.code).collect();
    assert_eq!(codes, ["RAUM-E12", "RAUM-E12"]);
    assert!(
        f.iter()
            .any(|f| f.text == "Die Kommune 09184149 liegt in keinem Raum.")
    );
}

#[test]
fn raum_e30_buchstaben_decken_a_bis_z_ohne_ueberschneidung() {
    let f = geaendert("isar", ORGANISATION, "bereich = \"A-F\"", "bereich = \"A-E\"");
    assert_eq!(
        f.iter().map(|f| (f.code, f.text.as_str())).collect::<Vec<_>>(),
        [("RAUM-E30", "In der Jugendhilfe fehlen die Buchstaben F."),]
    );
    let f = geaendert("isar", ORGANISATION, "bereich = \"A-F\"", "bereich = \"A-G\"");
    assert_eq!(
        (f.len(), f[0].code, f[0].text.as_str()),
        (1, "RAUM-E30", "G ist in der Jugendhilfe schon vergeben.")
    );
    assert_eq!(
        f[0].zeile as usize,
        zeile("isar", ORGANISATION, "bereich = \"G-K\"")
    );
}

#[test]
fn t_075_das_jobcenter_ohne_gesicht_fuer_einen_raum() {
    let inhalt = &dateien("isar")[ORGANISATION].1;
    let weg = inhalt
        .lines()
        .find(|z| z.contains("raum = \"R4\", sektor = \"SGB2\""))
        .unwrap();
    let f = geaendert("isar", ORGANISATION, weg, "");
    assert_eq!(f.len(), 1, "{}", bericht(&f));
    assert_eq!((f[0].code, f[0].datei.as_str()), ("TEAM-E01", "raeume.toml"));
    assert!(
        f[0].text.starts_with("Für Süd (R4) ist in der Jobcenter"),
        "{}",
        f[0].text
    );
}

#[test]
fn team_e02_und_e03_doppelt_und_selbst_vertreten() {
    let inhalt = &dateien("norderstedt")[ORGANISATION].1;
    let erste = inhalt
        .lines()
        .find(|z| z.contains("raum = \"N1\", sektor"))
        .unwrap();
    let f = geaendert("norderstedt", ORGANISATION, erste, &format!("{erste}\n{erste}"));
    assert_eq!((f.len(), f[0].code), (1, "TEAM-E02"), "{}", bericht(&f));
    assert_eq!(
        f[0].zeile as usize,
        zeile("norderstedt", ORGANISATION, "raum = \"N1\", sektor") + 1
    );
    let f = geaendert(
        "norderstedt",
        ORGANISATION,
        "vertretung = \"ASD-N1-2\"",
        "vertretung = \"ASD-N1-1\"",
    );
    assert_eq!((f.len(), f[0].code), (1, "TEAM-E03"), "{}", bericht(&f));
}

#[test]
fn t_135_ein_freier_traeger_entscheidet_nicht() {
    let f = geaendert(
        "graz",
        ORGANISATION,
        "rollen = [\"R10\"]",
        "rollen = [\"R10\", \"R02\"]",
    );
    assert_eq!((f.len(), f[0].code), (1, "AMT-E01"), "{}", bericht(&f));
    assert_eq!(
        f[0].zeile as usize,
        zeile("graz", ORGANISATION, "rollen = [\"R10\"]")
    );
}

#[test]
fn amt_e02_widersprechende_rollen() {
    for (alt, neu) in [
        ("rollen = [\"R26\"]", "rollen = [\"R26\", \"R12\"]"),
        ("rollen = [\"R27\"]", "rollen = [\"R27\", \"R01\"]"),
    ] {
        let f = geaendert("kiel", ORGANISATION, alt, neu);
        assert_eq!((f.len(), f[0].code), (1, "AMT-E02"), "{}", bericht(&f));
        assert_eq!(f[0].zeile as usize, zeile("kiel", ORGANISATION, alt));
    }
}

#[test]
fn verweise_ins_leere_nennen_den_naechsten_namen() {
    let f = geaendert(
        "norderstedt",
        GO,
        "auffang_raum = \"S1\"",
        "auffang_raum = \"S9\"",
    );
    assert_eq!(
        (f.len(), f[0].code, f[0].schluessel.as_str()),
        (1, "GO-E02", "raum.auffang_raum")
    );
    let f = geaendert(
        "norderstedt",
        ORGANISATION,
        "stelle = \"ASD-N1-1\"",
        "stelle = \"ASD-N1-7\"",
    );
    assert_eq!((f.len(), f[0].code), (1, "GO-E02"), "{}", bericht(&f));
    assert!(
        f[0].text
            .contains("„ASD-N1-7“ gibt es nicht. Meinten Sie „ASD-N1-")
    );
    let f = geaendert(
        "norderstedt",
        RAEUME,
        "ausbaustatus = \"REGELBETRIEB\"",
        "ausbau = \"REGELBETRIEB\"",
    );
    assert_eq!(
        f.iter().map(|f| f.code).collect::<Vec<_>>(),
        ["GO-E02", "GO-E01"],
        "{}",
        bericht(&f)
    );
}

#[test]
fn ein_eigener_ordner_laedt_ohne_aenderung_am_programm() {
    let ordner = tempfile::tempdir().unwrap();
    let eigen = ordner.path().join("musterstadt");
    std::fs::create_dir(&eigen).unwrap();
    for (name, text) in dateien("norderstedt").iter().take(3) {
        std::fs::write(eigen.join(name), text).unwrap();
    }
    let f = Modell::aus_ordner(&eigen).unwrap_err();
    assert_eq!(
        (f.len(), f[0].code, f[0].text.as_str()),
        (1, "GO-E00", "Die Datei fehlt.")
    );
    assert!(f[0].datei.ends_with("musterstadt/lage.toml"));
    std::fs::write(eigen.join("lage.toml"), &dateien("norderstedt")[3].1).unwrap();
    let m = Modell::aus_ordner(&eigen).map_err(|f| bericht(&f)).unwrap();
    assert_eq!(m.kennung, "musterstadt");
    assert!(Modell::laden(&eigen.to_string_lossy()).is_ok() && Modell::laden("kiel").is_ok());
    assert!(Modell::eingebaut("../isar").is_err());
}

/// A file of the open data beside the repository; `None`, said aloud, where it is not there.
fn offene_daten(pfad: &str) -> Option<String> {
    let datei = format!("{}/../../../../shared/data/{pfad}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&datei).ok();
    if text.is_none() {
        println!("skipped: {datei} is not there");
    }
    text
}

#[test]
fn isar_stimmt_mit_den_echten_gemeinden_ueberein() {
    let Some(text) = offene_daten("boundaries/landkreis_muenchen_gemeinden.geojson") else {
        return;
    };
    let echt: serde_json::Value = serde_json::from_str(&text).unwrap();
    let m = eingebaut("isar");
    let eigenschaften = echt["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["properties"]);
    let mut gemeinden = 0;
    for p in eigenschaften.filter(|p| p["art"] == "Gemeinde") {
        let raum = m
            .unterste()
            .find(|r| r.kommune_ags.as_deref() == p["ags"].as_str())
            .unwrap();
        assert_eq!(Some(raum.name.as_str()), p["name"].as_str());
        assert_eq!(raum.einwohner.map(u64::from), p["bevoelkerung_2019"].as_u64());
        gemeinden += 1;
    }
    assert_eq!(gemeinden, 29);
    let summe: u32 = m.unterste().filter_map(|r| r.einwohner).sum();
    assert_eq!(
        Some(summe),
        m.raeume.gebietskoerperschaft.einwohner.map(|(e, _)| e)
    );
}

#[test]
fn graz_stimmt_mit_der_belegten_zuordnung_der_bezirke_ueberein() {
    let Some(text) = offene_daten("reference/graz_bezirk_zu_sozialraum.csv") else {
        return;
    };
    let m = eingebaut("graz");
    let mut bezirke = 0;
    for zeile in text.lines().skip(1) {
        let felder: Vec<_> = zeile.splitn(4, ',').collect();
        let raum = m.raeume.raum(&format!("B{}", felder[0])).unwrap();
        assert_eq!(
            (raum.name.as_str(), raum.eltern.clone()),
            (felder[1], Some(format!("S{}", felder[2])))
        );
        bezirke += 1;
    }
    assert_eq!(bezirke, 17);
}

#[test]
fn abgeschnittene_dateien_geben_fehler_und_keinen_absturz() {
    let ganz = dateien("norderstedt");
    for datei in 0..4 {
        let text = &ganz[datei].1;
        for ende in (0..text.len()).step_by(211).filter(|e| text.is_char_boundary(*e)) {
            let mut d = ganz.clone();
            d[datei].1.truncate(ende);
            if let Err(fehler) = Modell::aus_texten("x", &d) {
                assert!(!fehler.is_empty() && fehler.iter().all(|f| f.zeile >= 1 && f.spalte >= 1));
            }
        }
    }
}
