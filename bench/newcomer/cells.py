"""Does in a JupyterLab server what a newcomer does in the browser, and prints what each step took.

cells.py URL TOKEN, in the folder of the repository. It speaks the server's REST and WebSocket interfaces, as the page does.
"""

import json
import pathlib
import re
import sys
import time
import urllib.request
import uuid

import websocket  # of websocket-client, which JupyterLab brings

url, token = sys.argv[1:]


def post(path, body):
    request = urllib.request.Request(url + path, json.dumps(body).encode(), {"Authorization": "token " + token, "Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request, timeout=120))


class Notebook:
    """An open notebook: its kernel's socket."""

    def __init__(self):
        made = post("/api/sessions", {"path": "newcomer.ipynb", "name": "newcomer.ipynb", "type": "notebook", "kernel": {"name": "weft"}})
        address = url.replace("http", "ws", 1) + "/api/kernels/" + made["kernel"]["id"] + "/channels?token=" + token
        self.socket = websocket.create_connection(address, timeout=600)

    def run(self, code):
        """Runs a cell and returns all its text: what was printed, shown, or went wrong."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "newcomer", "username": "", "version": "5.4"}
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        self.socket.send(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}))
        text = []
        while True:
            message = json.loads(self.socket.recv())
            if message["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            kind, c = message["header"]["msg_type"], message["content"]
            if kind == "stream":
                text.append(c["text"])
            elif kind in ("display_data", "update_display_data", "execute_result"):
                text.append(c["data"].get("text/plain", ""))
            elif kind == "error":
                text.append(c["ename"] + ": " + c["evalue"])
            elif kind == "status" and c["execution_state"] == "idle":
                return "\n".join(text)


def step(name, want, do):
    """Times do, and ends the program if the text that it returns lacks want."""
    start = time.perf_counter()
    seen = do()
    took = time.perf_counter() - start
    if want not in seen:
        sys.exit(f"newcomer: {name}: {want!r} is not in:\n{seen}")
    print(f"{name:44} {took:8.2f} s", flush=True)


def cell(path):
    """A Go file as a student writes it in a cell: without the package clause."""
    return "// exercise: producers\n" + re.sub(r"(?m)^package .*\n", "", pathlib.Path(path).read_text(), count=1)


first = 'import "sync"\n\nvar wg sync.WaitGroup\nresults := make([]int, 3)\nfor i := range 3 {\n\twg.Go(func() { results[i] = i * i })\n}\nwg.Wait()\nfmt.Println(results)'
opened = []


def open_notebook():
    opened.append(Notebook())
    return opened[0].run(first)


step("a notebook opened, its first cell", "[0 1 4]", open_notebook)
notebook = opened[0]
step("the cell changed and run again", "[0 1 8]", lambda: notebook.run(first.replace("i * i", "i * i * i")))
step("a mistake, explained", "undefined: result", lambda: notebook.run("fmt.Println(result)"))
notebook.run(cell("exercises/03-producers/starter.go"))
step("%check of the starter, the first check", "Not yet", lambda: notebook.run("%check producers"))
notebook.run(cell("exercises/03-producers/solution/" + pathlib.Path(next(pathlib.Path("exercises/03-producers/solution").glob("*.go"))).name))
step("%check of the solution", "All checks passed", lambda: notebook.run("%check producers"))
