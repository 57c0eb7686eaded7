#!/usr/bin/env python3
"""Keeps the tables in docs/validation.md that compare the U16 with official figures equal to what is found.

usage: official_table.py (--check | --write) [--document FILE] EXECUTABLE

--write runs the scenario (seconds), renews the tables between `<!-- official:NAME -->` and `<!-- /official -->` and
draws docs/images/u16-official.png. --check runs a quarter of the replicates and fails where what is found has moved
by more than these leave open, or where the rows are others. The tables are those of analysis/official_figures.py.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
import xarray as xr

from document import ROOT, arguments, renewed, settle_nearly

sys.path.insert(0, str(ROOT / "analysis"))
from official_figures import Found, official, picture, table  # noqa: E402

REPLICATES = 200
SEED = 2017
# What cooperation adds to own supply (docs/model.md, section 7.10).
WITHOUT = ["mechanisms.joint_capacity=false", "mechanisms.pooled_matching=false", "placement.lobby_gain=0"]
NUMBER = re.compile(r"−?[\d,.]+")


def run(executable, result, replicates, record, changes=()):
    sets = [word for change in changes for word in ("--set", change)]
    subprocess.run([executable, "run", str(ROOT / "scenarios/u16.toml"), "--set", "concept=network", *sets,
                    "--replicates", str(replicates), "--seed", str(SEED), "--record", record, "--out", str(result),
                    "--quiet"], stdout=subprocess.DEVNULL, check=True)
    return xr.open_dataset(result, engine="h5netcdf")


def cooperation(data, without):
    """What of the placements is there because of cooperation."""
    most, least = (some["placements_total"].isel(variant=0).values for some in (data, without))
    added = 100.0 * (most - least) / least
    exchanged = data["exchanged_total"].isel(variant=0).values
    lines = ["| placements in the whole time | mean [95 % of replicates] |", "| --- | --- |"]
    for what, values, digits in (("as it is", most, 0), ("without joint dwellings, pool and lobby", least, 0),
                                 ("so much more with them, in %", added, 1), ("through the pool", exchanged, 0)):
        low, high = np.percentile(values, [2.5, 97.5])
        cell = f"{values.mean():,.{digits}f} [{low:,.{digits}f}, {high:,.{digits}f}]".replace("-", "−")
        lines.append(f"| {what} | {cell} |")
    return "\n".join(lines) + "\n"


def found_in(cells):
    """Mean and interval of the cell that has them."""
    cell = next(cell for cell in cells if "[" in cell)
    return [float(text.replace("−", "-").replace(",", "")) for text in NUMBER.findall(cell)[:3]]


def strays(old, new):
    """Whether the mean has moved by more than a quarter of the half-width of its interval (five standard errors of
    fifty replicates, with a unit for rounding), or a figure on record has changed."""
    (mean, low, high), (now, *_) = found_in(old), found_in(new)
    return abs(now - mean) > 0.125 * (high - low) + 1.0 or (len(old) > 1 and (old[0], old[-1]) != (new[0], new[-1]))


def main():
    parser = arguments("Keeps the comparison with official figures in docs/validation.md up to date.",
                       "docs/validation.md", "what is found has moved")
    parser.add_argument("executable", help="polder")
    options = parser.parse_args()

    replicates = REPLICATES if options.write else REPLICATES // 4
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with run(options.executable, folder / "u16.h5", replicates, "weeks") as data, \
             run(options.executable, folder / "without.h5", replicates, "summary", WITHOUT) as without:
            found = Found(data, official())
            tables = {"checks": table(found, ("check", "bound")), "seen": table(found, ("seen",)),
                      "inputs": table(found, ("input",)),
                      "cooperation": cooperation(data, without)}
            if options.write:
                picture(found, ROOT / "docs/images/u16-official.png")
    before = options.document.read_text(encoding="utf-8")
    after, complaints = renewed(before, "official", tables)
    return settle_nearly(options, before, after, "what polder finds", "official", complaints, strays)


if __name__ == "__main__":
    sys.exit(main())
