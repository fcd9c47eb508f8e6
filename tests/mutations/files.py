"""Accidents of files and folders: how they are saved, named, copied, linked and lost."""

from __future__ import annotations

import codecs
import gzip
import os
import random
import shutil
import socket
from pathlib import Path

from dxcompare.sources.entries import printed
from tests.mutations.base import Base
from tests.mutations.judge import Mutant, Right, fault, mutates, noted, same, visible

#: Files that systems and programs leave behind: → of which name they are made. Skipped and listed.
JUNK = (
    ".DS_Store", "Thumbs.db", "desktop.ini", "~${name}", ".~lock.{name}#", "._{name}", ".{name}.swp", "ehthumbs.db",
)  # fmt: skip
#: Names of copies, which nobody reads and which may be what somebody worked on.
COPIES = (
    "{stem} (1){ext}", "{stem}(1){ext}", "{stem} - コピー{ext}", "{stem} - Copy{ext}", "Copy of {name}", "{stem}_old{ext}",
    "{name}.bak", "{name}.txt", "{name}.csv", "{stem}.xlsx", "{stem}.CSV", "{stem}.Csv", " {name}", "{stem} {ext}", "{name} ",
    "{stem}２{ext}", "コピー ～ {name}", "{name}.orig", "{name}.rej", "{name}.tmp", "{stem}.tsv", "{stem}.yml", "{name}.gz",
    "{stem} のコピー{ext}", "{stem}_LOCAL_123{ext}", "{stem}​{ext}", "sync-conflict-{name}", "{stem}-{ext}", "README.md",
    "{stem}.CSV.csv", "{stem}", "~{name}", "{name}~",
)  # fmt: skip
#: Contents that are no text of ours, whatever the name says.
STRANGE = {
    "xlsx": b"PK\x03\x04" + bytes(range(256)),
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "html": "<!DOCTYPE html><html><body>ログインしてください</body></html>".encode(),
    "lfs": b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
    "json": b'{"error": "not found"}',
    "zeros": bytes(512),
    "random": random.Random(1).randbytes(300),
}


def pick(rng: random.Random, base: Base, *ends: str) -> str:
    return rng.choice([file for file in base.files if file.endswith(ends or ("",))])


def _bytes(what: str, file: str, raw: bytes, *right: Right) -> Mutant:
    return Mutant(f"{file}: {what}", (file,), lambda data: (data / file).write_bytes(raw), right)


@mutates
def encoding(rng: random.Random, base: Base) -> Mutant | None:
    """Saved as spreadsheet programs do (BOM, Shift_JIS, UTF-16): the same tables and a note."""
    file, how = pick(rng, base), rng.choice(["utf-8-sig", "cp932", "utf-16", "utf-16-be", "utf-16-le"])
    try:
        raw = base.text(file).encode(how)
    except UnicodeEncodeError:
        return None
    raw = {"utf-16-be": codecs.BOM_UTF16_BE, "utf-16-le": codecs.BOM_UTF16_LE}.get(how, b"") + raw
    return _bytes(how, file, raw, noted, *((same,) if raw == base.files[file] else ()))


@mutates
def line_ends(rng: random.Random, base: Base) -> Mutant | None:
    """Lines that end as on Windows, or on an old Macintosh: the same tables and a note."""
    file, end = pick(rng, base), rng.choice([b"\r\n", b"\r"])
    return _bytes(repr(end), file, base.files[file].replace(b"\n", end), noted)


@mutates
def mixed_ends(rng: random.Random, base: Base) -> Mutant | None:
    """Some lines that end so, and others otherwise: the same tables and a note, or a fault."""
    file = pick(rng, base)
    lines = base.files[file].split(b"\n")[:-1]
    raw = b"".join(line + rng.choice([b"\r\n", b"\n", b"\r"]) for line in lines)
    return _bytes("mixed line ends", file, raw, noted, fault, *((same,) if b"\r" not in raw else ()))


