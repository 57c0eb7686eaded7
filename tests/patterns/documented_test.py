#!/usr/bin/env python3
"""Patterns that docs/validation.md says hold still do.

usage: documented_test.py POLDER SCENARIO DOCUMENT

Few histories, hence wide margins: a figure fails only when its whole interval is on the wrong side of the threshold.
"""

import json
import re
import subprocess
import sys

REPLICATES = 60
ROW = re.compile(r"^\| ([A-Z]\d+) \|.*\| \*\*(yes|no)\*\* \|$", re.MULTILINE)


def main(polder, scenario, document):
    with open(document, encoding="utf-8") as file:
        documented = dict(ROW.findall(file.read()))
    holding = [name for name, holds in documented.items() if holds == "yes"]
    if not holding:
        print(f"{document}: error: its table names no pattern that holds", file=sys.stderr)
        return 1
    done = subprocess.run([polder, "patterns", scenario, "--only", ",".join(holding), "--json", "--quiet",
                           "--replicates", str(REPLICATES)], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        return 1
    status = 0
    for pattern in json.loads(done.stdout)["patterns"]:
        for part in pattern["parts"]:
            # No figure at all is as clear a failure as an interval on the wrong side.
            if not part["holds"] and (part["clearly"] or part["figure"] is None):
                print(f"{pattern['id']}: error: {document} says that it holds; {part['what']} is {part['figure']} "
                      f"[{part['low']}, {part['high']}] and should be {part['bound']} {part['threshold']}",
                      file=sys.stderr)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
