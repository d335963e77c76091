//! Building the town street by street until every leaf has its addresses.

use super::Adresse;
use super::hausnummern::{Haeuser, haeuser};
use crate::gelaende::naechster_kern;
use crate::raeume::{Boden, ags, kommunen};
use crate::strassen::{Alias, Bereich, Namensquelle, Netz, Paritaet, Strasse, Teilung, Verlauf, grenzpaare};
use crate::vorgabe::Vorgabe;
use crate::wuerfel::{Strom, Wuerfel};

/// Usual distance of two front doors in decimetres.
const HAUSABSTAND: i64 = 180;
/// Doors never stand closer than this.
const MINDESTABSTAND: i64 = 50;
/// A border street is only laid where both sides still want this many houses.
const GRENZSTRASSE_AB: u32 = 30;

/// Streets and addresses with the tables of their texts.
pub struct Bau {
    pub strassen: Vec<Strasse>,
    pub adressen: Vec<Adresse>,
    pub postleitzahlen: Vec<String>,
    pub ortsnamen: Vec<String>,
}

/// Lays out all streets.
pub fn bauen(vorgabe: &Vorgabe, boden: &Boden) -> Bau {
    let mut meister = Baumeister::neu(vorgabe, boden);
    let mut netz = Netz::neu(boden);
    meister.grenzstrassen(&mut netz);
    for nummer in 0..boden.blaetter.len() {
        meister.blatt_bebauen(nummer, &mut netz);
    }
    meister.bau
}

struct Baumeister<'a> {
    vorgabe: &'a Vorgabe,
    boden: &'a Boden,
    bau: Bau,
    /// Addresses each leaf still wants.
    offen: Vec<u32>,
    /// Distance of doors in each leaf.
    abstand: Vec<i64>,
    /// Position in the tables of texts, per cell: postcode and place.
    texte: Vec<(u16, u16)>,
    /// Cells of each leaf, its cores first.
    reihenfolge: Vec<Vec<u32>>,
    kommunen: Vec<Kommune>,
}

struct Kommune {
    name: String,
    ags: String,
    namen: Namensquelle,
    letzte_nummer: u32,
}

impl<'a> Baumeister<'a> {
    fn neu(vorgabe: &'a Vorgabe, boden: &'a Boden) -> Self {
        let namen = kommunen(vorgabe);
        let kommune = |i: usize| Kommune {
            name: namen[i].clone(),
            ags: ags(vorgabe, &namen, i),
            namen: Namensquelle::default(),
            letzte_nummer: 0,
        };
        let mut meister = Self {
            vorgabe,
            boden,
            bau: Bau {
                strassen: Vec::new(),
                adressen: Vec::with_capacity(vorgabe.anzahl_adressen() as usize),
                postleitzahlen: Vec::new(),
                ortsnamen: Vec::new(),
            },
            offen: boden.blaetter.iter().map(|b| b.adressen).collect(),
            abstand: Vec::new(),
            texte: vec![(0, 0); boden.gitter.len()],
            reihenfolge: Vec::new(),
            kommunen: (0..namen.len()).map(kommune).collect(),
        };
        meister.vermessen();
        meister
    }

