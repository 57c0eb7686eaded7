"""The report says what the file says, in the numbers of its language, and needs nothing from a network."""

import contextlib
import datetime
import html
import io
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import unittest
import unittest.mock
from html.parser import HTMLParser

import h5py
import numpy as np
import pandas as pd
import polder_analysis as pa
import polder_analysis.__main__
import scipy.stats
import xarray as xr
from common import FOLDER, SMALL, SWEEP, main, made, made_sweep
from polder_analysis import labels, report
from polder_analysis.report import charts, limits
from polder_analysis.report.evidence import gather, target
from polder_analysis.report.numbers import Numbers, decimals
from polder_analysis.report.page import Page, _thinned
from polder_analysis.report.sweep import Help, SweepPage
from polder_analysis.report.words import Words
from polder_analysis.sweeps import proportion_interval

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
    """A report as text; without the table of findings, which takes twenty variants to run, unless it is asked for."""
    out, none = FOLDER / f"{file.stem}-{language}.html", FOLDER / "no-patterns.json"
    none.write_text('{"patterns": [], "holding": 0, "replicates": 0}')
    options.setdefault("patterns", none)
    report.write(file, out, language=language, **options)
    return out.read_text(encoding="utf-8")


def text_of(page, start, end):
    part = page[page.index(start):]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", part[:part.index(end)])))


