#!/usr/bin/env python3
"""Keeps the parameter tables of docs/model.md equal to the registry in the code.

usage: parameter_tables.py (--check | --write) [--document FILE] [EXECUTABLE]

Reads the registry from `EXECUTABLE describe scenarios/small.toml --json`, or from standard input where no
executable is given. --check prints what differs and exits 1; --write renews the tables.

A table stands between `<!-- parameters:SECTION -->` and `<!-- /parameters -->`. The section is the first part of
the parameters' paths, `scenario` for those without a dot. `<!-- parameters:assumptions -->` and
`<!-- parameters:partly -->` list the parameters that rest on an assumption alone, and in part.
"""

import json
import re
import subprocess
import sys

from document import ROOT, arguments, renewed, settle

# Lists of named (or numbered) elements: the documents show one element, with NAME in place of its name.
LISTS = ("municipalities", "groups", "dossier_kinds", "case_types")
# Numbers by the name of something else.
BY_NAME = {"need": "GROUP", "vacancy_share": "TYPE"}


def split_path(path):
    """Parts of a dotted path; a part in double quotes may contain dots."""
    return [part.strip('"') for part in re.findall(r'"[^"]*"|[^.]+', path)]


def generic(path):
    """The path with placeholders for the names that a scenario chooses."""
    parts = split_path(path)
    if parts[0] in LISTS:
        parts[1] = "NAME"
        if len(parts) > 3:
            parts[3] = BY_NAME.get(parts[2], parts[3])
    if parts[:2] == ["demand", "half_years"]:
        parts[2] = "N"
    return ".".join(parts)


def sections_of(entries):
    """{section: {path: entry}}, both in the order of the registry."""
    sections = {}
    for entry in entries:
        path = generic(entry["path"])
        section = path.split(".")[0] if "." in path else "scenario"
        sections.setdefault(section, {}).setdefault(path, entry)
    return sections


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def default_of(entry):
    return "required" if entry["default"] is None else f"`{entry['default']}`"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell(c) for c in line) + " |\n" for line in lines)


def section_table(entries):
    head = ["name", "default", "unit", "range", "meaning", "source"]
    return table(head, [[f"`{path}`", default_of(e), e["unit"], e["range"], e["meaning"], e["source"]]
                        for path, e in entries.items()])


def assumption_table(sections, wanted):
    rows = []
    for section, entries in sections.items():
        for path, entry in entries.items():
            if wanted(entry["source"]):
                rows.append([f"`{path}`", default_of(entry), entry["unit"], entry["source"]])
    return table(["name", "default", "unit", "source as the registry has it"], rows)


def tables_of(entries):
    sections = sections_of(entries)
    tables = {section: section_table(some) for section, some in sections.items()}
    tables["assumptions"] = assumption_table(sections, lambda source: source.startswith("assumption"))
    tables["partly"] = assumption_table(
        sections, lambda source: "assumption" in source and not source.startswith("assumption"))
    return tables


def main():
    parser = arguments("Keeps the parameter tables of docs/model.md equal to the registry.", "docs/model.md",
                       "the tables differ from the registry")
    parser.add_argument("executable", nargs="?", help="polder; without it, JSON comes from standard input")
    options = parser.parse_args()

    if options.executable:
        command = [options.executable, "describe", str(ROOT / "scenarios/small.toml"), "--json"]
        text = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    else:
        text = sys.stdin.read()
    before = options.document.read_text(encoding="utf-8")
    after, complaints = renewed(before, "parameters", tables_of(json.loads(text)))
    return settle(options, before, after, "the registry", complaints)


if __name__ == "__main__":
    sys.exit(main())
