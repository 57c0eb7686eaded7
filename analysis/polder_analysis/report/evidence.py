"""All figures of a report, read from the results file once and free of any language."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from .. import engine, labels
from ..errors import EngineError, InputError
from ..estimates import compare, paired_difference, scalars, trajectory
from ..files import run_dimension, source
from ..municipalities import map as over_map
from ..municipalities import trust_network, workload
from ..readings import How, in_slices, interval_dimension

COURSES: tuple[tuple[str, How | None, bool], ...] = (
    ("decisions", None, True), ("decision_delay", None, False),
    ("placements", None, True), ("overdue", "sum", False),
    ("housing_delay", None, False), ("integration_delay", None, False),
    ("content_trust", None, False), ("relational_trust", None, False),
)
"""Decisions, placements against the target, delays, trust: name, how municipalities are put together, cumulated."""

MAIN = ("wait_of_all", "overdue_end", "overdue_region", "overdue_mean", "housing_delay_mean", "placements_total",
        "decisions_total", "decision_delay_mean", "carried_out_mean", "integration_delay_mean", "say_of_others",
        "largest_workload_share", "others_work", "joint_hours_total", "cost_total", "content_trust_mean",
        "relational_trust_mean", "backed_mean", "urgency_mean", "survey_grade_mean")
"""Outcomes that come first, in this order."""

PLACES = ("housing_delay", "overdue", "relational_trust", "effort")
"""Series that the map shows."""

FEWEST = 5
"""Histories from which an interval of a mean is told: of fewer, Student's t leaves nearly everything open."""

YARDSTICK = "placement.legal_term_weeks"
"""Who waits beyond it is counted as overdue: options that differ in it are counted by different measures."""

OPTIONS = {"replicates": "--replicates", "weeks": "--weeks", "seed": "--seed", "design.samples": "--samples"}
"""What stands among the overrides of a file though it is an option of the command."""

PER_MUNICIPALITY = ("overdue", "backlog")
"""Persons whose scalar is a mean over municipalities; a report tells them of the whole region."""


@dataclass(frozen=True)
class Standing:
    """How variants do on one outcome, by paired differences to the one with the best mean."""

    outcome: str
    order: list[str]
    """Best mean first."""
    apart: pd.DataFrame | None
    """The row of `paired_difference` of every other variant to the best, by variant; None with one variant."""

    @property
    def best(self) -> str:
        return self.order[0]

    @property
    def sure(self) -> bool:
        """Whether intervals are known at all: one replicate has none, and of a few nothing is said."""
        if self.apart is None:
            return False
        others = self.apart.loc[self.order[1:]]
        return bool((np.isfinite(others["low"]) & (others["replicates"] >= FEWEST)).all())

    @property
    def alike(self) -> list[str]:
        """Others that cannot be told from the best: the interval of their difference holds nothing, or there is none."""
        return [one for one in self.order[1:] if not self._clear(one)]

    @property
    def behind(self) -> list[str]:
        """Others that are worse beyond doubt."""
        return [one for one in self.order[1:] if self._clear(one)]

    def _clear(self, variant: str) -> bool:
        assert self.apart is not None
        row = self.apart.loc[variant]
        return bool(row["low"] * row["high"] > 0)


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
    standings: dict[str, Standing]
    differences: pd.DataFrame | None = None
    base: str = ""
    courses: list[xr.Dataset] = field(default_factory=list)
    target: pd.Series | None = None
    work: pd.DataFrame | None = None
    places: dict[str, pd.DataFrame] = field(default_factory=dict)
    trust: xr.Dataset | None = None
    trust_replicates: int = 0
    parameters: list[dict[str, Any]] | None = None

    @property
    def largest(self) -> str:
        """The municipality with most inhabitants."""
        return str(self.population.idxmax())

    @property
    def vary(self) -> str:
        """The attribute of the file."""
        return str(self.attributes.get("vary", ""))

    @property
    def wait(self) -> str:
        """The outcome that says who houses people soonest. Files of earlier versions have the wait of those housed alone."""
        return "wait_of_all" if self.has("wait_of_all") else "housing_delay_mean"

    @property
    def term(self) -> int | None:
        """Weeks within which a person is to be housed; None where parameters are not known or variants differ in it."""
        if self.parameters is None or self.other_terms:
            return None
        return next((int(float(one["value"])) for one in self.parameters if one["path"] == YARDSTICK), None)

    @property
    def other_terms(self) -> bool:
        """Whether variants differ in the term beyond which waiting counts as overdue."""
        return YARDSTICK in labels.varied(self.vary)

    def comparable(self, outcome: str) -> bool:
        """Whether an outcome is counted by the same measure in all variants."""
        return not (self.other_terms and outcome.startswith("overdue"))

    def leading(self, outcome: str) -> list[str]:
        """The best variant and those that cannot be told from it; none where that is all of them, where chance is not known, or
        where neither more nor less is better."""
        standing = self.standings.get(outcome)
        if standing is None or not standing.sure or not standing.behind or not self.comparable(outcome):
            return []
        return [standing.best, *standing.alike] if self.row(outcome, standing.best)["better"] else []

    def changes(self) -> bool:
        """Whether some variant changes its form of cooperation on the way."""
        every = [*self.common(), *(one for variant in self.variants for one in self.settings(variant))]
        return any(path == "concept_switch.week" and of != "false" for path, of in every)

    def overrides(self) -> labels.Settings:
        """What was set otherwise than in the scenario, unless it varies or is among what all have in common."""
        told = {*labels.varied(self.vary), *(path for path, _ in self.common())}
        return tuple(one for one in overridden(self.attributes).items() if one[0] not in told and one[0] not in OPTIONS)

    def has(self, outcome: str) -> bool:
        return outcome in set(self.outcomes["outcome"])

    def settings(self, variant: str) -> labels.Settings:
        """What a variant sets: what the file varies; of a file with one variant also what is special about its scenario."""
        own = labels.settings(variant, self.vary) if self.vary else ()
        if len(self.variants) > 1:
            return own
        return (*self.common(), *own) or (("concept", variant),)

    def common(self) -> labels.Settings:
        """What all variants have in common that a reader must know: the concept and the interventions, unless varied."""
        varied = set(labels.varied(self.vary))
        found = []
        for one in self.parameters or []:
            path, of = str(one["path"]), str(one["value"])
            told = path == "concept" or (labels.is_switch(path) and of != "false")
            if told and path not in varied:
                found.append((path, of))
        return tuple(found)

    def row(self, outcome: str, variant: str) -> pd.Series:
        """An outcome of a variant: mean, mean_low, mean_high, spread_low, spread_high, units, better."""
        table = self.outcomes
        (found,) = (row for _, row in table[(table["outcome"] == outcome) & (table["variant"] == variant)].iterrows())
        return found

    def difference(self, outcome: str, variant: str) -> pd.Series | None:
        """Of a variant to the base; None for the base itself."""
        if self.differences is None or variant == self.base:
            return None
        table = self.differences
        (found,) = (one for _, one in table[(table["outcome"] == outcome) & (table["variant"] == variant)].iterrows())
        return found


