//! Quality of the look-up by kind of noise: writes a register and disturbed questions, answers and scores them.
//!
//! `cargo run --release -p zuordnung --example guete -- ORDNER [FRAGEN]` writes into ORDNER
//! `register.csv` (`addr_id,street,house_no,suffix,postcode,city,unit`), `queries.csv` (`query_id,address`),
//! `truth.csv` (`query_id,addr_id,kind`; several kinds joined by `|`) and `out.csv` (`query_id,addr_id,score`),
//! and prints one JSON line per kind. Files that are there already are answered as they are.
#![expect(clippy::print_stdout, reason = "an example prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

mod arten;
#[path = "../../benches/nachschlagen/stadt.rs"]
mod stadt;
#[path = "../../benches/nachschlagen/wuerfel.rs"]
mod wuerfel;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::Path;

use arten::{ARTEN, Teile};
use stadt::{Soll, stadt};
use wuerfel::Wuerfel;
use zuordnung::{Adresse, Anfrage, Ergebnis, Hausnummer, Register, RegisterBauer, Strasse, Vorschlag};

type Folge<T> = Result<T, Box<dyn Error>>;

const ADRESSEN: usize = 200_000;
const FRAGEN: usize = 40_000;

fn main() -> Folge<()> {
    let mut worte = std::env::args().skip(1);
    let ordner = worte.next().ok_or("Aufruf: guete ORDNER [FRAGEN]")?;
    let ordner = Path::new(&ordner);
    let fragen = worte.next().map_or(Ok(FRAGEN), |t| t.parse())?;
    std::fs::create_dir_all(ordner)?;
    if !ordner.join("register.csv").exists() {
        schreiben(ordner, fragen)?;
    }
    let (register, nach_zeile, einheiten) = lesen(&ordner.join("register.csv"))?;
    antworten(ordner, &register, &nach_zeile, &einheiten)
}

/// A made-up town and questions with no, one or two kinds of noise each.
fn schreiben(ordner: &Path, fragen: usize) -> Folge<()> {
    let mut w = Wuerfel(0x5eed_0000_1234_abcd);
    let (_, soll) = stadt(&mut w, ADRESSEN);
    let mut datei = csv::Writer::from_path(ordner.join("register.csv"))?;
    datei.write_record([
        "addr_id", "street", "house_no", "suffix", "postcode", "city", "unit",
    ])?;
    for (i, s) in soll.iter().enumerate() {
        let zahl = s.nummer.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let zusatz = &s.nummer[zahl.len()..];
        let (id, einheit) = (i.to_string(), s.einheit.to_string());
        datei.write_record([&id, &s.strasse, zahl, zusatz, &s.plz, &s.ort, &einheit])?;
    }
    datei.flush()?;
    let mut anfragen = csv::Writer::from_path(ordner.join("queries.csv"))?;
    let mut wahrheit = csv::Writer::from_path(ordner.join("truth.csv"))?;
    anfragen.write_record(["query_id", "address"])?;
    wahrheit.write_record(["query_id", "addr_id", "kind"])?;
    for q in 0..fragen {
        let i = w.bis(soll.len());
        let s = &soll[i];
        let mut teile = Teile {
            strasse: s.strasse.clone(),
            nummer: s.nummer.clone(),
            plz: s.plz.clone(),
            ort: s.ort.clone(),
            vor_nummer: " ",
            trenner: ", ",
            ort_zuerst: false,
            anhang: "",
        };
        // One question in twenty is clean, one in four has two kinds of noise.
        let zahl = match w.bis(20) {
            0 => 0,
            1..=5 => 2,
            _ => 1,
        };
        let mut arten: Vec<&str> = Vec::new();
        while arten.len() < zahl {
            let (name, stoere) = ARTEN[w.bis(ARTEN.len())];
            // Without PLZ and place nothing would tell one town from another.
            let beides = ["ohneplz", "ohneort"];
            if arten.contains(&name) || beides.contains(&name) && arten.iter().any(|a| beides.contains(a)) {
                continue;
            }
            stoere(&mut w, &mut teile);
            arten.push(name);
        }
        let id = q.to_string();
        anfragen.write_record([id.as_str(), &teile.zeile()])?;
        wahrheit.write_record([id.as_str(), &i.to_string(), &arten.join("|")])?;
    }
    anfragen.flush()?;
    wahrheit.flush()?;
    Ok(())
}

