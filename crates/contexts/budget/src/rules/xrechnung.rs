//! XRechnung (EN 16931) as XML, in both syntaxes: UBL 2.1 `Invoice` and UN/CEFACT CII `CrossIndustryInvoice`.
//!
//! The file comes from outside. A document with a DOCTYPE is refused before anything is read of it, so no entity is
//! ever expanded and no other file fetched; size, depth by nodes and lines are limited.
//!
//! Every line names its order: the object of the line (BT-128), else its accounting reference (BT-133), else the
//! purchase order of the whole (BT-13).

use base::{Befund, Cent, Datum};
use roxmltree::{Document, Node, ParsingOptions};

use super::{
    rechnung::{HOECHSTENS_TAGE, tage},
    xml::vorpruefen,
};
use crate::model::{Einheit, NeueRechnung, NeueZeile, Rechnungsquelle};

/// Greatest file.
pub const HOECHSTENS: usize = 2_000_000;
/// Most nodes.
const KNOTEN: u32 = 500_000;
/// Most lines; a form that decides on all of them fits into one answer.
pub const ZEILEN: usize = 4_000;
/// Whether the bytes are XML at all: their first sign says so.
#[must_use]
pub fn ist_xml(bytes: &[u8]) -> bool {
    let ohne = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    ohne.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<')
}

fn falsch(ort: impl Into<String>, text: impl Into<String>) -> Befund {
    Befund::neu("BUDGET-E66", text).an(ort)
}

/// Reads one.
///
/// # Errors
/// `BUDGET-E66` with the place of what is missing or not allowed, all at once; `BUDGET-E67` for a credit note;
/// `BUDGET-E68` for a currency other than the euro; `BUDGET-E69` for value added tax, which these services do not bear.
pub fn lesen(bytes: &[u8], datei: &str) -> Result<NeueRechnung, Vec<Befund>> {
    if bytes.len() > HOECHSTENS {
        return Err(vec![falsch("datei", "Die Datei ist größer als 2 MB.")]);
    }
    let ohne = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let text = std::str::from_utf8(ohne)
        .map_err(|_| vec![falsch("datei", "Die Datei ist nicht in UTF-8 geschrieben.")])?;
    let wie = ParsingOptions {
        allow_dtd: false,
        nodes_limit: KNOTEN,
        ..ParsingOptions::default()
    };
    vorpruefen(text).map_err(|was| vec![falsch("datei", was)])?;
    let dok = Document::parse_with_options(text, wie).map_err(|e| {
        let was = match e {
            roxmltree::Error::DtdDetected => {
                "Die Datei enthält ein DOCTYPE. Das ist nicht erlaubt.".to_owned()
            }
            roxmltree::Error::NodesLimitReached => "Die Datei hat zu viele Teile.".to_owned(),
            anders => format!(
                "Die Datei ist kein lesbares XML (Zeile {}, Spalte {}).",
                anders.pos().row,
                anders.pos().col
            ),
        };
        vec![falsch("datei", was)]
    })?;
    let wurzel = dok.root_element();
    match wurzel.tag_name().name() {
        "Invoice" => ubl(wurzel, datei),
        "CrossIndustryInvoice" => cii(wurzel, datei),
        "CreditNote" => Err(vec![gutschrift()]),
        anders => {
            let gekuerzt: String = anders.chars().take(40).collect();
            Err(vec![falsch(
                "datei",
                format!("„{gekuerzt}“ ist keine XRechnung. Erwartet ist UBL Invoice oder CII."),
            )])
        }
    }
}

/// A line over more than a year is a mistake, and costs time to compute.
///
/// # Errors
/// `BUDGET-E66`.
pub fn nicht_zu_lang(z: &NeueZeile) -> Result<(), Befund> {
    if tage(z) <= HOECHSTENS_TAGE {
        return Ok(());
    }
    let text = format!(
        "{} bis {} ist mehr als ein Jahr. Bitte die Zeile nach Monaten teilen.",
        z.von, z.bis
    );
    Err(Befund::neu("BUDGET-E66", text))
}

