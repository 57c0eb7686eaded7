"""Sweeps as jobs of a real Slurm: the bytes of one process, whatever happens to a task."""

import os
import pathlib
import re
import signal
import sys
import tempfile
import unittest

from slurm_rig import Slurm, why_not
from sweeps import LONG, POLDER, QUICK, SweepTest, linked_with_mpi, unable

SLURM = None  # the one that all tests share


class SlurmTest(SweepTest):
    def setUp(self):
        super().setUp()
        self.environment["SLURM_CONF"] = SLURM.environment["SLURM_CONF"]
        self.addCleanup(self.leave_nothing)

    def leave_nothing(self):
        """Before the folder is taken away."""
        SLURM.slurm("scancel", "--user=root")
        queue = lambda: SLURM.slurm("squeue", "--noheader").stdout  # noqa: E731
        self.await_(lambda: queue() == "")

    def submit(self, sweep, out, *more, shards=3):
        """The job numbers of the array and of the merge."""
        done = self.polder("sweep", sweep, "--out", out, "--submit", "slurm", "--shards", shards,
                           "--threads", "1", *more)
        return re.search(r"array job (\d+).* job (\d+)", done.stdout, re.DOTALL).groups()

    def logs(self):
        return "\n".join(f"== {path.name}\n{path.read_text(encoding='utf-8')}"
                         for path in sorted(self.folder.rglob("*.log")))

    def ends_as(self, job, *states):
        """A job, or every task of an array in order, ends in these states."""
        ended = SLURM.wait(job)
        in_order = [ended[name] for name in sorted(ended, key=lambda name: int(name.partition("_")[2] or 0))]
        self.assertEqual(in_order, list(states), self.logs())

    def test_shards_and_their_merge_give_the_bytes_of_one_process(self):
        folder = self.folder / "it's 50% \"new\" #1"
        folder.mkdir()
        (self.folder / "small.toml").rename(folder / "small.toml")
        sweep = self.sweep(folder / "a sweep.toml", **QUICK)
        self.polder("sweep", sweep, "--out", "alone.h5")
        array, merge = self.submit(sweep, folder / "x y.h5", "--sbatch=--time=5", "--sbatch=--nice=0")
        self.ends_as(array, "COMPLETED", "COMPLETED", "COMPLETED")
        self.ends_as(merge, "COMPLETED")
        self.assert_same(folder / "x y.h5", "alone.h5")
        for log in (f"x y.slurm-{array}_1.log", f"x y.slurm-{merge}-merge.log"):
            self.assertTrue((folder / log).exists(), self.files())

    def test_options_of_the_sweep_reach_every_shard(self):
        self.sweep("sweep.toml", **QUICK)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5", "--replicates", "3", "--samples", "8")
        array, merge = self.submit("sweep.toml", "x.h5", "--replicates", "3", "--samples", "8", shards=2)
        self.ends_as(array, "COMPLETED", "COMPLETED")
        self.ends_as(merge, "COMPLETED")
        self.assert_same("x.h5", "alone.h5")

    def test_a_task_killed_outright_is_named_and_goes_on_when_submitted_again(self):
        self.sweep("sweep.toml", **LONG)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        array, merge = self.submit("sweep.toml", "x.h5", shards=2)
        self.await_(lambda: self.under_way("x.1-of-2.h5"))
        for process in SLURM.processes(1):
            os.kill(process, signal.SIGKILL)
        self.ends_as(array, "FAILED", "COMPLETED")
        self.ends_as(merge, "FAILED")
        self.assertFalse((self.folder / "x.h5").exists())
        self.assertIn("x.1-of-2.h5", (self.folder / f"x.slurm-{merge}-merge.log").read_text(encoding="utf-8"))

        array, merge = self.submit("sweep.toml", "x.h5", shards=2)
        self.ends_as(array, "COMPLETED", "COMPLETED")
        self.ends_as(merge, "COMPLETED")
        self.assert_same("x.h5", "alone.h5")
        log = (self.folder / f"x.slurm-{array}_1.log").read_text(encoding="utf-8")
        self.assertRegex(log, r"going on after [1-9]")

    def test_a_cancelled_task_ends_in_good_order_and_goes_on_when_submitted_again(self):
        self.sweep("sweep.toml", **LONG)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        array, merge = self.submit("sweep.toml", "x.h5", shards=2)
        self.await_(lambda: self.under_way("x.2-of-2.h5"))
        SLURM.slurm("scancel", f"{array}_2")
        self.ends_as(array, "COMPLETED", "CANCELLED")
        self.ends_as(merge, "FAILED")
        log = (self.folder / f"x.slurm-{array}_2.log").read_text(encoding="utf-8")
        self.assertRegex(log, r"[1-9]\d* of \d+ runs are in ")
        self.assertFalse((self.folder / "x.h5").exists())

        array, merge = self.submit("sweep.toml", "x.h5", shards=2)
        self.ends_as(array, "COMPLETED", "COMPLETED")
        self.ends_as(merge, "COMPLETED")
        self.assert_same("x.h5", "alone.h5")

    def goes_on_by_itself(self, disturb):
        """What `disturb` does to the first task costs time only; the merge waits."""
        self.sweep("sweep.toml", **LONG)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        array, merge = self.submit("sweep.toml", "x.h5", shards=2)
        self.await_(lambda: self.under_way("x.1-of-2.h5"))
        disturb(f"{array}_1")
        SLURM.start_again_now(f"{array}_1")
        self.ends_as(array, "COMPLETED", "COMPLETED")
        self.ends_as(merge, "COMPLETED")
        self.assert_same("x.h5", "alone.h5")
        log = (self.folder / f"x.slurm-{array}_1.log").read_text(encoding="utf-8")
        self.assertRegex(log, r"going on after [1-9]")

    def test_a_requeued_task_goes_on(self):
        self.goes_on_by_itself(lambda task: SLURM.slurm("scontrol", "requeue", task))

    def test_a_task_at_its_time_limit_queues_up_again(self):
        # What Slurm sends a minute before the limit.
        self.goes_on_by_itself(lambda task: SLURM.slurm("scancel", "--batch", "--signal=USR1", task))

    def test_a_task_that_cannot_write_leaves_a_merge_that_names_it(self):
        self.sweep("sweep.toml", **QUICK)
        self.write("x.2-of-3.h5.part/in-the-way", "")
        array, merge = self.submit("sweep.toml", "x.h5")
        self.ends_as(array, "COMPLETED", "FAILED", "COMPLETED")
        self.ends_as(merge, "FAILED")
        self.assertFalse((self.folder / "x.h5").exists())
        log = (self.folder / f"x.slurm-{merge}-merge.log").read_text(encoding="utf-8")
        self.assertIn("x.2-of-3.h5", log)
        self.assertNotIn("x.1-of-3.h5", log)

    def test_what_slurm_refuses_is_told_in_its_words(self):
        self.sweep("sweep.toml", **QUICK)
        done = self.polder("sweep", "sweep.toml", "--out", "x.h5", "--submit", "slurm", "--shards", "2",
                           "--sbatch=--partition=nowhere", status=3)
        self.assertIn("invalid partition", done.stderr)
        self.assertEqual(SLURM.slurm("squeue", "--noheader").stdout, "")

    def test_the_script_in_the_documents_works(self):
        document = pathlib.Path(__file__).resolve().parents[2] / "docs" / "cluster.md"
        scripts = [text for text in re.findall(r"```bash\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
                   if "#SBATCH" in text]
        self.assertTrue(scripts)
        self.environment["PATH"] = f"{POLDER.parent}:{self.environment['PATH']}"
        for script in scripts:
            with self.subTest(script=script):
                self.sweep("trust.toml", **QUICK)
                self.polder("sweep", "trust.toml", "--out", "alone.h5", "--force")
                job = SLURM.slurm("sbatch", "--parsable", "--oversubscribe", input=self.fitted(script),
                                  cwd=self.folder).stdout.strip()
                ended = SLURM.wait(job)
                self.assertEqual(set(ended.values()), {"COMPLETED"}, self.logs())
                if "--array" in script:
                    parts = sorted(self.folder.glob("trust.*-of-*.h5"))
                    self.polder("merge", *parts, "--out", "trust.h5")
                self.assert_same("trust.h5", "alone.h5")
                for path in self.folder.glob("trust.*h5"):
                    path.unlink()

    def fitted(self, script):
        """For a machine with two cores, on which mpirun runs as root."""
        script = re.sub(r"--array=1-\d+", "--array=1-3", script)
        script = re.sub(r"--(ntasks|nodes|ntasks-per-node|cpus-per-task)=\d+",
                        lambda match: f"--{match[1]}={2 if match[1] == 'ntasks' else 1}", script)
        exported = "export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1\n"
        path = f'export PATH="{POLDER.parent}:$PATH"\n'
        return re.sub(r"\n\n", lambda _: f"\n\n{exported}{path}", script, count=1)

    def test_ranks_within_an_allocation(self):
        if not linked_with_mpi():
            self.skipTest("polder was built without MPI")
        self.sweep("sweep.toml", **QUICK)
        self.polder("sweep", "sweep.toml", "--out", "alone.h5")
        script = (f"#!/bin/bash\n#SBATCH --ntasks=2\n#SBATCH --output=x.log\n"
                  f"mpirun --allow-run-as-root '{POLDER}' sweep sweep.toml --out x.h5 --threads 1\n")
        job = SLURM.slurm("sbatch", "--parsable", input=script, cwd=self.folder).stdout.strip()
        self.ends_as(job, "COMPLETED")
        self.assert_same("x.h5", "alone.h5")


def main():
    global SLURM  # pylint: disable=global-statement
    reason = why_not()
    if reason:
        unable(reason)

    def interrupted(*_):
        # The one exception that unittest passes on.
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupted)
    with Slurm() as SLURM:
        # With the rig, whatever a test leaves goes.
        tempfile.tempdir = str(SLURM.folder)
        unittest.main(argv=sys.argv[:1], verbosity=2)


if __name__ == "__main__":
    main()
