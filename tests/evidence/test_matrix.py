"""Cells of plan and item, and what was looked for in them."""

from dxcompare.evidence.matrix import looked_for, matrix
from tests.plans import A, B, made, rows

MEASURE = rows("measure_id plan_id", ("a-2021/1", A), ("a-2021/2", A), ("b-2023/1", B))
BOOK = rows("item_id", "card", "fax")


def seen(ds, by, framework="dx"):
    return set(looked_for(ds, framework, by).select("measure_id", "item_id").iter_rows())


def test_by_codes_the_code_book_was_looked_for_and_by_tags_every_item_of_a_plan_that_prints_them():
    acts = [("a-2021/1", "card", "a"), ("a-2021/1", "card", "plan"), ("a-2021/2", "kanmin_online", "plan")]
    ds = made(acts, measure=MEASURE, coding_rule=BOOK)
    coded = {("a-2021/1", "card"), ("a-2021/1", "fax")}
    assert seen(ds, "a") == seen(ds, "stated+a") == coded
    tagged = seen(ds, "stated")
    assert {measure for measure, _ in tagged} == {"a-2021/1", "a-2021/2"}
    assert {item for _, item in tagged} > {"card", "fax", "talent"}
    both = {(measure, item) for measure in ("a-2021/1", "a-2021/2") for item in ("kanmin_online", "kanmin_divide")}
    assert (seen(ds, "stated", "kanmin"), seen(ds, "a", "kanmin")) == (both, set())


def test_lost_tags_leave_their_measure_unseen_and_the_blanks_of_its_plan_unknown():
    lost = rows("erratum_id tags_lost", ("a-2021/e1", "a-2021/2"))
    ds = made([("a-2021/1", "card", "plan")], measure=MEASURE, coding_rule=BOOK, erratum=lost)
    assert {measure for measure, _ in seen(ds, "stated")} == {"a-2021/1"}
    cells = matrix(ds, "dx", "1", "stated").filter(plan_id=A)
    blank = dict(cells.select("item_id", "blank").iter_rows())
    assert (blank["card"], blank["fax"]) == (None, "not_assessed")
    assert dict(cells.select("item_id", "measures").iter_rows())["fax"] is None
