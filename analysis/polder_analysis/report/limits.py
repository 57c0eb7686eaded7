"""What does not hold, what is assumption, and how to make it all again."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import re
import shlex
import sys
import tempfile
import time
from typing import Any

from .. import engine, labels
from ..errors import EngineError, InputError
from .evidence import OPTIONS, overridden
from .numbers import Numbers, decimals
from .page import Table
from .words import Words

PATTERN_REPLICATES = 100
"""Histories per variant for the table of findings; some seconds for the U16."""
FEW_REPLICATES = 10
PATTERN_SECONDS = 10.0
"""About how long looking for findings may take: with many municipalities fewer histories are run."""
MOST_SECONDS = 60.0
"""When even few histories take longer, the page says that the table is left out."""


def read_patterns(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The JSON of `polder patterns --json`; InputError with one sentence for anything else."""
    try:
        with open(path, encoding="utf-8") as file:
            found: dict[str, Any] = json.load(file)
        for one in found["patterns"]:
            one["id"], one["name"], one["sentence"], one["source"], one["holds"], one["clearly"]
        found["holding"], found["replicates"]
    except FileNotFoundError:
        raise InputError(f"{os.fspath(path)}: error: there is no such file; polder patterns --json > {os.fspath(path)} makes "
                         f"it") from None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{os.fspath(path)}: error: this is no output of polder patterns --json: {error}") from None
    return found


def check_patterns(path: str | os.PathLike[str], found: dict[str, Any], attributes: dict[str, Any], result: str) -> None:
    """InputError where the findings are those of another scenario: another title, or other weeks. Of another seed they are as good,
    and of more histories better."""
    title, weeks = str(attributes.get("title", "")), int(attributes["weeks"])
    if found.get("title", title) != title:
        raise InputError(f"{os.fspath(path)}: error: these patterns are of “{found['title']}”, the results of “{title}”; make them "
                         f"with polder patterns {result} --json")
    if int(found.get("weeks", weeks)) != weeks:
        raise InputError(f"{os.fspath(path)}: error: these patterns are of {found['weeks']} weeks, the results of {weeks}; make them "
                         f"with polder patterns {result} --json")


def look_for_patterns(result: str) -> dict[str, Any] | None:
    """As read_patterns, of the scenario of a results file; None where there is no polder, or where its scenario does not
    allow the variants that patterns are looked for in.

    Time goes with the square of the number of municipalities, so that a few histories are tried first.
    """
    with contextlib.suppress(EngineError, InputError, OSError, ValueError):
        if sys.stderr.isatty():
            print("polder report: looking for findings, a minute at most; --patterns takes them from a file", file=sys.stderr)
        begin = time.monotonic()
        few = engine.patterns(result, replicates=FEW_REPLICATES, most_seconds=MOST_SECONDS)
        each = (time.monotonic() - begin) / FEW_REPLICATES
        most = min(PATTERN_REPLICATES, int(PATTERN_SECONDS / max(each, 1e-9)))
        if most < 2 * FEW_REPLICATES:
            return few
        return engine.patterns(result, replicates=most, most_seconds=MOST_SECONDS)
    return None


def patterns(found: dict[str, Any], words: Words) -> Table:
    """A row per finding."""
    table = Table(words("patterns_caption"), [words("row"), words("finding"), words("source"), words("holds")], [])
    for one in found["patterns"]:
        table.rows.append([one["id"], finding(one, words), source(one["source"], words), verdict(one, words)])
    return table


def pattern_figures(found: dict[str, Any], words: Words, numbers: Numbers) -> Table:
    """A row per figure of a finding, beside what it was held against."""
    table = Table(words("pattern_figures"), [words("row"), words("figure"), words("value"), words("interval"), words("asked_of"),
                                             words("holds")], [])
    for one in found["patterns"]:
        for part in one.get("parts", []):
            value, low, high = (float("nan") if part[name] is None else float(part[name]) for name in ("figure", "low", "high"))
            places = decimals(value, low, high)
            asked = words(f"bound_{part['bound']}", value=numbers.plain(float(part["threshold"]),
                                                                        _places(float(part["threshold"]))))
            table.rows.append([f"{one['id']} {pattern_name(one, words)}", labels.translated("figure", part["what"], words.language),
                               numbers.plain(value, places), numbers.range(low, high, places), asked, verdict(part, words)])
    return table


def _places(threshold: float) -> int:
    return next((places for places in range(4) if abs(round(threshold, places) - threshold) < 1e-9), 2)


def pattern_name(one: dict[str, Any], words: Words) -> str:
    known = labels.catalogue()["pattern_name"].get(one["id"])
    return known["nl"] if words.language == "nl" and known else str(one["name"])


def finding(one: dict[str, Any], words: Words) -> str:
    """A finding in words: polder's sentence in English, that of the catalogue in Dutch where there is one."""
    known = labels.catalogue()["pattern"].get(one["id"])
    return known["nl"] if words.language == "nl" and known else str(one["sentence"])


def source(text: str, words: Words) -> str:
    """thesis §4.2 is scriptie §4.2 in Dutch, and what is said of it in brackets too."""
    if words.language == "en":
        return text
    text = re.sub(r"\(([^()]*)\)", lambda found: f"({labels.translated('note', found[1], 'nl')})", text)
    return re.sub(r"\bthesis\b", "scriptie", text).replace("table", "tabel").replace(" & ", " en ")


