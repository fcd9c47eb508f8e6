"""The sheets of a city's workbook: which file each is, its headings in words, how to fill them in, what may be chosen.

All of it is made from the declarations of the tables, as `data/README.md` is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from dxcompare.onboarding.new import columns
from dxcompare.tables import TIDY, form, like
from dxcompare.tables.columns import Table, said
from dxcompare.tables.instructions import closed, how
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.text import Text

#: What the first cell of such a workbook says, by which it is known.
MARK = "dxcompare workbook"
#: How every cell with guidance begins, by which its row is known.
GUIDE = Text("【書き方】", "How: ")
#: What stands before the name of a sheet that is one of several.
SCHEDULE, TABLE = Text("工程表", "Schedule"), Text("集計", "Table")
#: File → the name of its sheet.
NAMES: dict[str, Text] = {
    "plan.yaml": Text("計画", "Plan"),
    "source.yaml": Text("文書", "Documents"),
    "measures.csv": Text("施策", "Measures"),
    "kpis.csv": Text("指標", "Indicators"),
    "kpi_places.csv": Text("指標の箇所", "Places of indicators"),
    "kpi_values.csv": Text("年度別の値", "Values by year"),
    "schedules/yearly.csv": SCHEDULE,
    "tags.csv": Text("国の事項の札", "Tags"),
    "chapters.csv": Text("施策以外の章", "Chapters"),
    "projects.csv": Text("プロジェクト", "Projects"),
    "evaluation.csv": Text("前計画の評価", "Evaluation"),
    "statistics.csv": Text("統計", "Statistics"),
    "claims.csv": Text("調査の記述", "Statements"),
    "errata.csv": Text("記録", "Notes on the source"),
    "survey.yaml": Text("調査", "Survey"),
    "questions.csv": Text("設問", "Questions"),
    "options.csv": Text("選択肢", "Options"),
    "mappings/kpis.csv": Text("判断・指標の読み方", "Decided - indicators"),
    "mappings/kpi_items.csv": Text("判断・指標の事項", "Decided - items"),
}
#: Headings that a tidy column does not have of its own, or that it makes of several.
_OWN = {
    "page": Text("ページ", "Page"),
    "where": Text("ページの中の位置", "Where on the page"),
    "source": Text("別の文書", "Other document"),
    "plan": Text("計画全体のもの", "Of the whole plan"),
    "label_text": Text("札の文言", "Tag"),
    "span": Text("工程の読み取り", "How steps were read"),
    "fy": Text("年度", "Fiscal year"),
    "quarter": Text("四半期", "Quarter"),
    "option": Text("選択肢ID", "Option"),
    "option_ja": Text("選択肢", "Option in words"),
    "kind": Text("種類", "Kind"),
    "quoted_from": Text("計画が示す出典", "Source that the plan names"),
    "checked.note": Text("相違の内訳", "What differed"),
}


@dataclass(frozen=True)
class Page:
    """A sheet.

    Attributes
    ----------
    file : str
        The file that it is, below the folder of the city: `kpis.csv`, `schedules/yearly.csv`, `mappings/kpis.csv`.
    form : Form
    """

    file: str
    form: Form

    @property
    def upright(self) -> bool:
        """Whether it is one record, its headings below one another."""
        return not self.form.file.name.endswith(".csv") and not self.form.file.listed

    @cached_property
    def headings(self) -> dict[str, Text]:
        """Typed column → what stands above it."""
        return apart({name: heading(self.form, name) for name in columns(self.form)})

    def column(self, heading: str) -> str | None:
        """The typed column that a heading in either language, or its own name, means."""
        return next((name for name, text in self.headings.items() if heading in (name, *text)), None)

    def choices(self, name: str) -> Mapping[str, Text]:
        """The closed list of a column; empty where any text may stand."""
        raw = self.form.columns[name]
        return raw.words or closed(self.form).get(name) or {}

    def guide(self, name: str, lang: str) -> str:
        """How to fill in a column; what may be chosen stands in its list."""
        raw = self.form.columns.get(name) or self.form.free
        assert raw is not None
        text = how(self.form, name, raw, lang)
        for code, word in self.choices(name).items() if name in self.form.columns else ():
            text = re.sub(
                rf"`{re.escape(code)}`(?:（{re.escape(word.ja)}）| \({re.escape(word.en)}\))?", word.to(lang), text
            )
        return GUIDE.to(lang) + re.sub("`([^`]*)`", lambda found: self._called(found[1], lang), text).replace(
            "\\|", "|"
        )

    def _called(self, name: str, lang: str) -> str:
        """What a column, or a file, that the guidance speaks of is called in the workbook."""
        text = self.headings.get(name) or NAMES.get(name)
        return Text("「{}」", '"{}"').to(lang).format(text.to(lang)) if text else name


def apart(found: Mapping[str, Text]) -> dict[str, Text]:
    """Headings of which no two are the same."""
    twice = [text for text in found.values() if [*found.values()].count(text) > 1]
    return {n: Text(f"{t.ja}（{n}）", f"{t.en} ({n})") if t in twice else t for n, t in found.items()}


def heading(of: Form, name: str) -> Text:
    """What stands above a typed column."""
    if name in _OWN and not (name == "kind" and _tidy(of).get(name)):
        return _OWN[name]
    return _tidy(of).get(name) or _anywhere().get(name) or _short(of, name)


def _tidy(of: Form) -> dict[str, Text]:
    """The headings of the tidy columns that are read from the columns of a file."""
    if not issubclass(of.of, Table):
        return {}
    return {
        raw.name or name: says.heading
        for name, column in reversed(of.of.fields().items())
        for says in [said(column)]
        for raw in says.raw
    }


@cache
def _anywhere() -> dict[str, Text]:
    """What a column of this name is called in whatever table declares it first."""
    found: dict[str, Text] = {}
    for kind in TIDY.values():
        for file in kind.files:
            for name, text in _tidy(Form(file, kind)).items():
                found.setdefault(name, text)
    return found


def _short(of: Form, name: str) -> Text:
    """The beginning of how to fill it in."""
    ja, en = of.columns[name].help or (name, name)
    return Text(re.split("[。、（`]", ja)[0] or name, (re.split("[,;:.(`]", en)[0].strip() or name).capitalize())


def pages() -> list[Page]:
    """The sheets of a new workbook, in order."""
    found = []
    for file in NAMES:
        folder, name = (Folder.CITY, file.partition("/")[2]) if file.startswith("mappings/") else (Folder.PLAN, file)
        declared = form(name, folder) or form(name, Folder.SURVEY)
        assert declared is not None, file
        found.append(Page(file, declared))
    return found


def named(name: str) -> Page | None:
    """The sheet of a name in either language; one of several by what stands before its own name."""
    for page in pages():
        if name in NAMES[page.file]:
            return page
    for word, folder, kind in ((SCHEDULE, "schedules/", Folder.PLAN), (TABLE, "", Folder.SURVEY)):
        for start in word:
            if name.startswith(f"{start} "):
                stem = name.removeprefix(f"{start} ").strip()
                return Page(f"{folder}{stem}.csv", like(f"{folder}{stem}.csv", kind)[0])
    return None
