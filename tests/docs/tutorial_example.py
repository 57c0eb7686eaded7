#!/usr/bin/env python3
"""Keeps what docs/analysis.md says that analysis/tutorial.py prints equal to what it prints, and runs the tutorial.

usage: tutorial_example.py (--check | --write) [--document FILE] POLDER

--check leaves numbers aside, which change with the model, and looks whether the pictures are made. --write renews the
text between `<!-- printed:tutorial -->` and `<!-- /printed -->`, and the pictures in docs/images.
"""

import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import sweep_example

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(<!-- printed:tutorial -->\n```\n)(.*?)(```\n<!-- /printed -->)", re.DOTALL)
PICTURE = re.compile(r"\]\(images/(analysis-[a-z]+\.png)\)")


def without_numbers(text):
    """Signs, too, may change with the model."""
    return sweep_example.without_numbers(re.sub(r"[+-](?=\d)", "", text))


def main():
    arguments = argparse.ArgumentParser(description="Keeps the tutorial's output in docs/analysis.md up to date.")
    action = arguments.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="exit 1 when something else is printed")
    action.add_argument("--write", action="store_true", help="renew text and pictures")
    arguments.add_argument("--document", type=pathlib.Path, default=ROOT / "docs/analysis.md")
    arguments.add_argument("executable", type=pathlib.Path, help="polder")
    options = arguments.parse_args()

    before = options.document.read_text(encoding="utf-8")
    pictures = PICTURE.findall(before)
    if not BLOCK.search(before) or not pictures:
        print(f"{options.document}: error: there is no <!-- printed:tutorial -->, or no picture of it", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "POLDER": str(options.executable.resolve()), "PYTHONPATH": str(ROOT / "analysis"),
                       "PYTHONWARNINGS": "error"}
        printed = subprocess.run([sys.executable, str(ROOT / "analysis/tutorial.py"), folder], env=environment,
                                 stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
        missing = [name for name in pictures if not (pathlib.Path(folder) / name).is_file()]
        if options.write:
            for name in pictures:
                shutil.copyfile(pathlib.Path(folder) / name, ROOT / "docs/images" / name)
    for name in missing:
        print(f"{options.document}: error: the tutorial makes no {name}", file=sys.stderr)
    after = BLOCK.sub(lambda match: match[1] + printed + match[3], before)
    if options.write:
        options.document.write_text(after, encoding="utf-8")
        return 1 if missing else 0
    old, new = (without_numbers(text).splitlines(True) for text in (before, after))
    if old != new:
        sys.stdout.writelines(difflib.unified_diff(old, new, str(options.document), "printed", n=0))
        print(f"{options.document}: error: the tutorial prints something else (above); "
              f"renew it with {pathlib.Path(__file__).name} --write", file=sys.stderr)
    return 1 if missing or old != new else 0


if __name__ == "__main__":
    sys.exit(main())
