"""What `polder analyse` says of a sweep is what its results file holds, finished or not; and when a sweep is
too small to say it, that is said too."""

import json
import re
import unittest

import h5py
import numpy as np

from sweep_support import BASE, CONCEPTS, FORUM, GAIN, ITEMS, SOME_REFUSED, SweepTest, sweep_text, table_text

WEEKS = {"weeks": 52, "top": 'outcomes = ["main"]'}
QUICK = ("--resamples", 50)
DELAY = "decision_delay_mean"


class AnalyseTest(SweepTest):
    def sweep(self, name, text, *arguments, status=0):
        self.write(f"{name}.toml", text)
        self.polder("sweep", f"{name}.toml", "--out", f"{name}.h5", *arguments, status=status)
        self.before = self.files()
        return f"{name}.h5"

    def analysis(self, *arguments, status=0):
        return json.loads(self.polder("analyse", *arguments, *QUICK, "--format", "json", status=status).stdout)

    def means(self, file, outcome=DELAY):
        """(mean over replicates, sample, role, concept) of every point."""
        with h5py.File(self.folder / file) as data:
            concept = data["concept"].asstr()[:] if data["concept"].dtype.kind == "O" else data["concept"][:]
            return data[outcome][:].mean(axis=1), data["design_sample"][:], data["design_role"][:], concept


class MethodsTest(AnalyseTest):
    def test_sobol_indices_are_those_of_the_file(self):
        file = self.sweep("s", sweep_text(FORUM + BASE + CONCEPTS + ITEMS, "saltelli", 32, **WEEKS))
        found = self.analysis(file, "--outcome", DELAY)
        self.assertTrue(found["finished"])
        self.assertEqual(found["points"], {"run": 320, "in_file": 320, "first": 0, "total": 320})
        (outcome,) = found["outcomes"]
        mean, sample, role, concept = self.means(file)
        self.assertEqual([c["at"] for c in outcome["combinations"]], [{"concept": "network"}, {"concept": "ssc"}])
        for combination, value in zip(outcome["combinations"], dict.fromkeys(concept.tolist())):
            def block(number, value=value):
                chosen = (role == number) & (concept == value)
                return mean[chosen][np.argsort(sample[chosen])]

            a, b = block(0), block(1)
            centre = np.concatenate([a, b]).mean()
            variance = np.concatenate([a, b]).var(ddof=1)
            self.assertAlmostEqual(combination["mean"], centre)
            self.assertAlmostEqual(combination["sd"], variance**0.5)
            self.assertEqual(combination["samples"], {"used": 32, "not_run": 0, "no_value": 0})
            self.assertEqual([p["path"] for p in combination["indices"]["parameters"]],
                             ["interventions.forum", "urgency.base", "agenda.items_per_meeting"])
            for j, parameter in enumerate(combination["indices"]["parameters"]):
                ab = block(2 + j)
                self.assertAlmostEqual(parameter["first"]["estimate"], np.mean((b - centre) * (ab - a)) / variance)
                self.assertAlmostEqual(parameter["total"]["estimate"], np.mean((a - ab) ** 2) / 2 / variance)
                self.assertLessEqual(parameter["total"]["low"], parameter["total"]["estimate"])
                self.assertGreaterEqual(parameter["total"]["high"], parameter["total"]["estimate"])
            self.assertIn("samples", [reason["kind"] for reason in combination["too_small"]])

    def test_pairs_with_second_order(self):
        file = self.sweep("s", sweep_text(FORUM + BASE + ITEMS, "saltelli", 16, design="second_order = true", **WEEKS))
        (combination,) = self.analysis(file, "--outcome", DELAY)["outcomes"][0]["combinations"]
        self.assertEqual([pair["paths"] for pair in combination["indices"]["pairs"]],
                         [["interventions.forum", "urgency.base"], ["interventions.forum", "agenda.items_per_meeting"],
                          ["urgency.base", "agenda.items_per_meeting"]])

    def test_ranking_is_that_of_the_file(self):
        file = self.sweep("s", sweep_text(FORUM + BASE + CONCEPTS, "sobol", 40, **WEEKS))
        found = self.analysis(file, "--outcome", DELAY)
        (ranking,) = found["outcomes"][0]["rankings"]
        mean, sample, _, concept = self.means(file)
        names = list(dict.fromkeys(concept.tolist()))
        values = np.array([mean[concept == name][np.argsort(sample[concept == name])] for name in names])
        self.assertEqual(ranking["samples"], 40)
        self.assertEqual(ranking["independent"], 40)
        best = values.min(axis=0)  # a delay: lower is better
        for alternative in ranking["alternatives"]:
            own = values[["network", "ssc"].index(alternative["value"])]
            share = np.mean((own == best) / (values == best).sum(axis=0))
            self.assertAlmostEqual(alternative["best"]["estimate"], share)
            self.assertAlmostEqual(alternative["regret"]["estimate"], np.mean(own - best))
            self.assertAlmostEqual(alternative["mean"]["estimate"], np.mean(own))
        shares = [alternative["best"]["estimate"] for alternative in ranking["alternatives"]]
        self.assertEqual(shares, sorted(shares, reverse=True))
        self.assertEqual([p["path"] for p in ranking["first_against_second"]["by_parameter"]],
                         ["interventions.forum", "urgency.base"])

    def test_every_method_has_its_measures(self):
        parameters = FORUM + BASE
        for method, kind, measures, samples, design in (
            ("morris", "morris", {"path", "mu_star", "mu", "sigma"}, 5, "levels = 4"),
            ("latin_hypercube", "given_data", {"path", "first", "spearman"}, 30, ""),
            ("factorial", "factorial", {"path", "first", "total", "levels"}, None, "levels = 3"),
        ):
            with self.subTest(method):
                file = self.sweep(method, sweep_text(parameters, method, samples, design=design, **WEEKS))
                (combination,) = self.analysis(file, "--outcome", DELAY)["outcomes"][0]["combinations"]
                self.assertEqual(combination["indices"]["kind"], kind)
                for parameter in combination["indices"]["parameters"]:
                    self.assertEqual(set(parameter), measures)
        file = self.sweep("oat", sweep_text(parameters, "one_at_a_time", None, design="levels = 3", **WEEKS))
        (combination,) = self.analysis(file, "--outcome", DELAY)["outcomes"][0]["combinations"]
        self.assertEqual(combination["indices"]["kind"], "one_at_a_time")
        with h5py.File(self.folder / file) as data:
            values, role = data[DELAY][:], data["design_role"][:]
        differences = [np.mean(row - values[role == 0][0]) for row in values[role > 0]]
        np.testing.assert_allclose([effect["difference"]["estimate"] for effect in combination["indices"]["effects"]],
                                   differences, atol=1e-9)

    def test_points_that_failed_are_left_out_and_counted(self):
        self.write("points.csv", SOME_REFUSED)
        file = self.sweep("t", table_text(**WEEKS), status=1)
        found = self.analysis(file, "--outcome", DELAY)
        self.assertEqual(found["failed_runs"], 9)
        self.assertEqual(found["outcomes"][0]["combinations"][0]["samples"], {"used": 5, "not_run": 0, "no_value": 3})
        text = self.polder("analyse", file, "--outcome", DELAY, *QUICK).stdout
        self.assertIn("9 runs failed", text)
        self.assertIn("Left out: 3 points without a value", text)