def gather(data: xr.Dataset) -> Evidence:
    """Everything that the file of a run or a comparison has for a report, in slices."""
    if run_dimension(data) != "variant":
        raise InputError(f"{source(data)}: error: it holds a sweep")
    variants = [str(name) for name in data["variant"].values]
    more = _derived(data)
    both = [data[[name for name in scalars(data) if name.removesuffix("_mean") not in PER_MUNICIPALITY]], more]
    outcomes = pd.concat([compare(one) for one in both], ignore_index=True)
    standings = {name: standing for one in both for name in scalars(one)
                 if (standing := _standing(one, name, variants)) is not None}
    found = Evidence(
        attributes=dict(data.attrs), path=source(data), variants=variants, replicates=data.sizes["replicate"],
        failures=int((data["status"] == 2).sum()), population=data["population"].load().to_series(), outcomes=outcomes,
        standings=standings, parameters=_parameters(source(data)))
    if len(variants) > 1:
        # Against the variant in which the wait is shortest.
        found.base = standings[found.wait].best if found.wait in standings else variants[0]
        found.differences = pd.concat([paired_difference(one, base=found.base) for one in both], ignore_index=True)
    if {"round", "week"} & set(data.dims):
        for name, how, cumulative in COURSES:
            found.courses.append(trajectory(data, name, how=how, cumulative=cumulative))
        found.target = target(found.parameters, found.courses[0])
        found.work = workload(data)
        found.places = {name: over_map(data, name) for name in PLACES}
    if "trust" in data:
        found.trust, found.trust_replicates = trust_network(data), found.replicates
    return found


def overridden(attributes: Mapping[str, Any]) -> dict[str, str]:
    """What was given besides the scenario, by path. What the sweep file says and what was given with it stand one after another:
    the last one holds."""
    lines = str(attributes.get("overrides", "")).splitlines()
    return {path: value for path, _, value in (line.partition("=") for line in lines if line)}


