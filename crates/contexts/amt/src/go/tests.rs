use base::Datum;

use super::{
    Geschaeftsordnung, GoFehler, Mobilitaet, Regel, Sektor, bericht, darstellen, in_kraft_am, lesen,
    pruefe_versionen,
};

const KOPF: &str = r#"[go]
bezeichnung = "Muster"
version = 1
gueltig_ab = 2026-01-01
status = "ENTWURF"
[mandant]
typ = "LANDKREIS"
land = "BY"
traegerschaften = ["JUGENDHILFE"]
"#;

fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

/// The only error of the file `KOPF` and `rest`.
fn fehler(rest: &str) -> GoFehler {
    let mut alle = lesen("x/go.toml", &format!("{KOPF}{rest}")).unwrap_err();
    assert_eq!(alle.len(), 1, "{}", bericht(&alle));
    alle.remove(0)
}

fn kurz(f: &GoFehler) -> (&str, u32, u32, &str) {
    (f.code, f.zeile, f.spalte, &f.schluessel)
}

fn fassung(datei: &str, ab: &str, bis: &str, status: &str, mehr: &str) -> Geschaeftsordnung {
    let text = KOPF
        .replace(
            "gueltig_ab = 2026-01-01",
            &format!("gueltig_ab = {ab}\n{bis}\n{mehr}"),
        )
        .replace("ENTWURF", status);
    lesen(datei, &text).unwrap()
}

const BESCHLUSS: &str = r#"beschluss = { gremium = "Ausschuss", datum = 2025-11-03, vorlage = "7/2025" }"#;

#[test]
fn ohne_eigene_angaben_gelten_die_vorgaben() {
    let go = lesen("x", KOPF).unwrap();
    assert_eq!(go.sektoren, [Sektor::Jugendhilfe]);
    assert_eq!(go.raum.ebenen, ["REGION", "SOZIALRAUM"]);
    assert_eq!(go.zuweisung(Sektor::Egh).regel, Regel::Raum);
    assert_eq!(
        (
            go.fall.erstreaktion_arbeitstage,
            go.fall.kurzberatung_max_kontakte,
            go.fall.kurzberatung_max_min
        ),
        (2, 3, 360)
    );
    assert_eq!(
        (
            go.schutz.reaktion_sofort,
            go.schutz.reaktion_dringend,
            go.schutz.reaktion_zeitnah
        ),
        (0, 24, 168)
    );
    assert_eq!(
        (go.service.anruf_sekunden, go.service.beschwerde_arbeitstage),
        (60, 10)
    );
    assert_eq!(go.service.zeiten[4], [(8 * 60, 12 * 60 + 30)]);
    assert!(go.service.zeiten[6].is_empty());
    assert_eq!(
        (go.k_anonymitaet, go.notzugriff_stunden, go.netz_veraltet_tage),
        (5, 8, 180)
    );
}

#[test]
fn t_030_umkreis_nach_alter_und_beweglichkeit() {
    let radien = lesen("x", KOPF).unwrap().radien;
    assert_eq!(radien.radius_m(16, Mobilitaet::OepnvTicket), 9_000);
    assert_eq!(radien.radius_m(82, Mobilitaet::Rollator), 400);
    assert_eq!(radien.radius_m(85, Mobilitaet::ZuHause), 0);
}

#[test]
fn t_031_jugendliche_kommen_mindestens_so_weit_wie_alte_menschen() {
    let f = fehler("[aktionsraum]\nradien = { basis_km = { \"14-17\" = 2.0, \"65-79\" = 3.0 } }\n");
    assert_eq!(
        kurz(&f),
        ("RAUM-E20", 11, 35, "aktionsraum.radien.basis_km.14-17")
    );
    assert_eq!(f.erlaubt, "14-17 ≥ 65-79 ≥ 80+.");
}

#[test]
fn go_e00_kein_toml_nennt_die_stelle() {
    let alle = lesen("x/go.toml", &format!("{KOPF}[fall\n")).unwrap_err();
    assert_eq!((alle[0].code, alle[0].zeile), ("GO-E00", 10));
}

#[test]
fn go_e01_unbekannter_schluessel_nennt_den_naechsten() {
    let f = fehler("[fall]\n  erstreaktion_arbeitstag = 2\n");
    assert_eq!(kurz(&f), ("GO-E01", 11, 3, "fall.erstreaktion_arbeitstag"));
    assert!(f.text.contains("„fall.erstreaktion_arbeitstage“"), "{}", f.text);
    let f = fehler("[raume]\nebenen = [\"A\"]\n");
    assert_eq!(kurz(&f), ("GO-E01", 10, 2, "raume"));
    assert!(f.text.contains("„raum“"), "{}", f.text);
}

