"""What polder shows on terminals of different kinds."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

from support import POLDER, CliTest

SMALL = ("small.toml", "--weeks", "52", "--replicates", "10")


class TerminalTest(CliTest):
    def shown(self, *arguments, columns=None, **environment):
        """(standard output, standard error) of polder, each on a terminal of its own."""
        try:
            ends = [pty.openpty(), pty.openpty()]
        except OSError as error:  # a container without /dev/pts
            self.skipTest(f"no terminal can be had here: {error}")
        if columns:
            for _, inner in ends:
                fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with subprocess.Popen([POLDER, *arguments], cwd=self.folder, stdout=ends[0][1], stderr=ends[1][1],
                              env={**self.environment, "TERM": "xterm", **environment}) as process:
            texts = []
            for _, inner in ends:
                os.close(inner)
            for outer, _ in ends:
                text = b""
                while True:
                    try:
                        block = os.read(outer, 65536)
                    except OSError:  # how Linux says that nobody writes any more
                        break
                    if not block:
                        break
                    text += block
                os.close(outer)
                texts.append(text.decode("utf-8").replace("\r\n", "\n"))
            self.assertEqual(process.wait(), 0, texts)
        return texts

    def test_no_line_is_wider_than_the_terminal(self):
        tables = {}
        for columns in (40, 80, 120, 200):
            for arguments in (("compare", *SMALL), ("run", *SMALL),
                              ("compare", *SMALL, "--vary", "demand.scale=1,100", "--vary", "concept=network,mix")):
                with self.subTest(columns=columns, arguments=arguments):
                    text = re.sub(r"\x1b\[\d*m", "", self.shown(*arguments, COLUMNS=str(columns))[0])
                    self.assertLessEqual(max(map(len, text.splitlines())), columns)
                    self.assertIn("urgency", text)
                    tables[columns, arguments] = text
            # The window itself says as much.
            text = self.shown("compare", *SMALL, columns=columns)[0]
            self.assertEqual(re.sub(r"\x1b\[\d*m", "", text), tables[columns, ("compare", *SMALL)])
        layouts = {tables[columns, ("compare", *SMALL)] for columns in (40, 80, 120)}
        self.assertEqual(len(layouts), 3, "each width has a layout that makes use of it")

    def test_colour_only_where_wanted(self):
        self.assertIn("\x1b[1m", self.shown("run", *SMALL)[0])
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn("\x1b", self.shown("run", *SMALL, **environment)[0])
        self.assertNotIn("\x1b", self.polder("run", *SMALL).stdout)

    def test_only_ascii_where_the_locale_knows_no_more(self):
        self.assertIn("\u2212", self.shown("compare", *SMALL)[0])
        self.assertTrue(self.shown("compare", *SMALL, LC_ALL="C")[0].isascii())

    def test_progress_bar_comes_and_goes(self):
        long = ("run", "small.toml", "--replicates", "600", "--threads", "1")
        messages = self.shown(*long)[1]
        self.assertRegex(messages, r"\[=* *\] \d+ of 600 replicates, \d+ per second, 0:0\d left")
        self.assertTrue(messages.endswith("\r\x1b[K"))
        for option in ("--quiet", "--progress=never"):
            self.assertEqual(self.shown(*long, option)[1], "")


if __name__ == "__main__":
    unittest.main()
