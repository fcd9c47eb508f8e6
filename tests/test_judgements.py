"""Who judged what: the table `judgement`, what is made from it, and the argument `by`, on rows worked by hand."""

import dataclasses
import re
import shutil
from pathlib import Path

import polars as pl
import pytest

from dxcompare import agreement, ambition, coverage, outcomes, previous, timeline
from dxcompare.assemble import build
from dxcompare.assemble.judgements import measure_items
from dxcompare.dataset.loaded import Dataset, typed
from dxcompare.evidence.judgements import acting, adjudications, asked_by, choices, coders, looked_at, mainly, whose
from dxcompare.pipeline import made
from dxcompare.tables import DERIVED
from dxcompare.tables.judgement import Judgement
from dxcompare.words.faults import DataFaults
from tests.conftest import ROOT
from tests.test_rules import add

BOOK = ("card", "security", "telework")
#: what two coders found in three measures of plan p: item → role.
CODES = {
    ("a", "p/1"): {"card": "primary", "telework": "secondary"},
    ("a", "p/2"): {"none": "primary"},
    ("a", "p/3"): {"telework": "primary", "security": "secondary"},
    ("b", "p/1"): {"card": "primary"},
    ("b", "p/2"): {"security": "primary"},
    ("b", "p/3"): {"security": "primary", "card": "secondary"},
}
DECIDED = [("p/2", "security", "yes"), ("p/3", "telework", "no")]


def judged(codes=CODES, decided=(), tags=(("p/3", "card"),)):
    """A dataset of nothing but judgements."""
    rows = [("stated", "plan", measure, item, "yes") for measure, item in tags]
    for (who, measure), found in codes.items():
        left = dict.fromkeys(set(BOOK) - set(found), "no")
        rows += [("coded", who, measure, item, value) for item, value in {**found, **left}.items()]
    rows += [("adjudicated", "c", *decision) for decision in decided]
    frame = pl.DataFrame(
        [
            {
                "plan_id": measure.split("/")[0],
                "subject_kind": "measure",
                "subject_id": measure,
                "framework": "dx",
                "item_id": item,
                "act": act,
                "who": who,
                "value": value,
                "label_text": "札" if act == "stated" else None,
                "reason": f"{who} on {measure}" if value != "no" else None,
                "source_id": "s",
                "locator": "p.1",
            }
            for act, who, measure, item, value in rows
        ],
        schema={name: column.dtype for name, column in Judgement.fields().items()},
    )
    return Dataset({"judgement": typed("judgement", frame.sort(Judgement.keys()))}, Path("made up"))


def without(ds, **changes):
    return dataclasses.replace(ds, tables={**ds.tables, **changes})


def found(ds, by):
    """measure → item → role, the role of a tag being `tag`."""
    cells = {}
    for measure, item, role in acting(ds, by).select("measure_id", "item_id", "role").iter_rows():
        cells.setdefault(measure, {}).setdefault(item, []).append(role or "tag")
    return {measure: {item: "+".join(said) for item, said in items.items()} for measure, items in cells.items()}


# ---- what `by` counts


def of(coder):
    return {measure: found for (who, measure), found in CODES.items() if who == coder}


def test_each_value_of_by_counts_its_own_judgements():
    ds = judged(decided=DECIDED)
    assert found(ds, "stated") == {"p/3": {"card": "tag"}}
    assert found(ds, "a") == of("a")
    assert found(ds, "b") == of("b")
    both = of("a")["p/3"] | {"card": "tag"}
    assert found(ds, "stated+a") == of("a") | {"p/3": both}
    assert found(ds, "stated+b")["p/3"] == {"security": "primary", "card": "tag+secondary"}


def test_either_is_a_tag_or_a_code_of_the_first_coder():
    assert found(judged(), "either") == found(judged(), "stated+a") != found(judged(), "stated+b")
    alone = judged(codes={})
    assert found(alone, "either") == found(alone, "stated") == {"p/3": {"card": "tag"}}