#[test]
fn go_e02_nennt_grenzen_und_art() {
    let f = fehler("[fall]\nerstreaktion_arbeitstage = 99\n");
    assert_eq!(kurz(&f), ("GO-E02", 11, 28, "fall.erstreaktion_arbeitstage"));
    assert_eq!(f.erlaubt, "eine ganze Zahl von 0 bis 30 Arbeitstage.");
    for (rest, ort, schluessel) in [
        ("[raum]\nebenen = []\n", (11, 10), "raum.ebenen"),
        (
            "[raum]\nkommunen_je_raum = [8, 3]\n",
            (11, 20),
            "raum.kommunen_je_raum",
        ),
        (
            "[sektoren]\naktiv = [\"JGH\", \"JGH\"]\n",
            (11, 17),
            "sektoren.aktiv",
        ),
        (
            "[wirkung]\nk_anonymitaet = 2\n",
            (11, 17),
            "wirkung.k_anonymitaet",
        ),
        (
            "[amt]\nnotzugriff_stunden = 25\n",
            (11, 22),
            "amt.notzugriff_stunden",
        ),
        (
            "[fall]\nsozialraumanteil_pflicht = \"ja\"\n",
            (11, 28),
            "fall.sozialraumanteil_pflicht",
        ),
        (
            "[service]\nzeiten = { MO = [\"16:00-08:00\"] }\n",
            (11, 18),
            "service.zeiten.MO[1]",
        ),
        (
            "[budget]\nvorwegabzug = { bp = 1, cent = 2 }\n",
            (11, 15),
            "budget.vorwegabzug",
        ),
        (
            "[aktionsraum]\nradien = { basis_km = { \"0-5\" = 0.55 } }\n",
            (11, 33),
            "aktionsraum.radien.basis_km.0-5",
        ),
        (
            "[zuweisung]\nregel = { JUGENDHILFE = \"MISCH\" }\n",
            (11, 25),
            "zuweisung.regel.JUGENDHILFE",
        ),
    ] {
        let f = fehler(rest);
        assert_eq!(kurz(&f), ("GO-E02", ort.0, ort.1, schluessel), "{rest}");
        assert!(!f.erlaubt.is_empty());
    }
}

#[test]
fn go_e02_pflichtangaben_und_beschluss() {
    let alle = lesen("x", "").unwrap_err();
    let fehlt: Vec<_> = alle.iter().map(|f| f.schluessel.as_str()).collect();
    assert_eq!(
        fehlt,
        ["go", "mandant.typ", "mandant.land", "mandant.traegerschaften"]
    );
    let alle = lesen("x", &KOPF.replace("ENTWURF", "IN_KRAFT")).unwrap_err();
    assert_eq!(kurz(&alle[0]), ("GO-E02", 1, 1, "go.beschluss"));
}

#[test]
fn go_e03_was_das_gesetz_festlegt_bleibt() {
    for (rest, ort, schluessel) in [
        (
            "[schutz]\nreaktion = { SOFORT = 1 }\n",
            (11, 12),
            "schutz.reaktion",
        ),
        (
            "[schutz]\nrufbereitschaft = \"\"\n",
            (11, 19),
            "schutz.rufbereitschaft",
        ),
        (
            "[konferenz]\npseudonym_default = false\n",
            (11, 21),
            "konferenz.pseudonym_default",
        ),
        (
            "[fall]\nueberpruefung_monate = { EGH = 36 }\n",
            (11, 24),
            "fall.ueberpruefung_monate",
        ),
        (
            "[amt]\naufbewahrung = { ARCHIV_PAR_9B = 12 }\n",
            (11, 16),
            "amt.aufbewahrung",
        ),
    ] {
        assert_eq!(kurz(&fehler(rest)), ("GO-E03", ort.0, ort.1, schluessel));
    }
}

#[test]
fn go_e04_zwei_fassungen_an_einem_tag() {
    let alt = fassung("alt.toml", "2025-12-01", "", "IN_KRAFT", BESCHLUSS);
    let neu = fassung("neu.toml", "2027-01-01", "", "BESCHLOSSEN", BESCHLUSS);
    let fehler = pruefe_versionen(&[alt, neu.clone()], tag("2026-11-21"));
    assert_eq!(fehler.len(), 1);
    assert_eq!(kurz(&fehler[0]), ("GO-E04", 4, 14, "go.gueltig_ab"));
    assert!(fehler[0].text.contains("01.01.2027") && fehler[0].text.contains("alt.toml"));
    let alt = fassung(
        "alt.toml",
        "2025-12-01",
        "gueltig_bis = 2027-01-01",
        "IN_KRAFT",
        BESCHLUSS,
    );
    let beide = [alt, neu];
    assert_eq!(pruefe_versionen(&beide, tag("2026-11-21")), []);
    let version_am = |t: &str| in_kraft_am(&beide, tag(t)).map(Geschaeftsordnung::datei);
    assert_eq!(version_am("2026-12-31"), Some("alt.toml"));
    assert_eq!(version_am("2027-01-01"), Some("neu.toml"));
    assert_eq!(version_am("2025-11-30"), None);
}

