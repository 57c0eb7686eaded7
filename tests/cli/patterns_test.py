"""polder patterns: the table, its JSON, patterns over a sweep, and what it refuses."""

import csv
import io
import json
import signal
import subprocess
import time
import unittest

import h5py

from support import POLDER, CliTest

SWEEP = """
title = "two numbers"
scenario = "small.toml"
replicates = 3
outcomes = ["main"]

[design]
method = "latin_hypercube"
samples = 6

[[parameter]]
path = "effort.start"
low = 0.2
high = 0.8
source = "assumption"

[[parameter]]
path = "concept"
values = ["network", "ssc"]
source = "assumption"
"""
FEW = ("--replicates", "4", "--weeks", "52", "--only", "A5,C3,R4")


class Table(CliTest):
    def patterns(self, *arguments):
        """Runs polder patterns, some of which may not hold."""
        done = subprocess.run([POLDER, "patterns", *arguments], cwd=self.folder, env=self.environment,
                              capture_output=True, encoding="utf-8", timeout=300)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done

    def test_says_what_holds_and_ends_with_1_where_something_does_not(self):
        done = self.patterns("small.toml", *FEW)
        report = json.loads(self.patterns("small.toml", *FEW, "--json").stdout)
        self.assertEqual([p["id"] for p in report["patterns"]], ["A5", "C3", "R4"])
        failing = [p["id"] for p in report["patterns"] if not p["holds"]]
        self.assertEqual(done.returncode, 1 if failing else 0)
        self.assertIn(f"{3 - len(failing)} of 3 hold", done.stdout)
        for pattern in report["patterns"]:
            self.assertEqual(pattern["holds"], all(part["holds"] for part in pattern["parts"]))
            self.assertRegex(done.stdout, rf"(?m)^{pattern['id']}  .*{'holds' if pattern['holds'] else 'does not hold'}$")
            for part in pattern["parts"]:
                self.assertLessEqual(part["low"], part["figure"] + 1e-9)
                self.assertGreaterEqual(part["high"], part["figure"] - 1e-9)
                self.assertIn(f"{part['figure']:.3f}".replace("-0.000", "0.000"), done.stdout)

    def test_no_line_is_wider_than_the_output(self):
        for line in self.patterns("small.toml", "--replicates", "2", "--weeks", "26").stdout.splitlines():
            self.assertLessEqual(len(line), 100)

    def test_depends_on_seed_and_settings_not_on_threads(self):
        one = self.patterns("small.toml", *FEW, "--json", "--threads", "1").stdout
        self.assertEqual(one, self.patterns("small.toml", *FEW, "--json", "--threads", "3").stdout)
        self.assertNotEqual(one, self.patterns("small.toml", *FEW, "--json", "--seed", "99").stdout)
        self.assertNotEqual(
            one, self.patterns("small.toml", *FEW, "--json", "--set", "information.message_pages=5").stdout)

    def test_a_figure_is_that_of_the_variant_run_by_itself(self):
        report = json.loads(self.patterns("small.toml", *FEW, "--json").stdout)
        variants = {v["name"]: v["set"] for v in report["variants"]}
        self.assertEqual(set(variants), {"network", "centre", "matrix", "ssc", "forum"})
        sets = [word for setting in variants["network"] for word in ("--set", setting)]
        self.polder("run", "small.toml", *sets, "--replicates", "4", "--weeks", "52", "--out", "n.h5",
                    "--record", "summary", "--quiet")
        with h5py.File(self.folder / "n.h5") as file:
            gap = file["manager_gap"][0].mean()
        self.assertAlmostEqual(report["patterns"][0]["parts"][2]["figure"], gap, places=6)


    def test_null_models_take_away_what_they_name(self):
        few = ("--replicates", "4", "--weeks", "52", "--only", "C3,C6,R4")
        full = json.loads(self.patterns("small.toml", *few, "--json").stdout)
        self.assertNotIn("null_model", full)

        def figures(report, name):
            return [part["figure"] for pattern in report["patterns"] if pattern["id"] == name
                    for part in pattern["parts"]]

        for null, differing in (("no_trust", "R4"), ("random_mixing", "C3"), ("multipliers", "C6")):
            with self.subTest(null=null):
                report = json.loads(self.patterns("small.toml", *few, "--json", "--null", null).stdout)
                self.assertEqual(report["null_model"]["name"], null)
                self.assertNotEqual(figures(report, differing), figures(full, differing))
                self.assertIn(f"Null model {null}.", self.patterns("small.toml", *few, "--null", null).stdout)
                sets = [word for setting in report["null_model"]["set"] for word in ("--set", setting)]
                if null != "multipliers":
                    self.assertEqual(figures(json.loads(self.patterns("small.toml", *few, "--json", *sets).stdout), "C3"),
                                     figures(report, "C3"))
        # Constants give every concept its means; what is of the network alone they leave as it is.
        for name in ("C3", "R4"):
            for made, found in zip(figures(report, name), figures(full, name)):
                self.assertAlmostEqual(made, found, places=9)


