"""Accidents of YAML: what people write who do not know it, and what it makes of that."""

from __future__ import annotations

import random
import re

from tests.mutations.base import Base
from tests.mutations.judge import MARK, Mutant, Right, carried, fault, mutates, noted, same, visible

#: Ten thousand million texts in ten lines.
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)


def _lines(rng: random.Random, base: Base) -> tuple[str, list[str], int, str, str, str]:
    """A file, its lines, the number of one that is a key and a text, and its parts."""
    file = rng.choice(base.yamls)
    lines = base.text(file).split("\n")
    places = [n for n, line in enumerate(lines) if re.match(r"[\s-]*[\w.]+: \S", line)]
    at = rng.choice(places)
    found = re.match(r"([\s-]*)([\w.]+): (.*)", lines[at])
    assert found
    return file, lines, at, found[1], found[2], found[3]


def _file(what: str, file: str, text: str, *right: Right) -> Mutant:
    return Mutant(
        f"{file}: {what}", (file,), lambda data: (data / file).write_text(text, encoding="utf-8", newline="\n"), right
    )


def _line(rng: random.Random, base: Base, made: str, *right: Right) -> Mutant:
    """A line in other words; `{indent}`, `{key}`, `{value}` and `{plain}` (without quotes) stand for its parts."""
    file, lines, at, indent, key, value = _lines(rng, base)
    plain = value.strip('"')
    lines[at] = made.replace("{indent}", indent).replace("{blank}", " " * len(indent)).replace("{key}", key)
    lines[at] = lines[at].replace("{value}", value).replace("{plain}", plain)
    return _file(f"line {at + 1} {key}: {lines[at].strip()[:70]!r}", file, "\n".join(lines), *right)


@mutates
def comment(rng: random.Random, base: Base) -> Mutant | None:
    """A ` #` within a text, behind which YAML reads nothing: a fault, or a note."""
    return _line(rng, base, "{indent}{key}: {plain} " + rng.choice(["#1", "# 確認", "#" + MARK]), fault, noted)


@mutates
def null(rng: random.Random, base: Base) -> Mutant | None:
    """`~` or `null` for a text: a fault, or a blank."""
    return _line(rng, base, "{indent}{key}: " + rng.choice(["~", "null", "Null", "NULL"]), fault)


@mutates
def no_text(rng: random.Random, base: Base) -> Mutant | None:
    """A list or a mapping for a text: a fault."""
    what = rng.choice(
        ["[{plain}]", "[]", "{}", "{a: {plain}}", "\n{blank}  - {plain}", "\n{blank}  a: {plain}", "[[a], b]", "{a}"]
    )
    return _line(rng, base, "{indent}{key}: " + what, fault)


@mutates
def no_mapping(rng: random.Random, base: Base) -> Mutant | None:
    """Words, a list or nothing for a mapping: a fault."""
    file = rng.choice(base.yamls)
    text = base.text(file)
    new = rng.choice(["計画です\n", "- a\n- b\n", "", "# 空\n", "[]\n", "{}\n", "null\n", "12\n", "---\n", "sources:\n", "sources: []\n",
                      "sources: 計画\n", "sources: {a: b}\n", "sources:\n  - 計画\n", "sources:\n  source_id: a\n", "sources:\n  - [a]\n",
                      "sources:\n  -\n", "sources: ~\n", text.replace("  - ", "    ", 1), text + "- a\n"])  # fmt: skip
    if new == text:
        return None
    return _file(f"is {new[:40]!r}", file, new, fault)


@mutates
def alias(rng: random.Random, base: Base) -> Mutant | None:
    """Anchors and aliases: a fault, or the same."""
    return _line(
        rng,
        base,
        rng.choice(
            [
                "{indent}{key}: &a {value}",
                "{indent}{key}: *a",
                "{indent}{key}: &a [*a]",
                "{indent}<<: *a",
                "{indent}{key}: &a",
            ]
        ),
        fault,
        same,
    )


@mutates
def bomb(rng: random.Random, base: Base) -> Mutant | None:
    """Aliases of aliases, which explode: a fault, and at once."""
    file = rng.choice(base.yamls)
    new = rng.choice(
        [BOMB + base.text(file), base.text(file) + BOMB, BOMB, "x: &x\n  y: *x\n" + base.text(file), "- &x [*x, *x]\n"]
    )
    return _file("aliases that explode", file, new, fault)