class UnfinishedTest(AnalyseTest):
    def test_complete_base_samples_of_a_sweep_under_way(self):
        # Some seconds of work for one thread.
        self.write("s.toml", sweep_text(GAIN + BASE + CONCEPTS, "saltelli", 400, replicates=20, weeks=52))
        process = self.under_way("s.toml", "s.h5")
        running = self.analysis("s.h5", "--outcome", DELAY)
        process.send_signal(2)
        process.communicate(timeout=60)
        stopped = self.analysis("s.h5", "--outcome", DELAY)
        for found in (running, stopped):
            self.assertFalse(found["finished"])
            self.assertLess(found["points"]["run"], 3200)
            for combination in found["outcomes"][0]["combinations"]:
                self.assertEqual(combination["samples"]["used"] + combination["samples"]["not_run"], 400)
        used = stopped["outcomes"][0]["combinations"][0]["samples"]["used"]
        # Of a base sample's 8 points the last but one completes it under the first concept.
        self.assertEqual(used, (stopped["points"]["run"] + 1) // 8)
        text = self.polder("analyse", "s.h5", "--outcome", DELAY, *QUICK).stdout
        self.assertIn(f"Unfinished: {stopped['points']['run']} of 3200 points.", text)

        # The same base samples of a sweep of that size give the same numbers.
        if used >= 2:
            self.polder("sweep", "s.toml", "--samples", used, "--out", "whole.h5")
            whole = self.analysis("whole.h5", "--outcome", DELAY)
            for part, all_ in zip(stopped["outcomes"][0]["combinations"], whole["outcomes"][0]["combinations"]):
                self.assertEqual(part["indices"], all_["indices"])

    def test_a_factorial_that_was_killed_has_no_indices_yet(self):
        # Its points come in the order of the levels: of the first parameter only some have run.
        parameters = GAIN + BASE + ITEMS
        self.write("f.toml", sweep_text(parameters, "factorial", None, replicates=20, weeks=52, design="levels = 9"))
        process = self.under_way("f.toml", "f.h5")
        process.send_signal(2)
        process.communicate(timeout=60)
        found = self.analysis("f.h5", "--outcome", DELAY, "--width", 0.1, status=1)
        self.assertFalse(found["finished"])
        (combination,) = found["outcomes"][0]["combinations"]
        self.assertIsNone(combination["indices"])
        self.assertIsNotNone(combination["mean"])
        self.assertGreater(combination["chance"]["share_parameters"], 0)
        self.assertEqual([(reason["kind"], reason["have"], reason["want"]) for reason in combination["too_small"]][0],
                         ("combinations", found["points"]["run"], 567))
        self.assertIsNone(found["stop"]["widest"]["width"])
        self.assertIsNone(found["stop"]["samples_needed"])
        done = self.polder("analyse", "f.h5", "--outcome", DELAY, *QUICK, "--width", 0.1, status=1)
        self.assertIn("over the points so far", done.stdout)
        self.assertIn(f"{found['points']['run']} of 567 have a value", done.stdout)
        for of_other_tables in ("resamples", "First order", "first order"):
            self.assertNotIn(of_other_tables, done.stdout)
        self.assertIn("--resume", done.stderr)
        self.assertNotIn("--replicates", done.stderr)

    def test_a_shard_says_that_it_is_one(self):
        self.write("s.toml", sweep_text(GAIN + BASE, "saltelli", 12, **WEEKS))
        self.polder("sweep", "s.toml", "--shard", "2/3", "--out", "s.h5")
        (shard,) = self.folder.glob("s.*of-3.h5")
        text = self.polder("analyse", shard.name, *QUICK).stdout
        self.assertIn("A part: points 16 to 31 of 48", text)

    def test_a_shard_of_a_factorial_has_no_indices(self):
        self.write("f.toml", sweep_text(FORUM + BASE, "factorial", None, design="levels = 4", **WEEKS))
        self.polder("sweep", "f.toml", "--shard", "1/3", "--out", "f.h5")
        (shard,) = self.folder.glob("f.*of-3.h5")
        (combination,) = self.analysis(shard.name, "--outcome", DELAY)["outcomes"][0]["combinations"]
        self.assertIsNone(combination["indices"])
        text = self.polder("analyse", shard.name, "--outcome", DELAY, *QUICK).stdout
        self.assertIn("over the points of this part (4 points)", text)


class StopRuleTest(AnalyseTest):
    def test_until_the_intervals_are_narrow(self):
        file = self.sweep("s", sweep_text(FORUM + BASE, "saltelli", 16, **WEEKS))
        rule = ("analyse", file, "--outcome", DELAY, *QUICK)
        wide = self.polder(*rule, "--width", 0.02, status=1)
        self.assertIn("first order", wide.stdout)
        lines = wide.stderr.splitlines()
        self.assertRegex(lines[0], r"the widest interval is \d\.\d+, more than 0\.02: (first|total) of .* decision_delay")
        self.assertRegex(lines[1], r"about \d+ base samples would do:")
        self.assertRegex(lines[2], r"^  polder sweep s\.h5 --samples \d+ --out s\.h5 --resume$")
        self.polder(*rule, "--width", 5)
        told = self.analysis(file, "--outcome", DELAY, "--width", 0.02, status=1)["stop"]
        self.assertFalse(told["met"])
        self.assertEqual(told["samples_needed"], int(lines[1].split()[1]))
        self.assertGreaterEqual(told["samples_needed"], 16 * (told["widest"]["width"] / 0.02) ** 2)
        self.assertTrue(self.analysis(file, "--outcome", DELAY, "--width", 5)["stop"]["met"])
        self.assertEqual(told["widest"]["at"], {})

        # What it proposes works, and helps.
        proposal = lines[2].split()[1:]
        proposal[proposal.index("--samples") + 1] = "64"
        self.polder(*proposal)
        narrower = self.analysis(file, "--outcome", DELAY, "--width", 0.02, status=1)["stop"]
        self.assertEqual(narrower["widest"]["samples"], 64)
        self.assertLess(narrower["widest"]["width"], told["widest"]["width"])

    def test_says_under_which_concept_and_null_where_nothing_varies(self):
        file = self.sweep("s", sweep_text(FORUM + BASE + CONCEPTS, "saltelli", 8, **WEEKS))
        stop = self.analysis(file, "--outcome", DELAY, "--width", 0.01, status=1)["stop"]
        self.assertIn(stop["widest"]["at"], [{"concept": "network"}, {"concept": "ssc"}])
        # No group falls apart in two weeks, whatever these parameters are.
        file = self.sweep("n", sweep_text(BASE, "sobol", 8, weeks=2, top='outcomes = ["decisions_total"]'))
        stop = self.analysis(file, "--width", 0.01)["stop"]
        self.assertEqual(stop, {"width": 0.01, "met": True, "widest": None, "samples_needed": None})

    def test_with_one_replicate_a_factorial_has_no_intervals(self):
        file = self.sweep("f", sweep_text(FORUM + BASE, "factorial", None, replicates=1, design="levels = 2", **WEEKS))
        lines = self.polder("analyse", file, "--outcome", DELAY, *QUICK, "--width", 0.5, status=1).stderr
        self.assertIn("no interval yet", lines)


class TextTest(AnalyseTest):
    def test_no_line_is_wider_than_100_columns_and_all_is_told_in_words(self):
        for name, text in (
            ("s", sweep_text(FORUM + BASE + CONCEPTS, "saltelli", 16, design="second_order = true", **WEEKS)),
            ("m", sweep_text('[[parameter]]\npath = "*"\nspread = 0.3\n', "morris", 2, **WEEKS)),
            ("f", sweep_text(FORUM + BASE + CONCEPTS.replace("cross = true\n", ""), "factorial", None,
                             design="levels = 2", **WEEKS)),
            ("l", sweep_text(FORUM + BASE, "latin_hypercube", 12, **WEEKS)),
        ):
            with self.subTest(name):
                file = self.sweep(name, text)
                overview = self.polder("analyse", file, *QUICK).stdout
                details = self.polder("analyse", file, "--outcome", "all", *QUICK).stdout
                for text in (overview, details):
                    self.assertLessEqual(max(map(len, text.splitlines())), 100)
                    self.assertNotIn("nan", text)
                    for outcome in (DELAY, "workload_gini"):
                        self.assertIn(outcome, text)
                    self.assertEqual("Which concept is best" in text, name in "sf")

    def test_many_outcomes_are_an_overview_of_what_matters_most(self):
        file = self.sweep("s", sweep_text(FORUM + BASE + ITEMS + CONCEPTS, "saltelli", 16, **WEEKS))
        text = self.polder("analyse", file, *QUICK).stdout
        self.assertIn("Details, with intervals: --outcome NAME", text)
        self.assertIn("16 base samples are too few", text)
        self.assertLess(len(text.splitlines()), 80)
        found = self.analysis(file)
        for outcome in found["outcomes"]:
            combinations = [c for c in outcome["combinations"] if c["sd"]]
            lines = re.findall(rf"^{outcome['name']} +(.*(?:\n  .*)*)", text, re.MULTILINE)
            if not combinations:
                # Without a standard deviation where it is known in no point, as what is carried out when nothing is.
                known = all(c["sd"] is not None for c in outcome["combinations"])
                self.assertIn("does not vary" if known else "too little has run", lines[0])
                continue
            totals = {}
            for combination in combinations:
                for parameter in combination["indices"]["parameters"]:
                    totals.setdefault(parameter["path"], []).append(parameter["total"]["estimate"])
            top = max(totals, key=lambda path: max(totals[path]))
            low, high = (f"{bound(totals[top]):.2f}" for bound in (min, max))
            self.assertIn(f"{top} {low} to {high}" if low != high else f"{top} {high}", lines[0])
            for ranking in outcome["rankings"]:
                self.assertIn(f"{ranking['alternatives'][0]['value']} in ", lines[1])

    def test_few_outcomes_are_told_in_detail(self):
        file = self.sweep("s", sweep_text(BASE, "saltelli", 8, weeks=8, top=f'outcomes = ["{DELAY}", "cost_total"]'))
        text = self.polder("analyse", file, *QUICK).stdout
        self.assertIn("In brackets", text)
        self.assertIn("(cost_total)", text)

    def test_what_is_resampled_is_said_of_each_table(self):
        file = self.sweep("f", sweep_text(FORUM + BASE + CONCEPTS.replace("cross = true\n", ""), "factorial", None,
                                          design="levels = 2", **WEEKS))
        text = self.polder("analyse", file, "--outcome", DELAY, *QUICK).stdout
        self.assertIn("50 resamples of replicates", text)
        self.assertIn("over 6 matched samples (resampled for what is in brackets)", text)
        file = self.sweep("s", sweep_text(FORUM + BASE + CONCEPTS, "saltelli", 8, **WEEKS))
        text = " ".join(self.polder("analyse", file, "--outcome", DELAY, *QUICK).stdout.split())
        self.assertIn("over 16 matched samples from 8 base samples (resampled", text)

    def test_long_lists_are_cut(self):
        text = self.polder("analyse",
                           self.sweep("m", sweep_text('[[parameter]]\npath = "*"\nspread = 0.3\n', "morris", 2, **WEEKS)),
                           "--outcome", DELAY, *QUICK).stdout
        self.assertRegex(text, r"and \d+ more, none above")
        self.assertLess(len(text.splitlines()), 40)

    def test_the_same_again(self):
        file = self.sweep("s", sweep_text(FORUM + BASE + CONCEPTS, "sobol", 20, **WEEKS))
        runs = [self.polder("analyse", file, "--format", "json").stdout for _ in range(2)]
        self.assertEqual(*runs)
        text = self.polder("analyse", file, "--outcome", "all", *QUICK).stdout
        with h5py.File(self.folder / file) as data:
            kept = [name for name in data if data[name].ndim == 2 and name != "status"]
        for name in kept:
            self.assertIn(f"({name})", text)

    def test_more_confidence_is_a_wider_interval(self):
        file = self.sweep("s", sweep_text(FORUM + BASE, "saltelli", 16, **WEEKS))
        widths = []
        for confidence in (0.6, 0.95):
            found = self.analysis(file, "--outcome", DELAY, "--confidence", confidence)
            total = found["outcomes"][0]["combinations"][0]["indices"]["parameters"][0]["total"]
            widths.append(total["high"] - total["low"])
        self.assertLess(*widths)


class RefusedTest(AnalyseTest):
    def test_what_is_no_sweep(self):
        self.polder("compare", "small.toml", "--replicates", 2, "--weeks", 8, "--out", "c.h5")
        self.write("empty.h5", "")
        self.write("text.h5", "no results")
        (self.folder / "cut.h5").write_bytes(self.read("c.h5")[:3000])
        self.before = self.files()
        for name, expected in (("c.h5", "polder sweep"), ("empty.h5", "empty"), ("text.h5", "not in HDF5 format"),
                               ("cut.h5", "not a complete results file"), ("absent.h5", "no such file"),
                               (".", "folder"), ("small.toml", "not in HDF5 format")):
            with self.subTest(name):
                lines = self.refused("analyse", name)
                self.assertEqual(len(lines), 1)
                self.assertIn(expected, lines[0])

    def test_unusable_arguments(self):
        file = self.sweep("s", sweep_text(FORUM + BASE + CONCEPTS, "sobol", 4, **WEEKS))
        for arguments, expected in (
            (("--outcome", "cost_totl"), "did you mean `cost_total`?"),
            (("--outcome", "trust_spread"), "did not keep it"),
            (("--rank", "conept"), "did you mean `concept`?"),
            (("--rank", "interventions.forum"), "cross = true"),
            (("--width", 0), "--width"), (("--width", "x"), "--width"), (("--confidence", 1), "--confidence"),
            (("--resamples", 0), "--resamples"), (("--format", "xml"), "--format"),
        ):
            with self.subTest(arguments):
                lines = self.refused("analyse", file, *arguments)
                self.assertEqual(len(lines), 1)
                self.assertIn(expected, lines[0])
        lines = self.refused("analyse", file, "--outcome", "cost_totl", "--outcome", "nonsense")
        self.assertEqual(len(lines), 2)

    def test_rank_any_parameter_of_a_factorial(self):
        file = self.sweep("f", sweep_text(FORUM + BASE, "factorial", None, design="levels = 2", **WEEKS))
        self.assertEqual(self.analysis(file, "--outcome", DELAY)["outcomes"][0]["rankings"], [])
        found = self.analysis(file, "--outcome", DELAY, "--rank", "interventions.forum")
        self.assertEqual({a["value"] for a in found["outcomes"][0]["rankings"][0]["alternatives"]},
                         {"false", "true", "5"})


if __name__ == "__main__":
    unittest.main()
