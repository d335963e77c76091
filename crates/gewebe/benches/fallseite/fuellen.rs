//! Many cases and persons out of the few of the demo, by one statement for each table: a copy of a case has ids, an
//! Aktenzeichen, names and dates of its own and everything else of the case it was made from, so whoever may read that
//! one may read the copy, and what belongs together still does.

use store::{Db, Sql, Tx, werte};

/// How often somebody with this place in the list bears a surname: squared, so that the first of 20,000 has 7 in 1,000.
const NAMEN: u64 = 20_000;
/// A prime: what is drawn by lot lies below it.
const LOSE: u64 = 1_000_003;
/// Copies made by one transaction.
const SCHUB: u64 = 2_000;

/// Copied for every case.
const KERN: [&str; 6] = [
    "anliegen",
    "anliegen_person",
    "anliegen_raum",
    "fall",
    "fall_person",
    "fall_raum",
];
/// What a whole case holds beside that, parents first.
const INHALT: [&str; 27] = [
    "anliegen_verlauf",
    "fall_verlauf",
    "fall_angabe",
    "fall_aeusserung",
    "fall_grobziel",
    "fall_grobziel_aus",
    "fall_handlungsziel",
    "fall_ressource",
    "fall_geprueft",
    "fall_sozialraumpruefung",
    "fall_konferenz",
    "fall_konferenz_teilnahme",
    "fall_konferenz_idee",
    "fall_baustein",
    "fall_baustein_ziel",
    "fall_hilfeplan",
    "fall_entscheidung",
    "fall_beauftragung",
    "fall_kontakt",
    "fall_ueberpruefung",
    "fall_bewertung",
    "fall_abschluss",
    "fall_notiz",
    "fall_notiz_freigabe",
    "fall_merkmal",
    "fall_umfeld",
    "fall_beziehung",
];
/// Columns that lead to a row that is copied as well; in `fall_beziehung` also both ends.
const VERWEISE: [&str; 15] = [
    "id",
    "einmal",
    "fall",
    "anliegen",
    "person",
    "grobziel",
    "aeusserung",
    "handlungsziel",
    "konferenz",
    "baustein",
    "hilfeplan",
    "entscheidung",
    "beauftragung",
    "ueberpruefung",
    "notiz",
];

const VORNE: [&str; 100] = [
    "Ahorn",
    "Birken",
    "Buchen",
    "Eichen",
    "Linden",
    "Erlen",
    "Ulmen",
    "Eschen",
    "Fichten",
    "Tannen",
    "Wald",
    "Feld",
    "Wiesen",
    "Bach",
    "See",
    "Berg",
    "Tal",
    "Stein",
    "Sand",
    "Moor",
    "Acker",
    "Garten",
    "Rosen",
    "Dorn",
    "Hasel",
    "Kirsch",
    "Apfel",
    "Nuss",
    "Korn",
    "Mühl",
    "Brunnen",
    "Schmied",
    "Zimmer",
    "Becken",
    "Fass",
    "Kessel",
    "Nagel",
    "Seil",
    "Web",
    "Schneid",
    "Ham",
    "Lud",
    "Her",
    "Wil",
    "Gott",
    "Ger",
    "Sieg",
    "Rein",
    "Diet",
    "Bern",
    "Eber",
    "Wolf",
    "Hart",
    "Mark",
    "Helm",
    "Adal",
    "Brand",
    "Falk",
    "Finken",
    "Amsel",
    "Star",
    "Reiher",
    "Storch",
    "Kranich",
    "Fuchs",
    "Dachs",
    "Hirsch",
    "Reh",
    "Hasen",
    "Biber",
    "Otter",
    "Lachs",
    "Hecht",
    "Karpfen",
    "Aal",
    "Öst",
    "West",
    "Nord",
    "Süd",
    "Ober",
    "Unter",
    "Mitter",
    "Alt",
    "Neu",
    "Groß",
    "Klein",
    "Lang",
    "Kurz",
    "Schön",
    "Hell",
    "Grün",
    "Blau",
    "Roten",
    "Weißen",
    "Schwarzen",
    "Gold",
    "Silber",
    "Eisen",
    "Kupfer",
    "Blei",
];
const HINTEN: [&str; 20] = [
    "bach", "berg", "mann", "er", "hof", "thal", "feld", "stein", "brück", "wald", "haus", "meier", "ing",
    "au", "heim", "kamp", "horst", "loh", "rath", "dorf",
];
const BEIWORT: [&str; 10] = ["", "s", "en", "hoff", "lich", "ke", "sen", "inger", "el", "ert"];
const VORNAMEN: [&str; 40] = [
    "Anna", "Emil", "Mia", "Noah", "Lea", "Paul", "Ida", "Ben", "Emma", "Elias", "Sofia", "Finn", "Lina",
    "Jonas", "Ella", "Leon", "Klara", "Luis", "Marie", "Felix", "Nele", "Oskar", "Frieda", "Anton", "Mila",
    "Jakob", "Leyla", "Emir", "Aylin", "Yusuf", "Zofia", "Piotr", "Olena", "Taras", "Amira", "Karim", "Thi",
    "Minh", "Grace", "Samuel",
];

