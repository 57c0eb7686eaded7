"""Means, spreads, differences and trajectories are those of the definitions, of known distributions and of polder."""

import os
import re
import subprocess
import unittest
from unittest import mock

import numpy as np
import scipy.stats
import xarray as xr

import polder_analysis as pa
from common import SMALL, main, made
from polder_analysis import readings


def by_hand(values, better="lower"):
    """A file-like dataset of one outcome x from values [variant][replicate]."""
    values = np.asarray(values, dtype=float)
    attrs = {"units": "weeks", "long_name": "x"} | ({"better": better} if better else {})
    return xr.Dataset({"x": (("variant", "replicate"), values, attrs)},
                      {"variant": [f"v{i}" for i in range(len(values))], "replicate": np.arange(values.shape[1])})


class Estimates(unittest.TestCase):
    def test_the_interval_of_a_mean_holds_it_as_often_as_it_says(self):
        # 4,000 samples of 10: standard error of the share 0.0034 at 0.95; false alarm 1 in 16,000 at 4 of them.
        sample = np.random.default_rng(2).normal(3.0, 2.0, (4000, 10))
        found = pa.mean_interval(xr.DataArray(sample, dims=("sample", "replicate")))
        held = float(((found["low"] <= 3.0) & (3.0 <= found["high"])).mean())
        self.assertAlmostEqual(held, 0.95, delta=0.014)

    def test_the_interval_of_a_median_holds_it_about_as_often_as_it_says(self):
        # Percentile intervals of a median of 60: the share is 0.95 to about 0.02, and 300 samples add 0.0126.
        rng = np.random.default_rng(3)
        values = rng.exponential(1.0, (301, 60))
        values[0] = 0.0
        found = pa.paired_difference(by_hand(values), "x", statistic="median", resamples=400)
        held = ((found["low"] <= np.log(2)) & (np.log(2) <= found["high"])).mean()
        self.assertAlmostEqual(held, 0.95, delta=0.055)

    def test_a_difference_is_paired(self):
        rng = np.random.default_rng(4)
        common = rng.normal(0, 100, 50)
        data = by_hand([common, common - 1 + rng.normal(0, 0.1, 50), common + rng.normal(0, 0.1, 50)])
        found = pa.paired_difference(data, "x").set_index("variant")
        self.assertAlmostEqual(found.loc["v1", "difference"], -1, delta=0.1)
        self.assertLess(found.loc["v1", "high"] - found.loc["v1", "low"], 0.1)
        self.assertEqual(list(found["verdict"]), ["better", "unclear"])
        test = scipy.stats.ttest_rel(data["x"][1], data["x"][0]).confidence_interval(0.95)
        self.assertAlmostEqual(found.loc["v1", "low"], test.low)
        self.assertAlmostEqual(found.loc["v1", "high"], test.high)
        self.assertEqual(list(pa.paired_difference(by_hand(data["x"], "higher"), "x")["verdict"]), ["worse", "unclear"])
        self.assertEqual(list(pa.paired_difference(by_hand(data["x"], ""), "x")["verdict"]), ["", ""])

    def test_what_is_missing_is_left_out_in_pairs(self):
        found = pa.paired_difference(by_hand([[1, 2, np.nan, 4], [2, np.nan, 3, 6]]), "x").iloc[0]
        self.assertEqual((found["replicates"], found["difference"]), (2, 1.5))
        alone = pa.compare(by_hand([[1, np.nan]])).iloc[0]
        self.assertEqual((alone["replicates"], alone["mean"]), (1, 1))
        self.assertTrue(np.isnan(alone["mean_low"]))

    def test_base_and_dimension_are_checked(self):
        data = by_hand([[1, 2], [2, 3]])
        for arguments, words in (({"base": "v9"}, "v0, v1"), ({"dim": "point"}, "variant, replicate")):
            with self.assertRaisesRegex(pa.InputError, words):
                pa.paired_difference(data, "x", **arguments)
        with self.assertRaisesRegex(pa.InputError, "confidence: error: 95 is no share"):
            pa.compare(data, confidence=95)
        with self.assertRaisesRegex(pa.InputError, "spread: error: 0 is no share"):
            pa.compare(data, spread=0.0)
        with self.assertRaisesRegex(pa.InputError, "list of outcomes is empty; name some of x"):
            pa.compare(data, [])
        with self.assertRaisesRegex(pa.InputError, "there is no mode"):
            pa.paired_difference(data, "x", statistic="mode")
        with self.assertRaisesRegex(pa.InputError, "there are x"):
            pa.compare(data, "y")
        with self.assertRaisesRegex(pa.InputError, "takes two"):
            pa.paired_difference(data.isel(variant=[0]), "x")
        self.assertEqual(pa.paired_difference(data, "x", base="v1").iloc[0]["difference"], -1)

    def test_medians_are_those_that_polder_prints(self):
        printed = subprocess.run([os.environ["POLDER"], "compare", str(made()), "--quiet"], check=True,
                                 capture_output=True, text=True).stdout
        found = re.findall(r"^housing delay, weeks +([+−\d.]+) +\[ *([+−\d.]+), +([+−\d.]+)\]", printed, re.MULTILINE)
        with pa.open(made()) as data:
            tables = (pa.compare(data, "housing_delay_mean"), pa.paired_difference(data, "housing_delay_mean",
                                                                                  statistic="median", resamples=20))
        for shown, row in zip(found, (tables[0].iloc[0], tables[1].iloc[0]), strict=True):
            computed = (row.get("difference", row.get("median")), row["spread_low"], row["spread_high"])
            for text, value in zip(shown, computed, strict=True):
                self.assertAlmostEqual(float(text.replace("−", "-")), value, delta=0.0501)

    def test_series_put_together_give_the_scalars_of_the_file(self):
        with pa.open(made()) as data:
            for name in ("placements", "cost", "decisions", "workload"):
                self.assertEqual(pa.reading(data, name), "flow")
                np.testing.assert_allclose(pa.regional(data, name).sum("round"), data[f"{name}_total"], rtol=1e-5)
            for name in ("overdue", "content_trust", "urgency"):
                self.assertEqual(pa.reading(data, name), "level")
                np.testing.assert_allclose(pa.regional(data, name).mean("round"), data[f"{name}_mean"], rtol=1e-5)
            for name, weights in (("housing_delay", "placements"), ("integration_delay", "placements"),
                                  ("decision_delay", "decisions"), ("concreteness", "decisions")):
                self.assertEqual(pa.reading(data, name), "ratio")
                weight = pa.regional(data, weights)
                over = (pa.regional(data, name).fillna(0) * weight).sum("round") / weight.sum("round")
                np.testing.assert_allclose(over, data[f"{name}_mean"], rtol=1e-4)
            for name in ("too_slow", "say"):
                self.assertEqual(pa.reading(data, name), "ratio")

    def test_slices_change_nothing(self):
        with pa.open(made()) as data:
            whole = pa.trajectory(data, "housing_delay")
            with mock.patch.object(readings, "SLICE_BYTES", 10_000):
                self.assertTrue(whole.identical(pa.trajectory(data, "housing_delay")))

    def test_a_trajectory_is_that_of_the_series(self):
        with pa.open(made("weeks", 5)) as data:
            found = pa.trajectory(data, "placements", cumulative=True)
            expected = data["placements"].sum("municipality").cumsum("week").mean("replicate")
            np.testing.assert_allclose(found["mean"], expected, rtol=1e-6)
            self.assertEqual(found["mean"].dims, ("variant", "week"))
            np.testing.assert_array_equal(found["time"], data["time"])
            summed = pa.trajectory(data, "overdue", how="sum")["mean"]
            np.testing.assert_allclose(summed, data["overdue"].sum("municipality").mean("replicate"), rtol=1e-6)
            with self.assertRaisesRegex(pa.InputError, "no flow"):
                pa.trajectory(data, "overdue", cumulative=True)
            with self.assertRaisesRegex(pa.InputError, "there is no foo; sum and mean are"):
                pa.trajectory(data, "placements", how="foo")
            with self.assertRaisesRegex(pa.InputError, "there is no series nonsense"):
                pa.trajectory(data, "nonsense")

    def test_a_summary_has_no_trajectories(self):
        with pa.run(SMALL, replicates=2, record="summary") as data:
            with self.assertRaisesRegex(pa.InputError, "--record rounds"):
                pa.trajectory(data, "placements")


if __name__ == "__main__":
    main()
