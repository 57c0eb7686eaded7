"""Opens sample results the way users do, with no helper of polder's: h5py, xarray over h5netcdf, ncdump.

usage: open_result_test.py FOLDER   (as write_samples leaves it)
"""

import pathlib
import subprocess
import sys
import unittest

import h5py
import numpy as np
import xarray as xr

FOLDER = pathlib.Path(sys.argv.pop())
RECORDS = ("summary", "rounds", "weeks", "full")
VARIANTS = ["scale=1", "scale=2", "scale=3"]
MUNICIPALITIES = ["Boven", "Midden", "Súd-West"]
GROUPS = ["housing", "integration"]
GROUP_SERIES = {
    "decisions", "decision_delay", "open_dossiers", "concreteness", "agreement", "tasks_done", "tasks_late",
    "tasks_dropped",
}
MUNICIPALITY_SERIES = {
    "arrivals", "placements", "backlog", "housing_delay", "overdue", "integration_delay", "content_trust",
    "relational_trust", "urgency", "pledged", "backed", "effort", "awareness", "workload", "say", "member",
}


def path(record):
    return FOLDER / f"{record}.h5"


def open_dataset(record, **options):
    return xr.open_dataset(path(record), engine="h5netcdf", **options)


def expected(record):
    """What write_samples saw in the engine: (name, variant, replicate, interval, entity, value)."""
    for line in (FOLDER / f"{record}.txt").read_text().splitlines():
        fields = line.split(" ")
        if fields[0] != "event":
            yield fields[0], *(None if f == "-" else int(f) for f in fields[1:5]), float(fields[5])


def time_dimension(record):
    return {"summary": None, "rounds": "round", "weeks": "week", "full": "round"}[record]


def each_record(test):
    """Runs a test once for every kind of record."""

    def run(self):
        for record in RECORDS:
            with self.subTest(record=record):
                test(self, record)

    run.__doc__ = test.__doc__
    return run


