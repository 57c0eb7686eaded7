"""What the tests of polder_analysis share: SCRIPT POLDER, with polder_analysis on PYTHONPATH."""

import atexit
import functools
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

import polder_analysis as pa

os.environ["POLDER"] = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL = ROOT / "scenarios/small.toml"
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="polder-test-"))
atexit.register(shutil.rmtree, FOLDER)

SWEEP = """
scenario = "{scenario}"
replicates = 3
weeks = 26
outcomes = ["decisions_total", "cost_total", "joint_hours_total"]
[design]
method = "{method}"
{design}
[[parameter]]
path = "concept"
values = ["network", "ssc"]
{cross}
[[parameter]]
path = "urgency.base"
low = 0.2
high = 0.6
[[parameter]]
path = "interventions.forum"
values = [false, true]
"""


@functools.cache
def made(record="rounds", replicates=30):
    """A results file of two concepts, made once."""
    file = FOLDER / f"{record}-{replicates}.h5"
    pa.run(SMALL, vary={"concept": ["network", "ssc"]}, replicates=replicates, record=record, out=file).close()
    return file


def made_sweep(method, design, cross=""):
    file, sweep = FOLDER / f"{method}{len(cross)}.h5", FOLDER / f"{method}{len(cross)}.toml"
    if not file.exists():
        sweep.write_text(SWEEP.format(scenario=SMALL, method=method, design=design, cross=cross))
        pa.sweep(sweep, out=file).close()
    return file


def main():
    unittest.main(module="__main__", argv=sys.argv[:1])
