//! How two institutions work together.

codes! {
    /// How two institutions work together, from loose to close.
    KooperationArt {
        Kennt = "KENNT", "kennen sich";
        Austausch = "AUSTAUSCH", "tauschen sich aus";
        Gemeinsam = "GEMEINSAM", "machen etwas gemeinsam";
        Vereinbart = "VEREINBART", "haben es vereinbart";
    }
}
