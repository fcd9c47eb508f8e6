"""Native charts of marks beside names: dots with intervals, dumbbells, spans of time. All are scatter charts.

Names stand left of the plot as labels of a series without marks. Intervals and spans are lines of their own, since
error bars across are not drawn by every program. In the workbook inside, each series has three columns: name, x, and y,
the place of the name counted from below; a blank row ends a line.
"""

from __future__ import annotations

import importlib
import io
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dxcompare.present import style
from dxcompare.present.glyphs import legal
from dxcompare.present.slide import Slide
from dxcompare.present.theme import Theme, paint
from dxcompare.words import typography

#: Kinds of slides that are drawn here.
KINDS = ("dots", "ratio", "dumbbell", "gantt")
#: Type size of names and scale, in points; of marks; width of an interval's line and of a dumbbell's.
TEXT, MARK, THIN, BAR = 12, 9, 1.5, 3.5
#: The part of the chart that names take at most; what scale and legend take, in millimetres; most of a bar's height.
NAMES, SCALE, LEGEND, THICK = 0.45, 9.0, 9.0, 16.0
#: After a name, so that a mark on the very beginning of the scale does not lie on it.
AWAY = "\u00a0\u00a0"
#: How far above its bars a mark of its own stands, in rows; type size of the words on bars.
_ABOVE, _ON = 0.4, 10
#: Width of a half-width letter as a part of the type size.
_LETTER = 0.53
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_EMU, _POINT = 36_000, 0.3528


#: Name, x and y; None ends a line.
_Point = tuple[str, float | None, float | None]


@dataclass(frozen=True)
class _Series:
    """A series as it is drawn: its points, which of them are hollow, and whether the legend says it."""

    name: str
    points: Sequence[_Point]
    line: tuple[str, float] | None = None
    mark: tuple[int, str] | None = None
    hollow: tuple[int, ...] = ()
    said: bool = True


