"""What lies in a folder: its files and folders by name, and nothing that is read by chance."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dxcompare.sources.writing import BEGUN
from dxcompare.words.faults import Fault, Place

if TYPE_CHECKING:
    from dxcompare.sources.reader import Reader

#: What systems, editors and spreadsheet programs leave behind.
_JUNK = re.compile(
    r"\.DS_Store|\._.*|\.localized|__MACOSX|\.(Spotlight-V100|Trashes|fseventsd|TemporaryItems|AppleDouble)|Icon\r"
    r"|(eh)?thumbs(_vista)?\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information"
    r"|~\$.*|\.~lock\..*#|.*~|\.?.*\.sw[a-p]|\.?#.*#?|\.git(ignore|keep|attributes)|\.keep|\.directory"
    r"|\.nfs.*|\.fuse_hidden.*|\.ipynb_checkpoints|\.(vscode|idea|Rproj\.user|Rhistory)|\.Trash-\d+",
    re.I | re.S,
)


@dataclass(frozen=True)
class Entry:
    """A file, or a folder, by its name as people write it, and by the one it has `within` its folder."""

    name: str
    within: Path
    own: str
    folder: bool

    @property
    def path(self) -> Path:
        return self.within / self.own


def entries(reader: Reader, folder: Path) -> list[Entry] | None:
    """The files and folders in a folder, by name; what is neither is a fault, what no person made a note.

    None where the folder is not there, or cannot be read, which is a fault.

    Parameters
    ----------
    reader : Reader
        Takes up the faults and notes.
    folder : Path
        It need not be there.
    """
    try:
        names = sorted(os.listdir(folder), key=lambda name: (name.casefold(), name.swapcase()))
    except (FileNotFoundError, NotADirectoryError):  # which who looked for it says
        return None
    except OSError as error:
        reader.unreadable(folder, error)
        return None
    found: dict[str, Entry] = {}
    above = f"{folder}/"
    for name in names:
        plain = unicodedata.normalize("NFC", name)
        if name.startswith(BEGUN):
            continue
        kind = _kind(f"{above}{name}")
        if _JUNK.fullmatch(plain):
            reader.notes.append(Fault(Place(reader.name(folder / name)), "left_behind"))
        elif kind is None:
            continue
        elif not _is_utf_8(name):
            reader.fault(Place(reader.name(folder / name)), "file_name")
        elif kind not in _READ:
            reader.fault(Place(reader.name(folder / name)), kind)
        elif same := found.get(plain.casefold()):
            reader.fault(Place(reader.name(folder / name)), "same_name", found=same.name)
        else:
            found[plain.casefold()] = Entry(plain, folder, name, kind == "folder")
    return list(found.values())


#: What is read.
_READ = ("file", "folder")


def _kind(path: str) -> str | None:
    """Whether it is a file or a folder, or what kind of fault it is; None if it has just gone."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except OSError:
        return "no_plain_file"
    if stat.S_ISLNK(mode):
        return "link"
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "no_plain_file"


def _is_utf_8(name: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def printed(name: str) -> str:
    """A name of a file as it can be printed anywhere: what is no letter is told by its number.

    >>> printed("kpis\\n.csv"), printed(os.fsdecode("計画.csv".encode("cp932")))
    ('kpis⟨U+000A⟩.csv', '計画.csv')
    """
    if name.isascii() and name.isprintable():
        return name
    if not _is_utf_8(name):
        try:
            name = os.fsencode(name).decode("cp932")
        except UnicodeError:
            name = os.fsencode(name).decode("utf-8", "backslashreplace")
    name = unicodedata.normalize("NFC", name)
    return "".join(one if one.isprintable() else f"⟨U+{ord(one):04X}⟩" for one in name)
