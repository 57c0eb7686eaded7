"""All figures of a report, read from the results file once and free of any language."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from .. import engine
from ..errors import EngineError, InputError
from ..estimates import compare, paired_difference, scalars, trajectory
from ..files import run_dimension, source
from ..municipalities import map as over_map
from ..municipalities import trust_network, workload
from ..readings import How

COURSES: tuple[tuple[str, How | None, bool], ...] = (
    ("decisions", None, True), ("decision_delay", None, False),
    ("placements", None, True), ("overdue", "sum", False),
    ("housing_delay", None, False), ("integration_delay", None, False),
    ("content_trust", None, False), ("relational_trust", None, False),
)
"""Decisions, placements against the target, delays, trust: name, how municipalities are put together, cumulated."""

MAIN = ("housing_delay_mean", "overdue_mean", "placements_total", "decisions_total", "decision_delay_mean", "carried_out_mean",
        "integration_delay_mean", "say_of_others", "largest_workload_share", "joint_hours_total", "cost_total",
        "content_trust_mean", "relational_trust_mean", "backed_mean")
"""Outcomes that come first, in this order."""

PLACES = ("housing_delay", "overdue", "relational_trust", "effort")
"""Series that the map shows."""


@dataclass
class Evidence:
    """What one results file says. Tables are those of `compare`, `paired_difference`, `workload` and `map`."""

    attributes: dict[str, Any]
    path: str
    variants: list[str]
    replicates: int
    failures: int
    population: pd.Series
    outcomes: pd.DataFrame
    others_work: pd.DataFrame
    differences: pd.DataFrame | None = None
    base: str = ""
    courses: list[xr.Dataset] = field(default_factory=list)
    target: pd.Series | None = None
    work: pd.DataFrame | None = None
    places: dict[str, pd.DataFrame] = field(default_factory=dict)
    trust: xr.Dataset | None = None
    parameters: list[dict[str, Any]] | None = None

    @property
    def largest(self) -> str:
        """The municipality with most inhabitants."""
        return str(self.population.idxmax())

    def row(self, outcome: str, variant: str) -> pd.Series:
        """An outcome of a variant: mean, mean_low, mean_high, spread_low, spread_high, units, better."""
        table = self.others_work if outcome == "others_work" else self.outcomes
        (found,) = (row for _, row in table[(table["outcome"] == outcome) & (table["variant"] == variant)].iterrows())
        return found

    def ranked(self, outcome: str) -> list[str]:
        """Variants by mean, the best first; as they are where neither more nor less is better."""
        rows = [self.row(outcome, variant) for variant in self.variants]
        sign = {"higher": -1.0, "lower": 1.0}.get(str(rows[0]["better"]), 0.0)
        order = np.argsort([sign * float(row["mean"]) for row in rows], kind="stable")
        return [self.variants[int(at)] for at in order]


def gather(data: xr.Dataset) -> Evidence:
    """Everything that the file of a run or a comparison has for a report, in slices."""
    if run_dimension(data) != "variant":
        raise InputError(f"{source(data)}: error: it holds a sweep")
    variants = [str(name) for name in data["variant"].values]
    outcomes = compare(data)
    others = _others_work(data)
    found = Evidence(
        attributes=dict(data.attrs), path=source(data), variants=variants, replicates=data.sizes["replicate"],
        failures=int((data["status"] == 2).sum()), population=data["population"].load().to_series(), outcomes=outcomes,
        others_work=compare(others, "others_work"), parameters=_parameters(source(data)))
    if len(variants) > 1:
        # Against the variant in which the wait is shortest, or the first.
        found.base = found.ranked("housing_delay_mean")[0] if "housing_delay_mean" in data else variants[0]
        found.differences = pd.concat([paired_difference(data, base=found.base),
                                       paired_difference(others, base=found.base)], ignore_index=True)
    if {"round", "week"} & set(data.dims):
        for name, how, cumulative in COURSES:
            found.courses.append(trajectory(data, name, how=how, cumulative=cumulative))
        found.target = target(found.parameters, found.courses[0])
        found.work = workload(data)
        found.places = {name: over_map(data, name) for name in PLACES}
    if "trust" in data:
        found.trust = trust_network(data)
    return found


def ordered(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Outcomes as the reader meets them: the main ones, then the others."""
    main = [name for name in MAIN if name in names]
    return main, [name for name in names if name not in main]


def known_outcomes(data: xr.Dataset) -> list[str]:
    """Scalars of the file, the main ones first."""
    main, others = ordered(scalars(data))
    return main + others


def _others_work(data: xr.Dataset) -> xr.Dataset:
    """Joint work of all but the largest municipality, as a share: (variant, replicate)."""
    values = (1.0 - data["largest_workload_share"].load()).assign_attrs(units="1", long_name="joint work of all but the largest")
    return xr.Dataset({"others_work": values}, attrs=dict(data.attrs))


def _parameters(path: str) -> list[dict[str, Any]] | None:
    """What `polder describe` says of the file; None where there is no polder, or one that cannot read it."""
    with contextlib.suppress(EngineError, InputError, OSError):
        return engine.describe(path)
    return None


def target(parameters: list[dict[str, Any]] | None, course: xr.Dataset) -> pd.Series | None:
    """Persons that all municipalities together have been set to house so far, arrears at the start included, at the
    intervals of a course; None where the parameters are not known or variants may differ in them."""
    if parameters is None or any(part in str(name) for name in course["variant"].values
                                 for part in ("demand.", "municipalities.", "arrears")):
        return None
    values = {str(one["path"]): str(one["value"]) for one in parameters}
    towns = _between(values, "municipalities.", ".population")
    halves = _between(values, "demand.half_years.", ".target")
    if not halves or not towns:
        return None
    start = datetime.date.fromisoformat(values["start"])
    first = [(datetime.date.fromisoformat(values[f"demand.half_years.{half}.start"]) - start).days // 7 for half in halves]
    due = np.zeros(int(course[course["mean"].dims[-1]][-1]) + 1)
    for h, half in enumerate(halves):
        begin = first[h]
        after = first[h + 1] if h + 1 < len(halves) else begin + 26
        nationwide = float(values[f"demand.half_years.{half}.target"]) / float(values[f"demand.half_years.{half}.population"])
        total = 0.0
        for town in towns:
            own = values[f"municipalities.{town}.targets"]
            total += (float(own.strip("[]").split(",")[h]) if own.startswith("[")
                      else np.ceil(nationwide * float(values[f"municipalities.{town}.population"])))
        weeks = slice(max(begin, 0), max(min(after, due.size), 0))
        due[weeks] += total / max(after - begin, 1)
    arrears = sum(float(values[f"municipalities.{town}.arrears_at_start"]) for town in towns)
    intervals = course[course["mean"].dims[-1]].values.astype(int)
    return pd.Series(arrears + np.cumsum(due)[intervals], index=intervals, name="target")


def _between(paths: Iterable[str], before: str, after: str) -> list[str]:
    return [path[len(before):-len(after)] for path in paths if path.startswith(before) and path.endswith(after)]
