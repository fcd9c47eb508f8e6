"""What a question declares of itself, so that panel, tour, deck, workbook, report and build find it without naming it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from dxcompare.dataset import Dataset
    from dxcompare.present.result import Result
    from dxcompare.words.text import Text

#: An option of a control: what is read, and what it stands for.
Option = tuple[str, Any]


@dataclass(frozen=True)
class Control:
    """A list from which the panel lets people choose.

    Attributes
    ----------
    label : Text
    options : callable
        The data of the chosen plans, what is chosen so far by name, and the language → what is on offer.
    wide : bool
        Whether its options are sentences.
    """

    label: Text
    options: Callable[[Dataset, Mapping[str, Any], str], list[Option]]
    wide: bool = False


@dataclass(frozen=True)
class Step:
    """A step of the tour: what it is about, what to know, and code to run."""

    title: Text
    text: Text
    code: str


@dataclass(frozen=True)
class Question:
    """A question that the suite answers; each folder of `dxcompare/questions/` declares one as `QUESTION`.

    Attributes
    ----------
    ask : callable
        The public function: a data set and choices in, a :class:`Result` out. Its name is the folder's.
    title : Text
        What lists call it.
    controls : mapping of str to Control
        Argument of `ask` → the list from which the panel fills it.
    cell : mapping of str to Control
        Argument of the result's method `evidence` → the list that chooses the cell whose evidence the panel shows.
    overall : bool
        Whether deck, workbook and report, which show the whole comparison, show it.
    results : callable, optional
        What they show of it, where that is not the result without choices.
    sheets : callable, optional
        What the workbook has of it, where that is not what is shown: all survey questions, not a few.
    needs : str, optional
        The table without whose rows there is nothing to ask.
    derived : mapping of str to callable
        Name of a derived table → how it is computed from the data set.
    example : callable
        Arguments of `ask` for a small example from a data set.
    small : mapping of str to mapping
        Kind of chart → options without which a small picture of the example would be crowded.
    tour : sequence of Step
        What the tour shows of it.
    """

    ask: Callable[..., Result]
    title: Text
    controls: Mapping[str, Control] = field(default_factory=dict)
    cell: Mapping[str, Control] = field(default_factory=dict)
    overall: bool = True
    results: Callable[[Dataset], Iterable[Result]] | None = None
    sheets: Callable[[Dataset], Iterable[Result]] | None = None
    needs: str | None = None
    derived: Mapping[str, Callable[[Dataset], pl.DataFrame]] = field(default_factory=dict)
    example: Callable[[Dataset], Mapping[str, Any]] = lambda ds: {}
    small: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tour: tuple[Step, ...] = ()

    @property
    def name(self) -> str:
        """The name of its folder, function, test and page."""
        return self.ask.__name__

    @property
    def of_data(self) -> bool:
        """Whether it is asked of a data set; one that is not stands in neither panel nor deck."""
        return "ds" in inspect.signature(self.ask).parameters

    def made(self, ds: Dataset, **choices: Any) -> Result:
        """The result for some choices."""
        return self.ask(ds, **choices) if self.of_data else self.ask(**choices)

    def tabled(self, ds: Dataset) -> Iterable[Result]:
        """What the workbook of the whole comparison has of it."""
        if self.sheets is None or (self.needs and ds[self.needs].is_empty()):
            return self.shown(ds)
        return self.sheets(ds)

    def shown(self, ds: Dataset) -> Iterable[Result]:
        """What the whole comparison shows of it; nothing where the data have none of what it needs."""
        if not self.overall or not self.of_data or (self.needs and ds[self.needs].is_empty()):
            return ()
        return self.results(ds) if self.results else (self.ask(ds),)