@mutates
def wrong_encoding(rng: random.Random, base: Base) -> Mutant | None:
    """An encoding that nobody can tell, or bytes that were read as another and saved: a fault."""
    file = pick(rng, base)
    text = base.text(file)
    if text.isascii():
        return None
    how = rng.choice(
        ["euc-jp", "iso-2022-jp", "utf-16-bare", "utf-32", "latin-1", "gzip", "replace", "two", "sjis-latin"]
    )
    if how == "utf-16-bare":
        raw = text.encode("utf-16-le")
    elif how == "latin-1":  # UTF-8 that was read as Latin-1 and saved as UTF-8
        raw = base.files[file].decode("latin-1").encode()
    elif how == "sjis-latin":
        raw = text.encode("cp932", "replace").decode("latin-1").encode()
    elif how == "gzip":
        raw = gzip.compress(base.files[file], mtime=0)
    elif how == "replace":
        raw = text.encode("ascii", "replace")
    elif how == "two":  # half in the one, half in the other
        half = text.index("\n", len(text) // 2) + 1
        raw = text[:half].encode() + text[half:].encode("cp932", "replace")
        if text[half:].isascii() or text[:half].isascii():
            return None
    else:
        raw = text.encode(how, "replace")
    return _bytes(how, file, raw, fault, *((noted,) if how in ("utf-16-bare", "utf-32") else ()))


@mutates
def byte(rng: random.Random, base: Base) -> Mutant | None:
    """One byte of a Japanese letter lost: a fault."""
    file = pick(rng, base)
    places = [n for n, one in enumerate(base.files[file]) if one > 0x7F]
    if not places:
        return None
    at = rng.choice(places)
    return _bytes(f"without byte {at}", file, base.files[file][:at] + base.files[file][at + 1 :], fault)


@mutates
def control(rng: random.Random, base: Base) -> Mutant | None:
    """A NUL, or another byte that no text has, anywhere: a fault."""
    file = pick(rng, base)
    at = rng.randrange(len(base.files[file]) + 1)
    found = rng.choice([b"\0", b"\0\0\0", b"\x1a", b"\x07", b"\x08", b"\x0c", b"\xff\xfe", b"\xef\xbb\xbf", b"\xff"])
    raw = base.files[file][:at] + found + base.files[file][at:]
    if at == 0 or (found == b"\x0c" and raw[at + 1 : at + 2] in (b"\n", b"")):
        return None
    return _bytes(f"{found!r} at {at}", file, raw, fault, *((noted, same) if at == len(raw) - len(found) else ()))


@mutates
def cut(rng: random.Random, base: Base) -> Mutant | None:
    """A file that was saved by half, or copied by half: a fault, or rows lost in the tables."""
    file = pick(rng, base)
    at = rng.randrange(len(base.files[file]))
    raw = base.files[file][:at]
    if raw.strip() == base.files[file].strip() or "unprinted" in file:
        return None
    return _bytes(f"cut at byte {at} of {len(base.files[file])}", file, raw, fault, visible)


@mutates
def empty(rng: random.Random, base: Base) -> Mutant | None:
    """A file without anything in it: a fault."""
    raw = rng.choice([b"", b"\n", b"\n\n\n", b" ", codecs.BOM_UTF8, b",,,\n", b'""\n'])
    return _bytes(f"is {raw!r}", pick(rng, base), raw, fault)


@mutates
def last_line(rng: random.Random, base: Base) -> Mutant | None:
    """No line end behind the last line, or several: the same tables."""
    file = pick(rng, base)
    return _bytes("its end", file, base.files[file].rstrip(b"\n") + rng.choice([b"", b"\n\n", b"\n\n\n\n"]), same)


@mutates
def separator(rng: random.Random, base: Base) -> Mutant | None:
    """Tabs or semicolons for commas, a line `sep=,`, typographic quotes: a fault, or the same tables."""
    file, how = pick(rng, base, ".csv"), rng.choice(["\t", ";", "sep", "、", "，", "|"])
    text = base.text(file)
    new = f"sep=,\n{text}" if how == "sep" else text.replace(",", how)
    return _bytes(f"separator {how!r}", file, new.encode(), fault, noted) if new != text else None


@mutates
def quotes(rng: random.Random, base: Base) -> Mutant | None:
    """Every cell in quotes: the same tables."""
    file = pick(rng, base, ".csv")
    rows = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in base.rows(file)]
    return _bytes("all in quotes", file, ("\n".join(rows) + "\n").encode(), same)


