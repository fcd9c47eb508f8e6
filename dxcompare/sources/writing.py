"""How files are written: whole or not at all, several as one change, and one writer at a time.

A file is made beside the one it replaces, flushed to the disk, and takes its name by renaming. Several files change as
one by a journal: it lists what is ready to be renamed, and whoever writes to the folder next finishes what was cut
short. What was begun and never took its name is removed by who writes there next.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from dxcompare.words.text import Text

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed: the flag that fcntl's lock is here
    fcntl = None  # type: ignore[assignment]

#: What files that are being written begin with; readers skip them.
BEGUN = ".dxcompare-"
#: Is locked by who writes to a folder; that it is there says nothing.
LOCK = f"{BEGUN}lock"
#: Lists the files of a change, while they take their names.
JOURNAL = f"{BEGUN}journal"
#: Where these are until then.
READY = f"{BEGUN}ready"
_NEW = f"{BEGUN}new-"
#: How long a second writer waits for the first, in seconds.
PATIENCE = 20.0


class Busy(OSError):
    """Another run writes to a folder."""

    def __init__(self, folder: Path, who: str):
        self.said = Text(
            f"{folder} には、ほかの dxcompare{f'（{who}）' if who else ''}が書き込んでいる。終わってから、もう一度実行する。何も書いていない",
            f"another dxcompare{f' ({who})' if who else ''} is writing to {folder}; run this again when it has ended. "
            "Nothing was written",
        )
        super().__init__(self.said.to())


class CutShort(OSError):
    """A change of files was cut short, and nobody has written there since."""

    def __init__(self, folder: Path):
        self.said = Text(
            f"{folder} への書き込みが途中で止まっている。`dxcompare build` を実行すると、続きが書き込まれる",
            f"writing to {folder} was cut short; `dxcompare build` finishes it",
        )
        super().__init__(self.said.to())


class Unfinished(OSError):
    """A change was cut short, and cannot be finished since a file of it is another now."""

    def __init__(self, journal: Path, target: Path, ready: Path):
        self.said = Text(
            f"{target} は、途中で止まった書き込みのあとに変わっている。書き込まれるはずだった内容は {ready} にある。"
            f"どちらを残すか決め、残さない方と {journal} を消す",
            f"{target} was changed after a change was cut short; what would have been written is in {ready}. "
            f"Keep one of them, and remove the other and {journal}",
        )
        super().__init__(self.said.to())


def replace(path: Path, content: bytes | str) -> None:
    """Write a file: the old one or the new one is there at any moment, never a part.

    Parameters
    ----------
    path : Path
        Of a link the file it leads to; what is no file (a pipe, `/dev/stdout`) is written to as it is.
    content : bytes or str
        A text is written as UTF-8, as it stands.

    Raises
    ------
    OSError
        If it cannot be written; it names `path`, and the file that was there is as it was.
    """
    path = Path(path)
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(_bytes(content))
        return
    target = Path(os.path.realpath(path))
    with _named(path):
        _tidy(target.parent)
        _writable(target)
        for _ in range(100):  # one that tidies may take a new file for one that was left; then once more
            if _replaced(target, content):
                return
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


#: Files, each with what it is to hold.
Changes = Mapping[Path, bytes | str | None] | Iterable[tuple[Path, bytes | str | None]]


def replace_all(files: Changes, folder: Path) -> None:
    """Write files as one change: all of them, or none.

    Parameters
    ----------
    files : mapping of Path to bytes, str or None, or pairs of them
        None removes a file. Folders are made. What is there already is not written again. Pairs may be made one by one,
        so that not all contents need to be in memory.
    folder : Path
        All of them are in it; it is locked meanwhile (:func:`one_writer`).

    Raises
    ------
    Busy
        If another run writes there.
    OSError
        If one cannot be written; then none was.
    """
    folder = Path(os.path.realpath(folder))
    with one_writer(folder), _named(folder):
        made: list[Path] = []
        moves: list[_Move] = []
        try:
            for number, (path, content) in enumerate(files.items() if isinstance(files, Mapping) else files):
                target, ready = Path(os.path.realpath(path)), folder / READY / str(number)
                after = "" if content is None else sha256(_bytes(content)).hexdigest()
                if _digest(target) == after:
                    continue
                with _named(Path(path)):
                    _writable(target)
                    above = next(one for one in target.parents if one.exists())
                    if above.stat().st_dev != folder.stat().st_dev:  # it could not be renamed
                        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(path))
                    ready.parent.mkdir(exist_ok=True)
                    if content is not None:
                        with open(ready, "wb") as file:
                            file.write(_bytes(content))
                            file.flush()
                            _settled(file.fileno(), like=target)
                moves.append(_Move(os.path.relpath(target, folder), number, _digest(target), after))
            if not moves:
                return
            _settle(folder / READY)
            replace(folder / JOURNAL, json.dumps([asdict(one) for one in moves], ensure_ascii=False, indent=1) + "\n")
            for one in moves:
                _folders((folder / one.file).parent, made)
        except BaseException:
            (folder / JOURNAL).unlink(missing_ok=True)
            for parent in reversed(made):
                with contextlib.suppress(OSError):
                    parent.rmdir()
            shutil.rmtree(folder / READY, ignore_errors=True)
            raise
        _finish(folder)


def pending(folder: Path) -> dict[Path, Path | None]:
    """Where the contents lie of files that are about to change: those of a change that is under way, or was cut short.

    Returns
    -------
    dict of Path to Path or None
        File → where its new content is; None if the file is to be removed.
    """
    found: dict[Path, Path | None] = {}
    for one in _journal(Path(folder)):
        ready = Path(folder) / READY / str(one.number)
        if not one.after or ready.exists():
            found[Path(folder) / one.file] = ready if one.after else None
    return found


def settled(folder: Path, patience: float = 2.0) -> None:
    """See that no change of files in a folder is under way or was cut short; for who reads and does not write.

    Raises
    ------
    CutShort
        If one is still there after so many seconds.
    """
    until = time.monotonic() + patience
    while pending(folder):
        if time.monotonic() > until:
            raise CutShort(folder)
        time.sleep(0.02)


@contextlib.contextmanager
def one_writer(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only one who writes to a folder; a change of several files that was cut short is finished first.

    The lock is the operating system's, which releases it when its holder dies. Who holds it may take it again.

    Parameters
    ----------
    folder : Path
        It must be there.
    patience : float
        How many seconds to wait for another writer.

    Raises
    ------
    Busy
        If another run still writes there.
    Unfinished
        If a change was cut short and its files were changed since.
    """
    from filelock import FileLock, Timeout

    folder = Path(os.path.realpath(folder))
    path = folder / LOCK
    lock = FileLock(path, is_singleton=True, fallback_to_soft=False)
    with _named(folder):
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise Busy(folder, _who(path)) from None
    try:
        if lock.lock_counter == 1:
            with contextlib.suppress(OSError):  # a full disk has no room to say who writes
                path.write_text(f"{os.getpid()} {datetime.now():%Y-%m-%d %H:%M} {' '.join(_command())}", "utf-8")
            _finish(folder)
        yield
    finally:
        if lock.lock_counter == 1:  # who waits for it sees that it is gone, and makes it anew
            with contextlib.suppress(OSError):
                path.unlink()
        lock.release()


