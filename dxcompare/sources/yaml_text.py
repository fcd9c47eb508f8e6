"""The text of a YAML file as nodes; of YAML only mappings, lists and texts, so that nothing typed is lost or changed."""

from __future__ import annotations

import re
from typing import Any

import yaml

from dxcompare.sources import csv_text
from dxcompare.words.text import Text

#: How deep mappings and lists may stand within each other: a mapping in a record of a list in the file is 5.
_DEEPEST = 8
#: Keys of a mapping.
_MOST = 500
_NULLS = frozenset(("~", "null", "Null", "NULL"))
#: A remark that is seen to be one, and what may be a part of the text before it.
_BEHIND = re.compile(r"([ \t]*)(#.*)")
_REMARK = re.compile(r"#(\s|$)")
#: Ends of lines for YAML, and for nobody else.
_BREAKS = re.compile("[\x85\u2028\u2029]")
_PROBLEMS = {
    "mapping values are not allowed": Text(
        '字下げが違うか、値の中に「: 」があります（その値は "…" で囲みます）',
        'the indentation is wrong, or a value holds ": " (put that value in quotation marks)',
    ),
    "cannot start any token": Text(
        'タブか、値の初めに使えない字があります（字下げは空白で。値は "…" で囲みます）',
        "a tab, or a sign that may not begin a value (indent by blanks; put the value in quotation marks)",
    ),
    "end of stream": Text("引用符が閉じていません", "a quotation mark is not closed"),
    "could not find expected ':'": Text("「キー: 値」の行ではありません", "the line is no `key: value`"),
    "expected <block end>": Text("字下げが前の行とそろっていません", "the indentation differs from the lines before"),
    "expected a single document": Text(
        "「---」があり、ファイルが二つに分かれています", "a line `---` makes it two files"
    ),
    "did not find expected": Text("括弧か引用符が閉じていません", "a bracket or a quotation mark is not closed"),
    "expected ',' or": Text("括弧が閉じていません", "a bracket is not closed"),
    "special characters": Text("使えない文字があります", "there are characters that may not stand there"),
    "unknown escape": Text('"…" の中の「\\」は「\\\\」と書きます', "within quotation marks \\ is written \\\\"),
}


#: A line `key: text` that YAML reads as it stands: in quotation marks, or of letters that nowhere mean anything else.
_LETTERS = "\u3001-\u3029\u3041-\u3096\u309d-\u30ff\u4e00-\u9fff\uff01-\uff5d"
_LINE = re.compile(
    rf'([a-z_]+):(?: (?:"([ !#-\[\]-~\u3000{_LETTERS}]*)"|([0-9A-Za-z{_LETTERS}][ 0-9A-Za-z()./+_{_LETTERS}-]*)))?\n'
)
#: What stands before the lines of a record in a list: before the first, before the others.
_ITEM, _MORE = "  - ", "    "


class NotYaml(ValueError):
    """A text that is not read; says in which row, and why: the kind of fault, and what was found or the problem."""

    def __init__(self, row: int | None, kind: str, **data: object):
        super().__init__(kind)
        self.row, self.kind, self.data = row, kind, data


class _Loader(yaml.BaseLoader):
    """Composes nodes, each alone: no anchors, aliases or tags, and not too deep."""

    deep = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event, row = self.peek_event(), self.peek_event().start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise NotYaml(row, "yaml_sign", found=f"*{event.anchor}")
        for sign, said in (("&", event.anchor), ("", event.tag)):
            if said:
                raise NotYaml(row, "yaml_sign", found=f"{sign}{said}")
        self.deep += 1
        if self.deep > _DEEPEST:
            raise NotYaml(row, "yaml_deep")
        node = super().compose_node(parent, index)
        self.deep -= 1
        if isinstance(node, yaml.MappingNode) and len(node.value) > _MOST:
            raise NotYaml(row, "too_many", found=len(node.value), most=_MOST)
        return node


def simple(text: str) -> tuple[str, list[list[tuple[str, str, int]]]] | None:
    """The records of a text whose lines are all `key: text`, or which is a list of such records; None of any other.

    Returns
    -------
    str
        The key under which the list stands; blank where it is one record.
    list of list of (str, str, int)
        Of each record: key, text and row of its lines.

    >>> simple('a: 計画\\nb: "2"\\n'), simple("all:\\n  - a: x\\n    b:\\n"), simple("a: [1]\\n")
    (('', [[('a', '計画', 1), ('b', '2', 2)]]), ('all', [[('a', 'x', 2), ('b', '', 3)]]), None)
    """
    first, _, rest = text.partition("\n")
    listed = first[:-1] if rest.startswith(_ITEM) and _LINE.fullmatch(f"{first}\n") and first[-1] == ":" else ""
    records: list[list[tuple[str, str, int]]] = [] if listed else [[]]
    for row, line in enumerate((rest if listed else text).splitlines(keepends=True), start=2 if listed else 1):
        if listed and line.startswith(_ITEM):
            records.append([])
        elif listed and not line.startswith(_MORE):
            return None
        found = _LINE.fullmatch(line[len(_ITEM) if listed else 0 :])
        if not found or found[3] in _NULLS:
            return None
        records[-1].append((found[1], (found[2] or found[3] or "").strip(csv_text.BLANKS), row))
    sound = text and all(len({key for key, *_ in one}) == len(one) <= _MOST for one in records)
    return (listed, records) if sound else None


def composed(text: str) -> Any:
    """The nodes of a text; None if it is empty.

    Raises
    ------
    NotYaml
    """
    if unseen := _BREAKS.search(text):
        raise NotYaml(text.count("\n", 0, unseen.start()) + 1, "unseen", found=f"U+{ord(unseen[0]):04X}")
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else None
        if isinstance(error, yaml.reader.ReaderError):
            row = text.count("\n", 0, error.position) + 1
        said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        found = next((told for part, told in _PROBLEMS.items() if part in f"{error.__dict__} {said}"), None)
        raise NotYaml(row, "yaml", problem=found or Text(said, said)) from None


def mistaken(text: str, node: Any) -> tuple[str, str] | None:
    """What of a plain text YAML does not take for text: the kind of fault, and what was found.

    >>> lines = "a: 計画 #2"
    >>> mistaken(lines, composed(lines).value[0][1])
    ('yaml_remark', '#2')
    """
    if node.style is not None:
        return None
    if node.value in _NULLS:
        return "yaml_null", node.value
    behind = _BEHIND.match(text, node.end_mark.index)
    if behind and not (len(behind[1]) >= 2 and _REMARK.match(behind[2])):
        return "yaml_remark", behind[2]
    return None
