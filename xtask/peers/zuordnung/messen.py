"""zuordnung beside shapely/GEOS and geopandas (points) and rapidfuzz (texts)."""

import gzip
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import messung
import stoerungen

HIER = Path(__file__).parent


def gewebe(befehl):
    """Median of three."""
    return messung.messen(befehl, stderr=subprocess.STDOUT)


def gegner(name, *pfade):
    """A peer as a child; `None` and the reason if it cannot run."""
    try:
        lauf = messung.messen([sys.executable, HIER / "gegner.py", name, *pfade], stderr=subprocess.DEVNULL)
        return lauf, json.loads(lauf.aus.strip().splitlines()[-1]), ""
    except Exception as fehler:  # whatever it is: it becomes a note, not a number
        return None, {"version": name}, f"{type(fehler).__name__}: {fehler}"[:120]


def punkte(args):
    n = 200_000 if args.klein else 10_000_000
    karte = args.ordner / "gemeinden.geojson"
    quelle = args.daten / "boundaries" / "de_gemeinden_vg250_generalisiert_2020.geojson.gz"
    with gzip.open(quelle, "rb") as ein, open(karte, "wb") as aus:
        shutil.copyfileobj(ein, aus)
    import numpy as np

    w = np.random.default_rng(1)
    xy = np.column_stack([w.uniform(5.8, 15.1, n), w.uniform(47.2, 55.1, n)])
    datei, unser = args.ordner / "punkte.f64", args.ordner / "unser.i32"
    xy.astype("<f8").tofile(datei)
    lauf = gewebe([args.gewebe, "zuordnen", "--polygone", karte, "--punkte", datei, "--aus", unser])
    leer = args.ordner / "leer.f64"
    leer.write_bytes(b"")
    ohne = gewebe([args.gewebe, "zuordnen", "--polygone", karte, "--punkte", leer, "--aus", args.ordner / "leer.i32"])
    kopf = f"{n / 1e6:g}M points, 11k municipalities"
    for name in ("shapely", "geopandas"):
        ihr = args.ordner / f"{name}.i32"
        g, werte, warum = gegner(name, karte, datei, ihr)
        gleich, wort = False, warum
        if g:
            urteil = vergleich(args, ihr, unser)
            gleich, wort = urteil["differ"] == 0, f"{urteil['differ']} of {urteil['n']} points differ"
        v = werte["version"]
        messung.figur("zuordnung", f"{kopf}: query", "CPU s", max(lauf.cpu - ohne.cpu, 0), v, werte.get("abfrage"), "kleiner", gleich, wort)
        messung.figur("zuordnung", f"{kopf}: read the map and build the index", "CPU s", ohne.cpu, v, werte.get("index"), "kleiner", gleich, "whole run without points")
        messung.figur("zuordnung", f"{kopf}: peak memory", "MiB", lauf.mib, v, g.mib if g else None, "kleiner", gleich)
    tabellen(args, karte, xy[:20_000 if args.klein else 1_000_000])


def tabellen(args, karte, xy):
    """The same as a table; checked against the answers for the same points as numbers."""
    import numpy as np

    n, tabelle, aus = len(xy), args.ordner / "punkte.csv", args.ordner / "aus.csv"
    xy = np.round(xy, 6)
    with open(tabelle, "w", encoding="utf-8") as f:
        f.write("id,x,y\n")
        f.writelines(f"{i},{x:.6f},{y:.6f}\n" for i, (x, y) in enumerate(xy))
    # what the table says, not what it was rounded from
    xy = np.loadtxt(tabelle, delimiter=",", skiprows=1, usecols=(1, 2))
    xy.astype("<f8").tofile(args.ordner / "gerundet.f64")
    als_zahlen = args.ordner / "gerundet.i32"
    gewebe([args.gewebe, "zuordnen", "--polygone", karte, "--punkte", args.ordner / "gerundet.f64", "--aus", als_zahlen])
    lauf = gewebe([args.gewebe, "zuordnen", "--polygone", karte, "--punkte", tabelle, "--aus", aus])
    (args.ordner / "leer.csv").write_text("id,x,y\n", encoding="utf-8")
    ohne = gewebe([args.gewebe, "zuordnen", "--polygone", karte, "--punkte", args.ordner / "leer.csv", "--aus", args.ordner / "leer_aus.csv"])
    np.loadtxt(aus, delimiter=",", skiprows=1, usecols=1).astype("<i4").tofile(args.ordner / "aus.i32")
    urteil = vergleich(args, als_zahlen, args.ordner / "aus.i32")
    gut, wort = urteil["differ"] == 0 and urteil["n"] == n, f"{urteil['differ']} of {urteil['n']} lines differ from the answers for numbers"
    kopf = f"{n / 1e6:g}M points, CSV in, CSV out"
    messung.figur("zuordnung", f"{kopf}, with map and index", "CPU s", lauf.cpu, None, None, "kleiner", gut, wort)
    messung.figur("zuordnung", f"{kopf}, without map and index", "CPU s", max(lauf.cpu - ohne.cpu, 0), None, None, "kleiner", gut, "")


