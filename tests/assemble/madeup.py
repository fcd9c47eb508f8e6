"""A made-up plan alone in a data folder: what real plans print, in as few cells as it takes, and no word of English."""

import shutil

from dxcompare import pipeline
from dxcompare.assemble import build
from dxcompare.dataset.read import load
from dxcompare.words.faults import DataFaults
from tests.few import few

RAW, OWN, SURVEY = "raw/01202_hakodate", "mappings/01202_hakodate", "raw/01202_hakodate/surveys/ict"
ID = "hakodate-2023"

#: file → its lines; what a test changes stands in the test
PLAN = {
    f"{RAW}/source.yaml": (
        "sources:",
        "  - {source_id: hakodate-2023-plan, title: 計画, publisher: 函館市, document: x.pdf,",
        "     published: '2023-03', accessed: '', licence: facts, note: ''}",
    ),
    f"{RAW}/plan.yaml": (
        f"plan_id: {ID}",
        "municipality_code: '01202'",
        "title_ja: 函館市DX計画",
        "status: adopted",
        "start_text: 令和5年4月",
        "end_text: 令和10年3月",
        "framework_version: '2.3'",
        "framework_reason: 時期",
        "source_id: hakodate-2023-plan",
        "page: '1'",
        "where: 表紙",
    ),
    f"{RAW}/measures.csv": (
        "measure,ref,goal,policy,title_ja,department,department_related,mark,related_plans,upper_ref,page,where",
        "1-1,①,目標1 窓口,方針1,窓口改革,,,,,,2,表",
        "1-2,,目標1 窓口,方針1,電子申請,,,,,,2,表",
    ),
    f"{RAW}/kpis.csv": (
        "kpi,name_ja,baseline_text,baseline_year_text,target_text,target_year_text,formula_text,note_text,page,where",
        "k01,利用率,10.5%,R5.3末,50％,令和9年度,,,2,表",
    ),
    f"{RAW}/kpi_places.csv": ("kpi,measure,policy,page,where", "k01,1-1,,2,表"),
    f"{RAW}/errata.csv": ("erratum,kind,nature,what,treatment,question,option,group,quarantine,source,page,where",),
    f"{OWN}/kpis.csv": (
        "kpi,unit,direction,scale,lower_bound,upper_bound,period,reason",
        f"{ID}/k01,%,higher,percent,0,100,point,割合",
    ),
    f"{OWN}/kpi_items.csv": ("kpi,item,reason,coder", f"{ID}/k01,frontyard_reform,窓口の利用,a"),
    f"{OWN}/codes_a.csv": (
        "measure,item,role,note",
        f"{ID}/1-1,frontyard_reform,primary,窓口",
        f"{ID}/1-2,online_procedures,primary,申請",
    ),
}

#: a survey of the plan's, by age
BY_AGE = {
    f"{SURVEY}/survey.yaml": (
        "survey_id: hakodate-ict-2022",
        "name_ja: 調査",
        "start: '2022-10'",
        "end: '2022-11'",
        "mode: 郵送",
        "population: 市民",
        "min_age: '18'",
        "sampled: '1000'",
        "valid: '200'",
        "valid_web: ''",
        "page: '9'",
        "where: 調査の概要",
    ),
    f"{SURVEY}/questions.csv": (
        "question,ref,wording_ja,answer,base,base_option,base_inferred,base_n_text,page,where",
        "q1,問1,使うもの,multiple,全員,,,,10,表",
    ),
    f"{SURVEY}/options.csv": ("question,option,option_ja", "q1,pc,パソコン", "q1,phone,スマートフォン"),
    f"{SURVEY}/q1.csv": ("選択肢,20代,30代以上", "n,80,120", "パソコン,61.3%,50.0%", "スマートフォン,92.5%,70.8%"),
    f"{OWN}/groups.csv": (
        "survey,label,group_type,group,age_min,age_max,reason",
        "hakodate-ict-2022,20代,age,20-29,20,29,記載のとおり",
        "hakodate-ict-2022,30代以上,age,30+,30,,記載のとおり",
    ),
}


def lay(tmp_path, *parts):
    """A data folder with the plan and these parts of it: file → lines."""
    data = tmp_path / "data"
    shutil.rmtree(data, ignore_errors=True)
    for name in ("raw/national", "raw/reference", "mappings/all"):
        shutil.copytree(few() / name, data / name)
    files = dict(PLAN)
    for part in parts:
        files |= part
    for path, lines in files.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return data


def small(data, *kept):
    """Leave of the official figures those of these files alone, with their cards, and of the municipalities some."""
    reference = data / "raw/reference"
    for path in reference.glob("*.csv"):
        if path.name not in (*kept, "municipalities.csv"):
            path.unlink()
    head, *cards = (reference / "source.yaml").read_text(encoding="utf-8").split("\n  - ")
    named = tuple(f"source_id: {name.removesuffix('.csv').replace('_', '-')}\n" for name in kept)
    left = [card for card in cards if card.startswith(("source_id: municipalities", "source_id: former", *named))]
    (reference / "source.yaml").write_text("\n  - ".join([head, *left]) + "\n", encoding="utf-8")
    towns = reference / "municipalities.csv"
    head, *rows = towns.read_text(encoding="utf-8").splitlines()
    own = ("01202", "03206", "09215", "20219", "41205")
    towns.write_text("\n".join([head, *(row for row in rows if row[:5] in own)]) + "\n", encoding="utf-8")
    return data


def with_rows(path, *rows, of=PLAN):
    """A part: a file of the plan with rows more."""
    return {path: (*of[path], *rows)}


def changed(path, old, new, of=PLAN):
    """A part: a file of the plan with another text in it."""
    assert any(old in line for line in of[path]), old
    return {path: tuple(line.replace(old, new) for line in of[path])}


def loaded(tmp_path, *parts):
    """The plan built, written and loaded."""
    data = lay(tmp_path, *parts)
    pipeline.run(data)
    return load(data)


def faults(tmp_path, *parts, cut=lambda data: data):
    """What a build says of the plan, in English and in Japanese."""
    try:
        build(cut(lay(tmp_path, *parts)), "en")
    except DataFaults as error:
        return tuple([fault.says(lang) for fault in error.faults] for lang in ("en", "ja"))
    return [], []
