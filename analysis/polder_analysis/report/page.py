"""The parts of the page of a run or a comparison, ready for the template: texts, tables, pictures."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from markupsafe import Markup

from .. import labels
from . import charts
from .answer import more_digits, question, sentences, term
from .evidence import PLACES, Evidence, ordered
from .numbers import PER_CENT, Numbers, decimals, difference_decimals, is_share
from .words import Words, knows

MOST_CHANGED = 4
"""Settings that are named on the first screen; of more, how many."""
MOST_TOWNS = 40
"""Municipalities that have a row of their own; of more, the largest."""


@dataclass
class Table:
    """Rows of texts; the first cell of a row is its head. better: positions (row, column) that are marked."""

    caption: str
    head: list[str]
    rows: list[list[str | Markup]]
    best: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class Panel:
    """A picture with its title, and the figures behind it as a table."""

    title: str
    chart: Markup
    note: str = ""
    table: Table | None = None
    key: str = ""


class Page:
    """Makes the parts of the page from what was found."""

    def __init__(self, found: Evidence, words: Words, numbers: Numbers) -> None:
        self.found, self.words, self.numbers = found, words, numbers
        self.names = {variant: labels.capital(words.name(found.settings(variant))) for variant in found.variants}

    def question(self) -> str:
        return question(self.found, self.words)

    def asked(self) -> str:
        found, words = self.found, self.words
        places = {"municipalities": self.numbers.plain(len(found.population)), "weeks": found.attributes["weeks"],
                  "start": self.numbers.date(found.attributes["start"]), "replicates": self.numbers.plain(found.replicates)}
        if len(found.variants) == 1:
            made = [words("asked_one" if found.replicates > 1 else "asked_one_history", **places)]
        else:
            kind = "concepts_counted" if self._concepts() else "variants_counted"
            made = [words("asked", **places, variants=words(kind, count=len(found.variants)))]
            made += self._in_common()
        made += changed(found.overrides(), words)
        if found.failures:
            made.append(words("failed_one" if found.failures == 1 else "failed", count=self.numbers.plain(found.failures)))
        return " ".join(made)

    def _in_common(self) -> list[str]:
        """What holds for all: where some change their form, how they begin, and apart from that the rest."""
        common = self.found.common()
        forms = tuple(one for one in common if one[0] == "concept")
        if not (forms and self.found.changes()):
            return [self.words("asked_common", what=self.words.under(common))] if common else []
        rest = tuple(one for one in common if one not in forms)
        made = [self.words("asked_begin", what=self.words.under(forms))]
        return [*made, self.words("asked_common", what=self.words.under(rest))] if rest else made

    def brackets(self) -> bool:
        """Whether the answer has intervals in brackets."""
        return has_interval(self.answer(), self.words)

    def answer(self) -> list[str]:
        return sentences(self.found, self.words, self.numbers)

    def legend(self) -> list[dict[str, Any]]:
        return [{"kind": v % charts.KINDS, "name": self.names[variant],
                 "mark": charts.marker(v, 17, 6, 4)} for v, variant in enumerate(self.found.variants)]

    def glance(self) -> Table:
        """A row per variant with the figures that matter; marked are those that no other is better than beyond chance."""
        found, words = self.found, self.words
        head = words("concept" if self._concepts() else "variant")
        table = Table(words("glance"), [head], [[self.names[v]] for v in found.variants])
        titles = {found.wait: words("wait" if found.wait == "wait_of_all" else "wait_of_housed"),
                  "overdue_end": words("late_end", term=words("term_short", weeks=found.term) if found.term else words("term_unknown")), "placements_total": words("housed"),
                  "decision_delay_mean": words("decide"), "carried_out_mean": words("done"),
                  "say_of_others": words("others_say", largest=found.largest), "cost_total": words("cost")}
        for name, title in titles.items():
            if not found.has(name):
                continue
            table.head.append(title)
            more = more_digits(found, self.numbers, name)
            for r, variant in enumerate(found.variants):
                row = found.row(name, variant)
                scale = 0.001 if name == "cost_total" else 1.0
                cell = self.numbers.short(name, str(row["units"]), scale * float(row["mean"]), unit=False, more=more or 0)
                if name == "placements_total" and found.target is not None:
                    share = 100.0 * float(row["mean"]) / float(found.target.iloc[-1])
                    cell = words("of_target", persons=cell, share=self.numbers.plain(share, 0))
                if more is not None and variant in found.leading(name):
                    table.best.add((r, len(table.head) - 1))
                table.rows[r].append(cell)
        return table

    def glance_notes(self) -> list[str]:
        """What a reader of the table must know."""
        found, words = self.found, self.words
        made = [words("glance_note")] if self.glance().best else []
        if not found.comparable("overdue_end") and found.has("overdue_end"):
            made.append(words("glance_other_terms"))
        if found.target is not None:
            due = float(found.target.iloc[-1])
            made.append(words("glance_target", target=self.numbers.plain(due)))
            if any(round(100.0 * float(found.row("placements_total", one)["mean"]) / due) > 100 for one in found.variants):
                made[-1] += " " + words("glance_target_more")
        return made

    def _concepts(self) -> bool:
        """Whether the variants are concepts and nothing else."""
        return labels.varied(self.found.vary) == ["concept"]

    # Over time

    def courses(self) -> list[Panel]:
        return [self._course(course) for course in self.found.courses]

    def _course(self, course: xr.Dataset) -> Panel:
        name, words, numbers = str(course.attrs["outcome"]), self.words, self.numbers
        interval = str(course["mean"].dims[-1])
        course = _thinned(course)
        title = labels.titled(name, str(course.attrs["units"]), words.language)
        title = words("so_far", what=title) if course.attrs["cumulative"] else title
        if name == "overdue":
            title = words("late_course", term=term(self.found, words))
        dates = pd.DatetimeIndex(course["time"].values)
        weeks = [float(week) for week in course[interval].values]
        first = pd.Timestamp(self.found.attributes["start"])
        years = [((pd.Timestamp(year, 1, 1) - first).days / 7.0, str(year)) for year in range(first.year + 1, dates[-1].year + 1)]
        lines = [charts.Course(self.names[str(variant)], *(course[part].sel(variant=variant).values.astype(float) for part in
                                                          ("mean", "mean_low", "mean_high", "spread_low", "spread_high")))
                 for variant in course["variant"].values]
        target = self.found.target if name == "placements" else None
        due = None if target is None else [float(target.loc[int(week)]) for week in weeks]
        chart = charts.over_time(lines, weeks, years, [f"{words('week_of')} {numbers.date(day)}" for day in dates],
                                 words("chart_of", what=title), numbers.plain, target=due, target_name=words("target"))
        table = Table(title, [words("week_of"), *(one.name for one in lines)], [])
        picked = sorted({*range(0, len(weeks), max(len(weeks) // 8, 1)), len(weeks) - 1})
        for at in picked:
            cells = []
            for one in lines:
                places = decimals(float(one.mean[at]), float(one.low[at]), float(one.high[at]))
                cells.append(f"{numbers.plain(float(one.mean[at]), places)} "
                             f"({numbers.range(float(one.low[at]), float(one.high[at]), places)})")
            table.rows.append([numbers.date(dates[at]), *cells])
        notes = [words("target_note")] if due is not None else []
        if not charts.from_nothing(lines, due):
            notes.append(words("axis_cut"))
        return Panel(title, chart, " ".join(notes), table, name)

    # Differences

    def outcomes(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What can be chosen: (title of the group, [(name, words)])."""
        main, others = ordered([name for name in dict.fromkeys(self.found.outcomes["outcome"])
                                if knows(name) and name in self.found.standings and not _of_survey(name)])
        others.sort(key=lambda name: self.words.outcome(name).lower())
        return [(self.words("main_outcomes"), [(name, self.words.outcome(name)) for name in main]),
                (self.words("other_outcomes"), [(name, self.words.outcome(name)) for name in others])]

    def compared(self, outcome: str) -> list[Panel]:
        """Each variant, and differences to the base."""
        found, words = self.found, self.words
        rows = [found.row(outcome, variant) for variant in found.variants]
        units, better = str(rows[0]["units"]), str(rows[0]["better"])
        way = {"higher": words("more_better"), "lower": words("less_better")}.get(better, "")
        title = labels.titled(outcome, "1" if is_share(outcome) else units, words.language)
        factor = 100.0 if is_share(outcome) else 1.0
        after = PER_CENT if is_share(outcome) else ""
        each = []
        for variant, row in zip(found.variants, rows, strict=True):
            m, a, b, c, d = (factor * float(row[part]) for part in ("mean", "mean_low", "mean_high", "spread_low", "spread_high"))
            places = decimals(m, a, b)
            figure = self.numbers.plain(m, places) + (after if math.isfinite(m) else "")
            limits = f" ({self.numbers.range(a, b, places)})" if math.isfinite(a) else ""
            each.append(charts.Row(self.names[variant], found.variants.index(variant), m, a, b, c, d, figure + limits))
        panels = [Panel(words("each_variant"), charts.intervals(
            each, words("chart_of", what=f"{title}, {words('each_variant')}"),
            lambda value, places: self.numbers.plain(value, places) + after, zero=False))]
        if found.differences is not None:
            apart = []
            for variant in found.variants:
                one = found.difference(outcome, variant)
                if one is None:
                    continue
                m, a, b, c, d = (factor * float(one[part]) for part in ("difference", "low", "high", "spread_low", "spread_high"))
                figure, limits = self.numbers.apart(outcome, units, one["difference"], one["low"], one["high"], unit=False)
                apart.append(charts.Row(self.names[variant], found.variants.index(variant), m, a, b, c, d,
                                        f"{figure} ({limits})" if limits != "–" else figure))
            against = words("against", base=words.name(found.settings(found.base)))
            if is_share(outcome):
                against = words("in_points", what=against)
            panels.append(Panel(against, charts.intervals(
                apart, words("chart_of", what=f"{title}, {against}"), self.numbers.signed, zero=True)))
        panels[0].note = f"{title}{f' ({way})' if way else ''}"
        return panels

    def differences(self) -> Table | None:
        """The main outcomes of every variant against the base."""
        found, words = self.found, self.words
        if found.differences is None:
            return None
        table = Table(words("against", base=words.name(found.settings(found.base))),
                      [words("choose_outcome"), words("concept" if self._concepts() else "variant"), words("difference"),
                       words("interval"), words("spread"), words("verdict")], [])
        for name, _ in self.outcomes()[0][1]:
            for variant in found.variants:
                row = found.difference(name, variant)
                if row is None:
                    continue
                units = str(row["units"])
                figure, limits = self.numbers.apart(name, units, row["difference"], row["low"], row["high"], unit=False)
                factor = 100.0 if is_share(name) else 1.0
                c, d = factor * float(row["spread_low"]), factor * float(row["spread_high"])
                places = difference_decimals(*(factor * float(row[part]) for part in ("difference", "low", "high")))
                title = (words("in_points", what=words.outcome(name)) if is_share(name)
                         else labels.titled(name, units, words.language))
                judged = row["verdict"] and math.isfinite(row["low"]) and found.comparable(name)
                table.rows.append([title, self.names[variant], figure, limits, self.numbers.range(c, d, places, signed=True),
                                   words(str(row["verdict"])) if judged else "–"])
        return table

    # Municipalities

    def towns(self) -> list[str]:
        """Those that have a row of their own, the largest first."""
        return [str(name) for name in self.found.population.sort_values(ascending=False, kind="stable").index[:MOST_TOWNS]]

    def workload(self) -> list[Panel]:
        work = self.found.work
        if work is None:
            return []
        shown = self.towns()
        # A desk of the largest may do nearly everything: one axis for all variants, so that they compare.
        most = float(work[work["municipality"].isin(shown)]["mean"].max())
        wide = work.pivot(index=["variant", "municipality"], columns="measure", values="mean")
        panels = []
        for v, variant in enumerate(self.found.variants):
            rows = []
            for town in shown:
                one = wide.loc[(variant, town)]
                parts = [f"{self.words(name)} {self._percent(float(one[measure]))}" for name, measure in
                         (("inhabitants", "population"), ("work", "work"), ("say", "say"))]
                rows.append(charts.Share(town, float(one["population"]), float(one["work"]), float(one["say"]),
                                         f"{town}: {', '.join(parts)}"))
            title = self.names[variant]
            panels.append(Panel(title, charts.shares(rows, most, v % charts.KINDS,
                                                     self.words("chart_of", what=f"{self.words('who')}, {title}")), key=f"v{v % charts.KINDS}"))
        return panels

    def _percent(self, share: float) -> str:
        return f"{self.numbers.plain(100.0 * share, 1)}{PER_CENT}"

    def municipality(self, town: str) -> Table:
        """Everything of one municipality, a row per variant."""
        found, words = self.found, self.words
        assert found.work is not None
        head = [words("concept" if self._concepts() else "variant"), words("work"), words("say")]
        table = Table(f"{town} ({self.numbers.plain(float(found.population[town]))} {words('inhabitants')})", head, [])
        for name in PLACES:
            head.append(labels.titled(name, found.places[name].attrs["units"], words.language))
        for variant in found.variants:
            cells = [self.names[variant]]
            work = found.work[(found.work["variant"] == variant) & (found.work["municipality"] == town)].set_index("measure")
            for measure in ("work", "say"):
                row = work.loc[measure]
                cells.append(self._percent(float(row["mean"])))
            for name in PLACES:
                table_ = found.places[name]
                row = table_[(table_["variant"] == variant) & (table_["municipality"] == town)].iloc[0]
                places = decimals(float(row["mean"]), float(row["low"]), float(row["high"]))
                cells.append(f"{self.numbers.plain(float(row['mean']), places)} "
                             f"({self.numbers.range(float(row['low']), float(row['high']), places)})")
            table.rows.append(cells)
        return table

    def maps(self) -> list[dict[str, Any]]:
        """Per series that can be chosen its maps, one per variant on one scale."""
        made = []
        for name in PLACES if self.found.places else ():
            table = self.found.places[name]
            low, high = float(table["mean"].min()), float(table["mean"].max())
            places = decimals((low + high) / 2, low, low + (high - low) / 10)
            title = labels.titled(name, table.attrs["units"], self.words.language)
            panels = []
            for variant in self.found.variants:
                rows = table[table["variant"] == variant]
                towns = [charts.Town(
                    row.municipality, row.latitude, row.longitude, row.population,
                    (row.mean - low) / (high - low) if high > low else 0.5,
                    f"{row.municipality}: {self.numbers.plain(row.mean, places)} "
                    f"({self.numbers.range(row.low, row.high, places)})") for row in rows.itertuples()]
                panels.append(Panel(self.names[variant], charts.map_of(
                    towns, self.words("chart_of", what=f"{title}, {self.names[variant]}"))))
            made.append({"name": name, "title": title, "panels": panels, "low": self.numbers.plain(low, places),
                         "high": self.numbers.plain(high, places)})
        return made

    def trust(self) -> dict[str, Any] | None:
        """Start and end of every variant on one scale."""
        trust = self.found.trust
        if trust is None:
            return None
        mean = trust["mean"].transpose("moment", "variant", "municipality", "municipality_to").values
        both = (mean + np.swapaxes(mean, -1, -2)) / 2.0
        shown = np.argsort(-trust["population"].values, kind="stable")[:MOST_TOWNS]
        low, high = math.floor(20 * np.nanmin(both)) / 20, math.ceil(20 * np.nanmax(both)) / 20
        panels = []
        for v, variant in enumerate(self.found.variants):
            for m, moment in enumerate(("start", "end")):
                given, pair = mean[m, v][np.ix_(shown, shown)], both[m, v][np.ix_(shown, shown)]
                towns = []
                for row, i in enumerate(shown):
                    name = str(trust["municipality"].values[i])
                    towns.append(charts.Town(
                        name, float(trust["latitude"].values[i]), float(trust["longitude"].values[i]),
                        float(trust["population"].values[i]), 0.0,
                        self.words("trusts", town=name, gives=self.numbers.plain(float(np.nanmean(given[row])), 2),
                                   gets=self.numbers.plain(float(np.nanmean(given[:, row])), 2))))
                title = self.words("trust_caption", variant=self.names[variant], moment=self.words(moment),
                                   mean=self.numbers.plain(float(np.nanmean(mean[m, v])), 2))
                panels.append(Panel(title, charts.network(towns, pair, low, high, self.words("chart_of", what=title))))
        return {"panels": panels, "low": self.numbers.plain(low, 2), "high": self.numbers.plain(high, 2)}


