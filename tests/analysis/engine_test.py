"""Runs and sweeps called from Python are those of the program, and its errors come through."""

import json
import os
import pathlib
import subprocess
import unittest

import numpy as np

import polder_analysis as pa
from common import FOLDER, SMALL, main, made_sweep


class Engine(unittest.TestCase):
    def test_a_run_has_what_was_set(self):
        with pa.run(SMALL, {"concept": "ssc", "interventions.forum": True}, replicates=3, weeks=20, seed=5,
                    record="summary") as data:
            self.assertLessEqual({"concept=ssc", "interventions.forum=true"}, set(data.attrs["overrides"].split("\n")))
            self.assertEqual((data.attrs["weeks"], data.attrs["seed"], data.sizes["replicate"]), (20, 5, 3))
            self.assertNotIn("round", data.dims)

    def test_the_same_arguments_give_the_same_values(self):
        first, second = (pa.run(SMALL, replicates=4, vary={"concept": ["matrix", "mix"]}) for _ in range(2))
        with first, second:
            np.testing.assert_array_equal(first["cost_total"], second["cost_total"])
            self.assertEqual(list(first["variant"].values), ["matrix", "mix"])

    def test_a_text_is_one_value_and_not_its_letters(self):
        with pa.run(SMALL, vary={"concept": "ssc", "interventions.forum": True}, replicates=2, record="summary") as data:
            self.assertEqual(data.attrs["vary"], "concept=ssc\ninterventions.forum=true")
        found = pa.analyse(made_sweep("factorial", "levels = 2"), "cost_total", resamples=20)
        self.assertEqual([one["name"] for one in found["outcomes"]], ["cost_total"])

    def test_errors_of_polder_come_through(self):
        with self.assertRaises(pa.EngineError) as caught:
            pa.run(SMALL, {"urgency.bass": 1})
        self.assertEqual(caught.exception.status, 2)
        self.assertIn("did you mean `base`", str(caught.exception))

    def test_a_program_that_is_not_there_gets_a_sentence(self):
        with self.assertRaisesRegex(pa.InputError, "nowhere"):
            pa.run(SMALL, polder=FOLDER / "nowhere")

    def test_analyse_gives_what_the_program_prints(self):
        file = made_sweep("factorial", "levels = 2")
        printed = subprocess.run([os.environ["POLDER"], "analyse", str(file), "--format", "json", "--resamples", "50"],
                                 check=True, capture_output=True, text=True).stdout
        with pa.open(file) as data:
            self.assertEqual(pa.analyse(data, resamples=50), json.loads(printed))

    def test_results_without_a_name_last_until_the_end(self):
        with pa.run(SMALL, replicates=2) as data:
            file = pathlib.Path(data.encoding["source"])
            self.assertTrue(file.exists())
            data["placements"].mean().item()


if __name__ == "__main__":
    main()
