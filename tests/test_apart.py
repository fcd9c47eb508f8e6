"""A build folder by folder: the same tables as all together, whatever is wrong seen, and only what changed made again."""

import gc
import os
import shutil

import polars as pl
import pytest

from benchmarks.nation import generate
from dxcompare import pipeline
from dxcompare.assemble import build, parts, publish
from dxcompare.pipeline import apart
from dxcompare.pipeline.kept import Kept
from dxcompare.pipeline.workers import Workers
from dxcompare.sources.seen import look
from dxcompare.tables import DERIVED, TABLES, TIDY
from dxcompare.words.faults import DataFaults
from tests.conftest import ROOT
from tests.mutations.base import WORLD, Base
from tests.mutations.judge import mutant_of
from tests.mutations.run import CLASSES
from tests.tiers import each, first


def folder_by_folder(data, cache):
    """The tables of a build in which every folder is assembled by itself; None where it leaves the build to the other."""
    look = apart.looks(apart.paths(data))
    with Workers(1) as workers:
        return apart.built(data, Kept(), cache, workers, look)


@pytest.fixture(autouse=True)
def _each_by_itself(monkeypatch):
    monkeypatch.setattr(apart, "AT_ONCE", 1)


def differing(tables, data):
    """The tables that are others than those of a build of all together."""
    together = pipeline.made(data)
    return [name for name in TABLES if not tables[name].equals(together[name])]


@pytest.mark.long
def test_a_nation_is_the_same_by_both_roads(tmp_path):
    generate(tmp_path / "data", 8, 5)
    found = folder_by_folder(tmp_path / "data", tmp_path / "cache")
    assert differing(found, tmp_path / "data") == []


@pytest.mark.long
def test_editions_of_a_city_are_built_apart_and_one_that_revises_nothing_is_seen(quick, tmp_path):
    data = tmp_path / "data"
    generate(data, 4, 5, editions=2)
    found = folder_by_folder(data, tmp_path / "cache")
    assert found is not None
    assert found["plan"]["revises"].drop_nulls().len() == 2
    assert differing(found, data) == []
    card = next(path for path in data.glob("raw/*/plan.yaml") if "revises" in path.read_text(encoding="utf-8"))
    card.write_text(card.read_text(encoding="utf-8").replace("revises: ", "revises: not-"), encoding="utf-8")
    assert folder_by_folder(data, tmp_path / "cache") is None
    with pytest.raises(DataFaults, match="not-"):
        build(data)


@pytest.mark.long
def test_the_committed_data_are_the_same_by_both_roads(tmp_path):
    found = folder_by_folder(ROOT / "data", tmp_path / "cache")
    assert differing(found, ROOT / "data") == []
    assert set(found) == set(TABLES)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("apart"))


#: One mutant of every class takes a minute: a tenth of them stand for the others.
SOME = sorted(CLASSES)[::10]


@pytest.mark.parametrize(
    "name",
    [*each(8, SOME), *(pytest.param(one, marks=pytest.mark.slow) for one in sorted({*CLASSES} - {*SOME}))],
)
def test_no_fault_of_a_mutant_is_missed(quick, base, tmp_path, name):
    """Whatever is wrong with all together is left to the build that tells it; of what is sound the tables are the same."""
    mutant = mutant_of(base, name, 0)
    assert mutant
    try:
        mutant.change(base.data)
        found = folder_by_folder(base.data, tmp_path)
        try:
            together = build(base.data, "en")
        except DataFaults:
            assert found is None, mutant.what
        else:
            assert found is not None, mutant.what
            assert [one for one in TIDY if not found[one].equals(together[one])] == [], mutant.what
    finally:
        base.put_back()


A, B, C = "03206_kitakami", "09215_nasukarasuyama", "41205_imari"


def renamed(old, new, *folders):
    """In every file of a folder another name."""

    def change(data):
        for path in (
            path for part in ("raw", "mappings") for one in folders for path in (data / part / one).rglob("*")
        ):
            if path.is_file():
                path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


def copied(data):
    for part in ("raw", "mappings"):
        shutil.copytree(data / part / A, data / part / "03206_again")


def cut(file, *texts):
    """A file without the rows that hold all of some texts."""

    def change(data):
        lines = (data / file).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not all(text in line for text in texts)]
        assert len(kept) < len(lines)
        (data / file).write_text("".join(kept), encoding="utf-8")

    return change


def uncoded(data):
    for name in ("codes_*.csv", "adjudication.csv"):
        for path in (data / "mappings" / C).glob(name):
            path.unlink()


