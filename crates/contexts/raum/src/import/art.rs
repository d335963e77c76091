use einlesen::abbildung::{Art, Zielfeld};

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Importart {
    /// Units with or without polygons, into a draft.
    Grenzen,
    /// Streets and ranges of house numbers, into a draft.
    Strassenverzeichnis,
    /// Points of the address register.
    Adressen,
    /// Residents per unit.
    Einwohner,
    /// Indicator values per unit.
    Indikatoren,
}

impl Importart {
    /// All kinds.
    pub const ALLE: [Self; 5] = [
        Self::Grenzen,
        Self::Strassenverzeichnis,
        Self::Adressen,
        Self::Einwohner,
        Self::Indikatoren,
    ];

    /// Name on the command line and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grenzen => "grenzen",
            Self::Strassenverzeichnis => "strassenverzeichnis",
            Self::Adressen => "adressen",
            Self::Einwohner => "einwohner",
            Self::Indikatoren => "indikatoren",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn titel(self) -> &'static str {
        match self {
            Self::Grenzen => "Grenzen der Räume",
            Self::Strassenverzeichnis => "Straßenverzeichnis",
            Self::Adressen => "Adressen mit Koordinaten",
            Self::Einwohner => "Einwohnerzahlen",
            Self::Indikatoren => "Indikatoren",
        }
    }

    /// The fields it wants.
    #[must_use]
    pub const fn felder(self) -> &'static [Zielfeld] {
        match self {
            Self::Grenzen => GRENZEN,
            Self::Strassenverzeichnis => STRASSEN,
            Self::Adressen => ADRESSEN,
            Self::Einwohner => EINWOHNER,
            Self::Indikatoren => INDIKATOREN,
        }
    }
}

impl std::str::FromStr for Importart {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALLE.into_iter().find(|a| a.code() == s).ok_or_else(|| {
            let alle = Self::ALLE.map(Self::code).join(", ");
            format!("„{s}“ kann nicht eingelesen werden. Erlaubt sind {alle}.")
        })
    }
}

const fn feld(
    name: &'static str,
    titel: &'static str,
    art: Art,
    pflicht: bool,
    synonyme: &'static [&'static str],
) -> Zielfeld {
    Zielfeld {
        name,
        titel,
        art,
        pflicht,
        synonyme,
    }
}

const GRENZEN: &[Zielfeld] = &[
    feld(
        "code",
        "Code des Raums",
        Art::Text,
        true,
        &[
            "schluessel",
            "nummer",
            "nr",
            "ags",
            "id",
            "plrid",
            "sttnr",
            "areaid",
        ],
    ),
    feld(
        "name",
        "Name",
        Art::Text,
        true,
        &[
            "bezeichnung",
            "gen",
            "stadtteil",
            "bezirk",
            "plrname",
            "sttname",
            "areaname",
        ],
    ),
    feld("ebene", "Ebene", Art::Text, true, &["level", "levelid"]),
    feld(
        "eltern",
        "Code des übergeordneten Raums",
        Art::Text,
        false,
        &["uebergeordnet", "parent", "parentareaid"],
    ),
    feld(
        "kommune_ags",
        "Gemeindeschlüssel (AGS)",
        Art::Text,
        false,
        &["gemeindeschluessel"],
    ),
    feld(
        "einwohner",
        "Einwohner",
        Art::Ganzzahl,
        false,
        &["bevoelkerung", "ew", "population"],
    ),
    feld(
        "stichtag",
        "Stichtag der Einwohner",
        Art::Datum,
        false,
        &["stand", "datum"],
    ),
];

const STRASSEN: &[Zielfeld] = &[
    feld(
        "schluessel",
        "Straßenschlüssel",
        Art::Text,
        false,
        &["strassenschluessel", "strschl", "sss"],
    ),
    feld(
        "name",
        "Straße",
        Art::Text,
        true,
        &["strassenname", "strasse", "strname"],
    ),
    feld(
        "raum",
        "Code des Raums",
        Art::Text,
        true,
        &["stadtteilschluessel", "plrid", "bezirk", "sozialraum"],
    ),
    feld("plz", "Postleitzahl", Art::Text, false, &["postleitzahl"]),
    feld("ort", "Ort", Art::Text, false, &["ortname", "gemeinde", "stadt"]),
    feld(
        "kommune_ags",
        "Gemeindeschlüssel (AGS)",
        Art::Text,
        false,
        &["ags", "gemeindeschluessel"],
    ),
    feld(
        "ungerade_von",
        "Ungerade von",
        Art::Text,
        false,
        &["hausnrungeradevon"],
    ),
    feld(
        "ungerade_bis",
        "Ungerade bis",
        Art::Text,
        false,
        &["hausnrungeradebis"],
    ),
    feld("gerade_von", "Gerade von", Art::Text, false, &["hausnrgeradevon"]),
    feld("gerade_bis", "Gerade bis", Art::Text, false, &["hausnrgeradebis"]),
    feld(
        "von",
        "Hausnummer von",
        Art::Text,
        false,
        &["hausnrvon", "hnrvon"],
    ),
    feld(
        "bis",
        "Hausnummer bis",
        Art::Text,
        false,
        &["hausnrbis", "hnrbis"],
    ),
    feld("seite", "Straßenseite", Art::Text, false, &["paritaet"]),
    feld(
        "hausnummer",
        "Einzelne Hausnummer",
        Art::Text,
        false,
        &["hnr", "hsnr"],
    ),
    feld(
        "zusatz",
        "Zusatz zur Hausnummer",
        Art::Text,
        false,
        &["hnrzusatz", "hsnrzu"],
    ),
];