class Sweeps(CliTest):
    def rows(self, name="out.csv"):
        return list(csv.DictReader(io.StringIO(self.read(name).decode())))

    def test_a_row_per_point(self):
        self.write("sweep.toml", SWEEP)
        self.polder("patterns", "sweep.toml", *FEW, "--out", "out.csv")
        rows = self.rows()
        self.assertEqual([row["point"] for row in rows], [str(p) for p in range(6)])
        for row in rows:
            self.assertTrue(0.2 <= float(row["effort.start"]) <= 0.8)
            self.assertIn(row["concept"], ("network", "ssc"))
            self.assertEqual(row["replicates"], "4")
            holding = 0
            for pattern, parts in (("A5", 3), ("C3", 3), ("R4", 3)):
                whole = all(row[f"{pattern}_{p}_holds"] == "1" for p in range(1, parts + 1))
                self.assertEqual(row[f"{pattern}_holds"], str(int(whole)))
                holding += whole
            self.assertEqual(row["holding"], str(holding))
        alone = subprocess.run(
            [POLDER, "patterns", "small.toml", *FEW, "--json", "--set", f"effort.start={rows[3]['effort.start']}"],
            cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", timeout=300)
        part = json.loads(alone.stdout)["patterns"][0]["parts"][0]
        self.assertEqual(float(rows[3]["A5_1"]), part["figure"])

    def test_replicates_are_those_of_the_sweep_file(self):
        self.write("sweep.toml", SWEEP)
        few = ("--weeks", "52", "--only", "A5", "--out", "out.csv")
        self.polder("patterns", "sweep.toml", *few)
        self.assertEqual({row["replicates"] for row in self.rows()}, {"3"})
        self.write("sweep.toml", SWEEP.replace("replicates = 3", "replicates = 1"))
        self.assertIn("write --replicates", self.refused("patterns", "sweep.toml", *few, "--force")[0])

    def test_goes_on_after_the_last_whole_row(self):
        self.write("sweep.toml", SWEEP)
        self.polder("patterns", "sweep.toml", *FEW, "--out", "out.csv", "--threads", "1")
        whole = self.read("out.csv")
        lines = whole.splitlines(keepends=True)
        for kept in (b"", lines[0][:10], lines[0], b"".join(lines[:3]) + lines[3][:-7], whole):
            (self.folder / "out.csv").write_bytes(kept)
            self.polder("patterns", "sweep.toml", *FEW, "--out", "out.csv", "--resume", "--threads", "3")
            self.assertEqual(self.read("out.csv"), whole)
        self.polder("patterns", "sweep.toml", *FEW, "--out", "out.csv", "--force")
        self.assertEqual(self.read("out.csv"), whole)

    def test_leaves_alone_what_another_sweep_made(self):
        self.write("sweep.toml", SWEEP)
        self.polder("patterns", "sweep.toml", *FEW, "--out", "out.csv")
        self.before = self.files()
        whole = self.read("out.csv")
        self.assertIn("--resume", self.refused("patterns", "sweep.toml", *FEW, "--out", "out.csv")[0])
        for option, value in (("--seed", "4"), ("--replicates", "5"), ("--only", "A5")):
            options = {**dict(zip(FEW[::2], FEW[1::2])), option: value}
            words = [word for pair in options.items() for word in pair]
            line = self.refused("patterns", "sweep.toml", *words, "--out", "out.csv", "--resume")[0]
            self.assertIn("out.csv has ", line)
        self.assertEqual(self.read("out.csv"), whole)

    def test_keeps_what_is_finished_when_interrupted(self):
        self.write("sweep.toml", SWEEP.replace("samples = 6", "samples = 5000"))
        command = [POLDER, "patterns", "sweep.toml", *FEW, "--out", "out.csv"]
        process = subprocess.Popen(command, cwd=self.folder, env=self.environment, stderr=subprocess.PIPE,
                                   encoding="utf-8")
        out = self.folder / "out.csv"
        while process.poll() is None and (not out.exists() or out.read_bytes().count(b"\n") < 3):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=300)
        self.assertEqual(process.returncode, 130, told)
        self.assertIn("--resume", told)
        self.assertTrue(self.read("out.csv").endswith(b"\n"))
        rows = self.rows()
        self.assertIn(f"{len(rows)} of 5000 points", told)
        self.assertGreaterEqual(len(rows), 2)


class Refusals(CliTest):
    def test_each_says_what_would_be_right(self):
        self.write("sweep.toml", SWEEP)
        for arguments, said in (
                ((), "polder patterns SCENARIO"),
                (("nowhere.toml",), "cannot be opened"),
                (("small.toml", "--only", "A1,Z9"), "there is no such pattern"),
                (("small.toml", "--set", "effort.start=7"), "0 to 1"),
                (("small.toml", "--set", "effort.start"), "--set PATH=VALUE"),
                (("small.toml", "--out", "x.csv"), "for sweeps"),
                (("small.toml", "--replicates", "1"), "--replicates"),
                (("small.toml", "--weeks", "x"), "--weeks"),
                (("sweep.toml",), "--out FILE.csv"),
                (("sweep.toml", "--out", "x.csv", "--json"), "--json"),
                (("sweep.toml", "--out", "x.csv", "--null", "no_trust"), "--null with a sweep"),
                (("small.toml", "--null", "nothing"), "random_mixing"),
                (("sweep.toml", "--out", "x.csv", "--resume", "--force"), "leave one of them out")):
            with self.subTest(arguments=arguments):
                self.assertIn(said, "\n".join(self.refused("patterns", *arguments)))

    def test_a_file_that_cannot_be_written_is_the_machines_fault(self):
        self.write("sweep.toml", SWEEP)
        self.refused("patterns", "sweep.toml", *FEW, "--out", "nowhere/x.csv", status=3)


if __name__ == "__main__":
    unittest.main()
