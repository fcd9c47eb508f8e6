"""Which plan acts on which national item, each read against its own version; and how alike plans are."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pandas as pd

Tables = Mapping[str, pd.DataFrame]
#: From the nearest to the furthest; the first three leave an item what it was.
_FAR = ["same", "renamed", "merged", "widened", "split"]


def matrix(tables: Tables) -> pd.DataFrame:
    """A row per plan and item: `has_measure`, by tags and adjudicated codes; null where nothing can be told; `in_doubt`."""
    plans = tables["plan"][["plan_id", "framework_version"]]
    frame = Frame(tables, sorted(plans["framework_version"].dropna().unique()))
    acts = (
        acting(tables["judgement"]).merge(plans, on="plan_id").merge(frame.under(), on=["framework_version", "item_id"])
    )
    acts = acts[["plan_id", "to"]].drop_duplicates().rename(columns={"to": "item_id"}).assign(acts=True)
    judged = tables["judgement"].query("subject_kind == 'measure' and framework == 'dx' and act == 'coded'")
    seen = judged.loc[judged["item_id"] != "none", ["plan_id", "item_id"]].drop_duplicates().assign(seen=True)
    cells = plans.merge(frame.cells(), on="framework_version")
    cells = cells.merge(acts, how="left", on=["plan_id", "item_id"]).merge(seen, how="left", on=["plan_id", "item_id"])
    acts_, seen_ = cells["acts"].eq(True), cells["seen"].eq(True)
    told = (cells["state"] != "absent") & (acts_ | ((cells["state"] == "listed") & seen_))
    cells["has_measure"] = acts_.astype("boolean").where(told)
    cells["item_id"] = cells["item_id"].replace(frame.joined())
    cells["in_doubt"] = cells["state"] == "doubt"
    here = cells.sort_values("state", key=lambda state: state == "absent", kind="stable")
    return here.drop_duplicates(["plan_id", "item_id"])[["plan_id", "item_id", "has_measure", "in_doubt"]]


def acting(judgement: pd.DataFrame) -> pd.DataFrame:
    """Measures and items: tagged, or coded by the first coder unless adjudicated otherwise."""
    of = judgement[(judgement["subject_kind"] == "measure") & (judgement["framework"] == "dx")]
    key = ["plan_id", "subject_id", "item_id"]
    coded = of[of["act"] == "coded"]
    first = coded[coded["who"] == coded.groupby("plan_id")["who"].transform("min")]
    decided = of.loc[of["act"] == "adjudicated", [*key, "value"]]
    settled = first[[*key, "value"]].merge(decided, how="outer", on=key, suffixes=("", "_decided"))
    settled["value"] = settled["value_decided"].fillna(settled["value"])
    said = pd.concat([settled[[*key, "value"]], of.loc[of["act"] == "stated", [*key, "value"]]])
    return said.loc[(said["value"] != "no") & (said["item_id"] != "none"), key].drop_duplicates()


class Frame:
    """The national plan's versions and what became of their items; small, so in plain Python."""

    def __init__(self, tables: Tables, read: list[str]):
        versions = tables["framework_version"].query("framework == 'dx'").sort_values("position")
        items = tables["item"].query("framework == 'dx'")
        order = {version: n for n, version in enumerate(versions["version"])}
        self.read = read
        self.listed = {one: set(items.loc[items["version"] == one, "item_id"]) for one in order}
        self.doubtful = {
            version: set(text.split("+")) if isinstance(text, str) else set()
            for version, text in zip(versions["version"], versions["unsourced"], strict=True)
        }
        self.chains: dict[tuple[tuple[str, str], tuple[str, str]], int] = {}
        links = tables["item_lineage"][["from_version", "from_item_id", "to_version", "to_item_id", "relation"]]
        for a, i, b, j, relation in sorted(
            links.itertuples(index=False), key=lambda row: (order[row[2]], order[row[0]], row[1], row[3])
        ):
            before = [(start, far) for (start, last), far in self.chains.items() if last == (a, i)]
            for start, far in [((a, i), 0), *before]:
                link = max(far, _FAR.index(relation))
                self.chains[start, (b, j)] = min(link, self.chains.get((start, (b, j)), link))
        self.last = {i: j for ((_, i), (_, j)), far in self.chains.items() if far < 3 and i != j}

    def under(self) -> pd.DataFrame:
        """What an item of any version is in each version that plans are read against."""
        rows = set()
        for version in self.read:
            if not self.listed[version]:
                continue
            here = self.listed[version] | self.doubtful[version]
            rows |= {(version, item, item) for item in here}
            for ((a, i), (b, j)), far in self.chains.items():
                if b == version and i not in here:
                    rows.add((version, i, j))
                if a == version and j not in here and far < 3:
                    rows.add((version, j, i))
                if i != j and j in self.doubtful[version] and i not in here:
                    rows.add((version, i, j))
        found = pd.DataFrame(sorted(rows), columns=["framework_version", "item_id", "to"])
        return found.assign(to=found["to"].replace(self.last)).drop_duplicates()

    def cells(self) -> pd.DataFrame:
        """Each version with the items of all: listed, in doubt, or absent."""
        names = {version: {self.last.get(i, i) for i in self.listed[version]} for version in self.listed}
        every = set().union(*(names[one] | self.doubtful[one] for one in self.read))
        rows = [
            (one, item, "doubt" if item in self.doubtful[one] else "listed" if item in names[one] else "absent")
            for one in self.read
            for item in sorted(every)
        ]
        return pd.DataFrame(rows, columns=["framework_version", "item_id", "state"])

    def joined(self) -> dict[str, str]:
        """Item → the one it was widened into, where no version has both."""
        has = [{self.last.get(i, i) for i in self.listed[one]} for one in self.read]
        every = set().union(*has)
        pairs = {
            (self.last.get(i, i), self.last.get(j, j)) for ((_, i), (_, j)), far in self.chains.items() if far == 3
        }
        return {i: j for i, j in pairs if i != j and {i, j} <= every and not any({i, j} <= one for one in has)}


def similarity(cells: pd.DataFrame) -> pd.DataFrame:
    """Every pair of plans: items compared, in both, in one, and Jaccard's index."""
    cells = cells.assign(has_measure=cells["has_measure"].mask(cells["in_doubt"]))
    wide = cells.pivot(index="plan_id", columns="item_id", values="has_measure")
    known, acts = wide.notna().to_numpy(), wide.eq(True).fillna(False).to_numpy(dtype=bool)
    rows = []
    for one, other in combinations(range(len(wide)), 2):
        asked = known[one] & known[other]
        both = (asked & acts[one] & acts[other]).sum()
        mine, theirs = (asked & acts[one] & ~acts[other]).sum(), (asked & ~acts[one] & acts[other]).sum()
        either = both + mine + theirs
        index = both / either if either else None
        rows.append((wide.index[one], wide.index[other], asked.sum(), both, mine, theirs, index))
    return pd.DataFrame(rows, columns=["first", "second", "compared", "both", "only_first", "only_second", "jaccard"])
