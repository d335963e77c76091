//! What the model checks about roles (Fachkonzept 10.3, AMT-E01, AMT-E02).

/// Roles that decide in Fall VIII, Fall IX, Pflege or schutz: only people of a public body may hold them (RL-02).
const ENTSCHEIDEND: [&str; 6] = ["R02", "R03", "R04", "R05", "R11", "R13"];

/// Whether there is a role with this code.
pub(super) fn bekannt(rolle: &str) -> bool {
    nummer(rolle).is_some_and(|n| (1..=31).contains(&n))
}

fn nummer(rolle: &str) -> Option<u8> {
    let ziffern = rolle.strip_prefix('R').filter(|z| z.len() == 2)?;
    ziffern.parse().ok()
}

/// The deciding roles among these.
pub(super) fn entscheidende(rollen: &[String]) -> Vec<&str> {
    rollen
        .iter()
        .map(String::as_str)
        .filter(|r| ENTSCHEIDEND.contains(r))
        .collect()
}

/// Why these roles may not be held by one account; `None` when they may.
pub(super) fn widerspruch(rollen: &[String]) -> Option<String> {
    let hat = |n: u8| rollen.iter().any(|r| nummer(r) == Some(n));
    let inhaltlich = rollen
        .iter()
        .find(|r| nummer(r).is_some_and(|n| (2..=16).contains(&n)));
    if hat(27) && rollen.len() > 1 {
        return Some(
            "R27 (Technische Administration) steht nie mit einer anderen Rolle in einem Konto.".to_owned(),
        );
    }
    match inhaltlich {
        Some(r) if hat(26) => Some(format!(
            "R26 (Fachadministration) und {r} dürfen nicht in einem Konto stehen."
        )),
        _ => None,
    }
}