#[test]
fn go_e05_rueckwirkend_nur_mit_grund() {
    let spaet = fassung("x.toml", "2026-01-01", "", "BESCHLOSSEN", BESCHLUSS);
    let fehler = pruefe_versionen(std::slice::from_ref(&spaet), tag("2026-11-21"));
    assert_eq!(kurz(&fehler[0]), ("GO-E05", 4, 14, "go.gueltig_ab"));
    assert_eq!(pruefe_versionen(&[spaet], tag("2025-12-31")), []);
    let mit_grund = format!("{BESCHLUSS}\nnachtrag_grund = \"Das Gericht hat es verlangt.\"");
    let spaet = fassung("x.toml", "2025-01-01", "", "IN_KRAFT", &mit_grund);
    assert_eq!(pruefe_versionen(&[spaet], tag("2026-11-21")), []);
    let vor_beschluss = fassung("x.toml", "2025-01-01", "", "IN_KRAFT", BESCHLUSS);
    assert_eq!(
        pruefe_versionen(&[vor_beschluss], tag("2026-11-21"))[0].code,
        "GO-E05"
    );
}

#[test]
fn go_e06_anteile_der_zeit_hoechstens_hundert_prozent() {
    let f = fehler("[team]\nfua_anteil_bp = 6000\nfue_anteil_bp = 4001\n");
    assert_eq!(kurz(&f), ("GO-E06", 12, 17, "team.fue_anteil_bp"));
    let f = fehler("[team]\nfua_anteil_bp = 9000\n");
    assert_eq!(kurz(&f), ("GO-E06", 11, 17, "team.fua_anteil_bp"));
    assert!(
        lesen(
            "x",
            &format!("{KOPF}[team]\nfua_anteil_bp = 6000\nfue_anteil_bp = 4000\n")
        )
        .is_ok()
    );
}

#[test]
fn alle_fehler_kommen_auf_einmal_in_der_reihenfolge_der_zeilen() {
    let text = format!("{KOPF}[fall]\ngrobziele = 1\nkorridor_bp = -1\n[schutz]\nrufbereitschaft = false\n");
    let alle = lesen("modelle/x/go.toml", &text).unwrap_err();
    insta::assert_snapshot!(bericht(&alle), @r"
    modelle/x/go.toml:11:1: GO-E01 fall.grobziele: Diesen Schlüssel gibt es nicht. Meinten Sie „fall.grobziele_max“?
    modelle/x/go.toml:12:15: GO-E02 fall.korridor_bp: -1 passt hier nicht. Erlaubt: eine ganze Zahl von 0 bis 10000 (0 % bis 100 %).
    modelle/x/go.toml:14:19: GO-E03 schutz.rufbereitschaft: Das ist durch Gesetz festgelegt (§ 8a Abs. 1, § 42 SGB VIII). Erlaubt: true.
    3 Fehler gefunden.
    ");
}

#[test]
fn spalten_zaehlen_zeichen_und_kein_bom() {
    let text = format!(
        "\u{feff}{}",
        KOPF.replace("land = \"BY\"", "'länder' = 1\nland = \"BY\"")
    );
    let alle = lesen("x", &text).unwrap_err();
    assert_eq!(kurz(&alle[0]), ("GO-E01", 8, 1, "mandant.länder"));
}

#[test]
fn lange_und_gesteuerte_texte_werden_gekuerzt_und_entschaerft() {
    let f = fehler(&format!("[fall]\n{} = 1\n", "a".repeat(2_000_000)));
    assert_eq!(
        (f.code, f.text.as_str()),
        ("GO-E01", "Diesen Schlüssel gibt es nicht.")
    );
    assert_eq!(f.schluessel.chars().count(), 301);
    let f = fehler("[wirkung]\nk_anonymitaet = \"\\u0000\\u202e<script>\"\n");
    assert_eq!(
        (f.code, f.text.as_str()),
        ("GO-E02", "„\u{fffd}\u{fffd}<script>“ passt hier nicht.")
    );
}

#[test]
fn in_oesterreich_sind_deutsche_normen_nicht_anwendbar() {
    let go = super::modell::Modell::eingebaut("graz")
        .map_err(|f| bericht(&f))
        .unwrap()
        .go;
    let d = darstellen(&go);
    let gesetze: Vec<_> = d
        .kapitel
        .iter()
        .flat_map(|k| &k.zeilen)
        .filter_map(|z| z.gesetz)
        .collect();
    assert!(!gesetze.is_empty() && gesetze.iter().all(|g| *g == "nicht anwendbar"));
    assert_eq!(d.kapitel.len(), 9);
}

#[test]
fn die_geschaeftsordnung_laesst_sich_drucken() {
    let go = super::modell::Modell::eingebaut("isar")
        .map_err(|f| bericht(&f))
        .unwrap()
        .go;
    insta::assert_snapshot!(darstellen(&go).markdown());
}
