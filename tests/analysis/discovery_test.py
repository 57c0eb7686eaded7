"""The box search finds boxes that are known, and its measures are what they say."""

import unittest

import numpy as np
import pandas as pd
import scipy.stats

import polder_analysis as pa
from common import main


def cases(count, seed):
    rng = np.random.default_rng(seed)
    inputs = pd.DataFrame(rng.uniform(size=(count, 5)), columns=list("abcde"))
    inputs["concept"] = rng.choice(["network", "centre", "ssc"], count)
    return inputs


class Discovery(unittest.TestCase):
    def test_finds_a_known_box(self):
        inputs = cases(3000, 1)
        interest = (inputs["a"].between(0.2, 0.6) & (inputs["c"] > 0.5) & (inputs["concept"] != "ssc")).to_numpy()
        found = pa.prim(inputs, interest)
        box = found.choose(density=0.95)
        self.assertEqual(set(box.limits), {"a", "c", "concept"})
        self.assertAlmostEqual(box.limits["a"][0], 0.2, delta=0.03)
        self.assertAlmostEqual(box.limits["a"][1], 0.6, delta=0.03)
        self.assertAlmostEqual(box.limits["c"][0], 0.5, delta=0.03)
        self.assertEqual(box.limits["concept"], {"network", "centre"})
        # Points that it has not seen.
        new = cases(3000, 2)
        measure = box.measure(new, (new["a"].between(0.2, 0.6) & (new["c"] > 0.5) & (new["concept"] != "ssc")).to_numpy())
        self.assertGreater(measure["coverage"], 0.9)
        self.assertGreater(measure["density"], 0.9)

    def test_finds_a_known_box_through_noise(self):
        # Of interest with probability 0.9 inside a quarter of the space, 0.05 outside.
        inputs = cases(4000, 3)
        inside = ((inputs["b"] < 0.5) & (inputs["d"] > 0.5)).to_numpy()
        interest = np.random.default_rng(4).uniform(size=4000) < np.where(inside, 0.9, 0.05)
        found = pa.prim(inputs, interest)
        box = found.choose(density=0.85)
        self.assertLessEqual({"b", "d"}, set(box.limits))
        self.assertAlmostEqual(box.limits["b"][1], 0.5, delta=0.05)
        self.assertAlmostEqual(box.limits["d"][0], 0.5, delta=0.05)
        table = box.describe(inputs, interest).set_index("parameter")
        self.assertLess(table.loc[["b", "d"], "quasi_p"].max(), 1e-10)
        others = table.drop(["b", "d"])
        self.assertGreater(others["quasi_p"].min() if len(others) else 1.0, 1e-4)
        self.assertEqual(set(table.index[:2]), {"b", "d"})

    def test_measures_are_those_of_the_definitions(self):
        inputs = pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0, 5.0], "k": ["a", "a", "b", "b", "c"]})
        interest = np.array([True, True, False, True, False])
        box = pa.Box({"x": (1.0, 3.0), "k": frozenset({"a", "b"})})
        np.testing.assert_array_equal(box.contains(inputs), [True, True, True, False, False])
        measure = box.measure(inputs, interest)
        self.assertEqual((measure["points"], measure["mass"]), (3, 0.6))
        self.assertAlmostEqual(measure["coverage"], 2 / 3)
        self.assertAlmostEqual(measure["density"], 2 / 3)
        table = box.describe(inputs, interest).set_index("parameter")
        # Without the limit on x the box has four points, three of interest.
        self.assertAlmostEqual(table.loc["x", "density"], 0.75)
        self.assertAlmostEqual(table.loc["x", "quasi_p"], scipy.stats.binom.sf(1, 3, 0.75))

    def test_the_trajectory_goes_from_all_to_few(self):
        inputs = cases(500, 5)
        found = pa.prim(inputs, (inputs["a"] + inputs["b"] > 1.2).to_numpy(), peel=0.1, least_mass=0.1)
        self.assertEqual(found.trajectory.loc[0, "coverage"], 1)
        self.assertTrue((found.trajectory["points"].diff().dropna() < 0).all())
        self.assertGreaterEqual(found.trajectory["mass"].min(), 0.1)
        self.assertTrue((found.trajectory["density_low"] <= found.trajectory["density"]).all())

    def test_whole_numbers_and_constants_do_not_stop_it(self):
        rng = np.random.default_rng(6)
        inputs = pd.DataFrame({"n": rng.integers(3, 10, 700), "same": np.ones(700), "one": ["x"] * 700})
        box = pa.prim(inputs, (inputs["n"] >= 7).to_numpy()).choose(0.99)
        self.assertEqual(dict(box.limits), {"n": (7.0, 9.0)})

    def test_pasting_gives_back_what_was_taken_too_much(self):
        inputs = cases(2000, 7)
        interest = (inputs["a"] < 0.37).to_numpy()
        found = pa.prim(inputs, interest, peel=0.01)
        pasted = found.pasted(pa.Box({"a": (float(inputs["a"].min()), 0.2)}))
        self.assertAlmostEqual(pasted.limits["a"][1], 0.37, delta=0.01)
        self.assertEqual(pasted.measure(inputs, interest)["density"], 1)

    def test_says_what_cannot_be_searched(self):
        inputs = cases(10, 8)
        good = (inputs["a"] > 0.5).to_numpy()
        lacking = inputs.assign(b=[None, *inputs["b"][1:]])
        doubled = pd.concat([inputs, inputs[["a"]]], axis=1)
        for wrong, interest, words in ((inputs.to_numpy(), good, "DataFrame"), (lacking, good, "column b of inputs lacks"),
                                       (inputs.assign(concept=[np.nan, *inputs["concept"][1:]]), good, "column concept"),
                                       (doubled, good, "same name"), (inputs, pd.Series(good, index=range(9, -1, -1)), "index")):
            with self.assertRaisesRegex(pa.InputError, words):
                pa.prim(wrong, interest)
        for interest, words in ((np.zeros(10, dtype=bool), "none"), (np.zeros(9, dtype=bool), "each row"),
                                (np.zeros(10), "true or false")):
            with self.assertRaisesRegex(pa.InputError, words):
                pa.prim(inputs, interest)


if __name__ == "__main__":
    main()
