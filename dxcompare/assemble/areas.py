"""What a code is that is no municipality's of today: a prefecture's, a ward's, one of old, or none."""

from __future__ import annotations

from dxcompare.assemble.assembly import Assembly
from dxcompare.words.faults import Fault, Place, missing_row

#: the city of a ward is the nearest one before it, at most so far
_WARDS = 30


def unknown(assembly: Assembly, place: Place, code: str) -> Fault:
    """The fault of a code that no municipality has today."""
    towns = {row["municipality_code"]: row for row in assembly.rows["municipality"]}
    former = {row["former_code"]: row for row in assembly.rows["former_code"]}
    if row := former.get(code):
        now = towns.get(row["municipality_code"], {"name_ja": ""})
        data = {"former": row["former_ja"], "since": row["since"], "name": now["name_ja"]}
        return Fault(place, "former_code", {"found": code, **data, "code": row["municipality_code"]})
    prefectures = {f"{known[:2]}000": row["prefecture_ja"] for known, row in towns.items()}
    if code in prefectures:
        return Fault(place, "is_prefecture", {"found": code, "name": prefectures[code]})
    if code[2:3] == "1" and code.isdigit() and len(code) == 5:
        cities = [known for known in towns if 0 < int(code) - int(known) < _WARDS and known[2:] in _WITH_WARDS]
        if cities:
            city = max(cities)
            return Fault(place, "is_ward", {"found": code, "name": towns[city]["name_ja"], "code": city})
    if code.isdigit() and len(code) == 6 and code[:5] in towns:
        return Fault(place, "no_such", {"found": code, "table": "municipality", "near": code[:5]}, "six_digits")
    if code.zfill(5) in towns:
        return Fault(place, "no_such", {"found": code, "table": "municipality"}, "leading_zero")
    return missing_row(place, code, towns, "municipality")


#: how the codes of cities with wards end
_WITH_WARDS = {"100", "130", "140", "150"}
