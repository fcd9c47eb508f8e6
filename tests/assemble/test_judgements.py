"""From codes, tags and adjudications to the table `judgement`, and from it to `measure_item`; slips of coders."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from dxcompare import agreement
from dxcompare.assemble import build
from dxcompare.assemble.judgements import measure_items
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.evidence.judgements import acting, coders
from dxcompare.pipeline import made
from dxcompare.tables.judgement import Judgement
from dxcompare.words.faults import DataFaults
from tests import plans
from tests.assemble.breaking import add, one_coder
from tests.tiers import first


def test_the_items_of_measures_are_what_was_not_left_out():
    acts = [
        *[("a-2021/1", "card", "plan"), ("a-2021/1", "card", "a"), ("a-2021/1", "ai", "a", "secondary")],
        *[("a-2021/1", "ai", "b"), ("a-2021/2", "none", "a")],
    ]
    decided = plans.rows("measure_id item_id decision", ("a-2021/1", "card", "acts"))
    ds = plans.made(acts, measure=plans.rows("measure_id", "a-2021/1", "a-2021/2"), adjudication=decided)
    step = ds.judgement.filter(act="stated").with_columns(
        subject_kind=pl.lit("step").cast(ds.judgement.schema["subject_kind"])
    )
    found = measure_items(pl.concat([ds.judgement, step]).with_columns(_at=pl.lit(0)))
    assert found.select("measure_id", "item_id", "basis", "coder", "role", "label_text", "note").rows() == [
        ("a-2021/1", "ai", "coded", "a", "secondary", None, "a: ai"),
        ("a-2021/1", "ai", "coded", "b", "primary", None, "b: ai"),
        ("a-2021/1", "card", "coded", "a", "primary", None, "a: card"),
        ("a-2021/1", "card", "stated", None, None, "【card】", None),
        ("a-2021/2", "none", "coded", "a", "primary", None, "a: none"),
    ]


CODER_B = "b,person,判定者b,coder b,,"


TOMI = Path("mappings") / "20219_tomi"
CODERS = Path("mappings") / "all" / "coders.csv"


def second(data, *lines, adjudication=()):
    """Coder b, who codes as a does but for what these lines add on 東御市's plan; nothing else is decided."""
    one_coder(data)
    for path in (data / "mappings").glob("*/codes_a.csv"):
        more = "".join(f"{line}\n" for line in lines if path.parent.name == TOMI.name)
        path.with_name("codes_b.csv").write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    if adjudication:
        (data / TOMI / "adjudication.csv").write_text(
            "\n".join(["measure,item,decision,reason,reason_en,coder", *adjudication, ""]), encoding="utf-8"
        )
    for item in ("mynumber_card", "telework"):  # what the steps of 1-2 speak for, now that it is on several items
        add(f"tomi-2022/1-2,,,実施,{item},x,x,a")(data / TOMI / "step_items.csv")
    return data


@pytest.mark.long
def test_a_second_coder_and_adjudications_reach_every_question(data):
    """東御市's 1-2, the My Number Card, is coded telework and security besides; the one is so, the other is not."""
    second(
        data,
        "tomi-2022/1-2,telework,secondary,",
        "tomi-2022/1-2,security,secondary,",
        adjudication=[
            "tomi-2022/1-2,telework,acts,在宅での申請,from home,a",
            "tomi-2022/1-2,security,does_not_act,語がない,not named,a",
        ],
    )
    add(CODER_B)(data / CODERS)
    ds = Dataset({name: typed(name, frame) for name, frame in made(data, "en").items()}, data)
    every = ds.measure.height * ds.coding_rule.height
    coded = ds.judgement.filter(pl.col("item_id") != "none", act="coded", subject_kind="measure").group_by("who").len()
    assert dict(coded.iter_rows()) == {"a": every, "b": every}
    rows = ds.judgement.filter(act="adjudicated").sort("item_id")
    assert rows.select("subject_id", "item_id", "value", "who", "reason", "reason_en", "plan_id").rows() == [
        ("tomi-2022/1-2", "security", "no", "a", "語がない", "not named", "tomi-2022"),
        ("tomi-2022/1-2", "telework", "yes", "a", "在宅での申請", "from home", "tomi-2022"),
    ]
    assert set(rows["locator"]) == set(ds.measure.filter(measure_id="tomi-2022/1-2")["locator"])
    assert set(ds.coverage["by"]) == {"stated+adjudicated", "either", "stated", "a", "b", "adjudicated"}
    cells = ds.coverage.filter(framework="dx", version="1.0", plan_id="tomi-2022")
    for item, more in (("telework", 1), ("security", 0)):
        n = dict(cells.filter(item_id=item).select("by", "measures").iter_rows())
        assert (n["b"], n["adjudicated"], n["stated"]) == (n["a"] + 1, n["a"] + more, None)  # the plan prints no tags
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


