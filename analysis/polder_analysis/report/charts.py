"""The pictures of a report, each a narrow SVG that is as legible on a phone as beside others on a desk.

Every picture takes figures and a way to write them, and gives Markup. Variants are told apart by colour, by line and by
marker; classes v0, v1 ... carry all three (style.css).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from .svg import Scale, band, join, nice, path, tag

Floats = npt.NDArray[np.float64]
KINDS = 7
"""Variants that have a colour, line and marker of their own; further ones start again."""


def marker(kind: int, x: float, y: float, size: float = 4.0, **attributes: object) -> Markup:
    """The mark of a variant: circle, square, diamond, triangle, triangle down, plus, cross."""
    outlines = (
        None, [(-1, -1), (1, -1), (1, 1), (-1, 1)], [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        [(0, -1.2), (1.2, 1), (-1.2, 1)], [(0, 1.2), (1.2, -1), (-1.2, -1)],
        [(-.4, -1.2), (.4, -1.2), (.4, -.4), (1.2, -.4), (1.2, .4), (.4, .4), (.4, 1.2), (-.4, 1.2), (-.4, .4), (-1.2, .4),
         (-1.2, -.4), (-.4, -.4)],
        [(-1.2, -.7), (-.7, -1.2), (0, -.5), (.7, -1.2), (1.2, -.7), (.5, 0), (1.2, .7), (.7, 1.2), (0, .5), (-.7, 1.2),
         (-1.2, .7), (-.5, 0)])
    outline = outlines[kind % KINDS]
    attributes.setdefault("class_", f"mark v{kind % KINDS}")
    if outline is None:
        return tag("circle", cx=x, cy=y, r=size, **attributes)
    return tag("path", d=path([(x + size * a, y + size * b) for a, b in outline]) + "Z", **attributes)


def picture(inside: str, width: float, height: float, label: str, kind: str = "", data: Mapping[str, Any] | None = None,
            ) -> Markup:
    """An SVG that scales with its place. label: what it shows, for those who do not see it. data: for the script."""
    return tag("svg", inside, viewBox=f"0 0 {width:g} {height:g}", role="img", aria_label=label, class_=f"chart {kind}",
               data_chart=json.dumps(data, ensure_ascii=False, separators=(",", ":")) if data else None)


@dataclass(frozen=True)
class Course:
    """A variant over time."""

    name: str
    mean: Floats
    low: Floats
    high: Floats
    spread_low: Floats
    spread_high: Floats


def _heights(courses: Sequence[Course], target: Sequence[float] | None) -> Floats:
    """Every value that a picture over time holds."""
    every = np.concatenate([np.concatenate([one.spread_low, one.spread_high, one.mean]) for one in courses]
                           + ([np.asarray(target, dtype=float)] if target is not None else []))
    finite: Floats = every[np.isfinite(every)]
    return finite


def from_nothing(courses: Sequence[Course], target: Sequence[float] | None) -> bool:
    """Whether the axis of a picture over time begins at nothing: not where that would flatten everything."""
    every = _heights(courses, target)
    return not every.size or bool(every.min() < 0.0 or every.min() < 0.4 * every.max())


def over_time(
    courses: Sequence[Course], times: Sequence[float], years: Sequence[tuple[float, str]], when: Sequence[str], label: str,
    write: Callable[[float, int], str], *, target: Sequence[float] | None = None, target_name: str = "",
) -> Markup:
    """Lines with two bands each. times: weeks; years: where the axis has words; when: words for each time."""
    width, height, left, right, top, bottom = 400.0, 220.0, 46.0, 12.0, 10.0, 24.0
    every = _heights(courses, target)
    least, most = (float(every.min()), float(every.max())) if every.size else (0.0, 1.0)
    if from_nothing(courses, target):
        least = min(least, 0.0)
    ticks, places = nice(least, most)
    x = Scale(times[0], times[-1], left, width - right)
    y = Scale(ticks[0], ticks[-1], height - bottom, top)
    parts = [tag("line", x1=left, x2=width - right, y1=y(at), y2=y(at), class_="zero" if at == 0 else "grid") for at in ticks]
    parts += [tag("text", write(at, places), x=left - 6, y=y(at) + 4, class_="tick end") for at in ticks]
    for at, words in years:
        parts.append(tag("line", x1=x(at), x2=x(at), y1=height - bottom, y2=height - bottom + 4, class_="zero"))
        parts.append(tag("text", words, x=x(at), y=height - 6, class_="tick middle" if at > times[0] else "tick"))
    along = [x(at) for at in times]
    for v, one in enumerate(courses):
        kind = v % KINDS
        # Where nothing happened, as in a week without a meeting, the line goes on to where something did.
        there = np.flatnonzero(np.isfinite(one.mean))
        beside = [along[int(at)] for at in there]
        parts.append(tag("path", d=band(beside, [y(a) for a in one.spread_low[there]], [y(a) for a in one.spread_high[there]]),
                         class_=f"spread v{kind}"))
        # Of a few values an interval may be wider than all of them: it ends at the edge of the picture.
        low, high = (np.clip(limit[there], ticks[0], ticks[-1]) for limit in (one.low, one.high))
        parts.append(tag("path", d=band(beside, [y(a) for a in low], [y(a) for a in high]), class_=f"sure v{kind}"))
    if target is not None:
        parts.append(tag("path", d=path([(a, y(b)) for a, b in zip(along, target, strict=True)]), class_="target"))
    for v, one in enumerate(courses):
        there = np.flatnonzero(np.isfinite(one.mean))
        parts.append(tag("path", d=path([(along[int(at)], y(float(one.mean[at]))) for at in there]), class_=f"line v{v % KINDS}"))
        # Marks along the line, each variant at other places, so that lines that coincide can be told.
        for place in there[1 + v::max(len(there) // 4, 1)]:
            parts.append(marker(v, along[int(place)], y(float(one.mean[int(place)])), 3.2))
    parts.append(tag("line", y1=top, y2=height - bottom, class_="cursor"))
    series: list[dict[str, Any]] = [{"name": one.name, "kind": v % KINDS, "text": [
        f"{write(m, places + 1)} ({write(a, places + 1)} – {write(b, places + 1)})" if math.isfinite(m) else "–"
        for m, a, b in zip(one.mean, one.spread_low, one.spread_high, strict=True)]} for v, one in enumerate(courses)]
    if target is not None:
        series.append({"name": target_name, "kind": "target", "text": [write(value, places) for value in target]})
    data = {"x": [round(at, 1) for at in along], "when": list(when), "series": series, "width": width}
    return picture(join(parts), width, height, label, "course", data)


@dataclass(frozen=True)
class Row:
    """A figure with the interval of its mean, and what holds nine in ten histories. kind: of the variant."""

    name: str
    kind: int
    mean: float
    low: float
    high: float
    spread_low: float
    spread_high: float
    text: str
    path: str = ""
    """In small type below the name, for readers who look for it."""


def intervals(rows: Sequence[Row], label: str, write: Callable[[float, int], str], *, zero: bool, axis: str = "") -> Markup:
    """A row each: name and figures above, interval and spread below. zero: the axis takes nothing in, as a line."""
    left, right, width, bottom = 14.0, 14.0, 400.0, 40.0
    # Names and figures share a line where both fit; the figure goes below it otherwise, and so does a path.
    narrow = max((len(row.name) + len(row.text) for row in rows), default=0) > 58
    below = narrow or any(row.path for row in rows)
    each = 56.0 if below else 40.0
    height = each * len(rows) + bottom
    every = [value for row in rows for value in (row.low, row.high, row.spread_low, row.spread_high, row.mean)
             if math.isfinite(value)] + ([0.0] if zero else [])
    ticks, places = nice(min(every, default=0.0), max(every, default=1.0))
    x = Scale(ticks[0], ticks[-1], left, width - right)
    floor = each * len(rows) + 4
    # Beside each interval only, so that no line crosses a word.
    parts = [tag("path", d="".join(path([(x(at), each * r - 20), (x(at), each * r - 4)]) for r in range(1, len(rows) + 1)),
                 class_="nothing" if zero and at == 0 else "grid") for at in ticks]
    for at in ticks:
        parts.append(tag("text", write(at, places), x=x(at), y=floor + 14, class_="tick middle"))
    if axis:
        parts.append(tag("text", axis, x=width / 2, y=floor + 30, class_="tick middle"))
    for r, row in enumerate(rows):
        middle, kind = each * (r + 1) - 12, row.kind % KINDS
        parts.append(tag("text", row.name, x=0, y=each * r + 15, class_="name halo"))
        parts.append(tag("text", row.text, x=width, y=each * r + (30 if below else 15), class_="figure end halo"))
        if row.path:
            parts.append(tag("text", row.path, x=0, y=each * r + 30, class_="path"))
        for low, high, thick in ((row.spread_low, row.spread_high, "thin"), (row.low, row.high, "thick")):
            if math.isfinite(low) and math.isfinite(high):
                parts.append(tag("line", x1=x(low), x2=x(high), y1=middle, y2=middle, class_=f"{thick} v{kind}"))
        if math.isfinite(row.mean):
            parts.append(marker(row.kind, x(row.mean), middle, 4.5))
    return picture(join(parts), width, height, label, "intervals")


@dataclass(frozen=True)
class Share:
    """A municipality's shares of the whole, 0 to 1."""

    name: str
    population: float
    work: float
    say: float
    text: str


