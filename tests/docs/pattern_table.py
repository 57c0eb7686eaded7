#!/usr/bin/env python3
"""Keeps the table of patterns in docs/validation.md equal to what `polder patterns` finds.

usage: pattern_table.py (--check | --write) [--document FILE] EXECUTABLE

Runs `EXECUTABLE patterns scenarios/u16.toml --json` (half a minute at most on two cores). --check prints what differs
and exits 1; --write renews the table between `<!-- patterns -->` and `<!-- /patterns -->`.
"""

import argparse
import difflib
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(<!-- patterns -->\n)(.*?)(<!-- /patterns -->)", re.DOTALL)
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


def number(value, part):
    if value is None:
        return "–"
    text = f"{value:.{3 if part['unit'] == '1' else 1}f}"
    return text.replace("-", "" if float(text) == 0 else "−")


def verdict(thing):
    """"yes", "no", and with a question mark where the interval reaches across the threshold."""
    return ("yes" if thing["holds"] else "no") + ("" if thing["clearly"] else "?")


def figure(part):
    estimate, low, high = (number(part[key], part) for key in ("figure", "low", "high"))
    unit = "" if part["unit"] == "1" else f" {part['unit']}"
    return f"{estimate} [{low}, {high}]{unit}"


def table(report):
    lines = [f"{report['replicates']} histories per variant, {report['weeks']} weeks, seed {report['seed']}: "
             f"**{report['holding']} of {len(report['patterns'])} hold**.", "",
             "| id | pattern and figures | found | asked | holds |", "| --- | --- | --- | --- | --- |"]
    for pattern in report["patterns"]:
        note = f" *{pattern['note']}*" if "note" in pattern else ""
        lines.append(f"| {pattern['id']} | **{pattern['sentence']}** ({pattern['source']}){note} | | "
                     f"| **{'yes' if pattern['holds'] else 'no'}** |")
        lines += [f"| | {part['what']} | {figure(part)} | {SIGNS[part['bound']]} {part['threshold']:.3g} "
                  f"| {verdict(part)} |" for part in pattern["parts"]]
    return "\n".join(lines) + "\n"


def main():
    arguments = argparse.ArgumentParser(description="Keeps the table of patterns in docs/validation.md up to date.")
    action = arguments.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="exit 1 when the table differs from what is found")
    action.add_argument("--write", action="store_true", help="renew the table")
    arguments.add_argument("--document", type=pathlib.Path, default=ROOT / "docs/validation.md")
    arguments.add_argument("executable", help="polder")
    options = arguments.parse_args()

    command = [options.executable, "patterns", str(ROOT / "scenarios/u16.toml"), "--json", "--quiet"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        return 2
    before = options.document.read_text(encoding="utf-8")
    if not BLOCK.search(before):
        print(f"{options.document}: error: no place for the table: add <!-- patterns --> and <!-- /patterns -->",
              file=sys.stderr)
        return 1
    new = table(json.loads(done.stdout))
    after = BLOCK.sub(lambda m: m.group(1) + new + m.group(3), before)
    if options.write:
        options.document.write_text(after, encoding="utf-8")
        return 0
    if before != after:
        sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True),
                                                   str(options.document), "polder patterns", n=0))
        print(f"{options.document}: error: its table differs from what polder patterns finds (above); "
              f"renew it with {pathlib.Path(__file__).name} --write", file=sys.stderr)
    return 1 if before != after else 0


if __name__ == "__main__":
    sys.exit(main())