fn gutschrift() -> Befund {
    Befund::neu(
        "BUDGET-E67",
        "Das ist eine Gutschrift. Geld geht nur zurück, indem die Rechnung storniert wird.",
    )
    .an("datei")
}

/// The first element at the end of this way, by names without prefix.
fn weg<'a, 'i>(von: Node<'a, 'i>, namen: &str) -> Option<Node<'a, 'i>> {
    namen.split('/').try_fold(von, |knoten, name| {
        knoten
            .children()
            .find(|k| k.is_element() && k.tag_name().name() == name)
    })
}

/// The text of an element, also when a comment or a CDATA section cuts it into pieces.
fn inhalt(von: Node<'_, '_>, namen: &str) -> Option<String> {
    let stuecke = weg(von, namen)?.children().filter(Node::is_text);
    let ganz: String = stuecke.filter_map(|k| k.text()).collect();
    let text = ganz.trim();
    (!text.is_empty()).then(|| text.chars().take(200).collect())
}

fn erste(von: Node<'_, '_>, wege: &[&str]) -> Option<String> {
    wege.iter().find_map(|w| inhalt(von, w))
}

/// What is read in common, with everything that was wrong.
struct Leser {
    befunde: Vec<Befund>,
}

impl Leser {
    fn pflicht(&mut self, ort: &str, was: &str, wert: Option<String>) -> String {
        wert.unwrap_or_else(|| {
            self.befunde.push(falsch(ort, format!("{was} fehlt.")));
            String::new()
        })
    }

    fn geld(&mut self, ort: &str, was: &str, wert: Option<String>) -> Cent {
        let roh = self.pflicht(ort, was, wert);
        if roh.is_empty() {
            return Cent(0);
        }
        // XML writes a point for the decimals and nothing between thousands; more than two only as zeros
        match dezimal(&roh, 2) {
            Some(c) => Cent(c),
            None => {
                // in XML a point never groups thousands: three digits behind it are a fraction of a cent
                let bruch = roh.split_once('.').is_some_and(|(g, r)| {
                    let ziffern = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
                    !g.is_empty() && ziffern(g.trim_start_matches(['-', '+'])) && ziffern(r)
                });
                self.befunde.push(if bruch {
                    let text = format!("{was}: „{roh}“ hat mehr als zwei Stellen hinter dem Komma.");
                    Befund::neu("BUDGET-E09", text).an(ort)
                } else {
                    falsch(ort, format!("{was}: „{roh}“ ist kein Betrag."))
                });
                Cent(0)
            }
        }
    }

    fn tag(&mut self, ort: &str, was: &str, wert: Option<String>) -> Datum {
        let roh = self.pflicht(ort, was, wert);
        let strich = if roh.len() == 8 && roh.bytes().all(|b| b.is_ascii_digit()) {
            format!("{}-{}-{}", &roh[..4], &roh[4..6], &roh[6..])
        } else {
            roh.clone()
        };
        match strich.parse() {
            Ok(d) => d,
            Err(_) => {
                if !roh.is_empty() {
                    self.befunde
                        .push(falsch(ort, format!("{was}: „{roh}“ ist kein Tag.")));
                }
                Datum(jiff::civil::Date::MIN)
            }
        }
    }

