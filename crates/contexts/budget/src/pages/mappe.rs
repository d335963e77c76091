//! The figures of a year as a workbook that goes on computing: every sum is a formula over the lines of the ledger, the
//! expectations can be changed, and a sheet shows whether the workbook and Gewebe say the same.
//!
//! Text never becomes a formula: it is stored as text, and what begins like a formula is marked so that it stays text
//! when somebody edits the cell.

use amt::{App, Error, Kontext};
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::{Bp, Cent, Datum, Id};
use rust_xlsxwriter::{
    ColNum, DocProperties, Format, FormatBorder, Formula, RowNum, Workbook, Worksheet, XlsxError,
};
use web::Ergebnis;

use super::hilfen::{datei, fertig, schreiben};
use crate::{
    ablage,
    model::{Buchung, Konto, Topf},
    rules::prognose::Ampel,
    service::{self, Filter, Lage, Regeln},
};

const ART: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Most bookings of a workbook; it is made in memory. Whoever needs more takes the CSV file.
const ZEILEN: u32 = 200_000;

/// Everything that goes in, read in one transaction.
struct Zahlen {
    toepfe: Vec<(Topf, Lage)>,
    buchungen: Vec<Buchung>,
    summe: Cent,
    ampel: (Bp, Bp),
    heute: Datum,
}

/// The workbook of a year, for the Töpfe the user sees.
pub async fn xlsx(State(app): State<App>, kontext: Kontext, Path(jahr): Path<i64>) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    service::blick(&app, &mut tx, &kontext, jahr).await?;
    // nobody books between the balances and the lines
    ablage::jahr::sperren(&mut tx, jahr).await?;
    let blick = service::blick(&app, &mut tx, &kontext, jahr).await?;
    let regeln = Regeln::geltende(&app, &mut tx).await?;
    let letzte = ablage::prognose::letzte(&mut tx, jahr).await?;
    let filter = Filter::default();
    let (buchungen, anzahl, summe) =
        service::buchungen(&app, &mut tx, &kontext, &blick, jahr, &filter, 0, ZEILEN).await?;
    fertig(tx).await?;
    if anzahl > i64::from(ZEILEN) {
        let text = "Das sind mehr Buchungen, als in eine Tabelle passen. Bitte die CSV-Datei nehmen.";
        return Err(Error::regel("BUDGET-E81", text).into());
    }
    let erwartet = |id: Id<Topf>| {
        let zeile = letzte.iter().find(|(topf, ..)| *topf == id);
        zeile.map_or((Cent(0), Cent(0)), |(_, neu, ende)| (*neu, *ende))
    };
    let zahlen = Zahlen {
        toepfe: blick
            .toepfe
            .into_iter()
            .map(|t| {
                let (neu, ende) = erwartet(t.id);
                let lage = Lage::aus(&t, neu, ende, &regeln);
                (t, lage)
            })
            .collect(),
        buchungen,
        summe,
        ampel: regeln.ampel,
        heute: app.uhr.heute(),
    };
    let inhalt = tokio::task::spawn_blocking(move || mappe(&zahlen))
        .await
        .map_err(|e| Error::Intern(e.to_string()))?
        .map_err(|e| Error::Intern(e.to_string()))?;
    Ok(datei(&format!("controlling-{jahr}.xlsx"), ART, inhalt))
}

/// An amount in euros as other programs write it: `-1234.56`.
fn euro(c: Cent) -> String {
    let (vorn, n) = (if c.0 < 0 { "-" } else { "" }, c.0.unsigned_abs());
    format!("{vorn}{}.{:02}", n / 100, n % 100)
}

/// A share as other programs write it, for programs that show files without computing.
fn anteil(teil: Cent, ganzes: Cent) -> String {
    let zehntausendstel = base::kaufm(i128::from(teil.0) * 10_000, i128::from(ganzes.0)).unwrap_or(0);
    let (vorn, n) = (
        if zehntausendstel < 0 { "-" } else { "" },
        zehntausendstel.unsigned_abs(),
    );
    format!("{vorn}{}.{:04}", n / 10_000, n % 10_000)
}

struct Formate {
    kopf: Format,
    text: Format,
    wie_formel: Format,
    tag: Format,
    geld: Format,
    eingabe: Format,
    anteil: Format,
}

