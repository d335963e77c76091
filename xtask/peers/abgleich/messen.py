#!/usr/bin/env python3
"""Measures `gewebe abgleich` beside splink, recordlinkage and anonlink. One JSON object per line; see `cargo xtask bench --peers`."""
import argparse, csv, gzip, json, os, pathlib, resource, statistics, subprocess, sys, threading

p = argparse.ArgumentParser()
for a in ("gewebe", "daten", "scorer", "ordner"): p.add_argument("--" + a, required=True)
p.add_argument("--klein", action="store_true")
p.add_argument("--mittel", action="store_true", help="up to 100,000 records, each peer once")
p.add_argument("--grenze", type=int, default=600, help="seconds of processor time a peer may take")
A = p.parse_args()
HIER, O = pathlib.Path(__file__).parent, pathlib.Path(A.ordner)
KOPF = "rec_id,source,first_name,last_name,birth_name,dob,sex,street,house_no,postcode,city".split(",")


def laufen(befehl):
    """CPU seconds (user + sys) and peak MiB of one child; None and the reason if it fails."""
    # processor time: on a busy machine a clock on the wall would stop a peer that has hardly run
    grenze = lambda: resource.setrlimit(resource.RLIMIT_CPU, (A.grenze, A.grenze))
    with open(O / "fehler.txt", "wb") as f:
        k = subprocess.Popen(befehl, stdout=subprocess.DEVNULL, stderr=f, preexec_fn=grenze)
        # and one on the wall for a peer that waits for ever
        t = threading.Timer(6 * A.grenze, k.kill); t.start()
        _, status, r = os.wait4(k.pid, 0); t.cancel()
        k.returncode = os.waitstatus_to_exitcode(status)
    if k.returncode:
        rest = (O / "fehler.txt").read_text(errors="replace").strip().splitlines()
        return None, None, (rest or [f"exit {k.returncode}"])[-1][:200] if k.returncode > 0 else f"no result in {r.ru_utime + r.ru_stime:.0f} CPU s, {r.ru_maxrss / 1024:.0f} MiB"
    return r.ru_utime + r.ru_stime, r.ru_maxrss / 1024, ""


def messen(befehl, oft=True):
    cpu, mib, warum = laufen(befehl)
    if cpu is None or cpu >= 20 or not oft: return cpu, mib, warum
    alle = [(cpu, mib)] + [laufen(befehl)[:2] for _ in range(2)]
    return statistics.median(x for x, _ in alle), max(m for _, m in alle), ""


def pruefen(ordner, paare):
    a = subprocess.run([sys.executable, f"{A.scorer}/abgleich/score.py", str(ordner), str(paare)], capture_output=True, text=True)
    return json.loads(a.stdout) if a.returncode == 0 else None


def zeile(figur, einheit, gewebe, vergleich, wert, besser, geprueft, anmerkung=""):
    r = lambda x: None if x is None else round(x, 4)
    print(json.dumps(dict(engine="abgleich", figur=figur, einheit=einheit, gewebe=r(gewebe), vergleich=vergleich, vergleichswert=r(wert), besser=besser, geprueft=geprueft, anmerkung=anmerkung), ensure_ascii=False), flush=True)


def vergleichen(name, ordner, peer, peer_name, befehl):
    """Runs ours and the peer on one folder and prints F1 (default and best), CPU and memory."""
    aus, paus = ordner / "unsere.csv", ordner / "peer.csv"
    cpu, mib, warum = messen(befehl(aus))
    u = pruefen(ordner, aus) if cpu is not None else None
    pc = pm = g = None
    anm = ""
    if peer:
        pc, pm, anm = messen([sys.executable, str(HIER / peer), str(ordner / "records.csv"), str(paus)], not (A.mittel or A.klein))
        g = pruefen(ordner, paus) if pc is not None else None
    f = lambda x, k: x.get(k, {}).get("f1") if x else None
    ok = u is not None
    zeile(f"F1 at the default threshold, {name}", "F1", f(u, "default"), peer_name, f(g, "default"), "groesser", ok, anm or warum)
    zeile(f"F1 at the best threshold, {name}", "F1", f(u, "best"), peer_name, f(g, "best"), "groesser", ok, anm)
    zeile(f"CPU, {name}", "s", cpu, peer_name, pc, "kleiner", ok, anm)
    zeile(f"peak memory, {name}", "MiB", mib, peer_name, pm, "kleiner", ok, anm)


def offen(ordner):
    # pairs of low probability too, so that the best threshold can be sought
    return lambda aus: [A.gewebe, "abgleich", "--ein", str(ordner / "records.csv"), "--aus", str(aus), "--schwelle", "0.02"]


def register(n, seed):
    d = O / f"register{n}"
    subprocess.run([A.gewebe, "abgleich", "erzeugen", "--datensaetze", str(n), "--seed", str(seed), "--aus", str(d)], check=True)
    return d


