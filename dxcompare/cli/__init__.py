"""The command `dxcompare`, a module a command.

Only `click` is imported at the top, so that `--help` answers at once. Help is given as `help=`, since `python -OO`
drops docstrings.
"""

from __future__ import annotations

from importlib import import_module

import click

#: Commands in the order of a day's work, by what they are for. Each is `command` of the module of its name.
COMMANDS = {
    "A city / 市": ("new", "extract", "add", "review", "check"),
    "The data / データ": ("build", "report", "export"),
    "To look up / 調べる": ("value", "codebook"),
}
#: Commands that have another name now, kept for one version: of the module `former`.
FORMER = ("compare", "reference")


class _Commands(click.Group):
    """Commands by what they are for; a command's module is imported when it is asked for."""

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
            with formatter.section(heading):
                formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands if command])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Compare the digital-transformation plans of Japanese municipalities.

    \b
    The road of a number:
      data/raw/       transcribed from the documents, as printed
      data/mappings/  our decisions, each with its reason
      data/processed/ tidy tables (CSV, Parquet, datapackage.json)
      reports/        HTML pages

    To add a municipality, read data/README.md: it is a folder in data/raw/
    and one in data/mappings/, and no line of code.
    """,
)
@click.version_option(package_name="dxcompare")
def main() -> None:
    pass
