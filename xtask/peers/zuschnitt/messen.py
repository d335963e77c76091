"""Districting: our engine beside METIS, KaHIP and GerryChain, all checked with the neutral scorer.

Every figure is J (lower is better) after a given number of CPU seconds. The peers get the whole 60 seconds for as many
seeds and settings as fit, pieces they leave apart are mended, and the best plan by J counts; the engine gets one run.
"""
import argparse, csv, gzip, importlib.metadata, json, os, shutil, statistics, subprocess, sys, tempfile, threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

HIER = Path(__file__).resolve()


def gitter(ordner, seite, k, block, saat, tol):
    """A square grid with hills of density, noise, and political blocks."""
    r = np.random.default_rng(saat)
    yy, xx = np.mgrid[0:seite, 0:seite] / seite
    dichte = np.zeros((seite, seite))
    for _ in range(6):
        cx, cy, s = r.random(), r.random(), 0.08 + 0.2 * r.random()
        dichte += np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / (2 * s * s))
    pop = np.round(100 * (0.4 + dichte) * np.exp(0.5 * r.standard_normal((seite, seite)))).astype(int) + 1
    last = np.maximum(1, r.poisson(pop * 0.1))
    nb = -(-seite // block)
    ordner.mkdir(parents=True, exist_ok=True)
    with open(ordner / "units.csv", "w") as f:
        f.write("unit_id,pop,load,area,perim,political_id,x,y\n")
        for y in range(seite):
            for x in range(seite):
                f.write(f"{y * seite + x},{pop[y, x]},{last[y, x]},10000,400,{y // block * nb + x // block},{x * 100 + 50},{y * 100 + 50}\n")
    with open(ordner / "edges.csv", "w") as f:
        f.write("a,b,len\n")
        for y in range(seite):
            for x in range(seite):
                i = y * seite + x
                if x + 1 < seite:
                    f.write(f"{i},{i + 1},100\n")
                if y + 1 < seite:
                    f.write(f"{i},{i + seite},100\n")
    (ordner / "task.json").write_text(json.dumps(dict(k=k, tol=tol, balance="load")))


def aus_flaechen(ordner, quelle, werte, k, tol):
    """Units and edges from polygons: shared pieces of border by equal points."""
    formen, kante, R = [], defaultdict(list), 6371007.2
    with gzip.open(quelle, "rt") as f:
        alle = json.load(f)["features"]
    for feature in alle:
        if not feature["geometry"]:
            continue
        g = feature["geometry"]
        ringe = [r for p in ([g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]) for r in p]
        i, flaeche, umfang, groesste, mitte = len(formen), 0.0, 0.0, -1.0, (0.0, 0.0)
        for ring in ringe:
            a = np.array(ring)
            y = np.radians(a[:, 1]) * R
            x = np.radians(a[:, 0] - 10.4) * R * np.cos(np.radians(a[:, 1]))
            teil = (x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2
            flaeche += teil
            if abs(teil) > groesste:
                groesste, mitte = abs(teil), (x.mean(), y.mean())
            laenge = np.hypot(np.diff(x), np.diff(y))
            umfang += laenge.sum()
            for j in range(len(a) - 1):
                p, q = tuple(np.round(a[j], 7)), tuple(np.round(a[j + 1], 7))
                if p != q:
                    kante[(min(p, q), max(p, q))].append((i, laenge[j]))
        pop, last, pol = werte(feature["properties"])
        formen.append([i, pop, last, round(abs(flaeche), 1), round(umfang, 1), pol, round(mitte[0], 1), round(mitte[1], 1)])
    kanten = defaultdict(float)
    for wer in kante.values():
        wer = sorted(dict(wer).items())
        if len(wer) == 2:
            kanten[(wer[0][0], wer[1][0])] += wer[0][1]
    n = len(formen)
    eltern = list(range(n))

    def wurzel(a):
        while eltern[a] != a:
            eltern[a] = eltern[eltern[a]]
            a = eltern[a]
        return a

    for a, b in kanten:
        eltern[wurzel(a)] = wurzel(b)
    xy = np.array([[u[6], u[7]] for u in formen])
    while True:
        teile = defaultdict(list)
        for i in range(n):
            teile[wurzel(i)].append(i)
        if len(teile) == 1:
            break
        insel = min(teile.values(), key=len)
        rest = np.setdiff1d(np.arange(n), insel)
        d = ((xy[insel][:, None, :] - xy[rest][None, :, :]) ** 2).sum(2)
        i, j = np.unravel_index(d.argmin(), d.shape)
        a, b = insel[i], int(rest[j])
        kanten[(min(a, b), max(a, b))] += 0.0
        eltern[wurzel(a)] = wurzel(b)
    nummer = {p: i for i, p in enumerate(sorted({u[5] for u in formen}))}
    ordner.mkdir(parents=True, exist_ok=True)
    with open(ordner / "units.csv", "w") as f:
        f.write("unit_id,pop,load,area,perim,political_id,x,y\n")
        for u in formen:
            u[5] = nummer[u[5]]
            f.write(",".join(map(str, u)) + "\n")
    with open(ordner / "edges.csv", "w") as f:
        f.write("a,b,len\n")
        for (a, b), laenge in kanten.items():
            f.write(f"{a},{b},{laenge:.2f}\n")
    (ordner / "task.json").write_text(json.dumps(dict(k=k, tol=tol, balance="load")))


def cpu():
    t = os.times()
    return t.user + t.system


def ganz(z, zonen):
    """Pieces apart from their zone go to the neighbour with which they share most border."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    zonen = np.array(zonen)
    for _ in range(6):
        gleich = zonen[z.a] == zonen[z.b]
        zahl, teil = connected_components(
            coo_matrix((np.ones(gleich.sum()), (z.a[gleich], z.b[gleich])), shape=(z.n, z.n)), directed=False)
        if zahl == len(set(zonen)):
            break
        last = np.bincount(teil, weights=z.load)
        zone_von = dict(zip(teil, zonen))
        haupt = {}
        for t, q in zone_von.items():
            if q not in haupt or last[t] > last[haupt[q]]:
                haupt[q] = t
        haupt = set(haupt.values())
        nachbar = defaultdict(lambda: defaultdict(float))
        for a, b, laenge in zip(z.a, z.b, z.len):
            if teil[a] != teil[b]:
                for x, y in ((a, b), (b, a)):
                    if teil[x] not in haupt:
                        nachbar[teil[x]][zonen[y]] += laenge + 1e-6
        neu = zonen.copy()
        for t, wer in nachbar.items():
            neu[teil == t] = max(wer, key=wer.get)
        zonen = neu
    return zonen


def metis(z, sekunden):
    import pymetis
    last = z.load.astype(int).tolist()
    saat = 0
    while True:
        for mal in (1, 2, 4, 8):
            xadj, adj, ew = z.csr(z.ew(mal))
            netz = pymetis.CSRAdjacency(xadj.tolist(), adj.tolist())
            for anteil in (0.5, 0.9):
                o = pymetis.Options(contig=1, ufactor=max(1, int(z.tol * 1000 * anteil)), seed=saat, niter=20)
                yield ganz(z, pymetis.part_graph(z.k, netz, vweights=last, eweights=ew.tolist(), recursive=False, options=o)[1])
        saat += 1


def kahip(z, sekunden):
    import kahip as peer
    last = z.load.astype(int).tolist()
    saat = 0
    while True:
        for mal in (1, 2, 4, 8):
            xadj, adj, ew = z.csr(z.ew(mal))
            for art in (1, 2) if z.n < 5000 else (0, 1):
                yield ganz(z, peer.kaffpa(last, xadj.tolist(), ew.tolist(), adj.tolist(), z.k, z.tol * 0.9, True, saat, art)[1])
        saat += 1


def gerrychain(z, sekunden):
    """ReCom with heavier political borders, greedy by J (short bursts)."""
    import random
    from functools import partial

    import networkx as nx
    from gerrychain import Graph, MarkovChain, Partition, accept, constraints, optimization, updaters
    from gerrychain.proposals import recom
    from gerrychain.partition import recursive_tree_part

    random.seed(1)
    g = nx.Graph()
    for i in range(z.n):
        g.add_node(i, load=float(z.load[i]), pol=int(z.pol[i]))
    g.add_edges_from(zip(z.a.tolist(), z.b.tolist()))
    graph = Graph.from_networkx(g)
    ideal = float(z.ideal)
    start = recursive_tree_part(graph, range(z.k), ideal, "load", z.tol * 0.9)
    als_liste = lambda p: np.array([p[i] for i in range(z.n)])
    yield als_liste(start)
    p = Partition(graph, start, {"load": updaters.Tally("load")})
    vorschlag = partial(recom, pop_col="load", pop_target=ideal, epsilon=z.tol, node_repeats=0, region_surcharge={"pol": 1.0})
    grenze = constraints.within_percent_of_ideal_population(p, z.tol, "load")
    opt = optimization.SingleMetricOptimizer(vorschlag, [grenze], p, lambda q: z.J(als_liste(q.assignment)), maximize=False)
    for q in opt.short_bursts(10, 1_000_000):
        yield als_liste(q.assignment)


PEERS = {"pymetis": metis, "kahip": kahip, "gerrychain": gerrychain}


def peer_laufen(name, ordner, sekunden, scorer, aus):
    """Runs in a process of its own; writes the best plan whenever there is a better one."""
    sys.path.insert(0, str(scorer))
    from zcommon import Z
    z = Z(str(ordner))
    beste, beginn = None, cpu()
    for plan in PEERS[name](z, sekunden):
        w = z.score(plan)
        if beste is None or (not w["feasible"], w["J"]) < beste:
            beste = (not w["feasible"], w["J"])
            z.write(plan, aus)
        if cpu() - beginn > sekunden:
            break


def starten(befehl, grenze):
    """CPU seconds, peak memory in MiB, success and, without success, the reason of a child process."""
    # into a file: a child that warns much must not wait for someone to read it
    with tempfile.TemporaryFile() as worte:
        kind = subprocess.Popen(befehl, stdout=subprocess.DEVNULL, stderr=worte)
        uhr = threading.Timer(grenze, kind.kill)
        uhr.start()
        _, status, ru = os.wait4(kind.pid, 0)
        uhr.cancel()
        kind.returncode = os.waitstatus_to_exitcode(status)
        worte.seek(0)
        zeilen = worte.read().decode(errors="replace").strip().splitlines()
    if kind.returncode == 0:
        warum = ""
    elif kind.returncode < 0:
        warum = f"stopped after {grenze:g} s on the wall"
    else:
        warum = zeilen[-1] if zeilen else f"exit {kind.returncode}"
    return ru.ru_utime + ru.ru_stime, ru.ru_maxrss / 1024, kind.returncode == 0, warum


def pruefen(scorer, ordner, plan):
    r = subprocess.run([sys.executable, str(scorer / "score.py"), str(ordner), str(plan)], capture_output=True, text=True)
    return json.loads(r.stdout) if r.returncode == 0 else None


def version(name):
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return name


def zeile(figur, einheit, gewebe, vergleich, wert, geprueft, anmerkung):
    print(json.dumps(dict(engine="zuschnitt", figur=figur, einheit=einheit, gewebe=gewebe, vergleich=vergleich, vergleichswert=wert,
                          besser="kleiner", geprueft=geprueft, anmerkung=anmerkung), ensure_ascii=False), flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--gewebe")
    p.add_argument("--daten", type=Path)
    p.add_argument("--scorer", type=Path)
    p.add_argument("--ordner", type=Path)
    p.add_argument("--klein", action="store_true")
    p.add_argument("--mittel", action="store_true")
    p.add_argument("--peer")
    p.add_argument("--sekunden", type=float)
    p.add_argument("--aus")
    a = p.parse_args()
    scorer = a.scorer / "zuschnitt" if (a.scorer / "zuschnitt").exists() else a.scorer
    if a.peer:
        return peer_laufen(a.peer, a.ordner, a.sekunden, scorer, a.aus)

    berlin_pop = {r["id"]: int(r["inhabitants"]) for r in
                  csv.DictReader(open(a.daten / "population/berlin_einwohner_planungsraeume_2024-12_alter.csv"))}
    zufall = np.random.default_rng(5)

    def berlin(e):
        n = berlin_pop.get(e["PLR_ID"], 0)
        return n, int(zufall.poisson(n * 0.02)), e["PLR_ID"][:6]

    def gemeinde(e):
        n = e.get("bevoelkerung_2019") or 0
        return n, int(round(5 * n ** 0.5)), (e.get("ags") or "99999")[:5]

    grenzen = a.daten / "boundaries"
    aufgaben = [
        ("grid 32×32 into 10", lambda o: gitter(o, 32, 10, 8, 1, 0.05)),
        ("Berlin, 542 units into 40", lambda o: aus_flaechen(o, grenzen / "berlin_lor_planungsraeume_2021.geojson.gz", berlin, 40, 0.1)),
        ("grid 100×100 into 50", lambda o: gitter(o, 100, 50, 10, 2, 0.05)),
        ("11k municipalities into 200", lambda o: aus_flaechen(o, grenzen / "de_gemeinden_vg250_generalisiert_2020.geojson.gz", gemeinde, 200, 0.1)),
        ("grid 316×316 into 200", lambda o: gitter(o, 316, 200, 10, 3, 0.05)),
    ]
    voll, kurz, erst = (6.0, 1.0, 0.1) if a.klein else (10.0, 2.0, 0.1) if a.mittel else (60.0, 10.0, 0.1)
    for nr, (name, bauen) in enumerate(aufgaben[:2] if a.klein else aufgaben[:3] if a.mittel else aufgaben):
        ordner = a.ordner / f"aufgabe{nr}"
        bauen(ordner)
        n = sum(1 for _ in open(ordner / "units.csv")) - 1

        def peer(welcher):
            """A peer takes long and does not change: with PEER_PLAENE its plan is kept there, and scored anew when it is there."""
            plan = ordner / f"{welcher}.csv"
            ablage = Path(os.environ["PEER_PLAENE"]) / f"{nr}-{version(welcher)}-{voll:g}" if "PEER_PLAENE" in os.environ else None
            if ablage and Path(f"{ablage}.json").exists():
                s, mib, gut, warum = json.loads(Path(f"{ablage}.json").read_text())
                if ablage.exists():
                    shutil.copy(ablage, plan)
                return s, mib, gut, ", ".join(filter(None, (warum, "run before this one")))
            gelaufen = starten([sys.executable, str(HIER), "--peer", welcher, "--ordner", str(ordner), "--sekunden", str(voll),
                                "--scorer", str(a.scorer), "--aus", str(plan)], 40 * voll)
            if ablage:
                ablage.parent.mkdir(parents=True, exist_ok=True)
                if plan.exists():
                    shutil.copy(plan, ablage)
                Path(f"{ablage}.json").write_text(json.dumps(gelaufen))
            return gelaufen

        def unser(sekunden, saat):
            """One run of ours with the verdict of the scorer."""
            plan = ordner / f"gewebe-{sekunden:g}-{saat}.csv"
            s, mib, gut, warum = starten([a.gewebe, "zuschnitt", "--ein", str(ordner), "--aus", str(plan), "--zeit", str(sekunden),
                                          "--seed", str(saat)], 40 * voll)
            return (pruefen(scorer, ordner, plan) if gut else None), s, mib, warum

        # side by side: what counts is the processor time of each
        with ThreadPoolExecutor(max_workers=int(os.environ.get("NEBENEINANDER", "2"))) as nebeneinander:
            peers = {p: nebeneinander.submit(peer, p) for p in PEERS}
            # a short run counts as the median of three seeds, a long one alone
            laeufe = {s: [nebeneinander.submit(unser, s, saat) for saat in ((1, 2, 3) if s < 20 else (1,))] for s in (voll, kurz)}
            erster = nebeneinander.submit(unser, erst if n < 2000 else 1.0, 1)
        bester = None
        for p in PEERS:
            s, mib, gut, warum = peers[p].result()
            plan = ordner / f"{p}.csv"
            # a peer stopped before its time has left its best plan so far
            w = pruefen(scorer, ordner, plan) if plan.exists() else None
            if w is None:
                zeile(f"J, {name}, {p} in {voll:g} s", "J", None, version(p), None, False, warum or "no plan within the time")
                continue
            worte = [f"{s:.1f} CPU s, {mib:.0f} MiB", "" if w["feasible"] else "beyond the tolerance", warum]
            zeile(f"J, {name}, {p} in {voll:g} s", "J", None, version(p), w["J"], w["feasible"], ", ".join(filter(None, worte)))
            art = (not w["feasible"], w["J"])
            if bester is None or art < bester[0]:
                bester = (art, version(p))
        for sekunden in (voll, kurz):
            gut = [(w["J"], w["feasible"], s, mib) for w, s, mib, _ in (l.result() for l in laeufe[sekunden]) if w]
            ganz = len(gut) == len(laeufe[sekunden])
            worte = ["" if ganz else next(l.result()[3] for l in laeufe[sekunden] if not l.result()[0])]
            if gut:
                worte = [f"{max(x[2] for x in gut):.1f} CPU s, {max(x[3] for x in gut):.0f} MiB"] + worte
                worte += [f"median of seeds with J {', '.join(f'{x[0]:.4f}' for x in gut)}" if len(gut) > 1 else ""]
            worte += ["the peer’s plan is beyond the tolerance" if bester and bester[0][0] else ""]
            zeile(f"J, {name}, ours {sekunden:g} s, best peer {voll:g} s", "J", statistics.median(x[0] for x in gut) if gut else None,
                  bester[1] if bester else "none", bester[0][1] if bester else None, ganz and all(x[1] for x in gut),
                  ", ".join(filter(None, worte)))
        w, s, mib, warum = erster.result()
        zeile(f"first plan, {name}", "CPU s", round(s, 3), None, None, bool(w and w["feasible"]),
              f"J {w['J']:.4f}, {mib:.0f} MiB" if w else warum)


if __name__ == "__main__":
    main()
