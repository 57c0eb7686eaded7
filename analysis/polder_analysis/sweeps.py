"""Sweeps: their parameters, complete combinations as labelled arrays, and which alternative is worst to regret."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import scipy.stats
import xarray as xr

from .errors import InputError
from .estimates import scalars
from .files import source


def parameters(data: xr.Dataset) -> pd.DataFrame:
    """The points of a sweep: a row per point, a column per parameter under its path; categories are their texts."""
    _must_be_sweep(data)
    columns = {str(values.attrs["path"]): values.values for values in data.coords.values() if "path" in values.attrs}
    return pd.DataFrame(columns, index=pd.Index(data["point"].values, name="point"))


def grid(data: xr.Dataset, outcomes: Sequence[str] | None = None) -> xr.Dataset:
    """A sweep with a dimension per parameter in place of `point`: (parameters, replicate).

    For designs of all combinations (`factorial`), so that `.sel(concept="ssc")` and `paired_difference(...,
    dim="interventions.forum")` work. outcomes: names; all by default. Values of categories are texts in the order of
    the sweep file.
    """
    table = parameters(data)
    if data.attrs.get("design") != "factorial" or len(table) != np.prod(table.nunique()):
        raise InputError(f"{source(data)}: error: its points are not all combinations of levels; a grid takes a whole sweep "
                         f"with the method factorial")
    names = scalars(data) if outcomes is None else list(outcomes)
    _known(data, names)
    chosen = data[names].reset_coords(drop=True).load().assign_coords(point=pd.MultiIndex.from_frame(table))
    levels = {path: pd.unique(table[path]) for path in table}
    return chosen.unstack("point").reindex(levels).transpose(*levels, "replicate")


def matched(data: xr.Dataset, outcome: str, path: str = "concept") -> xr.DataArray:
    """The mean over replicates under each value of a parameter, everything else alike: (sample, path's values).

    outcome: name of a scalar, whose units it has. path: a crossed parameter, or one of a factorial. A sample is a
    combination of all other parameters (of a Saltelli design those of blocks A and B); those that lack a value are left
    out. Coordinates over samples: `point`, the first point of the sample, whose row of `parameters` has the others'
    values; `cluster`, the number of the base sample or trajectory that it belongs to: these are independent, not the
    samples.
    """
    table = parameters(data)
    _known(data, [outcome])
    if path not in table:
        raise InputError(f"{source(data)}: error: it does not vary {path}; it varies {', '.join(table)}")
    crossed = any(values.attrs.get("path") == path and values.attrs.get("crossed") for values in data.coords.values())
    if not crossed and data.attrs.get("design") not in ("factorial", "table"):
        raise InputError(f"{source(data)}: error: {path} is not crossed, so that its values do not meet the same samples; "
                         f"give it cross = true in the sweep file")
    others = [column for column in table if column != path]
    keys = table[others].copy()
    if crossed:
        keys["design_sample"] = data["design_sample"].values
        keys["design_role"] = data["design_role"].values
    order = pd.unique(table[path])
    if data.attrs.get("design") == "saltelli":
        # Blocks A and B alone are independent samples; the others repeat their values.
        own = data["design_role"].values < 2
        table, keys = table[own], keys[own]
    sample = keys.groupby(list(keys), sort=False).ngroup() if len(keys.columns) else pd.Series(0, index=keys.index)
    means = data[outcome].mean("replicate").to_series()
    wide = means.groupby([sample, table[path]]).mean().unstack().reindex(columns=order).dropna()
    cluster = keys["design_sample"] if crossed else sample
    first = pd.DataFrame({"cluster": cluster, "point": cluster.index}).groupby(sample).first().loc[wide.index]
    return xr.DataArray(
        wide.to_numpy(), dims=("sample", path),
        coords={"sample": wide.index.to_numpy(), path: order, "cluster": ("sample", first["cluster"].to_numpy()),
                "point": ("sample", first["point"].to_numpy())},
        attrs=dict(data[outcome].attrs), name=outcome)


def regret(
    data: xr.Dataset, outcome: str, path: str = "concept", *, confidence: float = 0.95, resamples: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """How much worse each alternative is than the best under the same circumstances (Savage 1951,
    doi:10.1080/01621459.1951.10500768): a row per value of `path`, least mean regret first.

    Columns: the path, samples, mean (of the outcome), best, best_low, best_high (share of samples in which it is best,
    ties in equal parts), regret, regret_low, regret_high (mean), regret_95 (95th percentile over samples). In units of
    the outcome, but for shares. Intervals of regret by resampling what is independent: base samples, trajectories, or samples
    (percentiles, scipy.stats.bootstrap); not in a factorial of fewer than three samples. That of best is Clopper and
    Pearson's, as many cases as are independent: resampling would take `best in all of 16` for certain. What is better is a convention
    of the outcome's attribute `better`; where it has none there is no regret.
    """
    values = matched(data, outcome, path)
    better = values.attrs.get("better")
    if better not in ("higher", "lower"):
        raise InputError(f"{source(data)}: error: neither more nor less of {outcome} counts as better, so that there is "
                         f"no regret")
    good = values if better == "higher" else -values
    lost = good.max(path) - good
    best = (lost == 0).astype(float)
    best = best / best.sum(path)
    clusters = int(np.unique(values["cluster"].values).size)
    rows = []
    for alternative in values[path].values:
        row: dict[str, object] = {path: alternative, "samples": values.sizes["sample"],
                                  "mean": float(values.sel({path: alternative}).mean())}
        for name, measure in (("best", best), ("regret", lost)):
            one = measure.sel({path: alternative})
            row[name] = float(one.mean())
            row[f"{name}_low"], row[f"{name}_high"] = _interval(one, confidence, resamples, seed)
        row["best_low"], row["best_high"] = proportion_interval(float(best.sel({path: alternative}).mean()), clusters, confidence)
        row["regret_95"] = float(np.quantile(lost.sel({path: alternative}), 0.95, method="inverted_cdf"))
        rows.append(row)
    result = pd.DataFrame(rows).sort_values("regret", kind="stable", ignore_index=True)
    result.attrs = {"outcome": outcome, "units": values.attrs.get("units", ""), "path": path}
    return result


def proportion_interval(share: float, count: int, confidence: float = 0.95) -> tuple[float, float]:
    """Of a share of so many cases, Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404): none of 16 leaves up to 21 %.

    Ties count in parts, so that the number of cases need not be whole.
    """
    if not math.isfinite(share) or count < 1:
        return math.nan, math.nan
    hits, tail = share * count, (1.0 - confidence) / 2.0
    low = 0.0 if hits <= 0.0 else float(scipy.stats.beta.ppf(tail, hits, count - hits + 1.0))
    high = 1.0 if hits >= count else float(scipy.stats.beta.ppf(1.0 - tail, hits + 1.0, count - hits))
    return low, high


def _interval(values: xr.DataArray, confidence: float, resamples: int, seed: int) -> tuple[float, float]:
    """Of the mean over samples, resampling clusters."""
    clusters = values.groupby("cluster").mean().values
    if clusters.size < 3:
        return float("nan"), float("nan")
    if np.ptp(clusters) == 0:
        return float(clusters[0]), float(clusters[0])
    found = scipy.stats.bootstrap((clusters,), np.mean, confidence_level=confidence, n_resamples=resamples,
                                  method="percentile", random_state=np.random.default_rng(seed))
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def _must_be_sweep(data: xr.Dataset) -> None:
    if "point" not in data.dims:
        raise InputError(f"{source(data)}: error: it holds no sweep; polder sweep makes such files")


def _known(data: xr.Dataset, names: Sequence[str]) -> None:
    for name in names:
        if name not in scalars(data):
            raise InputError(f"{source(data)}: error: there is no outcome {name}; there are {', '.join(scalars(data))}")
