"""Pictures. Every function draws on the axes that it is given and returns them; `new` makes a figure without a window.

Colours are Okabe and Ito's, which colour-blind readers tell apart, each with a marker or line of its own. Intervals
are always shown. Words are in the language asked for (labels.toml).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.colors
import matplotlib.dates
import matplotlib.ticker
import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from . import labels
from .discovery import Box, Prim
from .labels import Language, word

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito (2008), without yellow, which is too light for lines."""
LINES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (6, 1.5, 1, 1.5)), (0, (1, 1)), (0, (8, 2)), (0, (3, 1, 1, 1, 1, 1)), "-")
MARKERS = ("o", "s", "D", "^", "v", "P", "X")
SHADES = "viridis_r"
"""Light to dark, for more and more; readable without colour."""
SMALL = 8.5
GREY = "0.35"


def new(rows: int = 1, columns: int = 1, *, size: tuple[float, float] | None = None, title: str = "") -> tuple[
    Figure, npt.NDArray[np.object_]
]:
    """A figure and its axes [row, column]; save it with `figure.savefig(path)`. size: inches of the whole."""
    figure = Figure(figsize=size or (5.6 * columns, 3.6 * rows), dpi=110, layout="constrained")
    axes: npt.NDArray[np.object_] = figure.subplots(rows, columns, squeeze=False)
    if title:
        figure.suptitle(title, fontsize=12, x=0.01, ha="left", fontweight="bold")
    return figure, axes


def trajectory(
    axes: Axes, course: xr.Dataset, *, variants: Sequence[str] | None = None, language: Language = "en"
) -> Axes:
    """What `trajectory` gives: per variant the mean, its interval, and the band that holds most replicates, over time.

    variants: those to draw; all by default. Lines are labelled at their end.
    """
    ends = []
    for v, variant in enumerate(course["variant"].values):
        if variants is not None and variant not in variants:
            continue
        one = course.sel(variant=variant)
        colour, when = COLOURS[v % len(COLOURS)], one["time"].values
        axes.fill_between(when, one["spread_low"], one["spread_high"], color=colour, alpha=0.10, linewidth=0)
        axes.fill_between(when, one["mean_low"], one["mean_high"], color=colour, alpha=0.35, linewidth=0)
        axes.plot(when, one["mean"], color=colour, linestyle=LINES[v % len(LINES)], linewidth=1.6)
        there = one["mean"].dropna(one["mean"].dims[0])
        if there.size:
            ends.append((float(there[-1]), labels.variant(str(variant), language, str(course.attrs.get("vary", ""))), colour))
    name = str(course.attrs["outcome"])
    title = labels.titled(name, str(course.attrs["units"]), language)
    _finish(axes, word("cumulative", language, what=title) if course.attrs["cumulative"] else title, language)
    axes.xaxis.set_major_locator(matplotlib.dates.YearLocator())
    axes.xaxis.set_minor_locator(matplotlib.dates.MonthLocator((1, 4, 7, 10)))
    axes.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%Y"))
    if axes.get_ylim()[0] < 0 <= float(course["spread_low"].min()):
        axes.set_ylim(bottom=0)
    _label_ends(axes, ends)
    return axes


def mean_and_spread(course: xr.Dataset, language: Language = "en") -> str:
    """What the bands of `trajectory` are, as a caption."""
    return word("mean_and_spread", language, confidence=f"{100 * course.attrs['confidence']:.4g}",
                spread=f"{100 * course.attrs['spread']:.4g}", replicates=int(course["replicates"].max()))


def difference(
    axes: Axes, table: pd.DataFrame, *, rows: str | Sequence[str] = "variant", language: Language = "en"
) -> Axes:
    """What `paired_difference` gives for one outcome: a row each, thick the interval of the mean, thin the replicates.

    rows: the column that names the rows, or these names themselves. An arrow tells which way is better.
    """
    vary = str(table.attrs.get("vary", ""))
    names = [labels.variant(str(one), language, vary) for one in table[rows]] if isinstance(rows, str) else list(rows)
    first = table.iloc[0]
    decimals = _decimals(float((table["spread_high"] - table["spread_low"]).max()) / 3)
    for at, (_, row) in enumerate(table.iterrows()):
        colour = COLOURS[0] if row["verdict"] in ("better", "") else COLOURS[1] if row["verdict"] == "worse" else GREY
        axes.plot([row["spread_low"], row["spread_high"]], [at, at], color=colour, linewidth=1, alpha=0.6)
        axes.plot([row["low"], row["high"]], [at, at], color=colour, linewidth=4, solid_capstyle="butt")
        axes.plot(row["difference"], at, "o", color="white", markeredgecolor=colour, markersize=5, zorder=3)
        axes.annotate(_signed(row["difference"], decimals, language), (row["difference"], at), xytext=(0, 7),
                      textcoords="offset points", ha="center", fontsize=SMALL, color=colour)
    axes.axvline(0, color="0.5", linewidth=0.8, zorder=1)
    _rows(axes, names)
    _finish(axes, labels.titled(str(first["outcome"]), str(first["units"]), language), language, rows=True)
    axes.set_xlabel(word("difference", language, base=labels.variant(str(first["base"]), language, vary)), fontsize=SMALL)
    _better(axes, str(first["better"]), language)
    return axes


