"""Counts whether a cell's last output arrives when a shutdown follows at once.

The client reads nothing from iopub until the kernel has been told to stop: first as soon as the
cell's reply is there, when every byte must arrive; then right behind the request, which ends the
cell where it is, when its end, the reply and the shutdown's reply must.

Run: python drain.py [--times N] [--weft BINARY]. Exits with 1 if anything was lost.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

from rawkernel import RawKernel

HERE = os.path.dirname(os.path.abspath(__file__))
WEFT = os.path.join(HERE, "..", "..", "bin", "weft")

SMALL = ('fmt.Println("the last words")', 15)
LARGE = ('chunk := strings.Repeat("0123456789abcde\\n", 65536)\nfor range 20 { fmt.Print(chunk) }', 20 << 20)


def lost(code, want, patient):
    """Runs one kernel. Returns what is wrong, or None, and the seconds until the process had gone."""
    kernel = RawKernel("weft")
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    request = kernel.session.send(kernel.shell, "execute_request", content)["header"]["msg_id"]
    if patient:
        replied = answer(kernel, kernel.shell, request)
    stop = kernel.session.send(kernel.control, "shutdown_request", {"restart": False})["header"]["msg_id"]
    got, idle = 0, False
    while not idle and (message := receive(kernel, kernel.iopub)):
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["content"].get("name") == "stdout":
            got += len(message["content"]["text"])
        idle = message["content"].get("execution_state") == "idle"
    if not patient:
        replied = answer(kernel, kernel.shell, request)
    stopped = answer(kernel, kernel.control, stop)
    start = time.monotonic()
    problem = None
    if not (replied and idle and stopped) or patient and got != want:
        problem = f"{got} of {want} bytes, idle {idle}, reply {replied}, shutdown_reply {stopped}"
    try:
        kernel.process.wait(20)
    except subprocess.TimeoutExpired:
        problem = "the process did not end"
        kernel.process.kill()
        kernel.process.wait()
    took = time.monotonic() - start
    kernel.context.destroy(linger=0)
    kernel.folder.cleanup()
    return problem, took


def receive(kernel, socket):
    """The next message, or None if none comes."""
    if not socket.poll(15000):
        return None
    _, frames = kernel.session.feed_identities(socket.recv_multipart())
    return kernel.session.deserialize(frames)


def answer(kernel, socket, request):
    """Whether the reply to a request comes."""
    while message := receive(kernel, socket):
        if message["parent_header"].get("msg_id") == request:
            return True
    return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--weft", default=WEFT, help="the binary to try")
    args = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as prefix:
        subprocess.run([args.weft, "install", "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
        os.environ["JUPYTER_PATH"] = os.path.join(prefix, "share", "jupyter")
        for name, (code, want) in {"small message": SMALL, "20 MB": LARGE}.items():
            for when, patient in ("after the reply", True), ("right behind the request", False):
                results = [lost(code, want, patient) for _ in range(args.times)]
                problems = [p for p, _ in results if p]
                failed += len(problems)
                slowest = max(t for _, t in results)
                whole = args.times - len(problems)
                print(f"{name}, shutdown {when}: {whole} of {args.times} whole; gone {slowest:.2f} s later at most", flush=True)
                for p in problems[:3]:
                    print("   lost:", p)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
