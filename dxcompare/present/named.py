"""What the ids in a result are called, by its own tables that have a row for each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxcompare.dataset.notes import marked
from dxcompare.present.declared import said_of
from dxcompare.present.reading import points_to
from dxcompare.words.text import Text

if TYPE_CHECKING:
    from dxcompare.present.result import Result

#: What names a thing in the table that has a row for each, the shortest first.
_NAMED = ("short", "name", "title", "label")


#: What tells two plans apart whose municipalities have one name.
_TOLD_BY = ("municipality_code", "start_fy", "edition")


def names_in(result: Result, lang: str) -> dict[str, dict[str, str]]:
    """The names of what ids point to: `table.column` → id → name."""
    found = {"source.source_id": titles(result, lang)}
    for name, frame in result.tables.items():
        key = _key(result, name)
        target = points_to(key, said_of([key], result.declared_tables().get(name)).get(key)) if key else None
        named = [one for one in (f"{stem}_{lang}" for stem in _NAMED) if one in frame.columns]
        if key and target and named:
            known = dict(frame.select(key, named[0]).iter_rows())
            if target == "plan.plan_id":  # a plan may be a draft, or its period over
                rows = {row[key]: row for row in frame.iter_rows(named=True)}
                known = {one: marked(Text(text, text), rows[one]).to(lang) for one, text in known.items()}
            for more in (one for one in _TOLD_BY if one in frame.columns):
                known = _told_apart(known, dict(frame.select(key, more).iter_rows()))
            found[target] = known | found.get(target, {})
    return found


def titles(result: Result, lang: str) -> dict[str, str]:
    """source_id → the title of a document of a result; titles that several have say whose they are.

    Whose: the city of the plan or survey that it holds, else its publisher.
    """
    sources = result.sources.unique("source_id", maintain_order=True)
    found = dict(sources.select("source_id", "title").iter_rows())
    several = {title for title, n in Counter(found.values()).items() if n > 1}
    if not several:
        return found
    whose = dict(sources.select("source_id", "publisher").iter_rows()) if "publisher" in sources.columns else {}
    if result.asked:
        names = dict(result.asked.ds.plans().select("plan_id", f"name_{lang}").iter_rows())
        for table in ("survey", "plan"):
            of_plans = result.asked.ds[table].select("source_id", "plan_id").drop_nulls()
            whose |= {source: names[plan] for source, plan in of_plans.iter_rows()}
    return {
        one: Text(f"{whose[one]}の{title}", f"{title} ({whose[one]})").to(lang)
        if title in several and whose.get(one)
        else title
        for one, title in found.items()
    }


def _key(result: Result, name: str) -> str | None:
    """The column that alone names a row of a table, if there is one."""
    frame, declared = result.tables[name], result.declared_tables().get(name)
    if declared:
        return declared.keys()[0] if len(declared.keys()) == 1 else None
    ids = (one for one in frame.columns if one.endswith("_id"))
    return next((one for one in ids if frame[one].n_unique() == frame.height), None)


def _told_apart(names: dict[str, str], more: dict[str, object]) -> dict[str, str]:
    """Names, with what more is known where that tells those apart that are alike."""
    extra: dict[str, set[object]] = {}
    for one, name in names.items():
        extra.setdefault(name, set()).add(more[one])
    return {
        one: name if len(extra[name]) == 1 or more[one] is None else f"{name} {more[one]}"
        for one, name in names.items()
    }
