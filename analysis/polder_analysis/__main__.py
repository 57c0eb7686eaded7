"""Pictures and tables without writing Python: `python3 -m polder_analysis --help`."""

from __future__ import annotations

import argparse
import errno
import json
import os
import pathlib
import signal
import sys
import traceback
from typing import Any, NoReturn

from . import files, plot, readings, tables
from .errors import EngineError, InputError
from .estimates import trajectory
from .indices_plot import sobol_plot

# Outcome, how municipalities are put together, whether it is summed over time.
FIRST_LOOK: tuple[tuple[str, readings.How | None, bool], ...] = (
    ("decisions", None, True),
    ("placements", None, True),
    ("overdue", "sum", False),
    ("content_trust", None, False),
    ("urgency", None, False),
    ("effort", None, False),
)


def first_look(options: argparse.Namespace) -> None:
    """Six trajectories per variant."""
    files.refuse_to_replace(options.picture, options.result)
    with files.open(options.result) as data:
        courses = [trajectory(data, name, how=how, cumulative=cumulative) for name, how, cumulative in FIRST_LOOK]
        caption = plot.mean_and_spread(courses[0], options.language)
        figure, axes = plot.new(2, 3, size=(13.5, 6.8), title=f"{data.attrs['title']}: {caption}")
    for one, course in zip(axes.flat, courses, strict=True):
        plot.trajectory(one, course, language=options.language)
    figure.savefig(options.picture, bbox_inches="tight")


def indices(options: argparse.Namespace) -> None:
    """What the outcomes of a sweep depend on, from the JSON of polder analyse; a row per outcome."""
    files.refuse_to_replace(options.picture, options.analysis)
    analysis = _analysis(options.analysis)
    known = {outcome["name"]: outcome for outcome in analysis["outcomes"]}
    wanted = options.outcome or list(known)[:3]
    for name in wanted:
        if name not in known:
            raise InputError(f"{options.analysis}: error: there is no outcome {name}; there are {', '.join(known)}")
    columns = max(len(known[name]["combinations"]) for name in wanted)
    unfinished = "" if analysis["finished"] else ", unfinished"
    title = (f"{analysis['title']}: {analysis['points']['run']} points, {100 * analysis['confidence']:.4g} % intervals"
             f"{unfinished}")
    figure, axes = plot.new(len(wanted), columns, size=(1.5 + 3.6 * columns, 0.8 + 2.9 * len(wanted)), title=title)
    for row, name in zip(axes, wanted, strict=True):
        combinations = len(known[name]["combinations"])
        for at, one in enumerate(row[:combinations]):
            last = at == combinations - 1 and name == wanted[-1]
            sobol_plot(one, known[name], at, legend=last, language=options.language)
        for one in row[combinations:]:
            one.set_axis_off()
    figure.savefig(options.picture, bbox_inches="tight")


def table(options: argparse.Namespace) -> None:
    """A tidy table: a row per observation."""
    if not pathlib.Path(options.table).parent.is_dir():  # as with a page or a picture, what cannot be written is status 3
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), options.table)
    with files.open(options.result) as data:
        tables.write_table(data, options.table, options.variable or None)


def report(options: argparse.Namespace) -> None:
    """One HTML page that answers the question of a results file."""
    from . import report as page  # it takes a template engine, which nothing else needs

    out = options.out or str(pathlib.Path(options.result).with_suffix(".html"))
    page.write(options.result, out, language=options.language, patterns=options.patterns, pairs=options.pairs)
    print(out)


def _analysis(path: str) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:
            analysis: dict[str, Any] = json.load(file)
        analysis["outcomes"][0]["combinations"], analysis["points"]["run"], analysis["finished"]
    except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
        raise InputError(f"{path}: error: this is no output of polder analyse --format json: {error}") from None
    return analysis


