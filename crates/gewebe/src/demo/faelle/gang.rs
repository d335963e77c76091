//! One family's way, step by step through SM-3.

use ::fall::{
    model::{
        Abschlussgrund, Aeusserungsart, Aeusserungsquelle, Aktivierbarkeit, Angabe, Anschluss, Bausteintyp,
        Beauftragung, Bekanntgabeweg, Bewerter, Datenkategorie, Einigkeit, Entscheidungsart, Fall, Fallrolle,
        Familienbeteiligung, Gesamtergebnis, Ideenart, Konferenztyp, Kontaktart, Leistungsart,
        Ressourcenfeld, Ressourcenquelle, Thema, Traegerrang, Umfangsart, Wertung, Wunschergebnis,
    },
    rules::fall::konferenz::Teilnahme,
    service::fall::{
        abschluss, auftrag, beauftragen, bewerten, entscheidung, hilfeplan, konferenz, lesen, pruefung,
        ressource, wille, ziele, zugang::FallMay,
    },
};
use amt::{
    App, Kontext,
    recht::{Bearbeiten, Rolle},
};
use anyhow::Context;
use base::{Cent, Datum, FesteUhr, Id, Zeitpunkt};
use store::Tx;

use super::{
    super::Leute,
    TAG,
    geschichten::{Geschichte, Weit},
    hand::Hand,
};

/// Months a help is granted for, in days.
const HALBES_JAHR: i32 = 182;

pub struct Gang<'a> {
    pub app: &'a App,
    pub uhr: &'a FesteUhr,
    pub asd: &'a Kontext,
    pub leute: &'a Leute,
    pub fall: Id<Fall>,
    pub jetzt: Zeitpunkt,
    pub g: &'a Geschichte,
}

type May = FallMay<Bearbeiten>;

