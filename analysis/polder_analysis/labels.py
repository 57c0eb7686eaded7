"""Words for outcomes, variants, parameters, units and pictures in English and Dutch, from labels.toml."""

from __future__ import annotations

import datetime
import fnmatch
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Literal

Language = Literal["en", "nl"]

BY_TEXT = frozenset({"title", "figure", "note"})
"""Sections whose entries are named by the English itself, so that only the Dutch stands in the catalogue."""

Settings = tuple[tuple[str, str], ...]
"""What a variant sets: (path, value) each."""


@functools.cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """labels.toml: section, name, language, text."""
    text = importlib.resources.files(__package__).joinpath("labels.toml").read_text(encoding="utf-8")
    sections: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text)
    for section in BY_TEXT:
        for english, texts in sections[section].items():
            texts.setdefault("en", english)
    return sections


def word(name: str, language: Language = "en", **places: object) -> str:
    """A word or phrase of the section [word], with its places filled in."""
    return catalogue()["word"][name][language].format(**places)


def translated(section: str, english: str, language: Language = "en") -> str:
    """A text that is named by its English; the English itself where the catalogue does not have it."""
    return catalogue()[section].get(english, {}).get(language, english)


def outcome(name: str, language: Language = "en") -> str:
    """A series or scalar in words; the name itself where the catalogue has none."""
    known = catalogue()
    for section in ("scalar", "derived"):
        if name in known[section]:
            return known[section][name][language]
    stem = re.sub("_(total|mean)$", "", name)
    if stem in known["series"]:
        return known["series"][stem][language]
    if match := re.fullmatch("survey_(.+?)(_mean|_gap|_true)?", name):
        if match[1] in known["survey"]:
            kind = {"_gap": "survey_gap", "_true": "survey_true"}.get(match[2] or "", "survey_answer")
            return word(kind, language, what=known["survey"][match[1]][language])
    return name


def unit(units: str, language: Language = "en") -> str:
    """A unit of the file in words; nothing for plain numbers."""
    return catalogue()["unit"].get(units, {}).get(language, units)


def titled(name: str, units: str, language: Language = "en") -> str:
    """An outcome with its unit, as a title: "Wait for a home, weeks"; a unit that its name tells is left out."""
    what, of = outcome(name, language), unit(units, language)
    text = what if not of or of in re.findall(r"\w+", what) else f"{what}, {of}"
    return capital(text)


def capital(text: str) -> str:
    """With a capital, as a title begins."""
    return text[:1].upper() + text[1:]


def path(name: str, language: Language = "en") -> str:
    """A path of a parameter in words, where the catalogue has them: its own, or those of its kind.

    `municipalities.*.colour` are the words for the colour of every municipality, whose name takes the place of {name}.
    """
    known = catalogue()["path"]
    if name in known:
        return known[name][language]
    for pattern, texts in known.items():
        if "*" in pattern and fnmatch.fnmatchcase(name, pattern):
            parts = re.fullmatch(re.escape(pattern).replace(r"\*", "(.+?)"), name)
            if parts is not None:
                found = [*parts.groups(), ""]
                if pattern.startswith("demand.half_years") and found[0].isdigit():
                    found[0] = str(int(found[0]) + 1)
                if pattern.startswith("groups."):
                    found[0] = value(found[0], language)
                return texts[language].format(name=found[0], more=found[1])
    return name


def has_path(name: str) -> bool:
    """Whether the catalogue has words for a path."""
    return path(name) != name


def value(text: object, language: Language = "en") -> str:
    """A value of a parameter in words, where the catalogue has them; numbers and dates as the language writes them, a list
    without its brackets."""
    written = str(text)
    known = catalogue()["value"]
    if written in known:
        return known[written][language]
    if re.fullmatch(r"-?\d+(\.\d+)?", written):
        return number(float(written), len(written.partition(".")[2]), language)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return date(datetime.date.fromisoformat(written), language)
    if re.fullmatch(r"\[[^\[\]]*\]", written):
        each = re.findall(r'"[^"]*"|[^\s,\[\]][^,\[\]]*', written)
        return listed([value(one.strip(), language) for one in each], language) if each else known["none"][language]
    return written[1:-1] if re.fullmatch(r'"[^"]*"', written) else written


def date(day: datetime.date, language: Language = "en") -> str:
    """`1 July 2015`."""
    known = catalogue()["report"]
    month = known["months"][language].split()[day.month - 1]
    return known["date"][language].format(day=day.day, month=month, year=day.year)


def singular(text: str, language: Language = "en") -> str:
    """`1 weeks` as `1 week`; of other numbers, 1.0 too, words stay as they are."""
    ones = dict(pair.replace("_", " ").split("=") for pair in word("singular", language).split())
    return re.sub(rf"(?<![\d.,])1 ({'|'.join(ones)})\b", lambda found: f"1 {ones[found[1]]}", text)


