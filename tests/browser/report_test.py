"""Makes reports of every kind with the polder just built and opens them in a browser: report.mjs. SCRIPT POLDER"""

import os
import pathlib
import shutil
import subprocess
import sys

from common import FOLDER, SMALL, made, made_sweep

import polder_analysis as pa
from polder_analysis import report

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77

missing = [what for what, there in (
    ("node", shutil.which("node")), ("chromium", shutil.which(os.environ.get("CHROMIUM", "chromium"))),
    ("what npm fetches (npm ci in tests/browser)", (HERE / "node_modules/playwright-core").exists())) if not there]
if missing:
    print(f"missing: {', '.join(missing)}; ./dev browser installs it")
    sys.exit(1 if os.environ.get("POLDER_BROWSER_REQUIRED") else SKIPPED)

u16 = FOLDER / "u16.h5"
pa.run(SMALL.parent / "u16.toml", vary={"concept": ["network", "centre", "matrix", "ssc"]}, replicates=40, record="full", out=u16).close()
pages = []
for kind, file, language in (("full", u16, "nl"), ("compare", u16, "en"), ("full", made("full", 10), "nl"),
                             ("compare", made("rounds", 10), "en"),
                             ("sweep", made_sweep("sobol", "samples = 32", "cross = true"), "nl"),
                             ("sweep", made_sweep("morris", "samples = 4"), "en")):
    page = FOLDER / f"{file.stem}-{language}.html"
    report.write(file, page, language=language)
    pages.append(f"{kind}={page}")
environment = {**os.environ, "CHROMIUM": shutil.which(os.environ.get("CHROMIUM", "chromium"))}
sys.exit(subprocess.run(["node", HERE / "report.mjs", *pages], env=environment, check=False).returncode)
