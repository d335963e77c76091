//! Three protective procedures as they may lie on the desks of an ASD: one just taken over, one being assessed, one with
//! a running Schutzkonzept. The people in them are made up.

use ::schutz::{
    model::{
        Akut, Dringlichkeit, Elternmitwirkung, Ergebnis, Form, Kanal, Kontaktart, Melderart, Meldung,
        Unterschrift, Verursacher,
    },
    service::{
        einschaetzen::{self, einschaetzen},
        eintragen::{self, Erstbewertung},
        konzept::{self, vereinbaren},
        lesen,
        melden::{NeuesKind, Neumeldung, melden},
        schritt::schritt,
        zugang,
    },
};
use amt::{
    App, Kontext,
    recht::{Bearbeiten, Rolle},
};
use anyhow::Context;
use base::{Datum, FesteUhr, Id, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use super::Leute;

const STUNDE: i64 = 3600;

/// How far a procedure has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Weit {
    Uebernommen,
    Einschaetzung,
    Schutzkonzept,
}

struct Geschichte {
    vor_stunden: i64,
    worte: &'static str,
    wann_wo: &'static str,
    art: Melderart,
    kinder: &'static [(&'static str, &'static str)],
    weit: Weit,
}

const GESCHICHTEN: [Geschichte; 3] = [
    Geschichte {
        vor_stunden: 2,
        worte: "Aus der Wohnung über mir hört man seit gestern ein Kind weinen, niemand öffnet.",
        wann_wo: "seit gestern Abend, Wohnung im zweiten Stock",
        art: Melderart::Bekannte,
        kinder: &[("Mia", "2021-05-17")],
        weit: Weit::Uebernommen,
    },
    Geschichte {
        vor_stunden: 30,
        worte: "Beide Kinder kommen seit Wochen hungrig und ohne Jacke in die Schule.",
        wann_wo: "seit Anfang des Monats, auf dem Schulhof",
        art: Melderart::Schule,
        kinder: &[("Jonas", "2016-02-29"), ("Emil", "2018-09-03")],
        weit: Weit::Einschaetzung,
    },
    Geschichte {
        vor_stunden: 9 * 24,
        worte: "Die Mutter sagt in der Sprechstunde, dass sie es allein nicht mehr schafft und laut wird.",
        wann_wo: "vorige Woche, in der Praxis",
        art: Melderart::Gesundheit,
        kinder: &[("Lina", "2023-11-08")],
        weit: Weit::Schutzkonzept,
    },
];

/// Tells them, each by the people who would do it. A model without an ASD has none.
///
/// # Errors
/// What the room refuses.
pub async fn erzaehlen(
    app: &App,
    uhr: &FesteUhr,
    tx: &mut Tx,
    leute: &Leute,
    jetzt: Zeitpunkt,
) -> anyhow::Result<()> {
    let unten = app.teil::<::schutz::Umgebung>().context("schutz::Umgebung")?;
    // all on one desk, so that somebody who looks around sees a whole list
    let asd = leute.mit_rolle(Rolle::R02).next();
    let kollegen = unten.0.fachkraefte(app, tx).await?;
    let raeume = unten.0.raeume(app, tx).await?;
    for (nr, g) in GESCHICHTEN.iter().enumerate() {
        let (Some(wer), false) = (asd, raeume.is_empty()) else {
            continue;
        };
        let Some((ich, name)) = unten.0.fachkraft_von(app, tx, wer.benutzer().uuid()).await? else {
            continue;
        };
        let Some(zweite) = kollegen.iter().find(|t| t.asd && t.fachkraft != ich) else {
            continue;
        };
        uhr.stelle(jetzt.plus_sekunden(-g.vor_stunden * STUNDE));
        let (raum, raum_name) = raeume[nr * 3 % raeume.len()].clone();
        let go = amt::ordnung::geltende(app, tx).await?;
        let neu = Neumeldung {
            wann_wo: g.wann_wo.to_owned(),
            akut: Some(Akut::Unklar),
            melder_art: Some(g.art),
            geheimnistraeger: g.art != Melderart::Bekannte,
            raeume: unten.0.kette(app, tx, raum).await?,
            raum: Some(raum),
            raum_name,
            verantwortlich: Some((ich, name, String::new())),
            kinder: g
                .kinder
                .iter()
                .map(|(vorname, geboren)| NeuesKind {
                    vorname: (*vorname).to_owned(),
                    nachname: "Beispiel".to_owned(),
                    geburtsdatum: geboren.parse().ok(),
                })
                .collect(),
            ..Neumeldung::aus(Kanal::Telefon, g.worte, Dringlichkeit::Sofort)
        };
        let id = melden(app, tx, wer, &go, neu).await?;
        let gang = Gang {
            app,
            wer,
            id,
            fachkraefte: vec![ich, zweite.fachkraft],
        };
        gang.gehen(tx, "K01").await?;
        if g.weit > Weit::Uebernommen {
            uhr.stelle(jetzt.plus_sekunden(-g.vor_stunden * STUNDE + STUNDE));
            gang.einschaetzen(tx, g.weit).await?;
        }
    }
    uhr.stelle(jetzt);
    Ok(())
}

