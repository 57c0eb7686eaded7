"""Tables hold the values of the file, in slices or at once."""

import importlib.util
import unittest
from unittest import mock

import numpy as np
import pandas as pd

import polder_analysis as pa
from common import FOLDER, main, made, made_sweep
from polder_analysis import tables


class Tables(unittest.TestCase):
    def test_a_tidy_table_has_a_row_per_observation(self):
        with pa.open(made("rounds", 4)) as data:
            table = pa.tidy(data, ["placements", "overdue"])
            self.assertEqual(len(table), data["placements"].size)
            np.testing.assert_array_equal(table["placements"], data["placements"].values.ravel())
            self.assertEqual(table.attrs["units"]["placements"], "persons")
            self.assertLessEqual({"variant", "replicate", "round", "municipality", "time", "population"}, set(table))
            with self.assertRaisesRegex(pa.InputError, "same dimensions"):
                pa.tidy(data, ["placements", "decisions"])
            with self.assertRaisesRegex(pa.InputError, "no variable nonsense"):
                pa.tidy(data, ["nonsense"])

    def test_slices_change_no_byte_of_a_csv_file(self):
        with pa.open(made("rounds", 4)) as data:
            for names in (None, ["placements"]):
                whole = pa.write_table(data, FOLDER / "whole.csv", names).read_bytes()
                with mock.patch.object(tables, "SLICE_BYTES", 2000):
                    self.assertEqual(pa.write_table(data, FOLDER / "sliced.csv", names).read_bytes(), whole)
            read = pd.read_csv(FOLDER / "whole.csv")
            np.testing.assert_allclose(read["placements"], data["placements"].values.ravel())

    def test_a_sweep_has_its_parameters_as_columns(self):
        with pa.open(made_sweep("sobol", "samples = 8")) as data:
            read = pd.read_csv(pa.write_table(data, FOLDER / "sweep.csv.gz"))
        self.assertEqual(len(read), 24)
        self.assertLessEqual({"point", "urgency.base", "concept", "cost_total"}, set(read))

    def test_what_is_read_and_results_are_never_replaced_by_a_table(self):
        file, other = FOLDER / "source.csv", FOLDER / "results.csv"
        for one in (file, other):
            one.write_bytes(made("rounds", 4).read_bytes())
        with pa.open(file) as data:
            for one in (file, other):
                with self.assertRaisesRegex(pa.InputError, "would be lost"):
                    pa.write_table(data, one)
        self.assertEqual(file.read_bytes(), other.read_bytes())

    def test_parquet_and_feather_hold_the_same_or_say_what_is_missing(self):
        with pa.open(made("rounds", 4)) as data:
            for ending, read in ((".parquet", pd.read_parquet), (".feather", pd.read_feather)):
                if importlib.util.find_spec("pyarrow") is None:
                    with self.assertRaisesRegex(pa.InputError, "pyarrow"):
                        pa.write_table(data, FOLDER / f"table{ending}")
                else:
                    file = pa.write_table(data, FOLDER / f"table{ending}")
                    pd.testing.assert_frame_equal(read(file), pa.tidy(data))
            with self.assertRaisesRegex(pa.InputError, "there is no folder"):
                pa.write_table(data, FOLDER / "no/such/table.csv")
            with self.assertRaisesRegex(pa.InputError, r"\.csv"):
                pa.write_table(data, FOLDER / "table.xls")


if __name__ == "__main__":
    main()
