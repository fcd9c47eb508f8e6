"""How a printed value is read, where the text alone does not say: what a person decided."""

from __future__ import annotations

from dxcompare.tables import vocabularies
from dxcompare.tables.raw import YES, File, Folder, Raw, Typed
from dxcompare.words.text import Text

#: where in its row a value stands
ENDS: dict[str, Text] = {
    "baseline": Text("現状値", "the baseline"),
    "target": Text("目標値", "the target"),
    "actual": Text("実績値", "an actual"),
    "value": Text("統計の値", "the figure of a statistic"),
    "percent": Text("調査の割合", "a percentage of a survey"),
    "n": Text("調査の回答者数", "the base of a survey's column"),
}


class PrintedValue(Typed):
    """How one printed text is read."""

    one_row = Text(
        "自動では確かに読めない値の読み方。check の示す行を写して、確かめて、理由を書く",
        "How a value is read that the program is not sure of; `check` prints the row to copy, examine and give a reason",
    )
    files = (File("readings.csv", (Folder.CITY, Folder.ALL)),)

    plan = Raw(
        help=("計画ID。公的な表の値なら空欄（`all/` に置く）", "the plan; blank for an official table, in `all/`"),
        own="plan",
        key=True,
    )
    indicator = Raw(
        help=(
            "指標の短いID。統計は `<indicator>/<group>`、調査は `<survey>/<question>/<option>/<group>`",
            "the indicator's short id; of a statistic `<indicator>/<group>`, of a survey "
            "`<survey>/<question>/<option>/<group>`",
        ),
        key=True,
    )
    end = Raw(help=("どの値か", "which of its values"), words=ENDS, key=True)
    text = Raw(
        help=("記載のとおり。変われば決め直す", "as stated; if that changes, the decision no longer holds"), key=True
    )
    kind = Raw(help=("何であるか", "what it is"), words=vocabularies.VALUE_KINDS)
    value = Raw(help=("量。範囲の下端。全体のうちの数", "the amount; the lower end; the part"), reads="number")
    high = Raw(help=("範囲の上端", "the upper end of a range"), reads="number")
    of = Raw(help=("全体の数", "the whole of a ratio"), reads="number")
    unit = Raw(help=("単位（億円は円、割は%に直す）", "unit, after scaling: 円 for 億円, % for 割"))
    comparator = Raw(help=("比較。空欄はちょうど", "comparator; blank: exactly"), words=vocabularies.COMPARATORS)
    approximate = Raw(help=("約・程度とあるか", "whether it is hedged"), reads="yes", words=YES)
    period = Raw(help=("記載のある数え方", "what it counts over, if stated"), words=vocabularies.PERIODS)
    relative_to = Raw(help=("増減なら何から（`現状 100人`）", "of a change: from what (`現状 100人`)"))
    reason = Raw(help=("理由", "why"))