class Report(unittest.TestCase):
    def test_numbers_of_the_answer_are_the_estimates(self):
        file = made("full")
        with pa.open(file) as data:
            wait = pa.compare(data, "wait_of_all").set_index("variant")
            best, worst = wait["mean"].idxmin(), wait["mean"].idxmax()
            apart = pa.paired_difference(data, "wait_of_all", base=best).set_index("variant").loc[worst]
        row = wait.loc[best]
        for language, to, weeks in (("en", "to", "weeks"), ("nl", "tot", "weken")):
            first = text_of(page(file, language), 'id="answer"', 'class="glance"').replace("\u00a0", " ")
            m, a, b = (labels.number(row[part], 1, language) for part in ("mean", "mean_low", "mean_high"))
            self.assertIn(f"{m} {weeks} ({a} {to} {b})", first)
            if apart["low"] > 0:
                places = decimals(apart["difference"], apart["low"], apart["high"])
                m, a, b = (labels.number(apart[part], places, language) for part in ("difference", "low", "high"))
                self.assertIn(f"+{m} {weeks}; {a} {to} {b}", first)

    def test_the_table_of_differences_has_their_figures_and_verdicts(self):
        with pa.open(made()) as data:
            wait = pa.compare(data, "wait_of_all").set_index("variant")["mean"]
            rows = pa.paired_difference(data, ["decision_delay_mean", "cost_total", "say_of_others"], base=wait.idxmin())
        text = text_of(page(made()), "Differences of the main outcomes", "</details>")
        for row in rows.itertuples():
            figure, limits = Numbers("en").apart(row.outcome, row.units, row.difference, row.low, row.high, unit=False)
            self.assertIn(f"{figure} {limits}", text)
            self.assertIn({"better": "better", "worse": "worse", "unclear": "no difference shows"}[row.verdict], text)
        self.assertIn("Say of all but the largest, percentage points", text)
        self.assertNotIn("%", text.replace("95\u00a0% interval", "").replace("95 % interval", ""))

    def test_differences_of_shares_are_percentage_points_and_clear_ones_do_not_touch_nothing(self):
        self.assertEqual(Numbers("nl").apart("say_of_others", "1", 0.629, 0.626, 0.632), ("+62,9 procentpunt", "+62,6 tot +63,2"))
        self.assertEqual(Numbers("en").apart("wait_of_all", "weeks", 0.3, 0.02, 0.58)[1], "+0.02 to +0.58")
        self.assertEqual(Numbers("en").apart("wait_of_all", "weeks", 0.3, -0.02, 0.62)[1], "0.0 to +0.6")

    def test_short_figures_are_those_that_a_reader_keeps(self):
        numbers = Numbers("nl")
        for outcome, units, value, text in (("wait_of_all", "weeks", 16.44, "16,4 weken"), ("say_of_others", "1", 0.0391, "3,9\u00a0%"),
                                            ("say_of_others", "1", 0.667, "67\u00a0%"), ("cost_total", "EUR", 698123.0, "700.000 euro"),
                                            ("cost_total", "EUR", 1298123.0, "1.300.000 euro"), ("overdue_end", "persons", 142.7, "143 personen"),
                                            ("carried_out_mean", "1", math.nan, "–")):
            self.assertEqual(numbers.short(outcome, units, value), text)

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

    def test_persons_waiting_are_those_of_the_whole_region(self):
        with pa.open(made("rounds", 30)) as data:
            best = pa.compare(data, "wait_of_all").set_index("variant")["mean"].idxmin()
            late = float(data["overdue"].isel(round=-1).sel(variant=best).sum("municipality").mean())
            mean = float(data["overdue_mean"].sel(variant=best).mean()) * data.sizes["municipality"]
        text = page(made("rounds", 30), "en")
        self.assertIn(f">{Numbers('en').plain(late)}<", text)
        self.assertIn("Persons waiting beyond the agreed term, whole region, on average", text)
        chart = text_of(text, 'data-outcome="overdue_region"', "</div>\n</div>")
        self.assertIn(Numbers("en").plain(mean, 0)[:1], chart)
        self.assertNotIn('data-outcome="overdue_mean"', text)

    def test_lines_of_weekly_results_go_on_over_weeks_without_a_meeting(self):
        text = page(made("weeks", 5))
        lines = re.findall(r'class="line v\d"', text)
        self.assertTrue(lines)
        for path in re.findall(r'<path d="([^"]*)" class="line v\d"', text):
            self.assertEqual(path.count("M"), 1, "a line is broken")
            self.assertGreater(path.count("L"), 5)
        with pa.open(made("weeks", 5)) as data:
            self.assertTrue(pa.trajectory(data, "decision_delay")["mean"].isnull().any(), "nothing is tested here")

    def test_words_at_the_end_of_an_axis_stay_in_their_picture(self):
        chart = charts.shares([charts.Share("Ede", 1.0, 1.0, 1.0, "")], 1.0, 0, "")
        (x,) = re.findall(r'x="([\d.]+)"[^>]*>100 %<', chart)
        self.assertLess(float(x) + 20, 400, "half of `100 %` takes 18 or so")

    def test_many_weeks_are_thinned_without_losing_those_with_a_meeting(self):
        weeks = 400
        mean = np.full((1, weeks), np.nan)
        mean[0, 5::6] = np.arange(len(mean[0, 5::6]))
        course = xr.Dataset({"mean": (("variant", "week"), mean)}, coords={"variant": ["network"], "week": np.arange(weeks)})
        thin = _thinned(course, 100)
        self.assertLessEqual(thin.sizes["week"], 100)
        self.assertGreaterEqual(np.isfinite(thin["mean"]).sum(), len(mean[0, 5::6]) - 1)

    def test_trust_of_pairs_may_come_from_a_smaller_file_of_the_same_variants(self):
        text = page(made("rounds", 10), pairs=made("full", 3))
        self.assertIn("Mean over 3 histories.", text)
        self.assertIn('class="chart network"', text)
        with self.assertRaisesRegex(pa.InputError, "--record full"):
            page(made("rounds", 10), pairs=made("rounds", 10))
        other = FOLDER / "other-variants.h5"
        pa.run(SMALL, replicates=2, record="full", out=other).close()
        with self.assertRaisesRegex(pa.InputError, "other variants"):
            page(made("rounds", 10), pairs=other)

    def test_the_only_value_that_varies_is_named(self):
        file = FOLDER / "only.h5"
        pa.run(SMALL, vary={"interventions.forum": [True]}, replicates=3, out=file).close()
        text = page(file)
        self.assertIn("in the network with a forum?", text)

    def test_a_concept_per_group_is_said_as_such(self):
        file = FOLDER / "per-group.h5"
        pa.run(SMALL, {"groups.housing.concept": "ssc"}, replicates=3, out=file).close()
        text = page(file)
        self.assertIn("wait for a home with a concept per group?", text)

    def test_one_variant_has_an_answer_and_no_differences(self):
        file = FOLDER / "one.h5"
        pa.run(SMALL, replicates=5, out=file).close()
        text = page(file)
        self.assertNotIn('id="differences"', text)
        self.assertIn("How long do people wait for a home in the network?", text)
        self.assertRegex(text_of(text, 'id="answer"', 'class="glance"'), r"At the end \d+ people in the whole region wait, \d+ of them beyond")

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
        self.assertEqual({one["id"]: one["name"] for one in found["patterns"]},
                         {name: texts["en"] for name, texts in labels.catalogue()["pattern_name"].items()})
        for one in found["patterns"]:
            for part in one["parts"]:
                self.assertIn(part["what"], labels.catalogue()["figure"], f"{one['id']}: this figure has no Dutch")
            for note in re.findall(r"\(([^()]*)\)", one["source"]):
                self.assertIn(note, labels.catalogue()["note"], f"{one['id']}: this note has no Dutch")
        patterns = FOLDER / "patterns.json"
        patterns.write_text(json.dumps({**found, "title": "Four municipalities", "weeks": 104}))
        table = text_of(page(made(), "nl", patterns=patterns), 'id="patterns"', "</section>")
        for one in known.values():
            self.assertIn(one["nl"], table)
        for part in found["patterns"][0]["parts"]:
            self.assertIn(labels.catalogue()["figure"][part["what"]]["nl"], table)

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
            outline, text = Outline(), page(made_sweep(method, design, cross), "nl")
            outline.feed(text)
            self.assertEqual((outline.errors, outline.open), ([], []), method)
            self.assertIn("parameters die op een aanname berusten", text, "assumptions are not told")
            # A box around points that repeat values says nothing.
            self.assertEqual("herhalen waarden" in text, method in ("morris", "saltelli"))