def test_an_adjudication_changes_the_first_coders_codes_each_way():
    """Decided for: b's reason. Decided away: the next item is the main one. Undecided: a's, though b differs."""
    ds = judged(decided=DECIDED)
    assert found(ds, "adjudicated") == {
        "p/1": CODES["a", "p/1"],
        "p/2": {"security": "primary"},
        "p/3": {"security": "primary"},
    }
    notes = dict(acting(ds, "adjudicated").select("measure_id", "note").iter_rows())
    assert (notes["p/1"], notes["p/2"], notes["p/3"]) == ("a on p/1", "b on p/2", "a on p/3")
    assert found(ds, "stated+adjudicated")["p/3"] == {"security": "primary", "card": "tag"}
    assert found(ds, "a") == of("a")  # the codes stay as they are


def test_after_an_adjudication_exactly_one_item_is_the_main_one():
    both = judged(decided=[("p/3", "card", "yes")])  # one more; a's main item stays
    assert found(both, "adjudicated")["p/3"] == {"telework": "primary", "security": "secondary", "card": "secondary"}
    nothing = judged(decided=[("p/3", "telework", "no"), ("p/3", "security", "no")])
    assert found(nothing, "adjudicated")["p/3"] == {"none": "primary"}
    other = judged(decided=[("p/3", "telework", "no"), ("p/3", "security", "no"), ("p/3", "card", "yes")])
    assert found(other, "adjudicated")["p/3"] == {"card": "primary"}
    two = judged(decided=[("p/3", "telework", "no"), ("p/3", "card", "yes")])  # what is left comes before what is new
    assert found(two, "adjudicated")["p/3"] == {"security": "primary", "card": "secondary"}
    second = judged(decided=[("p/3", "security", "no")])  # not the main one
    assert found(second, "adjudicated")["p/3"] == {"telework": "primary"}


def test_what_a_coder_looked_for_is_told_from_what_the_coder_found():
    ds = judged(decided=DECIDED)
    every = {(measure, item) for measure in ("p/1", "p/2", "p/3") for item in BOOK}
    seen = {by: set(looked_at(ds, by).select("measure_id", "item_id").iter_rows()) for by in choices(ds)}
    assert seen == {"either": every, "stated": set(), "a": every, "b": every, "adjudicated": every}


def test_the_main_item_is_told_by_codes_and_by_tags_only_where_there_is_nothing_else():
    ds = judged(tags=[("p/1", "security"), ("p/3", "card")])
    main = {by: mainly(acting(ds, by), by).select("measure_id", "item_id").rows() for by in ("either", "stated")}
    assert main["either"] == [("p/1", "card"), ("p/2", "none"), ("p/3", "telework")]
    assert main["stated"] == [("p/1", "security"), ("p/3", "card")]


def test_only_measures_are_counted_as_measures():
    ds = judged()
    step = ds.judgement.filter(act="stated").with_columns(
        subject_kind=pl.lit("step").cast(ds.judgement.schema["subject_kind"]), subject_id=pl.lit("p/1.2024.1")
    )
    more = Dataset({"judgement": pl.concat([ds.judgement, step])}, Path("made up"))
    assert found(more, "stated") == found(ds, "stated")


# ---- who there is, in words


def test_choices_are_what_there_is():
    assert list(choices(judged(codes={}))) == ["either", "stated"]
    assert list(choices(judged())) == ["either", "stated", "a", "b"]
    assert list(choices(judged(decided=DECIDED))) == ["either", "stated", "a", "b", "adjudicated"]
    assert coders(judged(decided=DECIDED)) == ["a", "b"]
    assert adjudications(judged(decided=DECIDED)).select("measure_id", "item_id", "value", "who").rows() == [
        ("p/2", "security", "yes", "c"),
        ("p/3", "telework", "no", "c"),
    ]


@pytest.mark.parametrize(
    ("by", "ja", "en"),
    [
        ("either", "計画の記載と当方の判定のどちらか", "tags of the plan or our codes"),
        ("stated", "計画の記載だけ", "tags of the plan only"),
        ("a", "当方の判定だけ", "our codes only"),
        ("b", "判定者bの判定だけ", "the codes of coder b only"),
        ("adjudicated", "裁定後の判定だけ", "adjudicated codes only"),
        ("stated+b", "計画の記載と判定者bの判定のどちらか", "tags of the plan or the codes of coder b"),
    ],
)
def test_whose_judgement_in_words(by, ja, en):
    assert whose(judged(decided=DECIDED), by) == (ja, en)


