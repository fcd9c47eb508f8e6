"""The zip that an office file is, made to have the same bytes every time and the fonts and colours of the house."""

from __future__ import annotations

import io
import re
import zipfile

from dxcompare.present import style
from dxcompare.present.about import FONT, MADE_ON

_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


_FIRST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can bear


def settled(package: bytes) -> bytes:
    """An office file without the time it was made, nor of the workbooks inside it, and with the house's theme."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(".xlsx"):
                data = settled(data)
            elif entry.filename == "docProps/core.xml":
                data = _DATES.sub(rb"\g<1>" + f"{MADE_ON:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            elif entry.filename.startswith("ppt/theme/"):
                data = _theme(data.decode()).encode()
            new.writestr(zipfile.ZipInfo(entry.filename, _FIRST), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _theme(xml: str) -> str:
    """A theme whose Latin, East Asian and Japanese fonts are ours, and whose colours are the charts'."""
    xml = re.sub(
        r'<a:latin typeface="[^"]*"([^>]*)/><a:ea typeface="[^"]*"/>',
        f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/>',
        xml,
    )
    xml = re.sub(r'(<a:font script="Jpan" typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    for number, colour in enumerate(style.COLOURS, 1):
        xml = re.sub(
            rf"(<a:accent{number}>).*?(</a:accent{number}>)",
            rf'\g<1><a:srgbClr val="{colour.removeprefix("#").upper()}"/>\g<2>',
            xml,
        )
    return xml
