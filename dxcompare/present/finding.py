"""A sentence of a report, stated together with the query that must hold for it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from dxcompare.present.mime import FINDING, HTML, Bundle
from dxcompare.present.plain import HIGH, wrapped
from dxcompare.words.text import Text, language, shown


class FindingFalse(AssertionError):
    """A sentence that the data no longer bear out. The report says so in its place, and is no success."""


@dataclass(frozen=True)
class Finding:
    """A sentence that a query supports; see :func:`finding`."""

    text: Text

    def __repr__(self) -> str:
        lang = language()
        return "\n".join(wrapped(shown(self.text.to(lang), lang), HIGH))

    def bundle(self, lang: str | None = None) -> Bundle:
        """What is displayed of it in a language, by default that of the run, and the sentence as data."""
        said = shown(self.text.to(lang), lang)
        return {FINDING: self.text._asdict(), HTML: f'<p class="finding">{escape(said)}</p>'}

    def _repr_mimebundle_(self, **kwargs: Any) -> Bundle:
        return self.bundle()

    def _repr_html_(self) -> str:
        return self.bundle()[HTML]

    def _repr_markdown_(self) -> str:
        return f"**{self.text.to()}**"


def finding(holds: bool, ja: str, en: str) -> Finding:
    """State a finding, in both languages, together with the query that must hold for it.

    Parameters
    ----------
    holds : bool
        The outcome of the query.
    ja, en : str
        The sentence; its numbers come from the same query.

    Returns
    -------
    Finding
        Its `text`, in both languages; Jupyter displays it in that of the run.

    Raises
    ------
    FindingFalse
        If it does not hold.

    Examples
    --------
    >>> finding(1 < 2, "1は2より小さい", "1 is less than 2").text.en
    '1 is less than 2'
    """
    if not bool(holds):
        raise FindingFalse(f"no longer true: {en} / もう成り立たない：{ja}")
    return Finding(Text(ja, en))
