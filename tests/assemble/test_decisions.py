"""A decision about one city stands in its folder and holds for it alone; one about words or about all in `all/`."""

import shutil

import polars as pl
import pytest

from dxcompare.assemble import build
from dxcompare.assemble.decisions import Decisions
from dxcompare.sources.folders import ALL
from dxcompare.sources.reader import Record
from dxcompare.words.faults import DataFaults
from tests.tiers import first

KITAKAMI, TOMI, NASU, IMARI = "03206_kitakami", "20219_tomi", "09215_nasukarasuyama", "41205_imari"
PLANS = {KITAKAMI: "kitakami-2023", TOMI: "tomi-2022", NASU: "nasukarasuyama-2024", IMARI: "imari-2021"}


def write(path, *lines):
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def add(path, *lines):
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")


def change(path, old, new, count=-1):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def faults(data):
    """The messages of a build that must fail, in English and in Japanese."""
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    return tuple([fault.says(lang) for fault in error.value.faults] for lang in ("en", "ja"))


# one lookup


def records(*rows):
    return [Record("x.csv", number, row) for number, row in enumerate(rows, start=2)]


def test_a_plans_own_row_stands_over_the_one_of_all():
    shared = Decisions("m/all", {"stages.csv": records({"phrase": "○", "stage": "launch"}, {"phrase": "導入"})})
    own = Decisions("m/a", {"stages.csv": records({"phrase": "○", "stage": "study"})}, shared)
    other = Decisions("m/b", {}, shared)
    assert [one.find("stages.csv", "○")[0]["stage"] for one in (own, other)] == ["study", "launch"]
    assert own.find("stages.csv", "導 入") == shared["stages.csv"][1:]  # white space does not matter
    assert own.find("stages.csv", "実施") == []


def test_a_row_is_used_where_it_was_found_and_nowhere_else():
    shared = Decisions("m/all", {"units.csv": records({"unit": "件"}, {"unit": "人"})})
    own = Decisions("m/a", {"units.csv": records({"unit": "件"})}, shared)
    own.find("units.csv", "件")
    assert list(own.unused()) == []
    assert [record["unit"] for record in shared.unused()] == ["件", "人"]


def test_a_key_decided_twice_is_told_unless_it_may_have_several_rows():
    twice = records({"phrase": "○", "label_text": "○"}, {"phrase": "○", "label_text": "○"})
    assert list(Decisions("m/a", {"stages.csv": twice}).repeated()) == [(twice[1], twice[0])]
    two = records(*({"label_text": "○", "item": item, "reason": "a"} for item in ("online", "card")))
    assert list(Decisions("m/a", {"labels.csv": two}).repeated()) == []
    same = records(*({"label_text": "○", "item": "online", "reason": reason} for reason in "ab"))
    decisions = Decisions("m/a", {"labels.csv": same})
    assert list(decisions.repeated()) == [(same[1], same[0])]
    assert len(decisions.find("labels.csv", "", "○")) == 1  # and makes nothing twice


# a city's row over a vocabulary, for each vocabulary


@pytest.mark.long
def test_a_verdict_may_mean_something_else_in_one_plan(data):
    change(data / "raw" / KITAKAMI / "evaluation.csv", ",実施,", ",○,")
    change(data / "raw" / NASU / "evaluation.csv", ",達成,", ",○,")
    add(data / "mappings" / ALL / "verdicts.csv", "○,done,行ったこと")
    write(data / "mappings" / NASU / "verdicts.csv", "verdict_text,verdict,reason", "○,not_done,これから行う予定")
    marked = build(data)["evaluation"].filter(verdict_text="○")
    found = marked.select("plan_id", "verdict").unique(maintain_order=True).sort("plan_id").rows()
    assert found == [("kitakami-2023", "done"), ("nasukarasuyama-2024", "not_done")]


