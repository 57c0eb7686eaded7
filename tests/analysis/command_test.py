"""Pictures and tables from the command line, and one sentence with exit status 2 for what cannot be used."""

import contextlib
import io
import json
import random
import subprocess
import sys
import types
import unittest

import polder_analysis as pa
import polder_analysis.__main__
from common import FOLDER, SMALL, main, made, made_sweep


def command(*arguments):
    """As the command would, in this process: starting Python takes longer than what is tested."""
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        try:
            status = polder_analysis.__main__.attempt([str(one) for one in arguments])
        except SystemExit as end:
            status = end.code
    return types.SimpleNamespace(returncode=status, stderr=errors.getvalue())


class Command(unittest.TestCase):
    def test_it_is_a_command(self):
        done = subprocess.run([sys.executable, "-m", "polder_analysis", "first-look", str(SMALL), "none.png"],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr, f"{SMALL}: error: it is no HDF5 file; a results file of polder run, compare or sweep "
                                      f"is asked for\n")

    def test_first_look_at_rounds_and_weeks(self):
        for record in ("rounds", "weeks"):
            picture = FOLDER / f"{record}.png"
            done = command("first-look", made(record, 5), picture, "--language", "nl")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            head = picture.read_bytes()
            self.assertTrue(head.startswith(b"\x89PNG"))
            self.assertGreater(len(head), 20_000, "an empty picture")

    def test_indices(self):
        analysis, picture = FOLDER / "analysis.json", FOLDER / "indices.png"
        analysis.write_text(json.dumps(pa.analyse(made_sweep("saltelli", "samples = 8", "cross = true"), resamples=20)))
        done = command("indices", analysis, picture)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertGreater(picture.stat().st_size, 20_000, "an empty picture")

    def test_table(self):
        done = command("table", made(), FOLDER / "delay.csv", "housing_delay_mean", "placements_total")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = (FOLDER / "delay.csv").read_text().splitlines()
        self.assertEqual(lines[0], "variant,replicate,housing_delay_mean,placements_total")
        self.assertEqual(len(lines), 1 + 60)

    def test_a_picture_never_replaces_results(self):
        file = FOLDER / "keep.png"
        file.write_bytes(made("rounds", 5).read_bytes())
        done = command("first-look", file, file)
        self.assertEqual(done.returncode, 2)
        self.assertIn("would be lost", done.stderr)
        self.assertEqual(file.read_bytes(), made("rounds", 5).read_bytes())

    def test_a_table_of_all_scalars_leaves_answers_to_a_survey_out(self):
        file = FOLDER / "survey.h5"
        pa.run(SMALL, {"survey.weeks": "[10, 20]"}, replicates=2, weeks=26, out=file).close()
        with pa.open(file) as data:
            self.assertIn("survey", data.dims)
        done = command("table", file, FOLDER / "all.csv")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        head, *lines = (FOLDER / "all.csv").read_text().splitlines()
        self.assertIn("survey_grade_mean", head.split(","))
        self.assertNotIn("survey_grade", head.split(","))
        self.assertEqual(len(lines), 2)

    def test_a_file_with_changed_bytes_gets_one_sentence_whatever_it_does_to_hdf5(self):
        whole = made("rounds", 5).read_bytes()
        wrong = FOLDER / "changed.h5"
        changes = random.Random(1)
        for _ in range(6):
            damaged = bytearray(whole)
            for _ in range(200):
                damaged[changes.randrange(512, len(whole))] ^= changes.randrange(1, 256)
            wrong.write_bytes(damaged)
            done = subprocess.run([sys.executable, "-m", "polder_analysis", "table", str(wrong), str(FOLDER / "wrong.csv")],
                                  capture_output=True, text=True)
            self.assertIn(done.returncode, (0, 2), done.stderr)
            if done.returncode == 2:
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.assertTrue(done.stderr.startswith(f"{wrong}: error: "), done.stderr)

    def test_when_reading_ends_the_process_there_is_a_sentence_still(self):
        killed = ("import os, signal, sys, polder_analysis.__main__ as command\n"
                  "command.attempt = lambda arguments: os.kill(os.getpid(), signal.SIG{})\n"
                  "sys.exit(command.main(['report', {!r}]))")
        for signal, status in (("SEGV", 2), ("ABRT", 2), ("KILL", 3)):
            done = subprocess.run([sys.executable, "-c", killed.format(signal, str(made()))], capture_output=True, text=True)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)

    def test_bad_input_gets_one_sentence_and_status_2(self):
        picture, empty = FOLDER / "none.png", FOLDER / "empty.h5"
        empty.write_bytes(b"")
        summary = FOLDER / "summary.h5"
        pa.run(SMALL, replicates=2, record="summary", out=summary).close()
        analysis = FOLDER / "some.json"
        analysis.write_text(json.dumps(pa.analyse(made_sweep("factorial", "levels = 2"), resamples=20)))
        for arguments, word in ((("first-look", empty, picture), "empty"),
                                (("first-look", FOLDER / "absent", picture), "absent"),
                                (("first-look", summary, picture), "--record rounds"),
                                (("first-look", SMALL, picture), "no HDF5"), (("indices", SMALL, picture), "--format json"),
                                (("indices", analysis, picture, "nonsense"), "cost_total"),
                                (("table", made(), FOLDER / "x.doc"), ".csv")):
            done = command(*arguments)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
            self.assertIn(word, done.stderr)
            self.assertFalse(picture.exists())
        self.assertEqual(command("first-look").returncode, 2)

    def test_what_cannot_be_written_is_the_machines_failure(self):
        done = command("table", made(), FOLDER / "no/such/folder.csv")
        self.assertEqual(done.returncode, 3)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)


if __name__ == "__main__":
    main()
