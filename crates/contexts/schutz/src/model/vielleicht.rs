use std::str::FromStr;

use sqlx::{Database, Decode, Type, error::BoxDynError};

/// A code that nobody may have said yet: an empty column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vielleicht<T>(pub Option<T>);

impl<T> Default for Vielleicht<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T, DB: Database> Type<DB> for Vielleicht<T>
where
    String: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <String as Type<DB>>::type_info()
    }
    fn compatible(ty: &DB::TypeInfo) -> bool {
        <String as Type<DB>>::compatible(ty)
    }
}

impl<'r, T: FromStr<Err = String>, DB: Database> Decode<'r, DB> for Vielleicht<T>
where
    Option<String>: Decode<'r, DB>,
{
    fn decode(wert: <DB as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
        let code = <Option<String> as Decode<'r, DB>>::decode(wert)?;
        Ok(Self(code.map(|c| c.parse::<T>()).transpose()?))
    }
}

impl<T: Into<store::Wert>> From<Vielleicht<T>> for store::Wert {
    fn from(v: Vielleicht<T>) -> Self {
        v.0.map_or(Self::Text(None), Into::into)
    }
}
