//! Taking one change back: only what this change did, and only while nobody did something else there since.

use serde_json::Value;

/// Fields that say when somebody made sure; a check does not become untrue because another field is put back.
const PRUEFUNG: [&str; 2] = ["geprueft_am", "geprueft_von"];

/// Why a change cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nicht {
    /// It changed nothing.
    Leer,
    /// Somebody changed the same since.
    Danach,
}

/// The present state without this change. `davor` and `danach` are the states around it.
///
/// # Errors
/// [`Nicht`] says why not.
pub fn ruecknahme(davor: &Value, danach: &Value, jetzt: &Value) -> Result<Value, Nicht> {
    let (Some(vorher), Some(nachher)) = (davor.as_object(), danach.as_object()) else {
        return Err(Nicht::Leer);
    };
    // a field that is not written says the same as an empty one
    let mut felder: Vec<&String> = vorher.keys().chain(nachher.keys()).collect();
    felder.sort_unstable();
    felder.dedup();
    felder.retain(|f| vorher.get(*f) != nachher.get(*f));
    if !felder.iter().all(|f| PRUEFUNG.contains(&f.as_str())) {
        felder.retain(|f| !PRUEFUNG.contains(&f.as_str()));
    }
    if felder.is_empty() {
        return Err(Nicht::Leer);
    }
    let mut aus = jetzt.as_object().cloned().unwrap_or_default();
    for feld in felder {
        if aus.get(feld) != nachher.get(feld) {
            return Err(Nicht::Danach);
        }
        match vorher.get(feld) {
            Some(wert) => aus.insert(feld.clone(), wert.clone()),
            None => aus.remove(feld),
        };
    }
    Ok(aus.into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nur_was_der_schritt_geaendert_hat() {
        let eins = json!({"titel": "Alt", "text": "a", "sichtbarkeit": "OEFFENTLICH"});
        let zwei = json!({"titel": "Neu", "text": "a", "sichtbarkeit": "OEFFENTLICH", "plaetze": 3});
        let drei = json!({"titel": "Neu", "text": "b", "sichtbarkeit": "FACHKRAEFTE", "plaetze": 3});
        assert_eq!(
            ruecknahme(&eins, &zwei, &drei),
            Ok(json!({"titel": "Alt", "text": "b", "sichtbarkeit": "FACHKRAEFTE"}))
        );
        assert_eq!(ruecknahme(&zwei, &zwei, &drei), Err(Nicht::Leer));
        let vier = json!({"titel": "Ganz neu", "text": "b", "plaetze": 3});
        assert_eq!(ruecknahme(&eins, &zwei, &vier), Err(Nicht::Danach));
    }

    #[test]
    fn die_pruefung_bleibt_ausser_sie_war_der_schritt() {
        let eins = json!({"titel": "Alt", "geprueft_am": "2026-01-01"});
        let zwei = json!({"titel": "Neu", "geprueft_am": "2026-02-01"});
        assert_eq!(
            ruecknahme(&eins, &zwei, &zwei),
            Ok(json!({"titel": "Alt", "geprueft_am": "2026-02-01"}))
        );
        let nur = json!({"titel": "Alt", "geprueft_am": "2026-02-01"});
        assert_eq!(ruecknahme(&eins, &nur, &nur), Ok(eins.clone()));
    }
}
