"""What `click` itself says of a command line, in the reader's language.

`click` passes its messages through `gettext`, which would want a compiled catalogue and the language in the environment
of the process. A table does; a message that it lacks stays English.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise

from dxcompare.words.text import LANGUAGES, language

#: What `click` says → the same in Japanese; the names in braces are its own.
JAPANESE = {
    "Usage:": "使い方:",
    "Options": "オプション",
    "Commands": "コマンド",
    "Try '{command} {option}' for help.": "説明は {command} {option}",
    "Error: {message}": "エラー: {message}",
    "Aborted!": "中止しました。",
    "default: {default}": "既定: {default}",
    "Invalid value: {message}": "値が正しくありません: {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} の値が正しくありません: {message}",
    "Missing argument": "必要な引数がありません:",
    "Missing option": "必要なオプションがありません:",
    "Missing command.": "コマンドがありません。",
    "No such option {name!r}.": "「{name}」というオプションはありません。",
    "No such command {name!r}.": "「{name}」というコマンドはありません。",
    "Did you mean {possibility}?": "{possibility} ではありませんか。",
    "(Did you mean one of: {possibilities}?)": "{possibilities} のどれかではありませんか。",
    "Got unexpected extra argument ({args})": "余分な引数があります（{args}）",
    "Got unexpected extra arguments ({args})": "余分な引数があります（{args}）",
    "Option {name!r} requires an argument.": "{name} には値が必要です。",
    "Option {name!r} does not take a value.": "{name} に値は付けられません。",
    "{value!r} is not one of {choices}.": "「{value}」は {choices} のどれでもありません。",
    "{name} {filename!r} does not exist.": "「{filename}」はありません。",
    "{name} {filename!r} is a file.": "「{filename}」はフォルダーではなくファイルです。",
    "{name} {filename!r} is a directory.": "「{filename}」はファイルではなくフォルダーです。",
    "{name} {filename!r} is not readable.": "「{filename}」は読めません（権限がない）。",
    "{name} {filename!r} is not writable.": "「{filename}」には書けません（権限がない）。",
}
#: The parts of `click` that say something.
_PARTS = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def speak(words: Sequence[str]) -> None:
    """Let `click` speak the language that a command line asks for with `--lang`, else that of the run."""
    asked = [
        *(after for one, after in pairwise(words) if one == "--lang"),
        *(one.partition("=")[2] for one in words if one.startswith("--lang=")),
    ]
    lang = next((one for one in asked if one in LANGUAGES), None) or _of_run()

    def said(message: str) -> str:
        return JAPANESE.get(message, message) if lang == "ja" else message

    def counted(one: str, many: str, n: int) -> str:
        return said(one if n == 1 else many)

    for part in _PARTS:
        module = import_module(f"click.{part}")
        for name, function in (("_", said), ("ngettext", counted)):
            if hasattr(module, name):
                setattr(module, name, function)


def _of_run() -> str:
    try:
        return language()
    except ValueError:
        return "en"  # the command itself says what is wrong with the language of the run