class Claims(unittest.TestCase):
    """Nothing is called soonest or best that chance may explain."""

    def planted(self, name, waits, replicates=30):
        """A file of three concepts in which the waits are as given: weeks more than the network's, replicate by replicate."""
        file = FOLDER / f"{name}.h5"
        pa.run(SMALL, vary={"concept": ["network", "centre", "ssc"]}, replicates=replicates, out=file).close()
        with h5py.File(file, "r+") as raw:
            values = np.tile(16.0 + np.sin(np.arange(replicates)), (3, 1))
            raw["wait_of_all"][...] = values + np.stack([np.broadcast_to(one, replicates) for one in waits])
        return file

    def answer(self, file):
        text = page(file)
        return text_of(text, 'id="answer"', 'class="glance"'), text

    def test_a_winner_beyond_chance_is_named_with_all_others(self):
        said, _ = self.answer(self.planted("winner", [2.0, 0.0, 1.0]))
        self.assertIn("housed soonest with a centre municipality", said)
        self.assertRegex(said, r"longer with a shared-service centre \(\+1\S* weeks.*\) and in the network \(\+2")

    def test_two_that_chance_may_part_are_alike_though_the_third_is_behind(self):
        noise = np.where(np.arange(30) % 2, 0.5, -0.49)
        said, text = self.answer(self.planted("alike", [0.0, noise, 3.0]))
        self.assertNotIn("housed soonest", said)
        self.assertIn("about equally soon in the network and with a centre municipality", said)
        self.assertRegex(said, r"It takes longer with a shared-service centre \(\+3")
        table = text_of(text, 'class="glance"', "</table>")
        self.assertEqual(len(re.findall(r"● best 1\d\.\d", table.split("Shared-service")[0])), 2, table)

    def test_where_nothing_is_behind_there_is_no_winner(self):
        noise = np.where(np.arange(30) % 2, 0.5, -0.49)
        said, _ = self.answer(self.planted("none", [0.0, noise, -noise]))
        self.assertIn("No option houses people clearly sooner", said)

    def test_one_history_has_no_interval_and_says_so(self):
        said, text = self.answer(self.planted("single", [0.0, 1.0, 2.0], replicates=1))
        self.assertNotIn("soonest", said)
        self.assertNotIn("(–)", said)
        self.assertIn("cannot be told from chance", said)
        self.assertNotIn("● ", text_of(text, 'class="glance"', "</table>"))

    def test_a_file_of_an_earlier_version_says_that_it_counts_only_the_housed(self):
        file = FOLDER / "earlier.h5"
        shutil.copy(made(), file)
        with h5py.File(file, "r+") as raw:
            del raw["wait_of_all"]
        said, text = self.answer(file)
        self.assertIn("counts only those who were housed", said)
        self.assertIn("flatters", text)
        self.assertNotIn("counts only those who were housed", self.answer(made())[0])

    def test_nothing_carried_out_is_said_in_words(self):
        file = FOLDER / "nothing.h5"
        shutil.copy(made(), file)
        with h5py.File(file, "r+") as raw:
            raw["carried_out_mean"][...] = np.nan
        said, text = self.answer(file)
        self.assertIn("Nothing was carried out", said)
        self.assertNotRegex(text, r"–\s*%")

    def test_what_varies_is_named_in_question_answer_and_table(self):
        for path, values, words in (
            ("interventions.monitoring", [False, True], ("Zonder monitoring", "Met monitoring", "Wat voegt monitoring toe in het netwerk")),
            ("concept_switch.week", [False, 10], ("elk 5 keer doorgerekend. Ze beginnen in het netwerk.", "Zonder verandering van vorm", "Met een verandering van vorm na week 10",
                                                  "op een andere samenwerkingsvorm over te gaan (shared service center)"))):
            file = FOLDER / f"{path}.h5"
            change = {"concept_switch.to": "ssc", "concept_switch.week": 12} if path.startswith("concept_switch") else {}
            pa.run(SMALL, change, vary={path: values}, replicates=5, out=file).close()
            text = html.unescape(page(file, "nl"))
            for word in words:
                self.assertIn(word, text)
            self.assertNotRegex(text_of(text, 'class="glance"', "</table>"), r"\b(Ja|Nee|false|true)\b")

    def first_screen(self, file, language="en"):
        """The first screen of a page without the rest, which takes seconds: its parts, and all sentences as one text."""
        with pa.open(file) as data:
            some = data[["wait_of_all", "decision_delay_mean", "carried_out_mean", "say_of_others", "cost_total", "placements_total",
                         "largest_workload_share", "overdue_mean", "backlog_mean", "population", "status"]]
            screen = Page(gather(some), Words(language), Numbers(language))
        return screen, " ".join([*screen.answer(), screen.asked()]).replace("\u00a0", " ")

    def test_those_marked_as_best_look_different_from_the_others(self):
        screen, said = self.first_screen(self.planted("close", [0.0, 0.004, 0.01]))
        table = screen.glance()
        column = table.head.index("wait of all, weeks")
        figures = [row[column] for row in table.rows]
        self.assertEqual([(r, column) in table.best for r in range(3)], [True, False, False])
        self.assertNotIn(figures[0], figures[1:])
        self.assertIn(f"wait {figures[0]} weeks", said, "sentence and table have other digits")
        table = self.first_screen(self.planted("closest", [0.0, 1e-7, 2e-7]))[0].glance()
        self.assertFalse({(r, column) for r in range(3)} & table.best, "no digits show the difference")

    def test_of_a_few_histories_no_interval_and_no_winner_is_told(self):
        for replicates, each in ((1, "1 simulated history each"), (3, "3 simulated histories each")):
            screen, said = self.first_screen(self.planted("few", [0.0, 1.0, 2.0], replicates=replicates))
            self.assertIn("cannot be told from chance", said)
            self.assertIn(each, said)
            self.assertNotIn("soonest", said)
            self.assertNotIn("(", said)
            self.assertFalse(screen.brackets() or screen.glance().best)

    def test_an_impossible_interval_is_not_told(self):
        file = FOLDER / "impossible.h5"
        pa.run(SMALL, replicates=6, record="summary", out=file).close()
        with h5py.File(file, "r+") as raw:
            raw["carried_out_mean"][...] = [[0.0, 1.0, 0.0, 1.0, 1.0, 1.0]]
        screen, said = self.first_screen(file)
        self.assertIn("Of what is decided 67 % is carried out", said)
        self.assertIn("6 histories are too few to say how far chance reaches", said)
        self.assertTrue(screen.brackets())

    def test_what_was_set_is_named_and_of_much_how_much_more(self):
        file = FOLDER / "set.h5"
        change = {"demand.scale": 0.5, "commitment.base": 0.5, "urgency.base": 0.4, "attendance.base": 0.6, "review.enough": 0.5}
        pa.run(SMALL, change, vary={"placement.legal_term_weeks": [8, 14]}, replicates=5, out=file).close()
        said, text = self.answer(file)
        self.assertIn("Other than in the scenario: at 0.5 times the inflow, backing of administrators = 0.5", said)
        self.assertNotIn("replicates", said)
        # The yardstick varies with the options: nothing is best by it.
        rows = re.findall(r"<tr>(.*?)</tr>", text[text.index('class="glance"'):])[1:3]
        for row in rows:
            self.assertNotIn("●", re.findall(r"<td[^>]*>(.*?)</td>", row)[1])
        self.assertIn("the term itself differs between the options", text)
        self.assertIn("With an agreed term of 8 weeks", text)
        pa.run(SMALL, {**change, "trust.content_start": 0.5}, replicates=2, record="summary", out=file).close()
        self.assertIn("and 2 more.", self.first_screen(file)[1])

    def test_more_than_the_target_is_explained_only_where_it_is_so(self):
        screen, _ = self.first_screen(made())
        housed = float(screen.found.row("placements_total", screen.found.variants[0])["mean"])
        for target, explained in ((0.8 * housed, True), (1.2 * housed, False)):
            screen.found.target = pd.Series([target])
            self.assertEqual("More than 100" in " ".join(screen.glance_notes()), explained)

    def test_lists_and_dates_are_in_words(self):
        file = FOLDER / "elections.h5"
        pa.run(SMALL, vary={"elections": ["[]", "[2016-03-16]"]}, replicates=5, record="summary", out=file).close()
        _, said = self.first_screen(file, "nl")
        self.assertIn("zonder verkiezingen", said)
        self.assertIn("met verkiezingen op 16 maart 2016", said)
        self.assertNotRegex(said, r"[\[\]=]")

    def test_recommendations_of_the_scenario_are_in_the_question(self):
        file = FOLDER / "recommended.h5"
        pa.run(SMALL, {"interventions.monitoring": True, "interventions.forum": True}, replicates=3, out=file).close()
        self.assertIn("op een woning in het netwerk met monitoring en een forum?", page(file, "nl"))