def workload(axes: Axes, table: pd.DataFrame, variant: str, *, language: Language = "en") -> Axes:
    """Who works and who decides under one variant, from `workload`: largest municipality on top, with intervals."""
    some = table[table["variant"] == variant]
    order = some.drop_duplicates("municipality").sort_values("population", ascending=False)["municipality"].tolist()
    for m, measure in enumerate(("population", "work", "say")):
        one = some[some["measure"] == measure].set_index("municipality").loc[order]
        share = 100 * one["mean"].to_numpy()
        if measure == "population":
            axes.barh(np.arange(len(order)), share, height=0.75, color="0.88", zorder=0, label=word(measure, language))
        else:
            error = 100 * np.vstack([one["mean"] - one["low"], one["high"] - one["mean"]])
            axes.errorbar(share, np.arange(len(order)) + 0.3 * (m - 1.5), xerr=error, fmt=MARKERS[m], color=COLOURS[m - 1],
                          markersize=4, linewidth=1.4, clip_on=False, label=word(measure, language))
    _rows(axes, order)
    _finish(axes, labels.capital(labels.variant(variant, language, str(table.attrs.get("vary", "")))), language, rows=True)
    axes.set_xlim(left=-0.02 * axes.get_xlim()[1])
    axes.set_xlabel(word("share_of_all", language), fontsize=SMALL)
    axes.legend(frameon=False, fontsize=SMALL, loc="lower right")
    return axes


def trust_network(
    axes: Axes, network: xr.Dataset, variant: str, moment: str, *, limits: tuple[float, float] | None = None,
    bar: bool = True, language: Language = "en",
) -> Axes:
    """Who trusts whom, from `trust_network`: municipalities where they lie, a line per pair, darker for more trust.

    A line is the mean of both directions. The mean over pairs stands in the title with the mean half-width of the pairs'
    own intervals. limits: trust at the lightest and darkest line; by default the least and the most of all moments and
    variants, so that these can be compared. bar: with a scale of the colours beside it.
    """
    chosen = network.sel(variant=variant, moment=moment)
    trust = network["mean"].transpose(..., "municipality", "municipality_to").to_numpy()
    every = (trust + np.swapaxes(trust, -1, -2)) / 2.0
    low, high = limits or (float(np.nanmin(every)), float(np.nanmax(every)))
    trust = chosen["mean"].to_numpy()
    both = (trust + trust.T) / 2.0
    x, y = chosen["longitude"].to_numpy(), chosen["latitude"].to_numpy()
    first, second = np.triu_indices(len(x), 1)
    order = np.argsort(both[first, second])
    pairs = [((x[a], y[a]), (x[b], y[b])) for a, b in zip(first[order], second[order], strict=True)]
    strength = np.clip((both[first, second][order] - low) / max(high - low, 1e-9), 0, 1)
    lines = LineCollection(pairs, array=both[first, second][order], cmap=SHADES, linewidths=0.3 + 2.7 * strength,
                           norm=matplotlib.colors.Normalize(low, high), zorder=1)
    axes.add_collection(lines)
    _towns(axes, x, y, chosen["population"].to_numpy(), "white", [str(name) for name in chosen["municipality"].values])
    half = float(((chosen["high"] - chosen["low"]) / 2.0).mean())
    mean = word("trust_of", language, mean=labels.number(float(np.nanmean(trust)), 2, language),
                half=labels.number(half, 2, language))
    name = labels.variant(variant, language, str(network.attrs.get("vary", "")))
    title = f"{labels.capital(name)}, {word(moment, language)}"
    axes.set_title(f"{title}\n{mean}", fontsize=10, loc="left")
    if bar:
        _colour_bar(axes, lines, word("trust_scale", language), language)
    return axes


