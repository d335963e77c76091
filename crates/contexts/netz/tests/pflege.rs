//! Keeping the directory: conflicts, history, import twice, no person.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, einspielung, tag, wer};
use amt::{
    Error,
    recht::{Bearbeiten, Befugnis, Bezug, Lesen, Rolle},
};
use base::Id;
use netz::{
    Angebot, Suchprofil, WegWeisung,
    codes::{AngebotStatus, Rueckmeldung, Sichtbarkeit, WegQuelle},
    service::{self, WegWeisungNeu},
};

fn darf(id: Id<Angebot>) -> Befugnis<Bearbeiten, Angebot> {
    Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap()
}
fn liest(rolle: Rolle, id: Id<Angebot>) -> Befugnis<Lesen, Angebot> {
    Befugnis::pruefen(&wer(rolle), Some(id), Bezug::default()).unwrap()
}

testkit::auf_beiden!(zwei_aendern_dasselbe, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, "Alt", None))
        .await
        .unwrap();
    let g = service::angebot_laden(&mut tx, &liest(Rolle::R01, id))
        .await
        .unwrap();
    assert_eq!((g.daten.titel.as_str(), g.version), ("Alt", 1));
    let mut neu = g.daten.clone();
    neu.titel = "Neu <script>alert(1)</script> \u{202e}".to_owned();
    service::angebot_aendern(&app, &mut tx, &darf(id), 1, neu.clone())
        .await
        .unwrap();
    let zweiter = service::angebot_aendern(&app, &mut tx, &darf(id), 1, g.daten.clone()).await;
    assert!(matches!(zweiter, Err(Error::Konflikt)));
    tx.commit().await.unwrap();

    // the search saw both states; the history brings the first back, within seven days
    let mut tx = app.db.write().await.unwrap();
    let t = service::suchen(&app, &mut tx, &Suchprofil::default())
        .await
        .unwrap();
    assert!(t[0].titel.starts_with("Neu"));
    let v = service::verlauf(&mut tx, id.uuid()).await.unwrap();
    assert_eq!(
        v.iter().map(|z| (z.version, z.was.as_str())).collect::<Vec<_>>(),
        [(2, "geändert"), (1, "angelegt")]
    );
    service::zuruecknehmen(&app, &mut tx, &wer(Rolle::R19), v[0].id)
        .await
        .unwrap();
    let g = service::angebot_laden(&mut tx, &liest(Rolle::R01, id))
        .await
        .unwrap();
    assert_eq!((g.daten.titel.as_str(), g.version), ("Alt", 3));
    uhr.stelle(app.uhr.jetzt().plus_sekunden(8 * 24 * 3600));
    let spaet = service::zuruecknehmen(&app, &mut tx, &wer(Rolle::R19), v[0].id).await;
    assert_eq!(spaet.unwrap_err().befunde()[0].code, "NETZ-E25");
});

testkit::auf_beiden!(pruefen_pausieren_beenden, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    let mut d = angebot(k, "Treff", None);
    d.geprueft_am = tag("2026-01-15");
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    let p = Suchprofil::default();
    assert!(
        service::suchen(&app, &mut tx, &p).await.unwrap()[0]
            .frische
            .veraltet
    );
    service::angebot_pruefen(&app, &mut tx, &darf(id), "Redaktion")
        .await
        .unwrap();
    assert!(
        !service::suchen(&app, &mut tx, &p).await.unwrap()[0]
            .frische
            .veraltet
    );
    service::pausieren(&app, &mut tx, &darf(id)).await.unwrap();
    assert!(service::suchen(&app, &mut tx, &p).await.unwrap().is_empty());
    // citizens do not see what is paused, staff does
    assert!(matches!(
        service::angebot_laden(&mut tx, &liest(Rolle::R31, id)).await,
        Err(Error::NichtGefunden)
    ));
    service::wieder_aufnehmen(&app, &mut tx, &darf(id)).await.unwrap();
    assert!(
        service::angebot_laden(&mut tx, &liest(Rolle::R31, id))
            .await
            .is_ok()
    );
    service::beenden(&app, &mut tx, &darf(id)).await.unwrap();
    let g = service::angebot_laden(&mut tx, &liest(Rolle::R01, id))
        .await
        .unwrap();
    assert_eq!(g.daten.status, AngebotStatus::Beendet);
    // the Servicebereich reads only (10.3)
    assert!(Befugnis::<Bearbeiten, Angebot>::pruefen(&wer(Rolle::R01), Some(id), Bezug::default()).is_err());
});