class Sweeps(unittest.TestCase):
    def planted(self, split, first="network", second="ssc", share=0.7, p_value=0.001):
        """The page of a sweep of which polder analyse would have said this."""
        def standing(value, best, regret):
            def exact(number):
                return {"estimate": number, "low": number, "high": number}
            return {"value": value, "mean": exact(10.0), "best": exact(best), "regret": exact(regret), "regret_95": exact(regret)}
        ranking = {"path": "concept", "samples": 16, "independent": 16, "incomplete": 0,
                   "alternatives": [standing(first, share, 0.1), standing(second, 1.0 - share, 0.4)],
                   "first_against_second": {"first": first, "second": second, "share": share, "by_parameter": [],
                                            "splits": [{"samples_inside": 8, "samples_outside": 8, "gain": 1.0, **split}],
                                            "p_value": p_value}}
        found = {"outcomes": [{"name": name, "unit": "1", "better": "higher", "combinations": [], "rankings": [ranking]}
                              for name in ("decisions_total",)]}
        with unittest.mock.patch("polder_analysis.engine.analyse", return_value=found), \
                pa.open(made_sweep("sobol", "samples = 16", "cross = true")) as data:
            return SweepPage(data, Words("en"), Numbers("en"))

    def test_what_is_best_in_less_than_half_is_only_most_often_best(self):
        often = self.planted({"path": "urgency.base", "inside": {"below": 0.5}}, share=0.55)._best("decisions_total")
        self.assertIn("none is clearly best", often)
        clear = self.planted({"path": "urgency.base", "inside": {"below": 0.5}}, share=0.95)._best("decisions_total")
        self.assertIn("it is best in the network, in 95\xa0%", clear)

    def test_a_flip_is_where_the_second_wins(self):
        below = {"path": "urgency.base", "inside": {"below": 0.4}, "flips": True}
        (said,) = self.planted({**below, "share_inside": 1.0, "share_outside": 0.28}).flips("decisions_total")
        self.assertIn("where “urgency, base” is 0.400 or more: there it is better with a shared-service centre than in the network "
                      "in 72\u00a0% of the combinations, elsewhere in 0\u00a0%", said)
        (said,) = self.planted({**below, "share_inside": 0.1, "share_outside": 0.95}).flips("decisions_total")
        self.assertIn("is below 0.400: there it is better with a shared-service centre than in the network in 90\u00a0%", said)

    def test_a_flip_by_a_switch_names_the_values_of_that_side(self):
        split = {"path": "interventions.forum", "inside": {"values": ["false"]}, "flips": True}
        (said,) = self.planted({**split, "share_inside": 0.9, "share_outside": 0.2}).flips("decisions_total")
        self.assertIn("“a forum” is yes", said)
        self.assertIn("in 80\u00a0%", said)

    def test_who_wins_how_often_has_an_interval_and_is_said_straight(self):
        split = {"path": "urgency.base", "inside": {"below": 0.4}, "flips": False, "share_inside": 0.4, "share_outside": 0.5}
        (said,) = self.planted(split, share=0.45).flips("decisions_total")
        low, high = (Numbers("en").plain(100 * one) for one in proportion_interval(0.45, 16))
        self.assertIn(f"it is better in the network than with a shared-service centre in 45\u00a0% ({low} to {high}\u00a0%)", said)

    def test_what_helps_has_intervals_in_as_many_digits(self):
        found = self.planted({"path": "urgency.base", "inside": {"below": 0.4}, "flips": False})
        rows = pd.DataFrame([[1.2, 1.15, 1.25], [3.0, 2.0, 4.0], [0.1, -0.1, 0.3]], columns=["mean", "low", "high"],
                            index=["interventions.forum", "interventions.monitoring", "interventions.explicit_roles"])
        found.helps["decisions_total"] = Help(list(rows.index), {"network": rows}, "higher", "1")
        self.assertIn("in the network a forum (+1.20; +1.15 to +1.25) and monitoring (+3.00; +2.00 to +4.00).",
                      found._helped("decisions_total"))
        self.assertIn("with a shared-service centre 0.40 (0.40 to 0.40)", found._best("decisions_total"))

    def test_shares_of_the_variance_stay_between_nothing_and_all(self):
        found = self.planted({"path": "urgency.base", "inside": {"below": 0.4}, "flips": False})
        indices = {"kind": "saltelli", "parameters": [{"path": "urgency.base", "first": {"estimate": 1.04, "low": -0.3, "high": 1.4}}]}
        found.analysis["decisions_total"]["combinations"] = [{"at": {}, "indices": indices}]
        self.assertIn("100\u00a0% of what varies between points (0 to 100\u00a0%)", found._most("decisions_total"))
        self.assertIn("1.0 (0.0 to 1.0)", found.indices("decisions_total")[0].chart)

    def test_a_flip_that_may_be_chance_is_not_told(self):
        split = {"path": "urgency.base", "inside": {"below": 0.4}, "flips": True, "share_inside": 0.4, "share_outside": 0.6}
        (said,) = self.planted(split, p_value=0.4).flips("decisions_total")
        self.assertIn("cannot be told from chance", said)

    def test_shares_of_few_sets_have_intervals_that_are_honest_at_none_and_at_all(self):
        for hits, count in ((16, 16), (0, 16), (5, 16), (1, 1)):
            exact = scipy.stats.binomtest(hits, count).proportion_ci(0.95, method="exact")
            np.testing.assert_allclose(proportion_interval(hits / count, count), (exact.low, exact.high))
        text = self.planted({"path": "urgency.base", "inside": {"below": 0.4}, "flips": False, "share_inside": 1.0,
                             "share_outside": 1.0}, share=1.0).answer()[0]
        self.assertIn("100\u00a0% of the 16 combinations (79 to 100\u00a0%)", text)

    def test_others_are_in_the_order_of_what_is_said_of_them(self):
        text = page(made_sweep("sobol", "samples = 16", "cross = true"))
        table = text_of(text, 'aria-label="Which alternative is best, whatever the assumptions: Decisions"', "</table>")
        self.assertIn("off the best", table)

    def test_every_main_outcome_is_there(self):
        text = page(made_sweep("factorial", "levels = 2"))
        table = text_of(text, 'class="glance"', "</table>")
        for name in ("Decisions", "Cost", "Joint hours"):
            self.assertIn(name, table)
            self.assertIn(f">{name}</option>", text)
        self.assertEqual(text.count("At a glance"), 2, "the first table stands there twice")

    def test_a_factorial_of_concepts_and_recommendations_says_what_helps_where(self):
        design = FOLDER / "helps.toml"
        design.write_text(f"""
scenario = "{SMALL}"
replicates = 20
outcomes = ["wait_of_all", "decision_delay_mean", "cost_total", "say_of_others"]
[design]
method = "factorial"
[[parameter]]
path = "concept"
values = ["network", "centre"]
[[parameter]]
path = "interventions.forum"
values = [false, true]
[[parameter]]
path = "interventions.explicit_roles"
values = [false, true]
""")
        file = FOLDER / "helps.h5"
        pa.sweep(design, out=file).close()
        with pa.open(file) as data:
            grid = pa.grid(data, ["decision_delay_mean"])
        alone = grid.sel({"interventions.explicit_roles": "false"}, drop=True)
        rows = pa.paired_difference(alone, "decision_delay_mean", dim="interventions.forum", base="false").set_index("concept")
        text = page(file)
        self.assertIn("Which recommendation helps under which form of cooperation?", text)
        table = text_of(text, 'aria-label="Which recommendation helps where: Time to a decision', "</table>")
        for concept in ("network", "centre"):
            row = rows.loc[concept]
            figure, limits = Numbers("en").apart("decision_delay_mean", "weeks", row["difference"], row["low"], row["high"], unit=False)
            self.assertIn(f"{figure} ({limits})", table)
        self.assertIn("All together", table)


