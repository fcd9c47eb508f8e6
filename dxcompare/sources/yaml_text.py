"""The text of a YAML file as nodes; of YAML only mappings, lists and texts, so that nothing typed is lost or changed."""

from __future__ import annotations

import re
from typing import Any

import yaml

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
