"""Colours and fonts of slides as their theme has them: the house's, or those of a firm's template.

A slide names no colour and no font of its own but a place in the theme, so that slides pasted into another deck take
over that deck's.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dxcompare.present import style

_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"

#: A colour of the house → its place in a theme, and how much lighter (or darker, if negative) than the theme's it is.
_PLACES: dict[str, tuple[str, float]] = {
    "#ffffff": ("bg1", 0),
    style.RULE: ("bg1", -0.15),
    style.INK: ("tx1", 0),
    style.GREY: ("tx1", 0.35),
    style.PALE: ("tx1", 0.5),
    **{colour: (f"accent{n}", 0) for n, colour in enumerate(style.COLOURS, 1)},
    **dict(zip(style.SHADES[1:], (("accent1", part) for part in (0.9, 0.75, 0.6, 0.35, 0)), strict=True)),
    **dict(zip(style.STEPS, (("accent1", part) for part in (0.8, 0.65, 0.5, 0.35, 0.15, -0.15, -0.5)), strict=True)),
}
#: The first accent of the house: the charts' blue, of which tints are quiet.
_BLUE = style.SHADES[5]
#: What the names in a slide are in the colours of a theme.
_SLOTS = {"bg1": "lt1", "tx1": "dk1"}


@dataclass(frozen=True)
class Theme:
    """The colours that the places of a theme stand for, as `#rrggbb`."""

    colours: Mapping[str, str]

    @classmethod
    def read(cls, xml: bytes) -> Theme:
        """The colours of a theme part."""
        from lxml import etree

        scheme = etree.fromstring(xml).find(f".//{{{_NS}}}clrScheme")
        return cls({etree.QName(slot).localname: f"#{slot[0].get('lastClr') or slot[0].get('val')}" for slot in scheme})

    def of(self, colour: str) -> str:
        """What a colour of the house is in this theme.

        >>> Theme({"accent1": "#800000"}).of(style.SHADES[4])
        '#ff0707'
        """
        if colour not in _PLACES:
            return colour
        place, lighter = _PLACES[colour]
        known = self.colours[_SLOTS.get(place, place)]
        hue, light, full = colorsys.rgb_to_hls(*(int(known[i : i + 2], 16) / 255 for i in (1, 3, 5)))
        light = light * (1 - abs(lighter)) + max(lighter, 0)
        return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, light, full))

    def dark(self, colour: str) -> bool:
        """Whether letters on a colour must be white."""
        red, green, blue = (int(self.of(colour)[i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue < 140

    def ink(self, ground: str) -> str:
        """The colour of letters on a ground."""
        return "#ffffff" if self.dark(ground) else style.INK


def paint(colour: Any, name: str) -> None:
    """Give a colour of python-pptx a place in the theme; one that has none stays as it is."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_THEME_COLOR

    if name not in _PLACES:
        colour.rgb = RGBColor.from_string(name.removeprefix("#").upper())
        return
    place, lighter = _PLACES[name]
    known = {"bg1": MSO_THEME_COLOR.BACKGROUND_1, "tx1": MSO_THEME_COLOR.TEXT_1}
    colour.theme_color = known[place] if place in known else getattr(MSO_THEME_COLOR, f"ACCENT_{place[-1]}")
    if lighter:
        colour.brightness = lighter


def solid(name: str) -> Any:
    """A fill as an element, for what python-pptx has no word for."""
    from lxml import etree

    fill = etree.Element(f"{{{_NS}}}solidFill", nsmap={"a": _NS})
    if name not in _PLACES:
        etree.SubElement(fill, f"{{{_NS}}}srgbClr", val=name.removeprefix("#").upper())
        return fill
    place, lighter = _PLACES[name]
    colour = etree.SubElement(fill, f"{{{_NS}}}schemeClr", val=place)
    if lighter:
        etree.SubElement(colour, f"{{{_NS}}}lumMod", val=f"{round((1 - abs(lighter)) * 100_000)}")
    if lighter > 0:
        etree.SubElement(colour, f"{{{_NS}}}lumOff", val=f"{round(lighter * 100_000)}")
    return fill


def housed(xml: str, font: str) -> str:
    """A theme whose Latin, East Asian and Japanese fonts are `font`, and whose colours are the charts'."""
    xml = re.sub(
        r'<a:latin typeface="[^"]*"([^>]*)/><a:ea typeface="[^"]*"/>',
        f'<a:latin typeface="{font}"/><a:ea typeface="{font}"/>',
        xml,
    )
    xml = re.sub(r'(<a:font script="Jpan" typeface=")[^"]*', rf"\g<1>{font}", xml)
    accents = {f"accent{n}": one for n, one in enumerate([_BLUE, *style.COLOURS[1:]], 1)}
    for slot, colour in {"dk1": style.INK, "hlink": _BLUE, **accents}.items():
        value = colour.removeprefix("#").upper()
        xml = re.sub(rf"(<a:{slot}>).*?(</a:{slot}>)", rf'\g<1><a:srgbClr val="{value}"/>\g<2>', xml)
    return xml
