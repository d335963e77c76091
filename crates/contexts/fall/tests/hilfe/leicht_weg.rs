//! Leading a case along the light tracks by its pages, as the Hilfe zur Pflege and the Jugendgerichtshilfe do.

use amt::{App, Kontext, recht::Rolle};
use base::Id;
use fall::{
    model::{Bezug, Fall, Hinweis},
    service::fall::lesen,
};

use crate::{
    gemeinsam::{
        aufnahme, nimm,
        schritte::{akte as anliegen, geh, voll},
        seiten::senden_als,
        wer,
    },
    hilfe::weg::fehler,
};

/// Who leads a case, and where they do it.
pub struct Fuehrung<'a> {
    pub app: &'a App,
    pub wer: Kontext,
    pub fall: Id<Fall>,
}

/// Frau A as Hilfe zur Pflege.
pub fn pflege() -> Kontext {
    wer(0xE2, Rolle::R13, vec![])
}

/// Frau A as Sozialdienst for adults.
pub fn sozialdienst() -> Kontext {
    wer(0xE2, Rolle::R14, vec![])
}

/// Frau A as Jugendgerichtshilfe.
pub fn jgh() -> Kontext {
    wer(0xE2, Rolle::R16, vec![])
}

impl Fuehrung<'_> {
    pub async fn lies(&self) -> lesen::Akte {
        let mut tx = self.app.db.write().await.unwrap();
        let a = lesen::akte(self.app, &mut tx, &self.wer, self.fall)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        a
    }

    pub async fn post_als(&self, wer: Kontext, weg: &str, felder: &[(&str, &str)]) -> (u16, String) {
        let version = self.lies().await.fall.version.to_string();
        let mut alle = vec![("version", version.as_str())];
        alle.extend(felder);
        senden_als(self.app, &format!("/faelle/{}/{weg}", self.fall), &alle, wer).await
    }

    pub async fn post(&self, weg: &str, felder: &[(&str, &str)]) -> (u16, String) {
        self.post_als(self.wer.clone(), weg, felder).await
    }

    pub async fn ja(&self, weg: &str, felder: &[(&str, &str)]) {
        let (status, seite) = self.post(weg, felder).await;
        assert_eq!(status, 303, "{weg}: {}", fehler(&seite));
    }

    pub async fn nein(&self, weg: &str, felder: &[(&str, &str)], wort: &str) {
        let (status, seite) = self.post(weg, felder).await;
        assert!(
            status == 422 && seite.contains(wort),
            "{weg} {status}: {}",
            fehler(&seite)
        );
    }

    pub async fn schritt(&self, welcher: &str) {
        self.ja(&format!("schritt/{welcher}"), &[]).await;
    }

    pub async fn fehlt(&self, welcher: &str, wort: &str) {
        self.nein(&format!("schritt/{welcher}"), &[], wort).await;
    }

    pub async fn angabe_am(&self, name: &str, tag: &str, worte: &str) {
        let (t, w) = (format!("{name}-tag"), format!("{name}-worte"));
        let felder = [(t.as_str(), tag), (w.as_str(), worte)];
        self.ja(&format!("angabe/{name}"), &felder).await;
    }

    pub async fn angabe(&self, name: &str, worte: &str) {
        self.angabe_am(name, "2026-11-21", worte).await;
    }

    pub async fn wunsch(&self) {
        let person = self.lies().await.beteiligte[0].id.to_string();
        let wunsch = [
            ("person", person.as_str()),
            ("wortlaut", "Ich möchte in meiner Wohnung bleiben"),
            ("datum", "2026-11-20"),
            ("art", "WUNSCH"),
            ("quelle", "GESPRAECH"),
        ];
        self.ja("wille", &wunsch).await;
    }

    pub async fn staerke(&self) {
        let staerke = [
            ("feld", "SOZIAL"),
            ("bezeichnung", "die Nachbarin kommt jeden Tag"),
            ("aktivierbarkeit", "SOFORT"),
            ("quelle", "PERSON_SELBST"),
        ];
        self.ja("ressourcen", &staerke).await;
    }
}

