"""What a class of mutants ought to come to, and whether a build comes to it."""

from __future__ import annotations

import random
import re
import resource
import signal
import traceback
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from dxcompare.assemble import build
from dxcompare.pipeline.apart import derived
from dxcompare.tables import DERIVED
from dxcompare.words.faults import DataFaults, Fault
from tests.mutations.base import Base

#: Stands in what a mutant adds to a text, and nowhere else.
MARK = "鬯"
#: Seconds of computing after which a build hangs; it hangs, too, where it has waited for three times as long.
LIMIT = 10.0
#: Bytes more than it has that a build may take; whatever a device sends without end stops there.
MEMORY = 2 << 30


@dataclass
class Seen:
    """What a build made of a mutant: tables and notes, faults, or an error that is none of the data's."""

    base: Base
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    notes: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    error: str = ""

    def changed(self) -> list[str]:
        """The tables that differ."""
        return [name for name, frame in self.tables.items() if not frame.equals(self.base.tables[name])]

    def noted(self, files: Iterable[str]) -> bool:
        return bool(_named(self.notes, files))


#: Takes what was seen and the files of the mutant; whether that is right.
Right = Callable[[Seen, tuple[str, ...]], bool]


@dataclass(frozen=True)
class Mutant:
    """One accident.

    Attributes
    ----------
    what : str
        Where and what, in one line.
    files : tuple of str
        Those that a fault must name one of; a folder stands for itself.
    change : callable
        Makes it, in the data folder.
    right : tuple of Right
        What may come of it, the first being what is hoped for.
    """

    what: str
    files: tuple[str, ...]
    change: Callable[[Path], object]
    right: tuple[Right, ...]


def fault(seen: Seen, _: tuple[str, ...]) -> bool:
    """A fault; that it names the file is judged apart."""
    return bool(seen.faults)


def same(seen: Seen, _: tuple[str, ...]) -> bool:
    """The same tables."""
    return not seen.faults and not seen.changed()


def noted(seen: Seen, files: tuple[str, ...]) -> bool:
    """The same tables, and a note that names the file."""
    return same(seen, files) and seen.noted(files)


def visible(seen: Seen, _: tuple[str, ...]) -> bool:
    """Other tables: what was done is not lost, though nobody can tell that it is wrong."""
    return bool(seen.tables) and bool(seen.changed())


def carried(seen: Seen, _: tuple[str, ...]) -> bool:
    """Tables that hold the added text, and differ in nothing else."""
    found = False
    for name in seen.changed():
        lines = sorted(seen.tables[name].write_csv().splitlines())
        found |= any(MARK in line for line in lines)
        if sorted(line.replace(MARK, "") for line in lines) != sorted(seen.base.tables[name].write_csv().splitlines()):
            return False
    return bool(seen.tables) and found


def alike(seen: Seen, _: tuple[str, ...]) -> bool:
    """Tables that say the same, whatever width their letters have and however these are composed."""
    return bool(seen.tables) and all(
        _plain(seen.tables[name]) == _plain(seen.base.tables[name]) for name in seen.changed()
    )


def _plain(frame: pl.DataFrame) -> str:
    return re.sub(r"[^\S\n]+", "", unicodedata.normalize("NFKC", frame.write_csv()))


def number(new: float) -> Right:
    """Tables in which this number stands, and no other has come up."""

    def right(seen: Seen, _: tuple[str, ...]) -> bool:
        found = False
        for name in set(seen.changed()) - set(DERIVED):
            before, after = _numbers(seen.base.tables[name]), _numbers(seen.tables[name])
            found |= new in after
            if after - before - {new}:
                return False
        return bool(seen.tables) and found

    return right


def _numbers(frame: pl.DataFrame) -> set[float]:
    columns = [c for c, kind in frame.schema.items() if kind.is_numeric()]
    return {value for column in columns for value in frame[column].to_list() if value is not None}


def judged(base: Base, mutant: Mutant, limit: float = LIMIT) -> tuple[str, str]:
    """What became of a mutant: `right`, `silent`, `refused`, `traceback`, `hang` or `wrong file`; and what was seen."""
    base.tables  # noqa: B018 - before anything is broken
    try:
        mutant.change(base.data)
        seen = _seen(base, limit)
    finally:
        base.put_back()
    if seen.error:
        return ("hang" if seen.error == "hang" else "traceback"), seen.error
    if not any(right(seen, mutant.files) for right in mutant.right):
        if seen.faults:
            return "refused", _told(seen.faults)
        notes = f"; notes: {_told(seen.notes)}" if seen.notes else ""
        return "silent", f"changed: {', '.join(seen.changed()) or 'nothing'}{notes}"
    if seen.faults and not _named(seen.faults, mutant.files):
        return "wrong file", _told(seen.faults)
    return "right", _told(seen.faults or seen.notes)


def _seen(base: Base, limit: float) -> Seen:
    seen = Seen(base)
    timers = {signal.SIGPROF: (signal.ITIMER_PROF, limit), signal.SIGALRM: (signal.ITIMER_REAL, 3 * limit)}
    before = {which: signal.signal(which, _stop) for which in timers}
    room = resource.getrlimit(resource.RLIMIT_AS)
    has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + MEMORY, room[1]))
    for timer, seconds in timers.values():
        signal.setitimer(timer, seconds)
    try:
        seen.tables = build(base.data, "en", seen.notes)
        if seen.changed():  # what is computed of the same tables is the same
            seen.tables |= derived(seen.tables, base.data)
        for fault in seen.notes:
            fault.says("ja"), fault.says("en")
    except DataFaults as error:
        seen.faults = error.faults
        DataFaults(error.faults, "ja")
    except _Hangs:
        seen.error = "hang"
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        seen.error = f"{type(error).__name__}: {str(error)[:100]} ({Path(where.filename).name}:{where.lineno})"
        if isinstance(error, KeyboardInterrupt):
            raise
    finally:
        for which, (timer, _) in timers.items():
            signal.setitimer(timer, 0)
            signal.signal(which, before[which])
        resource.setrlimit(resource.RLIMIT_AS, room)
    return seen


class _Hangs(BaseException):
    pass


def _stop(*_: object) -> None:
    raise _Hangs


def _named(faults: Iterable[Fault], files: Iterable[str]) -> bool:
    """Whether a fault stands in one of the files, or names one."""
    for fault in faults:
        text = f"{fault.place.file} {fault.told('en')}"
        for file in files:
            if file in text or (not file.endswith("/") and file.rpartition("/")[2] in text):
                return True
    return False


def _told(faults: list[Fault]) -> str:
    more = f" (+{len(faults) - 1})" if len(faults) > 1 else ""
    return f"{faults[0].says('en')[:220]}{more}" if faults else ""


#: Makes a mutant with a random generator, or none where its choice does not suit.
Maker = Callable[[random.Random, Base], "Mutant | None"]
#: Every class by its name.
CLASSES: dict[str, Maker] = {}


def mutates(maker: Maker) -> Maker:
    """Declare a class of mutants, named after its module (or the folder of that) and function; its docstring says what is right."""
    CLASSES[f"{maker.__module__.split('.')[2]}.{maker.__name__}"] = maker
    return maker


def mutant_of(base: Base, name: str, seed: int) -> Mutant | None:
    """The mutant of a class and a seed; the same each time."""
    rng = random.Random(f"{name}/{seed}")
    for _ in range(40):
        try:
            found = CLASSES[name](rng, base)
        except IndexError:  # the file that it chose has nothing to choose from
            continue
        if found is not None:
            return found
    return None