/// The surname with this place in the list.
pub fn nachname(nr: u64) -> String {
    let i = |n: u64| usize::try_from(n).unwrap_or(0);
    format!(
        "{}{}{}",
        VORNE[i(nr % 100)],
        HINTEN[i(nr / 100 % 20)],
        BEIWORT[i(nr / 2_000 % 10)]
    )
}

/// What was made.
pub struct Bestand {
    pub faelle: u64,
    pub volle: u64,
    pub personen: u64,
    /// Copies of each case that hold everything: 1 to this.
    pub volle_kopien: u64,
}

struct Kopie {
    postgres: bool,
    spalten: Vec<(String, String, String, bool)>,
}

impl Kopie {
    /// The id of the copy number `k`: its first four bytes are the number.
    fn id(&self, spalte: &str) -> String {
        if self.postgres {
            format!("(lpad(to_hex(s.k), 8, '0') || substr(replace(v.{spalte}::text, '-', ''), 9))::uuid")
        } else {
            // a missing one stays missing
            format!("CAST(unhex(printf('%08x', s.k)) || substr(v.{spalte}, 5) AS BLOB)")
        }
    }

    /// Somebody's place in the list of names, from the copy and from whom they are copied.
    const fn los() -> &'static str {
        "((s.k * 7919 + COALESCE(n.nr, 0) * 104729) % 1000003)"
    }

    fn wert(&self, tabelle: &str, spalte: &str) -> String {
        let person = ["person", "anliegen_person", "fall_person"].contains(&tabelle);
        let los = Self::los();
        match (tabelle, spalte) {
            ("fall", "nummer") => "v.nummer + s.k * 1000".to_owned(),
            ("fall", "aktenzeichen") => "v.aktenzeichen || '-' || s.k".to_owned(),
            ("fall_beziehung", "von" | "nach" | "umfeld") => self.id(spalte),
            (_, "nachname") if person => "b.nachname".to_owned(),
            (_, "vorname") if person => "b.vorname".to_owned(),
            (_, "suchtext") if person => "LOWER(b.nachname || ' ' || b.vorname)".to_owned(),
            (_, "geburtsdatum") if person && self.postgres => {
                format!("(v.geburtsdatum::date - ({los} % 900)::int)::text")
            }
            (_, "geburtsdatum") if person => format!("date(v.geburtsdatum, '-' || ({los} % 900) || ' days')"),
            (_, s) if VERWEISE.contains(&s) => self.id(s),
            (_, s) => format!("v.{s}"),
        }
    }

    async fn kopieren(&self, tx: &mut Tx, tabelle: &str, von: u64, bis: u64) -> store::Result<u64> {
        let spalten: Vec<&str> = self
            .spalten
            .iter()
            .filter(|s| s.0 == tabelle)
            .map(|s| s.1.as_str())
            .collect();
        let werte: Vec<String> = spalten.iter().map(|s| self.wert(tabelle, s)).collect();
        let bekannt = match tabelle {
            "person" => "v.id",
            "anliegen_person" | "fall_person" => "v.person",
            _ => "NULL",
        };
        let namen = if bekannt == "NULL" {
            String::new()
        } else {
            let los = Self::los();
            // squared: few names are frequent, most are rare
            let nr = format!("{los} * {los} / {}", LOSE * LOSE / NAMEN + 1);
            format!(
                "LEFT JOIN bench_nr n ON n.id = {bekannt} JOIN bench_name b ON b.nr = {}",
                if self.postgres {
                    format!("({nr})::bigint")
                } else {
                    nr
                }
            )
        };
        let text = format!(
            "WITH RECURSIVE s(k) AS (SELECT {start} UNION ALL SELECT k + 1 FROM s WHERE k < {bis})
             INSERT INTO {tabelle} ({spalten}) SELECT {werte} FROM s CROSS JOIN bench_{tabelle} v {namen}",
            start = if self.postgres {
                format!("{von}::bigint")
            } else {
                von.to_string()
            },
            spalten = spalten.join(", "),
            werte = werte.join(", "),
        );
        tx.execute(Sql::aus_konstanten(text), werte![]).await
    }
}