def shares(rows: Sequence[Share], most: float, kind: int, label: str) -> Markup:
    """A row per municipality: bar of inhabitants, dot of work, diamond of say. most: end of the axis."""
    each, left, right, top, width = 17.0, 132.0, 22.0, 20.0, 400.0
    height = top + each * len(rows) + 6
    ticks, _ = nice(0.0, 100.0 * most)
    x = Scale(0.0, ticks[-1], left, width - right)
    parts = [tag("line", x1=x(at), x2=x(at), y1=top - 4, y2=height - 4, class_="zero" if at == 0 else "grid") for at in ticks]
    parts += [tag("text", f"{at:g} %", x=x(at), y=top - 8, class_="tick middle") for at in ticks]
    for r, row in enumerate(rows):
        middle = top + each * (r + 0.5)
        inside = [tag("title", row.text),
                  tag("rect", x=0, y=middle - each / 2, width=width, height=each, class_="hit"),
                  tag("text", row.name if len(row.name) < 22 else row.name[:20] + "…", x=left - 8, y=middle + 4,
                      class_="name end"),
                  tag("rect", x=left, y=middle - 4, width=max(x(100 * row.population) - left, 0.5), height=8, class_="people")]
        if math.isfinite(row.work) and math.isfinite(row.say):
            inside.append(tag("line", x1=x(100 * row.work), x2=x(100 * row.say), y1=middle, y2=middle, class_=f"link v{kind}"))
        if math.isfinite(row.work):
            inside.append(tag("circle", cx=x(100 * row.work), cy=middle, r=4.2, class_=f"work v{kind}"))
        if math.isfinite(row.say):
            inside.append(marker(2, x(100 * row.say), middle, 4.0, class_=f"say v{kind}"))
        parts.append(tag("g", *inside, class_="town", data_town=row.name))
    return picture(join(parts), width, height, label, "shares")


