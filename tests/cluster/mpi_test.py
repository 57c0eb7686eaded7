"""Ranks share a sweep: the same bytes as without them, whatever happens to one of them."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest

from sweeps import LONG, POLDER, QUICK, SweepTest, linked_with_mpi, unable


def ranks_below(mpirun):
    """Process numbers by rank."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if parent != mpirun:
                continue
            for word in (entry / "environ").read_bytes().split(b"\0"):
                if word.startswith(b"OMPI_COMM_WORLD_RANK="):
                    found[int(word.partition(b"=")[2])] = int(entry.name)
        except OSError:
            continue  # gone in the meantime
    return found


class MpiTest(SweepTest):
    def setUp(self):
        super().setUp()
        # Open MPI keeps memory until the end; that is not ours to mend.
        self.environment["ASAN_OPTIONS"] = self.environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"

    def mpirun(self, ranks, *arguments):
        return ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", str(ranks), str(POLDER),
                *map(str, arguments)]

    def run_with_ranks(self, ranks, *arguments, status=0):
        done = subprocess.run(self.mpirun(ranks, *arguments), cwd=self.folder, env=self.environment,
                              capture_output=True, encoding="utf-8", timeout=300, check=False)
        self.assertEqual(done.returncode, status, f"{ranks} ranks, {arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def start(self, ranks, *arguments):
        # pylint: disable=consider-using-with
        process = subprocess.Popen(self.mpirun(ranks, *arguments), cwd=self.folder, env=self.environment,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        return process

    def test_any_number_of_ranks_gives_the_bytes_of_one_process(self):
        self.sweep("sweep.toml", **QUICK)
        alone = self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        for ranks in (1, 2, 4):
            with self.subTest(ranks=ranks):
                done = self.run_with_ranks(ranks, "sweep", "sweep.toml", "--out", f"ranks-{ranks}.h5",
                                           "--threads", "1")
                self.assert_same(f"ranks-{ranks}.h5", "alone.h5")
                # One table, not one per rank.
                self.assertEqual(done.stdout.replace(f"ranks-{ranks}", "alone"), alone.stdout)

    def test_threads_within_ranks(self):
        self.sweep("sweep.toml", **QUICK)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5", "--threads", "1")
        self.run_with_ranks(2, "sweep", "sweep.toml", "--out", "threads.h5", "--threads", "3")
        self.assert_same("threads.h5", "alone.h5")

    def test_more_ranks_than_work(self):
        self.sweep("sweep.toml", samples=1, replicates=1, weeks=4)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        self.run_with_ranks(4, "sweep", "sweep.toml", "--out", "ranks.h5", "--threads", "1")
        self.assert_same("ranks.h5", "alone.h5")

    def test_a_shard_may_have_ranks(self):
        self.sweep("sweep.toml", **QUICK)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        self.polder("sweep", "sweep.toml", "--out", "x.h5", "--shard", "1/2")
        self.run_with_ranks(2, "sweep", "sweep.toml", "--out", "x.h5", "--shard", "2/2", "--threads", "1")
        self.polder("merge", "x.1-of-2.h5", "x.2-of-2.h5", "--out", "x.h5")
        self.assert_same("x.h5", "alone.h5")

    def test_bad_input_is_reported_once(self):
        self.write("sweep.toml", 'scenario = "small.toml"\nreplicats = 4\n')
        done = self.run_with_ranks(3, "sweep", "sweep.toml", "--out", "x.h5", status=2)
        alone = self.polder("sweep", "sweep.toml", "--out", "x.h5", status=2)
        for line in alone.stderr.splitlines():
            self.assertEqual(done.stderr.splitlines().count(line), 1, done.stderr)
        self.assertEqual(self.files(), self.before)

    def going_on_after(self, victim, again):
        """Kills one of three ranks in the middle; another number of ranks, or none, finishes."""
        sweep = ("sweep", "sweep.toml", "--out", "x.h5", "--threads", "1")
        process = self.start(3, *sweep)
        self.await_(lambda: self.under_way("x.h5"), process)
        os.kill(ranks_below(process.pid)[victim], signal.SIGKILL)
        _, messages = process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0, messages)
        self.assertFalse((self.folder / "x.h5").exists())

        resumed = (self.run_with_ranks(again, *sweep, "--resume") if again
                   else self.polder(*sweep, "--resume"))
        self.assertRegex(resumed.stderr, r"going on after [1-9]")
        self.assert_same("x.h5", "alone.h5")
        (self.folder / "x.h5").unlink()
        self.assertEqual([name for name in self.files() if name.startswith("x.h5")], [])

    def test_a_rank_that_is_killed_costs_no_finished_work(self):
        self.sweep("sweep.toml", **LONG)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        for victim, again in ((0, 2), (1, 4), (2, None)):
            with self.subTest(victim=victim, again=again):
                self.going_on_after(victim, again)

    def test_an_interrupted_mpirun_can_go_on(self):
        self.sweep("sweep.toml", **LONG)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        sweep = ("sweep", "sweep.toml", "--out", "x.h5", "--threads", "1")
        process = self.start(2, *sweep)
        self.await_(lambda: self.under_way("x.h5"), process)
        process.send_signal(signal.SIGTERM)
        _, messages = process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0, messages)
        self.assertFalse((self.folder / "x.h5").exists())
        self.run_with_ranks(2, *sweep, "--resume")
        self.assert_same("x.h5", "alone.h5")


if __name__ == "__main__":
    if shutil.which("mpirun") is None:
        unable("there is no mpirun (Debian: openmpi-bin)")
    if not linked_with_mpi():
        unable("polder was built without MPI (Debian: libopenmpi-dev)")
    unittest.main(argv=sys.argv[:1])
