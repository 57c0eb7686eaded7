"""Puts the page together and writes it."""

from __future__ import annotations

import importlib.resources
import os
import pathlib
import tempfile
from typing import Any

import jinja2
import xarray as xr
from markupsafe import Markup

from .. import files
from ..errors import InputError
from ..labels import Language
from ..municipalities import trust_network
from . import limits
from .evidence import Evidence, gather
from .numbers import Numbers
from .page import Page
from .sweep import SweepPage
from .words import Words

Path = str | os.PathLike[str]


def write(result: Path, out: Path, *, language: Language = "en", patterns: Path | None = None,
          pairs: Path | None = None) -> None:
    """A results file as one HTML page that needs nothing else.

    out: replaced when it is there, and only once the page is whole. patterns: what `polder patterns --json` printed, for
    the table of findings; without it, and but for a sweep, they are looked for in the scenario of the file. pairs: a file of the
    same variants with --record full, which takes much room, so that fewer histories will do for the trust of pairs. Raises
    InputError, with one sentence, for a file that cannot be used.
    """
    files.refuse_to_replace(out, result, patterns, pairs)
    verdicts = None if patterns is None else limits.read_patterns(patterns)
    words, numbers = Words(language), Numbers(language)
    with files.open(result) as data:
        sweep = files.run_dimension(data) == "point"
        attributes, path = dict(data.attrs), files.source(data)
        if patterns is not None and verdicts is not None and not sweep:  # the title of a sweep is its own
            limits.check_patterns(patterns, verdicts, attributes, path)
        found = None if sweep else gather(data)
        if found is not None and pairs is not None:
            found.trust, found.trust_replicates = _trust(pairs, found)
        if verdicts is None and not sweep:
            verdicts = limits.look_for_patterns(path)
        page: Page | SweepPage = SweepPage(data, words, numbers) if found is None else Page(found, words, numbers)
    assumed, parameters = limits.assumptions(limits.base_parameters(attributes) if found is None else found.parameters, words)
    wait = page.first if isinstance(page, SweepPage) else page.found.wait
    waits = {"wait_of_all": "limits_wait_all", "housing_delay_mean": "limits_wait_housed"}.get(wait, "")
    context: dict[str, Any] = {
        "title": limits.title(attributes, words), "version": attributes.get("polder_version", ""),
        "question": page.question(), "asked": page.asked(), "page": page, "found": found,
        "patterns": None if verdicts is None else limits.patterns(verdicts, words),
        "pattern_figures": None if verdicts is None else limits.pattern_figures(verdicts, words, numbers), "waits": waits,
        "patterns_lead": "" if verdicts is None else words(
            "patterns_lead", holding=verdicts["holding"], all=len(verdicts["patterns"]), replicates=verdicts["replicates"]),
        "not_holding": [] if verdicts is None else [limits.finding(one, words) for one in verdicts["patterns"]
                                                    if not one["holds"]],
        "assumed": assumed, "parameters": parameters,
        "commands": limits.commands(attributes, path, os.fspath(out), words, sweep=sweep),
        "provenance": limits.provenance(attributes, path, words),
        "texts": limits.scenario_texts(attributes)}
    _save(pathlib.Path(out), render("sweep.html.j2" if sweep else "compare.html.j2", words, numbers, context))


def _trust(pairs: Path, found: Evidence) -> tuple[xr.Dataset, int]:
    """Trust of every pair from another file of the same variants and municipalities, and over how many histories."""
    with files.open(pairs) as data:
        if "trust" not in data:
            raise InputError(f"{os.fspath(pairs)}: error: it holds no trust of pairs; make it with --record full")
        if [str(name) for name in data["variant"].values] != found.variants:
            raise InputError(f"{os.fspath(pairs)}: error: it has other variants than the results file; make it with the same --vary")
        if [str(name) for name in data["municipality"].values] != [str(name) for name in found.population.index]:
            raise InputError(f"{os.fspath(pairs)}: error: it has other municipalities than the results file; make it of the same "
                             f"scenario")
        return trust_network(data), data.sizes["replicate"]


def render(template: str, words: Words, numbers: Numbers, context: dict[str, Any]) -> str:
    """A page from its template, with style and script inside it."""
    loader = jinja2.PackageLoader("polder_analysis.report")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True,
                                     undefined=jinja2.StrictUndefined)
    folder = importlib.resources.files("polder_analysis.report").joinpath("templates")
    inside = {name: Markup(folder.joinpath(file).read_text(encoding="utf-8"))  # noqa: S704: our own files
              for name, file in (("style", "style.css"), ("script", "script.js"))}
    return environment.get_template(template).render(t=words, n=numbers, language=words.language, **inside, **context)


def _save(out: pathlib.Path, text: str) -> None:
    """As a whole or not at all; but a device or a pipe is written to, never replaced, and a link keeps leading where it did."""
    target = out.resolve()
    name = ""
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8")
            return
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, target)
    except BaseException as error:
        if name:
            pathlib.Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno is not None:
            # What the reader named, not the temporary file.
            raise OSError(error.errno, os.strerror(error.errno), str(out)) from None
        raise
