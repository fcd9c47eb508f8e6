"""What is computed once of a data set, however many questions ask for it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Remembering(Protocol):
    """What a data set has for this: a place for values, by function and arguments."""

    @property
    def _remembered(self) -> dict[Hashable, Any]: ...


D = TypeVar("D", bound=Remembering)
P = ParamSpec("P")
T = TypeVar("T")


def once(function: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
    """Remember the value of a function of a data set with that data set.

    Every caller gets the same object, which none may change. A data set that is made of another (by `only`, copied,
    pickled) remembers nothing. Arguments besides the data set are hashable, or lists or mappings of what is.

    Parameters
    ----------
    function : callable

    Returns
    -------
    callable
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def remembered(ds: D, *args: P.args, **kwargs: P.kwargs) -> T:
        key: tuple[Hashable, ...] = (function,)
        if len(signature.parameters) > 1:
            bound = signature.bind(ds, *args, **kwargs)
            bound.apply_defaults()
            key = (function, *map(_hashable, list(bound.arguments.values())[1:]))
        if key not in ds._remembered:
            ds._remembered[key] = function(ds, *args, **kwargs)
        return ds._remembered[key]

    return remembered


def _hashable(value: Any) -> Any:
    """A list, mapping or the like as what is in it, in order, since order may show in a value; anything else as it is."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    return value if isinstance(value, Hashable) else tuple(value)
