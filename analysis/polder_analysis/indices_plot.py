"""What the outcomes of a sweep depend on, drawn from the JSON of `polder analyse` (docs/sweeps.md lists its keys)."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from . import labels
from .errors import InputError
from .labels import Language, word
from .plot import COLOURS, MARKERS, SMALL

SHOWN = 10
"""Parameters per panel, the most important."""

_STYLES = {
    "first": (COLOURS[0], MARKERS[0], "first_order"),
    "total": (COLOURS[1], MARKERS[1], "total_order"),
    "mu_star": (COLOURS[0], MARKERS[0], "mu_star"),
    "sigma": (COLOURS[4], MARKERS[3], "sigma"),
    "difference": (COLOURS[0], MARKERS[0], "one_at_a_time"),
}


def sobol_plot(
    axes: Axes, outcome: dict[str, Any], combination: int = 0, *, legend: bool = True, language: Language = "en"
) -> Axes:
    """The indices of one outcome with their intervals, the most important parameter on top.

    outcome: an element of `analyse(...)["outcomes"]`. combination: which of its `combinations` of crossed values.
    First-order and total indices; of a Morris screening mean absolute effects and their spread; of one parameter at a
    time differences to the base scenario. Raises InputError for what is no such outcome.
    """
    try:
        chosen = outcome["combinations"][combination]
        name, at, indices = str(outcome["name"]), chosen["at"], chosen["indices"]
    except (KeyError, IndexError, TypeError):
        raise InputError("sobol_plot: error: this is no outcome with such a combination; take one of analyse(...)[\"outcomes\"] and, "
                         "from 0, one of its combinations") from None
    where = labels.described(tuple((path, str(value)) for path, value in at.items()), language)
    title = labels.titled(name, "1", language)
    axes.set_title(title + (f"\n{where}" if where else ""), fontsize=10, loc="left")
    entries = [] if indices is None else indices.get("parameters", indices.get("effects"))
    if not any(_importance(entry) >= 0 for entry in entries):
        why = word("too_little" if indices is None else "does_not_vary", language)
        axes.text(0.5, 0.5, why, ha="center", transform=axes.transAxes, fontsize=9)
        axes.set_axis_off()
        return axes
    entries = sorted(entries, key=_importance, reverse=True)[:SHOWN]
    single = indices["kind"] == "one_at_a_time"
    names = [labels.setting(entry["path"], str(entry["value"]), language) if single else labels.path(entry["path"], language)
             for entry in entries]
    measures = [name for name in _STYLES if name in entries[0]]
    for m, name in enumerate(measures):
        colour, marker, meaning = _STYLES[name]
        offset = 0.15 * (2 * m - len(measures) + 1)
        axes.errorbar([_number(entry[name]["estimate"]) for entry in entries],
                      [row + offset for row in range(len(entries))], xerr=_bars([entry[name] for entry in entries]),
                      fmt=marker, color=colour, markersize=4, linewidth=1.2, label=word(meaning, language))
    axes.axvline(0, color="0.6", linewidth=0.8)
    axes.set_yticks(range(len(entries)), names, fontsize=SMALL)
    axes.set_ylim(len(entries) - 0.5, -0.5)
    axes.grid(axis="x", color="0.9")
    axes.set_axisbelow(True)
    of = {"morris": "whole_range", "one_at_a_time": "one_at_a_time"}.get(indices["kind"], "share_of_variance")
    unit = labels.unit(outcome["unit"], language) if of != "share_of_variance" else ""
    axes.set_xlabel(word(of, language) + (f", {unit}" if unit else ""), fontsize=SMALL)
    axes.tick_params(labelsize=SMALL)
    axes.locator_params(axis="x", nbins=5)
    axes.spines[["top", "right"]].set_visible(False)
    if legend:
        # Below the panel, where it hides no interval.
        axes.legend(loc="upper right", bbox_to_anchor=(1.0, -0.16), ncols=2, fontsize=7, frameon=False)
    return axes


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _bars(intervals: list[dict[str, Any]]) -> list[list[float]]:
    """Distances from estimate to limits; 0 where there is no interval."""
    bars: list[list[float]] = [[], []]
    for interval in intervals:
        for bar, limit in zip(bars, ("low", "high"), strict=True):
            there = interval["estimate"] is not None and interval[limit] is not None
            bar.append(max(0.0, abs(interval[limit] - interval["estimate"])) if there else 0.0)
    return bars


def _importance(entry: dict[str, Any]) -> float:
    """What the parameters of a panel are sorted by; what does not exist comes last."""
    measure = next(entry[name] for name in ("total", "first", "mu_star", "difference") if name in entry)
    return abs(float(measure["estimate"])) if measure["estimate"] is not None else -1.0
