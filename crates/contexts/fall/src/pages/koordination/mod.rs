//! `/koordinationskarten`: cards somebody has to do with, and one of them: whole for who leads the case, and for a contact
//! of another office what a consent covers.

pub(crate) mod druck;
pub(crate) mod taten;

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use web::{Ergebnis, Formular, Seite, Shell, Wahl};

use super::{fall::mit_befunden, wahlen};
use crate::{
    model::{
        Einwilligung, Einwilligungsform, Erteilende, Kartenamt, Karteneintrag, Kartenkategorie, Kartenstand,
        Kartenstelle, Koordinationskarte, LaufendeEntscheidung,
    },
    nachbarn::nachbarn,
    service::koordination::{self as dienst, Blick, Eigene, Fremde, Meine},
};

const NAMEN: &[(&str, &str)] = &[
    ("amt", "Welche Stelle"),
    ("fachkraft", "Ansprechperson"),
    ("stelle", "Für welche Stelle"),
    ("kategorien", "Was darf gezeigt werden"),
    ("erteilt_von", "Wer willigt ein"),
    ("einsicht", "Versteht der junge Mensch, worum es geht"),
    ("form", "Wie wurde eingewilligt"),
    ("grund", "Warum nur mündlich"),
    ("hinweise", "Darüber informiert"),
    ("erteilt_am", "Erteilt am"),
    ("gueltig_bis", "Gilt bis"),
    ("art", "Was"),
    ("text", "Worum geht es"),
    ("wer", "Wer tut es"),
    ("bis", "Tag oder bis wann"),
    ("stellen", "Wem zeigen"),
    ("thema", "Thema"),
    ("abgestimmt_thema", "Worüber haben Sie sich abgestimmt"),
    ("worte", "Worauf haben Sie sich geeinigt"),
    ("aufgeklaert", "Besprochen"),
    ("grund_ende", "Warum endet die Karte"),
];

/// The three hints of 10.4, each to be confirmed.
pub(crate) const HINWEISE: [(&str, &str); 3] = [
    ("zweck", "wofür die Angaben gebraucht werden"),
    (
        "folgen",
        "was passiert, wenn sie nicht einwilligt (ihre Hilfe bekommt sie trotzdem)",
    ),
    ("widerruf", "dass sie jederzeit widerrufen kann"),
];

#[derive(Template)]
#[template(path = "fall/koordination/liste.html")]
struct Liste {
    shell: Shell,
    m: Meine,
}

pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let m = dienst::meine(&app, &mut tx, &kontext).await?;
    tx.commit().await.map_err(Error::from)?;
    let shell = huelle.titel("Koordinationskarten");
    Ok(Seite::neu(Liste { shell, m }).into_response())
}

#[derive(Template)]
#[template(path = "fall/koordination/eigene.html")]
struct EigeneSeite {
    shell: Shell,
    e: Box<Eigene>,
    f: Formular,
    /// The form that was sent; it stays open.
    gesendet: String,
    aemter: Vec<Wahl>,
    leute: Vec<Wahl>,
    stellen: Vec<Wahl>,
    kategorien: Vec<Wahl>,
    erteilende: Vec<Wahl>,
    formen: Vec<Wahl>,
    hinweise: Vec<Wahl>,
    arten: Vec<Wahl>,
    themen: Vec<Wahl>,
    abzustimmen: Vec<Wahl>,
}

impl EigeneSeite {
    fn auf(&self, form: &str) -> bool {
        self.gesendet == form
    }

    /// A card nobody else sees yet.
    fn vor(&self) -> bool {
        matches!(
            self.e.b.karte.stand,
            Kartenstand::Vorgeschlagen | Kartenstand::Einwilligung
        )
    }

    fn ist(&self, stand: &str) -> bool {
        self.e.b.karte.stand.code() == stand
    }

    fn beendet(&self) -> bool {
        self.e.b.karte.stand == Kartenstand::Beendet
    }

    fn einwilligungen(&self, s: &Kartenstelle) -> Vec<&Einwilligung> {
        let alle = self.e.b.einwilligungen.iter();
        alle.filter(|e| e.stelle == s.id).collect()
    }

    fn lage(&self, e: &Einwilligung) -> String {
        match e.widerrufen_am {
            Some(w) => format!("widerrufen am {}", w.lang()),
            None if self.e.b.gilt(e) => format!("gilt bis {}", e.gueltig_bis),
            None => format!("abgelaufen am {}", e.gueltig_bis),
        }
    }

    fn im(&self, art: &Kartenkategorie) -> Vec<&Karteneintrag> {
        self.e.b.eintraege.iter().filter(|e| e.art == *art).collect()
    }

