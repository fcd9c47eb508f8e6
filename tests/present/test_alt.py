"""Words for those who cannot see a chart: names and words, no ids and no codes."""

import re

import pytest

from dxcompare.present import style
from dxcompare.questions import registry

#: What looks like a name in a program: the id of a plan, a code with an underscore.
PROGRAMMERS = re.compile(r"\b[a-z]+-(?:[a-z]+-)?\d{4}\b|\b[a-z]+_[a-z_]+\b")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", registry.names())
def test_nothing_of_a_program_is_in_them(ds, name, lang):
    question = registry.question(name)
    result = question.made(ds, **question.example(ds))
    for kind in result.kinds():
        chart = result.plot(kind, lang=lang)
        assert chart.alt.startswith(chart.title)
        assert not PROGRAMMERS.findall(chart.alt), chart.alt
        assert "['" not in chart.alt  # no list as Python prints it
        assert {"ja": "; ", "en": "；"}[lang] not in chart.alt.removeprefix(chart.title)


def test_parts_are_set_apart_as_the_language_does():
    assert style.alt("題", ["a", "b"], "ja") == "題 a；b"
    assert style.alt("T", ["a", "b"], "en") == "T a; b"
    assert style.alt("T", [], "en") == "T"
