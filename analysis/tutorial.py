# %% [markdown]
# # Which concept houses people soonest, and what would the four recommendations add?
#
# A question from beginning to end: run, compare, look, and ask how far the answer can be trusted. From the root of the
# repository:
#
#     ./dev python analysis/tutorial.py [FOLDER]
#
# prints every step and puts pictures into FOLDER (results/tutorial). Editors that know `# %%` run it cell by cell. What it
# prints stands in docs/analysis.md. The numbers are those of a model calibrated to findings of
# interviews, not to figures: they show how its mechanisms work together.

# %%
import pathlib
import sys

import pandas as pd
import xarray as xr

import polder_analysis as pa
from polder_analysis import labels, plot

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "results/tutorial")
FOLDER.mkdir(parents=True, exist_ok=True)
OUTCOME = "wait_of_all"  # weeks waited by all who had to be housed, housed or not, mean

# %% [markdown]
# ## Four concepts on the same random numbers
#
# Replicate 7 of every concept meets the same arrivals and the same sick leave, so that differences are the concepts'.

# %%
concepts = pa.run(ROOT / "scenarios/u16.toml", vary={"concept": ["network", "centre", "matrix", "ssc"]}, replicates=500)
waits = pa.compare(concepts, OUTCOME).set_index("variant").sort_values("mean")
soonest = waits.index[0]
other = soonest if soonest != "network" else waits.index[1]  # to set beside the network
print(f"Weeks that people wait for a home, housed or not, mean over {waits['replicates'].iloc[0]} histories [95 % interval of the mean]:")
for variant, row in waits.iterrows():
    print(f"  {labels.variant(variant):22} {row['mean']:5.2f} [{row['mean_low']:.2f}, {row['mean_high']:.2f}]")

# %% [markdown]
# Intervals of the means say how well each is known. Whether two differ is told by their *paired* difference, which is
# known far better, since both met the same chance.

# %%
against = pa.paired_difference(concepts, OUTCOME, base=soonest)
print(f"\nHow much longer than under the {labels.variant(soonest)}, history by history:")
for _, row in against.iterrows():
    print(f"  {labels.variant(row['variant']):22} {row['difference']:+5.2f} weeks [{row['low']:+.2f}, {row['high']:+.2f}]; "
          f"in nine of ten histories {row['spread_low']:+.2f} to {row['spread_high']:+.2f}")

# %% [markdown]
# That mean is over all who had to be housed, so that no concept gains by leaving the hard cases waiting. How many were housed,
# and how many waited too long?

# %%
others = pa.compare(concepts, ["placements_total", "overdue_mean"]).pivot(index="variant", columns="outcome", values="mean")
towns = concepts.sizes["municipality"]
print("\nPersons housed in three years, and persons waiting beyond the legal term at the end of an average round:")
for variant in waits.index:
    row = others.loc[variant]
    print(f"  {labels.variant(variant):22} {row['placements_total']:5.0f}   {row['overdue_mean'] * towns:4.0f}")

figure, axes = plot.new(1, 2, size=(13, 4.6), title="Who waits, under four concepts")
late = pa.trajectory(concepts, "overdue", how="sum")
plot.trajectory(axes[0, 0], late)
plot.difference(axes[0, 1], pa.paired_difference(concepts, OUTCOME))
axes[0, 0].set_xlabel(plot.mean_and_spread(late), fontsize=plot.SMALL)
figure.savefig(FOLDER / "analysis-concepts.png")

# %% [markdown]
# ## What each recommendation adds
#
# The sweep has all combinations of the four concepts and the four recommendations of the thesis. `grid` gives it a
# dimension per parameter, so that "the forum, alone, under the network" is a selection.

# %%
sweep = pa.sweep(ROOT / "scenarios/sweeps/concepts-by-interventions.toml", replicates=100)
grid = pa.grid(sweep, [OUTCOME])
recommendations = [name for name in grid.dims if str(name).startswith("interventions.")]
print(f"\nWeeks that a recommendation takes off the wait, alone, and all four together [95 % interval], "
      f"{grid.sizes['replicate']} histories:")
print(f"  {'':22}" + "".join(f"{labels.path(name):>22}" for name in recommendations) + f"{'all four':>22}")
rows = []
for concept in grid["concept"].values:
    here = grid.sel(concept=concept)
    nothing, everything = (here.sel({name: value for name in recommendations}, drop=True) for value in ("false", "true"))
    gains = []
    for name in recommendations:
        alone = here.sel({other: "false" for other in recommendations if other != name})
        gains.append(pa.paired_difference(alone, OUTCOME, dim=name, base="false"))
    both = xr.concat([nothing, everything], pd.Index(["none", "all four"], name="recommendations"))
    gains.append(pa.paired_difference(both, OUTCOME, dim="recommendations"))
    gain = pd.concat(gains, ignore_index=True)
    rows.append(gain.assign(concept=concept))
    print(f"  {labels.value(concept):22}" + "".join(
        f"{f'{-row.difference:+z.2f} [{-row.high:+z.2f}, {-row.low:+z.2f}]':>22}" for row in gain.itertuples()))

# %%
figure, axes = plot.new(1, 2, size=(13, 4.2), title="What the recommendations change in the wait for a home")
names = [*(labels.path(name) for name in recommendations), "all four"]
for panel, concept in zip(axes.flat, ("network", other), strict=True):
    (table,) = (gain for gain in rows if gain["concept"].iloc[0] == concept)
    plot.difference(panel, table, rows=names)
    panel.set_title(labels.capital(f"{labels.value(concept)}, weeks"), fontsize=10, loc="left")
    panel.set_xlabel("difference to none of the four", fontsize=plot.SMALL)
