//! A page with every building block, and the routes around it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use web::{
    Blaettern, CsrfToken, Eingaben, Fertig, Formular, Hx, MeldungArt, Rahmen, Schluessel, Seite, Shell,
    Sortierung, Status, Umleitung, Wahl, WebFehler, Weg, Zufall,
};

/// The partial: proposals of the search field.
#[derive(Template)]
#[template(path = "treffer.html", config = "examples/muster/askama.toml")]
struct Treffer {
    f: Formular,
    treffer: Vec<Wahl>,
}

const SVG: &str = r#"<svg viewBox="0 0 200 80" role="img" aria-label="Zwei Sozialräume nebeneinander"><path class="gw-flaeche" d="M0 80H100V20L30 30Z"/><path class="gw-flaeche" d="M100 80L200 70L180 0L100 20Z"/></svg>"#;

/// The page.
#[derive(Template)]
#[template(path = "muster.html", config = "examples/muster/askama.toml")]
struct Muster {
    shell: Shell,
    f: Formular,
    arten: Vec<Wahl>,
    wege: Vec<Wahl>,
    treffer: Vec<Wahl>,
    zeilen: Vec<(&'static str, &'static str, Status, u32)>,
    sortierung: Sortierung,
    blaettern: Blaettern,
    schritte: Vec<(&'static str, &'static str)>,
    reiter: Vec<Weg>,
    svg: Fertig,
}

impl Muster {
    fn neu(shell: Shell, f: Formular, treffer: Vec<Wahl>) -> Self {
        Self {
            shell,
            f,
            treffer,
            arten: vec![
                Wahl::neu("s", "Straßenabschnitt"),
                Wahl::neu("b", "Baublock"),
                Wahl::neu("q", "Quartier"),
            ],
            wege: vec![
                Wahl::neu("p", "persönlich").hinweis("im Büro oder unterwegs"),
                Wahl::neu("t", "am Telefon"),
                Wahl::neu("x", "nicht gefragt"),
            ],
            zeilen: vec![
                ("SR-01", "Altstadt und Hafen", Status::gut("gültig"), 1240),
                ("SR-02", "Südhang", Status::achtung("läuft aus"), 860),
                (
                    "SR-03",
                    "Neuland mit einem besonders langen Namen",
                    Status::ernst("überfällig"),
                    97,
                ),
                ("SR-04", "Am Wehr", Status::info("Entwurf"), 0),
            ],
            svg: Fertig::neu(SVG.to_owned()),
            sortierung: Sortierung::aus("/", "name", &["name", "zahl"]),
            blaettern: Blaettern::seiten("/", 2, 4, 1234),
            schritte: vec![
                ("Die Anschrift liegt im Baublock 0815.", "GO § 3"),
                ("Der Baublock gehört seit 1.1.2025 zu SR-01.", "Zuschnitt 2025"),
            ],
            reiter: vec![
                Weg::neu("Überblick", "/"),
                Weg::neu("Verlauf", "/verlauf"),
                Weg::neu("Karte", "/karte"),
            ],
        }
    }
}

fn shell(csrf: CsrfToken) -> Shell {
    Shell::neu("Sozialraum Altstadt")
        .behoerde("Stadt Musterort")
        .pfad("/raum/1")
        .nav("Start", "/start")
        .nav("Sozialräume", "/raum")
        .nav("Anliegen", "/anliegen")
        .nav("Netzwerk", "/netz")
        .nav("Auswertung", "/auswertung")
        .nutzer("Ayşe Müller-Öztürk", "Fachkraft, Team Nord")
        .csrf(csrf.0)
        .ueber("Start", "/")
        .ueber("Sozialräume", "/raum")
        .meldung(MeldungArt::Erfolg, "Die Änderung ist gespeichert.")
}

fn vorschlaege(q: &str) -> Vec<Wahl> {
    ["Ahornweg", "Am Wehr", "Ährenstraße", "Bäckergasse"]
        .iter()
        .enumerate()
        .filter(|(_, n)| n.to_lowercase().contains(&q.to_lowercase()))
        .map(|(i, n)| Wahl::neu(i, *n).hinweis("12345 Musterort"))
        .collect()
}

async fn zeigen(csrf: CsrfToken) -> impl IntoResponse {
    Seite::neu(Muster::neu(
        shell(csrf),
        Formular::leer().setze("name", "Altstadt").setze("wege", "t"),
        vec![],
    ))
}

async fn speichern(csrf: CsrfToken, mut e: Eingaben) -> Result<Response, WebFehler> {
    if e.roh("suche") == "strasse" {
        let treffer = vorschlaege(e.roh("strasse-text"));
        return Ok(Seite::neu(Muster::neu(shell(csrf), e.formular(), treffer)).into_response());
    }
    let _name = e.pflichttext("name", 200);
    let _ab = e.pflichtdatum("gueltig_ab");
    let _zahl = e.zahl("anzahl", 0, 500);
    let _art: Option<char> = e.pflichtauswahl("art");
    if e.hat_fehler() {
        let f = e
            .formular()
            .benannt(&[("gueltig_ab", "Gültig ab"), ("art", "Art der Einheit")]);
        return Ok(Seite::ungueltig(Muster::neu(shell(csrf), f, vec![])).into_response());
    }
    Ok(Umleitung::nach("/").into_response())
}

async fn suchen(hx: Hx, e: Eingaben) -> Result<impl IntoResponse, WebFehler> {
    if !hx.nach("liste-strasse") {
        return Err(WebFehler::nicht_gefunden());
    }
    let treffer = vorschlaege(e.roh("strasse-text"));
    Ok(Seite::neu(Treffer {
        f: e.formular(),
        treffer,
    }))
}

async fn flaechen() -> impl IntoResponse {
    const GEO: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"SR-01 Altstadt","url":"/raum/1"},"geometry":{"type":"Polygon","coordinates":[[[9.9,53.5],[10.0,53.5],[10.0,53.58],[9.93,53.57],[9.9,53.5]]]}},
        {"type":"Feature","properties":{"name":"SR-02 Südhang"},"geometry":{"type":"Polygon","coordinates":[[[10.0,53.5],[10.1,53.51],[10.08,53.6],[10.0,53.58],[10.0,53.5]]]}}]}"#;
    ([("content-type", "application/geo+json")], GEO)
}

/// Settings with a repeatable random source: for looking and testing only.
pub fn rahmen() -> Rahmen {
    let n = std::sync::atomic::AtomicU8::new(0);
    let zufall = Zufall::neu(move |b| b.fill(n.fetch_add(1, std::sync::atomic::Ordering::Relaxed)));
    Rahmen::neu("Stadt Musterort", Schluessel::neu([5; 32]), zufall)
}

/// The sample application.
pub fn app(rahmen: &Rahmen) -> Router {
    let innen = Router::new()
        .route("/", get(zeigen).post(speichern))
        .route("/suchen", post(suchen))
        .route("/flaechen.json", get(flaechen))
        .route("/entwurf", post(|| async { axum::http::StatusCode::NO_CONTENT }))
        .route("/hochladen", post(|| async { "angekommen" }))
        .route("/panik", get(panik))
        .route(
            "/kaputt",
            get(|| async { WebFehler::intern("Verbindung weg, Passwort=canary") }),
        )
        .route("/viel", get(|| async { WebFehler::zu_viel(30) }))
        .route("/api/konflikt", get(|| async { WebFehler::konflikt() }))
        .with_state(());
    rahmen.aussen(rahmen.schutz(innen))
}

async fn panik(State(()): State<()>) -> String {
    let leer: Vec<String> = Vec::new();
    leer[0].clone()
}
