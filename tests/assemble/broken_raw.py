"""What was printed, broken once for each rule."""

from tests.assemble.breaking import KITAKAMI, NASU, TOMI, change, drop_row, remove

#: what is broken, how, and what the message must contain (in English)
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
        ["'20999' does not exist in data/"],
    ),
    "percentage of 120": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        change("54.7", "120"),
        ["q1_age.csv, row 2, column '20歳代': '120' cannot be read as a percentage", "lost decimal point"],
    ),
    "three decimals": (
        f"{KITAKAMI}/surveys/ict2022/q1_age.csv",
        change("54.7", "54.712"),
        ["'54.712'", "at most two decimals"],
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
        ["kpi_places.csv, row 2, column 'measure': 'tomi-2022/1-9' does not exist in data/", "did you mean"],
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
    "bytes lost": (
        f"{TOMI}/measures.csv",
        lambda path: path.write_bytes(path.read_bytes().replace("情".encode(), b"\xe6\x83")),
        ["measures.csv, row 7: neither UTF-8, UTF-16 nor Shift_JIS (have some bytes been lost?)"],
    ),
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
    "version": (
        f"{TOMI}/plan.yaml",
        change('"1.0"', '"9.9"'),
        ["found '9.9'; expected one of 1.0, 2.0, 2.1, 2.3, 3.0, 4.0"],
    ),
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
    "baseline above bound": (f"{TOMI}/kpis.csv", change("40%", "140%"), ["the baseline lies outside its bounds"]),
    "garbled amount": (
        f"{TOMI}/kpis.csv",
        change("13件", "1３-4件"),
        [
            "how '1３-4件' is to be read must be decided (the ends of the range are not clear)",
            "tomi-2022,k01,baseline,1３-4件,range,13,4,,件,,,,,",
        ],
    ),
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
        ["'p1 ④' does not exist in data/"],
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
        ["row 2, column '選択肢': 'ノートPC' does not exist in data/", "did you mean 'パソコン'?"],
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
        ["'q9' does not exist in data/"],
    ),
    "answer": (
        f"{KITAKAMI}/surveys/ict2022/questions.csv",
        change(",multiple,", ",many,"),
        ["found 'many'; expected one of single, multiple"],
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
    "reading of no statement": (
        f"{NASU}/claims.csv",
        change(",c05,", ",c55,"),
        ["column 'other_reading': 'nasukarasuyama-2024/c55' does not exist in data/"],
    ),
    "reading of a reading": (
        f"{NASU}/claims.csv",
        change(",c05,", ",c35,"),
        ["column 'other_reading': this is itself another reading; name the first reading of the sentence"],
    ),
    "number without comparator": (
        f"{NASU}/claims.csv",
        change("== 38.2,0.1,eq,", "== 38.2,0.1,,"),
        ["claims.csv, row 2, column 'comparator': a statement that names a number needs its comparator"],
    ),
    "comparator that the predicate does not have": (
        f"{NASU}/claims.csv",
        change("== 38.2,0.1,eq,", "== 38.2,0.1,ge,"),
        ["claims.csv, row 2, column 'comparator': the predicate compares nothing by ≥"],
    ),
    "erratum nature unknown": (
        f"{TOMI}/errata.csv",
        change("e01,numbering,reading", "e01,numbering,readings"),
        ["errata.csv, row 2, column 'nature': found 'readings'; expected one of fault, not_stated, reading"],
    ),
    "erratum nature blank": (
        f"{TOMI}/errata.csv",
        change("e01,numbering,reading", "e01,numbering,"),
        ["errata.csv, row 2, column 'nature'"],
    ),
    "erratum nature absent": (
        f"{TOMI}/errata.csv",
        change("kind,nature,what", "kind,sort,what"),
        ["errata.csv, row 1: column 'nature' is missing"],
    ),
    "erratum question": (
        f"{NASU}/errata.csv",
        change(",q15,", ",q55,"),
        ["'nasukarasuyama-ikou-2021/q55' does not exist in data/"],
    ),
    "lost steps of no measure": (
        f"{NASU}/errata.csv",
        change(",2-2-1+2-2-2+2-2-3", ",2-2-1+2-2-9+2-2-3"),
        ["errata.csv, row 10, column 'steps_lost': 'nasukarasuyama-2024/2-2-9' does not exist in data/"],
    ),
    "lost tags of no measure": (
        f"{NASU}/errata.csv",
        change("1-2-1+1-2-2", "1-2-1+1-2-9"),
        ["errata.csv, row 5, column 'tags_lost': 'nasukarasuyama-2024/1-2-9' does not exist in data/"],
    ),
    "unsourced item unknown": (
        "raw/national/versions.csv",
        change("prefecture_support,inaba", "prefecture_support+planned,inaba"),
        ["versions.csv, row 3, column 'unsourced': 'planned' does not exist in data/"],
    ),
    "lineage": (
        "raw/national/lineage.csv",
        change("1.0,telework", "1.0,telephone"),
        ["'1.0 telephone' does not exist in data/"],
    ),
    "item section": (
        "raw/national/items.csv",
        change(",priority,", ",prior,"),
        ["found 'prior'; expected one of priority"],
    ),
    "item source": (
        "raw/national/items.csv",
        change("newton-2020", "newton-2002"),
        ["'newton-2002' does not exist in data/"],
    ),
    "version without a place": (
        "raw/national/versions.csv",
        change("dx,2.0,2,", "dx,2.0,,"),
        ["versions.csv, row 3, column 'position': a value is needed"],
    ),
    "two versions in one place": (
        "raw/national/versions.csv",
        change("dx,2.1,3,", "dx,2.1,2,"),
        ["versions.csv, row 4, column 'position': 2 is a duplicate (also data/raw/national/versions.csv, row 3"],
    ),
    "listed and unsourced": (
        "raw/national/versions.csv",
        change("prefecture_support,inaba", "prefecture_support+telework,inaba"),
        ["versions.csv, row 3, column 'unsourced': 'telework' is listed as an item of this version"],
    ),
    "lineage over a version that has the item": (
        "raw/national/lineage.csv",
        change("2.0,security,2.1,security", "2.0,security,2.3,security"),
        ["column 'to_version': it passes over 2.1; write a row to each next version"],
    ),
    "lineage back in time": (
        "raw/national/lineage.csv",
        change("2.3,telework,3.0,telework", "2.3,telework,2.1,telework"),
        ["column 'to_version': version 2.1 does not come after 2.3"],
    ),
    "deadline without a status": (
        "raw/national/items.csv",
        change("2022年度末までに31手続,2022,,original,", "2022年度末までに31手続,2022,,,"),
        ["items.csv, row 4, column 'deadline_status': a deadline needs a status, and a status a deadline"],
    ),
    "status without a deadline": (
        "raw/national/items.csv",
        change("テレワークの推進,Telework,,,,,", "テレワークの推進,Telework,,,,optional,"),
        ["items.csv, row 6, column 'deadline_status': a deadline needs a status, and a status a deadline"],
    ),
    "status of a deadline unknown": (
        "raw/national/items.csv",
        change("2022,,original,", "2022,,originally,"),
        ["column 'deadline_status': found 'originally'; expected one of original, revised, exception, optional"],
    ),
    "later decision without a status": (
        "raw/national/deadline_changes.csv",
        change("2024-12,revised,", "2024-12,,"),
        ["deadline_changes.csv, row 3, column 'status': a value is needed"],
    ),
    "later decision on no item": (
        "raw/national/deadline_changes.csv",
        change("eltax_public_money,2024-06", "eltax,2024-06"),
        ["deadline_changes.csv, row 5, column 'item': 'eltax' does not exist in data/"],
    ),
    "date": (
        "raw/reference/source.yaml",
        change("2021-11-30", "2021/11/30"),
        ["column 'published': there is no date '2021/11/30'; write it as YYYY-MM-DD"],
    ),
    "reference source": (
        "raw/reference/census_2019.csv",
        lambda path: path.write_text(
            "indicator,area_code,group,year,as_of,name_ja,population,value_text,unit,where\na,00000,b,2019,,c,d,1,e,f\n"
        ),
        ["'census-2019' does not exist in data/"],
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
        ["'smartfone' does not exist in data/", "did you mean 'smartphone'?"],
    ),
    "claim on no group": (
        f"{KITAKAMI}/claims.csv",
        change('""..30-39"") >= 96', '""..30-40"") >= 96'),
        ["'30-40' does not exist in data/"],
    ),
    "claim on no question": (
        f"{KITAKAMI}/claims.csv",
        change('lowest(""q1""', 'lowest(""q9""'),
        ["column 'predicate': 'q9' does not exist in data/"],
    ),
    "question of a claim": (
        f"{KITAKAMI}/claims.csv",
        change("c04,q1,", "c04,q9,"),
        ["claims.csv, row 5, column 'question': 'kitakami-ict-2022/q9' does not exist in data/"],
    ),
    "area": (
        "raw/reference/census_2020.csv",
        change("population,00000", "population,0"),
        ["column 'area_code': found '0'"],
    ),
}
