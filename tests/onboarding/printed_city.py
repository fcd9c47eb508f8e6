"""A made-up city, transcribed, and what its plan prints: two pages of text."""

from __future__ import annotations

from pathlib import Path

CITY = "99999_machi"

FILES = {
    "source.yaml": "sources:\n  - source_id: machi-plan\n    document: machi.txt\n",
    "plan.yaml": (
        'plan_id: machi-2024\nmunicipality_code: "99999"\ntitle_ja: 町デジタル推進計画\ntitle_en:\nstatus: adopted\n'
        "start_text: 令和6年度\nend_text: 令和8年度\nframework_version: none\nframework_reason: 記載なし\n"
        'source_id: machi-plan\npage: "1"\nwhere: 表紙\n'
    ),
    "measures.csv": (
        "measure,ref,goal,policy,title_ja,title_en,department,department_related,mark,related_plans,upper_ref,page,where\n"
        "1-1,目標1-①,目標1 便利なまち,,窓口のオンライン化,,総務課,,★,,,1,\n"
        "1-2,目標1-②,目標1 便利なまち,,スマホ教室の開催,,福祉課,,,,,1,\n"
    ),
    "kpis.csv": (
        "kpi,name_ja,name_en,baseline_text,baseline_year_text,target_text,target_year_text,formula_text,note_text,page,where\n"
        "k01,オンライン申請の手続数,,5件,R5,40件,R8,,,1,\n"
        "k02,スマホ教室の参加者数,,15人,R5,120人,R8,,,1,\n"
        "k03,職員の研修受講率,,0.5%,R5,100%,R8,,,1,\n"
    ),
    "schedules/yearly.csv": (
        "measure,track,令和6年度,令和7年度,令和8年度,span,page,where\n"
        "1-1,,検討,導入,運用,known,2,\n"
        "1-2,,準備,開催,検証、開催,known,2,\n"
    ),
    "surveys/s/survey.yaml": (
        "survey_id: machi-s-2023\nname_ja: 町民調査\nname_en:\nstart: 2023-07-01\nend: 2023-07-31\nmode: 郵送\n"
        'population: 町民\nmin_age: 18\nsampled: 2000\nvalid: 871\nvalid_web:\npage: "2"\nwhere:\n'
    ),
    "surveys/s/questions.csv": (
        "question,ref,wording_ja,wording_en,answer,base,base_option,base_inferred,base_n_text,page,where\n"
        "q1,問1,使っている機器は何ですか,,multiple,全員,,,n=871,2,\n"
    ),
    "surveys/s/options.csv": (
        "question,option,option_ja,option_en\nq1,pc,パソコン,\nq1,phone,スマートフォン,\nq1,none,どれも使わない,\n"
    ),
    "surveys/s/q1.csv": (
        "選択肢,総数,男性,女性\nパソコン,50.0,54.7,46.3\nスマートフォン,80.1,81.9,78.3\nどれも使わない,-,9.4,11.6\n"
    ),
}

PAGES = (
    """町デジタル推進計画
計画期間 令和６年度 から 令和８年度
目標１　便利なまち
①窓口のオンライ
ン化（★）
所管：総務課
②スマホ教室※の開催
所管：福祉課
指標 現状 R5 目標 R8
オンライン申請の手続数 ５件 ４０件
スマホ教室の参加者数 15人 120人
職員の研修受講率 0.5% 100%
""",
    """第２章　進め方
工程 令和6年度 令和7年度 令和8年度
窓口のオンライン化 検討 導入 運用
スマホ教室の開催 準備 開催 検証、開催
町民調査の概要
令和5年7月1日から7月31日まで、18歳以上の 2,000 人に郵送 で尋ね、871 人が答えた。
問１　使っている機器は何ですか（n=871）
選択肢 総数 男性 女性
パソコン 50.0 54.7 46.3
スマート
フォン 80.1 81.9 78.3
どれも使わない - 9.4 11.6
""",
)


def transcribed(data: Path) -> Path:
    """Write the city into a data folder; returns its folder in `raw/`."""
    raw = data / "raw" / CITY
    for name, text in FILES.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    (data / "mappings" / CITY).mkdir(parents=True, exist_ok=True)
    return raw


def document(folder: Path, *pages: str) -> Path:
    """Write the plan's text."""
    path = folder / "machi.txt"
    path.write_text("\f".join(pages or PAGES), encoding="utf-8", newline="\n")
    return path
