#!/usr/bin/env python3
"""Keeps the tables in docs/validation.md on what the model is without one of its mechanisms, and on null models, equal
to what is found.

usage: ablation_table.py (--check | --write) [--replicates N] [--document FILE] EXECUTABLE

--write runs `polder patterns` and `polder sweep` with each mechanism of scenarios/sweeps/ablation.toml off in turn, and
`polder patterns` with each null model (a minute on two cores), and renews what stands between `<!-- ablation:NAME -->`
and `<!-- /ablation -->`. --check runs fewer histories and fails where a pattern is clearly on the other side
than documented, or an outcome changes clearly otherwise.
"""

import json
import math
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import xarray as xr

from document import ROOT, arguments, renewed, rows, settle_nearly

REPLICATES = 100
REPLICATES_TO_CHECK = 20
SEED = 2017
SCENARIO = str(ROOT / "scenarios/u16.toml")
SWEEP = str(ROOT / "scenarios/sweeps/ablation.toml")
CONCEPTS = {"network": "network", "centre": "centre", "matrix": "matrix", "ssc": "SSC", "mix": "mix"}
NULLS = ("no_trust", "random_mixing", "multipliers")
OF_CONCEPTS = {"centre", "matrix", "ssc", "mix"}
# A pattern whose figure is near its threshold may look clear with few histories; so many may.
UNLUCKY = 3
LITTLE = 0.01  # a mechanism whose largest effect is smaller does hardly anything
SHOWN = 3
CHANGE = re.compile(r"`(\w+)` ([+−])(\d+(?:\.\d+)?) %(?: \((\w+)\))?")