def varied(vary: str) -> list[str]:
    """The paths of the attribute `vary` of a file: PATH=a,b,c on each line."""
    return [line.partition("=")[0].strip() for line in vary.splitlines() if line]


def settings(name: str, vary: str = "") -> Settings:
    """What a variant sets, from its name.

    vary: the attribute of the file. With one path varied, names are bare values ("true"), which say nothing without it.
    """
    paths = varied(vary)
    if len(paths) == 1 and not name.startswith(f"{paths[0]}="):
        return ((paths[0], name),)
    if len(paths) > 1 or "=" in name:
        # A value may hold commas, so that names are cut only where a path begins.
        begin = "|".join(re.escape(one) for one in paths) or r"[^\s=,]+"
        found = list(re.finditer(rf"(?:^|, )({begin})=", name))
        ends = [one.start() for one in found[1:]] + [len(name)]
        return tuple((one[1], name[one.end():end]) for one, end in zip(found, ends, strict=True))
    return (("concept", name),) if name in catalogue()["under"] else ()


def variant(name: str, language: Language = "en", vary: str = "") -> str:
    """A variant in words: "shared-service centre, with a forum". vary: as in `settings`."""
    return described(settings(name, vary), language) or value(name, language)


def described(chosen: Settings, language: Language = "en") -> str:
    """Settings as a name: "network, without monitoring"."""
    concepts = [value(of, language) for at, of in chosen if at == "concept"]
    return ", ".join(concepts + _phrases(chosen, language))


def under(chosen: Settings, language: Language = "en") -> str:
    """Settings as circumstances in a sentence: "in the network with a forum", "without monitoring"."""
    known = catalogue()["under"]
    concepts = [known[of][language] if of in known else word("with", language, what=value(of, language))
                for at, of in chosen if at == "concept"]
    opens = tuple(f"{one} " for one in word("opens_circumstances", language).split())
    more = [one if one.startswith(opens) else word("with", language, what=one) for one in _phrases(chosen, language)]
    return " ".join([*concepts, ", ".join(more)]).strip()


def listed(names: Sequence[str], language: Language = "en") -> str:
    """`a, b and c`."""
    return "".join(names[:1]) if len(names) < 2 else f"{', '.join(names[:-1])} {word('and', language)} {names[-1]}"


def is_switch(name: str) -> bool:
    """Whether a path is off, on, or on from a week."""
    return name.startswith("interventions.") or name == "concept_switch.week"


def _plain(text: str) -> str:
    """Dutch says `met een forum` but `zonder forum`."""
    return text.replace("zonder een ", "zonder ")


def setting(at: str, of: str, language: Language = "en") -> str:
    """One setting in words: "without monitoring", "with a change of form after week 26", "inflow = 1.5"."""
    known = catalogue()["setting"]
    of = _switched(at, of)
    number_given = re.fullmatch(r"-?\d+(\.\d+)?", of) is not None
    kind = of if of in ("true", "false") else "week" if is_switch(at) and number_given else "number" if number_given else "*"
    for name in (f"{at}={of}", f"{at}={kind}", f"{at}=*", f"*={kind}"):
        if name in known:
            return _plain(known[name][language].format(what=path(at, language), value=value(of, language)))
    return known["*=number"][language].format(what=path(at, language), value=value(of, language))


def _switched(at: str, of: str) -> str:
    """On from the first week is on."""
    return "true" if of == "0" and is_switch(at) else of


def _phrases(chosen: Settings, language: Language) -> list[str]:
    """Settings but for the concept, one phrase each; of several interventions those that are on in one phrase."""
    chosen = tuple((at, _switched(at, of)) for at, of in chosen)
    plain = [(at, of) for at, of in chosen if at.startswith("interventions.") and of in ("true", "false")]
    if len(plain) < 2:
        return [setting(at, of, language) for at, of in chosen if at != "concept"]
    known = catalogue()["setting"]
    on = [path(at, language) for at, of in plain if of == "true"]
    if on:
        first = known["*=true"][language].format(what=listed(on, language))
    elif len(plain) == 2:
        first = _plain(known["*=false"][language].format(what=listed([path(at, language) for at, _ in plain], language)))
    else:
        first = word("none_of", language, count=len(plain))
    return [first, *(setting(at, of, language) for at, of in chosen if at != "concept" and (at, of) not in plain)]


def number(figure: float, decimals: int, language: Language = "en") -> str:
    """A number as the language writes it, with a real minus sign."""
    text = f"{figure:,.{decimals}f}"
    text = text.replace("-", "−") if float(f"{figure:.{decimals}f}") != 0 else text.replace("-", "")
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