@pytest.mark.parametrize("by", ["coded", "adjudicated", "z", "a+b", "a+stated", "stated+", "plan", ""])
def test_nobody_judged_so(by):
    with pytest.raises(
        ValueError, match=f"by must be one of 'either', 'stated', 'a', 'b', .*not {re.escape(repr(by))}"
    ):
        acting(judged(), by)


# ---- basis= and coder=, one more release


@asked_by
def ask(ds, *, by="either"):
    """A question that answers what it was asked by."""
    return by


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"basis": "either"}, "either"),
        ({"basis": "stated"}, "stated"),
        ({"basis": "stated", "coder": "b"}, "stated"),
        ({"basis": "coded"}, "a"),
        ({"basis": "coded", "coder": "b"}, "b"),
        ({"coder": "a"}, "stated+a"),
        ({"coder": "adjudicated"}, "stated+adjudicated"),
        ({"basis": "either", "coder": "b"}, "stated+b"),
    ],
)
def test_the_old_arguments_warn_and_name_the_new_spelling(monkeypatch, old, new):
    said = {"en": "basis= and coder= of ask() go with the next release; write", "ja": "ask() の basis= と coder="}
    for lang, words in said.items():
        monkeypatch.setenv("DXCOMPARE_LANG", lang)
        with pytest.warns(DeprecationWarning, match=re.escape(words)) as told:
            assert ask(judged(), **old) == new
        assert f'by="{new}"' in str(told[0].message)
        assert told[0].filename == __file__


def test_coverage_asked_the_old_way_is_coverage_asked_the_new_way(ds):
    with pytest.warns(DeprecationWarning, match='by="stated"'):
        before = coverage(ds, basis="stated")
    after = coverage(ds, by="stated")
    assert before.method == after.method
    for name, table in after.tables.items():
        assert before.to_frame(name).equals(table), name


@pytest.mark.parametrize("ask", [timeline, previous, ambition, outcomes])
def test_the_other_questions_take_coder_with_a_warning(ds, monkeypatch, ask):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    with pytest.warns(DeprecationWarning, match=r'の basis= と coder= は次の版でなくなる。by="stated\+a" と書く'):
        before = ask(ds, coder="a")
    assert before.to_frame().equals(ask(ds, by="stated+a").to_frame())


def test_the_old_arguments_do_not_go_with_the_new(ds):
    with pytest.raises(TypeError, match=r"by="):
        coverage(ds, by="stated", basis="stated")
    with pytest.raises(ValueError, match="basis must be one of 'either', 'stated', 'coded', not 'guess'"):
        coverage(ds, basis="guess")
    with pytest.raises(TypeError, match="positional"):
        previous(ds, "a")  # was `coder`, and meant either


# ---- from raw files to the table


def test_every_coder_says_yes_or_no_to_every_item_of_the_code_book(ds):
    rows = ds.judgement.filter(pl.col("item_id") != "none", act="coded")
    assert rows.group_by("who").len().rows() == [("a", ds.measure.height * ds.coding_rule.height)]
    assert set(rows["item_id"]) == set(ds.coding_rule["item_id"])
    nothing = ds.judgement.filter(subject_id="tomi-2022/2-7", act="coded")
    assert nothing.filter(item_id="none").select("value", "who").rows() == [("primary", "a")]
    assert nothing.filter(value="no").height == ds.coding_rule.height
    assert set(ds.judgement.filter(value="no")["act"]) == {"coded"}


def test_tags_are_judgements_of_the_plan(ds):
    tags = ds.judgement.filter(act="stated")
    assert tags.select("who", "value").unique().rows() == [("plan", "yes")]
    assert tags["label_text"].null_count() == 0
    one = tags.filter(subject_id="nasukarasuyama-2024/1-1-1").row(0, named=True)
    assert (one["plan_id"], one["reason"]) == (
        "nasukarasuyama-2024",
        "政策単位の記載: 1 行政手続きのデジタル化の推進",
    )


