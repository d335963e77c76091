//! How the types travel to and from both databases: each as one plain column type that means the same on both.

use sqlx::{Database, Decode, Encode, Type, encode::IsNull, error::BoxDynError};
use uuid::Uuid;

use crate::{Bp, Cent, Datum, Id, Min, Text, Tri, Zeitpunkt};

macro_rules! spalte {
    ([$($g:tt)*] $typ:ty => $innen:ty, |$v:ident| $hin:expr, |$w:ident| $her:expr) => {
        impl<$($g)* DB: Database> Type<DB> for $typ where $innen: Type<DB> {
            fn type_info() -> DB::TypeInfo { <$innen as Type<DB>>::type_info() }
            fn compatible(ty: &DB::TypeInfo) -> bool { <$innen as Type<DB>>::compatible(ty) }
        }
        impl<'q, $($g)* DB: Database> Encode<'q, DB> for $typ where $innen: Encode<'q, DB> {
            fn encode_by_ref(&self, buf: &mut <DB as Database>::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                let $v = self;
                let innen: $innen = $hin;
                <$innen as Encode<'q, DB>>::encode(innen, buf)
            }
        }
        impl<'r, $($g)* DB: Database> Decode<'r, DB> for $typ where $innen: Decode<'r, DB> {
            fn decode(wert: <DB as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let $w = <$innen as Decode<'r, DB>>::decode(wert)?;
                $her
            }
        }
    };
}

spalte!([T,] Id<T> => Uuid, |v| v.uuid(), |w| Ok(Self::von(w)));
spalte!([] Cent => i64, |v| v.0, |w| Ok(Self(w)));
spalte!([] Bp => i64, |v| v.0, |w| Ok(Self(w)));
spalte!([] Min => i64, |v| v.0, |w| Ok(Self(w)));
spalte!([] Datum => String, |v| v.0.to_string(), |w| Ok(Self(w.parse()?)));
spalte!([] Zeitpunkt => i64, |v| v.mikros(), |w| {
    Self::von_mikros(w).ok_or_else(|| format!("{w} µs is no instant").into())
});
spalte!([] Tri => String, |v| v.code().to_owned(), |w| Ok(w.parse::<Self>()?));
spalte!([const N: usize,] Text<N> => String, |v| v.as_str().to_owned(), |w| Ok(Self::neu(&w)?));
