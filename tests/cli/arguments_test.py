"""Commands, options, exit statuses and messages of polder."""

import json
import re
import subprocess
import unittest

from support import POLDER, SCENARIOS, CliTest


class CommandTest(CliTest):
    def test_help_and_version_are_results(self):
        self.assertRegex(self.polder("--version").stdout, r"^polder \d+\.\d+\.\d+ \(([0-9a-f]{40}(-dirty)?|unknown)\)\n$")
        for arguments in (["--help"], ["run", "--help"], ["compare", "-h"], ["validate", "--help"]):
            done = self.polder(*arguments)
            self.assertIn("Usage", done.stdout)
            self.assertEqual(done.stderr, "")

    def test_unknown_command_names_the_nearest(self):
        self.assertIn("`compare`", self.refused("compere")[0])
        self.assertIn("`run`", self.refused("nothing-like-it")[0])

    def test_unusable_arguments(self):
        for arguments in (
            [], ["run"], ["run", "small.toml", "--nonsense"], ["run", "small.toml", "--record", "all"],
            ["run", "small.toml", "--progress", "maybe"], ["run", "small.toml", "--log-level", "loud"],
            ["run", "small.toml", "--threads", "4097"], ["run", "small.toml", "--threads", "-1"],
            ["run", "small.toml", "--threads", "two"], ["run", "small.toml", "other.toml"],
            ["run", "small.toml", "--vary", "concept=ssc"], ["run", "small.toml", "--resume"],
            ["run", "small.toml", "--replicate", "-1"], ["run", "small.toml", "--replicate", "0", "--out", "a.h5"],
            ["run", "small.toml", "--seed", "1", "--seed", "2"], ["run", "absent.toml"], ["compare", "."],
            ["validate"], ["describe"], ["schema", "small.toml"],
        ):
            with self.subTest(arguments):
                self.assertEqual(len(self.refused(*arguments)), 1)