testkit::auf_beiden!(zweimal_einspielen_verdoppelt_nichts, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let liste = || {
        vec![
            einspielung("1", "Eins", Some((54.0, 10.0))),
            einspielung("2", "Zwei", None),
        ]
    };
    let mut schlecht = einspielung("3", "Drei", None);
    (schlecht.angebot.alter_von, schlecht.angebot.alter_bis) = (Some(9), Some(3));
    let mut erste = liste();
    erste.extend([schlecht, einspielung("1", "Doppelt", None)]);
    let b = service::angebote_einspielen(&app, &mut tx, &darf_anlegen(), "q", erste)
        .await
        .unwrap();
    assert_eq!((b.neu, b.akteure_neu, b.ohne_ort), (2, 1, 1));
    let codes: Vec<_> = b.abgelehnt.iter().map(|b| (b.ort.as_str(), b.code)).collect();
    assert_eq!(
        codes,
        [("Zeile 3, alter_von", "NETZ-E02"), ("Zeile 1", "NETZ-E26")]
    );
    let b = service::angebote_einspielen(&app, &mut tx, &darf_anlegen(), "q", liste())
        .await
        .unwrap();
    assert_eq!((b.neu, b.geaendert, b.unveraendert), (0, 0, 2));
    let mut dritte = liste();
    dritte[1].angebot.titel = "Zwei neu".to_owned();
    let b = service::angebote_einspielen(&app, &mut tx, &darf_anlegen(), "q", dritte)
        .await
        .unwrap();
    assert_eq!((b.neu, b.geaendert, b.unveraendert), (0, 1, 1));
    let t = service::suchen(&app, &mut tx, &Suchprofil::default())
        .await
        .unwrap();
    assert_eq!(
        t.iter().map(|t| t.titel.as_str()).collect::<Vec<_>>(),
        ["Eins", "Zwei neu"]
    );
});

testkit::auf_beiden!(inv_n1_weg_weisung_kennt_keine_person, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, "Treff", None))
        .await
        .unwrap();
    let may = Befugnis::pruefen(&wer(Rolle::R01), None, Bezug::default()).unwrap();
    let neu = WegWeisungNeu {
        raum: None,
        angebote: vec![id],
        altersband: None,
        quelle: WegQuelle::Service,
    };
    let wege = service::weg_weisung(&app, &mut tx, &may, &neu).await.unwrap();
    let may = Befugnis::<Bearbeiten, WegWeisung>::pruefen(&wer(Rolle::R01), Some(wege[0]), Bezug::default())
        .unwrap();
    service::rueckmelden(&app, &mut tx, &may, Rueckmeldung::Angenommen)
        .await
        .unwrap();
    assert_eq!(
        service::weg_weisungen_seit(&mut tx, id, tag("2026-11-21"))
            .await
            .unwrap(),
        1
    );
    // no table of this room has a column that names a person, an Anliegen or a case
    let spalten = store::spalten(&mut tx).await.unwrap();
    let unsere = ["akteur", "angebot", "fremdschluessel", "netz_", "weg_weisung"];
    let namen: Vec<_> = spalten
        .iter()
        .filter(|(t, ..)| unsere.iter().any(|u| t.starts_with(u)))
        .map(|(t, s, ..)| format!("{t}.{s}"))
        .collect();
    assert!(namen.len() > 60);
    for verboten in ["person", "fall_id", "anliegen", "geburt", "klient", "merkzeichen"] {
        assert!(namen.iter().all(|n| !n.contains(verboten)), "{verboten}");
    }
    let weg: Vec<_> = namen
        .iter()
        .filter(|n| n.starts_with("weg_weisung."))
        .map(String::as_str)
        .collect();
    let erlaubt = [
        "altersband",
        "angebot",
        "datum",
        "id",
        "quelle",
        "raumeinheit",
        "rueckmeldung",
    ];
    assert_eq!(weg, erlaubt.map(|s| format!("weg_weisung.{s}")));
});

