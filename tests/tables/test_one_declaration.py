"""A table is declared once: with one declaration, and a reader if its rows need one, it is everywhere."""

import json
from functools import cache

import pytest

import dxcompare
from dxcompare.assemble import build
from dxcompare.assemble.home import READERS
from dxcompare.assemble.publish import PACKAGE, write
from dxcompare.pipeline import made
from dxcompare.present import declared
from dxcompare.sources import values
from dxcompare.sources.double_entry import compare
from dxcompare.sources.folder import PROCESSED
from dxcompare.tables import TIDY
from dxcompare.tables.codebook import markdown
from dxcompare.tables.columns import PAGE, WHERE, Built, locator, number, source_id, text, year
from dxcompare.tables.instructions import filled
from dxcompare.tables.measures import ELSEWHERE
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.words.faults import DataFaults
from dxcompare.words.text import Text
from tests.cities import KITAKAMI, TOMI
from tests.few import copied

HEAD = "measure,fiscal_year,amount,page,where"


class Budget(Built):
    """The one declaration."""

    one_row = Text("施策の年度ごとの予算", "What a measure may cost in a year")
    files = (File("budgets.csv", (Folder.PLAN,)),)

    measure_id = text(
        ("施策ID", "Measure"),
        key=True,
        ref="measure.measure_id",
        raw=Raw("measure", ("施策の短いID", "the measure's short id"), own="plan"),
    )
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    fy = year(("年度", "Fiscal year"), key=True, raw=Raw("fiscal_year", ("年度、記載のとおり", "as stated")))
    amount_text = text(
        ("予算額（記載）", "Amount as stated"), null=True, raw=Raw("amount", ("予算額、記載のとおり", "as stated"))
    )
    amount = number(("予算額", "Budget"), null=True, least=0, unit="thousand yen", decimals=0, raw=Raw("amount"))
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE, WHERE)


def declare(patch):
    patch.setitem(TIDY, "budget", Budget)
    for name in ("tables", "_every"):
        patch.setattr(declared, name, cache(getattr(declared, name).__wrapped__))


def put(data, folder, *rows, head=HEAD):
    path = data / "raw" / folder / "budgets.csv"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The data with two plans' budgets, built, written and loaded."""
    with pytest.MonkeyPatch.context() as patch:
        declare(patch)
        data = copied(tmp_path_factory.mktemp("budgets") / "data", TOMI, KITAKAMI)
        put(data, TOMI, '1-1,令和４年度,"1,200",3,表', "1-2,2023 (R5),0,3,表", "1-2,R6,,4,表")
        put(data, KITAKAMI, "1-1,令和5年度,800,9,表")
        write(made(data), data / PROCESSED)
        return dxcompare.load(data)


@pytest.fixture
def budgeted(built, monkeypatch):
    declare(monkeypatch)
    return built


@pytest.fixture
def faults(data, monkeypatch):
    """What is wrong with budgets, in both languages."""
    declare(monkeypatch)

    def found(*rows, **more):
        put(data, TOMI, *rows, **more)
        with pytest.raises(DataFaults) as error:
            build(data)
        return [[fault.says(lang) for fault in error.value.faults] for lang in ("en", "ja")]

    return found


def test_it_is_read_from_the_folder_of_its_plan(budgeted):
    first, second, blank = budgeted.budget.filter(plan_id="tomi-2022").iter_rows(named=True)
    assert first == {
        "measure_id": "tomi-2022/1-1",
        "plan_id": "tomi-2022",
        "fy": 2022,
        "amount_text": "1,200",
        "amount": 1200.0,
        "source_id": "tomi-2022-draft",
        "locator": "p.3 表",
    }
    assert (second["fy"], second["amount"]) == (2023, 0.0)
    assert (blank["amount_text"], blank["amount"]) == (None, None)
    assert budgeted["budget"].height == 4


def test_one_plan_alone_has_its_own_rows(budgeted):
    assert budgeted.only("kitakami-2023").budget["measure_id"].to_list() == ["kitakami-2023/1-1"]


@pytest.mark.long
def test_a_bad_cell_is_a_fault_where_it_stands(faults):
    english, japanese = faults("1-1,令和４年度,百万円,3,表", "1-1,20205,5,3,表", "1_1,R6,5,3,表", "1-2,R6,-5,3,表")
    file = f"data/raw/{TOMI}/budgets.csv"
    assert english == [
        f"{file}, row 2, column 'amount': '百万円' cannot be read as a number",
        f"{file}, row 3, column 'fiscal_year': '20205' cannot be read as a fiscal year (such as 令和5年度, R5, 2023); "
        "a digit too many or too few?",
        f"{file}, row 4, column 'measure': 'tomi-2022/1_1' does not exist in data/raw/20219_tomi/measures.csv; did you mean 'tomi-2022/1-1'?",
        f"{file}, row 5, column 'amount': found -5.0; expected 0 or more",
    ]
    assert [line.split(": ")[0] for line in japanese] == [
        f"{file} {row}行目 列「{column}」"
        for row, column in ((2, "amount"), (3, "fiscal_year"), (4, "measure"), (5, "amount"))
    ]
    assert "年度として読めません" in japanese[1]


