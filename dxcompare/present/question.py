"""What a question declares of itself, so that panel, deck, workbook, report and build find it without naming it."""

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


@dataclass(frozen=True)
class Question:
    """A question that the suite answers; each folder of `dxcompare/questions/` declares one as `QUESTION`.

    Attributes
    ----------
    ask : callable
        The public function: a data set and choices in, a :class:`Result` out. Its name is the folder's.
    title : Text
        What lists call it.
    controls : mapping of str to str or None
        What the panel lets people choose → the argument of `ask` it fills; None where it only chooses the evidence
        that is shown.
    deck : callable or None
        The results that the whole comparison shows of it; by default the one without choices, None for none.
    needs : str, optional
        The table without whose rows there is nothing to ask.
    derived : mapping of str to callable
        Name of a derived table → how it is computed from the data set.
    """

    ask: Callable[..., Result]
    title: Text
    controls: Mapping[str, str | None] = field(default_factory=dict)
    deck: Callable[[Dataset], Iterable[Result]] | None = lambda ds: ()
    needs: str | None = None
    derived: Mapping[str, Callable[[Dataset], pl.DataFrame]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its folder, function, test and page."""
        return self.ask.__name__

    @property
    def of_data(self) -> bool:
        """Whether it is asked of a data set; one that is not stands in neither panel nor deck."""
        return "ds" in inspect.signature(self.ask).parameters

    def made(self, ds: Dataset, choices: Mapping[str, Any]) -> Result:
        """The result for what is chosen in the panel: control → value."""
        return self.ask(ds, **{argument: choices[one] for one, argument in self.controls.items() if argument})

    def shown(self, ds: Dataset) -> Iterable[Result]:
        """What the whole comparison shows of it; nothing where the data have none of what it needs."""
        if self.deck is None or (self.needs and ds[self.needs].is_empty()):
            return ()
        return self.deck(ds)
