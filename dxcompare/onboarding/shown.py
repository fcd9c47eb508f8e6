"""A proposal in words: its table, its headings, what may stand under them, what it is about, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dxcompare.extract.proposals import TABLES
from dxcompare.onboarding.accept.indicators import OWNERS
from dxcompare.onboarding.city import City
from dxcompare.onboarding.lines import DECISIONS, tables
from dxcompare.onboarding.proposals import Proposed
from dxcompare.onboarding.sheets import Page, apart, heading
from dxcompare.onboarding.workbook import KNOWN
from dxcompare.sources.files import CsvFile
from dxcompare.tables import form
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.text import Text

#: Tables whose rows say for what an indicator is printed; their `measure` is a text that names one.
PRINTED_FOR = ("kpis", "kpi_places")
_MEASURE, _NAME = Text("施策（番号と題名）", "Measure (number and title)"), Text("指標の名称", "Indicator, by name")
#: Columns that a proposal fills with texts, where the file has ids; and one that has a name of its own elsewhere.
_OWN = {
    "kpis": {"measure": _MEASURE},
    "kpi_places": {"measure": _MEASURE, "name_ja": _NAME},
    "kpi_values": {"name_ja": _NAME},
    "schedule": {"measure": _MEASURE, "fy": Text("年度", "Fiscal year"), "quarter": Text("四半期", "Quarter")},
    "mappings/readings.csv": {
        "end": Text("どの値か", "Which value"),
        "text": Text("記載", "As stated"),
        "value": Text("値", "Value"),
        "relative_to": Text("何に対する値か", "Relative to"),
    },
    "mappings/codes_*.csv": {"role": Text("主な事項か", "Main or second"), "note": Text("理由", "Why")},
}
PLAN_ID = Text("計画ID", "Plan")
#: what a proposal says of itself beside its row
PAGE = Text("{page}枚目", "page {page} of the file")
BY = {
    "extract": Text("文書の表から", "from the document's table"),
    "rules": Text("規則から", "by rules"),
    "model": Text("言語モデル（{name}）", "a language model ({name})"),
    "person": Text("{name}さん", "{name}"),
}


def declared(table: str) -> Form | None:
    """How the file of a table is declared; nothing for rows of surveys, and what was not understood."""
    if table.startswith(DECISIONS):
        return form(table.removeprefix(DECISIONS), Folder.CITY)
    return tables()[table][0] if table in tables() else None


def needs_reason(one: Proposed) -> bool:
    """Whether a reason has to be given with it, and none is."""
    of = declared(one.table)
    return bool(of and "reason" in of.columns and not (one.said.get("reason") or one.why or one.reason))


def names(table: str, ones: Sequence[Proposed]) -> list[str]:
    """The columns in which proposals of a table are shown: those they fill, and those that say for what one is printed."""
    return list(dict.fromkeys([*(name for one in ones for name in one.said), *_owners(table)]))


def _owners(table: str) -> tuple[str, ...]:
    return OWNERS if table in PRINTED_FOR else ()


def more(table: str) -> tuple[str, ...]:
    """Headings that proposals of a table may have beside those of its file."""
    return tables()[table][1] if table in tables() else ()


def codes(table: str, name: str) -> Mapping[str, Text]:
    """The closed list of a column; empty where any text may stand."""
    of = declared(table)
    if name == "plan" and name in _owners(table):
        return {"yes": Text("はい", "yes")}
    return Page(of.file.name, of).choices(name) if of and name in of.columns else {}


@dataclass(frozen=True)
class Words:
    """The words of a city's proposals.

    Attributes
    ----------
    city : City
    lang : {"ja", "en"}
    """

    city: City
    lang: str

    def table(self, name: str) -> str:
        """What a table is called."""
        if name in TABLES:
            return TABLES[name].to(self.lang)
        of = declared(name)
        if of is None:
            return name
        row = of.of.one_row
        short = Text(row.ja.partition("。")[0], row.en.partition(". ")[0].partition("; ")[0])
        return Text(f"{short.ja}（{name}）", f"{short.en} ({name})").to(self.lang)

    def heading(self, table: str, name: str) -> str:
        """What stands above a column."""
        text = headings(table).get(name)
        return text.to(self.lang) if text else name

    def may(self, table: str, name: str) -> Mapping[str, str]:
        """What may stand in a column, in words: code → what is shown; empty where any text may."""
        if words := codes(table, name):
            return {code: text.to(self.lang) for code, text in words.items()}
        return {code: f"{text}［{code}］" for code, text in self._items.items()} if name == "item" else {}

    def text(self, table: str, name: str, text: str) -> str:
        """A text of a proposal in words."""
        return self.may(table, name).get(text, text)

    def about(self, one: Proposed) -> str:
        """The rows of the plan that a decision is about, which it names by their ids."""
        if not one.table.startswith(DECISIONS):
            return ""
        ids = [
            one.said.get(name, "").rpartition("/")[2] for name in ("kpi", "indicator", "measure", "project", "chapter")
        ]
        return "\n".join(self._rows[text] for text in ids if text in self._rows)

    def origin(self, one: Proposed) -> str:
        """Who proposes it, and where it stands."""
        kind, _, name = one.by.partition(":")
        parts = [BY.get(kind, Text(kind, kind)).to(self.lang).format(name=name)]
        parts += [PAGE.to(self.lang).format(page=one.page)] if one.page else []
        parts += [one.document] if one.document else []
        return Text("、", ", ").to(self.lang).join(parts)

    def asks(self, one: Proposed) -> list[str]:
        """What is asked of it, a line a question; then why it is proposed."""
        found = []
        for question in one.questions:
            name = question["column"]
            may = [self.text(one.table, name, str(text)) for text in question.get("readings", ())[:8]]
            readings = "　".join(text.replace("\n", "⏎") for text in may)
            column = f"{self.heading(one.table, name)}: " if name else ""
            found.append(f"{column}{question['why']}{f'（{readings}）' if readings else ''}")
        if one.why and not any(one.why in line for line in found):
            found.append(one.why)
        return found

    @cached_property
    def _items(self) -> dict[str, str]:
        file, column, _ = KNOWN["item"]
        path = self.city.data / file
        return {row[column]: row[f"name_{self.lang}"] for row in (CsvFile(path).rows if path.is_file() else ())}

    @cached_property
    def _rows(self) -> dict[str, str]:
        """Id → what a person knows a row of the plan by."""
        kpis, measures, projects, chapters = (
            CsvFile(path).rows if (path := self.city.raw / f"{name}.csv").is_file() else []
            for name in ("kpis", "measures", "projects", "chapters")
        )
        found = {row["chapter"]: row["title_ja"] for row in chapters}
        found |= {row["project"]: row["name_ja"] for row in projects}
        found |= {row["measure"]: f"{row.get('ref', '')} {row['title_ja']}".strip() for row in measures}
        return found | {
            row["kpi"]: f"{row['name_ja']}: {_value(row, 'baseline')} → {_value(row, 'target')}" for row in kpis
        }


def _value(row: Mapping[str, str], end: str) -> str:
    year = row.get(f"{end}_year_text", "")
    return (row.get(f"{end}_text") or "—").replace("\n", "⏎") + (f"（{year}）" if year else "")


def headings(table: str) -> dict[str, Text]:
    """The headings of a table that are not its names: typed column → what stands above it for readers."""
    of, place = declared(table), form("kpi_places.csv", Folder.PLAN)
    assert place is not None
    columns = of.columns if of else {}
    found = {name: heading(of, name) for name in columns} if of else {}
    found |= {name: heading(place, name) for name in _owners(table)}
    found |= _OWN.get("mappings/codes_*.csv" if table.startswith("mappings/codes_") else table, {})
    if "plan" in columns and columns["plan"].own == "plan":
        found["plan"] = PLAN_ID
    return apart(found)