    fn gezeigt(&self, e: &Karteneintrag) -> Vec<&Kartenstelle> {
        let alle = self.e.b.stellen.iter();
        alle.filter(|s| self.e.b.freigegeben(s.id, e)).collect()
    }

    fn verborgen(&self, e: &Karteneintrag) -> Vec<&Kartenstelle> {
        let alle = self.e.b.stellen.iter();
        alle.filter(|s| !self.e.b.freigegeben(s.id, e)).collect()
    }

    fn sichtbar(&self, s: &Kartenstelle) -> Vec<Kartenkategorie> {
        self.e.b.sichtbar(s.id)
    }

    fn amt(&self, stelle: &uuid::Uuid) -> String {
        let s = self.e.b.stelle(*stelle);
        s.map_or_else(String::new, |s| s.amt.wort().to_owned())
    }

    fn wessen(&self, stelle: &Option<uuid::Uuid>) -> String {
        stelle.map_or_else(|| self.e.b.fuehrend().to_owned(), |s| self.amt(&s))
    }

    /// What another office has announced is told while its consent covers that.
    fn zeigt(&self, l: &LaufendeEntscheidung) -> bool {
        let b = &self.e.b;
        l.stelle
            .is_none_or(|s| b.sieht(s, Kartenkategorie::Entscheidungen))
    }

    fn titel(&self, art: &Kartenkategorie) -> &'static str {
        match art {
            Kartenkategorie::Ziele => "Gemeinsame Ziele",
            Kartenkategorie::Aufgaben => "Wer was bis wann tut",
            anderes => anderes.wort(),
        }
    }

    fn eintraege() -> [Kartenkategorie; 3] {
        Kartenkategorie::EINTRAEGE
    }
}

#[derive(Template)]
#[template(path = "fall/koordination/fremde.html")]
struct FremdeSeite {
    shell: Shell,
    e: Box<Fremde>,
    f: Formular,
    themen: Vec<Wahl>,
    abzustimmen: Vec<Wahl>,
}

impl FremdeSeite {
    fn sieht(&self, was: &str) -> bool {
        self.e.sichtbar.iter().any(|k| k.code() == was)
    }

    fn im(&self, art: &str) -> Vec<&Karteneintrag> {
        self.e.eintraege.iter().filter(|e| e.art.code() == art).collect()
    }
}

fn abzustimmen(aufgaben: &[dienst::Aufgabe]) -> Vec<Wahl> {
    let wahl = |a: &dienst::Aufgabe| Wahl::neu(a.thema.code(), a.thema.text());
    aufgaben.iter().map(wahl).collect()
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Koordinationskarte>,
    (f, befunde, gesendet): (Formular, Vec<Befund>, &str),
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let blick = dienst::ansehen(app, &mut tx, kontext, id).await?;
    let leute = match &blick {
        Blick::Eigene(e) if e.bearbeiten => nachbarn(app)?.aemterkraefte(app, &mut tx).await?,
        _ => Vec::new(),
    };
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let shell = |name: &str| {
        huelle
            .titel(format!("Koordinationskarte {name}"))
            .ueber("Koordinationskarten", "/koordinationskarten")
    };
    let f = mit_befunden(f, befunde).benannt(NAMEN);
    let e = match blick {
        Blick::Fremde(e) => {
            let seite = FremdeSeite {
                shell: shell(&e.name),
                themen: wahlen::themen(),
                abzustimmen: abzustimmen(&e.aufgaben),
                f,
                e,
            };
            return Ok(Seite::formular(seite, ungueltig).into_response());
        }
        Blick::Eigene(e) => e,
    };
    let stelle = |s: &Kartenstelle| Wahl::neu(s.id, format!("{}, {}", s.amt, s.fachkraft_name));
    let f = if f.wert("erteilt_am").is_empty() && gesendet != "einwilligung" {
        f.setze("erteilt_am", app.uhr.heute().0)
    } else {
        f
    };
    let arten = Kartenkategorie::EINTRAEGE.iter();
    let seite = EigeneSeite {
        shell: shell(&e.b.karte.name()),
        f,
        gesendet: gesendet.to_owned(),
        aemter: Kartenamt::wahlen(),
        leute: leute.into_iter().map(|(i, n)| Wahl::neu(i, n)).collect(),
        stellen: e.b.stellen.iter().map(stelle).collect(),
        kategorien: Kartenkategorie::wahlen(),
        erteilende: Erteilende::wahlen(),
        formen: Einwilligungsform::wahlen(),
        hinweise: HINWEISE.iter().map(|(c, w)| Wahl::neu(c, *w)).collect(),
        arten: arten.map(|k| Wahl::neu(k.code(), k.wort())).collect(),
        themen: wahlen::themen(),
        abzustimmen: abzustimmen(&e.aufgaben),
        e,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Koordinationskarte>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, (Formular::leer(), vec![], "")).await
}
