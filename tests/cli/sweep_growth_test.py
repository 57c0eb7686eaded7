"""Sweeps grow: what is there is used, and the file is that of a sweep that was large from the start."""

import shutil
import signal
import time
import unittest

import h5py
import numpy as np

from sweep_support import BASE, CONCEPTS, FORUM, GAIN, ITEMS, LOSS, SOME_REFUSED, SweepTest, sweep_text, table_text


class GrowthTest(SweepTest):
    def grow(self, sweep, *more, held, total, status=0):
        """Grows a.h5, of which `held` runs are used, and compares with a sweep in one go."""
        done = self.polder("sweep", sweep, *more, "--out", "a.h5", "--resume", status=status)
        self.assertEqual(self.reused(done.stderr), (held, total))
        self.fresh("fresh.h5", sweep, *more, status=status)
        self.assert_same("a.h5", "fresh.h5")
        self.assertFalse([name for name in self.files() if "part" in name])

    def test_more_replicates(self):
        for method, samples in (("sobol", 10), ("latin_hypercube", 10), ("morris", 4), ("saltelli", 4)):
            with self.subTest(method):
                self.write("a.toml", sweep_text(GAIN + BASE + ITEMS, method, samples, replicates=4))
                self.fresh("a.h5", "a.toml")
                points = {"sobol": 10, "latin_hypercube": 10, "morris": 16, "saltelli": 20}[method]
                self.grow("a.toml", "--replicates", "7", held=4 * points, total=7 * points)
                # And again, far beyond a chunk.
                self.grow("a.toml", "--replicates", "90", held=7 * points, total=90 * points)

    def test_more_samples(self):
        for method, before, after in (("sobol", 10, 23), ("morris", 5, 9), ("saltelli", 8, 16)):
            for crossed in ("", CONCEPTS):
                with self.subTest(method=method, crossed=bool(crossed)):
                    # Trajectories of few levels have points in common.
                    levels = "levels = 100\n" if method == "morris" else ""
                    self.write("a.toml", sweep_text(GAIN + BASE + LOSS + crossed, method, before, replicates=2,
                                                    design=levels))
                    self.fresh("a.h5", "a.toml")
                    points = {"sobol": 1, "morris": 4, "saltelli": 5}[method] * (2 if crossed else 1)
                    self.grow("a.toml", "--samples", after, held=2 * points * before, total=2 * points * after)

    def test_more_samples_and_replicates_at_once(self):
        self.write("a.toml", sweep_text(GAIN + BASE + FORUM, samples=9))
        self.fresh("a.h5", "a.toml")
        self.grow("a.toml", "--samples", "20", "--replicates", "5", held=27, total=100)

    def test_a_results_file_grows_without_its_sweep_file(self):
        self.write("a.toml", sweep_text(GAIN + BASE, samples=9))
        self.fresh("a.h5", "a.toml")
        (self.folder / "a.toml").unlink()
        (self.folder / "small.toml").unlink()
        shutil.copy(self.folder / "a.h5", self.folder / "b.h5")
        self.grow("b.h5", "--replicates", "5", held=27, total=45)

    def test_second_order_adds_blocks(self):
        text = sweep_text(GAIN + BASE + ITEMS, "saltelli", 4)
        self.write("a.toml", text)
        self.fresh("a.h5", "a.toml")
        self.write("a.toml", text.replace("samples = 4", "samples = 4\nsecond_order = true"))
        self.grow("a.toml", held=4 * 5 * 3, total=4 * 8 * 3)

    def test_an_added_parameter_leaves_the_earlier_runs(self):
        for method, design in (("one_at_a_time", "levels = 3\n"), ("factorial", "levels = 3\n")):
            with self.subTest(method):
                # Among the values of the new one is that of the base scenario.
                one = sweep_text(GAIN + BASE, method, None, design=design)
                two = sweep_text(GAIN + BASE + FORUM, method, None, design=design)
                self.write("a.toml", one)
                self.fresh("a.h5", "a.toml")
                before = h5py.File(self.folder / "a.h5")
                self.addCleanup(before.close)
                runs = before["status"].size
                costs = before["cost_total"][:]
                known = {point: row for row, point in enumerate(zip(before["trust.relational_gain"][:],
                                                                    before["urgency.base"][:]))}
                self.write("a.toml", two)
                self.grow("a.toml", held=runs, total={"one_at_a_time": runs + 6, "factorial": 3 * runs}[method])
                with h5py.File(self.folder / "a.h5") as after:
                    points = list(zip(after["trust.relational_gain"][:], after["urgency.base"][:]))
                    found = set()
                    for row, (point, forum) in enumerate(zip(points, after["interventions.forum"].asstr()[:])):
                        if forum == "false":
                            found.add(known[point])
                            np.testing.assert_array_equal(after["cost_total"][row], costs[known[point]])
                    self.assertEqual(len(found), len(known))

    def test_rows_added_to_a_table_anywhere(self):
        rows = SOME_REFUSED.splitlines(keepends=True)
        good = [row for row in rows if "0,0,0" not in row]
        self.write("points.csv", "".join(good[:3]))
        self.write("a.toml", table_text())
        self.fresh("a.h5", "a.toml")
        self.write("points.csv", "".join([good[0], good[4], good[2], good[3], good[1]]))
        self.grow("a.toml", held=6, total=12)

    def test_what_failed_is_tried_again(self):
        self.write("points.csv", SOME_REFUSED)
        self.write("a.toml", table_text())
        self.fresh("a.h5", "a.toml", status=1)
        self.grow("a.toml", "--replicates", "5", held=5 * 3, total=8 * 5, status=1)

    def test_fewer_outcomes_for_the_new_file_come_from_the_old(self):
        self.write("a.toml", sweep_text(GAIN, top='outcomes = ["cost_total"]'))
        self.fresh("a.h5", "a.toml")
        self.write("a.toml", sweep_text(GAIN, top='outcomes = ["cost_total", "urgency_mean"]'))
        refusal = self.polder("sweep", "a.toml", "--out", "a.h5", "--resume", status=2)
        self.assertIn("outcomes", refusal.stderr)

    def test_runs_of_other_files(self):
        """--reuse takes what two others have; they stay as they are."""
        self.write("a.toml", sweep_text(GAIN + BASE, samples=20))
        self.write("b.toml", sweep_text(GAIN + BASE, samples=6, replicates=8))
        self.fresh("b.h5", "b.toml")
        self.polder("sweep", "a.toml", "--shard", "2/2", "--out", "c.h5")
        before = self.read("b.h5"), self.read("c.2-of-2.h5")
        done = self.polder("sweep", "a.toml", "--reuse", "b.h5", "--reuse", "c.2-of-2.h5", "--out", "a.h5")
        self.assertEqual(self.reused(done.stderr), (6 * 3 + 10 * 3, 60))
        self.fresh("fresh.h5", "a.toml")
        self.assert_same("a.h5", "fresh.h5")
        self.assertEqual((self.read("b.h5"), self.read("c.2-of-2.h5")), before)
        for expected, other in (("seed", ("--seed", "2")), ("overrides", ("--set", "demand.scale=2"))):
            done = self.polder("sweep", "a.toml", *other, "--reuse", "b.h5", "--out", "d.h5", status=2)
            self.assertIn(expected, done.stderr)
            self.assertFalse((self.folder / "d.h5").exists())
        self.polder("sweep", "a.toml", "--reuse", "absent.h5", "--out", "d.h5", status=2)
        self.polder("sweep", "a.toml", "--reuse", "a.toml", "--out", "d.h5", status=2)

    def test_killed_while_growing(self):
        self.write("points.csv", SOME_REFUSED)
        for name, text, more, status in (
            ("sobol.toml", sweep_text(GAIN + BASE, samples=300, replicates=5, weeks=13), ("--replicates", "12"), 0),
            ("wide.toml", sweep_text(GAIN + BASE, samples=2000, replicates=1, weeks=2), ("--samples", "4000"), 0),
            ("table.toml", table_text(replicates=100, weeks=13), ("--replicates", "250"), 1),
        ):
            with self.subTest(name):
                self.write(name, text)
                self.fresh("small.h5", name, status=status)
                self.fresh("whole.h5", name, *more, status=status)
                left = 0
                for round_ in range(2):
                    shutil.copy(self.folder / "small.h5", self.folder / "a.h5")
                    left += self.kill_growing("a.h5", (name, *more, "--threads", 1), round_, status)
                    self.assert_same("a.h5", "whole.h5")
                self.assertGreater(left, 0)

    def kill_growing(self, name, arguments, seed, status):
        """As kill_until_done, where a file of that name is there from the start, and at every moment."""
        began = time.monotonic()
        shutil.copy(self.folder / name, self.folder / "timed.h5")
        self.polder("sweep", *arguments, "--out", "timed.h5", "--resume", status=status)
        took = time.monotonic() - began
        left = 0
        chance = np.random.default_rng(seed)
        for attempt in range(60):
            process = self.start("sweep", *arguments, "--out", name, "--resume")
            time.sleep(chance.uniform(0.0, took * (0.6 + attempt / 10)))
            process.send_signal(signal.SIGKILL)
            _, messages = process.communicate(timeout=60)
            self.assertTrue((self.folder / name).exists())
            if process.returncode != -signal.SIGKILL:
                self.assertEqual(process.returncode, status, messages)
                return left
            left += (self.folder / f"{name}.part.journal").exists()
        self.polder("sweep", *arguments, "--out", name, "--resume", status=status)
        return left


