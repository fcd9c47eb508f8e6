"""What is chosen in the panel, and what follows from it. No widget here, so that it can be tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxcompare.dataset.loaded import Dataset
from dxcompare.present.asked import NothingToDraw
from dxcompare.present.controls import plans
from dxcompare.present.question import Control, Option
from dxcompare.present.result import Result
from dxcompare.present.show import Shown, show
from dxcompare.questions import registry
from dxcompare.tables import TABLES
from dxcompare.words.faults import PackageMissing
from dxcompare.words.text import Text, column

if TYPE_CHECKING:
    from dxcompare.present.style import Chart


class Refused(ValueError):
    """What is chosen cannot be shown or saved; the message is for the person at the panel."""

    def __init__(self, text: Text, lang: str):
        super().__init__(text.to(lang))


@dataclass(frozen=True)
class State:
    """What is chosen. None, no plan, or a list that is not in `chosen` leaves the choice to :meth:`Explorer.settle`.

    Attributes
    ----------
    lang : {"ja", "en"}
    analysis : str
        The name of a question.
    plans : tuple of str
        The plans that it is asked of; all if there is none.
    kind : str or None
        The kind of chart.
    page : int
        Which part of the table is shown, from 0; the first, after any other choice.
    chosen : mapping
        Name of a control of the question → value.
    """

    lang: str
    analysis: str = registry.FIRST
    plans: tuple[str, ...] = ()
    kind: str | None = None
    page: int = 0
    chosen: Mapping[str, Any] = field(default_factory=dict)

    def choose(self, **choices: Any) -> State:
        """The state after some choices: of its own, or of the controls of a question."""
        own = {"page": 0} | {name: value for name, value in choices.items() if name in (*OWN, "page")}
        return replace(self, **own, chosen={**self.chosen, **{k: v for k, v in choices.items() if k not in own}})


#: What can be chosen of every question.
OWN = ("lang", "analysis", "plans", "kind")


@dataclass(frozen=True)
class View:
    """What is shown: a result with its chart, a page of its table, and the evidence of a cell; and the code for all that.

    `note` says why there is no chart, `pages` how many the table has.
    """

    result: Result
    chart: Chart | None
    table: Shown
    evidence: Shown | None
    note: str = ""
    pages: int = 1
    code: str = ""


#: What is read of the evidence of a cell.
_EVIDENCE = ("kind", "text", "basis", "locator")


class Explorer:
    """The panel's logic over a data set: the options of each control, and the view of a state."""

    def __init__(self, ds: Dataset):
        self.ds = ds
        self._data: dict[tuple[str, ...], Dataset] = {(): ds}
        self._made: dict[tuple, Result] = {}

    def settle(self, state: State) -> State:
        """The state with every choice that is not on offer replaced by the first that is."""
        for name in (*controls(state.analysis), "kind"):
            values = [value for _, value in self.options(name, state)]
            now = state.kind if name == "kind" else state.chosen.get(name)
            if now not in values:
                state = state.choose(**{name: values[0] if values else None})
        return state

    def options(self, name: str, state: State) -> list[Option]:
        """What a control offers in a state, in its language.

        Parameters
        ----------
        name : str
            One of :data:`OWN`, or a control of the question.
        state : State

        Returns
        -------
        list of (str, value)
        """
        if name == "lang":
            return [("日本語", "ja"), ("English", "en")]
        if name == "analysis":
            return [(one.title.to(state.lang), one.name) for one in registry.questions() if one.of_data]
        if name == "plans":
            return plans(self.ds, state.lang)
        if name == "kind":
            kinds = self.result(state).kinds() if self._complete(state) else {}
            return [(title.to(state.lang), kind) for kind, title in kinds.items()]
        return controls(state.analysis)[name].options(self._chosen(state), state.chosen, state.lang)

    def view(self, state: State) -> View:
        """Chart, table and evidence of a state that is settled.

        Raises
        ------
        Refused
            If the chosen plans have nothing of the kind.
        """
        if not self._complete(state):
            raise Refused(self._lacking(state), state.lang)
        result = self.result(state)
        if result.to_frame().is_empty():
            raise Refused(self._lacking(state), state.lang)
        chart, note = None, ""
        try:
            chart = result.plot(state.kind, lang=state.lang) if state.kind else None
        except NothingToDraw as error:  # of this kind; there may be others, and there is a table
            note = str(error)
        whole = result.opening(state.lang)
        pages = -(-whole.frame.height // result.opens)
        table = whole.page(min(state.page, pages - 1), result.opens)
        return View(result, chart, table, self._evidence(state, result), note, pages, self.code(state))

    def _lacking(self, state: State) -> Text:
        """Why there is nothing to show: a table that has no row for these plans, a list with nothing to choose, or both."""
        question, data = registry.question(state.analysis), self._chosen(state)
        called = dict(self.ds.plans().select("plan_id", column("name", state.lang)).iter_rows())
        between = Text("、", ", ").to(state.lang)
        whose = between.join(name for plan, name in called.items() if plan in (state.plans or called))
        if question.needs and data[question.needs].is_empty():
            what, row = question.title, TABLES[question.needs].one_row
            others = [name for plan, name in called.items() if self.ds.only(plan)[question.needs].height]
            said = Text(
                f"選んだ計画（{whose}）には、「{what.ja}」に使うデータ（{row.ja}）がない。",
                f"The chosen plans ({whose}) have no data for {what.en!r} ({row.en}).",
            )
            there = Text(f"あるのは {between.join(others)}。", f" There are some of {between.join(others)}.")
            return said + there if others else said
        empty = next((one for one in controls(state.analysis) if not self.options(one, state)), None)
        if empty:
            label = controls(state.analysis)[empty].label
            return Text(
                f"選んだ計画（{whose}）では、「{label.ja}」に選べるものがない。計画を選び直す。",
                f"For the chosen plans ({whose}) there is nothing to choose from in {label.en!r}; choose others.",
            )
        return Text(
            f"「{question.title.ja}」に該当する行が、選んだ計画（{whose}）にない。",
            f"The chosen plans ({whose}) have no row for {question.title.en!r}.",
        )

    def code(self, state: State) -> str:
        """The lines of Python that show what is on the screen, `ds` being the data that the panel was given."""
        question = registry.question(state.analysis)
        data = f"ds.only({', '.join(map(repr, state.plans))})" if state.plans else "ds"
        defaults = {one.name: one.default for one in signature(question.ask).parameters.values()}
        chosen = [
            f"{name}={state.chosen[name]!r}"
            for name in question.controls
            if state.chosen.get(name) not in (None, "", defaults.get(name))
        ]
        lines = [f"result = dx.{question.name}({', '.join([data, *chosen])})"]
        if state.kind:
            lines.append(f"display(result.plot({state.kind!r}, lang={state.lang!r}))")
        if question.cell:
            cell = ", ".join(f"{name}={state.chosen[name]!r}" for name in question.cell)
            lines.append(f"display(dx.show(result.evidence({cell}), lang={state.lang!r}))")
        return "\n".join(["import dxcompare as dx", "", *lines, f"result.opening({state.lang!r})"])

    def result(self, state: State) -> Result:
        """The result of a state, made once."""
        question = registry.question(state.analysis)
        choices = {name: state.chosen[name] for name in question.controls}
        key = (state.analysis, state.plans, *choices.values())
        if key not in self._made:
            self._made[key] = question.made(self._chosen(state), **choices)
        return self._made[key]

    def _complete(self, state: State) -> bool:
        return all(state.chosen.get(name) is not None for name in controls(state.analysis))

    def _chosen(self, state: State) -> Dataset:
        if state.plans not in self._data:
            self._data[state.plans] = self.ds.only(*state.plans)
        return self._data[state.plans]

    def _evidence(self, state: State, result: Result) -> Shown | None:
        """What the chosen cell of a result rests on, for a question that has cells to choose."""
        lang, names = state.lang, registry.question(state.analysis).cell
        if not names:
            return None
        rows = result.evidence(**{name: state.chosen[name] for name in names})  # type: ignore[attr-defined]
        said = [
            next(text for text, value in self.options(name, state) if value == state.chosen[name]) for name in names
        ]
        cell = " × ".join(said)
        caption = (f"根拠：{cell}（{rows.height}件）", f"Evidence: {cell} ({rows.height})")
        return show(rows, _EVIDENCE, caption, lang, table=result.declared_tables().get("evidence"))


def controls(analysis: str) -> dict[str, Control]:
    """The controls of a question, by name: of its arguments, then of a cell of its result."""
    question = registry.question(analysis)
    return {**question.controls, **question.cell}


#: What can be saved: the chart, its numbers (or the table, where there is no chart), the whole result.
ENDINGS = (".svg", ".png", ".pdf", ".csv", ".xlsx", ".pptx")


def save(view: View, name: str, lang: str) -> Path:
    """Write what is shown to a new file in the working folder.

    Parameters
    ----------
    view : View
    name : str
        Ends in `.svg`, `.png` or `.pdf` for the chart, `.csv` for its numbers (of what has no chart: the table),
        `.xlsx` for every table of the result, `.pptx` for its slides.
    lang : {"ja", "en"}

    Returns
    -------
    Path

    Raises
    ------
    Refused
        If there is no chart to save, the ending is another, the file exists, its folder does not, or a package is
        missing.
    """
    path = Path(name.strip()).expanduser()
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        listed = Text("、", ", ").to(lang).join(ENDINGS)
        raise Refused(
            Text(
                f"ファイル名は {listed} のいずれかで終える。",
                f"The file name must end in one of {listed}.",
            ),
            lang,
        )
    if view.chart is None and ending in ENDINGS[:3]:
        raise Refused(Text("この分析には図がない。", "This analysis has no chart."), lang)
    if path.exists():
        raise Refused(
            Text(f"{path} はすでにある。別の名前にする。", f"{path} exists already; choose another name."), lang
        )
    if not path.parent.is_dir():
        raise Refused(Text(f"フォルダー {path.parent} がない。", f"There is no folder {path.parent}."), lang)
    if view.chart is not None and ending in ENDINGS[:4]:
        return view.chart.save(path)
    try:
        return view.result.save(path, lang=lang)
    except PackageMissing as error:
        raise Refused(error.said, lang) from error
