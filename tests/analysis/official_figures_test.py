"""What is set beside official figures is what the results file holds, and figures that cannot be had get a sentence.

    official_figures_test.py POLDER SCENARIO OFFICIAL_FIGURES
"""

import datetime
import pathlib
import subprocess
import sys
import tempfile
import tomllib
import unittest

import numpy as np
import xarray as xr

POLDER, SCENARIO, SCRIPT = sys.argv[1:4]
sys.path.insert(0, str(pathlib.Path(SCRIPT).parent))
from official_figures import NATION, Found, official, table  # noqa: E402


class OfficialFigures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.result = pathlib.Path(folder.name) / "weeks.h5"
        cls.run_model(cls.result, "weeks")
        cls.data = xr.open_dataset(cls.result, engine="h5netcdf")
        cls.addClassCleanup(cls.data.close)
        cls.found = Found(cls.data, official())

    @staticmethod
    def run_model(result, record):
        subprocess.run([POLDER, "run", SCENARIO, "--replicates", "8", "--record", record, "--out", str(result),
                        "--quiet"], check=True, capture_output=True)

    def test_flows_and_waits_are_those_of_the_whole_time(self):
        begin, end = datetime.date(2015, 7, 1), datetime.date(2018, 7, 1)
        whole = self.data.isel(variant=0)
        np.testing.assert_allclose(self.found.total("placements", NATION, begin, end), whole.placements_total)
        np.testing.assert_allclose(self.found.total("arrivals", NATION, begin, end), whole.arrivals_total)
        np.testing.assert_allclose(self.found.mean_wait(NATION, begin, end), whole.housing_delay_mean, rtol=1e-5)

    def test_arrears_are_targets_less_placements(self):
        with open(SCENARIO, "rb") as file:
            municipalities = tomllib.load(file)["municipality"]
        names = [m["name"] for m in municipalities]
        for i, date in enumerate([datetime.date(2016, 1, 1), datetime.date(2016, 7, 1), datetime.date(2017, 1, 1)]):
            for name in ("Utrecht", "Woerden"):
                m = municipalities[names.index(name)]
                placed = self.found.total("placements", name, datetime.date(2015, 7, 1), date)
                expected = m["arrears_at_start"] + sum(m["targets"][:i + 1]) - placed
                np.testing.assert_allclose(self.found.behind_target(name, date), expected, atol=1e-3)

    def test_every_figure_on_record_has_a_counterpart_and_a_source(self):
        for row in official():
            self.assertTrue(row["source"], row)
            self.assertIn(row["status"], ("SOURCE", "DERIVED", "PARTIAL", "recalled"), row)
            if row["use"] != "basis":
                self.assertTrue(np.isfinite(self.found.like(row)).all(), row)
        rows = [row for row in official() if row["use"] == "check"]
        self.assertEqual(len(table(self.found, ("check",)).splitlines()), 2 + len(rows))

    def test_says_that_rounds_are_too_coarse(self):
        rounds = self.result.with_name("rounds.h5")
        self.run_model(rounds, "rounds")
        done = subprocess.run([sys.executable, SCRIPT, rounds], capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--record weeks", done.stderr)
        self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
