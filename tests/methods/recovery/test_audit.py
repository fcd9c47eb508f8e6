"""The tests of a printed table, where the question about a data set does not reach them; the rest is in questions/test_audit.py."""

import pytest

from dxcompare.methods.recovery.audit import Table, verdict_of
from dxcompare.methods.recovery.audit import tests as put_to
from tests.methods.recovery.test_survey import column


def found(**how):
    table = Table("q1", [column("q1", "a", [10, 12, 18], 40, base=40), column("q1", "b", [5, 6, 9], 20)], **how)
    return {(test, scope): verdict_of((test, scope, *rest)) for test, scope, *rest in put_to(table, [])}


def test_sums_are_tested_where_one_answer_is_known_to_be_allowed():
    assert found(single=True)["single_sum", "age"] == "consistent"
    for single in (False, None):
        assert not {"single_sum", "no_answer"} & {test for test, _ in found(single=single)}
    assert ("no_answer", "age") in found(silent="o2")


def test_a_base_that_is_known_stands_in_for_one_that_is_not_printed():
    assert found(known={("age", "b"): 20}, asked=60)["groups_total", "age"] == "consistent"
    assert found(known={("age", "b"): 20}, asked=59)["groups_total", "age"] == "inconsistent"
    assert found(asked=60)["groups_total", "age"] == "untestable"


@pytest.mark.parametrize(
    ("tested", "failed", "power", "verdict"),
    [
        (0, 0, None, "untestable"),
        (3, 0, 0.0, "untestable"),
        (3, 0, 0.5, "consistent"),
        (3, 1, 0.5, "inconsistent"),
        (1, 1, None, "inconsistent"),
    ],
)
def test_the_verdict(tested, failed, power, verdict):
    assert verdict_of(("test", "table", tested, failed, power, None)) == verdict