@mutates
def nesting(rng: random.Random, base: Base) -> Mutant | None:
    """Brackets in brackets, some thousand times: a fault."""
    deep = rng.choice([500, 2000, 20_000])
    what = rng.choice(["[" * deep + "]" * deep, "{a: " * deep + "}" * deep, "[" * deep, "- " * deep + "a"])
    return _line(rng, base, "{indent}{key}: " + what, fault)


@mutates
def key_twice(rng: random.Random, base: Base) -> Mutant | None:
    """A key that stands there twice: a fault."""
    return _line(rng, base, "{indent}{key}: {value}\n{blank}{key}: " + rng.choice(["{value}", "x", ""]), fault)


@mutates
def key_strange(rng: random.Random, base: Base) -> Mutant | None:
    """A key that is no text, or none of the file's: a fault."""
    file, lines, at, indent, _, value = _lines(rng, base)
    key = rng.choice(
        [
            "1",
            "~",
            "[a]",
            "{a: b}",
            "? [a, b]\n" + " " * len(indent),
            "true",
            "2023-01-01",
            "''",
            "!!int 3",
            "備考",
            "TITLE",
            "*a",
            "&a b",
            "- a",
            "<<",
        ]
    )
    lines.insert(at + 1, f"{' ' * len(indent)}{key}: {value}")
    return _file(f"line {at + 2} {key!r}", file, "\n".join(lines), fault)


@mutates
def key_renamed(rng: random.Random, base: Base) -> Mutant | None:
    """A key with another letter, case or width: a fault."""
    file, lines, at, indent, key, value = _lines(rng, base)
    new = rng.choice(
        [
            key + "x",
            key[:-1],
            key.upper(),
            key.title(),
            key.replace("_", "-") if "_" in key else key + "s",
            key + " ",
            f"'{key} '",
            f"{key}\u200b",
            "\ufeff" + key,
            key.replace("e", "е") if "e" in key else key + "а",
        ]
    )
    if new.strip("\ufeff' ") == key and new[0] != "'":
        return None
    lines[at] = f"{indent}{new}: {value}"
    return _file(f"line {at + 1} {key!r} → {new!r}", file, "\n".join(lines), fault)


