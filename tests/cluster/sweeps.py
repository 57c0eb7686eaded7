"""What the tests of parallel sweeps share. Each is called as: ..._test.py POLDER SCENARIOS"""

import os
import pathlib
import subprocess
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
# pylint: disable=wrong-import-position,unused-import
from support import ENVIRONMENT, POLDER, SCENARIOS, CliTest  # noqa: E402,F401

# CTest's SKIP_RETURN_CODE.
SKIPPED = 77

SWEEP = """\
scenario = "small.toml"
replicates = {replicates}
weeks = {weeks}

[design]
method = "sobol"
samples = {samples}

[[parameter]]
path = "trust.relational_gain"
low = 0.01
high = 0.1

[[parameter]]
path = "demand.scale"
low = 0.5
high = 1.5
"""

# Well below a second of work.
QUICK = {"samples": 16, "replicates": 5, "weeks": 12}
# Some seconds of work, so that what happens in the middle of it does.
LONG = {"samples": 64, "replicates": 200, "weeks": 104}


def unable(reason):
    """Ends a test that cannot run here. Where the packages were to be installed, that is a failure."""
    if os.environ.get("CI") or os.environ.get("POLDER_CLUSTER_REQUIRED"):
        print(f"cannot run: {reason}", file=sys.stderr)
        sys.exit(1)
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


class SweepTest(CliTest):
    def sweep(self, name, *, samples, replicates, weeks):
        """Writes a sweep file."""
        return self.write(name, SWEEP.format(samples=samples, replicates=replicates, weeks=weeks))

    def await_(self, condition, process=None, timeout=60):
        deadline = time.monotonic() + timeout
        while not condition():
            if process is not None:
                self.assertIsNone(process.poll(), "ended by itself")
            self.assertLess(time.monotonic(), deadline, f"{self.files()}")
            time.sleep(0.005)

    def under_way(self, results):
        """Some chunks of these results are in the journal beside them."""
        journal = pathlib.Path(f"{self.folder / results}.part.journal")
        try:
            return journal.stat().st_size > 200
        except FileNotFoundError:
            return False

    def assert_same(self, one, other):
        # Not assertEqual, which would print megabytes.
        self.assertTrue(self.read(one) == self.read(other), f"{one} differs from {other}")


def linked_with_mpi():
    listed = subprocess.run(["ldd", POLDER], capture_output=True, encoding="utf-8", check=False).stdout
    return "libmpi" in listed
