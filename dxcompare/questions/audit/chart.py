"""A matrix of questions and tests: what each found, and how surely it finds an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from dxcompare.present import style
from dxcompare.questions.audit.compute import Audit
from dxcompare.tables.vocabularies import AUDIT_TESTS, ERRORS
from dxcompare.words import typography
from dxcompare.words.text import Text, column
from dxcompare.words.unknown import one_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKS = {"consistent": "○", "inconsistent": "×", "untestable": "–"}


#: The error that a test is for, where it is not one of a percentage.
OWN = {"copied_table": "copied", "heading_base": "base", "groups_total": "base"}


@style.draws(Audit, "matrix", Text("一覧図", "Matrix"))
def matrix(result: Audit, lang: str, error: str = "digit", width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Question × test: the verdict, shaded by the share of errors of a kind that the test finds."""
    cells = {name: said for name, said in ERRORS.items() if name not in OWN.values()}
    one_of("error", error, cells, lang)
    questions = result.to_frame("questions")
    label, row, head = 31.0, 6.2, 13.0
    title = Text("集計表のどこが計算に合わないか", "Where do the survey tables not add up?")
    reading = Text(
        "○ 合う　× 合わない　– 調べられない　空欄 当てはまらない\n"
        f"数字と濃さは検出力：表に入れた誤り（{cells[error].ja}）のうち見つけた％。区分のうち最も弱いもの。\n"
        "見出しと集団の和では回答者数の1桁の誤り、写しでは表ごとの写し",
        "○ consistent   × inconsistent   – cannot be tested   empty: does not apply\n"
        f"Number and shade: % found of errors seeded ({cells[error].en}), in the weakest breakdown.\n"
        "Heading and groups against total: one digit of a base wrong; copied table: a whole table copied",
    )
    figure, top = style.sheet(
        width_mm,
        head + row * questions.height + 3,
        title.to(lang),
        reading.to(lang),
        result.method.to(lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    tests = result.to_frame("tests_power")  # which takes seconds: of no more surveys than have room
    axes = style.place(figure, label, top + head, width_mm - label - 1, row * questions.height)
    for x, name in enumerate(AUDIT_TESTS.values()):
        text = typography.wrap(
            name.to(lang), typography.line_width((width_mm - label) / len(AUDIT_TESTS) - 1, style.SMALL)
        )
        axes.text(x + 0.5, -0.25, text, ha="center", va="bottom", fontsize=style.SMALL, linespacing=1.2)
    for y, question in enumerate(questions.iter_rows(named=True)):
        with style.city(axes, question["plan_id"]):
            _row(axes, y, question, tests.filter(question_id=question["question_id"]), error, lang)
    axes.set(xlim=(0, len(AUDIT_TESTS)), ylim=(questions.height, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    told = ("city", "ref", "test", "scope", "verdict", f"power_{error}")
    return style.Chart(figure, "survey-audit", title.to(lang), data=tests, columns=told)


def _row(axes: Axes, y: int, question: dict, tests: pl.DataFrame, error: str, lang: str) -> None:
    """What the tests of a question found, and with which power."""
    from matplotlib.patches import Rectangle

    axes.text(
        -0.08, y + 0.5, f"{question[column('city', lang)]} {question['ref']}", ha="right", va="center", fontsize=7.5
    )
    for x, test in enumerate(AUDIT_TESTS):
        found = tests.filter(test=test)
        if found.is_empty():
            continue
        worst = (
            "inconsistent"
            if "inconsistent" in found["verdict"]
            else ("consistent" if "consistent" in found["verdict"] else "untestable")
        )
        power = found.filter(pl.col("verdict") == worst)[f"power_{OWN.get(test, error)}"].min()
        strong = 0 if power is None else float(power)  # type: ignore[arg-type]
        bad = worst == "inconsistent"
        axes.add_patch(
            Rectangle(
                (x + 0.02, y + 0.05),
                0.96,
                0.9,
                linewidth=1.6 if bad else 0.5,
                edgecolor=style.INK if bad else style.RULE,
                facecolor="white" if worst == "untestable" else style.SHADES[min(int(strong * 4), 3)],
            )
        )
        number = "" if power is None else f" {100 * strong:.0f}"
        axes.text(x + 0.5, y + 0.52, MARKS[worst] + number, ha="center", va="center", fontsize=8)