struct Gang<'a> {
    app: &'a App,
    wer: &'a Kontext,
    id: Id<Meldung>,
    fachkraefte: Vec<Uuid>,
}

impl Gang<'_> {
    async fn gehen(&self, tx: &mut Tx, welcher: &str) -> anyhow::Result<()> {
        let (z, m) = zugang::befugt::<Bearbeiten>(self.app, tx, self.wer, self.id).await?;
        let version = m.version;
        schritt(self.app, tx, &z, m, version, welcher)
            .await
            .with_context(|| welcher.to_owned())?;
        Ok(())
    }

    async fn einschaetzen(&self, tx: &mut Tx, weit: Weit) -> anyhow::Result<()> {
        let (z, m) = zugang::befugt::<Bearbeiten>(self.app, tx, self.wer, self.id).await?;
        let e = Erstbewertung {
            gewichtig: true,
            grund: "Die Angaben sind konkret und kommen von einer verlässlichen Stelle.".to_owned(),
            fachkraefte: self.fachkraefte.clone(),
            dringlichkeit: Dringlichkeit::Dringend,
        };
        eintragen::erstbewerten(self.app, tx, &z, m, e).await?;
        self.gehen(tx, "K02").await?;
        let heute = self.app.uhr.heute();
        let akte = lesen::akte(self.app, tx, self.wer, self.id).await?;
        let (z, m) = zugang::befugt::<Bearbeiten>(self.app, tx, self.wer, self.id).await?;
        let kind = akte.kinder.first().context("Kind")?.id;
        einschaetzen(self.app, tx, &z, m, kind, urteil(&self.fachkraefte, heute)).await?;
        if weit == Weit::Schutzkonzept {
            let (z, m) = zugang::befugt::<Bearbeiten>(self.app, tx, self.wer, self.id).await?;
            vereinbaren(self.app, tx, &z, m, plan(heute)).await?;
            self.gehen(tx, "K04").await?;
        }
        Ok(())
    }
}

fn urteil(fachkraefte: &[Uuid], heute: Datum) -> einschaetzen::Daten {
    einschaetzen::Daten {
        fachkraefte: fachkraefte.to_vec(),
        ief: String::new(),
        kontakt: Some((heute, Kontaktart::Zuhause)),
        hausbesuch: Ok((heute, "zu zweit".to_owned())),
        eltern: Ok(()),
        kind: Ok(()),
        melder_beteiligt: "Gespräch mit der meldenden Stelle".to_owned(),
        punkte: vec![(
            Form::Vernachlaessigung,
            "Im Haus war wenig zu essen, die Heizung war aus.".to_owned(),
            "Hausbesuch".to_owned(),
            heute,
        )],
        schutzfaktoren:
            "Die Großmutter wohnt nebenan und holt das Kind oft zu sich. Die Mutter sucht selbst Hilfe."
                .to_owned(),
        verursacher: Verursacher::Eltern,
        mitwirkung: Elternmitwirkung::Bereit,
        ergebnis: Some(Ergebnis::Latent),
        begruendung: "Gemeinsam beraten: Es kann gut werden, wenn die Absprachen halten.".to_owned(),
        angebot: String::new(),
    }
}

fn plan(heute: Datum) -> konzept::Daten {
    konzept::Daten {
        gefahren: "Das Kind bleibt abends allein und bekommt zu wenig zu essen.".to_owned(),
        massnahmen: "Großmutter übernimmt die Abende, ab heute\nFamilienhilfe kommt zweimal in der Woche"
            .to_owned(),
        auflagen: "Das Kind geht jeden Tag in die Kita.".to_owned(),
        kontrolle_am: heute.plus_tage(10),
        folgen: "Dann rufen wir das Familiengericht an.".to_owned(),
        familie_weiss: true,
        unterschrift: Unterschrift::Unterschrieben,
        unterschrift_grund: String::new(),
        pruefung_am: heute.plus_tage(13),
    }
}
