//! Lines of a calendar, put together to components. Each line knows where it stands in the file.

use base::Befund;
use ical::{
    component::{IcalComponent, IcalComponentName},
    tree::line::IcalLine,
    version::IcalVersion,
};

use super::lesen::KAPUTT;

/// A calendar holds events, zones and alarms in them; deeper than this nothing is meant seriously.
const TIEFE: usize = 8;

/// A component with its lines.
#[derive(Debug)]
pub(super) struct Teil<'a> {
    pub name: String,
    /// Line of its `BEGIN`, the first of a file is 1.
    pub zeile: u64,
    pub zeilen: Vec<(u64, IcalLine<'a>)>,
    pub teile: Vec<Self>,
}

impl<'a> Teil<'a> {
    fn neu(name: String, zeile: u64) -> Self {
        Self {
            name,
            zeile,
            zeilen: Vec::new(),
            teile: Vec::new(),
        }
    }

    /// All lines of this name.
    pub fn alle<'s>(&'s self, name: &'static str) -> impl Iterator<Item = (u64, &'s IcalLine<'a>)> {
        self.zeilen
            .iter()
            .filter(move |(_, z)| z.name.get().eq_ignore_ascii_case(name))
            .map(|(nr, z)| (*nr, z))
    }

    /// The first line of this name.
    pub fn erste(&self, name: &'static str) -> Option<(u64, &IcalLine<'a>)> {
        self.alle(name).next()
    }

    /// The text of the first line of this name, without its escapes; empty when there is none.
    pub fn text(&self, name: &'static str) -> String {
        self.erste(name)
            .map(|(_, z)| z.value.decode().trim().to_owned())
            .unwrap_or_default()
    }

    /// The same for the library.
    pub fn komponente(&self) -> IcalComponent<'_> {
        IcalComponent {
            name: IcalComponentName::from(self.name.as_str()),
            props: self
                .zeilen
                .iter()
                .map(|(_, z)| z.decode(IcalVersion::V2_0))
                .collect(),
            components: self.teile.iter().map(Self::komponente).collect(),
        }
    }
}

fn kaputt(zeile: u64, text: &str) -> Befund {
    Befund::neu(KAPUTT, text).an(format!("Zeile {zeile}"))
}

fn zaehlen(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The calendars of a file. A line that is none ends the reading: what stands behind it may belong to anything.
pub(super) fn kalender(inhalt: &[u8]) -> Result<Vec<Teil<'_>>, Befund> {
    let (mut rest, mut nr) = (inhalt, 1u64);
    let (mut stapel, mut fertig): (Vec<Teil<'_>>, Vec<Teil<'_>>) = (Vec::new(), Vec::new());
    while !rest.trim_ascii().is_empty() {
        let leer = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let hier = nr + zaehlen(rest.get(..leer).unwrap_or_default());
        let (zeile, danach) = IcalLine::take(rest).map_err(|_| {
            kaputt(hier, "Diese Zeile gehört nicht in einen Kalender (RFC 5545). Ist es eine Datei mit der Endung .ics?")
        })?;
        nr += zaehlen(rest.get(..rest.len() - danach.len()).unwrap_or_default());
        rest = danach;
        let name = zeile.name.get().to_ascii_uppercase();
        match (name.as_str(), stapel.last_mut()) {
            ("BEGIN", _) => {
                if stapel.len() >= TIEFE {
                    return Err(kaputt(
                        hier,
                        "Der Kalender ist tiefer verschachtelt, als das Format erlaubt.",
                    ));
                }
                let was = zeile.raw_value_str().trim().to_ascii_uppercase();
                stapel.push(Teil::neu(was, hier));
            }
            ("END", Some(offen)) => {
                if !offen.name.eq_ignore_ascii_case(zeile.raw_value_str().trim()) {
                    let text = format!(
                        "Hier endet „{}“, aber offen ist „{}“.",
                        zeile.raw_value_str(),
                        offen.name
                    );
                    return Err(kaputt(hier, &text));
                }
                let Some(zu) = stapel.pop() else { continue };
                match stapel.last_mut() {
                    Some(um) => um.teile.push(zu),
                    None => fertig.push(zu),
                }
            }
            (_, Some(offen)) => offen.zeilen.push((hier, zeile)),
            (_, None) => return Err(kaputt(hier, "Die Datei beginnt nicht mit BEGIN:VCALENDAR.")),
        }
    }
    match stapel.first() {
        Some(offen) => Err(kaputt(
            offen.zeile,
            "Dieser Teil wird nicht beendet. Ist die Datei vollständig?",
        )),
        None => Ok(fertig),
    }
}
