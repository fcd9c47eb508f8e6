"""A whole plan with the habits of real ones: prose, contents, headings with numbers, banners, charts, odd letters."""

from __future__ import annotations

from pathlib import Path

from benchmarks.extraction import typeset
from benchmarks.extraction.cities import City, era
from benchmarks.extraction.tables import Sheet, Spot, Way, head, kpis, schedule, surveys
from benchmarks.extraction.typeset import ON, Style
from dxcompare.report.typeset import pdf as printed
from dxcompare.report.typeset import quoted

_PROSE = (
    "本計画は、人口減少が進む中でも市民一人ひとりが便利に暮らせるよう、デジタル技術の活用を全庁で進めるものです。"
    "令和４年度の調査では、回答者の７割がスマートフォンを利用しており、オンライン手続への期待は年々高まっています。"
    "(1)窓口の混雑、(2)紙の書類の保管、(3)職員の負担が課題であり、5年間で順次見直します。"
)
_STYLE = Style(bold=True, shaded=True, rules="double", size=8.5)


def plan(city: City) -> tuple[list[Sheet], str]:
    """The tables of a plan with their truth, and the plan in typst's words."""
    q = quoted
    sheets: list[Sheet] = []
    parts = [
        '#set page(paper: "a4", margin: 2cm, header: align(right, text(7pt)[デジタル化推進計画]), '
        'footer: context align(center, "－ " + str(counter(page).get().first() + 4) + " －"))',
        "#set text(size: 9.5pt)",
        "#align(center)[#text(22pt)[デ　ジ　タ　ル　化　推　進　計　画]]",
        f"#v(2cm) #{q('目　次')}\n\n",
        *(
            f"#{q(f'第{n}章　{name}')} #box(width: 1fr, repeat[．]) {n * 3}\n\n"
            for n, name in enumerate(("計画の目的", "施策の展開", "数値目標"), 1)
        ),
        "#pagebreak()",
        *(f"{_heading('第１章　計画の目的')}\n\n#{q(_PROSE)}\n\n" for _ in range(1)),
        _chart(),
    ]
    truth, goal = [], None
    for m in city.measures:
        above = m["goal"]
        if above and above != goal:
            goal = above
            parts.append(_heading(f"基本目標{above}" if not above.startswith("基本目標") else above))
            parts.append(
                "#text(fill: blue)[#{}]#text(fill: red)[#{}]\n\n".format(
                    q("利用者の満足度６０％（令和４年度）→"), q("８０％（令和９年度）")
                )
            )
            parts.append(f"#{q('■取組内容')}\n\n")
        number = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘"[len(truth)]
        parts.append(f"#{q(number + '　' + m['title_ja'])}\n\n#{q(_PROSE)}\n\n")
        truth.append(
            {
                "ref": number,
                "title_ja": m["title_ja"],
                "department": "",
                "goal": f"基本目標{above}" if above and not above.startswith("基本目標") else above,
            }
        )
    banners = len({m["goal"] for m in city.measures if m["goal"]})
    sheets.append(Sheet("measures", "", [], [], truth, also={"kpis": [_BANNER] * banners}))
    way = Way(unit_above=True, spaced=True, words=5, year="令和\n{}年度", merged=True)
    tables = [*kpis(city, way), *schedule(city, Way(words=1)), _vertical(), *surveys(city, Way(words=2))]
    for sheet in tables:
        parts += [
            f"\n{_heading(sheet.title)}\n\n",
            typeset.table(sheet, _STYLE),
            f"\n#{q('※令和６年度末現在。')}\n\n#{q(_PROSE)}\n\n",
        ]
    return [*sheets, *(t for t in tables if t.kind != "other")], "\n".join(parts)


_BANNER = {
    "name_ja": "利用者の満足度", "baseline_text": "60%", "target_text": "80%",
    "baseline_year_text": "令和4年度", "target_year_text": "令和9年度",
}  # fmt: skip


def _heading(text: str) -> str:
    """A heading printed four times, a hair apart."""
    said = f"#text(12pt)[#{quoted(text)}]"
    return "#box[" + "".join(f"#place(dx: {x}pt)[{said}]" for x in (0.15, 0.3, 0.45)) + f"{said}]\n\n"


def _chart() -> str:
    """A chart of boxes with hardly a text."""
    cells = ", ".join("[]" if n % 17 else "[12]" for n in range(140))
    return f"#table(columns: 14, stroke: 0.4pt, rows: 8pt, {cells})\n\n"


def _vertical() -> Sheet:
    """A table that is neither: its label stands one letter below the other."""
    rows = [[head("区分"), head("項目"), head(era("2024")), head(era("2025"))]]
    rows += [[Spot("収\n益\n的\n収\n入", down=2), Spot("使用料"), Spot("千円\n215,644"), Spot("千円\n220,100")]]
    rows += [[Spot("補助金"), Spot("該当数値なし"), Spot("－ 円")]]
    return Sheet("other", "収支の見通し", rows, [1, 2, 2, 2], [])


def pdf(city: City, path: Path) -> list[Sheet]:
    """Print a plan; returns its tables with what must be read from them."""
    sheets, text = plan(city)
    path.write_bytes(printed(text, ON))
    return sheets
