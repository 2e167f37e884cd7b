#!/bin/bash
# A student's server below JupyterHub, which gives address, port and token in its environment.
set -eu
readarray -t arguments < <(xargs -r -n1 printf '%s\n' <<<"${NOTEBOOK_ARGS:-}") # quotes keep spaces, nothing is executed
exec jupyterhub-singleuser "${arguments[@]}" "$@"
