"""What people type: a column of a file, the file, and the folders in which files lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property
from typing import ClassVar

from dxcompare.words.text import Text

#: Japanese and English.
Pair = tuple[str, str]


#: how the text of a cell becomes a value (each a function of `sources/values/`), as people are told it
READINGS: dict[str, Text] = {
    "text": Text("", ""),
    "date": Text("`YYYY-MM-DD`、`YYYY-MM`、`YYYY` のどれか", "`YYYY-MM-DD`, `YYYY-MM` or `YYYY`"),
    "whole": Text("整数", "a whole number"),
    "number": Text("数値", "a number"),
    "amount": Text("量の記載", "the amount as stated"),
    "arithmetic": Text("計算式", "a sum"),
    "fiscal_year": Text("年度（令和5年度、R5、2023 のどれでもよい）", "a fiscal year, such as 令和5年度, R5 or 2023"),
    "when": Text(
        "年度か日付（令和5年度、R5、2023、令和5年3月31日、R5.3末 のどれでもよい）",
        "a fiscal year or a date, such as 令和5年度, R5, 2023, 令和5年3月31日 or R5.3末",
    ),
    "period": Text(
        "期間（令和5年度、R5上期、R5～R6、R8以降 など）", "a period, such as 令和5年度, R5上期, R5～R6 or R8以降"
    ),
    "quarter": Text("四半期（第2四半期、2Q など）", "a quarter, such as 第2四半期 or 2Q"),
    "yes": Text("そうであれば `yes`、でなければ空欄", "`yes` if so, else blank"),
    "yes_no": Text("", ""),
}


YES = {"yes": Text("はい", "yes")}
YES_NO = {**YES, "no": Text("いいえ", "no")}


class Folder(StrEnum):
    """Where files lie, as people are told it."""

    PLAN = "raw/<code>_<romaji>"
    SURVEY = "raw/<code>_<romaji>/surveys/<id>"
    NATIONAL = "raw/national"
    REFERENCE = "raw/reference"
    CITY = "mappings/<code>_<romaji>"
    ALL = "mappings/all"


@dataclass(frozen=True)
class Raw:
    """A column as it is typed into a file, or a key of a YAML file.

    Attributes
    ----------
    name : str
        Its heading in the file; by default the name under which it is declared. `checked.method` is the
        key `method` of the mapping `checked`, which may be left out as a whole.
    help : (str, str), optional
        How to fill it in, Japanese and English; by default what the tidy column means.
    reads : str
        How its text becomes a value, one of :data:`READINGS`; by default what the kind of tidy column says.
    words : mapping of str to Text
        The closed list of what may be typed, where the tidy column is not itself a closed list.
    own : {"", "plan", "survey"}
        Whether it names something of the plan or of its survey. In `raw/` it is then a short id, to which the
        id of plan or survey is added; in `mappings/` it is the whole id, and says whose decision the row is.
    optional : bool
        Whether the file may lack it.
    ours : bool
        Whether it is ours and not the document's: then two transcriptions are not compared in it.
    key : bool
        Of a decision: whether it is one of the columns by which the row is looked up.
    heads : str
        Of a column that stands there many times under headings of their own: how a heading is read, one of
        :data:`READINGS`.
    """

    name: str = ""
    help: Pair | None = None
    reads: str = ""
    words: Mapping[str, Text] = field(default_factory=dict)
    own: str = ""
    optional: bool = False
    ours: bool = False
    key: bool = False
    heads: str = ""


@dataclass(frozen=True)
class File:
    """A file that people type.

    Attributes
    ----------
    name : str
        With `*` where files of one form have names of their own.
    folders : tuple of Folder
        In which it may lie.
    needed : tuple of Folder
        In which it must be.
    without : tuple of str
        Columns of its form that this file does not have.
    several : bool
        Of decisions: whether one key may have several rows.
    whose : str
        Of decisions: the column that says about which plan a row is; by default the first that is `own`.
    ours : bool
        Whether all of it is ours, so that two transcriptions are not compared in it.
    listed : str
        Of a YAML file that holds a list: the key under which it stands.
    """

    name: str
    folders: tuple[Folder, ...]
    needed: tuple[Folder, ...] = ()
    without: tuple[str, ...] = ()
    several: bool = False
    whose: str = ""
    ours: bool = False
    listed: str = ""


class Typed:
    """Base of all that is typed: of tables whose rows are the rows of a file, and of files that make no table."""

    #: What one row is, in words; not the docstring, which `python -OO` drops.
    one_row: ClassVar[Text]
    #: The files from which the rows are read.
    files: ClassVar[tuple[File, ...]] = ()

    @classmethod
    def raw(cls) -> dict[str, Raw]:
        """The columns of its files, in order; what a table declares of its own comes first."""
        return {**_raw(cls)}  # type: ignore[arg-type]  # a class is hashable


@cache
def _raw(of: type[Typed]) -> dict[str, Raw]:
    return {
        value.name or name: replace(value, name=value.name or name)
        for kind in reversed(of.__mro__)
        for name, value in vars(kind).items()
        if isinstance(value, Raw)
    }


@dataclass(frozen=True)
class Form:
    """One file as it is declared.

    Attributes
    ----------
    file : File
    of : type of Typed
        The table it makes, or what else is declared of it.
    """

    file: File
    of: type[Typed]

    @cached_property
    def columns(self) -> dict[str, Raw]:
        """Its columns by their headings."""
        every = self.of.raw().items()
        return {name: raw for name, raw in every if name not in self.file.without and not raw.heads}

    @cached_property
    def free(self) -> Raw | None:
        """The column that stands there many times under headings of its own."""
        return next((raw for raw in self.of.raw().values() if raw.heads), None)

    @cached_property
    def keys(self) -> list[str]:
        """The columns by which a decision is looked up."""
        return [name for name, raw in self.columns.items() if raw.key]

    @cached_property
    def own(self) -> list[str]:
        """The columns that name something of a plan or its survey; first the one that says whose a decision is."""
        return sorted((name for name, raw in self.columns.items() if raw.own), key=lambda name: name != self.file.whose)

    @cached_property
    def vocabulary(self) -> bool:
        """Whether it decides on words that plans print: for all, and where one means something else, for that one."""
        return {Folder.ALL, Folder.CITY} <= {*self.file.folders} and not self.own

    def required(self, found: Iterable[str]) -> list[str]:
        """The columns that must be there; those of a mapping within (`checked.method`), if any of it is `found`."""
        groups = {_group(name) for name in found}
        return [
            name
            for name, raw in self.columns.items()
            if not raw.optional and ("." not in name or _group(name) in groups)
        ]


def _group(name: str) -> str:
    return name.rpartition(".")[0]