@pytest.mark.long
def test_a_step_may_mean_something_else_in_one_plan(data, ds):
    write(data / "mappings" / TOMI / "stages.csv", "phrase,stage,reason", "実施,pilot,実証の実施")
    steps = build(data)["milestone"].filter(step_text="実施").select("plan_id", "stage").unique()
    assert steps.sort("plan_id").rows() == [("imari-2021", "operate"), ("tomi-2022", "pilot")]
    before = ds.milestone.filter(step_text="実施", plan_id="tomi-2022").select("stage").unique()
    assert before.rows() == [("operate",)]


@pytest.mark.long
def test_a_tag_may_name_another_item_in_one_plan(data):
    label = "自治体の行政手続きのオンライン化"  # printed by 北上市
    change(data / "raw" / NASU / "tags.csv", "自治体フロントヤード改革の推進", label)
    own = data / "mappings" / NASU / "labels.csv"
    write(own, "framework,label_text,item,reason", *(f"dx,{label},{item},両方" for item in ("bpr", "frontyard_reform")))
    tagged = build(data)["measure_item"].filter(label_text=label)
    items = {
        plan: set(tagged.filter(pl.col("measure_id").str.starts_with(plan))["item_id"])
        for plan in ("kitakami-2023", "nasukarasuyama-2024")
    }
    assert items == {"kitakami-2023": {"online_procedures"}, "nasukarasuyama-2024": {"bpr", "frontyard_reform"}}


@pytest.mark.long
def test_a_unit_may_be_called_something_else_in_one_plan(data):
    write(data / "mappings" / IMARI / "units.csv", "unit,unit_en", "人,graduates")
    tables = build(data)
    people = tables["kpi"].filter(unit="人").select(pl.col("kpi_id").str.split("/").list.first(), "unit_en").unique()
    assert dict(people.rows())["imari-2021"] == "graduates"
    assert dict(people.rows())["nasukarasuyama-2024"] == "people"
    assert set(tables["derived_kpi"].filter(unit="人")["unit_en"]) == {"graduates"}
    assert tables["unit"].filter(unit="人")["unit_en"].to_list() == ["people"]


@pytest.mark.long
def test_a_unit_of_one_plan_alone_is_a_unit(data):
    """But one of `all/` is not in another plan's folder."""
    change(data / "mappings" / ALL / "units.csv", "部署,departments\n", "")
    write(data / "mappings" / IMARI / "units.csv", "unit,unit_en", "部署,departments")
    assert build(data)["unit"].filter(unit="部署")["unit_en"].to_list() == ["departments"]


UNUSED = {
    "labels.csv": "dx,どこにもない札,security,試し",
    "stages.csv": "どこにもない工程,study,試し,",
    "units.csv": "課,sections",
    "verdicts.csv": "達成,done,この計画は評価を記載していない",
}


@pytest.mark.long
def test_a_word_in_a_citys_folder_that_nothing_of_the_city_uses_is_a_fault(data):
    """東御市 prints no verdicts and counts no sections, though others do."""
    for file, row in UNUSED.items():
        heading = (data / "mappings" / ALL / file).read_text(encoding="utf-8").split("\n")[0]
        write(data / "mappings" / TOMI / file, heading, row)
    english, japanese = faults(data)
    assert len(english) == len(UNUSED)
    for message, (file, row) in zip(english, UNUSED.items(), strict=True):
        first, second = row.split(",")[:2]
        assert message.startswith(f"data/mappings/{TOMI}/{file}, row 2: nothing in the data uses '{first} / {second}'")
    assert all("どのデータにも使われていません" in message for message in japanese)


# a row, a file, a folder in the wrong place: one fault each, and nothing follows from it


def move(source, target, start):
    """Move the rows that begin so to a file of another folder."""
    lines = source.read_text(encoding="utf-8").splitlines()
    moved = [line for line in lines[1:] if line.startswith(start)]
    assert moved
    write(source, *(line for line in lines if line not in moved))
    if target.is_file():
        add(target, *moved)
    else:
        write(target, lines[0], *moved)


