"""Which municipality or prefecture an official table means: by code with check digit, or by name."""

from __future__ import annotations

from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Fault, Place

#: Names in the order of codes from which a row is taken to be in that order.
MANY = 4


def check_digit(code: str) -> str:
    """The sixth digit of a municipality's code.

    >>> check_digit("01100")
    '2'
    """
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


class Areas:
    """The municipalities in the order of their codes, and their prefectures."""

    def __init__(self, towns: list[Record]):
        listed = sorted(towns, key=lambda record: record["municipality_code"])
        self.codes = [record["municipality_code"] for record in listed]
        self.names = [values.same(record["name_ja"]) for record in listed]
        self.town = dict(zip(self.codes, listed, strict=True))
        self.prefectures = {
            values.same(record["prefecture_ja"]): f"{record['municipality_code'][:2]}000" for record in listed
        }
        self.at: dict[str, list[int]] = {}
        for position, name in enumerate(self.names):
            self.at.setdefault(name, []).append(position)

    def code(self, text: str, prefecture: str, name: str, record: Record, faults: list[Fault]) -> str | None:
        """The 5-digit code of a row that prints a code, with or without its check digit.

        A leading zero may be lost. Where the code is missing, prefecture and name decide.
        """
        place = record.place("団体コード")
        plain = values.same(text)
        if plain in ("", "<NA>", "-"):
            last = values.same(name).rpartition("郡")[2]
            fits = [
                code
                for code in self.codes
                if values.same(self.town[code]["prefecture_ja"]) == values.same(prefecture)
                and values.same(self.town[code]["name_ja"]) in (last, values.same(name))
            ]
            if len(fits) == 1:
                return fits[0]
            faults.append(Fault(place, "not_municipality", {"found": f"{prefecture}{name}"}))
            return None
        whole = plain.zfill(6)
        fits = [whole[:5]] if whole.isdigit() and len(whole) == 6 and check_digit(whole[:5]) == whole[5] else []
        fits = [code for code in dict.fromkeys([*fits, plain.zfill(5)]) if code in self.town]
        same = [code for code in fits if values.same(self.town[code]["prefecture_ja"]) == values.same(prefecture)]
        if same:
            return same[0]
        if fits:
            faults.append(
                Fault(
                    place,
                    "other_prefecture",
                    {"found": text, "prefecture": self.town[fits[0]]["prefecture_ja"], "printed": prefecture},
                )
            )
        else:
            known = len(whole) == 6 and whole[:5] in self.town
            faults.append(Fault(place, "not_municipality", {"found": text}, "check_digit" if known else None))
        return None

    def named(self, names: list[str], file: str, faults: list[Fault]) -> list[str | None]:
        """The codes of a row of headings: prefectures, or municipalities in the order of their codes.

        Some names occur in several prefectures; a table in the order of the codes tells them apart by
        their neighbours.
        """
        plain = [values.same(name) for name in names]
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
                faults.append(Fault(Place(file, 1, names[i]), "no_municipality", {"found": names[i]}))
            elif found[i] is None:
                before = max((at for at in found[:i] if at is not None), default=-1)
                after = next((at for at in found[i + 1 :] if at is not None), len(self.names))
                fits = [at for at in self.at[name] if before < at < after] if ordered else self.at[name]
                if len(fits) == 1:
                    found[i] = fits[0]
                elif not fits and plain.count(name) > len(self.at[name]):
                    faults.append(Fault(Place(file, 1, names[i]), "repeated", {"found": names[i]}))
                else:
                    faults.append(
                        Fault(
                            Place(file, 1, names[i]),
                            "which_municipality",
                            {"found": names[i], "count": len(self.at[name])},
                        )
                    )
        return [None if at is None else self.codes[at] for at in found]
