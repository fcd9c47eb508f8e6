"""The house style for figures that a reader draws with matplotlib or seaborn."""

from __future__ import annotations

import io
import sys
import warnings
from dataclasses import dataclass, field
from typing import Any

from dxcompare.present import style as kit
from dxcompare.present.fonts import FAMILY, embed
from dxcompare.present.glyphs import legal, replaced

#: How tall a figure is by default, for its width.
_TALL = 0.6


@dataclass(frozen=True)
class Style:
    """The house style, and how things were before it; see :func:`style`.

    Attributes
    ----------
    colours, marks : tuple of str
        For plans or groups, in this order: colours that colour-blind readers tell apart, each with a mark of its own.
    shades : tuple of str
        One hue from pale to dark, told apart in greyscale too: for amounts, never for merit.
    ink, grey, pale, rule : str
        Letters, labels, quiet marks, lines.
    font : str
        A font with Japanese letters; it is registered with matplotlib.
    width_mm : float
        Width of a page's charts.
    """

    colours: tuple[str, ...] = tuple(kit.COLOURS)
    marks: tuple[str, ...] = tuple(kit.MARKS)
    shades: tuple[str, ...] = tuple(kit.SHADES)
    ink: str = kit.INK
    grey: str = kit.GREY
    pale: str = kit.PALE
    rule: str = kit.RULE
    font: str = FAMILY
    width_mm: float = kit.WIDTH_MM
    _before: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __enter__(self) -> Style:
        return self

    def __exit__(self, *raised: object) -> None:
        import matplotlib as mpl

        mpl.rcParams.update(self._before)


def style() -> Style:
    """Draw in the house style from here on: fonts with Japanese letters, sizes, colours and quiet axes.

    It sets matplotlib's parameters, which seaborn follows too (`seaborn.objects` with `.theme(matplotlib.rcParams)`); a
    later `seaborn.set_theme()` would undo it. In a `with` statement it holds until its end. In a notebook, figures are
    then shown as SVG with their letters inside, and stand so in the report.

    Returns
    -------
    Style
        Its colours and marks, by name.

    Examples
    --------
    >>> import dxcompare, matplotlib.pyplot as plt
    >>> with dxcompare.style() as house:
    ...     figure, axes = plt.subplots()
    ...     bars = axes.bar(["甲市", "乙市"], [3, 5], color=house.shades[3])
    >>> house.colours[0], house.font
    ('#0b5394', 'IPAexGothic')
    """
    import matplotlib as mpl
    from matplotlib.rcsetup import cycler

    wide = kit.WIDTH_MM / 25.4
    chosen = kit.parameters() | {
        "axes.prop_cycle": cycler(color=kit.COLOURS),
        "figure.figsize": (wide, wide * _TALL),
        "savefig.bbox": "tight",
    }
    before = {name: mpl.rcParams[name] for name in chosen}
    mpl.rcParams.update(chosen)
    _shown_as_svg()
    return Style(_before=before)


def _shown_as_svg() -> None:
    """Have a notebook show figures as SVG with their letters embedded: the same bytes every time, and sharp on paper."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or not hasattr(shell, "kernel"):
        return
    from matplotlib.figure import Figure
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    set_matplotlib_formats("svg")
    shell.display_formatter.formatters["image/svg+xml"].for_type(Figure, svg)


def svg(figure: Any) -> str:
    """A figure of matplotlib as SVG; text that is drawn as text has its letters embedded, whatever its font was."""
    buffer = io.BytesIO()
    titles = (axes.get_title() for axes in figure.axes)
    title = figure.get_suptitle() or next(filter(None, titles), "")
    with replaced(figure, legal), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # the reader's fonts may have it
        figure.savefig(
            buffer, format="svg", metadata={"Date": None, "Title": legal(title) or None}, bbox_inches="tight"
        )
    return embed(buffer.getvalue().decode())


def undo() -> None:
    """Matplotlib as it is by itself, and figures of a notebook as PNG: what one notebook chose is not for the next."""
    import matplotlib as mpl

    mpl.rcdefaults()
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None and hasattr(shell, "kernel"):
        from matplotlib.figure import Figure
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        shell.display_formatter.formatters["image/svg+xml"].type_printers.pop(Figure, None)
        set_matplotlib_formats("png")