impl Formate {
    fn neu() -> Self {
        let geld = Format::new().set_num_format("#,##0.00 \"€\";[Red]-#,##0.00 \"€\"");
        Self {
            kopf: Format::new().set_bold().set_border_bottom(FormatBorder::Thin),
            text: Format::new(),
            wie_formel: Format::new().set_quote_prefix(),
            tag: Format::new().set_num_format("dd.mm.yyyy"),
            eingabe: geld.clone().set_background_color("#FFF8DC"),
            geld,
            anteil: Format::new().set_num_format("0.00%"),
        }
    }
}

/// A sheet being filled.
struct Blatt<'a> {
    s: &'a mut Worksheet,
    f: &'a Formate,
}

impl Blatt<'_> {
    fn kopf(&mut self, spalten: &[(&str, u32)]) -> Result<(), XlsxError> {
        for (i, (titel, breite)) in (0..).zip(spalten) {
            self.s.write_string_with_format(0, i, *titel, &self.f.kopf)?;
            self.s.set_column_width_pixels(i, *breite)?;
        }
        self.s.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn text(&mut self, zeile: RowNum, spalte: ColNum, text: &str) -> Result<(), XlsxError> {
        let gefaehrlich = text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']);
        let format = if gefaehrlich {
            &self.f.wie_formel
        } else {
            &self.f.text
        };
        self.s.write_string_with_format(zeile, spalte, text, format)?;
        Ok(())
    }

    fn zahl(&mut self, zeile: RowNum, spalte: ColNum, zahl: u32) -> Result<(), XlsxError> {
        self.s.write_number(zeile, spalte, zahl)?;
        Ok(())
    }

    /// The file format knows floating point numbers only; nothing is computed with this one here.
    fn geld(&mut self, zeile: RowNum, spalte: ColNum, c: Cent, eingabe: bool) -> Result<(), XlsxError> {
        let wert: f64 = euro(c).parse().unwrap_or_default();
        let format = if eingabe { &self.f.eingabe } else { &self.f.geld };
        self.s.write_number_with_format(zeile, spalte, wert, format)?;
        Ok(())
    }

    /// A formula with the value it has now, for programs that show files without computing.
    fn formel(&mut self, zeile: RowNum, spalte: ColNum, formel: &str, jetzt: Cent) -> Result<(), XlsxError> {
        let formel = Formula::new(formel).set_result(euro(jetzt));
        self.s
            .write_formula_with_format(zeile, spalte, formel, &self.f.geld)?;
        Ok(())
    }
}

