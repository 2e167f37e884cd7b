"""Graders side by side in one run: weft, nbgrader (with Python, and with weft as its kernel) and Otter-Grader.

One small exercise: call some functions at the same time and add what they return. For each of some submissions, right and
wrong ones, it prints which points each grader gives (of three: the sum, the sum of nothing, the time; of weft's exercise ten, for sum and time in three cases), how long it takes, and
how often the right one gets all points. Run by: python bench/peers/graders.py [--times N] [--weft BINARY];
see docs/PEERS.md.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 60  # seconds for one submission; behind it the grader is ended
BIN = os.path.dirname(sys.executable)

PYTHON = {
    "right": "from concurrent.futures import ThreadPoolExecutor\n\ndef total(parts):\n    if not parts:\n        return 0\n"
    "    with ThreadPoolExecutor(len(parts)) as pool:\n        return sum(pool.map(lambda p: p(), parts))",
    "one after the other": "def total(parts):\n    return sum(p() for p in parts)",
    "wrong sum": "def total(parts):\n    return 5",
    "endless loop": "def total(parts):\n    while True:\n        pass",
    "ends its process, status 0": "import os\n\ndef total(parts):\n    os._exit(0)",
    "equal to everything": "class Anything(int):\n    def __eq__(self, other):\n        return True\n    __hash__ = int.__hash__\n"
    "    def __repr__(self):\n        return '6'\n\ndef total(parts):\n    return Anything()",
    "leaves a thread behind": "import threading\n\ndef total(parts):\n    values = [None] * len(parts)\n"
    "    def do(i):\n        values[i] = parts[i]()\n    threads = [threading.Thread(target=do, args=(i,)) for i in range(len(parts))]\n"
    "    threads.append(threading.Thread(target=threading.Event().wait, daemon=True))\n"
    "    for t in threads:\n        t.start()\n    for t in threads[:-1]:\n        t.join()\n    return sum(values)",
}
GO = {
    "right": "import \"sync\"\n\nfunc Sum(parts []func() int) int {\n\tvalues := make([]int, len(parts))\n\tvar wg sync.WaitGroup\n"
    "\tfor i, p := range parts {\n\t\twg.Go(func() { values[i] = p() })\n\t}\n\twg.Wait()\n\tsum := 0\n"
    "\tfor _, v := range values {\n\t\tsum += v\n\t}\n\treturn sum\n}",
    "one after the other": "func Sum(parts []func() int) int {\n\tsum := 0\n\tfor _, p := range parts {\n\t\tsum += p()\n\t}\n\treturn sum\n}",
    "wrong sum": "func Sum(parts []func() int) int { return 5 }",
    "endless loop": "func Sum(parts []func() int) int {\n\tfor {\n\t}\n}",
    "ends its process, status 0": "import \"os\"\n\nfunc Sum(parts []func() int) int {\n\tos.Exit(0)\n\treturn 0\n}",
    "a data race": "import \"sync\"\n\nfunc Sum(parts []func() int) int {\n\tsum := 0\n\tvar wg sync.WaitGroup\n"
    "\tfor _, p := range parts {\n\t\twg.Go(func() { sum += p() })\n\t}\n\twg.Wait()\n\treturn sum\n}",
    "leaves a thread behind": "import \"sync\"\n\nfunc Sum(parts []func() int) int {\n\tvalues := make([]int, len(parts))\n\tvar wg sync.WaitGroup\n"
    "\tgo func() { select {} }()\n\tfor i, p := range parts {\n\t\twg.Go(func() { values[i] = p() })\n\t}\n\twg.Wait()\n\tsum := 0\n"
    "\tfor _, v := range values {\n\t\tsum += v\n\t}\n\treturn sum\n}",
}
# Three parts sleep 0.1, 0.2 and 0.3 s; one after the other they take 0.6 s. There is no virtual clock: the limit is in the middle.
PYTHON_TESTS = [
    "import time\ndef part(seconds, value):\n    def run():\n        time.sleep(seconds)\n        return value\n    return run\n"
    "assert total([part(0.01, 1), part(0.02, 2), part(0.03, 3)]) == 6",
    "assert total([]) == 0",
    "start = time.time()\ntotal([part(0.1, 1), part(0.2, 2), part(0.3, 3)])\nassert time.time() - start < 0.45",
]
GO_TESTS = [
    "import \"time\"\n\nfunc part(d time.Duration, v int) func() int { return func() int { time.Sleep(d); return v } }\n\n"
    "if got := Sum([]func() int{part(10*time.Millisecond, 1), part(20*time.Millisecond, 2), part(30*time.Millisecond, 3)}); got != 6 {\n"
    "\tpanic(\"wrong sum\")\n}",
    "if Sum(nil) != 0 {\n\tpanic(\"wrong sum\")\n}",
    "start := time.Now()\nSum([]func() int{part(100*time.Millisecond, 1), part(200*time.Millisecond, 2), part(300*time.Millisecond, 3)})\n"
    "if time.Since(start) > 450*time.Millisecond {\n\tpanic(\"too slow\")\n}",
]


class Weft:
    name, texts = "weft grade", GO

    def __init__(self, root, weft):
        self.root, self.weft = root, weft
        run([weft, "exercise", "new", "sum", "--exercises", os.path.join(root, "exercises")], root)

    def grade(self, who, text):
        file, out = os.path.join(self.root, f"{who}.go"), os.path.join(self.root, f"{who}.json")
        write(file, "package solution\n\n" + text + "\n")
        run([self.weft, "grade", "sum", file, "--exercises", os.path.join(self.root, "exercises"), "--fresh",
             "--journal", os.path.join(self.root, "journal"), "--format", f"json={out}"], self.root)
        with open(out) as f:
            (result,) = json.load(f)
        if result["status"] != "graded":
            return result["status"]
        cases = result["cases"]
        failed = {c["name"] for case in cases for c in case["checks"] if c["status"] == "failed"}
        points = f"{sum(c['points'] for c in cases)} of {sum(c['max'] for c in cases)}"
        return points + (f" ({', '.join(sorted(failed))})" if failed else "")


class NBGrader:
    def __init__(self, root, kernel):
        self.root = os.path.join(root, "course-" + kernel)
        self.texts, tests = (PYTHON, PYTHON_TESTS) if kernel == "python3" else (GO, GO_TESTS)
        self.name = "nbgrader" if kernel == "python3" else "nbgrader with the kernel weft"
        language = "python" if kernel == "python3" else "go"
        meta = {"schema_version": 3, "locked": False, "task": False}
        cells = [new_code_cell("def total(parts):\n    pass" if language == "python" else "func Sum(parts []func() int) int { return -1 }")]
        cells[0].metadata["nbgrader"] = {**meta, "grade": False, "solution": True, "grade_id": "answer"}
        for i, test in enumerate(tests):
            cell = new_code_cell(test)
            cell.metadata["nbgrader"] = {**meta, "grade": True, "solution": False, "locked": True, "grade_id": f"test{i}", "points": 1}
            cells.append(cell)
        nb = new_notebook(cells=cells, metadata={"kernelspec": {"name": kernel, "display_name": kernel, "language": language}})
        save(nb, os.path.join(self.root, "source", "ps1", "sum.ipynb"))
        write(os.path.join(self.root, "nbgrader_config.py"),
              "c = get_config()\nc.CourseDirectory.course_id = 'c'\nc.ClearSolutions.enforce_metadata = False\n"
              "c.ClearSolutions.code_stub = {'python': 'raise NotImplementedError', 'go': 'panic(0)'}\n"
              "c.ExecutePreprocessor.timeout = 10\nc.Execute.timeout = 10\n")
        run([os.path.join(BIN, "nbgrader"), "generate_assignment", "ps1"], self.root, check=True)

    def grade(self, who, text):
        from nbgrader.api import Gradebook, MissingEntry

        released = os.path.join(self.root, "release", "ps1", "sum.ipynb")
        nb = nbformat.read(released, as_version=4)
        nb.cells[0].source = text
        save(nb, os.path.join(self.root, "submitted", who, "ps1", "sum.ipynb"))
        done = run([os.path.join(BIN, "nbgrader"), "autograde", "ps1", "--student", who, "--force"], self.root)
        with Gradebook("sqlite:///" + os.path.join(self.root, "gradebook.db")) as book:
            try:
                s = book.find_submission("ps1", who)
            except MissingEntry:
                return "no grade"
            if done != 0:
                return "error, no grade"
            return f"{s.score:g} of {s.max_score:g}"


class Otter:
    name, texts = "otter", PYTHON

    def __init__(self, root):
        self.root = os.path.join(root, "otter")
        helper = "import time\n" + PYTHON_TESTS[0].split("assert")[0].split("\n", 1)[1]
        for i, (code, shown) in enumerate([
            ("total([part(0.01, 1), part(0.02, 2), part(0.03, 3)]) == 6", "True"),
            ("total([]) == 0", "True"),
            ("timed() < 0.45", "True"),
        ]):
            lines = doctest(helper + "def timed():\n    start = time.time()\n    total([part(0.1, 1), part(0.2, 2), part(0.3, 3)])\n"
                            "    return time.time() - start\n" + code)
            suite = {"cases": [{"code": f"{lines}{shown}", "hidden": False, "locked": False}], "scored": True,
                     "setup": "", "teardown": "", "type": "doctest"}
            write(os.path.join(self.root, "tests", f"q{i}.py"),
                  f"OK_FORMAT = True\ntest = {{'name': 'q{i}', 'points': 1, 'suites': [{suite!r}]}}\n")
        run([os.path.join(BIN, "otter"), "generate", "-t", "tests", "-o", "autograder.zip", "--no-requirements", "--no-environment"],
            self.root, check=True)
        assert zipfile.is_zipfile(os.path.join(self.root, "autograder.zip"))

    def grade(self, who, text):
        out = os.path.join(self.root, "out-" + who)
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out)
        nb = new_notebook(cells=[new_code_cell(text)], metadata={"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}})
        save(nb, os.path.join(self.root, who + ".ipynb"))
        done = run([os.path.join(BIN, "otter"), "run", "--no-logo", "-a", "autograder.zip", "-o", out, who + ".ipynb"], self.root)
        if done is None:
            return f"no end in {LIMIT} s"
        try:
            with open(os.path.join(out, "results.json")) as f:
                tests = [t for t in json.load(f)["tests"] if t.get("max_score")]
        except FileNotFoundError:
            return "error, no grade" if done else "status 0, no grade"
        return f"{sum(t.get('score', 0) for t in tests):g} of {sum(t['max_score'] for t in tests):g}"


def doctest(text):
    """Lines of code as a doctest's session."""
    return "\n".join((("... " if line.startswith(" ") else ">>> ") + line) for line in text.split("\n") if line) + "\n"


