"""From an executed notebook to a page: its text in one language, its outputs, its code folded away.

Findings and charts are read from the data that travel beside their HTML. Anchors are the same in both languages and
survive changes of the text: a chart's is its id, a heading's comes from its English words.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import mistune
from lxml import html

from dxcompare.present.mime import CHART, FINDING, HTML, Bundle
from dxcompare.present.show import WIDTHS
from dxcompare.present.svg import LETTERS, again, letters
from dxcompare.report.notebook import Failure, speaks
from dxcompare.words.text import LANGUAGES, Text, shown

CODE = Text("コード", "Code")


TABLE = Text("表", "Table")


FIGURE = Text("図", "Figure")


#: Rows beyond which a table scrolls in a frame of its own.
TALL = 20


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Page:
    """A page; `label`, `title`, `lead`, `body`, `figure` and the texts of `headings` are HTML.

    Attributes
    ----------
    name : str
        File name without its ending.
    kind : str
        `essay`, `city` or `reference`.
    label : str
        What lists of pages call it: its title, or the name of the city.
    title, lead, body : str
    headings : list of (str, str)
        Anchor and text of the headings of the second level.
    findings : list of str
    figure : str
        The first chart.
    failures : sequence of Failure
        What could not be made; the body says so in its place.
    plans : str
        Which plans it is about, where the data hold more.
    """

    name: str
    kind: str
    label: str
    title: str
    lead: str
    body: str
    headings: list[tuple[str, str]]
    findings: list[str]
    figure: str = ""
    failures: Sequence[Failure] = ()
    plans: str = ""


def from_notebook(
    name: str,
    kind: str,
    notebook: dict[str, Any],
    outputs: list[list[dict]],
    lang: str,
    about: str = "",
    failures: Sequence[Failure] = (),
    more: Iterable[str | Bundle] = (),
) -> Page:
    """A page from a notebook and the outputs of its code cells; `about` names what it is about, if not all; `more` is
    what follows.

    Where a cell failed a notice stands in its place; if it was the last to be executed, the page ends there.
    """
    title, lead, parts = name, "", list[str | Bundle]()
    markdown = _Markdown(_anchors(notebook, lang))
    number = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            parts += _displayed(outputs[number])
            number += 1
            here = [failure for failure in failures if failure.cell == number]
            parts += [_notice(failure, lang) for failure in here]
            parts.append(
                f'<details class="code"><summary>{CODE.to(lang)}</summary>'
                f"<pre><code>{escape(cell['source'])}</code></pre></details>"
            )
            if any(failure.ended for failure in here):
                break
        elif speaks(cell, lang):
            text = markdown.html(cell["source"])
            if markdown.title:
                title, lead, markdown.title = markdown.title, text.strip(), ""
            else:
                parts.append(text)
    parts += more
    whole = f"{escape(about)}{Text('：', ': ').to(lang)}{title}" if about else title
    return assemble(name, kind, whole, lead, parts, lang, label=escape(about), failures=failures)


def assemble(
    name: str,
    kind: str,
    title: str,
    lead: str,
    parts: Iterable[str | Bundle],
    lang: str,
    label: str = "",
    failures: Sequence[Failure] = (),
) -> Page:
    """A page of parts, with unique anchors and named tables.

    Parameters
    ----------
    name, kind, title, lead, label, failures
        As in :class:`Page`.
    parts : iterable of str or dict
        HTML, or what is displayed: MIME type → content, as `bundle` of a chart or a finding gives it.
    lang : {"ja", "en"}
    """
    parts = list(parts)
    displayed = [part for part in parts if not isinstance(part, str)]
    body = _Body(plain(title), lang)
    for part in parts:
        body.add(part)
    return Page(
        name,
        kind,
        label or title,
        title,
        lead,
        "\n".join(body.parts),
        body.headings,
        [shown(part[FINDING][lang], lang) for part in displayed if FINDING in part],
        next((part[HTML] for part in displayed if CHART in part), ""),
        failures,
    )


def plain(text: str) -> str:
    """The words of a piece of HTML.

    >>> plain("A &lt; <em>B</em>")
    'A < B'
    """
    return html.fragment_fromstring(text, create_parent="div").text_content().strip()


def title_in(notebook: dict[str, Any], lang: str) -> str:
    """The title of a notebook in a language, as HTML."""
    markdown = _Markdown(iter(()))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and speaks(cell, lang):
            markdown.html(cell["source"])
    return markdown.title


def slug(text: str) -> str:
    """English words as an anchor.

    >>> slug("How often is recovery right?")
    'how-often-is-recovery-right'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def lettered(text: str) -> str:
    """A whole page with the letters of all its drawings in its head, once, in place of those that each chart brings.

    Nor does a table bring widths of its own: the page has a style sheet.
    """
    from dxcompare.present.fonts import faces

    bare = re.sub(rf"{re.escape(LETTERS)}.*?</style>", "", text.replace(WIDTHS, ""), flags=re.DOTALL)
    used = letters(bare)
    return bare.replace("</head>", f'<style id="letters">{faces(used)}</style>\n</head>', 1) if used else bare


