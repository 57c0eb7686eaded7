"""Figures, intervals and dates as a language writes them, with as many decimals as their interval bears out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from .. import labels
from ..labels import Language

SHARES = frozenset({
    "carried_out", "sham_cooperation", "agreed_share", "dropped_share", "unowned_share", "largest_workload_share",
    "say_of_others", "agreement", "too_slow", "too_fast", "read_share", "awareness", "losses_of_largest", "trapped", "say",
    "others_work",
})
"""Outcomes that people read as per cents; other plain numbers stay as they are."""

PER_CENT = "\u00a0%"
"""Kept on the line of its number."""


def is_share(outcome: str) -> bool:
    """Whether an outcome, under its name with or without _mean, is written in per cents."""
    return outcome.removesuffix("_mean") in SHARES


@dataclass(frozen=True)
class Numbers:
    """How one language writes numbers."""

    language: Language

    def plain(self, figure: float, decimals: int = 0) -> str:
        """A number; a dash where there is none."""
        return labels.number(figure, decimals, self.language) if math.isfinite(figure) else "–"

    def signed(self, figure: float, decimals: int = 0) -> str:
        """With a plus where it is more than nothing."""
        text = self.plain(figure, decimals)
        return f"+{text}" if math.isfinite(figure) and round(figure, decimals) > 0 else text

    def range(self, low: float, high: float, decimals: int, *, signed: bool = False, after: str = "") -> str:
        """`10.9 to 11.2`; a dash where it is not known."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return "–"
        write = self.signed if signed else self.plain
        return f"{write(low, decimals)} {labels.catalogue()['report']['to'][self.language]} {write(high, decimals)}{after}"

    def estimate(self, outcome: str, units: str, mean: float, low: float, high: float) -> tuple[str, str]:
        """An outcome and its interval: (`11.0 weeks`, `10.9 to 11.2`), or (`7.5 %`, `7.4 to 7.6 %`)."""
        if is_share(outcome):
            mean, low, high, after = 100.0 * mean, 100.0 * low, 100.0 * high, PER_CENT
            places = min(decimals(mean, low, high), 1)
            return self._with(self.plain(mean, places), after), self.range(low, high, places, after=after)
        of = labels.unit(units, self.language)
        places = decimals(mean, low, high)
        return self._with(self.plain(mean, places), f" {of}" if of else ""), self.range(low, high, places)

    def short(self, outcome: str, units: str, mean: float, *, unit: bool = True, more: int = 0) -> str:
        """A figure as a reader keeps it, the same in sentences and in the table at a glance: whole per cents and persons,
        weeks to one decimal, money to two digits. more: digits than these, where figures that differ would look alike."""
        if is_share(outcome):
            places = (0 if abs(100.0 * mean) >= 9.95 or mean == 0 else 1) + more
            return self._with(self.plain(100.0 * mean, places), PER_CENT)
        of = f" {labels.unit(units, self.language)}" if unit and labels.unit(units, self.language) else ""
        if units == "EUR" and math.isfinite(mean) and mean != 0:
            power = math.floor(math.log10(abs(mean))) - 1 - more
            return self._with(self.plain(round(mean / 10.0**power) * 10.0**power, max(0, -power)), of)
        places = {"weeks": 1, "persons": 0, "EUR": 0}.get(units, decimals(mean, mean, mean)) + more
        return self._with(self.plain(mean, places), of)

    def apart(self, outcome: str, units: str, mean: float, low: float, high: float, *, signed: bool = True,
              unit: bool = True, least: int = 0) -> tuple[str, str]:
        """A difference and its interval; of shares in percentage points. An interval that leaves nothing out is not rounded
        to one that touches nothing. least: decimals at least, so that figures of one sentence have as many."""
        factor, of = (100.0, labels.catalogue()["report"]["points"][self.language]) if is_share(outcome) else (
            1.0, labels.unit(units, self.language))
        mean, low, high = factor * mean, factor * low, factor * high
        places = max(difference_decimals(mean, low, high), least)
        write = self.signed if signed else self.plain
        return self._with(write(mean, places), f" {of}" if unit and of else ""), self.range(low, high, places, signed=signed)

    def _with(self, text: str, after: str) -> str:
        return text if text == "–" else labels.singular(text + after, self.language)

    def date(self, when: object) -> str:
        """`1 July 2015`."""
        return labels.date(pd.Timestamp(when).date(), self.language)


def decimals(mean: float, low: float, high: float) -> int:
    """As many as show the first digit of half the interval; of a figure without one, three digits in all."""
    half = (high - low) / 2.0
    if not math.isfinite(half) or half <= 0.0:
        size = abs(mean)
        return 0 if not math.isfinite(size) or size >= 100.0 else 1 if size >= 10.0 else 2
    return min(max(0, math.ceil(-math.log10(half))), 3)


def difference_decimals(mean: float, low: float, high: float) -> int:
    """As `decimals`, and enough that an interval on one side of nothing does not seem to touch it."""
    places = decimals(mean, low, high)
    if math.isfinite(low) and math.isfinite(high) and low * high > 0:
        while places < 4 and min(abs(round(low, places)), abs(round(high, places))) == 0.0:
            places += 1
    return places
