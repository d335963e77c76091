//! Two people on the light tracks: an old lady whose Hilfe zur Pflege runs, and a young man whose Weisung is watched by
//! the Jugendgerichtshilfe. All made up; every step is taken by whoever would take it.

use ::fall::{
    model::{
        Aeusserungsart, Aeusserungsquelle, Aktivierbarkeit, Angabe, Bekanntgabeweg, Bezug, Entscheidungsart,
        Gesamtergebnis, Ressourcenfeld, Ressourcenquelle, Thema, Wunschergebnis,
    },
    service::fall::{eintragen, entscheidung, pruefung, ressource, wille},
};
use amt::{App, recht::Rolle};
use anyhow::Context;
use base::{Datum, FesteUhr, Zeitpunkt};
use musterort::Ort;
use store::Tx;

use super::{super::Leute, super::raeume::Orte, Anfang, TAG, adressen, hand::Hand, tisch};

/// Who it is about, and how long ago it began.
struct Geschichte {
    sektor: &'static str,
    rolle: Rolle,
    vor_tagen: i64,
    worte: &'static str,
    name: (&'static str, &'static str),
    geboren: &'static str,
    thema: Thema,
    norm: &'static str,
    bezug: Bezug,
    beteiligt: &'static str,
    wunsch: &'static str,
    staerke: (Ressourcenfeld, &'static str),
}

const PFLEGE: Geschichte = Geschichte {
    sektor: "PFLEGE",
    rolle: Rolle::R13,
    vor_tagen: 70,
    worte: "Seit dem Sturz schaffe ich das Anziehen nicht mehr allein. Ich möchte aber in meiner Wohnung bleiben.",
    name: ("Hannelore", "Wiesengrund"),
    geboren: "1943-05-17",
    thema: Thema::Pflege,
    norm: "§ 64b SGB XII",
    bezug: Bezug::Erwachsene,
    beteiligt: "LEISTUNGSBERECHTIGT",
    wunsch: "Ich möchte in meiner Wohnung bleiben, hier kenne ich jeden.",
    staerke: (
        Ressourcenfeld::Sozial,
        "Die Nachbarin bringt jeden Morgen die Zeitung und sieht nach ihr",
    ),
};

const JUGENDGERICHT: Geschichte = Geschichte {
    sektor: "JGH",
    rolle: Rolle::R16,
    vor_tagen: 80,
    worte: "Die Staatsanwaltschaft teilt mit, dass gegen Janis ein Verfahren läuft: Er soll an der Haltestelle eine Scheibe eingeschlagen haben.",
    name: ("Janis", "Rohrbach"),
    geboren: "2009-08-02",
    thema: Thema::Straffaelligkeit,
    norm: "§ 52 SGB VIII",
    bezug: Bezug::JungerMensch,
    beteiligt: "JUGENDLICHER",
    wunsch: "Ich will das wiedergutmachen und meine Lehre nicht verlieren.",
    staerke: (
        Ressourcenfeld::Persoenlich,
        "Ist handwerklich geschickt und kommt in der Lehre pünktlich",
    ),
};

/// Tells them; a model without one of the two tracks leaves it out.
///
/// # Errors
/// What the room refuses.
pub async fn erzaehlen(
    app: &App,
    uhr: &FesteUhr,
    tx: &mut Tx,
    (ort, orte): (&Ort, &Orte),
    leute: &Leute,
    jetzt: Zeitpunkt,
) -> anyhow::Result<()> {
    let Some(service) = leute.mit_rolle(Rolle::R01).next() else {
        return Ok(());
    };
    for g in [&PFLEGE, &JUGENDGERICHT] {
        let Some(tisch) = tisch(app, tx, leute, (g.sektor, [g.rolle, g.rolle])).await? else {
            continue;
        };
        let alle = adressen(ort, orte, tisch.wer);
        let Some(adresse) = alle.get(alle.len() / 3) else {
            continue;
        };
        uhr.stelle(jetzt.plus_sekunden(-g.vor_tagen * TAG));
        let anfang = Anfang {
            worte: g.worte,
            name: g.name,
            geboren: g.geboren,
            adresse,
            thema: g.thema,
            sektor: g.sektor,
            norm: g.norm,
            bezug: g.bezug,
            rolle: g.beteiligt,
        };
        let fall = anfang.beginnen(app, tx, service, &tisch).await?;
        let weg = Weg {
            hand: Hand {
                app,
                wer: tisch.wer,
                fall,
            },
            uhr,
            jetzt,
            g,
        };
        let gegangen = if g.sektor == PFLEGE.sektor {
            weg.pflege(tx).await
        } else {
            weg.jugendgericht(tx).await
        };
        gegangen.context(g.name.1)?;
        uhr.stelle(jetzt);
    }
    Ok(())
}

/// One person's way.
struct Weg<'a> {
    hand: Hand<'a>,
    uhr: &'a FesteUhr,
    jetzt: Zeitpunkt,
    g: &'a Geschichte,
}