    /// Quantity with its unit code (UN/ECE Rec 20).
    fn menge(&mut self, ort: &str, wert: Option<String>, einheit: &str) -> (Einheit, i64) {
        let roh = self.pflicht(ort, "Die Menge", wert);
        let (e, zahl) = match einheit {
            "HUR" => (Einheit::Stunde, dezimal(&roh, 4).map(|v| (v * 60, 10_000))),
            "MIN" => (Einheit::Stunde, dezimal(&roh, 4).map(|v| (v, 10_000))),
            "DAY" => (Einheit::Tag, dezimal(&roh, 4).map(|v| (v, 10_000))),
            "MON" => (Einheit::Monat, dezimal(&roh, 4).map(|v| (v, 10_000))),
            anders => {
                let text = format!("Die Einheit „{anders}“ ist nicht bekannt. Möglich: HUR, MIN, DAY, MON.");
                self.befunde.push(falsch(ort, text));
                return (Einheit::Stunde, 0);
            }
        };
        match zahl {
            // 1.58 hours are 94.8 minutes: an hour in hundredths is rounded to the minute it means
            Some((v, teiler)) if einheit == "HUR" => (e, base::kaufm(i128::from(v), teiler).unwrap_or(0)),
            Some((v, teiler)) if i128::from(v) % teiler == 0 => {
                (e, i64::try_from(i128::from(v) / teiler).unwrap_or(0))
            }
            _ => {
                if !roh.is_empty() {
                    self.befunde.push(falsch(
                        ort,
                        format!("Die Menge „{roh}“ ist keine ganze Zahl von Einheiten."),
                    ));
                }
                (e, 0)
            }
        }
    }

    fn fertig(self, r: NeueRechnung) -> Result<NeueRechnung, Vec<Befund>> {
        let mut befunde = self.befunde;
        if befunde.is_empty() {
            let lang = (1..).zip(&r.zeilen).filter_map(|(nr, z)| {
                let b = nicht_zu_lang(z).err()?;
                Some(b.an(format!("Zeile {nr}")))
            });
            befunde.extend(lang);
        }
        if r.zeilen.is_empty() {
            befunde.push(falsch("datei", "Die Rechnung hat keine Zeile."));
        }
        if befunde.is_empty() {
            Ok(r)
        } else {
            befunde.truncate(100);
            Err(befunde)
        }
    }
}

