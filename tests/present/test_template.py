"""A firm's template: its layouts, fonts and colours are taken, its slides are not."""

import re

import pptx
import pytest
from pptx import Presentation
from pptx.util import Mm

from dxcompare import gradients, overview
from dxcompare.present.template import TemplateUnreadable
from dxcompare.report.deck import deck
from tests.present.test_room import faults
from tests.present.test_slide import parts

FIRM = {"accent1": "7A1FA2", "accent2": "00897B"}


def themed(path, font, colours):
    """The file with another font and other colours in its theme."""
    show = Presentation(path)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    part = show.slide_master.part.part_related_by(kind)
    xml = part.blob.decode().replace('typeface="Calibri"', f'typeface="{font}"')
    for slot, colour in colours.items():
        xml = re.sub(rf"(<a:{slot}>).*?(</a:{slot}>)", rf'\g<1><a:srgbClr val="{colour}"/>\g<2>', xml)
    part._blob = xml.encode()
    show.save(path)
    return path


def plain(folder):
    """4:3, as PowerPoint of old made them."""
    path = folder / "plain.pptx"
    Presentation().save(path)
    return themed(path, "Meiryo", FIRM)


def wide(folder):
    """Wide, with a title of its own place and size, old slides, and a footer."""
    show = Presentation()
    show.slide_width, show.slide_height = Mm(338.67), Mm(190.5)
    for layout in (show.slide_master, *show.slide_layouts):
        for shape in layout.placeholders:
            if shape.placeholder_format.type.name == "TITLE":
                shape.left, shape.top, shape.width, shape.height = Mm(30), Mm(12), Mm(290), Mm(18)
            elif shape.placeholder_format.type.name == "BODY" and layout is show.slide_master:
                shape.left, shape.top, shape.width, shape.height = Mm(30), Mm(34), Mm(290), Mm(140)
    show.slide_master.element.find(".//{*}titleStyle/{*}lvl1pPr/{*}defRPr").set("sz", "2000")
    for _ in range(3):
        show.slides.add_slide(show.slide_layouts[1]).shapes.title.text = "old"
    path = folder / "wide.pptx"
    show.save(path)
    return themed(path, "BIZ UDPGothic", FIRM)


def bare(folder):
    """With one layout, of title and content."""
    show = Presentation()
    for layout in list(show.slide_layouts):
        if layout.name != "Title and Content":
            show.slide_layouts.remove(layout)
    path = folder / "bare.pptx"
    show.save(path)
    return themed(path, "Arial", {"accent1": "FFEB3B"})  # so pale that white letters could not be read on it


@pytest.mark.long
@pytest.mark.parametrize("make", [plain, wide, bare])
def test_layouts_fonts_and_colours_are_the_templates(ds, tmp_path, make):
    template = make(tmp_path)
    path = deck(ds, tmp_path / "deck.pptx", "ja", template=template)
    show, own = Presentation(path), Presentation(template)
    assert (show.slide_width, show.slide_height) == (own.slide_width, own.slide_height)
    assert [one.name for one in show.slide_layouts] == [one.name for one in own.slide_layouts]
    theme = next(data for name, data in parts(path).items() if name.startswith("ppt/theme/theme1"))
    assert theme == next(data for name, data in parts(template).items() if name.startswith("ppt/theme/theme1"))
    for name, data in parts(path).items():
        if re.match(r"ppt/(slides/slide|charts/chart)\d", name):
            assert b"srgbClr" not in data, name
            assert b"typeface" not in data, name
    assert "old" not in {page.shapes.title.text_frame.text for page in show.slides}
    for page in list(show.slides)[1:]:
        assert [place for place in page.placeholders if not place.placeholder_format.idx]
        assert not [place for place in page.placeholders if place.placeholder_format.idx == 1]  # empty: "click to add"
    assert faults(show) == []


@pytest.mark.long
def test_letters_on_a_pale_accent_are_dark(ds, tmp_path):
    path = gradients(ds).save(tmp_path / "x.pptx", lang="en", template=bare(tmp_path))
    cells = next(shape for shape in Presentation(path).slides[0].shapes if shape.has_table).table.iter_cells()
    assert not [cell.text for cell in cells if 'val="bg1"' in cell._tc.xml.split("<a:t>")[0] and cell.text == "96.9"]


def test_what_is_no_template_is_refused(ds, tmp_path):
    (tmp_path / "x.pptx").write_text("no")
    with pytest.raises(TemplateUnreadable, match=r"cannot be read as a template; save it as \.pptx"):
        overview(ds).save(tmp_path / "y.pptx", lang="en", template=tmp_path / "x.pptx")
    show = pptx.Presentation()
    for layout in list(show.slide_layouts):
        if layout.name != "Blank":
            show.slide_layouts.remove(layout)
    show.save(tmp_path / "blank.pptx")
    with pytest.raises(TemplateUnreadable, match="no layout with a title"):
        overview(ds).save(tmp_path / "y.pptx", lang="en", template=tmp_path / "blank.pptx")
