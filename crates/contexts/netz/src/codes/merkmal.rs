//! The accessibility block (Fachkonzept 7.1).

codes! {
    /// One feature of the accessibility block.
    Merkmal {
        Stufenlos = "STUFENLOS", "Stufenloser Zugang";
        Tuerbreite = "TUERBREITE", "Türbreite";
        Rampe = "RAMPE", "Steigung der Rampe";
        Aufzug = "AUFZUG", "Aufzug";
        WcBarrierefrei = "WC_BARRIEREFREI", "WC barrierefrei";
        WcGeschoss = "WC_GESCHOSS", "WC im selben Geschoss";
        Parkplatz = "PARKPLATZ", "Behindertenparkplatz";
        OepnvHalt = "OEPNV_HALT", "Haltestelle barrierefrei";
        Leitsystem = "LEITSYSTEM", "Leitsystem oder Braille";
        Kontrast = "KONTRAST", "Kontrast und Beleuchtung";
        Hoeranlage = "HOERANLAGE", "Induktive Höranlage";
        Dgs = "DGS", "Deutsche Gebärdensprache möglich";
        Schriftdolmetschen = "SCHRIFTDOLMETSCHEN", "Schriftdolmetschen";
        LeichteSprache = "LEICHTE_SPRACHE", "Leichte Sprache";
        ReizarmerRaum = "REIZARMER_RAUM", "Reizarmer Raum";
        Assistenzhund = "ASSISTENZHUND", "Assistenzhund erlaubt";
        Begleitperson = "BEGLEITPERSON", "Begleitperson kostenfrei";
        Wickeln = "WICKELN", "Wickelmöglichkeit";
        Sitzen = "SITZEN", "Sitzgelegenheiten";
        DigitalBitv = "DIGITAL_BITV", "Digital barrierefrei (BITV)";
        Kontaktwege = "KONTAKTWEGE", "Kontakt per Telefon und Text";
    }
}

/// What number a feature carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Einheit {
    /// None: only yes, partly, no.
    Keine,
    /// Width in cm; the number is the answer.
    Cm,
    /// Slope in per cent; the number is the answer.
    Prozent,
    /// Yes or no, and the cabin in cm × cm.
    CmMalCm,
    /// Yes or no, and the distance in m.
    Meter,
}

impl Einheit {
    /// The stored and shown sign.
    #[must_use]
    pub const fn zeichen(self) -> &'static str {
        match self {
            Self::Keine => "",
            Self::Cm => "cm",
            Self::Prozent => "%",
            Self::CmMalCm => "cm × cm",
            Self::Meter => "m",
        }
    }
}

impl Merkmal {
    /// The number it carries.
    #[must_use]
    pub const fn einheit(self) -> Einheit {
        match self {
            Self::Tuerbreite => Einheit::Cm,
            Self::Rampe => Einheit::Prozent,
            Self::Aufzug => Einheit::CmMalCm,
            Self::OepnvHalt => Einheit::Meter,
            _ => Einheit::Keine,
        }
    }

    /// Whether the number alone is the answer, without yes or no.
    #[must_use]
    pub const fn nur_zahl(self) -> bool {
        matches!(self.einheit(), Einheit::Cm | Einheit::Prozent)
    }
}
