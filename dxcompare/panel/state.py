"""What is chosen in the panel, and what follows from it. No widget here, so that it can be tested."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.evidence.judgements import choices
from dxcompare.evidence.lineage import AS_WRITTEN
from dxcompare.present.result import ROWS, Result
from dxcompare.present.show import Shown, show
from dxcompare.present.style import NothingToDraw
from dxcompare.questions import registry
from dxcompare.tables.headings import CODES
from dxcompare.words.text import Text, shown

if TYPE_CHECKING:
    from dxcompare.present.style import Chart


#: An option of a control: what is read, and what it stands for.
Option = tuple[str, Any]


class Refused(ValueError):
    """What is chosen cannot be shown or saved; the message is for the person at the panel."""

    def __init__(self, text: Text, lang: str):
        super().__init__(text.to(lang))


@dataclass(frozen=True)
class State:
    """What is chosen. None, or no plan, leaves the choice to :meth:`Explorer.settle`."""

    lang: str
    analysis: str = "coverage"
    plans: tuple[str, ...] = ()
    framework: str | None = None
    version: str | None = None
    by: str | None = None
    plan: str | None = None
    item: str | None = None
    theme: str | None = None
    question: str | None = None
    group: str | None = None
    indicator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class View:
    """What is shown: a result with its chart, its main table, and the evidence of a cell; and why there is no chart."""

    result: Result
    chart: Chart | None
    table: Shown
    evidence: Shown | None
    note: str = ""


_FRAMEWORKS = {
    "dx": Text("自治体DX推進計画", "National DX plan"),
    "kanmin": Text("官民データ活用推進基本法", "Act on public and private sector data"),
}


_GROUPS = {
    "age": Text("年代", "Age"),
    "sex": Text("性別", "Sex"),
    "district": Text("地区", "District"),
    "total": Text("全体", "All"),
}


_EVIDENCE = {
    "kind": ("種類", "Kind"),
    "text": ("記載", "Text"),
    "basis": ("根拠", "Basis"),
    "locator": ("位置", "Place"),
}


_WORDS = {
    "kind": {"measure": Text("施策", "measure"), "kpi": Text("指標", "indicator"), "step": Text("工程", "step")},
    "basis": CODES["basis"],
}


class Explorer:
    """The panel's logic over a data set: the options of each control, and the view of a state."""

    def __init__(self, ds: Dataset):
        self.ds = ds
        self._made: dict[tuple, Result] = {}

    def settle(self, state: State) -> State:
        """The state with every choice that is not on offer replaced by the first that is."""
        for control in (*registry.question(state.analysis).controls, "kind"):
            values = [value for _, value in self.options(control, state)]
            if getattr(state, control) not in values:
                first: Any = values[0] if values else None
                state = replace(state, **{control: first})
        return state

    def options(self, control: str, state: State) -> list[Option]:
        """What a control offers in a state, in its language.

        Parameters
        ----------
        control : str
            A field of :class:`State`.
        state : State

        Returns
        -------
        list of (str, value)
        """
        return getattr(self, f"_{control}_options")(state)

    def view(self, state: State) -> View:
        """Chart, table and evidence of a state that is settled.

        Raises
        ------
        Refused
            If the chosen plans have nothing of the kind.
        """
        if not self._complete(state) or self.result(state).to_frame().is_empty():
            raise Refused(
                Text(
                    "選んだ計画には該当するものがない（住民調査のない計画など）。計画を選び直す。",
                    "The chosen plans have nothing of the kind (a plan may print no survey); choose others.",
                ),
                state.lang,
            )
        result = self.result(state)
        chart, note = None, ""
        try:
            chart = result.plot(state.kind, lang=state.lang) if state.kind else None
        except NothingToDraw as error:  # of this kind; there may be others, and there is a table
            note = str(error)
        table = show(result.to_frame(), caption=result.title, lang=state.lang, rows=ROWS)
        return View(result, chart, table, self._evidence(state, result), note)

    def result(self, state: State) -> Result:
        """The result of a state, made once."""
        analysis = registry.question(state.analysis)
        asked = [name for name, argument in analysis.controls.items() if argument]
        key = (state.analysis, state.plans, *(getattr(state, name) for name in asked))
        if key not in self._made:
            self._made[key] = analysis.made(self._chosen(state), {name: getattr(state, name) for name in asked})
        return self._made[key]

    def _complete(self, state: State) -> bool:
        return all(self.options(control, state) for control in registry.question(state.analysis).controls)

    def _chosen(self, state: State) -> Dataset:
        return self.ds.only(*state.plans) if state.plans else self.ds

    def _evidence(self, state: State, result: Result) -> Shown | None:
        if "item" not in registry.question(state.analysis).controls:
            return None
        lang = state.lang
        rows = result.evidence(state.plan, state.item).with_columns(  # type: ignore[attr-defined]
            pl.col(name).cast(pl.String).replace({code: text.to(lang) for code, text in words.items()})
            for name, words in _WORDS.items()
        )
        names = {value: name for name, value in (*self._plan_options(state), *self._item_options(state))}
        cell = f"{names[state.plan]} × {names[state.item]}"
        headings = {
            f"text_{lang}" if f"text_{lang}" in rows.columns and name == "text" else name: words
            for name, words in _EVIDENCE.items()
        }
        return show(rows, headings, (f"根拠：{cell}（{rows.height}件）", f"Evidence: {cell} ({rows.height})"), lang)

    def _lang_options(self, state: State) -> list[Option]:
        return [("日本語", "ja"), ("English", "en")]

    def _analysis_options(self, state: State) -> list[Option]:
        return [
            (analysis.title.to(state.lang), name)
            for name, analysis in ((one.name, one) for one in registry.questions() if one.of_data)
        ]

    def _plans_options(self, state: State) -> list[Option]:
        return list(self.ds.plans().select(f"name_{state.lang}", "plan_id").iter_rows())

    def _framework_options(self, state: State) -> list[Option]:
        return _named(_FRAMEWORKS, state.lang)

    def _version_options(self, state: State) -> list[Option]:
        versions = self.ds.framework_version.filter(framework=state.framework or "dx").sort("position")["version"]
        first = (Text("策定時の版", "In force when written").to(state.lang), AS_WRITTEN)
        return [first, *((Text(f"{one}版", f"Version {one}").to(state.lang), one) for one in versions)]

    def _by_options(self, state: State) -> list[Option]:
        return [(name[:1].upper() + name[1:], by) for name, by in _named(choices(self._chosen(state)), state.lang)]

    def _plan_options(self, state: State) -> list[Option]:
        return [option for option in self._plans_options(state) if not state.plans or option[1] in state.plans]

    def _item_options(self, state: State) -> list[Option]:
        matrix = self.result(state).to_frame("matrix").unique("item_id", maintain_order=True)
        return [
            (shown(name, state.lang), item) for name, item in matrix.select(f"name_{state.lang}", "item_id").iter_rows()
        ]

    def _theme_options(self, state: State) -> list[Option]:
        asked = self._chosen(state).theme_option["theme_id"].unique().to_list()
        rows = (
            self.ds.theme.filter(pl.col("theme_id").is_in(asked))
            .sort("position")
            .select(f"name_{state.lang}", "theme_id")
        )
        return list(rows.iter_rows())

    def _indicator_options(self, state: State) -> list[Option]:
        used = self.ds.reference_stat["indicator_id"].unique().to_list()
        rows = self.ds.indicator.filter(pl.col("indicator_id").is_in(used))
        return list(rows.select(f"name_{state.lang}", "indicator_id").iter_rows())

    def _question_options(self, state: State) -> list[Option]:
        ds = self._chosen(state)
        rows = (
            ds.question.join(ds.survey.select("survey_id", "municipality_code"), on="survey_id")
            .join(ds.plans(), on="municipality_code")
            .sort("survey_id", "position")
        )
        return [
            (shown(f"{city} {ref} {wording}", state.lang), question)
            for city, ref, wording, question in rows.select(
                f"name_{state.lang}", "ref", f"wording_{state.lang}", "question_id"
            ).iter_rows()
        ]

    def _group_options(self, state: State) -> list[Option]:
        there = self.ds.response.filter(question_id=state.question or "")["group_type"].unique().to_list()
        return [option for option in _named(_GROUPS, state.lang) if option[1] in there]

    def _kind_options(self, state: State) -> list[Option]:
        if not self._complete(state):
            return []
        return [(name.to(state.lang), kind) for kind, name in self.result(state).kinds().items()]