class _Markdown(mistune.HTMLRenderer):
    """Markdown as HTML, each heading with the next anchor; the title of the page is kept apart."""

    def __init__(self, anchors: Iterator[str]):
        super().__init__(escape=False)
        self.anchors, self.title, self.found = anchors, "", list[str]()
        self._convert = mistune.create_markdown(renderer=self, plugins=["table", "strikethrough"])

    def html(self, source: str) -> str:
        return str(self._convert(source))

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        self.found.append(text)
        anchor = next(self.anchors, "")
        if level == 1:
            self.title = text
            return ""
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'


def _anchors(notebook: dict[str, Any], lang: str) -> Iterator[str]:
    """The anchors of the headings, in order: the English ones, where there are as many in both languages."""
    found = {tag: _Markdown(iter(())) for tag in LANGUAGES}
    for cell in notebook["cells"]:
        for tag in LANGUAGES if cell["cell_type"] == "markdown" else ():
            if not speaks(cell, tag):
                continue
            found[tag].html(cell["source"])
    words = {tag: [plain(text) for text in markdown.found] for tag, markdown in found.items()}
    alike = len(words["ja"]) == len(words["en"])
    return iter([slug(text) if alike else f"part-{n}" for n, text in enumerate(words["en" if alike else lang])])


#: Kinds of picture that an output may hold, the best first.
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg")


#: What a call that draws returns besides, as text: names of axes and places in memory, which are nobody's matter.
_DRAWN = re.compile(r"\W*<?(matplotlib|seaborn|Axes|Figure|BarContainer|Text\(|array\(\[+<Axes)")


def _displayed(outputs: list[dict[str, Any]]) -> list[str | Bundle]:
    """What a cell displays; of one that draws, without the text that the drawing calls return."""
    draws = any(kind in output.get("data", ()) for output in outputs for kind in _PICTURES)
    return [
        part
        for output in outputs
        if not (draws and _DRAWN.match(_only_text(output))) and (part := _output(output)) is not None
    ]


