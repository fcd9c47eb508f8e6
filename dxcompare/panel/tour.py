"""Ten minutes with the library: steps whose code can be run as it stands, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from dxcompare.present.plain import HIGH, WIDE, cut
from dxcompare.present.question import Step
from dxcompare.questions import registry
from dxcompare.words.text import Text, language
from dxcompare.words.typography import width_of

_FIRST = (
    Step(
        Text("データを開く", "Open the data"),
        Text(
            "ds の後に点を打って Tab キーを押すと、表の名前が出る。表は polars のデータフレームである。",
            "Type ds and a dot, then press Tab: the names of the tables. Each is a polars frame.",
        ),
        "import dxcompare as dx\n\nds = dx.load()\nds",
    ),
    Step(
        Text("列の意味を知る", "Learn what the columns mean"),
        Text(
            "列の意味、単位、空欄があるかどうかは、コードブックにある。",
            "The code book has meanings, units and whether a column may be blank.",
        ),
        'dx.show(ds.codebook("kpi"))',
    ),
)


_LAST = (
    Step(
        Text("手元の道具へ渡す", "Take it to your own tools"),
        Text(
            "pandas のデータフレームに変えれば、seaborn や statsmodels で使える。",
            "As a pandas frame for seaborn and statsmodels.",
        ),
        'kpis = ds.to_pandas("kpi")\nkpis.head()',
    ),
    Step(
        Text("コードを書かずに見て回る", "Look around without code"),
        Text(
            "分析、市、事項を選ぶと、図・表・根拠が変わる。図は保存できる。",
            "Choose an analysis, plans and an item; chart, table and evidence follow, and the chart can be saved.",
        ),
        "dx.explore(ds)",
    ),
)


def steps() -> tuple[Step, ...]:
    """The steps: how to begin, what each question shows of itself, how to go on. Each may use what earlier ones named."""
    return (*_FIRST, *(step for question in registry.questions() for step in question.tour), *_LAST)


_TITLE = Text("dxcompare を10分で", "dxcompare in ten minutes")


_HOW = Text("上から順に、セルへ写して実行する。", "Copy the steps into cells and run them from the top.")


@dataclass(frozen=True, repr=False)
class Tour:
    """The tour in one language: a page in Jupyter, text elsewhere."""

    lang: str
    steps: tuple[Step, ...]

    def __repr__(self) -> str:
        """The steps by their titles, on one screen; `print(tour())` gives them with their code."""
        titles = [f"{number:>2}. {step.title.to(self.lang)}" for number, step in enumerate(self.steps, 1)]
        most = (HIGH - 2) * 2
        half = (min(len(titles), most) + 1) // 2
        sides = zip_longest(titles[:half], titles[half:most], fillvalue="")
        pairs = [(cut(left, WIDE // 2 - 2), cut(right, WIDE // 2)) for left, right in sides]
        lines = [f"{left}{' ' * (WIDE // 2 - width_of(left))}{right}".rstrip() for left, right in pairs]
        said = Text("print(dx.tour()) でコードも出る。", "print(dx.tour()) shows them with their code.")
        return "\n".join([f"{_TITLE.to(self.lang)}: {said.to(self.lang)}", *lines])

    def __str__(self) -> str:
        lines = [_TITLE.to(self.lang), _HOW.to(self.lang)]
        for number, step in enumerate(self.steps, 1):
            code = "\n".join(f"    {line}".rstrip() for line in step.code.split("\n"))
            lines += ["", f"{number}. {step.title.to(self.lang)}", f"   {step.text.to(self.lang)}", "", code]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        steps = "".join(
            f"<li><strong>{escape(step.title.to(self.lang))}</strong><br>{escape(step.text.to(self.lang))}"
            f"<pre><code>{escape(step.code)}</code></pre></li>"
            for step in self.steps
        )
        return f"<h3>{escape(_TITLE.to(self.lang))}</h3><p>{escape(_HOW.to(self.lang))}</p><ol>{steps}</ol>"


def tour(lang: str | None = None) -> Tour:
    """Ten minutes with the library, step by step, with code to run.

    Parameters
    ----------
    lang : {"ja", "en"}, optional
        By default that of the run.

    Returns
    -------
    Tour
        Shown as a page in Jupyter; in a terminal its titles, and with `print` the whole of it.

    Examples
    --------
    >>> print(tour("en").steps[0].title.en)
    Open the data
    """
    return Tour(language(lang), steps())
