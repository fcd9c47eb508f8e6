"""What stands outside tables: headings of goals, numbered measures, indicators in a banner."""

from __future__ import annotations

import re

from dxcompare.extract.blocks import Doubt, Line
from dxcompare.extract.lettering import clean, plain
from dxcompare.extract.listed import level, numbered
from dxcompare.extract.proposals import Proposal
from dxcompare.words.text import Text

BANNER = Text("表の外に書かれた指標", "an indicator that stands outside tables")
_BASE = r"[年約]?\s?[\d０-９][\d０-９,，.．]*\s?[^\d０-９（(→⇒➡]{0,6}"
#: what is aimed at may say over how long: 5年間で6人
_AIM = r"[^（()）→⇒➡]{0,12}[\d０-９][^（()）→⇒➡]{0,12}"
_BANNER = re.compile(
    rf"(?P<name>[^→⇒➡]+?)[：:\s]*(?P<base>{_BASE})[（(](?P<since>[^()（）]+)[）)]\s*[→⇒➡]\s*(?P<aim>{_AIM})[（(](?P<till>[^()（）]+)[）)]"
)
LOOSE = Text("番号のある見出し。施策か", "a heading with a number: is it a measure?")
_TWO_PARTS = re.compile(r"[\d０-９]+[-－−‐.．][\d０-９]+|[(（][\d０-９]+[)）]")
_CONTENTS = re.compile(r"[.．…・･‥]{4,}\s*\d*$|\s\d{1,3}$")
#: a heading with a number of its own, of whatever the plan calls what stands below it
_SECTION = re.compile(r"[\d０-９]{1,2}[．.、][\s　]*[^\s\d０-９].{2,40}(?<![。、])")
_MEASURE = re.compile(
    r"^[■◆●◇□【〔\[]?(?:(?:個別|具体的な|重点)?(?:施策|取組|取り組み|事業|プロジェクト))\s?[①-⑳\d０-９(（]|^[一-鿿]?[\d０-９]{0,2}[-－−‐―][①-⑳]"
)


def banners(line: Line) -> list[Proposal]:
    """The indicators that a line of text prints with both ends and their years.

    >>> found = banners(Line("高校の入学者数40人（2014年度）→年40人（2019年度）", 1))
    >>> found[0].row["name_ja"], found[0].row["target_text"], found[0].row["target_year_text"]
    ('高校の入学者数', '年40人', '2019年度')
    >>> [banners(Line(f"{name}０人（2014年度）→５年間で６人（2019年度）", 1))[0].row["name_ja"] for name in ("就業者数", "高校2年生の数")]
    ['就業者数', '高校2年生の数']
    """
    found = []
    for match in _BANNER.finditer(line.text):
        one = Proposal("kpis", {}, line.page)
        for heading, part in (
            ("name_ja", match["name"].strip("・●■◆○　 ")),
            ("baseline_text", match["base"]),
            ("baseline_year_text", match["since"]),
            ("target_text", match["aim"]),
            ("target_year_text", match["till"]),
        ):
            one.row[heading] = part.strip()
            if line.box:
                one.boxes[heading] = line.box
        one.doubt("name_ja", Doubt(BANNER, (one.row["name_ja"],)))
        found.append(one)
    return found


def measure(line: Line, context: dict[str, str], *, listed: bool, loose: bool = False) -> Proposal | None:
    """The measure that a heading names: with the word for it or a number of two parts, or in a list of them.

    `loose`: any heading with a number of its own below a goal, to be asked about.
    """
    text = clean(line.text).lstrip("■◆●◇□▼ 　")
    if len(text) > 70 or text.endswith("。") or _CONTENTS.search(line.text) or level(text):
        return None
    ref, title = numbered(text)
    circled = bool(re.match(r"[①-⑳㉑-㉟㊱-㊿]", ref))
    named = _MEASURE.match(text) or (listed and circled)
    if (
        not ref
        or not title
        or not (named or (loose and context.get("goal") and (circled or _TWO_PARTS.fullmatch(ref))))
    ):
        return None
    one = Proposal("measures", {"measure": ""}, line.page)
    for heading, said in (("ref", ref), ("title_ja", title)):
        one.row[heading] = said
        if line.box:
            one.boxes[heading] = line.box
    if not named:
        one.doubt("ref", Doubt(LOOSE, (f"{ref} {title}",)))
    one.row |= {"goal": context.get("goal", ""), "policy": context.get("policy") or context.get("section", "")}
    return one


def section(text: str) -> str:
    """The heading that a line is, if it is one with a number of its own that says no more of what it is.

    >>> section("２．卒業生のための雇用の場の創出"), section("２．これは文である。"), section("1.5倍")
    ('２．卒業生のための雇用の場の創出', '', '')
    """
    return text if _SECTION.fullmatch(text) and not _CONTENTS.search(text) else ""


def owner(context: dict[str, str]) -> dict[str, str]:
    """For what an indicator outside tables is printed: the lowest heading above it."""
    policy = context.get("policy") or context.get("section", "")
    return {"policy": policy} if policy else {"goal": context["goal"]} if context.get("goal") else {}


def opens_list(text: str) -> bool:
    """Whether a heading says that numbered measures follow.

    >>> opens_list("■取組内容"), opens_list("計画の目的")
    (True, False)
    """
    said = plain(text).strip("■◆●【】〔〕[]<>()◇□▼:")
    return bool(
        re.fullmatch(
            r"(?:具体的な?|主な|主要な?|重点)?(?:取組|取り組み|施策)(?:内容|項目|事項|一覧)?|(?:基本|個別)?施策(?:一覧|の展開)?",
            said,
        )
    )
