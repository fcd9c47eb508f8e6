"""The panel itself: ipywidgets over :mod:`dxcompare.panel.state`."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from dxcompare.dataset.loaded import Dataset
from dxcompare.panel.state import OWN, Explorer, Refused, State, View, controls, save
from dxcompare.questions import registry
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.text import Text, language
from dxcompare.words.unknown import UnknownName

if TYPE_CHECKING:
    import ipywidgets


#: What can be chosen of every question → its label.
LABELS: dict[str, Text] = {
    "lang": Text("言語", "Language"),
    "analysis": Text("分析", "Analysis"),
    "plans": Text("市（複数可）", "Plans (any number)"),
    "kind": Text("図の種類", "Chart"),
}


_FILE, _SAVE = Text("ファイル名", "File name"), Text("保存", "Save")
_BUSY = Text("計算中です。しばらくお待ちください……", "Working …")
_CODE = Text(
    "この画面を出すコード（ds は explore に渡したデータ）", "Code for this screen (ds: the data given to explore)"
)
_BEFORE, _AFTER = Text("◀ 前の行", "◀ Rows before"), Text("次の行 ▶", "Rows after ▶")


_CSS = """<style>
.dxcompare table.data { border-collapse: collapse; line-height: 1.5; }
.dxcompare table.data caption { font-weight: 600; padding: .4em 0; }
.dxcompare table.data th, .dxcompare table.data td { padding: .2em .8em .2em 0; vertical-align: top; }
.dxcompare table.data th, .dxcompare table.data td { border-bottom: 1px solid #d9d9d9; }
.dxcompare .widget-html-content { line-height: 1.5 }
.dxcompare pre { background: #f5f5f5; padding: .6em; overflow-x: auto; }
.dxcompare.busy figure, .dxcompare.busy table { opacity: .4; }
</style>"""


class Panel:
    """The widgets, kept in step with a :class:`State`; see :func:`explore`.

    Attributes
    ----------
    state : State
        What is chosen.
    view : View or None
        What is shown; None where it cannot be.
    box : ipywidgets.VBox
        All widgets.
    """

    def __init__(self, ds: Dataset, lang: str):
        widgets = _ipywidgets()
        self.explorer = Explorer(ds)
        self.state = self.explorer.settle(State(lang))
        self.view: View | None = None
        self._busy = False
        wide = {"description_width": "8em"}
        # all are there at any time; those that a question does not need are hidden
        known = {name: control for one in registry.questions() for name, control in controls(one.name).items()}
        cells = [name for name in known if any(name in one.cell for one in registry.questions())]
        before = [name for name in known if name not in cells]
        self.labels = {**LABELS, **{name: control.label for name, control in known.items()}}
        self.controls: dict[str, Any] = {
            name: (widgets.SelectMultiple(rows=4, style=wide) if name == "plans" else widgets.Dropdown(style=wide))
            for name in ("lang", "analysis", "plans", *before, "kind", *cells)
        }
        for name, control in known.items():
            if control.wide:
                self.controls[name].layout.width = "40em"
        self.message, self.chart, self.notes, self.table, self.evidence, self.code = (widgets.HTML() for _ in range(6))
        self.file, self.button = widgets.Text(style=wide), widgets.Button()
        self.before, self.after = widgets.Button(), widgets.Button()
        self.evidence.layout = widgets.Layout(max_height="24em", overflow="auto")
        self.box = _box(widgets)(
            [
                widgets.HTML(_CSS),
                widgets.HBox(list(self.controls.values()), layout={"flex_flow": "row wrap"}),
                self.message,
                self.chart,
                widgets.HBox([self.file, self.button]),
                self.notes,
                self.evidence,
                self.table,
                widgets.HBox([self.before, self.after]),
                self.code,
            ]
        )
        self.box.add_class("dxcompare")
        self.refresh()
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._changed(name, change["new"]), names="value")
        self.button.on_click(lambda _: self.save())
        self.before.on_click(lambda _: self.turn(-1))
        self.after.on_click(lambda _: self.turn(1))

    def _changed(self, name: str, value: object) -> None:
        if not self._busy:
            self.choose(**{name: value})

    def choose(self, **choices: Any) -> None:
        """Choose, as by hand: `choices` are those of :meth:`State.choose`."""
        self.state = self.state.choose(**choices)
        self.refresh()

    def turn(self, by: int) -> None:
        """Turn to another page of the table; the chart stays as it is."""
        self.state = replace(self.state, page=self.state.page + by)
        self.refresh()

    def refresh(self) -> None:
        """Bring every widget into step with the state; meanwhile the panel says that it is at work."""
        self._say(_BUSY.to(self.state.lang))
        self.box.add_class("busy")
        try:
            self._settle()
        finally:
            self.box.remove_class("busy")

    def _settle(self) -> None:
        try:
            self.state = self.explorer.settle(self.state)
            self._offer()
            self.view = self.explorer.view(self.state)
            self._say(self.view.note)
        except (Refused, WrongArgument, UnknownName) as error:  # said for people already
            self.view = None
            self._say(str(error))
        except Exception as error:  # whatever it is, a person at a panel is told in a sentence
            self.view = None
            self._say(
                Text("表示できない：", "Cannot be shown: ").to(self.state.lang) + f"{type(error).__name__}: {error}"
            )
        self._draw()

    def _offer(self) -> None:
        lang, needed = self.state.lang, controls(self.state.analysis)
        labels = {**self.labels, **{name: control.label for name, control in needed.items()}}
        self._busy = True
        try:
            for name, control in self.controls.items():
                offered = self.explorer.options(name, self.state) if name in (*OWN, *needed) else []
                control.layout.display = "" if offered else "none"  # what has nothing to choose is told by the message
                control.description = labels[name].to(lang)
                if offered and tuple(offered) != control.options:
                    control.options = tuple(offered)
                if offered:
                    control.value = getattr(self.state, name) if name in OWN else self.state.chosen[name]
            self.file.description, self.button.description = _FILE.to(lang), _SAVE.to(lang)
        finally:
            self._busy = False

    def _draw(self) -> None:
        """The chart last: each widget is redrawn on its own, and a chart never stands over another's table."""
        view, lang = self.view, self.state.lang
        self.evidence.value = view.evidence._repr_html_() if view and view.evidence else ""
        self.table.value = view.table._repr_html_() if view else ""
        self.notes.value = (
            ""
            if view is None
            else "<br>".join(
                escape(line)
                for line in (
                    view.result.method.to(lang),
                    *(note.to(lang) for note in view.result.caveats),
                    view.result.source_line(lang),
                )
            )
        )
        last = view.pages - 1 if view else 0
        for button, words, there in (
            (self.before, _BEFORE, self.state.page > 0),
            (self.after, _AFTER, self.state.page < last),
        ):
            button.description, button.disabled = words.to(lang), not there
            button.layout.display = "" if last else "none"
        self.code.value = (
            f"<details><summary>{_CODE.to(lang)}</summary><pre>{escape(view.code)}</pre></details>" if view else ""
        )
        if view and view.chart:
            self.file.value = f"{view.chart.id}.svg"
        self.chart.value = view.chart._repr_html_() if view and view.chart else ""

    def _say(self, text: str) -> None:
        self.message.value = f'<p role="status">{escape(text)}</p>' if text else ""

    def save(self) -> None:
        """Save what is shown under the name in the field."""
        lang = self.state.lang
        try:
            if self.view is None:
                raise Refused(Text("保存するものがない。", "There is nothing to save."), lang)
            path = save(self.view, self.file.value, lang)
            self._say(Text(f"保存した：{path}", f"Saved: {path}").to(lang))
        except (Refused, OSError) as error:
            self._say(str(error))


def _box(widgets: Any) -> Any:
    """A box of widgets that says in a terminal where it is to be seen, instead of all that is in it."""

    class Box(widgets.VBox):
        def __repr__(self) -> str:
            said = Text(
                "explore()：JupyterLab のセルの最後の行で表示する",
                "explore(): shown as the last line of a JupyterLab cell",
            )
            return said.to()

    return Box


def _ipywidgets() -> Any:
    try:
        import ipywidgets
    except ImportError as error:
        raise ImportError(
            Text(
                "explore には ipywidgets が要る。`pip install ipywidgets`（または `make setup`）を実行し、JupyterLab を開き直す。",
                "explore needs ipywidgets: run `pip install ipywidgets` (or `make setup`) and reopen JupyterLab.",
            ).to()
        ) from error
    return ipywidgets


def explore(ds: Dataset, lang: str | None = None) -> ipywidgets.VBox:
    """A panel in JupyterLab: choose an analysis, see its chart, table and evidence, save the chart.

    Parameters
    ----------
    ds : Dataset
    lang : {"ja", "en"}, optional
        Language to begin with; by default that of the run.

    Returns
    -------
    ipywidgets.VBox
        Display it as the last line of a cell.

    Raises
    ------
    ImportError
        If ipywidgets is not installed.

    Examples
    --------
    >>> import dxcompare
    >>> panel = dxcompare.explore(dxcompare.load(), lang="en")
    >>> panel.children[1].children[1].description
    'Analysis'
    """
    return Panel(ds, language(lang)).box