impl Weg<'_> {
    /// So many days after the beginning.
    fn am_tag(&self, tag: i64) {
        self.uhr
            .stelle(self.jetzt.plus_sekunden((tag - self.g.vor_tagen) * TAG));
    }

    fn heute(&self) -> Datum {
        self.hand.app.uhr.heute()
    }

    async fn angaben(&self, tx: &mut Tx, alle: &[(Angabe, &str)]) -> anyhow::Result<()> {
        for (a, worte) in alle {
            self.hand.angabe(tx, *a, worte).await?;
        }
        Ok(())
    }

    /// A day to come.
    async fn bis(&self, tx: &mut Tx, angabe: Angabe, tag: Datum) -> anyhow::Result<()> {
        let (may, akte) = self.hand.auf(tx).await?;
        let cmd = eintragen::Angabedaten {
            angabe,
            tag: Some(tag),
            worte: String::new(),
        };
        Ok(eintragen::eintragen(self.hand.app, tx, &may, &akte.fall, cmd).await?)
    }

    /// What the person wants, and what is there already.
    async fn gesagt(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let (may, akte) = self.hand.auf(tx).await?;
        let gesagt = wille::Gesagtes {
            person: akte.beteiligte.first().map(|b| b.id),
            wortlaut: self.g.wunsch.to_owned(),
            datum: self.heute(),
            art: Aeusserungsart::Wunsch,
            eigenaktivitaet: String::new(),
            bestaetigt: true,
            quelle: Aeusserungsquelle::Gespraech,
        };
        wille::festhalten(self.hand.app, tx, &may, &akte.fall, gesagt).await?;
        let (may, akte) = self.hand.auf(tx).await?;
        let (feld, worte) = self.g.staerke;
        let cmd = ressource::Ressourcendaten {
            feld,
            bezeichnung: worte.to_owned(),
            aktivierbarkeit: Aktivierbarkeit::Sofort,
            quelle: Ressourcenquelle::Selbst,
            nennt_person: false,
            dritter_einverstanden: false,
        };
        ressource::eintragen(self.hand.app, tx, &may, &akte.fall, cmd).await?;
        Ok(())
    }

    async fn pflege(&self, tx: &mut Tx) -> anyhow::Result<()> {
        self.am_tag(3);
        self.gesagt(tx).await?;
        self.angaben(
            tx,
            &[(
                Angabe::BedarfXii,
                "Hilfe beim Waschen und Anziehen am Morgen und am Abend; Pflegegrad 2, festgestellt von der Pflegekasse",
            )],
        )
        .await?;
        self.hand.schritt(tx, "PF02").await?;
        self.am_tag(7);
        self.angaben(
            tx,
            &[(
                Angabe::Ehrenamt,
                "Die Nachbarin sieht morgens nach ihr, der Besuchsdienst kommt mittwochs.",
            )],
        )
        .await?;
        let (may, akte) = self.hand.auf(tx).await?;
        let cmd = pruefung::Pruefdaten {
            frage_bekannt: "Ja, den Seniorennachmittag. Da war ich vor dem Sturz jede Woche.".to_owned(),
            themen: vec![Thema::Pflege],
            umfeld: "Die Nachbarin".to_owned(),
            keine_treffer: true,
            ergebnis: Gesamtergebnis::Kombiniert,
            zustimmung: true,
            grund: None,
        };
        pruefung::abschliessen(self.hand.app, tx, &may, &akte, cmd).await?;
        self.hand.schritt(tx, "PF03").await?;
        self.am_tag(12);
        self.angaben(
            tx,
            &[
                (
                    Angabe::Pflegekasse,
                    "Zahlt die Sachleistung für Pflegegrad 2; morgens reicht sie nicht.",
                ),
                (
                    Angabe::Einkommen,
                    "Kleine Rente, nichts über der Grenze; das Haus gehört ihr nicht.",
                ),
            ],
        )
        .await?;
        let (may, akte) = self.hand.auf(tx).await?;
        let vorlage = entscheidung::Vorlage {
            art: Entscheidungsart::Bewilligung,
            norm: self.g.norm.to_owned(),
            tenor: "Sie bekommen häusliche Pflegehilfe am Morgen, soweit die Pflegekasse sie nicht zahlt."
                .to_owned(),
            von: akte.kenntnis(),
            bis: Some(self.heute().plus_tage(365)),
            begruendung: String::new(),
            ermessen: String::new(),
            anhoerung_am: None,
            ausnahme: None,
            warnung_am: None,
            wunsch: Wunschergebnis::Entsprochen,
            wunsch_worte: "ein Pflegedienst aus dem Stadtteil".to_owned(),
            weg: Bekanntgabeweg::Post,
        };
        entscheidung::vorbereiten(self.hand.app, tx, &may, &akte, vorlage).await?;
        self.hand.schritt(tx, "PF04").await?;
        self.am_tag(16);
        self.angaben(
            tx,
            &[(Angabe::LeistungBegonnen, "Ambulanter Dienst, jeden Morgen")],
        )
        .await?;
        let tag = self.heute().plus_tage(180);
        self.bis(tx, Angabe::NaechsterBlick, tag).await?;
        self.hand.schritt(tx, "PF05").await
    }

    async fn jugendgericht(&self, tx: &mut Tx) -> anyhow::Result<()> {
        self.am_tag(2);
        self.gesagt(tx).await?;
        self.angaben(
            tx,
            &[
                (
                    Angabe::Zustaendigkeit87b,
                    "Unser Jugendamt, die Mutter lebt hier (§ 86 Abs. 1)",
                ),
                (Angabe::JghKontakt, "Gespräch mit Janis und seiner Mutter im Büro"),
            ],
        )
        .await?;
        self.hand.schritt(tx, "JG02").await?;
        self.am_tag(8);
        self.angaben(
            tx,
            &[
                (Angabe::LeistungGeeignet, "Täter-Opfer-Ausgleich mit der Gemeinde"),
                (
                    Angabe::JustizInformiert,
                    "Staatsanwaltschaft: Ein Ausgleich ist möglich, Janis ist bereit.",
                ),
            ],
        )
        .await?;
        self.hand.schritt(tx, "JG03").await?;
        self.am_tag(20);
        self.angaben(
            tx,
            &[(
                Angabe::JghBericht,
                "An die Staatsanwaltschaft: Arbeitsleistung im Bauhof statt Arrest, die Lehre geht weiter.",
            )],
        )
        .await?;
        self.hand.schritt(tx, "JG04").await?;
        self.am_tag(55);
        self.angaben(
            tx,
            &[(
                Angabe::Hauptverhandlung,
                "Mit Janis, der Mutter und uns: schuldig, eine Weisung.",
            )],
        )
        .await?;
        self.hand.schritt(tx, "JG05").await?;
        self.angaben(
            tx,
            &[(Angabe::Weisung, "30 Stunden im Bauhof der Gemeinde helfen")],
        )
        .await?;
        let tag = self.jetzt.datum().plus_tage(45);
        self.bis(tx, Angabe::WeisungBis, tag).await?;
        self.hand.schritt(tx, "JG06").await
    }
}