def vergleich(args, eins, zwei):
    """The verdict of the scorer on two lists of numbers."""
    return json.loads(subprocess.run([sys.executable, args.scorer / "zuordnung" / "score.py", eins, zwei],
                                     capture_output=True, text=True, check=True).stdout)


def texte(args):
    n = 5_000 if args.klein else 100_000
    ordner = args.ordner
    stoerungen.erzeugen(args.daten / "addresses" / "berlin_adressen_plr_2023-06.csv.gz", ordner, n)
    fragen, aus = ordner / "queries.csv", ordner / "out.csv"
    befehl = [args.gewebe, "zuordnen", "--register", ordner / "register.csv", "--anfragen"]
    lauf = gewebe([*befehl, fragen, "--aus", aus])
    leer = ordner / "leer.csv"
    leer.write_text("query_id,text\n", encoding="utf-8")
    ohne = gewebe([*befehl, leer, "--aus", ordner / "leer_aus.csv"])

    def urteil(datei):
        import csv

        wert = json.loads(subprocess.run([sys.executable, args.scorer / "zuordnung" / "score_addr.py", ordner, datei],
                                         capture_output=True, text=True, check=True).stdout)
        with open(ordner / "register.csv", encoding="utf-8") as f:
            reg = {r["addr_id"]: (r["street"], r["house_no"], r["suffix"]) for r in csv.DictReader(f)}
        with open(ordner / "truth.csv", encoding="utf-8") as f:
            soll = {r["query_id"]: (r["addr_id"], r["kind"]) for r in csv.DictReader(f)}
        falsch = 0
        with open(datei, encoding="utf-8") as f:
            for r in csv.DictReader(f):
                a, art = soll[r["query_id"]]
                b = r["addr_id"]
                falsch += b not in ("", a) and not ("ohneplz" in art and a and reg[a] == reg[b])
        return wert["accuracy"], falsch / n

    genau, falsch = urteil(aus)
    g, werte, warum = gegner("rapidfuzz", ordner / "register.csv", fragen, ordner / "rapidfuzz.csv")
    ihr_genau, ihr_falsch = urteil(ordner / "rapidfuzz.csv") if g else (None, None)
    v = werte["version"]
    kopf = f"{n / 1000:g}k noisy lines, 401k addresses"
    dauer = lauf.cpu - ohne.cpu
    messung.figur("zuordnung", f"{kopf}: lines per CPU second", "1/s", n / dauer if dauer > 0 else None, v, n / werte["abfrage"] if g else None, "groesser", True, warum)
    messung.figur("zuordnung", f"{kopf}: accuracy", "share", genau, v, ihr_genau, "groesser", True, warum)
    messung.figur("zuordnung", f"{kopf}: wrong answers", "share", falsch, v, ihr_falsch, "kleiner", True, warum)
    messung.figur("zuordnung", "read 401k addresses and build the register", "CPU s", ohne.cpu, v, werte.get("index"), "kleiner", True, "")


if __name__ == "__main__":
    random.seed(1)
    args = messung.argumente()
    texte(args)
    punkte(args)
