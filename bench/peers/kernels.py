"""Kernels side by side, by the same client in the same run: weft, ipykernel, and of gophernotes and GoNB
those that Jupyter knows on this machine.

Prints how long common things take (the least of all rounds, which depends least on who else uses the machine, with the ratio
to weft's, and the medians), and what is left of a session after cells that
go wrong. Run by: python bench/peers/kernels.py [--rounds N] [--weft BINARY]; see docs/PEERS.md.
"""

import argparse
import os
import queue
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "kernel"))

from jupyter_client.kernelspec import KernelSpecManager  # noqa: E402
from jupyter_client.manager import start_new_kernel  # noqa: E402
from rawkernel import RawKernel  # noqa: E402

GO = {
    "hello": 'fmt.Println("hello")',
    "setup": 'import "fmt"',
    "define": "func fib(n int) int {\n\tif n < 2 {\n\t\treturn n\n\t}\n\treturn fib(n-1) + fib(n-2)\n}",
    "fib": "fmt.Println(fib(25))",
    "native": "%%native\nfmt.Println(fib(25))",
    "complete": "fmt.Prin",
}
PYTHON = {
    "hello": "print('hello')",
    "setup": "import os",
    "define": "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)",
    "fib": "print(fib(25))",
    "complete": "os.getc",
}
# A cell that goes wrong; whether somebody interrupts it.
GO_WRONG = {
    "panic in a goroutine": ('go func() { panic("storm") }()\ntime.Sleep(200 * time.Millisecond)', False),
    "the process exits": ("os.Exit(3)", False),
    "two goroutines in one map": (
        "m := map[int]int{}\nfor i := 0; i < 4; i++ {\n\tgo func() { for { m[1]++ } }()\n}\ntime.Sleep(time.Second)", False),
    "endless recursion": ("func down(n int) int { return down(n+1) + 1 }\ndown(0)", False),
    "endless loop, interrupted": ("for {\n}", True),
    "waits for ever, interrupted": ("<-make(chan int)", True),
}
PYTHON_WRONG = {
    "panic in a goroutine": ("import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()", False),
    "the process exits": ("import os\nos._exit(3)", False),
    "endless recursion": ("def down(n):\n    return down(n + 1) + 1\ndown(0)", False),
    "endless loop, interrupted": ("while True: pass", True),
    "waits for ever, interrupted": ("import threading\nthreading.Event().wait()", True),
}
KERNELS = {
    "weft": (GO, GO_WRONG, 'import ("fmt"; "os"; "time")\nkept := 42', "fmt.Println(kept)"),
    "gophernotes": (GO, GO_WRONG, 'import ("fmt"; "os"; "time")\nkept := 42', "fmt.Println(kept)"),
    "gonb": (GO, GO_WRONG, 'import ("fmt"; "os"; "time")\nvar kept = 42', "%%\nfmt.Println(kept)"),
    "python3": (PYTHON, PYTHON_WRONG, "kept = 42", "print(kept)"),
}


def code(name, key):
    """GoNB runs statements only below a line %%."""
    text = KERNELS[name][0][key]
    return "%%\n" + text if name == "gonb" and key in ("hello", "fib") else text


def complete(kernel, text):
    start = time.perf_counter()
    kernel.session.send(kernel.shell, "complete_request", {"code": text, "cursor_pos": len(text)})
    while True:
        message = kernel._receive(kernel.shell)
        if message["msg_type"] == "complete_reply":
            break
    if not message["content"]["matches"]:
        raise SystemExit(f"{kernel.name}: no completion of {text!r}")
    return time.perf_counter() - start