def verdict(one: dict[str, Any], words: Words) -> str:
    """Yes or no, and whether the interval reaches across the threshold."""
    answer = words("yes" if one["holds"] else "no")
    return answer if one["clearly"] else words("doubtful", answer=answer)


def assumptions(parameters: list[dict[str, Any]] | None, words: Words) -> tuple[str, Table | None]:
    """How many parameters of the rules rest on an assumption, and which they are. Scenario data are not counted."""
    if parameters is None:
        return "", None
    data = ("municipalities.", "groups.", "dossier_kinds.", "case_types.", "demand.half_years.", "process_manager.")
    rules = [one for one in parameters if one["source"] != "scenario data" and not str(one["path"]).startswith(data)
             and one["path"] not in ("seed", "replicates", "weeks", "concept")]
    assumed = [one for one in rules if one["source"] == "assumption"]
    table = Table(words("assumptions_all", count=len(assumed)), [words("parameter"), words("value"), words("unit")],
                  [[words.path(str(one["path"])), labels.value(one["value"], words.language),
                    "" if one["unit"] == "1" else labels.unit(str(one["unit"]), words.language)] for one in assumed])
    return words("limits_assumed", all=len(rules), assumed=len(assumed), stated=len(rules) - len(assumed)), table


def base_parameters(attributes: dict[str, Any]) -> list[dict[str, Any]] | None:
    """What `polder describe` says of the scenario that a sweep starts from, whose text the file holds; None where it cannot."""
    name, text = str(attributes.get("scenario_file", "")), str(attributes.get("scenario", ""))
    others = dict(_pairs(attributes, "extended_files", "extended_scenarios"))
    with contextlib.suppress(EngineError, InputError, OSError, ValueError), tempfile.TemporaryDirectory() as folder:
        # Deep enough that names that lead upwards stay in the folder.
        place = pathlib.Path(folder).joinpath("a", "b", "c", "d")
        here = place / (pathlib.Path(name).name if pathlib.Path(name).is_absolute() else name)
        for file, body in [(here, text), *((here.parent / other, its) for other, its in others.items())]:
            if pathlib.Path(folder) not in file.resolve().parents:
                return None
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")
        return engine.describe(here.resolve())
    return None


def commands(attributes: dict[str, Any], path: str, report: str, words: Words, *, sweep: bool = False) -> list[tuple[str, str]]:
    """(what, command): from the scenario, from the results file, and this report."""
    vary = [line for line in str(attributes.get("vary", "")).splitlines() if line]
    name = pathlib.Path(path).name
    verb = "sweep" if sweep else "compare" if vary else "run"
    file = str(attributes.get("scenario_file", ""))
    if sweep:
        file = next((name for name, _ in _pairs(attributes, "sweep_files", "sweep_texts")), file)
    command = ["polder", verb, file]
    for line in vary:
        command += ["--vary", line]
    for at, value in overridden(attributes).items():
        command += [OPTIONS[at], value] if at in OPTIONS else ["--set", f"{at}={value}"]
    if not sweep:
        command += ["--record", str(attributes.get("record", "rounds"))]
    command += ["--out", f"again-{name}"]
    return [(words("from_scenario", file=file), shlex.join(command)),
            (words("from_file"), shlex.join(["polder", verb, name, "--out", f"again-{name}"])),
            (words("this_report"), shlex.join(["polder", "report", name, "-o", pathlib.Path(report).name,
                                               "--language", words.language]))]


def provenance(attributes: dict[str, Any], path: str, words: Words) -> list[tuple[str, str]]:
    """(what, which): version, seed, scenario and so on."""
    commit = str(attributes.get("git_commit", ""))
    version = f"polder {attributes.get('polder_version', '?')}"
    if commit:
        number, dirty, _ = commit.partition("-dirty")
        version += f", {number[:12]}{dirty}"
        if dirty:
            version += f" ({words('dirty')})"
    recorded = str(attributes.get("record", ""))
    rows = [(words("version"), version),
            (words("seed"), str(attributes.get("seed", ""))),
            (words("scenario"), f"{title(attributes, words)} ({attributes.get('scenario_file', '')})"),
            (words("recorded"), f"{words(f'record_{recorded}')} ({recorded})" if recorded in RECORDS else recorded),
            (words("file"), pathlib.Path(path).name)]
    return [row for row in rows if row[1]]


RECORDS = ("summary", "rounds", "weeks", "full")


def title(attributes: dict[str, Any], words: Words) -> str:
    """The title of the scenario; in Dutch where it is one that comes with polder."""
    return labels.translated("title", str(attributes.get("title", "")), words.language)


def scenario_texts(attributes: dict[str, Any]) -> list[tuple[str, str]]:
    """(name, text) of every file that the results were made from."""
    texts = [(str(attributes.get("scenario_file", "")), str(attributes.get("scenario", "")))]
    texts += _pairs(attributes, "extended_files", "extended_scenarios") + _pairs(attributes, "sweep_files", "sweep_texts")
    return [one for one in texts if one[1]]


def _pairs(attributes: dict[str, Any], names: str, bodies: str) -> list[tuple[str, str]]:
    some, their = attributes.get(names), attributes.get(bodies)
    if some is None or their is None:
        return []
    some, their = ([one] if isinstance(one, str) else list(one) for one in (some, their))
    return [(str(a), str(b)) for a, b in zip(some, their, strict=False)]
