"""Sweeps that die, are interrupted or run out of disk go on to the bytes of one that did not."""

import re
import shlex
import signal
import subprocess
import time
import unittest

from sweep_support import BASE, CONCEPTS, GAIN, SOME_REFUSED, SweepTest, limit_file_size, sweep_text, table_text

# Some seconds of work for one thread, so that a signal comes in the middle of it.
LONG = sweep_text(GAIN + BASE + CONCEPTS, samples=150, replicates=50, weeks=52)


class KilledTest(SweepTest):
    def killed_at_any_moment(self, name, text, seed, status=0, rounds=2):
        self.write("points.csv", SOME_REFUSED)
        self.write(name, text)
        self.fresh("whole.h5", name, status=status)
        left = 0
        for round_ in range(rounds):
            left += self.kill_until_done("a.h5", (name, "--threads", 1), seed + round_, status)
            self.assert_same("a.h5", "whole.h5", f"{name}, round {round_}")
            (self.folder / "a.h5").unlink()
        self.assertGreater(left, 0, "no kill came while results were there: this test tests nothing")

    def test_many_replicates(self):
        self.killed_at_any_moment("deep.toml", sweep_text(GAIN + BASE, samples=8, replicates=300, weeks=13), 1)

    def test_many_points(self):
        """The layout takes its time here, too."""
        self.killed_at_any_moment("wide.toml", sweep_text(GAIN + BASE + CONCEPTS, samples=4000, replicates=1, weeks=1),
                                  11)

    def test_failed_runs(self):
        """What failed gets its place in the file at the very end."""
        self.killed_at_any_moment("table.toml", table_text(replicates=100, weeks=13), 21, status=1)

    def test_killed_while_finishing(self):
        """Killed again and again in the last moments: the file is there in full or not at all."""
        self.write("points.csv", SOME_REFUSED)
        self.write("table.toml", table_text(replicates=2000, weeks=1, top='outcomes = ["main"]'))
        self.fresh("whole.h5", "table.toml", status=1)
        unfinished = finished = 0
        for round_ in range(20):
            process = self.start("sweep", "table.toml", "--out", "a.h5", "--resume")
            journal = self.folder / "a.h5.part.journal"
            # What failed in the last points is in the journal: nothing but finishing is left to do.
            self.wait_for(lambda: process.poll() is not None or self.rows_in(journal) == 16000)
            time.sleep(0.0005 * (round_ % 8))
            process.kill()
            process.communicate()
            if (self.folder / "a.h5").exists():
                finished += 1
                self.assert_same("a.h5", "whole.h5")
                (self.folder / "a.h5").unlink()
            else:
                unfinished += 1
        self.polder("sweep", "table.toml", "--out", "a.h5", "--resume", status=1)
        self.assert_same("a.h5", "whole.h5")
        self.assertGreater(unfinished, 0)

    def test_killed_between_the_name_and_the_end(self):
        """What is left of the journal then is in nobody's way."""
        self.write("sweep.toml", sweep_text(GAIN))
        self.fresh("whole.h5", "sweep.toml", "--replicates", 5)
        self.fresh("a.h5", "sweep.toml")
        (self.folder / "a.h5.part.journal").write_bytes(b"polderJ1" + bytes(100))
        self.assertIn("complete already", self.polder("sweep", "sweep.toml", "--out", "a.h5", "--resume").stderr)
        self.polder("sweep", "sweep.toml", "--replicates", 5, "--out", "a.h5", "--resume")
        self.assert_same("a.h5", "whole.h5")
        self.assertEqual(set(self.files()), {*self.before, "a.h5", "whole.h5"})

    def rows_in(self, journal):
        """Runs in the journal, as journal.cpp lays it out."""
        try:
            data = journal.read_bytes()
        except FileNotFoundError:
            return 0
        rows = 0
        at = 8
        while at + 32 <= len(data):
            kind = int.from_bytes(data[at:at + 4], "little")
            if kind != 1:
                break
            rows += int.from_bytes(data[at + 4:at + 8], "little")
            at += 32 + int.from_bytes(data[at + 24:at + 32], "little")
        return rows

    def wait_for(self, condition):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), deadline)


