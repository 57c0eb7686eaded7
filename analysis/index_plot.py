#!/usr/bin/env python3
"""What the outcomes of a sweep depend on, as a picture.

    polder analyse SWEEP.h5 --format json > ANALYSIS.json
    python3 analysis/index_plot.py ANALYSIS.json PICTURE.png [OUTCOME...]

A row of panels per outcome (default: the first three), a panel per combination of crossed values. First-order
and total indices with their intervals; of a Morris screening mean absolute effects and their spread; of one
parameter at a time differences to the base scenario. Needs matplotlib.
"""

import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

SHOWN = 10  # parameters per panel
# Okabe and Ito's palette, distinguishable for colour-blind readers, with a marker and an offset each.
STYLES = {
    "first": ("#0072B2", "o", "first order: by itself"),
    "total": ("#D55E00", "s", "total: with all interactions"),
    "mu_star": ("#0072B2", "o", "mean absolute effect"),
    "sigma": ("#E69F00", "^", "its spread: curvature, interactions"),
    "difference": ("#0072B2", "o", "difference to the base scenario"),
}


def number(value: float | None) -> float:
    return float("nan") if value is None else value


def error_bars(intervals: list[dict]) -> list[list[float]]:
    """Distances from estimate to limits; 0 where there is no interval."""
    bars = [[], []]
    for interval in intervals:
        for bar, limit in zip(bars, ("low", "high")):
            there = interval["estimate"] is not None and interval[limit] is not None
            bar.append(max(0.0, abs(interval[limit] - interval["estimate"])) if there else 0.0)
    return bars


def importance(entry: dict) -> float:
    """What the parameters of a panel are sorted by; what does not exist comes last."""
    measure = next(entry[name] for name in ("total", "first", "mu_star", "difference") if name in entry)
    return abs(measure["estimate"]) if measure["estimate"] is not None else -1.0


def draw_intervals(axis: plt.Axes, entries: list[dict], labels: list[str]) -> None:
    """Dots with intervals, the most important on top."""
    measures = [name for name in STYLES if name in entries[0]]
    for m, name in enumerate(measures):
        colour, marker, label = STYLES[name]
        offset = 0.15 * (2 * m - len(measures) + 1)
        axis.errorbar(
            [number(entry[name]["estimate"]) for entry in entries],
            [row + offset for row in range(len(entries))],
            xerr=error_bars([entry[name] for entry in entries]),
            fmt=marker, color=colour, markersize=4, linewidth=1.2, label=label)
    axis.axvline(0, color="0.6", linewidth=0.8)
    axis.set_yticks(range(len(entries)), labels, fontsize=8)
    axis.set_ylim(len(entries) - 0.5, -0.5)
    axis.grid(axis="x", color="0.9")
    axis.set_axisbelow(True)


def draw_panel(axis: plt.Axes, indices: dict | None, unit: str) -> None:
    if indices is None or not any(importance(entry) >= 0 for entry in indices.get("parameters", indices.get("effects"))):
        why = "too little has run" if indices is None else "does not vary"
        axis.text(0.5, 0.5, why, ha="center", transform=axis.transAxes, fontsize=9)
        axis.set_axis_off()
        return
    in_unit = "" if unit == "1" else f", {unit}"
    one_at_a_time = indices["kind"] == "one_at_a_time"
    entries = indices["effects"] if one_at_a_time else indices["parameters"]
    entries = sorted(entries, key=importance, reverse=True)[:SHOWN]
    labels = [f"{entry['path']} = {entry['value']}" if one_at_a_time else entry["path"] for entry in entries]
    draw_intervals(axis, entries, labels)
    what = {"morris": f"effect over the whole range{in_unit}", "one_at_a_time": f"difference{in_unit}"}
    axis.set_xlabel(what.get(indices["kind"], "share of the variance over points"), fontsize=8)
    axis.tick_params(labelsize=8)
    axis.locator_params(axis="x", nbins=5)
    axis.spines[["top", "right"]].set_visible(False)


def draw(analysis: dict, outcomes: list[dict], picture: str) -> None:
    columns = max(len(outcome["combinations"]) for outcome in outcomes)
    figure, axes = plt.subplots(len(outcomes), columns, squeeze=False, constrained_layout=True,
                                figsize=(1.5 + 3.6 * columns, 0.8 + 2.9 * len(outcomes)))
    for row, outcome in zip(axes, outcomes):
        for axis, combination in zip(row, outcome["combinations"]):
            draw_panel(axis, combination["indices"], outcome["unit"])
            at = ", ".join(f"{path} = {value}" for path, value in combination["at"].items())
            axis.set_title(outcome["name"] + (f"\n{at}" if at else ""), fontsize=9)
    handles, labels = next((a.get_legend_handles_labels() for a in axes.flat if a.get_legend_handles_labels()[0]),
                           ([], []))
    if handles:
        axes.flat[-1].legend(handles, labels, loc="lower right", fontsize=7, framealpha=0.8)
    unfinished = "" if analysis["finished"] else ", unfinished"
    figure.suptitle(f"{analysis['title']}: {analysis['points']['run']} points, "
                    f"{100 * analysis['confidence']:.4g} % intervals{unfinished}", fontsize=10)
    figure.savefig(picture, dpi=110)


def main() -> None:
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            analysis = json.load(file)
        known = {outcome["name"]: outcome for outcome in analysis["outcomes"]}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SystemExit(f"index_plot: {sys.argv[1]} is no output of polder analyse --format json: {error}")
    wanted = sys.argv[3:] or list(known)[:3]
    for name in wanted:
        if name not in known:
            raise SystemExit(f"index_plot: there is no outcome {name}; there are {', '.join(known)}")
    draw(analysis, [known[name] for name in wanted], sys.argv[2])


if __name__ == "__main__":
    main()