def test_the_items_of_measures_are_what_was_not_left_out():
    ds = judged(decided=DECIDED)
    step = ds.judgement.filter(act="stated").with_columns(
        subject_kind=pl.lit("step").cast(ds.judgement.schema["subject_kind"])
    )
    made_up = measure_items(pl.concat([ds.judgement, step]).with_columns(_at=pl.lit(0)))
    assert made_up.filter(measure_id="p/3").select(
        "item_id", "basis", "coder", "role", "label_text", "note"
    ).rows() == [
        ("card", "coded", "b", "secondary", None, "b on p/3"),
        ("card", "stated", None, None, "札", "plan on p/3"),
        ("security", "coded", "a", "secondary", None, "a on p/3"),
        ("security", "coded", "b", "primary", None, "b on p/3"),
        ("telework", "coded", "a", "primary", None, "a on p/3"),
    ]
    assert made_up.filter(measure_id="p/2", coder="a").select("item_id", "role").rows() == [("none", "primary")]


CODER_B = "b,person,判定者b,coder b,,"


TOMI = Path("mappings") / "20219_tomi"
CODERS = Path("mappings") / "all" / "coders.csv"


def second(data, *lines, adjudication=()):
    """Coder b, who codes as a does but for what these lines add on 東御市's plan."""
    for path in (data / "mappings").glob("*/codes_a.csv"):
        more = "".join(f"{line}\n" for line in lines if path.parent.name == TOMI.name)
        path.with_name("codes_b.csv").write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    if adjudication:
        (data / TOMI / "adjudication.csv").write_text(
            "\n".join(["measure,item,decision,reason,coder", *adjudication, ""]), encoding="utf-8"
        )
    return data


def test_a_second_coder_and_adjudications_reach_every_question(data):
    """東御市's 1-2, the My Number Card, is coded telework and security besides; the one is so, the other is not."""
    second(
        data,
        "tomi-2022/1-2,telework,secondary,",
        "tomi-2022/1-2,security,secondary,",
        adjudication=[
            "tomi-2022/1-2,telework,acts,在宅での申請,a",
            "tomi-2022/1-2,security,does_not_act,語がない,a",
        ],
    )
    add(CODER_B)(data / CODERS)
    ds = Dataset({name: typed(name, frame) for name, frame in made(data, "en").items()}, data)
    every = ds.measure.height * ds.coding_rule.height
    coded = ds.judgement.filter(pl.col("item_id") != "none", act="coded").group_by("who").len()
    assert dict(coded.iter_rows()) == {"a": every, "b": every}
    rows = ds.judgement.filter(act="adjudicated").sort("item_id")
    assert rows.select("subject_id", "item_id", "value", "who", "reason", "plan_id").rows() == [
        ("tomi-2022/1-2", "security", "no", "a", "語がない", "tomi-2022"),
        ("tomi-2022/1-2", "telework", "yes", "a", "在宅での申請", "tomi-2022"),
    ]
    assert set(rows["locator"]) == set(ds.measure.filter(measure_id="tomi-2022/1-2")["locator"])
    assert set(ds.coverage["by"]) == {"either", "stated", "a", "b", "adjudicated"}
    cells = ds.coverage.filter(framework="dx", version="1.0", plan_id="tomi-2022")
    for item, more in (("telework", 1), ("security", 0)):
        n = dict(cells.filter(item_id=item).select("by", "measures").iter_rows())
        assert (n["b"], n["adjudicated"], n["stated"]) == (n["a"] + 1, n["a"] + more, 0)
    result = agreement(ds, draws=2, by=("a", "adjudicated", "stated"))
    pairs = result.to_frame().filter(item_id="telework")
    assert pairs.select("first", "second", "first_n", "second_n").rows()[0] == ("a", "adjudicated", 3, 4)
    assert set(pairs["second"]) == {"adjudicated", "plan"}
    assert result.to_frame("coders")["coder"].to_list() == ["a", "adjudicated"]
    decisions = agreement(ds, draws=2).to_frame("disagreements")
    assert dict(decisions.select("item_id", "decision").iter_rows()) == {
        "security": "does_not_act",
        "telework": "acts",
    }


def faults(data, lang="en"):
    with pytest.raises(DataFaults) as error:
        build(data, lang)
    return [fault.says(lang) for fault in error.value.faults]


