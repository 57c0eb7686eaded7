"""Results as tables: tidy data frames, CSV, Parquet, Feather."""

from __future__ import annotations

import importlib.util
import os
import pathlib
from collections.abc import Iterator, Sequence

import pandas as pd
import xarray as xr

from .errors import InputError
from .estimates import scalars
from .files import refuse_to_replace, run_dimension, source
from .readings import SLICE_BYTES


def tidy(data: xr.Dataset, names: Sequence[str] | None = None) -> pd.DataFrame:
    """A row per observation, a column per dimension, coordinate (date, parameters of a sweep) and variable.

    names: variables with the same dimensions, such as ["placements", "overdue"]; by default all scalars. The units stand
    in `frame.attrs["units"]`, by column. Read as a whole: for files larger than memory, `write_table`.
    """
    return pd.concat(list(_slices(data, names)), ignore_index=True)


def write_table(data: xr.Dataset, path: str | os.PathLike[str], names: Sequence[str] | None = None) -> pathlib.Path:
    """Writes `tidy(data, names)`; the ending of `path` says what: .csv, .csv.gz, .parquet or .feather.

    CSV is written in slices, whatever the size. Parquet and Feather take pyarrow, which Debian 12 does not have, and
    hold the table in memory. Returns the path. Raises InputError for another ending, for a folder that is not there, and for
    a results file, which is never replaced.
    """
    file = pathlib.Path(path)
    name = file.name.lower()
    refuse_to_replace(file, source(data))
    if not file.parent.is_dir():
        raise InputError(f"{file}: error: there is no folder {file.parent}; make it first, or name another")
    if name.endswith((".parquet", ".feather")):
        if importlib.util.find_spec("pyarrow") is None:
            raise InputError(f"{file}: error: Parquet and Feather take the Python package pyarrow, which is not "
                             f"installed; install it with pip in a virtual environment, or write .csv")
        table = tidy(data, names)
        table.attrs = {}
        (table.to_parquet if name.endswith(".parquet") else table.to_feather)(file)
    elif name.endswith((".csv", ".csv.gz")):
        for number, table in enumerate(_slices(data, names)):
            table.to_csv(file, index=False, header=number == 0, mode="w" if number == 0 else "a", lineterminator="\n")
    else:
        raise InputError(f"{file}: error: this ending is not known; .csv, .csv.gz, .parquet and .feather are")
    return file


def _slices(data: xr.Dataset, names: Sequence[str] | None) -> Iterator[pd.DataFrame]:
    chosen = scalars(data) if names is None else list(names)
    for name in chosen:
        if name not in data.data_vars:
            raise InputError(f"{source(data)}: error: there is no variable {name}; there are "
                             f"{', '.join(str(one) for one in data.data_vars)}")
    dims = {data[name].dims for name in chosen}
    if len(dims) != 1:
        raise InputError(f"{source(data)}: error: {', '.join(chosen)} do not have the same dimensions; take a table for "
                         f"each")
    order = [str(d) for d in dims.pop()]
    runs = run_dimension(data)
    # In the order of the file: whole runs as long as they are small, else some replicates of one run at a time.
    bytes_each = int(data[chosen[0]].size) // max(1, data.sizes[runs]) * (len(chosen) + len(order)) * 8
    at_once = max(1, SLICE_BYTES // max(1, bytes_each))
    replicates = max(1, min(data.sizes["replicate"], data.sizes["replicate"] * SLICE_BYTES // max(1, bytes_each)))
    for run in range(0, data.sizes[runs], at_once):
        for replicate in range(0, data.sizes["replicate"], replicates):
            part = data[chosen].isel({runs: slice(run, run + at_once),
                                      "replicate": slice(replicate, replicate + replicates)})
            frame = part.load().to_dataframe(dim_order=order).reset_index()
            frame = frame[[*(column for column in frame if column not in chosen), *chosen]]
            frame.attrs["units"] = {str(name): values.attrs.get("units", "1") for name, values in part.variables.items()}
            yield frame
