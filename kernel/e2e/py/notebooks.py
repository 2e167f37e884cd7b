"""Executes a notebook with nbclient and prints its outputs as JSON, one list per code cell."""

import json
import sys

import nbformat
from nbclient import NotebookClient

nb = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(nb, timeout=600, startup_timeout=300, iopub_timeout=120, kernel_name="weft").execute()
nbformat.validate(nb)
json.dump([c["outputs"] for c in nb.cells if c.cell_type == "code"], sys.stdout)
