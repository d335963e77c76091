"""What the scripts of all engines share: run a child process, measure it, print a figure.

Scripts import it by `import messung` (the task sets PYTHONPATH).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path


def argumente():
    """The arguments every script gets from `cargo xtask bench --peers`."""
    p = argparse.ArgumentParser()
    p.add_argument("--gewebe", type=Path, required=True)
    p.add_argument("--daten", type=Path, required=True)
    p.add_argument("--scorer", type=Path, required=True)
    p.add_argument("--ordner", type=Path, required=True)
    p.add_argument("--klein", action="store_true")
    p.add_argument("--mittel", action="store_true")
    a = p.parse_args()
    a.ordner.mkdir(parents=True, exist_ok=True)
    return a


class Lauf:
    """Processor seconds (user + system), peak memory in MiB, and what the child printed."""

    def __init__(self, cpu, mib, aus, code):
        self.cpu, self.mib, self.aus, self.code = cpu, mib, aus, code


def einmal(befehl, **kw):
    """Runs a child and measures exactly that child."""
    kind = subprocess.Popen([str(b) for b in befehl], stdout=subprocess.PIPE, **kw)
    aus = kind.stdout.read()
    _, status, ru = os.wait4(kind.pid, 0)
    kind.returncode = os.waitstatus_to_exitcode(status)
    return Lauf(ru.ru_utime + ru.ru_stime, ru.ru_maxrss / 1024, aus.decode("utf-8", "replace"), kind.returncode)


def messen(befehl, **kw):
    """The median of three; a run of 20 s and more counts alone. An error of the child is an error here."""
    laeufe = []
    while not laeufe or (len(laeufe) < 3 and laeufe[0].cpu < 20):
        lauf = einmal(befehl, **kw)
        if lauf.code != 0:
            raise RuntimeError(f"{befehl[0]}: exit {lauf.code}: {lauf.aus[-400:]}")
        laeufe.append(lauf)
    mitte = sorted(laeufe, key=lambda l: l.cpu)[len(laeufe) // 2]
    return Lauf(statistics.median(l.cpu for l in laeufe), max(l.mib for l in laeufe), mitte.aus, 0)


def figur(engine, figur, einheit, gewebe, vergleich, vergleichswert, besser="kleiner", geprueft=True, anmerkung=""):
    """Prints one figure; `None` where there is none, never an invented number."""
    print(
        json.dumps(
            dict(
                engine=engine,
                figur=figur,
                einheit=einheit,
                gewebe=gewebe,
                vergleich=vergleich,
                vergleichswert=vergleichswert,
                besser=besser,
                geprueft=bool(geprueft),
                anmerkung=anmerkung,
            ),
            ensure_ascii=False,
        ),
        flush=True,
    )


def sage(text):
    """A word to the person at the terminal."""
    print(text, file=sys.stderr, flush=True)
