"""A results file opens labelled and lazily; one that cannot be used gets one clear sentence."""

import unittest

import h5py
import numpy as np

import polder_analysis as pa
from common import FOLDER, main, made, made_sweep


class Files(unittest.TestCase):
    def test_opens_labelled(self):
        with pa.open(made()) as data:
            self.assertEqual(list(data["variant"].values), ["network", "ssc"])
            self.assertEqual(data["placements"].dims, ("variant", "replicate", "round", "municipality"))
            self.assertEqual(data["housing_delay_mean"].attrs["better"], "lower")
            for name, values in data.variables.items():
                if name != "time":
                    self.assertIn("units", values.attrs, name)
                self.assertIn("long_name", values.attrs, name)

    def test_reading_keeps_nothing(self):
        with pa.open(made()) as data:
            data["placements"].mean().item()
            self.assertFalse(data["placements"].variable._in_memory)

    def refused(self, name, *words, content=None, unfinished=False):
        file = FOLDER / name
        if content is not None:
            file.write_bytes(content)
        with self.assertRaises(pa.InputError) as caught:
            pa.open(file, unfinished=unfinished)
        sentence = str(caught.exception)
        self.assertTrue(sentence.startswith(f"{file}: error: "), sentence)
        self.assertNotIn("\n", sentence)
        for word in words:
            self.assertIn(word, sentence)

    def test_says_what_is_wrong_with_a_file(self):
        whole = made().read_bytes()
        self.refused("absent.h5", "no such file")
        self.refused("empty.h5", "empty", content=b"")
        self.refused("foreign.h5", "no HDF5", content=b"placements,1\n" * 100)
        self.refused("truncated.h5", "truncated", content=whole[: len(whole) // 2])
        self.refused("barely.h5", "truncated", content=whole[:-1])
        self.refused("head.h5", "error", content=whole[:50])
        (FOLDER / "folder.h5").mkdir(exist_ok=True)
        self.refused("folder.h5", "folder")
        with h5py.File(FOLDER / "other.h5", "w") as other:
            other["x"] = np.zeros(3)
        self.refused("other.h5", "no results file of polder")

    def test_says_that_a_file_is_older_or_newer(self):
        for version in ("0", "2"):
            (FOLDER / "older.h5").write_bytes(made().read_bytes())
            with h5py.File(FOLDER / "older.h5", "r+") as file:
                file.attrs.modify("file_format_version", version)
            self.refused("older.h5", f"format {version}", "format 1")

    def test_an_unfinished_file_is_refused_or_cut_off(self):
        whole = made()
        (FOLDER / "going-on.h5.part").write_bytes(whole.read_bytes())
        self.refused("going-on.h5", "not finished", "--resume")
        with h5py.File(FOLDER / "going-on.h5.part", "r+") as file:
            file["status"][1, 20:] = 0
        self.refused("going-on.h5.part", "50 of 60", "--resume")
        with pa.open(FOLDER / "going-on.h5.part", unfinished=True) as data:
            self.assertEqual(list(data["variant"].values), ["network"])
        with h5py.File(FOLDER / "going-on.h5.part", "r+") as file:
            file["status"][0, 29] = 0
        self.refused("going-on.h5.part", "not one", unfinished=True)

    def test_a_file_without_what_every_file_has_is_refused(self):
        for name in ("start", "scenario"):
            (FOLDER / "lacking.h5").write_bytes(made().read_bytes())
            with h5py.File(FOLDER / "lacking.h5", "r+") as file:
                del file.attrs[name]
            self.refused("lacking.h5", f"lacks the attribute {name}")

    def test_events_need_a_full_record(self):
        with self.assertRaisesRegex(pa.InputError, "--record full"):
            pa.events(made())
        with pa.events(made("full", 3)) as events:
            self.assertEqual(set(np.unique(events["variant"])), {0, 1})

    def test_a_damaged_sweep_is_refused_as_well(self):
        whole = made_sweep("sobol", "samples = 8").read_bytes()
        self.refused("cut.h5", "truncated", content=whole[:-100])


if __name__ == "__main__":
    main()
