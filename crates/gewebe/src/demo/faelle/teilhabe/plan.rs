//! The steps of SM-4, from the Antrag to the benefit.

use ::fall::{
    model::{
        Aeusserungsart, Aeusserungsquelle, Aktivierbarkeit, Angabe, Bausteintyp, Beeintraechtigung,
        Bekanntgabeweg, Einigkeit, Entscheidungsart, Familienbeteiligung, Gesamtergebnis, Ideenart,
        Konferenztyp, Konferenzwahl, Lebensbereich, Leistungsart, Nebenergebnis, Nebenpruefung, Poolwunsch,
        Ressourcenfeld, Ressourcenquelle, Thema, Umfangsart, Wunschergebnis,
    },
    rules::fall::konferenz::Teilnahme,
    service::fall::{
        bedarf, entscheidung, gesamtplan, hilfeplan, konferenz, pruefung, ressource, wille, ziele,
    },
};
use base::{Cent, Datum};
use store::Tx;

use super::Weg;

/// What is granted: kind, form, in words, cost by the month in cents, wish about getting it together, for the home.
const BAUSTEINE: [(Leistungsart, Bausteintyp, &str, i64, Poolwunsch, bool); 4] = [
    (
        Leistungsart::E1132,
        Bausteintyp::Einzel,
        "Assistenz zu Hause: Post, Geld, Termine und Menschen treffen",
        54_000,
        Poolwunsch::Einzeln,
        true,
    ),
    (
        Leistungsart::E1135,
        Bausteintyp::Pool,
        "Kochen, einkaufen und haushalten lernen, in der Gruppe",
        29_900,
        Poolwunsch::Gemeinsam,
        false,
    ),
    (
        Leistungsart::E1137,
        Bausteintyp::Einzel,
        "Neue Wege mit dem Bus üben",
        18_500,
        Poolwunsch::Egal,
        false,
    ),
    (
        Leistungsart::SrB,
        Bausteintyp::Befaehigung,
        "Sechs Wochen Begleitung in die Kochgruppe",
        9_500,
        Poolwunsch::Egal,
        false,
    ),
];
/// Days until the benefits end.
const EIN_JAHR: i32 = 364;

