use super::*;

fn angaben() -> Angaben {
    Angaben {
        titel: "Probe".into(),
        kennung: "Az. 1/26".into(),
        vermerk: "Vertraulich".into(),
        tag: Tag {
            jahr: 2026,
            monat: 11,
            tag: 22,
        },
        kopf: Briefkopf {
            name: "Stadt Musterort".into(),
            zeilen: vec!["Markt 1, 12345 Musterort".into(), String::new()],
            zeichen: String::new(),
        },
        fotos: Vec::new(),
    }
}

const BUNT: &str = r##"<dokument>
<h1>Hilfeplan für Łukasz Çelik-Müller</h1>
<p>Diese Seite beginnt mit dem, was <b>gelingt</b>. Donaudampfschifffahrtsgesellschaftskapitänsmütze und Sozialraumorientierung stehen hier als lange Wörter, damit man sieht, wie getrennt wird.</p>
<blockquote>Ich will, dass meine Kinder wieder lachen.
Und dass wir zusammen essen.</blockquote>
<h2>Was da ist</h2>
<ul><li>Oma Ḑḩẍ wohnt nebenan, hilft gern und hat immer Zeit, wenn es am Nachmittag eng wird und niemand sonst da ist</li><li>Fußball 😀 im Verein</li></ul>
<h2>Angaben</h2>
<dl><dt>Fallführend</dt><dd>Anna Beck</dd><dt>Woran man es merkt</dt><dd>Wir frühstücken an fünf Tagen der Woche zusammen, ohne dass jemand schreit, und alle wissen, was am Tag ansteht.</dd></dl>
<kasten><p>Ein Antrag bleibt immer möglich.</p><p klein="ja">§ 20 Abs. 3 SGB X</p></kasten>
<table><caption>Verteilung 2027</caption><thead><tr><th breite="3">Region</th><th rechts="ja">Anteil</th><th breite="2" rechts="ja">Betrag</th></tr></thead>
<tbody>ZEILEN<tr summe="ja"><th>Summe</th><td>100,00 %</td><td>1.234.567,89 €</td></tr></tbody></table>
<svg viewBox="0 0 480 200" aria-label="Zwei Felder mit Ressourcen">
<rect x="0" y="0" width="235" height="95" fill="#eef1f6" stroke="#828a96"/><text x="10" y="20" font-size="12" font-weight="bold">Person</text><text x="117" y="60" font-size="10" text-anchor="middle">kocht gern</text>
<line x1="240" y1="0" x2="240" y2="200" stroke="#171a75" stroke-width="2"/><circle cx="360" cy="100" r="40" fill="none" stroke="#171a75"/></svg>
<unterschriften><feld>Ort, Datum, Mutter</feld><feld>Ort, Datum, Jugendamt</feld></unterschriften>
</dokument>"##;

fn bunt(zeilen: usize) -> String {
    let zeile = |i: usize| {
        format!(
            "<tr><th>Region {i} mit einem Namen, der über mehrere Zeilen geht, weil er lang ist</th><td>1,00 %</td><td>{i}.000,00 €</td></tr>"
        )
    };
    BUNT.replace("ZEILEN", &(0..zeilen).map(zeile).collect::<String>())
}

#[test]
fn gleiche_angaben_geben_gleiche_bytes() {
    let erstes = pdf(&bunt(40), &angaben()).unwrap();
    let zweites = pdf(&bunt(40), &angaben()).unwrap();
    assert_eq!(erstes, zweites);
    if let Ok(ziel) = std::env::var("DRUCK_PROBE") {
        std::fs::write(ziel, erstes).unwrap();
    }
}

fn gelesen(vorlage: &str) -> testkit::pdf::Pdf {
    testkit::pdf::Pdf::lesen(&pdf(vorlage, &angaben()).unwrap()).unwrap()
}

#[test]
fn eine_vorlage_wird_ein_pdf_mit_bedeutungen_und_angaben() {
    let p = gelesen(&bunt(3));
    let text = p.text();
    for satz in [
        "Hilfeplan für Łukasz Çelik-Müller",
        "Ich will, dass meine Kinder wieder lachen. Und dass wir zusammen essen.",
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze und Sozialraumorientierung",
        "Oma Ḑḩẍ wohnt nebenan",
        "Fußball \u{fffd} im Verein",
        "1.234.567,89 €",
    ] {
        assert!(text.contains(satz), "{satz}: {text}");
    }
    let ab_h1: Vec<&str> = p.marken.iter().map(String::as_str).collect();
    assert_eq!(ab_h1[..6], ["Document", "P", "P", "H1", "P", "BlockQuote"]);
    for (marke, oft) in [
        ("H2", 2),
        ("L", 2),
        ("LI", 4),
        ("Table", 1),
        ("THead", 1),
        ("TR", 5),
        ("Figure", 1),
    ] {
        assert_eq!(p.anzahl(marke), oft, "{marke}: {:?}", p.marken);
    }
    assert_eq!(p.alt, ["Zwei Felder mit Ressourcen"]);
    assert_eq!(p.titel[0], "Hilfeplan für Łukasz Çelik-Müller");
    assert_eq!(p.sprache, "de-DE");
    assert!(p.zeigt_titel);
    for feld in [
        "<pdfuaid:part>1<",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
        "Probe",
    ] {
        assert!(p.xmp.contains(feld), "{feld}: {}", p.xmp);
    }
}