def main(arguments: list[str] | None = None) -> int:
    """As `attempt`, but in a process of its own, since damage in a file may end the process that reads it.

    Ended by a signal: one sentence, and status 2 where the file is to blame.
    """
    child = os.fork()
    if child == 0:
        _become_child(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: os.kill(child, received))
    while True:
        try:
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            break
        except KeyboardInterrupt:  # the child was interrupted as well
            continue
    if status >= 0:
        return status
    if -status in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL):
        file = next((one for one in (sys.argv[1:] if arguments is None else arguments) if pathlib.Path(one).is_file()), "the file")
        print(f"{file}: error: reading it ended HDF5 ({signal.Signals(-status).name}); it is damaged: copy or make it again",
              file=sys.stderr)
        return 2
    if -status == signal.SIGKILL:
        print("polder_analysis: error: it was killed, perhaps for lack of memory", file=sys.stderr)
        return 3
    return 128 - status


def _become_child(arguments: list[str] | None) -> NoReturn:
    """Does the work and ends this process. What libraries in C print when they break off goes nowhere."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    status = 1
    try:
        status = attempt(arguments)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except KeyboardInterrupt:
        status = 128 + signal.SIGINT
    except BaseException:  # noqa: BLE001: it would have been printed at the end of this process
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def attempt(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 2 unusable arguments or input, 3 the machine failed."""
    parser = argparse.ArgumentParser(prog="python3 -m polder_analysis", description="Pictures and tables of results files.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("first-look", help=first_look.__doc__, description=first_look.__doc__)
    one.add_argument("result", metavar="RESULT.h5")
    one.add_argument("picture", metavar="PICTURE", help="its ending says what: .png, .svg, .pdf")
    one.set_defaults(do=first_look)
    one = verbs.add_parser("indices", help=indices.__doc__, description=indices.__doc__)
    one.add_argument("analysis", metavar="ANALYSIS.json", help="what polder analyse --format json printed")
    one.add_argument("picture", metavar="PICTURE")
    one.add_argument("outcome", metavar="OUTCOME", nargs="*", help="default: the first three")
    one.set_defaults(do=indices)
    one = verbs.add_parser("table", help=table.__doc__, description=table.__doc__)
    one.add_argument("result", metavar="RESULT.h5")
    one.add_argument("table", metavar="TABLE", help="its ending says what: .csv, .csv.gz, .parquet, .feather")
    one.add_argument("variable", metavar="VARIABLE", nargs="*", help="with the same dimensions; default: all scalars")
    one.set_defaults(do=table)
    one = verbs.add_parser("report", help=report.__doc__, description=report.__doc__)
    one.add_argument("result", metavar="RESULT.h5")
    one.add_argument("-o", "--out", metavar="FILE.html", help="default: beside the results file, under its name")
    one.add_argument("--patterns", metavar="PATTERNS.json", help="what polder patterns --json printed: the table of findings")
    one.add_argument("--pairs", metavar="FULL.h5", help="the same variants made with --record full, for the trust of every pair")
    one.set_defaults(do=report)
    for verb in verbs.choices.values():
        if verb.get_default("do") is not table:
            verb.add_argument("--language", choices=("en", "nl"), default="en")
    options = parser.parse_args(arguments)
    try:
        options.do(options)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except EngineError as error:
        print(error, file=sys.stderr)
        return error.status
    except OSError as error:
        if error.errno is not None:
            print(f"{error.filename or 'polder_analysis'}: error: {error.strerror or error}", file=sys.stderr)
            return 3
        return _not_understood(options, error)  # HDF5 raises these without a number
    except Exception as error:  # noqa: BLE001: what damage in a file raises may be of any type
        return _not_understood(options, error)
    return 0


def _not_understood(options: argparse.Namespace, error: Exception) -> int:
    """One sentence for what nobody foresaw: mostly bytes that changed in a file that HDF5 can still open."""
    if sys.flags.dev_mode:
        raise error
    file = getattr(options, "result", getattr(options, "analysis", "polder_analysis"))
    print(f"{file}: error: it cannot be made sense of ({files.said(error)}); it is damaged, or polder_analysis is mistaken: "
          f"`python3 -X dev -m polder_analysis` tells where", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