@pytest.mark.long
def test_a_third_coder_a_person_is_a_file_away(data):
    """An officer of 東御市 codes its 14 measures as a does, but for telework on one; the other cities are not theirs."""
    codes = (data / TOMI / "codes_a.csv").read_text(encoding="utf-8")
    (data / TOMI / "codes_officer.csv").write_text(f"{codes}tomi-2022/1-2,telework,secondary,在宅\n", encoding="utf-8")
    add("officer,person,東御市の職員,an officer of Tomi,,")(data / CODERS)
    ds = Dataset({name: typed(name, frame) for name, frame in made(data, "en").items()}, data)
    assert coders(ds) == ["a", "b", "officer"]
    result = agreement(ds, draws=2, by=("a", "officer"))
    row = result.to_frame().filter(item_id="all").row(0, named=True)
    assert [row[name] for name in ("measures", "only_first", "only_second")] == [14, 0, 1]
    cells = result.to_frame("disagreements").select("measure_id", "item_id", "yes", "no", "decided_for").rows()
    assert cells == [("tomi-2022/1-2", "telework", "officer", "a", None)]
    assert dict(result.to_frame("coders").select("coder", "kind").iter_rows())["officer"] == "person"
    assert result.caveats[0].en.endswith("machine reader (language model)×2, person×1.")
    cell = {"framework": "dx", "version": "1.0", "item_id": "telework"}
    depth = ds.coverage.filter(by="officer", **cell)
    assert dict(depth.select("plan_id", "blank").iter_rows()) == {
        **{"tomi-2022": None},
        **dict.fromkeys(("kitakami-2023", "imari-2021", "nasukarasuyama-2024"), "not_assessed"),
    }
    before, settled = ({"by": by, **cell, "plan_id": "tomi-2022"} for by in ("a", "adjudicated"))
    assert ds.coverage.filter(**before)["measures"].to_list() == ds.coverage.filter(**settled)["measures"].to_list()
    # once the difference is decided, the measure acts on two items, and its steps have to be decided, too
    (data / TOMI / "adjudication.csv").write_text(
        "measure,item,decision,reason,reason_en,coder\ntomi-2022/1-2,telework,acts,在宅,home,c\n", encoding="utf-8"
    )
    assert all("step_items.csv does not say what to do with 'tomi-2022/1-2" in fault for fault in faults(data))


def faults(data, lang="en"):
    with pytest.raises(DataFaults) as error:
        build(data, lang)
    return [fault.says(lang) for fault in error.value.faults]


@pytest.mark.long
def test_a_codes_file_of_nobody_is_one_fault(data):
    assert faults(second(data)) == [
        "data/mappings/03206_kitakami/codes_b.csv: 'b' does not exist in data/mappings/all/coders.csv; add a row there"
    ]
    add("bb,person,判定者,coder,,")(data / CODERS)
    assert faults(data, "ja") == [
        "data/mappings/03206_kitakami/codes_b.csv: 「b」は data/mappings/all/coders.csv にありません。「bb」ではありませんか"
    ]


def test_no_coder_takes_the_plans_name(tomi):
    shutil.copy(tomi / TOMI / "codes_a.csv", tomi / TOMI / "codes_plan.csv")
    assert faults(tomi) == [
        "data/mappings/20219_tomi/codes_plan.csv: 'plan' stands for what plans state; give the coder another name"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    first(
        [
            (
                "adjudicated,person,裁定者,adjudicator,,",
                "'coder': either, stated and adjudicated cannot be the name of a coder",
            ),
            ("print,plan,印刷,print,,", "'kind': the kind 'plan' belongs to 'plan', what plans state, and to no other"),
            ("B,person,判定者,coder,,", "'coder': found 'B'; expected the form"),
            ("d,robot,判定者,coder,,", "'kind': found 'robot'; expected one of plan, person, model, rules, city"),
            ("a,person,判定者,coder,,", "'coder': 'a' is a duplicate"),
        ],
    ),
)
def test_a_coder_is_declared_once_and_truly(tomi, line, said):
    add(line)(tomi / CODERS)
    (only,) = faults(tomi)
    assert said in only