/// `-12.3400` in units of `10^-stellen`; `None` for what does not fit exactly.
fn dezimal(text: &str, stellen: usize) -> Option<i64> {
    let (minus, zahl) = match text.strip_prefix('-') {
        Some(z) => (true, z),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (ganz, rest) = zahl.split_once('.').unwrap_or((zahl, ""));
    let ziffern = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if ganz.is_empty() || ganz.len() > 12 || !ziffern(ganz) || !ziffern(rest) {
        return None;
    }
    let (vorn, hinten) = rest.split_at(rest.len().min(stellen));
    if hinten.bytes().any(|b| b != b'0') {
        return None;
    }
    let wert: i64 = format!("{ganz}{vorn:0<stellen$}").parse().ok()?;
    Some(if minus { -wert } else { wert })
}

fn waehrung(l: &mut Leser, code: Option<String>) {
    if let Some(c) = code.filter(|c| c != "EUR") {
        l.befunde
            .push(Befund::neu("BUDGET-E68", format!("Die Währung ist {c}, nicht Euro.")).an("datei"));
    }
}

fn steuer(l: &mut Leser, betrag: Option<String>) {
    if betrag.is_some_and(|b| dezimal(&b, 2) != Some(0)) {
        let text =
            "Die Rechnung weist Umsatzsteuer aus. Hilfen nach dem SGB VIII und IX sind befreit (§ 4 UStG).";
        l.befunde.push(Befund::neu("BUDGET-E69", text).an("datei"));
    }
}

fn zu_viele(n: usize) -> Result<(), Vec<Befund>> {
    if n > ZEILEN {
        return Err(vec![falsch(
            "datei",
            format!("Die Rechnung hat mehr als {ZEILEN} Zeilen."),
        )]);
    }
    Ok(())
}

fn ubl(w: Node<'_, '_>, datei: &str) -> Result<NeueRechnung, Vec<Befund>> {
    if inhalt(w, "InvoiceTypeCode").is_some_and(|c| c == "381") {
        return Err(vec![gutschrift()]);
    }
    let mut l = Leser { befunde: Vec::new() };
    waehrung(&mut l, inhalt(w, "DocumentCurrencyCode"));
    steuer(&mut l, inhalt(w, "TaxTotal/TaxAmount"));
    let bestellung = inhalt(w, "OrderReference/ID");
    let posten: Vec<Node<'_, '_>> = w
        .children()
        .filter(|k| k.is_element() && k.tag_name().name() == "InvoiceLine")
        .collect();
    zu_viele(posten.len())?;
    let zeitraum = (
        inhalt(w, "InvoicePeriod/StartDate"),
        inhalt(w, "InvoicePeriod/EndDate"),
    );
    let mut zeilen = Vec::with_capacity(posten.len());
    for (nr, p) in (1..).zip(posten) {
        let ort = format!("Zeile {nr}");
        let auftrag = erste(
            p,
            &[
                "DocumentReference/ID",
                "AccountingCost",
                "OrderLineReference/OrderReference/ID",
            ],
        )
        .or_else(|| bestellung.clone());
        let von = inhalt(p, "InvoicePeriod/StartDate").or_else(|| zeitraum.0.clone());
        let bis = inhalt(p, "InvoicePeriod/EndDate")
            .or_else(|| inhalt(p, "InvoicePeriod/StartDate"))
            .or_else(|| zeitraum.1.clone());
        let einheit = weg(p, "InvoicedQuantity").and_then(|k| k.attribute("unitCode"));
        let (einheit, menge) = l.menge(&ort, inhalt(p, "InvoicedQuantity"), einheit.unwrap_or(""));
        zeilen.push(NeueZeile {
            auftrag: l.pflicht(&ort, "Die Nummer des Auftrags (BT-128)", auftrag),
            von: l.tag(&ort, "Der Tag der Leistung", von.clone()),
            bis: l.tag(&ort, "Das Ende der Leistung", bis.or(von)),
            einheit,
            menge,
            satz: satz(&mut l, &ort, p, "Price/PriceAmount", "Price/BaseQuantity"),
            betrag: l.geld(&ort, "Der Betrag", inhalt(p, "LineExtensionAmount")),
        });
    }
    let r = NeueRechnung {
        nummer: l.pflicht("nummer", "Die Rechnungsnummer (BT-1)", inhalt(w, "ID")),
        datum: l.tag("datum", "Das Rechnungsdatum (BT-2)", inhalt(w, "IssueDate")),
        quelle: Rechnungsquelle::Ubl,
        datei: datei.to_owned(),
        steller: erste(
            w,
            &[
                "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName",
                "AccountingSupplierParty/Party/PartyName/Name",
            ],
        )
        .unwrap_or_default(),
        summe: l.geld(
            "summe",
            "Der Zahlbetrag (BT-115)",
            erste(
                w,
                &[
                    "LegalMonetaryTotal/PayableAmount",
                    "LegalMonetaryTotal/TaxInclusiveAmount",
                ],
            ),
        ),
        zeilen,
    };
    l.fertig(r)
}

/// The price for one unit: a price for several is divided when that is exact.
fn satz(l: &mut Leser, ort: &str, p: Node<'_, '_>, preis: &str, basis: &str) -> Cent {
    let c = l.geld(ort, "Der Preis (BT-146)", inhalt(p, preis));
    let Some(je) = inhalt(p, basis)
        .and_then(|b| dezimal(&b, 4))
        .filter(|b| *b > 0 && *b != 10_000)
    else {
        return c;
    };
    base::kaufm(i128::from(c.0) * 10_000, i128::from(je)).map_or(c, Cent)
}

fn cii(w: Node<'_, '_>, datei: &str) -> Result<NeueRechnung, Vec<Befund>> {
    if inhalt(w, "ExchangedDocument/TypeCode").is_some_and(|c| c == "381") {
        return Err(vec![gutschrift()]);
    }
    let mut l = Leser { befunde: Vec::new() };
    const GESCHAEFT: &str = "SupplyChainTradeTransaction";
    const ABRECHNUNG: &str = "ApplicableHeaderTradeSettlement";
    let Some(g) = weg(w, GESCHAEFT) else {
        return Err(vec![falsch("datei", "Die Rechnung hat keinen Inhalt.")]);
    };
    waehrung(&mut l, inhalt(g, &format!("{ABRECHNUNG}/InvoiceCurrencyCode")));
    let summen = format!("{ABRECHNUNG}/SpecifiedTradeSettlementHeaderMonetarySummation");
    steuer(&mut l, inhalt(g, &format!("{summen}/TaxTotalAmount")));
    let bestellung = inhalt(
        g,
        "ApplicableHeaderTradeAgreement/BuyerOrderReferencedDocument/IssuerAssignedID",
    );
    let posten: Vec<Node<'_, '_>> = g
        .children()
        .filter(|k| k.is_element() && k.tag_name().name() == "IncludedSupplyChainTradeLineItem")
        .collect();
    zu_viele(posten.len())?;
    let mut zeilen = Vec::with_capacity(posten.len());
    for (nr, p) in (1..).zip(posten) {
        let ort = format!("Zeile {nr}");
        const ZEILE: &str = "SpecifiedLineTradeSettlement";
        let auftrag = erste(
            p,
            &[
                "SpecifiedLineTradeSettlement/AdditionalReferencedDocument/IssuerAssignedID",
                "SpecifiedLineTradeSettlement/ReceivableSpecifiedTradeAccountingAccount/ID",
                "SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument/IssuerAssignedID",
            ],
        )
        .or_else(|| bestellung.clone());
        let zeit = |ende: &str, wo: Node<'_, '_>, vor: &str| {
            inhalt(wo, &format!("{vor}/BillingSpecifiedPeriod/{ende}/DateTimeString"))
        };
        let von = zeit("StartDateTime", p, ZEILE).or_else(|| zeit("StartDateTime", g, ABRECHNUNG));
        let bis = zeit("EndDateTime", p, ZEILE)
            .or_else(|| zeit("StartDateTime", p, ZEILE))
            .or_else(|| zeit("EndDateTime", g, ABRECHNUNG));
        const MENGE: &str = "SpecifiedLineTradeDelivery/BilledQuantity";
        let einheit = weg(p, MENGE).and_then(|k| k.attribute("unitCode"));
        let (einheit, menge) = l.menge(&ort, inhalt(p, MENGE), einheit.unwrap_or(""));
        zeilen.push(NeueZeile {
            auftrag: l.pflicht(&ort, "Die Nummer des Auftrags (BT-128)", auftrag),
            von: l.tag(&ort, "Der Tag der Leistung", von.clone()),
            bis: l.tag(&ort, "Das Ende der Leistung", bis.or(von)),
            einheit,
            menge,
            satz: satz(
                &mut l,
                &ort,
                p,
                "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
                "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/BasisQuantity",
            ),
            betrag: l.geld(
                &ort,
                "Der Betrag",
                inhalt(
                    p,
                    &format!("{ZEILE}/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
                ),
            ),
        });
    }
    let r = NeueRechnung {
        nummer: l.pflicht(
            "nummer",
            "Die Rechnungsnummer (BT-1)",
            inhalt(w, "ExchangedDocument/ID"),
        ),
        datum: l.tag(
            "datum",
            "Das Rechnungsdatum (BT-2)",
            inhalt(w, "ExchangedDocument/IssueDateTime/DateTimeString"),
        ),
        quelle: Rechnungsquelle::Cii,
        datei: datei.to_owned(),
        steller: inhalt(g, "ApplicableHeaderTradeAgreement/SellerTradeParty/Name").unwrap_or_default(),
        summe: l.geld(
            "summe",
            "Der Zahlbetrag (BT-115)",
            erste(
                g,
                &[
                    &format!("{summen}/DuePayableAmount"),
                    &format!("{summen}/GrandTotalAmount"),
                ],
            ),
        ),
        zeilen,
    };
    l.fertig(r)
}

#[cfg(test)]
#[path = "xrechnung_tests.rs"]
mod tests;