@pytest.mark.long
@pytest.mark.parametrize(
    "change",
    first(
        [
            pytest.param(copied, id="one plan in two folders"),
            pytest.param(renamed("nasukarasuyama-ikou-2021", "kitakami-ict-2022", B), id="one survey of two plans"),
            pytest.param(renamed("imari-2021-plan", "kitakami-2023-plan", C), id="one source of two plans"),
            pytest.param(
                renamed("nasukarasuyama-2024/k14", "nasukarasuyama-2024/k99", "all"), id="a pair with no indicator"
            ),
            pytest.param(
                renamed("kitakami-ict-2022/q3_1,identity", "kitakami-ict-2022/q3_1,identities", "all"), id="no option"
            ),
            pytest.param(cut("mappings/all/theme_pairs.csv", "card_as_identity"), id="two options without a letter"),
            pytest.param(uncoded, id="a plan that nobody coded"),
            pytest.param(lambda data: (data / "mappings" / "01202_hakodate").mkdir(), id="decisions of no plan"),
        ],
    ),
)
def test_what_is_wrong_between_plans_is_seen(whole, tmp_path, change):
    change(whole)
    with pytest.raises(DataFaults):
        build(whole)
    assert folder_by_folder(whole, tmp_path / "cache") is None


@pytest.mark.long
def test_a_unit_that_two_cities_have_stands_there_once(whole, tmp_path):
    cut("mappings/all/units.csv", "件")(whole)
    for city, text in ((A, "件,cases"), (B, "件,matters"), ("20219_tomi", "件,cases")):
        file = whole / "mappings" / city / "units.csv"
        head = file.read_text(encoding="utf-8") if file.exists() else "unit,unit_en\n"
        file.write_text(f"{head}{text}\n", encoding="utf-8")
    found = folder_by_folder(whole, tmp_path / "cache")
    assert differing(found, whole) == []
    assert found["unit"].filter(unit="件")["unit_en"].to_list() == ["cases"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Four plans, one with a survey, and what a build of them keeps."""
    folder = tmp_path_factory.mktemp("built")
    generate(folder / "data", 4, 46)
    pipeline.run(folder / "data")
    return folder


@pytest.fixture
def nation(built, tmp_path):
    """A copy of them, as it stands after a build."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    pipeline.run(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def quick(monkeypatch):
    """No derived tables: what is kept is kept of all tables alike."""

    def none(tables, folder):
        schemas = {name: {column: one.dtype for column, one in kind.fields().items()} for name, kind in DERIVED.items()}
        return {name: pl.DataFrame(schema=schema) for name, schema in schemas.items()}

    for module in (apart, pipeline):
        monkeypatch.setattr(module, "derived", none)


@pytest.fixture
def seen(monkeypatch):
    """What is done: folders assembled and derived, tables written as CSV."""
    done = {"assembled": [], "derived": [], "written": []}

    def apart_(data, names, of_all, real=parts.apart):
        done["assembled"] += names
        return real(data, names, of_all)

    def derived(tables, folder, real=apart.derived):
        done["derived"].append(tables["plan"].height)
        return real(tables, folder)

    def csv(frame, real=publish._csv):
        done["written"] += [name for name, kind in TABLES.items() if [*kind.fields()] == frame.columns]
        return real(frame)

    monkeypatch.setattr(parts, "apart", apart_)
    monkeypatch.setattr(apart, "derived", derived)
    monkeypatch.setattr(publish, "_csv", csv)
    return done


def edited(data, city=0):
    """The target of an indicator of a city is one more than it was; returns the city's folder."""
    folder = sorted((data / "raw").glob("[0-9]*"))[city]
    heads, *rows = (folder / "kpis.csv").read_text(encoding="utf-8").splitlines()
    at = heads.split(",").index("target_text")
    for number, row in enumerate(rows):
        cells = row.split(",")
        if cells[at].rstrip("%").isdecimal() and int(cells[at].rstrip("%")) < 99:
            percent = "%" * cells[at].endswith("%")
            cells[at] = f"{int(cells[at].rstrip('%')) + 1}{percent}"
            rows[number] = ",".join(cells)
            (folder / "kpis.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
            return folder.name
    raise AssertionError


def files(data):
    return {path.name: path.read_bytes() for path in (data / "processed").iterdir()}


def assert_as_together(data):
    assert publish.differences(pipeline.made(data), data) == []


def assert_tidy(data):
    """The same of the tables that no question derives."""
    written = files(data)
    assert [name for name, frame in build(data).items() if written[f"{name}.csv"] != publish._csv(frame)] == []


@pytest.mark.long
def test_where_nothing_changed_nothing_is_done(nation, seen):
    before = files(nation)
    assert set(pipeline.run(nation)) == set(TABLES)
    assert seen == {"assembled": [], "derived": [], "written": []}
    assert files(nation) == before


def test_of_one_edited_plan_its_rows_alone_are_made_and_its_tables_written(nation, seen):
    city = edited(nation, 2)
    pipeline.run(nation)
    assert seen["assembled"] == [city]
    assert len(seen["derived"]) == 1
    assert seen["derived"][0] < 4
    assert {"kpi", "kpi_value"} <= {*seen["written"]} <= {"kpi", "kpi_value", "ambition", "coverage"}
    assert_as_together(nation)


@pytest.mark.long
def test_a_plan_that_goes_and_one_that_comes(quick, nation, seen):
    last = sorted((nation / "raw").glob("[0-9]*"))[-1].name
    away = nation.parent / "away"
    for part in ("raw", "mappings"):
        shutil.move(nation / part / last, away / part)
    pipeline.run(nation)
    assert seen["assembled"] == []
    assert_tidy(nation)
    for part in ("raw", "mappings"):
        shutil.move(away / part, nation / part / last)
    pipeline.run(nation)
    assert seen["assembled"] == [last]
    assert_tidy(nation)


@pytest.mark.long
def test_what_is_for_all_is_of_all(quick, nation, seen):
    file = nation / "mappings" / "all" / "units.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("people", "persons"), encoding="utf-8")
    pipeline.run(nation)
    assert len(seen["assembled"]) == 4
    assert_tidy(nation)


@pytest.mark.long
def test_who_codes_somewhere_matters_everywhere(nation):
    """The last decisions where coders disagree: without them there is less to choose from for every plan."""
    for path in (nation / "mappings").glob("*/adjudication.csv"):
        head = path.read_text(encoding="utf-8").splitlines()[0]
        path.write_text(f"{head}\n", encoding="utf-8")
    assert "adjudicated" not in pipeline.run(nation)["coverage"]["by"]
    assert_as_together(nation)


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "spoil"),
    [
        ("folders.json", None),
        ("kpi-*.parquet", None),
        ("judgement-*.parquet", b""),
        ("response-*.parquet", b"PAR1"),
    ],
)
def test_what_was_kept_and_is_damaged_is_not_used(quick, nation, file, spoil):
    path = next((nation.parent / ".cache" / "build").glob(file))
    if spoil is None and path.suffix == ".parquet":  # a file that can be read, of other rows
        pl.read_parquet(path).with_columns(pl.col("name_ja") + "の").write_parquet(path)
        spoil = path.read_bytes()
    raw = bytearray(path.read_bytes())
    at = len(raw) // 3
    raw[at] ^= 1
    path.write_bytes(bytes(raw) if spoil is None else spoil)
    edited(nation, 1)
    for name in ("judgement", "response"):
        (nation / "processed" / f"{name}.csv").unlink()
    pipeline.run(nation)
    assert_tidy(nation)