def test_a_codes_file_of_nobody_is_one_fault(data):
    assert faults(second(data)) == [
        "data/mappings/03206_kitakami/codes_b.csv: 'b' does not exist in data/mappings/all/coders.csv; add a row, or exclude it with a reason"
    ]
    add("bb,person,判定者,coder,,")(data / CODERS)
    assert faults(data, "ja") == [
        "data/mappings/03206_kitakami/codes_b.csv: 「b」は data/mappings/all/coders.csv にありません。「bb」ではありませんか"
    ]


def test_no_coder_takes_the_plans_name(data):
    shutil.copy(data / TOMI / "codes_a.csv", data / TOMI / "codes_plan.csv")
    assert faults(data) == [
        "data/mappings/20219_tomi/codes_plan.csv: 'plan' stands for what plans print; give the coder another name"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "adjudicated,person,裁定者,adjudicator,,",
            "'coder': either, stated and adjudicated cannot be the name of a coder",
        ),
        ("print,plan,印刷,print,,", "'kind': the kind 'plan' belongs to 'plan', what plans print, and to no other"),
        ("B,person,判定者,coder,,", "'coder': found 'B'; expected the form"),
        ("c,robot,判定者,coder,,", "'kind': found 'robot'; expected one of plan, person, model, city"),
        ("a,person,判定者,coder,,", "'coder': 'a' is a duplicate"),
    ],
)
def test_a_coder_is_declared_once_and_truly(data, line, said):
    add(line)(data / CODERS)
    (only,) = faults(data)
    assert said in only


def test_tags_need_the_plan_among_the_coders(data):
    path = data / CODERS
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("plan,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert faults(data) == [
        "data/mappings/all/coders.csv: 'plan' does not exist in data/mappings/all/coders.csv; add a row, or exclude it with a reason"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "tomi-2022/1-9,telework,secondary,",
            ["row last, column 'measure': 'tomi-2022/1-9' does not exist in measure"],
        ),
        ("tomi-2022/1-2,telework,,", ["row last, column 'role': a value is needed"]),
        ("tomi-2022/1-2,telework,no,", ["row last, column 'role': found 'no'; expected one of primary, secondary"]),
        ("tomi-2022/1-2,mynumber_card,secondary,", ["row last, column 'measure': ", "is a duplicate"]),
    ],
)
def test_a_slip_in_a_code_is_one_fault(data, line, said):
    path = data / TOMI / "codes_a.csv"
    said = [part.replace("last", str(len(path.read_text(encoding="utf-8").splitlines()) + 1)) for part in said]
    add(line)(path)
    messages = faults(data)
    assert len(messages) == 1
    assert all(part in messages[0] for part in said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tomi-2022/1-2,telework,acts,x,", "column 'coder': a value is needed"),
        ("tomi-2022/1-2,telework,acts,x,z", "column 'coder': 'z' does not exist in coder"),
        (
            "tomi-2022/1-2,telework,perhaps,x,a",
            "column 'decision': found 'perhaps'; expected one of acts, does_not_act",
        ),
    ],
)
def test_a_slip_in_an_adjudication_is_one_fault(data, line, said):
    second(data, "tomi-2022/1-2,telework,secondary,", adjudication=[line])
    add(CODER_B)(data / CODERS)
    (only,) = faults(data)
    assert said in only


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"who": "a"}, "stated_by_the_plan"),
        ({"value": "primary"}, "codes_of_measures_have_a_rank"),
        ({"act": "coded", "who": "a"}, "codes_of_measures_have_a_rank"),
        ({"act": "coded", "who": "a", "value": "primary", "subject_kind": "kpi"}, "codes_of_measures_have_a_rank"),
    ],
)
def test_what_readers_emit_is_held_against_the_rules(change, rule):
    """A tag is a yes of the plan; only codes of measures have a rank."""
    row = judged(codes={}).judgement.with_columns(pl.all().cast(pl.String), _at=pl.lit(1, pl.UInt32))
    assert Judgement.filter(row)[1].counts() == {}
    broken = row.with_columns(**{name: pl.lit(value) for name, value in change.items()})
    assert Judgement.filter(broken)[1].counts() == {rule: 1}


# ---- the derived table, and the old one in it