@mutates
def stray_quote(rng: random.Random, base: Base) -> Mutant | None:
    """A quote too many somewhere: a fault, or a letter in the tables."""
    file = pick(rng, base, ".csv")
    at = rng.randrange(len(base.text(file)))
    new = base.text(file)[:at] + '"' + base.text(file)[at:]
    return _bytes(f"a quote at {at}", file, new.encode(), fault, visible)


@mutates
def conflict(rng: random.Random, base: Base) -> Mutant | None:
    """Marks of a merge that was not resolved: a fault."""
    file = pick(rng, base)
    lines = base.text(file).split("\n")
    at = rng.randrange(len(lines) - 1)
    new = [*lines[:at], "<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> other", *lines[at + 1 :]]
    return _bytes(f"a conflict at line {at + 1}", file, "\n".join(new).encode(), fault)


@mutates
def strange(rng: random.Random, base: Base) -> Mutant | None:
    """Something else under the name of a file: a fault."""
    what = rng.choice([*STRANGE])
    return _bytes(f"is {what}", pick(rng, base), STRANGE[what], fault)


@mutates
def lost(rng: random.Random, base: Base) -> Mutant | None:
    """A file that is gone: a fault that names it or its folder or what lacks it, or rows lost in the tables."""
    file = pick(rng, base)
    if "unprinted" in file or (len(base.text(file).split("\n")) < 3 and file.endswith(".csv")):
        return None
    decided = f"mappings/{file.split('/')[1]}"
    return Mutant(f"{file} lost", (file, _folder(file), decided), lambda data: (data / file).unlink(), (fault, visible))


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _named(file: str, pattern: str) -> str:
    path = Path(file)
    name = pattern.format(name=path.name, stem=path.stem, ext=path.suffix) if "{" in pattern else pattern
    return f"{_folder(file)}/{name}"


@mutates
def junk(rng: random.Random, base: Base) -> Mutant | None:
    """What systems and programs leave behind: skipped and listed."""
    new = _named(pick(rng, base), rng.choice(JUNK))
    raw = rng.choice([b"", b"\0\1\2", b"\x00\x05\x16\x07", b"[.ShellClassInfo]\r\n"])
    return Mutant(f"{new} more", (new,), lambda data: (data / new).write_bytes(raw), (noted,))


@mutates
def copy(rng: random.Random, base: Base) -> Mutant | None:
    """A copy beside the file: a fault."""
    file, pattern = pick(rng, base), rng.choice(COPIES)
    new = _named(file, pattern)
    if new in base.files or (pattern == "{stem}_old{ext}" and ("/schedules/" in file or "/surveys/" in file)):
        return None
    right = (fault, noted) if pattern == "{name}~" else (fault,)
    return Mutant(f"{new} beside", (new, printed(new)), lambda data: shutil.copy(data / file, data / new), right)


@mutates
def renamed(rng: random.Random, base: Base) -> Mutant | None:
    """A file under the name of a copy: a fault."""
    file, pattern = pick(rng, base), rng.choice(COPIES)
    new = _named(file, pattern)
    if new in base.files or (pattern == "{stem}_old{ext}" and ("/schedules/" in file or "/surveys/" in file)):
        return None
    return Mutant(f"{file} → {new}", (file, new, printed(new)), lambda data: (data / file).rename(data / new), (fault,))


