"""Figures of the weft kernel beside ipykernel's, by the same client in the same run.

Prints a table of medians with the ratio weft/ipykernel. Absolute times depend on the machine; the
ratios are what to compare. Run by `make bench`, or: python bench.py [--rounds N] [--json]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from rawkernel import RawKernel

HERE = os.path.dirname(os.path.abspath(__file__))
WEFT = os.path.join(HERE, "..", "..", "bin", "weft")

NAMES = {"weft": "weft", "ipykernel": "python3"}
SETUP = {"weft": 'import ("fmt"; "strings"; "weft/display")', "ipykernel": "pass"}
CODE = {
    "trivial": {"weft": "1 + 1", "ipykernel": "1 + 1"},
    "hello": {"weft": 'fmt.Println("hello")', "ipykernel": "print('hello')"},
    "lines": {
        "weft": 'for i := 0; i < 100000; i++ { fmt.Println("line", i) }',
        "ipykernel": "for i in range(100000): print('line', i)",
    },
    "bytes": {
        "weft": 'chunk := strings.Repeat("0123456789abcde\\n", 65536)\nfor i := 0; i < 20; i++ { fmt.Print(chunk) }',
        "ipykernel": "chunk = '0123456789abcde\\n' * 65536\nfor i in range(20): print(chunk, end='')",
    },
    "display": {
        "weft": 'display.Show(display.HTML(strings.Repeat("x", 50_000_000)))',
        "ipykernel": "from IPython.display import HTML, display\ndisplay(HTML('x' * 50_000_000))",
    },
}
# What must have arrived of each, in bytes.
LEAST = {"trivial": 0, "hello": 6, "lines": 1_088_890, "bytes": 20 << 20, "display": 50_000_000}

START = "start to kernel_info [ms]"
FIRST = "first cell, prints [ms]"
TWO = "start to first cell's end [ms]"


def settled_rss(kernel):
    """The resident size once it and the number of processes have stopped changing for a while, so that
    what a kernel starts in the background counts."""
    last, since = None, time.monotonic()
    deadline = since + 15
    while time.monotonic() < deadline and time.monotonic() - since < 1.5:
        now = (len(kernel.processes()), kernel.rss() >> 20)
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(0.05)
    return kernel.rss()


def measure(rounds):
    """Returns figure -> kernel -> list of values; the kernels take turns."""
    result = {}

    def add(figure, which, value):
        result.setdefault(figure, {}).setdefault(which, []).append(value)

    def run(kernel, which, key):
        seconds, size = kernel.run(CODE[key][which])
        if size < LEAST[key]:
            raise SystemExit(f"{which}: only {size} bytes of {key} arrived")
        return seconds

    for turn in range(rounds + 1):
        for which, name in NAMES.items():
            kernel = RawKernel(name)
            first = run(kernel, which, "hello")
            kernel.close()
            if turn:  # the first run reads files from disk
                add(START, which, kernel.ready * 1e3)
                add(FIRST, which, first * 1e3)
                add(TWO, which, (kernel.ready + first) * 1e3)
    kernels = {which: RawKernel(name) for which, name in NAMES.items()}
    try:
        for which, kernel in kernels.items():
            kernel.run(SETUP[which])
            add("RSS idle, all processes [MB]", which, settled_rss(kernel) / 1e6)
        for figure, key, times, unit in [
            ("trivial cell round trip [ms]", "trivial", 200, 1e3),
            ("print hello round trip [ms]", "hello", 200, 1e3),
            ("100,000 printed lines [s]", "lines", rounds, 1),
            ("20 MB of output [s]", "bytes", rounds, 1),
            ("50 MB display [s]", "display", rounds, 1),
        ]:
            for turn in range(times + 1):
                for which, kernel in kernels.items():
                    seconds = run(kernel, which, key)
                    if turn:
                        add(figure, which, seconds * unit)
        for which, kernel in kernels.items():
            add("RSS idle after all that [MB]", which, settled_rss(kernel) / 1e6)
    finally:
        for kernel in kernels.values():
            kernel.close()
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--weft", default=WEFT, help="the binary to measure")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as prefix:
        subprocess.run([args.weft, "install", "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [sys.executable, "-m", "ipykernel", "install", "--prefix", prefix],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.environ["JUPYTER_PATH"] = os.path.join(prefix, "share", "jupyter")
        result = measure(args.rounds)
    if args.json:
        json.dump(result, sys.stdout, indent=1)
        return
    print(f"{'':32} {'weft':>10} {'ipykernel':>10} {'ratio':>7}")
    for figure, by in result.items():
        weft, peer = (statistics.median(by[k]) for k in ("weft", "ipykernel"))
        print(f"{figure:32} {weft:10.2f} {peer:10.2f} {weft / peer:7.2f}")


if __name__ == "__main__":
    main()
