"""What several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

T = TypeVar("T")

LANG = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default=None, help="Language of messages; by default that of the locale."
)

DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    help="The data folder (with raw/ and mappings/); by default the checkout's.",
)


def found(find: Callable[[], T]) -> T:
    from dxcompare.sources.folder import NoData

    try:
        return find()
    except NoData as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def or_exit(make: Callable[[], T], lang: str) -> T:
    from dxcompare.words.faults import DataFaults

    try:
        return make()
    except DataFaults as error:
        fail(type(error)(error.faults, lang))


def fail(error: Exception) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(1)
