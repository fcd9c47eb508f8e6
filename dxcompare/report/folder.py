"""A folder that is written to: what in it is ours is known by name and digest, and nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from dxcompare.report.notebook import ReportFailed
from dxcompare.sources.folder import digest
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
    """What we wrote into a folder, name → digest; what it was made from; and what was being written when it was cut short."""

    files: Mapping[str, str] = field(default_factory=dict)
    made_from: str = ""
    writing: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, out: Path) -> Manifest:
        """The manifest of a folder; of a report that has none, its pages, which may be replaced and not removed."""
        path = out / MANIFEST
        try:
            found = json.loads(path.read_bytes())
            if found["made_by"] != "dxcompare":
                return cls()
            return cls({**found["files"]}, str(found["made_from"]), {**found["writing"]})
        except FileNotFoundError:
            return cls(writing={one.relative_to(out).as_posix(): digest(one.read_bytes()) for one in _old_pages(out)})
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, out: Path) -> None:
        """Put it into its folder, whole or not at all."""
        found = {"made_by": "dxcompare", **asdict(self)}
        new = out / f".{MANIFEST}"
        new.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        new.replace(out / MANIFEST)

    def holds(self, out: Path, name: str) -> bool:
        """Whether a file is there as we wrote it."""
        path = out / name
        if ".." in PurePosixPath(name).parts or path.is_symlink() or not path.is_file():
            return False
        return digest(path.read_bytes()) in {self.files.get(name), self.writing.get(name)}

    def intact(self, out: Path) -> bool:
        """Whether all that we wrote is there as we wrote it."""
        return bool(self.files) and not self.writing and all(self.holds(out, name) for name in self.files)


def check(out: Path, names: Iterable[str] = ()) -> None:
    """See that files of these names, and those that the manifest lists, may be written.

    Raises
    ------
    InTheWay
        If one stands there that is not ours, or not as we wrote it.
    """
    ours = Manifest.of(out)
    bad = [MANIFEST] if not ours.files and (out / MANIFEST).exists() else []
    for name in dict.fromkeys([*names, *ours.files]):
        above = [str(one) for one in PurePosixPath(name).parents if (out / one).exists() and not (out / one).is_dir()]
        bad += above or [name] * (os.path.lexists(out / name) and not ours.holds(out, name))
    if bad:
        raise InTheWay(out, list(dict.fromkeys(bad)))


def write(out: Path, files: Mapping[str, bytes], made_from: str = "") -> None:
    """Write files into a folder, and remove those that we once wrote and do not write now.

    Files of others stay as they are. Cut short, it leaves a manifest that knows the old files and the new.

    Parameters
    ----------
    out : Path
    files : mapping of str to bytes
        Name within the folder, with `/` → content.
    made_from : str
        A digest of what they are made from.

    Raises
    ------
    InTheWay
        If a file of others, or one of ours that was changed since, stands where one would be written.
    """
    check(out, files)
    before, now = Manifest.of(out), {name: digest(content) for name, content in files.items()}
    out.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
    try:
        for number, content in enumerate(files.values()):
            (new / str(number)).write_bytes(content)
        Manifest({**now, **before.files}, writing=now).write(out)
        for number, name in enumerate(files):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (new / str(number)).replace(out / name)
        for name in before.files:
            if name not in files and before.holds(out, name):
                (out / name).unlink()
                _prune((out / name).parent, out)
        Manifest(now, made_from).write(out)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _prune(folder: Path, out: Path) -> None:
    """Remove folders that became empty."""
    while folder != out and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _old_pages(out: Path) -> list[Path]:
    """The pages of a report that was made before there was a manifest."""
    pages = [*sorted(out.glob("*.html")), *sorted(out.glob("en/*.html"))]
    return [path for path in pages if MARK in path.read_text(encoding="utf-8", errors="replace")]
