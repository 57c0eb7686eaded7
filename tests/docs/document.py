"""What the scripts of this folder share: a document of which parts are made from something else.

Such a part is renewed (--write), or it is an error that it differs (--check).
"""

import argparse
import difflib
import pathlib
import re
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


def marks(kind):
    """Matches what stands between `<!-- KIND:NAME -->` and `<!-- /KIND -->`: opening, name, content, closing."""
    return re.compile(rf"(<!-- {kind}:(\w+) -->\n)(.*?)(<!-- /{kind} -->)", re.DOTALL)


def renewed(text, kind, parts, optional=()):
    """The text with its parts of that kind renewed, and complaints about parts without a place and places without a
    part, save `optional` ones, which stay as they are."""
    places = [match[2] for match in marks(kind).finditer(text)]
    complaints = [f"no place for {part}: add <!-- {kind}:{part} --> and <!-- /{kind} -->"
                  for part in parts if part not in places]
    complaints += [f"nothing makes <!-- {kind}:{place} -->: remove it"
                   for place in places if place not in parts and place not in optional]
    complaints += [f"<!-- {kind}:{place} --> is there more than once"
                   for place in sorted(set(places)) if places.count(place) > 1]
    return marks(kind).sub(lambda m: m[1] + parts.get(m[2], m[3]) + m[4], text), complaints


def rows(text, kind):
    """{first cell: other cells} of all tables of that kind, without their heads."""
    table = {}
    for match in marks(kind).finditer(text):
        lines = match[3].splitlines()
        for line, following in zip(lines, [*lines[1:], ""]):
            if line.startswith("| ") and not line.startswith("| --- ") and not following.startswith("| --- "):
                first, *others = (cell.strip() for cell in line.strip("| ").split(" | "))
                table[f"{match[2]}: {first}"] = others
    return table


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
    if complaints or old != new:
        print(f"{options.document}: error: it differs from {origin} (above); "
              f"renew it with {pathlib.Path(sys.argv[0]).name} --write", file=sys.stderr)
        return 1
    return 0


def settle_nearly(options, before, after, origin, kind, complaints, strays):
    """As settle(), where tables are made from fewer replicates to be checked than to be written: only their first
    cells must be the same, and `strays(old, new)` is true of other cells that are too far apart."""
    if options.write:
        return settle(options, before, after, origin, complaints)
    old, new = rows(before, kind), rows(after, kind)
    complaints = [*complaints, *(f"there is no row '{row}'" for row in new if row not in old),
                  *(f"nothing makes the row '{row}'" for row in old if row not in new)]
    complaints += [f"'{row}' is {' | '.join(old[row])}, found is {' | '.join(new[row])}"
                   for row in new if row in old and strays(old[row], new[row])]
    return settle(options, before, before, origin, complaints)
