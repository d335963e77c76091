//! Distribution of a whole over weighted parts, exact to the last unit.

/// Largest remainder (Hare-Niemeyer, Fachkonzept 0.4); ties go to the earlier part. All-zero weights count
/// as equal ones.
pub fn verteilen(gesamt: u32, gewichte: &[u64]) -> Vec<u32> {
    let summe: u128 = gewichte.iter().map(|g| u128::from(*g)).sum();
    if summe == 0 {
        return if gewichte.is_empty() {
            Vec::new()
        } else {
            verteilen(gesamt, &vec![1; gewichte.len()])
        };
    }
    let anteile: Vec<(u32, u128)> = gewichte
        .iter()
        .map(|g| {
            let produkt = u128::from(gesamt) * u128::from(*g);
            (
                u32::try_from(produkt / summe).unwrap_or(u32::MAX),
                produkt % summe,
            )
        })
        .collect();
    let mut teile: Vec<u32> = anteile.iter().map(|(ganz, _)| *ganz).collect();
    let rest = gesamt - teile.iter().sum::<u32>();
    let mut reihenfolge: Vec<usize> = (0..teile.len()).collect();
    reihenfolge.sort_by_key(|i| std::cmp::Reverse(anteile[*i].1));
    for i in reihenfolge.into_iter().take(rest as usize) {
        teile[i] += 1;
    }
    teile
}

#[cfg(test)]
mod tests {
    use super::verteilen;

    #[test]
    fn parts_sum_to_the_whole() {
        assert_eq!(verteilen(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(verteilen(7, &[0, 0]), [4, 3]);
        assert_eq!(verteilen(5, &[]), Vec::<u32>::new());
        assert_eq!(verteilen(100, &[1, 2, 97]), [1, 2, 97]);
        assert_eq!(verteilen(1_000_000, &[3, 7, 11]).iter().sum::<u32>(), 1_000_000);
    }
}
