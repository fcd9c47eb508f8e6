"""Headings of tables: what a column is, by the words that plans use, and how many rows of headings there are."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from dxcompare.extract.blocks import Cell, Grid
from dxcompare.extract.lettering import plain
from dxcompare.sources import values

_YEAR = r"(?:(?:令和|平成|昭和|[RHSrhs]\.?)(?:元|\d{1,2})|20\d\d)(?:\((?:(?:令和|平成|[RH])?(?:元|\d{1,4}))(?:年度?)?\))?(?:会計年度|年度?)?(?:\((?:令和|平成|[RH])?(?:元|\d{1,4})年?度?\))?"
#: a fiscal year, alone or with what part of it
YEAR = re.compile(_YEAR)
_PERIOD = re.compile(
    rf"{_YEAR}末?(?:上期|下期|上半期|下半期|前期|後期|以降|以前|まで|第?[1-4](?:Q|四半期))?(?:[~\-/・]{_YEAR}末?)?(?:~|以降)?"
    r"|[短中長]期(?:\(.*\))?|第?[1-4](?:Q|四半期)|上期|下期|上半期|下半期|[1-9]年目|初年度|(?:元|\d{1,2})年度|\d{1,2}月"
)

#: role of a column → headings that name it (a pattern for the whole heading, of plain text)
ROLES: dict[str, str] = {
    "target": r"(?:最終|中間|達成|年度別|各年度の?|到達)?目標(?:数?値|水準)?|(?:目指す|めざす)(?:べき)?(?:値|姿|水準|方向)|計画値|将来値|見込値?",
    "baseline": r"(?:計画)?(?:現状|基準|現況|当初|初期|直近|策定時?|策定当初|実績|現在|ベース)(?:の?(?:数?値|年度?|実績値?|時))?|基準年度?の?値|計画策定時(?:の?(?:数?値|現状値?))?|計画開始時",
    "actual": r"(?:実績|達成)(?:数?値)?(?:\(.*\))?|達成状況|進捗",
    "name": r"(?:重要|主な|主要な?)?(?:業績|成果|評価|活動|数値|達成|進捗|管理|取組|施策|事業|アウトカム|アウトプット)?(?:目標)?指標(?:名|項目|の?名称|\(?KPI\)?|・?目標)?|(?:重要業績評価指標|指標)?\(?KPI\)?(?:名|項目|指標)?|数値目標(?:項目|名|指標)?|(?:目標|指標|評価)(?:の?)項目",
    "formula": r"(?:指標の?)?(?:算出|計算|算定|測定)(?:方法|式|根拠)|算式|(?:指標の?)?(?:定義|説明|考え方|内容|把握方法)|出典|データの?出所",
    "unit": r"単位",
    "note": r"備考|注記?|摘要|補足|留意(?:点|事項)",
    "department": r"(?:主な)?(?:担当|所管|主管|実施|所属|推進|主担当|関係)?(?:部局|部署|部門|課室?|部課|課等|課名|局|室|係|主体|組織)(?:名|\(.*\))?|(?:担当|所管|主管)(?:\(.*\))?|実施主体",
    "department_related": r"(?:関係|関連|連携)(?:部局|部署|課室?|部課|課等|課名)(?:名)?",
    "related_plans": r"(?:関連|関係)(?:する)?(?:計画|個別計画)等?",
    "mark": r"重点(?:取組|施策|事業|項目)?|優先度|区分記号|新規(?:・?継続|・拡充)?|新規/継続",
    "tag": r"国の?(?:重点)?(?:取組)?(?:事項|項目)(?:.*)|(?:自治体)?DX推進計画(?:.*)|官民データ(?:.*)",
    "ref": r"番号|No\.?|№|#|施策番号|(?:取組|事業|施策|項目)(?:の?番号|No\.?|ID|コード)|整理番号|ID|通し?番号",
    "goal": r"(?:基本|大)?目標(?:・基本方針)?(?=$)|基本(?:目標|方針|理念|方向)|(?:施策の?)?(?:大|)柱|分野|(?:政策|重点)(?:分野|目標|の柱)|大分類|大項目|取組方針|方針|基本目標名",
    "policy": r"基本施策|政策|(?:施策|取組)の?(?:方向性?|体系|分野|の柱|区分|展開)|中分類|中項目|推進方針|方向性|(?:取組)?分類|施策群",
    "measure": r"(?:具体的な?|個別|主な|主要な?|重点|実施|推進|関連|各)?(?:施策|取り?組み?|事業|プロジェクト|アクション|実施項目|取組事項|取組項目|推進項目|取組施策)(?:の?(?:名称?|項目|事項|内容|概要))?(?:\(.*\))?|小分類|小項目|実施計画|タイトル",
    "content": r"(?:具体的な?|主な|事業|施策|実施|取り?組み?の?|施策の?)?(?:内容|概要|説明|目的|詳細|効果|課題|現状と課題|工程|スケジュール|方法)(?:・.*)?",
    "option": r"選択肢|回答(?:項目|内容|選択肢)?|カテゴリー?|設問|問",
    "label": r"項目(?:名)?|区分|内訳|名称|年度|時期|期間|四半期|工程",
}
_ROLES = {role: re.compile(pattern) for role, pattern in ROLES.items()}

_GROUP = re.compile(
    r"(?:満)?\d{1,2}(?:歳|代|~|-)?.*(?:歳|代|才)(?:代|以上|未満|以下|前半|後半)?(?:\(.*\))?|(?:男|女)性?(?:[・ ]?\d{2}.*)?|その他|無回答|不明|年齢(?:不明|無回答)|性別(?:無回答|不明)"
    r"|(?:全体|総計|総合|合計|総数|全回答者|全市|市全体|平均|回答者全体|計)(?:\(.*\))?|[nN](?:=\d+)?|高齢者|若年層|会社員.*|自営業.*|農林漁業.*|学生.*|主婦.*|主夫.*|無職.*|公務員.*|パート.*"
)
_COUNT = re.compile(
    r"(?:回答|該当)?(?:件数|人数|者?数|票数|実数|度数|回答数|回答者数|サンプル数|標本数)(?:\(.*\))?|[nN]|\(?(?:人|件|票)\)?"
)
_SHARE = re.compile(r"(?:回答|構成)?(?:割合|比率?|率)(?:\(?%\)?)?|\(?%\)?|パーセント|構成比\(?%?\)?")

_MISSING = (
    r"\(?(?:該当(?:数値|なし|データ)?な?し?|未定|未計測|未集計|集計中|調査中|なし|不明|非公表|データなし|数値なし)\)?"
)
_ARROWS = set("⇒→➡⇨▶►➔➜▷")


#: role of a column → words that tell it where the whole heading is none that is known
_SAID = {
    "target": r"目標値|目標数|めざす値|目標$",
    "baseline": r"現状値|基準値|現況値|当初値|^現状|実績値",
    "name": r"指標名|^[^\d-]{0,8}指標$|KPI",
    "department": r"(?:担当|所管|主管)[課部局]",
}


def text_of(cell: Cell) -> str:
    """The text of a cell as headings are compared."""
    return plain(cell.text)


def is_period(text: str) -> bool:
    """Whether a heading names a time.

    >>> is_period("2022 (R4)"), is_period("令和５年度"), is_period("R5～R6"), is_period("短期"), is_period("R7目標")
    (True, True, True, True, False)
    """
    return bool(_PERIOD.fullmatch(plain(text)))


def year_in(text: str) -> str:
    """The year that a heading names, as printed.

    >>> year_in("現状値（R4）"), year_in("令和７年度目標値"), year_in("目標値\\n2025 (R7)"), year_in("指標")
    ('R4', '令和７年度', '2025 (R7)', '')
    """
    for start in range(len(text)):
        if start and re.match(r"[\d０-９A-Za-z]", text[start]) and re.match(r"[\d０-９A-Za-z]", text[start - 1]):
            continue
        for end in range(len(text), start + 1, -1):
            part = text[start:end]
            if part != part.strip() or part[-1] in "（(" or not re.search(r"[\d０-９元]", part):
                continue
            try:
                values.fiscal_year(part)
            except values.Unreadable:
                continue
            if part.isdigit() and len(part) < 4:
                continue
            return re.sub(r"\s+", " ", part)
    return ""


def roles(text: str) -> set[str]:
    """What a heading may mean, with times and brackets taken away.

    >>> sorted(roles("現状値（R4）")), sorted(roles("令和７年度目標値")), sorted(roles("担当課"))
    (['baseline'], ['target'], ['department'])
    """
    heading = plain(text)
    found = {role for role, pattern in _ROLES.items() if pattern.fullmatch(heading)}
    if not found:
        bare = re.sub(r"\([^()]*\)", "", YEAR.sub("", heading))
        bare = re.sub(r"^[\[【<「〈《・■●◆○◎▼]+|[\]】>」〉》:]+$|末$|^末|時点|における|の?時点の?|見込み?", "", bare)
        bare = re.sub(r"^[(（].*?[)）]|^の", "", bare)
        found = {role for role, pattern in _ROLES.items() if pattern.fullmatch(bare)}
        found = found or ({role for role, said in _SAID.items() if re.search(said, bare)} if len(bare) <= 12 else set())
    if "baseline" in found and "actual" in found and not re.search("実績|達成", heading):
        found.discard("actual")
    return found


def is_group(text: str) -> bool:
    """Whether a heading names who answered.

    >>> is_group("16歳～19歳"), is_group("70代以上"), is_group("男性"), is_group("全体"), is_group("70歳以上\\n（n=25）")
    (True, True, True, True, True)
    """
    heading = re.sub(r"\([nN]=[\d,]+\)|[nN]=[\d,]+", "", plain(text))
    return bool(_GROUP.fullmatch(heading))


def names_people(text: str) -> bool:
    """Whether a heading names who answered, and could not be an answer: `無回答` and `その他` may be either."""
    return is_group(text) and plain(text) not in {"無回答", "その他", "不明"}


def is_count(text: str) -> bool:
    return bool(_COUNT.fullmatch(plain(text)))


def is_share(text: str) -> bool:
    return bool(_SHARE.fullmatch(plain(text)))


def is_arrow(text: str) -> bool:
    """Whether a text is nothing but arrows."""
    said = plain(text).replace("->", "→").replace("=>", "⇒")
    return bool(said) and {*said.replace("-", "").replace("=", "")} <= _ARROWS and said.strip("-=") != ""


def is_number(text: str) -> bool:
    """Whether a cell holds a value and little else."""
    said = plain(text)
    if re.fullmatch(r"[①-⑳]", text) or re.match(r"満?\d{1,2}(?:歳|代|才|[~-]\d{1,2}[歳代才])", said):
        return False
    return is_missing(text) or (
        bool(re.match(r"(?:[nN]=|[約▲△+\-(年月]*)\d[\d,]*(?:\.\d+)?", said)) and len(said) <= 16
    )


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value.

    >>> is_missing("－ 円"), is_missing("（ －％）"), is_missing("該当数値なし"), is_missing("-5%")
    (True, True, True, False)
    """
    said = plain(text)
    return bool(re.fullmatch(_MISSING, said) or ("-" in said and re.fullmatch(r"\(?-+\D{0,3}\)?", said)))


