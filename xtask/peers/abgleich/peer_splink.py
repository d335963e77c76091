"""splink 5 (DuckDB) on records.csv: peer_splink.py RECORDS PAIRS"""
import logging, os, sys, warnings
import duckdb, pandas as pd
warnings.filterwarnings("ignore"); logging.disable(logging.WARNING)
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
ein, aus = sys.argv[1:3]
df = pd.read_csv(ein, dtype=str, keep_default_na=False).replace("", None).rename(columns={"rec_id": "unique_id"})
da = lambda c: c in df and df[c].notna().any()
v = [cl.ForenameSurnameComparison("first_name", "last_name"),
     cl.DateOfBirthComparison("dob", input_is_string=True, datetime_format="%Y-%m-%d")]
if da("sex"): v.append(cl.ExactMatch("sex"))
if da("house_no"): v.append(cl.ExactMatch("house_no"))
for c, f in (("street", lambda c: cl.JaroWinklerAtThresholds(c, [0.9])), ("postcode", lambda c: cl.LevenshteinAtThresholds(c, 1)),
             ("city", lambda c: cl.JaroWinklerAtThresholds(c, [0.9])), ("address_2", lambda c: cl.JaroWinklerAtThresholds(c, [0.9])), ("state", cl.ExactMatch)):
    if da(c): v.append(f(c).configure(term_frequency_adjustments=True))
b = [block_on("dob"), block_on("first_name", "last_name"), block_on("last_name", "substr(dob,1,4)"), block_on("first_name", "substr(dob,1,4)")]
if da("street"): b += [block_on("street", "house_no"), block_on("last_name", "postcode")]
s = SettingsCreator(link_type="dedupe_only", comparisons=v, blocking_rules_to_generate_predictions=b)
# by itself DuckDB takes four fifths of the machine, which others may be using
db = DuckDBAPI(duckdb.connect(config={"memory_limit": os.environ.get("PEER_SPEICHER", "10GB"), "temp_directory": os.path.dirname(os.path.abspath(aus))}))
l = Linker(db.register(df), s)
# without any exact pair the library would set a share of 0 and take its logarithm; then its own default stays
if df.dropna(subset=["first_name", "last_name", "dob"]).duplicated(["first_name", "last_name", "dob"]).any():
    l.training.estimate_probability_two_random_records_match([block_on("first_name", "last_name", "dob")], recall=0.6)
l.training.estimate_u_using_random_sampling(max_pairs=1e6)
l.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
l.training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "last_name"))
p = l.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()[["unique_id_l", "unique_id_r", "match_probability"]]
p.columns = ["rec_a", "rec_b", "score"]
p.to_csv(aus, index=False)
