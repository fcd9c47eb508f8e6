"""`dxcompare review`: answer what is proposed and asked of a city, one by one or as a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dxcompare.cli.common import DATA, LANG, fail, found, helped, onwards, option

if TYPE_CHECKING:
    from dxcompare.onboarding.proposals import Proposed
    from dxcompare.onboarding.review import Review

_KEYS = {
    "ja": "[a]認める [c]直して認める [r]認めない [s]後で [A]この表の確かなものをすべて認める [q]やめる [h]説明",
    "en": "[a]ccept [c]hange [r]eject [s]kip [A]ll sure ones of this table [q]uit [h]elp",
}
_HELP = {
    "ja": """  a  文書と見比べて合っていれば認める。行としてデータに入る
  c  セルを番号で選んで直してから認める。元の案も残る
  r  認めない。理由を尋ねる。データには入らず、二度と尋ねない
  s  今は答えない。次の review でまた尋ねる
  A  この表のうち、色の付いた問いのないものをまとめて認める
  q  やめる。答えた分は残り、続きは次の review から
  文書の原本は変わらない。答えと答えた人は data/mappings の市のフォルダーの proposed.jsonl に残る""",
    "en": """  a  accept, if it says what the document says; it becomes a row of the data
  c  choose cells by number, put them right, accept; what was proposed is kept too
  r  reject, saying why; it does not enter the data and is not asked again
  s  not now; the next review asks it again
  A  accept all of this table that ask nothing
  q  quit; what was answered is kept, and the next review goes on
  Answers, and who gave them, are kept in proposed.jsonl of the city's folder in data/mappings""",
}
_WHO = {
    "ja": "お名前（だれの判断かとして記録に残る。姓のローマ字など、いつも同じもの）",
    "en": "Who answers (kept as who decided; a surname, say, the same every time)",
}


@helped(
    """市の案と問いに、人が一つずつ答える。

    案は、ここで認められるまでデータにならない。CITY はコード、名前、ローマ字、フォルダー。途中でやめても、続きからできる。
    """,
    """Answer what is proposed and asked of a city, one by one.

    Nothing that is proposed enters the data before. CITY is a code, a name, romaji or a folder. It may be
    interrupted, and goes on where it stopped.
    """,
)
@click.argument("city")
@option(
    "--sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    ja="問いをExcelファイルに書き出す。答えは dxcompare add で取り込む。",
    en="Write the questions to a workbook instead; `add` takes the answers.",
)
@option("--by", default="", ja="答える人。指定がなければ尋ねる。", en="Who answers; asked for if not given.")
@DATA
@LANG
def command(city: str, sheet: Path | None, by: str, data: Path | None, lang: str | None) -> None:
    from dxcompare.onboarding.city import find
    from dxcompare.onboarding.review import Review
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.faults import DataFaults, PackageMissing
    from dxcompare.words.text import language
    from dxcompare.words.unknown import UnknownName

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    try:
        review = Review.of(find(folder, city), by, lang)
        if sheet:
            from dxcompare.onboarding import answers

            if not (count := len(review.waiting())):  # nothing to write down
                click.echo(onwards(_left(review, lang), data))
                return
            answers.write(review, sheet, lang)
            done = (
                f"{sheet}: {count}件。答えを書いて dxcompare add {sheet}"
                if lang == "ja"
                else f"{sheet}: {count} to answer. Fill it in, then dxcompare add {sheet}"
            )
            click.echo(onwards(done, data))
            return
    except UnknownName as error:
        raise click.UsageError(str(error)) from None
    except DataFaults as error:
        fail(type(error)(error.faults, lang))
    except PackageMissing as error:
        fail(error)
    if review.waiting() and not by:
        review.by = click.prompt(_WHO[lang])
    try:
        _all(review, lang)
    except (click.Abort, EOFError, KeyboardInterrupt):
        click.echo()
    click.echo(onwards(_left(review, lang), data))


def _all(review: Review, lang: str) -> None:
    """Everything that waits, and what comes up by the answers."""
    skipped: set[str] = set()
    while True:
        one = next((one for one in review.waiting() if one.key not in skipped), None)
        if one is None:
            before = {one.key for one in review.waiting()}
            review.renew()
            if {one.key for one in review.waiting()} <= before:
                return
            continue
        answer = _show(review, one, lang)
        if answer == "q":
            return
        if answer == "s" or not _answered(review, one, answer, lang):
            skipped.add(one.key)


