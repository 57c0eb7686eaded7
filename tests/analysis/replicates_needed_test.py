"""Numbers of replicates are those that theory gives for chance whose distribution is known.

    replicates_needed_test.py POLDER SCENARIO REPLICATES_NEEDED

Fixed seeds: what is drawn here is the same in each run.
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np

POLDER, SCENARIO, SCRIPT = sys.argv[1:4]
sys.path.insert(0, str(pathlib.Path(SCRIPT).parent))
from replicates_needed import FEWEST, Needs, settles, stays_below, student, running  # noqa: E402


class ReplicatesNeeded(unittest.TestCase):
    def setUp(self):
        self.draws = np.random.default_rng(1)

    def test_student_is_that_of_published_tables(self):
        for degrees, quantile in ((4, 2.776), (9, 2.262), (29, 2.045), (1000, 1.962)):
            self.assertAlmostEqual(student(degrees), quantile, delta=0.01)

    def test_running_is_what_numpy_finds_of_each_beginning(self):
        values = 1e6 + self.draws.normal(size=50)
        mean, deviation = running(values)
        for n in (2, 7, 50):
            self.assertAlmostEqual(mean[n - 2], np.mean(values[:n]), places=6)
            self.assertAlmostEqual(deviation[n - 2], np.std(values[:n], ddof=1), places=6)

    def test_a_mean_needs_what_its_variation_says(self):
        # (1.96 x 0.2 / 0.05)^2 = 61; the estimated deviation of some 60 draws is off by a tenth.
        need = Needs(self.draws.normal(1.0, 0.2, (1, 4000)))
        self.assertTrue(40 <= need.mean[0.05] <= 95, need.mean)
        # (1.96 x 0.2 / 0.01)^2 = 1537.
        self.assertTrue(1350 <= need.mean[0.01] <= 1800, need.mean)

    def test_what_the_file_is_too_short_for_is_extrapolated(self):
        need = Needs(self.draws.normal(1.0, 0.2, (1, 400)))
        self.assertTrue(-1900 <= need.mean[0.01] <= -1200, need.mean)

    def test_a_width_that_grows_again_does_not_count_as_below(self):
        deviations = np.full(99, 0.001)
        deviations[60:] = 10.0
        self.assertLess(stays_below(deviations, 0.5), 0)
        self.assertEqual(stays_below(deviations[:60], 0.5), FEWEST)

    def test_pairing_leaves_what_the_variants_do_not_share(self):
        shared = self.draws.normal(0.0, 0.3, 4000)
        own = self.draws.normal(0.0, 0.1, (2, 4000))
        need = Needs(1.0 + shared + own)
        # 2 x 0.01 of 2 x 0.10; independent (1.96 x 0.447 / 0.05)^2 = 307, paired a tenth.
        self.assertAlmostEqual(need.left[0], 0.1, delta=0.01)
        self.assertTrue(260 <= need.independent[0.05] <= 370, need.independent)
        self.assertTrue(18 <= need.paired[0.05] <= 60, need.paired)

    def test_the_ladder_is_climbed_until_nothing_changes(self):
        steady = np.tile([0.9, 1.1], 1000)
        self.assertEqual(settles(steady), 10)
        # Standard deviations 0.17, 0.13, 0.12, 0.11 on the rungs from 20 on.
        steady[15] = 1.6
        self.assertEqual(settles(steady), 100)
        # A level that shifts after 150 and goes on to tell up to the last rung.
        steady[150:] += 5.0
        self.assertIsNone(settles(steady))

    def test_what_is_rare_or_always_zero_has_no_numbers(self):
        rare = np.zeros((1, 1000))
        rare[0, ::100] = 1.0
        need = Needs(rare)
        self.assertEqual((need.rare, need.mean[0.05], need.settled), (1, None, None))
        self.assertEqual(Needs(np.zeros((2, 1000))).cv, [])

    def test_an_unknown_outcome_gets_a_sentence(self):
        with tempfile.TemporaryDirectory() as folder:
            result = pathlib.Path(folder) / "result.h5"
            subprocess.run([POLDER, "compare", SCENARIO, "--replicates", "20", "--record", "summary", "--out", result,
                            "--quiet"], check=True, capture_output=True)
            done = subprocess.run([sys.executable, SCRIPT, result, "joy"], capture_output=True, text=True)
            self.assertIn("no outcome joy", done.stderr)
            self.assertNotIn("Traceback", done.stderr)
            done = subprocess.run([sys.executable, SCRIPT, result], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("| `cost_total` |", done.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