type Gelesen = (Register, HashMap<String, String>, HashMap<String, u32>);

/// The register, the id of each line, and the unit of each id.
fn lesen(pfad: &Path) -> Folge<Gelesen> {
    let mut bauer = RegisterBauer::neu();
    let (mut nach_zeile, mut einheiten) = (HashMap::new(), HashMap::new());
    for (zeile, satz) in (2_u32..).zip(csv::Reader::from_path(pfad)?.records()) {
        let satz = satz?;
        let nr = Hausnummer::lesen(&[&satz[2], &satz[3]].concat())?;
        let einheit = satz.get(6).and_then(|t| t.parse().ok()).unwrap_or(0);
        let soll = Soll {
            strasse: satz[1].to_owned(),
            nummer: nr.to_string(),
            plz: satz[4].to_owned(),
            ort: satz[5].to_owned(),
            einheit,
        };
        nach_zeile.insert(soll.zeile(), satz[0].to_owned());
        let strasse = bauer.strasse(Strasse::neu("", &soll.strasse, &soll.ort));
        bauer.adresse(&Adresse {
            plz: soll.plz,
            einheit: Some(einheit),
            ..Adresse::neu(strasse, Some(nr), zeile)
        })?;
        einheiten.insert(satz[0].to_owned(), einheit);
    }
    Ok((bauer.bauen(), nach_zeile, einheiten))
}

/// Counts of one kind.
#[derive(Default)]
struct Zahl {
    alle: usize,
    erste: usize,
    unter_dreien: usize,
    von_selbst: usize,
    falsche_einheit: usize,
}

fn antworten(
    ordner: &Path,
    r: &Register,
    nach_zeile: &HashMap<String, String>,
    einheiten: &HashMap<String, u32>,
) -> Folge<()> {
    let mut wahrheit: HashMap<String, (String, String)> = HashMap::new();
    for satz in csv::Reader::from_path(ordner.join("truth.csv"))?.records() {
        let satz = satz?;
        wahrheit.insert(satz[0].to_owned(), (satz[1].to_owned(), satz[2].to_owned()));
    }
    let mut aus = csv::Writer::from_path(ordner.join("out.csv"))?;
    aus.write_record(["query_id", "addr_id", "score"])?;
    let mut zahlen: BTreeMap<String, Zahl> = BTreeMap::new();
    for satz in csv::Reader::from_path(ordner.join("queries.csv"))?.records() {
        let satz = satz?;
        let anfrage = Anfrage::aus_text(&satz[1]);
        let ergebnis = r.zuordnen(&anfrage);
        let mut angebot = r.aehnliche(&anfrage, 4);
        if let Ergebnis::Eindeutig { adresse: Some(a), .. } = &ergebnis {
            angebot.retain(|v| v.zeile() != a.zeile());
            angebot.insert(0, (**a).clone());
        }
        let id = |v: &Vorschlag| nach_zeile.get(&v.zeile());
        let erste = angebot.first().and_then(id).map_or("", String::as_str);
        let score = angebot.first().map_or(0.0, |v| v.aehnlichkeit);
        aus.write_record([&satz[0], erste, &format!("{score:.3}")])?;
        let Some((soll, arten)) = wahrheit.get(&satz[0]) else {
            continue;
        };
        let arten = if arten.is_empty() { "sauber" } else { arten };
        let mehrere = arten.contains('|').then_some("mehrere");
        for art in arten.split('|').chain(mehrere).chain(["alle"]) {
            let z = zahlen.entry(art.to_owned()).or_default();
            z.alle += 1;
            z.erste += usize::from(erste == soll);
            z.unter_dreien += usize::from(angebot.iter().take(3).any(|v| id(v) == Some(soll)));
            if let Some(einheit) = ergebnis.einheit() {
                z.von_selbst += 1;
                z.falsche_einheit += usize::from(einheiten.get(soll) != Some(&einheit));
            }
        }
    }
    aus.flush()?;
    for (art, z) in &zahlen {
        let je = |n: usize| n as f64 / z.alle as f64;
        println!(
            "{{\"kind\":\"{art}\",\"n\":{},\"first\":{:.4},\"recall3\":{:.4},\"automatic\":{:.4},\"wrong_unit\":{:.4}}}",
            z.alle,
            je(z.erste),
            je(z.unter_dreien),
            je(z.von_selbst),
            je(z.falsche_einheit)
        );
    }
    Ok(())
}