def _show(review: Review, one: Proposed, lang: str) -> str:
    """Show a proposal, and have it answered."""
    from dxcompare.onboarding import shown

    words = shown.Words(review.city, lang)
    same = [other for other in review.waiting() if other.table == one.table]
    left = f"残り{len(same)}件" if lang == "ja" else f"{len(same)} left"
    click.echo(f"\n{words.table(one.table)}　{left}　{words.origin(one)}")
    if about := words.about(one):
        click.echo(f"  {about}")
    for name, text in one.said.items():
        if text:
            text = words.text(one.table, name, text).replace("\n", "⏎")
            click.echo(f"  {words.heading(one.table, name)}: {text}")
    for line in words.asks(one):
        click.echo(click.style(f"  ? {line}", fg=None if one.sure else "yellow"))
    while True:
        answer: str = click.prompt(
            _KEYS[lang], type=click.Choice(["a", "c", "r", "s", "A", "q", "h", "?"]), show_choices=False,
            default="a" if one.sure else None,
        )  # fmt: skip
        if answer not in ("h", "?"):
            return answer
        click.echo(_HELP[lang])


def _answered(review: Review, one: Proposed, answer: str, lang: str) -> bool:
    """Take an answer; whether the proposal waits no more."""
    from dxcompare.onboarding import shown

    ja = lang == "ja"
    if answer == "r":
        review.reject([one], click.prompt("認めない理由" if ja else "Why not"))
        return True
    if answer == "A":
        sure = [other for other in review.waiting() if other.table == one.table and other.sure]
        left = review.accept(sure)
        click.echo(f"{len(sure) - len(left)}件を認めた" if ja else f"accepted: {len(sure) - len(left)}")
        for lost in left:
            click.echo(f"  {' '.join(filter(None, lost.proposal.row.values()))[:60]}: {lost.why.to(lang)}")
        return not one.waits
    row = _changed(review, one, lang) if answer == "c" else one.said
    if "reason" in row and shown.needs_reason(one) and not row["reason"]:
        row = {**row, "reason": click.prompt("理由" if ja else "Why")}
    left = review.change(one, row)
    for lost in left:
        click.echo(f"  {lost.why.to(lang)}")
        if lost.clash and click.confirm("別の行として加えるか" if ja else "Add it as another row?", default=False):
            left = review.change(one, row, another=True)
    return not left


def _changed(review: Review, one: Proposed, lang: str) -> dict[str, str]:
    """The row with other texts, column by column; Enter ends."""
    from dxcompare.onboarding import shown

    words, declared = shown.Words(review.city, lang), shown.declared(one.table)
    names = list(dict.fromkeys([*one.said, *(declared.columns if declared else ()), *shown.more(one.table)]))
    names = list(dict.fromkeys([*names, *shown.names(one.table, [one])]))
    row = dict(one.said)
    for number, name in enumerate(names, start=1):
        text = words.text(one.table, name, row.get(name, "")).replace("\n", "⏎")
        click.echo(f"  {number}. {words.heading(one.table, name)}: {text}")
    while said := click.prompt(
        "何番（終わりはEnter）" if lang == "ja" else "Which (Enter to end)", default="", show_default=False
    ):
        if not said.isdigit() or not 1 <= int(said) <= len(names):
            continue
        name = names[int(said) - 1]
        readings = [text for asked in one.questions if asked["column"] == name for text in asked.get("readings", ())]
        codes, title = words.may(one.table, name), words.heading(one.table, name)
        may = " / ".join([*codes.values()] or readings)
        text = click.prompt(f"{title} ({may})" if may else title, default="", show_default=False)
        row[name] = next((code for code, said in codes.items() if text in (code, said)), text.replace("⏎", "\n"))
    return row


def _left(review: Review, lang: str) -> str:
    """How much waits still, and which tables were not understood."""
    waits, lost = len(review.waiting()), review.lost()
    places = [
        (f"  {one.page}枚目　" if lang == "ja" else f"  page {one.page} of the file: ") + _begins(one) for one in lost
    ]
    return "\n".join(
        [
            *places,
            f"残り{waits}件（ほかに読めなかった表{len(lost)}件）。次は dxcompare check {review.city.name}"
            if lang == "ja"
            else f"{waits} left (and {len(lost)} tables not understood). Next: dxcompare check {review.city.name}",
        ]
    )


def _begins(one: Proposed) -> str:
    """How a table begins that was not understood."""
    text = " ".join(" ".join(one.row.values()).split())
    return text if len(text) <= 60 else text[:60] + "…"
