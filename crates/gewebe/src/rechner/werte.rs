//! How numbers come in: exact, and as people and programs write them. A number of money is never a floating point one.

use std::fmt;

use base::{Bp, Cent, Datum};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Visitor},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, OneOfBuilder, Schema, Type},
    },
};

fn eines_von(ganz: (Type, &str), text: &str, beispiele: [serde_json::Value; 2]) -> RefOr<Schema> {
    let item = |t: Type, was: &str| ObjectBuilder::new().schema_type(t).description(Some(was));
    OneOfBuilder::new()
        .item(item(ganz.0, ganz.1))
        .item(item(Type::String, text))
        .examples(beispiele)
        .into()
}

/// Money: a whole number is Cent, a text is Euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Betrag(pub Cent);

impl PartialSchema for Betrag {
    fn schema() -> RefOr<Schema> {
        eines_von(
            (Type::Integer, "ganze Cent"),
            "Euro als Text, zum Beispiel \"1234.56\" oder \"1.234,56 €\"",
            [123_456.into(), "1234.56".into()],
        )
    }
}
impl ToSchema for Betrag {}

/// A decimal number with at most six decimals, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dezimal(i64);

impl Dezimal {
    /// The number as whole parts of `10⁻ⁿ`; `None` when it has more decimals than that.
    #[must_use]
    pub fn teile(self, stellen: u32) -> Option<i64> {
        let faktor = 10_i64.pow(6_u32.checked_sub(stellen)?);
        (self.0 % faktor == 0).then_some(self.0 / faktor)
    }

    /// Millionths.
    #[must_use]
    pub const fn millionstel(self) -> i64 {
        self.0
    }

    fn lesen(text: &str) -> Option<Self> {
        let text = text.trim().replace(',', ".");
        let (zeichen, betrag) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text.as_str()),
        };
        let (ganz, rest) = betrag.split_once('.').unwrap_or((betrag, ""));
        let rest = rest.trim_end_matches('0');
        let ziffern = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if ganz.is_empty() || !ziffern(ganz) || !ziffern(rest) || rest.len() > 6 {
            return None;
        }
        let ganz: i64 = ganz.parse().ok()?;
        let rest: i64 = format!("{rest:0<6}").parse().ok()?;
        Some(Self(ganz.checked_mul(1_000_000)?.checked_add(rest)? * zeichen))
    }
}

impl PartialSchema for Dezimal {
    fn schema() -> RefOr<Schema> {
        eines_von(
            (Type::Number, "Zahl"),
            "Zahl als Text, zum Beispiel \"7,8\"",
            [serde_json::json!(7.8), "7,8".into()],
        )
    }
}
impl ToSchema for Dezimal {}

/// A share: a whole number is basis points (10 000 = 100 %), a text with a percent sign is percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anteil(pub Bp);

impl PartialSchema for Anteil {
    fn schema() -> RefOr<Schema> {
        eines_von(
            (Type::Integer, "Basispunkte, 10000 sind 100 Prozent"),
            "Prozent als Text, zum Beispiel \"12,5 %\"",
            [1_250.into(), "12,5 %".into()],
        )
    }
}
impl ToSchema for Anteil {}

/// A day: `2026-11-21` or `21.11.2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag(pub Datum);

impl PartialSchema for Tag {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("Tag als 2026-11-21 oder 21.11.2026"))
            .examples(["2026-11-21"])
            .into()
    }
}
impl ToSchema for Tag {}

impl Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0.0)
    }
}

/// What a JSON number or text gives before anybody says what it means.
enum Roh {
    Ganz(i64),
    Komma(f64),
    Text(String),
}

struct Lesen;

