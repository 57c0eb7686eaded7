"""The JSON Schema and the validator agree on scenario files.

Shipped scenarios and valid fixtures pass both. What is broken in a way that concerns one key alone
(broken/structural) fails both. What is broken between keys, or beyond JSON's reach (broken/semantic),
fails the validator only. Each broken file is broken in one way: the validator finds one problem.
"""

import argparse
import datetime
import json
import pathlib
import subprocess
import sys
import tomllib
import unittest

import jsonschema

ARGUMENTS = argparse.Namespace()


def as_json(value):
    """TOML as a JSON Schema checker in an editor sees it: dates and times as ISO texts."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def files(folder):
    found = sorted(pathlib.Path(folder).glob("*.toml"))
    assert found, f"no files in {folder}"
    return found


class SchemaAgreesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = subprocess.run([ARGUMENTS.print_schema], check=True, capture_output=True, text=True).stdout
        cls.schema = json.loads(text)
        cls.checker = jsonschema.Draft202012Validator(cls.schema, format_checker=jsonschema.FormatChecker())

    def schema_errors(self, file):
        with open(file, "rb") as stream:
            return [error.message for error in self.checker.iter_errors(as_json(tomllib.load(stream)))]

    def problems(self, file):
        run = subprocess.run([ARGUMENTS.validate_files, file], capture_output=True, text=True, check=False)
        self.assertIn(run.returncode, (0, 1), f"{file}: {run.stderr}")
        return [line for line in run.stdout.splitlines() if not line.endswith(": valid")]

    def check(self, folder, validator_problems, schema_finds):
        for file in files(folder):
            with self.subTest(file=file.name):
                found = self.problems(file)
                self.assertEqual(len(found), validator_problems, found)
                errors = self.schema_errors(file)
                self.assertEqual(bool(errors), schema_finds, errors)

    def test_schema_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_shipped_scenarios_pass_both(self):
        self.check(ARGUMENTS.scenarios, 0, False)

    def test_valid_fixtures_pass_both(self):
        self.check(pathlib.Path(ARGUMENTS.fixtures) / "valid", 0, False)

    def test_structurally_broken_fail_both(self):
        self.check(pathlib.Path(ARGUMENTS.fixtures) / "broken" / "structural", 1, True)

    def test_semantically_broken_fail_the_validator_only(self):
        self.check(pathlib.Path(ARGUMENTS.fixtures) / "broken" / "semantic", 1, False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("--print-schema", "--validate-files", "--scenarios", "--fixtures"):
        parser.add_argument(name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
