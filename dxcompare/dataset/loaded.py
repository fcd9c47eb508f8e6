"""The processed tables, loaded and typed: what every analysis and every notebook starts from.

What only some methods need is imported in them: it takes as long as reading the tables.
"""

from __future__ import annotations

import importlib
import textwrap
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import polars as pl

from dxcompare.dataset.census import OLDEST, census
from dxcompare.dataset.once import once
from dxcompare.dataset.places import areas, plans
from dxcompare.dataset.scan import scan
from dxcompare.tables import TABLES
from dxcompare.tables.codebook import codebook
from dxcompare.words.arguments import WrongArgument, checks
from dxcompare.words.text import Text, language
from dxcompare.words.unknown import UnknownAttribute, one_of

#: What results have and a data set has not: who asks it of the data has not asked a question yet.
OF_RESULTS = ("cite", "kinds", "near", "options", "plot", "save", "show", "to_frame")

if TYPE_CHECKING:
    import pandas as pd

    from dxcompare.dataset.peers import Peers


class OfResults(UnknownAttribute):
    """What a result has is asked of the data."""

    def __init__(self, name: str):
        Exception.__init__(self, name)

    def __str__(self) -> str:
        name = self.args[0]
        return Text(
            f"{name} はデータではなく分析の結果にあります。「分析の結果.{name}(…)」と書きます",
            f"{name} is of results, not of the data: ask a question of it, then result.{name}(…)",
        ).to()


