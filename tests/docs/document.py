"""What the scripts of this folder share: a document of which parts are made from something else.

Such a part is renewed (--write), or it is an error that it differs (--check).
"""

import argparse
import difflib
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def arguments(description, document, differs="what differs"):
    """A parser of --check, --write and --document; `document` is relative to the checkout."""
    parser = argparse.ArgumentParser(description=description)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help=f"exit 1 when {differs}")
    action.add_argument("--write", action="store_true", help="renew it")
    parser.add_argument("--document", type=pathlib.Path, default=ROOT / document)
    return parser


def settle(options, before, after, origin, complaints=(), told=str):
    """Writes `after`, or shows in what it differs from `before`; returns the exit status.

    `origin` names where `after` comes from. `told` leaves of a text what must not differ.
    """
    for complaint in complaints:
        print(f"{options.document}: error: {complaint}", file=sys.stderr)
    if options.write:
        options.document.write_text(after, encoding="utf-8")
        return 1 if complaints else 0
    old, new = (told(text).splitlines(True) for text in (before, after))
    if old != new:
        sys.stdout.writelines(difflib.unified_diff(old, new, str(options.document), origin, n=0))
        print(f"{options.document}: error: it differs from {origin} (above); "
              f"renew it with {pathlib.Path(sys.argv[0]).name} --write", file=sys.stderr)
    return 1 if complaints or old != new else 0
