"""Who does the work, who decides, who trusts whom, and where."""

from __future__ import annotations

import pandas as pd
import xarray as xr

from .errors import InputError
from .estimates import mean_interval
from .files import source
from .readings import in_slices, interval_dimension, over_time, reading, regional, series


def workload(data: xr.Dataset, *, confidence: float = 0.95) -> pd.DataFrame:
    """Who works and who decides: a row per variant, municipality and measure.

    Columns: variant, municipality, population (persons), measure, mean, low, high (interval of the mean over
    replicates), replicates. Measures, as shares: `work`, of the joint hours of own and hosted staff over the horizon;
    `say`, of the influence on decisions, where the rest up to 1 is that of a joint unit or nobody's; `population`, of the
    inhabitants, without interval. Influence in an interval counts as often as the municipality's own groups decided in it.
    Which groups are its own shows in the file where a group decides while the municipality has no say to measure (see
    `_members`); the interval in which a member leaves is not exact.
    """
    hours = over_time(data, "workload")
    rounds = interval_dimension(data)
    own = _members(data, rounds)

    def influence(some: xr.Dataset) -> xr.DataArray:
        decided = (some["decisions"].astype(float) * own).sum("group")
        weighted: xr.DataArray = (some["say"].fillna(0.0).astype(float) * decided).sum(rounds)
        return weighted

    say = in_slices(data[["say", "decisions"]], influence)
    people = data["population"].load()
    frames = []
    decided = regional(data, "decisions").sum(rounds)
    for measure, amount, total in (("work", hours, hours.sum("municipality")), ("say", say, decided)):
        frame = mean_interval(amount / total.where(total > 0), confidence).reset_coords(drop=True).to_dataframe(
            dim_order=["variant", "municipality"]).reset_index()
        frames.append(frame.assign(measure=measure))
    share = (people / people.sum()).rename("mean").reset_coords(drop=True).to_dataframe().reset_index()
    frames += [share.assign(measure="population", variant=variant) for variant in data["variant"].values]
    result = pd.concat(frames, ignore_index=True)
    result["population"] = result["municipality"].map(people.to_series())
    columns = ["variant", "municipality", "population", "measure", "mean", "low", "high", "replicates"]
    result = result[columns]
    result.attrs["vary"] = str(data.attrs.get("vary", ""))
    return result


def _members(data: xr.Dataset, rounds: str) -> xr.DataArray:
    """Which municipality is in which group: (group, municipality).

    The file has no list of members. A group of which a municipality is a member cannot decide without there being a
    say to measure for it; so where that happened while it was in the partnership, it is not in that group.
    """

    def without(some: xr.Dataset) -> xr.DataArray:
        nothing = some["say"].isnull() & (some["member"] == 1)
        outside: xr.DataArray = ((some["decisions"] > 0) & nothing).any(["variant", rounds])
        return outside

    members: xr.DataArray = ~in_slices(data[["say", "member", "decisions"]], without).any("replicate")
    return members


def trust_network(data: xr.Dataset, *, confidence: float = 0.95) -> xr.Dataset:
    """Relational trust between municipalities at the start and at the end.

    Variables mean, low, high (interval of the mean over replicates; 0 to 1) with the dimensions (moment, variant,
    municipality, municipality_to): how much municipality trusts municipality_to. `moment` is `start`, the end of the
    first round, or `end`, of the last. Coordinates latitude, longitude (degrees), population (persons). Nobody trusts
    itself: NaN. Needs a file made with `--record full`.
    """
    if "trust" not in data:
        raise InputError(f"{source(data)}: error: it holds no trust between pairs; make it again with --record full")
    rounds = interval_dimension(data)
    moments = []
    for moment, at in (("start", 0), ("end", -1)):
        trust = in_slices(data[["trust"]].isel({rounds: at}, drop=True), lambda some: some["trust"].astype(float))
        moments.append(mean_interval(trust, confidence).expand_dims(moment=[moment]))
    network = xr.concat(moments, "moment").drop_vars(["time", "round_number", rounds], errors="ignore")
    themselves = network["municipality"] != network["municipality_to"]
    return network.where(themselves).assign_attrs(
        long_name="relational trust of municipality in municipality_to", units="1", title=data.attrs.get("title", ""),
        vary=str(data.attrs.get("vary", "")))


def map(data: xr.Dataset, outcome: str, *, confidence: float = 0.95) -> pd.DataFrame:  # noqa: A001
    """A series per municipality, with where each lies: a row per variant and municipality.

    Columns: variant, municipality, latitude, longitude (degrees), population (persons), mean, low, high (interval of
    the mean over replicates), replicates; attrs: outcome, units. Over the whole horizon: totals of flows, means of
    levels and ratios.
    """
    values = series(data, outcome)
    if "municipality" not in values.dims:
        raise InputError(f"{source(data)}: error: {outcome} is per {values.dims[-1]}, and a map takes a series per "
                         f"municipality")
    found = mean_interval(over_time(data, outcome), confidence)
    frame = found.reset_coords(drop=True).to_dataframe(dim_order=["variant", "municipality"]).reset_index()
    for at, name in enumerate(("latitude", "longitude", "population"), start=2):
        frame.insert(at, name, frame["municipality"].map(data[name].to_series()))
    frame.attrs = {"outcome": outcome, "units": values.attrs["units"], "total": reading(data, outcome) == "flow",
                   "vary": str(data.attrs.get("vary", ""))}
    return frame
