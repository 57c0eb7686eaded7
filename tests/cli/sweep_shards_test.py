"""Parts of a sweep, and one file of them again."""

import random
import shutil
import subprocess
import unittest

import h5py
import numpy as np

from support import POLDER
from sweep_support import BASE, CONCEPTS, GAIN, REFUSED, SOME_REFUSED, SweepTest, sweep_text, table_text


class ShardsTest(SweepTest):
    def shards(self, sweep, of, out="a.h5", status=0):
        """Runs all shards; their files."""
        for number in range(1, of + 1):
            self.polder("sweep", sweep, "--shard", f"{number}/{of}", "--out", out, status=status)
        return [f"{out[:-3]}.{number}-of-{of}.h5" for number in range(1, of + 1)]

    def clear(self):
        for path in self.folder.glob("a.*h5*"):
            path.unlink()


class MergeTest(ShardsTest):
    def test_merged_in_any_order_they_are_the_bytes_of_one_process(self):
        self.write("s.toml", sweep_text(GAIN + BASE + CONCEPTS, samples=6))
        self.fresh("whole.h5", "s.toml")
        chance = random.Random(1)
        for of in (1, 3, 7, 12):
            with self.subTest(of):
                files = self.shards("s.toml", of)
                self.assertEqual(sorted(path.name for path in self.folder.glob("a.*")), sorted(files))
                for _ in range(2):
                    chance.shuffle(files)
                    done = self.polder("merge", *files, "--out", "merged.h5", "--force")
                    self.assertIn("12 points x 3 replicates", done.stdout)
                    self.assert_same("merged.h5", "whole.h5")
                self.clear()

    def test_points_keep_their_numbers(self):
        self.write("s.toml", sweep_text(GAIN, samples=10))
        self.fresh("whole.h5", "s.toml")
        sizes = []
        with h5py.File(self.folder / "whole.h5") as whole:
            for name in self.shards("s.toml", 4):
                with h5py.File(self.folder / name) as part:
                    points = part["point"][:]
                    sizes.append(len(points))
                    np.testing.assert_array_equal(part["cost_total"][:], whole["cost_total"][points[0]:points[-1] + 1])
        self.assertEqual(sum(sizes), 10)
        self.assertLessEqual(max(sizes) - min(sizes), 1)

    def test_parts_of_different_cuts_that_cover_everything(self):
        self.write("s.toml", sweep_text(GAIN, samples=10))
        self.fresh("whole.h5", "s.toml")
        thirds, halves = self.shards("s.toml", 3), self.shards("s.toml", 2)
        self.polder("merge", halves[1], thirds[0], thirds[1], "--out", "merged.h5")
        self.assert_same("merged.h5", "whole.h5")
        self.polder("merge", *halves, *halves, thirds[1], "whole.h5", "--out", "merged.h5", "--force")
        self.assert_same("merged.h5", "whole.h5")

    def test_failures_of_shards(self):
        self.write("points.csv", SOME_REFUSED)
        self.write("s.toml", table_text(replicates=2))
        self.fresh("whole.h5", "s.toml", status=1)
        files = []
        for number, (first, failed) in enumerate(((0, 1), (2, 1), (5, 1)), 1):
            done = self.polder("sweep", "s.toml", "--shard", f"{number}/3", "--out", "a.h5", status=1)
            files.append(f"a.{number}-of-3.h5")
            mine = [point for point in REFUSED if first <= point < (2, 5, 8)[number - 1]]
            self.assertEqual(len(mine), failed)
            self.assertIn(f"point {mine[0]}, replicate 0", done.stderr)
            self.assertIn(f"--point {mine[0]} --replicate 0", done.stderr)
            with h5py.File(self.folder / files[-1]) as part:
                self.assertEqual(sorted(set(part["failures/point"][:])), mine)
            # The command that it gives works, with the number of the whole.
            self.polder("sweep", files[-1], "--point", mine[0], "--replicate", 0, status=1)
        done = self.polder("merge", *files, "--out", "merged.h5", status=1)
        self.assertIn(f"point {REFUSED[0]}, replicate 0", done.stderr)
        self.assert_same("merged.h5", "whole.h5")

    def test_a_merge_that_came_through_may_be_repeated(self):
        self.write("s.toml", sweep_text(GAIN, samples=6))
        self.fresh("whole.h5", "s.toml")
        for number in (1, 2):
            self.polder("sweep", "s.toml", "--shard", f"{number}/2", "--out", "a.h5")
        for _ in range(2):
            self.polder("merge", "a.1-of-2.h5", "a.2-of-2.h5", "--out", "merged.h5")
            self.assert_same("merged.h5", "whole.h5")

    def test_a_shard_goes_on_and_grows(self):
        self.write("s.toml", sweep_text(GAIN + BASE, samples=100, replicates=2))
        self.fresh("whole.h5", "s.toml", "--replicates", 5)
        files = []
        for number in (1, 2):
            self.polder("sweep", "s.toml", "--shard", f"{number}/2", "--out", "a.h5")
            done = self.polder("sweep", "s.toml", "--shard", f"{number}/2", "--replicates", 5, "--out", "a.h5",
                               "--resume")
            self.assertEqual(self.reused(done.stderr), (100, 250))
            files.append(f"a.{number}-of-2.h5")
        self.polder("merge", *files, "--out", "merged.h5")
        self.assert_same("merged.h5", "whole.h5")

    def test_a_merged_sweep_grows_and_runs_again(self):
        self.write("s.toml", sweep_text(GAIN + BASE, samples=10))
        self.polder("merge", *self.shards("s.toml", 3), "--out", "m.h5")
        done = self.polder("sweep", "m.h5", "--replicates", "5", "--out", "m.h5", "--resume")
        self.assertEqual(self.reused(done.stderr), (30, 50))
        self.polder("sweep", "a.2-of-3.h5", "--out", "again.h5")
        self.fresh("whole.h5", "s.toml")
        self.assert_same("again.h5", "whole.h5")

    def test_killed_while_merging(self):
        self.write("s.toml", sweep_text(GAIN + BASE, samples=2000, replicates=2, weeks=1))
        self.fresh("whole.h5", "s.toml")
        files = self.shards("s.toml", 3)
        chance = random.Random(1)
        for attempt in range(12):
            process = subprocess.Popen([POLDER, "merge", *files, "--out", "merged.h5"], cwd=self.folder,
                                       env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(chance.uniform(0.0, 0.01 * (attempt + 1)))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if (self.folder / "merged.h5").exists():
                break
        else:
            self.polder("merge", *files, "--out", "merged.h5")
        self.assert_same("merged.h5", "whole.h5")


class GapsTest(ShardsTest):
    def setUp(self):
        super().setUp()
        self.write("s.toml", sweep_text(GAIN + BASE, samples=10))
        self.parts = self.shards("s.toml", 3)
        self.before = self.files()

    def gaps(self, *parts):
        lines = self.refused("merge", *parts, "--out", "merged.h5")
        return "\n".join(lines)

    def test_a_part_that_is_not_named(self):
        self.assertIn("points 3 to 5 of 10 are in no part", self.gaps(self.parts[0], self.parts[2]))
        self.assertIn("points 0 to 2 of 10", self.gaps(self.parts[1], self.parts[2]))
        self.assertIn("points 6 to 9 of 10", self.gaps(self.parts[1], self.parts[0]))
        told = self.gaps(self.parts[1])
        self.assertIn("points 0 to 2", told)
        self.assertIn("points 6 to 9", told)
        self.assertIn("points 3 to 5", self.gaps(self.parts[0], self.parts[2], self.parts[0]), "the same part twice")

    def test_a_part_that_is_missing_or_unfinished(self):
        first = self.folder / self.parts[0]
        third = self.folder / self.parts[2]
        shutil.move(first, self.folder / f"{self.parts[0]}.part")
        third.unlink()
        self.before = self.files()
        told = self.gaps(*self.parts)
        self.assertIn(f"{self.parts[0]}: error: it is unfinished", told)
        self.assertIn(f"{self.parts[2]}: error: there is no such file", told)
        self.assertNotIn(f"{self.parts[1]}: ", told)

    def test_an_unfinished_part_that_is_named_as_such(self):
        part = self.folder / f"{self.parts[1]}.part"
        shutil.move(self.folder / self.parts[1], part)
        with h5py.File(part, "r+") as file:
            file["status"][1:] = 0
        self.before = self.files()
        self.assertIn("6 of its 9 runs are missing", self.gaps(self.parts[0], part, self.parts[2]))

    def test_damaged_parts(self):
        second = self.folder / self.parts[1]
        whole = second.read_bytes()
        for content in (b"", b"precious", whole[:100], whole[:len(whole) // 2], whole[:-1]):
            second.write_bytes(content)
            self.assertIn(self.parts[1], self.gaps(*self.parts))

    def test_everything_wrong_at_once(self):
        (self.folder / self.parts[0]).unlink()
        (self.folder / self.parts[1]).write_bytes(b"precious")
        self.before = self.files()
        told = self.gaps(*self.parts)
        for part in self.parts[:2]:
            self.assertIn(f"{part}: error: ", told)

    def test_foreign_files(self):
        self.polder("run", "small.toml", "--replicates", "2", "--weeks", "8", "--out", "run.h5")
        self.before = self.files()
        self.assertIn("run.h5: error: it holds no sweep", self.gaps(*self.parts, "run.h5"))
        self.assertIn("s.toml: error: ", self.gaps(*self.parts, "s.toml"))

    def test_parts_of_another_sweep(self):
        for expected, arguments in (("seed", ("--seed", "2")), ("replicates", ("--replicates", "4")),
                                    ("points", ("--samples", "11")), ("overrides", ("--set", "demand.scale=2"))):
            with self.subTest(expected):
                self.polder("sweep", "s.toml", "--shard", "2/3", *arguments, "--out", "b.h5", "--force")
                self.before = self.files()
                told = self.gaps(self.parts[0], "b.2-of-3.h5", self.parts[2])
                self.assertIn(f"it is of another sweep than {self.parts[0]}", told)
                self.assertIn(expected, told)
        self.write("t.toml", sweep_text(GAIN + BASE, samples=10, design="seed = 5\n"))
        self.polder("sweep", "t.toml", "--shard", "2/3", "--out", "b.h5", "--force")
        self.before = self.files()
        self.assertIn("another sweep", self.gaps(self.parts[0], "b.2-of-3.h5", self.parts[2]))

    def test_nothing_is_replaced_by_accident(self):
        self.write("merged.h5", "precious")
        self.assertIn("--force", self.gaps(*self.parts))
        self.assertEqual(self.read("merged.h5"), b"precious")


class SlurmTest(ShardsTest):
    """--shard slurm: the place of a task in its array."""

    def setUp(self):
        super().setUp()
        self.write("s.toml", sweep_text(GAIN, samples=10))

    def task(self, id_, count, low=None, step=None):
        self.environment.update(SLURM_ARRAY_TASK_ID=str(id_), SLURM_ARRAY_TASK_COUNT=str(count))
        for name, value in (("SLURM_ARRAY_TASK_MIN", low), ("SLURM_ARRAY_TASK_STEP", step)):
            self.environment.pop(name, None)
            if value is not None:
                self.environment[name] = str(value)

    def test_arrays_however_they_are_numbered(self):
        self.fresh("whole.h5", "s.toml")
        for low, step, count in ((1, 1, 3), (0, 1, 3), (7, 5, 4), (100, 1, 1), (1, None, 2)):
            with self.subTest(low=low, step=step, count=count):
                parts = [f"a.{k + 1}-of-{count}.h5" for k in range(count)]
                for k, part in enumerate(parts):
                    self.task(low + k * (step or 1), count, low, step)
                    self.polder("sweep", "s.toml", "--shard", "slurm", "--out", "a.h5")
                    self.assertTrue((self.folder / part).exists(), self.files())
                self.polder("merge", *parts, "--out", "merged.h5", "--force")
                self.assert_same("merged.h5", "whole.h5")
                self.clear()

    def test_arrays_that_make_no_sense(self):
        self.assertIn("job array", self.refused("sweep", "s.toml", "--shard", "slurm", "--out", "a.h5")[0])
        for arguments in ((3, 2, 1, 1), (2, 3, 1, 2), (0, 3, 1, 1), ("x", 3, 1, 1), (1, 0, 1, 1), (1, "", 1, 1)):
            with self.subTest(arguments):
                self.task(*arguments)
                self.assertIn("--shard slurm: error: ",
                              self.refused("sweep", "s.toml", "--shard", "slurm", "--out", "a.h5")[0])


if __name__ == "__main__":
    unittest.main()