impl Visitor<'_> for Lesen {
    type Value = Roh;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("eine Zahl oder ein Text")
    }

    fn visit_i64<E>(self, v: i64) -> Result<Roh, E> {
        Ok(Roh::Ganz(v))
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<Roh, E> {
        i64::try_from(v)
            .map(Roh::Ganz)
            .map_err(|_| E::custom("Die Zahl ist zu groß."))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Roh, E> {
        Ok(Roh::Komma(v))
    }

    fn visit_str<E>(self, v: &str) -> Result<Roh, E> {
        Ok(Roh::Text(v.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Betrag {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match d.deserialize_any(Lesen)? {
            Roh::Ganz(c) => Ok(Self(Cent(c))),
            Roh::Komma(_) => Err(D::Error::custom(
                "BUDGET-E31: Eine Zahl mit Komma ist als Betrag nicht eindeutig. Bitte ganze Cent (123456) oder Euro als Text (\"1234.56\").",
            )),
            Roh::Text(t) => budget::rules::betrag::lesen(&t)
                .map(Self)
                .map_err(|b| D::Error::custom(format!("{}: {}", b.code, b.text))),
        }
    }
}

impl<'de> Deserialize<'de> for Dezimal {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = match d.deserialize_any(Lesen)? {
            Roh::Ganz(z) => z.to_string(),
            // the shortest text of a floating point number is what somebody wrote
            Roh::Komma(z) => z.to_string(),
            Roh::Text(t) => t,
        };
        Self::lesen(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "„{text}“ ist keine Zahl mit höchstens sechs Stellen hinter dem Komma."
            ))
        })
    }
}

impl<'de> Deserialize<'de> for Anteil {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let falsch = |t: &str| {
            D::Error::custom(format!(
                "„{t}“ ist kein Anteil. Bitte Basispunkte (1250) oder Prozent als Text (\"12,5 %\")."
            ))
        };
        match d.deserialize_any(Lesen)? {
            Roh::Ganz(bp) => Ok(Self(Bp(bp))),
            Roh::Komma(z) => Err(falsch(&z.to_string())),
            Roh::Text(t) => {
                let prozent = t.trim().strip_suffix('%');
                let bp = match prozent {
                    Some(p) => Dezimal::lesen(p).and_then(|d| d.teile(2)),
                    None => t.trim().parse().ok(),
                };
                bp.map(|b| Self(Bp(b))).ok_or_else(|| falsch(&t))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map(Self).map_err(D::Error::custom)
    }
}

/// Exact parts as a JSON number for reading: `5441` of hundredths is `54.41`.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "shown figures; money never comes this way"
)]
pub fn zahl(teile: i64, stellen: i32) -> f64 {
    teile as f64 / 10_f64.powi(stellen)
}

/// `zaehler / nenner` rounded half away from zero to so many decimals, as a JSON number; `None` over zero.
#[must_use]
pub fn quotient(zaehler: i128, nenner: i128, stellen: u32) -> Option<f64> {
    let gerundet = base::kaufm(zaehler.checked_mul(10_i128.checked_pow(stellen)?)?, nenner)?;
    Some(zahl(gerundet, i32::try_from(stellen).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn betrag(json: &str) -> Result<i64, String> {
        serde_json::from_str::<Betrag>(json)
            .map(|b| b.0.0)
            .map_err(|e| e.to_string())
    }

    #[test]
    fn ein_betrag_ist_cent_oder_ein_text_in_euro() {
        assert_eq!(betrag("123456"), Ok(123_456));
        for text in ["\"1234.56\"", "\"1.234,56 €\"", "\"1234,56\""] {
            assert_eq!(betrag(text), Ok(123_456), "{text}");
        }
        assert_eq!(betrag("\"-5\""), Ok(-500));
        assert!(betrag("12.5").unwrap_err().contains("BUDGET-E31"));
        assert!(betrag("\"1,234\"").unwrap_err().contains("BUDGET-E09"));
    }

    #[test]
    fn dezimalzahlen_und_anteile_bleiben_genau() {
        let d: Dezimal = serde_json::from_str("7.8").unwrap();
        assert_eq!(
            (d.teile(1), d.teile(3), d.teile(0)),
            (Some(78), Some(7_800), None)
        );
        let d: Dezimal = serde_json::from_str("\"1119,3\"").unwrap();
        assert_eq!(d.teile(1), Some(11_193));
        assert!(serde_json::from_str::<Dezimal>("\"1.2345678\"").is_err());
        assert_eq!(serde_json::from_str::<Anteil>("\"12,5 %\"").unwrap().0, Bp(1_250));
        assert_eq!(serde_json::from_str::<Anteil>("500").unwrap().0, Bp(500));
        assert!(serde_json::from_str::<Anteil>("0.5").is_err());
        assert_eq!(quotient(4_00, 6, 2), Some(66.67));
    }
}