class Reproduction(unittest.TestCase):
    def test_every_command_that_is_printed_runs(self):
        folder = FOLDER / "commands"
        folder.mkdir()
        (folder / "bin").mkdir()
        (folder / "bin/polder").symlink_to(pa.engine.program())
        shutil.copy(SMALL, folder / "small.toml")
        (folder / "design.toml").write_text(SWEEP.format(scenario="small.toml", method="sobol", design="samples = 8", cross="cross = true"))
        pa.run(folder / "small.toml", {"interventions.forum": True}, replicates=3, weeks=20, seed=7, out=folder / "one.h5").close()
        pa.run(folder / "small.toml", vary={"concept": ["network", "ssc"]}, replicates=3, out=folder / "two.h5").close()
        pa.sweep(folder / "design.toml", {"staffing.week_hours": 35}, replicates=2, samples=4, out=folder / "sweep.h5").close()
        environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
        for name in ("one", "two", "sweep"):
            text = page(folder / f"{name}.h5")
            commands = [html.unescape(one) for one in re.findall(r"<code>(polder [^<]*)</code></pre>", text)]
            self.assertEqual(len(commands), 3)
            for command in commands:
                done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, f"{command}\n{done.stderr}")
                again = folder / f"again-{name}.h5"
                if again.exists():
                    with pa.open(folder / f"{name}.h5") as first, pa.open(again) as second:
                        np.testing.assert_array_equal(first["decisions_total"], second["decisions_total"])
                    again.unlink()

    def test_a_program_with_changes_says_so(self):
        file = FOLDER / "dirty.h5"
        shutil.copy(made(), file)
        with h5py.File(file, "r+") as raw:
            raw.attrs.modify("git_commit", "0123456789abcdef0123456789abcdef01234567-dirty")
        self.assertIn("0123456789ab-dirty (met wijzigingen die niet zijn vastgelegd", page(file, "nl"))
        if not self.dirty():
            self.assertNotIn("niet zijn vastgelegd", page(made(), "nl"))

    @staticmethod
    def dirty():
        with pa.open(made()) as data:
            return str(data.attrs["git_commit"]).endswith("-dirty")

    def test_the_target_is_that_of_the_engine(self):
        for start, weeks in (("2015-07-01", 156), ("2016-02-10", 124)):
            file = FOLDER / f"target-{start}.h5"
            pa.run(SMALL.parent / "u16.toml", {"start": start}, replicates=2, weeks=weeks, record="weeks", out=file).close()
            with pa.open(file) as data:
                parameters = pa.engine.describe(file)
                due = target(parameters, pa.trajectory(data, "placements", cumulative=True))
                values = {one["path"]: one["value"] for one in parameters}
                halves = sum(1 for path in values if re.fullmatch(r"demand\.half_years\.\d+\.target", path))
                arrears, placed = data["arrears"].load(), data["placements"].load()
                # What is owed is the target so far less who was placed before this week; arrears are that in half-years' targets.
                held = ((arrears > -0.999) & (arrears < 1.999)).all(["variant", "replicate", "municipality"])
                checked = 0
                for week in np.flatnonzero(held.values):
                    half = max(h for h in range(halves) if h == 0 or self.weeks_to(values, start, h) <= week)
                    each = np.array([max(1.0, float(values[f"municipalities.{town}.targets"].strip("[]").split(",")[half]))
                                     for town in data["municipality"].values])
                    owed = float((arrears.isel(variant=0, replicate=0, week=week) * each).sum())
                    before = float(placed.isel(variant=0, replicate=0, week=slice(0, week)).sum())
                    self.assertAlmostEqual(float(due.iloc[week]), owed + before, delta=0.5, msg=f"week {week}")
                    checked += 1
                self.assertGreater(checked, 20)

    @staticmethod
    def weeks_to(values, start, half):
        shown = datetime.date.fromisoformat(values[f"demand.half_years.{half}.start"])
        return (shown - datetime.date.fromisoformat(start)).days // 7

    def test_looking_for_findings_takes_a_bounded_time(self):
        for seconds_each, replicates in ((0.0001, [10, 100]), (0.25, [10, 40]), (3.0, [10])):
            asked, clock = [], [0.0]

            def patterns(result, *, replicates, most_seconds, asked=asked, clock=clock, each=seconds_each):
                asked.append(replicates)
                clock[0] += each * replicates
                return {"patterns": [], "holding": 0, "replicates": replicates}

            with unittest.mock.patch("polder_analysis.engine.patterns", patterns), \
                    unittest.mock.patch("time.monotonic", lambda clock=clock: clock[0]):
                found = limits.look_for_patterns("any.h5")
            self.assertEqual(asked, replicates)
            self.assertEqual(found["replicates"], replicates[-1])


