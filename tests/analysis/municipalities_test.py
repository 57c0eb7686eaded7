"""Who works, decides and trusts is what the file says."""

import unittest

import numpy as np

import polder_analysis as pa
from common import main, made


class Municipalities(unittest.TestCase):
    def test_shares_of_work_and_say_are_shares(self):
        with pa.open(made()) as data:
            table = pa.workload(data)
            sums = table.groupby(["measure", "variant"])["mean"].sum()
            np.testing.assert_allclose(sums[["work", "population"]], 1, atol=1e-6)
            self.assertAlmostEqual(sums["say", "network"], 1, delta=0.002)
            self.assertLess(sums["say", "ssc"], 0.9, "a joint unit has some of it")
            largest = table[(table["measure"] == "work") & (table["population"] == table["population"].max())]
            np.testing.assert_allclose(largest["mean"], data["largest_workload_share"].mean("replicate"), rtol=1e-5)

    def test_say_is_that_of_the_scalar_though_not_all_are_in_all_groups(self):
        with pa.open(made()) as data:
            table = pa.workload(data)
            others = table[(table["measure"] == "say") & (table["population"] < table["population"].max())]
            found = others.groupby("variant", sort=False)["mean"].sum()
            # Not exact in the round in which a member leaves.
            np.testing.assert_allclose(found, data["say_of_others"].mean("replicate"), rtol=3e-3)

    def test_trust_at_start_and_end_is_that_of_first_and_last_round(self):
        with pa.open(made("full", 3)) as data:
            network = pa.trust_network(data)
            mean = data["trust"].mean("replicate")
            off = ~np.eye(data.sizes["municipality"], dtype=bool)
            for moment, at in (("start", 0), ("end", -1)):
                np.testing.assert_allclose(network["mean"].sel(moment=moment).values[:, off],
                                           mean.isel(round=at).values[:, off], rtol=1e-5)
            self.assertTrue(np.isnan(network["mean"].values[..., ~off]).all())
            self.assertTrue((network["low"] <= network["mean"]).values[..., off].all())
        with pa.open(made()) as data, self.assertRaisesRegex(pa.InputError, "--record full"):
            pa.trust_network(data)

    def test_a_map_has_places_and_values(self):
        with pa.open(made()) as data:
            table = pa.map(data, "placements")
            total = table.groupby("variant", sort=False)["mean"].sum()
            np.testing.assert_allclose(total, data["placements_total"].mean("replicate"), rtol=1e-5)
            self.assertEqual(len(table), 2 * data.sizes["municipality"])
            np.testing.assert_array_equal(table["latitude"][:4], data["latitude"])
            with self.assertRaisesRegex(pa.InputError, "per group"):
                pa.map(data, "decisions")


if __name__ == "__main__":
    main()