#: file → how a row about 北上市 begins, the column that says so
OF_KITAKAMI = {
    "chapter_items.csv": ("kitakami-2023/ch6,", "chapter"),
    "codes_a.csv": ("kitakami-2023/1-2,", "measure"),
    "dashes.csv": ("kitakami-ict-2022,", "survey"),
    "evaluation_items.csv": ("kitakami-2023,14,", "plan"),
    "groups.csv": ("kitakami-ict-2022,20歳代,", "survey"),
    "kpi_actuals.csv": ("kitakami-2023/k01,", "kpi"),
    "kpi_items.csv": ("kitakami-2023/k04,", "kpi"),
    "kpi_levels.csv": ("kitakami-2023/k05,", "kpi"),
    "kpis.csv": ("kitakami-2023/k03,", "kpi"),
    "project_measures.csv": ("kitakami-2023/p9,②", "project"),
    "theme_options.csv": ("kitakami-ict-2022/q1,smartphone,", "question"),
}


def test_a_row_about_another_plan_is_a_fault_that_says_where_it_belongs(data):
    for file, (start, _) in OF_KITAKAMI.items():
        move(data / "mappings" / KITAKAMI / file, data / "mappings" / TOMI / file, start)
    english, japanese = faults(data)
    assert len(english) == len(OF_KITAKAMI)
    for one, other, (file, (start, column)) in zip(english, japanese, OF_KITAKAMI.items(), strict=True):
        key, where = start.split(",")[0], f"data/mappings/{KITAKAMI}/{file}"
        assert one.startswith(f"data/mappings/{TOMI}/{file}, row ")
        assert one.endswith(f", column '{column}': the row on '{key}' belongs in {where}")
        assert other.endswith(f"列「{column}」: 「{key}」の行は {where} に書いてください")


@pytest.mark.long
def test_an_adjudication_of_another_plan_is_a_fault(data):
    path = data / "mappings" / TOMI / "adjudication.csv"
    write(path, "measure,item,decision,reason,reason_en,coder", "kitakami-2023/1-1,telework,acts,x,x,a")
    (nothing_to_decide, elsewhere), _ = faults(data)
    assert "the coders do not disagree" in nothing_to_decide
    assert elsewhere.endswith(f"'kitakami-2023/1-1' belongs in data/mappings/{KITAKAMI}/adjudication.csv")


@pytest.mark.long
def test_a_citys_key_in_all_is_a_fault(data):
    move(
        data / "mappings" / TOMI / "deadline_steps.csv",
        data / "mappings" / ALL / "deadline_steps.csv",
        "system_standardisation,tomi",
    )
    (english,), (japanese,) = faults(data)
    where = f"data/mappings/{TOMI}/deadline_steps.csv"
    assert english == (
        f"data/mappings/all/deadline_steps.csv, row 3, column 'measure': the row on 'tomi-2022/2-1' belongs in {where}"
    )
    assert japanese == (
        f"data/mappings/all/deadline_steps.csv 3行目 列「measure」: 「tomi-2022/2-1」の行は {where} に書いてください"
    )


@pytest.mark.long
def test_a_national_deadline_in_a_citys_folder_is_a_fault(data):
    move(data / "mappings" / ALL / "deadline_steps.csv", data / "mappings" / TOMI / "deadline_steps.csv", "mynumber")
    (english,), _ = faults(data)
    assert english.endswith("the row on 'mynumber_card' belongs in data/mappings/all/deadline_steps.csv")


@pytest.mark.long
def test_a_citys_file_in_all_is_a_fault(data):
    shutil.move(data / "mappings" / TOMI / "kpis.csv", data / "mappings" / ALL / "kpis.csv")
    (english,), (japanese,) = faults(data)
    assert english == "data/mappings/all/kpis.csv: this file belongs in data/mappings/<code>_<romaji>/"
    assert japanese == "data/mappings/all/kpis.csv: data/mappings/<code>_<romaji>/ に置くファイルです"


@pytest.mark.long
def test_a_file_about_all_in_a_citys_folder_is_a_fault(data):
    move(data / "mappings" / ALL / "themes.csv", data / "mappings" / TOMI / "themes.csv", "smartphone_use")
    (english,), (japanese,) = faults(data)
    assert english == f"data/mappings/{TOMI}/themes.csv: this file belongs in data/mappings/all/"
    assert japanese == f"data/mappings/{TOMI}/themes.csv: data/mappings/all/ に置くファイルです"