const ADRESSEN: &[Zielfeld] = &[
    feld(
        "schluessel",
        "Straßenschlüssel",
        Art::Text,
        false,
        &["strassenschluessel", "strschl"],
    ),
    feld(
        "strasse",
        "Straße",
        Art::Text,
        true,
        &["strassenname", "strname", "stn", "street"],
    ),
    feld(
        "hausnummer",
        "Hausnummer",
        Art::Text,
        false,
        &["hnr", "nr", "hsnr", "hausnr"],
    ),
    feld(
        "zusatz",
        "Zusatz zur Hausnummer",
        Art::Text,
        false,
        &["hnrzusatz", "adz", "hsnrzu"],
    ),
    feld(
        "plz",
        "Postleitzahl",
        Art::Text,
        false,
        &["postleitzahl", "zipcode"],
    ),
    feld(
        "ort",
        "Ort",
        Art::Text,
        false,
        &["ortname", "onm", "gemeinde", "stadt"],
    ),
    feld("ortsteil", "Ortsteil", Art::Text, false, &["stadtteil", "zon"]),
    feld(
        "kommune_ags",
        "Gemeindeschlüssel (AGS)",
        Art::Text,
        false,
        &["ags", "gemeindeschluessel"],
    ),
    feld(
        "lat",
        "Breite in Grad",
        Art::Dezimal,
        false,
        &["breitengrad", "latitude"],
    ),
    feld(
        "lon",
        "Länge in Grad",
        Art::Dezimal,
        false,
        &["laengengrad", "longitude"],
    ),
    feld(
        "ost",
        "Ostwert in Metern",
        Art::Dezimal,
        false,
        &["ostwert", "rechtswert", "rw"],
    ),
    feld(
        "nord",
        "Nordwert in Metern",
        Art::Dezimal,
        false,
        &["nordwert", "hochwert", "hw"],
    ),
    feld("status", "Status", Art::Text, false, &[]),
];

const EINWOHNER: &[Zielfeld] = &[
    feld(
        "raum",
        "Raum: Code, AGS oder Name",
        Art::Text,
        true,
        &["stadtteilnummer", "ags", "plrid", "stadtteil", "id", "code"],
    ),
    feld(
        "einwohner",
        "Einwohner",
        Art::Ganzzahl,
        true,
        &["insgesamt", "bevoelkerung", "ew", "inhabitants"],
    ),
    feld(
        "stichtag",
        "Stichtag",
        Art::Datum,
        true,
        &["datum", "stand", "jahr"],
    ),
];

const INDIKATOREN: &[Zielfeld] = &[
    feld(
        "raum",
        "Raum: Code, AGS oder Name",
        Art::Text,
        true,
        &["stadtteilnummer", "ags", "plrid", "stadtteil", "id", "code"],
    ),
    feld(
        "indikator",
        "Indikator",
        Art::Text,
        true,
        &["merkmal", "kennzahl"],
    ),
    feld(
        "stichtag",
        "Stichtag",
        Art::Datum,
        true,
        &["datum", "stand", "jahr"],
    ),
    feld("zaehler", "Zähler", Art::Ganzzahl, false, &["anzahl"]),
    feld(
        "nenner",
        "Nenner",
        Art::Ganzzahl,
        true,
        &["grundgesamtheit", "von"],
    ),
    feld("anteil", "Anteil (ja oder nein)", Art::Text, false, &[]),
    feld(
        "unterdrueckt",
        "Von der Quelle nicht veröffentlicht (ja oder nein)",
        Art::Text,
        false,
        &["unterdruecktoderfehlend", "gesperrt"],
    ),
    feld("quelle", "Quelle", Art::Text, true, &["herkunft"]),
];
