"""The answer in three sentences: the wait, the decisions, and the price in say and work."""

from __future__ import annotations

import math

import pandas as pd

from .. import labels
from .evidence import Evidence
from .numbers import Numbers, decimals
from .words import Words


def question(found: Evidence, words: Words) -> str:
    """What the file can answer, from what it varies."""
    paths = [line.split("=", 1)[0] for line in str(found.attributes.get("vary", "")).splitlines() if line]
    if len(found.variants) < 2:
        return words("question_one", under=words.under(concept(found)))
    if paths == ["concept"]:
        return words("question_concepts")
    return words("question_variants", what=words.listed([labels.path(path, words.language) for path in paths]))


def concept(found: Evidence) -> str:
    """Of a file with one variant, which is named after its scenario: its concept where that is known."""
    if len(found.variants) > 1 or found.parameters is None:
        return found.variants[0]
    return next((str(one["value"]) for one in found.parameters if one["path"] == "concept"), found.variants[0])


def sentences(found: Evidence, words: Words, numbers: Numbers) -> list[str]:
    """Three sentences with figures and their 95 % intervals; fewer where nothing happened to tell of."""
    made = [_wait(found, words, numbers), _decide(found, words, numbers), _price(found, words, numbers)]
    return [labels.capital(sentence) for sentence in made if sentence]


def difference(found: Evidence, outcome: str, variant: str) -> pd.Series | None:
    """Of a variant to the base; None for the base itself."""
    if found.differences is None or variant == found.base:
        return None
    table = found.differences
    (row,) = (one for _, one in table[(table["outcome"] == outcome) & (table["variant"] == variant)].iterrows())
    return row


def _of(found: Evidence, numbers: Numbers, outcome: str, variant: str) -> tuple[str, str]:
    row = found.row(outcome, variant)
    return numbers.estimate(outcome, str(row["units"]), row["mean"], row["mean_low"], row["mean_high"])


def _wait(found: Evidence, words: Words, numbers: Numbers) -> str:
    outcome = "housing_delay_mean"
    best, *_, worst = [*found.ranked(outcome), found.ranked(outcome)[-1]]
    row = found.row(outcome, best)
    if not math.isfinite(row["mean"]):
        return ""
    figure, interval = _of(found, numbers, outcome, best)
    if len(found.variants) == 1:
        places = decimals(row["mean"], row["mean_low"], row["mean_high"])
        return words("answer_wait_one", figure=figure, range=interval,
                     spread=numbers.range(row["spread_low"], row["spread_high"], places))
    apart = difference(found, outcome, worst)
    if apart is None or not math.isfinite(apart["difference"]):
        return ""
    longer, longer_range = numbers.estimate(outcome, str(row["units"]), apart["difference"], apart["low"], apart["high"])
    name = "answer_wait" if apart["low"] > 0 else "answer_wait_alike"
    return words(name, best=words.under(best), figure=figure, range=interval, worst=words.under(worst), longer=longer,
                 longer_range=longer_range)


def _decide(found: Evidence, words: Words, numbers: Numbers) -> str:
    order = found.ranked("decision_delay_mean")
    fast, slow = order[0], order[-1]
    if not math.isfinite(found.row("decision_delay_mean", fast)["mean"]):
        return ""
    figure, interval = _of(found, numbers, "decision_delay_mean", fast)
    done, done_range = _of(found, numbers, "carried_out_mean", fast)
    if fast == slow:
        return words("answer_decide_one", figure=figure, range=interval, done=done, done_range=done_range)
    slow_figure, slow_range = _of(found, numbers, "decision_delay_mean", slow)
    return words("answer_decide", fast=words.under(fast), fast_figure=figure, fast_range=interval, slow=words.under(slow),
                 slow_figure=slow_figure, slow_range=slow_range, fast_done=done,
                 slow_done=_of(found, numbers, "carried_out_mean", slow)[0])


def _price(found: Evidence, words: Words, numbers: Numbers) -> str:
    best = found.ranked("housing_delay_mean")[0]
    most = max(found.variants, key=lambda variant: float(found.row("say_of_others", variant)["mean"]))
    if not math.isfinite(found.row("say_of_others", best)["mean"]):
        return ""
    say, say_range = _of(found, numbers, "say_of_others", best)
    work = _of(found, numbers, "others_work", best)[0]
    places = {"best": words.under(best), "largest": found.largest, "say": say, "say_range": say_range, "work": work}
    if len(found.variants) == 1:
        return words("answer_price_one", **places)
    if most == best:
        return words("answer_price_same", **places)
    most_say, most_range = _of(found, numbers, "say_of_others", most)
    return words("answer_price", **places, most=words.under(most), most_say=most_say, most_range=most_range,
                 most_work=_of(found, numbers, "others_work", most)[0])