def test_the_old_table_of_coverage_is_read_from_the_new_one_as_the_changelog_says(ds):
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    code = next(block for block in re.findall(r"```python\n(.*?)```", text, re.S) if "depth_either" in block)
    names = {"ds": ds, "pl": pl}
    exec(re.sub(r"^  ", "", code, flags=re.M), names)
    old = names["old"]
    columns = (
        "framework version plan_id item_id as_written stated coded depth_either depth_stated depth_coded depth_own "
        "blank measures kpis steps"
    ).split()
    assert set(old.columns) == set(columns)
    assert old.height == 264
    # rows of the table as it stood before: tag and code, tag alone, code alone, a shared indicator, and blanks
    for line in (
        "dx,1.0,kitakami-2023,mynumber_card,false,true,false,5,5,0,5,,1,1,0",
        "dx,2.0,kitakami-2023,open_data_kanmin,true,true,true,5,5,5,5,,2,2,10",
        "dx,1.0,nasukarasuyama-2024,telework,false,false,true,5,0,5,1,,1,1,0",
        "dx,2.0,nasukarasuyama-2024,telework,false,false,false,,,,,not_assessed,0,0,0",
        "dx,1.0,imari-2021,planned_approach,true,false,false,,0,,,not_assessed,0,0,0",
        "dx,1.0,nasukarasuyama-2024,open_data_kanmin,false,false,false,0,0,0,0,not_stated,0,0,0",
        "kanmin,2016,imari-2021,kanmin_divide,true,false,false,,0,,,not_assessed,0,0,0",
        "kanmin,2016,tomi-2022,kanmin_divide,true,true,false,2,2,,2,,1,0,4",
    ):
        row = line.split(",")
        framework, version, plan, item = row[:4]
        cell = old.filter(framework=framework, version=version, plan_id=plan, item_id=item).row(0, named=True)
        assert ["" if cell[name] is None else str(cell[name]).lower() for name in columns] == row


def test_the_derived_table_is_the_matrix_of_every_choice(ds):
    names = [name for name in DERIVED["coverage"].fields() if name not in ("framework", "by", "as_written")]
    for by in choices(ds):
        table = ds.coverage.filter(framework="dx", version="2.0", by=by).select(names)
        matrix = coverage(ds, version="2.0", by=by).to_frame().select(names).sort("plan_id", "item_id")
        assert table.equals(matrix), by
    assert ds.coverage.select("framework", "version").unique().height == ds.framework_version.height


# ---- where tags stand in for codes


def test_steps_are_dated_by_codes_and_by_tags_only_where_there_is_nothing_else(ds):
    """A tag on 東御市's 2-1, whose steps are printed, for an item that no code ties to the plan."""
    tag = ds.judgement.filter(subject_id="tomi-2022/2-1", item_id="org_structure").with_columns(
        act=pl.lit("stated").cast(ds.judgement.schema["act"]),
        who=pl.lit("plan"),
        value=pl.lit("yes").cast(ds.judgement.schema["value"]),
    )
    assert tag.height == 1
    tagged = without(ds, judgement=pl.concat([ds.judgement, tag]))

    def years(by):
        rows = timeline(tagged, by=by).to_frame("first_use").filter(plan_id="tomi-2022", item_id="org_structure")
        return rows.row(0, named=True)["fy"], rows.row(0, named=True)["why"]

    assert years("stated") == (2025, None)
    assert years("either") == (None, "no_step")  # the tag says that there is a measure, and dates no step
    assert years("a") == (None, "no_measure")
    assert "計画の記載を通じて" in timeline(tagged, by="stated").method.ja
    assert "当方の判定を通じて" in timeline(tagged).method.ja


def test_items_of_indicators_go_by_main_items_and_by_tags_only_where_there_is_nothing_else(ds):
    either, stated, a = (
        dict(ambition(ds, by=by).to_frame().select("kpi_id", "items").iter_rows()) for by in ("either", "stated", "a")
    )
    assert either == a
    tagged = ds.measure_item.filter(basis="stated", framework="dx")["measure_id"].to_list()
    named = set(ds.kpi_measure.filter(pl.col("measure_id").is_in(tagged))["kpi_id"])
    assert named <= {kpi for kpi, items in stated.items() if items}
    assert {kpi.split("-")[0] for kpi, items in stated.items() if items} == {"kitakami", "nasukarasuyama"}
