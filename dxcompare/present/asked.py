"""A result of many plans, and the same question asked of as few of them as a chart can show."""

from __future__ import annotations

import functools
import importlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import plans_named
from dxcompare.dataset.peers import nearest
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, plural

if TYPE_CHECKING:
    from dxcompare.present.chart import Chart
    from dxcompare.present.result import Result

#: Height of the drawing area of an A4 page, in millimetres: a chosen city has as many plans beside it as it holds.
PAGE = 256.0

P = ParamSpec("P")
R = TypeVar("R", bound="Result")


class NothingToDraw(ValueError):
    """The data have nothing that a chart could show."""


class TooHigh(Exception):
    """A sheet is higher than it may be: with fewer plans it is to be drawn again."""

    def __init__(self, high: float):
        self.high = high


#: How high a sheet may be, in millimetres; set while as many plans are drawn as a page holds.
_highest: ContextVar[float] = ContextVar("highest", default=math.inf)


@contextmanager
def _at_most(high: float) -> Iterator[None]:
    token = _highest.set(high)
    try:
        yield
    finally:
        _highest.reset(token)


def fits(high: float) -> None:
    """Refuse a sheet that is higher than it may be, before what it shows is worked out and drawn.

    Raises
    ------
    TooHigh
    """
    if high > _highest.get():
        raise TooHigh(high)


class TooMany(NothingToDraw):
    """The plans are more than a chart or a slide can show by name; says how to choose."""

    def __init__(self, count: int, lang: str | None = None):
        self.count, self.said = (
            count,
            Text(
                f"図やスライドに名前を挙げて並べられるのは{MOST}計画まで（選ばれているのは{count:,}計画）。市区町村か計画を選ぶ："
                'city="○○市"（その計画と、人口が近い計画）、または plans=["○○市", "△△町"]',
                f"a chart or slide shows {MOST} plans by name at most, and there are {count:,}: choose a city, "
                'city="…" (its plan and those nearest in population), or plans, plans=["…", "…"]',
            ),
        )
        super().__init__(self.said.to(lang))


@dataclass(frozen=True)
class Asked:
    """How a result was asked for: the module and the name of the function, by which a pickle finds it; data; choices."""

    module: str
    name: str
    ds: Dataset
    args: tuple[Any, ...]
    choices: Mapping[str, Any]

    def of(self, plans: Sequence[str], which: Text, ahead: str = "") -> Result:
        """The same asked of some plans; `which` says of what choice they are, and one may go ahead of the others."""
        ask = getattr(importlib.import_module(self.module), self.name)
        found = ask(self.ds.only(*plans), *self.args, **self.choices)
        own = pl.col("plan_id") == ahead
        tables = {
            name: frame.sort(~own, maintain_order=True)
            if ahead and {*frame.columns[:1]} & {"plan_id", "survey_id"} and "plan_id" in frame.columns
            else frame
            for name, frame in found.tables.items()
        }
        return replace(found, tables=tables, which=which)


def asked(ask: Callable[Concatenate[Dataset, P], R]) -> Callable[Concatenate[Dataset, P], R]:
    """A question whose result remembers how it was asked, so that it can be asked of fewer plans."""

    @functools.wraps(ask)
    def asking(ds: Dataset, *args: P.args, **choices: P.kwargs) -> R:
        found = ask(ds, *args, **choices)
        object.__setattr__(found, "asked", Asked(ask.__module__, ask.__name__, ds, args, choices))
        return found

    return asking


def few(count: int, lang: str | None = None) -> None:
    """Refuse more plans than can be shown by name.

    Raises
    ------
    TooMany
    """
    if count > MOST:
        raise TooMany(count, lang)


def of_plans(result: Result, plans: Sequence[str], lang: str | None = None) -> Result:
    """A result asked again of some plans, by their ids or names, or by prefecture."""
    how = _how(result, lang)
    chosen = plans_named(how.ds, plans)
    few(len(chosen), lang)
    total, n = how.ds["plan"].height, len(chosen)
    which = Text(f"{total:,}計画のうち、選んだ{n}計画。", f"{n} chosen of {plural(total, 'plan', 'plans')}.")
    return how.of(chosen, which)


def near(result: Result, city: str, most: int = MOST, lang: str | None = None) -> Result:
    """A result asked again of the plan of a city, and of those of the municipalities nearest to it in population."""
    how = _how(result, lang)
    main = result.to_frame()
    having = main["plan_id"].unique().to_list() if "plan_id" in main.columns else how.ds["plan"]["plan_id"].to_list()
    found, times = nearest(how.ds, city, most, having)
    lacking = not {*how.ds["plan"]["plan_id"]} <= {*having}
    return how.of(found, which_near(how.ds, found, times, lacking=lacking, fit=most < MOST), found[0])


def which_near(
    ds: Dataset,
    found: Sequence[str],
    times: tuple[float, float] | None,
    *,
    lacking: bool = False,
    fit: bool = False,
) -> Text:
    """Which plans stand together: that of a city and those nearest to it, as `nearest` finds them.

    `lacking` says that plans without what is shown were passed over, `fit` that no more have room.
    """
    own = ds.plans().filter(plan_id=found[0]).row(0, named=True)
    total, others = ds["plan"].height, len(found) - 1
    which = Text(
        f"{total:,}計画のうち、{own['name_ja']}の計画", f"Of {plural(total, 'plan', 'plans')}: {own['name_en']}"
    )
    among = Text("該当のある計画のうち", " of those that have what is shown") if lacking else Text("", "")
    room = Text("、図に入る数まで", "; no more have room") if fit else Text("", "")
    if others and times:
        said = list(dict.fromkeys(f"{one:.2g}" for one in times))
        which += Text(
            f"と、{among.ja}人口が最も近い{others}計画（人口は{'～'.join(said)}倍{room.ja}）",
            f" and the {others} nearest in population{among.en} ({' to '.join(said)} times its own{room.en})",
        )
    elif others:
        which += Text(
            f"と、{among.ja}市区町村コードの近い{others}計画（2020年国勢調査の人口がないため{room.ja}）",
            f" and the {others} nearest by code{among.en}, since the census of 2020 counted nobody there{room.en}",
        )
    return which + Text("。", ".")


def drawn_near(result: Result, city: str, draw: Callable[[Result], Chart], lang: str | None = None) -> Chart:
    """A chart of a city and as many of its peers as a page holds."""
    most = MOST
    while True:
        some = near(result, city, most, lang)
        count = some.count()
        try:
            with _at_most(PAGE if count > 1 else math.inf):
                chart = draw(some)
        except TooHigh as sheet:  # before anything was drawn on it
            high = sheet.high
        else:
            high = chart.figure.get_size_inches()[1] * 25.4
            if high <= PAGE or count <= 1:
                return chart
        most = max(1, min(count - 1, int(count * PAGE / high)))


def _how(result: Result, lang: str | None) -> Asked:
    if result.asked is None:
        said = Text(
            f"「{result.title.ja}」の結果は計画を選び直せない。ds.only(…) で選んだデータで作り直す",
            f"the plans of the result {result.title.en!r} cannot be chosen; make it anew from ds.only(…)",
        )
        raise WrongArgument(said, lang)
    return result.asked
