"""The question, and its answer in three sentences: the wait, the decisions, and the price in say and cost.

Nothing is called soonest, most or best unless its paired difference to every other variant is beyond chance. Where it is not,
those that cannot be told apart are named together.
"""

from __future__ import annotations

import math

import pandas as pd

from .. import labels
from .evidence import FEWEST, Evidence
from .numbers import Numbers, is_share
from .words import Words

MANY = 30
"""Histories from which the mean is so well known that an interval which leaves what is possible is cut there, not left out."""
MOST_DIGITS = 3
"""More than a figure has otherwise, so that those marked as best differ from the others."""
NAMED = 3
"""Variants that a sentence names; of more it tells how many."""


def question(found: Evidence, words: Words) -> str:
    """What the file can answer, from what it varies."""
    paths = labels.varied(found.vary)
    if len(found.variants) < 2:
        return words("question_one", under=words.under(found.settings(found.variants[0])))
    if paths == ["concept"]:
        return words("question_concepts")
    here = words.under(tuple(one for one in found.common() if one[0] in ("concept", "concept_switch.week")))
    switches = [path for path in paths if path.startswith("interventions.")]
    what = words.some([labels.path(path, words.language) for path in switches or paths], 4)
    if switches and set(paths) == {*switches, "concept"}:
        return words("question_adds_many_by_concept" if len(switches) > 1 else "question_adds_by_concept", what=what)
    if switches and paths == switches:
        return words("question_adds_many" if len(switches) > 1 else "question_adds", what=what, under=here)
    if paths == ["concept_switch.week"]:
        other = next((str(one["value"]) for one in found.parameters or [] if one["path"] == "concept_switch.to"), "")
        return words("question_switch", what=labels.value(other, words.language)) if other else words("question_switch_any")
    return words("question_variants", what=what)


def sentences(found: Evidence, words: Words, numbers: Numbers) -> list[str]:
    """Three sentences with figures and their 95 % intervals; fewer where nothing happened to tell of."""
    made = [_wait(found, words, numbers), _decide(found, words, numbers), _price(found, words, numbers)]
    return [sentence for sentence in made if sentence]


def figure(found: Evidence, numbers: Numbers, outcome: str, variant: str, *, interval: bool = True) -> str:
    """A figure as in the table at a glance, with its interval in the same digits where it has one."""
    row = found.row(outcome, variant)
    units, more = str(row["units"]), more_digits(found, numbers, outcome) or 0
    text = numbers.short(outcome, units, float(row["mean"]), more=more)
    if not (interval and bears_interval(row)):
        return text
    most = 1.0 if is_share(outcome) else math.inf
    limits = [numbers.short(outcome, units, min(max(float(row[part]), 0.0), most), unit=False, more=more)
              for part in ("mean_low", "mean_high")]
    if is_share(outcome):
        limits[0] = limits[0].removesuffix("\u00a0%")
    return f"{text} ({limits[0]} {labels.catalogue()['report']['to'][numbers.language]} {limits[1]})"


def bears_interval(row: pd.Series) -> bool:
    """Whether so many histories tell an interval of a mean: enough of them, and nothing impossible in it unless they are many.
    None of the outcomes that sentences tell can be below nothing."""
    low, high, count = float(row["mean_low"]), float(row["mean_high"]), int(row["replicates"])
    if not math.isfinite(low) or count < FEWEST:
        return False
    return count >= MANY or (low >= -1e-9 and (not is_share(str(row["outcome"])) or high <= 1.0 + 1e-9))


def more_digits(found: Evidence, numbers: Numbers, outcome: str) -> int | None:
    """Digits that figures need besides their own so that those marked as best look different from the others; None where even
    many do not tell them apart."""
    leading = found.leading(outcome)
    if not leading:
        return 0
    rows = {variant: found.row(outcome, variant) for variant in found.variants}
    for more in range(MOST_DIGITS + 1):
        texts = {variant: numbers.short(outcome, str(row["units"]), float(row["mean"]), unit=False, more=more)
                 for variant, row in rows.items()}
        if not {texts[variant] for variant in leading} & {text for variant, text in texts.items() if variant not in leading}:
            return more
    return None


def _left_out(found: Evidence) -> bool:
    """Whether an interval is not told though there is more than one history."""
    rows = [found.row(name, variant) for name in (found.wait, "decision_delay_mean", "carried_out_mean") if name in found.standings
            for variant in (found.standings[name].order[0], found.standings[name].order[-1])]
    return found.replicates > 1 and any(not bears_interval(row) for row in rows)


