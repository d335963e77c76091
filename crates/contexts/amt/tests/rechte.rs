//! Every right of every role, held against the last reviewed table.

use amt::{
    Benutzer,
    ordnung::Fassung,
    protokoll::Protokoll,
    recht::{Art, uebersicht},
};

#[test]
fn keine_rechte_aendern_sich_ungesehen() {
    let arten = [
        Art::von::<Benutzer>(),
        Art::von::<Fassung>(),
        Art::von::<Protokoll>(),
    ];
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("rechte", uebersicht(&arten));
    });
}