/// A case of this Sektor from its Anliegen.
pub async fn beginn<'a>(app: &'a App, wer: Kontext, sektor: &str) -> Fuehrung<'a> {
    let id = nimm(app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    let mut cmd = voll(1);
    let f = cmd.fall.as_mut().unwrap();
    f.sektor = sektor.to_owned();
    if sektor == "JGH" {
        f.norm = "§ 52 SGB VIII".to_owned();
        f.rolle = "JUGENDLICHER".to_owned();
        f.bezug = Bezug::JungerMensch;
    } else {
        f.norm = "§ 61 SGB XII".to_owned();
        f.rolle = "LEISTUNGSBERECHTIGT".to_owned();
        f.bezug = Bezug::Erwachsene;
    }
    geh(app, &wer, id, "A05", &cmd).await.unwrap();
    let fall = anliegen(app, &wer, id).await.fall.unwrap().id;
    Fuehrung { app, wer, fall }
}

/// The need is found out and the quarter looked at.
pub async fn bis_p2(app: &App) -> Fuehrung<'_> {
    let f = beginn(app, pflege(), "PFLEGE").await;
    f.wunsch().await;
    f.staerke().await;
    f.angabe("BEDARF_XII", "Waschen und Anziehen, Pflegegrad 2 der Pflegekasse")
        .await;
    f.schritt("PF02").await;
    f.angabe("EHRENAMT_GEFRAGT", "Besuchsdienst kommt freitags").await;
    f.ja(
        "sozialraum",
        &[("gesamtergebnis", "UEBERSPRUNGEN"), ("grund", "PERSON_LEHNT_AB")],
    )
    .await;
    f.schritt("PF03").await;
    f
}

pub const ENTWURF: [(&str, &str); 7] = [
    ("art", "BEWILLIGUNG"),
    ("norm", "§ 64b SGB XII"),
    ("tenor", "Sie bekommen häusliche Pflegehilfe."),
    ("von", "2026-11-21"),
    ("bis", "2027-11-30"),
    ("wunsch", "KEINER"),
    ("weg", "POST"),
];

/// The benefit runs.
pub async fn bis_p4(app: &App) -> Fuehrung<'_> {
    let f = bis_p2(app).await;
    f.angabe("PFLEGEKASSE", "zahlt die Sachleistung").await;
    f.angabe("EINKOMMEN_VERMOEGEN", "unter der Grenze").await;
    f.ja("entscheidung", &ENTWURF).await;
    f.schritt("PF04").await;
    f.angabe("LEISTUNG_BEGONNEN", "Pflegedienst Nord, zweimal am Tag")
        .await;
    f.angabe_am("NAECHSTE_UEBERPRUEFUNG", "2027-05-03", "").await;
    f.schritt("PF05").await;
    f
}

/// The young person is reached.
pub async fn bis_j1(app: &App) -> Fuehrung<'_> {
    let f = beginn(app, jgh(), "JGH").await;
    f.angabe("ZUSTAENDIGKEIT_87B", "Kiel, die Mutter lebt hier").await;
    f.angabe("JGH_KONTAKT", "Gespräch mit ihm und der Mutter").await;
    f.schritt("JG02").await;
    f
}

/// The report is given.
pub async fn bis_j3(app: &App) -> Fuehrung<'_> {
    let f = bis_j1(app).await;
    f.angabe("KEINE_LEISTUNG", "ein Gespräch genügt").await;
    f.schritt("JG03").await;
    f.angabe("JGH_BERICHT", "an die Staatsanwaltschaft: Täter-Opfer-Ausgleich")
        .await;
    f.schritt("JG04").await;
    f
}

/// A Weisung is watched.
pub async fn bis_j5(app: &App) -> Fuehrung<'_> {
    let f = bis_j3(app).await;
    f.angabe("HAUPTVERHANDLUNG", "mit uns; schuldig, eine Weisung")
        .await;
    f.schritt("JG05").await;
    f.angabe("WEISUNG", "20 Stunden in der Werkstatt helfen").await;
    f.angabe_am("WEISUNG_BIS", "2027-02-26", "").await;
    f.schritt("JG06").await;
    f
}