#[test]
fn kennung_und_seitenzahl_stehen_auf_jeder_seite_und_der_tabellenkopf_ueber_jedem_teil() {
    let p = gelesen(&bunt(40));
    let n = p.seiten.len();
    assert!(n > 2);
    for (i, seite) in p.seiten.iter().enumerate() {
        assert!(seite.contains("Az. 1/26"), "{seite}");
        assert!(seite.contains(&format!("Seite {} von {n}", i + 1)), "{seite}");
        assert!(seite.contains("Vertraulich"), "{seite}");
        assert!(!seite.contains("000,00 €") || seite.contains("Anteil"), "{seite}");
    }
    // repeated for the eye, not for the ear
    assert_eq!(p.anzahl("THead"), 1);
    assert_eq!(p.anzahl("TR"), 42);
}

#[test]
fn keine_zeile_einer_tabelle_wird_zerschnitten() {
    let p = gelesen(&bunt(40));
    for seite in &p.seiten {
        let namen = seite.matches("mit einem Namen").count();
        assert_eq!(namen, seite.matches("lang ist").count(), "{seite}");
        assert_eq!(namen, seite.matches("000,00 €").count(), "{seite}");
    }
}

#[test]
fn die_summe_steht_nie_allein_auf_einer_seite() {
    for n in [7, 8, 24, 25, 26] {
        let p = gelesen(&bunt(n));
        let seite = p.seiten.iter().find(|s| s.contains("100,00 %")).unwrap();
        assert!(seite.contains(&format!("Region {} ", n - 1)), "{n}: {seite}");
    }
}

#[test]
fn eine_zelle_hoeher_als_eine_seite_wird_geteilt_statt_verloren() {
    let lang: String = (0..1500).map(|i| format!("Wort{i} ")).collect();
    let p = gelesen(&format!(
        "<dokument><h1>T</h1><table><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>{lang}</td><td>kurz</td></tr></tbody></table></dokument>"
    ));
    assert!(p.text().contains("Wort0 ") && p.text().contains("Wort1499"));
}

#[test]
fn ein_bild_ohne_worte_ist_ein_fehler() {
    let vorlage = "<dokument><h1>T</h1>\n<svg viewBox=\"0 0 10 10\"><rect width=\"5\" height=\"5\" fill=\"#000000\"/></svg></dokument>";
    assert_eq!(
        pdf(vorlage, &angaben()),
        Err(Fehler::Fehlt {
            element: "svg".into(),
            attribut: "aria-label",
            zeile: 2
        })
    );
}

#[test]
fn was_die_vorlage_falsch_macht_wird_mit_der_zeile_genannt() {
    let element = |vorlage: &str| pdf(vorlage, &angaben()).unwrap_err().to_string();
    assert!(element("<dokument><h1>T</h1>\n<script/></dokument>").contains("line 2: <script>"));
    assert!(element("<dokument><p>ohne Titel</p></dokument>").contains("lacks h1"));
    assert!(element("<dokument><h1>T</h1>lose Worte</dokument>").contains("<dokument>"));
    assert!(element("<dokument>").contains("well-formed"));
    let schief = "<dokument><h1>T</h1><table><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></dokument>";
    assert!(element(schief).contains("tr of <table>"));
    let ohne_titel = Angaben {
        titel: String::new(),
        ..angaben()
    };
    assert!(matches!(
        pdf("<dokument><h1>T</h1></dokument>", &ohne_titel),
        Err(Fehler::Regel(_))
    ));
}

/// A photo with these sides.
fn jpeg(breite: u32, hoehe: u32) -> Arc<Vec<u8>> {
    let mut aus = std::io::Cursor::new(Vec::new());
    let farbe = |x: u32, y: u32| image::Rgb([x, y, 120].map(|n| u8::try_from(n % 256).unwrap()));
    image::RgbImage::from_fn(breite, hoehe, farbe)
        .write_to(&mut aus, image::ImageFormat::Jpeg)
        .unwrap();
    Arc::new(aus.into_inner())
}

