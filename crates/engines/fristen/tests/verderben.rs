//! Damaged tables: whatever comes in, nothing panics. Seeded, so a failure comes back.

use fristen::{Land, dateien};

#[test]
fn damaged_tables_of_periods() {
    let gut = "id,land,beginn,laenge,schluessel,merkmale\n\
        a,SH,2026-03-16,P3W,,\n\
        b,BY,2026-03-16,7WT,,AUGSBURGER_FRIEDENSFEST\n\
        c,,2026-03-16,,REHA_ENTSCHEIDUNG_OHNE_GA,\n\
        d,SH,2026-03-28T12:00+01:00[Europe/Berlin],PT24H,,\n\
        e,SH,9999-12-31,P9999D,,\n";
    let boese: [&[u8]; 8] = [b"\"", b",", b"\n", b"\xff", b"-", b"99999", b"[", b"0000"];
    let mut z = 0x5eed_0005_u64;
    let mut bis = |n: usize| {
        z ^= z << 13;
        z ^= z >> 7;
        z ^= z << 17;
        usize::try_from(z >> 16).unwrap() % n.max(1)
    };
    for _ in 0..20_000 {
        let mut v = gut.as_bytes().to_vec();
        for _ in 0..=bis(5) {
            let i = bis(v.len());
            match bis(3) {
                0 => _ = v.remove(i),
                1 => v[i] = u8::try_from(bis(256)).unwrap(),
                _ => _ = v.splice(i..i, boese[bis(8)].iter().copied()).count(),
            }
        }
        let _ = dateien::fristen(&v, Land::Sh, Vec::new());
    }
}