def umwandeln(name, saetze, weitere=()):
    d = O / name; d.mkdir(parents=True, exist_ok=True)
    with open(d / "records.csv", "w", newline="") as f, open(d / "truth.csv", "w", newline="") as t:
        w, v = csv.writer(f), csv.writer(t)
        w.writerow(KOPF + list(weitere)); v.writerow(["rec_id", "entity_id", "household_id", "flags"])
        for satz, person in saetze: w.writerow(satz); v.writerow([satz[0], person, "", ""])
    return d


def febrl(*dateien):
    for datei, q in dateien:
        with gzip.open(f"{A.daten}/record_linkage/{datei}", "rt") as f:
            for r in csv.DictReader(f, skipinitialspace=True):
                d = r["date_of_birth"]
                yield [q + r["rec_id"], q, r["given_name"], r["surname"], "", f"{d[:4]}-{d[4:6]}-{d[6:]}" if len(d) == 8 else d, "", r["address_1"], r["street_number"], r["postcode"], r["suburb"], r["address_2"], r["state"]], r["rec_id"].split("-")[1]


def rldata():
    na = lambda x: "" if x == "NA" else x
    with open(f"{A.daten}/record_linkage/rldata500_deutsche_namen.csv") as f:
        for r in csv.DictReader(f):
            name = lambda k: (na(r[k + "_c1"]) + " " + na(r[k + "_c2"])).strip()
            yield [r["rec_id"], "", name("fname"), name("lname"), "", f"{int(r['by']):04}-{int(r['bm']):02}-{int(r['bd']):02}", "", "", "", "", ""], r["ent_id"]


O.mkdir(parents=True, exist_ok=True)
W = ("address_2", "state")
for name, d in (("FEBRL 3", umwandeln("febrl3", febrl(("febrl_dataset3.csv.gz", "")), W)),
                ("FEBRL 4", umwandeln("febrl4", febrl(("febrl_dataset4a.csv.gz", "a"), ("febrl_dataset4b.csv.gz", "b")), W)),
                ("RLdata500", umwandeln("rldata500", rldata()))):
    vergleichen(name, d, "peer_splink.py", "splink 5.0.0", offen(d))
for n in ((2_000,) if A.klein else (10_000, 100_000) if A.mittel else (10_000, 100_000, 1_000_000)):
    d = register(n, 1)
    for peer, pn in (("peer_splink.py", "splink 5.0.0"), ("peer_recordlinkage.py", "recordlinkage 0.16")):
        if n <= (10_000 if A.mittel else 100_000) or "splink" in peer:
            vergleichen(f"{n} records", d, peer, pn, offen(d))
d = register(2_000 if A.klein else 20_000 if A.mittel else 100_000, 1)
(O / "schluessel").write_text("nur zum Messen, nie so benutzen")
kodiert = [A.gewebe, "abgleich", "verschluesseln", "--ein", str(d / "records.csv"), "--aus", str(d / "kodiert.csv"), "--schluessel", str(O / "schluessel")]
cpu, mib, warum = messen(kodiert)
vergleichen(f"private, comparing, {sum(1 for _ in open(d / 'records.csv')) - 1} records", d, "peer_anonlink.py", "anonlink 0.15.3", lambda aus: [A.gewebe, "abgleich", "--verschluesselt", "--ein", str(d / "kodiert.csv"), "--aus", str(aus), "--schwelle", "0.05"])
zeile("CPU, private, encoding the same", "s", cpu, "in the figure before", None, "kleiner", cpu is not None, warum)


def nachschlagen(datensaetze):
    """Search before create, by the bench of the crate: nothing public answers single questions."""
    a = subprocess.run(["cargo", "bench", "--quiet", "--locked", "--package", "abgleich"], cwd=os.environ.get("GEWEBE_WURZEL", "."),
                       capture_output=True, text=True, env=os.environ | {"DATENSAETZE": str(datensaetze)})
    w = {z["figure"]: z["value"] for z in map(json.loads, filter(lambda z: z.startswith("{"), a.stdout.splitlines()))}
    warum = "" if w else (a.stderr.strip().splitlines() or ["no figures"])[-1][:200]
    name = f"search before create, {w.get('search: persons', 0):.0f} persons"
    fragen = f"{w.get('search: questions', 0):.0f} questions" if w else ""
    for was, einheit, besser, anm in (("recall", "share", "groesser", "target .95"), ("precision", "share", "groesser", "target .80"),
                                      ("one question", "s", "kleiner", "mean; target 0.1"), ("longest question", "s", "kleiner", "")):
        zeile(f"{name}: {was}", f"CPU {einheit}" if einheit == "s" else einheit, w.get("search: " + was), None, None, besser, bool(w),
              "; ".join(filter(None, (fragen, anm, warum))))


nachschlagen(20_000 if A.klein else 60_000 if A.mittel else 200_000)