def run(command, folder, check=False):
    """Runs a command to its end and returns its status; None if it did not end in time."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        out, _ = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # with the kernels that it has started
        process.wait()
        return None
    if check and process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: status {process.returncode}\n{out.decode()[-3000:]}")
    return process.returncode


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def save(nb, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    nbformat.write(nb, path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5, help="how often the right submission is graded")
    parser.add_argument("--weft", default=os.path.join(HERE, "..", "..", "bin", "weft"))
    parser.add_argument("--no-verdicts", action="store_true", help="only the right submission")
    args = parser.parse_args()
    weft = os.path.abspath(args.weft)
    with tempfile.TemporaryDirectory() as root:
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([weft, "install", "--prefix", root], **quiet)
        subprocess.run([sys.executable, "-m", "ipykernel", "install", "--prefix", root], **quiet)
        os.environ["PATH"] = BIN + os.pathsep + os.environ["PATH"]  # nbgrader calls programs by their names
        os.environ["JUPYTER_PATH"] = os.path.join(root, "share", "jupyter")
        graders = [Weft(root, weft), NBGrader(root, "python3"), NBGrader(root, "weft"), Otter(root)]
        print("| submission | " + " | ".join(g.name for g in graders) + " |")
        print("|---" * (len(graders) + 1) + "|", flush=True)
        for what in dict.fromkeys([*PYTHON, *GO]) if not args.no_verdicts else []:
            row = [g.grade(what.replace(" ", "-").replace(",", ""), g.texts[what]) if what in g.texts else "-" for g in graders]
            print(f"| {what} | " + " | ".join(row) + " |", flush=True)
        seconds, full = {g.name: [] for g in graders}, {g.name: 0 for g in graders}
        for turn in range(args.times):
            for g in graders:
                own = ("const serial = " if g.texts is GO else "serial = ") + f"{os.getpid()}{turn}"  # nothing kept serves
                start = time.perf_counter()
                verdict = g.grade(f"again{turn}", g.texts["right"] + "\n\n" + own)
                seconds[g.name].append(time.perf_counter() - start)
                points = verdict.split()
                full[g.name] += len(points) >= 3 and points[0] == points[2]
        print("| the right one, all points | " + " | ".join(f"{full[g.name]} of {args.times}" for g in graders) + " |")
        base = statistics.median(seconds["weft grade"])
        print("| time of it, in weft's | " + " | ".join(f"{statistics.median(seconds[g.name]) / base:.1f}" for g in graders) + " |")
        print("| in seconds, here | " + " | ".join(f"{statistics.median(seconds[g.name]):.1f}" for g in graders) + " |")


if __name__ == "__main__":
    main()