impl Gang<'_> {
    pub async fn gehen(&self, tx: &mut Tx) -> anyhow::Result<()> {
        self.klaeren(tx).await?;
        if self.g.weit < Weit::Reif {
            return Ok(());
        }
        self.beraten(tx).await?;
        self.planen(tx).await?;
        if self.g.weit < Weit::Laeuft {
            return Ok(());
        }
        self.schritt(tx, "H09").await?;
        let Some(auftrag) = self.beauftragen(tx).await? else {
            return Ok(());
        };
        if self.g.weit < Weit::Ueberpruefung {
            return Ok(());
        }
        self.ueberpruefen(tx, auftrag).await
    }

    /// So many days after the call, but never later than today.
    fn am_tag(&self, tag: i64) {
        let da = self.jetzt.plus_sekunden((tag - self.g.vor_tagen) * TAG);
        self.uhr.stelle(da.min(self.jetzt));
    }

    fn heute(&self) -> Datum {
        self.app.uhr.heute()
    }

    const fn hand(&self) -> Hand<'_> {
        Hand {
            app: self.app,
            wer: self.asd,
            fall: self.fall,
        }
    }

    async fn auf(&self, tx: &mut Tx) -> anyhow::Result<(May, lesen::Akte)> {
        self.hand().auf(tx).await
    }

    async fn schritt(&self, tx: &mut Tx, welcher: &str) -> anyhow::Result<()> {
        self.hand().schritt(tx, welcher).await
    }

    async fn angabe(&self, tx: &mut Tx, angabe: Angabe, worte: &str) -> anyhow::Result<()> {
        self.hand().angabe(tx, angabe, worte).await
    }

    async fn klaeren(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let g = self.g;
        self.am_tag(1);
        self.angabe(tx, Angabe::ElternAufenthalt, "Beide leben hier im Ort.")
            .await?;
        self.schritt(tx, "H02").await?;
        self.angabe(
            tx,
            Angabe::Zustaendigkeit,
            "Unser Jugendamt, § 86 Abs. 1 SGB VIII",
        )
        .await?;
        self.schritt(tx, "H03").await?;
        self.am_tag(4);
        let kind = wille::Personendaten {
            rolle: Fallrolle::Kind,
            vorname: g.kind.to_owned(),
            nachname: g.nachname.to_owned(),
            unbekannt_grund: String::new(),
            geburtsdatum: g.geboren.parse().ok(),
            register: None,
        };
        let (may, akte) = self.auf(tx).await?;
        wille::beteiligen(self.app, tx, &may, &akte.fall, kind).await?;
        self.angabe(tx, Angabe::Screening, "Kein Hinweis auf eine Gefährdung.")
            .await?;
        let (_, akte) = self.auf(tx).await?;
        for b in &akte.beteiligte {
            let (worte, selbst) = if b.rolle() == Some(Fallrolle::Kind) {
                g.kind_will
            } else {
                (g.wille, g.selbst)
            };
            let (may, akte) = self.auf(tx).await?;
            let gesagt = wille::Gesagtes {
                person: Some(b.id),
                wortlaut: worte.to_owned(),
                datum: self.heute(),
                art: Aeusserungsart::Wille,
                eigenaktivitaet: selbst.to_owned(),
                bestaetigt: true,
                quelle: Aeusserungsquelle::Gespraech,
            };
            wille::festhalten(self.app, tx, &may, &akte.fall, gesagt).await?;
        }
        let (may, akte) = self.auf(tx).await?;
        let aus: Vec<_> = akte.aeusserungen.iter().map(|a| a.id.uuid()).collect();
        ziele::grobziel(self.app, tx, &may, &akte.fall, (g.grobziel, 1), &aus).await?;
        // who has just begun knows the strengths of the person and of the people around, not yet the rest
        let felder = [
            Ressourcenfeld::Persoenlich,
            Ressourcenfeld::Sozial,
            Ressourcenfeld::Materiell,
            Ressourcenfeld::Infrastrukturell,
        ];
        let bekannt = if g.weit == Weit::Klaerung { 2 } else { 4 };
        for (feld, worte) in felder.into_iter().zip(g.staerken).take(bekannt) {
            let (may, akte) = self.auf(tx).await?;
            let cmd = ressource::Ressourcendaten {
                feld,
                bezeichnung: worte.to_owned(),
                aktivierbarkeit: Aktivierbarkeit::Sofort,
                quelle: Ressourcenquelle::Selbst,
                nennt_person: false,
                dritter_einverstanden: false,
            };
            ressource::eintragen(self.app, tx, &may, &akte.fall, cmd).await?;
        }
        Ok(())
    }

    async fn beraten(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let g = self.g;
        self.am_tag(10);
        for (angabe, worte) in [
            (
                Angabe::Beratung,
                "Zu Hause am Küchentisch, mit dem Merkblatt in einfachen Worten.",
            ),
            (Angabe::KindGehoert, g.kind_will.0),
            (
                Angabe::WunschWahlHinweis,
                "Die Familie hat zwei Träger kennengelernt.",
            ),
        ] {
            self.angabe(tx, angabe, worte).await?;
        }
        let (may, akte) = self.auf(tx).await?;
        let bis = self.heute().plus_tage(120);
        let cmd = ziele::Handlungszieldaten {
            grobziel: akte.grobziele.first().map(|z| z.id.uuid()),
            text: g.ziel.to_owned(),
            messkriterium: g.merkmal.to_owned(),
            frist: Some(bis),
            akzeptiert: true,
            realistisch: g.staerken[1].to_owned(),
            schritt_wer: format!("{} {}", g.vorname, g.nachname),
            schritt_was: g.selbst.to_owned(),
            schritt_bis: Some(self.heute().plus_tage(14)),
            unterstuetzung: String::new(),
        };
        ziele::handlungsziel(self.app, tx, &may, &akte.fall, cmd).await?;
        self.schritt(tx, "H05").await?;
        self.am_tag(14);
        let (may, akte) = self.auf(tx).await?;
        let cmd = pruefung::Pruefdaten {
            frage_bekannt: format!("Ja: {}. Da waren wir schon einmal.", g.staerken[3]),
            themen: vec![Thema::Erziehung],
            umfeld: g.staerken[1].to_owned(),
            keine_treffer: true,
            ergebnis: Gesamtergebnis::Kombiniert,
            zustimmung: true,
            grund: None,
        };
        pruefung::abschliessen(self.app, tx, &may, &akte, cmd).await?;
        self.schritt(tx, "H06").await?;
        self.am_tag(21);
        let (may, akte) = self.auf(tx).await?;
        konferenz::festhalten(self.app, tx, &may, &akte, self.runde()).await?;
        self.schritt(tx, "H08").await
    }

    fn runde(&self) -> konferenz::Konferenzdaten {
        let g = self.g;
        let mut namen: Vec<String> = vec![self.asd.name().to_owned()];
        for k in [Rolle::R04, Rolle::R03, Rolle::R02, Rolle::R08]
            .iter()
            .flat_map(|r| self.leute.mit_rolle(*r))
        {
            if !namen.iter().any(|n| n == k.name()) && namen.len() < 4 {
                namen.push(k.name().to_owned());
            }
        }
        konferenz::Konferenzdaten {
            typ: Konferenztyp::KollegialeBeratung,
            datum: self.heute(),
            dauer: 47,
            moderation: namen.get(1).cloned().unwrap_or_default(),
            falleinbringer: self.asd.name().to_owned(),
            teilnehmende: namen
                .into_iter()
                .map(|wer| Teilnahme {
                    wer,
                    oeffentlich: true,
                })
                .collect(),
            frage: format!("Was trägt Familie {}, wenn wir wieder gehen?", g.nachname),
            ressourcen: g.staerken.join("; "),
            ideen: vec![
                (
                    "Jemand kommt zweimal in der Woche nach Hause".to_owned(),
                    Ideenart::Einzelfall,
                ),
                (
                    "Elterncafé am Nachmittag, auch für andere".to_owned(),
                    Ideenart::Fallunabhaengig,
                ),
                (
                    format!("Begleitung, bis es allein geht: {}", g.staerken[3]),
                    Ideenart::Sozialraum,
                ),
            ],
            empfehlung: "Familienhilfe für ein halbes Jahr und Begleitung ins Angebot im Stadtteil"
                .to_owned(),
            einigkeit: Einigkeit::Einstimmig,
            abweichend: String::new(),
            familie: Familienbeteiligung::Anwesend,
            einwilligung: false,
        }
    }

    async fn planen(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let g = self.g;
        self.am_tag(26);
        let wer = format!("{} {}", g.vorname, g.nachname);
        self.angabe(tx, Angabe::Anspruchsinhaber, &wer).await?;
        self.angabe(
            tx,
            Angabe::Begehren,
            "Jemand, der uns zu Hause hilft, bis wir es allein können.",
        )
        .await?;
        let (von, bis) = self.zeitraum();
        for (art, typ, text, kosten) in [
            (
                Leistungsart::J31,
                Bausteintyp::Einzel,
                "Hilfe zu Hause, am Nachmittag und am Abend",
                62_000,
            ),
            (Leistungsart::SrB, Bausteintyp::Befaehigung, g.staerken[3], 0),
        ] {
            let (may, akte) = self.auf(tx).await?;
            let cmd = hilfeplan::Bausteindaten {
                art,
                typ,
                text: text.to_owned(),
                umfang: Umfangsart::MinutenWoche,
                menge: (120, 240),
                zeitraum: (von, bis),
                kosten: Cent(kosten),
                ziele: akte.handlungsziele.iter().map(|z| z.id.uuid()).collect(),
            };
            hilfeplan::planen(self.app, tx, &may, &akte, cmd).await?;
        }
        let (may, akte) = self.auf(tx).await?;
        let plan = hilfeplan::Plandaten {
            bedarf: "Entlastung im Alltag, damit gelingt, was die Familie sich vorgenommen hat.".to_owned(),
            aufgabe_familie: g.selbst.to_owned(),
            aufgabe_traeger: "Zweimal in der Woche zu Hause, danach gemeinsam ins Angebot im Stadtteil"
                .to_owned(),
            aufgabe_amt: "Anruf alle vier Wochen, Überprüfung gemeinsam".to_owned(),
            aufgabe_umfeld: g.staerken[1].to_owned(),
            pruefdatum: Some(self.heute().plus_tage(80)),
            meinungen: "Alle sind einverstanden und haben unterschrieben.".to_owned(),
            familie_selbst: g.wille.to_owned(),
            ..hilfeplan::Plandaten::default()
        };
        hilfeplan::fassung(self.app, tx, &may, &akte, plan).await?;
        let (may, akte) = self.auf(tx).await?;
        let vorlage = entscheidung::Vorlage {
            art: Entscheidungsart::Bewilligung,
            norm: "§§ 27, 31 SGB VIII".to_owned(),
            tenor: "Sie bekommen eine Familienhilfe und Begleitung zu einem Angebot in Ihrem Stadtteil."
                .to_owned(),
            von: Some(von),
            bis: Some(bis),
            begruendung: String::new(),
            ermessen: String::new(),
            anhoerung_am: None,
            ausnahme: None,
            warnung_am: None,
            wunsch: Wunschergebnis::Entsprochen,
            wunsch_worte: "jemand, der abends kommen kann".to_owned(),
            weg: Bekanntgabeweg::Post,
        };
        entscheidung::vorbereiten(self.app, tx, &may, &akte, vorlage).await?;
        Ok(())
    }

    /// The help begins a week after the decision.
    fn zeitraum(&self) -> (Datum, Datum) {
        let von = self.heute().plus_tage(7);
        (von, von.plus_tage(HALBES_JAHR))
    }

    /// The Träger whose people work in the demo; none when its agreements are missing.
    async fn beauftragen(&self, tx: &mut Tx) -> anyhow::Result<Option<(Id<Beauftragung>, &Kontext)>> {
        let unten = self.app.teil::<::fall::Umgebung>().context("fall::Umgebung")?;
        let (may, akte) = self.auf(tx).await?;
        let (von, bis) = self.zeitraum();
        let wahl = beauftragen::auswahl(self.app, tx, &akte, (von, bis)).await?;
        let mut ziel = None;
        for k in self
            .leute
            .mit_rolle(Rolle::R09)
            .chain(self.leute.mit_rolle(Rolle::R10))
        {
            let bei = unten.0.arbeitgeber(self.app, tx, k.benutzer().uuid()).await?;
            let passt = wahl
                .iter()
                .find(|t| t.fehlt.is_empty() && bei.as_ref().is_some_and(|(id, _)| *id == t.id));
            ziel = ziel.or(passt.map(|t| (t.id, k)));
        }
        let Some((traeger, kraft)) = ziel else {
            return Ok(None);
        };
        let cmd = beauftragen::Anfrage {
            traeger: Some(traeger),
            rang: Traegerrang::Wunsch,
            rang_grund: String::new(),
            zeitraum: (von, bis),
            korridor: (240, 480),
            sozialraumanteil: self.g.staerken[3].to_owned(),
            berichtstermin: self.heute().plus_tage(75),
            datenpaket: vec![
                Datenkategorie::Namen,
                Datenkategorie::Ziele,
                Datenkategorie::Worte,
                Datenkategorie::Aufgaben,
            ],
        };
        beauftragen::anfragen(self.app, tx, &may, &akte, cmd).await?;
        let (_, akte) = self.auf(tx).await?;
        let id = akte.auftraege.first().context("kein Auftrag")?.id;
        self.am_tag(28);
        let (may, b) = auftrag::befugt::<auftrag::Ausfuehren>(self.app, tx, kraft, id).await?;
        auftrag::antworten(self.app, tx, &may, &b, true, "").await?;
        self.schritt(tx, "H11").await?;
        for (nr, tag) in [34_i64, 38, 45, 52, 59].into_iter().enumerate() {
            self.am_tag(tag);
            let (may, b) = auftrag::befugt::<auftrag::Ausfuehren>(self.app, tx, kraft, id).await?;
            let cmd = auftrag::Kontaktdaten {
                datum: self.heute(),
                beginn: "16:00".to_owned(),
                minuten: [90, 60, 120, 90, 60][nr],
                art: Kontaktart::Persoenlich,
                ausfall: String::new(),
                ort: "zu Hause".to_owned(),
                rollen: "Elternteil, Kind".to_owned(),
            };
            auftrag::kontakt(self.app, tx, &may, &b, cmd).await?;
        }
        Ok(Some((id, kraft)))
    }

    async fn ueberpruefen(
        &self,
        tx: &mut Tx,
        (auftrag, kraft): (Id<Beauftragung>, &Kontext),
    ) -> anyhow::Result<()> {
        let ende = self.g.weit == Weit::Ende;
        self.am_tag(105);
        self.schritt(tx, "H13").await?;
        let wertung = |akte: &lesen::Akte, w| bewerten::Bewertungsdaten {
            ziele: akte
                .handlungsziele
                .iter()
                .map(|z| (z.id.uuid(), w, None))
                .collect(),
            text: "Es ist spürbar ruhiger geworden.".to_owned(),
            fehlt: String::new(),
        };
        let (may, akte) = self.auf(tx).await?;
        bewerten::bewerten(
            self.app,
            tx,
            &may,
            &akte,
            Bewerter::Familie,
            wertung(&akte, Wertung::Voll),
        )
        .await?;
        if !ende {
            return Ok(());
        }
        for (wer, w) in [
            (Bewerter::JungerMensch, Wertung::Voll),
            (Bewerter::Amt, Wertung::Teilweise),
        ] {
            let (may, akte) = self.auf(tx).await?;
            bewerten::bewerten(self.app, tx, &may, &akte, wer, wertung(&akte, w)).await?;
        }
        let (may, b) = auftrag::befugt::<auftrag::Ausfuehren>(self.app, tx, kraft, auftrag).await?;
        bewerten::als_traeger(self.app, tx, &may, &b, wertung(&akte, Wertung::Voll)).await?;
        self.schritt(tx, "H16").await?;
        let (may, akte) = self.auf(tx).await?;
        beauftragen::bestaetigen(self.app, tx, &may, &akte).await?;
        let (may, akte) = self.auf(tx).await?;
        let cmd = abschluss::Abschlussdaten {
            grund: Abschlussgrund::Ziele,
            anschluss: Anschluss::Sozialraum,
            anschluss_worte: self.g.staerken[3].to_owned(),
            nachfrage: true,
            nachbetreuung: String::new(),
        };
        abschluss::vorbereiten(self.app, tx, &may, &akte, cmd).await?;
        self.schritt(tx, "H17").await
    }
}
