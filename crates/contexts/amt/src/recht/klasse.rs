/// Data class of Fachkonzept 10.1: how much protection a datum needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Klasse {
    /// Public.
    D0,
    /// Internal, about no person.
    D1,
    /// Business contacts.
    D2,
    /// Sozialdaten.
    D3,
    /// Special categories (Art. 9 DSGVO).
    D4,
    /// Entrusted (§ 65 SGB VIII): only the Fachkraft who received it.
    D5,
    /// Child protection (§ 8a SGB VIII).
    D6,
    /// Protected addresses and the like: named persons only.
    D7,
    /// A child's own counselling (§ 8 Abs. 3 SGB VIII).
    D8,
}

impl Klasse {
    /// `D0` … `D8`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::D0 => "D0",
            Self::D1 => "D1",
            Self::D2 => "D2",
            Self::D3 => "D3",
            Self::D4 => "D4",
            Self::D5 => "D5",
            Self::D6 => "D6",
            Self::D7 => "D7",
            Self::D8 => "D8",
        }
    }

    /// Whether reading it is noted in the journal (Fachkonzept 10.5).
    #[must_use]
    pub fn lesen_wird_notiert(self) -> bool {
        self >= Self::D3
    }
}