async fn zahl(tx: &mut Tx, tabelle: &str) -> store::Result<u64> {
    let (n,): (i64,) = tx
        .fetch_one(
            Sql::aus_konstanten(format!("SELECT COUNT(*) FROM {tabelle}")),
            werte![],
        )
        .await?;
    Ok(u64::try_from(n).unwrap_or(0))
}

/// The cases of the demo as they are, the numbers of their people, and the names for the copies.
async fn vorlage(tx: &mut Tx, id: &str) -> store::Result<()> {
    for t in ["person"].iter().chain(&KERN).chain(&INHALT) {
        // an Anliegen without a case is not copied, nor who asked only there
        let nur = match *t {
            "anliegen" => " WHERE id IN (SELECT anliegen FROM fall)",
            "anliegen_person" | "anliegen_raum" | "anliegen_verlauf" => {
                " WHERE anliegen IN (SELECT anliegen FROM fall)"
            }
            "person" => {
                " WHERE id IN (SELECT person FROM fall_person UNION SELECT p.person FROM anliegen_person p JOIN fall f \
                 ON f.anliegen = p.anliegen)"
            }
            _ => "",
        };
        let text = format!("CREATE TABLE bench_{t} AS SELECT * FROM {t}{nur}");
        tx.execute(Sql::aus_konstanten(text), werte![]).await?;
    }
    let nr = "CREATE TABLE bench_nr AS SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS nr FROM person";
    tx.execute(nr, werte![]).await?;
    let leer = format!(
        "CREATE TABLE bench_name (nr {id} PRIMARY KEY, vorname TEXT NOT NULL, nachname TEXT NOT NULL)"
    );
    tx.execute(Sql::aus_konstanten(leer), werte![]).await?;
    for von in (0..NAMEN).step_by(1_000) {
        let zeilen: Vec<String> = (von..von + 1_000)
            .map(|nr| {
                let vor = VORNAMEN[usize::try_from(nr * 31 % 40).unwrap_or(0)];
                format!("({nr}, '{vor}', '{}')", nachname(nr))
            })
            .collect();
        let text = format!("INSERT INTO bench_name VALUES {}", zeilen.join(", "));
        tx.execute(Sql::aus_konstanten(text), werte![]).await?;
    }
    Ok(())
}

/// Fills up to so many cases and persons; every `voller`-th case whole, the others with people, place and Anliegen.
pub async fn fuellen(db: &Db, faelle: u64, personen: u64, voller: u64) -> store::Result<Bestand> {
    let mut tx = db.write().await?;
    let postgres = tx.ist_postgres();
    vorlage(&mut tx, if postgres { "BIGINT" } else { "INTEGER" }).await?;
    let (je_fall, je_person) = (
        zahl(&mut tx, "fall").await?.max(1),
        zahl(&mut tx, "bench_person").await?.max(1),
    );
    let k = Kopie {
        postgres,
        spalten: store::spalten(&mut tx).await?,
    };
    tx.commit().await?;
    let kopien = faelle.div_ceil(je_fall);
    let volle_kopien = kopien.div_ceil(voller.max(1));
    let alle = kopien.max(personen.div_ceil(je_person));
    for von in (1..=alle).step_by(usize::try_from(SCHUB).unwrap_or(1)) {
        let mut tx = db.write().await?;
        let bis = alle.min(von + SCHUB - 1);
        k.kopieren(&mut tx, "person", von, bis).await?;
        if von <= kopien {
            for t in KERN {
                k.kopieren(&mut tx, t, von, bis.min(kopien)).await?;
            }
        }
        if von <= volle_kopien {
            for t in INHALT {
                k.kopieren(&mut tx, t, von, bis.min(volle_kopien)).await?;
            }
        }
        tx.commit().await?;
    }
    let mut tx = db.write().await?;
    for t in ["person", "nr", "name"].iter().chain(&KERN).chain(&INHALT) {
        tx.execute(Sql::aus_konstanten(format!("DROP TABLE bench_{t}")), werte![])
            .await?;
    }
    tx.execute("ANALYZE", werte![]).await?;
    let bestand = Bestand {
        faelle: zahl(&mut tx, "fall").await?,
        volle: je_fall * (volle_kopien + 1),
        personen: zahl(&mut tx, "person").await?,
        volle_kopien,
    };
    tx.commit().await?;
    Ok(bestand)
}
