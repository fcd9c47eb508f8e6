"""Which municipality, prefecture or ward a code or a name means: codes of five or six digits, former ones, spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place, missing_row
from dxcompare.words.text import KIND_IN_KANA, KIND_OF_PLACE, Text, hiragana

#: Names in the order of codes from which a row is taken to be in that order.
MANY = 4
#: Letters that official tables use for one another, and radicals of the CJK supplement, which NFKC leaves alone.
_SPELLINGS = str.maketrans("ヶヵ釜梼曾濱國龍齋斎⻄⻑⻘⻤⻩⻲⻫⻯⻝⻨", "ケカ竈檮曽浜国竜斉斉西長青鬼黄亀斉竜食麦")
#: What rows of an official table may be besides a municipality: no fault, and no figure.
OTHERS = ("ward", "prefecture", "nation")


def check_digit(code: str) -> str:
    """The sixth digit of a municipality's code.

    >>> check_digit("01100")
    '2'
    """
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def spelt(name: str) -> str:
    """A name for comparison: without blanks, and with one letter for those that stand for one another.

    >>> spelt("龍ヶ崎 市") == spelt("龍ケ崎市"), spelt("⻑野県") == spelt("長野県")
    (True, True)
    """
    return values.same(name).replace(" ", "").translate(_SPELLINGS)


def _plain(name: str) -> str:
    return hiragana(spelt(name)).casefold()


class Areas:
    """The municipalities in the order of their codes, their prefectures, and what they were called before.

    Parameters
    ----------
    towns : iterable of mapping
        Rows of `municipality`.
    former : iterable of mapping
        Rows of `former_code`.
    """

    def __init__(self, towns: Iterable[Any], former: Iterable[Any] = ()):
        needed = ("municipality_code", "name_ja", "prefecture_ja")  # a row without them is a fault, and none here
        listed = sorted(
            (town for town in towns if all(town[name] for name in needed)), key=lambda town: town["municipality_code"]
        )
        self.codes = [town["municipality_code"] for town in listed]
        self.names = [spelt(town["name_ja"]) for town in listed]
        self.town: dict[str, Any] = dict(zip(self.codes, listed, strict=True))
        self.prefectures = {spelt(town["prefecture_ja"]): f"{town['municipality_code'][:2]}000" for town in listed}
        self.former = [old for old in former if old["municipality_code"] in self.town]
        self.at: dict[str, list[int]] = {}
        for position, name in enumerate(self.names):
            self.at.setdefault(name, []).append(position)

    @cached_property
    def spelled(self) -> dict[str, list[str]]:
        """Names in one spelling, with their prefecture and without → codes."""
        found: dict[str, list[str]] = {}
        for code in self.codes:
            for name in {self._whole(code), spelt(self.town[code]["name_ja"])}:
                found.setdefault(name, []).append(code)
        return found

    @cached_property
    def called(self) -> dict[str, list[str]]:
        """Readings and names in English, with and without the kind of municipality, and names without it → codes."""
        found: dict[str, list[str]] = {}
        for code, town in self.town.items():
            kana, english = town["name_kana"] or "", town["name_en"] or ""
            short = (re.sub(KIND_IN_KANA, "", kana), re.sub(KIND_OF_PLACE, "", english), town["name_ja"][:-1])
            for name in {_plain(one) for one in (kana, english, *short) if one}:
                found.setdefault(name, []).append(code)
        return found

    def says(self, code: str) -> Text:
        """What a code of five digits is, in words."""
        if code in self.town:
            town = self.town[code]
            return Text(f"{town['prefecture_ja']}{town['name_ja']}", f"{town['name_ja']} ({town['prefecture_ja']})")
        for old in self.former:
            if old["former_code"] == code:
                return self._became(old)
        kind = self.kind(code)
        if kind == "nation":
            return Text("全国", "the nation")
        if kind == "prefecture":
            name = next(
                (town["prefecture_ja"] for town in self.town.values() if town["municipality_code"][:2] == code[:2]), ""
            )
            return Text(f"都道府県（{name}）", f"a prefecture ({name})")
        if kind == "ward":
            city = self.town[self._city(code)]["name_ja"]
            return Text(f"{city}の行政区", f"a ward of {city}")
        return Text("どの団体のものでもない", "of no municipality")

    def _became(self, old: Mapping[str, str]) -> Text:
        now = self.town[old["municipality_code"]]
        date, name, code = old["since"], now["name_ja"], old["municipality_code"]
        if old["relation"] == "merged":
            return Text(
                f"{old['former_ja']}。{date}に{name}（{code}）へ編入",
                f"{old['former_ja']}, since {date} part of {name} ({code})",
            )
        return Text(
            f"{old['former_ja']}。{date}から{name}（{code}）", f"{old['former_ja']}, since {date} {name} ({code})"
        )

    def kind(self, code: str) -> str:
        """`municipality`, `prefecture`, `nation`, `ward`, `former`, or nothing of a code of five digits."""
        if code in self.town:
            return "municipality"
        if code == "00000":
            return "nation"
        if code[2:] == "000" and code in self.prefectures.values():
            return "prefecture"
        if any(old["former_code"] == code for old in self.former):
            return "former"
        return "ward" if self._city(code) else ""

    def _city(self, code: str) -> str:
        """The designated city that a ward's code is of: the last of its prefecture before it."""
        if code[2:3] != "1" or code[:2] == "13":
            return ""
        return max((city for city in self.codes if city[:3] == code[:3] and city < code), default="")

    def codes_of(self, text: str) -> list[str]:
        """The codes of five digits that a printed one may be: with or without its check digit, a leading zero lost."""
        plain = re.sub(r"\.0$", "", values.same(text))
        if not plain.isdigit() or not 4 <= len(plain) <= 6:
            return []
        whole = plain.zfill(6)
        checked = [whole[:5]] if check_digit(whole[:5]) == whole[5] else []
        found = [*checked, plain.zfill(5)] if len(plain) < 6 else checked
        return [code for code in dict.fromkeys(found) if self.kind(code)]

    def read(self, text: str, place: Place, faults: list[Fault]) -> str | None:
        """The code of today of a municipality that is named by a code of five or six digits, or by its name.

        A name may stand after its prefecture, and must where several municipalities have it; a reading in kana or a
        name in English does as well. A ward, a prefecture and a former code are faults that say what they are. Some
        five digits, such as 12203, are one municipality's code,
        and another's with its check digit and without its zero: here the first is meant.
        """
        if re.search(r"\d", values.same(text)):
            codes = [code for code in self.codes_of(text) if code in self.town]
            if codes:  # five digits are a code as it stands; only otherwise the sixth may stand for a lost zero
                return max(codes, key=lambda code: code == values.same(text))
            found = next(iter(self.codes_of(text)), None)
            if found:
                faults.append(
                    Fault(place, "not_today", {"found": text, "ja": self.says(found).ja, "en": self.says(found).en})
                )
            else:
                faults.append(self._no_code(text, place))
            return None
        name, exact = spelt(text), self.by_name(text)
        if len(exact) == 1:
            return exact[0]
        old = [one for one in self.former if spelt(one["former_ja"]) == name]
        if exact:
            known = [self.says(code).ja for code in exact]
            faults.append(Fault(place, "which_prefecture", {"found": text, "allowed": known}))
        elif old:
            said = self._became(old[0])
            faults.append(Fault(place, "not_today", {"found": text, "ja": said.ja, "en": said.en}))
        else:
            known = [town["name_ja"] for town in self.town.values()]
            faults.append(missing_row(place, text, known, "municipalities.csv"))
        return None

    def by_name(self, text: str) -> list[str]:
        """The codes of all municipalities that a name may mean, with its prefecture or without, in kana or in English."""
        name = spelt(text)
        fits = self.spelled.get(name, [])
        return [code for code in fits if name == self._whole(code)] or fits or self.called.get(_plain(text), [])

    def prefecture(self, text: str) -> str | None:
        """The two digits of a prefecture that is named in full, in English with `Prefecture`, or by these digits."""
        plain = values.same(text)
        named = {code[:2]: name for name, code in self.prefectures.items()}
        english = {
            f"{town['prefecture_en']}prefecture".casefold(): code[:2]
            for code, town in self.town.items()
            if town.get("prefecture_en")
        }
        found = plain if plain in named else self.prefectures.get(spelt(text), "")[:2]
        return found or english.get(plain.casefold())

    def _whole(self, code: str) -> str:
        return spelt(self.town[code]["prefecture_ja"] + self.town[code]["name_ja"])

    def _no_code(self, text: str, place: Place) -> Fault:
        plain = values.same(text)
        known = plain.isdigit() and len(plain) <= 6 and self.kind(plain.zfill(6)[:5])
        return Fault(place, "not_municipality", {"found": text}, "check_digit" if known else None)

    def row(
        self,
        text: str,
        prefecture: str,
        name: str,
        record: Record,
        faults: list[Fault],
        notes: list[Fault],
        column: str,
    ) -> str | None:
        """The code of today of a row of an official table, from its code, prefecture and name as far as it has them.

        A ward, a prefecture, the nation, and what became part of another municipality is noted, and None. A former
        name or code of the same area is noted, and read as today's. Code and name that disagree are a fault.
        """
        place, plain = record.place(column), values.same(text)
        if plain in ("", "<NA>", "-"):
            return self._by_name(prefecture, name, place, faults, notes)
        codes = self.codes_of(text)
        same = [code for code in codes if not prefecture or code[:2] == self.prefectures.get(spelt(prefecture), "")[:2]]
        if not same:
            if codes and self.kind(codes[0]) in OTHERS:
                self._skip(codes[0], text, place, notes)
            elif codes:
                data = {"found": text, "prefecture": self._prefecture(codes[0]), "printed": prefecture}
                faults.append(Fault(place, "other_prefecture", data))
            else:
                faults.append(self._no_code(text, place))
            return None
        code = next((code for code in same if self._named(code, name) or self._once(code, name)), same[0])
        kind = self.kind(code)
        if kind == "ward" and any(self._named(one, name) for one in self.codes if one[:2] == code[:2]):
            data = {"found": text, "name": self.says(code).ja, "printed": name}
            faults.append(Fault(place, "code_and_name", data))
            return None
        if kind in OTHERS:
            self._skip(code, text, place, notes)
            return None
        if kind == "former":
            return self._former(code, name, text, place, notes)
        if not name or self._named(code, name):
            return code
        if old := self._once(code, name):
            return self._former(old["former_code"], name, name, place, notes)
        data = {"found": text, "name": self.town[code]["name_ja"], "printed": name}
        faults.append(Fault(place, "code_and_name", data))
        return None

    def _prefecture(self, code: str) -> str:
        return next((town["prefecture_ja"] for own, town in self.town.items() if own[:2] == code[:2]), "")

    def _named(self, code: str, name: str) -> bool:
        """Whether a printed name is that of the code, a district (`…郡`) before it or not."""
        if code not in self.town:
            return False
        own, plain = spelt(self.town[code]["name_ja"]), spelt(name)
        return plain == own or bool(re.fullmatch(f".*[郡県都府道島]{re.escape(own)}", plain))

    def _once(self, code: str, name: str) -> Mapping[str, str] | None:
        """What the municipality of the code was, if a printed name is a former one of its."""
        fits = (old for old in self.former if code in (old["municipality_code"], old["former_code"]))
        return next((old for old in fits if spelt(old["former_ja"]) == spelt(name)), None)

    def _skip(self, code: str, text: str, place: Place, notes: list[Fault]) -> None:
        said = self.says(code)
        notes.append(Fault(place, "skipped", {"found": text, "ja": said.ja, "en": said.en}))

    def _former(self, code: str, name: str, text: str, place: Place, notes: list[Fault]) -> str | None:
        fits = [old for old in self.former if old["former_code"] == code]
        old = next((one for one in fits if spelt(one["former_ja"]) == spelt(name)), fits[0])
        said = self._became(old)
        merged = old["relation"] == "merged"
        notes.append(Fault(place, "skipped" if merged else "read_as", {"found": text, "ja": said.ja, "en": said.en}))
        return None if merged else old["municipality_code"]

    def _by_name(self, prefecture: str, name: str, place: Place, faults: list[Fault], notes: list[Fault]) -> str | None:
        if not name or spelt(name) in (spelt(prefecture), "合計", "計", "全国"):
            code = self.prefectures.get(spelt(prefecture), "00000")
            self._skip(code, f"{prefecture}{name}", place, notes)
            return None
        inside = [code for code in self.codes if self.prefectures.get(spelt(prefecture), "")[:2] == code[:2]]
        fits = [code for code in inside if self._named(code, name)]
        exact = [code for code in fits if spelt(self.town[code]["name_ja"]) == spelt(name)] or fits
        if len(exact) == 1:
            return exact[0]
        if old := next(filter(None, (self._once(code, name) for code in inside)), None):
            return self._former(old["former_code"], name, f"{prefecture}{name}", place, notes)
        elsewhere = [self.says(code).ja for code in self.codes if not prefecture and self._named(code, name)]
        if elsewhere:
            faults.append(Fault(place, "which_prefecture", {"found": name, "allowed": elsewhere}))
        else:
            faults.append(Fault(place, "no_municipality", {"found": f"{prefecture}{name}"}))
        return None

    def named(self, names: list[str], file: str, faults: list[Fault]) -> list[str | None]:
        """The codes of a row of headings: prefectures, or municipalities in the order of their codes.

        Some names occur in several prefectures; a table in the order of the codes tells them apart by
        their neighbours.
        """
        plain = [spelt(name) for name in names]
        if all(name in self.prefectures for name in plain):
            codes: list[str | None] = [self.prefectures[name] for name in plain]
        else:
            codes = self._towns(names, plain, file, faults)
        first: dict[str, int] = {}
        for i, code in enumerate(codes):
            if code is not None and code in first:
                faults.append(Fault(Place(file, 1, names[i]), "repeated", {"found": names[i]}))
                codes[i] = None
            elif code is not None:
                first[code] = i
        return codes

    def _towns(self, names: list[str], plain: list[str], file: str, faults: list[Fault]) -> list[str | None]:
        if plain == self.names:
            return [*self.codes]
        found: list[int | None] = [self.at[name][0] if len(self.at.get(name, [])) == 1 else None for name in plain]
        sure = [at for at in found if at is not None]
        ordered = len(sure) >= MANY and sure == sorted(sure)  # else neighbours tell nothing
        for i, name in enumerate(plain):
            if name not in self.at:
                faults.append(self._stranger(name, Place(file, 1, names[i]), names[i]))
            elif found[i] is None:
                before = max((at for at in found[:i] if at is not None), default=-1)
                after = next((at for at in found[i + 1 :] if at is not None), len(self.names))
                fits = [at for at in self.at[name] if before < at < after] if ordered else self.at[name]
                if len(fits) == 1:
                    found[i] = fits[0]
                elif not fits and plain.count(name) > len(self.at[name]):
                    faults.append(Fault(Place(file, 1, names[i]), "repeated", {"found": names[i]}))
                else:
                    data = {"found": names[i], "count": len(self.at[name])}
                    faults.append(Fault(Place(file, 1, names[i]), "which_municipality", data))
        return [None if at is None else self.codes[at] for at in found]

    def _stranger(self, name: str, place: Place, printed: str) -> Fault:
        """A heading that is no municipality of today: what it is now, if it was one."""
        for old in self.former:
            if spelt(old["former_ja"]) == name:
                said = self._became(old)
                return Fault(place, "not_today", {"found": printed, "ja": said.ja, "en": said.en})
        if name in self.prefectures:
            said = self.says(self.prefectures[name])
            return Fault(place, "not_today", {"found": printed, "ja": said.ja, "en": said.en})
        return Fault(place, "no_municipality", {"found": printed})
