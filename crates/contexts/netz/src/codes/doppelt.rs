//! What can be there twice.

codes! {
    /// Kind of entry that may be there twice.
    DoppeltArt {
        Akteur = "AKTEUR", "Akteur";
        Angebot = "ANGEBOT", "Angebot";
    }
}
