use base::{Bp, Cent, Datum, Id, Min, Text, Tri, Zeitpunkt};
use sqlx::{Arguments, error::BoxDynError};
use uuid::Uuid;

/// One value handed to a statement. Each kind carries its own "nothing", because PostgreSQL types its nulls.
#[derive(Debug, Clone, PartialEq)]
pub enum Wert {
    /// Text, dates, codes.
    Text(Option<String>),
    /// Whole numbers, money, instants.
    Zahl(Option<i64>),
    /// Coordinates and measures.
    Bruch(Option<f64>),
    /// Yes or no.
    Ja(Option<bool>),
    /// Keys.
    Uuid(Option<Uuid>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

/// The values of a statement, in the order of its placeholders.
#[macro_export]
macro_rules! werte {
    ($($wert:expr),* $(,)?) => { vec![$($crate::Wert::from($wert)),*] };
}

macro_rules! von {
    ($([$($g:tt)*] $typ:ty => $art:ident |$v:ident| $aus:expr;)*) => {$(
        impl<$($g)*> From<$typ> for Wert { fn from($v: $typ) -> Self { Self::$art(Some($aus)) } }
        impl<$($g)*> From<Option<$typ>> for Wert { fn from(v: Option<$typ>) -> Self { Self::$art(v.map(|$v| $aus)) } }
    )*};
}
von! {
    ['a] &'a str => Text |v| v.to_owned();
    [] String => Text |v| v;
    ['a] &'a String => Text |v| v.clone();
    [const N: usize] Text<N> => Text |v| v.into_string();
    ['a, const N: usize] &'a Text<N> => Text |v| v.as_str().to_owned();
    [] Datum => Text |v| v.0.to_string();
    [] Tri => Text |v| v.code().to_owned();
    [] i64 => Zahl |v| v;
    [] i32 => Zahl |v| i64::from(v);
    [] u32 => Zahl |v| i64::from(v);
    [] u16 => Zahl |v| i64::from(v);
    [] Cent => Zahl |v| v.0;
    [] Bp => Zahl |v| v.0;
    [] Min => Zahl |v| v.0;
    [] Zeitpunkt => Zahl |v| v.mikros();
    [] f64 => Bruch |v| v;
    [] bool => Ja |v| v;
    [] Uuid => Uuid |v| v;
    [T] Id<T> => Uuid |v| v.uuid();
    [] Vec<u8> => Bytes |v| v;
    ['a] &'a [u8] => Bytes |v| v.to_vec();
}

impl Wert {
    fn binde<A: Arguments>(self, an: &mut A) -> Result<(), BoxDynError>
    where
        Option<String>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
        Option<i64>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
        Option<f64>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
        Option<bool>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
        Option<Uuid>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
        Option<Vec<u8>>: for<'q> sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    {
        match self {
            Self::Text(v) => an.add(v),
            Self::Zahl(v) => an.add(v),
            Self::Bruch(v) => an.add(v),
            Self::Ja(v) => an.add(v),
            Self::Uuid(v) => an.add(v),
            Self::Bytes(v) => an.add(v),
        }
    }
}

pub(crate) fn sqlite(werte: Vec<Wert>) -> Result<sqlx::sqlite::SqliteArguments, sqlx::Error> {
    let mut an = sqlx::sqlite::SqliteArguments::default();
    werte
        .into_iter()
        .try_for_each(|w| w.binde(&mut an))
        .map_err(sqlx::Error::Encode)?;
    Ok(an)
}

pub(crate) fn postgres(werte: Vec<Wert>) -> Result<sqlx::postgres::PgArguments, sqlx::Error> {
    let mut an = sqlx::postgres::PgArguments::default();
    werte
        .into_iter()
        .try_for_each(|w| w.binde(&mut an))
        .map_err(sqlx::Error::Encode)?;
    Ok(an)
}
