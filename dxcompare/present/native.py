"""Native charts of PowerPoint, in the house style: bars, stacked bars and lines, with their workbook inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from dxcompare.present import style
from dxcompare.present.glyphs import legal
from dxcompare.present.slide import Slide
from dxcompare.present.theme import Theme, paint, solid

#: Type sizes of a chart, in points.
TEXT, LABELS = 12, 10


#: blues and greys for bars, which have no marks: neighbours differ in greyscale
STACKED = [
    style.SHADES[5],
    style.SHADES[2],
    style.INK,
    "#ffffff",
    style.PALE,
    style.SHADES[3],
    style.SHADES[1],
    style.GREY,
]


_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def labels(frame: pl.DataFrame, name: str) -> list[str]:
    """The distinct labels of a column, in order."""
    return [str(value) for value in frame[name].unique(maintain_order=True)]


def lookup(spec: Slide, name: str) -> dict[tuple[str, str], Any]:
    """(category, series) → the value of a column.

    Raises
    ------
    ValueError
        If two rows have one place, since one of them would vanish.
    """
    if spec.frame.select(spec.category, spec.series).is_duplicated().any():
        raise ValueError(f"two rows of {spec.category} × {spec.series} have the same labels")
    return {(str(a), str(b)): value for a, b, value in spec.frame.select(spec.category, spec.series, name).iter_rows()}


def draw(page: Any, spec: Slide, box: Sequence[int], theme: Theme, heading: str = "") -> Any:
    """Put a chart on a slide, under a heading if it is one of several; `box` is left, top, width and height."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        "bar": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED,
        "share": XL_CHART_TYPE.BAR_STACKED_100,
        "line": XL_CHART_TYPE.LINE_MARKERS,
    }
    values = lookup(spec, spec.value)
    categories, names = labels(spec.frame, spec.category), labels(spec.frame, spec.series)
    data = CategoryChartData(number_format=spec.number_format)
    data.categories = [_text(name) for name in categories]
    for name in names:
        data.add_series(_text(name), [values.get((category, name)) for category in categories])
    frame = page.shapes.add_chart(kinds[spec.kind], *box, data)
    chart = frame.chart
    _common(chart, spec, len(names))
    if heading:
        _head(chart, heading)
    if spec.kind == "line":
        _lines(chart, spec, categories, names)
    else:
        _bars(chart, spec, theme)
    if spec.low and spec.high:
        for i, (series, name) in enumerate(zip(chart.plots[0].series, names, strict=True)):
            colour = _fills(spec)[i % len(_fills(spec))] if spec.kind == "line" else style.INK
            _intervals(series, spec, categories, name, colour)
    return frame


def _text(label: str) -> str:
    """A label as text: the workbook inside a chart takes a text that begins with `=` for a formula."""
    said = legal(label)
    return f" {said}" if said.startswith(("=", "{=")) else said


def _common(chart: Any, spec: Slide, series: int) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_title = False
    chart.font.size = Pt(TEXT)
    paint(chart.font.color, style.INK)
    chart.has_legend = series > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.RIGHT if spec.kind == "line" else XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(TEXT)
    axis = chart.category_axis
    paint(axis.format.line.color, style.PALE)
    axis.has_major_gridlines = False
    axis.tick_labels.font.size = Pt(TEXT)


def _head(chart: Any, heading: str) -> None:
    """The name of a small chart, above its plot."""
    from pptx.util import Pt

    chart.has_title = True
    chart.chart_title.include_in_layout = False
    chart.category_axis.tick_labels.font.size = Pt(LABELS)
    frame = chart.chart_title.text_frame
    frame.text = legal(heading)
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(TEXT), False
    paint(run.font.color, style.INK)


def _fills(spec: Slide) -> list[str]:
    """The colours of the series, in turn."""
    return [*spec.fills] or (style.COLOURS if spec.kind == "line" else STACKED)


def _bars(chart: Any, spec: Slide, theme: Theme) -> None:
    from pptx.enum.chart import XL_TICK_MARK
    from pptx.util import Pt

    stacked = spec.kind in ("stacked", "share")
    chart.category_axis.reverse_order = True  # the first category above
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    from lxml import etree

    skip = etree.Element(f"{{{_NS}}}tickLblSkip", val="1")  # every name, however many there are
    chart.category_axis._element.find(f"{{{_NS}}}noMultiLvlLbl").addprevious(skip)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    if spec.most is not None:
        chart.value_axis.maximum_scale = spec.most
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if stacked else -5
    if spec.low and not stacked:  # a label would lie on the interval
        if spec.kind == "bar":
            _scale(chart.value_axis, spec.number_format)
        for i, series in enumerate(plot.series):
            _fill(series, _fills(spec)[i % len(_fills(spec))])
        return
    plot.has_data_labels = True
    # a bar of nothing needs a label; a part of nothing does not, nor one bar of a group
    alone = not stacked and len(plot.series) == 1
    plot.data_labels.number_format = spec.number_format if alone else f"{spec.number_format};;"
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.font.size = Pt(LABELS)
    plot.data_labels.show_value = True
    for i, series in enumerate(plot.series):
        fill = _fills(spec)[i % len(_fills(spec))]
        _fill(series, fill)
        if stacked:
            font = series.data_labels.font
            font.size = Pt(LABELS)
            paint(font.color, theme.ink(fill))
            series.data_labels.show_value = True
            series.data_labels.number_format = f"{spec.number_format};;"
            series.data_labels.number_format_is_linked = False


