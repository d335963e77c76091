"""fristen beside python-holidays: the same days for every Land, 1991 to 2100 (the library knows nothing of 1990), and how fast a period is computed."""

import csv
import json
import os
import subprocess
import time
from datetime import date, timedelta
from pathlib import Path

import messung

LAENDER = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]


def feiertage(args, jahre):
    """All days of all Länder as the command gives them."""
    aus = args.ordner / "feiertage.csv"
    messung.messen([args.gewebe, "fristen", "--feiertage", f"{jahre[0]}-{jahre[-1]}", "--aus", aus])
    tage = {land: set() for land in LAENDER}
    with open(aus, encoding="utf-8") as f:
        for r in csv.DictReader(f):
            if r["land"] in tage:
                tage[r["land"]].add(date.fromisoformat(r["tag"]))
    return tage


def vergleichen(args, jahre):
    import holidays

    unsere = feiertage(args, jahre)
    anders, alle = [], 0
    for land in LAENDER:
        ihre = set(holidays.country_holidays("DE", subdiv=land, years=jahre).keys())
        alle += len(ihre | unsere[land])
        anders += [(land, t, t in ihre) for t in ihre ^ unsere[land]]
    je = {}
    for land, t, da in sorted(anders):
        # Sunday holidays change no period; they are named all the same
        je.setdefault((t.strftime("%d.%m.") + (" nur dort" if da else " nur hier")), set()).add((land, t.year))
    for tag, wo in sorted(je.items()):
        messung.sage(f"  {tag}: {sorted(wo)[:6]}{' …' if len(wo) > 6 else ''}")
    version = f"holidays {holidays.__version__}"
    messung.figur("fristen", f"public holidays that differ, 16 Länder, {jahre[0]}–{jahre[-1]}", "days", len(anders), version,
                  0, "kleiner", True, f"of {alle}; each difference is printed by the script")
    return version, unsere


def tempo(args, version, unsere, klein):
    """A two-week period with shift: theirs is what one writes with the library, ours the bench of the crate."""
    import holidays

    kalender = holidays.country_holidays("DE", subdiv="SH", years=range(1995, 2051))
    n = 20_000 if klein else 200_000
    start, anfang = date(1996, 1, 1), time.process_time()
    for i in range(n):
        ende = start + timedelta(days=i % 18_000 + 14)
        while ende.weekday() > 4 or ende in kalender:
            ende += timedelta(days=1)
    ihre = n / (time.process_time() - anfang)
    wurzel = Path(os.environ.get("GEWEBE_WURZEL", "."))
    aus = subprocess.run(["cargo", "bench", "--quiet", "--package", "fristen"], cwd=wurzel, capture_output=True, text=True,
                         env=os.environ | {"GEWEBE_BENCH_KLEIN": "1"} if klein else os.environ)
    zahlen = {z["figure"]: z["value"] for z in map(json.loads, filter(lambda z: z.startswith("{"), aus.stdout.splitlines()))}
    messung.figur("fristen", "periods of weeks and months with shift, one core", "1/s", zahlen.get("fristen_je_s_wochen_monate"),
                  version, ihre, "groesser", bool(zahlen), "the library in a loop as its users write it")
    messung.figur("fristen", "periods of Werktage and Arbeitstage, one core", "1/s", zahlen.get("fristen_je_s_werktage"),
                  None, None, "groesser", bool(zahlen), "no peer counts these")


def main():
    args = messung.argumente()
    jahre = range(2020, 2031) if args.klein else range(1991, 2101)
    try:
        version, unsere = vergleichen(args, jahre)
    except ImportError as fehler:
        messung.figur("fristen", "public holidays that differ", "days", None, "holidays", None, "kleiner", False, str(fehler))
        return
    tempo(args, version, unsere, args.klein)


if __name__ == "__main__":
    main()