def draw(page: Any, spec: Slide, box: Sequence[int], theme: Theme) -> Any:
    """Put a chart of marks on a slide; returns its frame."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    names = _ordered(spec)
    wide, high = (size / _EMU for size in box[2:])
    each = (high - SCALE - LEGEND) / max(len(names), 1) / _POINT
    series = _series(spec, names, min(each * 0.55, THICK))
    ends = _ends(spec)
    start = ends[0] * 1.001 if spec.kind == "ratio" else ends[0]  # on the very end a log scale loses it
    places = [(name, start, len(names) - n) for n, name in enumerate(names)]
    series = [*series, _Series("names", places, said=False)]
    most = max(len(one.points) for one in series)  # LibreOffice leaves out a series shorter than a later one
    series = [replace(one, points=[*one.points, *[("", None, None)] * (most - len(one.points))]) for one in series]
    data = XyChartData(number_format=spec.number_format)
    for one in series:
        data.add_series(one.name).add_data_point(start, 1)
    frame = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, data)
    chart = frame.chart
    chart.has_title = False
    chart.font.size = _pt(TEXT)
    paint(chart.font.color, style.INK)
    lines = _names(names, wide)
    longest = max((typography.width_of(part) for line in lines for part in line.split("\n")), default=0)
    left = min(NAMES, (longest + 2) * _LETTER * TEXT * _POINT / wide)
    legend = [n for n, one in enumerate(series) if one.said]
    _axes(chart, spec, ends, len(names))
    _plot_area(chart, high, left, len(legend) > 1)
    _book(chart, series)
    year = wide * (0.98 - left) / (ends[1] - ends[0])  # how wide one of the scale is
    for one, drawn in zip(series, chart.plots[0].series, strict=True):
        _dress(drawn, one)
        if spec.kind == "gantt" and one.line:
            _on_bars(drawn, one, year, theme.ink(one.line[0]))
    _labels(chart.plots[0].series[-1], lines)
    _legend(chart, [n for n in range(len(series)) if n not in legend] if len(legend) > 1 else None)
    return frame


def _ordered(spec: Slide) -> list[str]:
    """The names, from above."""
    names = spec.frame[spec.category].cast(str).unique(maintain_order=True).to_list()
    return [name for name in spec.order if name in names] or names


def _pt(size: float) -> Any:
    from pptx.util import Pt

    return Pt(size)


def _series(spec: Slide, names: Sequence[str], thick: float) -> list[_Series]:
    """Lines, then marks, so that the marks lie on top."""
    place = {name: len(names) - n for n, name in enumerate(names)}
    rows = [{**row, "_name": str(row[spec.category])} for row in spec.frame.iter_rows(named=True)]
    kinds = spec.frame[spec.series].cast(str).unique(maintain_order=True).to_list()
    fills = _fills(spec)
    lines, marks = [], []
    if spec.kind == "dumbbell":
        points: list[_Point] = []
        for name in names:
            values = [row[spec.value] for row in rows if row["_name"] == name and row[spec.value] is not None]
            points += _stroke(name, min(values, default=None), max(values, default=None), place[name])
        lines.append(_Series("", points, line=(style.RULE, BAR), said=False))
    for n, kind in enumerate(kinds):
        mine = [row for row in rows if str(row[spec.series]) == kind and row[spec.value] is not None]
        fill = fills[n % len(fills)]
        if spec.high:
            spans = spec.kind == "gantt"
            points = []
            for row in mine:
                low = row[spec.value] if spans else row[str(spec.low)]
                points += _stroke(row["_name"], low, row[spec.high], place[row["_name"]])
            if points:
                lines.append(_Series(kind, points, line=(fill, thick) if spans else (style.GREY, THIN), said=spans))
            mine = [row for row in mine if not spans or row[spec.high] is None]
        if mine:
            above = _ABOVE if spec.kind == "gantt" and not any(line.name == kind for line in lines) else 0
            hollow = tuple(at for at, row in enumerate(mine) if spec.hollow and row[spec.hollow])
            points = [(row["_name"], row[spec.value], place[row["_name"]] + above) for row in mine]
            known = any(line.name == kind and line.said for line in lines)
            marks.append(_Series(kind, points, mark=(n, fill), hollow=hollow, said=not known))
    return [*lines, *marks]


def _fills(spec: Slide) -> list[str]:
    """The colours of the series, in turn."""
    return [*spec.fills] or ([style.SHADES[3], style.COLOURS[0]] if spec.kind == "dumbbell" else [*style.COLOURS])


def _stroke(name: str, low: float | None, high: float | None, place: int) -> list[_Point]:
    """Two ends of a line, and the blank after it."""
    return [] if low is None or high is None else [(name, low, place), (name, high, place), ("", None, None)]


def split(spec: Slide, wide: float, high: float) -> list[Slide]:
    """A slide in parts whose names do not touch, all on one scale; `wide` and `high` in millimetres."""
    least, most = _ends(spec)
    names = _ordered(spec)
    lines = max(name.count("\n") + 1 for name in _names(names, wide))
    most_rows = max(1, int((high - SCALE - LEGEND) / (lines * TEXT * _POINT * 1.2 + 0.8)))
    count = -(-len(names) // most_rows)
    each = -(-len(names) // count)  # as even as can be
    kinds = spec.frame[spec.series].cast(str).unique(maintain_order=True).to_list()
    fills = dict(zip(kinds, itertools.cycle(_fills(spec))))  # a series keeps its colour where another has no marks
    found = []
    for i in range(0, len(names), each):
        frame = spec.frame.filter(pl.col(spec.category).cast(pl.String).is_in(names[i : i + each]))
        mine = frame[spec.series].cast(str).unique(maintain_order=True)
        found.append(replace(spec, least=least, most=most, frame=frame, fills=[fills[kind] for kind in mine]))
    return found


def _ends(spec: Slide) -> tuple[float, float]:
    """The ends of the scale."""
    columns = [name for name in (spec.value, spec.low, spec.high) if name]
    numbers = [value for name in columns for value in spec.frame[name].drop_nulls()]
    low, high = min(numbers), max(numbers)
    if spec.kind == "ratio":
        far = 2.0 ** math.ceil(math.log2(max(spec.most or 2.0, high, 1 / low)))
        return 1 / far, far
    if spec.kind == "gantt":
        first = spec.least or math.floor(low)
        return first, max(spec.most or math.ceil(high), first + 1)  # a scale of one deadline alone has a width, too
    return min(0.0, low) if spec.least is None else spec.least, spec.most if spec.most is not None else high


def _names(names: Sequence[str], wide: float) -> list[str]:
    """The names on two lines at most, which leave room for the marks; what is cut is in the workbook."""
    room = int(wide * NAMES / (TEXT * _POINT * _LETTER)) - 2
    found = []
    for name in names:
        first, *others = typography.wrap(name, room).split("\n")
        second = others[0] if others else ""
        while len(others) > 1 and typography.width_of(second) > room - 2:
            second = second[:-1]
        found.append("\n".join(filter(None, (first, second + "…" * (len(others) > 1)))))
    return found


def _axes(chart: Any, spec: Slide, ends: tuple[float, float], rows: int) -> None:
    from lxml import etree
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    across, down = chart.category_axis, chart.value_axis
    across.minimum_scale, across.maximum_scale = ends
    across.has_major_gridlines = True
    paint(across.major_gridlines.format.line.color, style.RULE)
    across.format.line.fill.background()
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.tick_labels.font.size = _pt(TEXT)
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = spec.number_format, False
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if spec.kind == "ratio":
        across._element.find(f"{{{_C}}}scaling").insert(0, etree.Element(f"{{{_C}}}logBase", val="2"))
        across.major_unit = 2
        across.tick_labels.number_format = '"×"General'
    elif spec.kind == "gantt":
        across.major_unit = 1
    elif spec.most == 100:
        across.major_unit = 25
    down.minimum_scale, down.maximum_scale, down.major_unit = 0.5, rows + 0.5, 1
    down.has_major_gridlines = False
    down.major_tick_mark = XL_TICK_MARK.NONE
    down.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    down.format.line.fill.background()
    if spec.kind == "ratio":  # the line of no difference
        down.format.line.fill.solid()
        paint(down.format.line.color, style.PALE)
        crosses = down._element.find(f"{{{_C}}}crosses")
        crosses.getparent().replace(crosses, etree.Element(f"{{{_C}}}crossesAt", val="1"))


def _plot_area(chart: Any, high: float, left: float, legend: bool) -> None:
    """The plot, of a size of its own: names at the left, the scale below, the legend above."""
    from lxml import etree

    top = LEGEND / high if legend else 0.01
    size = {"x": left, "y": top, "w": 0.98 - left, "h": 1 - top - SCALE / high}
    area = chart._chartSpace.find(f".//{{{_C}}}plotArea")
    for old in area.findall(f"{{{_C}}}layout"):
        area.remove(old)
    layout = etree.Element(f"{{{_C}}}layout")
    manual = etree.SubElement(layout, f"{{{_C}}}manualLayout")
    etree.SubElement(manual, f"{{{_C}}}layoutTarget", val="inner")
    for way in ("xMode", "yMode"):
        etree.SubElement(manual, f"{{{_C}}}{way}", val="edge")
    for part, value in size.items():
        etree.SubElement(manual, f"{{{_C}}}{part}", val=f"{value:.4f}")
    area.insert(0, layout)


def _letter(column: int) -> str:
    """The name of a column of a sheet.

    >>> _letter(0), _letter(27)
    ('A', 'AB')
    """
    return (_letter(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def _book(chart: Any, series: Sequence[_Series]) -> None:
    """The workbook inside, and the chart's references to it."""
    xlsxwriter = importlib.import_module("xlsxwriter")  # without types; python-pptx needs it itself
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    for n, (one, drawn) in enumerate(zip(series, chart.plots[0].series, strict=True)):
        sheet.write_string(0, 3 * n, one.name)
        sheet.write_string(0, 3 * n + 1, "x")
        sheet.write_string(0, 3 * n + 2, "y")
        for y, (name, value, place) in enumerate(one.points, 1):
            sheet.write_string(y, 3 * n, name)
            if value is not None and place is not None:
                sheet.write_number(y, 3 * n + 1, value)
                sheet.write_number(y, 3 * n + 2, place)
        _refer(drawn._element, one, 3 * n)
    book.close()
    chart.part.chart_workbook.update_from_xlsx_blob(buffer.getvalue())


