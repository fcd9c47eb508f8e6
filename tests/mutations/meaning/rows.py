"""Mutants of the rows of a file, and how that is chosen."""

from __future__ import annotations

import random
import re

from tests.mutations.base import Base, written
from tests.mutations.judge import Mutant, Right


def changed(what: str, file: str, rows: list[list[str]], *right: Right, more: tuple[str, ...] = ()) -> Mutant:
    text = written(rows)
    return Mutant(
        f"{file}: {what}",
        (file, *more),
        lambda data: (data / file).write_text(text, encoding="utf-8", newline="\n"),
        right,
    )


def one_of(rng: random.Random, base: Base, *ends: str) -> str | None:
    found = [file for file in base.csvs if re.search("|".join(ends), file)]
    return rng.choice(found) if found else None