def map(  # noqa: A001
    axes: Axes, table: pd.DataFrame, variant: str, *, limits: tuple[float, float] | None = None, bar: bool = True,
    language: Language = "en",
) -> Axes:
    """A series per municipality where these lie, from `map`: area of a disc ~ inhabitants, colour the mean.

    Below each name the mean and the half-width of its interval. limits: values of the first and the last colour; by
    default the least and the most of all variants, so that these can be compared. bar: with a scale of the colours.
    """
    some = table[table["variant"] == variant]
    low, high = limits or (float(table["mean"].min()), float(table["mean"].max()))
    # The half-widths to one or two digits.
    decimals = _decimals(10 * float((some["high"] - some["low"]).median()) / 2)
    names = [f"{row.municipality}\n{labels.number(row.mean, decimals, language)} ± "
             f"{labels.number((row.high - row.low) / 2, decimals, language)}"
             for row in some[["municipality", "mean", "low", "high"]].itertuples(index=False, name="Row")]
    points = _towns(axes, some["longitude"].to_numpy(), some["latitude"].to_numpy(), some["population"].to_numpy(),
                    some["mean"].to_numpy(), names, norm=matplotlib.colors.Normalize(low, high))
    name = labels.variant(variant, language, str(table.attrs.get("vary", "")))
    axes.set_title(labels.capital(name), fontsize=10, loc="left")
    if bar:
        title = labels.titled(str(table.attrs["outcome"]), str(table.attrs["units"]), language)
        _colour_bar(axes, points, title, language)
    return axes


def regret(axes: Axes, table: pd.DataFrame, *, language: Language = "en") -> Axes:
    """What `regret` gives: per alternative how much worse than the best, the mean with its interval, and the 95th
    percentile as a tick."""
    path = str(table.attrs["path"])
    for at, (_, row) in enumerate(table.iterrows()):
        axes.plot([row["regret_low"], row["regret_high"]], [at, at], color=COLOURS[0], linewidth=4, solid_capstyle="butt")
        axes.plot(row["regret"], at, "o", color="white", markeredgecolor=COLOURS[0], markersize=5, zorder=3)
        axes.plot(row["regret_95"], at, "|", color=COLOURS[0], markersize=11)
    _rows(axes, [labels.value(one, language) for one in table[path]])
    _finish(axes, labels.titled(str(table.attrs["outcome"]), str(table.attrs["units"]), language), language, rows=True)
    axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    axes.set_xlabel(word("regret", language), fontsize=SMALL)
    return axes


def peeling(axes: Axes, found: Prim, *, language: Language = "en") -> Axes:
    """The trade-off between coverage and density along the boxes of `prim`, with 95 % intervals."""
    steps = found.trajectory
    x, y = 100 * steps["coverage"], 100 * steps["density"]
    axes.vlines(x, 100 * steps["density_low"], 100 * steps["density_high"], color="0.8", linewidth=1, zorder=0)
    points = axes.scatter(x, y, c=steps["restricted"], cmap=SHADES, s=26, edgecolors="0.3", linewidths=0.4)
    _finish(axes, "", language)
    axes.set_xlabel(word("coverage", language), fontsize=SMALL)
    axes.set_ylabel(word("density", language), fontsize=SMALL)
    axes.set_xlim(0, 103)
    axes.set_ylim(0, 103)
    points.set_clim(0, max(1, int(steps["restricted"].max())))
    bar = _colour_bar(axes, points, word("restricted", language), language)
    bar.ax.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))
    return axes


def box(axes: Axes, found: Prim, chosen: Box, *, language: Language = "en") -> Axes:
    """The restrictions of a box: where in the range of each parameter it lies, the most telling on top, with quasi-p."""
    table = chosen.describe(found.inputs, found.interest)
    names = []
    for at, row in table.iterrows():
        axes.barh(at, 1, height=0.3, color="0.92", zorder=0)
        if pd.isna(row["low"]):
            text: str = ", ".join(labels.value(one, language) for one in row["values"].split(", "))
            axes.barh(at, 1, height=0.3, color=COLOURS[0], alpha=0.25)
        else:
            width = max(row["to"] - row["from"], 1e-300)
            axes.barh(at, (row["high"] - row["low"]) / width, left=(row["low"] - row["from"]) / width, height=0.3,
                      color=COLOURS[0])
            text = " – ".join(labels.number(row[side], _decimals(width), language) for side in ("low", "high"))
        names.append(labels.path(row["parameter"], language))
        chance = "< 0.001" if row["quasi_p"] < 0.001 else f"= {row['quasi_p']:.3f}"
        axes.text(0, at - 0.19, f"{text}   (p {chance.replace('.', ',') if language == 'nl' else chance})",
                  fontsize=SMALL, va="bottom", color=GREY)
    _rows(axes, names, at_least=3)
    measure = chosen.measure(found.inputs, found.interest)
    shares = {name: " ".join((f"{100 * measure[name]:.0f} %", f"[{100 * measure[f'{name}_low']:.0f}, "
                              f"{100 * measure[f'{name}_high']:.0f}]")) for name in ("coverage", "density")}
    _finish(axes, word("box_measures", language, **shares), language, rows=True)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_xlabel(word("whole_range_from_to", language), fontsize=SMALL)
    return axes


