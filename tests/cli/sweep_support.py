"""What the tests of `polder sweep` and `polder merge` share: small sweeps, and what is in their files."""

import random
import re
import resource
import signal
import subprocess
import sys
import time

import h5py
import numpy as np

from support import POLDER, CliTest

GAIN = """
[[parameter]]
path = "trust.relational_gain"
low = 0.01
high = 0.1
"""
BASE = """
[[parameter]]
path = "urgency.base"
low = 0.2
high = 0.6
"""
LOSS = """
[[parameter]]
path = "trust.relational_loss_ratio"
low = 1.0
high = 4.0
"""
ITEMS = """
[[parameter]]
path = "agenda.items_per_meeting"
low = 3
high = 9
"""
FORUM = """
[[parameter]]
path = "interventions.forum"
values = [false, true, 5]
"""
CONCEPTS = """
[[parameter]]
path = "concept"
values = ["network", "ssc"]
cross = true
"""

# Of a table: points 1, 3 and 6 have no motive at all, which a scenario may not have.
REFUSED = (1, 3, 6)
SOME_REFUSED = """\
trust.relational_gain,municipalities.Oudermeer.motives.knowledge,municipalities.Oudermeer.motives.strength,\
municipalities.Oudermeer.motives.efficiency,concept
0.02,1,1,1,network
0.02,0,0,0,network
0.02,0,1,0,ssc
0.03,0,0,0,ssc
0.03,1,0,0,"matrix"
0.05,1,1,1,network
0.07,0,0,0,centre
0.07,0,0,1,centre
"""


def sweep_text(parameters, method="sobol", samples=8, *, replicates=3, weeks=8, design="", top=""):
    """A sweep file on small.toml; `design` and `top` are more lines of these parts of the file."""
    size = f"samples = {samples}\n" if samples else ""
    return (f'scenario = "small.toml"\nreplicates = {replicates}\nweeks = {weeks}\n{top}\n'
            f'[design]\nmethod = "{method}"\n{size}{design}{parameters}')


def table_text(**options):
    return sweep_text("", "table", None, design='file = "points.csv"\n', **options)


class SweepTest(CliTest):
    def assert_same(self, one, other, hint=""):
        # Not assertEqual, which would print megabytes.
        self.assertTrue(self.read(one) == self.read(other), f"{one} differs from {other} {hint}")

    def fresh(self, name, *arguments, status=0):
        """What `polder sweep` makes in one go, to compare with."""
        self.polder("sweep", *arguments, "--out", name, "--force", status=status)
        return name

    def reused(self, messages):
        """How many runs were there already, and of how many."""
        found = re.search(r"(\d+) of (\d+) runs are there already", messages)
        self.assertIsNotNone(found, messages)
        return tuple(map(int, found.groups()))

    def start(self, *arguments, **options):
        # pylint: disable=consider-using-with
        return subprocess.Popen([POLDER, *map(str, arguments)], cwd=self.folder, env=self.environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **options)

    def under_way(self, sweep, out):
        """Starts a sweep on one thread, and waits until some chunks are in the journal."""
        process = self.start("sweep", sweep, "--threads", "1", "--out", out)
        deadline = time.monotonic() + 60
        journal = self.folder / f"{out}.part.journal"
        while not (journal.exists() and journal.stat().st_size > 200):
            self.assertIsNone(process.poll(), "ended by itself")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.005)
        return process

    def peak_memory(self, *arguments):
        """Runs polder; the most memory it had, bytes."""
        # A small process starts it: Linux counts what the parent had for the child.
        measure = ("import resource, subprocess, sys\n"
                   "ended = subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False).returncode\n"
                   "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
                   "sys.exit(ended)")
        done = subprocess.run([sys.executable, "-S", "-c", measure, POLDER, *map(str, arguments)], cwd=self.folder,
                              env=self.environment, capture_output=True, encoding="utf-8", check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return int(done.stdout) * 1024

    def runs_in(self, name):
        """Runs that an unfinished file has, by their status."""
        with h5py.File(self.folder / name) as file:
            return int(np.count_nonzero(file["status"][:]))

    def kill_until_done(self, name, arguments, seed, status=0, most=60):
        """Kills polder at random moments, each time goes on, until the file is there. Returns how many of the
        killed left results behind."""
        chance = random.Random(seed)
        began = time.monotonic()
        self.polder("sweep", *arguments, "--out", "timed.h5", "--force", status=status)
        took = time.monotonic() - began
        journal = self.folder / f"{name}.part.journal"
        kept = 0
        left = 0
        for attempt in range(most):
            process = self.start("sweep", *arguments, "--out", name, "--resume")
            # Longer from attempt to attempt, so that a busy machine gets to the end too.
            time.sleep(chance.uniform(0.0, took * (0.6 + attempt / 10)))
            process.send_signal(signal.SIGKILL)
            _, messages = process.communicate(timeout=60)
            told = re.search(r"going on after (\d+) of", messages)
            if told:
                # The last chunk may be in the file and not yet in the journal; all before it is done.
                self.assertLessEqual(int(told[1]), kept)
                self.assertGreaterEqual(int(told[1]), kept - 64)
            if process.returncode != -signal.SIGKILL:
                self.assertEqual(process.returncode, status, messages)
                return left
            if journal.exists() and journal.stat().st_size > 8 and (self.folder / f"{name}.part").exists():
                left += 1
                now = self.runs_in(f"{name}.part")
                self.assertGreaterEqual(now, kept - 64, "results were thrown away")
                kept = now
            self.assertLessEqual({str(file) for file in self.folder.glob(f"{name}*")},
                                 {f"{self.folder / name}{suffix}" for suffix in ("", ".part", ".part.journal")})
        self.polder("sweep", *arguments, "--out", name, "--resume", status=status)
        return left


def limit_file_size(bytes_):
    """For preexec_fn: no file of the process may grow beyond this, as if the disk were full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))
