"""The file that slides begin as: the house's, or a firm's own with its layouts, fonts and colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dxcompare.present.about import FONT
from dxcompare.present.cells import mm
from dxcompare.present.theme import Theme, housed
from dxcompare.words.faults import needed
from dxcompare.words.text import Text

#: A slide of the house, in millimetres: its size, its margins, and where its title is.
WIDE, HIGH, EDGE = 338.67, 190.5, 15.0
_TITLE_TOP, _TITLE_HIGH, _END = 8.0, 20.0, 187.0
#: Type size of titles, in points.
TITLE = 22
#: The largest that a template's titles are.
MOST = 24
_PER_MM = 36_000


class Box(NamedTuple):
    """A place on a slide, in millimetres."""

    left: float
    top: float
    width: float
    height: float

    @property
    def end(self) -> float:
        return self.top + self.height


class TemplateUnreadable(ValueError):
    """A template that is no presentation, or that has no layout with a title."""


@dataclass(frozen=True)
class Start:
    """An empty presentation, and what is known of it.

    Attributes
    ----------
    file : pptx.Presentation
    layout, cover : pptx layouts
        For slides, and for the first.
    title, room : Box
        Where titles are, and what is left for all else.
    size, given : float
        Of titles, in points, and what the layout gives: large ones of a template hold no finding.
    theme : Theme
    house : bool
        Whether it is the house's.
    """

    file: Any
    layout: Any
    cover: Any
    title: Box
    room: Box
    size: float
    given: float
    theme: Theme
    house: bool


def start(lang: str, template: Path | None = None) -> Start:
    """An empty presentation.

    Raises
    ------
    PackageMissing
        If python-pptx is not installed.
    TemplateUnreadable
        If a template cannot be used.
    """
    pptx = needed("pptx", "python-pptx", lang)
    return _house(pptx.Presentation()) if template is None else _own(pptx, template, lang)


def _house(file: Any) -> Start:
    file.slide_width, file.slide_height = mm(WIDE), mm(HIGH)
    layouts = {layout.name: layout for layout in file.slide_layouts}
    for name, layout in layouts.items():
        if name not in ("Title Only", "Title Slide"):
            file.slide_layouts.remove(layout)
    plain, cover = layouts["Title Only"], layouts["Title Slide"]
    wide = WIDE - 2 * EDGE
    title = Box(EDGE, _TITLE_TOP, wide, _TITLE_HIGH)
    room = Box(EDGE, title.end, wide, _END - title.end)
    for holder in (file.slide_master, plain, cover):
        for shape in list(holder.placeholders):
            kind = shape.placeholder_format.type.name
            if kind in ("TITLE", "BODY"):
                _put(shape, title if kind == "TITLE" else room)
            elif kind == "CENTER_TITLE":
                _put(shape, Box(EDGE, HIGH * 0.3, wide, 24))
            elif kind == "SUBTITLE":
                _put(shape, Box(EDGE, HIGH * 0.3 + 27, wide, 40))
            elif kind == "SLIDE_NUMBER":
                _put(shape, Box(WIDE - EDGE - 15, _END - 8, 15, 8))
            else:
                shape._element.getparent().remove(shape._element)
    for shape in (*file.slide_master.placeholders, *plain.placeholders, *cover.placeholders):
        inside = shape._element.find(".//{*}bodyPr")
        for side in ("lIns", "tIns", "rIns", "bIns"):
            inside.set(side, "0")
        inside.set("anchor", "b" if shape.placeholder_format.type.name == "CENTER_TITLE" else "t")
    for level in cover.element.findall(".//{*}lstStyle/{*}lvl1pPr"):
        level.set("algn", "l")
    master = file.slide_master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    master.set("algn", "l")
    master.find("{*}defRPr").set("sz", str(TITLE * 100))
    theme = Theme.read(housed(_theme(file).decode(), FONT).encode())
    return Start(file, plain, cover, title, room, TITLE, TITLE, theme, True)


def _own(pptx: Any, path: Path, lang: str) -> Start:
    """A firm's file without its slides."""
    try:
        file = pptx.Presentation(str(path))
    except (OSError, KeyError, ValueError, pptx.exc.PackageNotFoundError) as error:
        said = Text(
            f"{path} はひな形として読めない。PowerPointで .pptx（プレゼンテーション）として保存し直すこと",
            f"{path} cannot be read as a template; save it as .pptx (presentation) in PowerPoint",
        )
        raise TemplateUnreadable(said.to(lang)) from error
    for entry in list(file.slides._sldIdLst):
        file.part.drop_rel(entry.rId)
        file.slides._sldIdLst.remove(entry)
    for sections in file.part._element.findall(".//{*}sectionLst"):  # which would name slides that are gone
        sections.getparent().getparent().remove(sections.getparent())
    layout = _layout(file, "titleOnly", "obj")
    if layout is None:
        said = Text(f"{path} には題のあるレイアウトがない", f"{path} has no layout with a title")
        raise TemplateUnreadable(said.to(lang))
    title = _box(next(one for one in layout.placeholders if one.placeholder_format.idx == 0))
    high, wide = file.slide_height / _PER_MM, file.slide_width / _PER_MM
    bodies = [one for one in layout.slide_master.placeholders if one.placeholder_format.type.name == "BODY"]
    body = _box(bodies[0]) if bodies else Box(title.left, title.end, title.width, high * 0.93 - title.end)
    top = max(body.top, title.end) if title.top < high / 2 else body.top
    left, width = (body.left, body.width) if body.width > wide / 2 else (title.left, title.width)
    room = Box(left, top, width, max(body.end, high * 0.88) - top)
    given = _size(layout)
    return Start(
        file,
        layout,
        _layout(file, "title") or layout,
        title,
        room,
        min(given, MOST),
        given,
        Theme.read(_theme(file)),
        False,
    )


def _layout(file: Any, *kinds: str) -> Any:
    """The first layout of a kind; else, one with a title and as little else as can be."""
    titled = [one for one in file.slide_layouts if any(p.placeholder_format.idx == 0 for p in one.placeholders)]
    for kind in kinds:
        found = [one for one in titled if one.element.get("type") == kind]
        if found:
            return found[0]
    return min(titled, key=lambda one: len(list(one.placeholders)), default=None)


def _size(layout: Any) -> float:
    """The type size of titles."""
    title = next(one for one in layout.placeholders if one.placeholder_format.idx == 0)
    known = [
        title._element.find(".//{*}lstStyle/{*}lvl1pPr/{*}defRPr"),
        layout.slide_master.element.find(".//{*}titleStyle/{*}lvl1pPr/{*}defRPr"),
    ]
    return next((int(one.get("sz")) / 100 for one in known if one is not None and one.get("sz")), TITLE)


def _theme(file: Any) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    return file.slide_master.part.part_related_by(kind).blob


def _put(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = map(mm, box)


def _box(shape: Any) -> Box:
    return Box(*(size / _PER_MM for size in (shape.left, shape.top, shape.width, shape.height)))