impl Weg<'_> {
    fn heute(&self) -> Datum {
        self.hand.app.uhr.heute()
    }

    async fn angaben(&self, tx: &mut Tx, alle: &[(Angabe, &str)]) -> anyhow::Result<()> {
        for (angabe, worte) in alle {
            self.hand.angabe(tx, *angabe, worte).await?;
        }
        Ok(())
    }

    /// G0 to G2, and what is known of the need so far.
    pub(super) async fn ermitteln(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let (m, app) = (self.m, self.hand.app);
        self.angaben(
            tx,
            &[
                (Angabe::Beratung106, "Im Stadtteilbüro, in Leichter Sprache."),
                (Angabe::Eutb, ""),
                (Angabe::Antrag, "Mündlich im Gespräch gestellt."),
            ],
        )
        .await?;
        self.hand.schritt(tx, "EG02").await?;
        self.am_tag(3);
        self.angaben(
            tx,
            &[
                (Angabe::EghZustaendigkeit, "Wohnt hier, § 98 SGB IX. Zuständig."),
                (Angabe::RehaTraeger, "Kein anderer Träger kommt in Betracht."),
            ],
        )
        .await?;
        self.hand.schritt(tx, "EG03").await?;
        self.am_tag(6);
        self.angaben(
            tx,
            &[
                (Angabe::Bedarfsinstrument, "Instrument des Landes, nach der ICF"),
                (
                    Angabe::VertrauenspersonGefragt,
                    "Ja. Die Person kommt mit zum Gespräch.",
                ),
            ],
        )
        .await?;
        // who has just come has talked about five areas
        let bekannt = if m.laeuft { 9 } else { 5 };
        let bereiche = Lebensbereich::ALLE
            .iter()
            .zip(m.bereiche)
            .take(bekannt)
            .map(|(b, (ja, worte))| {
                let antwort = if ja {
                    Beeintraechtigung::Ja
                } else {
                    Beeintraechtigung::Nein
                };
                (*b, Some(antwort), worte.to_owned())
            })
            .collect();
        let (may, akte) = self.hand.auf(tx).await?;
        bedarf::bereiche(app, tx, &may, &akte, bereiche).await?;
        let (may, akte) = self.hand.auf(tx).await?;
        let gesagt = wille::Gesagtes {
            person: akte.beteiligte.first().map(|b| b.id),
            wortlaut: m.wille.to_owned(),
            datum: self.heute(),
            art: Aeusserungsart::Wille,
            eigenaktivitaet: m.selbst.to_owned(),
            bestaetigt: true,
            quelle: Aeusserungsquelle::Gespraech,
        };
        wille::festhalten(app, tx, &may, &akte.fall, gesagt).await?;
        let felder = [
            Ressourcenfeld::Persoenlich,
            Ressourcenfeld::Sozial,
            Ressourcenfeld::Materiell,
            Ressourcenfeld::Infrastrukturell,
        ];
        for (feld, worte) in felder.into_iter().zip(m.staerken) {
            let (may, akte) = self.hand.auf(tx).await?;
            let cmd = ressource::Ressourcendaten {
                feld,
                bezeichnung: worte.to_owned(),
                aktivierbarkeit: Aktivierbarkeit::Sofort,
                quelle: Ressourcenquelle::Selbst,
                nennt_person: false,
                dritter_einverstanden: false,
            };
            ressource::eintragen(app, tx, &may, &akte.fall, cmd).await?;
        }
        Ok(())
    }

    /// G3 to G9.
    pub(super) async fn planen(&self, tx: &mut Tx) -> anyhow::Result<()> {
        self.bedarf(tx).await?;
        self.beraten(tx).await?;
        self.am_tag(32);
        self.bausteine(tx).await?;
        self.festlegen(tx).await?;
        self.am_tag(40);
        self.angaben(
            tx,
            &[
                (Angabe::PlanUebergeben, ""),
                (
                    Angabe::Vereinbarung125,
                    "Leistungserbringer im Stadtteil, Vereinbarung liegt vor.",
                ),
            ],
        )
        .await?;
        self.hand.schritt(tx, "EG12").await
    }

    async fn bedarf(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let (m, app) = (self.m, self.hand.app);
        self.am_tag(10);
        let neben = Nebenpruefung::ALLE
            .iter()
            .filter(|p| **p != Nebenpruefung::Jugendamt)
            .map(|p| (*p, Some(Nebenergebnis::NichtNoetig), None, String::new()))
            .collect();
        let (may, akte) = self.hand.auf(tx).await?;
        bedarf::nebenpruefungen(app, tx, &may, &akte, neben).await?;
        let (may, akte) = self.hand.auf(tx).await?;
        let aus: Vec<_> = akte.aeusserungen.iter().map(|a| a.id.uuid()).collect();
        ziele::grobziel(app, tx, &may, &akte.fall, (m.grobziel, 1), &aus).await?;
        let (may, akte) = self.hand.auf(tx).await?;
        let cmd = ziele::Handlungszieldaten {
            grobziel: akte.grobziele.first().map(|z| z.id.uuid()),
            text: m.ziel.to_owned(),
            messkriterium: m.merkmal.to_owned(),
            frist: Some(self.heute().plus_tage(180)),
            akzeptiert: true,
            realistisch: m.staerken[1].to_owned(),
            schritt_wer: format!("{} {}", m.vorname, m.nachname),
            schritt_was: m.selbst.to_owned(),
            schritt_bis: Some(self.heute().plus_tage(14)),
            unterstuetzung: String::new(),
        };
        ziele::handlungsziel(app, tx, &may, &akte.fall, cmd).await?;
        self.hand.schritt(tx, "EG05").await?;
        self.am_tag(14);
        let (may, akte) = self.hand.auf(tx).await?;
        let cmd = pruefung::Pruefdaten {
            frage_bekannt: format!("Ja: {}.", m.staerken[3]),
            themen: vec![Thema::BehinderungTeilhabe, Thema::FreizeitBegegnung],
            umfeld: m.staerken[1].to_owned(),
            keine_treffer: true,
            ergebnis: Gesamtergebnis::Kombiniert,
            zustimmung: true,
            grund: None,
        };
        pruefung::abschliessen(app, tx, &may, &akte, cmd).await?;
        self.hand.schritt(tx, "EG06").await
    }

    async fn beraten(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let app = self.hand.app;
        let (may, akte) = self.hand.auf(tx).await?;
        let cmd = bedarf::Konferenzdaten {
            wahl: Konferenzwahl::Zustimmung,
            tag: self.heute(),
            worte: "Herr Wellenbrink möchte, dass seine Nachbarin dabei ist.".to_owned(),
            mit_kindern: false,
            teilhabeplan: false,
        };
        bedarf::konferenz(app, tx, &may, &akte, cmd).await?;
        self.hand.schritt(tx, "EG07").await?;
        self.am_tag(20);
        let (may, akte) = self.hand.auf(tx).await?;
        konferenz::festhalten(app, tx, &may, &akte, self.konferenz()).await?;
        self.angaben(
            tx,
            &[(
                Angabe::Feststellung,
                "Assistenz zu Hause, eine Gruppe zum Haushalten, Wege üben, Begleitung in die Kochgruppe.",
            )],
        )
        .await?;
        self.hand.schritt(tx, "EG09").await
    }

    fn konferenz(&self) -> konferenz::Konferenzdaten {
        let m = self.m;
        let idee = |text: &str, art| (text.to_owned(), art);
        konferenz::Konferenzdaten {
            typ: Konferenztyp::Gesamtplankonferenz,
            datum: self.heute(),
            dauer: 60,
            moderation: self.runde.get(1).cloned().unwrap_or_default(),
            falleinbringer: self.runde.first().cloned().unwrap_or_default(),
            teilnehmende: self
                .runde
                .iter()
                .map(|wer| Teilnahme {
                    wer: wer.clone(),
                    oeffentlich: true,
                })
                .collect(),
            frage: "Was braucht es, damit die Wohnung und die Leute bleiben?".to_owned(),
            ressourcen: m.staerken.join("; "),
            ideen: vec![
                idee("Assistenz an zwei Nachmittagen", Ideenart::Einzelfall),
                idee("Sechs Wochen gemeinsam in die Kochgruppe", Ideenart::Sozialraum),
                idee("Kochgruppe auch für andere öffnen", Ideenart::Fallunabhaengig),
            ],
            empfehlung: "Assistenz zu Hause, Haushalten in der Gruppe, Begleitung in die Kochgruppe"
                .to_owned(),
            einigkeit: Einigkeit::Einstimmig,
            abweichend: String::new(),
            familie: Familienbeteiligung::Anwesend,
            einwilligung: true,
        }
    }

    async fn bausteine(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let app = self.hand.app;
        let von = self.heute().plus_tage(7);
        for (art, typ, text, kosten, wunsch, wohnen) in BAUSTEINE {
            let (may, akte) = self.hand.auf(tx).await?;
            let cmd = hilfeplan::Bausteindaten {
                art,
                typ,
                text: text.to_owned(),
                umfang: Umfangsart::MinutenWoche,
                menge: (60, 120),
                zeitraum: (von, von.plus_tage(EIN_JAHR)),
                kosten: Cent(kosten),
                ziele: akte.handlungsziele.iter().map(|z| z.id.uuid()).collect(),
            };
            hilfeplan::planen(app, tx, &may, &akte, cmd).await?;
            let (may, akte) = self.hand.auf(tx).await?;
            let Some(b) = akte.bausteine.iter().find(|b| b.art == art) else {
                continue;
            };
            let aussage = gesamtplan::Pooldaten {
                wunsch,
                wohnen,
                zumutbar: true,
                grund: "So hat es die Person in der Konferenz gesagt.".to_owned(),
                vereinbarung: true,
                ziele_erreichbar: true,
            };
            gesamtplan::pooling(app, tx, &may, &akte, b.id.uuid(), aussage).await?;
        }
        Ok(())
    }

    async fn festlegen(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let (m, app) = (self.m, self.hand.app);
        let (may, akte) = self.hand.auf(tx).await?;
        let plan = gesamtplan::Plandaten {
            bedarf: "Unterstützung bei Post, Geld und neuen Wegen, Menschen treffen.".to_owned(),
            massstaebe: m.merkmal.to_owned(),
            wirkungskontrolle_am: Some(self.heute().plus_tage(80)),
            aktivitaeten: m.selbst.to_owned(),
            selbsthilfe: format!("{}; {}", m.staerken[0], m.staerken[1]),
            aufgabe_traeger: "Zwei Nachmittage zu Hause, mittwochs gemeinsam in die Kochgruppe".to_owned(),
            aufgabe_amt: "Anruf alle acht Wochen".to_owned(),
            wunsch_wahl: "Das Persönliche Budget wurde besprochen und nicht gewünscht.".to_owned(),
            gutachten: String::new(),
            barmittel: "nicht zutreffend".to_owned(),
            krankenhaus: "nicht zutreffend".to_owned(),
            sozialraum: m.sozialraum.to_owned(),
            ohne_leistung: String::new(),
            wirkung: String::new(),
            meinungen: "Alle sind einverstanden und haben unterschrieben.".to_owned(),
            person_selbst: m.wille.to_owned(),
            pruefdatum: Some(self.heute().plus_tage(82)),
        };
        gesamtplan::fassung(app, tx, &may, &akte, plan).await?;
        self.hand.schritt(tx, "EG10").await?;
        let von = self.heute().plus_tage(7);
        let (may, akte) = self.hand.auf(tx).await?;
        let vorlage = entscheidung::Vorlage {
            art: Entscheidungsart::Bewilligung,
            norm: "§ 113 Abs. 2, § 120 Abs. 2 SGB IX".to_owned(),
            tenor: "Sie bekommen Assistenz zu Hause, eine Gruppe zum Haushalten, Übung für neue Wege und Begleitung in die Kochgruppe.".to_owned(),
            von: Some(von),
            bis: Some(von.plus_tage(EIN_JAHR)),
            begruendung: String::new(),
            ermessen: String::new(),
            anhoerung_am: None,
            ausnahme: None,
            warnung_am: None,
            wunsch: Wunschergebnis::Entsprochen,
            wunsch_worte: "jemand, der gern kocht".to_owned(),
            weg: Bekanntgabeweg::Uebergabe,
        };
        entscheidung::vorbereiten(app, tx, &may, &akte, vorlage).await?;
        self.hand.schritt(tx, "EG11").await
    }
}