def _refer(element: Any, one: _Series, column: int) -> None:
    """Name, x and y of a series as references to the workbook, with what they hold."""
    from lxml import etree

    element.find(f"{{{_C}}}tx//{{{_C}}}f").text = f"Sheet1!${_letter(column)}$1"
    for at, tag in enumerate(("xVal", "yVal"), 1):
        holder = element.find(f"{{{_C}}}{tag}")
        for old in list(holder):
            holder.remove(old)
        reference = etree.SubElement(holder, f"{{{_C}}}numRef")
        letter = _letter(column + at)
        etree.SubElement(reference, f"{{{_C}}}f").text = f"Sheet1!${letter}$2:${letter}${len(one.points) + 1}"
        cache = etree.SubElement(reference, f"{{{_C}}}numCache")
        etree.SubElement(cache, f"{{{_C}}}formatCode").text = "General"
        etree.SubElement(cache, f"{{{_C}}}ptCount", val=str(len(one.points)))
        for n, point in enumerate(one.points):
            if point[at] is not None:
                said = etree.SubElement(etree.SubElement(cache, f"{{{_C}}}pt", idx=str(n)), f"{{{_C}}}v")
                said.text = f"{point[at]:.10g}"


def _labels(helper: Any, lines: Sequence[str]) -> None:
    """The names, as labels left of marks that are not drawn."""
    from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.enum.text import PP_ALIGN

    helper.marker.style = XL_MARKER_STYLE.NONE
    helper.format.line.fill.background()
    for n, name in enumerate(lines):
        label = helper.points[n].data_label
        frame = label.text_frame
        for i, line in enumerate(name.split("\n")):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.RIGHT
            run = paragraph.add_run()
            run.text = legal(line) + AWAY
            run.font.size = _pt(TEXT)
            paint(run.font.color, style.INK)
        frame._txBody.find(f"{{{_A}}}bodyPr").set("wrap", "none")
        label.position = XL_LABEL_POSITION.LEFT


