"""x"""
from .discovery import Box, Prim, prim
from .engine import analyse, run, sweep
from .errors import EngineError, InputError
from .estimates import compare, mean_interval, paired_difference, scalars, trajectory
from .files import events, open
from .municipalities import map, trust_network, workload
from .readings import over_time, reading, regional
from .sweeps import grid, matched, parameters, regret
from .tables import tidy, write_table