def _command() -> list[str]:
    return ["dxcompare", *sys.argv[1:2]] if Path(sys.argv[0]).name.startswith(("dxcompare", "__main__")) else []


def _who(path: Path) -> str:
    """Who holds a lock, as far as it says."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """An error of the operating system names the file that was to be written, not one that we made beside it."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and (error.filename is None or BEGUN in os.fsdecode(error.filename)):
            error.filename, error.filename2 = str(path), None
        raise


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _writable(path: Path) -> None:
    """A file that is write-protected, or a folder, is not replaced."""
    for number, wrong in (
        (errno.EISDIR, path.is_dir()),
        (errno.EACCES, path.exists() and not os.access(path, os.W_OK)),
    ):
        if wrong:
            raise OSError(number, os.strerror(number), str(path))


def _folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and say which were made."""
    for one in [one for one in (folder, *folder.parents) if not one.exists()][::-1]:
        one.mkdir()
        made.append(one)
        _settle(one.parent)


def _settled(number: int, like: Path) -> None:
    """What is in a file is on the disk when this returns; it has the rights of the one whose place it takes."""
    if like.exists() and os.name != "nt":
        os.fchmod(number, stat.S_IMODE(like.stat().st_mode))
    os.fsync(number)


def _replaced(target: Path, content: bytes | str) -> bool:
    raw = _bytes(content)
    begun = target.with_name(f"{_NEW}{os.getpid()}-{time.time_ns():x}")
    number = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            if fcntl is not None:  # as long as this is held, nobody takes it for one that was left
                fcntl.flock(number, fcntl.LOCK_EX)
                if not os.fstat(number).st_nlink:
                    return False
            file.write(raw)
            file.flush()
            _settled(number, target)
            if os.name != "nt":
                os.replace(begun, target)
        if os.name == "nt":
            os.replace(begun, target)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
    _settle(target.parent)
    return True


def _settle(folder: Path) -> None:
    """The names in a folder are on the disk when this returns."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # of some network folders
            raise
    finally:
        os.close(number)


def _tidy(folder: Path) -> None:
    """Remove new files that never took their names, since who wrote them died."""
    for path in folder.glob(f"{_NEW}*") if fcntl is not None else ():
        with contextlib.suppress(OSError):
            number = os.open(path, os.O_RDONLY)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink(missing_ok=True)
            finally:
                os.close(number)


@dataclass(frozen=True)
class _Move:
    """A file of a change, where its new content lies, and what it was and will be; `after` is blank if it goes."""

    file: str
    number: int
    before: str
    after: str


def _journal(folder: Path) -> list[_Move]:
    try:
        text = (folder / JOURNAL).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return []
    try:
        return [_Move(**one) for one in json.loads(text)]
    except (ValueError, TypeError):  # we write it whole; somebody else did not
        raise Unfinished(folder / JOURNAL, folder / JOURNAL, folder / READY) from None


def _finish(folder: Path) -> None:
    """Let the files of a change take their names; what of it was done is not done again."""
    moves = [(one, folder / one.file, folder / READY / str(one.number)) for one in _journal(folder)]
    for one, target, ready in moves:
        if (ready.exists() or not one.after) and _digest(target) not in (one.before, one.after):
            raise Unfinished(folder / JOURNAL, target, ready)
    for one, target, ready in moves:
        if not one.after:
            target.unlink(missing_ok=True)
        elif ready.exists():
            _folders(target.parent, [])
            os.replace(ready, target)
    for parent in {target.parent for _, target, _ in moves if target.parent.is_dir()}:
        _settle(parent)
    if moves:
        (folder / JOURNAL).unlink()
        _settle(folder)
    if (folder / READY).exists():
        shutil.rmtree(folder / READY)
