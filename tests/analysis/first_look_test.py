"""The first picture can be drawn from a fresh results file, and a file without trajectories gets a sentence.

    first_look_test.py POLDER SCENARIO FIRST_LOOK
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

POLDER, SCENARIO, FIRST_LOOK = sys.argv[1:4]


class FirstLook(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def draw(self, record):
        result = self.folder / f"{record}.h5"
        options = ["--replicates", "8", "--record", record, "--out", str(result), "--quiet"]
        subprocess.run([POLDER, "compare", SCENARIO, *options], check=True, capture_output=True)
        picture = self.folder / f"{record}.png"
        done = subprocess.run([sys.executable, FIRST_LOOK, result, picture], capture_output=True, text=True)
        return done, picture

    def test_draws_rounds_and_weeks(self):
        for record in ("rounds", "weeks"):
            done, picture = self.draw(record)
            self.assertEqual(done.returncode, 0, done.stderr)
            head = picture.read_bytes()
            self.assertTrue(head.startswith(b"\x89PNG"))
            self.assertGreater(len(head), 20_000, "an empty picture")

    def test_says_that_a_summary_has_no_trajectories(self):
        done, picture = self.draw("summary")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--record rounds", done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse(picture.exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