def is_heading(text: str) -> bool:
    """Whether a text is of the words that head columns."""
    return bool(roles(text)) or is_period(text) or is_group(text) or is_count(text) or is_share(text) or is_arrow(text)


@dataclass
class Column:
    """A column with its full heading, from the top row of headings to the lowest."""

    at: int
    parts: list[str] = field(default_factory=list)
    #: what it cannot be, by the columns beside it
    never: set[str] = field(default_factory=set)

    @property
    def heading(self) -> str:
        """All parts; of a time only those that name it."""
        return " ".join([part for part in self.parts if is_period(part)] or self.parts)

    @property
    def roles(self) -> set[str]:
        """What it is: by its full heading, else by the lowest part that says it."""
        found = roles("".join(self.parts))
        for part in reversed(self.parts):
            found = found or roles(part)
        return found - self.never

    @property
    def year(self) -> str:
        return next(filter(None, (year_in(part) for part in reversed(self.parts))), "")

    @property
    def period(self) -> bool:
        return any(is_period(part) for part in self.parts)


@dataclass
class Headed:
    """A table with its headings told from its body.

    Attributes
    ----------
    columns : list of Column
    heads, body : list of list of Cell
    pages : list of int or None
        Of each row of the body.
    title : str
        A row over the whole width above the headings.
    """

    grid: Grid
    columns: list[Column]
    heads: list[list[Cell]]
    body: list[list[Cell]]
    pages: list[int | None]
    title: str = ""

    def having(self, role: str) -> list[Column]:
        return [column for column in self.columns if role in column.roles]

    def __getitem__(self, role: str) -> Column | None:
        return next(iter(self.having(role)), None)