def changed(settings: labels.Settings, words: Words) -> list[str]:
    """A sentence on what was set otherwise than in the scenario; none where nothing was."""
    if not settings:
        return []
    return [words("asked_changed", what=words.some([labels.setting(path, value, words.language) for path, value in settings], MOST_CHANGED))]


def has_interval(sentences: list[str], words: Words) -> bool:
    """Whether sentences have intervals in brackets."""
    return any(re.search(rf"\([^()]* {words('to')} [^()]*\)", one) for one in sentences)


def _of_survey(outcome: str) -> bool:
    """Answers to the survey, but for the grade: what was perceived, beside outcomes that are told as they are."""
    return outcome.startswith("survey_") and outcome != "survey_grade_mean"


def _thinned(course: xr.Dataset, most: int = 160) -> xr.Dataset:
    """At most so many moments, each with the last value up to it: weekly results have more weeks than a line can show, and
    in a week without a meeting a ratio has no value."""
    interval = str(course["mean"].dims[-1])
    step = math.ceil(course.sizes[interval] / most)
    if step == 1:
        return course
    ends = [min(at + step, course.sizes[interval]) - 1 for at in range(0, course.sizes[interval], step)]
    filled = course.map(lambda values: _carried(values, interval, step - 1))
    return filled.isel({interval: ends}).assign_attrs(course.attrs)


def _carried(values: xr.DataArray, interval: str, most: int) -> xr.DataArray:
    """Gaps of at most so many moments filled with the last value before them."""
    rows = values.transpose("variant", interval)
    return rows.copy(data=pd.DataFrame(rows.values).ffill(axis=1, limit=most).to_numpy())
