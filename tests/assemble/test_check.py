"""Each rule of the data broken once on purpose: the fault names file, row, column and slip."""

import codecs

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import EXPECTED, HINTS, DataFaults

KITAKAMI, TOMI, NASU = "raw/03206_kitakami", "raw/20219_tomi", "raw/09215_nasukarasuyama"
OF_KITAKAMI, OF_TOMI, OF_NASU, OF_IMARI, OF_ALL = (
    f"mappings/{name}" for name in ("03206_kitakami", "20219_tomi", "09215_nasukarasuyama", "41205_imari", "all")
)


def change(old, new):
    def edit(path):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def add(line):
    return lambda path: path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def write(*lines):
    def edit(path):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    return edit


def encode(how):
    return lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode(how, errors="replace"))


def bom(path):
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())


def ends(with_):
    return lambda path: path.write_bytes(path.read_bytes().replace(b"\n", with_))


def remove(path):
    path.unlink()


def drop_row(start):
    def edit(path):
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) < len(lines)
        path.write_text("\n".join(kept), encoding="utf-8")

    return edit


# what is broken, how, and what the message must contain (in English)
BROKEN = {
    "missing column": (
        f"{KITAKAMI}/kpis.csv",
        change("target_text", "target"),
        ["1 fault in 1 file", "kpis.csv, row 1: column 'target' is unknown; did you mean 'target_text'?"],
    ),
    "missing column, no likeness": (
        f"{KITAKAMI}/kpis.csv",
        change("target_text", "goal"),
        ["kpis.csv, row 1: column 'target_text' is missing", "column 'goal' is unknown"],
    ),
    "unknown file": (
        f"{KITAKAMI}/kpi.csv",
        lambda path: path.write_text("a\n"),
        ["kpi.csv: no file of this name", "did you mean 'kpis.csv'"],
    ),
    "missing file": (f"{TOMI}/kpis.csv", remove, ["20219_tomi: the file 'kpis.csv' is needed"]),
    "missing card": (f"{TOMI}/source.yaml", remove, ["the file 'source.yaml' is needed"]),
    "wrong code": (
        f"{TOMI}/plan.yaml",
        change('"20219"', "20219x"),
        ["plan.yaml, row 2, column 'municipality_code'", "'20219x'"],
    ),
    "lost zero": (f"{KITAKAMI}/plan.yaml", change('"03206"', "3206"), ["'3206'", "leading zero been lost"]),
    "no such municipality": (
        f"{TOMI}/plan.yaml",
        change('"20219"', "20999"),
        ["'20999' does not exist in municipality"],
    ),
    "percentage of 120": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        change("54.7", "120"),
        ["q1_age.csv, row 2, column '20歳代': '120' cannot be read as a percentage", "lost decimal point"],
    ),
    "two decimals": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        change("54.7", "54.71"),
        ["'54.71'", "at most one decimal"],
    ),
    "duplicate key": (
        f"{TOMI}/measures.csv",
        change("1-2,1-②", "1-1,1-②"),
        [
            "measures.csv, row 3, column 'measure': 'tomi-2022/1-1' is a duplicate (also data/raw/20219_tomi/measures.csv, row 2)"
        ],
    ),
    "no such measure": (
        f"{TOMI}/kpi_places.csv",
        change("k01,1-1,", "k01,1-9,"),
        ["kpi_places.csv, row 2, column 'measure': 'tomi-2022/1-9' does not exist in measure; did you mean"],
    ),
    "no such policy": (
        f"{NASU}/tags.csv",
        change("1 行政手続きのデジタル化の推進", "1 行政手続のデジタル化"),
        ["tags.csv, row 2, column 'policy'", "same words as the raw table"],
    ),
    "measure and policy": (
        f"{NASU}/tags.csv",
        change(",1 行政", "1-1-1,1 行政"),
        ["exactly one of 'measure' and 'policy'"],
    ),
    "missing mapping": (
        f"{OF_ALL}/labels.csv",
        drop_row("dx,セキュリティ対策の徹底"),
        ["tags.csv, row 7, column 'label_text'", "labels.csv does not say what to do with 'セキュリティ対策の徹底'"],
    ),
    "repeated mapping": (f"{OF_ALL}/verdicts.csv", add("実施,done,もう一度"), ["'実施' is a duplicate"]),
    "year 20205": (
        f"{TOMI}/kpis.csv",
        change("2025 (R7)", "20205"),
        ["kpis.csv, row 2, column 'target_year_text': '20205' cannot be read as a fiscal year", "a digit too many"],
    ),
    "era against year": (
        f"{TOMI}/kpis.csv",
        change("2025 (R7)", "2025 (R6)"),
        ["era year and the western year disagree"],
    ),
    "unknown key": (
        f"{TOMI}/source.yaml",
        change("licence:", "license:"),
        ["1 fault in 1 file", "source.yaml, row 8: key 'license' is unknown; did you mean 'licence'?"],
    ),
    "repeated key": (
        f"{TOMI}/plan.yaml",
        change("status: draft", "status: draft\nstatus: draft"),
        ["'status' is a duplicate"],
    ),
    "broken yaml": (f"{TOMI}/plan.yaml", change("status: draft", "status: [draft"), ["not readable as YAML"]),
    "shift_jis": (
        f"{TOMI}/measures.csv",
        encode("cp932"),
        ["measures.csv: the file is not UTF-8; it looks like Shift_JIS"],
    ),
    "bom": (f"{TOMI}/measures.csv", bom, ["measures.csv: the file begins with a BOM", "save without BOM"]),
    "cr": (f"{TOMI}/measures.csv", ends(b"\r"), ["measures.csv: lines end in CR; LF is expected"]),
    "crlf": (f"{TOMI}/measures.csv", ends(b"\r\n"), ["measures.csv: lines end in CRLF"]),
    "comma": (
        f"{TOMI}/kpi_places.csv",
        change("k02,1-2", "k02,1-2,x,y"),
        ["kpi_places.csv, row 3: 7 values under 5", "quote a value"],
    ),
    "open quote": (f"{TOMI}/kpi_places.csv", change("k02,1-2", 'k02,"1-2'), ["not readable as CSV"]),
    "status": (
        f"{TOMI}/plan.yaml",
        change("status: draft", "status: drafted"),
        ["row 5, column 'status': found 'drafted'; expected one of adopted, draft; did you mean 'draft'?"],
    ),
    "period": (f"{TOMI}/plan.yaml", change("2025（令和7）", "2020（令和2）"), ["the last year lies before the first"]),
    "version": (f"{TOMI}/plan.yaml", change('"1.0"', '"9.9"'), ["found '9.9'; expected one of 1.0, 2.0, 2.3, 3.0"]),
    "target before baseline": (
        f"{TOMI}/kpis.csv",
        change("2025 (R7)", "2020 (R2)"),
        ["target year lies before the baseline year"],
    ),
    "target above bound": (
        f"{TOMI}/kpis.csv",
        change(",100%,", ",110%,"),
        ["kpis.csv, row 3, column 'target_text': the target lies outside its bounds (target = 110.0"],
    ),
    "unknown unit": (
        f"{OF_KITAKAMI}/kpis.csv",
        change("k01,%,higher", "k01,％点,higher"),
        [
            "kpis.csv, row 2, column 'unit': data/mappings/all/units.csv does not say what to do with '％点'; "
            "add a row there, or to data/mappings/03206_kitakami/units.csv if this plan alone means it so",
        ],
    ),
    "unknown unit of a derived one": (
        f"{OF_NASU}/derived_kpis.csv",
        change("人,higher", "名,higher"),
        ["derived_kpis.csv, row 3, column 'unit': data/mappings/all/units.csv does not say what to do with '名'"],
    ),
    "baseline above bound": (f"{TOMI}/kpis.csv", change("40%", "140%"), ["the baseline lies outside its bounds"]),
    "garbled amount": (f"{TOMI}/kpis.csv", change("13件", "1３-4件"), ["cannot be read as a number"]),
    "kpi reading": (
        f"{OF_KITAKAMI}/kpis.csv",
        change("kitakami-2023/k10,人,higher,count,0,,per_year", "kitakami-2023/k10,人,higher,count,0,,point"),
        ["kpis.csv, row 11, column 'period': found 'point'; expected one of per_year"],
    ),
    "no kpi reading": (
        f"{OF_TOMI}/kpis.csv",
        drop_row("tomi-2022/k02"),
        ["does not say what to do with 'tomi-2022/k02'"],
    ),
    "unknown stage": (
        f"{OF_ALL}/stages.csv",
        change("検討,study", "検討,studying"),
        ["found 'studying'", "did you mean 'study'?"],
    ),
    "no stage": (f"{OF_ALL}/stages.csv", drop_row("更改,"), ["yearly.csv, row 13, column '2024 (R6)'", "'更改'"]),
    "span": (
        f"{TOMI}/schedules/yearly.csv",
        change(",known,", ",maybe,"),
        ["column 'span': found 'maybe'; expected one of known, lost"],
    ),
    "schedule year": (
        f"{TOMI}/schedules/yearly.csv",
        change("2024 (R6)", "2024 (R9)"),
        ["row 1, column '2024 (R9)': column '2024 (R9)' is unknown"],
    ),
    "schedule column": (
        f"{TOMI}/schedules/yearly.csv",
        change("span", "extent"),
        ["row 1: column 'span' is missing", "column 'extent' is unknown"],
    ),
    "unknown track": (
        f"{KITAKAMI}/schedules/p1.csv",
        change("fy,quarter,①", "fy,quarter,④"),
        ["'p1 ④' does not exist in projects.csv"],
    ),
    "quarter": (f"{KITAKAMI}/schedules/p1.csv", change("R5,1Q", "R5,5Q"), ["column 'quarter'", "'5Q'"]),
    "verdict": (
        f"{KITAKAMI}/evaluation.csv",
        change("実施,16", "未着手,16"),
        ["verdicts.csv does not say what to do with '未着手'"],
    ),
    "valid above sample": (
        f"{KITAKAMI}/surveys/ict2022/survey.yaml",
        change("valid: 871", "valid: 1871"),
        ["more valid answers than questionnaires (valid = 1871, sampled = 1700)"],
    ),
    "base of 0": (
        f"{NASU}/surveys/ikou2021/q11.csv",
        change("n,764,32", "n,764,0"),
        ["q11.csv, row 2, column '10代後半': found 0; expected 1 or more"],
    ),
    "unknown group": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        change("70歳代以上", "80歳代以上"),
        ["column '80歳代以上'", "groups.csv does not say"],
    ),
    "unknown option": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        change("パソコン", "ノートPC"),
        ["row 2, column '選択肢': 'ノートPC' does not exist in options.csv; did you mean 'パソコン'?"],
    ),
    "missing option row": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        drop_row("テレビ"),
        ["row 1: there is no row for the option 'テレビ'"],
    ),
    "first column": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        change("選択肢", "option"),
        ["column '選択肢' is missing"],
    ),
    "stray table": (
        f"{KITAKAMI}/surveys/ict2022/q9.csv",
        lambda path: path.write_text("選択肢\n"),
        ["'q9' does not exist in questions.csv"],
    ),
    "answer": (
        f"{KITAKAMI}/surveys/ict2022/questions.csv",
        change(",multiple,", ",many,"),
        ["found 'many'; expected one of single, multiple"],
    ),
    "ages": (
        f"{OF_KITAKAMI}/groups.csv",
        change("20-29,20s,20,29", "20-29,20s,20,19"),
        ["the highest age is below the lowest"],
    ),
    "quarantine": (
        f"{NASU}/errata.csv",
        change(",yes,", ",ja,"),
        ["column 'quarantine': found 'ja'; expected one of yes"],
    ),
    "erratum kind": (
        f"{TOMI}/errata.csv",
        change("numbering", "number"),
        ["found 'number'; expected one of numbering"],
    ),
    "erratum question": (
        f"{NASU}/errata.csv",
        change(",q15,", ",q55,"),
        ["'nasukarasuyama-ikou-2021/q55' does not exist in question"],
    ),
    "uncoded measure": (
        f"{OF_TOMI}/codes_a.csv",
        drop_row("tomi-2022/1-4"),
        ["codes_a.csv, column 'measure'", "'tomi-2022/1-4'"],
    ),
    "two primaries": (
        f"{OF_TOMI}/codes_a.csv",
        change("mynumber_card,secondary,カードを用いた", "mynumber_card,primary,カードを用いた"),
        ["codes_a.csv, row 3, column 'role': 'primary' is a duplicate"],
    ),
    "project without a decision": (
        f"{OF_KITAKAMI}/project_measures.csv",
        drop_row("kitakami-2023/p9,②"),
        [
            "projects.csv, row 25, column 'track'",
            "project_measures.csv does not say what to do with 'kitakami-2023/p9 ②'",
        ],
    ),
    "project to no measure": (
        f"{OF_KITAKAMI}/project_measures.csv",
        change("kitakami-2023/4-4,org_structure", "kitakami-2023/4-9,org_structure"),
        ["project_measures.csv, row 24, column 'measure': 'kitakami-2023/4-9' does not exist in measure"],
    ),
    "project on no item": (
        f"{OF_KITAKAMI}/project_measures.csv",
        change("4-4,org_structure", "4-4,organisation"),
        ["project_measures.csv, row 24, column 'items': 'organisation' does not exist in item"],
    ),
    "verdict without a decision": (
        f"{OF_KITAKAMI}/evaluation_items.csv",
        drop_row("kitakami-2023,14"),
        ["evaluation_items.csv does not say what to do with 'kitakami-2023 14'"],
    ),
    "lost steps of no measure": (
        f"{NASU}/errata.csv",
        change("2-2-1+2-2-2", "2-2-1+2-2-9"),
        ["errata.csv, row 10, column 'steps_lost': 'nasukarasuyama-2024/2-2-9' does not exist in measure"],
    ),
    "unsourced item unknown": (
        "raw/national/versions.csv",
        change("telework+planned", "tele+planned"),
        ["versions.csv, row 3, column 'unsourced': 'tele' does not exist in item"],
    ),
    "verdict on no item": (
        f"{OF_KITAKAMI}/evaluation_items.csv",
        change("2023,13,security", "2023,13,safety"),
        ["evaluation_items.csv, row 14, column 'item': 'safety' does not exist in item"],
    ),
    "deadline step not printed": (
        f"{OF_TOMI}/deadline_steps.csv",
        change("2-1,移行", "2-1,移転"),
        ["deadline_steps.csv, row 2, column 'phrase': 'tomi-2022/2-1 移転' does not exist in milestone", "same words"],
    ),
    "deadline of no item": (
        f"{OF_TOMI}/deadline_steps.csv",
        change("online_procedures,tomi", "on_line,tomi"),
        ["deadline_steps.csv, row 3, column 'item': 'on_line' does not exist in item"],
    ),
    "nothing to adjudicate": (
        f"{OF_TOMI}/adjudication.csv",
        write("measure,item,decision,reason,coder", "tomi-2022/1-1,telework,acts,x,a"),
        ["adjudication.csv, row 2, column 'item': the coders do not disagree on tomi-2022/1-1 × telework"],
    ),
    "adjudicated item unknown": (
        f"{OF_TOMI}/adjudication.csv",
        write("measure,item,decision,reason,coder", "tomi-2022/1-1,radio,acts,x,a"),
        ["adjudication.csv, row 2, column 'item': 'radio' does not exist in coding_rules.csv"],
    ),
    "sum that is none": (
        f"{OF_IMARI}/derived_kpis.csv",
        change("200 / 5", "200 over 5"),
        ["derived_kpis.csv, row 2, column 'target_arithmetic': '200 over 5' cannot be read as a sum"],
    ),
    "sum from another figure": (
        f"{OF_IMARI}/derived_kpis.csv",
        change("200 / 5", "210 / 5"),
        ["derived_kpis.csv, row 2, column 'target_arithmetic': the sum must begin with the printed figure 200"],
    ),
    "derived one with a printed name": (
        f"{OF_KITAKAMI}/derived_kpis.csv",
        change("kitakami-2023/k15-yearly", "kitakami-2023/k15"),
        ["derived_kpis.csv, row 2, column 'derived': 'kitakami-2023/k15' is a duplicate"],
    ),
    "verdict on another framework": (
        f"{OF_KITAKAMI}/evaluation_items.csv",
        change("2023,13,security", "2023,13,kanmin_divide"),
        ["evaluation_items.csv, row 14, column 'item': 'kanmin_divide' does not exist in item"],
    ),
    "pair within a plan": (
        f"{OF_ALL}/kpi_pairs.csv",
        change("kitakami-2023/k14,tomi-2022/k06", "kitakami-2023/k14,kitakami-2023/k13"),
        ["kpi_pairs.csv, row 7, column 'second': the two indicators must belong to different plans"],
    ),
    "pair of no indicator": (
        f"{OF_ALL}/kpi_pairs.csv",
        change("tomi-2022/k02,imari-2021/k08", "tomi-2022/k02,imari-2021/k88"),
        ["kpi_pairs.csv, row 8, column 'second': 'imari-2021/k88' does not exist in kpi, derived_kpi"],
    ),
    "issued held against held": (
        f"{OF_TOMI}/kpi_actuals.csv",
        change("mynumber_held_rate,different", "mynumber_held_rate,same"),
        ["kpi_actuals.csv, row 3, column 'relation'", "are different quantities; relation must be 'different'"],
    ),
    "no such official figure": (
        f"{OF_IMARI}/kpi_actuals.csv",
        change("online_26_procedures,near", "online_27_procedures,near"),
        ["column 'indicator': 'online_27_procedures' does not exist in reference_stat"],
    ),
    "unknown item": (
        f"{OF_TOMI}/codes_a.csv",
        change("telework,primary", "tele_work,primary"),
        ["'tele_work' does not exist in data/mappings/all/coding_rules.csv"],
    ),
    "role": (
        f"{OF_KITAKAMI}/codes_a.csv",
        change("online_procedures,primary", "online_procedures,main"),
        ["found 'main'; expected one of primary, secondary"],
    ),
    "rule for no item": (
        f"{OF_ALL}/coding_rules.csv",
        change("telework,", "remote,"),
        ["'remote' does not exist in item"],
    ),
    "lineage": (
        "raw/national/lineage.csv",
        change("1.0,telework", "1.0,telephone"),
        ["'1.0 telephone' does not exist in item"],
    ),
    "item section": (
        "raw/national/items.csv",
        change(",priority,", ",prior,"),
        ["found 'prior'; expected one of priority"],
    ),
    "item source": (
        "raw/national/items.csv",
        change("jichitai-dx-1.0", "jichitai-dx-0.9"),
        ["'jichitai-dx-0.9' does not exist in source"],
    ),
    "date": (
        "raw/reference/source.yaml",
        change("2021-11-30", "2021/11/30"),
        ["column 'published': found '2021/11/30'; expected the form"],
    ),
    "reference source": (
        "raw/reference/census_2019.csv",
        lambda path: path.write_text(
            "indicator,area_code,group,year,as_of,name_ja,population,value_text,unit,where\na,00000,b,2019,,c,d,1,e,f\n"
        ),
        ["'census-2019' does not exist in source.yaml"],
    ),
    "no predicate": (
        f"{KITAKAMI}/claims.csv",
        change('"lowest(""q1"", ""smartphone"", ""..30-39"") >= 96"', "96% or more"),
        ["claims.csv, row 5, column 'predicate': '96% or more' cannot be read as a predicate"],
    ),
    "no such function": (
        f"{KITAKAMI}/claims.csv",
        change("lowest(", "least("),
        ["'least' cannot be read as a predicate"],
    ),
    "code in a predicate": (
        f"{KITAKAMI}/claims.csv",
        change("100 * valid()", "__import__('os').name * valid()"),
        ["cannot be read as a predicate"],
    ),
    "too few arguments": (
        f"{KITAKAMI}/claims.csv",
        change('"lowest(""q1"", ""smartphone"", ""..30-39"")', '"lowest(""q1"")'),
        ["cannot be read as a predicate"],
    ),
    "claim on no option": (
        f"{KITAKAMI}/claims.csv",
        change('lowest(""q1"", ""smartphone""', 'lowest(""q1"", ""smartfone""'),
        ["'smartfone' does not exist in options.csv; did you mean 'smartphone'?"],
    ),
    "claim on no group": (
        f"{KITAKAMI}/claims.csv",
        change('""..30-39"") >= 96', '""..30-40"") >= 96'),
        ["'30-40' does not exist in groups.csv"],
    ),
    "claim on no question": (
        f"{KITAKAMI}/claims.csv",
        change('lowest(""q1""', 'lowest(""q9""'),
        ["column 'predicate': 'q9' does not exist in questions.csv"],
    ),
    "question of a claim": (
        f"{KITAKAMI}/claims.csv",
        change("c04,q1,", "c04,q9,"),
        ["claims.csv, row 5, column 'question': 'kitakami-ict-2022/q9' does not exist in question"],
    ),
    "no such theme": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change("q1,smartphone,smartphone_use", "q1,smartphone,smartphones"),
        [
            "theme_options.csv, row 2, column 'theme': 'smartphones' does not exist in theme; did you mean 'smartphone_use'?",
        ],
    ),
    "theme of no option": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change("q1,smartphone,", "q1,smart_phone,"),
        ["column 'option': 'smart_phone' does not exist in options.csv; did you mean 'smartphone'?"],
    ),
    "theme of no question": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change("kitakami-ict-2022/q1,smartphone", "kitakami-ict-2022/q8,smartphone"),
        ["'kitakami-ict-2022/q8' does not exist in question"],
    ),
    "comparability": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change(",1,c,この主題", ",1,d,この主題"),
        ["found 'd'; expected one of a, b, c"],
    ),
    "polarity": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change(",1,c,この主題", ",2,c,この主題"),
        ["found 2; expected 1 or less"],
    ),
    "area": (
        "raw/reference/census_2020.csv",
        change("population,00000", "population,0"),
        ["column 'area_code': found '0'"],
    ),
}


