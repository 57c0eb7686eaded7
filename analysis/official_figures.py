#!/usr/bin/env python3
"""Placements, arrears and waits of the U16 beside the official figures.

    polder run scenarios/u16.toml --replicates 200 --record weeks --out RESULT.h5
    python3 analysis/official_figures.py RESULT.h5 [PICTURE.png]

Prints a table in Markdown: what the model finds (the mean over replicates, and in brackets where 95 % of the
replicates lie), what is on record, and the misfit; draws it by half-year. The figures on record are in
data/u16-official.csv. Needs xarray, h5netcdf and matplotlib, and a file recorded with `--record weeks`.

`use` in the data: `basis` turns other figures into comparable ones; `input` went into the scenario, so that to find
it again says nothing of the model; `seen` was before our eyes when a rule was made; `bound` is a limit; `check` is what
the model was not made with.
"""

import csv
import datetime
import pathlib
import sys
import tomllib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import xarray as xr

DATA = pathlib.Path(__file__).resolve().parent / "data/u16-official.csv"
NATION = "Netherlands"
DATES = [datetime.date(year, month, 1) for year in range(2015, 2019) for month in (1, 7)][1:]
NAMES = {
    "target": "arrivals (against the target)",
    "placements": "placements",
    "behind_target": "behind target at the start of",
    "waiting": "waiting at the start of",
    "waiting_over_term": "waiting over 14 weeks at the start of",
    "mean_wait": "mean wait of those housed",
    "share_of_lettings": "share of lettings used",
}
# Okabe and Ito's palette, distinguishable for colour-blind readers.
BLUE, ORANGE, GREEN, BLACK = "#0072B2", "#D55E00", "#009E73", "#000000"


def official(path=DATA):
    """Rows of the data, with dates and numbers as such."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["value"] = float(row["value"])
        for key in ("from", "to"):
            row[key] = datetime.date.fromisoformat(row[key])
    return rows


class Found:
    """What a results file says, in the terms of the data. Values are per replicate."""

    def __init__(self, data, rows):
        if "week" not in data.dims:
            raise SystemExit("official_figures: this file holds no weeks; run again with --record weeks")
        self.data = data.isel(variant=0)
        self.rows = rows
        self.start = datetime.date.fromisoformat(data.attrs["start"])
        self.population = data["population"].to_series()
        self.scenario = tomllib.loads(data.attrs["scenario"])

    def week(self, date):
        """The first week that belongs to what begins at the date, as the model counts its half-years."""
        return (date - self.start).days // 7

    def of(self, name, scope):
        """(replicate, week) of a municipality, or summed over the region."""
        values = self.data[name]
        return values.sum("municipality") if scope == NATION else values.sel(municipality=scope)

    def total(self, name, scope, begin, end):
        return self.of(name, scope)[:, self.week(begin):self.week(end)].sum("week").values

    def at(self, name, scope, date):
        return self.of(name, scope)[:, self.week(date) - 1].values

    def basis(self, quantity, scope, date):
        return next(row["value"] for row in self.rows if row["use"] == "basis" and row["quantity"] == quantity
                    and row["scope"] == scope and row["from"] <= date < row["to"])

    def share(self, date):
        """What of the nation lives in the region."""
        return self.population.sum() / self.basis("population", NATION, date)

    def targets(self, date):
        """Persons per municipality in the half-year of the date."""
        half_year = 2 * date.year + (date.month > 6) - 2 * self.start.year - (self.start.month > 6)
        return np.array([m["targets"][half_year] for m in self.scenario["municipality"]])

    def behind_target(self, scope, date):
        # Arrears are in half-year targets, as before the placements of the week.
        week = self.week(date) - 1
        owed = (self.data["arrears"][:, week].values * self.targets(date - datetime.timedelta(7))
                - self.data["placements"][:, week].values)
        return owed.sum(axis=1) if scope == NATION else owed[:, list(self.population.index).index(scope)]

    def mean_wait(self, scope, begin, end):
        weeks = slice(self.week(begin), self.week(end))
        placed = self.data["placements"][:, weeks]
        waited = (self.data["housing_delay"][:, weeks].fillna(0.0) * placed).sum("week")
        if scope == NATION:
            return (waited.sum("municipality") / placed.sum(["week", "municipality"])).values
        return (waited / placed.sum("week")).sel(municipality=scope).values

    def share_of_lettings(self, scope, begin, end):
        years = (end - begin).days / 365.25
        persons = self.basis("persons_per_dwelling", "Houten", datetime.date(2015, 1, 1))
        dwellings = self.total("placements", scope, begin, end) / persons
        return 100.0 * dwellings / (years * self.basis("lettings", scope, begin))

    def like(self, row):
        """The counterpart of a row of the data."""
        quantity, scope, begin, end = (row[key] for key in ("quantity", "scope", "from", "to"))
        if quantity == "target":
            return self.total("arrivals", scope, begin, end)
        if quantity == "placements":
            return self.total("placements", scope, begin, end)
        if quantity in ("waiting", "waiting_over_term"):
            return self.at({"waiting": "backlog", "waiting_over_term": "overdue"}[quantity], scope, begin)
        if quantity == "behind_target":
            return self.behind_target(scope, begin)
        return getattr(self, quantity)(scope, begin, end)

    def regional(self, row):
        """The figure on record for the region: where the nation's is known, the share by population."""
        shared = row["scope"] == NATION and row["unit"] == "persons"
        return row["value"] * (self.share(row["from"]) if shared else 1.0)


