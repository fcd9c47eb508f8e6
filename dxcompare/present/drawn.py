"""What draws a result: its kinds of charts, their options, and which of many plans stand in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

import polars as pl

from dxcompare.present.asked import TooMany, drawn_near, near, of_plans
from dxcompare.present.options import OPTIONS
from dxcompare.words.arguments import WrongArgument, check, checks, options_of
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, language
from dxcompare.words.unknown import one_of

if TYPE_CHECKING:
    from dxcompare.present.result import Result

#: Why no city is marked among few plans.
UNMARKED = Text(
    f"mark= は{MOST + 1}計画以上の分布の図の指定で、{MOST}計画までの図には要らない（計画がそれぞれ名前で並ぶ）",
    f"mark= is for the distribution of {MOST + 1} plans and more; up to {MOST} stand there by name",
)

#: The name of a chart, and the function that draws it.
Plot = tuple[Text, Callable[..., Any]]


@checks
class Drawn:
    """A result as charts; :class:`dxcompare.present.result.Result` is one."""

    #: (type of result, kind of chart) → its name and the function that draws it; filled by each question's `chart.py`.
    plots: ClassVar[dict[tuple[type[Drawn], str], Plot]] = {}
    #: The same → the function that draws the distribution of more plans than can stand there by name,
    #: filled by each question's `spread.py`.
    spreads: ClassVar[dict[tuple[type[Drawn], str], Callable[..., Any]]] = {}

    #: Whether it is of plans, some of which can be chosen.
    chosen: ClassVar[bool] = True
    tables: dict[str, pl.DataFrame]

    @classmethod
    def kinds(cls) -> dict[str, Text]:
        """The kinds of chart that :meth:`plot` can draw of this result, each with its name; see :meth:`options`."""
        cast("type[Result]", cls).load("chart")
        return {kind: name for (result, kind), (name, _) in cls.plots.items() if issubclass(cls, result)}

    @classmethod
    def options(cls, kind: str | None = None, lang: str | None = None) -> pl.DataFrame:
        """What its charts take besides their kind: each option with its default and what it means.

        Parameters
        ----------
        kind : str, optional
            One of :meth:`kinds`; by default all.
        lang : {"ja", "en"}, optional

        Returns
        -------
        polars.DataFrame
            kind, name (of the chart), option, default (blank: none), meaning.

        Raises
        ------
        UnknownName
            If there is no chart of that kind.
        """
        kinds = cls.kinds()
        if kind is not None:
            one_of("chart", kind, kinds, lang)
        rows = [
            (
                one,
                name.to(lang),
                option,
                None if default is None else str(default),
                OPTIONS.get(option, Text("", "")).to(lang),
            )
            for one, name in kinds.items()
            if kind in (None, one)
            for option, default in cls._options(one).items()
        ]
        return pl.DataFrame(
            rows, dict.fromkeys(("kind", "name", "option", "default", "meaning"), pl.String), orient="row"
        )

    @classmethod
    def _options(cls, kind: str) -> dict[str, object]:
        """What a kind takes → its default: of the chart, of the distribution of many plans, and to choose plans."""
        spread = cls._spread(kind)
        return {
            **options_of(cls._draws(kind)),
            **(options_of(spread) if spread else {}),
            **dict.fromkeys(("city", "plans") if cls.chosen else ()),
        }

    def count(self) -> int:
        """How many plans, or surveys, it is of."""
        frame = self.tables.get("plans", next(iter(self.tables.values())))
        return next((frame[one].n_unique() for one in ("plan_id", "survey_id") if one in frame.columns), 0)

    def only(self, *plans: str) -> Result:
        """The same question asked of some plans, by their ids, or the names of their municipalities or a prefecture.

        Raises
        ------
        UnknownName
            If there is no such plan.
        TooMany
            If they are more than a chart can show.
        """
        return of_plans(cast("Result", self), plans)

    def near(self, city: str) -> Result:
        """The same question asked of the plan of a city and of those nearest to it in population, as many as a chart shows.

        Raises
        ------
        UnknownName
            If there is no such plan.
        """
        return near(cast("Result", self), city)

    def plot(
        self,
        kind: str | None = None,
        lang: str | None = None,
        *,
        city: str | None = None,
        plans: Sequence[str] | None = None,
        **options: Any,
    ) -> Any:
        """Draw a chart; of more than twelve plans, their distribution.

        Parameters
        ----------
        kind : str, optional
            One of :meth:`kinds`; by default the first.
        lang : {"ja", "en"}, optional
            Language of the labels.
        city : str, optional
            Its plan, and as many of those nearest in population as a page holds.
        plans : list of str, optional
            These plans alone, twelve at most; of a prefecture's name all its plans. With `city` its plan stands among them.
        **options
            What the kind takes: :meth:`options` lists it. All take `width_mm`, from 100; distributions `mark`, a city.

        Returns
        -------
        dxcompare.present.style.Chart

        Raises
        ------
        UnknownName
            If there is no chart of that kind.
        UnknownArgument, WrongArgument
            If that kind has no such option, or does not take it so.
        TooMany
            If there are more plans than it can show by name, and no distribution of them is drawn.
        """
        kinds = self.kinds()
        kind = kind or next(iter(kinds), "")
        one_of("chart", kind, kinds, lang)
        draw, spread, result = self._draws(kind), self._spread(kind), cast("Result", self)
        if city is not None and "city" in options_of(draw):  # which has a place of its own for it
            options, city, spread = {**options, "city": city}, None, draw
        if plans is not None:
            return of_plans(result, [*plans, *([city] if city else [])], lang).plot(kind, lang, **options)
        if city is not None:
            return drawn_near(result, city, lambda few: few.plot(kind, lang, **options), lang)
        if self.count() > MOST:
            if spread is None:
                raise TooMany(self.count(), lang)
            draw = spread
        elif spread and spread is not draw and "mark" in options:
            raise WrongArgument(UNMARKED, lang)
        check(draw, (), options, skip=1, given=("lang",), what="setting", lang=lang, besides=self._options(kind))
        return draw(self, lang=language(lang), **options)

    @classmethod
    def _draws(cls, kind: str) -> Callable[..., Any]:
        return next(cls.plots[one, kind][1] for one in cls.__mro__ if (one, kind) in cls.plots)

    @classmethod
    def _spread(cls, kind: str) -> Callable[..., Any] | None:
        cast("type[Result]", cls).load("spread")
        return next((cls.spreads[one, kind] for one in cls.__mro__ if (one, kind) in cls.spreads), None)


def register(result: type[Result], kind: str, name: Text) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Say that a function draws a chart of a kind, called `name`, for a type of result."""

    def add(draw: Callable[..., Any]) -> Callable[..., Any]:
        Drawn.plots[result, kind] = name, draw
        return draw

    return add
