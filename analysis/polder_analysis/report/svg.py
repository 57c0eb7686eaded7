"""SVG as text: elements, scales, ticks. Colours, lines and letters are left to the page's style sheet, so that a picture
follows light, dark and print."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


def tag(name: str, *inside: str, **attributes: object) -> Markup:
    """An element; attributes that are None are left out, `_` in names stands for `-`, and a last `_` is dropped."""
    words = [f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
             for key, value in attributes.items() if value is not None]
    body = "".join(str(escape(part)) for part in inside)
    return Markup(f"<{name}{''.join(words)}>{body}</{name}>")  # noqa: S704: every part is escaped


def join(parts: Iterable[str]) -> Markup:
    """Elements one after another."""
    return Markup("").join(parts)


def path(points: Sequence[tuple[float, float]]) -> str:
    """Straight lines through points; where a point has no number the line is broken."""
    words, pen = [], "M"
    for x, y in points:
        if not (math.isfinite(x) and math.isfinite(y)):
            pen = "M"
            continue
        words.append(f"{pen}{_text(x)} {_text(y)}")
        pen = "L"
    return "".join(words)


def band(x: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    """The area between two lines, piece by piece where both have numbers."""
    pieces, now = [], []
    for one in [*zip(x, low, high, strict=True), (math.nan, math.nan, math.nan)]:
        if all(math.isfinite(value) for value in one):
            now.append(one)
        elif now:
            there = [(at, up) for at, _, up in now] + [(at, down) for at, down, _ in reversed(now)]
            pieces.append(path(there) + "Z")
            now = []
    return "".join(pieces)


@dataclass(frozen=True)
class Scale:
    """Numbers to places on the page, straight."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        return self.start + (self.end - self.start) * ((value - self.low) / span if span else 0.5)


def nice(low: float, high: float, count: int = 4) -> tuple[list[float], int]:
    """Round numbers that reach from low to high or somewhat further, about as many as asked, and their decimals."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return [0.0, 1.0], 0
    if high <= low:
        low, high = low - 0.5 * (abs(low) or 1.0), high + 0.5 * (abs(high) or 1.0)
    raw = (high - low) / count
    power = math.floor(math.log10(raw))
    step = min((factor * 10.0**power for factor in (1, 2, 2.5, 5, 10)), key=lambda one: abs(one - raw))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = max(0, -power + (1 if math.isclose(step / 10.0**power, 2.5) else 0))
    decimals = 0 if step >= 1.0 and step == int(step) else decimals
    return [at * step for at in range(first, last + 1)], decimals


def _text(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
