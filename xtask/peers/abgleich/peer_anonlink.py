"""clkhash + anonlink on records.csv, all registers with each other: peer_anonlink.py RECORDS PAIRS"""
import sys
import pandas as pd, anonlink
from clkhash import clk, comparators
from clkhash.field_formats import FieldHashingProperties, StringSpec, Ignore
from clkhash.schema import Schema
ein, aus = sys.argv[1:3]
SP = ["first_name", "last_name", "dob", "sex", "street", "house_no", "postcode", "city"]
df = pd.read_csv(ein, dtype=str, keep_default_na=False)
feld = lambda n, k, g: StringSpec(n, FieldHashingProperties(comparator=comparators.NgramComparison(g), strategy=__import__("clkhash.field_formats", fromlist=["x"]).BitsPerTokenStrategy(k)))
schema = Schema([feld("first_name", 12, 2), feld("last_name", 12, 2), feld("dob", 12, 2), feld("sex", 4, 1),
                 feld("street", 6, 2), feld("house_no", 8, 1), feld("postcode", 8, 2), feld("city", 4, 2)], l=1024)
from io import StringIO
teile, ids = [], []
for _, t in df.groupby("source"):
    puffer = StringIO(); t[SP].to_csv(puffer, index=False); puffer.seek(0)
    teile.append(clk.generate_clk_from_csv(puffer, "geheim" * 4, schema, progress_bar=False)); ids.append(t.rec_id.tolist())
k = anonlink.candidate_generation.find_candidate_pairs(teile, anonlink.similarities.dice_coefficient_accelerated, 0.8)
sims, (da, db), (ra, rb) = k
pd.DataFrame({"rec_a": [ids[d][r] for d, r in zip(da, ra)], "rec_b": [ids[d][r] for d, r in zip(db, rb)], "score": sims}).to_csv(aus, index=False)