@mutates
def moved(rng: random.Random, base: Base) -> Mutant | None:
    """A file in another folder: a fault."""
    file = pick(rng, base)
    folder = rng.choice([*sorted(base.folders), "raw", "mappings"])
    new = f"{folder}/{file.rpartition('/')[2]}"
    if new in base.files or "/schedules" in new:
        return None
    return Mutant(f"{file} → {new}", (file, new), lambda data: (data / file).rename(data / new), (fault,))


@mutates
def unknown(rng: random.Random, base: Base) -> Mutant | None:
    """A file that nobody reads, anywhere: a fault."""
    folder = rng.choice([*sorted(base.folders), "raw", "mappings"])
    new = f"{folder}/{rng.choice(['メモ.txt', 'notes.md', 'backup.zip', 'a.csv', 'plan.pdf', 'x.yaml', 'data.json', 'codes-b.csv', 'Makefile', '新しいテキスト ドキュメント.txt', 'measures.csv', 'kpi.csv'])}"
    if new in base.files or ("/schedules" in new and new.endswith(".csv")):
        return None
    return Mutant(f"{new} more", (new,), lambda data: (data / new).write_text("覚え書き\n"), (fault,))


@mutates
def exchanged(rng: random.Random, base: Base) -> Mutant | None:
    """Two files in each other's place: a fault."""
    one, two = pick(rng, base), pick(rng, base)
    if base.files[one].split(b"\n")[0] == base.files[two].split(b"\n")[0]:
        return None

    def change(data: Path) -> None:
        (data / one).write_bytes(base.files[two])
        (data / two).write_bytes(base.files[one])

    return Mutant(f"{one} ⇄ {two}", (one, two), change, (fault,))


@mutates
def link(rng: random.Random, base: Base) -> Mutant | None:
    """A link in place of a file: a fault, or what it leads to is noted; never another place's file unseen."""
    file, how = pick(rng, base), rng.choice(["dangling", "itself", "cycle", "folder", "outside", "other", "same"])

    def change(data: Path) -> None:
        path = data / file
        outside = data.parent / "outside"
        outside.write_bytes(base.files[file])
        path.unlink()
        other = data / next(one for one in base.files if one != file)
        path.symlink_to(
            {
                "dangling": "nowhere.csv",
                "itself": path.name,
                "cycle": ".cycle",
                "folder": "..",
                "outside": outside,
                "other": other,
                "same": outside,
            }[how]
        )
        if how == "cycle":
            (path.parent / ".cycle").symlink_to(path.name)

    right = (fault, noted) if how in ("outside", "same") else (fault,)
    return Mutant(f"{file} is a link ({how})", (file, _folder(file)), change, right)


@mutates
def special(rng: random.Random, base: Base) -> Mutant | None:
    """A pipe, a socket or a device where a file is due, or beside it: a fault, and no waiting."""
    file, how = pick(rng, base), rng.choice(["fifo", "socket", "zero", "null", "unreadable"])
    beside = rng.random() < 0.3
    new = _named(file, "{stem}_x{ext}") if beside else file

    def change(data: Path) -> None:
        path = data / new
        path.unlink(missing_ok=True)
        if how == "fifo":
            os.mkfifo(path)
        elif how == "socket":
            with socket.socket(socket.AF_UNIX) as made:
                here = os.getcwd()
                os.chdir(path.parent)  # the name of a socket may not be long
                try:
                    made.bind(path.name)
                finally:
                    os.chdir(here)
        else:
            path.symlink_to({"zero": "/dev/zero", "null": "/dev/null", "unreadable": "/proc/self/mem"}[how])

    return Mutant(f"{new} is {how}", (new, _folder(new)), change, (fault,))


@mutates
def folder_for_file(rng: random.Random, base: Base) -> Mutant | None:
    """A folder of the name of a file: a fault."""
    file, full = pick(rng, base), rng.random() < 0.5

    def change(data: Path) -> None:
        (data / file).unlink()
        (data / file).mkdir()
        if full:
            (data / file / "x.csv").write_text("a\n1\n")

    return Mutant(f"{file} is a folder", (file, _folder(file)), change, (fault,))


