"""Results of sweeps: one labelled file that every tool opens, the same bytes whenever they should be."""

import subprocess
import unittest

import h5py
import numpy as np
import xarray as xr

from support import SCENARIOS
from sweep_support import BASE, CONCEPTS, FORUM, GAIN, ITEMS, SOME_REFUSED, SweepTest, sweep_text, table_text

MIXED = sweep_text(GAIN + ITEMS + FORUM + CONCEPTS, samples=6, replicates=4, weeks=13)
LABELS = "trust.relational_gain", "agenda.items_per_meeting", "interventions.forum", "concept"


class LabelsTest(SweepTest):
    def setUp(self):
        super().setUp()
        self.write("mixed.toml", MIXED)
        self.polder("sweep", "mixed.toml", "--out", "a.h5")

    def test_one_file_is_left(self):
        self.assertEqual(self.files(), sorted([*self.before, "a.h5"]))

    def test_xarray_has_the_parameters_as_coordinates(self):
        with xr.open_dataset(self.folder / "a.h5", engine="h5netcdf") as data:
            self.assertEqual(dict(data.sizes)["point"], 12)
            self.assertEqual(dict(data.sizes)["replicate"], 4)
            self.assertEqual(data["cost_total"].dims, ("point", "replicate"))
            for name in (*LABELS, "point", "replicate", "design_sample", "design_role"):
                self.assertIn(name, data["cost_total"].coords)
                self.assertIn(name, data["status"].coords)
            self.assertEqual(list(data["point"].values), list(range(12)))
            self.assertEqual(list(data["concept"].values), ["network", "ssc"] * 6)
            self.assertLessEqual(set(data["interventions.forum"].values), {"false", "true", "5"})
            gain = data["trust.relational_gain"]
            self.assertEqual(gain.dtype, np.float64)
            self.assertTrue(0.01 <= gain.min() <= gain.max() <= 0.1)
            self.assertEqual(len(set(gain.values)), 6)
            np.testing.assert_array_equal(gain.values[0::2], gain.values[1::2], "crossed: the last changes fastest")
            items = data["agenda.items_per_meeting"].values
            np.testing.assert_array_equal(items, items.round())
            # What labels are for.
            means = data["cost_total"].mean("replicate").groupby(data["concept"]).mean()
            self.assertEqual(list(means["concept"].values), ["network", "ssc"])
            self.assertFalse(np.isnan(means).any())
            self.assertTrue((data["status"] == 1).all())

    def test_units_and_meanings_come_along(self):
        with xr.open_dataset(self.folder / "a.h5", engine="h5netcdf") as data:
            for name in LABELS:
                self.assertEqual(data[name].attrs["path"], name)
                self.assertTrue(data[name].attrs["long_name"])
                self.assertTrue(data[name].attrs["base"])
            self.assertEqual(data.attrs["design"], "sobol")
            self.assertEqual(list(data.attrs["design_parameters"]), list(LABELS))
            self.assertIn('method = "sobol"', str(data.attrs["sweep_texts"]))
            self.assertIn("Lindestad", data.attrs["scenario"])

    def test_netcdf_and_hdf5_tools(self):
        header = subprocess.run(["ncdump", "-h", "a.h5"], cwd=self.folder, capture_output=True, encoding="utf-8",
                                check=True).stdout
        self.assertIn("point = 12 ;", header)
        self.assertIn("double cost_total(point, replicate) ;", header)
        self.assertIn("double trust.relational_gain(point) ;", header)
        self.assertIn("string concept(point) ;", header)
        for variable in ("concept", "cost_total"):
            subprocess.run(["ncdump", "-v", variable, "a.h5"], cwd=self.folder, capture_output=True, check=True)
        dumped = subprocess.run(["h5dump", "-d", "/status", "a.h5"], cwd=self.folder, capture_output=True,
                                encoding="utf-8", check=True).stdout
        self.assertIn("( 12, 4 )", dumped)

    def test_a_point_is_a_run_of_the_scenario_with_its_settings(self):
        with h5py.File(self.folder / "a.h5") as sweep:
            for point in (0, 7, 11):
                settings = []
                for name in LABELS:
                    value = sweep[name][point]
                    settings += ["--set", f"{name}={value.decode() if isinstance(value, bytes) else repr(value)}"]
                self.polder("run", "small.toml", "--weeks", "13", "--replicates", "4", "--record", "summary",
                            *settings, "--out", "one.h5", "--force")
                with h5py.File(self.folder / "one.h5") as one:
                    names = [name for name in one if one[name].shape == (1, 4)]
                    self.assertGreater(len(names), 40)
                    for name in names:
                        np.testing.assert_array_equal(sweep[name][point], one[name][0], name)

    def test_only_the_outcomes_asked_for(self):
        self.write("few.toml", sweep_text(GAIN, top='outcomes = ["cost_total", "urgency_mean"]'))
        self.polder("sweep", "few.toml", "--out", "few.h5")
        with h5py.File(self.folder / "few.h5") as file:
            self.assertEqual({name for name in file if file[name].shape == (8, 3)},
                             {"cost_total", "urgency_mean", "status"})

    def test_names_that_cf_lists_cannot_hold(self):
        text = (self.folder / "small.toml").read_text(encoding="utf-8")
        self.write("small.toml", text.replace("Heidewold", "Heide en wold"))
        path = "municipalities.Heide en wold.staff_fte"
        self.write("names.toml", sweep_text(f'[[parameter]]\npath = "{path}"\nlow = 0.2\nhigh = 0.4\n' + GAIN))
        self.polder("sweep", "names.toml", "--out", "b.h5")
        with xr.open_dataset(self.folder / "b.h5", engine="h5netcdf") as data:
            coordinate = data["cost_total"].coords[path.replace(" ", "_")]
            self.assertEqual(coordinate.attrs["path"], path)
            self.assertTrue((coordinate > 0.2).all())
        self.polder("sweep", "b.h5", "--out", "c.h5")
        self.assert_same("b.h5", "c.h5")

    def test_results_go_to_a_folder_of_their_own_when_nothing_is_said(self):
        self.polder("sweep", "mixed.toml")
        self.assert_same("results/mixed.h5", "a.h5")