@pytest.mark.long
def test_a_wrong_heading_is_a_fault_with_what_was_probably_meant(faults):
    (english,), (japanese,) = faults("1-1,R4,5,3,表", head="mesure,fiscal_year,amount,page,where")
    assert english.endswith("budgets.csv, row 1: column 'mesure' is unknown; did you mean 'measure'?")
    assert japanese.endswith("budgets.csv 1行目: 列「mesure」は使えません。「measure」ではありませんか")


@pytest.mark.long
def test_a_missing_column_is_a_fault(faults):
    (english,), (japanese,) = faults("1-1,R4,3,表", head="measure,fiscal_year,page,where")
    assert english.endswith("budgets.csv, row 1: column 'amount' is missing")
    assert japanese.endswith("budgets.csv 1行目: 列「amount」がありません")


@pytest.mark.long
def test_a_misspelt_file_is_told_its_name(data, monkeypatch):
    declare(monkeypatch)
    put(data, TOMI).rename(data / "raw" / TOMI / "budget.csv")
    with pytest.raises(DataFaults, match=r"budget.csv: no file of this name .* did you mean 'budgets.csv'"):
        build(data, "en")


@pytest.mark.long
def test_a_reader_says_what_a_declaration_cannot(data, monkeypatch):
    """Amounts that are printed with a unit of their own."""
    thousand = {"千円": 1, "百万円": 1000}

    def read(home, sheet):
        for record in sheet:
            unit = next((unit for unit in thousand if record["amount"].endswith(unit)), "")
            amount = values.number(record["amount"].removesuffix(unit)) * thousand[unit]
            home.assembly.read("budget", record, home.known, amount=amount)

    declare(monkeypatch)
    monkeypatch.setitem(READERS, Budget, read)
    put(data, TOMI, "1-1,R4,1.5百万円,3,表", "1-2,R4,700千円,3,表")
    budget = build(data)["budget"]
    assert budget.select("amount_text", "amount", "locator").rows() == [
        ("1.5百万円", 1500.0, "p.3 表"),
        ("700千円", 700.0, "p.3 表"),
    ]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_is_in_the_code_book(budgeted, lang):
    rows = budgeted.codebook("budget", lang)
    assert rows["column"].to_list() == list(Budget.fields())
    assert rows.filter(column="amount")["meaning"].item() == {"ja": "予算額", "en": "budget"}[lang]
    assert rows.filter(column="measure_id")["refers_to"].item() == "measure.measure_id"
    assert f"## `budget`\n\n{Budget.one_row.to(lang)}\n" in markdown(lang)


def test_it_is_in_the_data_package(budgeted):
    package = json.loads((budgeted.folder / PACKAGE).read_text(encoding="utf-8"))
    (resource,) = [one for one in package["resources"] if one["name"] == "budget"]
    assert (resource["title"], resource["description"]) == tuple(Budget.one_row)
    assert resource["schema"]["primaryKey"] == ["measure_id", "fy"]
    assert {key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]} == {"measure", "plan", "source"}
    assert '"path": "budget.csv"' in (budgeted.folder / PACKAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_is_shown_under_its_headings(budgeted, lang):
    shown = dxcompare.show(budgeted.budget, lang=lang)
    assert {"ja": {"年度", "予算額"}, "en": {"Fiscal year", "Budget"}}[lang] <= set(shown.frame.columns)
    assert "1,200" in shown._repr_html_()


@pytest.mark.parametrize(
    ("lang", "row"),
    [
        ("ja", "| `fiscal_year` | 年度、記載のとおり。年度（令和5年度、R5、2023 のどれでもよい） |"),
        ("en", "| `fiscal_year` | as stated; a fiscal year, such as 令和5年度, R5 or 2023 |"),
    ],
)
def test_it_is_in_the_instructions_for_those_who_type_it(budgeted, lang, row):
    page = filled(f"<!-- forms: {Folder.PLAN} -->\n<!-- /forms -->", lang)
    part = page.split("#### `budgets.csv`\n\n")[1].split("####")[0]
    assert part.startswith(Budget.one_row.to(lang))
    assert row in part
    assert "`page`" in part


def test_two_transcriptions_are_compared_in_it(tmp_path, monkeypatch):
    declare(monkeypatch)
    folders = [tmp_path / name for name in ("first", "second")]
    for folder, row in zip(folders, ("1-1,R4,5,3,表", "1-1,R4,6,3,別の表"), strict=True):
        folder.mkdir()
        (folder / "budgets.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    found = compare(*folders)
    assert [(one.column, one.first, one.second) for one in found.differences] == [("amount", "5", "6")]
    assert found.cells == 4  # `where` is ours