def figures(names, rounds, native):
    """Returns figure -> kernel -> values; the kernels take turns."""
    result = {}

    def add(figure, name, value):
        result.setdefault(figure, {}).setdefault(name, []).append(value)

    for turn in range(rounds + 1):
        for name in names:
            kernel = RawKernel(name)
            try:
                kernel.run(code(name, "setup"))
                first = complete(kernel, KERNELS[name][0]["complete"])
                kernel.run(code(name, "hello"))
                hello = [kernel.run(code(name, "hello"))[0] for _ in range(20)]
                define = kernel.run(code(name, "define"))[0]
                fib = kernel.run(code(name, "fib"))[0]
                rss = kernel.rss()
                compiled = [kernel.run(GO["native"])[0] for _ in range(2)] if name == "weft" and native else []
            finally:
                kernel.close()
            if turn == 0:
                continue  # it reads files from disk
            add("start to kernel_info [ms]", name, kernel.ready * 1e3)
            add("first completion [ms]", name, first * 1e3)
            add("print hello [ms]", name, statistics.median(hello) * 1e3)
            add("declare a function [ms]", name, define * 1e3)
            add("fib(25) [ms]", name, fib * 1e3)
            for what, seconds in zip(("with %%native", "the same again"), compiled):
                add(f"fib(25), {what} [ms]", name, seconds * 1e3)
            add("resident, all processes [MB]", name, rss / 1e6)
    return result


def answer(client, text, timeout=30):
    """What a cell prints, or None if no answer comes."""
    out = []

    def hook(message):
        if message["msg_type"] == "stream":
            out.append(message["content"]["text"])

    try:
        reply = client.execute_interactive(text, timeout=timeout, output_hook=hook, allow_stdin=False)
    except (TimeoutError, queue.Empty, RuntimeError):
        return None
    return "".join(out).strip() if reply["content"]["status"] == "ok" else None


def ended(manager, client, request, seconds):
    """Waits for the reply, or the end of the kernel; None if neither comes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            message = client.get_shell_msg(timeout=1)
        except queue.Empty:
            if not manager.is_alive():
                return "died"
            continue
        if message["parent_header"].get("msg_id") == request:
            return message["content"]["status"]
    return None


def left(name, text, interrupt):
    """What is left of a session after the cell."""
    _, _, setup, question = KERNELS[name]
    manager, client = start_new_kernel(kernel_name=name)
    try:
        answer(client, setup)
        request = client.execute(text, allow_stdin=False)
        by_itself = ended(manager, client, request, 5 if interrupt else 40)
        if by_itself is None and interrupt:
            manager.interrupt_kernel()
            if ended(manager, client, request, 40) is None:
                return "no end within 40 s"
        elif by_itself is None:
            return "no end within 40 s"
        got = answer(client, question)
        if got == "42":
            return "the variable is there" + (", not interrupted: it ended by itself" if interrupt and by_itself else "")
        return "the variable is lost" if manager.is_alive() else "the kernel has died"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def table(head, rows):
    widths = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]
    for i, row in enumerate([head, *rows]):
        print("| " + " | ".join(c.ljust(w) for c, w in zip(row, widths)) + " |")
        if i == 0:
            print("|" + "|".join("-" * (w + 2) for w in widths) + "|")
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--weft", default=os.path.join(HERE, "..", "..", "bin", "weft"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as prefix:
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([args.weft, "install", "--prefix", prefix], **quiet)
        subprocess.run([sys.executable, "-m", "ipykernel", "install", "--prefix", prefix], **quiet)
        os.environ["JUPYTER_PATH"] = os.path.join(prefix, "share", "jupyter")
        known = KernelSpecManager().find_kernel_specs()
        names = [n for n in KERNELS if n in known]
        for n in KERNELS:
            if n not in known:
                print(f"{n}: not installed here, not measured")
        result = figures(names, args.rounds, shutil.which("go"))
        def ratio(by, name, of):
            if name not in by:
                return "-"
            times = of(by[name]) / of(by["weft"])
            return f"{times:.0f}" if times >= 10 else f"{times:.2g}"

        print(f"least of {args.rounds} rounds (median)")
        table(["", *names, *(f"{n} / weft" for n in names[1:])], [
            [figure, *(f"{min(by[n]):.1f} ({statistics.median(by[n]):.1f})" if n in by else "-" for n in names),
             *(f"{ratio(by, n, min)} ({ratio(by, n, statistics.median)})" for n in names[1:])]
            for figure, by in result.items()])
        rows = []
        for wrong in GO_WRONG:
            row = [wrong]
            for n in names:
                text = KERNELS[n][1].get(wrong)
                row.append(left(n, *text) if text else "-")
            rows.append(row)
        table(["after a cell in which", *names], rows)


if __name__ == "__main__":
    main()