    /// Postcode and place of every cell, the order of building, and how close doors must stand.
    fn vermessen(&mut self) {
        let gitter = &self.boden.gitter;
        for blatt in &self.boden.blaetter {
            let wunsch = &self.vorgabe.raeume[blatt.raum];
            let plz: Vec<u16> = wunsch
                .plz
                .iter()
                .map(|p| eintragen(&mut self.bau.postleitzahlen, p))
                .collect();
            let orte: Vec<u16> = wunsch
                .orte
                .iter()
                .map(|o| eintragen(&mut self.bau.ortsnamen, o))
                .collect();
            for (z, kern, _) in naechster_kern(gitter, &blatt.zellen, plz.len()) {
                self.texte[z as usize].0 = plz[kern.min(plz.len() - 1)];
            }
            let mut nah = naechster_kern(gitter, &blatt.zellen, orte.len());
            for (z, kern, _) in &nah {
                self.texte[*z as usize].1 = orte[(*kern).min(orte.len() - 1)];
            }
            // a little disorder, so that the built-up land does not end in a circle
            nah.sort_by_key(|(z, _, schritte)| (u64::from(*schritte) * 10 + gitter.rauschen(*z, 7) % 70, *z));
            self.reihenfolge
                .push(nah.into_iter().map(|(z, _, _)| z).collect());
            // three lines per cell, some lost at the border and to the yards
            let laenge = i64::try_from(blatt.zellen.len()).unwrap_or(i64::MAX) * 3 * gitter.abstand * 6 / 10;
            let passend = laenge * 2 / i64::from(blatt.adressen.max(1));
            self.abstand.push(passend.clamp(MINDESTABSTAND, HAUSABSTAND));
        }
    }

    /// Between every two neighbouring leaves of a Kommune one street along and one across the border.
    fn grenzstrassen(&mut self, netz: &mut Netz) {
        let mut wuerfel = Wuerfel::neu(self.vorgabe.seed, Strom::Strassen, u32::MAX);
        for ((hier, dort), kanten) in grenzpaare(self.boden) {
            let genug = |offen: &[u32]| {
                [hier, dort]
                    .iter()
                    .all(|b| offen[usize::from(*b)] >= GRENZSTRASSE_AB)
            };
            if genug(&self.offen) {
                let (z, k) = *wuerfel.aus(&kanten);
                let laenge = wuerfel.zwischen(2, 5) as usize;
                self.errichten(&netz.auf_grenze(z, k, laenge), &mut wuerfel);
            }
            if genug(&self.offen) {
                let (z, k) = *wuerfel.aus(&kanten);
                let verlauf = netz.ueber_grenze(z, k, &mut wuerfel);
                self.errichten(&verlauf, &mut wuerfel);
            }
        }
    }

    /// Streets from the cores of a leaf outwards until it has its addresses: first leaving some ground
    /// free, then wherever a line is left.
    fn blatt_bebauen(&mut self, nummer: usize, netz: &mut Netz) {
        let teil = u32::try_from(nummer).unwrap_or(u32::MAX);
        let mut wuerfel = Wuerfel::neu(self.vorgabe.seed, Strom::Strassen, teil);
        let zellen = std::mem::take(&mut self.reihenfolge[nummer]);
        for dichte in [800, 1000] {
            for z in &zellen {
                while self.offen[nummer] > 0 && wuerfel.promille(dichte) {
                    let Some(verlauf) = netz.strasse(*z, &mut wuerfel) else {
                        break;
                    };
                    self.errichten(&verlauf, &mut wuerfel);
                }
            }
        }
    }

    /// Puts houses on a course and enters the street, unless no house found room.
    fn errichten(&mut self, verlauf: &Verlauf, wuerfel: &mut Wuerfel) {
        let boden = self.boden;
        let blatt = |z: u32| usize::from(boden.blatt_von[z as usize]);
        let abstand = self.abstand[blatt(verlauf.abschnitte[0].links[0])];
        let offen = &mut self.offen;
        let gebaut = haeuser(&boden.gitter, verlauf, abstand, wuerfel, |z| {
            let frei = &mut offen[blatt(z)];
            let platz = *frei > 0;
            *frei = frei.saturating_sub(1);
            platz
        });
        if !gebaut.haeuser.is_empty() {
            self.strasse_eintragen(verlauf, &gebaut, wuerfel);
        }
    }

