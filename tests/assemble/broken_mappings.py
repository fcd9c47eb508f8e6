"""Decisions, broken once for each rule."""

from tests.assemble.breaking import OF_ALL, OF_IMARI, OF_KITAKAMI, OF_NASU, OF_TOMI, add, change, drop_row, write

#: what is broken, how, and what the message must contain (in English)
BROKEN = {
    "missing mapping": (
        f"{OF_ALL}/labels.csv",
        drop_row("dx,セキュリティ対策の徹底"),
        ["tags.csv, row 7, column 'label_text'", "labels.csv does not say what to do with 'セキュリティ対策の徹底'"],
    ),
    "repeated mapping": (f"{OF_ALL}/verdicts.csv", add("実施,done,もう一度"), ["'実施' is a duplicate"]),
    "unknown unit": (
        f"{OF_KITAKAMI}/kpis.csv",
        change("k01,%,higher", "k01,％点,higher"),
        [
            "kpis.csv, row 2, column 'unit': data/mappings/all/units.csv does not say what to do with '％点'; "
            "add a row there, or to data/mappings/03206_kitakami/units.csv if this plan alone means it so",
        ],
    ),
    "unknown unit of a derived one": (
        f"{OF_IMARI}/derived_kpis.csv",
        change(
            "（1年当たり）,Participants of courses (per year),人,higher",
            "（1年当たり）,Participants of courses (per year),名,higher",
        ),
        ["derived_kpis.csv, row 2, column 'unit': data/mappings/all/units.csv does not say what to do with '名'"],
    ),
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
    "unknown first stage": (
        f"{OF_ALL}/stages.csv",
        change("並ぶので先の段階をとる,launch", "並ぶので先の段階をとる,lunch"),
        ["column 'first_stage': found 'lunch'", "did you mean 'launch'?"],
    ),
    "a first stage after the stage": (
        f"{OF_ALL}/stages.csv",
        change("更改,build,構築・開発・工事,", "更改,build,構築・開発・工事,launch"),
        [
            "column 'first_stage'",
            "the first stage does not come before the stage (first_stage = launch, stage = build)",
        ],
    ),
    "a first stage of what is no step": (
        f"{OF_ALL}/stages.csv",
        change("来場者数,,工程ではなく指標の名前,", "来場者数,,工程ではなく指標の名前,study"),
        ["column 'first_stage'", "the first stage does not come before the stage (first_stage = study, stage = None)"],
    ),
    "no stage": (f"{OF_ALL}/stages.csv", drop_row("更改,"), ["yearly.csv, row 13, column '2024 (R6)'", "'更改'"]),
    "ages": (
        f"{OF_KITAKAMI}/groups.csv",
        change("20-29,20s,20,29", "20-29,20s,20,19"),
        ["the highest age is below the lowest"],
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
        change("p9,①,kitakami-2023/4-4", "p9,①,kitakami-2023/4-9"),
        ["project_measures.csv, row 24, column 'measure': 'kitakami-2023/4-9' does not exist in data/"],
    ),
    "indicator without items": (
        f"{OF_IMARI}/kpi_items.csv",
        drop_row("imari-2021/k08"),
        [
            "raw/41205_imari/kpis.csv, row 9, column 'kpi'",
            "kpi_items.csv does not say what to do with 'imari-2021/k08'",
        ],
    ),
    "items of an indicator that is not there": (
        f"{OF_IMARI}/kpi_items.csv",
        add("imari-2021/k99,telework,指標がない,no indicator,evidence"),
        ["kpi_items.csv, row 42: nothing in the data uses 'imari-2021/k99 / telework'"],
    ),
    "indicator of no item": (
        f"{OF_IMARI}/kpi_items.csv",
        change("k08,mynumber_card", "k08,my_number_card"),
        [
            "kpi_items.csv, row 9, column 'item': 'my_number_card' does not exist in data/",
            "did you mean 'mynumber_card'?",
        ],
    ),
    "indicator of an item and of none": (
        f"{OF_IMARI}/kpi_items.csv",
        add("imari-2021/k08,none,x,x,evidence"),
        ["kpi_items.csv, row 42, column 'item': there are both none and an item; delete one of them"],
    ),
    "indicator of an item twice": (
        f"{OF_IMARI}/kpi_items.csv",
        add("imari-2021/k08,mynumber_card,x,x,evidence"),
        [
            "kpi_items.csv, row 42: 'imari-2021/k08'",
            "is a duplicate (also data/mappings/41205_imari/kpi_items.csv, row 9)",
        ],
    ),
    "indicator decided by nobody": (
        f"{OF_IMARI}/kpi_items.csv",
        add("imari-2021/k08,security,x,x,nobody"),
        ["kpi_items.csv, row 42, column 'coder': 'nobody' does not exist in data/"],
    ),
    "indicator of no kind": (
        f"{OF_IMARI}/kpi_levels.csv",
        drop_row("imari-2021/k08"),
        [
            "raw/41205_imari/kpis.csv, row 9, column 'kpi'",
            "kpi_levels.csv does not say what to do with 'imari-2021/k08'",
        ],
    ),
    "kind of an indicator that is not there": (
        f"{OF_IMARI}/kpi_levels.csv",
        add("imari-2021/k99,output,,指標がない,no indicator,promise"),
        ["kpi_levels.csv, row 36: nothing in the data uses 'imari-2021/k99 / output'"],
    ),
    "kind of an indicator twice": (
        f"{OF_IMARI}/kpi_levels.csv",
        add("imari-2021/k08,output,,x,x,promise"),
        [
            "kpi_levels.csv, row 36, column 'kpi'",
            "is a duplicate (also data/mappings/41205_imari/kpi_levels.csv, row 9)",
        ],
    ),
    "kind that there is not": (
        f"{OF_TOMI}/kpi_levels.csv",
        change("tomi-2022/k02,output,", "tomi-2022/k02,impact,"),
        ["kpi_levels.csv, row 3, column 'level': found 'impact'; expected one of input, activity, output, outcome"],
    ),
    "left open what there is not": (
        f"{OF_TOMI}/kpi_levels.csv",
        change("tomi-2022/k01,output,what,", "tomi-2022/k01,output,whom,"),
        ["kpi_levels.csv, row 2, column 'lacks': found 'whom'; expected one of what, of_what"],
    ),
    "survey of a share without answers": (
        f"{OF_NASU}/kpi_surveys.csv",
        change("k03,residents,assumed,nasukarasuyama-ikou-2021", "k03,residents,assumed,"),
        ["kpi_surveys.csv, row 2, column 'survey': a survey is named unless the basis is not_printed, and only then"],
    ),
    "count as a share of people asked": (
        f"{OF_NASU}/kpi_surveys.csv",
        change("nasukarasuyama-2024/k15,", "nasukarasuyama-2024/k07,"),
        ["kpi_surveys.csv, row 4, column 'kpi': nasukarasuyama-2024/k07 is no percentage of a whole"],
    ),
    "survey that is not there": (
        f"{OF_NASU}/kpi_surveys.csv",
        change("k03,residents,assumed,nasukarasuyama-ikou-2021", "k03,residents,assumed,nasukarasuyama-ikou-2020"),
        ["kpi_surveys.csv, row 2, column 'survey': 'nasukarasuyama-ikou-2020' does not exist in data/"],
    ),
    "step without items": (
        f"{OF_TOMI}/step_items.csv",
        write("measure,project,track,phrase,item,reason,reason_en,coder", "tomi-2022/1-1,,,拡充,none,x,x,evidence"),
        [
            "yearly.csv, row 2, column '2022 (R4)'",
            "step_items.csv does not say what to do with 'tomi-2022/1-1 実施'; add a row",
        ],
    ),
    "step of a project without items": (
        f"{OF_KITAKAMI}/step_items.csv",
        drop_row(",kitakami-2023/p1,③,大規模保育園システム運用開始"),
        ["p1.csv, row 3, column '③'", "does not say what to do with 'kitakami-2023/p1 ③ 大規模保育園システム運用開始'"],
    ),
    "items of a step that is not stated": (
        f"{OF_TOMI}/step_items.csv",
        add("tomi-2022/1-2,,,廃止,none,x,x,evidence"),
        ["step_items.csv, row 6: nothing in the data uses 'tomi-2022/1-2 / '"],
    ),
    "step of no item": (
        f"{OF_TOMI}/step_items.csv",
        change("実施,online_procedures", "実施,online_procedure"),
        ["step_items.csv, row 2, column 'item': 'online_procedure' does not exist in data/"],
    ),
    "chapter without items": (
        f"{OF_TOMI}/chapter_items.csv",
        drop_row("tomi-2022/ch5"),
        ["chapters.csv, row 2, column 'chapter'", "chapter_items.csv does not say what to do with 'tomi-2022/ch5'"],
    ),
    "chapter that is not there": (
        f"{OF_TOMI}/chapter_items.csv",
        add("tomi-2022/ch9,bpr,x,x,evidence"),
        ["chapter_items.csv, row 5: nothing in the data uses 'tomi-2022/ch9 / bpr'"],
    ),
    "verdict without a decision": (
        f"{OF_KITAKAMI}/evaluation_items.csv",
        drop_row("kitakami-2023,14"),
        ["evaluation_items.csv does not say what to do with 'kitakami-2023 14'"],
    ),
    "verdict on no item": (
        f"{OF_KITAKAMI}/evaluation_items.csv",
        change("2023,13,security", "2023,13,safety"),
        ["evaluation_items.csv, row 14, column 'item': 'safety' does not exist in data/"],
    ),
    "deadline step not stated": (
        f"{OF_TOMI}/deadline_steps.csv",
        change("2-1,移行", "2-1,移転"),
        [
            "deadline_steps.csv, row 2, column 'phrase': 'tomi-2022/2-1 移転' does not exist in data/raw/20219_tomi/schedules/yearly.csv",
            "same words",
        ],
    ),
    "deadline of an item that the step is not of": (
        f"{OF_TOMI}/deadline_steps.csv",
        change("online_procedures,tomi-2022/1-1", "mynumber_card,tomi-2022/1-1"),
        ["deadline_steps.csv, row 3, column 'phrase': in step_items.csv the step is not one of mynumber_card"],
    ),
    "deadline by a step of no project of the measure": (
        f"{OF_KITAKAMI}/deadline_steps.csv",
        write(
            "item,measure,phrase,reach,reason,reason_en",
            "system_standardisation,kitakami-2023/4-1,新グループウェア契約,starts,x,x",
        ),
        ["deadline_steps.csv, row 2, column 'phrase': 'kitakami-2023/4-1 新グループウェア契約' does not exist"],
    ),
    "deadline by a project's step that is of no item": (
        f"{OF_KITAKAMI}/deadline_steps.csv",
        write(
            "item,measure,phrase,reach,reason,reason_en",
            "system_standardisation,kitakami-2023/4-2,新グループウェア契約,starts,x,x",
        ),
        ["deadline_steps.csv, row 2, column 'phrase': in step_items.csv the step is not one of system_standardisation"],
    ),
    "deadline without the step that arrives": (
        f"{OF_TOMI}/deadline_steps.csv",
        change("2-1,移行,arrives", "2-1,,arrives"),
        ["deadline_steps.csv, row 2, column 'reach'", "the step where it is state or none", "(reach = arrives)"],
    ),
    "deadline that no step speaks for, with a step": (
        f"{OF_TOMI}/deadline_steps.csv",
        change("2-1,移行,arrives", "2-1,移行,none"),
        ["deadline_steps.csv, row 2, column 'reach'", "(reach = none)"],
    ),
    "deadline of no item": (
        f"{OF_TOMI}/deadline_steps.csv",
        change("online_procedures,tomi", "on_line,tomi"),
        ["deadline_steps.csv, row 3, column 'item': 'on_line' does not exist in data/"],
    ),
    "nothing to adjudicate": (
        f"{OF_TOMI}/adjudication.csv",
        write("measure,item,decision,reason,reason_en,coder", "tomi-2022/1-1,telework,acts,x,x,a"),
        ["adjudication.csv, row 2, column 'item': the coders do not disagree on tomi-2022/1-1 × telework"],
    ),
    "adjudicated item unknown": (
        f"{OF_TOMI}/adjudication.csv",
        write("measure,item,decision,reason,reason_en,coder", "tomi-2022/1-1,radio,acts,x,x,a"),
        ["adjudication.csv, row 2, column 'item': 'radio' does not exist in data/mappings/all/coding_rules.csv"],
    ),
    "sum that is none": (
        f"{OF_IMARI}/derived_kpis.csv",
        change("200 / 5", "200 over 5"),
        ["derived_kpis.csv, row 2, column 'target_arithmetic': '200 over 5' cannot be read as a sum"],
    ),
    "no sum": (
        f"{OF_IMARI}/derived_kpis.csv",
        change(",200 / 5,", ",,"),
        ["derived_kpis.csv, row 2, column 'target_arithmetic': a value is needed; the cell is blank"],
    ),
    "sum from another figure": (
        f"{OF_IMARI}/derived_kpis.csv",
        change("200 / 5", "210 / 5"),
        ["derived_kpis.csv, row 2, column 'target_arithmetic': the sum must begin with the stated figure 200"],
    ),
    "derived one with a printed name": (
        f"{OF_NASU}/derived_kpis.csv",
        add("nasukarasuyama-2024/k12,nasukarasuyama-2024/k12,名称,name,人,higher,count,0,,per_year,,15 / 5,x,x"),
        ["derived_kpis.csv, row 3, column 'derived': 'nasukarasuyama-2024/k12' is a duplicate"],
    ),
    "direction of a target in words": (
        f"{OF_TOMI}/kpis.csv",
        change("tomi-2022/k01,件,,", "tomi-2022/k01,件,higher,"),
        ["kpis.csv, row 2, column 'direction': a numeric target needs a direction, a target in words has none"],
    ),
    "numeric target without direction": (
        f"{OF_TOMI}/kpis.csv",
        change("tomi-2022/k02,%,higher,", "tomi-2022/k02,%,,"),
        ["kpis.csv, row 3, column 'direction': a numeric target needs a direction, a target in words has none"],
    ),
    "derived from a period not stated": (
        f"{OF_IMARI}/kpis.csv",
        change("0,,cumulative,算式が5年間の積", "0,,not_stated,算式が5年間の積"),
        ["derived_kpis.csv, row 2, column 'period': what imari-2021/k32 counts over is not stated"],
    ),
    "pair that compares over a period not stated": (
        "mappings/all/kpi_pairs.csv",
        change("kitakami-2023/k14,tomi-2022/k06,security,no,", "kitakami-2023/k14,tomi-2022/k06,security,yes,"),
        [
            "kpi_pairs.csv, row 7, column 'comparable': tomi-2022/k06 does not compare: what it counts over is not stated"
        ],
    ),
    "verdict on another framework": (
        f"{OF_KITAKAMI}/evaluation_items.csv",
        change("2023,13,security", "2023,13,kanmin_divide"),
        ["evaluation_items.csv, row 14, column 'item': 'kanmin_divide' does not exist in data/"],
    ),
    "pair within a plan": (
        f"{OF_ALL}/kpi_pairs.csv",
        change("kitakami-2023/k14,tomi-2022/k06", "kitakami-2023/k14,kitakami-2023/k13"),
        ["kpi_pairs.csv, row 7, column 'second': the two indicators must belong to different plans"],
    ),
    "pair of no indicator": (
        f"{OF_ALL}/kpi_pairs.csv",
        change("tomi-2022/k02,imari-2021/k08", "tomi-2022/k02,imari-2021/k88"),
        ["kpi_pairs.csv, row 8, column 'second': 'imari-2021/k88' does not exist in data/raw/41205_imari/kpis.csv"],
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
        ["'tele_work' does not exist in data/"],
    ),
    "role": (
        f"{OF_KITAKAMI}/codes_a.csv",
        change("online_procedures,primary", "online_procedures,main"),
        ["found 'main'; expected one of primary, secondary"],
    ),
    "rule for no item": (
        f"{OF_ALL}/coding_rules.csv",
        change("telework,", "remote,"),
        ["'remote' does not exist in data/"],
    ),
    "no such theme": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change("q1,smartphone,smartphone_use", "q1,smartphone,smartphones"),
        [
            "theme_options.csv, row 2, column 'theme': 'smartphones' does not exist in data/",
            "did you mean 'smartphone_use'?",
        ],
    ),
    "theme of no option": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change("q1,smartphone,", "q1,smart_phone,"),
        ["column 'option': 'smart_phone' does not exist in data/", "did you mean 'smartphone'?"],
    ),
    "theme of no question": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change("kitakami-ict-2022/q1,smartphone", "kitakami-ict-2022/q8,smartphone"),
        ["'kitakami-ict-2022/q8' does not exist in data/"],
    ),
    "comparability": (
        f"{OF_ALL}/theme_pairs.csv",
        change(",identification,d,", ",identification,e,"),
        ["theme_pairs.csv, row 2, column 'letter': found 'e'; expected one of a, b, c, d"],
    ),
    "pair of opposite polarity that compares": (
        f"{OF_ALL}/theme_pairs.csv",
        change("q13,cash,d,", "q13,cash,c,"),
        ["column 'letter': options of opposite polarity do not compare: the letter must be d"],
    ),
    "pair within a survey": (
        f"{OF_ALL}/theme_pairs.csv",
        change(
            "card_benefit,kitakami-ict-2022/q3_2,benefits,nasukarasuyama-ikou-2021/q12,no_benefit",
            "card_benefit,kitakami-ict-2022/q3_2,benefits,kitakami-ict-2022/q3_2,daily_convenience",
        ),
        ["column 'second_question': the two options must belong to different surveys"],
    ),
    "pair on a theme that the option does not measure": (
        f"{OF_ALL}/theme_pairs.csv",
        change("q3_1,e_tax_filing", "q3_1,mynapoint"),
        ["column 'first_option': 'mynapoint' does not exist in theme_option"],
    ),
    "pair that nobody decided": (
        f"{OF_ALL}/theme_pairs.csv",
        drop_row("card_for_tax,"),
        [
            "theme_options.csv, row 4, column 'option'",
            "data/mappings/all/theme_pairs.csv does not say what to do with 'card_for_tax / "
            "kitakami-ict-2022/q3_1:e_tax_filing / nasukarasuyama-ikou-2021/q11:tax_filing'",
        ],
    ),
    "pair of no question": (
        f"{OF_ALL}/theme_pairs.csv",
        change("card_for_tax,kitakami-ict-2022/q3_1", "card_for_tax,kitakami-ict-2022/q8"),
        ["'kitakami-ict-2022/q8' does not exist in data/"],
    ),
    "polarity": (
        f"{OF_KITAKAMI}/theme_options.csv",
        change("used for the internet,1", "used for the internet,2"),
        ["found 2; expected 1 or less"],
    ),
}