figure.savefig(FOLDER / "analysis-recommendations.png")

# %% [markdown]
# ## Would it be the same if the assumptions were wrong?
#
# Most numbers of the model are assumptions. Let six of them vary at once, with every concept at every point, and ask how
# much worse each concept is than the best one there (*regret*).

# %%
design = FOLDER / "assumptions.toml"
design.write_text(f"""
title = "U16: concepts under six uncertain numbers"
scenario = "{ROOT / "scenarios/u16.toml"}"
replicates = 4
outcomes = ["{OUTCOME}"]
[design]
method = "sobol"
samples = 256
[[parameter]]
path = "concept"
values = ["network", "centre", "matrix", "ssc"]
cross = true
[[parameter]]
path = "placement.secured_share"
low = 0.6
high = 0.9
""" + "".join(f"""[[parameter]]
path = "{path}"
spread = 0.5
""" for path in ("information.reading_share", "attendance.base", "commitment.base", "urgency.base", "agenda.drafter_skill")))
assumptions = pa.sweep(design)
regret = pa.regret(assumptions, OUTCOME)
print(f"\nWeeks longer than under the best concept, over {regret['samples'].iloc[0]} sets of assumptions [95 % interval]:")
for row in regret.itertuples():
    print(f"  {labels.value(row.concept):22} {row.regret:5.2f} [{row.regret_low:.2f}, {row.regret_high:.2f}], one in twenty "
          f"above {row.regret_95:.2f}; best in {100 * row.best:.0f} %")

indices = pa.analyse(assumptions, [OUTCOME])["outcomes"][0]
print("\nWhat the wait depends on most under each concept: share of its variance [95 % interval]")
for combination in indices["combinations"]:
    most = max(combination["indices"]["parameters"], key=lambda one: one["first"]["estimate"])
    share = most["first"]
    print(f"  {labels.value(combination['at']['concept']):22} {most['path']} {share['estimate']:.2f} [{share['low']:.2f}, "
          f"{share['high']:.2f}]")

# %% [markdown]
# Where does the choice matter most? The patient rule induction method (PRIM) looks for a box of assumptions in which
# cases of interest are frequent: here, the quarter in which best and worst concept differ most.

# %%
by_concept = pa.matched(assumptions, OUTCOME)
inputs = pa.parameters(assumptions).loc[by_concept["point"].values].drop(columns="concept")
gap = by_concept.max("concept") - by_concept.min("concept")
limit = float(gap.quantile(0.75))
matters = (gap > limit).values
found = pa.prim(inputs, matters)
box = found.choose(density=0.8)
measure = box.measure(inputs, matters)
print(f"\nMore than {limit:.2f} weeks between best and worst: {100 * matters.mean():.0f} % of the sets of assumptions. Of these "
      f"{100 * measure['coverage']:.0f} % [{100 * measure['coverage_low']:.0f}, {100 * measure['coverage_high']:.0f}] "
      f"lie where")
for row in box.describe(inputs, matters).itertuples():
    print(f"  {row.parameter} is {row.low:.3g} to {row.high:.3g} (quasi-p {row.quasi_p:.1g})")
print(f"and of the sets there {100 * measure['density']:.0f} % [{100 * measure['density_low']:.0f}, "
      f"{100 * measure['density_high']:.0f}] are such.")

figure, axes = plot.new(2, 2, size=(13, 8), title="How far the answer can be trusted")
plot.regret(axes[0, 0], regret)
pa.sobol_plot(axes[0, 1], indices)
plot.peeling(axes[1, 0], found)
plot.box(axes[1, 1], found, box)
figure.savefig(FOLDER / "analysis-assumptions.png")

# %% [markdown]
# ## Who does the work, and where people wait

# %%
work = pa.workload(concepts)
largest = work.loc[work["population"].idxmax(), "municipality"]
print(f"\nShare of {largest} in the joint work and in decisions [95 % interval]:")
for variant in waits.index:
    shares = work[(work["variant"] == variant) & (work["municipality"] == largest)].set_index("measure")
    cells = (f"{100 * row['mean']:3.0f} % [{100 * row['low']:.0f}, {100 * row['high']:.0f}]"
             for row in (shares.loc["work"], shares.loc["say"]))
    print(f"  {labels.variant(variant):22} " + "   ".join(cells))
figure, axes = plot.new(1, 2, size=(13, 5.2), title="Who works and who decides")
for panel, variant in zip(axes.flat, ("network", other), strict=True):
    plot.workload(panel, work, variant)
figure.savefig(FOLDER / "analysis-workload.png")

where = pa.map(concepts, "housing_delay")
figure, axes = plot.new(1, 2, size=(13, 5.6), title="Weeks until people have a home [± half the 95 % interval]")
for panel, variant in zip(axes.flat, ("network", other), strict=True):
    plot.map(panel, where, variant, bar=variant != "network")
figure.savefig(FOLDER / "analysis-map.png")

# %% [markdown]
# ## Onwards
#
# The trust of every pair takes a full record. Tables go to other programs; R opens the results file itself.

# %%
full = pa.run(ROOT / "scenarios/u16.toml", vary={"concept": ["network", other]}, replicates=100, record="full")
network = pa.trust_network(full)
figure, axes = plot.new(1, 2, size=(13, 5.6), title="Trust in each other under the network")
for panel, moment in zip(axes.flat, ("start", "end"), strict=True):
    plot.trust_network(panel, network, "network", moment, bar=moment == "end")
figure.savefig(FOLDER / "analysis-trust.png")
pa.write_table(concepts, FOLDER / "concepts.csv", [OUTCOME, "placements_total", "overdue_mean"])