class OpenResult(unittest.TestCase):
    @each_record
    def test_xarray_dimensions_and_labels(self, record):
        with open_dataset(record) as data:
            self.assertEqual(list(data["variant"].values), VARIANTS)
            self.assertEqual(list(data["municipality"].values), MUNICIPALITIES)
            self.assertEqual(list(data["group"].values), GROUPS)
            self.assertEqual(list(data["replicate"].values), list(range(7)))
            time = time_dimension(record)
            dimensions = {"variant", "replicate", "municipality", "group"} | ({time, "survey"} if time else set())
            if record == "full":
                dimensions.add("municipality_to")
                self.assertEqual(list(data["municipality_to"].values), MUNICIPALITIES)
                self.assertEqual(
                    data["trust"].dims, ("variant", "replicate", "round", "municipality", "municipality_to"))
            self.assertEqual(set(data.dims), dimensions)
            series = GROUP_SERIES | MUNICIPALITY_SERIES
            if record == "summary":
                self.assertFalse(series & set(data.variables))
                self.assertNotIn("survey_grade", data.variables)
                self.assertIn("survey_grade_mean", data.variables)
                return
            self.assertLessEqual(series, set(data.variables))
            for name in series:
                entity = "group" if name in GROUP_SERIES else "municipality"
                self.assertEqual(data[name].dims, ("variant", "replicate", time, entity))
                self.assertEqual(data[name].dtype, np.float32, name)
                self.assertIn("time", data[name].coords)

    def test_survey(self):
        """Answers by week of the survey, the truth beside them."""
        for record in ("rounds", "weeks", "full"):
            with open_dataset(record) as data:
                self.assertEqual(list(data["survey"].values), [11, 29])
                self.assertEqual(data["survey"].attrs["units"], "weeks")
                np.testing.assert_array_equal(
                    data["survey_time"].values, np.array(["2015-09-16", "2016-01-20"], dtype="datetime64[ns]"))
                answers = {name for name in data.data_vars if "survey" in data[name].dims}
                self.assertIn("survey_promises_true", answers)
                for name in answers:
                    entity = "group" if name.startswith("survey_manager") else "municipality"
                    self.assertEqual(data[name].dims, ("variant", "replicate", "survey", entity), name)
                    self.assertIn("survey_time", data[name].coords)
                self.assertIn("op de hoogte", data["survey_informed"].attrs["long_name_nl"])
                gap = (data.survey_informed - data.survey_informed_true).sel(replicate=3, variant="scale=1")
                self.assertAlmostEqual(float(gap.mean()),
                                       float(data.survey_informed_gap.sel(replicate=3, variant="scale=1")), places=6)

    def test_time(self):
        """The week as a number, and its date in a form that CF decoders take."""
        for record, weeks in (("rounds", [5, 11, 17, 23, 29]), ("weeks", list(range(30)))):
            with open_dataset(record) as data:
                coordinate = data[time_dimension(record)]
                self.assertEqual(list(coordinate.values), weeks)
                self.assertEqual(coordinate.attrs["units"], "weeks")
                self.assertIn("weeks since 2015-07-01", coordinate.attrs["long_name"])
                dates = np.datetime64("2015-07-01") + 7 * np.array(weeks) * np.timedelta64(1, "D")
                np.testing.assert_array_equal(data["time"].values, dates.astype("datetime64[ns]"))
                self.assertIn("time", data.coords)
        with open_dataset("rounds") as data:
            self.assertEqual(list(data["round_number"].values), [1, 2, 3, 4, 5])

    @each_record
    def test_numbers_stay_numbers(self, record):
        """xarray turns units such as "hours" into durations: ours must not be taken so."""
        with open_dataset(record) as data:
            for name, variable in data.variables.items():
                self.assertNotEqual(variable.dtype.kind, "m", name)

    @each_record
    def test_every_variable_has_units_and_long_name(self, record):
        missing = []

        def look(name, thing):
            if isinstance(thing, h5py.Dataset) and not thing.attrs.get("NAME", b"").startswith(b"This is a"):
                for attribute in ("units", "long_name"):
                    if not thing.attrs.get(attribute):
                        missing.append(f"{name}: {attribute}")

        with h5py.File(path(record)) as file:
            file.visititems(look)
        self.assertEqual(missing, [])

    @each_record
    def test_h5py_and_xarray_agree(self, record):
        with h5py.File(path(record)) as file, open_dataset(record, decode_times=False) as data:
            names = [name for name, thing in file.items() if isinstance(thing, h5py.Dataset)]
            self.assertEqual(set(names), set(data.variables))
            for name in names:
                dataset = file[name]
                values = dataset.asstr()[...] if h5py.check_string_dtype(dataset.dtype) else dataset[...]
                np.testing.assert_array_equal(values, data[name].values)
                if dataset.attrs.get("CLASS") != b"DIMENSION_SCALE":
                    labels = tuple(dimension[0].name.strip("/") for dimension in dataset.dims)
                    self.assertEqual(labels, data[name].dims)

    @each_record
    def test_values_are_those_of_the_engine(self, record):
        """Dimensions by name, so that a transposed one shows; test_xarray_dimensions_and_labels has their labels."""
        with open_dataset(record) as data:
            arrays = {}
            found = []
            wanted = []
            for name, variant, replicate, interval, entity, value in expected(record):
                if name not in arrays:
                    dimensions = ["variant", "replicate"]
                    if interval is not None:
                        survey = "survey" in data[name].dims
                        dimensions.append("survey" if survey else time_dimension(record))
                        dimensions.append("group" if "group" in data[name].dims else "municipality")
                    if name == "trust":
                        dimensions.append("municipality_to")
                    arrays[name] = data[name].transpose(*dimensions).values
                at = [variant, replicate]
                if interval is not None:
                    at += [interval, *divmod(entity, 3)] if name == "trust" else [interval, entity]
                found.append(arrays[name][tuple(at)])
                wanted.append(arrays[name].dtype.type(value))
        self.assertGreater(len(found), 100)
        np.testing.assert_array_equal(found, wanted)

    @each_record
    def test_status_and_failures(self, record):
        with open_dataset(record) as data:
            self.assertEqual(data["status"].attrs["flag_meanings"], "not_run done failed")
            np.testing.assert_array_equal(data["status"].attrs["flag_values"], [0, 1, 2])
            for variant in VARIANTS:
                self.assertEqual(list(data["status"].sel(variant=variant).values), [1, 1, 2, 1, 1, 1, 1])
            self.assertTrue(np.isnan(data["arrivals_total"].sel(replicate=2).values).all())
            self.assertFalse(np.isnan(data["arrivals_total"].sel(replicate=3).values).any())
        with open_dataset(record, group="failures") as failures:
            self.assertEqual(list(failures["variant"].values), [0, 1, 2])
            self.assertEqual(list(failures["replicate"].values), [2, 2, 2])
            self.assertEqual(list(failures["seed"].values), [5, 5, 5])
            self.assertEqual(list(failures["message"].values), ["the dike broke in replicate 2"] * 3)

    def test_events(self):
        lines = [line.split(" ")[1:] for line in (FOLDER / "full.txt").read_text().splitlines()
                 if line.startswith("event ")]
        self.assertGreater(len(lines), 100)
        with open_dataset("full", group="events") as events:
            self.assertEqual(dict(events.dims), {"event": len(lines)})
            for column, name in enumerate(("variant", "replicate", "week", "type", "municipality")):
                self.assertEqual(list(events[name].values), [int(line[column]) for line in lines], name)
            np.testing.assert_array_equal(events["value"].values, [float(line[5]) for line in lines])
            meanings = events["type"].attrs["flag_meanings"].split(" ")
            self.assertEqual(meanings[:5], ["dossier_tabled", "review_demanded", "redrafted", "decided",
                                            "pushed_through"])
            self.assertEqual(list(events["type"].attrs["flag_values"]), list(range(len(meanings))))
        with h5py.File(path("rounds")) as file:
            self.assertNotIn("events", file)

    def test_all_failed(self):
        """No events at all, though asked for: a table without rows, not a table less."""
        with open_dataset("failed") as data:
            self.assertTrue((data["status"].values == 2).all())
            self.assertTrue(np.isnan(data["trust"].values).all())
        with open_dataset("failed", group="events") as events:
            self.assertEqual(events["week"].shape, (0,))
        with open_dataset("failed", group="failures") as failures:
            self.assertEqual(failures["message"].shape, (21,))
        header = subprocess.run(["ncdump", "-h", path("failed")], capture_output=True, text=True, check=True).stdout
        self.assertIn("group: events {", header)

    @each_record
    def test_enough_to_run_it_again(self, record):
        with open_dataset(record) as data:
            attributes = data.attrs
            self.assertEqual(attributes["title"], "Three on a river")
            self.assertEqual(attributes["Conventions"], "CF-1.8")
            self.assertEqual(attributes["file_format_version"], "1")
            self.assertEqual(attributes["polder_version"], "0.1.0")
            self.assertEqual(attributes["git_commit"], "0123456789abcdef")
            self.assertEqual(attributes["seed"], 5)
            self.assertEqual(attributes["record"], record)
            self.assertEqual(attributes["scenario_file"], "river.toml")
            self.assertEqual(attributes["scenario"],
                             'title = "Three on a river"\n# with a ü and\na second line\n')
            self.assertEqual(attributes["overrides"], "weeks=30\nmunicipalities.Súd-West.staff_fte=0.6")
            self.assertEqual(attributes["vary"], "demand.scale=1,2,3")
            self.assertEqual(list(attributes["extended_files"]), ["base.toml", "older.toml"])
            self.assertEqual(list(attributes["extended_scenarios"]), ["weeks = 30\n", ""])

    @each_record
    def test_ncdump(self, record):
        """NetCDF's own library reads header and values."""
        done = subprocess.run(["ncdump", "-h", path(record)], capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        header = done.stdout
        for wanted in ("variant = 3 ;", "replicate = 7 ;", "municipality = 3 ;", "group = 2 ;",
                       "string variant(variant) ;", "string municipality(municipality) ;",
                       "double arrivals_total(variant, replicate) ;", "byte status(variant, replicate) ;",
                       'string :Conventions = "CF-1.8" ;'):
            self.assertIn(wanted, header)
        self.assertNotIn("phony_dim", header)
        time = time_dimension(record)
        if time:
            self.assertIn(f"float urgency(variant, replicate, {time}, municipality) ;", header)
            self.assertIn(f"float decisions(variant, replicate, {time}, group) ;", header)
        self.assertEqual("group: events {" in header, record == "full")
        self.assertIn("group: failures {", header)
        values = subprocess.run(["ncdump", "-v", "municipality,status", path(record)], capture_output=True,
                                text=True, check=True).stdout
        self.assertIn('municipality = "Boven", "Midden", "Súd-West" ;', values)
        self.assertIn("1, 1, 2, 1, 1, 1, 1,", values)

    @each_record
    def test_h5dump(self, record):
        done = subprocess.run(["h5dump", "-H", path(record)], capture_output=True, text=True, check=True)
        self.assertIn('DATASET "arrivals_total"', done.stdout)


if __name__ == "__main__":
    unittest.main()