def _named(names: dict[str, Text], lang: str) -> list[Option]:
    return [(text.to(lang), value) for value, text in names.items()]


def save(view: View, name: str, lang: str) -> Path:
    """Write the chart of a view, or its numbers, to a new file in the working folder.

    Parameters
    ----------
    view : View
    name : str
        Ends in `.svg`, `.png` or `.pdf` for the chart, `.csv` for its numbers.
    lang : {"ja", "en"}

    Returns
    -------
    Path

    Raises
    ------
    Refused
        If there is no chart, the ending is another, the file exists, or its folder does not.
    """
    path = Path(name.strip()).expanduser()
    if view.chart is None:
        raise Refused(Text("この分析には図がない。", "This analysis has no chart."), lang)
    if path.suffix not in (".svg", ".png", ".pdf", ".csv"):
        raise Refused(
            Text(
                "ファイル名は .svg、.png、.pdf、.csv のいずれかで終える。",
                "The file name must end in .svg, .png, .pdf or .csv.",
            ),
            lang,
        )
    if path.exists():
        raise Refused(
            Text(f"{path} はすでにある。別の名前にする。", f"{path} exists already; choose another name."), lang
        )
    if not path.parent.is_dir():
        raise Refused(Text(f"フォルダー {path.parent} がない。", f"There is no folder {path.parent}."), lang)
    if path.suffix == ".csv":
        view.chart.data.write_csv(path, include_bom=True)
        return path
    return view.chart.save(path)
