"""Ten minutes with the library: steps whose code can be run as it stands, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dxcompare.words.text import Text, language


@dataclass(frozen=True)
class Step:
    """A step of the tour: what it is about, what to know, and code to run."""

    title: Text
    text: Text
    code: str


#: The steps. Each may use what the earlier ones have named; a test runs them all.
STEPS: tuple[Step, ...] = (
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
    Step(
        Text("計画を国の事項と照らす", "Hold the plans against the national items"),
        Text(
            "各計画を、策定時に国が示していた版と照らす。深さ0〜5は計画に何が書かれているかを表し、成果や優劣ではない。",
            "Each plan is read against the national version of its time. Depth 0–5 is what a plan says: neither "
            "achievement nor rank.",
        ),
        "coverage = dx.coverage(ds)\ncoverage.plot()",
    ),
    Step(
        Text("根拠をたどる", "Walk back to the evidence"),
        Text(
            "図の一つの欄から、根拠になった施策・指標・工程と、原典のページまで戻れる。",
            "From any cell back to measures, indicators and steps, with their pages.",
        ),
        'cell = coverage.to_frame().sort("depth", descending=True, nulls_last=True).row(0, named=True)\n'
        'dx.show(coverage.evidence(cell["plan_id"], cell["item_id"]), rows=10)',
    ),
    Step(
        Text("四種類の空欄を見分ける", "Tell the four kinds of blank apart"),
        Text(
            "記載なし（not_stated）、対象外（not_applicable）、未判定（not_assessed）、使用停止（withheld）は別のものである。"
            "空欄はどれも0ではない。",
            "Not stated, not applicable, not assessed and withheld are different things; none of them is a zero.",
        ),
        'dx.show(coverage.to_frame().group_by("blank", maintain_order=True).len())',
    ),
    Step(
        Text("指標と目標を見る", "See indicators and targets"),
        Text(
            "指標の数や目標の高さでは計画を比べられない。定義と対象が計画ごとに違うからである。",
            "Plans do not compare by the number or height of targets, since definitions differ.",
        ),
        "ambition = dx.ambition(ds)\nprint(ambition.kinds())\nambition.plot()",
    ),
    Step(
        Text("住民調査を年代別に見る", "Read a survey by age"),
        Text(
            "縦線は95％区間、白抜きは30人未満。＊の人数は印刷されておらず、割合から復元したものである。",
            "Lines are 95% intervals, hollow marks bases below 30; a base with * is not printed but recovered.",
        ),
        'question = ds.question["question_id"][0]\ndx.shares(ds, question).plot()',
    ),
    Step(
        Text("集計表を疑う", "Doubt the tables"),
        Text(
            "計算の合わない表と、その扱い。「合う」表も、点検した範囲で矛盾がないというだけである。",
            "Tables that do not add up, and what is done about them. Those that do have merely passed these tests.",
        ),
        'found = dx.audit(ds).to_frame("findings")\ndx.show(found)',
    ),
    Step(
        Text("文章を表と照らす", "Hold the prose against the tables"),
        Text(
            "計画が自らの表について述べたことを、その表で確かめた結果である。",
            "What the plans say about their own tables, checked against those tables.",
        ),
        "dx.claims(ds).plot()",
    ),
    Step(
        Text("手元の道具へ渡す", "Take it to your own tools"),
        Text(
            "pandas のデータフレームに変えれば、seaborn や statsmodels で使える。図の元の数値は chart.data にある。",
            "As a pandas frame for seaborn and statsmodels; the numbers behind a chart are in chart.data.",
        ),
        'kpis = ds.to_pandas("kpi")\nchart = coverage.plot()\nchart.data.head()',
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


_TITLE = Text("dxcompare を10分で", "dxcompare in ten minutes")


_HOW = Text("上から順に、セルへ写して実行する。", "Copy the steps into cells and run them from the top.")


@dataclass(frozen=True, repr=False)
class Tour:
    """The tour in one language: a page in Jupyter, text elsewhere."""

    lang: str
    steps: tuple[Step, ...] = STEPS

    def __repr__(self) -> str:
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
        Shown as a page in Jupyter and as text in a terminal.

    Examples
    --------
    >>> print(tour("en").steps[0].title.en)
    Open the data
    """
    return Tour(language(lang))