def _on_bars(drawn: Any, one: _Series, year: float, colour: str) -> None:
    """What a bar is, on those that are long enough for it."""
    from pptx.enum.chart import XL_LABEL_POSITION

    for n in range(0, len(one.points) - 1, 3):
        start, end = one.points[n][1], one.points[n + 1][1]
        if (
            start is None
            or end is None
            or (end - start) * year < (typography.width_of(one.name) + 1) * _LETTER * _ON * _POINT
        ):
            continue
        label = drawn.points[n].data_label
        run = label.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = one.name, _pt(_ON)
        paint(run.font.color, colour)
        label.position = XL_LABEL_POSITION.RIGHT


def _dress(drawn: Any, one: _Series) -> None:
    """Line or marks of a series."""
    from pptx.enum.chart import XL_MARKER_STYLE

    drawn.marker.style = XL_MARKER_STYLE.NONE
    drawn.format.line.fill.background()
    if one.line:
        drawn.format.line.fill.solid()
        paint(drawn.format.line.color, one.line[0])
        drawn.format.line.width = _pt(one.line[1])
        drawn._element.find(f".//{{{_A}}}ln").set("cap", "flat")
    if one.mark:
        shapes = [XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE]
        which, fill = one.mark
        edge = style.COLOURS[0] if fill == "#ffffff" else fill
        for at in (None, *one.hollow):
            mark = drawn.marker if at is None else drawn.points[at].marker
            mark.style, mark.size = shapes[which % len(shapes)], MARK
            mark.format.fill.solid()
            paint(mark.format.fill.fore_color, fill if at is None else "#ffffff")
            paint(mark.format.line.color, edge)


def _legend(chart: Any, unsaid: Sequence[int] | None) -> None:
    """A legend without the series that need none; none at all where one would say nothing."""
    from lxml import etree
    from pptx.enum.chart import XL_LEGEND_POSITION

    chart.has_legend = unsaid is not None
    if unsaid is None:
        return
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = _pt(TEXT)
    before = chart.legend._element.find(f"{{{_C}}}legendPos")
    for n in reversed(unsaid):
        entry = etree.Element(f"{{{_C}}}legendEntry")
        etree.SubElement(entry, f"{{{_C}}}idx", val=str(n))
        etree.SubElement(entry, f"{{{_C}}}delete", val="1")
        before.addnext(entry)
