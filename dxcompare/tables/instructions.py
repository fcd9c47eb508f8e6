"""What people type into which file, in words: the tables of `data/README.md`, made from the declarations."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dxcompare.tables import forms
from dxcompare.tables.columns import PAGE, SOURCE, WHERE, Table, said
from dxcompare.tables.raw import READINGS, Folder, Form, Raw
from dxcompare.words.text import Text, language

#: columns that mean the same in every file, and are explained once
COMMON = (PAGE, WHERE, SOURCE)


_HEAD = {
    True: Text("| 列 | 書き方 |", "| column | how to fill it in |"),
    False: Text("| 項目 | 書き方 |", "| key | how to fill it in |"),
}
_NEEDED = Text("（必須）", " (needed)")
_ALSO = Text("ほかに {}。", "Also {}.")
_LACKS = Text("なくてもよい", "may be left out")


def listing(folder: Folder, lang: str | None = None) -> str:
    """The files that lie in a folder, in Markdown; of those that lie in several, where they lie first.

    Parameters
    ----------
    folder : Folder
    lang : {"ja", "en"}, optional
        By default that of the run.

    Returns
    -------
    str
        For each file a heading, what one row is, and a table of its columns.
    """
    lang = language(lang)
    own = [form for form in forms(folder) if form.file.folders[0] is folder]
    cards_first = sorted(own, key=lambda form: form.file.name.endswith(".csv"))
    return "\n\n".join(_described(form, lang) for form in cards_first)


def _described(form: Form, lang: str) -> str:
    columns = {**form.columns, **({"…": form.free} if form.free else {})}
    own = {name: raw for name, raw in columns.items() if not _common(raw)}
    parts = [
        f"#### `{form.file.name}`" + _NEEDED.to(lang) * bool(form.file.needed),
        form.of.one_row.to(lang) + Text("。", ". ").to(lang) + _elsewhere(form, lang),
        "\n".join(
            [
                _HEAD[form.file.name.endswith(".csv")].to(lang),
                "|---|---|",
                *(
                    f"| {name if raw.heads else f'`{name}`'} | {how(form, name, raw, lang)} |"
                    for name, raw in own.items()
                ),
            ]
        ),
    ]
    also = [raw for one in COMMON for raw in columns.values() if _common(raw) and raw.name == one.name]
    lacks = Text("（{}）", " ({})").to(lang).format(_LACKS.to(lang))
    listed = Text("、", ", ").to(lang).join(f"`{raw.name}`" + lacks * raw.optional for raw in also)
    return "\n\n".join([*(part.rstrip() for part in parts), *([_ALSO.to(lang).format(listed)] if also else [])])


def _elsewhere(form: Form, lang: str) -> str:
    """In which other folders such a file may lie."""
    names = Text("、", ", ").to(lang).join(f"`{folder}/`" for folder in form.file.folders[1:])
    return Text("{} にも置ける。", "It may lie in {} too.").to(lang).format(names) if names else ""


def common(lang: str | None = None) -> str:
    """The columns that occur in many files, as a table."""
    rows = [f"| `{raw.name}` | {Text(*raw.help).to(lang)} |" for raw in COMMON if raw.help]
    return "\n".join([_HEAD[True].to(lang), "|---|---|", *rows])


def _common(raw: Raw) -> bool:
    return (raw.name, raw.help) in [(one.name, one.help) for one in COMMON]


def how(form: Form, name: str, raw: Raw, lang: str) -> str:
    """How to fill in a column: in words, with how it is read, its closed list, and whether the file may lack it."""
    assert raw.help, name
    says = [Text(*raw.help).to(lang), READINGS[raw.heads or raw.reads or "text"].to(lang)]
    words = raw.words or closed(form).get(name)
    if words and raw.reads != "yes" and not all(f"`{code}`" in says[0] for code in words):
        says.append(_listed(words, lang))
    if raw.optional:
        says.append(_LACKS.to(lang))
    return Text("。", "; ").to(lang).join(filter(None, says)).replace("|", "\\|")


def closed(form: Form) -> dict[str, Mapping[str, Text]]:
    """The closed lists of tidy columns, by the typed column they are read from."""
    if not issubclass(form.of, Table):
        return {}
    every = {name: said(column) for name, column in form.of.fields().items()}
    return {raw.name or name: says.words for name, says in every.items() for raw in says.raw}


def _listed(words: Mapping[str, Text], lang: str) -> str:
    codes = [
        f"`{code}`" + Text("（{}）", " ({})").to(lang).format(text.to(lang)) * (text.to(lang) != code.replace("_", " "))
        for code, text in words.items()
    ]
    return Text("、", ", ").to(lang).join(codes)


#: `<!-- forms: raw/national -->` … `<!-- /forms -->`, and `<!-- common columns -->` … `<!-- /common columns -->`
_BLOCK = re.compile(
    r"(<!-- (forms: (?P<folder>.+?)|common columns) -->\n).*?(<!-- /(?:forms|common columns) -->)", re.S
)


def filled(page: str, lang: str) -> str:
    """A page with the tables between its markers made anew; the prose around them stays.

    Examples
    --------
    >>> print(filled("before\\n<!-- forms: raw/national -->\\nold\\n<!-- /forms -->\\nafter", "en").split("\\n")[3])
    #### `versions.csv` (needed)
    """

    def made(found: re.Match[str]) -> str:
        text = listing(Folder(found["folder"]), lang) if found["folder"] else common(lang)
        return f"{found[1]}\n{text}\n\n{found[4]}"

    return _BLOCK.sub(made, page)