@dataclass(frozen=True)
class Town:
    """Where a municipality lies (degrees), how many live there, and how dark it is, 0 to 1 (NaN: no value)."""

    name: str
    latitude: float
    longitude: float
    population: float
    shade: float
    text: str


def places(towns: Sequence[Town], width: float = 400.0) -> tuple[list[tuple[float, float, float]], float]:
    """Where circles go: (x, y, radius) of each, and the height; north is up, areas are as populations."""
    latitude = np.array([town.latitude for town in towns])
    longitude = np.array([town.longitude for town in towns])
    east = (longitude - longitude.min()) * math.cos(math.radians(float(latitude.mean())))
    north = latitude.max() - latitude
    side, edge = 62.0, 30.0
    scale = min((width - 2 * side) / max(float(east.max()), 1e-6), 330.0 / max(float(north.max()), 1e-6))
    spare = (width - 2 * side - scale * float(east.max())) / 2
    most = max(town.population for town in towns)
    largest = 26.0 if len(towns) <= 40 else 12.0
    circles = [(side + spare + scale * float(a), edge + scale * float(b), max(largest * math.sqrt(town.population / most), 2.5))
               for a, b, town in zip(east, north, towns, strict=True)]
    return circles, 2 * edge + scale * float(north.max())


def _names(towns: Sequence[Town], circles: Sequence[tuple[float, float, float]], width: float, height: float) -> Markup:
    """Names beside circles where there is room: the largest first, each at the first of eight places that is free."""
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    order = sorted(range(len(towns)), key=lambda at: -towns[at].population)
    parts = []
    for at in order[:40]:
        x, y, r = circles[at]
        long = 6.4 * len(towns[at].name)
        spots = [(x + r + 3, y + 4, "start"), (x - r - 3, y + 4, "end"), (x, y - r - 4, "middle"), (x, y + r + 12, "middle"),
                 (x + 0.7 * r + 3, y - 0.7 * r - 1, "start"), (x + 0.7 * r + 3, y + 0.7 * r + 10, "start"),
                 (x - 0.7 * r - 3, y - 0.7 * r - 1, "end"), (x - 0.7 * r - 3, y + 0.7 * r + 10, "end")]
        best: tuple[float, tuple[float, float, str], tuple[float, float, float, float]] | None = None
        for spot in spots:
            left = spot[0] - (long if spot[2] == "end" else long / 2 if spot[2] == "middle" else 0)
            # A name that reaches across an edge is moved inside.
            inside = min(max(left, 2.0), width - 2.0 - long)
            spot, left = (spot[0] + inside - left, spot[1], spot[2]), inside
            box = (left, spot[1] - 10, left + long, spot[1] + 2)
            over = sum(max(0.0, min(box[2], other[2]) - max(box[0], other[0])) * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
                       for other in taken)
            outside = max(0.0, -box[0]) + max(0.0, box[2] - width) + max(0.0, -box[1]) + max(0.0, box[3] - height)
            cost = over + 100.0 * outside
            if best is None or cost < best[0] - 1e-9:
                best = (cost, spot, box)
        if best is None or (best[0] > 60.0 and len(towns) > 20):
            continue
        taken.append(best[2])
        parts.append(tag("text", towns[at].name, x=best[1][0], y=best[1][1], class_=f"place halo {best[1][2]}",
                         data_town=towns[at].name))
    return join(parts)


