#!/usr/bin/env python3
"""Keeps what docs/sweeps.md says that `polder analyse` prints equal to what it prints.

usage: sweep_example.py (--check | --write) [--document FILE] POLDER

Runs the sweep of the first example, and each command that stands in `<!-- printed:COMMAND -->` above a block that
ends with `<!-- /printed -->`. --check leaves numbers aside, which change with the model; --write renews all.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
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
    arguments = argparse.ArgumentParser(description="Keeps the example of docs/sweeps.md equal to what is printed.")
    action = arguments.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="exit 1 when more differs than numbers")
    action.add_argument("--write", action="store_true", help="renew what is printed")
    arguments.add_argument("--document", type=pathlib.Path, default=ROOT / "docs/sweeps.md")
    arguments.add_argument("executable", type=pathlib.Path, help="polder")
    options = arguments.parse_args()

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
    if options.write:
        options.document.write_text(after, encoding="utf-8")
        return 0
    old, new = (without_numbers(text).splitlines(True) for text in (before, after))
    if old != new:
        sys.stdout.writelines(difflib.unified_diff(old, new, str(options.document), "printed", n=0))
        print(f"{options.document}: error: polder prints something else (above); "
              f"renew it with {pathlib.Path(__file__).name} --write", file=sys.stderr)
    return 1 if old != new else 0


if __name__ == "__main__":
    sys.exit(main())