#[test]
fn fotos_stehen_nebeneinander_und_haben_worte() {
    let a = Angaben {
        fotos: vec![jpeg(640, 480), jpeg(300, 600), jpeg(40, 40), jpeg(9, 4)],
        ..angaben()
    };
    let foto = |nr: usize, alt: &str| format!("<foto nr=\"{nr}\" alt=\"{alt}\"/>");
    let vorlage = format!(
        "<dokument><h1>Platz</h1><p>Davor.</p><fotos>{}{}{}{}</fotos><p>Danach.</p></dokument>",
        foto(
            0,
            "Der Kiosk &lt;am&gt; Markt, davor drei Bänke und viele Menschen in der Sonne"
        ),
        foto(2, "Die Bank"),
        foto(1, "Der Turm"),
        foto(3, "Das Tor")
    );
    let bytes = pdf(&vorlage, &a).unwrap();
    assert_eq!(bytes, pdf(&vorlage, &a).unwrap());
    if let Ok(ziel) = std::env::var("DRUCK_PROBE") {
        std::fs::write(format!("{ziel}.fotos.pdf"), &bytes).unwrap();
    }
    let p = testkit::pdf::Pdf::lesen(&bytes).unwrap();
    let kiosk = "Der Kiosk <am> Markt, davor drei Bänke und viele Menschen in der Sonne";
    assert_eq!(p.alt, [kiosk, "Die Bank", "Der Turm", "Das Tor"]);
    assert_eq!(p.anzahl("Figure"), 4);
    let mut fotos = p.fotos.clone();
    fotos.sort_unstable();
    assert_eq!(fotos, [(9, 4), (40, 40), (300, 600), (640, 480)]);
    // for the eye the words stand below
    assert!(p.text().contains("Die Bank"), "{}", p.text());
    assert_eq!(seitenzahl(&vorlage, &a), Ok(1));
    let worte = absaetze(&teil(&docx(&vorlage, &a).unwrap(), "word/document.xml"));
    assert!(worte.iter().any(|w| w.1 == "Foto: Die Bank"), "{worte:?}");

    let fehler = |inhalt: &str, a: &Angaben| {
        let vorlage = format!("<dokument><h1>T</h1>\n<fotos>{inhalt}</fotos></dokument>");
        (
            pdf(&vorlage, a).unwrap_err().to_string(),
            docx(&vorlage, a).is_err(),
        )
    };
    for (inhalt, was) in [
        (foto(4, "keins"), "line 2: nr of <foto>"),
        (foto(0, " "), "line 2: <foto> lacks alt"),
        ("<foto alt=\"x\"/>".to_owned(), "line 2: <foto> lacks nr"),
        ("<svg/>".to_owned(), "<svg> is not known here"),
    ] {
        let (text, auch_docx) = fehler(&inhalt, &a);
        assert!(text.contains(was) && auch_docx, "{text}");
    }
    let kaputt = Angaben {
        fotos: vec![Arc::new(b"GIF89a".to_vec())],
        ..angaben()
    };
    assert!(matches!(
        pdf(
            &vorlage
                .replace("nr=\"1\"", "nr=\"0\"")
                .replace("nr=\"2\"", "nr=\"0\"")
                .replace("nr=\"3\"", "nr=\"0\""),
            &kaputt
        ),
        Err(Fehler::Foto { nr: 0, .. })
    ));
}

/// Whatever people paste, the document comes out.
#[test]
fn kein_zeichen_bringt_ein_dokument_zu_fall() {
    let mut alles = String::new();
    for c in (1..0x2_0000_u32).filter_map(char::from_u32) {
        match c {
            '<' => alles.push_str("&lt;"),
            '&' => alles.push_str("&amp;"),
            c => alles.push(c),
        }
        if (c as u32).is_multiple_of(23) {
            alles.push(' ');
        }
        // the planes beyond are the same replacement over and over
        if c as u32 > 0x3000 && !(c as u32).is_multiple_of(61) {
            alles.pop();
        }
    }
    let p = gelesen(&format!(
        "<dokument><h1>T</h1><p zeilen=\"ja\">{alles}</p><blockquote>e\u{301}\u{323}\u{308}x C\u{300} \u{200d}\u{ad}</blockquote></dokument>"
    ));
    assert!(p.seiten.len() > 3);
}

