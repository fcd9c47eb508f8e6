"""The same data give the same pages: where the order of rows is left to polars, no page may show it."""

import random

import polars as pl
import pytest
from polars.dataframe.group_by import GroupBy

import dxcompare
from dxcompare.panel.state import Explorer, State
from dxcompare.present.slide import finding_of, slides_of
from dxcompare.questions import registry

NAMES = [one.name for one in registry.questions() if one.of_data]


@pytest.fixture
def shuffled(monkeypatch):
    """Polars that takes its freedom: what need not keep its order comes in another one."""
    dice = random.Random(1)

    def mixed(frame):
        order = list(range(len(frame)))
        dice.shuffle(order)
        return frame[order]

    def loosely(owner, name, keeps):
        known = getattr(owner, name)

        def loose(self, *args, **options):
            found = known(self, *args, **options)
            return found if keeps(self, options) else mixed(found)

        monkeypatch.setattr(owner, name, loose)

    sort = pl.DataFrame.sort

    def ties_anyhow(self, *by, **options):
        return sort(self if options.get("maintain_order") else mixed(self), *by, **{**options, "maintain_order": True})

    monkeypatch.setattr(pl.DataFrame, "sort", ties_anyhow)
    for name in ("agg", "len"):
        loosely(GroupBy, name, lambda self, options: self.maintain_order)
    loosely(pl.DataFrame, "unique", lambda self, options: options.get("maintain_order"))
    loosely(pl.DataFrame, "join", lambda self, options: options.get("maintain_order", "none") != "none")
    loosely(pl.Series, "unique", lambda self, options: options.get("maintain_order"))
    loosely(pl.Series, "value_counts", lambda self, options: options.get("sort"))


def said(ds, name):
    """All that is said of a question in either language: tables, charts and slides."""
    explorer, found = Explorer(ds), []
    for lang in ("ja", "en"):
        state = explorer.settle(State(lang, analysis=name))
        result = explorer.result(state)
        for kind in result.kinds():
            chart = result.plot(kind, lang=lang)
            found += [chart.alt, chart.csv(), chart._bytes("svg").decode()]
        for slide in slides_of(result, lang):
            found += [slide.frame.write_csv(), slide.reading, *slide.notes]
        found += [finding_of(result, lang), result.source_line(lang), *(note.to(lang) for note in result.caveats)]
    return found + [f"{table}\n{pl.DataFrame(frame).write_json()}" for table, frame in result.tables.items()]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_order_is_left_to_chance(ds, name, request):
    before = said(ds, name)
    request.getfixturevalue("shuffled")
    for one, other in zip(before, said(dxcompare.load(ds.folder.parent), name), strict=True):
        assert one == other