def whole(value):
    """A whole number with separators and a true minus sign."""
    return f"{value:,.0f}".replace("-", "" if round(value) == 0 else "−")


def when(row):
    begin, end = row["from"], row["to"]
    if begin == end:
        return f"{begin:%b %Y}"
    days = (end - begin).days
    if 180 < days < 186:
        return f"{begin:%Y}H{1 if begin.month == 1 else 2}"
    if days > 360:
        return f"{begin:%Y}"
    return f"{begin:%b} to {end - datetime.timedelta(1):%b %Y}"


def verdict(row, on_record, low, high):
    if row["use"] == "bound":
        return "below" if high <= on_record else "reaches above"
    if on_record > high:
        return "**too low**"
    return "**too high**" if on_record < low else "inside"


def table(found, uses):
    """Rows in Markdown, of the given uses."""
    lines = ["| what | on record | in the region | found | misfit | found is | status and source |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for row in found.rows:
        if row["use"] not in uses:
            continue
        values = found.like(row)
        on_record = found.regional(row)
        mean, (low, high) = np.nanmean(values), np.nanpercentile(values, [2.5, 97.5])
        unit = {"persons": "", "percent": " %"}.get(row["unit"], f" {row['unit']}")
        misfit = mean - on_record
        relative = f" ({whole(100 * misfit / on_record)} %)" if row["quantity"] in ("target", "placements") else ""
        scope = "region" if row["scope"] == NATION else row["scope"]
        region = "the same" if on_record == row["value"] else whole(on_record)
        rule = f"; {row['rule']}" if row["rule"] else ""
        derived = "; region by population" if on_record != row["value"] else ""
        lines.append(
            f"| {scope}, {NAMES[row['quantity']]} {when(row)} | {whole(row['value'])}{unit} | {region} "
            f"| {whole(mean)} [{whole(low)}, {whole(high)}]{unit} | {whole(misfit)}{relative} "
            f"| {verdict(row, on_record, low, high)} | {row['status']}{derived}: {row['source']}{rule} |")
    return "\n".join(lines) + "\n"


def picture(found, path):
    """Four panels by half-year: flows, arrears, those waiting, their waits."""
    figure, axes = plt.subplots(2, 2, figsize=(9.5, 6.4), constrained_layout=True)
    middle = [(a.toordinal() + b.toordinal()) / 2 for a, b in zip(DATES, DATES[1:])]
    ends = [date.toordinal() for date in DATES[1:-1]]

    def model(axis, x, values, colour, marker, label):
        values = np.array(values)
        low, high = np.nanpercentile(values, [2.5, 97.5], axis=1)
        mean = np.nanmean(values, axis=1)
        axis.errorbar(x, mean, yerr=[mean - low, high - mean], fmt=f"{marker}-", color=colour, markersize=4,
                      linewidth=1.2, capsize=3, label=label)

    def record(axis, quantity, marker, label, colour=BLACK):
        rows = [row for row in found.rows if row["quantity"] == quantity and row["scope"] == NATION]
        if quantity == "placements":  # per half-year: no part of one
            rows = [row for row in rows if row["to"].month in (1, 7)]
        for sourced in (True, False):
            some = [row for row in rows if (row["status"] == "SOURCE") == sourced]
            if some:
                axis.plot([(row["from"].toordinal() + row["to"].toordinal()) / 2 for row in some],
                          [found.regional(row) for row in some], marker, color=colour, markersize=7, zorder=5,
                          markerfacecolor=colour if sourced else "white", clip_on=False,
                          label=label + ("" if sourced else ", derived or partial"))

    halves = list(zip(DATES, DATES[1:]))
    top_left, top_right, bottom_left, bottom_right = axes.flat
    model(top_left, middle, [found.total("arrivals", NATION, *h) for h in halves], GREEN, "s", "arrivals, model")
    model(top_left, middle, [found.total("placements", NATION, *h) for h in halves], BLUE, "o", "placements, model")
    record(top_left, "target", "x", "target (input)")
    record(top_left, "placements", "D", "placements on record")
    top_left.set_title("Persons per half-year", fontsize=10)
    model(top_right, ends, [found.behind_target(NATION, d) for d in DATES[1:-1]], BLUE, "o", "model")
    record(top_right, "behind_target", "D", "on record")
    top_right.set_title("Persons behind target, start of half-year", fontsize=10)
    model(bottom_left, ends, [found.at("backlog", NATION, d) for d in DATES[1:-1]], BLUE, "o", "waiting, model")
    model(bottom_left, ends, [found.at("overdue", NATION, d) for d in DATES[1:-1]], ORANGE, "^",
          "over 14 weeks, model")
    record(bottom_left, "waiting", "D", "waiting on record")
    record(bottom_left, "waiting_over_term", "v", "over 14 weeks on record", ORANGE)
    bottom_left.set_title("Persons waiting", fontsize=10)
    model(bottom_right, middle, [found.mean_wait(NATION, *h) for h in halves], BLUE, "o", "model")
    record(bottom_right, "mean_wait", "D", "on record")
    bottom_right.axhline(14, color="0.6", linewidth=0.8, linestyle=":")
    bottom_right.set_title("Weeks waited by those housed (dotted: the term agreed)", fontsize=10)
    for axis in axes.flat:
        axis.set_xlim(DATES[0].toordinal(), DATES[-1].toordinal())
        axis.set_xticks(middle, [f"{d.year}H{1 if d.month == 1 else 2}" for d in DATES[:-1]])
        axis.tick_params(labelsize=8)
        axis.spines[["top", "right"]].set_visible(False)
        axis.set_ylim(bottom=min(0.0, axis.dataLim.y0))
        axis.legend(frameon=False, fontsize=7.5)
    figure.suptitle(f"{found.data.attrs['title']}: mean and 95 % of {found.data.sizes['replicate']} replicates; "
                    "on record: the share of the nation by population", fontsize=10)
    figure.savefig(path, dpi=90, metadata={"Software": None})
    plt.close(figure)


def main() -> None:
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    with xr.open_dataset(sys.argv[1], engine="h5netcdf") as data:
        found = Found(data, official())
        print(table(found, ("check", "bound")))
        print(table(found, ("seen",)))
        print(table(found, ("input",)))
        if len(sys.argv) == 3:
            picture(found, sys.argv[2])


if __name__ == "__main__":
    main()
