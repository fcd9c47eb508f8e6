"""From an executed notebook to a page: its text in one language, its outputs, its code folded away.

Anchors are the same in both languages and survive changes of the text: a figure's is the id of its
chart, a heading's comes from its English words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from dxcompare.report.notebook import tags
from dxcompare.words.text import LANGUAGES, Text

CODE = Text("コード", "Code")


TABLE = Text("表", "Table")


#: Rows beyond which a table scrolls in a frame of its own.
TALL = 20


_FINDING = re.compile(r'<p class="finding">(.*?)</p>', re.DOTALL)


_FIGURE = re.compile(r'<figure id="([^"]*)".*?</figure>', re.DOTALL)


_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page; everything but `name` is HTML.

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
        The first figure.
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


def from_notebook(
    name: str, kind: str, notebook: dict[str, Any], outputs: list[list[dict]], lang: str, about: str = ""
) -> Page:
    """A page from a notebook and the outputs of its code cells; `about` names what it is about, if not all."""
    title, lead, parts = name, "", []
    anchors = _anchors(notebook, lang)
    left = iter(outputs)
    others = {tag for tag in LANGUAGES if tag != lang}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            parts += [_output(output) for output in next(left)]
            parts.append(
                f'<details class="code"><summary>{CODE.to(lang)}</summary>'
                f"<pre><code>{escape(cell['source'])}</code></pre></details>"
            )
        elif not others & tags(cell):
            html = _HEADING.sub(lambda found: _heading(found, anchors), _markdown(cell["source"]))
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
            if heading:
                title, lead = heading[1].strip(), html[heading.end() :].strip()
            else:
                parts.append(html)
    whole = f"{escape(about)}{Text('：', ': ').to(lang)}{title}" if about else title
    return assemble(name, kind, whole, lead, parts, lang, label=escape(about))


def assemble(name: str, kind: str, title: str, lead: str, parts: list[str], lang: str, label: str = "") -> Page:
    """A page of parts, with unique anchors and named tables."""
    body = _unique(_named_tables("\n".join(parts), title, lang))
    figure = _FIGURE.search(body)
    headings = re.findall(r'<h2 id="([^"]*)">(.*?)</h2>', body, re.DOTALL)
    return Page(
        name, kind, label or title, title, lead, body, headings, _FINDING.findall(body), figure[0] if figure else ""
    )


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    return unescape(re.sub("<[^>]*>", "", html)).strip()


def slug(text: str) -> str:
    """English words as an anchor.

    >>> slug("How often is recovery right?")
    'how-often-is-recovery-right'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _markdown(source: str) -> str:
    import mistune

    return str(mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(source))


def _anchors(notebook: dict[str, Any], lang: str) -> Iterator[str]:
    """The anchors of the headings, in order: the English ones, where there are as many in both languages."""
    found = {
        tag: [
            line
            for cell in notebook["cells"]
            if cell["cell_type"] == "markdown" and tag in tags(cell)
            for line in cell["source"].splitlines()
            if re.match("#{1,6} ", line)
        ]
        for tag in LANGUAGES
    }
    alike = len(found["ja"]) == len(found["en"])
    return iter([slug(line) if alike else f"part-{n}" for n, line in enumerate(found["en" if alike else lang])])


def _heading(found: re.Match[str], anchors: Iterator[str]) -> str:
    return f'<h{found[1]} id="{next(anchors)}">{found[2]}</h{found[1]}>'


def _output(output: dict[str, Any]) -> str:
    if output["output_type"] in ("execute_result", "display_data"):
        if "text/html" in output["data"]:
            return f'<div class="output">{output["data"]["text/html"]}</div>'
        return f"<pre>{escape(output['data'].get('text/plain', ''))}</pre>"
    return f"<pre>{escape(output.get('text', ''))}</pre>"


def _named_tables(body: str, title: str, lang: str) -> str:
    """Tables in a frame that scrolls, also by keyboard, named by their caption or the heading before."""
    last, count = plain(title), 0

    def named(found: re.Match[str]) -> str:
        nonlocal last, count
        if found["heading"]:
            last = plain(found[0])
            return found[0]
        count += 1
        caption = re.search("<caption>(.*?)</caption>", found[0], re.DOTALL)
        name = escape(
            f"{TABLE.to(lang)} {count}{'：' if lang == 'ja' else ': '}{plain(caption[1]) if caption else last}"
        )
        tall = " tall" * (found[0].count("<tr>") > TALL)
        return f'<div class="scroll{tall}" role="region" tabindex="0" aria-label="{name}">{found[0]}</div>'

    return re.sub(r"(?P<heading><h[2-6] id.*?</h[2-6]>)|<table.*?</table>", named, body, flags=re.DOTALL)


def _unique(body: str) -> str:
    """The second figure or heading of an id gets `-2`, and so on."""
    seen: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        seen[found[2]] = seen.get(found[2], 0) + 1
        return f"{found[1]}{found[2]}" + f"-{seen[found[2]]}" * (seen[found[2]] > 1) + '"'

    return re.sub(r'(<(?:figure|h[1-6]) id=")([^"]*)"', numbered, body)
