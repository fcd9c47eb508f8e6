"""What can be compared across cities, and how far? Themes, their options, and standardised shares."""

from dxcompare.present.controls import THEME
from dxcompare.present.question import Question
from dxcompare.questions.themes.compute import Themes, themes
from dxcompare.words.text import Text

__all__ = ["Themes", "themes"]

QUESTION = Question(
    themes,
    Text("市をまたぐ主題", "Themes across cities"),
    controls={"theme_id": THEME},
    example=lambda ds: {"theme_id": "online_procedures"},
    needs="theme_option",
)