def headed(grid: Grid) -> Headed:
    """Tell the headings of a table from its body."""
    first, title = 0, ""
    while first < len(grid.rows) - 1 and full_width(grid.rows[first]):
        title += ("\n" if title else "") + grid.rows[first][0].text
        first += 1
    depth = _depth(grid.rows[first:], grid.heads - first)
    heads, body = grid.rows[first : first + depth], grid.rows[first + depth :]
    columns = []
    for at in range(grid.width):
        column, seen = Column(at), set()
        for row in heads:
            text = row[at].text.replace("\n", "")
            if text and id(row[at]) not in seen and text not in column.parts[-1:]:
                column.parts.append(text)
            seen.add(id(row[at]))
        columns.append(column)
    _settle(columns)
    return Headed(grid, columns, heads, body, grid.pages[first + depth :], title)


def _settle(columns: list[Column]) -> None:
    """`目標` is a goal where measures or indicators follow, else a target."""
    for column in columns:
        if {"goal", "target"} <= column.roles:
            after = [other for other in columns if other.at > column.at]
            follows = any(other.roles & {"measure", "name", "ref", "policy"} for other in after)
            column.never = {"target"} if follows else {"goal"}


def full_width(row: list[Cell]) -> bool:
    """Whether one cell stands over the whole width, or one text alone in the first place."""
    return len(row) > 1 and bool(row[0].text) and all(cell is row[0] for cell in row)


