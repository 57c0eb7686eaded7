"""The words of a report in one language, all from labels.toml."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from .. import labels
from ..labels import Language


@dataclass(frozen=True)
class Words:
    """Phrases of the section [report], and names of variants and outcomes."""

    language: Language

    def __call__(self, name: str, /, **places: object) -> str:
        """A phrase, with its places filled in."""
        text = labels.catalogue()["report"][name][self.language].format(**places)
        return labels.singular(text, self.language).replace(" %", "\u00a0%")

    def marked(self, name: str, /, **places: object) -> Markup:
        """A phrase in which `...` is code."""
        pieces = self(name, **places).split("`")
        return Markup("").join(Markup("<code>{}</code>").format(piece) if at % 2 else escape(piece)
                               for at, piece in enumerate(pieces))

    def name(self, chosen: labels.Settings) -> str:
        """Settings as a name."""
        return labels.described(chosen, self.language)

    def under(self, chosen: labels.Settings) -> str:
        """Settings as circumstances: "in the network", "with a forum"."""
        return labels.under(chosen, self.language)

    def outcome(self, name: str) -> str:
        """An outcome as a title."""
        return labels.capital(labels.outcome(name, self.language))

    def path(self, name: str) -> Markup:
        """A parameter: in words, with its path beside it in small type."""
        text = labels.path(name, self.language)
        if text == name:
            return Markup("<code>{}</code>").format(name)
        return Markup('{} <small><code>{}</code></small>').format(labels.capital(text), name)

    def listed(self, names: Sequence[str]) -> str:
        """`a, b and c`."""
        return labels.listed(names, self.language)

    def some(self, names: Sequence[str], most: int = 3) -> str:
        """As `listed`, but of many the first and how many more."""
        if len(names) <= most + 1:
            return self.listed(names)
        return self.listed([*names[:most], self("others_counted", count=len(names) - most)])


@functools.cache
def knows(outcome: str) -> bool:
    """Whether the catalogue has words for an outcome."""
    return labels.outcome(outcome) != outcome