def map_of(towns: Sequence[Town], label: str) -> Markup:
    """Circles at their place, darker for more."""
    circles, height = places(towns)
    parts = []
    for at in sorted(range(len(towns)), key=lambda one: -towns[one].population):
        town, (x, y, r) = towns[at], circles[at]
        none = not math.isfinite(town.shade)
        parts.append(tag("g", tag("title", town.text), tag(
            "circle", cx=x, cy=y, r=r, class_="circle none" if none else "circle",
            style=None if none else f"--p:{100 * town.shade:.0f}%"), class_="town", data_town=town.name))
    return picture(join([*parts, _names(towns, circles, 400.0, height)]), 400.0, height, label, "map")


def network(towns: Sequence[Town], trust: Floats, low: float, high: float, label: str) -> Markup:
    """A line per pair, thicker and darker for more. trust: of two in each other, (town, town); low, high: the scale."""
    circles, height = places(towns)
    pairs = [(float(trust[i, j]), i, j) for i in range(len(towns)) for j in range(i) if math.isfinite(trust[i, j])]
    parts = []
    for value, i, j in sorted(pairs):
        share = (value - low) / (high - low) if high > low else 0.5
        parts.append(tag("line", x1=circles[i][0], y1=circles[i][1], x2=circles[j][0], y2=circles[j][1], class_="pair",
                         data_of=f"|{towns[i].name}|{towns[j].name}|",
                         style=f"--p:{100 * share:.0f}%;stroke-width:{0.4 + 2.8 * share * share:.2f}"))
    for at in sorted(range(len(towns)), key=lambda one: -towns[one].population):
        x, y, r = circles[at]
        parts.append(tag("g", tag("title", towns[at].text), tag("circle", cx=x, cy=y, r=0.45 * r + 1.5, class_="node"),
                         class_="town", data_town=towns[at].name))
    small = [(x, y, 0.45 * r + 1.5) for x, y, r in circles]
    return picture(join([*parts, _names(towns, small, 400.0, height)]), 400.0, height, label, "network")
