#!/usr/bin/env python3
"""Keeps the table of patterns in docs/validation.md equal to what `polder patterns` finds.

usage: pattern_table.py (--check | --write) [--document FILE] EXECUTABLE

Runs `EXECUTABLE patterns scenarios/u16.toml --json` (half a minute at most on two cores). --check prints what differs
and exits 1; --write renews the table between `<!-- patterns -->` and `<!-- /patterns -->`.
"""

import json
import re
import subprocess
import sys

from document import ROOT, arguments, settle

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
    parser = arguments("Keeps the table of patterns in docs/validation.md up to date.", "docs/validation.md",
                       "the table differs from what is found")
    parser.add_argument("executable", help="polder")
    options = parser.parse_args()

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
    return settle(options, before, after, "what polder patterns finds")


if __name__ == "__main__":
    sys.exit(main())
