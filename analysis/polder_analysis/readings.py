"""How series are put together: over municipalities or groups, and over time; reading in slices.

docs/model.md, section 8: a flow is what happened in the interval, a ratio the quotient of two flows, a level the value
at the end of the interval.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import xarray as xr

from .errors import InputError
from .files import source

Reading = Literal["flow", "ratio", "level"]
How = Literal["sum", "mean"]

SLICE_BYTES = 32_000_000
"""About how much is read at a time; working on it takes some times as much memory."""

_DIVISORS = {
    "decision_delay": "decisions", "concreteness": "decisions", "agreement": "decisions", "drift": "decisions",
    "housing_delay": "placements", "integration_delay": "placements", "trapped": "member",
}
"""Flows (or, for trapped, a level) that ratios of the file were divided by, where they are in the file as well."""


def interval_dimension(data: xr.Dataset) -> str:
    """The dimension of time, `round` or `week`; InputError where no series were recorded."""
    for name in ("round", "week"):
        if name in data.dims:
            return name
    if "point" in data.dims:
        raise InputError(f"{source(data)}: error: it is a sweep, which holds no series over time; make some of its points "
                         f"with polder compare")
    raise InputError(f"{source(data)}: error: it holds no series over time; make it again with --record rounds")


def series(data: xr.Dataset, outcome: str) -> xr.DataArray:
    """The series of that name, not read yet; InputError where there is none, with those that there are."""
    interval = interval_dimension(data)
    names = [str(name) for name, values in data.data_vars.items() if interval in values.dims and values.ndim == 4]
    if outcome not in names:
        raise InputError(f"{source(data)}: error: there is no series {outcome}; there are {', '.join(names)}")
    return data[outcome]


def reading(data: xr.Dataset, outcome: str) -> Reading:
    """Whether a series is a flow, a ratio or a level.

    Read off the scalar that the file has beside it: a flow has a `_total`, a ratio a `_mean` over the horizon, a level
    a `_mean` over rounds.
    """
    if f"{outcome}_total" in data:
        return "flow"
    scalar = data.get(f"{outcome}_mean")
    if scalar is None:
        raise InputError(f"{source(data)}: error: the scalar of series {outcome} is missing, so that it cannot be told "
                         f"whether it may be summed; say how")
    return "level" if str(scalar.attrs["long_name"]).endswith("mean over rounds") else "ratio"


def regional(data: xr.Dataset, outcome: str, how: How | None = None) -> xr.DataArray:
    """A series for the whole region: (variant, replicate, round or week), in the units of the series.

    how: `sum` or `mean` over municipalities or groups. Without it as the scalars of the file have it: flows are summed,
    levels averaged, and ratios averaged with what they were divided by as weights (decisions, placements, members),
    where the file has that. Ratios of which it has not (too_slow, too_fast, carried_out, read_share, say,
    manager_awareness is a level) are plain means over those that have a value. A failed replicate is NaN.
    """
    (entity,) = (str(d) for d in series(data, outcome).dims if d in ("group", "municipality"))
    return _put_together(data, outcome, entity, how)


def over_time(data: xr.Dataset, outcome: str) -> xr.DataArray:
    """A series over the whole horizon: (variant, replicate, group or municipality), in the units of the series.

    Flows are summed, levels averaged over intervals, ratios averaged as in `regional`.
    """
    return _put_together(data, outcome, interval_dimension(data), None)


def in_slices(data: xr.Dataset, reduce: Callable[[xr.Dataset], xr.DataArray]) -> xr.DataArray:
    """Applies `reduce` to some replicates of all variables at a time, and joins what it gives.

    `reduce` gets data that is in memory, and keeps the dimension replicate.
    """
    count = data.sizes["replicate"]
    bytes_each = sum(values.nbytes for values in data.data_vars.values()) // max(count, 1)
    step = max(1, SLICE_BYTES // max(bytes_each, 1))
    pieces = [reduce(data.isel(replicate=slice(at, at + step)).load()) for at in range(0, count, step)]
    return xr.concat(pieces, "replicate") if len(pieces) > 1 else pieces[0]


def _put_together(data: xr.Dataset, outcome: str, over: str, how: How | None) -> xr.DataArray:
    values = series(data, outcome)
    if how not in (None, "sum", "mean"):
        raise InputError(f"how: error: there is no {how}; sum and mean are")
    kind: Reading | None = None if how else reading(data, outcome)
    divisor = _DIVISORS.get(outcome) if kind == "ratio" else None
    names = [outcome] if divisor is None or divisor not in data else [outcome, divisor]

    def reduce(some: xr.Dataset) -> xr.DataArray:
        part = some[outcome].astype(float)
        if how == "sum" or kind == "flow":
            return part.sum(over, skipna=False)
        if kind == "ratio":
            if len(names) == 1:
                return part.mean(over, skipna=True)
            weights = some[names[1]].astype(float)
            total = weights.sum(over, skipna=False)
            weighted: xr.DataArray = (part.fillna(0.0) * weights).sum(over, skipna=False)
            ratio: xr.DataArray = weighted / total.where(total > 0)
            return ratio
        return part.mean(over, skipna=False)

    result = in_slices(data[names], reduce).transpose("variant", "replicate", ...)
    result.name = outcome
    result.attrs = {key: values.attrs[key] for key in ("units", "long_name") if key in values.attrs}
    return result


def finite(values: xr.DataArray) -> xr.DataArray:
    """The number of values that are there, over replicates."""
    return values.notnull().sum("replicate")