class InterruptTest(SweepTest):
    def interrupt(self, number):
        self.write("long.toml", LONG)
        process = self.under_way("long.toml", "a.h5")
        process.send_signal(number)
        output, messages = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, messages)
        self.assertEqual(output, "")
        return messages

    def test_an_interrupted_sweep_says_how_to_go_on(self):
        self.fresh("whole.h5", self.write("long.toml", LONG))
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                messages = self.interrupt(number)
                finished, total = map(int, re.search(r"(\d+) of (\d+) runs are in a\.h5\.part", messages).groups())
                self.assertEqual(total, 15000)
                self.assertTrue(0 < finished < total)
                self.assertEqual(self.runs_in("a.h5.part"), finished)
                self.assertFalse((self.folder / "a.h5").exists())

                # Neither by accident nor silently from the start again.
                self.assertIn("--resume", self.polder("sweep", "long.toml", "--out", "a.h5", status=2).stderr)
                other = self.polder("sweep", "long.toml", "--seed", "5", "--out", "a.h5", "--resume", status=2)
                self.assertIn("seed", other.stderr)
                more = self.polder("sweep", "long.toml", "--samples", "151", "--out", "a.h5", "--resume", status=2)
                self.assertIn("finish that run", more.stderr)

                again = shlex.split(messages.strip().splitlines()[-1])
                done = self.polder(*again[1:])
                self.assertIn(f"going on after {finished} of {total} runs", done.stderr)
                self.assert_same("a.h5", "whole.h5")
                complete = self.polder(*again[1:])
                self.assertIn("complete already", complete.stderr)
                self.assertEqual(complete.stdout, done.stdout)
                self.assertEqual(set(self.files()), {*self.before, "a.h5", "whole.h5"})
                (self.folder / "a.h5").unlink()

    def test_force_starts_again(self):
        self.interrupt(signal.SIGINT)
        short = ("long.toml", "--samples", "20", "--weeks", "4")
        done = self.polder("sweep", *short, "--out", "a.h5", "--force")
        self.assertNotIn("going on", done.stderr)
        self.fresh("b.h5", *short)
        self.assert_same("a.h5", "b.h5")

    def test_two_at_once(self):
        """The second is refused and disturbs nothing."""
        self.fresh("whole.h5", self.write("long.toml", LONG))
        process = self.under_way("long.toml", "a.h5")
        for option in ("--resume", "--force"):
            refusal = self.polder("sweep", "long.toml", "--out", "a.h5", option, status=2)
            self.assertIn("another run is writing", refusal.stderr)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assert_same("a.h5", "whole.h5")


class FullDiskTest(SweepTest):
    def test_at_any_size(self):
        """Before the first run, in the middle, and when what failed gets its place at the end."""
        self.write("points.csv", SOME_REFUSED)
        self.write("table.toml", table_text(replicates=20))
        self.fresh("whole.h5", "table.toml", status=1)
        size = (self.folder / "whole.h5").stat().st_size
        kept = 0
        for part in (0.02, 0.5, 0.75, 0.85, 0.95, 0.999):
            with self.subTest(part):
                done = self.polder("sweep", "table.toml", "--out", "a.h5", status=3,
                                   preexec_fn=limit_file_size(int(size * part)))
                self.assertEqual(done.stdout, "")
                self.assertIn("a.h5", done.stderr)
                self.assertIn("File too large", done.stderr)
                self.assertFalse((self.folder / "a.h5").exists())
                if (self.folder / "a.h5.part").exists():
                    kept += 1
                    again = shlex.split(done.stderr.strip().splitlines()[-1])
                    # Still full: nothing is lost by trying.
                    self.polder(*again[1:], status=3, preexec_fn=limit_file_size(int(size * part)))
                else:
                    again = ["polder", "sweep", "table.toml", "--out", "a.h5"]
                self.polder(*again[1:], status=1)
                self.assert_same("a.h5", "whole.h5")
                (self.folder / "a.h5").unlink()
                self.assertEqual(self.files(), sorted([*self.before, "whole.h5"]))
        self.assertGreater(kept, 0)

    def mount(self, options):
        """A disk of its own for this test."""
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True,
                                 check=False)
        if mounted.returncode != 0:
            self.skipTest("may not mount a small disk")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        return disk

    def test_a_disk_that_is_full(self):
        disk = self.mount("size=16m")
        self.fresh("whole.h5", self.write("long.toml", LONG))
        refused = self.polder("sweep", "long.toml", "--samples", "400", "--out", "disk/a.h5", status=3)
        self.assertRegex(refused.stderr, r"results take [\d.]+ MB, the disk has [\d.]+ MB left")
        self.assertEqual(list(disk.iterdir()), [])
        # Full while it works.
        process = self.under_way("long.toml", "disk/a.h5")
        filler = disk / "filler"
        with self.assertRaises(OSError), open(filler, "ab", buffering=0) as more:
            while True:
                more.write(bytes(4096))
        _, messages = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 3, messages)
        self.assertIn("No space left on device", messages)
        self.assertFalse((disk / "a.h5").exists())
        again = shlex.split(messages.strip().splitlines()[-1])
        self.polder(*again[1:], status=3)
        filler.unlink()
        done = self.polder(*again[1:])
        self.assertRegex(done.stderr, r"going on after [1-9]")
        self.assert_same("disk/a.h5", "whole.h5")

    def test_targets_that_take_no_files(self):
        self.write("sweep.toml", sweep_text(GAIN))
        self.assertIn("cannot write /proc/a.h5.part", self.refused("sweep", "sweep.toml", "--out", "/proc/a.h5",
                                                                   status=3)[0])
        self.assertIn("there is no folder", self.refused("sweep", "sweep.toml", "--out", "absent/a.h5", status=3)[0])
        self.refused("sweep", "sweep.toml", "--out", ".", status=2)

    def test_read_only(self):
        disk = self.mount("size=400k")
        self.write("sweep.toml", sweep_text(GAIN))
        (disk / "a.h5").write_bytes(b"precious")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        done = self.polder("sweep", "sweep.toml", "--out", "disk/a.h5", "--force", status=3)
        self.assertIn("Read-only file system", done.stderr)
        self.assertEqual(self.read("disk/a.h5"), b"precious")


if __name__ == "__main__":
    unittest.main()
