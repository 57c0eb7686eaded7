"""What does not hold, what is assumption, and how to make it all again."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import re
import shlex
from typing import Any

from .. import engine, labels
from ..errors import EngineError, InputError
from .page import Table
from .words import Words

PATTERN_REPLICATES = 100
"""Histories per variant for the table of findings; some seconds for the U16."""


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


def look_for_patterns(result: str) -> dict[str, Any] | None:
    """As read_patterns, of the scenario of a results file; None where there is no polder, or where its scenario does not
    allow the variants that patterns are looked for in."""
    with contextlib.suppress(EngineError, InputError, OSError):
        return engine.patterns(result, replicates=PATTERN_REPLICATES)
    return None


def patterns(found: dict[str, Any], words: Words) -> Table:
    """A row per finding."""
    table = Table(words("patterns"), [words("row"), words("finding"), words("source"), words("holds")], [])
    for one in found["patterns"]:
        table.rows.append([one["id"], finding(one, words), source(one["source"], words), verdict(one, words)])
    return table


def finding(one: dict[str, Any], words: Words) -> str:
    """A finding in words: polder's sentence in English, that of the catalogue in Dutch where there is one."""
    known = labels.catalogue()["pattern"].get(one["id"])
    return known["nl"] if words.language == "nl" and known else str(one["sentence"])


def source(text: str, words: Words) -> str:
    """thesis §4.2 is scriptie §4.2 in Dutch."""
    return re.sub(r"\bthesis\b", "scriptie", text).replace("table", "tabel") if words.language == "nl" else text


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
                  [[str(one["path"]), str(one["value"]), "" if one["unit"] == "1" else str(one["unit"])] for one in assumed])
    return words("limits_assumed", all=len(rules), assumed=len(assumed), stated=len(rules) - len(assumed)), table


def commands(attributes: dict[str, Any], path: str, report: str, words: Words, *, sweep: bool = False) -> list[tuple[str, str]]:
    """(what, command): from the scenario, from the results file, and this report."""
    given = [line for line in str(attributes.get("overrides", "")).splitlines() if line]
    vary = [line for line in str(attributes.get("vary", "")).splitlines() if line]
    name = pathlib.Path(path).name
    verb = "sweep" if sweep else "compare" if vary else "run"
    file = str(attributes.get("scenario_file", ""))
    if sweep:
        file = str(attributes.get("sweep_files", "")).splitlines()[0] if attributes.get("sweep_files") else file
    command = ["polder", verb, file]
    for line in vary:
        command += ["--vary", line]
    for line in given:
        at, _, value = line.partition("=")
        if at in ("replicates", "weeks", "seed"):
            command += [f"--{at}", value]
        elif at == "design.samples":
            command += ["--samples", value]
        else:
            command += ["--set", line]
    if not sweep:
        command += ["--record", str(attributes.get("record", "rounds"))]
    command += ["--out", name]
    return [(words("from_scenario"), shlex.join(command)),
            (words("from_file"), shlex.join(["polder", verb, name, "--out", "again.h5"])),
            (words("this_report"), shlex.join(["polder", "report", name, "-o", pathlib.Path(report).name,
                                               "--language", words.language]))]


def provenance(attributes: dict[str, Any], path: str, words: Words) -> list[tuple[str, str]]:
    """(what, which): version, seed, scenario and so on."""
    commit = str(attributes.get("git_commit", ""))
    rows = [(words("version"), f"polder {attributes.get('polder_version', '?')}, {commit[:12]}"),
            (words("seed"), str(attributes.get("seed", ""))),
            (words("scenario"), f"{attributes.get('title', '')} ({attributes.get('scenario_file', '')})"),
            (words("recorded"), str(attributes.get("record", ""))),
            (words("file"), pathlib.Path(path).name)]
    return [row for row in rows if row[1]]


def scenario_texts(attributes: dict[str, Any]) -> list[tuple[str, str]]:
    """(name, text) of every file that the results were made from."""
    texts = [(str(attributes.get("scenario_file", "")), str(attributes.get("scenario", "")))]
    for names, bodies in (("extended_files", "extended_scenarios"), ("sweep_files", "sweep_texts")):
        some, their = attributes.get(names), attributes.get(bodies)
        if some is None or their is None:
            continue
        some, their = ([one] if isinstance(one, str) else list(one) for one in (some, their))
        texts += [(str(a), str(b)) for a, b in zip(some, their, strict=False)]
    return [one for one in texts if one[1]]
