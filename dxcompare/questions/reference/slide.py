"""The slides of `reference`: its figures as a table, of all municipalities those that have plans."""

from __future__ import annotations

from dataclasses import replace

from dxcompare.present.slide import Slide, main_table, slide
from dxcompare.questions.reference.compute import Reference


@slide(Reference)
def _reference(result: Reference, lang: str) -> Slide:
    """What a deck can hold: thousands of figures would be thousands of slides."""
    near = result.beside_plans()
    found = main_table(near, lang)
    return found if near is result else replace(found, base=near.which.to(lang))
