"""Why a base is known or not, in words."""

from __future__ import annotations

from dxcompare.words.text import Text

#: reason of a base → in words; `{n}` is its number.
REASONS: dict[str, Text] = {
    "cells": Text("割合{n}個", "{n} percentages"),
    "heading": Text("見出しの人数", "base in the heading"),
    "groups<": Text("集団の和は{n}人まで", "groups add up to at most {n}"),
    "rest<": Text("どの集団でもない人は{n}人まで", "at most {n} people in no group"),
    "filter": Text("絞り込みの選択肢の人数", "count of the option that filters"),
    "options_add_up": Text("選択肢ごとの和が総数と合う", "options add up to the total column"),
    "chance": Text("偶然でも合いうる", "may fit by chance"),
    "chance_of_any": Text("どれかの集団は偶然でも合いうる", "one of the groups may fit by chance"),
    "question": Text("この設問だけでは裏付けられない", "a question alone does not bear it out"),
    "divisor": Text("倍数や約数も合いうる", "a multiple or a divisor may fit too"),
    "unless_a_cell_is_misprinted": Text(
        "1個の誤植があればほかの人数も合う", "other bases fit if one cell is misprinted"
    ),
    "nothing_to_go_by": Text("使える割合がない", "no percentage to go by"),
    "impossible_cell": Text("どの人数でも出ない割合がある", "no base gives all percentages"),
    "others_inconsistent": Text("同じ人のほかの集団が合わない", "other groups of the same people fit no base"),
    "coarser": Text("末尾の数字から粗い刻みと読んだ", "last digits show coarser steps than are stated"),
    "weighted": Text("重み付けされた割合", "percentages are weighted"),
    "mentions": Text("回答の延べ数に対する割合", "percentages are of mentions"),
    "groups_do_not_add_up": Text("集団の和が総数と合わない", "groups do not add up to the total"),
}


def in_words(reasons: str, lang: str) -> str:
    """Reasons, separated by `;`, in words."""
    parts = []
    for reason in filter(None, reasons.split(";")):
        name, _, number = reason.partition("=")
        parts.append(REASONS[name].to(lang).format(n=number))
    return ("、" if lang == "ja" else ", ").join(parts)


#: What must be said wherever bases are recovered.
OURS = Text(
    "復元した人数は編者の推定で、記載されたものではない。1セルの誤植や端数処理の違いがあっても変わらないときだけ「復元」とする。",
    "Recovered bases are ours, not stated; called recovered only if one misprinted cell or another rule for ties would "
    "not change them.",
)


#: What leaves no trace in percentages.
TRACELESS = Text(
    "整数の重み、一部だけ記載された延べ数の割合、すべての表での集団の入れ違いは、割合からは見つからない。",
    "Whole weights, percentages of mentions stated in part, and groups swapped in every table leave no trace in percentages.",
)


def trust(weighted: bool | None, mentions: bool | None, whose: Text | None = None) -> tuple[Text, ...]:
    """What cannot be seen in percentages, and what is not known of it; `whose` names the surveys."""
    unknown = [
        text
        for value, text in (
            (weighted, Text("重み付けの有無", "whether percentages are weighted")),
            (mentions, Text("割合の分母が人数か延べ数か", "whether percentages are of people or of mentions")),
        )
        if value is None
    ]
    if not unknown:
        return (TRACELESS,)
    ja, en = "、".join(text.ja for text in unknown), " and ".join(text.en for text in unknown)
    of = whose or Text("", "")
    return (
        TRACELESS,
        Text(
            f"{of.ja}{'は' if of.ja else ''}{ja}が分からない。", f"Not known{' for ' + of.en if of.en else ''}: {en}."
        ),
    )
