"""What several commands share: their options, their help in the reader's language, how they end."""

from __future__ import annotations

import errno
import io
import re
import shlex
import sys
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from dxcompare.words.text import LANGUAGES, Text, language

T = TypeVar("T")


#: Stands between the Japanese and the English of a help; docstrings would not do, since `python -OO` drops them.
_BETWEEN = "\x1f"


def spoken_in(ctx: click.Context | None) -> str:
    """The language asked for with `--lang`, else that of the run."""
    chosen = ctx.params.get("lang") if ctx else None
    try:
        return language(chosen if chosen in LANGUAGES else None)
    except ValueError:
        return "en"  # the command itself says what is wrong with the language of the run


def spoken(text: str | None, ctx: click.Context | None = None) -> str:
    """A help in the language of :func:`spoken_in`."""
    ja, _, en = (text or "").partition(_BETWEEN)
    return ja if spoken_in(ctx) == "ja" or not en else en


def both(ja: str, en: str) -> str:
    """A help in both languages."""
    return f"{cleandoc(ja)}{_BETWEEN}{cleandoc(en)}"


class Spoken(click.Command):
    """A command whose help is in the reader's language, and which ends in a line of it and not in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        from dxcompare.words.faults import DataFaults
        from dxcompare.words.system import said
        from dxcompare.words.unknown import UnknownName

        try:
            return super().invoke(ctx)
        except UnknownName as error:
            raise click.UsageError(str(error), ctx) from error
        except DataFaults as error:
            fail(type(error)(error.faults, spoken_in(ctx)))
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads on, which is no fault
                raise
            fail(ValueError(said(error).to(spoken_in(ctx))))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse an option that is given twice: one of the two would be ignored."""
        for one in self.params:
            if isinstance(one, click.Option) and not one.is_flag and not one.multiple:
                given = [word for word in args if word.partition("=")[0] in one.opts]
                if len(given) > 1:
                    twice = Text(
                        f"{one.opts[0]} が{len(given)}回あります", f"{one.opts[0]} is given {len(given)} times"
                    )
                    raise click.UsageError(twice.to(spoken_in(ctx)), ctx)
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        kept, self.help = self.help, spoken(self.help, ctx)
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = kept

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first line; it is one sentence, and never cut short."""
        return spoken(self.help).partition("\n")[0]


class Option(click.Option):
    """An option whose help is in the reader's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        kept, self.help = self.help, spoken(self.help, ctx)
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = kept


def helped(ja: str, en: str, **more: Any) -> Callable[[Callable[..., Any]], Spoken]:
    """Declare a command with its help; the first line is what the list of commands shows."""
    return click.command(cls=Spoken, help=both(ja, en), **more)


def option(*names: str, ja: str, en: str, **more: Any) -> Callable[[Any], Any]:
    """Declare an option with its help."""
    return click.option(*names, cls=Option, help=both(ja, en), **more)


LANG = option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    default=None,
    is_eager=True,  # before --help, which speaks it
    ja="表示の言語。指定がなければ環境による。",
    en="Language of messages; by default that of the locale.",
)

DATA = option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    ja="データのフォルダー（raw/ と mappings/ があるもの）。指定がなければ、ここか上にあるもの。",
    en="The data folder (with raw/ and mappings/); by default the checkout's.",
)


def found(find: Callable[[], T]) -> T:
    from dxcompare.sources.folder import NoData

    try:
        there = find()
    except NoData as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    if isinstance(there, Path) and not there.exists():
        fail(ValueError(Text(f"フォルダー {there} がありません", f"there is no folder {there}").to()))
    return there


def or_exit(make: Callable[[], T], lang: str) -> T:
    from dxcompare.words.faults import DataFaults

    try:
        return make()
    except DataFaults as error:
        fail(type(error)(error.faults, lang))


def to_any_console() -> None:
    """Let what is said reach a console that lacks some of its letters: they are written as their numbers."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def fail(error: Exception) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(1)


def onwards(line: str, data: Path | None) -> str:
    """A line that ends in the next command, which is for the same data folder as this one was.

    >>> onwards("Next: dxcompare check 01202_hakodate", Path("practice"))
    'Next: dxcompare check 01202_hakodate --data practice'
    >>> onwards("Next: dxcompare check 01202_hakodate", None), onwards("17 proposals", Path("practice"))
    ('Next: dxcompare check 01202_hakodate', '17 proposals')
    """
    ends = data and re.search(r"dxcompare (?:add|review|check|build)(?: \S+| '[^']+')?$", line)
    return f"{line} --data {shlex.quote(str(data))}" if ends else line
