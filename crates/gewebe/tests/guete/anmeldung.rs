//! GUETE S7, S9 through the whole program: guessing is braked for every account, and an ended session stays ended.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use amt::recht::Rolle;
use axum::extract::ConnectInfo;
use gewebe::anwendung;
use testkit::db::{Art, laufen};

use crate::{
    besucher::Besucher,
    stadt::{KENNWORT, Stadt},
};

/// Guesses per account; ten of them may reach a password.
const JE_KONTO: u32 = 14;

/// `GUETE_RATEN=1000` asks for as many accounts as GUETE names.
fn konten() -> u32 {
    let wunsch = std::env::var("GUETE_RATEN").ok();
    wunsch.and_then(|w| w.parse().ok()).unwrap_or(16)
}

#[test]
fn s_7_raten_wird_je_konto_gebremst() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let mut person = s.besucher(Rolle::R02).await;
        let mut quelle = 0u32;
        for n in 0..konten() {
            // known and unknown names in turn
            let kennung = match s.leute.get(n as usize / 2) {
                Some(p) if n % 2 == 0 => p.kennung.clone(),
                _ => format!("niemand.{n}"),
            };
            let mut staende = Vec::new();
            for versuch in 0..JE_KONTO {
                let mut b = Besucher::neu(&s.routen);
                b.get("/anmelden").await;
                let kennwort = format!("geraten-{versuch}-geraten");
                let mut req = b.formular("/anmelden", &[("kennung", &kennung), ("kennwort", &kennwort)]);
                // every guess from somewhere else: only the account brakes
                quelle += 1;
                let ip = IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 + quelle));
                req.extensions_mut().insert(ConnectInfo(SocketAddr::new(ip, 1)));
                staende.push(b.senden(req).await.status.as_u16());
            }
            let soll: Vec<u16> = (0..JE_KONTO).map(|v| if v < 10 { 422 } else { 429 }).collect();
            assert_eq!(staende, soll, "{kennung}");
        }
        // who works already feels nothing
        assert_eq!(person.get("/konto").await.status, 200);
    });
}

/// A lot of names from one place.
#[test]
fn s_7_eine_quelle_wird_auch_bei_vielen_konten_gebremst() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let routen = anwendung::routen(&crate::stadt::leer(db));
        let mut b = Besucher::neu(&routen);
        b.get("/anmelden").await;
        let mut durch = 0;
        for n in 0..130 {
            let kennung = format!("konto.{n}");
            let a = b
                .post(
                    "/anmelden",
                    &[("kennung", &kennung), ("kennwort", "geraten geraten")],
                )
                .await;
            durch += u32::from(a.status == 422);
        }
        assert_eq!(durch, 100);
    });
}

#[test]
fn s_9_ein_altes_cookie_oeffnet_nichts_mehr() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let mut b = s.besucher(Rolle::R01).await;
        let mut dieb = b.clone();
        assert_eq!(dieb.get("/anliegen").await.status, 200);
        assert_eq!(b.post("/abmelden", &[]).await.status, 303);
        assert!(b.sitzung().is_none() && dieb.sitzung().is_some());
        let a = dieb.get("/anliegen").await;
        assert!(a.status == 303 && a.ort().starts_with("/anmelden"));
        assert_eq!(dieb.get("/api/v1/anliegen").await.status, 401);
        // and its forms are not taken
        let form = dieb.formular("/servicebereich", &[("anliegen_kurz", "x")]);
        assert!(!dieb.senden(form).await.status.is_redirection());
        // signing in anew does not bring the old one back
        let neu = Besucher::angemeldet(&s.routen, "rolle.r01", KENNWORT).await;
        assert_ne!(neu.sitzung(), dieb.sitzung());
        assert_eq!(dieb.get("/anliegen").await.status, 303);
    });
}
