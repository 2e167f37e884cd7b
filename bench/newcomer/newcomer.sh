#!/usr/bin/env bash
# Times a newcomer's path, each step as it is typed: clone, make demo, make lab until it answers, a cell, the
# cell changed, %check. HOME is a new, empty folder, so nothing is there but Go, make, git, a C compiler and Python.
#
#   bench/newcomer/newcomer.sh [--warm] [REPOSITORY]
#
# --warm keeps what the go command and pip have in their caches: the second clone of somebody who writes Go.
# REPOSITORY is what is cloned; without it, this one. SCRATCH names the folder for it all (about 3 GB).
set -euo pipefail
warm=0
[ "${1:-}" != --warm ] || { warm=1; shift; }
here=$(cd "$(dirname "$0")" && pwd)
repository=${1:-$(cd "$here" && git rev-parse --show-toplevel)}
scratch=$(mktemp -d "${SCRATCH:-${TMPDIR:-/tmp}}/newcomer-XXXXXX")
lab=0
finish() {
	[ "$lab" = 0 ] || kill -- "-$lab" 2>/dev/null || true # make, and the server that it started
	[ "$lab" = 0 ] || wait "$lab" 2>/dev/null || true
	chmod -R u+w "$scratch" && rm -rf "$scratch" # the module cache is written without w
}
trap finish EXIT

if [ "$warm" = 1 ]; then
	export GOCACHE GOMODCACHE PIP_CACHE_DIR
	GOCACHE=$(go env GOCACHE) GOMODCACHE=$(go env GOMODCACHE) PIP_CACHE_DIR=${XDG_CACHE_HOME:-$HOME/.cache}/pip
else
	unset GOCACHE GOMODCACHE GOBIN GOPATH PIP_CACHE_DIR
fi
for name in $(compgen -e | grep -E '^(JUPYTER|WEFT|XDG)' || true); do unset "$name"; done
export HOME=$scratch/home PIP_DISABLE_PIP_VERSION_CHECK=1
mkdir "$HOME"

# step NAME COMMAND...: runs it, with its output in a file, and prints the seconds that passed.
step() {
	local name=$1 from=$EPOCHREALTIME
	shift
	if ! "$@" >"$scratch/log" 2>&1; then
		tail -40 "$scratch/log" >&2
		echo "newcomer: $name failed" >&2
		exit 1
	fi
	awk -v a="$from" -v b="$EPOCHREALTIME" -v n="$name" 'BEGIN { printf "%-44s %8.2f s\n", n, b - a }'
}

# The server asks nobody, opens no window, and takes a port that nothing else has.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$HOME/.jupyter"
cat >"$HOME/.jupyter/jupyter_server_config.json" <<JSON
{"ServerApp": {"port": $port, "port_retries": 0, "open_browser": false, "allow_root": true}, "IdentityProvider": {"token": "newcomer"}}
JSON

# answers waits until the server that make lab starts serves JupyterLab's page.
answers() {
	set -m # a process group of its own, which finish ends
	make lab >"$scratch/lab.log" 2>&1 &
	lab=$!
	set +m
	until python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/lab?token=newcomer', timeout=5).read()" 2>/dev/null; do
		kill -0 "$lab" || { cat "$scratch/lab.log"; return 1; }
		sleep 0.2
	done
}

load=$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)
echo "$(uname -sm), $(getconf _NPROCESSORS_ONLN) CPUs, load $load, $(go version | cut -d' ' -f3), caches $([ $warm = 1 ] && echo warm || echo empty)"
step "git clone (from this disk)" git clone -q "$repository" "$scratch/weft"
cd "$scratch/weft"
step "make demo" make demo
step "make demo, once more" make demo
step "make lab, until it answers" answers
python=$HOME/.cache/weft/lab/bin/python
[ -x "$python" ] || python=python3 # this machine has JupyterLab
"$python" "$here/cells.py" "http://127.0.0.1:$port" newcomer