    fn strasse_eintragen(&mut self, verlauf: &Verlauf, gebaut: &Haeuser, wuerfel: &mut Wuerfel) {
        let blatt = |z: u32| usize::from(self.boden.blatt_von[z as usize]);
        let raum = |z: u32| u16::try_from(self.boden.blaetter[blatt(z)].raum).unwrap_or(u16::MAX);
        let nummer = u32::try_from(self.bau.strassen.len()).unwrap_or(u32::MAX);
        let (mut plz, mut orte): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for haus in &gebaut.haeuser {
            // A street keeps the postcode and place it begins with, within each space.
            let leit = gebaut
                .haeuser
                .iter()
                .map(|h| h.zelle)
                .find(|z| blatt(*z) == blatt(haus.zelle));
            let texte = self.texte[leit.unwrap_or(haus.zelle) as usize];
            eintragen(&mut plz, &self.bau.postleitzahlen[usize::from(texte.0)]);
            eintragen(&mut orte, &self.bau.ortsnamen[usize::from(texte.1)]);
            self.bau.adressen.push(Adresse {
                strasse: nummer,
                raum: raum(haus.zelle),
                nr: haus.nr,
                zusatz: haus.zusatz,
                plz: texte.0,
                ort: texte.1,
                lage: haus.lage,
                status: haus.status,
            });
        }
        let erster = verlauf.abschnitte[0];
        let letzter = verlauf.abschnitte[verlauf.abschnitte.len() - 1];
        let bereiche = match (verlauf.teilung, gebaut.wechsel_nach) {
            (Teilung::Strecke, Some(bis @ 1..)) => {
                vec![
                    bereich(1, bis, raum(erster.links[0])),
                    bereich(bis + 1, 9999, raum(letzter.links[0])),
                ]
            }
            (Teilung::Strecke, _) => vec![bereich(1, 9999, raum(letzter.links[0]))],
            (Teilung::Seiten, _) => seiten(raum(erster.links[0]), raum(erster.rechts[0])),
            // registers often list the sides one by one although both lie in the same space
            (Teilung::Keine, _) if wuerfel.promille(120) => {
                seiten(raum(erster.links[0]), raum(erster.links[0]))
            }
            (Teilung::Keine, _) => vec![bereich(1, 9999, raum(erster.links[0]))],
        };
        let kommune = &mut self.kommunen[self.boden.blaetter[blatt(erster.links[0])].kommune];
        kommune.letzte_nummer += wuerfel.zwischen(1, 3);
        let name = kommune.namen.naechster(wuerfel);
        let umbenannt = wuerfel.promille(60).then(|| Alias {
            name: kommune.namen.naechster(wuerfel),
            bis_jahr: u16::try_from(wuerfel.zwischen(1928, 2019)).unwrap_or_default(),
        });
        self.bau.strassen.push(Strasse {
            schluessel: format!("{}{:05}", kommune.ags, kommune.letzte_nummer),
            name,
            kommune: kommune.name.clone(),
            kommune_ags: kommune.ags.clone(),
            plz,
            orte,
            linie: verlauf
                .linie
                .iter()
                .map(|p| self.boden.gitter.massstab.koordinate(*p))
                .collect(),
            aliase: umbenannt.into_iter().collect(),
            bereiche,
        });
    }
}

fn bereich(von: u16, bis: u16, raum: u16) -> Bereich {
    Bereich {
        von,
        bis,
        paritaet: Paritaet::Alle,
        raum,
    }
}

/// Odd numbers stand on the left, even ones on the right.
fn seiten(links: u16, rechts: u16) -> Vec<Bereich> {
    vec![
        Bereich {
            von: 1,
            bis: 9999,
            paritaet: Paritaet::Ungerade,
            raum: links,
        },
        Bereich {
            von: 2,
            bis: 9998,
            paritaet: Paritaet::Gerade,
            raum: rechts,
        },
    ]
}

/// Position of a text in its table, entering it if it is new.
fn eintragen(tabelle: &mut Vec<String>, text: &str) -> u16 {
    let stelle = tabelle.iter().position(|t| t == text).unwrap_or_else(|| {
        tabelle.push(text.to_owned());
        tabelle.len() - 1
    });
    u16::try_from(stelle).unwrap_or(u16::MAX)
}
