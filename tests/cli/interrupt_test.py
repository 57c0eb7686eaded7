"""Ctrl-C keeps what was finished, and the run goes on to the same bytes."""

import re
import shlex
import signal
import subprocess
import time
import unittest

from support import POLDER, CliTest

# A few seconds of work, so that a signal comes in the middle of it.
LONG = ("compare", "small.toml", "--replicates", "1000", "--vary", "concept=network,ssc", "--record", "rounds")


class InterruptTest(CliTest):
    def interrupt(self, *arguments, number=signal.SIGINT):
        """Runs polder until a part of the results is there, then sends the signal. Returns its messages."""
        # pylint: disable=consider-using-with
        process = subprocess.Popen([POLDER, *arguments], cwd=self.folder, env=self.environment,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        deadline = time.monotonic() + 60
        while not self.results_under_way():
            self.assertIsNone(process.poll(), "ended by itself")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.005)
        process.send_signal(number)
        output, messages = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, messages)
        self.assertEqual(output, "")
        return messages

    def results_under_way(self):
        """Some chunks are in the journal beside the results."""
        return any(path.stat().st_size > 200 for path in self.folder.rglob("*.part.journal"))

    def test_going_on_gives_the_bytes_of_a_run_without_interruption(self):
        self.polder(*LONG, "--out", "whole.h5")
        messages = self.interrupt(*LONG, "--threads", "1", "--out", "a.h5")
        finished, total = map(int, re.search(r"(\d+) of (\d+) replicates are in a\.h5\.part", messages).groups())
        self.assertEqual(total, 2000)
        self.assertTrue(0 < finished < total)
        self.assertFalse((self.folder / "a.h5").exists())

        # Neither by accident nor silently from the start again.
        refusal = self.polder(*LONG, "--out", "a.h5", status=2)
        self.assertIn("--resume", refusal.stderr)
        other = self.polder(*LONG, "--seed", "5", "--out", "a.h5", "--resume", status=2)
        self.assertIn("seed", other.stderr)

        again = shlex.split(messages.strip().splitlines()[-1])
        self.assertIn("--resume", again)
        done = self.polder(*again[1:])
        self.assertIn(f"going on after {finished} replicates", done.stderr)
        self.assertEqual(self.read("a.h5"), self.read("whole.h5"))
        self.assertEqual(self.files(), sorted([*self.before, "a.h5", "whole.h5"]))

        complete = self.polder(*again[1:])
        self.assertEqual(complete.stdout, done.stdout)
        self.assertIn("complete already", complete.stderr)

    def test_force_starts_again(self):
        short = (*LONG, "--weeks", "26")
        self.interrupt(*short, "--threads", "1", "--out", "a.h5", number=signal.SIGTERM)
        done = self.polder(*short, "--out", "a.h5", "--force")
        self.assertNotIn("going on", done.stderr)
        self.polder(*short, "--out", "b.h5")
        self.assertEqual(self.read("a.h5"), self.read("b.h5"))

    def test_without_a_file_nothing_is_kept(self):
        messages = self.interrupt(*LONG[:-2], "--threads", "1")
        self.assertIn("--out", messages)
        self.assertEqual(self.files(), self.before)


if __name__ == "__main__":
    unittest.main()
