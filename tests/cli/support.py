"""What the tests of the program share. Each is called as: ..._test.py POLDER SCENARIOS"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

POLDER = pathlib.Path(sys.argv[1]).resolve()
SCENARIOS = pathlib.Path(sys.argv[2]).resolve()
del sys.argv[1:3]

# What happens must not depend on the terminal or language of whoever runs the tests.
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
ENVIRONMENT.update({name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")})


class CliTest(unittest.TestCase):
    """Every test has a folder of its own, in which it runs."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="polder-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        shutil.copy(SCENARIOS / "small.toml", self.folder)
        self.environment = {**ENVIRONMENT, "TMPDIR": str(self.temporary)}
        self.before = self.files()

    def files(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    def polder(self, *arguments, status=0, **options):
        """Runs polder and checks its exit status."""
        done = subprocess.run(
            [POLDER, *map(str, arguments)], cwd=self.folder, env=self.environment, capture_output=True,
            encoding="utf-8", timeout=300, **options)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def refused(self, *arguments, status=2):
        """Runs polder, which must say why it does not, and leave no trace. Returns the lines of its errors."""
        done = self.polder(*arguments, status=status)
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.files(), self.before)
        lines = done.stderr.splitlines()
        self.assertTrue(lines)
        for line in lines:
            self.assertIn(": error: ", line)
        return lines

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.before = self.files()
        return path

    def read(self, name):
        return (self.folder / name).read_bytes()