class Language(unittest.TestCase):
    ENGLISH = re.compile(r"\b(the|and|with|which|than|from|that|less|share|their|not|are|were|has|have|weeks|persons|housed|under|"
                         r"municipality|cooperation|wait|mean|each|where|when)\b", re.IGNORECASE)

    def test_a_dutch_page_has_no_english(self):
        found = pa.engine.patterns(SMALL.parent / "u16.toml", replicates=2)
        patterns = FOLDER / "all-patterns.json"
        patterns.write_text(json.dumps({**found, "title": "Four municipalities", "weeks": 104}))
        for file in (made("full", 10), made("rounds", 10), made_sweep("sobol", "samples = 16", "cross = true"),
                     made_sweep("morris", "samples = 4"), made_sweep("factorial", "levels = 2")):
            text = page(file, "nl", patterns=patterns)
            text = re.sub(r"<(style|script|code)\b.*?</\1>", " ", text, flags=re.S)
            for node in re.findall(r">([^<]+)<", text) + re.findall(r'(?:aria-label|data-head|title)="([^"]*)"', text):
                words = self.ENGLISH.findall(html.unescape(node))
                self.assertFalse(words, f"{file.name}: {html.unescape(node).strip()!r}")


class BadInput(unittest.TestCase):
    def refused(self, *arguments):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            status = polder_analysis.__main__.attempt(["report", *map(str, arguments)])
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

    def test_what_is_read_and_results_are_never_replaced_by_a_page(self):
        result, full = FOLDER / "keep.h5", FOLDER / "keep-full.h5"
        shutil.copy(made("rounds", 10), result)
        shutil.copy(made("full", 3), full)
        (FOLDER / "keep-link.h5").symlink_to(result)
        before = result.read_bytes(), full.read_bytes()
        for arguments in ((result, "-o", result), (result, "-o", FOLDER / "keep-link.h5"), (result, "--pairs", full, "-o", full),
                          (result, "-o", full)):
            self.assertIn("would be lost", self.refused(*arguments))
        self.assertEqual((result.read_bytes(), full.read_bytes()), before)

    def test_findings_and_pairs_of_another_scenario_are_refused(self):
        findings = FOLDER / "findings.json"
        findings.write_text(json.dumps({"title": "Another region", "patterns": [], "holding": 0, "replicates": 4}))
        self.assertIn("Another region", self.refused(made(), "--patterns", findings))
        findings.write_text(json.dumps({"title": "Four municipalities", "weeks": 26, "patterns": [], "holding": 0, "replicates": 4}))
        self.assertIn("of 26 weeks, the results of 104", self.refused(made(), "--patterns", findings))
        before = findings.read_bytes()
        self.assertIn("would be lost", self.refused(made(), "--patterns", findings, "-o", findings))
        self.assertEqual(findings.read_bytes(), before)
        renamed = FOLDER / "renamed.h5"
        shutil.copy(made("full", 3), renamed)
        with h5py.File(renamed, "r+") as file:
            names = file["municipality"]
            names[0] = "Elsewhere" if h5py.check_string_dtype(names.dtype) else names[0]
        self.assertIn("other municipalities", self.refused(made("rounds", 10), "--pairs", renamed))

    def test_a_page_that_cannot_be_written_is_the_machines_failure(self):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            status = polder_analysis.__main__.attempt(["report", str(made()), "-o", str(FOLDER / "no/such.html")])
        self.assertEqual((status, len(errors.getvalue().splitlines())), (3, 1))
        self.assertTrue(errors.getvalue().startswith(f"{FOLDER / 'no/such.html'}: error: "), errors.getvalue())

    def test_what_is_no_file_is_never_replaced(self):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            status = polder_analysis.__main__.attempt(["report", str(made()), "-o", "/dev/full"])
        self.assertEqual(status, 3, errors.getvalue())
        self.assertTrue(pathlib.Path("/dev/full").is_char_device())
        link, target = FOLDER / "link.html", FOLDER / "target.html"
        target.write_text("before")
        link.symlink_to(target)
        report.write(made(), link)
        self.assertTrue(link.is_symlink())
        self.assertIn('id="answer"', target.read_text())


if __name__ == "__main__":
    main()
