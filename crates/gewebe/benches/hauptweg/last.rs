//! People at the intake page: 100 requests a second, sent at their time whether or not earlier ones are back, each
//! latency counted from the time it was due.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use gewebe::demo::KENNWORT;
use musterort::Ort;
use testkit::mensch::Mensch;

/// Requests a second.
const RATE: u32 = 100;
/// Connections; more than can be busy at once below the target.
const MENSCHEN: usize = 24;
const ANMELDENAME: &str = "jule.muehlbrink";

/// Latencies of one kind of request, in seconds.
pub struct Messung {
    pub name: &'static str,
    pub fehler: usize,
    zeiten: Vec<f64>,
}

impl Messung {
    /// The latency that this share of the requests did not exceed.
    pub fn quantil(&self, q: f64) -> f64 {
        let mut z = self.zeiten.clone();
        z.sort_by(f64::total_cmp);
        let i = (z.len() as f64 * q).ceil().max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the length"
        )]
        z.get(i as usize - 1).copied().unwrap_or(f64::NAN)
    }
}

const NAMEN: [&str; 3] = [
    "aufnahmeseite",
    "adressvorschlaege",
    "zustaendigkeit_und_angebote",
];

/// What somebody does with the page, by turns: open it, type an address (several requests), choose it.
const fn art(n: usize) -> usize {
    match n % 10 {
        0 => 0,
        1..=6 => 1,
        _ => 2,
    }
}

/// One signed-in person with an open form.
#[derive(Clone)]
struct Arbeitsplatz {
    mensch: Mensch,
    pfad: String,
    csrf: String,
}

impl Arbeitsplatz {
    fn neu(server: &str) -> Self {
        let mensch = Mensch::angemeldet(server, ANMELDENAME, KENNWORT).unwrap();
        let weiter = mensch.hole("/anliegen/neu").unwrap();
        let pfad = weiter.kopf("location").unwrap().to_owned();
        let csrf = mensch.hole(&pfad).unwrap().feld("_csrf").unwrap();
        Self { mensch, pfad, csrf }
    }

    /// The first suggestion for a line.
    fn adresse(&self, zeile: &str) -> Option<String> {
        let liste = self.senden("adressen", &[("adresse-text", zeile)])?;
        let stelle = liste.find("value=\"")? + 7;
        Some(liste[stelle..].split('"').next()?.to_owned())
    }

    fn senden(&self, tat: &str, felder: &[(&str, &str)]) -> Option<String> {
        let mut alle = vec![("_csrf", self.csrf.as_str()), ("ortsart", "ADRESSE")];
        alle.extend(felder);
        let antwort = self.mensch.sende(&format!("{}/{tat}", self.pfad), &alle).ok()?;
        (antwort.status == 200).then_some(antwort.text)
    }

    fn tun(&self, art: usize, zeile: &str, id: &str, n: usize) -> bool {
        match art {
            0 => self.mensch.hole(&self.pfad).is_ok_and(|a| a.status == 200),
            1 => {
                // as far as somebody has typed
                let getippt: String = zeile.chars().take(3 + n % 12).collect();
                self.senden("adressen", &[("adresse-text", &getippt)]).is_some()
            }
            _ => {
                let alter = (n % 90).to_string();
                let felder = [
                    ("adresse-text", zeile),
                    ("adresse", id),
                    ("alter", alter.as_str()),
                ];
                self.senden("seite", &felder).is_some()
            }
        }
    }
}

/// Runs the load for so many seconds after a warm-up.
pub fn messen(server: &str, ort: &Ort, sekunden: u32) -> Vec<Messung> {
    let platz = Arbeitsplatz::neu(server);
    let schritt = (ort.adressen.len() / 500).max(1);
    let zeilen: Vec<(String, String)> = ort
        .adressen
        .iter()
        .step_by(schritt)
        .filter_map(|a| {
            let zeile = ort.zeile(a);
            platz.adresse(&zeile).map(|id| (zeile, id))
        })
        .collect();
    assert!(zeilen.len() > 100, "the register answers");
    for (art, name) in NAMEN.iter().enumerate() {
        assert!(platz.tun(art, &zeilen[0].0, &zeilen[0].1, 1), "{name}");
    }
    let alle = usize::try_from(RATE * sekunden).unwrap_or(usize::MAX);
    let naechste = Arc::new(AtomicUsize::new(0));
    let ergebnisse = Arc::new(Mutex::new(NAMEN.map(|name| Messung {
        name,
        fehler: 0,
        zeiten: vec![],
    })));
    let start = Instant::now() + Duration::from_millis(50);
    std::thread::scope(|s| {
        for _ in 0..MENSCHEN {
            let (naechste, ergebnisse, zeilen) = (naechste.clone(), ergebnisse.clone(), &zeilen);
            // a clone shares the session, not the waiting
            let platz = platz.clone();
            s.spawn(move || {
                loop {
                    let n = naechste.fetch_add(1, Ordering::Relaxed);
                    if n >= alle {
                        return;
                    }
                    let faellig =
                        start + Duration::from_secs(1) * u32::try_from(n).unwrap_or(u32::MAX) / RATE;
                    std::thread::sleep(faellig.saturating_duration_since(Instant::now()));
                    let (zeile, id) = &zeilen[(n * 7919) % zeilen.len()];
                    let gut = platz.tun(art(n), zeile, id, n);
                    let mut e = ergebnisse.lock().unwrap();
                    e[art(n)].zeiten.push(faellig.elapsed().as_secs_f64());
                    e[art(n)].fehler += usize::from(!gut);
                }
            });
        }
    });
    let Ok(ergebnisse) = Arc::try_unwrap(ergebnisse) else {
        return vec![];
    };
    ergebnisse.into_inner().unwrap().into()
}
