"""The report says what the file says, in the numbers of its language, and needs nothing from a network."""

import contextlib
import html
import io
import json
import math
import re
import shutil
import subprocess
import unittest
import unittest.mock
from html.parser import HTMLParser

import h5py
import polder_analysis as pa
import polder_analysis.__main__
from common import FOLDER, SMALL, main, made, made_sweep
from polder_analysis import labels, report
from polder_analysis.report.numbers import Numbers, decimals

VOID = {"meta", "link", "br", "input"}


class Outline(HTMLParser):
    """What must be so for the page to be well formed: elements close in order, ids are unique."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.errors, self.links = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.links += [value for name, value in attrs.items() if name in ("src", "href", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.errors.append((tag, self.getpos()))


def page(file, language="en", **options):
    out = FOLDER / f"{file.stem}-{language}.html"
    report.write(file, out, language=language, **options)
    return out.read_text(encoding="utf-8")


def text_of(page, start, end):
    part = page[page.index(start):]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", part[:part.index(end)])))


class Report(unittest.TestCase):
    def test_numbers_of_the_answer_are_the_estimates(self):
        file = made("full")
        with pa.open(file) as data:
            wait = pa.compare(data, "housing_delay_mean").set_index("variant")
            best, worst = wait["mean"].idxmin(), wait["mean"].idxmax()
            apart = pa.paired_difference(data, "housing_delay_mean", base=best).set_index("variant").loc[worst]
        for language, to in (("en", "to"), ("nl", "tot")):
            first = text_of(page(file, language), 'id="answer"', 'class="glance"').replace("\u00a0", " ")
            row = wait.loc[best]
            for mean, low, high in ((row["mean"], row["mean_low"], row["mean_high"]),
                                    (apart["difference"], apart["low"], apart["high"])):
                places = decimals(mean, low, high)
                m, a, b = (labels.number(value, places, language) for value in (mean, low, high))
                self.assertRegex(first, rf"{re.escape(m)} (weeks|weken)[^(]*\({re.escape(a)} {to} {re.escape(b)}\)")

    def test_the_table_of_differences_has_their_figures_and_verdicts(self):
        with pa.open(made()) as data:
            wait = pa.compare(data, "housing_delay_mean").set_index("variant")["mean"]
            rows = pa.paired_difference(data, ["decision_delay_mean", "cost_total"], base=wait.idxmin())
        text = text_of(page(made()), "Differences of the main outcomes", "</details>")
        for row in rows.itertuples():
            places = decimals(row.difference, row.low, row.high)
            self.assertIn(f"{Numbers('en').signed(row.difference, places)} {Numbers('en').range(row.low, row.high, places, signed=True)}",
                          text)
            self.assertIn({"better": "better", "worse": "worse", "unclear": "no difference shows"}[row.verdict], text)

    def test_decimals_follow_the_interval(self):
        self.assertEqual([decimals(12.3, 12.2, 12.4), decimals(123, 101, 145), decimals(0.5, 0.4999, 0.5001),
                          decimals(0.071, 0.071, 0.071), decimals(math.nan, math.nan, math.nan)], [1, 0, 3, 2, 0])

    def test_languages_write_numbers_and_dates_their_own_way(self):
        english, dutch = Numbers("en"), Numbers("nl")
        self.assertEqual(english.estimate("cost_total", "EUR", 1234567.0, 1234000.0, 1235000.0),
                         ("1,234,567 euros", "1,234,000 to 1,235,000"))
        self.assertEqual(dutch.estimate("carried_out_mean", "1", 0.4567, 0.42, 0.49), ("46\u00a0%", "42 tot 49\u00a0%"))
        self.assertEqual((english.date("2015-07-01"), dutch.date("2015-07-01")), ("1 July 2015", "1 juli 2015"))
        self.assertEqual((english.signed(-0.04, 1), english.signed(0.06, 1), dutch.signed(-1.5, 1)), ("0.0", "+0.1", "−1,5"))

    def test_pages_are_whole_and_ask_nothing_of_a_network(self):
        for record in ("full", "rounds", "weeks", "summary"):
            outline, text = Outline(), page(made(record, 5), "nl")
            outline.feed(text)
            self.assertEqual((outline.errors, outline.open), ([], []), record)
            self.assertEqual(len(outline.ids), len(set(outline.ids)), record)
            for link in outline.links:
                self.assertTrue(link.startswith("#") or link == "data:,", link)
                self.assertTrue(not link.startswith("#") or link[1:] in outline.ids, link)
            self.assertNotRegex(text, r"url\(|@import|fetch\(|XMLHttpRequest")
            self.assertNotIn(">nan", text.lower())
        self.assertIn("--record full", page(made()))

    def test_one_variant_has_an_answer_and_no_differences(self):
        file = FOLDER / "one.h5"
        pa.run(SMALL, replicates=5, out=file).close()
        text = page(file)
        self.assertNotIn('id="differences"', text)
        self.assertIn("How long do people wait for a home in the network?", text)

    def test_names_from_a_file_are_text_not_markup(self):
        file = FOLDER / "names.toml"
        file.write_text(SMALL.read_text().replace('title = "', 'title = "<script>alert(1)</script> & ', 1))
        out = FOLDER / "names.h5"
        pa.run(file, replicates=2, out=out).close()
        text = page(out)
        self.assertNotIn("<script>alert", text)
        self.assertIn("&lt;script&gt;alert", text)

    def test_the_findings_are_those_of_polder_in_both_languages(self):
        done = subprocess.run([pa.engine.program(), "patterns", str(SMALL.parent / "u16.toml"), "--replicates", "2",
                               "--json", "--quiet"], capture_output=True, text=True)
        found = json.loads(done.stdout)
        known = labels.catalogue()["pattern"]
        self.assertEqual({one["id"]: one["sentence"] for one in found["patterns"]},
                         {name: texts["en"] for name, texts in known.items()})
        patterns = FOLDER / "patterns.json"
        patterns.write_text(done.stdout)
        table = text_of(page(made(), "nl", patterns=patterns), 'id="patterns"', "</section>")
        for one in known.values():
            self.assertIn(one["nl"], table)

    def test_a_report_can_be_made_without_polder(self):
        file, text = FOLDER / "alone.h5", ""
        shutil.copy(made(), file)
        with unittest.mock.patch("polder_analysis.engine.program", side_effect=pa.InputError("none")):
            text = page(file)
        self.assertIn('id="answer"', text)
        self.assertNotIn("rest on an assumption alone", text)

    def test_sweeps_have_a_report(self):
        for method, design, cross in (("factorial", "levels = 2", ""), ("sobol", "samples = 16", "cross = true"),
                                      ("saltelli", "samples = 8", "cross = true"), ("morris", "samples = 4", "")):
            outline = Outline()
            outline.feed(page(made_sweep(method, design, cross), "nl"))
            self.assertEqual((outline.errors, outline.open), ([], []), method)


class BadInput(unittest.TestCase):
    def refused(self, *arguments):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            status = polder_analysis.__main__.main(["report", *map(str, arguments)])
        self.assertEqual(status, 2, errors.getvalue())
        (sentence,) = errors.getvalue().splitlines()
        return sentence

    def test_files_that_cannot_be_used_get_one_sentence(self):
        out = FOLDER / "never.html"
        empty, truncated, foreign, older, other = (FOLDER / f"{name}.h5" for name in
                                                   ("empty", "truncated", "foreign", "older", "other"))
        empty.write_bytes(b"")
        whole = made().read_bytes()
        truncated.write_bytes(whole[:len(whole) // 2])
        foreign.write_text("a,b\n1,2\n")
        shutil.copy(made(), older)
        with h5py.File(older, "r+") as file:
            file.attrs["file_format_version"] = "0"
        with h5py.File(other, "w") as file:
            file["x"] = [1, 2]
        for file, word in ((empty, "empty"), (truncated, "truncated"), (foreign, "no HDF5"), (older, "format 0"),
                           (other, "no results file"), (FOLDER / "absent.h5", "no such file"), (FOLDER, "folder")):
            self.assertIn(word, self.refused(file, "-o", out))
            self.assertFalse(out.exists())

    def test_findings_that_cannot_be_read_get_one_sentence(self):
        self.assertIn("polder patterns", self.refused(made(), "--patterns", FOLDER / "absent.json"))
        self.assertIn("polder patterns", self.refused(made(), "--patterns", SMALL))

    def test_a_page_that_cannot_be_written_is_the_machines_failure(self):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            status = polder_analysis.__main__.main(["report", str(made()), "-o", str(FOLDER / "no/such.html")])
        self.assertEqual((status, len(errors.getvalue().splitlines())), (3, 1))


if __name__ == "__main__":
    main()