def _compared(found: Evidence, words: Words, numbers: Numbers, outcome: str, key: str, *, interval: bool = True) -> str:
    """One outcome of several variants: who is best, or who are alike, and the figure at the other end."""
    standing = found.standings.get(outcome)
    if standing is None:
        return ""
    best, worst = standing.order[0], standing.order[-1]
    places = {
        "best": words.under(found.settings(best)), "figure": figure(found, numbers, outcome, best, interval=interval),
        "worst": words.under(found.settings(worst)), "worst_figure": figure(found, numbers, outcome, worst, interval=interval),
        "list": words.some([words.under(found.settings(one)) for one in [best, *standing.alike]], NAMED),
        "largest": found.largest}
    if best == worst:
        kind = "one"
    elif not standing.sure:
        kind = "once"
    elif not standing.behind:
        kind = "alike"
    else:
        kind = "tie" if standing.alike else "clear"
    return labels.capital(words(f"{key}_{kind}", **places))


def _wait(found: Evidence, words: Words, numbers: Numbers) -> str:
    outcome = found.wait
    standing = found.standings.get(outcome)
    if standing is None:
        return ""
    made = [_compared(found, words, numbers, outcome, "answer_wait")]
    if standing.sure and standing.behind:
        made.append(words("answer_wait_behind", list=words.listed(_behind(found, words, numbers))))
    if len(standing.order) > 1 and not standing.sure:
        made.append(words("answer_one_history"))
    elif _left_out(found):
        made.append(words("answer_few", count=numbers.plain(found.replicates)))
    if outcome == "housing_delay_mean":
        made.append(words("answer_only_housed"))
    if len(found.variants) == 1:
        made.append(waiting(found, words, numbers, found.variants[0]))
    return " ".join(one for one in made if one)


def _behind(found: Evidence, words: Words, numbers: Numbers) -> list[str]:
    """Those that are slower beyond doubt, with how much; of many the first and the last."""
    standing = found.standings[found.wait]
    assert standing.apart is not None
    shown = standing.behind if len(standing.behind) <= NAMED else [standing.behind[0], standing.behind[-1]]
    texts = []
    for variant in shown:
        row = standing.apart.loc[variant]
        more, limits = numbers.apart(found.wait, str(row["units"]), row["difference"], row["low"], row["high"])
        texts.append(words("behind", under=words.under(found.settings(variant)), more=more, range=limits.replace("+", "")))
    return texts


def waiting(found: Evidence, words: Words, numbers: Numbers, variant: str) -> str:
    """How many are still waiting at the end."""
    if not found.has("overdue_end"):
        return ""
    count, late = (numbers.short("persons", "persons", float(found.row(name, variant)["mean"]), unit=False)
                   for name in ("backlog_end", "overdue_end"))
    return words("answer_waiting", count=count, late=late, term=term(found, words))


def term(found: Evidence, words: Words) -> str:
    """`the agreed 14 weeks`."""
    return words("term_unknown") if found.term is None else words("term", weeks=found.term)


def _decide(found: Evidence, words: Words, numbers: Numbers) -> str:
    made = [_compared(found, words, numbers, "decision_delay_mean", "answer_decide"),
            _compared(found, words, numbers, "carried_out_mean", "answer_done")]
    if made[0] and not made[1]:
        made[1] = words("answer_done_none")
    return " ".join(one for one in made if one)


def _price(found: Evidence, words: Words, numbers: Numbers) -> str:
    said = _compared(found, words, numbers, "say_of_others", "answer_say", interval=len(found.variants) == 1)
    if not said:
        return ""
    standing = found.standings["say_of_others"]
    best, worst = standing.order[0], standing.order[-1]
    if best == worst:
        return f"{said} " + words("answer_cost_one", cost=figure(found, numbers, "cost_total", best, interval=False),
                                  work=figure(found, numbers, "others_work", best, interval=False), largest=found.largest)
    (work, worst_work), (cost, worst_cost) = (
        [figure(found, numbers, name, variant, interval=False) for variant in (best, worst)]
        for name in ("others_work", "cost_total"))
    name = "answer_cost_same" if cost == worst_cost and work == worst_work else "answer_cost"
    return f"{said} " + words(name, best=labels.capital(words.under(found.settings(best))), worst=words.under(found.settings(worst)), work=work,
                              worst_work=worst_work, cost=cost, worst_cost=worst_cost)
