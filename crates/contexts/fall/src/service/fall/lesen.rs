//! Reads a case whole, and says what it still lacks.

use amt::{
    App, Kontext, Result,
    go::FallRegeln,
    recht::{Bearbeiten, Lesen},
};
use base::{Cent, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{
    egh::{self, EghAkte},
    zugang,
};
use crate::{
    model::{
        Abschluss, Aeusserung, Aeusserungsart, Angabe, Auftragsstand, Baustein, Bausteinstand, Beauftragung,
        Bewerter, Bewertung, Eintrag, Entscheidung, Entscheidungsstand, Fall, FallBeteiligter, FallStand,
        Fallspur, Geprueft, Grobziel, Handlungsziel, Hilfeplan, Idee, Konferenz, Kontakt, Kontaktart,
        Melderrolle, Rechtsbehelf, Rechtsbehelfsschritt, Ressource, Ressourcenfeld, Sozialraumpruefung,
        Teilnehmer, Ueberpruefung, Verlaufszeile, Wiedervorlage, Zielstatus,
    },
    rules::fall::{
        bewertung,
        lage::FallLage,
        weiter::{Vorbereitet, Weiter},
    },
    store::{
        anliegen as db_anliegen, beauftragung as auftraege, entscheidung as bescheide, fall as db,
        fall_akte as akte, hilfeplan as plaene, konferenz as runden, pruefung as ablage,
        rechtsbehelf as remedies, ueberpruefung as reviews, wiedervorlage,
    },
};

/// Everything the pages of a case show.
#[derive(Debug, Clone)]
pub struct Akte {
    /// The head.
    pub fall: Fall,
    /// Words of the Anliegen it began with.
    pub worte: String,
    /// People.
    pub beteiligte: Vec<FallBeteiligter>,
    /// Newest first.
    pub angaben: Vec<Eintrag>,
    /// Words of the people.
    pub aeusserungen: Vec<Aeusserung>,
    /// Goals.
    pub grobziele: Vec<Grobziel>,
    /// (Grobziel, Aeusserung).
    pub herkunft: Vec<(Uuid, Uuid)>,
    /// Small goals.
    pub handlungsziele: Vec<Handlungsziel>,
    /// Ressourcenkarte.
    pub ressourcen: Vec<Ressource>,
    /// Offers looked at in the Sozialraumprüfung.
    pub geprueft: Vec<Geprueft>,
    /// The Sozialraumprüfung that counts.
    pub pruefung: Option<Sozialraumpruefung>,
    /// Fallkonferenzen, newest first.
    pub konferenzen: Vec<Konferenz>,
    /// Who was there.
    pub teilnehmer: Vec<Teilnehmer>,
    /// What came to their minds.
    pub ideen: Vec<Idee>,
    /// Leistungsbausteine.
    pub bausteine: Vec<Baustein>,
    /// (Baustein, Handlungsziel).
    pub baustein_ziele: Vec<(Uuid, Uuid)>,
    /// Versions of the Hilfeplan, newest first.
    pub plaene: Vec<Hilfeplan>,
    /// Decisions and drafts, newest first.
    pub entscheidungen: Vec<Entscheidung>,
    /// Orders to Träger, newest first.
    pub auftraege: Vec<Beauftragung>,
    /// Contacts, newest first.
    pub kontakte: Vec<Kontakt>,
    /// Reviews, newest first.
    pub ueberpruefungen: Vec<Ueberpruefung>,
    /// Ratings of all reviews, newest first.
    pub bewertungen: Vec<Bewertung>,
    /// How it ends.
    pub abschluss: Option<Abschluss>,
    /// Remedies, newest first.
    pub rechtsbehelfe: Vec<Rechtsbehelf>,
    /// Their steps, in order.
    pub rechtsbehelf_schritte: Vec<Rechtsbehelfsschritt>,
    /// Days on which it is to be looked at again: the open ones first.
    pub wiedervorlagen: Vec<Wiedervorlage>,
    /// Working days and holidays of the Land.
    pub kalender: fristen::Kalender,
    /// What only a case of the Eingliederungshilfe has.
    pub egh: Option<EghAkte>,
    /// What the Geschäftsordnung says about help.
    pub regeln: FallRegeln,
    /// The day it was read.
    pub heute: Datum,
    /// History, newest first.
    pub verlauf: Vec<Verlaufszeile>,
    /// Whether the user may change it.
    pub bearbeiten: bool,
}

impl Akte {
    /// The Angabe that counts.
    #[must_use]
    pub fn angabe(&self, a: Angabe) -> Option<&Eintrag> {
        self.angaben.iter().find(|e| e.angabe == a)
    }

    /// Name of a person of the case.
    #[must_use]
    pub fn name(&self, person: &Uuid) -> String {
        self.beteiligte
            .iter()
            .find(|b| b.id == *person)
            .map_or_else(String::new, FallBeteiligter::name)
    }

    /// Entries of one field.
    #[must_use]
    pub fn im_feld(&self, feld: &Ressourcenfeld) -> Vec<&Ressource> {
        self.ressourcen.iter().filter(|r| r.feld == *feld).collect()
    }

    /// Small goals of one Grobziel.
    #[must_use]
    pub fn zu_grobziel(&self, z: &Grobziel) -> Vec<&Handlungsziel> {
        self.handlungsziele
            .iter()
            .filter(|h| h.grobziel == z.id.uuid())
            .collect()
    }

    /// The words a Grobziel stands on.
    #[must_use]
    pub fn worte_zu(&self, z: &Grobziel) -> Vec<&Aeusserung> {
        self.aeusserungen
            .iter()
            .filter(|a| self.herkunft.contains(&(z.id.uuid(), a.id.uuid())))
            .collect()
    }

    /// The facts the guards of SM-3 and SM-4 ask for.
    #[must_use]
    pub fn lage(&self) -> FallLage {
        let wille = |b: &&FallBeteiligter| {
            self.aeusserungen
                .iter()
                .any(|a| a.person == b.id && a.art == Aeusserungsart::Wille)
        };
        let haupt = || self.beteiligte.iter().filter(|b| b.hauptperson());
        let aktiv = || self.grobziele.iter().filter(|z| z.status == Zielstatus::Aktiv);
        FallLage {
            stand: self.fall.stand,
            bereich: self.fall.bereich,
            angaben: self.angaben.iter().map(|e| e.angabe).collect(),
            hauptpersonen: haupt().count(),
            mit_wille: haupt().filter(wille).count(),
            grobziele: aktiv().count(),
            ohne_handlungsziel: aktiv().filter(|z| self.zu_grobziel(z).is_empty()).count(),
            felder: self.ressourcen.iter().map(|r| r.feld).collect(),
            konferenz: !self.konferenzen.is_empty(),
            pruefung: self.pruefung.as_ref().map(|p| (p.gesamtergebnis, p.zustimmung)),
            weiter: self.weiter(),
            egh: self.eingliederung(),
            leicht: self.leicht(),
        }
    }

    /// What the case rests for, and until when.
    #[must_use]
    pub fn ruht_bis(&self) -> Option<&Wiedervorlage> {
        crate::rules::fall::wiedervorlage::ruht_bis(&self.wiedervorlagen)
            .filter(|_| !self.fall.stand.beendet())
    }

    /// Bausteine of the plan that hold.
    pub fn geltende(&self) -> impl Iterator<Item = &Baustein> {
        self.bausteine.iter().filter(|b| b.gilt())
    }

    /// Handlungsziele a Baustein serves.
    #[must_use]
    pub fn ziele_von(&self, b: &Baustein) -> Vec<&Handlungsziel> {
        self.handlungsziele
            .iter()
            .filter(|h| self.baustein_ziele.contains(&(b.id.uuid(), h.id.uuid())))
            .collect()
    }

    /// Whether Bausteine of a running help were added or are to end before their time.
    #[must_use]
    pub fn geaendert(&self) -> bool {
        let offen = |b: &Baustein| matches!(b.stand, Bausteinstand::Geplant | Bausteinstand::Auslaufend);
        self.wird_geaendert() && self.bausteine.iter().any(offen)
    }

    /// Whether this is the review in which Bausteine of a running help are changed.
    #[must_use]
    pub const fn wird_geaendert(&self) -> bool {
        matches!(self.fall.stand, FallStand::F9 | FallStand::G10)
    }

    /// Whether something of a running help is to end before its time.
    #[must_use]
    pub fn entfaellt(&self) -> bool {
        self.bausteine
            .iter()
            .any(|b| b.stand == Bausteinstand::Auslaufend)
    }

    /// Cost by the month of the Bausteine that hold.
    #[must_use]
    pub fn kosten_monat(&self) -> Cent {
        Cent(self.geltende().map(|b| b.kosten_monat).sum())
    }

    /// The draft of a decision.
    #[must_use]
    pub fn entwurf(&self) -> Option<&Entscheidung> {
        self.entscheidungen
            .iter()
            .find(|e| e.stand == Entscheidungsstand::Entwurf)
    }

    /// The last decision.
    #[must_use]
    pub fn entschieden(&self) -> Option<&Entscheidung> {
        self.entscheidungen
            .iter()
            .find(|e| e.stand == Entscheidungsstand::Entschieden)
    }

    /// Whether a leader signs too: the Geschäftsordnung names the cost.
    #[must_use]
    pub fn leitung_noetig(&self) -> bool {
        // the other tracks know no second signature, and the matrix shows the leaders of the ASD no case of SGB IX or XII
        self.fall.stand.spur() == Fallspur::Erziehung && self.kosten_monat() >= self.regeln.leitung_ab
    }

    /// Ratings of the running review, newest first.
    #[must_use]
    pub fn bewertungen_jetzt(&self) -> Vec<Bewertung> {
        let jetzt = self.ueberpruefungen.first().map(|u| u.id.uuid());
        let in_ihr = |b: &&Bewertung| Some(b.ueberpruefung) == jetzt;
        self.bewertungen.iter().filter(in_ihr).cloned().collect()
    }

    /// Goals that are rated.
    #[must_use]
    pub fn bewertbar(&self) -> Vec<Uuid> {
        self.handlungsziele.iter().map(|h| h.id.uuid()).collect()
    }

    /// Who rates, and whether they did.
    #[must_use]
    pub fn bewerter(&self) -> Vec<(Bewerter, bool)> {
        let rollen: Vec<_> = self.beteiligte.iter().map(FallBeteiligter::rolle).collect();
        let (alle, ziele) = (self.bewertungen_jetzt(), self.bewertbar());
        bewertung::noetig(&rollen)
            .into_iter()
            .map(|b| (b, bewertung::fertig(&alle, &ziele, b)))
            .collect()
    }

    fn bewertet(&self) -> bool {
        !self.ueberpruefungen.is_empty() && self.bewerter().iter().all(|(_, fertig)| *fertig)
    }

    /// What would be cut off by the end (E50), in words.
    #[must_use]
    pub fn offenes(&self) -> Vec<String> {
        let mut aus = Vec::new();
        if self
            .auftraege
            .iter()
            .any(|a| a.stand_am(self.heute) == Auftragsstand::Angefragt)
        {
            aus.push("Eine Anfrage an einen Träger ist noch nicht beantwortet.".to_owned());
        }
        let offen = self.kontakte.iter().filter(|k| !k.bestaetigt).count();
        if offen > 0 {
            aus.push(format!("{offen} Kontakte hat das Amt noch nicht bestätigt."));
        }
        if let Some(bis) = self.entschieden().and_then(|e| e.rechtsbehelf_bis)
            && bis >= self.heute
        {
            aus.push(format!(
                "Gegen den Bescheid ist bis {bis} ein Widerspruch möglich."
            ));
        }
        if self.rechtsbehelfe.iter().any(|r| r.stand.offen()) {
            aus.push("Über einen Widerspruch oder eine Klage ist noch nicht entschieden.".to_owned());
        }
        aus
    }

    fn weiter(&self) -> Weiter {
        let plan = self.plaene.first();
        Weiter {
            bausteine: self.geltende().count(),
            ohne_ziel: self.geltende().filter(|b| self.ziele_von(b).is_empty()).count(),
            sozialraum: !self.regeln.sozialraumanteil_pflicht
                || self.geltende().any(|b| b.art.sozialraum() || b.typ.sozialraum())
                || plan.is_some_and(|p| !p.ohne_sozialraum.is_empty()),
            plan_aktuell: plan.is_some_and(|p| p.haelt(self.bausteine.iter())),
            pruefdatum: plan.is_some_and(|p| p.pruefdatum > self.heute),
            entwurf: self.entwurf().map(|e| Vorbereitet {
                art: e.art,
                mitgezeichnet: e.mitgezeichnet_am.is_some(),
                angehoert: e.anhoerung_am.is_some() || e.ausnahme().is_some(),
                begruendet: !e.begruendung.is_empty(),
            }),
            leitung_noetig: self.leitung_noetig(),
            angenommen: self.auftraege.iter().any(Beauftragung::gilt),
            erster_kontakt: self.kontakte.iter().any(|k| k.art != Kontaktart::Ausfall),
            bewertet: self.bewertet(),
            geaendert: self.geaendert(),
            entfaellt: self.entfaellt(),
            neu_beraten: match (self.angabe(Angabe::Beratung), self.ueberpruefungen.first()) {
                (Some(b), Some(u)) => b.zeit >= u.zeit,
                _ => false,
            },
            neuer_plan: match (plan, self.ueberpruefungen.first()) {
                (Some(p), Some(u)) => p.zeit >= u.zeit,
                _ => false,
            },
            bewilligt: self.entschieden().is_some_and(|e| e.art.bewilligt()),
            abgelehnt: self.entschieden().is_some_and(|e| e.art.lehnt_ab()),
            abschluss: self.abschluss.is_some(),
            abgeholfen: self.entschieden().is_some_and(|e| {
                self.rechtsbehelfe
                    .iter()
                    .any(|r| r.gegen(e) && r.stand.neu_entscheiden())
            }),
            nichts_offen: self.offenes().is_empty(),
            nachbetreuung: self
                .abschluss
                .as_ref()
                .is_some_and(|a| !a.nachbetreuung.is_empty()),
        }
    }
}

/// Loads a case without noting it: for the use cases, which note what they do.
pub(crate) async fn laden(app: &App, tx: &mut Tx, fall: Fall, bearbeiten: bool) -> Result<Akte> {
    let id = fall.id;
    let worte = db_anliegen::load(tx, Id::von(fall.anliegen))
        .await?
        // what somebody else reported is not what the person says
        .filter(|a| a.melderrolle == Melderrolle::Selbst)
        .map_or_else(String::new, |a| a.worte);
    let go = amt::ordnung::geltende(app, tx).await?;
    let egh = if fall.stand.egh() {
        Some(egh::laden(tx, id).await?)
    } else {
        None
    };
    Ok(Akte {
        worte,
        beteiligte: db::beteiligte(tx, id).await?,
        angaben: akte::angaben(tx, id).await?,
        aeusserungen: akte::aeusserungen(tx, id).await?,
        grobziele: akte::grobziele(tx, id).await?,
        herkunft: akte::herkunft(tx, id).await?,
        handlungsziele: akte::handlungsziele(tx, id).await?,
        ressourcen: akte::ressourcen(tx, id).await?,
        geprueft: ablage::alle_geprueften(tx, id).await?,
        pruefung: ablage::letzte(tx, id).await?,
        konferenzen: runden::alle(tx, id).await?,
        teilnehmer: runden::teilnehmer(tx, id).await?,
        ideen: runden::ideen(tx, id).await?,
        bausteine: plaene::bausteine(tx, id).await?,
        baustein_ziele: plaene::baustein_ziele(tx, id).await?,
        plaene: plaene::fassungen(tx, id).await?,
        entscheidungen: bescheide::alle(tx, id).await?,
        auftraege: auftraege::von_fall(tx, id).await?,
        kontakte: auftraege::kontakte(tx, id).await?,
        ueberpruefungen: reviews::alle(tx, id).await?,
        bewertungen: reviews::bewertungen(tx, id).await?,
        abschluss: reviews::abschluss(tx, id).await?,
        rechtsbehelfe: remedies::alle(tx, id).await?,
        rechtsbehelf_schritte: remedies::schritte(tx, id).await?,
        wiedervorlagen: wiedervorlage::alle(tx, id).await?,
        kalender: crate::rules::frist::kalender(&go)?,
        egh,
        regeln: go.fall,
        heute: app.uhr.heute(),
        verlauf: db::verlauf(tx, id).await?,
        bearbeiten,
        fall,
    })
}

/// Reads one case and notes it in the journal; commit the transaction.
///
/// # Errors
/// [`amt::Error::NichtGefunden`].
pub async fn akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<Akte> {
    akte_fuer(app, tx, kontext, id, "").await
}

/// Reads one case for a document, and notes which one was handed out; commit the transaction.
///
/// # Errors
/// [`amt::Error::NichtGefunden`].
pub async fn akte_fuer(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    dokument: &str,
) -> Result<Akte> {
    let (may, fall) = zugang::befugt::<Lesen>(app, tx, kontext, id).await?;
    may.notieren(app, tx, dokument);
    let bearbeiten = zugang::befugt::<Bearbeiten>(app, tx, kontext, id).await.is_ok();
    laden(app, tx, fall, bearbeiten).await
}
