"""Results of polder: the same bytes whenever they should be, never over a file that is there."""

import os
import resource
import stat
import subprocess
import unittest

import h5py
import numpy as np

from support import ENVIRONMENT, POLDER, CliTest

SMALL = ("small.toml", "--weeks", "52", "--replicates", "20")


class SameBytesTest(CliTest):
    def test_whatever_the_threads_and_on_repetition(self):
        for record in ("summary", "full"):
            files = []
            for threads in (1, 1, 2, 3, 8):
                files.append(f"{record}{len(files)}.h5")
                self.polder("compare", *SMALL, "--record", record, "--threads", threads, "--out", files[-1])
            for file in files[1:]:
                self.assertEqual(self.read(file), self.read(files[0]), file)

    def test_rerun_from_the_results_file_alone(self):
        self.polder("compare", *SMALL, "--set", "demand.scale=1.5", "--seed", "9", "--record", "weeks",
                    "--vary", "concept=network,ssc", "--vary", "interventions.forum=false,13", "--out", "a.h5")
        (self.folder / "small.toml").unlink()
        self.polder("compare", "a.h5", "--out", "b.h5")
        self.polder("run", "b.h5", "--out", "c.h5")
        self.assertEqual(self.read("a.h5"), self.read("b.h5"))
        self.assertEqual(self.read("a.h5"), self.read("c.h5"))
        with h5py.File(self.folder / "a.h5") as file:
            self.assertEqual([name.decode() if isinstance(name, bytes) else name for name in file["variant"][:]], [
                "concept=network, interventions.forum=false", "concept=network, interventions.forum=13",
                "concept=ssc, interventions.forum=false", "concept=ssc, interventions.forum=13"])

    def test_rerun_of_a_scenario_that_extends_others_in_other_folders(self):
        text = (self.folder / "small.toml").read_text(encoding="utf-8")
        self.write("base/base.toml", text)
        self.write("base/middle.toml", 'extends = "base.toml"\nweeks = 52\n')
        for name, extends in (("a/relative.toml", "../base/middle.toml"),
                              ("a/absolute.toml", f"{self.folder}/base/middle.toml")):
            with self.subTest(name):
                path = self.write(name, f'extends = "{extends}"\nreplicates = 5\n')
                self.polder("run", name, "--out", "a.h5", "--force")
                self.polder("run", path, "--out", "c.h5", "--force")
                self.assertEqual(self.read("a.h5"), self.read("c.h5"), "the way to the file does not matter")
                path.unlink()
                self.polder("run", "a.h5", "--out", "b.h5", "--force")
                self.assertEqual(self.read("a.h5"), self.read("b.h5"))

    def test_options_change_a_rerun(self):
        self.polder("run", *SMALL, "--out", "a.h5")
        self.polder("run", "a.h5", "--seed", "2", "--out", "b.h5")
        self.polder("run", *SMALL, "--seed", "2", "--out", "c.h5")
        with h5py.File(self.folder / "b.h5") as b, h5py.File(self.folder / "c.h5") as c:
            np.testing.assert_array_equal(b["cost_total"][:], c["cost_total"][:])

    def test_more_replicates_leave_the_earlier_ones_as_they_were(self):
        self.polder("run", *SMALL, "--out", "a.h5")
        self.polder("run", *SMALL[:3], "--replicates", "33", "--out", "b.h5")
        with h5py.File(self.folder / "a.h5") as a, h5py.File(self.folder / "b.h5") as b:
            np.testing.assert_array_equal(a["trust_spread"][:], b["trust_spread"][:, :20])


class OneReplicateTest(CliTest):
    def test_equals_its_slice(self):
        self.polder("run", *SMALL, "--out", "a.h5")
        for replicate in (0, 13):
            lines = self.polder("run", *SMALL, "--replicate", replicate).stdout.splitlines()[1:]
            self.assertGreater(len(lines), 40)
            with h5py.File(self.folder / "a.h5") as file:
                for line in lines:
                    name, value = line.split()[:2]
                    np.testing.assert_array_equal(np.nan if value == "-" else float(value),
                                                  file[name][0, replicate], name)


