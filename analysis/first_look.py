#!/usr/bin/env python3
"""A first look at a results file: trajectories of six outcomes per variant.

    python3 analysis/first_look.py RESULT.h5 PICTURE.png

Lines are means over replicates of the regional figure, bands hold nine in ten replicates. Needs
xarray, h5netcdf and matplotlib, and a file recorded with `--record rounds`, `weeks` or `full`.
"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import xarray as xr

# Outcome, how municipalities or groups and intervals are put together, what the picture calls it.
PANELS = [
    ("decisions", "cumulative", "Decisions, cumulative"),
    ("placements", "cumulative", "Persons placed, cumulative"),
    ("overdue", "sum", "Persons waiting beyond the term"),
    ("content_trust", "mean", "Content trust"),
    ("urgency", "mean", "Urgency"),
    ("effort", "mean", "Effort"),
]
# Okabe and Ito's palette, distinguishable for colour-blind readers, with a line style each.
STYLES = [("#0072B2", "-"), ("#D55E00", "--"), ("#009E73", "-."), ("#CC79A7", ":"), ("#E69F00", (0, (5, 1)))]


def regional(data: xr.Dataset, name: str, how: str) -> xr.DataArray:
    """The outcome per (variant, replicate, interval) for the whole region."""
    values = data[name]
    (entity,) = [d for d in values.dims if d in ("group", "municipality")]
    if how == "mean":
        return values.mean(entity)
    total = values.sum(entity)
    return total.cumsum(interval_of(data)) if how == "cumulative" else total


def interval_of(data: xr.Dataset) -> str:
    """The time dimension of the file, `round` or `week`."""
    for name in ("round", "week"):
        if name in data.dims:
            return name
    raise SystemExit("first_look: this file holds no trajectories; run again with --record rounds")


def draw(data: xr.Dataset, picture: str) -> None:
    interval = interval_of(data)
    weeks = data[interval].values
    figure, axes = plt.subplots(2, 3, figsize=(11, 6), constrained_layout=True)
    for axis, (name, how, title) in zip(axes.flat, PANELS):
        values = regional(data, name, how)
        for v, variant in enumerate(data["variant"].values):
            one = values.isel(variant=v)
            colour, style = STYLES[v % len(STYLES)]
            low, high = one.quantile([0.05, 0.95], "replicate").values
            axis.fill_between(weeks, low, high, color=colour, alpha=0.15, linewidth=0)
            axis.plot(weeks, one.mean("replicate"), color=colour, linestyle=style, label=str(variant))
        axis.set_title(title, fontsize=10)
        axis.set_xlabel("week", fontsize=8)
        axis.tick_params(labelsize=8)
        axis.spines[["top", "right"]].set_visible(False)
        if how == "mean":
            axis.set_ylim(0, 1)
    axes.flat[0].legend(frameon=False, fontsize=8)
    figure.suptitle(
        f"{data.attrs['title']}: {data.sizes['replicate']} replicates, mean and 90 % of replicates", fontsize=11
    )
    figure.savefig(picture, dpi=110)


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    with xr.open_dataset(sys.argv[1], engine="h5netcdf") as data:
        draw(data, sys.argv[2])


if __name__ == "__main__":
    main()
