#!/usr/bin/env python3
"""Keeps what docs/sweeps.md says that `polder analyse` prints equal to what it prints.

usage: sweep_example.py (--check | --write) [--document FILE] POLDER

Runs the sweep of the first example, and each command that stands in `<!-- printed:COMMAND -->` above a block that
ends with `<!-- /printed -->`. --check leaves numbers aside, which change with the model; --write renews all.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from document import ROOT, arguments, settle

SWEEP = ROOT / "scenarios/sweeps/concepts-by-interventions.toml"
RESULT = "results/concepts-by-interventions.h5"
BLOCK = re.compile(r"(<!-- printed:polder (.*?) -->\n```\n)(.*?)(```\n<!-- /printed -->)", re.DOTALL)


def polder(executable, folder, *arguments):
    # What is printed must not depend on the terminal or language of whoever runs this.
    return subprocess.run([executable, *arguments], cwd=folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                          stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def without_numbers(text):
    """Numbers as #, and columns and rules that are as wide as numbers make them as one character."""
    text = re.sub(r"below 1 %", "# %", text)
    text = re.sub(r"−?\d[\d.]*", "#", text)
    return re.sub(r"─+", "─", re.sub(r" +", " ", text))


def main():
    parser = arguments("Keeps the example of docs/sweeps.md equal to what is printed.", "docs/sweeps.md",
                       "more differs than numbers")
    parser.add_argument("executable", type=pathlib.Path, help="polder")
    options = parser.parse_args()

    executable = options.executable.resolve()
    before = options.document.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / RESULT).parent.mkdir()
        polder(executable, folder, "sweep", str(SWEEP), "--out", RESULT, "--quiet")
        after, blocks = BLOCK.subn(
            lambda match: match[1] + polder(executable, folder, *match[2].split()) + match[4], before)
    if blocks == 0:
        print(f"{options.document}: error: nothing stands below <!-- printed:polder ... -->", file=sys.stderr)
        return 1
    return settle(options, before, after, "what polder prints", told=without_numbers)


if __name__ == "__main__":
    sys.exit(main())