class OverwriteTest(CliTest):
    def test_an_existing_file_is_refused_before_simulating_and_replaced_with_force(self):
        self.write("a.h5", "precious")
        self.before = self.files()
        # A run that was not refused at once would take hours.
        lines = self.refused("run", "small.toml", "--replicates", "100000000", "--record", "summary", "--out", "a.h5")
        self.assertIn("--force", lines[0])
        self.assertEqual(self.read("a.h5"), b"precious")
        self.polder("run", *SMALL, "--out", "a.h5", "--force")
        self.polder("run", *SMALL, "--out", "b.h5")
        self.assertEqual(self.read("a.h5"), self.read("b.h5"))

    def test_what_is_not_an_ordinary_file_is_never_replaced(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        link = self.folder / "link.h5"
        link.symlink_to("nowhere.h5")
        for target in (pipe, link):
            self.before = self.files()
            lines = self.refused("run", "small.toml", "--replicates", 2, "--out", target, "--force")
            self.assertIn("not an ordinary file", lines[0])
        self.assertTrue(stat.S_ISFIFO(pipe.stat().st_mode))
        self.assertTrue(link.is_symlink())

    def test_an_empty_name_is_refused(self):
        self.refused("run", "small.toml", "--replicates", 2, "--out", "")

    def test_closed_standard_streams_leave_the_file_alone(self):
        arguments = ["run", "small.toml", "--replicates", "300", "--weeks", "20", "--progress", "always", "--out"]
        self.polder(*arguments, "open.h5")
        closed = [str(POLDER), *arguments, "closed.h5"]
        subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *closed], cwd=self.folder, env=self.environment)
        self.assertEqual((self.folder / "closed.h5").read_bytes(), (self.folder / "open.h5").read_bytes())

    def test_nothing_but_the_file_is_left(self):
        self.polder("run", *SMALL, "--out", "a.h5")
        self.polder("compare", *SMALL)
        self.assertEqual(self.files(), sorted([*self.before, "a.h5"]))


class MachineTest(CliTest):
    def test_unwritable_is_3(self):
        self.refused("run", *SMALL, "--out", "absent/a.h5", status=3)
        self.environment["TMPDIR"] = str(self.folder / "absent")
        self.refused("run", *SMALL, status=3)

    def test_disk_full_is_3_and_the_run_can_go_on(self):
        options = (*SMALL, "--record", "weeks", "--out", "a.h5")
        self.polder("compare", *SMALL, "--record", "weeks", "--out", "whole.h5")
        limit = (self.folder / "whole.h5").stat().st_size // 2

        def small_disk():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = self.polder("compare", *options, status=3, preexec_fn=small_disk)
        self.assertEqual(done.stdout, "")
        self.assertFalse((self.folder / "a.h5").exists())
        self.polder("compare", *options, "--resume")
        self.assertEqual(self.read("a.h5"), self.read("whole.h5"))


class TableTest(CliTest):
    def test_numbers_are_those_of_the_file(self):
        """The table against numpy's percentiles of what the file holds."""
        table = self.polder("compare", *SMALL, "--vary", "concept=network,centre", "--out", "a.h5").stdout
        rows = [line for line in table.splitlines() if line.startswith("urgency ")]
        shown = [float(word.strip("[],")) for row in rows
                 for word in row.replace("\u2212", "-").replace("[", " ").replace("]", " ").split()[1:]]
        with h5py.File(self.folder / "a.h5") as file:
            network, centre = file["urgency_mean"][:]
        expected = [np.quantile(values, q) for values in (network, centre, centre - network)
                    for q in (0.5, 0.05, 0.95)]
        np.testing.assert_allclose(shown, expected, atol=0.00051)

    def test_only_results_go_to_standard_output(self):
        done = self.polder("compare", *SMALL, "--out", "a.h5", "--progress", "always", "--log-level", "trace")
        plain = self.polder("compare", *SMALL, "--quiet")
        self.assertEqual(done.stdout, plain.stdout)
        self.assertEqual(plain.stderr, "")
        self.assertIn("80 of 80 replicates", done.stderr)
        self.assertIn("wrote a.h5", done.stderr)
        self.assertNotIn("\x1b", done.stderr + done.stdout)

    def test_vary_may_quote_commas(self):
        done = self.polder("compare", *SMALL, "--vary", 'process_manager.employer="Lindestad",independent')
        self.assertRegex(done.stdout, r"outcome +Lindestad +independent")

    def test_recording_without_a_file_is_said_to_have_no_effect(self):
        self.assertIn("--record", self.polder("run", *SMALL, "--record", "full").stderr)


if __name__ == "__main__":
    unittest.main()
