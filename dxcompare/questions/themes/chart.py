"""Small multiples of shares over age, one for each theme."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.evidence.answers import least_certain
from dxcompare.evidence.pairs import letters_said
from dxcompare.methods.ages import OPEN_YEARS, midpoint
from dxcompare.methods.intervals import LEAST_BASE
from dxcompare.present import style
from dxcompare.present.labels import apart, on_lines
from dxcompare.questions.themes.compute import Themes
from dxcompare.questions.themes.tables import COMPARES
from dxcompare.words import typography
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, column, plural, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


COLUMNS = 3


#: mark of a line → the sign that stands for it in words
_SIGNS = dict(zip(style.MARKS, "●■◆▲▼✚", strict=True))


#: Height of a line of a legend.
LINE_MM = 3.25


NUMBERS = "①②③④⑤⑥⑦⑧⑨"


#: why a theme does not apply to a city → in short
NOT_APPLICABLE = {"not_asked": Text("尋ねていない", "not asked"), "no_survey": Text("調査なし", "no survey")}


#: From the first to the last age drawn, where no band has its middle outside; years before the first mark at least, and
#: after the last, for its number.
AGES, BEFORE, AFTER = (14, 84), 1, 6
#: How far apart numbers at the ends of lines stand, and how high the uppermost, in per cent of the axis.
APART, HIGHEST = 11, 100


@style.draws(Themes, "multiples", Text("小さな図の並び", "Small multiples"))
def multiples(result: Themes, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """One panel per theme that a city asked about: shares over age, every option of every city with its interval."""
    table, every = result.to_frame("shares"), result.to_frame("themes")
    asked = every.filter(pl.col("theme_id").is_in(table["theme_id"].unique().implode()))
    themes = every if asked.is_empty() else asked
    colours = _colours(table)
    ages = _ages(table)
    columns = min(COLUMNS, themes.height)
    each, high = width_mm / columns, 32.0 if themes.height > 1 else 70.0
    subtitle = Text(
        "縦軸は割合、横軸は年齢（各年代の中央）。縦線は95％区間。色と印は市、実線は1つ目、破線は2つ目以降の選択肢",
        "Share (%) over age (middle of each band); lines: 95 % intervals. Colour and mark: city; dashed: "
        "further options",
    )
    legends = [
        _legend(
            table.filter(theme_id=theme),
            result.to_frame("cities").filter(theme_id=theme),
            colours,
            lang,
            typography.line_width(each - 3, style.SMALL),
        )
        for theme in themes["theme_id"]
    ]
    below = [
        6 + LINE_MM * max(sum(text.count("\n") + 1 for text, *_ in legend) for legend in legends[row : row + columns])
        for row in range(0, themes.height, columns)
    ]
    figure, top = style.sheet(
        width_mm,
        fsum(11 + high + more + 3 for more in below),
        result.title.to(lang),
        subtitle.to(lang),
        *_notes(result, lang),
        *(note.to(lang) for note in _unasked(every, themes)),
        style.source_line(result.source_line(lang), lang),
    )
    for i, theme in enumerate(themes.iter_rows(named=True)):
        left, row = i % columns * each, i // columns
        upper = top + fsum(11 + high + more + 3 for more in below[:row]) + 10
        axes = style.place(figure, left + 9, upper, each - 15, high)
        mine = table.filter(theme_id=theme["theme_id"])
        letters = result.to_frame("pairs").filter(theme_id=theme["theme_id"])["letter"].unique().sort()
        words = Text("・", ", ").to(lang).join(COMPARES[letter].to(lang) for letter in letters)
        letter = Text(f"（{words}）", f" ({words})").to(lang) if words else ""
        head = "\n".join(on_lines(f"{shown(theme[column('name', lang)], lang)}{letter}", each - 4, 8, most=2))
        axes.text(
            -7 / (each - 15), 1 + 2 / high, head, transform=axes.transAxes, fontsize=8, va="bottom", linespacing=1.2
        )
        _panel(axes, mine, colours, ages)
        y = -5.5
        for text, colour, plan in legends[i]:
            said = axes.text(
                -7 / (each - 15),
                y / high,
                text,
                transform=axes.transAxes,
                fontsize=style.SMALL,
                va="top",
                color=colour,
                linespacing=1.25,
            )
            style.of_city(said, plan)
            y -= LINE_MM * (text.count("\n") + 1)
    name = themes.item(0, "theme_id").replace("_", "-") if themes.height == 1 else "all"
    told = ("theme", "city", "label", "group", "percent", "low", "high", "n")
    return style.Chart(figure, f"theme-{name}", result.title.to(lang), _meaning(table, themes, lang), table, told)


#: Letters of an alt text at most.
LONGEST = 200


def _meaning(table: pl.DataFrame, themes: pl.DataFrame, lang: str) -> str:
    """Of one theme how far its options reach over age, else how much there is to see."""
    options = table.select("question_id", "option_id").unique().height
    cities = table["plan_id"].n_unique()
    if themes.height == 1:
        said = f"{shown(themes.item(0, column('name', lang)), lang)}{Text('：', ': ').to(lang)}{_ranges(table, lang)}"
        if len(said) < LONGEST:
            return said
    return Text(
        f"{themes.height}のテーマについて、{cities}市の{options}の選択肢の割合を年代別に示す",
        f"{plural(themes.height, 'theme', 'themes')}: shares by age of {plural(options, 'option', 'options')} in "
        f"{plural(cities, 'city', 'cities')}",
    ).to(lang)


def _ranges(table: pl.DataFrame, lang: str) -> str:
    """The lowest and highest share of each option over the age bands, in words for those who cannot see the chart."""
    options = (
        table.drop_nulls("percent")
        .group_by(column("city", lang), column("label", lang), maintain_order=True)
        .agg(low=pl.col("percent").min(), high=pl.col("percent").max())
    )
    between, by = Text("、", "; ").to(lang), Text("年代により", "by age ").to(lang)
    return between.join(
        f"{city} {shown(label, lang)} {by}{typography.number(low)}–{typography.number(high)}%"
        for city, label, low, high in options.iter_rows()
    )


def _colours(table: pl.DataFrame) -> dict[str, tuple[str, str]]:
    plans = table["plan_id"].unique(maintain_order=True).sort()
    return {
        plan: (style.COLOURS[i % len(style.COLOURS)], style.MARKS[i % len(style.MARKS)]) for i, plan in enumerate(plans)
    }


def _ages(table: pl.DataFrame) -> tuple[float, float]:
    """From which to which age all panels go."""
    drawn = table.filter(pl.col("percent").is_not_null()).select("age_min", "age_max").unique()
    middles = [midpoint(*band) for band in drawn.iter_rows()]
    return min([AGES[0], *(at - BEFORE for at in middles)]), max([AGES[1], *(at + AFTER for at in middles)])


def _panel(axes: Axes, table: pl.DataFrame, colours: dict[str, tuple[str, str]], ages: tuple[float, float]) -> None:
    from matplotlib.ticker import FixedLocator

    series = table.group_by("plan_id", "question_id", "option_id", maintain_order=True)
    seen: dict[str, int] = {}
    ends: list[tuple[float, float, str, str, str]] = []
    for order, ((plan, *_), line) in enumerate(series):
        colour, mark = colours[str(plan)]
        nth = seen.setdefault(str(plan), 0)
        seen[str(plan)] += 1
        drawn = line.filter(pl.col("percent").is_not_null()).sort("age_min")
        shift = 0.9 * (order - 1)
        x = [midpoint(row["age_min"], row["age_max"]) + shift for row in drawn.iter_rows(named=True)]
        with style.city(axes, str(plan)):
            dashes = ["-", (0, (4, 2)), (0, (1, 1.5))][min(nth, 2)]
            axes.plot(x, drawn["percent"], color=colour, linewidth=1, linestyle=dashes)
            for at, row in zip(x, drawn.iter_rows(named=True), strict=True):
                style.whisker(axes, at, row, colour, mark, 3.2)
        if x:
            ends.append((drawn["percent"][-1], x[-1], NUMBERS[nth], colour, str(plan)))
    last = max((at for _, at, *_ in ends), default=0.0)
    ends.sort()
    places = apart([y for y, *_ in ends], APART, HIGHEST)
    for at, (*_, number, colour, whose) in zip(places, ends, strict=True):
        style.of_city(axes.text(last + 2, at, number, fontsize=7, va="center", color=colour), whose)
    axes.set(xlim=ages, ylim=(0, 100))
    axes.xaxis.set_major_locator(FixedLocator([at for at in range(0, 100, 10) if ages[0] < at < ages[1] - AFTER]))
    axes.set_yticks([0, 50, 100], ["0", "50", "100%"])
    axes.tick_params(labelsize=7, pad=1)
    axes.yaxis.grid(True)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)


def _legend(
    table: pl.DataFrame, cities: pl.DataFrame, colours: dict[str, tuple[str, str]], lang: str, width: int
) -> list[tuple[str, str, str | None]]:
    """Lines under a panel: each city's options with the range of bases, and cities to which it does not apply."""
    lines: list[tuple[str, str, str | None]] = []
    for plan, options in table.group_by("plan_id", maintain_order=True):
        series = options.group_by("question_id", "option_id", maintain_order=True)
        names = [
            NUMBERS[nth] + shown(option.item(0, column("label", lang)), lang) for nth, (_, option) in enumerate(series)
        ]
        known = options.filter(pl.col("n").is_not_null()).sort("n")
        certainty = least_certain(known)
        sign, star = "≈" if certainty == "likely" else "=", "*" * ("recovered" in known["certainty"])
        bases = f" n{sign}{known.item(0, 'n')}–{known.item(-1, 'n')}{star}" if known.height else ""
        colour, mark = colours[str(plan[0])]
        text = f"{_SIGNS[mark]}{options.item(0, column('city', lang))} {' '.join(names)}{bases}"
        lines.append((typography.wrap(text, width), colour, str(plan[0])))
    for status, why in NOT_APPLICABLE.items():
        named = cities.filter(status=status)[column("city", lang)]
        if named.len():
            who = Text("、".join(named), ", ".join(named))
            if named.len() > MOST:
                who = Text(f"{named.len():,}計画", f"{named.len():,} plans")
            text = Text(f"{who.ja} 対象外（{why.ja}）", f"{who.en}: n/a ({why.en})").to(lang)
            lines.append((typography.wrap(text, width), style.GREY, None))
    return lines


def _of_all(result: Themes) -> list[Text]:
    """What is said where all themes stand together: no reasons, one sentence a letter."""
    reasons = len(result.to_frame("pairs").unique(["letter", "reason"]))
    return [*letters_said(result.to_frame("pairs")), *result.caveats[reasons:]]


def _unasked(every: pl.DataFrame, drawn: pl.DataFrame) -> list[Text]:
    """The themes without a panel: no city that is compared asked about them."""
    left = every.filter(~pl.col("theme_id").is_in(drawn["theme_id"].implode()))
    ja, en = "、".join(left["name_ja"]), "; ".join(left["name_en"])
    return [Text(f"どの市も尋ねていない主題：{ja}。", f"Asked by no city: {en}.")] if left.height else []


def _notes(result: Themes, lang: str) -> list[str]:
    stars = Text(
        f"白抜きは{LEAST_BASE}人未満、または人数不明。上の端のない年代は、下の端の{OPEN_YEARS}年上に描いた。",
        f"Hollow: fewer than {LEAST_BASE} people, or base unknown. An open band is drawn {OPEN_YEARS} years above its "
        "lower end.",
    )
    own = result.caveats if result.to_frame("themes").height == 1 else _of_all(result)
    return [note.to(lang) for note in (*own, stars)]