testkit::auf_beiden!(einspielen_laesst_entscheidungen_stehen, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let einspielen = async |tx: &mut store::Tx, e: service::Einspielung| {
        service::angebote_einspielen(&app, tx, &darf_anlegen(), "q", vec![e])
            .await
            .unwrap()
    };
    einspielen(&mut tx, einspielung("1", "Eins", None)).await;
    let t = service::suchen(&app, &mut tx, &Suchprofil::default())
        .await
        .unwrap();
    let (id, k) = (t[0].id, t[0].akteur_id);
    // somebody hides and pauses it, and says that the contact is that of a private person
    let mut d = service::angebot_laden(&mut tx, &liest(Rolle::R19, id))
        .await
        .unwrap();
    d.daten.sichtbarkeit = Sichtbarkeit::Fachkraefte;
    d.daten.status = AngebotStatus::Pausiert;
    service::angebot_aendern(&app, &mut tx, &darf(id), d.version, d.daten)
        .await
        .unwrap();
    let darf_akteur =
        Befugnis::<Bearbeiten, netz::Akteur>::pruefen(&wer(Rolle::R19), Some(k), Bezug::default()).unwrap();
    let liest_akteur =
        Befugnis::<Lesen, netz::Akteur>::pruefen(&wer(Rolle::R19), Some(k), Bezug::default()).unwrap();
    let mut a = service::akteur_laden(&mut tx, &liest_akteur).await.unwrap().daten;
    (a.kontakt_privat, a.web) = (true, "https://eigen.example".to_owned());
    service::akteur_aendern(&app, &mut tx, &darf_akteur, None, a)
        .await
        .unwrap();

    // the same again on another day: nothing new, only a later check
    let mut e = einspielung("1", "Eins", None);
    e.angebot.geprueft_am = tag("2026-11-20");
    let b = einspielen(&mut tx, e).await;
    assert_eq!((b.geaendert, b.unveraendert), (0, 1));
    let g = service::angebot_laden(&mut tx, &liest(Rolle::R19, id))
        .await
        .unwrap();
    assert_eq!((g.daten.geprueft_am, g.version), (tag("2026-11-20"), 2));

    // the source says something new
    let mut e = einspielung("1", "Eins neu", None);
    (e.angebot.telefon, e.akteur.telefon) = ("0431 1".to_owned(), "0431 2".to_owned());
    let b = einspielen(&mut tx, e).await;
    assert_eq!(b.geaendert, 1);
    let g = service::angebot_laden(&mut tx, &liest(Rolle::R19, id))
        .await
        .unwrap();
    assert_eq!(
        (
            g.daten.titel.as_str(),
            g.daten.sichtbarkeit,
            g.daten.status,
            g.daten.telefon.as_str()
        ),
        ("Eins neu", Sichtbarkeit::Fachkraefte, AngebotStatus::Pausiert, "")
    );
    let a = service::akteur_laden(&mut tx, &liest_akteur).await.unwrap().daten;
    assert!(a.kontakt_privat && !a.einwilligung && a.telefon.is_empty());
    assert_eq!(a.web, "https://eigen.example");
    let v = service::verlauf(&mut tx, k.uuid()).await.unwrap();
    assert_eq!(v[0].was, "aktualisiert aus „q“");

    // what the source itself paused, it may resume
    for (titel, status) in [
        ("a", AngebotStatus::Aktiv),
        ("b", AngebotStatus::Pausiert),
        ("c", AngebotStatus::Aktiv),
    ] {
        let mut e = einspielung("2", titel, None);
        e.angebot.status = status;
        einspielen(&mut tx, e).await;
    }
    let t = service::suchen(&app, &mut tx, &Suchprofil::default())
        .await
        .unwrap();
    assert_eq!(t.iter().map(|t| t.titel.as_str()).collect::<Vec<_>>(), ["c"]);
});

testkit::auf_beiden!(zuruecknehmen_laesst_spaeteres_stehen, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, "Alt", None))
        .await
        .unwrap();
    let aendern = async |tx: &mut store::Tx, wie: &dyn Fn(&mut netz::AngebotDaten)| {
        let mut g = service::angebot_laden(tx, &liest(Rolle::R19, id)).await.unwrap();
        wie(&mut g.daten);
        service::angebot_aendern(&app, tx, &darf(id), g.version, g.daten)
            .await
            .unwrap();
    };
    aendern(&mut tx, &|d| d.titel = "Neu".to_owned()).await;
    aendern(&mut tx, &|d| d.sichtbarkeit = Sichtbarkeit::Fachkraefte).await;
    let v = service::verlauf(&mut tx, id.uuid()).await.unwrap();
    let alle = service::verlauf_mit_unterschieden(&app, &mut tx, &darf(id))
        .await
        .unwrap();
    assert_eq!(
        alle.iter().map(|s| s.ruecknehmbar).collect::<Vec<_>>(),
        [true, true, false]
    );
    // the older step goes, what came after it stays: nothing is published again
    service::zuruecknehmen(&app, &mut tx, &wer(Rolle::R19), v[1].id)
        .await
        .unwrap();
    let g = service::angebot_laden(&mut tx, &liest(Rolle::R19, id))
        .await
        .unwrap();
    assert_eq!(
        (g.daten.titel.as_str(), g.daten.sichtbarkeit),
        ("Alt", Sichtbarkeit::Fachkraefte)
    );
    // the same field was changed since
    let r = service::zuruecknehmen(&app, &mut tx, &wer(Rolle::R19), v[1].id).await;
    assert_eq!(r.unwrap_err().befunde()[0].code, "NETZ-E89");
    let alle = service::verlauf_mit_unterschieden(&app, &mut tx, &darf(id))
        .await
        .unwrap();
    assert_eq!(
        alle.iter().map(|s| s.ruecknehmbar).collect::<Vec<_>>(),
        [true, true, false, false]
    );
});