@mutates
def key_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A line that is gone: a fault, or a blank in the tables."""
    file, lines, at, _, key, _ = _lines(rng, base)
    return _file(f"line {at + 1} {key!r} lost", file, "\n".join(lines[:at] + lines[at + 1 :]), fault, visible)


@mutates
def value_lost(rng: random.Random, base: Base) -> Mutant | None:
    """A text that is gone: a fault, or a blank in the tables."""
    return _line(rng, base, "{indent}{key}:" + rng.choice(["", " ", " ''", ' ""', " |", " >"]), fault, visible)


@mutates
def tag(rng: random.Random, base: Base) -> Mutant | None:
    """Tags: a fault, or the same."""
    what = rng.choice(
        [
            "!!str",
            "!!int",
            "!!python/object/apply:os.system",
            "!foo",
            "!!binary",
            "!!null",
            "!!map",
            "!!omap",
            "!<tag:x>",
        ]
    )
    return _line(rng, base, "{indent}{key}: " + what + " {value}", fault, same)


@mutates
def documents(rng: random.Random, base: Base) -> Mutant | None:
    """Several documents, a directive or an end: a fault, or the same where nothing is left out."""
    file = rng.choice(base.yamls)
    text = base.text(file)
    new, right = rng.choice([("---\n" + text, (same, noted)), (text + "---\n" + text, (fault,)), (text + "...\n", (same, noted)),
                             ("%YAML 1.2\n---\n" + text, (same, fault)), (text + "---\n", (same, fault)), (text + "...\n再\n", (fault,)),
                             ("%TAG ! x\n" + text, (fault,)), (text + "---\nx: y\n", (fault,))])  # fmt: skip
    return _file(f"{new[:12]!r} … {new[-12:]!r}", file, new, *right)


@mutates
def styles(rng: random.Random, base: Base) -> Mutant | None:
    """Another style of a text (quotes, block, folded): the same tables."""
    file, lines, at, indent, key, value = _lines(rng, base)
    plain, blank = value.strip('"'), " " * len(indent)
    if ": " in plain or "'" in plain or "\\" in plain:
        return None
    lines[at] = f"{indent}{key}: " + rng.choice(
        [
            f"'{plain}'",
            f'"{plain}"',
            f"|\n{blank}  {plain}",
            f">-\n{blank}  {plain}",
            f"|-\n{blank}  {plain}",
            f"\n{blank}  {plain}",
            f"  {value}  ",
        ]
    )
    return _file(f"line {at + 1} {key!r}", file, "\n".join(lines), same)


@mutates
def broken(rng: random.Random, base: Base) -> Mutant | None:
    """Tabs, open quotes, colons and signs that mean something: a fault, or held in the tables."""
    made = rng.choice(["\t{key}: {value}", "{indent}{key}: '{plain}", '{indent}{key}: "{plain}', "{indent}{key}: a: {plain}", "{indent}{key}： {value}", "{indent}{key}:{plain}x", "{indent}{key} {value}", "{indent}{key}: [{plain}", "{indent}{key}: @{plain}", "{indent}{key}: `{plain}", "{indent}{key}: %{plain}", "{indent}{key}: *{plain}", "{indent}{key}: - {plain}", "{indent}{key}: {plain}:", "{indent}  {key}: {value}", "{indent}{key}: \"\\q{plain}\"", "{indent}{key}: |{plain}", "　{indent}{key}: {value}", "{indent}{key}:\t{value}\t"])  # fmt: skip
    right = (fault, same) if made.endswith("\t") else (fault, visible)
    return _line(rng, base, made, *right)


@mutates
def value(rng: random.Random, base: Base) -> Mutant | None:
    """Something like a number, a date or a truth where a number, a date, a page or a closed word is due: a fault."""
    from tests.mutations import cells

    file, lines, at, indent, key, _ = _lines(rng, base)
    kind = base.kind(file, key if key in (base.form(file).columns if base.form(file) else ()) else f"checked.{key}")
    texts = {"whole": cells.NO_NUMBERS, "number": cells.NO_NUMBERS, "date": cells.DATES, "year": cells.YEARS, "page": cells.PAGES,
             "closed": ("はい", "TRUE", "x", "1", "on", "0x1"), "code": ("1202", "'1202'", "1202.0", "012020", "0o1202", "01202 ", "0_1202")}.get(kind)  # fmt: skip
    if texts is None:
        return None
    text = rng.choice(texts)
    lines[at] = f'{indent}{key}: "{text}"'.replace("\n", "\\n").replace('\\n"', '"')
    return _file(
        f"line {at + 1} {key}: {text!r}", file, "\n".join(lines), fault, *((same,) if text.strip() == "01202" else ())
    )


@mutates
def words(rng: random.Random, base: Base) -> Mutant | None:
    """A letter more in words: the tables hold it and differ in nothing else; or a fault."""
    file, lines, at, indent, key, value = _lines(rng, base)
    kind = base.kind(file, key if key in (base.form(file).columns if base.form(file) else ()) else f"checked.{key}")
    if kind != "words":
        return None
    plain = value.strip('"')
    k = rng.randrange(len(plain) + 1)
    lines[at] = f"{indent}{key}: {plain[:k]}{MARK}{plain[k:]}"
    checked = (same,) if len(indent) > 4 else ()  # how a transcription was checked stands on its card alone
    what = f"line {at + 1} {key}: {lines[at].strip()[:60]!r}"
    return _file(what, file, "\n".join(lines), carried, fault, *checked)


@mutates
def invisible(rng: random.Random, base: Base) -> Mutant | None:
    """A character that nobody sees: a fault, or the same tables and a note."""
    from tests.mutations.cells import INVISIBLE

    file = rng.choice(base.yamls)
    text, found = base.text(file), rng.choice([one for one in INVISIBLE if one != "\u00a0"])
    at = rng.randrange(1, len(text))
    if text[at - 1] == "\n" and found in "\x0b\x0c\x85\u2028\u2029":
        return None
    return _file(
        f"U+{ord(found):04X} at {at} behind {text[max(0, at - 12) : at]!r}",
        file,
        text[:at] + found + text[at:],
        fault,
        noted,
    )


@mutates
def indent(rng: random.Random, base: Base) -> Mutant | None:
    """A line that stands elsewhere: a fault, or other tables."""
    file = rng.choice(base.yamls)
    lines = base.text(file).split("\n")
    at = rng.randrange(len(lines) - 1)
    new = rng.choice(
        [
            " " + lines[at],
            "  " + lines[at],
            lines[at][1:] if lines[at].startswith(" ") else "   " + lines[at],
            "\t" + lines[at],
        ]
    )
    if at == 0 and file.endswith("source.yaml") and not new.startswith("\t"):
        return None
    return _file(
        f"line {at + 1} moved: {new[:40]!r}", file, "\n".join([*lines[:at], new, *lines[at + 1 :]]), fault, visible
    )
