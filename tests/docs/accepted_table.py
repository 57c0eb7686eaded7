#!/usr/bin/env python3
"""Keeps what docs/validation.md, u16.toml and scenarios/accepted say of the calibration equal to each other.

usage: accepted_table.py (--check | --write) [--broad BROAD.csv] [--document FILE] EXECUTABLE

--write renews the table between `<!-- accepted -->` and `<!-- /accepted -->` from scenarios/accepted/u16.csv and
BROAD.csv, which `EXECUTABLE patterns scenarios/sweeps/calibration.toml --out BROAD.csv` makes (some minutes).
--check takes the columns that need BROAD.csv as they are, and also asks whether the numbers of u16.toml are those of
the first accepted point, whether all points lie within what was searched, and whether at some of them any row A, C or
R clearly fails.
"""

import csv
import json
import math
import pathlib
import re
import statistics
import subprocess
import sys
import tomllib

from document import ROOT, arguments, settle

BLOCK = re.compile(r"(<!-- accepted -->\n)(.*?)(<!-- /accepted -->)", re.DOTALL)
TABLE = ROOT / "scenarios/accepted/u16.csv"
TRIED = 4
REPLICATES = 100


def points():
    with TABLE.open(encoding="utf-8") as file:
        return [{path: float(value) for path, value in row.items()} for row in csv.DictReader(file)]


def searched(name):
    sweep = tomllib.loads((ROOT / "scenarios/sweeps" / name).read_text(encoding="utf-8"))
    return {parameter["path"]: (parameter["low"], parameter["high"]) for parameter in sweep["parameter"]}


def complaints(executable, accepted):
    """What is wrong with the accepted points themselves, a sentence each."""
    found = []
    scenario = tomllib.loads((ROOT / "scenarios/u16.toml").read_text(encoding="utf-8"))
    for path, value in accepted[0].items():
        section, key = path.split(".")
        given = scenario.get(section, {}).get(key)
        if given is None or not math.isclose(given, value, rel_tol=1e-9):
            found.append(f"scenarios/u16.toml: {path} is not {value:g}, which the first accepted point has")
    for name in ("calibration.toml", "calibration-narrowed.toml"):
        for path, (low, high) in searched(name).items():
            outside = sum(not low <= point[path] <= high for point in accepted)
            if outside:
                found.append(f"{TABLE.name}: {outside} points have {path} outside {low} to {high} of {name}")
    for number in sorted({part * len(accepted) // TRIED for part in range(TRIED)}):
        settings = [part for path, value in accepted[number].items() for part in ("--set", f"{path}={value:.10g}")]
        done = subprocess.run([executable, "patterns", str(ROOT / "scenarios/u16.toml"), "--replicates", str(REPLICATES),
                               "--json", "--quiet", *settings], stdout=subprocess.PIPE, text=True, check=False)
        for pattern in json.loads(done.stdout)["patterns"]:
            failing = [part["what"] for part in pattern["parts"] if not part["holds"] and part["clearly"]]
            if pattern["id"][0] in "ACR" and failing:
                found.append(f"{TABLE.name}: at point {number + 1} {pattern['id']} clearly fails: {'; '.join(failing)}")
    return found


def main():
    parser = arguments("Keeps the table of accepted numbers up to date.", "docs/validation.md")
    parser.add_argument("--broad", type=pathlib.Path, help="what polder patterns found over the broad ranges")
    parser.add_argument("executable", help="polder")
    options = parser.parse_args()
    if options.write and options.broad is None:
        parser.error("--write needs --broad")
    before = options.document.read_text(encoding="utf-8")
    match = BLOCK.search(before)
    if not match:
        print(f"{options.document}: error: add <!-- accepted --> and <!-- /accepted -->", file=sys.stderr)
        return 1
    accepted = points()
    if options.write:
        done = subprocess.run(["/usr/bin/python3", str(ROOT / "analysis/accepted.py"), "report", str(options.broad),
                               str(TABLE)], stdout=subprocess.PIPE, text=True, check=True)
        new = f"{len(accepted)} points accepted.\n\n{done.stdout}"
        return settle(options, before, BLOCK.sub(lambda m: m[1] + new + m[3], before), "the accepted points")
    wrong = complaints(options.executable, accepted)
    if not match[2].startswith(f"{len(accepted)} points accepted."):
        wrong.append(f"it does not tell of {len(accepted)} points")
    for path in accepted[0]:
        values = [point[path] for point in accepted]
        found = f"| {statistics.median(values):.3g} [{min(values):.3g}, {max(values):.3g}] |"
        if not any(line.startswith(f"| `{path}` |") and found in line for line in match[2].splitlines()):
            wrong.append(f"no line for {path} with {found}")
    return settle(options, before, before, "the accepted points", wrong)


if __name__ == "__main__":
    sys.exit(main())
