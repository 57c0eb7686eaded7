"""Parameters, complete combinations and regret of sweeps: as polder analyse has them, and as worked out by hand."""

import unittest

import numpy as np
import xarray as xr

import polder_analysis as pa
from common import main, made, made_sweep


class Sweeps(unittest.TestCase):
    def test_parameters_are_those_of_the_design(self):
        with pa.open(made_sweep("sobol", "samples = 8")) as data:
            table = pa.parameters(data)
        self.assertEqual(list(table), ["concept", "urgency.base", "interventions.forum"])
        self.assertEqual(len(table), 8)
        self.assertTrue(table["urgency.base"].between(0.2, 0.6).all())
        with pa.open(made()) as data, self.assertRaisesRegex(pa.InputError, "no sweep"):
            pa.parameters(data)

    def test_a_grid_has_the_values_of_the_points(self):
        with pa.open(made_sweep("factorial", "levels = 2")) as data:
            grid = pa.grid(data)
            table = pa.parameters(data)
            self.assertEqual(grid["cost_total"].dims, (*table.columns, "replicate"))
            self.assertEqual(list(grid["concept"].values), ["network", "ssc"])
            for point, row in table.iterrows():
                np.testing.assert_array_equal(grid["cost_total"].sel(dict(row)), data["cost_total"].sel(point=point))
            added = pa.paired_difference(grid, "decisions_total", dim="interventions.forum", base="false")
            first = added.iloc[0]
            pair = grid["decisions_total"].sel(concept=first["concept"]).sel({"urgency.base": first["urgency.base"]})
            expected = (pair.sel({"interventions.forum": "true"}) - pair.sel({"interventions.forum": "false"})).mean()
            self.assertAlmostEqual(first["difference"], float(expected))
            self.assertEqual(len(added), 4)
        with pa.open(made_sweep("sobol", "samples = 8")) as data, self.assertRaisesRegex(pa.InputError, "factorial"):
            pa.grid(data)

    def test_regret_is_that_of_polder_analyse(self):
        for method, design, cross in (("factorial", "levels = 3", ""), ("saltelli", "samples = 8", "cross = true"),
                                      ("morris", "samples = 4\nlevels = 4", "cross = true"),
                                      ("latin_hypercube", "samples = 9", "cross = true")):
            with self.subTest(method), pa.open(made_sweep(method, design, cross)) as data:
                for outcome in pa.analyse(data, ["decisions_total", "cost_total"], resamples=20)["outcomes"]:
                    ranking = next(one for one in outcome["rankings"] if one["path"] == "concept")
                    found = pa.regret(data, outcome["name"]).set_index("concept")
                    for one in ranking["alternatives"]:
                        row = found.loc[one["value"]]
                        self.assertEqual(row["samples"], ranking["samples"])
                        for key in ("mean", "best", "regret", "regret_95"):
                            self.assertAlmostEqual(row[key], one[key]["estimate"], msg=key)
                        self.assertLessEqual(row["regret_low"], row["regret"] + 1e-9)
                        self.assertGreaterEqual(row["regret_high"], row["regret"] - 1e-9)

    def test_regret_of_known_values(self):
        # a = x, b = 1 - x on x = 0, 1/100, ..., 1: lower is better; the mean regret of both is 1/4.
        x = np.arange(101) / 100
        data = xr.Dataset(
            {"cost_total": (("point", "replicate"), np.column_stack([x, 1 - x]).reshape(-1, 1),
                            {"units": "EUR", "better": "lower"}),
             "design_sample": ("point", np.repeat(np.arange(101), 2)), "design_role": ("point", np.zeros(202))},
            {"point": np.arange(202), "replicate": [0], "x": ("point", np.repeat(x, 2), {"path": "x"}),
             "concept": ("point", ["a", "b"] * 101, {"path": "concept", "crossed": 1})}, {"design": "sobol"})
        found = pa.regret(data, "cost_total").set_index("concept")
        for one in ("a", "b"):
            self.assertAlmostEqual(found.loc[one, "regret"], 0.25, delta=0.003)
            self.assertAlmostEqual(found.loc[one, "best"], 0.5)
            # Half of 101, ties in parts: Clopper and Pearson leave a tenth on both sides.
            self.assertAlmostEqual(found.loc[one, "best_low"], 0.399, delta=0.002)
            self.assertAlmostEqual(found.loc[one, "best_high"], 0.601, delta=0.002)
            self.assertAlmostEqual(found.loc[one, "regret_95"], 0.9, delta=0.011)

    def test_a_sweep_has_no_trajectories(self):
        with pa.open(made_sweep("sobol", "samples = 8")) as data, self.assertRaisesRegex(pa.InputError, "polder compare"):
            pa.trajectory(data, "placements")

    def test_what_has_no_regret_says_so(self):
        with pa.open(made_sweep("sobol", "samples = 8")) as data:
            with self.assertRaisesRegex(pa.InputError, "cross = true"):
                pa.regret(data, "cost_total")
            with self.assertRaisesRegex(pa.InputError, "it varies concept"):
                pa.regret(data, "cost_total", "weeks")
        with pa.open(made_sweep("factorial", "levels = 2")) as data:
            with self.assertRaisesRegex(pa.InputError, "no regret"):
                pa.regret(data, "joint_hours_total")


if __name__ == "__main__":
    main()
