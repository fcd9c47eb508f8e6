"""A folder that is written to: what in it is ours is known by name and digest, and nothing else is touched."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dxcompare.report.notebook import ReportFailed
from dxcompare.sources.folder import digest
from dxcompare.sources.writing import BEGUN, one_writer, pending, replace_all
from dxcompare.words.text import Text

#: Lists what we wrote, with digests.
MANIFEST = "manifest.json"


#: What every page of ours says in its head; reports once had no manifest.
MARK = '<meta name="generator" content="dxcompare">'


class InTheWay(ReportFailed):
    """Files stand where ours would be written, that we did not write, or that were changed since."""

    def __init__(self, out: Path, names: list[str]):
        listed = "".join(f"\n- {out / name}" for name in names)
        super().__init__(
            Text(
                f"{out} の次のファイルは、dxcompare が書いたものでないか、書いた後に変更されている。"
                "ほかの場所へ移すか、別のフォルダーを指定する。何も書いていない。",
                f"These files in {out} were not written by dxcompare, or were changed since. "
                "Move them, or name another folder; nothing was written.",
            ).to()
            + listed
        )
        self.names = names


@dataclass(frozen=True)
class Manifest:
    """What we wrote into a folder, name → digest."""

    files: Mapping[str, str] = field(default_factory=dict)
    #: What may be replaced, and is not removed: pages of a report that has no manifest, and what one of a version
    #: before this was writing when it was cut short.
    old: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, out: Path) -> Manifest:
        """The manifest of a folder, or what a report without one left there."""
        path = out / MANIFEST
        try:
            found = json.loads(path.read_bytes())
            if found["made_by"] != "dxcompare":
                return cls()
            return cls({**found["files"]}, {**found.get("writing", {})})
        except FileNotFoundError:
            return cls(old={one.relative_to(out).as_posix(): digest(one.read_bytes()) for one in _old_pages(out)})
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def text(self) -> str:
        """As it is written."""
        found = {"made_by": "dxcompare", "files": {**self.files}}
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"

    def holds(self, out: Path, name: str) -> bool:
        """Whether a file is there as we wrote it."""
        path = out / name
        if ".." in PurePosixPath(name).parts or _led(out, name) or not path.is_file():
            return False
        return digest(path.read_bytes()) in {self.files.get(name), self.old.get(name)}

    def intact(self, out: Path) -> bool:
        """Whether all that we wrote is there as we wrote it."""
        return bool(self.files) and not self.old and all(self.holds(out, name) for name in self.files)


def check(out: Path, names: Iterable[str] = ()) -> None:
    """See that files of these names, and those that the manifest lists, may be written; end what was cut short.

    Raises
    ------
    InTheWay
        If one stands there that is not ours, or not as we wrote it.
    """
    if pending(out):
        with one_writer(out):
            pass
    ours = Manifest.of(out)
    bad = [MANIFEST] if not ours.files and os.path.lexists(out / MANIFEST) else []
    for name in dict.fromkeys([*names, *ours.files]):
        above = _led(out, name) or [
            str(one) for one in PurePosixPath(name).parents if os.path.lexists(out / one) and not (out / one).is_dir()
        ]
        bad += above or [name] * (os.path.lexists(out / name) and not ours.holds(out, name))
    if bad:
        raise InTheWay(out, list(dict.fromkeys(bad)))


def write(out: Path, files: Mapping[str, bytes]) -> Manifest:
    """Write files into a folder as one change, and remove those that we once wrote and do not write now.

    Files of others stay as they are. Cut short, it is ended by who writes there next, or not begun.

    Parameters
    ----------
    out : Path
    files : mapping of str to bytes
        Name within the folder, with `/` → content.

    Returns
    -------
    Manifest
        As it stands there now.

    Raises
    ------
    InTheWay
        If a file of others, or one of ours that was changed since, stands where one would be written.
    Busy
        If another run writes there.
    """
    out.mkdir(parents=True, exist_ok=True)
    with one_writer(out):
        check(out, files)
        before, now = Manifest.of(out), {name: digest(content) for name, content in files.items()}
        gone = [name for name in before.files if name not in files and before.holds(out, name)]
        change: dict[Path, bytes | str | None] = {
            **{
                out / name: content
                for name, content in files.items()
                if before.files.get(name) != now[name] or not (out / name).exists()
            },
            **{out / name: None for name in gone},
            out / MANIFEST: Manifest(now).text(),
        }
        replace_all(change, out)
        for name in gone:
            _prune((out / name).parent, out)
        return Manifest(now)


def others(out: Path) -> Text | None:
    """What is said of a folder that is not ours, but holds files of others; nothing of one that we wrote to before."""
    if not out.is_dir() or Manifest.of(out) != Manifest():
        return None
    names = sorted(one.name for one in out.iterdir() if not one.name.startswith(BEGUN))
    if not names:
        return None
    few, more = "、".join(names[:3]), len(names) - 3
    return Text(
        f"{out} には、dxcompare が書いたものでないファイルがある（{few}{f'など{len(names)}' if more > 0 else ''}）。"
        "それらには手を付けていない。",
        f"{out} holds files that dxcompare did not write ({', '.join(names[:3])}{f' and {more} more' if more > 0 else ''}); "
        "they were left alone.",
    )


def _led(out: Path, name: str) -> list[str]:
    """The part of a name within a folder that is a link, which is not ours, wherever it leads."""
    parts = [one.as_posix() for one in (PurePosixPath(name), *PurePosixPath(name).parents) if one.name]
    return [one for one in parts if (out / one).is_symlink()][-1:]


def _prune(folder: Path, out: Path) -> None:
    """Remove folders that became empty; one that went with a file before this may be gone."""
    while folder != out and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _old_pages(out: Path) -> list[Path]:
    """The pages of a report that was made before there was a manifest."""
    pages = [*sorted(out.glob("*.html")), *sorted(out.glob("en/*.html"))]
    return [path for path in pages if MARK in path.read_text(encoding="utf-8", errors="replace")]
