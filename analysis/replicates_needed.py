#!/usr/bin/env python3
"""How many replicates are enough, for each outcome of a results file with several variants.

    polder compare scenarios/u16.toml --replicates 2000 --record summary --out RESULT.h5
    python3 analysis/replicates_needed.py RESULT.h5 [OUTCOME...]

Prints a table in Markdown, by default of all outcomes:

- c_V, the coefficient of variation (standard deviation / mean) over replicates, least and most over variants;
- where it settles: the first rung of the ladder from which each next one changes it by less than 0.01;
- from which number of replicates on the half-width of the mean's 95 % interval stays below 5 % and 1 % of the mean;
- what pairing leaves: the variance of differences to the first variant, replicate by replicate, over what it would
  be were the variants' chance independent;
- from which number on the half-width of such a mean difference stays below 1 % of the first variant's mean, paired
  and independent.

Numbers of replicates are those of the variant that needs most, counted over the replicates in their order; what the
file is too short for is extrapolated (~). Variants in which an outcome has a c_V above 1 are counted as `rare` and
left aside: it is too near to 0 there, or happens too rarely, for widths relative to its mean.

Needs xarray and h5netcdf.

Sources: Lee et al. (2015), JASSS 18(4) 4, section 2, after Lorscheid, Heine & Meyer (2012), for c_V and its ladder;
Hoad, Robinson & Davies (2007), Winter Simulation Conference, for the width that stays below.
"""

import math
import sys
from statistics import NormalDist

import numpy as np
import xarray as xr

LADDER = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
SETTLED = 0.01
SHARES = (0.05, 0.01)  # half-widths asked for, of the mean
FEWEST = 5  # replicates below which no width is trusted
Z = NormalDist().inv_cdf(0.975)


def student(degrees):
    """97.5 % quantile of Student's t by its expansion in 1/degrees; off by 0.3 % at 4 degrees, less above."""
    d = np.asarray(degrees, dtype=float)
    return (Z + (Z**3 + Z) / (4 * d) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * d**2)
            + (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / (384 * d**3))


def running(values):
    """Means and standard deviations of the first 2, 3, ... values."""
    centred = values - values[0]  # keeps digits where the mean is large
    n = np.arange(1, len(values) + 1)
    mean = np.cumsum(centred) / n
    variance = (np.cumsum(centred**2) - n * mean**2) / np.maximum(n - 1, 1)
    return (mean + values[0])[1:], np.sqrt(np.maximum(variance, 0.0))[1:]


def settles(values):
    """The first rung from which c_V changes by less than SETTLED from rung to rung; None where it does not."""
    rungs = [n for n in LADDER if n <= len(values)]
    ratios = [np.std(values[:n], ddof=1) / abs(np.mean(values[:n])) for n in rungs]
    first = None
    for n, here, following in zip(rungs, ratios, ratios[1:]):
        if abs(following - here) >= SETTLED:
            first = None
        elif first is None:
            first = n
    return first


def stays_below(deviations, limits):
    """The first number of replicates from which on the half-width stays below its limit; beyond the last one,
    extrapolated and negative. `deviations` are those of the first 2, 3, ... replicates."""
    n = np.arange(2, len(deviations) + 2)
    widths = student(n - 1) * deviations / np.sqrt(n)
    wide = np.flatnonzero(widths > limits)
    if len(wide) == 0:
        return FEWEST
    if wide[-1] + 1 < len(n):
        return max(FEWEST, int(n[wide[-1] + 1]))
    limit = limits[-1] if np.ndim(limits) else limits
    return -math.ceil((Z * deviations[-1] / limit) ** 2) if limit > 0 else None


def most(numbers):
    """The largest number of replicates, extrapolated ones included; None where one has none."""
    numbers = list(numbers)
    return None if not numbers or None in numbers else max(numbers, key=abs)


class Needs:
    """What one outcome needs, over variants."""

    def __init__(self, values):
        """`values` is variant x replicate; not a number where there is none."""
        present = [v[np.isfinite(v)] for v in values]
        # What does not occur in half of the replicates, or is 0 in all, has no c_V.
        present = [v for v in present if 2 * len(v) > values.shape[1] and np.any(v != 0.0)]
        self.cv = [np.std(v, ddof=1) / abs(np.mean(v)) for v in present]
        steady = [v for v, cv in zip(present, self.cv) if cv <= 1.0]
        self.rare = len(present) - len(steady)
        rungs = [settles(v) for v in steady]
        self.settled = None if None in rungs else max(rungs, default=None)
        self.mean = {share: most(self.width(v, share) for v in steady) for share in SHARES}
        self.pairs(values)

    @staticmethod
    def width(values, share):
        mean, deviation = running(values)
        return stays_below(deviation, share * np.abs(mean))

    def pairs(self, values):
        """Differences to the first variant."""
        self.left, self.paired, self.independent = [], dict.fromkeys(SHARES), dict.fromkeys(SHARES)
        numbers = {share: ([], []) for share in SHARES}
        for other in values[1:]:
            both = np.isfinite(values[0]) & np.isfinite(other)
            a, b = values[0][both], other[both]
            if 2 * len(a) <= len(other) or np.std(a, ddof=1) > abs(np.mean(a)) or np.all(a == 0.0):
                continue
            apart = np.var(a, ddof=1) + np.var(b, ddof=1)
            if apart > 0.0:
                self.left.append(np.var(b - a, ddof=1) / apart)
            for share, (paired, independent) in numbers.items():
                limit = share * abs(np.mean(a))
                paired.append(stays_below(running(b - a)[1], limit))
                independent.append(stays_below(np.hypot(running(a)[1], running(b)[1]), limit))
        for share, (paired, independent) in numbers.items():
            self.paired[share], self.independent[share] = most(paired), most(independent)


def needs_of(data, names=()):
    """{outcome: Needs}; without names, of all outcomes."""
    numbers = [n for n, v in data.data_vars.items() if v.dims == ("variant", "replicate") and v.dtype.kind == "f"]
    return {name: Needs(data[name].values) for name in names or numbers}


def span(numbers, digits=3):
    if not numbers:
        return "–"
    low, high = f"{min(numbers):.{digits}f}", f"{max(numbers):.{digits}f}"
    return low if low == high else f"{low} to {high}"


def count(number):
    if number is None:
        return "–"
    if number < 0:  # two digits of what is extrapolated
        size = 10 ** max(0, len(str(-number)) - 2)
        return f"~{-(number // size) * size:,}"
    return f"{number:,}"


def table(needs):
    lines = ["| outcome | c_V | settles at | mean to 5 % | to 1 % | left by pairing | difference to 1 %, paired "
             "| independent |", "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for name, need in needs.items():
        rare = f", rare in {need.rare}" if need.rare else ""
        cells = [f"`{name}`", span(need.cv) + rare, count(need.settled), *(count(need.mean[s]) for s in SHARES),
                 span(need.left, 2), count(need.paired[0.01]), count(need.independent[0.01])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    with xr.open_dataset(sys.argv[1], engine="h5netcdf") as data:
        for name in sys.argv[2:]:
            if name not in data or data[name].dims != ("variant", "replicate"):
                raise SystemExit(f"replicates_needed: {sys.argv[1]} has no outcome {name} per variant and replicate")
        print(table(needs_of(data, sys.argv[2:])))


if __name__ == "__main__":
    main()