fn nr(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn mappe(z: &Zahlen) -> Result<Vec<u8>, XlsxError> {
    let mut buch = Workbook::new();
    buch.set_properties(&DocProperties::new().set_creation_datetime(&z.heute.0));
    let f = Formate::neu();
    toepfe(
        z,
        Blatt {
            s: buch.add_worksheet().set_name("Töpfe")?,
            f: &f,
        },
    )?;
    prognose(
        z,
        Blatt {
            s: buch.add_worksheet().set_name("Prognose")?,
            f: &f,
        },
    )?;
    buchungen(
        z,
        Blatt {
            s: buch.add_worksheet().set_name("Buchungen")?,
            f: &f,
        },
    )?;
    probe(
        z,
        Blatt {
            s: buch.add_worksheet().set_name("Probe")?,
            f: &f,
        },
    )?;
    buch.save_to_buffer()
}

/// The columns of the balances, in the order of the sheet.
const KONTEN: [(&str, Konto); 5] = [
    ("Übertrag", Konto::Uebertrag),
    ("Umbuchungen", Konto::Umbuchung),
    ("Einnahmen", Konto::Einnahme),
    ("Gezahlt", Konto::Ist),
    ("Zugesagt", Konto::Obligo),
];

fn stand(t: &Topf, k: Konto) -> Cent {
    match k {
        Konto::Ist => t.stand.ist,
        Konto::Obligo => t.stand.obligo,
        Konto::Umbuchung => t.stand.umbuchung,
        Konto::Uebertrag => t.stand.uebertrag,
        Konto::Einnahme => t.stand.einnahme,
    }
}

fn toepfe(z: &Zahlen, mut b: Blatt<'_>) -> Result<(), XlsxError> {
    b.kopf(&[
        ("Nr", 40),
        ("Topf", 260),
        ("Art", 100),
        ("Arbeitsart", 130),
        ("Ansatz", 120),
        (KONTEN[0].0, 120),
        (KONTEN[1].0, 120),
        (KONTEN[2].0, 120),
        (KONTEN[3].0, 120),
        (KONTEN[4].0, 120),
        ("Verfügbar", 120),
    ])?;
    let letzte = z.buchungen.len().max(1) + 1;
    for (n, (t, _)) in (1..).zip(&z.toepfe) {
        let zeile = n + 1;
        b.zahl(n, 0, n)?;
        b.text(n, 1, &t.bezeichnung)?;
        b.text(n, 2, t.art.wort())?;
        b.text(n, 3, t.arbeitsart.wort())?;
        b.geld(n, 4, t.ansatz, false)?;
        for (spalte, (_, konto)) in (5..).zip(KONTEN) {
            // the Topf by its number in this workbook: a name could be read as a condition
            let formel = format!(
                "=SUMIFS(Buchungen!$I$2:$I${letzte},Buchungen!$C$2:$C${letzte},$A{zeile},Buchungen!$E$2:$E${letzte},\"{}\")",
                konto.code()
            );
            b.formel(n, spalte, &formel, stand(t, konto))?;
        }
        let formel = format!("=E{zeile}+F{zeile}+G{zeile}+H{zeile}-I{zeile}-J{zeile}");
        b.formel(n, 10, &formel, t.verfuegbar())?;
    }
    let ende = nr(z.toepfe.len()) + 1;
    b.text(ende, 1, "Summe")?;
    let alle = |wert: &dyn Fn(&Topf) -> Cent| Cent(z.toepfe.iter().fold(0, |s, (t, _)| s + wert(t).0));
    let summen = [("E", alle(&|t| t.ansatz))]
        .into_iter()
        .chain(
            ["F", "G", "H", "I", "J"]
                .into_iter()
                .zip(KONTEN)
                .map(|(s, (_, k))| (s, alle(&|t| stand(t, k)))),
        )
        .chain([("K", alle(&Topf::verfuegbar))]);
    for (spalte, (name, jetzt)) in (4..).zip(summen) {
        b.formel(ende, spalte, &format!("=SUM({name}2:{name}{ende})"), jetzt)?;
    }
    Ok(())
}

fn prognose(z: &Zahlen, mut b: Blatt<'_>) -> Result<(), XlsxError> {
    b.kopf(&[
        ("Nr", 40),
        ("Topf", 260),
        ("Gezahlt", 120),
        ("Zugesagt", 120),
        ("Neue Fälle (änderbar)", 160),
        ("Beendigungen (änderbar)", 160),
        ("Prognose", 120),
        ("Rahmen", 120),
        ("Anteil", 80),
        ("Reserve", 120),
        ("Ampel", 80),
    ])?;
    let (gelb, rot) = (z.ampel.0.0, z.ampel.1.0);
    for (n, (t, lage)) in (1..).zip(&z.toepfe) {
        let zeile = n + 1;
        b.zahl(n, 0, n)?;
        b.text(n, 1, &t.bezeichnung)?;
        b.formel(n, 2, &format!("='Töpfe'!I{zeile}"), lage.teile.ist)?;
        b.formel(n, 3, &format!("='Töpfe'!J{zeile}"), lage.teile.obligo)?;
        b.geld(n, 4, lage.teile.neufaelle, true)?;
        b.geld(n, 5, lage.teile.beendigungen, true)?;
        b.formel(
            n,
            6,
            &format!("=C{zeile}+D{zeile}+E{zeile}-F{zeile}"),
            lage.prognose.betrag,
        )?;
        let rahmen = format!("='Töpfe'!E{zeile}+'Töpfe'!F{zeile}+'Töpfe'!G{zeile}+'Töpfe'!H{zeile}");
        b.formel(n, 7, &rahmen, t.rahmen())?;
        let jetzt = if t.rahmen().0 > 0 {
            anteil(lage.prognose.betrag, t.rahmen())
        } else {
            String::new()
        };
        let formel = Formula::new(format!("=IF(H{zeile}>0,G{zeile}/H{zeile},\"\")")).set_result(jetzt);
        b.s.write_formula_with_format(n, 8, formel, &b.f.anteil)?;
        b.formel(n, 9, &format!("=H{zeile}-G{zeile}"), lage.prognose.reserve)?;
        let ampel = format!(
            "=IF(OR(ROUND(G{zeile}*10000-H{zeile}*{gelb},2)<0,AND(G{zeile}<=0,H{zeile}<=0)),\"{}\",IF(ROUND(G{zeile}*10000-H{zeile}*{rot},2)<=0,\"{}\",\"{}\"))",
            Ampel::Gruen.wort(),
            Ampel::Gelb.wort(),
            Ampel::Rot.wort()
        );
        b.s.write_formula(n, 10, Formula::new(ampel).set_result(lage.prognose.ampel.wort()))?;
    }
    Ok(())
}

fn buchungen(z: &Zahlen, mut b: Blatt<'_>) -> Result<(), XlsxError> {
    b.kopf(&[
        ("Nr", 60),
        ("Tag", 90),
        ("Topf-Nr", 60),
        ("Topf", 220),
        ("Konto", 100),
        ("Art", 120),
        ("Arbeitsart", 130),
        ("Beleg", 120),
        ("Betrag", 120),
        ("Träger", 200),
        ("Fall", 140),
        ("Leistung", 80),
        ("Text", 300),
    ])?;
    for (n, x) in (1..).zip(&z.buchungen) {
        let topf = (1..).zip(&z.toepfe).find(|(_, (t, _))| t.id == x.topf);
        b.zahl(n, 0, u32::try_from(x.nr).unwrap_or(0))?;
        b.s.write_datetime_with_format(n, 1, x.datum.0, &b.f.tag)?;
        if let Some((i, (t, _))) = topf {
            b.zahl(n, 2, i)?;
            b.text(n, 3, &t.bezeichnung)?;
        }
        b.text(n, 4, x.konto.code())?;
        b.text(n, 5, x.art.wort())?;
        b.text(n, 6, x.arbeitsart.wort())?;
        b.text(n, 7, &x.beleg)?;
        b.geld(n, 8, x.betrag, false)?;
        b.text(n, 9, &x.bezug.traeger)?;
        b.text(n, 10, &x.bezug.fall)?;
        b.text(n, 11, &x.leistungsart)?;
        b.text(n, 12, &x.text)?;
    }
    if !z.buchungen.is_empty() {
        b.s.autofilter(0, 0, nr(z.buchungen.len()), 12)?;
    }
    Ok(())
}

/// What the workbook computes beside what Gewebe says.
fn probe(z: &Zahlen, mut b: Blatt<'_>) -> Result<(), XlsxError> {
    b.kopf(&[
        ("Probe", 260),
        ("In dieser Datei", 140),
        ("In Gewebe", 140),
        ("Ergebnis", 160),
    ])?;
    let (zeilen, letzte) = (z.toepfe.len().max(1) + 1, z.buchungen.len().max(1) + 1);
    let alle =
        |wert: &dyn Fn(&Topf, &Lage) -> Cent| Cent(z.toepfe.iter().fold(0, |s, (t, l)| s + wert(t, l).0));
    let proben = [
        (
            "Summe aller Buchungen",
            format!("=SUM(Buchungen!I2:I{letzte})"),
            z.summe,
        ),
        (
            "Verfügbar in allen Töpfen",
            format!("=SUM('Töpfe'!K2:K{zeilen})"),
            alle(&|t, _| t.verfuegbar()),
        ),
        (
            "Prognose für alle Töpfe",
            format!("=SUM(Prognose!G2:G{zeilen})"),
            alle(&|_, l| l.prognose.betrag),
        ),
    ];
    for (n, (was, formel, jetzt)) in (1..).zip(proben) {
        let zeile = n + 1;
        b.text(n, 0, was)?;
        b.formel(n, 1, &formel, jetzt)?;
        b.geld(n, 2, jetzt, false)?;
        let vergleich = format!("=IF(ROUND(B{zeile}-C{zeile},2)=0,\"stimmt\",\"weicht ab\")");
        b.s.write_formula(n, 3, Formula::new(vergleich).set_result("stimmt"))?;
    }
    Ok(())
}