@pytest.mark.long
def test_a_key_of_no_plan_is_a_fault(data):
    add(data / "mappings" / TOMI / "kpis.csv", "tomi-2002/k01,%,higher,percent,0,100,point,割合")
    (english,), (japanese,) = faults(data)
    assert english.endswith(
        "row 8, column 'kpi': 'tomi-2002/k01' is nothing of tomi-2022; did you mean 'tomi-2022/k01'?"
    )
    assert "「tomi-2002/k01」は tomi-2022 のものではありません。「tomi-2022/k01」ではありませんか" in japanese


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "here"),
    first(
        [
            (
                "41205_imari/derived_kpis.csv",
                "imari-2021/k32-yearly",
                "tomi-2022/k32-yearly",
                "derived",
                ["imari-2021"],
            ),
            (
                f"{KITAKAMI}/project_measures.csv",
                "p9,②,kitakami-2023/4-4",
                "p9,②,tomi-2022/1-1",
                "measure",
                ["kitakami-2023", "kitakami-ict-2022"],
            ),
        ],
    ),
)
def test_a_row_that_ties_two_plans_together_is_a_fault(data, file, old, new, column, here):
    change(data / "mappings" / file, old, new)
    english, japanese = faults(data)
    assert f"column '{column}': '{new.split(',')[-1]}' is nothing of {', '.join(here)}" in english[0]
    assert f"「{new.split(',')[-1]}」は {'、'.join(here)} のものではありません" in japanese[0]


@pytest.mark.long
def test_a_project_may_count_for_no_measure(data):
    change(data / "mappings" / KITAKAMI / "project_measures.csv", "p9,②,kitakami-2023/4-4", "p9,②,")
    row = build(data)["project_measure"].filter(project_id="kitakami-2023/p9", track="②")
    assert row["measure_id"].to_list() == [None]


@pytest.mark.long
def test_a_folder_without_raw_is_one_fault(data):
    (data / "mappings" / KITAKAMI).rename(data / "mappings" / "03206_kitakamy")
    (english,), (japanese,) = faults(data)
    assert english == (
        "data/mappings/03206_kitakamy: there is no folder of this name in data/raw/; did you mean '03206_kitakami'?"
    )
    assert japanese.startswith("data/mappings/03206_kitakamy: data/raw/ に同じ名前のフォルダーがありません")


@pytest.mark.long
def test_the_folder_of_a_city_that_is_not_here_is_one_fault(data):
    shutil.rmtree(data / "raw" / KITAKAMI)
    (english,), _ = faults(data)
    assert english.startswith(f"data/mappings/{KITAKAMI}: there is no folder of this name in data/raw/")


@pytest.mark.long
def test_an_unknown_file_in_a_citys_folder_is_a_fault(data):
    write(data / "mappings" / TOMI / "kpi.csv", "kpi")
    (english,), (japanese,) = faults(data)
    assert english.startswith(
        f"data/mappings/{TOMI}/kpi.csv: no file of this name is read (names read: accepted.csv, adjudication"
    )
    assert english.endswith("did you mean 'kpis.csv'?")
    assert "この名前のファイルは読まれません" in japanese


@pytest.mark.long
def test_a_file_beside_the_folders_is_a_fault(data):
    write(data / "mappings" / "kpis.csv", "kpi")
    (english,), _ = faults(data)
    assert english == (
        "data/mappings/kpis.csv: no file of this name is read (names read: all/, "
        f"{KITAKAMI}/, {NASU}/, {TOMI}/, {IMARI}/)"
    )


# what is missing


