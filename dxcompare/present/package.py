"""The zip that an office file is, made to have the same bytes every time and the theme of the house."""

from __future__ import annotations

import io
import re
import zipfile

from dxcompare.present.about import FONT, MADE_ON
from dxcompare.present.theme import housed

_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


_FIRST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can bear


def settled(package: bytes, *, house: bool = True) -> bytes:
    """An office file without the time it was made, nor of the workbooks inside it; slides with the house's theme."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(".xlsx"):
                data = settled(data)
            elif entry.filename == "docProps/core.xml":
                data = _DATES.sub(rb"\g<1>" + f"{MADE_ON:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            elif house and entry.filename.startswith("ppt/theme/"):
                data = housed(data.decode(), FONT).encode()
            new.writestr(zipfile.ZipInfo(entry.filename, _FIRST), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