@pytest.mark.long
def test_a_build_that_cannot_keep_anything_is_a_build(quick, nation):
    shutil.rmtree(nation.parent / ".cache")
    (nation.parent / ".cache").write_text("a file", encoding="utf-8")
    edited(nation, 1)
    pipeline.run(nation)
    assert_tidy(nation)


@pytest.mark.long
def test_another_code_finds_nothing(quick, nation, seen, monkeypatch):
    monkeypatch.setattr(pipeline, "program", lambda: "another")
    pipeline.run(nation)
    assert len(seen["assembled"]) == 4


@pytest.mark.long
def test_a_processed_file_that_somebody_changed_is_written_again(nation, seen):
    before = files(nation)
    (nation / "processed" / "plan.csv").write_text("plan_id\n", encoding="utf-8")
    (nation / "processed" / "kpi.parquet").unlink()
    pipeline.run(nation)
    assert seen["assembled"] == []
    assert {*seen["written"]} == {"plan", "kpi"}
    assert files(nation) == before


@pytest.mark.long
def test_a_change_that_no_time_shows_is_seen(quick, nation):
    """Shortly after it was looked at, a file may change and have the time and size that it had."""
    folder = nation / "raw" / edited(nation)
    pipeline.run(nation)
    file, about = folder / "kpis.csv", (folder / "kpis.csv").stat()
    before = file.read_text(encoding="utf-8")
    edited(nation)
    assert file.stat().st_size == about.st_size
    assert file.read_text(encoding="utf-8") != before
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    pipeline.run(nation)
    assert_tidy(nation)


def test_two_looks_differ_where_anything_moved(tmp_path):
    (tmp_path / "one" / "within").mkdir(parents=True)
    looks = [look([tmp_path / "one"]).names]
    (tmp_path / "one" / "within" / "a.csv").write_text("a", encoding="utf-8")
    looks.append(look([tmp_path / "one"]).names)
    (tmp_path / "one" / "within" / "a.csv").write_text("ab", encoding="utf-8")
    looks.append(look([tmp_path / "one"]).names)
    os.utime(tmp_path / "one" / "within" / "a.csv", (1, 1))
    looks.append(look([tmp_path / "one"]).names)
    (tmp_path / "one" / "within" / "a.csv").rename(tmp_path / "one" / "a.csv")
    looks.append(look([tmp_path / "one"]).names)
    assert len({*looks}) == 5
    assert look([tmp_path / "one"]).names == looks[-1]


@pytest.mark.long
def test_several_processes_find_the_same(tmp_path):
    generate(tmp_path / "data", 5, 5)  # so many lots that other processes derive
    look_ = apart.looks(apart.paths(tmp_path / "data"))
    with Workers(2) as workers:
        found = apart.built(tmp_path / "data", Kept(), tmp_path / "cache", workers, look_)
    assert differing(found, tmp_path / "data") == []


def test_new_processes_take_the_place_of_those_that_have_begun():
    asked = ["__import__('os').getpid()"] * 4
    with Workers(2) as workers:
        before = {*workers.map(eval, asked)}
        workers.renewed(gc.collect)
        assert not before & {*workers.map(eval, asked)}
    with Workers(1) as workers:
        workers.renewed(gc.collect)
        assert {*workers.map(eval, asked)} == {os.getpid()}
