"""What every analysis returns: tables, how they were made, from what, and how far they hold."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import polars as pl

from dxcompare.present import plain
from dxcompare.present.asked import Asked
from dxcompare.present.cite import Citation, cited
from dxcompare.present.declared import said_of
from dxcompare.present.drawn import Drawn
from dxcompare.present.named import names_in, titles
from dxcompare.present.reading import Columns, Reading, read
from dxcompare.present.show import Shown, shown_as
from dxcompare.tables.codebook import codebook
from dxcompare.tables.columns import Pair, Table
from dxcompare.words.arguments import check, checks
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, language, shown
from dxcompare.words.unknown import one_of

#: Version of the definitions in docs/methods; shown with every method.
METHODS_VERSION = "1"


#: Rows of the main table that a result shows of itself.
ROWS = 20


T = TypeVar("T")


@cache
def _part(folder: str, part: str) -> str | None:
    """The name of a module of a question's folder, where there is one; to look costs as much as a small table."""
    name = f"{folder}.{part}"
    return name if importlib.util.find_spec(name) else None


@checks
@dataclass(frozen=True)
class Result(Drawn):
    """The outcome of an analysis.

    Attributes
    ----------
    title : Text
        The question it answers.
    method : Text
        How it was computed, in a sentence.
    tables : dict of str to polars.DataFrame
        The first is the main one. Their columns are declared in `tables.py` of the question's folder; those of a
        closed list of values are ordered enums.
    sources : polars.DataFrame
        `source_id`, `title`, `publisher`, `published` and `licence` of everything it rests on; of several kinds of
        documents also `national` (:func:`dxcompare.dataset.notes.sources_of`).
    caveats : tuple of Text
        What must be known before it is used.
    edition : Text
        The version of the data and its date; blank where it rests on none.
    asked : Asked, optional
        How it was asked for, so that it can be asked of fewer plans.
    which : Text
        Which plans it is of, where they are a choice of many; blank otherwise.
    """

    title: Text
    method: Text
    tables: dict[str, pl.DataFrame]
    sources: pl.DataFrame
    caveats: tuple[Text, ...] = field(default=())
    edition: Text = field(default=Text("", ""))
    asked: Asked | None = field(default=None, repr=False, compare=False, kw_only=True)
    which: Text = field(default=Text("", ""), repr=False, compare=False, kw_only=True)

    #: Rows of what it opens with that it shows of itself.
    opens: ClassVar[int] = ROWS
    #: file ending → module of `dxcompare.present` whose `write` makes such a file.
    writers: ClassVar[dict[str, str]] = {
        ".svg": "figures",
        ".png": "figures",
        ".pdf": "figures",
        ".csv": "flat",
        ".xlsx": "xlsx",
        ".pptx": "pptx",
    }

    def __init_subclass__(cls) -> None:
        checks(cls)
        if "__repr__" not in vars(cls):
            cls.__repr__ = Result.__repr__  # type: ignore[method-assign]  # which a dataclass would replace

    def __post_init__(self) -> None:
        declared = self.declared_tables()
        typed = {name: declared[name].typed(one) if name in declared else one for name, one in self.tables.items()}
        object.__setattr__(self, "tables", typed)

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
    def load(cls, part: str) -> list[Any]:
        """The part (`chart`, `slide`, `tables`) of the folders that declare this type of result, where they have one."""
        folders = [one.__module__.rpartition(".")[0] for one in cls.__mro__ if one is not Result]
        return [importlib.import_module(name) for folder in folders if folder and (name := _part(folder, part))]

    @classmethod
    def declared_tables(cls) -> dict[str, type[Table]]:
        """Name of a table, or of a method that returns one → its declaration, where the question's folder has it."""
        return next((module.TABLES for module in cls.load("tables") if hasattr(module, "TABLES")), {})

    @classmethod
    def declared(cls, part: str, by_type: dict[type[Result], T]) -> T | None:
        """What the `part` of a question's folder declares for this type of result, or for one that it extends."""
        cls.load(part)
        return next((by_type[one] for one in cls.__mro__ if one in by_type), None)

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
            `city` or `plans`, as :meth:`plot` takes them. Others are passed on: to the chart (`width_mm`), to `.csv`
            (`table`, a name in `tables`), to `.pptx` (`title`, such as a finding).

        Returns
        -------
        pathlib.Path

        Raises
        ------
        UnknownName
            If the ending is another, or there is no chart of that kind.
        TooMany
            If there are more plans than chart or slides can show by name.
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
            said = Text(
                f"フォルダー {path.parent} がない。作るか、別の場所に保存する",
                f"there is no folder {path.parent}; make it, or save elsewhere",
            )
            raise FileNotFoundError(said.to(lang))
        module = self.writers[path.suffix.lower()]
        if module != "figures" and (options.get("city") or options.get("plans")):
            city, plans = options.pop("city", None), options.pop("plans", None)
            few = self.near(city) if city and not plans else self.only(*plans, *[city] * bool(city))
            return few.save(path, kind, lang, **options)
        write = importlib.import_module(f"dxcompare.present.{module}").write
        check(write, (), options, skip=2, given=("kind", "lang"), what="setting", lang=lang)
        write(self, path, kind=kind, lang=language(lang), **options)
        return path

    def words(self, column: str, name: str | None = None, lang: str | None = None) -> dict[str, str]:
        """The codes that a column of one of its tables, by default the main one, may hold → what they mean."""
        one_of("column", column, self.to_frame(name).columns, lang)
        said = said_of([column], self.declared_tables().get(name or next(iter(self.tables)))).get(column)
        if said is None:
            return {}
        return {code: text.to(lang) for code, text in {**said.words, **said.spoken}.items()}

    def codebook(self, name: str | None = None, lang: str | None = None) -> pl.DataFrame:
        """What the columns of its tables mean, as :meth:`Dataset.codebook` says of those of the data.

        Parameters
        ----------
        name : str, optional
            Name of a table; by default all that are declared.
        lang : {"ja", "en"}, optional

        Returns
        -------
        polars.DataFrame

        Raises
        ------
        UnknownName
            If there is no such table.
        """
        if name is not None:
            self.to_frame(name)
        return codebook(name, lang, self.declared_tables())

    def source_line(self, lang: str | None = None) -> str:
        """Where it comes from, in one line, with the version of the data and its date.

        Several documents on the national frame are said as one (`national` of `sources`), and so are those of more
        plans than stand by name, or two for each of these; files list each.
        """
        own, national = self.sources, self.sources.clear()
        if "national" in own.columns and own["national"].sum() > 1:
            own, national = own.filter(~pl.col("national")), own.filter("national")
        called, lang = self.titles(lang), language(lang)
        documents = own.get_column("source_id").unique(maintain_order=True)
        titles = list(dict.fromkeys(shown(called[one], lang) for one in documents))
        if len(documents) > (
            MOST if self.count() > MOST else 2 * MOST
        ):  # which nobody reads in a line; files list each
            n = len(documents)
            titles = [Text(f"計画・調査などの文書{n:,}件", f"{n:,} documents: plans, surveys and others").to(lang)]
        if national.height:
            n = national.height
            titles.append(Text(f"国の計画についての資料{n}件", f"{n} documents on the national plan").to(lang))
        titles = titles or [Text("本レポートの計算", "our own computation").to(lang)]
        said, between = (
            (f"出典：{'、'.join(titles)}", "　") if language(lang) == "ja" else (f"Source: {', '.join(titles)}", ". ")
        )
        return between.join(filter(None, (said, self.edition.to(lang))))

    def cite(self, lang: str | None = None) -> Citation:
        """How to cite it: the software, the data with their date, and every document it rests on.

        Parameters
        ----------
        lang : {"ja", "en"}, optional

        Returns
        -------
        dxcompare.present.cite.Citation
            `print` it for its text; `.bibtex` has an entry for the software and one for each document.

        Examples
        --------
        >>> nothing = pl.DataFrame(schema={"source_id": pl.String, "title": pl.String})
        >>> counted = {"counts": pl.DataFrame({"n": [1]})}
        >>> citation = Result(Text("問い", "Who?"), Text("", ""), counted, nothing).cite("en")
        >>> citation.bibtex.split(",")[0]
        '@software{dxcompare'
        """
        return cited(self, language(lang))

    def names(self, lang: str | None = None) -> dict[str, dict[str, str]]:
        """The names of what ids point to, from its tables that have a row for each: `table.column` → id → name."""
        return names_in(self, language(lang))

    def titles(self, lang: str | None = None) -> dict[str, str]:
        """source_id → the title of a document it rests on; where several have one title, with whose it is."""
        return titles(self, language(lang))

    def plan_names(self, lang: str | None = None) -> dict[str, str]:
        """plan_id → the name of its municipality, drafts marked, and plans whose period has ended."""
        return self.names(lang)["plan.plan_id"]

    def read(
        self,
        name: str | None = None,
        columns: Columns | None = None,
        lang: str | None = None,
        frame: pl.DataFrame | None = None,
    ) -> Reading:
        """One of its tables as people read it.

        Parameters
        ----------
        name : str, optional
            By default the main one.
        columns, lang : optional
            As for :func:`dxcompare.present.reading.read`.
        frame : polars.DataFrame, optional
            Rows taken from it, in its place.
        """
        name = name or next(iter(self.tables))
        table = self.declared_tables().get(name)
        chosen = self.to_frame(name) if frame is None else frame
        return read(chosen, lang, table=table, columns=columns, names=self.names(lang))

    def show(
        self,
        name: str | None = None,
        columns: Columns | None = None,
        caption: Text | Pair | None = None,
        lang: str | None = None,
        rows: int | None = None,
    ) -> Shown:
        """One of its tables for reading, with headings and words in place of names of columns, ids and codes.

        Parameters
        ----------
        name : str, optional
            By default the main table.
        columns : iterable of str, or mapping to (Japanese, English), optional
            Only these, in this order; of a pair `_ja`, `_en` the stem is enough.
        caption : (str, str), optional
            By default what the table is; of the main one, the question.
        lang : {"ja", "en"}, optional
        rows : int, optional
            How many rows at most.

        Returns
        -------
        Shown
            Jupyter displays it.

        Raises
        ------
        UnknownName
            If there is no such table or column.

        Examples
        --------
        >>> counted = {"counts": pl.DataFrame({"group_ja": ["男"], "group_en": ["men"], "n": [1]})}
        >>> nothing = pl.DataFrame(schema={"source_id": pl.String, "title": pl.String})
        >>> Result(Text("問い", "Who?"), Text("", ""), counted, nothing).show(lang="en").frame.columns
        ['Group', 'Base']
        """
        lang = language(lang)
        main = name in (None, next(iter(self.tables)))
        declared = self.declared_tables().get(name or "")
        title = caption or (self.title if main else declared.called if declared else None)
        return shown_as(self.read(name, columns, lang), title, lang, rows, once=columns is None)

    def opening(self, lang: str | None = None) -> Shown:
        """What it opens with where it is displayed: its main table, or what a question has better; all rows of it."""
        return self.show(lang=lang)

    def _opening_text(self, lang: str) -> Shown:
        """The same for a terminal."""
        return self.show(lang=lang)

    def __repr__(self) -> str:
        """What fits a screen: the question, the beginning of what it opens with, and what else there is."""
        return plain.screen(self, self._opening_text(language()))

    def _repr_html_(self) -> str:
        lang = language()
        notes = "".join(f"<li>{escape(note.to(lang))}</li>" for note in self.caveats)
        return (
            f"{self.opening(lang).page(0, self.opens)._repr_html_()}"
            f"<p>{escape(self.method.to(lang))}</p><ul>{notes}</ul>"
            f"<p><small>{escape(self.source_line(lang))}</small></p>"
        )
