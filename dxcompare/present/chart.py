"""A chart that travels alone: the figure, what it says in words, and the data it shows, as a file or in a page."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from dxcompare.present.digits import steady
from dxcompare.present.fonts import embed, faces
from dxcompare.present.glyphs import beneath, drawable, legal, replaced
from dxcompare.present.mime import CHART, HTML, Bundle
from dxcompare.present.plain import cut
from dxcompare.present.svg import LETTERS, WITHIN, inline, letters, with_cities
from dxcompare.sources import writing
from dxcompare.words.text import Text
from dxcompare.words.unknown import UnknownName

if TYPE_CHECKING:
    from matplotlib.figure import Figure


#: Rows beyond which its table scrolls in a frame of its own.
TALL = 20


@dataclass(frozen=True)
class Chart:
    """A figure with what it needs to travel alone.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    id : str
        Stable name, for anchors and file names.
    title : str
        The question it answers.
    alt : str
        What it shows, in one sentence; by default the finding that heads its slide.
    data : polars.DataFrame
        The numbers it shows.
    columns : tuple of str
        Those of its columns that a reader wants to see as a table; by default all that say something.
    described : str
        That table, as HTML: what the chart says at length.
    lang : str
        Language of what it says; by default that of the run.
    """

    figure: Figure
    id: str
    title: str
    alt: str = ""
    data: pl.DataFrame = field(default_factory=pl.DataFrame)
    columns: tuple[str, ...] = ()
    described: str = ""
    lang: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "alt"):  # they go into attributes of XML
            object.__setattr__(self, name, legal(getattr(self, name)))

    def __repr__(self) -> str:
        return cut(f"<{type(self).__name__} {self.id}: {self.title}>")

    def svg(self) -> str:
        """The chart as SVG, the same bytes every time; its text is text, with the letters it needs embedded."""
        return embed(with_cities(self._bytes("svg").decode()))

    def png(self, dpi: int = 200) -> bytes:
        """The chart as PNG."""
        return self._bytes("png", dpi=dpi)

    def csv(self) -> str:
        """The numbers it shows as CSV, with a byte order mark for Excel; lists are joined by `+`."""
        nested = pl.selectors.list()
        return "\ufeff" + steady(self.data).with_columns(nested.cast(pl.List(pl.String)).list.join("+")).write_csv()

    def _bytes(self, kind: str, dpi: int = 100) -> bytes:
        from dxcompare.present.style import house  # which knows what a chart is

        buffer = io.BytesIO()
        undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind, {})
        metadata = {"Title": self.title, **undated}
        # two thirds of the time of the usual level, for files a thirtieth larger
        quick: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if kind == "png" else {}
        rule = legal if kind == "svg" else drawable
        with (
            house(),
            replaced(self.figure, rule) as note,
            beneath(self.figure, note and note.to(self.lang or None)) as area,
        ):
            self.figure.savefig(buffer, format=kind, dpi=dpi, metadata=metadata, bbox_inches=area, **quick)
        return buffer.getvalue()

    def save(self, path: str | Path) -> Path:
        """Write it to a file: `.svg`, `.png`, `.pdf`, or `.csv` for the numbers it shows.

        Raises
        ------
        UnknownName
            If the ending is another.
        """
        path = Path(path)
        kind = path.suffix.lower().removeprefix(".")
        if kind == "csv":
            writing.replace(path, self.csv())
        elif kind in ("svg", "png", "pdf"):
            writing.replace(path, self.svg() if kind == "svg" else self._bytes(kind, dpi=300))
        else:
            raise UnknownName("ending", path.suffix, [".svg", ".png", ".pdf", ".csv"])
        return path

    def bundle(self, lang: str | None = None) -> Bundle:
        """What is displayed of it, with words around it in a language, by default that of the run; and what it is."""
        return {CHART: {"id": self.id, "title": self.title, "alt": self.alt}, HTML: self._html(lang)}

    def _repr_mimebundle_(self, **kwargs: Any) -> Bundle:
        return self.bundle()

    def _repr_html_(self) -> str:
        return self._html()

    def _html(self, lang: str | None = None) -> str:
        svg, numbers = with_cities(self._bytes("svg").decode()), base64.b64encode(self.csv().encode()).decode()
        table = f"{self.id}{WITHIN}table"
        drawn = inline(svg, escape(self.id), self.alt, table if self.described else "")
        label = Text("この図を保存", "Save this figure").to(lang)
        return (
            f'<figure id="{escape(self.id)}">{LETTERS}{faces(letters(drawn))}</style><div class="drawing">{drawn}</div>'
            f'<figcaption class="save">{label} <a download="{escape(self.id)}.csv" '
            f'href="data:text/csv;charset=utf-8;base64,{numbers}">CSV</a></figcaption>{self._table(table, lang)}</figure>'
        )

    def _table(self, name: str, lang: str | None) -> str:
        """What it shows, to be unfolded as a table."""
        if not self.described:
            return ""
        said, tall = (
            Text("この図を表で読む", "Read this figure as a table").to(lang),
            " tall" * (self.data.height > TALL),
        )
        return (
            f'<details class="numbers" id="{escape(name)}"><summary>{said}</summary><div class="scroll{tall}" role="region" '
            f'tabindex="0" aria-label="{said}: {escape(self.title)}">{self.described}</div></details>'
        )