def patterns(executable, replicates, *options):
    """{id: its entry in the report}."""
    command = [executable, "patterns", SCENARIO, "--json", "--quiet", "--seed", str(SEED), "--replicates",
               str(replicates), *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(2)
    return {pattern["id"]: pattern for pattern in json.loads(done.stdout)["patterns"]}


def effects(executable, replicates):
    """({mechanism: {(outcome, concept): (relative change without it, its standard error)}}, least number of standard
    errors that is no chance). Histories are paired: the same random numbers with and without."""
    found = {}
    for concept in CONCEPTS:
        with tempfile.TemporaryDirectory() as folder:
            result = pathlib.Path(folder) / "ablation.h5"
            subprocess.run([executable, "sweep", SWEEP, "--set", f"concept={concept}", "--replicates", str(replicates),
                            "--seed", str(SEED), "--out", str(result), "--quiet"], stdout=subprocess.DEVNULL, check=True)
            with xr.open_dataset(result, engine="h5netcdf") as data:
                switches = [str(path).split(".")[1] for path in data.attrs["design_parameters"]]
                roles = data["design_role"].values
                outcomes = [name for name, one in data.data_vars.items()
                            if one.dims == ("point", "replicate") and name != "status"]
                for point, role in enumerate(roles):
                    if role == 0:
                        continue
                    for name in outcomes:
                        base, without = data[name].values[0], data[name].values[point]
                        pairs = [(b, w - b) for b, w in zip(base, without) if not math.isnan(w - b)]
                        mean = abs(statistics.fmean(b for b, _ in pairs)) if len(pairs) > 1 else 0.0
                        if mean == 0.0:
                            continue
                        differences = [difference for _, difference in pairs]
                        error = statistics.stdev(differences) / math.sqrt(len(pairs))
                        found.setdefault(switches[role - 1], {})[name, concept] = (
                            statistics.fmean(differences) / mean, error / mean)
    comparisons = sum(map(len, found.values()))
    return found, statistics.NormalDist().inv_cdf(1.0 - 0.025 / comparisons)


def beyond_chance(changes, enough, concepts):
    """The changes that are no chance, largest first: (outcome, concept, change)."""
    kept = [(outcome, concept, change) for (outcome, concept), (change, error) in changes.items()
            if concept in concepts and change != 0.0 and abs(change) >= enough * error]
    return sorted(kept, key=lambda one: -abs(one[2]))


def percent(change):
    text = f"{100.0 * change:+.{0 if abs(change) >= 0.0995 else 1}f} %"
    return text.replace("-", "−")


def most_changed(changes, enough, concepts):
    kept = beyond_chance(changes, enough, concepts)
    if not kept:
        return "**nothing**"
    listed, named = [], set()
    for outcome, concept, change in kept:
        if outcome in named:
            continue
        named.add(outcome)
        where = f" ({CONCEPTS[concept]})" if len(concepts) > 1 else ""
        listed.append(f"`{outcome}` {percent(change)}{where}")
    little = "**hardly anything**: " if abs(kept[0][2]) < LITTLE else ""
    return little + ", ".join(listed[:SHOWN])


def mark(pattern):
    return ("yes" if pattern["holds"] else "no") + ("" if pattern["clearly"] else "?")


def turned(before, after, from_holding):
    """{pattern: whether that is clear} of those that hold (or do not) before and not (or do) after."""
    return {name: before[name]["clearly"] and after[name]["clearly"] for name in before
            if before[name]["holds"] == from_holding and after[name]["holds"] != from_holding}


def listed(turns):
    return ", ".join(name + ("" if clear else "?") for name, clear in turns.items()) or "–"


def mechanisms_table(full, without, changes, enough):
    others = [concept for concept in CONCEPTS if concept != "network"]
    lines = ["| without | fails | holds | most changed in the network | most changed in the other concepts |",
             "| --- | --- | --- | --- | --- |"]
    for name in without:
        lines.append(f"| `{name}` | {listed(turned(full, without[name], True))} "
                     f"| {listed(turned(full, without[name], False))} "
                     f"| {most_changed(changes[name], enough, ['network'])} "
                     f"| {most_changed(changes[name], enough, others)} |")
    return "\n".join(lines) + "\n"


def nulls_table(full, nulls):
    lines = ["| pattern | full | no trust | random mixing | multipliers |", "| --- | --- | --- | --- | --- |"]
    for name, pattern in full.items():
        cells = [mark(nulls[null][name]) for null in NULLS]
        if not any(variant.removesuffix("_loss") in OF_CONCEPTS for variant in pattern["variants"]):
            cells[-1] = "–"
        lines.append(f"| {name} {pattern['name']} | {mark(pattern)} | {' | '.join(cells)} |")
    counts = [f"**{sum(p['holds'] for p in report.values())}**" for report in (full, *(nulls[n] for n in NULLS))]
    return "\n".join([*lines, f"| hold | {' | '.join(counts)} |"]) + "\n"


def contradictions(document, full, without, changes, enough):
    """Complaints: what is documented of a mechanism is clearly otherwise."""
    otherwise, complaints = [], []
    for row, cells in rows(document, "ablation").items():
        name = row.removeprefix("mechanisms: ").strip("`")
        if name not in without:
            continue
        after = without[name]
        for cell, from_holding in zip(cells[:2], (True, False)):
            documented = {} if cell == "–" else {one.rstrip("?"): one for one in cell.split(", ")}
            for pattern, text in documented.items():
                clearly_not = any(report[pattern]["clearly"] and report[pattern]["holds"] != holds
                                  for report, holds in ((full, from_holding), (after, not from_holding))
                                  if pattern in report)
                if pattern not in full or clearly_not and not text.endswith("?"):
                    otherwise.append(f"'{name}': {text} is documented to turn without it and clearly does not")
            otherwise += [f"'{name}': {pattern} clearly turns without it and is not documented to"
                          for pattern, clear in turned(full, after, from_holding).items()
                          if clear and pattern not in documented]
        for cell in cells[2:]:
            for outcome, sign, size, concept in CHANGE.findall(cell):
                key = next((k for k, v in CONCEPTS.items() if v == concept), "network")
                said = (-1.0 if sign == "−" else 1.0) * float(size) / 100.0
                change, error = changes[name].get((outcome, key), (0.0, 0.0))
                if abs(change - said) > enough * error + 0.25 * abs(said) + 0.01:
                    complaints.append(f"'{name}': {outcome} is documented to change by {percent(said)} under {key} and "
                                      f"changes by {percent(change)}")
        for cell, concepts in zip(cells[2:], (["network"], [c for c in CONCEPTS if c != "network"])):
            kept = beyond_chance(changes[name], enough, concepts)
            if cell == "**nothing**" and kept and abs(kept[0][2]) > 5.0 * LITTLE:
                complaints.append(f"'{name}': nothing is documented to change; {kept[0][0]} changes by "
                                  f"{percent(kept[0][2])} under {kept[0][1]}")
    return complaints + (otherwise if len(otherwise) > UNLUCKY else [])


def strays(old, new):
    """Of null models: a pattern is clearly on the other side. (Of mechanisms: contradictions().)"""
    if len(old) != len(NULLS) + 1 or old[0].startswith("**"):
        return False
    return any({a, b} == {"yes", "no"} for a, b in zip(old, new))


def main():
    parser = arguments("Keeps the tables on mechanisms and null models in docs/validation.md up to date.",
                       "docs/validation.md", "they differ from what is found by more than few histories explain")
    parser.add_argument("--replicates", type=int, metavar="N",
                        help=f"histories per variant; default: {REPLICATES}, to check {REPLICATES_TO_CHECK}")
    parser.add_argument("executable", help="polder")
    options = parser.parse_args()

    replicates = options.replicates or (REPLICATES if options.write else REPLICATES_TO_CHECK)
    changes, enough = effects(options.executable, replicates)
    full = patterns(options.executable, replicates)
    without = {name: patterns(options.executable, replicates, "--set", f"mechanisms.{name}=false") for name in changes}
    nulls = {null: patterns(options.executable, replicates, "--null", null) for null in NULLS}
    before = options.document.read_text(encoding="utf-8")
    made_from = f"{replicates} histories per variant, seed {SEED}.\n\n"
    after, complaints = renewed(before, "ablation", {
        "mechanisms": made_from + mechanisms_table(full, without, changes, enough),
        "nulls": made_from + nulls_table(full, nulls)})
    if options.check:
        complaints += contradictions(before, full, without, changes, enough)
    return settle_nearly(options, before, after, "what is found", "ablation", complaints, strays)


if __name__ == "__main__":
    sys.exit(main())
