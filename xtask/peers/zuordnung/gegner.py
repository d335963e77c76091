"""The peers as child processes, so that their time and memory are theirs alone: gegner.py shapely|geopandas|rapidfuzz …"""

import csv
import json
import re
import sys
import time


def shapely_punkte(karte, punkte, aus):
    """STRtree over prepared polygons; the lowest number that covers the point."""
    import numpy as np
    import shapely
    from shapely.geometry import shape

    anfang = time.process_time()
    with open(karte, encoding="utf-8") as f:
        flaechen = [shape(m["geometry"]) for m in json.load(f)["features"]]
    baum = shapely.STRtree(flaechen)
    gebaut = time.process_time()
    xy = np.fromfile(punkte, dtype="<f8").reshape(-1, 2)
    ergebnis = np.full(len(xy), -1, dtype="<i4")
    for ab in range(0, len(xy), 1_000_000):
        teil = xy[ab:ab + 1_000_000]
        wer, was = baum.query(shapely.points(teil), predicate="intersects")
        beste = np.full(len(teil), np.iinfo(np.int32).max, dtype=np.int64)
        np.minimum.at(beste, wer, was)
        da = beste < np.iinfo(np.int32).max
        ergebnis[ab:ab + len(teil)][da] = beste[da]
    ergebnis.tofile(aus)
    print(json.dumps({"abfrage": time.process_time() - gebaut, "index": gebaut - anfang, "version": "shapely " + shapely.__version__
                      + " (GEOS " + shapely.geos_version_string + ")"}))


def geopandas_punkte(karte, punkte, aus):
    """A spatial join as its manual writes it."""
    import geopandas
    import numpy as np

    anfang = time.process_time()
    flaechen = geopandas.read_file(karte)
    gebaut = time.process_time()
    xy = np.fromfile(punkte, dtype="<f8").reshape(-1, 2)
    ort = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(xy[:, 0], xy[:, 1]), crs=flaechen.crs)
    paare = geopandas.sjoin(ort, flaechen[["geometry"]], predicate="intersects")["index_right"]
    erste = paare.groupby(level=0).min()
    ergebnis = np.full(len(xy), -1, dtype="<i4")
    ergebnis[erste.index] = erste.to_numpy()
    ergebnis.tofile(aus)
    print(json.dumps({"abfrage": time.process_time() - gebaut, "index": gebaut - anfang, "version": "geopandas " + geopandas.__version__}))


def rapidfuzz_texte(register, anfragen, aus):
    """Normalised lines; exact first, else the best ratio among the addresses with this number (and PLZ, if given)."""
    import rapidfuzz
    from rapidfuzz import fuzz, process

    def falten(t):
        t = t.lower()
        for a, b in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
            t = t.replace(a, b)
        t = re.sub(r"str(?:\.|\b)", "strasse", t)
        return re.sub(r"[^a-z0-9 ]", " ", t)

    anfang = time.process_time()
    strassen, nach_plz = {}, {}
    with open(register, encoding="utf-8") as f:
        for r in csv.DictReader(f):
            s = falten(r["street"]).replace(" ", "")
            schluessel = (s, r["house_no"] + r["suffix"].lower())
            strassen.setdefault(schluessel, []).append((r["postcode"], r["addr_id"]))
            nach_plz.setdefault(r["postcode"], set()).add(s)
            nach_plz.setdefault("", set()).add(s)
    nach_plz = {p: sorted(s) for p, s in nach_plz.items()}
    gebaut, zahl = time.process_time(), 0
    with open(anfragen, encoding="utf-8") as f, open(aus, "w", encoding="utf-8", newline="") as g:
        w = csv.writer(g)
        w.writerow(["query_id", "addr_id", "score"])
        for r in csv.DictReader(f):
            zahl += 1
            text = falten(r["text"])
            m = re.search(r"(?<!\d)(\d{5})(?!\d)", text)
            plz = m.group(1) if m else ""
            rest = (text[:m.start()] + " , " + text[m.end():]) if m else text
            rest = re.sub(r"\b(berlin|hausnr|nr)\b", " ", rest)
            treffer = None
            n = list(re.finditer(r"(\d{1,4}) ?([a-z])?(?![a-z])", rest))
            for i in reversed(n):
                nummer = i.group(1) + (i.group(2) or "")
                name = re.sub(r"[ ,]", "", rest[:i.start()]) or re.sub(r"[ ,]", "", rest[i.end():])
                da = strassen.get((name, nummer))
                if not da:
                    auswahl = nach_plz.get(plz) or nach_plz[""]
                    b = process.extractOne(name, auswahl, scorer=fuzz.ratio, score_cutoff=80)
                    da = strassen.get((b[0], nummer)) if b else None
                if da:
                    passend = [a for p, a in da if p == plz] or ([da[0][1]] if not plz else [])
                    if passend:
                        treffer = passend[0]
                        break
            w.writerow([r["query_id"], treffer or "", "" if treffer is None else 1])
    print(json.dumps({"abfrage": time.process_time() - gebaut, "index": gebaut - anfang, "anfragen": zahl,
                      "version": "rapidfuzz " + rapidfuzz.__version__}))


if __name__ == "__main__":
    {"shapely": shapely_punkte, "geopandas": geopandas_punkte, "rapidfuzz": rapidfuzz_texte}[sys.argv[1]](*sys.argv[2:])
