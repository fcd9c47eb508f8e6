"""An SVG as matplotlib writes it, made fit to stand in a page: text that can be found, ids of its own, cities by code."""

from __future__ import annotations

import re
from html import escape, unescape

from dxcompare.present.fonts import FALLBACK, FAMILY

#: What an artist's `gid` says before the code of its city, or the id of its plan.
CITY, PLAN = "city:", "plan:"


#: Between the id of a chart and what is within it.
WITHIN = "--"


#: What a chart in a page brings in a style of its own, so that it reads alike in a notebook; a page has it once for all.
LETTERS = '<style class="letters">'


def with_cities(svg: str) -> str:
    """An SVG whose groups name their city as data, `data-city="03206"`, or their plan, `data-plan`; a page resolves it."""
    return re.sub(rf'id="{PLAN}([^"]+)"', r'data-plan="\1"', re.sub(rf'id="{CITY}([^"]+)"', r'data-city="\1"', svg))


def inline(svg: str, name: str, label: str, details: str = "") -> str:
    """An SVG as an element of a page.

    Parameters
    ----------
    svg : str
        As matplotlib writes it, with text as text.
    name : str
        Id of the chart, with which the ids in it begin; what nothing points to has none.
    label : str
        What it shows, in a sentence.
    details : str
        Id of the element that says it at length.

    Returns
    -------
    str
        One element, at its size on paper or as wide as there is room. Text is in the fonts of the house, which it does
        not carry.
    """
    head, body = re.split(r"(?<=version=\"1\.1\">)", svg[svg.index("<svg") :], maxsplit=1)
    body = re.sub(r"<title>.*?</title>|<metadata>.*?</metadata>|<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r"\s*<defs>\s*</defs>", "", body)
    used = set(re.findall(r"url\(#([^)]+)\)", body)) | set(re.findall(r'href="#([^"]+)"', body))
    body = re.sub(r' id="([^"]*)"', lambda found: f' id="{name}{WITHIN}{found[1]}"' * (found[1] in used), body)
    body = re.sub(r'(url\(|href=")#', rf"\1#{name}{WITHIN}", body)
    sizes = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', head)
    assert sizes, head
    width, height = (float(size) for size in sizes.groups())
    more = f' aria-details="{escape(details)}"' if details else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
        f' aria-label="{escape(label)}"{more} width="{width * 25.4 / 72:.1f}mm" height="{height * 25.4 / 72:.1f}mm"'
        f' viewBox="0 0 {width:.2f} {height:.2f}" style="{_STYLE}">{_small(body)}'
    )


#: Of the whole drawing: what matplotlib says of every stroke, what the words of a page must not change, and the fonts.
_STYLE = (
    "max-width:100%;height:auto;stroke-linejoin:round;stroke-linecap:butt;white-space:pre;font-weight:400;"
    f"font-style:normal;line-height:1;font-family:'{FAMILY}','{FALLBACK}',sans-serif"
)


def _small(body: str) -> str:
    """The same drawing in fewer letters: a hundredth of a point is not seen."""
    body = re.sub(r">\s+<", "><", re.sub(r"<[^>]+>", lambda found: _tag(found[0]), body))
    return re.sub(r"<g>(<(?:path|text)[^>]*(?:/>|>[^<]*</text>))</g>", r"\1", body)


def _tag(tag: str) -> str:
    tag = re.sub(r"font-family: [^;]*; ", "", tag)
    tag = re.sub(r' transform="rotate\(-?0 [^"]*\)"', "", tag)
    tag = re.sub(r"\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), tag)
    return re.sub(r"\s+", " ", tag).replace(' "', '"').replace(": ", ":").replace("; ", ";")


def again(html: str, name: str, other: str) -> str:
    """A chart that stands in a page once more, under another id."""
    return re.sub(rf'(?<=["#]){re.escape(name)}(?="|{WITHIN})', other, html)


def letters(html: str) -> set[str]:
    """The letters in the drawings of a page."""
    return {letter for text in re.findall(r"<text[^>]*>([^<]*)</text>", html) for letter in unescape(text)}