@pytest.mark.long
def test_tags_need_the_plan_among_the_coders(data):
    path = data / CODERS
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("plan,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert faults(data) == [
        "data/mappings/all/coders.csv: 'plan' does not exist in data/mappings/all/coders.csv; add a row there"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    first(
        [
            (
                "tomi-2022/1-9,telework,secondary,",
                ["row last, column 'measure': 'tomi-2022/1-9' does not exist in data/raw/20219_tomi/measures.csv"],
            ),
            ("tomi-2022/1-1,telework,,", ["row last, column 'role': a value is needed"]),
            ("tomi-2022/1-1,telework,no,", ["row last, column 'role': found 'no'; expected one of primary, secondary"]),
            ("tomi-2022/1-2,mynumber_card,secondary,", ["row last, column 'measure': ", "is a duplicate"]),
        ],
    ),
)
def test_a_slip_in_a_code_is_one_fault(tomi, line, said):
    path = tomi / TOMI / "codes_a.csv"
    said = [part.replace("last", str(len(path.read_text(encoding="utf-8").splitlines()) + 1)) for part in said]
    add(line)(path)
    messages = faults(tomi)
    assert len(messages) == 1
    assert all(part in messages[0] for part in said)


@pytest.mark.parametrize(
    ("line", "said"),
    first(
        [
            ("tomi-2022/1-2,telework,acts,x,x,", "column 'coder': a value is needed"),
            ("tomi-2022/1-2,telework,acts,x,x,z", "column 'coder': 'z' does not exist in data/mappings/all/coders.csv"),
            (
                "tomi-2022/1-2,telework,perhaps,x,x,a",
                "column 'decision': found 'perhaps'; expected one of acts, does_not_act, primary",
            ),
            ("tomi-2022/1-2,telework,acts,,x,a", "column 'reason': a value is needed"),
            (
                "tomi-2022/1-2,mynumber_card,primary,x,x,a",
                "the coders do not disagree on tomi-2022/1-2 × mynumber_card",
            ),
        ],
    ),
)
def test_a_slip_in_an_adjudication_is_one_fault(tomi, line, said):
    second(tomi, "tomi-2022/1-2,telework,secondary,", adjudication=[line])
    add(CODER_B)(tomi / CODERS)
    (only,) = faults(tomi)
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
    tag = plans.made([("a-2021/1", "card", "plan")], measure=plans.rows("measure_id", "a-2021/1"))
    row = tag.judgement.with_columns(pl.all().cast(pl.String), _at=pl.lit(1, pl.UInt32))
    assert Judgement.filter(row)[1].counts() == {}
    broken = row.with_columns(**{name: pl.lit(value) for name, value in change.items()})
    assert Judgement.filter(broken)[1].counts() == {rule: 1}


@pytest.mark.long
def test_one_main_item_is_decided_for_a_measure(data):
    """伊万里市's 行－⑨ is one on front-office reform; that it is one on AI as well is one decision too many."""
    path = data / "mappings" / "41205_imari" / "adjudication.csv"
    add("imari-2021/g9,ai_rpa,primary,道具,the tool,c")(path)
    (only,) = faults(data)
    assert "adjudication.csv, row 6, column 'decision': 'primary' is a duplicate" in only
    assert "adjudication.csv, row 4" in only


@pytest.mark.long
def test_codes_of_rules_are_never_a_persons_and_give_way_to_one(tomi):
    """東御市's plan coded by rules and by an officer: results rest on the officer's codes, whatever the names."""
    one_coder(tomi)
    codes = (tomi / TOMI / "codes_a.csv").read_text(encoding="utf-8")
    (tomi / TOMI / "codes_a.csv").unlink()
    (tomi / TOMI / "codes_rules.csv").write_text(f"{codes}tomi-2022/1-2,telework,secondary,語\n", encoding="utf-8")
    (tomi / TOMI / "codes_tanaka.csv").write_text(codes, encoding="utf-8")
    add("tanaka,person,東御市の職員,an officer of Tomi,,")(tomi / CODERS)
    ds = Dataset({name: typed(name, frame) for name, frame in made(tomi, "en").items()}, tomi).only("tomi-2022")
    kinds = dict(ds.coder.filter(pl.col("coder").is_in(coders(ds))).select("coder", "kind").iter_rows())
    assert kinds == {"rules": "rules", "tanaka": "person"}
    said = agreement(ds, draws=2).caveats[0]
    assert "rules, each row accepted by a person×1" in said.en
    assert "person×1" in said.en.split(", ")[-1]
    assert said.en.endswith("nobody read those measures afresh.")
    items = {
        by: set(acting(ds, by).filter(measure_id="tomi-2022/1-2", framework="dx")["item_id"])
        for by in ("rules", "either")
    }
    assert items == {"rules": {"mynumber_card", "telework"}, "either": {"mynumber_card"}}


@pytest.mark.long
def test_a_plan_that_rules_alone_have_coded_is_complete(tomi):
    one_coder(tomi)
    (tomi / TOMI / "codes_a.csv").rename(tomi / TOMI / "codes_rules.csv")
    ds = Dataset({name: typed(name, frame) for name, frame in made(tomi, "en").items()}, tomi)
    assert set(acting(ds, "either").filter(plan_id="tomi-2022", basis="coded")["measure_id"]) == set(
        ds.measure.filter(plan_id="tomi-2022")["measure_id"]
    )
