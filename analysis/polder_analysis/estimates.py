"""What came out and how sure that is: means, spreads, differences on the same random numbers, over time.

Two kinds of intervals, never to be mixed up: `mean_low` to `mean_high` (of differences `low` to `high`) says how well
the mean is known from so many replicates, by Student's t; `spread_low` to `spread_high` holds the share `spread` of
the replicates themselves. Both tell what chance leaves open, not what the assumptions do.

Why t: replicates are independent, a mean of twenty or more is close to normal whatever they look like, and it costs
nothing. For medians there is no such formula, so these are resampled (scipy.stats.bootstrap).
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
import pandas as pd
import scipy.stats
import xarray as xr

from .errors import InputError
from .files import source
from .readings import How, finite, interval_dimension, reading, regional


def scalars(data: xr.Dataset) -> list[str]:
    """Names of the scalar outcomes: one number per replicate. Answers to a survey, a number per member, are none."""
    design = ("status", "design_sample", "design_role")
    more = {"round", "week", "survey", "group", "municipality", "municipality_to"}
    return [str(name) for name, values in data.data_vars.items()
            if "replicate" in values.dims and not more & {*values.dims} and name not in design]


def mean_interval(values: xr.DataArray, confidence: float = 0.95) -> xr.Dataset:
    """Mean over the dimension replicate with Student's t interval: variables mean, low, high, replicates.

    confidence: between 0 and 1, else InputError. Values that are missing (NaN) are left out and not counted; fewer than
    two have no interval.
    """
    _check_share("confidence", confidence)
    count = finite(values)
    mean = values.mean("replicate")
    variance = ((values - mean) ** 2).sum("replicate") / (count - 1).where(count > 1)
    error = np.sqrt(variance / count)
    half = error * scipy.stats.t.ppf(0.5 + confidence / 2.0, np.maximum(count - 1, 1))
    return xr.Dataset({"mean": mean, "low": mean - half, "high": mean + half, "replicates": count})


def compare(
    data: xr.Dataset, outcomes: Sequence[str] | str | None = None, *, confidence: float = 0.95, spread: float = 0.9
) -> pd.DataFrame:
    """Every outcome of every variant: a row each.

    outcomes: names of scalars; all by default. Columns: outcome, variant (or point, or the dimensions of a `grid`),
    units, better (`higher`, `lower` or empty), replicates (that have a value), mean, mean_low, mean_high, median,
    spread_low, spread_high. All but the first four are in the units of the outcome. confidence of the means, spread (the
    share of replicates that lies within): between 0 and 1. Raises InputError for an unknown outcome or such a share.
    """
    result = pd.concat([_row_each(one, _summary(one, confidence, spread)) for one in _chosen(data, outcomes)],
                       ignore_index=True)
    result.attrs["vary"] = str(data.attrs.get("vary", ""))
    return result


def paired_difference(
    data: xr.Dataset,
    outcomes: Sequence[str] | str | None = None,
    *,
    base: Hashable | None = None,
    dim: str = "variant",
    statistic: Literal["mean", "median"] = "mean",
    confidence: float = 0.95,
    spread: float = 0.9,
    resamples: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """How much each variant differs from `base`, replicate by replicate on the same random numbers.

    base: label along `dim`, by default the first. dim: `variant`, or a parameter of a `grid`, such as
    "interventions.forum". statistic: of the differences; `mean` has Student's t interval, `median` one from
    `resamples` resamples (percentiles, scipy.stats.bootstrap).

    Columns: outcome, the dimensions (one row per label of `dim` other than base), units, better, base, replicates
    (pairs that have both values), difference, low, high, spread_low, spread_high, verdict (`better` or `worse` where
    the interval leaves no doubt about the sign and the outcome has a better way; otherwise `unclear` or empty).
    Intervals are for one comparison at a time: of twenty, one misses.
    """
    if statistic not in ("mean", "median"):
        raise InputError(f"statistic: error: there is no {statistic}; mean and median are")
    frames = []
    for one in _chosen(data, outcomes):
        if dim not in one.dims:
            raise InputError(f"{source(data)}: error: there is no dimension {dim}; there are "
                             f"{', '.join(str(d) for d in one.dims)}")
        labels = list(one[dim].values)
        first = labels[0] if base is None else base
        if first not in labels:
            raise InputError(f"{source(data)}: error: {dim} has no {first}; there are {', '.join(map(str, labels))}")
        if len(labels) < 2:
            raise InputError(f"{source(data)}: error: {dim} has only {first}, and a difference takes two; make it with "
                             f"polder compare")
        others = [label for label in labels if label != first]
        difference = (one.sel({dim: others}) - one.sel({dim: first}, drop=True)).assign_attrs(one.attrs)
        difference.name = one.name
        summary = _summary(difference, confidence, spread)
        if statistic == "median":
            low, high = _median_interval(difference, confidence, resamples, seed)
            summary = summary.assign(mean=summary["median"], mean_low=low, mean_high=high)
        summary = summary.rename(mean="difference", mean_low="low", mean_high="high").drop_vars("median")
        frame = _row_each(one, summary)
        frame.insert(frame.columns.get_loc("replicates"), "base", first)
        sign = np.where(frame["low"] > 0, 1, np.where(frame["high"] < 0, -1, 0))
        good = {"higher": 1, "lower": -1}.get(str(one.attrs.get("better")), 0)
        verdict = np.where(sign == 0, "unclear", np.where(sign == good, "better", "worse"))
        frame["verdict"] = verdict if good else ""
        frames.append(frame)
    result = pd.concat(frames, ignore_index=True)
    result.attrs["vary"] = str(data.attrs.get("vary", "")) if dim == "variant" else ""
    return result


def trajectory(
    data: xr.Dataset, outcome: str, *, how: How | None = None, cumulative: bool = False, confidence: float = 0.95,
    spread: float = 0.9,
) -> xr.Dataset:
    """A series of the whole region over time, per variant: dimensions (variant, round or week).

    how: `sum` or `mean` over municipalities or groups; by default as `regional` has it. cumulative: flows only, summed
    up to and with each interval. Variables, in the units of the series: mean, mean_low, mean_high, median, spread_low,
    spread_high; replicates counts. Coordinates: the week and `time`, its date. Attributes: outcome, units, long_name.
    """
    values = regional(data, outcome, how)
    interval = interval_dimension(data)
    if cumulative:
        if how is None and reading(data, outcome) != "flow":
            raise InputError(f"{source(data)}: error: {outcome} is no flow, so that it cannot be cumulated")
        values = values.cumsum(interval, skipna=False).assign_attrs(values.attrs)
        values = values.assign_coords({interval: data[interval], "time": data["time"]})
    values.name = outcome
    summary = _summary(values, confidence, spread)
    summary.attrs = {**values.attrs, "outcome": outcome, "cumulative": int(cumulative), "confidence": confidence,
                     "spread": spread, "title": data.attrs.get("title", ""), "vary": str(data.attrs.get("vary", ""))}
    return summary


def _chosen(data: xr.Dataset, outcomes: Sequence[str] | str | None) -> list[xr.DataArray]:
    there = scalars(data)
    names = there if outcomes is None else [outcomes] if isinstance(outcomes, str) else list(outcomes)
    if not names:
        raise InputError(f"{source(data)}: error: the list of outcomes is empty; name some of {', '.join(there)}, or give none for all")
    for name in names:
        if name not in there:
            raise InputError(f"{source(data)}: error: there is no outcome {name}; there are {', '.join(there)}")
    return [data[name].copy().load() for name in names]


def _check_share(name: str, value: float) -> None:
    if not 0.0 < value < 1.0:
        raise InputError(f"{name}: error: {value:g} is no share between 0 and 1; 0.95 stands for 95 %")


def _summary(values: xr.DataArray, confidence: float, spread: float) -> xr.Dataset:
    _check_share("spread", spread)
    of_mean = mean_interval(values, confidence)
    outside = (1.0 - spread) / 2.0
    with warnings.catch_warnings():
        # An interval in which nothing happened in any replicate has no quantile: NaN, as it should be.
        warnings.filterwarnings("ignore", "All-NaN slice", RuntimeWarning)
        quantiles = values.quantile([0.5, outside, 1.0 - outside], "replicate", skipna=True)
    middle, low, high = (quantiles.isel(quantile=i, drop=True) for i in range(3))
    return xr.Dataset({"replicates": of_mean["replicates"], "mean": of_mean["mean"], "mean_low": of_mean["low"],
                       "mean_high": of_mean["high"], "median": middle, "spread_low": low, "spread_high": high})


def _median_interval(values: xr.DataArray, confidence: float, resamples: int, seed: int) -> list[xr.DataArray]:
    def limits(row: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
        there = row[np.isfinite(row)]
        if there.size < 2:
            return float("nan"), float("nan")
        found = scipy.stats.bootstrap((there,), np.median, confidence_level=confidence, n_resamples=resamples,
                                      method="percentile", random_state=np.random.default_rng(seed))
        return found.confidence_interval.low, found.confidence_interval.high

    found = xr.apply_ufunc(limits, values, input_core_dims=[["replicate"]], output_core_dims=[[], []], vectorize=True)
    return list(found)


def _row_each(outcome: xr.DataArray, summary: xr.Dataset) -> pd.DataFrame:
    dims = [str(d) for d in outcome.dims if d != "replicate"]
    frame = summary.reset_coords(drop=True).to_dataframe(dim_order=dims).reset_index()
    frame.insert(0, "outcome", outcome.name)
    at = 1 + len(dims)
    frame.insert(at, "units", outcome.attrs.get("units", ""))
    frame.insert(at + 1, "better", outcome.attrs.get("better", ""))
    return frame
