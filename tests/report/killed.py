"""A run that is killed before each call of the operating system that changes something: `python -m tests.report.killed FOLDER`.

It is a process of its own, without threads, which forks for each moment. It prints what every moment left, in JSON:
right after, and when the next run has begun.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from dxcompare.report import cache, folder
from tests.kills.server import Moment, counted

OLD = {"index.html": b"old", "en/index.html": b"old", "gone.html": b"old", "same.html": b"same"}
NEW = {"index.html": b"new", "en/index.html": b"new", "new/more.html": b"new", "same.html": b"same"}


def tree(out: Path) -> dict[str, str]:
    """The files that are not ours in the making."""
    every = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_text() for path in every if ".dxcompare-" not in str(path)}


def moments(home: Path, before: Callable[[], object], run: Callable[[], object]) -> Iterator[None]:
    """Kill a run at its first moment, then at its second, until it comes to its end."""
    for number in count(1):
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        before()
        child = os.fork()
        if not child:
            counted(str(home), Moment("call", number), [0])
            run()
            os._exit(0)
        if not os.waitpid(child, 0)[1]:
            return
        yield


def report(home: Path) -> list[tuple[dict[str, str], dict[str, str], bool]]:
    """What is in a folder after a kill; after the next run has begun; and whether all is then as its manifest says."""
    found = []
    for _ in moments(home, lambda: folder.write(home, OLD), lambda: folder.write(home, NEW)):
        after = tree(home)
        folder.check(home)
        found.append((after, tree(home), folder.Manifest.of(home).intact(home)))
        folder.write(home, NEW)
        assert not list(home.rglob(".dxcompare-*"))
    return found


def outcomes(home: Path) -> list[str | None]:
    """What a cache holds after a kill: the old outcome or the new one."""
    store, found = cache.Store(home), []
    for _ in moments(home, lambda: store.put("page", "key", "old"), lambda: store.put("page", "key", "new")):
        found.append(store.get("page", "key"))
        store.put("page", "key", "new")
        assert [path.name for path in home.iterdir()] == ["page.json"]
    return found


if __name__ == "__main__":
    place = Path(sys.argv[1])
    print(json.dumps({"report": report(place / "report"), "outcomes": outcomes(place / "cache")}))