@checks
@dataclass(frozen=True)
class Dataset:
    """All tables of the comparison.

    Attributes
    ----------
    tables : mapping of str to polars.DataFrame
        One frame per table; also as attributes (`ds.measure`) and by name (`ds["measure"]`). It cannot be changed,
        since what is computed of it is remembered: :meth:`with_table` makes another data set.
    folder : Path
        Where they were read from.
    """

    tables: Mapping[str, pl.DataFrame]
    folder: Path
    #: Table → the digest of the file it was read from; not of tables that were made of others.
    _read: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    #: Filled by :func:`dxcompare.dataset.once.once`; a copy begins without.
    _remembered: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))

    def __reduce__(self) -> tuple[type[Dataset], tuple[dict[str, pl.DataFrame], Path]]:
        return Dataset, (dict(self.tables), self.folder)

    def __getitem__(self, name: str) -> pl.DataFrame:
        one_of("table", name, self.tables)
        return self.tables[name]

    def __contains__(self, name: object) -> bool:
        return name in self.tables

    def __iter__(self) -> Iterator[str]:
        """The names of the tables, as of a mapping."""
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __getattr__(self, name: str) -> pl.DataFrame:
        tables = vars(self).get("tables", {})  # a copy in the making has none
        if name in OF_RESULTS:
            raise OfResults(name)
        if name not in tables:
            raise UnknownAttribute("table", name, tables)
        return tables[name]

    def with_table(self, name: str, frame: pl.DataFrame) -> Dataset:
        """This data set and one table more; what it remembers stays true, since none of it rests on that table.

        Parameters
        ----------
        name : str
        frame : polars.DataFrame

        Returns
        -------
        Dataset

        Raises
        ------
        ValueError
            If there is a table of that name.
        """
        if name in self.tables:
            said = Text(
                f"表「{name}」はすでにある。データは書き換えられない",
                f"there is a table {name!r}; a data set does not change",
            )
            raise WrongArgument(said)
        more = Dataset({**self.tables, name: frame}, self.folder, self._read)
        more._remembered.update(self._remembered)
        return more

    def add(self, plan: Any, measures: Any = None, kpis: Any = None, **frames: Any) -> Dataset:
        """This data set and one plan more, from tables of your own; it does not change itself.

        Columns go by their names in `data/raw`, with or without `_ja` or `_text`, or by their names or headings in the
        code book. What is left out is filled in by rules: :mod:`dxcompare.assemble.filled` and
        :mod:`dxcompare.assemble.asked` list them. A number is taken as it prints (`69.50` must be a text to keep its
        zero), a list as its members joined by `+`.

        Parameters
        ----------
        plan : mapping, or table of one row
            `municipality` (a name, or a code of five or six digits), `title`, `start` and `end` at least.
        measures : table, optional
            `title` at least; `item`, the national items it acts on, the main one first, or `none`, if you coded them.
        kpis : table, optional
            `name` and `target` at least; `baseline`, `baseline_year`, `target_year`, `unit`, `measure` (id, number or
            title), `item`. Also `direction` where there is no baseline.
        **frames : table
            `schedule` (`measure`, `year`, `step`, `stage`; or years as columns); `survey` (`name`) and `tables`, a
            mapping of questions to tables of percentages; `tags`, `chapters`, `source`, `codes`, `coders`, and any
            other file of a city by its name. `schedules` maps the projects of a plan to theirs.

        Returns
        -------
        Dataset

        Raises
        ------
        UnknownName
            If there is no table of that name.
        FrameFaults
            With every fault: which table, row and column, what is wrong, and the likely slip. Rows count from the
            headings, which are row 1.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> more = ds.add(
        ...     plan={"municipality": "函館市", "title": "函館市DX推進計画", "start": 2025, "end": 2029},
        ...     measures={"title": ["窓口の改革", "テレワーク"], "item": ["frontyard_reform", "telework"]},
        ...     kpis={"name": ["利用率"], "baseline": ["10%"], "target": ["50%"], "target_year": [2029], "measure": [1]},
        ... )
        >>> more.plan.height - ds.plan.height, "hakodate-2025" in more.plan["plan_id"]
        (1, True)
        """
        # what a plan adds to the tables of results, the questions compute, in rooms above this one
        above = importlib.import_module("dxcompare.pipeline")
        return above.add(self, {"plan": plan, "measures": measures, "kpis": kpis, **frames})

    def scan(self, name: str) -> pl.LazyFrame:
        """A table as a lazy frame, so that work on it, and results larger than the memory, stay lazy.

        Of a data set as it was loaded the frame reads the Parquet file that `dxcompare build` wrote, if that is of the
        same build as what was loaded; of any other (`only`, `add`, a Parquet file of another build) the table itself.
        Rows, columns and types are those of the table.

        Parameters
        ----------
        name : str
            Of the table, as in :meth:`codebook`.

        Returns
        -------
        polars.LazyFrame

        Raises
        ------
        UnknownName
            If there is no such table.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> ds.scan("plan").select("plan_id").collect().height == ds.plan.height
        True
        """
        return scan(self.folder, name, self._read, self[name])

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def to_pandas(self, name: str) -> pd.DataFrame:
        """One table as a pandas frame, for seaborn and statsmodels.

        Parameters
        ----------
        name : str
            Name of a table.

        Returns
        -------
        pandas.DataFrame
            The same columns; closed lists of values are ordered categoricals.

        Raises
        ------
        UnknownName
            If there is no such table.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> len(ds.to_pandas("plan")) == ds.plan.height
        True
        """
        return self[name].to_pandas()

    def codebook(self, name: str | None = None, lang: str | None = None) -> pl.DataFrame:
        """What the columns of a table mean.

        Parameters
        ----------
        name : str, optional
            Name of a table; by default all of them.
        lang : {"ja", "en"}, optional
            By default that of the locale.

        Returns
        -------
        polars.DataFrame
            `table`, `column`, `type`, `key`, `may_be_blank`, `unit`, `values`, `refers_to`,
            `meaning`.

        Raises
        ------
        UnknownName
            If there is no such table.
        """
        if name is not None:
            self[name]
        return codebook(name, lang)

    def only(self, *plan_ids: str) -> Dataset:
        """The data of some plans alone: every analysis of it is of these plans.

        Rows that belong to another plan, directly or through what they refer to, are left out, and so are
        the sources that only these rest on; the national frame, official figures and municipalities stay.

        Parameters
        ----------
        *plan_ids : str
            Ids, or names of municipalities; of a prefecture (`長野県`, `Nagano Prefecture` or `20`) all its plans. At
            least one.

        Returns
        -------
        Dataset

        Raises
        ------
        UnknownName
            If there is no such plan, or a name is of several.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> first = ds.plans()["plan_id"][0]
        >>> ds.only(first).measure["plan_id"].unique().to_list() == [first]
        True
        """
        from dxcompare.dataset.names import plans_named
        from dxcompare.dataset.part import of_plans

        return Dataset(of_plans(self.tables, plans_named(self, plan_ids), self._cited()), self.folder)

    @once
    def _cited(self) -> set[str]:
        from dxcompare.dataset.part import cited

        return cited(self.tables)

    @once
    def plans(self) -> pl.DataFrame:
        """The plans with the names of their municipalities, in order of their municipality codes.

        Where two municipalities have one name, their prefectures tell them apart. A joint plan bears all names.

        Returns
        -------
        polars.DataFrame
            plan_id, municipality_code (several joined by `+`), name_ja, name_en, status, start_fy, end_fy (null: open),
            edition, ended (whether the period is over at the date of the data), framework_version, source_id.
        """
        return plans(self)

    def areas(self) -> pl.DataFrame:
        """Every area that can have an official figure: municipalities, their prefectures and the nation.

        Returns
        -------
        polars.DataFrame
            area_code (of a prefecture: `03000`, of the nation: `00000`), area_ja, area_en, kind
            (`municipality`, `prefecture`, `nation`).
        """
        return areas(self["municipality"])

    def city(self, name: str) -> str:
        """The code of a municipality, by its code of five or six digits, name, reading, or the id of a plan of its.

        Parameters
        ----------
        name : str
            In Japanese, in kana or in English, with or without the kind of municipality: `函館市`, `はこだて`,
            `Hakodate`; after its prefecture where several have it.

        Returns
        -------
        str

        Raises
        ------
        UnknownName
            If no municipality of today is called so, or several are.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> {ds.city(name) for name in ("函館市", "ハコダテ", "hakodate", "012025")}
        {'01202'}
        """
        from dxcompare.dataset.names import city_named

        return city_named(self, name)

    def peers(self, city: str, by: str | Sequence[str] = "population") -> Peers:
        """Municipalities to compare one with, of all 1,741, and the rule by which they were chosen.

        Parameters
        ----------
        city : str
            As :meth:`city` takes it.
        by : {"population", "age", "kind", "prefecture"} or several of them
            0.8 to 1.25 times its population; a share of 65 and over within 2 points of its own; designated city,
            special ward, other city, or town and village; prefecture. Of several, all must hold.

        Returns
        -------
        Peers
            `rule` (a text in both languages), `codes`, and `towns`, a row each without the municipality itself.

        Raises
        ------
        UnknownName
            If there is no such municipality or way to choose.
        ValueError
            If the census counted nobody there, by population or age.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> ds.peers("函館市", by=["population", "kind"]).codes[:3]
        ['02201', '02203', '03201']
        """
        from dxcompare.dataset.peers import peers

        return peers(self, city, by)

    def quartiles(
        self, city: str | Sequence[str] | None = None, by: str | Sequence[str] = "population"
    ) -> pl.DataFrame:
        """Official figures beside which one's own can be put: median and quartiles over other municipalities.

        Over all of Japan's, those of its prefecture, and its peers. What the data have counted is taken as it is;
        where a table of all municipalities has been added (20 and more), and of population and share of 65 and over,
        they are computed of its rows.

        Parameters
        ----------
        city : str or list of str, optional
            As :meth:`city` takes it; by default those that have plans.
        by : {"population", "age", "kind", "prefecture"} or several of them
            How its peers are chosen (:meth:`peers`); those by population are in the data.

        Returns
        -------
        polars.DataFrame
            indicator_id, year, as_of, area_code (`00000`, `03000`, of peers the municipality whose they are), of
            (`peers`, `prefecture`, `nation`), n (municipalities with a figure), done (of them, those that have it in
            place; null of amounts), q1, median, q3 (null below 4 municipalities), unit, source_id.

        Raises
        ------
        UnknownName
            If there is no such municipality or way to choose.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> ds.quartiles("函館市").filter(indicator_id="share_65", of="nation").select("n", "median").rows()
        [(1740, 34.8)]
        """
        from dxcompare.dataset.quartiles import quartiles

        return quartiles(self, city, by)

    @once
    def answers(self, certainty: str = "recovered") -> pl.DataFrame:
        """The survey cells with their labels, counts and intervals; withheld percentages are null.

        Parameters
        ----------
        certainty : {"recovered", "likely"}
            Whether bases that are only likely are used too.

        Returns
        -------
        polars.DataFrame
            survey_id, question_id, ref, option_id, option_ja, option_en, option_position, group_type,
            group_id, group_ja, group_en, group_position, age_min, age_max, percent, n, count, low, high
            (percent; 95 % Wilson), certainty (of n), candidates, reading (of the printed cell), blank
            (`withheld`), locator.

        Raises
        ------
        UnknownName
            If there is no such certainty.
        """
        from dxcompare.dataset.likely import least, with_likely

        least(certainty)
        cell = ["question_id", "option_id", "group_type", "group_id"]
        bases = self["survey_base"].select(*cell[:1], *cell[2:], "candidates", "n_likely")
        asked = self["question"].select("question_id", "survey_id", "ref")
        cells = (
            self["response"]
            .drop("percent")
            .join(self["response_count"], on=cell, maintain_order="left")
            .join(bases, on=["question_id", "group_type", "group_id"], maintain_order="left")
            .join(asked, on="question_id", maintain_order="left")
            .with_columns(blank=pl.when("quarantined").then(pl.lit("withheld")))
            .sort("question_id", "option_position", "group_type", "group_position")
        )
        return (with_likely(cells) if certainty == "likely" else cells).select(
            "survey_id",
            "question_id",
            "ref",
            "option_id",
            "option_ja",
            "option_en",
            "option_position",
            "group_type",
            "group_id",
            "group_ja",
            "group_en",
            "group_position",
            "age_min",
            "age_max",
            "percent",
            "n",
            "count",
            "low",
            "high",
            "certainty",
            "candidates",
            "reading",
            "blank",
            "locator",
        )

    def answers_of(self, question_id: str, certainty: str = "recovered") -> pl.DataFrame:
        """The rows of :meth:`answers` of one question, which stand together: found without a look at the others.

        Parameters
        ----------
        question_id : str
        certainty : {"recovered", "likely"}
            Whether bases that are only likely are used too.

        Returns
        -------
        polars.DataFrame

        Raises
        ------
        UnknownName
            If there is no such question or certainty.
        """
        answers = self.answers(certainty)
        asked = answers["question_id"]
        start, end = (asked.search_sorted(question_id, side) for side in ("left", "right"))
        if start == end:
            one_of("question", question_id, self["question"]["question_id"])
        return answers.slice(start, end - start)

    @once
    def people(self, area_code: str, age_min: int, age_max: int | None) -> int | None:
        """The census population of an area in an age band, men and women, 2020.

        Parameters
        ----------
        area_code : str
            Municipality, several joined by `+`, or `00000` for Japan.
        age_min, age_max : int
            Inclusive; `age_max` None for an open end.

        Returns
        -------
        int or None
            None where the census's five-year bands do not merge into this one (they are never split)
            or the area has none.

        Raises
        ------
        UnknownName
            If there is no such area.
        WrongArgument
            If the band ends before it begins.
        """
        if age_max is not None and age_max < age_min:
            raise WrongArgument(
                Text(f"年代が{age_min}歳から{age_max}歳になっている", f"a band from {age_min} to {age_max} is none")
            )
        if "+" in area_code:
            each = [self.people(one, age_min, age_max) for one in area_code.split("+")]
            return None if None in each else sum(n for n in each if n is not None)
        bands = self._census().get(area_code, [])
        last = OLDEST if age_max is None else age_max
        inside = [band for band in bands if band[0] >= age_min and band[1] <= last]
        if not inside:
            one_of("area", area_code, self.areas()["area_code"])
            return None
        if min(band[0] for band in inside) != age_min or max(band[1] for band in inside) != last:
            return None
        return int(sum(band[2] or 0 for band in inside))

    @once
    def _census(self) -> dict[str, list[tuple[int, int, float]]]:
        """Area → its bands: first and last year of age, people."""
        found: dict[str, list[tuple[int, int, float]]] = {}
        for area, *band in census(self["reference_stat"]).iter_rows():
            found.setdefault(area, []).append((band[0], band[1], band[2]))
        return found

    def __repr__(self) -> str:
        counts = ", ".join(f"{name} {frame.height:,}" for name, frame in self.tables.items())
        return textwrap.fill(f"Dataset({counts})", 80, subsequent_indent=" " * 8, max_lines=24, placeholder=" …)")

    def _repr_html_(self) -> str:
        lang = language()
        rows = "".join(
            f"<tr><td>{name}</td><td style='text-align:right'>{frame.height:,}</td>"
            f"<td style='text-align:left'>{TABLES[name].one_row.to(lang)}</td></tr>"
            for name, frame in self.tables.items()
            if name in TABLES
        )
        head = (
            "<tr><th>表</th><th>行数</th><th>1行は</th></tr>"
            if lang == "ja"
            else ("<tr><th>table</th><th>rows</th><th>one row is</th></tr>")
        )
        return f"<table>{head}{rows}</table>"
