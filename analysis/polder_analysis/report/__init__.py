"""A results file as one HTML page that answers its question: `write`. docs/analysis.md tells what is on it."""

from .write import write

__all__ = ["write"]
