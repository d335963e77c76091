//! The holiday table: data, one row per rule, with the territories and years it is law in.
//!
//! Scope: from 1991, the first whole year of the sixteen Länder. Buß- und Bettag was a holiday everywhere until 1994. Sundays that some statutes
//! list as holidays anyway are kept only where the statute names them (Brandenburg).

use serde::{Deserialize, Serialize};

use super::Land::{self, At6, Bb, Be, Bw, By, Hb, He, Hh, Mv, Ni, Nw, Rp, Sh, Sl, Sn, St, Th};

/// How the day of a rule is found in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// fixed month and day
    Fest(i8, i8),
    /// days after Easter Sunday, negative before it
    Ostern(i32),
    /// Wednesday before 23 November
    BussUndBettag,
}

/// Municipal holidays: law in some municipalities of a Land only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Merkmal {
    /// Bayern: municipalities with a mostly Catholic population have 15 August.
    MariaeHimmelfahrt,
    /// Sachsen and Thüringen: some municipalities keep Fronleichnam.
    Fronleichnam,
    /// Bayern: the city of Augsburg keeps 8 August.
    AugsburgerFriedensfest,
}

impl std::fmt::Display for Merkmal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::MariaeHimmelfahrt => "Mariä Himmelfahrt",
            Self::Fronleichnam => "Fronleichnam",
            Self::AugsburgerFriedensfest => "Augsburger Friedensfest",
        })
    }
}

/// What the day does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wirkung {
    /// public holiday
    Feiertag,
    /// ordinary day on which a period nevertheless cannot end (Austria, § 33 Abs. 2 AVG)
    NurFristende,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeiertagRegel {
    /// name as shown
    pub name: &'static str,
    /// how the day is found
    pub tag: Tag,
    /// territories in which the rule is law
    pub laender: &'static [Land],
    /// set if it is law only in municipalities with this mark
    pub merkmal: Option<Merkmal>,
    /// first year
    pub ab: i16,
    /// last year, inclusive
    pub bis: i16,
    /// what the day does
    pub wirkung: Wirkung,
}

const fn immer(name: &'static str, tag: Tag, laender: &'static [Land]) -> FeiertagRegel {
    FeiertagRegel {
        name,
        tag,
        laender,
        merkmal: None,
        ab: i16::MIN,
        bis: i16::MAX,
        wirkung: Wirkung::Feiertag,
    }
}

const fn seit(ab: i16, name: &'static str, tag: Tag, laender: &'static [Land]) -> FeiertagRegel {
    FeiertagRegel {
        ab,
        ..immer(name, tag, laender)
    }
}

const fn einmal(jahr: i16, name: &'static str, tag: Tag, laender: &'static [Land]) -> FeiertagRegel {
    FeiertagRegel {
        ab: jahr,
        bis: jahr,
        ..immer(name, tag, laender)
    }
}

const fn oertlich(m: Merkmal, name: &'static str, tag: Tag, laender: &'static [Land]) -> FeiertagRegel {
    FeiertagRegel {
        merkmal: Some(m),
        ..immer(name, tag, laender)
    }
}

const fn nur_fristende(name: &'static str, tag: Tag, laender: &'static [Land]) -> FeiertagRegel {
    FeiertagRegel {
        wirkung: Wirkung::NurFristende,
        ..immer(name, tag, laender)
    }
}

const DE: &[Land] = &[Bb, Be, Bw, By, Hb, He, Hh, Mv, Ni, Nw, Rp, Sh, Sl, Sn, St, Th];

/// Every rule. Where two fall on one day the earlier row gives the name.
pub static REGELN: &[FeiertagRegel] = &[
    immer("Neujahr", Tag::Fest(1, 1), Land::ALLE),
    immer("Heilige Drei Könige", Tag::Fest(1, 6), &[At6, Bw, By, St]),
    seit(2019, "Internationaler Frauentag", Tag::Fest(3, 8), &[Be]),
    seit(2023, "Internationaler Frauentag", Tag::Fest(3, 8), &[Mv]),
    immer("Karfreitag", Tag::Ostern(-2), DE),
    nur_fristende("Karfreitag", Tag::Ostern(-2), &[At6]),
    immer("Ostersonntag", Tag::Ostern(0), &[Bb]),
    immer("Ostermontag", Tag::Ostern(1), Land::ALLE),
    immer("Tag der Arbeit", Tag::Fest(5, 1), DE),
    immer("Staatsfeiertag", Tag::Fest(5, 1), &[At6]),
    immer("Christi Himmelfahrt", Tag::Ostern(39), Land::ALLE),
    einmal(2020, "75. Jahrestag der Befreiung", Tag::Fest(5, 8), &[Be]),
    einmal(2025, "80. Jahrestag der Befreiung", Tag::Fest(5, 8), &[Be]),
    immer("Pfingstsonntag", Tag::Ostern(49), &[Bb]),
    immer("Pfingstmontag", Tag::Ostern(50), Land::ALLE),
    immer("Fronleichnam", Tag::Ostern(60), &[At6, Bw, By, He, Nw, Rp, Sl]),
    oertlich(Merkmal::Fronleichnam, "Fronleichnam", Tag::Ostern(60), &[Sn, Th]),
    einmal(
        2028,
        "75. Jahrestag des Aufstandes vom 17. Juni 1953",
        Tag::Fest(6, 17),
        &[Be],
    ),
    oertlich(
        Merkmal::AugsburgerFriedensfest,
        "Augsburger Friedensfest",
        Tag::Fest(8, 8),
        &[By],
    ),
    immer("Mariä Himmelfahrt", Tag::Fest(8, 15), &[At6, Sl]),
    oertlich(
        Merkmal::MariaeHimmelfahrt,
        "Mariä Himmelfahrt",
        Tag::Fest(8, 15),
        &[By],
    ),
    seit(2019, "Weltkindertag", Tag::Fest(9, 20), &[Th]),
    immer("Tag der Deutschen Einheit", Tag::Fest(10, 3), DE),
    immer("Nationalfeiertag", Tag::Fest(10, 26), &[At6]),
    immer("Reformationstag", Tag::Fest(10, 31), &[Bb, Mv, Sn, St, Th]),
    seit(2018, "Reformationstag", Tag::Fest(10, 31), &[Hb, Hh, Ni, Sh]),
    einmal(2017, "Reformationstag", Tag::Fest(10, 31), DE),
    immer("Allerheiligen", Tag::Fest(11, 1), &[At6, Bw, By, Nw, Rp, Sl]),
    immer("Buß- und Bettag", Tag::BussUndBettag, &[Sn]),
    FeiertagRegel {
        bis: 1994,
        ..immer("Buß- und Bettag", Tag::BussUndBettag, DE)
    },
    immer("Mariä Empfängnis", Tag::Fest(12, 8), &[At6]),
    FeiertagRegel {
        ab: 2008,
        ..nur_fristende("Heiligabend", Tag::Fest(12, 24), &[At6])
    },
    immer("1. Weihnachtstag", Tag::Fest(12, 25), DE),
    immer("2. Weihnachtstag", Tag::Fest(12, 26), DE),
    immer("Christtag", Tag::Fest(12, 25), &[At6]),
    immer("Stefanitag", Tag::Fest(12, 26), &[At6]),
];
