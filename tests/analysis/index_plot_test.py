"""The picture of a sweep's analysis can be drawn for every method, and other files get a sentence.

    index_plot_test.py POLDER SCENARIO INDEX_PLOT
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

POLDER, SCENARIO, INDEX_PLOT = sys.argv[1:4]

SWEEP = """
scenario = "{scenario}"
replicates = 2
weeks = 26
outcomes = ["decisions_total", "cost_total"]
[design]
method = "{method}"
{design}
[[parameter]]
path = "concept"
values = ["network", "ssc"]
{cross}
[[parameter]]
path = "urgency.base"
low = 0.2
high = 0.6
"""


class IndexPlot(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def polder(self, *arguments):
        return subprocess.run([POLDER, *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    def plot(self, *arguments):
        return subprocess.run([sys.executable, INDEX_PLOT, *map(str, arguments)], capture_output=True, text=True)

    def analysis(self, method, design, cross=""):
        sweep, result, analysis = (self.folder / f"{method}{ending}" for ending in (".toml", ".h5", ".json"))
        sweep.write_text(SWEEP.format(scenario=pathlib.Path(SCENARIO).resolve(), method=method, design=design, cross=cross))
        self.polder("sweep", sweep, "--out", result)
        analysis.write_text(self.polder("analyse", result, "--resamples", 20, "--format", "json"))
        return analysis

    def test_draws_every_method(self):
        for method, design, cross in (("saltelli", "samples = 8", "cross = true"), ("morris", "samples = 3\nlevels = 4", ""),
                                      ("sobol", "samples = 16", ""), ("factorial", "levels = 2", ""),
                                      ("one_at_a_time", "levels = 3", "")):
            with self.subTest(method):
                picture = self.folder / f"{method}.png"
                done = self.plot(self.analysis(method, design, cross), picture)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(done.stderr, "")
                head = picture.read_bytes()
                self.assertTrue(head.startswith(b"\x89PNG"))
                self.assertGreater(len(head), 10_000, "an empty picture")

    def test_says_what_is_wrong(self):
        analysis = self.analysis("sobol", "samples = 8")
        picture = self.folder / "none.png"
        for arguments, expected in (((analysis, picture, "nonsense"), "cost_total"), ((SCENARIO, picture), "--format json"),
                                    ((self.folder / "absent", picture), "absent"), ((analysis,), "PICTURE")):
            done = self.plot(*arguments)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(expected, done.stderr)
            self.assertNotIn("Traceback", done.stderr)
            self.assertFalse(picture.exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