def ordered(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Outcomes as the reader meets them: the main ones, then the others."""
    main = [name for name in MAIN if name in names]
    return main, [name for name in names if name not in main]


def _standing(data: xr.Dataset, outcome: str, variants: list[str]) -> Standing | None:
    """Variants that have a value by mean, the best first; as they are where neither more nor less is better. None where no
    variant has one."""
    values = data[outcome].load()
    sign = {"higher": -1.0, "lower": 1.0}.get(str(values.attrs.get("better", "")), 0.0)
    means = values.mean("replicate").values
    order = [variants[int(at)] for at in np.argsort(sign * means, kind="stable") if np.isfinite(means[at])]
    if not order:
        return None
    apart = None if len(variants) < 2 else paired_difference(data, outcome, base=order[0]).set_index("variant")
    return Standing(outcome, order, apart)


def _derived(data: xr.Dataset) -> xr.Dataset:
    """What a report tells of besides the scalars of the file: (variant, replicate)."""
    made = {"others_work": (1.0 - data["largest_workload_share"].load()).assign_attrs(
        units="1", long_name="joint work of all but the largest")}
    for name in PER_MUNICIPALITY:
        made[f"{name}_region"] = (data[f"{name}_mean"].load() * data.sizes["municipality"]).assign_attrs(
            data[f"{name}_mean"].attrs)
    if {"round", "week"} & set(data.dims):
        last = data[list(PER_MUNICIPALITY)].isel({interval_dimension(data): -1})
        for name in PER_MUNICIPALITY:
            made[f"{name}_end"] = in_slices(last[[name]], lambda some, name=name: some[name].astype(float).sum(  # type: ignore[misc]
                "municipality", skipna=False)).assign_attrs(data[f"{name}_mean"].attrs)
    return xr.Dataset({name: values.reset_coords(drop=True) for name, values in made.items()}, attrs=dict(data.attrs))


def _parameters(path: str) -> list[dict[str, Any]] | None:
    """What `polder describe` says of the file; None where there is no polder, or one that cannot read it."""
    with contextlib.suppress(EngineError, InputError, OSError, ValueError):
        return engine.describe(path)
    return None


def target(parameters: list[dict[str, Any]] | None, course: xr.Dataset) -> pd.Series | None:
    """Persons that all municipalities together have been set to house so far, arrears at the start included, at the
    intervals of a course; None where the parameters are not known or variants may differ in them.

    The file has no targets. This is the rule of the engine once more; a test holds it against the arrears that the engine
    wrote.
    """
    if parameters is None or any(part in str(name) for name in [*course["variant"].values, course.attrs.get("vary", "")]
                                 for part in ("demand.half", "municipalities.", "arrears", "start")):
        return None
    values = {str(one["path"]): str(one["value"]) for one in parameters}
    towns = _between(values, "municipalities.", ".population")
    halves = _between(values, "demand.half_years.", ".target")
    if not halves or not towns:
        return None
    start = datetime.date.fromisoformat(values["start"])
    dates = [datetime.date.fromisoformat(values[f"demand.half_years.{half}.start"]) for half in halves]
    first = [(date - start).days // 7 for date in dates]
    first.append((_half_year_after(dates[-1]) - start).days // 7)
    due = np.zeros(int(course[course["mean"].dims[-1]][-1]) + 1)
    for h, half in enumerate(halves):
        begin, after = first[h], first[h + 1]
        nationwide = float(values[f"demand.half_years.{half}.target"]) / float(values[f"demand.half_years.{half}.population"])
        total = 0.0
        for town in towns:
            own = values[f"municipalities.{town}.targets"]
            total += (float(own.strip("[]").split(",")[h]) if own.startswith("[")
                      else np.ceil(nationwide * float(values[f"municipalities.{town}.population"])))
        # Before the first half-year its target holds, and after the last one the last one's.
        weeks = slice(0 if h == 0 else max(begin, 0), due.size if h + 1 == len(halves) else max(after, 0))
        due[weeks] += total / max(after - begin, 1)
    arrears = sum(float(values[f"municipalities.{town}.arrears_at_start"]) for town in towns)
    intervals = course[course["mean"].dims[-1]].values.astype(int)
    return pd.Series(arrears + np.cumsum(due)[intervals], index=intervals, name="target")


def _half_year_after(shown: datetime.date) -> datetime.date:
    """The end of a half-year of which polder shows the first day of the week that it begins in."""
    week = [shown + datetime.timedelta(days) for days in range(7)]
    begin = next((day for day in week if day.day == 1), shown)
    month = begin.month + 6
    return begin.replace(year=begin.year + (month > 12), month=month - 12 if month > 12 else month)


def _between(paths: Iterable[str], before: str, after: str) -> list[str]:
    return [path[len(before):-len(after)] for path in paths if path.startswith(before) and path.endswith(after)]
