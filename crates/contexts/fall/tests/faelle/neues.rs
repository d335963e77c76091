//! What others did in the cases somebody leads, on the first page.

use super::{journal, lies, neuer_fall, post};
use crate::gemeinsam::{
    ALLE, NORD, asd,
    seiten::{holen_als, senden_als},
    stadt, wer, zeit,
};
use amt::recht::Rolle;

testkit::auf_beiden!(heute_zeigt_was_andere_getan_haben, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = neuer_fall(&app).await;
    let heute = || async { holen_als(&app, "/", asd()).await.1 };
    // what one did oneself is no news
    assert!(!heute().await.contains("Neu in Ihren Fällen"));
    let worte = [("ELTERN_AUFENTHALT-worte", "Beide in Kiel")];
    assert_eq!(post(&app, id, "angabe/ELTERN_AUFENTHALT", &worte).await.0, 303);
    let version = lies(&app, id).await.fall.version.to_string();
    let vertretung = || wer(0xE5, Rolle::R02, vec![]);
    let leitung = || wer(0x93, Rolle::R04, vec![NORD]);
    let schritt = format!("/faelle/{id}/schritt/H02");
    let getan = senden_als(&app, &schritt, &[("version", version.as_str())], vertretung()).await;
    assert_eq!(getan.0, 303);
    let vorher = journal(&app, "fall.lesen", "heute").await;
    let seite = heute().await;
    let neu = &seite[seite.find("Neu in Ihren Fällen").unwrap()..];
    assert!(
        neu.contains("Zuständigkeit prüfen")
            && neu.contains("Müller-Șerban")
            && neu.contains("ASD-Fachkraft e5")
    );
    // RL-17: the case in the list, and the line of news
    assert_eq!(journal(&app, "fall.lesen", "heute").await - vorher, 2);
    assert!(
        !holen_als(&app, "/", leitung())
            .await
            .1
            .contains("Neu in Ihren Fällen")
    );
    uhr.stelle(zeit().plus_sekunden(8 * 86_400));
    assert!(!heute().await.contains("Neu in Ihren Fällen"));
});