/// One part of a DOCX as text.
fn teil(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut aus = String::new();
    std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut aus).unwrap();
    aus
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Style and text of every paragraph.
fn absaetze(xml: &str) -> Vec<(String, String)> {
    let doc = roxmltree::Document::parse(xml).unwrap();
    let name = |n: &roxmltree::Node<'_, '_>, wie: &str| n.has_tag_name((WORD, wie));
    doc.descendants()
        .filter(|n| name(n, "p"))
        .map(|p| {
            let stil = p.descendants().find(|n| name(n, "pStyle"));
            let stil = stil.and_then(|n| n.attribute((WORD, "val"))).unwrap_or_default();
            let text: String = p
                .descendants()
                .filter_map(|n| match n {
                    n if name(&n, "t") => n.text(),
                    n if name(&n, "br") => Some("\n"),
                    _ => None,
                })
                .collect();
            (stil.to_owned(), text)
        })
        .collect()
}

#[test]
fn dieselbe_vorlage_wird_eine_datei_zum_weiterschreiben() {
    let bytes = docx(&bunt(3), &angaben()).unwrap();
    assert_eq!(bytes, docx(&bunt(3), &angaben()).unwrap());
    if let Ok(ziel) = std::env::var("DRUCK_PROBE") {
        std::fs::write(format!("{ziel}.docx"), &bytes).unwrap();
    }
    for name in [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/numbering.xml",
        "word/settings.xml",
    ] {
        roxmltree::Document::parse(&teil(&bytes, name)).unwrap();
    }
    let eigenschaften = teil(&bytes, "docProps/core.xml");
    for wert in [
        "<dc:title>Probe</dc:title>",
        "<dc:language>de-DE</dc:language>",
        "2026-11-22T00:00:00Z",
    ] {
        assert!(eigenschaften.contains(wert), "{eigenschaften}");
    }
    let stile = teil(&bytes, "word/styles.xml");
    assert!(stile.contains("<w:lang w:val=\"de-DE\""));
    assert!(teil(&bytes, "word/header1.xml").contains("Az. 1/26"));
    assert!(teil(&bytes, "word/footer1.xml").contains("Vertraulich"));
    let xml = teil(&bytes, "word/document.xml");
    let alle = absaetze(&xml);
    for (stil, text) in &alle {
        assert!(
            stil.is_empty() || stile.contains(&format!("w:styleId=\"{stil}\"")),
            "{stil}: {text}"
        );
    }
    let mit = |stil: &str| -> Vec<&str> {
        alle.iter()
            .filter(|a| a.0 == stil)
            .map(|a| a.1.as_str())
            .collect()
    };
    assert_eq!(mit("Briefkopf"), ["Stadt Musterort", "Markt 1, 12345 Musterort"]);
    assert_eq!(mit("Heading1"), ["Hilfeplan für Łukasz Çelik-Müller"]);
    assert_eq!(mit("Heading2"), ["Was da ist", "Angaben"]);
    assert_eq!(
        mit("Quote"),
        ["Ich will, dass meine Kinder wieder lachen.\nUnd dass wir zusammen essen."]
    );
    assert_eq!(mit("ListParagraph")[1], "Fußball 😀 im Verein");
    assert!(mit("Angabe")[0].starts_with("Fallführend: Anna Beck"));
    assert_eq!(mit("Caption"), ["Verteilung 2027"]);
    assert_eq!(mit("Unterschrift").len(), 2);
    assert!(alle.iter().any(|a| a.1 == "Bild: Zwei Felder mit Ressourcen"));
    // one head that is repeated, and as many cells in each row as columns
    let doc = roxmltree::Document::parse(&xml).unwrap();
    let zahl = |name: &str| doc.descendants().filter(|n| n.has_tag_name((WORD, name))).count();
    assert_eq!(
        (zahl("tbl"), zahl("tblHeader"), zahl("tr"), zahl("tc")),
        (1, 1, 5, 15)
    );
}

#[test]
fn was_leute_schreiben_bleibt_text() {
    let boese = "<dokument><h1>A &lt;b&gt; &amp; \"C\"</h1><ol><li>eins</li></ol><ol><li>zwei</li></ol><p zeilen=\"ja\">x\u{b}y\n\nz</p></dokument>";
    let a = Angaben {
        titel: "</dc:title>&".into(),
        ..angaben()
    };
    let bytes = docx(boese, &a).unwrap();
    roxmltree::Document::parse(&teil(&bytes, "docProps/core.xml")).unwrap();
    let alle = absaetze(&teil(&bytes, "word/document.xml"));
    assert!(alle.contains(&("Heading1".into(), "A <b> & \"C\"".into())));
    assert!(alle.contains(&("Normal".into(), "xy\n\nz".into())));
    // each list counts for itself
    assert_eq!(
        teil(&bytes, "word/numbering.xml")
            .matches("startOverride")
            .count(),
        2
    );
    let ohne_titel = Angaben {
        titel: String::new(),
        ..angaben()
    };
    assert!(matches!(
        docx("<dokument><h1>T</h1></dokument>", &ohne_titel),
        Err(Fehler::Regel(_))
    ));
}
