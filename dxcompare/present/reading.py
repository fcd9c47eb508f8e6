"""A table as people read it: headings for names of columns, names for ids, words for codes, decimals for numbers.

HTML, Excel, slides and the panel all read a frame here, so that a column is called the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dxcompare.present.declared import said_of
from dxcompare.tables.columns import Pair, Said, Table
from dxcompare.words.glosses import glossed
from dxcompare.words.text import Text, language
from dxcompare.words.unknown import one_of

#: The columns to read, by their names or with headings of their own.
Columns = Iterable[str] | Mapping[str, Text | Pair | None]


#: What names a thing beside its id, where it is not called as the thing is.
_NAMED_BY = {"plan": "city", "question": "ref", "source": "title", "survey": "question_id"}


#: What stands before the number of a plan's own numbering in an id.
_BEFORE = r"^[a-z0-9-]+-\d{4}/"


@dataclass(frozen=True)
class Reading:
    """A frame as it is read.

    Attributes
    ----------
    frame : polars.DataFrame
        The columns that are read, under their names, with names for ids and words for codes.
    heads : dict of str to str
        Column → heading.
    said : dict of str to Said
        Column → what is said of it.
    of : tuple of str or None
        The plan, or else the code of the municipality, that each row is of; empty where no column says so.
    """

    frame: pl.DataFrame
    heads: dict[str, str]
    said: dict[str, Said]
    of: tuple[str | None, ...] = ()

    def headed(self) -> pl.DataFrame:
        """The frame under its headings."""
        return self.frame.rename(self.heads)

    def only(self, columns: Iterable[str]) -> Reading:
        """Some of its columns."""
        chosen = list(columns)
        return Reading(self.frame.select(chosen), {name: self.heads[name] for name in chosen}, self.said, self.of)


def read(
    frame: pl.DataFrame,
    lang: str | None = None,
    *,
    table: type[Table] | None = None,
    columns: Columns | None = None,
    names: Mapping[str, Mapping[str, str]] | None = None,
) -> Reading:
    """A frame as it is read in a language.

    Parameters
    ----------
    frame : polars.DataFrame
    lang : {"ja", "en"}, optional
    table : type of Table, optional
        The declared table that it is, or is taken from.
    columns : iterable of str, or mapping, optional
        The columns to read, in this order, a pair `_ja`, `_en` by its stem; a mapping may give them headings of their
        own. By default all but the other language, orders, and what another column says in words.
    names : mapping, optional
        The `table.column` that ids point to → id → name.

    Returns
    -------
    Reading

    Raises
    ------
    UnknownName
        If the frame has no such column.

    Examples
    --------
    >>> frame = pl.DataFrame({"option_id": ["pc"], "option_ja": ["パソコン"], "option_en": ["PC"], "percent": [1.5]})
    >>> read(frame, "en").headed().columns
    ['Option', 'Share (%)']
    """
    lang, there = language(lang), frame.columns
    said = {name: Said(Text(name, name), Text(name, name)) for name in there} | said_of(there, table)
    if columns is None:
        chosen = [name for name in there if not _left_out(name, said[name], set(there), lang)]
        own: dict[str, Text | Pair | None] = {}
    else:
        given = columns if isinstance(columns, Mapping) else dict.fromkeys(columns)
        own = {_column(name, there, lang): heading for name, heading in given.items()}
        chosen = list(own)
    known = {name: (names or {}).get(points_to(name, said[name]) or "", {}) for name in chosen}
    spoken = frame.select(_spoken(frame, name, said[name], known[name], table is not None, lang) for name in chosen)
    heads = {name: said[name].heading.to(lang).removesuffix("ID" if known[name] else "") for name in chosen}
    words = list(heads.values())
    heads = {name: word if words.count(word) == 1 else f"{word} [{name}]" for name, word in heads.items()}
    heads |= {name: Text(*pair).to(lang) for name, pair in own.items() if pair}
    return Reading(spoken, heads, said, _of(frame))


def _of(frame: pl.DataFrame) -> tuple[str | None, ...]:
    """The plan or municipality of each row: by a column that names it, or by an id that begins with the plan's."""
    for name in ("municipality_code", "area_code", "plan_id", "measure_id", "kpi_id"):
        if frame.schema.get(name) in (pl.String, pl.Enum):
            return tuple(frame[name].cast(pl.String).str.split("/").list.first())
    return ()


def points_to(name: str, said: Said | None) -> str | None:
    """The `table.column` whose ids a column holds, or None if it holds none."""
    return (said and said.ref) or (f"{name.removesuffix('_id')}.{name}" if name.endswith("_id") else None)


def _column(name: str, there: list[str], lang: str) -> str:
    if f"{name}_{lang}" in there:
        return f"{name}_{lang}"
    one_of("column", name, there, lang)
    return name


def _left_out(name: str, said: Said, there: set[str], lang: str) -> bool:
    """Whether a reader does not need a column."""
    stem, _, ending = name.rpartition("_")
    if said.beside and {said.beside, f"{said.beside}_{lang}"} & there:
        return True
    if ending in ("ja", "en"):
        return ending != lang and (f"{stem}_{lang}" in there or (ending == "en" and stem in there))
    if name == "position" or ending == "position" or f"{name}_{lang}" in there:
        return True
    named_by = _NAMED_BY.get(stem, stem)
    return ending == "id" and bool({f"{stem}_{lang}", f"{named_by}_{lang}", named_by} & (there - {name}))


def _spoken(frame: pl.DataFrame, name: str, said: Said, known: Mapping[str, str], declared: bool, lang: str) -> pl.Expr:
    """A column with words for its codes and names for its ids; several ids are joined by `+`."""
    if frame.schema[name] not in (pl.String, pl.Enum) and not (frame.schema[name] == pl.Boolean and said.spoken):
        return pl.col(name)
    codes = {code: text.to(lang) for code, text in {**said.words, **said.spoken}.items()}
    column = pl.col(name).cast(pl.String).replace(codes)
    if lang == "en" and name.endswith("_text"):
        column = column.map_elements(glossed, return_dtype=pl.String)  # a plan's own words, with their English
    if not known and not (declared and said.ref):
        return column
    between = Text("、", ", ").to(lang)
    named = pl.element().replace({**codes, **known}).str.replace(_BEFORE, "")
    return column.str.split("+").list.eval(named).list.join(between)