def test_a_city_without_decisions_is_told_which_rows_in_which_files(fifth):
    english, japanese = faults(fifth)
    own = "data/mappings/01202_hakodate"
    assert english == [
        f"{own}/codes_*.csv, column 'measure': {own}/codes_*.csv does not say what to do with 'hakodate-2025/1'; "
        "nobody has coded it yet: make the file, with the coder's name (small letters) for *, and add a row; of what is "
        "about no item, the item is none",
        "data/raw/01202_hakodate/kpis.csv, row 2, column 'kpi': "
        f"{own}/kpis.csv does not say what to do with 'hakodate-2025/k01'; add a row there",
        "data/raw/01202_hakodate/kpis.csv, row 2, column 'kpi': "
        f"{own}/kpi_items.csv does not say what to do with 'hakodate-2025/k01'; add a row there; of what is about no "
        "item, the item is none",
    ]
    assert f"「hakodate-2025/k01」の扱いが {own}/kpis.csv に決められていません" in japanese[1]


@pytest.mark.long
def test_the_kinds_that_indicators_promise_may_be_left_unjudged(data):
    """Without the file nobody has judged; with it, every indicator of the plan must be."""
    (data / "mappings" / TOMI / "kpi_levels.csv").unlink()
    levels = build(data)["kpi_level"]["kpi_id"].str.split("/").list.first().value_counts()
    assert dict(levels.iter_rows()) == {"kitakami-2023": 15, "nasukarasuyama-2024": 16, "imari-2021": 34}


@pytest.mark.long
def test_a_word_nobody_decided_names_both_places(data):
    change(data / "mappings" / ALL / "stages.csv", "更改,", "更々改,")
    (english,), (japanese,) = faults(data)
    assert "data/mappings/all/stages.csv does not say what to do with '更改'" in english
    assert english.endswith(f"; add a row there, or to data/mappings/{TOMI}/stages.csv if this plan alone means it so")
    assert japanese.endswith(
        "「更改」の扱いが data/mappings/all/stages.csv に決められていません。"
        f"そこに行を加えてください。この計画だけの意味なら data/mappings/{TOMI}/stages.csv に加えます"
    )


@pytest.mark.long
def test_the_first_coder_codes_every_city_and_any_other_all_of_one(data):
    """Or a plan would seem to act on nothing: the first coder's codes are what results take by themselves."""
    for name in (KITAKAMI, NASU, IMARI):
        (data / "mappings" / name / "codes_b.csv").unlink()
        (data / "mappings" / name / "adjudication.csv").unlink()
    build(data, "en")
    path = data / "mappings" / TOMI / "codes_b.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("tomi-2022/1-4,")]
    write(path, *kept)
    (english,), _ = faults(data)
    assert english.startswith(f"data/mappings/{TOMI}/codes_b.csv, column 'measure'")
    assert "'tomi-2022/1-4'" in english
    path.unlink()
    path.with_name("codes_a.csv").unlink()
    english, _ = faults(data)
    assert {line.split(":")[0] for line in english} == {f"data/mappings/{TOMI}/codes_*.csv, column 'measure'"}
    assert len(english) == 14  # all its measures


@pytest.mark.parametrize("missing", ["all", "all/stages.csv", "all/coding_rules.csv"])
def test_what_is_missing_in_all_is_one_fault(data, missing):
    """Though every word, or every code, is then undecided."""
    path = data / "mappings" / missing
    (shutil.rmtree if path.is_dir() else type(path).unlink)(path)
    (english,), (japanese,) = faults(data)
    if missing == ALL:
        assert (english, japanese) == (
            "data/mappings/all: there is no such folder",
            "data/mappings/all: フォルダーがありません",
        )
    else:
        assert english == f"data/mappings/all: the file '{path.name}' is needed"
        assert japanese == f"data/mappings/all: ファイル「{path.name}」が必要です"


def test_a_file_of_all_that_cannot_be_read_is_one_fault(data):
    change(data / "mappings" / ALL / "stages.csv", "実施,operate", '実施,"operate')
    (english,), _ = faults(data)
    assert english.startswith("data/mappings/all/stages.csv, row 204: not readable as CSV")


@pytest.mark.long
def test_a_coder_who_has_coded_nothing_yet_has_a_file_to_fill(data):
    write(data / "mappings" / TOMI / "codes_d.csv", "measure,item,role,note")
    add(data / "mappings" / ALL / "coders.csv", "d,person,判定者d,coder d,,")
    assert len(faults(data)[0]) == 14
