#!/usr/bin/env python3
"""Keeps the tables in docs/validation.md on how many replicates are enough equal to what is found.

usage: replicate_table.py (--check | --write) [--document FILE] EXECUTABLE

--write runs the five concepts and `polder patterns` on the U16 (a minute on two cores) and renews what stands between
`<!-- replicates:NAME -->` and `<!-- /replicates -->`. --check runs a fifth of the replicates and fails where
coefficients of variation, what pairing leaves or numbers of replicates are others than these can explain. The
method is that of analysis/replicates_needed.py.
"""

import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import xarray as xr

from document import ROOT, arguments, renewed, settle_nearly

sys.path.insert(0, str(ROOT / "analysis"))
from replicates_needed import count, needs_of, table  # noqa: E402

REPLICATES = 2000
PATTERN_REPLICATES = 400
SEED = 2017
SCENARIO = str(ROOT / "scenarios/u16.toml")
# Rows of the printed tables, then what else the patterns use (src/patterns/facts.h).
PRINTED = ["decisions_total", "decision_delay_mean", "concreteness_mean", "carried_out_mean", "joint_hours_total",
           "cost_total", "placements_total", "overdue_mean", "housing_delay_mean", "integration_delay_mean",
           "content_trust_mean", "relational_trust_mean", "urgency_mean", "workload_gini", "say_of_others"]
PATTERNS = ["shelved_total", "pushed_through_total", "agreement_mean", "drift_mean", "too_slow_mean", "too_fast_mean",
            "first_delivery", "delivered_total", "dropped_share", "unowned_share", "loss_borne_total",
            "losses_of_largest", "hours_per_delivered", "cost_per_delivered", "largest_workload_share", "say_gini",
            "read_share_mean", "awareness_mean", "manager_gap", "trust_spread", "dependence_mean", "support_gap",
            "arrears_mean", "trapped_mean", "withdrawals"]
RUNGS = (20, 100, 400)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def outcomes(executable, replicates):
    with tempfile.TemporaryDirectory() as folder:
        result = pathlib.Path(folder) / "concepts.h5"
        subprocess.run([executable, "compare", SCENARIO, "--vary", "concept=network,centre,matrix,ssc,mix",
                        "--replicates", str(replicates), "--seed", str(SEED), "--record", "summary", "--out",
                        str(result), "--quiet"], stdout=subprocess.DEVNULL, check=True)
        with xr.open_dataset(result, engine="h5netcdf") as data:
            return needs_of(data, PRINTED + PATTERNS)


def clear_from(executable, replicates):
    """(number of replicates from which its interval is on one side of the threshold, pattern, what) per figure."""
    done = subprocess.run([executable, "patterns", SCENARIO, "--json", "--quiet", "--seed", str(SEED), "--replicates",
                           str(replicates)], stdout=subprocess.PIPE, text=True, check=False)
    report = json.loads(done.stdout)
    numbers = []
    for pattern in report["patterns"]:
        for part in pattern["parts"]:
            if part["figure"] is None:
                continue
            distance = abs(part["figure"] - part["threshold"])
            below = part["figure"] < part["threshold"]
            width = part["high"] - part["figure"] if below else part["figure"] - part["low"]
            needed = math.inf if distance == 0.0 else replicates * (width / distance) ** 2
            numbers.append((needed if width > 0.0 else 2.0, pattern["id"], part["what"]))
    return sorted(numbers)


def enough(needs, figures):
    """What is asked, and from how many replicates on it is had."""
    def most(kind, share):
        numbers = {name: getattr(needs[name], kind)[share] for name in PRINTED}
        name = max((n for n in numbers if numbers[n] is not None), key=lambda n: abs(numbers[n]))
        return numbers[name], name

    def row(what, kind, share):
        number, name = most(kind, share)
        return f"| {what} | {count(number)} | `{name}` |"

    both = (max(abs(most(kind, share)[0]) for kind in ("mean", "paired")) for share in (0.05, 0.01))
    five, one = (f"{math.ceil(number / step) * step:,}" for number, step in zip(both, (10, 100)))
    lines = [f"Recommended for u16.toml: **{five}** replicates where 5 % will do for means and differences of every "
             f"printed outcome, **{one}** for 1 %.", "",
             "| what is to be known, of every printed outcome | replicates | most is needed by |", "| --- | --- | --- |"]
    for share, percent in ((0.05, "5 %"), (0.01, "1 %")):
        lines += [row(f"its mean under each concept, to {percent}", "mean", share),
                  row(f"its difference to the network, to {percent} of the network's mean", "paired", share),
                  row(f"that to {percent}, were the chance of each concept its own", "independent", share)]
    lines += ["", "| replicates | figures of patterns with the whole interval on one side of the threshold |",
              "| --- | --- |"]
    lines += [f"| {rung} | {sum(n <= rung for n, *_ in figures)} of {len(figures)} |" for rung in RUNGS]
    left = [f"{name} ({what})" for n, name, what in figures if n > RUNGS[-1]]
    if left:
        lines += ["", f"More than {RUNGS[-1]}: {'; '.join(left)}."]
    return "\n".join(lines) + "\n"


def numbers_in(cell):
    return [float(text.replace(",", "")) for text in NUMBER.findall(cell)]


def strays(old, new):
    """Whether cells differ by more than fewer replicates explain: numbers of replicates by more than a factor of two,
    c_V by more than 30 %, what pairing leaves by more than 0.2, figures of patterns by more than five. Numbers of
    replicates go with the square of c_V; as tails are heavy, bounds are wide."""
    if len(old) == 1:  # figures of patterns
        return abs(numbers_in(old[0])[0] - numbers_in(new[0])[0]) > 5
    if len(old) == 2:  # replicates, and which outcome
        a, b = numbers_in(old[0]), numbers_in(new[0])
        return bool(a) != bool(b) or bool(a) and max(a[0], b[0]) > 2.0 * min(a[0], b[0]) + 10.0
    if "rare" in old[0] or "rare" in new[0]:
        return False
    cv, left = ((numbers_in(old[i]), numbers_in(new[i])) for i in (0, 4))
    far = any(abs(a - b) > 0.3 * a + 0.003 for a, b in zip((min(cv[0]), max(cv[0])), (min(cv[1]), max(cv[1]))))
    return far or bool(left[0]) != bool(left[1]) or bool(left[0]) and any(
        abs(pick(left[0]) - pick(left[1])) > 0.2 for pick in (min, max))


def main():
    parser = arguments("Keeps what docs/validation.md says of numbers of replicates up to date.", "docs/validation.md",
                       "what is found has moved")
    parser.add_argument("executable", help="polder")
    options = parser.parse_args()

    part = 1 if options.write else 5
    needs = outcomes(options.executable, REPLICATES // part)
    figures = clear_from(options.executable, PATTERN_REPLICATES // part)
    before = options.document.read_text(encoding="utf-8")
    after, complaints = renewed(before, "replicates", {"enough": enough(needs, figures), "outcomes": table(needs)})
    return settle_nearly(options, before, after, "what polder finds", "replicates", complaints, strays)


if __name__ == "__main__":
    sys.exit(main())