class RefusalTest(SweepTest):
    """What is there is never lost by growing into something else."""

    def setUp(self):
        super().setUp()
        self.write("a.toml", sweep_text(GAIN + BASE, samples=10, replicates=4))
        self.fresh("a.h5", "a.toml")
        self.before = self.files()
        self.bytes = self.read("a.h5")

    def refused_growth(self, expected, *arguments):
        done = self.polder("sweep", *arguments, "--out", "a.h5", "--resume", status=2)
        self.assertEqual(done.stdout, "")
        self.assertIn(expected, done.stderr)
        self.assertIn("--force", done.stderr)
        self.assertEqual(self.read("a.h5"), self.bytes)
        self.assertEqual(self.files(), self.before)

    def test_without_resume(self):
        done = self.polder("sweep", "a.toml", "--out", "a.h5", status=2)
        self.assertIn("use --resume to add what it lacks", done.stderr)
        self.assertEqual(self.read("a.h5"), self.bytes)

    def test_a_smaller_sweep(self):
        self.refused_growth("would be lost: 8 runs", "a.toml", "--samples", "8")
        self.refused_growth("would be lost: 10 runs", "a.toml", "--replicates", "3")
        self.refused_growth("would be lost", "a.toml", "--samples", "8", "--replicates", "400")
        self.write("b.toml", sweep_text(GAIN, samples=10, replicates=4))
        self.before = self.files()
        self.refused_growth("would be lost", "b.toml")

    def test_other_points(self):
        self.write("a.toml", sweep_text(GAIN + BASE, samples=10, replicates=4, design="seed = 2\n"))
        self.refused_growth("would be lost: 40 runs", "a.toml")
        self.write("a.toml", sweep_text(GAIN + BASE, "latin_hypercube", samples=30, replicates=4))
        self.refused_growth("would be lost: 40 runs", "a.toml")

    def test_points_that_come_twice_do_not_make_up_for_those_that_are_missing(self):
        self.write("points.csv", "agenda.items_per_meeting\n4\n5\n")
        self.write("a.toml", table_text())
        self.fresh("a.h5", "a.toml")
        self.before, self.bytes = self.files(), self.read("a.h5")
        self.write("points.csv", "agenda.items_per_meeting\n4\n4\n")
        self.refused_growth("would be lost: 3 runs", "a.toml")

    def test_fewer_outcomes(self):
        self.write("a.toml", sweep_text(GAIN + BASE, samples=10, replicates=5, top='outcomes = ["main"]'))
        self.refused_growth("outcomes; use --force", "a.toml")

    def test_another_model(self):
        self.refused_growth("seed", "a.toml", "--seed", "2", "--replicates", "5")
        self.refused_growth("weeks", "a.toml", "--weeks", "9", "--replicates", "5")
        self.refused_growth("overrides", "a.toml", "--set", "demand.scale=2", "--replicates", "5")
        text = (self.folder / "small.toml").read_text(encoding="utf-8")
        self.write("small.toml", text.replace("population = 42_000", "population = 43_000"))
        self.refused_growth("scenario", "a.toml", "--replicates", "5")

    def test_another_version(self):
        with h5py.File(self.folder / "a.h5", "r+") as file:
            file.attrs.modify("polder_version", file.attrs["polder_version"][:-1] + "x")
        self.bytes = self.read("a.h5")
        self.refused_growth("version of polder", "a.toml", "--replicates", "5")

    def test_something_else(self):
        self.polder("compare", "small.toml", "--replicates", "2", "--weeks", "8", "--out", "a.h5", "--force")
        self.bytes = self.read("a.h5")
        self.refused_growth("points", "a.toml")
        for content in (b"", b"precious", self.bytes[:3000]):
            (self.folder / "a.h5").write_bytes(content)
            done = self.polder("sweep", "a.toml", "--out", "a.h5", "--resume", status=2)
            self.assertIn("a.h5", done.stderr)
            self.assertEqual(self.read("a.h5"), content)
            self.assertEqual(self.files(), self.before)


if __name__ == "__main__":
    unittest.main()
