"""Reads results files of polder and says what came out: estimates with intervals, pictures, scenario discovery.

    import polder_analysis as pa

    data = pa.run("scenarios/u16.toml", vary={"concept": ["network", "ssc"]}, replicates=200)
    pa.paired_difference(data, "housing_delay_mean")

Functions that compute return labelled arrays or tables; functions of `polder_analysis.plot` draw these on axes that
they are given. docs/analysis.md shows all of it. What variables mean is in docs/file-format.md and docs/model.md.
"""

from . import labels, plot
from .discovery import Box, Prim, prim
from .engine import analyse, run, sweep
from .errors import EngineError, InputError
from .estimates import compare, mean_interval, paired_difference, scalars, trajectory
from .files import events, open  # noqa: A004
from .indices_plot import sobol_plot
from .municipalities import map, trust_network, workload  # noqa: A004
from .readings import over_time, reading, regional
from .sweeps import grid, matched, parameters, regret
from .tables import tidy, write_table

__all__ = [
    "Box", "EngineError", "InputError", "Prim", "analyse", "compare", "events", "grid", "labels", "map", "matched",
    "mean_interval", "open", "over_time", "paired_difference", "parameters", "plot", "prim", "reading", "regional",
    "regret", "run", "scalars", "sobol_plot", "sweep", "tidy", "trajectory", "trust_network", "workload", "write_table",
]