def _finish(axes: Axes, title: str, language: Language, *, rows: bool = False) -> None:
    axes.set_title(title, fontsize=10, loc="left")
    axes.tick_params(labelsize=SMALL)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x" if rows else "y", color="0.92", linewidth=0.8)
    axes.set_axisbelow(True)
    if rows:
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_major_formatter(_ticks(language))
    else:
        axes.yaxis.set_major_formatter(_ticks(language))


def _ticks(language: Language) -> matplotlib.ticker.FuncFormatter:
    """Ticks as the language writes numbers, all with as many decimals as the one that takes most."""

    def text(value: float, _: int | None) -> str:
        needed = [len(f"{one:.4f}".rstrip("0").split(".")[1]) for one in formatter.locs] or [0]
        return labels.number(value, max(needed), language)

    formatter = matplotlib.ticker.FuncFormatter(text)
    return formatter


def _colour_bar(axes: Axes, shades: Any, title: str, language: Language) -> Any:
    bar = axes.figure.colorbar(shades, ax=axes, shrink=0.6, pad=0.01)
    bar.set_label(title, fontsize=SMALL)
    bar.ax.tick_params(labelsize=SMALL)
    bar.outline.set_visible(False)
    bar.ax.yaxis.set_major_formatter(_ticks(language))
    return bar


def _rows(axes: Axes, names: Sequence[str], at_least: int = 1) -> None:
    """One row per name, the first on top, with room for so many."""
    axes.set_yticks(range(len(names)), names, fontsize=SMALL)
    axes.set_ylim(max(len(names), at_least) - 0.4, -0.7)


def _label_ends(axes: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Labels to the right of the ends of lines, moved apart where they would overlap."""
    bottom, top = axes.get_ylim()
    height = axes.figure.get_size_inches()[1] * 72 * axes.get_position().height
    apart = 1.35 * SMALL / height * (top - bottom)
    placed: list[float] = []
    ordered = sorted(ends)
    for end, _, _ in ordered:
        placed.append(max(end, placed[-1] + apart) if placed else end)
    # Back to the middle of where they belong.
    shift = float(np.mean([end[0] - at for end, at in zip(ordered, placed, strict=True)])) if placed else 0.0
    if placed:
        shift = max(min(shift, top - placed[-1]), bottom - placed[0])
    for (_, text, colour), at in zip(ordered, placed, strict=True):
        axes.annotate(text, (1.01, at + shift), xycoords=("axes fraction", "data"), fontsize=SMALL, color=colour,
                      va="center", annotation_clip=False)


def _signed(figure: float, decimals: int, language: Language) -> str:
    return ("+" if round(figure, decimals) > 0 else "") + labels.number(figure, decimals, language)


def _decimals(size: float) -> int:
    """As many as it takes to tell a hundredth or so of a size."""
    return int(np.clip(1 - np.floor(np.log10(size)), 0, 4)) if np.isfinite(size) and size > 0 else 0


def _better(axes: Axes, better: str, language: Language) -> None:
    if better not in ("higher", "lower"):
        return
    text = f"{word('better', language)} →" if better == "higher" else f"← {word('better', language)}"
    axes.annotate(text, (1.0 if better == "higher" else 0.0, 1.0), xycoords="axes fraction", fontsize=SMALL, color=GREY,
                  ha="right" if better == "higher" else "left", va="top")


def _towns(
    axes: Axes, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], population: npt.NDArray[np.float64],
    colour: Any, names: Sequence[str], norm: Any = None,
) -> Any:
    """Discs with names where municipalities lie; degrees drawn so that distances are alike in both directions."""
    area = 25 + 700 * population / population.max()
    points = axes.scatter(x, y, s=area, c=colour, cmap=SHADES if norm else None, norm=norm, edgecolors="0.2",
                          linewidths=0.8, zorder=2)
    for at in range(len(x)):
        down = -(np.sqrt(area[at]) / 2 + 2)
        axes.annotate(names[at], (x[at], y[at]), xytext=(0, down), textcoords="offset points", ha="center", va="top",
                      fontsize=7, zorder=3, linespacing=0.95,
                      bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "alpha": 0.7, "linewidth": 0})
    axes.set_aspect(1.0 / np.cos(np.radians(float(np.mean(y)))))
    axes.margins(0.12)
    axes.set_axis_off()
    return points
