"""`polder report` makes a page through Python, hands on what Python says, and says what is missing."""

import unittest

from support import SCENARIOS, CliTest


class ReportTest(CliTest):
    def setUp(self):
        super().setUp()
        root = SCENARIOS.parent
        self.environment["POLDER_ANALYSIS"] = str(root / "analysis")
        self.polder("compare", "small.toml", "--vary", "concept=network,ssc", "--replicates", "5", "--weeks", "52", "--out",
                    "a.h5", "--quiet")

    def test_a_page_in_dutch(self):
        done = self.polder("report", "a.h5", "-o", "page.html", "--language", "nl")
        self.assertEqual(done.stdout, "page.html\n")
        page = (self.folder / "page.html").read_text(encoding="utf-8")
        self.assertIn('<html lang="nl">', page)
        # polder told Python where it is, so that assumptions are counted.
        self.assertIn("berusten er", page)

    def test_without_out_it_goes_beside_the_results(self):
        self.assertEqual(self.polder("report", "a.h5").stdout, "a.html\n")
        self.assertTrue((self.folder / "a.html").exists())

    def test_what_cannot_be_used_is_status_2_in_one_line(self):
        for file, word in (("small.toml", "no HDF5"), ("absent.h5", "no such file")):
            self.assertIn(word, self.polder("report", file, status=2).stderr)
        self.assertIn("--language", self.polder("report", "a.h5", "--language", "fr", status=2).stderr)

    def test_what_is_missing_is_status_3_with_what_to_install(self):
        self.environment["POLDER_PYTHON"] = "/no/such/python3"
        self.assertIn("POLDER_PYTHON", self.polder("report", "a.h5", status=3).stderr)
        del self.environment["POLDER_PYTHON"]
        self.environment["POLDER_ANALYSIS"] = "/no/such/folder"
        self.assertIn("analysis", self.polder("report", "a.h5", status=3).stderr)
        broken = self.folder / "broken"
        broken.mkdir()
        (broken / "jinja2.py").write_text("raise ModuleNotFoundError('no jinja2', name='jinja2')\n")
        self.environment["POLDER_ANALYSIS"] = str(SCENARIOS.parent / "analysis")
        # Behind the package's own folder, but before Debian's.
        self.environment["PYTHONPATH"] = str(broken)
        done = self.polder("report", "a.h5", status=3)
        self.assertIn("python3-jinja2", done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