def _fill(series: Any, colour: str) -> None:
    from pptx.util import Pt

    series.invert_if_negative = False
    series.format.fill.solid()
    paint(series.format.fill.fore_color, colour)
    paint(series.format.line.color, style.GREY)
    series.format.line.width = Pt(0.5)


def _scale(axis: Any, number_format: str) -> None:
    """A value axis with pale lines across and numbers, and no line of its own."""
    from pptx.enum.chart import XL_TICK_MARK
    from pptx.util import Pt

    axis.visible = axis.has_major_gridlines = True
    paint(axis.major_gridlines.format.line.color, style.RULE)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(TEXT)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format, False


def _lines(chart: Any, spec: Slide, categories: list[str], names: list[str]) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    marks = [
        XL_MARKER_STYLE.CIRCLE,
        XL_MARKER_STYLE.SQUARE,
        XL_MARKER_STYLE.DIAMOND,
        XL_MARKER_STYLE.TRIANGLE,
        XL_MARKER_STYLE.X,
        XL_MARKER_STYLE.STAR,
    ]
    axis = chart.value_axis
    axis.minimum_scale = 0
    if spec.most is not None:
        axis.maximum_scale, axis.major_unit = spec.most, spec.most / 4
    _scale(axis, spec.number_format)
    hollow = lookup(spec, spec.hollow) if spec.hollow else {}
    for i, (series, name) in enumerate(zip(chart.plots[0].series, names, strict=True)):
        colour = style.COLOURS[i % len(style.COLOURS)]
        series.smooth = False
        paint(series.format.line.color, colour)
        series.format.line.width = Pt(1.75)
        series.marker.style, series.marker.size = marks[i % len(marks)], 8
        series.marker.format.fill.solid()
        paint(series.marker.format.fill.fore_color, colour)
        paint(series.marker.format.line.color, colour)
        for x, category in enumerate(categories):
            if hollow.get((category, name)):
                point = series.points[x]
                paint(point.format.line.color, colour)  # a point of its own takes nothing over from its series
                point.format.line.width = Pt(1.75)
                mark = point.marker
                mark.style, mark.size = marks[i % len(marks)], 8
                mark.format.fill.solid()
                paint(mark.format.fill.fore_color, "#ffffff")
                paint(mark.format.line.color, colour)


def _intervals(series: Any, spec: Slide, categories: list[str], name: str, colour: str) -> None:
    """Error bars from `low` to `high`; python-pptx has no word for them."""
    from lxml import etree

    values = lookup(spec, spec.value)
    ends = {"plus": lookup(spec, str(spec.high)), "minus": lookup(spec, str(spec.low))}
    bars = etree.SubElement(series._element, f"{{{_NS}}}errBars")
    for tag, value in (("errDir", "y"), ("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "1")):
        if tag == "errDir" and spec.kind != "line":
            continue  # bars have but one direction
        etree.SubElement(bars, f"{{{_NS}}}{tag}", val=value)
    for side, found in ends.items():
        points = etree.SubElement(etree.SubElement(bars, f"{{{_NS}}}{side}"), f"{{{_NS}}}numLit")
        etree.SubElement(points, f"{{{_NS}}}formatCode").text = "General"
        etree.SubElement(points, f"{{{_NS}}}ptCount", val=str(len(categories)))
        for x, category in enumerate(categories):
            end, middle = found.get((category, name)), values.get((category, name))
            if end is not None and middle is not None:
                point = etree.SubElement(points, f"{{{_NS}}}pt", idx=str(x))
                etree.SubElement(point, f"{{{_NS}}}v").text = f"{abs(end - middle):.4f}"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    line = etree.SubElement(etree.SubElement(bars, f"{{{_NS}}}spPr"), f"{{{drawing}}}ln", w="12700")
    line.append(solid(colour))
    before = series._element.find(f"{{{_NS}}}cat")  # the schema wants them before the categories
    before.addprevious(bars)
