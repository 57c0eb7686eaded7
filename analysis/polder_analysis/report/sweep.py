"""The parts of the page of a sweep: rankings and where they flip, what outcomes depend on, boxes of assumptions."""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
import xarray as xr

from .. import engine, labels
from ..discovery import prim
from ..errors import EngineError, InputError
from ..estimates import scalars
from ..files import source
from ..sweeps import matched, parameters
from . import charts
from .evidence import ordered
from .numbers import PER_CENT, Numbers, decimals
from .page import Panel, Table
from .words import Words, knows

MOST_OUTCOMES = 6
SHOWN = 12
"""Parameters in a picture of indices, the most important first."""


@dataclass
class Box:
    """Where cases of interest are, in words and as a table; without table there is none to be told."""

    lead: str
    table: Table | None


class SweepPage:
    """Makes the parts of the page from the file of a sweep, which stays open only while this is made."""

    def __init__(self, data: xr.Dataset, words: Words, numbers: Numbers) -> None:
        self.words, self.numbers = words, numbers
        self.path, self.attributes = source(data), dict(data.attrs)
        self.table = parameters(data)
        self.replicates = data.sizes["replicate"]
        main, others = ordered([name for name in scalars(data) if knows(name)])
        self.names = (main + others)[:MOST_OUTCOMES]
        if not self.names:
            raise InputError(f"{self.path}: error: it holds no outcome that a report has words for")
        self.analysis = self._analyse()
        self.boxes = {name: self._box(data, name) for name in self.names}

    def _analyse(self) -> dict[str, dict[str, Any]]:
        """By outcome what `polder analyse` says of it; empty where it cannot."""
        with contextlib.suppress(EngineError, InputError, OSError):
            return {one["name"]: one for one in engine.analyse(self.path, self.names)["outcomes"]}
        return {}

    # First screen

    def question(self) -> str:
        return self.words("question_sweep", what=self.words.listed(
            [labels.outcome(one, self.words.language) for one in self.names[:3]]))

    def asked(self) -> str:
        names = [labels.path(str(path), self.words.language) for path in self.table.columns]
        shown = names[:8] + (["…"] if len(names) > 8 else [])
        return self.words("sweep_asked", design=self.attributes.get("design", ""), points=self.numbers.plain(len(self.table)),
                          replicates=self.numbers.plain(self.replicates), parameters=len(names), names=", ".join(shown))

    def answer(self) -> list[str]:
        made = [self._best(self.names[0]), *self.flips(self.names[0])[:1], self._most(self.names[0])]
        made += [self._most(name) for name in self.names[1:3]] if not made[0] else []
        return [labels.capital(one) for one in made if one][:3]

    def _ranking(self, name: str) -> dict[str, Any] | None:
        rankings = self.analysis.get(name, {}).get("rankings") or []
        return next((one for one in rankings if one["path"] == "concept"), rankings[0] if rankings else None)

    def _value(self, path: str, value: object) -> str:
        """An alternative: a concept by its name, a switch by what it switches."""
        text = labels.value(value, self.words.language)
        return text if path == "concept" else f"{labels.path(path, self.words.language)} = {text}"

    def _amount(self, name: str, units: str, interval: dict[str, Any]) -> tuple[str, str]:
        m, a, b = (_number(interval[part]) for part in ("estimate", "low", "high"))
        return self.numbers.estimate(name, units, m, a, b)

    def _share(self, interval: dict[str, Any]) -> tuple[str, str]:
        return self._amount("agreed_share", "1", interval)

    def _best(self, name: str) -> str:
        ranking = self._ranking(name)
        if ranking is None or len(ranking["alternatives"]) < 2:
            return ""
        first, second = ranking["alternatives"][:2]
        share, share_range = self._share(first["best"])
        regret, regret_range = self._amount(name, self.analysis[name]["unit"], second["regret"])
        return self.words("sweep_best", outcome=self.words.outcome(name), first=self._value(ranking["path"], first["value"]),
                          second=self._value(ranking["path"], second["value"]), share=share, share_range=share_range,
                          regret=regret, regret_range=regret_range)

    def _most(self, name: str) -> str:
        found = self.analysis.get(name)
        combination = found["combinations"][0] if found and found["combinations"] else None
        if found is None or combination is None or combination["indices"] is None:
            return ""
        entries = _entries(combination["indices"])
        measure = _measure(entries[0]) if entries else ""
        known = [one for one in entries if one[measure]["estimate"] is not None]
        if not known:
            return ""
        most = max(known, key=lambda one: _size(one, measure))
        of_variance = measure in ("first", "total")
        share, share_range = self._share(most[measure]) if of_variance else self._amount(name, found["unit"], most[measure])
        return self.words("sweep_most" if of_variance else "sweep_most_effect", outcome=self.words.outcome(name),
                          where=self._where(combination), parameter=labels.path(most["path"], self.words.language),
                          share=share, share_range=share_range)

    def _where(self, combination: dict[str, Any]) -> str:
        if not combination["at"]:
            return self.words("everywhere")
        return self.words("here", what=", ".join(self._value(path, value) for path, value in combination["at"].items()))

    # Sections

    def ranking(self, name: str) -> Table | None:
        ranking = self._ranking(name)
        if ranking is None:
            return None
        words, units = self.words, self.analysis[name]["unit"]
        of = labels.unit(units, words.language)
        table = Table(words.outcome(name), [words("alternative"), words("mean"), words("best_in"), words("interval"),
                                            words("regret") + (f", {of}" if of else ""), words("interval"), words("regret_95")], [])
        for one in ranking["alternatives"]:
            mean, _ = self._amount(name, "1", one["mean"])
            share, share_range = self._share(one["best"])
            regret, regret_range = self._amount(name, "1", one["regret"])
            worst = _number(one["regret_95"]["estimate"] if isinstance(one["regret_95"], dict) else one["regret_95"])
            m, a, b = (_number(one["regret"][part]) for part in ("estimate", "low", "high"))
            table.rows.append([self._value(ranking["path"], one["value"]), mean, share, share_range, regret, regret_range,
                               self.numbers.plain(worst, decimals(m, a, b))])
        return table

    def flips(self, name: str) -> list[str]:
        """Sentences: in which part of the assumptions the second overtakes the first."""
        ranking = self._ranking(name)
        pair = ranking["first_against_second"] if ranking else None
        if not ranking or not pair:
            return []
        first, second = (self._value(ranking["path"], pair[one]) for one in ("first", "second"))
        made = []
        for split in [one for one in pair["splits"] if one["flips"]][:3]:
            inside = _inside(split["inside"], self.words, self.numbers)
            made.append(self.words("sweep_flip", first=first, second=second,
                                   parameter=labels.path(split["path"], self.words.language), inside=inside,
                                   share_inside=self._percent(split["share_inside"]),
                                   share_outside=self._percent(split["share_outside"])))
        return made or [self.words("sweep_no_flip", first=first, second=second, share=self._percent(pair["share"]))]

    def _percent(self, share: float | None) -> str:
        return self.numbers.plain(100.0 * _number(share), 0) + PER_CENT

    def indices(self, name: str) -> list[Panel]:
        """A picture per combination of crossed values: parameters with the interval of their index."""
        found = self.analysis.get(name)
        panels = []
        for combination in (found or {}).get("combinations", [])[:8]:
            if combination["indices"] is None:
                continue
            entries = _entries(combination["indices"])
            measure = _measure(entries[0]) if entries else ""
            known = sorted((one for one in entries if one[measure]["estimate"] is not None),
                           key=lambda one: -_size(one, measure))[:SHOWN]
            if not known:
                continue
            rows = []
            for one in known:
                m, a, b = (_number(one[measure][part]) for part in ("estimate", "low", "high"))
                places = decimals(m, a, b)
                rows.append(charts.Row(
                    labels.path(one["path"], self.words.language) + (f" = {one['value']}" if "value" in one else ""), 0, m, a, b,
                    math.nan, math.nan, f"{self.numbers.plain(m, places)} ({self.numbers.range(a, b, places)})"))
            where = self._where(combination)
            meaning = labels.word({"first": "first_order", "total": "total_order", "mu_star": "mu_star",
                                   "difference": "one_at_a_time"}[measure], self.words.language)
            panels.append(Panel(labels.capital(where), charts.intervals(
                rows, self.words("chart_of", what=f"{self.words.outcome(name)}, {where}"), self.numbers.plain, zero=True,
                axis=meaning)))
        return panels

    def _box(self, data: xr.Dataset, name: str) -> Box:
        """Where the order flips; where it never does, where alternatives differ most; without alternatives, the worst."""
        nothing = Box(self.words("no_boxes"), None)
        ranking, words = self._ranking(name), self.words
        outcome = labels.outcome(name, words.language)
        if ranking is not None:
            path = ranking["path"]
            by = matched(data, name, path)
            inputs = self.table.loc[by["point"].values].drop(columns=path)
            best = str(ranking["alternatives"][0]["value"])
            good = by if by.attrs.get("better") == "higher" else -by
            flipped = (good.max(path) > good.sel({path: _label(by[path].values, best)})).values
            gap = (by.max(path) - by.min(path)).values
            interest, what = flipped, words("interest_flip", best=self._value(path, best), outcome=outcome)
            if not 0.02 < flipped.mean() < 0.98:
                limit = float(pd.Series(gap).quantile(0.75))
                text = self.numbers.estimate(name, str(by.attrs.get("units", "")), limit, limit * 0.95, limit * 1.05)[0]
                interest, what = gap > limit, words("interest_gap", gap=text, outcome=outcome)
        else:
            values = data[name].mean("replicate").to_series()
            inputs = self.table
            bad = values if data[name].attrs.get("better") == "lower" else -values
            interest, what = (bad > bad.quantile(0.75)).to_numpy(), words("interest_bad", outcome=outcome)
        if len(inputs) < 30 or inputs.shape[1] == 0 or not interest.any() or interest.all():
            return nothing
        box = prim(inputs, interest).choose(0.8)
        if not box.limits:
            return nothing
        measure = box.measure(inputs, interest)
        table = Table(words("boxes"), [words("parameter"), words("lies"), words("whole"), words("quasi_p")], [])
        for row in box.describe(inputs, interest).rename(columns={"from": "start", "values": "texts"}).itertuples():
            if isinstance(row.texts, str):
                limits, whole = ", ".join(labels.value(one, words.language) for one in row.texts.split(", ")), ""
            else:
                places = max(0, min(4, 2 - math.floor(math.log10(max(abs(row.to - row.start), 1e-9)))))
                limits = self.numbers.range(row.low, row.high, places)
                whole = self.numbers.range(row.start, row.to, places)
            table.rows.append([labels.path(row.parameter, words.language), limits, whole, self.numbers.plain(row.quasi_p, 3)])
        told = {"what": what, "share": self._percent(float(interest.mean())), "cases": self.numbers.plain(len(inputs))}
        for part in ("coverage", "density"):
            told[part] = self._percent(measure[part])
            told[f"{part}_range"] = self.numbers.range(100 * measure[f"{part}_low"], 100 * measure[f"{part}_high"], 0,
                                                         after=PER_CENT)
        return Box(words("boxes_lead", **told), table)


def _entries(indices: dict[str, Any]) -> list[dict[str, Any]]:
    return list(indices.get("parameters", indices.get("effects", [])))


def _measure(entry: dict[str, Any]) -> str:
    return next(name for name in ("total", "first", "mu_star", "difference") if name in entry)


def _size(entry: dict[str, Any], measure: str) -> float:
    return abs(_number(entry[measure]["estimate"]))


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _label(values: Any, text: str) -> Any:
    """The label that is written so."""
    return next(value for value in values if str(value) == text)


def _inside(inside: dict[str, Any], words: Words, numbers: Numbers) -> str:
    """`below 0.1`, or the categories."""
    if inside.get("values"):
        return ", ".join(labels.value(one, words.language) for one in inside["values"])
    return words("below", value=numbers.plain(float(inside["below"]), 3))
