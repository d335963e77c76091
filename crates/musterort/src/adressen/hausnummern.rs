//! The houses of one street: odd numbers left, even numbers right, rising.

use super::AdressStatus;
use crate::gelaende::{Gitter, Koordinate, Punkt, innen};
use crate::strassen::{Abschnitt, Teilung, Verlauf};
use crate::wuerfel::Wuerfel;

/// A house before it has a street.
pub struct Haus {
    pub zelle: u32,
    pub nr: u16,
    pub zusatz: Option<char>,
    pub lage: Koordinate,
    pub status: AdressStatus,
}

/// The houses of a street, and the last number before it enters another space.
pub struct Haeuser {
    pub haeuser: Vec<Haus>,
    pub wechsel_nach: Option<u16>,
}

/// One plot: its section, how far along it lies of how much, and on which side (0 left, 1 right).
struct Parzelle<'a> {
    abschnitt: &'a Abschnitt,
    stelle: i64,
    laenge: i64,
    seite: usize,
}

/// Places houses every `abstand` decimetres on both sides, as long as `platz` (told the cell) still wants one.
pub fn haeuser(
    gitter: &Gitter,
    verlauf: &Verlauf,
    abstand: i64,
    wuerfel: &mut Wuerfel,
    mut platz: impl FnMut(u32) -> bool,
) -> Haeuser {
    let mut haeuser: Vec<Haus> = Vec::new();
    let mut wechsel_nach = None;
    // the next numbers: odd on the left, even on the right
    let mut zaehler = [1u16, 2];
    let mut stelle = abstand / 2;
    for abschnitt in &verlauf.abschnitte {
        if abschnitt.wechsel {
            let hoechste = haeuser.iter().map(|h| h.nr).max().unwrap_or_default();
            wechsel_nach = Some(hoechste);
            zaehler = [hoechste + 1 + hoechste % 2, hoechste + 2 - hoechste % 2];
        }
        let laenge = laenge(abschnitt);
        while stelle < laenge {
            for seite in [0, 1] {
                if let Some(nr) = naechste_nummer(&mut zaehler[seite], wuerfel) {
                    let parzelle = Parzelle {
                        abschnitt,
                        stelle,
                        laenge,
                        seite,
                    };
                    let neue = bebauen(gitter, &parzelle, nr, wuerfel);
                    haeuser.extend(neue.into_iter().filter(|h| platz(h.zelle)));
                }
            }
            stelle += abstand;
        }
        // On short sections (a border is drawn in many) the rhythm goes on, on long ones it starts anew.
        stelle = if verlauf.teilung == Teilung::Seiten {
            stelle - laenge
        } else {
            abstand / 2
        };
    }
    Haeuser {
        haeuser,
        wechsel_nach,
    }
}

fn laenge(a: &Abschnitt) -> i64 {
    let quadrat = (a.bis.x - a.von.x).pow(2) + (a.bis.y - a.von.y).pow(2);
    i64::try_from(quadrat.unsigned_abs().isqrt())
        .unwrap_or_default()
        .max(1)
}

/// The number of the next plot; some plots are empty, and some of those keep their number.
fn naechste_nummer(zaehler: &mut u16, wuerfel: &mut Wuerfel) -> Option<u16> {
    let wurf = wuerfel.unter(1000);
    if wurf < 30 || *zaehler > 9990 {
        return None;
    }
    let nr = *zaehler;
    *zaehler += 2;
    (wurf >= 60).then_some(nr)
}

/// A house, sometimes with up to three more in the yard behind it.
fn bebauen(gitter: &Gitter, parzelle: &Parzelle, nr: u16, wuerfel: &mut Wuerfel) -> Vec<Haus> {
    let Parzelle {
        abschnitt,
        stelle,
        laenge,
        seite,
    } = *parzelle;
    let (zellen, vorzeichen) = if seite == 0 {
        (abschnitt.links, 1)
    } else {
        (abschnitt.rechts, -1)
    };
    let tiefe = i64::from(wuerfel.zwischen(110, 170));
    let letzter = *wuerfel.gewichtet(&[(940, 0), (40, 1), (14, 2), (6, 3)]);
    let mut haeuser = Vec::new();
    for (hof, zusatz) in [(0, None), (1, Some('a')), (2, Some('b')), (3, Some('c'))] {
        if hof > letzter {
            break;
        }
        let quer = vorzeichen * (tiefe + hof * 110);
        let (dx, dy) = (
            abschnitt.bis.x - abschnitt.von.x,
            abschnitt.bis.y - abschnitt.von.y,
        );
        let punkt = Punkt {
            x: abschnitt.von.x + (dx * stelle - dy * quer) / laenge,
            y: abschnitt.von.y + (dy * stelle + dx * quer) / laenge,
        };
        let lage = gitter.massstab.koordinate(punkt);
        // A house that would stand beyond its cells is not built: its number stays free.
        if let Some(zelle) = zellen.into_iter().find(|z| innen(gitter.ring(*z), lage)) {
            haeuser.push(Haus {
                zelle,
                nr,
                zusatz,
                lage,
                status: status(wuerfel),
            });
        }
    }
    haeuser
}

fn status(wuerfel: &mut Wuerfel) -> AdressStatus {
    *wuerfel.gewichtet(&[
        (980, AdressStatus::Aktiv),
        (12, AdressStatus::Geplant),
        (8, AdressStatus::Abgebrochen),
    ])
}
