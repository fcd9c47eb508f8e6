"""The command `dxcompare`, a module a command.

Only `click` and the words are imported at the top, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from dxcompare.cli.common import Option, Spoken, both, spoken, to_any_console
from dxcompare.cli.usage import speak

#: Commands in the order of a day's work, by what they are for. Each is `command` of the module of its name.
COMMANDS = {
    both("市", "A city"): ("new", "extract", "add", "review", "check"),
    both("データ", "The data"): ("build", "report", "export"),
    both("調べる", "To look up"): ("value", "codebook"),
}
#: Commands that have another name now, kept for one version: of the module `former`.
FORMER = ("compare", "reference")


class _Commands(Spoken, click.Group):
    """Commands by what they are for; a command's module is imported when it is asked for."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **kwargs: Any) -> Any:
        to_any_console()
        speak(sys.argv[1:] if args is None else args)
        return super().main(args, *more, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in COMMANDS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in FORMER:
            return getattr(import_module("dxcompare.cli.former"), cmd_name)
        if cmd_name not in self.list_commands(ctx):
            return None
        return import_module(f"dxcompare.cli.{cmd_name}").command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, names in COMMANDS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(spoken(heading)):
                formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands if command])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=both(
        """市区町村のDX計画を比べる。

        \b
        数の道すじ:
          data/raw/       文書から、記載のとおりに写したもの
          data/mappings/  編者の判断。一つずつ理由がある
          data/processed/ 整った表（CSV、Parquet、datapackage.json）
          reports/        HTMLのページ

        \b
        市を加える:
          dxcompare new 01202 --start 2023           フォルダーを作る
          dxcompare extract plan.pdf --json p.jsonl  文書から案を取り出す
          dxcompare add p.jsonl --city 01202         案を預ける
          dxcompare review 01202                     人が一つずつ認める
          dxcompare check 01202                      誤りと、残る作業を見る

        はじめてなら docs/tutorial.ja.md で練習できる。書き方は data/README.ja.md にある。
        """,
        """Compare the digital-transformation plans of Japanese municipalities.

        \b
        The road of a number:
          data/raw/       transcribed from the documents, as stated
          data/mappings/  our decisions, each with its reason
          data/processed/ tidy tables (CSV, Parquet, datapackage.json)
          reports/        HTML pages

        \b
        To add a city:
          dxcompare new 01202 --start 2023           makes its folder
          dxcompare extract plan.pdf --json p.jsonl  reads proposals from the plan
          dxcompare add p.jsonl --city 01202         keeps them
          dxcompare review 01202                     a person accepts them
          dxcompare check 01202                      what is wrong, what is left to do

        New to it? docs/tutorial.md is a practice run. data/README.md says how to fill in
        every file.
        """,
    ),
)
@click.version_option(package_name="dxcompare", cls=Option, help=both("版を表示する。", "Show the version and exit."))
def main() -> None:
    pass
