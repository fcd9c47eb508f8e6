"""The closed lists of values, each value with its words: the one place where codes meet people."""

from __future__ import annotations

from dxcompare.words.text import Text

FRAMEWORKS: dict[str, Text] = {
    "dx": Text("自治体DX推進計画", "national DX plan"),
    "kanmin": Text("官民データ活用推進基本法", "act on public and private data"),
}
CONFIDENCE: dict[str, Text] = {
    "high": Text("高", "high"),
    "medium": Text("中", "medium"),
    "low": Text("低", "low"),
}
SECTIONS: dict[str, Text] = {
    "priority": Text("重点取組事項", "priority items"),
    "together": Text("併せて取り組む事項", "to be done together"),
    "organisation": Text("推進体制", "organisation"),
    "other": Text("その他", "other"),
    "category": Text("分野", "category"),
}
LINEAGE: dict[str, Text] = {
    "same": Text("同じ", "same"),
    "renamed": Text("名称変更", "renamed"),
    "widened": Text("拡大", "widened"),
    "split": Text("分割", "split"),
    "merged": Text("統合", "merged"),
}
DEADLINE_STATUS: dict[str, Text] = {
    "original": Text("当初の期限", "original"),
    "revised": Text("改められた期限", "revised"),
    "exception": Text("例外のある期限", "with exceptions"),
    "optional": Text("取り組むかは各団体の判断", "optional: for each body to decide"),
}
ERRATA: dict[str, Text] = {
    "numbering": Text("番号", "numbering"),
    "title": Text("名称", "title"),
    "value": Text("値", "value"),
    "arithmetic": Text("計算", "arithmetic"),
    "copy": Text("同じ表の再掲", "copied table"),
    "layout": Text("配置", "layout"),
    "missing": Text("欠落", "missing"),
    "prose": Text("本文", "prose"),
    "legend": Text("凡例", "legend"),
}
NATURES: dict[str, Text] = {
    "fault": Text("出典の誤り", "error in the source"),
    "not_stated": Text("記載のないこと", "not stated in the source"),
    "reading": Text("読み取りの限界", "limit of our reading"),
}
PLAN_STATUS: dict[str, Text] = {
    "adopted": Text("策定済み", "adopted"),
    "draft": Text("案", "draft"),
}
FORMER: dict[str, Text] = {
    "renamed": Text("名称・コードの変更", "renamed"),
    "merged": Text("編入", "merged into"),
}
BASIS: dict[str, Text] = {
    "stated": Text("計画の記載", "stated"),
    "coded": Text("編者の判定", "coded"),
}
ROLES: dict[str, Text] = {
    "primary": Text("主", "primary"),
    "secondary": Text("従", "secondary"),
}
JUDGEMENTS: dict[str, Text] = {
    **ROLES,
    "yes": Text("当たる", "yes"),
    "no": Text("当たらない", "no"),
}
ACTS: dict[str, Text] = {
    "stated": Text("計画の記載", "stated"),
    "coded": Text("判定", "coded"),
    "adjudicated": Text("裁定", "adjudicated"),
    "replied": Text("市の回答", "replied"),
}
SUBJECTS: dict[str, Text] = {
    "measure": Text("施策", "measure"),
    "kpi": Text("指標", "indicator"),
    "step": Text("工程", "step"),
    "chapter": Text("章", "chapter"),
}
CODERS: dict[str, Text] = {
    "plan": Text("計画", "plan"),
    "person": Text("人", "person"),
    "model": Text("機械（言語モデル）", "machine reader (language model)"),
    "rules": Text("規則による提案を人が受け入れたもの", "rules, each row accepted by a person"),
    "city": Text("市", "city"),
}
DECISIONS: dict[str, Text] = {
    "acts": Text("取り組む", "acts"),
    "does_not_act": Text("取り組まない", "does not act"),
    "primary": Text("主に取り組む", "acts mainly"),
}
KPI_KINDS: dict[str, Text] = {
    "numeric": Text("数値", "numeric"),
    "qualitative": Text("定性", "qualitative"),
    "not_stated": Text("記載なし", "not stated"),
}
DIRECTIONS: dict[str, Text] = {
    "higher": Text("高いほど", "higher"),
    "lower": Text("低いほど", "lower"),
    "maintain": Text("維持", "maintain"),
}
SCALE_KINDS: dict[str, Text] = {
    "percent": Text("割合", "percent"),
    "count": Text("数", "count"),
    "amount": Text("量", "amount"),
    "rate": Text("率", "rate"),
    "none": Text("なし", "none"),
}
COMPARATORS: dict[str, Text] = {
    "eq": Text("ちょうど", "="),
    "ge": Text("以上", "≥"),
    "gt": Text("超", ">"),
    "le": Text("以下", "≤"),
    "lt": Text("未満", "<"),
}
#: of a statement, which may also name both ends
STATED_AS: dict[str, Text] = {**COMPARATORS, "between": Text("範囲", "between")}
PERIODS: dict[str, Text] = {
    "point": Text("時点", "at a time"),
    "per_year": Text("年当たり", "per year"),
    "per_month": Text("月当たり", "per month"),
    "per_week": Text("週当たり", "per week"),
    "per_day": Text("1日当たり", "per day"),
    "per_event": Text("1回当たり", "per event"),
    "per_case": Text("1件当たり", "per case"),
    "per_person": Text("1人当たり", "per person"),
    "cumulative": Text("累計", "cumulative"),
    "not_stated": Text("記載なし", "not stated"),
}
#: What a value of an indicator is.
VALUE_ROLES: dict[str, Text] = {
    "baseline": Text("現状値", "baseline"),
    "target": Text("目標値", "target"),
    "actual": Text("実績値", "actual"),
}
#: what a printed text is
VALUE_KINDS: dict[str, Text] = {
    "amount": Text("量", "an amount"),
    "range": Text("範囲", "a range"),
    "ratio": Text("全体のうちの数", "a part of a whole"),
    "relative": Text("基準からの増減・倍率", "a change from a baseline"),
    "words": Text("言葉", "words"),
    "missing": Text("記載なし", "nothing stated"),
    "several": Text("複数の値", "several values"),
}
VALUE_STATUS: dict[str, Text] = {
    "sure": Text("確か", "sure"),
    "proposed": Text("案（人が決める）", "proposed, a person decides"),
    "unreadable": Text("読めない", "unreadable"),
}
#: why a person is asked how a printed text is to be read
WHY_ASKED: dict[str, Text] = {
    "ambiguous": Text("読み方が二通りある", "it can be read in two ways"),
    "bracket": Text("括弧の中の語や数が値を変えうる", "what stands in brackets may change the value"),
    "comma_or_point": Text("小数点は桁区切りの誤りかもしれない", "the point may be a comma misprinted"),
    "contradiction": Text("記載の中で食い違う", "its parts contradict each other"),
    "dash_or_numeral": Text("「一」は横線にも見える", "「一」may be a dash"),
    "date_or_amount": Text("日付か量か分からない", "it may be a date or an amount"),
    "date_or_ratio": Text("日付か割合か分からない", "it may be a date or a ratio"),
    "digits_in_words": Text("言葉の中に数がある", "there is a number in the words"),
    "doubtful_numeral": Text("漢数字の桁が定まらない", "the Japanese numeral is not clear"),
    "garbled": Text("数字の形が崩れている", "the digits are garbled"),
    "hardly_stated": Text("記載なしか言葉か分からない", "it may mean that nothing is stated"),
    "label": Text("前にある語の意味を確かめる", "the words before it may change its meaning"),
    "level_or_change": Text("水準か増減か分からない", "it may be a level or a change"),
    "no_unit": Text("単位がない", "it has no unit"),
    "not_one_amount": Text("一つの量ではない", "it is not one amount"),
    "points": Text("点数か割合か分からない", "it may be a score or a ratio"),
    "points_alone": Text("ポイントは増減か水準か分からない", "points may be a change or a level"),
    "range_of_change": Text("増減の範囲", "a range of changes"),
    "run_together": Text("二つの欄がつながったかもしれない", "two columns may have run together"),
    "share_or_change": Text("割合か増減か分からない", "it may be a share or a change"),
    "spreadsheet_date": Text(
        "表計算ソフトが日付を数に変えたかもしれない", "it may be a date that a spreadsheet made a number"
    ),
    "times_more": Text("何倍になるのか分からない", "how many times is not clear"),
    "two_units": Text("二つの単位で一つの量かもしれない", "it may be one amount in two units"),
    "unclear_range": Text("範囲の両端が定まらない", "the ends of the range are not clear"),
    "unclear_ratio": Text("部分と全体が定まらない", "part and whole are not clear"),
    "unclear_sign": Text("符号か横線か分からない", "it may be a sign or a dash"),
    "unclear_word": Text("前後の語が値を変えうる", "the words beside it may change the value"),
    "unit_above": Text("単位が値の上にある", "the unit stands above the value"),
    "unknown_unit": Text("知らない単位", "the unit is not known"),
    "vague": Text("言葉で量を述べている", "it is an amount in words"),
    "which_way": Text("増えるのか減るのか分からない", "which way it changes is not clear"),
    "year_or_amount": Text("年か量か分からない", "it may be a year or an amount"),
}
ACTUAL_RELATIONS: dict[str, Text] = {
    "same": Text("同じ量", "same quantity"),
    "near": Text("近い量", "near it"),
    "different": Text("別の量", "different"),
}
STAGES: dict[str, Text] = {
    "study": Text("検討", "study"),
    "prepare": Text("準備", "prepare"),
    "build": Text("構築", "build"),
    "pilot": Text("試行", "pilot"),
    "launch": Text("開始", "launch"),
    "operate": Text("運用", "operate"),
    "expand": Text("拡大", "expand"),
    "review": Text("見直し", "review"),
}
REACH: dict[str, Text] = {
    "arrives": Text("期限の求める範囲まで行う", "arrives"),
    "starts": Text("着手する", "starts"),
    "none": Text("施策のどの工程も応えない", "no step of the measure speaks for it"),
    "state": Text("工程では示せない", "no step can show it"),
}
EVALUATION_VERDICTS: dict[str, Text] = {
    "done": Text("実施・達成", "done"),
    "partly": Text("一部実施", "partly done"),
    "not_done": Text("未達成", "not done"),
    "not_assessable": Text("評価できない", "cannot be assessed"),
}
DASHES: dict[str, Text] = {
    "zero": Text("0", "zero"),
    "blank": Text("空欄", "blank"),
}
ANSWERS: dict[str, Text] = {
    "single": Text("単数回答", "single"),
    "multiple": Text("複数回答", "multiple"),
}
GROUP_TYPES: dict[str, Text] = {
    "total": Text("全体", "all"),
    "age": Text("年代", "age"),
    "sex": Text("性別", "sex"),
    "district": Text("地区", "district"),
    "age_sex": Text("性別・年代", "age and sex"),
    "occupation": Text("職業", "occupation"),
    "other": Text("その他の区分", "other breakdown"),
    "wave": Text("前回調査など", "another wave"),
}
#: Of these nothing adds up: groups of several breakdowns, or other people.
APART = ("other", "wave")
#: What the cells of a survey table hold.
CELLS: dict[str, Text] = {
    "percent": Text("割合", "percentages"),
    "count": Text("人数", "counts"),
    "both": Text("人数と割合", "counts and percentages"),
}
OPTION_KINDS: dict[str, Text] = {
    "share": Text("選択肢", "an option"),
    "mean": Text("平均点", "a mean score"),
}
READINGS: dict[str, Text] = {
    "printed": Text("記載のとおり", "as stated"),
    "dash_as_zero": Text("「-」を0と読む", "- read as 0"),
    "from_count": Text("人数から計算", "computed from the count"),
    "blank": Text("空欄", "blank"),
}
COMPARABLE: dict[str, Text] = {
    "a": Text("水準を比べられる", "levels compare"),
    "b": Text("注意して水準を比べられる", "levels compare with a caveat"),
    "c": Text("年齢による形だけを比べられる", "only the shape over age compares"),
    "d": Text("比べられない", "does not compare"),
}
#: What an option tells of who chose it; only a state says who is left out.
TELLS: dict[str, Text] = {
    "state": Text("利用・所持・理解の有無", "use, possession or understanding"),
    "wish": Text("希望・期待・条件", "a wish, an expectation or a condition"),
    "worry": Text("不安・不満", "a worry or discontent"),
}
CERTAINTY: dict[str, Text] = {
    "printed": Text("計画に記載", "stated"),
    "heading": Text("見出し", "heading"),
    "recovered": Text("復元", "recovered"),
    "likely": Text("ほぼ確か", "likely"),
    "ambiguous": Text("一つに決まらない", "ambiguous"),
    "inconsistent": Text("合わない", "inconsistent"),
}
#: what the percentages of a survey are shares of → in words.
PERCENT_OF: dict[str, Text] = {
    "people": Text("人数", "people"),
    "mentions": Text("回答の延べ数", "mentions"),
}
AUDIT_TESTS: dict[str, Text] = {
    "impossible_cells": Text("ありえない割合", "Impossible percentages"),
    "fitting_base": Text("割合に合う人数", "A base that fits"),
    "copied_table": Text("表の写し", "Copied table"),
    "heading_base": Text("見出しと列の回答者数", "Heading against column"),
    "groups_total": Text("集団の和と総数", "Groups against total"),
    "options_total": Text("集団の人数と総数の人数", "Groups' counts against total"),
    "single_sum": Text("単数回答の合計", "Sum of a single answer"),
    "no_answer": Text("無回答との両立", "No answer"),
}
#: The same, and all of them together.
POWER_TESTS: dict[str, Text] = {**AUDIT_TESTS, "any": Text("いずれかの点検", "Any test")}
LEANS_ON: dict[str, Text] = {
    "printed": Text("計画に記載の人数", "stated bases"),
    "heading": Text("見出しの人数", "a base of the heading"),
    "recovered": Text("復元した人数", "recovered bases"),
    "none": Text("人数を使わない", "no base"),
}
ERRORS: dict[str, Text] = {
    "digit": Text("割合の1桁の誤り", "one digit of a percentage wrong"),
    "value": Text("割合が別の値", "another percentage in its place"),
    "swapped": Text("割合の2桁の入れ替わり", "two digits of a percentage swapped"),
    "neighbours": Text("隣の割合との入れ替わり", "neighbouring percentages swapped"),
    "base": Text("回答者数の1桁の誤り", "one digit of a base wrong"),
    "copied": Text("表ごと前の表の写し", "the table a copy of an earlier one"),
}
AUDIT_VERDICTS: dict[str, Text] = {
    "consistent": Text("合う", "consistent"),
    "inconsistent": Text("合わない", "inconsistent"),
    "untestable": Text("調べられない", "untestable"),
}
AUDIT_SCOPES: dict[str, Text] = {
    "table": Text("表", "the table"),
    "age": Text("年齢別", "by age"),
    "sex": Text("男女別", "by sex"),
    "district": Text("地区別", "by district"),
    "age_sex": Text("性別・年代別", "by age and sex"),
    "occupation": Text("職業別", "by occupation"),
    "other": Text("その他の区分別", "by other groups"),
    "wave": Text("前回調査など", "of other waves"),
    "total": Text("総数", "total"),
}
#: of one fair reading of a statement.
READING_VERDICTS: dict[str, Text] = {
    "supported": Text("表が裏付ける", "supported"),
    "supported_after_rounding": Text("端数処理の範囲で一致", "supported after rounding"),
    "contradicted": Text("表と合わない", "contradicted"),
    "cannot_be_checked": Text("確かめられない", "cannot be checked"),
}
#: of a statement, over all its fair readings.
CLAIM_VERDICTS: dict[str, Text] = {
    "supported": READING_VERDICTS["supported"],
    "supported_after_rounding": READING_VERDICTS["supported_after_rounding"],
    "depends_on_reading": Text("読み方による", "depends on the reading"),
    "contradicted": READING_VERDICTS["contradicted"],
    "cannot_be_checked": READING_VERDICTS["cannot_be_checked"],
}
#: why it is not said whether sampling error could turn a verdict.
ERROR_REASONS: dict[str, Text] = {
    "not_checked": Text("記述を確かめられない", "the statement cannot be checked"),
    "no_sample": Text("標本による数でない", "no figure of a sample"),
    "quoted": Text("表の値をそのまま引いている", "quotes the table to the decimal"),
    "base_unknown": Text("回答者数が分からない", "a base is not known"),
    "overlap": Text(
        "同じ人の二つの回答の重なりの記載がない", "how many of the same people gave both answers is not stated"
    ),
    "groups_overlap": Text("人の重なる集団を比べている", "groups of different kinds share people"),
    "form": Text("この形の式の区間が定まっていない", "no interval is known for a predicate of this form"),
}
BLANKS: dict[str, Text] = {
    "not_stated": Text("記載なし", "not stated"),
    "not_applicable": Text("対象外", "not applicable"),
    "not_assessed": Text("未判定", "not assessed"),
    "withheld": Text("集計に不使用", "withheld"),
}
#: The same of a cell of a table of plans and items, where only numbered measures are looked for.
CELL_BLANKS: dict[str, Text] = {**BLANKS, "not_stated": Text("番号付き施策なし", "no numbered measure")}
#: Of the chain of results (OECD DAC), as far as indicators of a plan go.
LEVELS: dict[str, Text] = {
    "input": Text("投入", "input"),
    "activity": Text("活動", "activity"),
    "output": Text("産出", "output"),
    "outcome": Text("成果", "outcome"),
}
#: What an indicator leaves open of what it counts.
LACKS: dict[str, Text] = {
    "what": Text("何をもって数えるか", "what counts"),
    "of_what": Text("何に対する割合か", "of what it is a share"),
}
ASKED: dict[str, Text] = {
    "residents": Text("住民", "residents"),
    "pupils": Text("児童・生徒", "pupils"),
}
#: How the number of answers behind an indicator is known.
ANSWERS_BASIS: dict[str, Text] = {
    "known": Text("その調査による", "from that survey"),
    "assumed": Text("出典の記載はなく、仮定", "assumed, since no source is stated"),
    "not_printed": Text("記載なし", "not stated"),
}
TARGET_CLASSES: dict[str, Text] = {
    "qualitative": Text("定性的な目標", "target in words"),
    "not_stated": Text("目標の記載なし", "no target stated"),
    "per_event": Text("1回当たりの数", "rate per event"),
    "cumulative": Text("期間の累計", "sum over the period"),
    "period_not_stated": Text("数え方の記載なし", "period not stated"),
    "no_baseline": Text("現状値なし", "no baseline"),
    "maintain": Text("維持", "to maintain"),
    "met": Text("現状で達成済み", "met at baseline"),
    "bound": Text("以上・未満", "at least, or less than"),
    "change": Text("現状値からの改善・変化", "change from the baseline"),
}
AMBITION_SCALES: dict[str, Text] = {
    "change": Text("変化の大きさ", "change"),
    "relative": Text("増加率", "relative change"),
    "gap": Text("残りを埋める割合", "gap closed"),
    "log_odds": Text("対数オッズ", "log-odds"),
}
#: Why a scale of ambition has no value.
UNDEFINED: dict[str, Text] = {
    "no_target": Text("目標が数値でない", "the target is no number"),
    "no_baseline": Text("現状値がない", "no baseline"),
    "other_period": Text(
        "1回当たりの数か、現状値のない累計", "a rate per event, or a sum over the period without a baseline"
    ),
    "period_not_stated": Text("年当たりか累計かの記載がない", "whether per year or in all is not stated"),
    "maintain": Text("維持する目標", "to be maintained"),
    "zero_baseline": Text("現状値が0", "the baseline is 0"),
    "no_zero": Text("0の意味がない尺度", "a scale without a true zero"),
    "no_ideal": Text("上限・下限がない", "no ideal value"),
    "at_ideal": Text("現状値がすでに上限・下限", "the baseline is already ideal"),
    "past_ideal": Text("目標が上限・下限を超える", "the target passes the ideal"),
    "not_share": Text("割合ではない", "not a share"),
    "full": Text("0または100ちょうど", "exactly 0 or 100"),
    "no_years": Text("年の記載がない", "a year is not stated"),
    "no_pace": Text("目標が0か上限・下限", "the target is 0 or the bound"),
}
PARTS: dict[str, Text] = {
    "measure": Text("施策", "measure"),
    "item": Text("国の事項", "national item"),
    "kpi": Text("指標", "indicator"),
    "step": Text("工程", "step"),
    "chapter": Text("章", "chapter"),
    "blank": Text("空欄の種類", "kind of blank"),
}
#: For what an indicator is printed.
PRINTED_FOR: dict[str, Text] = {
    "measure": Text("施策", "measure"),
    "policy": Text("政策", "policy"),
    "goal": Text("目標・分野", "goal"),
    "plan": Text("計画全体", "whole plan"),
}
AREA_KINDS: dict[str, Text] = {
    "municipality": Text("市区町村", "municipality"),
    "prefecture": Text("都道府県", "prefecture"),
    "nation": Text("全国", "nation"),
}
