"""Opens results files (docs/file-format.md) as labelled data that is read when it is needed."""

from __future__ import annotations

import os
import pathlib

import h5py
import numpy as np
import xarray as xr

from .errors import InputError

FORMAT = 1
"""The value of `file_format_version` that this package reads."""


def refuse_to_replace(out: str | os.PathLike[str], *inputs: str | os.PathLike[str] | None) -> None:
    """InputError where writing to `out` would destroy what is read, by whatever name or link, or any results file."""
    target = pathlib.Path(out)
    if not target.is_file():
        return
    for one in inputs:
        if one is not None and os.path.exists(one) and target.samefile(one):
            raise InputError(f"{target}: error: this is what is read, and would be lost; give another name to write to")
    if h5py.is_hdf5(target):
        raise InputError(f"{target}: error: this is a results file, and would be lost; give another name to write to, or "
                         f"remove it first")


def open(path: str | os.PathLike[str], *, unfinished: bool = False) -> xr.Dataset:
    """A results file of `polder run`, `compare` or `sweep`.

    Scalars have the dimensions (variant, replicate), of a sweep (point, replicate); series (variant, replicate,
    round or week, group or municipality). Every variable has the attributes `units` and `long_name`, some have
    `better`. Nothing but coordinates is read now, and nothing is kept after it was read, so the file may be larger
    than memory: take a part with `.sel` or `.isel` before computing, or use the functions of this package, which
    read in slices. Close it after use, or use `with`.

    unfinished: also take a file of a run that is going on or was interrupted (`NAME.part`), as far as its variants or
    points are complete.

    Raises InputError, with one sentence, for a file that is absent, empty, truncated, unfinished, of another format or
    no results file at all.
    """
    file = pathlib.Path(path)
    complete = _complete(file, unfinished)
    try:
        data = xr.open_dataset(file, engine="h5netcdf", cache=False)
        run_dimension(data)
    except Exception as error:  # noqa: BLE001: what a damaged file raises may be of any type
        raise InputError(f"{file}: error: it cannot be read ({said(error)}); it is damaged: copy or make it again") from None
    if complete is None:
        return data
    runs = run_dimension(data)
    part = data.isel({runs: slice(0, complete)})
    part.set_close(data.close)
    return part


def events(path: str | os.PathLike[str]) -> xr.Dataset:
    """The events of a file made with `--record full`: dimension event, in the order of variant, replicate and time.

    What the numbers of types and causes mean is in docs/file-format.md. Raises InputError as `open` does, and where no
    events were recorded.
    """
    file = pathlib.Path(path)
    _complete(file, unfinished=False)
    with h5py.File(file) as raw:
        if "events" not in raw:
            raise InputError(f"{file}: error: it holds no events; make it again with --record full")
    return xr.open_dataset(file, engine="h5netcdf", group="events", cache=False)


def run_dimension(data: xr.Dataset) -> str:
    """`variant`, or `point` in the file of a sweep."""
    return "point" if "point" in data.dims else "variant"


def said(error: BaseException) -> str:
    """An error on one line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:160]}" if text else type(error).__name__


def source(data: xr.Dataset) -> str:
    """The name of the file that the data came from, for sentences."""
    return str(data.encoding.get("source", "this data"))


def _complete(file: pathlib.Path, unfinished: bool) -> int | None:
    """Checks the file; how many variants or points are complete, None when all are."""
    part = file.with_name(file.name + ".part")
    if not file.exists():
        if part.exists():
            raise InputError(f"{file}: error: it is not finished; what there is so far is in {part}, and polder goes on "
                             f"with it when run again with --resume")
        raise InputError(f"{file}: error: there is no such file")
    if file.is_dir():
        raise InputError(f"{file}: error: this is a folder; a results file is asked for")
    if not os.access(file, os.R_OK):
        raise InputError(f"{file}: error: it may not be read by this user")
    if file.stat().st_size == 0:
        raise InputError(f"{file}: error: it is empty; polder did not write it, or it was not copied")
    if not h5py.is_hdf5(file):
        raise InputError(f"{file}: error: it is no HDF5 file; a results file of polder run, compare or sweep is asked for")
    try:
        with h5py.File(file) as raw:
            version = raw.attrs.get("file_format_version")
            status = raw["status"][...] if "status" in raw else None
            lacking = [name for name in ("scenario", "start", "weeks", "title") if name not in raw.attrs]
    except Exception as error:  # noqa: BLE001: what h5py raises of a damaged file may be of any type
        if "truncated" in str(error):
            raise InputError(f"{file}: error: it is truncated: its end is missing; copy or make it again") from None
        raise InputError(f"{file}: error: HDF5 cannot read it; it is damaged, or another program is writing it") from None
    if version is None or status is None:
        raise InputError(f"{file}: error: it is HDF5 but no results file of polder: it has no file_format_version or no "
                         f"status")
    if str(version) != str(FORMAT):
        raise InputError(f"{file}: error: it has format {version}, and this package reads format {FORMAT}; make it "
                         f"again with this version of polder, or use the package of the other")
    if lacking:
        raise InputError(f"{file}: error: it lacks the {'attributes' if len(lacking) > 1 else 'attribute'} "
                         f"{', '.join(lacking)}, which every results file has; make it again")
    if status.ndim != 2:
        raise InputError(f"{file}: error: its status is not one number per replicate, so that it is damaged; copy or make it again")
    done = np.all(status != 0, axis=1)
    if done.all():
        return None
    complete = int(np.argmin(done))
    if not unfinished:
        raise InputError(f"{file}: error: it is not finished ({int(np.count_nonzero(status))} of {status.size} runs); "
                         f"wait, or let polder go on with it (--resume)")
    if complete == 0:
        raise InputError(f"{file}: error: not one variant or point of it is finished; wait, or let polder go on with "
                         f"--resume")
    return complete
