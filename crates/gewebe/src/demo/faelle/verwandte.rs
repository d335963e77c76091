//! Who the five families are and who is around them: for Genogramm and Netzwerkkarte, with one change to compare.

use ::fall::{
    model::{Beziehungsart, Fall, Fallrolle, Geschlecht, Guete, Lebt, Umfeldart},
    service::fall::{
        beziehung::{Beziehungsdaten, Merkmaldaten, beenden, bild, merken, umgeben, verbinden},
        wille::{Personendaten, beteiligen},
        zugang::befugt,
    },
};
use amt::{App, Kontext, recht::Bearbeiten};
use base::Id;
use store::Tx;
use uuid::Uuid;

use super::geschichten::Geschichte;

/// The other people of one story.
pub struct Familie {
    /// The parent who called, and the child.
    hier: [Geschlecht; 2],
    /// The other parent: first name, sex, born, what they are to each other.
    anderer: (&'static str, Geschlecht, &'static str, Beziehungsart, Guete),
    /// A grandparent on the side of who called: first name, sex, born, died.
    oben: (&'static str, Geschlecht, &'static str, &'static str),
    /// Around them.
    rundherum: [(&'static str, Umfeldart, Guete); 3],
}

use Beziehungsart::{Ehe, Geschieden, Getrennt, Paar};
use Geschlecht::{M, W};

/// In the order of the stories.
pub const FAMILIEN: [Familie; 5] = [
    Familie {
        hier: [W, M],
        anderer: ("Selim", M, "1984-09-30", Ehe, Guete::Gut),
        oben: ("Gülten", W, "1956-02-14", ""),
        rundherum: [
            ("Grundschule", Umfeldart::Bildung, Guete::Angespannt),
            ("Nachbarin", Umfeldart::Nachbarschaft, Guete::Eng),
            ("Frühstück in der Schule", Umfeldart::Freizeit, Guete::Gut),
        ],
    },
    Familie {
        hier: [M, W],
        anderer: ("Dorota", W, "1986-06-21", Getrennt, Guete::Angespannt),
        oben: ("Henryk", M, "1950-11-03", "2021-01-17"),
        rundherum: [
            ("Betrieb", Umfeldart::Arbeit, Guete::Gut),
            ("Jugendtreff", Umfeldart::Freizeit, Guete::Gut),
            ("Tante", Umfeldart::Familie, Guete::Eng),
        ],
    },
    Familie {
        hier: [W, M],
        anderer: ("Kerem", M, "1980-03-08", Ehe, Guete::Eng),
        oben: ("Hatice", W, "1952-07-01", ""),
        rundherum: [
            ("Gesamtschule", Umfeldart::Bildung, Guete::Schwach),
            ("Fußballverein", Umfeldart::Freizeit, Guete::Eng),
            ("Lernhilfe im Quartier", Umfeldart::Beratung, Guete::Gut),
        ],
    },
    Familie {
        hier: [W, W],
        anderer: ("Timo", M, "1990-12-12", Geschieden, Guete::Abgebrochen),
        oben: ("Renate", W, "1961-05-19", ""),
        rundherum: [
            ("Kita", Umfeldart::Bildung, Guete::Gut),
            ("Hebamme", Umfeldart::Gesundheit, Guete::Eng),
            ("Krabbelgruppe", Umfeldart::Freizeit, Guete::Schwach),
        ],
    },
    Familie {
        hier: [M, M],
        anderer: ("Mira", W, "1982-08-27", Paar, Guete::Gut),
        oben: ("Josip", M, "1948-04-02", "2024-10-09"),
        rundherum: [
            ("Clique am Bahnhof", Umfeldart::Familie, Guete::Angespannt),
            ("Boxverein", Umfeldart::Freizeit, Guete::Gut),
            ("Berufsschule", Umfeldart::Bildung, Guete::Schwach),
        ],
    },
];

/// One case with its pen.
pub struct Stift<'a> {
    pub app: &'a App,
    pub asd: &'a Kontext,
    pub fall: Id<Fall>,
}

impl Stift<'_> {
    async fn person(&self, tx: &mut Tx, vorname: &str, nachname: &str, geboren: &str) -> anyhow::Result<()> {
        let (may, fall) = befugt::<Bearbeiten>(self.app, tx, self.asd, self.fall).await?;
        let cmd = Personendaten {
            // no part in the procedure: the picture alone asks nothing of them
            rolle: Fallrolle::Umfeld,
            vorname: vorname.to_owned(),
            nachname: nachname.to_owned(),
            unbekannt_grund: String::new(),
            geburtsdatum: geboren.parse().ok(),
            register: None,
        };
        Ok(beteiligen(self.app, tx, &may, &fall, cmd).await?)
    }

    async fn wer(&self, tx: &mut Tx, vorname: &str) -> anyhow::Result<Uuid> {
        let b = bild(self.app, tx, self.asd, self.fall, ("beziehungen", None)).await?;
        let da = b.akte.beteiligte.iter().find(|p| p.person.vorname == vorname);
        da.map(|p| p.id)
            .ok_or_else(|| anyhow::anyhow!("{vorname} ist nicht beteiligt"))
    }

    async fn ist(
        &self,
        tx: &mut Tx,
        person: Uuid,
        geschlecht: Geschlecht,
        (gestorben, haushalt): (&str, &str),
    ) -> anyhow::Result<()> {
        let (may, fall) = befugt::<Bearbeiten>(self.app, tx, self.asd, self.fall).await?;
        let cmd = Merkmaldaten {
            person,
            geschlecht,
            lebt: if gestorben.is_empty() {
                Lebt::Ja
            } else {
                Lebt::Nein
            },
            verstorben_am: gestorben.parse().ok(),
            haushalt: haushalt.to_owned(),
        };
        Ok(merken(self.app, tx, &may, &fall, cmd).await?)
    }

    async fn mit(
        &self,
        tx: &mut Tx,
        von: Uuid,
        art: Beziehungsart,
        nach: Uuid,
        guete: Guete,
    ) -> anyhow::Result<()> {
        let (may, fall) = befugt::<Bearbeiten>(self.app, tx, self.asd, self.fall).await?;
        let cmd = Beziehungsdaten {
            von,
            nach: Some(nach),
            art,
            guete,
            seit: None,
            bis: None,
        };
        Ok(verbinden(self.app, tx, &may, &fall, cmd).await?)
    }

    /// Everybody and everything, as the family told it at the beginning.
    pub async fn zeichnen(&self, tx: &mut Tx, g: &Geschichte, f: &Familie) -> anyhow::Result<()> {
        let (anderer, geschlecht, geboren, art, guete) = f.anderer;
        self.person(tx, anderer, g.nachname, geboren).await?;
        let (oma, ihres, seit, gestorben) = f.oben;
        self.person(tx, oma, g.nachname, seit).await?;
        let [a, b, k, o] = [
            self.wer(tx, g.vorname).await?,
            self.wer(tx, anderer).await?,
            self.wer(tx, g.kind).await?,
            self.wer(tx, oma).await?,
        ];
        let zusammen = matches!(art, Ehe | Paar);
        self.ist(tx, a, f.hier[0], ("", "Familie")).await?;
        self.ist(tx, k, f.hier[1], ("", "Familie")).await?;
        self.ist(tx, b, geschlecht, ("", if zusammen { "Familie" } else { "" }))
            .await?;
        self.ist(tx, o, ihres, (gestorben, "")).await?;
        self.mit(tx, a, if zusammen { art } else { Ehe }, b, guete)
            .await?;
        self.mit(tx, a, Beziehungsart::Elternteil, k, Guete::Eng).await?;
        self.mit(tx, b, Beziehungsart::Elternteil, k, guete).await?;
        self.mit(tx, o, Beziehungsart::Elternteil, a, Guete::Gut).await?;
        for (nr, (was, art, guete)) in f.rundherum.into_iter().enumerate() {
            let (may, fall) = befugt::<Bearbeiten>(self.app, tx, self.asd, self.fall).await?;
            let id = umgeben(self.app, tx, &may, &fall, art, was).await?;
            let von = if nr == 1 { a } else { k };
            self.mit(tx, von, Beziehungsart::Kontakt, id, guete).await?;
        }
        Ok(())
    }

    /// What has changed since: who parted.
    pub async fn nachtragen(&self, tx: &mut Tx, f: &Familie) -> anyhow::Result<()> {
        let (_, _, _, art, guete) = f.anderer;
        if matches!(art, Ehe | Paar) {
            return Ok(());
        }
        let b = bild(self.app, tx, self.asd, self.fall, ("beziehungen", None)).await?;
        let Some(ehe) = b.jetzt.beziehungen.iter().find(|x| x.art == Ehe) else {
            return Ok(());
        };
        let (may, fall) = befugt::<Bearbeiten>(self.app, tx, self.asd, self.fall).await?;
        beenden(self.app, tx, &may, &fall, ehe.id).await?;
        if let Some(nach) = ehe.nach {
            self.mit(tx, ehe.von, art, nach, guete).await?;
        }
        Ok(())
    }
}
