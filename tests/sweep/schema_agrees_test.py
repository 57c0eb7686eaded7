"""The JSON Schema and the loader agree on sweep files.

Shipped sweeps pass both; what is wrong with one key by itself fails both.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib
import unittest

import jsonschema

ARGUMENTS = argparse.Namespace()

# A piece of concepts-by-interventions.toml, and what takes its place.
BROKEN = [
    ('scenario = "../u16.toml"', ""),
    ('scenario = "../u16.toml"', 'scenario = ""'),
    ("replicates = 50", "replicates = 0"),
    ("replicates = 50", "replicats = 50"),
    ('outcomes = ["main"]', "outcomes = []"),
    ('outcomes = ["main"]', 'outcomes = "main"'),
    ('method = "factorial"', 'method = "factoral"'),
    ('method = "factorial"', ""),
    ("[design]", "[designs]"),
    ('path = "concept"', ""),
    ('values = ["network", "centre", "matrix", "ssc"]', 'values = ["network"]'),
    ('values = ["network", "centre", "matrix", "ssc"]', 'values = ["network", ["ssc"]]'),
    ('values = ["network", "centre", "matrix", "ssc"]', 'spread = 0'),
    ('values = ["network", "centre", "matrix", "ssc"]', 'distribution = "flat"'),
    ('values = ["network", "centre", "matrix", "ssc"]', 'cross = 1'),
]


class SchemaAgreesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = subprocess.run([ARGUMENTS.sweep_problems], check=True, capture_output=True, text=True).stdout
        cls.schema = json.loads(text)
        cls.checker = jsonschema.Draft202012Validator(cls.schema)

    def problems(self, file):
        run = subprocess.run([ARGUMENTS.sweep_problems, file], check=True, capture_output=True, text=True)
        return run.stdout.splitlines()

    def schema_errors(self, text):
        return [error.message for error in self.checker.iter_errors(tomllib.loads(text))]

    def test_schema_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_shipped_sweeps_pass_both(self):
        files = sorted(pathlib.Path(ARGUMENTS.sweeps).glob("*.toml"))
        self.assertGreaterEqual(len(files), 3)
        for file in files:
            with self.subTest(file=file.name):
                self.assertEqual(self.problems(file), [])
                self.assertEqual(self.schema_errors(file.read_text(encoding="utf-8")), [])

    def test_broken_keys_fail_both(self):
        original = (pathlib.Path(ARGUMENTS.sweeps) / "concepts-by-interventions.toml").read_text(encoding="utf-8")
        for piece, instead in BROKEN:
            with self.subTest(piece=piece, instead=instead), tempfile.NamedTemporaryFile(suffix=".toml") as file:
                self.assertIn(piece, original)
                text = original.replace(piece, instead, 1)
                u16 = pathlib.Path(ARGUMENTS.sweeps).parent / "u16.toml"
                file.write(text.replace("../u16.toml", str(u16)).encode())
                file.flush()
                self.assertNotEqual(self.problems(file.name), [])
                self.assertNotEqual(self.schema_errors(text), [])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("--sweep-problems", "--sweeps"):
        parser.add_argument(name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