#: one slip, one message; but two where a name was replaced by one unlike it
SEVERAL = {
    "missing column, no likeness": 2,
    "derived one with a printed name": 2,
    "schedule column": 2,
}


@pytest.mark.parametrize("case", BROKEN)
def test_one_fault_is_named(data, case):
    name, edit, expected = BROKEN[case]
    edit(data / name)
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    message = str(error.value)
    for part in expected:
        assert part in message
    assert len(error.value.faults) == SEVERAL.get(case, 1)
    japanese = str(DataFaults(error.value.faults, "ja"))
    assert "何も書き込んでいません" in japanese
    assert len(japanese.splitlines()) == len(message.splitlines()) == len(error.value.faults) + 1


def test_all_faults_of_a_run_at_once(data):
    for name, edit, _ in (BROKEN[case] for case in ("percentage of 120", "unknown key", "status", "bom")):
        edit(data / name)
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    kinds = {fault.kind for fault in error.value.faults}
    assert {"not_percent", "unknown_key", "not_in_list", "bom"} <= kinds


def test_every_message_exists_in_both_languages():
    for table in (EXPECTED, HINTS):
        for texts in table.values():
            assert set(texts) == {"ja", "en"}


def test_a_fifth_municipality_is_two_folders_and_no_code(fifth):
    own = fifth / "mappings" / "01202_hakodate"
    own.mkdir()
    write(
        "kpi,unit,direction,scale,lower_bound,upper_bound,period,reason",
        "hakodate-2025/k01,%,higher,percent,0,100,point,割合",
    )(own / "kpis.csv")
    write("measure,item,role,note", "hakodate-2025/1,frontyard_reform,primary,窓口")(own / "codes_a.csv")
    tables = build(fifth)
    assert tables["plan"].height == 5
    assert tables["kpi"].filter(plan_id="hakodate-2025").row(0, named=True)["target"] == 50
