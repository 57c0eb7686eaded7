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
        return text.replace(" %", "\u00a0%")

    def marked(self, name: str, /, **places: object) -> Markup:
        """A phrase in which `...` is code."""
        pieces = self(name, **places).split("`")
        return Markup("").join(Markup("<code>{}</code>").format(piece) if at % 2 else escape(piece)
                               for at, piece in enumerate(pieces))

    def variant(self, name: str) -> str:
        """A variant as a name."""
        return labels.variant(name, self.language)

    def under(self, name: str) -> str:
        """A variant as circumstances: "in the network", "with forum"."""
        first, *rest = name.removeprefix("concept=").split(", ")
        known = labels.catalogue()["under"]
        if first not in known:
            return self("with", what=self.variant(name))
        more = labels.variant(", ".join(rest), self.language) if any(not part.endswith("=false") for part in rest) else ""
        return known[first][self.language] + (f" + {more}" if more else "")

    def outcome(self, name: str) -> str:
        """An outcome as a title."""
        if name == "others_work":
            return labels.capital(self("others_work"))
        return labels.capital(labels.outcome(name, self.language))

    def listed(self, names: Sequence[str]) -> str:
        """`a, b and c`."""
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {self('and')} {names[-1]}"


@functools.cache
def knows(outcome: str) -> bool:
    """Whether the catalogue has words for an outcome."""
    return outcome == "others_work" or labels.outcome(outcome) != outcome
