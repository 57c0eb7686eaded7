"""Scenario discovery: under which assumptions do cases of interest occur? A patient search for boxes.

PRIM after Friedman & Fisher (1999, doi:10.1023/A:1008894516817), as Bryant & Lempert (2010,
doi:10.1016/j.techfore.2009.08.002) use it. Debian has no package of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.stats

from .errors import InputError

Bools = npt.NDArray[np.bool_]
Limit = tuple[float, float] | frozenset[str]
"""A closed range of a number, or the values of a category that are inside."""


@dataclass(frozen=True)
class Box:
    """A part of the space of parameters: those restricted, the others are free."""

    limits: Mapping[str, Limit] = field(default_factory=dict)

    def contains(self, inputs: pd.DataFrame) -> Bools:
        """Which rows lie inside."""
        inside = np.ones(len(inputs), dtype=bool)
        for name, limit in self.limits.items():
            inside &= _within(inputs[name], limit)
        return inside

    def measure(self, inputs: pd.DataFrame, interest: npt.ArrayLike) -> dict[str, float]:
        """How well the box tells cases of interest from others.

        coverage: share of the cases of interest that lie inside; density: share of what lies inside that is of
        interest; each with a 95 % Wilson interval (_low, _high). mass: share of all points inside; points: how many;
        restricted: parameters. On the points that the box was found with both are too good; measure it on others.
        """
        wanted = _interest(inputs, interest)
        inside = self.contains(inputs)
        hits, points, all_hits = int((wanted & inside).sum()), int(inside.sum()), int(wanted.sum())
        result: dict[str, float] = {"restricted": len(self.limits), "points": points,
                                    "mass": points / max(len(inputs), 1)}
        for name, of in (("coverage", all_hits), ("density", points)):
            result[name] = result[f"{name}_low"] = result[f"{name}_high"] = float("nan")
            if of > 0:
                limits = scipy.stats.binomtest(hits, of).proportion_ci(0.95, method="wilson")
                result |= {name: hits / of, f"{name}_low": limits.low, f"{name}_high": limits.high}
        return result

    def describe(self, inputs: pd.DataFrame, interest: npt.ArrayLike) -> pd.DataFrame:
        """A row per restriction, the one that matters most first.

        Columns: parameter, low, high (numbers) or values (categories), from, to (the range of the points), coverage and
        density of the box without this restriction, quasi_p: the chance of a density as high as the box's if the
        restriction did nothing (one-sided binomial test, Bryant & Lempert 2010). It leaves out that the box was
        searched for, so it is too small: a large one says that a restriction means nothing, a small one proves little.
        """
        wanted = _interest(inputs, interest)
        inside = self.contains(inputs)
        hits, points = int((wanted & inside).sum()), int(inside.sum())
        rows = []
        for name, limit in self.limits.items():
            without = Box({key: value for key, value in self.limits.items() if key != name})
            measure = without.measure(inputs, wanted)
            chance = float(scipy.stats.binomtest(hits, points, measure["density"], "greater").pvalue) if points else 1.0
            row: dict[str, Any] = {"parameter": name, "coverage": measure["coverage"], "density": measure["density"],
                                   "quasi_p": chance}
            if isinstance(limit, frozenset):
                row["values"] = ", ".join(sorted(limit))
            else:
                row |= {"low": limit[0], "high": limit[1], "from": inputs[name].min(), "to": inputs[name].max()}
            rows.append(row)
        columns = ["parameter", "low", "high", "values", "from", "to", "coverage", "density", "quasi_p"]
        return pd.DataFrame(rows, columns=columns).sort_values("density", kind="stable", ignore_index=True)


@dataclass(frozen=True)
class Prim:
    """What `prim` found: boxes from all points to the smallest, and their measures.

    boxes[0] is everything. trajectory has a row per box: restricted, points, mass, coverage, density and their limits.
    """

    inputs: pd.DataFrame
    interest: Bools
    boxes: list[Box]
    trajectory: pd.DataFrame
    peel: float

    def choose(self, density: float = 0.8) -> Box:
        """The box with the largest coverage among those that are at least this dense, or else the densest; pasted."""
        enough = self.trajectory[self.trajectory["density"] >= density]
        best = enough["coverage"].idxmax() if len(enough) else self.trajectory["density"].idxmax()
        return self.pasted(self.boxes[int(best)])

    def pasted(self, box: Box) -> Box:
        """The box with limits moved outwards again as long as its density does not fall (Friedman & Fisher)."""
        while True:
            inside = box.contains(self.inputs)
            density = self.interest[inside].mean()
            wider = [(self.interest[grown].mean(), int(grown.sum()), candidate)
                     for candidate in _wider(box, self.inputs, inside, self.peel)
                     if (grown := candidate.contains(self.inputs)).sum() > inside.sum()]
            better = [one for one in wider if one[0] >= density]
            if not better:
                return box
            box = max(better, key=lambda one: (one[0], one[1]))[2]


def prim(inputs: pd.DataFrame, interest: npt.ArrayLike, *, peel: float = 0.05, least_mass: float = 0.05) -> Prim:
    """Searches for boxes in which cases of interest are frequent.

    inputs: a row per case, a column per parameter (`parameters(sweep)`); numbers or texts. interest: of each row whether
    it is a case of interest (a Series has the same index). Raises InputError for anything else, and where values are missing.
    peel: about this share of the points in the box is taken off at a time, the smaller the more patient. least_mass: share of
    all points below which a box is not made smaller; nor is one that holds nothing else than cases of interest.

    At each step every parameter offers to lose its lowest or its highest slice, or one of its categories; what is taken
    off raises density most per point lost, so that a category with many points does not win by its size.
    """
    wanted = _interest(inputs, interest)
    if not wanted.any() or wanted.all():
        raise InputError("prim: error: all cases are of interest, or none is; choose another threshold")
    if not (0.0 < peel < 1.0 and 0.0 <= least_mass < 1.0):
        raise InputError("prim: error: peel and least_mass are shares between 0 and 1")
    box = Box()
    boxes = [box]
    inside = np.ones(len(inputs), dtype=bool)
    while True:
        count, density = int(inside.sum()), wanted[inside].mean()
        if density == 1.0:
            break
        best: tuple[float, float, Box, Bools] | None = None
        for candidate in _smaller(box, inputs, inside, peel):
            rest = candidate.contains(inputs)
            left = int(rest.sum())
            if left == count or left < max(least_mass * len(inputs), 1):
                continue
            gain = float((wanted[rest].mean() - density) / (count - left))
            if best is None or (gain, left) > best[:2]:
                best = (gain, left, candidate, rest)
        if best is None:
            break
        box, inside = best[2], best[3]
        boxes.append(box)
    trajectory = pd.DataFrame([one.measure(inputs, wanted) for one in boxes])
    return Prim(inputs, wanted, boxes, trajectory, peel)


def _smaller(box: Box, inputs: pd.DataFrame, inside: Bools, peel: float) -> list[Box]:
    """The box less a slice, one for each side of each number and each category."""
    found = []
    for name in inputs.columns:
        values = inputs[name].to_numpy()[inside]
        if _is_number(inputs[name]):
            low, high = values.min(), values.max()
            # With few distinct values a quantile may be the end itself: then all points at the end go.
            above = values[values > max(np.quantile(values, peel, method="lower"), low)]
            above = above if above.size else values[values > low]
            below = values[values < min(np.quantile(values, 1 - peel, method="higher"), high)]
            below = below if below.size else values[values < high]
            if above.size:
                found.append(_with(box, name, (float(above.min()), _limit(box, inputs, name)[1])))
            if below.size:
                found.append(_with(box, name, (_limit(box, inputs, name)[0], float(below.max()))))
        else:
            there = frozenset(str(value) for value in values)
            found += [_with(box, name, there - {value}) for value in sorted(there) if len(there) > 1]
    return found


def _wider(box: Box, inputs: pd.DataFrame, inside: Bools, peel: float) -> list[Box]:
    """The box plus a slice, one for each side of each restricted number and each category that is out."""
    found = []
    slice_size = max(1, int(peel * inside.sum()))
    for name, limit in box.limits.items():
        free = Box({key: value for key, value in box.limits.items() if key != name})
        values = inputs[name].to_numpy()[free.contains(inputs)]
        if isinstance(limit, frozenset):
            out = {str(value) for value in values} - limit
            found += [_with(box, name, limit | {value}) for value in sorted(out)]
            continue
        below, above = np.sort(values[values < limit[0]]), np.sort(values[values > limit[1]])
        if below.size:
            found.append(_with(box, name, (float(below[-min(slice_size, below.size)]), limit[1])))
        if above.size:
            found.append(_with(box, name, (limit[0], float(above[min(slice_size, above.size) - 1]))))
    return found


def _with(box: Box, name: str, limit: Limit) -> Box:
    return Box({**box.limits, name: limit})


def _limit(box: Box, inputs: pd.DataFrame, name: str) -> tuple[float, float]:
    limit = box.limits.get(name)
    return limit if isinstance(limit, tuple) else (float(inputs[name].min()), float(inputs[name].max()))


def _within(values: pd.Series, limit: Limit) -> Bools:
    if isinstance(limit, frozenset):
        return np.asarray(values.astype(str).isin(limit), dtype=bool)
    return np.asarray((values >= limit[0]) & (values <= limit[1]), dtype=bool)


def _is_number(values: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values))


def _interest(inputs: pd.DataFrame, interest: npt.ArrayLike) -> Bools:
    if not isinstance(inputs, pd.DataFrame):
        raise InputError("prim: error: inputs takes a DataFrame with a row per case and a column per parameter, as parameters(sweep) gives")
    if not inputs.columns.is_unique:
        raise InputError("prim: error: two columns of inputs have the same name; give each its own")
    for name in inputs.columns:
        if inputs[name].isna().any():
            raise InputError(f"prim: error: column {name} of inputs lacks values; leave out the rows that do, or the column")
    if isinstance(interest, pd.Series) and not interest.index.equals(inputs.index):
        raise InputError("prim: error: interest has other row labels than inputs, so that its order may be another; give it the same "
                         "index, or its values alone (to_numpy())")
    wanted = np.asarray(interest)
    if wanted.dtype != bool or wanted.shape != (len(inputs),):
        raise InputError("prim: error: interest takes true or false for each row of inputs")
    return wanted
