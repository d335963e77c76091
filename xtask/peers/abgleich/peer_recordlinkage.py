"""recordlinkage (ECM classifier) on records.csv: peer_recordlinkage.py RECORDS PAIRS"""
import sys
import pandas as pd, recordlinkage as rl
ein, aus = sys.argv[1:3]
df = pd.read_csv(ein, dtype=str, keep_default_na=False).replace("", None).set_index("rec_id")
i = rl.Index()
for k in (["dob"], ["first_name", "last_name"], ["street", "house_no"], ["last_name", "postcode"]):
    if all(df[c].notna().any() for c in k): i.block(k)
paare = i.index(df)
c = rl.Compare()
for f in ("first_name", "last_name", "street", "city"):
    if df[f].notna().any(): c.string(f, f, method="jarowinkler", threshold=0.88, label=f)
for f in ("dob", "sex", "house_no", "postcode"):
    if df[f].notna().any(): c.exact(f, f, label=f)
m = c.compute(paare, df)
ecm = rl.ECMClassifier(binarize=0.5)
ecm.fit(m)
p = ecm.prob(m)
p = p[p >= 0.01].reset_index(); p.columns = ["rec_a", "rec_b", "score"]
p.to_csv(aus, index=False)
