"""Which sets of numbers do the patterns leave standing, and which numbers do they not pin down?

    narrow SWEEP.toml RESULTS.csv --out FILE    the same sweep over the ranges in which most rows A, C and R were seen to hold
    pick RESULTS.csv --out TABLE.csv            the points at which every row A, C and R holds, most central first
    settings TABLE.csv                          the first of them as sections of a scenario
    report BROAD.csv ACCEPTED.csv               a table: what was searched, what was accepted, what the rows depend on

RESULTS.csv and BROAD.csv come from `polder patterns SWEEP.toml --out FILE.csv`; TABLE.csv is a table of points for a
sweep with `method = "table"`. The patterns serve as filters (pattern-oriented modelling: Grimm et al. 2005, Science 310,
doi:10.1126/science.1116681). A point is kept or not; no weights, no best one.
"""

from __future__ import annotations

import argparse
import re
import sys

import numpy as np
import pandas as pd
from scipy import stats

# A row is a target of calibration when it is a finding on the U16, on a concept, or on a recommendation.
TARGET = re.compile(r"^[ACR]\d+_holds$")
ROW = re.compile(r"^[ACRX]\d+_holds$")
HEAD = ["point", "seed", "replicates"]
FEWEST = 10


def parameters(results: pd.DataFrame) -> list[str]:
    """Columns that vary: all before the first figure of a pattern, without point, seed and replicates."""
    first = next(i for i, name in enumerate(results.columns) if re.match(r"^[ACRX]\d+_", name))
    return [name for name in results.columns[:first] if name not in HEAD]


def holding(results: pd.DataFrame) -> pd.DataFrame:
    """Which rows hold at which point: bool, a column per row, named A1, A2, ... A point that could not be run holds none."""
    rows = [name for name in results.columns if ROW.match(name)]
    return (results[rows] == 1).rename(columns=lambda name: name.removesuffix("_holds"))


def target_rows(results: pd.DataFrame) -> list[str]:
    """Columns that tell whether a row A, C or R holds."""
    rows = [name for name in results.columns if TARGET.match(name)]
    if not rows:
        raise SystemExit("accepted.py: error: no rows of patterns; give a file that `polder patterns SWEEP --out` wrote")
    return rows


def best(results: pd.DataFrame, share: float) -> pd.DataFrame:
    """The points at which most target rows hold, a row counting for more the fewer points it holds at: a share of all."""
    holds = results[target_rows(results)] == 1
    rarity = -np.log(holds.mean().clip(lower=1.0 / len(results)))
    score = (holds * rarity).sum(axis=1)
    return results.loc[score.nlargest(max(20, round(share * len(results)))).index, parameters(results)]


def narrowed(text: str, results: pd.DataFrame, share: float) -> str:
    """A sweep file with other ranges: the middle four fifths of the best points, a tenth of the old range added at both
    ends, within the old range. A number that the rows do not depend on keeps nearly all of its range."""
    points = best(results, share)
    parts = re.split(r"(?=^\[\[parameter\]\]$)", text, flags=re.MULTILINE)
    for i, part in enumerate(parts):
        path = re.search(r'^path = "(.+)"$', part, re.MULTILINE)
        if not path or path[1] not in points:
            continue
        ends = {key: float(re.search(rf"^{key} = (.+)$", part, re.MULTILINE)[1]) for key in ("low", "high")}
        margin = 0.1 * (ends["high"] - ends["low"])
        values = points[path[1]]
        low, high = values.quantile([0.1, 0.9])
        low, high = max(ends["low"], low - margin), min(ends["high"], high + margin)
        if (values == values.round()).all():
            low, high = np.floor(low), np.ceil(high)
        for key, end in (("low", low), ("high", high)):
            part = re.sub(rf"^{key} = .+$", f"{key} = {end:.3g}", part, flags=re.MULTILINE)
        parts[i] = part
    return "".join(parts)


def accepted(results: pd.DataFrame) -> pd.DataFrame:
    """The points at which every row A, C and R holds, the most central one first.

    Central: the smallest sum of distances to the others, each number in units of its standard deviation.
    """
    kept = results.loc[(results[target_rows(results)] == 1).all(axis=1), parameters(results)]
    spread = kept.std().replace(0.0, 1.0)
    scaled = (kept / spread).to_numpy()
    distance = np.sqrt(((scaled[:, None, :] - scaled[None, :, :]) ** 2).sum(axis=2)).sum(axis=1)
    return kept.iloc[np.argsort(distance, kind="stable")].reset_index(drop=True)


def depends(results: pd.DataFrame, name: str) -> list[str]:
    """Rows that hold at larger or at smaller values of a number than they fail at.

    Mann-Whitney with the normal approximation, at 0.001: of some 40 rows x 45 numbers two are expected by chance. Nothing is
    told of a row that holds, or fails, at fewer than ten points.
    """
    found = []
    for row, holds in holding(results).items():
        if min(holds.sum(), (~holds).sum()) < FEWEST:
            continue
        test = stats.mannwhitneyu(results.loc[holds, name], results.loc[~holds, name], method="asymptotic")
        if test.pvalue < 0.001:
            found.append(str(row))
    return found


def report(broad: pd.DataFrame, kept: pd.DataFrame) -> str:
    """The table as Markdown. A number is not pinned down when no row depends on it over the range that was searched."""
    lines = ["| number | searched | accepted, median [range] | rows that depend on it |", "| --- | --- | --- | --- |"]
    for name in parameters(broad):
        low, high = broad[name].min(), broad[name].max()
        values = kept[name]
        rows = depends(broad, name)
        lines.append(f"| `{name}` | {low:.3g} to {high:.3g} | {values.median():.3g} [{values.min():.3g}, {values.max():.3g}] | "
                     f"{', '.join(rows) if rows else '**not pinned down**'} |")
    return "\n".join(lines)


def settings(kept: pd.DataFrame) -> str:
    """The most central point as sections of a scenario."""
    point = kept.iloc[0]
    lines: list[str] = []
    section = ""
    for name in sorted(point.index):
        where, key = name.split(".")
        if where != section:
            lines += ["", f"[{where}]"] if lines else [f"[{where}]"]
            section = where
        lines.append(f"{key} = {point[name]:.4g}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    closer = verbs.add_parser("narrow")
    closer.add_argument("sweep")
    closer.add_argument("results")
    closer.add_argument("--out", required=True)
    closer.add_argument("--best", type=float, default=0.05, help="share of the points that count as best (0.05)")
    pick = verbs.add_parser("pick")
    pick.add_argument("results")
    pick.add_argument("--out", required=True)
    verbs.add_parser("settings").add_argument("table")
    tell = verbs.add_parser("report")
    tell.add_argument("broad")
    tell.add_argument("accepted")
    arguments = parser.parse_args()
    if arguments.verb == "narrow":
        with open(arguments.sweep, encoding="utf-8") as file:
            text = narrowed(file.read(), pd.read_csv(arguments.results), arguments.best)
        with open(arguments.out, "w", encoding="utf-8") as file:
            file.write(text)
    elif arguments.verb == "pick":
        kept = accepted(pd.read_csv(arguments.results))
        if kept.empty:
            print(f"{arguments.results}: error: at no point every row A, C and R holds; search other ranges", file=sys.stderr)
            return 1
        kept.to_csv(arguments.out, index=False, float_format="%.4g")
        print(f"{len(kept)} points accepted")
    elif arguments.verb == "settings":
        print(settings(pd.read_csv(arguments.table)))
    else:
        print(report(pd.read_csv(arguments.broad), pd.read_csv(arguments.accepted)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