@mutates
def file_for_folder(rng: random.Random, base: Base) -> Mutant | None:
    """A file of the name of a folder: a fault."""
    folder = rng.choice(sorted(base.folders))

    def change(data: Path) -> None:
        shutil.rmtree(data / folder)
        (data / folder).write_text("folder\n")

    return Mutant(f"{folder} is a file", (folder,), change, (fault,))


@mutates
def folder_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A folder that is gone, or empty: a fault, or rows lost in the tables."""
    folder, hollow = rng.choice(sorted(base.folders)), rng.random() < 0.4

    def change(data: Path) -> None:
        shutil.rmtree(data / folder)
        if hollow:
            (data / folder).mkdir()

    inner = [one for one in sorted(base.folders) if one.startswith(folder)]
    inner += [f"mappings/{folder.split('/')[1]}"] * ("/" in folder)  # or what was decided on what is gone
    return Mutant(f"{folder} {'emptied' if hollow else 'lost'}", tuple(inner), change, (fault, visible))


@mutates
def folder_named(rng: random.Random, base: Base) -> Mutant | None:
    """A folder under another name (another letter, case or width, a blank, a copy's): a fault."""
    folder = rng.choice(sorted(one for one in base.folders if "/" in one))
    name = folder.rpartition("/")[2]
    new = _folder(folder) + "/" + rng.choice(
        [f"{name} ", f" {name}", name.upper() if name.upper() != name else f"{name}x", f"{name} - コピー", f"{name}(1)",
         name.replace("_", "-") if "_" in name else f"{name}_", f"{name}2", name[1:], f".{name}", name.replace("0", "０") + "ｘ"]
    )  # fmt: skip
    if "/surveys/" in folder:  # the name of a survey's folder says nothing
        return None
    return Mutant(f"{folder} → {new}", (folder, new), lambda data: (data / folder).rename(data / new), (fault, noted))


@mutates
def folder_twice(rng: random.Random, base: Base) -> Mutant | None:
    """A copy of a folder beside it: a fault."""
    folder = rng.choice(sorted(one for one in base.folders if "/" in one))
    name = folder.rpartition("/")[2]
    new = f"{_folder(folder)}/{rng.choice([f'{name} - コピー', f'{name} (1)', f'{name}_old', f'old_{name}', 'backup'])}"
    return Mutant(
        f"{new} beside", (new, printed(new)), lambda data: shutil.copytree(data / folder, data / new), (fault,)
    )


@mutates
def folder_more(rng: random.Random, base: Base) -> Mutant | None:
    """A folder that nobody reads, with something in it: a fault; those of systems are skipped and listed."""
    where = rng.choice([*sorted(base.folders), "raw", "mappings"])
    name = rng.choice(
        [
            "old",
            "backup",
            "__MACOSX",
            ".git",
            ".ipynb_checkpoints",
            "新しいフォルダー",
            "schedules2",
            "surveys_old",
            "tmp",
        ]
    )
    if where in ("raw", "mappings") and name == "schedules2":
        return None

    def change(data: Path) -> None:
        (data / where / name).mkdir()
        (data / where / name / "measures.csv").write_text("measure\n1\n")

    right = (fault, noted) if name.startswith((".", "__")) else (fault,)
    return Mutant(f"{where}/{name}/ more", (f"{where}/{name}",), change, right)


@mutates
def name_in_shift_jis(rng: random.Random, base: Base) -> Mutant | None:
    """A file whose name is no UTF-8 (unpacked from a zip of Windows): a fault."""
    folder = rng.choice([*sorted(base.folders), "raw", "mappings"])
    if "/schedules" in folder and rng.random() < 0.5:
        return None
    raw = rng.choice(["施策.csv", "指標のコピー.csv", "計画"]).encode("cp932")

    def change(data: Path) -> None:
        with open(os.fsencode(data / folder) + b"/" + raw, "wb") as file:
            file.write(b"a\n1\n")

    return Mutant(f"{folder}/{raw!r} more", (folder,), change, (fault,))
