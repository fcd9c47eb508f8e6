"""The processed tables, loaded and typed: what every analysis and every notebook starts from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import polars as pl

from dxcompare.dataset.census import OLDEST, census
from dxcompare.dataset.likely import least, with_likely
from dxcompare.dataset.names import plan_named
from dxcompare.dataset.once import once
from dxcompare.dataset.part import of_plans
from dxcompare.tables import TABLES
from dxcompare.tables.codebook import codebook
from dxcompare.words.text import KIND_OF_PLACE, Text, language
from dxcompare.words.unknown import UnknownAttribute, one_of

if TYPE_CHECKING:
    import pandas as pd


#: Code of the whole country among areas.
NATION = "00000"


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
    #: Filled by :func:`dxcompare.dataset.once.once`; a copy begins without.
    _remembered: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))

    def __reduce__(self) -> tuple[type[Dataset], tuple[dict[str, pl.DataFrame], Path]]:
        return Dataset, (dict(self.tables), self.folder)

    def __getitem__(self, name: str) -> pl.DataFrame:
        one_of("table", name, self.tables)
        return self.tables[name]

    def __getattr__(self, name: str) -> pl.DataFrame:
        tables = vars(self).get("tables", {})  # a copy in the making has none
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
            raise ValueError(said.to())
        more = Dataset({**self.tables, name: frame}, self.folder)
        more._remembered.update(self._remembered)
        return more

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
            Ids, or names of municipalities; at least one.

        Returns
        -------
        Dataset

        Raises
        ------
        UnknownName
            If there is no such plan.

        Examples
        --------
        >>> import dxcompare
        >>> ds = dxcompare.load()
        >>> first = ds.plans()["plan_id"][0]
        >>> ds.only(first).measure["plan_id"].unique().to_list() == [first]
        True
        """
        plan_ids = tuple(plan_named(self, plan) for plan in plan_ids or ("",))
        return Dataset(of_plans(self.tables, plan_ids), self.folder)

    @once
    def plans(self) -> pl.DataFrame:
        """The plans with the names of their municipalities, in order of their municipality codes.

        Where two municipalities have one name, their prefectures tell them apart.

        Returns
        -------
        polars.DataFrame
            plan_id, municipality_code, name_ja, name_en, status, start_fy, end_fy,
            ended (whether the period is over at the date of the data), framework_version, source_id.
        """
        date = self["edition"]["date"].max() if self["edition"].height else None
        over = pl.concat_str(pl.col("end_fy") + 1, pl.lit("-03-31")) < pl.lit(date, pl.String)
        towns = self["municipality"].with_columns(pl.col("name_en").str.replace(KIND_OF_PLACE, ""))
        namesakes = {name: pl.col("municipality_code").n_unique().over(name) > 1 for name in ("name_ja", "name_en")}
        return (
            self["plan"]
            .join(towns, on="municipality_code")
            .with_columns(
                pl.when(namesakes["name_ja"])
                .then(pl.format("{}（{}）", "name_ja", "prefecture_ja"))
                .otherwise("name_ja")
                .alias("name_ja"),
                pl.when(namesakes["name_en"])
                .then(pl.format("{} ({})", "name_en", "prefecture_en"))
                .otherwise("name_en")
                .alias("name_en"),
                ended=over.fill_null(False),
            )
            .sort("municipality_code", "start_fy", "plan_id")
            .select(
                "plan_id",
                "municipality_code",
                "name_ja",
                "name_en",
                "status",
                "start_fy",
                "end_fy",
                "ended",
                "framework_version",
                "source_id",
            )
        )

    def areas(self) -> pl.DataFrame:
        """Every area that can have an official figure: municipalities, their prefectures and the nation.

        Returns
        -------
        polars.DataFrame
            area_code (of a prefecture: `03000`, of the nation: `00000`), area_ja, area_en, kind
            (`municipality`, `prefecture`, `nation`).
        """
        towns = self["municipality"]
        nation = pl.DataFrame({"area_code": [NATION], "area_ja": ["全国"], "area_en": ["Japan"], "kind": ["nation"]})
        prefectures = towns.select(
            area_code=pl.col("municipality_code").str.head(2) + "000",
            area_ja="prefecture_ja",
            area_en="prefecture_en",
            kind=pl.lit("prefecture"),
        ).unique("area_code")
        return pl.concat(
            [
                nation,
                prefectures,
                towns.select(
                    area_code="municipality_code",
                    area_ja="name_ja",
                    area_en=pl.col("name_en").str.replace(KIND_OF_PLACE, ""),
                    kind=pl.lit("municipality"),
                ),
            ]
        ).sort("area_code")

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

    @once
    def people(self, area_code: str, age_min: int, age_max: int | None) -> int | None:
        """The census population of an area in an age band, men and women, 2020.

        Parameters
        ----------
        area_code : str
            Municipality, or `00000` for Japan.
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
        """
        bands = self._census().filter(area_code=area_code)
        last = OLDEST if age_max is None else age_max
        inside = bands.filter(pl.col("first") >= age_min, pl.col("last") <= last)
        if inside.is_empty():
            one_of("area", area_code, self.areas()["area_code"])
        if inside.is_empty() or inside["first"].min() != age_min or inside["last"].max() != last:
            return None
        return int(inside["value"].sum())

    @once
    def _census(self) -> pl.DataFrame:
        return census(self["reference_stat"])

    def __repr__(self) -> str:
        counts = ", ".join(f"{name} {frame.height:,}" for name, frame in self.tables.items())
        return f"Dataset({counts})"

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
