"""What is wrong with a sweep is told in full, and one bad run costs nothing but itself."""

import re
import unittest

import h5py
import numpy as np

from sweep_support import BASE, FORUM, GAIN, REFUSED, SOME_REFUSED, SweepTest, sweep_text, table_text


class ArgumentsTest(SweepTest):
    def setUp(self):
        super().setUp()
        self.write("s.toml", sweep_text(GAIN + BASE))

    def test_options_that_do_not_go_together(self):
        for expected, arguments in (
            ("--replicate without --point", ("--replicate", 0)),
            ("--shards without --submit", ("--shards", 3)),
            ("--sbatch without --submit", ("--sbatch=--time=5",)),
            ("--submit without --shards", ("--submit", "slurm")),
            ("--submit with --shard", ("--submit", "slurm", "--shards", 2, "--shard", "1/2")),
            ("--point with --out", ("--point", 0, "--out", "a.h5")),
        ):
            with self.subTest(expected):
                lines = self.refused("sweep", "s.toml", *arguments)
                self.assertEqual(len(lines), 1)
                self.assertIn(f"polder sweep: error: {expected}", lines[0])

    def test_unusable_values(self):
        for arguments in (
            ("--shard", "0/3"), ("--shard", "4/3"), ("--shard", "1"), ("--shard", "/"), ("--shard", "1/"), ("--shard", "/2"),
            ("--shard", "-1/3"), ("--shard", "1/3/5"), ("--shard", "1.5/3"), ("--shard", "1 /3"), ("--shard", "1/0"),
            ("--shard", "1/99999999999"), ("--shard", ""), ("--shard", "1/9"), ("--point", 8), ("--point", -1),
            ("--point", "x"), ("--point", 0, "--replicate", -1), ("--samples", 0), ("--samples", "x"), ("--samples", 1.5),
            ("--samples", 99999999999), ("--samples", ""), ("--submit", "sge"), ("--submit", "slurm", "--shards", 0),
            ("--threads", 4097), ("--record", "full"), ("--vary", "concept=ssc"), ("--replicates", 0), ("--weeks", 0),
            ("--set", "trust.nonsense=1"), ("--set", "oops"), ("--seed", "x"), ("--out", ""),
        ):
            with self.subTest(arguments):
                self.assertEqual(len(self.refused("sweep", "s.toml", *arguments)), 1)

    def test_without_a_sweep(self):
        self.polder("run", "small.toml", "--replicates", 2, "--weeks", 8, "--out", "run.h5")
        (self.folder / "cut.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
        self.before = self.files()
        self.assertIn("it holds no sweep", self.refused("sweep", "run.h5")[0])
        for arguments in ((), ("absent.toml",), (".",), ("cut.h5",), ("small.toml",), ("s.toml", "s.toml")):
            with self.subTest(arguments):
                self.refused("sweep", *arguments)
        for arguments in ((), ("--out", "a.h5"), ("run.h5",)):
            with self.subTest(arguments):
                self.refused("merge", *arguments)

    def test_everything_wrong_is_told_at_once(self):
        self.write("bad.toml", sweep_text(GAIN.replace("low", "lwo") + BASE.replace("base", "bsae"), "sobl"))
        lines = self.refused("sweep", "bad.toml", "--set", "trust.nonsense=1", "--set", "oops", "--seed", "x")
        told = "\n".join(lines)
        self.assertGreaterEqual(len(re.findall(r"^bad\.toml:\d+:\d+: error: .*; ", told, re.MULTILINE)), 2, told)
        for expected in ("--set trust.nonsense=1: error: ", "--set oops: error: ", "--seed x: error: "):
            self.assertIn(expected, told)
        self.assertEqual(len(lines), len(set(lines)), "told twice")

    def test_nothing_is_made_for_one_point(self):
        before = self.files()
        self.polder("sweep", "s.toml", "--point", 3, "--replicate", 0)
        self.polder("sweep", "s.toml", "--point", 3)
        self.assertEqual(self.files(), before)


class PlanTest(SweepTest):
    def test_it_writes_nothing_and_tells_what_would_be(self):
        self.write("s.toml", sweep_text(GAIN + FORUM, samples=64, replicates=50, top='outcomes = ["cost_total"]'))
        before = self.files()
        plan = self.polder("sweep", "s.toml", "--dry-run").stdout
        self.assertEqual(self.files(), before)
        self.assertIn("64 points x 50 replicates = 3200 runs, 1 outcome of each kept", plan)
        self.assertIn("design sobol, 64 points over 2 parameters", plan)
        for path in ("trust.relational_gain", "interventions.forum"):
            self.assertIn(path, plan)
        self.polder("sweep", "s.toml", "--out", "a.h5")
        told = 1000 * int(re.search(r"disk: about (\d+) kB", plan)[1])
        took = (self.folder / "a.h5").stat().st_size
        self.assertTrue(took / 2 < told < took * 2, f"{told} told, {took} taken")
        self.assertRegex(plan, r"time: about [\d.]+ \w+ with \d+ threads? here")
        speed, runs = map(int, re.search(r"(\d+) runs per second over (\d+) runs", plan).groups())
        self.assertGreater(speed, 0)
        self.assertGreater(runs, 0)

    def test_of_a_shard(self):
        self.write("s.toml", sweep_text(GAIN, samples=10))
        before = self.files()
        plan = self.polder("sweep", "s.toml", "--dry-run", "--shard", "2/3", "--out", "a.h5").stdout
        self.assertIn("3 points x 3 replicates = 9 runs", plan)
        self.assertEqual(self.files(), before)

    def test_points_that_are_refused_are_told_beforehand(self):
        self.write("points.csv", SOME_REFUSED)
        self.write("s.toml", table_text())
        before = self.files()
        done = self.polder("sweep", "s.toml", "--dry-run", status=1)
        self.assertIn("point 1: ", done.stderr)
        self.assertEqual(self.files(), before)


class FailuresTest(SweepTest):
    def setUp(self):
        super().setUp()
        self.write("points.csv", SOME_REFUSED)
        self.write("s.toml", table_text())

    def test_the_others_complete_and_the_failed_are_listed(self):
        done = self.polder("sweep", "s.toml", "--out", "a.h5", status=1)
        self.assertIn("9 runs of 24 failed", done.stderr)
        for point, replicate in ((1, 0), (1, 2), (3, 1)):
            self.assertIn(f"point {point}, replicate {replicate}, seed 1: ", done.stderr)
        self.assertIn("all motives are 0", done.stderr)
        self.assertIn("and 4 more", done.stderr)
        with h5py.File(self.folder / "a.h5") as file:
            failed = [(point, replicate) for point in REFUSED for replicate in range(3)]
            self.assertEqual(list(zip(file["failures/point"][:], file["failures/replicate"][:])), failed)
            self.assertEqual(set(file["failures/seed"][:]), {1})
            for message in file["failures/message"].asstr()[:]:
                self.assertIn("all motives are 0", message)
            for point in range(8):
                self.assertEqual(set(file["status"][point]), {2 if point in REFUSED else 1})
                self.assertEqual(np.isnan(file["cost_total"][point]).all(), point in REFUSED)
                self.assertEqual(np.isnan(file["cost_total"][point]).any(), point in REFUSED)
            good = file["cost_total"][:]
        # As if they had not been there.
        self.write("points.csv", "".join(line for line in SOME_REFUSED.splitlines(True) if "0,0,0" not in line))
        self.polder("sweep", "s.toml", "--out", "b.h5")
        with h5py.File(self.folder / "b.h5") as file:
            np.testing.assert_array_equal(file["cost_total"][:], np.delete(good, REFUSED, axis=0))
            self.assertNotIn("failures", file)

    def test_the_command_that_is_given_runs_the_failed_one_alone(self):
        done = self.polder("sweep", "s.toml", "--out", "a.h5", status=1)
        command = done.stderr.strip().splitlines()[-1].split()
        self.assertEqual(command[1:], ["sweep", "a.h5", "--point", "1", "--replicate", "0"])
        alone = self.polder(*command[1:], status=1)
        self.assertIn("all motives are 0", alone.stderr)
        self.assertEqual(alone.stdout, "")

    def test_a_good_one_alone_gives_its_numbers(self):
        self.polder("sweep", "s.toml", "--out", "a.h5", status=1)
        with h5py.File(self.folder / "a.h5") as file:
            for source in ("s.toml", "a.h5"):
                for point, replicate in ((0, 0), (4, 2), (7, 1)):
                    done = self.polder("sweep", source, "--point", point, "--replicate", replicate)
                    lines = done.stdout.splitlines()[1:]
                    self.assertGreater(len(lines), 40)
                    for line in lines:
                        name, value = line.split()[:2]
                        np.testing.assert_array_equal(np.nan if value == "-" else float(value),
                                                      file[name][point, replicate], name)

    def test_a_complete_file_with_failures_tells_them_again(self):
        first = self.polder("sweep", "s.toml", "--out", "a.h5", status=1)
        again = self.polder("sweep", "s.toml", "--out", "a.h5", "--resume", status=1)
        self.assertIn("complete already", again.stderr)
        self.assertIn("9 runs of 24 failed", again.stderr)
        self.assertEqual(again.stdout, first.stdout)

    def test_every_point_refused(self):
        self.write("points.csv", "".join(SOME_REFUSED.splitlines(True)[i] for i in (0, 2, 4)))
        self.polder("sweep", "s.toml", "--out", "a.h5", status=1)
        with h5py.File(self.folder / "a.h5") as file:
            self.assertEqual(set(file["status"][:].ravel()), {2})


if __name__ == "__main__":
    unittest.main()
