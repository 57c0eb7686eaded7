"""Calls the program polder and opens what it made."""

from __future__ import annotations

import atexit
import functools
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

import xarray as xr

from . import files
from .errors import EngineError, InputError

Value = bool | int | float | str
Path = str | os.PathLike[str]

_number = itertools.count(1)


def run(
    scenario: Path,
    set: Mapping[str, Value] | None = None,  # noqa: A002: as the option is called
    *,
    vary: Mapping[str, Sequence[Value] | Value] | None = None,
    replicates: int | None = None,
    weeks: int | None = None,
    seed: int | None = None,
    record: str = "rounds",
    out: Path | None = None,
    polder: Path | None = None,
) -> xr.Dataset:
    """Runs a scenario and opens the results, as `open` does.

    set: values by path, as `polder describe` prints it: {"concept": "ssc", "interventions.forum": True}.
    vary: values that a path takes in turn, all combinations: {"concept": ["network", "ssc"]}, or one value. Each
    combination is a variant and meets the same random numbers. Without it there is one variant.
    replicates, weeks, seed: in place of the scenario's. record: summary, rounds, weeks or full.
    out: where the results file goes (it replaces one that is there); without it, into a temporary folder that goes when
    Python ends. polder: the program; without it that of $POLDER, of this clone's build/release, or on the path.

    Raises EngineError with what polder said.
    """
    arguments = ["compare" if vary else "run", os.fspath(scenario), "--record", record]
    for path, values in (vary or {}).items():
        arguments += ["--vary", f"{path}={','.join(_text(value) for value in _several(values))}"]
    return _made(arguments, set, {"--replicates": replicates, "--weeks": weeks, "--seed": seed}, out, polder)


def sweep(
    design: Path,
    set: Mapping[str, Value] | None = None,  # noqa: A002
    *,
    replicates: int | None = None,
    samples: int | None = None,
    weeks: int | None = None,
    seed: int | None = None,
    out: Path | None = None,
    polder: Path | None = None,
) -> xr.Dataset:
    """Runs the sweep of a sweep file (docs/sweeps.md) and opens the results: dimensions (point, replicate).

    samples: points, base samples or trajectories in place of the file's. Others as in `run`.
    """
    counts = {"--replicates": replicates, "--samples": samples, "--weeks": weeks, "--seed": seed}
    return _made(["sweep", os.fspath(design)], set, counts, out, polder)


def analyse(
    result: Path | xr.Dataset, outcomes: Sequence[str] | str = (), *, confidence: float = 0.95, resamples: int = 1000,
    polder: Path | None = None,
) -> dict[str, Any]:
    """What the outcomes of a sweep depend on: the JSON of `polder analyse`, whose keys docs/sweeps.md lists.

    outcomes: names; none: the main ones. The estimators are those of polder; this only calls them.
    """
    file = files.source(result) if isinstance(result, xr.Dataset) else os.fspath(result)
    arguments = ["analyse", file, "--format", "json", "--confidence", str(confidence), "--resamples", str(resamples)]
    for outcome in [outcomes] if isinstance(outcomes, str) else outcomes:
        arguments += ["--outcome", outcome]
    analysis: dict[str, Any] = json.loads(_call(arguments, polder))
    return analysis


def describe(scenario: Path, *, polder: Path | None = None) -> list[dict[str, Any]]:
    """Every parameter of a scenario or of a results file's first variant: the JSON of `polder describe`.

    Per parameter path, value (text), unit, default (text or None), range, meaning and source.
    """
    entries: list[dict[str, Any]] = json.loads(_call(["describe", os.fspath(scenario), "--json"], polder))
    return entries


def patterns(
    scenario: Path, *, replicates: int | None = None, polder: Path | None = None, most_seconds: float | None = None,
) -> dict[str, Any]:
    """Which findings come out of a scenario, or of that of a results file: the JSON of `polder patterns`.

    replicates: histories per variant, of which there are some twenty. most_seconds: EngineError after these. Keys: patterns (per finding id, name, sentence, source,
    holds, clearly, parts), holding, replicates.
    """
    arguments = ["patterns", os.fspath(scenario), "--json", "--quiet"]
    if replicates is not None:
        arguments += ["--replicates", str(replicates)]
    found: dict[str, Any] = json.loads(_call(arguments, polder, answers=(0, 1), most_seconds=most_seconds))
    return found


def program(polder: Path | None = None) -> str:
    """The polder to call."""
    built = pathlib.Path(__file__).resolve().parents[2] / "build/release/polder"
    for candidate in (polder, os.environ.get("POLDER")):
        if candidate is not None:
            found = shutil.which(os.fspath(candidate))
            if found is None:
                raise InputError(f"{os.fspath(candidate)}: error: this is no program that can be run; polder is asked for")
            return found
    found = shutil.which(str(built)) or shutil.which("polder")
    if found is None:
        raise InputError(f"{built}: error: polder has not been built; ./dev run does, or set POLDER to where it is")
    return found


@functools.cache
def _folder() -> pathlib.Path:
    """Where results without a name go; removed when Python ends."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="polder-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _several(values: Sequence[Value] | Value) -> Sequence[Value]:
    """One value, which a text is too, is a list of one."""
    return [values] if isinstance(values, bool | int | float | str) else values


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _made(
    arguments: list[str], changes: Mapping[str, Value] | None, counts: Mapping[str, int | None], out: Path | None,
    polder: Path | None,
) -> xr.Dataset:
    file = _folder() / f"{next(_number)}.h5" if out is None else pathlib.Path(out)
    for path, value in (changes or {}).items():
        arguments += ["--set", f"{path}={_text(value)}"]
    for option, count in counts.items():
        if count is not None:
            arguments += [option, str(count)]
    _call([*arguments, "--out", str(file), "--force", "--quiet"], polder)
    return files.open(file)


def _call(
    arguments: Sequence[str], polder: Path | None, answers: tuple[int, ...] = (0,), most_seconds: float | None = None,
) -> str:
    try:
        done = subprocess.run([program(polder), *arguments], capture_output=True, text=True, check=False, timeout=most_seconds)
    except subprocess.TimeoutExpired:
        raise EngineError(f"polder {arguments[0]} took longer than {most_seconds:g} s", 3) from None
    if done.returncode not in answers:
        raise EngineError(done.stderr.strip() or f"polder {arguments[0]} ended with status {done.returncode}",
                          done.returncode)
    return done.stdout
