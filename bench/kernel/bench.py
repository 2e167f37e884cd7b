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

import psutil
from jupyter_client.manager import KernelManager

HERE = os.path.dirname(os.path.abspath(__file__))
WEFT = os.path.join(HERE, "..", "..", "bin", "weft")

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
SETUP = {"weft": 'import ("fmt"; "strings"; "weft/display")', "ipykernel": "pass"}
NAMES = {"weft": "weft", "ipykernel": "python3"}


class Kernel:
    """One running kernel with its client."""

    def __init__(self, which):
        self.which = which
        self.manager = KernelManager(kernel_name=NAMES[which])
        start = time.perf_counter()
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.ready = time.perf_counter() - start

    def run(self, code):
        """Executes code and returns seconds until idle and the bytes of output that arrived."""
        start = time.perf_counter()
        request = self.client.execute(code, store_history=False)
        size = 0
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                size += len(content["text"])
            elif kind == "display_data":
                size += len(content["data"].get("text/html", ""))
            elif kind == "error":
                raise SystemExit(f"{self.which}: {content['ename']}: {content['evalue']}")
            elif kind == "status" and content["execution_state"] == "idle":
                break
        while self.client.get_shell_msg(timeout=120)["parent_header"].get("msg_id") != request:
            pass
        return time.perf_counter() - start, size

    def rss(self):
        """Resident bytes of the kernel and all its descendants."""
        root = psutil.Process(self.manager.provisioner.pid)
        return sum(p.memory_info().rss for p in [root, *root.children(recursive=True)])

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def settled_rss(kernel):
    """The resident size once it has stopped growing, so that a warm spare counts."""
    last, same = 0, 0
    for _ in range(100):
        now = kernel.rss()
        same = same + 1 if abs(now - last) < 1 << 20 else 0
        if same >= 5:
            break
        last = now
        time.sleep(0.1)
    return kernel.rss()


def start_to_info(which):
    """Seconds from spawning the kernel to its first kernel_info_reply, without the client's own polls."""
    manager = KernelManager(kernel_name=NAMES[which])
    start = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    client.start_channels(iopub=False, stdin=False, hb=False, control=False)
    client.kernel_info()
    client.get_shell_msg(timeout=60)
    took = time.perf_counter() - start
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return took


def measure(rounds):
    """Returns figure -> kernel -> list of values; the kernels take turns."""
    result = {}

    def add(figure, which, value):
        result.setdefault(figure, {}).setdefault(which, []).append(value)

    for _ in range(rounds + 1):
        for which in NAMES:
            add("start to kernel_info [ms]", which, start_to_info(which) * 1e3)
    for values in result["start to kernel_info [ms]"].values():
        values.pop(0)  # cold caches
    kernels = {which: Kernel(which) for which in NAMES}
    try:
        for which, kernel in kernels.items():
            add("RSS idle, all processes [MB]", which, settled_rss(kernel) / 1e6)
            kernel.run(SETUP[which])
        for figure, key, times, unit in [
            ("trivial cell round trip [ms]", "trivial", 100, 1e3),
            ("print hello round trip [ms]", "hello", 100, 1e3),
            ("100,000 printed lines [s]", "lines", rounds, 1),
            ("20 MB of output [s]", "bytes", rounds, 1),
            ("50 MB display [s]", "display", rounds, 1),
        ]:
            for turn in range(times + 1):
                for which, kernel in kernels.items():
                    seconds, size = kernel.run(CODE[key][which])
                    if turn:
                        add(figure, which, seconds * unit)
                    if key == "lines" and size < 1_000_000 or key == "bytes" and size < 20_000_000:
                        raise SystemExit(f"{which}: only {size} bytes of output arrived for {figure}")
                    if key == "display" and size != 50_000_000:
                        raise SystemExit(f"{which}: {size} bytes of the 50 MB display arrived")
        for which, kernel in kernels.items():
            add("RSS idle after all that [MB]", which, settled_rss(kernel) / 1e6)
    finally:
        for kernel in kernels.values():
            kernel.close()
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as prefix:
        subprocess.run([WEFT, "install", "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
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
