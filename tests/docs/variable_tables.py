#!/usr/bin/env python3
"""Keeps the tables of variables in docs/file-format.md equal to what is in a results file.

usage: variable_tables.py (--check | --write) [--document FILE] RESULT

RESULT must be of a full record (`--record full`): the others hold less. The table of /failures is looked at only
where RESULT has failed replicates. A table stands between `<!-- variables:TABLE -->` and `<!-- /variables -->`.
"""

import pathlib
import re
import sys

import h5py

from document import arguments, renewed, settle

NO_VARIABLE = b"This is a netCDF dimension but not a netCDF variable"


def text_of(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def type_of(dataset):
    """Names of the types as h5py and NumPy have them."""
    return "string" if h5py.check_string_dtype(dataset.dtype) else dataset.dtype.name


def dimensions_of(dataset):
    if dataset.attrs.get("CLASS") == b"DIMENSION_SCALE":
        return [dataset.name.split("/")[-1]]
    return [dimension[0].name.split("/")[-1] for dimension in dataset.dims]


def is_coordinate(dataset, names):
    return dataset.attrs.get("CLASS") == b"DIMENSION_SCALE" or dataset.name.strip("/") in names


def tables_of(file):
    """{table: rows}, from the file itself."""
    named = " ".join(text_of(d.attrs["coordinates"]) for d in file.values()
                     if isinstance(d, h5py.Dataset) and "coordinates" in d.attrs).split()
    tables = {name: [] for name in ("coordinates", "group", "municipality", "survey", "pair", "scalar")}
    for name, thing in file.items():
        if isinstance(thing, h5py.Group):
            tables[name] = [row(d) for d in thing.values()
                            if not text_of(d.attrs.get("NAME", b"")).encode().startswith(NO_VARIABLE)]
            continue
        dimensions = dimensions_of(thing)
        if is_coordinate(thing, named):
            tables["coordinates"].append(row(thing))
        elif dimensions == ["variant", "replicate"]:
            tables["scalar"].append(row(thing))
        elif "survey" in dimensions:
            tables["survey"].append(row(thing))
        elif dimensions[-1] == "municipality_to":
            tables["pair"].append(row(thing))
        else:
            tables[dimensions[-1]].append(row(thing))
    return {name: markdown(rows) for name, rows in tables.items()}


def missing_flags(document, file):
    """Values of /events/type, /events/cause and status that the document does not name, as `| VALUE | `NAME` |` or
    `VALUE (NAME)`."""
    missing = []
    for path in ("events/type", "events/cause", "status"):
        attributes = file[path].attrs
        for value, name in zip(attributes["flag_values"], text_of(attributes["flag_meanings"]).split()):
            if f"| {value} | `{name}` |" not in document and f"{value} ({name.replace('_', ' ')})" not in document:
                missing.append(f"{path} has a value {value}, {name}, that is not told")
    return missing


def row(dataset):
    units = re.sub(r"since \d{4}-\d\d-\d\d", "since START", text_of(dataset.attrs["units"]))
    meaning = re.sub(r"since \d{4}-\d\d-\d\d", "since START", text_of(dataset.attrs["long_name"]))
    return [f"`{dataset.name.split('/')[-1]}`", ", ".join(dimensions_of(dataset)), type_of(dataset), units, meaning]


def markdown(rows):
    lines = [["name", "dimensions", "type", "unit", "meaning"], ["---"] * 5, *rows]
    return "".join("| " + " | ".join(c.replace("|", "\\|") for c in line) + " |\n" for line in lines)


def main():
    parser = arguments("Keeps the tables of docs/file-format.md equal to a results file.", "docs/file-format.md",
                       "the tables differ from the file")
    parser.add_argument("result", type=pathlib.Path, help="a results file of a full record")
    options = parser.parse_args()

    with h5py.File(options.result) as file:
        record = text_of(file.attrs["record"])
        if record != "full":
            print(f"{options.result}: error: its record is {record}; make one with --record full", file=sys.stderr)
            return 2
        tables = tables_of(file)
        before = options.document.read_text(encoding="utf-8")
        after, complaints = renewed(before, "variables", tables, optional=["failures"])
        complaints += missing_flags(before, file)
    return settle(options, before, after, str(options.result), complaints)


if __name__ == "__main__":
    sys.exit(main())