class SameBytesTest(SweepTest):
    def test_whatever_the_threads(self):
        for name, text, status in (
            ("mixed.toml", MIXED, 0),
            # Many replicates of few points; many points of one replicate; and some that fail.
            ("deep.toml", sweep_text(GAIN, samples=3, replicates=150, weeks=2), 0),
            ("wide.toml", sweep_text(GAIN, samples=600, replicates=1, weeks=1), 0),
            ("table.toml", table_text(), 1),
        ):
            with self.subTest(name):
                self.write("points.csv", SOME_REFUSED)
                self.write(name, text)
                for threads in (1, 2, 3, 8):
                    self.fresh(f"{threads}.h5", name, "--threads", threads, status=status)
                    self.assert_same(f"{threads}.h5", "1.h5", f"{name}, {threads} threads")

    def test_rerun_from_the_results_file_alone(self):
        self.write("a/sweep.toml", table_text(top='title = "Rows of a table"').replace("small.toml", "../small.toml"))
        self.write("a/points.csv", SOME_REFUSED.replace("0,0,0", "0,0,1"))
        self.polder("sweep", "a/sweep.toml", "--set", "demand.scale=1.5", "--seed", "9", "--out", "a.h5")
        for name in ("a/sweep.toml", "a/points.csv", "small.toml"):
            (self.folder / name).unlink()
        elsewhere = self.folder / "else" / "where"
        elsewhere.mkdir(parents=True)
        self.polder("sweep", "a.h5", "--out", "b.h5")
        self.polder("sweep", "b.h5", "--out", elsewhere / "c.h5")
        (self.folder / "b.h5").rename(elsewhere / "d.h5")
        self.folder = elsewhere
        self.polder("sweep", "d.h5", "--out", "e.h5")
        for name in ("../../a.h5", "c.h5", "e.h5"):
            self.assert_same(name, "d.h5")

    def test_a_rerun_keeps_what_the_command_line_changed(self):
        self.write("sweep.toml", sweep_text(GAIN + BASE, top='set = ["demand.scale=0.5"]\nseed = 3'))
        changes = ("--samples", "5", "--replicates", "2", "--set", "demand.scale=1.5", "--weeks", "6")
        self.polder("sweep", "sweep.toml", *changes, "--out", "a.h5")
        self.polder("sweep", "a.h5", "--out", "b.h5")
        self.assert_same("a.h5", "b.h5")
        # And can be changed again: the last word counts.
        self.polder("sweep", "a.h5", "--samples", "7", "--seed", "4", "--out", "c.h5")
        self.polder("sweep", "c.h5", "--out", "d.h5")
        self.assert_same("c.h5", "d.h5")
        self.polder("sweep", "sweep.toml", *changes[2:], "--samples", "7", "--seed", "4", "--out", "e.h5")
        with h5py.File(self.folder / "c.h5") as c, h5py.File(self.folder / "e.h5") as e:
            np.testing.assert_array_equal(c["cost_total"][:], e["cost_total"][:])

    def test_the_way_to_the_sweep_file_does_not_matter(self):
        (self.folder / "other").mkdir()
        self.write("base/base.toml", (self.folder / "small.toml").read_text(encoding="utf-8"))
        self.write("base/child.toml", 'extends = "base.toml"\ndemand.scale = 1.25\n')
        self.write("base/far.toml", f'extends = "{self.folder}/base/child.toml"\n')
        for scenario in ("../small.toml", "../base/child.toml", "../base/far.toml", f"{self.folder}/base/child.toml",
                         f"{SCENARIOS}/small.toml"):
            for refused in (False, True):
                with self.subTest(scenario=scenario, refused=refused):
                    text = table_text() if refused else sweep_text(GAIN + BASE)
                    self.write("sweeps/points.csv", SOME_REFUSED)
                    self.write("sweeps/sweep.toml", text.replace("small.toml", scenario))
                    status = 1 if refused else 0
                    self.fresh("a.h5", "sweeps/sweep.toml", status=status)
                    self.fresh("b.h5", self.folder / "sweeps/sweep.toml", status=status)
                    self.fresh("c.h5", "other/../sweeps/sweep.toml", status=status)
                    self.polder("sweep", "a.h5", "--out", "d.h5", "--force", status=status)
                    inside = self.folder / "sweeps"
                    outside, self.folder = self.folder, inside
                    self.fresh("../e.h5", "sweep.toml", status=status)
                    self.folder = outside
                    for other in "bcde":
                        self.assert_same(f"{other}.h5", "a.h5")


if __name__ == "__main__":
    unittest.main()
