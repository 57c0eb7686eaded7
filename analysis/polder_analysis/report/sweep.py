"""The parts of the page of a sweep: rankings and where they flip, which recommendation helps where, what outcomes depend on,
boxes of assumptions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
import xarray as xr
from markupsafe import Markup

from .. import engine, labels
from ..discovery import prim
from ..errors import EngineError, InputError
from ..estimates import mean_interval, scalars
from ..files import source
from ..sweeps import grid, matched, parameters, proportion_interval
from . import charts
from .evidence import OPTIONS, ordered, overridden
from .numbers import PER_CENT, Numbers, decimals, difference_decimals, is_share
from .page import Panel, Table, changed, has_interval
from .words import Words, knows

MOST = 0.5
"""Share of the combinations in which the best is best."""

SHOWN = 12
"""Parameters in a picture of indices, the most important first."""
REPEATING = ("morris", "saltelli")
"""Designs whose points repeat values, so that a box drawn around some of them says nothing."""
FEWEST_FOR_BOX = 30
CHANCE = 0.05
"""A flip whose p-value is above this may be chance."""


@dataclass
class Box:
    """Where cases of interest are, in words and as a table; without table there is none to be told."""

    lead: str
    table: Table | None


@dataclass
class Help:
    """What each recommendation adds alone, and all together: (recommendation, concept) with low and high."""

    paths: list[str]
    changes: dict[str, pd.DataFrame]
    """By concept: a row per path (and `all`), columns mean, low, high."""
    better: str
    units: str


class SweepPage:
    """Makes the parts of the page from the file of a sweep, which stays open only while this is made."""

    def __init__(self, data: xr.Dataset, words: Words, numbers: Numbers) -> None:
        self.words, self.numbers = words, numbers
        self.path, self.attributes = source(data), dict(data.attrs)
        self.design = str(self.attributes.get("design", ""))
        self.table = parameters(data)
        self.replicates = data.sizes["replicate"]
        self.towns = data.sizes.get("municipality", 1)
        main, others = ordered([name for name in scalars(data) if knows(name)])
        self.names = main + others
        self.main = main or others[:6]
        if not self.names:
            raise InputError(f"{self.path}: error: it holds no outcome that a report has words for")
        self.not_analysed = ""  # why polder could not
        self.analysis = self._analyse()
        self.helps = {name: found for name in self.names if (found := _helps(data, self.table, name)) is not None}
        self.boxes = {name: self._box(data, name) for name in self.names}

    def _analyse(self) -> dict[str, dict[str, Any]]:
        """By outcome what `polder analyse` says of it; empty where it cannot."""
        try:
            analysis = engine.analyse(self.path, self.names)
        except (EngineError, InputError) as error:
            self.not_analysed = str(error)
            return {}
        return {outcome["name"]: outcome for outcome in analysis["outcomes"]}

    # First screen

    @property
    def first(self) -> str:
        """The outcome that the answer is about: the wait where the sweep has it."""
        return self.names[0]

    def outcome(self, name: str) -> str:
        """An outcome as a title; what a file has per municipality is said to be so."""
        text = self.words.outcome(name)
        return self.words("per_municipality", what=text) if name in ("overdue_mean", "backlog_mean") else text

    def question(self) -> str:
        if self.helps:
            return self.words("question_sweep_helps")
        if self._ranking(self.first) is not None:
            return self.words("question_sweep_best")
        return self.words("question_sweep", what=self.words.listed(
            [labels.outcome(one, self.words.language) for one in self.names[:3]]))

    def asked(self) -> str:
        names = [labels.path(str(path), self.words.language) for path in self.table.columns]
        shown = self.words.some(names, 6)
        design = labels.catalogue()["report"].get(f"design_{self.design}", {}).get(self.words.language, self.design)
        asked = self.words("sweep_asked", design=design, points=self.numbers.plain(len(self.table)),
                           replicates=self.numbers.plain(self.replicates), parameters=len(names), names=shown)
        given = tuple(one for one in overridden(self.attributes).items() if one[0] not in OPTIONS and one[0] not in self.table)
        return " ".join([asked, *changed(given, self.words)])

    def brackets(self) -> bool:
        """Whether the answer has intervals in brackets."""
        return has_interval(self.answer(), self.words)

    def answer(self) -> list[str]:
        best = self._best(self.first)
        flips = [] if self.helps else self.flips(self.first)[:1]
        made = [self._helped(self.first), best, *flips, self._most(self.first)]
        made += [] if best else [self._most(name) for name in self.names[1:3]]
        return [labels.capital(one) for one in made if one][:3]

    def no_indices(self) -> Markup:
        """Why there are none."""
        if self.not_analysed:
            return self.words.marked("no_indices", why=self.not_analysed)
        return self.words.marked("few_for_indices")

    def overview(self) -> Table | None:
        """A row per main outcome: which alternative is best, how sure, and what it depends on most."""
        words = self.words
        ranked = any(self._ranking(name) for name in self.main)
        if not self.analysis:
            return None
        head = [words("choose_outcome"), *([words("best_one"), words("best_in")] if ranked else []), words("depends_on")]
        table = Table(words("sweep_glance"), head, [])
        for name in self.main:
            cells: list[Any] = [self.outcome(name)]
            if ranked:
                ranking = self._ranking(name)
                if ranking is None:
                    cells += ["–", "–"]
                else:
                    most_often = max(_number(one["best"]["estimate"]) for one in ranking["alternatives"])
                    tops = [one for one in ranking["alternatives"] if _number(one["best"]["estimate"]) == most_often]
                    share, limits = self._share(tops[0]["best"], int(ranking["independent"]))
                    names = words.listed([self._value(ranking["path"], one["value"]) for one in tops])
                    cells += [labels.capital(names), f"{share} ({limits})"]
            most = self._most_of(name)
            cells.append("–" if most is None else labels.capital(labels.path(most[0]["path"], words.language)))
            table.rows.append(cells)
        return table

    def _ranking(self, name: str) -> dict[str, Any] | None:
        rankings = self.analysis.get(name, {}).get("rankings") or []
        return next((one for one in rankings if one["path"] == "concept"), rankings[0] if rankings else None)

    def _value(self, path: str, value: object) -> str:
        """An alternative: a concept by its name, a switch by what it switches."""
        return labels.described(((path, str(value)),), self.words.language)

    def _under(self, path: str, value: object) -> str:
        """An alternative as circumstances: "in the network"."""
        return labels.under(((path, str(value)),), self.words.language)

    def _amount(self, name: str, units: str, interval: dict[str, Any]) -> tuple[str, str]:
        m, a, b = (_number(interval[part]) for part in ("estimate", "low", "high"))
        return self.numbers.estimate(name, units, m, a, b)

    def _share(self, interval: dict[str, Any], independent: int) -> tuple[str, str]:
        """A share of sets of assumptions, with an interval that is honest at none and at all.

        independent: how many of them are; those of one trajectory differ in little and count as one.
        """
        share = _number(interval["estimate"])
        low, high = proportion_interval(share, independent)
        return self._percent(share), self.numbers.range(100.0 * low, 100.0 * high, 0, after=PER_CENT)

    def _regret(self, name: str, units: str, interval: dict[str, Any], least: int = 0) -> tuple[str, str]:
        """How far off the best; shares differ by points. One that is never off has no interval to tell."""
        m, a, b = (_number(interval[part]) for part in ("estimate", "low", "high"))
        if m == 0.0:
            return self.numbers.plain(0.0), "–"
        return self.numbers.apart(name, units, m, a, b, signed=False, least=least)

    def _regrets(self, name: str, path: str, alternatives: list[dict[str, Any]]) -> str:
        """How far off the best each of these is, with its interval, all in as many digits."""
        units = str(self.analysis[name]["unit"])
        off = [[_number(one["regret"][part]) for part in ("estimate", "low", "high")] for one in alternatives]
        least = _most_decimals(name, [one for one in off if one[0]])
        listed = []
        for one in alternatives:
            regret, limits = self._regret(name, units, one["regret"], least)
            listed.append(self.words("off_best", what=self._under(path, one["value"]),
                                     regret=regret if limits == "–" else f"{regret} ({limits})"))
        return self.words.some(listed, 4)

    def _best(self, name: str) -> str:
        ranking = self._ranking(name)
        if ranking is None or len(ranking["alternatives"]) < 2:
            return ""
        independent = int(ranking["independent"])
        first, second = sorted(ranking["alternatives"], key=lambda one: -_number(one["best"]["estimate"]))[:2]
        share, share_range = self._share(first["best"], independent)
        second_share, second_range = self._share(second["best"], independent)
        # What is best in less than half of the combinations may be so by chance.
        most = proportion_interval(_number(first["best"]["estimate"]), independent)[0] > MOST
        # What is only most often best is itself worse than the best at times.
        others = sorted((one for one in ranking["alternatives"] if one is not first or not most),
                        key=lambda one: _number(one["regret"]["estimate"]))
        return self.words("sweep_best" if most else "sweep_best_often", outcome=self.outcome(name),
                          first=self._under(ranking["path"], first["value"]),
                          second=self._under(ranking["path"], second["value"]),
                          second_share=second_share, second_range=second_range, share=share, share_range=share_range,
                          count=self.numbers.plain(int(ranking["samples"])), others=self._regrets(name, ranking["path"], others))

    def _most_of(self, name: str) -> tuple[dict[str, Any], str, dict[str, Any]] | None:
        """(entry, measure, combination) of the parameter that matters most where the file says most: its first combination."""
        found = self.analysis.get(name)
        combination = found["combinations"][0] if found and found["combinations"] else None
        if combination is None or combination["indices"] is None:
            return None
        entries = _entries(combination["indices"])
        measure = _measure(entries[0]) if entries else ""
        known = [one for one in entries if one[measure]["estimate"] is not None]
        if not known:
            return None
        return max(known, key=lambda one: _size(one, measure)), measure, combination

    def _most(self, name: str) -> str:
        most = self._most_of(name)
        if most is None:
            return ""
        entry, measure, combination = most
        of_variance = measure in ("first", "total")
        share, share_range = (self._amount("agreed_share", "1", _clipped(entry[measure])) if of_variance
                              else self._amount(name, self.analysis[name]["unit"], entry[measure]))
        return self.words("sweep_most" if of_variance else "sweep_most_effect", outcome=self.outcome(name),
                          where=self._where(combination), parameter=labels.path(entry["path"], self.words.language),
                          share=share, share_range=share_range)

    def _where(self, combination: dict[str, Any]) -> str:
        if not combination["at"]:
            return self.words("everywhere")
        return labels.under(tuple((path, str(value)) for path, value in combination["at"].items()), self.words.language)

    # Which recommendation helps where

    def _helped(self, name: str) -> str:
        """Those that make this outcome better beyond chance, each alone, under each concept."""
        found = self.helps.get(name)
        if found is None:
            return ""
        helpful = {concept: [path for path in found.paths if _helpful(rows.loc[path], found.better)]
                   for concept, rows in found.changes.items()}
        least = _most_decimals(name, [[float(part) for part in found.changes[concept].loc[path, ["mean", "low", "high"]]]
                                      for concept, paths in helpful.items() for path in paths])
        listed = []
        for concept, paths in helpful.items():
            names = []
            for path in paths:
                row = found.changes[concept].loc[path]
                amount, limits = self.numbers.apart(name, found.units, row["mean"], row["low"], row["high"], least=least)
                names.append(f"{labels.path(path, self.words.language)} ({amount}; {limits})")
            if names:
                under = labels.under((("concept", concept),), self.words.language)
                listed.append(f"{under} {self.words.listed(names)}")
        if not listed:
            return self.words("helps_none", outcome=self.outcome(name))
        return self.words("helps", outcome=self.outcome(name), list="; ".join(listed))

    def help(self, name: str) -> Table | None:
        """A row per recommendation, a column per concept: what it changes alone, and all together."""
        found = self.helps.get(name)
        if found is None:
            return None
        words, of = self.words, labels.unit(found.units, self.words.language)
        title = self.outcome(name)
        caption = words("in_points", what=title) if is_share(name) else f"{title}, {of}" if of else title
        concepts = list(found.changes)
        table = Table(caption, [words("recommendation"), *(labels.capital(labels.value(one, words.language)) for one in concepts)], [])
        for r, path in enumerate([*found.paths, "all"]):
            text = words("all_together") if path == "all" else labels.path(path, words.language)
            cells: list[Any] = [labels.capital(text)]
            for c, concept in enumerate(concepts):
                row = found.changes[concept].loc[path]
                amount, limits = self.numbers.apart(name, found.units, row["mean"], row["low"], row["high"], unit=False)
                cells.append(amount if limits == "–" else f"{amount} ({limits})")
                if _helpful(row, found.better):
                    table.best.add((r, c + 1))
            table.rows.append(cells)
        return table

    # Sections

    def ranking(self, name: str) -> Table | None:
        ranking = self._ranking(name)
        if ranking is None:
            return None
        words, units = self.words, str(self.analysis[name]["unit"])
        of = words("points") if is_share(name) else labels.unit(units, words.language)
        table = Table(self.outcome(name), [words("alternative"), words("mean"), words("best_in"), words("interval"),
                                           words("regret") + (f", {of}" if of else ""), words("interval"), words("regret_95")], [])
        for one in sorted(ranking["alternatives"], key=lambda one: _number(one["regret"]["estimate"])):
            mean, _ = self._amount(name, "1", one["mean"])
            share, share_range = self._share(one["best"], int(ranking["independent"]))
            regret, regret_range = self._regret(name, "1", one["regret"])
            worst = _number(one["regret_95"]["estimate"] if isinstance(one["regret_95"], dict) else one["regret_95"])
            factor = 100.0 if is_share(name) else 1.0
            m, a, b = (factor * _number(one["regret"][part]) for part in ("estimate", "low", "high"))
            table.rows.append([labels.capital(self._value(ranking["path"], one["value"])), mean, share, share_range,
                               regret.removesuffix(f" {words('points')}"), regret_range,
                               self.numbers.plain(factor * worst, 0 if worst == 0 else decimals(m, a, b))])
        return table

    def flips(self, name: str) -> list[str]:
        """Sentences: in which part of the assumptions the second overtakes the first."""
        ranking = self._ranking(name)
        pair = ranking["first_against_second"] if ranking else None
        if not ranking or not pair:
            return []
        first, second = (self._under(ranking["path"], pair[one]) for one in ("first", "second"))
        share, share_range = self._share({"estimate": pair["share"]}, int(ranking["independent"]))
        over_all = {"first": first, "second": second, "share": share, "share_range": share_range}
        if any(one["flips"] for one in pair["splits"]) and _number(pair.get("p_value")) > CHANCE:
            return [self.words("sweep_flip_chance", **over_all)]
        made = [self._flip(split, first, second) for split in pair["splits"] if split["flips"]][:3]
        if made:
            return made
        return [self.words("sweep_no_flip", **over_all)]

    def _flip(self, split: dict[str, Any], first: str, second: str) -> str:
        """The side of a split on which the second wins: inside, where the first wins less than half there, or else outside."""
        inside = _number(split["share_inside"]) < 0.5
        there, elsewhere = (("share_inside", "share_outside") if inside else ("share_outside", "share_inside"))
        return self.words("sweep_flip", first=first, second=second, parameter=labels.path(split["path"], self.words.language),
                          where=self._side(split, inside=inside), share=self._percent(1.0 - _number(split[there])),
                          share_elsewhere=self._percent(1.0 - _number(split[elsewhere])))

    def _side(self, split: dict[str, Any], *, inside: bool) -> str:
        """`below 0.1`, `0.1 or more`, or the categories of that side."""
        values = split["inside"].get("values")
        if values:
            every = [str(one) for one in pd.unique(self.table[split["path"]])]
            chosen = [one for one in every if (one in {str(value) for value in values}) == inside]
            return self.words.listed([labels.value(one, self.words.language) for one in chosen])
        limit = float(split["inside"]["below"])
        span = float(self.table[split["path"]].max() - self.table[split["path"]].min())
        places = max(0, min(4, 2 - math.floor(math.log10(max(span, 1e-9)))))
        return self.words("below" if inside else "or_more", value=self.numbers.plain(limit, places))

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
                told = _clipped(one[measure]) if measure in ("first", "total") else one[measure]
                m, a, b = (_number(told[part]) for part in ("estimate", "low", "high"))
                places = decimals(m, a, b)
                text = labels.capital(self._value(one["path"], one["value"]) if "value" in one else
                                      labels.path(one["path"], self.words.language))
                limits = f" ({self.numbers.range(a, b, places)})" if math.isfinite(a) else ""
                rows.append(charts.Row(text, 0, m, a, b, math.nan, math.nan, f"{self.numbers.plain(m, places)}{limits}",
                                       path=str(one["path"])))
            where = self._where(combination)
            meaning = labels.word({"first": "first_order", "total": "total_order", "mu_star": "mu_star",
                                   "difference": "one_at_a_time"}[measure], self.words.language)
            panels.append(Panel(labels.capital(where), charts.intervals(
                rows, self.words("chart_of", what=f"{self.outcome(name)}, {where}"), self.numbers.plain, zero=True,
                axis=meaning)))
        return panels

    def _box(self, data: xr.Dataset, name: str) -> Box:
        """Where the order flips; where it never does, where alternatives differ most; without alternatives, the worst."""
        if self.design in REPEATING:
            return Box(self.words("boxes_repeating"), None)
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
            if flipped.size and not 0.02 < flipped.mean() < 0.98:
                limit = float(pd.Series(gap).quantile(0.75))
                text = self.numbers.apart(name, str(by.attrs.get("units", "")), limit, limit * 0.95, limit * 1.05, signed=False)[0]
                interest, what = gap > limit, words("interest_gap", gap=text, outcome=outcome)
        else:
            values = data[name].mean("replicate").to_series()
            inputs = self.table
            bad = values if data[name].attrs.get("better") == "lower" else -values
            interest, what = (bad > bad.quantile(0.75)).to_numpy(), words("interest_bad", outcome=outcome)
        if len(inputs) < FEWEST_FOR_BOX or inputs.shape[1] == 0 or not interest.any() or interest.all():
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
            table.rows.append([words.path(row.parameter), limits, whole, self.numbers.plain(row.quasi_p, 3)])
        told = {"what": what, "share": self._percent(float(interest.mean())), "cases": self.numbers.plain(len(inputs))}
        for part in ("coverage", "density"):
            told[part] = self._percent(measure[part])
            told[f"{part}_range"] = self.numbers.range(100 * measure[f"{part}_low"], 100 * measure[f"{part}_high"], 0,
                                                         after=PER_CENT)
        return Box(words("boxes_lead", **told), table)


def _helps(data: xr.Dataset, table: pd.DataFrame, name: str) -> Help | None:
    """Of a factorial that crosses concepts with interventions: each intervention alone, and all, on the same chance."""
    paths = [str(path) for path in table if str(path).startswith("interventions.")
             and {str(one) for one in table[path].unique()} == {"false", "true"}]
    better = str(data[name].attrs.get("better", ""))
    if data.attrs.get("design") != "factorial" or "concept" not in table or not paths or not better:
        return None
    if set(map(str, table)) != {"concept", *paths}:
        return None
    try:
        values = grid(data, [name])[name]
    except InputError:  # a part of a sweep
        return None
    off = {path: _label(values[path].values, "false") for path in paths}
    on = {path: _label(values[path].values, "true") for path in paths}
    nothing = values.sel(off, drop=True)
    changes = {path: mean_interval(values.sel({**off, path: on[path]}, drop=True) - nothing) for path in paths}
    changes["all"] = mean_interval(values.sel(on, drop=True) - nothing)
    by_concept = {}
    for concept in values["concept"].values:
        rows = {path: {part: float(change[part].sel(concept=concept)) for part in ("mean", "low", "high")}
                for path, change in changes.items()}
        by_concept[str(concept)] = pd.DataFrame.from_dict(rows, orient="index")
    return Help(paths, by_concept, better, str(data[name].attrs.get("units", "")))


def _helpful(row: pd.Series, better: str) -> bool:
    """Whether a change is for the better beyond chance."""
    return bool(row["low"] > 0 if better == "higher" else row["high"] < 0)


def _entries(indices: dict[str, Any]) -> list[dict[str, Any]]:
    return list(indices.get("parameters", indices.get("effects", [])))


def _measure(entry: dict[str, Any]) -> str:
    return next(name for name in ("total", "first", "mu_star", "difference") if name in entry)


def _size(entry: dict[str, Any], measure: str) -> float:
    return abs(_number(entry[measure]["estimate"]))


def _most_decimals(name: str, differences: list[list[float]]) -> int:
    """As many decimals as one of these, each mean, low and high, needs most."""
    factor = 100.0 if is_share(name) else 1.0
    return max((difference_decimals(*(factor * part for part in one)) for one in differences), default=0)


def _clipped(interval: dict[str, Any]) -> dict[str, Any]:
    """A share of the variance and its limits within 0 and 1: estimates of it scatter beyond."""
    return {part: None if interval[part] is None else min(max(float(interval[part]), 0.0), 1.0) for part in ("estimate", "low", "high")}


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _label(values: Any, text: str) -> Any:
    """The label that is written so."""
    return next(value for value in values if str(value) == text)
