#!/bin/bash
# The image's command: JupyterLab, or the server that a hub asks for. NOTEBOOK_ARGS and arguments are Jupyter's.
set -eu
if [ -n "${JUPYTERHUB_API_TOKEN:-}" ]; then exec start-singleuser.sh "$@"; fi
readarray -t arguments < <(xargs -r -n1 printf '%s\n' <<<"${NOTEBOOK_ARGS:-}") # quotes keep spaces, nothing is executed
exec jupyter "${DOCKER_STACKS_JUPYTER_CMD:-lab}" "${arguments[@]}" "$@"
