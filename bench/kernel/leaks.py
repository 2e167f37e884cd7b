"""Counts what kernels leave behind: processes and files after many starts and restarts, and processes
after kernels that were killed.

Run: python leaks.py [--times N] [--kills N] [--weft BINARY]. Exits with 1 if anything is left.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import psutil

from rawkernel import RawKernel

HERE = os.path.dirname(os.path.abspath(__file__))
WEFT = os.path.join(HERE, "..", "..", "bin", "weft")
CELL = 'import "os/exec"\nexec.Command("sleep", "1000").Start()\nfmt.Println("started")'


def alive(processes, patience=5.0):
    """Those that still run after a while. A zombie that init has not collected does not run."""
    deadline = time.monotonic() + patience
    while True:
        left = [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.02)


def end(kernel, kill):
    if kill:
        kernel.process.kill()
        kernel.process.wait()
        kernel.context.destroy(linger=0)
        kernel.folder.cleanup()
    else:
        kernel.close()


def starts(times, kill):
    """Starts kernels that start processes, and returns how many of them left one."""
    bad = 0
    for _ in range(times):
        kernel = RawKernel("weft")
        kernel.run(CELL)
        everything = kernel.processes()
        assert len(everything) >= 3, everything
        end(kernel, kill)
        left = alive(everything)
        bad += bool(left)
        for p in left:
            print("   left:", p)
            p.kill()
    return bad


def restarts(times):
    """Replaces the evaluator of one kernel, and returns how its descriptors and processes grew."""
    kernel = RawKernel("weft")

    def figures():
        processes = kernel.processes()
        return processes[0].num_fds(), len(processes)

    def settled():
        last, since = figures(), time.monotonic()
        while time.monotonic() - since < 1.5:
            if (now := figures()) != last:
                last, since = now, time.monotonic()
            time.sleep(0.05)
        return last

    kernel.run(CELL)
    kernel.run("%reset")
    kernel.run("1 + 1")
    before = settled()
    for _ in range(times):
        kernel.run(CELL)
        kernel.run("%reset")
    kernel.run("1 + 1")
    after = settled()
    kernel.close()
    return before, after


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--weft", default=WEFT, help="the binary to try")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as prefix, tempfile.TemporaryDirectory() as scratch:
        subprocess.run([args.weft, "install", "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
        os.environ["JUPYTER_PATH"] = os.path.join(prefix, "share", "jupyter")
        os.environ["TMPDIR"] = tempfile.tempdir = scratch  # so that what is left there is theirs
        bad = starts(args.times, kill=False)
        print(f"{args.times} starts with shutdown: {bad} left a process", flush=True)
        killed = starts(args.kills, kill=True)
        print(f"{args.kills} kernels killed by SIGKILL: {killed} left a process", flush=True)
        before, after = restarts(args.times)
        print(f"{args.times} restarts in one kernel: descriptors {before[0]} -> {after[0]}, processes {before[1]} -> {after[1]}")
        files = os.listdir(scratch)
        print(f"temporary files left: {len(files)} {files[:5]}")
    return 1 if bad or killed or files or after[0] > before[0] or after[1] > before[1] else 0


if __name__ == "__main__":
    sys.exit(main())