def _depth(rows: list[list[Cell]], given: int) -> int:
    """How many rows of headings there are."""
    if given > 0:
        return min(given, len(rows))
    if not rows or not (_heads(rows[0], first=True) or _words_over_numbers(rows)):
        return 0
    depth = 1
    while depth < len(rows) - 1:
        above, row = rows[depth - 1], rows[depth]
        down = any(cell is over and cell.text for cell, over in zip(row, above, strict=True))
        across = any(a is b and a.text for a, b in itertools.pairwise(above))
        under = [cell for cell, over in zip(row, above, strict=True) if cell is not over]
        said = [cell.text for cell in under if cell.text]
        if (
            said
            and all(is_heading(text) for text in said)
            and not (row[0].text and row[0] is not above[0] and not is_heading(row[0].text))
        ) or (down and across and said and not any(is_number(text) for text in said) and row[0] is above[0]):
            depth += 1
        else:
            break
    return depth


def _words_over_numbers(rows: list[list[Cell]]) -> bool:
    """Whether numbers stand under words."""
    above = [cell.text for cell in rows[0][1:] if cell.text]
    below = [cell.text for row in rows[1:] for cell in row[1:] if cell.text]
    return bool(above and below) and not any(map(is_number, above)) and sum(map(is_number, below)) > 0.6 * len(below)


def _heads(row: list[Cell], *, first: bool) -> bool:
    """Whether a row is one of headings."""
    texts = [cell.text for cell in dict.fromkeys(row) if cell.text]
    if not texts:
        return False
    known = sum(is_heading(text) for text in texts)
    numbers = sum(is_number(text) and not is_period(text) for text in texts)
    return first and (known >= max(1, 0.34 * len(texts)) or (not numbers and len(texts) > 1 and known > 0))
