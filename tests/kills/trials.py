"""What commands change, and what is left where they are cut short."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxcompare.onboarding.sheets import NAMES
from tests.kills.server import ROOT, Ended, Moment, Server

#: Two small plans with every kind of file.
WORLD = ROOT / "tests" / "mutations" / "world"
CITY = "03216_takizawa"
STATUS = ",,函館市,小樽市,滝沢市,\r\n推進体制,責任者,実施,未実施,未実施,\r\n"
#: What may come of a run that was cut short: all is well; a part of a file; files of two states; something is lost at the
#: next run; the next run fails, or leaves what is nobody's; a traceback.
VERDICTS = ("whole", "torn", "mixed", "lost", "next", "said")

Tree = dict[str, bytes]


def tree(data: Path) -> Tree:
    """The files of a data folder that people and programs read."""
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(data).parts)
    }


@dataclass
class Trial:
    """A command that changes data.

    Attributes
    ----------
    name : str
    home : Path
        Holds `data/`, as it is before, and `new/`, as the command leaves it.
    argv : list
    typed : str
        What is typed.
    steps : list of Tree
        What may be there: before, after, and between where each answer is a change of its own.
    """

    name: str
    home: Path
    argv: list[Any]
    typed: str = ""
    steps: list[Tree] = field(default_factory=list)
    calls: int = 0
    took: float = 0.0
    largest: int = 0

    @property
    def data(self) -> Path:
        return self.home / "data"

    def put_back(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.home / "old", self.data)

    def measure(self, server: Server) -> Trial:
        """Run it to its end, to see what is new, and how many moments there are."""
        shutil.copytree(self.data, self.home / "old")
        before = tree(self.data)
        ended = server.run(self.argv, self.data, typed=self.typed)
        assert ended.code == 0, ended.said
        after = tree(self.data)
        assert after != before
        self.steps = [before, after]
        self.calls, self.took = ended.calls, ended.took
        self.largest = max(len(raw) for name, raw in after.items() if raw != before.get(name)) + 400
        return self

    def moments(self, count: int, seed: int = 0) -> Iterator[Moment]:
        """Moments of every kind, spread over the whole run."""
        chance = random.Random(seed)
        for number in range(count):
            how = "closed" if number == 6 else ("call", "bytes", "call", "time", "fails", "full")[number % 6]
            most = {"call": self.calls, "fails": self.calls, "time": self.took}.get(how, self.largest)
            yield Moment(how, chance.uniform(0, most) if how == "time" else chance.randint(1, max(1, most)))

    def judged(self, server: Server, moment: Moment) -> tuple[str, str]:
        """What came of a run that was cut short at a moment, and what is to be said of it."""
        self.put_back()
        ended = server.run(self.argv, self.data, moment, self.typed)
        return self.verdict(server, moment, ended)

    def verdict(self, server: Server, moment: Moment, ended: Ended) -> tuple[str, str]:
        """What is left of a run."""
        failed = moment.how in ("fails", "full", "closed") and ended.code > 0
        if failed and "Traceback" in ended.said:
            return "said", ended.said[-600:]
        state, unfinished = tree(self.data), any(self.data.rglob(".dxcompare-journal"))
        known = {name: {step.get(name) for step in self.steps} for step in self.steps for name in step}
        torn = [name for name in {**known, **state} if state.get(name) not in known.get(name, ())]
        # of a review, what stands between two answers is known only once the change is finished
        between = self.name in ("review", "add answers") and (unfinished or self._answered(state))
        if torn and not between:
            return "torn", f"{torn} {ended.said[-200:]}"
        if state not in self.steps and not unfinished and not between:
            return "mixed", ", ".join(name for name in known if state.get(name) != self.steps[0].get(name))
        again = server.run(self.argv, self.data, typed=self.typed)
        there = self.name == "new" and state == self.steps[1]  # then it is refused
        if again.code != int(there or (self.name == "new" and unfinished)):
            return "next", f"{again.code} {again.said[-400:]}"
        if self.name == "review" and self._answered(tree(self.data)):
            return ("whole", "") if b"1-3" in tree(self.data)[f"raw/{CITY}/measures.csv"] else ("lost", "an answer")
        if tree(self.data) != self.steps[-1]:
            wrong = [name for name in known if tree(self.data).get(name) != self.steps[-1].get(name)]
            return "lost", ", ".join(wrong)
        left = [path.name for path in self.data.rglob(".*")]
        return ("next", f"left: {left}") if left else ("whole", "")

    def together(self, server: Server) -> tuple[str, str]:
        """What came of two runs at once: both did their work, or one was told of the other."""
        self.put_back()
        both = [server.begin(self.argv, self.data, typed=self.typed) for _ in range(2)]
        ended = [server.result(one) for one in both]
        told = [one for one in ended if one.code]
        if any("Traceback" in one.said for one in told) or len(told) > (self.name == "new"):
            return "said", str([one.said[-300:] for one in told])
        same = tree(self.data) == self.steps[-1] or (self.name == "review" and self._answered(tree(self.data)))
        return ("whole", "") if same else ("lost", "two at once")

    def _answered(self, state: Tree) -> bool:
        """Whether a review stands between two answers: every row that is there was accepted, and the reverse."""
        if self.name not in ("review", "add answers"):
            return False
        try:
            lines = state.get(f"mappings/{CITY}/proposed.jsonl", b"").decode().splitlines()
            said = [one for one in map(json.loads, lines) if one["table"] == "measures"]
            rows = state[f"raw/{CITY}/measures.csv"].decode().splitlines()[1:]
        except (ValueError, KeyError):
            return False
        return len(rows) == sum(one["status"] == "accepted" for one in said) and len(said) == 3


def _world(home: Path) -> Path:
    for room in ("raw", "mappings"):
        shutil.copytree(WORLD / room, home / "data" / room, dirs_exist_ok=True)
    return home / "data"


def _measures() -> str:
    rows = [{"measure": "", "ref": f"1-{n}", "goal": "目標1", "title_ja": title, "page": "2", "where": "表"}
            for n, title in enumerate(("窓口改革", "電子申請", "内部事務"), start=1)]  # fmt: skip
    return "".join(json.dumps({"table": "measures", "row": row, "page": 3}, ensure_ascii=False) + "\n" for row in rows)


def _built(home: Path, server: Server) -> Path:
    data = _world(home)
    assert server.run(["build", "--data", data], data).code == 0
    return data


def _changed(data: Path) -> None:
    """Titles are others than when it was built."""
    for name in ("plan.yaml", "source.yaml"):
        card = data / "raw" / "01202_hakodate" / name
        text = card.read_text(encoding="utf-8").splitlines()
        changed = [line + "第二版" if line.strip().startswith("title") else line for line in text]
        assert changed != text
        card.write_text("\n".join(changed) + "\n", encoding="utf-8")


def build(home: Path, server: Server) -> Trial:
    """A title is another than when it was built."""
    data = _built(home, server)
    _changed(data)
    return Trial("build", home, ["build", "--data", data])


def _again(name: str, home: Path, server: Server, *argv: object) -> Trial:
    """What readers get, over what they got before a title was another."""
    data = _built(home, server)
    line = [*argv, "--data", data]
    first = server.run(line, data)
    assert first.code == 0, first.said
    _changed(data)
    assert server.run(["build", "--data", data], data).code == 0
    return Trial(name, home, line)


def _export(ending: str) -> Callable[[Path, Server], Trial]:
    def over(home: Path, server: Server) -> Trial:
        (home / "data" / "out").mkdir(parents=True)
        path = home / "data" / "out" / f"all{ending}"
        return _again(f"export {ending}", home, server, "export", path, "--no-findings")

    return over


def pack(home: Path, server: Server) -> Trial:
    """The pack of a city."""
    return _again("pack", home, server, "export", home / "data" / "out", "--city", "01202", "--no-findings")


def report(home: Path, server: Server) -> Trial:
    """The pages, slides and workbooks of a report without essays."""
    return _again("report", home, server, "report", "--out", home / "data" / "out", "--lang", "en")


def official(home: Path, server: Server) -> Trial:
    """An official table: figures, and their origin card."""
    data = _world(home)
    (home / "status.csv").write_text(STATUS, encoding="utf-8-sig", newline="")
    return Trial("add a table", home, ["add", home / "status.csv", "--published", "2024-07-12", "--data", data])


def begun(home: Path, server: Server) -> Path:
    """A city as `new` makes it."""
    data = _world(home)
    assert server.run(["new", "03216", "--start", "R5", "--end", "R9", "--data", data], data).code == 0
    (home / "proposals.jsonl").write_text(_measures(), encoding="utf-8")
    return data


def proposed(home: Path, server: Server) -> Trial:
    """Proposals."""
    data = begun(home, server)
    return Trial("add proposals", home, ["add", home / "proposals.jsonl", "--city", CITY, "--data", data])


def reviewed(home: Path, server: Server) -> Trial:
    """Three proposals, accepted one by one; every answer is a change of its own."""
    trial = proposed(home, server)
    assert server.run(trial.argv, trial.data).code == 0
    argv = ["review", CITY, "--by", "tanaka", "--data", trial.data]
    return Trial("review", home, argv, "a\na\na\nq\n")


def answered(home: Path, server: Server) -> Trial:
    """A sheet of answers: two accepted, one rejected."""
    import openpyxl

    trial = proposed(home, server)
    assert server.run(trial.argv, trial.data).code == 0
    path = home / "answers.xlsx"
    ended = server.run(["review", CITY, "--by", "tanaka", "--sheet", path, "--data", trial.data], trial.data)
    assert ended.code == 0, ended.said
    book = openpyxl.load_workbook(path)
    sheet = next(one for one in book.worksheets[1:] if one.max_row >= 4)
    heads = [cell.value for cell in sheet[1]]
    for row, (answer, why) in enumerate((("accept", ""), ("reject", "目次"), ("accept", "")), start=2):
        sheet.cell(row, 1).value = answer
        sheet.cell(row, heads.index("why not") + 1).value = why or None
    book.save(path)
    return Trial("add answers", home, ["add", path, "--data", trial.data])


def workbook(home: Path, server: Server) -> Trial:
    """A workbook of a city that is not there yet."""
    import openpyxl

    data, path = _world(home), home / "takizawa.xlsx"
    argv = ["new", "03216", "--start", "R5", "--end", "R9", "--workbook", path, "--data", data]
    ended = server.run(argv, data)
    assert ended.code == 0, ended.said
    book = openpyxl.load_workbook(path)
    sheet = book[NAMES["measures.csv"].en]
    for row, title in enumerate(("窓口改革", "電子申請"), start=3):
        for column, cell in enumerate(sheet[1], start=1):
            said = {"Measure": str(row - 2), "Title (Japanese)": title, "Page": "2"}
            sheet.cell(row, column).value = said.get(str(cell.value)) or None
    book.save(path)
    return Trial("add a workbook", home, ["add", path, "--data", data])


def new(home: Path, server: Server) -> Trial:
    """The folders of a city."""
    data = _world(home)
    return Trial("new", home, ["new", "03216", "--start", "R5", "--end", "R9", "--data", data])


TRIALS: dict[str, Callable[[Path, Server], Trial]] = {
    "build": build,
    "table": official,
    "proposals": proposed,
    "review": reviewed,
    "answers": answered,
    "workbook": workbook,
    "new": new,
    "slides": _export(".pptx"),
    "sheets": _export(".xlsx"),
    "pack": pack,
    "report": report,
}


def tried(name: str, home: Path, server: Server, count: int, seed: int = 0) -> tuple[Counter[str], list[str]]:
    """Try a command at so many moments: what came of them, and what is to be said of those that were not right."""
    trial = TRIALS[name](home, server).measure(server)
    counts: Counter[str] = Counter()
    told = []
    for number, moment in enumerate(trial.moments(count, seed), start=1):
        verdict, said = trial.together(server) if number % 20 == 0 else trial.judged(server, moment)
        counts[verdict] += 1
        if verdict != "whole":
            told.append(f"{name} {moment}: {verdict}: {said}")
    return counts, told
