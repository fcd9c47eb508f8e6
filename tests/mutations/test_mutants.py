"""A mutant of every class comes to what its class says; more of them: `make stress`."""

import pytest

from tests.mutations.base import WORLD, Base
from tests.mutations.judge import judged, mutant_of
from tests.mutations.run import CLASSES
from tests.tiers import each

#: How many of each class; others each time would be no test that can be repeated.
SEEDS = range(1)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("mutants"))


@pytest.mark.parametrize("name", each(10, sorted(CLASSES)))
def test_mutants_come_to_what_their_class_says(base, name):
    mutants = [mutant for seed in SEEDS if (mutant := mutant_of(base, name, seed))]
    assert mutants
    found = {mutant.what: judged(base, mutant) for mutant in mutants}
    assert {what: said for what, said in found.items() if said[0] != "right"} == {}