class BadInputTest(CliTest):
    def test_everything_wrong_is_told_at_once_and_nothing_is_written(self):
        text = (self.folder / "small.toml").read_text(encoding="utf-8")
        self.write("bad.toml", text.replace('concept = "network"', 'concept = "netwrok"').replace(
            "weeks = 104", "weeks = -3").replace("population = 42_000", 'population = "many"'))
        lines = self.refused("compare", "bad.toml", "--out", "a.h5", "--set", "trust.nonsense=1", "--set", "oops",
                             "--vary", "concept=network,nettwork", "--seed", "x")
        places = [re.match(r"bad\.toml:(\d+):(\d+): error: .*; .*", line) for line in lines]
        self.assertGreaterEqual(sum(place is not None for place in places), 3)
        told = "\n".join(lines)
        for expected in ("--set trust.nonsense=1: error: ", "--set oops: error: ", "--vary concept=nettwork: error: ",
                         "--seed x: error: "):
            self.assertIn(expected, told)
        self.assertEqual(len(lines), len(set(lines)), "told twice")

    def test_options_follow_the_rules_of_the_scenario(self):
        for option, value in (("--seed", "-1"), ("--replicates", "0"), ("--replicates", "1.5"), ("--weeks", "0"),
                              ("--weeks", "2601"), ("--weeks", "105")):
            with self.subTest(option=option, value=value):
                self.assertIn("; ", self.refused("run", "small.toml", option, value, "--out", "a.h5")[0])

    def test_unusable_vary(self):
        for vary in ("concept", "concept=", "concept=network,,ssc", "concept=ssc,ssc", 'concept=ssc,"ssc"',
                     "seed=1,2", "replicates=1,2", "title=a,b", "weeks=52,104", "nonsense=1,2",
                     "demand.scale=" + ",".join(map(str, range(1, 1002)))):
            with self.subTest(vary):
                self.refused("compare", "small.toml", "--vary", vary, "--out", "a.h5")
        self.refused("compare", "small.toml", "--vary", "concept=ssc", "--vary", "concept=network")

    def test_what_a_scenario_extends_is_named_when_it_is_missing(self):
        self.write("child.toml", 'extends = "absent.toml"\ntitle = "Child"\n')
        lines = self.refused("compare", "child.toml", "--out", "a.h5")
        self.assertEqual(len(lines), 1)
        self.assertTrue(lines[0].startswith("child.toml:1:"), lines)
        self.assertIn("absent.toml", lines[0])

    def test_not_a_results_file(self):
        (self.folder / "cut.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
        self.before = self.files()
        self.refused("run", "cut.h5")


class ValidateTest(CliTest):
    def test_fine_files_are_named(self):
        done = self.polder("validate", "small.toml", SCENARIOS / "u16.toml")
        self.assertEqual(done.stdout, f"small.toml: ok\n{SCENARIOS / 'u16.toml'}: ok\n")
        self.assertEqual(done.stderr, "")

    def test_invalid_is_1_and_unreadable_2(self):
        self.write("bad.toml", "title = 3\n")
        done = self.polder("validate", "bad.toml", "small.toml", status=1)
        self.assertEqual(done.stdout, "small.toml: ok\n")
        self.assertIn("bad.toml:1:", done.stderr)
        self.polder("validate", "bad.toml", "absent.toml", status=2)
        self.polder("validate", "absent.toml", status=2)


class DescribeTest(CliTest):
    def test_json_has_every_parameter_by_the_path_that_set_takes(self):
        entries = json.loads(self.polder("describe", "small.toml", "--json").stdout)
        by_path = {entry["path"]: entry for entry in entries}
        self.assertEqual(len(by_path), len(entries))
        for path in ("concept", "weeks", "process_manager.present", "interventions.monitoring",
                     "municipalities.Lindestad.staff_fte", "demand.scale", "mechanisms.review",
                     "trust.relational_gain", "groups.housing.meeting_interval_weeks"):
            self.assertIn(path, by_path)
        self.assertEqual(set(entries[0]), {"path", "value", "unit", "default", "range", "meaning", "source"})

    def test_text_shows_what_was_set(self):
        text = self.polder("describe", "small.toml", "--set", "municipalities.Lindestad.staff_fte=2.5").stdout
        self.assertIn("municipalities.Lindestad.staff_fte = 2.5 fte\n", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 100)

    def test_a_reader_that_goes_away_is_no_error(self):
        with subprocess.Popen([POLDER, "describe", SCENARIOS / "u16.toml"], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b"")
            self.assertEqual(process.wait(), 0)

    def test_results_that_cannot_be_printed(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([POLDER, "schema"], env=self.environment, stdout=full, stderr=subprocess.PIPE,
                                  check=False)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"standard output", done.stderr)

    def test_schema_is_json(self):
        self.assertIn("$schema", json.loads(self.polder("schema").stdout))


class SetTest(CliTest):
    def run_with(self, *arguments):
        return self.polder("run", "small.toml", "--weeks", "52", "--replicate", "0", *arguments).stdout

    def test_options_are_short_for_set(self):
        self.assertEqual(self.run_with("--seed", "7"), self.run_with("--set", "seed=7"))
        self.assertNotEqual(self.run_with("--seed", "7"), self.run_with())

    def test_set_does_not_swallow_the_scenario(self):
        done = self.polder("run", "--set", "demand.scale=2", "small.toml", "--weeks", "52", "--replicate", "0")
        self.assertEqual(done.stdout, self.run_with("--set", "demand.scale=2"))

    def test_a_scenario_may_come_through_a_pipe(self):
        text = (self.folder / "small.toml").read_text(encoding="utf-8")
        done = self.polder("compare", "/dev/stdin", "--weeks", "52", "--replicates", "2", input=text)
        self.assertIn("Four municipalities", done.stdout)


if __name__ == "__main__":
    unittest.main()
