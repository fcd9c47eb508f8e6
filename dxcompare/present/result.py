"""What every analysis returns: tables, how they were made, from what, and how far they hold."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import polars as pl

from dxcompare.present.mime import FINDING, HTML, Bundle
from dxcompare.present.show import show
from dxcompare.words.text import Text, language, shown
from dxcompare.words.unknown import one_of

#: Version of the definitions in docs/methods; shown with every method.
METHODS_VERSION = "1"


#: Rows of the main table that a result shows of itself.
ROWS = 20


T = TypeVar("T")
#: The name of a chart, and the function that draws it.
Plot = tuple[Text, Callable[..., Any]]


@dataclass(frozen=True)
class Result:
    """The outcome of an analysis.

    Attributes
    ----------
    title : Text
        The question it answers.
    method : Text
        How it was computed, in a sentence.
    tables : dict of str to polars.DataFrame
        The first is the main one.
    sources : polars.DataFrame
        `source_id` and `title` of everything it rests on.
    caveats : tuple of Text
        What must be known before it is used.
    """

    title: Text
    method: Text
    tables: dict[str, pl.DataFrame]
    sources: pl.DataFrame
    caveats: tuple[Text, ...] = field(default=())

    #: column → the codes it holds in its tables, in words; for code that makes a table of its own.
    words: ClassVar[Mapping[str, Mapping[str, Text]]] = {}
    #: (type of result, kind of chart) → its name and the function that draws it; filled by each question's `chart.py`.
    plots: ClassVar[dict[tuple[type[Result], str], Plot]] = {}
    #: file ending → module of `dxcompare.present` whose `write` makes such a file.
    writers: ClassVar[dict[str, str]] = {
        ".svg": "figures",
        ".png": "figures",
        ".pdf": "figures",
        ".csv": "flat",
        ".xlsx": "xlsx",
        ".pptx": "pptx",
    }

    def to_frame(self, name: str | None = None) -> pl.DataFrame:
        """One of its tables; by default the main one.

        Raises
        ------
        UnknownName
            If there is no such table.
        """
        if name is None:
            return next(iter(self.tables.values()))
        one_of("table", name, self.tables)
        return self.tables[name]

    @classmethod
    def load(cls, part: str) -> None:
        """Import a part (`chart`, `slide`) of the folder that declares this type of result, where it has one."""
        for one in cls.__mro__:
            folder = one.__module__.rpartition(".")[0]
            if folder and one is not Result and importlib.util.find_spec(f"{folder}.{part}"):
                importlib.import_module(f"{folder}.{part}")

    @classmethod
    def declared(cls, part: str, by_type: dict[type[Result], T]) -> T | None:
        """What the `part` of a question's folder declares for this type of result, or for one that it extends."""
        cls.load(part)
        return next((by_type[one] for one in cls.__mro__ if one in by_type), None)

    @classmethod
    def kinds(cls) -> dict[str, Text]:
        """The kinds of chart that :meth:`plot` can draw of this result, each with its name."""
        cls.load("chart")
        return {kind: name for (result, kind), (name, _) in cls.plots.items() if issubclass(cls, result)}

    def plot(self, kind: str | None = None, lang: str | None = None, **options: Any) -> Any:
        """Draw a chart.

        Parameters
        ----------
        kind : str, optional
            One of :meth:`kinds`; by default the first.
        lang : {"ja", "en"}, optional
            Language of the labels.
        **options
            Passed to the chart, such as `width_mm`.

        Returns
        -------
        dxcompare.present.style.Chart

        Raises
        ------
        UnknownName
            If there is no chart of that kind.
        """
        kinds = self.kinds()
        kind = kind or next(iter(kinds), "")
        one_of("chart", kind, kinds, lang)
        draw = next(self.plots[one, kind][1] for one in type(self).__mro__ if (one, kind) in self.plots)
        return draw(self, lang=language(lang), **options)

    def save(self, path: str | Path, kind: str | None = None, lang: str | None = None, **options: Any) -> Path:
        """Write it to a file; the ending says what becomes of it.

        Parameters
        ----------
        path : path
            `.svg`, `.png` or `.pdf`: the chart, at its size on paper. `.csv`: a table, with its title,
            method, sources and caveats in a `.datapackage.json` beside it. `.xlsx`: every table.
            `.pptx`: slides with a native chart or table, and method and caveats in their notes.
        kind : str, optional
            One of :meth:`kinds`, for a picture; by default the first.
        lang : {"ja", "en"}, optional
        **options
            Passed on: to the chart (`width_mm`), to `.csv` (`table`, a name in `tables`), to `.pptx`
            (`title`, such as a finding).

        Returns
        -------
        pathlib.Path

        Raises
        ------
        UnknownName
            If the ending is another, or there is no chart of that kind.
        FileNotFoundError
            If there is no such folder.
        dxcompare.words.faults.PackageMissing
            If `.xlsx` or `.pptx` is asked for and its package is not installed.

        Examples
        --------
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> sources = pl.DataFrame(schema={"source_id": pl.String, "title": pl.String})
        >>> result = Result(Text("問い", "Question"), Text("方法", "Method"), {"main": pl.DataFrame({"n": [1]})}, sources)
        >>> result.save(folder / "main.csv").name
        'main.csv'
        """
        path = Path(path)
        one_of("ending", path.suffix.lower(), self.writers, lang)
        if not path.parent.is_dir():
            raise FileNotFoundError(f"there is no folder {path.parent}; make it, or save elsewhere")
        importlib.import_module(f"dxcompare.present.{self.writers[path.suffix.lower()]}").write(
            self, path, kind=kind, lang=language(lang), **options
        )
        return path

    def source_line(self, lang: str | None = None) -> str:
        """Where it comes from, in one line."""
        titles = [shown(title, lang) for title in self.sources.get_column("title").unique(maintain_order=True)]
        titles = titles or [Text("当方の計算", "our own computation").to(lang)]
        if language(lang) == "ja":
            return f"出典：{'、'.join(titles)}"
        return f"Source: {', '.join(titles)}"

    def _repr_html_(self) -> str:
        lang = language()
        notes = "".join(f"<li>{escape(note.to(lang))}</li>" for note in self.caveats)
        return (
            f"{show(self.to_frame(), caption=self.title, lang=lang, rows=ROWS)._repr_html_()}"
            f"<p>{escape(self.method.to(lang))}</p><ul>{notes}</ul>"
            f"<p><small>{escape(self.source_line(lang))}</small></p>"
        )


def register(result: type[Result], kind: str, name: Text) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Say that a function draws a chart of a kind, called `name`, for a type of result."""

    def add(draw: Callable[..., Any]) -> Callable[..., Any]:
        Result.plots[result, kind] = name, draw
        return draw

    return add


class FindingFalse(AssertionError):
    """A sentence that the data no longer bear out. The report says so in its place, and is no success."""


@dataclass(frozen=True)
class Finding:
    """A sentence that a query supports; see :func:`finding`."""

    text: Text

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
