"""What serves as a filter lets pass: every target row, points that were run, and nothing else."""

import importlib.util
import io
import pathlib
import sys
import unittest

import pandas as pd

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "analysis/accepted.py"
spec = importlib.util.spec_from_file_location("accepted_script", SCRIPT)
accepted_script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(accepted_script)

RESULTS = """\
point,seed,replicates,a.one,b.two,A1_1,A1_1_holds,A1_holds,R2_1,R2_1_holds,R2_holds,X1_1,X1_1_holds,X1_holds
0,1,20,0.1,5,0.4,1,1,0.2,1,1,0.3,0,0
1,1,20,0.2,6,0.4,1,1,0.2,0,0,0.3,1,1
2,1,20,0.3,7,,,,,,,,,
3,1,20,0.4,8,0.4,1,1,0.2,1,1,0.3,1,1
4,1,20,0.2,6,0.4,1,1,0.2,1,1,0.3,0,0
"""


class AcceptedTest(unittest.TestCase):
    def setUp(self):
        self.results = pd.read_csv(io.StringIO(RESULTS))

    def test_parameters_are_what_varies(self):
        self.assertEqual(accepted_script.parameters(self.results), ["a.one", "b.two"])

    def test_a_point_passes_when_all_targets_hold_and_the_rows_that_are_none_do_not_count(self):
        kept = accepted_script.accepted(self.results)
        self.assertEqual(sorted(kept["a.one"]), [0.1, 0.2, 0.4])

    def test_a_point_that_could_not_be_run_passes_nothing(self):
        self.assertNotIn(0.3, list(accepted_script.accepted(self.results)["a.one"]))
        self.assertFalse(accepted_script.holding(self.results).loc[2].any())

    def test_the_most_central_comes_first_and_is_what_is_printed(self):
        kept = accepted_script.accepted(self.results)
        self.assertEqual(kept.loc[0, "a.one"], 0.2)
        self.assertEqual(accepted_script.settings(kept), "[a]\none = 0.2\n\n[b]\ntwo = 6")

    def test_rows_depend_on_numbers_that_tell_them_apart_only(self):
        many = pd.DataFrame({"point": range(60), "seed": 1, "replicates": 1, "a.one": range(60),
                             "b.two": [n % 7 for n in range(60)], "A1_1": 0.0, "A1_holds": [int(n > 30) for n in range(60)]})
        self.assertEqual(accepted_script.depends(many, "a.one"), ["A1"])
        self.assertEqual(accepted_script.depends(many, "b.two"), [])
        self.assertIn("**not pinned down**", accepted_script.report(many, many))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
