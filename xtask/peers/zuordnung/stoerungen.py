"""Noisy address lines over a real register, from a seed: register.csv, queries.csv, truth.csv.

`kind` in truth.csv names what was done to a line, several joined by "|"; empty for a clean line. About one line in fifty
asks for an address that does not exist and must stay unanswered.
"""

import csv
import gzip
import random

UMLAUTE = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
OHNE = {"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "s"}
BUCHSTABEN = "abcdefghijklmnopqrstuvwxyz"
NACHBARN = {"a": "sqwy", "b": "vnhg", "c": "xvdf", "d": "sfec", "e": "wrds", "f": "dgrv", "g": "fhtb", "h": "gjzn",
            "i": "uokj", "j": "hkum", "k": "jlim", "l": "koö", "m": "njk", "n": "bmhj", "o": "iplk", "p": "oü", "q": "wa",
            "r": "etdf", "s": "adwx", "t": "rzfg", "u": "zihj", "v": "cbfg", "w": "qeas", "x": "ycsd", "y": "xas",
            "z": "tugh"}


def adressen(quelle):
    """Rows of the Berlin list; places without a number are left out."""
    with gzip.open(quelle, "rt", encoding="utf-8") as f:
        for i, r in enumerate(csv.DictReader(f)):
            if r["hnr"]:
                yield dict(addr_id=str(i), street=r["str_name"], house_no=r["hnr"], suffix=r["hnr_zusatz"],
                           postcode=r["plz"], area_id=r["PLR_ID"])


def tippfehler(w, name):
    """One edit in a word: left out, doubled, neighbour key, swapped, another letter."""
    stellen = [i for i, z in enumerate(name) if z.isalpha()]
    if len(stellen) < 4:
        return name
    i = w.choice(stellen[1:])
    art = w.randrange(5)
    if art == 0:
        return name[:i] + name[i + 1:]
    if art == 1:
        return name[:i] + name[i] + name[i:]
    if art == 2:
        n = NACHBARN.get(name[i].lower(), BUCHSTABEN)
        return name[:i] + w.choice(n) + name[i + 1:]
    if art == 3 and i + 1 < len(name):
        return name[:i] + name[i + 1] + name[i] + name[i + 2:]
    return name[:i] + w.choice(BUCHSTABEN) + name[i + 1:]


def kurz(w, name):
    for lang, kuerzungen in (("straße", ["str.", "str", "strasse"]), ("Straße", ["Str.", "Str", "Strasse"]),
                             ("platz", ["pl."]), ("Platz", ["Pl."])):
        if name.endswith(lang):
            return name[: -len(lang)] + w.choice(kuerzungen)
    return name


def ersetzt(name, tafel):
    return "".join(tafel.get(z, z) for z in name)


ARTEN = ["tippfehler", "tippfehler", "tippfehler", "zwei_tippfehler", "strkurz", "strkurz", "umschrift", "ohneumlaut",
         "ohneplz", "klein", "gross", "ohneblank", "ohnekomma", "plz_vorn", "nr", "zusatz_gross", "zusatz_getrennt",
         "stadt", "ortsteil", "bindestrich", "nummer_vorn", "plzfehler"]


def zeile(w, a, arten):
    """The line for an address with these kinds of noise."""
    name, zusatz, plz = a["street"], a["suffix"], a["postcode"]
    zusatz = zusatz.lower() if w.random() < 0.5 else zusatz
    if "strkurz" in arten:
        name = kurz(w, name)
    if "bindestrich" in arten:
        name = name.replace("-", " ") if "-" in name else name.replace(" ", "-")
    if "umschrift" in arten:
        name = ersetzt(name, UMLAUTE)
    if "ohneumlaut" in arten:
        name = ersetzt(name, OHNE)
    if "tippfehler" in arten:
        name = tippfehler(w, name)
    if "zwei_tippfehler" in arten and len(name) >= 10:
        name = tippfehler(w, tippfehler(w, name))
    if "zusatz_gross" in arten:
        zusatz = zusatz.upper()
    if "zusatz_getrennt" in arten and zusatz:
        zusatz = " " + zusatz
    nummer = a["house_no"] + zusatz
    if "nr" in arten:
        nummer = w.choice(["Nr. ", "Nr ", "Hausnr. "]) + nummer
    if "plzfehler" in arten:
        i = w.randrange(1, 5)
        plz = plz[:i] + w.choice([z for z in "0123456789" if z != plz[i]]) + plz[i + 1:]
    ort = ""
    if "stadt" in arten or w.random() < 0.5:
        ort = " Berlin"
    if "ortsteil" in arten:
        ort = " Berlin-" + w.choice(["Mitte", "Wedding", "Spandau", "Pankow", "Neukölln", "Köpenick"])
    vorn = f"{nummer} {name}" if "nummer_vorn" in arten else f"{name}{'' if 'ohneblank' in arten else ' '}{nummer}"
    hinten = ort.strip() if "ohneplz" in arten else plz + ort
    if "plz_vorn" in arten and "ohneplz" not in arten:
        text = f"{hinten}, {vorn}"
    elif hinten:
        text = f"{vorn}{' ' if 'ohnekomma' in arten else ', '}{hinten}"
    else:
        text = vorn
    if "klein" in arten:
        text = text.lower()
    if "gross" in arten:
        text = text.replace("ß", "SS").upper()
    return text


def erzeugen(quelle, ordner, anfragen, seed=1):
    w = random.Random(seed)
    alle = list(adressen(quelle))
    nummern = {}
    for a in alle:
        nummern.setdefault(a["street"], set()).add(a["house_no"])
    with open(ordner / "register.csv", "w", encoding="utf-8", newline="") as f:
        aus = csv.DictWriter(f, alle[0].keys(), lineterminator="\n")
        aus.writeheader()
        aus.writerows(alle)
    with open(ordner / "queries.csv", "w", encoding="utf-8", newline="") as fq, \
            open(ordner / "truth.csv", "w", encoding="utf-8", newline="") as ft:
        q, t = csv.writer(fq, lineterminator="\n"), csv.writer(ft, lineterminator="\n")
        q.writerow(["query_id", "text"])
        t.writerow(["query_id", "addr_id", "kind"])
        for i in range(anfragen):
            a = w.choice(alle)
            arten = set(w.sample(ARTEN, w.choice([0, 1, 1, 1, 2, 2, 3])))
            if "zwei_tippfehler" in arten:
                arten.discard("tippfehler")
            # a wrong PLZ and a wrong street at once, or no PLZ: nothing would be left to tell by
            if arten & {"ohneplz", "tippfehler", "zwei_tippfehler"}:
                arten.discard("plzfehler")
            if "ohneplz" in arten:
                arten.discard("zwei_tippfehler")
            if w.random() < 0.02:
                nr = next(n for n in range(w.randrange(300, 900), 9999) if str(n) not in nummern[a["street"]])
                frage = dict(a, house_no=str(nr), suffix="")
                q.writerow([i, zeile(w, frage, arten - {"plzfehler"})])
                # the scorer looks up other rows of the address where the PLZ is missing; of none there are none
                t.writerow([i, "", "|".join(sorted((arten - {"plzfehler", "ohneplz"}) | {"fehlt"}))])
                continue
            q.writerow([i, zeile(w, a, arten)])
            t.writerow([i, a["addr_id"], "|".join(sorted(arten))])


if __name__ == "__main__":
    import sys
    from pathlib import Path

    erzeugen(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
