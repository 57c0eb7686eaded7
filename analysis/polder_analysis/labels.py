"""Words for outcomes, variants, units and pictures in English and Dutch, from labels.toml."""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "nl"]


@functools.cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """labels.toml: section, name, language, text."""
    text = importlib.resources.files(__package__).joinpath("labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def word(name: str, language: Language = "en", **places: object) -> str:
    """A word or phrase of the section [word], with its places filled in."""
    return catalogue()["word"][name][language].format(**places)


def outcome(name: str, language: Language = "en") -> str:
    """A series or scalar in words; the name itself where the catalogue has none."""
    series, scalars = catalogue()["series"], catalogue()["scalar"]
    if name in scalars:
        return scalars[name][language]
    stem = re.sub("_(total|mean)$", "", name)
    return series[stem][language] if stem in series else name


def unit(units: str, language: Language = "en") -> str:
    """A unit of the file in words; nothing for plain numbers."""
    return catalogue()["unit"].get(units, {}).get(language, units)


def titled(name: str, units: str, language: Language = "en") -> str:
    """An outcome with its unit, as a title: "Wait for a home, weeks"; a unit that its name tells is left out."""
    what, of = outcome(name, language), unit(units, language)
    text = what if not of or of in what.split() else f"{what}, {of}"
    return capital(text)


def capital(text: str) -> str:
    """With a capital, as a title begins."""
    return text[:1].upper() + text[1:]


def path(name: str, language: Language = "en") -> str:
    """A path of a parameter in words, where the catalogue has them."""
    return catalogue()["path"].get(name, {}).get(language, name)


def value(text: object, language: Language = "en") -> str:
    """A value of a parameter in words, where the catalogue has them."""
    return catalogue()["value"].get(str(text), {}).get(language, str(text))


def variant(name: str, language: Language = "en") -> str:
    """A variant in words: "ssc", or "concept=ssc, interventions.forum=true"; switches that are off are left out."""
    parts = []
    for part in name.split(", "):
        if "=" not in part:
            parts.append(value(part, language))
            continue
        at, chosen = part.split("=", 1)
        if at == "concept":
            parts.append(value(chosen, language))
        elif chosen == "true":
            parts.append(path(at, language))
        elif chosen != "false":
            parts.append(f"{path(at, language)} {value(chosen, language)}")
    return " + ".join(parts) or name


def number(figure: float, decimals: int, language: Language = "en") -> str:
    """A number as the language writes it, with a real minus sign."""
    text = f"{figure:,.{decimals}f}"
    text = text.replace("-", "−") if float(f"{figure:.{decimals}f}") != 0 else text.replace("-", "")
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