def _only_text(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    return data["text/plain"] if set(data) == {"text/plain"} else ""


def _output(output: dict[str, Any]) -> str | Bundle | None:
    if output["output_type"] in ("execute_result", "display_data"):
        data = output["data"]
        if HTML in data:
            return data
        kind = next((one for one in _PICTURES if one in data), None)
        return _picture(kind, data[kind], output) if kind else f"<pre>{escape(data.get('text/plain', ''))}</pre>"
    if output["output_type"] == "stream" and output["name"] == "stdout":
        return f"<pre>{escape(output['text'])}</pre>"
    return None  # what went wrong is said by a notice


def _picture(kind: str, content: str, output: dict[str, Any]) -> str:
    """A figure that the notebook's author drew, at its size; what names it is put in its place on the page."""
    size, title = output.get("metadata", {}).get(kind, {}), ""
    if kind == "image/svg+xml":
        found = re.search("<dc:title>(.*?)</dc:title>", content, re.S)
        title, content = unescape(found[1]) if found else "", base64.b64encode(content.encode()).decode()
    wide = f' width="{size["width"]:.0f}"' if "width" in size else ""
    return (
        f'<figure class="drawn"><img{wide} alt="{escape(title)}" src="data:{kind};base64,{"".join(content.split())}" '
        'style="width:auto;max-width:100%;min-width:0;height:auto"></figure>'
    )


def _notice(failure: Failure, lang: str) -> str:
    said = (
        Text(
            f"{failure.place.ja}で止まり、このページの続きは作れなかった。",
            f"{failure.place.en.capitalize()} failed, and the rest of this page could not be made.",
        )
        if failure.ended
        else Text(
            f"ここに示すはずの内容は、いまのデータでは確かめられなかった（{failure.place.ja}）。",
            f"What should stand here could not be verified on the data as they are ({failure.place.en}).",
        )
    )
    return f'<div class="failed" role="note"><p>{said.to(lang)}</p><pre>{escape(failure.error)}</pre></div>'


class _Body:
    """The parts of a page, one after the other: ids made unique, tables in frames with names.

    The second chart or heading of an id gets `-2`, and so on. Tables scroll, also by keyboard; they are named by their
    caption or the heading before.
    """

    def __init__(self, title: str, lang: str):
        self.lang, self.last = lang, title
        self.parts: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self._seen: Counter[str] = Counter()
        self._tables = self._pictures = 0

    def add(self, part: str | Bundle) -> None:
        text = part if isinstance(part, str) else f'<div class="output">{part[HTML]}</div>'
        if not isinstance(part, str) and CHART in part:  # as it was drawn, with the ids in it
            name = part[CHART]["id"]
            self._seen[name] += 1
            self.parts.append(again(text, name, f"{name}-{self._seen[name]}") if self._seen[name] > 1 else text)
            return
        root = html.fragment_fromstring(text, create_parent="div", parser=html.HTMLParser(huge_tree=True))
        for element in list(root.iter("figure", "img", "table", *_HEADINGS)):
            if element.tag == "table":
                self._frame(element)
            elif element.tag == "img":
                self._name(element)
            elif element.get("id"):
                self._anchor(element)
        self.parts.append(_inside(root))

    def _name(self, image: html.HtmlElement) -> None:
        """A picture without words is named by its number and the heading before it."""
        if not image.get("alt"):
            self._pictures += 1
            number = f"{FIGURE.to(self.lang)} {self._pictures}"
            image.set("alt", f"{number}{Text('：', ': ').to(self.lang)}{self.last}")

    def _anchor(self, element: html.HtmlElement) -> None:
        name = element.get("id")
        self._seen[name] += 1
        element.set("id", name + f"-{self._seen[name]}" * (self._seen[name] > 1))
        if element.tag in _HEADINGS:
            self.last = element.text_content().strip()
        if element.tag == "h2":
            self.headings.append((element.get("id"), _inside(element)))

    def _frame(self, table: html.HtmlElement) -> None:
        self._tables += 1
        caption = table.find("caption")
        said = self.last if caption is None else " ".join(caption.itertext()).strip()
        tall = " tall" * (len(table.findall(".//tr")) > TALL)
        frame = html.Element(
            "div",
            {
                "class": f"scroll{tall}",
                "role": "region",
                "tabindex": "0",
                "aria-label": f"{TABLE.to(self.lang)} {self._tables}{Text('：', ': ').to(self.lang)}{said}",
            },
        )
        frame.tail, table.tail = table.tail, None
        table.getparent().replace(table, frame)
        frame.append(table)


def _inside(element: html.HtmlElement) -> str:
    """The HTML inside an element."""
    return escape(element.text or "", quote=False) + "".join(
        html.tostring(child, encoding="unicode") for child in element
    )
